"""Tables as a Word document: tables of Word's, which its readers can go on editing.

The rows are written as XML at once: cell by cell, 5,570 rows would take minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from sustenta.errors import FileFormatError

if TYPE_CHECKING:
    from sustenta.tables._model import Table
    from sustenta.tables._parts import Head

__all__ = ["document"]

_LANGS: Final = {"pt": "pt-BR", "en": "en-US"}
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: Characters of a line on an A4 page upright; a wider table lies on its side.
_LINE: Final = 88
#: Twentieths of a point: the text's width on a page upright and lying; a character's.
_UPRIGHT, _LYING, _CHARACTER = 9638, 14570, 105
#: Columns that Word allows.
_COLUMNS: Final = 63
#: The styles of cells, by whether the table is crowded: id, name and size in points.
_STYLES: Final = {
    False: ("SustentaCell", "Sustenta Cell", 8.5),
    True: ("SustentaSmallCell", "Sustenta Small Cell", 7),
}


def document(tables: Sequence[Table]) -> Callable[[Path], None]:
    """Give what writes the tables one after another, each with its caption and notes."""
    from docx import Document
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    for table in tables:
        _check(table)
    made: Any = Document()
    made.core_properties.title = _flat(tables[0].title)[:255]
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.core_properties.language = _LANGS[tables[0].lang]
    _set_letters(made, _LANGS[tables[0].lang])
    section = made.sections[0]
    for place, table in enumerate(tables):
        lying = sum(table.widths()) + 2 * len(table.columns) > _LINE
        if place and lying != (section.orientation == WD_ORIENT.LANDSCAPE):
            section = made.add_section(WD_SECTION.NEW_PAGE)
        elif place:
            made.add_paragraph()
        section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
        sides = (Mm(297), Mm(210)) if lying else (Mm(210), Mm(297))
        section.page_width, section.page_height = sides
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(20)
        _add(made, table, _LYING if lying else _UPRIGHT)
    return lambda path: made.save(str(path))


def _set_letters(made: Any, lang: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    normal, caption = made.styles["Normal"], made.styles["Caption"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = Pt(2)
    caption.font.size, caption.font.bold = Pt(10), True
    caption.font.color.rgb = RGBColor(0x33, 0x33, 0x33)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_after = Pt(4)
    spoken = normal.element.get_or_add_rPr()
    for old in spoken.findall(qn("w:lang")):
        spoken.remove(old)
    said = spoken.makeelement(qn("w:lang"), {qn("w:val"): lang})
    spoken.append(said)

    for id, name, size in _STYLES.values():
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), id)
        style.font.size = Pt(size)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1)


def _check(table: Table) -> None:
    if len(table.columns) > _COLUMNS:
        raise FileFormatError(
            f"a table of Word's has {_COLUMNS} columns at most, and this one has "
            f"{len(table.columns)}; choose some with `columns`, or write .xlsx",
            path="",
        )


def _add(made: Any, table: Table, room: int) -> None:
    from docx.oxml import parse_xml

    if table.title:
        made.add_paragraph(_flat(table.title), style="Caption")
    if table.subtitle:
        made.add_paragraph(_flat(table.subtitle)).paragraph_format.keep_with_next = True
    if table.columns:
        end = made.element.body.sectPr
        end.addprevious(parse_xml(_table(table, room)))
    for line in table.below:
        added = made.add_paragraph().add_run(line)
        added.font.size = _small()


def _small() -> Any:
    from docx.shared import Pt

    return Pt(8.5)


def _table(table: Table, room: int) -> str:
    """Write the table: a line above and below the head, and one below the last row."""
    widths = _widths(table, room)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    said = quoteattr(_flat(table.title))
    caption = f"<w:tblCaption w:val={said}/>" if table.title else ""
    small = sum(table.widths()) + 2 * len(table.columns) > 2 * _LINE
    style = _STYLES[small][0]
    return (
        f'<w:tbl xmlns:w="{_WORD}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="333333"/>'
        '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="333333"/></w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
        '<w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:firstColumn="0" w:lastRow="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_head(table, widths, style)}{_body(table, widths, style)}</w:tbl>"
    )


def _widths(table: Table, room: int) -> list[int]:
    """Share the page's width among the columns, as much as each needs."""
    needed = [(width + 2) * _CHARACTER for width in table.widths()]
    total = sum(needed)
    return [width * room // total for width in needed] if total > room else needed


def _head(table: Table, widths: list[int], style: str) -> str:
    rows: list[list[str]] = [[] for _ in range(table.depth)]
    heads = sorted(table.heads(), key=lambda head: head.column)
    for head in heads:
        width = sum(widths[head.column : head.column + head.columns])
        last = head.row + head.rows - 1
        for level in range(head.row, last + 1):
            text = head.text if level == head.row else ""
            rows[level].append(_head_cell(head, text, level, width, style, last=level == last))
    return "".join(
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"
        for cells in rows
    )


def _head_cell(head: Head, text: str, level: int, width: int, style: str, *, last: bool) -> str:
    span = f'<w:gridSpan w:val="{head.columns}"/>' if head.columns > 1 else ""
    merge = ""
    if head.rows > 1:
        merge = '<w:vMerge w:val="restart"/>' if level == head.row else "<w:vMerge/>"
    edge = ""
    if last and head.text:
        edge = (
            '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="333333"/>'
            "</w:tcBorders>"
        )
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{edge}<w:vAlign w:val="bottom"/>'
    return _cell(properties, text, head.align, style, bold=True)


def _body(table: Table, widths: list[int], style: str) -> str:
    rows = []
    for heading, places in table.body():
        if heading:
            span = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
            properties = f'<w:tcW w:w="{sum(widths)}" w:type="dxa"/>{span}'
            cell = _cell(properties, heading, "left", style, italic=True)
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>")
        rows += [_row(table, row, widths, style) for row in places]
    return "".join(rows)


def _row(table: Table, row: int, widths: list[int], style: str) -> str:
    cells = []
    for place, column in enumerate(table.columns):
        properties = f'<w:tcW w:w="{widths[place]}" w:type="dxa"/>'
        mark = table.marks.get((row, place), "")
        bold = row in table.strong
        cells.append(
            _cell(properties, column.texts[row], column.align, style, bold=bold, mark=mark)
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    properties: str,
    text: str,
    align: str,
    style: str,
    *,
    bold: bool = False,
    italic: bool = False,
    mark: str = "",
) -> str:
    look = f"{'<w:b/>' * bold}{'<w:i/>' * italic}"
    runs = _run(text, look) if text else ""
    if mark:
        runs += _run(mark, f'{look}<w:vertAlign w:val="superscript"/>')
    side = "" if align == "left" else f'<w:jc w:val="{align}"/>'
    return (
        f'<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>'
        f"{runs}</w:p></w:tc>"
    )


def _run(text: str, look: str) -> str:
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")
    )
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{lines}</w:r>"


def _flat(text: str) -> str:
    return " ".join(text.split())
