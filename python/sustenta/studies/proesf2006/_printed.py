"""The printed tables of the study of 2006, and the reading of tables of the same shape."""

from __future__ import annotations

import pandas as pd

from sustenta.errors import UnknownNameError
from sustenta.registry import Lang, check_lang
from sustenta.studies import _tables

PACKAGE = "sustenta.studies.proesf2006"
STUDY = "proesf2006"
NUMBERS = range(1, 11)
ENTRIES = 4
"""Table 4 lists entries; the other tables hold figures and classes."""

EXAMPLE = 8
"""Table 8 is one worked example: each of its rows is an item of one municipality and year."""

CELL = ("row", "uf", "municipality", "year", "column", "printed")
ENTRY = ("row", "group", "entry", "maps_to", "siops_code")


def table(n: int, *, lang: Lang = "pt") -> pd.DataFrame:
    """Give one of the ten printed tables of the study.

    Parameters
    ----------
    n : int
        The number of the table, 1 to 10.
    lang : {"pt", "en"}
        The language of ``column_label``. What the page prints stays as printed.

    Returns
    -------
    pandas.DataFrame
        One row a printed cell, in the order of the page:

        - ``row``: the printed row, from 1; ``uf`` and ``municipality`` (a letter; in Table 2 also
          ``Geral`` and ``Estado``; in Table 9 also ``MAE``), missing where the page gives none;
        - ``year`` (Int64), missing where the column has no year of its own;
        - ``column``; ``printed``, the characters on the page;
        - ``value`` (float64), missing where no number stands; ``marker``, the missing marker that
          stands instead, ``(em branco)`` for a blank cell;
        - ``kind``: ``exact``, ``rounded`` or ``text``; ``column_label``.

        Table 4 is a list: ``row``, ``group``, ``entry``, ``maps_to`` (an indicator or a panel
        column) and ``siops_code``, missing where SIOPS numbers no such indicator.

    Raises
    ------
    UnknownNameError
        When the study prints no such table, or there are no labels in such a language.

    Examples
    --------
    >>> import sustenta as st
    >>> st.studies.proesf2006.table(8)[["column", "printed", "value"]]
                 column        printed        value
    0        population        306.580    306580.00
    1    expenditure_pc          69,80        69.80
    2  sus_transfers_pc          36,15        36.15
    3    linked_revenue  93.870.085,00  93870085.00
    4          dpspc_15          82,08        82.08
    5          megpc_15          12,28        12.28
    """
    check_number(n)
    return read_again(n, shipped(n), lang=lang)


def shipped(n: int) -> pd.DataFrame:
    """Give a printed table as the texts that are shipped.

    Parameters
    ----------
    n : int
        The number of the table.

    Returns
    -------
    pandas.DataFrame
        Every cell a text.
    """
    return _tables.read_csv(PACKAGE, f"table_{n:02d}.csv")


def tables(*, lang: Lang = "pt") -> dict[int, pd.DataFrame]:
    """Give all ten printed tables of the study.

    Parameters
    ----------
    lang : {"pt", "en"}
        The language of ``column_label``.

    Returns
    -------
    dict of int to pandas.DataFrame
        From the number of the table to what :func:`table` gives.
    """
    return {n: table(n, lang=lang) for n in NUMBERS}


def read_again(n: int, frame: object, *, lang: Lang = "pt") -> pd.DataFrame:
    """Check and read a table of the shape of the printed one.

    Only ``printed`` is read: a ``value`` or ``marker`` that comes along is made anew, so that a
    copy of a table in which somebody changed a printed cell means what it prints.

    Parameters
    ----------
    n : int
        The number of the table for which it stands.
    frame : object
        The table, with the columns of :func:`table` as far as ``printed``.
    lang : {"pt", "en"}
        The language of ``column_label``.

    Returns
    -------
    pandas.DataFrame
        As :func:`table`.
    """
    check_lang(lang)
    if n == ENTRIES:
        return _read_entries(frame)
    cells = read_cells(n, frame).rename(columns={f"label_{lang}": "column_label"})
    return cells[[*CELL[:-1], "printed", "value", "marker", "kind", "column_label"]]


def read_cells(n: int, frame: object) -> pd.DataFrame:
    """Check and read a table with all that is declared of its columns.

    Parameters
    ----------
    n : int
        The number of the table, other than 4.
    frame : object
        The table, with the columns of :func:`table` as far as ``printed``.

    Returns
    -------
    pandas.DataFrame
        As :func:`table`, and ``figure`` (the exact Decimal), ``decimals``, ``negative``,
        ``reads_as``, ``label_pt`` and ``label_en``.
    """
    columns = described_columns(n)
    shape = _tables.Shape(
        study=STUDY,
        table=str(n),
        required=CELL,
        names="column",
        known=tuple(columns.index),
        unique=("row", "municipality", "year", "column"),
    )
    cells = _tables.check_shape(frame, shape)
    described = columns.loc[cells["column"]].reset_index(drop=True)
    figures = _tables.read_figures(cells, described, shape)
    declared = ("decimals", "negative", "reads_as", "label_pt", "label_en")
    return pd.DataFrame(
        {
            "row": _tables.as_integers(cells["row"]).astype("int64"),
            "uf": _tables.as_text(cells["uf"]),
            "municipality": _tables.as_text(cells["municipality"]),
            "year": _tables.as_integers(cells["year"]),
            "column": _tables.as_text(cells["column"]),
            **{name: figures[name] for name in ("printed", "figure", "value", "marker", "kind")},
            **{name: described[name] for name in declared},
        }
    )


def described_columns(n: int) -> pd.DataFrame:
    """Read what is declared of a table's columns: kind, style, unit, labels, stage and notes.

    Parameters
    ----------
    n : int
        The number of the table.

    Returns
    -------
    pandas.DataFrame
        One row a column, indexed by its name.
    """
    columns = _tables.read_csv(PACKAGE, "columns.csv")
    return columns[columns["table"] == str(n)].drop(columns="table").set_index("column")


def wide(n: int, frame: pd.DataFrame) -> pd.DataFrame:
    """Lay a tidy table out as the page does, one row a municipality.

    Parameters
    ----------
    n : int
        The number of the table.
    frame : pandas.DataFrame
        The table as :func:`table` gives it.

    Returns
    -------
    pandas.DataFrame
        ``row``, ``uf``, ``municipality`` and the columns of the page: values in the columns of
        figures, the printed text in the columns of classes. Table 8 is laid out as one row.
    """
    return _tables.wide(frame, ([] if n == EXAMPLE else ["row"]) + ["uf", "municipality"])


def check_number(n: object) -> None:
    """Refuse the number of a table that the study does not print."""
    if isinstance(n, bool) or n not in NUMBERS:
        raise UnknownNameError(
            f"the study prints tables 1 to 10; there is no table {n!r}",
            what="table",
            found=str(n),
            known=[str(number) for number in NUMBERS],
        )


def _read_entries(frame: object) -> pd.DataFrame:
    known = _tables.read_csv(PACKAGE, f"table_{ENTRIES:02d}.csv")["maps_to"]
    shape = _tables.Shape(
        study=STUDY,
        table=str(ENTRIES),
        required=ENTRY,
        names="maps_to",
        known=tuple(known),
        unique=("row",),
    )
    entries = _tables.check_shape(frame, shape)
    read = {name: _tables.as_text(entries[name]) for name in ENTRY[1:]}
    return pd.DataFrame({"row": _tables.as_integers(entries["row"]).astype("int64"), **read})
