"""Inequality: closed forms, replicated rows for weights, literal definitions, PySAL's figures."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from sustenta.errors import (
    ColumnTypeError,
    DomainError,
    IndexMismatchError,
    LengthError,
    SettingError,
    SustentaError,
    UnknownNameError,
)

ineq = st.inequality

MEASURES: dict[str, Callable[..., Any]] = {
    "gini": ineq.gini,
    "theil_t": ineq.theil_t,
    "theil_l": ineq.theil_l,
    "atkinson_half": lambda x, weights=None, **more: ineq.atkinson(x, 0.5, weights, **more),
    "atkinson_one": lambda x, weights=None, **more: ineq.atkinson(x, 1, weights, **more),
    "atkinson_two": lambda x, weights=None, **more: ineq.atkinson(x, 2.0, weights, **more),
    "cv": ineq.cv,
}


def drawn(chance: Random, units: int) -> list[float]:
    """Values with ties among them."""
    return [
        round(chance.lognormvariate(5, 0.6), chance.choice([0, 2])) + 0.01 for _ in range(units)
    ]


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


# --- standard errors -----------------------------------------------------------------------------


def test_the_jackknife_leaves_out_one_at_a_time() -> None:
    chance = Random("jackknife")
    x = drawn(chance, 15)
    weights = [chance.randrange(1, 9) for _ in x]
    for name in ("gini", "theil_t", "atkinson_two", "cv"):
        measure = MEASURES[name]
        left_out = [
            measure(x[:place] + x[place + 1 :], weights[:place] + weights[place + 1 :])
            for place in range(len(x))
        ]
        wanted = math.sqrt((len(x) - 1) * np.var(left_out))
        found = measure(x, weights, standard_error="jackknife")
        assert found.standard_error == pytest.approx(wanted, rel=1e-10)
        assert found.value == measure(x, weights)
        assert found.method == "jackknife"
    # Of a mean, the jackknife is the standard error itself: CI·mean of a lone rank is linear in y.
    every = ineq.kakwani(x, list(range(15)), standard_error="jackknife")
    assert every.standard_error > 0  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["gini", "theil_t", "atkinson_half", "atkinson_two", "cv"])
def test_where_replicates_have_no_mean_there_is_no_standard_error(name: str) -> None:
    measure = MEASURES[name]
    with pytest.raises(SettingError, match="jackknife gives no standard error"):
        measure([0.0, 0.0, 0.0, 1.0], standard_error="jackknife")
    with pytest.raises(SettingError, match=r"\d+ of 500 draws have a mean of zero"):
        measure([0.0, 0.0, 1.0], standard_error="bootstrap", draws=500, rng=1)
    errors: tuple[Any, ...] = ("jackknife", "bootstrap")
    for error in errors:
        with pytest.raises(SettingError, match="no standard error"):
            ineq.concentration_index([0.0, 0.0, 1.0], [1, 2, 3], standard_error=error, rng=1)
    assert measure([0.0, 1.0, 1.0], standard_error="jackknife").standard_error > 0


@pytest.mark.parametrize("group", [Decimal("sNaN"), ["a"]], ids=["nan", "list"])
def test_groups_that_cannot_be_told_apart_are_refused(group: Any) -> None:
    with pytest.raises(ColumnTypeError, match="told apart"):
        ineq.decompose([1.0, 2.0], [group, "b"])


def test_a_group_that_has_nothing_is_equal_within() -> None:
    found: Any = ineq.decompose([0.0, 0.0, 1.0, 3.0], ["a", "a", "b", "b"], measure="theil_t")
    assert found.groups.loc["a", ["index", "within", "between"]].tolist() == [0, 0, 0]


def test_the_bootstrap_comes_from_the_generator_that_is_given() -> None:
    x = drawn(Random("bootstrap"), 60)
    settings: dict[str, Any] = {"standard_error": "bootstrap", "draws": 400}
    one = ineq.gini(x, rng=np.random.default_rng(7), **settings)
    assert one == ineq.gini(x, rng=7, **settings)
    assert one != ineq.gini(x, rng=8, **settings)
    jackknife = ineq.gini(x, standard_error="jackknife")
    assert one.standard_error == pytest.approx(jackknife.standard_error, rel=0.25)  # type: ignore[union-attr]
    alone = ineq.concentration_index(x, x, rng=7, **settings)
    assert alone.standard_error == pytest.approx(one.standard_error, rel=1e-9)  # type: ignore[union-attr]


def test_a_replicate_is_the_measure_of_the_units_drawn() -> None:
    x, weights = drawn(Random("replicate"), 9), list(range(1, 10))
    counts = np.random.default_rng(3).multinomial(9, np.full(9, 1 / 9), size=5)
    from sustenta import _core

    columns = [np.array(x), np.array(x)[::-1].copy()]
    flat = counts.astype(np.int64).reshape(-1)
    own_weights = np.array(weights, dtype=float)
    found = _core.inequality_replicates("concentration_index", columns, own_weights, [], flat)
    for row, value in zip(counts, found, strict=True):
        times = [(y, r, w * int(c)) for y, r, w, c in zip(*columns, weights, row, strict=True) if c]
        y, rank, own = map(list, zip(*times, strict=True))
        assert value == pytest.approx(ineq.concentration_index(y, rank, own), abs=1e-14)


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize(
    ("x", "weights", "refusal"),
    [
        ([1.0, None], None, DomainError),
        ([1.0, float("nan")], None, DomainError),
        ([1.0, float("inf")], None, DomainError),
        ([0.0, 0.0], None, SustentaError),
        ([1.0, 1e200], None, DomainError),
        ([Decimal(1), Decimal("sNaN")], None, DomainError),
        ([1.0, 2.0], Decimal("sNaN"), DomainError),
        ([1.0, 5e-324], None, DomainError),
        ([1.0, 2.0], [1, 1e308], DomainError),
        ([], None, SettingError),
        (5.0, None, ColumnTypeError),
        ("12", None, ColumnTypeError),
        ([True, False], None, ColumnTypeError),
        (["1", "2"], None, ColumnTypeError),
        ([1.0, 2.0], [1, 0], DomainError),
        ([1.0, 2.0], [1, -1], DomainError),
        ([1.0, 2.0], [1, float("nan")], DomainError),
        ([1.0, 2.0], [1, float("inf")], DomainError),
        ([1.0, 2.0], [1, 2, 3], LengthError),
        ([1.0, 2.0], "people", ColumnTypeError),
        (pd.Series([1.0, 2.0]), pd.Series([1, 2], index=[1, 2]), IndexMismatchError),
    ],
    ids=str,
)
def test_columns_that_have_no_inequality_are_refused(
    name: str, x: Any, weights: Any, refusal: Any
) -> None:
    with pytest.raises(refusal):
        MEASURES[name](x, weights)


def test_negative_values_and_zeros_are_refused_as_each_definition_says() -> None:
    for name in set(MEASURES) - {"cv"}:
        with pytest.raises(DomainError, match="row 1") as caught:
            MEASURES[name]([1.0, -0.5, 3.0])
        assert caught.value.row == 1
    assert isinstance(ineq.cv([1.0, -0.5, 3.0]), float)
    with pytest.raises(SettingError, match="mean"):
        ineq.cv([1.0, -1.0])
    with pytest.raises(DomainError, match="above zero"):
        ineq.theil_l([0.0, 1.0])
    with pytest.raises(DomainError):
        ineq.concentration_index([1.0, -1.0], [1, 2])
    # Generalised, it needs no mean to be relative to.
    assert ineq.concentration_index([1.0, -1.0], [1, 2], generalised=True) == -0.5
    for bounds in ((0, 1), (2, 5)):
        with pytest.raises(DomainError, match="from"):
            ineq.erreygers([1.0, 1.5], [1, 2], bounds)


@pytest.mark.parametrize(
    "call",
    [
        lambda: ineq.atkinson([1.0, 2.0], 0),
        lambda: ineq.atkinson([1.0, 2.0], -1),
        lambda: ineq.atkinson([1.0, 2.0], float("nan")),
        lambda: ineq.atkinson([1.0, 2.0], float("inf")),
        lambda: ineq.atkinson([1.0, 2.0], "1"),  # type: ignore[arg-type]
        lambda: ineq.atkinson([1.0, 2.0], True),  # noqa: FBT003
        lambda: ineq.erreygers([1.0, 2.0], [1, 2], (5, 0)),
        lambda: ineq.erreygers([1.0, 2.0], [1, 2], (0, float("inf"))),
        lambda: ineq.erreygers([1.0, 2.0], [1, 2], None),  # type: ignore[arg-type]
        lambda: ineq.erreygers([1.0, 2.0], [1, 2], (1, 2, 3)),  # type: ignore[arg-type]
        lambda: ineq.gini([1.0, 2.0], standard_error="analytic"),  # type: ignore[arg-type]
        lambda: ineq.gini([1.0, 2.0], missing="zero"),  # type: ignore[arg-type]
        lambda: ineq.gini([1.0], standard_error="jackknife"),
        lambda: ineq.gini([1.0], standard_error="bootstrap"),
        lambda: ineq.gini([1.0, 2.0], standard_error="bootstrap", draws=1),
        lambda: ineq.gini([1.0, 2.0], standard_error="bootstrap", draws=2.5),  # type: ignore[arg-type]
        lambda: ineq.gini([1.0, 2.0], standard_error="bootstrap", draws=True),
        lambda: ineq.decompose([1.0, 2.0], ["a", "b"], measure="gini"),  # type: ignore[arg-type]
        lambda: ineq.decompose([1.0, 2.0], ["a", "b"], measure="cv"),  # type: ignore[arg-type]
        lambda: ineq.decompose([1.0, 2.0], ["a", None]),
        lambda: ineq.decompose([1.0, 2.0], ["a"]),
        lambda: ineq.decompose([1.0, 2.0], "ab"),
        lambda: ineq.kakwani([1.0, 2.0], [1.0, -2.0]),
        lambda: ineq.concentration_index([1.0, 2.0], [1, None]),
    ],
    ids=map(str, range(24)),
)
def test_a_question_that_is_none_is_refused(call: Callable[[], Any]) -> None:
    with pytest.raises(SustentaError) as caught:
        call()
    assert len(str(caught.value)) > 20


def test_missing_rows_are_left_out_where_that_is_said() -> None:
    x, weights = [1.0, None, 3.0, 4.0], [1, 2, None, 5]
    left = ineq.gini(x, weights, missing="leave_out")
    assert left == ineq.gini([1.0, 4.0], [1, 5])
    split = ineq.decompose(x, list("abca"), weights, missing="leave_out")
    assert split.groups.index.tolist() == ["a"]
    with pytest.raises(SettingError):
        ineq.gini([None, float("nan")], missing="leave_out")


def test_columns_may_come_in_any_container() -> None:
    wanted = ineq.gini([1.0, 2.0, 5.0], [1, 2, 3])
    numbers = [Decimal(1), Decimal(2), Decimal(5)]
    forms: list[tuple[Any, Any]] = [
        (np.array([1, 2, 5]), np.array([1, 2, 3])),
        (pd.Series([1.0, 2.0, 5.0]), pd.Series([1, 2, 3])),
        (pd.Series(numbers), pd.Series([1, 2, 3])),
        (pl.Series([1.0, 2.0, 5.0]), pl.Series([1, 2, 3])),
        (pa.array(numbers), pa.array([1, 2, 3])),
        (numbers, [1, 2, 3]),
    ]
    for x, weights in forms:
        assert ineq.gini(x, weights) == wanted


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="jackknife"):
        ineq.gini([1.0, 2.0], standard_error="jacknife")  # type: ignore[arg-type]
