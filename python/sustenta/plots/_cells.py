"""The part of a caller's figure that a chart may use: the cell of its grid, and nothing beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Cell", "cell_of", "settle"]

#: Left, bottom, right and top, in parts of the figure that holds the grid.
Cell = tuple[float, float, float, float]

#: What stays free under the title of the whole figure, in inches.
_TITLE: Final = 0.5
#: What the words around the axes may take of a cell: wished, at least for the left, at most.
_WISHED, _LEFT, _MOST = 0.62, 0.25, 0.8


def cell_of(ax: Axes) -> Cell:
    """Give the cell of an axes: half of the gap to its neighbours is its own.

    An axes that is in no plain grid may use the whole figure.
    """
    from matplotlib.gridspec import GridSpec

    spec = ax.get_subplotspec()
    grid: Any = None if spec is None else spec.get_gridspec()
    if spec is None or not isinstance(grid, GridSpec):
        return 0.0, 0.0, 1.0, 1.0
    figure: Any = ax.figure
    bottoms, tops, lefts, rights = (
        np.asarray(each).tolist() for each in grid.get_grid_positions(figure)
    )
    rows, columns = spec.rowspan, spec.colspan
    height = figure.bbox.height / figure.dpi
    over = 1.0 - (_TITLE / height if figure.get_suptitle() else 0.0)
    return (
        (rights[columns.start - 1] + lefts[columns.start]) / 2 if columns.start else 0.0,
        (bottoms[rows.stop - 1] + tops[rows.stop]) / 2 if rows.stop < grid.nrows else 0.0,
        (rights[columns.stop - 1] + lefts[columns.stop]) / 2 if columns.stop < grid.ncols else 1.0,
        (bottoms[rows.start - 1] + tops[rows.start]) / 2 if rows.start else over,
    )


def settle(ax: Axes, *, left: float, right: float, bottom: float, top: float) -> None:
    """Move an axes within its cell, so that so many inches around it are free for words.

    One that was placed by hand stays where it is.
    """
    spec = ax.get_subplotspec()
    if spec is None:
        return
    figure: Any = ax.figure
    placed = ax.get_position(original=True).extents
    if not np.allclose(placed, spec.get_position(figure).extents, atol=1e-6):
        return
    x0, y0, x1, y1 = cell_of(ax)
    width, height = figure.bbox.width / figure.dpi, figure.bbox.height / figure.dpi
    left, right = _squeezed(left, right, (x1 - x0) * width)
    bottom, top = _squeezed(bottom, top, (y1 - y0) * height)
    ax.set_position(
        (
            x0 + left / width,
            y0 + bottom / height,
            x1 - x0 - (left + right) / width,
            y1 - y0 - (bottom + top) / height,
        )
    )


def _squeezed(first: float, second: float, room: float) -> tuple[float, float]:
    """Give both sides less where they leave too little between them, the first before the second.

    Names are cut to the room there is; figures cannot be.
    """
    if first + second > _WISHED * room:
        first = max(_WISHED * room - second, min(first, _LEFT * room))
    share = min(_MOST * room / (first + second), 1.0)
    return first * share, second * share
