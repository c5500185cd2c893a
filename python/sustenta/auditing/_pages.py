"""A table as a page: rows by their labels, and what is printed beside these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from numbers import Number
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.auditing._rule import Check

if TYPE_CHECKING:
    from sustenta.auditing.rules import Rules

__all__ = ["BESIDE", "YEAR", "Page", "column_of", "page_of"]

YEAR: Final = "year"
#: What describes a label and stays with it.
BESIDE: Final = ("uf", "label", "level", "row")


@dataclass(frozen=True)
class Page:
    """A table by the labels of its rows: its key without the year.

    Attributes
    ----------
    name, table, key
        The table, and what identifies its rows.
    columns
        The columns that are printed beside a label: not those that describe it.
    rows, parts
        For each label, the row of every year, and what it consists of: a name may hold a "/".
    """

    name: str
    table: pd.DataFrame
    key: tuple[str, ...]
    columns: tuple[str, ...]
    rows: dict[str, dict[str, int]] = field(init=False)
    parts: dict[str, dict[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        rows: dict[str, dict[str, int]] = {}
        years = self.table[YEAR].astype(str) if YEAR in self.key else [""] * len(self.table)
        for row, (name, year) in enumerate(zip(self.labels, years, strict=True)):
            rows.setdefault(name, {})[year] = row
        object.__setattr__(self, "rows", rows)
        values = self.table[list(self.wide)].astype(str).to_numpy().tolist()
        parts = {
            label: dict(zip(self.wide, own, strict=True))
            for label, own in zip(self.labels, values, strict=True)
        }
        object.__setattr__(self, "parts", parts)

    @property
    def wide(self) -> tuple[str, ...]:
        """What a label consists of."""
        return tuple(name for name in self.key if name != YEAR)

    @property
    def labels(self) -> list[str]:
        """The label of each row."""
        return ["/".join(map(str, parts)) for parts in self.table[list(self.wide)].to_numpy()]

    def with_cells(self, whose: Mapping[str, str]) -> pd.DataFrame:
        """Give the table with the cells at the labels to which they belong."""
        target = {
            self.rows[other][year]: row
            for one, other in whose.items()
            for year, row in self.rows[one].items()
        }
        moved = self.table.copy()
        for name in self.columns:
            cells = moved[name].tolist()
            values = [cells[target.get(row, row)] for row in range(len(cells))]
            moved[name] = pd.Series(values, moved.index, dtype=moved[name].dtype)
        return moved

    def with_labels(self, whose: Mapping[str, str]) -> pd.DataFrame:
        """Give the lines the labels to which their cells belong; the lines stay where they are."""
        first = {name: next(iter(rows.values())) for name, rows in self.rows.items()}
        sources = [
            first[whose[name]] if name in whose else row for row, name in enumerate(self.labels)
        ]
        moved = self.table.copy()
        for name in dict.fromkeys((*self.wide, *BESIDE)):
            if name in moved.columns and name != "row":
                cells = moved[name].tolist()
                values = [cells[source] for source in sources]
                moved[name] = pd.Series(values, moved.index, dtype=moved[name].dtype)
        return moved


def page_of(name: str, table: pd.DataFrame, key: tuple[str, ...], rules: Rules) -> Page | None:
    """Give a table as a page, if its rows have labels and something is printed beside them."""
    if not [part for part in key if part != YEAR]:
        return None
    said = (r.says for r in rules if not isinstance(r, Check) or column_of(r) not in BESIDE)
    spoken = set(re.findall(r"\w+", " ".join(said)))
    named = [
        column
        for column in map(str, table.columns)
        if column not in (*key, *BESIDE)
        and (column.removesuffix("_marker") in spoken or _has_figures(table[column]))
    ]
    return Page(name, table, key, tuple(named)) if named else None


def _has_figures(column: pd.Series[Any]) -> bool:
    return any(isinstance(cell, Number) and not isinstance(cell, bool) for cell in column)


def column_of(check: Check) -> str:
    return str(check.parameters.get("column"))
