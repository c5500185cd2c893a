"""Exact numbers as a reader of an audit sees them, with the marks of the language."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

__all__ = ["as_it_stands", "figure", "interval"]

#: Decimals of a number that was computed.
_COMPUTED: Final = 6
#: Decimals that a page may print; a number with more of them is a quotient.
_PRINTED: Final = 8


def figure(number: Decimal | None, lang: str) -> str:
    """Write a number with at most six decimals, and none that is idle."""
    if number is None:
        return "–"
    exponent = int(number.normalize().as_tuple().exponent)
    return _marked(f"{number:,.{min(_COMPUTED, max(0, -exponent))}f}", lang)


def as_it_stands(number: Decimal, lang: str) -> str:
    """Write a number with the decimals that it has, as the page that prints it."""
    if not number.is_finite() or int(number.as_tuple().exponent) < -_PRINTED:
        return figure(number, lang)
    return _marked(f"{number:,f}", lang)


def interval(low: Decimal | None, high: Decimal | None, lang: str) -> str:
    """Write an interval: a number where both ends are one."""
    if low is None or high is None:
        return "–"
    if low == high:
        return figure(low, lang)
    return f"{figure(low, lang)} … {figure(high, lang)}"


def _marked(text: str, lang: str) -> str:
    return text.translate(str.maketrans(",.", ".,")) if lang == "pt" else text
