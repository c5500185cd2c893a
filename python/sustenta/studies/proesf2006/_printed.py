"""The printed tables of the study of 2006, and the reading of tables of the same shape."""

from __future__ import annotations

import pandas as pd

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


def table(n: int, *, lang: str = "pt") -> pd.DataFrame:
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
    ValueError
        When the study prints no such table, or there are no labels in such a language.
    """
    _check_number(n)
    _tables.check_language(lang)
    return read_again(n, _tables.read_csv(PACKAGE, f"table_{n:02d}.csv"), lang=lang)


def tables(*, lang: str = "pt") -> dict[int, pd.DataFrame]:
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


def read_again(n: int, frame: object, *, lang: str = "pt") -> pd.DataFrame:
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
    if n == ENTRIES:
        return _read_entries(frame)
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
    figures = _tables.read_figures(cells, described)
    return pd.DataFrame(
        {
            "row": _tables.as_integers(cells["row"]).astype("int64"),
            "uf": _tables.as_text(cells["uf"]),
            "municipality": _tables.as_text(cells["municipality"]),
            "year": _tables.as_integers(cells["year"]),
            "column": _tables.as_text(cells["column"]),
            **{name: figures[name] for name in ("printed", "value", "marker", "kind")},
            "column_label": described[f"label_{lang}"],
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
    """Lay a tidy table out with one row a municipality, and year where the cells have one.

    Parameters
    ----------
    n : int
        The number of the table.
    frame : pandas.DataFrame
        The table as :func:`table` gives it.

    Returns
    -------
    pandas.DataFrame
        ``row``, ``uf``, ``municipality``, ``year`` (where there is one) and the columns of the
        page: values in the columns of figures, the printed text in the columns of classes.
    """
    keys = ["uf", "municipality"] if n == EXAMPLE else ["row", "uf", "municipality"]
    return _tables.wide(frame, [*keys, "year"] if frame["year"].notna().any() else keys)


def _check_number(n: object) -> None:
    if isinstance(n, bool) or n not in NUMBERS:
        raise ValueError(f"the study prints tables 1 to 10; there is no table {n!r}")


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
