"""What a notebook shows of a result: the page's own colours, every text escaped, its language said.

No colour is set: what the reader's theme gives letters and ground is theirs, and nothing is said by
colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

__all__ = ["fields", "html_table", "in_language"]

_CODES: Final = {"pt": "pt-BR", "en": "en"}


def in_language(lang: str, body: str) -> str:
    """Say in which language a piece of a page is: a screen reader reads it in that one."""
    return f'<section lang="{_CODES[lang]}">{body}</section>'


def html_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table; every cell is escaped."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in header)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def fields(lang: str, title: str, values: Mapping[str, Any]) -> str:
    """Show named values: numbers and texts in a table, tables each as itself."""
    rows, others = [], []
    for name, value in values.items():
        if isinstance(value, (str, int, float)) or value is None or _is_number(value):
            shown = "–" if value is None else str(value)
            rows.append(f'<tr><th scope="row">{escape(name)}</th><td>{escape(shown)}</td></tr>')
            continue
        own = getattr(value, "_repr_html_", None)
        body = own() if own is not None else f"<pre>{escape(repr(value))}</pre>"
        others.append(f"<p>{escape(name)}</p>{body}")
    table = f"<table><tbody>{''.join(rows)}</tbody></table>" if rows else ""
    return in_language(lang, f"<p><strong>{escape(title)}</strong></p>{table}{''.join(others)}")


def _is_number(value: Any) -> bool:
    return getattr(value, "ndim", None) == 0 or type(value).__name__ == "Decimal"
