"""What a decomposed or estimated measure of inequality means."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from sustenta._sentences import counted, finite, listed, percent, written
from sustenta.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sustenta.inequality import Decomposition, Estimate
    from sustenta.registry import Lang

__all__ = ["decomposition_words", "estimate_words"]

_WORDS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "split": "O índice de Theil é de {total}: {within} da desigualdade está dentro dos "
        "grupos e {between}, entre as médias deles ({groups}).",
        "zero": "O índice de Theil é zero: não há desigualdade entre as unidades ({groups}).",
        "one": "Com um grupo só, nada pode estar entre grupos.",
        "most": "O grupo que mais contribui é {name}, com {share} do total.",
        "beyond": "Contribuições negativas, ou de mais de 100%, não são engano: um grupo abaixo da "
        "média geral subtrai da parte entre grupos no índice T, e um acima dela, no L.",
        "doubt": "É desigualdade entre municípios (ou o que foi dado como unidade), não entre "
        "pessoas; e a divisão depende de como se agrupou.",
        "groups": ("grupo", "grupos"),
        "estimate": "A medida é de {value}, com erro-padrão de {error} ({method}).",
        "methods": {
            "jackknife": "deixando uma unidade de fora por vez",
            "bootstrap": "sorteando unidades de novo",
        },
        "large": "O erro-padrão é maior que a própria medida: dela não se afirma nem que difira de "
        "zero.",
        "meaning": "O erro-padrão diz quanto ela variaria entre conjuntos de municípios como "
        "estes; não inclui erro nos valores declarados.",
    },
    "en": {
        "split": "The Theil index is {total}: {within} of the inequality lies within the "
        "groups and {between} between their means ({groups}).",
        "zero": "The Theil index is zero: there is no inequality between the units ({groups}).",
        "one": "With a single group, nothing can lie between groups.",
        "most": "The group that contributes most is {name}, with {share} of the total.",
        "beyond": "Contributions below zero, or above 100 %, are no slip: a group below the "
        "overall mean subtracts from the part between groups in index T, and one above it in L.",
        "doubt": "It is inequality between municipalities (or what was given as a unit), not "
        "between persons; and the split depends on the groups chosen.",
        "groups": ("group", "groups"),
        "estimate": "The measure is {value}, with a standard error of {error} ({method}).",
        "methods": {
            "jackknife": "leaving one unit out at a time",
            "bootstrap": "drawing units again",
        },
        "large": "The standard error is larger than the measure itself: not even that it differs "
        "from zero can be stated.",
        "meaning": "The standard error says how far it would vary between sets of municipalities "
        "like these; errors in the declared amounts are not in it.",
    },
}
_DECIMALS: Final = 4


def decomposition_words(split: Decomposition, lang: Lang) -> str:
    """Say how much inequality lies within groups, and how much between."""
    words = _WORDS[lang]
    for name in ("total", "within", "between"):
        _known(getattr(split, name), name)
    groups = counted(len(split.groups), lang, *words["groups"])
    if split.total == 0:
        return " ".join([words["zero"].format(groups=groups), words["doubt"]])
    said = [
        words["split"].format(
            total=written(split.total, lang, _DECIMALS),
            within=percent(100 * split.within / split.total, lang, 1),
            between=percent(100 * split.between / split.total, lang, 1),
            groups=groups,
        )
    ]
    if len(split.groups) == 1:
        said.append(words["one"])
    else:
        shares = split.groups["contribution_pct"]
        top = shares.max()
        names = [str(name) for name, share in shares.items() if share == top]
        said.append(words["most"].format(name=listed(names, lang), share=percent(top, lang, 1)))
        if shares.min() < 0:
            said.append(words["beyond"])
    return " ".join([*said, words["doubt"]])


def estimate_words(found: Estimate, lang: Lang) -> str:
    """Say what a measure's standard error means."""
    words = _WORDS[lang]
    for name in ("value", "standard_error"):
        _known(getattr(found, name), name)
    said = [
        words["estimate"].format(
            value=written(found.value, lang, _DECIMALS),
            error=written(found.standard_error, lang, _DECIMALS),
            method=_method(found.method, lang),
        )
    ]
    if found.standard_error > abs(found.value):
        said.append(words["large"])
    return " ".join([*said, words["meaning"]])


def _method(method: str, lang: Lang) -> str:
    methods = {"jackknife": _WORDS[lang]["methods"], "bootstrap": _WORDS[lang]["methods"]}
    found = methods.get(method)
    return f"{method}, {found[method]}" if isinstance(found, dict) else method


def _known(value: float, name: str) -> None:
    """Refuse what is no number: a measure is never missing."""
    finite(value, name)
    if math.isnan(value):
        raise DomainError(
            f"`{name}` is not a number; a measure of inequality has one",
            argument=name,
            row=None,
            found="nan",
            expected="a finite number",
            reason="input_missing",
        )
