"""The map: a column on the caller's shapes of municipalities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta.errors import SettingError
from sustenta.plots._distribution import named
from sustenta.plots._frames import chosen, floats, in_year, nothing, table, units
from sustenta.plots._shapes import columns_of, joined, paths_of
from sustenta.plots._style import (
    FEW,
    GREY,
    INK,
    SOME,
    canvas,
    finish,
    percent,
    shortened,
    size_of,
    width_of,
    written,
)
from sustenta.registry import CLASSIFICATIONS, Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.path import Path
    from numpy.typing import NDArray

__all__ = ["map"]

#: From little to much; in grey the same order.
_RAMP: Final = ("#E9F1F8", "#B7D3E8", "#74A9CF", "#2C7BB0", "#08305C")
#: Below zero, the lowest darkest, hatched; above as the ramp.
_BELOW: Final = ("#B34700", "#E08A4C", "#F8DCC8")
_MISSING: Final = ("#FFFFFF", "xxxx")
#: Who is to be named is, at this width at least, in points.
_NAME: Final = 90.0
_DEGREES: Final = (180.0, 90.0)
#: The widest and the highest map, the least height of its page, and the room beside it, in inches.
_WIDE, _HIGH, _LEAST, _BESIDE = 6.2, 8.6, 2.2, 2.8

_TEXT: Final = {
    "pt": {
        "title": "Mapa: {name}",
        "none": "sem dado ({count})",
        "to": "{low} a {high} ({count})",
        "unplaced": "sem polígono: {count}",
        "alt": (
            "{title}{when}{unit}. {count} municípios com dado em {classes} classes, {missing} sem "
            "dado. Menor: {lowest}. Maior: {highest}."
        ),
        "classes": "{title}{when}. {count} municípios com classe, {missing} sem: {each}.",
    },
    "en": {
        "title": "Map: {name}",
        "none": "no data ({count})",
        "to": "{low} to {high} ({count})",
        "unplaced": "without a polygon: {count}",
        "alt": (
            "{title}{when}{unit}. {count} municipalities with data in {classes} classes, {missing} "
            "without. Lowest: {lowest}. Highest: {highest}."
        ),
        "classes": "{title}{when}. {count} municipalities with a class, {missing} without: {each}.",
    },
}


@dataclass(slots=True)
class _Class:
    """A class of the legend: its words, its look, and which shapes are of it."""

    words: str
    face: str
    hatch: str
    shapes: list[int]


def map(  # noqa: A001  what it draws has no other name
    shapes: Any,
    frame: Any,
    column: str = "megpc_15",
    *,
    year: int | None = None,
    code: str | None = None,
    cuts: Sequence[float] | None = None,
    highlight: Iterable[str] = (),
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw a column on the shapes of municipalities, joined by their code.

    Amounts are put into five classes with as many municipalities each (the sides of zero apart,
    where there are amounts below it), which the legend gives with their borders and counts; a
    column of classes keeps them. Up to 24 shapes have the value written where it fits.

    Parameters
    ----------
    shapes : GeoDataFrame
        One row a municipality: its code and ``geometry``, polygons of shapely or anything that has
        a ``__geo_interface__``. The package brings no shapes, and needs no geopandas to draw them.
    frame : DataFrame
        One row a municipality (and year): ``code`` and the column. Codes of six and of seven digits
        join.
    column : str, default "megpc_15"
        What is drawn: an amount, a share or an ordered class.
    year : int, optional
        Which year; by default the last in which the column is known.
    code : str, optional
        The column of codes in `shapes`; by default ``code``, ``code_muni``, ``CD_MUN`` or another
        usual name.
    cuts : sequence of float, optional
        The borders between classes, ascending; at most six.
    highlight : sequence of str, optional
        Names that are to be written in any case.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        Darker is more; below zero is hatched, and a shape without data is white and crossed.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DuplicateKeyError, UnknownNameError, DomainError
        As in `potential`.
    UnjoinedRowsError
        Where no code of the frame is one of the shapes.
    ColumnTypeError
        Where a geometry is no polygon.
    SettingError
        For cuts that are none.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
    >>> shapes = pd.DataFrame({"code_muni": [3550308], "geometry": [square]})
    >>> frame = pd.DataFrame({"code": [355030], "megpc_15": [-4.2]})
    >>> len(st.plots.map(shapes, frame).collections)
    1
    """
    text = _TEXT[check_lang(lang)]
    geometry, at = columns_of(shapes, code)
    given = table(frame, ["code", column], chart="map", lang=lang)
    classed = isinstance(given[column].dtype, pd.CategoricalDtype)
    if classed:
        given = given.assign(_known=given[column].cat.codes.where(given[column].notna()))
    shown, found = in_year(given, year, "_known" if classed else column)
    shown = shown.reset_index(drop=True)
    every = joined(shapes[at], shown)
    outlines = paths_of(shapes[geometry])
    drawn = [(row, path) for row, path in zip(every, outlines, strict=True) if path is not None]
    rows, paths = [row for row, _ in drawn], [path for _, path in drawn]
    values = floats(shown, "_known" if classed else column)
    by_shape = np.array([values[row] if row >= 0 else np.nan for row in rows])
    if not np.isfinite(by_shape).any():
        raise nothing(column)
    if classed:
        classes = _ordered(by_shape, _labels_of(shown[column], column, lang), lang)
    else:
        classes = _cut(by_shape, column, cuts, lang)
    missing = [place for place in range(len(rows)) if not np.isfinite(by_shape[place])]
    if missing:
        words = text["none"].format(count=written(len(missing), 0, lang))
        classes.append(_Class(words, *_MISSING, missing))
    ax = _frame_of(ax, paths)
    _draw(ax, paths, classes)
    who = units(shown)
    names = [who.names[who.codes[row]] if row >= 0 else "" for row in rows]
    said = [_said(value, column, lang) for value in by_shape.tolist()]
    called, unit = named(column, lang)
    unit = "" if classed or column.endswith("_pct") or unit == called else unit
    if classed:
        said = ["" for _ in said]
    _labels(ax, paths, names, said, list(highlight))
    outside = len(shown) - len({row for row in rows if row >= 0})
    note = text["unplaced"].format(count=written(outside, 0, lang)) if outside else ""
    _legend(ax, classes, unit, note)
    title = text["title"].format(name=called)
    when = str(found) if found is not None else ""
    if classed:
        each = ", ".join(one.words for one in classes)
        facts = {"each": each}
    else:
        ends = (int(np.nanargmin(by_shape)), int(np.nanargmax(by_shape)))
        lowest, highest = (f"{names[place]} ({said[place]})" for place in ends)
        facts = {"lowest": lowest, "highest": highest, "unit": f", {unit}" if unit else ""}
    alt = text["classes" if classed else "alt"].format(
        title=title,
        when=f", {when}" if when else "",
        count=written(len(rows) - len(missing), 0, lang),
        classes=len(classes) - bool(missing),
        missing=written(len(missing), 0, lang),
        **facts,
    )
    return finish(ax, title, when, alt)


def _said(value: float, column: str, lang: Lang) -> str:
    if value != value:  # noqa: PLR0124
        return ""
    return percent(value, lang) if column.endswith("_pct") else written(value, 2, lang)


def _labels_of(values: pd.Series, column: str, lang: Lang) -> list[str]:
    """Give the labels of classes: in the chart's language where they are ours."""
    found = [str(each) for each in values.cat.categories]
    entry = CLASSIFICATIONS.get(column.removesuffix("_class"), {}).get("classes", [])
    ours = {label: each["label"][lang] for each in entry for label in each["label"].values()}
    return [str(ours.get(label, label)) for label in found]


def _ordered(values: NDArray[np.float64], labels: list[str], lang: Lang) -> list[_Class]:
    """Give the classes that a column has, the last (the best) darkest, the first hatched."""
    steps = np.linspace(0, len(_RAMP) - 1, len(labels)).round().astype(int)
    found = []
    for place, label in enumerate(labels):
        there = np.flatnonzero(values == place).tolist()
        hatch = "////" if not place else ""
        words = f"{label} ({written(len(there), 0, lang)})"
        found.append(_Class(words, _RAMP[int(steps[place])], hatch, there))
    return found


def _cut(
    values: NDArray[np.float64], column: str, cuts: Sequence[float] | None, lang: Lang
) -> list[_Class]:
    """Put amounts into classes, zero being a border where there are amounts at both sides."""
    known = values[np.isfinite(values)]
    inner = _borders(known) if cuts is None else _checked(cuts)
    edges = [float(known.min()), *[c for c in inner if known.min() < c <= known.max()]]
    edges.append(float(known.max()))
    low = [n for n in range(len(edges) - 1) if edges[n + 1] <= 0 and edges[n] < 0]
    high = [n for n in range(len(edges) - 1) if n not in low]
    steps = np.linspace(0 if len(high) > 2 else 1, 4, max(len(high), 1)).round().astype(int)  # noqa: PLR2004
    found = []
    for place in range(len(edges) - 1):
        upper = values <= edges[-1] if place == len(edges) - 2 else values < edges[place + 1]
        there = np.flatnonzero((values >= edges[place]) & upper).tolist()
        ends = (_said(edges[place], column, lang), _said(edges[place + 1], column, lang))
        words = _TEXT[lang]["to"].format(
            low=ends[0], high=ends[1], count=written(len(there), 0, lang)
        )
        if place in low:
            at = round(low.index(place) * (len(_BELOW) - 1) / max(len(low) - 1, 1))
            found.append(_Class(words, _BELOW[at], ("\\\\\\\\", "////", "//")[at], there))
        else:
            found.append(_Class(words, _RAMP[int(steps[high.index(place)])], "", there))
    return found


def _borders(known: NDArray[np.float64]) -> list[float]:
    below = known[known < 0]
    if not len(below):
        return _unique(np.quantile(known, (0.2, 0.4, 0.6, 0.8)))
    above = known[known >= 0]
    parts = _unique(np.quantile(below, (1 / 3, 2 / 3)))
    if len(above):
        return _unique(np.array([*parts, 0.0, *np.quantile(above, (1 / 3, 2 / 3)).tolist()]))
    return parts


def _unique(values: NDArray[np.float64]) -> list[float]:
    return sorted({float(value) for value in values})


def _checked(cuts: Sequence[float]) -> list[float]:
    found = [float(cut) for cut in cuts]
    if not 1 <= len(found) <= 6 or sorted(set(found)) != found:  # noqa: PLR2004
        raise SettingError(
            f"`cuts` is {list(cuts)!r}; expected one to six ascending numbers",
            argument="cuts",
            problem="not one to six ascending numbers",
        )
    return found


def _frame_of(ax: Axes | None, paths: Sequence[Path]) -> Axes:
    """Give axes in which the shapes keep their proportions."""
    boxes = [path.get_extents() for path in paths]
    x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    y0, y1 = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    degrees = max(abs(x0), abs(x1)) <= _DEGREES[0] and max(abs(y0), abs(y1)) <= _DEGREES[1]
    # A degree of longitude shrinks with the latitude.
    stretch = 1 / max(float(np.cos(np.radians((y0 + y1) / 2))), 0.1) if degrees else 1.0
    ratio = (y1 - y0) * stretch / ((x1 - x0) or 1.0) or 1.0
    wide = min(_WIDE, _HIGH / ratio)
    high = max(wide * ratio, _LEAST)
    ax = canvas(
        ax, (wide + _BESIDE, high + 1.0), left=0.25, right=_BESIDE - 0.25, bottom=0.2, top=0.8
    )
    ax.set_axis_off()
    slack = (0.01 * (x1 - x0), 0.01 * (y1 - y0))
    ax.set_xlim(x0 - slack[0], x1 + slack[0])
    ax.set_ylim(y0 - slack[1], y1 + slack[1])
    # The box gives way, not the limits: every shape stays on the map, wherever the box is.
    ax.set_aspect(stretch, adjustable="box", anchor="NW")
    ax.apply_aspect()
    return ax


def _draw(ax: Axes, paths: Sequence[Path], classes: Sequence[_Class]) -> None:
    from matplotlib.collections import PathCollection

    count = len(paths)
    line = 0.8 if count <= FEW else 0.4 if count <= SOME else 0.1
    for each in classes:
        drawn = [paths[place] for place in each.shapes]
        dark = each.face in ("#2C7BB0", "#08305C", "#B34700")
        ax.add_collection(
            PathCollection(
                drawn, facecolor=each.face, edgecolor="#FFFFFF" if dark else "#6E6E6E",
                linewidth=line, hatch=each.hatch or None, zorder=2,
            ),
            autolim=False,
        )  # fmt: skip


def _labels(
    ax: Axes,
    paths: Sequence[Path],
    names: Sequence[str],
    said: Sequence[str],
    highlight: list[str],
) -> None:
    """Write names and values in the shapes that have room for them."""
    wanted = set(chosen(highlight, names)) if highlight else set()
    if len(paths) > FEW and not wanted:
        return
    width, _ = size_of(ax)
    left, right = ax.get_xlim()
    point = (right - left) / width
    for place, path in enumerate(paths):
        if place not in wanted and len(paths) > FEW:
            continue
        box = path.get_extents()
        room = (box.x1 - box.x0) / point - 4
        if place in wanted:
            room = max(room, _NAME)
        lines = [each for each in (_cut_name(names[place], room), said[place]) if each]
        fits = all(width_of(each, 7) <= room for each in lines)
        if not lines or (not fits and place not in wanted):
            continue
        ax.text(
            (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, "\n".join(lines), ha="center",
            va="center", fontsize=7, color=INK, zorder=5, parse_math=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.92},
        )  # fmt: skip


def _cut_name(name: str, room: float) -> str:
    return shortened(name, room, 7) if room > 30 else ""  # noqa: PLR2004


def _legend(ax: Axes, classes: Sequence[_Class], unit: str, note: str) -> None:
    """Give the classes right of the map, the highest on top."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import Patch

    known = [each for each in classes if each.face != _MISSING[0]]
    listed = [*reversed(known), *(each for each in classes if each.face == _MISSING[0])]
    marks = [
        Patch(facecolor=each.face, edgecolor="#6E6E6E", hatch=each.hatch or None, linewidth=0.6)
        for each in listed
    ]
    box = ax.legend(
        marks, [each.words for each in listed], loc="upper left", bbox_to_anchor=(1.02, 1.0),
        frameon=False, fontsize=8.5, labelcolor=INK, handlelength=2.2, handleheight=1.4,
        borderaxespad=0,
    )  # fmt: skip
    if unit:
        box.set_title(unit, prop=FontProperties(size=8.5))
        box.get_title().set_color(GREY)
        box.set_alignment("left")
    if note:
        ax.annotate(
            note, (1.02, 0.0), xycoords="axes fraction", fontsize=8.5, color=GREY, va="bottom",
            annotation_clip=False,
        )  # fmt: skip
