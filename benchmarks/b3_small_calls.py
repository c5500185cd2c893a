"""B3: what a small call costs: 16 rows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from timing import Target, in_turn, table

import sustenta as st

ROWS = 16
#: An array call may cost this much more than NumPy's expression, in microseconds.
SURCHARGE = 3.0


def main(rows: int = ROWS) -> list[Target]:
    """Check that both sides agree, time them, and hold them against the targets."""
    rng = np.random.default_rng(2006)
    arrays = [rng.uniform(1, 1000, rows) for _ in range(3)]
    series = [pd.Series(array) for array in arrays]

    ways: dict[str, Callable[[], Any]] = {
        "sustenta, NumPy arrays": lambda: st.dpspc(*arrays),
        "NumPy expression": lambda: 0.15 * arrays[0] + 0.15 * arrays[1] + arrays[2],
        "sustenta, pandas Series": lambda: st.dpspc(*series),
        "pandas expression": lambda: 0.15 * series[0] + 0.15 * series[1] + series[2],
    }
    expected = ways["NumPy expression"]()
    for name, way in ways.items():
        if not np.allclose(np.asarray(way()), expected, rtol=1e-12):
            sys.exit(f"B3: {name} gives another DPSPC")
    timings = in_turn(ways, turns=9, repeat=2000)
    print(f"\nB3 small calls, {rows} rows")
    print(table(timings, "sustenta, NumPy arrays", unit="µs"))
    ours, numpy = timings["sustenta, NumPy arrays"], timings["NumPy expression"]
    in_pandas, expression = timings["sustenta, pandas Series"], timings["pandas expression"]
    return [
        Target(
            f"B3 (NumPy + {SURCHARGE:g} µs) ÷ ours",
            (numpy.median + SURCHARGE / 1e6) / ours.median,
            1,
        ),
        Target("B3 pandas expression ÷ ours with Series", expression.median / in_pandas.median, 1),
    ]


if __name__ == "__main__":
    print(*main(), sep="\n")
