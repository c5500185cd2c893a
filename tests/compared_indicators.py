"""The indicators, the ways back and both scenarios, held against the oracle on random inputs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest

import sustenta as st
from comparison import both, missing, tell
from drawn import Kind, amounts, error_of_floats, exact_decimal, percentages
from oracle import inverse
from oracle.exact import as_exact
from oracle.indicators import INDICATORS as ORACLE
from oracle.indicators import evaluate
from sustenta.errors import DomainError
from sustenta.registry import INDICATORS


def compare_indicator(id: str) -> None:
    chance = Random(f"indicator {id}")
    arguments = ORACLE[id].arguments
    for kind in (float, Decimal):
        for _ in range(60):
            rows = chance.randrange(1, 6)
            given = {name: amounts(chance, name, rows, kind) for name in arguments}
            compare_rows(id, given, rows)


def compare_rows(id: str, given: dict[str, list[Any]], rows: int) -> None:
    partial = INDICATORS[id]["partial"]
    options: dict[str, Any] = {"errors": "coerce"} if partial else {}
    usual = ORACLE[id].usual
    keywords = {name: column for name, column in given.items() if name in usual}
    columns = [column for name, column in given.items() if name not in usual]
    results = list(getattr(st, id)(*columns, **keywords, **options))
    assert len(results) == rows
    for row, result in enumerate(results):
        inputs = [column[row] for column in given.values()]
        expected = evaluate(id, *map(tell, inputs))
        both(id, result, expected)
        place = (id, inputs, result, expected)
        if isinstance(expected, str):
            assert missing(result), place
            refused(id, inputs, expected)
        elif isinstance(result, Decimal):
            assert result == (exact_decimal(expected) if partial else expected), place
        else:
            allowed = error_of_floats(lambda *of: evaluate(id, *of), inputs, expected)
            assert abs(Fraction(result) - expected) <= allowed, place


def refused(id: str, inputs: list[Any], reason: str) -> None:
    """The same row alone is refused for the same reason, unless an input is missing."""
    if reason == "input_missing":
        return
    last = ORACLE[id].arguments[-1]
    keywords = {last: inputs[-1]} if last in ORACLE[id].usual else {}
    with pytest.raises(DomainError) as caught:
        getattr(st, id)(*inputs[: len(inputs) - len(keywords)], **keywords)
    assert caught.value.reason == reason


#: Each way back by the oracle's other route: from first, second, margin, due, rate.
WAYS: dict[str, Callable[..., Any]] = {
    "linked_revenue_pc_from_scenarios": lambda a, b, _, due, rate: inverse.linked_revenue(
        rate, due
    )(a, b),
    "sus_transfers_pc_from_scenarios": lambda a, b, _, due, rate: inverse.sus_transfers(rate, due)(
        a, b
    ),
    "applied_pct_from_scenarios": lambda a, b, m, due, rate: inverse.applied_share(rate, due)(
        a, b, m
    ),
    "health_expenditure_pc_from_margin": lambda a, _, m, *__: inverse.expenditure(a, m),
}


def compare_inverse() -> None:
    """The ways back from both scenarios, by the oracle's other route."""
    chance = Random("inverse")
    for turn in range(400):
        kind: Kind = (float, Decimal)[turn % 2]
        first, second, margin = (amounts(chance, "dpspc", 1, kind)[0] for _ in range(3))
        due, rate = kind(chance.choice(["10.2", "11.8", "18"])), kind(chance.choice(["15", "12"]))
        inputs = [first, second, margin, due, rate]
        if any(map(missing, inputs)):
            continue
        scenarios: dict[str, Any] = {"due_pct": due, "rate_pct": rate, "errors": "coerce"}
        results = {
            "linked_revenue_pc_from_scenarios": st.linked_revenue_pc_from_scenarios(
                first, second, **scenarios
            ),
            "sus_transfers_pc_from_scenarios": st.sus_transfers_pc_from_scenarios(
                first, second, **scenarios
            ),
            "applied_pct_from_scenarios": st.applied_pct_from_scenarios(
                first, margin, second, **scenarios
            ),
            "health_expenditure_pc_from_margin": st.health_expenditure_pc_from_margin(
                first, margin
            ),
        }
        for id, way in WAYS.items():
            expected = way(*map(as_exact, inputs))
            both(id, results[id], expected)
            if isinstance(expected, str):
                assert missing(results[id]), (id, inputs)
            elif kind is Decimal:
                assert results[id] == exact_decimal(expected), (id, inputs)
            else:
                allowed = error_of_floats(way, inputs, expected)
                assert abs(Fraction(results[id]) - expected) <= allowed, (id, inputs)


def compare_scenarios() -> None:
    chance = Random("scenarios")
    names = ("linked_revenue_pc", "sus_transfers_pc", "expenditure_pc")
    for kind in (float, Decimal):
        for _ in range(150):
            linked, sus, spent = (amounts(chance, name, 1, kind)[0] for name in names)
            due, rate = percentages(chance, 2, kind)
            found = st.scenarios(linked, sus, spent, due, rate_pct=rate)
            for place, percent in ((0, rate), (2, due)):
                zero = kind(0)
                potential = evaluate("dpspc", *map(tell, (linked, zero, sus, percent)))
                exact = as_exact(tell(spent))
                margin = "" if isinstance(potential, str) or exact is None else potential - exact
                both("scenarios", found, potential)
                for result, expected in zip(
                    found[place : place + 2], (potential, margin), strict=True
                ):
                    if isinstance(expected, str):
                        assert missing(result)
                    elif kind is Decimal:
                        assert result == expected
                    else:
                        terms: list[Any] = [
                            abs(as_exact(v) or 0) for v in map(tell, (linked, sus, spent))
                        ]
                        assert abs(Fraction(result) - expected) <= Fraction(1, 10**14) * sum(terms)
