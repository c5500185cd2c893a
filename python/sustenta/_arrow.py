"""Arrow columns from and to NumPy views of their buffers; polars goes through Arrow."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from sustenta.errors import ColumnTypeError, PrecisionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_DIGITS = 38
#: Every exact column that goes back has at least this many decimals.
_LEAST_SCALE = 12
_WIDE = Context(prec=2 * _DIGITS, rounding=ROUND_HALF_EVEN)


@dataclass(slots=True)
class ExactColumn:
    """An exact column: a list of Decimal, int and None; or Arrow words, validity and scale."""

    values: Any


@dataclass(slots=True)
class WholeColumn:
    """Whole numbers of any width, some of them missing: exact, and floats where they fit."""

    values: NDArray[Any]
    missing: NDArray[np.bool_]


def from_polars(argument: str, series: Any) -> Any:
    """Give a polars column as NumPy floats or integers, or as an exact column."""
    dtype = series.dtype
    if dtype.is_decimal():
        return from_arrow(argument, series.to_arrow())
    if not dtype.is_numeric() and str(dtype) != "Null":
        raise _refused(argument, str(dtype))
    if str(dtype) == "Null":
        return np.full(len(series), np.nan)
    if dtype.is_integer():
        if str(dtype).endswith("128"):  # NumPy has none so wide
            values = np.array(series.to_list(), dtype=object)
            return WholeColumn(values, series.is_null().to_numpy())
        if series.null_count():
            return WholeColumn(series.fill_null(0).to_numpy(), series.is_null().to_numpy())
    return series.to_numpy()


def from_arrow(argument: str, array: Any) -> Any:
    """Give an Arrow column as NumPy floats or integers, or as an exact column."""
    import pyarrow as pa

    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks() if array.num_chunks != 1 else array.chunk(0)
    if isinstance(array, pa.ChunkedArray):  # no chunk at all
        array = pa.array([], type=array.type)
    kind = array.type
    if pa.types.is_decimal128(kind):
        return ExactColumn(_words(array))
    if pa.types.is_decimal(kind):
        try:
            return ExactColumn(_words(array.cast(pa.decimal128(_DIGITS, kind.scale))))
        except pa.ArrowInvalid:  # the core says which row is too wide
            return ExactColumn(array.to_pylist())
    if pa.types.is_null(kind):
        return np.full(len(array), np.nan)
    if not (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
        raise _refused(argument, str(kind))
    if pa.types.is_integer(kind) and array.null_count:
        present = array.fill_null(0).to_numpy(zero_copy_only=False)
        return WholeColumn(present, array.is_null().to_numpy(zero_copy_only=False))
    return array.to_numpy(zero_copy_only=False)


def _refused(argument: str, found: str) -> ColumnTypeError:
    advice = (
        "`parse_figures` reads printed figures"
        if "tr" in found.lower() and "struct" not in found.lower()
        else "expected amounts: floats, integers or decimals"
    )
    return ColumnTypeError(f"`{argument}` holds {found}; {advice}", argument=argument, found=found)


def _words(array: Any) -> tuple[NDArray[np.uint64], NDArray[np.bool_], int]:
    """Give a decimal128 array as words (two a row), validity and scale."""
    validity, data = array.buffers()
    rows = len(array)
    if rows == 0:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.bool_), array.type.scale
    start = array.offset
    words = np.frombuffer(data, dtype=np.uint64)[2 * start : 2 * (start + rows)]
    if words.ctypes.data % 8:
        words = words.copy()
    return words, valid_rows(validity, start, rows), array.type.scale


def words_as_floats(
    words: NDArray[np.uint64], valid: NDArray[np.bool_], scale: int
) -> NDArray[np.float64]:
    """Give Arrow words as floats, NaN where missing."""
    low, high = words.view(np.int64).reshape(-1, 2).T
    both = high * 2.0**64 + words[::2]
    return np.where(valid, np.where(high == low >> 63, low, both) / 10.0**scale, np.nan)


def valid_rows(validity: Any, start: int, rows: int) -> NDArray[np.bool_]:
    """Give the validity bits of an Arrow array as truth values."""
    if validity is None:
        return np.ones(rows, dtype=np.bool_)
    bits = np.unpackbits(
        np.frombuffer(validity, dtype=np.uint8), count=start + rows, bitorder="little"
    )
    return bits[start:].astype(np.bool_)


def floats(result: NDArray[np.float64]) -> Any:
    """Give floats as an Arrow array; NaN becomes null."""
    import pyarrow as pa

    missing = np.isnan(result)
    return pa.array(result, mask=missing if missing.any() else None)


def decimals(result: tuple[NDArray[np.uint64], NDArray[np.bool_], int]) -> Any:
    """Give Arrow words as a decimal128 array."""
    import pyarrow as pa

    words, valid, scale = result
    validity = None if valid.all() else pa.py_buffer(np.packbits(valid, bitorder="little"))
    return pa.Array.from_buffers(
        pa.decimal128(_DIGITS, scale), len(valid), [validity, pa.py_buffer(words)]
    )


def from_decimals(
    values: list[Decimal | None], *, quotients: bool
) -> tuple[NDArray[np.uint64], NDArray[np.bool_], int]:
    """Give Decimals as Arrow words at the scale of the longest.

    Quotients are rounded to fewer decimals where they must; what is exact fits or is refused.
    """
    import pyarrow as pa

    present = [value for value in values if value is not None]
    scale = max([_LEAST_SCALE, *(-int(value.as_tuple().exponent) for value in present)])
    if quotients:
        scale = min(scale, _DIGITS - max([0, *(value.adjusted() + 1 for value in present)]))
    unit = Decimal(1).scaleb(-scale)
    fitted = []
    for row, value in enumerate(values):
        fits = None if value is None else value.quantize(unit, context=_WIDE)
        if fits is not None and fits.adjusted() + scale >= _DIGITS:
            raise PrecisionError(
                f"`result` at row {row} is {value} in a column with {scale} decimals, which is "
                f"more than the {_DIGITS} digits that Arrow's decimals hold; round it",
                argument="result",
                row=row,
                found=str(value),
            )
        fitted.append(fits)
    return _words(pa.array(fitted, type=pa.decimal128(_DIGITS, scale)))


def polars_floats(name: Any, result: NDArray[np.float64]) -> Any:
    """Give floats as a polars Series; NaN becomes null."""
    import polars as pl

    return pl.Series(name, result, nan_to_null=True)


def polars_decimals(name: Any, result: tuple[NDArray[np.uint64], NDArray[np.bool_], int]) -> Any:
    """Give Arrow words as a polars Series of decimals."""
    import polars as pl

    return pl.Series(name, decimals(result))


def flags(result: NDArray[np.bool_], known: NDArray[np.bool_], name: str, *, polars: bool) -> Any:
    """Give yes, no and missing as an Arrow array or a polars Series."""
    import pyarrow as pa

    array = pa.array(result, mask=~known)
    if not polars:
        return array
    import polars as pl

    return pl.Series(name, array)


def labels(
    codes: NDArray[np.uint8], classes: Sequence[str], name: str, *, polars: bool, ordered: bool
) -> Any:
    """Give class codes (zero is missing) as an Arrow dictionary array or a polars Enum Series."""
    if polars:
        import polars as pl

        texts = [None, *classes]
        return pl.Series(name, [texts[code] for code in codes.tolist()], dtype=pl.Enum(classes))
    import pyarrow as pa

    indices = pa.array(codes.astype(np.int8) - 1, mask=codes == 0)
    return pa.DictionaryArray.from_arrays(
        indices, pa.array(list(classes), pa.string()), ordered=ordered
    )
