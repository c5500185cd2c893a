"""The recreation as one workbook, headed in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.errors import MissingExtraError
from sustenta.registry import QUANTITIES
from sustenta.studies._wording import VERDICT_LABELS
from sustenta.studies.proesf2006 import _printed

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

#: Headers of columns that no printed table has.
_HEADERS: Final = {
    "pt": {
        "table": "Tabela",
        "row": "Linha",
        "uf": "UF",
        "municipality": "Município",
        "year": "Ano",
        "column": "Coluna",
        "printed": "Impresso",
        "low": "Mínimo",
        "high": "Máximo",
        "recomputed": "Recalculado",
        "recomputed_printed": "Recalculado, como se imprimiria",
        "verdict": "Veredito",
        "why": "Por quê",
        "text": "Achado",
        "cells": "Células",
        "execution_reason": "Por que não há classe",
        "compliance_label": "Cumprimento da EC 29, com os anos",
    },
    "en": {
        "table": "Table",
        "row": "Row",
        "uf": "State",
        "municipality": "Municipality",
        "year": "Year",
        "column": "Column",
        "printed": "Printed",
        "low": "Low",
        "high": "High",
        "recomputed": "Recomputed",
        "recomputed_printed": "Recomputed, as it would be printed",
        "verdict": "Verdict",
        "why": "Why",
        "text": "Finding",
        "cells": "Cells",
        "execution_reason": "Why there is no class",
        "compliance_label": "EC 29 compliance, with the years",
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
    labels = _labels(recreation.lang)
    # A text that begins with an equals sign is a text.
    options: dict[str, Any] = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs=options) as writer:
        for sheet, frame in _frames(recreation, panel).items():
            headed = frame.set_axis([_header(str(name), labels) for name in frame], axis="columns")
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
        "summary": recreation.summary().reset_index().rename(columns=verdicts),
        "cells": cells,
        "notes": recreation.notes[["table", "text"]],
        "profile": recreation.profile,
        "execution_classes": recreation.execution_classes,
        "panel": panel,
    }
    return {names[key]: frame for key, frame in frames.items() if frame is not None} | {
        names["table"].format(n=n): table for n, table in recreation.tables.items()
    }


def _header(name: str, labels: Mapping[str, str]) -> str:
    """Give a column's label, whichever table it is from; its year or end follows it."""
    if name in labels:
        return labels[name]
    column, _, ending = name.rpartition("_")
    if column in labels:
        return f"{labels[column]}, {labels.get(ending, ending).lower()}"
    return name


def _labels(lang: Lang) -> dict[str, str]:
    labels = {name: str(entry["label"][lang]) for name, entry in QUANTITIES.items()}
    for n in _printed.NUMBERS:
        columns = _printed.described_columns(n)
        labels |= dict(zip(columns.index, columns[f"label_{lang}"], strict=True))
    return labels | _HEADERS[lang]


def _set_widths(writer: Any, sheet: str, frame: pd.DataFrame) -> None:
    numbers = writer.book.add_format({"num_format": "#,##0.00"})
    for place, name in enumerate(frame.columns):
        longest = max(len(str(cell)) for cell in [name, *frame.iloc[:_JUDGED, place]])
        width = min(max(longest + 1, _LEAST), _MOST)
        number = numbers if frame.dtypes.iloc[place] == "float64" else None
        writer.sheets[sheet].set_column(place, place, width, number)
