"""The printed amounts as the audit takes them: one row an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sustenta.studies.tc61 import _printed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["frames"]


def frames(table: object = None) -> dict[str, pd.DataFrame]:
    """Lay the report's figures out for its rules.

    Parameters
    ----------
    table : pandas.DataFrame, optional
        A table that stands in for the shipped one, in the shape of :func:`table`.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``table``: ``row``, ``section``, ``item``, ``currency``, ``printed`` and ``amount``, a
        decimal with the printed digits, missing (None) where none is printed; ``amount_marker``
        says what stands there.
    """
    cells = _printed.read_cells(_printed.shipped() if table is None else table)
    laid = cells[["row", "section", "item", "currency", "printed"]].astype(object)
    laid = laid.where(laid.notna(), None)
    laid["amount"] = list(cells["figure"])
    markers = cells["marker"].astype(object)
    laid["amount_marker"] = markers.where(markers.notna(), None)
    return {"table": laid}
