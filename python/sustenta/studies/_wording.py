"""The words of a recreation, in both languages."""

from __future__ import annotations

from typing import Final

__all__ = ["AGREES", "BY_ROUNDING", "CANNOT", "DISAGREES", "VERDICTS", "VERDICT_LABELS", "WHY"]

AGREES: Final = "agrees"
BY_ROUNDING: Final = "agrees_by_rounding"
DISAGREES: Final = "disagrees"
CANNOT: Final = "cannot_be_recomputed"

#: The verdicts on a cell: docs/method.md, Verdicts.
VERDICTS: Final = (AGREES, BY_ROUNDING, DISAGREES, CANNOT)

VERDICT_LABELS: Final = {
    "pt": {
        AGREES: "confere",
        BY_ROUNDING: "confere por arredondamento",
        DISAGREES: "diverge",
        CANNOT: "não recalculável",
    },
    "en": {
        AGREES: "agrees",
        BY_ROUNDING: "agrees by rounding",
        DISAGREES: "disagrees",
        CANNOT: "cannot be recomputed",
    },
}

#: Why a cell has its verdict: sentences, and their parts.
WHY: Final = {
    "pt": {
        "table": "Tabela {table}",
        "section": "item {table}",
        "formula": "{name} = {formula}: {inputs}.",
        "class": "{name}, pelos limites do artigo: {inputs}.",
        "sum": "Soma = {formula}: {inputs}.",
        "copy": "É o mesmo número: {inputs}.",
        "left_out": "Ficou fora da soma, sem valor: {inputs}.",
        "due": "mínimo devido em {year}",
        "rate": "percentual do cenário 1",
        "as_zero": "{text} lido como zero",
        "minus": "menos ",
        "missing": "Falta um dado de entrada: {inputs}.",
        "absent": "A célula de que depende não está em nenhuma página.",
        "reason": "{reason}.",
        "no_class": "Sem classe: {reason} ({inputs}).",
        "rounding": (
            "Os números impressos, tomados ao pé da letra, dão outro resultado; dentro dos seus "
            "intervalos de arredondamento há valores que dão este."
        ),
        "disagrees": "Nenhum valor dentro dos intervalos das entradas dá o que está impresso.",
        "no_number": "A página não traz número onde as entradas dão um.",
        "marker": "A página traz “{text}” no lugar de um número.",
        "blank": "A célula está em branco na página.",
        "used": "É entrada de outra célula; um engano nela só pode aparecer ali.",
        "used_often": "É entrada de {count} outras células; um engano nela só pode aparecer ali.",
        "unused": "Nenhuma outra célula depende dela: um engano nela não tem como aparecer.",
    },
    "en": {
        "table": "Table {table}",
        "section": "item {table}",
        "formula": "{name} = {formula}: {inputs}.",
        "class": "{name}, by the article's borders: {inputs}.",
        "sum": "Sum = {formula}: {inputs}.",
        "copy": "It is the same number: {inputs}.",
        "left_out": "Left out of the sum, without a value: {inputs}.",
        "due": "minimum due in {year}",
        "rate": "rate of scenario 1",
        "as_zero": "{text} read as zero",
        "minus": "minus ",
        "missing": "An input is missing: {inputs}.",
        "absent": "The cell that it depends on is on no page.",
        "reason": "{reason}.",
        "no_class": "No class: {reason} ({inputs}).",
        "rounding": (
            "The printed numbers, taken as points, give another result; within their rounding "
            "intervals there are values that give this one."
        ),
        "disagrees": "No value within the inputs' intervals gives what is printed.",
        "no_number": "The page has no number where its inputs give one.",
        "marker": "The page has “{text}” in the place of a number.",
        "blank": "The cell is blank on the page.",
        "used": "It is an input of another cell; a slip in it can show only there.",
        "used_often": "It is an input of {count} other cells; a slip in it can show only there.",
        "unused": "No other cell depends on it: a slip in it cannot show.",
    },
}
