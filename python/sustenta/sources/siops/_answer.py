"""A TabNet answer as it stands: titles, header, rows; whatever form it was saved in."""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from sustenta.errors import EmptyAnswerError, SettingError
from sustenta.sources._content import HTML, TEXT, XLSX, Content
from sustenta.sources._grid import cell_text
from sustenta.sources._names import cleaned
from sustenta.sources._refusals import file_error

__all__ = ["Answer", "Row", "read_answer"]

_READER: Final = "read_tabnet"
#: "410010 Abatiá", "410010-Abatiá", "410010".
LABEL = re.compile(r"(\d{6,7})(?:[\s\-–.]+(.*))?", re.DOTALL)
TOTAL = re.compile(r"total(?:\s+geral)?", re.IGNORECASE)
YEAR = re.compile(r"(?:19[9]\d|20\d\d)")
_FOOT = re.compile(
    r"\s*(?:fontes?\b|notas?\b|legenda|obs\b|observa|&\s*$|-\s|\(\d\))", re.IGNORECASE
)
_EMPTY = re.compile(r"nenhum\s+registro\s+selecionado", re.IGNORECASE)
_PERIOD = re.compile(r"\s*per(?:í|i)odo\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
_UF_LINE = re.compile(r"\s*UF\s*:\s*(.*)", re.IGNORECASE)
_COMMENT = re.compile(r"<TABELA>(.*?)</TABELA>", re.IGNORECASE | re.DOTALL)
_PRE = re.compile(r"<pre\b[^<>]*>(.*?)(</pre\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BEFORE = re.compile(r"<(h[1-6]|b)\b[^<>]*>(.{0,2000}?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_AFTER_PERIOD = re.compile(r"per[^<]{1,12}odo:\s*</b>\s*([^<]*)", re.IGNORECASE)
#: Titles and period stand before the table, near the top.
_HEAD: Final = 1 << 16
_TAG = re.compile(r"<[^<>]*>")
_ZERO_LEGEND = re.compile(r"<td[^<>]*>\s*(-|–)\s*<td[^<>]*>[^<]*igual\s+a\s+0", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    """A line of the table: its label and its cells, as printed."""

    line: int
    label: str
    cells: list[str]


@dataclass(slots=True)
class Answer:
    """A TabNet answer.

    Attributes
    ----------
    titles : list of str
        The lines above the table.
    period, item, uf_words : str or None
        What the answer says of its period, of the one item that it tabulates, of its state.
    header : list of str or None
        The names of label and columns; None where the content has none.
    header_line : int or None
        Where it stands.
    rows : list of Row
        All of them, totals too.
    unread : list of (line, text, why)
        Lines within the table that are no row of it.
    zeros : set of str
        Marks that the answer's own legend says are zero.
    cut : str or None
        Why the table may end before its time.
    """

    titles: list[str] = field(default_factory=list)
    period: str | None = None
    item: str | None = None
    uf_words: str | None = None
    header: list[str] | None = None
    header_line: int | None = None
    rows: list[Row] = field(default_factory=list)
    unread: list[tuple[int, str, str]] = field(default_factory=list)
    zeros: set[str] = field(default_factory=set)
    cut: str | None = None


def read_answer(content: Content, *, sheet: str | int | None = None) -> Answer:
    """Read a TabNet answer in whatever form it was saved; `sheet` is one of a workbook of several.

    Raises
    ------
    EmptyAnswerError
        For a page that says that nothing was selected, or a table without a row.
    FileFormatError
        For what is no TabNet answer.
    SettingError
        For a `sheet` of what is no workbook, and for a workbook of several without one.
    """
    content.expect(TEXT, HTML, XLSX, reader=_READER)
    if sheet is not None and content.form != XLSX:
        raise SettingError(
            f"`sheet` is {sheet!r}, but {content.name} is no workbook",
            argument="sheet",
            problem="no workbook",
        )
    if _EMPTY.search(content.text):
        raise _empty(content, 'is an empty answer ("Nenhum registro selecionado")')
    if content.form == TEXT:
        answer = Answer()
        _read_lines(content, answer, list(content.lines()), ends=content.text.endswith("\n"))
    elif content.form == XLSX:
        answer = _of_workbook(content, sheet)
    else:
        answer = _of_page(content)
    if not answer.rows:
        if answer.header is None and not answer.unread:
            content.refuse(f"holds no TabNet table; `{_READER}` reads TabNet's CSV, HTML and PRN")
        raise _empty(content, "has a header and not a single row")
    if all(TOTAL.fullmatch(row.label) for row in answer.rows):
        raise _empty(content, "has a Total and not a single row")
    _say_titles(answer)
    return answer


def _empty(content: Content, problem: str) -> EmptyAnswerError:
    made = file_error(content.name, problem)
    return EmptyAnswerError(str(made), **made.facts)


def _say_titles(answer: Answer) -> None:
    for title in answer.titles:
        period, uf = _PERIOD.fullmatch(title), _UF_LINE.fullmatch(title)
        if period and answer.period is None:
            answer.period = cleaned(period.group(1)) or None
        elif uf and answer.uf_words is None:
            answer.uf_words = cleaned(uf.group(1))


# --- lines with separators ------------------------------------------------------------------------


def _read_lines(
    content: Content, answer: Answer, lines: list[tuple[int, str]], *, ends: bool
) -> None:
    """Read titles, header, rows and foot of lines with separators."""
    separator = _separator(lines)
    if separator is None:
        content.refuse(
            f"holds no line that begins with a municipality's code, a year or Total, with columns "
            f"behind it; `{_READER}` reads TabNet's CSV, HTML and PRN",
            line=lines[0][0] if lines else None,
            text=lines[0][1] if lines else None,
        )
    split = [(number, text, _cells(text, separator)) for number, text in lines]
    _read_split(content, answer, split, ends=ends)


def _read_split(
    content: Content, answer: Answer, split: list[tuple[int, str, list[str]]], *, ends: bool
) -> None:
    """Read lines whose cells are known; `ends` says whether the last one is whole."""
    first = next(at for at, (_, _, cells) in enumerate(split) if _is_row(cells))
    width = Counter(len(cells) for _, _, cells in split[first:] if _is_row(cells)).most_common(1)[
        0
    ][0]
    header = first - 1 if first and len(split[first - 1][2]) > 1 else None
    if header is not None:
        answer.header = [cleaned(cell) for cell in split[header][2]]
        answer.header_line = split[header][0]
        if len(answer.header) != width:
            content.refuse(
                f"has {len(answer.header)} names in its header and {width} cells in its rows",
                line=split[header][0],
                text=split[header][1],
            )
    answer.titles += [
        cleaned(text) for _, text, _ in split[: first if header is None else header] if text.strip()
    ]
    total_seen = False
    for number, text, cells in split[first:]:
        if not text.strip() or text.strip() == "&":
            continue
        if len(cells) == width and cells[0]:
            answer.rows.append(Row(number, cleaned(cells[0]), cells[1:]))
            total_seen = total_seen or bool(TOTAL.fullmatch(answer.rows[-1].label))
        elif (total_seen or _FOOT.match(text)) and not _is_row(cells):
            total_seen = True  # the foot: whatever follows belongs to it, but for rows
        else:
            answer.unread.append((number, text, f"{len(cells)} cells; expected {width}"))
    if not total_seen:
        answer.cut = "no Total row: the table may be cut"
        if not ends:
            _doubt_last(answer, split[-1][:2])


def _doubt_last(answer: Answer, last: tuple[int, str]) -> None:
    """Set apart a last line that breaks off within its last figure."""
    if not answer.rows or answer.rows[-1].line != last[0] or len(answer.rows) < 2:  # noqa: PLR2004
        return
    ends = [
        len(row.cells[-1].strip().rpartition(",")[2]) for row in answer.rows if "," in row.cells[-1]
    ]
    usual = Counter(ends[:-1]).most_common(1)
    cell = answer.rows[-1].cells[-1].strip()
    decimals = len(cell.rpartition(",")[2]) if "," in cell else 0
    if not cell or (usual and decimals != usual[0][0]):
        answer.rows.pop()
        answer.unread.append((*last, "the file breaks off in this line"))


def _separator(lines: list[tuple[int, str]]) -> str | None:
    """Choose the separator that gives most rows."""
    best, most = None, 0
    for separator in ";\t":
        found = sum(_is_row(_cells(text, separator)) for _, text in lines)
        if found > most:
            best, most = separator, found
    return best


def _cells(text: str, separator: str) -> list[str]:
    if separator not in text:
        return [text.strip().strip('"')]
    try:
        return [cell.strip() for cell in next(csv.reader([text], delimiter=separator))]
    except (csv.Error, StopIteration):
        return [text]


def _is_row(cells: list[str]) -> bool:
    if len(cells) < 2:  # noqa: PLR2004
        return False
    label = cleaned(cells[0])
    if TOTAL.fullmatch(label):
        return True
    if YEAR.fullmatch(label):
        return not any(YEAR.fullmatch(cell.strip()) for cell in cells[1:2])
    return bool(LABEL.fullmatch(label)) or label.casefold().startswith("município ignorado")


# --- workbooks ------------------------------------------------------------------------------------


def _of_workbook(content: Content, sheet: str | int | None) -> Answer:
    """Read the copy of an answer in a sheet: its numbers are amounts, however they are shown."""
    from sustenta.sources._sheets import sheet_rows

    rows = sheet_rows(content, sheet=sheet, reader=_READER)
    split = [(number, [_as_printed(cell) for cell in cells]) for number, cells in rows]
    tabular = [cells for _, cells in split if _is_row(cells)]
    if not tabular:
        if any(_EMPTY.search(cell) for _, cells in split for cell in cells):
            raise _empty(content, 'is an empty answer ("Nenhum registro selecionado")')
        content.refuse(
            f"holds no row that begins with a municipality's code, a year or Total, with columns "
            f"behind it; `{_READER}` reads copies of TabNet's table",
        )
    # A sheet is a rectangle: a row is as wide as the widest, and a missing cell at its end is one.
    width = max(_filled(cells) for cells in tabular)
    answer = Answer()
    lines = []
    for number, cells in split:
        own = cells[: width if _is_row(cells) else _filled(cells)]
        text = " ".join(filter(None, own))
        if text:
            lines.append((number, text, own))
    _read_split(content, answer, lines, ends=True)
    return answer


def _filled(cells: list[str]) -> int:
    """Count the cells up to the last with anything in it."""
    return max((place for place, cell in enumerate(cells, 1) if cell), default=0)


def _as_printed(cell: object) -> str:
    """Write a number of a sheet as TabNet prints it, every digit of it."""
    text = cell_text(cell)
    number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return text.replace(".", ",") if number else text


# --- pages ----------------------------------------------------------------------------------------


def _of_page(content: Content) -> Answer:
    answer = Answer()
    pre = _PRE.search(content.text)
    head = content.text[: min(pre.start() if pre else _HEAD, _HEAD)]
    answer.titles = [title for title in map(_bare, _titles(head)) if title]
    period = _AFTER_PERIOD.search(head)
    if period:
        answer.period = cleaned(html.unescape(period.group(1)))
    _say_comment(content.text, answer)
    answer.zeros = set(_ZERO_LEGEND.findall(content.text))
    if pre:
        start = content.text.count("\n", 0, pre.start(1)) + 1
        body = html.unescape(pre.group(1)).replace("\r\n", "\n").replace("\r", "\n")
        lines = [(start + at, text) for at, text in enumerate(body.split("\n"))]
        lines = [(number, text) for number, text in lines if text.strip()]
        closed = bool(pre.group(2))
        _read_lines(content, answer, lines, ends=closed)
        if not closed and answer.cut is None:
            answer.cut = "the page ends before its table does"
        return answer
    from sustenta.sources.siops._page import read_page

    read_page(content, answer)
    return answer


def _titles(head: str) -> list[str]:
    return [found.group(2) for found in _BEFORE.finditer(head)]


def _bare(text: str) -> str:
    return cleaned(html.unescape(_TAG.sub(" ", text)))


def _say_comment(text: str, answer: Answer) -> None:
    """Read what TabNet repeats of the question in a comment at the page's end."""
    comment = _COMMENT.search(text)
    if comment is None:
        return
    pairs = (line.partition("=") for line in comment.group(1).splitlines())
    said = {name.strip(): value.strip() for name, _, value in pairs}
    answer.item = said.get("Incremento") or None
    uf = re.search(r"([A-Z]{2})\.def$", said.get("Def", ""))
    if uf:
        answer.uf_words = uf.group(1)
