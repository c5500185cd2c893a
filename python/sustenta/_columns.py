"""The one place that knows which container a column came in, and gives the same one back.

A call's arguments are gathered into one-dimensional, contiguous float64 arrays (or lists of exact
decimals) for the core; its results go back into the container of the arguments: a number, a NumPy
array, a pandas Series with its index, a polars Series, a pyarrow array.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from sustenta._arrow import ExactColumn, WholeColumn, words_as_floats
from sustenta._containers import (
    ARRAY,
    EXACT_INTEGERS,
    SCALAR,
    Container,
    container_of,
    refuse_wide,
)
from sustenta.errors import ColumnTypeError, DomainError, LengthError, SettingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_FLOAT64 = np.dtype(np.float64)
#: A year is no amount: a call is exact or not whatever its years come in.
_YEAR = "year"


@dataclass(slots=True)
class Call:
    """The columns of one call, ready for the core, and the container of its results."""

    inputs: list[Any]
    container: Container
    exact: bool = False
    arrow: bool = False

    def __post_init__(self) -> None:
        self.arrow = self.exact and self.container.arrow

    def floats(self, result: NDArray[np.float64], name: str | None = None) -> Any:
        """Give a float64 result its container."""
        return self.container.floats(result, name)

    def decimals(self, result: Any, name: str | None = None) -> Any:
        """Give an exact result (Decimals, or Arrow words) its container."""
        return self.container.decimals(result, name)

    def objects(
        self, result: list[Decimal | None], name: str | None = None, *, quotients: bool = False
    ) -> Any:
        """Give an exact result that came as Decimals its container, Arrow's included."""
        return self.container.objects(result, name, quotients=quotients)


def gather(names: Sequence[str], values: Sequence[Any], *, exact: bool | None = None) -> Call:
    """Gather the arguments of a call.

    Parameters
    ----------
    names, values
        The arguments, in the order of the core's inputs. One called ``year`` stays as it came.
    exact
        Whether the call is exact; by default as the values say: a Decimal anywhere makes it so.
    """
    container = container_of(names, values)
    columns = [
        value if _is_plain(value) else container.column(name, value)
        for name, value in zip(names, values, strict=True)
    ]
    if exact is None:
        amounts = (column for name, column in zip(names, columns, strict=True) if name != _YEAR)
        exact = any(isinstance(column, (Decimal, ExactColumn)) for column in amounts)
    ready = _exact_input if exact else _float_input
    inputs = [
        column if name == _YEAR else ready(name, column)
        for name, column in zip(names, columns, strict=True)
    ]
    return Call(inputs, container, exact)


def plain_arrays(values: Sequence[Any]) -> list[Any] | None:
    """Give the arguments as they are where the core can read them in place, else None.

    The short way for the common case: float64 arrays and lone numbers.
    """
    ready = []
    rows = None
    for value in values:
        kind = type(value)
        if kind is np.ndarray:
            flags = value.flags
            if (
                value.dtype is not _FLOAT64
                or value.ndim != 1
                or not (flags.c_contiguous and flags.aligned)
            ):
                return None
            if rows is None:
                rows = len(value)
            elif len(value) != rows:
                return None
            ready.append(value)
        elif kind is float:
            ready.append(value)
        elif kind is int and -EXACT_INTEGERS <= value <= EXACT_INTEGERS:
            ready.append(float(value))
        else:
            return None
    return ready if rows is not None else None


def _is_plain(value: Any) -> bool:
    return type(value) in (float, int, Decimal)


def _float_input(name: str, column: Any) -> float | NDArray[np.float64]:
    """Make a column ready for the core's float64 loops."""
    if isinstance(column, (Decimal, ExactColumn)):
        raise ColumnTypeError(
            f"`{name}` holds exact decimals, and other columns of the call hold floats; "
            "convert one or the other (`.astype(float)`, or `Decimal(...)`)",
            argument=name,
            found="Decimal",
        )
    if isinstance(column, int):
        refuse_wide(name, None, column)
        return float(column)
    if isinstance(column, float):
        return column
    if isinstance(column, WholeColumn):
        _refuse_wide_rows(name, np.where(column.missing, 0, column.values))
        floats = np.full(column.missing.shape, np.nan)
        floats[~column.missing] = column.values[~column.missing].astype(np.float64)
        return floats
    if column.dtype.kind in "iu":
        _refuse_wide_rows(name, column)
    # A copy is made only of what the core cannot read in place. What a wider float holds beyond
    # the range is an infinity here, and refused as one.
    with np.errstate(over="ignore"):
        return np.require(column, dtype=np.float64, requirements=["C", "A"])


def as_floats(column: Any) -> NDArray[np.float64]:
    """Give a column as it came in floats, for what is no amount: a year."""
    if isinstance(column, ExactColumn):
        if isinstance(column.values, tuple):
            return words_as_floats(*column.values)
        column = column.values
    elif isinstance(column, WholeColumn):
        column = np.where(column.missing, np.nan, column.values.astype(np.float64))
    return np.array(column, dtype=np.float64)


def floats_of(name: str, value: Any) -> NDArray[np.float64]:
    """Give a column, exact or not, in floats: for lines and measures, which have no exact form.

    A lone number comes as an array of no dimension.
    """
    return data_floats(name, gather((name,), (value,)).inputs[0])


def data_floats(name: str, data: Any) -> NDArray[np.float64]:
    """Give what the core takes, floats, Decimals or Arrow's words, in floats; NaN where missing."""
    if isinstance(data, tuple):
        return words_as_floats(*data)
    if isinstance(data, list):
        return decimal_floats(name, data)
    if isinstance(data, Decimal):
        return decimal_floats(name, [data]).reshape(())
    return np.asarray(data, dtype=np.float64)


def decimal_floats(argument: str, cells: Sequence[Any]) -> NDArray[np.float64]:
    """Give exact cells as floats, None as NaN; a signalling NaN is no amount."""
    floats = np.full(len(cells), np.nan)
    for row, cell in enumerate(cells):
        if isinstance(cell, Decimal) and cell.is_snan():
            raise DomainError(
                f"`{argument}` at row {row} is {cell}; expected a finite amount, or None where it "
                "is missing",
                argument=argument,
                row=row,
                found=str(cell),
                expected="a finite amount, or None where it is missing",
                reason="amount_not_finite",
            )
        if cell is not None:
            try:
                floats[row] = float(cell)
            except OverflowError:
                floats[row] = np.inf if cell > 0 else -np.inf
    return floats


def _refuse_wide_rows(name: str, column: NDArray[Any]) -> None:
    wide = (column > EXACT_INTEGERS) | (column < -EXACT_INTEGERS)
    if wide.any():
        row = int(wide.argmax())
        refuse_wide(name, row, int(column[row]))


def _exact_input(name: str, column: Any) -> Any:
    """Make a column ready for the core's exact loops."""
    if isinstance(column, ExactColumn):
        return column.values
    if isinstance(column, (Decimal, int)):
        return column
    if isinstance(column, float):
        if column != column:  # noqa: PLR0124  a lone NaN is a missing value
            return None
        raise _float_in_exact(name, column)
    if isinstance(column, WholeColumn):
        pairs = zip(column.values.tolist(), column.missing, strict=True)
        return [None if gone else number for number, gone in pairs]
    if column.dtype.kind in "iu":
        return column.tolist()
    if np.isnan(column).all():
        return [None] * column.size
    raise _float_in_exact(name, f"{column.dtype} values")


def _float_in_exact(name: str, found: object) -> ColumnTypeError:
    return ColumnTypeError(
        f"`{name}` is {found} in a call with exact decimals; "
        f"a float is not an exact amount: write Decimal('…') or give floats everywhere",
        argument=name,
        found=str(found),
    )


def check_out(
    out: Any, container: Container, inputs: list[Any], argument: str = "out"
) -> NDArray[np.float64]:
    """Check an array given for the results, and copy an input that is that very array."""
    plain = isinstance(out, np.ndarray) and not isinstance(out, np.ma.MaskedArray)
    if not plain or out.dtype != _FLOAT64:
        found = out.dtype if plain else type(out).__name__
        raise ColumnTypeError(
            f"`{argument}` is {found}; expected a NumPy array of native float64",
            argument=argument,
            found=str(found),
        )
    if container.kind not in (ARRAY, SCALAR):
        raise SettingError(
            f"`{argument}` goes with NumPy arrays; "
            f"a {container.kind} call gives its own container back",
            argument=argument,
            problem="given with another container",
        )
    if out.shape != container.shape:
        raise LengthError(
            f"`{argument}` has shape {out.shape}; expected {container.shape}",
            argument=argument,
            found=out.size,
            expected=int(np.prod(container.shape)),
        )
    flags = out.flags
    if not (flags.writeable and flags.aligned and flags.c_contiguous):
        raise SettingError(
            f"`{argument}` must be writable, aligned and contiguous",
            argument=argument,
            problem="not writable, aligned and contiguous",
        )
    for place, column in enumerate(inputs):
        if isinstance(column, np.ndarray) and np.may_share_memory(column, out):
            same = column.ctypes.data == out.ctypes.data and column.size == out.size
            if same:
                inputs[place] = column.copy()
            elif np.shares_memory(column, out):
                raise SettingError(
                    f"`{argument}` overlaps an input; give that very array, or one apart from it",
                    argument=argument,
                    problem="overlaps an input",
                )
    return np.asarray(out).reshape(-1)
