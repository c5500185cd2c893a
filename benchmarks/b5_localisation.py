"""B5: the fewest cells to change in many records, beside HiGHS; one real of error among millions.

Balances of ten amounts, 5 % of the records with one to three wrong cells. HiGHS gets a sample, with
cells near 100, where it is right: the least weight must be the same in every record of it.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from timing import Target, in_turn, table

from sustenta import _core

RECORDS, CELLS, SAMPLE = 139_000, 10, 400
#: Coefficients by cell; each sum is zero, or at most zero.
BALANCES: list[tuple[dict[int, int], str]] = [
    ({0: 1, 1: -1, 2: -1, 3: -1}, "=="),
    ({4: 1, 5: -1, 6: -1}, "=="),
    ({7: 1, 0: -1, 4: 1}, "=="),
    ({8: 1, 3: -1, 6: -1}, "=="),
    ({9: 1, 5: -1}, "<="),
]
RULES: list[Any] = [
    (([(cell, str(c)) for cell, c in form.items()], "0"), relation, None)
    for form, relation in BALANCES
]
WEIGHTS = [1] * CELLS

Table = NDArray[np.float64]


def consistent(rng: np.random.Generator, records: int, size: float, decimals: int) -> Table:
    """Amounts near `size` that keep all balances exactly, in units of the last decimal."""
    unit = 10**decimals
    parts = rng.integers(int(0.5 * size * unit), int(1.5 * size * unit), (6, records))
    tax, transfers, other, own, paid, _ = parts
    total, spent = tax + transfers + other, own + paid
    least = own - rng.integers(0, int(0.4 * size * unit), records)
    cells = [total, tax, transfers, other, spent, own, paid, total - spent, other + paid, least]
    amounts: Table = np.array(cells) / unit
    return amounts


def with_errors(rng: np.random.Generator, amounts: Table, share: float) -> Table:
    """The same with one to three wrong cells in a share of the records."""
    wrong = amounts.copy()
    for record in np.flatnonzero(rng.random(amounts.shape[1]) < share):
        cells = rng.choice(CELLS, rng.integers(1, 4), replace=False)
        wrong[cells, record] += rng.choice([-1, 1], len(cells)) * rng.integers(1, 40, len(cells))
    shortest: Table = np.round(wrong * 100) / 100
    return shortest


def ours(amounts: Table) -> list[Any]:
    """Give the records with errors: every smallest repair of each."""
    columns = list(amounts)
    return _core.localise_ground(RULES, columns, columns, WEIGHTS, 10, 1_000)


def weights(found: list[Any], records: int) -> NDArray[np.int64]:
    """Give the least weight of each record."""
    least = np.zeros(records, dtype=np.int64)
    for record, weight, _, _ in found:
        least[record] += -1_000 if weight is None else weight
    return least


def with_highs(amounts: Table, reach: float) -> NDArray[np.int64]:
    """Give the least weight of each record as HiGHS finds it at its default tolerances."""
    matrix = np.zeros((len(BALANCES), 2 * CELLS))
    for row, (form, _) in enumerate(BALANCES):
        for cell, coefficient in form.items():
            matrix[row, cell] = coefficient
    low = np.array([-np.inf if relation == "<=" else 0.0 for _, relation in BALANCES])
    eye, far = np.eye(CELLS), reach * np.eye(CELLS)
    cost = np.r_[np.zeros(CELLS), np.ones(CELLS)]
    free = np.full(CELLS, np.inf)
    bounds = Bounds(np.r_[-free, np.zeros(CELLS)], np.r_[free, np.ones(CELLS)])
    least = []
    for record in amounts.T:
        constraints = [
            LinearConstraint(matrix, low, 0.0),
            LinearConstraint(np.hstack([eye, far]), record, np.inf),
            LinearConstraint(np.hstack([eye, -far]), -np.inf, record),
        ]
        answer = milp(cost, constraints=constraints, bounds=bounds, integrality=cost)
        least.append(round(answer.fun) if answer.success else -1_000)
    return np.array(least)


def one_real() -> list[str]:
    """One cell of ten records wrong by one real, at seven magnitudes: how many each finds."""
    rng = np.random.default_rng(5)
    lines = ["  cells near   wrong by 1, found by sustenta   by HiGHS (of 10)"]
    for power in (2, 3, 5, 7, 9, 11, 13):
        amounts = consistent(rng, 10, 10.0**power, 0)
        amounts[rng.integers(0, 9, 10), np.arange(10)] += 1
        mine = weights(ours(amounts), 10)
        if (mine != 1).any():
            sys.exit(f"B5: one real of error at 10^{power} was not found")
        theirs = with_highs(amounts, 10.0 * 10.0**power)
        lines.append(f"  10^{power:<9} {(mine == 1).sum():>25} {(theirs == 1).sum():>12}")
    return lines


def main() -> list[Target]:
    """Check the sample against HiGHS, time both, and look at large amounts."""
    rng = np.random.default_rng(139)
    amounts = with_errors(rng, consistent(rng, RECORDS, 100.0, 2), 0.05)
    mine = weights(ours(amounts), RECORDS)
    sample = amounts[:, :SAMPLE]
    # Every kind of error is in the sample as often as in all.
    theirs = with_highs(sample, 1_000.0)
    if (mine[:SAMPLE] != theirs).any():
        sys.exit(f"B5: HiGHS gives another weight in {np.flatnonzero(mine[:SAMPLE] != theirs)}")
    clean = consistent(rng, RECORDS, 100.0, 2)
    timings = in_turn(
        {
            "sustenta": partial(ours, amounts),
            "sustenta, no errors": partial(ours, clean),
            f"HiGHS, {SAMPLE} records": partial(with_highs, sample, 1_000.0),
        },
        turns=3,
    )
    print(f"\nB5 localisation, {RECORDS:,} records of {CELLS} cells, {(mine > 0).mean():.1%} wrong")
    print(table(timings, "sustenta"))
    print("\nOne real of error among large amounts")
    print(*one_real(), sep="\n")
    ratio = timings[f"HiGHS, {SAMPLE} records"].median / SAMPLE * RECORDS
    ratio /= timings["sustenta"].median
    return [Target("B5 HiGHS ÷ ours, a record", ratio, 200)]
