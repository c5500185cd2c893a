"""B6: a projection with uncertainty of all municipalities, beside NumPy in blocks of them.

Both do the same: log-linear lines of three components, residuals as large as the noise, a spread
and errors of the parameters for each draw, a row of residuals for each year, potential and margin
of each draw, and six quantiles of all five.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from typing import Any

import numpy as np
import pandas as pd
from timing import Target, Timing, table

import sustenta as st

MUNICIPALITIES, PAST, YEARS, DRAWS = 5_570, 13, 10, 10_000
#: NumPy's turn is long: it does so many municipalities, and the seconds are counted for all.
SHARE = 278
BLOCK = 16
PROBABILITIES = (0.025, 0.1, 0.25, 0.75, 0.9, 0.975)
NAMES = ("linked_revenue_pc", "sus_transfers_pc", "health_expenditure_pc", "dpspc", "megpc")
ENDS = ("low_95", "low_80", "low_50", "high_50", "high_80", "high_95")


def panel(municipalities: int) -> pd.DataFrame:
    """Make a panel around exponential lines."""
    chance = np.random.default_rng(6)
    shape = (municipalities, PAST)
    shared = chance.normal(0, 0.04, shape)
    amounts = {
        name: level
        * np.exp(
            chance.normal(0, 0.3, (municipalities, 1))
            + 0.04 * np.arange(PAST)
            + shared
            + chance.normal(0, 0.03, shape)
        )
        for name, level in zip(NAMES[:3], (900, 200, 320), strict=True)
    }
    return pd.DataFrame(
        {
            "code": np.repeat(np.arange(1, municipalities + 1), PAST),
            "year": np.tile(np.arange(2000, 2000 + PAST), municipalities),
            **{name: values.ravel() for name, values in amounts.items()},
        }
    )


def ours(frame: pd.DataFrame, **settings: Any) -> pd.DataFrame:
    """Project with the package."""
    made: pd.DataFrame = st.project(
        frame, **{"years": YEARS, "draws": DRAWS, "rng": 1} | settings
    ).frame
    return made


def with_numpy(frame: pd.DataFrame, draws: int = DRAWS) -> np.ndarray[Any, Any]:
    """Project with NumPy: municipalities × years × quantities × probabilities."""
    amounts = frame[list(NAMES[:3])].to_numpy().reshape(-1, PAST, 3)
    chance = np.random.default_rng(1)
    parts = [
        numpy_block(amounts[start : start + BLOCK], chance, draws)
        for start in range(0, len(amounts), BLOCK)
    ]
    return np.concatenate(parts)


def numpy_block(
    amounts: np.ndarray[Any, Any], chance: np.random.Generator, draws: int
) -> np.ndarray[Any, Any]:
    """Project a block: arrays of municipalities × years × draws, written over where they can be."""
    count = len(amounts)
    logs = np.log(amounts)
    past = np.arange(PAST) - (PAST - 1) / 2
    ahead = np.arange(1, YEARS + 1) + (PAST - 1) / 2
    squares = past @ past
    level = logs.mean(axis=1)
    slope = np.einsum("t,mtc->mc", past, logs) / squares
    left = logs - level[:, None] - past[None, :, None] * slope[:, None]
    variance = (left**2).sum(axis=1) / (PAST - 2)
    left /= np.sqrt(1 - 1 / PAST - past**2 / squares)[None, :, None]
    left -= left.mean(axis=1, keepdims=True)
    left *= np.sqrt(variance / (left**2).mean(axis=1))[:, None]
    root = np.linalg.cholesky(np.einsum("mtc,mtd->mcd", left, left) / PAST)
    spread = np.sqrt((PAST - 2) / chance.chisquare(PAST - 2, (count, draws)))
    errors = [
        np.einsum("mcd,mdk->cmk", root, chance.normal(size=(count, 3, draws))) * spread * size
        for size in (1 / np.sqrt(PAST), 1 / np.sqrt(squares))
    ]
    rows = chance.integers(0, PAST, (count, YEARS * draws), dtype=np.int32)
    drawn = []
    for component in range(3):
        path = np.take_along_axis(left[:, :, component], rows, axis=1)
        path = path.reshape(count, YEARS, draws)
        path *= spread[:, None]
        path += errors[0][component][:, None]
        path += errors[1][component][:, None] * ahead[None, :, None]
        line = level[:, component, None] + slope[:, component, None] * ahead
        path += line[:, :, None]
        drawn.append(np.exp(path, out=path))
    revenue, transfers, expenditure = drawn
    potential = 0.15 * revenue
    potential += transfers
    margin = potential - expenditure
    quantiles = [
        np.quantile(values, PROBABILITIES, axis=2, overwrite_input=False)
        for values in (revenue, transfers, expenditure, potential, margin)
    ]
    return np.stack(quantiles).transpose(2, 3, 0, 1)


def as_array(frame: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Give the ends of our intervals as NumPy's way gives its own."""
    columns = [f"{name}_{end}" for name in NAMES for end in ENDS]
    return frame[columns].to_numpy().reshape(-1, YEARS, len(NAMES), len(ENDS))


def check(frame: pd.DataFrame) -> None:
    """Stop where both do not give the same answer, or where threads change ours."""
    mine = ours(frame, threads=1)
    for threads in (2, 3):
        pd.testing.assert_frame_equal(mine, ours(frame, threads=threads))
    found, peer = as_array(mine), with_numpy(frame)
    width = found[..., -1] - found[..., 0]
    apart = np.abs(found - peer) / width[..., None]
    # Each quantile of 10,000 draws errs by one or two hundredths of the widest interval.
    if not (apart.mean() < 0.01 and apart.max() < 0.12):
        sys.exit(f"B6: NumPy gives other intervals: {apart.mean():.4f}, at most {apart.max():.3f}")


def peak(draws: int) -> float:
    """Give the most memory, in MB, that a process of its own needs for 500 municipalities."""
    program = (
        "import resource, sys; sys.path.insert(0, sys.argv[1]); import b6_projection as b6\n"
        "b6.ours(b6.panel(500), draws=int(sys.argv[2]), years=3)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, sys.path[0], str(draws)],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(result.stdout) / 1024


def seconds(way: Any) -> tuple[float, float]:
    """Give the seconds of one call, by the clock and of the processors."""
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    way()
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> list[Target]:
    """Run the benchmark."""
    whole, part = panel(MUNICIPALITIES), panel(SHARE)
    check(panel(24))
    times: dict[str, list[tuple[float, float]]] = {"sustenta": [], "NumPy": [], "1 thread": []}
    with_numpy(panel(BLOCK))
    for _ in range(3):
        numpys = seconds(lambda: with_numpy(part))
        times["NumPy"].append(
            (numpys[0] * MUNICIPALITIES / SHARE, numpys[1] * MUNICIPALITIES / SHARE)
        )
        times["sustenta"].append(seconds(lambda: ours(whole, progress=False)))
        alone = seconds(lambda: ours(part, threads=1))
        times["1 thread"].append(
            (alone[0] * MUNICIPALITIES / SHARE, alone[1] * MUNICIPALITIES / SHARE)
        )
    timings = {
        name: Timing(name, [clock for clock, _ in measured]) for name, measured in times.items()
    }
    print(f"\nB6 projection, {MUNICIPALITIES:,} municipalities × {YEARS} years × {DRAWS:,} draws")
    print(f"  NumPy and one thread: {SHARE} municipalities, counted for all")
    print(table(timings, "sustenta", unit="s"))
    spent = {name: min(work for _, work in measured) for name, measured in times.items()}
    print("  processor seconds:", ", ".join(f"{name} {work:.1f}" for name, work in spent.items()))
    memory = {draws: peak(draws) for draws in (1_000, 10_000, 100_000)}
    print(
        "  peak memory:", ", ".join(f"{draws:,} draws {mb:.0f} MB" for draws, mb in memory.items())
    )
    ratio = timings["NumPy"].median / timings["sustenta"].median
    return [
        Target("B6 NumPy ÷ ours", ratio, 5),
        Target("B6 memory of 1,000 draws ÷ of 10,000", memory[1_000] / memory[10_000], 0.9),
    ]


if __name__ == "__main__":
    print(*main(), sep="\n")
