"""Two amounts of each municipality: points that are named, or how many lie where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.plots._places import name_points
from sustenta.plots._style import BLUE, GREY, INK, LETTERS, SOME, VERMILION, root, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from sustenta.registry import Lang

__all__ = ["cloud", "darkness"]

_CELLS: Final = 38

_TEXT: Final = {
    "pt": ("municípios por célula", "fora do quadro"),
    "en": ("municipalities per cell", "outside the frame"),
}


def cloud(
    ax: Axes,
    places: NDArray[np.float64],
    above: NDArray[np.bool_],
    names: Sequence[str],
    wanted: Sequence[int],
    *,
    due: int,
    lang: Lang,
) -> list[int]:
    """Draw a point a municipality, or, of very many, a grid that is darker where more lie.

    Points that are not `above` are hollow and square. The limits of the axes must be set. Of the
    `wanted` the first `due` are named in any case. The points that lie outside are given back; of a
    grid, its legend has counted them.
    """
    corners = np.array([ax.get_xlim(), ax.get_ylim()])
    within = np.all((places >= corners[:, 0]) & (places <= corners[:, 1]), axis=1)
    due = int(within[list(wanted[:due])].sum())
    wanted = [place for place in wanted if within[place]]
    if len(places) <= SOME:
        looks: tuple[tuple[NDArray[np.bool_], dict[str, Any]], ...] = (
            (above & within, {"marker": "o", "facecolor": BLUE, "edgecolor": BLUE}),
            (~above & within, {"marker": "s", "facecolor": "white", "edgecolor": VERMILION}),
        )
        for there, look in looks:
            if there.any():
                size = 26 if len(places) <= 40 else 16  # noqa: PLR2004
                points = places[there]
                ax.scatter(points[:, 0], points[:, 1], s=size, linewidth=1.2, zorder=4, **look)
        name_points(ax, places, names, wanted, due=due)
        return np.flatnonzero(~within).tolist()
    hexes = ax.hexbin(
        places[within, 0],
        places[within, 1],
        gridsize=_CELLS,
        extent=(*ax.get_xlim(), *ax.get_ylim()),
        mincnt=1,
        cmap=darkness(),
        bins="log",
        linewidths=0.2,
        edgecolors="white",
        zorder=2,
    )
    _legend(ax, hexes, lang, int((~within).sum()))
    points = places[wanted]
    if len(points):
        ax.scatter(points[:, 0], points[:, 1], s=24, color=INK, marker="D", zorder=5)
        named = [names[place] for place in wanted]
        name_points(ax, points, named, range(len(points)), due=due)
    return []


def darkness() -> Any:
    """Give the scale from few to many: pale to dark blue, in grey the same order."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list(
        "sustenta", ["#D3E5F2", "#7FB2D6", "#2C7BB0", "#08305C"]
    )


def _legend(ax: Axes, hexes: Any, lang: Lang, outside: int) -> None:
    """Say how many municipalities each darkness stands for."""
    from matplotlib.ticker import FixedLocator, NullLocator

    bar_axes = ax.inset_axes((0.0, 1.012, 0.28, 0.018))
    bar = root(ax).colorbar(hexes, cax=bar_axes, orientation="horizontal")
    high = float(np.asarray(hexes.get_array()).max())
    ticks = [value for value in (1, 3, 10, 30, 100, 300, 1000, 3000) if value <= high]
    bar.locator = FixedLocator(ticks)
    bar.minorlocator = NullLocator()
    bar.update_ticks()
    bar_axes.xaxis.set_ticks_position("top")
    bar_axes.set_xticks(ticks, [written(value, 0, lang) for value in ticks])
    bar_axes.tick_params(labelsize=LETTERS - 1, length=0, pad=1, colors=INK)
    bar.outline.set_visible(False)
    words, beyond = _TEXT[lang]
    if outside:
        words += f"; {beyond}: {written(outside, 0, lang)}"
    bar_axes.text(
        1.06,
        0.5,
        words,
        transform=bar_axes.transAxes,
        fontsize=LETTERS - 0.5,
        color=GREY,
        va="center",
    )
