"""What the classes mean, where their borders are, and how near a value is to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sustenta._sentences import (
    PERCENT,
    amount,
    begun,
    counted,
    few,
    listed,
    missing,
    percent,
    points,
)
from sustenta.interpreting._missing import missing_words, reason_of
from sustenta.interpreting._rows import Row, who, whose
from sustenta.interpreting._tallies import total_of
from sustenta.registry import CLASSIFICATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from sustenta.registry import Lang

__all__ = [
    "CLASSES",
    "class_meaning",
    "classes_of_many",
    "classes_of_one",
    "stabilities_of_many",
    "stability_of_one",
]

#: The columns of classes that a profile has.
CLASSES: Final = tuple(f"{id}_class" for id in CLASSIFICATIONS)

#: What each class says; `{low}` and `{high}` are its borders.
_MEANINGS: Final[Mapping[str, Mapping[str, Mapping[str, str]]]] = {
    "execution": {
        "good": {
            "pt": "executou mais de {high} do que o Ministério repassou",
            "en": "it executed more than {high} of what the Ministry transferred",
        },
        "fair": {
            "pt": "executou de {low} a {high} do que o Ministério repassou, extremos incluídos",
            "en": "it executed from {low} to {high} of what the Ministry transferred, both ends "
            "included",
        },
        "poor": {
            "pt": "executou menos de {low} do que o Ministério repassou",
            "en": "it executed less than {low} of what the Ministry transferred",
        },
    },
    "tax_effort": {
        "positive": {
            "pt": "a participação dos impostos diretamente arrecadados na receita total cresceu "
            "mais de {high} do primeiro ao último ano",
            "en": "the share of directly collected taxes in total revenue grew by more than {high} "
            "from the first year to the last",
        },
        "conservative": {
            "pt": "a participação dos impostos diretamente arrecadados na receita total variou de "
            "{low} a {high} do primeiro ao último ano, extremos incluídos",
            "en": "the share of directly collected taxes in total revenue changed by {low} to "
            "{high} from the first year to the last, both ends included",
        },
        "negative": {
            "pt": "a variação da participação dos impostos diretamente arrecadados na receita "
            "total, do primeiro ao último ano, ficou abaixo de {low}",
            "en": "the change of the share of directly collected taxes in total revenue, from the "
            "first year to the last, was below {low}",
        },
    },
    "ec29_compliance": {
        "positive": {
            "pt": "aplicou em saúde ao menos o mínimo devido em todos os anos examinados",
            "en": "it applied at least the minimum due to health in every year examined",
        },
        "negative": {
            "pt": "ficou abaixo do mínimo devido em pelo menos um dos anos examinados",
            "en": "it was below the minimum due in at least one of the years examined",
        },
    },
    "ec29_trend": {
        "positive": {
            "pt": "o percentual da receita vinculável aplicado em saúde cresceu mais de {high} do "
            "primeiro ao último ano",
            "en": "the share of the linked revenue applied to health grew by more than {high} from "
            "the first year to the last",
        },
        "stable": {
            "pt": "o percentual da receita vinculável aplicado em saúde variou de {low} a {high} "
            "do primeiro ao último ano, extremos incluídos",
            "en": "the share of the linked revenue applied to health changed by {low} to {high} "
            "from the first year to the last, both ends included",
        },
        "negative": {
            "pt": "a variação do percentual da receita vinculável aplicado em saúde, do primeiro "
            "ao último ano, ficou abaixo de {low}",
            "en": "the change of the share of the linked revenue applied to health, from the first "
            "year to the last, was below {low}",
        },
    },
}
#: What each classification does not say.
_DOUBTS: Final[Mapping[str, Mapping[str, str]]] = {
    "execution": {
        "pt": "Diz quanto do repasse foi gasto, não se foi bem gasto.",
        "en": "It says how much of the transfer was spent, not whether it was well spent.",
    },
    "tax_effort": {
        "pt": "É uma variação relativa, não em pontos percentuais; a participação também sobe "
        "quando as outras receitas caem.",
        "en": "It is a relative change, not one in percentage points; the share also rises when "
        "other revenues fall.",
    },
    "ec29_compliance": {
        "pt": "Vale para os valores declarados e para a leitura da lei usada{reading}; ano sem "
        "informação não acusa nem absolve.",
        "en": "It holds for the declared amounts and for the reading of the law used{reading}; a "
        "year without information neither accuses nor absolves.",
    },
    "ec29_trend": {
        "pt": "É uma variação relativa, não em pontos percentuais, e não diz se o mínimo foi "
        "cumprido.",
        "en": "It is a relative change, not one in percentage points, and does not say whether the "
        "minimum was met.",
    },
}
_WORDS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "head": "{name} {whose}: {label} – {meaning}.",
        "failing": "ficou abaixo do mínimo devido em {years}",
        "above": "Executou mais do que recebeu: confira de onde veio a diferença.",
        "missing": "{name} {whose}: sem classe (n.d.): {reason}. Não é uma classe, e não se supõe "
        "nenhuma.",
        "borders": "Os limites são os do artigo de 2006.",
        "own_borders": "Os limites são os que foram dados na chamada, não os do artigo.",
        "where": "A tabela não traz o valor classificado: st.stability diz a que distância do "
        "limite ele está.",
        "many": "{name} – {counts}.",
        "nobody": "{name} – ninguém tem classe.",
        "each": "{label}: {count}",
        "value": "Classe {label} {whose}{year}: o valor é {value}, e o limite mais próximo, "
        "{border}; a distância é de {distance}.",
        "no_value": "Classe {label} {whose}.",
        "may": "Dentro da dúvida considerada nos números, a classe poderia ser outra: de {low} a "
        "{high}. Não a afirme sem essa ressalva.",
        "may_two": "Dentro da dúvida considerada nos números, a classe poderia ser outra: {low} ou "
        "{high}. Não a afirme sem essa ressalva.",
        "may_not": "Nenhum valor dentro da dúvida considerada muda a classe.",
        "no_class": "Sem classe {whose}{year}: {reason}.",
        "could_be": "Dentro da dúvida considerada nos números, poderia ser {label}.",
        "doubtful": "Anos em dúvida, cada um por si: {years}.",
        "tally": "{may} {verb} mudar de classe dentro da dúvida considerada nos números, de {all}.",
        "who": "São: {names}.",
        "cases": ("caso", "casos"),
        "can": ("pode", "podem"),
        "nothing": "Nenhuma classe muda dentro da dúvida considerada nos números, em {all}.",
        "year": " em {year}",
    },
    "en": {
        "head": "{name} {whose}: {label} – {meaning}.",
        "failing": "it was below the minimum due in {years}",
        "above": "It executed more than it received: check where the difference came from.",
        "missing": "{name} {whose}: no class (n.d.): {reason}. It is not a class, and none is "
        "assumed.",
        "borders": "The borders are those of the article of 2006.",
        "own_borders": "The borders are those given in the call, not those of the article.",
        "where": "The table does not have the value classified: st.stability says how far from a "
        "border it is.",
        "many": "{name} – {counts}.",
        "nobody": "{name} – nobody has a class.",
        "each": "{label}: {count}",
        "value": "Class {label} {whose}{year}: the value is {value}, and the nearest border "
        "{border}; the distance is {distance}.",
        "no_value": "Class {label} {whose}.",
        "may": "Within the doubt considered in the figures, the class could be another: from {low} "
        "to {high}. Do not state it without saying so.",
        "may_two": "Within the doubt considered in the figures, the class could be another: {low} "
        "or {high}. Do not state it without saying so.",
        "may_not": "No value within the doubt considered changes the class.",
        "no_class": "No class {whose}{year}: {reason}.",
        "could_be": "Within the doubt considered in the figures, it could be {label}.",
        "doubtful": "Years in doubt, each by itself: {years}.",
        "tally": "{may} {verb} change class within the doubt considered in the figures, of {all}.",
        "who": "They are: {names}.",
        "cases": ("case", "cases"),
        "can": ("may", "may"),
        "nothing": "No class changes within the doubt considered in the figures, in {all}.",
        "year": " in {year}",
    },
}
_READINGS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {"uniform": " (tabela única)", "own_path": " (trajetória própria)"},
    "en": {"uniform": " (one table for all)", "own_path": " (each one's own path)"},
}


def class_meaning(
    classification: str, id: str, lang: Lang, bands: Sequence[Any] | None = None
) -> str:
    """Say what a class means, with its borders."""
    cuts = bands or [cut["at"] for cut in CLASSIFICATIONS[classification]["cuts"]]
    ends = {
        name: amount(cut, lang, 4) + PERCENT[lang]
        for name, cut in zip(("low", "high"), cuts, strict=False)
    }
    return _MEANINGS[classification][id][lang].format(**ends)


def _id_of(classification: str, label: Any) -> tuple[str, Mapping[str, str]] | None:
    """Find a class by its label in either language."""
    for entry in CLASSIFICATIONS[classification]["classes"]:
        if str(label) in entry["label"].values():
            return str(entry["id"]), entry["label"]
    return None


def _bands(facts: Mapping[str, Any], classification: str) -> Sequence[Any] | None:
    found = facts.get("bands") or {}
    return found.get(classification) if isinstance(found, dict) else None


def classes_of_one(row: Row, lang: Lang, facts: Mapping[str, Any]) -> list[str]:
    """Say what the classes of a municipality mean."""
    said = []
    for column in CLASSES:
        if column in row:
            said += _class(row, column, lang, facts)
    return [*said, _WORDS[lang]["where"]] if said else []


def _class(row: Row, column: str, lang: Lang, facts: Mapping[str, Any]) -> list[str]:
    id, words = column.removesuffix("_class"), _WORDS[lang]
    place = {"name": CLASSIFICATIONS[id]["name"][lang], "whose": whose(row, lang)}
    if missing(row[column]):
        return [words["missing"].format(reason=reason_of(row, column, lang), **place)]
    found = _id_of(id, row[column])
    if found is None:
        return [f"{place['name']} {place['whose']}: {row[column]}."]
    bands = _bands(facts, id)
    meaning = class_meaning(id, found[0], lang, bands)
    years: Any = row.get("failing_years")
    if id == "ec29_compliance" and isinstance(years, (tuple, list)) and len(years):
        meaning = words["failing"].format(years=listed([str(int(y)) for y in years], lang))
    said = [words["head"].format(label=found[1][lang], meaning=meaning, **place)]
    if CLASSIFICATIONS[id]["cuts"]:
        said.append(words["own_borders" if bands else "borders"])
    above = row.get("executed_above_transferred")
    if id == "execution" and not missing(above) and bool(above):
        said.append(words["above"])
    reading = _READINGS[lang].get(str(facts.get("reading")), "")
    return [*said, _DOUBTS[id][lang].format(reading=reading)]


def classes_of_many(table: pd.DataFrame, lang: Lang, facts: Mapping[str, Any]) -> list[str]:
    """Count the classes of many."""
    words, said = _WORDS[lang], []
    for column in CLASSES:
        if column not in table:
            continue
        id = column.removesuffix("_class")
        name, labels = CLASSIFICATIONS[id]["name"][lang], table[column].dropna().astype(str)
        counts = []
        for entry in CLASSIFICATIONS[id]["classes"]:
            count = int(labels.isin(list(entry["label"].values())).sum())
            if count:
                shown = total_of(count, lang)
                counts.append(words["each"].format(count=shown, label=entry["label"][lang]))
        form = "many" if counts else "nobody"
        said.append(words[form].format(name=name, counts="; ".join(counts)))
        said += missing_words(table, column, lang)
        reading = _READINGS[lang].get(str(facts.get("reading")), "")
        said.append(_DOUBTS[id][lang].format(reading=reading))
    return said


def stability_of_one(row: Row, lang: Lang) -> list[str]:
    """Say how near a class is to its border, and whether doubt could change it."""
    words = _WORDS[lang]
    place = {"whose": whose(row, lang), "year": _year(row, lang)}
    if missing(row["class"]):
        said = [words["no_class"].format(reason=reason_of(row, "class", lang), **place)]
        lowest = row.get("lowest_class")
        if not missing(lowest) and not missing(row["may_change"]) and bool(row["may_change"]):
            said.append(words["could_be"].format(label=_translated(lowest, lang)))
        return said
    label, value = _translated(row["class"], lang), row.get("value_pct")
    if missing(value) or missing(row.get("border_pct")):
        said = [words["no_value"].format(label=label, whose=place["whose"])]
    else:
        said = [
            words["value"].format(
                label=label,
                value=percent(value, lang),
                border=amount(row["border_pct"], lang, 4) + PERCENT[lang],
                distance=points(abs(row["distance_pp"]), lang).rstrip("."),
                **place,
            )
        ]
    if missing(row["may_change"]):
        return said
    if bool(row["may_change"]):
        ends = {
            "low": _translated(row["lowest_class"], lang),
            "high": _translated(row["highest_class"], lang),
        }
        beside = label in ends.values()
        said.append(words["may_two" if beside else "may"].format(**ends))
    else:
        said.append(words["may_not"])
    years: Any = row.get("doubtful_years")
    if isinstance(years, (tuple, list)) and len(years):
        said.append(words["doubtful"].format(years=listed([str(int(y)) for y in years], lang)))
    return said


def _translated(label: Any, lang: Lang) -> str:
    """Give the label of a class in the language asked for, whichever it was given in."""
    for classification in CLASSIFICATIONS:
        found = _id_of(classification, label)
        if found is not None:
            return found[1][lang]
    return str(label)


def stabilities_of_many(table: pd.DataFrame, lang: Lang) -> list[str]:
    """Say how many classes doubt could change, and whose."""
    words = _WORDS[lang]
    known = table[table["may_change"].notna()]
    may = known[known["may_change"].astype(bool)]
    everybody = counted(len(known), lang, *words["cases"])
    if len(may):
        tally = words["tally"].format(
            may=counted(len(may), lang, *words["cases"]),
            verb=words["can"][len(may) != 1],
            all=everybody,
        )
        names = list(
            dict.fromkeys(who(row, lang) + _year(row, lang) for row in may.to_dict("records"))
        )
        said = [tally, words["who"].format(names=few(names, lang))]
    else:
        said = [words["nothing"].format(all=everybody)]
    return [begun(said[0]), *said[1:], *missing_words(table, "class", lang)]


def _year(row: Row, lang: Lang) -> str:
    year: Any = row.get("year")
    return "" if missing(year) else _WORDS[lang]["year"].format(year=int(year))
