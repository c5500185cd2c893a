"""The years to come: a line for each municipality, and intervals where its noise is known."""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from sustenta import _core
from sustenta._names import check_named
from sustenta.errors import DomainError, NoIntervalWarning, SettingError
from sustenta.panels._keys import spoken
from sustenta.panels._values import reasons_in
from sustenta.projecting._assumptions import read_assumptions
from sustenta.projecting._given import (
    LEAST_YEARS,
    check_draws,
    check_intervals,
    check_model,
    check_threads,
    given_of,
    horizon_of,
    key_of,
    level_name,
    probabilities_of,
)
from sustenta.projecting._history import open_history
from sustenta.projecting._pools import ResidualPool, check_pool, prices_of
from sustenta.projecting._projection import Projection, listed_names, quantities_of
from sustenta.projecting._running import pieces
from sustenta.registry import REASON_LABELS, REASONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.deflation import Basis
    from sustenta.projecting._given import Given
    from sustenta.projecting._history import History

__all__ = ["project"]

_TOO_FEW = REASONS.index("too_few_years") + 1


def project(
    panel: Any,
    *,
    years: int | Iterable[int],
    model: str = "log-linear",
    damping: float = 0.9,
    draws: int = 10_000,
    pool: ResidualPool | None = None,
    assumptions: Mapping[str, Any] | None = None,
    intervals_pct: Sequence[float] = (50, 80, 95),
    price_year: int | None = None,
    index: Any = None,
    basis: Basis = "december",
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
    errors: Literal["coerce", "raise"] = "coerce",
    progress: bool | None = None,
    threads: int | None = None,
    rng: Any = None,
) -> Projection:
    """Project what each municipality can spend and spends on health, and the margin between them.

    Linked revenue, SUS transfers and health expenditure per inhabitant are projected together;
    where a panel has only ``dpspc_15`` and the health expenditure per inhabitant (or ``megpc_15``),
    these two are, and the output says so. Potential and margin follow draw by draw.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        One row a municipality and year, as in `assess`. Years may be missing and may differ from
        one municipality to the next; a year counts where it has all components.
    years : int or iterable of int
        So many years after the panel's last one, or the years themselves, all after it.
    model : {"log-linear", "compound-growth", "damped", "constant", "last-value"}
        ``log-linear`` and ``damped``: a line through the logarithms, in the damped one with a
        growth that shrinks by `damping` every year; ``constant``: the mean. Around these three each
        year's noise is its own. ``compound-growth`` (by the mean growth from the first year to the
        last) and ``last-value`` start at the last amount, and the shocks of the years add up.
    damping : float
        For the damped model: what is left of a year's growth in the next one, between 0 and 1.
    draws : int
        How many draws the intervals rest on.
    pool : ResidualPool, optional
        The noise that the municipalities share, from `residual_pool`; it is used for all of them.
        Without it each has its own, and one with fewer than 8 years has a line and no interval.
    assumptions : mapping, optional
        What is assumed in place of the line: of a component ``"frozen"`` (it stays at its last
        amount), ``{"growth_pct": 2}`` (in per cent a year, on the year before) or ``{"growth_pct":
        {2027: -3}}`` (of that year alone; the line's growth goes on from there), ``{"amount_pc":
        {2027: 812.0}}``; ``"minimum_share_pct": 20`` or ``{2028: 18}`` (from then on; 15 by
        default); ``"population": {"growth_pct": 1}`` (by default it stays). Years are those after
        the panel's last. Growth of the first year is on the line in the municipality's last year,
        not on the amount seen in it. A frozen or given amount has no noise, nor has one that grows
        from a given amount: growth after ``amount_pc`` is on that amount; where nothing is assumed
        any more the line is taken up again. With `price_year`, ``"frozen"``, growth and amounts
        are those in its prices: frozen is frozen in real terms.
    intervals_pct : sequence of float
        The intervals, as percentages of the draws in the middle.
    price_year : int, optional
        Project in the prices of this year; by default in those of each year.
    index, basis
        The price index, as in `deflate`.
    columns, key
        As in `assess`.
    errors : {"coerce", "raise"}
        What to do where a municipality has no line: leave its values missing, with the reason, or
        stop.
    progress : bool, optional
        Whether to show progress; by default of long work at a terminal.
    threads : int, optional
        By default as many as the machine has. The numbers are the same for any.
    rng : numpy.random.Generator, int or None
        Passed to `numpy.random.default_rng`, from which one key of 128 bits is drawn. The draws of
        a municipality are a function of that key and of its own: the same whatever else is in the
        panel.

    Returns
    -------
    Projection
        Its ``frame`` has a row a municipality and year: the key, ``year``; the components,
        ``dpspc`` and ``megpc`` on the line, in R$ per inhabitant; ``rate_pct``, the share of the
        linked revenue that counts as potential; ``population``, where the panel has it;
        ``megpc_low_80``, ``megpc_high_80`` and so on, the ends of the intervals, missing where
        there is none; ``years_used``, on how many years the line rests; ``projected_from`` and
        ``prices``; and ``projection_reason`` and ``interval_reason``: why there is no line
        (``too_few_years``, ``amount_zero``, ``amount_negative``, ``input_missing``), and why no
        interval.

    Raises
    ------
    SettingError
        For years in the past, repeated or none; for assumptions, intervals, draws or a pool that
        make no sense.
    UnknownNameError
        For a model or a part to assume that there is not.
    NotComputableError
        Where the panel's columns do not allow a projection.
    ColumnMissingError, DuplicateKeyError, ColumnTypeError
        As in `assess`.
    DomainError
        With ``errors="raise"``, for a municipality without a line.

    Warns
    -----
    NoIntervalWarning
        It names the municipalities that have a line and no interval.

    Notes
    -----
    Each draw has a spread of its own (the variance of the noise is estimated: chi-squared), errors
    of the parameters, and in every year one row of residuals, so that the components keep their
    correlation. Residuals are divided by the root of 1 − leverage and brought to the variance over
    the degrees of freedom. Shocks of different years are independent of each other, but in the two
    models whose shocks stay; where noise remembers, intervals are too narrow: with an
    autocorrelation of 0.6 and 15 years, the 80 % interval covers 74, 68, 65, 62 and 61 % at 1 to 5
    years ahead.

    Room for the draws of a year is taken by each thread: about 120 bytes a draw, 117 MB for a
    million.

    Examples
    --------
    >>> import sustenta as st
    >>> outlook = st.project(st.examples.panel(), years=3, draws=2000, rng=1)
    >>> outlook.frame[["code", "year", "megpc", "megpc_low_80", "megpc_high_80"]].head(3).round(1)
          code  year  megpc  megpc_low_80  megpc_high_80
    0  9900018  2013  -64.2         -92.9          -31.8
    1  9900018  2014  -79.8        -113.6          -43.6
    2  9900018  2015  -98.1        -138.1          -56.9
    """
    damping = check_model(model, damping)
    check_named("errors policy", errors, ("coerce", "raise"))
    levels, count = check_intervals(intervals_pct), check_draws(draws)
    history = open_history(panel, columns, key, prices_of(price_year, index, basis))
    horizon = horizon_of(years, history.last_year)
    check_pool(pool, history, model, damping)
    assumed = read_assumptions(assumptions, history.names, horizon, history.last_year)
    given = replace(
        given_of(
            history,
            model,
            damping,
            horizon,
            pool=None if pool is None else pool.for_core,
            key=key_of(rng),
            draws=count,
            threads=check_threads(threads),
        ),
        paths=assumed.paths,
        rates_pct=assumed.rates_pct,
    )
    codes, used, _ = _core.project_fits(given)
    if errors == "raise":
        _refuse(history, codes)
    without_interval = (codes == 0) & (pool is None) & (used < LEAST_YEARS)
    people = (
        np.outer(history.population, assumed.people) if history.panel.has("population") else None
    )
    names = np.array([spoken(label) for label in history.labels], dtype=object)
    made = Projection(
        frame=None,
        components=history.names,
        model=model,
        years=horizon,
        draws=count,
        intervals_pct=levels,
        key=tuple(given.key),
        pool=pool,
        assumptions=assumed.given,
        prices=history.prices.text,
        without_interval=tuple(names[without_interval]),
        without_line=tuple(names[codes > 0]),
        _given=given,
        _history=history,
        _population=people,
    )
    lacks = (codes, np.where(without_interval, _TOO_FEW, codes).astype(np.uint8))
    ranges = _ranges(given, levels, len(made.quantities), lacks[1] == 0, progress=progress)
    frame = _frame(made, used, lacks, ranges)
    if made.without_interval:
        warnings.warn(
            f"fewer than {LEAST_YEARS} years and no pool: a line and no interval for "
            f"{listed_names(made.without_interval)}; see `residual_pool`",
            NoIntervalWarning,
            stacklevel=2,
        )
    return replace(made, frame=frame)


def _refuse(history: History, codes: NDArray[np.uint8]) -> None:
    for place in np.flatnonzero(codes):
        reason, row = REASONS[codes[place] - 1], int(history.rows[place])
        label = REASON_LABELS[reason]["en"].lower()
        raise DomainError(
            f"{spoken(history.labels[place])} (row {row}) has no line: {label}",
            argument=history.panel.argument,
            row=row,
            found=label,
            expected="amounts that a line can go through",
            reason=reason,
        )


def _ranges(
    given: Given,
    levels: tuple[float, ...],
    quantities: int,
    known: NDArray[np.bool_],
    *,
    progress: bool | None,
) -> NDArray[np.float64]:
    """Give the quantiles of the draws: by municipality, year, quantity and probability."""
    probabilities = probabilities_of(levels)
    shape = (len(known), len(given.horizon), quantities, len(probabilities))
    ranges = np.full(shape, np.nan)
    if known.any() and levels:
        for first, end in pieces(given, progress=progress):
            drawn = _core.project_ranges(given, first, end, probabilities)
            ranges[first:end] = drawn.reshape(end - first, *shape[1:])
    return ranges


def _frame(
    made: Projection,
    used: NDArray[np.int64],
    lacks: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    ranges: NDArray[np.float64],
) -> Any:
    history, horizon = made._history, made.years  # noqa: SLF001  made here
    quantities = quantities_of(history.names)
    count = len(history.labels)
    lines = _core.project_lines(made._given).reshape(count, len(horizon), len(quantities))  # noqa: SLF001  made here
    columns: dict[str, Any] = {"year": np.tile(np.array(horizon, dtype=np.int64), count)}
    for place, name in enumerate(quantities):
        columns[name] = lines[:, :, place].ravel()
    if "linked_revenue_pc" in quantities:
        columns["rate_pct"] = np.tile(np.array(made._given.rates_pct), count)  # noqa: SLF001  made here
    if made._population is not None:  # noqa: SLF001  made here
        columns["population"] = made._population.ravel()  # noqa: SLF001  made here
    ends = [f"low_{level_name(level)}" for level in reversed(made.intervals_pct)]
    ends += [f"high_{level_name(level)}" for level in made.intervals_pct]
    for place, name in enumerate(quantities):
        for position, end in enumerate(ends):
            column = f"{name}_{end}"
            columns[column] = ranges[:, :, place, position].ravel()
    columns["years_used"] = np.repeat(used, len(horizon))
    columns["projected_from"] = [", ".join(history.names)] * (count * len(horizon))
    columns["prices"] = [history.prices.text] * (count * len(horizon))
    frame = history.panel.frame
    taken = [str(name) for name in history.panel.keys() if name in columns]  # noqa: SIM118  a method
    if taken:
        raise SettingError(
            f"`key` names {', '.join(taken)}, which a projection has a column of its own for",
            argument="key",
            problem="a column of the projection",
        )
    begun = frame.summary(history.panel.keys(), np.repeat(history.rows, len(horizon)))
    for name, why in zip(("projection_reason", "interval_reason"), lacks, strict=True):
        columns[name] = reasons_in(begun.container, np.repeat(why, len(horizon)), name)
    result = begun.of(columns)
    return result.reset_index() if isinstance(result, pd.DataFrame) else result
