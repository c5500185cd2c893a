"""The chart of what made own spending grow: effort, and base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.plots._clouds import cloud
from sustenta.plots._frames import chosen, floats, nothing, table, units
from sustenta.plots._lines import capacity
from sustenta.plots._places import extremes
from sustenta.plots._rows import (
    aside_of,
    dress_rows,
    figures_aside,
    legend_below,
    page_of_rows,
)
from sustenta.plots._scales import head, left_out, off_scale, reach
from sustenta.plots._style import (
    BLUE,
    FEW,
    HATCH,
    INK,
    SAND,
    SOME,
    VERMILION,
    canvas,
    clean,
    finish,
    percent,
    tick,
    written,
)
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["effort_and_base"]

_PARTS: Final = ("base", "effort", "interaction")

_TEXT: Final = {
    "pt": {
        "title": "Crescimento do gasto próprio em saúde: esforço e base",
        "base": "base: mais receita",
        "effort": "esforço: maior participação",
        "interaction": "os dois juntos",
        "growth": "crescimento",
        "unit": "% do gasto próprio do primeiro ano",
        "more": "esforço positivo: {count}",
        "less": "esforço negativo ou nulo: {count}",
        "axis": "% do gasto do primeiro ano",
        "alt": (
            "{kind}. {title}{when}. {count} municípios; o esforço foi positivo em {more} e "
            "negativo ou nulo em {less}. Crescimento mediano: {median} do gasto do primeiro ano. "
            "Maior esforço: {highest}. Menor: {lowest}."
        ),
        "rows": "Gráfico de barras empilhadas em torno do zero, um município por linha",
        "points": "Gráfico de pontos, esforço contra base",
        "cells": "Gráfico de densidade, esforço contra base",
    },
    "en": {
        "title": "Growth of own health spending: effort and base",
        "base": "base: more revenue",
        "effort": "effort: a larger share",
        "interaction": "both together",
        "growth": "growth",
        "unit": "% of own spending in the first year",
        "more": "positive effort: {count}",
        "less": "negative or nil effort: {count}",
        "axis": "% of the first year's spending",
        "alt": (
            "{kind}. {title}{when}. {count} municipalities; effort was positive in {more} and "
            "negative or nil in {less}. Median growth: {median} of the first year's spending. "
            "Most effort: {highest}. Least: {lowest}."
        ),
        "rows": "Stacked bar chart around zero, a row a municipality",
        "points": "Scatter chart, effort against base",
        "cells": "Density chart, effort against base",
    },
}


def effort_and_base(
    frame: Any,
    *,
    names: Mapping[Any, str] | None = None,
    highlight: Iterable[str] = (),
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw how much of the growth of own spending is effort, and how much is base.

    Both in % of the spending of the first year, so that a village and a capital stand side by side.
    Up to 24 municipalities each has a row of bars, with its growth in figures. Beyond, effort is
    drawn against base: points up to 250, with the extremes of effort named; then a grid that is
    darker where more lie.

    Parameters
    ----------
    frame : DataFrame
        As `sustenta.effort_and_base` gives it: the key (as a column or the index),
        ``own_spending_first``, ``growth``, ``effort``, ``base`` and, if shown, ``interaction``.
    names : mapping, optional
        From the key to the name that is written, where the frame has only the key.
    highlight : sequence of str, optional
        Names that are to be written in any case.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        Who has no decomposition, or spent nothing in the first year, is left out.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DuplicateKeyError, UnknownNameError, DomainError
        As in `potential`.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> parts = pd.DataFrame(
    ...     {
    ...         "municipality": ["A", "B"],
    ...         "own_spending_first": [100.0, 80.0],
    ...         "growth": [50.0, 20.0],
    ...         "effort": [30.0, -10.0],
    ...         "base": [20.0, 30.0],
    ...     }
    ... )
    >>> st.plots.effort_and_base(parts).get_xlabel()
    '% do gasto próprio do primeiro ano'
    """
    text = _TEXT[check_lang(lang)]
    given = table(
        frame,
        ["own_spending_first", "growth", "effort", "base"],
        chart="effort_and_base",
        lang=lang,
    )
    who = units(given, names)
    listed = [who.names[code] for code in who.codes]
    first = floats(given, "own_spending_first")
    parts = [name for name in _PARTS if name in given.columns]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.column_stack(
            [100 * floats(given, name) / np.where(first > 0, first, np.nan) for name in parts]
        )
    known = np.flatnonzero(np.isfinite(shares).all(axis=1))
    if not len(known):
        raise nothing("effort")
    absent = left_out(len(listed) - len(known), lang)
    shares, listed = shares[known], [listed[place] for place in known]
    wanted = chosen(highlight, listed)
    if len(listed) <= FEW and (ax is None or len(listed) + 2 <= capacity(ax)):
        kind, beyond = "rows", ""
        ax = _rows(ax, shares, parts, listed, lang)
    else:
        kind = "points" if len(listed) <= SOME else "cells"
        ax, far = _points(ax, shares, listed, wanted, lang)
        figures = [percent(shares[place, 1], lang) for place in far]
        beyond = off_scale([listed[place] for place in far], figures, lang)
    when = _years(given)
    effort = shares[:, 1]
    ends = {"highest": int(effort.argmax()), "lowest": int(effort.argmin())}
    alt = text["alt"].format(
        kind=text[kind],
        title=text["title"],
        when=f", {when}" if when else "",
        count=written(len(listed), 0, lang),
        more=written(int((effort > 0).sum()), 0, lang),
        less=written(int((effort <= 0).sum()), 0, lang),
        median=percent(float(np.median(shares.sum(axis=1))), lang),
        **{
            name: f"{listed[place]} ({percent(float(effort[place]), lang)})"
            for name, place in ends.items()
        },
    )
    said = head(when, absent, beyond)
    return finish(ax, text["title"], said, alt, 30.0 if kind == "cells" else 20.0)


def _years(given: Any) -> str:
    """Say from when to when, where that is the same for all."""
    if not {"first_year", "last_year"} <= set(given.columns):
        return ""
    spans = given[["first_year", "last_year"]].dropna().drop_duplicates()
    return "–".join(str(int(year)) for year in spans.iloc[0]) if len(spans) == 1 else ""


def _rows(
    ax: Axes | None,
    shares: NDArray[np.float64],
    parts: Sequence[str],
    names: Sequence[str],
    lang: Lang,
) -> Axes:
    text = _TEXT[lang]
    order = np.argsort(shares[:, 1], kind="stable")
    shares, names = shares[order], [names[place] for place in order]
    growth = shares.sum(axis=1)
    aside = aside_of(text["growth"])
    ax = page_of_rows(ax, names, each=0.27, under=0.9, over=0.85, aside=aside)
    rows = np.arange(len(names))
    looks: dict[str, dict[str, Any]] = {
        "base": {"facecolor": BLUE, "edgecolor": BLUE},
        "effort": {"facecolor": SAND, "edgecolor": VERMILION, "hatch": HATCH},
        "interaction": {"facecolor": "white", "edgecolor": INK, "hatch": "...."},
    }
    up, down = np.zeros(len(names)), np.zeros(len(names))
    for place, part in enumerate(parts):
        values = shares[:, place]
        start = np.where(values >= 0, up, down)
        ax.barh(
            rows, values, left=start, height=0.62, linewidth=0.8, zorder=2, label=text[part],
            **looks[part],
        )  # fmt: skip
        up, down = up + np.maximum(values, 0), down + np.minimum(values, 0)
    ax.plot(
        growth, rows, "D", color="white", markeredgecolor=INK, markersize=6, zorder=5,
        label=text["growth"],
    )  # fmt: skip
    ax.axvline(0, color=INK, linewidth=1.2, zorder=4)
    low, high = min(float(down.min()), 0.0), max(float(up.max()), 0.0)
    slack = 0.04 * (high - low or 1.0)
    ax.set_xlim(low - slack, high + slack)
    figures = [percent(value, lang) for value in growth.tolist()]
    figures_aside(ax, figures, text["growth"], aside)
    dress_rows(ax, names, text["unit"], lang)
    legend_below(ax, 0.5, 4, fontsize=8.5, columnspacing=1.2, handletextpad=0.5)
    return ax


def _points(
    ax: Axes | None,
    shares: NDArray[np.float64],
    names: Sequence[str],
    wanted: Sequence[int],
    lang: Lang,
) -> tuple[Axes, list[int]]:
    text = _TEXT[lang]
    many = len(names) > SOME
    ax = canvas(ax, (8.0, 6.4), left=0.8, right=0.3, bottom=0.75, top=1.1 if many else 0.9)
    both = shares[:, :2]
    effort = both[:, 1]
    for axis, values in ((ax.set_xlim, both[:, 0]), (ax.set_ylim, effort)):
        low, high = reach(values)
        low, high = min(low, 0.0), max(high, 0.0)
        slack = 0.08 * (high - low or 1.0)
        axis(low - slack, high + slack)
    ax.axhline(0, color=INK, linewidth=1.2, zorder=3)
    ax.axvline(0, color=INK, linewidth=1.2, zorder=3)
    corners: tuple[tuple[str, int, tuple[float, float], dict[str, Any]], ...] = (
        ("more", int((effort > 0).sum()), (0.98, 0.98), {"va": "top", "color": BLUE}),
        ("less", int((effort <= 0).sum()), (0.98, 0.02), {"va": "bottom", "color": VERMILION}),
    )
    for said, count, where, look in corners:
        words = text[said].format(count=written(count, 0, lang))
        ax.text(*where, words, transform=ax.transAxes, fontsize=9, ha="right", **look)
    marked = list(wanted)
    if not many:
        marked = list(dict.fromkeys([*wanted, *extremes(effort, 5)]))
    far = cloud(ax, both, effort > 0, names, marked, due=len(wanted), lang=lang)
    clean(ax, grid="both")
    tick(ax, lang, x=True)
    ax.set_xlabel(f"{text['base']} ({text['axis']})")
    ax.set_ylabel(f"{text['effort']} ({text['axis']})")
    return ax, far
