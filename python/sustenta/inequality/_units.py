"""Units and their weights, checked; standard errors by leaving some out or drawing them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import numpy as np

from sustenta import _core
from sustenta._chance import chance_of
from sustenta._columns import floats_of
from sustenta._containers import SCALAR, container_of
from sustenta._html import fields
from sustenta._names import check_named
from sustenta.errors import ColumnTypeError, DomainError, SettingError

if TYPE_CHECKING:
    from numpy.typing import NDArray

StandardError = Literal["jackknife", "bootstrap"]
Missing = Literal["raise", "leave_out"]

_ERRORS: Final = ("jackknife", "bootstrap")
#: Squares and sums of what is larger leave the range of floats.
_LARGEST: Final = 1e100
#: Counts of resampled units held at a time.
_BLOCK: Final = 4_000_000
_PAIR: Final = 2


class Estimate(NamedTuple):
    """A measure and its standard error.

    Attributes
    ----------
    value : float
        The measure.
    standard_error : float
        How far it would vary between sets of municipalities like these.
    method : str
        ``jackknife`` or ``bootstrap``.
    """

    value: float
    standard_error: float
    method: str

    def _repr_html_(self) -> str:
        return fields("pt", "Medida e erro-padrão", self._asdict())


class Units:
    """Columns of finite floats, weights above zero, and which rows were kept."""

    def __init__(
        self,
        columns: dict[str, NDArray[np.float64]],
        weights: NDArray[np.float64],
        kept: NDArray[np.intp],
    ) -> None:
        self.columns = columns
        self.weights = weights
        self.kept = kept

    @classmethod
    def of(cls, given: dict[str, Any], weights: Any, missing: str) -> Units:
        """Read the columns of a call."""
        check_named("treatment of missing values", missing, ("raise", "leave_out"))
        every = dict(given) if weights is None else {**given, "weights": weights}
        container = container_of(every, every.values())
        if container.kind == SCALAR:
            name = next(iter(given))
            raise ColumnTypeError(
                f"`{name}` is a lone number; of one unit there is no inequality: give a column",
                argument=name,
                found="a lone number",
            )
        read = {name: _rows_of(name, value, container.rows) for name, value in every.items()}
        gone = np.zeros(container.rows, dtype=np.bool_)
        for column in read.values():
            gone |= np.isnan(column)
        everything = cls(read, np.ones(container.rows), np.arange(container.rows))
        if missing == "raise":
            for name, column in read.items():
                everything.refuse(
                    np.isnan(column), name, "a value in every row, or `missing='leave_out'`"
                )
        kept = np.flatnonzero(~gone)
        if not len(kept):
            raise SettingError(
                f"`{next(iter(given))}` has no value at all; there is nothing to compare",
                argument=next(iter(given)),
                problem="no values",
            )
        for name, column in read.items():
            everything.refuse(np.isinf(column), name, "a finite value")
            size = np.abs(column)
            beyond = (size > _LARGEST) | ((size < 1 / _LARGEST) & (size > 0))
            everything.refuse(
                beyond, name, "a value whose square a float holds", reason="amount_not_finite"
            )
        if weights is not None:
            everything.refuse(read["weights"] <= 0, "weights", "a weight above zero")
        columns = {name: np.ascontiguousarray(read[name][kept]) for name in given}
        own = np.ones(len(kept)) if weights is None else read["weights"][kept]
        return cls(columns, np.ascontiguousarray(own), kept)

    def refuse(
        self, wrong: NDArray[np.bool_], name: str, expected: str, *, reason: str | None = None
    ) -> None:
        """Refuse the first row for which something is wrong."""
        if not wrong.any():
            return
        place = int(wrong.argmax())
        row, found = int(self.kept[place]), f"{self.columns[name][place]:g}"
        found = "missing" if found == "nan" else found
        reasons = {"missing": "input_missing", "inf": "amount_not_finite"}
        reason = reason or reasons.get(found.removeprefix("-"), "amount_negative")
        raise DomainError(
            f"`{name}` at row {row} is {found}; expected {expected}",
            argument=name,
            row=row,
            found=found,
            expected=expected,
            reason=reason,
        )

    def refuse_below(self, name: str, *, zero: bool) -> None:
        """Refuse negative values, and zeros too where the measure has no meaning for them."""
        values = self.columns[name]
        if zero:
            self.refuse(values <= 0, name, "a value above zero")
        self.refuse(values < 0, name, "a value of zero or more")
        self.refuse_mean(name)

    def refuse_mean(self, name: str) -> None:
        """Refuse a mean of zero or less: nothing is relative to it."""
        values = self.columns[name]
        mean = float(np.average(values, weights=self.weights))
        if mean <= 0:
            raise SettingError(
                f"`{name}` has a mean of {mean:g}; what is relative to the mean needs one above "
                "zero",
                argument=name,
                problem="a mean of zero or less",
            )

    def measured(
        self,
        statistic: str,
        standard_error: str | None,
        draws: int,
        rng: Any,
        settings: list[float] | None = None,
    ) -> float | Estimate:
        """Compute a measure, with its standard error where that is asked for."""
        if standard_error is not None:
            check_named("standard error", standard_error, _ERRORS)
        given = (statistic, list(self.columns.values()), self.weights, settings or [])
        jackknife = standard_error == "jackknife"
        value, error = _core.inequality_measure(*given, jackknife)
        if standard_error is None:
            return value
        if error is None:
            error = float(np.std(self._replicates(given, draws, rng), ddof=1))
        elif not np.isfinite(error):
            raise _no_error("the jackknife", "without one of the units, the others have")
        return Estimate(value, error, standard_error)

    def _replicates(
        self, given: tuple[str, list[Any], Any, list[float]], draws: Any, rng: Any
    ) -> NDArray[np.float64]:
        whole = isinstance(draws, (int, np.integer)) and not isinstance(draws, bool)
        if not whole or draws < _PAIR:
            raise SettingError(
                f"`draws` is {draws!r}; expected a number of draws, two or more",
                argument="draws",
                problem="not two or more",
            )
        chance = chance_of(rng)
        units = len(self.weights)
        block = max(1, _BLOCK // units)
        parts = []
        for start in range(0, int(draws), block):
            size = min(block, int(draws) - start)
            counts = chance.multinomial(units, np.full(units, 1 / units), size=size)
            flat = np.ascontiguousarray(counts, dtype=np.int64).reshape(-1)
            parts.append(_core.inequality_replicates(*given, flat))
        found: NDArray[np.float64] = np.concatenate(parts)
        gone = int(np.count_nonzero(~np.isfinite(found)))
        if gone:
            raise _no_error("the bootstrap", f"{gone} of {draws} draws have")
        return found


def _no_error(method: str, which: str) -> SettingError:
    """Make the error for replicates without a measure: the error of the others is another."""
    return SettingError(
        f"{method} gives no standard error: {which} a mean of zero or less, to which nothing is "
        "relative; too few units have something",
        argument="standard_error",
        problem="a replicate without a mean above zero",
    )


def _rows_of(name: str, value: Any, rows: int) -> NDArray[np.float64]:
    floats = floats_of(name, value)
    return np.broadcast_to(floats, (rows,)) if floats.ndim == 0 else floats
