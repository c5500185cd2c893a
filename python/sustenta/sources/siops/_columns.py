"""What each column of a TabNet answer is: an indicator of one year, or a year of one indicator."""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sustenta._names import lacking
from sustenta.errors import SettingError
from sustenta.sources.siops._answer import TOTAL, YEAR, Answer
from sustenta.sources.siops.indicators import id_of

if TYPE_CHECKING:
    from sustenta.sources._content import Content

__all__ = ["Column", "columns_of"]

_ACROSS = re.compile(r"(.+?)\s+(?:por|segundo)\s+.+", re.IGNORECASE | re.DOTALL)
_YEAR_IN = re.compile(r"(?:19[9]\d|20\d\d)")
_YEARS: Final = (1990, 2099)


@dataclass(frozen=True, slots=True)
class Column:
    """A column behind the label.

    Attributes
    ----------
    printed : str
        Its name in the header; its position where there is none.
    account : str or None
        The item's name as printed or as the caller says.
    indicator : str or None
        Our name of it; the printed one where we have none.
    year : int or None
        Its year.
    total : bool
        Whether it puts the other columns together.
    problem : str or None
        Why its cells cannot be used.
    """

    printed: str
    account: str | None
    indicator: str | None
    year: int | None
    total: bool = False
    problem: str | None = None


def columns_of(
    content: Content,
    answer: Answer,
    *,
    year: int | None,
    indicator: str | None,
    columns: Sequence[str] | Mapping[str, str] | None,
) -> list[Column]:
    """Say what each column is.

    Raises
    ------
    FileFormatError
        For a header that names two columns alike.
    SettingError
        For an argument that contradicts the content or fits it not.
    """
    year = checked_year(year)
    width = len(answer.rows[0].cells)
    named = _named(answer, columns, width)
    header = named or (answer.header[1:] if answer.header else None)
    if header is None:
        return [_unnamed(at, year, indicator, width, answer) for at in range(width)]
    again = sorted({name for name in header if name and header.count(name) > 1})
    if again:
        content.refuse(
            f"has two columns named {again[0]!r}", line=answer.header_line, column=again[0]
        )
    inner = [name for name in header if not TOTAL.fullmatch(name)]
    years = [name for name in inner if YEAR.fullmatch(name)]
    if years and 2 * len(years) >= len(inner):
        return _years_across(answer, header, year, indicator)
    if indicator is not None and len(inner) > 1:
        raise SettingError(
            f"`indicator` is {indicator!r}, and the table has {len(inner)} of them: "
            f"{', '.join(inner)}; name them with `columns=`",
            argument="indicator",
            problem="several indicators",
        )
    when = _year(answer, year)
    return [
        Column(
            name,
            indicator or name,
            _named_indicator(indicator or name),
            when,
            total=bool(TOTAL.fullmatch(name)) and len(header) > 1,
        )
        for name in header
    ]


def _years_across(
    answer: Answer, header: list[str], year: int | None, indicator: str | None
) -> list[Column]:
    if year is not None:
        raise SettingError(
            f"`year` is {year}, and the table has years of its own: {', '.join(header)}",
            argument="year",
            problem="the content has years",
        )
    account = indicator or answer.item or _item_in_title(answer)
    id = None if account is None else _named_indicator(account)
    made = []
    for name in header:
        if YEAR.fullmatch(name):
            made.append(Column(name, account, id, int(name)))
        elif TOTAL.fullmatch(name):
            made.append(Column(name, account, id, None, total=True))
        else:
            problem = f"column {name!r} is no year"
            made.append(Column(name, account, id, None, problem=problem))
    return made


def _item_in_title(answer: Answer) -> str | None:
    for title in answer.titles:
        found = _ACROSS.fullmatch(title)
        if found:
            return found.group(1).strip()
    return None


def _named(
    answer: Answer, columns: Sequence[str] | Mapping[str, str] | None, width: int
) -> list[str] | None:
    if columns is None:
        return None
    if isinstance(columns, Mapping):
        header = answer.header[1:] if answer.header else []
        absent = [name for name in columns if name not in header]
        if absent:
            raise lacking(f"`columns` names {absent[0]!r}, which is no column", absent, header)
        return [columns.get(name, name) for name in header]
    if isinstance(columns, str) or len(columns) != width:
        raise SettingError(
            f"`columns` names {columns!r}; the table has {width} columns behind its label",
            argument="columns",
            problem=f"not {width} names",
        )
    return list(columns)


def _unnamed(
    at: int, year: int | None, indicator: str | None, width: int, answer: Answer
) -> Column:
    if indicator is not None and width > 1:
        raise SettingError(
            f"`indicator` names one column, and the table has {width}; name all with `columns=`",
            argument="indicator",
            problem="several columns",
        )
    id = _named_indicator(indicator) if indicator else None
    return Column(str(at + 1), indicator, id, _year(answer, year))


def _named_indicator(item: str) -> str:
    return id_of(item) or item


def _year(answer: Answer, year: int | None) -> int | None:
    """Give the one year of the period; none where it has several or none."""
    said = sorted({int(found) for found in _YEAR_IN.findall(answer.period or "")})
    if year is not None and said and said != [year]:
        raise SettingError(
            f"`year` is {year}, and the content says {answer.period!r}",
            argument="year",
            problem="the content says otherwise",
        )
    return year if year is not None else said[0] if len(said) == 1 else None


def checked_year(year: int | None) -> int | None:
    if year is None:
        return None
    try:
        whole = operator.index(year)
    except TypeError:
        whole = 0
    if not _YEARS[0] <= whole <= _YEARS[1]:
        raise SettingError(
            f"`year` is {year!r}; expected a year of four digits as a whole number",
            argument="year",
            problem="no year",
        )
    return whole
