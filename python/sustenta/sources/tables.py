"""Any table with printed figures, read into the tidy shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sustenta._names import lacking
from sustenta.errors import SettingError
from sustenta.sources._content import HTML, JSON, PARQUET, TEXT, XLSX, Content, Given, open_content
from sustenta.sources._grid import Grid, text_grid
from sustenta.sources._melting import Plan, melt
from sustenta.sources._places import given_code, given_year
from sustenta.sources._records import json_document, parquet_grid, record_grid, records_in
from sustenta.sources._sheets import sheet_grid

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["open_grid", "read_table"]

_READER = "read_table"


def read_table(
    path: Given,
    *,
    sheet: str | int | None = None,
    encoding: str | None = None,
    header: int | None = None,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    code: Any = None,
    year: Any = None,
    style: str | Mapping[str, str] = "column",
    extracted_at: str | None = None,
) -> pd.DataFrame:
    r"""Read any table with printed figures: CSV, XLSX, Parquet or JSON records.

    Parameters
    ----------
    path : path, bytes or text
        The file; what it holds is found from its content, not from its name. Text may be separated
        by semicolon, tab, bar or comma, with titles above and notes below.
    sheet : str or int, optional
        Which sheet of a workbook; needed where several hold something.
    encoding : str, optional
        Of text. Without it: byte-order mark, strict UTF-8, Windows-1252.
    header : int, optional
        The line (or row of the sheet) of the column names, from 1; 0 where there is none.
    columns : mapping or sequence of str, optional
        A mapping from our names to the table's: ``{"code": "CODMUN", "population": "POP"}``. Keys
        are ``code``, ``municipality``, ``uf``, ``year``, ``period``, ``stage``, ``basis``; all
        other names say which indicator a column of figures holds. Or the names of all columns, for
        a table without a header.
    code, year : optional
        The municipality and the year of all rows, where the table does not say.
    style : str or mapping, default "column"
        As in `sustenta.parse_figures`; or a mapping from the table's columns to styles.
    extracted_at : str, optional
        When the source gave the file.

    Returns
    -------
    pandas.DataFrame
        Tidy rows: a row for each cell of each column of figures, ``account`` being the column's
        name. Where the header has two rows, the upper label is the ``group``, and the ``stage``
        where it names one. Columns of texts stay as columns of their own. What is no
        municipality's figure has a ``note``: ``uf_total``, ``ignored``, ``no_code``, ``total``,
        ``unread``, ``repeated``, ``file`` and others; ``detail`` says more.

    Raises
    ------
    FileNotFoundError
        With the nearest names in the folder.
    FileFormatError
        For what is no table, or no whole one; it names file, line, column and text.
    AmbiguousFiguresError
        For a column that can be read in two ways; it shows both, and `style` decides.
    UnreadableFigureError
        For a column whose rows need different styles.
    ColumnMissingError
        Where `columns` or `style` names a column that is not there.

    Examples
    --------
    >>> from sustenta.sources import read_table
    >>> text = "cod_ibge;ano;populacao\n410010;2024;1.007.466\n410020;2024;-\n"
    >>> read_table(text)[["code", "uf", "year", "account", "value", "marker"]]
          code  uf  year    account  value marker
    0  4100103  PR  2024  populacao  1007466.0   <NA>
    1  4100202  PR  2024  populacao        NaN      -
    """
    content = open_content(path, encoding=encoding, extracted_at=extracted_at)
    grid, beside = open_grid(content, sheet=sheet, header=header, reader=_READER)
    names, roles = _named(grid, columns)
    grid.names = names
    plan = Plan(
        roles=roles, styles=_styles(grid, style), code=given_code(code), year=given_year(year)
    )
    return melt(grid, plan, beside)


def open_grid(
    content: Content,
    *,
    sheet: str | int | None = None,
    header: int | None = None,
    reader: str,
) -> tuple[Grid, Mapping[str, Any]]:
    """Read a table of whatever form; JSON may have something beside its records."""
    if content.form == HTML:
        content.refuse(f"holds HTML; `{reader}` reads none: see `siops.read_tabnet`")
    content.expect(TEXT, JSON, XLSX, PARQUET, reader=reader)
    if sheet is not None and content.form != XLSX:
        raise SettingError(
            f"`sheet` is {sheet!r}, but {content.name} is no workbook",
            argument="sheet",
            problem="no workbook",
        )
    if content.form == XLSX:
        return sheet_grid(content, sheet=sheet, header=header, reader=reader), {}
    if content.form == PARQUET:
        return parquet_grid(content, reader=reader), {}
    if content.form == JSON:
        records, beside = records_in(content, json_document(content, reader=reader))
        return record_grid(content, records), beside
    return text_grid(content, header=header, reader=reader), {}


def _named(
    grid: Grid, columns: Mapping[str, str] | Sequence[str] | None
) -> tuple[list[str], dict[int, str]]:
    """Give the columns' names, and what the caller says that they hold."""
    if columns is None:
        return grid.names, {}
    if isinstance(columns, Mapping):
        return grid.names, {_place(grid, column): role for role, column in columns.items()}
    names = list(columns)
    if isinstance(columns, str) or len(names) != len(grid.names):
        raise SettingError(
            f"`columns` has {len(names)} names; {grid.content.name} has {len(grid.names)} columns",
            argument="columns",
            problem="another number of names than of columns",
        )
    return names, {}


def _styles(grid: Grid, style: str | Mapping[str, str]) -> dict[int, str]:
    if isinstance(style, str):
        return dict.fromkeys(range(len(grid.names)), style)
    return {_place(grid, column): chosen for column, chosen in style.items()}


def _place(grid: Grid, column: str) -> int:
    joined = [f"{above} / {name}" for above, name in zip(grid.outer, grid.names, strict=True)]
    for names in (grid.names, joined):
        if column in names:
            return names.index(column)
    raise lacking(f"{grid.content.name} has no column {column!r}", [column], grid.names)
