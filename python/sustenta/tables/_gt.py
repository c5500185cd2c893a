"""A table as great_tables' own object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from sustenta.tables._saving import require

if TYPE_CHECKING:
    from great_tables import GT

    from sustenta.tables._model import Table

__all__ = ["gt"]


def gt(table: Table) -> GT:
    """Give the table's texts to great_tables, which formats nothing again."""
    require("great_tables")
    from great_tables import GT

    names = [f"c{place}" for place in range(len(table.columns))]
    cells = {name: list(column.texts) for name, column in zip(names, table.columns, strict=True)}
    for (row, place), mark in table.marks.items():
        cells[names[place]][row] += f" ({mark})"
    frame = pd.DataFrame(cells, columns=names, dtype=object)
    if table.groups:
        frame["group"] = list(table.groups)
    made = GT(frame, groupname_col="group" if table.groups else None)
    if table.title or table.subtitle:
        made = made.tab_header(table.title, table.subtitle or None)
    labels: dict[str, Any] = {
        name: column.label for name, column in zip(names, table.columns, strict=True)
    }
    return _lower(made.cols_label(labels), table, names)


def _lower(made: GT, table: Table, names: list[str]) -> GT:
    """Set the spanners, from the lowest up, the alignment, and the lines below."""
    for head in reversed(table.heads()):
        if head.row + head.rows < table.depth:
            made = made.tab_spanner(
                head.text,
                columns=names[head.column : head.column + head.columns],
                id=f"s{head.row}-{head.column}",
                gather=False,
            )
    for align in ("left", "right", "center"):
        chosen = [n for n, each in zip(names, table.columns, strict=True) if each.align == align]
        if chosen:
            made = made.cols_align(align, columns=chosen)
    for line in table.below:
        made = made.tab_source_note(line)
    return made
