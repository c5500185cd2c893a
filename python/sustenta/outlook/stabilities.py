"""How near classes are to their borders: would rounding, or so many per cent, change them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from sustenta import _core
from sustenta._names import check_named
from sustenta._provenance import remember
from sustenta.classifications import Bands, class_labels, cuts
from sustenta.errors import SettingError
from sustenta.outlook._doubt import Doubt
from sustenta.outlook._work import Work, numbers_in, reason_in, year_given
from sustenta.panels._derivation import YEAR, available
from sustenta.panels._keys import rows_in_year
from sustenta.panels._panel import Panel
from sustenta.panels._values import Value, given, taken
from sustenta.registry import CLASSIFICATIONS, REASONS, Lang, check_lang

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.statute import Reading, Sphere

__all__ = ["stability"]

_YEAR_MISSING: Final = REASONS.index("year_missing") + 1
_OUTSIDE: Final = REASONS.index("outside_span") + 1
#: The columns behind each class, in the order in which they are looked for.
_SHARES: Final = {
    "tax_effort": (("tax_revenue", "total_revenue"), ("tax_share_pct",)),
    "ec29_trend": (("own_health_expenditure", "linked_revenue"), ("ec29_applied_pct",)),
    "ec29_compliance": (("own_health_expenditure", "linked_revenue"), ("ec29_applied_pct",)),
    "execution": (("executed", "transferred"), ("executed_pct",)),
}
_CHANGES: Final = {
    "tax_effort": "tax_share_change_pct",
    "ec29_trend": "ec29_applied_change_pct",
}


def stability(
    panel: Any,
    classification: Literal["execution", "tax_effort", "ec29_compliance", "ec29_trend"],
    *,
    precision: int | Mapping[str, int] | None = None,
    change_pct: Any = None,
    over: Literal["year", "years"] = "year",
    first: int | None = None,
    last: int | None = None,
    bands: Bands | None = None,
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
    sphere: Sphere = "municipality",
    reading: Reading = "uniform",
    start_pct: Any = None,
    own_law_pct: Any = None,
    lang: Lang = "pt",
) -> Any:
    """Say how near each class is to its border, and whether doubt in the figures could change it.

    Each figure may lie anywhere in its interval, both ends included: half a unit of its last digit
    either way where it was rounded (`precision`), or so many per cent of it (`change_pct`). The
    class may change where two points of these intervals have different classes; borders are
    decided exactly.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        For ``execution``, one row a municipality with ``executed`` and ``transferred``, or
        ``executed_pct``. Else one row a municipality and year: ``ec29_applied_pct`` (or
        ``own_health_expenditure`` and ``linked_revenue``) for compliance and trend;
        ``tax_share_pct`` (or ``tax_revenue`` and ``total_revenue``) for tax effort. The change
        itself may stand in ``tax_share_change_pct`` or ``ec29_applied_change_pct``, in the row of
        the last year. Amounts go before shares, and shares before changes.
    classification : {"execution", "tax_effort", "ec29_compliance", "ec29_trend"}
        Which class.
    precision : int or mapping, optional
        The decimals to which the figures were rounded: of all columns, or by column; a column that
        is not named is exact.
    change_pct : number, optional
        By how many per cent each figure may be off, instead.
    over : {"year", "years"}
        Of compliance: a row for each year, or the class over all years.
    first, last : int, optional
        As in `profile`: the ends of a change, and of the years of compliance; a year outside them
        has no class, with the reason ``outside_span``.
    bands : sequence of numbers, optional
        Other borders; compliance has the law's.
    columns, key, sphere, reading, start_pct, own_law_pct
        As in `assess`.
    lang : {"pt", "en"}
        The language of the classes.

    Returns
    -------
    table of the panel's library
        ``class``, ``lowest_class`` and ``highest_class`` (ordered categoricals), ``may_change``
        (missing where there is no class) and ``reason``. A row a municipality (in pandas, indexed
        by the key); for compliance by year, a row of the panel each. But for compliance over the
        years also ``value_pct``, ``border_pct`` (the nearest) and ``distance_pp`` (value less
        border). Over the years instead ``doubtful_years``: the years whose own class may change,
        whether or not that changes the class over all of them.

    Raises
    ------
    SettingError
        Without `precision` or `change_pct`, or with both; for a precision that is no number of
        decimals; for bands of compliance; for years in the wrong order.
    NotComputableError
        Where the panel lacks the figures.
    UnknownNameError, ColumnMissingError, ColumnTypeError, DuplicateKeyError
        As in `profile`.

    References
    ----------
    Derived from the classes of Pereira et al. 2006. No published figure is known.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> panel = pd.DataFrame(
    ...     {"municipality": ["X", "Y"], "year": 2004, "ec29_applied_pct": [15.0, 15.1]}
    ... )
    >>> st.stability(panel, "ec29_compliance", precision=1)[["class", "may_change"]]
          class  may_change
    0  Positiva        True
    1  Positiva       False
    """
    lang = check_lang(lang)
    check_named("classification", classification, _SHARES)
    check_named("span", over, ("year", "years"))
    doubt = Doubt.of(precision, change_pct)
    borders = cuts(bands)
    facts = {
        "classification": classification,
        "precision": doubt.decimals,
        "change_pct": doubt.percent,
        "bands": None if borders is None else {classification: borders},
    }
    if classification == "execution":
        found = _execution(Panel(panel, columns, key), doubt, borders, lang)
        return remember(found, "stability", panel, **facts)
    pairs = _SHARES[classification]
    wanted = [*(name for pair in pairs for name in pair), "ec29_due_pct"]
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
    since, until = _span(work.years, first, last)
    if classification == "ec29_compliance":
        if borders is not None:
            raise SettingError(
                "`bands` has no say in compliance: its border is the share due (`own_law_pct=` "
                "raises it)",
                argument="bands",
                problem="given for compliance",
            )
        found = _compliance(work, doubt, (since, until), lang, together=over == "years")
        own = None if own_law_pct is None else True
        facts |= {"sphere": sphere, "reading": reading, "own_law": own, "over": over}
    else:
        found = _change(work, classification, doubt, (since, until), borders=borders, lang=lang)
    return remember(found, "stability", panel, first=since, last=until, **facts)


def _span(years: NDArray[np.int32], first: Any, last: Any) -> tuple[int, int]:
    since = int(years.min(initial=9999)) if first is None else year_given("first", first)
    until = int(years.max(initial=-9999)) if last is None else year_given("last", last)
    if len(years) and since > until:
        raise SettingError(
            f"`first` is {since} and `last` is {until}; expected the first year before the last",
            argument="first",
            problem=f"{since} comes after {until}",
        )
    return since, until


@dataclass(slots=True)
class _Standings:
    """Classes (given, lowest, highest), reasons, and value, border and distance."""

    classes: list[NDArray[np.uint8]]
    reasons: NDArray[np.uint8]
    numbers: list[Any]

    @property
    def may_change(self) -> NDArray[np.bool_]:
        return np.asarray(self.classes[1] != self.classes[2])

    def columns(self, container: Any, id: str, lang: Lang) -> dict[str, Any]:
        """Give the standings as columns."""
        labels = class_labels(id, lang)
        names = ("class", "lowest_class", "highest_class")
        known = self.classes[0] > 0
        columns = {
            name: container.labels(codes, labels, name)
            for name, codes in zip(names, self.classes, strict=True)
        }
        columns["may_change"] = container.flags(self.may_change, known, "may_change")
        for name, data in zip(
            ("value_pct", "border_pct", "distance_pp"), self.numbers, strict=True
        ):
            columns[name] = numbers_in(container, data, name)
        columns["reason"] = reason_in(container, self.reasons)
        return columns


def _stand(
    id: str,
    form: str,
    inputs: list[Any],
    doubts: list[tuple[int | None, str | None]],
    *,
    rows: int,
    exact: bool,
    borders: list[str] | None = None,
    dues: Any = None,
) -> _Standings:
    # Compliance has no borders of its own, and none are looked at.
    classes, reasons, numbers = _core.class_standings(
        id, form, inputs, doubts, borders, dues, rows, exact
    )
    return _Standings(list(classes), reasons, list(numbers))


def _execution(panel: Panel, doubt: Doubt, borders: list[str] | None, lang: Lang) -> Any:
    panel.check_unique(panel.years() if panel.has(YEAR) else None)
    pairs = _SHARES["execution"]
    names = next((pair for pair in pairs if all(map(panel.has, pair))), None)
    if names is None:
        raise _nothing(panel, "execution")
    values = [given(panel.own_name(name), panel.column(name)) for name in names]
    exact = any(value.exact for value in values)
    form = "share" if len(names) > 1 else "given"
    inputs = [value.of(exact=value.exact) for value in values]
    doubts = doubt.over(names, panel)
    rows = panel.frame.rows
    found = _stand("execution", form, inputs, doubts, rows=rows, exact=exact, borders=borders)
    own = panel.frame.selected(panel.keys())
    return own.joined(found.columns(panel.frame.container(), "execution", lang))


def _figures(work: Work, id: str) -> tuple[str, ...] | None:
    return next((pair for pair in _SHARES[id] if all(map(work.can, pair))), None)


def _change(
    work: Work,
    id: str,
    doubt: Doubt,
    span: tuple[int, int],
    *,
    borders: list[str] | None,
    lang: Lang,
) -> Any:
    groups = work.panel.groups()
    ends = [rows_in_year(groups, work.years, year) for year in span]
    names = _figures(work, id)
    change = _CHANGES[id]
    if names is not None:
        values: list[Value] = [work.value(name) for name in names]
        exact = any(value.exact for value in values)
        inputs = [taken(value, rows, exact=value.exact) for rows in ends for value in values]
        doubts = doubt.over(names, work.panel) * 2
        absent = (ends[0] < 0) | (ends[1] < 0) | (ends[0] == ends[1])
        form = "change"
    elif work.panel.has(change):
        value = given(work.panel.own_name(change), work.panel.column(change))
        exact = value.exact
        inputs = [taken(value, ends[1], exact=exact)]
        doubts = doubt.over((change,), work.panel)
        absent = ends[1] < 0
        form = "given"
    else:
        raise _nothing(work.panel, id)
    found = _stand(id, form, inputs, doubts, rows=len(groups.first), exact=exact, borders=borders)
    for codes in found.classes:
        codes[absent] = 0
    found.reasons[absent] = _YEAR_MISSING
    summary = work.panel.frame.summary(work.panel.keys(), groups.first)
    return summary.of(found.columns(summary.container, id, lang))


def _compliance(
    work: Work,
    doubt: Doubt,
    span: tuple[int, int],
    lang: Lang,
    *,
    together: bool,
) -> Any:
    id = "ec29_compliance"
    names = _figures(work, id)
    if names is None:
        raise _nothing(work.panel, id)
    values = [work.value(name) for name in names]
    due = work.value("ec29_due_pct")
    exact = any(value.exact for value in values)
    dues = due.exacts() if due.adapts is not None else due.of(exact=due.exact)
    inputs = [value.of(exact=value.exact) for value in values]
    doubts = doubt.over(names, work.panel)
    rows = len(work.years)
    found = _stand(id, "given", inputs, doubts, rows=rows, exact=exact, dues=dues)
    if due.reasons is not None and len(due.reasons):
        found.reasons[due.reasons > 0] = due.reasons[due.reasons > 0]
    if not together:
        outside = (work.years < span[0]) | (work.years > span[1])
        for codes in found.classes:
            codes[outside] = 0
        found.reasons[outside] = _OUTSIDE
        return work.beside_key(found.columns(work.container(), id, lang))
    return _over_years(work, found, *span, lang)


def _over_years(work: Work, found: _Standings, since: int, until: int, lang: Lang) -> Any:
    groups = work.panel.groups()
    count = len(groups.first)
    judged = []
    for codes in found.classes:
        # The core says 1 where the minimum was met and 2 where it was not; the lowest class is 1.
        met = np.where(codes == 0, 0, 3 - codes).astype(np.uint8)
        judged.append(
            _core.classify_panel_compliance(
                groups.codes, count, work.years, met, found.reasons, since, until
            )
        )
    classes = [np.asarray(each[0]) for each in judged]
    within = (work.years >= since) & (work.years <= until)
    doubtful: list[list[int]] = [[] for _ in range(count)]
    for row in np.flatnonzero(found.may_change & (found.classes[0] > 0) & within):
        doubtful[groups.codes[row]].append(int(work.years[row]))
    over = _Standings(classes, np.asarray(judged[0][1]), [])
    summary = work.panel.frame.summary(work.panel.keys(), groups.first)
    container = summary.container
    labels = class_labels("ec29_compliance", lang)
    names = ("class", "lowest_class", "highest_class")
    columns = {
        name: container.labels(codes, labels, name)
        for name, codes in zip(names, classes, strict=True)
    }
    tuples = np.empty(count, dtype=object)
    tuples[:] = [tuple(sorted(years)) for years in doubtful]
    columns["may_change"] = container.flags(
        over.may_change, (classes[1] > 0) | (classes[2] > 0), "may_change"
    )
    columns["doubtful_years"] = tuples
    columns["reason"] = reason_in(container, over.reasons)
    return summary.of(columns)


def _nothing(panel: Panel, id: str) -> Any:
    from sustenta.errors import NotComputableError

    ways = [" and ".join(f"`{name}`" for name in pair) for pair in _SHARES[id]]
    if id in _CHANGES:
        ways.append(f"`{_CHANGES[id]}`")
    lacks = [name for name in _SHARES[id][-1] if not available(name, panel.has)]
    return NotComputableError(
        f"the class of {CLASSIFICATIONS[id]['name']['en'].lower()} takes {', or '.join(ways)}. "
        f"Columns found: {', '.join(map(str, panel.frame.names)) or 'none'}",
        indicator=id,
        missing=lacks,
    )
