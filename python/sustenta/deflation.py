"""Amounts in the prices of one year: by a ratio of index levels, never by one of rates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from sustenta import _core
from sustenta._columns import Call, floats_of, gather
from sustenta._containers import container_of
from sustenta._evaluation import evaluate_with_reasons
from sustenta._names import check_named, lacking
from sustenta._tabular import as_pandas
from sustenta.errors import DomainError, SettingError
from sustenta.statute import NO_YEAR, is_lone, year_column

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["compound_growth_pct", "deflate", "price_levels"]

Basis = Literal["december", "mean"]

_BASES: Final = ("december", "mean")
_MONTHS: Final = 12
_FORMS: Final = (
    "a table with `month` (or `year`) and `index`, what `sources.prices.read_index` gives, or a "
    "Series or mapping from years to levels"
)


@dataclass(frozen=True, slots=True)
class _Levels:
    """The level of each year; of the years without one, what they lack.

    A level may be a multiple of the true one, as the sum of twelve months is: ratios are the same.
    """

    known: dict[int, Decimal]
    lacking: dict[int, str]
    #: What the levels are multiples by.
    times: int

    def of(self, year: int, argument: str, row: int | None) -> Decimal:
        """Give the level of a year, or say that there is none."""
        if year in self.known:
            return self.known[year]
        why = self.lacking.get(year, "is not there")
        span = f"{min(self.known)} to {max(self.known)}" if self.known else "no year"
        place = "" if row is None else f" at row {row}"
        raise DomainError(
            f"`{argument}`{place} is {year}, and in the index {year} {why}; "
            f"expected a year of its levels: {span}",
            argument=argument,
            row=row,
            found=str(year),
            expected=f"a year of the index's levels: {span}",
            reason="no_rule_for_year",
        )


def deflate(
    values: Any, years: Any, *, to: int, index: Any = None, basis: Basis = "december"
) -> Any:
    """Give amounts in the prices of one year: each times the ratio of two levels of a price index.

    Parameters
    ----------
    values : column or number
        Amounts in the prices of their own years, in R$.
    years : column or number
        The year of each amount.
    to : int
        The year whose prices are wanted.
    index : table, Series or mapping, optional
        Levels of a price index, never rates of change: a table with ``month`` (``1998-02``) or
        ``year`` and ``index``, what `sources.prices.read_index` gives, or a Series or mapping from
        years to levels. Without it, the IPCA that ships with the package (`sources.prices.ipca`).
    basis : {"december", "mean"}
        Which level stands for a year: that of December, for amounts at the end of the year, or the
        mean of its twelve months, for amounts spread over it. Of an index by years, what its levels
        are. The name of the result says which.

    Returns
    -------
    same container as the columns
        Amounts, in R$ of the prices of `to`. A Series is named for it:
        ``health_expenditure_at_december_2010_prices``. An amount of the year `to` comes back bit
        for bit; a missing amount stays missing. Decimals are rounded once, to 28 digits.

    Raises
    ------
    DomainError
        For a year that the index lacks, or of which it lacks December (or, for the mean, one of the
        twelve months): it names the year. For an infinite amount.
    SettingError
        For an index of rates, of levels that fall by more than a tenth from one period to the next
        or are all below 50 (as rates are), of zero or negative levels, or with a period twice; and
        for a `to` that is no year.
    UnknownNameError
        For another basis.
    ColumnTypeError, LengthError, IndexMismatchError, PrecisionError
        For columns that do not go together or hold no amounts.

    Notes
    -----
    Until June 1994 amounts were in other currencies; convert them to reais first.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.deflate(100, 2002, to=2004), 2)
    117.61
    >>> st.deflate([100.0, 100.0], [2002, 2004], to=2004, index={2002: 80, 2004: 100}).tolist()
    [125.0, 100.0]
    """
    levels = _levels_of(index, _checked_basis(basis))
    target = levels.of(_year("to", to), "to", None)
    container = container_of(("values", "years"), (values, years))
    call = gather(("values",), (values,))
    call.container = container
    call.__post_init__()  # whether exact results travel as Arrow's words
    dated = year_column(Call([container.column("years", years)], container), 0)
    column = _level_column(levels, dated, is_lone(call))
    if call.exact:
        inputs = [call.inputs[0], column, target]
    else:
        inputs = [call.inputs[0], np.array(column, dtype=np.float64), float(target)]
    if is_lone(call):
        inputs[1] = column[0] if call.exact else float(column[0])
    own = getattr(values, "name", None)
    container.name = f"{'amount' if own is None else own}_at_{basis}_{to}_prices"
    call.inputs = inputs
    try:
        return evaluate_with_reasons("deflated_amount", call, errors="raise")[0]
    except DomainError as refusal:
        raise DomainError(
            str(refusal).replace("`amount`", "`values`"), **{**refusal.facts, "argument": "values"}
        ) from None


def price_levels(index: Any = None, *, basis: Basis = "december") -> pd.DataFrame:
    """Give the level that stands for each year, and why a year has none.

    Parameters
    ----------
    index, basis
        As in `deflate`.

    Returns
    -------
    pandas.DataFrame
        A row a year, indexed by ``year``: ``level`` (NaN where there is none), ``basis`` and
        ``problem`` (what the year lacks; missing where it has a level).

    Raises
    ------
    SettingError, UnknownNameError, ColumnTypeError
        As in `deflate`.

    Examples
    --------
    >>> import sustenta as st
    >>> st.price_levels().loc[[2002, 2025]]
            level     basis          problem
    year
    2002  2039.78  december             None
    2025      NaN  december  has no December
    >>> levels = st.price_levels()["level"]
    >>> round(st.real_change_pct(100, 120, levels[2002], levels[2004]), 2)
    2.03
    """
    levels = _levels_of(index, _checked_basis(basis))
    years = sorted({*levels.known, *levels.lacking})
    frame = pd.DataFrame(
        {
            "level": [
                float(levels.known[year] / levels.times) if year in levels.known else np.nan
                for year in years
            ],
            "basis": basis,
        },
        index=pd.Index(years, name="year"),
    )
    frame["problem"] = pd.Series([levels.lacking.get(year) for year in years], years, dtype=object)
    return frame


def compound_growth_pct(
    first: Any, last: Any, years: Any, *, errors: Literal["raise", "coerce"] = "raise"
) -> Any:
    """Give the steady growth a year that leads from one amount to another (CAGR).

    ``100 · ((last / first) ** (1 / years) − 1)``. No published figure is known that it gives back.

    Parameters
    ----------
    first, last : column or number
        The amounts at both ends, in one unit: of one year's prices (`deflate`), or nominal.
    years : column or number
        The years between them: a whole number from 1 to 200.
    errors : {"raise", "coerce"}
        What to do with a first amount of zero or less, a negative last one, an infinite amount or a
        number of years that is none: stop, or leave the result missing.

    Returns
    -------
    same container as the columns
        In per cent a year. Missing where an input is. Decimals are rounded once, to 28 digits.

    Raises
    ------
    DomainError
        For values outside the domain; it names the argument and the row.
    UnknownNameError
        For another policy of errors.
    ColumnTypeError, LengthError, IndexMismatchError, PrecisionError
        For columns that do not go together or hold no amounts.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.compound_growth_pct(100, 121, 2), 12)
    10.0
    """
    check_named("errors policy", errors, ("coerce", "raise"))
    call = gather(("first", "last", "years"), (first, last, years))
    if call.exact:
        result = _core.compound_growth_exact(call.inputs, errors, call.arrow)
        return call.decimals(result, "compound_growth_pct")
    return call.floats(_core.compound_growth(call.inputs, errors), "compound_growth_pct")


def _checked_basis(basis: str) -> Basis:
    return "mean" if check_named("basis", basis, _BASES) == "mean" else "december"


def _year(argument: str, year: Any) -> int:
    if isinstance(year, bool) or not isinstance(year, (int, np.integer)):
        raise SettingError(
            f"`{argument}` is {year!r}; expected a year, such as 2010",
            argument=argument,
            problem="not a year",
        )
    return int(year)


def _level_column(levels: _Levels, years: NDArray[np.int32], lone: bool) -> list[Decimal]:  # noqa: FBT001
    """Give the level of each row's year."""
    if (years == NO_YEAR).any():
        row = None if lone else int((years == NO_YEAR).argmax())
        place = "" if row is None else f" at row {row}"
        raise DomainError(
            f"`years`{place} is missing; expected a year for each amount",
            argument="years",
            row=row,
            found="missing",
            expected="a year for each amount",
            reason="input_missing",
        )
    distinct, first, back = np.unique(years, return_index=True, return_inverse=True)
    found = [
        levels.of(int(year), "years", None if lone else int(row))
        for year, row in zip(distinct, first, strict=True)
    ]
    return [found[place] for place in back]


def _levels_of(index: Any, basis: Basis) -> _Levels:
    if index is None:
        return _shipped(basis)
    return _yearly(*_periods(index), basis)


@lru_cache(maxsize=len(_BASES))
def _shipped(basis: Basis) -> _Levels:
    # The readers are imported only where their index is wanted.
    from sustenta.sources import prices

    return _yearly(*_periods(prices.ipca()), basis)


def _yearly(years: list[int], months: list[int], levels: Any, basis: Basis) -> _Levels:
    found = _core.yearly_levels(
        np.array(years, dtype=np.int32),
        np.array(months, dtype=np.uint8),
        np.array(levels, dtype=np.float64),
        basis,
    )
    return _Levels(
        {year: Decimal(level) for year, level, _ in found if level is not None},
        {year: why for year, level, why in found if level is None},
        _MONTHS if basis == "mean" and any(months) else 1,
    )


def _periods(index: Any) -> tuple[list[int], list[int], Any]:
    """Give years, months (zero: the whole year) and levels of an index, whatever form it has."""
    if isinstance(index, pd.Series):
        return *_dated(index.index), floats_of("index", index)
    if isinstance(index, Mapping):
        return *_dated(index.keys()), floats_of(
            "index", pd.Series(list(index.values()), dtype=object)
        )
    return _of_table(as_pandas(index, "index", _FORMS))


def _of_table(table: pd.DataFrame) -> tuple[list[int], list[int], Any]:
    if "indicator" in table and "value" in table:
        kinds = set(table["indicator"].dropna())
        if "price_index" not in kinds:
            raise SettingError(
                "`index` holds rates of change, and deflating takes a ratio of index levels, never "
                "one of rates: give the levels (`sources.prices.ipca` has the IPCA's)",
                argument="index",
                problem="rates, not levels",
            )
        own = table[(table["indicator"] == "price_index") & table["note"].isna()]
        return *_dated(own["month"]), floats_of("index", own["value"])
    dates = "month" if "month" in table else "year"
    absent = [name for name in (dates, "index") if name not in table]
    if absent:
        raise lacking(
            f"`index` has no column {' and '.join(f'`{name}`' for name in absent)}",
            absent,
            list(table.columns),
            advice=f"Expected {_FORMS}.",
        )
    return *_dated(table[dates]), floats_of("index", table["index"])


def _dated(periods: Iterable[Any]) -> tuple[list[int], list[int]]:
    """Read ``1998``, ``1998-02`` and pandas' periods as years and months."""
    pairs = [_period(period) for period in periods]
    return [year for year, _ in pairs], [month for _, month in pairs]


def _period(period: Any) -> tuple[int, int]:
    if isinstance(period, pd.Period) and period.freqstr.startswith("M"):
        return period.year, period.month
    whole = isinstance(period, float) and period.is_integer()
    parts: Sequence[str] = str(int(period) if whole else period).split("-")
    plain = all(part.isdecimal() for part in parts) and len(parts[0]) == len("1998")
    if plain and len(parts) == 1 and not isinstance(period, bool):
        return int(parts[0]), 0
    if plain and len(parts) == len(("year", "month")) and 1 <= int(parts[1]) <= _MONTHS:
        return int(parts[0]), int(parts[1])
    raise SettingError(
        f"`index` has the period {period!r}; expected a year (1998) or a month ('1998-02')",
        argument="index",
        problem=f"{period!r} is neither a year nor a month",
    )
