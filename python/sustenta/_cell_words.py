"""The words of the package that stand in the cells of its frames, in the language asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from sustenta.auditing._audit_wording import AUDIT_TEXT
from sustenta.auditing._wording import VERDICT_LABELS
from sustenta.auditing.slips import slips
from sustenta.outlook.comparisons import labels_in
from sustenta.outlook.parameters import GIVEN
from sustenta.registry import CLASSIFICATIONS, REASON_LABELS, Lang
from sustenta.sources._record import NOT_STATED

__all__ = ["translated"]

#: Columns whose words are remembered.
_COLUMNS: Final = 256
#: Columns of a comparison that label it in one language.
_LABELS: Final = frozenset({"label", "more_label", "unit"})
_GIVEN: Final = {GIVEN: ("dado por quem faz a conta", GIVEN)}
#: Where a figure of a joined panel is from.
_ORIGIN: Final = {"declared": ("declarado", "declared"), "derived": ("deduzido", "derived")}
#: Words of the frames that are ids, by column, in print.
_WORDS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "verdict": {
        "agrees": ("confere", "agrees"),
        "agrees_by_rounding": ("confere por arredondamento", "agrees by rounding"),
        "disagrees": ("diverge", "disagrees"),
        "cannot_be_recomputed": ("não recalculável", "cannot be recomputed"),
    },
    "stage": {
        "empenhada": ("empenhada", "committed"),
        "liquidada": ("liquidada", "verified"),
        "paga": ("paga", "paid"),
        NOT_STATED: ("não informada", "not stated"),
    },
    "cost_source": _GIVEN,
    "persons_per_team_source": _GIVEN,
    "basis": {
        "total": ("total", "total"),
        "per_inhabitant": ("por habitante", "per inhabitant"),
    },
    "prices": {"nominal": ("nominais", "nominal")},
    "model": {
        "constant": ("constante", "constant"),
        "compound-growth": ("crescimento composto", "compound growth"),
        "log-linear": ("tendência log-linear", "log-linear trend"),
        "damped": ("tendência amortecida", "damped trend"),
        "last-value": ("último valor", "last value"),
    },
    "more": {
        "room": ("espaço", "room"),
        "effort": ("esforço", "effort"),
        "weight": ("peso", "weight"),
        "capacity": ("capacidade", "capacity"),
        "dependence": ("dependência", "dependence"),
        "spending": ("gasto", "spending"),
        "resources": ("recursos", "resources"),
        "execution": ("execução", "execution"),
        "undirected": ("sem leitura", "undirected"),
    },
    "kind": {
        "cell": ("célula", "cell"),
        "arrangement": ("ordem das linhas", "order of rows"),
        "warning": ("aviso", "warning"),
        "violated": ("regra violada", "violated rule"),
        "failed": ("regra sem sentido", "rule without a meaning"),
        "check": ("rótulo, marca ou margem", "label, mark or margin"),
        "claim": ("afirmação do texto", "claim of the text"),
        "exact": ("exato", "exact"),
        "rounded": ("arredondado", "rounded"),
        "text": ("texto", "text"),
    },
}


def translated(text: str, name: str, lang: Lang) -> str:
    """Say a cell of a column in the language asked for; what is no word of the package, as it is.

    Classes, reasons, verdicts and whatever a frame says of itself by an id or in one language.
    """
    classed = "class" in name or name.endswith("_label")
    if classed and name not in _LABELS and not name.endswith("_reason"):
        label, bracket, rest = text.partition(" (")
        return _classes(lang).get(label, label) + bracket + rest
    return _known(name, lang).get(text, text)


@lru_cache(_COLUMNS)
def _known(name: str, lang: Lang) -> Mapping[str, str]:
    """Give the words that a column may have, with what they are called in a language."""
    if name == "reason" or name.endswith("_reason"):
        return {reason: str(label[lang]) for reason, label in REASON_LABELS.items()}
    if name in _LABELS:
        return labels_in(lang)
    if name == "slip":
        return {str(slip): str(label) for slip, label in slips(lang)["label"].items()}
    own = _ORIGIN if name.endswith("_origin") else _WORDS.get(name, {})
    found = {id: words[lang == "en"] for id, words in own.items()}
    if name in {"verdict", "severity", "certainty"}:
        return AUDIT_TEXT[lang] | VERDICT_LABELS[lang] | found
    return found


@cache
def _classes(lang: Lang) -> dict[str, str]:
    """From the label of a class in any language to that in this one."""
    return {
        str(text): str(each["label"][lang])
        for entry in CLASSIFICATIONS.values()
        for each in entry["classes"]
        for text in each["label"].values()
    }
