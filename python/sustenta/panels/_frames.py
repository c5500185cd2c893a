"""Whole tables: a pandas or polars DataFrame or a pyarrow Table in, and the same one out.

narwhals is imported only when a polars or pyarrow table has arrived.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from sustenta._containers import PANDAS, POLARS, Container
from sustenta._tabular import library_of, refused
from sustenta.errors import ColumnTypeError, SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from numpy.typing import NDArray

#: From here on pandas copies on write, and says so where it is asked not to copy.
_COPIES_LAZILY = int(pd.__version__.split(".", maxsplit=1)[0]) >= 3  # noqa: PLR2004


#: Names, and an array with a row for each.
Block = tuple[list[str], "NDArray[np.float64]"]


class Summary(NamedTuple):
    """A new table of fewer rows, under way.

    Attributes
    ----------
    container : Container
        What results go into to become its columns.
    of : callable
        From its columns to the table.
    """

    container: Container
    of: Callable[[Mapping[str, Any]], Any]


class Frame(ABC):
    """A table: its columns one by one, and a table of the same library with more of them."""

    names: list[Hashable]
    rows: int
    #: Whether results may come as the rows of one array.
    takes_blocks: bool = False

    @property
    @abstractmethod
    def native(self) -> Any:
        """The table itself, as its library knows it."""

    @abstractmethod
    def column(self, name: Hashable) -> Any:
        """Give a column as the table's library holds it."""

    @abstractmethod
    def plain(self, name: Hashable) -> Any:
        """Give a column as pandas or NumPy knows it: keys and years."""

    @abstractmethod
    def container(self, flavour: str = "numpy") -> Container:
        """Give what results go into to become columns of this table."""

    @abstractmethod
    def joined(self, columns: Mapping[str, Any], block: Block | None = None) -> Any:
        """Give the table with columns added at its end, those of a block first."""

    @abstractmethod
    def selected(self, names: Sequence[Hashable]) -> Frame:
        """Give the table with these columns alone."""

    @abstractmethod
    def summary(self, keys: Sequence[Hashable], rows: NDArray[np.int64]) -> Summary:
        """Begin a new table: one row for each of `rows`, named by the keys that stand there."""

    @abstractmethod
    def listing(self, name: str, values: Any, columns: Mapping[str, Any]) -> Any:
        """Give a new table: one row for each of `values`."""


class PandasFrame(Frame):
    """A pandas DataFrame."""

    takes_blocks = True

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table
        self.names = list(table.columns)
        self.rows = len(table)

    @property
    def native(self) -> pd.DataFrame:
        """The DataFrame itself."""
        return self.table

    def column(self, name: Hashable) -> Any:
        """Give a column as a Series."""
        return self.table[name]

    def plain(self, name: Hashable) -> Any:
        """Give a column as a Series."""
        return self.table[name]

    def container(self, flavour: str = "numpy") -> Container:
        """Give what becomes a Series on the table's index."""
        return Container(PANDAS, (self.rows,), self.table.index, None, flavour)

    def joined(self, columns: Mapping[str, Any], block: Block | None = None) -> pd.DataFrame:
        """Give the table with columns added; neither side is copied."""
        index = self.table.index
        parts = [self.table]
        if block is not None and block[0]:
            names, values = block
            parts.append(pd.DataFrame(values.T, index=index, columns=names, copy=False))
        if columns:
            parts.append(pd.DataFrame(dict(columns), index=index, copy=False))
        if len(parts) == 1:
            return self.table.copy(deep=False)
        for part in parts[1:]:
            part.attrs = self.table.attrs
        copies: dict[str, Any] = {} if _COPIES_LAZILY else {"copy": False}
        joined: pd.DataFrame = pd.concat(parts, axis=1, **copies)
        return joined

    def selected(self, names: Sequence[Hashable]) -> PandasFrame:
        """Give the DataFrame with these columns alone, on its index."""
        return PandasFrame(self.table[list(names)])

    def summary(self, keys: Sequence[Hashable], rows: NDArray[np.int64]) -> Summary:
        """Begin a new DataFrame, indexed by the keys."""
        levels = [pd.Index(self.table[name].take(rows), name=name) for name in keys]
        index = levels[0] if len(levels) == 1 else pd.MultiIndex.from_arrays(levels)
        return Summary(
            Container(PANDAS, (len(rows),), index),
            lambda columns: pd.DataFrame(dict(columns), index=index, copy=False),
        )

    def listing(self, name: str, values: Any, columns: Mapping[str, Any]) -> pd.DataFrame:
        """Give a new DataFrame, indexed by the values."""
        return pd.DataFrame(dict(columns), index=pd.Index(values, name=name), copy=False)


class NarwhalsFrame(Frame):
    """A polars DataFrame or a pyarrow Table."""

    def __init__(self, table: Any, kind: str) -> None:
        import narwhals as nw

        self.table = nw.from_native(table, eager_only=True)
        self.kind = kind
        self.names = list(self.table.columns)
        self.rows = len(self.table)

    @property
    def native(self) -> Any:
        """The DataFrame of polars or the Table of pyarrow itself."""
        return self.table.to_native()

    def column(self, name: Hashable) -> Any:
        """Give a column as a polars Series or a pyarrow chunked array."""
        return self.table[name].to_native()

    def plain(self, name: Hashable) -> Any:
        """Give a column as a NumPy array or a pandas Series."""
        native = self.column(name)
        return native.to_numpy() if self.kind == POLARS else native.to_pandas()

    def container(self, flavour: str = "numpy") -> Container:
        """Give what becomes a polars Series or a pyarrow array."""
        return Container(self.kind, (self.rows,), None, None, flavour)

    def joined(self, columns: Mapping[str, Any], block: Block | None = None) -> Any:
        """Give the table with columns added."""
        del block  # it takes none
        return self._with(self.table, columns)

    def selected(self, names: Sequence[Hashable]) -> NarwhalsFrame:
        """Give the table with these columns alone."""
        return NarwhalsFrame(
            self.table.select([str(name) for name in names]).to_native(), self.kind
        )

    def summary(self, keys: Sequence[Hashable], rows: NDArray[np.int64]) -> Summary:
        """Begin a new table, with the keys as its first columns."""
        begun = self.table.select([str(name) for name in keys])[rows.tolist(), :]
        return Summary(
            Container(self.kind, (len(rows),)),
            lambda columns: self._with(begun, columns),
        )

    def listing(self, name: str, values: Any, columns: Mapping[str, Any]) -> Any:
        """Give a new table, with the values as its first column."""
        import narwhals as nw

        begun = nw.from_dict({name: values}, backend=self.table.implementation)
        return self._with(begun, columns)

    def _with(self, table: Any, columns: Mapping[str, Any]) -> Any:
        added = [self._wrapped(name, column) for name, column in columns.items()]
        return table.with_columns(added).to_native()

    def _wrapped(self, name: str, column: Any) -> Any:
        import narwhals as nw

        years = name.endswith("_years")
        if years:  # a tuple in pandas, for want of lists
            column = [list(cell) for cell in column]
        elif isinstance(column, np.ndarray) and column.dtype == object:
            column = column.tolist()
        if self.kind == POLARS:
            import polars as pl

            kind = pl.List(pl.Int64) if years else None
            column = column if isinstance(column, pl.Series) else pl.Series(name, column, kind)
        else:
            import pyarrow as pa

            if isinstance(column, (list, np.ndarray)):
                column = pa.array(column, pa.list_(pa.int64()) if years else None)
            column = column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column])
        return nw.from_native(column, series_only=True).alias(name)


def open_table(table: Any, argument: str = "panel") -> Frame:
    """Open a table of one of the three libraries, or say why it is none.

    Parameters
    ----------
    table
        A pandas or polars DataFrame, or a pyarrow Table.
    argument
        What the caller calls it, for messages.

    Returns
    -------
    Frame

    Raises
    ------
    ColumnTypeError
        For anything else, for a lazy table, and for columns named on several levels.
    SettingError
        For two columns of one name.
    """
    # A result that is more than its table, such as a projection, says which table it is.
    table = getattr(table, "__sustenta_table__", table)
    library = library_of(table)
    if library is None:
        raise _refused(table, argument)
    if library == PANDAS:
        if isinstance(table.columns, pd.MultiIndex):
            raise ColumnTypeError(
                f"`{argument}` names its columns on {table.columns.nlevels} levels; "
                f"give each one name first, such as "
                f"`{argument}.columns = ['_'.join(names) for names in {argument}.columns]`",
                argument=argument,
                found="a DataFrame with a MultiIndex of columns",
            )
        names = list(table.columns)
    else:
        names = list(table.columns if library == POLARS else table.column_names)
    if len(set(names)) < len(names):
        twice = next(name for place, name in enumerate(names) if name in names[:place])
        raise SettingError(
            f"`{argument}` has two columns called {twice!r}; rename or drop one",
            argument=argument,
            problem=f"two columns called {twice!r}",
        )
    return PandasFrame(table) if library == PANDAS else NarwhalsFrame(table, library)


def _refused(table: Any, argument: str) -> ColumnTypeError:
    advice = None
    if isinstance(table, pd.Series):
        advice = "one column is no panel: give the DataFrame that it comes from"
    elif isinstance(table, (str, bytes)) or hasattr(table, "__fspath__"):
        advice = "read the file first, as by `pandas.read_csv`; the command `sustenta assess` does"
    return refused(table, argument, advice=advice)
