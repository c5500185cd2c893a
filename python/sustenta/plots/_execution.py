"""The chart of a programme's money: its ceiling, what was transferred, what was executed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.classifications import classify_execution
from sustenta.plots._clouds import cloud
from sustenta.plots._frames import chosen, floats, in_year, nothing, table, units
from sustenta.plots._lines import capacity
from sustenta.plots._places import extremes
from sustenta.plots._rows import (
    aside_of,
    dress_rows,
    figures_aside,
    legend_below,
    page_of_rows,
)
from sustenta.plots._scales import off_scale
from sustenta.plots._style import (
    BLUE,
    FEW,
    GREY,
    HATCH,
    INK,
    LETTERS,
    PALE,
    SOME,
    canvas,
    clean,
    finish,
    percent,
    tick,
    written,
)
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["execution"]

#: The article's borders, in % of what was transferred.
_BORDERS: Final = (70.0, 90.0)

_TEXT: Final = {
    "pt": {
        "title": "Execução financeira: teto, valor repassado e valor executado",
        "ceiling": "teto",
        "transferred": "repassado",
        "executed": "executado",
        "unit": "mil R$",
        "column": "executado/repassado",
        "none": "n.d.",
        "untold": "sem informação",
        "x": "repassado, % do teto",
        "y": "executado, % do repassado",
        "unknown": "não sabidos: {count}",
        "alt": (
            "{kind}. {title}. {count} municípios com execução conhecida: {classes}. Menor "
            "execução: {lowest}. Maior: {highest}. Sem dado: {unknown}."
        ),
        "rows": "Gráfico de barras, um município por linha",
        "points": "Gráfico de pontos, parte executada contra parte repassada, com as bordas das "
        "classes em 70 e 90%",
        "cells": "Gráfico de densidade, parte executada contra parte repassada, com as bordas das "
        "classes em 70 e 90%",
    },
    "en": {
        "title": "Financial execution: ceiling, amount transferred and amount executed",
        "ceiling": "ceiling",
        "transferred": "transferred",
        "executed": "executed",
        "unit": "thousand R$",
        "column": "executed/transferred",
        "none": "n.a.",
        "untold": "no information",
        "x": "transferred, % of the ceiling",
        "y": "executed, % of the amount transferred",
        "unknown": "not known: {count}",
        "alt": (
            "{kind}. {title}. {count} municipalities with a known execution: {classes}. Lowest "
            "execution: {lowest}. Highest: {highest}. Without data: {unknown}."
        ),
        "rows": "Bar chart, a row a municipality",
        "points": "Scatter chart, share executed against share transferred, with the borders of "
        "the classes at 70 and 90 %",
        "cells": "Density chart, share executed against share transferred, with the borders of "
        "the classes at 70 and 90 %",
    },
}


def execution(
    frame: Any,
    *,
    highlight: Iterable[str] = (),
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw the ceiling, the amount transferred and the amount executed of each municipality.

    Up to 24 municipalities, each has a row of bars, and the share executed in figures. Beyond, the
    share executed is drawn against the share transferred, with the borders of the article's
    classes: points up to 250, with the extremes named; then a grid that is darker where more lie.

    Parameters
    ----------
    frame : DataFrame
        One row a municipality: the key, ``ceiling``, ``transferred`` and ``executed``, in R$, as
        the study's Table 2 or `examples.execution`.
    highlight : sequence of str, optional
        Names that are to be written in any case.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        A municipality that received nothing, or of which an amount is missing, has a row with what
        is known of it; among points it is only counted.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DuplicateKeyError, UnknownNameError, DomainError
        As in `potential`.

    Examples
    --------
    >>> import sustenta as st
    >>> ax = st.plots.execution(st.examples.execution(16))
    >>> ax.get_xlabel()
    'mil R$'
    """
    text = _TEXT[check_lang(lang)]
    given = table(frame, ["ceiling", "transferred", "executed"], chart="execution", lang=lang)
    if "year" in given.columns:
        given, _ = in_year(given, None, "executed")
    who = units(given)
    names = [who.names[code] for code in who.codes]
    wanted = chosen(highlight, names)
    amounts = np.column_stack([floats(given, c) for c in ("ceiling", "transferred", "executed")])
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.column_stack(
            [
                np.where(amounts[:, 0] > 0, 100 * amounts[:, 1] / amounts[:, 0], np.nan),
                np.where(amounts[:, 1] > 0, 100 * amounts[:, 2] / amounts[:, 1], np.nan),
            ]
        )
    if not np.isfinite(shares[:, 1]).any():
        raise nothing("executed")
    classes, counted = _classes(given, lang)
    if len(names) <= FEW and (ax is None or len(names) + 2 <= capacity(ax)):
        kind, beyond = "rows", ""
        ax = _rows(ax, amounts, shares[:, 1], names, lang)
    else:
        kind = "points" if len(names) <= SOME else "cells"
        ax, beyond = _points(ax, shares, names, wanted, judged=(classes, counted), lang=lang)
    alt = text["alt"].format(
        kind=text[kind],
        title=text["title"],
        classes=", ".join(f"{label} {written(number, 0, lang)}" for label, number in counted),
        **_facts(shares, names, lang),
    )
    return finish(ax, text["title"], beyond, alt, 30.0 if kind == "cells" else 20.0)


def _classes(given: pd.DataFrame, lang: Lang) -> tuple[NDArray[np.int8], list[tuple[str, int]]]:
    """Classify on the amounts, as the article does; give each one's class, and count them."""
    found = classify_execution(given["executed"], given["transferred"], lang=lang).cat
    codes = found.codes.to_numpy()
    return codes, [
        (str(label), int((codes == place).sum())) for place, label in enumerate(found.categories)
    ]


def _facts(shares: NDArray[np.float64], names: Sequence[str], lang: Lang) -> dict[str, str]:
    executed = shares[:, 1]
    known = np.isfinite(executed)
    ends = {"lowest": int(np.nanargmin(executed)), "highest": int(np.nanargmax(executed))}
    return {
        "count": written(int(known.sum()), 0, lang),
        "unknown": written(int((~known).sum()), 0, lang),
        **{
            name: f"{names[place]} ({percent(float(executed[place]), lang, 2)})"
            for name, place in ends.items()
        },
    }


def _rows(
    ax: Axes | None,
    amounts: NDArray[np.float64],
    executed: NDArray[np.float64],
    names: Sequence[str],
    lang: Lang,
) -> Axes:
    text = _TEXT[lang]
    order = np.argsort(np.where(np.isfinite(executed), executed, -1.0), kind="stable")
    names = [names[place] for place in order]
    amounts, executed = amounts[order] / 1000, executed[order]
    aside = aside_of(text["column"])
    ax = page_of_rows(ax, names, each=0.34, under=0.9, over=0.8, aside=aside)
    rows = np.arange(len(names))
    for row in np.flatnonzero(~np.isfinite(amounts[:, 0])).tolist():
        ax.text(0, row, f" {text['untold']}", va="center", fontsize=LETTERS, color=GREY)
    amounts = np.nan_to_num(amounts)
    looks: list[dict[str, Any]] = [
        {"height": 0.78, "facecolor": "white", "edgecolor": INK, "linewidth": 0.9},
        {"height": 0.58, "facecolor": PALE, "edgecolor": BLUE, "hatch": HATCH, "linewidth": 0.0},
        {"height": 0.28, "facecolor": BLUE, "edgecolor": BLUE, "linewidth": 0.0},
    ]
    for column, look in enumerate(looks):
        name = ("ceiling", "transferred", "executed")[column]
        ax.barh(rows, amounts[:, column], label=text[name], zorder=2 + column, **look)
    figures = [
        percent(share, lang, 2) if share == share else text["none"]  # noqa: PLR0124
        for share in executed.tolist()
    ]
    figures_aside(ax, figures, text["column"], aside)
    ax.set_xlim(0, float(amounts.max()) * 1.03)
    dress_rows(ax, names, text["unit"], lang)
    legend_below(ax, 0.52, 3, fontsize=9)
    return ax


def _points(
    ax: Axes | None,
    shares: NDArray[np.float64],
    names: Sequence[str],
    wanted: Sequence[int],
    *,
    judged: tuple[NDArray[np.int8], list[tuple[str, int]]],
    lang: Lang,
) -> tuple[Axes, str]:
    text = _TEXT[lang]
    classes, counted = judged
    many = len(names) > SOME
    ax = canvas(ax, (8.0, 6.4), left=0.75, right=1.35, bottom=0.7, top=0.95 if many else 0.75)
    known = np.asarray(np.isfinite(shares).all(axis=1))
    shown = shares[known]
    kept = [name for name, there in zip(names, known.tolist(), strict=True) if there]
    place = {int(old): new for new, old in enumerate(np.flatnonzero(known))}
    marked = [place[each] for each in wanted if each in place]
    due = len(marked)
    if not many:
        marked = list(dict.fromkeys([*marked, *extremes(shown[:, 1], 5)]))
    ax.set_xlim(0, max(100.0, min(float(shown[:, 0].max()), 200.0)) * 1.04)
    ax.set_ylim(0, max(100.0, min(float(shown[:, 1].max()), 200.0)) * 1.04)
    for border in _BORDERS:
        ax.axhline(border, color=INK, linewidth=1.3, zorder=3)
    low, high = _BORDERS
    for (label, count), height in zip(
        counted, (low / 2, (low + high) / 2, (high + ax.get_ylim()[1]) / 2), strict=True
    ):
        ax.annotate(
            f"{label}: {written(count, 0, lang)}", (1.0, height),
            xycoords=("axes fraction", "data"), xytext=(8, 0), textcoords="offset points",
            va="center", fontsize=10, color=INK, annotation_clip=False,
        )  # fmt: skip
    missing = int((~np.isfinite(shares[:, 1])).sum())
    if missing:
        ax.annotate(
            text["unknown"].format(count=written(missing, 0, lang)), (1.0, 0.0),
            xycoords="axes fraction", xytext=(8, 4), textcoords="offset points", va="bottom",
            fontsize=8.5, color=GREY, annotation_clip=False,
        )  # fmt: skip
    far = cloud(ax, shown, classes[known] > 0, kept, marked, due=due, lang=lang)
    clean(ax, grid="both")
    tick(ax, lang, x=True)
    ax.set_xlabel(text["x"])
    ax.set_ylabel(text["y"])
    figures = [percent(shown[each, 1], lang) for each in far]
    return ax, off_scale([kept[each] for each in far], figures, lang)
