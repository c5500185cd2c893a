"""What `assess` refuses, what it leaves missing, and what it says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from compared_panels import exact
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DomainError,
    DuplicateKeyError,
    PrecisionError,
    SettingError,
    UnknownNameError,
)


def test_raise_names_the_column_and_the_row() -> None:
    panel = st.examples.panel(1).drop(columns="population").assign(POP=5.0)
    panel.loc[3, "POP"] = 0.0
    with pytest.raises(DomainError, match="`POP` at row 3 is 0") as refusal:
        st.assess(panel, columns={"population": "POP"}, errors="raise")
    assert (refusal.value.row, refusal.value.reason) == (3, "population_not_positive")
    panel = st.examples.panel(1).assign(ec29_applied_pct=10.0)
    panel.loc[2, "own_revenue"] = np.inf
    with pytest.raises(DomainError, match="`own_revenue` at row 2"):
        st.assess(panel, errors="raise")
    panel.loc[2, "own_revenue"] = 1.0
    panel.loc[5, ["own_revenue", "constitutional_transfers"]] = [0.0, 0.0]
    with pytest.raises(DomainError, match="`linked_revenue` at row 5"):
        st.assess(panel, errors="raise", indicators=["ec29_gap"])
    panel.loc[4, "year"] = 1998
    with pytest.raises(DomainError, match="1998"):
        st.assess(panel, errors="raise", indicators=["ec29_due_pct"])


def test_infinities_are_missing_with_their_reason() -> None:
    panel = st.examples.panel(12)
    panel["population"] = panel["population"].astype(float)
    panel.loc[0, "population"] = np.inf
    panel.loc[1, "own_health_expenditure"] = -np.inf
    assessed = st.assess(panel, reasons=True)
    assert assessed.loc[0, "linked_revenue_pc_reason"] == "amount_not_finite"
    assert assessed.loc[1, "ec29_gap_reason"] == "amount_not_finite"
    assert assessed.loc[[0, 1], ["megpc_15", "ec29_gap_pc"]].isna().to_numpy().tolist() == [
        [True, True],
        [False, True],
    ]


BAD: dict[str, tuple[Any, type[Exception], str]] = {
    "text amounts": ({"population": "1.234"}, ColumnTypeError, "parse_figures"),
    "a truth value": ({"population": True}, ColumnTypeError, "bool"),
    "dates": ({"sus_transfers": pd.Timestamp("2004-01-01")}, ColumnTypeError, "sus_transfers"),
    "years as text": ({"year": "2004"}, ColumnTypeError, r"astype\(int\)"),
    "years as dates": ({"year": pd.Timestamp("2004-01-01")}, ColumnTypeError, r"dt\.year"),
    "years as truth values": ({"year": False}, ColumnTypeError, "whole numbers"),
    "half a year": ({"year": 2004.5}, DomainError, "2004.5"),
    "no year": ({"year": np.nan}, DomainError, "missing"),
    "no key": ({"code": None}, DomainError, "every row needs its municipality"),
    "29 digits": (
        {"own_revenue": Decimal(12345678901234567890123456789)},
        PrecisionError,
        "28 digits",
    ),
}


@pytest.mark.parametrize("case", BAD.values(), ids=BAD)
def test_bad_columns_are_refused(case: tuple[dict[str, Any], type[Exception], str]) -> None:
    columns, error, match = case
    panel = st.examples.panel(1)
    if "own_revenue" in columns:
        panel = exact(panel)
    with pytest.raises(error, match=match):
        st.assess(panel.assign(**columns))


def test_floats_beside_decimals_are_refused() -> None:
    panel = exact(st.examples.panel(1)).assign(health_expenditure=1.5)
    with pytest.raises(ColumnTypeError, match="health_expenditure"):
        st.assess(panel)


def test_what_is_no_table_is_refused_with_what_to_write() -> None:
    panel = st.examples.panel(1)
    lazy = pl.from_pandas(panel).lazy()
    for table, match in (
        (lazy, r"panel\.collect\(\)"),
        (panel["year"], "one column is no panel"),
        (panel.to_dict("list"), r"pandas\.DataFrame"),
        ("painel.csv", "sustenta assess"),
        (pa.RecordBatch.from_pandas(panel), "from_batches"),
        (None, "expected a pandas or polars DataFrame"),
    ):
        with pytest.raises(ColumnTypeError, match=match):
            st.assess(table)
    with pytest.raises(SettingError, match="two columns called 'year'"):
        st.assess(pd.concat([panel, panel[["year"]]], axis=1))
    levels = panel.copy()
    levels.columns = pd.MultiIndex.from_product([["a"], panel.columns])
    with pytest.raises(ColumnTypeError, match="2 levels"):
        st.assess(levels)


def test_names_that_are_not_there_are_met_with_the_closest() -> None:
    panel = st.examples.panel(1)
    with pytest.raises(UnknownNameError, match="did you mean 'population'"):
        st.assess(panel, columns={"populaton": "population"})
    with pytest.raises(ColumnMissingError, match="did you mean 'population'"):
        st.assess(panel, columns={"population": "popullation"})
    with pytest.raises(ColumnMissingError, match="no column `year`"):
        st.assess(panel.drop(columns="year"))
    with pytest.raises(ColumnMissingError, match="names the municipality"):
        st.assess(panel.drop(columns=["code", "municipality"]))
    with pytest.raises(ColumnMissingError, match="`key` names ibge"):
        st.assess(panel, key="ibge")
    with pytest.raises(UnknownNameError, match="errors policy"):
        st.assess(panel, errors="ignore")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="municipality"):
        st.assess(panel, indicators=[], sphere="city")  # type: ignore[arg-type]
    with pytest.raises(SettingError, match="expected our names"):
        st.assess(panel, columns=["population"])  # type: ignore[arg-type]
    with pytest.raises(SettingError, match="already has a column 'megpc_15_reason'"):
        st.assess(panel.assign(megpc_15_reason="x"), reasons=True)


def test_a_repeated_key_and_year_is_refused_with_its_rows() -> None:
    panel = st.examples.panel(3)
    doubled = pd.concat([panel, panel.iloc[[4]]], ignore_index=True)
    last = len(panel)
    for shuffled in (doubled, doubled.sample(frac=1, random_state=1)):
        with pytest.raises(DuplicateKeyError, match="in 2005 stands in rows") as refusal:
            st.assess(shuffled)
        places = sorted(shuffled.index[refusal.value.rows])
        assert places == [4, last]
    with pytest.raises(DuplicateKeyError) as refusal:
        st.assess(doubled.drop(columns="code").astype({"uf": "category"}))
    assert refusal.value.key == ["uf", "municipality"]
    with pytest.raises(DuplicateKeyError):
        st.assess(pl.from_pandas(doubled))
    # Stacked by year, as yearly files are, and in any order: nothing repeats.
    for order in (panel.sort_values(["year", "code"]), panel.sample(frac=1, random_state=2)):
        assert len(st.assess(order)) == len(panel)


def test_municipalities_of_one_name_in_two_states_are_two() -> None:
    panel = pd.DataFrame({"uf": ["SP", "PR"], "municipality": "Bom Jesus", "year": 2004})
    assert len(st.assess(panel)) == 2
    with pytest.raises(DuplicateKeyError):
        st.assess(panel, key="municipality")
    with pytest.raises(DuplicateKeyError):
        st.assess(panel, key=["municipality"])
