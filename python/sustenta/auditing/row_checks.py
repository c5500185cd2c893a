"""Checks of rows, labels, orders and classes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from sustenta.auditing._parameters import OPERAND
from sustenta.auditing.checks import (
    SATISFIED,
    VIOLATED,
    Laid,
    Outcome,
    check,
    chosen,
)
from sustenta.classifications import (
    classify_ec29_compliance,
    classify_ec29_trend,
    classify_execution,
    classify_tax_effort,
)

__all__ = ["classes_of"]


@check
def holds(laid: Laid) -> Iterator[Outcome]:
    """Every row on which the conditions hold satisfies the expression."""
    text = laid.parameters["expression"]
    for row in laid.passing():
        verdict = laid.answer(f"{laid.check.id}/expression", row)
        stands = {SATISFIED: True, VIOLATED: False}.get(verdict)
        yield laid.outcome(
            holds=stands,
            row=row,
            pt=f"não vale: {text}" if stands is False else f"falta com que decidir: {text}",
            en=f"does not hold: {text}" if stands is False else f"not enough to decide: {text}",
        )


@check
def rules(laid: Laid) -> Iterator[Outcome]:
    """Name rules that are all satisfied, wherever they are decided."""
    for name in laid.parameters["ids"]:
        answer = laid.answers.get(name)
        verdicts = {} if answer is None else answer.verdicts
        broken = [key for key, verdict in verdicts.items() if verdict == VIOLATED]
        decided = any(verdict == SATISFIED for verdict in verdicts.values())
        where = _listed(broken)
        yield laid.outcome(
            holds=False if broken else True if decided else None,
            pt=f"{name} não vale em {where}" if broken else f"{name} não foi decidida",
            en=f"{name} does not hold in {where}" if broken else f"{name} was not decided",
        )


@check
def count(laid: Laid) -> Iterator[Outcome]:
    """As many rows as are said satisfy the conditions, in every group."""
    by = list(laid.parameters.get("by", ()))
    groups = dict.fromkeys(tuple(row[name] for name in by) for row in laid.rows)
    passing = Counter(tuple(row[name] for name in by) for row in laid.passing())
    least = laid.parameters.get("at_least", laid.parameters.get("equals", 0))
    most = laid.parameters.get("at_most", laid.parameters.get("equals"))
    for group in groups or {(): None}:
        found = passing[group]
        where = f"{', '.join(map(str, group))}: " if group else ""
        yield laid.outcome(
            holds=found >= least and (most is None or found <= most),
            pt=f"{where}{found} linhas, e não {_wanted(least, most, 'pt')}",
            en=f"{where}{found} rows, not {_wanted(least, most, 'en')}",
        )


@check
def same_set(laid: Laid) -> Iterator[Outcome]:
    """Compare the values of a column with those of another, or with a list."""
    column = laid.parameters["column"]
    here = {str(row[column]) for row in laid.passing()}
    if "labels" in laid.parameters:
        there = set(laid.parameters["labels"])
    else:
        table, _, name = laid.parameters["other"].partition(".")
        there = {str(row[name]) for row in laid.tables[table]}
    more, fewer = sorted(here - there), sorted(there - here)
    yield laid.outcome(
        holds=not more and not fewer,
        pt=_difference(more, fewer, "a mais: ", "faltam: "),
        en=_difference(more, fewer, "not said: ", "missing: "),
    )


@check
def argmin(laid: Laid) -> Iterator[Outcome]:
    """Find the row with the least value of a column."""
    yield _extreme(laid, greatest=False)


@check
def argmax(laid: Laid) -> Iterator[Outcome]:
    """Find the row with the greatest value of a column."""
    yield _extreme(laid, greatest=True)


def _extreme(laid: Laid, *, greatest: bool) -> Outcome:
    column, label = laid.parameters["column"], laid.parameters["label"]
    rank, wanted = laid.parameters.get("rank", 1), laid.parameters["is"]
    rows = [row for row in laid.passing() if row[column] is not None]
    rows.sort(key=lambda row: row[column], reverse=greatest)
    if len(rows) < rank:
        return laid.outcome(holds=None, pt="faltam linhas", en="there are too few rows")
    found = rows[rank - 1]
    alike = {str(row[label]) for row in rows if row[column] == found[column]}
    said = {str(row[label]): row[column] for row in rows}
    place = f"{rank}ª: " if rank > 1 else ""
    there = f"{found[label]} ({found[column]})"
    value = said.get(wanted)
    return laid.outcome(
        holds=wanted in alike,
        row=found if wanted not in alike else None,
        pt=_comma(f"{place}{there}, e não {wanted} ({'sem valor' if value is None else value})"),
        en=f"{place}{there}, not {wanted} ({'without a value' if value is None else value})",
    )


@check
def sorted_(laid: Laid) -> Iterator[Outcome]:
    """See that a column goes up or down from row to row."""
    column = laid.parameters["column"]
    falls = laid.parameters.get("direction") == "descending"
    rows = [row for row in laid.rows if row[column] is not None]
    for before, after in pairwise(rows):
        one, other = (after, before) if falls else (before, after)
        if one[column] > other[column]:
            yield laid.outcome(
                holds=False,
                row=after,
                pt=_comma(f"{after[column]} depois de {before[column]}"),
                en=f"{after[column]} behind {before[column]}",
            )
    if len(rows) < 2 or not _falls_out(rows, column, falls=falls):  # noqa: PLR2004
        yield laid.outcome(holds=True)


def _falls_out(rows: list[dict[str, Any]], column: str, *, falls: bool) -> bool:
    values = [row[column] for row in rows]
    return values != sorted(values, reverse=falls)


@check
def unique(laid: Laid) -> Iterator[Outcome]:
    """See that no row repeats one before it, and that no value listed stands twice."""
    if "values" in laid.parameters:
        listed = Counter(laid.parameters["values"])
        twice = [value for value, times in listed.items() if times > 1]
        yield laid.outcome(
            holds=not twice,
            pt=f"mais de uma vez: {', '.join(twice)}",
            en=f"more than once: {', '.join(twice)}",
        )
        return
    columns = laid.parameters["columns"]
    rows = laid.rows
    alike: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        alike.setdefault(tuple(row[name] for name in columns), []).append(row)
    for values, same in alike.items():
        for row in [] if None in values else same:
            first = " ".join(laid.key_of(same[0]))
            yield laid.outcome(
                holds=row is same[0], row=row, pt=f"repete {first}", en=f"repeats {first}"
            )


@check
def complete(laid: Laid) -> Iterator[Outcome]:
    """See that no value is missing."""
    for row in laid.rows:
        gaps = [name for name in laid.parameters["columns"] if row[name] is None]
        where = ", ".join(gaps)
        yield laid.outcome(holds=not gaps, row=row, pt=f"falta {where}", en=f"{where} missing")


@check
def labels(laid: Laid) -> Iterator[Outcome]:
    """See that a column, or its markers, holds none but these labels."""
    of_marker = laid.parameters.get("of") == "marker"
    column = laid.parameters["column"] + ("_marker" if of_marker else "")
    allowed = laid.parameters["allowed"]
    for row in laid.rows:
        found = row.get(column)
        if found is not None:
            yield laid.outcome(
                holds=found in allowed,
                row=row,
                pt=f"«{found}» não é um destes: {', '.join(allowed)}",
                en=f"“{found}” is none of these: {', '.join(allowed)}",
            )


@check
def matches(laid: Laid) -> Iterator[Outcome]:
    """See that a column has this form."""
    pattern = re.compile(laid.parameters["pattern"])
    for row in laid.rows:
        found = row[laid.parameters["column"]]
        if found is not None:
            yield laid.outcome(
                holds=pattern.search(str(found)) is not None,
                row=row,
                pt=f"«{found}» não tem a forma esperada",
                en=f"“{found}” has not the form expected",
            )


@check
def marker(laid: Laid) -> Iterator[Outcome]:
    """See that a marker stands where the conditions hold, and nowhere else."""
    wanted = laid.parameters["marker"]
    meant = {laid.key_of(row) for row in laid.passing()}
    for row in laid.rows:
        found = row.get(laid.parameters["column"] + "_marker")
        if laid.key_of(row) in meant:
            yield laid.outcome(
                holds=found == wanted,
                row=row,
                pt=f"«{found}» em lugar de «{wanted}»",
                en=f"“{found}” in place of “{wanted}”",
            )
        elif found == wanted:
            yield laid.outcome(
                holds=False, row=row, pt=f"«{wanted}» sem motivo", en=f"“{wanted}” without reason"
            )


@check
def same_label(laid: Laid) -> Iterator[Outcome]:
    """Compare a column with another table's, matched by what names the rows."""
    table, _, name = laid.parameters["other"].partition(".")
    by = laid.parameters["by"]
    there = {tuple(row[part] for part in by): row[name] for row in laid.tables[table]}
    for row in laid.rows:
        here = row[laid.parameters["column"]]
        other = there.get(tuple(row[part] for part in by))
        yield laid.outcome(
            holds=None if other is None or here is None else here == other,
            row=row,
            pt=f"«{here}» aqui, «{other}» em {laid.parameters['other']}",
            en=f"“{here}” here, “{other}” in {laid.parameters['other']}",
        )


@check
def class_of(laid: Laid) -> Iterator[Outcome]:
    """Compare a printed class with that of the figures that it classifies."""
    for row, expected, reason in zip(laid.rows, *_expected(laid), strict=True):
        here = row[laid.parameters["column"]]
        yield laid.outcome(
            holds=None if expected is None else here == expected,
            row=row,
            pt=f"«{here}», e não «{expected}»" if expected else f"sem classe: {reason}",
            en=f"“{here}”, not “{expected}”" if expected else f"no class: {reason}",
        )


def classes_of(laid: Laid) -> list[str | None]:
    """Give the class that each row should have, or what is printed where there is none."""
    return _expected(laid)[0]


def _expected(laid: Laid) -> tuple[list[str | None], list[str | None]]:
    inputs = [_operand(laid, text, laid.rows) for text in laid.parameters["inputs"]]
    marks: Mapping[str, str] = laid.parameters.get("marks", {})
    classes = _classes(laid, inputs)
    labels = [marks.get(reason or "", label) for label, reason in classes]
    return labels, [reason for _, reason in classes]


def _classes(laid: Laid, inputs: list[list[Any]]) -> list[tuple[str | None, str | None]]:
    """Classify all rows: a class, or the reason why there is none."""
    name = laid.parameters["classification"]
    if not inputs[0]:
        return []
    if name == "ec29_compliance":
        places = range(len(inputs[0]))
        given = [
            (figure, int(year), place)
            for figures, year in zip(inputs, laid.parameters["years"], strict=True)
            for figure, place in zip(figures, places, strict=True)
        ]
        shares, years, keys = (list(column) for column in zip(*given, strict=True))
        frame = classify_ec29_compliance(shares, years, keys, reasons=True).loc[list(places)]
        found = frame["label"], frame["reason"]
    else:
        if name == "execution":
            frame = classify_execution(*inputs, reasons=True)
        else:
            function = {"tax_effort": classify_tax_effort, "ec29_trend": classify_ec29_trend}[name]
            frame = function(change_pct=inputs[0], reasons=True)
        found = frame.iloc[:, 0], frame.iloc[:, 1]
    # What the sources leave open has no class either, whatever the reason is called.
    open_ = [None in figures for figures in zip(*inputs, strict=True)]
    labels, reasons = (map(_known, column) for column in found)
    return [
        (label, "not_informed" if gone and label is None else reason)
        for label, reason, gone in zip(labels, reasons, open_, strict=True)
    ]


def _known(value: Any) -> str | None:
    return None if value is None or value != value else str(value)  # noqa: PLR0124  a NaN


def _operand(laid: Laid, text: str, rows: list[dict[str, Any]]) -> list[Any]:
    """Give what an operand is on each row."""
    found = OPERAND.match(text)
    if found is None:
        raise ValueError(f"check {laid.check.id!r}: cannot read the input {text!r}")
    table, column, key, value = found.groups()
    if table is None:
        return [row[column] for row in rows]
    there = laid.tables[table]
    if key is not None:
        there = chosen(there, {key: (value,)})
    by = laid.parameters.get("by") or [
        name for name in laid.keys[table] if name != key and rows and name in rows[0]
    ]
    cells: dict[tuple[Any, ...], Any] = {}
    for row in there:
        cells.setdefault(tuple(row[name] for name in by), row[column])
    return [cells.get(tuple(row[name] for name in by)) for row in rows]


def _comma(text: str) -> str:
    """Write decimals with a comma."""
    return re.sub(r"(?<=\d)\.(?=\d)", ",", text)


def _listed(keys: Iterable[tuple[str, ...]]) -> str:
    return "; ".join(" ".join(key) for key in keys)


def _wanted(least: int, most: int | None, lang: str) -> str:
    if least == most:
        return str(least)
    word = {"pt": "ao menos", "en": "at least"}[lang]
    return f"{word} {least}" if most is None else f"{least}–{most}"


def _difference(more: list[str], fewer: list[str], first: str, second: str) -> str:
    parts = [first + ", ".join(more)] if more else []
    parts += [second + ", ".join(fewer)] if fewer else []
    return "; ".join(parts)
