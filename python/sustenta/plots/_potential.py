"""The chart of potential against actual health expenditure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.plots._clouds import cloud
from sustenta.plots._frames import chosen, floats, in_year, nothing, table, units
from sustenta.plots._lines import capacity
from sustenta.plots._margins import Scenario, check_scenario
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
    INK,
    SOME,
    VERMILION,
    canvas,
    clean,
    finish,
    money,
    tick,
    written,
)
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["potential"]

_TEXT: Final = {
    "pt": {
        "title": "Despesa potencial e despesa realizada em saúde por habitante",
        "15": "DPSPC com 15% da receita vinculável",
        "ec29": "DPSPC com o percentual devido pela EC 29",
        "actual": "despesa realizada",
        "potential": "despesa potencial (DPSPC)",
        "margin": "margem (MEGPC)",
        "unit": "R$ por habitante",
        "room": "gasto abaixo do potencial: {count}",
        "effort": "gasto no potencial ou acima: {count}",
        "alt": (
            "{kind}. {title}. {scenario}{when}. {count} municípios: {room} gastam abaixo do "
            "potencial e {effort} gastam no potencial ou acima. Maior margem: {highest}. Menor: "
            "{lowest}."
        ),
        "rows": "Gráfico de pontos ligados, uma linha por município",
        "points": "Gráfico de pontos, despesa realizada contra potencial, com a diagonal",
        "cells": "Gráfico de densidade, despesa realizada contra potencial, com a diagonal",
    },
    "en": {
        "title": "Potential and actual health expenditure per inhabitant",
        "15": "DPSPC at 15 % of linked revenue",
        "ec29": "DPSPC at the share due under EC 29",
        "actual": "actual expenditure",
        "potential": "potential expenditure (DPSPC)",
        "margin": "margin (MEGPC)",
        "unit": "R$ per inhabitant",
        "room": "spending below the potential: {count}",
        "effort": "spending at the potential or above: {count}",
        "alt": (
            "{kind}. {title}. {scenario}{when}. {count} municipalities: {room} spend below the "
            "potential and {effort} at it or above. Widest margin: {highest}. Lowest: {lowest}."
        ),
        "rows": "Chart of joined dots, a row a municipality",
        "points": "Scatter chart, actual against potential expenditure, with the diagonal",
        "cells": "Density chart, actual against potential expenditure, with the diagonal",
    },
}


def potential(
    frame: Any,
    *,
    scenario: Scenario = "15",
    year: int | None = None,
    highlight: Iterable[str] = (),
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw what each municipality could spend on health, and what it spent, in one year.

    Up to 24 municipalities, each has a row: both amounts, and the margin between them in figures.
    Beyond, actual is drawn against potential, with the diagonal where both are equal: points up to
    250, with the widest margins named; then a grid that is darker where more lie.

    Parameters
    ----------
    frame : DataFrame
        One row a municipality (and year): the key, ``dpspc_15`` or ``dpspc_ec29``, and
        ``health_expenditure_pc`` or the margin ``megpc_…``, in R$ per inhabitant, as `assess` gives
        them.
    scenario : {"15", "ec29"}
        Which potential.
    year : int, optional
        Which year; by default the last in which the potential is known.
    highlight : sequence of str, optional
        Names that are to be written in any case.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        Who misses either amount is left out, and not counted.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DuplicateKeyError, UnknownNameError, DomainError
        As in `margins`; the last where nothing is known.

    Examples
    --------
    >>> import sustenta as st
    >>> ax = st.plots.potential(st.assess(st.examples.panel(16)), year=2012)
    >>> ax.get_xlabel()
    'R$ por habitante'
    """
    text = _TEXT[check_lang(lang)]
    scenario = check_scenario(scenario)
    could = f"dpspc_{scenario}"
    has = getattr(frame, "columns", ())
    margin = f"megpc_{scenario}"
    other = margin if margin in has and "health_expenditure_pc" not in has else None
    given = table(frame, [could, other or "health_expenditure_pc"], chart="potential", lang=lang)
    shown, found = in_year(given, year, could)
    amounts = floats(shown, could)
    spent = amounts - floats(shown, other) if other else floats(shown, "health_expenditure_pc")
    who = units(shown)
    names = [who.names[code] for code in who.codes]
    known = np.flatnonzero(np.isfinite(amounts) & np.isfinite(spent))
    if not len(known):
        raise nothing(could)
    absent = left_out(len(names) - len(known), lang)
    names = [names[place] for place in known]
    both = np.column_stack([amounts[known], spent[known]])
    wanted = chosen(highlight, names)
    if len(names) <= FEW and (ax is None or len(names) + 2 <= capacity(ax)):
        kind, beyond = "rows", ""
        ax = _rows(ax, both, names, lang)
    else:
        kind = "points" if len(names) <= SOME else "cells"
        ax, far = _points(ax, both, names, wanted, lang)
        figures = [money(both[place, 0] - both[place, 1], lang) for place in far]
        beyond = off_scale([names[place] for place in far], figures, lang)
    when = f", {found}" if found is not None else ""
    alt = text["alt"].format(
        kind=text[kind],
        title=text["title"],
        scenario=text[scenario],
        when=when,
        **_facts(both, names, lang),
    )
    return finish(
        ax,
        text["title"],
        head(text[scenario] + when, absent, beyond),
        alt,
        {"rows": 20.0, "points": 8.0, "cells": 30.0}[kind],
    )


def _facts(both: NDArray[np.float64], names: Sequence[str], lang: Lang) -> dict[str, str]:
    """Count and name what the words say."""
    margin = both[:, 0] - both[:, 1]
    ends = {"highest": int(margin.argmax()), "lowest": int(margin.argmin())}
    counts = {
        "count": len(names),
        "room": int((margin > 0).sum()),
        "effort": int((margin <= 0).sum()),
    }
    return {
        **{name: written(value, 0, lang) for name, value in counts.items()},
        **{
            end: f"{names[place]} ({money(float(margin[place]), lang)})"
            for end, place in ends.items()
        },
    }


def _rows(
    ax: Axes | None,
    both: NDArray[np.float64],
    names: Sequence[str],
    lang: Lang,
) -> Axes:
    """Draw a row a municipality, the widest margin on top."""
    text = _TEXT[lang]
    order = np.argsort(both[:, 0] - both[:, 1], kind="stable")
    both, names = both[order], [names[place] for place in order]
    margin = both[:, 0] - both[:, 1]
    figures = [written(value, 2, lang) for value in margin.tolist()]
    aside = aside_of(text["margin"])
    ax = page_of_rows(ax, names, each=0.27, under=0.85, over=0.8, aside=aside)
    rows = np.arange(len(names))
    room = margin > 0
    for there, colour, style in ((room, BLUE, "-"), (~room, VERMILION, (0, (3, 1.4)))):
        ax.hlines(
            rows[there], both[there].min(axis=1), both[there].max(axis=1), color=colour,
            linestyle=style, linewidth=2.0, zorder=2,
        )  # fmt: skip
    ax.scatter(both[:, 1], rows, s=44, color=INK, marker="o", zorder=4, label=text["actual"])
    ax.scatter(
        both[:, 0], rows, s=54, facecolor="white", edgecolor=INK, linewidth=1.4, marker="D",
        zorder=3, label=text["potential"],
    )  # fmt: skip
    colours = [BLUE if there else VERMILION for there in room.tolist()]
    figures_aside(ax, figures, text["margin"], aside, colours)
    ax.margins(x=0.04)
    dress_rows(ax, names, text["unit"], lang)
    legend_below(ax, 0.5, 2, fontsize=9, handletextpad=0.3)
    return ax


def _points(
    ax: Axes | None,
    both: NDArray[np.float64],
    names: Sequence[str],
    wanted: Sequence[int],
    lang: Lang,
) -> tuple[Axes, list[int]]:
    """Draw actual against potential, with the diagonal."""
    text = _TEXT[lang]
    many = len(names) > SOME
    ax = canvas(ax, (7.4, 6.9), left=0.85, right=0.3, bottom=0.7, top=1.05 if many else 0.8)
    low, high = reach(both)
    slack = 0.05 * (high - low or 1.0)
    limits = (max(low - slack, min(low, 0.0)), high + slack)
    ax.set_xlim(*limits)
    ax.set_ylim(*limits)
    margin = both[:, 0] - both[:, 1]
    marked = list(wanted) if many else list(dict.fromkeys([*wanted, *extremes(margin, 5)]))
    ax.plot(limits, limits, color=INK, linewidth=1.3, zorder=3)
    corners: tuple[tuple[str, int, tuple[float, float], dict[str, Any]], ...] = (
        ("effort", int((margin <= 0).sum()), (0.02, 0.98), {"va": "top", "color": VERMILION}),
        ("room", int((margin > 0).sum()), (0.98, 0.02), {"ha": "right", "color": BLUE}),
    )
    for said, count, where, look in corners:
        words = text[said].format(count=written(count, 0, lang))
        ax.text(*where, words, transform=ax.transAxes, fontsize=9, **look)
    far = cloud(ax, both, margin > 0, names, marked, due=len(wanted), lang=lang)
    clean(ax, grid="both")
    tick(ax, lang, x=True, room=7)
    ax.set_xlabel(f"{text['potential']}, {text['unit']}")
    ax.set_ylabel(f"{text['actual']}, {text['unit']}")
    return ax, far
