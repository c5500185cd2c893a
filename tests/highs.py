"""The same question to HiGHS, through scipy: a mixed-integer program at its default tolerances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

if TYPE_CHECKING:
    from oracle.fourier_motzkin import Rule


def least_weight(
    rules: Sequence[Rule], values: Sequence[float], weights: Sequence[int], reach: float
) -> int | None:
    """Give the least weight of cells to change; each may move by `reach`. NaN is missing."""
    cells = len(values)
    known = [0.0 if np.isnan(value) else value for value in values]
    cost = np.concatenate([np.zeros(cells), np.array(weights, dtype=float)])
    cost[cells:][np.isnan(values)] = 0.0
    matrix = np.zeros((len(rules), 2 * cells))
    low, high = np.full(len(rules), -np.inf), np.full(len(rules), np.inf)
    for row, rule in enumerate(rules):
        for cell, coefficient in rule.form.items():
            matrix[row, cell] = float(coefficient)
        if rule.relation != "<=":
            low[row] = -float(rule.constant)
        if rule.relation != ">=":
            high[row] = -float(rule.constant)
    # value − reach · changed ≤ cell ≤ value + reach · changed
    eye, far = np.eye(cells), reach * np.eye(cells)
    constraints = [
        LinearConstraint(matrix, low, high),
        LinearConstraint(np.hstack([eye, far]), known, np.inf),
        LinearConstraint(np.hstack([eye, -far]), -np.inf, known),
    ]
    free = np.full(cells, np.inf)
    bounds = Bounds(np.r_[-free, np.zeros(cells)], np.r_[free, np.ones(cells)])
    whole = np.r_[np.zeros(cells), np.ones(cells)]
    answer = milp(cost, constraints=constraints, bounds=bounds, integrality=whole)
    return round(answer.fun) if answer.success else None
