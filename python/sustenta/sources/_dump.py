"""Large tables of text: read a block at a time, and only some of their lines kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sustenta.errors import MissingExtraError
from sustenta.sources._content import Content, open_content
from sustenta.sources._grid import Grid, Line, delimited_lines, grid_of_lines, separator_of
from sustenta.sources._labels import plain

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["filtered_grid"]

#: So much of a file tells its encoding, titles, header and separator.
_HEAD: Final = 1 << 20
_BLOCK: Final = 8 << 20


def filtered_grid(
    path: Path,
    *,
    names: Sequence[str],
    keep: Callable[[str], bool],
    extracted_at: str | None = None,
    reader: str,
) -> tuple[Content, Grid]:
    """Read the lines of a table whose cell in the column called one of `names` is to be kept.

    Raises
    ------
    FileFormatError
        For what is no such table, and for a line with other cells.
    MissingExtraError
        Without pyarrow.
    """
    if not path.is_file():
        open_content(path)  # says what is wrong with the path
    with path.open("rb") as file:
        head = file.read(_HEAD)
    # A head of a whole number of lines: what follows is not looked at here.
    whole = head[: head.rfind(b"\n") + 1] if len(head) == _HEAD else head
    found = open_content(whole, extracted_at=extracted_at)
    content = Content(str(path), found.form, b"", found.text, found.encoding, extracted_at, path)
    lines = delimited_lines(content, reader=reader)
    top = grid_of_lines(content, lines[: _first_rows(lines)], reader=reader)
    words = [plain(name) for name in top.names]
    column = next((words.index(name) for name in names if name in words), None)
    if column is None or not top.lines:
        content.refuse(f"has no column {names[0]!r}", text="; ".join(top.names))
    kept = _scan(content, top, column, keep, separator_of(content, reader=reader))
    grid = Grid(content, top.names, kept, top.outer, top.titles, named=top.named)
    return content, grid


def _first_rows(lines: Sequence[Line]) -> int:
    """Count the lines down to the first rows of the table."""
    width = max(len(line.cells) for line in lines)
    first = next(place for place, line in enumerate(lines) if len(line.cells) == width)
    return first + 3


def _scan(
    content: Content, top: Grid, column: int, keep: Callable[[str], bool], separator: str
) -> list[Line]:
    try:
        import pyarrow as pa
        import pyarrow.compute as pc
        from pyarrow import csv
    except ImportError:
        raise MissingExtraError(
            "large tables are read with pyarrow: pip install 'sustenta[arrow]'",
            extra="arrow",
            library="pyarrow",
        ) from None
    start = top.lines[0].number
    encoding = {"utf-8-sig": "utf-8", "windows-1252": "cp1252"}.get(
        str(content.encoding), str(content.encoding)
    )
    places = [f"f{place}" for place in range(len(top.names))]
    reading = csv.ReadOptions(block_size=_BLOCK, skip_rows=start - 1, column_names=places)
    parsing = csv.ParseOptions(delimiter=separator, ignore_empty_lines=False)
    converting = csv.ConvertOptions(
        # Bytes: what is kept is decoded, the rest need not be.
        column_types=dict.fromkeys(places, pa.binary()),
        strings_can_be_null=False,
        check_utf8=False,
    )
    kept: list[Line] = []
    known: dict[bytes, bool] = {}
    at = start
    try:
        with csv.open_csv(content.path, reading, parsing, converting) as blocks:
            for block in blocks:
                of_block = block.column(column).dictionary_encode()
                mask = pa.array(
                    [_kept(one, encoding, keep, known) for one in of_block.dictionary.to_pylist()]
                )
                rows = pc.indices_nonzero(pc.take(mask, of_block.indices))
                kept += _lines(block.take(rows), rows.to_pylist(), at, encoding)
                at += block.num_rows
    except (pa.ArrowException, OSError, UnicodeDecodeError) as trouble:
        content.refuse(f"cannot be read whole ({str(trouble).splitlines()[0]})", line=None)
    return kept


def _kept(
    text: bytes, encoding: str, keep: Callable[[str], bool], known: dict[bytes, bool]
) -> bool:
    if text not in known:
        known[text] = keep(text.decode(encoding))
    return known[text]


def _lines(block: pa.RecordBatch, rows: Sequence[int], start: int, encoding: str) -> list[Line]:
    cells: list[list[Any]] = [
        [cell.decode(encoding) for cell in column.to_pylist()] for column in block.columns
    ]
    return [
        Line(start + row, list(line))
        for row, line in zip(rows, zip(*cells, strict=True), strict=True)
    ]
