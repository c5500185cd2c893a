"""TabNet's HTML table, whose cells are never closed."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from sustenta.errors import MissingExtraError
from sustenta.sources._names import cleaned
from sustenta.sources.siops._answer import LABEL, TOTAL, YEAR, Answer, Row

if TYPE_CHECKING:
    from sustenta.sources._content import Content

__all__ = ["read_page"]

_TABLE_TAG = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
_FOOT = re.compile(r"\s*(?:fontes?\b|notas?\b|legenda|\.\.\.$|-$)", re.IGNORECASE)
#: A row of a table that is no layout.
_FEWEST: Final = 2


def read_page(content: Content, answer: Answer) -> None:
    """Find the table of data in the page and read it into the answer."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as missing:
        raise MissingExtraError(
            'reading HTML needs selectolax: pip install "sustenta[html]"',
            extra="html",
            library="selectolax",
        ) from missing
    tables = list(_tables(content.text))
    if not tables:
        return
    start, end, closed = max(tables, key=lambda found: _rows_in(content.text[found[0] : found[1]]))
    fragment = content.text[start:end]
    if not _rows_in(fragment):
        return
    parsed = LexborHTMLParser(f"<html><body>{fragment}")
    grid = [[cleaned(cell.text()) for cell in row.css("th, td")] for row in parsed.css("tr")]
    grid = [cells for cells in grid if any(cells)]
    first = next((at for at, cells in enumerate(grid) if _is_row(cells)), None)
    if first is None:
        return
    line_of = _Lines(content.text)
    if first:
        answer.header = grid[first - 1]
        answer.header_line = line_of(start)
    width = len(answer.header) if answer.header else len(grid[first])
    at = start
    for cells in grid[first:]:
        found = _find(content.text, cells[0], at, end)
        at = found if found >= 0 else at
        line = line_of(at)
        if len(cells) == width and cells[0]:
            answer.rows.append(Row(line, cells[0], cells[1:]))
        elif not _FOOT.match(cells[0]):
            why = f"{len(cells)} cells; expected {width}"
            answer.unread.append((line, " ".join(cells), why))
    if not closed:
        answer.cut = "the page ends before its table does"


def _tables(text: str) -> list[tuple[int, int, bool]]:
    """Give the innermost tables: where each begins and ends, and whether it is closed."""
    found = []
    opened: int | None = None
    for tag in _TABLE_TAG.finditer(text):
        if tag.group(1):
            if opened is not None:
                found.append((opened, tag.end(), True))
            opened = None
        else:
            opened = tag.start()
    if opened is not None:
        found.append((opened, len(text), False))
    return found


_ROW_LABEL = re.compile(r"<t[hd][^<>]*>\s*(?:\d{6,7}\b|(?:19|20)\d\d\b|total\b)", re.IGNORECASE)


def _rows_in(fragment: str) -> int:
    return len(_ROW_LABEL.findall(fragment))


def _is_row(cells: list[str]) -> bool:
    if len(cells) < _FEWEST:
        return False
    year = YEAR.fullmatch(cells[0]) and not YEAR.fullmatch(cells[1])
    return bool(year or LABEL.fullmatch(cells[0]) or TOTAL.fullmatch(cells[0]))


def _find(text: str, label: str, start: int, end: int) -> int:
    """Find where a row's label stands: by its first word, which no entity writes otherwise."""
    word = label.split(" ", 1)[0]
    return text.find(word, start, end) if word else -1


class _Lines:
    """Which line a position of the text is in."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def __call__(self, position: int) -> int:
        return bisect_left(self._ends, position) + 1
