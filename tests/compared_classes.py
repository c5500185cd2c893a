"""The classes, held against the oracle: most inputs lie on a border or a unit beside it."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pandas as pd

import sustenta as st
from comparison import both, label, missing, tell
from drawn import Kind, amounts, near, percentages, shares_due
from oracle import classes, statute
from oracle.exact import as_exact


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
    """Random panels, most shares about the due one, which on own paths has many digits."""
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
