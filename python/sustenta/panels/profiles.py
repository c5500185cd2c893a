"""The profile of each municipality: the four classes of the article's Table 10, one row each."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sustenta import _core
from sustenta._containers import PANDAS, Container
from sustenta._names import unknown
from sustenta._provenance import remember
from sustenta.classifications import Bands, class_labels, cuts
from sustenta.errors import NotComputableError, SettingError
from sustenta.panels._assessment import Assessment
from sustenta.panels._derivation import available
from sustenta.panels._execution import Judged, judge_execution
from sustenta.panels._keys import rows_in_year
from sustenta.panels._panel import Panel
from sustenta.panels._values import INPUT_MISSING, Value, lone, reasons_in, taken
from sustenta.registry import REASONS, Lang, check_lang

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.panels._keys import Groups
    from sustenta.statute import Reading, Sphere

__all__ = ["profile"]

_YEAR_MISSING = REASONS.index("year_missing") + 1
_KNOWN_BANDS = ("execution", "tax_effort", "ec29_trend")

#: The share behind each class of change, and the amounts behind the share.
_SHARES = {
    "tax_effort": ("tax_share_pct", ("tax_revenue", "total_revenue")),
    "ec29_trend": ("ec29_applied_pct", ("own_health_expenditure", "linked_revenue")),
}


def profile(
    panel: Any,
    execution: Any = None,
    *,
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
    first: int | None = None,
    last: int | None = None,
    bands: Mapping[str, Bands] | None = None,
    sphere: Sphere = "municipality",
    reading: Reading = "uniform",
    start_pct: Any = None,
    own_law_pct: Any = None,
    lang: Lang = "pt",
    reasons: bool = False,
) -> Any:
    """Give each municipality its four classes: execution, tax effort, EC 29 compliance and trend.

    A class that cannot be given is missing, with a reason (``reasons=True``), and nothing is filled
    in. Where the panel has the amounts behind a share (``tax_revenue`` and ``total_revenue``;
    ``own_health_expenditure`` and ``linked_revenue``), the amounts decide, cross-multiplied; else
    the declared share does (``tax_share_pct``; ``ec29_applied_pct``).

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        One row a municipality and year, as for `assess`.
    execution : table, optional
        One row a municipality: the key under the panel's names, ``transferred``, ``executed`` and,
        if known, ``ceiling``. Municipalities that the panel lacks are left out.
    columns : mapping, optional
        From our names to the tables' own, as in `assess`.
    key : column name or sequence of them, optional
        As in `assess`.
    first, last : int, optional
        The years of the profile; by default the panel's own first and last. Tax effort and trend
        go from the one to the other; compliance is judged in every year of the panel between them.
    bands : mapping, optional
        Other borders, by classification: ``{"execution": [60, 80]}``; also ``tax_effort`` and
        ``ec29_trend``.
    sphere, reading, start_pct, own_law_pct
        As in `assess`.
    lang : {"pt", "en"}
        The language of the classes.
    reasons : bool
        Also give ``<name>_reason`` for each class, and ``executed_above_transferred``.

    Returns
    -------
    table of the panel's library
        A row a municipality in order of appearance (in pandas, indexed by the key):
        ``execution_class``, ``tax_effort_class``, ``ec29_compliance_label`` (as the article prints
        it: ``Negativa (2002, 2004)``), ``ec29_trend_class``; then ``ec29_compliance_class`` and
        ``failing_years``.

        Missing classes have the reason ``year_missing`` where the first or last year is not there;
        compliance is Negativa all the same where a year that is there fails. In ``execution``, a
        missing ceiling is ``not_informed``, and a municipality without a row ``input_missing``.

    Raises
    ------
    NotComputableError
        Where no class at all can be given.
    DuplicateKeyError
        For a municipality with two rows of one year, or two in ``execution``.
    SettingError
        For years in the wrong order, bands that are none, and an ``execution`` of which no key is
        one of the panel's.
    ColumnMissingError, UnknownNameError, ColumnTypeError, DomainError
        As in `assess`.

    References
    ----------
    Pereira et al. 2006, Table 10.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> panel = pd.DataFrame(
    ...     {
    ...         "municipality": ["E", "E", "E"],
    ...         "year": [2002, 2003, 2004],
    ...         "ec29_applied_pct": [10.0, 19.1, 16.6],
    ...     }
    ... )
    >>> st.profile(panel)[["ec29_compliance_label", "ec29_trend_class"]]
                 ec29_compliance_label ec29_trend_class
    municipality
    E                  Negativa (2002)         Positiva
    """
    lang = check_lang(lang)
    opened = Panel(panel, columns, key)
    years = opened.years()
    opened.check_unique(years)
    groups = opened.groups()
    borders = _borders(bands)
    law = opened.law(sphere, reading, start_pct, own_law_pct)
    since, until = _span(years, first, last)
    _check_something(opened, execution)
    ends = [rows_in_year(groups, years, year) for year in (since, until)]
    work = Assessment(opened, years, law, _wanted(opened), reasons=True)
    judged = {
        "execution": Judged.none(len(groups.first)),
        "tax_effort": _change("tax_effort", work, ends, borders),
    }
    judged["ec29_compliance"], failing, sets = _compliance(work, groups, since, until)
    judged["ec29_trend"] = _change("ec29_trend", work, ends, borders)
    above = np.zeros(len(groups.first), dtype=np.bool_)
    if execution is not None:
        judged["execution"], above = judge_execution(
            opened, execution, columns, groups, borders["execution"]
        )
    container, table = opened.frame.summary(opened.keys(), groups.first)
    classes = {
        f"{id}_class": container.labels(found.classes, class_labels(id, lang), f"{id}_class")
        for id, found in judged.items()
    }
    result = {
        "execution_class": classes["execution_class"],
        "tax_effort_class": classes["tax_effort_class"],
        "ec29_compliance_label": _labels(container, judged["ec29_compliance"], failing, sets, lang),
        "ec29_trend_class": classes["ec29_trend_class"],
        "ec29_compliance_class": classes["ec29_compliance_class"],
        "failing_years": _tuples(failing, sets),
    }
    if reasons:
        for id, found in judged.items():
            name = f"{id}_class_reason"
            result[name] = reasons_in(container, found.reasons, name)
        result["executed_above_transferred"] = above
    given_bands = {id: list(own) for id, own in borders.items() if own is not None}
    return remember(
        table(result),
        "profile",
        panel,
        bands=given_bands or None,
        first=since,
        last=until,
        sphere=sphere,
        reading=reading,
        own_law=None if own_law_pct is None else True,
    )


def _borders(bands: Mapping[str, Bands] | None) -> dict[str, list[str] | None]:
    if bands is not None and not isinstance(bands, Mapping):
        raise SettingError(
            f"`bands` is {bands!r}; expected borders by classification, "
            "such as {'execution': [60, 80]}",
            argument="bands",
            problem="not a mapping",
        )
    for id in bands or {}:
        if id not in _KNOWN_BANDS:
            raise unknown("classification with borders", id, _KNOWN_BANDS)
    return {id: cuts((bands or {}).get(id)) for id in _KNOWN_BANDS}


def _span(years: NDArray[np.int32], first: int | None, last: int | None) -> tuple[int, int]:
    for name, year in (("first", first), ("last", last)):
        if year is not None and (isinstance(year, bool) or not isinstance(year, (int, np.integer))):
            raise SettingError(
                f"`{name}` is {year!r}; expected a year", argument=name, problem="not a year"
            )
    # Of an empty panel there is nobody to judge, in any year.
    since = int(years.min(initial=9999) if first is None else first)
    until = int(years.max(initial=since if not len(years) else -9999) if last is None else last)
    if len(years) and since > until:
        raise SettingError(
            f"`first` is {since} and `last` is {until}; expected the first year before the last",
            argument="first",
            problem=f"{since} comes after {until}",
        )
    return since, until


def _check_something(panel: Panel, execution: Any) -> None:
    """Refuse a panel of which no class can be given."""
    lacks = [
        name
        for share, amounts in _SHARES.values()
        if not panel.has(share)
        for name in amounts
        if not available(name, panel.has)
    ]
    possible = execution is not None or any(
        panel.has(share) or all(available(name, panel.has) for name in amounts)
        for share, amounts in _SHARES.values()
    )
    if not possible:
        shares = [share for share, _ in _SHARES.values()]
        raise NotComputableError(
            "no class of the profile can be given: the panel has neither "
            f"`{shares[0]}` nor `{shares[1]}`, nor the amounts behind them, and there is no "
            f"`execution`. It lacks {', '.join(f'`{name}`' for name in lacks)}",
            indicator="profile",
            missing=lacks,
        )


def _wanted(panel: Panel) -> list[str]:
    wanted = [name for share, amounts in _SHARES.values() for name in (share, *amounts)]
    return [name for name in wanted if available(name, panel.has)]


def _change(
    id: str,
    work: Assessment,
    ends: Sequence[NDArray[np.int64]],
    borders: Mapping[str, list[str] | None],
) -> Judged:
    """Classify the change of a share from the first year to the last: by its amounts, or itself."""
    share, amounts = _SHARES[id]
    has = work.panel.has
    absent = (ends[0] < 0) | (ends[1] < 0)
    if all(available(name, has) for name in amounts):
        values = [work.value(name) for name in amounts]
        exact = any(value.exact for value in values)
        inputs = [taken(value, rows, exact=exact) for rows in ends for value in values]
        compute = _core.classify_share_change_decimals if exact else _core.classify_share_change
        classes, why, _ = compute(id, inputs, borders[id])
        roots = values
    elif has(share):
        value = work.value(share)
        first, last = (taken(value, rows, exact=value.exact) for rows in ends)
        classify = _core.classify_decimals if value.exact else _core.classify
        classes, why, _ = classify(id, "change", first, last, borders[id])
        roots = []
    else:
        judged = Judged.none(len(absent))
        judged.withdraw(absent, _YEAR_MISSING)
        return judged
    judged = Judged(classes, why)
    _explain(judged, roots, ends)
    # From a year to itself there is no change.
    judged.withdraw(absent | (ends[0] == ends[1]), _YEAR_MISSING)
    return judged


def _explain(judged: Judged, values: Sequence[Value], ends: Sequence[NDArray[np.int64]]) -> None:
    """Give a missing class the reason of the computed amount that is missing."""
    for value in values:
        for rows in ends:
            if value.reasons is not None:
                deeper = np.where(rows >= 0, value.reasons[rows], 0)
                open_still = (judged.reasons == INPUT_MISSING) & (deeper > 0)
                judged.reasons[open_still] = deeper[open_still]


def _compliance(
    work: Assessment, groups: Groups, since: int, until: int
) -> tuple[Judged, NDArray[np.uint32], list[list[int]]]:
    """Judge each municipality by every year of the panel from the first to the last.

    Gives the number of each one's set of failing years, and these sets.
    """
    met, why = _met(work)
    classes, reasons, failing, sets = _core.classify_panel_compliance(
        groups.codes, len(groups.first), work.years, met, why, since, until
    )
    return Judged(classes, reasons), failing, sets


def _met(work: Assessment) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Say of each row whether the minimum was met, and why that is not known."""
    share, amounts = _SHARES["ec29_trend"]
    has = work.panel.has
    if all(available(name, has) for name in amounts):
        return work.met()
    if has(share):
        # A share is what was spent of a base of 100.
        return work.held_against_due(work.value(share), lone(100))
    rows = len(work.years)
    return np.zeros(rows, dtype=np.uint8), np.full(rows, INPUT_MISSING, dtype=np.uint8)


def _labels(
    container: Container,
    judged: Judged,
    failing: NDArray[np.uint32],
    sets: Sequence[Sequence[int]],
    lang: Lang,
) -> Any:
    """Write compliance as the article prints it: the class, and the failing years if any."""
    negative, positive = class_labels("ec29_compliance", lang)
    texts = [positive, *(f"{negative} ({', '.join(map(str, years))})" for years in sets[1:])]
    places = np.where(judged.classes == 0, -1, failing.astype(np.int64))
    if container.kind == PANDAS:
        # Few texts and many rows: a categorical of them.
        return container.labels(places + 1, texts, "ec29_compliance_label", ordered=False)
    return np.array([*texts, None], dtype=object)[places]


def _tuples(failing: NDArray[np.uint32], sets: Sequence[Sequence[int]]) -> NDArray[np.object_]:
    tuples = np.empty(len(sets), dtype=object)
    tuples[:] = [tuple(years) for years in sets]
    return tuples[failing]
