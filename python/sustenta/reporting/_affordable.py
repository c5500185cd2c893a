"""What the margin pays for: teams at the caller's cost; the years to come; if the plan lasts."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sustenta import plots, tables
from sustenta._sentences import money
from sustenta.errors import NoIntervalWarning, NotComputableError, SettingError
from sustenta.interpreting import interpret
from sustenta.outlook import plan_teams
from sustenta.outlook.parameters import GIVEN
from sustenta.panels._derivation import YEAR
from sustenta.plots._style import FEW
from sustenta.projecting import permanence, project
from sustenta.reporting._blocks import Block, Lacking, Section, Sheet, Words
from sustenta.reporting._pictures import picture
from sustenta.reporting._subject import NAME
from sustenta.reporting._wording import TEXT
from sustenta.reporting._words import count_of, label_of, paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from sustenta.projecting import Projection
    from sustenta.registry import Lang
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
        return None, [_supposed(plan, lang), Lacking(words["no_cost"], (words["no_plan"],))]
    blocks: list[Block] = [Words(paragraphs(interpret(plan, lang=lang)))]
    if subject.one is None:
        # Of one municipality the plan's own words say it.
        blocks.append(_supposed(plan, lang))
    blocks.append(
        picture(
            lambda: plots.coverage(known, lang=lang),
            words["coverage"].format(year=year),
            "coverage",
            lang,
        )
    )
    if subject.one is not None:
        shown = known[[YEAR, *_PLAN]]
        title = words["plan_table"].format(year=year)
        blocks.append(Sheet(tables.table(shown, title=title, lang=lang, index=False)))
    return known, blocks


def _supposed(plan: pd.DataFrame, lang: Lang) -> Words:
    """Say at what cost a plan is, and with how many persons a team."""
    words = TEXT[lang]
    costs = sorted({float(cost) for cost in plan["cost"].dropna()})
    cost = "–".join(money(end, lang) for end in dict.fromkeys((costs[0], costs[-1])))
    source = str(plan["cost_source"].iloc[0])
    if source != GIVEN:
        cost = f"{cost} ({source})"
    persons = count_of(int(plan["persons_per_team"].iloc[0]), lang)
    return Words((words["supposed"].format(cost=cost, persons=persons),))


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
        # Its message is for who calls it, and speaks of arguments.
        lacks = tuple(f"{label_of(name, lang)} ({name})" for name in refusal.missing)
        return [Lacking(words["no_projection"], lacks)]
    if "megpc" not in made.frame or not made.frame["megpc"].notna().any():
        return [Lacking(words["no_projection"], (words["more_years"],))]
    history = subject.mine[[NAME, YEAR, "megpc_15"]] if subject.has("megpc_15") else None
    blocks: list[Block] = [Words((made.text(lang).replace("\n", " "), words["line"]))]
    caption = words[_band(made)]
    blocks.append(picture(lambda: plots.fan(made, history, lang=lang), caption, "fan", lang))
    if subject.one is not None:
        names = [name for name in ("dpspc", "health_expenditure_pc", "megpc") if name in made.frame]
        ends = [
            name
            for name in ("megpc_low_80", "megpc_high_80")
            if name in made.frame and made.frame[name].notna().any()
        ]
        shown = made.frame[[YEAR, *names, *ends]]
        title = words["projection"]
        blocks.append(Sheet(tables.table(shown, title=title, lang=lang, index=False)))
    if plan is not None:
        blocks += _lasting(subject, made, plan)
    return blocks


def _band(made: Projection) -> str:
    """Say what the band of a fan is: the draws, the others, or none."""
    known = made.frame[made.frame["megpc"].notna()]
    if known[NAME].nunique() > FEW:
        return "fan_many"
    bounded = "megpc_low_80" in known and bool(known["megpc_low_80"].notna().any())
    return "fan" if bounded else "fan_line"


def _lasting(subject: Subject, made: Projection, plan: pd.DataFrame) -> list[Block]:
    words, lang = TEXT[subject.lang], subject.lang
    try:
        lasts = permanence(made, plan.drop(columns=YEAR), by="key")
    except (SettingError, NotComputableError):
        return [Lacking(words["lasting"], (words["lasting_needs"],))]
    drawn = lasts["permanence_pct"].notna()
    if not drawn.any():
        blocks: list[Block] = [Words((words["no_draws"],))]
    else:
        blocks = [Words(paragraphs(interpret(lasts[drawn], lang=lang)))]
        if not drawn.all():
            count = count_of(int((~drawn).sum()), lang)
            blocks.append(Words((words["some_no_draws"].format(count=count),)))
    if subject.one is not None and lasts["years_covered_pct"].notna().any():
        shown = lasts[[name for name in _LASTING if name in lasts]]
        blocks.append(Sheet(tables.table(shown, title=words["lasting"], lang=lang, index=False)))
    return blocks
