"""The containers that columns come in: how a test fills each, and reads what comes back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

Values = Sequence[Any]
NAME = "given"


def labels(rows: int) -> pd.Index:
    """An index that is not the default one."""
    return pd.Index([f"r{row}" for row in range(rows)], name="place")


def decimal_scale(values: Values) -> int:
    """The decimals of the longest, for columns that share one scale."""
    exponents = [Decimal(value).as_tuple().exponent for value in values if value is not None]
    return max([0, *(-int(exponent) for exponent in exponents)])


def _floats(values: Values) -> list[float]:
    return [math.nan if value is None else float(value) for value in values]


def _objects(values: Values) -> np.ndarray[Any, Any]:
    array = np.empty(len(values), dtype=object)
    array[:] = list(values)
    return array


def _arrow_decimals(values: Values) -> Any:
    return pa.array(values, type=pa.decimal128(38, decimal_scale(values)))


@dataclass(frozen=True)
class Kind:
    """A container: filled from values with None where missing, and what it must be afterwards."""

    fill: Callable[[Values], Any]
    #: The type and the dtype of a float64 or exact result.
    type: type
    dtype: str

    def read(self, result: Any) -> list[Any]:
        """Give a result as Python values, None where missing."""
        assert type(result) is self.type, type(result)
        result = cast("Any", result)
        found = result.type if isinstance(result, pa.Array) else result.dtype
        assert str(found).split("(")[0].split("[")[0] == self.dtype, found
        if isinstance(result, pd.Series):
            assert result.name == NAME
            assert result.index.equals(labels(len(result)))
            assert result.index.name == "place"
        if isinstance(result, pl.Series):
            assert result.name == NAME
        values = result.to_pylist() if isinstance(result, pa.Array) else list(result)
        return [None if _is_missing(value) else value for value in values]


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def _series(values: Any) -> pd.Series[Any]:
    return pd.Series(values, index=labels(len(values)), name=NAME)


def _nullable(values: Values) -> pd.Series[Any]:
    return _series(pd.array(_floats(values), dtype="Float64"))


def _in_arrow(array: Any) -> pd.Series[Any]:
    return _series(pd.arrays.ArrowExtensionArray(array))


def _pl_decimals(values: Values) -> pl.Series:
    return pl.Series(NAME, list(values), dtype=pl.Decimal(38, decimal_scale(values)))


FLOATS: dict[str, Kind] = {
    "numpy": Kind(lambda values: np.array(_floats(values)), np.ndarray, "float64"),
    "list": Kind(_floats, np.ndarray, "float64"),
    "pandas": Kind(lambda values: _series(_floats(values)), pd.Series, "float64"),
    "pandas nullable": Kind(_nullable, pd.Series, "Float64"),
    "pandas Arrow": Kind(
        lambda values: _in_arrow(pa.array(_floats(values), from_pandas=True)), pd.Series, "double"
    ),
    "polars": Kind(
        lambda values: pl.Series(NAME, _floats(values), nan_to_null=True), pl.Series, "Float64"
    ),
    "pyarrow": Kind(
        lambda values: pa.array(_floats(values), from_pandas=True), pa.DoubleArray, "double"
    ),
}
DECIMALS: dict[str, Kind] = {
    "numpy objects": Kind(_objects, np.ndarray, "object"),
    "list of Decimals": Kind(list, np.ndarray, "object"),
    "pandas objects": Kind(lambda values: _series(_objects(values)), pd.Series, "object"),
    "pandas decimal128": Kind(
        lambda values: _in_arrow(_arrow_decimals(values)), pd.Series, "decimal128"
    ),
    "polars Decimal": Kind(_pl_decimals, pl.Series, "Decimal"),
    "pyarrow decimal128": Kind(_arrow_decimals, pa.Decimal128Array, "decimal128"),
}
EXACT_ARROW = ("pandas decimal128", "polars Decimal", "pyarrow decimal128")
