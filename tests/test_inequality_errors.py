"""Standard errors of inequality: jackknife and bootstrap against their definitions."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import numpy as np
import pytest

import sustenta as st
from measures import MEASURES, drawn
from sustenta.errors import (
    SettingError,
)

ineq = st.inequality


def test_the_jackknife_leaves_out_one_at_a_time() -> None:
    chance = Random("jackknife")
    x = drawn(chance, 15)
    weights = [chance.randrange(1, 9) for _ in x]
    for name in ("gini", "theil_t", "atkinson_two", "cv"):
        measure = MEASURES[name]
        left_out = [
            measure(x[:place] + x[place + 1 :], weights[:place] + weights[place + 1 :])
            for place in range(len(x))
        ]
        wanted = math.sqrt((len(x) - 1) * np.var(left_out))
        found = measure(x, weights, standard_error="jackknife")
        assert found.standard_error == pytest.approx(wanted, rel=1e-10)
        assert found.value == measure(x, weights)
        assert found.method == "jackknife"
    # Of a mean, the jackknife is the standard error itself: CI·mean of a lone rank is linear in y.
    every = ineq.kakwani(x, list(range(15)), standard_error="jackknife")
    assert every.standard_error > 0  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["gini", "theil_t", "atkinson_half", "atkinson_two", "cv"])
def test_where_replicates_have_no_mean_there_is_no_standard_error(name: str) -> None:
    measure = MEASURES[name]
    with pytest.raises(SettingError, match="jackknife gives no standard error"):
        measure([0.0, 0.0, 0.0, 1.0], standard_error="jackknife")
    with pytest.raises(SettingError, match=r"\d+ of 500 draws have a mean of zero"):
        measure([0.0, 0.0, 1.0], standard_error="bootstrap", draws=500, rng=1)
    errors: tuple[Any, ...] = ("jackknife", "bootstrap")
    for error in errors:
        with pytest.raises(SettingError, match="no standard error"):
            ineq.concentration_index([0.0, 0.0, 1.0], [1, 2, 3], standard_error=error, rng=1)
    assert measure([0.0, 1.0, 1.0], standard_error="jackknife").standard_error > 0


def test_the_bootstrap_comes_from_the_generator_that_is_given() -> None:
    x = drawn(Random("bootstrap"), 60)
    settings: dict[str, Any] = {"standard_error": "bootstrap", "draws": 400}
    one = ineq.gini(x, rng=np.random.default_rng(7), **settings)
    assert one == ineq.gini(x, rng=7, **settings)
    assert one != ineq.gini(x, rng=8, **settings)
    jackknife = ineq.gini(x, standard_error="jackknife")
    assert one.standard_error == pytest.approx(jackknife.standard_error, rel=0.25)  # type: ignore[union-attr]
    alone = ineq.concentration_index(x, x, rng=7, **settings)
    assert alone.standard_error == pytest.approx(one.standard_error, rel=1e-9)  # type: ignore[union-attr]


def test_a_replicate_is_the_measure_of_the_units_drawn() -> None:
    x, weights = drawn(Random("replicate"), 9), list(range(1, 10))
    counts = np.random.default_rng(3).multinomial(9, np.full(9, 1 / 9), size=5)
    from sustenta import _core

    columns = [np.array(x), np.array(x)[::-1].copy()]
    flat = counts.astype(np.int64).reshape(-1)
    own_weights = np.array(weights, dtype=float)
    found = _core.inequality_replicates("concentration_index", columns, own_weights, [], flat)
    for row, value in zip(counts, found, strict=True):
        times = [(y, r, w * int(c)) for y, r, w, c in zip(*columns, weights, row, strict=True) if c]
        y, rank, own = map(list, zip(*times, strict=True))
        assert value == pytest.approx(ineq.concentration_index(y, rank, own), abs=1e-14)
