"""Lorenz and concentration curves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from sustenta.errors import DomainError
from sustenta.plots._frames import floats, nothing, table
from sustenta.plots._style import (
    BLUE,
    INK,
    LETTERS,
    VERMILION,
    canvas,
    clean,
    finish,
    percent,
    shortened,
    size_of,
    tick,
    width_of,
)
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["concentration", "lorenz"]

Kind = Literal["lorenz", "concentration"]

_SHARES: Final = ("population_pct", "value_pct")
#: Up to so many points a curve has marks.
_MARKED: Final = 40
_LOOKS: Final = (
    (BLUE, "-", "o"),
    (VERMILION, (0, (5, 1.8)), "s"),
    ("#00664A", (0, (1.2, 1.4)), "^"),
    ("#7A3B69", (0, (6, 1.5, 1.2, 1.5)), "D"),
)

_TEXT: Final = {
    "pt": {
        "lorenz": "Curva de Lorenz",
        "concentration": "Curva de concentração",
        "x_lorenz": "% da população, do menor valor por habitante ao maior",
        "x_concentration": "% da população, do mais pobre ao mais rico",
        "y": "% do total",
        "equal": "igualdade",
        "alt": "{kind}. Acumulado do total contra acumulado da população, com a diagonal da "
        "igualdade. {curves}.",
        "each": "{name}os primeiros 50% da população têm {share} do total",
    },
    "en": {
        "lorenz": "Lorenz curve",
        "concentration": "Concentration curve",
        "x_lorenz": "% of the population, from the lowest value per inhabitant to the highest",
        "x_concentration": "% of the population, from the poorest to the richest",
        "y": "% of the total",
        "equal": "equality",
        "alt": "{kind}. Cumulated total against cumulated population, with the diagonal of "
        "equality. {curves}.",
        "each": "{name}the first 50 % of the population have {share} of the total",
    },
}


def lorenz(frame: Any, *, ax: Axes | None = None, lang: Lang = "pt") -> Axes:
    """Draw Lorenz curves: which share of the total the lower part of the population has.

    Parameters
    ----------
    frame : DataFrame, or mapping from name to DataFrame
        As `sustenta.inequality.lorenz` gives it: ``population_pct`` and ``value_pct``,
        cumulated, from 0 to 100. Up to four curves, by name, are drawn together.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        The diagonal is equality. Each curve has its own colour, dashes and mark, and is named at
        the half of the population with the share that this half has.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DomainError
        As in `potential`; the last also for shares that are no shares.
    UnknownNameError
        For another language.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> curve = pd.DataFrame({"population_pct": [0, 50, 100], "value_pct": [0, 30, 100]})
    >>> ax = st.plots.lorenz(curve)
    >>> ax.get_title(loc="left")
    'Curva de Lorenz'
    """
    return _draw(frame, "lorenz", ax, lang)


def concentration(frame: Any, *, ax: Axes | None = None, lang: Lang = "pt") -> Axes:
    """Draw concentration curves: who gets what share, in the order of another amount.

    A curve above the diagonal favours those who come first: the poorer, where the order is income.

    Parameters
    ----------
    frame : DataFrame, or mapping from name to DataFrame
        ``population_pct`` and ``value_pct``, cumulated in the order of the ranking amount.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        As `lorenz`.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DomainError, UnknownNameError
        As in `lorenz`.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> curve = pd.DataFrame({"population_pct": [0, 50, 100], "value_pct": [0, 60, 100]})
    >>> st.plots.concentration(curve, lang="en").get_title(loc="left")
    'Concentration curve'
    """
    return _draw(frame, "concentration", ax, lang)


def _draw(frame: Any, kind: Kind, ax: Axes | None, lang: Lang) -> Axes:
    text = _TEXT[check_lang(lang)]
    curves = _curves(frame, kind)
    under = 0.95 + 0.18 * len(curves)
    ax = canvas(ax, (6.4, 5.35 + under), left=0.75, right=0.25, bottom=under, top=0.5)
    every = np.concatenate([up for _, _, up in curves])
    ax.set_xlim(0, 100)
    ax.set_ylim(min(0.0, float(every.min()) * 1.03), max(100.0, float(every.max()) * 1.03))
    ax.plot([0, 100], [0, 100], color=INK, linewidth=1.3, zorder=2, label=text["equal"])
    said = []
    for (name, across, up), (colour, dashes, mark) in zip(curves, _LOOKS, strict=False):
        half = float(np.interp(50, across, up))
        share = percent(half, lang)
        said.append(text["each"].format(name=f"{name}: " if name else "", share=share))
        room = size_of(ax)[0] - width_of(text["each"].format(name="", share=share)) - 60
        short = f"{shortened(name, room)}: " if name else ""
        few = len(across) <= _MARKED
        ax.plot(
            across, up, color=colour, linestyle=dashes, linewidth=2.0, zorder=3,
            label=text["each"].format(name=short, share=share),
            marker=mark, markersize=4, markerfacecolor="white",
            markevery=None if few else max(len(across) // 12, 1),
        )  # fmt: skip
        ax.plot([50], [half], marker=mark, color=colour, markersize=7, zorder=5)
    clean(ax, grid="both")
    tick(ax, lang, x=True, room=5)
    ax.set_xlabel(text[f"x_{kind}"])
    ax.set_ylabel(text["y"])
    ax.legend(
        loc="upper left", bbox_to_anchor=(0.0, -42 / size_of(ax)[1]), frameon=False,
        handlelength=3.6,
        fontsize=LETTERS, labelcolor=INK, borderaxespad=0,
    )  # fmt: skip
    alt = text["alt"].format(kind=text[kind], curves="; ".join(said))
    return finish(ax, text[kind], "", alt)


def _curves(frame: Any, kind: Kind) -> list[tuple[str, NDArray[np.float64], NDArray[np.float64]]]:
    """Give each curve's name and its points in per cent, from nobody to everybody."""
    named = frame if isinstance(frame, Mapping) else {"": frame}
    if not 1 <= len(named) <= len(_LOOKS):
        raise DomainError(
            f"`frame` has {len(named)} curves; expected 1 to {len(_LOOKS)} to be told apart",
            argument="frame",
            row=None,
            found=str(len(named)),
            expected=f"1 to {len(_LOOKS)}",
            reason="too_many_curves",
        )
    found = []
    for name, each in named.items():
        given = table(each, list(_SHARES), chart=kind, keyed=False)
        across, up = (floats(given, column) for column in _SHARES)
        known = np.isfinite(across) & np.isfinite(up)
        across, up = across[known], up[known]
        if not len(across):
            raise nothing("value_pct")
        slack = 1e-6
        outside = (across < -slack) | (across > 100 + slack)
        if outside.any():
            row = int(outside.argmax())
            raise DomainError(
                f"`population_pct` at row {row} is {across[row]}; expected 0 to 100",
                argument="population_pct",
                row=row,
                found=str(across[row]),
                expected="0 to 100",
                reason="not_a_share",
            )
        order = np.argsort(across, kind="stable")
        across, up = across[order], up[order]
        if across[0] > slack:
            across, up = np.append(0.0, across), np.append(0.0, up)
        found.append((str(name), across, up))
    return found
