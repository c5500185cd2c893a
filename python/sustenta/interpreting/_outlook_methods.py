"""How results of the outlook were made: the sentences of their paragraphs of methods."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from sustenta._cell_words import translated
from sustenta._sentences import PERCENT, amount, counted, lowered, money
from sustenta.interpreting._formulas import formula_words, source_words
from sustenta.registry import CLASSIFICATIONS, INDICATORS

if TYPE_CHECKING:
    import pandas as pd

    from sustenta.registry import Lang

__all__ = ["DRAWN", "judged", "outlook_methods"]

#: The column that only what was counted in draws has.
DRAWN: Final = "permanence_pct"
#: The indicator that each class is of, and whether of its change.
_JUDGED: Final = {
    "execution": ("executed_pct", False),
    "ec29_compliance": ("ec29_applied_pct", False),
    "tax_effort": ("tax_share_pct", True),
    "ec29_trend": ("ec29_applied_pct", True),
}
_MOST_DECIMALS: Final = 16
_WORDS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "interaction": {
            "effort": "A interação foi contada no esforço.",
            "shown": "A interação é mostrada à parte.",
            "halved": "A interação foi dividida ao meio entre esforço e base.",
        },
        "growth": "Crescimento do gasto próprio dividido em base (o primeiro percentual sobre a "
        "última receita, menos o gasto inicial) e esforço (o resto): dedução do pacote.",
        "teams": "Equipes: o maior número de novas equipes que a margem positiva do ano paga, pelo "
        "custo informado ({cost}), com {persons} por equipe ({persons_source}): dedução do "
        "pacote.",
        "persons": ("pessoa", "pessoas"),
        "stability": "Estabilidade: cada valor pode estar em qualquer ponto de um intervalo "
        "({doubt}); a classe pode mudar onde dois pontos têm classes diferentes: dedução do "
        "pacote.",
        "rounded": "até {half} para cada lado, por estar arredondado a {step}",
        "off": "até {share} do valor para cada lado",
        "each": "{column}, {doubt}",
        "exact": "as outras colunas, exatas",
        "no_doubt": "a largura não consta do resultado: informe-a",
        "no_class": "A classificação não consta do resultado: informe-a.",
        "value": "Valor classificado (value_pct): {name} = {formula} ({source}); distance_pp é o "
        "valor menos o limite mais próximo.",
        "share": "Valor classificado ano a ano: {name} = {formula} ({source}).",
        "change": "Valor classificado (value_pct), de {first} a {last}: {change} "
        "({change_source}), do indicador {name} = {formula} ({source}); distance_pp é o valor "
        "menos o limite mais próximo.",
        "margin": "Margem (megpc): MEGPC = {formula} ({source}).",
        "by_year": "Permanência: permanence_pct é, em cada ano, a parte dos sorteios em que a "
        "margem projetada cobre {plan}; permanence_so_far_pct, a dos que o cobrem também em todos "
        "os anos anteriores; covered diz se, pela linha, sem ruído, o potencial é pelo menos a "
        "despesa mais o plano: dedução do pacote.",
        "by_key": "Permanência: permanence_pct é a parte dos sorteios em que a margem projetada "
        "cobre {plan} em todos os anos; years_covered_pct é a parte dos anos em que, pela linha, "
        "sem ruído, o potencial é pelo menos a despesa mais o plano, e first_shortfall, o primeiro "
        "em que não é: dedução do pacote.",
        "plan_number": "um plano de {cost} por habitante e ano",
        "plan_years": "um plano com um custo por habitante para cada ano",
        "plan_column": "o plano da coluna {column}",
        "plan_unknown": "um plano que não consta do resultado (informe-o)",
        "no_projection": "A projeção em que se baseia não consta do resultado: informe-a.",
    },
    "en": {
        "interaction": {
            "effort": "The interaction was counted as effort.",
            "shown": "The interaction is shown apart.",
            "halved": "The interaction was halved between effort and base.",
        },
        "growth": "Growth of own spending split into base (the first share on the last revenue, "
        "less the initial spending) and effort (the rest): derived by the package.",
        "teams": "Teams: the largest number of new teams that the year's positive margin pays for, "
        "at the given cost ({cost}), with {persons} a team ({persons_source}): derived by "
        "the package.",
        "persons": ("person", "persons"),
        "stability": "Stability: each value may lie anywhere in an interval ({doubt}); the class "
        "may change where two points have different classes: derived by the package.",
        "rounded": "up to {half} either way, being rounded to {step}",
        "off": "up to {share} of the value either way",
        "each": "{column}, {doubt}",
        "exact": "the other columns, exact",
        "no_doubt": "the width is not recorded in the result: state it",
        "no_class": "The classification is not recorded in the result: state it.",
        "value": "Value classified (value_pct): {name} = {formula} ({source}); distance_pp is the "
        "value less the nearest border.",
        "share": "Value classified year by year: {name} = {formula} ({source}).",
        "change": "Value classified (value_pct), from {first} to {last}: {change} "
        "({change_source}), of the indicator {name} = {formula} ({source}); distance_pp is the "
        "value less the nearest border.",
        "margin": "Margin (megpc): MEGPC = {formula} ({source}).",
        "by_year": "Permanence: permanence_pct is, in each year, the share of the draws in which "
        "the projected margin covers {plan}; permanence_so_far_pct, of those that do in all "
        "earlier years, too; covered says whether, on the line, without noise, the potential is at "
        "least the expenditure and the plan: derived by the package.",
        "by_key": "Permanence: permanence_pct is the share of the draws in which the projected "
        "margin covers {plan} in all years; years_covered_pct is the share of the years in which, "
        "on the line, without noise, the potential is at least the expenditure and the plan, and "
        "first_shortfall the first in which it is not: derived by the package.",
        "plan_number": "a plan of {cost} per inhabitant and year",
        "plan_years": "a plan with a cost per inhabitant for each year",
        "plan_column": "the plan of the column {column}",
        "plan_unknown": "a plan that is not recorded in the result (state it)",
        "no_projection": "The projection that it rests on is not recorded in the result: state it.",
    },
}


def judged(table: pd.DataFrame, facts: Mapping[str, Any]) -> str | None:
    """Say of which classification a table of `stability` is; None of other tables."""
    found = facts.get("classification")
    return str(found) if "may_change" in table and found in CLASSIFICATIONS else None


def outlook_methods(table: pd.DataFrame, facts: Mapping[str, Any], lang: Lang) -> list[str]:
    """Say how growth, teams, stability and permanence were made, where a table has them."""
    words, said = _WORDS[lang], []
    if "own_spending_first" in table:
        said.append(words["growth"])
        how = words["interaction"].get(facts.get("interaction"))
        said += [how] if how else []
    if {"new_teams", "cost_source", "persons_per_team"} <= set(table.columns) and len(table):
        row = table.head(1).to_dict("records")[0]
        told = {
            name: translated(str(row[name]), name, lang)
            for name in ("cost_source", "persons_per_team_source")
        }
        said.append(
            words["teams"].format(
                cost=told["cost_source"],
                persons=counted(int(row["persons_per_team"]), lang, *words["persons"]),
                persons_source=told["persons_per_team_source"],
            )
        )
    if "may_change" in table:
        said += _stability(table, facts, lang)
    if DRAWN in table:
        said += _permanence(table, facts, lang)
    return said


def _stability(table: pd.DataFrame, facts: Mapping[str, Any], lang: Lang) -> list[str]:
    words, id = _WORDS[lang], judged(table, facts)
    said = [words["stability"].format(doubt=_doubt(facts, lang))]
    if id is None:
        return [*said, words["no_class"]]
    column, changes = _JUDGED[id]
    of = {
        "name": lowered(str(INDICATORS[column]["name"][lang])),
        "formula": formula_words(column, lang),
        "source": source_words(column, lang),
    }
    if not changes:
        form = "value" if "value_pct" in table else "share"
        return [*said, words[form].format(**of)]
    change = {
        "first": facts.get("first"),
        "last": facts.get("last"),
        "change": formula_words("relative_change_pct", lang),
        "change_source": source_words("relative_change_pct", lang),
    }
    return [*said, words["change"].format(**of, **change)]


def _doubt(facts: Mapping[str, Any], lang: Lang) -> str:
    """Say how wide the intervals are."""
    words, precision, share = _WORDS[lang], facts.get("precision"), facts.get("change_pct")
    if share is not None:
        return str(words["off"].format(share=amount(share, lang, _MOST_DECIMALS) + PERCENT[lang]))
    if isinstance(precision, Mapping):
        each = [
            words["each"].format(column=column, doubt=_rounded(decimals, lang))
            for column, decimals in precision.items()
        ]
        return "; ".join([*each, words["exact"]])
    return str(words["no_doubt"]) if precision is None else _rounded(precision, lang)


def _rounded(decimals: int, lang: Lang) -> str:
    step = Decimal(1).scaleb(-int(decimals))
    half, whole = (amount(part, lang, _MOST_DECIMALS) for part in (step / 2, step))
    return str(_WORDS[lang]["rounded"].format(half=half, step=whole))


def _permanence(table: pd.DataFrame, facts: Mapping[str, Any], lang: Lang) -> list[str]:
    words, plan = _WORDS[lang], facts.get("plan")
    if plan is None:
        of = words["plan_unknown"]
    elif isinstance(plan, str):
        of = words["plan_column"].format(column=plan)
    elif isinstance(plan, Mapping):
        of = words["plan_years"]
    else:
        of = words["plan_number"].format(cost=money(plan, lang))
    projected = facts.get("projection")
    return [
        words["margin"].format(
            formula=formula_words("megpc", lang), source=source_words("megpc", lang)
        ),
        words["by_year" if "covered" in table else "by_key"].format(plan=of),
        projected[lang] if isinstance(projected, Mapping) else words["no_projection"],
    ]
