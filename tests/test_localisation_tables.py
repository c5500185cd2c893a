"""What is wrong in tables, from rules to new tables; and that nobody's table is touched."""

from __future__ import annotations

import signal
import threading
import time
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from sustenta.errors import ColumnTypeError, SettingError, UnknownNameError

TWO_BALANCES = ["c == a + b", "e == c + d"]
AMOUNTS = {"a": [1, 1], "b": [2, 2], "c": [3, 50], "d": [4, 4], "e": [7, 7]}


def located(table: Any, rules: list[str], **settings: Any) -> st.auditing.Found:
    precision = settings.pop("precision", None)
    lang = settings.pop("lang", "pt")
    c = st.confront(table, st.Rules.parse(rules), precision=precision, lang=lang)
    return st.locate(c, progress=False, **settings)


def test_a_cell_that_two_rules_refute_is_certain() -> None:
    found = located(pd.DataFrame(AMOUNTS), TWO_BALANCES)
    (cell,) = found.cells.to_dict("records")
    assert cell == {
        "table": "table",
        "row": 1,
        "column": "c",
        "printed": Decimal(50),
        "low": Decimal(3),
        "high": Decimal(3),
        "suggested": Decimal(3),
        "slip": cell["slip"],
        "certainty": "certain",
        "severity": "error",
        "rules": ["rule-1", "rule-2"],
        "alternatives": [],
    }
    (group,) = found.groups.to_dict("records")
    assert (group["weight"], group["repairs"], group["complete"]) == (1, [["table.c[1]"]], True)


def test_one_rule_alone_leaves_its_cells_open_and_names_the_alternatives() -> None:
    found = located(pd.DataFrame({"a": [517], "b": [300], "c": [204]}), ["c == a - b"])
    cells = found.cells.set_index("column")
    assert set(cells.index) == {"a", "b", "c"}
    assert set(cells["certainty"]) == {"ambiguous"}
    assert sorted(cells["alternatives"]["a"]) == [["table.b[0]"], ["table.c[0]"]]


def test_a_missing_cell_is_free_and_never_a_finding() -> None:
    table = pd.DataFrame({"a": [1.0, None], "b": [2, 2], "c": [9, 9]})
    found = located(table, ["c == a + b"])
    assert set(found.cells["row"]) == {0}


def test_rules_that_hold_alone_and_not_together_are_found() -> None:
    table = pd.DataFrame({"x": [2.0], "y": [1.0], "z": [1.0]})
    rules = st.Rules.parse(["x <= y", "y <= z - 0.2"])
    c = st.confront(table, rules, precision=1)
    assert c.holds
    assert list(st.locate(c, progress=False).cells["column"]) == ["x", "z"]
    assert not len(located(table, ["x <= y", "y <= z"], precision=1))


def test_a_difference_of_one_unit_is_rounding() -> None:
    table = pd.DataFrame({**AMOUNTS, "c": [3, 4]})
    assert list(located(table, TWO_BALANCES).cells["severity"]) == ["rounding"]


def test_a_share_is_held_against_its_amounts_at_any_magnitude() -> None:
    unit = 10**13
    table = pd.DataFrame(
        {
            "pct": [Decimal("61.55")],
            "part": [6155 * unit],
            "whole": [10_000 * unit],
            "rest": [3845 * unit + 1],
        }
    )
    rules = ["pct == 100 * part / whole", "whole == part + rest"]
    cells = located(table, rules).cells
    assert list(cells["column"]) == ["rest"]
    assert list(cells["suggested"]) == [Decimal(3845 * unit)]


def test_what_no_small_repair_mends_is_a_contradiction() -> None:
    table = pd.DataFrame({"a": [1], "b": [2], "c": [3], "d": [5]})
    rules = ["a == b", "c == d", "a + c >= b + d - 100"]
    found = located(table, rules, most_changes=1)
    assert set(found.cells["certainty"]) == {"contradiction"}
    assert found.cells["suggested"].isna().all()
    assert found.groups["weight"].isna().all()


def test_the_number_of_alternatives_is_limited_and_said() -> None:
    table = pd.DataFrame({"a": [1], "b": [2], "c": [4]})
    found = located(table, ["c == a + b"], most_alternatives=2)
    assert list(found.groups["complete"]) == [False]
    assert "certain" not in set(found.cells["certainty"])


@pytest.mark.parametrize(("lang", "word"), [("pt", "certa"), ("en", "certain")])
def test_what_was_found_reads_well_in_both_languages(lang: str, word: str) -> None:
    table = pd.DataFrame({"<b>": [1], "b": [2], "c": [50], "d": [4], "e": [7]})
    table = table.rename(columns={"<b>": "a"})
    found = located(table, TWO_BALANCES, lang=lang)
    assert word in repr(found)
    assert "table.c[0]" in repr(found)
    assert "<table>" in found._repr_html_()
    clean = located(pd.DataFrame({"a": [1], "b": [1]}), ["a == b"], lang=lang)
    assert len(clean) == 0
    assert clean.cells.empty
    assert "\n" not in repr(clean)
    assert "<table>" not in clean._repr_html_()


def test_many_findings_are_cut_short_in_print() -> None:
    table = pd.DataFrame({name: [value] * 30 for name, (_, value) in AMOUNTS.items()})
    found = located(table, TWO_BALANCES)
    assert len(found) == 30
    assert "10" in repr(found).splitlines()[-3]
    assert len(found.of("certain")) == 30
    assert found.of("likely").empty


KINDS = {
    "pandas": pd.DataFrame(AMOUNTS),
    "pandas floats": pd.DataFrame(AMOUNTS).astype(float),
    "pandas Decimals": pd.DataFrame({n: [Decimal(v) for v in c] for n, c in AMOUNTS.items()}),
    "pandas nullable": pd.DataFrame(AMOUNTS).astype("Int64"),
    "polars": pl.DataFrame(AMOUNTS),
    "polars floats": pl.DataFrame(AMOUNTS).cast(pl.Float64),
    "pyarrow": pa.table(AMOUNTS),
    "pyarrow decimals": pa.table(AMOUNTS).cast(
        pa.schema([(name, pa.decimal128(24, 2)) for name in AMOUNTS])
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_repair_is_a_new_table_of_the_same_kind(kind: str) -> None:
    table = KINDS[kind]
    columns = {
        name: list(table[name].to_pylist() if "arrow" in kind else table[name]) for name in AMOUNTS
    }
    fixed, log = st.repair(table, located(table, TWO_BALANCES))
    assert type(fixed) is type(table)
    assert st.confront(fixed, st.Rules.parse(TWO_BALANCES)).holds
    after = {
        name: list(fixed[name].to_pylist() if "arrow" in kind else fixed[name]) for name in AMOUNTS
    }
    now = {
        name: list(table[name].to_pylist() if "arrow" in kind else table[name]) for name in AMOUNTS
    }
    assert now == columns
    assert after == {**columns, "c": [columns["c"][0], columns["c"][0]]}
    assert {type(cell) for cell in after["c"]} == {type(cell) for cell in columns["c"]}
    if "pandas" not in kind:
        assert fixed.schema == table.schema
    else:
        assert (fixed.dtypes == table.dtypes).all()
    assert list(log.columns) == [
        "table",
        "row",
        "column",
        "before",
        "after",
        "slip",
        "certainty",
        "severity",
        "rules",
    ]
    assert log[["column", "row"]].to_numpy().tolist() == [["c", 1]]


def test_only_what_is_asked_for_is_repaired() -> None:
    table = pd.DataFrame({"a": [120], "b": [30], "c": [105]})
    found = located(table, ["c == a + b"])
    assert list(found.cells["certainty"]) == ["likely"]
    fixed, log = st.repair(table, found)
    assert log.empty
    assert fixed.equals(table)
    fixed, log = st.repair({"table": table}, found, only=("certain", "likely"))
    assert fixed["table"]["c"].tolist() == [150]
    assert log["slip"].tolist() == ["exchange"]


def test_several_tables_have_their_own_keys() -> None:
    years = pd.DataFrame({"code": [1, 1], "year": [2002, 2003], "spent": [5, 9], "due": [5, 8]})
    towns = pd.DataFrame({"code": [1], "population": [10], "counted": [10]})
    rules = st.Rules.parse(["t.spent == t.due", "u.population == u.counted"])
    found = st.locate(
        st.confront({"t": years, "u": towns}, rules, key={"t": ["code", "year"], "u": "code"})
    )
    assert set(found.cells["table"]) == {"t"}
    assert set(found.cells["year"]) == {2003}


def test_a_wrong_call_says_what_is_wrong() -> None:
    table = pd.DataFrame(AMOUNTS)
    found = located(table, TWO_BALANCES)
    with pytest.raises(ColumnTypeError, match="confrontation"):
        st.locate(table)  # type: ignore[arg-type]
    with pytest.raises(SettingError, match="most_changes"):
        st.locate(found.confrontation, most_changes=0)
    with pytest.raises(UnknownNameError):
        st.repair(table, found, only="sure")
    with pytest.raises(UnknownNameError):
        found.of("sure")
    with pytest.raises(SettingError, match="found in"):
        st.repair({"other": table}, found)
    with pytest.raises(SettingError, match="another table"):
        st.repair(table.assign(c=[3, 51]), found)


def test_a_bar_is_shown_where_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    c = st.confront(pd.DataFrame(AMOUNTS), st.Rules.parse(TWO_BALANCES))
    st.locate(c, progress=True)
    assert "group" in capsys.readouterr().err


def test_an_interruption_reaches_into_one_large_group_and_harms_nothing() -> None:
    amounts = np.random.default_rng(3).integers(100, 100_000, 990)
    shares = np.round(100 * amounts / amounts.sum(), 2)
    amounts[5] *= 8
    # Ten seconds' work, were it left to end.
    table = pd.DataFrame({"amount": amounts, "share": shares})
    rules = st.Rules.parse(["share == 100 * amount / sum(amount)"])
    c = st.confront(table, rules, precision={"share": 0.01})
    told = []

    def interrupt() -> None:
        told.append(time.perf_counter())
        signal.raise_signal(signal.SIGINT)

    timer = threading.Timer(0.5, interrupt)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        st.locate(c, progress=False)
    assert time.perf_counter() - told[0] < 5
    timer.join()
    assert list(located(pd.DataFrame(AMOUNTS), TWO_BALANCES).cells["column"]) == ["c"]
