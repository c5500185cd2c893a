"""One municipality's draws, written out over NumPy's own Philox words."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import numpy as np

BLOCK = 1024
#: What the streams are for.
ROWS, SPREAD, PARAMETERS = 0, 1, 2


def words(key: list[int], municipality: int, component: int, block: int, count: int) -> list[int]:
    """Words of the stream, as NumPy draws them."""
    counter = np.array([0, block, component, municipality], dtype=np.uint64)
    source = np.random.Philox(counter=counter, key=np.array(key, dtype=np.uint64))
    drawn = source.random_raw(count)
    return [int(word) for word in drawn]


def uniform(word: int) -> float:
    return ((word >> 12) + 0.5) / 2**52


def normal(word: int) -> float:
    return NormalDist().inv_cdf(uniform(word))


def fit(years: list[int], amounts: list[float]) -> dict[str, Any]:
    """Least squares of the logarithms on the year; residuals as large as the noise."""
    count = len(years)
    middle = sum(years) / count
    logs = [math.log(amount) for amount in amounts]
    spread = sum((year - middle) ** 2 for year in years)
    level = sum(logs) / count
    slope = sum((y - middle) * (log - level) for y, log in zip(years, logs, strict=True)) / spread
    left = [log - level - slope * (y - middle) for y, log in zip(years, logs, strict=True)]
    variance = sum(value**2 for value in left) / (count - 2)
    leverage = [1 / count + (year - middle) ** 2 / spread for year in years]
    larger = [value / math.sqrt(1 - h) for value, h in zip(left, leverage, strict=True)]
    mean = sum(larger) / count
    centred = [value - mean for value in larger]
    factor = math.sqrt(variance / (sum(value**2 for value in centred) / count))
    return {
        "middle": middle,
        "level": level,
        "slope": slope,
        "level_error": 1 / math.sqrt(count),
        "slope_error": 1 / math.sqrt(spread),
        "residuals": [value * factor for value in centred],
    }


def cholesky(matrix: list[list[float]]) -> list[list[float]]:
    size = len(matrix)
    root = [[0.0] * size for _ in range(size)]
    for row in range(size):
        for column in range(row + 1):
            known = sum(root[row][k] * root[column][k] for k in range(column))
            rest = matrix[row][column] - known
            root[row][column] = math.sqrt(rest) if row == column else rest / root[column][column]
    return root


def log_linear_draws(
    years: list[int],
    components: list[list[float]],
    horizon: list[int],
    source: tuple[list[int], int],
    draws: list[int],
) -> list[list[list[float]]]:
    """Amounts by year, component and draw; `source` is the key and the municipality."""
    key, municipality = source
    fits = [fit(years, amounts) for amounts in components]
    count, size = len(years), len(components)
    rows = [[one["residuals"][year] for one in fits] for year in range(count)]
    covariance = [
        [sum(row[i] * row[j] for row in rows) / count for j in range(size)] for i in range(size)
    ]
    root = cholesky(covariance)
    degrees = count - 2
    each = (degrees + 1) // 2
    result: list[list[list[float]]] = [[[] for _ in range(size)] for _ in horizon]
    for draw in draws:
        block, place = divmod(draw, BLOCK)
        chi = words(key, municipality, SPREAD, block, each * (place + 1))[each * place :]
        pairs, odd = chi[: degrees // 2], chi[degrees // 2 :]
        square = -2 * math.log(math.prod(uniform(word) for word in pairs))
        square += sum(normal(word) ** 2 for word in odd)
        spread = math.sqrt(degrees / square)
        drawn = [
            words(key, municipality, PARAMETERS + component, block, 2 * BLOCK)
            for component in range(size)
        ]
        errors = [
            [
                sum(root[i][j] * normal(drawn[j][part * BLOCK + place]) for j in range(size))
                for i in range(size)
            ]
            for part in range(2)
        ]
        for number, year in enumerate(horizon):
            ahead = year - years[-1]
            before = (ahead - 1) * BLOCK // 2
            word = words(key, municipality, ROWS, block, before + place // 2 + 1)[-1]
            bits = (word >> 32 * (place % 2)) & 0xFFFFFFFF
            row = rows[bits * count >> 32]
            for component, one in enumerate(fits):
                time = year - one["middle"]
                error = (
                    one["level_error"] * errors[0][component]
                    + one["slope_error"] * errors[1][component] * time
                )
                line = one["level"] + one["slope"] * time
                result[number][component].append(math.exp(line + spread * (error + row[component])))
    return result
