"""Population as IBGE and its users publish it: SIDRA's answers and tables, the basis stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.sources import _labels as labels
from sustenta.sources._cells import holds_figures
from sustenta.sources._content import JSON, Content, Given, open_content
from sustenta.sources._grid import Grid, Line, cell_text
from sustenta.sources._labels import plain
from sustenta.sources._melting import Plan, melt
from sustenta.sources._places import file_row, given_year
from sustenta.sources._record import stack
from sustenta.sources._records import json_document, record_grid, records_in
from sustenta.sources.tables import open_grid

if TYPE_CHECKING:
    from sustenta.sources._records import Record

__all__ = ["read_population"]

_READER: Final = "ibge.read_population"
_NAMES: Final = ["cod_ibge", "municipio", "ano", "populacao", "basis"]
_CODE, _YEAR, _POPULATION, _BASIS = 0, 2, 3, 4
#: "populacao", "pop", "populacao_estimada_ibge_2022": a year in the name is that of the column.
_POPULATION_NAME = re.compile(r"(?:populacao|population|pop)\b.*")
_YEAR_IN_NAME = re.compile(r"\b((?:19|20)\d\d)\b")
_YEAR_NAME = re.compile(r"(?:19|20)\d\d")
#: A dimension of SIDRA's flat answer: its code and its name.
_DIMENSION = re.compile(r"D(\d+)C")


def read_population(
    path: Given,
    *,
    year: Any = None,
    basis: str | None = None,
    encoding: str | None = None,
    extracted_at: str | None = None,
) -> pd.DataFrame:
    """Read the population of municipalities, with the basis of each figure.

    Parameters
    ----------
    path : path, bytes or text
        An answer of SIDRA (the flat list of records with its header record, or the ``agregados``
        form), or a table with a column of population: CSV, XLSX, Parquet, JSON records.
    year : optional
        The year of all rows, where the file does not say.
    basis : str, optional
        What the figures are (census, estimate, …), where the file does not say.
    encoding, extracted_at : str, optional
        As in `read_table`.

    Returns
    -------
    pandas.DataFrame
        Tidy rows with ``indicator`` ``population``, and ``basis``: the source's own words for what
        the figure is, such as ``IBGE Censo 2022`` or ``População residente estimada``. States and
        the country are rows with a ``note``.

    Raises
    ------
    FileFormatError
        For a file without population.

    Examples
    --------
    >>> from sustenta.sources import ibge
    >>> read = ibge.read_population(
    ...     '[{"NC": "6", "V": "...", "D1C": "4220000", "D1N": "Balneário Rincão - SC",'
    ...     ' "D2C": "9324", "D2N": "População residente estimada", "D3C": "2006", "D3N": "2006"}]'
    ... )
    >>> read[["code", "year", "value", "marker", "basis"]]
          code  year  value marker                         basis
    0  4220000  2006    NaN    ...  População residente estimada
    """
    content = open_content(path, encoding=encoding, extracted_at=extracted_at)
    if content.form == JSON:
        grid, reports = _of_json(content)
    else:
        grid, reports = open_grid(content, reader=_READER)[0], []
    found = _population_columns(content, grid)
    frames = [*reports]
    columns = {place for place, _ in found}
    for place, of_column in found:
        own = _without(grid, columns - {place})
        column = own.names.index(grid.names[place])
        plan = Plan(roles={column: "population"}, year=given_year(year) or of_column)
        frames.append(melt(own, plan))
    frame = stack(_as_population(part, basis) for part in frames)
    left_out = frame["indicator"].isna() & frame["value"].notna() & frame["note"].isna()
    beside = [
        file_row(content, "stands beside the population and is left out", column=str(name))
        for name in frame.loc[left_out, "column"].unique()
    ]
    kept = frame[~left_out & ~(frame["indicator"].isna() & frame["account"].notna())]
    return stack([kept, *beside])


def _as_population(frame: pd.DataFrame, basis: str | None) -> pd.DataFrame:
    own = frame["indicator"] == "population"
    frame.loc[own.fillna(value=False), "unit"] = "inhabitants"
    if "basis" not in frame:
        frame["basis"] = pd.array([None] * len(frame), dtype="string")
    if basis is not None:
        frame.loc[own.fillna(value=False) & frame["basis"].isna(), "basis"] = basis
    return frame


def _population_columns(content: Content, grid: Grid) -> list[tuple[int, int | None]]:
    """Find the columns of population, each with the year that its name says."""
    found: list[tuple[int, int | None]] = []
    for place, name in enumerate(grid.names):
        words = plain(name)
        if _POPULATION_NAME.fullmatch(words) and holds_figures(grid.column(place)):
            in_name = _YEAR_IN_NAME.search(words)
            found.append((place, int(in_name.group(1)) if in_name else None))
    if not found:
        found = [
            (place, int(name))
            for place, name in enumerate(grid.names)
            if _YEAR_NAME.fullmatch(name) and holds_figures(grid.column(place))
        ]
    if not found:
        shown = ", ".join(map(repr, grid.names[:12]))
        content.refuse(f"has no column of population; its columns are {shown}")
    return found


def _without(grid: Grid, places: set[int]) -> Grid:
    """Give the grid without some of its columns."""
    if not places:
        return grid
    kept = [place for place in range(len(grid.names)) if place not in places]
    lines = [Line(line.number, [line.cells[place] for place in kept]) for line in grid.lines]
    names = [grid.names[place] for place in kept]
    outer = [grid.outer[place] for place in kept]
    return Grid(grid.content, names, lines, outer, named=grid.named, counted=grid.counted)


def _of_json(content: Content) -> tuple[Grid, list[pd.DataFrame]]:
    document = json_document(content, reader=_READER)
    answers = list(_aggregates(document))
    if answers:
        return _aggregate_grid(content, answers), []
    records, _ = records_in(content, document)
    if records and "V" in records[0] and any(_DIMENSION.fullmatch(name) for name in records[0]):
        return _flat_grid(content, records), []
    return record_grid(content, records), []


def _aggregates(document: Any) -> Iterator[Mapping[str, Any]]:
    """Give the variables of an answer of `agregados`, also where a user put one under each year."""
    if isinstance(document, Mapping):
        if "resultados" in document:
            yield document
        else:
            for held in document.values():
                if isinstance(held, list):
                    yield from _aggregates(held)
    elif isinstance(document, list):
        for held in document:
            if isinstance(held, Mapping) and "resultados" in held:
                yield held


def _aggregate_grid(content: Content, answers: Sequence[Mapping[str, Any]]) -> Grid:
    lines: list[Line] = []
    for answer in answers:
        basis = answer.get("variavel")
        for result in _list_in(content, answer, "resultados"):
            for series in _list_in(content, result, "series"):
                place, figures = series.get("localidade"), series.get("serie")
                if not isinstance(place, Mapping) or not isinstance(figures, Mapping):
                    content.refuse("has a series without place or figures", text=repr(series))
                for year, figure in figures.items():
                    cells = [place.get("id"), place.get("nome"), year, figure, basis]
                    lines.append(Line(len(lines) + 1, cells))
    return _made(content, lines)


def _list_in(content: Content, held: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = held.get(name)
    if not isinstance(found, list) or not all(isinstance(entry, Mapping) for entry in found):
        content.refuse(f"has no list of {name!r} where one is due", text=repr(held))
    return found


def _flat_grid(content: Content, records: Sequence[Record]) -> Grid:
    """Lay SIDRA's flat answer out: which dimension is place, year or variable is found.

    The first record may be a header that names the dimensions; its value is ``Valor``.
    """
    headed = not any(sign.isdigit() for sign in cell_text(records[0].get("V"))) and any(
        "(codigo)" in cell_text(held).casefold().replace("ó", "o") for held in records[0].values()
    )
    rows = records[1:] if headed else records
    if not rows:
        content.refuse("has a header record and no others: the answer is empty")
    numbers = [found.group(1) for found in map(_DIMENSION.fullmatch, records[0]) if found]
    place = year = variable = None
    for number in numbers:
        codes = [cell_text(row.get(f"D{number}C")) for row in rows[:50]]
        name = plain(cell_text(records[0].get(f"D{number}N"))) if headed else ""
        if name.startswith("ano") or (not headed and all(map(labels.year_of, codes))):
            year = number
        elif name.startswith(("municipio", "unidade da federacao", "brasil", "grande")) or (
            not headed and all(len(code) in {1, 2, 6, 7} and code.isdigit() for code in codes)
        ):
            place = number
        elif name.startswith("variavel") or (not name and variable is None):
            variable = number
    if place is None or year is None:
        content.refuse("has no dimension of places or none of years", dimensions=numbers)
    lines = [
        Line(
            at,
            [
                row.get(f"D{place}C"),
                row.get(f"D{place}N"),
                row.get(f"D{year}C"),
                row.get("V"),
                None if variable is None else row.get(f"D{variable}N"),
            ],
        )
        for at, row in enumerate(rows, start=2 if headed else 1)
    ]
    return _made(content, lines)


def _made(content: Content, lines: list[Line]) -> Grid:
    if not lines:
        content.refuse("holds no series: the answer is empty")
    for line in lines:
        nested = next((cell for cell in line.cells if isinstance(cell, (dict, list))), None)
        if nested is not None:
            content.refuse("holds more than a plain value", line=line.number, text=repr(nested))
    return Grid(content, list(_NAMES), lines, [""] * len(_NAMES), counted="record")
