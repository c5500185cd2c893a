"""The recreation as one workbook, headed in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.errors import MissingExtraError
from sustenta.studies._wording import VERDICT_LABELS
from sustenta.studies.proesf2006 import _printed
from sustenta.tables._headings import heading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sustenta.registry import Lang
    from sustenta.studies._recreation import Recreation

__all__ = ["write_workbook"]

_SHEETS: Final = {
    "pt": {
        "summary": "Resumo",
        "cells": "Células",
        "notes": "Achados",
        "profile": "Perfil",
        "execution_classes": "Execução",
        "panel": "Painel",
        "table": "Tabela {n}",
    },
    "en": {
        "summary": "Summary",
        "cells": "Cells",
        "notes": "Findings",
        "profile": "Profile",
        "execution_classes": "Execution",
        "panel": "Panel",
        "table": "Table {n}",
    },
}

#: Column widths of a sheet, in characters: at least, at most; judged by so many rows.
_LEAST, _MOST, _JUDGED = 8, 60, 50


def write_workbook(recreation: Recreation, panel: pd.DataFrame, path: Path) -> list[str]:
    """Write everything into one workbook, a sheet a table.

    Parameters
    ----------
    recreation : Recreation
        The recreated study.
    panel : pandas.DataFrame
        Its panel.
    path : pathlib.Path
        Where to.

    Returns
    -------
    list of str
        The file's name.

    Raises
    ------
    MissingExtraError
        Where xlsxwriter is not installed.
    """
    try:
        import xlsxwriter  # noqa: F401
    except ImportError as missing:
        raise MissingExtraError(
            'workbooks need xlsxwriter: pip install "sustenta[excel]"',
            extra="excel",
            library="xlsxwriter",
        ) from missing
    lang, printed = recreation.lang, _printed_labels(recreation.lang)
    # A text that begins with an equals sign is a text.
    options: dict[str, Any] = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs=options) as writer:
        for sheet, frame in _frames(recreation, panel).items():
            headed = frame.set_axis([_header(str(name), printed, lang) for name in frame], axis=1)
            headed.to_excel(writer, sheet_name=sheet, index=False, freeze_panes=(1, 0))
            _set_widths(writer, sheet, headed)
    return [path.name]


def _frames(recreation: Recreation, panel: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Give the sheets by name; ids of columns and verdicts become their labels."""
    names, verdicts = _SHEETS[recreation.lang], VERDICT_LABELS[recreation.lang]
    cells = recreation.cells.assign(
        column=recreation.shown["column_label"],
        verdict=recreation.cells["verdict"].astype(str).map(verdicts),
    )
    cells.insert(9, "recomputed_printed", recreation.shown["recomputed_printed"])
    frames = {
        "summary": recreation.summary().reset_index(),
        "cells": cells,
        "notes": recreation.notes[["table", "text"]].rename(columns={"text": "finding"}),
        "profile": recreation.profile,
        "execution_classes": recreation.execution_classes,
        "panel": panel,
    }
    return {names[key]: frame for key, frame in frames.items() if frame is not None} | {
        names["table"].format(n=n): table for n, table in recreation.tables.items()
    }


def _header(name: str, printed: Mapping[str, str], lang: Lang) -> str:
    """Give a column's label, the page's own where it has one; its year follows it."""
    column, _, year = name.rpartition("_")
    if name in printed:
        return printed[name]
    if column in printed and year.isdecimal():
        return f"{printed[column]}, {year}"
    return heading(name, lang).with_unit(lang)


def _printed_labels(lang: Lang) -> dict[str, str]:
    labels: dict[str, str] = {}
    for n in _printed.NUMBERS:
        columns = _printed.described_columns(n)
        labels |= dict(zip(columns.index, columns[f"label_{lang}"], strict=True))
    return labels


def _set_widths(writer: Any, sheet: str, frame: pd.DataFrame) -> None:
    numbers = writer.book.add_format({"num_format": "#,##0.00"})
    for place, name in enumerate(frame.columns):
        longest = max(len(str(cell)) for cell in [name, *frame.iloc[:_JUDGED, place]])
        width = min(max(longest + 1, _LEAST), _MOST)
        number = numbers if frame.dtypes.iloc[place] == "float64" else None
        writer.sheets[sheet].set_column(place, place, width, number)
