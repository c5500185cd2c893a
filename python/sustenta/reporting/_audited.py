"""What the audit found: the shipped rules for SIOPS panels laid over the figures as they came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta._sentences import begun, counted
from sustenta.auditing import Rules, audit
from sustenta.panels._derivation import YEAR
from sustenta.reporting._blocks import Block, Section, Sheet, Words
from sustenta.reporting._subject import NAME
from sustenta.reporting._wording import TEXT
from sustenta.reporting._words import count_of, label_of, of_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sustenta.auditing import Audit
    from sustenta.registry import Lang
    from sustenta.reporting._subject import Subject

__all__ = ["audited"]

_RULES: Final = ("siops", "cleaning")
#: No source prints more decimals; what has more was computed, and its digits are not its own.
_PRINTED: Final = 6
#: Findings listed one by one, and names of municipalities beside a rule.
_LISTED: Final = 150
_NAMED: Final = 3
#: Warnings are listed one by one where they are no more than this.
_FEW: Final = 60


def audited(subject: Subject, precision: Mapping[str, Any] | None) -> Section:
    """Write the section."""
    words = TEXT[subject.lang]
    section = Section("audited", words["audited"])
    frame, computed = _printed(subject, set(precision or ()))
    rules = Rules()
    for name in _RULES:
        rules += Rules.shipped(name)
    units = {name: unit for name, unit in (precision or {}).items() if name in frame}
    found = audit(frame, rules, precision=units or None, lang=subject.lang)
    section.blocks += _summary(found, subject)
    if computed:
        names = ", ".join(f"{label_of(name, subject.lang)} ({name})" for name in computed)
        section.blocks.append(Words((words["audit_computed"].format(names=names),)))
    if not found.holds:
        section.blocks.append(_by_rule(found, subject))
        section.blocks += _one_by_one(found, subject)
    return section


def _printed(subject: Subject, known: set[str]) -> tuple[pd.DataFrame, list[str]]:
    """Give the figures as they came, and name the columns that were computed."""
    given = subject.given
    if subject.one is not None:
        given = given[given[NAME] == subject.one]
    # The rules call `code` what names a municipality; here its name does.
    frame = pd.DataFrame({"code": given[NAME].astype(str), YEAR: given[YEAR]})
    computed = []
    for name in given.columns.drop([NAME, YEAR]):
        column = given[name]
        if column.dtype != np.float64:
            frame[name] = column
            continue
        numbers = column.to_numpy()
        short = np.round(numbers, _PRINTED)
        near = np.isclose(numbers, short, rtol=1e-14, atol=1e-12, equal_nan=True)
        if near.all() or name in known:
            # Sums of floats carry dust behind their last digit.
            frame[name] = np.where(near, short, numbers)
        else:
            computed.append(str(name))
    return frame.reset_index(drop=True), computed


def _summary(found: Audit, subject: Subject) -> list[Block]:
    words, lang = TEXT[subject.lang], subject.lang
    confrontation = found.confrontation
    counts = {name: count_of(count, lang) for name, count in confrontation.counts.items()}
    if not sum(confrontation.counts.values()):
        return [Words((words["audit_nothing"],))]
    said = words["audit_none"]
    if not found.holds:
        number = counted(len(found.findings), lang, words["finding"], words["findings"])
        broken = {rule for ids in found.findings["rules"] for rule in ids}
        rules = counted(len(broken), lang, words["rule"], words["rules"])
        said = words["audit_some"].format(findings=number, rules=rules)
    return [Words((said, words["audit_counts"].format(**counts)))]


def _by_rule(found: Audit, subject: Subject) -> Sheet:
    """Give a row a rule: what it says, how often it is broken, where first."""
    words, lang = TEXT[subject.lang], subject.lang
    rows = []
    for rule, broken in _broken(found).groupby("rule", sort=False):
        first = broken.iloc[0]
        places = [_where(row) for row in broken.head(_NAMED).to_dict("records")]
        shown = "; ".join(places)
        rest = len(broken) - len(places)
        if rest:
            shown = words["and_more"].format(shown=shown, count=count_of(rest, lang))
        severity = words.get(str(first["severity"]), str(first["severity"]))
        binding = first["severity"] != "error"
        rows.append((binding, len(broken), str(first["label"]), severity, shown, str(rule)))
    rows.sort(key=lambda row: (row[0], -row[1]))
    cells = [
        (begun(label), severity, count_of(count, lang), shown, rule)
        for _, count, label, severity, shown, rule in rows
    ]
    heads = ("says", "severity", "count", "who", "rule")
    return Sheet(of_texts(subject, words["audit_rules"], heads, cells))


def _broken(found: Audit) -> pd.DataFrame:
    """Give every place where a rule does not hold: rows, and what checks contradict."""
    violations = found.confrontation.violations
    checks = found.confrontation.checks
    wrong = checks[checks["verdict"] == "violated"]
    more = pd.DataFrame(
        {
            "rule": wrong["rule"],
            "label": wrong["label"],
            "severity": wrong["severity"],
            "code": [" ".join(row) if row else "" for row in wrong["row"]],
        }
    )
    parts = [part for part in (violations, more) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else violations


def _where(row: Mapping[Any, Any]) -> str:
    parts = [row.get("code"), row.get(YEAR)]
    return " ".join(str(part) for part in parts if part is not None and part == part)  # noqa: PLR0124


def _one_by_one(found: Audit, subject: Subject) -> list[Block]:
    words = TEXT[subject.lang]
    warnings = found.of("warning")
    listed = found.findings
    unlisted: list[Block] = []
    if len(warnings) > _FEW:
        # The table of rules counts them.
        listed = listed[listed["kind"] != "warning"]
        said = words["audit_warnings"].format(count=count_of(len(warnings), subject.lang))
        unlisted.append(Words((said,)))
    if listed.empty:
        return unlisted
    shown = listed.head(_LISTED).to_dict("records")
    rest = len(listed) - len(shown)
    notes = [words["audit_more"].format(count=count_of(rest, subject.lang))] if rest else []
    cells = [_finding(row, subject.lang) for row in shown]
    heads = ("where", "column", "evidence", "severity", "certainty", "rule")
    return [*unlisted, Sheet(of_texts(subject, words["audit_cells"], heads, cells, notes))]


def _finding(row: Mapping[Any, Any], lang: Lang) -> tuple[str, ...]:
    words = TEXT[lang]
    names = [name.strip() for name in _text(row["column"]).split(",") if name.strip()]
    return (
        _text(row["where"]),
        ", ".join(label_of(name, lang) for name in names),
        _text(row["evidence"]),
        words.get(_text(row["severity"]), _text(row["severity"])),
        words.get(_text(row["certainty"]), _text(row["certainty"])) or "–",
        ", ".join(row["rules"]),
    )


def _text(cell: Any) -> str:
    return "" if cell is None or cell != cell else str(cell)  # noqa: PLR0124  NaN alone differs
