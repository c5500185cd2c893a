"""Many municipalities over years: what the middle of them does, and the outer ones."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.plots._lines import End, alone
from sustenta.plots._style import BLUE, DASHED, HATCH, INK, MIDDLE, PALE, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from sustenta.registry import Lang

__all__ = ["PERCENTS", "band_names", "draw_bands", "percentiles", "widened"]

#: Which percentiles are drawn, ascending.
PERCENTS: Final = (5, 25, 50, 75, 95)
#: How far a year without neighbours is drawn to each side at most, in years.
_STEP: Final = 0.15

_NAMES: Final = {
    "pt": ("percentil 5", "percentil 25", "mediana", "percentil 75", "percentil 95"),
    "en": ("5th percentile", "25th percentile", "median", "75th percentile", "95th percentile"),
}


def percentiles(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the percentiles of each year, a row each; NaN in a year of which nothing is known."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a year of gaps has none, and may
        return np.asarray(np.nanpercentile(values, PERCENTS, axis=0))


def band_names(lang: Lang) -> tuple[str, ...]:
    """Give the names of the percentiles."""
    return _NAMES[lang]


def widened(years: Sequence[int], *rows: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Give years and rows to draw an area of; a year without neighbours becomes a short step.

    An area from a year to itself would not be seen.

    Examples
    --------
    >>> across, up = widened([2000, 2001, 2002], np.array([1.0, np.nan, 2.0]))
    >>> across.tolist(), up.tolist()
    ([1999.9, 2000.1, 2001.0, 2001.9, 2002.1], [1.0, 1.0, nan, 2.0, 2.0])
    """
    single = alone(np.sum(rows, axis=0))
    times = np.ones(len(years), dtype=np.intp)
    times[single] = 2
    across = np.repeat(np.asarray(years, dtype=np.float64), times)
    first = np.searchsorted(across, np.asarray(years, dtype=np.float64)[single])
    step = min(_STEP, 0.05 * max(years[-1] - years[0], 1))
    across[first] -= step
    across[first + 1] += step
    return [across, *(np.repeat(row, times) for row in rows)]


def draw_bands(
    ax: Axes,
    years: Sequence[int],
    values: NDArray[np.float64],
    lang: Lang,
    decimals: int = 2,
    *,
    ahead: int | None = None,
) -> list[End]:
    """Draw the bands and the median, and give their names at the right ends.

    Half of the municipalities lie in the dark band, nine tenths in the hatched one or within. From
    the year `ahead` on, which is projected, the median is dashed and its marks are hollow.
    """
    rows = percentiles(values)
    known = np.isfinite(rows[2])
    for low, high, colour, hatch in ((0, 4, PALE, HATCH), (1, 3, MIDDLE, "")):
        across, lower, upper = widened(years, rows[low], rows[high])
        ax.fill_between(
            across,
            lower,
            upper,
            facecolor=colour,
            edgecolor="white",
            hatch=hatch,
            linewidth=0,
            zorder=2,
        )
    for place in (0, 4, 1, 3):
        ax.plot(*widened(years, rows[place]), color=BLUE, linewidth=0.7, zorder=3)
    look: dict[str, Any] = {"color": INK, "linewidth": 2.2, "markersize": 4, "zorder": 4}
    was = len(years) if ahead is None else years.index(ahead)
    if was:
        ax.plot(years[:was], rows[2][:was], marker="o", **look)
    if was < len(years):
        # The line goes on from the last year that was observed, which has its mark already.
        start = max(was - 1, 0)
        ax.plot(
            years[start:], rows[2][start:], linestyle=DASHED, marker="o", markerfacecolor="white",
            markevery=range(was - start, len(years) - start), **look,
        )  # fmt: skip
    last = int(np.flatnonzero(known)[-1])
    ends = rows[:, last].tolist()
    return [
        End(name, written(value, decimals, lang), years[last], value, BLUE if place - 2 else INK)
        for place, (name, value) in enumerate(zip(_NAMES[lang], ends, strict=True))
    ]
