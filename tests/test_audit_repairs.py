"""An audit's findings written into tables: moves undone, cells corrected where they stand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from click.testing import CliRunner

import sustenta as st
from sustenta import errors
from sustenta.auditing._mended import Undoing, mended
from sustenta.auditing._repairs import Change, changed_table
from sustenta.cli import main

SUMS = ["c == a + b", "e == c + d"]
#: Sums of other columns, without a slip.
TOWNS = pd.DataFrame(
    {
        "municipality": list("JCAGEBIDHF"),
        "a": [1162, 1845, 2933, 2269, 4244, 3484, 1544, 6908, 1738, 4922],
        "b": [61, 80, 47, 17, 38, 76, 78, 56, 45, 32],
        "d": 5,
    }
)
TOWNS["c"] = TOWNS["a"] + TOWNS["b"]
TOWNS["e"] = TOWNS["c"] + TOWNS["d"]
RULES = """\
[tables.t]
key = ["municipality"]

[[rule]]
id = "c"
table = "t"
expression = "c == a + b"
label = {pt = "Soma", en = "Sum"}

[[rule]]
id = "e"
table = "t"
expression = "e == c + d"
label = {pt = "Total", en = "Total"}
"""


def in_another_order() -> pd.DataFrame:
    """The column c as printed by the letters of the towns, and one slip."""
    table = TOWNS.copy()
    table["c"] = TOWNS.sort_values("municipality")["c"].to_numpy()
    table["c"] = table["c"].replace(1925, 4925)
    return table


def with_an_exchange() -> pd.DataFrame:
    """Two cells of c in each other's place, and one slip elsewhere."""
    table = TOWNS.copy()
    table.loc[[0, 4], "c"] = table.loc[[4, 0], "c"].to_numpy()
    table.loc[7, "c"] = 6064
    return table


BROKEN = {"order": in_another_order, "exchange": with_an_exchange}


@pytest.mark.parametrize("kind", BROKEN)
def test_moves_and_slips_together_are_repaired_to_what_was_meant(kind: str) -> None:
    table = BROKEN[kind]()
    report = st.audit(table, st.Rules.parse(SUMS))
    fixed, log = report.repaired()
    pd.testing.assert_frame_equal(fixed, TOWNS)
    assert log["column"].tolist() == ["c", "c"]
    assert log["certainty"].tolist() == ["certain", "certain"]
    assert st.audit(fixed, st.Rules.parse(SUMS)).holds
    pd.testing.assert_frame_equal(table, BROKEN[kind]())


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_with_moves_and_slips_is_written_as_it_was_meant(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules.toml").write_text(RULES, encoding="utf-8")
    BROKEN[kind]().to_csv("given.csv", sep=";", index=False)
    command = ["audit", "given.csv", "--rules", "rules.toml", "--repair", "fixed.csv"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1, result.output
    assert "1 célula corrigida, 1 troca ou ordem desfeita" in result.output
    meant = TOWNS.astype(str)
    pd.testing.assert_frame_equal(pd.read_csv("fixed.csv", sep=";", dtype=str), meant)


def test_what_is_not_asked_for_stays() -> None:
    table = with_an_exchange()
    fixed, log = st.audit(table, st.Rules.parse(SUMS)).repaired(only="likely")
    pd.testing.assert_frame_equal(fixed, table)
    assert log.empty


def test_where_a_move_stays_a_slip_is_corrected_where_it_is_printed() -> None:
    table = in_another_order()
    report = st.audit(table, st.Rules.parse(SUMS))
    (move,) = report.arrangements
    kept = Undoing("table", move.undone, wanted=False)
    given, keys = {"table": table}, {"table": ["municipality"]}
    made = mended(given, keys, [kept], report.located, ("certain",))
    expected = table.assign(c=table["c"].replace(4925, 1925))
    pd.testing.assert_frame_equal(made.tables["table"], expected)


def test_another_certainty_is_refused() -> None:
    report = st.audit(TOWNS, st.Rules.parse(SUMS))
    with pytest.raises(errors.UnknownNameError, match="certain"):
        report.repaired(only="sure")


def test_cells_found_after_a_move_are_not_written_into_the_table_before_it() -> None:
    table = with_an_exchange()
    report = st.audit(table, st.Rules.parse(SUMS))
    with pytest.raises(errors.SettingError, match=r"column 'c' differs.*audit\.repaired\(\)"):
        st.repair(table, report.located)
    fixed, _ = st.repair(report.tables["table"], report.located)
    pd.testing.assert_frame_equal(fixed, TOWNS)


def test_tables_of_a_mapping_are_repaired_by_name() -> None:
    tables = {"one": with_an_exchange(), "other": TOWNS}
    rules = st.Rules.parse(SUMS, table="one")
    fixed, log = st.audit(tables, rules).repaired()
    assert list(fixed) == ["one", "other"]
    pd.testing.assert_frame_equal(fixed["one"], TOWNS)
    assert log["table"].tolist() == ["one", "one"]


@pytest.mark.parametrize(
    "given", [None, 5, {"a": [1]}, [1], pa.RecordBatch.from_pydict({"a": [1]})]
)
def test_cells_are_replaced_in_tables_and_in_nothing_else(given: Any) -> None:
    with pytest.raises(errors.ColumnTypeError, match=r"tables\['t'\]"):
        changed_table("t", given, [Change("a", 0, Decimal(1), Decimal(2))])
