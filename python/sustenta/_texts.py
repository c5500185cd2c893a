"""Columns of printed texts: what the core reads of them, and what their container gives back.

Arrow's texts are handed over as views of their buffers, everything else as a column of objects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sustenta._containers import ARRAY, ARROW, PANDAS, POLARS, SCALAR, Container, container_of
from sustenta.errors import SettingError

if TYPE_CHECKING:
    from decimal import Decimal

    from numpy.typing import NDArray

    #: Offsets, bytes, validity bits and the bit of the first row.
    Buffers = tuple[NDArray[Any], NDArray[np.uint8], NDArray[np.uint8] | None, int]

#: Where 32 bits no longer reach all bytes of a column.
_NARROW = 2**31 - 1


@dataclass(slots=True)
class TextColumn:
    """A column of printed figures: texts in Arrow's buffers, objects, or numbers already."""

    container: Container
    given: Any
    array: Any = None
    objects: NDArray[np.object_] | None = None

    @property
    def numeric(self) -> bool:
        """Whether the column's type says that it holds floats or integers."""
        return self.array is None and self.objects is None

    @property
    def buffers(self) -> Buffers:
        """Arrow's texts as NumPy views of their buffers."""
        validity, offsets, data = self.array.buffers()
        start, rows = self.array.offset, len(self.array)
        width = np.int64 if str(self.array.type) == "large_string" else np.int32
        if rows == 0:
            return np.zeros(1, dtype=width), np.empty(0, dtype=np.uint8), None, 0
        places = np.frombuffer(offsets, dtype=width)[start : start + rows + 1]
        return (
            np.require(places, requirements=["A"]),
            np.empty(0, np.uint8) if data is None else np.frombuffer(data, dtype=np.uint8),
            None if validity is None else np.frombuffer(validity, dtype=np.uint8),
            start,
        )

    def cells(self, rows: NDArray[np.intp]) -> list[Any]:
        """Give what stands in some rows."""
        if self.array is not None:
            return list(self.array.take(rows).to_pylist())
        return [] if self.objects is None else self.objects[rows].tolist()

    def as_objects(self) -> NDArray[np.object_]:
        """Give a column that is numeric as objects, missing values as None."""
        if self.container.kind in (POLARS, ARROW):
            listed = self.given.to_list() if self.container.kind == POLARS else None
            return objects_of(self.given.to_pylist() if listed is None else listed)
        return np.asarray(self.given, dtype=object).reshape(-1)

    def frame(self, value: Any, marker: list[str | None]) -> Any:
        """Give values, markers and what is printed as a table of the column's own library."""
        if len(self.container.shape) > 1:
            raise SettingError(
                f"`markers` makes a table of one column; these figures have the shape "
                f"{self.container.shape}",
                argument="markers",
                problem="given with an array of more than one dimension",
            )
        markers = texts_into(self.container, marker, "marker")
        if self.container.kind == POLARS:
            import polars as pl

            return pl.DataFrame({"value": value, "marker": markers, "printed": self.given})
        if self.container.kind == ARROW:
            import pyarrow as pa

            return pa.table({"value": value, "marker": markers, "printed": self.given})
        return pd.DataFrame({"value": value, "marker": markers, "printed": self.given})


#: The type of pandas' own texts.
_TEXT: Any = "str" if int(pd.__version__.split(".", 1)[0]) >= 3 else object  # noqa: PLR2004


def text_column(argument: str, values: Any) -> TextColumn:
    """Find out what a column of printed figures came in."""
    if isinstance(values, (list, tuple)):
        container = Container(ARRAY, (len(values),))
        return TextColumn(container, values, objects=objects_of(values))
    lone = isinstance(values, str)
    container = Container(SCALAR) if lone else container_of((argument,), (values,))
    if container.kind == SCALAR:
        return TextColumn(container, values, objects=objects_of([values]))
    if container.kind == POLARS:
        return _from_polars(container, values)
    if container.kind == ARROW:
        return _from_arrow(container, values, values)
    if isinstance(values, np.ndarray):
        return _from_numpy(container, values)
    return _from_pandas(container, values)


def objects_of(values: Any) -> NDArray[np.object_]:
    """Give a sequence as a column of objects, whatever they are."""
    return np.fromiter(values, dtype=object, count=len(values))


def plain_texts(numbers: list[Decimal | None]) -> Buffers:
    """Give Decimals as Arrow's texts in the plain style."""
    import pyarrow as pa

    texts = [None if number is None else f"{number:f}" for number in numbers]
    return TextColumn(Container(ARROW), None, pa.array(texts, type=pa.large_string())).buffers


def texts_into(container: Container, texts: list[str | None], name: str | None = None) -> Any:
    """Put texts into a container; None is missing."""
    if container.kind == SCALAR:
        return texts[0]
    if container.kind == ARRAY:
        return objects_of(texts).reshape(container.shape)
    if container.kind == PANDAS:
        dtype = _arrow_text() if container.flavour == "arrow" else _TEXT
        dtype = "string" if container.flavour == "nullable" else dtype
        name = container.name if container.name is not None else name
        return pd.Series(texts, index=container.index, name=name, dtype=dtype)
    if container.kind == POLARS:
        import polars as pl

        return pl.Series(container.name or name, texts, dtype=pl.String)
    import pyarrow as pa

    return pa.array(texts, type=pa.string())


def _arrow_text() -> pd.ArrowDtype:
    import pyarrow as pa

    return pd.ArrowDtype(pa.string())


def _from_numpy(container: Container, values: NDArray[Any]) -> TextColumn:
    if isinstance(values, np.ma.MaskedArray):
        hidden = np.ma.getmaskarray(values)
        values = np.ma.getdata(values).astype(object)
        values[hidden] = None
    if values.dtype.kind in "iuf":
        return TextColumn(container, values)
    flat = np.ascontiguousarray(values.astype(object, copy=False)).reshape(-1)
    return TextColumn(container, values, objects=flat)


def _from_pandas(container: Container, values: Any) -> TextColumn:
    """Read a Series, an Index or one of pandas' arrays."""
    dtype = values.dtype
    array = getattr(values, "array", values)
    if isinstance(dtype, pd.ArrowDtype):
        return _from_arrow(container, values, array.__arrow_array__())
    # A missing value of pandas' own texts is NaN, as among floats.
    container.flavour = "nullable" if getattr(dtype, "na_value", None) is pd.NA else "numpy"
    if isinstance(dtype, pd.StringDtype) and dtype.storage == "pyarrow":
        return _from_arrow(container, values, array.__arrow_array__())
    if getattr(dtype, "kind", "O") in "iuf" and not isinstance(dtype, pd.CategoricalDtype):
        return TextColumn(container, values)
    flat = np.ascontiguousarray(values.to_numpy(dtype=object))
    return TextColumn(container, values, objects=flat)


def _from_polars(container: Container, series: Any) -> TextColumn:
    if series.dtype.is_numeric() and not series.dtype.is_decimal():
        return TextColumn(container, series)
    if series.dtype.is_object():
        return TextColumn(container, series, objects=objects_of(series.to_list()))
    return _from_arrow(container, series, series.to_arrow())


def _from_arrow(container: Container, given: Any, array: Any) -> TextColumn:
    import pyarrow as pa

    kind = array.type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return TextColumn(container, given)
    if pa.types.is_dictionary(kind):
        array = array.cast(kind.value_type)
        kind = array.type
    far = pa.types.is_string(kind) and array.nbytes > _NARROW
    if str(kind) == "string_view" or far:
        array = array.cast(pa.large_string())
    if isinstance(array, pa.ChunkedArray):
        array = (
            array.chunk(0)
            if array.num_chunks == 1
            else pa.concat_arrays(array.chunks or [pa.array([], type=array.type)])
        )
    if str(array.type) in ("string", "large_string"):
        return TextColumn(container, given, array=array)
    return TextColumn(container, given, objects=objects_of(array.to_pylist()))
