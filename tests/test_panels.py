"""`assess` against the oracle, row by row, and panels of every kind in and out."""

from __future__ import annotations

import gc
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from compared_panels import LAW, awkward_panel, exact, hold_against, row_by_row
from oracle.exact import round_to_digits
from sustenta.errors import ColumnMissingError, NotComputableError, UnknownNameError
from sustenta.panels._assessment import Assessment
from worked import A_2002


@pytest.mark.parametrize("law", LAW.values(), ids=LAW)
def test_every_row_of_floats_is_that_of_the_oracle(law: dict[str, Any]) -> None:
    panel = awkward_panel()
    assessed = st.assess(panel, reasons=True, **law)
    hold_against(assessed, panel, row_by_row(panel, **law))


@pytest.mark.parametrize("law", LAW.values(), ids=LAW)
def test_every_row_of_decimals_is_that_of_the_oracle(law: dict[str, Any]) -> None:
    panel = exact(awkward_panel())
    assessed = st.assess(panel, reasons=True, **law)
    assert isinstance(assessed["dpspc_15"].dropna().iloc[0], Decimal)
    hold_against(assessed, panel, row_by_row(panel, **law))


def test_table_8_and_table_9_come_out_of_a_panel() -> None:
    names = ["dpspc_15", "megpc_15", "dpspc_ec29", "megpc_ec29"]
    assert st.assess(A_2002)[names].round(2).to_numpy().tolist() == [[82.08, 12.28, 67.38, -2.42]]


def test_the_border_is_exact_in_points_and_in_reais() -> None:
    # 0.3 of 2 is 15 %, although neither float is what it prints.
    panel = pd.DataFrame(
        {
            "code": [1, 2, 3],
            "year": [2004, 2004, 2003],
            "own_health_expenditure": [0.3, 0.299_999_999_999_999_9, 11.8],
            "linked_revenue": [2.0, 2.0, 100.0],
        }
    )
    assessed = st.assess(panel)
    assert assessed["ec29_gap"].iloc[[0, 2]].tolist() == [0.0, 0.0]
    assert assessed["ec29_gap_pp"].iloc[[0, 2]].tolist() == [0.0, 0.0]
    assert assessed["ec29_gap"].iloc[1] < 0
    assert assessed["ec29_gap_pp"].iloc[1] < 0


def test_a_border_on_a_path_of_its_own_is_exact() -> None:
    # From 9.13 in 2000: 9.13 + (15 − 9.13)/5 = 10.304 in 2001.
    panel = pd.DataFrame(
        {"code": [1], "year": [2001], "own_health_expenditure": [1.0304], "linked_revenue": [10.0]}
    )
    assessed = st.assess(panel, reading="own_path", start_pct=9.13)
    assert assessed["ec29_due_pct"].tolist() == [10.304]
    assert assessed["ec29_gap"].tolist() == [0.0]


def test_what_the_panel_has_is_never_overwritten() -> None:
    panel = st.examples.panel(2)
    panel["linked_revenue_pc"] = 1000.0
    panel["ec29_applied_pct"] = 14.0
    panel["ec29_due_pct"] = 20.0
    assessed = st.assess(panel)
    pd.testing.assert_frame_equal(assessed[panel.columns], panel)
    assert np.allclose(assessed["megpc_from_share_15"], 10.0)
    linked = panel["own_revenue"] + panel["constitutional_transfers"]
    spent = panel["own_health_expenditure"]
    # The amounts decide the gap, whatever was declared, against the share that the panel gives.
    assert np.allclose(assessed["ec29_gap"], spent - linked / 5, rtol=0, atol=1e-6, equal_nan=True)
    assert np.allclose(assessed["ec29_gap_pp"], 100 * spent / linked - 20, equal_nan=True)


def test_a_declared_share_alone_gives_points_and_no_reais() -> None:
    panel = pd.DataFrame({"code": [7], "year": [2003], "ec29_applied_pct": [11.8]})
    assessed = st.assess(panel)
    assert assessed["ec29_gap_pp"].tolist() == [0.0]
    assert "ec29_gap" not in assessed


def test_assessing_twice_adds_nothing() -> None:
    once = st.assess(st.examples.panel(3))
    pd.testing.assert_frame_equal(st.assess(once), once)


def test_an_empty_panel_and_one_row_and_all_missing() -> None:
    panel = st.examples.panel(2)
    empty = st.assess(panel.iloc[:0])
    whole = st.assess(panel)
    assert list(empty.columns) == list(whole.columns)
    assert len(empty) == 0
    one = st.assess(panel.iloc[[5]], reasons=True)
    pd.testing.assert_frame_equal(one[whole.columns], whole.iloc[[5]])
    amounts = [name for name in panel.columns if panel[name].dtype == float]
    nothing = st.assess(panel.assign(**dict.fromkeys(amounts, np.nan)), reasons=True)
    assert nothing["megpc_15"].isna().all()
    assert (nothing["megpc_15_reason"] == "input_missing").all()


def test_the_index_is_kept_whatever_it_is() -> None:
    panel = st.examples.panel(2)
    rows = len(panel)
    for index in (
        pd.Index(np.arange(rows)[::-1]),
        pd.Index(["x"] * rows),
        pd.MultiIndex.from_arrays([["a"] * rows, range(rows)]),
        pd.date_range("2001-01-01", periods=rows),
    ):
        assessed = st.assess(panel.set_axis(index))
        assert assessed.index is index or assessed.index.equals(index)
        wanted = st.assess(panel)["megpc_15"].to_numpy()
        assert np.array_equal(assessed["megpc_15"].to_numpy(), wanted, equal_nan=True)


def test_every_number_type_gives_the_same_answer() -> None:
    panel = awkward_panel()
    panel["population"] = panel["population"].round()
    wanted = st.assess(panel)["megpc_15"]
    nullable = panel.convert_dtypes()
    assert str(nullable["population"].dtype) == "Int64"
    found = st.assess(nullable)["megpc_15"]
    assert str(found.dtype) == "Float64"
    assert np.allclose(found.to_numpy(float, na_value=np.nan), wanted, equal_nan=True)
    arrow = panel.convert_dtypes(dtype_backend="pyarrow")
    assert np.allclose(st.assess(arrow)["megpc_15"].to_numpy(float), wanted, equal_nan=True)
    narrow = panel.astype({"health_expenditure": "float32"})
    assert np.allclose(st.assess(narrow)["megpc_15"], wanted, rtol=1e-4, atol=1e-3, equal_nan=True)
    strided = pd.DataFrame(np.ascontiguousarray(panel.select_dtypes("number").to_numpy(float)))
    strided.columns = panel.select_dtypes("number").columns
    assert np.allclose(st.assess(strided)["megpc_15"], wanted, equal_nan=True)


def test_polars_and_arrow_tables_come_back_as_they_came() -> None:
    panel = awkward_panel()
    wanted = st.assess(panel, reasons=True)
    frame = pl.from_pandas(panel)
    found = st.assess(frame, reasons=True)
    assert isinstance(found, pl.DataFrame)
    assert found.columns == list(wanted.columns)
    assert np.allclose(found["megpc_15"].to_numpy(), wanted["megpc_15"], equal_nan=True)
    assert found["megpc_15"].null_count() == int(wanted["megpc_15"].isna().sum())
    reasons = wanted["megpc_15_reason"].astype(object)
    assert found["megpc_15_reason"].to_list() == reasons.where(reasons.notna(), None).tolist()
    table = st.assess(pa.Table.from_pandas(panel, preserve_index=False), reasons=True)
    assert isinstance(table, pa.Table)
    assert table.column("megpc_15").null_count == int(wanted["megpc_15"].isna().sum())
    assert table.column("megpc_15_reason").to_pylist() == found["megpc_15_reason"].to_list()


def test_decimal128_gives_decimal128_back() -> None:
    panel = exact(st.examples.panel(2))
    table = pa.Table.from_pandas(panel, preserve_index=False)
    assessed = st.assess(table)
    assert pa.types.is_decimal128(assessed.schema.field("megpc_15").type)
    wanted = st.assess(panel)["megpc_15"]
    for found, expected in zip(assessed.column("megpc_15").to_pylist(), wanted, strict=True):
        assert (found is None) == (expected is None)
        assert found is None or abs(found - expected) <= Decimal("1e-20")


def test_sums_of_decimals_are_exact() -> None:
    panel = pd.DataFrame(
        {
            "code": [1],
            "year": [2004],
            "own_revenue": [Decimal("0.1")],
            "constitutional_transfers": [Decimal("123456789012345678901234.56")],
        }
    )
    assert st.assess(panel)["linked_revenue"].tolist() == [Decimal("123456789012345678901234.66")]


def test_quotients_of_decimals_are_rounded_once_to_28_digits() -> None:
    panel = exact(st.examples.panel(1))
    assessed = st.assess(panel, indicators=["linked_revenue_pc"])
    row = panel.iloc[0]
    linked = Fraction(row["own_revenue"]) + Fraction(row["constitutional_transfers"])
    wanted = round_to_digits(linked / int(row["population"]))
    assert assessed["linked_revenue_pc"].iloc[0] == wanted


def test_columns_maps_to_the_panels_own_names() -> None:
    panel = st.examples.panel(2)
    wanted = st.assess(panel)
    own = {"population": "POP", "year": "Ano", "sus_transfers": "R.Transf.SUS", "code": "COD"}
    renamed = panel.rename(columns=own)
    found = st.assess(renamed, columns=own)
    pd.testing.assert_frame_equal(found.rename(columns={v: k for k, v in own.items()}), wanted)
    numbered = panel.rename(columns={"population": 3})
    assert 3 in st.assess(numbered, columns={"population": 3}).columns


def test_asked_for_indicators_come_alone() -> None:
    panel = st.examples.panel(2)
    assessed = st.assess(panel, indicators=["megpc_15", "ec29_gap_pc"])
    assert [name for name in assessed if name not in panel] == ["ec29_gap_pc", "megpc_15"]
    assert list(st.assess(panel, indicators=[]).columns) == list(panel.columns)


def test_what_cannot_be_computed_is_refused_by_name_with_what_it_lacks() -> None:
    panel = st.examples.panel(1).rename(columns={"population": "populaton"})
    with pytest.raises(
        NotComputableError, match=r"columns=\{'population': 'populaton'\}"
    ) as refusal:
        st.assess(panel, indicators=["megpc_15"])
    assert refusal.value.indicator == "megpc_15"
    assert refusal.value.missing == ["population"]
    with pytest.raises(UnknownNameError, match="did you mean 'megpc_15'"):
        st.assess(panel, indicators=["megpc15"])
    assert "megpc_15" not in st.assess(panel)


def test_computable_names_the_fewest_columns_that_are_missing() -> None:
    found = st.computable(pd.DataFrame(columns=["code", "year", "population", "sus_transfers"]))
    rows = found.set_index("indicator")
    assert rows.loc["ec29_due_pct", "computable"]
    assert rows.loc["dpspc_15", "missing_columns"] == ("linked_revenue",)
    assert rows.loc["linked_revenue", "missing_columns"] == (
        "own_revenue",
        "constitutional_transfers",
    )
    assert rows.loc["executed_pct", "missing_columns"] == ("executed", "transferred")
    assert rows["label"].str.len().min() > 3
    for name, lacks in zip(found["indicator"], found["missing_columns"], strict=True):
        columns = ["code", "year", "population", "sus_transfers", *lacks]
        whole = st.computable(pd.DataFrame(columns=columns)).set_index("indicator")
        assert whole.loc[name, "computable"], name


def test_a_share_of_its_own_may_be_a_column_by_name_or_itself() -> None:
    panel = st.examples.panel(2)
    panel["lei"] = np.where(panel["code"] == panel["code"].iloc[0], 18.0, 10.0)
    by_name = st.assess(panel, own_law_pct="lei")["ec29_due_pct"]
    assert by_name.equals(st.assess(panel, own_law_pct=panel["lei"])["ec29_due_pct"])
    first = panel["code"] == panel["code"].iloc[0]
    assert (by_name[first] == 18.0).all()
    assert by_name[~first].max() == 15.0
    with pytest.raises(ColumnMissingError, match="did you mean 'lei'"):
        st.assess(panel, own_law_pct="leis")


def test_nothing_of_an_assessment_outlives_it() -> None:
    gc.collect()
    gc.disable()
    try:
        st.profile(st.assess(st.examples.panel(3), reasons=True))
        assert not [found for found in gc.get_objects() if isinstance(found, Assessment)]
    finally:
        gc.enable()
