"""Which classes lie within rounding of a border: the study's, and made-up ones at their edge."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DuplicateKeyError,
    NotComputableError,
    SettingError,
    UnknownNameError,
)

DUE = {2002: Fraction("10.2"), 2003: Fraction("11.8"), 2004: Fraction(15)}
HALF = {1: Fraction(1, 20), 2: Fraction(1, 200)}


def printed(table: int, column: str) -> pd.DataFrame:
    """The printed figures of a column of the study."""
    cells = st.studies.proesf2006.table(table)
    return cells[cells["column"] == column].dropna(subset=["value"])


def fraction(text: str) -> Fraction:
    return Fraction(text.replace(".", "").replace(",", "."))


def marked(found: Any) -> set[Any]:
    """The rows that are marked, by letter and, where there is one, year."""
    table = found.reset_index()
    rows = table[table["may_change"].fillna(value=False)]
    names = [name for name in ("municipality", "year") if name in rows]
    return set(rows[names].itertuples(index=False, name=None))


# --- the study, against the same question asked of the printed page over fractions ---------------


def test_compliance_by_year_marks_the_years_within_rounding_of_what_was_due_and_no_other() -> None:
    table = printed(6, "applied_pct")
    near = {
        (row.municipality, int(str(row.year)))
        for row in table.itertuples()
        if abs(fraction(str(row.printed)) - DUE[int(str(row.year))]) <= HALF[1]
        # From the border itself up to half a unit above it, the low end still fails.
        and fraction(str(row.printed)) - HALF[1] < DUE[int(str(row.year))]
    }
    panel = st.studies.proesf2006.panel()
    found = st.stability(panel, "ec29_compliance", precision=1)
    assert marked(found) == near
    assert near == {("D", 2003)}


def test_compliance_over_the_years_is_asked_apart() -> None:
    panel = st.studies.proesf2006.panel()
    found = st.stability(panel, "ec29_compliance", precision=1, over="years")
    # D's year of 2003 may change; D fails in another year all the same.
    assert marked(found) == set()
    years = found["doubtful_years"].droplevel("uf")
    assert {letter: each for letter, each in years.items() if each} == {"D": (2003,)}
    classes = st.classify_ec29_compliance(
        panel["ec29_applied_pct"], panel["year"], panel["municipality"]
    )
    assert found["class"].tolist() == classes["class"].tolist()


def test_the_trend_marks_none_whose_change_cannot_reach_a_border() -> None:
    table = printed(6, "applied_pct").pivot_table(
        index="municipality", columns="year", values="printed", aggfunc="first"
    )
    near = set()
    for letter, row in table.iterrows():
        first, last = fraction(row[2002]), fraction(row[2004])
        low = (last - HALF[1]) / (first + HALF[1]) * 100 - 100
        high = (last + HALF[1]) / (first - HALF[1]) * 100 - 100
        if low < 0 <= high or low <= 15 < high:
            near.add((letter,))
    panel = st.studies.proesf2006.panel()
    assert marked(st.stability(panel, "ec29_trend", precision=1)) == near
    change = printed(7, "change_pct")[["municipality", "value"]].assign(year=2004)
    given = change.rename(columns={"value": "ec29_applied_change_pct"})
    by_change = marked(st.stability(given, "ec29_trend", precision=1))
    assert by_change == {
        (row.municipality,)
        for row in printed(7, "change_pct").itertuples()
        for value in [fraction(str(row.printed))]
        if value - HALF[1] < 0 <= value + HALF[1] or value - HALF[1] <= 15 < value + HALF[1]
    }


def test_tax_effort_marks_none_whose_printed_change_cannot_reach_a_border() -> None:
    near = {
        (row.municipality,)
        for row in printed(5, "tax_share_change_pct").itertuples()
        for value in [fraction(str(row.printed))]
        if value - HALF[2] < 0 <= value + HALF[2] or value - HALF[2] <= 10 < value + HALF[2]
    }
    panel = st.studies.proesf2006.panel()
    assert marked(st.stability(panel, "tax_effort", precision=2)) == near == set()


def test_execution_is_decided_by_amounts_and_marks_nobody_of_the_study() -> None:
    cells = st.studies.proesf2006.table(2)
    table = (
        cells[~cells["municipality"].isin(["Geral", "Estado"])]
        .pivot_table(index="municipality", columns="column", values="value")
        .reset_index()
    )
    assert marked(st.stability(table, "execution", precision=2)) == set()
    # From the percentages that Table 3 prints, too: the nearest to a border is 71.21.
    shares = printed(3, "executed_pct")[["municipality", "value"]]
    given = shares.rename(columns={"value": "executed_pct"})
    assert marked(st.stability(given, "execution", precision=2)) == set()
    # Two per cent either way reach 70 from A's 71.21 and 90 from L's 91.64, and no other.
    assert marked(st.stability(given, "execution", change_pct=2)) == {("A",), ("L",)}


# --- made-up figures at their edge ---------------------------------------------------------------


def one(value: Any, **columns: Any) -> pd.DataFrame:
    return pd.DataFrame(
        {"municipality": ["X"], "year": [2004], "ec29_applied_pct": [value], **columns}
    )


@pytest.mark.parametrize(
    ("applied", "precision", "may_change"),
    [
        (15.0, 1, True),  # 14.95 would miss it
        (15.1, 1, False),  # 15.05 still meets it
        (14.9, 1, False),  # 14.95 still misses it
        (14.95, 1, True),  # an end of the interval is 15.0, and counts
        (15.05, 1, False),  # its lower end is 15.0 itself, which meets it
        (15.0, 2, True),
        (14.995, 2, True),
        (14.994, 2, False),
        (Decimal("14.95"), 1, True),
        (Decimal("14.9499999999999999999999999"), 1, False),
        (15, 0, True),
        (15.5, 0, False),
        (14.5, 0, True),
    ],
)
def test_a_share_within_half_a_unit_of_what_is_due_may_change(
    applied: Any, precision: int, *, may_change: bool
) -> None:
    found = st.stability(one(applied), "ec29_compliance", precision=precision)
    assert found.loc[0, "may_change"] == may_change


def test_the_distance_and_the_nearest_border_are_given() -> None:
    found = st.stability(one(14.0), "ec29_compliance", precision=1).iloc[0]
    assert (found["value_pct"], found["border_pct"], found["distance_pp"]) == (14.0, 15.0, -1.0)
    changes = one(15.0).assign(tax_share_change_pct=[4.0])
    changes = pd.concat([changes, changes.assign(municipality="Y", tax_share_change_pct=9.0)])
    both = st.stability(changes, "tax_effort", precision=1)
    assert both["border_pct"].tolist() == [0, 10]


def test_amounts_are_exact_unless_so_many_per_cent_are_in_doubt() -> None:
    table = one(15.0, own_health_expenditure=150.00, linked_revenue=1000.00)
    amounts = {"own_health_expenditure": 2, "linked_revenue": 2}
    named = st.stability(table, "ec29_compliance", precision={"own_health_expenditure": 2})
    assert named.loc[0, "may_change"]
    assert named.loc[0, ["lowest_class", "highest_class"]].tolist() == ["Negativa", "Positiva"]
    above = table.assign(own_health_expenditure=150.02)
    assert not st.stability(above, "ec29_compliance", precision=amounts).loc[0, "may_change"]
    # 150.02·0.999/(1000·1.001) misses 15 %.
    assert st.stability(above, "ec29_compliance", change_pct=0.1).loc[0, "may_change"]


def test_a_change_of_amounts_is_held_against_the_border_by_all_four() -> None:
    table = pd.DataFrame(
        {
            "municipality": ["X", "X"],
            "year": [2002, 2004],
            "tax_revenue": [20.00, 22.00],
            "total_revenue": [100.00, 100.00],
        }
    )
    exact = st.stability(table, "tax_effort", precision={})
    assert exact.loc["X", "class"] == "Conservadora"  # exactly 10 %
    assert not exact.loc["X", "may_change"]
    assert st.stability(table, "tax_effort", precision=2).loc["X", "may_change"]


def test_over_the_years_a_doubt_changes_the_class_only_where_no_other_year_fails() -> None:
    def over(*shares: Any) -> Any:
        table = pd.DataFrame(
            {"municipality": "X", "year": [2002, 2003, 2004], "ec29_applied_pct": shares}
        )
        return st.stability(table, "ec29_compliance", precision=1, over="years").loc["X"]

    lone = over(10.2, 12.0, 16.0)
    assert (lone["class"], lone["may_change"], lone["doubtful_years"]) == (
        "Positiva",
        True,
        (2002,),
    )
    other = over(10.2, 11.0, 16.0)
    assert (other["class"], other["may_change"]) == ("Negativa", False)
    gap = over(10.2, None, 16.0)
    assert pd.isna(gap["class"])
    assert gap["may_change"]  # it may be Negativa, or have no class
    unknown = over(12.0, None, 16.0)
    assert pd.isna(unknown["may_change"])
    assert unknown["reason"] == "input_missing"


def test_who_has_no_class_is_not_marked_but_missing_with_the_reason() -> None:
    table = pd.DataFrame(
        {
            "municipality": list("ABC"),
            "executed": [0.0, -1.0, None],
            "transferred": [0.0, 5.0, 5.0],
        }
    )
    found = st.stability(table, "execution", precision=2)
    assert found["may_change"].isna().all()
    assert found["reason"].tolist() == ["not_transferred", "amount_negative", "input_missing"]
    short = one(15.0).assign(year=2002)
    trend = st.stability(pd.concat([short, one(16.0)]), "ec29_trend", precision=1, last=2003)
    assert trend["reason"].tolist() == ["year_missing"]


def test_each_library_gets_its_own_table_back() -> None:
    table = one(15.0, code=[3])
    for frame in (table, pl.from_pandas(table), pa.Table.from_pandas(table)):
        for over in ("year", "years"):
            found = st.stability(frame, "ec29_compliance", precision=1, over=over, lang="en")
            assert type(found) is type(frame)
            column: Any = found["may_change"]
            listed = column.to_pylist() if isinstance(found, pa.Table) else column.to_list()
            assert listed == [True]


@pytest.mark.parametrize(
    ("settings", "refusal"),
    [
        ({}, SettingError),
        ({"precision": 1, "change_pct": 2}, SettingError),
        ({"precision": "1"}, SettingError),
        ({"precision": 1.5}, SettingError),
        ({"precision": True}, SettingError),
        ({"precision": 99}, SettingError),
        ({"precision": {"ec29_applied_pct": None}}, SettingError),
        ({"precision": {"applied": 1}}, UnknownNameError),
        ({"change_pct": -1}, SettingError),
        ({"change_pct": float("nan")}, SettingError),
        ({"change_pct": "much"}, SettingError),
        ({"change_pct": True}, SettingError),
        ({"precision": 1, "over": "decade"}, UnknownNameError),
        ({"precision": 1, "bands": [15]}, SettingError),
        ({"precision": 1, "first": 2005, "last": 2002}, SettingError),
        ({"precision": 1, "first": "2002"}, SettingError),
        ({"precision": 1, "lang": "fr"}, UnknownNameError),
    ],
)
def test_a_question_that_is_none_is_refused(settings: dict[str, Any], refusal: Any) -> None:
    with pytest.raises(refusal):
        st.stability(one(15.0), "ec29_compliance", **settings)


def test_a_panel_without_the_figures_or_with_a_year_twice_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        st.stability(one(15.0), "sustainability", precision=1)  # type: ignore[arg-type]
    with pytest.raises(NotComputableError, match="executed"):
        st.stability(one(15.0), "execution", precision=1)
    with pytest.raises(NotComputableError, match="tax_share_pct"):
        st.stability(one(15.0), "tax_effort", precision=1)
    with pytest.raises(DuplicateKeyError):
        st.stability(pd.concat([one(15.0), one(15.0)]), "ec29_trend", precision=1)
    with pytest.raises(ColumnMissingError):
        st.stability(one(15.0).drop(columns="year"), "ec29_compliance", precision=1)
    with pytest.raises(ColumnTypeError):
        st.stability(one("15,0"), "ec29_compliance", precision=1)


def test_a_year_outside_the_span_says_so() -> None:
    table = pd.concat([one(15.0).assign(year=year) for year in (2002, 2003, 2004)])
    found = st.stability(table, "ec29_compliance", precision=1, first=2003, last=2003)
    assert found["reason"].tolist()[::2] == ["outside_span", "outside_span"]
    assert found["class"].notna().tolist() == [False, True, False]
