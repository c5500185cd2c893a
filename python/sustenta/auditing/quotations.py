"""Figures that a text quotes from its tables, and sentences that nothing printed can test."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sustenta.auditing._quoted import bounds, figure_of
from sustenta.auditing.checks import (
    IMPRECISE,
    NOT_TESTABLE,
    SATISFIED,
    UNDECIDED,
    VIOLATED,
    Laid,
    Outcome,
    check,
)


def _quoted(figure: Decimal, printed: str) -> str:
    low, high, cut_low, cut_high = bounds(printed)
    if low <= figure <= high:
        return SATISFIED
    return IMPRECISE if cut_low <= figure <= cut_high else VIOLATED


@check
def quoted_figure(laid: Laid) -> Iterator[Outcome]:
    """See that an expression rounds to what the text says; cut off to it, it is imprecise."""
    own = laid.check.id
    names = ("low", "high", "cut_low", "cut_high")
    found = [set(laid.answers[f"{own}/{name}"].verdicts.values()) for name in names]
    printed = laid.parameters["printed"]
    if any(verdicts - {SATISFIED, VIOLATED} for verdicts in found):
        yield laid.outcome(holds=None, pt="falta com que decidir", en="not enough to decide")
        return
    rounds, cut = (
        all(verdicts == {SATISFIED} for verdicts in half) for half in (found[:2], found[2:])
    )
    side = laid.parameters["expression"]
    if cut and not rounds:
        yield _imprecise(laid, printed)
    else:
        yield laid.outcome(
            holds=rounds, pt=f"{side} não é {printed}", en=f"{side} is not {printed}"
        )


@check
def quoted_list(laid: Laid) -> Iterator[Outcome]:
    """See that every figure of a list in the text is that of the row that it names."""
    column = laid.parameters["column"]
    rows = laid.rows
    listed: list[Decimal] = []
    for entry in laid.parameters["entries"]:
        printed = entry["printed"]
        listed.append(figure_of(printed))
        names = {name: label for name, label in entry.items() if name != "printed"}
        row = next((r for r in rows if all(str(r[n]) == str(v) for n, v in names.items())), None)
        yield _entry(laid, row, column, printed, "/".join(names.values()))
    order = laid.parameters.get("order")
    if order is not None:
        values = [-value for value in listed] if order == "descending" else listed
        wrong = [one for one, other in pairwise(values) if one > other]
        yield laid.outcome(
            holds=not wrong, pt="a lista não está nesta ordem", en="the list is not in this order"
        )


def _entry(laid: Laid, row: dict[str, Any] | None, column: str, printed: str, name: str) -> Outcome:
    if row is None:
        return laid.outcome(holds=False, pt=f"não há linha {name}", en=f"there is no row {name}")
    figure = row[column]
    if figure is None:
        return Outcome(UNDECIDED, laid.key_of(row), (column,), {"pt": "falta", "en": "missing"})
    verdict = _quoted(Decimal(figure), printed)
    if verdict == IMPRECISE:
        return _imprecise(laid, printed, row)
    return laid.outcome(
        holds=verdict == SATISFIED,
        row=row,
        pt=f"{name}: {printed} no texto, {str(figure).replace('.', ',')} na tabela",
        en=f"{name}: {printed} in the text, {figure} in the table",
    )


def _imprecise(laid: Laid, printed: str, row: dict[str, Any] | None = None) -> Outcome:
    why = {
        "pt": f"{printed}: com os dígitos cortados, não arredondados",
        "en": f"{printed}: digits cut off, not rounded",
    }
    return Outcome(IMPRECISE, () if row is None else laid.key_of(row), (), why)


@check
def not_testable(laid: Laid) -> Iterator[Outcome]:
    """Say why nothing printed tests a sentence."""
    yield Outcome(NOT_TESTABLE, why=laid.parameters["why"])
