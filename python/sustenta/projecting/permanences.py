"""Whether the margin lasts: in how many years, and with which probability, it covers a plan."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from sustenta import _core
from sustenta._columns import floats_of
from sustenta._names import check_named, lacking
from sustenta._provenance import remember
from sustenta.errors import ColumnTypeError, NotComputableError, SettingError
from sustenta.indicators import per_capita
from sustenta.panels._derivation import YEAR
from sustenta.panels._frames import open_table
from sustenta.panels._keys import check_unique, labels_of, read_years
from sustenta.projecting._interpretation import drawn_words
from sustenta.projecting._projection import MARGIN, POTENTIAL, Projection
from sustenta.projecting._running import pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.panels._frames import Frame
    from sustenta.registry import Lang

__all__ = ["permanence"]

_SPENT: Final = "health_expenditure_pc"
_NUMBERS: Final = (int, float, Decimal, np.integer, np.floating)
#: What the plan's column may be called, unless the caller says: the last one is in R$ a year.
_TOTAL: Final = "planned_cost"
_REQUIRED: Final = ("required_pc", "planned_cost_pc", _TOTAL)


def permanence(
    projection: Projection,
    plan: Any,
    *,
    required: str | None = None,
    by: Literal["year", "key"] = "year",
    progress: bool | None = None,
) -> Any:
    """Say whether the margin covers a plan, year by year and in all years.

    In a year the resources suffice where the margin is at least what the plan needs: the potential
    is then at least the present expenditure and the plan's cost together.

    Parameters
    ----------
    projection : Projection
        From `project`.
    plan : number, mapping or table
        What the plan needs beyond the present expenditure, in R$ per inhabitant and year, in the
        prices of the projection: one number, a mapping from years to numbers, or a table with the
        projection's key, or ``year``, or both, and `required`. What `plan_teams` gives of one year
        is such a table, and so holds for every year once its ``year`` is dropped.
    required : str, optional
        The column of the table, in R$ per inhabitant; by default ``required_pc`` or
        ``planned_cost_pc``, or else ``planned_cost``, in R$ a year over the projected population.
    by : {"year", "key"}
        A row a municipality and year, or a row a municipality.
    progress : bool, optional
        As in `project`.

    Returns
    -------
    table of the panel's library
        By year: the key, ``year``, ``required_pc``, ``megpc``, ``covered`` (whether the line
        covers it; missing where one of them is), ``permanence_pct`` (the share of the draws that
        do) and ``permanence_so_far_pct`` (the share of the draws that do in this and all earlier
        years). By key: ``years_covered_pct`` (the share of the years in which the line covers it),
        ``first_shortfall`` (the first year in which it does not; missing where there is none, or
        where an earlier year is not known) and
        ``permanence_pct`` (the share of the draws that cover it in all years). A year without a
        plan has none of these, nor have the years after it what holds so far.

    Raises
    ------
    ColumnTypeError
        For what is no projection, or no plan.
    ColumnMissingError
        For a table without the column required, or with neither key nor year.
    DuplicateKeyError
        For a table with two rows for one municipality and year.
    SettingError
        For a mapping of other than years to numbers, and for a plan of which no municipality and
        year is projected.
    NotComputableError
        For a plan in R$ a year where the panel has no population.

    Examples
    --------
    >>> import sustenta as st
    >>> outlook = st.project(st.examples.panel(), years=3, draws=2000, rng=1)
    >>> found = st.permanence(outlook, 10.0)
    >>> found.loc[57:59, ["code", "year", "covered", "permanence_pct", "permanence_so_far_pct"]]
           code  year  covered  permanence_pct  permanence_so_far_pct
    57  9900208  2013    False           17.95                  17.95
    58  9900208  2014    False           18.50                   6.55
    59  9900208  2015    False           18.40                   2.95
    """
    if not isinstance(projection, Projection):
        raise ColumnTypeError(
            f"`projection` is {type(projection).__name__}; expected what `project` gives",
            argument="projection",
            found=type(projection).__name__,
        )
    check_named("way to count", by, ("year", "key"))
    given, history = projection._given, projection._history  # noqa: SLF001  its other half
    shape = (len(history.labels), len(projection.years))
    needed = _needed(projection, plan, required, shape)
    shares = np.full((*shape, 2), np.nan)
    for first, end in pieces(given, progress=progress):
        drawn = _core.project_cover(given, first, end, needed.ravel())
        shares[first:end] = drawn.reshape(end - first, shape[1], 2)
    lines = _core.project_lines(given).reshape(*shape, -1)
    names = (POTENTIAL, _SPENT, MARGIN)
    potential, spent, margin = (lines[:, :, projection.quantities.index(name)] for name in names)
    # On the sums, as in `sufficiency`: the margin is rounded, and a border may fall in between.
    enough = _core.suffices(_flat(potential), _flat(spent), _flat(needed), needed.size)
    known, covered = (enough > 0).reshape(shape), (enough == 1).reshape(shape)
    keys, frame = history.panel.keys(), history.panel.frame
    if by == "key":
        short = known & ~covered
        whole = known.all(axis=1)
        begun = frame.summary(keys, history.rows)
        # A year of which nothing is known may be the first.
        first = short & np.logical_and.accumulate(known, axis=1)
        first_short = np.where(
            first.any(axis=1), np.array(projection.years)[first.argmax(axis=1)], 0
        )
        columns = {
            "years_covered_pct": np.where(whole, 100 * covered.mean(axis=1), np.nan),
            "first_shortfall": _optional(first_short, first_short > 0),
            "permanence_pct": shares[:, -1, 1],
        }
    else:
        begun = frame.summary(keys, np.repeat(history.rows, shape[1]))
        columns = {
            "year": np.tile(np.array(projection.years, dtype=np.int64), shape[0]),
            "required_pc": needed.ravel(),
            MARGIN: margin.ravel(),
            "covered": _optional(covered.ravel(), known.ravel()),
            "permanence_pct": shares[:, :, 0].ravel(),
            "permanence_so_far_pct": shares[:, :, 1].ravel(),
        }
    plain = {name: _for_library(column, frame) for name, column in columns.items()}
    result = begun.of(plain)
    if not isinstance(result, pd.DataFrame):
        return result
    made: dict[Lang, str] = {
        "pt": drawn_words(projection, "pt"),
        "en": drawn_words(projection, "en"),
    }
    return remember(
        result.reset_index(),
        "permanence",
        frame.native,
        plan=_plan_fact(plan, required),
        projection=made,
    )


def _plan_fact(plan: Any, required: str | None) -> Any:
    """Give what is said of a plan later: its cost, its costs by year, or its column."""
    if isinstance(plan, _NUMBERS):
        return _float(plan)
    if isinstance(plan, Mapping):
        return {int(year): _float(cost) for year, cost in plan.items()}
    return _column_of(open_table(plan, "plan"), required)


def _flat(amounts: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.ascontiguousarray(amounts).reshape(-1)


def _optional(values: NDArray[Any], known: NDArray[np.bool_]) -> Any:
    """Give values that may be missing, as pandas holds them; whole where none is."""
    kind = "boolean" if values.dtype == bool else "Int64"
    if known.all() and kind == "boolean":
        return values
    return pd.array(np.where(known, values, None), dtype=kind)  # type: ignore[call-overload]


def _for_library(column: Any, frame: Any) -> Any:
    """Give a column with missing values as a list to libraries that are not pandas."""
    if isinstance(frame.table, pd.DataFrame) or isinstance(column, np.ndarray):
        return column
    return np.array([None if pd.isna(cell) else cell for cell in column], dtype=object)


def _needed(
    projection: Projection, plan: Any, required: str | None, shape: tuple[int, int]
) -> NDArray[np.float64]:
    """Give what the plan needs of each municipality and year; NaN where it does not say."""
    if isinstance(plan, _NUMBERS) and not isinstance(plan, bool):
        if not np.isfinite(_float(plan)):
            raise _no_plan(f"is {plan}")
        return np.full(shape, _float(plan))
    if isinstance(plan, Mapping):
        return np.tile(_by_year(projection, plan), (shape[0], 1))
    return _of_table(projection, plan, required, shape)


def _by_year(projection: Projection, plan: Mapping[Any, Any]) -> NDArray[np.float64]:
    for year, cost in plan.items():
        if not isinstance(year, (int, np.integer)) or isinstance(year, bool):
            raise _no_plan(f"names {year!r}, which is no year")
        if not np.isfinite(_float(cost)):
            raise _no_plan(f"has {cost!r} for {year}")
    costs = np.array([_float(plan.get(year)) for year in projection.years])
    if np.isnan(costs).all():
        first, last = projection.years[0], projection.years[-1]
        raise _no_plan(f"has no year of the projection, {first} to {last}")
    return costs


def _float(given: Any) -> float:
    """Give a number as a float; NaN for what is none."""
    if not isinstance(given, _NUMBERS) or isinstance(given, bool):
        return np.nan
    try:
        return float(given)
    except (OverflowError, ValueError):
        return np.nan  # beyond the range, or a signalling NaN


def _no_plan(problem: str) -> SettingError:
    return SettingError(
        f"`plan` {problem}; expected what it needs a year, in R$ per inhabitant",
        argument="plan",
        problem=problem,
    )


def _column_of(table: Frame, required: str | None) -> str:
    """Find the column with what a plan needs."""
    wanted = (required,) if required is not None else _REQUIRED
    name = next((name for name in wanted if name in table.names), None)
    if name is None:
        raise lacking(f"`plan` has no column `{wanted[-1]}`", wanted, table.names)
    return name


def _of_table(
    projection: Projection, plan: Any, required: str | None, shape: tuple[int, int]
) -> NDArray[np.float64]:
    table = open_table(plan, "plan")
    name = _column_of(table, required)
    costs = floats_of(name, table.column(name))
    if np.isinf(costs).any():
        raise _no_plan(f"has an infinite amount in `{name}`")
    history = projection._history  # noqa: SLF001  its other half
    keys = history.panel.keys()
    keyed, dated = set(keys) <= set(table.names), YEAR in table.names
    if not keyed and not dated:
        raise lacking(
            "`plan` has neither the projection's key nor a year",
            [*map(str, keys), YEAR],
            table.names,
        )
    years = read_years(YEAR, table.column(YEAR)) if dated else None
    named = [table.plain(key) for key in keys] if keyed else [np.zeros(table.rows, dtype=np.int64)]
    labels = labels_of(named)
    # By the text that they are matched by: of 3 and "3" only one can be meant.
    check_unique(["/".join(map(str, keys))] if keyed else ["plan"], [np.array(labels)], years)
    place_of = {label: place for place, label in enumerate(history.labels)}
    needed, met = np.full(shape, np.nan), False
    for row, label in enumerate(labels):
        places = place_of.get(label) if keyed else slice(None)
        if places is None:
            continue  # a municipality that is not projected
        if years is None:
            needed[places, :] = costs[row]
        elif int(years[row]) in projection.years:
            needed[places, projection.years.index(int(years[row]))] = costs[row]
        else:
            continue
        met = True
    if not met:
        raise _no_plan("has no municipality and year of the projection")
    return _per_inhabitant(projection, needed) if name == _TOTAL and required is None else needed


def _per_inhabitant(projection: Projection, needed: NDArray[np.float64]) -> NDArray[np.float64]:
    people = projection._population  # noqa: SLF001  its other half
    if people is None:
        raise NotComputableError(
            f"`plan` has `{_TOTAL}` in R$ a year, but the panel has no population to share it by; "
            "give `planned_cost_pc`",
            indicator="permanence",
            missing=["population"],
        )
    return np.asarray(per_capita(needed.ravel(), people.ravel(), errors="coerce")).reshape(
        needed.shape
    )
