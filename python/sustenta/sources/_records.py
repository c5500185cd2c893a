"""Parquet and JSON, read into the same grid as a table of text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sustenta.errors import MissingExtraError
from sustenta.sources._content import JSON, PARQUET, Content
from sustenta.sources._grid import Grid, Line

__all__ = ["json_document", "parquet_grid", "record_grid", "records_in"]

#: A Parquet file can promise a thousand million rows in a kilobyte.
MOST_CELLS: Final = 50_000_000
#: The longest whole number that is taken from JSON; longer ones are no amounts.
_LONGEST_NUMBER: Final = 400

#: An escape of a surrogate; alone, it is no character.
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")

Record = Mapping[str, Any]


def json_document(content: Content, *, reader: str) -> Any:
    """Read a JSON document; it must be whole.

    Raises
    ------
    FileFormatError
        It names the line at which the document breaks off.
    """
    content.expect(JSON, reader=reader)
    try:
        document = json.loads(content.text, parse_int=_whole, parse_constant=_constant)
        if _HALF_CHARACTER.search(content.text):
            json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError as trouble:
        content.refuse(f"has half of a character in a text ({trouble.reason})")
    except json.JSONDecodeError as trouble:
        whole = len(content.text.rstrip())
        cut = trouble.pos >= whole - 1 or "Unterminated" in trouble.msg
        content.refuse(
            "is JSON that breaks off: it is truncated"
            if cut
            else f"is broken JSON ({trouble.msg})",
            line=trouble.lineno,
            column=trouble.colno,
            text=content.text[max(trouble.pos - 30, 0) : trouble.pos + 30],
        )
    except (RecursionError, ValueError) as trouble:
        content.refuse(f"is JSON that cannot be read ({trouble})")
    return document


def _whole(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError(f"a number of {len(text)} digits")
    return int(text)


def _constant(text: str) -> None:
    """Take NaN and the infinities, which are no JSON, for missing values."""


def records_in(content: Content, document: Any) -> tuple[list[Record], dict[str, Any]]:
    """Find the list of records in a document, and give what stands beside it.

    The list is the document itself, or the only list of records in it (``items``).

    Raises
    ------
    FileFormatError
        Where there is none, or several, or where one of its entries is no record.
    """
    beside: dict[str, Any] = {}
    found = document
    if isinstance(document, Mapping):
        lists = {
            name: held
            for name, held in document.items()
            if isinstance(held, list) and (not held or isinstance(held[0], Mapping))
        }
        if len(lists) != 1:
            columns = _columns(document)
            if columns is not None:
                return columns, beside
            content.refuse(
                "is JSON without a list of records"
                if not lists
                else f"is JSON with several lists of records: {', '.join(lists)}"
            )
        ((name, found),) = lists.items()
        beside = {key: held for key, held in document.items() if key != name}
    if not isinstance(found, list):
        content.refuse("is JSON without a list of records")
    for number, record in enumerate(found, start=1):
        if not isinstance(record, Mapping):
            content.refuse("has an entry that is no record", line=number, text=repr(record))
    return found, beside


def _columns(document: Mapping[str, Any]) -> list[Record] | None:
    """Turn a record of columns, all of one length, into a list of records."""
    held = list(document.values())
    if not held or not all(isinstance(column, list) and _is_flat(column) for column in held):
        return None
    if len({len(column) for column in held}) != 1:
        return None
    return [dict(zip(document, cells, strict=True)) for cells in zip(*held, strict=True)]


def _is_flat(column: list[Any]) -> bool:
    return not any(isinstance(cell, (dict, list)) for cell in column)


def record_grid(content: Content, records: Sequence[Record]) -> Grid:
    """Lay records out as a table; a record that lacks a name has nothing there.

    Raises
    ------
    FileFormatError
        Where there are no records, or a record holds more than plain values.
    """
    names = list(dict.fromkeys(name for record in records for name in record))
    if not names:
        content.refuse("holds no records: the answer is empty")
    lines: list[Line] = []
    for number, record in enumerate(records, start=1):
        cells = [record.get(name) for name in names]
        for name, cell in zip(names, cells, strict=True):
            if isinstance(cell, (dict, list)):
                content.refuse(
                    "holds more than a plain value", line=number, column=name, text=repr(cell)
                )
        lines.append(Line(number, cells))
    return Grid(content, names, lines, [""] * len(names), counted="record")


def parquet_grid(content: Content, *, reader: str) -> Grid:
    """Read a Parquet file.

    Raises
    ------
    FileFormatError
        For a file that cannot be read, or would fill the memory.
    MissingExtraError
        Without pyarrow.
    """
    content.expect(PARQUET, reader=reader)
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError(
            "Parquet is read with pyarrow: pip install 'sustenta[arrow]'",
            extra="arrow",
            library="pyarrow",
        ) from None
    try:
        file = pq.ParquetFile(pa.BufferReader(content.data))
        cells = file.metadata.num_rows * max(file.metadata.num_columns, 1)
        if cells > MOST_CELLS:
            content.refuse(f"promises {cells:,} cells; at most {MOST_CELLS:,} are read")
        table = file.read()
        if table.num_rows != file.metadata.num_rows:
            content.refuse(
                f"promises {file.metadata.num_rows} rows; {table.num_rows} came out of it"
            )
        columns = [column.to_pylist() for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError) as trouble:
        if hasattr(trouble, "facts"):
            raise
        content.refuse(f"is a Parquet file that cannot be read ({_first_line(trouble)})")
    names = [str(name) for name in table.column_names]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        content.refuse(f"names the column {twice!r} twice", column=twice)
    lines = [Line(number, list(row)) for number, row in enumerate(zip(*columns, strict=True), 1)]
    return Grid(content, names, lines, [""] * len(names), counted="record")


def _first_line(trouble: BaseException) -> str:
    return str(trouble).strip().split("\n", 1)[0]
