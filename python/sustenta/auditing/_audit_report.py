"""An audit as a letter, in text and as HTML; what is shown of tables and rules is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Final, Protocol

from sustenta._names import closest
from sustenta.auditing._audit_wording import AUDIT_TEXT as _TEXT

if TYPE_CHECKING:
    import pandas as pd

    from sustenta.auditing.confrontation import Confrontation
    from sustenta.auditing.localisation import Found
    from sustenta.registry import Lang

__all__ = ["html_text", "text", "unfitting"]


class _Audited(Protocol):
    """An audit, as far as it is told."""

    lang: Lang
    findings: pd.DataFrame
    claims: pd.DataFrame
    confrontation: Confrontation
    located: Found

    @property
    def decided(self) -> int: ...
    def of(self, *kinds: str) -> pd.DataFrame: ...


#: In the order in which they are told.
KINDS: Final = ("arrangement", "cell", "violated", "failed", "warning", "check", "claim")
#: Rules that were left out are named up to here.
_SHOWN: Final = 20


def text(report: _Audited) -> str:
    """Write what was found, kind by kind, with its evidence."""
    words = _TEXT[report.lang]
    lines = [words["title"], "", headline(report)]
    for title, rows in _sections(report):
        lines += ["", title]
        for row in rows:
            lines.append(f"- {_said(row, report.lang)}")
            lines += [f"    {test}" for test in row["tests"] or ()]
    return "\n".join([*lines, "", *left_open(report)])


def html_text(report: _Audited) -> str:
    """Write the same as HTML, for a page or a notebook that has its own title."""
    words = _TEXT[report.lang]
    parts = [f"<h2>{escape(words['title'])}</h2>", f"<p>{escape(headline(report))}</p>"]
    for title, rows in _sections(report):
        items = []
        for row in rows:
            tests = "".join(f"<br><small>{escape(test)}</small>" for test in row["tests"] or ())
            items.append(f"<li>{escape(_said(row, report.lang))}{tests}</li>")
        parts.append(f"<h3>{escape(title)}</h3><ul>{''.join(items)}</ul>")
    return "\n".join([*parts, *(f"<p>{escape(line)}</p>" for line in left_open(report))])


def headline(report: _Audited) -> str:
    """Say whether it holds, how much was found, or that nothing could be looked at."""
    words = _TEXT[report.lang]
    if len(report.findings):
        return words["found"].format(count=len(report.findings))
    return words["holds" if report.decided else "nothing"]


def left_open(report: _Audited) -> list[str]:
    """Say how much was decided, and what could not be looked at."""
    words = _TEXT[report.lang]
    open_claims = int((report.claims["verdict"] == "not_testable").sum())
    undecided = report.confrontation.counts["undecided"]
    lines = [
        words["decided"].format(count=report.decided),
        words["undecided"].format(count=undecided),
    ]
    left_out = unfitting(report)
    if left_out:
        shown = "; ".join(left_out[:_SHOWN])
        rest = f"; (+{len(left_out) - _SHOWN})" if len(left_out) > _SHOWN else ""
        lines.append(words["left_out"].format(rules=f"{shown}{rest}"))
    return [*lines, words["open"].format(count=open_claims)] if open_claims else lines


def unfitting(report: _Audited) -> list[str]:
    """Name the columns that were looked for in vain, the nearest that there are, and the rules."""
    words = _TEXT[report.lang]
    known = [name for table in report.located.tables for name in table.columns]
    by_name: dict[str, list[str]] = {}
    for rule, name in report.confrontation.left_out.items():
        by_name.setdefault(name, []).append(rule)
    said = []
    for name, rules in by_name.items():
        near = closest(name, known)
        meant = words["near"].format(name=near) if near else ""
        said.append(f"{name}{meant}: {', '.join(rules)}")
    return said


def _sections(report: _Audited) -> list[tuple[str, list[dict[Any, Any]]]]:
    words = _TEXT[report.lang]
    sections = []
    for kind in KINDS:
        rows = report.of(kind).to_dict("records")
        if rows:
            name = words[f"{kind}_rule" if kind in {"warning", "violated", "failed"} else kind]
            sections.append((f"{name[0].upper()}{name[1:]} ({len(rows)})", rows))
    return sections


def _said(row: Mapping[Any, Any], lang: str) -> str:
    words = _TEXT[lang]
    if row["kind"] == "claim":
        return str(row["evidence"])
    place = " ".join(str(row[name]) for name in ("table", "where") if row[name])
    column = f", {row['column']}" if row["column"] else ""
    marks = ", ".join(words[name] for name in (row["certainty"], row["severity"]) if name in words)
    rules = ", ".join(row["rules"])
    return f"{place}{column}: {row['evidence']} [{marks}; {rules}]"
