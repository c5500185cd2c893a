"""Writing tables to files: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import Any, Final

from sustenta._names import unknown
from sustenta._writing import write_text, write_whole
from sustenta.errors import ColumnTypeError, MissingExtraError, SettingError
from sustenta.tables._model import Table

__all__ = ["check_ending", "given_or_written", "require", "save"]

_LIBRARIES: Final = {
    "docx": "python-docx",
    "great_tables": "great-tables",
    "xlsxwriter": "xlsxwriter",
}
_METHODS: Final = {
    ".html": "html",
    ".htm": "html",
    ".tex": "latex",
    ".docx": "docx",
    ".xlsx": "xlsx",
}
_KINDS: Final = tuple(_METHODS)


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
        For what are no tables, or for none; for what is no path, or a file that cannot be written.

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
    path = checked_path(path)
    suffix = str(path.suffix if kind is None else kind).lower()
    if suffix not in _KINDS:
        raise unknown("kind of table file", suffix or path.name, list(_KINDS))
    named = _named(tables)
    write_whole(path, _writer(suffix, named))


def given_or_written(text: str, path: Path | str | None, *endings: str) -> str | None:
    """Give a text back where there is no file to write it to."""
    if path is None:
        return text
    write_text(check_ending(path, *endings), text)
    return None


def check_ending(path: Path | str, *endings: str) -> Path:
    """Give a path of one of these endings; refuse what is none, or would open as something else."""
    place = checked_path(path)
    if place.suffix.lower() in endings:
        return place
    ending = place.suffix.lower()
    other = f"; `to_{_METHODS[ending]}` writes that" if ending in _METHODS else ""
    raise SettingError(
        f"`path` is {place.name!r}, and this writes {' or '.join(endings)}{other}",
        argument="path",
        problem=f"ends in {place.suffix!r}" if place.suffix else "has no ending",
    )


def checked_path(path: object) -> Path:
    """Give a path; refuse what is none."""
    if (isinstance(path, str) and "\0" not in path) or isinstance(path, PathLike):
        return Path(path)
    raise SettingError(
        f"`path` is {path!r}; expected the name of a file, such as 'tabela.html'",
        argument="path",
        problem="not a path",
    )


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
