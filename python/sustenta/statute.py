"""The minimum share and amount that the law owes to health, and the gap to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from sustenta import _core
from sustenta._columns import Call, as_floats, gather
from sustenta._containers import SCALAR
from sustenta.errors import DomainError, SettingError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Ec29Gap", "ec29_gap", "minimum_amount", "minimum_share_pct"]

Sphere = Literal["municipality", "state"]
Reading = Literal["uniform", "own_path"]

#: Stands for a missing year in a column of years for the core.
NO_YEAR = np.iinfo(np.int32).min
#: Years have four digits.
LAST_YEAR = 9999


class Ec29Gap(NamedTuple):
    """Own spending against what was owed.

    Attributes
    ----------
    gap_pp : same container as the columns
        Percentage points above (or, negative, below) the share due.
    gap : same container as the columns
        Reais above (or below) the amount due.
    met : same container as the columns
        Whether the minimum was met; missing where that is not known.
    """

    gap_pp: Any
    gap: Any
    met: Any

    def _repr_html_(self) -> str:
        from sustenta._html import fields

        return fields("pt", "Diferença em relação ao devido (EC 29)", self._asdict())


def minimum_share_pct(
    year: Any,
    *,
    sphere: Sphere = "municipality",
    reading: Reading = "uniform",
    start_pct: Any = None,
    own_law_pct: Any = None,
    errors: str = "raise",
) -> Any:
    """Give the minimum share of own resources due to health in a year, in per cent.

    EC 29/2000 asked for 7 % in 2000 and for the gap to the target to shrink by a fifth a year until
    2004; LC 141/2012 keeps the targets: 15 % for municipalities, 12 % for States.

    Parameters
    ----------
    year : column or number
        The year; whole numbers.
    sphere : {"municipality", "state"}
        Who owes it. The Federal District has no single share: see `minimum_amount`.
    reading : {"uniform", "own_path"}
        How 2001 to 2003 are read: one table for all, or from the share that each applied in 2000.
    start_pct : column or number, optional
        The share applied in 2000, for ``reading="own_path"``.
    own_law_pct : column or number, optional
        The share of the municipality's organic law (or the State's constitution), which moves the
        minimum up, never down.
    errors : {"raise", "coerce"}
        What to do with a year that has no rule or a path without a start.

    Returns
    -------
    same container as the columns
        In %. A missing year gives a missing share.

    Raises
    ------
    DomainError
        With ``errors="raise"``: a year before 2000; a year from 2001 to 2003 on a path of its own
        without its start.

    References
    ----------
    ADCT, art. 77 (EC 29/2000); LC 141/2012, arts. 6 to 8. The States' shares of 2001 to 2003 are
    those commonly cited to CNS Resolution 322/2003.

    Examples
    --------
    >>> import sustenta as st
    >>> [st.minimum_share_pct(year) for year in (2002, 2003, 2004)]
    [10.2, 11.8, 15.0]
    >>> st.minimum_share_pct(2002, reading="own_path", start_pct=9.0)
    11.4
    """
    call = gather(("year", "start_pct", "own_law_pct"), (year, start_pct, own_law_pct))
    years = year_column(call, 0)
    start, own_law = call.inputs[1:]
    law = (years, sphere, reading, start, own_law, errors, is_lone(call))
    if call.exact:
        return call.objects(_core.minimum_shares_exact(*law)[0], "minimum_share_pct")
    return call.floats(_core.minimum_shares(*law)[0], "minimum_share_pct")


def ec29_gap(own_health_expenditure: Any, linked_revenue: Any, due_pct: Any) -> Ec29Gap:
    """Give own health spending above or below what was due, in points and in reais.

    Whether the minimum was met is decided by holding 100·spent against due·base, never on a
    quotient; where floats come near the border, on the decimals that they print.

    Parameters
    ----------
    own_health_expenditure : column or number
        Own-resource health expenditure, in R$.
    linked_revenue : column or number
        Taxes and constitutional and legal transfers, in R$.
    due_pct : column or number
        The share due, in %: `minimum_share_pct`.

    Returns
    -------
    Ec29Gap
        ``gap_pp`` (percentage points), ``gap`` (R$) and ``met``, each in the columns' container.
        Missing where an input is missing or infinite, or the base is zero or negative.

    Examples
    --------
    >>> import sustenta as st
    >>> st.ec29_gap(1_100_000, 10_000_000, 10.2)
    Ec29Gap(gap_pp=0.8, gap=80000.0, met=True)
    """
    names = ("own_health_expenditure", "linked_revenue", "due_pct")
    call = gather(names, (own_health_expenditure, linked_revenue, due_pct))
    spent, base, due = call.inputs
    rows = call.container.rows
    if call.exact:
        exact = _core.gaps_exact(spent, base, due, rows)
        points = call.objects(exact[0], "gap_pp", quotients=True)
        amounts, met = call.objects(exact[1], "gap"), exact[2]
    else:
        floats = _core.gaps(spent, base, due, rows)
        points, amounts = call.floats(floats[0], "gap_pp"), call.floats(floats[1], "gap")
        met = floats[2]
    return Ec29Gap(points, amounts, call.container.flags(met == 1, met != 0, "met"))


def minimum_amount(
    year: Any,
    *,
    municipal_base: Any = None,
    state_base: Any = None,
    unsegregated_base: Any = None,
    reading: Reading = "uniform",
    start_pct: Any = None,
    own_law_pct: Any = None,
    errors: str = "raise",
) -> Any:
    """Give the minimum amount due to health in a year, in reais.

    Serves municipalities, States and the Federal District, which owes 15 % of its municipal base,
    12 % of its State base and 12 % of what cannot be separated.

    Parameters
    ----------
    year : column or number
        The year; whole numbers.
    municipal_base, state_base, unsegregated_base : column or number, optional
        The bases, in R$; at least one. One that is not given owes nothing; one that is missing in
        a row makes the row missing.
    reading, start_pct, own_law_pct, errors
        As in `minimum_share_pct`; a start or own law serves whatever base is given.

    Returns
    -------
    same container as the columns
        In R$.

    Raises
    ------
    SettingError
        Where no base is given.
    DomainError
        As in `minimum_share_pct`.

    Examples
    --------
    >>> import sustenta as st
    >>> st.minimum_amount(2024, municipal_base=1_000_000.0, state_base=2_000_000.0)
    390000.0
    """
    given = {
        "municipal_base": municipal_base,
        "state_base": state_base,
        "unsegregated_base": unsegregated_base,
    }
    present = {name: base for name, base in given.items() if base is not None}
    if not present:
        raise SettingError(
            "`minimum_amount` needs a base: municipal_base, state_base or unsegregated_base",
            argument="municipal_base",
            problem="no base given",
        )
    names = ("year", "start_pct", "own_law_pct", *present)
    call = gather(names, (year, start_pct, own_law_pct, *present.values()))
    columns = dict(zip(names, call.inputs, strict=True))
    result, _ = _core.minimum_amounts(
        year_column(call, 0),
        [columns.get(name) for name in given],
        reading,
        columns["start_pct"],
        columns["own_law_pct"],
        errors,
        call.exact,
        is_lone(call),
    )
    give = call.objects if call.exact else call.floats
    return give(result, "minimum_amount")


def year_column(call: Call, place: int) -> NDArray[np.int32]:
    """Give the years of a call as the core takes them: int32, a missing one as `NO_YEAR`."""
    rows = call.container.rows
    floats = as_floats(call.inputs[place])
    floats = np.full(rows, floats) if floats.ndim == 0 else floats
    missing = np.isnan(floats)
    wrong = ~missing & ((floats != np.trunc(floats)) | (np.abs(floats) > LAST_YEAR))
    if wrong.any():
        row = int(wrong.argmax())
        place_of = "" if is_lone(call) else f" at row {row}"
        raise DomainError(
            f"`year`{place_of} is {floats[row]:g}; expected a year as a whole number",
            argument="year",
            row=None if is_lone(call) else row,
            found=str(floats[row]),
            expected="a year as a whole number",
            reason="no_rule_for_year",
        )
    return np.where(missing, NO_YEAR, floats).astype(np.int32)


def is_lone(call: Call) -> bool:
    """Say whether a call has lone numbers alone, so that no row is to be named."""
    return call.container.kind == SCALAR
