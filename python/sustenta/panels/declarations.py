"""Who declared in which year: what to know before any class over years."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from sustenta._names import lacking, unknown
from sustenta.errors import SettingError
from sustenta.panels._derivation import GIVEN
from sustenta.panels._panel import Panel

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["completeness"]


def completeness(
    panel: Any,
    years: Iterable[int],
    *,
    by: Literal["key", "year"] = "key",
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
    required: Sequence[str] | None = None,
) -> Any:
    """Say who declared in which year: what to know before any class over years.

    A municipality has declared a year when the panel has a row for it with a figure in it. A
    municipality that the panel never names cannot be missed here.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        One row a municipality and year.
    years : iterable of int
        The years that are asked about.
    by : {"key", "year"}
        A row a municipality, or a row a year.
    columns, key
        As in `assess`.
    required : sequence of str, optional
        The columns that must all be filled for a row to count. By default any one of the panel's
        amounts and shares will do; where it has none, the row itself.

    Returns
    -------
    table of the panel's library
        By key, in order of appearance: ``declared`` (how many of the years), ``complete`` (whether
        all), ``declared_years``, ``missing_years`` and ``repeated_years`` (with more than one row).
        By year: ``declared``, ``missing`` and ``repeated``, counting municipalities.

    Raises
    ------
    ColumnMissingError
        Where there is no year or key, or a required column is not there.
    SettingError
        Where no year is asked about.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> panel = pd.DataFrame(
    ...     {"municipality": ["A", "A", "B"], "year": [2002, 2003, 2003], "population": [5, 6, 7]}
    ... )
    >>> st.completeness(panel, range(2002, 2004))[["declared", "complete", "missing_years"]]
                  declared  complete missing_years
    municipality
    A                    2      True            ()
    B                    1     False       (2002,)
    """
    opened = Panel(panel, columns, key)
    asked = _asked(years)
    groups, when = opened.groups(), opened.years()
    counts = np.zeros((len(groups.first), len(asked)), dtype=np.int64)
    place = np.searchsorted(asked, when)
    place[place == len(asked)] = 0
    counted = (asked[place] == when) & _filled(opened, required)
    np.add.at(counts, (groups.codes[counted], place[counted]), 1)
    if by == "year":
        return opened.frame.listing(
            "year",
            asked,
            {
                "declared": (counts > 0).sum(axis=0),
                "missing": (counts == 0).sum(axis=0),
                "repeated": (counts > 1).sum(axis=0),
            },
        )
    if by != "key":
        raise unknown("way to count", by, ("key", "year"))
    listed_years = {
        "declared_years": counts > 0,
        "missing_years": counts == 0,
        "repeated_years": counts > 1,
    }
    declared = (counts > 0).sum(axis=1)
    return opened.frame.summary(opened.keys(), groups.first).of(
        {
            "declared": declared,
            "complete": declared == len(asked),
            **{
                name: [tuple(asked[row].tolist()) for row in flags]
                for name, flags in listed_years.items()
            },
        }
    )


def _asked(years: Iterable[int]) -> NDArray[np.int64]:
    problem = "expected whole years, such as range(2002, 2005)"
    try:
        listed_years: list[Any] = list(years)
    except TypeError:
        raise SettingError(
            f"`years` is {years!r}; {problem}", argument="years", problem=problem
        ) from None
    for year in listed_years:
        if not isinstance(year, (int, np.integer)) or isinstance(year, bool):
            raise SettingError(
                f"`years` holds {year!r}; {problem}", argument="years", problem=problem
            )
    if not listed_years:
        raise SettingError(f"`years` is empty; {problem}", argument="years", problem=problem)
    return np.unique(np.array(listed_years, dtype=np.int64))


def _filled(panel: Panel, required: Sequence[str] | None) -> NDArray[np.bool_]:
    """Say which rows declare something, or all that is required."""
    if required is not None:
        names = [required] if isinstance(required, str) else list(required)
        absent = [name for name in names if not panel.has(name)]
        if absent:
            raise lacking(
                f"`required` names {', '.join(absent)}, which the panel does not have",
                absent,
                panel.frame.names,
            )
    else:
        # A population comes from elsewhere: it is nobody's declaration.
        names = [name for name in GIVEN if name != "population" and panel.has(name)]
    if not names:
        return np.ones(panel.frame.rows, dtype=np.bool_)
    filled = [pd.notna(np.asarray(panel.frame.plain(panel.own_name(name)))) for name in names]
    combine = np.logical_or if required is None else np.logical_and
    return np.asarray(combine.reduce(filled), dtype=np.bool_)
