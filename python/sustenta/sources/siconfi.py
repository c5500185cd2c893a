"""Accounts declared to the Treasury's SICONFI: the annual accounts (DCA) and the RREO."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from sustenta._names import closest
from sustenta.sources._account_sums import check_sums
from sustenta.sources._accounts import function_item, revenue_indicator
from sustenta.sources._cells import Read, read_column
from sustenta.sources._content import Content, Given, open_content
from sustenta.sources._dump import filtered_grid
from sustenta.sources._grid import Grid, cell_texts
from sustenta.sources._labels import is_realised, period_of, plain, stage_of, year_of
from sustenta.sources._places import contradicted, file_row, given_year, places, years
from sustenta.sources._record import REPEATED, UNREAD, note_repeated, stack, tidy
from sustenta.sources.tables import open_grid

__all__ = ["read_dca", "read_rreo", "scan_dca"]

#: The names of a column, in the site's tables and in the service's records.
_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "code": ("cod ibge", "codigo ibge", "id ente"),
    "name": ("instituicao", "ente"),
    "uf": ("uf",),
    "population": ("populacao",),
    "year": ("exercicio", "an exercicio", "ano"),
    "period": ("periodo", "nr periodo"),
    "length": ("periodicidade", "in periodicidade"),
    "annex": ("anexo", "no anexo"),
    "label": ("rotulo",),
    "group": ("coluna",),
    "account": ("conta",),
    "account_code": ("identificador da conta", "cod conta"),
    "value": ("valor",),
}
_NEEDED: Final = ("code", "group", "account", "value")
_EXERCISE = re.compile(r"exerc[ií]cio\.?\s*:\s*((?:19|20)\d\d)", re.IGNORECASE)
_PERIOD = re.compile(
    r"per[ií]odo\.?\s*:\s*(\d)\D{0,3}\s*(bimestre|quadrimestre|semestre)", re.IGNORECASE
)
_TABLE = re.compile(r"tabela\s*:\s*(.+)", re.IGNORECASE)
#: Of these stages is expenditure; not of what is left to pay.
EXPENDITURE: Final = frozenset({"empenhada", "liquidada", "paga"})


def read_dca(
    path: Given, *, year: Any = None, encoding: str | None = None, extracted_at: str | None = None
) -> pd.DataFrame:
    r"""Read the annual accounts (DCA, and its forerunner FINBRA from 2013 on) of SICONFI.

    Parameters
    ----------
    path : path, bytes or text
        The site's CSV, with its title lines, or the service's JSON; any annex.
    year : optional
        The year, where neither a title line nor a column says.
    encoding, extracted_at : str, optional
        As in `read_table`.

    Returns
    -------
    pandas.DataFrame
        Tidy rows. ``account`` and ``group`` are what the file calls account and column;
        ``stage`` is what the group means (``empenhada``, ``liquidada``, ``paga``, …); ``item`` is
        one name of the function over all years' labels (``10``, ``10.301``, ``10.999`` for all
        others, ``total``). Health expenditure by function (``10``) has ``indicator``
        ``health_expenditure``; each municipality's population is a row, too. A function that is
        not the sum of its sub-functions, and a total that is not that of its functions, is
        reported as ``total_check``.

    Raises
    ------
    FileFormatError
        For what is no answer of SICONFI, an empty answer, or one that breaks off.

    Examples
    --------
    >>> from sustenta.sources import siconfi
    >>> text = (
    ...     "Exercício: 2013\nInstituição;Cod.IBGE;UF;População;Coluna;Conta;Valor\n"
    ...     "Prefeitura Municipal de Sulina - PR;4126652;PR;3366;Despesas Pagas;10 - Saúde;1,50\n"
    ... )
    >>> siconfi.read_dca(text)[["code", "year", "stage", "indicator", "item", "value"]]
          code  year stage           indicator  item   value
    0  4126652  2013  paga  health_expenditure    10     1.5
    1  4126652  2013  <NA>          population  <NA>  3366.0
    """
    content = open_content(path, encoding=encoding, extracted_at=extracted_at)
    return _read(content, year, reader="siconfi.read_dca")


def read_rreo(
    path: Given, *, year: Any = None, encoding: str | None = None, extracted_at: str | None = None
) -> pd.DataFrame:
    r"""Read annexes of the RREO as SICONFI's service or site gives them.

    The service has no Anexo 12 (health): that one is read by `rreo.read_annex12`.

    Parameters
    ----------
    path : path, bytes or text
        The service's JSON (``items``), or the site's CSV; any annex.
    year : optional
        The year, where the file does not say.
    encoding, extracted_at : str, optional
        As in `read_table`.

    Returns
    -------
    pandas.DataFrame
        As `read_dca`, with ``period`` (``6º bimestre``) and ``annex``; ``group`` is the file's
        column, such as ``Até o Bimestre (c)``, whose figures are cumulative. Forecasts have a
        ``stage``, realised revenue has none. ``unit`` is ``%`` for columns of shares, else ``R$``.

    Raises
    ------
    FileFormatError
        As `read_dca`.

    Examples
    --------
    >>> from sustenta.sources import siconfi
    >>> record = (
    ...     '{"exercicio": 2025, "periodo": 6, "periodicidade": "B", "cod_ibge": 2700300,'
    ...     ' "uf": "AL", "anexo": "RREO-Anexo 01", "coluna": "PREVISÃO INICIAL",'
    ...     ' "conta": "Taxas", "valor": 14501230}'
    ... )
    >>> read = siconfi.read_rreo('{"items": [' + record + "]}")
    >>> read[["code", "year", "period", "stage", "account", "value"]]
          code  year       period             stage account       value
    0  2700300  2025  6º bimestre  previsao_inicial   Taxas  14501230.0
    """
    content = open_content(path, encoding=encoding, extracted_at=extracted_at)
    return _read(content, year, reader="siconfi.read_rreo")


def scan_dca(
    path: str | PathLike[str],
    *,
    items: Collection[str] = ("10",),
    year: Any = None,
    encoding: str | None = None,
    extracted_at: str | None = None,
) -> pd.DataFrame:
    """Read some functions out of a table of SICONFI of any size, in flat memory.

    Parameters
    ----------
    path : path
        The site's CSV of the whole country, of one annex.
    items : collection of str, default ("10",)
        Which functions and sub-functions to keep, by `item` as in `read_dca`.
    year, encoding, extracted_at : optional
        As in `read_dca`.

    Returns
    -------
    pandas.DataFrame
        As `read_dca`, with the lines of these items alone; sums are held against each other where
        all their parts are kept.

    Raises
    ------
    FileFormatError
        As `read_dca`; a line with other cells is named. Such a file is never read in part.

    Examples
    --------
    >>> from sustenta.sources import siconfi
    >>> siconfi.scan_dca("finbra_2022.csv", items=["10", "10.301"])  # doctest: +SKIP
    """
    kept = frozenset(items)
    content, grid = filtered_grid(
        Path(path),
        names=("conta",),
        keep=lambda account: function_item(account) in kept,
        encoding=encoding,
        extracted_at=extracted_at,
        reader="siconfi.scan_dca",
    )
    return _of_grid(content, grid, {}, year)


def _read(content: Content, year: Any, *, reader: str) -> pd.DataFrame:
    grid, beside = open_grid(content, reader=reader)
    return _of_grid(content, grid, beside, year)


def _of_grid(content: Content, grid: Grid, beside: Mapping[str, Any], year: Any) -> pd.DataFrame:
    at = _columns(content, grid)
    if not grid.lines:
        content.refuse("has a header and no rows: the answer is empty")
    numbers = grid.numbers

    def texts(name: str) -> list[str | None]:
        cells = grid.column(at[name]) if name in at else [None] * len(numbers)
        return [text or None for text in cell_texts(cells)]

    names, ufs = texts("name") if "name" in at else None, texts("uf") if "uf" in at else None
    placed, reports = places(content, grid.column(at["code"]), names, ufs, numbers)
    found, wrong = _years(content, grid, at, given_year(year))
    groups, accounts = texts("group"), texts("account")
    stages = [stage_of(group or "") for group in groups]
    items = [function_item(account or "") for account in accounts]
    read = read_column(grid, at["value"])
    notes = [
        note or (UNREAD if unread else None)
        for note, unread in zip(placed["note"], read.unread, strict=True)
    ]
    columns: dict[str, Any] = {
        **placed,
        "note": notes,
        "year": found,
        "period": _periods(grid, texts("period"), texts("length")),
        "stage": stages,
        "indicator": _indicators(groups, accounts, stages, items),
        "account": accounts,
        "value": read.value,
        "marker": read.marker,
        "printed": read.printed,
        "unit": ["%" if "%" in (group or "") else "R$" for group in groups],
        "line": numbers,
        "column": read.label,
        "group": _text(groups),
        "item": _text(items),
        "account_code": _text(texts("account_code")),
        "annex": _text(texts("annex") if "annex" in at else [_annex(grid)] * len(numbers)),
    }
    frame = tidy(columns, content=content, rows=len(numbers))
    _note_repeated(frame, texts("label"))
    people = _population(grid, at, frame)
    reports += wrong + check_sums(content, frame) + _beside(content, grid, beside, read)
    return stack([frame, people, *reports])


def _text(cells: Sequence[str | None]) -> Any:
    return pd.array(list(cells), dtype="string")


def _columns(content: Content, grid: Grid) -> dict[str, int]:
    words = [plain(name) for name in grid.names]
    at: dict[str, int] = {}
    for name, known in _COLUMNS.items():
        place = next((words.index(one) for one in known if one in words), None)
        if place is not None:
            at[name] = place
    missing = [_COLUMNS[name][0] for name in _NEEDED if name not in at]
    if missing:
        near = {one: closest(one, words) for one in missing}
        meant = "".join(f"; {one!r} may be {other!r}" for one, other in near.items() if other)
        line = grid.lines[0].number - 1 if grid.lines and grid.counted != "record" else None
        content.refuse(
            f"is no table of SICONFI: it has no column {', '.join(map(repr, missing))}{meant}",
            line=line,
            text="; ".join(grid.names),
            missing=missing,
        )
    return at


def _years(
    content: Content, grid: Grid, at: Mapping[str, int], given: int | None
) -> tuple[list[int | None], list[pd.DataFrame]]:
    if "year" in at:
        label = grid.names[at["year"]]
        return years(content, grid.column(at["year"]), grid.numbers, label, given)
    titled = next(
        (match.group(1) for title in grid.titles if (match := _EXERCISE.search(title.text))), None
    )
    year = given if titled is None else year_of(titled)
    reports = []
    if year is None:
        reports = [file_row(content, "neither a title nor a column says the year; give `year=`")]
    elif given is not None and given != year:
        raise contradicted("year", given, year, content)
    return [year] * len(grid.lines), reports


def _periods(
    grid: Grid, numbers: Sequence[str | None], lengths: Sequence[str | None]
) -> list[str | None]:
    titled = next((found for title in grid.titles if (found := _PERIOD.search(title.text))), None)
    if titled is not None:
        return [period_of(titled.group(1), titled.group(2))] * len(grid.lines)
    return [
        None if number is None else period_of(number, length or "")
        for number, length in zip(numbers, lengths, strict=True)
    ]


def _annex(grid: Grid) -> str | None:
    found = (_TABLE.search(title.text) for title in grid.titles)
    return next((match.group(1).strip() for match in found if match), None)


def _indicators(
    groups: Sequence[str | None],
    accounts: Sequence[str | None],
    stages: Sequence[str | None],
    items: Sequence[str | None],
) -> list[str | None]:
    found: list[str | None] = []
    for group, account, stage, item in zip(groups, accounts, stages, items, strict=True):
        words = plain(group or "")
        if item is not None:
            spent = stage in EXPENDITURE and not words.startswith("no bimestre")
            found.append("health_expenditure" if spent and item == "10" else None)
        elif is_realised(group or "") and "deduc" not in words and "%" not in words:
            found.append(revenue_indicator(account or ""))
        else:
            found.append(None)
    return found


def _note_repeated(frame: pd.DataFrame, labels: Sequence[str | None]) -> None:
    keys = ["code", "uf", "year", "period", "annex", "group", "account", "account_code", "label"]
    own = frame.assign(label=_text(labels))
    note_repeated(own, keys)
    frame["note"], frame["detail"] = own["note"], own["detail"]


def _population(grid: Grid, at: Mapping[str, int], frame: pd.DataFrame) -> pd.DataFrame:
    """Give each municipality's population once for each of its years."""
    if "population" not in at or not any(cell_texts(grid.column(at["population"]))):
        return tidy({}, rows=0)
    # It stands in every line of a municipality: one is enough to be read.
    printed = cell_texts(grid.column(at["population"]))
    keys = frame[["code", "uf", "year"]].assign(printed=printed)
    rows = np.flatnonzero(~keys.duplicated())
    lines = [grid.lines[row] for row in rows.tolist()]
    read = read_column(replace(grid, lines=lines), at["population"])
    frame = frame.iloc[rows]
    kept = frame[["code", "municipality", "uf", "year", "source", "extracted_at", "line"]].assign(
        indicator="population",
        account=read.label,
        value=read.value,
        marker=read.marker,
        printed=_text(read.printed),
        unit="inhabitants",
        column=read.label,
        note=frame["note"].where(frame["note"] != REPEATED),
    )
    once = kept.drop_duplicates(["code", "uf", "year", "value"])
    return tidy({name: once[name] for name in once.columns}, rows=len(once))


def _beside(
    content: Content, grid: Grid, beside: Mapping[str, Any], read: Read
) -> list[pd.DataFrame]:
    reports = [
        file_row(content, "below the table", note=UNREAD, printed=foot.text, line=foot.number)
        for foot in grid.feet
    ]
    if beside.get("hasMore") is True:
        reports.append(
            file_row(content, "the answer is not whole: it says that more records follow (hasMore)")
        )
    full = read.value[~np.isnan(read.value)]
    if len(full) > 1 and not full.any():
        reports.append(file_row(content, f"every one of the {len(full)} figures is zero"))
    return reports
