"""A recreation as plain text and as HTML."""

from __future__ import annotations

from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta._html import html_table
from sustenta.auditing._report import aligned
from sustenta.studies._wording import DISAGREES, VERDICT_LABELS, VERDICTS

if TYPE_CHECKING:
    from sustenta.studies._recreation import Recreation

__all__ = ["full_text", "html_text", "short_text"]

_WORDS: Final = {
    "pt": {
        "table": "tabela",
        "cells": "células",
        "total": "total",
        "place": "onde",
        "column": "coluna",
        "printed": "impresso",
        "recomputed": "recalculado",
        "none": "Nenhuma célula diverge.",
        "one": "1 célula diverge:",
        "many": "{count} células divergem:",
        "notes": "Achados sobre tabelas inteiras:",
        "hint": "Célula a célula em .cells; divergências em .disagreements(); achados em .notes",
    },
    "en": {
        "table": "table",
        "cells": "cells",
        "total": "total",
        "place": "where",
        "column": "column",
        "printed": "printed",
        "recomputed": "recomputed",
        "none": "No cell disagrees.",
        "one": "1 cell disagrees:",
        "many": "{count} cells disagree:",
        "notes": "Findings about whole tables:",
        "hint": "Cell by cell in .cells; disagreements in .disagreements(); findings in .notes",
    },
}

#: A line of text is broken here.
_WIDTH = 100


def short_text(recreation: Recreation) -> str:
    """Write the summary, and where the rest is."""
    words = _WORDS[recreation.lang]
    return "\n".join([recreation.title, "", *_summary_lines(recreation), "", words["hint"]])


def full_text(recreation: Recreation) -> str:
    """Write the summary, every disagreement and the notes."""
    words = _WORDS[recreation.lang]
    lines = [recreation.title, "", *_summary_lines(recreation), "", _counted(recreation)]
    rows = _disagreement_rows(recreation)
    if rows:
        header = [words[key] for key in ("table", "place", "column", "printed", "recomputed")]
        lines += ["", *aligned([header, *rows], right=())]
    if len(recreation.notes):
        lines += ["", words["notes"], ""]
        for note in recreation.notes["text"]:
            lines += wrap(str(note), _WIDTH, initial_indent="- ", subsequent_indent="  ")
    return "\n".join(lines)


def html_text(recreation: Recreation) -> str:
    """Write the summary, every disagreement and the notes as HTML; what is printed is escaped."""
    words = _WORDS[recreation.lang]
    rows = _disagreement_rows(recreation)
    header = [words[key] for key in ("table", "place", "column", "printed", "recomputed")]
    summary = _summary_rows(recreation)
    parts = [
        f"<p><strong>{escape(recreation.title)}</strong></p>",
        html_table(summary[0], summary[1:]),
        f"<p>{escape(_counted(recreation))}</p>",
    ]
    if rows:
        parts.append(html_table(header, rows))
    if len(recreation.notes):
        items = "".join(f"<li>{escape(str(text))}</li>" for text in recreation.notes["text"])
        parts.append(f"<p>{escape(words['notes'])}</p><ul>{items}</ul>")
    return "\n".join(parts)


def _summary_rows(recreation: Recreation) -> list[list[str]]:
    words, labels = _WORDS[recreation.lang], VERDICT_LABELS[recreation.lang]
    summary = recreation.summary()
    rows = [[str(table), *map(str, counts)] for table, *counts in summary.itertuples()]
    total = [words["total"], *(str(count) for count in summary.sum())]
    header = [words["table"], words["cells"], *(labels[verdict] for verdict in VERDICTS)]
    return [header, *rows, total]


def _summary_lines(recreation: Recreation) -> list[str]:
    rows = _summary_rows(recreation)
    return aligned(rows, right=range(1, len(rows[0])))


def _counted(recreation: Recreation) -> str:
    words = _WORDS[recreation.lang]
    count = int((recreation.cells["verdict"] == DISAGREES).sum())
    key = "none" if count == 0 else "one" if count == 1 else "many"
    return words[key].format(count=count)


def _disagreement_rows(recreation: Recreation) -> list[list[str]]:
    found = recreation.disagreements()
    return [
        [
            str(cell.table),
            _place(cell.uf, cell.municipality, cell.year),
            str(cell.column_label),
            str(cell.printed),
            str(cell.recomputed_printed),
        ]
        for cell in found.itertuples()
    ]


def _place(uf: Any, municipality: Any, year: Any) -> str:
    name = "/".join(str(part) for part in (uf, municipality) if pd.notna(part))
    return ", ".join(part for part in (name, "" if pd.isna(year) else str(year)) if part)
