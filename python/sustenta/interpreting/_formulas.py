"""Formulas as a paper writes them: the catalogue's, with the names of what they are made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final

from sustenta._sentences import amount, lowered
from sustenta.panels._derivation import DERIVED, DUE, Route, label
from sustenta.registry import ARGUMENTS, INDICATORS, QUANTITIES, formula_with

if TYPE_CHECKING:
    from sustenta.registry import Lang

__all__ = ["formula_words", "source_words"]

#: What a formula calls otherwise than the column.
_SYMBOLS: Final = {"dpspc": "DPSPC", "megpc": "MEGPC"}
_WORDS: Final[Mapping[Lang, Mapping[str, str]]] = {
    "pt": {"due": "(mínimo devido no ano)", "rate": "percentual considerado"},
    "en": {"due": "(minimum due in the year)", "rate": "rate considered"},
}
#: The sources as a paper names them.
_WORKS: Final[Mapping[Lang, Mapping[str, str]]] = {
    "pt": {
        "pereira2006": "Pereira e outros, 2006, {place}",
        "lc141": "LC 141/2012; {place}",
        "siops": "Siops, {place}",
        "derived": "dedução do pacote, não da fonte",
    },
    "en": {
        "pereira2006": "Pereira et al., 2006, {place}",
        "lc141": "LC 141/2012; {place}",
        "siops": "SIOPS, {place}",
        "derived": "derived by the package, not by the source",
    },
}
#: The catalogue's places are in English; of these words they are made.
_PLACES: Final = {
    "Tables": "Tabelas",
    "Table": "Tabela",
    "last column": "última coluna",
    "column": "coluna",
    "indicator": "indicador",
    "the article's": "no artigo,",
    " and ": " e ",
}


def _route(column: str, there: Collection[str]) -> Route | None:
    """Give the way that a frame with these columns shows; else the first."""
    routes = DERIVED.get(column, ())
    shown = [route for route in routes if all(name in there for name in route.columns)]
    return next(iter([*shown, *routes]), None)


def _entry(column: str, there: Collection[str]) -> tuple[dict[str, Any], Mapping[str, Any]] | None:
    """Give the indicator that a column holds, and what stands for each of its arguments."""
    route = _route(column, there)
    if route is not None and route.call in INDICATORS:
        return INDICATORS[route.call], dict(zip(ARGUMENTS[route.call], route.inputs, strict=False))
    if column in INDICATORS:
        return INDICATORS[column], {}
    return None


def formula_words(column: str, lang: Lang, there: Collection[str] = ()) -> str | None:
    """Write the formula of a column in words; None where the catalogue has none."""
    found = _entry(column, there)
    if found is None:
        return None
    entry, inputs = found
    return formula_with(entry["id"], lambda name: _term(name, entry, inputs, lang))


def _term(argument: str, entry: Mapping[str, Any], inputs: Mapping[str, Any], lang: Lang) -> str:
    given = inputs.get(argument, argument)
    if isinstance(given, (int, float)):
        return amount(given, lang, 4)
    if given in ("ec29_due_pct", DUE) or argument == "due_pct":
        return _WORDS[lang]["due"]
    if argument == "rate_pct":
        return _WORDS[lang]["rate"]
    symbol = _SYMBOLS.get(str(given).split("_", 1)[0])
    if symbol is not None:
        return symbol
    for one in entry["inputs"]:
        if one["argument"] == argument and given == argument:
            return lowered(str(one["quantity"]["label"][lang]))
    known = given in DERIVED or given in INDICATORS or given in QUANTITIES
    return lowered(label(given, lang)) if known else argument


def source_words(column: str, lang: Lang, there: Collection[str] = ()) -> str | None:
    """Name the source of a column's formula, with its place."""
    found = _entry(column, there)
    if found is None:
        return None
    reference = found[0]["reference"]
    place = str(reference["place"])
    if lang == "pt":
        for english, own in _PLACES.items():
            place = place.replace(english, own)
    return _WORKS[lang][reference["work"]].format(place=place)
