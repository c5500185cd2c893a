"""Panels made for tests of projections: known lines, known noise."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

#: Revenue, SUS transfers and expenditure per inhabitant in the first year.
LEVELS = (900.0, 200.0, 320.0)
GROWTH = (0.04, 0.05, 0.045)
NAMES = ("linked_revenue_pc", "sus_transfers_pc", "health_expenditure_pc")
FIRST = 2000


def noise(chance: Any, shape: tuple[int, ...], sizes: tuple[float, ...]) -> Any:
    """Noise of three components, each correlated with the others by 0.6."""
    shared = chance.normal(size=(*shape, 1))
    own = chance.normal(size=(*shape, 3))
    return (np.sqrt(0.6) * shared + np.sqrt(0.4) * own) * np.array(sizes)


def trended(
    municipalities: int,
    years: int,
    *,
    seed: int,
    sizes: tuple[float, ...] = (0.05, 0.08, 0.06),
    walks: bool = False,
) -> pd.DataFrame:
    """A panel around exponential lines; with `walks` the shocks stay."""
    chance = np.random.default_rng(seed)
    time = np.arange(years)
    shocks = noise(chance, (municipalities, years), sizes)
    if walks:
        shocks = shocks.cumsum(axis=1)
    level = np.log(LEVELS) + chance.normal(0, 0.3, (municipalities, 1, 3))
    growth = np.array(GROWTH) + chance.normal(0, 0.01, (municipalities, 1, 3))
    amounts = np.exp(level + growth * time[None, :, None] + shocks)
    return pd.DataFrame(
        {
            "code": np.repeat(np.arange(1, municipalities + 1), years),
            "year": np.tile(FIRST + time, municipalities),
            **{name: amounts[:, :, place].ravel() for place, name in enumerate(NAMES)},
        }
    )


def judged(panel: pd.DataFrame) -> pd.DataFrame:
    """The panel with potential and margin."""
    potential = 0.15 * panel["linked_revenue_pc"] + panel["sus_transfers_pc"]
    return panel.assign(dpspc=potential, megpc=potential - panel["health_expenditure_pc"])
