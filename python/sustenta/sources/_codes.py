"""One code of a municipality: what it is, its seventh digit, and whether a name is its own."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from sustenta.sources._names import compact, similar

#: The states by IBGE's two digits.
UFS: Final = {
    "11": "RO", "12": "AC", "13": "AM", "14": "RR", "15": "PA", "16": "AP", "17": "TO",
    "21": "MA", "22": "PI", "23": "CE", "24": "RN", "25": "PB", "26": "PE", "27": "AL",
    "28": "SE", "29": "BA", "31": "MG", "32": "ES", "33": "RJ", "35": "SP", "41": "PR",
    "42": "SC", "43": "RS", "50": "MS", "51": "MT", "52": "GO", "53": "DF",
}  # fmt: skip

# What a code may be.
MUNICIPALITY, FEDERAL_DISTRICT = "municipality", "federal_district"
IGNORED, UF_TOTAL, MISSING = "ignored", "uf_total", "missing"
WRONG_DIGIT, UNKNOWN, UNREADABLE = "wrong_check_digit", "unknown", "unreadable"
#: These have a code of 7 digits.
PLACES: Final = (MUNICIPALITY, FEDERAL_DISTRICT)

_FEDERAL_DISTRICT: Final = "5300108"
SHORT, _LONG, _OF_UF = 6, 7, 2
#: "530010.0", as a float of a spreadsheet becomes when it is written; a decimal comma likewise.
_CODE = re.compile(r"(\d{1,9})(?:[.,]0+)?")
QUOTES: Final = "\"' \t\r\n\u00a0\ufeff"
_LARGEST: Final = 10**9


class Code(NamedTuple):
    """What one code says."""

    code7: str | None
    uf: str | None
    municipality: str | None
    status: str


class Known(NamedTuple):
    municipality: str
    uf: str
    first_census: int | None
    other_names: tuple[str, ...]


@cache
def known() -> dict[str, Known]:
    text = files("sustenta.sources").joinpath("data/municipalities.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["code"]: Known(
            row["municipality"],
            row["uf"],
            int(row["first_census"]) if row["first_census"] else None,
            tuple(name for name in row["other_names"].split("|") if name),
        )
        for row in rows
    }


@cache
def _seventh() -> dict[str, str]:
    """The code of 7 digits for each of 6: no two codes share their first six digits."""
    return {code[:SHORT]: code for code in known()}


def check_digit(code: str) -> str:
    """Compute the seventh digit of six: IBGE's rule, without its nine exceptions."""
    total = 0
    for position, digit in enumerate(code[:SHORT]):
        product = int(digit) * (1 + position % 2)
        total += product // 10 + product % 10
    return str(-total % 10)


def digits_of(given: Any) -> str | None:
    """Give the digits of a code; the empty text where it is missing, None where it is no code."""
    if isinstance(given, str):
        bare = given.strip(QUOTES)
        if not bare:
            return ""
        found = _CODE.fullmatch(bare)
        return found.group(1) if found and found.group(1).isascii() else None
    if given is None or given is pd.NA or given is pd.NaT:
        return ""
    numeric = isinstance(given, (int, float, np.integer, np.floating, Decimal))
    if not numeric or isinstance(given, bool):
        return None
    if given != given:  # noqa: PLR0124  NaN, also Decimal's
        return ""
    return str(int(given)) if 0 <= given < _LARGEST and given == int(given) else None


def read_code(given: Any) -> Code:
    """Say what one code is, of a municipality or not."""
    digits = digits_of(given)
    if not digits:
        return Code(None, None, None, UNREADABLE if digits is None else MISSING)
    uf = UFS.get(digits[:_OF_UF])
    if len(digits) == _OF_UF and uf:
        return Code(None, uf, None, UF_TOTAL)
    if len(digits) not in {SHORT, _LONG}:
        return Code(None, None, None, UNKNOWN)
    if set(digits[_OF_UF:]) in ({"0"}, {"9"}) and (uf or set(digits) in ({"0"}, {"9"})):
        return Code(None, uf, None, IGNORED)
    return _of_municipality(digits, uf)


def _of_municipality(digits: str, uf: str | None) -> Code:
    code = _seventh().get(digits[:SHORT])
    if code is None:
        return Code(None, uf, None, UNKNOWN)
    place = known()[code]
    if len(digits) == _LONG and digits != code:
        return Code(None, place.uf, place.municipality, WRONG_DIGIT)
    status = FEDERAL_DISTRICT if code == _FEDERAL_DISTRICT else MUNICIPALITY
    return Code(code, place.uf, place.municipality, status)


def compare_name(code7: str, printed: str) -> tuple[str, str] | None:
    """Hold a printed name against its code's.

    Returns
    -------
    (kind, words), or None where they agree but for accents, case and punctuation
        The kind is ``spelling`` (like it, or another name of it), ``other`` (another
        municipality's of that state) or ``unlike``.
    """
    place = known()[code7]
    if printed == place.municipality:
        return None
    name = compact(printed)
    if not name or name == compact(place.municipality):
        return None
    if name in map(compact, place.other_names):
        return "spelling", f"{place.municipality!r} in the table of municipalities"
    other = _by_name().get((place.uf, name))
    if other is not None:
        return "other", f"{code7} is {place.municipality!r}; {printed!r} is {other}"
    if any(similar(name, compact(own)) for own in (place.municipality, *place.other_names)):
        return "spelling", f"{place.municipality!r} in the table of municipalities"
    return "unlike", f"{code7} is {place.municipality!r} in the table of municipalities"


@cache
def _by_name() -> dict[tuple[str, str], str]:
    return {(place.uf, compact(place.municipality)): code for code, place in known().items()}


def how_many(uf: str) -> int:
    """Count the municipalities of a state."""
    return sum(place.uf == uf for place in known().values())
