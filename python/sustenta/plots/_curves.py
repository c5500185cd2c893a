"""Lorenz and concentration curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from sustenta.errors import DomainError, SettingError
from sustenta.plots._distribution import named
from sustenta.plots._frames import floats, in_year, nothing, table
from sustenta.plots._scales import head, left_out
from sustenta.plots._style import (
    BLUE,
    INK,
    LETTERS,
    VERMILION,
    canvas,
    clean,
    finish,
    make_room,
    percent,
    require_matplotlib,
    size_of,
    tick,
    wrapped,
    written,
)
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    import pandas as pd
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
        "ranked": "% da população, em ordem crescente de {rank}",
        "index": {"lorenz": "Gini {index}", "concentration": "índice de concentração {index}"},
        "concentration": "Curva de concentração",
        "x_lorenz": "% da população, do menor valor por habitante ao maior",
        "x_concentration": "% da população, do mais pobre ao mais rico",
        "y": "% do total",
        "equal": "igualdade",
        "alt": "{kind}. Acumulado do total contra acumulado da população, com a diagonal da "
        "igualdade. {curves}.",
        "each": "{name}{index}; os primeiros 50% da população têm {share} do total",
    },
    "en": {
        "lorenz": "Lorenz curve",
        "ranked": "% of the population, in ascending order of {rank}",
        "index": {"lorenz": "Gini {index}", "concentration": "concentration index {index}"},
        "concentration": "Concentration curve",
        "x_lorenz": "% of the population, from the lowest value per inhabitant to the highest",
        "x_concentration": "% of the population, from the poorest to the richest",
        "y": "% of the total",
        "equal": "equality",
        "alt": "{kind}. Cumulated total against cumulated population, with the diagonal of "
        "equality. {curves}.",
        "each": "{name}{index}; the first 50 % of the population have {share} of the total",
    },
}


def lorenz(
    frame: Any,
    y: str | Sequence[str] | None = None,
    *,
    weights: str | None = None,
    year: int | None = None,
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw Lorenz curves: which share of the total the lower part of the population has.

    Parameters
    ----------
    frame : DataFrame, or mapping from name to DataFrame
        A table with the columns `y`; or, without `y`, curves as `sustenta.inequality.lorenz` gives
        them: ``population_pct`` and ``value_pct``, cumulated, from 0 to 100. Up to four curves, by
        name, are drawn together.
    y : str or sequence of str, optional
        Columns of amounts, zero or more: a curve each.
    weights : str, optional
        The column of populations; by default each row counts alike.
    year : int, optional
        Which year of a table with years; by default the last in which the first amount is known.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        The diagonal is equality. Each curve has its own colour, dashes and mark, and is named with
        its Gini index (twice the area between it and the diagonal) and the share of the first half
        of the population. Rows in which a column is missing are left out, and counted.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DomainError
        As in `potential`; the last also for shares that are no shares, and for amounts below zero.
    SettingError
        For weights without `y`.
    UnknownNameError
        For another language.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> curve = pd.DataFrame({"population_pct": [0, 50, 100], "value_pct": [0, 30, 100]})
    >>> ax = st.plots.lorenz(curve)
    >>> st.plots.alt_text(ax).rpartition("igualdade. ")[2]
    'Gini 0,200; os primeiros 50% da população têm 30,0% do total.'
    """
    return _draw(frame, "lorenz", _Wanted(y, None, weights, year), ax, lang)


def concentration(
    frame: Any,
    y: str | Sequence[str] | None = None,
    *,
    rank_by: str | None = None,
    weights: str | None = None,
    year: int | None = None,
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw concentration curves: who gets what share, in the order of another amount.

    A curve above the diagonal favours those who come first: the poorer, where the order is income;
    its index is then below zero.

    Parameters
    ----------
    frame : DataFrame, or mapping from name to DataFrame
        A table with the columns `y` and `rank_by`; or, without them, curves as
        `sustenta.inequality.concentration_curve` gives them. Up to four are drawn together.
    y : str or sequence of str, optional
        Columns of amounts, zero or more: a curve each.
    rank_by : str, optional
        The column that puts the municipalities in order, from its lowest value up.
    weights, year, ax, lang
        As in `lorenz`.

    Returns
    -------
    matplotlib.axes.Axes
        As `lorenz`, each curve with its concentration index.

    Raises
    ------
    MissingExtraError, ColumnMissingError, DomainError, UnknownNameError
        As in `lorenz`.
    SettingError
        For `y` without `rank_by`, and for `rank_by` or `weights` without `y`.

    Examples
    --------
    >>> import sustenta as st
    >>> panel = st.assess(st.examples.panel(16))
    >>> ax = st.plots.concentration(
    ...     panel, "health_expenditure_pc", rank_by="linked_revenue_pc", weights="population"
    ... )
    >>> ax.get_title(loc="left").splitlines()
    ['Curva de concentração', '2012']
    """
    return _draw(frame, "concentration", _Wanted(y, rank_by, weights, year), ax, lang)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which columns of a table become curves."""

    y: str | Sequence[str] | None
    rank_by: str | None
    weights: str | None
    year: int | None

    def check(self, kind: Kind) -> None:
        """Refuse what does not go together."""
        given = {"rank_by": self.rank_by, "weights": self.weights, "year": self.year}
        extra = [name for name, value in given.items() if value is not None]
        if self.y is None and extra:
            raise SettingError(
                f"`{extra[0]}` is given without `y`; name the columns of amounts in `y`",
                argument=extra[0],
                problem="no columns of amounts",
            )
        if self.y is not None and kind == "concentration" and self.rank_by is None:
            raise SettingError(
                "`y` is given without `rank_by`; name the column that puts them in order",
                argument="rank_by",
                problem="no order",
            )

    def curves(self, frame: Any, kind: Kind, lang: Lang) -> tuple[dict[str, pd.DataFrame], str]:
        """Make the curves of a table; and say of which year, and how many are left out."""
        from sustenta import inequality

        columns = [self.y] if isinstance(self.y, str) else list(self.y or [])
        also = [name for name in (self.rank_by, self.weights) if name is not None]
        given = table(frame, [*columns, *also], chart=kind, keyed=False)
        found = None
        if "year" in given.columns:
            given, found = in_year(given, self.year, columns[0])
        known = {name: floats(given, name) for name in (*columns, *also)}
        there = np.isfinite(np.column_stack(list(known.values()))).all(axis=1)
        if not there.any():
            raise nothing(columns[0])
        held = {name: values[there] for name, values in known.items()}
        weights = None if self.weights is None else held[self.weights]
        drawn = {}
        for name in columns:
            label = named(name, lang)[0]
            if self.rank_by is None:
                drawn[label] = inequality.lorenz(held[name], weights)
            else:
                drawn[label] = inequality.concentration_curve(
                    held[name], held[self.rank_by], weights
                )
        said = "" if found is None else str(found)
        return drawn, head(said, left_out(int((~there).sum()), lang))


def _draw(frame: Any, kind: Kind, wanted: _Wanted, ax: Axes | None, lang: Lang) -> Axes:
    require_matplotlib()
    text: dict[str, Any] = _TEXT[check_lang(lang)]
    wanted.check(kind)
    subtitle = ""
    if wanted.y is not None:
        frame, subtitle = wanted.curves(frame, kind, lang)
    curves = _curves(frame, kind)
    across_label = text[f"x_{kind}"]
    if wanted.rank_by is not None:
        across_label = text["ranked"].format(rank=named(wanted.rank_by, lang)[0])
    # A figure of ours makes room for the legend; in a cell of the caller's it must be there.
    under = 1.05 if ax is None else 0.85 + 0.32 * (1 + len(curves))
    ax = canvas(ax, (6.4, 6.4), left=0.75, right=0.25, bottom=under, top=0.5)
    every = np.concatenate([up for _, _, up in curves])
    ax.set_xlim(0, 100)
    ax.set_ylim(min(0.0, float(every.min()) * 1.03), max(100.0, float(every.max()) * 1.03))
    ax.plot([0, 100], [0, 100], color=INK, linewidth=1.3, zorder=2, label=text["equal"])
    said = []
    wide = size_of(ax)[0]
    for (name, across, up), (colour, dashes, mark) in zip(curves, _LOOKS, strict=False):
        half = float(np.interp(50, across, up))
        facts = {
            "share": percent(half, lang),
            "index": text["index"][kind].format(index=written(_index(across, up), 3, lang)),
        }
        words = text["each"].format(name=f"{name}: " if name else "", **facts)
        said.append(words)
        few = len(across) <= _MARKED
        ax.plot(
            across, up, color=colour, linestyle=dashes, linewidth=2.0, zorder=3,
            label=wrapped(words, wide - 50, LETTERS),
            marker=mark, markersize=4, markerfacecolor="white",
            markevery=None if few else max(len(across) // 12, 1),
        )  # fmt: skip
        ax.plot([50], [half], marker=mark, color=colour, markersize=7, zorder=5)
    clean(ax, grid="both")
    tick(ax, lang, x=True, room=5)
    ax.set_xlabel(wrapped(across_label, wide, 10))
    ax.set_ylabel(text["y"])
    labels = [str(line.get_label()) for line in ax.lines]
    lines = sum(label.count("\n") + 1 for label in labels if not label.startswith("_"))
    make_room(ax, under=50 + LETTERS * (1.25 * lines + 0.5 * (len(curves) + 1)) + 6)
    ax.legend(
        loc="upper left", bbox_to_anchor=(0.0, -50 / size_of(ax)[1]), frameon=False,
        handlelength=3.6, fontsize=LETTERS, labelcolor=INK, borderaxespad=0,
    )  # fmt: skip
    words = "; ".join(said)
    alt = text["alt"].format(kind=text[kind], curves=words[:1].upper() + words[1:])
    return finish(ax, text[kind], subtitle, alt)


def _index(across: NDArray[np.float64], up: NDArray[np.float64]) -> float:
    """Give twice the area between the diagonal and a curve: its Gini or concentration index."""
    return 1.0 - 2.0 * float(np.trapezoid(up, across)) / 100.0**2


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
