"""A result comes back in the container of its arguments, whatever lies in memory how."""

from __future__ import annotations

import io
import math
import mmap
import pickle
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from container_kinds import DECIMALS, FLOATS
from sustenta.errors import (
    ColumnTypeError,
    IndexMismatchError,
    LengthError,
)

Array = np.ndarray[Any, Any]
ONE = [82.5, 67.25, None, -3.5, 0.0]
TWO = [69.75, None, 12.0, 1.5, 0.0]
MARGIN = [12.75, None, None, -5.0, 0.0]
KINDS = FLOATS | DECIMALS


def of_values(values: list[float | None]) -> list[Any]:
    """The values as exact decimals: all of them end after two digits."""
    return [None if value is None else Decimal(str(value)) for value in values]


# --- the same container ------------------------------------------------------------------------


@pytest.mark.parametrize("container", KINDS)
def test_two_columns_give_one_of_the_same_container(container: str) -> None:
    kind = KINDS[container]
    result = st.megpc(kind.fill(of_values(ONE)), kind.fill(of_values(TWO)))
    assert kind.read(result) == MARGIN


@pytest.mark.parametrize("container", KINDS)
def test_a_lone_number_goes_with_a_column_of_any_container(container: str) -> None:
    kind = KINDS[container]
    lone = 2.5 if container in FLOATS else Decimal("2.5")
    for number in (lone, 2.5 if container in FLOATS else 2):
        expected = [None if value is None else value - float(number) for value in ONE]
        assert kind.read(st.megpc(kind.fill(of_values(ONE)), number)) == expected
        expected = [None if value is None else -value for value in expected]
        assert kind.read(st.megpc(number, kind.fill(of_values(ONE)))) == expected


@pytest.mark.parametrize("missing", [None, math.nan, pd.NA], ids=str)
@pytest.mark.parametrize("container", KINDS)
def test_a_lone_missing_value_makes_every_row_missing(container: str, missing: Any) -> None:
    kind = KINDS[container]
    assert kind.read(st.megpc(kind.fill(of_values(ONE)), missing)) == [None] * 5


@pytest.mark.parametrize("container", KINDS)
def test_no_rows_give_no_rows(container: str) -> None:
    kind = KINDS[container]
    empty = kind.fill([])
    # An empty list says nothing of what it would hold: floats.
    read = FLOATS["list"] if container == "list of Decimals" else kind
    read = FLOATS["numpy"] if container == "numpy objects" else read
    if container == "pandas objects":
        assert st.megpc(empty, empty).dtype == "float64"
    else:
        assert read.read(st.megpc(empty, empty)) == []
    both = st.scenarios(empty, empty, empty, empty)
    assert [len(column) for column in both] == [0] * 4
    assert len(st.classify_execution(empty, empty)) == 0


@pytest.mark.parametrize(
    "container", ["pandas", "pandas nullable", "pandas Arrow", "pandas objects"]
)
def test_a_series_and_an_array_of_its_length_keep_the_index(container: str) -> None:
    kind = KINDS[container]
    array = (FLOATS["numpy"] if container in FLOATS else DECIMALS["numpy objects"]).fill(
        of_values(TWO)
    )
    assert kind.read(st.megpc(kind.fill(of_values(ONE)), array)) == MARGIN
    assert kind.read(st.megpc(array, kind.fill(of_values(ONE)))) == [
        None if value is None else -value for value in MARGIN
    ]


def test_series_of_different_kinds_go_together() -> None:
    numpy, nullable, arrow = (
        FLOATS[f].fill(ONE) for f in ("pandas", "pandas nullable", "pandas Arrow")
    )
    assert st.megpc(numpy, nullable).dtype == "Float64"
    assert st.megpc(nullable, arrow).dtype == "double[pyarrow]"
    assert st.megpc(arrow, numpy).dtype == "double[pyarrow]"
    assert st.megpc(numpy, pd.array([1, 2, None, 4, 5], dtype="Int64")).tolist()[3] == -7.5


def test_a_result_is_named_as_its_columns_or_as_the_indicator() -> None:
    one, two = pd.Series([1.0], name="a"), pd.Series([2.0], name="b")
    assert st.megpc(one, one).name == "a"
    assert st.megpc(one, two).name == "megpc"
    assert st.megpc(pd.Series([1.0]), 2.0).name == "megpc"
    assert st.minimum_share_pct(pd.Series([2002])).name == "minimum_share_pct"
    assert st.megpc(pl.Series("a", [1.0]), pl.Series("b", [2.0])).name == "megpc"


def test_a_multi_index_and_its_names_come_back() -> None:
    index = pd.MultiIndex.from_product([["AP", "MA"], [2002, 2003]], names=["uf", "year"])
    result = st.megpc(pd.Series(range(4), index, dtype="float64"), 1.0)
    assert result.index.equals(index)
    assert result.index.names == ["uf", "year"]


def test_repeated_labels_are_no_trouble_where_both_carry_them() -> None:
    index = pd.Index(["a", "a", "b"])
    result = st.megpc(pd.Series([1.0, 2.0, 3.0], index), pd.Series([1.0, 1.0, 1.0], index))
    assert result.tolist() == [0.0, 1.0, 2.0]
    assert result.index.equals(index)


# --- columns that do not go together -----------------------------------------------------------


def test_the_same_labels_in_another_order_are_refused_with_the_remedy() -> None:
    one = pd.Series([1.0, 2.0], index=["a", "b"])
    with pytest.raises(IndexMismatchError, match=r"expenditure_pc\.reindex\(dpspc\.index\)"):
        st.megpc(one, one[::-1])


def test_other_labels_are_refused() -> None:
    one = pd.Series([1.0, 2.0], index=["a", "b"])
    with pytest.raises(IndexMismatchError, match="one index first"):
        st.megpc(one, pd.Series([1.0, 2.0], index=["a", "c"]))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (pd.Series([1.0]), pl.Series([1.0])),
        (pd.Series([1.0]), pa.array([1.0])),
        (pl.Series([1.0]), pa.chunked_array([[1.0]])),
        (pa.array([1.0]), pd.Series([1.0])),
    ],
    ids=["pandas_polars", "pandas_pyarrow", "polars_pyarrow", "pyarrow_pandas"],
)
def test_columns_of_two_libraries_are_refused(one: Any, two: Any) -> None:
    with pytest.raises(ColumnTypeError, match="give columns of one library"):
        st.megpc(one, two)


@pytest.mark.parametrize("size", [0, 1, 3, 5])
@pytest.mark.parametrize("container", KINDS)
def test_columns_of_other_lengths_are_refused(container: str, size: int) -> None:
    kind = KINDS[container]
    with pytest.raises((LengthError, IndexMismatchError)):
        st.megpc(kind.fill(of_values(ONE[:4])), kind.fill(of_values(TWO[:4] + ONE)[:size]))


def test_shapes_are_not_broadcast() -> None:
    for one, two in [((2, 3), (3,)), ((2, 3), (3, 2)), ((2, 1), (2,)), ((), (1,)), ((1,), (3,))]:
        with pytest.raises(LengthError, match="shape"):
            st.megpc(np.ones(one), np.ones(two))


# --- what else holds numbers -------------------------------------------------------------------


@pytest.mark.parametrize(
    "column",
    [
        pytest.param([1, 2, 3], id="list"),
        (1, 2.0, 3),
        range(1, 4),
        pd.Index([1, 2, 3]),
        pd.RangeIndex(1, 4),
        pd.array([1, 2, 3]),
        pd.array([1, 2, 3], dtype="Float32"),
        np.array([1, 2, 3]).view(np.ndarray),
        [np.float32(1), np.int8(2), 3],
        np.array([1, 2.0, np.int64(3)], dtype=object),
    ],
)
def test_sequences_of_numbers_give_an_array(column: Any) -> None:
    result = st.megpc(column, 1)
    assert type(result) is np.ndarray
    assert result.dtype == np.float64
    assert result.tolist() == [0.0, 1.0, 2.0]


@pytest.mark.parametrize(
    "number",
    [
        3,
        3.0,
        np.float64(3),
        np.float32(3),
        np.float16(3),
        np.longdouble(3),
        np.int8(3),
        np.uint64(3),
    ],
    ids=lambda number: type(number).__name__,
)
def test_a_lone_number_of_any_type_gives_a_float(number: Any) -> None:
    result = st.megpc(number, 1)
    assert type(result) is float
    assert result == 2.0


def test_an_array_of_no_dimension_gives_one() -> None:
    result = st.megpc(np.array(3.0), 1)
    assert isinstance(result, np.ndarray)
    assert result.shape == ()
    assert float(result) == 2.0


@pytest.mark.parametrize("shape", [(2, 3), (1, 6), (6, 1), (2, 3, 1), (0, 3), (3, 0)])
@pytest.mark.parametrize("order", ["C", "F"])
def test_arrays_of_more_dimensions_keep_their_shape(shape: tuple[int, ...], order: Any) -> None:
    column = np.arange(math.prod(shape), dtype=float).reshape(shape, order=order)
    exact = np.array([Decimal(int(value)) for value in column.flat], dtype=object).reshape(shape)
    for given in (column, column.astype(int)):
        result = st.megpc(given, 1.0)
        assert result.shape == shape
        assert (result == column - 1).all()
    if column.size:
        assert (st.megpc(exact, 1) == column - 1).all()


# --- memory of all kinds -----------------------------------------------------------------------


def misaligned(column: Array) -> Array:
    """The same numbers, one byte off the border of a word, as from a buffer of another process."""
    size = column.nbytes
    return (
        np.frombuffer(
            b"x" + column.tobytes() + b"x", dtype=column.dtype, count=len(column), offset=1
        )
        if size
        else column
    )


def read_only(column: Array) -> Array:
    other = column.copy()
    other.flags.writeable = False
    return other


def mapped(column: Array) -> Array:
    memory = mmap.mmap(-1, max(column.nbytes, 1))
    memory.write(column.tobytes())
    return np.frombuffer(memory, dtype=column.dtype, count=len(column))


def pickled(column: Array) -> Array:
    other: Array = pickle.loads(pickle.dumps(column))  # noqa: S301  our own bytes
    return other


def saved(column: Array) -> Array:
    file = io.BytesIO()
    np.save(file, column)
    file.seek(0)
    other: Array = np.load(file)
    return other


def field_of_records(column: Array) -> Array:
    table = np.zeros(len(column), dtype=[("a", "f8"), ("b", "i4")])
    table["a"] = column
    return table["a"]


LAYOUTS: dict[str, Callable[[Array], Array]] = {
    "strided": lambda column: np.repeat(column, 3)[::3],
    "reversed": lambda column: column[::-1].copy()[::-1],
    "a column of a table": lambda column: np.stack([column, column + 1], axis=1)[:, 0],
    "a row of Fortran's": lambda column: np.asfortranarray(np.stack([column, column + 1]))[0],
    "no stride": lambda column: np.broadcast_to(column[:1], column.shape),
    "misaligned": misaligned,
    "big-endian": lambda column: column.astype(">f8"),
    "misaligned and big-endian": lambda column: misaligned(column.astype(">f8")),
    "float32": lambda column: column.astype(np.float32),
    "float16": lambda column: column.astype(np.float16),
    "longdouble": lambda column: column.astype(np.longdouble),
    "read-only": read_only,
    "memory-mapped": mapped,
    "pickled": pickled,
    "saved": saved,
    "a field of records": field_of_records,
}
INTEGERS = [
    "i1",
    "u1",
    *(order + kind + width for order in "<>" for kind in "iu" for width in "248"),
]


@pytest.mark.parametrize("rows", [0, 1, 5, 1030])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_floats_are_read_wherever_they_lie(layout: str, rows: int) -> None:
    column = np.arange(rows, dtype=float) / 4
    given = LAYOUTS[layout](column)
    expected = np.asarray(given, dtype=float) - 2.25
    assert (st.megpc(given, 2.25) == expected).all()
    assert (st.megpc(given, np.full(rows, 2.25)) == expected).all()
    series = st.megpc(pd.Series(given.astype(given.dtype.newbyteorder("="))), 2.25)
    assert (series == expected).all()


@pytest.mark.parametrize("code", INTEGERS)
def test_integers_of_every_width_are_read(code: str) -> None:
    dtype = np.dtype(code)
    column = np.array([0, 1, 100, 127], dtype=dtype)
    assert st.megpc(column, 0.5).tolist() == [-0.5, 0.5, 99.5, 126.5]
    assert st.megpc(np.repeat(column, 2)[::2], 0.5).tolist() == [-0.5, 0.5, 99.5, 126.5]
    if dtype.kind == "i":
        assert st.megpc(-column, 0.5).tolist() == [-0.5, -1.5, -100.5, -127.5]
    assert st.megpc(column, Decimal("0.5")).tolist()[2] == Decimal("99.5")


def test_a_memory_map_of_a_file_is_read_and_written(tmp_path: Path) -> None:
    file = np.memmap(tmp_path / "column", dtype="float64", mode="w+", shape=2000)
    file[:] = np.arange(2000)
    out = np.memmap(tmp_path / "result", dtype="float64", mode="w+", shape=2000)
    assert st.megpc(file, 1.0, out=out) is out
    assert (out == np.arange(2000) - 1).all()


def test_an_argument_is_never_changed() -> None:
    columns = [
        np.array([1.0, np.nan, 3.0]),
        np.array([1, 2, 3]),
        np.ma.array([1.0, 2.0, 3.0], mask=np.array([False, True, False])),
    ]
    for column in columns:
        before = column.copy()
        st.megpc(column, column)
        st.scenarios(column, column, column, 10.2)
        assert np.array_equal(np.ma.getdata(column), np.ma.getdata(before), equal_nan=True)
