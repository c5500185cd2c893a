"""What a picture must keep whatever letters a machine has: measured on its parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from numpy.typing import NDArray

if TYPE_CHECKING:
    from matplotlib.patches import Patch
    from matplotlib.transforms import Bbox

#: WCAG 2.1, 1.4.3: letters against their ground.
CONTRAST = 4.5
#: Letters may touch by so many dots: descenders, and half a dot of rounding.
TOUCH = 1.0


def figure_of(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    assert isinstance(figure, Figure)
    return figure


def texts_of(figure: Figure) -> list[Text]:
    """Every text that is seen: not the empty ones, nor the ticks beyond the ends of an axis."""
    figure.draw_without_rendering()
    hidden: set[int] = set()
    for ax in figure.findobj(Axes):
        hidden |= _hidden(ax)
    return [
        text
        for text in cast("list[Text]", figure.findobj(Text))
        if text.get_visible() and text.get_text().strip() and id(text) not in hidden
    ]


def _hidden(ax: Axes) -> set[int]:
    """The texts of an axes that are not drawn: of ticks out of range, or of axes switched off."""
    found: set[int] = set()
    for axis in (ax.xaxis, ax.yaxis):
        shown = {id(tick) for tick in axis._update_ticks()} if ax.axison else set()  # type: ignore[union-attr]
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if id(tick) not in shown:
                found |= {id(tick.label1), id(tick.label2)}
        if not ax.axison:
            found |= {id(axis.label), id(axis.offsetText)}
    return found


def boxes_of(figure: Figure) -> list[tuple[Text, Bbox]]:
    """Where each text is; of an annotation its words alone, without the line that leads there."""
    return [(text, Text.get_window_extent(text)) for text in texts_of(figure)]


Boxes = list[tuple[Text, "Bbox"]]


def words(ax: Axes) -> str:
    """All that can be read in a chart, a line a text."""
    return "\n".join(text.get_text() for text, _ in boxes_of(figure_of(ax)))


def overlaps(found: Boxes) -> list[tuple[str, str]]:
    """Texts that cover each other."""
    edges = np.array([box.extents for _, box in found])
    low, high = edges[:, None, :2], edges[:, None, 2:]
    wide = np.minimum(high, edges[None, :, 2:]) - np.maximum(low, edges[None, :, :2])
    pairs = np.argwhere(np.triu((wide > TOUCH).all(axis=2), 1))
    return [(found[one][0].get_text(), found[other][0].get_text()) for one, other in pairs]


def outside(figure: Figure, boxes: Boxes) -> list[str]:
    """Texts that leave the page."""
    page = figure.bbox
    return [
        text.get_text()
        for text, box in boxes
        if box.x0 < page.x0 - TOUCH
        or box.y0 < page.y0 - TOUCH
        or box.x1 > page.x1 + TOUCH
        or box.y1 > page.y1 + TOUCH
    ]


def luminance(colour: object) -> float:
    """Relative luminance, WCAG 2.1."""
    parts: NDArray[np.float64] = np.array(to_rgb(colour))  # type: ignore[arg-type]
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: object, other: object) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


Ground = tuple[NDArray[np.float64], list[tuple[float, float, float]]]


def _grounds(ax: Axes) -> Ground:
    """The filled patches of an axes, the topmost last: where they are, and their colours."""
    filled = [
        patch
        for patch in cast("list[Patch]", ax.patches)
        if patch.get_fill() and to_rgba(patch.get_facecolor())[3] > 0.5
    ]
    filled.sort(key=lambda patch: patch.get_zorder())
    edges = [patch.get_window_extent().extents for patch in filled]
    return np.array(edges).reshape(-1, 4), [to_rgb(patch.get_facecolor()) for patch in filled]


def ground_of(text: Text, box: Bbox, grounds: Ground) -> tuple[float, float, float]:
    """The colour that a text stands on: its own ground, the topmost patch under it, or white."""
    own = text.get_bbox_patch()
    if own is not None and to_rgba(own.get_facecolor())[3] > 0.5:
        return to_rgb(own.get_facecolor())
    centre = np.array([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])
    edges, colours = grounds
    under = np.flatnonzero(((edges[:, :2] <= centre) & (centre <= edges[:, 2:])).all(axis=1))
    return colours[under[-1]] if len(under) else (1.0, 1.0, 1.0)


def unreadable(boxes: Boxes) -> list[tuple[str, float]]:
    """Texts of which the letters are too near to their ground."""
    found = []
    grounds: dict[int, Ground] = {}
    for text, box in boxes:
        if text.axes is not None and id(text.axes) not in grounds:
            grounds[id(text.axes)] = _grounds(cast("Axes", text.axes))
        nothing: Ground = (np.empty((0, 4)), [])
        ground = ground_of(text, box, grounds.get(id(text.axes), nothing))
        ratio = contrast(text.get_color(), ground)
        if ratio < CONTRAST:
            found.append((text.get_text(), round(ratio, 2)))
    return found


#: A decimal mark: before one to two digits, or before more than three.
POINT = re.compile(r"\d\.\d{1,2}(?!\d)|\d\.\d{4,}")
COMMA = re.compile(r"\d,\d{1,2}(?!\d)|\d,\d{4,}")


def foreign_marks(words: list[str], lang: str) -> list[str]:
    """Numbers with the other language's decimal mark."""
    wrong = POINT if lang == "pt" else COMMA
    return [each for each in words if wrong.search(each)]


#: Words of the other language that no chart's own words have. Names and units may have theirs.
ENGLISH = re.compile(
    r"\b(the|of|and|with|year|municipalities|municipality|revenue|share|per inhabitant|to|in)\b"
)
PORTUGUESE = re.compile(r"\b(do|da|de|dos|com|em|ano|municípios|receita|por habitante|sem)\b")


def foreign_words(words: list[str], lang: str) -> list[str]:
    """Words of the other language; what stands in the names of the made municipalities is not."""
    wrong = ENGLISH if lang == "pt" else PORTUGUESE
    return [each for each in words if wrong.search(each)]


def beyond(ax: Axes) -> list[str]:
    """Lines and points that leave the axes that they are drawn in."""
    found = []
    for each in [ax, *ax.child_axes]:
        xs, ys = sorted(each.get_xlim()), sorted(each.get_ylim())
        slack = 1e-6 * (ys[1] - ys[0])
        for line in each.lines:
            if line.get_transform() != each.transData:
                continue
            y = np.asarray(line.get_ydata(), dtype=float)
            x = np.asarray(line.get_xdata(), dtype=float)
            if (y < ys[0] - slack).any() or (y > ys[1] + slack).any():
                found.append(f"line over {ys}")
            if (x < xs[0] - 1e-9).any() or (x > xs[1] + 1e-9).any():
                found.append(f"line over {xs}")
    return found


def leads(ax: Axes) -> list[Annotation]:
    return [text for text in ax.texts if isinstance(text, Annotation)]
