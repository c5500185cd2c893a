"""The main job on a table: every indicator that a panel's columns allow, and what is in the way."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from sustenta._assessment import Assessment, exact_values, reasons_in
from sustenta._columns import Call, gather
from sustenta._containers import ARRAY, ARROW, PANDAS, SCALAR, Container
from sustenta._derivation import DERIVED, GIVEN, available, label, missing_for
from sustenta._names import closest, lacking, listed, unknown
from sustenta._panel import Panel
from sustenta.errors import ColumnTypeError, DomainError, NotComputableError, SettingError
from sustenta.registry import Lang, check_lang
from sustenta.statute import Reading, Sphere

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["assess", "completeness", "computable", "rank_margins"]

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
      points), ``ec29_gap`` (R$) and ``ec29_gap_pc`` (R$ per inhabitant), negative below the minimum;
    - both scenarios: ``dpspc_15`` and ``megpc_15`` at 15 %, ``dpspc_ec29`` and ``megpc_ec29`` at the
      share due in the year; and ``megpc_from_share_15``, the margin from the share applied, which
      need not agree with the margin from the expenditure;
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
    check_policy(errors)
    years = opened.years()
    opened.check_unique(years)
    work = Assessment(
        opened,
        years,
        opened.law(sphere, reading, start_pct, own_law_pct),
        names,
        errors,
        reasons=reasons,
    )
    added = {name: work.column(name) for name in names}
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
            codes = work.value(name).reasons
            assert codes is not None
            added[title] = reasons_in(opened.frame.container(), codes, title)
    return opened.frame.joined(added)


def computable(
    panel: Any, columns: Columns | None = None, *, lang: Lang = "pt"
) -> pd.DataFrame:
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


def completeness(
    panel: Any,
    years: Iterable[int],
    *,
    by: Literal["key", "year"] = "key",
    columns: Columns | None = None,
    key: Key | None = None,
    required: Sequence[str] | None = None,
) -> Any:
    """Say who declared in which year: what to know before any class over years.

    A municipality has declared a year when the panel has a row for it with a figure in it. A
    municipality that the panel never names cannot be missed here.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        One row a municipality and year.
    years : iterable of int
        The years that are asked about.
    by : {"key", "year"}
        A row a municipality, or a row a year.
    columns, key
        As in `assess`.
    required : sequence of str, optional
        The columns that must all be filled for a row to count. By default any one of the panel's
        amounts and shares will do; where it has none, the row itself.

    Returns
    -------
    table of the panel's library
        By key, in order of appearance: ``declared`` (how many of the years), ``complete`` (whether
        all), ``declared_years``, ``missing_years`` and ``repeated_years`` (with more than one row).
        By year: ``declared``, ``missing`` and ``repeated``, counting municipalities.

    Raises
    ------
    ColumnMissingError
        Where there is no year or key, or a required column is not there.
    SettingError
        Where no year is asked about.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> panel = pd.DataFrame(
    ...     {"municipality": ["A", "A", "B"], "year": [2002, 2003, 2003], "population": [5, 6, 7]}
    ... )
    >>> st.completeness(panel, range(2002, 2004))[["declared", "complete", "missing_years"]]
                  declared  complete missing_years
    municipality
    A                    2      True            ()
    B                    1     False       (2002,)
    """
    opened = Panel(panel, columns, key)
    asked = _asked(years)
    groups, when = opened.groups(), opened.years()
    counts = np.zeros((len(groups.first), len(asked)), dtype=np.int64)
    place = np.searchsorted(asked, when)
    place[place == len(asked)] = 0
    counted = (asked[place] == when) & _filled(opened, required)
    np.add.at(counts, (groups.codes[counted], place[counted]), 1)
    if by == "year":
        return opened.frame.listing(
            "year",
            asked,
            {
                "declared": (counts > 0).sum(axis=0),
                "missing": (counts == 0).sum(axis=0),
                "repeated": (counts > 1).sum(axis=0),
            },
        )
    if by != "key":
        raise unknown("way to count", by, ("key", "year"))
    listed_years = {
        "declared_years": counts > 0,
        "missing_years": counts == 0,
        "repeated_years": counts > 1,
    }
    declared = (counts > 0).sum(axis=1)
    return opened.frame.summary(opened.keys(), groups.first).of(
        {
            "declared": declared,
            "complete": declared == len(asked),
            **{
                name: [tuple(asked[row].tolist()) for row in flags]
                for name, flags in listed_years.items()
            },
        }
    )


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
    return _whole(call.container, _ranks(call, descending=reading == "room"))


def _whole(container: Container, numbers: NDArray[np.float64]) -> Any:
    """Put whole numbers, NaN where one is missing, into the container."""
    if container.kind in (ARRAY, PANDAS):
        array = pd.array(numbers, dtype="Int64")
        name = container.name if container.name is not None else "rank"
        return array if container.kind == ARRAY else pd.Series(array, container.index, name=name)
    column = container.floats(numbers, "rank")
    if container.kind == ARROW:
        return column.cast("int64")
    import polars as pl

    return column.cast(pl.Int64)


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
    ranks = pd.Series(values).rank(method="min", ascending=not descending)
    return ranks.to_numpy(dtype=np.float64)


def _wanted(panel: Panel, indicators: Iterable[str] | None) -> list[str]:
    """Name the columns to add, in the order of the catalogue of derived columns."""
    if indicators is None:
        return [
            name for name in DERIVED if not panel.has(name) and available(name, panel.has)
        ]
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


def check_policy(errors: str) -> None:
    """Refuse a policy for values outside the domain that there is not."""
    if errors not in ("coerce", "raise"):
        raise unknown("errors policy", errors, ("coerce", "raise"))


def _asked(years: Iterable[int]) -> NDArray[np.int64]:
    problem = "expected whole years, such as range(2002, 2005)"
    if isinstance(years, (str, bytes)) or not isinstance(years, Iterable):
        raise SettingError(f"`years` is {years!r}; {problem}", argument="years", problem=problem)
    listed_years = list(years)
    for year in listed_years:
        if not isinstance(year, (int, np.integer)) or isinstance(year, bool):
            raise SettingError(
                f"`years` holds {year!r}; {problem}", argument="years", problem=problem
            )
    if not listed_years:
        raise SettingError(f"`years` is empty; {problem}", argument="years", problem=problem)
    return np.unique(np.array(listed_years, dtype=np.int64))


def _filled(panel: Panel, required: Sequence[str] | None) -> NDArray[np.bool_]:
    """Say which rows declare something, or all that is required."""
    if required is not None:
        names = [required] if isinstance(required, str) else list(required)
        absent = [name for name in names if not panel.has(name)]
        if absent:
            raise lacking(
                f"`required` names {', '.join(absent)}, which the panel does not have",
                absent,
                panel.frame.names,
            )
    else:
        # A population comes from elsewhere: it is nobody's declaration.
        names = [name for name in GIVEN if name != "population" and panel.has(name)]
    if not names:
        return np.ones(panel.frame.rows, dtype=np.bool_)
    filled = [pd.notna(np.asarray(panel.frame.plain(panel.own_name(name)))) for name in names]
    combine = np.logical_or if required is None else np.logical_and
    return np.asarray(combine.reduce(filled), dtype=np.bool_)
