"""Total rows: held against what was read, by the rule by which each indicator is put together.

Amounts add up. An amount per inhabitant is weighted by population, and a percentage by its own
denominator, never by population.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta.registry import INDICATORS, QUANTITIES
from sustenta.sources._codes import how_many
from sustenta.sources._record import TOTAL, TOTAL_CHECK
from sustenta.sources.siops.indicators import denominator

if TYPE_CHECKING:
    from sustenta.sources.siops._answer import Answer

__all__ = ["check_totals"]

#: Titles of what is counted or added: its Total is a sum.
_ADDED = re.compile(r"\b(quantidade|numero|número|valor|frequ[eê]ncia|total de)\b", re.IGNORECASE)
#: Binary representation of sums of a few thousand figures.
_FLOATS: Final = 1e-9
#: What a weight that is itself a product of rounded figures may add.
_PRODUCTS: Final = 1e-5
#: Not municipalities of the table, yet part of its Total.
_COUNTED: Final = (
    "ignored",
    "unknown_code",
    "federal_district",
    "no_code",
    "name_contradicts_code",
)


def check_totals(frame: pd.DataFrame, answer: Answer) -> pd.DataFrame:
    """Say of each Total whether it agrees: its `note` becomes `total_check` where it does not."""
    places = np.flatnonzero((frame["note"] == TOTAL).fillna(value=False))
    if not len(places):
        return frame
    note, detail = frame["note"].array.copy(), frame["detail"].array.copy()
    rows = frame[frame["note"].isna() | frame["note"].isin(_COUNTED)]
    rows = rows[rows["printed"].notna()]
    added = any(_ADDED.search(title) for title in answer.titles)
    by_line = rows[rows["value"].notna()].groupby("line")["value"].agg([math.fsum, "size"])
    across = frame["code"].notna().to_numpy()[places]
    # Without a title that counts or adds, what years or items give together is not known.
    detail[places[across]] = "unchecked: puts columns together"
    for at in places if added else places[~across]:
        total = frame.iloc[at]
        if _is_total_column(total) and pd.isna(total["code"]):
            agrees, words = None, "unchecked: puts columns together"
        elif pd.isna(total["code"]):
            agrees, words = _held(total, rows, added=added)
        else:
            agrees, words = _held_across(total, by_line)
        detail[at] = words
        if agrees is False:
            note[at] = TOTAL_CHECK
    return frame.assign(note=note, detail=detail)


def _is_total_column(total: pd.Series[Any]) -> bool:
    return str(total["column"]).casefold().startswith("total")


def _held(total: pd.Series[Any], rows: pd.DataFrame, *, added: bool) -> tuple[bool | None, str]:
    """Hold a Total row's cell against the column above it."""
    id = None if pd.isna(total["indicator"]) else str(total["indicator"])
    same = rows[rows["column"] == total["column"]]
    read = same[~np.isnan(same["value"])]
    if math.isnan(total["value"]) or not len(read):
        return None, "unchecked: the Total is missing, or every figure is"
    weight = None if id is None else denominator(id)
    if id is not None and weight is not None:
        return _held_weighted(total, same, _weights(weight, same, rows), weight)
    found = math.fsum(read["value"])
    agrees = _agrees(total, found, len(read) + 1)
    entry = INDICATORS.get(id or "") or QUANTITIES.get(id or "") or {}
    amount = entry.get("unit") in {"reais", "inhabitants"}
    if agrees or added or amount:
        return _said(total, found, read, "sum", agrees=agrees)
    return None, "unchecked: not known whether this item adds up"


def _held_weighted(
    total: pd.Series[Any], same: pd.DataFrame, weights: Any, name: str
) -> tuple[bool | None, str]:
    if weights is None:
        return None, f"unchecked: weighted by {name}, which the table lacks"
    values = same["value"].to_numpy()
    both = ~np.isnan(values) & ~np.isnan(weights)
    if not both.any() or weights[both].sum() <= 0:
        return None, f"unchecked: no figure with its {name}"
    found = math.fsum(values[both] * weights[both]) / math.fsum(weights[both])
    agrees = _agrees(total, found, 2)
    return _said(total, found, same[both], f"mean by {name}", agrees=agrees)


def _held_across(total: pd.Series[Any], by_line: pd.DataFrame) -> tuple[bool | None, str]:
    """Hold a Total column's cell against the row before it."""
    if math.isnan(total["value"]) or total["line"] not in by_line.index:
        return None, "unchecked: the Total is missing, or every figure is"
    found, size = by_line.loc[total["line"]]
    agrees = _agrees(total, float(found), int(size) + 1)
    words = f"sum of the row of {int(size)} columns"
    if agrees:
        return True, f"checked: {words}"
    return False, f"the {words} is {found:.2f}; the Total is {total['printed']}"


def _weights(name: str, same: pd.DataFrame, rows: pd.DataFrame) -> Any:
    """Give what weighs each row: a column, or an amount per inhabitant times people."""
    column = _beside(name, same, rows)
    if column is not None:
        return column
    people, per_head = _beside("population", same, rows), _beside(f"{name}_pc", same, rows)
    return None if people is None or per_head is None else people * per_head


def _beside(name: str, same: pd.DataFrame, rows: pd.DataFrame) -> Any:
    found = rows[rows["indicator"] == name]
    if not len(found):
        return None
    by_line = found.drop_duplicates(["line", "year"]).set_index(["line", "year"])["value"]
    keys = pd.MultiIndex.from_frame(same[["line", "year"]])
    return by_line.reindex(keys).to_numpy(dtype=np.float64)


def _agrees(total: pd.Series[Any], found: float, roundings: int) -> bool:
    """Whether a printed Total may be what rounded figures give: half a unit each."""
    decimals = len(str(total["printed"]).rpartition(",")[2]) if "," in str(total["printed"]) else 0
    slack = roundings * 0.5 * 10.0**-decimals if decimals or roundings == 2 else 0.0  # noqa: PLR2004
    slack += _FLOATS * abs(found) + (_PRODUCTS * abs(found) if roundings == 2 else 0.0)  # noqa: PLR2004
    return abs(float(total["value"]) - found) <= slack


def _said(
    total: pd.Series[Any], found: float, read: pd.DataFrame, how: str, *, agrees: bool
) -> tuple[bool, str]:
    count = read["line"].nunique()
    if agrees:
        return True, f"checked: {how} of {count} rows"
    words = f"the {how} of {count} rows is {found:.2f}; the Total is {total['printed']}"
    uf = total["uf"]
    if isinstance(uf, str) and count < how_many(uf):
        words += f" ({uf} has {how_many(uf)} municipalities)"
    return False, words
