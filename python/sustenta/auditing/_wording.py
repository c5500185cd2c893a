"""What a confrontation says, in both languages."""

from __future__ import annotations

from typing import Final

__all__ = ["CLAIMS", "VERDICTS", "VERDICT_LABELS", "WHY", "WORDS", "counted"]

#: In the order of the core's counts.
VERDICTS: Final = ("satisfied", "violated", "undecided", "failed")
CLAIMS: Final = ("true", "false", "imprecise", "not_testable")

VERDICT_LABELS: Final = {
    "pt": {
        "satisfied": "satisfeita",
        "violated": "violada",
        "undecided": "indecidida",
        "failed": "sem sentido",
        "true": "verdadeira",
        "false": "falsa",
        "imprecise": "imprecisa",
        "not_testable": "não verificável",
    },
    "en": {
        "satisfied": "satisfied",
        "violated": "violated",
        "undecided": "undecided",
        "failed": "failed",
        "true": "true",
        "false": "false",
        "imprecise": "imprecise",
        "not_testable": "not testable",
    },
}

#: Why a rule is not decided, or has no meaning.
WHY: Final = {
    "pt": {
        "input_missing": "falta um valor",
        "nothing_to_sum": "não há parcela a somar",
        "whole_zero": "o divisor é zero, ou pode ser",
        "whole_negative": "o divisor é negativo",
        "amount_not_finite": "um valor é infinito",
        "cell_on_both_sides": "a célula comparada com a razão também está nela",
    },
    "en": {
        "input_missing": "a figure is missing",
        "nothing_to_sum": "there is nothing to sum",
        "whole_zero": "what divides is zero, or may be",
        "whole_negative": "what divides is negative",
        "amount_not_finite": "a figure is infinite",
        "cell_on_both_sides": "the cell compared with the ratio is also in it",
    },
}

WORDS: Final = {
    "pt": {
        "holds": "Tudo se sustenta",
        "holds_not": "Não se sustenta",
        "nothing": "Nada foi verificado",
        "items": "itens",
        "rule": "regra",
        "rules": "regras",
        "total": "total",
        "where": "onde",
        "left": "lado esquerdo",
        "right": "lado direito",
        "gap": "distância",
        "why": "motivo",
        "missing": "falta",
        "more": "… e mais {count}",
        "left_out": "Regras deixadas de fora, por falta de coluna: {names}",
        "hint": "Regra a regra em .summary(); item a item em .verdicts; violações em .violations",
        "claims": "Afirmações do texto",
        "quote": "citação",
    },
    "en": {
        "holds": "Everything holds",
        "holds_not": "It does not hold",
        "nothing": "Nothing was verified",
        "items": "items",
        "rule": "rule",
        "rules": "rules",
        "total": "total",
        "where": "where",
        "left": "left side",
        "right": "right side",
        "gap": "gap",
        "why": "why",
        "missing": "missing",
        "more": "… and {count} more",
        "left_out": "Rules left out, for want of a column: {names}",
        "hint": "Rule by rule in .summary(); item by item in .verdicts; violations in .violations",
        "claims": "Claims of the text",
        "quote": "quote",
    },
}

_PLURALS: Final = {
    "pt": {
        "satisfied": ("satisfeita", "satisfeitas"),
        "violated": ("violada", "violadas"),
        "undecided": ("indecidida", "indecididas"),
        "failed": ("sem sentido", "sem sentido"),
        "true": ("verdadeira", "verdadeiras"),
        "false": ("falsa", "falsas"),
        "imprecise": ("imprecisa", "imprecisas"),
        "not_testable": ("não verificável", "não verificáveis"),
    },
    "en": {name: (name.replace("_", " "),) * 2 for name in (*VERDICTS, *CLAIMS)},
}


def counted(lang: str, counts: dict[str, int]) -> str:
    """Write how many of each there are: ``12 satisfeitas, 1 violada``."""
    return ", ".join(
        f"{count} {_PLURALS[lang][name][count != 1]}" for name, count in counts.items() if count
    )
