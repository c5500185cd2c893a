"""The fewest cells to change, by elimination: every subset is tried, every step is a fraction.

Fourier (1826) and Motzkin (1936): an unknown is eliminated from inequalities by adding each that
bounds it from below to each that bounds it from above. What is left without unknowns is true or
not. Slow, and nothing to get wrong.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Form = Mapping[int, Fraction | int]


@dataclass(frozen=True)
class Rule:
    """`form + constant (relation) 0`; or `quotient (relation) numerator / denominator`.

    The quotient of a ratio is cell `quotient` plus `constant`, and `form` is its numerator.
    """

    form: Form
    relation: str = "=="
    constant: Fraction | int = 0
    quotient: int | None = None
    denominator: Form = field(default_factory=dict)


@dataclass(frozen=True)
class Inequality:
    """`Σ coefficient · cell + constant ≥ 0`, or above zero where it is strict."""

    form: tuple[tuple[int, Fraction], ...]
    constant: Fraction
    strict: bool

    @classmethod
    def of(cls, form: Form, constant: Fraction | int, *, strict: bool = False) -> Inequality:
        terms = tuple(sorted((cell, Fraction(c)) for cell, c in form.items() if c))
        return cls(terms, Fraction(constant), strict)

    def scaled(self) -> Inequality:
        """The same with a first coefficient of 1 or −1: two that say the same become equal."""
        if not self.form:
            return self
        size = abs(self.form[0][1])
        form = tuple((cell, c / size) for cell, c in self.form)
        return Inequality(form, self.constant / size, self.strict)

    def plus(self, other: Inequality, factor: Fraction) -> Inequality:
        form = dict(self.form)
        for cell, c in other.form:
            form[cell] = form.get(cell, Fraction(0)) + factor * c
        return Inequality.of(
            form, self.constant + factor * other.constant, strict=self.strict or other.strict
        )


def combination(form: Form, factor: Fraction, other: Form) -> dict[int, Fraction]:
    """`form − factor · other`."""
    sums = {cell: Fraction(c) for cell, c in form.items()}
    for cell, c in other.items():
        sums[cell] = sums.get(cell, Fraction(0)) - factor * c
    return sums


def compared(
    form: Form, relation: str, constant: Fraction | int, *, strict: bool = False
) -> list[Inequality]:
    """`form + constant (relation) 0` as inequalities."""
    below = Inequality.of({cell: -c for cell, c in form.items()}, -constant, strict=strict)
    above = Inequality.of(form, constant, strict=strict)
    return {"==": [below, above], "<=": [below], ">=": [above]}[relation]


def eliminated(inequalities: Iterable[Inequality], cell: int) -> set[Inequality]:
    """Give what the inequalities say of the other cells."""
    kept: set[Inequality] = set()
    lower: list[tuple[Inequality, Fraction]] = []
    upper: list[tuple[Inequality, Fraction]] = []
    for one in inequalities:
        coefficient = dict(one.form).get(cell, Fraction(0))
        if coefficient > 0:
            lower.append((one, coefficient))
        elif coefficient < 0:
            upper.append((one, coefficient))
        else:
            kept.add(one.scaled())
    for (low, above), (high, below) in itertools.product(lower, upper):
        kept.add(low.plus(high, -above / below).scaled())
    return sharpest(kept)


def sharpest(inequalities: Iterable[Inequality]) -> set[Inequality]:
    """Keep the one that asks for most of those with the same coefficients, none that is true."""
    best: dict[tuple[tuple[int, Fraction], ...], Inequality] = {}
    for one in inequalities:
        if not one.form and (one.constant > 0 or (one.constant == 0 and not one.strict)):
            continue
        other = best.get(one.form)
        if other is None or (one.constant, not one.strict) < (other.constant, not other.strict):
            best[one.form] = one
    return set(best.values())


def projected(inequalities: Iterable[Inequality], free: Iterable[int]) -> set[Inequality]:
    """Give what is asked of the other cells so that some numbers of the free ones exist."""
    left = sharpest(one.scaled() for one in inequalities)
    for cell in free:
        left = eliminated(left, cell)
    return left


def asked(
    rule: Rule, quotient: tuple[Fraction, Fraction] | None, *, aside: bool = False
) -> list[Inequality]:
    """Give the inequalities of a rule; the quotient of a ratio lies between two numbers."""
    if rule.quotient is None:
        return compared(rule.form, rule.relation, rule.constant)
    if aside:
        return []
    given = [Inequality.of(rule.denominator, 0, strict=True)]
    if quotient is None:
        return given
    low, high = (end + rule.constant for end in quotient)
    if rule.relation != ">=":
        given += compared(combination(rule.form, low, rule.denominator), ">=", 0)
    if rule.relation != "<=":
        given += compared(combination(rule.form, high, rule.denominator), "<=", 0)
    return given


def never_positive(
    ratio: Rule, rules: Sequence[Rule], intervals: Sequence[tuple[Fraction, Fraction] | None]
) -> bool:
    """Whether no numbers in the intervals make the ratio's denominator positive.

    A missing cell may be any number with which the linear rules hold, if there are any.
    """
    inequalities = kept_in(intervals, frozenset())
    above = [Inequality.of(ratio.denominator, 0, strict=True)]
    if any(intervals[cell] is None for cell in ratio.denominator):
        linear = [one for rule in rules if rule.quotient is None for one in asked(rule, None)]
        if not projected([*inequalities, *linear], range(len(intervals))):
            inequalities += linear
    return bool(projected([*inequalities, *above], range(len(intervals))))


def kept_in(
    intervals: Sequence[tuple[Fraction, Fraction] | None], freed: frozenset[int]
) -> list[Inequality]:
    """Give the intervals of the cells that are not freed as inequalities."""
    inequalities: list[Inequality] = []
    for cell, interval in enumerate(intervals):
        if interval is not None and cell not in freed:
            inequalities += compared({cell: 1}, ">=", -interval[0])
            inequalities += compared({cell: 1}, "<=", -interval[1])
    return inequalities


def repairs(
    rules: Sequence[Rule],
    intervals: Sequence[tuple[Fraction, Fraction] | None],
    weights: Sequence[int],
) -> tuple[int | None, list[tuple[int, ...]]]:
    """Give the least weight of cells to free for all rules to hold, and all sets of it."""
    present = [cell for cell, interval in enumerate(intervals) if interval is not None]
    subsets = [
        subset
        for size in range(len(present) + 1)
        for subset in itertools.combinations(present, size)
    ]
    best: int | None = None
    found: list[tuple[int, ...]] = []
    for subset in sorted(subsets, key=lambda cells: sum(weights[cell] for cell in cells)):
        weight = sum(weights[cell] for cell in subset)
        if best is not None and weight > best:
            break
        if possible(rules, intervals, subset):
            best = weight
            found.append(subset)
    return best, sorted(found)


def possible(
    rules: Sequence[Rule],
    intervals: Sequence[tuple[Fraction, Fraction] | None],
    freed: Iterable[int],
) -> bool:
    """Whether all rules can hold with these cells free, and the missing ones."""
    freed = frozenset(freed)
    inequalities = kept_in(intervals, freed)
    for rule in rules:
        kept = rule.quotient is not None and rule.quotient not in freed
        quotient = intervals[rule.quotient] if kept and rule.quotient is not None else None
        aside = rule.quotient is not None and never_positive(rule, rules, intervals)
        inequalities += asked(rule, quotient, aside=aside)
    return not projected(inequalities, range(len(intervals)))
