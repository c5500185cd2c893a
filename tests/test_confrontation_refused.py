"""Tables and settings that a confrontation refuses, each with the place."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import sustenta as st
from confronted import standing_on, table_02
from sustenta import errors


def refused(error: type[Exception], match: str, tables: Any, rules: Any, **settings: Any) -> Any:
    with pytest.raises(error, match=match) as e:
        st.confront(
            tables, rules if isinstance(rules, st.Rules) else st.Rules.parse(rules), **settings
        )
    return e.value


def test_an_unknown_column_is_answered_with_the_nearest_name_and_the_place() -> None:
    e = refused(
        errors.RuleNameError, "did you mean 'ceiling'", table_02(), ["pct <= 100 * cieling"]
    )
    assert (e.what, e.found, e.rule) == ("column", "cieling", "rule-1")
    assert (e.position, e.length) == (13, 7)
    assert "ceiling" in e.known
    assert str(e).splitlines()[-1] == " " * 15 + "^" * 7
    assert isinstance(e, ValueError)


@pytest.mark.parametrize(
    ("rule", "match"),
    [
        ("tabel.pct == 1", "no table called 'tabel'; did you mean 'table'"),
        ('pct == pct[muncipality = "H"]', "no key called 'muncipality'; did you mean 'munic"),
        ("sum(pct, by = (ufs)) == 1", "no column in table 'table' called 'ufs'; did you mean 'uf'"),
        ('sum(pct, where = (lvel = "x")) == 1', "called 'lvel'; did you mean 'level'"),
        ("pct == pct[uf = year - 1]", "no column called 'year'"),
    ],
)
def test_unknown_names_are_named(rule: str, match: str) -> None:
    refused(errors.RuleNameError, match, table_02(), [rule])


def test_a_table_without_its_key_is_refused_at_the_table() -> None:
    rules = st.Rules.parse(["x >= 0"])
    e = refused(
        errors.ColumnMissingError,
        "table 'table' lacks columns of `key`: 'code'",
        pd.DataFrame({"x": [1]}),
        rules,
        key=["code"],
    )
    assert e.missing == ["code"]


def test_a_repeated_key_is_refused_with_its_rows() -> None:
    frame = pd.DataFrame({"code": [1, 2, 1], "year": [2002, 2002, 2002], "x": [1, 2, 3]})
    e = refused(errors.DuplicateKeyError, "code 1, year 2002 in rows 0, 2", frame, ["x >= 0"])
    assert (e.key, e.rows) == (["code", "year"], [0, 2])
    assert st.confront(frame, st.Rules.parse(["x >= 0"]), key=[]).holds


def test_a_row_without_its_key_is_refused() -> None:
    frame = pd.DataFrame({"code": [1, None], "x": [1, 2]})
    e = refused(errors.DomainError, "table.code.* at row 1 is missing", frame, ["x >= 0"])
    assert e.row == 1


def test_other_rows_need_a_key() -> None:
    frame = pd.DataFrame({"n": [1], "x": [1]})
    refused(errors.ExpressionError, "has no key", frame, ["x == x[n = 1]"])


def test_a_join_without_the_key_says_what_to_write() -> None:
    tables = {
        "a": pd.DataFrame({"municipality": ["H"], "x": [1]}),
        "b": pd.DataFrame({"municipality": ["H"], "year": [2002], "y": [1]}),
    }
    refused(
        errors.RuleNameError,
        r"a row of 'b' is found by 'year', which table 'a' lacks: write \[year = …\]",
        tables,
        ["a.x == b.y"],
    )
    assert st.confront(tables, st.Rules.parse(["a.x == b.y[year = 2002]"])).holds


@pytest.mark.parametrize(
    ("tables", "match"),
    [
        ([1, 2], "expected a pandas or polars DataFrame"),
        (pd.Series([1]), "one column is no panel"),
        ({"a": 3}, r"tables\['a'\]"),
        ("file.csv", "read the file first"),
    ],
)
def test_what_is_no_table_is_refused(tables: Any, match: str) -> None:
    refused(errors.ColumnTypeError, match, tables, ["x >= 0"])


def test_settings_that_make_no_sense_are_refused() -> None:
    frame = pd.DataFrame({"x": [1.0]})
    refused(errors.SettingError, "empty", {}, ["x >= 0"])
    with pytest.raises(errors.ColumnTypeError, match="expected Rules"):
        st.confront(frame, ["x >= 0"])  # type: ignore[arg-type]
    refused(errors.SettingError, "for several tables", {"a": frame, "b": frame}, [], key="x")
    refused(errors.SettingError, "'c', which is not given", {"a": frame}, [], key={"c": "x"})
    refused(errors.UnknownNameError, "language", frame, [], lang="fr")
    rules = st.Rules.parse(["x >= 0"], table="a") + st.Rules.parse({"r": "x >= 0"}, table="b")
    refused(errors.SettingError, "tables a, b", frame, rules)


def test_a_bare_name_among_several_tables_needs_one() -> None:
    frame = pd.DataFrame({"x": [1]})
    refused(
        errors.ExpressionError, "does not say whose column", {"a": frame, "b": frame}, ["x >= 0"]
    )


def test_a_rule_that_stands_once_chooses_no_rows() -> None:
    rules = st.Rules([standing_on(st.Rules.parse(["sum(pct) >= 0"]), uf=("PA",))])
    refused(errors.ExpressionError, "`where` chooses no rows", table_02(), rules)
