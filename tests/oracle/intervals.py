"""What a printed figure may stand for, and what a recomputation says of it.

docs/method.md, Printed figures and Verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

Result = Fraction | str
Formula = Callable[..., Result]

KINDS = ("exact", "rounded", "truncated")


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high``; an end that is not closed is not in it."""

    low: Fraction
    high: Fraction
    low_closed: bool = True
    high_closed: bool = True

    def holds(self, value: Fraction) -> bool:
        above = value > self.low or (self.low_closed and value == self.low)
        below = value < self.high or (self.high_closed and value == self.high)
        return above and below

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        low = max(self.low, other.low)
        high = min(self.high, other.high)
        if low < high:
            return True
        return low == high and self.holds(low) and other.holds(low)


@dataclass(frozen=True)
class Printed:
    """A figure on the page: its number, its printed decimals and its kind."""

    value: Fraction
    decimals: int
    kind: str = "rounded"

    @property
    def interval(self) -> Interval:
        unit = Fraction(10) ** -self.decimals
        if self.kind == "exact":
            return Interval(self.value, self.value)
        if self.kind == "rounded":
            return Interval(self.value - unit / 2, self.value + unit / 2)
        if self.kind == "truncated":
            if self.value > 0:
                return Interval(self.value, self.value + unit, high_closed=False)
            if self.value < 0:
                return Interval(self.value - unit, self.value, low_closed=False)
            return Interval(-unit, unit, low_closed=False, high_closed=False)
        raise ValueError(self.kind)


def image(formula: Formula, inputs: Sequence[Interval]) -> Interval | str:
    """What the formula can give while each input stays in its interval.

    Every input takes one value a corner, however often the formula uses it.  The corners are
    enough for a formula that rises or falls throughout in each input, as all of them here do.
    """
    corners: list[tuple[Fraction, bool]] = []
    for ends in product(*(((i.low, i.low_closed), (i.high, i.high_closed)) for i in inputs)):
        value = formula(*(end for end, _ in ends))
        if isinstance(value, str):
            return value
        corners.append((value, all(closed for _, closed in ends)))
    low = min(value for value, _ in corners)
    high = max(value for value, _ in corners)
    return Interval(
        low,
        high,
        any(closed for value, closed in corners if value == low),
        any(closed for value, closed in corners if value == high),
    )


def verdict(
    formula: Formula, inputs: Sequence[Printed | None], printed: Printed | None
) -> tuple[str, str]:
    """One of the four verdicts of section 7, and why where nothing can be recomputed."""
    known = [figure for figure in inputs if figure is not None]
    if len(known) < len(inputs):
        return "cannot_be_recomputed", "input_missing"
    point = formula(*(figure.value for figure in known))
    if isinstance(point, str):
        return "cannot_be_recomputed", point
    if printed is None:
        return "cannot_be_recomputed", "not_informed"
    if printed.interval.holds(point):
        return "agrees", ""
    reachable = image(formula, [figure.interval for figure in known])
    if isinstance(reachable, str):
        return "cannot_be_recomputed", reachable
    if reachable.meets(printed.interval):
        return "agrees_by_rounding", ""
    return "disagrees", ""
