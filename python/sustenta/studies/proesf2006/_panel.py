"""What Table 9 says of each municipality and year: the panel behind both scenarios."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from sustenta import _core
from sustenta.studies._cells import Address
from sustenta.studies._inputs import operands
from sustenta.studies._rules import Cell, Due, Rate, Rule
from sustenta.studies.proesf2006._pages import letters, read_pages
from sustenta.studies.proesf2006._rules import LAST, YEARS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sustenta.studies._cells import Pages

__all__ = ["margins", "panel"]

_SCENARIOS = (Cell(9, "dpspc_15"), Cell(9, "dpspc_ec29"), Due(), Rate())

#: The quantities that both scenarios reveal.
_REVEALED = (
    Rule(9, "linked_revenue_pc", "linked_revenue_pc_from_scenarios", _SCENARIOS),
    Rule(9, "sus_transfers_pc", "sus_transfers_pc_from_scenarios", _SCENARIOS),
    Rule(
        9,
        "health_expenditure_pc",
        "health_expenditure_pc_from_margin",
        (Cell(9, "dpspc_15"), Cell(9, "megpc_15")),
    ),
)


def panel(tables: Mapping[int, pd.DataFrame] | None = None) -> pd.DataFrame:
    """Give the panel that both scenarios of Table 9 reveal, with its intervals.

    The difference between the two potentials of a year is the linked revenue's share of the
    difference between 15 % and what was due. In 2004 15 % was due, both scenarios are one, and
    only the expenditure is known. The row ``MAE`` of Table 9, which repeats another, is left out.

    Parameters
    ----------
    tables : mapping of int to pandas.DataFrame, optional
        Tables that stand in for the shipped ones, as in :func:`recreate`.

    Returns
    -------
    pandas.DataFrame
        One row a municipality and year:

        - ``uf``, ``municipality``, ``year``;
        - ``linked_revenue_pc``, ``sus_transfers_pc`` and ``health_expenditure_pc``, in R$ per
          inhabitant, from the figures as printed, each with ``_low`` and ``_high``: its range
          while the printed figures lie anywhere in their rounding intervals;
        - ``ec29_applied_pct``, as Table 6 prints it;
        - ``tax_share_change_pct``, the change from 2002 to 2004 that Table 5 prints, in the row
          of 2004.

    Examples
    --------
    >>> import sustenta as st
    >>> panel = st.studies.proesf2006.panel()
    >>> revenue = ["linked_revenue_pc_low", "linked_revenue_pc", "linked_revenue_pc_high"]
    >>> [round(value, 2) for value in panel.loc[0, revenue]]
    [306.04, 306.25, 306.46]
    """
    pages, _ = read_pages(tables)
    rows = [
        {
            "uf": pages.state(9, municipality),
            "municipality": municipality,
            "year": year,
            **_revealed(pages, municipality, year),
            "ec29_applied_pct": _figure(pages, Address(6, "applied_pct", municipality, year)),
            "tax_share_change_pct": _figure(pages, Address(5, "tax_share_change_pct", municipality))
            if year == LAST
            else None,
        }
        for municipality in letters(pages, 9)
        for year in YEARS
    ]
    frame = pd.DataFrame(rows)
    numbers = list(frame.columns[3:])
    return frame.astype({"year": "int64", **dict.fromkeys(numbers, "float64")})


def margins(tables: Mapping[int, pd.DataFrame] | None = None) -> pd.DataFrame:
    """Give the margins that Table 9 prints, as the two charts show them.

    Parameters
    ----------
    tables : mapping of int to pandas.DataFrame, optional
        Tables that stand in for the shipped ones, as in :func:`recreate`.

    Returns
    -------
    pandas.DataFrame
        One row a municipality and year: ``uf``, ``municipality``, ``year``, ``megpc_15`` and
        ``megpc_ec29``, in R$ per inhabitant. The row ``MAE``, which repeats another, is left out.

    Examples
    --------
    >>> import sustenta as st
    >>> st.studies.proesf2006.margins().tail(3)
        uf municipality  year  megpc_15  megpc_ec29
    45  TO            Q  2002    -19.61      -57.59
    46  TO            Q  2003    -21.38      -47.30
    47  TO            Q  2004    -18.08      -18.08
    """
    pages, _ = read_pages(tables)
    rows = [
        {
            "uf": pages.state(9, municipality),
            "municipality": municipality,
            "year": year,
            **{
                column: _figure(pages, Address(9, column, municipality, year))
                for column in ("megpc_15", "megpc_ec29")
            },
        }
        for municipality in letters(pages, 9)
        for year in YEARS
    ]
    return pd.DataFrame(rows).astype({"megpc_15": "float64", "megpc_ec29": "float64"})


def _revealed(pages: Pages, municipality: str, year: int) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for rule in _REVEALED:
        inputs = operands(rule, Address(9, rule.column, municipality, year), pages) or []
        given = [each.given for each in inputs if each.given is not None]
        values: tuple[Decimal | None, ...] = (None, None, None)
        if given and len(given) == len(inputs):
            values = _core.recompute(rule.formula, given, None)[:3]
        for suffix, value in zip(("", "_low", "_high"), values, strict=True):
            found[rule.column + suffix] = None if value is None else float(value)
    return found


def _figure(pages: Pages, address: Address) -> float | None:
    cell = pages.at(address)
    return None if cell is None or cell.figure is None else float(cell.figure)
