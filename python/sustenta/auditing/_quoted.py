"""A figure as a Brazilian text prints it, and what it may stand for."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["bounds", "figure_of"]


def figure_of(printed: str) -> Decimal:
    """Read a figure as a Brazilian text prints it; parentheses are a minus."""
    bare = printed.strip("()-")
    value = Decimal(bare.replace(".", "").replace(",", "."))
    return -value if printed[0] in "(-" else value


def bounds(printed: str) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Give what rounds to a printed figure, and what is cut off to it.

    Parameters
    ----------
    printed : str
        The figure, decimals behind a comma.

    Returns
    -------
    tuple of Decimal
        The least and the greatest number that round to it; the least and the greatest that give it
        when further digits are left out (the end away from zero does not itself).
    """
    value = figure_of(printed)
    unit = Decimal(1).scaleb(int(value.as_tuple().exponent))
    beyond = (value - unit, value) if value < 0 else (value, value + unit)
    return (value - unit / 2, value + unit / 2, *beyond)
