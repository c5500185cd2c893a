"""A table as LaTeX, with booktabs' rules."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sustenta.tables._model import Table
    from sustenta.tables._parts import Column, Head

__all__ = ["latex"]

#: What is written otherwise, sign by sign. Signs that the letters of most fonts lack become what
#: they stand for.
_WRITTEN: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': r"\textquotedbl{}",
        "−": r"\ensuremath{-}",
        "×": r"\ensuremath{\times}",
        "≤": r"\ensuremath{\leq}",
        "≥": r"\ensuremath{\geq}",
        "→": r"\ensuremath{\rightarrow}",
        "…": r"\ldots{}",
        # A bracket after a line's end would be read as how far down the next one is.
        "[": "{[}",
        "]": "{]}",
        "\u00a0": "~",
        "\ufffd": "?",
    }
)
_NEEDS: Final = r"% \usepackage[T1]{fontenc} \usepackage{booktabs,caption,graphicx,longtable}"
#: Rows from which a table goes over pages; characters in a line of a page; of a text that wraps.
_LONG, _LINE, _WRAPS = 36, 92, 34
_MOVED: Final = {
    "pt": ("continuação", "continua na página seguinte"),
    "en": ("continued", "continued on the next page"),
}


def latex(table: Table, *, long: bool | None = None, needs: bool = True) -> str:
    """Write a table: floating, or over pages."""
    over_pages = table.rows >= _LONG if long is None else long
    lines = [_NEEDS] if needs else []
    lines += _over_pages(table) if over_pages else _floating(table)
    return "\n".join(lines) + "\n"


def _floating(table: Table) -> list[str]:
    wide = sum(_widths(table)) > _LINE
    lines = [r"\begin{table}[htbp]", r"\centering", *_caption(table), r"\footnotesize"]
    # What is too wide for the page is made smaller as a whole.
    lines += [r"\resizebox{\linewidth}{!}{%"] if wide else []
    lines += [rf"\begin{{tabular}}{{{_shape(table)}}}", r"\toprule", *_head(table), r"\midrule"]
    lines += [*_body(table), r"\bottomrule", r"\end{tabular}"]
    lines += ["}"] if wide else []
    if table.below:
        lines += [r"\par\smallskip", r"\begin{minipage}{\linewidth}\footnotesize\raggedright"]
        lines += [rf"{_escaped(line)}\par" for line in table.below]
        lines += [r"\end{minipage}"]
    return [*lines, r"\end{table}"]


def _over_pages(table: Table) -> list[str]:
    """Write a longtable: its head on every page, and at the foot of each that it goes on."""
    count = len(table.columns)
    head = _head(table)
    again, on = _MOVED[table.lang]
    lines = [r"\begingroup", r"\footnotesize", rf"\begin{{longtable}}{{{_shape(table)}}}"]
    title = [*_caption(table, ends=r"\\"), r"\toprule", *head, r"\midrule", r"\endfirsthead"]
    moved = rf"\multicolumn{{{count}}}{{l}}{{\itshape {again}}} \\"
    lines += [*title, moved, r"\toprule", *head, r"\midrule", r"\endhead", r"\midrule"]
    lines += [rf"\multicolumn{{{count}}}{{r}}{{\itshape {on}}} \\", r"\endfoot"]
    lines += [r"\bottomrule", r"\endlastfoot", *_body(table), r"\end{longtable}"]
    lines += [rf"\noindent {_escaped(line)}\par" for line in table.below]
    return [*lines, r"\endgroup"]


def _caption(table: Table, *, ends: str = "") -> list[str]:
    words = ". ".join(
        text.rstrip(".") if place == 0 and table.subtitle else text
        for place, text in enumerate(filter(None, (table.title, table.subtitle)))
    )
    if not words:
        return []
    # The words bring their own number, where they have one.
    flat = _escaped(" ".join(words.split()))
    return [rf"\caption*{{{flat}}}{ends}"] if _numbered(words) else [rf"\caption{{{flat}}}{ends}"]


def _numbered(title: str) -> bool:
    word, _, rest = title.partition(" ")
    return word in {"Tabela", "Table"} and rest[:1].isdigit()


def _shape(table: Table) -> str:
    return "".join(
        f"p{{{min(width / _LINE, 0.5):.2f}\\linewidth}}"
        if _wraps(column)
        else {"left": "l", "right": "r", "center": "c"}[column.align]
        for column, width in zip(table.columns, _widths(table), strict=True)
    )


def _widths(table: Table) -> list[int]:
    return [width + 2 for width in table.widths(most=46)]


def _wraps(column: Column) -> bool:
    return column.align == "left" and any(
        "\n" in text or len(text) > _WRAPS for text in column.texts
    )


def _head(table: Table) -> list[str]:
    """Write the rows of the head, and below each spanner its rule."""
    widths = table.widths()
    heads = table.heads()
    lines = []
    for level in range(table.depth):
        cells = {}
        rules = []
        for head in heads:
            last = head.row + head.rows - 1
            spans = last < table.depth - 1
            if spans and head.row == level:
                cells[head.column] = _spanner(head, sum(widths[head.column :][: head.columns]))
                if head.text:
                    first, end = head.column + 1, head.column + head.columns
                    rules.append(rf"\cmidrule(lr){{{first}-{end}}}")
            elif head.row <= level <= last:
                # A label stands on the lowest line of its cell, above its figures.
                cells[head.column] = _label(head, widths[head.column]) if level == last else ""
        lines += [" & ".join(cells[place] for place in sorted(cells)) + r" \\", *rules]
    return lines


def _spanner(head: Head, width: int) -> str:
    align = "l" if head.align == "left" else "c"
    text = _stacked(head.text, max(width, 14), align)
    return rf"\multicolumn{{{head.columns}}}{{{align}}}{{{text}}}"


def _label(head: Head, width: int) -> str:
    align = {"left": "l", "right": "r", "center": "c"}[head.align]
    text = _stacked(head.text, max(width, 14), align)
    return rf"\multicolumn{{1}}{{{align}}}{{{text}}}"


def _stacked(text: str, width: int, align: str) -> str:
    """Break a label into lines no longer than its column needs."""
    lines = [part for line in text.split("\n") for part in textwrap.wrap(line, width) or [""]]
    written = [_escaped(line) for line in lines]
    if len(written) == 1:
        return written[0]
    stacked = r" \\ ".join(written)
    return rf"\shortstack[{align}]{{{stacked}}}"


def _body(table: Table) -> Iterable[str]:
    columns = [
        _cells(table, place, r"\newline " if _wraps(column) else " ")
        for place, column in enumerate(table.columns)
    ]
    lines = []
    for heading, rows in table.body():
        if heading:
            span = len(table.columns)
            words = _escaped(" ".join(heading.split()))
            lines += [r"\addlinespace"] if rows.start else []
            lines += [rf"\multicolumn{{{span}}}{{l}}{{\textit{{{words}}}}} \\"]
        lines += [" & ".join(column[row] for column in columns) + r" \\" for row in rows]
    return lines


def _cells(table: Table, place: int, line: str) -> list[str]:
    """Write the cells of a column."""
    found = []
    for row, text in enumerate(table.columns[place].texts):
        cell = _escaped(text, line)
        if row in table.strong and cell:
            cell = rf"\textbf{{{cell}}}"
        mark = table.marks.get((row, place))
        found.append(cell + (rf"\textsuperscript{{{_escaped(mark)}}}" if mark else ""))
    return found


def _escaped(text: str, line: str = " ") -> str:
    return line.join(part.translate(_WRITTEN) for part in text.split("\n"))
