"""The printed tables as the audit takes them: a frame a table, a row a municipality (and year)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.studies.proesf2006 import _printed
from sustenta.studies.proesf2006._pages import TABLES, read_pages
from sustenta.studies.proesf2006._rules import STATE, TOTAL

if TYPE_CHECKING:
    from sustenta.studies._cells import Pages, Printed

__all__ = ["CLASSES", "MARKER", "frame_name", "frames", "table_of"]

#: What stands behind a column's name where its markers are kept.
MARKER: Final = "_marker"
#: Table 6's column without a year, which stands in a frame of its own.
CLASSES: Final = "table_06_classes"
_WITH_CLASSES: Final = 6
#: The column whose printed characters the audit reads beside the class that they spell.
_SPELT: Final = {"compliance_class": "compliance_label"}
_LEVELS: Final = {TOTAL: "total", STATE: "state"}


def frame_name(table: int, *, has_year: bool = True) -> str:
    """Give the name under which rules speak of a table."""
    return CLASSES if table == _WITH_CLASSES and not has_year else f"table_{table:02d}"


def table_of(name: str) -> int:
    """Give the number of the table behind such a name."""
    return int(name.split("_")[1])


def frames(tables: object = None) -> dict[str, pd.DataFrame]:
    """Lay the study's tables out as the pages do.

    Parameters
    ----------
    tables : mapping of int to pandas.DataFrame, optional
        Tables that stand in for the shipped ones, by number, in the shape of :func:`table`.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``table_01`` … ``table_10`` (without the list that is Table 4) and ``table_06_classes``: in
        the order of the page, ``uf``, ``municipality``, ``year`` where the columns have one,
        ``label`` (as printed), ``level`` (municipality, state, total, other), and the columns:
        figures as decimals with their printed digits, missing (None) where none stands, with the
        marker in ``<column>_marker``; classes as texts. A dash that means zero is a zero.
    """
    pages, _ = read_pages(tables)
    return {name: pd.DataFrame(rows, dtype=object) for name, rows in _rows(pages).items()}


def _rows(pages: Pages) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = defaultdict(dict)
    for cell in pages:
        at = cell.address
        table = int(at.table)
        name = frame_name(table, has_year=at.year is not None)
        # A column of the whole row stands beside those of each year only in Table 6.
        key = (cell.row if table != _printed.EXAMPLE else 0, cell.uf, at.municipality, at.year)
        rows = found[name]
        if key not in rows:
            rows[key] = _heading(table, cell)
        rows[key] |= _contents(cell)
    order = {frame_name(n, has_year=year): None for n in TABLES for year in (True, False)}
    return {name: list(found[name].values()) for name in order if name in found}


def _heading(table: int, cell: Printed) -> dict[str, Any]:
    name = cell.address.municipality
    heading: dict[str, Any] = {
        "row": cell.row,
        "uf": cell.uf,
        "municipality": name,
        "label": _labels().get((table, cell.uf, name)) or name,
        "level": _LEVELS.get(str(name), "municipality" if len(str(name)) == 1 else "other"),
    }
    if cell.address.year is not None:
        heading["year"] = cell.address.year
    return heading


def _contents(cell: Printed) -> dict[str, Any]:
    column = cell.address.column
    if cell.kind == "text":
        shown = _SPELT.get(column)
        # Where a reason stands instead of a class, it stays as it is printed.
        label = cell.text if cell.reasons else cell.spelling
        return {column: label} | ({shown: cell.text} if shown else {})
    marker = None if cell.figure is not None else cell.text or "(em branco)"
    return {column: cell.figure, column + MARKER: marker}


@cache
def _labels() -> dict[tuple[int, str | None, str | None], str]:
    """How the shipped pages print the names of rows."""
    return {
        (n, row["uf"] or None, row["municipality"]): row["label"]
        for n in TABLES
        for row in _printed.shipped(n).to_dict("records")
    }
