"""The containers that columns come in: numbers, NumPy, pandas, polars and pyarrow.

polars and pyarrow are never imported here unless such a column has arrived.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sustenta import _arrow
from sustenta._arrow import ExactColumn, WholeColumn
from sustenta.errors import (
    ColumnTypeError,
    IndexMismatchError,
    LengthError,
    PrecisionError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

SCALAR, ARRAY, PANDAS, POLARS, ARROW = "lone number", "NumPy", "pandas", "polars", "pyarrow"

#: The letters of a value that a message shows.
_SHOWN = 60
#: Whole numbers up to here are floats without loss.
EXACT_INTEGERS = 2**53

_NUMBERS = (float, int, Decimal, np.floating, np.integer)
_ARRAYS = (np.ndarray, list, tuple, range, pd.Index, pd.api.extensions.ExtensionArray)


def kind_of(value: Any) -> str | None:
    """Say which container a value is; None where it holds no column."""
    if value is None or value is pd.NA:
        return SCALAR
    if isinstance(value, _NUMBERS):
        return None if isinstance(value, bool) else SCALAR
    if isinstance(value, pd.Series):
        return PANDAS
    polars, pyarrow = sys.modules.get("polars"), sys.modules.get("pyarrow")
    if polars is not None and isinstance(value, polars.Series):
        return POLARS
    if pyarrow is not None and isinstance(value, (pyarrow.Array, pyarrow.ChunkedArray)):
        return ARROW
    return ARRAY if isinstance(value, _ARRAYS) else None


@dataclass(slots=True)
class Container:
    """What the results of a call go back into."""

    kind: str
    shape: tuple[int, ...] = ()
    index: pd.Index | None = None
    name: Any = None
    #: pandas: "numpy", "nullable" or "arrow"
    flavour: str = "numpy"

    @property
    def arrow(self) -> bool:
        """Whether exact results travel as Arrow words."""
        return self.kind in (POLARS, ARROW) or self.flavour == "arrow"

    @property
    def rows(self) -> int:
        """The rows of a result: one where all arguments are lone numbers."""
        return int(np.prod(self.shape))

    def column(self, argument: str, value: Any) -> Any:
        """Give one argument as a lone number, a one-dimensional NumPy array or an exact column."""
        kind = kind_of(value)
        if kind == SCALAR:
            return _lone(value)
        if kind == PANDAS:
            return _from_pandas(argument, value)
        if kind == POLARS:
            return _arrow.from_polars(argument, value)
        if kind == ARROW:
            return _arrow.from_arrow(argument, value)
        if isinstance(value, (pd.Index, pd.api.extensions.ExtensionArray)):
            return _from_pandas(argument, value)
        return _from_numpy(argument, value)

    def floats(self, result: NDArray[np.float64], name: str | None = None) -> Any:
        """Put a float64 result into the container; NaN is its missing value."""
        if self.kind == SCALAR:
            return float(result[0])
        if self.kind == ARRAY:
            return result if len(self.shape) == 1 else result.reshape(self.shape)
        if self.kind == PANDAS:
            return self._series(_flavoured(result, self.flavour), name)
        if self.kind == POLARS:
            return _arrow.polars_floats(self._name(name), result)
        return _arrow.floats(result)

    def decimals(self, result: Any, name: str | None = None) -> Any:
        """Put an exact result into the container: Decimals, or Arrow words."""
        if self.kind == POLARS:
            return _arrow.polars_decimals(self._name(name), result)
        if self.kind == ARROW:
            return _arrow.decimals(result)
        if self.kind == PANDAS and self.flavour == "arrow":
            return self._series(pd.arrays.ArrowExtensionArray(_arrow.decimals(result)), name)
        if self.kind == SCALAR:
            return result[0]
        objects = result
        if not isinstance(result, np.ndarray):
            objects = np.empty(len(result), dtype=object)
            objects[:] = result
        if self.kind == PANDAS:
            return self._series(objects, name)
        return objects.reshape(self.shape)

    def objects(
        self, result: list[Decimal | None], name: str | None = None, *, quotients: bool = False
    ) -> Any:
        """Put Decimals into the container, as decimal128 where that is Arrow's."""
        if not self.arrow:
            return self.decimals(result, name)
        return self.decimals(_arrow.from_decimals(result, quotients=quotients), name)

    def flags(self, result: NDArray[np.bool_], known: NDArray[np.bool_], name: str) -> Any:
        """Put a result of yes, no and missing into the container."""
        if self.kind == SCALAR:
            return bool(result[0]) if known[0] else None
        if self.kind in (ARRAY, PANDAS):
            array = pd.arrays.BooleanArray(result, ~known)
            return array if self.kind == ARRAY else self._series(array, name)
        return _arrow.flags(result, known, name, polars=self.kind == POLARS)

    def labels(
        self, codes: NDArray[np.uint8], classes: Sequence[str], name: str, *, ordered: bool = True
    ) -> Any:
        """Put codes (zero is missing, then the classes from the first up) into the container."""
        if self.kind == SCALAR:
            return classes[int(codes[0]) - 1] if codes[0] else None
        if self.kind in (ARRAY, PANDAS):
            dtype = _category(tuple(classes), ordered)
            categories = pd.Categorical.from_codes(codes.astype(np.intp) - 1, dtype=dtype)
            return categories if self.kind == ARRAY else self._series(categories, name)
        return _arrow.labels(codes, classes, name, polars=self.kind == POLARS, ordered=ordered)

    def _series(self, values: Any, name: str | None) -> pd.Series:
        return pd.Series(values, index=self.index, name=self._name(name), copy=False)

    def _name(self, name: str | None) -> Any:
        return self.name if self.name is not None else name


@lru_cache(maxsize=64)
def _category(classes: tuple[str, ...], ordered: bool) -> pd.CategoricalDtype:  # noqa: FBT001
    return pd.CategoricalDtype(list(classes), ordered=ordered)


def container_of(names: Iterable[str], values: Iterable[Any]) -> Container:
    """Find the one container of a call's arguments, or say why there is none."""
    columns = []
    for argument, value in zip(names, values, strict=True):
        kind = kind_of(value)
        if kind is None:
            raise _refused(argument, value)
        if kind != SCALAR:
            columns.append((argument, value, kind))
    if not columns:
        return Container(SCALAR)
    shape = _common_shape(columns)
    series = [column for column in columns if column[2] != ARRAY]
    if not series:
        return Container(ARRAY, shape)
    first, _, library = series[0]
    for argument, _, kind in series:
        if kind != library:
            raise ColumnTypeError(
                f"`{argument}` is a {kind} column and `{first}` a {library} one; "
                "give columns of one library",
                argument=argument,
                found=kind,
            )
    found = Container(library, shape, name=_shared_name([value for _, value, _ in series]))
    if library == PANDAS:
        _take_pandas(found, [(argument, value) for argument, value, _ in series])
    return found


def _common_shape(columns: list[tuple[str, Any, str]]) -> tuple[int, ...]:
    shapes = [
        _shape(argument, value) if kind == ARRAY else (len(value),)
        for argument, value, kind in columns
    ]
    for (argument, _, _), shape in zip(columns, shapes, strict=True):
        if shape != shapes[0]:
            raise LengthError(
                f"`{argument}` has shape {shape} and `{columns[0][0]}` has {shapes[0]}; "
                "give columns of one length, or a lone number",
                argument=argument,
                found=int(np.prod(shape)),
                expected=int(np.prod(shapes[0])),
            )
    return shapes[0]


def _shape(argument: str, value: Any) -> tuple[int, ...]:
    try:
        return np.shape(value)
    except ValueError:
        raise _no_amounts(argument, "rows of different lengths") from None


def _shared_name(series: list[Any]) -> Any:
    names = [getattr(value, "name", None) for value in series]
    return names[0] if all(name == names[0] for name in names[1:]) else None


def _take_pandas(found: Container, series: list[tuple[str, pd.Series]]) -> None:
    (first, leader), *others = series
    found.index = leader.index
    for argument, value in others:
        if value.index is leader.index or value.index.equals(leader.index):
            continue
        same = len(value) == len(leader) and not value.index.has_duplicates
        same = same and set(value.index) == set(leader.index)
        remedy = (
            f"the same labels stand in another order: give `{argument}.reindex({first}.index)`"
            if same
            else "bring both to one index first (`.reindex`, or take them from one DataFrame)"
        )
        raise IndexMismatchError(
            f"`{argument}` and `{first}` have different indexes; {remedy}", argument=argument
        )
    flavours = {_flavour(value.dtype) for _, value in series}
    found.flavour = next((f for f in ("arrow", "nullable") if f in flavours), "numpy")


def _flavour(dtype: Any) -> str:
    if isinstance(dtype, pd.ArrowDtype):
        return "arrow"
    return "numpy" if isinstance(dtype, np.dtype) else "nullable"


def _flavoured(result: NDArray[np.float64], flavour: str) -> Any:
    if flavour == "nullable":
        return pd.arrays.FloatingArray(result, np.isnan(result))
    if flavour == "arrow":
        return pd.arrays.ArrowExtensionArray(_arrow.floats(result))
    return result


def _refused(argument: str, value: Any) -> ColumnTypeError:
    found = type(value).__module__.split(".")[0] + "." + type(value).__qualname__
    lazy = hasattr(value, "collect") and hasattr(value, "lazy")
    if lazy or type(value).__name__ == "LazyFrame":
        advice = "it is lazy: write `.collect()` first and take its column"
    elif hasattr(value, "columns"):
        advice = (
            f"it is a table: take one column, such as table[{argument!r}], or give it to `assess`"
        )
    elif isinstance(value, (str, bytes)):
        advice = "it is text: `parse_figures` reads printed figures"
    elif isinstance(value, (bool, np.bool_)):
        advice = "a truth value is no amount"
    else:
        advice = "expected a number, a NumPy array, a pandas or polars Series, or a pyarrow array"
    return ColumnTypeError(f"`{argument}` is {found}; {advice}", argument=argument, found=found)


def _lone(value: Any) -> Any:
    if value is None or value is pd.NA:
        return float("nan")
    if isinstance(value, np.integer):
        return int(value)
    return float(value) if isinstance(value, np.floating) else value


def _from_pandas(argument: str, values: Any) -> Any:
    dtype = values.dtype
    if isinstance(dtype, np.dtype):
        return _from_numpy(argument, values.to_numpy())
    array = getattr(values, "array", values)
    if isinstance(dtype, pd.ArrowDtype):
        return _arrow.from_arrow(argument, array.__arrow_array__())
    if getattr(dtype, "kind", "O") in "iuf" and not isinstance(dtype, pd.CategoricalDtype):
        if dtype.kind in "iu" and hasattr(dtype, "numpy_dtype"):
            missing = array.isna()
            whole = array.to_numpy(dtype=dtype.numpy_dtype, na_value=0)
            return WholeColumn(whole, missing) if missing.any() else whole
        return array.to_numpy(dtype=np.float64, na_value=np.nan)
    raise _no_amounts(argument, str(dtype))


def _from_numpy(argument: str, value: Any) -> Any:
    if isinstance(value, np.ma.MaskedArray):
        return _from_masked(argument, value)
    # A list is read as objects first, so that True or a text in it is seen.
    array = value if isinstance(value, np.ndarray) else np.array(value, dtype=object)
    flat = np.asarray(array).reshape(-1)
    if flat.dtype.kind == "O":
        return _from_objects(argument, flat)
    if flat.dtype.kind not in "iuf":
        raise _no_amounts(argument, str(array.dtype))
    return flat


def _from_masked(argument: str, value: np.ma.MaskedArray[Any, Any]) -> Any:
    column = _from_numpy(argument, np.ma.getdata(value))
    missing = np.ma.getmaskarray(value).reshape(-1)
    if not missing.any():
        return column
    if isinstance(column, ExactColumn):
        pairs = zip(column.values, missing, strict=True)
        return ExactColumn([None if gone else number for number, gone in pairs])
    if isinstance(column, WholeColumn):
        return WholeColumn(column.values, column.missing | missing)
    if column.dtype.kind in "iu":
        return WholeColumn(column, missing)
    return np.where(missing, np.nan, column)


def _from_objects(argument: str, flat: NDArray[np.object_]) -> Any:
    """Read a column of objects: Decimals and whole numbers, or floats and whole numbers."""
    missing = _missing_objects(flat)
    present = flat[~missing]
    exact = any(isinstance(value, Decimal) for value in present)
    whole = not exact
    for row in np.flatnonzero(~missing):
        value = flat[row]
        an_integer = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
        whole = whole and an_integer
        if isinstance(value, Decimal) or an_integer:
            continue
        if exact or not isinstance(value, (float, np.floating)):
            raise _no_amounts(argument, f"{_shown(value)} ({type(value).__name__}) at row {row}")
    if exact:
        pairs = zip(flat, missing, strict=True)
        return ExactColumn([None if gone else _lone(value) for value, gone in pairs])
    if whole:
        return _whole_numbers(flat, missing)
    for row in np.flatnonzero(~missing):
        if not isinstance(flat[row], (float, np.floating)):
            refuse_wide(argument, int(row), flat[row])
    floats = np.full(flat.shape, np.nan)
    floats[~missing] = present.astype(np.float64)
    return floats


def _missing_objects(flat: NDArray[np.object_]) -> NDArray[np.bool_]:
    try:
        return pd.isna(flat)
    except InvalidOperation:  # a signalling NaN among Decimals: not missing, but refused
        return np.array(
            [
                value.is_qnan() if isinstance(value, Decimal) else bool(pd.isna(value))
                for value in flat
            ]
        )


def _whole_numbers(flat: NDArray[np.object_], missing: NDArray[np.bool_]) -> Any:
    values = np.array(
        [0 if gone else int(value) for value, gone in zip(flat, missing, strict=True)], dtype=object
    )
    if not missing.any() and all(-(2**63) <= value < 2**63 for value in values):
        return values.astype(np.int64)
    return WholeColumn(values, missing)


def refuse_wide(argument: str, row: int | None, value: int) -> None:
    """Refuse a whole number that loses digits as a float."""
    if -EXACT_INTEGERS <= value <= EXACT_INTEGERS:
        return
    place = "" if row is None else f" at row {row}"
    raise PrecisionError(
        f"`{argument}`{place} is {_shown(value)}: a whole number above 2**53 loses digits as a "
        "float; give Decimals",
        argument=argument,
        row=row,
        found=_shown(value),
    )


def _shown(value: Any) -> str:
    """Give a value as a message shows it: not by the page."""
    try:
        text = repr(int(value) if isinstance(value, np.integer) else value)
    except ValueError:  # Python prints no whole number of thousands of digits
        return "a number of thousands of digits"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _no_amounts(argument: str, found: str) -> ColumnTypeError:
    text = any(word in found.lower() for word in ("str", "<u", "bytes", "(str)"))
    advice = (
        "; `parse_figures` reads printed figures"
        if text
        else "; expected amounts: floats, integers or Decimals"
    )
    return ColumnTypeError(f"`{argument}` holds {found}{advice}", argument=argument, found=found)
