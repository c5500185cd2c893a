"""What a column is, by its name: its label, its unit, and what it was made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sustenta._cell_words import translated
from sustenta._sentences import (
    amount,
    counted,
    finite,
    lowered,
    missing,
    money,
    percent,
    points,
    written,
)
from sustenta.panels._derivation import DERIVED, label
from sustenta.registry import CLASSIFICATIONS, INDICATORS, QUANTITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sustenta.registry import Lang

__all__ = ["Measure", "measure_of", "spends", "value_words"]

#: What the outlook and the projection add, beside the catalogue's own.
_OTHERS: Final[dict[str, tuple[str, str, str]]] = {
    "annual_money": ("reais", "dinheiro do ano", "money of the year"),
    "new_teams": ("teams", "equipes novas", "new teams"),
    "teams": ("teams", "equipes existentes", "existing teams"),
    "teams_total": ("teams", "equipes ao todo", "teams in all"),
    "full_coverage_teams": (
        "teams",
        "equipes para a cobertura total",
        "teams for full coverage",
    ),
    "affordable_teams": ("teams", "equipes que o dinheiro paga", "teams that the money pays for"),
    "coverage_pct": ("percent", "cobertura populacional", "coverage of the population"),
    "coverage_uncapped_pct": (
        "percent",
        "cobertura populacional, sem o teto de 100%",
        "coverage of the population, without the cap of 100 %",
    ),
    "required_pc": (
        "reais_per_inhabitant",
        "custo do plano por habitante",
        "cost of the plan per inhabitant",
    ),
    "permanence_pct": (
        "percent",
        "parte dos sorteios em que a margem cobre o plano",
        "share of the draws in which the margin covers the plan",
    ),
    "permanence_so_far_pct": (
        "percent",
        "parte dos sorteios em que a margem cobre o plano até o ano",
        "share of the draws in which the margin covers the plan up to the year",
    ),
    "years_covered_pct": (
        "percent",
        "parte dos anos em que a linha cobre o plano",
        "share of the years in which the line covers the plan",
    ),
    "growth": ("basis", "crescimento do gasto próprio", "growth of own spending"),
    "effort": ("basis", "esforço", "effort"),
    "base": ("basis", "base", "base"),
    "interaction": ("basis", "interação", "interaction"),
    "own_spending_first": (
        "basis",
        "gasto próprio no primeiro ano",
        "own spending in the first year",
    ),
    "own_spending_last": ("basis", "gasto próprio no último ano", "own spending in the last year"),
    "planned_cost": ("basis", "custo planejado", "planned cost"),
    "potential_expenditure": (
        "basis",
        "despesa potencial em saúde",
        "potential health expenditure",
    ),
    "ec29_gap_pc": (
        "reais_per_inhabitant",
        "diferença em relação ao devido por habitante",
        "difference from the amount due per inhabitant",
    ),
    "value_pct": ("percent", "valor classificado", "value classified"),
    "border_pct": ("percent", "limite mais próximo", "nearest border"),
    "distance_pp": ("percentage_points", "distância do limite", "distance to the border"),
}
_BY_SUFFIX: Final = {
    "_pct": "percent",
    "_pp": "percentage_points",
    "_pc": "reais_per_inhabitant",
}
_PRICES: Final = re.compile(r"_at_(december|mean)_(\d{4})_prices$")
_SCENARIO: Final = re.compile(r"_(?:15|ec29)$")
_COUNTS: Final = {
    "teams": {"pt": ("equipe", "equipes"), "en": ("team", "teams")},
    "inhabitants": {"pt": ("habitante", "habitantes"), "en": ("inhabitant", "inhabitants")},
}
_PER: Final = {"pt": " por habitante", "en": " per inhabitant"}
_YES: Final = {"pt": ("não", "sim"), "en": ("no", "yes")}


@dataclass(frozen=True, slots=True)
class Measure:
    """A column: what it is called, in what it is counted, in whose prices."""

    name: str
    base: str
    unit: str | None
    labels: Mapping[str, str]
    #: ``december`` or ``mean``, and the year; None where the amounts are of their own years.
    prices: tuple[str, int] | None = None

    def label(self, lang: Lang) -> str:
        """Give its label within a sentence."""
        return lowered(self.labels[lang])


@cache
def measure_of(name: str) -> Measure:
    """Say what a column is; of an unknown name only what its ending says."""
    found = _PRICES.search(name)
    prices = (found[1], int(found[2])) if found else None
    bare = _PRICES.sub("", name)
    base = _SCENARIO.sub("", bare)
    if bare in DERIVED or bare in INDICATORS or bare in QUANTITIES:
        labels = {"pt": label(bare, "pt"), "en": label(bare, "en")}
        return Measure(name, base, _unit(bare, base), labels, prices)
    if bare in _OTHERS:
        unit, pt, en = _OTHERS[bare]
        return Measure(name, base, unit, {"pt": pt, "en": en}, prices)
    classification = CLASSIFICATIONS.get(bare.removesuffix("_class").removesuffix("_label"))
    if classification is not None:
        return Measure(name, base, "class", classification["name"], prices)
    return Measure(name, base, _unit(bare, base), {"pt": bare, "en": bare}, prices)


def _unit(bare: str, base: str) -> str | None:
    for name in (bare, base):
        entry = INDICATORS.get(name) or QUANTITIES.get(name)
        if entry is not None and entry["unit"] != "of_inputs":
            return str(entry["unit"])
    if bare == "ec29_gap":
        return "reais"
    return next((unit for end, unit in _BY_SUFFIX.items() if bare.endswith(end)), None)


@cache
def spends(name: str) -> bool:
    """Say whether a column rests on expenditure, which is of some stage."""
    measure = measure_of(name)
    if measure.base.startswith(("megpc", "ec29_applied", "ec29_gap", "own_spending")):
        return True
    if measure.base in ("growth", "effort", "base", "interaction", "annual_money", "new_teams"):
        return True
    entry = INDICATORS.get(measure.base)
    inputs = [] if entry is None else [given["argument"] for given in entry["inputs"]]
    return any("expenditure" in one and "potential" not in one for one in (measure.base, *inputs))


def value_words(
    measure: Measure,
    value: Any,
    lang: Lang,
    decimals: int | None = None,
    *,
    basis: str | None = None,
) -> str:
    """Write a value with its unit; words of the package in the language, others as they are."""
    if isinstance(value, str):
        return translated(value, measure.name, lang)
    if type(value).__name__ in ("bool", "bool_"):
        return _YES[lang][bool(value)]
    if isinstance(value, (tuple, list)):
        return ", ".join(translated(str(each), measure.name, lang) for each in value)
    finite(value, measure.name)
    return _with_unit(_unit_of(measure, basis), value, lang, decimals)


def _unit_of(measure: Measure, basis: str | None) -> str | None:
    """Give the unit; where the rows say of what, what they say."""
    if measure.unit not in ("basis", "of_inputs"):
        return measure.unit
    return {"total": "reais", "per_inhabitant": "reais_per_inhabitant"}.get(str(basis))


def _with_unit(unit: str | None, value: Any, lang: Lang, decimals: int | None) -> str:
    places = 2 if decimals is None else decimals
    if unit in ("reais_per_inhabitant", "reais"):
        return money(value, lang, places) + (_PER[lang] if unit != "reais" else "")
    if unit in ("percent", "percentage_points"):
        return (percent if unit == "percent" else points)(value, lang, places)
    if unit in _COUNTS:
        one, many = _COUNTS[unit][lang]
        if float(value).is_integer() and not decimals:
            return counted(int(value), lang, one, many)
        return f"{written(value, lang, places)} {many}"
    return amount(value, lang) if decimals is None else written(value, lang, decimals)


def known(value: Any) -> bool:
    """Say whether a cell holds something."""
    return isinstance(value, (tuple, list)) or not missing(value)
