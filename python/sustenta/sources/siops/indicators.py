"""The names that SIOPS gives its items, and our names for them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sustenta._names import unknown
from sustenta.registry import ARGUMENTS, INDICATORS, QUANTITIES
from sustenta.sources._record import NOT_STATED, STAGES

__all__ = [
    "LONGEST",
    "NUMBERED",
    "by_label",
    "check_stage",
    "denominator",
    "id_of",
    "indicator_of",
    "stage_of",
    "unit_of",
]

#: The indicators by SIOPS's number, each with words that its name must have: a number alone may
#: have another meaning in another generation of the form.
NUMBERED: Final[dict[str, tuple[str, str]]] = {
    "1.1": ("tax_share_pct", r"impostos?|imp\b"),
    "1.2": ("intergovernmental_share_pct", r"transf"),
    "1.3": ("sus_share_of_transfers_pct", r"transf.*(sus|saude)"),
    "1.4": ("union_share_of_health_transfers_pct", r"transf.*uniao.*saude"),
    "1.5": ("health_share_of_union_transfers_pct", r"transf.*uniao"),
    "1.6": ("linked_share_pct", r"imp.*transf.*(const|legais)"),
    "2.1": ("health_expenditure_pc", r"d(esp(esa)?)?\b.*total.*saude.*hab"),
    "2.2": ("personnel_share_pct", r"pessoal"),
    "2.3": ("medicines_share_pct", r"medicamento"),
    "2.4": ("third_party_services_share_pct", r"serv.*terc"),
    "2.5": ("investment_share_pct", r"invest"),
    "2.6": ("nonprofit_share_pct", r"(priv|fins|lucr)"),
    "3.1": ("sus_share_of_expenditure_pct", r"transf.*(sus|saude).*(d(esp(esa)?)?\b.*total|desp)"),
    "3.2": ("ec29_applied_pct", r"propri.*saude"),
}
#: What each indicator's label says, whatever its number in that year's form. The first that fits.
_LABELS: Final[tuple[tuple[str, str], ...]] = (
    ("linked_share_pct", r"impostos e transferencias constitucionais e legais .*receita total"),
    ("tax_share_pct", r"receita de impostos .*receita total"),
    ("intergovernmental_share_pct", r"transferencias intergovernamentais .*receita total"),
    ("union_share_of_health_transfers_pct", r"transferencias da uniao .*transferidos para a saude"),
    ("health_share_of_union_transfers_pct", r"saude .*total de transferencias da uniao"),
    ("sus_share_of_transfers_pct", r"transferencias para a saude .*recursos transferidos"),
    ("sus_share_of_expenditure_pct", r"transferencias para a saude .*despesa total"),
    ("ec29_applied_pct", r"(receita|recursos) propri[ao]s? aplicad[ao]s? em saude"),
    ("health_expenditure_pc", r"despesa total com saude .*por habitante"),
    ("personnel_share_pct", r"despesas? com pessoal .*despesa total"),
    ("medicines_share_pct", r"medicamentos .*despesa total"),
    ("third_party_services_share_pct", r"servicos de terceiros .*despesa total"),
    ("investment_share_pct", r"investimentos? .*despesa total"),
    ("nonprofit_share_pct", r"sem fins lucrativos .*despesa total"),
)
#: Of a label; the longest real one has 130 characters.
LONGEST: Final = 500
#: The items without a number.
_UNNUMBERED: Final = {
    "populacao": "population",
    "r transf sus hab": "sus_transfers_pc",
    "r transf sus": "sus_transfers",
    "d r proprios em saude hab": "own_health_expenditure_pc",
    "d r proprios em saude": "own_health_expenditure",
    "d total saude hab": "health_expenditure_pc",
    "d total saude": "health_expenditure",
    "r imp transf const legais": "linked_revenue",
    "r impostos transf const legais": "linked_revenue",
}
_NUMBER = re.compile(r"(\d\.\d{1,2})[\s_.\-–]*(.*)", re.DOTALL)
_EXPENDITURE: Final = frozenset(
    {
        "health_expenditure",
        "own_health_expenditure",
        "personnel_expenditure",
        "medicines_expenditure",
        "third_party_services_expenditure",
        "investment_expenditure",
        "nonprofit_expenditure",
    }
)
_UNITS: Final = {
    "reais": "R$",
    "reais_per_inhabitant": "R$/hab.",
    "percent": "%",
    "inhabitants": "hab.",
}


def folded(text: str) -> str:
    """Give lower-case words without accents and marks, as names are compared."""
    plain = unicodedata.normalize("NFKD", text.replace("_", " "))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^0-9a-z]+", " ", letters.casefold()).split())


def id_of(item: str) -> str | None:
    """Give our name of an item; None where it is none that we know.

    Parameters
    ----------
    item
        As printed (``2.1_D.Total_Saúde/Hab``, or a sheet's number and words), or our own name.
    """
    if item in INDICATORS or item in QUANTITIES:
        return item
    numbered = _NUMBER.fullmatch(item.strip())
    if numbered is None:
        return _UNNUMBERED.get(folded(item))
    known = NUMBERED.get(numbered.group(1))
    if known is None or not re.search(known[1], folded(numbered.group(2))):
        return None
    return known[0]


def indicator_of(number: str, label: str) -> str | None:
    """Give our name of an indicator: by its label; by its number only where that says the same."""
    found = by_label(label)
    if found is not None or number not in NUMBERED:
        return found
    name, words = NUMBERED[number]
    return name if re.search(words, folded(label[:LONGEST])) else None


def by_label(label: str) -> str | None:
    """Give our name of an indicator by what its label says, whatever its number."""
    words = folded(label[:LONGEST])
    return next((id for id, pattern in _LABELS if re.search(pattern, words)), None)


def stage_of(id: str | None, said: str | None = None) -> str | None:
    """Say which stage an item's expenditure is of, where somebody says so; None without one."""
    bases = {id, *ARGUMENTS.get(id or "", ())}
    return (said or NOT_STATED) if bases & _EXPENDITURE else None


def check_stage(stage: str | None) -> None:
    """Refuse a stage that there is not."""
    if stage is not None and stage not in STAGES:
        raise unknown("stage", stage, STAGES)


def unit_of(id: str | None) -> str | None:
    """Give the unit of an item that we know."""
    entry = INDICATORS.get(id or "") or QUANTITIES.get(id or "")
    return None if entry is None else _UNITS.get(entry["unit"])


def denominator(id: str) -> str | None:
    """Name what weighs an indicator when municipalities are put together; None for what adds up."""
    entry = INDICATORS.get(id)
    if entry is None or entry["family"] not in {"siops", "ec29"}:
        return None
    is_ratio = entry["unit"] in {"percent", "reais_per_inhabitant"}
    return ARGUMENTS[id][1] if is_ratio else None
