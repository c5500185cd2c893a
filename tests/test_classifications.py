"""The classes: ordered, in both languages, with borders as data and reasons beside them."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any, cast

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from sustenta.errors import (
    ColumnTypeError,
    DuplicateKeyError,
    IndexMismatchError,
    LengthError,
    SettingError,
    UnknownNameError,
)
from sustenta.registry import CLASSIFICATIONS

LABELS = {
    "execution": {"pt": ["Ruim", "Razoável", "Bom"], "en": ["Poor", "Fair", "Good"]},
    "tax_effort": {
        "pt": ["Negativa", "Conservadora", "Positiva"],
        "en": ["Negative", "Conservative", "Positive"],
    },
    "ec29_trend": {
        "pt": ["Negativa", "Estável", "Positiva"],
        "en": ["Negative", "Stable", "Positive"],
    },
    "ec29_compliance": {"pt": ["Negativa", "Positiva"], "en": ["Negative", "Positive"]},
}


def test_the_classes_and_their_order_are_those_of_the_article() -> None:
    for id, labels in LABELS.items():
        for lang, names in labels.items():
            assert [c["label"][lang] for c in CLASSIFICATIONS[id]["classes"]] == names


# --- execution, effort and trend ----------------------------------------------------------------


def test_a_border_belongs_to_the_middle_class() -> None:
    assert list(st.classify_execution([69, 70, 90, 91], 100)) == [
        "Ruim",
        "Razoável",
        "Razoável",
        "Bom",
    ]
    assert list(st.classify_tax_effort(20, [19, 20, 22, 23])) == [
        "Negativa",
        "Conservadora",
        "Conservadora",
        "Positiva",
    ]
    assert list(st.classify_ec29_trend(change_pct=[-0.1, 0, 15, 15.1])) == [
        "Negativa",
        "Estável",
        "Estável",
        "Positiva",
    ]


def test_nothing_is_rounded_before_it_is_classified() -> None:
    # Term 61: 69.853 % of what was received was disbursed, 86.79 % with what is pending.
    assert st.classify_execution(6_835_703.34, 9_785_867.36) == "Ruim"
    assert st.classify_execution(8_493_130.24, 9_785_867.36) == "Razoável"
    assert st.classify_execution(89.996, 100) == "Razoável"
    assert st.classify_execution(90.004, 100) == "Bom"


CONTAINERS: dict[str, tuple[Any, type]] = {
    "list": ([95.0, None], pd.Categorical),
    "array": (np.array([95.0, np.nan]), pd.Categorical),
    "pandas": (pd.Series([95.0, None], index=["a", "b"], name="x"), pd.Series),
    "pandas objects": (pd.Series([Decimal(95), None]), pd.Series),
    "polars": (pl.Series("x", [95.0, None]), pl.Series),
    "polars Decimal": (pl.Series("x", [Decimal(95), None]), pl.Series),
    "pyarrow": (pa.array([95.0, None]), pa.DictionaryArray),
    "pyarrow chunks": (pa.chunked_array([[95.0], [None]]), pa.DictionaryArray),
}


@pytest.mark.parametrize("container", CONTAINERS)
def test_classes_come_in_the_container_of_the_columns(container: str) -> None:
    column, kind = CONTAINERS[container]
    found = st.classify_execution(column, 100)
    assert type(found) is kind
    found = cast("Any", found)
    values = found.to_pylist() if isinstance(found, pa.Array) else list(found)
    assert [None if pd.isna(value) else value for value in values] == ["Bom", None]
    if isinstance(found, pd.Series):
        assert found.index.equals(column.index)
        assert found.cat.ordered
        assert list(found.cat.categories) == LABELS["execution"]["pt"]
        assert found.name == (column.name or "execution_class")
    if isinstance(found, pl.Series):
        assert found.dtype == pl.Enum(LABELS["execution"]["pt"])
    if isinstance(found, pa.Array):
        assert found.type.ordered


def test_classes_compare_in_their_order_and_hold_no_other() -> None:
    found = st.classify_execution(pd.Series([95.0, 10.0, 80.0]), 100.0)
    assert found.max() == "Bom"
    assert (found >= "Razoável").tolist() == [True, False, True]
    assert list(found.cat.categories) == ["Ruim", "Razoável", "Bom"]


def test_what_has_no_class_is_missing_with_its_reason() -> None:
    found = st.classify_execution(
        [1.0, -1.0, None, 1.0, -1.0, math.inf, 120.0],
        [0.0, 5.0, 0.0, -5.0, 0.0, 1.0, 100.0],
        reasons=True,
    )
    assert list(found.columns) == [
        "execution_class",
        "execution_class_reason",
        "executed_above_transferred",
    ]
    reasons = [None if pd.isna(reason) else reason for reason in found["execution_class_reason"]]
    assert reasons == [
        "not_transferred",
        "amount_negative",
        "input_missing",
        "amount_negative",
        "not_transferred",
        "amount_not_finite",
        None,
    ]
    assert found["execution_class"].isna().tolist() == [True] * 6 + [False]
    assert found["executed_above_transferred"].tolist() == [False] * 6 + [True]


def test_changes_have_reasons_of_their_own() -> None:
    found = st.classify_ec29_trend([0.0, -1.0, None, 10.0], [1.0, 1.0, 1.0, -1.0], reasons=True)
    assert list(found["ec29_trend_class_reason"]) == [
        "first_year_not_positive",
        "first_year_not_positive",
        "input_missing",
        "amount_negative",
    ]


@pytest.mark.parametrize("function", [st.classify_tax_effort, st.classify_ec29_trend])
def test_years_or_the_change_are_given_and_not_both(function: Any) -> None:
    for given in (
        {},
        {"first": 1.0},
        {"last": 1.0},
        {"first": 1.0, "change_pct": 1.0},
        {"first": 1, "last": 1, "change_pct": 1},
    ):
        with pytest.raises(SettingError, match="first"):
            function(**given)


def test_other_borders_replace_those_of_the_article() -> None:
    assert list(st.classify_execution([59, 60, 80, 81], 100, bands=[60, 80])) == [
        "Ruim",
        "Razoável",
        "Razoável",
        "Bom",
    ]
    borders: list[Any] = [[0.1, 0.3], ["0.1", "0.3"], (Decimal("0.1"), 0.3), np.array([0.1, 0.3])]
    for bands in borders:
        # 0.3 of 100 is on the border, though 0.1 + 0.2 as floats is above it.
        assert st.classify_execution(0.3, 100, bands=bands) == "Razoável"
        assert st.classify_execution(0.1 + 0.2, 100, bands=bands) == "Bom"
    assert st.classify_tax_effort(change_pct=-5, bands=[-10, 0]) == "Conservadora"


@pytest.mark.parametrize(
    "bands",
    [
        [90, 70],
        [70, 70],
        [70],
        [70, 80, 90],
        [],
        "7090",
        b"70",
        70,
        {70: 1, 90: 2},
        {70, 90},
        [70, "x"],
        [70, None],
        [70, math.nan],
        [70, math.inf],
        [70, True],
        [70, [90]],
        np.array(70.0),
        np.array([[70.0, 90.0]]),
        ["7_0", "90"],
        [70, "1e40"],
    ],
    ids=str,
)
def test_borders_that_make_no_sense_are_refused(bands: Any) -> None:
    with pytest.raises(SettingError, match="bands"):
        st.classify_execution(80, 100, bands=bands)


@pytest.mark.parametrize(
    "function", [st.classify_execution, st.classify_tax_effort, st.classify_ec29_trend]
)
def test_both_languages_give_the_same_classes(function: Any) -> None:
    id = function.__name__.removeprefix("classify_")
    columns = ([1.0, 80.0, 200.0], [100.0, 100.0, 100.0])
    pt, en = (function(*columns, lang=lang) for lang in ("pt", "en"))
    assert pt.codes.tolist() == en.codes.tolist()
    assert list(en.categories) == LABELS[id]["en"]
    with pytest.raises(UnknownNameError):
        function(*columns, lang="PT")


# --- compliance ---------------------------------------------------------------------------------

YEARS = [2002, 2003, 2004]


def test_a_municipality_complies_where_every_year_does() -> None:
    found = st.classify_ec29_compliance(
        [10.2, 11.8, 15.0, 20.1, 15.8, 10.5], YEARS * 2, ["D"] * 3 + ["C"] * 3
    )
    assert found.index.name == "key"
    assert found.index.tolist() == ["D", "C"]
    assert found["class"].tolist() == ["Positiva", "Negativa"]
    assert found["failing_years"].tolist() == [(), (2004,)]
    assert found["label"].tolist() == ["Positiva", "Negativa (2004)"]
    assert found["class"].cat.ordered


def test_failing_years_ascend_whatever_the_order_of_the_rows() -> None:
    found = st.classify_ec29_compliance([1.0, 20.0, 1.0], [2004, 2003, 2002], ["Q"] * 3, lang="en")
    assert found.loc["Q", "label"] == "Negative (2002, 2004)"


def test_a_missing_year_neither_fails_nor_complies() -> None:
    keys = ["a", "a", "b", "b", "c"]
    found = st.classify_ec29_compliance(
        [None, 20.0, None, 1.0, None], [2002, 2003] * 2 + [2004], keys, reasons=True
    )
    assert [None if pd.isna(name) else name for name in found["class"]] == [None, "Negativa", None]
    assert [None if pd.isna(why) else why for why in found["reason"]] == [
        "input_missing",
        None,
        "input_missing",
    ]
    assert [None if pd.isna(name) else name for name in found["label"]] == [
        None,
        "Negativa (2003)",
        None,
    ]


@pytest.mark.parametrize("kind", [float, Decimal])
def test_a_row_without_its_year_is_not_known_even_where_the_share_due_is(kind: Any) -> None:
    found = st.classify_ec29_compliance(
        [kind(1), kind(20)], [None, 2003], ["a", "a"], due_pct=kind(15), reasons=True
    )
    row: Any = found.loc["a"]
    assert pd.isna(row["class"])
    assert row["failing_years"] == ()
    assert row["reason"] == "input_missing"


@pytest.mark.parametrize("kind", [float, Decimal])
def test_a_year_without_a_rule_or_a_path_without_a_start_says_so(kind: Any) -> None:
    found = st.classify_ec29_compliance(
        [kind(1), kind(20)], [1999, 2001], ["a", "b"], reading="own_path", reasons=True
    )
    assert found["reason"].tolist() == ["no_rule_for_year", "start_missing"]


def test_keys_may_be_several_columns_or_any_labels() -> None:
    table = pd.DataFrame({"uf": ["AP", "MA"], "municipality": ["A", "A"]})
    found = st.classify_ec29_compliance([20.0, 1.0], [2002, 2002], table)
    assert found.index.names == ["uf", "municipality"]
    assert found.loc[("MA", "A"), "class"] == "Negativa"
    for key in (
        [("AP", "A"), ("MA", "A")],
        np.array([1600303, 2100055]),
        pl.Series(["a", "b"]),
        pa.array(["a", "b"]),
        pd.Categorical(["a", "b"]),
    ):
        assert len(st.classify_ec29_compliance([20.0, 1.0], [2002, 2002], key)) == 2
    named = pd.Series([1600303, 2100055], name="code")
    assert st.classify_ec29_compliance([20.0, 1.0], [2002, 2002], named).index.name == "code"


def test_a_key_and_year_that_repeat_are_refused_with_their_rows() -> None:
    with pytest.raises(DuplicateKeyError) as caught:
        st.classify_ec29_compliance([1.0, 2.0, 3.0], [2002, 2003, 2002], ["a", "a", "a"])
    assert caught.value.rows == [0, 2]
    with pytest.raises(DuplicateKeyError, match="and others"):
        st.classify_ec29_compliance(np.ones(100), np.full(100, 2002), np.zeros(100))


@pytest.mark.parametrize(
    "key", [["a", None], pd.DataFrame({"uf": ["AP", None], "name": ["A", "B"]}), [1.0, math.nan]]
)
def test_a_row_without_its_municipality_is_refused(key: Any) -> None:
    with pytest.raises(SettingError, match="missing at row 1"):
        st.classify_ec29_compliance([1.0, 2.0], [2002, 2003], key)


def test_a_key_of_another_length_index_or_kind_is_refused() -> None:
    applied = pd.Series([1.0, 2.0], index=["x", "y"])
    with pytest.raises(LengthError, match="`key`"):
        st.classify_ec29_compliance(applied, 2002, ["a"])
    for key in (pd.Series(["a", "b"], index=["y", "x"]), pd.DataFrame({"k": ["a", "b"]})):
        with pytest.raises(IndexMismatchError, match="`key`"):
            st.classify_ec29_compliance(applied, 2002, key)
    for other in ("ab", 7, None):
        with pytest.raises(ColumnTypeError, match="`key`"):
            st.classify_ec29_compliance(applied, 2002, other)


def test_own_paths_and_own_laws_are_held_against_exactly() -> None:
    due = st.minimum_share_pct(2001, reading="own_path", start_pct=9.13)
    for applied, name in [(due, "Positiva"), (math.nextafter(due, 0), "Negativa")]:
        found = st.classify_ec29_compliance(
            [applied], [2001], ["a"], reading="own_path", start_pct=9.13
        )
        assert found.loc["a", "class"] == name
    found = st.classify_ec29_compliance([15.0], [2010], ["a"], own_law_pct=18)
    assert found.loc["a", "label"] == "Negativa (2010)"


def test_no_rows_give_no_municipalities() -> None:
    found = st.classify_ec29_compliance([], [], [], reasons=True)
    assert len(found) == 0
    assert list(found.columns) == ["class", "failing_years", "label", "reason"]


def test_arrays_of_more_than_one_dimension_have_no_column_of_classes() -> None:
    shares = np.array([[20.0, 30.0], [10.0, 15.0]])
    with pytest.raises(ColumnTypeError, match=r"shape \(2, 2\).*ravel"):
        st.classify_tax_effort(shares, 2 * shares)
