"""Small charts side by side, on one scale: the insets of one axes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.plots._bands import draw_bands, percentiles
from sustenta.plots._frames import ByYear, last_known, units
from sustenta.plots._lines import look_of
from sustenta.plots._scales import reach
from sustenta.plots._style import (
    FAINT,
    GREY,
    INK,
    canvas,
    clean,
    edges,
    make_room,
    shortened,
    size_of,
    tick,
    wrapped,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from sustenta.registry import Lang

__all__ = [
    "EACH",
    "Group",
    "around_zero",
    "draw_multiples",
    "grid",
    "groups_of",
    "note",
    "say_reach",
]

#: Up to so many municipalities each has a chart of its own.
EACH: Final = 120
#: The most groups that are shown side by side.
_STATES: Final = 30
_TENTHS: Final = 10
#: With so few columns what is written under them takes several lines.
_NARROW: Final = 3
#: Between a small chart and its name, in points.
_APART: Final = 3.0
#: Width and height of a small chart in inches: the most, and the least.
_CELLS: Final = ((1.95, 1.5), (1.02, 0.98))

_TEXT: Final = {
    "pt": {
        "each": "um gráfico por município",
        "states": "um gráfico por UF, com as faixas de percentis dos seus municípios",
        "tenths": "um gráfico por décimo dos municípios segundo o último valor, em faixas de "
        "percentis",
        "tenth": "{number}º décimo ({count})",
        "reach": "de {low} a {high}",
        "framed": "; na moldura: até onde vai o que sai da escala",
        "looks": "Linha cheia: termina em zero ou acima; tracejada: abaixo",
        "bands": "Linha: mediana; faixa escura: metade; até a hachurada: nove décimos",
    },
    "en": {
        "each": "one chart a municipality",
        "states": "one chart a State, with the percentile bands of its municipalities",
        "tenths": "one chart a tenth of the municipalities by their last value, as percentile "
        "bands",
        "tenth": "tenth {number} ({count})",
        "reach": "{low} to {high}",
        "framed": "; in the frame: how far goes what leaves the scale",
        "looks": "Solid line: ends at zero or above; dashed: below",
        "bands": "Line: median; dark band: half; up to the hatched one: nine tenths",
    },
}


@dataclass(frozen=True, slots=True)
class Group:
    """What one small chart shows: the rows of its municipalities, under a name."""

    name: str
    rows: list[int]


def groups_of(laid: ByYear, frame: pd.DataFrame, lang: Lang) -> tuple[list[Group], str]:
    """Say what each small chart is to show, and put it in words."""
    text = _TEXT[lang]
    if len(laid.names) <= EACH:
        ends = last_known(laid.matrix)
        order = np.argsort(-ends, kind="stable").tolist()
        return [Group(laid.names[place], [place]) for place in order], text["each"]
    if "uf" in frame.columns and 1 < len(set(frame["uf"].dropna())) <= _STATES:
        who = units(frame)
        state = dict(zip(np.array(who.names)[who.codes], frame["uf"], strict=True))
        found: dict[str, list[int]] = {}
        for place, name in enumerate(laid.names):
            found.setdefault(str(state[name]), []).append(place)
        named = [
            Group(f"{uf} ({written(len(rows), 0, lang)})", rows)
            for uf, rows in sorted(found.items())
        ]
        return named, text["states"]
    order = np.argsort(last_known(laid.matrix), kind="stable")
    tenths = [part.tolist() for part in np.array_split(order, _TENTHS)]
    named = [
        Group(text["tenth"].format(number=place, count=written(len(rows), 0, lang)), rows)
        for place, rows in enumerate(tenths, start=1)
    ]
    return named, text["tenths"]


def grid(
    ax: Axes | None,
    groups: Sequence[Group],
    years: Sequence[int],
    limits: tuple[float, float],
    lang: Lang,
) -> tuple[Axes, list[Axes]]:
    """Lay out small charts with one scale: names above, years below, numbers at the left."""
    count = len(groups)
    columns = min(count, 4 if count <= 16 else 5 if count <= 30 else 8)  # noqa: PLR2004
    rows = math.ceil(count / columns)
    few = columns <= 5  # noqa: PLR2004
    width, height = _CELLS[0] if few else _CELLS[1]
    if few and columns == 5:  # noqa: PLR2004
        width = 1.58
    size = (
        max(columns * width + 0.75, 4.5),
        max(rows * height + (1.5 if columns > _NARROW else 1.85), 3.4),
    )
    ax = canvas(
        ax,
        size,
        left=0.7,
        right=0.12,
        bottom=0.62 if columns > _NARROW and ax is None else 0.95,
        top=0.95,
    )
    ax.set_axis_off()
    wide, high = size_of(ax)
    letters = 8.0 if few else 6.5
    # Between the name of a chart and its highest mark some points are free.
    gap, over = (8.0, 18.0 if few else 15.0)
    cell = ((wide - gap * (columns - 1)) / columns, high / rows)
    insets = []
    for place, group in enumerate(groups):
        row, column = divmod(place, columns)
        box = (
            column * (cell[0] + gap) / wide,
            1 - (row + 1) * cell[1] / high,
            cell[0] / wide,
            (cell[1] - over) / high,
        )
        inset = ax.inset_axes(box)
        inset.set_ylim(*limits)
        slack = 0.06 * max(years[-1] - years[0], 1)
        inset.set_xlim(years[0] - slack, years[-1] + slack)
        clean(inset, keep=())
        tick(inset, lang, room=4 if few else 3)
        inset.grid(axis="y", color=FAINT, linewidth=0.6)
        inset.tick_params(labelsize=letters, length=0, labelleft=column == 0, pad=2)
        lowest = place + columns >= count
        inset.set_xticks(
            [years[0], years[-1]], [str(years[0]), str(years[-1])] if lowest else ["", ""]
        )
        ends = inset.get_xticklabels()
        if len(years) > 1:
            ends[0].set_horizontalalignment("left")
            ends[-1].set_horizontalalignment("right")
        inset.text(
            0.0,
            1 + _APART / (cell[1] - over),
            shortened(group.name, cell[0] - 2, letters),
            transform=inset.transAxes,
            fontsize=letters,
            color=INK,
            va="bottom",
            parse_math=False,
        )
        insets.append(inset)
    return ax, insets


def draw_multiples(
    laid: ByYear, frame: pd.DataFrame, ax: Axes | None, lang: Lang, label: str
) -> tuple[Axes, str, tuple[float, float]]:
    """Draw what each municipality's values, or each group's, did; give the kind and the scale."""
    groups, kind = groups_of(laid, frame, lang)
    shown = [_shown(laid.matrix[group.rows]) for group in groups]
    limits = around_zero(np.concatenate(shown))
    ax, insets = grid(ax, groups, laid.years, limits, lang)
    framed = ""
    for inset, group in zip(insets, groups, strict=True):
        inset.axhline(0, color=INK, linewidth=1.1, zorder=2)
        values = laid.matrix[group.rows]
        if len(values) == 1:
            look: dict[str, Any] = look_of(float(last_known(values)[0]))
            inset.plot(laid.years, values[0], linewidth=1.3, markersize=2.6, zorder=3, **look)
            framed = say_reach(inset, values, lang) or framed
        else:
            draw_bands(inset, laid.years, values, lang)
            inset.lines[-1].set(markersize=2, linewidth=1.5)
    note(ax, f"{label}. {_TEXT[lang]['bands' if len(groups[0].rows) > 1 else 'looks']}{framed}")
    return ax, kind, limits


def around_zero(every: NDArray[np.float64]) -> tuple[float, float]:
    """Give the scale that small charts share, with zero on it."""
    low, high = reach(every)
    low, high = min(low, 0.0), max(high, 0.0)
    slack = 0.06 * (high - low or 1.0)
    return low - slack, high + slack


def say_reach(inset: Axes, values: NDArray[np.float64], lang: Lang) -> str:
    """Say in a small chart how far it goes, where that is beyond the scale; give words on this."""
    low, high = inset.get_ylim()
    ends = float(np.nanmin(values)), float(np.nanmax(values))
    if low <= ends[0] and ends[1] <= high:
        return ""
    words = _TEXT[lang]["reach"].format(
        low=written(ends[0], 0, lang), high=written(ends[1], 0, lang)
    )
    inset.text(
        0.5, 0.04, words, transform=inset.transAxes, ha="center", va="bottom", fontsize=6.5,
        color=INK, zorder=7, bbox={"facecolor": "white", "edgecolor": GREY, "linewidth": 0.5,
                                   "pad": 1.2},
    )  # fmt: skip
    return _TEXT[lang]["framed"]


def note(ax: Axes, words: str, below: float = 26.0) -> None:
    """Write what is to be known of the small charts under them, so many points below."""
    words = wrapped(words, edges(ax)[2] - 6, 8.5)
    make_room(ax, under=below + 8.5 * 1.25 * (words.count("\n") + 1) + 4)
    ax.annotate(
        words,
        (0.0, 0.0),
        xycoords="axes fraction",
        xytext=(0.0, -below),
        textcoords="offset points",
        fontsize=8.5,
        color=GREY,
        va="top",
        annotation_clip=False,
    )


def _shown(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return values if len(values) == 1 else percentiles(values)
