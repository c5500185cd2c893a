"""Time several ways of doing one thing in turn, and give them as ratios.

The ways take turns (A B C, A B C, …), so that a machine that slows down slows all of them; a ratio
is that of the medians, and the spread of a way is given beside it.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Seconds of each turn of one way."""

    name: str
    seconds: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def best(self) -> float:
        return min(self.seconds)


def in_turn(
    ways: dict[str, Callable[[], object]], *, turns: int = 7, repeat: int = 1
) -> dict[str, Timing]:
    """Time each way `turns` times in turn, `repeat` calls a turn, after one that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    for _ in range(turns):
        for name, way in ways.items():
            start = time.perf_counter()
            for _ in range(repeat):
                way()
            seconds[name].append((time.perf_counter() - start) / repeat)
    return {name: Timing(name, times) for name, times in seconds.items()}


def table(timings: dict[str, Timing], ours: str, *, unit: str = "ms") -> str:
    """Print the ways with their ratio to ours: above 1 is slower than ours."""
    scale = {"s": 1, "ms": 1e3, "µs": 1e6}[unit]
    base = timings[ours]
    width = max(map(len, timings))
    lines = [f"  {'':{width}}  {'median':>10} {'best':>10}   median ÷ ours"]
    for name, timing in timings.items():
        ratio = timing.median / base.median
        median, best = timing.median * scale, timing.best * scale
        lines.append(f"  {name:{width}}  {median:>7.2f} {unit} {best:>7.2f} {unit}   {ratio:6.2f}")
    return "\n".join(lines)


@dataclass(frozen=True)
class Target:
    """A ratio that a benchmark must reach."""

    text: str
    ratio: float
    least: float

    @property
    def met(self) -> bool:
        return self.ratio >= self.least

    def __str__(self) -> str:
        mark = "met" if self.met else "NOT MET"
        return f"  {mark}: {self.text}: {self.ratio:.2f} (target {self.least:g})"
