"""Measures of one column: Gini, Theil, Atkinson, the coefficient of variation, the Lorenz curve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sustenta import _core
from sustenta.errors import SettingError
from sustenta.inequality._units import Units

if TYPE_CHECKING:
    from sustenta.inequality._units import Estimate, Missing, StandardError


def gini(
    x: Any,
    weights: Any = None,
    *,
    standard_error: StandardError | None = None,
    draws: int = 1000,
    rng: Any = None,
    missing: Missing = "raise",
) -> float | Estimate:
    """Give the Gini index: 0 where all have the same, near 1 where one has everything.

    ``Σᵢ Σⱼ wᵢ·wⱼ·|xᵢ − xⱼ| / (2·mean·(Σw)²)``; without a correction for few units, so that one
    owner among n gives (n − 1)/n.

    Parameters
    ----------
    x : column
        What each has, per inhabitant or per whatever `weights` count. Zeros are allowed, negative
        values are not: with them the index has no bound.
    weights : column, optional
        The population of each, above zero. Without it, each counts alike.
    standard_error : {"jackknife", "bootstrap"}, optional
        Also give a standard error: by leaving out one unit at a time, or by drawing as many with
        replacement. Units keep their weights.
    draws : int, default 1000
        The draws of the bootstrap.
    rng : numpy.random.Generator, int or None
        For the bootstrap, through `numpy.random.default_rng`.
    missing : {"raise", "leave_out"}
        What to do with a missing value or weight.

    Returns
    -------
    float, or Estimate with a standard error

    Raises
    ------
    DomainError
        For a negative, infinite or missing value, and for a weight of zero or less; with the row.
    SettingError
        Where nobody has anything, or there are no units; for draws that are no number above one.
    UnknownNameError
        For another standard error or treatment of missing values.
    ColumnTypeError, LengthError, IndexMismatchError
        For columns that do not go together or hold no amounts.

    Examples
    --------
    >>> import sustenta as st
    >>> st.inequality.gini([1.0, 3.0])
    0.25
    >>> st.inequality.gini([1.0, 3.0], weights=[3, 1])
    0.25
    """
    units = Units.of({"x": x}, weights, missing)
    units.refuse_below("x", zero=False)
    return units.measured("gini", standard_error, draws, rng)


def theil_t(
    x: Any,
    weights: Any = None,
    *,
    standard_error: StandardError | None = None,
    draws: int = 1000,
    rng: Any = None,
    missing: Missing = "raise",
) -> float | Estimate:
    """Give Theil's T: ``Σ wᵢ/W · (xᵢ/mean) · ln(xᵢ/mean)``, from 0 to ln n.

    Parameters
    ----------
    x : column
        Zero or more; zero contributes nothing, the limit of x·ln x.
    weights, standard_error, draws, rng, missing
        As in `gini`.

    Returns
    -------
    float, or Estimate with a standard error

    Raises
    ------
    DomainError, SettingError, UnknownNameError, ColumnTypeError, LengthError, IndexMismatchError
        As in `gini`.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.inequality.theil_t([0.0, 1.0]), 6)
    0.693147
    """
    units = Units.of({"x": x}, weights, missing)
    units.refuse_below("x", zero=False)
    return units.measured("theil_t", standard_error, draws, rng)


def theil_l(
    x: Any,
    weights: Any = None,
    *,
    standard_error: StandardError | None = None,
    draws: int = 1000,
    rng: Any = None,
    missing: Missing = "raise",
) -> float | Estimate:
    """Give Theil's L, the mean logarithmic deviation: ``Σ wᵢ/W · ln(mean/xᵢ)``.

    Parameters
    ----------
    x : column
        Above zero: of zero it would be infinite.
    weights, standard_error, draws, rng, missing
        As in `gini`.

    Returns
    -------
    float, or Estimate with a standard error

    Raises
    ------
    DomainError, SettingError, UnknownNameError, ColumnTypeError, LengthError, IndexMismatchError
        As in `gini`; also for a value of zero.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.inequality.theil_l([1.0, 3.0]), 6)
    0.143841
    """
    units = Units.of({"x": x}, weights, missing)
    units.refuse_below("x", zero=True)
    return units.measured("theil_l", standard_error, draws, rng)


def atkinson(
    x: Any,
    epsilon: float,
    weights: Any = None,
    *,
    standard_error: StandardError | None = None,
    draws: int = 1000,
    rng: Any = None,
    missing: Missing = "raise",
) -> float | Estimate:
    """Give Atkinson's index: the part that equal shares could spare without a loss of welfare.

    ``1 − (Σ wᵢ/W · (xᵢ/mean)^(1−ε))^(1/(1−ε))``; for ε = 1, 1 − geometric mean / mean.

    Parameters
    ----------
    x : column
        Zero or more. From ε = 1 on, anybody who has nothing makes the index 1.
    epsilon : float
        The aversion to inequality, above zero. It is a judgement, and has no default.
    weights, standard_error, draws, rng, missing
        As in `gini`.

    Returns
    -------
    float, or Estimate with a standard error

    Raises
    ------
    DomainError, SettingError, UnknownNameError, ColumnTypeError, LengthError, IndexMismatchError
        As in `gini`; for an ε that is not above zero.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.inequality.atkinson([1.0, 4.0], 1), 12)
    0.2
    """
    real = isinstance(epsilon, (int, float, np.integer, np.floating))
    if isinstance(epsilon, bool) or not real or not 0 < epsilon < float("inf"):
        raise SettingError(
            f"`epsilon` is {epsilon!r}; expected the aversion to inequality, a number above zero "
            "such as 0.5, 1 or 2",
            argument="epsilon",
            problem="not above zero",
        )
    units = Units.of({"x": x}, weights, missing)
    units.refuse_below("x", zero=False)
    return units.measured("atkinson", standard_error, draws, rng, [float(epsilon)])


def cv(
    x: Any,
    weights: Any = None,
    *,
    standard_error: StandardError | None = None,
    draws: int = 1000,
    rng: Any = None,
    missing: Missing = "raise",
) -> float | Estimate:
    """Give the coefficient of variation: the standard deviation over the mean, a ratio.

    The deviation is that of these units (divided by W, not W − 1).

    Parameters
    ----------
    x : column
        Any finite values whose mean is above zero.
    weights, standard_error, draws, rng, missing
        As in `gini`.

    Returns
    -------
    float, or Estimate with a standard error

    Raises
    ------
    DomainError, SettingError, UnknownNameError, ColumnTypeError, LengthError, IndexMismatchError
        As in `gini`, negative values apart; for a mean of zero or less.

    Examples
    --------
    >>> import sustenta as st
    >>> st.inequality.cv([1.0, 3.0])
    0.5
    """
    units = Units.of({"x": x}, weights, missing)
    units.refuse_mean("x")
    return units.measured("cv", standard_error, draws, rng)


def lorenz(x: Any, weights: Any = None, *, missing: Missing = "raise") -> pd.DataFrame:
    """Give the Lorenz curve: what the poorest have of the whole.

    Parameters
    ----------
    x : column
        Zero or more.
    weights, missing
        As in `gini`.

    Returns
    -------
    pandas.DataFrame
        A row for the origin and one a unit, from the least: ``population_pct`` and ``value_pct``,
        both cumulated, in %.

    Raises
    ------
    DomainError, SettingError, UnknownNameError, ColumnTypeError, LengthError, IndexMismatchError
        As in `gini`.

    Examples
    --------
    >>> import sustenta as st
    >>> st.inequality.lorenz([3.0, 1.0])
       population_pct  value_pct
    0             0.0        0.0
    1            50.0       25.0
    2           100.0      100.0
    """
    units = Units.of({"x": x}, weights, missing)
    units.refuse_below("x", zero=False)
    points = _core.lorenz_points(units.columns["x"], units.weights)
    return pd.DataFrame(points, columns=["population_pct", "value_pct"])
