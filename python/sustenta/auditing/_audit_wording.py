"""The words of an audit's report."""

from __future__ import annotations

from typing import Final

__all__ = ["AUDIT_TEXT"]

AUDIT_TEXT: Final = {
    "pt": {
        "title": "Auditoria",
        "holds": "Tudo se sustenta.",
        "found": "Achados: {count}.",
        "cell": "células",
        "arrangement": "ordem das linhas",
        "warning_rule": "avisos",
        "check": "rótulos, marcas e margens",
        "claim": "afirmações do texto",
        "certain": "certo",
        "likely": "provável",
        "ambiguous": "ambíguo",
        "contradiction": "contradição sem reparo pequeno",
        "error": "erro",
        "warning": "aviso",
        "rounding": "arredondamento",
        "reads": "{printed} impresso",
        "should": "{printed} impresso; {suggested} sugerido",
        "between": "{printed} impresso; entre {low} e {high}",
        "alternatives": "ou, em vez disso: {others}",
        "tangled": "células que não cabem juntas: {cells}",
        "many": "{count} células que não cabem juntas: {cells}, …",
        "orders": "{text}. De {orders} ordens possíveis, cabem {fitting}.",
        "none_fits": "{text}. De {orders} ordens possíveis, nenhuma acerta todas as células; "
        "esta deixa {left} fora.",
        "beside": "(impresso na linha de {label})",
        "false": "falsa",
        "imprecise": "imprecisa",
        "undecided": "Indecididas por falta de informação: {count}.",
        "open": "Afirmações que nada do que foi impresso testa: {count}.",
    },
    "en": {
        "title": "Audit",
        "holds": "Everything holds.",
        "found": "Findings: {count}.",
        "cell": "cells",
        "arrangement": "order of rows",
        "warning_rule": "warnings",
        "check": "labels, marks and margins",
        "claim": "claims of the text",
        "certain": "certain",
        "likely": "likely",
        "ambiguous": "ambiguous",
        "contradiction": "a contradiction that no small repair mends",
        "error": "error",
        "warning": "warning",
        "rounding": "rounding",
        "reads": "{printed} printed",
        "should": "{printed} printed; {suggested} suggested",
        "between": "{printed} printed; between {low} and {high}",
        "alternatives": "or, instead: {others}",
        "tangled": "cells that cannot all be right: {cells}",
        "many": "{count} cells that cannot all be right: {cells}, …",
        "orders": "{text}. Of {orders} possible orders, {fitting} fit.",
        "none_fits": "{text}. Of {orders} possible orders, none mends all cells; this one leaves "
        "{left}.",
        "beside": "(printed beside {label})",
        "false": "false",
        "imprecise": "imprecise",
        "undecided": "Undecided for want of information: {count}.",
        "open": "Claims that nothing printed tests: {count}.",
    },
}
