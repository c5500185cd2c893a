"""The chart of the teams that the margin pays for, and what part of the population they reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.plots._frames import chosen, floats, in_year, nothing, table, units
from sustenta.plots._lines import capacity
from sustenta.plots._places import name_points
from sustenta.plots._rows import (
    aside_of,
    dress_rows,
    figures_aside,
    fitting,
    legend_below,
    page_of_rows,
)
from sustenta.plots._scales import head, left_out
from sustenta.plots._style import (
    BLUE,
    FEW,
    GREY,
    HATCH,
    INK,
    SAND,
    VERMILION,
    canvas,
    clean,
    finish,
    percent,
    size_of,
    tick,
    written,
)
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["coverage"]

#: How far under the curve the legend stands, in points.
_BELOW: Final = 38.0

_TEXT: Final = {
    "pt": {
        "title": "Cobertura por equipes: as que há e as que a margem paga",
        "present": "equipes atuais",
        "added": "equipes novas que a margem paga",
        "full": "cobertura total",
        "unit": "% da população",
        "column": "equipes novas",
        "order": "municípios, cada área em sua própria ordem de cobertura",
        "counts": "chegam a 100%: {full}\nsem equipe nova: {none}",
        "alt": (
            "{kind}. {title}{when}. {count} municípios; a margem paga {teams} equipes novas; "
            "{full} chegam à cobertura total e {none} não ganham equipe. Cobertura mediana: "
            "{median}."
        ),
        "rows": "Gráfico de barras, um município por linha",
        "curve": "Gráfico de área, municípios em ordem de cobertura",
    },
    "en": {
        "title": "Coverage by teams: those there are, and those the margin pays for",
        "present": "present teams",
        "added": "new teams that the margin pays for",
        "full": "full coverage",
        "unit": "% of the population",
        "column": "new teams",
        "order": "municipalities, each area in its own order of coverage",
        "counts": "reach 100 %: {full}\nno new team: {none}",
        "alt": (
            "{kind}. {title}{when}. {count} municipalities; the margin pays for {teams} new teams; "
            "{full} reach full coverage and {none} gain no team. Median coverage: {median}."
        ),
        "rows": "Bar chart, a row a municipality",
        "curve": "Area chart, municipalities in order of coverage",
    },
}


def coverage(
    frame: Any,
    *,
    year: int | None = None,
    names: Mapping[Any, str] | None = None,
    highlight: Iterable[str] = (),
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw what part of the population teams reach: those there are, and those the margin pays for.

    Up to 24 municipalities each has a bar, and its new teams in figures; more are drawn in order of
    their coverage, with how many reach all, and how many gain no team.

    Parameters
    ----------
    frame : DataFrame
        As `sustenta.plan_teams` gives it: the key, ``teams``, ``new_teams``, ``teams_total`` and
        ``coverage_uncapped_pct``, of one year or of several.
    year : int, optional
        Which year; by default the last with a plan.
    names : mapping, optional
        From the key to the name that is written, where the frame has only the key.
    highlight : sequence of str, optional
        Names that are to be marked among many.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        Coverage is capped at 100 %. Who has no plan is left out.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DuplicateKeyError, UnknownNameError, DomainError
        As in `potential`.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> plan = pd.DataFrame(
    ...     {
    ...         "municipality": ["A"],
    ...         "teams": [0],
    ...         "new_teams": [18],
    ...         "teams_total": [18],
    ...         "coverage_uncapped_pct": [20.3],
    ...     }
    ... )
    >>> st.plots.coverage(plan).get_xlabel()
    '% da população'
    """
    text = _TEXT[check_lang(lang)]
    needed = ["teams", "new_teams", "teams_total", "coverage_uncapped_pct"]
    given, found = in_year(table(frame, needed, chart="coverage", lang=lang), year, "new_teams")
    who = units(given, names)
    teams, new, total, reached = (floats(given, name) for name in needed)
    known = np.flatnonzero(np.isfinite(new) & np.isfinite(reached) & np.isfinite(teams))
    if not len(known):
        raise nothing("new_teams")
    new, reached = new[known], np.minimum(reached[known], 100.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(total[known] > 0, teams[known] / total[known], 0.0)
    present = np.minimum(floats(given, "coverage_uncapped_pct")[known] * part, 100.0)
    order = np.lexsort([present, reached])
    listed = [who.names[who.codes[place]] for place in known[order]]
    both, new = np.column_stack([present, reached])[order], new[order]
    wanted = chosen(highlight, listed)
    if len(listed) <= FEW and (ax is None or len(listed) + 2 <= capacity(ax)):
        kind = "rows"
        ax = _rows(ax, both, new, listed, lang)
    else:
        kind = "curve"
        ax = _curve(ax, both, new, listed, wanted, lang=lang)
    when = str(found) if found is not None else ""
    alt = text["alt"].format(
        kind=text[kind],
        title=text["title"],
        when=f", {when}" if when else "",
        count=written(len(listed), 0, lang),
        teams=written(float(new.sum()), 0, lang),
        median=percent(float(np.median(both[:, 1])), lang),
        **_counts(both, new, lang),
    )
    said = head(when, left_out(len(given) - len(known), lang))
    return finish(ax, text["title"], said, alt, 20.0)


def _counts(both: NDArray[np.float64], new: NDArray[np.float64], lang: Lang) -> dict[str, str]:
    full, none = int((both[:, 1] >= 100).sum()), int((new <= 0).sum())  # noqa: PLR2004
    return {"full": written(full, 0, lang), "none": written(none, 0, lang)}


def _rows(
    ax: Axes | None,
    both: NDArray[np.float64],
    new: NDArray[np.float64],
    names: Sequence[str],
    lang: Lang,
) -> Axes:
    text = _TEXT[lang]
    aside = aside_of(text["column"])
    ax = page_of_rows(ax, names, each=0.27, under=0.9, over=0.85, aside=aside)
    rows = np.arange(len(names))
    ax.barh(rows, both[:, 0], height=0.62, color=BLUE, zorder=2, label=text["present"])
    ax.barh(
        rows, both[:, 1] - both[:, 0], left=both[:, 0], height=0.62, facecolor=SAND,
        edgecolor=VERMILION, hatch=HATCH, linewidth=0.8, zorder=2, label=text["added"],
    )  # fmt: skip
    ax.set_xlim(0, 104)
    ax.axvline(100, color=INK, linewidth=1.6, zorder=3, label=text["full"])
    figures = [f"+{written(value, 0, lang)}" if value else "0" for value in new.tolist()]
    figures_aside(ax, figures, text["column"], aside)
    dress_rows(ax, names, text["unit"], lang)
    legend_below(ax, 0.5, 3, fontsize=8.5)
    return ax


def _curve(
    ax: Axes | None,
    both: NDArray[np.float64],
    new: NDArray[np.float64],
    names: Sequence[str],
    wanted: Sequence[int],
    *,
    lang: Lang,
) -> Axes:
    text = _TEXT[lang]
    ax = canvas(ax, (8.4, 5.8), left=0.75, right=0.3, bottom=1.05, top=0.8)
    count = len(names)
    across = np.arange(1, count + 1)
    ax.set_xlim(0.5 - 0.01 * count, count + 0.5 + 0.01 * count)
    ax.set_ylim(0, 118)
    # Both are put in order for themselves: in the order of the sum the lower one would be a comb.
    present = np.sort(both[:, 0]) if count > FEW else both[:, 0]
    ax.fill_between(
        across, both[:, 1], facecolor=SAND, edgecolor=VERMILION, hatch=HATCH, linewidth=0.6,
        zorder=2, label=text["added"],
    )  # fmt: skip
    ax.fill_between(across, present, facecolor=BLUE, linewidth=0, zorder=3, label=text["present"])
    ax.plot(across, both[:, 1], color=INK, linewidth=1.4, zorder=4)
    ax.axhline(100, color=INK, linewidth=1.6, zorder=3, label=text["full"])
    ax.text(
        0.015, 0.975, text["counts"].format(**_counts(both, new, lang)), transform=ax.transAxes,
        va="top", fontsize=9, color=INK,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 2.0},
    )  # fmt: skip
    if wanted:
        points = np.column_stack([across[list(wanted)], both[list(wanted), 1]])
        ax.plot(points[:, 0], points[:, 1], "D", color=INK, markersize=5, zorder=6)
        named = [names[place] for place in wanted]
        name_points(ax, points, named, range(len(points)), due=len(named))
    clean(ax, grid="y")
    tick(ax, lang, x=True)
    ax.set_yticks(range(0, 101, 20), [str(value) for value in range(0, 101, 20)])
    ax.set_xlabel(text["order"])
    ax.set_ylabel(text["unit"])
    ax.yaxis.label.set_color(GREY)
    fitting(
        ax, 3, loc="upper left", bbox_to_anchor=(0.0, -_BELOW / size_of(ax)[1]), frameon=False,
        fontsize=8.5, labelcolor=INK, borderaxespad=0,
    )  # fmt: skip
    return ax
