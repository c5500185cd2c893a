"""Table 1's financial targets as a plan, and beside what Table 2 says was sent and spent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.indicators import share_pct
from sustenta.studies._cells import Address
from sustenta.studies.proesf2006._pages import letters, read_pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sustenta.studies._cells import Pages, Printed

__all__ = ["targets", "targets_compared"]

#: The years of the targets, and those over which Table 2 runs.
YEARS: Final = range(2003, 2009)
_PERIOD: Final = range(2003, 2006)
_AMOUNTS: Final = ("ceiling", "transferred", "executed")


def targets(tables: Mapping[int, pd.DataFrame] | None = None) -> pd.DataFrame:
    """Give the financial targets of Table 1 as a plan: by year, and cumulated.

    Parameters
    ----------
    tables : mapping of int to pandas.DataFrame, optional
        Tables that stand in for the shipped ones, as in :func:`recreate`.

    Returns
    -------
    pandas.DataFrame
        One row a municipality and year, 2003 to 2008: ``uf``, ``municipality`` (a letter, never a
        name), ``year``, ``planned_cost`` (R$ of the year), ``cumulated_cost`` (R$ since 2003) and
        ``reason``. What is not printed is a gap, never zero: ``not_informed`` (n.d) or
        ``input_missing`` (a dash or a blank); from a gap on, nothing can be cumulated.

    Examples
    --------
    >>> import sustenta as st
    >>> plan = st.studies.proesf2006.targets()
    >>> plan[plan["municipality"] == "C"][["year", "planned_cost", "cumulated_cost"]].head(4)
        year  planned_cost  cumulated_cost
    12  2003     205730.23       205730.23
    13  2004     493752.20       699482.43
    14  2005     329168.39      1028650.82
    15  2006           NaN             NaN
    """
    pages, _ = read_pages(tables)
    rows = []
    for municipality in letters(pages, 1):
        cumulated: Decimal | None = Decimal(0)
        for year in YEARS:
            cell = _target(pages, municipality, year)
            figure = None if cell is None else cell.figure
            known = cumulated is not None and figure is not None
            cumulated = cumulated + figure if known else None  # type: ignore[operator]
            rows.append(
                {
                    "uf": pages.state(1, municipality),
                    "municipality": municipality,
                    "year": year,
                    "planned_cost": _float(figure),
                    "cumulated_cost": _float(cumulated),
                    "reason": None if figure is not None else _reason(cell),
                }
            )
    amounts = {"planned_cost": "float64", "cumulated_cost": "float64"}
    return pd.DataFrame(rows).astype({**amounts, "reason": "category"})


def targets_compared(tables: Mapping[int, pd.DataFrame] | None = None) -> pd.DataFrame:
    """Hold the targets of 2003 to 2005 against the ceiling, the transfers and the execution.

    Parameters
    ----------
    tables : mapping of int to pandas.DataFrame, optional
        Tables that stand in for the shipped ones, as in :func:`recreate`.

    Returns
    -------
    pandas.DataFrame
        One row a municipality, by its letter: ``uf``, ``municipality``, ``target_2003_2005`` (R$;
        missing where a year of it is), ``ceiling``, ``transferred`` and ``executed`` (R$, Table 2,
        1/1/2003 to 31/12/2005), each also in % of the target: ``ceiling_of_target_pct``,
        ``transferred_of_target_pct``, ``executed_of_target_pct``. A municipality that one of the
        tables does not print has gaps there.

    Examples
    --------
    >>> import sustenta as st
    >>> st.studies.proesf2006.targets_compared().set_index("municipality").loc[
    ...     "G", ["target_2003_2005", "executed_of_target_pct"]
    ... ].round(2).tolist()
    [541973.5, 33.95]
    """
    pages, _ = read_pages(tables)
    rows = []
    names = dict.fromkeys([*letters(pages, 1), *letters(pages, 2)])
    for municipality in sorted(names):
        cells = [_target(pages, municipality, year) for year in _PERIOD]
        figures = [cell.figure for cell in cells if cell is not None and cell.figure is not None]
        target = sum(figures, Decimal(0)) if len(figures) == len(_PERIOD) else None
        row: dict[str, Any] = {
            "uf": pages.state(1, municipality) or pages.state(2, municipality),
            "municipality": municipality,
            "target_2003_2005": _float(target),
        }
        shares = {}
        for name in _AMOUNTS:
            cell = pages.at(Address(2, name, municipality))
            figure = None if cell is None else cell.figure
            row[name] = _float(figure)
            share = share_pct(figure, target, errors="coerce")
            shares[f"{name}_of_target_pct"] = None if share is None else float(share)
        rows.append({**row, **shares})
    frame = pd.DataFrame(rows)
    return frame.astype(dict.fromkeys(frame.columns[2:], "float64"))


def _target(pages: Pages, municipality: str, year: int) -> Printed | None:
    return pages.at(Address(1, "target", municipality, year))


def _reason(cell: Printed | None) -> str:
    """Say why no target stands there."""
    reasons = sorted(cell.reasons) if cell is not None else []
    return reasons[0] if reasons else "input_missing"


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
