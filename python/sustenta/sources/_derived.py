"""Columns of a panel that follow from others where a source lacks them. It holds no formula."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from sustenta._columns import gather
from sustenta._evaluation import evaluate_with_reasons
from sustenta.registry import ARGUMENTS, REASONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["DERIVATIONS", "derive_into"]

DECLARED, DERIVED = "declared", "derived"
_INPUT_MISSING: Final = "input_missing"
_NEGATIVE: Final = "amount_negative"

#: The indicator that computes each column, and the panel's columns that it takes; first what is no
#: more than another form of what was declared.
DERIVATIONS: Final[dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]]] = {
    "linked_revenue_pc": (
        (DECLARED, "linked_revenue_pc", ("linked_revenue", "population")),
        (
            DERIVED,
            "linked_revenue_pc_from_share",
            ("health_expenditure_pc", "sus_transfers_pc", "ec29_applied_pct"),
        ),
    )
}


def derive_into(panel: pd.DataFrame, names: Collection[str]) -> None:
    """Fill columns of a panel from others, and say of each value where it comes from."""
    for name in names:
        _derive(panel, name)


def _derive(panel: pd.DataFrame, name: str) -> None:
    values = _floats(panel, name)
    origin = _told(~np.isnan(values), DECLARED)
    why = np.full(len(panel), None, dtype=object)
    if f"{name}_reason" in panel.columns:
        # What two declarations disagree on is not settled by a derivation.
        given = panel[f"{name}_reason"]
        why[given.notna().to_numpy()] = given.dropna().astype(object).to_numpy()
    for kind, indicator, columns in DERIVATIONS[name]:
        # What is declared but disagreed upon stays missing.
        open_ = np.isnan(values) & ((why == None) | (why == _INPUT_MISSING))  # noqa: E711
        if not open_.any():
            break
        inputs = tuple(_floats(panel, column)[open_] for column in columns)
        call = gather(ARGUMENTS[indicator], inputs)
        found, codes = evaluate_with_reasons(indicator, call, errors="coerce")
        # A base below zero is no base: the transfers exceed the expenditure that includes them.
        negative = found < 0
        found = np.where(negative, np.nan, found)
        reasons = np.array([REASONS[code - 1] if code else None for code in codes], dtype=object)
        reasons[negative] = _NEGATIVE
        values[open_] = found
        origin[open_] = _told(~np.isnan(found), kind)
        why[open_] = reasons
    panel[name] = values
    panel[f"{name}_origin"] = pd.array(origin, dtype="string")
    panel[f"{name}_reason"] = pd.array(why, dtype="string")


def _told(mask: NDArray[np.bool_], word: str) -> NDArray[np.object_]:
    told = np.full(len(mask), None, dtype=object)
    told[mask] = word
    return told


def _floats(panel: pd.DataFrame, name: str) -> NDArray[np.float64]:
    if name not in panel.columns:
        return np.full(len(panel), np.nan)
    return panel[name].to_numpy(dtype=np.float64, copy=True)
