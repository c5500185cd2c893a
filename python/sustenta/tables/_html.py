"""A table as HTML that a screen reader can read aloud and that leaves its page alone."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sustenta.tables._model import Table
    from sustenta.tables._parts import Column, Head

__all__ = ["STYLE", "html_fragment", "html_page"]

_CLASS: Final = "sustenta-table"

#: The style of tables, of their own class alone: letters of 12.6:1 and 7:1 on white.
STYLE: Final = """\
.sustenta-table{background:#fff;color:#333;font:0.9rem/1.35 system-ui,"Segoe UI",Roboto,\
"Liberation Sans",sans-serif;margin:0 0 1.5rem;max-width:100%}
.sustenta-table>div{overflow-x:auto}
.sustenta-table table{border-collapse:collapse;border:0;border-bottom:2px solid #333;margin:0;\
font-variant-numeric:tabular-nums}
.sustenta-table caption{caption-side:top;color:#333;font-weight:600;padding:0 0 .5em;\
text-align:left}
.sustenta-table caption div{left:0;max-width:88vw;position:sticky;width:fit-content}
.sustenta-table caption span{color:#595959;display:block;font-weight:400}
.sustenta-table tr{background:#fff}
.sustenta-table th,.sustenta-table td{background:#fff;border:0;color:#333;padding:.28em .7em;\
text-align:left;vertical-align:top}
.sustenta-table thead th{border-bottom:1px solid #333;font-weight:600;max-width:13em;\
vertical-align:bottom}
.sustenta-table thead tr:first-child th{border-top:2px solid #333}
.sustenta-table thead th.s{border-bottom:0;max-width:none;position:relative;text-align:center}
.sustenta-table thead th.s::after{border-bottom:1px solid #767676;bottom:0;content:"";left:.5em;\
position:absolute;right:.5em}
.sustenta-table thead th.l{text-align:left}
.sustenta-table tbody th{font-weight:400}
.sustenta-table tbody tr+tr>*{border-top:1px solid #e4e4e4}
.sustenta-table .r{text-align:right;white-space:nowrap}
.sustenta-table thead .r{white-space:normal}
.sustenta-table .n{white-space:nowrap}
.sustenta-table .m{min-width:11em}
.sustenta-table .w{min-width:17em}
.sustenta-table .c{text-align:center}
.sustenta-table .p{padding-right:.38em}
.sustenta-table .b>*{font-weight:700}
.sustenta-table tbody th.g{border-top:1px solid #767676;font-weight:600;padding-top:.7em}
.sustenta-table sup{font-size:.75em;line-height:0}
.sustenta-table .r sup{margin-right:-.6em}
.sustenta-table p{color:#595959;font-size:.92em;margin:.4em 0 0;max-width:60em}
@media print{.sustenta-table>div{overflow:visible}.sustenta-table thead{display:table-header-group}\
.sustenta-table tr{break-inside:avoid}}
"""
_PAGE: Final = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body{{background:#fff;margin:1.5rem}}
{style}</style>
</head>
<body>
<main>
{tables}
</main>
</body>
</html>
"""
_LANGS: Final = {"pt": "pt-BR", "en": "en"}
_NAMELESS: Final = {"pt": "Tabela", "en": "Table"}
#: Characters of what is a name, and of what is a sentence.
_NAME, _SENTENCE = 32, 64
_ALIGN: Final = {"left": "", "right": "r", "center": "c"}


def html_page(tables: Sequence[Table]) -> str:
    """Write a whole page with some tables."""
    lang = tables[0].lang
    return _PAGE.format(
        lang=_LANGS[lang],
        title=escape(tables[0].title or _NAMELESS[lang]),
        style=STYLE,
        tables="\n".join(html_fragment(table, style=False) for table in tables),
    )


def html_fragment(table: Table, *, style: bool) -> str:
    """Write what can stand inside any page."""
    name = escape(" ".join((table.title or _NAMELESS[table.lang]).split()))
    parts = [
        f'<div class="{_CLASS}" lang="{_LANGS[table.lang]}">',
        *([f"<style>\n{STYLE}</style>"] if style else []),
        # What may be wider than its page is moved from the keyboard, too.
        f'<div role="group" aria-label="{name}" tabindex="0">',
        "<table>",
        *_caption(table),
        "<thead>",
        *_head(table),
        "</thead>",
        *_bodies(table),
        "</table>",
        "</div>",
        *(f"<p>{_lines(line)}</p>" for line in table.below),
        "</div>",
    ]
    return "\n".join(parts)


def _caption(table: Table) -> list[str]:
    below = f"<span>{_lines(table.subtitle)}</span>" if table.subtitle else ""
    # The words stay in sight where the table is wider than the screen.
    words = f"<caption><div>{_lines(table.title)}{below}</div></caption>"
    return [words] if table.title or below else []


def _head(table: Table) -> list[str]:
    rows: list[list[str]] = [[] for _ in range(table.depth)]
    for head in table.heads():
        rows[head.row].append(_head_cell(head, spans=head.row + head.rows < table.depth))
    return [f"<tr>{''.join(cells)}</tr>" for cells in rows]


def _head_cell(head: Head, *, spans: bool) -> str:
    scope = "colgroup" if spans else "col"
    span = f' colspan="{head.columns}"' if head.columns > 1 else ""
    span += f' rowspan="{head.rows}"' if head.rows > 1 else ""
    kind = ("s" if head.align == "center" else "s l") if spans else _ALIGN[head.align]
    named = f' class="{kind}"' if kind else ""
    # A head without words is no head.
    if not head.text:
        return f"<td{named}{span}></td>"
    return f'<th{named} scope="{scope}"{span}>{_lines(head.text)}</th>'


def _bodies(table: Table) -> list[str]:
    cells = [_cells(table, place, column) for place, column in enumerate(table.columns)]
    parts = []
    for heading, rows in table.body():
        parts.append("<tbody>")
        if heading:
            span = len(table.columns)
            parts.append(
                f'<tr><th class="g" scope="rowgroup" colspan="{span}">{_lines(heading)}</th></tr>'
            )
        for row in rows:
            strong = ' class="b"' if row in table.strong else ""
            parts.append(f"<tr{strong}>{''.join(column[row] for column in cells)}</tr>")
        parts.append("</tbody>")
    return parts or ["<tbody></tbody>"]


def _cells(table: Table, place: int, column: Column) -> list[str]:
    """Write the cells of a column."""
    align = _ALIGN[column.align]
    longest = max((len(line) for text in column.texts for line in text.split("\n")), default=0)
    if not align:
        # Names stay on their line; sentences get room.
        align = "n" if longest <= _NAME else ("w" if longest > _SENTENCE else "m")
    found = []
    for row, text in enumerate(column.texts):
        # The closing parenthesis hangs, so that digits stand below digits.
        kind = f"{align} p" if align == "r" and text.endswith(")") else align
        named = f' class="{kind}"' if kind else ""
        mark = table.marks.get((row, place), "")
        shown = _lines(text) + (f"<sup>{escape(mark)}</sup>" if mark else "")
        heads = column.heads_rows and text
        found.append(
            f'<th{named} scope="row">{shown}</th>' if heads else f"<td{named}>{shown}</td>"
        )
    return found


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
