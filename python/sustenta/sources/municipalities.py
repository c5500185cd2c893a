"""Codes of municipalities: 6 and 7 digits, text or number, told apart from what is no municipality.

The seventh digit is computed, with the nine codes that do not follow the rule, and held against the
table of the 5,571 codes that ships with the package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

import pandas as pd

from sustenta._containers import ARRAY, PANDAS, SCALAR, Container, kind_of
from sustenta._tabular import cells_of, is_whole
from sustenta._texts import texts_into
from sustenta.errors import CodeError, UnknownNameError
from sustenta.sources._codes import (
    IGNORED,
    MISSING,
    PLACES,
    QUOTES,
    SHORT,
    UF_TOTAL,
    UNKNOWN,
    UNREADABLE,
    WRONG_DIGIT,
    Code,
    digits_of,
    known,
    read_code,
)

__all__ = ["check", "code6", "code7", "table", "uf"]

Errors = Literal["raise", "coerce"]


def code7(codes: Any, *, errors: Errors = "raise") -> Any:
    """Give codes as text of 7 digits.

    Parameters
    ----------
    codes : str, int, float, Series, array or sequence
        Codes of 6 or 7 digits; ``"530010.0"`` and ``410010.0`` are read, too.
    errors : {"raise", "coerce"}
        What to do with what is no municipality's code (unknown, "ignorado", of a whole state,
        with a wrong check digit): stop, or leave it missing. What is missing stays missing.

    Returns
    -------
    str or None, Series of pandas or polars, pyarrow array, or array of objects
        As `codes`; a Series keeps its name, one of pandas its index.

    Raises
    ------
    CodeError
        For a code that is no municipality's; it names the row, and says what the code is.
    ColumnTypeError
        For a whole table or a mapping.

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
    str or None, Series of pandas or polars, pyarrow array, or array of objects
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
    return _mapped(codes, errors, lambda code: code.code7 and code.code7[:SHORT])


def uf(codes: Any, *, errors: Errors = "raise") -> Any:
    """Give the state's letters of each code.

    Parameters
    ----------
    codes, errors
        As in `code7`; a whole state's code of two digits and the "ignorado" code of a state have
        their state, too.

    Returns
    -------
    str or None, Series of pandas or polars, pyarrow array, or array of objects
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
    kept = (*PLACES, *also)
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
    columns = {
        "given": ["" if digits_of(value) == "" else str(value).strip(QUOTES) for value in values],
        "code7": [code.code7 for code in read],
        "uf": [code.uf for code in read],
        "municipality": [code.municipality for code in read],
        "status": [code.status for code in read],
    }
    return pd.DataFrame(columns, index=container.index, dtype="string")


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
    rows = [(code, *place[:3], "; ".join(place.other_names)) for code, place in known().items()]
    names = ["code", "municipality", "uf", "first_census", "other_names"]
    frame = pd.DataFrame(rows, columns=names)
    texts = dict.fromkeys(("code", "municipality", "uf", "other_names"), "string")
    return frame.astype({**texts, "first_census": "Int64"})


def _opened(codes: Any) -> tuple[list[Any], Container]:
    """Give the codes as a list, and what answers about them go back into."""
    kind = kind_of(codes)
    several = isinstance(codes, Iterable) or is_whole(codes)
    if kind == SCALAR or isinstance(codes, (str, bytes)) or not several:
        return [codes], Container(SCALAR)
    cells = cells_of(codes, "codes", "a code or a column of codes")
    labels = codes.index if kind == PANDAS else None
    name = getattr(codes, "name", None)
    return cells, Container(kind or ARRAY, (len(cells),), labels, name, "nullable")


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
            if code.status not in {*PLACES, MISSING, *also}:
                raise _refused(values[row], row, code)
    given = [part(code) for code in read]
    return texts_into(container, given)


def _refused(given: Any, row: int, code: Code) -> CodeError:
    words = {
        IGNORED: '"município ignorado"' + (f" of {code.uf}" if code.uf else ""),
        UF_TOTAL: f"the code of a whole state ({code.uf})",
        WRONG_DIGIT: f"not {code.municipality} ({code.uf}): its check digit is wrong",
        UNKNOWN: "in no row of the table of municipalities",
        UNREADABLE: "no code",
    }
    return CodeError(
        f'"{str(given)[:80]}" at row {row} is {words[code.status]}; expected a municipality\'s '
        "code of 6 or 7 digits; `check` tells all rows apart, "
        'errors="coerce" leaves such codes missing',
        argument="codes",
        row=row,
        found=str(given),
        status=code.status,
    )
