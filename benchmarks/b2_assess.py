"""B2: the whole assessment of a pandas panel, indicators and classes, beside pandas and polars."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import assess_peers as peers
import numpy as np
import pandas as pd
import polars as pl
from timing import Target, in_turn, table

import sustenta as st

#: The country over twenty years, and ten million rows.
MUNICIPALITIES = (5_570, 500_000)


def ours(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Assess a panel and give its profile."""
    return st.assess(frame), st.profile(frame)


def with_pandas(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Do the same in pandas."""
    assessed = peers.pandas_indicators(frame)
    return assessed, peers.pandas_classes(assessed)


def with_polars(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Do the same in polars."""
    assessed = peers.polars_indicators(frame)
    return assessed, peers.polars_classes(assessed)


def memory(rows: int) -> None:
    """Touch as much fresh memory as the new columns are: nobody can be faster."""
    np.empty((len(peers.ADDED), rows)).fill(1.0)


def check(frame: pd.DataFrame, columns: pl.DataFrame) -> None:
    """Stop where the three do not give the same answers."""
    assessed, profile = ours(frame)
    answers: dict[str, tuple[Any, Any]] = {
        "pandas": with_pandas(frame),
        "polars": with_polars(columns),
    }
    for name, (table_given, classes) in answers.items():
        for column in peers.ADDED:
            given = np.asarray(table_given[column], dtype=np.float64)
            wanted = assessed[column].to_numpy()
            if not np.allclose(given, wanted, rtol=1e-9, atol=1e-6, equal_nan=True):
                sys.exit(f"B2: {name} gives another {column}")
        for column in peers.CLASSES:
            found = classes[column].to_list() if name == "polars" else classes[column].tolist()
            texts = [None if pd.isna(cell) else cell for cell in found]
            expected = [None if pd.isna(cell) else cell for cell in profile[column].tolist()]
            if texts != expected:
                sys.exit(f"B2: {name} gives another {column}")


def main() -> list[Target]:
    """Check that all ways agree, time them, and hold them against the targets."""
    targets = []
    for municipalities in MUNICIPALITIES:
        frame = peers.panel(municipalities)
        columns = pl.from_pandas(frame, nan_to_null=True)
        check(frame, columns)
        many = len(frame) > 1_000_000
        timings = in_turn(
            {
                "sustenta": partial(ours, frame),
                "pandas": partial(with_pandas, frame),
                "polars": partial(with_polars, columns),
                "the memory of the new columns alone": partial(memory, len(frame)),
            },
            turns=3 if many else 15,
            # The first call of a turn works in memory that the one before it has left.
            repeat=3,
        )
        print(f"\nB2 assess and profile, {len(frame):,} rows")
        print(table(timings, "sustenta"))
        mine = timings["sustenta"].median
        rows = f"{len(frame):,} rows"
        targets += [
            Target(f"B2 pandas ÷ ours, {rows}", timings["pandas"].median / mine, 5),
            Target(f"B2 polars ÷ ours, {rows}", timings["polars"].median / mine, 2),
        ]
    return targets
