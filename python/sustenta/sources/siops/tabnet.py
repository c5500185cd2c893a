"""TabNet's answers on SIOPS: CSV, HTML, PRN and copies in a sheet, one year or years across."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NoReturn

import numpy as np
import pandas as pd

from sustenta.errors import SettingError
from sustenta.sources._codes import UFS, read_code
from sustenta.sources._content import Content, Given, open_content
from sustenta.sources._names import compact
from sustenta.sources._record import (
    FILE,
    IGNORED,
    NAME_CONTRADICTS,
    NO_CODE,
    REPEATED,
    TOTAL,
    TOTAL_CHECK,
    UF_TOTAL,
    UNREAD,
    Places,
    figures,
    stack,
    tidy,
)
from sustenta.sources.siops._answer import LABEL, YEAR, Answer, read_answer
from sustenta.sources.siops._answer import TOTAL as TOTAL_WORD
from sustenta.sources.siops._columns import Column, columns_of
from sustenta.sources.siops._totals import check_totals
from sustenta.sources.siops.indicators import check_stage, stage_of, unit_of

__all__ = ["read_tabnet"]

#: Reports that a whole result has none of.
_BREACHES: Final = (TOTAL_CHECK, UNREAD, REPEATED)
#: What a report says.
_REPORT: Final = ("code", "municipality", "uf", "printed", "line", "note", "detail")
_STATES: Final = {
    "acre": "AC", "alagoas": "AL", "amapa": "AP", "amazonas": "AM", "bahia": "BA", "ceara": "CE",
    "distritofederal": "DF", "espiritosanto": "ES", "goias": "GO", "maranhao": "MA",
    "matogrosso": "MT", "matogrossodosul": "MS", "minasgerais": "MG", "para": "PA",
    "paraiba": "PB", "parana": "PR", "pernambuco": "PE", "piaui": "PI", "riodejaneiro": "RJ",
    "riograndedonorte": "RN", "riograndedosul": "RS", "rondonia": "RO", "roraima": "RR",
    "santacatarina": "SC", "saopaulo": "SP", "sergipe": "SE", "tocantins": "TO",
}  # fmt: skip


def read_tabnet(
    path: Given,
    *,
    encoding: str | None = None,
    code: Any = None,
    year: int | None = None,
    indicator: str | None = None,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    stage: str | None = None,
    extracted_at: str | None = None,
    complete: bool = False,
    sheet: str | int | None = None,
) -> pd.DataFrame:
    """Read an answer of TabNet on SIOPS: its CSV, its page, its PRN form, or a copy in a workbook.

    The form is found from the content: ``Copia como .CSV`` with its title lines or with rows alone,
    the HTML table, the lines within ``<PRE>``, a sheet of an XLSX. The columns are several
    indicators of one year, or the years of one indicator. What the content does not say stays
    missing, and a row with the note ``file`` says so. A dash is missing, unless the page's own
    legend says that it is a zero.

    Parameters
    ----------
    path : path, bytes or str
        The file, its bytes or its text.
    encoding : str, optional
        The text's encoding; by default UTF-8 where it is valid, else Windows-1252.
    code : str or int, optional
        The municipality, where the rows are years and the content does not name it.
    year : int, optional
        The year, where the content does not say it.
    indicator : str, optional
        The indicator, where years are across and the content does not say it: our name or SIOPS's.
    columns : sequence or mapping, optional
        The names of the columns behind the label, ours or SIOPS's: all of them in order where the
        content has no header, or a mapping from printed names.
    stage : {"empenhada", "liquidada", "paga"}, optional
        The stage of the expenditure. TabNet does not say it, and nothing is assumed.
    extracted_at : str, optional
        When the answer was fetched: declarations are rectified later.
    complete : bool, default False
        Whether to stop where the result cannot be the whole answer: a Total that does not agree, a
        line or cell that cannot be read, a repeated row, a table cut short.
    sheet : str or int, optional
        Which sheet of a workbook of several.

    Returns
    -------
    pandas.DataFrame
        Tidy rows: ``code`` (7 digits), ``municipality``, ``uf``, ``year``, ``stage``,
        ``indicator`` (our name; SIOPS's where we have none), ``account`` (as printed), ``value``,
        ``marker`` (``...``, ``-``), ``printed``, ``line``, ``note``, ``detail`` and others. A row
        with a ``note`` is no municipality's figure: ``total``, ``total_check`` (a Total that does
        not agree with what was read), ``ignored``, ``uf_total``, ``federal_district``,
        ``unread``, ``repeated``, ``unknown_code``, ``no_code``, ``name_contradicts_code``,
        ``name_spelling``, ``file``.

    Raises
    ------
    EmptyAnswerError
        For an answer that selects nothing.
    FileFormatError
        For what is no TabNet answer, a header that does not fit the rows, and with `complete` for
        what is not whole.
    SettingError
        For an argument that contradicts the content.

    Examples
    --------
    >>> import sustenta as st
    >>> text = '''Indicadores Municipais
    ... UF: Paraná
    ... Período:2024
    ... "Munic-BR";"População";"2.1_D.Total_Saúde/Hab"
    ... "410010 Abatiá";7241;1473,79
    ... "410020 Adrianópolis";6256;-
    ... "Total";13497;1473,79
    ... '''
    >>> read = st.sources.siops.read_tabnet(text)
    >>> read.loc[read.note.isna(), ["code", "year", "indicator", "value", "marker"]]
          code  year              indicator    value marker
    0  4100103  2024             population  7241.00   <NA>
    1  4100103  2024  health_expenditure_pc  1473.79   <NA>
    2  4100202  2024             population  6256.00   <NA>
    3  4100202  2024  health_expenditure_pc      NaN      -
    """
    check_stage(stage)
    content = open_content(path, encoding=encoding, extracted_at=extracted_at)
    answer = read_answer(content, sheet=sheet)
    found = columns_of(content, answer, year=year, indicator=indicator, columns=columns)
    table = _Table(content, answer, found, code, stage)
    frame = stack([table.rows(), *table.reports()])
    frame = check_totals(frame, answer)
    if complete:
        _refuse_breach(content, frame, answer)
    return frame


class _Table:
    """The answer's cells, one under another."""

    def __init__(
        self, content: Content, answer: Answer, columns: list[Column], code: Any, stage: str | None
    ) -> None:
        self.content = content
        self.answer = answer
        self.columns = columns
        self.stage = stage
        self.uf = _uf(answer)
        self.years_down = _years_down(content, answer)
        self.code = code
        self.places, self.names = self._places()

    def _places(self) -> tuple[Places, list[str | None]]:
        codes: list[Any] = []
        names: list[str | None] = []
        for row in self.answer.rows:
            label = LABEL.fullmatch(row.label)
            if self.years_down:
                codes.append(self.code)
                names.append(None)
            else:
                codes.append(label.group(1) if label else None)
                names.append((label.group(2) or None) if label else row.label)
        places = Places(codes, names)
        for at, row in enumerate(self.answer.rows):
            if codes[at] is None or TOTAL_WORD.fullmatch(row.label):
                places.note[at], uf = _note_of(row.label, self.uf)
                places.code[at] = None
                places.municipality[at] = None if places.note[at] == TOTAL else row.label
                places.uf[at] = uf
            elif self.years_down and self.code is None:
                places.note[at] = None  # `file` says that no municipality is named
        if not self.years_down and self.code is not None:
            raise SettingError(
                f"`code` is {self.code!r}, and the rows name their municipalities",
                argument="code",
                problem="the content has codes",
            )
        if self.years_down and self.code is not None and read_code(self.code).code7 is None:
            raise SettingError(
                f"`code` is {self.code!r}, which is no municipality's code",
                argument="code",
                problem="no municipality's code",
            )
        return places, names

    def rows(self) -> pd.DataFrame:
        """Give a tidy row a cell."""
        rows, columns = self.answer.rows, self.columns
        printed = [cell for row in rows for cell in row.cells]
        read = figures(printed, style="pt")
        value, marker = read.value, read.marker
        if self.answer.zeros:
            # The answer's own legend says that this mark is a zero.
            zero = np.isin(marker.astype(str), list(self.answer.zeros))
            value = np.where(zero, 0.0, value)
        each = len(columns)

        def repeat(held: Sequence[Any]) -> list[Any]:
            return [item for item in held for _ in range(each)]

        def across(held: Sequence[Any]) -> list[Any]:
            return list(held) * len(rows)

        note = repeat(self.places.note)
        detail = repeat(self.places.detail)
        years: list[int | None] = across([column.year for column in columns])
        if self.years_down:
            own = [int(row.label) if YEAR.fullmatch(row.label) else None for row in rows]
            years = repeat(own)
        repeated = self._repeated()
        kinds = across([column.problem for column in columns])
        totals = across([column.total for column in columns])
        for at in range(len(printed)):
            row = at // each
            if read.unread[at]:
                note[at], detail[at] = UNREAD, f"{printed[at]!r} is no figure"
            elif kinds[at] is not None:
                note[at], detail[at] = UNREAD, kinds[at]
            elif totals[at] and note[at] is None:
                note[at], detail[at] = TOTAL, None
            elif row in repeated and note[at] is None:
                note[at], detail[at] = REPEATED, repeated[row]
        ids = [column.indicator for column in columns]
        return tidy(
            {
                "code": repeat(self.places.code),
                "municipality": repeat(self.places.municipality),
                "uf": repeat(self.places.uf),
                "year": years,
                "period": self.answer.period if not _is_years(self.answer.period) else None,
                "stage": across(
                    [(self.stage if stage_of(id) else None) or stage_of(id) for id in ids]
                ),
                "indicator": across(ids),
                "account": across([column.account for column in columns]),
                "value": value,
                "marker": marker,
                "printed": printed,
                "unit": across([unit_of(id) for id in ids]),
                "line": repeat([row.line for row in rows]),
                "column": across([column.printed for column in columns]),
                "note": note,
                "detail": detail,
            },
            content=self.content,
        )

    def _repeated(self) -> dict[int, str]:
        """Find rows that say a municipality (or year) again, and how."""
        first: dict[Any, int] = {}
        found: dict[int, str] = {}
        for at, row in enumerate(self.answer.rows):
            key = row.label if self.years_down else self.places.code[at]
            if key is None or TOTAL_WORD.fullmatch(row.label):
                continue
            if key not in first:
                first[key] = at
                continue
            same = self.answer.rows[first[key]]
            line = f"line {same.line}"
            if same.cells == row.cells:
                found[at] = f"the same as {line}"
            else:
                # Neither of two contradicting rows is taken for the right one.
                found[at] = f"{line} has other figures"
                found[first[key]] = f"line {row.line} has other figures"
        return found

    def reports(self) -> list[pd.DataFrame]:
        """Give the rows that say what else there is to know."""
        rows, places = self.answer.rows, self.places
        said: dict[str, list[Any]] = {name: [] for name in _REPORT}
        for at, note, words in places.remarks:
            place = (places.code[at], places.municipality[at], places.uf[at])
            _add(said, (*place, rows[at].label, rows[at].line, note, words))
        for line, text, why in self.answer.unread:
            _add(said, (None, None, None, text, line, UNREAD, why))
        for words in self._of_file():
            _add(said, (None, None, None, None, None, FILE, words))
        return [tidy(said, content=self.content)]

    def _of_file(self) -> list[str]:
        words = [self.answer.cut] if self.answer.cut else []
        if self.answer.header is None and any(not c.account for c in self.columns):
            words.append("no header: the columns have no names; give `columns=`")
        dated = [column for column in self.columns if not column.total and not column.problem]
        if not self.years_down and any(column.year is None for column in dated):
            said = f" (its period is {self.answer.period!r})" if self.answer.period else ""
            words.append(f"no year{said}; give `year=`")
        if self.years_down and self.code is None:
            words.append("the rows are years and no municipality is named; give `code=`")
        for at, column in enumerate(self.columns):
            cells = [row.cells[at].strip() for row in self.answer.rows]
            if len(cells) > 2 and all(re.fullmatch(r"0(?:,0+)?", cell) for cell in cells):  # noqa: PLR2004
                words.append(f"every figure of {column.printed!r} is zero")
        return words


def _add(said: dict[str, list[Any]], row: tuple[Any, ...]) -> None:
    for column, cell in zip(said.values(), row, strict=True):
        column.append(cell)


def _years_down(content: Content, answer: Answer) -> bool:
    """Say whether the rows are years: of one municipality, which the content does not name."""
    years = [bool(YEAR.fullmatch(row.label)) for row in answer.rows]
    if not any(years):
        return False
    titled = answer.header is None or re.match(r"ano\b", answer.header[0], re.IGNORECASE)
    labels = [row.label for row, year in zip(answer.rows, years, strict=True) if year]
    others = (row.label for row, year in zip(answer.rows, years, strict=True) if not year)
    if not titled or len(set(labels)) < len(labels) or not all(map(TOTAL_WORD.fullmatch, others)):
        row = answer.rows[years.index(True)]
        content.refuse(
            "is no TabNet answer: its rows begin with years, but not one row a year",
            line=row.line,
            text=row.label,
        )
    return True


def _note_of(label: str, uf: str | None) -> tuple[str, str | None]:
    """Say what a label without a code is, and of which state."""
    if TOTAL_WORD.fullmatch(label):
        return TOTAL, uf
    if "ignorado" in label.casefold():
        return IGNORED, uf
    state = _STATES.get(compact(re.sub(r"^\d\d\s+", "", label)))
    return (UF_TOTAL, state) if state else (NO_CODE, uf)


def _uf(answer: Answer) -> str | None:
    words = answer.uf_words
    if words is None:
        return None
    return words if words in UFS.values() else _STATES.get(compact(words))


def _is_years(period: str | None) -> bool:
    return period is None or bool(re.fullmatch(r"\d{4}(?:\s*[,;a-]\s*\d{4})*", period))


def _refuse_breach(content: Content, frame: pd.DataFrame, answer: Answer) -> None:
    wrong = frame[frame["note"].isin([*_BREACHES, NAME_CONTRADICTS])]
    if len(wrong):
        row = wrong.iloc[0]
        line = None if pd.isna(row["line"]) else int(row["line"])
        column = None if pd.isna(row["column"]) else str(row["column"])
        text = None if pd.isna(row["printed"]) else str(row["printed"])
        content.refuse(
            f"is not whole ({row['note']}: {row['detail']})",
            line=line, column=column, text=text, note=str(row["note"]),
        )  # fmt: skip
    if answer.cut:
        _cut(content, answer.cut)


def _cut(content: Content, why: str) -> NoReturn:
    content.refuse(f"is not whole ({why})")
