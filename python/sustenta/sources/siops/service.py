"""What SIOPS's own service answers: the indicators of one municipality and period, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.errors import EmptyAnswerError, SettingError
from sustenta.registry import ARGUMENTS
from sustenta.sources._cells import Read, read_cells
from sustenta.sources._content import JSON, Given, open_content
from sustenta.sources._grid import cell_text
from sustenta.sources._places import file_row, given_code
from sustenta.sources._record import QUOTIENT_CHECK, UNREAD, Places, note_repeated, stack, tidy
from sustenta.sources._records import json_document
from sustenta.sources._refusals import file_error
from sustenta.sources.siops._columns import checked_year
from sustenta.sources.siops.indicators import check_stage, indicator_of, stage_of, unit_of

if TYPE_CHECKING:
    import pandas as pd

    from sustenta.sources._content import Content

__all__ = ["is_answer", "read_service"]

_READER: Final = "siops.read_service"
_NUMBER, _LABEL, _VALUE = "numero_indicador", "ds_indicador", "indicador_calculado"
_PARTS: Final = ("numerador", "denominador")
_NEEDED: Final = frozenset({_NUMBER, _VALUE})
#: The service's numbers of the bimesters; the sixth is the year.
_PERIODS: Final = {12: 1, 14: 2, 1: 3, 18: 4, 20: 5, 2: 6}
#: Half a unit of the second decimal, which is the last that the service prints.
_ROUNDED: Final = 0.005
_SLACK: Final = 1e-9


def is_answer(document: Any) -> bool:
    """Say whether a JSON document is an answer of the service, or its word that there is none."""
    if not isinstance(document, list) or not document:
        return False
    return all(isinstance(one, Mapping) for one in document) and (
        set(document[0]) >= _NEEDED or _refusal(document) is not None
    )


def read_service(
    path: Given,
    *,
    code: Any = None,
    year: int | None = None,
    period: int | None = None,
    stage: str | None = None,
    encoding: str | None = None,
    extracted_at: str | None = None,
) -> pd.DataFrame:
    """Read what SIOPS's service answers to ``/v1/indicador/municipal/{code}/{year}/{period}``.

    Parameters
    ----------
    path : path, bytes or str
        The answer: a JSON list with ``numero_indicador``, ``ds_indicador``, ``numerador``,
        ``denominador`` and ``indicador_calculado``.
    code : str or int, optional
        The municipality: it stands in the address and not in the answer.
    year : int, optional
        The year, likewise.
    period : int, optional
        The period by the service's own number: 12, 14, 1, 18, 20 and 2 are the six bimesters; 2,
        the sixth, is the year.
    stage : {"empenhada", "liquidada", "paga"}, optional
        The stage of the expenditure, where it is known. Nothing is assumed.
    encoding, extracted_at : str, optional
        As in `read_tabnet`.

    Returns
    -------
    pandas.DataFrame
        Tidy rows as those of `read_sheet`: one an indicator, with the figure that the service
        prints; and one for its numerator and its denominator, in reais, where we have a name for
        what they are (``linked_revenue`` below 3.2). What stands below several indicators is
        ``repeated`` but for the first time. ``quotient_check`` reports a printed figure that its
        own numerator and denominator do not give.

    Raises
    ------
    EmptyAnswerError
        For the service's word that it has nothing: it says ``Dados não homologado(s)`` of whatever
        it does not find, so that this is no proof that nothing was declared.
    FileFormatError
        For what is no such answer.
    SettingError
        For a year or a period that is none.
    CodeError
        For a code that is no municipality's.

    Examples
    --------
    >>> import sustenta as st
    >>> answer = '''[{"numero_indicador": "3.2",
    ...   "ds_indicador": "Participação da receita própria aplicada em Saúde",
    ...   "numerador": 2222.0, "denominador": 10000.0, "indicador_calculado": "22,22 %"}]'''
    >>> read = st.sources.siops.read_service(answer, code=355220, year=2024, period=2)
    >>> read[["code", "year", "period", "indicator", "value"]]
          code  year       period               indicator     value
    0  3552205  2024  6º bimestre        ec29_applied_pct     22.22
    1  3552205  2024  6º bimestre  own_health_expenditure   2222.00
    2  3552205  2024  6º bimestre          linked_revenue  10000.00
    """
    check_stage(stage)
    when, where = checked_year(year), given_code(code)
    content = open_content(path, encoding=encoding, extracted_at=extracted_at)
    records = _records(content)
    length = None if period is None else _period(period)
    items = [(record, *_named(record)) for record in records]
    read = _column(content, records, _VALUE)
    parts = {name: _column(content, records, name) for name in _PARTS}
    rows = _Rows()
    for at, (record, label, id) in enumerate(items):
        rows.add(at, _VALUE, id or label, label, read)
        for name, quantity in zip(_PARTS, ARGUMENTS.get(id or "", ()), strict=False):
            if record.get(name) is not None:
                rows.add(at, name, quantity, label, parts[name])
    place = Places([where])
    count = len(rows.value)
    frame = tidy(
        {
            "code": place.code * count,
            "municipality": place.municipality * count,
            "uf": place.uf * count,
            "year": when,
            "period": length,
            "stage": [stage_of(name, stage) for name in rows.indicator],
            "indicator": rows.indicator,
            "account": rows.account,
            "value": rows.value,
            "marker": rows.marker,
            "printed": rows.printed,
            "unit": [unit_of(name) for name in rows.indicator],
            "line": rows.line,
            "column": rows.column,
            "note": rows.note,
            "detail": rows.detail,
        },
        content=content,
        rows=count,
    )
    note_repeated(frame, ["indicator"], counted="record")
    said = [
        file_row(content, f"the answer does not say the {what}; give `{argument}=`")
        for what, argument, given in (
            ("municipality", "code", where),
            ("year", "year", when),
            ("period", "period", length),
        )
        if given is None
    ]
    checks = [
        tidy(
            {
                "code": where,
                "year": when,
                "indicator": id,
                "printed": read.printed[at],
                "line": at + 1,
                "column": _VALUE,
                "note": QUOTIENT_CHECK,
                "detail": words,
            },
            content=content,
            rows=1,
        )
        for at, (_, label, id) in enumerate(items)
        if (words := _check(label, id, read.value[at], *(parts[name].value[at] for name in _PARTS)))
    ]
    return stack([frame, *checks, *said])


class _Rows:
    """The figures of the answer, one under another."""

    def __init__(self) -> None:
        self.indicator: list[str] = []
        self.account: list[str] = []
        self.value: list[float] = []
        self.marker: list[str | None] = []
        self.printed: list[str | None] = []
        self.line: list[int] = []
        self.column: list[str] = []
        self.note: list[str | None] = []
        self.detail: list[str | None] = []

    def add(self, at: int, column: str, indicator: str, account: str, read: Read) -> None:
        unread = bool(read.unread[at])
        self.indicator.append(indicator)
        self.account.append(account)
        self.value.append(float(read.value[at]))
        self.marker.append(read.marker[at])
        self.printed.append(read.printed[at])
        self.line.append(at + 1)
        self.column.append(column)
        self.note.append(UNREAD if unread else None)
        self.detail.append(f"{read.printed[at]!r} is no figure" if unread else None)


def _records(content: Content) -> Sequence[Mapping[str, Any]]:
    """Give the records of an answer, or say why it is none."""
    content.expect(JSON, reader=_READER)
    document = json_document(content, reader=_READER)
    if isinstance(document, list) and not document:
        made = file_error(content.name, "is an empty answer: a list without a record")
        raise EmptyAnswerError(str(made), **made.facts)
    message = _refusal(document)
    if message is not None:
        problem = (
            f"is the service's word {message!r}, which it says of whatever it does not find: a "
            "wrong code, year or period, as well as a declaration that is missing"
        )
        made = file_error(content.name, problem)
        raise EmptyAnswerError(str(made), **made.facts)
    if not is_answer(document):
        content.refuse(
            f"holds no list of indicators with {_NUMBER!r} and {_VALUE!r}; `{_READER}` reads the "
            "answers to /v1/indicador/municipal; other lists of records are read by `read_table`"
        )
    for number, record in enumerate(document, start=1):
        absent = sorted(_NEEDED - set(record))
        if absent:
            content.refuse(f"has a record without {absent[0]!r}", line=number, text=repr(record))
        for name in (_NUMBER, _LABEL, _VALUE, *_PARTS):
            if isinstance(record.get(name), (dict, list, bool)):
                text = repr(record[name])
                content.refuse("holds no plain value", line=number, column=name, text=text)
    return list(document)


def _refusal(document: Any) -> str | None:
    """Give the words with which the service says that it has nothing."""
    records = document if isinstance(document, list) else [document]
    for record in records[:1]:
        if isinstance(record, Mapping) and "error" in record and _NUMBER not in record:
            return cell_text(record.get("message")) or cell_text(record["error"])
    return None


def _named(record: Mapping[str, Any]) -> tuple[str, str | None]:
    """Give an indicator's number and label as one text, and our name of it."""
    number = cell_text(record[_NUMBER])
    label = " ".join(cell_text(record.get(_LABEL)).split())
    return " ".join(filter(None, (number, label))), indicator_of(number, label)


def _column(content: Content, records: Sequence[Mapping[str, Any]], name: str) -> Read:
    cells = [record.get(name) for record in records]
    lines = range(1, len(cells) + 1)
    return read_cells(content.name, name, cells, lines, style="pt", unit="record")


def _period(period: Any) -> str:
    number = _PERIODS.get(period) if isinstance(period, int) and period is not True else None
    if number is None:
        raise SettingError(
            f"`period` is {period!r}; the service's periods are "
            + ", ".join(f"{code} ({at}º bimestre)" for code, at in _PERIODS.items()),
            argument="period",
            problem="no period of the service",
        )
    return f"{number}º bimestre"


def _check(label: str, id: str | None, value: float, part: float, whole: float) -> str | None:
    """Hold a printed figure against its numerator and denominator."""
    unit = unit_of(id)
    if unit not in {"%", "R$/hab."} or np.isnan([value, part, whole]).any() or whole <= 0:
        return None
    exact = part / whole * (100 if unit == "%" else 1)
    if abs(exact - value) <= _ROUNDED + _SLACK * abs(exact):
        return None
    return f"{label}: {part:.2f} and {whole:.2f} give {exact:.4f}, not {value:.2f}"
