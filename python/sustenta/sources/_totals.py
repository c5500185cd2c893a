"""Total rows of a table: found, held against what was read, and set apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta.sources._labels import plain
from sustenta.sources._record import TOTAL, TOTAL_CHECK, UF_TOTAL

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["close", "is_total", "total_notes"]

_TOTALS: Final = frozenset({"total", "total geral", "totais", "soma"})
#: Half a unit of the last printed digit for each figure of a sum, and some room for floats.
_HALF: Final = 0.5
_ROUNDING: Final = 1e-12


def is_total(text: str | None) -> bool:
    """Say whether a label is that of a Total row."""
    return bool(text) and plain(text or "") in _TOTALS


def close(total: float, parts: float, figures: int, unit: float) -> bool:
    """Say whether a printed total may be the sum of so many printed figures."""
    return abs(total - parts) <= _HALF * unit * (figures + 1) + _ROUNDING * abs(total)


def total_notes(frame: pd.DataFrame, named: list[bool], count: int) -> None:
    """Note the Total rows of a melted table, a row of which became `count` rows.

    A Total that is neither the sum of the column nor between its least and greatest figure, where
    a mean would lie, is `total_check`.
    """
    if not any(named):
        return
    totals = np.repeat(np.array(named, dtype=np.bool_), count)
    values_of = frame["value"].to_numpy()
    for _, part in frame.groupby(["year", "period", "stage", "column"], sort=False, dropna=False):
        parts_of = ~totals[part.index] & ~part["note"].isin([UF_TOTAL, TOTAL]).to_numpy()
        own = part.index[parts_of]
        values = frame.loc[own, "value"].dropna()
        for at in part.index[totals[part.index]]:
            total = float(values_of[at])
            frame.loc[at, "note"] = TOTAL
            if np.isnan(total) or values.empty:
                continue
            parts = float(values.sum())
            unit = _unit([*frame.loc[own, "printed"].dropna(), frame.loc[at, "printed"]])
            if close(total, parts, len(values), unit):
                continue
            if values.min() <= total <= values.max():
                frame.loc[at, "detail"] = "not the sum of the rows; it may be their mean"
                continue
            frame.loc[at, "note"] = TOTAL_CHECK
            frame.loc[at, "detail"] = f"the rows add up to {parts!r}, not to {total!r}"


def _unit(printed: list[Any]) -> float:
    """Give the unit of the last printed digit, of the figure with the fewest decimals."""
    decimals = [_decimals(str(text)) for text in printed if text not in {None, ""}]
    return 10.0 ** -min(decimals, default=0)


def _decimals(text: str) -> int:
    if "e" in text.casefold():
        return 0
    tail = text.strip("()-−% ").rpartition("," if "," in text else ".")
    return len(tail[2]) if tail[1] else 0
