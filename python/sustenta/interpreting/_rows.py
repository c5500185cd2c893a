"""Frames of any library as pandas', and the one row that a sentence is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta._names import lacking, listed, unknown
from sustenta._sentences import missing
from sustenta._tabular import as_pandas
from sustenta.errors import ColumnTypeError, SettingError
from sustenta.panels._frames import open_table

if TYPE_CHECKING:
    from sustenta.registry import Lang

__all__ = ["Row", "first_of", "one_row", "opened", "selected", "who", "whose", "years_of"]

#: A row by the names of its columns.
Row = Mapping[Any, Any]

#: Beyond so many, the values of a key are not all compared with one that is not there.
_COMPARED: Final = 10_000
#: The code of a municipality, and its digits without the one that checks them.
_CODE: Final = "code"
_SHORT: Final = 6
#: What names a municipality, the plainest first.
_NAMES: Final = ("municipality", _CODE)
_NOBODY: Final = {"pt": "o município", "en": "the municipality"}


def opened(result: Any, argument: str = "result") -> pd.DataFrame:
    """Give a frame as pandas', its key among the columns."""
    if isinstance(result, pd.Series) and all(isinstance(name, str) for name in result.index):
        found = result.to_frame().T.infer_objects()
        found.attrs = dict(result.attrs)
        return found.reset_index(drop=True)
    frame = open_table(result, argument)
    table = as_pandas(frame.native, argument)
    if any(name is not None for name in table.index.names):
        named = [name for name in table.index.names if name is not None]
        if not set(named) & set(table.columns):
            return table.reset_index()
    return table


def selected(table: pd.DataFrame, keys: Mapping[str, Any]) -> pd.DataFrame:
    """Give the rows that have these labels.

    Raises
    ------
    ColumnMissingError
        For a key that is no column.
    UnknownNameError
        For a label that no row has.
    """
    for name, wanted in keys.items():
        if name not in table.columns:
            raise lacking(
                f"there is no column {name!r} to choose a row by", [name], list(table.columns)
            )
        column = table[name]
        there = column.map(lambda cell, w=wanted: _same(cell, w)).to_numpy(dtype=bool)
        if not there.any() and name == _CODE:
            there = column.map(lambda cell, w=wanted: _same_place(cell, w)).to_numpy(dtype=bool)
        if not there.any():
            known = list(dict.fromkeys(map(_plain, column.dropna().head(_COMPARED))))
            raise unknown(str(name), _plain(wanted), known)
        table = table[there]
    return table


def one_row(table: pd.DataFrame, keys: Mapping[str, Any]) -> Row:
    """Give the one row that the keys leave; refuse none and several."""
    rows = selected(table, keys)
    if len(rows) == 1:
        return first_of(rows)
    if rows.empty:
        raise SettingError(
            "`result` has no rows: there is nothing to say", argument="result", problem="no rows"
        )
    telling = [
        str(name)
        for name in ("code", "uf", "municipality", "year")
        if name in rows.columns and name not in keys and len(rows[name].unique()) > 1
    ]
    advice = " and ".join(f"`{name}=`" for name in telling) or "a frame of one row"
    raise SettingError(
        f"{len(rows)} rows are left; a sentence is about one: give {advice}. "
        f"Columns found: {listed(list(rows.columns))}",
        argument=telling[0] if telling else "result",
        problem=f"{len(rows)} rows are left",
    )


def first_of(rows: pd.DataFrame) -> Row:
    """Give the first row."""
    return rows.head(1).to_dict("records")[0]


def who(row: Row, lang: Lang) -> str:
    """Name the municipality of a row; what has no name is the municipality."""
    for name in _NAMES:
        if name in row and not missing(row[name]):
            state = row.get("uf")
            said = _plain(row[name])
            return said if missing(state) or name == "code" else f"{said} ({state})"
    return _NOBODY[lang]


def whose(row: Row, lang: Lang) -> str:
    """Name the municipality of a row as that of which something is said."""
    name = who(row, lang)
    if name == _NOBODY["pt"]:
        return "do município"
    return f"{'de' if lang == 'pt' else 'of'} {name}"


def years_of(table: pd.DataFrame) -> list[int]:
    """Give the years of a table, ascending."""
    if "year" not in table.columns:
        return []
    try:
        return sorted({int(year) for year in table["year"].dropna()})
    except (TypeError, ValueError) as problem:
        raise ColumnTypeError(
            f"`year` is {table['year'].dtype}; expected years",
            argument="year",
            found=str(table["year"].dtype),
        ) from problem


def _same(cell: Any, wanted: Any) -> bool:
    return not missing(cell) and (_plain(cell) == _plain(wanted))


def _same_place(cell: Any, wanted: Any) -> bool:
    """Say whether two codes are of one municipality: the seventh digit is a check digit."""
    if missing(cell):
        return False
    codes = [_plain(cell), _plain(wanted)]
    return (
        all(code.isdecimal() for code in codes)
        and {len(code) for code in codes} == {_SHORT, _SHORT + 1}
        and codes[0][:_SHORT] == codes[1][:_SHORT]
    )


def _plain(value: Any) -> str:
    """Write a label: 2002 and 2002.0 are the same year."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
