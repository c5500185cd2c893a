"""Inequality: closed forms, replicated rows for weights, literal definitions, PySAL's figures."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest

import sustenta as st
from measures import MEASURES, drawn

ineq = st.inequality

# --- closed forms --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MEASURES)
def test_equal_incomes_are_no_inequality(name: str) -> None:
    assert abs(MEASURES[name]([7.3] * 11)) < 1e-15
    assert abs(MEASURES[name]([7.3] * 11, range(1, 12))) < 1e-15


def test_one_owner_of_everything() -> None:
    for units in (2, 5, 100):
        x = [0.0] * (units - 1) + [3.0]
        assert ineq.gini(x) == pytest.approx((units - 1) / units, rel=1e-14)
        assert ineq.theil_t(x) == pytest.approx(math.log(units), rel=1e-14)
        assert ineq.cv(x) == pytest.approx(math.sqrt(units - 1), rel=1e-14)
        assert ineq.atkinson(x, 1) == 1
        assert ineq.atkinson(x, 3.5) == 1
        assert ineq.atkinson(x, 0.5) == pytest.approx((units - 1) / units, rel=1e-14)


def test_two_groups_of_equals() -> None:
    # A part p of the people has the part s of the whole.
    for p, s in ((0.5, 0.25), (0.9, 0.4), (0.2, 0.1)):
        x, weights = [s / p, (1 - s) / (1 - p)], [p, 1 - p]
        assert ineq.gini(x, weights) == pytest.approx(p - s, rel=1e-13)
        theil = s * math.log(s / p) + (1 - s) * math.log((1 - s) / (1 - p))
        assert ineq.theil_t(x, weights) == pytest.approx(theil, rel=1e-13)
        mld = p * math.log(p / s) + (1 - p) * math.log((1 - p) / (1 - s))
        assert ineq.theil_l(x, weights) == pytest.approx(mld, rel=1e-13)
        geometric = (s / p) ** p * ((1 - s) / (1 - p)) ** (1 - p)
        assert ineq.atkinson(x, 1, weights) == pytest.approx(1 - geometric, rel=1e-13)
        harmonic = 1 / (p * p / s + (1 - p) * (1 - p) / (1 - s))
        assert ineq.atkinson(x, 2, weights) == pytest.approx(1 - harmonic, rel=1e-13)
        lorenz = ineq.lorenz(x, weights)
        assert lorenz.to_numpy().tolist() == [
            [0, 0], [pytest.approx(100 * p), pytest.approx(100 * s)], [100, 100]
        ]  # fmt: skip


# --- weights -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MEASURES)
def test_a_weight_is_that_row_so_many_times(name: str) -> None:
    chance = Random(f"weights {name}")
    for _ in range(40):
        x = drawn(chance, chance.randrange(2, 12))
        weights = [chance.randrange(1, 9) for _ in x]
        repeated = [value for value, times in zip(x, weights, strict=True) for _ in range(times)]
        chance.shuffle(repeated)
        assert MEASURES[name](x, weights) == pytest.approx(MEASURES[name](repeated), abs=1e-13)
        scaled = [weight / 7 for weight in weights]
        assert MEASURES[name](x, scaled) == pytest.approx(MEASURES[name](x, weights), abs=1e-14)


def test_concentrations_with_weights_are_those_of_replicated_rows() -> None:
    chance = Random("concentrations")
    for _ in range(40):
        y = drawn(chance, chance.randrange(2, 12))
        rank = [chance.randrange(5) for _ in y]  # with ties
        weights = [chance.randrange(1, 9) for _ in y]
        rows = [
            (value, place)
            for value, place, times in zip(y, rank, weights, strict=True)
            for _ in range(times)
        ]
        chance.shuffle(rows)
        ys, ranks = [value for value, _ in rows], [place for _, place in rows]
        pairs = [
            (ineq.concentration_index(y, rank, weights), ineq.concentration_index(ys, ranks)),
            (
                ineq.concentration_index(y, rank, weights, generalised=True),
                ineq.concentration_index(ys, ranks, generalised=True),
            ),
            (ineq.erreygers(y, rank, (0, 1e6), weights), ineq.erreygers(ys, ranks, (0, 1e6))),
        ]
        for weighted, repeated in pairs:
            assert weighted == pytest.approx(repeated, abs=1e-11)


# --- literal definitions over fractions ----------------------------------------------------------


def literal_gini(x: list[float], weights: list[int]) -> Fraction:
    exact = [Fraction(value) for value in x]
    pairs = list(zip(exact, weights, strict=True))
    whole = sum(weights)
    mean = sum((value * weight for value, weight in pairs), Fraction(0)) / whole
    spread = sum((w * v * abs(one - two) for one, w in pairs for two, v in pairs), Fraction(0))
    return spread / (2 * mean * whole**2)


def literal_concentration(y: list[float], rank: list[int], weights: list[int]) -> Fraction:
    whole = Fraction(sum(weights))
    w = [weight / whole for weight in weights]
    values = [Fraction(value) for value in y]
    mean = sum((a * b for a, b in zip(values, w, strict=True)), Fraction(0))
    ranks = [
        sum((v for other, v in zip(rank, w, strict=True) if other < own), Fraction(0))
        + sum((v for other, v in zip(rank, w, strict=True) if other == own), Fraction(0)) / 2
        for own in rank
    ]
    terms = (
        a * (b - mean) * (r - Fraction(1, 2)) for a, b, r in zip(w, values, ranks, strict=True)
    )
    return 2 * sum(terms, Fraction(0)) / mean


def test_gini_and_concentration_are_their_definitions() -> None:
    chance = Random("literal")
    for _ in range(60):
        x = drawn(chance, chance.randrange(1, 10))
        weights = [chance.randrange(1, 9) for _ in x]
        assert ineq.gini(x, weights) == pytest.approx(float(literal_gini(x, weights)), abs=1e-14)
        rank = [chance.randrange(4) for _ in x]
        wanted = float(literal_concentration(x, rank, weights))
        assert ineq.concentration_index(x, rank, weights) == pytest.approx(wanted, abs=1e-14)
        mean = float(np.average(x, weights=weights))
        assert ineq.erreygers(x, rank, (0, 5000), weights) == pytest.approx(
            4 * mean * wanted / 5000, abs=1e-14
        )


def test_kakwani_is_zero_for_a_tax_in_proportion_and_positive_for_a_progressive_one() -> None:
    income = [10.0, 20.0, 30.0, 30.0]
    weights = [4, 3, 2, 1]
    assert ineq.kakwani([1.0, 2.0, 3.0, 3.0], income, weights) == pytest.approx(0, abs=1e-16)
    assert ineq.kakwani([0.0, 1.0, 5.0, 5.0], income, weights) > 0  # type: ignore[operator]
    head: Any = ineq.kakwani([1.0, 1.0, 1.0, 1.0], income, weights)
    assert -head == pytest.approx(ineq.gini(income, weights), rel=1e-14)


def test_ties_share_their_mean_rank_so_that_order_decides_nothing() -> None:
    y, rank = [5.0, 1.0, 3.0, 9.0], [1, 1, 2, 2]
    turned = ineq.concentration_index(y[::-1], rank[::-1])
    assert ineq.concentration_index(y, rank) == pytest.approx(turned, abs=1e-16)
    assert ineq.concentration_index([5.0, 1.0], [3, 3]) == 0


# --- decomposition -------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["theil_t", "theil_l"])
def test_within_and_between_add_up_to_the_whole(measure: Any) -> None:
    chance = Random(f"decomposition {measure}")
    for _ in range(40):
        x = drawn(chance, chance.randrange(1, 20))
        groups = [chance.choice(["AP", "MA", "PA"]) for _ in x]
        weights = [chance.randrange(1, 9) for _ in x]
        found = ineq.decompose(x, groups, weights, measure=measure)
        assert found.total == pytest.approx(found.within + found.between, abs=1e-13)
        assert found.total == pytest.approx(getattr(ineq, measure)(x, weights), abs=1e-15)
        assert found.groups.index.tolist() == list(dict.fromkeys(groups))
        assert found.groups["population_pct"].sum() == pytest.approx(100)
        assert found.groups["value_pct"].sum() == pytest.approx(100)
        for group, row in found.groups.iterrows():
            own = [(v, w) for v, g, w in zip(x, groups, weights, strict=True) if g == group]
            index = getattr(ineq, measure)([v for v, _ in own], [w for _, w in own])
            assert row["index"] == pytest.approx(index, abs=1e-14)


def test_groups_of_equals_differ_only_between_and_equal_groups_only_within() -> None:
    apart = ineq.decompose([1.0, 1.0, 3.0, 3.0], ["a", "a", "b", "b"])
    assert apart.within == 0
    assert apart.between == pytest.approx(apart.total)
    alike = ineq.decompose([1.0, 3.0, 1.0, 3.0], ["a", "a", "b", "b"])
    assert alike.between == pytest.approx(0, abs=1e-16)
    nothing = ineq.decompose([0.0, 0.0, 1.0, 3.0], ["a", "a", "b", "b"])
    assert nothing.total == pytest.approx(nothing.within + nothing.between)


def test_a_group_that_has_nothing_is_equal_within() -> None:
    found: Any = ineq.decompose([0.0, 0.0, 1.0, 3.0], ["a", "a", "b", "b"], measure="theil_t")
    assert found.groups.loc["a", ["index", "within", "between"]].tolist() == [0, 0, 0]


# --- PySAL ---------------------------------------------------------------------------------------


def test_pysal_gives_the_same_unweighted() -> None:
    import inequality as pysal

    chance = Random("pysal")
    for units in (2, 3, 10, 500):
        x = np.array(drawn(chance, units))
        assert ineq.gini(x) == pytest.approx(pysal.gini.Gini(x).g, abs=1e-12)
        assert ineq.theil_t(x) == pytest.approx(pysal.theil.Theil(x).T, abs=1e-12)
        groups = np.arange(units) % 2
        split = pysal.theil.TheilD(x, groups)
        own = ineq.decompose(x, groups)
        assert own.between == pytest.approx(float(np.ravel(split.bg)[0]), abs=1e-12)
        assert own.within == pytest.approx(float(np.ravel(split.wg)[0]), abs=1e-12)
        for epsilon in (0.5, 1.0, 2.0):
            theirs = pysal.atkinson.atkinson(x, epsilon)
            assert ineq.atkinson(x, epsilon) == pytest.approx(float(theirs), abs=1e-12)


def atkinson_in_decimals(x: list[float], epsilon: float, weights: list[int]) -> float:
    """The definition in 60 digits, the geometric mean's limit included."""
    with localcontext() as context:
        context.prec, context.Emax, context.Emin = 60, 10**9, -(10**9)
        whole = Decimal(sum(weights))
        cells = [Decimal(each) for each in x]
        mean = sum((w * each for w, each in zip(weights, cells, strict=True)), Decimal(0)) / whole
        power = 1 - Decimal(epsilon)
        terms = [each.ln() if power == 0 else (power * each.ln()).exp() for each in cells]
        average = (
            sum((w * each for w, each in zip(weights, terms, strict=True)), Decimal(0)) / whole
        )
        equal = average.exp() if power == 0 else (average.ln() / power).exp()
        return float(1 - equal / mean)


NEXT_TO_ONE = [
    1.0000000000000002,
    1 - 2.0**-53,
    1 + 1e-15,
    1 - 1e-15,
    1 + 1e-12,
    1 + 1e-9,
    1 - 1e-6,
    0.1 * 3 + 0.7,
]


@pytest.mark.parametrize("epsilon", [*NEXT_TO_ONE, 1e-3, 0.25, 1.5, 3, 20, 200, 5000])
def test_atkinson_keeps_its_figures_next_to_an_aversion_of_one_and_at_large_ones(
    epsilon: float,
) -> None:
    columns = [([1.0, 4.0], [1, 1]), ([1.0, 4.0, 1000.0], [3, 1, 7]), ([1e-9, 2e9, 5.0], [1, 2, 9])]
    for x, weights in columns:
        wanted = atkinson_in_decimals(x, epsilon, weights)
        assert ineq.atkinson(x, epsilon, weights) == pytest.approx(wanted, rel=1e-12, abs=1e-13)


def test_atkinson_of_somebody_with_nothing() -> None:
    for epsilon, wanted in ((0.5, 0.5), (1, 1.0), (2, 1.0), (1.0000000000000002, 1.0), (200, 1.0)):
        assert ineq.atkinson([0.0, 1.0], epsilon) == pytest.approx(wanted, abs=1e-15)
