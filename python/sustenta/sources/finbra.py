"""FINBRA: the municipal accounts that the Treasury published as Access tables, to 2012."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.sources._accounts import revenue_indicator
from sustenta.sources._cells import read_cells
from sustenta.sources._codes import UFS
from sustenta.sources._content import JSON, Content, Given, open_content
from sustenta.sources._grid import Grid, cell_text, is_blank
from sustenta.sources._labels import plain, year_of
from sustenta.sources._places import file_row, given_year, places, years
from sustenta.sources._record import UNREAD, stack, tidy
from sustenta.sources._records import json_document, record_grid, records_in
from sustenta.sources.siops.indicators import check_stage
from sustenta.sources.tables import open_grid

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["read"]

_READER: Final = "finbra.read"
#: Access keeps money as whole numbers of ten-thousandths.
_CURRENCY: Final = 10_000
_UF: Final = frozenset({"uf", "cd uf", "cod uf", "codigo uf"})
_MUNICIPALITY: Final = frozenset(
    {"cod mun", "cd mun", "codmun", "codigo municipio", "cod municipio"}
)
_NAME: Final = frozenset({"municipio", "nome", "nome municipio", "nm mun"})
_POPULATION: Final = frozenset({"populacao", "pop", "populac"})
_YEAR: Final = frozenset({"ano", "exercicio"})
_DIGITS: Final = 4

#: Labels by what they mean, over the years' spellings.
_INDICATORS: Final = {
    "rec correntes": "current_revenue",
    "receitas correntes": "current_revenue",
    "rec tributaria": "tax_revenue",
    "receita tributaria": "tax_revenue",
    "iptu": "iptu",
    "issqn": "iss",
    "iss": "iss",
    "itbi": "itbi",
    "irrf": "irrf",
    "cota fpm": "fpm",
    "cota icms": "icms",
    "cota ipva": "ipva",
    "cota itr": "itr",
    "cota ipi exportacao": "ipi_exports",
    "saude": "health_expenditure",
    "despesas por funcao": "total_expenditure",
    "populacao": "population",
}
_DEDUCTIONS: Final = re.compile(r"deducoes\b.*\brec")
DEDUCTIONS: Final = "current_revenue_deductions"
#: A column of Access that lost its name to a number: "0118", "73424,011".
_NUMBER_FOR_NAME = re.compile(r"[\d.,]+")


def read(
    path: Given,
    *,
    year: Any = None,
    stage: str | None = None,
    encoding: str | None = None,
    extracted_at: str | None = None,
) -> pd.DataFrame:
    """Read a table of FINBRA (to 2012): revenue, or expenditure by function and sub-function.

    Parameters
    ----------
    path : path, bytes or text
        The table as JSON (a record of columns, or a list of records), CSV, XLSX or Parquet, with
        the state's two digits and the municipality's four in two columns. Whole numbers in JSON
        are Access's currency, in ten-thousandths of a real; elsewhere figures are reais.
    year : optional
        The year; the tables do not say it.
    stage : {"empenhada", "liquidada", "paga"}, optional
        The stage of the expenditure; the tables do not say it.
    encoding, extracted_at : str, optional
        As in `read_table`.

    Returns
    -------
    pandas.DataFrame
        Tidy rows, ``account`` being the table's column. Deductions of current revenue were
        declared with either sign: ``value`` is the amount deducted, never negative, and
        ``printed`` keeps the sign. Columns that lost their names are reported, not read.

    Raises
    ------
    FileFormatError
        For a table without the two columns of the code.
    UnknownNameError
        For a stage that there is not.

    Examples
    --------
    >>> from sustenta.sources import finbra
    >>> table = (
    ...     '{"CD_UF": [11], "CD_MUN": [13], "IPTU": [1233138700],'
    ...     ' "Deduções Rec Corrente": [-2500]}'
    ... )
    >>> finbra.read(table, year=2006)[["code", "year", "indicator", "value", "printed"]]
          code  year                   indicator      value     printed
    0  1100130  2006                        iptu  123313.87  1233138700
    1  1100130  2006  current_revenue_deductions       0.25       -2500
    """
    check_stage(stage)
    content = open_content(path, encoding=encoding, extracted_at=extracted_at)
    if content.form == JSON:
        records, _ = records_in(content, json_document(content, reader=_READER))
        grid = record_grid(content, records)
    else:
        grid, _ = open_grid(content, reader=_READER)
    at = _keys(content, grid)
    codes = _codes(grid.column(at["uf"]), grid.column(at["municipality"]))
    names = grid.column(at["name"]) if "name" in at else None
    placed, reports = places(content, codes, names, None, grid.numbers)
    found, wrong = _years(content, grid, at, given_year(year))
    held = [place for place in range(len(grid.names)) if place not in at.values()]
    lost = [place for place in held if _NUMBER_FOR_NAME.fullmatch(grid.names[place].strip())]
    empty = [place for place in lost if all(map(is_blank, grid.column(place)))]
    frames = [
        _column(grid, place, placed, found, stage, lost=place in lost)
        for place in held
        if place not in empty
    ]
    if empty:
        shown = ", ".join(grid.names[place] for place in empty[:5])
        words = f"{len(empty)} columns have numbers for names and nothing in them: {shown}, …"
        reports.append(file_row(content, words))
    frame = stack(frames)
    # Row by row, as the table has them.
    ordered = frame.sort_values("line", kind="stable")
    return stack([ordered, *reports, *wrong])


def _keys(content: Content, grid: Grid) -> dict[str, int]:
    words = [plain(name) for name in grid.names]
    at = {}
    known = {"uf": _UF, "municipality": _MUNICIPALITY, "name": _NAME, "year": _YEAR}
    for key, names in known.items():
        place = next((place for place, word in enumerate(words) if word in names), None)
        if place is not None:
            at[key] = place
    missing = [key for key in ("uf", "municipality") if key not in at]
    if missing:
        content.refuse(
            "is no table of FINBRA: it lacks a column of the state's code or the municipality's",
            text=", ".join(grid.names[:8]),
            missing=missing,
        )
    return at


def _codes(ufs: Sequence[Any], numbers: Sequence[Any]) -> list[str | None]:
    """Put the state's two digits before the municipality's four; a fifth is the check digit."""
    letters = {letter: digits for digits, letter in UFS.items()}
    codes: list[str | None] = []
    for uf, number in zip(ufs, numbers, strict=True):
        state = cell_text(uf)
        own = cell_text(number)
        state = letters.get(state.upper(), state)
        if not state and not own:
            codes.append(None)
        elif own.isdigit() and len(own) in {6, 7}:
            codes.append(own)
        else:
            codes.append(state + own.zfill(_DIGITS))
    return codes


def _years(
    content: Content, grid: Grid, at: dict[str, int], given: int | None
) -> tuple[list[int | None], list[pd.DataFrame]]:
    if "year" in at:
        label = grid.names[at["year"]]
        return years(content, grid.column(at["year"]), grid.numbers, label, given)
    titled = next((year for title in grid.titles if (year := year_of(title.text))), None)
    year = given if titled is None else titled
    reports = []
    if year is None:
        reports = [file_row(content, "the table does not say its year; give `year=`")]
    return [year] * len(grid.lines), reports


def _column(
    grid: Grid,
    place: int,
    placed: dict[str, list[Any]],
    found: list[int | None],
    stage: str | None,
    *,
    lost: bool,
) -> pd.DataFrame:
    content, name = grid.content, grid.names[place]
    cells = grid.column(place)
    read = read_cells(content.name, name, cells, grid.numbers, unit=grid.counted)
    words = plain(name)
    people = words in _POPULATION
    value = read.value
    if content.form == JSON and not people:
        value = _reais(cells, value)
    indicator = _INDICATORS.get(words) or revenue_indicator(name)
    if _DEDUCTIONS.search(words):
        indicator, value = DEDUCTIONS, np.abs(value)
    note = [
        own or (UNREAD if unread or (lost and number == number) else None)  # noqa: PLR0124 - NaN
        for own, unread, number in zip(placed["note"], read.unread, value, strict=True)
    ]
    columns = {
        **placed,
        "note": note,
        "year": found,
        "stage": stage,
        "indicator": None if lost else indicator,
        "account": " ".join(name.split()),
        "value": np.where(lost, np.nan, value),
        "marker": read.marker,
        "printed": read.printed,
        "unit": "inhabitants" if people else "R$",
        "line": grid.numbers,
        "column": name,
    }
    return tidy(columns, content=content, rows=len(cells))


def _reais(cells: Sequence[Any], value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn Access's whole ten-thousandths into reais; figures with decimals are reais already."""
    whole = np.array([isinstance(cell, int) for cell in cells], dtype=np.bool_)
    return np.where(whole, value / _CURRENCY, value)
