"""Workbooks: read by calamine, after what would swell or spread has been refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from sustenta._names import closest
from sustenta.errors import MissingExtraError, SettingError, UnknownNameError
from sustenta.sources._content import XLSX, Content
from sustenta.sources._grid import Grid, Line, grid_of_lines, is_blank

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

__all__ = ["sheet_grid", "sheet_rows"]

#: A sheet is a full rectangle in memory, from its first cell to its last. The largest real one has
#: 125 thousand cells.
MOST_CELLS: Final = 20_000_000
MOST_ROWS: Final = 1 << 20
MOST_COLUMNS: Final = 1 << 14
_CHUNK: Final = 1 << 20
#: The longest reference is `<c r="XFD1048576"`; so much of a chunk is looked at again.
_OVERLAP: Final = 64

_PLACE = re.compile(
    rb"""<(?:\w+:)?(?:c|row)\b[^<>]{0,200}?\br\s*=\s*["']([A-Za-z]{0,8})(\d{1,18})["']"""
)
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")


def sheet_grid(
    content: Content, *, sheet: str | int | None = None, header: int | None = None, reader: str
) -> Grid:
    """Read a sheet of a workbook; a header of merged cells in two rows is joined.

    Raises
    ------
    FileFormatError
        For a workbook that cannot be read, or would fill the memory.
    SettingError
        Where several sheets hold something and none is named.
    UnknownNameError
        For a sheet that is not there.
    MissingExtraError
        Without calamine.
    """
    content.expect(XLSX, reader=reader)
    _check_spread(content)
    book = _opened(content)
    chosen = _chosen(content, book, sheet)
    rows = _guarded(content, lambda: chosen.to_python(skip_empty_area=False))
    lines = [
        Line(number, list(cells))
        for number, cells in enumerate(rows, start=1)
        if not all(map(is_blank, cells))
    ]
    if not lines:
        content.refuse(f"has nothing in its sheet {chosen.name!r}", sheet=chosen.name)
    _trim(lines)
    merged = _guarded(content, lambda: chosen.merged_cell_ranges) or []
    deep = _deep(lines, merged, header)
    return grid_of_lines(
        content, lines, header=header, reader=reader, deep=deep, counted="row", sheet=chosen.name
    )


def sheet_rows(
    content: Content, *, sheet: str | int | None = None, reader: str
) -> list[tuple[int, list[Any]]]:
    """Give a sheet's rows with their numbers, as they stand: for sheets that are no table."""
    content.expect(XLSX, reader=reader)
    _check_spread(content)
    chosen = _chosen(content, _opened(content), sheet)
    rows = _guarded(content, lambda: chosen.to_python(skip_empty_area=False))
    return [(number, list(cells)) for number, cells in enumerate(rows, start=1)]


def _check_spread(content: Content) -> None:
    """Refuse a sheet whose cells stand so far apart that its rectangle fills the memory."""
    with zipfile.ZipFile(content.stream()) as archive:
        for entry in archive.infolist():
            if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                rows, columns, cells = _guarded(content, lambda: _spread(archive, entry))  # noqa: B023
                beyond = rows > MOST_ROWS or columns > MOST_COLUMNS
                if beyond or rows * columns > MOST_CELLS or cells > MOST_CELLS:
                    content.refuse(
                        f"spreads {entry.filename!r} over {rows:,} rows and {columns:,} columns; "
                        f"at most {MOST_CELLS:,} cells are read",
                        sheet=entry.filename,
                    )


def _spread(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, int, int]:
    """Give the last row and column that a sheet names, and how many cells it has."""
    rows = columns = cells = 0
    tail = b""
    with archive.open(entry) as file:
        while chunk := file.read(_CHUNK):
            text = tail + chunk
            for letters, number in _PLACE.findall(text):
                rows = max(rows, int(number))
                columns = max(columns, _place(letters))
            cells += len(_CELL.findall(text))
            tail = text[-_OVERLAP:]
    # Cells without a place follow one another: they need as many columns as there are.
    return max(rows, 1), max(columns, 1), cells


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place


def _opened(content: Content) -> CalamineWorkbook:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise MissingExtraError(
            "workbooks are read with python-calamine: pip install 'sustenta[excel]'",
            extra="excel",
            library="python-calamine",
        ) from None
    book: CalamineWorkbook = _guarded(
        content, lambda: CalamineWorkbook.from_filelike(io.BytesIO(content.data))
    )
    return book


def _guarded(content: Content, read: Any) -> Any:
    """Call a library; whatever it trips over is a file that cannot be read."""
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as trouble:
        # A panic in calamine reaches Python as an exception that is no `Exception`.
        if not isinstance(trouble, Exception) and type(trouble).__name__ != "PanicException":
            raise
        content.refuse(f"is a workbook that cannot be read ({trouble})")


def _chosen(content: Content, book: CalamineWorkbook, sheet: str | int | None) -> CalamineSheet:
    names = book.sheet_names
    if isinstance(sheet, int) and not isinstance(sheet, bool):
        if not 0 <= sheet < len(names):
            raise SettingError(
                f"{content.name} has {len(names)} sheets; there is no sheet {sheet}",
                argument="sheet",
                problem="no such sheet",
            )
        sheet = names[sheet]
    if sheet is not None:
        if sheet not in names:
            near = closest(str(sheet), names)
            raise UnknownNameError(
                f"{content.name} has no sheet {sheet!r}; it has {', '.join(map(repr, names))}"
                + (f"; did you mean {near!r}?" if near else ""),
                what="sheet",
                found=str(sheet),
                known=list(names),
            )
        return _sheet(content, book, sheet)
    full = [found for found in (_sheet(content, book, name) for name in names) if found.height]
    if not full:
        content.refuse("has no sheet with anything in it")
    if len(full) > 1:
        shown = ", ".join(repr(found.name) for found in full)
        raise SettingError(
            f"{content.name} has several sheets: {shown}; name one with `sheet=`",
            argument="sheet",
            problem="several sheets",
        )
    return full[0]


def _sheet(content: Content, book: CalamineWorkbook, name: str) -> CalamineSheet:
    found: CalamineSheet = _guarded(content, lambda: book.get_sheet_by_name(name))
    return found


def _trim(lines: list[Line]) -> None:
    """Leave out columns without anything, at the end, and what follows a lone title or note."""
    width = max(
        place for line in lines for place, cell in enumerate(line.cells, 1) if not is_blank(cell)
    )
    for line in lines:
        del line.cells[width:]
        if width > 2 and all(map(is_blank, line.cells[1:])):  # noqa: PLR2004 - a list has two
            del line.cells[1:]


def _deep(
    lines: Sequence[Line],
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    header: int | None,
) -> int:
    """Spread the labels of merged cells; say how many rows the header has."""
    if header == 0:
        return 1
    width = max(len(line.cells) for line in lines)
    at = header or next(line.number for line in lines if len(line.cells) == width)
    top = next((line for line in lines if line.number == at), None)
    if top is None:
        return 1
    deep = 1
    for (row, left), (last, right) in merged:
        if row != at - 1:
            continue
        deep = max(deep, last - row + 1)
        if right > left:
            deep = max(deep, 2)
            stop = min(right, len(top.cells) - 1)
            top.cells[left : stop + 1] = [top.cells[left]] * max(stop + 1 - left, 0)
    return min(deep, 2)
