"""Keys and years: which rows are of one municipality, and whether a key and year repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from sustenta._arrow import WholeColumn
from sustenta._columns import Call
from sustenta._containers import SCALAR, Container, container_of
from sustenta.errors import ColumnTypeError, DomainError, DuplicateKeyError
from sustenta.statute import year_column

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

#: Rows looked at together: their comparisons stay in the cache.
_BLOCK = 65_536
#: A table of counts may have this many places a row.
_ROOMY = 8
#: Rows and keys shown in a message before it is cut short.
_SHOWN = 10
_MOST_YEARS = 9999
#: Between the parts of a key.
_BETWEEN = "\x1f"


class Groups(NamedTuple):
    """The rows of each municipality.

    Attributes
    ----------
    codes : numpy.ndarray of int32
        The group of each row, numbered in order of appearance.
    first : numpy.ndarray of int64
        The first row of each group.
    """

    codes: NDArray[np.int32]
    first: NDArray[np.int64]


def read_years(name: Hashable, column: Any) -> NDArray[np.int32]:
    """Give a column of years as int32.

    Parameters
    ----------
    name
        What the table calls it, for messages.
    column
        The column: whole numbers, of whatever width.

    Returns
    -------
    numpy.ndarray of int32

    Raises
    ------
    ColumnTypeError
        For dates, text and truth values.
    DomainError
        For a year that is missing or not whole.
    """
    try:
        found = container_of((str(name),), (column,)).column(str(name), column)
    except ColumnTypeError as refusal:
        raise _no_years(name, refusal.found) from None
    if isinstance(found, WholeColumn):
        raise _no_year(name, int(found.missing.argmax()), "missing", "a year in every row")
    if not isinstance(found, np.ndarray):
        raise _no_years(name, "Decimal")
    if found.dtype.kind in "iu":
        if found.size and (found.max() > _MOST_YEARS or found.min() < -_MOST_YEARS):
            row = int((np.abs(found.astype(np.float64)) > _MOST_YEARS).argmax())
            raise _no_year(name, row, found[row], "a year of four digits")
        return np.require(found, dtype=np.int32, requirements=["C", "A"])
    missing = np.isnan(found)
    if missing.any():
        raise _no_year(name, int(missing.argmax()), "missing", "a year in every row")
    try:
        return year_column(Call([found], Container(SCALAR, found.shape)), 0)
    except DomainError as refusal:
        row = refusal.row or 0
        raise _no_year(name, row, refusal.found, "a year as a whole number") from None


def _no_years(name: Hashable, found: str) -> ColumnTypeError:
    return ColumnTypeError(
        f"`{name}` holds {found}; expected years as whole numbers: "
        "`.astype(int)` where they are text, `.dt.year` where they are dates",
        argument=str(name),
        found=found,
    )


def _no_year(name: Hashable, row: int, found: object, expected: str) -> DomainError:
    return DomainError(
        f"`{name}` at row {row} is {found}; expected {expected}",
        argument=str(name),
        row=row,
        found=str(found),
        expected=expected,
        reason="input_missing" if found == "missing" else "no_rule_for_year",
    )


def labels_of(columns: Sequence[Any]) -> list[str]:
    """Give each row's key as one text, by which tables are matched: the same for 3, 3.0 and "3"."""
    return [_BETWEEN.join(map(_plain, cells)) for cells in zip(*columns, strict=True)]


def _plain(cell: Any) -> str:
    """Give a code as its digits, whether a file gave it as a whole number, a float or a text."""
    if isinstance(cell, (float, np.floating)) and float(cell).is_integer():
        return str(int(cell))
    return str(cell)


def spoken(label: str) -> str:
    """Give a municipality's name for a message."""
    return "/".join(label.split(_BETWEEN))


def group_rows(names: Sequence[Hashable], columns: Sequence[Any]) -> Groups:
    """Number the municipalities in order of appearance.

    Parameters
    ----------
    names
        What the table calls the columns of the key, for messages.
    columns
        The columns of the key.

    Returns
    -------
    Groups

    Raises
    ------
    DomainError
        For a row without a key.
    """
    lone = _whole_numbers(columns[0]) if len(columns) == 1 else None
    if lone is not None and bool((lone[1:] >= lone[:-1]).all()):
        return _of_sorted(lone)
    codes = _factorised(names[0], columns[0])
    for name, column in zip(names[1:], columns[1:], strict=True):
        more = _factorised(name, column)
        joint = codes * (more.max(initial=0) + 1) + more
        codes = pd.factorize(joint)[0].astype(np.int64, copy=False)
    first = np.empty(int(codes.max(initial=-1)) + 1, dtype=np.int64)
    # Written from the last row to the first, so that the first one stays.
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return Groups(codes.astype(np.int32), first)


def _of_sorted(keys: NDArray[Any]) -> Groups:
    if not len(keys):
        return Groups(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int64))
    begins = np.empty(len(keys), dtype=np.bool_)
    begins[0] = True
    np.not_equal(keys[1:], keys[:-1], out=begins[1:])
    first = np.flatnonzero(begins)
    sizes = np.diff(first, append=len(keys))
    return Groups(np.repeat(np.arange(len(first), dtype=np.int32), sizes), first)


def _whole_numbers(column: Any) -> NDArray[Any] | None:
    if not isinstance(column.dtype, np.dtype) or column.dtype.kind not in "iu":
        return None
    values: NDArray[Any] = np.asarray(column)
    return values


def _factorised(name: Hashable, column: Any) -> NDArray[np.int64]:
    codes: NDArray[np.int64] = pd.factorize(column)[0].astype(np.int64, copy=False)
    missing = codes < 0
    if missing.any():
        row = int(missing.argmax())
        raise DomainError(
            f"`{name}` is missing at row {row}; every row needs its municipality: "
            "drop the rows of totals and notes first",
            argument=str(name),
            row=row,
            found="missing",
            expected="a municipality in every row",
            reason="input_missing",
        )
    return codes


def rows_in_year(groups: Groups, years: NDArray[np.int32], year: int) -> NDArray[np.int64]:
    """Give the row of each municipality in a year, -1 where there is none."""
    rows = np.flatnonzero(years == year)
    found = np.full(len(groups.first), -1, dtype=np.int64)
    found[groups.codes[rows]] = rows
    return found


def check_unique(
    names: Sequence[Hashable], columns: Sequence[Any], years: NDArray[np.int32] | None
) -> None:
    """Refuse a key and year that stand in more than one row; without years, a key that does.

    Parameters
    ----------
    names, columns
        The key, and what the table calls it.
    years
        The year of each row.

    Raises
    ------
    DuplicateKeyError
        It lists the rows.
    """
    lone = _whole_numbers(columns[0]) if len(columns) == 1 else None
    if (
        lone is not None
        and years is not None
        and (_ascending(lone, years) or _ascending(years, lone))
    ):
        return
    codes = group_rows(names, columns).codes
    when = np.zeros(len(codes), dtype=np.int32) if years is None else years
    if not len(codes) or _ascending(codes, when):
        return
    since = int(when.min())
    span = int(when.max()) - since + 1
    cells = codes.astype(np.int64) * span + (when - since)
    if span * (int(codes.max()) + 1) <= _ROOMY * len(codes):
        repeats = bool(np.bincount(cells).max() > 1)
    else:
        repeats = bool(pd.Index(cells).has_duplicates)
    if repeats:
        raise _repeated(names, columns, years, cells)


def _ascending(first: NDArray[Any], second: NDArray[Any]) -> bool:
    """Whether the pairs ascend strictly: then none repeats."""
    for start in range(0, len(first) - 1, _BLOCK):
        here, there = slice(start, start + _BLOCK), slice(start + 1, start + _BLOCK + 1)
        one, next_one = first[here], first[there]
        two, next_two = second[here], second[there]
        size = len(next_one)
        one, two = one[:size], two[:size]
        if not ((next_one > one) | ((next_one == one) & (next_two > two))).all():
            return False
    return True


def _repeated(
    names: Sequence[Hashable],
    columns: Sequence[Any],
    years: NDArray[np.int32] | None,
    cells: NDArray[np.int64],
) -> DuplicateKeyError:
    rows = np.flatnonzero(pd.Series(cells).duplicated(keep=False).to_numpy())
    same = rows[cells[rows] == cells[rows[0]]]
    where = ", ".join(
        f"{name} {pd.Series(column).iloc[same[0]]}"
        for name, column in zip(names, columns, strict=True)
    )
    when = "" if years is None else f" in {years[same[0]]}"
    shown = ", ".join(map(str, same[:_SHOWN]))
    others = f" ({len(rows)} such rows in all)" if len(rows) > len(same) else ""
    return DuplicateKeyError(
        f"{where}{when} stands in rows {shown}{others}; each municipality has one row"
        + ("" if years is None else " a year")
        + ": drop the repeated ones, or name the key with `key=`",
        key=[str(name) for name in names],
        rows=rows.tolist(),
    )
