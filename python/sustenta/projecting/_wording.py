"""What a projection says of itself in words: figures and assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from sustenta.figures import format_figures

if TYPE_CHECKING:
    from sustenta.registry import Lang

_MOST_DECIMALS: Final = 12
_CENTS: Final = 2

_TEXT: Final = {
    "pt": {
        "frozen": "no último valor",
        "growth_pct": "crescimento de {figure} %",
        "amount_pc": "R$ {figure} por habitante",
        "share": "{figure} %",
        "every": " ao ano",
        "each": " em cada ano",
        "in": " em {year}",
        "from": " a partir de {year}",
    },
    "en": {
        "frozen": "frozen at its last amount",
        "growth_pct": "growth of {figure} %",
        "amount_pc": "R$ {figure} per inhabitant",
        "share": "{figure} %",
        "every": " a year",
        "each": " every year",
        "in": " in {year}",
        "from": " from {year} on",
    },
}


def figure(number: Any, lang: Lang, *, least: int = 0) -> str:
    """Write a number with the decimals that it has, and so many at least."""
    exponent = Decimal(str(number)).normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    text: str = format_figures(
        number, decimals=min(max(decimals, least), _MOST_DECIMALS), lang=lang
    )
    return text


def assumptions_in_words(given: Mapping[str, Any], lang: Lang) -> str:
    """Say what is assumed, part by part."""
    return "; ".join(f"{name}: {_said(assumed, lang)}" for name, assumed in given.items())


def _amount(form: str, number: Any, lang: Lang) -> str:
    least = _CENTS if form == "amount_pc" else 0
    return _TEXT[lang][form].format(figure=figure(number, lang, least=least))


def _said(assumed: Any, lang: Lang) -> str:
    text = _TEXT[lang]
    if isinstance(assumed, str):
        return text["frozen"]
    if not isinstance(assumed, Mapping):
        return _amount("share", assumed, lang)
    if not {"growth_pct", "amount_pc"} & set(assumed):
        return _by_year("share", assumed, "from", lang)
    every = {"growth_pct": "every", "amount_pc": "each"}
    parts = []
    for form, amounts in assumed.items():
        if isinstance(amounts, Mapping):
            parts.append(_by_year(form, amounts, "in", lang))
        elif amounts is not None:
            parts.append(_amount(form, amounts, lang) + text[every[form]])
    return ", ".join(parts)


def _by_year(form: str, amounts: Mapping[Any, Any], when: str, lang: Lang) -> str:
    text = _TEXT[lang]
    return ", ".join(
        _amount(form, amount, lang) + text[when].format(year=int(year))
        for year, amount in sorted(amounts.items())
    )
