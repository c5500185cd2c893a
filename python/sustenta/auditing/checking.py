"""Checks confronted with tables: a frame of what each found, claims with their sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

import pandas as pd

# The functions register themselves when they are imported.
from sustenta.auditing import quotations, row_checks  # noqa: F401
from sustenta.auditing._rule import Check
from sustenta.auditing.checks import Answer, Answers, Outcome, decide

if TYPE_CHECKING:
    from sustenta.auditing._decided import Decided
    from sustenta.auditing.rules import Rules
    from sustenta.registry import Lang

__all__ = ["CLAIM_VERDICTS", "answers_of", "check_tables", "claims_of"]

#: What a claim is, by the worst of what its check found.
CLAIM_VERDICTS: Final = {
    "violated": "false",
    "imprecise": "imprecise",
    "undecided": "undecided",
    "not_testable": "not_testable",
    "satisfied": "true",
}


class _Confronted(Protocol):
    """A confrontation, as far as it is asked here."""

    _decided: Decided


_COLUMNS: Final = ("rule", "table", "row", "verdict", "columns", "why", "quote", "severity")


def check_tables(
    tables: Mapping[str, pd.DataFrame],
    rules: Rules,
    keys: Mapping[str, Sequence[str]],
    answers: Answers,
    *,
    lang: Lang,
) -> pd.DataFrame:
    """Confront tables with the checks among rules.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The tables by the names that rules use, their figures as Decimals; what a blank or a marker
        is printed as stands in ``<column>_marker``.
    rules : Rules
        Rules and checks. Checks may name rules among them.
    keys : mapping of str to sequence of str
        The columns that identify the rows of each; none where they go by their place.
    answers : mapping of str to Answer
        The verdicts on these tables of the rules, and of the questions that the checks ask.
    lang : {"pt", "en"}
        The language of texts.

    Returns
    -------
    pandas.DataFrame
        A row an outcome: ``rule``, ``table``, ``row`` (the labels of the row, none for the whole
        table), ``verdict`` (satisfied, violated, undecided, imprecise, not_testable), ``columns``,
        ``why``, ``quote`` (missing where it is no claim), ``severity``, ``label``, ``origin``.
    """
    checks = [rule for rule in rules if isinstance(rule, Check)]
    answers = dict(answers)
    found: list[dict[str, Any]] = []
    for check, outcomes in decide(_in_order(checks), tables, keys, answers, rules.known):
        answers[check.id] = _as_answer(outcomes)
        found += [_row(check, outcome, lang) for outcome in outcomes]
    order = {check.id: place for place, check in enumerate(checks)}
    found.sort(key=lambda row: order[row["rule"]])
    return pd.DataFrame(found, columns=[*_COLUMNS, "label", "origin"])


def claims_of(checked: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Say of every claim whether it is true.

    Parameters
    ----------
    checked : iterable of mapping
        The rows of :func:`check_tables`, and what was found of rules in the same shape.

    Returns
    -------
    pandas.DataFrame
        A row a claim, in their order: ``claim``, ``verdict`` (true, false, imprecise, undecided,
        not_testable), ``quote``, ``why`` (what contradicts it, all of it), ``severity``, ``label``,
        ``origin``.
    """
    by_claim: dict[str, list[Mapping[str, Any]]] = {}
    for row in checked:
        if row["quote"] is not None:
            by_claim.setdefault(row["rule"], []).append(row)
    rows = []
    for name, found in by_claim.items():
        verdicts = {row["verdict"] for row in found}
        worst = next(verdict for verdict in CLAIM_VERDICTS if verdict in verdicts)
        told = [row["why"] for row in found if row["verdict"] == worst and row["why"]]
        why = "; ".join(dict.fromkeys(told))
        same = {key: found[0][key] for key in ("quote", "severity", "label", "origin")}
        rows.append({"claim": name, "verdict": CLAIM_VERDICTS[worst], "why": why} | same)
    columns = ["claim", "verdict", "quote", "why", "severity", "label", "origin"]
    return pd.DataFrame(rows, columns=columns)


def answers_of(c: _Confronted) -> dict[str, Answer]:
    """Give the verdicts of a confrontation, by rule and by the labels of rows or groups."""
    return c._decided.answers()  # noqa: SLF001  the answers that it holds


def _in_order(checks: Iterable[Check]) -> list[Check]:
    """Give the checks so that those that name others come behind them."""
    return sorted(checks, key=lambda check: check.function == "rules")


def _as_answer(outcomes: Iterable[Outcome]) -> Answer:
    """Give what a check found as the answer to a rule, for the checks that name it."""
    numbered = enumerate(outcomes)
    return Answer((), {(*outcome.key, str(n)): outcome.verdict for n, outcome in numbered})


def _row(check: Check, outcome: Outcome, lang: Lang) -> dict[str, Any]:
    return {
        "rule": check.id,
        "table": check.table,
        "row": outcome.key,
        "verdict": outcome.verdict,
        "columns": outcome.columns,
        "why": outcome.why.get(lang),
        "quote": check.quote,
        "severity": check.severity,
        "label": check.label[lang],
        "origin": check.origin,
    }
