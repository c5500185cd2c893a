"""Names beside points: near enough to belong, far enough to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sustenta.plots._style import INK, root, shortened, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["extremes", "name_points"]

#: How far from its point a name may stand, in points.
_RADII: Final = (7.0, 13.0, 21.0, 32.0, 46.0, 62.0)
#: How far one may stand that is due in any case, and to what widths it is cut before.
_FAR: Final = (80.0, 105.0, 135.0, 170.0, 210.0)
_WIDTHS: Final = (150.0, 110.0, 75.0, 50.0)
_ANGLES: Final = 12
#: From here on a line leads from the name to its point.
_NEAR: Final = 10.0
_POINT: Final = 3.0

Box = tuple[float, float, float, float]


def name_points(
    ax: Axes,
    places: NDArray[np.float64],
    names: Sequence[str],
    wanted: Sequence[int],
    letters: float = 7.5,
    *,
    due: int = 0,
) -> list[int]:
    """Write names beside their points so that nothing covers anything; give those written.

    The nearest free place is taken. A name that finds none stays away, and the last wanted stays
    away first; but the first `due` are written in any case, cut or farther off if need be, and
    where there is no room at all, over points. The limits of the axes must be set.
    """
    figure = root(ax)
    dots = figure.dpi / 72
    frame = ax.get_window_extent()
    inside = (frame.x0 / dots, frame.y0 / dots, frame.x1 / dots, frame.y1 / dots)
    spots = ax.transData.transform(places) / dots
    boxes = (text.get_window_extent() for text in ax.texts if text.get_text())
    taken: list[Box] = [
        (box.x0 / dots, box.y0 / dots, box.x1 / dots, box.y1 / dots) for box in boxes
    ]
    done = []
    height = letters * 1.2
    for turn, place in enumerate(wanted):
        x, y = spots[place]
        name, box = names[place], None
        for words, radii, covers in _tries(names[place], letters, due=turn < due):
            name, others = words, spots[:0] if covers else spots
            size = (width_of(name, letters), height)
            box = _free((x, y), size, radii, inside=inside, spots=others, taken=taken)
            if box is not None:
                break
        if box is None:
            if turn >= due:
                continue
            box = _within((x + _RADII[0], y), (width_of(name, letters), height), inside)
        width = box[2] - box[0]
        taken.append(box)
        done.append(place)
        left, middle = box[0], (box[1] + box[3]) / 2
        nearest = (min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3]))
        far = float(np.hypot(nearest[0] - x, nearest[1] - y)) > _NEAR
        ax.annotate(
            name,
            xy=tuple(places[place]),
            xytext=(left - x, middle - y),
            textcoords="offset points",
            va="center",
            ha="left",
            fontsize=letters,
            color=INK,
            zorder=6,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.2, "alpha": 0.8},
            arrowprops={
                "arrowstyle": "-",
                "color": INK,
                "linewidth": 0.5,
                "alpha": 0.6,
                "shrinkA": 0,
                "shrinkB": 3,
                "relpos": (
                    (nearest[0] - box[0]) / max(width, 1),
                    (nearest[1] - box[1]) / height,
                ),
            }
            if far
            else None,
        )
    return done


def _tries(name: str, letters: float, *, due: bool) -> Iterator[tuple[str, Sequence[float], bool]]:
    """Give what is tried in turn: the words, how far off, and whether they may cover points."""
    yield name, _RADII, False
    if not due:
        return
    cut = dict.fromkeys(shortened(name, width, letters) for width in _WIDTHS)
    for radii, covers in ((_RADII, False), (_FAR, False), ((*_RADII, *_FAR), True)):
        for words in cut:
            yield words, radii, covers


def _within(corner: tuple[float, float], size: tuple[float, float], inside: Box) -> Box:
    """Give a place near to a point, within the borders, whatever it covers."""
    left = min(max(corner[0], inside[0] + 1), inside[2] - 1 - size[0])
    low = min(max(corner[1] - size[1] / 2, inside[1] + 1), inside[3] - 1 - size[1])
    return left, low, left + size[0], low + size[1]


def _free(
    point: tuple[float, float],
    size: tuple[float, float],
    radii: Sequence[float],
    *,
    inside: Box,
    spots: NDArray[np.float64],
    taken: Sequence[Box],
) -> Box | None:
    """Find the nearest place where a name covers no point, no name and no border."""
    (x, y), (width, height) = point, size
    for radius in radii:
        for turn in range(_ANGLES):
            angle = 2 * np.pi * turn / _ANGLES
            cos, sin = float(np.cos(angle)), float(np.sin(angle))
            middle = (x + radius * cos + cos * width / 2, y + radius * sin + sin * height / 2)
            box = (
                middle[0] - width / 2,
                middle[1] - height / 2,
                middle[0] + width / 2,
                middle[1] + height / 2,
            )
            if (
                box[0] < inside[0] + 1
                or box[1] < inside[1] + 1
                or box[2] > inside[2] - 1
                or box[3] > inside[3] - 1
            ):
                continue
            if any(
                box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
                for other in taken
            ):
                continue
            covered = (
                (spots[:, 0] > box[0] - _POINT)
                & (spots[:, 0] < box[2] + _POINT)
                & (spots[:, 1] > box[1] - _POINT)
                & (spots[:, 1] < box[3] + _POINT)
            )
            if not covered.any():
                return box
    return None


def extremes(values: NDArray[np.float64], count: int) -> list[int]:
    """Give the places of the lowest and of the highest values, in turn."""
    order = np.argsort(values, kind="stable")
    order = order[np.isfinite(values[order])]
    turns: list[int] = []
    for low, high in zip(order[:count].tolist(), order[::-1][:count].tolist(), strict=True):
        turns += [low, high]
    return list(dict.fromkeys(turns))
