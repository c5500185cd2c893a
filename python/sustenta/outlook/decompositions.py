"""What lies behind a growth and behind a revenue: effort and base; own, Union, State and other."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final, Literal

import numpy as np

from sustenta import _core
from sustenta._names import check_named
from sustenta._provenance import remember
from sustenta.errors import SettingError
from sustenta.outlook._work import Work, numbers_in, reason_in, texts, year_given
from sustenta.panels._keys import rows_in_year
from sustenta.panels._values import INPUT_MISSING, shared_flavour, taken
from sustenta.registry import REASONS

__all__ = ["capacity", "effort_and_base"]

_YEAR_MISSING: Final = REASONS.index("year_missing") + 1
#: Spending and revenue, in the order in which they are looked for; a share is spending of revenue.
_PAIRS: Final = (
    ("own_health_expenditure", "linked_revenue"),
    ("ec29_applied_pct", "linked_revenue"),
    ("own_health_expenditure_pc", "linked_revenue_pc"),
    ("ec29_applied_pct", "linked_revenue_pc"),
)
_SHARES: Final = (
    "own_capacity_pct",
    "union_dependence_pct",
    "state_dependence_pct",
    "other_dependence_pct",
)


def effort_and_base(
    panel: Any,
    first: int,
    last: int,
    *,
    interaction: Literal["effort", "shown", "halved"],
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
) -> Any:
    """Split the growth of own spending into effort (a larger share) and base (more revenue).

    With S own spending and R linked revenue: base = q − S0, where q = S0·R1/R0 is what the first
    share would come to of the last revenue. What is of both together stays with the effort, is
    shown apart, or is halved: say which.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        One row a municipality and year: ``own_health_expenditure`` or ``ec29_applied_pct``, and
        ``linked_revenue``; or both per inhabitant.
    first, last : int
        The years. Amounts are nominal unless `deflate` was used first.
    interaction : {"effort", "shown", "halved"}
        ``effort``: effort = S1 − q. ``shown``: effort = p − S0, where p = S1·R0/R1, and interaction
        = S1 − p − q + S0. ``halved``: half of that goes to each.
    columns, key
        As in `assess`.

    Returns
    -------
    table of the panel's library
        A row a municipality, in order of appearance (in pandas, indexed by the key):
        ``first_year``, ``last_year``; ``own_spending_first``, ``own_spending_last``, ``growth``,
        ``effort``, ``base`` and, where shown, ``interaction``, in R$ or, as ``basis`` says, in R$
        per inhabitant; ``reason``: ``year_missing``, ``whole_not_positive`` for a revenue of zero
        or less, ``amount_negative``, ``input_missing``.

        In Decimals the parts add up to the growth in every digit: q and p are rounded once,
        half-even, to 12 decimals. In floats they do to rounding.

    Raises
    ------
    SettingError
        For years that are none, or in the wrong order.
    UnknownNameError
        For another treatment of the interaction.
    NotComputableError
        Where the panel has neither amounts nor shares.
    PrecisionError
        For Decimals whose parts need more than 28 digits.
    ColumnMissingError, ColumnTypeError, DuplicateKeyError
        As in `assess`.

    References
    ----------
    Derived: the growth of S = a·R/100. No published figure is known that it gives back.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> panel = pd.DataFrame(
    ...     {
    ...         "municipality": ["A", "A"],
    ...         "year": [2002, 2004],
    ...         "linked_revenue": [1000.0, 1200.0],
    ...         "ec29_applied_pct": [10.0, 15.0],
    ...     }
    ... )
    >>> st.effort_and_base(panel, 2002, 2004, interaction="shown")[
    ...     ["growth", "effort", "base", "interaction"]
    ... ]
                  growth  effort  base  interaction
    municipality
    A               80.0    50.0  20.0         10.0
    """
    since, until = year_given("first", first), year_given("last", last)
    if since >= until:
        raise SettingError(
            f"`first` is {since} and `last` is {until}; expected the first year before the last",
            argument="first",
            problem=f"{since} does not come before {until}",
        )
    check_named("treatment of the interaction", interaction, ("effort", "shown", "halved"))
    work = Work(panel, columns, key, [name for pair in _PAIRS for name in pair])
    pair = next((pair for pair in _PAIRS if all(map(work.can, pair))), None)
    if pair is None:
        raise work.refuse("effort_and_base", list(_PAIRS[0]))
    spent, revenue = (work.value(name) for name in pair)
    exact = spent.decides or revenue.decides
    groups = work.panel.groups()
    ends = [rows_in_year(groups, work.years, year) for year in (since, until)]
    inputs = [taken(value, rows, exact=exact) for value in (spent, revenue) for rows in ends]
    rows = len(groups.first)
    shares = pair[0] == "ec29_applied_pct"
    parts, codes = _core.effort_and_base(inputs, interaction, shares, rows, exact)
    for value in (spent, revenue):
        for row_of in ends:
            if value.reasons is not None and len(value.reasons):
                deeper = np.where(row_of >= 0, value.reasons[row_of], 0)
                codes = np.where((codes == INPUT_MISSING) & (deeper > 0), deeper, codes)
    absent = (ends[0] < 0) | (ends[1] < 0)
    codes = np.where(absent, np.uint8(_YEAR_MISSING), codes).astype(np.uint8)
    summary = work.panel.frame.summary(work.panel.keys(), groups.first)
    container = summary.container
    container.flavour = shared_flavour([spent, revenue])
    growth, effort, base, both, before, after = parts
    result = {
        "first_year": np.full(rows, since),
        "last_year": np.full(rows, until),
        "own_spending_first": numbers_in(container, before, "own_spending_first"),
        "own_spending_last": numbers_in(container, after, "own_spending_last"),
        "growth": numbers_in(container, growth, "growth"),
        "effort": numbers_in(container, effort, "effort"),
        "base": numbers_in(container, base, "base"),
        "interaction": numbers_in(container, both, "interaction"),
        "basis": texts("per_inhabitant" if pair[1].endswith("_pc") else "total", rows),
        "reason": reason_in(container, codes),
    }
    if interaction != "shown":
        del result["interaction"]
    return remember(summary.of(result), "effort_and_base", panel, interaction=interaction)


def capacity(
    panel: Any,
    *,
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
) -> Any:
    """Say whose money the linked revenue is: own, Union's, State's, other; 100 % to rounding.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        One row a municipality and year: ``own_revenue``, ``fpm``, ``itr``, ``lc87``, ``icms``,
        ``ipi_exports``, ``ipva``, and ``linked_revenue`` or ``constitutional_transfers``, in R$.
    columns, key
        As in `assess`.

    Returns
    -------
    table of the panel's library
        The key, the year, ``own_capacity_pct``, ``union_dependence_pct``, ``state_dependence_pct``
        and ``other_dependence_pct``, in % of the linked revenue, and ``reason``. A part that is
        missing makes its share, and the other sources, missing. Other sources below zero mean that
        the parts exceed the revenue.

    Raises
    ------
    NotComputableError
        Where the panel lacks a part.
    ColumnMissingError, ColumnTypeError, DuplicateKeyError, UnknownNameError
        As in `assess`.

    References
    ----------
    RREO, Annex 12: I/III, (FPM + ITR + LC 87)/III, (ICMS + IPI-Exp + IPVA)/III, the rest.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> parts = {"own_revenue": 250.0, "fpm": 300.0, "itr": 2.0, "lc87": 3.0, "icms": 350.0}
    >>> panel = pd.DataFrame(
    ...     [{"municipality": "A", "year": 2012, "linked_revenue": 1000.0, "ipva": 40.0,
    ...       "ipi_exports": 5.0, **parts}]
    ... )
    >>> st.capacity(panel).filter(like="_pct").iloc[0].tolist()
    [25.0, 30.5, 39.5, 5.0]
    """
    work = Work(panel, columns, key, _SHARES)
    lacks = [name for name in _SHARES if not work.can(name)]
    if lacks:
        raise work.refuse("capacity", lacks)
    values = {name: work.value(name) for name in _SHARES}
    container = work.container(shared_flavour(list(values.values())))
    codes = np.zeros(len(work.years), dtype=np.uint8)
    for value in values.values():
        if value.reasons is not None and len(value.reasons):
            codes = np.where(codes == 0, value.reasons, codes)
    shares = {
        name: numbers_in(container, value.of(exact=value.exact), name)
        for name, value in values.items()
    }
    result = work.beside_key({**shares, "reason": reason_in(container, codes)})
    return remember(result, "capacity", panel)
