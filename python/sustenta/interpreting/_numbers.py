"""The numbers that sentences are made of: none of them is infinite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from sustenta._sentences import finite
from sustenta.interpreting._comparisons import COMPARED
from sustenta.interpreting._margins import MARGINS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["check_finite"]

#: By the column that tells a frame apart, the numbers that are spoken of beside it.
_SPOKEN: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(MARGINS, ("population",)),
    "megpc_ec29": ("population", "ec29_due_pct"),
    "ec29_gap_pp": ("ec29_applied_pct", "ec29_due_pct", "ec29_gap"),
    "may_change": ("value_pct", "border_pct", "distance_pp"),
    "sufficiency_ratio": ("potential_expenditure", "health_expenditure", "planned_cost"),
    "permanence_pct": ("permanence_so_far_pct", "years_covered_pct"),
    "new_teams": (
        "annual_money",
        "teams",
        "full_coverage_teams",
        "coverage_pct",
        "net_cost",
        "cost",
        "persons_per_team",
    ),
    "own_spending_first": ("own_spending_last", "growth", "base", "effort", "interaction"),
    "own_capacity_pct": ("union_dependence_pct", "state_dependence_pct", "other_dependence_pct"),
    COMPARED: ("value", "of", "median", "distance_to_median"),
}


def check_finite(table: pd.DataFrame) -> None:
    """Refuse infinite numbers that a sentence would carry, or count among others.

    Raises
    ------
    DomainError
        For the first of them, with its column.
    """
    for telling, beside in _SPOKEN.items():
        if telling not in table:
            continue
        for name in (telling, *beside):
            if name not in table or pd.api.types.is_bool_dtype(table[name].dtype):
                continue
            numbers = pd.to_numeric(table[name], errors="coerce").to_numpy(
                np.float64, na_value=np.nan
            )
            infinite = np.isinf(numbers)
            if infinite.any():
                finite(numbers[infinite][0], name)
