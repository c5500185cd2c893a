"""The printed amounts of the report, and the reading of a table of the same shape."""

from __future__ import annotations

import pandas as pd

from sustenta.studies import _tables

PACKAGE = "sustenta.studies.tc61"
STUDY = "tc61"
REQUIRED = ("row", "section", "item", "currency", "printed")


def table(*, lang: str = "pt") -> pd.DataFrame:
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
    ValueError
        When there are no labels in such a language.
    """
    _tables.check_language(lang)
    return read_again(_tables.read_csv(PACKAGE, "table.csv"), lang=lang)


def read_again(frame: object, *, lang: str = "pt") -> pd.DataFrame:
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
    figures = _tables.read_figures(rows, described)
    return pd.DataFrame(
        {
            "row": _tables.as_integers(rows["row"]).astype("int64"),
            "section": _tables.as_text(rows["section"]),
            "item": _tables.as_text(rows["item"]),
            "currency": _tables.as_text(rows["currency"]),
            **{name: figures[name] for name in ("printed", "value", "marker", "kind")},
            "item_label": described[f"label_{lang}"],
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
