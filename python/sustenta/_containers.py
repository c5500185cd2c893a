"""The containers that columns come in: numbers, NumPy, pandas, polars and pyarrow.

polars and pyarrow are never imported here unless such a column has arrived.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sustenta import _arrow
from sustenta._arrow import ExactColumn
from sustenta.errors import ColumnTypeError, IndexMismatchError, LengthError, SettingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

SCALAR, ARRAY, PANDAS, POLARS, ARROW = "lone number", "NumPy", "pandas", "polars", "pyarrow"

_NUMBERS = (float, int, Decimal, np.floating, np.integer)


def kind_of(value: Any) -> str | None:
    """Say which container a value is; None where it holds no column."""
    if isinstance(value, _NUMBERS) and not isinstance(value, bool):
        return SCALAR
    if value is None or value is pd.NA:
        return SCALAR
    if isinstance(value, pd.Series):
        return PANDAS
    polars, pyarrow = sys.modules.get("polars"), sys.modules.get("pyarrow")
    if polars is not None and isinstance(value, polars.Series):
        return POLARS
    if pyarrow is not None and isinstance(value, (pyarrow.Array, pyarrow.ChunkedArray)):
        return ARROW
    if isinstance(value, (np.ndarray, list, tuple, range, pd.Index, pd.api.extensions.ExtensionArray)):
        return ARRAY
    return None


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
        objects = np.empty(len(result), dtype=object)
        objects[:] = result
        if self.kind == PANDAS:
            return self._series(objects, name)
        return objects.reshape(self.shape)

    def objects(self, result: list[Decimal | None], name: str | None = None) -> Any:
        """Put Decimals into the container, as decimal128 where that is Arrow's."""
        return self.decimals(_arrow.from_decimals(result) if self.arrow else result, name)

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
            categories = pd.Categorical.from_codes(
                codes.astype(np.int8) - 1, categories=list(classes), ordered=ordered
            )
            return categories if self.kind == ARRAY else self._series(categories, name)
        return _arrow.labels(codes, classes, name, polars=self.kind == POLARS, ordered=ordered)

    def _series(self, values: Any, name: str | None) -> pd.Series:
        return pd.Series(values, index=self.index, name=self._name(name), copy=False)

    def _name(self, name: str | None) -> Any:
        return self.name if self.name is not None else name


def container_of(names: Iterable[str], values: Iterable[Any]) -> Container:
    """Find the one container of a call's arguments, or say why there is none."""
    found: Container | None = None
    first = ""
    series: list[tuple[str, Any]] = []
    shape: tuple[int, ...] | None = None
    for argument, value in zip(names, values, strict=True):
        kind = kind_of(value)
        if kind is None:
            raise _refused(argument, value)
        if kind == SCALAR:
            continue
        size = np.shape(value) if kind == ARRAY else (len(value),)
        if shape is not None and size != shape:
            raise LengthError(
                f"`{argument}` has shape {size} and `{first}` has {shape}; "
                "give columns of one length, or a lone number",
                argument=argument,
                found=int(np.prod(size)),
                expected=int(np.prod(shape)),
            )
        shape = size
        first = first or argument
        if kind != ARRAY:
            series.append((argument, value))
        if found is None or found.kind == ARRAY:
            found = Container(kind, size)
        elif kind not in (ARRAY, found.kind):
            raise ColumnTypeError(
                f"`{argument}` is a {kind} column and `{first}` a {found.kind} one; "
                "give columns of one library",
                argument=argument,
                found=kind,
            )
    if found is None:
        return Container(SCALAR)
    if series:
        found.name = _shared_name([value for _, value in series])
        if found.kind == PANDAS:
            _take_pandas(found, series)
    return found


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


def _refused(argument: str, value: Any) -> ColumnTypeError | SettingError:
    found = type(value).__module__.split(".")[0] + "." + type(value).__qualname__
    if hasattr(value, "collect") and hasattr(value, "lazy") or type(value).__name__ == "LazyFrame":
        advice = "it is lazy: write `.collect()` first and take its column"
    elif hasattr(value, "columns"):
        advice = f"it is a table: take one column, such as table[{argument!r}], or give it to `assess`"
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
        if dtype.kind in "iu" and not array.isna().any():
            return array.to_numpy(dtype=dtype.numpy_dtype)
        return array.to_numpy(dtype=np.float64, na_value=np.nan)
    raise _no_amounts(argument, str(dtype))


def _from_numpy(argument: str, value: Any) -> Any:
    if isinstance(value, np.ma.MaskedArray):
        value = value.astype(np.float64).filled(np.nan)
    # A list is read as objects first, so that True or a text in it is seen.
    array = value if isinstance(value, np.ndarray) else np.array(value, dtype=object)
    flat = np.asarray(array).reshape(-1)
    if flat.dtype.kind == "O":
        return _from_objects(argument, flat)
    if flat.dtype.kind not in "iuf":
        raise _no_amounts(argument, str(array.dtype))
    return flat


def _from_objects(argument: str, flat: NDArray[np.object_]) -> Any:
    """Read a column of objects: all Decimals (and whole numbers), or all floats and integers."""
    missing = pd.isna(flat)
    present = flat[~missing]
    if any(isinstance(value, Decimal) for value in present):
        return ExactColumn(
            [
                None if gone else int(value) if isinstance(value, np.integer) else value
                for value, gone in zip(flat, missing, strict=True)
            ]
        )
    for row in np.flatnonzero(~missing):
        value = flat[row]
        if not isinstance(value, _NUMBERS) or isinstance(value, bool):
            raise _no_amounts(argument, f"{value!r} ({type(value).__name__}) at row {row}")
    if not missing.any() and all(isinstance(value, (int, np.integer)) for value in present):
        return np.array([int(value) for value in present], dtype=_integer_type(argument, present))
    floats = np.full(flat.shape, np.nan)
    floats[~missing] = present.astype(np.float64)
    return floats


def _integer_type(argument: str, values: NDArray[np.object_]) -> type[np.int64]:
    limit = 2**63
    for row, value in enumerate(values):
        if not -limit <= value < limit:
            raise _no_amounts(argument, f"{value} at row {row}, too wide for a float; give Decimals")
    return np.int64


def _no_amounts(argument: str, found: str) -> ColumnTypeError:
    text = any(word in found.lower() for word in ("str", "<u", "bytes", "(str)"))
    advice = (
        "; `parse_figures` reads printed figures"
        if text
        else "; expected amounts: floats, integers or Decimals"
    )
    return ColumnTypeError(
        f"`{argument}` holds {found}{advice}", argument=argument, found=found
    )
