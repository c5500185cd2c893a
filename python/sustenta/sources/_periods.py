"""Periods: which figures are of part of a year. Figures within a year are cumulative."""

from __future__ import annotations

import re
from typing import Final

from sustenta.sources._names import compact

__all__ = ["part_of_year"]

#: How many there are in a year, by the first letters of each.
_IN_A_YEAR: Final = {"bim": 6, "quadri": 3, "trim": 4, "sem": 2, "mes": 12}
_PART = re.compile(r"(?:(\d{1,2})[oaºª.]?\s*)?(bim|quadri|trim|sem|mes)\w*(?:\s*(\d{1,2}))?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE = re.compile(
    r"(annual|anual|ano|exercicio|year)\w*|(jan(eiro)?a?)?dez(embro)?|(january?(to)?)?dec(ember)?"
)


def part_of_year(period: str) -> bool:
    """Say whether a period is but a part of a year; one that is not understood may be.

    Examples
    --------
    >>> from sustenta.sources._periods import part_of_year
    >>> [part_of_year(said) for said in ("6º bimestre", "1º quadrimestre", "2007 - Anual", "2015")]
    [False, True, False, False]
    """
    words = re.sub(r"\bde\b", " ", _YEAR.sub(" ", period.casefold())).strip(" -–/.,")
    part = _PART.search(words.replace("ê", "e"))
    if part:
        number = part.group(1) or part.group(3)
        return number is None or int(number) != _IN_A_YEAR[part.group(2)]
    return bool(words) and not _WHOLE.fullmatch(compact(words))
