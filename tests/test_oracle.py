"""Every public function that computes, against the literal oracle, on random inputs and borders.

`COMPARISONS` is the one list: a public function that stands neither there nor in `ELSEWHERE` fails
`test_no_public_function_lacks_a_comparison`, and a comparison that did not run both sides fails.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from drawn import (
    amounts,
    error_of_floats,
    exact_decimal,
    near,
    percentages,
    shares_due,
    stepped,
)
from oracle import classes, inverse, statute
from oracle.exact import as_exact, round_to_digits
from oracle.indicators import INDICATORS as ORACLE
from oracle.indicators import evaluate

import sustenta as st
from sustenta.errors import DomainError, PrecisionError
from sustenta.registry import CLASSIFICATIONS, INDICATORS

HERE = Path(__file__).parent
RAN: Counter[str] = Counter()
Kind = type[float] | type[Decimal]


def both(function: str, ours: object, judge: object) -> None:
    """Count that the package and the oracle have both answered."""
    assert ours is not NotImplemented
    assert judge is not NotImplemented
    RAN[function] += 1


def missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def tell(value: Any) -> Any:
    """A value as the oracle takes it."""
    return None if missing(value) else value


# --- indicators -------------------------------------------------------------------------------


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
    keywords = {name: column for name, column in given.items() if name == "rate_pct"}
    columns = [column for name, column in given.items() if name != "rate_pct"]
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
    keywords = {"rate_pct": inputs[-1]} if ORACLE[id].arguments[-1] == "rate_pct" else {}
    with pytest.raises(DomainError) as caught:
        getattr(st, id)(*inputs[: len(inputs) - len(keywords)], **keywords)
    assert caught.value.reason == reason


def compare_inverse() -> None:
    """The ways back from both scenarios, by the oracle's other route."""
    chance = Random("inverse")
    for kind in (float, Decimal):
        for _ in range(150):
            due, rate = chance.choice(["10.2", "11.8", "8.6", "18"]), chance.choice(["15", "12"])
            first, second, margin = (amounts(chance, "dpspc", 1, kind)[0] for _ in range(3))
            if missing(first) or missing(second) or missing(margin):
                continue
            points = [as_exact(value) for value in (first, second, margin)]
            fractions = Fraction(rate), Fraction(due)
            ways: list[tuple[str, Callable[..., Any], list[Any], list[Any]]] = [
                (
                    "linked_revenue_pc_from_scenarios",
                    inverse.linked_revenue(*fractions),
                    [first, second],
                    points[:2],
                ),
                (
                    "sus_transfers_pc_from_scenarios",
                    inverse.sus_transfers(*fractions),
                    [first, second],
                    points[:2],
                ),
                (
                    "health_expenditure_pc_from_margin",
                    inverse.expenditure,
                    [first, margin],
                    [points[0], points[2]],
                ),
            ]
            for id, way, columns, exact in ways:
                options = {} if id.endswith("margin") else {"rate_pct": kind(rate)}
                more = [] if id.endswith("margin") else [kind(due)]
                result = getattr(st, id)(*columns, *more, **options)
                expected = way(*exact)
                both(id, result, expected)
                allowed = 0 if kind is Decimal else error_of_floats(way, columns, expected)
                wanted = exact_decimal(expected) if kind is Decimal else expected
                assert abs(Fraction(result) - Fraction(wanted)) <= allowed, (id, columns)
            share = inverse.applied_share(*fractions)(*points)
            result = st.applied_pct_from_scenarios(
                first, margin, second, kind(due), rate_pct=kind(rate), errors="coerce"
            )
            both("applied_pct_from_scenarios", result, share)
            assert missing(result) == isinstance(share, str)
            if not isinstance(share, str) and kind is Decimal:
                assert result == exact_decimal(share)


# --- the statute --------------------------------------------------------------------------------


def compare_minimum_share() -> None:
    chance = Random("statute")
    for _ in range(400):
        sphere, reading = (
            chance.choice(["municipality", "state"]),
            chance.choice(["uniform", "own_path"]),
        )
        kind = chance.choice([float, Decimal])
        rows = chance.randrange(1, 6)
        years = [chance.randrange(1997, 2012) for _ in range(rows)]
        start, own_law = (shares_due(chance, rows, kind) for _ in range(2))
        results = st.minimum_share_pct(
            years,
            sphere=sphere,  # type: ignore[arg-type]
            reading=reading,  # type: ignore[arg-type]
            start_pct=start,
            own_law_pct=own_law,
            errors="coerce",
        )
        for year, began, own, result in zip(years, start, own_law, results, strict=True):
            expected = statute.minimum_share(year, sphere, reading, tell(began), tell(own))
            both("minimum_share_pct", result, expected)
            check_owed(result, expected)


def check_owed(result: Any, expected: Fraction | str) -> None:
    if isinstance(expected, str):
        assert missing(result), expected
    elif isinstance(result, Decimal):
        assert result == round_to_digits(expected)
    else:
        assert result == float(expected)


def compare_minimum_amount() -> None:
    chance = Random("Federal District")
    for _ in range(300):
        kind = chance.choice([float, Decimal])
        names = chance.sample(
            ["municipal_base", "state_base", "unsegregated_base"], chance.randrange(1, 4)
        )
        bases = {name: amounts(chance, name, 1, kind)[0] for name in names}
        year, reading = chance.randrange(1998, 2026), chance.choice(["uniform", "own_path"])
        start, own_law = (shares_due(chance, 1, kind)[0] for _ in range(2))
        result = (
            st.minimum_amount(
                year,
                reading=reading,  # type: ignore[arg-type]
                start_pct=start,
                own_law_pct=own_law,
                errors="coerce",
                **{
                    name: math.nan if base is None and kind is float else base
                    for name, base in bases.items()
                },
            )
            if all(base is not None for base in bases.values())
            else math.nan
        )
        owed = Fraction(0)
        reason = ""
        for name, base in bases.items():
            sphere = "municipality" if name == "municipal_base" else "state"
            share = statute.minimum_share(year, sphere, reading, tell(start), tell(own_law))
            amount = as_exact(tell(base))
            if amount is None:
                reason = "input_missing"
            elif isinstance(share, str):
                reason = reason or share
            else:
                owed += share * amount / 100
        both("minimum_amount", result, owed)
        check_owed(result, reason or owed)


def compare_gap() -> None:
    chance = Random("gap")
    for _ in range(600):
        kind = chance.choice([float, Decimal])
        due = chance.choice(
            [kind("10.2"), kind("11.8"), kind("15"), shares_due(chance, 1, kind)[0]]
        )
        base = amounts(chance, "linked_revenue", 1, kind)[0]
        spent = amounts(chance, "own_health_expenditure", 1, kind)[0]
        if chance.random() < 0.7 and not missing(due) and not missing(base):
            spent = near(chance, as_exact(due) * as_exact(base) / 100, kind)  # type: ignore[operator]
        gap = st.ec29_gap(spent, base, due)
        exact = [as_exact(tell(value)) for value in (spent, base, due)]
        if any(value is None for value in exact) or exact[1] <= 0:  # type: ignore[operator]
            both("ec29_gap", gap, None)
            assert gap.met is None
            assert missing(gap.gap_pp)
            assert missing(gap.gap)
            continue
        paid, owing, share = (value for value in exact if value is not None)
        met = statute.complies(spent, base, share)
        both("ec29_gap", gap, met)
        points, reais = 100 * paid / owing - share, paid - share * owing / 100
        assert gap.met == met, (spent, base, due)
        assert (gap.gap >= 0) == (gap.gap_pp >= 0) == met, (spent, base, due)
        if kind is Decimal:
            assert (gap.gap_pp, gap.gap) == (exact_decimal(points), exact_decimal(reais))
        else:
            assert abs(Fraction(gap.gap) - reais) <= Fraction(1, 10**14) * (abs(paid) + abs(reais))
            assert abs(Fraction(gap.gap_pp) - points) <= Fraction(1, 10**14) * (
                abs(share) + abs(points)
            )


# --- classes ------------------------------------------------------------------------------------


def label(id: str, found: str | None) -> str | None:
    labels = {entry["id"]: entry["label"]["pt"] for entry in CLASSIFICATIONS[id]["classes"]}
    return labels[found] if found else None


def compare_pairs(id: str, cuts: tuple[int, int], judge: Callable[..., classes.Classed]) -> None:
    chance = Random(id)
    share = id == "execution"
    ones: dict[Kind, list[Any]] = {float: [], Decimal: []}
    twos: dict[Kind, list[Any]] = {float: [], Decimal: []}
    for kind in (float, Decimal):
        for _ in range(1500):
            one, two = (amounts(chance, "executed", 1, kind)[0] for _ in range(2))
            if chance.random() < 0.8 and not missing(two):
                base = as_exact(two)
                assert base is not None
                cut = chance.choice(cuts)
                border = base * cut / 100 if share else base * (100 + cut) / 100
                one = near(chance, border, kind)
            ones[kind].append(one)
            twos[kind].append(two)
        pair = (ones[kind], twos[kind]) if share else (twos[kind], ones[kind])
        found = getattr(st, f"classify_{id}")(*pair, reasons=True)
        for name, why, first, second in zip(
            found[f"{id}_class"], found[f"{id}_class_reason"], *pair, strict=True
        ):
            expected, reason = judge(tell(first), tell(second))
            both(f"classify_{id}", name, expected)
            assert (None if pd.isna(name) else name) == label(id, expected), (first, second)
            assert (None if pd.isna(why) else why) == reason, (first, second)


def compare_changes(id: str, upper: int, judge: Callable[..., classes.Classed]) -> None:
    chance = Random(f"{id} from its change")
    for kind in (float, Decimal):
        changes = [near(chance, Fraction(chance.choice((0, upper))), kind) for _ in range(300)]
        changes += percentages(chance, 300, kind)
        found = getattr(st, f"classify_{id}")(change_pct=changes)
        for name, change in zip(found, changes, strict=True):
            expected, _ = judge(tell(change))
            both(f"classify_{id}", name, expected)
            assert (None if pd.isna(name) else name) == label(id, expected), change


def compare_execution() -> None:
    compare_pairs("execution", (70, 90), classes.execution)
    assert classes.executed_above_transferred(2.0, 1.0)
    found = st.classify_execution([2.0, 1.0], [1.0, 1.0], reasons=True)
    assert list(found["executed_above_transferred"]) == [True, False]


def compare_tax_effort() -> None:
    compare_pairs("tax_effort", (0, 10), classes.tax_effort)
    compare_changes("tax_effort", 10, classes.tax_effort_from_change)


def compare_trend() -> None:
    compare_pairs("ec29_trend", (0, 15), classes.ec29_trend)
    compare_changes("ec29_trend", 15, classes.ec29_trend_from_change)


def compare_compliance() -> None:
    """Random panels, most shares about the due one; on own paths, too, which may not end as floats."""
    chance = Random("compliance")
    for turn in range(200):
        kind: Kind = chance.choice([float, Decimal])
        sphere, reading = (
            chance.choice(["municipality", "state"]),
            chance.choice(["uniform", "own_path"]),
        )
        rows: list[tuple[str, int, Any, Any, Any]] = []
        for key in range(5):
            for year in chance.sample(range(2000, 2007), chance.randrange(1, 5)):
                start, own_law = shares_due(chance, 2, kind)
                due = statute.minimum_share(year, sphere, reading, tell(start), tell(own_law))
                applied = (
                    None
                    if isinstance(due, str) or chance.random() < 0.05
                    else near(chance, due, kind)
                )
                rows.append((f"m{key}", year, applied, start, own_law))
        keys, years, applied_pct, starts, own_laws = (
            list(column) for column in zip(*rows, strict=True)
        )
        given = [math.nan if value is None and kind is float else value for value in applied_pct]
        found = st.classify_ec29_compliance(
            given,
            years,
            keys,
            sphere=sphere,  # type: ignore[arg-type]
            reading=reading,  # type: ignore[arg-type]
            start_pct=starts,
            own_law_pct=own_laws,
        )
        for key in dict.fromkeys(keys):
            own = [
                (year, tell(share), due if isinstance(due, Fraction) else None)
                for of, year, share, start, law in rows
                if of == key
                for due in [statute.minimum_share(year, sphere, reading, tell(start), tell(law))]
            ]
            expected, failing, _ = classes.ec29_compliance(own)
            name, years_found = found.loc[key, "class"], found.loc[key, "failing_years"]
            both("classify_ec29_compliance", name, expected)
            assert (None if pd.isna(name) else name) == label("ec29_compliance", expected), (
                turn,
                own,
            )
            assert list(years_found) == failing, (turn, own)


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
                        terms = [abs(as_exact(v) or 0) for v in map(tell, (linked, sus, spent))]
                        assert abs(Fraction(result) - expected) <= Fraction(1, 10**14) * sum(terms)


#: Public function → what holds it against the oracle.
COMPARISONS: dict[str, Callable[[], None]] = {
    "minimum_share_pct": compare_minimum_share,
    "minimum_amount": compare_minimum_amount,
    "ec29_gap": compare_gap,
    "classify_execution": compare_execution,
    "classify_tax_effort": compare_tax_effort,
    "classify_ec29_trend": compare_trend,
    "classify_ec29_compliance": compare_compliance,
    "scenarios": compare_scenarios,
}
#: Public names that compute nothing of their own, or that another file holds against its judge.
ELSEWHERE: dict[str, str] = {
    "Ec29Gap": "test_oracle.py",
    "Scenarios": "test_oracle.py",
    "__version__": "test_import.py",
    "catalogue": "test_catalogue.py",
    "errors": "test_errors.py",
}


@pytest.mark.parametrize("id", ORACLE)
def test_an_indicator_is_what_the_oracle_says(id: str) -> None:
    compare_indicator(id)
    assert RAN[id] >= 300


@pytest.mark.parametrize("function", COMPARISONS)
def test_a_function_decides_as_the_oracle_does(function: str) -> None:
    COMPARISONS[function]()
    assert RAN[function] >= 200


def test_the_ways_back_from_both_scenarios_agree_with_the_oracles_other_route() -> None:
    compare_inverse()
    assert all(RAN[id] >= 200 for id in ORACLE if "_from_scenarios" in id and "megpc" not in id)


def test_no_public_function_lacks_a_comparison() -> None:
    judged = {*ORACLE, *COMPARISONS, *ELSEWHERE}
    assert sorted(set(st.__all__) - judged) == [], "no oracle, and not listed in ELSEWHERE"
    assert sorted(judged - set(st.__all__)) == [], "judged, and not public"
    for name, file in ELSEWHERE.items():
        assert name in (HERE / file).read_text(encoding="utf-8"), f"{file} does not name {name}"


def test_the_oracle_knows_the_same_indicators_with_the_same_arguments() -> None:
    ours = {
        id: [given["argument"] for given in entry["inputs"]] for id, entry in INDICATORS.items()
    }
    assert {id: list(entry.arguments) for id, entry in ORACLE.items()} == ours


def test_decimals_too_long_for_an_exact_result_are_refused_and_never_rounded() -> None:
    long = Decimal("0.1234567890123456789012345678")
    with pytest.raises(PrecisionError):
        st.megpc(long * 0 + Decimal("12345678901234567890"), long)
    assert st.share_pct(long, Decimal(3)) == exact_decimal(100 * Fraction(long) / 3)


def test_the_steps_of_the_cases_are_single_units() -> None:
    assert stepped(1.0, 1) == np.nextafter(1.0, 2.0)
    assert stepped(0.0, -1) == -5e-324
    assert stepped(-1.0, 1) == np.nextafter(-1.0, 0.0)
