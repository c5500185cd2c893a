"""The profile: classes of the study's own figures, borders, and every way of not having a class."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from compared_panels import decimals, records
from oracle import cases_classes, classes, statute
from oracle.exact import as_exact
from sustenta.errors import (
    ColumnMissingError,
    DuplicateKeyError,
    NotComputableError,
    SettingError,
    UnknownNameError,
)

YEARS = (2002, 2003, 2004)
PT = {
    "execution": {"good": "Bom", "fair": "Razoável", "poor": "Ruim"},
    "tax_effort": {"positive": "Positiva", "conservative": "Conservadora", "negative": "Negativa"},
    "ec29_trend": {"positive": "Positiva", "stable": "Estável", "negative": "Negativa"},
}


def study_panel() -> pd.DataFrame:
    """Table 6's shares, a row a municipality and year."""
    rows = [
        (letter, year, float(share))
        for letter, *shares, _, _ in cases_classes.APPLIED_PRINTED
        for year, share in zip(YEARS, shares, strict=True)
    ]
    return pd.DataFrame(rows, columns=["municipality", "year", "ec29_applied_pct"])


def study_execution() -> pd.DataFrame:
    """Table 2's amounts: C and M received nothing, of N nothing is known."""
    rows = [
        (letter.upper(), float(executed), float(transferred), 1.0)
        for letter, executed, transferred, _ in cases_classes.EXECUTION_PRINTED
    ]
    rows += [("C", 0.0, 0.0, 206_000.0), ("M", 0.0, 0.0, 260_000.0)]
    rows += [("N", np.nan, np.nan, np.nan)]
    columns = ["municipality", "executed", "transferred", "ceiling"]
    return pd.DataFrame(rows, columns=columns)


def test_the_classes_of_the_study_come_back() -> None:
    found = st.profile(study_panel(), study_execution(), reasons=True)
    assert found.index.name == "municipality"
    for letter, *_, compliance, trend in cases_classes.APPLIED_PRINTED:
        assert found.loc[letter, "ec29_compliance_label"] == compliance
        assert found.loc[letter, "ec29_trend_class"] == trend
    for letter, *_, status in cases_classes.EXECUTION_PRINTED:
        assert found.loc[letter.upper(), "execution_class"] == status
    reasons = found["execution_class_reason"].astype(object)
    assert reasons[["C", "M"]].tolist() == ["not_transferred"] * 2
    assert reasons["N"] == "not_informed"
    assert found["tax_effort_class"].isna().all()
    assert (found["tax_effort_class_reason"] == "input_missing").all()


def test_the_columns_stand_in_the_order_of_table_10() -> None:
    assert list(st.profile(study_panel(), study_execution()).columns) == [
        "execution_class",
        "tax_effort_class",
        "ec29_compliance_label",
        "ec29_trend_class",
        "ec29_compliance_class",
        "failing_years",
    ]


def random_panel(seed: int, municipalities: int = 400) -> pd.DataFrame:
    """Small whole amounts, so that borders are met exactly and often."""
    chance = Random(seed)
    rows = []
    for code in range(municipalities):
        for year in YEARS:
            if chance.random() < 0.04:
                continue
            base = chance.choice([0, 3, 7, 20, 30, 60, 100])
            whole = chance.choice([3, 6, 9, 30])
            rows.append(
                {
                    "code": code,
                    "year": year,
                    "own_health_expenditure": chance.choice([None, -1, base * 0.15, *range(12)]),
                    "linked_revenue": chance.choice([None, base, base, base]),
                    "tax_revenue": chance.choice([0, 1, 2, 3, 11, 22]) / chance.choice([1, 10]),
                    "total_revenue": chance.choice([None, whole, whole, 0]),
                }
            )
    return pd.DataFrame(rows)


def _change(pair: str, rows: list[dict[str, Any]], part: str, whole: str) -> tuple[Any, Any]:
    """The class of a change between two shares, from fractions: the article's words, no code."""
    upper = {"tax_effort": 10, "ec29_trend": 15}[pair]
    by_year = {row["year"]: row for row in rows}
    if not {YEARS[0], YEARS[-1]} <= set(by_year):
        return None, "year_missing"
    ends = [by_year[year] for year in (YEARS[0], YEARS[-1])]
    amounts = [as_exact(row[name]) for row in ends for name in (part, whole)]
    if any(amount is None for amount in amounts):
        return None, "input_missing"
    first_part, first_whole, last_part, last_whole = (Fraction(amount or 0) for amount in amounts)
    if first_whole <= 0 or last_whole <= 0:
        return None, "whole_not_positive"
    if first_part <= 0:
        return None, "first_year_not_positive"
    if last_part < 0:
        return None, "amount_negative"
    change = 100 * (last_part / last_whole) / (first_part / first_whole) - 100
    names = PT[pair]
    middle = "conservative" if pair == "tax_effort" else "stable"
    return names["positive" if change > upper else middle if change >= 0 else "negative"], None


def _compliance(rows: list[dict[str, Any]], law: dict[str, Any]) -> tuple[Any, Any]:
    failing, reasons = [], []
    for row in sorted(rows, key=lambda row: int(row["year"])):
        spent, base = as_exact(row["own_health_expenditure"]), as_exact(row["linked_revenue"])
        due = statute.minimum_share(
            int(row["year"]),
            "municipality",
            law.get("reading", "uniform"),
            law.get("start_pct"),
            law.get("own_law_pct"),
        )
        if spent is None or base is None:
            reasons.append("input_missing")
        elif isinstance(due, str):
            reasons.append(due)
        elif base <= 0:
            reasons.append("whole_not_positive")
        elif 100 * spent < due * base:
            failing.append(row["year"])
    present = {row["year"] for row in rows}
    if failing:
        return f"Negativa ({', '.join(map(str, sorted(failing)))})", None
    if not {YEARS[0], YEARS[-1]} <= present:
        return None, "year_missing"
    if reasons:
        return None, reasons[0]
    return ("Positiva", None) if present == set(YEARS) else (None, "input_missing")


@pytest.mark.parametrize("kind", ["floats", "decimals"])
@pytest.mark.parametrize(
    "law", [{}, {"reading": "own_path", "start_pct": 9.13}, {"own_law_pct": 18}], ids=str
)
def test_classes_from_amounts_are_those_of_fractions(kind: str, law: dict[str, Any]) -> None:
    panel = random_panel(2006)
    rows_given = records(panel)
    if kind == "decimals":
        amounts = panel.columns[2:]
        panel = panel.assign(**{name: decimals(panel[name].astype(float)) for name in amounts})
    found = st.profile(panel, reasons=True, **law)
    by_code: dict[int, list[dict[str, Any]]] = {}
    for row in rows_given:
        by_code.setdefault(row["code"], []).append(row)
    assert list(found.index) == list(by_code)
    for code, rows in by_code.items():
        wanted = {
            "ec29_compliance_label": _compliance(rows, law),
            "tax_effort_class": _change("tax_effort", rows, "tax_revenue", "total_revenue"),
            "ec29_trend_class": _change(
                "ec29_trend", rows, "own_health_expenditure", "linked_revenue"
            ),
        }
        for name, (label, reason) in wanted.items():
            title = name.replace("_label", "_class")
            given = found.loc[code, name]
            assert (None if pd.isna(given) else given) == label, (code, name)
            why = found.loc[code, f"{title}_reason"]
            assert (None if pd.isna(why) else why) == reason, (code, name)


def test_a_change_between_unending_shares_is_decided_on_the_amounts() -> None:
    # 1/3 to 11/30 is +10 % exactly: Conservadora, although neither share ends.
    panel = pd.DataFrame(
        {
            "code": [1, 1],
            "year": [2002, 2004],
            "tax_revenue": [1.0, 11.0],
            "total_revenue": [3.0, 30.0],
        }
    )
    exact = panel.assign(
        tax_revenue=decimals(panel["tax_revenue"]), total_revenue=decimals(panel["total_revenue"])
    )
    assert st.profile(panel)["tax_effort_class"].tolist() == ["Conservadora"]
    assert st.profile(exact)["tax_effort_class"].tolist() == ["Conservadora"]
    # The same through an assessed panel, which has the share as a rounded quotient, too.
    assert st.profile(st.assess(panel))["tax_effort_class"].tolist() == ["Conservadora"]


def test_declared_shares_are_read_as_the_decimals_that_they_print() -> None:
    panel = pd.DataFrame(
        {
            "code": [1, 1, 2, 2],
            "year": [2002, 2004] * 2,
            "tax_share_pct": [20.0, 22.0, 20.0, 22.01],
            "ec29_applied_pct": [10.2, 15.0, 10.2, 14.99],
        }
    )
    found = st.profile(panel)
    assert found["tax_effort_class"].tolist() == ["Conservadora", "Positiva"]
    assert found["ec29_compliance_label"].tolist() == ["Positiva", "Negativa (2004)"]
    exact = panel.assign(ec29_applied_pct=decimals(panel["ec29_applied_pct"]))
    assert st.profile(exact)["ec29_compliance_label"].tolist() == ["Positiva", "Negativa (2004)"]


def test_a_municipality_that_lacks_an_end_has_no_class_but_may_fail() -> None:
    panel = study_panel()
    there = ~((panel["municipality"] == "A") & (panel["year"] == 2002))
    there &= ~((panel["municipality"] == "D") & (panel["year"] == 2002))
    there &= ~((panel["municipality"] == "B") & (panel["year"] == 2003))
    found = st.profile(panel[there], reasons=True)
    reasons = found["ec29_compliance_class_reason"].astype(object)
    assert found["ec29_compliance_class"].isna()["A"]
    assert reasons["A"] == "year_missing"
    assert found.loc["D", "ec29_compliance_label"] == "Negativa (2004)"
    assert reasons["B"] == "input_missing"
    assert found["ec29_trend_class_reason"].astype(object)[["A", "D"]].tolist() == [
        "year_missing",
        "year_missing",
    ]
    assert found.loc["B", "ec29_trend_class"] == "Positiva"


def test_the_span_of_years_may_be_chosen() -> None:
    panel = study_panel()
    found = st.profile(panel, first=2003, last=2004)
    assert found.loc["E", "ec29_compliance_label"] == "Positiva"
    one = st.profile(panel, first=2004, last=2004, reasons=True)
    assert (one["ec29_trend_class_reason"] == "year_missing").all()
    assert one.loc["C", "ec29_compliance_label"] == "Negativa (2004)"
    before = st.profile(panel, first=2001, reasons=True)
    assert before["ec29_trend_class"].isna().all()
    with pytest.raises(SettingError, match="first year before the last"):
        st.profile(panel, first=2004, last=2003)
    with pytest.raises(SettingError, match="expected a year"):
        st.profile(panel, first="2002")  # type: ignore[arg-type]


def test_years_without_a_rule_are_a_reason_not_a_failure() -> None:
    panel = study_panel().assign(year=lambda table: table["year"] - 4)
    found = st.profile(panel, reasons=True)
    assert (found["ec29_compliance_class_reason"] == "no_rule_for_year").any()
    own = st.profile(study_panel(), reading="own_path", reasons=True)
    open_still = own["ec29_compliance_class"].isna()
    assert (own.loc[open_still, "ec29_compliance_class_reason"] == "start_missing").all()
    assert set(own.loc[~open_still, "ec29_compliance_label"]) == {"Negativa (2004)"}


def test_bands_and_language_may_be_chosen() -> None:
    bands = {"execution": [60, 80], "ec29_trend": [0, 100]}
    found = st.profile(study_panel(), study_execution(), bands=bands, lang="en")
    assert found.loc["H", "execution_class"] == "Fair"
    assert found.loc["A", "ec29_trend_class"] == "Stable"
    assert found.loc["C", "ec29_compliance_label"] == "Negative (2004)"
    with pytest.raises(UnknownNameError, match="ec29_trend"):
        st.profile(study_panel(), bands={"trend": [0, 1]})
    with pytest.raises(SettingError, match="expected borders by classification"):
        st.profile(study_panel(), bands=[1, 2])  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="language"):
        st.profile(study_panel(), lang="es")  # type: ignore[arg-type]


def test_the_execution_is_found_by_key() -> None:
    panel, execution = study_panel(), study_execution()
    few = st.profile(panel, execution[execution["municipality"] == "A"], reasons=True)
    assert few["execution_class"].notna().sum() == 1
    others = few["execution_class_reason"].drop("A")
    assert (others == "input_missing").all()
    unceiled = st.profile(panel, execution.drop(columns="ceiling"), reasons=True)
    assert unceiled["execution_class_reason"].astype(object)["N"] == "input_missing"
    above = execution.assign(executed=execution["transferred"] * 1.01)
    flags = st.profile(panel, above, reasons=True)["executed_above_transferred"]
    assert flags["A"]
    assert not flags["C"]
    with pytest.raises(DuplicateKeyError):
        st.profile(panel, pd.concat([execution, execution.iloc[[0]]]))
    with pytest.raises(ColumnMissingError, match="executed"):
        st.profile(panel, execution.drop(columns="executed"))
    with pytest.raises(SettingError, match="no municipality of `execution` is in the panel"):
        st.profile(panel, execution.assign(municipality=execution["municipality"].str.lower()))
    renamed = {"municipality": "Município"}
    mapped = st.profile(
        panel.rename(columns=renamed), execution.rename(columns=renamed), columns=renamed
    )
    assert mapped["execution_class"].notna().sum() == 13


def test_the_key_may_be_of_two_columns() -> None:
    panel = study_panel().assign(uf="PA")
    panel = pd.concat([panel, panel.assign(uf="MA", ec29_applied_pct=1.0)], ignore_index=True)
    execution = pd.concat([study_execution().assign(uf=uf) for uf in ("MA", "PA")])
    found = st.profile(panel, execution)
    assert found.index.names == ["uf", "municipality"]
    assert found.loc[("PA", "A"), "ec29_compliance_label"] == "Positiva"
    assert found.loc[("MA", "A"), "ec29_compliance_label"] == "Negativa (2002, 2003, 2004)"
    assert found.loc[("MA", "A"), "execution_class"] == "Razoável"


def test_nothing_to_judge_is_an_error_and_nobody_to_judge_is_not() -> None:
    panel = study_panel()
    with pytest.raises(NotComputableError, match="no class of the profile"):
        st.profile(panel.drop(columns="ec29_applied_pct"))
    only = st.profile(panel.drop(columns="ec29_applied_pct"), study_execution(), reasons=True)
    assert (only["ec29_compliance_class_reason"] == "input_missing").all()
    empty = st.profile(panel.iloc[:0], study_execution().iloc[:0], reasons=True)
    assert len(empty) == 0


def test_polars_and_arrow_profiles_come_back_as_they_came() -> None:
    panel, execution = study_panel(), study_execution()
    wanted = st.profile(panel, execution, reasons=True)
    frame = st.profile(pl.from_pandas(panel), pl.from_pandas(execution), reasons=True)
    assert isinstance(frame, pl.DataFrame)
    assert frame["municipality"].to_list() == list(wanted.index)
    label = wanted["ec29_compliance_label"]
    assert frame["ec29_compliance_label"].to_list() == label.tolist()
    assert frame["failing_years"].to_list() == [list(years) for years in wanted["failing_years"]]
    assert str(frame["execution_class"].dtype).startswith("Enum")
    table = st.profile(pa.Table.from_pandas(panel), execution, reasons=True)
    assert isinstance(table, pa.Table)
    assert table.column("ec29_trend_class").to_pylist() == frame["ec29_trend_class"].to_list()


def test_amounts_decide_where_a_share_is_declared_beside_them() -> None:
    panel = study_panel().assign(own_health_expenditure=14.9, linked_revenue=100.0)
    assert (st.profile(panel)["ec29_compliance_label"] == "Negativa (2004)").all()


def test_the_execution_of_the_oracle_at_its_borders() -> None:
    cases = [
        (executed, transferred)
        for executed in (None, -1, 0, 69.99, 70, 89.999_999, 90, 90.1, 150)
        for transferred in (None, -1, 0, 100)
    ]
    keys = [f"m{place}" for place in range(len(cases))]
    execution = pd.DataFrame(cases, columns=["executed", "transferred"]).assign(municipality=keys)
    panel = pd.DataFrame({"municipality": keys, "year": 2004, "ec29_applied_pct": 15.0})
    found = st.profile(panel, execution, reasons=True)
    for key, (executed, transferred) in zip(keys, cases, strict=True):
        name, reason = classes.execution(executed, transferred)
        given, why = found.loc[key, ["execution_class", "execution_class_reason"]]
        assert (None if pd.isna(given) else given) == (PT["execution"][name] if name else None)
        assert (None if pd.isna(why) else why) == reason
