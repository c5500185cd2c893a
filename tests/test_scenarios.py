"""Both scenarios in one pass are the indicators one by one."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import sustenta as st
from sustenta.errors import DomainError, LengthError, SettingError

NAMES = ("dpspc", "megpc", "dpspc_ec29", "megpc_ec29")


def test_the_articles_example_comes_back() -> None:
    both = st.scenarios(93870085 / 306580, 36.15, 69.80, 10.2)
    assert [round(value, 2) for value in both] == [82.08, 12.28, 67.38, -2.42]
    assert isinstance(both, st.Scenarios)
    assert both._fields == NAMES
    assert all(type(value) is float for value in both)


@pytest.mark.parametrize("kind", [float, Decimal])
def test_one_pass_is_the_indicators_one_by_one(kind: Any) -> None:
    linked, sus, spent = (
        [kind(text) for text in row] for row in (["306.18", "0"], ["36.15", "1"], ["69.80", "2"])
    )
    both = st.scenarios(linked, sus, spent, kind("10.2"), rate_pct=kind("12"))
    zero = kind(0)
    for place, rate in ((0, kind("12")), (2, kind("10.2"))):
        potential = st.dpspc(linked, zero, sus, rate_pct=rate)
        assert both[place].tolist() == potential.tolist()
        assert both[place + 1].tolist() == st.megpc(potential, spent).tolist()


def test_what_is_missing_makes_missing_only_what_needs_it() -> None:
    nan = math.nan
    linked, sus, spent, due = [nan, 1, 1, 1], [1, nan, 1, 1], [1, 1, nan, 1], [1, 1, 1, nan]
    both = st.scenarios(linked, sus, spent, due)
    missing = [np.isnan(column).tolist() for column in both]
    assert missing == [
        [True, True, False, False],
        [True, True, True, False],
        [True, True, False, True],
        [True, True, True, True],
    ]
    columns = (
        [None if math.isnan(value) else Decimal(value) for value in column]
        for column in (linked, sus, spent, due)
    )
    exact = st.scenarios(*columns)
    assert [[value is None for value in column] for column in exact] == missing


@pytest.mark.parametrize("place", range(5))
def test_any_argument_may_be_the_only_column(place: int) -> None:
    for kind in (float, Decimal):
        given: list[Any] = [kind(text) for text in ("306.18", "36.15", "69.80", "10.2", "15")]
        alone = st.scenarios(*given[:4], rate_pct=given[4])
        given[place] = [given[place], None if kind is Decimal else math.nan, given[place]]
        both = st.scenarios(*given[:4], rate_pct=given[4])
        for column, value in zip(both, alone, strict=True):
            assert len(column) == 3
            assert column[0] == column[2] == value


def test_results_carry_index_and_names() -> None:
    index = pd.Index(["a", "b"], name="city")
    both = st.scenarios(pd.Series([1.0, 2.0], index), 1.0, pd.Series([1.0, 2.0], index), 10.2)
    assert [column.name for column in both] == list(NAMES)
    assert all(column.index.equals(index) for column in both)
    assert [
        column.name
        for column in st.scenarios(pl.Series("x", [1.0]), pl.Series("y", [1.0]), 1, 10.2)
    ] == list(NAMES)


def test_an_infinity_is_refused_with_its_row() -> None:
    for place in range(4):
        columns = [np.ones(3000) for _ in range(4)]
        columns[place][2100] = math.inf
        with pytest.raises(DomainError) as caught:
            st.scenarios(*columns)
        names = ("linked_revenue_pc", "sus_transfers_pc", "expenditure_pc", "due_pct")
        assert (caught.value.argument, caught.value.row) == (names[place], 2100)


def test_long_columns_are_the_same_as_short_ones() -> None:
    chance = np.random.default_rng(2006)
    columns = chance.uniform(0, 500, (5, 300_001))
    both = st.scenarios(*columns[:4], rate_pct=columns[4])
    for row in [0, 1, 1023, 1024, 131_071, 131_072, 149_999, 150_527, 150_528, 300_000]:
        alone = st.scenarios(
            *(float(value) for value in columns[:4, row]), rate_pct=float(columns[4, row])
        )
        assert [column[row] for column in both] == list(alone)


def test_unfit_arguments_are_refused() -> None:
    with pytest.raises(LengthError):
        st.scenarios(np.ones(3), np.ones(2), 1.0, 10.2)
    with pytest.raises(SettingError, match="exact"):
        st.scenarios(Decimal(1), 1, 1, 10, out=(np.ones(()), np.ones(()), np.ones(()), np.ones(())))
