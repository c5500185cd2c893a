"""The cells of a column: whether they are figures, and what they read as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.errors import AmbiguousFiguresError, UnreadableFigureError
from sustenta.figures import parse_figures
from sustenta.sources._grid import Grid, cell_text, cell_texts
from sustenta.sources._record import figures

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Read", "holds_figures", "prepared", "read_cells", "read_column"]

#: A code with zeros in front is a name, not an amount.
_CODE = re.compile(r"0\d+")
_STYLES: Final = ("pt", "en", "mixed")


@dataclass(frozen=True, slots=True)
class Read:
    """A column that was read: label, numbers, markers in their place, what is printed, unread."""

    label: str
    value: NDArray[np.float64]
    marker: NDArray[np.object_]
    printed: list[str | None]
    unread: NDArray[np.bool_]


def prepared(cells: Sequence[Any]) -> list[Any]:
    """Give cells as the reader of figures takes them: texts, numbers, or nothing."""
    return [
        cell
        if cell is None or (isinstance(cell, (int, float)) and not isinstance(cell, bool))
        else cell_text(cell)
        for cell in cells
    ]


def holds_figures(cells: Sequence[Any]) -> bool:
    """Say whether a column holds figures: at least half of what stands in it reads as one.

    A column in which nothing stands but markers may hold figures, too.
    """
    texts = [cell for cell in prepared(cells) if isinstance(cell, str) and cell]
    numbers = sum(1 for cell in cells if isinstance(cell, (int, float)))
    if not texts:
        return True
    if any(_CODE.fullmatch(text) for text in texts):
        return False
    read = parse_figures(texts, style=_STYLES[0], markers=True, errors="coerce")
    unread = np.array(read["marker"] == "unreadable", dtype=np.bool_)
    found = numbers + int(read["value"].notna().sum())
    for style in _STYLES[1:]:
        left = [text for text, alien in zip(texts, unread, strict=True) if alien]
        if not left:
            break
        again = np.isnan(parse_figures(left, style=style, errors="coerce"))
        found += int((~again).sum())
        unread[np.flatnonzero(unread)[~again]] = False
    return found >= int(unread.sum())


def read_column(grid: Grid, place: int, *, style: str = "column") -> Read:
    """Read a column of a table.

    Raises
    ------
    AmbiguousFiguresError, UnreadableFigureError
        For a column that can be read in two ways, or needs two styles; they name file, column and
        line.
    """
    label = " / ".join(part for part in (grid.outer[place], grid.names[place]) if part)
    return read_cells(
        grid.content.name, label, grid.column(place), grid.numbers, style=style, unit=grid.counted
    )


def read_cells(
    name: str,
    label: str,
    cells: Sequence[Any],
    numbers: Sequence[int],
    *,
    style: str = "column",
    unit: str = "line",
) -> Read:
    """Read cells that stand in the lines `numbers` of a file, as `read_column`."""
    if set(map(type, cells)) <= {str}:
        texts = cell_texts(cells)
        ready, printed = list[Any](texts), list[str | None](texts)
    else:
        ready = prepared(cells)
        printed = [None if cell is None else cell_text(cell) for cell in cells]
    if not any(isinstance(cell, str) and cell for cell in ready):
        value = np.array([np.nan if cell in {None, ""} else cell for cell in ready], np.float64)
        marker = np.full(len(ready), None, dtype=object)
        marker[np.isnan(value)] = ""
        return Read(label, value, marker, printed, np.zeros(len(ready), dtype=np.bool_))
    try:
        read = figures(ready, style=style)
    except (AmbiguousFiguresError, UnreadableFigureError) as trouble:
        row = trouble.facts.get("row")
        line = numbers[row] if isinstance(row, int) else None
        facts = {**trouble.facts, "path": name, "column": label, "line": line}
        where = "" if line is None else f", {unit} {line}"
        raise type(trouble)(f"{name}{where}, column {label!r}: {trouble}", **facts) from None
    return Read(label, read.value, read.marker, printed, read.unread)
