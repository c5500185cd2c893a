"""The charts of the margin left for expansion (MEGPC)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DomainError,
    DuplicateKeyError,
    MissingExtraError,
    UnknownNameError,
)
from sustenta.plots._lines import ACROSS, END, INK, Line, label_ends, written
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["margins", "margins_alt_text"]

Scenario = Literal["15", "ec29"]

_TEXT: Final = {
    "pt": {
        "15": "Cenário 1: 15% da receita vinculável em todos os anos",
        "ec29": "Cenário 2: percentual devido em cada ano pela EC 29",
        "title": "Margem de expansão do gasto com saúde per capita (MEGPC)",
        "axis": "R$ por habitante",
        "above": "positiva em {year}: gasto abaixo do potencial",
        "below": "negativa em {year}: gasto acima do potencial",
        "alt": (
            "Gráfico de linhas. {title}, {first} a {last}. {scenario}. {count} municípios, uma "
            "linha cada, em torno do zero. No último ano, {below} abaixo de zero e {above} em zero "
            "ou acima. Menor margem no último ano: {lowest}. Maior: {highest}."
        ),
    },
    "en": {
        "15": "Scenario 1: 15 % of linked revenue in every year",
        "ec29": "Scenario 2: the share due in each year under EC 29",
        "title": "Margin left for expansion of health spending per inhabitant (MEGPC)",
        "axis": "R$ per inhabitant",
        "above": "positive in {year}: spending below the potential",
        "below": "negative in {year}: spending above the potential",
        "alt": (
            "Line chart. {title}, {first} to {last}. {scenario}. {count} municipalities, one line "
            "each, around zero. In the last year, {below} below zero and {above} at zero or above. "
            "Lowest margin in the last year: {lowest}. Highest: {highest}."
        ),
    },
}


def margins(
    frame: pd.DataFrame, *, scenario: Scenario, ax: Axes | None = None, lang: Lang = "pt"
) -> Axes:
    """Draw the margin of each municipality over the years, around zero.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a municipality and year: ``municipality`` (and ``uf``) or ``code``, ``year``, and
        ``megpc_15`` or ``megpc_ec29`` in R$ per inhabitant.
    scenario : {"15", "ec29"}
        Which margin: at 15 % in every year, or at the share due in each year.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.
    lang : {"pt", "en"}
        The language of the labels.

    Returns
    -------
    matplotlib.axes.Axes
        With one line a municipality, named at its right end by its margin in the last year. Solid
        lines with full marks end at zero or above, dashed ones with hollow marks below.

    Raises
    ------
    MissingExtraError
        Where matplotlib is not installed.
    ColumnMissingError
        Where a column is missing.
    DuplicateKeyError
        Where a municipality has more than one row for a year.
    UnknownNameError
        For another scenario or language.

    See Also
    --------
    margins_alt_text : The chart in words.

    Examples
    --------
    >>> import sustenta as st
    >>> frame = st.studies.proesf2006.margins()
    >>> ax = st.plots.margins(frame, scenario="15")
    >>> ax.get_ylabel()
    'R$ por habitante'
    """
    text = _TEXT[check_lang(lang)]
    lines = _lines(frame, scenario)
    _require_matplotlib()
    if ax is None:
        from matplotlib import figure

        # Fixed margins: nothing has to be drawn to know the height of the axes.
        ax = figure.Figure(figsize=(8.4, 6.6)).add_axes((0.085, 0.115, 0.9, 0.805))
    ends = [line.end for line in lines]
    for line in lines:
        _draw(ax, line, extreme=line.end in {min(ends), max(ends)})
    years = sorted({year for line in lines for year in line.years})
    _dress(ax, years, text, scenario)
    _scale(ax, lines, years, lang)
    label_ends(ax, lines, years, lang)
    return ax


def margins_alt_text(frame: pd.DataFrame, *, scenario: Scenario, lang: Lang = "pt") -> str:
    """Say in words what `margins` draws, for those who do not see it.

    Parameters
    ----------
    frame, scenario, lang
        As in `margins`.

    Returns
    -------
    str
        The chart's kind, what it shows, and its extremes in the last year.

    Examples
    --------
    >>> import sustenta as st
    >>> text = st.plots.margins_alt_text(st.studies.proesf2006.margins(), scenario="15")
    >>> text[text.index("Menor") :]
    'Menor margem no último ano: TO/Q (R$ −18,08). Maior: MA/G (R$ 20,50).'
    """
    text = _TEXT[check_lang(lang)]
    lines = sorted(_lines(frame, scenario), key=lambda line: line.end)
    years = [year for line in lines for year in line.years]
    lowest, highest = (
        f"{line.name} (R$ {written(line.end, 2, lang)})" for line in (lines[0], lines[-1])
    )
    return text["alt"].format(
        title=text["title"],
        scenario=text[scenario],
        first=min(years),
        last=max(years),
        count=len(lines),
        below=sum(line.end < 0 for line in lines),
        above=sum(line.end >= 0 for line in lines),
        lowest=lowest,
        highest=highest,
    )


def _require_matplotlib() -> None:
    try:
        import matplotlib as mpl  # noqa: F401
    except ImportError as missing:
        raise MissingExtraError(
            'charts need matplotlib: pip install "sustenta[plots]"',
            extra="plots",
            library="matplotlib",
        ) from missing


def _lines(frame: pd.DataFrame, scenario: str) -> list[Line]:
    """Give one line a municipality; one whose margin is never known has none."""
    if scenario not in {"15", "ec29"}:
        raise UnknownNameError(
            f"there is no scenario called {scenario!r}; known: '15', 'ec29'",
            what="scenario",
            found=str(scenario),
            known=["15", "ec29"],
        )
    if not hasattr(frame, "columns"):
        raise ColumnTypeError(
            f"`frame` is {type(frame).__name__}; expected a pandas DataFrame",
            argument="frame",
            found=type(frame).__name__,
        )
    margin = f"megpc_{scenario}"
    key = "municipality" if "municipality" in frame.columns else "code"
    missing = [name for name in (key, "year", margin) if name not in frame.columns]
    if missing:
        raise ColumnMissingError(
            f"`frame` lacks {', '.join(missing)}; it needs municipality or code, year and {margin}",
            missing=missing,
            found=[str(name) for name in frame.columns],
        )
    names = frame[key].astype(str)
    if key == "municipality" and "uf" in frame.columns:
        names = (frame["uf"].astype(object) + "/" + names).where(frame["uf"].notna(), names)
    tidy = frame[["year", margin]].set_axis(names, axis="index").sort_values("year", kind="stable")
    lines = []
    for name, part in tidy.groupby(level=0, sort=False):
        twice = part["year"][part["year"].duplicated()]
        if len(twice):
            rows = np.flatnonzero((names == name) & (frame["year"] == twice.iloc[0]).to_numpy())
            raise DuplicateKeyError(
                f"{name} has more than one row for {twice.iloc[0]}: rows {rows.tolist()}",
                key=[str(name), str(twice.iloc[0])],
                rows=rows.tolist(),
            )
        known = part.dropna()
        if len(known):
            lines.append(Line(str(name), known["year"].tolist(), known[margin].tolist()))
    if not lines:
        raise DomainError(
            f"`frame` has no known {margin}: there is nothing to draw",
            argument="frame",
            row=None,
            found="no margin",
            expected="at least one margin",
            reason="input_missing",
        )
    return lines


def _draw(ax: Axes, line: Line, *, extreme: bool) -> None:
    width, size = (2.6, 5.5) if extreme else (1.3, 4.5)
    ax.plot(line.years, line.margins, linewidth=width, markersize=size, zorder=3, **line.look)


def _dress(ax: Axes, years: Sequence[int], text: dict[str, str], scenario: str) -> None:
    """Set titles, the axis of years and the legend."""
    from matplotlib.lines import Line2D

    ax.set_title(f"{text['title']}\n{text[scenario]}", loc="left", fontsize=11)
    ax.set_ylabel(text["axis"])
    ax.set_xticks(years, [str(year) for year in years])
    for side in ("top", "right", "bottom"):
        ax.spines[side].set_visible(False)
    ax.tick_params(axis="x", length=0)
    shapes = [Line2D([], [], markersize=4.5, **Line("", [], [end]).look) for end in (0.0, -1.0)]
    said = [text[key].format(year=years[-1]) for key in ("above", "below")]
    ax.legend(
        shapes,
        said,
        loc="upper center",
        bbox_to_anchor=(0.5, -0.06),
        ncols=2,
        frameon=False,
        handlelength=3.2,
        fontsize=9,
    )


def _scale(ax: Axes, lines: Sequence[Line], years: Sequence[int], lang: Lang) -> None:
    """Set the scales, and the lines across: zero and the grid end before the labels begin."""
    span = max(years[-1] - years[0], 1)
    values = [0.0, *(value for line in lines for value in line.margins)]
    lowest, highest = min(values), max(values)
    room = highest - lowest or 1.0
    ax.set_ylim(lowest - 0.05 * room, highest + 0.05 * room)
    ax.set_xlim(years[0] - ACROSS * span, years[-1] + END * span)
    bottom, top = ax.get_ylim()
    ticks = [float(tick) for tick in ax.get_yticks() if bottom <= tick <= top]
    ax.set_yticks(ticks, [written(tick, 0, lang) for tick in ticks])
    across = (years[0] - ACROSS * span, years[-1] + ACROSS * span)
    ax.hlines([tick for tick in ticks if tick], *across, color="#DDDDDD", linewidth=0.7, zorder=1)
    ax.hlines([0.0], *across, color=INK, linewidth=1.4, zorder=2)
