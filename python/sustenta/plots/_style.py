"""The look that every chart shares: colours, sizes, a page to draw on, the ends of its making.

Blue and vermilion are those of the Okabe-Ito set, which people who do not tell red from green tell
apart; both are darkened until small letters can be read in them (at least 4.5:1 on white). What a
colour says, a mark, a hatch, a line or a word says too.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from sustenta import _sentences
from sustenta.errors import MissingExtraError, SettingError
from sustenta.figures import format_figures
from sustenta.plots._cells import cell_of, settle

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sustenta.registry import Lang

__all__ = [
    "BLUE",
    "DASHED",
    "FAINT",
    "FEW",
    "GREY",
    "HATCH",
    "INK",
    "LETTERS",
    "MIDDLE",
    "PALE",
    "SAND",
    "SOME",
    "VERMILION",
    "alt_text",
    "canvas",
    "check_axes",
    "clean",
    "edges",
    "finish",
    "lays_out",
    "legible",
    "make_room",
    "money",
    "percent",
    "require_matplotlib",
    "shortened",
    "size_of",
    "tick",
    "width_of",
    "wrapped",
    "written",
]

BLUE: Final = "#0072B2"
VERMILION: Final = "#B34700"
INK: Final = "#333333"
GREY: Final = "#595959"
FAINT: Final = "#DDDDDD"
#: Lighter than letters may be: for areas alone. Each differs from the others in grey, too.
MIDDLE: Final = "#7FB2D6"
PALE: Final = "#D3E5F2"
SAND: Final = "#F8DCC8"
DASHED: Final = (0, (4, 1.6))
#: Letters fitted to the dots of a screen are wider than they were designed, by up to so much.
_HINTED: Final = 1.08
#: What marks an area "below" or "missing", beside its colour.
HATCH: Final = "////"

LETTERS: Final = 8.5
#: Letters of a title: the usual, and what a small cell of a grid may ask for.
_TITLES: Final = (11.0, 10.0, 9.0, 8.0, 7.0)
#: Up to so many municipalities each is named; up to so many each is drawn; beyond, what they are
#: like together.
FEW, SOME = 24, 250

#: What XML has no place for, and controls that no letters show.
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ALT: Final = "_sustenta_alt"
_OWN: Final = "_sustenta_own"
#: What one of them is called, in words that count.
_ONE: Final = (
    ("municípios", "município"),
    ("municipalities", "municipality"),
    ("células marcadas", "célula marcada"),
    ("cells marked", "cell marked"),
    ("equipes novas", "equipe nova"),
    ("new teams", "new team"),
)


def require_matplotlib() -> None:
    """Name the extra where matplotlib is not installed."""
    try:
        import matplotlib as mpl  # noqa: F401
    except ImportError as missing:
        raise MissingExtraError(
            'charts need matplotlib: pip install "sustenta[plots]"',
            extra="plots",
            library="matplotlib",
        ) from missing


def check_axes(ax: object) -> None:
    """Refuse what is no axes to draw on, nor None."""
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase

    if ax is None or isinstance(ax, Axes):
        return
    advice = ""
    if isinstance(ax, FigureBase):
        advice = ": give one of the figure, as `figure.subplots()`"
    elif isinstance(ax, (np.ndarray, list, tuple)):
        advice = ": give one of them, as `axes[0]`"
    raise SettingError(
        f"`ax` is {type(ax).__name__}; expected an Axes of matplotlib{advice}",
        argument="ax",
        problem="no axes",
    )


def legible(text: str) -> str:
    """Show signs that no file of letters may hold as a sign that something was there."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def canvas(
    ax: Axes | None,
    size: tuple[float, float] = (8.4, 5.8),
    *,
    left: float = 0.75,
    right: float = 0.3,
    bottom: float = 0.75,
    top: float = 0.75,
) -> Axes:
    """Give the axes to draw on: the caller's, or those of a new figure.

    Sizes are in inches. The margins are fixed: nothing has to be drawn to know the size of the
    axes, and the same chart gives the same file. In a grid of the caller's it keeps to its cell.
    """
    require_matplotlib()
    check_axes(ax)
    if ax is not None:
        figure = root(ax)
        if figure.get_layout_engine() is not None:
            figure.draw_without_rendering()  # only then is the size of the axes known
        else:
            settle(ax, left=left, right=right, bottom=bottom, top=top)
        return ax
    from matplotlib import figure as figures

    width, height = size
    box = (
        left / width,
        bottom / height,
        (width - left - right) / width,
        (height - bottom - top) / height,
    )
    ax = figures.Figure(figsize=size, facecolor="white").add_axes(box)
    setattr(ax, _OWN, True)
    return ax


def make_room(ax: Axes, over: float = 0.0, under: float = 0.0, left: float = 0.0) -> None:
    """Make a figure of ours larger until so many points are free over, under or left of its axes.

    The axes keep their size, so that nothing in them moves.
    """
    if not getattr(ax, _OWN, False):
        return
    figure = root(ax)
    width, height = figure.get_size_inches()
    box = ax.get_position()
    high, low = max(over / 72 - (1 - box.y1) * height, 0.0), max(under / 72 - box.y0 * height, 0.0)
    more = max(left / 72 - box.x0 * width, 0.0)
    if not high and not low and not more:
        return
    wide, total = width + more, height + high + low
    figure.set_size_inches(wide, total)
    ax.set_position(
        (
            (box.x0 * width + more) / wide,
            (box.y0 * height + low) / total,
            box.width * width / wide,
            box.height * height / total,
        )
    )


def _aside(ax: Axes) -> float:
    """Give the room that the figures and the label of the vertical axis take, in points."""
    label = ax.yaxis.label
    if not ax.axison or not label.get_text():
        return 0.0
    bottom, top = sorted(ax.get_ylim())
    ticks = zip(ax.get_yticks(), ax.get_yticklabels(), strict=True)
    shown = [text for place, text in ticks if bottom <= place <= top and text.get_text()]
    sizes = ((text.get_text(), float(text.get_fontsize())) for text in shown)
    widest = max((width_of(*each) for each in sizes), default=0.0)
    return widest + 6.5 + ax.yaxis.labelpad + 1.4 * float(label.get_fontsize()) + 2


def root(ax: Axes) -> Figure:
    """Give the figure that an axes is part of, whatever stands between."""
    figure: Any = ax.figure
    while hasattr(figure, "figure") and figure.figure is not figure:
        figure = figure.figure
    return cast("Figure", figure)


def size_of(ax: Axes) -> tuple[float, float]:
    """Give the width and height of the axes in points."""
    check_axes(ax)
    box = ax.get_window_extent()
    dots = 72 / root(ax).dpi
    return float(box.width * dots), float(box.height * dots)


def lays_out(ax: Axes) -> bool:
    """Say whether the caller's figure makes room for words over and under its axes by itself."""
    return root(ax).get_layout_engine() is not None


def edges(ax: Axes) -> tuple[float, float, float, float]:
    """Give how far the axes is from the ends of what it may use, in points.

    Left of its left side, under its lower side, right of its *left* side, and over its upper side.
    """
    figure: Any = ax.figure
    box, dots = ax.get_window_extent(), 72 / root(ax).dpi
    left, bottom, right, top = cell_of(ax)
    (x0, y0), (x1, y1) = figure.transSubfigure.transform(((left, bottom), (right, top)))
    return (box.x0 - x0) * dots, (box.y0 - y0) * dots, (x1 - box.x0) * dots, (y1 - box.y1) * dots


def width_of(text: str, size: float = LETTERS) -> float:
    """Give the width of a text in points; of several lines, that of the widest."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    look = FontProperties(size=size)
    return _HINTED * max(
        float(text_to_path.get_text_width_height_descent(line, look, ismath=False)[0])
        for line in text.split("\n")
    )


def shortened(text: str, width: float, size: float = LETTERS) -> str:
    """Take out the middle of a text that is wider than so many points.

    Names of municipalities begin alike (São José do …); what tells them apart is often their end.
    """
    if width_of(text, size) <= width:
        return text
    for kept in range(len(text) - 1, 1, -1):
        head = text[: (kept + 1) // 2].rstrip()
        cut = f"{head}…{text[len(text) - kept // 2 :].lstrip()}"
        if width_of(cut, size) <= width:
            return cut
    return "…"


def wrapped(text: str, width: float, size: float) -> str:
    """Break a text into lines of at most so many points."""
    letters = max(int(width / max(width_of(text, size), 1) * len(text)), 12)
    while letters > 12 and width_of(textwrap.fill(text, letters), size) > width:  # noqa: PLR2004
        letters -= 1
    return textwrap.fill(text, letters, break_long_words=False, break_on_hyphens=False)


def written(value: float, decimals: int, lang: Lang) -> str:
    """Write a number with a true minus."""
    return str(format_figures(float(value), decimals=decimals, lang=lang)).replace("-", "−")


def money(value: float, lang: Lang, decimals: int = 2) -> str:
    """Write an amount in reais, the sign in front."""
    return _sentences.money(float(value), lang, decimals)


def percent(value: float, lang: Lang, decimals: int = 1) -> str:
    """Write a percentage."""
    sign = "%" if lang == "pt" else " %"
    return written(value, decimals, lang) + sign


def tick(ax: Axes, lang: Lang, *, x: bool = False, y: bool = True, room: int = 9) -> None:
    """Write the ticks of an axis in the language, with as many decimals as their step has."""
    from matplotlib.ticker import FixedLocator, MaxNLocator

    for wanted, axis, limits in ((x, ax.xaxis, ax.get_xlim()), (y, ax.yaxis, ax.get_ylim())):
        if not wanted:
            continue
        low, high = sorted(limits)
        slack = 1e-9 * (high - low)
        ticks, words = np.array([low, high]), [""]
        for most in range(room, 0, -1):
            locator = MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10])
            ticks = np.asarray(locator.tick_values(low, high))
            ticks = ticks[(ticks >= low - slack) & (ticks <= high + slack)]
            step = float(ticks[1] - ticks[0]) if len(ticks) > 1 else 1.0
            decimals = next((n for n in range(9) if abs(round(step, n) - step) < step * 1e-6), 9)
            words = [written(float(value), decimals, lang) for value in ticks]
            widest = max((width_of(word, LETTERS + 0.5) for word in words), default=0.0)
            if axis is ax.yaxis or widest + 2 <= step / (high - low) * size_of(ax)[0]:
                break
        axis.set_major_locator(FixedLocator(ticks.tolist()))
        axis.set_ticklabels(words)


def clean(ax: Axes, *, keep: tuple[str, ...] = ("left", "bottom"), grid: str = "") -> None:
    """Take away the sides that say nothing, and draw faint lines across, if asked."""
    for side, spine in ax.spines.items():
        spine.set_visible(side in keep)
        spine.set_color(GREY)
    ax.tick_params(colors=INK, labelsize=LETTERS + 0.5, length=3)
    ax.set_axisbelow(True)
    if grid:
        ax.grid(axis=cast("Any", grid), color=FAINT, linewidth=0.7)


def finish(ax: Axes, title: str, subtitle: str, alt: str, pad: float = 8.0) -> Axes:
    """Set the title within the width of the axes, let no sign start a formula, and keep the alt.

    Two ``R$`` in one text would make matplotlib set what is between them as mathematics.
    """
    from matplotlib.text import Text

    _, _, right, over = edges(ax)
    free = getattr(ax, _OWN, False) or lays_out(ax)
    letters, words, high = _TITLES[0], "", 0.0
    for letters in _TITLES:
        lines = [wrapped(each, right - 6, letters + 0.5) for each in (title, subtitle) if each]
        words = "\n".join(lines)
        high = pad + letters * 1.25 * (words.count("\n") + 1) + 4
        if free or high <= over:
            break
    make_room(ax, over=high, left=_aside(ax))
    ax.set_title(words, loc="left", fontsize=letters, color=INK, pad=pad)
    for text in ax.findobj(Text):
        text.set_parse_math(False)
        text.set_text(legible(text.get_text()))
    label = ax.yaxis.label
    if not getattr(ax, _OWN, False) and label.get_text():
        size = float(label.get_fontsize())
        if width_of(label.get_text(), size) > size_of(ax)[1]:
            label.set_text(wrapped(label.get_text(), size_of(ax)[1], size))
    ax.xaxis.label.set_color(INK)
    ax.yaxis.label.set_color(INK)
    alt = legible(" ".join(alt.split()))
    for several, one in _ONE:
        alt = re.sub(rf"\b1 {several}\b", f"1 {one}", alt)
    setattr(ax, _ALT, alt)
    return ax


def alt_text(chart: Axes | Figure) -> str:
    """Give the words for those who do not see a chart.

    Parameters
    ----------
    chart : matplotlib.axes.Axes or matplotlib.figure.Figure
        A chart of this module, or a figure with some of them.

    Returns
    -------
    str
        What kind of chart it is, what it shows and its extremes; of a figure, that of all its
        charts; empty where there is none.

    Examples
    --------
    >>> import sustenta as st
    >>> ax = st.plots.margins(st.studies.proesf2006.margins(), scenario="15")
    >>> st.plots.alt_text(ax)[:18]
    'Gráfico de linhas.'
    """
    own = getattr(chart, _ALT, None)
    if own is not None:
        return str(own)
    several = getattr(chart, "axes", None)
    parts = [alt_text(axes) for axes in several] if isinstance(several, list) else []
    return "\n".join(filter(None, parts))
