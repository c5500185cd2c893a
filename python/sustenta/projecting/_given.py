"""What the core takes of a projection, and the settings that the public functions share."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta._chance import chance_of
from sustenta._names import check_named
from sustenta.errors import ColumnTypeError, SettingError
from sustenta.projecting._assumptions import Path, read_assumptions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.projecting._history import History

MODELS: Final = ("constant", "compound-growth", "log-linear", "damped", "last-value")
#: A municipality with fewer years has no noise of its own: too little is known of its spread.
LEAST_YEARS: Final = 8
_MOST_DRAWS: Final = 1_000_000
_MOST_INTERVALS: Final = 20
_MOST_YEARS: Final = 100


@dataclass
class Given:
    """Everything that the numbers of a projection are a function of."""

    starts: list[int]
    years: NDArray[np.int32]
    components: list[NDArray[np.float64]]
    names: NDArray[np.uint64]
    model: str
    damping: float
    horizon: list[int]
    paths: list[Path]
    rates_pct: list[float]
    pool: tuple[NDArray[np.float64], int] | None
    least_years: int
    key: list[int]
    draws: int
    threads: int


def given_of(
    history: History,
    model: str,
    damping: float,
    years: tuple[int, ...],
    *,
    pool: tuple[NDArray[np.float64], int] | None = None,
    least_years: int = LEAST_YEARS,
    key: list[int] | None = None,
    draws: int = 1,
    threads: int = 0,
) -> Given:
    """Give the core a projection without assumptions."""
    plain = read_assumptions(None, history.names, years, int(history.years.min(initial=years[0])))
    return Given(
        starts=history.starts,
        years=history.years,
        components=history.components,
        names=history.numbers,
        model=model,
        damping=damping,
        horizon=list(years),
        paths=plain.paths,
        rates_pct=plain.rates_pct,
        pool=pool,
        least_years=least_years,
        key=key or [0, 0],
        draws=draws,
        threads=threads,
    )


def key_of(rng: Any) -> list[int]:
    """Draw the 128 bits from which all else follows."""
    key = chance_of(rng).integers(0, 2**64, size=2, dtype=np.uint64)
    return [int(word) for word in key]


def check_model(model: str, damping: float) -> float:
    """Refuse a model that there is not, and a damping that damps nothing."""
    check_named("model", model, MODELS)
    if not _is_number(damping) or not 0 < damping < 1:
        raise _setting("damping", damping, "a factor between 0 and 1")
    return float(damping)


def horizon_of(years: Any, last: int) -> tuple[int, ...]:
    """Read the years to project: so many after the panel's last, or their list."""
    if isinstance(years, (int, np.integer)) and not isinstance(years, bool):
        if not 1 <= years <= _MOST_YEARS:
            raise _setting("years", years, f"1 to {_MOST_YEARS} years, or a list of years")
        return tuple(range(last + 1, last + 1 + int(years)))
    if isinstance(years, (str, bytes)) or not isinstance(years, Iterable):
        raise _setting("years", years, "a number of years, or a list of years")
    listed = list(years)
    for year in listed:
        if isinstance(year, bool) or not isinstance(year, (int, np.integer)):
            raise _setting("years", year, "whole years")
    found = [int(year) for year in listed]
    if not found:
        raise _setting("years", listed, "at least one year")
    if len(set(found)) < len(found):
        raise _setting("years", found, "each year once")
    if min(found) <= last:
        raise _setting("years", min(found), f"years after the panel's last, {last}")
    if max(found) > last + _MOST_YEARS:
        raise _setting("years", max(found), f"years up to {last + _MOST_YEARS}")
    return tuple(sorted(found))


def check_draws(draws: Any) -> int:
    """Refuse a number of draws that is none."""
    whole = isinstance(draws, (int, np.integer)) and not isinstance(draws, bool)
    if not whole or not 1 <= draws <= _MOST_DRAWS:
        raise _setting("draws", draws, f"1 to {_MOST_DRAWS} draws")
    return int(draws)


def check_threads(threads: Any) -> int:
    """Give the number of threads, zero for as many as the machine has."""
    if threads is None:
        return 0
    if isinstance(threads, bool) or not isinstance(threads, (int, np.integer)) or threads < 1:
        raise _setting("threads", threads, "one thread or more, or None")
    return int(threads)


def check_intervals(intervals_pct: Any) -> tuple[float, ...]:
    """Refuse intervals that are none; give them ascending."""
    listed = [intervals_pct] if _is_number(intervals_pct) else intervals_pct
    if isinstance(listed, (str, bytes)) or not isinstance(listed, Iterable):
        raise ColumnTypeError(
            f"`intervals_pct` is {intervals_pct!r}; expected percentages, such as (50, 80, 95)",
            argument="intervals_pct",
            found=type(intervals_pct).__name__,
        )
    listed = list(listed)
    for level in listed:
        if not _is_number(level) or not 0 < level < 100:  # noqa: PLR2004  per cent
            raise _setting("intervals_pct", level, "percentages between 0 and 100")
    found = tuple(sorted(float(level) for level in listed))
    if len(set(found)) < len(found) or len(found) > _MOST_INTERVALS:
        raise _setting("intervals_pct", listed, f"each once, at most {_MOST_INTERVALS}")
    return found


def level_name(level: float) -> str:
    """Give a level for the name of a column: another one for each level."""
    return f"{Decimal(str(level)).normalize():f}".replace(".", "_")


def _is_number(given: Any) -> bool:
    real = isinstance(given, (int, float, np.integer, np.floating))
    return real and not isinstance(given, bool)


def probabilities_of(intervals_pct: tuple[float, ...]) -> list[float]:
    """Give the probabilities of all lower and upper ends, ascending."""
    tails = [(100 - level) / 200 for level in intervals_pct]
    return sorted([*tails, *(1 - tail for tail in tails)])


def _setting(argument: str, found: object, expected: str) -> SettingError:
    shown = repr(found) if not isinstance(found, float) or math.isfinite(found) else str(found)
    return SettingError(
        f"`{argument}` is {shown}; expected {expected}",
        argument=argument,
        problem=f"expected {expected}",
    )
