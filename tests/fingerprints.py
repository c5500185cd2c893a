"""What a picture looks like from afar, whatever letters a machine has.

All words are hidden, what is left is cut to its ink (so that no width of a word moves it), and
averaged over a grid of cells, each a grey of sixteen. Two pictures are as far apart as their most
different block of cells. Letters of another font moved none by more than 18.9 (measured over all
charts at 16 and 100 municipalities, DejaVu Serif for Sans); a series that moves as far as a
reader sees from afar moves one by more. Both are tested. What is finer (a line that moves by its
own width) is not seen here: the tests of single charts hold their numbers.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from charts import CHARTS, COUNTS
from pictures import figure_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

FILE = Path(__file__).parent / "golden" / "pictures.txt"
CELLS = 24
BLOCK = 3
#: Dots by which ink is spread before it is averaged.
SPREAD = 5
DPI = 60
#: Greys of 255 by which the most different block of two pictures may differ.
APART = 22.0


def fingerprint(ax: Axes) -> NDArray[np.uint8]:
    """Give the greys of the cells, 0 (black) to 15 (white)."""
    figure = figure_of(ax)
    for text in figure.findobj(Text):
        text.set_visible(False)
    for inset in [ax, *ax.child_axes]:
        inset.tick_params(length=0)
    canvas = FigureCanvasAgg(figure)
    figure.set_dpi(DPI)
    canvas.draw()  # type: ignore[no-untyped-call]
    colours = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    colours = colours[..., :3].astype(float)
    grey = colours @ [0.299, 0.587, 0.114]
    rows, columns = (np.flatnonzero((grey < 250).any(axis=axis)) for axis in (1, 0))
    ink = grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    cells = _averaged(_averaged(_thick(_thick(ink).T)).T)
    return np.round(cells * 15 / 255).astype(np.uint8)


def _thick(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Spread ink up and down: a thin line weighs as much as the edge of an area."""
    wide = np.pad(values, ((SPREAD, SPREAD), (0, 0)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(wide, 2 * SPREAD + 1, axis=0)
    return np.asarray(windows.min(axis=2))


def _averaged(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Average rows over equal parts of the height, parts of rows in proportion."""
    height = len(values)
    summed = np.vstack([np.zeros(values.shape[1]), np.cumsum(values, axis=0)])
    edges = np.linspace(0, height, CELLS + 1)
    low = np.floor(edges).astype(int)
    part = (edges - low)[:, None]
    at = summed[low] * (1 - part) + summed[np.minimum(low + 1, height)] * part
    return np.asarray(np.diff(at, axis=0) * CELLS / height)


def distance(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Give how far the most different block of cells is apart, in greys of 255."""
    apart = np.abs(_blocks(one) - _blocks(other)) * 255 / 15
    return float(apart.max())


def _blocks(cells: NDArray[np.uint8]) -> NDArray[np.float64]:
    windows = np.lib.stride_tricks.sliding_window_view(cells.astype(float), (BLOCK, BLOCK))
    return np.asarray(windows.mean(axis=(2, 3)))


def read() -> dict[str, NDArray[np.uint8]]:
    """Read the fingerprints that were written."""
    found = {}
    for line in FILE.read_text(encoding="ascii").splitlines():
        name, _, cells = line.partition(" ")
        found[name] = np.array([int(cell, 16) for cell in cells], np.uint8).reshape(CELLS, CELLS)
    return found


def write() -> None:
    """Write the fingerprints of every chart at every number of municipalities."""
    lines = []
    for name, chart in CHARTS.items():
        for count in COUNTS:
            cells = fingerprint(chart(count, "pt"))
            lines.append(f"{name}-{count} " + "".join(f"{cell:x}" for cell in cells.reshape(-1)))
    FILE.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    write()
