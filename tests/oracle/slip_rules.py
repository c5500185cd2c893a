"""Rules over printed cells, read literally; and every change of one cell that satisfies them all.

Nothing here knows the package.  ``repairs`` enumerates cell by cell on the printed grid: a slip is
*identifiable* where that leaves one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from fractions import Fraction

Address = tuple[str, str]
Span = tuple[Fraction, Fraction]

HUGE = Fraction(10) ** 15


@dataclass(frozen=True)
class Cell:
    """A printed figure: its digits with their sign, how many are decimals, and its kind."""

    units: int
    decimals: int
    kind: str = "exact"

    @property
    def value(self) -> Fraction:
        return Fraction(self.units, 10**self.decimals)

    @property
    def span(self) -> Span:
        """The numbers that are printed so, both ends included."""
        half = Fraction(1, 2 * 10**self.decimals) if self.kind == "rounded" else Fraction(0)
        return self.value - half, self.value + half

    @property
    def text(self) -> str:
        """As a Brazilian page prints it."""
        digits = str(abs(self.units)).rjust(self.decimals + 1, "0")
        whole, fraction = digits[: len(digits) - self.decimals], digits[-self.decimals :]
        groups = []
        while whole:
            groups.append(whole[-3:])
            whole = whole[:-3]
        printed = ".".join(reversed(groups)) + (f",{fraction}" if self.decimals else "")
        return f"-{printed}" if self.units < 0 else printed


@dataclass(frozen=True)
class Sum:
    """The terms, each with its sign, and the constant add up to nothing."""

    terms: tuple[tuple[int, Address], ...]
    constant: Fraction = Fraction(0)


@dataclass(frozen=True)
class Ratio:
    """``quotient`` plus ``constant`` is ``factor`` times the one by the other."""

    quotient: Address
    numerator: Address
    denominator: Address
    factor: int = 100
    constant: int = 0


Rule = Sum | Ratio


@dataclass
class Made:
    """A table: its cells, the rules that they satisfy, and its family."""

    family: str
    cells: dict[Address, Cell]
    rules: list[Rule] = field(default_factory=list)


# --- rules, read literally ------------------------------------------------------------------------


def addresses(rule: Rule) -> set[Address]:
    if isinstance(rule, Sum):
        return {address for _, address in rule.terms}
    return {rule.quotient, rule.numerator, rule.denominator}


def _times(one: Span, other: Span) -> Span:
    corners = [a * b for a in one for b in other]
    return min(corners), max(corners)


def _over(one: Span, other: Span) -> Span:
    """All quotients; without an end where the divisor may be nothing."""
    if other[0] <= 0 <= other[1]:
        return -HUGE, HUGE
    return _times(one, (1 / other[1], 1 / other[0]))


def left_to(rule: Rule, freed: Address, cells: dict[Address, Cell]) -> Span:
    """What a rule leaves to a cell while all the others stay within what they print."""
    if isinstance(rule, Sum):
        low = high = rule.constant
        own = 1
        for sign, address in rule.terms:
            if address == freed:
                own = sign
                continue
            ends = [sign * end for end in cells[address].span]
            low, high = low + min(ends), high + max(ends)
        ends = [-low / own, -high / own]
        return min(ends), max(ends)
    if freed == rule.quotient:
        quotient = _over(cells[rule.numerator].span, cells[rule.denominator].span)
        low, high = (end * rule.factor - rule.constant for end in quotient)
        return low, high
    low, high = cells[rule.quotient].span
    scaled = (low + rule.constant) / rule.factor, (high + rule.constant) / rule.factor
    if freed == rule.numerator:
        return _times(scaled, cells[rule.denominator].span)
    low, high = _over(cells[rule.numerator].span, scaled)
    return max(low, Fraction(1, 10**9)), high


def meet(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def holds(rule: Rule, cells: dict[Address, Cell]) -> bool:
    first = rule.terms[0][1] if isinstance(rule, Sum) else rule.quotient
    positive = isinstance(rule, Sum) or cells[rule.denominator].value > 0
    return positive and meet(left_to(rule, first, cells), cells[first].span)


def violated(made: Made) -> list[Rule]:
    return [rule for rule in made.rules if not holds(rule, made.cells)]


def repairs(made: Made, most: int = 2) -> list[tuple[Address, Cell]]:
    """Changes of one cell after which every rule holds, up to a number; none if none is needed.

    Each value of the cell's printed grid that the rules might allow is put there, and all the rules
    are asked again.  Rules are asked one by one, so that a change listed here may still contradict
    two of them together; a change that is not listed never mends the table.
    """
    wrong = violated(made)
    if not wrong:
        return []
    found: list[tuple[Address, Cell]] = []
    for address in sorted(set.intersection(*(addresses(rule) for rule in wrong))):
        cell = made.cells[address]
        touched = [rule for rule in made.rules if address in addresses(rule)]
        spans = [left_to(rule, address, made.cells) for rule in touched]
        low, high = max(low for low, _ in spans), min(high for _, high in spans)
        first = math.floor(low * 10**cell.decimals) - 1
        last = math.ceil(high * 10**cell.decimals) + 1
        for units in range(first, last + 1):
            changed = {**made.cells, address: replace(cell, units=units)}
            if units != cell.units and all(holds(rule, changed) for rule in touched):
                found.append((address, changed[address]))
                if len(found) >= most:
                    return found
    return found
