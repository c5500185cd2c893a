"""B1: both scenarios in one pass, ten million rows."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

import duckdb
import numba
import numexpr
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
from timing import Target, in_turn, table

import sustenta as st

ROWS = 10_000_000
OUTPUTS = ("dpspc", "megpc", "dpspc_ec29", "megpc_ec29")


@numba.njit(parallel=True)
def numba_scenarios(r, t, d, due, a, b, c, e):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, PLR0917
    for i in numba.prange(len(r)):
        first = 0.15 * r[i] + t[i]
        second = due[i] / 100 * r[i] + t[i]
        a[i] = first
        b[i] = first - d[i]
        c[i] = second
        e[i] = second - d[i]


@numba.njit(parallel=True)
def numba_copy(r, t, d, due, a, b, c, e):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, PLR0917
    for i in numba.prange(len(r)):
        a[i] = r[i]
        b[i] = t[i]
        c[i] = d[i]
        e[i] = due[i]


def inputs(rows: int) -> list[np.ndarray]:
    """Make the columns: linked revenue, SUS transfers, expenditure, due share."""
    rng = np.random.default_rng(2006)
    return [
        rng.uniform(50, 2000, rows),
        rng.uniform(1, 300, rows),
        rng.uniform(10, 600, rows),
        rng.choice([10.2, 11.8, 15.0], rows),
    ]


def two_thread_copy(sources: list[np.ndarray], targets: list[np.ndarray]) -> None:
    """Copy four columns with NumPy on two threads: as many bytes read and written as the task."""

    def half(part: slice) -> None:
        for source, target in zip(sources, targets, strict=True):
            np.copyto(target[part], source[part])

    middle = len(sources[0]) // 2
    halves = (slice(middle), slice(middle, None))
    threads = [threading.Thread(target=half, args=(part,)) for part in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main(rows: int = ROWS) -> list[Target]:
    """Check that all ways agree, time them, and hold them against the targets."""
    r, t, d, due = columns = inputs(rows)
    outs = (np.empty(rows), np.empty(rows), np.empty(rows), np.empty(rows))
    numba_outs = [np.empty(rows) for _ in OUTPUTS]
    copies = [np.empty(rows) for _ in OUTPUTS]
    frame = pd.DataFrame({"r": r, "t": t, "d": d, "due": due})
    lazy = pl.DataFrame({"r": r, "t": t, "d": d, "due": due}).lazy()
    arrow = pa.table({"r": r, "t": t, "d": d, "due": due})
    connection = duckdb.connect()
    connection.execute(f"set threads to {numba.get_num_threads()}")
    connection.register("panel", arrow)

    def with_numpy() -> tuple[np.ndarray, ...]:
        first, second = 0.15 * r + t, due / 100 * r + t
        return first, first - d, second, second - d

    def with_numexpr() -> tuple[np.ndarray, ...]:
        names = {"r": r, "t": t, "d": d, "due": due}
        first = numexpr.evaluate("0.15 * r + t", names)
        second = numexpr.evaluate("due / 100 * r + t", names)
        return (
            first,
            numexpr.evaluate("first - d", {"first": first, "d": d}),
            second,
            numexpr.evaluate("second - d", {"second": second, "d": d}),
        )

    def with_pandas() -> tuple[Any, ...]:
        first, second = 0.15 * frame["r"] + frame["t"], frame["due"] / 100 * frame["r"] + frame["t"]
        return first, first - frame["d"], second, second - frame["d"]

    def with_polars() -> tuple[Any, ...]:
        first = 0.15 * pl.col("r") + pl.col("t")
        second = pl.col("due") / 100 * pl.col("r") + pl.col("t")
        expressions = [first, first - pl.col("d"), second, second - pl.col("d")]
        named = [e.alias(name) for e, name in zip(expressions, OUTPUTS, strict=True)]
        return tuple(lazy.select(named).collect().get_columns())

    def with_duckdb() -> tuple[Any, ...]:
        answer = connection.execute(
            "select 0.15::double * r + t, 0.15::double * r + t - d, "
            "due / 100 * r + t, due / 100 * r + t - d from panel"
        ).fetchnumpy()
        return tuple(answer.values())

    def with_numba() -> tuple[np.ndarray, ...]:
        numba_scenarios(r, t, d, due, *numba_outs)
        return tuple(numba_outs)

    ways: dict[str, Callable[[], Any]] = {
        "sustenta, out=": lambda: st.scenarios(r, t, d, due, out=outs),
        "sustenta": lambda: st.scenarios(r, t, d, due),
        "numba parallel, outputs given": with_numba,
        "NumPy": with_numpy,
        "numexpr": with_numexpr,
        "pandas": with_pandas,
        "polars lazy": with_polars,
        "DuckDB": with_duckdb,
    }
    expected = with_numpy()
    for name, way in ways.items():
        for output, given, wanted in zip(OUTPUTS, way(), expected, strict=True):
            if not np.allclose(np.asarray(given), wanted, rtol=1e-12, atol=1e-9):
                sys.exit(f"B1: {name} gives another {output}")
    ways["parallel copy (numba)"] = lambda: numba_copy(*columns, *copies)
    ways["parallel copy (NumPy, two threads)"] = lambda: two_thread_copy(columns, copies)
    timings = in_turn(ways, turns=15)
    print(f"\nB1 scenarios, {rows:,} rows of float64")
    print(table(timings, "sustenta, out="))
    ours, fresh = timings["sustenta, out="], timings["sustenta"]
    copy = timings["parallel copy (numba)"]
    peer = timings["numba parallel, outputs given"]
    print(f"  without out=: polars ÷ ours {timings['polars lazy'].median / fresh.median:.2f}")
    return [
        Target("B1 numba ÷ ours, outputs given to both", peer.median / ours.median, 1),
        Target("B1 polars ÷ ours with out=", timings["polars lazy"].median / ours.median, 4),
        Target("B1 pandas ÷ ours with out=", timings["pandas"].median / ours.median, 4),
        Target("B1 bytes a second ÷ those of a parallel copy", copy.median / ours.median, 0.8),
    ]


if __name__ == "__main__":
    print(*main(), sep="\n")
