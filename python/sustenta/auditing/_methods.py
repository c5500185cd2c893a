"""How an audit and its parts were made: the paragraph that a paper needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from sustenta._sentences import counted, few
from sustenta.auditing._wording import VERDICTS
from sustenta.auditing._wording import counted as verdicts_counted

if TYPE_CHECKING:
    from sustenta.auditing.audits import Audit
    from sustenta.auditing.confrontation import Confrontation
    from sustenta.auditing.localisation import Found
    from sustenta.registry import Lang

__all__ = ["method_of_audit", "method_of_confrontation", "method_of_found"]

_WORDS: Final[Mapping[Lang, Mapping[str, str]]] = {
    "pt": {
        "rules": "{rules} foram confrontadas com {tables}, em aritmética exata: cada número "
        "impresso vale pelo intervalo que a sua precisão e o seu tipo (exato, arredondado, "
        "truncado) lhe dão. Resultado: {counts}.",
        "rule": "{rules} foi confrontada com {tables}, em aritmética exata: cada número impresso "
        "vale pelo intervalo que a sua precisão e o seu tipo (exato, arredondado, truncado) lhe "
        "dão. Resultado: {counts}.",
        "left_out": "Ficaram de fora, por falta de coluna: {names}.",
        "origins": "Origem das regras, nas palavras de quem as escreveu: {names}.",
        "located": "As células em questão são as do menor conjunto cuja mudança deixa todas as "
        "regras valerem (Fellegi e Holt, 1976), com todos os conjuntos desse tamanho: {cells}.",
        "arranged": "Antes se procuraram linhas e células fora do lugar. Por fim se testaram as "
        "afirmações do texto.",
        "unchanged": "Nada foi corrigido nas tabelas dadas.",
    },
    "en": {
        "rules": "{rules} were confronted with {tables}, in exact arithmetic: each printed figure "
        "stands for the interval that its precision and kind (exact, rounded, truncated) give it. "
        "Result: {counts}.",
        "rule": "{rules} was confronted with {tables}, in exact arithmetic: each printed figure "
        "stands for the interval that its precision and kind (exact, rounded, truncated) give it. "
        "Result: {counts}.",
        "left_out": "Left out, for want of a column: {names}.",
        "origins": "Origin of the rules, in the words of who wrote them: {names}.",
        "located": "The cells in question are those of the smallest set whose change lets all "
        "rules hold (Fellegi and Holt, 1976), with all sets of that size: {cells}.",
        "arranged": "Rows and cells out of place were looked for first; the claims of the text "
        "were tested last.",
        "unchanged": "Nothing was corrected in the tables given.",
    },
}
_COUNTS: Final = {
    "pt": {
        "rules": ("regra", "regras"),
        "tables": ("tabela", "tabelas"),
        "cells": ("célula", "células"),
        "none": "nenhum veredito",
    },
    "en": {
        "rules": ("rule", "rules"),
        "tables": ("table", "tables"),
        "cells": ("cell", "cells"),
        "none": "no verdict",
    },
}


def method_of_confrontation(found: Confrontation, lang: Lang) -> str:
    """Write how tables were confronted with rules."""
    words, units = _WORDS[lang], _COUNTS[lang]
    rules, tables = len(found.rules), len(found._tables)  # noqa: SLF001  of this package
    verdicts = {name: found.counts[name] for name in VERDICTS}
    said = [
        words["rule" if rules == 1 else "rules"].format(
            rules=counted(rules, lang, *units["rules"]),
            tables=counted(tables, lang, *units["tables"]),
            counts=verdicts_counted(lang, verdicts) or units["none"],
        )
    ]
    if found.left_out:
        said.append(words["left_out"].format(names=few(list(found.left_out), lang)))
    origins = list(dict.fromkeys(rule.origin for rule in found.rules if rule.origin))
    if origins:
        said.append(words["origins"].format(names="; ".join(f"“{one}”" for one in origins[:5])))
    return " ".join(said)


def method_of_found(found: Found, lang: Lang) -> str:
    """Write how the cells in question were found."""
    cells = counted(len(found), lang, *_COUNTS[lang]["cells"])
    said = [method_of_confrontation(found.confrontation, lang)]
    located = _WORDS[lang]["located"].format(cells=cells)
    return " ".join([*said, located, _WORDS[lang]["unchanged"]])


def method_of_audit(found: Audit, lang: Lang) -> str:
    """Write how tables were audited."""
    words = _WORDS[lang]
    cells = counted(len(found.located), lang, *_COUNTS[lang]["cells"])
    said = [method_of_confrontation(found.confrontation, lang), words["arranged"]]
    return " ".join([*said, words["located"].format(cells=cells), words["unchanged"]])
