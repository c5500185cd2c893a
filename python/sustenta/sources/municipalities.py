"""Codes of municipalities: 6 and 7 digits, text or number, told apart from what is no municipality.

The seventh digit is computed, with the nine codes that do not follow the rule, and held against the
table of the 5,571 codes that ships with the package.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import pandas as pd

from sustenta.errors import CodeError, UnknownNameError
from sustenta.sources._names import compact, similar

__all__ = ["check", "code6", "code7", "table", "uf"]

Errors = Literal["raise", "coerce"]

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
_PLACES: Final = (MUNICIPALITY, FEDERAL_DISTRICT)

_FEDERAL_DISTRICT: Final = "5300108"
_SHORT, _LONG, _OF_UF = 6, 7, 2
#: "530010.0", as a float of a spreadsheet becomes when it is written; a decimal comma likewise.
_CODE = re.compile(r"(\d{1,9})(?:[.,]0+)?")
_QUOTES: Final = "\"' \t\r\n\u00a0\ufeff"
_LARGEST: Final = 10**9


class Code(NamedTuple):
    """What one code says."""

    code7: str | None
    uf: str | None
    municipality: str | None
    status: str


class _Known(NamedTuple):
    municipality: str
    uf: str
    first_census: int | None
    other_names: tuple[str, ...]


@cache
def _known() -> dict[str, _Known]:
    text = files("sustenta.sources").joinpath("data/municipalities.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["code"]: _Known(
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
    return {code[:_SHORT]: code for code in _known()}


def check_digit(code: str) -> str:
    """Compute the seventh digit of six: IBGE's rule, without its nine exceptions."""
    total = 0
    for position, digit in enumerate(code[:_SHORT]):
        product = int(digit) * (1 + position % 2)
        total += product // 10 + product % 10
    return str(-total % 10)


def _digits(given: Any) -> str | None:
    """Give the digits of a code; the empty text where it is missing, None where it is no code."""
    if isinstance(given, str):
        bare = given.strip(_QUOTES)
        if not bare:
            return ""
        found = _CODE.fullmatch(bare)
        return found.group(1) if found and found.group(1).isascii() else None
    if given is None or given is pd.NA or given is pd.NaT:
        return ""
    if isinstance(given, (bool, np.bool_)):
        return None
    if isinstance(given, (int, np.integer)):
        return str(int(given)) if 0 <= given < _LARGEST else None
    if isinstance(given, (float, np.floating, Decimal)):
        if given != given:  # noqa: PLR0124  NaN, also Decimal's
            return ""
        return str(int(given)) if 0 <= given < _LARGEST and given == int(given) else None
    return None


def read_code(given: Any) -> Code:
    """Say what one code is, of a municipality or not."""
    digits = _digits(given)
    if not digits:
        return Code(None, None, None, UNREADABLE if digits is None else MISSING)
    uf = UFS.get(digits[:_OF_UF])
    if len(digits) == _OF_UF and uf:
        return Code(None, uf, None, UF_TOTAL)
    if len(digits) not in {_SHORT, _LONG}:
        return Code(None, None, None, UNKNOWN)
    if set(digits[_OF_UF:]) in ({"0"}, {"9"}) and (uf or set(digits) in ({"0"}, {"9"})):
        return Code(None, uf, None, IGNORED)
    code = _seventh().get(digits[:_SHORT])
    if code is None:
        return Code(None, uf, None, UNKNOWN)
    known = _known()[code]
    if len(digits) == _LONG and digits != code:
        return Code(None, known.uf, known.municipality, WRONG_DIGIT)
    status = FEDERAL_DISTRICT if code == _FEDERAL_DISTRICT else MUNICIPALITY
    return Code(code, known.uf, known.municipality, status)


def compare_name(code7: str, printed: str) -> tuple[str, str] | None:
    """Hold a printed name against its code's.

    Returns
    -------
    (kind, words), or None where they agree but for accents, case and punctuation
        The kind is ``spelling`` (like it, or another name of it), ``other`` (another
        municipality's of that state) or ``unlike``.
    """
    known = _known()[code7]
    name = compact(printed)
    if not name or name == compact(known.municipality):
        return None
    if name in map(compact, known.other_names):
        return "spelling", f"{known.municipality!r} in the table of municipalities"
    other = _by_name().get((known.uf, name))
    if other is not None:
        return "other", f"{code7} is {known.municipality!r}; {printed!r} is {other}"
    if any(similar(name, compact(own)) for own in (known.municipality, *known.other_names)):
        return "spelling", f"{known.municipality!r} in the table of municipalities"
    return "unlike", f"{code7} is {known.municipality!r} in the table of municipalities"


@cache
def _by_name() -> dict[tuple[str, str], str]:
    return {(known.uf, compact(known.municipality)): code for code, known in _known().items()}


def how_many(uf: str) -> int:
    """Count the municipalities of a state."""
    return sum(known.uf == uf for known in _known().values())


# --- the public functions --------------------------------------------------------------------------


def code7(codes: Any, *, errors: Errors = "raise") -> Any:
    """Give codes as text of 7 digits.

    Parameters
    ----------
    codes : str, int, float, Series, array or sequence
        Codes of 6 or 7 digits; ``"530010.0"`` and ``410010.0`` are read, too.
    errors : {"raise", "coerce"}
        What to do with what is no municipality's code (unknown, "ignorado", of a whole state, with a
        wrong check digit): stop, or leave it missing. What is missing stays missing.

    Returns
    -------
    str or None, Series of pandas or polars, or array of objects
        As `codes`; a pandas Series keeps its index and name.

    Raises
    ------
    CodeError
        For a code that is no municipality's; it names the row, and says what the code is.

    See Also
    --------
    check : Says of each code what it is, and raises nothing.

    Examples
    --------
    >>> from sustenta.sources import municipalities
    >>> municipalities.code7(410010)
    '4100103'
    >>> municipalities.code7(["530010.0", "2201919"])
    array(['5300108', '2201919'], dtype=object)
    >>> municipalities.code7("110000")
    Traceback (most recent call last):
    sustenta.errors.CodeError: "110000" at row 0 is "município ignorado" of RO; expected a
    municipality's code of 6 or 7 digits; `check` tells all rows apart, errors="coerce" leaves such
    codes missing
    """
    return _mapped(codes, errors, lambda code: code.code7)


def code6(codes: Any, *, errors: Errors = "raise") -> Any:
    """Give codes as text of 6 digits, as DATASUS writes them.

    Parameters
    ----------
    codes, errors
        As in `code7`.

    Returns
    -------
    str or None, Series of pandas or polars, or array of objects
        As `codes`.

    Raises
    ------
    CodeError
        As in `code7`.

    Examples
    --------
    >>> from sustenta.sources import municipalities
    >>> municipalities.code6("4100103")
    '410010'
    """
    return _mapped(codes, errors, lambda code: code.code7 and code.code7[:_SHORT])


def uf(codes: Any, *, errors: Errors = "raise") -> Any:
    """Give the state's letters of each code.

    Parameters
    ----------
    codes, errors
        As in `code7`; a whole state's code of two digits and the "ignorado" code of a state have
        their state, too.

    Returns
    -------
    str or None, Series of pandas or polars, or array of objects
        As `codes`.

    Raises
    ------
    CodeError
        For a code that is no municipality's and no state's.

    Examples
    --------
    >>> from sustenta.sources import municipalities
    >>> municipalities.uf([410010, "2306306", "110000", 35])
    array(['PR', 'CE', 'RO', 'SP'], dtype=object)
    """
    also = (IGNORED, UF_TOTAL)
    kept = (*_PLACES, *also)
    return _mapped(codes, errors, lambda code: code.uf if code.status in kept else None, also)


def check(codes: Any) -> pd.DataFrame:
    """Say of each code what it is.

    Parameters
    ----------
    codes : str, int, float, Series, array or sequence
        As in `code7`.

    Returns
    -------
    pandas.DataFrame
        A row a code, on the index of `codes` where it is a pandas Series: ``given``, ``code7``,
        ``uf``, ``municipality`` and ``status``: ``municipality``, ``federal_district``,
        ``ignored`` ("município ignorado"), ``uf_total`` (a whole state's two digits),
        ``wrong_check_digit``, ``unknown``, ``unreadable`` (no code at all) or ``missing``.

    Examples
    --------
    >>> from sustenta.sources import municipalities
    >>> municipalities.check(["410010", "4100104", "410000"])[["code7", "uf", "status"]]
         code7  uf             status
    0  4100103  PR       municipality
    1     <NA>  PR  wrong_check_digit
    2     <NA>  PR            ignored
    """
    values, container = _opened(codes)
    read = _read_all(values)
    index = container.index if isinstance(container, pd.Series) else None
    columns = {
        "given": ["" if _digits(value) == "" else str(value).strip(_QUOTES) for value in values],
        "code7": [code.code7 for code in read],
        "uf": [code.uf for code in read],
        "municipality": [code.municipality for code in read],
        "status": [code.status for code in read],
    }
    return pd.DataFrame(columns, index=index, dtype="string")


def table() -> pd.DataFrame:
    """Give the table of the 5,571 codes that ships with the package.

    Returns
    -------
    pandas.DataFrame
        ``code``, ``municipality``, ``uf``, ``first_census`` (1991, 2000 or 2010: the first of them
        in which the municipality existed; missing for later ones) and ``other_names``.

    Examples
    --------
    >>> from sustenta.sources import municipalities
    >>> known = municipalities.table()
    >>> len(known), int((known.uf == "PR").sum())
    (5571, 399)
    """
    rows = [(code, *known[:3], "; ".join(known.other_names)) for code, known in _known().items()]
    names = ["code", "municipality", "uf", "first_census", "other_names"]
    frame = pd.DataFrame(rows, columns=names)
    texts = dict.fromkeys(("code", "municipality", "uf", "other_names"), "string")
    return frame.astype({**texts, "first_census": "Int64"})


def _opened(codes: Any) -> tuple[list[Any], Any]:
    """Give the codes as a list, and what they came in."""
    if isinstance(codes, (pd.Series, pd.Index, np.ndarray)):
        return list(codes), codes
    if isinstance(codes, (str, bytes)) or not hasattr(codes, "__iter__"):
        return [codes], None
    if hasattr(codes, "to_pylist"):  # pyarrow
        return codes.to_pylist(), []
    return list(codes), codes


def _read_all(values: list[Any]) -> list[Code]:
    """Read each different code once: a panel repeats them by year."""
    read: dict[Any, Code] = {}
    found = []
    for value in values:
        key = (type(value), value)
        try:
            code = read.get(key)
            if code is None:
                code = read[key] = read_code(value)
        except TypeError:  # what cannot be hashed is no code
            code = Code(None, None, None, UNREADABLE)
        found.append(code)
    return found


def _mapped(
    codes: Any, errors: Errors, part: Callable[[Code], str | None], also: tuple[str, ...] = ()
) -> Any:
    if errors not in {"raise", "coerce"}:
        raise UnknownNameError(
            f"there is no errors policy called {errors!r}. Known: raise, coerce",
            what="errors policy",
            found=str(errors),
            known=["raise", "coerce"],
        )
    values, container = _opened(codes)
    read = _read_all(values)
    if errors == "raise":
        for row, code in enumerate(read):
            if code.status not in {*_PLACES, MISSING, *also}:
                raise _refused(values[row], row, code)
    given = [part(code) for code in read]
    if container is None:
        return given[0]
    if isinstance(container, pd.Series):
        return pd.Series(given, index=container.index, name=container.name, dtype="string")
    if type(container).__module__.startswith("polars"):
        import polars as pl

        return pl.Series(container.name, given, dtype=pl.String)
    made = np.empty(len(given), dtype=object)
    made[:] = given
    return made


def _refused(given: Any, row: int, code: Code) -> CodeError:
    words = {
        IGNORED: '"município ignorado"' + (f" of {code.uf}" if code.uf else ""),
        UF_TOTAL: f"the code of a whole state ({code.uf})",
        WRONG_DIGIT: f"not {code.municipality} ({code.uf}): its check digit is wrong",
        UNKNOWN: "in no row of the table of municipalities",
        UNREADABLE: "no code",
    }
    return CodeError(
        f'"{str(given)[:80]}" at row {row} is {words[code.status]}; expected a municipality\'s code '
        'of 6 or 7 digits; `check` tells all rows apart, errors="coerce" leaves such codes missing',
        argument="codes",
        row=row,
        found=str(given),
        status=code.status,
    )
