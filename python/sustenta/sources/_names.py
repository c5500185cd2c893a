"""Names of municipalities, compared only to find a row whose name and code disagree."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final

__all__ = ["cleaned", "compact", "similar"]

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("`\u00b4\u2018\u2019\u02bc\u2032", "'"))
#: "Abatiá - PR", "Abatiá/PR", "Abatiá (PR)".
_UF_BEHIND = re.compile(r"\s*(?:[-–/]\s*[A-Z]{2}|\([A-Z]{2}\))$")
_SIMILAR: Final = 0.75
#: No name is longer; what is said beyond does not count.
_LONGEST: Final = 200


def cleaned(name: str) -> str:
    """Give a name without no-break spaces, stray white space and odd apostrophes."""
    return _SPACES.sub(" ", name.translate(_APOSTROPHES)).strip()


def compact(name: str) -> str:
    """Give what is compared: letters and digits alone, without accents and case."""
    bare = _UF_BEHIND.sub("", cleaned(name[:_LONGEST]))
    letters = unicodedata.normalize("NFKD", bare)
    return "".join(letter for letter in letters if letter.isalnum()).casefold()


def similar(one: str, other: str) -> bool:
    """Say whether two compact names may be two spellings of one."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SIMILAR
