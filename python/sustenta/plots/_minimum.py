"""The chart of the share applied in health against the share due by law."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.plots._bands import draw_bands, percentiles
from sustenta.plots._frames import ByYear, by_year, chosen, end_in_words, last_known, table
from sustenta.plots._lines import NOTED, End, dress_years, label_ends
from sustenta.plots._multiples import Group, grid, note, say_reach
from sustenta.plots._scales import head, left_out, reach
from sustenta.plots._style import (
    BLUE,
    FEW,
    INK,
    VERMILION,
    canvas,
    finish,
    percent,
    written,
)
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["minimum_share"]

_TEXT: Final = {
    "pt": {
        "title": "Participação da receita própria aplicada em saúde e mínimo devido",
        "axis": "% da receita de impostos e transferências",
        "applied": "aplicado",
        "due": "mínimo devido",
        "lowest": "menor mínimo devido",
        "below": "abaixo do devido",
        "note": "% da receita de impostos e transferências. Linha cheia: aplicado; quadrado vazio: "
        "abaixo do devido; degraus: mínimo devido",
        "counts": "{count} municípios: metade na faixa escura, nove décimos até a hachurada;\nsob "
        "cada ano, os que ficaram abaixo do devido entre os que informaram",
        "alt": (
            "{kind}. {title}, {first} a {last}. {count} municípios. Mínimo devido: {law}. "
            "{last_told}: {below} de {told} abaixo do devido. Menor percentual aplicado: "
            "{lowest}. Maior: {highest}."
        ),
        "one": "Gráfico de linha",
        "multiples": "Gráficos pequenos, um por município, na mesma escala",
        "bands": "Gráfico de faixas de percentis",
        "none": "em nenhum dos anos",
        "to": "a",
    },
    "en": {
        "title": "Share of own revenue applied in health, and the minimum due",
        "axis": "% of taxes and transfers",
        "applied": "applied",
        "due": "minimum due",
        "lowest": "lowest minimum due",
        "below": "below the minimum",
        "note": "% of taxes and transfers. Solid line: applied; hollow square: below the minimum; "
        "steps: minimum due",
        "counts": "{count} municipalities: half in the dark band, nine tenths up to the hatched "
        "one;\nunder each year, those below the minimum among those that declared",
        "alt": (
            "{kind}. {title}, {first} to {last}. {count} municipalities. Minimum due: {law}. "
            "{last_told}: {below} of {told} below it. Lowest share applied: {lowest}. Highest: "
            "{highest}."
        ),
        "one": "Line chart",
        "multiples": "Small charts, one a municipality, on one scale",
        "bands": "Chart of percentile bands",
        "none": "in none of the years",
        "to": "to",
    },
}


def minimum_share(
    frame: Any,
    *,
    highlight: Iterable[str] = (),
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw the share of own revenue applied in health, against the share due in each year.

    The line of the law is drawn only in the years in which a share was owed, and a year without a
    declaration is a gap: not to have declared is not to have failed. One municipality has a large
    chart; up to 24 have a small one each; more are drawn as the percentiles of each year, with the
    share of them below the minimum under it.

    Parameters
    ----------
    frame : DataFrame
        One row a municipality and year: the key, ``year``, ``ec29_applied_pct`` and
        ``ec29_due_pct``, in %, as `assess` gives them.
    highlight : sequence of str, optional
        Names that are to have a line of their own among many.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        Years below the minimum have hollow square marks. Small charts are insets of it.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DuplicateKeyError, UnknownNameError, DomainError
        As in `potential`.

    Examples
    --------
    >>> import sustenta as st
    >>> ax = st.plots.minimum_share(st.assess(st.examples.panel(16)))
    >>> len(ax.child_axes)
    16
    """
    text = _TEXT[check_lang(lang)]
    given = table(
        frame, ["year", "ec29_applied_pct", "ec29_due_pct"], chart="minimum_share", lang=lang
    )
    applied, due = by_year(given, "ec29_applied_pct", "ec29_due_pct")
    law, same = _law(due)
    if same:  # a year without a row was owed as by everybody else
        due = replace(due, matrix=np.broadcast_to(law, due.matrix.shape))
    wanted = chosen(highlight, applied.names)
    count = len(applied.names)
    alt = text["alt"].format(**_facts(applied, due, lang), **_kinds(count, text))
    if 1 < count <= FEW:
        ax = _multiples(ax, applied, due, text, lang)
    else:
        ax = _large(ax, applied, due, wanted, lang)
    said = head(applied.names[0] if count == 1 else "", left_out(applied.without, lang))
    return finish(ax, text["title"], said, alt)


def _kinds(count: int, text: dict[str, str]) -> dict[str, str]:
    kind = "one" if count == 1 else "multiples" if count <= FEW else "bands"
    return {"kind": text[kind], "title": text["title"]}


def _law(due: ByYear) -> tuple[NDArray[np.float64], bool]:
    """Give the lowest share due in each year, and whether all owed the same."""
    known = np.isfinite(due.matrix)
    lowest = np.where(known, due.matrix, np.inf).min(axis=0)
    highest = np.where(known, due.matrix, -np.inf).max(axis=0)
    return np.where(np.isfinite(lowest), lowest, np.nan), bool((lowest >= highest).all())


def _failed(applied: ByYear, due: ByYear) -> NDArray[np.bool_]:
    """Say who lies below the minimum when; where either is missing, nobody does."""
    return np.asarray(applied.matrix < due.matrix)


def _facts(applied: ByYear, due: ByYear, lang: Lang) -> dict[str, str]:
    text = _TEXT[lang]
    law, _ = _law(due)
    spans: list[list[Any]] = []
    for year, share in zip(applied.years, law.tolist(), strict=True):
        if share != share:  # noqa: PLR0124  a year in which nothing was owed
            continue
        if spans and spans[-1][2] == share and spans[-1][1] == year - 1:
            spans[-1][1] = year
        else:
            spans.append([year, year, share])
    said = [
        f"{percent(share, lang)} "
        + (f"({first})" if first == last else f"({first} {text['to']} {last})")
        for first, last, share in spans
    ]
    told = np.isfinite(applied.matrix) & np.isfinite(due.matrix)
    latest = int(np.flatnonzero(told.any(axis=0))[-1]) if told.any() else -1
    ends = last_known(applied.matrix)
    return {
        "first": str(applied.years[0]),
        "last": str(applied.years[-1]),
        "count": written(len(applied.names), 0, lang),
        "law": ", ".join(said) or text["none"],
        "last_told": str(applied.years[latest]),
        "below": written(int(_failed(applied, due)[:, latest].sum()), 0, lang),
        "told": written(int(told[:, latest].sum()), 0, lang),
        **{
            name: end_in_words(applied, place, percent(float(ends[place]), lang))
            for name, place in (("lowest", int(ends.argmin())), ("highest", int(ends.argmax())))
        },
    }


def steps(years: list[int], law: NDArray[np.float64]) -> tuple[list[float], list[float]]:
    """Give the law's line: level within a year, broken where nothing was owed."""
    across: list[float] = []
    up: list[float] = []
    for year, share in zip(years, law.tolist(), strict=True):
        across += [year - 0.5, year + 0.5]
        up += [share, share]
    return across, up


def _limits(*values: NDArray[np.float64]) -> tuple[float, float]:
    """Give the scale of rows of shares."""
    low, high = reach(np.concatenate(values))
    slack = 0.08 * (high - low or 1.0)
    return (max(low - slack, 0.0) if low >= 0 else low - slack), high + slack


def _one(ax: Axes, years: list[int], values: Any, failed: Any, size: float) -> None:
    """Draw one municipality's line; below the minimum its marks are hollow squares."""
    ax.plot(years, values, color=BLUE, linewidth=size / 2.6, zorder=3)
    when = np.array(years)
    for there, shape in (
        (~failed, {"marker": "o", "color": BLUE}),
        (failed, {"marker": "s", "markerfacecolor": "white", "markeredgecolor": VERMILION}),
    ):
        look: dict[str, Any] = shape | {
            "markersize": size + (failed is there),
            "linestyle": "none",
            "zorder": 4,
        }
        ax.plot(when[there], values[there], **look)


def _multiples(
    ax: Axes | None, applied: ByYear, due: ByYear, text: dict[str, str], lang: Lang
) -> Axes:
    groups = [Group(name, [place]) for place, name in enumerate(applied.names)]
    limits = _limits(applied.matrix, due.matrix)
    ax, insets = grid(ax, groups, applied.years, limits, lang)
    failed = _failed(applied, due)
    framed = ""
    for place, inset in enumerate(insets):
        across, up = steps(applied.years, due.matrix[place])
        inset.plot(across, up, color=INK, linewidth=1.5, zorder=2)
        inset.set_xlim(applied.years[0] - 0.8, applied.years[-1] + 0.8)
        _one(inset, applied.years, applied.matrix[place], failed[place], 3.0)
        framed = say_reach(inset, applied.matrix[place], lang) or framed
    note(ax, text["note"] + framed)
    return ax


def _large(
    ax: Axes | None,
    applied: ByYear,
    due: ByYear,
    wanted: list[int],
    lang: Lang,
) -> Axes:
    text = _TEXT[lang]
    years = applied.years
    many = len(applied.names) > 1
    under = (1.0 if ax is None else NOTED) if many else 0.55
    ax = canvas(ax, (8.4, 6.2), left=0.75, right=0.126, bottom=under, top=0.55)
    law, same = _law(due)
    failed = _failed(applied, due)
    shown = percentiles(applied.matrix) if many else applied.matrix
    ax.set_ylim(*_limits(shown, applied.matrix[wanted], law[None, :]))
    if many:
        ends = draw_bands(ax, years, applied.matrix, lang, 1)
    else:
        _one(ax, years, applied.matrix[0], failed[0], 5.5)
        ends = [_end(applied, 0, text["applied"], lang)]
    for place in wanted if many else []:
        _one(ax, years, applied.matrix[place], failed[place], 4.5)
        ends.append(_end(applied, place, applied.names[place], lang))
    across, up = steps(years, law)
    ax.plot(across, up, color=INK, linewidth=2.2, linestyle="-", zorder=5)
    if np.isfinite(law).any():
        latest = int(np.flatnonzero(np.isfinite(law))[-1])
        share = float(law[latest])
        name = text["due" if same else "lowest"]
        ends.append(End(name, written(share, 1, lang), years[latest] + 0.5, share, INK))
    beyond = label_ends(ax, ends, years, beyond=0.6)
    _dress(ax, applied, due, beyond, lang)
    return ax


def _end(applied: ByYear, place: int, name: str, lang: Lang) -> End:
    values = applied.matrix[place]
    year = int(np.flatnonzero(np.isfinite(values))[-1])
    value = float(values[year])
    return End(name, written(value, 1, lang), applied.years[year], value, BLUE)


def _dress(ax: Axes, applied: ByYear, due: ByYear, across: float, lang: Lang) -> None:
    text = _TEXT[lang]
    years = applied.years
    told = np.isfinite(applied.matrix) & np.isfinite(due.matrix)
    failed = _failed(applied, due)
    shares: list[str] = []
    said = ""
    if len(applied.names) > 1:
        shares = [
            percent(100 * float(part[there].mean()), lang, 0) if there.any() else "–"
            for part, there in zip(failed.T, told.T, strict=True)
        ]
        count = written(len(applied.names), 0, lang)
        said = text["counts"].format(count=count)
    dress_years(ax, years, across, lang, unit=text["axis"], under=shares, note=said, zero=None)
