"""The recreation as files: tables, cells, profile, workbook and charts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta import plots
from sustenta.errors import MissingExtraError
from sustenta.studies._wording import VERDICT_LABELS
from sustenta.studies.proesf2006 import _printed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sustenta.registry import Lang
    from sustenta.studies._recreation import Recreation

__all__ = ["Written", "write_outputs"]

_SHEETS: Final = {
    "pt": {
        "summary": "Resumo",
        "cells": "Células",
        "notes": "Achados",
        "profile": "Perfil",
        "execution_classes": "Execução",
        "panel": "Painel",
        "table": "Tabela {n}",
        "row": "linha",
        "uf": "UF",
        "municipality": "município",
    },
    "en": {
        "summary": "Summary",
        "cells": "Cells",
        "notes": "Findings",
        "profile": "Profile",
        "execution_classes": "Execution",
        "panel": "Panel",
        "table": "Table {n}",
        "row": "row",
        "uf": "State",
        "municipality": "municipality",
    },
}

#: Column widths of a sheet, in characters: at least, at most.
_WIDTHS: Final = (8, 60)


@dataclass(slots=True)
class Written:
    """What was written, and what was not for want of a library.

    Attributes
    ----------
    files
        The names of the files, in the order in which they were written.
    missing
        The extras that are not installed.
    """

    files: list[str] = field(default_factory=list)
    missing: list[MissingExtraError] = field(default_factory=list)


def write_outputs(
    recreation: Recreation, panel: pd.DataFrame, margins: pd.DataFrame, directory: Path
) -> Written:
    """Write a recreation into a directory.

    Parameters
    ----------
    recreation : Recreation
        The recreated study.
    panel, margins : pandas.DataFrame
        Its panel, and the margins that the charts show.
    directory : pathlib.Path
        Where to; it is made if need be.

    Returns
    -------
    Written
        CSV always (UTF-8, comma, decimal point); a workbook and charts where their libraries are
        installed.
    """
    directory.mkdir(parents=True, exist_ok=True)
    frames = {
        "summary": recreation.summary().reset_index(),
        "cells": recreation.cells,
        "notes": recreation.notes,
        "profile": recreation.profile,
        "execution_classes": recreation.execution_classes,
        "panel": panel,
        **{f"table_{n:02d}": table for n, table in recreation.tables.items()},
    }
    present = {name: frame for name, frame in frames.items() if frame is not None}
    written = Written()
    for name, frame in present.items():
        path = directory / f"{name}.csv"
        frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
        written.files.append(path.name)
    for write in (_workbook, _charts):
        try:
            written.files += write(recreation, present, margins, directory)
        except MissingExtraError as missing:
            written.missing.append(missing)
    return written


def _charts(
    recreation: Recreation, _: Mapping[str, pd.DataFrame], margins: pd.DataFrame, directory: Path
) -> list[str]:
    """Draw both charts, each as PNG and SVG."""
    names = []
    for scenario in ("15", "ec29"):
        ax = plots.margins(margins, scenario=scenario, lang=recreation.lang)
        alt = plots.margins_alt_text(margins, scenario=scenario, lang=recreation.lang)
        for ending in ("png", "svg"):
            path = directory / f"margins_{scenario}.{ending}"
            plots.save(ax, path, alt=alt)
            names.append(path.name)
    return names


def _workbook(
    recreation: Recreation, frames: Mapping[str, pd.DataFrame], _: pd.DataFrame, directory: Path
) -> list[str]:
    """Write everything into one workbook, a sheet a table, headed in the recreation's language."""
    try:
        import xlsxwriter  # noqa: F401
    except ImportError as missing:
        raise MissingExtraError(
            'workbooks need xlsxwriter: pip install "sustenta[excel]"',
            extra="excel",
            library="xlsxwriter",
        ) from missing
    path = directory / "study.xlsx"
    # A text that begins with an equals sign is a text.
    options: dict[str, Any] = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs=options) as writer:
        for name, frame in frames.items():
            sheet = _sheet_name(name, recreation.lang)
            headed = _headed(name, frame, recreation.lang)
            headed.to_excel(writer, sheet_name=sheet, index=False, freeze_panes=(1, 0))
            _set_widths(writer, sheet, headed)
    return [path.name]


def _set_widths(writer: Any, sheet: str, frame: pd.DataFrame) -> None:
    numbers = writer.book.add_format({"num_format": "#,##0.00"})
    least, most = _WIDTHS
    for place, name in enumerate(frame.columns):
        longest = max([len(str(name)), *(len(str(cell)) for cell in frame.iloc[:50, place])])
        number = numbers if frame.dtypes.iloc[place] == "float64" else None
        writer.sheets[sheet].set_column(place, place, min(max(longest + 1, least), most), number)


def _sheet_name(name: str, lang: Lang) -> str:
    words = _SHEETS[lang]
    return words[name] if name in words else words["table"].format(n=int(name[-2:]))


def _headed(name: str, frame: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Give a table its printed tables' labels, and the verdicts their names."""
    if name == "cells":
        labels = VERDICT_LABELS[lang]
        return frame.assign(verdict=frame["verdict"].astype(str).map(labels))
    if name == "summary":
        return frame.rename(columns=VERDICT_LABELS[lang])
    if not name.startswith("table_"):
        return frame
    words, columns = _SHEETS[lang], _printed.described_columns(int(name[-2:]))
    headers = {}
    for header in frame.columns:
        column, _, year = str(header).rpartition("_")
        if header in columns.index:
            headers[header] = columns.loc[header, f"label_{lang}"]
        elif column in columns.index:
            headers[header] = f"{columns.loc[column, f'label_{lang}']!s}, {year}"
        else:
            headers[header] = words[str(header)]
    return frame.rename(columns=headers)
