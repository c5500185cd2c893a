"""Rules for the solver, from those that the oracle reads; and small sets of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from oracle.fourier_motzkin import Form, Rule

#: Sets of rules over five cells, and the cells' weights.
RULE_SETS: dict[str, tuple[list[Rule], list[int]]] = {
    "two balances that share a cell": (
        [Rule({0: 1, 1: 1, 2: -1}), Rule({2: 1, 3: 1, 4: -1})],
        [1, 1, 1, 1, 1],
    ),
    "a sum and two orders": (
        [Rule({0: 1, 1: 1, 2: 1, 3: -1}), Rule({3: 1, 4: -1}, "<="), Rule({0: 1, 1: -1}, ">=", 1)],
        [1, 1, 1, 1, 1],
    ),
    "coefficients, constants and weights": (
        [
            Rule({0: 2, 1: -3, 2: 1}, "==", -4),
            Rule({2: 1, 3: Fraction(1, 2), 4: -1}, "<="),
            Rule({0: 1, 4: 1}, "<=", -7),
        ],
        [1, 2, 1, 3, 1],
    ),
    "a ratio and a balance": (
        [
            Rule({1: 2}, "==", quotient=0, denominator={2: 1}),
            Rule({1: 1, 3: 1, 4: -1}),
            Rule({2: 1, 4: -1}, "<="),
        ],
        [1, 1, 1, 1, 1],
    ),
    "a ratio of sums that bounds": (
        [
            Rule({1: 3, 2: -3}, "<=", -1, quotient=0, denominator={3: 1, 4: -1}),
            Rule({1: 1, 2: 1, 4: -1}),
        ],
        [1, 1, 2, 1, 1],
    ),
    "two groups": (
        [Rule({0: 1, 1: 1}, "==", -6), Rule({2: 1, 3: -1, 4: -1})],
        [1, 1, 1, 1, 1],
    ),
    "rules that contradict each other": (
        [
            Rule({0: 1, 1: 1, 2: 1}, ">=", -5),
            Rule({0: 1, 1: 1, 2: 1}, "<=", -4),
            Rule({3: 1, 4: -1}),
        ],
        [1, 1, 1, 1, 1],
    ),
}


def side(form: Form, constant: Fraction | int) -> tuple[list[tuple[int, str]], str]:
    return [(cell, str(c)) for cell, c in form.items()], str(constant)


def ground(rule: Rule) -> tuple[Any, str, Any]:
    """Write the rule as the extension reads it."""
    if rule.quotient is None:
        return side(rule.form, rule.constant), rule.relation, None
    ratio = "1", side(rule.form, 0), side(rule.denominator, 0)
    return side({rule.quotient: 1}, rule.constant), rule.relation, ratio
