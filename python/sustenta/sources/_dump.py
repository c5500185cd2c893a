"""Large tables of text: read a block at a time, and only some of their lines kept."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from sustenta import _core
from sustenta._progress import bar
from sustenta.errors import MissingExtraError
from sustenta.sources._content import TEXT, Content, open_content
from sustenta.sources._grid import (
    Columns,
    Foot,
    Grid,
    check_end,
    grid_of_lines,
    separator_of,
    split_lines,
)
from sustenta.sources._labels import plain

__all__ = ["filtered_grid"]

#: So much of a file tells its encoding; so much of that its titles, header and separator.
_HEAD: Final = 1 << 20
_TOP: Final = 1 << 16
_BLOCK: Final = 8 << 20
_LINE_ENDS = re.compile(rb"\r\n|\n|\r")
#: Their bytes are those of ASCII, but for the letters beyond it.
_BYTEWISE: Final = frozenset({"utf-8", "utf-8-sig", "windows-1252", "cp1252", "latin-1"})


def filtered_grid(
    path: Path,
    *,
    names: Sequence[str],
    keep: Callable[[str], bool],
    encoding: str | None = None,
    extracted_at: str | None = None,
    reader: str,
) -> tuple[Content, Grid]:
    """Read the lines of a table whose cell in the column called one of `names` is to be kept.

    Every line is held against the width of the table; notes below it are its feet.

    Raises
    ------
    FileFormatError
        For what is no such table, and for a line with other cells.
    """
    if not path.is_file():
        open_content(path)  # says what is wrong with the path
    with path.open("rb") as file:
        head = file.read(_HEAD)
    # A head of a whole number of lines: what follows is not looked at here.
    whole = head[: head.rfind(b"\n") + 1] if len(head) == _HEAD else head
    found = open_content(whole or head, encoding=encoding, extracted_at=extracted_at)
    content = Content(str(path), found.form, b"", found.text, found.encoding, extracted_at, path)
    content.expect(TEXT, reader=reader)
    if content.encoding not in _BYTEWISE:
        content.refuse(f"is {content.encoding}; `{reader}` reads UTF-8 and Windows-1252")
    separator, top = _top(content, reader)
    words = [plain(name) for name in top.names]
    column = next((words.index(name) for name in names if name in words), None)
    if column is None or not top.lines:
        content.refuse(f"has no column {names[0]!r}", text="; ".join(top.names))
    start = top.lines[0].number
    scan = _Scan(content, separator, len(top.names), column, keep, start)
    scan.run(path, _offset(head, start))
    grid = Grid(content, top.names, scan.lines(), top.outer, top.titles, scan.feet, named=top.named)
    return content, grid


def _top(content: Content, reader: str) -> tuple[str, Grid]:
    """Read the separator; the titles, the header and the first rows."""
    cut = content.text.find("\n", _TOP)
    near = content if cut < 0 else replace(content, text=content.text[: cut + 1])
    separator = separator_of(near, reader=reader)
    lines = split_lines(near, separator, strict=True)
    width = max((len(line.cells) for line in lines), default=0)
    first = next((place for place, line in enumerate(lines) if len(line.cells) == width), 0)
    return separator, grid_of_lines(content, lines[: first + 3], reader=reader)


def _offset(head: bytes, line: int) -> int:
    """Count the bytes in front of a line."""
    ends = (end.end() for end in _LINE_ENDS.finditer(head))
    return 0 if line == 1 else next(end for at, end in enumerate(ends, start=2) if at == line)


@dataclass(slots=True)
class _Scan:
    """One way through a file."""

    content: Content
    separator: str
    width: int
    column: int
    keep: Callable[[str], bool]
    #: The number of the next line.
    at: int
    numbers: list[int] = field(default_factory=list)
    kept: list[bytes] = field(default_factory=list)
    feet: list[Foot] = field(default_factory=list)
    known: dict[bytes, bool] = field(default_factory=dict)

    def run(self, path: Path, offset: int) -> None:
        """Look through a file from its first row on, in one block of memory."""
        room = memoryview(bytearray(_BLOCK))
        block = np.frombuffer(room, dtype=np.uint8)
        held = 0
        size = path.stat().st_size
        with path.open("rb", buffering=0) as file, bar(size, "B", scale=True) as shown:
            file.seek(offset)
            while True:
                read = file.readinto(room[held:])
                done = self._block(block[: held + read], last=not read)
                if not read:
                    break
                if not done and held + read == _BLOCK:
                    problem = f"has a line of more than {_BLOCK >> 20} MB"
                    self.content.refuse(problem, line=self.at)
                room[: held + read - done] = room[done : held + read]
                held += read - done
                shown.to(file.tell())
            self._look_at_end(file, offset)

    def _block(self, block: Any, *, last: bool) -> int:
        """Take the wanted lines of a block; give how many of its bytes are done with."""
        kept, places, odd, whole, count, done = _core.lines_with(
            block, ord(self.separator), self.width, self.column, self._wanted, last
        )
        below = whole is not None and bool(self.feet)
        for place, cells, text in odd:
            number = self.at + place
            shown = self._decoded(text, [number])
            if cells != 1 or (whole is not None and whole > place):
                problem = (
                    "has a quotation mark without a partner in its line"
                    if cells is None
                    else f"has {cells} cells where the table has {self.width}"
                )
                truncated = last and place == count - 1 and (cells or 0) < self.width
                problem += "; the file is truncated" if truncated else ""
                self.content.refuse(problem, line=number, text=shown)
            self.feet.append(Foot(number, shown))
        if below:
            foot = self.feet[0]
            self.content.refuse(
                f"has 1 cell where the table has {self.width}", line=foot.number, text=foot.text
            )
        numbers = [self.at + place for place in places]
        self.kept.append(self._decoded(kept, numbers).encode())
        self.numbers += numbers
        self.at += count
        return done

    def _wanted(self, cell: bytes) -> bool:
        if cell not in self.known:
            bare = cell[1:-1].replace(b'""', b'"') if cell.startswith(b'"') else cell
            try:
                self.known[cell] = self.keep(bare.decode(self._codec))
            except UnicodeDecodeError:  # kept: it is refused with its line
                self.known[cell] = True
        return self.known[cell]

    @property
    def _codec(self) -> str:
        return "utf-8" if self.content.encoding == "utf-8-sig" else str(self.content.encoding)

    def _decoded(self, text: bytes, numbers: Sequence[int]) -> str:
        """Decode lines with those numbers; what is not kept need not be text."""
        try:
            return text.decode(self._codec)
        except UnicodeDecodeError as trouble:
            line = text.count(b"\n", 0, trouble.start)
            shown = text[max(trouble.start - 20, 0) : trouble.end + 20].decode("latin-1")
            self.content.refuse(
                f"is {self.content.encoding} at its beginning, but not here; give `encoding=`",
                line=numbers[min(line, len(numbers) - 1)],
                text=shown,
            )

    def lines(self) -> Columns:
        """Give the lines that are kept."""
        columns = self._columns(b"".join(self.kept))
        if any(len(column) != len(self.numbers) for column in columns):
            self.content.refuse("has an end of line within a cell")
        return Columns(self.numbers, columns)

    def _columns(self, text: bytes) -> list[list[str]]:
        """Read a table in UTF-8; what stands in many cells of a column is made but once."""
        if not text:
            return [[] for _ in range(self.width)]
        try:
            import pyarrow as pa
            from pyarrow import csv
        except ImportError:
            raise MissingExtraError(
                "large tables are read with pyarrow: pip install 'sustenta[arrow]'",
                extra="arrow",
                library="pyarrow",
            ) from None
        names = [f"f{place}" for place in range(self.width)]
        kind = pa.dictionary(pa.int32(), pa.string())
        try:
            table = csv.read_csv(
                pa.BufferReader(text),
                csv.ReadOptions(column_names=names, block_size=_BLOCK),
                csv.ParseOptions(delimiter=self.separator, ignore_empty_lines=False),
                csv.ConvertOptions(
                    column_types=dict.fromkeys(names, kind), strings_can_be_null=False
                ),
            )
        except pa.ArrowException as trouble:
            self.content.refuse(f"cannot be split into cells ({str(trouble).splitlines()[0]})")
        columns = []
        for column in table.columns:
            cells = column.combine_chunks()
            known = cells.dictionary.to_pylist()
            columns.append([known[at] for at in cells.indices.to_pylist()])
        return columns

    def _look_at_end(self, file: io.FileIO, offset: int) -> None:
        """Refuse a file that ends within a figure."""
        size = file.seek(0, io.SEEK_END)
        begin = file.seek(max(offset, size - _TOP))
        tail = file.read()
        whole = tail if begin == offset else tail[tail.find(b"\n") + 1 :]
        near = replace(self.content, text=whole.decode(str(self.content.encoding), "replace"))
        lines = split_lines(near, self.separator, first=self.at - whole.count(b"\n"))
        if not self.feet:
            check_end(near, [line for line in lines if len(line.cells) == self.width])
