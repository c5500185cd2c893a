"""The charts of the margin left for expansion (MEGPC)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

import numpy as np

from sustenta._names import unknown
from sustenta.plots._bands import draw_bands, percentiles
from sustenta.plots._frames import ByYear, by_year, chosen, end_in_words, last_known, table
from sustenta.plots._lines import NOTED, End, alone, capacity, dress_years, label_ends, look_of
from sustenta.plots._multiples import draw_multiples
from sustenta.plots._rows import fitting
from sustenta.plots._scales import head, left_out, off_scale, reach
from sustenta.plots._style import (
    FEW,
    INK,
    SOME,
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

__all__ = ["Scenario", "check_scenario", "margins", "margins_alt_text"]

Scenario = Literal["15", "ec29"]
Form = Literal["slopes", "multiples"]

#: Of many lines, so many of the lowest and of the highest are named.
_EXTREMES: Final = 5

_TEXT: Final = {
    "pt": {
        "15": "Cenário 1: 15% da receita vinculável em todos os anos",
        "ec29": "Cenário 2: percentual devido em cada ano pela EC 29",
        "title": "Margem de expansão do gasto com saúde per capita (MEGPC)",
        "axis": "R$ por habitante",
        "above": "positiva {when}: gasto abaixo do potencial",
        "below": "negativa {when}: gasto acima do potencial",
        "in": "em {year}",
        "own": " de cada um",
        "at_end": "no último ano conhecido",
        "bands": "{count} municípios: metade na faixa escura, nove décimos até a hachurada",
        "share": "sob cada ano, os que estão abaixo de zero",
        "lines": "Gráfico de linhas",
        "fans": "Gráfico de faixas de percentis",
        "multiples": "Gráficos pequenos, lado a lado, na mesma escala",
        "each": "uma linha cada",
        "alt": (
            "{kind}. {title}, {first} a {last}. {scenario}. {count} municípios, {each}, em torno "
            "do zero. No último ano conhecido{own}, {below} abaixo de zero e {above} em zero ou "
            "acima. Menor margem no último ano{own}: {lowest}. Maior: {highest}."
        ),
    },
    "en": {
        "15": "Scenario 1: 15 % of linked revenue in every year",
        "ec29": "Scenario 2: the share due in each year under EC 29",
        "title": "Margin left for expansion of health spending per inhabitant (MEGPC)",
        "axis": "R$ per inhabitant",
        "above": "positive {when}: spending below the potential",
        "below": "negative {when}: spending above the potential",
        "in": "in {year}",
        "own": " of each",
        "at_end": "in the last known year",
        "bands": "{count} municipalities: half in the dark band, nine tenths up to the hatched one",
        "share": "under each year, those below zero",
        "lines": "Line chart",
        "fans": "Chart of percentile bands",
        "multiples": "Small charts side by side, on one scale",
        "each": "one line each",
        "alt": (
            "{kind}. {title}, {first} to {last}. {scenario}. {count} municipalities, {each}, "
            "around zero. In the last known year{own}, {below} below zero and {above} at zero or "
            "above. Lowest margin in the last year{own}: {lowest}. Highest: {highest}."
        ),
    },
}


def check_scenario(scenario: object) -> Scenario:
    """Give the scenario, of which a number may stand for the first; refuse all but the two."""
    for known in get_args(Scenario):
        if str(scenario) == known:
            return cast("Scenario", known)
    raise unknown("scenario", scenario, get_args(Scenario))


def margins(
    frame: Any,
    *,
    scenario: Scenario,
    form: Form = "slopes",
    highlight: Iterable[str] = (),
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw the margin of each municipality over the years, around zero.

    Up to 24 municipalities, each line is named at its right end. Up to 250, each is drawn, and the
    five lowest, the five highest and those asked for are named. Beyond, the percentiles of each
    year are drawn as bands, with the share below zero under each year.

    Parameters
    ----------
    frame : DataFrame
        One row a municipality and year: ``municipality`` (and ``uf``) or ``code``, ``year``, and
        ``megpc_15`` or ``megpc_ec29`` in R$ per inhabitant, as `assess` gives them.
    scenario : {"15", "ec29"}
        Which margin: at 15 % in every year (the number 15 is taken, too), or at the share due in
        each year.
    form : {"slopes", "multiples"}
        One chart with all lines, or small ones side by side on one scale: one a municipality up to
        120 of them, beyond that one a State (or, in a single State, one a tenth of the
        municipalities by their last margin).
    highlight : sequence of str, optional
        Names that are to be written in any case.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.
    lang : {"pt", "en"}
        The language of the labels.

    Returns
    -------
    matplotlib.axes.Axes
        Solid lines with full marks end at zero or above, dashed ones with hollow marks below. Small
        charts are insets of it. A year without a margin is a gap.

    Raises
    ------
    MissingExtraError
        Where matplotlib is not installed.
    ColumnMissingError
        Where a column is missing; the nearest name is suggested.
    DuplicateKeyError
        Where a municipality has more than one row for a year.
    UnknownNameError
        For another scenario, form or language, or a name that the frame does not have.
    DomainError
        Where nothing is known, and for an infinite amount; it names the column and the row.
    ColumnTypeError
        For what is no table, and a column that is there twice.
    SettingError
        For an `ax` that is no axes.

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
    if form not in {"slopes", "multiples"}:
        raise unknown("form", form, ["slopes", "multiples"])
    scenario = check_scenario(scenario)
    given, laid = _laid(frame, scenario, lang)
    named = set(chosen(highlight, laid.names))
    if form == "multiples":
        ax, kind, limits = draw_multiples(laid, given, ax, lang, text["axis"])
        alt = _words(laid, scenario, lang, text["multiples"], kind)
        drawn = range(len(laid.names) if len(laid.names) == len(ax.child_axes) else 0)
        said = head(text[scenario], _said(laid, limits, drawn, lang))
        return finish(ax, text["title"], said, alt)
    noted = ax is not None and len(laid.names) > SOME
    under = NOTED if noted else 0.759
    ax = canvas(ax, (8.4, 6.6), left=0.714, right=0.126, bottom=under, top=0.528)
    if len(laid.names) <= SOME:
        ends = _draw_lines(ax, laid, named, lang)
        alt = _words(laid, scenario, lang, text["lines"], text["each"])
    else:
        _scale(ax, np.concatenate([percentiles(laid.matrix), laid.matrix[sorted(named)]]))
        ends = draw_bands(ax, laid.years, laid.matrix, lang)
        for place in sorted(named):
            ends.append(_one(ax, laid, place, lang, wide=True))
        alt = _words(laid, scenario, lang, text["fans"], _counted(text["bands"], laid, lang))
    across = label_ends(ax, ends, laid.years)
    _dress(ax, laid, text, across, lang)
    lines = set(range(len(laid.names))) if len(laid.names) <= SOME else named
    said = head(text[scenario], _said(laid, ax.get_ylim(), sorted(lines), lang))
    return finish(ax, text["title"], said, alt)


def margins_alt_text(frame: Any, *, scenario: Scenario, lang: Lang = "pt") -> str:
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
    'Menor margem no último ano: TO/Q (−R$ 18,08). Maior: MA/G (R$ 20,50).'
    """
    text = _TEXT[check_lang(lang)]
    scenario = check_scenario(scenario)
    _, laid = _laid(frame, scenario, lang)
    if len(laid.names) <= SOME:
        return _words(laid, scenario, lang, text["lines"], text["each"])
    return _words(laid, scenario, lang, text["fans"], _counted(text["bands"], laid, lang))


def _laid(frame: Any, scenario: str, lang: Lang) -> tuple[Any, ByYear]:
    margin = f"megpc_{scenario}"
    given = table(frame, ["year", margin], chart="margins", lang=lang)
    return given, by_year(given, margin)[0]


def _counted(words: str, laid: ByYear, lang: Lang) -> str:
    return words.format(count=written(len(laid.names), 0, lang)).partition(": ")[2]


def _words(laid: ByYear, scenario: str, lang: Lang, kind: str, each: str) -> str:
    text = _TEXT[lang]
    ends = last_known(laid.matrix)
    lowest, highest = (
        end_in_words(laid, int(place), money(float(ends[place]), lang))
        for place in (ends.argmin(), ends.argmax())
    )
    return text["alt"].format(
        kind=kind,
        title=text["title"],
        scenario=text[scenario],
        first=laid.years[0],
        last=laid.years[-1],
        count=written(len(laid.names), 0, lang),
        each=each,
        own="" if _end_together(laid) else text["own"],
        below=written(int((ends < 0).sum()), 0, lang),
        above=written(int((ends >= 0).sum()), 0, lang),
        lowest=lowest,
        highest=highest,
    )


def _end_together(laid: ByYear) -> bool:
    """Say whether all are known in the last year: their ends are then of one year."""
    return bool(np.isfinite(laid.matrix[:, -1]).all())


def _draw_lines(ax: Axes, laid: ByYear, named: set[int], lang: Lang) -> list[End]:
    """Draw a line a municipality, and say which are named."""
    ends = last_known(laid.matrix)
    order = np.argsort(ends, kind="stable").tolist()
    all_named = len(order) <= min(FEW, capacity(ax))
    wide = {order[0], order[-1]}
    if all_named:
        named = set(order)
    else:
        # As many of each end as fit beside those that were asked for.
        room = min(_EXTREMES, max((capacity(ax) - len(named)) // 2, 1))
        wide = named = named | set(order[:room]) | set(order[-room:])
    _scale(ax, laid.matrix)
    found = []
    for place in range(len(laid.names)):
        if place in named:
            found.append(_one(ax, laid, place, lang, wide=all_named and place in wide))
        else:
            values = laid.matrix[place]
            look = look_of(float(ends[place])) | {"markevery": alone(values), "markersize": 3.0}
            ax.plot(laid.years, values, linewidth=0.6, alpha=0.45, zorder=2, **look)
    return found


def _one(ax: Axes, laid: ByYear, place: int, lang: Lang, *, wide: bool) -> End:
    """Draw one line, and give its name and its end."""
    values = laid.matrix[place]
    year = int(np.flatnonzero(np.isfinite(values))[-1])
    end = float(values[year])
    look = look_of(end)
    width, size = (2.6, 5.5) if wide else (1.3, 4.5)
    ax.plot(laid.years, values, linewidth=width, markersize=size, zorder=5, **look)
    return End(laid.names[place], written(end, 2, lang), laid.years[year], end, look["color"])


def _scale(ax: Axes, values: NDArray[np.float64]) -> None:
    """Set the scale of the margins; zero is always on it."""
    lowest, highest = reach(values)
    lowest, highest = min(lowest, 0.0), max(highest, 0.0)
    room = highest - lowest or 1.0
    ax.set_ylim(lowest - 0.05 * room, highest + 0.05 * room)


def _said(laid: ByYear, limits: tuple[float, float], drawn: Iterable[int], lang: Lang) -> str:
    """Say who has no data, and whose line leaves the scale."""
    low, high = limits
    with np.errstate(invalid="ignore"):
        out = np.any((laid.matrix < low) | (laid.matrix > high), axis=1)
    far = [place for place in drawn if out[place]]
    ends = last_known(laid.matrix)
    figures = [money(float(ends[place]), lang) for place in far]
    beyond = off_scale([laid.names[place] for place in far], figures, lang)
    return head(left_out(laid.without, lang), beyond)


def _dress(ax: Axes, laid: ByYear, text: dict[str, str], across: float, lang: Lang) -> None:
    """Set the axes, the lines across and the legend."""
    from matplotlib.lines import Line2D

    years = laid.years
    many = len(laid.names) > SOME
    below = [
        percent(100 * (part < 0).mean(), lang, 0) if len(part) else "–"
        for part in (column[np.isfinite(column)] for column in laid.matrix.T)
    ]
    bands = text["bands"].format(count=written(len(laid.names), 0, lang))
    note = f"{bands};\n{text['share']}" if many else ""
    dress_years(
        ax, years, across, lang,
        unit=text["axis"], under=below if many else (), note=note, zero=3.0 if many else 2.0,
    )  # fmt: skip
    if many:
        return
    shapes = [Line2D([], [], markersize=4.5, **look_of(end)) for end in (0.0, -1.0)]
    together = _end_together(laid)
    when = text["in"].format(year=years[-1]) if together else text["at_end"]
    said = [text[key].format(when=when) for key in ("above", "below")]
    fitting(
        ax,
        2 if together else 1,
        shapes,
        said,
        loc="upper center",
        bbox_to_anchor=(0.5, -0.06),
        frameon=False,
        handlelength=3.2,
        fontsize=9,
        labelcolor=INK,
    )
