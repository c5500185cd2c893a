"""`out=`: an array for the result is filled and given back, or refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from sustenta.errors import ColumnTypeError, LengthError, SettingError


def read_only(rows: int) -> np.ndarray[Any, Any]:
    column = np.ones(rows)
    column.flags.writeable = False
    return column


def test_a_result_goes_into_the_array_that_was_given() -> None:
    one, out = np.arange(5.0), np.full(5, np.nan)
    assert st.megpc(one, 1.0, out=out) is out
    assert out.tolist() == [-1.0, 0.0, 1.0, 2.0, 3.0]
    table = np.full((2, 5), np.nan)
    assert st.megpc(one, 2.0, out=table[1]).base is table
    assert table[1].tolist() == [-2.0, -1.0, 0.0, 1.0, 2.0]
    lone = np.empty(())
    assert st.megpc(3.0, 1.0, out=lone) is lone
    assert float(lone) == 2.0
    square = np.empty((2, 2))
    assert st.megpc([[1, 2], [3, 4]], 1, out=square) is square
    assert square.tolist() == [[0.0, 1.0], [2.0, 3.0]]


def test_an_array_may_take_the_place_of_an_input() -> None:
    one, two = np.arange(3000.0), np.full(3000, 2.0)
    assert st.megpc(one, two, out=one) is one
    assert (one == np.arange(3000.0) - 2).all()
    assert st.megpc(two, two, out=two) is two
    assert not two.any()


def test_both_scenarios_go_into_four_arrays() -> None:
    linked = np.array([100.0, 200.0])
    outs = tuple(np.empty(2) for _ in range(4))
    found = st.scenarios(linked, 1.0, 2.0, 10.0, out=outs)
    assert all(one is two for one, two in zip(found, outs, strict=True))
    assert [column.tolist() for column in found] == [[16, 31], [14, 29], [11, 21], [9, 19]]
    assert st.scenarios(linked, 1.0, 2.0, 10.0, out=(linked, *outs[1:])).dpspc is linked
    assert linked.tolist() == [16, 31]
    assert outs[2].tolist() == [11, 21]


OUTS: dict[str, tuple[Callable[[], Any], type[Exception]]] = {
    "too short": (lambda: np.ones(2), LengthError),
    "too long": (lambda: np.ones(4), LengthError),
    "of another shape": (lambda: np.ones((3, 1)), LengthError),
    "read-only": (lambda: read_only(3), SettingError),
    "strided": (lambda: np.ones(6)[::2], SettingError),
    "reversed": (lambda: np.ones(3)[::-1], SettingError),
    "float32": (lambda: np.ones(3, dtype=np.float32), ColumnTypeError),
    "integers": (lambda: np.ones(3, dtype=int), ColumnTypeError),
    "big-endian": (lambda: np.ones(3, dtype=">f8"), ColumnTypeError),
    "objects": (lambda: np.ones(3, dtype=object), ColumnTypeError),
    "a list": (lambda: [1.0, 1.0, 1.0], ColumnTypeError),
    "a Series": (lambda: pd.Series([1.0, 1.0, 1.0]), ColumnTypeError),
    "masked": (lambda: np.ma.ones(3), ColumnTypeError),
    "polars": (lambda: pl.Series([1.0, 1.0, 1.0]), ColumnTypeError),
}


@pytest.mark.parametrize("given", OUTS)
def test_an_unfit_array_for_the_result_is_refused(given: str) -> None:
    make, kind = OUTS[given]
    with pytest.raises(kind, match="`out`"):
        st.megpc(np.ones(3), 1.0, out=make())
    with pytest.raises(kind, match=r"`out\[2\]`"):
        st.scenarios(np.ones(3), 1.0, 1.0, 1.0, out=(np.ones(3), np.ones(3), make(), np.ones(3)))


def test_an_array_that_overlaps_an_input_is_refused_and_one_beside_it_is_not() -> None:
    memory = np.ones(10)
    for overlapping in (memory[1:6], memory[4:9]):
        with pytest.raises(SettingError, match="overlaps an input"):
            st.megpc(memory[:5], 1.0, out=overlapping)
    assert st.megpc(memory[:5], 1.0, out=memory[5:]).tolist() == [0.0] * 5


def test_an_array_given_twice_for_results_is_refused() -> None:
    twice = np.ones(3)
    with pytest.raises(SettingError, match="no array twice"):
        st.scenarios(np.ones(3), 1.0, 1.0, 1.0, out=(twice, twice, np.ones(3), np.ones(3)))


def test_an_array_for_the_result_goes_with_arrays_only() -> None:
    for column in (pd.Series([1.0]), pl.Series([1.0]), pa.array([1.0])):
        with pytest.raises(SettingError, match="own container"):
            st.megpc(column, 1.0, out=np.ones(1))
    with pytest.raises(SettingError, match="tuple of four"):
        st.scenarios(np.ones(3), 1.0, 1.0, 1.0, out=np.ones((4, 3)))
