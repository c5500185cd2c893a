"""`assess` against the oracle, row by row, and what it does with panels of every kind."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from oracle import statute
from oracle.exact import as_exact, round_to_digits
from oracle.indicators import INDICATORS, evaluate

import sustenta as st
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DomainError,
    DuplicateKeyError,
    NotComputableError,
    PrecisionError,
    SettingError,
    UnknownNameError,
)

#: Floats: so many of the largest number in the chain, for a few roundings on the way.
NEAR = 2e-14
#: Decimals: 28 digits, each quotient rounded once.
NEARLY_EXACT = Fraction(1, 10**25)

PER_INHABITANT = (
    "linked_revenue_pc",
    "sus_transfers_pc",
    "health_expenditure_pc",
    "own_health_expenditure_pc",
)
LAW: dict[str, dict[str, Any]] = {
    "uniform": {},
    "state": {"sphere": "state"},
    "own law": {"own_law_pct": 18.5},
    "own path": {"reading": "own_path", "start_pct": 9.13},
    "own path without its start": {"reading": "own_path"},
}


def row_by_row(panel: pd.DataFrame, **law: Any) -> list[dict[str, Fraction | str]]:
    """Every derived column of every row, as exact fractions; or the reason, at its root."""
    return [_expected(row, **law) for row in panel.to_dict("records")]


def _expected(
    row: dict[str, Any],
    *,
    sphere: str = "municipality",
    reading: str = "uniform",
    start_pct: float | None = None,
    own_law_pct: float | None = None,
) -> dict[str, Fraction | str]:
    known: dict[str, Any] = {name: as_exact(row[name]) for name in row if _is_amount(row[name])}

    def of(identifier: str, *names: str | int) -> Fraction | str:
        inputs = [known.get(name) if isinstance(name, str) else Fraction(name) for name in names]
        deeper = [value for value in inputs if isinstance(value, str)]
        if any(value is None for value in inputs) and not deeper:
            return "input_missing"
        if deeper:
            return next((reason for reason in deeper if reason != "input_missing"), deeper[0])
        return evaluate(identifier, *inputs)

    def put(name: str, identifier: str, *names: str | int) -> None:
        if name not in row:
            known[name] = of(identifier, *names)

    put("linked_revenue", "linked_revenue", "own_revenue", "constitutional_transfers")
    for name in PER_INHABITANT:
        put(name, name, name.removesuffix("_pc"), "population")
    put("ec29_applied_pct", "ec29_applied_pct", "own_health_expenditure", "linked_revenue")
    known["ec29_due_pct"] = statute.minimum_share(
        int(row["year"]), sphere, reading, start_pct, own_law_pct
    )
    spent, base, due = (
        known[name] for name in ("own_health_expenditure", "linked_revenue", "ec29_due_pct")
    )
    reason = next((value for value in (spent, base, due) if isinstance(value, str)), None)
    if reason is None and (spent is None or base is None):
        reason = "input_missing"
    if reason is None and base <= 0:
        reason = "whole_not_positive"
    known["ec29_gap"] = reason or spent - due * base / 100
    known["ec29_gap_pp"] = reason or 100 * spent / base - due
    put("ec29_gap_pc", "per_capita", "ec29_gap", "population")
    pair = ("linked_revenue_pc", "sus_transfers_pc")
    put("dpspc_15", "dpspc_from_linked_revenue", *pair, 15)
    put("dpspc_ec29", "dpspc_from_linked_revenue", *pair, "ec29_due_pct")
    put("megpc_15", "megpc", "dpspc_15", "health_expenditure_pc")
    put("megpc_ec29", "megpc", "dpspc_ec29", "health_expenditure_pc")
    put("megpc_from_share_15", "megpc_from_share", "linked_revenue_pc", "ec29_applied_pct", 15)
    for name, indicator in INDICATORS.items():
        if name in _PLAIN and all(column in known for column in indicator.arguments):
            put(name, name, *indicator.arguments)
    return {name: "input_missing" if value is None else value for name, value in known.items()}


def _is_amount(value: object) -> bool:
    return value is None or (
        isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
    )


_PLAIN = {
    name
    for name in INDICATORS
    if name.endswith("_pct") and not name.endswith(("_from_scenarios", "share_pct", "change_pct"))
} | {name for name in INDICATORS if name.endswith(("_share_pct", "_capacity_pct"))}


def hold_against(
    assessed: pd.DataFrame, panel: pd.DataFrame, expected: list[dict[str, Fraction | str]]
) -> None:
    """Compare every computed column with the oracle, values and reasons."""
    computed = [
        name
        for name in assessed.columns
        if name not in panel.columns and not name.endswith("_reason")
    ]
    assert len(computed) > 20
    for name in computed:
        reasons = assessed[f"{name}_reason"].astype(object).tolist()
        for place, (found, reason) in enumerate(zip(assessed[name], reasons, strict=True)):
            wanted = expected[place][name]
            where = f"{name} at row {place}"
            if isinstance(wanted, str):
                assert found is None or pd.isna(found), where
                assert reason == wanted, where
                continue
            assert pd.isna(reason), where
            if isinstance(found, Decimal):
                assert abs(Fraction(found) - wanted) <= NEARLY_EXACT * max(1, abs(wanted)), where
            else:
                scale = max(
                    abs(value)
                    for key, value in expected[place].items()
                    if isinstance(value, Fraction) and _same_unit(key, name)
                )
                assert abs(Fraction(float(found)) - wanted) <= NEAR * float(scale), where


def _same_unit(one: str, other: str) -> bool:
    per_inhabitant = [
        name.endswith("_pc") or name.startswith(("dpspc", "megpc")) for name in (one, other)
    ]
    share = [name.endswith(("_pct", "_pp")) for name in (one, other)]
    return per_inhabitant[0] == per_inhabitant[1] and share[0] == share[1]


def awkward_panel() -> pd.DataFrame:
    """The synthetic panel with rows that cannot be computed, each in its own way."""
    panel = st.examples.panel(8)
    panel["population"] = panel["population"].astype(float)
    panel.loc[0, "population"] = -3
    panel.loc[1, "population"] = np.nan
    panel.loc[2, ["own_revenue", "constitutional_transfers"]] = [0.0, 0.0]
    panel.loc[3, "own_health_expenditure"] = np.nan
    panel.loc[4, "year"] = 1999
    panel.loc[5, "total_revenue"] = 0.0
    return panel


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


def exact(panel: pd.DataFrame) -> pd.DataFrame:
    amounts = [name for name in panel.columns if panel[name].dtype == float]
    return panel.assign(
        **{
            name: pd.Series(
                [None if pd.isna(value) else Decimal(repr(value)) for value in panel[name]],
                index=panel.index,
                dtype=object,
            )
            for name in amounts
        }
    )


def test_table_8_and_table_9_come_out_of_a_panel() -> None:
    panel = pd.DataFrame(
        {
            "municipality": ["A"],
            "year": [2002],
            "population": [306_580],
            "linked_revenue": [93_870_085.00],
            "sus_transfers_pc": [36.15],
            "health_expenditure_pc": [69.80],
        }
    )
    names = ["dpspc_15", "megpc_15", "dpspc_ec29", "megpc_ec29"]
    assert st.assess(panel)[names].round(2).to_numpy().tolist() == [[82.08, 12.28, 67.38, -2.42]]


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
    with pytest.raises(NotComputableError, match="columns={'population': 'populaton'}") as refusal:
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
    panel = st.examples.panel(1)
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
        {"own_revenue": Decimal("12345678901234567890123456789")},
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
    with pytest.raises(SettingError, match="not a mapping|expected our names"):
        st.assess(panel, columns=["population"])  # type: ignore[arg-type]
    with pytest.raises(SettingError, match="already has a column 'megpc_15_reason'"):
        st.assess(panel.assign(megpc_15_reason="x"), reasons=True)


def test_a_repeated_key_and_year_is_refused_with_its_rows() -> None:
    panel = st.examples.panel(3)
    doubled = pd.concat([panel, panel.iloc[[4]]], ignore_index=True)
    last = len(panel)
    for shuffled in (doubled, doubled.sample(frac=1, random_state=1)):
        with pytest.raises(DuplicateKeyError, match="in 2004 stands in rows") as refusal:
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
