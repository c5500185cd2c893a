"""The chart of margins in order, in both of their readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.plots._frames import chosen, floats, in_year, nothing, table, units
from sustenta.plots._lines import capacity
from sustenta.plots._margins import Scenario, check_scenario
from sustenta.plots._places import name_points
from sustenta.plots._rows import dress_rows, page_of_rows
from sustenta.plots._scales import head, left_out, off_scale, reach
from sustenta.plots._style import (
    BLUE,
    FEW,
    GREY,
    HATCH,
    INK,
    LETTERS,
    PALE,
    SAND,
    VERMILION,
    canvas,
    clean,
    finish,
    money,
    shortened,
    size_of,
    tick,
    width_of,
    written,
)
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["ranking"]

#: Of many, so many of each end are listed.
_LISTED: Final = 8
#: The height of a line of a list, in points; and of which part of the height it may be.
_LINE, _LISTS = 11.5, 0.3

_TEXT: Final = {
    "pt": {
        "title": "Margem de expansão do gasto com saúde per capita (MEGPC), em ordem",
        "15": "Cenário 1: 15% da receita vinculável",
        "ec29": "Cenário 2: percentual devido pela EC 29",
        "room": "lugar em folga",
        "effort": "lugar em esforço",
        "by_room": "Mais folga para novas equipes",
        "by_effort": "Mais esforço: gasto além do potencial",
        "no_room": "Folga para novas equipes:\nnenhuma margem é positiva",
        "no_effort": "Gasto além do potencial:\nnenhuma margem é negativa",
        "nobody": "ninguém",
        "unit": "R$ por habitante",
        "order": "lugar em folga (da maior margem à menor)",
        "alt": (
            "{kind}. {title}. {scenario}{when}. {count} municípios; {below} com margem negativa. "
            "Leitura da folga, primeiros: {room}. Leitura do esforço, primeiros: {effort}."
        ),
        "rows": "Gráfico de barras em torno do zero, com o lugar nas duas leituras",
        "curve": "Curva das margens em ordem, com os primeiros de cada leitura",
    },
    "en": {
        "title": "Margin left for expansion of health spending per inhabitant (MEGPC), in order",
        "15": "Scenario 1: 15 % of linked revenue",
        "ec29": "Scenario 2: the share due under EC 29",
        "room": "rank by room",
        "effort": "rank by effort",
        "by_room": "Most room for new teams",
        "by_effort": "Most effort: spending beyond the potential",
        "no_room": "Room for new teams:\nno margin is positive",
        "no_effort": "Spending beyond the potential:\nno margin is negative",
        "nobody": "nobody",
        "unit": "R$ per inhabitant",
        "order": "rank by room (from the widest margin to the lowest)",
        "alt": (
            "{kind}. {title}. {scenario}{when}. {count} municipalities; {below} with a negative "
            "margin. By room, the first are: {room}. By effort, the first are: {effort}."
        ),
        "rows": "Bar chart around zero, with the rank in both readings",
        "curve": "Curve of the margins in order, with the first of each reading",
    },
}


def ranking(
    frame: Any,
    *,
    scenario: Scenario = "15",
    year: int | None = None,
    highlight: Iterable[str] = (),
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw the margins of one year in order, with the rank in both readings, each by its name.

    A margin has two opposite readings, and neither is the default: the most negative belongs to who
    already spends most above its potential (*effort*), the most positive to who has most *room* for
    new teams. Up to 24 municipalities, each has a bar and both ranks. More are drawn as one curve,
    with the first eight of each reading listed: by room those above zero, by effort those below.

    Parameters
    ----------
    frame : DataFrame
        One row a municipality (and year): the key, and ``megpc_15`` or ``megpc_ec29`` in R$ per
        inhabitant, as `assess` gives them.
    scenario : {"15", "ec29"}
        Which margin.
    year : int, optional
        Which year; by default the last in which a margin is known.
    highlight : sequence of str, optional
        Names that are to be marked on the curve.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        Equal margins share the better rank, as in `rank_margins`. Bars below zero are hatched.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DuplicateKeyError, UnknownNameError, DomainError
        As in `potential`.

    See Also
    --------
    sustenta.rank_margins : The ranks.

    Examples
    --------
    >>> import sustenta as st
    >>> ax = st.plots.ranking(st.studies.proesf2006.margins(), scenario="15", year=2004)
    >>> ax.get_xlabel()
    'R$ por habitante'
    """
    text = _TEXT[check_lang(lang)]
    scenario = check_scenario(scenario)
    column = f"megpc_{scenario}"
    given = table(frame, [column], chart="ranking", lang=lang)
    shown, found = in_year(given, year, column)
    values = floats(shown, column)
    who = units(shown)
    known = np.flatnonzero(np.isfinite(values))
    if not len(known):
        raise nothing(column)
    order = known[np.argsort(-values[known], kind="stable")]
    values = values[order]
    names = [who.names[who.codes[place]] for place in order]
    ranks = np.column_stack([_ranks(-values), _ranks(values)])
    wanted = chosen(highlight, names)
    if len(names) <= FEW and (ax is None or len(names) + 2 <= capacity(ax)):
        kind, beyond = "rows", ""
        ax = _rows(ax, values, ranks, names, lang)
    else:
        kind = "curve"
        ax = _curve(ax, values, ranks, names, wanted, lang=lang)
        low, high = ax.get_ylim()
        far = np.flatnonzero((values < low) | (values > high)).tolist()
        figures = [money(values[place], lang) for place in far]
        beyond = off_scale([names[place] for place in far], figures, lang)
    when = f", {found}" if found is not None else ""
    first = {
        reading: [f"{names[n]} ({money(float(values[n]), lang)})" for n in places[:3]]
        for reading, places in _readings(values).items()
    }
    alt = text["alt"].format(
        kind=text[kind],
        title=text["title"],
        scenario=text[scenario],
        when=when,
        count=written(len(names), 0, lang),
        below=written(int((values < 0).sum()), 0, lang),
        **{reading: ", ".join(said) or text["nobody"] for reading, said in first.items()},
    )
    said = head(text[scenario] + when, left_out(len(shown) - len(names), lang), beyond)
    return finish(ax, text["title"], said, alt, 30.0 if kind == "rows" else 8.0)


def _ranks(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give ranks from 1, the lowest first; equal values share the better one."""
    return np.asarray(np.searchsorted(np.sort(values), values, side="left") + 1)


def _readings(values: NDArray[np.float64]) -> dict[str, list[int]]:
    """Give the places of falling margins in both readings: only above zero is there room."""
    room = np.flatnonzero(values > 0).tolist()
    return {"room": room, "effort": np.flatnonzero(values < 0).tolist()[::-1]}


def _rows(
    ax: Axes | None,
    values: NDArray[np.float64],
    ranks: NDArray[np.int64],
    names: Sequence[str],
    lang: Lang,
) -> Axes:
    text = _TEXT[lang]
    sides = [width_of(text[reading], LETTERS) / 72 + 0.16 for reading in ("room", "effort")]
    ax = page_of_rows(
        ax, names, each=0.27, under=0.65, over=1.0, aside=sum(sides) + 0.15, width=9.0, slack=0.25
    )
    rows = np.arange(len(names))[::-1]
    above = values >= 0
    for there, face, edge, hatch in ((above, BLUE, BLUE, ""), (~above, SAND, VERMILION, HATCH)):
        ax.barh(
            rows[there], values[there], height=0.62, facecolor=face, edgecolor=edge, hatch=hatch,
            linewidth=0.9, zorder=2,
        )  # fmt: skip
    slack = _figures(ax, values, rows.tolist(), lang)
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    ax.set_xlim(
        low - (slack if low < 0 else 0.02 * (high - low)),
        high + (slack if high > 0 else 0.02 * (high - low)),
    )
    ax.axvline(0, color=INK, linewidth=1.2, zorder=3)
    across = 4.0
    for place, reading in enumerate(("room", "effort")):
        middle = across + sides[place] * 36
        across += sides[place] * 72
        style: dict[str, Any] = {
            "textcoords": "offset points", "ha": "center", "fontsize": LETTERS,
            "annotation_clip": False,
        }  # fmt: skip
        ax.annotate(
            text[reading], (1.0, 1.0), xycoords="axes fraction", xytext=(middle, 2), va="bottom",
            color=GREY, **style,
        )  # fmt: skip
        for row, rank in zip(rows.tolist(), ranks[:, place].tolist(), strict=True):
            shown = f"{rank}º" if lang == "pt" else str(rank)
            ax.annotate(
                shown, (1.0, row), xycoords=("axes fraction", "data"), xytext=(middle, 0),
                va="center", color=INK, **style,
            )  # fmt: skip
    dress_rows(ax, list(names)[::-1], text["unit"], lang)
    return ax


def _figures(ax: Axes, values: NDArray[np.float64], rows: Sequence[int], lang: Lang) -> float:
    """Write each margin beyond the end of its bar; give the room this takes on the scale."""
    span = float(max(values.max(), 0.0) - min(values.min(), 0.0)) or 1.0
    widest = 0.0
    for row, value in zip(rows, values.tolist(), strict=True):
        figure = written(value, 2, lang)
        widest = max(widest, width_of(figure, LETTERS) + 8)
        ax.annotate(
            figure, (value, row), xytext=(4 if value >= 0 else -4, 0), textcoords="offset points",
            ha="left" if value >= 0 else "right", va="center", fontsize=LETTERS,
            color=BLUE if value >= 0 else VERMILION, zorder=5,
        )  # fmt: skip
    share = min(widest / size_of(ax)[0], 0.3)
    return span * share / (1 - 2 * share)


def _curve(
    ax: Axes | None,
    values: NDArray[np.float64],
    ranks: NDArray[np.int64],
    names: Sequence[str],
    wanted: Sequence[int],
    *,
    lang: Lang,
) -> Axes:
    """Draw the margins in order, and list the first of each reading where the curve leaves room."""
    text = _TEXT[lang]
    ax = canvas(ax, (8.4, 6.4), left=0.8, right=0.25, bottom=0.7, top=0.75)
    count = len(values)
    across = np.arange(1, count + 1)
    low, high = reach(values)
    low, high = min(low, 0.0), max(high, 0.0)
    span = high - low or 1.0
    # The lists stand above the curve's right half and below its left half: their own height apart.
    readings = _readings(values)
    fits = int(_LISTS * size_of(ax)[1] / _LINE)
    listed = min(_LISTED, max(map(len, readings.values())), count // 2, fits)
    share = min((listed + 2.2) * _LINE / size_of(ax)[1], 0.38)
    room = span * share / (1 - 2 * share)
    ax.set_ylim(low - room, high + room)
    ax.set_xlim(0.5 - 0.01 * count, count + 0.5 + 0.01 * count)
    steps: dict[str, Any] = {"step": "mid", "zorder": 2, "linewidth": 0.6}
    ax.fill_between(
        across, values, 0, where=(values >= 0).tolist(), facecolor=PALE, edgecolor=BLUE, **steps
    )
    ax.fill_between(
        across, values, 0, where=(values < 0).tolist(), facecolor=SAND, edgecolor=VERMILION,
        hatch=HATCH, **steps,
    )  # fmt: skip
    ax.plot(across, values, color=INK, linewidth=1.6, drawstyle="steps-mid", zorder=3)
    ax.axhline(0, color=INK, linewidth=1.2, zorder=3)
    half = size_of(ax)[0] * 0.47
    lists = (
        ("room", 0, 0.99, 0.99, "top", BLUE),
        ("effort", 1, 0.01, 0.01, "bottom", VERMILION),
    )
    for name, reading, x, y, side, colour in lists:
        lines = [text[f"by_{name}" if readings[name] else f"no_{name}"]]
        for place in readings[name][:listed]:
            figure = money(float(values[place]), lang)
            mark = f"{ranks[place, reading]}{'º' if lang == 'pt' else '.'}"
            lines.append(f"{mark} {shortened(names[place], half - 110)}  {figure}")
        ax.text(
            x, y, "\n".join(lines), transform=ax.transAxes, va=side,
            ha="right" if x > 0.5 else "left", fontsize=LETTERS, color=colour, linespacing=1.3,  # noqa: PLR2004
            parse_math=False, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )  # fmt: skip
    if wanted:
        points = np.column_stack([across[list(wanted)], values[list(wanted)]])
        ax.scatter(points[:, 0], points[:, 1], s=30, color=INK, marker="D", zorder=5)
        labels = [f"{names[n]} ({ranks[n, 0]} / {ranks[n, 1]})" for n in wanted]
        name_points(ax, points, labels, range(len(labels)), due=len(labels))
    clean(ax, grid="y")
    tick(ax, lang, x=True)
    inside = [value for value in ax.get_xticks() if 1 <= value <= count and value == int(value)]
    ticks = sorted({1, count, *[int(value) for value in inside if value < 0.94 * count]})
    ax.set_xticks(ticks, [written(value, 0, lang) for value in ticks])
    ax.set_xlabel(text["order"])
    ax.set_ylabel(text["unit"])
    return ax
