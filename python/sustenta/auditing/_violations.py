"""What is violated: the rules and checks, with the labels of the row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from sustenta.auditing._rule import Check
from sustenta.auditing.checking import answers_of

if TYPE_CHECKING:
    from sustenta.auditing.confrontation import Confrontation

__all__ = ["Violated", "Violation", "Violations", "violated"]

#: A rule or check, and the labels of the row or group; none for a whole table.
Violation = tuple[str, tuple[str, ...]]
Violations = set[Violation]


class Violated(NamedTuple):
    """The violations, and for each rule the columns by which its rows or groups are named."""

    rows: Violations
    names: Mapping[str, tuple[str, ...]]


def violated(c: Confrontation) -> Violated:
    """Give every violation of a rule or of a check that is no sentence of a text."""
    answers = answers_of(c)
    found = {
        (rule, key)
        for rule, answer in answers.items()
        for key, verdict in answer.verdicts.items()
        if verdict in {"violated", "failed"}
    }
    if any(isinstance(rule, Check) for rule in c.rules):
        checks = c.checks
        broken = checks[(checks["verdict"] == "violated") & checks["quote"].isna()]
        found |= set(zip(broken["rule"], broken["row"], strict=True))
    return Violated(found, {rule: answer.names for rule, answer in answers.items()})
