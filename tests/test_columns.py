"""What Arrow and pandas hide in a column: nulls, chunks, offsets, decimals, wide integers."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from sustenta.errors import ColumnTypeError, DomainError, PrecisionError

BIG = 2**53 + 1
Fill = Callable[[list[Any]], Any]


def values(column: Any) -> list[Any]:
    """The Python values of a result, None where missing."""
    found = column.to_pylist() if isinstance(column, pa.Array) else list(column)
    return [None if value is None or value is pd.NA or value != value else value for value in found]  # noqa: PLR0124


# --- Arrow and polars --------------------------------------------------------------------------


TYPES = [pa.float64(), pa.int64(), pa.decimal128(20, 2)]


def of(type_: Any, numbers: list[int | None]) -> list[Any]:
    """The numbers as a type takes them."""
    make = Decimal if pa.types.is_decimal(type_) else int
    return [None if number is None else make(number) for number in numbers]


@pytest.mark.parametrize("type_", TYPES, ids=str)
def test_arrow_columns_are_read_in_chunks_slices_and_with_nulls(type_: Any) -> None:
    plain = pa.array(of(type_, [5, None, 7, -1]), type=type_)
    padded = pa.array(of(type_, [None, 99, 5, None, 7, -1, 98]), type=type_)
    shapes = {
        "plain": plain,
        "sliced": padded[2:6],
        "sliced twice": padded.slice(1).slice(1, 4),
        "one chunk": pa.chunked_array([plain]),
        "chunks": pa.chunked_array([plain[:1], plain[1:1], plain[1:]]),
        "sliced chunks": pa.chunked_array([padded[:3], padded[3:]]).slice(2, 4),
        "round a file": pa.ipc.open_stream(written(plain)).read_all()["a"],
    }
    one = of(type_, [1])[0]
    for name, column in shapes.items():
        result = st.megpc(column, one)
        assert isinstance(result, pa.Array), name
        assert values(result) == [4, None, 6, -2], name
        chunked = column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column])
        series = st.megpc(pd.Series(pd.arrays.ArrowExtensionArray(chunked)), one)
        assert values(series) == [4, None, 6, -2], name


def written(column: Any) -> Any:
    sink = pa.BufferOutputStream()
    table = pa.table({"a": column})
    with pa.ipc.new_stream(sink, table.schema) as file:
        file.write_table(table)
    return sink.getvalue()


@pytest.mark.parametrize("type_", TYPES, ids=str)
def test_arrow_columns_without_rows_or_chunks_give_none(type_: Any) -> None:
    for column in (
        pa.array([], type=type_),
        pa.chunked_array([], type=type_),
        pa.array([None, None], type=type_)[:0],
    ):
        result = st.megpc(column, of(type_, [1])[0])
        assert (type(result).__name__, len(result)) in [("DoubleArray", 0), ("Decimal128Array", 0)]


@pytest.mark.parametrize(
    "type_", [pa.float32(), pa.float16(), pa.int8(), pa.uint64(), pa.null()], ids=str
)
def test_arrow_numbers_of_every_width_are_read(type_: Any) -> None:
    given = (
        [None, None]
        if pa.types.is_null(type_)
        else [np.float16(2) if type_ == pa.float16() else 2, None]
    )
    expected = [None, None] if pa.types.is_null(type_) else [1.0, None]
    assert values(st.megpc(pa.array(given, type=type_), 1)) == expected


@pytest.mark.parametrize(
    "dtype", [pl.Float32, pl.Int8, pl.UInt64, pl.Int128, pl.Decimal(30, 4), pl.Null], ids=str
)
def test_polars_numbers_of_every_width_are_read(dtype: Any) -> None:
    given = [None, None, None] if dtype == pl.Null else [2, None, 3]
    expected = [None, None, None] if dtype == pl.Null else [1, None, 2]
    one = Decimal(1) if dtype == pl.Decimal(30, 4) else 1
    column = pl.Series("x", given, dtype=dtype)
    assert values(st.megpc(column, one)) == expected
    assert values(st.megpc(pl.concat([column[:1], column[1:]], rechunk=False), one)) == expected
    assert values(st.megpc(pl.concat([column, column])[3:], one)) == expected
    assert values(st.megpc(column[::-1], one)) == expected[::-1]


def test_decimals_of_every_width_and_scale_are_read() -> None:
    for type_ in (
        pa.decimal32(7, 2),
        pa.decimal64(15, 2),
        pa.decimal128(38, 10),
        pa.decimal256(60, 2),
    ):
        column = pa.array([Decimal("12.25"), None, Decimal("-0.75")], type=type_)
        assert values(st.megpc(column, Decimal("0.25"))) == [Decimal(12), None, Decimal(-1)]
    hundreds = pa.array([Decimal("1.2e3"), Decimal("-5e2")], type=pa.decimal128(5, -2))
    assert values(st.megpc(hundreds, Decimal(1))) == [Decimal(1199), Decimal(-501)]


def test_decimals_beyond_the_core_are_refused_with_their_row() -> None:
    wide = [Decimal(1), Decimal("1e30")]
    columns = [
        pa.array(wide, type=pa.decimal128(38, 0)),
        pa.array(wide, type=pa.decimal256(60, 0)),
        wide,
    ]
    columns += [pa.array([Decimal(1), Decimal("1e50")], type=pa.decimal256(60, 0)), pd.Series(wide)]
    columns += [
        pl.Series(wide, dtype=pl.Decimal(38, 0)),
        [Decimal(1), Decimal("0.12345678901234567890123456789")],
    ]
    for column in columns:
        with pytest.raises(PrecisionError) as caught:
            st.megpc(column, Decimal(1))
        assert (caught.value.argument, caught.value.row) == ("dpspc", 1)


def test_an_exact_arrow_column_has_room_for_its_results_or_is_refused() -> None:
    type_ = pa.decimal128(38, 12)
    column = pa.array([Decimal(12345678901234), Decimal("0.1")], type=type_)
    assert st.megpc(column, Decimal("0.000000000001")).type == type_
    with pytest.raises(PrecisionError) as caught:
        st.megpc(column, pa.array([Decimal(0), Decimal("1e-26")], type=pa.decimal128(38, 26)))
    assert (caught.value.argument, caught.value.row) == ("result", 0)


def test_gaps_of_very_different_sizes_share_one_arrow_column() -> None:
    spent = pl.Series([Decimal("123456789012.34"), Decimal("0.01")])
    gap = st.ec29_gap(spent, pl.Series([Decimal(3), Decimal(7)]), Decimal("10.304"))
    assert gap.gap_pp.to_list()[1] == Decimal("-10.1611428571428571428571429")
    assert gap.gap.to_list() == [Decimal("123456789012.030880"), Decimal("-0.711280")]
    assert gap.met.to_list() == [True, False]


# --- whole numbers that lose digits as floats --------------------------------------------------

WIDE: dict[str, Fill] = {
    "list": list,
    "numpy": lambda column: np.array(column, dtype=np.int64),
    "unsigned": lambda column: np.array(column, dtype=np.uint64),
    "big-endian": lambda column: np.array(column, dtype=">i8"),
    "objects": lambda column: np.array(column, dtype=object),
    "masked": lambda column: np.ma.array(column, mask=[False] * len(column)),
    "pandas": pd.Series,
    "nullable": lambda column: pd.Series(column, dtype="Int64"),
    "Arrow-backed": lambda column: pd.Series(column, dtype="int64[pyarrow]"),
    "polars": lambda column: pl.Series(column, dtype=pl.Int64),
    "polars 128": lambda column: pl.Series(column, dtype=pl.Int128),
    "pyarrow": pa.array,
}
WITH_GAPS = ("list", "objects", "nullable", "Arrow-backed", "polars", "polars 128", "pyarrow")


@pytest.mark.parametrize("container", WIDE)
def test_a_whole_number_too_wide_for_a_float_is_refused_with_its_row(container: str) -> None:
    for column, row in [([1, BIG], 1), ([BIG, 1], 0), ([2**62, 5], 0)]:
        with pytest.raises(PrecisionError) as caught:
            st.megpc(WIDE[container](column), 1.0)
        assert (caught.value.row, caught.value.found) == (row, str(column[row]))
    assert values(st.megpc(WIDE[container]([2**53, 1]), 1.0)) == [2**53 - 1, 0]


@pytest.mark.parametrize("container", WITH_GAPS)
def test_a_missing_value_beside_it_does_not_hide_a_wide_whole_number(container: str) -> None:
    with pytest.raises(PrecisionError) as caught:
        st.megpc(WIDE[container]([None, 1, BIG]), 1.0)
    assert caught.value.row == 2
    assert values(st.megpc(WIDE[container]([None, 1, 2**53]), 1.0)) == [None, 0, 2**53 - 1]


def test_a_float_beside_it_does_not_hide_a_wide_whole_number() -> None:
    with pytest.raises(PrecisionError):
        st.megpc([0.5, BIG], 1.0)


@pytest.mark.parametrize("number", [BIG, -BIG, 2**64, 10**40, np.uint64(2**63)])
def test_a_lone_whole_number_too_wide_for_a_float_is_refused(number: Any) -> None:
    with pytest.raises(PrecisionError) as caught:
        st.megpc(number, 1.0)
    assert caught.value.row is None


@pytest.mark.parametrize("container", WIDE)
def test_a_wide_whole_number_is_exact_among_decimals(container: str) -> None:
    result = st.megpc(WIDE[container]([BIG, 2**62]), Decimal(1))
    assert values(result) == [Decimal(2**53), Decimal(2**62 - 1)]


@pytest.mark.parametrize("container", [*WITH_GAPS, "masked"])
def test_whole_numbers_with_gaps_go_with_decimals(container: str) -> None:
    population = (
        np.ma.array([2, 7], mask=[False, True])
        if container == "masked"
        else WIDE[container]([2, None])
    )
    assert values(st.per_capita(Decimal(5), population)) == [Decimal("2.5"), None]


def test_whole_numbers_of_any_width_are_exact_in_a_list() -> None:
    assert values(st.megpc([2**70, None], Decimal(1))) == [Decimal(2**70 - 1), None]
    with pytest.raises(PrecisionError):
        st.megpc([2**100, 1], Decimal(1))


# --- decimals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "missing", [Decimal("NaN"), Decimal("-NaN"), Decimal("NaN123"), None, pd.NA, math.nan]
)
def test_a_decimal_that_is_no_number_is_missing(missing: Any) -> None:
    assert values(st.megpc([missing, Decimal(3)], Decimal(1))) == [None, Decimal(2)]
    assert values(st.megpc(pd.Series([missing, Decimal(3)], dtype=object), 1)) == [None, Decimal(2)]
    assert st.megpc(missing, Decimal(1)) is None


@pytest.mark.parametrize("text", ["Infinity", "-Infinity", "sNaN", "-sNaN"])
def test_an_infinite_or_signalling_decimal_is_refused(text: str) -> None:
    for given, row in [(Decimal(text), None), ([Decimal(1), Decimal(text)], 1)]:
        with pytest.raises(DomainError) as caught:
            st.megpc(given, Decimal(1))
        assert (caught.value.row, caught.value.reason) == (row, "amount_not_finite")


def test_decimals_keep_every_digit() -> None:
    assert str(st.megpc(Decimal("0.1"), Decimal("0.3"))) == "-0.2"
    assert st.megpc(Decimal("-0"), Decimal(0)) == 0
    assert st.megpc(Decimal("1E+3"), Decimal("1E-3")) == Decimal("999.999")
    assert st.megpc(Decimal(79228162514264337593543950335), 0) == 2**96 - 1
    assert st.dpspc(Decimal("123456789012345678901234567.89"), 0, 0, rate_pct=1) == Decimal(
        "1234567890123456789012345.6789"
    )
    assert st.megpc(Decimal("1.00000000000000000000000000000000000"), 0) == 1


@pytest.mark.parametrize(
    "number",
    [
        "1e29",
        "79228162514264337593543950336",
        "1e-29",
        "99999999999999999999999999999",
        "1E+999999999999",
        "1E-999999999999",
    ],
)
def test_a_decimal_beyond_28_digits_is_refused(number: str) -> None:
    for given, row in [(Decimal(number), None), ([Decimal(1), Decimal(number)], 1)]:
        with pytest.raises(PrecisionError) as caught:
            st.megpc(given, Decimal(1))
        assert (caught.value.argument, caught.value.row) == ("dpspc", row)


def test_a_percentage_of_a_decimal_is_never_rounded() -> None:
    with pytest.raises(PrecisionError):
        st.dpspc(Decimal("1e-27"), Decimal(0), Decimal(0))
    with pytest.raises(PrecisionError):
        st.megpc_from_share(Decimal("1234567890123456789012345.678"), Decimal("1.11"))


def test_a_long_quotient_and_a_sum_are_rounded_once_at_the_end() -> None:
    found = st.dpspc_siops(Decimal("93870085.00"), 306580, Decimal("836.15"))
    assert found == Decimal("882.0776950551242742514188792")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (Decimal(1), 1.5),
        ([Decimal(1)], [1.5]),
        (pd.Series([Decimal(1)]), pd.Series([1.5])),
        (pa.array([Decimal(1)]), 1.5),
        (pl.Series([Decimal(1)]), pl.Series([1.5])),
        ([Decimal(1), 2.5], Decimal(1)),
        ([Decimal(1), True], Decimal(1)),
        ([Decimal(1), "2"], Decimal(1)),
    ],
    ids=str,
)
def test_floats_and_decimals_do_not_mix(one: Any, two: Any) -> None:
    with pytest.raises(ColumnTypeError):
        st.megpc(one, two)


def test_whole_numbers_and_missing_values_go_with_decimals() -> None:
    for other in (2, np.int32(2), [2], np.array([2]), pd.Series([2])):
        assert values(np.atleast_1d(np.array(st.megpc(Decimal(3), other), dtype=object))) == [
            Decimal(1)
        ]
    assert values(st.megpc([Decimal(3)], [math.nan])) == [None]
    assert values(st.megpc([Decimal(3)], [None])) == [None]


# --- masks and sparse columns ---------------------------------------------------------------------


def test_masked_values_are_missing_and_the_mask_hides_no_type() -> None:
    column = np.ma.array([[1.0, 2.0], [3.0, 4.0]], mask=[[False, True], [False, False]])
    assert values(st.megpc(column, 1.0).ravel()) == [0.0, None, 2.0, 3.0]
    assert values(st.megpc(np.ma.array([5, 6], mask=True), 1.0)) == [None, None]
    exact = np.ma.array([Decimal(5), Decimal(6)], mask=[True, False])
    assert values(st.megpc(exact, Decimal(1))) == [None, Decimal(5)]
    with pytest.raises(PrecisionError):
        st.megpc(np.ma.array([1, BIG], mask=[True, False]), 1.0)
    others: list[Any] = [[True, False], ["1", "2"], [1j, 2j]]
    others.append(np.array(["2002", "2003"], dtype="M8[Y]"))
    for data in others:
        with pytest.raises(ColumnTypeError):
            st.megpc(np.ma.array(data, mask=[False, True]), 1.0)


def test_a_sparse_column_is_read() -> None:
    column = pd.Series(pd.arrays.SparseArray([1.0, math.nan, 0.0]))
    assert values(st.megpc(column, 1.0)) == [0.0, None, -1.0]
