"""The study recomputed from its own printed tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import pandas as pd

from sustenta.registry import Lang, check_lang
from sustenta.studies._recalculation import Recalculation
from sustenta.studies._recreation import Recreation, cells_frame, notes_frame
from sustenta.studies._wording import BY_ROUNDING, CANNOT
from sustenta.studies.proesf2006 import _printed
from sustenta.studies.proesf2006._notes import notes
from sustenta.studies.proesf2006._pages import TABLES, read_pages
from sustenta.studies.proesf2006._profile import execution_classes, profile
from sustenta.studies.proesf2006._rules import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sustenta.studies._cells import Address, Pages
    from sustenta.studies._recalculation import Outcome

__all__ = ["recreate"]

_TITLE: Final[Mapping[Lang, str]] = {
    "pt": "Reprodução do estudo: Pereira et al., Ciência & Saúde Coletiva 11(3):607-620, 2006",
    "en": "Recreation of the study: Pereira et al., Ciência & Saúde Coletiva 11(3):607-620, 2006",
}


def recreate(tables: Mapping[int, pd.DataFrame] | None = None, *, lang: Lang = "pt") -> Recreation:
    """Recompute every printed cell of the study from its other printed cells.

    Nothing is corrected: a cell that disagrees is shown beside its recomputation. Which cell
    follows from which is known from the article; which of them disagree is found anew each time.
    Cells are matched by the municipality's letter, never by the order of the rows.

    Parameters
    ----------
    tables : mapping of int to pandas.DataFrame, optional
        Tables that stand in for the shipped ones, by number, in the shape of :func:`table`. Only
        ``printed`` is read of a cell; ``row`` is the order of the page.
    lang : {"pt", "en"}
        The language of the explanations, notes and classes of the profile.

    Returns
    -------
    Recreation
        ``cells``, ``summary()``, ``disagreements()``, ``notes``, ``tables``, ``profile`` and
        ``execution_classes``. Table 4 is a list and has no cells.

    Raises
    ------
    StudyTableError
        For a table of another shape, or a printed figure that cannot be read; it names the cell.
    UnknownNameError
        For a table that the study does not print, or another language.

    Examples
    --------
    >>> import sustenta as st
    >>> study = st.studies.proesf2006.recreate()
    >>> study.summary()
           cells  agrees  agrees_by_rounding  disagrees  cannot_be_recomputed
    table
    1         96       0                   0          0                    96
    2        120      53                   0          5                    62
    3         48      43                   0          2                     3
    5         32      16                   0          0                    16
    6        112      96                   0          0                    16
    7         32      18                  12          2                     0
    8          6       2                   0          0                     4
    9        204      80                  30          0                    94
    10        64      33                   0         31                     0

    A copy with one cell changed shows that change, and nothing else new:

    >>> table = st.studies.proesf2006.table(6)
    >>> table.loc[table["printed"] == "13,6", "printed"] = "15,6"
    >>> changed = st.studies.proesf2006.recreate({6: table}).cells
    >>> changed[changed["verdict"] != study.cells["verdict"]][["municipality", "year", "printed"]]
        municipality  year printed
    306            B  2003    15,6
    """
    lang = check_lang(lang)
    pages, shuffled = read_pages(tables)
    recalculation = Recalculation(pages, RULES, lang)
    outcomes = recalculation.outcomes()
    cells, shown = cells_frame(pages, outcomes, lang)
    return Recreation(
        title=_TITLE[lang],
        cells=cells,
        notes=notes_frame(notes(pages, recalculation, outcomes, shuffled, lang)),
        lang=lang,
        layout=partial(_recomputed_tables, pages, outcomes),
        profile=profile(pages, lang),
        execution_classes=execution_classes(pages, lang),
        shown=shown,
        titles=_TITLE,
    )


def _recomputed_tables(
    pages: Pages, outcomes: Mapping[Address, Outcome]
) -> dict[int | str, pd.DataFrame]:
    """Lay the recomputed tables out as the page does."""
    rows: dict[int, list[dict[str, object]]] = {n: [] for n in TABLES}
    for cell in pages:
        outcome = outcomes[cell.address]
        kept = outcome.verdict in {CANNOT, BY_ROUNDING}
        number = cell.figure if kept else outcome.point
        rows[int(cell.address.table)].append(
            {
                "row": cell.row,
                "uf": cell.uf,
                "municipality": cell.address.municipality,
                "year": cell.address.year,
                "column": cell.address.column,
                "value": None if number is None else float(number),
                "printed": cell.text if kept else outcome.text,
                "kind": cell.kind,
            }
        )
    return {n: _printed.wide(n, _tidy(part)) for n, part in rows.items()}


def _tidy(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows).astype({"value": "float64", "year": "Int64"})
