"""What heads a column of a frame, and in which unit it is."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from sustenta.panels._derivation import DERIVED, label
from sustenta.registry import CLASSIFICATIONS, INDICATORS, QUANTITIES, Lang
from sustenta.tables._names import COLUMNS, SCENARIOS, UNITS

__all__ = ["Heading", "heading", "scenario_of"]

_YEAR: Final = re.compile(r"(.+)_((?:19|20)\d\d)")
_LIMIT: Final = re.compile(r"(.+)_(low|high)(?:_(\d+(?:\.\d+)?))?")
_COVERAGE: Final = re.compile(r"coverage_(\d+(?:\.\d+)?)_pct")
_SCENARIO: Final = re.compile(r"(dpspc|megpc)_(15|ec29)")
_WORDS: Final = {
    "pt": {
        "low": "limite inferior",
        "high": "limite superior",
        "of": " de {pct}%",
        "reason": "Motivo da ausência: {label}",
        "origin": "Origem: {label}",
        "coverage": "Cobertura do intervalo de {pct}%",
    },
    "en": {
        "low": "lower limit",
        "high": "upper limit",
        "of": " of {pct} %",
        "reason": "Why missing: {label}",
        "origin": "Origin: {label}",
        "coverage": "Coverage of the {pct} % interval",
    },
}


class Heading(NamedTuple):
    """A column's label, its unit's name (empty where it has none), and whether it is known."""

    label: str
    unit: str
    known: bool = True

    def with_unit(self, lang: Lang) -> str:
        """Write the unit behind the label, once."""
        if self.unit not in UNITS:
            return self.label
        unit = UNITS[self.unit][lang]
        if "R$" in self.label or "pontos percentuais" in self.label:
            return self.label
        if self.unit == "reais_per_inhabitant" and re.search(
            r"por habitante|per capita|per inhabitant", self.label
        ):
            unit = "R$"
        return f"{self.label}, {unit}" if self.label.endswith(")") else f"{self.label} ({unit})"


def heading(name: str, lang: Lang) -> Heading:
    """Find what heads a column; one that nobody knows is headed by its own name."""
    return _known(name, lang) or _made(name, lang) or Heading(name, "", known=False)


def scenario_of(name: str) -> tuple[str, str] | None:
    """Split a column of a scenario into what it is and which scenario it is of."""
    found = _SCENARIO.fullmatch(name)
    return (found[1], found[2]) if found else None


def _known(name: str, lang: Lang) -> Heading | None:
    if (scenario := scenario_of(name)) is not None:
        said = f"{scenario[0].upper()}, {_lower(SCENARIOS[scenario[1]][lang])}"
        return Heading(said, "reais_per_inhabitant")
    if name in COLUMNS:
        pt, en, unit = COLUMNS[name]
        return Heading(pt if lang == "pt" else en, unit)
    if name in QUANTITIES:
        # With its symbol, where it has one.
        return Heading(str(QUANTITIES[name]["label"][lang]), _unit(name))
    if name in DERIVED or name in INDICATORS:
        return Heading(label(name, lang), _unit(name))
    for id, entry in CLASSIFICATIONS.items():
        if name == f"{id}_class":
            return Heading(str(entry["name"][lang]), "")
    return None


def _made(name: str, lang: Lang) -> Heading | None:
    """Read a name that is made of another one: a year's, a limit, a reason."""
    words = _WORDS[lang]
    for kind in ("reason", "origin"):
        if name.endswith(f"_{kind}"):
            of = heading(name.removesuffix(f"_{kind}"), lang)
            return Heading(words[kind].format(label=of.label), "") if of.known else None
    if found := _COVERAGE.fullmatch(name):
        return Heading(words["coverage"].format(pct=found[1]), "percent")
    if found := _LIMIT.fullmatch(name):
        of = heading(found[1], lang)
        pct = words["of"].format(pct=found[3]) if found[3] else ""
        return Heading(f"{of.label}, {words[found[2]]}{pct}", of.unit) if of.known else None
    if found := _YEAR.fullmatch(name):
        of = heading(found[1], lang)
        return Heading(f"{of.label}, {found[2]}", of.unit) if of.known else None
    return None


def _unit(name: str) -> str:
    if name in QUANTITIES:
        return str(QUANTITIES[name]["unit"])
    if name in INDICATORS:
        return str(INDICATORS[name]["unit"])
    return "reais_per_inhabitant" if name.endswith("_pc") else "reais"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
