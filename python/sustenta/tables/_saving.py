"""Writing tables to files: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from sustenta._names import unknown
from sustenta._writing import write_text, write_whole
from sustenta.errors import ColumnTypeError, MissingExtraError, SettingError
from sustenta.tables._model import Table

__all__ = ["given_or_written", "require", "save"]

_LIBRARIES: Final = {
    "docx": "python-docx",
    "great_tables": "great-tables",
    "xlsxwriter": "xlsxwriter",
}
_KINDS: Final = (".html", ".htm", ".tex", ".docx", ".xlsx")


def save(
    tables: Table | Iterable[Table] | Mapping[Any, Table],
    path: Path | str,
    *,
    kind: str | None = None,
) -> None:
    r"""Write tables into one file, by its suffix; on an error there is no file, or the old one.

    Parameters
    ----------
    tables : Table, iterable of Table, or mapping to Table
        The tables, in their order. The keys of a mapping name the sheets of a workbook.
    path : path
        ``.html``: a page. ``.tex``: a fragment for ``\input``. ``.docx``: a document, a table
        after another. ``.xlsx``: a workbook, a table a sheet.
    kind : str, optional
        The suffix of the format, for a `path` of another suffix.

    Raises
    ------
    UnknownNameError
        For another suffix.
    FileFormatError
        For a folder that is not there, or more than a sheet holds.
    MissingExtraError
        Where the library of a format is not installed.
    ColumnTypeError, SettingError
        For what are no tables, or for none.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import sustenta as st
    >>> article = st.studies.proesf2006.article_tables()
    >>> with tempfile.TemporaryDirectory() as place:
    ...     st.tables.save(article, Path(place) / "artigo.tex")
    ...     (Path(place) / "artigo.tex").read_text(encoding="utf-8").count("\\toprule")
    10
    """
    path = Path(path)
    suffix = (path.suffix if kind is None else kind).lower()
    if suffix not in _KINDS:
        raise unknown("kind of table file", suffix or path.name, list(_KINDS))
    named = _named(tables)
    write_whole(path, _writer(suffix, named))


def given_or_written(text: str, path: Path | str | None) -> str | None:
    """Give a text back where there is no file to write it to."""
    if path is None:
        return text
    write_text(Path(path), text)
    return None


def require(module: str) -> None:
    """Name the extra where a library is not installed."""
    if find_spec(module) is None:
        library = _LIBRARIES[module]
        raise MissingExtraError(
            f'these tables need {library}, which is not installed: pip install "sustenta[tables]"',
            extra="tables",
            library=library,
        )


def _writer(suffix: str, named: dict[str, Table]) -> Callable[[Path], object]:
    """Give what writes a file of a kind; all that can be refused is refused here."""
    tables = list(named.values())
    if suffix == ".docx":
        require("docx")
        from sustenta.tables._docx import document

        return document(tables)
    if suffix == ".xlsx":
        require("xlsxwriter")
        from sustenta.tables._xlsx import workbook

        return workbook(named)
    if suffix == ".tex":
        from sustenta.tables._latex import latex

        text = "\n".join(latex(table, needs=place == 0) for place, table in enumerate(tables))
    else:
        from sustenta.tables._html import html_page

        text = html_page(tables)
    return lambda place: place.write_text(text, encoding="utf-8", newline="\n")


def _named(tables: object) -> dict[str, Table]:
    """Give the tables by name: those of a mapping by its keys, others by their places."""
    if isinstance(tables, Table):
        found: dict[str, object] = {"1": tables}
    elif isinstance(tables, Mapping):
        found = {str(name): table for name, table in tables.items()}
    elif isinstance(tables, Iterable):
        found = {str(place): table for place, table in enumerate(tables, 1)}
    else:
        found = {"1": tables}
    named = {name: table for name, table in found.items() if isinstance(table, Table)}
    for name, table in found.items():
        if name not in named:
            raise ColumnTypeError(
                f"`tables` holds {type(table).__name__} at {name}; expected a Table: make one with "
                "`sustenta.tables.table(frame)`",
                argument="tables",
                found=type(table).__name__,
            )
    if not named:
        raise SettingError(
            "`tables` is empty; expected a Table at least", argument="tables", problem="empty"
        )
    return named
