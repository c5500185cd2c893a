"""Tables as other programs read them from what was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from lxml import html
from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from sustenta.tables import Table


def cells(table: Table) -> list[list[str]]:
    """What the cells of a table show, row by row, with their marks."""
    return [
        [
            column.texts[row] + table.marks.get((row, place), "")
            for place, column in enumerate(table.columns)
        ]
        for row in range(table.rows)
    ]


def of_html(text: str) -> list[list[list[str]]]:
    """The cells of each table of a page, without its heads."""
    page: Any = html.fromstring(text)
    return [
        [
            [_shown(cell) for cell in row]
            for row in table.xpath(".//tbody/tr[not(th[@scope='rowgroup'])]")
        ]
        for table in page.xpath("//table")
    ]


def _shown(cell: Any) -> str:
    for line in cell.xpath(".//br"):
        line.tail = "\n" + (line.tail or "")
    return str(cell.text_content())


def of_docx(path: Path, tables: list[Table]) -> list[list[list[str]]]:
    """The cells of each table of a document, without its heads."""
    found = Document(str(path)).tables
    assert len(found) == len(tables)
    return [
        [[cell.text for cell in row.cells] for row in table.rows][given.depth :]
        for table, given in zip(found, tables, strict=True)
    ]


def of_xlsx(path: Path, table: Table, sheet: int = 0) -> list[list[Any]]:
    """The cells of a sheet, without what stands above and below the table's own."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(sheet).to_python()
    above = bool(table.title) + bool(table.subtitle) + table.depth
    width = len(table.columns)
    return [row[:width] + [""] * (width - len(row)) for row in rows[above:][: table.rows]]
