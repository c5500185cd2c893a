"""A table as plain text, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sustenta.tables._model import Table

__all__ = ["text_of"]

#: Rows and characters of a line that a terminal shows.
_ROWS, _LINE, _CELL = 12, 98, 24

_SIZE: Final = {
    "pt": "({rows} linhas × {columns} colunas)",
    "en": "({rows} rows × {columns} columns)",
}


def text_of(table: Table) -> str:
    """Write its title, size and first cells, below the names that its frame gave them."""
    size = _SIZE[table.lang].format(rows=table.rows, columns=len(table.columns))
    lines = [f"{table.title} {size}".strip()]
    columns = [
        [_cut(column.name or column.label), *map(_cut, column.texts[:_ROWS])]
        for column in table.columns
    ]
    widths = [max(map(len, cells)) for cells in columns]
    shown = 0
    while shown < len(columns) and sum(widths[: shown + 1]) + 2 * shown <= _LINE:
        shown += 1
    for row in range(min(table.rows, _ROWS) + 1):
        cells = [
            columns[n][row].rjust(widths[n])
            if table.columns[n].align == "right"
            else columns[n][row].ljust(widths[n])
            for n in range(shown)
        ]
        lines.append("  ".join([*cells, "…"] if shown < len(columns) else cells).rstrip())
    if table.rows > _ROWS:
        lines.append("…")
    return "\n".join(lines)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _CELL else f"{text[: _CELL - 1]}…"
