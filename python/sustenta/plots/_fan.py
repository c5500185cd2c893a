"""The chart of a projection: what was, the line, and the intervals around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.plots._bands import draw_bands, percentiles, widened
from sustenta.plots._frames import ByYear, by_year, chosen, table
from sustenta.plots._lines import NOTED, End, alone, dress_years, label_ends
from sustenta.plots._multiples import Group, around_zero, grid, note, say_reach
from sustenta.plots._scales import head, left_out
from sustenta.plots._style import (
    BLUE,
    DASHED,
    FEW,
    GREY,
    HATCH,
    INK,
    MIDDLE,
    PALE,
    VERMILION,
    canvas,
    finish,
    money,
    percent,
    written,
)
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["fan"]

_TEXT: Final = {
    "pt": {
        "title": "Projeção, {first} a {last}: {name}",
        "megpc": "margem de expansão (MEGPC)",
        "dpspc": "despesa potencial (DPSPC)",
        "unit": "R$ por habitante",
        "line": "linha projetada",
        "was": "observado",
        "inside": "{level} dos sorteios",
        "low": "de {level}",
        "none": "sem intervalo",
        "note": "R$ por habitante. Linha cheia: observado; tracejada: projetado; faixas: {levels} "
        "dos sorteios{without}",
        "without": "; sem faixa: sem intervalo",
        "many": "{count} municípios, sem os intervalos de cada um: percentis entre municípios do "
        "observado (mediana cheia)\ne da linha projetada (tracejada); sob cada ano, os que estão "
        "abaixo de zero",
        "alt": (
            "{kind}. {title}. {count} municípios; {without} sem intervalo. No último ano, {below} "
            "com a linha abaixo de zero. Menor: {lowest}. Maior: {highest}.{levels}"
        ),
        "alone": "{kind}. {title}. {name}: {end} em {last}{range}.{levels}",
        "range": ", de {low} a {high} com {level} dos sorteios",
        "levels": " Intervalos com {levels} dos sorteios.",
        "one": "Gráfico de leque",
        "multiples": "Leques pequenos, um por município, na mesma escala",
        "bands": "Gráfico de faixas de percentis entre municípios",
        "start": "início da projeção",
    },
    "en": {
        "title": "Projection, {first} to {last}: {name}",
        "megpc": "margin left for expansion (MEGPC)",
        "dpspc": "potential expenditure (DPSPC)",
        "unit": "R$ per inhabitant",
        "line": "projected line",
        "was": "observed",
        "inside": "{level} of the draws",
        "low": "from {level}",
        "none": "no interval",
        "note": "R$ per inhabitant. Solid line: observed; dashed: projected; bands: {levels} of "
        "the draws{without}",
        "without": "; no band: no interval",
        "many": "{count} municipalities, without the interval of each: percentiles between "
        "municipalities of what was observed\n(median solid) and of the projected line (dashed); "
        "under each year, those below zero",
        "alt": (
            "{kind}. {title}. {count} municipalities; {without} without an interval. In the last "
            "year, {below} with the line below zero. Lowest: {lowest}. Highest: {highest}.{levels}"
        ),
        "alone": "{kind}. {title}. {name}: {end} in {last}{range}.{levels}",
        "range": ", from {low} to {high} with {level} of the draws",
        "levels": " Intervals with {levels} of the draws.",
        "one": "Fan chart",
        "multiples": "Small fan charts, one a municipality, on one scale",
        "bands": "Chart of percentile bands between municipalities",
        "start": "the projection begins",
    },
}

#: Marks smaller than this hide the line between them.
_SMALL: Final = 3.0
#: Faces of the bands, the widest first.
_FACES: Final = (PALE, "#A9CCE6", MIDDLE)


@dataclass(frozen=True, slots=True)
class _Fan:
    """What is drawn: the line, the ends of its intervals in pairs, and what was observed."""

    line: ByYear
    bounds: list[ByYear]
    was: ByYear | None
    #: Which intervals there are, the widest first.
    levels: list[float]

    @property
    def years(self) -> list[int]:
        """All years, from the first observed to the last projected."""
        first = self.line if self.was is None else self.was
        return list(range(first.years[0], self.line.years[-1] + 1))

    @property
    def parts(self) -> list[NDArray[np.float64]]:
        """All values, municipality by municipality."""
        return [each.matrix for each in (self.line, *self.bounds, self.was) if each is not None]

    def only(self, places: list[int]) -> _Fan:
        """Give some municipalities alone."""
        was = None if self.was is None else _only(self.was, places)
        bounds = [_only(each, places) for each in self.bounds]
        return _Fan(_only(self.line, places), bounds, was, self.levels)


def fan(
    projection: Any,
    history: Any = None,
    *,
    column: str = "megpc",
    highlight: Iterable[str] = (),
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw a projection: what was observed, the line, and the intervals around it.

    One municipality has a large fan; up to 24 have a small one each, on one scale. Of more, no
    interval of each can be shown: the percentiles between municipalities are drawn, and the chart
    says so.

    Parameters
    ----------
    projection : Projection or DataFrame
        What `sustenta.project` gives, or its ``frame``: the key, ``year``, the column and, where
        there are intervals, ``megpc_low_80``, ``megpc_high_80`` and so on.
    history : DataFrame, optional
        What was observed: the key, ``year`` and the column (or ``megpc_15`` for ``megpc``), as
        `assess` gives it.
    column : str, default "megpc"
        What is drawn, in R$ per inhabitant.
    highlight : sequence of str, optional
        Names that are to be drawn alone, out of many.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        Solid what was, dashed what is projected. Who has no interval has the line alone.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DuplicateKeyError, UnknownNameError, DomainError
        As in `potential`.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> frame = pd.DataFrame(
    ...     {
    ...         "municipality": ["A", "A"],
    ...         "year": [2013, 2014],
    ...         "megpc": [5.0, 6.0],
    ...         "megpc_low_80": [1.0, 0.0],
    ...         "megpc_high_80": [9.0, 12.0],
    ...     }
    ... )
    >>> st.plots.fan(frame).get_ylabel()
    'R$ por habitante'
    """
    text = _TEXT[check_lang(lang)]
    given = table(
        getattr(projection, "frame", projection), ["year", column], chart="fan", lang=lang
    )
    named = _levels(given, column)
    ends = [f"{column}_{side}_{name}" for name in named.values() for side in ("low", "high")]
    line, *bounds = by_year(given, column, *ends)
    was = _history(history, column, line, lang)
    if was is not None:
        line = replace(line, names=was.names)
    drawn = _Fan(line, bounds, was, list(named))
    wanted = chosen(highlight, line.names)
    if wanted:
        drawn = drawn.only(wanted)
        line = drawn.line
    title = text["title"].format(
        first=line.years[0], last=line.years[-1], name=text.get(column, column)
    )
    count = len(line.names)
    kind = "one" if count == 1 else "multiples" if count <= FEW else "bands"
    if kind == "one":
        ax = _one(ax, drawn, lang)
    elif kind == "multiples":
        ax = _multiples(ax, drawn, lang)
    else:
        ax = _bands(ax, drawn, lang)
    facts = _facts(drawn, lang)
    alt = text["alone" if count == 1 else "alt"].format(kind=text[kind], title=title, **facts)
    said = head(line.names[0] if count == 1 else "", left_out(line.without, lang))
    return finish(ax, title, said, alt)


def _levels(given: Any, column: str) -> dict[float, str]:
    """Find which intervals there are, the widest first, and how their columns are named."""
    pattern = re.compile(rf"{re.escape(column)}_low_(\d+(?:[._]\d+)?)")
    found = (pattern.fullmatch(str(name)) for name in given.columns)
    named = {float(match[1].replace("_", ".")): match[1] for match in found if match}
    both = [level for level in named if f"{column}_high_{named[level]}" in given.columns]
    return {level: named[level] for level in sorted(both, reverse=True)[: len(_FACES)]}


def _only(laid: ByYear, places: list[int]) -> ByYear:
    return ByYear(
        [laid.names[place] for place in places],
        laid.years,
        laid.matrix[places],
        [laid.keys[place] for place in places],
    )


def _history(history: Any, column: str, line: ByYear, lang: Lang) -> ByYear | None:
    """Lay out what was observed, in the order of the projection; who is not there has gaps."""
    if history is None:
        return None
    has = getattr(history, "columns", ())
    name = f"{column}_15" if column not in has and f"{column}_15" in has else column
    laid = by_year(table(history, ["year", name], chart="fan", lang=lang), name)[0]
    places = dict(zip(laid.keys, range(len(laid.keys)), strict=True))
    kept = [year for year in laid.years if year < line.years[0]]
    matrix = np.full((len(line.names), len(kept)), np.nan)
    names = list(line.names)
    for row, key in enumerate(line.keys):
        if key in places:
            matrix[row] = laid.matrix[places[key], : len(kept)]
            if names[row] == key:  # a projection by code alone takes the names of its history
                names[row] = laid.names[places[key]]
    return ByYear(names, kept, matrix, line.keys) if kept else None


def _said(levels: list[float], lang: Lang) -> str:
    return ", ".join(percent(level, lang, 0) for level in sorted(levels))


def _facts(drawn: _Fan, lang: Lang) -> dict[str, str]:
    line, bounds, levels = drawn.line, drawn.bounds, drawn.levels
    ends = line.matrix[:, -1]
    known = np.isfinite(ends)
    without = len(line.names)
    if bounds:
        without = int((~np.isfinite(bounds[0].matrix).any(axis=1)).sum())
    low, high = int(np.nanargmin(ends)), int(np.nanargmax(ends))
    text = _TEXT[lang]
    span = ""
    if bounds and np.isfinite([each.matrix[0, -1] for each in bounds[:2]]).all():
        wide = [money(float(each.matrix[0, -1]), lang) for each in bounds[:2]]
        level = percent(levels[0], lang, 0)
        span = text["range"].format(low=wide[0], high=wide[1], level=level)
    last = int(np.flatnonzero(np.isfinite(line.matrix[0]))[-1])
    return {
        "name": line.names[0],
        "end": money(float(line.matrix[0, last]), lang),
        "last": str(line.years[last]),
        "range": span,
        "count": written(len(line.names), 0, lang),
        "without": written(without, 0, lang),
        "below": written(int((ends[known] < 0).sum()), 0, lang),
        "lowest": f"{line.names[low]} ({money(float(ends[low]), lang)})",
        "highest": f"{line.names[high]} ({money(float(ends[high]), lang)})",
        "levels": text["levels"].format(levels=_said(levels, lang)) if levels else "",
    }


def _draw(ax: Axes, drawn: _Fan, place: int, *, size: float) -> None:
    """Draw the fan of one municipality."""
    line, bounds, was = drawn.line, drawn.bounds, drawn.was
    pairs = list(zip(bounds[::2], bounds[1::2], strict=True))
    for level, ((low, high), face) in enumerate(zip(pairs, _FACES[-len(pairs) :], strict=False)):
        across, lower, upper = widened(line.years, low.matrix[place], high.matrix[place])
        ax.fill_between(
            across, lower, upper, facecolor=face, edgecolor="white",
            hatch=HATCH if not level else "", linewidth=0, zorder=2,
        )  # fmt: skip
        for side in (low, high):
            ax.plot(*widened(line.years, side.matrix[place]), color=BLUE, linewidth=0.6, zorder=3)
    if was is not None:
        ax.plot(
            was.years, was.matrix[place], color=INK, linewidth=size / 2.4, marker="o",
            markersize=size, zorder=5,
        )  # fmt: skip
        known = np.flatnonzero(np.isfinite(was.matrix[place]))
        if len(known):
            last = int(known[-1])
            ax.plot(
                [was.years[last], line.years[0]], [was.matrix[place, last], line.matrix[place, 0]],
                color=VERMILION, linewidth=size / 3, linestyle=DASHED, zorder=4,
            )  # fmt: skip
    ax.plot(
        line.years, line.matrix[place], color=VERMILION, linewidth=size / 2.4, linestyle=DASHED,
        marker="o", markersize=size, markerfacecolor="white", zorder=5,
        markevery=None if size > _SMALL else alone(line.matrix[place]),
    )  # fmt: skip


def _multiples(ax: Axes | None, drawn: _Fan, lang: Lang) -> Axes:
    text = _TEXT[lang]
    parts, levels = drawn.parts, drawn.levels
    groups = [Group(name, [place]) for place, name in enumerate(drawn.line.names)]
    every = np.concatenate(parts, axis=1)
    ax, insets = grid(ax, groups, drawn.years, around_zero(every), lang)
    framed = ""
    for place, inset in enumerate(insets):
        inset.axhline(0, color=INK, linewidth=1.0, zorder=2)
        _draw(inset, drawn, place, size=2.4)
        framed = say_reach(inset, np.concatenate([part[place] for part in parts]), lang) or framed
    without = ""
    if levels and not np.isfinite(drawn.bounds[0].matrix).any(axis=1).all():
        without = text["without"]
    words = text["note"].format(levels=_said(levels, lang), without=without)
    said = words if levels else words.partition("; ")[0] + f"; {text['none']}"
    note(ax, said + framed)
    return ax


def _one(ax: Axes | None, drawn: _Fan, lang: Lang) -> Axes:
    text = _TEXT[lang]
    line, bounds, years = drawn.line, drawn.bounds, drawn.years
    ax = canvas(ax, (8.4, 5.8), left=0.75, right=0.126, bottom=0.55, top=0.75)
    every = np.concatenate([part[0] for part in drawn.parts])
    ax.set_ylim(*around_zero(every))
    _draw(ax, drawn, 0, size=4.5)
    ends = [_end(line, text["line"], lang, VERMILION)]
    for level, low, high in zip(drawn.levels, bounds[::2], bounds[1::2], strict=True):
        if not np.isfinite(low.matrix).any():
            continue
        share = text["inside"].format(level=percent(level, lang, 0))
        ends += [_end(high, share, lang, BLUE), _end(low, share, lang, BLUE)]
    across = label_ends(ax, ends, years)
    dress_years(ax, years, across, lang, unit=text["unit"])
    if drawn.was is not None:
        _begin(ax, line, lang)
    return ax


def _end(laid: ByYear, name: str, lang: Lang, colour: str) -> End:
    last = int(np.flatnonzero(np.isfinite(laid.matrix[0]))[-1])
    value = float(laid.matrix[0, last])
    return End(name, written(value, 2, lang), laid.years[last], value, colour)


def _begin(ax: Axes, line: ByYear, lang: Lang) -> None:
    """Mark where the projection begins."""
    where = line.years[0] - 0.5
    ax.axvline(where, color=INK, linewidth=1.0, linestyle=(0, (1, 2)), zorder=5)
    ax.annotate(
        _TEXT[lang]["start"], (where, 1.0), xycoords=("data", "axes fraction"), xytext=(4, -2),
        textcoords="offset points", va="top", fontsize=8, color=GREY,
    )  # fmt: skip


def _bands(ax: Axes | None, drawn: _Fan, lang: Lang) -> Axes:
    """Draw the percentiles between municipalities."""
    text = _TEXT[lang]
    line, was = drawn.line, drawn.was
    under = 1.0 if ax is None else NOTED
    ax = canvas(ax, (8.4, 6.4), left=0.75, right=0.126, bottom=under, top=0.55)
    every = line
    if was is not None:
        years = drawn.years
        matrix = np.full((len(line.names), len(years)), np.nan)
        matrix[:, : len(was.years)] = was.matrix
        matrix[:, line.years[0] - years[0] :] = line.matrix
        every = replace(line, years=years, matrix=matrix)
    ax.set_ylim(*around_zero(percentiles(every.matrix)))
    ends = draw_bands(ax, every.years, every.matrix, lang, ahead=line.years[0])
    across = label_ends(ax, ends, every.years)
    known = [column[np.isfinite(column)] for column in every.matrix.T]
    below = [
        percent(100 * float((part < 0).mean()), lang, 0) if len(part) else "–" for part in known
    ]
    said = text["many"].format(count=written(len(line.names), 0, lang))
    dress_years(ax, every.years, across, lang, unit=text["unit"], under=below, note=said)
    if was is not None:
        _begin(ax, line, lang)
    return ax
