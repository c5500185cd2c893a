"""Who declared in which year, and the two readings of a margin."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DomainError,
    SettingError,
    UnknownNameError,
)

PANEL = pd.DataFrame(
    {
        "code": [1, 1, 1, 2, 2, 3, 3],
        "year": [2002, 2003, 2004, 2002, 2004, 2003, 2003],
        "population": 1000,
        "linked_revenue": [1.0, 2.0, 3.0, 4.0, np.nan, 6.0, 7.0],
        "own_health_expenditure": [1.0, np.nan, 3.0, 4.0, np.nan, 6.0, 7.0],
    }
)


def test_every_municipality_has_its_years_present_absent_and_repeated() -> None:
    found = st.completeness(PANEL, range(2002, 2005))
    assert found["declared"].to_dict() == {1: 3, 2: 1, 3: 1}
    assert found["complete"].to_dict() == {1: True, 2: False, 3: False}
    assert found["missing_years"].to_dict() == {1: (), 2: (2003, 2004), 3: (2002, 2004)}
    assert found["declared_years"].to_dict() == {1: (2002, 2003, 2004), 2: (2002,), 3: (2003,)}
    assert found["repeated_years"].to_dict() == {1: (), 2: (), 3: (2003,)}


def test_what_counts_as_declared_may_be_asked_for() -> None:
    strict = st.completeness(
        PANEL, [2002, 2003, 2004], required=["linked_revenue", "own_health_expenditure"]
    )
    assert strict["declared"].to_dict() == {1: 2, 2: 1, 3: 1}
    # A population comes from elsewhere: it declares nothing.
    bare = st.completeness(PANEL[["code", "year", "population"]], [2004])
    assert bare["declared"].to_dict() == {1: 1, 2: 1, 3: 0}
    with pytest.raises(ColumnMissingError, match="own_health"):
        st.completeness(PANEL, [2004], required=["own_health"])


def test_by_year_it_counts_municipalities() -> None:
    found = st.completeness(PANEL, range(2002, 2006), by="year")
    assert found.index.tolist() == [2002, 2003, 2004, 2005]
    assert found["declared"].tolist() == [2, 2, 1, 0]
    assert found["missing"].tolist() == [1, 1, 2, 3]
    assert found["repeated"].tolist() == [0, 1, 0, 0]


def test_completeness_in_polars_and_arrow() -> None:
    frame = st.completeness(pl.from_pandas(PANEL), [2003, 2002])
    assert frame["missing_years"].to_list() == [[], [2003], [2002]]
    table = st.completeness(pa.Table.from_pandas(PANEL), [2003], by="year")
    assert table.to_pylist() == [{"year": 2003, "declared": 2, "missing": 1, "repeated": 1}]


def test_years_that_are_none_are_refused() -> None:
    for years in ([], 2004, "2004", ["2004"], [2004.5], [True]):
        with pytest.raises(SettingError, match="years"):
            st.completeness(PANEL, years)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        st.completeness(PANEL, [2004], by="uf")  # type: ignore[arg-type]
    assert len(st.completeness(PANEL.iloc[:0], [2004])) == 0


def test_the_two_readings_of_a_margin_are_opposite() -> None:
    margins = pd.Series([12.28, -2.42, np.nan, 12.28, 0.0], index=list("ABCDE"), name="megpc_15")
    effort = st.rank_margins(margins, reading="effort")
    room = st.rank_margins(margins, reading="room")
    assert str(effort.dtype) == "Int64"
    assert effort.index.equals(margins.index)
    assert effort.astype(object).where(effort.notna(), None).tolist() == [3, 1, None, 3, 2]
    assert room.astype(object).where(room.notna(), None).tolist() == [1, 4, None, 1, 3]


def test_a_reading_has_no_default() -> None:
    with pytest.raises(TypeError, match="reading"):
        st.rank_margins([1.0])  # type: ignore[call-arg]
    with pytest.raises(UnknownNameError, match="effort"):
        st.rank_margins([1.0], reading="efort")  # type: ignore[arg-type]


def test_ranks_come_back_in_the_container_of_the_margins() -> None:
    assert list(st.rank_margins(np.array([3.0, 1.0]), reading="effort")) == [2, 1]
    assert st.rank_margins(pl.Series("m", [3.0, None, 1.0]), reading="room").to_list() == [
        1,
        None,
        2,
    ]
    exact = [Decimal("1.10"), None, Decimal("1.1"), Decimal("-0.0000000000000000000001")]
    ranks = st.rank_margins(pd.Series(exact, dtype=object), reading="effort")
    assert ranks.astype(object).where(ranks.notna(), None).tolist() == [2, None, 2, 1]
    arrow = pa.array([Decimal("-5.50"), None, Decimal("2.25"), Decimal("-70.1")])
    assert st.rank_margins(arrow, reading="effort").to_pylist() == [2, None, 3, 1]
    assert len(st.rank_margins(pd.Series([], dtype=float), reading="room")) == 0


def test_what_has_no_rank_is_refused() -> None:
    with pytest.raises(ColumnTypeError, match="one margin has no rank"):
        st.rank_margins(1.5, reading="room")
    with pytest.raises(DomainError, match="row 1"):
        st.rank_margins([1.5, np.inf], reading="room")
    with pytest.raises(ColumnTypeError):
        st.rank_margins(["1,5"], reading="room")


def test_the_example_panel_says_that_it_is_synthetic_and_is_always_the_same() -> None:
    panel = st.examples.panel()
    assert set(panel["source"]) == {"sintético"}
    assert (panel["code"] // 100_000 == 99).all()
    assert panel["municipality"].str.contains("Sintético").all()
    pd.testing.assert_frame_equal(panel, st.examples.panel())
    assert not panel.equals(st.examples.panel(seed=1))
    assert panel.isna().to_numpy().any()
    lacks = st.computable(panel).set_index("indicator")["computable"]
    execution = {"transferred_pct", "executed_pct", "balance_to_transfer", "ceiling_share_pct"}
    assert set(lacks.index[~lacks]) == execution
    for wrong in (0, 10_000, True):
        with pytest.raises(SettingError):
            st.examples.panel(wrong)


def test_the_example_panel_has_the_magnitudes_of_small_municipalities() -> None:
    assessed = st.assess(st.examples.panel(200, seed=7))
    shares = assessed["ec29_applied_pct"].dropna()
    assert shares.between(3, 30).all()
    assert 0 < (assessed["ec29_gap"] < 0).mean() < 0.5
    assert assessed["linked_revenue_pc"].dropna().between(100, 4000).all()
    capacity = ["own_capacity_pct", "union_dependence_pct", "state_dependence_pct"]
    assert np.allclose(assessed[[*capacity, "other_dependence_pct"]].sum(axis=1), 100)
