"""The measures of inequality by name, and values to measure."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import sustenta as st

ineq = st.inequality

MEASURES: dict[str, Callable[..., Any]] = {
    "gini": ineq.gini,
    "theil_t": ineq.theil_t,
    "theil_l": ineq.theil_l,
    "atkinson_half": lambda x, weights=None, **more: ineq.atkinson(x, 0.5, weights, **more),
    "atkinson_one": lambda x, weights=None, **more: ineq.atkinson(x, 1, weights, **more),
    "atkinson_two": lambda x, weights=None, **more: ineq.atkinson(x, 2.0, weights, **more),
    "cv": ineq.cv,
}


def drawn(chance: Random, units: int) -> list[float]:
    """Values with ties among them."""
    return [
        round(chance.lognormvariate(5, 0.6), chance.choice([0, 2])) + 0.01 for _ in range(units)
    ]
