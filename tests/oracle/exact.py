"""Exact numbers: how an input is read, and the two ways in which a result is rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction

Number = Fraction | Decimal | int | float | str

QUOTIENT_DIGITS = 28


def as_exact(value: Number | None) -> Fraction | None:
    """The number that ``value`` denotes; None when it is missing (None, NaN, blank text).

    A float is read as the shortest decimal that denotes it, which is what ``repr`` prints: 0.1 is
    one tenth, not the binary fraction nearest to it.
    """
    if isinstance(value, bool):
        raise TypeError("a truth value is not an amount")
    if value is None:
        return None
    if isinstance(value, float):
        value = repr(float(value))
        if value == "nan":
            return None
    if isinstance(value, str):
        if value.strip() == "":
            return None
        value = Decimal(value)
    if isinstance(value, Decimal) and value.is_nan():
        return None
    return Fraction(value)


def round_to_decimals(value: Fraction, decimals: int) -> Fraction:
    """``value`` with ``decimals`` decimals, ties to the even digit."""
    scale = Fraction(10) ** decimals
    return Fraction(round(value * scale)) / scale


def round_to_digits(value: Fraction, digits: int = QUOTIENT_DIGITS) -> Decimal:
    """``value`` rounded once to ``digits`` significant digits, ties to the even digit."""
    with localcontext(Context(prec=digits, rounding=ROUND_HALF_EVEN)):
        return Decimal(value.numerator) / Decimal(value.denominator)


def is_too_long(value: Fraction) -> bool:
    """Whether the digits of ``value`` have an end, but more of them than a decimal holds."""
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    fits = Fraction(round_to_digits(value)) == value and (value * 10**28).denominator == 1
    return rest == 1 and not fits


def decimal_text(value: Decimal) -> str:
    """Positional notation without an exponent and without idle zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def exact_text(value: Fraction) -> str:
    """The value as the golden files print it.

    Exact when 28 significant digits hold it; otherwise rounded once, half-even, to 28.
    """
    return decimal_text(round_to_digits(value))


def fixed_text(value: Fraction, decimals: int) -> str:
    """``value`` rounded half-even and printed with exactly ``decimals`` decimals."""
    units = round(value * 10**decimals)
    sign = "-" if units < 0 else ""
    digits = str(abs(units)).rjust(decimals + 1, "0")
    if decimals == 0:
        return sign + digits
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"
