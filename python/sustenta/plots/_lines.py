"""Lines that are named at their right end: their look, and where the names go."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.plots._style import (
    BLUE,
    DASHED,
    FAINT,
    GREY,
    INK,
    LETTERS,
    VERMILION,
    clean,
    edges,
    make_room,
    shortened,
    size_of,
    tick,
    width_of,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from sustenta.registry import Lang

__all__ = [
    "ACROSS",
    "NOTED",
    "End",
    "alone",
    "capacity",
    "dress_years",
    "label_ends",
    "look_of",
    "spread",
]

#: The least distance between labels, in heights of their letters.
_LINE_HEIGHT: Final = 1.25
#: How far beyond the first and the last year the lines across go, in spans of the years.
ACROSS: Final = 0.06
#: Between the lines and the names, and between names and numbers, in points.
_LEADER, _GAP, _EDGE = 22.0, 8.0, 2.0
#: The most of the width that names and numbers may take.
_MOST: Final = 0.45
#: Between the axis and the words under it, in points.
_PAD: Final = 3.5
#: The room under an axes of the caller's that has a note, in inches; a figure of ours makes it.
NOTED: Final = 1.45
#: Letters of the words under years, and in how many turns one below the other, the best first.
_TURNS: Final = ((LETTERS + 0.5, 1), (LETTERS - 0.5, 1), (LETTERS - 0.5, 2), (7.0, 2), (7.0, 3))


@dataclass(frozen=True, slots=True)
class End:
    """What stands at the right end of a line: a name, and what it reached."""

    name: str
    figure: str
    year: float
    value: float
    colour: str


def look_of(end: float) -> dict[str, Any]:
    """Give colour, line and mark of what ends above zero, or below: what one says, all say."""
    above = end >= 0
    colour = BLUE if above else VERMILION
    return {
        "color": colour,
        "linestyle": "-" if above else DASHED,
        "marker": "o",
        "markerfacecolor": colour if above else "white",
        "markeredgecolor": colour,
    }


def alone(values: NDArray[np.float64]) -> list[int]:
    """Give the places of a row that have no neighbour: no line reaches them, so a mark must.

    Examples
    --------
    >>> alone(np.array([1.0, np.nan, 2.0, 3.0, np.nan, np.nan, 4.0]))
    [0, 6]
    """
    known = np.concatenate([[False], np.isfinite(values), [False]])
    return np.flatnonzero(known[1:-1] & ~known[:-2] & ~known[2:]).tolist()


def capacity(ax: Axes, letters: float = LETTERS) -> int:
    """Say how many labels find room, one above the other."""
    return int(size_of(ax)[1] / (letters * _LINE_HEIGHT))


def label_ends(
    ax: Axes,
    ends: Sequence[End],
    years: Sequence[float],
    letters: float = LETTERS,
    *,
    beyond: float = 0.0,
) -> float:
    """Name lines at their right ends, moving labels apart where they would touch.

    The axis of years is set: the years to the left, room for the words to the right, and at least
    so much `beyond` the years. An end that is not on the scale is named at its border, with an
    arrow. Give where the lines across end.
    """
    bottom, top = ax.get_ylim()
    ends = [
        replace(end, figure=f"{end.figure} {'▲' if end.value > top else '▼'}")
        if not bottom <= end.value <= top
        else end
        for end in ends
    ]
    span = max(years[-1] - years[0], 1)
    width, height = size_of(ax)
    numbers = max((width_of(end.figure, letters) for end in ends), default=0.0)
    fixed = _LEADER + _GAP + numbers + _EDGE
    named = max((width_of(end.name, letters) for end in ends), default=0.0)
    named = min(named, max(_MOST * width - fixed, 40.0)) if ends else 0.0
    edge = max(ACROSS * span, beyond)
    data = span + 2 * edge
    point = data / max(width - named - fixed, 0.3 * width) if ends else data / width
    left, across = years[0] - edge, years[0] + span + edge
    ax.set_xlim(left, left + width * point)
    if not ends:
        return across
    rising = sorted(ends, key=lambda end: end.value)
    step = letters * _LINE_HEIGHT * (top - bottom) / height
    places = spread(np.array([end.value for end in rising]), step, bottom, top)
    for end, place in zip(rising, places.tolist(), strict=True):
        style: dict[str, Any] = {"va": "center", "fontsize": letters, "color": end.colour}
        ax.annotate(
            shortened(end.name, named + 1, letters),
            xy=(end.year, min(max(end.value, bottom), top)),
            xytext=(across + _LEADER * point, place),
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": end.colour,
                "linewidth": 0.6,
                "alpha": 0.7,
                "shrinkA": 1,
                "shrinkB": 4,
                "relpos": (0.0, 0.5),
            },
            **style,
        )
        where = left + (width - _EDGE) * point
        ax.text(where, place, end.figure, ha="right", **style)
    return across


def dress_years(
    ax: Axes,
    years: Sequence[int],
    across: float,
    lang: Lang,
    *,
    unit: str,
    under: Sequence[str] = (),
    note: str = "",
    zero: float | None = 3.0,
) -> None:
    """Set the axes of a chart over years: as many years as fit, the last among them.

    Lines go across from the first year to `across`; that of zero, if it is one of this chart, is
    drawn at the height `zero` of the layers. `under` has words for below each year: all of them are
    written, in turns one below the other where they would touch; `note` is said under them.
    """
    words = [
        "\n".join(filter(None, both))
        for both in zip(map(str, years), under or [""] * len(years), strict=True)
    ]
    left, right = ax.get_xlim()
    room = size_of(ax)[0] / (right - left)
    letters, turns = _in_turns(words, room) if under else (LETTERS + 0.5, 1)
    apart = math.ceil(_across(words, letters) / (room * turns)) if len(years) > 1 else 1
    shown = range(len(years) - 1, -1, -apart)[::-1]
    ax.set_xticks([years[place] for place in shown], [words[place] for place in shown])
    if note:
        if width_of(note, 9.0) > edges(ax)[2]:
            note = wrapped(note, edges(ax)[2] - 6, 9.0)
        ax.set_xlabel(note, fontsize=9, color=GREY, loc="left")
        high = letters * 2 * turns + 9.0 * (note.count("\n") + 1)
        make_room(ax, under=high * _LINE_HEIGHT + 14)
    clean(ax, keep=("left",))
    ax.tick_params(axis="x", length=0, labelsize=letters)
    for turn, mark in enumerate(reversed(ax.xaxis.get_major_ticks())):
        mark.set_pad(_PAD + turn % turns * 2 * letters * _LINE_HEIGHT)
    tick(ax, lang)
    start = min(left, years[0] - ACROSS * max(years[-1] - years[0], 1))
    ticks = [value for value in ax.get_yticks() if value or zero is None]
    ax.hlines(ticks, start, across, color=FAINT, linewidth=0.7, zorder=1)
    if zero is not None:
        ax.hlines([0.0], start, across, color=INK, linewidth=1.4, zorder=zero)
    ax.set_ylabel(unit)


def _across(words: Sequence[str], letters: float) -> float:
    """Give the width that the words under a year need."""
    return max(width_of(word, letters) for word in words) + 3


def _in_turns(words: Sequence[str], room: float) -> tuple[float, int]:
    """Give the largest letters, and the least turns one below the other, in which all words fit."""
    for letters, turns in _TURNS:
        if _across(words, letters) <= room * turns:
            return letters, turns
    letters, _ = _TURNS[-1]
    return letters, math.ceil(_across(words, letters) / room)


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
