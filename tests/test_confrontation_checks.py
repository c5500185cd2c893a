"""Checks see the tables as rules see them: by the caller's key, at the caller's precision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import sustenta as st

LABEL = 'label = {pt = "o mesmo", en = "the same"}'
SAME = f"""\
[tables.t]
kinds = {{pct = "rounded"}}

[[rule]]
id = "rule"
table = "t"
{LABEL}
expression = "pct == 100 * a / b"

[[check]]
id = "check"
table = "t"
{LABEL}
function = "holds"
parameters = {{expression = "pct == 100 * a / b"}}
"""


def confronted(folder: Path, text: str, table: pd.DataFrame, **settings: Any) -> st.Confrontation:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return st.confront({"t": table}, st.Rules.read(path), **settings)


def table(*shares: Any, **more: Any) -> pd.DataFrame:
    return pd.DataFrame({"town": ["X", "Y"], "pct": shares, "a": [1, 1], "b": [3, 2], **more})


@pytest.mark.parametrize("key", [{"t": "town"}, {"t": []}], ids=["given", "none"])
@pytest.mark.parametrize("step", [1, -1])
def test_each_row_has_its_own_verdict_whatever_identifies_it(
    key: Any, step: int, tmp_path: Path
) -> None:
    rows = table(99.9, 50.0).iloc[::step]
    c = confronted(tmp_path, SAME, rows, key=key, precision=0.1)
    found = dict(zip(c.checks["row"], c.checks["verdict"], strict=True))
    names = ["X", "Y"] if key["t"] else ["0", "1"][::step]
    assert found == {(names[0],): "violated", (names[1],): "satisfied"}
    assert c.counts == {"satisfied": 2, "violated": 2, "undecided": 0, "failed": 0}


def test_a_check_sees_figures_at_the_precision_of_the_caller(tmp_path: Path) -> None:
    c = confronted(tmp_path, SAME, table(33.3, 50.0), key={"t": "town"}, precision=0.1)
    assert c.holds
    exactly = confronted(tmp_path, SAME, table(33.3, 50.0), key={"t": "town"})
    assert exactly.summary()["violated"].tolist() == [1, 1]


@pytest.mark.parametrize("key", [{"t": "town"}, {"t": []}], ids=["given", "none"])
def test_conditions_choose_rows_whatever_identifies_them(key: Any, tmp_path: Path) -> None:
    text = f"""\
[[check]]
id = "count"
table = "t"
{LABEL}
function = "count"
parameters = {{when = ["a >= b"], equals = 1}}

[[check]]
id = "set"
table = "t"
{LABEL}
function = "same_set"
parameters = {{when = ["a >= b"], column = "town", labels = ["Y"]}}

[[check]]
id = "marker"
table = "t"
{LABEL}
function = "marker"
parameters = {{when = ["a >= b"], column = "pct", marker = "n.a"}}
"""
    rows = table(33.3, 50.0, a=[1, 2], pct_marker=[None, "n.a"])
    c = confronted(tmp_path, text, rows, key=key)
    assert c.holds, c.checks[["rule", "row", "verdict", "why"]]
    spoilt = confronted(tmp_path, text, rows.assign(a=[3, 1]), key=key)
    assert set(spoilt.checks.loc[spoilt.checks["verdict"] == "violated", "rule"]) == {
        "set",
        "marker",
    }
