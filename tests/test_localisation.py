"""The fewest cells to change, held against elimination over every subset of cells."""

from __future__ import annotations

import itertools
import math
import os
import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ground_rules import RULE_SETS, ground
from oracle.fourier_motzkin import Rule, asked, never_positive, projected, repairs
from sustenta import _core

CELLS = 5
VALUES = 7
SUBSETS = [frozenset(s) for n in range(CELLS + 1) for s in itertools.combinations(range(CELLS), n)]
#: All records in `make oracle`, a fixed tenth in `make test`.
COMPLETE = os.environ.get("SUSTENTA_ORACLE") == "complete"

Flags = NDArray[np.bool_]


def records() -> NDArray[np.int64]:
    """All records of five cells with values 0 to 6 or missing (−1), or every tenth of them."""
    every = np.array(list(itertools.product(range(-1, VALUES), repeat=CELLS)), dtype=np.int64)
    return every if COMPLETE else every[::10]


def ratio_states(rules: Sequence[Rule], table: NDArray[np.int64]) -> Iterator[tuple[Any, Flags]]:
    """Split the records by what their ratios ask: the quotient's number, and if it is aside."""
    ratios = [rule for rule in rules if rule.quotient is not None]
    assert len(ratios) <= 1
    if not ratios:
        yield (None, False), np.ones(len(table), dtype=bool)
        return
    (ratio,) = ratios
    cells = list(ratio.denominator)
    below = sum(table[:, cell] * int(c) for cell, c in ratio.denominator.items())
    aside = np.all(table[:, cells] >= 0, axis=1) & (below <= 0)
    for row in np.flatnonzero((table[:, cells] < 0).any(axis=1)).tolist():
        points = [None if value < 0 else (Fraction(value),) * 2 for value in table[row].tolist()]
        aside[row] = never_positive(ratio, rules, points)
    for value in range(-1, VALUES):
        quotient = None if value < 0 else (Fraction(value), Fraction(value))
        for away in (False, True):
            yield (quotient, away), (table[:, ratio.quotient] == value) & (aside == away)


def eliminated_repairs(
    rules: Sequence[Rule], weights: Sequence[int], table: NDArray[np.int64]
) -> Flags:
    """Which subsets of cells are repairs of the least weight of each record."""

    @cache
    def inequalities(free: frozenset[int], quotient: Any, *, aside: bool) -> Any:
        asks = [one for rule in rules for one in asked(rule, quotient, aside=aside)]
        return projected(asks, sorted(free))

    can = np.zeros((len(table), len(SUBSETS)), dtype=bool)
    missing = table < 0
    quotients = [rule.quotient for rule in rules if rule.quotient is not None]
    for (quotient, aside), chosen in ratio_states(rules, table):
        for column, subset in enumerate(SUBSETS):
            for gone in SUBSETS:
                rows = chosen & np.all(missing == np.isin(np.arange(CELLS), list(gone)), axis=1)
                if subset & gone or not rows.any():
                    continue
                free = subset | gone
                kept = None if free & set(quotients) else quotient
                fine = np.ones(rows.sum(), dtype=bool)
                for one in inequalities(free, kept, aside=aside):
                    size = math.lcm(one.constant.denominator, *(c.denominator for _, c in one.form))
                    total = np.full(rows.sum(), int(one.constant * size))
                    for cell, c in one.form:
                        total += int(c * size) * table[rows, cell]
                    fine &= (total > 0) if one.strict else (total >= 0)
                can[rows, column] = fine
    weight = np.array([sum(weights[cell] for cell in subset) for subset in SUBSETS])
    cost = np.where(can, weight, 1_000)
    least = cost.min(axis=1, keepdims=True)
    repairs_of_least: Flags = can & (cost == least)
    return repairs_of_least


def found_repairs(rules: Sequence[Rule], weights: Sequence[int], table: NDArray[np.int64]) -> Flags:
    """The same, as the package gives it."""
    columns = [np.where(table[:, c] < 0, np.nan, table[:, c]).astype(float) for c in range(CELLS)]
    given = _core.localise_ground(
        [ground(rule) for rule in rules], columns, columns, list(weights), 20, 1_000
    )
    solutions: dict[int, list[frozenset[int]]] = {}
    for record, weight, complete, repaired in given:
        assert complete
        assert (weight is None) == (not repaired)
        before = solutions.get(record, [frozenset()])
        solutions[record] = [one | frozenset(two) for one in before for two in repaired]
    place = {subset: column for column, subset in enumerate(SUBSETS)}
    flags = np.zeros((len(table), len(SUBSETS)), dtype=bool)
    flags[:, place[frozenset()]] = True
    for record, sets in solutions.items():
        flags[record, place[frozenset()]] = False
        for subset in sets:
            flags[record, place[subset]] = True
    return flags


@pytest.mark.parametrize("name", RULE_SETS)
def test_every_small_record_has_the_repairs_that_elimination_gives(name: str) -> None:
    rules, weights = RULE_SETS[name]
    table = records()
    expected = eliminated_repairs(rules, weights, table)
    found = found_repairs(rules, weights, table)
    different = np.flatnonzero((expected != found).any(axis=1))
    assert not different.size, [
        (
            table[row].tolist(),
            *(
                [sorted(SUBSETS[c]) for c in np.flatnonzero(side[row])]
                for side in (expected, found)
            ),
        )
        for row in different[:3]
    ]


def cell(interval: tuple[Fraction, Fraction] | None, weight: int) -> tuple[Any, str, int, int]:
    if interval is None:
        return None, "rounded", 0, weight
    return (str(interval[0]), str(interval[1]), True, True), "rounded", 0, weight


@pytest.mark.parametrize("name", RULE_SETS)
def test_rounded_records_have_the_repairs_that_elimination_gives(name: str) -> None:
    rules, weights = RULE_SETS[name]
    draw = random.Random(2006)
    half = Fraction(1, 2)
    for _ in range(400 if COMPLETE else 12):
        values = [draw.choice([None, *range(VALUES)]) for _ in range(CELLS)]
        wide = [draw.random() < 0.6 for _ in values]
        intervals = [
            None if value is None else (value - half * w, value + half * w)
            for value, w in zip(values, wide, strict=True)
        ]
        weight, expected = repairs(rules, intervals, weights)
        cells = [cell(one, cost) for one, cost in zip(intervals, weights, strict=True)]
        groups = _core.localise_cells(cells, [ground(rule) for rule in rules], [], 20, 1_000)
        assert all(group[2] for group in groups)
        found: list[tuple[int, ...]] = [()]
        for group in groups:
            found = [(*one, *two) for one in found for two in group[3]]
        assert sorted(tuple(sorted(one)) for one in found) == expected, (values, wide)
        assert weight is None or weight == sum(group[1] or 0 for group in groups)
