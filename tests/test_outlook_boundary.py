"""Anything at all given to the outlook is answered, or refused by a typed error."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as draw

import sustenta as st
from sustenta.errors import SustentaError

NUMBERS = draw.one_of(
    draw.none(),
    draw.booleans(),
    draw.integers(-(10**20), 10**20),
    draw.integers(1990, 2030),
    draw.floats(width=64),
    draw.decimals(allow_nan=True, allow_infinity=True),
    draw.sampled_from([pd.NA, "", "12", b"1", 1 + 2j, np.float32(1.5), np.int8(3), object()]),
)
COLUMNS = NUMBERS | draw.lists(NUMBERS, max_size=4)
COLUMNS |= draw.lists(draw.floats(0.01, 1e6), min_size=1, max_size=4)
COLUMNS |= draw.lists(draw.integers(1994, 2024), min_size=1, max_size=4).map(np.array)
COLUMNS |= draw.lists(draw.floats(), max_size=4).map(pd.Series)
NAMES = draw.sampled_from(["effort", "mean", "december", "theil_t", "year", "years", "x", ""])
SETTINGS = COLUMNS | NAMES | draw.dictionaries(draw.integers(1990, 2030) | NAMES, NUMBERS)

CALLS: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {
    "deflate": (st.deflate, ("values", "years", "to", "index", "basis")),
    "price_levels": (st.price_levels, ("index", "basis")),
    "compound_growth_pct": (st.compound_growth_pct, ("first", "last", "years", "errors")),
    "size_class": (st.size_class, ("population", "cuts", "errors")),
    "gini": (st.inequality.gini, ("x", "weights", "missing")),
    "theil_t": (st.inequality.theil_t, ("x", "weights", "missing")),
    "theil_l": (st.inequality.theil_l, ("x", "weights", "missing")),
    "atkinson": (st.inequality.atkinson, ("x", "epsilon", "weights")),
    "cv": (st.inequality.cv, ("x", "weights", "missing")),
    "lorenz": (st.inequality.lorenz, ("x", "weights", "missing")),
    "concentration_index": (st.inequality.concentration_index, ("y", "rank_by", "weights")),
    "erreygers": (st.inequality.erreygers, ("y", "rank_by", "bounds", "weights")),
    "kakwani": (st.inequality.kakwani, ("payment", "income", "weights")),
    "decompose": (st.inequality.decompose, ("x", "groups", "weights", "measure")),
}
#: What a call cannot do without.
FIRST = {"values", "years", "to", "first", "last", "population", "cuts", "x", "y", "rank_by"}
FIRST |= {"payment", "income", "epsilon", "bounds", "groups"}


@pytest.mark.parametrize("name", CALLS)
@given(data=draw.data())
@settings(max_examples=120)
def test_anything_at_all_gives_a_result_or_a_typed_refusal(name: str, data: Any) -> None:
    function, arguments = CALLS[name]
    values = {
        argument: data.draw(SETTINGS, label=argument)
        for argument in arguments
        if argument in FIRST or data.draw(draw.booleans())
    }
    try:
        function(**values)
    except SustentaError as refusal:
        assert str(refusal)  # noqa: PT017  what else it may raise is what is tested


#: Cells of a panel, most of them fit.
CELLS = draw.one_of(
    draw.floats(0, 1e9),
    draw.floats(0, 1e9),
    draw.sampled_from([0.0, -1.0, float("nan"), float("inf"), 1e308, 5e-324]),
)
FRAME_COLUMNS = (
    "population",
    "linked_revenue",
    "sus_transfers",
    "health_expenditure",
    "own_health_expenditure",
    "ec29_applied_pct",
    "planned_cost",
    "executed",
    "transferred",
)


@given(data=draw.data())
@settings(max_examples=250, deadline=None)
def test_a_panel_of_whatever_cells_is_planned_or_refused(data: Any) -> None:
    rows = data.draw(draw.integers(0, 4))
    columns = data.draw(draw.sets(draw.sampled_from(FRAME_COLUMNS), min_size=1))
    exact = data.draw(draw.booleans())
    table: dict[str, Any] = {
        "municipality": [f"M{row // 2}" for row in range(rows)],
        "year": [2002 + 2 * (row % 2) for row in range(rows)],
    }
    for column in columns:
        cells = [data.draw(CELLS) for _ in range(rows)]
        if exact:
            table[column] = pd.Series([Decimal(repr(cell)) for cell in cells], dtype=object)
        else:
            table[column] = np.array(cells, dtype=np.float64)
    panel = pd.DataFrame(table)
    calls: list[Callable[[], Any]] = [
        lambda: st.plan_teams(panel, cost=200_000),
        lambda: st.sufficiency(panel, None),
        lambda: st.sufficiency(panel, panel),
        lambda: st.effort_and_base(panel, 2002, 2004, interaction="halved"),
        lambda: st.aggregate(panel, ["year"]),
        lambda: st.aggregate(panel, ["year"], missing="leave_out"),
        lambda: st.compare(panel, "municipality", ["ec29_applied_pct"], year=2004),
        lambda: st.stability(panel, "ec29_compliance", precision=1),
        lambda: st.stability(panel, "ec29_compliance", change_pct=5, over="years"),
        lambda: st.stability(panel, "ec29_trend", precision=2),
        lambda: st.stability(panel, "execution", precision=2),
        lambda: st.capacity(panel),
    ]
    for call in calls:
        try:
            result = call()
        except SustentaError as refusal:
            assert str(refusal)  # noqa: PT017  as above
        else:
            assert isinstance(result, pd.DataFrame)


@pytest.mark.parametrize("table", [None, 5, "panel", [1, 2], {"year": [1]}, np.ones(3)], ids=str)
def test_what_is_no_table_is_refused(table: Any) -> None:
    calls: list[Callable[[], Any]] = [
        lambda: st.plan_teams(table, cost=1),
        lambda: st.sufficiency(table, None),
        lambda: st.effort_and_base(table, 2002, 2004, interaction="effort"),
        lambda: st.capacity(table),
        lambda: st.aggregate(table, "uf"),
        lambda: st.compare(table, "uf", ["dpspc_15"]),
        lambda: st.stability(table, "execution", precision=1),
    ]
    for call in calls:
        with pytest.raises(SustentaError):
            call()
