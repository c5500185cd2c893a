"""Rules laid over tables: which cells they take, what they say, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from confronted import standing_on, table_02
from sustenta import errors


def verdicts(frame: Any, *rules: str, **settings: Any) -> list[str]:
    c = st.confront(frame, st.Rules.parse(list(rules)), **settings)
    return [str(verdict) for verdict in c.verdicts["verdict"]]


def only(frame: Any, rule: str, **settings: Any) -> dict[Any, Any]:
    c = st.confront(frame, st.Rules.parse([rule]), **settings)
    (row,) = c.verdicts.to_dict("records")
    return row


# ---- verdicts


def test_a_rule_holds_row_by_row_and_the_gap_is_exact() -> None:
    frame = pd.DataFrame({"a": [3, 3], "b": [1, 1], "c": [2, 1]})
    c = st.confront(frame, st.Rules.parse(["a == b + c"]))
    assert not c.holds
    assert c.counts == {"satisfied": 1, "violated": 1, "undecided": 0, "failed": 0}
    (row,) = c.violations.to_dict("records")
    assert (row["left_low"], row["right_low"], row["gap"]) == (3, 2, 1)
    assert row["cells"] == ["table.a[1]", "table.b[1]", "table.c[1]"]


def test_what_is_undecided_does_not_hold() -> None:
    c = st.confront(pd.DataFrame({"a": [1.0, np.nan]}), st.Rules.parse(["a >= 0"]))
    assert not c.holds
    assert c.counts["undecided"] == 1
    (row,) = c.of("undecided").to_dict("records")
    assert row["why"] == "input_missing"
    assert row["missing"] == ["table.a[1]"]
    assert row["left_low"] is None


def test_a_set_without_rules_holds() -> None:
    c = st.confront(pd.DataFrame({"a": [1]}), st.Rules.parse([]))
    assert c.holds
    assert len(c.verdicts) == 0
    assert len(c.summary()) == 0


def test_an_empty_table_breaks_no_rule() -> None:
    c = st.confront(pd.DataFrame({"a": np.array([], float)}), st.Rules.parse(["a >= 0"]))
    assert c.holds
    assert c.summary()["items"].tolist() == [0]


@pytest.mark.parametrize(
    ("whole", "verdict", "why"),
    [(0, "undecided", "whole_zero"), (-5, "failed", "whole_negative"), (5, "satisfied", None)],
)
def test_what_divides_must_be_positive(whole: int, verdict: str, why: str | None) -> None:
    row = only(pd.DataFrame({"y": [20], "a": [1], "b": [whole]}), "y == 100 * a / b")
    assert (row["verdict"], row["why"]) == (verdict, why)


def test_a_rounded_whole_that_may_be_zero_leaves_the_rule_undecided() -> None:
    frame = pd.DataFrame({"y": [Decimal(20)], "a": [Decimal(1)], "b": [Decimal("0.4")]})
    rules = st.Rules.parse(["y == 100 * a / b"], kinds={"b": "rounded"})
    assert st.confront(frame, rules).of("violated")["rule"].tolist() == ["rule-1"]
    frame = pd.DataFrame({"y": [Decimal(20)], "a": [Decimal(1)], "b": [Decimal(0)]})
    assert st.confront(frame, rules).of("undecided")["why"].tolist() == ["whole_zero"]


def test_an_infinity_is_no_figure() -> None:
    row = only(pd.DataFrame({"a": [np.inf]}), "a >= 0")
    assert (row["verdict"], row["why"]) == ("failed", "amount_not_finite")


def test_a_cell_beside_and_in_a_ratio_fails() -> None:
    row = only(pd.DataFrame({"a": [1], "b": [2]}), "a == 100 * a / b")
    assert (row["verdict"], row["why"]) == ("failed", "cell_on_both_sides")


def test_a_cell_named_twice_is_one_unknown() -> None:
    frame = pd.DataFrame({"a": [1.5], "b": [2.5]})
    assert verdicts(frame, "a - a + b == b", "a + b == b + 1.5", precision=1 / 10) == [
        "satisfied",
        "satisfied",
    ]
    # 2a − a is a: were the cell two numbers, 2·1.55 − 1.45 could be 1.65.
    frame = pd.DataFrame({"a": [1.5], "b": [1.7]})
    assert verdicts(frame, "2 * a - a == b", precision=0.1) == ["violated"]


# ---- figures


def test_decimals_keep_their_printed_digits() -> None:
    frame = pd.DataFrame(
        {"a": [Decimal("1.50"), Decimal("1.5")], "b": [Decimal("1.504"), Decimal("1.54")]}
    )
    rules = st.Rules.parse(["a == b"], kinds={"a": "rounded"})
    c = st.confront(frame, rules)
    assert c.holds
    assert c.verdicts["left_low"].tolist() == [Decimal("1.495"), Decimal("1.45")]
    assert not st.confront(frame, st.Rules.parse(["a == b"])).holds


def test_a_printed_zero_keeps_its_digits() -> None:
    frame = pd.DataFrame({"a": [Decimal("0.00")], "b": [Decimal("0.009")]})
    c = st.confront(frame, st.Rules.parse(["a == b"], kinds={"a": "truncated"}))
    assert c.holds
    assert c.verdicts["left_low"].tolist() == [Decimal("-0.01")]


def test_truncated_figures_exclude_their_far_end() -> None:
    kinds = {"a": "truncated"}
    rules = st.Rules.parse(["a == b"], kinds=kinds)
    for a, b, holds in [
        ("2.4", "2.4999", True),
        ("2.4", "2.5", False),
        ("-2.4", "-2.4999", True),
        ("-2.4", "-2.5", False),
        ("2.4", "2.39", False),
    ]:
        frame = pd.DataFrame({"a": [Decimal(a)], "b": [Decimal(b)]})
        assert st.confront(frame, rules).holds is holds, (a, b)


def test_floats_are_the_points_that_they_print() -> None:
    frame = pd.DataFrame({"a": [0.1], "b": [0.2], "c": [0.3]})
    assert verdicts(frame, "a + b == c") == ["satisfied"]
    assert verdicts(frame * 1e15, "a + b == c") == ["satisfied"]
    narrow = frame.astype(np.float32)
    assert verdicts(narrow, "a + b == c") == ["satisfied"]


def test_a_declared_kind_does_not_widen_floats_but_precision_does() -> None:
    frame = pd.DataFrame({"a": [1.5], "b": [1.52]})
    rules = st.Rules.parse(["a == b"], kinds={"a": "rounded"})
    assert not st.confront(frame, rules).holds
    assert st.confront(frame, rules, precision={"a": 0.1}).holds
    assert st.confront(frame, rules, precision={"a": "0.1"}).holds
    assert not st.confront(frame, rules, precision=0.01).holds


def test_precision_may_be_thousands() -> None:
    frame = pd.DataFrame({"a": [1_234_000], "b": [1_234_499]})
    assert verdicts(frame, "a == b", precision={"a": 1000}) == ["satisfied"]
    assert verdicts(frame, "a + 2 == b", precision={"a": 1000}) == ["satisfied"]
    assert verdicts(frame, "a + 1000 == b", precision={"a": 1000}) == ["violated"]


def test_a_figure_finer_than_its_precision_is_refused_with_its_row() -> None:
    frame = pd.DataFrame({"a": [1.5, 1.55]})
    with pytest.raises(errors.DomainError, match=r"table.a.* at row 1 is 1.55; .*1 decimals") as e:
        st.confront(frame, st.Rules.parse(["a >= 0"]), precision=0.1)
    assert e.value.row == 1


@pytest.mark.parametrize("unit", [0, -1, 0.5, "x", float("nan"), True, 20])
def test_a_precision_is_a_power_of_ten(unit: Any) -> None:
    with pytest.raises(errors.SettingError, match="power of ten"):
        st.confront(pd.DataFrame({"a": [1.0]}), st.Rules.parse(["a >= 0"]), precision=unit)


def test_a_precision_names_a_column() -> None:
    with pytest.raises(errors.ColumnMissingError, match="did you mean 'amount'"):
        st.confront(
            pd.DataFrame({"amount": [1.0]}),
            st.Rules.parse(["amount >= 0"]),
            precision={"amuont": 0.1},
        )


def test_text_is_never_read_on_the_quiet() -> None:
    frame = pd.DataFrame({"a": ["1.234,50", "2"]})
    with pytest.raises(errors.ColumnTypeError, match=r"parse_figures\(table\['a'\], exact=True\)"):
        st.confront(frame, st.Rules.parse(["a >= 0"]))
    frame["a"] = st.parse_figures(frame["a"], exact=True)
    assert st.confront(frame, st.Rules.parse(["a >= 0"])).holds


@pytest.mark.parametrize("column", [[True, False], pd.to_datetime(["2002", "2003"]), [1j, 2j]])
def test_what_is_no_figure_is_refused(column: Any) -> None:
    with pytest.raises(errors.ColumnTypeError, match=r"'a'|`a`"):
        st.confront(pd.DataFrame({"a": column}), st.Rules.parse(["a >= 0"]))


def test_whole_numbers_of_any_width_are_exact() -> None:
    big = 2**70
    frame = pd.DataFrame({"a": [big, 1], "b": [big + 1, 1]})
    assert verdicts(frame, "a == b") == ["violated", "satisfied"]
    frame = pd.DataFrame({"a": np.array([2**64 - 1], np.uint64), "b": [Decimal(2**64 - 2)]})
    assert verdicts(frame, "a == b + 1") == ["satisfied"]


def test_a_figure_of_too_many_digits_is_refused_with_its_row() -> None:
    frame = pd.DataFrame({"a": [Decimal(1), Decimal(f"1{0:044}1")]})
    with pytest.raises(errors.PrecisionError) as e:
        st.confront(frame, st.Rules.parse(["a >= 0"]))
    assert e.value.row == 1


def containers(frame: pd.DataFrame) -> list[Any]:
    arrow = pa.Table.from_pandas(frame)
    return [
        frame,
        frame.convert_dtypes(),
        frame.convert_dtypes(dtype_backend="pyarrow"),
        arrow,
        pl.from_arrow(arrow),
    ]


def test_every_container_gives_the_same_verdicts() -> None:
    frame = pd.DataFrame(
        {
            "uf": ["PA", "PA", "TO"],
            "year": [2002, 2003, 2002],
            "a": [Decimal("1.50"), None, Decimal("2.00")],
            "b": [1, 2, 2],
            "c": [1.5, np.nan, 2.0],
        }
    )
    rules = st.Rules.parse(
        ["a == c", "b <= a", "sum(b, by = (uf)) >= 2", "b >= b[year = year - 1]"],
        kinds={"a": "rounded"},
    )
    expected = None
    for table in containers(frame):
        found = st.confront(table, rules, key=["uf", "year"]).verdicts
        found = found.drop(columns=["uf", "year"]).astype(object)
        expected = found if expected is None else expected
        pd.testing.assert_frame_equal(found, expected)


# ---- rows, joins, totals


def test_bare_names_are_of_the_row_and_another_row_is_named_by_its_key() -> None:
    c = st.confront(
        table_02(), st.Rules.parse(['pct == 100 * ceiling / ceiling[municipality = "Geral"]'])
    )
    found = c.verdicts.set_index(["uf", "municipality"])
    assert found.loc[("PA", "I"), "cells"] == [
        "table.pct[PA, I]",
        "table.ceiling[PA, I]",
        "table.ceiling[PA, Geral]",
    ]
    assert found.loc[("TO", "P"), "missing"] == ["table.ceiling[TO, P]"]


def test_a_total_agrees_with_its_parts() -> None:
    rule = 'x == sum(x, by = (uf), where = (level = "municipality"))'
    frame = table_02().rename(columns={"transferred": "x"})
    rules = st.Rules([standing_on(st.Rules.parse([rule]), level=("total",))])
    c = st.confront(frame, rules)
    assert c.verdicts["municipality"].tolist() == ["Geral", "Geral"]
    assert c.holds


def test_a_missing_addend_leaves_a_sum_undecided_and_is_named() -> None:
    row = only(table_02(), 'sum(ceiling, where = (level = "municipality")) == 300')
    assert (row["verdict"], row["missing"]) == ("undecided", ["table.ceiling[TO, P]"])
    assert "uf" not in row


def test_an_addend_left_out_is_named() -> None:
    rule = 'sum(ceiling, where = (level = "municipality"), missing = "exclude") == 300'
    row = only(table_02(), rule)
    assert (row["verdict"], row["excluded"]) == ("satisfied", ["table.ceiling[TO, P]"])
    assert row["missing"] == []


def test_nothing_to_sum_is_not_zero() -> None:
    row = only(table_02(), 'sum(ceiling, where = (level = "none")) == 0')
    assert (row["verdict"], row["why"]) == ("undecided", "nothing_to_sum")
    rule = 'sum(ceiling, where = (municipality = "P"), missing = "exclude") == 0'
    assert only(table_02(), rule)["why"] == "nothing_to_sum"


def test_a_rule_of_totals_stands_once_a_group() -> None:
    c = st.confront(table_02(), st.Rules.parse(["sum(transferred, by = (uf)) >= 0"]))
    assert c.verdicts["uf"].tolist() == ["PA", "TO"]
    c = st.confront(table_02(), st.Rules.parse(["sum(transferred) == 300"]))
    assert c.verdicts["verdict"].tolist() == ["satisfied"]


def test_the_year_before_is_another_row() -> None:
    frame = pd.DataFrame(
        {"code": [1, 1, 1, 2], "year": [2002, 2003, 2005, 2002], "x": [1, 2, 3, 9]}
    )
    c = st.confront(frame, st.Rules.parse(["x >= x[year = year - 1]"]))
    assert c.verdicts["verdict"].tolist() == ["undecided", "satisfied", "undecided", "undecided"]
    assert c.verdicts["missing"][2] == ["table.x[1, 2004]"]


@pytest.mark.parametrize(
    "years", [[2002.0, 2003.0], ["2002", "2003"], [Decimal(2002), Decimal(2003)]]
)
def test_years_are_the_same_whatever_they_come_in(years: list[Any]) -> None:
    frame = pd.DataFrame({"code": ["1", "1"], "year": years, "x": [1, 2]})
    assert verdicts(frame, "x >= x[year = year - 1]")[1] == "satisfied"
    assert verdicts(frame, "x[year = 2003] == 2") == ["satisfied"]


def test_another_table_joins_by_the_keys_of_the_same_name() -> None:
    tables = {
        "a": pd.DataFrame({"uf": ["PA", "TO"], "municipality": ["H", "Z"], "x": [1, 2]}),
        "b": pd.DataFrame({"municipality": ["H", "I"], "x": [1, 5]}),
    }
    c = st.confront(tables, st.Rules.parse(["a.x == b.x"]))
    assert c.verdicts["verdict"].tolist() == ["satisfied", "undecided"]
    assert c.verdicts["table"].tolist() == ["a", "a"]
    assert c.verdicts["missing"][1] == ["b.x[Z]"]


def test_a_rule_over_two_tables_stands_on_the_rows_of_the_one_named() -> None:
    tables = {
        "a": pd.DataFrame({"municipality": ["H", "Z"], "x": [1, 2]}),
        "b": pd.DataFrame({"municipality": ["H"], "y": [1]}),
    }
    assert len(st.confront(tables, st.Rules.parse(["a.x == b.y"], table="b")).verdicts) == 1
    assert len(st.confront(tables, st.Rules.parse(["a.x == y"], table="b")).verdicts) == 1


def test_where_chooses_rows() -> None:
    rules = st.Rules([standing_on(st.Rules.parse(["pct == 100"]), municipality=("H", "nobody"))])
    assert st.confront(table_02(), rules).verdicts["municipality"].tolist() == ["H"]


def test_rows_of_nobody_join_no_total() -> None:
    frame = pd.DataFrame({"id": [1, 2, 3], "uf": ["PA", None, None], "x": [1, 2, 3]})
    c = st.confront(frame, st.Rules.parse(["x == sum(x, by = (uf))"]), key="id")
    assert c.verdicts["why"].tolist() == [None, "nothing_to_sum", "nothing_to_sum"]


# ---- what it says


def test_the_report_is_in_both_languages_and_escaped() -> None:
    frame = pd.DataFrame({"code": ["<b>1</b>"], "a": [1], "b": [2]})
    rules = st.Rules.parse({"r<1>": "a == b"})
    pt, en = (st.confront(frame, rules, lang=lang) for lang in ("pt", "en"))
    assert repr(pt).startswith("Não se sustenta: 1 violada (1 regra)")
    assert repr(en).startswith("It does not hold: 1 violated (1 rule)")
    html = en._repr_html_()
    assert "<b>" not in html
    assert "r&lt;1&gt;" in html
    assert "&lt;b&gt;1&lt;/b&gt;" in html
    assert repr(st.confront(frame, st.Rules.parse(["a <= b"]))).startswith("Tudo se sustenta")


def test_the_summary_counts_by_rule() -> None:
    c = st.confront(table_02(), st.Rules.parse({"s": "transferred <= ceiling", "p": "pct >= 0"}))
    summary = c.summary()
    assert summary.index.tolist() == ["s", "p"]
    assert [int(summary[name]["s"]) for name in ("items", "satisfied", "undecided")] == [5, 4, 1]
    assert c.counts["satisfied"] == int(summary["satisfied"].to_numpy().sum())


def test_numbers_are_written_in_the_language() -> None:
    frame = pd.DataFrame({"a": [Decimal("1234.50")], "b": [Decimal(1000)]})
    assert "1.234,5 " in repr(st.confront(frame, st.Rules.parse(["a == b"])))
    assert "1,234.5 " in repr(st.confront(frame, st.Rules.parse(["a == b"]), lang="en"))


def test_the_articles_table_is_confronted() -> None:
    frame = pd.DataFrame(
        {
            "municipality": ["H", "I"],
            "executed": [Decimal("139101.00"), Decimal("154882.41")],
            "transferred": [Decimal("226000.00"), Decimal("217500.00")],
            "pct": [Decimal("65.55"), Decimal("71.21")],
        }
    )
    rules = st.Rules.parse(["pct == 100 * executed / transferred"], kinds={"pct": "rounded"})
    (row,) = st.confront(frame, rules).violations.to_dict("records")
    assert row["municipality"] == "H"
    assert (row["left_low"], row["left_high"]) == (Decimal("65.545"), Decimal("65.555"))
    assert row["gap"] > Decimal("3.99")
