"""What `assess` and `profile` do, as a careful analyst writes it in pandas and in polars."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl

FIRST, LAST = 2002, 2021
DUE = {2000: 7.0, 2001: 8.6, 2002: 10.2, 2003: 11.8}
TARGET = 15.0
YEARS = range(FIRST, LAST + 1)

#: The columns that an assessment of the benchmark's panel adds.
ADDED = (
    "linked_revenue_pc",
    "sus_transfers_pc",
    "health_expenditure_pc",
    "own_health_expenditure_pc",
    "ec29_applied_pct",
    "ec29_due_pct",
    "ec29_gap_pp",
    "ec29_gap",
    "ec29_gap_pc",
    "dpspc_15",
    "megpc_15",
    "dpspc_ec29",
    "megpc_ec29",
    "megpc_from_share_15",
    "tax_share_pct",
    "linked_share_pct",
    "sus_share_of_expenditure_pct",
)
CLASSES = ("tax_effort_class", "ec29_compliance_label", "ec29_trend_class")


def panel(municipalities: int) -> pd.DataFrame:
    """Make a panel as SIOPS gives one: a row a municipality and year, some cells missing."""
    rng = np.random.default_rng(2006)
    years = len(YEARS)
    rows = municipalities * years
    population = rng.integers(1_500, 400_000, rows)
    linked = np.round(population * rng.uniform(300, 2_500, rows), 2)
    own = np.round(linked * rng.uniform(0.148, 0.30, rows), 2)
    sus = np.round(population * rng.uniform(20, 300, rows), 2)
    frame = pd.DataFrame(
        {
            "code": np.repeat(np.arange(1_100_015, 1_100_015 + 7 * municipalities, 7), years),
            "year": np.tile(np.array(YEARS), municipalities),
            "population": population.astype(np.float64),
            "linked_revenue": linked,
            "own_health_expenditure": own,
            "sus_transfers": sus,
            "health_expenditure": own + sus,
            "tax_revenue": np.round(linked * rng.uniform(0.02, 0.4, rows), 2),
            "total_revenue": np.round(linked * rng.uniform(1.1, 1.6, rows), 2),
        }
    )
    for name in ("own_health_expenditure", "sus_transfers", "tax_revenue"):
        frame.loc[rng.random(rows) < 0.002, name] = np.nan
    frame.loc[rng.random(rows) < 0.0005, "population"] = 0.0
    return frame


# --- pandas --------------------------------------------------------------------------------------


def pandas_indicators(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the indicators."""
    if frame.duplicated(["code", "year"]).any():
        raise ValueError("repeated municipality and year")
    people = frame["population"].where(frame["population"] > 0)
    linked = frame["linked_revenue"].where(frame["linked_revenue"] > 0)
    total = frame["total_revenue"].where(frame["total_revenue"] > 0)
    health = frame["health_expenditure"].where(frame["health_expenditure"] > 0)
    due = frame["year"].map(DUE).fillna(TARGET)
    revenue = frame["linked_revenue"] / people
    transfers = frame["sus_transfers"] / people
    expenditure = frame["health_expenditure"] / people
    applied = 100 * frame["own_health_expenditure"] / linked
    gap = frame["own_health_expenditure"] - due / 100 * linked
    first = 0.15 * revenue + transfers
    second = due / 100 * revenue + transfers
    return frame.assign(
        linked_revenue_pc=revenue,
        sus_transfers_pc=transfers,
        health_expenditure_pc=expenditure,
        own_health_expenditure_pc=frame["own_health_expenditure"] / people,
        ec29_applied_pct=applied,
        ec29_due_pct=due,
        ec29_gap_pp=applied - due,
        ec29_gap=gap,
        ec29_gap_pc=gap / people,
        dpspc_15=first,
        megpc_15=first - expenditure,
        dpspc_ec29=second,
        megpc_ec29=second - expenditure,
        megpc_from_share_15=(15 - applied) / 100 * revenue,
        tax_share_pct=100 * frame["tax_revenue"] / total,
        linked_share_pct=100 * frame["linked_revenue"] / total,
        sus_share_of_expenditure_pct=100 * frame["sus_transfers"] / health,
    )


def pandas_classes(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a row of classes a municipality, from what `pandas_indicators` gives."""
    first = frame[frame["year"] == FIRST].set_index("code")
    last = frame[frame["year"] == LAST].set_index("code")

    def change(name: str, border: float, names: list[str]) -> pd.Series:
        before = first[name].where(first[name] > 0)
        moved = 100 * (last[name] - before) / before
        return pd.cut(moved.round(9), [-np.inf, -1e-9, border, np.inf], labels=names)

    gap = frame["ec29_gap"]
    failing = frame.loc[gap < 0, ["code", "year"]]
    years = failing["year"].astype(str).groupby(failing["code"]).agg(", ".join)
    known = gap.notna().groupby(frame["code"]).sum() == len(YEARS)
    label = "Negativa (" + years.reindex(known.index) + ")"
    return pd.DataFrame(
        {
            "tax_effort_class": change(
                "tax_share_pct", 10, ["Negativa", "Conservadora", "Positiva"]
            ),
            "ec29_compliance_label": label.where(
                label.notna(), known.map({True: "Positiva", False: None})
            ),
            "ec29_trend_class": change("ec29_applied_pct", 15, ["Negativa", "Estável", "Positiva"]),
        }
    )


# --- polars --------------------------------------------------------------------------------------


def polars_indicators(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the indicators."""
    if frame.select(pl.struct("code", "year").is_duplicated().any()).item():
        raise ValueError("repeated municipality and year")
    column = pl.col
    people = pl.when(column("population") > 0).then(column("population"))
    linked = pl.when(column("linked_revenue") > 0).then(column("linked_revenue"))
    total = pl.when(column("total_revenue") > 0).then(column("total_revenue"))
    health = pl.when(column("health_expenditure") > 0).then(column("health_expenditure"))
    due = column("year").replace_strict(DUE, default=TARGET, return_dtype=pl.Float64)
    revenue, applied = column("linked_revenue_pc"), column("ec29_applied_pct")
    per_inhabitant = {
        "linked_revenue_pc": column("linked_revenue") / people,
        "sus_transfers_pc": column("sus_transfers") / people,
        "health_expenditure_pc": column("health_expenditure") / people,
        "own_health_expenditure_pc": column("own_health_expenditure") / people,
        "ec29_applied_pct": 100 * column("own_health_expenditure") / linked,
        "ec29_due_pct": due,
        "tax_share_pct": 100 * column("tax_revenue") / total,
        "linked_share_pct": 100 * column("linked_revenue") / total,
        "sus_share_of_expenditure_pct": 100 * column("sus_transfers") / health,
    }
    share = column("ec29_due_pct")
    first = 0.15 * revenue + column("sus_transfers_pc")
    second = share / 100 * revenue + column("sus_transfers_pc")
    gap = column("own_health_expenditure") - share / 100 * linked
    return (
        frame.lazy()
        .with_columns(**per_inhabitant)
        .with_columns(
            ec29_gap_pp=applied - share,
            ec29_gap=gap,
            ec29_gap_pc=gap / people,
            dpspc_15=first,
            megpc_15=first - column("health_expenditure_pc"),
            dpspc_ec29=second,
            megpc_ec29=second - column("health_expenditure_pc"),
            megpc_from_share_15=(15 - applied) / 100 * revenue,
        )
        .collect()
    )


def polars_classes(frame: pl.DataFrame) -> pl.DataFrame:
    """Give a row of classes a municipality, from what `polars_indicators` gives."""

    def change(name: str, border: float, names: list[str]) -> pl.Expr:
        at = {year: pl.col(name).filter(pl.col("year") == year).first() for year in (FIRST, LAST)}
        before = pl.when(at[FIRST] > 0).then(at[FIRST])
        moved = (100 * (at[LAST] - before) / before).round(9)
        low, middle, high = names
        return (
            pl.when(moved.is_null())
            .then(None)
            .when(moved < 0)
            .then(pl.lit(low))
            .when(moved <= border)
            .then(pl.lit(middle))
            .otherwise(pl.lit(high))
        )

    failing = pl.col("year").filter(pl.col("ec29_gap") < 0).cast(pl.String).str.join(", ")
    fails = (pl.col("ec29_gap") < 0).any()
    unknown = pl.col("ec29_gap").is_null().any()
    return (
        frame.lazy()
        .group_by("code", maintain_order=True)
        .agg(
            tax_effort_class=change("tax_share_pct", 10, ["Negativa", "Conservadora", "Positiva"]),
            ec29_compliance_label=pl.when(fails)
            .then(pl.format("Negativa ({})", failing))
            .when(unknown)
            .then(None)
            .otherwise(pl.lit("Positiva")),
            ec29_trend_class=change("ec29_applied_pct", 15, ["Negativa", "Estável", "Positiva"]),
        )
        .collect()
    )
