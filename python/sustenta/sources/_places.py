"""Codes, names and years of rows: what they say, and what is reported of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from sustenta.errors import CodeError, SettingError
from sustenta.sources import municipalities
from sustenta.sources._codes import MISSING, UFS
from sustenta.sources._grid import cell_text, cell_texts
from sustenta.sources._labels import plain, without_prefix, year_of
from sustenta.sources._record import (
    FILE,
    NAME_CONTRADICTS,
    TOTAL,
    UNKNOWN_CODE,
    Places,
    tidy,
)

if TYPE_CHECKING:
    import pandas as pd

    from sustenta.sources._content import Content

__all__ = [
    "contradicted",
    "file_row",
    "given_code",
    "given_year",
    "letters_of",
    "of_many",
    "places",
    "years",
]

_LETTERS: Final = frozenset(UFS.values())
_WHOLES: Final = frozenset(
    {"brasil", "uniao", "norte", "nordeste", "sudeste", "sul", "centro oeste"}
)
#: No name is longer; comparing longer ones takes its time.
_LONGEST: Final = 200
_SHOWN: Final = 5


def of_many(codes: Sequence[str | None]) -> dict[str, list[str | None]]:
    """Give the columns of place of rows whose codes are known; what has none has no note."""
    found = Places(codes)
    note = [None if code is None else said for code, said in zip(codes, found.note, strict=True)]
    return {"code": found.code, "municipality": found.municipality, "uf": found.uf, "note": note}


def given_code(code: Any) -> str | None:
    """Read the `code=` of a caller.

    Raises
    ------
    CodeError
        Where it is no municipality's.
    """
    if code is None:
        return None
    found: str | None = municipalities.code7(code)
    if found is None:
        raise CodeError(
            f"`code` is {code!r}; expected a municipality's code of 6 or 7 digits",
            argument="code",
            row=0,
            found=str(code),
            status=MISSING,
        )
    return found


def given_year(year: Any) -> int | None:
    """Read the `year=` of a caller.

    Raises
    ------
    SettingError
        Where it is no year.
    """
    if year is None:
        return None
    found = None if isinstance(year, bool) else year_of(year)
    if found is None:
        raise SettingError(
            f"`year` is {year!r}; expected a year, such as 2024",
            argument="year",
            problem="not a year",
        )
    return found


def contradicted(argument: str, given: Any, said: Any, content: Content) -> SettingError:
    """Make the error for an argument that the content contradicts."""
    return SettingError(
        f"`{argument}` is {given}, and {content.name} says {said}",
        argument=argument,
        problem="contradicts the content",
    )


def places(
    content: Content,
    codes: Sequence[Any],
    names: Sequence[Any] | None = None,
    ufs: Sequence[Any] | None = None,
    lines: Sequence[int] | None = None,
) -> tuple[dict[str, list[Any]], list[pd.DataFrame]]:
    """Say of each row where it belongs: its columns of place, and reports of codes and names.

    A state that is printed beside the code, or behind the name, is held against it, too.
    """
    firsts, of_row = _different(codes, names, ufs)
    if len(firsts) < len(codes):
        # A national table says the same of a municipality in hundreds of lines.
        held, reports = places(
            content,
            [codes[row] for row in firsts],
            None if names is None else [names[row] for row in firsts],
            None if ufs is None else [ufs[row] for row in firsts],
            None if lines is None else [lines[row] for row in firsts],
        )
        return {name: [cells[at] for at in of_row] for name, cells in held.items()}, reports
    split = None
    if names is not None:
        split = [without_prefix(cell_text(name)[:_LONGEST]) for name in names]
    bare = None if split is None else [name or None for name, _ in split]
    found = Places(codes, bare)
    numbers: Sequence[int | None] = [None] * len(codes) if lines is None else lines
    _note_wholes(found, bare)
    remarks = list(found.remarks)
    for row, (code, uf) in enumerate(zip(found.code, found.uf, strict=True)):
        behind = None if split is None else split[row][1]
        beside = None if ufs is None else cell_text(ufs[row]).upper()
        remarks += [
            (row, NAME_CONTRADICTS, f"{code} is in {uf}; the row says {other}")
            for other in (behind, beside)
            if code and other in _LETTERS and other != uf
        ]
    seen: dict[tuple[str | None, str, str], int] = {}
    for row, note, words in remarks:
        seen.setdefault((found.code[row], note, words), row)
    reports = [
        tidy(
            {
                "code": code,
                "uf": found.uf[row],
                "printed": cell_text(names[row]) if names is not None else None,
                "note": note,
                "detail": words,
                "line": numbers[row],
            },
            content=content,
            rows=1,
        )
        for (code, note, words), row in seen.items()
    ]
    columns: dict[str, list[Any]] = {
        "code": found.code,
        "municipality": found.municipality,
        "uf": found.uf,
        "note": found.note,
        "detail": found.detail,
    }
    return columns, reports


def _different(codes: Sequence[Any], *beside: Sequence[Any] | None) -> tuple[list[int], list[int]]:
    """Give the first row of each different place, and of each row the place among these."""
    # A code that is a number is not that text, and 1 is not 1.0.
    plain_codes = codes if set(map(type, codes)) <= {str} else list(map(repr, codes))
    held = [cell_texts(column) for column in beside if column is not None]
    places: dict[tuple[Any, ...], int] = {}
    firsts: list[int] = []
    of_row: list[int] = []
    for row, key in enumerate(zip(plain_codes, *held, strict=True)):
        place = places.setdefault(key, len(firsts))
        if place == len(firsts):
            firsts.append(row)
        of_row.append(place)
    return firsts, of_row


def _note_wholes(found: Places, names: Sequence[str | None] | None) -> None:
    """Note the rows of the country and of its regions, whose codes have one digit."""
    for row, name in enumerate(names or ()):
        if found.note[row] == UNKNOWN_CODE and plain(name or "") in _WHOLES:
            found.note[row], found.detail[row] = TOTAL, f"{name}, no municipality"


def file_row(
    content: Content,
    detail: str,
    *,
    note: str = FILE,
    printed: str | None = None,
    line: int | None = None,
    column: str | None = None,
) -> pd.DataFrame:
    """Report something of the whole file."""
    columns = {"printed": printed, "note": note, "detail": detail, "line": line, "column": column}
    return tidy(columns, content=content, rows=1)


def years(
    content: Content, cells: Sequence[Any], lines: Sequence[int], column: str, given: int | None
) -> tuple[list[int | None], list[pd.DataFrame]]:
    """Read a column of years; what is none is missing and reported, or replaced by the caller's."""
    found = [year_of(cell) for cell in cells]
    wrong: Counter[str] = Counter()
    at: dict[str, int] = {}
    for cell, year, line in zip(cells, found, lines, strict=True):
        if year is None:
            text = cell_text(cell)
            wrong[text] += 1
            at.setdefault(text, line)
    reports = []
    for text, often in wrong.most_common(_SHOWN):
        rows = f"{often} row{'' if often == 1 else 's'}"
        taken = f"{given} is taken" if given is not None else "the year is missing; give `year=`"
        detail = f"column {column!r} holds no year in {rows}: {taken}"
        reports.append(
            file_row(content, detail, printed=text or None, line=at[text], column=column)
        )
    return [given if year is None else year for year in found], reports


def letters_of(cells: Iterable[Any]) -> list[str | None]:
    """Give the letters of states that are given by letters or by their two digits."""
    found = []
    for cell in cells:
        text = cell_text(cell).upper()
        found.append(text if text in _LETTERS else UFS.get(text))
    return found
