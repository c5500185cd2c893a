"""How many rows and municipalities a sentence about many speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sustenta._sentences import counted, written
from sustenta.interpreting._parts import part_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from sustenta.registry import Lang

__all__ = ["medians", "municipalities", "total_of"]

_UNITS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {"places": ("município", "municípios"), "rows": ("linha", "linhas")},
    "en": {"places": ("municipality", "municipalities"), "rows": ("row", "rows")},
}


def total_of(count: int, lang: Lang) -> str:
    """Write a count in groups of three."""
    return written(count, lang, 0)


def medians(values: pd.Series[Any]) -> float:
    """Give the middle of values."""
    return float(values.median())


def municipalities(table: pd.DataFrame, lang: Lang) -> str:
    """Say how many municipalities a table has, and how many rows where these are more."""
    units = _UNITS[lang]
    named = next((name for name in ("code", "municipality") if name in table.columns), None)
    rows = counted(len(table), lang, *units["rows"])
    part = part_of(table.columns)
    if part is not None:
        return counted(len(table), lang, *part.rows[lang])
    # A table of States alone has no municipalities to count.
    if named is None:
        return rows
    keys = ["uf", named] if named == "municipality" and "uf" in table.columns else [named]
    count = len(table.loc[table[named].notna(), keys].drop_duplicates())
    if not count:
        return rows
    places = counted(count, lang, *units["places"])
    return places if count == len(table) else f"{places} ({rows})"
