"""Amounts in the prices of one year: levels, never rates; the same year bit for bit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as draw

import sustenta as st
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DomainError,
    SettingError,
    SustentaError,
    UnknownNameError,
)

#: The IPCA's levels of December (December 1993 = 100).
DECEMBERS = {2002: "2039.78", 2003: "2229.49", 2004: "2398.92"}


def test_an_amount_is_multiplied_by_the_ratio_of_the_levels() -> None:
    ratio = Fraction(DECEMBERS[2004]) / Fraction(DECEMBERS[2002])
    assert st.deflate(100.0, 2002, to=2004) == pytest.approx(float(100 * ratio), rel=1e-15)
    exact = st.deflate(Decimal(100), 2002, to=2004)
    assert abs(Fraction(exact) - 100 * ratio) < Fraction(1, 10**25)


def test_the_mean_of_the_twelve_months_is_another_basis() -> None:
    months = st.sources.prices.ipca().set_index("month")["index"]
    means = {
        year: sum(Fraction(str(months[f"{year}-{month:02d}"])) for month in range(1, 13)) / 12
        for year in (2002, 2004)
    }
    found = st.deflate(Decimal(100), 2002, to=2004, basis="mean")
    assert abs(Fraction(found) - 100 * means[2004] / means[2002]) < Fraction(1, 10**25)
    assert found != st.deflate(Decimal(100), 2002, to=2004)
    levels = st.price_levels(basis="mean")["level"]
    assert levels[2002] == pytest.approx(float(means[2002]), rel=1e-15)


@given(draw.floats(allow_nan=False, allow_infinity=False), draw.integers(1994, 2024))
def test_the_same_year_gives_the_value_back_bit_for_bit(value: float, year: int) -> None:
    for basis in ("december", "mean"):
        back = st.deflate(value, year, to=year, basis=basis)
        assert np.float64(back).tobytes() == np.float64(value).tobytes()


def test_a_decimal_of_the_same_year_keeps_all_its_digits() -> None:
    value = Decimal("0.1234567890123456789012345678")
    assert st.deflate(value, 2010, to=2010) == value


@pytest.mark.parametrize("basis", ["december", "mean"])
def test_a_year_that_the_index_lacks_is_named(basis: Any) -> None:
    for year in (1992, 2025, 2031):  # of 2025 there are three months
        with pytest.raises(DomainError, match=str(year)) as caught:
            st.deflate([1.0, 2.0], [2002, year], to=2004, basis=basis)
        assert (caught.value.argument, caught.value.row) == ("years", 1)
        with pytest.raises(DomainError, match=str(year)) as caught:
            st.deflate([1.0, 2.0], [2002, 2003], to=year, basis=basis)
        assert caught.value.argument == "to"


def test_a_year_without_its_december_or_without_twelve_months_says_which() -> None:
    with pytest.raises(DomainError, match="2025 has no December"):
        st.deflate(1.0, 2025, to=2004)
    with pytest.raises(DomainError, match="2025 has 3 of the twelve months"):
        st.deflate(1.0, 2025, to=2004, basis="mean")


def test_rates_of_change_are_refused_in_every_form() -> None:
    rates = "Ano;IPCA % a.a.\n2002;12,53\n2003;9,30\n2004;7,60\n"
    read = st.sources.prices.read_index(rates)
    forms: list[Any] = [
        read,
        {2002: 12.53, 2003: 9.30, 2004: 7.60},
        {2019: 4.31, 2020: 4.52},  # rising, as levels do
        pd.Series([12.53, 9.30], index=[2002, 2003]),
        pd.DataFrame({"year": [2002, 2003], "index": [12.53, 9.30]}),
    ]
    for index in forms:
        with pytest.raises(SettingError, match="levels, never one of rates"):
            st.deflate(1.0, 2002, to=2003, index=index)


def test_an_index_may_come_in_any_of_its_forms() -> None:
    monthly = st.sources.prices.ipca()
    text = "Mês;Índice\n" + "\n".join(
        f"{month};{str(level).replace('.', ',')}"
        for month, level in zip(monthly["month"], monthly["index"], strict=True)
    )
    wanted = st.deflate(100.0, 2002, to=2004)
    yearly = {year: float(level) for year, level in DECEMBERS.items()}
    forms: list[Any] = [
        monthly,
        st.sources.prices.read_index(text),
        yearly,
        pd.Series(yearly),
        pd.DataFrame(
            {"year": list(yearly), "index": [Decimal(each) for each in DECEMBERS.values()]}
        ),
        monthly.set_index(pd.PeriodIndex(monthly["month"], freq="M"))["index"],
    ]
    for index in forms:
        assert st.deflate(100.0, 2002, to=2004, index=index) == wanted


@pytest.mark.parametrize(
    ("index", "refusal"),
    [
        ({2002: 100.0, 2003: 0.0}, SettingError),
        ({2002: 100.0, 2003: -110.0}, SettingError),
        ({2002: 100.0, 2003: float("inf")}, SettingError),
        ({2002: "100"}, ColumnTypeError),
        ({"a year": 100.0}, SettingError),
        ({"2002-13": 100.0}, SettingError),
        ({"2002": 100.0, "2002-12": 100.0}, SettingError),
        (pd.Series([100.0, 110.0], index=[2002, 2002]), SettingError),
        (pd.DataFrame({"year": [2002], "level": [100.0]}), ColumnMissingError),
        (pd.DataFrame({"index": [100.0]}), ColumnMissingError),
        ([100.0, 110.0], ColumnTypeError),
        ("ipca", ColumnTypeError),
    ],
)
def test_an_index_that_is_none_is_refused(index: Any, refusal: type[SustentaError]) -> None:
    with pytest.raises(refusal):
        st.deflate(1.0, 2002, to=2003, index=index)


@pytest.mark.parametrize("to", [True, "2004", 2004.0, None, Decimal(2004)])
def test_a_target_that_is_no_year_is_refused(to: Any) -> None:
    with pytest.raises(SettingError, match="`to`"):
        st.deflate(1.0, 2002, to=to)


def test_years_missing_broken_or_dated_are_refused() -> None:
    for years in ([2002, None], [2002, 2002.5], [2002, float("nan")], ["2002", "2003"]):
        with pytest.raises(SustentaError):
            st.deflate([1.0, 2.0], years, to=2004)
    with pytest.raises(UnknownNameError):
        st.deflate(1.0, 2002, to=2004, basis="january")  # type: ignore[arg-type]
    with pytest.raises(DomainError, match="`values` at row 1"):
        st.deflate([1.0, float("inf")], 2002, to=2004)


def test_each_container_comes_back_and_a_series_is_named_for_its_basis() -> None:
    name = "despesa_at_mean_2004_prices"
    series = pd.Series([1.0, None, 3.0], index=["a", "b", "c"], name="despesa")
    years = pd.Series([2002, 2003, 2004], index=series.index)
    real = st.deflate(series, years, to=2004, basis="mean")
    assert (real.name, list(real.index), real["c"]) == (name, ["a", "b", "c"], 3.0)
    assert np.isnan(real["b"])
    polars = st.deflate(
        pl.Series("despesa", [1.0, 3.0]), pl.Series([2002, 2004]), to=2004, basis="mean"
    )
    assert (polars.name, polars[1]) == (name, 3.0)
    arrow = st.deflate(pa.array([Decimal("1.50")]), pa.array([2004]), to=2004)
    assert arrow.to_pylist() == [Decimal("1.50")]
    assert st.deflate(np.ones((2, 2)), np.full((2, 2), 2004), to=2004).shape == (2, 2)
    assert st.deflate(1.0, [2003, 2004], to=2004)[1] == 1.0
    exact = st.deflate(pd.Series([Decimal(1), None]), 2002, to=2004)
    assert exact[1] is None


def test_real_change_takes_the_change_of_prices_out() -> None:
    level = st.price_levels()["level"]
    real = st.deflate([100.0, 150.0], [2002, 2004], to=2004)
    found = st.real_change_pct(100.0, 150.0, level[2002], level[2004])
    assert found == pytest.approx(st.relative_change_pct(real[0], real[1]), rel=1e-13)


def test_compound_growth_leads_from_the_one_to_the_other() -> None:
    found = st.compound_growth_pct(pd.Series([100.0, 80.0, 5.0]), [121.0, 80.0, 0.0], [2, 7, 3])
    assert found.tolist() == pytest.approx([10.0, 0.0, -100.0], abs=1e-13)
    assert st.compound_growth_pct(Decimal(100), Decimal("133.1"), 3) == 10
    assert st.compound_growth_pct(3, 4, 1) == pytest.approx(st.relative_change_pct(3, 4), rel=1e-15)
    third = st.compound_growth_pct(Decimal(3), Decimal(4), Decimal(1))
    assert third == st.relative_change_pct(Decimal(3), Decimal(4))


@given(
    draw.decimals("0.01", "1e9", places=2),
    draw.decimals("0.01", "1e9", places=2),
    draw.integers(1, 40),
)
def test_compound_growth_in_decimals_and_in_floats_is_one(
    first: Decimal, last: Decimal, years: int
) -> None:
    exact = st.compound_growth_pct(first, last, years)
    grown = Fraction(first) * (1 + Fraction(exact) / 100) ** years
    # The 28th digit of the growth, over so many years.
    assert abs(grown - Fraction(last)) <= (first + last) * years * Decimal("1e-22")
    assert st.compound_growth_pct(float(first), float(last), years) == pytest.approx(
        float(exact), rel=1e-11, abs=1e-11
    )


@pytest.mark.parametrize(
    ("first", "last", "years", "reason"),
    [
        (0.0, 1.0, 2, "first_year_not_positive"),
        (-1.0, 1.0, 2, "first_year_not_positive"),
        (1.0, -1.0, 2, "amount_negative"),
        (1.0, 1.0, 0, "span_not_positive"),
        (1.0, 1.0, -3, "span_not_positive"),
        (1.0, 1.0, 1.5, "span_not_positive"),
        (1.0, 1.0, 201, "span_not_positive"),
        (float("inf"), 1.0, 2, "amount_not_finite"),
    ],
)
def test_a_growth_that_is_none_is_refused(
    first: float, last: float, years: float, reason: str
) -> None:
    with pytest.raises(DomainError) as caught:
        st.compound_growth_pct(first, last, years)
    assert caught.value.reason == reason
    assert np.isnan(st.compound_growth_pct(first, last, years, errors="coerce"))
    if np.isfinite(first):
        with pytest.raises(DomainError):
            st.compound_growth_pct(Decimal(str(first)), Decimal(str(last)), Decimal(str(years)))


def test_an_index_may_be_a_table_of_any_library() -> None:
    table = pd.DataFrame({"year": [2002, 2004], "index": [80.0, 100.0]})
    for index in (table, pl.from_pandas(table), pa.Table.from_pandas(table)):
        assert st.deflate([1.0], [2002], to=2004, index=index).tolist() == [1.25]
    monthly = pl.DataFrame({"month": ["2002-12", "2004-12"], "index": [80.0, 100.0]})
    assert st.deflate([1.0], [2002], to=2004, index=monthly).tolist() == [1.25]
    with pytest.raises(ColumnMissingError, match="index"):
        st.deflate([1.0], [2002], to=2004, index=pl.DataFrame({"year": [2002]}))
