"""Cells replaced in new tables of the same library, column by column."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from sustenta._containers import ARROW, PANDAS, POLARS
from sustenta._tabular import library_of, refused
from sustenta.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import pandas as pd

__all__ = ["Change", "changed_table"]


class Change(NamedTuple):
    """One cell: its place, what stands there, and what shall."""

    column: Hashable
    row: int
    before: Decimal
    after: Decimal


def changed_table(name: str, table: Any, changes: Sequence[Change]) -> Any:
    """Give a new table with the cells replaced; the columns without a change are shared.

    Raises
    ------
    SettingError
        Where something else stands in the table.
    ColumnTypeError
        For what is no table.
    """
    library = library_of(table)
    by_column: dict[Hashable, list[Change]] = {}
    for change in changes:
        by_column.setdefault(change.column, []).append(change)
    if library == PANDAS:
        fixed: pd.DataFrame = table.copy(deep=False)
        for column, own in by_column.items():
            series = table[column].copy()
            for change in own:
                series.iloc[change.row] = _as(name, change, series.iloc[change.row])
            fixed[column] = series
        return fixed
    if library == ARROW:
        import pyarrow as pa

        for column, own in by_column.items():
            place, kind = table.column_names.index(column), table.schema.field(column).type
            values = _replaced(name, table[column].to_pylist(), own)
            table = table.set_column(place, table.schema.field(column), pa.array(values, kind))
        return table
    if library != POLARS:
        raise refused(table, f"tables[{name!r}]")
    import polars as pl

    columns = [
        pl.Series(str(column), _replaced(name, table[column].to_list(), own), table[column].dtype)
        for column, own in by_column.items()
    ]
    return table.with_columns(columns)


def _replaced(name: str, values: list[Any], changes: Sequence[Change]) -> list[Any]:
    for change in changes:
        values[change.row] = _as(name, change, values[change.row])
    return values


def _as(name: str, change: Change, before: Any) -> Any:
    """Give the new number in the type of what stands there."""
    place = f"{name}.{change.column}, row {change.row}"
    if Decimal(str(before)) != change.before:
        raise SettingError(
            f"{place} is {before}, not {change.before}: the errors were found in another table",
            argument="tables",
            problem=f"another figure at {place}",
        )
    if isinstance(before, Decimal):
        return change.after
    return float(change.after) if isinstance(before, float) else int(change.after)
