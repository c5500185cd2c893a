"""What a recreation of a study means in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sustenta._sentences import begun, counted, listed, written
from sustenta.studies._wording import (
    AGREES,
    BY_ROUNDING,
    CANNOT,
    DISAGREES,
    VERDICT_LABELS,
    VERDICTS,
)

if TYPE_CHECKING:
    from sustenta.registry import Lang
    from sustenta.studies._recreation import Recreation

__all__ = ["MEANINGS", "method_of_recreation", "of_recreation"]

#: What a verdict says of a cell, and what it does not.
MEANINGS: Final[Mapping[Lang, Mapping[str, str]]] = {
    "pt": {
        AGREES: "os dados impressos, tomados ao pé da letra, dão o que está na página",
        BY_ROUNDING: "tomados ao pé da letra não dão, mas há números dentro dos seus "
        "arredondamentos que dão",
        DISAGREES: "nenhum número dentro dos arredondamentos das entradas dá o que está impresso: "
        "ou a célula, ou uma das entradas, traz um engano",
        CANNOT: "é dado primário, ou falta um dado, ou a conta não se define: nada se afirma dela",
    },
    "en": {
        AGREES: "the printed data, taken as points, give what is on the page",
        BY_ROUNDING: "taken as points they do not, but there are numbers within their roundings "
        "that do",
        DISAGREES: "no numbers within the roundings of the inputs give what is printed: there is a "
        "slip in the cell, or in one of its inputs",
        CANNOT: "it is primary data, or an input is missing, or the computation is not defined: "
        "nothing is stated of it",
    },
}
_WORDS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "cells": ("célula impressa", "células impressas"),
        "head": "{title}: {cells}.",
        AGREES: ("{count} confere", "{count} conferem"),
        BY_ROUNDING: (
            "{count} confere por arredondamento",
            "{count} conferem por arredondamento",
        ),
        DISAGREES: ("{count} diverge", "{count} divergem"),
        CANNOT: ("{count} não é recalculável", "{count} não são recalculáveis"),
        "notes": (
            "Há ainda {count} achado sobre tabelas inteiras",
            "Há ainda {count} achados sobre tabelas inteiras",
        ),
        "method": "{title}. Cada célula impressa foi recalculada em frações a partir de outras "
        "células impressas, cada uma com o intervalo da sua precisão, e recebeu um veredito: "
        "{counts}.",
        "none": "Nenhuma célula impressa foi dada.",
        "doubt": "Divergir diz que a página não concorda consigo mesma, não que as conclusões do "
        "estudo estejam erradas; e conferir não prova que os dados primários estejam certos. Nada "
        "foi corrigido: .disagreements() mostra o impresso ao lado do recalculado.",
    },
    "en": {
        "cells": ("printed cell", "printed cells"),
        "head": "{title}: {cells}.",
        AGREES: ("{count} agrees", "{count} agree"),
        BY_ROUNDING: ("{count} agrees by rounding", "{count} agree by rounding"),
        DISAGREES: ("{count} disagrees", "{count} disagree"),
        CANNOT: ("{count} cannot be recomputed", "{count} cannot be recomputed"),
        "notes": (
            "There is also {count} finding about whole tables",
            "There are also {count} findings about whole tables",
        ),
        "method": "{title}. Each printed cell was recomputed in fractions from other printed "
        "cells, each with the interval of its precision, and received a verdict: {counts}.",
        "none": "No printed cell was given.",
        "doubt": "To disagree says that the page does not agree with itself, not that the study's "
        "conclusions are wrong; and to agree does not prove that the primary data are right. "
        "Nothing was corrected: .disagreements() shows what is printed beside what was recomputed.",
    },
}


def of_recreation(found: Recreation, lang: Lang) -> str:
    """Say how many cells have each verdict, and what that means."""
    words = _WORDS[lang]
    total = len(found.cells)
    if not total:
        return str(words["none"])
    counts = {verdict: int((found.cells["verdict"] == verdict).sum()) for verdict in VERDICTS}
    cells = counted(total, lang, *words["cells"])
    told = _tallies(counts, lang)
    said = [
        words["head"].format(
            title=found.titles.get(lang, found.title), cells=f"{cells}; {listed(told, lang)}"
        )
    ]
    said += [begun(_named(verdict, lang)) for verdict, count in counts.items() if count]
    if notes := len(found.notes):
        text = words["notes"][notes != 1].format(count=written(notes, lang, 0))
        said.append(f"{text} (.notes).")
    return " ".join([*said, words["doubt"]])


def _named(verdict: str, lang: Lang) -> str:
    return f"{VERDICT_LABELS[lang][verdict]}: {MEANINGS[lang][verdict]}."


def _tallies(counts: Mapping[str, int], lang: Lang) -> list[str]:
    return [
        _WORDS[lang][verdict][count != 1].format(count=written(count, lang, 0))
        for verdict, count in counts.items()
        if count
    ]


def method_of_recreation(found: Recreation, lang: Lang) -> str:
    """Write how a study was recreated."""
    words = _WORDS[lang]
    counts = {verdict: int((found.cells["verdict"] == verdict).sum()) for verdict in VERDICTS}
    told = listed(_tallies(counts, lang), lang) or words["none"]
    return str(words["method"].format(title=found.titles.get(lang, found.title), counts=told))
