"""Printed figures: reading them in four styles, judging a column, and writing them again.

What docs/method.md, Printed figures, leaves open is decided so:

- white space around the figure, and beside R$ and %, is dropped; inside a number it is an error;
- one sign only: a minus (ASCII or U+2212) in front or behind, or parentheses round the figure;
- a mark (dot or comma) stands between digits, never first or last;
- an exponent is read in ``pt``, ``en`` and ``plain``; printed decimals are the digits after the
  decimal mark less the exponent, so that 1e3 has minus three;
- more than 28 significant digits, idle zeros at both ends aside, is an error of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from oracle.exact import Number, as_exact, fixed_text

STYLES = ("pt", "en", "plain", "mixed")
MARKERS = ("...", "-", "–", "—", "n.d", "n.a", "sem informação", "")
MINUS = ("-", "\u2212")
MAX_DIGITS = 28


@dataclass(frozen=True)
class Figure:
    """A number and how many decimals the page prints of it."""

    value: Decimal
    decimals: int


@dataclass(frozen=True)
class Missing:
    """A marker that stands where a number could."""

    marker: str


@dataclass(frozen=True)
class Refused:
    """``unreadable`` or ``precision``."""

    error: str


Reading = Figure | Missing | Refused

WHOLE = re.compile(r"[0-9]+")


def _groups_of_three(parts: list[str]) -> bool:
    """The first group has one to three digits, every other exactly three."""
    if any(WHOLE.fullmatch(part) is None for part in parts):
        return False
    return len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])


def _whole_and_decimals(number: str, style: str) -> tuple[str, str] | None:
    """The digits before and after the decimal mark, or None where the style cannot read them."""
    if style == "mixed":
        if "." not in number and "," not in number:
            return (number, "") if WHOLE.fullmatch(number) else None
        if "." not in number or "," not in number:
            return None
        last = max(number.rfind("."), number.rfind(","))
        groups, decimals = re.split(r"[.,]", number[:last]), number[last + 1 :]
    else:
        splitter, mark = {"pt": (".", ","), "en": (",", "."), "plain": (None, ".")}[style]
        before, found, decimals = number.partition(mark)
        if not found:
            decimals = ""
        elif decimals == "":
            return None
        groups = [before] if splitter is None else before.split(splitter)
        if len(groups) == 1:
            if WHOLE.fullmatch(before) is None or (found and not WHOLE.fullmatch(decimals)):
                return None
            return before, decimals
        if not found:
            return ("".join(groups), "") if _groups_of_three(groups) else None
    if WHOLE.fullmatch(decimals) is None or not _groups_of_three(groups):
        return None
    return "".join(groups), decimals


def _without_sign(text: str) -> tuple[str, int]:
    """The text without its signs, and how many signs there were."""
    signs = 0
    while text.startswith(MINUS):
        text, signs = text[1:].strip(), signs + 1
    while text.endswith(MINUS):
        text, signs = text[:-1].strip(), signs + 1
    if text.startswith("(") and text.endswith(")"):
        text, signs = text[1:-1].strip(), signs + 1
    return text, signs


def _bare_number(text: str) -> tuple[str, int]:
    """The number without R$, % and signs, and how many signs were taken off."""
    text, signs = _without_sign(text)
    if text.endswith("%"):
        text = text[:-1].strip()
    if text.startswith("R$"):
        text = text[2:].strip()
    text, more = _without_sign(text)
    return text, signs + more


def read(text: str, style: str) -> Reading:
    """One printed figure in one style."""
    text = text.strip()
    if text in MARKERS:
        return Missing(text)
    number, signs = _bare_number(text)
    exponent = 0
    if style != "mixed":
        head, mark, tail = number.replace("E", "e").partition("e")
        if mark:
            if re.fullmatch(r"[+-]?[0-9]+", tail) is None:
                return Refused("unreadable")
            number, exponent = head, int(tail)
    digits = _whole_and_decimals(number, style)
    if digits is None or signs > 1:
        return Refused("unreadable")
    whole, decimals = digits
    if len((whole + decimals).strip("0")) > MAX_DIGITS:
        return Refused("precision")
    sign = "-" if signs else ""
    value = Decimal(f"{sign}{whole}{decimals}e{exponent - len(decimals)}")
    return Figure(value or Decimal(0), len(decimals) - exponent)


def read_column(texts: list[str]) -> list[Decimal | None] | Refused:
    """What all the styles that read the whole column agree on."""
    readings: list[list[Decimal | None]] = []
    for style in STYLES:
        numbers: list[Decimal | None] = []
        for text in texts:
            reading = read(text, style)
            if isinstance(reading, Refused):
                break
            numbers.append(reading.value if isinstance(reading, Figure) else None)
        else:
            readings.append(numbers)
    if not readings:
        return Refused("unreadable")
    if any(other != readings[0] for other in readings[1:]):
        return Refused("ambiguous")
    return readings[0]


def write(value: Number, decimals: int = 2, negative: str = "minus", lang: str = "pt") -> str:
    """The figure with groups of three; a value that rounds to zero carries no sign."""
    number = as_exact(value)
    if number is None:
        raise ValueError("nothing to write")
    splitter, mark = {"pt": (".", ","), "en": (",", ".")}[lang]
    text = fixed_text(abs(number), decimals)
    whole, _, fraction = text.partition(".")
    groups = []
    while whole:
        groups.append(whole[-3:])
        whole = whole[:-3]
    printed = splitter.join(reversed(groups)) + (mark + fraction if decimals else "")
    below_zero = number < 0 and Fraction(text) != 0
    if not below_zero:
        return printed
    return {"minus": f"-{printed}", "parentheses": f"({printed})"}[negative]
