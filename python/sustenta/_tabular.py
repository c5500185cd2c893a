"""Tables and columns of any library, read as pandas and Python hold them.

For what is read and not given back: charts, printed tables, an index of prices, groups, codes. What
comes back in its own container goes through `_columns` and `panels._frames`. No library is imported
here unless a table of it has arrived.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from sustenta._containers import ARROW, PANDAS, POLARS, kind_of
from sustenta.errors import ColumnTypeError

__all__ = ["TABLES", "as_pandas", "cells_of", "is_whole", "library_of", "refused"]

#: What a table may be, where no argument asks for more.
TABLES: Final = "a pandas or polars DataFrame or a pyarrow Table"
#: pandas' types for whole numbers and truth values of which some are missing, by the names that
#: polars (in small letters) and Arrow have for them.
_NULLABLE: Final = {
    "bool": "boolean",
    "boolean": "boolean",
    **{f"int{bits}": f"Int{bits}" for bits in (8, 16, 32, 64)},
    **{f"uint{bits}": f"UInt{bits}" for bits in (8, 16, 32, 64)},
}


def library_of(table: Any) -> str | None:
    """Say whose table it is; None where it is none."""
    if isinstance(table, pd.DataFrame):
        return PANDAS
    polars, pyarrow = sys.modules.get("polars"), sys.modules.get("pyarrow")
    if polars is not None and isinstance(table, polars.DataFrame):
        return POLARS
    return ARROW if pyarrow is not None and isinstance(table, pyarrow.Table) else None


def as_pandas(table: Any, argument: str, expected: str = TABLES) -> pd.DataFrame:
    """Give a table as pandas holds it; one of pandas is given as it is.

    Categories keep their order, Decimals stay Decimals, and whole numbers and truth values of which
    some are missing are of pandas' nullable types. What is a column stays one: an index that pandas
    wrote into an Arrow table is a column there, and here.

    Parameters
    ----------
    table
        A table of one of the three libraries, or a record batch of pyarrow.
    argument
        What the caller calls it, for messages.
    expected
        What the argument may be, for messages.

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    ColumnTypeError
        For anything else; it says how to make a table of it.
    """
    library = library_of(table)
    if library == PANDAS:
        found: pd.DataFrame = table
        return found
    if library == POLARS:
        return pd.DataFrame({column.name: _of_polars(column) for column in table.get_columns()})
    if library == ARROW:
        return _of_arrow(table)
    pyarrow = sys.modules.get("pyarrow")
    if pyarrow is not None and isinstance(table, pyarrow.RecordBatch):
        return _of_arrow(pyarrow.Table.from_batches([table]))
    raise refused(table, argument, expected)


def is_whole(given: Any) -> bool:
    """Say whether it is a whole table or a mapping, and no column."""
    # Not of the object itself: a lazy table would have to find its columns out.
    return isinstance(given, Mapping) or hasattr(type(given), "columns")


def cells_of(column: Any, argument: str, expected: str) -> list[Any]:
    """Give the cells of a column, or of any sequence, as Python holds them.

    Raises
    ------
    ColumnTypeError
        For a lone value, a mapping or a whole table.
    """
    kind = kind_of(column)
    if kind == ARROW:
        return list(column.to_pylist())
    if kind in (PANDAS, POLARS):
        return list(column.to_list())
    whole = is_whole(column)
    if not whole and isinstance(column, Iterable) and not isinstance(column, (str, bytes)):
        return list(column)
    found = _named(column) if whole else f"{column!r}"
    advice = ": take one column of it" if whole else ""
    raise ColumnTypeError(
        f"`{argument}` is {found}; expected {expected}{advice}",
        argument=argument,
        found=found,
    )


def refused(
    table: Any, argument: str, expected: str = TABLES, *, advice: str | None = None
) -> ColumnTypeError:
    """Make the error for what is no table; it says how to make one of it, where that is plain."""
    found = _named(table)
    if advice is None and (hasattr(table, "collect") or type(table).__name__ == "LazyFrame"):
        advice = f"it is lazy: write `{argument}.collect()` first"
    elif advice is None and (isinstance(table, (str, bytes)) or hasattr(table, "__fspath__")):
        advice = "read the file first, as by `pandas.read_csv`"
    elif advice is None and isinstance(table, dict):
        advice = f"write `pandas.DataFrame({argument})`"
    elif advice is None and type(table).__name__ == "RecordBatch":
        advice = f"write `pyarrow.Table.from_batches([{argument}])`"
    if advice is None:
        advice = f"expected {expected}"
    elif expected != TABLES:
        advice = f"{advice}; expected {expected}"
    return ColumnTypeError(f"`{argument}` is {found}; {advice}", argument=argument, found=found)


def _named(value: Any) -> str:
    """Name the type of a value, with its library."""
    if value is None:
        return "None"
    library = type(value).__module__.split(".")[0]
    return f"{library}.{type(value).__qualname__}"


def _of_polars(column: Any) -> Any:
    """Give a polars column without pyarrow, which polars' own `to_pandas` asks for."""
    dtype, kind = column.dtype, str(column.dtype).partition("(")[0].lower()
    if kind == "enum":
        return pd.Categorical(column.to_list(), dtype.categories.to_list(), ordered=True)
    if kind == "categorical":
        cells = column.to_list()
        return pd.Categorical(cells, [cell for cell in dict.fromkeys(cells) if cell is not None])
    if kind in _NULLABLE and column.null_count():
        return pd.array(column.to_list(), dtype=_NULLABLE[kind])
    if kind in _NULLABLE or dtype.is_float():
        return column.to_numpy()
    return pd.Series(column.to_list(), dtype=object if dtype.is_integer() else None)


def _of_arrow(table: Any) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas(ignore_metadata=True)
    for place, column in enumerate(table.columns):
        kind = str(column.type)
        if kind in _NULLABLE and column.null_count:
            frame.isetitem(place, pd.array(column.to_pylist(), dtype=_NULLABLE[kind]))
        elif "list<" in kind:  # lists stay lists, not arrays of NumPy
            cells = np.fromiter(column.to_pylist(), dtype=object, count=len(column))
            frame.isetitem(place, cells)
    return frame
