"""Anything at all given to a projection's settings is answered, or refused by a typed error."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as draw

import sustenta
from projected import NAMES, trended
from sustenta.errors import NoIntervalWarning, SustentaError

#: Wrong calls are the point: no type checker is asked.
st: Any = sustenta
PANEL = trended(2, 9, seed=1)
OUTLOOK = st.project(PANEL, years=2, draws=20, rng=1)

NUMBERS = draw.one_of(
    draw.none(),
    draw.booleans(),
    draw.integers(-(10**20), 10**20),
    draw.integers(2005, 2015),
    draw.floats(width=64),
    draw.sampled_from([pd.NA, "", "12", b"1", 1 + 2j, np.float32(1.5), np.int8(3), object()]),
)
WORDS = draw.sampled_from(["frozen", "growth_pct", "amount_pc", "damped", "december", *NAMES])
LISTS = draw.lists(NUMBERS | WORDS, max_size=3)
ANY = NUMBERS | WORDS | LISTS | LISTS.map(np.array) | draw.just(PANEL)
MAPPINGS = draw.dictionaries(
    WORDS | draw.integers(2005, 2015),
    ANY | draw.dictionaries(WORDS | draw.integers(2005, 2015), ANY, max_size=2),
    max_size=2,
)
SETTINGS = (
    "years",
    "model",
    "damping",
    "pool",
    "assumptions",
    "intervals_pct",
    "price_year",
    "basis",
    "errors",
    "threads",
)


@pytest.mark.parametrize("name", SETTINGS)
@given(value=ANY | MAPPINGS)
@settings(max_examples=60)
def test_any_setting_gives_a_projection_or_a_typed_refusal(name: str, value: Any) -> None:
    if name == "threads" and isinstance(value, int) and value > 64:
        return
    calls = {"years": 2, "draws": 20, name: value}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NoIntervalWarning)
        try:
            outlook = st.project(PANEL, **calls)
        except SustentaError:
            return
    assert len(outlook.frame) >= 2


@pytest.mark.parametrize("name", ["plan", "by", "required"])
@given(value=ANY | MAPPINGS)
@settings(max_examples=60)
def test_any_plan_is_answered_or_refused(name: str, value: Any) -> None:
    try:
        found = st.permanence(OUTLOOK, **{"plan": 5.0, name: value})
    except SustentaError:
        return
    assert len(found) in (2, 4)


@pytest.mark.parametrize("name", ["ahead", "model", "first_origin", "pooled"])
@given(value=ANY | MAPPINGS)
@settings(max_examples=40)
def test_any_backtest_is_answered_or_refused(name: str, value: Any) -> None:
    try:
        found = st.backtest(PANEL, **{"ahead": 1, "draws": 20, name: value})
    except SustentaError:
        return
    assert len(found) >= 5
