"""The study's printed cells, from the shipped tables or from others of their shape."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from sustenta.errors import ColumnTypeError
from sustenta.studies._cells import Address, Pages, Printed, printed_cells
from sustenta.studies._tables import StudyTableError
from sustenta.studies.proesf2006 import _printed
from sustenta.studies.proesf2006._rules import REPEATED, STATE, TOTAL

__all__ = ["TABLES", "letters", "read_pages"]

#: The tables that hold cells.
TABLES = tuple(n for n in _printed.NUMBERS if n != _printed.ENTRIES)


def read_pages(tables: object) -> tuple[Pages, list[int]]:
    """Read the printed cells.

    Parameters
    ----------
    tables : mapping of int to pandas.DataFrame, or None
        Tables that stand in for the shipped ones, by number.

    Returns
    -------
    pages
        All cells, in the order of the page.
    shuffled : list of int
        The tables given whose rows do not come in the order of their numbers.
    """
    given = _checked(tables)
    shuffled = []
    cells: list[Printed] = []
    for n in TABLES:
        table = _cells(n, given[n]) if n in given else _shipped(n)
        if any(before.row > after.row for before, after in pairwise(table)):
            shuffled.append(n)
        cells += sorted(table, key=_place_on_page)
    if _printed.ENTRIES in given:
        _printed.read_again(_printed.ENTRIES, given[_printed.ENTRIES])
    return Pages(cells), shuffled


def letters(pages: Pages, table: int) -> list[str]:
    """Give a table's municipalities in the order of the page."""
    return [name for name in pages.rows(table) if name not in {TOTAL, STATE, REPEATED}]


def _checked(tables: object) -> Mapping[Any, object]:
    if tables is None:
        return {}
    if not isinstance(tables, Mapping):
        raise ColumnTypeError(
            f"`tables` is {type(tables).__name__}; expected tables by number, such as {{6: frame}}",
            argument="tables",
            found=type(tables).__name__,
        )
    for number in tables:
        _printed.check_number(number)
    return tables


def _place_on_page(cell: Printed) -> tuple[int, int]:
    address = cell.address
    return cell.row, _headers(int(address.table)).get((address.column, address.year), 0)


@cache
def _headers(n: int) -> dict[tuple[str, int | None], int]:
    """Number the columns of a printed table from left to right."""
    headers = dict.fromkeys((cell.address.column, cell.address.year) for cell in _shipped(n))
    return {header: place for place, header in enumerate(headers)}


@cache
def _shipped(n: int) -> tuple[Printed, ...]:
    return _cells(n, _printed.shipped(n))


def _cells(n: int, frame: object) -> tuple[Printed, ...]:
    def address(row: Mapping[str, Any]) -> Address:
        name = row["municipality"]
        state = row["uf"] if name in {TOTAL, STATE} else None
        return Address(n, row["column"], name, row["year"], state)

    cells = tuple(printed_cells(_printed.read_cells(n, frame), address))
    seen: set[Address] = set()
    for cell in cells:
        if cell.address in seen:
            problem = f"prints municipality {cell.address.municipality} in more than one row"
            raise StudyTableError(
                f"{_printed.STUDY}, table {n}: {problem}",
                study=_printed.STUDY,
                table=str(n),
                problem=problem,
                missing=(),
            )
        seen.add(cell.address)
    return cells
