"""Months and years as the sources write them."""

from __future__ import annotations

import re
from typing import Any, Final

from sustenta.sources._grid import cell_text
from sustenta.sources._labels import plain

__all__ = ["month_of", "next_month"]

_NAMES: Final = {
    "jan": 1, "fev": 2, "feb": 2, "mar": 3, "abr": 4, "apr": 4, "mai": 5, "may": 5, "jun": 6,
    "jul": 7, "ago": 8, "aug": 8, "set": 9, "sep": 9, "out": 10, "oct": 10, "nov": 11, "dez": 12,
    "dec": 12,
}  # fmt: skip
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)[-./]?(0[1-9]|1[0-2])(?:[-./]\d\d)?(?:[T ][\d:.]*)?")
_YEAR_LAST = re.compile(r"(?:\d\d?[-./])?(0?[1-9]|1[0-2])[-./]((?:19|20)\d\d)")
#: October, once a program has taken 1980.10 for a number.
_OCTOBER = re.compile(r"((?:19|20)\d\d)\.1")
_NAMED = re.compile(r"([a-z]{3,9}) (?:de )?((?:19|20)?\d\d)")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)?")
_CENTURY: Final = 100
_TURN: Final = 60


def month_of(cell: Any) -> tuple[int, int | None] | None:
    """Give year and month of a cell; the month is None for a whole year; None for neither."""
    text = cell_text(cell)
    if found := _YEAR.fullmatch(text):
        return int(found.group(1)), None
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found.group(1)), int(found.group(2))
    if found := _YEAR_LAST.fullmatch(text):
        return int(found.group(2)), int(found.group(1))
    if found := _OCTOBER.fullmatch(text):
        return int(found.group(1)), 10
    if found := _NAMED.fullmatch(plain(text)):
        month = _NAMES.get(found.group(1)[:3])
        year = int(found.group(2))
        if year < _CENTURY:
            year += 1900 if year >= _TURN else 2000
        return None if month is None else (year, month)
    return None


def next_month(at: tuple[int, int | None]) -> tuple[int, int | None]:
    """Give the month, or the year, that follows."""
    year, month = at
    if month is None:
        return year + 1, None
    return (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004
