"""Ratios whose whole is freed, missing or zero; searches that were cut; how figures are printed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta as st

NONE = float("nan")


def located(row: dict[str, Any], rules: list[str], **settings: Any) -> st.auditing.Found:
    c = st.confront(pd.DataFrame([row]), st.Rules.parse(rules))
    return st.locate(c, progress=False, **settings)


# --- a whole above zero ---------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [0, -5])
def test_no_repair_leaves_a_rule_with_a_whole_of_nothing(wrong: int) -> None:
    base = {"aplicado": 1500, "base": 10000, "impostos": wrong, "transf": 0, "base_anexo": wrong}
    rules = ["100 * aplicado / base >= 15", "base == impostos + transf", "base == base_anexo"]
    found = located(base, rules)
    assert "base" not in set(found.cells["column"])
    (group,) = found.groups.to_dict("records")
    assert group["weight"] == 2
    assert all("table.base_anexo[0]" in repair for repair in group["repairs"])


def test_a_freed_quotient_does_not_free_the_sign_of_its_whole() -> None:
    row = {"y": 50, "a": 5, "b": 10, "c": -10, "d": -10, "e": -10}
    found = located(row, ["y == 100 * a / b", "b == c", "b == d", "b == e"])
    assert sorted(found.cells["column"]) == ["c", "d", "e"]
    assert set(found.cells["suggested"]) == {Decimal(10)}


@pytest.mark.parametrize(
    ("row", "rules"),
    [
        ({"y": NONE, "z": NONE}, ["y == 100 * a / b", "z == y + 1", "b == c + d"]),
        ({"y": 0.0}, ["y == 100 * a / b", "b == c + d"]),
        ({"y": NONE}, ["y == 100 * a / b", "b == c + d"]),
        ({"y": 20.0}, ["y >= 100 * a / b", "b <= c + d"]),
    ],
)
def test_a_missing_whole_that_comes_to_nothing_accuses_nobody(
    row: dict[str, float], rules: list[str]
) -> None:
    row = {"a": 0.0, "b": NONE, "c": 0.0, "d": 0.0, **row}
    c = st.confront(pd.DataFrame([row]), st.Rules.parse(rules))
    assert set(c.verdicts["verdict"]) == {"undecided"}
    assert st.locate(c, progress=False).cells.empty


def test_rival_explanations_by_slips_are_both_listed() -> None:
    # population == 0.15 * revenue / (potential − transfers): the whole of the slip is a quotient.
    row = {"pop": 304580, "revenue": 93870085, "potential": 82.08, "sus": 36.15, "again": 82.08}
    rules = ["pop == 0.15 * revenue / (potential - sus)", "potential == again"]
    c = st.confront(
        pd.DataFrame([row]),
        st.Rules.parse(rules),
        precision={"potential": 0.01, "sus": 0.01, "again": 0.01},
    )
    cells = st.locate(c, progress=False).cells.set_index("column")
    assert cells["certainty"]["pop"] == cells["certainty"]["revenue"] == "ambiguous"
    assert cells["suggested"]["pop"] == 306580
    assert cells["slip"]["pop"] == cells["slip"]["revenue"] == "digit"


# --- what was not settled -------------------------------------------------------------------------


def test_nothing_is_likelier_than_what_was_not_looked_at() -> None:
    row, rules = {"a": 1, "b": 2, "c": 50}, ["c == a + b"]
    cut = located(row, rules, most_alternatives=1)
    assert not cut.groups["complete"].any()
    assert set(cut.cells["certainty"]) == {"ambiguous"}
    assert set(located(row, rules).cells["certainty"]) == {"ambiguous"}


def test_what_could_not_be_settled_is_no_contradiction() -> None:
    # a = 2 fits with b = √200, which no number of fractions proves.
    row = {"y": NONE, "b": NONE, "a": 5, "c": 2, "d": 2}
    found = located(row, ["y == 100 * a / b", "y == b", "a == c", "a == d"])
    assert set(found.cells["certainty"]) == {"ambiguous"}
    (group,) = found.groups.to_dict("records")
    assert not group["complete"]
    assert ["table.a[0]"] in group["undecided"]


def test_a_group_too_large_to_search_is_listed_without_an_answer() -> None:
    rows = 1_100
    table = pd.DataFrame({"g": 1, "x": np.arange(1, rows + 1)})
    table["share"] = (100 * table["x"] / table["x"].sum()).round(6)
    table.loc[3, "share"] = 99.0
    c = st.confront(
        table, st.Rules.parse(["share == 100 * x / sum(x, by=g)"]), precision={"share": 1e-6}
    )
    found = st.locate(c, progress=False)
    assert found.cells.empty
    (group,) = found.groups.to_dict("records")
    assert (group["rules"], group["repairs"], group["complete"]) == (["rule-1"], [], False)
    assert pd.isna(group["weight"])
    report = st.audit(table, c.rules, precision={"share": 1e-6})
    (finding,) = report.findings.to_dict("records")
    assert (finding["kind"], finding["where"]) == ("violated", "3")
    assert not report.holds
    assert "table 3" in report.interpret()


# --- figures as printed ---------------------------------------------------------------------------


def test_decimals_that_a_column_prints_elsewhere_do_not_change_a_finding() -> None:
    beside = {"a": Decimal("1.25"), "b": Decimal("2.25"), "c": Decimal("3.50")}

    def certainties(row: dict[str, str]) -> list[str]:
        table = pd.DataFrame([{name: Decimal(text) for name, text in row.items()}, beside])
        c = st.confront(table, st.Rules.parse(["c == a + b"]))
        return list(st.locate(c, progress=False).cells["certainty"])

    short = certainties({"a": "100", "b": "50.50", "c": "160"})
    assert short == certainties({"a": "100.00", "b": "50.50", "c": "160.00"}) == ["ambiguous"] * 3


@pytest.mark.parametrize(("y", "verdict"), [(1.45, "violated"), (1.59, "satisfied")])
def test_precision_does_not_turn_what_was_cut_off_into_what_was_rounded(
    tmp_path: Path, y: float, verdict: str
) -> None:
    path = tmp_path / "r.toml"
    path.write_text(
        "[tables.table]\nkinds = {x = 'truncated', y = 'exact'}\n[[rule]]\nid = 'r'\n"
        "expression = 'y == x'\nlabel = {pt = 'x', en = 'x'}\norigin = 'x'\n",
        encoding="utf-8",
    )
    table = {"table": pd.DataFrame({"x": [1.5], "y": [y]})}
    c = st.confront(table, st.Rules.read(path), precision={"table": {"x": 0.1}}, key={"table": []})
    assert list(c.verdicts["verdict"]) == [verdict]


def test_a_table_of_two_thousand_rows_has_its_orders_counted() -> None:
    rows = 2_000
    expected = pd.DataFrame(
        {"k": [f"k{i}" for i in range(rows)], "x": [i % 97 for i in range(rows)]}
    )
    printed = expected.copy()
    printed.loc[[1, 2], "x"] = printed.loc[[2, 1], "x"].to_numpy()
    found = st.rearrangements(printed, "k", ["x"], expected)
    assert "3,31·10^5735" in str(found)
    assert "3.31·10^5735" in str(st.rearrangements(printed, "k", ["x"], expected, lang="en"))
