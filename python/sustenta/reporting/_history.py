"""How it got here: margins, the minimum, effort and base, over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sustenta import plots, tables
from sustenta._sentences import listed
from sustenta.errors import SustentaError
from sustenta.outlook import effort_and_base
from sustenta.panels._derivation import YEAR
from sustenta.reporting._blocks import Block, Lacking, Section, Sheet, Words
from sustenta.reporting._pictures import picture
from sustenta.reporting._subject import NAME
from sustenta.reporting._wording import TEXT
from sustenta.reporting._words import label_of

if TYPE_CHECKING:
    import pandas as pd

    from sustenta.reporting._subject import Subject

__all__ = ["history"]

_BY_YEAR = (
    "ec29_applied_pct",
    "ec29_due_pct",
    "ec29_gap_pp",
    "health_expenditure_pc",
    "dpspc_15",
    "megpc_15",
    "dpspc_ec29",
    "megpc_ec29",
)
_SPENT = (
    ("own_health_expenditure", "linked_revenue"),
    ("own_health_expenditure_pc", "linked_revenue_pc"),
    ("ec29_applied_pct", "linked_revenue"),
    ("ec29_applied_pct", "linked_revenue_pc"),
)


def history(subject: Subject) -> Section:
    """Write the section."""
    words = TEXT[subject.lang]
    one = subject.one is not None
    section = Section("history", words["history" if one else "history_all"])
    for scenario, caption in (("15", "margins"), ("ec29", "margins_ec29")):
        column = f"megpc_{scenario}"
        if subject.has(column):
            section.blocks.append(_margins(subject, column, words[caption]))
    if not subject.has("megpc_15"):
        lacks = tuple(subject.lacks("megpc_15"))
        section.blocks.append(Lacking(label_of("megpc_15", subject.lang), lacks))
    if subject.has("ec29_applied_pct"):
        frame = subject.mine[[NAME, YEAR, "ec29_applied_pct", "ec29_due_pct"]]
        section.blocks.append(
            picture(
                lambda: plots.minimum_share(frame, lang=subject.lang),
                words["minimum"],
                "minimum",
                subject.lang,
            )
        )
    else:
        lacks = tuple(subject.lacks("ec29_applied_pct"))
        section.blocks.append(Lacking(label_of("ec29_applied_pct", subject.lang), lacks))
    section.blocks.append(_effort(subject))
    section.blocks += _undeclared(subject)
    section.blocks.append(_by_year(subject))
    return section


def _margins(subject: Subject, column: str, caption: str) -> Block:
    frame = subject.mine[[NAME, YEAR, column]]
    scenario: Any = column.removeprefix("megpc_")
    return picture(
        lambda: plots.margins(frame, scenario=scenario, lang=subject.lang),
        caption,
        f"margins-{scenario}",
        subject.lang,
    )


def _effort(subject: Subject) -> Block:
    words = TEXT[subject.lang]
    mine = subject.mine
    pair = next((pair for pair in _SPENT if subject.has(*pair)), None)
    if pair is not None:
        known = mine[mine[list(pair)].notna().all(axis=1)]
        years = sorted(set(known[YEAR]))
        if len(years) > 1:
            first, last = int(years[0]), int(years[-1])
            prices = "december" if subject.price_year else "nominal"
            caption = words["effort"].format(
                first=first, last=last, prices=words[prices].format(year=subject.price_year)
            )
            try:
                parts = effort_and_base(
                    known[[NAME, YEAR, *pair]], first, last, key=NAME, interaction="effort"
                )
            except SustentaError:
                # Its message is for who calls it, and speaks of arguments.
                return Lacking(words["effort_what"], (words["two_years"],))
            return picture(
                lambda: plots.effort_and_base(parts, lang=subject.lang),
                caption,
                "effort",
                subject.lang,
            )
    return Lacking(words["effort_what"], (words["two_years"],))


def _undeclared(subject: Subject) -> list[Block]:
    """Name the years between the first and the last of which the panel has no row."""
    years = subject.years
    gaps = [str(year) for year in range(years[0], years[-1]) if year not in years]
    said = TEXT[subject.lang]["undeclared"].format(years=listed(gaps, subject.lang))
    return [Words((said,))] if gaps else []


def _by_year(subject: Subject) -> Sheet:
    names = [name for name in _BY_YEAR if subject.has(name)]
    mine: pd.DataFrame = subject.mine
    if subject.one is None:
        frame = mine.groupby(YEAR)[names].median().reset_index()
        title = TEXT[subject.lang]["medians_by_year"]
    else:
        frame, title = mine[[YEAR, *names]].sort_values(YEAR), TEXT[subject.lang]["by_year"]
    return Sheet(tables.table(frame, title=title, lang=subject.lang, index=False))
