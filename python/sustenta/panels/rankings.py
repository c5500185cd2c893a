"""Ranking margins, in one of their two opposite readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from sustenta._columns import Call, gather
from sustenta._containers import SCALAR
from sustenta._names import unknown
from sustenta.errors import ColumnTypeError, DomainError
from sustenta.panels._values import exact_values, whole_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["rank_margins"]


def rank_margins(megpc: Any, *, reading: Literal["effort", "room"]) -> Any:
    """Rank margins in one of their two opposite readings.

    The most negative margin belongs to the municipality that already spends most above its
    potential: *effort*. The most positive one to the municipality with most *room* for new teams.
    There is no default: say which is meant.

    Parameters
    ----------
    megpc : column
        The margins, in R$ per inhabitant.
    reading : {"effort", "room"}
        Which margin is first: the most negative, or the most positive.

    Returns
    -------
    same container as the column
        Ranks from 1 (Int64). Equal margins share the better rank; a missing margin has none.

    Raises
    ------
    UnknownNameError
        For another reading.
    ColumnTypeError
        For a lone number or what holds no amounts.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> margins = pd.Series([12.28, -2.42, float("nan"), 12.28])
    >>> st.rank_margins(margins, reading="effort").tolist()
    [2, 1, <NA>, 2]
    >>> st.rank_margins(margins, reading="room").tolist()
    [1, 3, <NA>, 1]
    """
    if reading not in ("effort", "room"):
        raise unknown("reading of a margin", reading, ("effort", "room"))
    call = gather(("megpc",), (megpc,))
    if call.container.kind == SCALAR:
        raise ColumnTypeError(
            f"`megpc` is {megpc!r}; one margin has no rank: give a column",
            argument="megpc",
            found=type(megpc).__name__,
        )
    return whole_in(call.container, _ranks(call, descending=reading == "room"), "rank")


def _ranks(call: Call, *, descending: bool) -> NDArray[np.float64]:
    """Give ranks from 1, equal values sharing the better one; NaN where a value is missing."""
    if not call.exact:
        values = call.inputs[0]
        infinite = np.isinf(values)
        if infinite.any():
            row = int(infinite.argmax())
            raise DomainError(
                f"`megpc` at row {row} is {values[row]}; expected a finite amount, "
                "or NaN where it is missing",
                argument="megpc",
                row=row,
                found=str(values[row]),
                expected="a finite amount, or NaN where it is missing",
                reason="amount_not_finite",
            )
    else:
        # Whole numbers in the order of the decimals: the place of each among all that occur.
        exact = exact_values(call.inputs[0])
        places = {value: place for place, value in enumerate(sorted({*exact} - {None}))}
        values = np.array([places.get(value, np.nan) for value in exact], dtype=np.float64)
    ranked = pd.Series(values).rank(method="min", ascending=not descending)
    return np.asarray(ranked, dtype=np.float64)
