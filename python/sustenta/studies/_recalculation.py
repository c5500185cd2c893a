"""A printed cell held against its recomputation from other printed cells.

No formula stands here: numbers come from the core's relations, classes from its classifiers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sustenta import _core
from sustenta.figures import format_figures
from sustenta.registry import (
    ARGUMENTS,
    CLASSIFICATIONS,
    INDICATORS,
    REASON_LABELS,
    Lang,
    formula_with,
)
from sustenta.studies._classes import GAPS_ALLOWED, classes_of
from sustenta.studies._inputs import Operand, operands
from sustenta.studies._rules import Rule, Unfounded
from sustenta.studies._wording import AGREES, BY_ROUNDING, CANNOT, DISAGREES, WHY

if TYPE_CHECKING:
    from sustenta.studies._cells import Address, Pages, Printed

__all__ = ["Outcome", "Recalculation"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on a cell.

    Attributes
    ----------
    verdict, why
        As a recreation shows them.
    point, low, high
        The recomputed number and its range; None for a class, and where there is none.
    text
        What the page would print for it; None where nothing was recomputed.
    inputs
        The cells that it was recomputed from.
    """

    verdict: str
    why: str
    point: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    text: str | None = None
    inputs: frozenset[Address] = frozenset()


class Recalculation:
    """The relations of a study, applied to its pages."""

    def __init__(self, pages: Pages, rules: Sequence[Rule | Unfounded], lang: Lang) -> None:
        self._pages = pages
        self._lang = lang
        self._words = WHY[lang]
        self._rules: dict[tuple[int | str, str], list[Rule | Unfounded]] = {}
        for rule in rules:
            self._rules.setdefault((rule.table, rule.column), []).append(rule)

    def outcomes(self) -> dict[Address, Outcome]:
        """Judge every cell of the pages."""
        judged = {cell.address: self.judge(cell) for cell in self._pages}
        used = Counter(address for outcome in judged.values() for address in outcome.inputs)
        for cell in self._pages:
            outcome = judged[cell.address]
            if outcome.text is None:
                why = self._given(cell, outcome.why, used[cell.address])
                judged[cell.address] = Outcome(outcome.verdict, why)
        return judged

    def judge(self, cell: Printed, municipality: str | None = None) -> Outcome:
        """Judge a cell, as it stands or as if it stood in the row of another municipality."""
        address = cell.address
        if municipality is not None:
            address = address._replace(municipality=municipality)
        for rule in self._rules.get((address.table, address.column), ()):
            if isinstance(rule, Unfounded):
                return Outcome(CANNOT, rule.why[self._lang])
            if not rule.holds_for(address.municipality, address.year):
                continue
            inputs = operands(rule, address, self._pages)
            if inputs is None:
                continue
            judge = self._class if rule.formula in CLASSIFICATIONS else self._figure
            outcome = judge(cell, rule, inputs)
            if outcome.text is None:
                return outcome
            return replace(
                outcome, inputs=frozenset(each.cell.address for each in inputs if each.cell)
            )
        return Outcome(CANNOT, self._words["absent"])

    def _figure(self, cell: Printed, rule: Rule, inputs: list[Operand]) -> Outcome:
        """Recompute a number and hold the printed one against it."""
        left_out = [each for each in inputs if each.reasons and each.reasons <= rule.leaves_out]
        taken = [each for each in inputs if each not in left_out]
        missing = [each for each in taken if each.given is None]
        if missing or not taken:
            return self._lacking(missing or inputs)
        point, low, high, verdict, reason = _core.recompute(
            rule.formula, [each.given for each in taken if each.given is not None], cell.given
        )
        decimals = max(cell.decimals, 0)
        why = self._formula(rule, taken, format_figures(point, decimals=decimals, lang=self._lang))
        if left_out:
            why.append(self._words["left_out"].format(inputs=self._listed(left_out)))
        if reason is not None:
            why.append(self._words["reason"].format(reason=REASON_LABELS[reason][self._lang]))
            return self._refusal(cell, reason, why)
        text = format_figures(point, decimals=decimals, negative=cell.negative)
        if verdict is None:
            why.append(self._words["no_number"])
            return Outcome(DISAGREES, " ".join(why), point, low, high, text)
        return Outcome(verdict, self._said(verdict, why), point, low, high, text)

    def _class(self, cell: Printed, rule: Rule, inputs: list[Operand]) -> Outcome:
        """Classify the inputs and hold the printed class against it."""
        missing = [each for each in inputs if each.given is None]
        if missing and not (rule.formula in GAPS_ALLOWED and len(missing) < len(inputs)):
            reasons = frozenset().union(*(each.reasons for each in missing))
            if cell.reasons and cell.reasons <= reasons:
                return self._no_class(cell, min(cell.reasons), missing)
            return self._lacking(missing)
        figures = tuple(each.given for each in inputs)
        years = tuple(each.cell.address.year or 0 for each in inputs if each.cell is not None)
        found = classes_of(rule.formula, figures, years)
        if found.label is None:
            return self._no_class(cell, found.reason or "input_missing", inputs)
        if cell.spelling == found.label:
            verdict = AGREES
        else:
            verdict = BY_ROUNDING if cell.spelling in found.allowed else DISAGREES
        name = CLASSIFICATIONS[rule.formula]["name"][self._lang]
        why = [self._words["class"].format(name=name, inputs=self._listed(inputs))]
        return Outcome(verdict, self._said(verdict, why), text=found.label)

    def _no_class(self, cell: Printed, reason: str, inputs: list[Operand]) -> Outcome:
        label = REASON_LABELS[reason][self._lang]
        why = self._words["no_class"].format(reason=label, inputs=self._listed(inputs))
        return self._refusal(cell, reason, [why])

    def _refusal(self, cell: Printed, reason: str, why: list[str]) -> Outcome:
        """Judge a cell where the recomputation yields a reason, not a number or a class."""
        if reason not in cell.marks:
            return Outcome(CANNOT, " ".join(why))
        if reason in cell.reasons:
            return Outcome(AGREES, " ".join(why), text=cell.text)
        return Outcome(DISAGREES, self._said(DISAGREES, why), text=cell.marks[reason])

    def _lacking(self, missing: list[Operand]) -> Outcome:
        return Outcome(CANNOT, self._words["missing"].format(inputs=self._listed(missing)))

    def _formula(self, rule: Rule, taken: list[Operand], result: str) -> list[str]:
        """Say what was done with which figures; an empty `result` is for one that is missing."""
        inputs = self._listed(taken)
        if rule.formula in INDICATORS:
            given = dict(zip(ARGUMENTS[rule.formula], taken, strict=True))
            name = INDICATORS[rule.formula]["name"][self._lang]
            formula = formula_with(
                rule.formula, lambda argument: given[argument].written(self._lang)
            )
            reckoned = f"{formula} = {result}" if result else formula
            return [self._words["formula"].format(name=name, formula=reckoned, inputs=inputs)]
        if len(rule.sources) == 1 == len(taken):
            return [self._words["copy"].format(inputs=inputs)]
        terms = "".join(f" {each.sign} {each.written(self._lang)}" for each in taken)
        reckoned = f"{terms.removeprefix(' + ').strip()} = {result}"
        return [self._words["sum"].format(formula=reckoned, inputs=inputs)]

    def _listed(self, inputs: list[Operand]) -> str:
        return "; ".join(each.named(self._lang) for each in inputs)

    def _said(self, verdict: str, why: list[str]) -> str:
        remark = {BY_ROUNDING: "rounding", DISAGREES: "disagrees"}.get(verdict)
        return " ".join([*why, self._words[remark]] if remark else why)

    def _given(self, cell: Printed, why: str, count: int) -> str:
        """Say of a cell that was not recomputed what stands there, and what depends on it."""
        sentences = [why]
        if cell.reasons:
            marker = self._words["marker" if cell.text else "blank"]
            sentences.insert(0, marker.format(text=cell.text))
        key = "unused" if count == 0 else "used" if count == 1 else "used_often"
        return " ".join([*sentences, self._words[key].format(count=count)])
