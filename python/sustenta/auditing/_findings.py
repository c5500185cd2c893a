"""Findings as text and as HTML; what is shown of tables and rules is escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Final

from sustenta._html import html_table
from sustenta.auditing._figures import figure
from sustenta.auditing._finding import CERTAINTIES
from sustenta.auditing._report import aligned

if TYPE_CHECKING:
    from sustenta.auditing._finding import Finding
    from sustenta.registry import Lang

__all__ = ["html_text", "short_text"]

#: Findings shown before a text is cut short.
_SHOWN: Final = 20

_WORDS: Final = {
    "pt": {
        "none": "Nenhuma célula precisa mudar.",
        "cells": "{count} células em questão: {kinds}",
        "cell": "1 célula em questão: {kinds}",
        "more": "… e mais {count}: veja .cells",
        "hint": "Veja .cells, .groups e st.repair(tables, found).",
        "error": "erro",
        "rounding": "arredondamento",
        "where": "onde",
        "printed": "impresso",
        "suggested": "sugerido",
        "slip": "deslize",
        "certainty": "certeza",
        "severity": "gravidade",
        "rules": "regras",
        "or": "ou",
    },
    "en": {
        "none": "No cell has to change.",
        "cells": "{count} cells in question: {kinds}",
        "cell": "1 cell in question: {kinds}",
        "more": "… and {count} more: see .cells",
        "hint": "See .cells, .groups and st.repair(tables, found).",
        "error": "error",
        "rounding": "rounding",
        "where": "where",
        "printed": "printed",
        "suggested": "suggested",
        "slip": "slip",
        "certainty": "certainty",
        "severity": "severity",
        "rules": "rules",
        "or": "or",
    },
}
#: How sure a finding is, of one cell and of several.
_CERTAIN: Final = {
    "pt": {
        "certain": ("certa", "certas"),
        "likely": ("provável", "prováveis"),
        "ambiguous": ("ambígua", "ambíguas"),
        "contradiction": ("em contradição", "em contradição"),
    },
    "en": {
        "certain": ("certain", "certain"),
        "likely": ("likely", "likely"),
        "ambiguous": ("ambiguous", "ambiguous"),
        "contradiction": ("in contradiction", "in contradiction"),
    },
}
_COLUMNS: Final = ("where", "printed", "suggested", "slip", "certainty", "severity", "rules")


#: Gives the ids of rules by their places.
RuleIds = Callable[[Sequence[int]], list[str]]


def short_text(found: Sequence[Finding], rule_ids: RuleIds, lang: Lang) -> str:
    """Write how many cells are in question, and the first of them."""
    words = _WORDS[lang]
    rows = _rows(found, rule_ids, lang)
    if not rows:
        return headline(found, lang)
    lines = [
        headline(found, lang),
        "",
        *aligned([[words[name] for name in _COLUMNS], *rows], right=(1, 2)),
    ]
    return "\n".join([*lines, *_rest(found, lang), "", words["hint"]])


def html_text(found: Sequence[Finding], rule_ids: RuleIds, lang: Lang) -> str:
    """Write the same as HTML."""
    words = _WORDS[lang]
    rows = _rows(found, rule_ids, lang)
    parts = [f"<p><strong>{escape(headline(found, lang))}</strong></p>"]
    if rows:
        parts.append(html_table([words[name] for name in _COLUMNS], rows))
    return "\n".join([*parts, *(f"<p>{escape(line)}</p>" for line in _rest(found, lang))])


def headline(found: Sequence[Finding], lang: Lang) -> str:
    """Say how many cells of each certainty there are."""
    words = _WORDS[lang]
    if not len(found):
        return words["none"]
    certainties = [one.certainty for one in found]
    counts = {name: certainties.count(name) for name in CERTAINTIES}
    kinds = [
        f"{count} {_CERTAIN[lang][name][count > 1]}" for name, count in counts.items() if count
    ]
    form = words["cells" if len(found) > 1 else "cell"]
    return form.format(count=len(found), kinds=", ".join(kinds))


def _rest(found: Sequence[Finding], lang: Lang) -> list[str]:
    left = len(found) - _SHOWN
    return [_WORDS[lang]["more"].format(count=left)] if left > 0 else []


def _rows(found: Sequence[Finding], rule_ids: RuleIds, lang: Lang) -> list[list[str]]:
    words = _WORDS[lang]
    rows = []
    for one in found[:_SHOWN]:
        certainty, _ = _CERTAIN[lang][one.certainty]
        if one.alternatives:
            others = [" + ".join(cells) for cells in one.alternatives]
            between = f" {words['or']} "
            certainty += f" ({words['or']} {between.join(others[:3])})"
        rows.append(
            [
                one.address,
                one.printed or "",
                _between(one, lang) if one.suggested is None else one.suggested,
                one.slip or "",
                certainty,
                words[one.severity],
                ", ".join(rule_ids(one.rules)),
            ]
        )
    return rows


def _between(one: Finding, lang: Lang) -> str:
    low, high = (None if end is None else figure(Decimal(end), lang) for end in (one.low, one.high))
    if low is None and high is None:
        return ""
    return f"{low or '−∞'}…{high or '∞'}"
