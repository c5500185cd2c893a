"""What the margin pays for: teams at the caller's cost; the years to come; if the plan lasts."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sustenta import plots, tables
from sustenta.errors import NoIntervalWarning, NotComputableError, SettingError
from sustenta.interpreting import interpret
from sustenta.outlook import plan_teams
from sustenta.panels._derivation import YEAR
from sustenta.projecting import permanence, project
from sustenta.reporting._blocks import Block, Lacking, Section, Sheet, Words
from sustenta.reporting._pictures import picture
from sustenta.reporting._subject import NAME
from sustenta.reporting._wording import TEXT
from sustenta.reporting._words import label_of, paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from sustenta.projecting import Projection
    from sustenta.reporting._subject import Subject

__all__ = ["Plans", "affordable"]

_PLAN = (
    "annual_money",
    "new_teams",
    "teams_total",
    "full_coverage_teams",
    "coverage_pct",
    "planned_cost",
)
_LASTING = ("years_covered_pct", "first_shortfall", "permanence_pct")


@dataclass(frozen=True, slots=True)
class Plans:
    """What the caller says of teams and of the years to come."""

    cost: Any = None
    teams: Any = 0
    years: int | None = None
    draws: int = 2_000
    rng: Any = 0


def affordable(subject: Subject, plans: Plans, law: Mapping[str, Any]) -> Section:
    """Write the section."""
    words = TEXT[subject.lang]
    section = Section("affords", words["affords"])
    plan = None
    if plans.cost is None:
        section.blocks.append(Lacking(words["no_cost"], (words["no_cost_needs"],)))
    else:
        plan, blocks = _plan(subject, plans, law)
        section.blocks += blocks
    if plans.years is None:
        section.blocks.append(Lacking(words["no_years"], (words["no_years_needs"],)))
    else:
        section.blocks += _outlook(subject, plans, plans.years, plan)
    return section


def _plan(
    subject: Subject, plans: Plans, law: Mapping[str, Any]
) -> tuple[pd.DataFrame | None, list[Block]]:
    """Give the plan of the last year in which margin and population are known, and its blocks."""
    words, lang = TEXT[subject.lang], subject.lang
    year = subject.last("megpc_15", "population")
    if year is None:
        lacks: tuple[str, ...] = (
            () if subject.has("population") else (f"{label_of('population', lang)} (population)",)
        )
        lacks += () if subject.has("megpc_15") else tuple(subject.lacks("megpc_15"))
        return None, [Lacking(words["no_cost"], lacks or (words["no_plan"],))]
    mine = subject.mine
    rows = mine[mine[YEAR] == year]
    rows = rows[[name for name in rows.columns if not str(name).endswith("_reason")]]
    plan: pd.DataFrame = plan_teams(rows, cost=plans.cost, teams=plans.teams, key=NAME, **law)
    known = plan[plan["new_teams"].notna()]
    if known.empty:
        return None, [Lacking(words["no_cost"], (words["no_plan"],))]
    # The plan's own words say at what cost, and with how many persons a team.
    blocks: list[Block] = [Words(paragraphs(interpret(plan, lang=lang)))]
    blocks.append(
        picture(
            lambda: plots.coverage(known, lang=lang),
            words["coverage"].format(year=year),
            "coverage",
        )
    )
    if subject.one is not None:
        shown = known[[YEAR, *_PLAN]]
        title = words["plan_table"].format(year=year)
        blocks.append(Sheet(tables.table(shown, title=title, lang=lang, index=False)))
    return known, blocks


def _outlook(subject: Subject, plans: Plans, years: int, plan: pd.DataFrame | None) -> list[Block]:
    words, lang = TEXT[subject.lang], subject.lang
    given = subject.given
    if subject.one is not None:
        given = given[given[NAME] == subject.one]
    try:
        with warnings.catch_warnings():
            # The projection's own words name them.
            warnings.simplefilter("ignore", NoIntervalWarning)
            made = project(
                given,
                years=years,
                key=NAME,
                price_year=subject.price_year,
                draws=plans.draws,
                rng=plans.rng,
            )
    except NotComputableError as refusal:
        return [Lacking(words["no_projection"], (str(refusal),))]
    history = subject.mine[[NAME, YEAR, "megpc_15"]] if subject.has("megpc_15") else None
    blocks: list[Block] = [Words((made.text(lang).replace("\n", " "), words["line"]))]
    blocks.append(picture(lambda: plots.fan(made, history, lang=lang), words["fan"], "fan"))
    if subject.one is not None:
        names = [name for name in ("dpspc", "health_expenditure_pc", "megpc") if name in made.frame]
        ends = [name for name in ("megpc_low_80", "megpc_high_80") if name in made.frame]
        shown = made.frame[[YEAR, *names, *ends]]
        title = words["projection"]
        blocks.append(Sheet(tables.table(shown, title=title, lang=lang, index=False)))
    if plan is not None:
        blocks += _lasting(subject, made, plan)
    return blocks


def _lasting(subject: Subject, made: Projection, plan: pd.DataFrame) -> list[Block]:
    words, lang = TEXT[subject.lang], subject.lang
    try:
        lasts = permanence(made, plan.drop(columns=YEAR), by="key")
    except (SettingError, NotComputableError) as refusal:
        return [Lacking(words["lasting"], (str(refusal),))]
    blocks: list[Block] = [Words(paragraphs(interpret(lasts, lang=lang)))]
    if subject.one is not None:
        shown = lasts[[name for name in _LASTING if name in lasts]]
        blocks.append(Sheet(tables.table(shown, title=words["lasting"], lang=lang, index=False)))
    return blocks
