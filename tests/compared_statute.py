"""The minimum share and amount and the gap, held against the oracle, borders included."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from functools import partial
from random import Random
from typing import Any

import pytest

import sustenta as st
from comparison import both, missing, tell
from drawn import amounts, exact_decimal, near, shares_due
from oracle import statute
from oracle.exact import as_exact, is_too_long, round_to_digits
from sustenta.errors import PrecisionError


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
        ask = partial(
            st.minimum_amount,
            year,
            reading=reading,  # type: ignore[arg-type]
            start_pct=start,
            own_law_pct=own_law,
            errors="coerce",
        )
        if kind is Decimal and not reason and is_too_long(owed):
            with pytest.raises(PrecisionError, match="minimum_amount"):
                ask(**bases)
            continue
        result = math.nan if None in bases.values() else ask(**bases)
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
        exact = [as_exact(tell(value)) for value in (spent, base, due)]
        if kind is Decimal and None not in exact and exact[1] > 0:  # type: ignore[operator]
            reais = exact[0] - exact[2] * exact[1] / 100  # type: ignore[operator]
            if is_too_long(reais):
                with pytest.raises(PrecisionError, match="gap"):
                    st.ec29_gap(spent, base, due)
                continue
        gap = st.ec29_gap(spent, base, due)
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
