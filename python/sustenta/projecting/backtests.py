"""How well the past would have been projected: from each year on, with what was known then."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta import _core
from sustenta.errors import SettingError
from sustenta.indicators import dpspc_from_linked_revenue, megpc
from sustenta.panels._derivation import RATE
from sustenta.projecting._given import (
    LEAST_YEARS,
    check_draws,
    check_intervals,
    check_model,
    check_threads,
    given_of,
    key_of,
    level_name,
    probabilities_of,
)
from sustenta.projecting._history import open_history
from sustenta.projecting._pools import pool_of, prices_of
from sustenta.projecting._projection import MARGIN, POTENTIAL, quantities_of
from sustenta.projecting._running import pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.deflation import Basis
    from sustenta.projecting._history import History

__all__ = ["backtest"]

_MOST_AHEAD: Final = 100


def backtest(
    panel: Any,
    *,
    ahead: int = 3,
    model: str = "log-linear",
    damping: float = 0.9,
    pooled: bool = False,
    first_origin: int | None = None,
    draws: int = 2_000,
    intervals_pct: Sequence[float] = (50, 80, 95),
    price_year: int | None = None,
    index: Any = None,
    basis: Basis = "december",
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
    progress: bool | None = None,
    threads: int | None = None,
    rng: Any = None,
) -> pd.DataFrame:
    """Project each year of the past from the years before it, and hold it against what came.

    The origin rolls: at the end of each year the lines are drawn anew through the years until then,
    with the pool, if any, of those years alone.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        As in `project`.
    ahead : int
        How many years ahead to look. From a year in which a municipality lacks a component it is
        not projected: from its last complete year it would be further ahead.
    model, damping, draws, intervals_pct, price_year, index, basis, columns, key
        As in `project`.
    pooled : bool
        Whether the municipalities share their noise, as with `residual_pool`. Without it only those
        with 8 years or more until an origin are projected from it.
    first_origin : int, optional
        The first year to project from; by default the first that allows an interval.
    progress, threads, rng
        As in `project`.

    Returns
    -------
    pandas.DataFrame
        A row for each number of years ahead and quantity: ``model``, ``years_ahead``, ``quantity``;
        ``forecasts``, how many were compared; ``mean_error`` (projected less actual, R$ per
        inhabitant) and ``mean_absolute_error``; the same in per cent of the actual amount
        (``mean_error_pct``, ``mean_absolute_error_pct``), missing for the margin, which may be
        zero; and ``coverage_80_pct`` and so on: in how many the actual amount lay within the
        interval.

    Raises
    ------
    SettingError
        Where no year can be projected from those before it.
    NotComputableError, ColumnMissingError, DuplicateKeyError, UnknownNameError
        As in `project`.

    Examples
    --------
    >>> import sustenta as st
    >>> found = st.backtest(st.examples.panel(), ahead=2, draws=500, rng=1)
    >>> found.loc[found["quantity"] == "linked_revenue_pc", ["years_ahead", "forecasts"]]
       years_ahead  forecasts
    0            1        115
    5            2         92
    """
    damping = check_model(model, damping)
    levels, count = check_intervals(intervals_pct), check_draws(draws)
    if type(ahead) is not int or not 1 <= ahead <= _MOST_AHEAD:
        raise SettingError(
            f"`ahead` is {ahead!r}; expected 1 to {_MOST_AHEAD} years",
            argument="ahead",
            problem="out of range",
        )
    if not isinstance(pooled, bool):
        raise SettingError(
            f"`pooled` is {pooled!r}; expected True or False", argument="pooled", problem="no flag"
        )
    history = open_history(panel, columns, key, prices_of(price_year, index, basis))
    actual = _actual(history)
    word, workers = key_of(rng), check_threads(threads)
    parts = []
    for origin in range(*_origins(history, first_origin)):
        known = history.until(origin)
        try:
            pool = pool_of(known, model, damping) if pooled else None
        except SettingError:
            continue  # too early for a pool
        horizon = tuple(
            year for year in range(origin + 1, origin + 1 + ahead) if year <= history.last_year
        )
        given = given_of(
            known,
            model,
            damping,
            horizon,
            pool=None if pool is None else pool.for_core,
            key=[word[0], word[1] ^ origin],
            draws=count,
            threads=workers,
        )
        _, used, last = _core.project_fits(given)
        # Who was last heard of before the origin is projected further ahead than from it.
        told = (used >= (1 if pooled else LEAST_YEARS)) & (last == origin)
        if told.any():
            parts.append(_compared(given, actual, levels, told, origin, progress=progress))
    compared = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    if compared.empty:
        raise SettingError(
            f"no year can be projected from those before it: {LEAST_YEARS} years are needed, or "
            "`pooled=True`, and a year after them",
            argument="panel",
            problem="too few years",
        )
    return _summary(compared, history.names, levels, model)


def _origins(history: History, first_origin: Any) -> tuple[int, int]:
    first = int(history.years.min())
    if first_origin is None:
        return first, history.last_year
    whole = isinstance(first_origin, (int, np.integer)) and not isinstance(first_origin, bool)
    if not whole or not first <= first_origin < history.last_year:
        raise SettingError(
            f"`first_origin` is {first_origin!r}; expected a year from {first} to "
            f"{history.last_year - 1}",
            argument="first_origin",
            problem="out of range",
        )
    return int(first_origin), history.last_year


def _actual(history: History) -> dict[int, NDArray[np.float64]]:
    """Give by year what came: municipalities × quantities, NaN where it is not known."""
    values = dict(zip(history.names, history.components, strict=True))
    if POTENTIAL not in values:
        linked, sus, _ = history.components
        values[POTENTIAL] = np.asarray(dpspc_from_linked_revenue(linked, sus, rate_pct=RATE))
    values[MARGIN] = np.asarray(megpc(values[POTENTIAL], values["health_expenditure_pc"]))
    table = np.stack([values[name] for name in quantities_of(history.names)], axis=1)
    count = len(history.labels)
    owner = np.repeat(np.arange(count), np.diff(history.starts))
    by_year = {}
    for year in range(int(history.years.min()), history.last_year + 1):
        there = history.years == year
        known = np.full((count, table.shape[1]), np.nan)
        known[owner[there]] = table[there]
        by_year[year] = known
    return by_year


def _compared(
    given: Any,
    actual: dict[int, NDArray[np.float64]],
    levels: tuple[float, ...],
    told: NDArray[np.bool_],
    origin: int,
    *,
    progress: bool | None,
) -> pd.DataFrame:
    """Give a row for each municipality, year and quantity projected from one origin."""
    probabilities = probabilities_of(levels)
    quantities = actual[origin].shape[1]
    shape = (len(told), len(given.horizon), quantities)
    lines = _core.project_lines(given).reshape(shape)
    ranges = np.full((*shape, len(probabilities)), np.nan)
    for first, end in pieces(given, progress=progress):
        drawn = _core.project_ranges(given, first, end, probabilities)
        ranges[first:end] = drawn.reshape(end - first, *ranges.shape[1:])
    came = np.stack([actual[year] for year in given.horizon], axis=1)
    compared = told[:, None, None] & ~np.isnan(came) & ~np.isnan(lines)
    _, ahead, quantity = np.nonzero(compared)
    columns: dict[str, Any] = {
        "years_ahead": np.array(given.horizon)[ahead] - origin,
        "quantity": quantity,
        "actual": came[compared],
        "error": (lines - came)[compared],
    }
    for place, level in enumerate(reversed(levels)):
        low, high = ranges[..., place], ranges[..., len(probabilities) - 1 - place]
        within = np.where(np.isnan(low), np.nan, (low <= came) & (came <= high))
        columns[_coverage(level)] = 100 * within[compared]
    return pd.DataFrame(columns)


def _coverage(level: float) -> str:
    return f"coverage_{level_name(level)}_pct"


def _summary(
    compared: pd.DataFrame, names: tuple[str, ...], levels: tuple[float, ...], model: str
) -> pd.DataFrame:
    quantities = quantities_of(names)
    compared["absolute"] = compared["error"].abs()
    relative = compared["actual"].where(
        (compared["quantity"] != quantities.index(MARGIN)) & (compared["actual"] > 0)
    )
    compared["error_pct"] = 100 * compared["error"] / relative
    compared["absolute_pct"] = compared["error_pct"].abs()
    groups = compared.groupby(["years_ahead", "quantity"], sort=True)
    found = groups.agg(
        forecasts=("error", "size"),
        mean_error=("error", "mean"),
        mean_absolute_error=("absolute", "mean"),
        mean_error_pct=("error_pct", "mean"),
        mean_absolute_error_pct=("absolute_pct", "mean"),
        **{_coverage(level): (_coverage(level), "mean") for level in levels},
    ).reset_index()
    found["quantity"] = [quantities[place] for place in found["quantity"]]
    found.insert(0, "model", model)
    return found
