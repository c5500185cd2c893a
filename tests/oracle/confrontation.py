"""Rules decided once more, slowly: fractions, and every corner of the box of intervals.

Nothing of the package is imported. A linear side takes its extremes at corners; so does a quotient
of linear sides whose divisor stays positive. The package collects terms and iterates; not so here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

__all__ = ["Printed", "decide", "span"]


@dataclass(frozen=True)
class Printed:
    """A figure as a text with decimals, and its kind."""

    text: str
    kind: str = "exact"

    @property
    def value(self) -> Fraction:
        """The number that is printed."""
        return Fraction(self.text)

    def ends(self) -> tuple[tuple[Fraction, bool], tuple[Fraction, bool]]:
        """The two ends, each with whether it belongs to the interval."""
        unit = Fraction(1, 10 ** len(self.text.partition(".")[2]))
        value = self.value
        if self.kind == "exact":
            return (value, True), (value, True)
        if self.kind == "rounded":
            return (value - unit / 2, True), (value + unit / 2, True)
        if value > 0:
            return (value, True), (value + unit, False)
        if value < 0:
            return (value - unit, False), (value, True)
        return (-unit, False), (unit, False)


Side = Callable[[Sequence[Fraction]], Fraction]


def span(side: Side, cells: Sequence[Printed]) -> tuple[Fraction, Fraction, bool, bool]:
    """The least and the greatest value of a side, and whether each is reached."""
    corners = list(_corners(side, cells))
    low = min(value for value, _ in corners)
    high = max(value for value, _ in corners)
    reached = {value for value, closed in corners if closed}
    return low, high, low in reached, high in reached


def decide(
    difference: Side, cells: Sequence[Printed], relation: str, divisor: Side | None = None
) -> str:
    """The verdict on `difference` (left − right, multiplied by the divisor) against zero."""
    if divisor is not None:
        low, high, _, _ = span(divisor, cells)
        if high < 0:
            return "failed"
        if low <= 0:
            return "undecided"
    low, high, at_low, at_high = span(difference, cells)
    down = low < 0 or (low == 0 and at_low)
    up = high > 0 or (high == 0 and at_high)
    holds = {"==": down and up, "<=": down, ">=": up}[relation]
    return "satisfied" if holds else "violated"


def _corners(side: Side, cells: Sequence[Printed]) -> Iterator[tuple[Fraction, bool]]:
    for corner in product(*(cell.ends() for cell in cells)):
        yield side([value for value, _ in corner]), all(closed for _, closed in corner)
