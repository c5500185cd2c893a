"""A confrontation as text and as HTML; what is shown of tables and rules is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final, Protocol

from sustenta._html import html_table
from sustenta.auditing._figures import figure, interval
from sustenta.auditing._rule import Rule
from sustenta.auditing._wording import VERDICT_LABELS, VERDICTS, WHY, WORDS, counted

if TYPE_CHECKING:
    import pandas as pd

    from sustenta.auditing.rules import Rules
    from sustenta.registry import Lang

__all__ = ["html_text", "short_text"]


class _Confronted(Protocol):
    """A confrontation, as far as it is shown."""

    rules: Rules
    lang: Lang
    left_out: dict[str, str]

    @property
    def holds(self) -> bool: ...
    @property
    def counts(self) -> dict[str, int]: ...
    @property
    def checks(self) -> pd.DataFrame: ...
    @property
    def violations(self) -> pd.DataFrame: ...
    def summary(self) -> pd.DataFrame: ...


#: Rules and verdicts shown before a text is cut short.
_SHOWN: Final = 20


def short_text(c: _Confronted) -> str:
    """Write the counts, the rules that do not hold, and the first of the violations."""
    words = WORDS[c.lang]
    lines = [headline(c)]
    rows = _rule_rows(c)
    if rows:
        header = [words["rule"], *(VERDICT_LABELS[c.lang][verdict] for verdict in VERDICTS)]
        lines += ["", *aligned([header, *rows[:_SHOWN]], right=range(1, 5))]
        lines += _rest(c, len(rows))
    violations = _violation_rows(c)
    if violations:
        header = [words[key] for key in ("rule", "where", "left", "right", "gap")]
        lines += ["", *aligned([header, *violations], right=())]
        lines += _rest(c, len(c.violations))
    checks = _check_rows(c)
    if checks:
        header = [words["rule"], words["where"], words["why"]]
        lines += ["", *aligned([header, *checks[:_SHOWN]], right=())]
        lines += _rest(c, len(checks))
    if c.left_out:
        lines += ["", words["left_out"].format(names=_some(list(c.left_out)))]
    return "\n".join([*lines, "", words["hint"]])


def html_text(c: _Confronted) -> str:
    """Write the same as HTML."""
    words = WORDS[c.lang]
    parts = [f"<p><strong>{escape(headline(c))}</strong></p>"]
    rows = _rule_rows(c)
    if rows:
        header = [words["rule"], *(VERDICT_LABELS[c.lang][verdict] for verdict in VERDICTS)]
        parts.append(html_table(header, rows[:_SHOWN]))
        parts += [f"<p>{escape(line)}</p>" for line in _rest(c, len(rows))]
    violations = _violation_rows(c)
    if violations:
        header = [words[key] for key in ("rule", "where", "left", "right", "gap")]
        parts.append(html_table(header, violations))
        parts += [f"<p>{escape(line)}</p>" for line in _rest(c, len(c.violations))]
    checks = _check_rows(c)
    if checks:
        parts.append(html_table([words["rule"], words["where"], words["why"]], checks[:_SHOWN]))
        parts += [f"<p>{escape(line)}</p>" for line in _rest(c, len(checks))]
    if c.left_out:
        parts.append(f"<p>{escape(words['left_out'].format(names=_some(list(c.left_out))))}</p>")
    return "\n".join(parts)


def headline(c: _Confronted) -> str:
    """Say whether it holds, and how many verdicts of each kind there are."""
    words = WORDS[c.lang]
    counts = counted(c.lang, c.counts)
    said = words["nothing" if not counts else "holds" if c.holds else "holds_not"]
    counts = counts or f"0 {words['items']}"
    return f"{said}: {counts} ({len(c.rules)} {words['rule' if len(c.rules) == 1 else 'rules']})"


def _rule_rows(c: _Confronted) -> list[list[str]]:
    """Give the counts of every rule that is not satisfied everywhere."""
    summary = c.summary()
    open_rules = summary[summary["satisfied"] < summary["items"]]
    return [
        [str(row.Index), *(str(getattr(row, verdict)) for verdict in VERDICTS)]
        for row in open_rules.itertuples()
    ]


def _violation_rows(c: _Confronted) -> list[list[str]]:
    return [
        [
            str(row["rule"]),
            place(row, c.violations),
            interval(row["left_low"], row["left_high"], c.lang),
            interval(row["right_low"], row["right_high"], c.lang),
            WHY[c.lang].get(row["why"], row["why"]) if row["why"] else figure(row["gap"], c.lang),
        ]
        for row in c.violations.head(_SHOWN).to_dict("records")
    ]


def _check_rows(c: _Confronted) -> list[list[str]]:
    """Give what checks and claims contradict, and why."""
    if all(isinstance(rule, Rule) for rule in c.rules):
        return []
    wrong = c.checks[c.checks["verdict"] == "violated"]
    rows = zip(wrong["rule"], wrong["table"], wrong["row"], wrong["why"], strict=True)
    return [
        [str(rule), f"{table or ''} [{', '.join(row)}]" if row else str(table or ""), str(why)]
        for rule, table, row, why in rows
    ]


def place(row: Mapping[Any, Any], frame: pd.DataFrame) -> str:
    """Say where a verdict stands: its table and key."""
    names = list(frame.columns)
    keys = names[names.index("table") + 1 : names.index("verdict")]
    values = [str(row[key]) for key in keys if row[key] is not None and row[key] == row[key]]
    return f"{row['table']} [{', '.join(values)}]" if values else str(row["table"])


def _rest(c: _Confronted, count: int) -> list[str]:
    return [WORDS[c.lang]["more"].format(count=count - _SHOWN)] if count > _SHOWN else []


def _some(names: Sequence[str]) -> str:
    rest = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" (+{rest})" if rest > 0 else "")


def aligned(rows: Sequence[Sequence[str]], *, right: Sequence[int]) -> list[str]:
    """Lay rows out in columns; those of `right` to the right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(
            text.rjust(width) if place in right else text.ljust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
