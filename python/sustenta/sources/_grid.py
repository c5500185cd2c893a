"""A table as it stands in a file: cells with the lines they stand in, titles, a header, a foot.

Text with separators is read here; workbooks, Parquet and JSON are read into the same grid by
`_sheets` and `_records`.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, overload

from sustenta.figures import parse_figures
from sustenta.sources._content import TEXT, Content
from sustenta.sources._refusals import file_error

__all__ = [
    "Columns",
    "Foot",
    "Grid",
    "Line",
    "cell_text",
    "cell_texts",
    "check_end",
    "delimited_lines",
    "grid_of_lines",
    "is_blank",
    "reads_as_figure",
    "separator_of",
    "split_lines",
    "text_grid",
]

#: The separators, in the order in which they are tried: what also stands within figures comes last.
SEPARATORS: Final = (";", "\t", "|", ",")
#: A table has one number of cells a line; titles, notes and a cut line may have others.
_SHARE: Final = 0.5
#: How many lines are looked at to find the separator.
_LOOKED_AT: Final = 400
_YEARS: Final = (1900, 2100)
_BLANKS: Final = " \t\r\n\v\f\u00a0\u2007\u202f\ufeff"
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
#: A figure: its last mark, and its decimals.
_FIGURE = re.compile(r"[-+−(]?\d[\d.,]{0,40}?([.,])(\d{1,20})\)?")
#: So many lines say nothing of how figures are printed.
_FEW: Final = 3
_WHOLE = re.compile(r"\d{4}(?:\.0)?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file and its cells."""

    number: int
    cells: list[Any]


class Columns(Sequence[Line]):
    """The lines of a large table, held by columns: a text that stands in many is held once."""

    def __init__(self, numbers: Sequence[int], columns: Sequence[list[Any]]) -> None:
        self.numbers = list(numbers)
        self.columns = columns

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> list[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | list[Line]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        return Line(self.numbers[place], [column[place] for column in self.columns])


@dataclass(frozen=True, slots=True)
class Foot:
    """A text outside the table: a title above it, or a note below."""

    number: int
    text: str


@dataclass(slots=True)
class Grid:
    """A table and where it stands.

    Attributes
    ----------
    content : Content
        The file.
    names : list of str
        The columns' names; those of a header of two rows are joined.
    outer : list of str
        The upper label of each column where the header has two rows, else blank.
    lines : sequence of Line
        The rows, each with as many cells as there are names.
    titles, feet : list of Foot
        What stands above and below.
    named : bool
        Whether the file names its columns.
    counted : str
        What the numbers of the lines count: ``line``, ``row`` of a sheet or ``record``.
    sheet : str or None
        The sheet of a workbook.
    """

    content: Content
    names: list[str]
    lines: Sequence[Line]
    outer: list[str] = field(default_factory=list)
    titles: list[Foot] = field(default_factory=list)
    feet: list[Foot] = field(default_factory=list)
    named: bool = True
    counted: str = "line"
    sheet: str | None = None

    def column(self, place: int) -> list[Any]:
        """Give the cells of a column."""
        if isinstance(self.lines, Columns):
            return self.lines.columns[place]
        return [line.cells[place] for line in self.lines]

    @property
    def numbers(self) -> list[int]:
        """The numbers of the lines."""
        if isinstance(self.lines, Columns):
            return self.lines.numbers
        return [line.number for line in self.lines]


def cell_text(cell: Any) -> str:
    """Give a cell as text, without the white space around it; a missing cell is blank."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip(_BLANKS)
    if isinstance(cell, float):
        if cell != cell:  # noqa: PLR0124 - NaN
            return ""
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    return str(cell)


def cell_texts(cells: Sequence[Any]) -> list[str]:
    """Give cells as `cell_text` does, each different text but once."""
    if set(map(type, cells)) <= {str}:
        known = {cell: cell.strip(_BLANKS) for cell in set(cells)}
        return [known[cell] for cell in cells]
    return [cell_text(cell) for cell in cells]


def is_blank(cell: Any) -> bool:
    """Say whether nothing stands in a cell."""
    return cell_text(cell) == ""


def reads_as_figure(cell: Any) -> bool:
    """Say whether a cell holds a number, in whatever style."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, (int, float)):
        return True
    text = cell_text(cell)
    if not any(sign.isdigit() for sign in text):
        return False
    for style in ("pt", "en", "mixed"):
        value = parse_figures(text, style=style, errors="coerce")
        if value == value:  # noqa: PLR0124 - no NaN
            return True
    return False


def text_grid(
    content: Content, *, header: int | None = None, reader: str, named: bool | None = None
) -> Grid:
    """Read a table of text: its separator, titles, header, rows and foot.

    Parameters
    ----------
    content : Content
        A text.
    header : int, optional
        The number of the header's line, from 1; 0 where there is none.
    reader : str
        Who reads, for messages.
    named : bool, optional
        Whether the first line of the table names the columns, where the reader knows.

    Raises
    ------
    FileFormatError
        Where there is no table, or a line has another number of cells than the header.
    """
    content.expect(TEXT, reader=reader)
    lines = delimited_lines(content, reader=reader)
    return grid_of_lines(content, lines, header=header, named=named, reader=reader)


def delimited_lines(content: Content, *, reader: str) -> list[Line]:
    """Split a text into lines and cells at the separator that gives a table."""
    return split_lines(content, separator_of(content, reader=reader), strict=True)


def separator_of(content: Content, *, reader: str) -> str:
    """Find the separator that gives a table."""
    half = _HALF_CHARACTER.search(content.text)
    if half is not None:
        line = content.text.count("\n", 0, half.start()) + 1
        content.refuse("has half of a character in its text", line=line, text=ascii(half.group()))
    gained = {
        separator: _cells_of_table(split_lines(content, separator, most=_LOOKED_AT))
        for separator in SEPARATORS
    }
    # `max` takes the first of equals: what also stands within figures comes last.
    best = max(SEPARATORS, key=lambda separator: gained[separator])
    if not gained[best]:
        raise file_error(
            content.name,
            f"holds no table: no separator splits its lines into columns; `{reader}` reads tables",
        )
    return best


def split_lines(
    content: Content,
    separator: str,
    *,
    most: int | None = None,
    strict: bool = False,
    first: int = 1,
) -> list[Line]:
    """Split a text into lines, the number of the first being given, and cells.

    Where it cannot be split any further the lines so far are given, or `strict` refuses it.
    """
    # The csv module alone tells in which line a row begins, and refuses an open quotation mark.
    source = csv.reader(io.StringIO(content.text, newline=""), delimiter=separator, strict=strict)
    lines: list[Line] = []
    start = first
    try:
        for cells in source:
            if any(cell.strip(_BLANKS) for cell in cells):
                lines.append(Line(start, list(cells)))
            start = source.line_num + first
            if most is not None and len(lines) >= most:
                break
    except csv.Error as trouble:
        if not strict:
            return lines
        ended = "unexpected end" in str(trouble)
        content.refuse(
            "has a quotation mark that is never closed: it is truncated"
            if ended
            else f"cannot be split into cells ({trouble})",
            line=start,
            text=_line_of(content, start),
        )
    return lines


def _line_of(content: Content, number: int) -> str:
    return next((text for at, text in content.lines() if at == number), "")


def _cells_of_table(lines: Sequence[Line]) -> int:
    """Count the cells that a separator gives; none where the lines are no table with it."""
    # Titles above and notes below have one cell; they are not held against a table.
    counts = Counter(len(line.cells) for line in lines if len(line.cells) > 1)
    if not counts:
        return 0
    width, often = counts.most_common(1)[0]
    several = sum(counts.values())
    if often < _SHARE * several or len(lines) - several > max(10, several):
        return 0
    return often * (width - 1)


def grid_of_lines(
    content: Content,
    lines: Sequence[Line],
    *,
    header: int | None = None,
    named: bool | None = None,
    reader: str,
    deep: int = 1,
    counted: str = "line",
    sheet: str | None = None,
) -> Grid:
    """Find titles, header and foot among lines, and hold every row against the header."""
    first = _first_of_table(content, lines, header, counted)
    width = len(lines[first].cells)
    titles = [Foot(line.number, _joined(line.cells)) for line in lines[:first]]
    if named is None:
        named = header != 0 if header is not None else _names_columns(lines[first].cells)
    outer = [""] * width
    names = [f"column_{place}" for place in range(1, width + 1)]
    rest = list(lines[first:])
    if named:
        outer, names = _header([line.cells for line in rest[:deep]], width)
        rest = rest[deep:]
    _check_names(content, names, outer, lines[first].number, counted)
    feet: list[Foot] = []
    while rest and _is_foot(rest[-1], width):
        foot = rest.pop()
        feet.insert(0, Foot(foot.number, _joined(foot.cells)))
    for line in rest:
        if len(line.cells) != width:
            last = line is rest[-1] and not feet
            content.refuse(
                f"has {len(line.cells)} cells where the table has {width}"
                + ("; the file is truncated" if last and len(line.cells) < width else ""),
                line=line.number,
                text=_joined(line.cells),
                reader=reader,
            )
    if counted == "line":
        check_end(content, rest)
    return Grid(
        content, names, rest, outer, titles, feet, named=named, counted=counted, sheet=sheet
    )


def _first_of_table(
    content: Content, lines: Sequence[Line], header: int | None, counted: str
) -> int:
    if not lines:
        content.refuse("holds no table: every line is blank")
    if header:
        found = next((place for place, line in enumerate(lines) if line.number == header), None)
        if found is None:
            content.refuse(f"has no {counted} {header} to be the header", line=header)
        return found
    width = Counter(len(line.cells) for line in lines if _filled(line.cells) > 1).most_common(1)
    if not width:
        return 0
    return next(
        place
        for place, line in enumerate(lines)
        if len(line.cells) == width[0][0] and _filled(line.cells) > 1
    )


def _filled(cells: Iterable[Any]) -> int:
    return sum(1 for cell in cells if not is_blank(cell))


def _names_columns(cells: Sequence[Any]) -> bool:
    """Say whether a first line is a header: names, or names and the years of columns."""
    full = [cell for cell in cells if not is_blank(cell)]
    if not full:
        return False
    shown = [cell for cell in full if reads_as_figure(cell)]
    if not shown:
        return True
    years = all(
        _WHOLE.fullmatch(cell_text(cell)) and _YEARS[0] <= float(cell_text(cell)) <= _YEARS[1]
        for cell in shown
    )
    return years and len(shown) < len(full)


def _header(rows: Sequence[Sequence[Any]], width: int) -> tuple[list[str], list[str]]:
    upper = [_one_line(cell) for cell in rows[0]]
    if len(rows) == 1:
        return [""] * width, _with_names(upper)
    lower = [_one_line(cell) for cell in rows[1]]
    lower += [""] * (width - len(lower))
    names = [below or above for above, below in zip(upper, lower, strict=True)]
    outer = [
        above if below and above != below else "" for above, below in zip(upper, lower, strict=True)
    ]
    return outer, _with_names(names)


def _with_names(names: list[str]) -> list[str]:
    return [name or f"column_{place}" for place, name in enumerate(names, start=1)]


def _one_line(cell: Any) -> str:
    return " ".join(cell_text(cell).split())


def _check_names(
    content: Content, names: Sequence[str], outer: Sequence[str], line: int, counted: str
) -> None:
    counts = Counter(zip(outer, names, strict=True))
    twice = [name for (_, name), often in counts.items() if often > 1]
    if twice:
        content.refuse(
            f"names the column {twice[0]!r} twice", line=line, text=twice[0], counted=counted
        )


def check_end(content: Content, lines: Sequence[Line]) -> None:
    """Refuse a text that ends within a figure: without a line's end, and with fewer decimals."""
    if len(lines) <= _FEW or content.text.endswith(("\n", "\r")):
        return
    *others, last = [line.cells[-1].strip(_BLANKS) for line in lines[-_LOOKED_AT:]]
    figures = [found for found in map(_FIGURE.fullmatch, others) if found]
    endings = {(found.group(1), len(found.group(2))) for found in figures}
    if len(endings) != 1 or 2 * len(figures) < len(others) or not last[:1].isdigit():
        return
    ((mark, decimals),) = endings
    if len(last.rpartition(mark)[2] if mark in last else "") < decimals:
        content.refuse(
            "ends within a figure: the file is truncated",
            line=lines[-1].number,
            text=_joined(lines[-1].cells),
        )


def _is_foot(line: Line, width: int) -> bool:
    """Say whether a line is a note below the table: one cell, and no room for others."""
    if width == 1:
        return False
    return len(line.cells) != width and _filled(line.cells) <= 1


def _joined(cells: Iterable[Any]) -> str:
    return " ".join(text for text in map(_one_line, cells) if text)
