"""The sums of the report, recomputed from its own printed amounts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.registry import Lang, check_lang
from sustenta.studies._cells import Address, Pages, printed_cells
from sustenta.studies._recalculation import Recalculation
from sustenta.studies._recreation import Recreation, cells_frame, notes_frame
from sustenta.studies._rules import Cell, One, Rule, Unfounded
from sustenta.studies.tc61 import _printed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sustenta.studies._recalculation import Outcome

__all__ = ["recreate"]

_TITLE: Final[Mapping[Lang, str]] = {
    "pt": "Reprodução do relatório de gestão de 2015 do Termo de Cooperação nº 61",
    "en": "Recreation of the management report of 2015 of Cooperation Term 61",
}
_GIVEN: Final = {
    "pt": "Dado: nenhuma outra célula do relatório o determina.",
    "en": "Given: no other cell of the report determines it.",
}

_IDENTIFICATION, _VALUES, _EXECUTION = "1.7", "1.8", "6"
_AGREEMENTS: Final = ("agreement_1", "agreement_2", "agreement_3")
_AMOUNTS: Final = ("transferred", "disbursed", "pending")

#: How the amounts follow from each other; those in reais and in dollars never do.
_RULES: Final[tuple[Rule | Unfounded, ...]] = (
    Rule(_IDENTIFICATION, "agreements", "sum", tuple(One(_VALUES, item) for item in _AGREEMENTS)),
    Rule(
        _VALUES,
        "total",
        "sum",
        tuple(Cell(_VALUES, item) for item in _AGREEMENTS),
        leaves_out=frozenset({"input_missing"}),
    ),
    Rule(
        _EXECUTION,
        "balance",
        "sum",
        (
            Cell(_EXECUTION, "transferred"),
            Cell(_EXECUTION, "disbursed", subtracted=True),
            Cell(_EXECUTION, "pending", subtracted=True),
        ),
    ),
    *(Unfounded(_VALUES, item, _GIVEN) for item in _AGREEMENTS),
    *(Unfounded(_EXECUTION, item, _GIVEN) for item in _AMOUNTS),
)


def recreate(tables: pd.DataFrame | None = None, *, lang: Lang = "pt") -> Recreation:
    """Recompute the printed amounts of the report that follow from others.

    The total of the term is the sum of its agreements, one of which prints no amount and is left
    out, named; the balance is what was transferred less what was disbursed and what is pending; the
    number of agreements is that of those listed.

    Parameters
    ----------
    tables : pandas.DataFrame, optional
        A table that stands in for the shipped one, in the shape of :func:`table`.
    lang : {"pt", "en"}
        The language of the explanations.

    Returns
    -------
    Recreation
        Its cells bear the report's section as ``table`` and the item as ``column``.

    Raises
    ------
    StudyTableError
        For a table of another shape, or a printed figure that cannot be read.

    Examples
    --------
    >>> import sustenta as st
    >>> cells = st.studies.tc61.recreate().cells
    >>> cells.loc[cells["column"].isin(["total", "balance"]), ["column", "printed", "verdict"]]
        column        printed verdict
    4    total  19.975.000,00  agrees
    8  balance   1,292.737.12  agrees
    """
    lang = check_lang(lang)
    frame = _printed.read_cells(_printed.shipped() if tables is None else tables)
    pages = Pages(printed_cells(frame, _address))
    outcomes = Recalculation(pages, _RULES, lang).outcomes()
    cells, shown = cells_frame(pages, outcomes, lang)
    return Recreation(
        title=_TITLE[lang],
        cells=cells,
        notes=notes_frame([]),
        lang=lang,
        layout=partial(_recomputed_tables, pages, outcomes),
        shown=shown,
        titles=_TITLE,
    )


def _address(row: Mapping[str, Any]) -> Address:
    return Address(row["section"], row["item"])


def _recomputed_tables(
    pages: Pages, outcomes: Mapping[Address, Outcome]
) -> dict[int | str, pd.DataFrame]:
    """Lay the recomputed amounts out, a table a section."""
    rows: dict[int | str, list[dict[str, object]]] = {}
    for cell in pages:
        outcome = outcomes[cell.address]
        number = cell.figure if outcome.point is None else outcome.point
        row: dict[str, object] = {"item": cell.address.column, "value": number and float(number)}
        rows.setdefault(cell.address.table, []).append(row)
    return {section: pd.DataFrame(part) for section, part in rows.items()}
