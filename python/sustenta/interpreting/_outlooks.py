"""What sufficiency, permanence, teams, growth and the origin of the revenue mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sustenta._cell_words import translated
from sustenta._sentences import (
    begun,
    counted,
    listed,
    missing,
    money,
    percent,
    written,
)
from sustenta.interpreting._missing import missing_words, reason_of
from sustenta.interpreting._rows import Row, who, whose
from sustenta.interpreting._tallies import medians, municipalities

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from sustenta.registry import Lang

__all__ = ["OUTLOOKS", "outlooks_of_many", "outlooks_of_one"]

#: What tells the frames apart.
OUTLOOKS: Final = (
    "sufficiency_ratio",
    "permanence_pct",
    "new_teams",
    "own_spending_first",
    "own_capacity_pct",
)

_WORDS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "year": " em {year}",
        "suffices": "para {who}{year}, a despesa potencial é {ratio} vez{s} a despesa realizada "
        "mais o custo planejado: os recursos bastam ({potential} diante de {needed}).",
        "short": "para {who}{year}, a despesa potencial é {ratio} vez{s} a despesa realizada mais "
        "o custo planejado: os recursos não bastam ({potential} diante de {needed}).",
        "no_plan": "Nenhum custo novo entrou na conta.",
        "sufficiency_doubt": "É uma conta de um ano, com valores declarados e custos supostos; não "
        "diz se os recursos bastam nos seguintes (permanência).",
        "sufficiency_missing": "Não se sabe se os recursos de {who}{year} bastam: {reason}. Sem "
        "plano não se supõe custo zero.",
        "sufficiency_many": "Em {units}, os recursos bastam em {yes} e não bastam em {no} de "
        "{all} com resposta; razão mediana de {median}.",
        "cases": ("caso", "casos"),
        "permanence_year": "em {year}, a margem {whose} cobre o plano em {share} dos "
        "sorteios{far}.",
        "far": " e, em todos os anos até ele, em {share}",
        "line_covers": "Pela linha, sem ruído, cobre.",
        "line_short": "Pela linha, sem ruído, não cobre.",
        "permanence_key": "a margem {whose} cobre o plano em {years} dos anos pela linha{draws}.",
        "draws": " e, em {share} dos sorteios, em todos eles",
        "first": "O primeiro ano em que falta é {year}.",
        "no_shortfall": "Pela linha não falta em ano nenhum.",
        "permanence_doubt": "São sorteios em torno de uma linha ajustada ao passado: não é a "
        "probabilidade de que o plano dê certo, e mudança de lei ou crise não está neles.",
        "permanence_missing": "Não há sorteios {whose}{year}: com poucos anos e sem resíduos "
        "comuns (pool=) só existe a linha.",
        "permanence_many": "Em {units}, a margem cobre o plano na mediana de {median} dos "
        "sorteios; {none} com menos da metade deles.",
        "teams": "com {money} no ano, {who}{year} poderia manter {teams}{cover}.",
        "new_teams": ("{count} equipe nova", "{count} equipes novas"),
        "no_teams": "a margem {whose}{year} não paga nenhuma equipe nova: {money} no ano, diante "
        "de um custo líquido de {cost} por equipe.",
        "no_money": "a margem {whose}{year} não paga nenhuma equipe nova: não há margem positiva.",
        "full": "A {whose} já não falta equipe para a cobertura total.",
        "cover": ", e as equipes chegariam a {share} da população",
        "teams_doubt": "A conta supõe {cost} por equipe e ano ({source}) e {persons} por equipe "
        "({persons_source}); mude-os e mude o número.",
        "persons": ("pessoa", "pessoas"),
        "teams_missing": "Não há plano de equipes para {who}{year}: {reason}.",
        "teams_many": "Em {units}, a margem paga {teams} ao todo; {zero} não {verb} nenhuma.",
        "pay": ("paga", "pagam"),
        "growth": "o gasto próprio com saúde{per} {whose} passou de {first} a {last} de {y0} a "
        "{y1}, "
        "{change}: {parts}.",
        "base": "{value} da base (mais ou menos receita)",
        "effort": "{value} do esforço (fração maior ou menor dela)",
        "interaction": "{value} dos dois juntos",
        "change": "variação de {value}",
        "growth_missing": "Não se sabe de onde veio o crescimento do gasto próprio {whose}: "
        "{reason}.",
        "growth_doubt": "É uma divisão contábil, não uma causa; sem deflacionar, a base inclui a "
        "inflação.",
        "growth_many": "Em {units}, o gasto próprio cresceu {up} e não cresceu {down}.",
        "times": ("em {count} caso", "em {count} casos"),
        "capacity": "De cada R$ 100,00 da receita vinculável {whose}{year}, {parts}.",
        "own": "{value} são de impostos próprios",
        "union": "{value} da União",
        "state": "{value} do Estado",
        "other": "{value} de outras origens",
        "capacity_many": "Em {units}, os impostos próprios são, na mediana, {median} da receita "
        "vinculável.",
    },
    "en": {
        "year": " in {year}",
        "suffices": "for {who}{year}, potential expenditure is {ratio} time{s} actual expenditure "
        "plus the planned cost: the resources suffice ({potential} against {needed}).",
        "short": "for {who}{year}, potential expenditure is {ratio} time{s} actual expenditure "
        "plus the planned cost: the resources do not suffice ({potential} against {needed}).",
        "no_plan": "No new cost is in the account.",
        "sufficiency_doubt": "It is the account of one year, with declared amounts and assumed "
        "costs; it does not say whether the resources suffice in later ones (permanence).",
        "sufficiency_missing": "It is not known whether the resources of {who}{year} suffice: "
        "{reason}. Without a plan no cost of zero is assumed.",
        "sufficiency_many": "Over {units}, the resources suffice in {yes} and do not suffice in "
        "{no} of {all} with an answer; median ratio {median}.",
        "cases": ("case", "cases"),
        "permanence_year": "in {year}, the margin {whose} covers the plan in {share} of the "
        "draws{far}.",
        "far": " and, in all years up to it, in {share}",
        "line_covers": "On the line, without noise, it does.",
        "line_short": "On the line, without noise, it does not.",
        "permanence_key": "the margin {whose} covers the plan in {years} of the years on the "
        "line{draws}.",
        "draws": " and, in {share} of the draws, in all of them",
        "first": "The first year in which it falls short is {year}.",
        "no_shortfall": "On the line it falls short in no year.",
        "permanence_doubt": "These are draws around a line fitted to the past: not the probability "
        "that the plan works out, and no change of law or crisis is in them.",
        "permanence_missing": "There are no draws {whose}{year}: with few years and no pooled "
        "residuals (pool=) there is the line alone.",
        "permanence_many": "Over {units}, the margin covers the plan in a median of {median} of "
        "the draws; {none} with less than half of them.",
        "teams": "with {money} a year, {who}{year} could keep {teams}{cover}.",
        "new_teams": ("{count} new team", "{count} new teams"),
        "no_teams": "the margin {whose}{year} pays for no new team: {money} a year, against a net "
        "cost of {cost} a team.",
        "no_money": "the margin {whose}{year} pays for no new team: there is no positive margin.",
        "full": "No team is lacking for full coverage {whose}.",
        "cover": ", and the teams would reach {share} of the population",
        "teams_doubt": "The account assumes {cost} a team a year ({source}) and {persons} a team "
        "({persons_source}); change them and the number changes.",
        "persons": ("person", "persons"),
        "teams_missing": "There is no plan of teams for {who}{year}: {reason}.",
        "teams_many": "Over {units}, the margin pays for {teams} in all; {zero} {verb} for none.",
        "pay": ("pays", "pay"),
        "growth": "own health spending{per} {whose} went from {first} to {last} between {y0} and "
        "{y1}, "
        "{change}: {parts}.",
        "base": "{value} from the base (more or less revenue)",
        "effort": "{value} from effort (a larger or smaller share of it)",
        "interaction": "{value} from both together",
        "change": "a change of {value}",
        "growth_missing": "It is not known where the growth of own spending {whose} came from: "
        "{reason}.",
        "growth_doubt": "It is a split of accounts, not a cause; without deflating, the base "
        "includes inflation.",
        "growth_many": "Over {units}, own spending grew {up} and did not grow {down}.",
        "times": ("in {count} case", "in {count} cases"),
        "capacity": "Of each R$ 100.00 of the linked revenue {whose}{year}, {parts}.",
        "own": "{value} come from own taxes",
        "union": "{value} from the Union",
        "state": "{value} from the State",
        "other": "{value} from other sources",
        "capacity_many": "Over {units}, own taxes are a median {median} of the linked revenue.",
    },
}
_HALF: Final = 50
_PER: Final = {"pt": " por habitante", "en": " per inhabitant"}


def _year(row: Row, lang: Lang) -> str:
    year: Any = row.get("year")
    return "" if missing(year) else _WORDS[lang]["year"].format(year=int(year))


def _place(row: Row, lang: Lang) -> dict[str, str]:
    return {"who": who(row, lang), "whose": whose(row, lang), "year": _year(row, lang)}


def outlooks_of_one(row: Row, lang: Lang, facts: Mapping[str, Any]) -> list[list[str]]:
    """Say what the outlook of a municipality means, a paragraph a question."""
    del facts
    of = {
        "sufficiency_ratio": _sufficiency,
        "permanence_pct": _permanence,
        "new_teams": _teams,
        "own_spending_first": _growth,
        "own_capacity_pct": _capacity,
    }
    return [say(row, lang) for name, say in of.items() if name in row]


def _sufficiency(row: Row, lang: Lang) -> list[str]:
    words, place = _WORDS[lang], _place(row, lang)
    ratio = row["sufficiency_ratio"]
    if missing(ratio) or missing(row.get("sufficient")):
        reason = reason_of(row, "sufficiency_ratio", lang)
        return [words["sufficiency_missing"].format(reason=reason, **place)]
    cost = row["planned_cost"]
    said = words["suffices" if bool(row["sufficient"]) else "short"].format(
        ratio=written(ratio, lang),
        s=_times(ratio, lang),
        potential=money(row["potential_expenditure"], lang),
        needed=money(row["health_expenditure"] + cost, lang),
        **place,
    )
    none = [] if missing(cost) or cost != 0 else [words["no_plan"]]
    return [begun(said), *none, words["sufficiency_doubt"]]


def _times(ratio: Any, lang: Lang) -> str:
    """Give the ending of *vez* or *time*: fewer than two are one in Portuguese."""
    if lang == "pt":
        return "es" if abs(ratio) >= 2 else ""  # noqa: PLR2004  the plural begins at two
    return "" if written(ratio, lang) == "1.00" else "s"


def _permanence(row: Row, lang: Lang) -> list[str]:
    words, place = _WORDS[lang], _place(row, lang)
    share = row["permanence_pct"]
    if "covered" in row:
        covered = row["covered"]
        line = [] if missing(covered) else [words["line_covers" if bool(covered) else "line_short"]]
        if missing(share):
            return [words["permanence_missing"].format(**place), *line]
        far = row.get("permanence_so_far_pct")
        said = words["permanence_year"].format(
            whose=place["whose"],
            year=int(row["year"]),
            share=percent(share, lang),
            far="" if missing(far) else words["far"].format(share=percent(far, lang)),
        )
        return [begun(said), *line, words["permanence_doubt"]]
    years: Any = row["years_covered_pct"]
    first: Any = row.get("first_shortfall")
    if missing(years):
        return [words["permanence_missing"].format(**place)]
    draws = "" if missing(share) else words["draws"].format(share=percent(share, lang))
    said = words["permanence_key"].format(
        whose=place["whose"], years=percent(years, lang), draws=draws
    )
    short = words["no_shortfall"] if missing(first) else words["first"].format(year=int(first))
    last = words["permanence_missing" if missing(share) else "permanence_doubt"]
    return [begun(said), short, str(last).format(**place)]


def _teams(row: Row, lang: Lang) -> list[str]:
    words, place = _WORDS[lang], _place(row, lang)
    count = row["new_teams"]
    if missing(count):
        reason = reason_of(row, "new_teams", lang)
        return [words["teams_missing"].format(reason=reason, **place)]
    funds = money(row["annual_money"], lang)
    if count > 0:
        cover: Any = row.get("coverage_pct")
        one = words["new_teams"][int(count) != 1].format(count=written(int(count), lang, 0))
        said = words["teams"].format(
            money=funds,
            teams=one,
            cover="" if missing(cover) else words["cover"].format(share=percent(cover, lang)),
            **place,
        )
    elif row["teams"] >= row["full_coverage_teams"]:
        said = words["full"].format(**place)
    elif row["annual_money"] > 0 and not missing(row.get("net_cost")):
        said = words["no_teams"].format(money=funds, cost=money(row["net_cost"], lang), **place)
    else:
        said = words["no_money"].format(**place)
    persons = counted(int(row["persons_per_team"]), lang, *words["persons"])
    doubt = words["teams_doubt"].format(
        cost=money(row["cost"], lang),
        source=translated(str(row["cost_source"]), "cost_source", lang),
        persons=persons,
        persons_source=translated(
            str(row["persons_per_team_source"]), "persons_per_team_source", lang
        ),
    )
    return [begun(said), doubt]


def _growth(row: Row, lang: Lang) -> list[str]:
    words, place = _WORDS[lang], _place(row, lang)
    if missing(row["growth"]):
        reason = reason_of(row, "growth", lang)
        return [words["growth_missing"].format(whose=place["whose"], reason=reason)]
    parts = [
        words[name].format(value=money(row[name], lang))
        for name in ("base", "effort", "interaction")
        if name in row and not missing(row[name])
    ]
    said = words["growth"].format(
        whose=place["whose"],
        first=money(row["own_spending_first"], lang),
        last=money(row["own_spending_last"], lang),
        y0=int(row["first_year"]),
        y1=int(row["last_year"]),
        change=words["change"].format(value=money(row["growth"], lang)),
        parts=listed(parts, lang),
        per=_PER[lang] if row.get("basis") == "per_inhabitant" else "",
    )
    return [begun(said), words["growth_doubt"]]


_ORIGINS: Final = (
    ("own", "own_capacity_pct"),
    ("union", "union_dependence_pct"),
    ("state", "state_dependence_pct"),
    ("other", "other_dependence_pct"),
)


def _capacity(row: Row, lang: Lang) -> list[str]:
    words = _WORDS[lang]
    parts = [
        words[name].format(value=money(row[column], lang))
        for name, column in _ORIGINS
        if column in row and not missing(row[column])
    ]
    if not parts:
        return []
    return [words["capacity"].format(parts=listed(parts, lang), **_place(row, lang))]


def outlooks_of_many(table: pd.DataFrame, lang: Lang, facts: Mapping[str, Any]) -> list[list[str]]:
    """Say what the outlook of many is like, a paragraph a question."""
    del facts
    words, units = _WORDS[lang], municipalities(table, lang)
    paragraphs = []
    if "sufficiency_ratio" in table:
        paragraphs.append(_sufficiencies(table, lang, units))
    if "permanence_pct" in table:
        shares = table["permanence_pct"].dropna()
        said = []
        if len(shares):
            low = counted(int((shares < _HALF).sum()), lang, *words["cases"])
            median = percent(medians(shares), lang)
            said = [words["permanence_many"].format(units=units, median=median, none=low)]
        gone = missing_words(table, "permanence_pct", lang)
        paragraphs.append([*said, *gone, words["permanence_doubt"]])
    if "new_teams" in table:
        counts = table["new_teams"].dropna()
        zero, teams = int((counts == 0).sum()), int(counts.sum())
        told = words["new_teams"][teams != 1].format(count=written(teams, lang, 0))
        said = [
            words["teams_many"].format(
                units=units,
                teams=told,
                zero=counted(zero, lang, *words["cases"]),
                verb=words["pay"][zero != 1],
            )
        ]
        paragraphs.append([*said, *missing_words(table, "new_teams", lang)])
    if "own_spending_first" in table:
        growth = table["growth"].dropna()
        up = int((growth > 0).sum())
        times = {
            name: words["times"][count != 1].format(count=written(count, lang, 0))
            for name, count in (("up", up), ("down", len(growth) - up))
        }
        said = [words["growth_many"].format(units=units, **times)]
        gone = missing_words(table, "growth", lang)
        paragraphs.append([*said, *gone, words["growth_doubt"]])
    if "own_capacity_pct" in table and table["own_capacity_pct"].notna().any():
        median = percent(medians(table["own_capacity_pct"].dropna()), lang)
        paragraphs.append([words["capacity_many"].format(units=units, median=median)])
    return paragraphs


def _sufficiencies(table: pd.DataFrame, lang: Lang, units: str) -> list[str]:
    words = _WORDS[lang]
    known = table[table["sufficient"].notna() & table["sufficiency_ratio"].notna()]
    gone = missing_words(table, "sufficiency_ratio", lang)
    if known.empty:
        return [*gone, words["sufficiency_doubt"]]
    yes = int(known["sufficient"].astype(bool).sum())
    said = words["sufficiency_many"].format(
        units=units,
        yes=written(yes, lang, 0),
        no=written(len(known) - yes, lang, 0),
        all=counted(len(known), lang, *words["cases"]),
        median=written(medians(known["sufficiency_ratio"]), lang),
    )
    return [said, *gone, words["sufficiency_doubt"]]
