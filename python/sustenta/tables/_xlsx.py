"""Tables as a workbook: numbers stay numbers, and are shown as the table shows them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sustenta.errors import FileFormatError

if TYPE_CHECKING:
    from sustenta.tables._model import Table
    from sustenta.tables._parts import Column

__all__ = ["workbook"]

#: What a sheet holds: rows, columns, characters of a cell and of its name.
_ROWS, _COLUMNS, _CELL, _NAME = 1_048_576, 16_384, 32_767, 31
#: Digits that a spreadsheet keeps of a number.
_DIGITS: Final = 15
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_SHEET: Final = {"pt": "Tabela {name}", "en": "Table {name}"}
_DATES: Final = {"pt": "dd/mm/yyyy", "en": "yyyy-mm-dd"}


def workbook(named: Mapping[str, Table]) -> Callable[[Path], None]:
    """Give what writes a sheet a table; what no sheet holds is refused before."""
    for table in named.values():
        _check(table)
    sheets = _sheets(named)

    def write(path: Path) -> None:
        import xlsxwriter

        # A text that begins with an equals sign is a text.
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(path, {**options, "strings_to_numbers": False}) as book:
            for sheet, table in zip(sheets, named.values(), strict=True):
                _Sheet(book, sheet, table).write()

    return write


class _Sheet:
    """A sheet that is being written."""

    def __init__(self, book: Any, name: str, table: Table) -> None:
        self._book = book
        self._sheet = book.add_worksheet(name)
        self._table = table
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self) -> None:
        table, row = self._table, 0
        for text, look in ((table.title, {"bold": True}), (table.subtitle, {"italic": True})):
            if text:
                self._text(row, 0, " ".join(text.split()), self._look(**look))
                row += 1
        self._head(row)
        start = row + table.depth
        self._sheet.freeze_panes(start, sum(column.heads_rows for column in table.columns))
        self._sheet.repeat_rows(row, start - 1)
        for place, width in enumerate(table.widths()):
            self._sheet.set_column(place, place, width + 2)
        row = self._body(start)
        for line in table.below:
            self._text(row, 0, line, self._look())
            row += 1
        if sum(table.widths()) > 90:  # noqa: PLR2004  more than an A4 sheet upright
            self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)

    def _head(self, start: int) -> None:
        look = {"bold": True, "text_wrap": True, "valign": "bottom"}
        for head in self._table.heads():
            top, left = start + head.row, head.column
            edges: dict[str, Any] = {"bottom": 1} if head.text else {}
            found = self._look(**look, align=head.align, **edges)
            if head.rows * head.columns == 1:
                self._text(top, left, head.text, found)
                continue
            bottom, right = top + head.rows - 1, left + head.columns - 1
            self._sheet.merge_range(top, left, bottom, right, "", found)
            self._text(top, left, head.text, found)

    def _body(self, row: int) -> int:
        table = self._table
        for heading, rows in table.body():
            if heading:
                self._text(row, 0, heading, self._look(italic=True))
                row += 1
            for each in rows:
                for place, column in enumerate(table.columns):
                    self._cell(row, place, each, column)
                row += 1
        return row

    def _cell(self, row: int, place: int, each: int, column: Column) -> None:
        table = self._table
        value, text = column.values[each], column.texts[each]
        mark = table.marks.get((each, place))
        look: dict[str, Any] = {"align": column.align, "valign": "top"}
        if each in table.strong:
            look["bold"] = True
        if value is None or not _keeps(value):
            if "\n" in text:
                look["text_wrap"] = True
            self._text(row, place, text + (f" ({mark})" if mark else ""), self._look(**look))
            return
        if isinstance(value, dt.date):
            hours = " hh:mm" if isinstance(value, dt.datetime) else ""
            look["num_format"] = _DATES[table.lang] + hours
            self._sheet.write_datetime(row, place, value, self._look(**look))
        else:
            look["num_format"] = _number_format(column, text, table.lang, mark)
            self._sheet.write_number(row, place, value, self._look(**look))

    def _text(self, row: int, place: int, text: str, look: Any) -> None:
        if text:
            self._sheet.write_string(row, place, text, look)
        else:
            self._sheet.write_blank(row, place, None, look)

    def _look(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _number_format(column: Column, text: str, lang: str, mark: str | None) -> str:
    """Write the format of a number: the decimals of its text; a mark is shown behind it."""
    digits = text.rpartition("," if lang == "pt" else ".")
    decimals = sum(sign.isdigit() for sign in digits[2]) if digits[1] else 0
    shown = "0" if column.plain else "#,##0"
    shown += "." + "0" * decimals if decimals else ""
    behind = f'" ({mark})"' if mark else ""
    if column.negative == "parentheses":
        # What is positive keeps the room of a parenthesis, so that digits stand below digits.
        return f"{shown}{behind or '_)'};({shown}){behind}"
    return shown + behind


def _keeps(value: Any) -> bool:
    """Say whether a spreadsheet holds a value without losing a digit of a whole number."""
    if isinstance(value, dt.date):
        return 1900 <= value.year and value > type(value)(1900, 3, 1)  # noqa: PLR2004, SIM300
    if isinstance(value, (int, Decimal)) and value == int(value):
        return len(str(abs(int(value)))) <= _DIGITS
    return True


def _check(table: Table) -> None:
    """Refuse what no sheet holds, rather than lose it."""
    rows = table.rows + table.depth + len(set(table.groups)) + len(table.below) + 2
    if rows > _ROWS or len(table.columns) > _COLUMNS:
        raise FileFormatError(
            f"a sheet holds {_ROWS:,} rows and {_COLUMNS:,} columns, and the table has "
            f"{table.rows:,} rows and {len(table.columns):,} columns; write .html, or a part of it",
            path="",
        )
    for column in table.columns:
        for row, text in enumerate(column.texts):
            if len(text) > _CELL:
                raise FileFormatError(
                    f"a cell of a sheet holds {_CELL:,} characters, and that of column "
                    f"{column.label!r}, row {row}, has {len(text):,}; write .html, or shorten it",
                    path="",
                )


def _sheets(named: Mapping[str, Table]) -> list[str]:
    """Name the sheets: short, without the signs that no name has, each once."""
    found: list[str] = []
    for name, table in named.items():
        wanted = _SHEET[table.lang].format(name=name) if name.isdigit() else name
        wanted = _FORBIDDEN.sub(" ", wanted).strip().strip("'")
        wanted = (wanted or _SHEET[table.lang].format(name="").strip())[:_NAME].strip()
        taken = {each.casefold() for each in found}
        given, count = wanted, 2
        while given.casefold() in taken or given.casefold() == "history":
            given = f"{wanted[: _NAME - 4]} {count}"
            count += 1
        found.append(given)
    return found
