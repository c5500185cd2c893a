"""The main job on a table: every indicator that a panel's columns allow, and what is in the way."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from sustenta._names import closest, listed, unknown
from sustenta._provenance import facts_of, remember
from sustenta.errors import NotComputableError, SettingError
from sustenta.panels._assessment import Assessment
from sustenta.panels._derivation import (
    APPLIED,
    DERIVED,
    FROM_SHARE,
    available,
    label,
    missing_for,
)
from sustenta.panels._panel import Panel
from sustenta.panels._values import reasons_in
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.statute import Reading, Sphere

__all__ = ["assess", "computable"]

#: From here on each column of floats spans huge pages of its own.
_MANY_ROWS = 524_288

Columns = Mapping[str, Hashable]
Key = Hashable | Sequence[Hashable]


def assess(
    panel: Any,
    *,
    columns: Columns | None = None,
    key: Key | None = None,
    indicators: Iterable[str] | None = None,
    sphere: Sphere = "municipality",
    reading: Reading = "uniform",
    start_pct: Any = None,
    own_law_pct: Any = None,
    errors: Literal["coerce", "raise"] = "coerce",
    reasons: bool = False,
) -> Any:
    """Add to a panel every indicator that its columns allow.

    What is added, each where its inputs are there or can themselves be computed (`computable` says
    what lacks what):

    - the minimum of the year and the gap to it: ``ec29_due_pct``, ``ec29_gap_pp`` (percentage
      points), ``ec29_gap`` (R$) and ``ec29_gap_pc`` (R$ per inhabitant), negative below it;
    - both scenarios: ``dpspc_15`` and ``megpc_15`` at 15 %, ``dpspc_ec29`` and ``megpc_ec29`` at
      the share due in the year; and ``megpc_from_share_15``, the margin from the share applied,
      which need not agree with the margin from the expenditure;
    - the indicators of SIOPS, of capacity and dependence, and of execution, under their ids;
    - what these need and the panel lacks: ``linked_revenue`` (own revenue plus constitutional
      transfers), amounts per inhabitant, ``ec29_applied_pct``.

    A column that the panel has is used as it is and never overwritten. Where the panel has own
    health expenditure and linked revenue, the gap comes from these amounts, decided exactly at the
    border, whatever share was declared; from a declared ``ec29_applied_pct`` alone comes only
    ``ec29_gap_pp``.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        One row a municipality and year. ``year`` and a key are needed: ``code``, or ``uf`` and
        ``municipality``, or ``municipality``. All else is optional: amounts in R$ of the year
        (``population``, ``own_revenue``, ``constitutional_transfers`` or ``linked_revenue``,
        ``own_health_expenditure``, ``health_expenditure``, ``sus_transfers``, ``fpm``, …), amounts
        per inhabitant (``_pc``), shares in per cent (``_pct``). `computable` names them.
    columns : mapping, optional
        From these names to the panel's own: ``{"population": "POP"}``.
    key : column name or sequence of them, optional
        What names a municipality, where it is not one of the above.
    indicators : sequence of str, optional
        Add these alone; what cannot be computed is then refused, not left out.
    sphere, reading
        As in `minimum_share_pct`.
    start_pct, own_law_pct : number, column name or column, optional
        As in `minimum_share_pct`.
    errors : {"coerce", "raise"}
        What to do with a population of zero, an infinite amount, a year without a rule: leave the
        value missing, or stop.
    reasons : bool
        Also add ``<name>_reason`` for each computed column: why a value is missing. A value that
        is missing because another one is takes that one's reason.

    Returns
    -------
    same table as the panel
        Its columns, then the computed ones. In pandas the index is kept. Columns of Decimals give
        exact results.

    Raises
    ------
    ColumnMissingError
        Where there is no year or key, or `columns` names a column that is not there.
    UnknownNameError
        For a name in `columns` or `indicators` that is none of ours; the closest is suggested.
    NotComputableError
        For an indicator asked for by name whose inputs are not there.
    DuplicateKeyError
        For a municipality with two rows of one year; it lists the rows.
    ColumnTypeError
        For columns that hold no amounts (text, dates, truth values), for years that are no whole
        numbers, for floats beside Decimals, and for a lazy table.
    DomainError
        For a row without key or year; with ``errors="raise"`` also for values outside the domain.
    PrecisionError
        For exact amounts of more than 28 digits.

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
    >>> both = ["dpspc_15", "megpc_15", "dpspc_ec29", "megpc_ec29"]
    >>> st.assess(panel, indicators=both)[both].round(2)
       dpspc_15  megpc_15  dpspc_ec29  megpc_ec29
    0     82.08     12.28       67.38       -2.42
    """
    opened = Panel(panel, columns, key)
    names = _wanted(opened, indicators)
    _check_policy(errors)
    years = opened.years()
    opened.check_unique(years)
    places, block = _places(names, len(years))
    work = Assessment(
        opened,
        years,
        opened.law(sphere, reading, start_pct, own_law_pct),
        names,
        errors,
        reasons=reasons,
        places=places,
    )
    work.prepare(names)
    whole = block is not None and opened.frame.takes_blocks and all(map(work.is_plain, names))
    added = {} if whole else {name: work.column(name) for name in names}
    if reasons:
        for name in names:
            title = f"{name}_reason"
            if title in opened.frame.names:
                raise SettingError(
                    f"the panel already has a column {title!r}; rename or drop it, "
                    "or leave `reasons` out",
                    argument="reasons",
                    problem=f"the panel has {title!r}",
                )
            codes = work.reasons_of(name)
            added[title] = reasons_in(opened.frame.container(), codes, title)
    result = opened.frame.joined(added, (names, block) if whole and block is not None else None)
    return remember(
        result,
        "assess",
        sphere=sphere,
        reading=reading,
        own_law=None if own_law_pct is None else True,
        share_applied=_share_applied(opened, facts_of(panel), names),
    )


def computable(panel: Any, columns: Columns | None = None, *, lang: Lang = "pt") -> pd.DataFrame:
    """Say which indicators a panel's columns allow, and which columns the others lack.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        The panel; only the names of its columns are looked at.
    columns : mapping, optional
        As in `assess`.
    lang : {"pt", "en"}
        The language of the labels.

    Returns
    -------
    pandas.DataFrame
        A row an indicator: ``indicator``, ``computable``, ``missing_columns`` (a tuple of the
        fewest columns that would make it computable; there may be other ways) and ``label``.

    Raises
    ------
    ColumnMissingError, UnknownNameError
        For names in `columns` that are not there, or none of ours.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> panel = pd.DataFrame(columns=["code", "year", "own_revenue", "population"])
    >>> found = st.computable(panel).set_index("indicator")
    >>> found.loc[["ec29_due_pct", "linked_revenue_pc"], ["computable", "missing_columns"]]
                       computable              missing_columns
    indicator
    ec29_due_pct             True                           ()
    linked_revenue_pc       False  (constitutional_transfers,)
    """
    lang = check_lang(lang)
    has = Panel(panel, columns).has
    lacks = {name: missing_for(name, has) for name in DERIVED}
    return pd.DataFrame(
        {
            "indicator": list(DERIVED),
            "computable": [not lack for lack in lacks.values()],
            "missing_columns": list(lacks.values()),
            "label": [label(name, lang) for name in DERIVED],
        }
    )


def _share_applied(panel: Panel, facts: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """Say whether the panel gave the share applied, from which a margin is made, or amounts."""
    if panel.has(FROM_SHARE) or not {APPLIED, FROM_SHARE} & set(names):
        return None
    if panel.has(APPLIED):
        return str(facts.get("share_applied", "given"))
    return "computed"


def _places(
    names: Sequence[str], rows: int
) -> tuple[dict[str, NDArray[np.float64]], NDArray[np.float64] | None]:
    """Make room for the results: one piece of memory for all, unless each is a large piece.

    To the system many small pieces are dearer than one, and dearer than the arithmetic.
    """
    if not 0 < rows < _MANY_ROWS:
        return {}, None
    block = np.empty((len(names), rows))
    return dict(zip(names, block, strict=True)), block


def _wanted(panel: Panel, indicators: Iterable[str] | None) -> list[str]:
    """Name the columns to add, in the order of the catalogue of derived columns."""
    if indicators is None:
        return [name for name in DERIVED if not panel.has(name) and available(name, panel.has)]
    asked = [indicators] if isinstance(indicators, str) else list(indicators)
    for name in asked:
        if name not in DERIVED:
            raise unknown("indicator of a panel", name, DERIVED)
        if not available(name, panel.has):
            raise _not_computable(panel, name)
    return [name for name in DERIVED if name in asked and not panel.has(name)]


def _not_computable(panel: Panel, name: str) -> NotComputableError:
    missing = missing_for(name, panel.has)
    near = {lack: closest(lack, panel.frame.names) for lack in missing}
    mapping = ", ".join(f"{lack!r}: {own!r}" for lack, own in near.items() if own)
    advice = f"; did you mean columns={{{mapping}}}?" if mapping else "."
    return NotComputableError(
        f"`{name}` cannot be computed: the panel lacks {', '.join(f'`{lack}`' for lack in missing)}"
        f"{advice} Columns found: {listed(panel.frame.names)}",
        indicator=name,
        missing=list(missing),
    )


def _check_policy(errors: str) -> None:
    """Refuse a policy for values outside the domain that there is not."""
    if errors not in ("coerce", "raise"):
        raise unknown("errors policy", errors, ("coerce", "raise"))
