"""How many rows and municipalities a sentence about many speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sustenta._sentences import counted, written

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
    keys = [name for name in ("code",) if name in table.columns]
    keys = keys or [name for name in ("uf", "municipality") if name in table.columns]
    rows = counted(len(table), lang, *units["rows"])
    if not keys:
        return rows
    count = len(table[keys].drop_duplicates())
    places = counted(count, lang, *units["places"])
    return places if count == len(table) else f"{places} ({rows})"
