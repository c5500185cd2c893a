"""Lines that are named at their right end: their look, and where the names go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from sustenta.figures import format_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from sustenta.registry import Lang

__all__ = ["ACROSS", "END", "INK", "Line", "label_ends", "spread", "written"]

#: Blue and vermilion of the Okabe-Ito set, the latter darkened until its small letters can be read.
_ABOVE: Final = "#0072B2"
_BELOW: Final = "#B34700"
INK: Final = "#333333"
_DASHED: Final = (0, (4, 1.6))

_LETTERS: Final = 8.5
#: The least distance between labels, in heights of their letters.
_LINE_HEIGHT: Final = 1.25

#: How far right of the last year things stand, in spans of the years: the lines across, the names,
#: the numbers, the end.
ACROSS, _NAMES, _NUMBERS, END = 0.06, 0.12, 0.31, 0.33


@dataclass(frozen=True, slots=True)
class Line:
    """A municipality's margins in the years in which they are known."""

    name: str
    years: list[int]
    margins: list[float]

    @property
    def end(self) -> float:
        return self.margins[-1]

    @property
    def look(self) -> dict[str, Any]:
        """Colour, line and mark: what one says, all say."""
        above = self.end >= 0
        colour = _ABOVE if above else _BELOW
        return {
            "color": colour,
            "linestyle": "-" if above else _DASHED,
            "marker": "o",
            "markerfacecolor": colour if above else "white",
            "markeredgecolor": colour,
        }


def label_ends(ax: Axes, lines: Sequence[Line], years: Sequence[int], lang: Lang) -> None:
    """Name each line at its right end, moving labels apart where they would touch."""
    rising = sorted(lines, key=lambda line: line.end)
    span = max(years[-1] - years[0], 1)
    figure = cast("Figure", ax.get_figure(root=True))
    if figure.get_layout_engine() is not None:
        figure.draw_without_rendering()  # only then is the height of the axes known
    bottom, top = ax.get_ylim()
    inches = ax.get_position().height * figure.get_figheight()
    step = _LETTERS * _LINE_HEIGHT / 72 / inches * (top - bottom)
    places = spread(np.array([line.end for line in rising]), step, bottom, top)
    for line, place in zip(rising, places.tolist(), strict=True):
        colour = line.look["color"]
        style: dict[str, Any] = {"va": "center", "fontsize": _LETTERS, "color": colour}
        ax.annotate(
            line.name,
            xy=(line.years[-1], line.end),
            xytext=(years[-1] + _NAMES * span, place),
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "linewidth": 0.6,
                "alpha": 0.7,
                "shrinkA": 1,
                "shrinkB": 4,
                "relpos": (0.0, 0.5),
            },
            **style,
        )
        where = years[-1] + _NUMBERS * span
        ax.text(where, place, written(line.end, 2, lang), ha="right", **style)


def spread(
    wanted: NDArray[np.float64], step: float, bottom: float, top: float
) -> NDArray[np.float64]:
    """Move ascending places apart to at least `step`, each as little as its neighbours allow.

    Places that would be too near become a block around the mean of what they want; blocks that then
    touch become one. This is the least-squares answer (pool adjacent violators).

    Parameters
    ----------
    wanted
        Where the labels would be, ascending.
    step
        The least distance between two.
    bottom, top
        The ends within which they stay, where there is room.

    Returns
    -------
    numpy.ndarray
        Where the labels go.

    Examples
    --------
    >>> spread(np.array([0.0, 0.1, 5.0]), 1.0, -10.0, 10.0)
    array([-0.45,  0.55,  5.  ])
    """
    count = len(wanted)
    # Taking the steps off, "at least a step apart" becomes "does not descend".
    level = wanted - step * np.arange(count)
    blocks: list[list[float]] = []
    for value in level:
        blocks.append([float(value), 1.0])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            mean, weight = blocks.pop()
            blocks[-1] = [
                (blocks[-1][0] * blocks[-1][1] + mean * weight) / (blocks[-1][1] + weight),
                blocks[-1][1] + weight,
            ]
    levels = np.concatenate([np.full(int(weight), mean) for mean, weight in blocks] or [level])
    highest = max(top - step * max(count - 1, 0), bottom)
    return np.asarray(np.clip(levels, bottom, highest) + step * np.arange(count))


def written(value: float, decimals: int, lang: Lang) -> str:
    """Write a number with a true minus."""
    return str(format_figures(float(value), decimals=decimals, lang=lang)).replace("-", "−")
