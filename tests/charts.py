"""Every chart, by name: what draws it for so many municipalities, in a language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

import sustenta as st

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sustenta.registry import Lang

COUNTS = (16, 100, 5570)


@cache
def assessed(count: int) -> pd.DataFrame:
    table: pd.DataFrame = st.assess(st.examples.panel(count))
    return table


@cache
def classes(count: int) -> pd.DataFrame:
    table: pd.DataFrame = st.profile(st.examples.panel(count), st.examples.execution(count))
    return table


@cache
def curve(count: int, seed: int = 0, spread: float = 0.5) -> pd.DataFrame:
    """A Lorenz curve of amounts that were drawn."""
    chance = np.random.default_rng(seed)
    people = np.exp(chance.uniform(8, 12, count))
    amount = np.sort(np.exp(chance.normal(6, spread, count)))
    return pd.DataFrame(
        {
            "population_pct": np.append(0, 100 * np.cumsum(people) / people.sum()),
            "value_pct": np.append(0, 100 * np.cumsum(people * amount) / (people @ amount)),
        }
    )


def key(count: int) -> pd.DataFrame:
    rows = assessed(count).drop_duplicates("code").reset_index(drop=True)
    return rows[["code", "uf", "municipality"]]


@cache
def efforts(count: int) -> pd.DataFrame:
    """A frame as `effort_and_base` gives it, of amounts that were drawn."""
    chance = np.random.default_rng(3)
    first = np.exp(chance.uniform(12, 17, count))
    base, effort = first * chance.normal(0.5, 0.3, count), first * chance.normal(0.2, 0.35, count)
    return key(count).assign(
        first_year=2000,
        last_year=2004,
        own_spending_first=first,
        own_spending_last=first + base + effort,
        growth=base + effort,
        effort=effort,
        base=base,
    )


@cache
def teams(count: int) -> pd.DataFrame:
    """A frame as `plan_teams` gives it, of numbers that were drawn."""
    chance = np.random.default_rng(4)
    full = np.ceil(np.exp(chance.uniform(1, 4, count)))
    present = np.floor(full * chance.uniform(0, 0.8, count))
    new = np.minimum(chance.poisson(2, count) * chance.integers(0, 4, count), full - present)
    return key(count).assign(
        year=2012,
        teams=present,
        new_teams=new,
        teams_total=present + new,
        full_coverage_teams=full,
        coverage_uncapped_pct=100 * (present + new) / full,
    )


@cache
def projected(count: int) -> pd.DataFrame:
    """A frame as `project` gives it: the last margin drifts, and the intervals widen."""
    last = assessed(count).dropna(subset=["megpc_15"]).groupby("code").tail(1)
    parts = []
    for ahead in range(1, 9):
        line = last["megpc_15"].to_numpy() - 1.5 * ahead
        part = last[["code", "uf", "municipality"]].assign(year=2012 + ahead, megpc=line)
        for level, width in ((50, 4.0), (80, 8.0), (95, 13.0)):
            spread = np.where(np.arange(len(line)) % 7 == 5, np.nan, width * np.sqrt(ahead))
            part[f"megpc_low_{level}"], part[f"megpc_high_{level}"] = line - spread, line + spread
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


@cache
def page(count: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A printed page with a sum in each row, some of them wrong, and what an audit finds there."""
    chance = np.random.default_rng(5)
    amounts = chance.integers(1_000, 900_000, (count, 3))
    printed = pd.DataFrame(
        {
            "municipality": key(count)["municipality"],
            "own_revenue": [f"{a:,}".replace(",", ".") for a in amounts[:, 0]],
            "transfers": [f"{a:,}".replace(",", ".") for a in amounts[:, 1]],
            "other": [f"{a:,}".replace(",", ".") for a in amounts[:, 2]],
            "total": [f"{a:,}".replace(",", ".") for a in amounts.sum(axis=1)],
        }
    )
    rows = sorted(chance.choice(count, max(count // 12, 3), replace=False).tolist())
    kinds = ["certain", "likely", "ambiguous", "contradiction"]
    cells = pd.DataFrame(
        {
            "table": "Tabela 2",
            "municipality": printed["municipality"].iloc[rows].to_numpy(),
            "column": [["total", "transfers"][place % 2] for place in range(len(rows))],
            "printed": "?",
            "suggested": [
                None if place % 4 == 3 else f"{123 + place}.456" for place in range(len(rows))
            ],
            "certainty": [kinds[place % 4] for place in range(len(rows))],
            "severity": ["error" if place % 3 else "rounding" for place in range(len(rows))],
        }
    )
    return printed, cells


@cache
def shapes(count: int) -> pd.DataFrame:
    """A made grid of polygons: squares with a corner cut off, one of two parts, one with a hole."""
    wide = int(np.ceil(np.sqrt(count)))
    found = []
    for place in range(count):
        y, x = divmod(place, wide)
        ring = [[x, y], [x + 0.9, y], [x + 1, y + 0.2], [x + 1, y + 1], [x, y + 1], [x, y]]
        shape: dict[str, Any] = {"type": "Polygon", "coordinates": [ring]}
        if place == 1:
            hole = [[x + 0.1, y + 0.1], [x + 0.3, y + 0.1], [x + 0.2, y + 0.2], [x + 0.1, y + 0.1]]
            shape["coordinates"].append(hole)
        if place == 2:
            isle = [[x + 0.4, y - 0.5], [x + 0.6, y - 0.5], [x + 0.5, y - 0.3], [x + 0.4, y - 0.5]]
            shape = {"type": "MultiPolygon", "coordinates": [[ring], [isle]]}
        found.append(shape)
    codes = key(count)["code"] // 10
    return pd.DataFrame({"code_muni": codes, "geometry": [Shape(each) for each in found]})


class Shape:
    """What shapely's polygons and others have in common."""

    def __init__(self, interface: dict[str, Any]) -> None:
        self.__geo_interface__ = interface


#: What concentration curves are drawn of.
SHARED = ("health_expenditure_pc", "sus_transfers_pc", "linked_revenue_pc")

CHARTS: dict[str, Callable[[int, Lang], Axes]] = {
    "margins": lambda n, lang: st.plots.margins(assessed(n), scenario="15", lang=lang),
    "margins_multiples": lambda n, lang: st.plots.margins(
        assessed(n), scenario="ec29", form="multiples", lang=lang
    ),
    "potential": lambda n, lang: st.plots.potential(assessed(n), lang=lang),
    "minimum_share": lambda n, lang: st.plots.minimum_share(assessed(n), lang=lang),
    "profile": lambda n, lang: st.plots.profile(classes(n), lang=lang),
    "execution": lambda n, lang: st.plots.execution(st.examples.execution(n), lang=lang),
    "ranking": lambda n, lang: st.plots.ranking(assessed(n), scenario="15", lang=lang),
    "distribution": lambda n, lang: st.plots.distribution(assessed(n), lang=lang),
    "lorenz": lambda n, lang: st.plots.lorenz(curve(n), lang=lang),
    "concentration": lambda n, lang: st.plots.concentration(
        assessed(n), SHARED, rank_by="linked_revenue_pc", weights="population", lang=lang
    ),
    "effort_and_base": lambda n, lang: st.plots.effort_and_base(efforts(n), lang=lang),
    "coverage": lambda n, lang: st.plots.coverage(teams(n), lang=lang),
    "fan": lambda n, lang: st.plots.fan(projected(n), assessed(n), lang=lang),
    "fan_one": lambda n, lang: st.plots.fan(
        projected(n), assessed(n), highlight=["Município Sintético 001"], lang=lang
    ),
    "findings": lambda n, lang: st.plots.findings(*page(n), lang=lang),
    "map": lambda n, lang: st.plots.map(shapes(n), assessed(n), "megpc_15", lang=lang),
    "map_classes": lambda n, lang: st.plots.map(
        shapes(n), classes(n), "execution_class", lang=lang
    ),
}
