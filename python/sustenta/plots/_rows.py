"""Rows that are named at their left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sustenta.plots._style import GREY, INK, LETTERS, root, shortened, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

__all__ = ["figures_aside", "row_names"]

#: The most room for names, in inches.
_MOST: Final = 2.6
_GAP: Final = 10.0


def row_names(ax: Axes | None, names: Sequence[str], letters: float = LETTERS) -> float:
    """Write the names of rows, from the lowest up; give the room that they take, in inches.

    Without axes only the room is given. On the caller's axes they are cut to the room there is.
    """
    widest = max(width_of(name, letters) for name in names) + _GAP + 6
    if ax is not None:
        box = ax.get_window_extent()
        figure = root(ax)
        room = (box.x0 - figure.bbox.x0) * 72 / figure.dpi - _GAP - 2
        room = max(room, 40.0)
        ax.set_yticks(
            list(range(len(names))),
            [shortened(name, room, letters) for name in names],
            fontsize=letters,
            color=INK,
            parse_math=False,
        )
        ax.tick_params(axis="y", labelsize=letters)
    return min(widest / 72, _MOST)


def figures_aside(ax: Axes, figures: Sequence[str], head: str, aside: float) -> None:
    """Write a column of figures, from the lowest row up, right of the axes, under a heading.

    `aside` is the room it has, in inches.
    """
    style: dict[str, Any] = {
        "textcoords": "offset points",
        "ha": "right",
        "fontsize": LETTERS,
        "annotation_clip": False,
        "xytext": (aside * 72 - 6, 0),
    }
    for row, figure in enumerate(figures):
        ax.annotate(
            figure, (1.0, row), xycoords=("axes fraction", "data"), va="center", color=INK, **style
        )
    ax.annotate(head, (1.0, 1.0), xycoords="axes fraction", va="bottom", color=GREY, **style)
