"""The printed amounts of the report, and the reading of a table of the same shape."""

from __future__ import annotations

import pandas as pd

from sustenta.registry import Lang, check_lang
from sustenta.studies import _tables

PACKAGE = "sustenta.studies.tc61"
STUDY = "tc61"
REQUIRED = ("row", "section", "item", "currency", "printed")


def table(*, lang: Lang = "pt") -> pd.DataFrame:
    """List the amounts that the report prints in its sections 1.7, 1.8 and 6.

    Parameters
    ----------
    lang : {"pt", "en"}
        The language of ``item_label``. What the page prints stays as printed.

    Returns
    -------
    pandas.DataFrame
        One row a printed figure, in the order of the page: ``row``, ``section``, ``item``,
        ``currency`` (missing for a count), ``printed``, ``value`` (float64), ``marker``, ``kind``
        and ``item_label``. Amounts in BRL and in USD are never compared.

    Raises
    ------
    UnknownNameError
        When there are no labels in such a language.

    Examples
    --------
    >>> import sustenta as st
    >>> st.studies.tc61.table().loc[5:, ["item", "printed", "value"]]
              item       printed       value
    5  transferred  9,785.867.36  9785867.36
    6    disbursed  6,835.703.34  6835703.34
    7      pending  1,657,426.90  1657426.90
    8      balance  1,292.737.12  1292737.12
    """
    return read_again(shipped(), lang=lang)


def shipped() -> pd.DataFrame:
    """Give the printed amounts as the texts that are shipped.

    Returns
    -------
    pandas.DataFrame
        Every cell a text.
    """
    return _tables.read_csv(PACKAGE, "table.csv")


def read_again(frame: object, *, lang: Lang = "pt") -> pd.DataFrame:
    """Check and read a table of the shape of the printed one; only ``printed`` is read.

    Parameters
    ----------
    frame : object
        The table, with the columns of :func:`table` as far as ``printed``.
    lang : {"pt", "en"}
        The language of ``item_label``.

    Returns
    -------
    pandas.DataFrame
        As :func:`table`.
    """
    check_lang(lang)
    cells = read_cells(frame).rename(columns={f"label_{lang}": "item_label"})
    return cells[[*REQUIRED, "value", "marker", "kind", "item_label"]]


def read_cells(frame: object) -> pd.DataFrame:
    """Check and read a table with all that is declared of its items.

    Parameters
    ----------
    frame : object
        The table, with the columns of :func:`table` as far as ``printed``.

    Returns
    -------
    pandas.DataFrame
        As :func:`table`, and ``figure`` (the exact Decimal), ``decimals``, ``negative``,
        ``reads_as``, ``label_pt`` and ``label_en``.
    """
    items = described_items()
    shape = _tables.Shape(
        study=STUDY,
        table="of sections 1 and 6",
        required=REQUIRED,
        names="item",
        known=tuple(items.index),
        unique=("item",),
    )
    rows = _tables.check_shape(frame, shape)
    described = items.loc[rows["item"]].reset_index(drop=True)
    figures = _tables.read_figures(rows, described, shape)
    declared = ("decimals", "negative", "reads_as", "label_pt", "label_en")
    return pd.DataFrame(
        {
            "row": _tables.as_integers(rows["row"]).astype("int64"),
            **{name: _tables.as_text(rows[name]) for name in REQUIRED[1:-1]},
            **{name: figures[name] for name in ("printed", "figure", "value", "marker", "kind")},
            **{name: described[name] for name in declared},
        }
    )


def described_items() -> pd.DataFrame:
    """Read what is declared of the items: kind, style, unit, labels, stage and notes.

    Returns
    -------
    pandas.DataFrame
        One row an item, indexed by its name.
    """
    return _tables.read_csv(PACKAGE, "columns.csv").set_index("item")
