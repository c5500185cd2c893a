"""What the commands over a panel's file share: how it is read, its first line, its first rows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from sustenta.figures import format_figures
from sustenta.files import DIALECTS, Dialect, Table, read_table
from sustenta.panels._derivation import DERIVED, GIVEN, YEAR

if TYPE_CHECKING:
    from sustenta.panels._panel import Panel
    from sustenta.registry import Lang

_SHOWN_ROWS: Final = 10
_COUNTED: Final = {
    "pt": {"rows": ("linha", "linhas"), "municipalities": ("município", "municípios")},
    "en": {"rows": ("row", "rows"), "municipalities": ("municipality", "municipalities")},
}


def read_panel(
    file: Path,
    columns: dict[str, str],
    *,
    style: str,
    encoding: str | None,
    sheet: str | None,
    shares: Iterable[str] = (),
) -> tuple[Table, pd.DataFrame]:
    """Read a file, and its panel with figures as numbers; `shares` name more columns of them."""
    table = read_table(file, encoding=encoding, sheet=sheet if sheet is not None else 0)
    ours = (YEAR, *GIVEN, *DERIVED)
    figures = dict.fromkeys((*(columns.get(name, name) for name in ours), *shares))
    return table, _with_whole_numbers(table.with_figures(figures, style), columns)


def _with_whole_numbers(panel: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """Give years and inhabitants as the whole numbers that they are."""
    whole = {}
    for name in (YEAR, "population"):
        own = columns.get(name, name)
        if own in panel and panel[own].dtype == np.float64:
            values = panel[own].to_numpy()
            if np.isfinite(values).all() and (values == np.trunc(values)).all():
                whole[own] = panel[own].astype("int64")
    return panel.assign(**whole)


def dialect_of(table: Table, lang: Lang) -> Dialect:
    """Write text as it came; what came as no text, as spreadsheets of the language read it."""
    return table.dialect if table.dialect is not None else DIALECTS[lang]


def opening(name: str, panel: Panel, lang: Lang) -> str:
    """Say what was read."""
    years = panel.years()
    first, last = (int(years.min()), int(years.max())) if len(years) else (0, 0)
    return "{file}: {rows}, {municipalities}, {years}".format(
        file=name,
        rows=counted(len(years), "rows", lang),
        municipalities=counted(len(panel.groups().first), "municipalities", lang),
        years=f"{first}–{last}" if first < last else str(first or "–"),
    )


def first_rows(
    result: pd.DataFrame, names: Sequence[Hashable], shown: Iterable[Hashable], lang: Lang
) -> str:
    """Lay out the first rows: the columns that name them, and figures."""
    head = result.head(_SHOWN_ROWS)
    table = head[list(names)].astype(str)
    for name in shown:
        table[name] = [
            format_figures(float(value), decimals=2, lang=lang) if pd.notna(value) else "–"
            for value in head[name]
        ]
    text: str = table.to_string(index=False)
    return text


def counted(number: int, what: str, lang: Lang) -> str:
    """Count rows or municipalities in words."""
    one, many = _COUNTED[lang][what]
    digits = format_figures(float(number), decimals=0, lang=lang)
    return f"{digits} {one if number == 1 else many}"
