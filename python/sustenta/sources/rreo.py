"""The health annex of the RREO (Anexo 12): base, minimum, share applied, expenditure, transfers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Final

import pandas as pd

from sustenta.errors import MissingExtraError, SettingError, SustentaError
from sustenta.sources import _labels as labels
from sustenta.sources._annex12 import Meaning, Source, meaning, source_of
from sustenta.sources._annex12_checks import check
from sustenta.sources._cells import Read, holds_figures, read_column
from sustenta.sources._codes import read_code
from sustenta.sources._content import Content, Given, open_content
from sustenta.sources._grid import Grid, cell_text, is_blank
from sustenta.sources._places import contradicted, file_row, given_code, given_year, of_many
from sustenta.sources._record import UNREAD, stack, tidy
from sustenta.sources.tables import open_grid

__all__ = ["read_annex12"]

_READER: Final = "rreo.read_annex12"
_SOURCES: Final = ("fonte", "source", "arquivo", "origem", "url", "pdf")


def read_annex12(
    path: Given,
    *,
    code: Any = None,
    year: Any = None,
    encoding: str | None = None,
    extracted_at: str | None = None,
) -> pd.DataFrame:
    r"""Read tables of the RREO's Anexo 12, a file or a whole folder of them.

    Parameters
    ----------
    path : path, bytes or text
        A table in which each line has a label of the form ("Total das receitas resultantes de
        impostos …") and each column a stage, or in which the columns have such labels; CSV, XLSX,
        Parquet or JSON records. Or a folder: all its files are read, and what is no such table is
        reported.
    code, year : optional
        The municipality and the year, where the content does not say. A table may say them in the
        names or addresses of its sources.
    encoding, extracted_at : str, optional
        As in `read_table`.

    Returns
    -------
    pandas.DataFrame
        Tidy rows. ``indicator`` names what a panel takes: ``own_revenue``,
        ``constitutional_transfers``, ``linked_revenue``, ``ec29_minimum``, ``ec29_applied_pct``,
        ``own_health_expenditure`` (ASPS), ``health_expenditure``, ``sus_transfers``,
        ``union_health_transfers``, ``fpm``, …; ``item`` is the sub-function (``10.301``) or, of
        forecasts, the line. ``group`` says of expenditure whether it counts for the minimum
        (``asps``), is paid for by the SUS (``sus``) or is both (``total``). ``stage`` is that of
        expenditure; realised revenue has none. A share applied has the stage that its label names,
        or ``anexo_12`` where the form reckons it without naming one. Figures are cumulative within
        the year. Sums and the minimum of 15 % are held against each other: ``total_check``.

    Raises
    ------
    FileFormatError
        For a table without any line of the annex, or an empty folder.
    SettingError
        Where `code` or `year` contradicts the content.

    Examples
    --------
    >>> from sustenta.sources import rreo
    >>> table = (
    ...     "Linha;Previsão atualizada;Até o bimestre\n"
    ...     "RECEITA DE IMPOSTOS LÍQUIDA (I);900,00;1.000,00\n"
    ...     "TOTAL DAS RECEITAS RESULTANTES DE IMPOSTOS (III) = (I) + (II);1.900,00;2.500,00\n"
    ... )
    >>> read = rreo.read_annex12(table, code=355220, year=2024)
    >>> read[read.indicator.notna()][["code", "year", "indicator", "value"]]
          code  year       indicator   value
    1  3552205  2024     own_revenue  1000.0
    3  3552205  2024  linked_revenue  2500.0
    """
    town, when = given_code(code), given_year(year)
    if isinstance(path, (str, PathLike)) and _is_folder(path):
        return _folder(Path(path), town, when, encoding, extracted_at)
    content = open_content(path, encoding=encoding, extracted_at=extracted_at)
    return _file(content, town, when)


def _is_folder(path: str | PathLike[str]) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _folder(
    folder: Path, code: str | None, year: int | None, encoding: str | None, extracted_at: str | None
) -> pd.DataFrame:
    """Read all files of a folder, in the order of their names; report what cannot be read."""
    files = sorted(found for found in folder.rglob("*") if found.is_file())
    frames, readable = [], 0
    for file in files:
        content = Content(str(file), "empty", b"", "", None, extracted_at, file)
        try:
            content = open_content(file, encoding=encoding, extracted_at=extracted_at)
            frames.append(_file(content, code, year))
            readable += 1
        except (SettingError, MissingExtraError):
            raise
        except (SustentaError, OSError) as trouble:
            line = getattr(trouble, "line", None)
            text = getattr(trouble, "text", None)
            frames.append(
                file_row(content, str(trouble), note=UNREAD, line=line, printed=text or file.name)
            )
    if not readable:
        anything = Content(str(folder), "empty", b"", "", None, extracted_at, folder)
        shown = ", ".join(file.name for file in files[:5]) or "nothing"
        anything.refuse(f"is a folder without any table of Anexo 12; it has {shown}")
    return stack(frames)


def _file(content: Content, code: str | None, year: int | None) -> pd.DataFrame:
    grid, _ = open_grid(content, reader=_READER)
    if not grid.lines:
        content.refuse("has a header and no rows")
    sources = _sources(grid)
    placed, found = _places(content, sources, code, year)
    keys, held, texts = _columns(grid)
    line_labels = _line_labels(grid, texts)
    titles = _titles(grid, line_labels, held)
    sections = _sections(grid, line_labels, titles)
    of_lines: dict[str, Sequence[Any]] = {
        **of_many(placed),
        "year": found,
        "period": _periods(grid, keys, sources),
    }
    frames = []
    known = False
    for place in held:
        read = read_column(grid, place)
        meanings = [
            meaning(
                line or grid.names[place].replace("_", " "),
                grid.names[place],
                section,
                alone=len(held) == 1,
            )
            for line, section in zip(line_labels, sections, strict=True)
        ]
        known = known or any(one.known for one in meanings)
        rows = _rows(grid, read, meanings, line_labels, of_lines)
        frames.append(rows[~rows["line"].isin(titles)])
    if not known:
        content.refuse(
            "has no line of the RREO's Anexo 12 that is known by its label",
            line=grid.lines[0].number,
            text="; ".join(grid.names),
        )
    frame = stack(frames).sort_values("line", kind="stable", ignore_index=True)
    reports = [
        file_row(content, "above the table", printed=t.text, line=t.number) for t in grid.titles
    ]
    reports += [
        file_row(content, "below the table", note=UNREAD, printed=foot.text, line=foot.number)
        for foot in grid.feet
    ]
    if any(one is None for one in placed):
        reports.append(file_row(content, "the content does not say the municipality; give `code=`"))
    if any(one is None for one in found):
        reports.append(file_row(content, "the content does not say the year; give `year=`"))
    return stack([frame, *reports, *check(content, frame)])


def _sources(grid: Grid) -> list[Source]:
    """Read what the columns that name each row's source say."""
    at = [
        place
        for place, name in enumerate(grid.names)
        if labels.plain(name).split(" ")[0] in _SOURCES
    ]
    titles = [title.text for title in grid.titles]
    return [
        source_of([*(cell_text(line.cells[place]) for place in at), *titles]) for line in grid.lines
    ]


def _places(
    content: Content, sources: Sequence[Source], code: str | None, year: int | None
) -> tuple[list[str | None], list[int | None]]:
    """Give each row's code and year: what the content says, else what the caller says."""
    codes: list[str | None] = []
    years: list[int | None] = []
    for source in sources:
        said = None if source.code is None else read_code(source.code).code7
        if said is not None and code not in {None, said}:
            raise contradicted("code", code, said, content)
        if source.year is not None and year not in {None, source.year}:
            raise contradicted("year", year, source.year, content)
        codes.append(said or code)
        years.append(source.year or year)
    return codes, years


def _columns(grid: Grid) -> tuple[dict[str, int], list[int], list[int]]:
    """Tell the columns apart: keys, figures, texts."""
    keys: dict[str, int] = {}
    held: list[int] = []
    texts: list[int] = []
    for place, name in enumerate(grid.names):
        key = labels.key_of(name)
        cells = grid.column(place)
        if labels.plain(name).split(" ")[0] in _SOURCES:
            continue
        if key in {labels.PERIOD, labels.YEAR, labels.CODE}:
            keys.setdefault(key, place)
        elif any(not is_blank(cell) for cell in cells) and not holds_figures(cells):
            texts.append(place)
        else:
            held.append(place)
    return keys, held, texts


def _line_labels(grid: Grid, texts: Sequence[int]) -> list[str]:
    """Give each line's label: of the columns of texts, the one with the most different ones."""
    if not texts:
        return [""] * len(grid.lines)
    place = max(texts, key=lambda one: len({cell_text(cell) for cell in grid.column(one)}))
    return [cell_text(cell) for cell in grid.column(place)]


def _titles(grid: Grid, line_labels: Sequence[str], held: Sequence[int]) -> set[int]:
    """Give the lines that are titles of sections: a label, and nothing beside it."""
    return {
        line.number
        for line, label in zip(grid.lines, line_labels, strict=True)
        if label and all(is_blank(line.cells[place]) for place in held)
    }


def _sections(grid: Grid, line_labels: Sequence[str], titles: set[int]) -> list[str]:
    """Give the title above each line."""
    sections, section = [], ""
    for line, label in zip(grid.lines, line_labels, strict=True):
        if line.number in titles:
            section = label
        sections.append(section)
    return sections


def _periods(grid: Grid, keys: dict[str, int], sources: Sequence[Source]) -> list[str | None]:
    place = keys.get(labels.PERIOD)
    if place is None:
        return [source.period for source in sources]
    return [labels.period_of(cell, grid.names[place]) for cell in grid.column(place)]


def _rows(
    grid: Grid,
    read: Read,
    meanings: Sequence[Meaning],
    line_labels: Sequence[str],
    of_lines: Mapping[str, Sequence[Any]],
) -> pd.DataFrame:
    rows = len(grid.lines)
    notes = [
        note or (UNREAD if unread else None)
        for note, unread in zip(of_lines["note"], read.unread, strict=True)
    ]
    return tidy(
        {
            **of_lines,
            "note": notes,
            "stage": [one.stage for one in meanings],
            "indicator": [one.indicator for one in meanings],
            "account": [label or read.label for label in line_labels],
            "value": read.value,
            "marker": read.marker,
            "printed": read.printed,
            "unit": [one.unit for one in meanings],
            "line": grid.numbers,
            "column": read.label,
            "group": pd.array([one.block for one in meanings], dtype="string"),
            "item": pd.array([one.item for one in meanings], dtype="string"),
        },
        content=grid.content,
        rows=rows,
    )
