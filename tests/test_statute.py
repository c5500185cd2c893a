"""The minimum share and amount: what the law says, year by year, and who is refused."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from sustenta.errors import DomainError, PrecisionError, SettingError, UnknownNameError

FLOOR = {2000: 7.0, 2001: 8.6, 2002: 10.2, 2003: 11.8, 2004: 15.0, 2012: 15.0, 2030: 15.0}
OF_STATES = {2000: 7.0, 2001: 8.0, 2002: 9.0, 2003: 10.0, 2004: 12.0, 2030: 12.0}


def test_the_shares_of_the_study_are_those_of_municipalities_by_default() -> None:
    assert {year: st.minimum_share_pct(year) for year in FLOOR} == FLOOR
    assert {year: st.minimum_share_pct(year, sphere="state") for year in OF_STATES} == OF_STATES


def test_on_an_own_path_the_gap_to_the_target_shrinks_by_a_fifth_a_year() -> None:
    path = [
        st.minimum_share_pct(year, reading="own_path", start_pct=9.13) for year in range(2000, 2005)
    ]
    assert path == [7.0, 10.304, 11.478, 12.652, 15.0]
    exact = st.minimum_share_pct(2003, reading="own_path", start_pct=Decimal("9.123456789012345"))
    assert exact == Decimal("12.649382715604938")


def test_a_share_of_2000_beyond_both_ends_counts_as_the_nearer_end() -> None:
    for start, expected in [(-0.97, 8.6), (0, 8.6), (7, 8.6), (15, 15.0), (40, 15.0)]:
        assert st.minimum_share_pct(2001, reading="own_path", start_pct=start) == expected


@pytest.mark.parametrize("year", [2000, 2004, 2024])
def test_years_outside_the_path_need_no_start(year: int) -> None:
    assert st.minimum_share_pct(year, reading="own_path") == FLOOR.get(year, 15.0)


@pytest.mark.parametrize("start", [None, math.nan, pd.NA])
def test_a_path_without_a_start_is_refused_or_missing_and_never_measured_against_the_target(
    start: Any,
) -> None:
    with pytest.raises(DomainError) as caught:
        st.minimum_share_pct([2000, 2002], reading="own_path", start_pct=start)
    assert (caught.value.row, caught.value.reason) == (1, "start_missing")
    found = st.minimum_share_pct(
        [2000, 2002, 2004], reading="own_path", start_pct=start, errors="coerce"
    )
    np.testing.assert_array_equal(found, [7.0, math.nan, 15.0])


def test_an_own_law_moves_the_share_up_and_never_down() -> None:
    assert st.minimum_share_pct([2002, 2004], own_law_pct=12).tolist() == [12.0, 15.0]
    assert st.minimum_share_pct([2004, 2004], own_law_pct=[18, None]).tolist() == [18.0, 15.0]
    assert st.minimum_share_pct(2010, sphere="state", own_law_pct=Decimal("12.5")) == Decimal(
        "12.5"
    )


@pytest.mark.parametrize("year", [1999, 1988, 0, -1])
def test_a_year_without_a_rule_is_refused_and_not_extrapolated(year: int) -> None:
    for given in (year, [2002, year], pd.Series([2002, year]), pa.array([2002, year])):
        with pytest.raises(DomainError, match="a year from 2000 on"):
            st.minimum_share_pct(given)
    assert math.isnan(st.minimum_share_pct(year, errors="coerce"))


@pytest.mark.parametrize("year", [2002.5, 20020, -99999, math.inf, Decimal("2002.1")])
def test_what_is_no_whole_year_is_refused_with_its_row(year: Any) -> None:
    for given, row in [(year, None), ([2002, year], 1)]:
        with pytest.raises(DomainError, match="whole number") as caught:
            st.minimum_share_pct(given)
        assert (caught.value.argument, caught.value.row) == ("year", row)


@pytest.mark.parametrize(
    "years",
    [
        [2002, 2003],
        [2002.0, 2003.0],
        np.array([2002, 2003], dtype=np.int16),
        np.array([2002, 2003], dtype=">f4"),
        [Decimal(2002), Decimal("2003.0")],
        pd.Series([2002, 2003], dtype="Int64"),
        pa.array([Decimal(2002), Decimal(2003)], type=pa.decimal128(10, 2)),
        pl.Series([2002, 2003], dtype=pl.UInt16),
        pl.Series([Decimal(2002), Decimal(2003)]),
    ],
)
def test_years_of_any_type_are_years_and_make_no_call_exact(years: Any) -> None:
    found = st.minimum_share_pct(years)
    assert list(found.to_pylist() if isinstance(found, pa.Array) else found) == [10.2, 11.8]


def test_a_missing_year_gives_a_missing_share() -> None:
    for years in ([2002, None], pd.Series([2002, None], dtype="Int64"), pl.Series([2002, None])):
        assert [None if pd.isna(share) else share for share in st.minimum_share_pct(years)] == [
            10.2,
            None,
        ]
    assert math.isnan(st.minimum_share_pct(None))


@pytest.mark.parametrize("infinite", [math.inf, -math.inf])
def test_an_infinite_share_or_base_is_refused_or_missing(infinite: float) -> None:
    given: list[dict[str, Any]] = [
        {"own_law_pct": infinite},
        {"start_pct": infinite, "reading": "own_path"},
    ]
    for options in given:
        with pytest.raises(DomainError, match="finite"):
            st.minimum_share_pct([2002], **options)
        assert np.isnan(st.minimum_share_pct([2002], errors="coerce", **options)).all()
        with pytest.raises(DomainError, match="finite"):
            st.minimum_amount(2002, municipal_base=1.0, **options)
    with pytest.raises(DomainError, match="finite") as caught:
        st.minimum_amount(2002, municipal_base=1.0, state_base=[2.0, infinite])
    assert (caught.value.argument, caught.value.row) == ("state_base", 1)


def test_the_federal_district_owes_on_three_bases_and_has_no_single_share() -> None:
    owed = st.minimum_amount(2024, municipal_base=1000, state_base=2000, unsegregated_base=10.5)
    assert owed == 391.26
    exact = st.minimum_amount(2024, municipal_base=Decimal("0.01"), state_base=Decimal("0.01"))
    assert exact == Decimal("0.0027")
    names: list[Any] = ["federal_district", "df", "distrito federal"]
    for name in names:
        with pytest.raises(SettingError, match="minimum_amount"):
            st.minimum_share_pct(2024, sphere=name)


def test_an_amount_needs_a_base_and_is_missing_where_one_is() -> None:
    with pytest.raises(SettingError, match="needs a base"):
        st.minimum_amount(2024)
    found = st.minimum_amount([2024, 2024], municipal_base=[100.0, None], state_base=100.0)
    np.testing.assert_array_equal(found, [27.0, math.nan])


def test_unknown_spheres_readings_and_policies_are_refused_before_anything_else() -> None:
    wrong: list[dict[str, Any]] = [{"sphere": "x"}, {"reading": "x"}, {"errors": "x"}]
    for options in wrong:
        with pytest.raises(UnknownNameError, match="Known: "):
            st.minimum_share_pct([], **options)


def test_the_gap_decides_on_the_amounts_and_not_on_a_quotient() -> None:
    assert st.ec29_gap(0.3, 2.0, 15) == (0.0, 0.0, True)
    short = st.ec29_gap(math.nextafter(0.3, 0), 2.0, 15)
    assert short.met is False
    assert short.gap_pp < 0
    assert short.gap < 0
    assert st.ec29_gap(1_100_000, 10_000_000, 10.2) == (0.8, 80_000.0, True)


def test_gaps_in_long_columns_are_those_of_lone_numbers() -> None:
    chance = np.random.default_rng(77)
    due = chance.choice([10.2, 11.8, 15.0, 12.34], 5000)
    base = np.round(chance.uniform(0, 1e8, 5000), 2)
    # Two in three are at the border, or a unit beside it.
    spent = np.where(chance.random(5000) < 0.7, due * base / 100, chance.uniform(0, 1e7, 5000))
    spent[::5] = np.nextafter(spent[::5], 0)
    spent[[7, 1023, 1024, 4999]] = math.nan
    gap = st.ec29_gap(spent, base, due)
    assert isinstance(gap, st.Ec29Gap)
    for row in range(0, 5000, 3):
        alone = st.ec29_gap(float(spent[row]), float(base[row]), float(due[row]))
        np.testing.assert_array_equal([gap.gap_pp[row], gap.gap[row]], alone[:2])
        assert (None if pd.isna(gap.met[row]) else gap.met[row]) == alone.met


def test_a_share_due_with_more_digits_than_a_float_still_decides_exactly() -> None:
    due = st.minimum_share_pct(
        2001, reading="own_path", start_pct=Decimal("9.123456789012345678901")
    )
    base = Decimal(10) ** 6
    owed = due * base / 100
    assert st.ec29_gap(owed, base, due).met is True
    assert st.ec29_gap(owed - Decimal("1e-20"), base, due).met is False


def test_the_gap_is_missing_where_it_is_not_known() -> None:
    found = st.ec29_gap(
        [1.0, None, 1.0, 1.0, math.inf], [2.0, 2.0, 0.0, -5.0, 2.0], [15, 15, 15, 15, 15]
    )
    assert np.isnan(found.gap).tolist() == [False, True, True, True, True]
    assert np.isnan(found.gap_pp).tolist() == [False, True, True, True, True]
    assert found.met.isna().tolist() == [False, True, True, True, True]
    assert found.met[0]


def test_the_gap_comes_in_the_container_of_the_columns() -> None:
    spent = pd.Series([1.0, 2.0], index=["a", "b"], name="spent")
    found = st.ec29_gap(spent, 10.0, 15)
    assert all(column.index.equals(spent.index) for column in found)
    assert str(found.met.dtype) == "boolean"
    polars = st.ec29_gap(pl.Series("spent", [1.0, None]), 10.0, 15)
    assert polars.met.to_list() == [False, None]
    assert polars.gap.dtype == pl.Float64
    arrow = st.ec29_gap(pa.array([1.0, None]), 10.0, 15)
    assert arrow.met.to_pylist() == [False, None]


def test_an_amount_that_decimals_cannot_hold_is_refused_and_not_rounded() -> None:
    long = Decimal("99999999999999999.12345678901")
    with pytest.raises(PrecisionError, match="gap"):
        st.ec29_gap(long, long, Decimal("10.123456789"))
    with pytest.raises(PrecisionError, match="minimum_amount"):
        st.minimum_amount(2004, municipal_base=Decimal("99999999999999999.12345678901"))
