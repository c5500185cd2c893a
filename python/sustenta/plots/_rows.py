"""Rows that are named at their left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sustenta.plots._style import (
    GREY,
    INK,
    LETTERS,
    canvas,
    clean,
    edges,
    lays_out,
    root,
    shortened,
    size_of,
    tick,
    width_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from sustenta.registry import Lang

__all__ = [
    "aside_of",
    "dress_rows",
    "figures_aside",
    "fitting",
    "legend_below",
    "page_of_rows",
    "row_names",
]

#: The most room for names, in inches.
_MOST: Final = 2.6
_GAP: Final = 10.0
#: To what part of its letters a legend may be cut.
_SHARES: Final = (1.0, 0.9, 0.8, 0.7)


def row_names(ax: Axes | None, names: Sequence[str], letters: float = LETTERS) -> float:
    """Write the names of rows, from the lowest up; give the room that they take, in inches.

    Without axes only the room is given. On the caller's axes they are cut to the room there is.
    """
    widest = max(width_of(name, letters) for name in names) + _GAP + 6
    if ax is not None:
        room = max(edges(ax)[0] - _GAP - 2, 40.0)
        ax.set_yticks(
            list(range(len(names))),
            [shortened(name, room, letters) for name in names],
            fontsize=letters,
            color=INK,
            parse_math=False,
        )
        ax.tick_params(axis="y", labelsize=letters)
    return min(widest / 72, _MOST)


def aside_of(head: str) -> float:
    """Give the room of a column of figures under its heading, in inches."""
    return width_of(head, LETTERS) / 72 + 0.2


def page_of_rows(
    ax: Axes | None,
    names: Sequence[str],
    *,
    each: float,
    under: float,
    over: float,
    aside: float,
    width: float = 8.4,
    slack: float = 0.05,
) -> Axes:
    """Give axes for named rows, so many inches `each`, with room around; their scale is set."""
    ax = canvas(
        ax,
        (width, under + over + each * len(names) + slack),
        left=row_names(None, names),
        right=aside,
        bottom=under,
        top=over,
    )
    ax.set_ylim(-0.7, len(names) - 0.3)
    return ax


def dress_rows(ax: Axes, names: Sequence[str], unit: str, lang: Lang) -> None:
    """Name the rows, and set the axis of amounts under them."""
    clean(ax, keep=("bottom",), grid="x")
    row_names(ax, names)
    ax.tick_params(axis="y", length=0)
    tick(ax, lang, x=True, y=False)
    ax.set_xlabel(unit)


def legend_below(ax: Axes, inches: float, columns: int, **look: Any) -> None:
    """Write the legend so many inches under the axes."""
    high = size_of(ax)[1] / 72
    fitting(
        ax, columns, loc="upper left", bbox_to_anchor=(0.0, -inches / high), frameon=False,
        labelcolor=INK, borderaxespad=0, **look,
    )  # fmt: skip


def fitting(ax: Axes, columns: int, *what: Any, fontsize: float, **look: Any) -> None:
    """Write a legend within what the axes may use: in fewer columns, and smaller, if need be."""
    figure: Any = root(ax)
    dots = 72 / figure.dpi
    left, under, right, _ = edges(ax)
    for share in _SHARES:
        for ncols in range(columns, 0, -1):
            box = ax.legend(*what, ncols=ncols, fontsize=fontsize * share, **look)
            extent, axes = box.get_window_extent(), ax.get_window_extent()
            sides = (extent.x0 - axes.x0) * dots >= -left, (extent.x1 - axes.x0) * dots <= right
            if all(sides) and (lays_out(ax) or (axes.y0 - extent.y0) * dots <= under):
                return


def figures_aside(
    ax: Axes,
    figures: Sequence[str],
    head: str,
    aside: float,
    colours: Sequence[str] | None = None,
) -> None:
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
    shades = colours if colours is not None else [INK] * len(figures)
    for row, (figure, shade) in enumerate(zip(figures, shades, strict=True)):
        ax.annotate(
            figure,
            (1.0, row),
            xycoords=("axes fraction", "data"),
            va="center",
            color=shade,
            **style,
        )
    ax.annotate(head, (1.0, 1.0), xycoords="axes fraction", va="bottom", color=GREY, **style)
