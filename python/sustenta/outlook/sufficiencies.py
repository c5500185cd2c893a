"""Whether own and transferred resources suffice for what is spent and what is planned."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta import _core
from sustenta._columns import data_floats
from sustenta._names import lacking
from sustenta._provenance import remember
from sustenta.errors import SettingError
from sustenta.outlook._work import (
    Work,
    computed,
    is_projection,
    numbers_in,
    places_of,
    reason_in,
    texts,
)
from sustenta.panels._derivation import RATE, YEAR
from sustenta.panels._panel import Panel
from sustenta.panels._values import INPUT_MISSING, Value, given, inherited, lone, taken
from sustenta.registry import REASONS

if TYPE_CHECKING:
    from sustenta.statute import Reading, Sphere

__all__ = ["sufficiency"]

_PLAN_MISSING: Final = REASONS.index("plan_missing") + 1
_RATES: Final[dict[str, str | int]] = {"dpspc_15": RATE, "dpspc_ec29": "ec29_due_pct"}
_TOTALS: Final = ("linked_revenue", "sus_transfers", "health_expenditure")
_COSTS: Final = ("planned_cost", "planned_cost_pc")


def sufficiency(
    panel: Any,
    plan: Any,
    *,
    potential: str | None = None,
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
    sphere: Sphere = "municipality",
    reading: Reading = "uniform",
    start_pct: Any = None,
    own_law_pct: Any = None,
) -> Any:
    """Say of each year whether potential expenditure covers what is spent and what is planned.

    ``sufficiency_ratio = potential / (actual + planned cost of the targets)``, from totals where
    the panel has them, else per inhabitant. Whether it suffices is decided on the sums, exactly at
    the border, never on the ratio.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        A panel, or a projection: one row a municipality and year. The potential comes from its
        column ``potential_expenditure`` (R$ a year, beside ``health_expenditure``), or is computed
        as in `assess`.
    plan : table or None
        What the targets cost: the key under the panel's names, ``planned_cost`` (R$ a year) or
        ``planned_cost_pc``, and ``year``; without a year a row holds for every year. What
        `plan_teams` gives is a plan. None says that nothing new is planned: the ratio is then
        potential over actual expenditure.
    potential : str, optional
        ``dpspc_15``, ``dpspc_ec29``, or a column of the panel's own in R$ per inhabitant; by
        default ``dpspc_15``, and of a projection its own ``dpspc``, at the share assumed in it.
    columns, key, sphere, reading, start_pct, own_law_pct
        As in `assess`.

    Returns
    -------
    table of the panel's library
        The key, the year, ``potential_expenditure``, ``health_expenditure`` and ``planned_cost``,
        all three in reais a year or all per inhabitant as ``basis`` says (``total`` or
        ``per_inhabitant``); ``sufficiency_ratio``; ``sufficient`` (missing where it is not known);
        ``reason``: a year without a planned cost is missing with ``plan_missing``, never zero.

    Raises
    ------
    SettingError
        For a plan of which no municipality and year is in the panel, as where its years are past.
    DuplicateKeyError
        For a municipality with two rows of one year, in the panel or in the plan.
    NotComputableError
        Where the panel lacks what the potential is computed from, or the expenditure.
    ColumnMissingError
        For a plan without a cost; for columns or keys that are not there.
    ColumnTypeError, UnknownNameError, DomainError
        As in `assess`; for floats beside Decimals.

    References
    ----------
    Derived from the article's definition of sustainability (Pereira et al. 2006): the sufficiency
    of own and transferred resources against the targets. No published figure is known that it
    gives back.

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
    >>> found = st.sufficiency(panel, plan)
    >>> found[["planned_cost", "sufficiency_ratio", "sufficient"]].round(4)
       planned_cost  sufficiency_ratio  sufficient
    0       11.7424             1.0066        True
    """
    projected = is_projection(panel)
    if potential is None:
        potential = "dpspc" if projected else "dpspc_15"
    wanted = [*_TOTALS, potential, "health_expenditure_pc", "population", "ec29_due_pct"]
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
    planned = None if plan is None else _Planned(work, plan, columns, projected=projected)
    total = _has_totals(work, potential) and (planned is None or planned.cost == "planned_cost")
    money = _potential(work, potential, total=total)
    spent = work.value("health_expenditure" if total else "health_expenditure_pc")
    rows = len(work.years)
    exact = any(value.decides for value in (money, spent))
    cost = lone(0) if planned is None else planned.value(exact=exact)
    if planned is not None and planned.cost == "planned_cost" and not total:
        if not work.can("population"):
            raise work.refuse("planned_cost per inhabitant", ["population"])
        cost = computed("per_capita", "planned_cost", [cost, work.value("population")])
    inputs = [money, spent, cost]
    ratio = computed("sufficiency_ratio", "sufficiency_ratio", inputs)
    exact = ratio.exact
    forms = [value.of(exact=exact) for value in inputs]
    money_form, spent_form, cost_form = forms
    enough = _core.suffices(money_form, spent_form, cost_form, rows)
    codes = np.zeros(rows, dtype=np.uint8) if ratio.reasons is None else ratio.reasons.copy()
    if planned is not None:
        codes[planned.absent & (codes == INPUT_MISSING)] = _PLAN_MISSING
    codes = inherited(codes, inputs)
    # Less than nothing is needed: there is no ratio, and nothing to suffice for.
    known = (enough > 0) & (codes == 0)
    container = work.container(ratio.flavour)
    if planned is None:
        forms[2] = [0] * rows if exact else np.zeros(rows)
    names = ("potential_expenditure", "health_expenditure", "planned_cost")
    amounts = {
        name: numbers_in(container, data, name) for name, data in zip(names, forms, strict=True)
    }
    result = work.beside_key(
        {
            **amounts,
            "basis": texts("total" if total else "per_inhabitant", rows),
            "sufficiency_ratio": numbers_in(container, ratio.of(exact=exact), "sufficiency_ratio"),
            "sufficient": container.flags(enough == 1, known, "sufficient"),
            "reason": reason_in(container, codes),
        }
    )
    return remember(
        result,
        "sufficiency",
        panel,
        potential=potential,
        sphere=sphere,
        reading=reading,
        own_law=None if own_law_pct is None else True,
    )


def _has_totals(work: Work, potential: str) -> bool:
    if work.panel.has("potential_expenditure"):
        return work.can("health_expenditure")
    declared = work.panel.has(potential)
    return potential in _RATES and not declared and all(map(work.can, _TOTALS))


def _potential(work: Work, potential: str, *, total: bool) -> Value:
    if total and work.panel.has("potential_expenditure"):
        return work.value("potential_expenditure")
    if total:
        rate = _RATES[potential]
        share = work.value(rate) if isinstance(rate, str) else lone(rate)
        terms = [work.value("linked_revenue"), work.value("sus_transfers"), share]
        return computed("dpspc_from_linked_revenue", "potential_expenditure", terms)
    if potential not in _RATES and not work.panel.has(potential):
        raise lacking(
            f"`potential` names a column {potential!r}, which the panel does not have",
            [potential],
            work.panel.frame.names,
            advice="It is dpspc_15, dpspc_ec29 or a column of your own.",
        )
    lacks = [name for name in (potential, "health_expenditure_pc") if not work.can(name)]
    if lacks:
        raise work.refuse("sufficiency_ratio", lacks)
    return work.value(potential)


class _Planned:
    """The planned cost of each row of a panel."""

    def __init__(
        self,
        work: Work,
        plan: Any,
        columns: Mapping[str, Hashable] | None,
        *,
        projected: bool,
    ) -> None:
        own = Panel(plan, argument="plan")
        mapped = {name: other for name, other in (columns or {}).items() if own.has(str(other))}
        self._table = Panel(plan, mapped, work.panel.keys(), argument="plan")
        found = next((name for name in _COSTS if self._table.has(name)), None)
        if found is None:
            raise lacking(
                "`plan` has no cost: no column `planned_cost` (R$ a year) or `planned_cost_pc`",
                ["planned_cost"],
                self._table.frame.names,
                advice="`plan_teams` makes a plan.",
            )
        self.cost = found
        dated = self._table.has(YEAR)
        self._table.check_unique(self._table.years() if dated else None)
        if not self._table.frame.rows:
            raise SettingError(
                "`plan` has no rows; give None where nothing new is planned",
                argument="plan",
                problem="no rows",
            )
        self.places = places_of(work.panel, self._table, dated)
        self.absent = self.places < 0
        # What is projected is never exact, and no plan makes it so.
        self._in_floats = projected

    def value(self, *, exact: bool) -> Value:
        """Give the cost beside the rows of the panel."""
        column = given(self._table.own_name(self.cost), self._table.column(self.cost))
        if self._in_floats and column.exact:
            floats = data_floats(str(column.name), column.exacts())
            column = Value(column.name, flavour=column.flavour, forms={False: floats})
        exact = exact or column.exact
        return Value(
            "planned_cost",
            exact,
            flavour=column.flavour,
            forms={exact: taken(column, self.places, exact=exact)},
        )
