"""Columns on their way through an assessment: in floats or exact, missing with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sustenta._columns import gather
from sustenta._containers import ARRAY, ARROW, PANDAS
from sustenta.registry import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from numpy.typing import NDArray

    from sustenta._containers import Container

INPUT_MISSING = REASONS.index("input_missing") + 1

_FLAVOURS = ("arrow", "nullable")


@dataclass(eq=False, slots=True)
class Value:
    """A column, given or computed.

    Attributes
    ----------
    name : hashable
        What the table calls it, or would.
    exact : bool
        Whether it holds exact decimals.
    source
        The column as given; None for a computed one.
    quotient : bool
        Whether it was rounded, being a quotient or computed from one.
    flavour : str
        Of a pandas column: numpy, nullable or arrow.
    reasons : numpy.ndarray of uint8, optional
        The code of the reason of each missing value of a computed column.
    adapts : callable, optional
        Computes a column that is exact where the others are, and in floats where they are.
    forms : dict
        The column as the core takes it: exact (True), in floats (False).
    """

    name: Hashable
    exact: bool = False
    source: Any = None
    quotient: bool = False
    flavour: str = "numpy"
    reasons: NDArray[np.uint8] | None = None
    adapts: Callable[[bool], Any] | None = None
    forms: dict[bool, Any] = field(default_factory=dict)

    def floats(self) -> Any:
        """Give it as the core's float64 loops take it."""
        return self.of(exact=False)

    def exacts(self) -> Any:
        """Give it as the core's exact loops take it; refused where it holds floats."""
        return self.of(exact=True)

    def of(self, *, exact: bool) -> Any:
        """Give it in one of its two forms."""
        if exact not in self.forms:
            if self.adapts is not None:
                self.forms[exact] = self.adapts(exact)
            else:
                source = self.forms[not exact] if self.source is None else self.source
                self.forms[exact] = gather((str(self.name),), (source,), exact=exact).inputs[0]
        return self.forms[exact]

    @property
    def decides(self) -> bool:
        """Whether a call with it is exact: a column that adapts goes along with the others."""
        return self.exact and self.adapts is None


def given(name: Hashable, source: Any) -> Value:
    """Open a column that a table has."""
    call = gather((str(name),), (source,))
    return Value(
        name,
        call.exact,
        source,
        flavour=call.container.flavour,
        forms={call.exact: call.inputs[0]},
    )


def lone(number: int) -> Value:
    """Take a whole number for all rows."""
    return Value(str(number), forms={False: float(number), True: number})


def shared_flavour(values: Sequence[Value]) -> str:
    """Give the flavour of a pandas column computed from others."""
    found = {value.flavour for value in values}
    return next((flavour for flavour in _FLAVOURS if flavour in found), "numpy")


def inherited(codes: NDArray[np.uint8], values: Sequence[Value]) -> NDArray[np.uint8]:
    """Say why a value is missing: where an input is, because of what made that one missing."""
    for value in values:
        if value.reasons is not None:
            deeper = (codes == INPUT_MISSING) & (value.reasons > 0)
            if deeper.any():
                codes = np.where(deeper, value.reasons, codes)
    return codes


def reasons_in(container: Container, codes: NDArray[np.uint8], name: str) -> Any:
    """Put codes of reasons into a container, as a categorical of the reasons that occur."""
    present = [code for code in range(1, len(REASONS) + 1) if (codes == code).any()]
    places = np.zeros(len(REASONS) + 1, dtype=np.uint8)
    places[present] = np.arange(1, len(present) + 1)
    names = [REASONS[code - 1] for code in present]
    return container.labels(places[codes], names, name, ordered=False)


def taken(value: Value, rows: NDArray[np.int64], *, exact: bool) -> Any:
    """Give the rows of a column, missing where the row is -1."""
    absent = rows < 0
    if not exact:
        data = value.floats()
        if not len(data):
            return np.full(len(rows), np.nan)
        taken = data[rows]
        taken[absent] = np.nan
        return taken
    data = value.exacts()
    if isinstance(data, tuple):
        words, valid, scale = data
        pairs = words.reshape(-1, 2)[rows].reshape(-1)
        return pairs, valid[rows] & ~absent, scale
    return [None if row < 0 else data[row] for row in rows.tolist()]


def whole_in(container: Container, numbers: NDArray[np.float64], name: str) -> Any:
    """Put whole numbers, NaN where one is missing, into the container."""
    if container.kind in (ARRAY, PANDAS):
        missing = np.isnan(numbers)
        array = pd.arrays.IntegerArray(np.where(missing, 0, numbers).astype(np.int64), missing)
        title = container.name if container.name is not None else name
        return array if container.kind == ARRAY else pd.Series(array, container.index, name=title)
    column = container.floats(numbers, name)
    if container.kind == ARROW:
        return column.cast("int64")
    import polars as pl

    return column.cast(pl.Int64)


def exact_values(data: Any) -> list[Any]:
    """Give an exact column as numbers that compare as its values do, None where one is missing."""
    if not isinstance(data, tuple):
        return list(data)
    words, valid, _ = data
    high = words[1::2].astype(np.int64).tolist()
    return [
        (top << 64) + low if known else None
        for top, low, known in zip(high, words[::2].tolist(), valid.tolist(), strict=True)
    ]
