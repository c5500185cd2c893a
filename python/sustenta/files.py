"""Tables from and to files: CSV as Brazilian spreadsheets write it, XLSX and Parquet."""

from __future__ import annotations

import contextlib
import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NoReturn

import pandas as pd

from sustenta._writing import whole
from sustenta.errors import (
    AmbiguousFiguresError,
    ColumnTypeError,
    FileFormatError,
    MissingExtraError,
    UnreadableFigureError,
)
from sustenta.figures import parse_figures

__all__ = ["Dialect", "Table", "read_table", "write_table"]

_TEXT: Final = (".csv", ".txt", ".tsv")
_SHEETS: Final = (".xlsx", ".xls", ".ods")
_PARQUET: Final = (".parquet",)
_READ: Final = (*_TEXT, *_SHEETS, *_PARQUET)
_WRITTEN: Final = (*_TEXT, ".xlsx", *_PARQUET)

#: What separates the fields of a line, the likeliest first.
_DELIMITERS: Final = (";", "\t", ",", "|")
#: The rows of a sheet, its header included.
_SHEET_ROWS: Final = 1_048_576


@dataclass(frozen=True)
class Dialect:
    """How a text file is written."""

    delimiter: str = ";"
    decimal: str = ","
    encoding: str = "utf-8-sig"


#: A file that opens right in a spreadsheet set to Portuguese, or to English.
DIALECTS: Final = {"pt": Dialect(), "en": Dialect(",", ".", "utf-8")}


@dataclass
class Table:
    """A table from a file.

    Attributes
    ----------
    path : Path
        The file.
    frame : pandas.DataFrame
        What stands in it; of text files and sheets, cells as they stand.
    dialect : Dialect, optional
        Of a text file, how it is written.
    lines : sequence of int, optional
        The line of each row.
    """

    path: Path
    frame: pd.DataFrame
    dialect: Dialect | None = None
    lines: Sequence[int] | None = None

    def with_figures(self, names: Iterable[str], style: str) -> pd.DataFrame:
        """Give the table with the printed figures of some columns read into numbers.

        Parameters
        ----------
        names
            The columns; those that the table lacks, and those that are numbers already, are left.
        style
            As in `parse_figures`.

        Returns
        -------
        pandas.DataFrame

        Raises
        ------
        UnreadableFigureError, AmbiguousFiguresError, ColumnTypeError
            As `parse_figures`; with file, column and line.
        """
        read = {}
        for name in names:
            if name in self.frame.columns and _is_text(self.frame[name]):
                try:
                    read[name] = parse_figures(self.frame[name], style=style)
                except (UnreadableFigureError, AmbiguousFiguresError, ColumnTypeError) as refusal:
                    self.refuse(name, refusal)
        return self.frame.assign(**read)

    def refuse(
        self, name: str, refusal: UnreadableFigureError | AmbiguousFiguresError | ColumnTypeError
    ) -> NoReturn:
        """Refuse a column as `parse_figures` did, with its file and its line."""
        row = refusal.facts.get("row")
        line = f", line {self.lines[row]}" if self.lines and isinstance(row, int) else ""
        raise type(refusal)(
            f"{self.path.name}, column {name!r}{line}: {refusal}", **refusal.facts
        ) from None


def read_table(
    path: str | os.PathLike[str], *, encoding: str | None = None, sheet: str | int = 0
) -> Table:
    """Read a table from a file, by its suffix.

    Parameters
    ----------
    path : path
        ``.csv``, ``.txt`` or ``.tsv``: text in UTF-8 (with a BOM or without), UTF-16 with a BOM,
        or Latin-1, with ``;``, ``,``, tab or ``|`` between the fields. ``.xlsx``, ``.xls``,
        ``.ods``: a sheet. ``.parquet``. The first line or row names the columns.
    encoding : str, optional
        The encoding of a text file, where it is none of these.
    sheet : str or int, default 0
        The sheet of a workbook, by name or by place from 0.

    Returns
    -------
    Table
        Its `with_figures` reads the printed figures of its columns.

    Raises
    ------
    FileFormatError
        For a suffix that is none of these, or a file that is not what its suffix says; for lines
        with another number of fields than the header.
    MissingExtraError
        Where the library of a format is not installed.
    FileNotFoundError
        Where there is no such file.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in _READ:
        raise _unknown_suffix(path, _READ)
    if not path.exists():
        raise FileNotFoundError(f"there is no file {path}")
    with _refused_as_format(path):
        if suffix in _TEXT:
            return _read_text(path, encoding)
        if suffix in _SHEETS:
            return _read_sheet(path, sheet)
        _need("pyarrow", "arrow", suffix)
        return Table(path, pd.read_parquet(path))


def write_table(
    frame: pd.DataFrame, path: str | os.PathLike[str], *, dialect: Dialect = DIALECTS["pt"]
) -> None:
    """Write a table to a file, by its suffix; on an error there is no file, or the old one.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table; its index is not written.
    path : path
        ``.csv``, ``.txt``, ``.tsv``, ``.xlsx`` or ``.parquet``.
    dialect : Dialect, optional
        How a text file is written; by default as spreadsheets in Portuguese read it.

    Raises
    ------
    FileFormatError
        For another suffix, a folder that is not there, or more rows than a sheet holds.
    MissingExtraError
        Where the library of a format is not installed.
    """
    path = Path(path)
    check_target(path)
    suffix = path.suffix.lower()
    if suffix in _TEXT:
        write = _text_writer(frame, dialect)
    elif suffix in _PARQUET:
        write = lambda place: frame.to_parquet(place, index=False)  # noqa: E731
    else:
        if len(frame) >= _SHEET_ROWS:
            raise FileFormatError(
                f"{path}: a sheet holds {_SHEET_ROWS - 1:,} rows, and there are {len(frame):,}; "
                "write .csv or .parquet",
                path=str(path),
            )
        write = _sheet_writer(frame)
    with whole(path) as part:
        write(part)


def check_target(path: Path) -> None:
    """Refuse a file that could not be written: before the work, not after it.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    FileFormatError, MissingExtraError
        As `write_table`.
    """
    suffix = path.suffix.lower()
    if suffix not in _WRITTEN:
        raise _unknown_suffix(path, _WRITTEN)
    if not path.parent.is_dir():
        raise FileFormatError(f"{path}: there is no folder {path.parent}", path=str(path))
    if suffix in _PARQUET:
        _need("pyarrow", "arrow", suffix)
    elif suffix not in _TEXT:
        _need("xlsxwriter", "excel", suffix)


def _text_writer(frame: pd.DataFrame, dialect: Dialect) -> Callable[[Path], object]:
    return lambda place: frame.to_csv(
        place,
        index=False,
        sep=dialect.delimiter,
        decimal=dialect.decimal,
        encoding=dialect.encoding,
        lineterminator="\n",
    )


def _sheet_writer(frame: pd.DataFrame) -> Callable[[Path], object]:
    def write(place: Path) -> None:
        with pd.ExcelWriter(place, engine="xlsxwriter") as book:
            frame.to_excel(book, index=False, freeze_panes=(1, 0))

    return write


def _read_text(path: Path, encoding: str | None) -> Table:
    text, found = _decoded(path, encoding)
    begin = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=lambda mark: len(next(csv.reader([begin], delimiter=mark))))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: list[str] = []
    rows: list[list[str]] = []
    lines: list[int] = []
    for fields in reader:
        if not any(field.strip() for field in fields):
            continue
        if not header:
            header = _trimmed([field.strip() for field in fields])
            _check_header(path, header, begin)
            continue
        fields = _trimmed(fields, len(header))  # noqa: PLW2901  idle delimiters at the end
        if len(fields) != len(header):
            raise FileFormatError(
                f"{path.name}, line {reader.line_num} has {len(fields)} of the header's "
                f"{len(header)} fields; remove title lines and notes first",
                path=str(path),
            )
        rows.append(fields)
        lines.append(reader.line_num)
    _check_header(path, header, begin)
    decimal = "," if delimiter == ";" else "."
    return Table(path, _of_rows(header, rows), Dialect(delimiter, decimal, found), lines)


def _check_header(path: Path, header: Sequence[str], line: str) -> None:
    if len(header) < 2:  # noqa: PLR2004  one column is no table
        raise FileFormatError(
            f"{path.name}: no header of several columns in its first line "
            f"({line.strip()[:60]!r}); remove title lines first; fields are separated by "
            "';', ',', tab or '|'",
            path=str(path),
        )


def _trimmed(fields: list[str], least: int = 0) -> list[str]:
    while len(fields) > least and not fields[-1].strip():
        fields = fields[:-1]
    return fields


def _decoded(path: Path, encoding: str | None) -> tuple[str, str]:
    data = path.read_bytes()
    if encoding is not None:
        return data.decode(encoding), encoding
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16"), "utf-8-sig"
    try:
        marked = data.startswith(b"\xef\xbb\xbf")
        return data.decode("utf-8-sig"), "utf-8-sig" if marked else "utf-8"
    except UnicodeDecodeError:
        # What Brazilian spreadsheets call Latin-1 has the curly quotes and dashes of cp1252.
        return data.decode("cp1252", errors="replace"), "cp1252"


def _read_sheet(path: Path, sheet: str | int) -> Table:
    _need("python_calamine", "excel", path.suffix)
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    names = book.sheet_names
    if (isinstance(sheet, str) and sheet not in names) or (
        isinstance(sheet, int) and not 0 <= sheet < len(names)
    ):
        raise FileFormatError(
            f"{path.name}: there is no sheet {sheet!r}; there are {', '.join(map(repr, names))}",
            path=str(path),
        )
    name = sheet if isinstance(sheet, str) else names[sheet]
    begin, *rows = book.get_sheet_by_name(name).to_python() or [[]]
    header = _trimmed([str(cell).strip() for cell in begin])
    filled = [
        (row[: len(header)], place)
        for place, row in enumerate(rows, 2)
        if any(str(cell).strip() for cell in row)
    ]
    return Table(
        path,
        _of_rows(header, [row for row, _ in filled]),
        lines=[place for _, place in filled],
    )


def _of_rows(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Make a table of cells; a blank one is missing, and whole numbers in floats are whole."""
    columns = [
        pd.Series([_cell(row[place]) for row in rows], dtype=object) for place in range(len(header))
    ]
    frame = pd.concat(columns, axis=1) if columns else pd.DataFrame()
    frame.columns = pd.Index(header, dtype=object)
    return frame


def _cell(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def _is_text(column: pd.Series) -> bool:
    """Say whether a column holds texts, alone or among numbers."""
    if isinstance(column.dtype, pd.StringDtype):
        return True
    return column.dtype == object and any(isinstance(cell, str) for cell in column)


@contextlib.contextmanager
def _refused_as_format(path: Path) -> Iterator[None]:
    """Say of a library's refusal which file it refuses."""
    try:
        yield
    except (FileFormatError, MissingExtraError, FileNotFoundError):
        raise
    except Exception as refusal:  # whatever the reader of a format throws at a file of another one
        raise FileFormatError(
            f"{path.name} cannot be read as {path.suffix.lower()}: {refusal}", path=str(path)
        ) from refusal


def _unknown_suffix(path: Path, known: Sequence[str]) -> FileFormatError:
    return FileFormatError(
        f"{path.name}: the suffix {path.suffix!r} is none of {', '.join(known)}", path=str(path)
    )


def _need(module: str, extra: str, suffix: str) -> None:
    if find_spec(module) is None:
        library = module.replace("_", "-")
        raise MissingExtraError(
            f"{suffix} files need {library}, which is not installed: "
            f"pip install 'sustenta[{extra}]'",
            extra=extra,
            library=library,
        )
