"""Looking into tidy rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def figures_of(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["note"].isna()]


def notes_of(frame: pd.DataFrame) -> dict[str, int]:
    return {str(note): int(count) for note, count in frame["note"].value_counts().items()}


def cell(frame: pd.DataFrame, code: str, year: int, indicator: str) -> pd.Series[Any]:
    found = frame[
        (frame["code"] == code) & (frame["year"] == year) & (frame["indicator"] == indicator)
    ]
    assert len(found) == 1
    return found.iloc[0]
