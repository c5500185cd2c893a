"""The prices of one year. Written by `make gen` from the registry: do not edit."""

from __future__ import annotations

from typing import Any

from sustenta._evaluation import evaluate

__all__ = [
    "deflated_amount",
    "real_change_pct",
]


def deflated_amount(
    amount: Any, price_level: Any, price_level_to: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """Amount in the prices of another year.

    The amount times the ratio of the index levels of both years; where the levels are equal,
    the amount itself.

    ``amount · price_level_to / price_level``

    Parameters
    ----------
    amount : column or number
        Amount.
    price_level : column or number
        Level of the price index in the amount's year.
    price_level_to : column or number
        Level of the price index in the year whose prices are wanted.
    errors : {"raise", "coerce"}
        What to do with a value outside the domain: stop, or give a missing value.
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In their unit. A missing input gives a missing output.

    Raises
    ------
    DomainError
        With ``errors="raise"``, for a value outside the domain; it names the row.
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    derived: the ratio of two levels of a price index: common usage.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.deflated_amount(150, 100, 120), 2)
    180.0
    """
    return evaluate(
        "deflated_amount",
        (
            amount,
            price_level,
            price_level_to,
        ),
        out=out,
        errors=errors,
    )


def real_change_pct(
    first: Any,
    last: Any,
    first_price_level: Any,
    last_price_level: Any,
    *,
    errors: str = "raise",
    out: Any = None,
) -> Any:
    """Real change.

    The change from the first year to the last, less the change of prices.

    ``100 · (last · first_price_level − first · last_price_level) / (first · last_price_level)``

    Parameters
    ----------
    first : column or number
        Value in the first year.
    last : column or number
        Value in the last year.
    first_price_level : column or number
        Level of the price index in the amount's year.
    last_price_level : column or number
        Level of the price index in the year whose prices are wanted.
    errors : {"raise", "coerce"}
        What to do with a value outside the domain: stop, or give a missing value.
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In %. A missing input gives a missing output.

    Raises
    ------
    DomainError
        With ``errors="raise"``, for a value outside the domain; it names the row.
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    derived: the relative change of amounts in the prices of one year.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.real_change_pct(100, 110, 100, 110), 2)
    0.0
    """
    return evaluate(
        "real_change_pct",
        (
            first,
            last,
            first_price_level,
            last_price_level,
        ),
        out=out,
        errors=errors,
    )
