"""B4: printed figures in pt-BR, read into floats and into exact decimals."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from timing import Target, in_turn, table

import sustenta as st

ROWS = 10_000_000
#: Python's own decimals are slow: they are timed on fewer rows, and so are ours beside them.
EXACT_ROWS = 1_000_000


def texts(rows: int) -> list[str]:
    """Write amounts as SIOPS prints them: R$ 0,01 to some thousand million, one in ten negative."""
    rng = np.random.default_rng(2006)
    cents = (10 ** rng.uniform(0, 11.5, rows)).astype(np.int64)
    signs = np.where(rng.random(rows) < 0.1, "-", "")
    return [
        f"{sign}{number // 100:,}".replace(",", ".") + f",{number % 100:02d}"
        for sign, number in zip(signs.tolist(), cents.tolist(), strict=True)
    ]


def with_polars(column: pl.Series) -> pl.Series:
    """Replace the marks and cast."""
    bare = column.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    return bare.cast(pl.Float64)


def with_pyarrow(column: pa.Array) -> pa.Array:
    """Replace the marks and cast."""
    bare = pc.replace_substring(pc.replace_substring(column, ".", ""), ",", ".")
    return bare.cast(pa.float64())


def with_pandas(column: pd.Series[Any]) -> pd.Series[Any]:
    """Replace the marks and cast."""
    bare = column.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
    return bare.astype(np.float64)


def with_decimal(column: list[str]) -> list[Decimal]:
    """Replace the marks and make decimals."""
    return [Decimal(text.replace(".", "").replace(",", ".")) for text in column]


def main(rows: int = ROWS, exact_rows: int = EXACT_ROWS) -> list[Target]:
    """Check that all ways agree, time them, and hold them against the targets."""
    return [*floats(rows), *exact(exact_rows)]


def floats(rows: int) -> list[Target]:
    """Time the reading into floats."""
    printed = texts(rows)
    arrow = pa.array(printed)
    objects = pd.Series(printed, dtype=object)
    column = pl.Series(printed)
    ways: dict[str, Callable[[], Any]] = {
        "sustenta, Arrow": partial(st.parse_figures, arrow),
        "polars": partial(with_polars, column),
        "pyarrow": partial(with_pyarrow, arrow),
        "sustenta, objects": partial(st.parse_figures, objects),
        "pandas": partial(with_pandas, objects),
    }
    expected = np.asarray(ways["sustenta, Arrow"]())
    for name, way in ways.items():
        if not np.array_equal(np.asarray(way()), expected):
            sys.exit(f"B4: {name} gives other numbers")
    timings = in_turn(ways, turns=3)
    size = sum(map(len, printed)) / 1e6
    print(f"\nB4 figures to float64, {rows:,} texts, {size:.0f} MB")
    print(table(timings, "sustenta, Arrow"))
    ours = {kind: timings[f"sustenta, {kind}"].median for kind in ("Arrow", "objects")}
    print(
        f"  {size / ours['Arrow']:,.0f} MB/s from Arrow, {size / ours['objects']:,.0f} from objects"
    )
    return [
        Target("B4 polars ÷ ours from Arrow", timings["polars"].median / ours["Arrow"], 8),
        Target("B4 pandas ÷ ours from objects", timings["pandas"].median / ours["objects"], 3),
    ]


def exact(rows: int) -> list[Target]:
    """Time the reading into exact decimals."""
    printed = texts(rows)
    arrow = pa.array(printed)
    objects = pd.Series(printed, dtype=object)
    ways: dict[str, Callable[[], Any]] = {
        "sustenta, decimal128": partial(st.parse_figures, arrow, exact=True),
        "sustenta, Decimal objects": partial(st.parse_figures, objects, exact=True),
        "decimal.Decimal": partial(with_decimal, printed),
    }
    expected = ways["decimal.Decimal"]()
    if ways["sustenta, decimal128"]().to_pylist() != expected:
        sys.exit("B4: decimal128 gives other decimals")
    if ways["sustenta, Decimal objects"]().tolist() != expected:
        sys.exit("B4: the objects give other decimals")
    timings = in_turn(ways, turns=5)
    print(f"\nB4 figures to exact decimals, {rows:,} texts")
    print(table(timings, "sustenta, decimal128"))
    peer = timings["decimal.Decimal"].median
    words, cells = (timings[f"sustenta, {kind}"] for kind in ("decimal128", "Decimal objects"))
    return [
        Target("B4 Decimal ÷ ours into decimal128", peer / words.median, 50),
        Target("B4 Decimal ÷ ours into objects", peer / cells.median, 1.3),
    ]


if __name__ == "__main__":
    print(*main(), sep="\n")
