"""What margins and the distance to the minimum mean, of one municipality and of many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta._sentences import amount, begun, counted, missing, money, percent, points
from sustenta.interpreting._missing import missing_words, reason_of
from sustenta.interpreting._rows import Row, who, whose, years_of
from sustenta.interpreting._tallies import medians, municipalities, total_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sustenta.registry import Lang

__all__ = ["MARGINS", "gap_of_many", "gap_of_one", "margins_of_many", "margins_of_one"]

#: The margins that a frame may have, in the order in which they are spoken of.
MARGINS: Final = ("megpc_15", "megpc_ec29", "megpc", "megpc_from_share_15")
_CENT: Final = 0.005
_PEOPLE: Final = {"pt": ("habitante", "habitantes"), "en": ("inhabitant", "inhabitants")}

_RATES: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "megpc_15": "a 15% da receita vinculável",
        "megpc_ec29": "pelo mínimo devido no ano",
        "megpc_ec29_due": "pelo mínimo devido no ano, {due} da receita vinculável{reading}",
        "megpc": "",
        "megpc_from_share_15": "a 15% da receita vinculável, pelo percentual aplicado{share}",
        "given": " declarado",
        "computed": " calculado da despesa própria e da receita vinculável",
    },
    "en": {
        "megpc_15": "at 15 % of the linked revenue",
        "megpc_ec29": "at the minimum due in the year",
        "megpc_ec29_due": "at the minimum due in the year, {due} of the linked revenue{reading}",
        "megpc": "",
        "megpc_from_share_15": "at 15 % of the linked revenue, from the share applied{share}",
        "given": " as declared",
        "computed": " as computed from own health expenditure and linked revenue",
    },
}
_READINGS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "uniform": " (leitura da tabela única da lei)",
        "own_path": " (leitura da trajetória própria, a partir do aplicado em 2000)",
    },
    "en": {
        "uniform": " (the law read as one table for all)",
        "own_path": " (the law read as each one's own path from the share applied in 2000)",
    },
}

_ONE: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "head": "a margem de expansão do gasto per capita (MEGPC) {whose}{year}{rate} é de "
        "{value} por habitante",
        "positive": "{head}: dentro do seu potencial, {who} ainda poderia gastar esse valor a mais "
        "com saúde{total}.",
        "positive_total": ", ou {money} no ano para os seus {people}",
        "negative": "{head}: {who} já gastou com saúde {above} por habitante além do seu "
        "potencial{total}.",
        "negative_total": ", ou {money} no ano para os seus {people}",
        "zero": "{head}: a despesa é igual ao potencial.",
        "cent": "{head}, menos de um centavo {side} de zero: na prática, a despesa é igual ao "
        "potencial.",
        "above": "acima",
        "below": "abaixo",
        "missing": "a margem de expansão do gasto per capita (MEGPC) {whose}{year}{rate} não pôde "
        "ser calculada: {reason}. Ausente não é zero.",
        "differ": "As duas contas dão sinais contrários: a margem pela despesa total inclui o que "
        "convênios, crédito e outras fontes pagaram; a do percentual aplicado, não. Diga qual "
        "das duas usa.",
        "doubt": "A margem compara a despesa com um potencial calculado de valores declarados; não "
        "diz se o gasto basta, nem se é bem feito.",
        "scenarios": "Os dois cenários dão sinais contrários: se há margem depende do percentual "
        "que se considera.",
        "year": " em {year}",
    },
    "en": {
        "head": "the margin left for expansion (MEGPC) {whose}{year}{rate} is {value} per "
        "inhabitant",
        "positive": "{head}: within its potential, {who} could still spend that much more on "
        "health{total}.",
        "positive_total": ", or {money} a year for its {people}",
        "negative": "{head}: {who} already spent {above} per inhabitant on health beyond its "
        "potential{total}.",
        "negative_total": ", or {money} a year for its {people}",
        "zero": "{head}: expenditure equals the potential.",
        "cent": "{head}, less than one cent {side} zero: in practice, expenditure equals the "
        "potential.",
        "above": "above",
        "below": "below",
        "missing": "the margin left for expansion (MEGPC) {whose}{year}{rate} could not be "
        "computed: {reason}. Missing is not zero.",
        "differ": "The two computations have opposite signs: the margin from total expenditure "
        "includes what agreements, credit and other sources paid; that from the share applied "
        "does not. Say which of them you use.",
        "doubt": "The margin compares expenditure with a potential computed from declared amounts; "
        "it does not say whether the spending suffices, nor whether it is well spent.",
        "scenarios": "The two scenarios have opposite signs: whether there is a margin depends on "
        "the rate considered.",
        "year": " in {year}",
    },
}
_MANY: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "head": "margem de expansão do gasto per capita (MEGPC){rate}, em {units}{years}: mediana "
        "de {median} por habitante; {negative} (a despesa passou do potencial) e {positive} "
        "(ainda havia o que gastar){zero}.",
        "negative": ("{count} negativa", "{count} negativas"),
        "positive": ("{count} positiva", "{count} positivas"),
        "zero": ("{count} nula", "{count} nulas"),
        "none": "margem de expansão do gasto per capita (MEGPC){rate}: nenhum valor.",
        "ranking": "Ordenar margens pede uma leitura: esforço (primeiro as mais negativas) ou "
        "espaço (primeiro as mais positivas).",
    },
    "en": {
        "head": "margin left for expansion (MEGPC){rate}, over {units}{years}: median {median} per "
        "inhabitant; {negative} (expenditure went beyond the potential) and {positive} (there was "
        "still something to spend){zero}.",
        "negative": ("{count} negative", "{count} negative"),
        "positive": ("{count} positive", "{count} positive"),
        "zero": ("{count} of zero", "{count} of zero"),
        "none": "margin left for expansion (MEGPC){rate}: no value.",
        "ranking": "Ranking margins asks for a reading: effort (the most negative first) or room "
        "(the most positive first).",
    },
}
_GAP: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "head": "{year}{who} aplicou em saúde {applied} da receita vinculável",
        "plain": "{year}{who}",
        "below": "{head}: {points} abaixo do mínimo devido{due}{money}.",
        "above": "{head}: {points} acima do mínimo devido{due}{money}.",
        "equal": "{head}, exatamente o mínimo devido{due}; a igualdade cumpre.",
        "due": " de {due}",
        "money_below": ", ou {money} a menos que o devido no ano",
        "money_above": ", ou {money} a mais que o devido no ano",
        "near": "Está a menos de 0,05 p.p. do mínimo: números arredondados podem mudar o veredito; "
        "veja st.stability.",
        "reading": "De 2001 a 2003 o mínimo depende da leitura da lei{reading}.",
        "missing": "{year}não se sabe se {who} aplicou o mínimo em saúde: {reason}. Não declarar "
        "não é descumprir.",
        "year": "em {year}, ",
        "many": "percentual mínimo (EC 29 / LC 141), em {units}{years}: {below} e {met}; diferença "
        "mediana de {median}.",
        "below_many": ("{count} abaixo do devido", "{count} abaixo do devido"),
        "met_many": ("{count} no mínimo ou acima", "{count} no mínimo ou acima"),
        "undeclared": "Não declarar não é descumprir.",
    },
    "en": {
        "head": "{year}{who} applied {applied} of the linked revenue to health",
        "plain": "{year}{who}",
        "below": "{head}: {points} below the minimum due{due}{money}.",
        "above": "{head}: {points} above the minimum due{due}{money}.",
        "equal": "{head}, exactly the minimum due{due}; equality complies.",
        "due": " of {due}",
        "money_below": ", or {money} less than was due in the year",
        "money_above": ", or {money} more than was due in the year",
        "near": "It lies less than 0.05 percentage points from the minimum: rounded figures may "
        "change the verdict; see st.stability.",
        "reading": "From 2001 to 2003 the minimum depends on how the law is read{reading}.",
        "missing": "{year}it is not known whether {who} applied the minimum to health: {reason}. "
        "Not declaring is not failing to comply.",
        "year": "in {year}, ",
        "many": "minimum share (EC 29 / LC 141), over {units}{years}: {below} and {met}; median "
        "difference {median}.",
        "below_many": ("{count} below what was due", "{count} below what was due"),
        "met_many": ("{count} at the minimum or above", "{count} at the minimum or above"),
        "undeclared": "Not declaring is not failing to comply.",
    },
}
_NEAR: Final = 0.05
_OPEN_YEARS: Final = (2001, 2002, 2003)


def margins_of_one(row: Row, lang: Lang, facts: Mapping[str, Any]) -> list[str]:
    """Say what the margins of a municipality and year mean."""
    names = [name for name in MARGINS if name in row]
    if not names:
        return []
    words = _ONE[lang]
    said = [_margin(row, name, lang, facts) for name in names]
    signs = {name: _sign(row[name]) for name in names if not missing(row[name])}
    if signs.get("megpc_15", 0) * signs.get("megpc_ec29", 0) < 0:
        said.append(words["scenarios"])
    if signs.get("megpc_15", 0) * signs.get("megpc_from_share_15", 0) < 0:
        said.append(words["differ"])
    return [*said, words["doubt"]] if signs else said


def _sign(value: Any) -> int:
    return int(value > 0) - int(value < 0)


def _rate(row: Row, name: str, lang: Lang, facts: Mapping[str, Any]) -> str:
    rates = _RATES[lang]
    due = row.get("ec29_due_pct")
    if name == "megpc_ec29" and not missing(due):
        reading = _READINGS[lang].get(str(facts.get("reading")), "")
        share = amount(due, lang, 4) + ("%" if lang == "pt" else " %")
        text = rates["megpc_ec29_due"].format(due=share, reading=reading)
    else:
        # A table that does not say where the share is from is not made to.
        text = rates[name].format(share=rates.get(str(facts.get("share_applied")), ""))
    return f", {text}," if text else ""


def _margin(row: Row, name: str, lang: Lang, facts: Mapping[str, Any]) -> str:
    words, value = _ONE[lang], row[name]
    place = {
        "who": who(row, lang),
        "whose": whose(row, lang),
        "year": _year(row, words),
        "rate": _rate(row, name, lang, facts),
    }
    if missing(value):
        return begun(words["missing"].format(reason=reason_of(row, name, lang), **place))
    head = begun(words["head"].format(value=money(value, lang), **place))
    if value == 0:
        return str(words["zero"]).format(head=head)
    if abs(value) < _CENT:
        side = words["above" if value > 0 else "below"]
        return str(words["cent"]).format(head=head, side=side)
    form = "positive" if value > 0 else "negative"
    people: Any = row.get("population")
    total = ""
    if not missing(people) and people > 0:
        # The amount of a year: what is per inhabitant, for all of them.
        said = counted(int(people), lang, *_PEOPLE[lang])
        total = words[f"{form}_total"].format(money=money(abs(value * people), lang), people=said)
    above = money(abs(value), lang)
    return str(words[form]).format(head=head, who=place["who"], total=total, above=above)


def _year(row: Row, words: Mapping[str, Any]) -> str:
    year: Any = row.get("year")
    return "" if missing(year) else words["year"].format(year=int(year))


def margins_of_many(table: pd.DataFrame, lang: Lang, facts: Mapping[str, Any]) -> list[str]:
    """Say what the margins of many rows are like together."""
    names = [name for name in MARGINS if name in table]
    words, said = _MANY[lang], []
    for name in names:
        rate = _rate({}, name, lang, facts).removesuffix(",")
        values = pd.to_numeric(table[name], errors="coerce").dropna()
        if values.empty:
            said.append(begun(words["none"].format(rate=rate)))
        else:
            counts = {
                "negative": int((values < 0).sum()),
                "positive": int((values > 0).sum()),
                "zero": int((values == 0).sum()),
            }
            tallies = {
                key: words[key][count != 1].format(count=total_of(count, lang))
                for key, count in counts.items()
            }
            tallies["zero"] = f"; {tallies['zero']}" if counts["zero"] else ""
            said.append(
                begun(
                    words["head"].format(
                        rate=rate,
                        units=municipalities(table, lang),
                        years=_span(table, lang),
                        median=money(medians(values), lang),
                        **tallies,
                    )
                )
            )
        said += missing_words(table, name, lang)
    return [*said, words["ranking"], _ONE[lang]["doubt"]] if names else []


def _span(table: pd.DataFrame, lang: Lang) -> str:
    years = years_of(table)
    if not years:
        return ""
    if len(years) == 1:
        return {"pt": f" em {years[0]}", "en": f" in {years[0]}"}[lang]
    return {"pt": f" de {years[0]} a {years[-1]}", "en": f" from {years[0]} to {years[-1]}"}[lang]


def gap_of_one(row: Row, lang: Lang, facts: Mapping[str, Any]) -> list[str]:
    """Say how far a municipality is from the minimum share."""
    if "ec29_gap_pp" not in row:
        return []
    words, value = _GAP[lang], row["ec29_gap_pp"]
    place = {"who": who(row, lang), "year": _year(row, words)}
    if missing(value):
        return [begun(words["missing"].format(reason=reason_of(row, "ec29_gap_pp", lang), **place))]
    applied, due = row.get("ec29_applied_pct"), row.get("ec29_due_pct")
    if missing(applied):
        head = words["plain"].format(**place)
    else:
        head = words["head"].format(applied=percent(applied, lang), **place)
    sign = "%" if lang == "pt" else " %"
    owed = "" if missing(due) else words["due"].format(due=amount(due, lang, 4) + sign)
    form = "equal" if value == 0 else "below" if value < 0 else "above"
    gap: Any = row.get("ec29_gap")
    reais = ""
    if form != "equal" and not missing(gap):
        reais = words[f"money_{form}"].format(money=money(abs(gap), lang))
    said = [
        begun(words[form].format(head=head, points=points(abs(value), lang), due=owed, money=reais))
    ]
    if 0 < abs(value) < _NEAR:
        said.append(words["near"])
    year: Any = row.get("year")
    if not missing(year) and int(year) in _OPEN_YEARS:
        said.append(words["reading"].format(reading=_reading(facts, lang)))
    return said


def _reading(facts: Mapping[str, Any], lang: Lang) -> str:
    found = _READINGS[lang].get(str(facts.get("reading")), "").strip(" ()")
    unknown = {
        "pt": ", que esta tabela não registra",
        "en": ", which this table does not record",
    }
    used = {"pt": "; aqui, {found}", "en": "; here, {found}"}
    return used[lang].format(found=found) if found else unknown[lang]


def gap_of_many(table: pd.DataFrame, lang: Lang) -> list[str]:
    """Say how many rows are below the minimum share."""
    if "ec29_gap_pp" not in table:
        return []
    words = _GAP[lang]
    values = pd.to_numeric(table["ec29_gap_pp"], errors="coerce").dropna()
    said = []
    if len(values):
        below = int((values < 0).sum())
        counts = {"below": below, "met": len(values) - below}
        tallies = {
            key: words[f"{key}_many"][count != 1].format(count=total_of(count, lang))
            for key, count in counts.items()
        }
        text = words["many"].format(
            units=municipalities(table, lang),
            years=_span(table, lang),
            median=points(medians(values), lang).rstrip("."),
            **tallies,
        )
        said.append(begun(text))
    lacking = missing_words(table, "ec29_gap_pp", lang)
    return [*said, *lacking, *([words["undeclared"]] if lacking else [])]
