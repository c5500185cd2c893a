"""How one column is distributed over the ranks of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from sustenta import _core
from sustenta.errors import SettingError
from sustenta.inequality._units import Units

if TYPE_CHECKING:
    from sustenta.inequality._units import Estimate, Missing, StandardError


def concentration_index(
    y: Any,
    rank_by: Any,
    weights: Any = None,
    *,
    generalised: bool = False,
    standard_error: StandardError | None = None,
    draws: int = 1000,
    rng: Any = None,
    missing: Missing = "raise",
) -> float | Estimate:
    """Give the concentration index of `y` over the ranks of another column.

    ``2·Σ wᵢ·(yᵢ − mean)·(Rᵢ − ½) / mean``, the weights scaled to a sum of 1; Rᵢ is the weight
    before i and half its own, and equal ranks share their mean. Negative: those ranked lowest have
    more of it.

    Parameters
    ----------
    y : column
        What is distributed: zero or more. With ``generalised=True`` any finite values.
    rank_by : column
        What ranks the units from the poorest: any finite values.
    weights : column, optional
        As in `gini`.
    generalised : bool
        Give the index times the mean, which needs no mean above zero.
    standard_error, draws, rng, missing
        As in `gini`.

    Returns
    -------
    float, or Estimate with a standard error
        From −1 to 1; generalised, in the unit of `y`.

    Raises
    ------
    DomainError, SettingError, UnknownNameError, ColumnTypeError, LengthError, IndexMismatchError
        As in `gini`.

    Examples
    --------
    >>> import sustenta as st
    >>> st.inequality.concentration_index([3.0, 1.0], [10, 20])
    -0.25
    """
    units = Units.of({"y": y, "rank_by": rank_by}, weights, missing)
    if generalised:
        return units.measured("generalised", standard_error, draws, rng)
    units.refuse_below("y", zero=False)
    return units.measured("concentration_index", standard_error, draws, rng)


def concentration_curve(
    y: Any, rank_by: Any, weights: Any = None, *, missing: Missing = "raise"
) -> pd.DataFrame:
    """Give the concentration curve: what share they have whom another column ranks low.

    Units of equal rank are one step, so that their order in the table says nothing; the curve then
    encloses `concentration_index`, as twice the area between it and the diagonal.

    Parameters
    ----------
    y, rank_by, weights, missing
        As in `concentration_index`.

    Returns
    -------
    pandas.DataFrame
        A row for the origin and one a rank, from the lowest: ``population_pct`` and ``value_pct``,
        both cumulated, in %.

    Raises
    ------
    DomainError, SettingError, UnknownNameError, ColumnTypeError, LengthError, IndexMismatchError
        As in `gini`.

    See Also
    --------
    sustenta.plots.concentration : The curve, drawn.

    Examples
    --------
    >>> import sustenta as st
    >>> st.inequality.concentration_curve([3.0, 1.0], [10, 20])
       population_pct  value_pct
    0             0.0        0.0
    1            50.0       75.0
    2           100.0      100.0
    """
    units = Units.of({"y": y, "rank_by": rank_by}, weights, missing)
    units.refuse_below("y", zero=False)
    columns = (units.columns["y"], units.columns["rank_by"])
    points = _core.concentration_points(*columns, units.weights)
    return pd.DataFrame(points, columns=["population_pct", "value_pct"])


def erreygers(
    y: Any,
    rank_by: Any,
    bounds: tuple[float, float],
    weights: Any = None,
    *,
    standard_error: StandardError | None = None,
    draws: int = 1000,
    rng: Any = None,
    missing: Missing = "raise",
) -> float | Estimate:
    """Give Erreygers' index, for what cannot leave its bounds: ``4·mean·CI / (max − min)``.

    Parameters
    ----------
    y : column
        What is distributed, within its bounds.
    rank_by : column
        As in `concentration_index`.
    bounds : pair of numbers
        The least and the most that `y` can be: ``(0, 100)`` of a coverage in %.
    weights, standard_error, draws, rng, missing
        As in `gini`.

    Returns
    -------
    float, or Estimate with a standard error
        From −1 to 1.

    Raises
    ------
    DomainError
        For a value outside the bounds; else as in `gini`.
    SettingError, UnknownNameError, ColumnTypeError, LengthError, IndexMismatchError
        As in `gini`; for bounds that are no ascending pair.

    Examples
    --------
    >>> import sustenta as st
    >>> st.inequality.erreygers([0.0, 100.0], [10, 20], (0, 100))
    1.0
    """
    low, high = _bounds(bounds)
    units = Units.of({"y": y, "rank_by": rank_by}, weights, missing)
    values = units.columns["y"]
    units.refuse((values < low) | (values > high), "y", f"a value from {low:g} to {high:g}")
    return units.measured("erreygers", standard_error, draws, rng, [low, high])


def kakwani(
    payment: Any,
    income: Any,
    weights: Any = None,
    *,
    standard_error: StandardError | None = None,
    draws: int = 1000,
    rng: Any = None,
    missing: Missing = "raise",
) -> float | Estimate:
    """Give Kakwani's index: the concentration of payments over income, less the Gini of income.

    Above zero, those who have more pay a larger part of it (progressive).

    Parameters
    ----------
    payment : column
        What each pays: zero or more.
    income : column
        What each has: zero or more; it ranks them.
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
    >>> st.inequality.kakwani([1.0, 3.0], [10.0, 30.0])  # a tax in proportion
    0.0
    """
    units = Units.of({"payment": payment, "income": income}, weights, missing)
    units.refuse_below("income", zero=False)
    units.refuse_below("payment", zero=False)
    return units.measured("kakwani", standard_error, draws, rng)


def _bounds(bounds: Any) -> tuple[float, float]:
    try:
        low, high = (float(bound) for bound in bounds)
    except (TypeError, ValueError):
        low, high = float("nan"), float("nan")
    if not float("-inf") < low < high < float("inf"):
        raise SettingError(
            f"`bounds` is {bounds!r}; expected the least and the most that the values can be, such "
            "as (0, 100)",
            argument="bounds",
            problem="no ascending pair",
        )
    return low, high
