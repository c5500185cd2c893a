"""One municipality's sheet of indicators ("Quadro de Indicadores"), of any year's form."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sustenta.errors import SettingError
from sustenta.sources._codes import read_code
from sustenta.sources._content import HTML, TEXT, XLSX, Content, Given, open_content
from sustenta.sources._names import cleaned
from sustenta.sources._record import (
    FILE,
    NO_CODE,
    UNREAD,
    Places,
    figures,
    note_repeated,
    stack,
    tidy,
)
from sustenta.sources.siops._columns import checked_year
from sustenta.sources.siops.indicators import (
    LONGEST,
    NUMBERED,
    by_label,
    check_stage,
    stage_of,
    unit_of,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_sheet"]

_READER: Final = "read_sheet"
_LEADING = re.compile(r"(\d\.\d{1,2})\.?[\s\-–]+(?=\D)")
_NUMBER = re.compile(r"(\d\.\d{1,2})\.?")
#: A figure as a sheet prints it; its sign of money or per cent belongs to it.
_FIGURE = re.compile(
    r"(?:R\$\s*)?[-−(]?\s*(?:R\$\s*)?\d[\d.,]*\)?\s*%?|\.\.\.|[-–—]|n[./]?[da]\.?|sem informação",
    re.IGNORECASE,
)
_ONE_LINE = re.compile(
    r"(?:(\d\.\d{1,2})\.?\s+)?(\D.{6,400}?)[\s:]+((?:R\$\s*)?[-−]?\d[\d.,]*\s*%?|\.\.\.)", re.DOTALL
)
_CODE = re.compile(
    r"c[óo]digo(?:\s+(?:do\s+)?(?:ibge|munic[íi]pio))?\s*:?\s*(\d{6,7})?", re.IGNORECASE
)
_MUNICIPALITY = re.compile(r"munic[íi]pio\s*:\s*(.*)", re.IGNORECASE)
_YEAR = re.compile(r"(?:ano(?:[\s-]base)?|exerc[íi]cio|per[íi]odo)\s*:\s*(.*)", re.IGNORECASE)
_DATE = re.compile(r"data\b[^:\d]{0,40}:?\s*(\d{2})/(\d{2})/(\d{4})", re.IGNORECASE)
_FOUR = re.compile(r"\b(?:19[9]\d|20\d\d)\b")
_BREAK = re.compile(r"<\s*(?:/?\s*(?:tr|td|th|p|div|li|table|h[1-6])|br)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_SPLIT = re.compile(r"[|\t;]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a sheet: a line, or a cell."""

    line: int
    text: str
    number: float | None = None


@dataclass(slots=True)
class _Item:
    line: int
    number: str | None
    label: str
    printed: Any
    indicator: str | None


@dataclass(slots=True)
class _Sheet:
    """What a sheet says."""

    code: str | None = None
    municipality: str | None = None
    year: int | None = None
    period: str | None = None
    extracted_at: str | None = None
    items: list[_Item] = field(default_factory=list)


def read_sheet(
    path: Given,
    *,
    encoding: str | None = None,
    code: Any = None,
    year: int | None = None,
    stage: str | None = None,
    extracted_at: str | None = None,
    sheet: str | int | None = None,
) -> pd.DataFrame:
    """Read one municipality's sheet of SIOPS indicators, 1.1 to 3.2, of any year's form.

    Parameters
    ----------
    path : path, bytes or str
        Text, a page, or a workbook. A row is found by what its label says: neither by its place
        nor by its number, which differ between the years' forms.
    encoding : str, optional
        The text's encoding; by default UTF-8 where it is valid, else Windows-1252.
    code : str or int, optional
        The municipality, where the sheet does not say it.
    year : int, optional
        The year, where the sheet does not say it.
    stage : {"empenhada", "liquidada", "paga"}, optional
        The stage of the expenditure, where it is known. Nothing is assumed.
    extracted_at : str, optional
        When it was fetched, where the sheet bears no date.
    sheet : str or int, optional
        Which sheet of a workbook of several.

    Returns
    -------
    pandas.DataFrame
        Tidy rows, one an indicator, as `read_tabnet` gives them; `account` is the label.
        `extracted_at` is the date that the sheet bears.

    Raises
    ------
    FileFormatError
        Where no indicator is found.
    SettingError
        For a code or year that the sheet contradicts.

    Examples
    --------
    >>> import sustenta as st
    >>> text = '''Ano-Base: 2007 - Anual
    ... Município: Petrópolis - RJ
    ... Código: 330390
    ... 2.1 | Despesa total com Saúde, sob a responsabilidade do Município, por habitante | 354,75
    ... 3.2 | Participação da receita própria aplicada em Saúde conforme a EC 29/2000 | 25,63 %
    ... '''
    >>> st.sources.siops.read_sheet(text)[["code", "year", "indicator", "value"]]
          code  year              indicator   value
    0  3303906  2007  health_expenditure_pc  354.75
    1  3303906  2007       ec29_applied_pct   25.63
    """
    check_stage(stage)
    content = open_content(path, encoding=encoding, extracted_at=extracted_at)
    content.expect(TEXT, HTML, XLSX, reader=_READER)
    found = _read(_pieces(content, sheet))
    if not found.items:
        content.refuse(f"holds no SIOPS indicator; `{_READER}` looks for the labels 1.1 to 3.2")
    _supply(found, code, checked_year(year))
    return _tidy(content, found, stage)


def _supply(found: _Sheet, code: Any, year: int | None) -> None:
    """Take from the caller what the sheet does not say; refuse what it contradicts."""
    if code is not None:
        own, said = read_code(code), read_code(found.code)
        if own.code7 is None:
            raise SettingError(
                f"`code` is {code!r}, which is no municipality's code ({own.status})",
                argument="code",
                problem=own.status,
            )
        if said.code7 is not None and said.code7 != own.code7:
            raise SettingError(
                f"`code` is {code!r}, and the sheet is of {found.code} ({found.municipality})",
                argument="code",
                problem="the content says otherwise",
            )
        found.code = own.code7
    if year is not None:
        if found.year is not None and found.year != year:
            raise SettingError(
                f"`year` is {year}, and the sheet is of {found.year}",
                argument="year",
                problem="the content says otherwise",
            )
        found.year = year


# --- pieces ---------------------------------------------------------------------------------------


def _pieces(content: Content, sheet: str | int | None) -> list[_Piece]:
    if content.form == XLSX:
        return _of_workbook(content, sheet)
    text = content.text
    if content.form == HTML:
        # A cell's end is a piece's end; the lines of the page stay countable.
        text = html.unescape(_TAG.sub(" ", _BREAK.sub("|", text)))
    lines = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
    cells = ((number, cleaned(cell)) for number, line in lines for cell in _SPLIT.split(line))
    return [_Piece(number, cell.strip('"')) for number, cell in cells if cell.strip('"')]


def _of_workbook(content: Content, sheet: str | int | None) -> list[_Piece]:
    from sustenta.sources._sheets import sheet_rows

    made = []
    for number, cells in sheet_rows(content, sheet=sheet, reader=_READER):
        for cell in cells:
            if isinstance(cell, (int, float)) and not isinstance(cell, bool):
                shown = str(int(cell)) if cell == int(cell) else repr(cell)
                made.append(_Piece(number, shown, float(cell)))
            elif isinstance(cell, str) and cleaned(cell):
                made.append(_Piece(number, cleaned(cell)))
    return made


# --- reading --------------------------------------------------------------------------------------


def _read(pieces: list[_Piece]) -> _Sheet:
    found = _Sheet()
    at = 0
    while at < len(pieces):
        item, taken = _item(pieces, at)
        if item is not None:
            found.items.append(item)
        else:
            after = pieces[at + 1].text if at + 1 < len(pieces) else ""
            _say(found, pieces[at].text, after)
        at += taken
    return found


def _item(pieces: list[_Piece], at: int) -> tuple[_Item | None, int]:
    """Read an item that begins at a piece: number, label and figure in one piece or in three."""
    first = _NUMBER.fullmatch(pieces[at].text)
    begin = at + 1 if first else at
    if begin >= len(pieces) or pieces[begin].number is not None:
        return None, 1
    label = pieces[begin]
    given = first.group(1) if first else None
    one = _ONE_LINE.fullmatch(label.text[:LONGEST])
    if one and (by_label(one.group(2)) or one.group(1)):
        id = by_label(one.group(2))
        number = given or one.group(1)
        return _Item(label.line, number, one.group(2), one.group(3), id), begin + 1 - at
    leading = _LEADING.match(label.text)
    if given is None and leading:
        given = leading.group(1)
    words = label.text[leading.end() :] if leading else label.text
    id = by_label(words)
    value = _value(pieces, begin + 1)
    if id is None and (given not in NUMBERED or value is None):
        return None, 1
    if value is None:
        return _Item(label.line, given, words, None, id), begin + 1 - at
    printed = value.text if value.number is None else value.number
    return _Item(label.line, given, words, printed, id), begin + 2 - at


def _value(pieces: list[_Piece], at: int) -> _Piece | None:
    """Give the figure behind a label; None where the next item's number stands there."""
    if at >= len(pieces):
        return None
    value = pieces[at]
    if value.number is None and not _FIGURE.fullmatch(value.text):
        return None
    if _NUMBER.fullmatch(value.text) and at + 1 < len(pieces) and by_label(pieces[at + 1].text):
        return None
    return value


def _say(found: _Sheet, text: str, after: str) -> None:
    """Take what a line says of the whole sheet; the value may stand in the next piece."""
    municipality, code = _MUNICIPALITY.fullmatch(text), _CODE.fullmatch(text)
    year, date = _YEAR.fullmatch(text), _DATE.search(text)
    if municipality and found.municipality is None:
        found.municipality = municipality.group(1) or after
    elif code and found.code is None:
        said = code.group(1) or after
        found.code = said if re.fullmatch(r"\d{6,7}", said) else None
    elif year and found.year is None:
        words = year.group(1) or after
        four = _FOUR.search(words)
        if four:
            found.year = int(four.group())
            found.period = words.replace(four.group(), "").strip(" -–/") or None
    if date and found.extracted_at is None:
        found.extracted_at = "-".join(reversed(date.groups()))


def _tidy(content: Content, found: _Sheet, stage: str | None) -> pd.DataFrame:
    items = found.items
    read = figures([item.printed for item in items], style="pt")
    places = Places([found.code], [found.municipality])
    note: list[str | None] = [None if places.note[0] == NO_CODE else places.note[0]] * len(items)
    detail = [places.detail[0] if own else None for own in note]
    fraction = _fractions(items)
    for at, item in enumerate(items):
        if read.unread[at]:
            note[at], detail[at] = UNREAD, f"{item.printed!r} is no figure"
        elif fraction and isinstance(item.printed, float) and unit_of(item.indicator) == "%":
            note[at] = UNREAD
            detail[at] = "a number of at most 1 without a sign: a fraction, or per cent?"
    frame = tidy(
        {
            "code": places.code * len(items),
            "municipality": places.municipality * len(items),
            "uf": places.uf * len(items),
            "year": found.year,
            "period": found.period,
            "stage": [stage_of(item.indicator, stage) for item in items],
            "indicator": [item.indicator or item.label for item in items],
            "account": [" ".join(filter(None, (item.number, item.label))) for item in items],
            "value": read.value,
            "marker": read.marker,
            "printed": [None if item.printed is None else str(item.printed) for item in items],
            "unit": [unit_of(item.indicator) for item in items],
            "extracted_at": found.extracted_at or content.extracted_at,
            "line": [item.line for item in items],
            "note": note,
            "detail": detail,
        },
        content=content,
    )
    note_repeated(frame, ["indicator"])
    said = [(remark, words) for _, remark, words in places.remarks]
    if places.code[0] is None:
        said.append((FILE, f"no municipality's code (found: {found.code!r}); give `code=`"))
    if found.year is None:
        said.append((FILE, "no year; give `year=`"))
    reports = [tidy({"note": a, "detail": b}, content=content, rows=1) for a, b in said]
    return stack([frame, *reports])


def _fractions(items: list[_Item]) -> bool:
    """Whether a workbook's shares may be fractions that a format shows as per cent."""
    shares = [
        abs(item.printed)
        for item in items
        if isinstance(item.printed, float) and unit_of(item.indicator) == "%"
    ]
    return bool(shares) and max(shares) <= 1
