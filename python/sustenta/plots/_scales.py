"""How far a scale goes, and what is said of those that are not on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sustenta.plots._style import SOME, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sustenta.registry import Lang

__all__ = ["head", "left_out", "off_scale", "reach"]

#: How far beyond the thousandth of the extremes a scale of very many goes, in spans of the others.
_FAR: Final = 0.25
#: Tukey's outer fences: so many spans of the quarters beyond them (Exploratory Data Analysis, 2D).
_FENCE: Final = 3.0
#: Of fewer values nothing is far from the others.
_LEAST: Final = 8
#: What lies beyond the fences leaves the scale only if the others would else have less than this.
_SHARE: Final = 0.4
#: Who lies so near to the others, in spans of them, stays on their scale.
_NEAR: Final = 0.4
#: Up to so many are named.
_NAMED: Final = 2

_TEXT: Final = {
    "pt": ("fora do quadro", "sem dado"),
    "en": ("outside the frame", "no data"),
}


def reach(values: NDArray[np.float64]) -> tuple[float, float]:
    """Give the ends of a scale: those of the values, unless a few lie far beyond all others.

    Of a matrix each row is one of whom all values are on the scale or none.

    Examples
    --------
    >>> reach(np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 900.0]))
    (1.0, 7.0)
    >>> reach(np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 12.0]))
    (1.0, 12.0)
    """
    known = values[np.isfinite(values)]
    low, high = float(known.min()), float(known.max())
    if len(known) > SOME:
        near, far = np.percentile(known, (0.1, 99.9)).tolist()
        room = _FAR * (far - near)
        low, high = max(low, near - room), min(high, far + room)
    rows = values.reshape(len(values), -1)
    lows = np.where(np.isfinite(rows), rows, np.inf).min(axis=1)
    highs = np.where(np.isfinite(rows), rows, -np.inf).max(axis=1)
    lows, highs = lows[np.isfinite(lows)], highs[np.isfinite(highs)]
    if len(lows) < _LEAST:
        return low, high
    first, third = np.percentile(known, (25, 75)).tolist()
    fence = _FENCE * (third - first)
    within = (lows >= first - fence) & (highs <= third + fence)
    ends = low, high
    for _ in range(2):  # then who lies near to those within the fences is taken in
        if not within.any():
            return low, high
        ends = float(lows[within].min()), float(highs[within].max())
        room = _NEAR * (ends[1] - ends[0])
        within = (lows >= ends[0] - room) & (highs <= ends[1] + room)
    return ends if 0 < ends[1] - ends[0] < _SHARE * (high - low) else (low, high)


def off_scale(names: Sequence[str], figures: Sequence[str], lang: Lang) -> str:
    """Say who is not on the scale: one or two by name and figure, more by their number."""
    if not names:
        return ""
    said = ", ".join(f"{name} ({figure})" for name, figure in zip(names, figures, strict=True))
    return f"{_TEXT[lang][0]}: {said if len(names) <= _NAMED else written(len(names), 0, lang)}"


def left_out(count: int, lang: Lang) -> str:
    """Say how many have no data, if any."""
    return f"{_TEXT[lang][1]}: {written(count, 0, lang)}" if count else ""


def head(*parts: str) -> str:
    """Join what a subtitle says; what is empty says nothing."""
    return "; ".join(filter(None, parts))
