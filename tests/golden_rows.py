"""The golden files as the tests of the package read them."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).with_name("golden")
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of a golden file; an empty list where there is none."""
    path = GOLDEN / name
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def indicator_rows(indicator: str) -> list[Row]:
    """The golden rows of an indicator."""
    return rows(f"indicators/{indicator}.csv")


def decimals(texts: list[str]) -> list[Decimal | None]:
    """The numbers of a column; None where a cell is blank."""
    return [Decimal(text) if text else None for text in texts]


def column(found: list[Row], name: str) -> list[Decimal | None]:
    """A column of golden rows."""
    return decimals([row[name] for row in found])


def published(row: Row) -> bool:
    """Whether the row is keyed in from a page."""
    return not row["source"].startswith("oracle")


def lone(text: str, kind: type[Any]) -> Any:
    """A lone number of a kind; None where the cell is blank."""
    return kind(text) if text else None
