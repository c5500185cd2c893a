"""From the margin to teams: how many the money pays for, and the population that they reach."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta import _core
from sustenta._columns import data_floats
from sustenta._containers import SCALAR, container_of, kind_of
from sustenta._names import lacking
from sustenta._provenance import remember
from sustenta.errors import ColumnTypeError, SettingError
from sustenta.outlook._work import Work, is_projection, numbers_in, reason_in, texts
from sustenta.outlook.parameters import GIVEN, PERSONS_PER_TEAM, Parameter, Schedule
from sustenta.panels._derivation import RATE
from sustenta.panels._values import Value, given, inherited, lone, shared_flavour, whole_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.statute import Reading, Sphere

__all__ = ["plan_teams"]

#: The rate of each scenario's margin: a number, or the share due.
_RATES: Final[dict[str, str | int]] = {"megpc_15": RATE, "megpc_ec29": "ec29_due_pct"}
#: What a margin is made of, as a total or per inhabitant; totals first, for they are not rounded.
_TERMS: Final = (
    ("linked_revenue", "linked_revenue_pc"),
    ("sus_transfers", "sus_transfers_pc"),
    ("health_expenditure", "health_expenditure_pc"),
)
_MOST_PERSONS: Final = 1_000_000


def plan_teams(
    panel: Any,
    *,
    cost: Any,
    schedule: Schedule | None = None,
    persons_per_team: int | Parameter = PERSONS_PER_TEAM,
    teams: Any = 0,
    margin: str | None = None,
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
    sphere: Sphere = "municipality",
    reading: Reading = "uniform",
    start_pct: Any = None,
    own_law_pct: Any = None,
) -> Any:
    """Say how many new teams the margin pays for, and what part of the population they reach.

    The money a year is max(margin, 0) times the population. Where the panel has what the margin is
    made of, it is computed from totals, so that no margin is rounded on the way. New teams are the
    largest n, from 0 to what full coverage needs, of which ``n·cost`` less the gain in incentives
    is at most the money: for ``all_teams`` the gain is the incentive of all teams at the coverage
    reached less that of the present ones before; for ``new_teams``, that of the new ones alone.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        One row a municipality and year, with ``population`` and the margin or what it is made of.
    cost : number, Parameter, column name or column
        What a team costs a year, in R$, above zero. No cost is confirmed: there is no default. A
        `Parameter` carries its source.
    schedule : Schedule, optional
        The incentive by coverage. Without it, `cost` is what remains for the municipality to pay.
    persons_per_team : int or Parameter
        By default 3,450 (Portaria GM/MS 1.329/1999); `team_parameters` lists others.
    teams : int, column name or column, default 0
        The teams that are there already.
    margin : str, optional
        ``megpc_15``, ``megpc_ec29``, or a column of the panel's own, in R$ per inhabitant; by
        default ``megpc_15``, and of a projection its own ``megpc``, at the share assumed in it.
    columns, key, sphere, reading, start_pct, own_law_pct
        As in `assess`.

    Returns
    -------
    table of the panel's library
        The key, the year, and of each row of the panel:

        - ``annual_money``: R$ a year;
        - ``teams``, ``new_teams``, ``teams_total``, ``full_coverage_teams``;
        - ``coverage_pct`` (at most 100) and ``coverage_uncapped_pct``, of the population;
        - ``affordable_teams``: the money over the net cost, rounded down, without a limit; missing
          where the net cost is zero or less;
        - ``incentive_before``, ``incentive_after``, ``net_cost``: R$ a team a year, before and at
          the coverage that the plan reaches; ``net_cost_not_positive`` flags that a team pays for
          itself;
        - ``planned_cost``: R$ a year for the new teams, the gain in incentives taken off;
        - ``cost``, ``cost_source``, ``persons_per_team``, ``persons_per_team_source``, ``margin``;
        - ``reason``: why a row has no plan (``population_not_positive``, ``input_missing``, …).

    Raises
    ------
    SettingError
        Without a cost; for persons per team that are no whole number above zero.
    DomainError
        For a cost of zero or less, or teams that are negative or no whole number; with the row.
    NotComputableError
        Where the panel lacks the population or what the margin is made of.
    ColumnMissingError, ColumnTypeError, DuplicateKeyError, UnknownNameError
        As in `assess`.

    References
    ----------
    Derived from MEGPC (Pereira et al. 2006) and Portaria GM/MS 1.329/1999. No published figure is
    known that it gives back.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> panel = pd.DataFrame(
    ...     {
    ...         "municipality": ["A"],
    ...         "year": [2002],
    ...         "population": [306_580],
    ...         "linked_revenue": [93_870_085.00],
    ...         "sus_transfers_pc": [36.15],
    ...         "health_expenditure_pc": [69.80],
    ...     }
    ... )
    >>> plan = st.plan_teams(panel, cost=200_000)
    >>> plan[["annual_money", "new_teams", "coverage_pct"]].round(1)
       annual_money  new_teams  coverage_pct
    0     3764095.8         18          20.3
    """
    if margin is None:
        margin = "megpc" if is_projection(panel) else "megpc_15"
    wanted = ["population", margin, *(name for pair in _TERMS for name in pair), "ec29_due_pct"]
    work = Work(
        panel,
        columns,
        key,
        wanted,
        sphere=sphere,
        reading=reading,
        start_pct=start_pct,
        own_law_pct=own_law_pct,
    )
    persons, persons_source = _persons(persons_per_team)
    price, price_source = _sourced(cost, "cost")
    if price is None:
        raise SettingError(
            "`cost` is None; a plan needs what a team costs, in R$ a year: no figure is confirmed, "
            "so that there is no default (`Parameter(value, source)` keeps where yours is from)",
            argument="cost",
            problem="not given",
        )
    if schedule is not None and not isinstance(schedule, Schedule):
        raise ColumnTypeError(
            f"`schedule` is {type(schedule).__name__}; expected a `Schedule`",
            argument="schedule",
            found=type(schedule).__name__,
        )
    terms, per_inhabitant = _money(work, margin)
    population = work.value("population")
    costs, there = (
        _setting(work, name, value) for name, value in (("cost", price), ("teams", teams))
    )
    values = [*terms, population, costs, there]
    exact = any(value.decides for value in [*terms, population])
    rows = len(work.years)
    amounts, (counts, codes) = _core.plan_teams(
        ([_data(value) for value in terms], per_inhabitant),
        _data(population),
        _data(costs),
        _data(there),
        persons,
        None if schedule is None else schedule.for_core(),
        rows,
        exact,
    )
    container = work.container(shared_flavour([*terms, population]))
    money, net, planned, before, after, coverage = amounts
    new, affordable, full = (
        np.array([np.nan if row[place] is None else row[place] for row in counts], dtype=np.float64)
        for place in range(3)
    )
    present = _floats(there, rows)

    def whole(numbers: NDArray[np.float64], name: str) -> Any:
        return whole_in(container, numbers, name)

    def amount(data: Any, name: str) -> Any:
        return numbers_in(container, data, name)

    known = codes == 0
    result = work.beside_key(
        {
            "annual_money": amount(money, "annual_money"),
            "teams": whole(present, "teams"),
            "new_teams": whole(new, "new_teams"),
            "teams_total": whole(present + new, "teams_total"),
            "full_coverage_teams": whole(full, "full_coverage_teams"),
            "coverage_pct": amount(_capped(coverage), "coverage_pct"),
            "coverage_uncapped_pct": amount(coverage, "coverage_uncapped_pct"),
            "affordable_teams": whole(affordable, "affordable_teams"),
            "incentive_before": amount(before, "incentive_before"),
            "incentive_after": amount(after, "incentive_after"),
            "net_cost": amount(net, "net_cost"),
            "net_cost_not_positive": container.flags(
                known & np.isnan(affordable), known, "net_cost_not_positive"
            ),
            "planned_cost": amount(planned, "planned_cost"),
            "cost": container.floats(_floats(costs, rows), "cost"),
            "cost_source": texts(price_source, rows),
            "persons_per_team": np.full(rows, persons),
            "persons_per_team_source": texts(persons_source, rows),
            "margin": texts(margin, rows),
            "reason": reason_in(container, inherited(codes, values)),
        }
    )
    return remember(
        result,
        "plan_teams",
        panel,
        margin=margin,
        sphere=sphere,
        reading=reading,
        own_law=None if own_law_pct is None else True,
    )


def _capped(coverage: Any) -> Any:
    """Cap a coverage at everybody."""
    if isinstance(coverage, np.ndarray):
        return np.minimum(coverage, 100.0)
    return [None if share is None else min(share, Decimal(100)) for share in coverage]


def _persons(given_persons: Any) -> tuple[int, str]:
    value, source = _sourced(given_persons, "persons_per_team")
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not whole or not 0 < value <= _MOST_PERSONS:
        raise SettingError(
            f"`persons_per_team` is {value!r}; expected a whole number above zero, such as 3450 "
            "(`team_parameters` lists those with a source)",
            argument="persons_per_team",
            problem="no whole number above zero",
        )
    return int(value), source


def _sourced(value: Any, argument: str) -> tuple[Any, str]:
    """Take a parameter apart; what came alone has the caller for its source."""
    if not isinstance(value, Parameter):
        return value, GIVEN
    if not value.source:
        raise SettingError(
            f"`{argument}` is a Parameter without a source; say where the figure stands",
            argument=argument,
            problem="a Parameter without a source",
        )
    return value.value, value.source


def _money(work: Work, margin: str) -> tuple[list[Value], list[bool]]:
    """Give what the money comes from: a margin or its terms, and which are per inhabitant."""
    if not work.can("population"):
        raise work.refuse("plan_teams", ["population"])
    if margin not in _RATES or work.panel.has(margin):
        if not work.panel.has(margin):
            raise lacking(
                f"`margin` names a column {margin!r}, which the panel does not have",
                [margin],
                work.panel.frame.names,
                advice="It is megpc_15, megpc_ec29 or a column of your own.",
            )
        return [work.value(margin)], [True]
    names = [next((name for name in pair if work.can(name)), None) for pair in _TERMS]
    lacks = [pair[1] for name, pair in zip(names, _TERMS, strict=True) if name is None]
    if lacks:
        raise work.refuse(margin, lacks)
    rate = _RATES[margin]
    found = [name for name in names if name is not None]
    values = [work.value(name) for name in found]
    first = work.value(rate) if isinstance(rate, str) else lone(rate)
    return [first, *values], [False, *(name.endswith("_pc") for name in found)]


def _setting(work: Work, argument: str, value: Any) -> Value:
    """Read a number, the name of a column, or a column."""
    if isinstance(value, str):
        if not work.panel.has(value):
            raise lacking(
                f"`{argument}` names a column {value!r}, which the panel does not have",
                [value],
                work.panel.frame.names,
            )
        return work.value(value)
    if kind_of(value) != SCALAR:
        # Of the panel's library, length and index.
        container_of(("year", argument), (work.panel.column("year"), value))
    elif value is None or (isinstance(value, (float, np.floating)) and np.isnan(value)):
        raise SettingError(
            f"`{argument}` is {value}; expected a number, a column or its name",
            argument=argument,
            problem="missing",
        )
    return given(argument, value)


def _data(value: Value) -> Any:
    return value.of(exact=value.decides)


def _floats(value: Value, rows: int) -> NDArray[np.float64]:
    return np.broadcast_to(data_floats(str(value.name), _data(value)), (rows,)).copy()
