"""The chart of how a share or an amount is distributed over municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.plots._frames import chosen, floats, in_year, nothing, table, units
from sustenta.plots._lines import spread
from sustenta.plots._places import extremes, name_points
from sustenta.plots._scales import head, left_out, off_scale, reach
from sustenta.plots._style import (
    BLUE,
    FAINT,
    FEW,
    HATCH,
    INK,
    PALE,
    SAND,
    SOME,
    VERMILION,
    canvas,
    clean,
    finish,
    percent,
    shortened,
    size_of,
    tick,
    width_of,
    written,
)
from sustenta.registry import CLASSIFICATIONS, INDICATORS, QUANTITIES, Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["density", "distribution", "named"]

_APPLIED: Final = "ec29_applied_pct"
_GRID: Final = 512
#: Letters of the counts over the curve, where all have room side by side.
_COUNTS: Final = 9.5
#: So many values are summed at once, that a country takes no more memory than a State.
_AT_ONCE: Final = 1000
#: In points: how far dots are apart, how long leaders and names under them are at most.
_DOT, _LEADER, _UPRIGHT, _SMALL = 5.5, 22.0, 120.0, 7.5

#: What a column of each scenario holds, beside its name.
_SCENARIOS: Final = {
    "pt": {"15": "cenário 1: 15%", "ec29": "cenário 2: EC 29"},
    "en": {"15": "scenario 1: 15 %", "ec29": "scenario 2: EC 29"},
}

_TEXT: Final = {
    "pt": {
        "title": "Distribuição: {name}",
        "below": "abaixo de {line}: {count} ({share})",
        "above": "{line} ou mais: {count} ({share})",
        "median": "mediana {value}",
        "axis": "municípios (densidade)",
        "alt": (
            "Gráfico de densidade. {title}{when}. {count} municípios, mediana {median}, metade "
            "entre {low} e {high}.{line} Menor: {lowest}. Maior: {highest}."
        ),
        "line": " {below} abaixo de {line} e {above} em {line} ou mais.",
    },
    "en": {
        "title": "Distribution: {name}",
        "below": "below {line}: {count} ({share})",
        "above": "{line} or more: {count} ({share})",
        "median": "median {value}",
        "axis": "municipalities (density)",
        "alt": (
            "Density chart. {title}{when}. {count} municipalities, median {median}, half of them "
            "between {low} and {high}.{line} Lowest: {lowest}. Highest: {highest}."
        ),
        "line": " {below} below {line} and {above} at {line} or more.",
    },
}


def distribution(
    frame: Any,
    column: str = _APPLIED,
    *,
    line: float | None = None,
    year: int | None = None,
    highlight: Iterable[str] = (),
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw how a column is distributed over municipalities in one year, with a line at 15 %.

    Up to 250 municipalities each has a dot under the curve; up to 24 of them are named, of more the
    lowest and the highest three. Beyond that the curve stands alone, with the quarters marked.

    Parameters
    ----------
    frame : DataFrame
        One row a municipality (and year), with the key and the column.
    column : str, default "ec29_applied_pct"
        What is drawn.
    line : float, optional
        Where a line divides the municipalities, which are counted at both sides. By default at 15
        for the share applied, at 0 for a margin or a gap, and nowhere for all else.
    year : int, optional
        Which year; by default the last in which the column is known.
    highlight : sequence of str, optional
        Names that are to be written in any case.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        The curve is a Gaussian kernel density with Silverman's bandwidth, 0.9·min(s, IQR/1.34)·
        n^(-1/5). Left of the line the area is hatched.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DuplicateKeyError, UnknownNameError, DomainError
        As in `potential`.

    References
    ----------
    Silverman 1986, Density Estimation for Statistics and Data Analysis, 3.31.

    Examples
    --------
    >>> import sustenta as st
    >>> ax = st.plots.distribution(st.assess(st.examples.panel(100)), year=2012)
    >>> ax.get_ylabel()
    'municípios (densidade)'
    """
    text = _TEXT[check_lang(lang)]
    given = table(frame, [column], chart="distribution", lang=lang)
    shown, found = in_year(given, year, column)
    values = floats(shown, column)
    who = units(shown)
    known = np.flatnonzero(np.isfinite(values))
    if not len(known):
        raise nothing(column)
    absent = left_out(len(values) - len(known), lang)
    values = values[known]
    names = [who.names[who.codes[place]] for place in known]
    wanted = chosen(highlight, names)
    if line is None:
        line = _line(column)
    ax = canvas(ax, (8.4, 6.0), left=0.45, right=0.25, bottom=0.7, top=1.05)
    name, unit = named(column, lang)
    title = text["title"].format(name=name)
    top = _curve(ax, values, line)
    if len(values) > SOME:
        deep = _quarters(ax, values, top)
        points = np.array([[values[place], deep / 2] for place in wanted]).reshape(-1, 2)
        ax.plot(points[:, 0], points[:, 1], "D", color=INK, markersize=5, zorder=6)
        shown_names = [names[place] for place in wanted]
        name_points(ax, points, shown_names, range(len(points)), due=len(wanted))
    else:
        ends = range(len(values)) if len(values) <= FEW else extremes(values, 3)
        deep = _dots(ax, values, names, list(dict.fromkeys([*wanted, *ends])), top)
    clean(ax, keep=("bottom",))
    ax.set_yticks([])
    ax.set_ylabel(text["axis"])
    tick(ax, lang, x=True, y=False, room=10)
    ax.vlines(ax.get_xticks(), 0, 1.08 * top, color=FAINT, linewidth=0.7, zorder=0)
    ax.axhline(0, color=INK, linewidth=0.9, zorder=3)
    if line is not None:
        ax.vlines(line, deep, 1.08 * top, color=INK, linewidth=2.0, zorder=4)
    ax.set_xlabel(unit)
    _counts(ax, values, line, column, lang)
    when = f", {found}" if found is not None else ""
    alt = text["alt"].format(title=title, when=when, **_facts(values, names, line, column, lang))
    left, right = ax.get_xlim()
    far = np.flatnonzero((values < left) | (values > right)).tolist()
    figures = [_value(values[place], column, lang) for place in far]
    beyond = off_scale([names[place] for place in far], figures, lang)
    said = head("" if found is None else str(found), absent, beyond)
    return finish(ax, title, said, alt, 24.0)


def _line(column: str) -> float | None:
    if column == _APPLIED:
        return 15.0
    return 0.0 if column.startswith(("megpc", "ec29_gap")) else None


def named(column: str, lang: Lang) -> tuple[str, str]:
    """Give the name of a column, with its scenario, and its unit, as the catalogue knows them."""
    base, _, scenario = column.rpartition("_")
    if scenario not in _SCENARIOS[lang]:
        base, scenario = column, ""
    for id, which in ((column, ""), (base, scenario)):
        added = f" ({_SCENARIOS[lang][which]})" if which else ""
        if id in INDICATORS:
            entry = INDICATORS[id]
            return str(entry["name"][lang]) + added, str(entry["unit_label"][lang])
        if id in QUANTITIES:
            label = str(QUANTITIES[id]["label"][lang]) + added
            return label, label
    if column.removesuffix("_class") in CLASSIFICATIONS:
        return str(CLASSIFICATIONS[column.removesuffix("_class")]["name"][lang]), ""
    return column, column


def _value(value: float, column: str, lang: Lang) -> str:
    if column.endswith("_pct"):
        decimals = 0 if value == int(value) else 1
        return percent(value, lang, decimals)
    return written(value, 0 if value == 0 else 2, lang)


def density(values: NDArray[np.float64], grid: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the Gaussian kernel density of values on a grid, with Silverman's bandwidth.

    The sum over all values, term by term, some values at a time.

    Examples
    --------
    >>> import numpy as np
    >>> grid = np.linspace(-4, 4, 801)
    >>> float(density(np.array([-1.0, 0.0, 1.0]), grid).sum() * 0.01) > 0.98
    True
    """
    low, high = np.percentile(values, (25, 75)).tolist()
    spread = min(float(values.std(ddof=1)) if len(values) > 1 else 0.0, (high - low) / 1.34) or (
        float(values.std()) or float(grid[-1] - grid[0]) / 10
    )
    width = 0.9 * spread * len(values) ** -0.2
    found = np.zeros(len(grid))
    for start in range(0, len(values), _AT_ONCE):
        part = values[start : start + _AT_ONCE]
        found += np.exp(-0.5 * ((grid[:, None] - part) / width) ** 2).sum(axis=1)
    return np.asarray(found / (len(values) * width * np.sqrt(2 * np.pi)))


def _curve(ax: Axes, values: NDArray[np.float64], line: float | None) -> float:
    """Draw the curve and the line; give the height of the curve."""
    low, high = reach(values)
    if line is not None:
        low, high = min(low, line), max(high, line)
    slack = 0.12 * (high - low or max(abs(high), 1.0))
    grid = np.linspace(low - slack, high + slack, _GRID)
    curve = density(values, grid)
    top = float(curve.max())
    ax.set_xlim(float(grid[0]), float(grid[-1]))
    below = grid < (-np.inf if line is None else line)
    if line is not None:  # both areas reach the line
        grid, curve = np.append(grid, line), np.append(curve, np.interp(line, grid, curve))
        order = np.argsort(grid, kind="stable")
        grid, curve = grid[order], curve[order]
        below = grid <= line
    above = grid >= (-np.inf if line is None else line)
    ax.fill_between(grid[above], curve[above], facecolor=PALE, edgecolor=BLUE, linewidth=0)
    ax.fill_between(
        grid[below], curve[below], facecolor=SAND, edgecolor=VERMILION, hatch=HATCH, linewidth=0
    )
    ax.plot(grid, curve, color=INK, linewidth=1.6, zorder=3)
    return top


def _quarters(ax: Axes, values: NDArray[np.float64], top: float) -> float:
    """Mark the middle half and the median under the curve; give how deep that goes."""
    low, middle, high = np.percentile(values, (25, 50, 75)).tolist()
    y = -0.07 * top
    ax.plot([low, high], [y, y], color=BLUE, linewidth=5, solid_capstyle="butt", zorder=3)
    ax.plot([middle], [y], marker="D", color="white", markeredgecolor=INK, zorder=5)
    ax.set_ylim(-0.14 * top, 1.08 * top)
    return -0.14 * top


def _dots(
    ax: Axes, values: NDArray[np.float64], names: Sequence[str], marked: Sequence[int], top: float
) -> float:
    """Draw a dot a municipality under the curve, and names upright under the dots.

    Give how deep the dots go. Who lies outside has neither.
    """
    width, height = size_of(ax)
    left, right = ax.get_xlim()
    point = (right - left) / width
    within = np.flatnonzero((values >= left) & (values <= right))
    place_of = {int(place): row for row, place in enumerate(within)}
    shown = [shortened(names[place], _UPRIGHT, _SMALL) for place in marked if place in place_of]
    marked = [place_of[place] for place in marked if place in place_of]
    values = values[within]
    rows = _stacked(values, _DOT * point)
    room = max(width_of(name, _SMALL) for name in shown) + _LEADER + 4
    # A high stack of dots is drawn closer, so that the curve keeps its part of the height.
    dot = min(_DOT, max(0.7 * height - room, 0.1 * height) / float(rows.max() + 2))
    deep = float(rows.max() + 2) * dot
    curve = max(height - deep - room, 0.3 * height)
    scale = 1.08 * top / curve
    ax.set_ylim(-(deep + room) * scale, 1.08 * top)
    heights = -(rows + 1.2) * dot * scale
    ax.plot(values, heights, "o", color=BLUE, markersize=4, zorder=4, markeredgewidth=0)
    order = sorted(range(len(marked)), key=lambda place: values[marked[place]])
    wanted = np.array([values[marked[place]] for place in order])
    step = _SMALL * 1.3 * point
    across = spread(wanted, step, left + step, right - step)
    for place, x in zip(order, across.tolist(), strict=True):
        spot = marked[place]
        ax.plot(
            [values[spot], x], [heights[spot], -(deep + _LEADER - 3) * scale], color=INK,
            linewidth=0.5, alpha=0.7, zorder=3,
        )  # fmt: skip
        ax.text(
            x, -(deep + _LEADER) * scale, shown[place], rotation=90, va="top", ha="center",
            fontsize=_SMALL, color=INK,
        )  # fmt: skip
    return -deep * scale


def _stacked(values: NDArray[np.float64], apart: float) -> NDArray[np.int64]:
    """Put dots that would touch beneath each other: give the row of each."""
    rows: list[float] = []
    found = np.empty(len(values), dtype=np.int64)
    for place in np.argsort(values, kind="stable").tolist():
        value = float(values[place])
        free = [row for row, last in enumerate(rows) if value - last >= apart]
        row = free[0] if free else len(rows)
        if row == len(rows):
            rows.append(value)
        rows[row] = value
        found[place] = row
    return found


def _counts(
    ax: Axes, values: NDArray[np.float64], line: float | None, column: str, lang: Lang
) -> None:
    """Say above the curve how many lie at each side, and where the middle is."""
    text = _TEXT[lang]
    median = float(np.median(values))
    if line is None:
        said = [(0.0, "left", text["median"].format(value=_value(median, column, lang)), INK)]
    else:
        below = int((values < line).sum())
        said = []
        for key, count, x, side, colour in (
            ("below", below, 0.0, "left", VERMILION),
            ("above", len(values) - below, 1.0, "right", BLUE),
        ):
            words = text[key].format(
                line=_value(line, column, lang),
                count=written(count, 0, lang),
                share=percent(100 * count / len(values), lang),
            )
            said.append((x, side, words, colour))
        middle = text["median"].format(value=_value(median, column, lang))
        said.append((0.5, "center", middle, INK))
    needed = sum(width_of(words, _COUNTS) for _, _, words, _ in said) + 12.0 * len(said)
    letters = _COUNTS * min(size_of(ax)[0] / needed, 1.0)
    for x, side, words, colour in said:
        ax.text(
            x, 1.01, words, transform=ax.transAxes, ha=side, va="bottom", fontsize=letters,
            color=colour,
        )  # fmt: skip


def _facts(
    values: NDArray[np.float64], names: Sequence[str], line: float | None, column: str, lang: Lang
) -> dict[str, str]:
    low, median, high = np.percentile(values, (25, 50, 75)).tolist()
    halves = ""
    if line is not None:
        below = int((values < line).sum())
        halves = _TEXT[lang]["line"].format(
            below=written(below, 0, lang),
            above=written(len(values) - below, 0, lang),
            line=_value(line, column, lang),
        )
    ends = {"lowest": int(values.argmin()), "highest": int(values.argmax())}
    return {
        "count": written(len(values), 0, lang),
        "line": halves,
        **{
            name: _value(value, column, lang)
            for name, value in (("low", low), ("median", median), ("high", high))
        },
        **{
            name: f"{names[place]} ({_value(float(values[place]), column, lang)})"
            for name, place in ends.items()
        },
    }
