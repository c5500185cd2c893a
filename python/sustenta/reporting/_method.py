"""Method and provenance: how every figure was made, from which column, of which source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sustenta import __version__
from sustenta.interpreting import cite, methods_text
from sustenta.interpreting._formulas import formula_words
from sustenta.interpreting.texts import STAGES
from sustenta.panels._derivation import DERIVED, DUE, GAP, YEAR, routes_of
from sustenta.reporting._blocks import Facts, Heading, Quote, Section, Sheet, Words
from sustenta.reporting._subject import NAME
from sustenta.reporting._wording import TEXT
from sustenta.reporting._words import SHOWN, count_of, label_of, of_texts, paragraphs, span
from sustenta.sources._record import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

    from sustenta.registry import Lang
    from sustenta.reporting._subject import Subject

__all__ = ["method"]

#: The amounts that margins and potentials come of.
_TERMS: Final = (
    "linked_revenue_pc",
    "sus_transfers_pc",
    "health_expenditure_pc",
    "own_health_expenditure_pc",
)
#: So many different texts of a column of origins are named.
_NAMED: Final = 6


def method(subject: Subject, law: Mapping[str, Any], date: str) -> Section:
    """Write the section."""
    words, lang = TEXT[subject.lang], subject.lang
    section = Section("method", words["method"])
    section.blocks.append(Heading(words["how"]))
    section.blocks.append(Words(paragraphs(methods_text(_shown(subject), lang=lang))))
    section.blocks.append(Facts(words["facts"], tuple(_facts(subject, law, date))))
    section.blocks.append(_columns(subject))
    texts = (cite(lang=lang), cite("proesf2006", lang=lang))
    section.blocks.append(Quote(words["cite"], texts))
    return section


def _shown(subject: Subject) -> pd.DataFrame:
    """Give the rows with what the page shows; the amounts that others come of name their prices."""
    rows = subject.rows
    given = [name for name in (NAME, YEAR, "stage") if name in rows]
    shown = [name for name in rows if str(name).removesuffix("_reason") in SHOWN]
    rows = rows[[*given, *shown]]
    sources = subject.origins.get("source", ())
    if len(sources) == 1:
        rows = rows.assign(source=sources[0])
    if subject.price_year is None:
        return rows
    ending = f"_at_december_{subject.price_year}_prices"
    return rows.rename(columns={name: name + ending for name in _TERMS})


def _facts(subject: Subject, law: Mapping[str, Any], date: str) -> list[tuple[str, str]]:
    words, lang = TEXT[subject.lang], subject.lang
    stages = tuple(
        words["unstated_some"] if stage == NOT_STATED else STAGES[lang].get(stage, stage)
        for stage in subject.origins.get("stage", ())
    )
    if stages == (words["unstated_some"],):
        stages = ()
    prices = "nominal" if subject.price_year is None else "december"
    found = [
        (words["fact_source"], _some(subject.origins.get("source", ()), lang)),
        (words["fact_stage"], _some(stages, lang) if stages else words["unstated_m"]),
        (words["fact_prices"], words[prices].format(year=subject.price_year)),
        (words["fact_years"], span(subject.years)),
        (words["fact_rows"], count_of(len(subject.mine), lang)),
        (words["fact_extracted"], _some(subject.origins.get("extracted", ()), lang)),
    ]
    if subject.origins.get("file"):
        found.append((words["fact_file"], _some(subject.origins["file"], lang)))
    found += [
        (words["sphere"], words[str(law.get("sphere", "municipality"))]),
        (words["fact_reading"], words[str(law.get("reading", "uniform"))]),
    ]
    found += [
        (words[f"fact_{short}"], str(law[name]) if _plain(law[name]) else words["by_row"])
        for short, name in (("start", "start_pct"), ("law", "own_law_pct"))
        if law.get(name) is not None
    ]
    return [*found, (words["fact_version"], __version__), (words["fact_date"], date)]


def _plain(given: Any) -> bool:
    return isinstance(given, (int, float, str))


def _some(texts: tuple[str, ...], lang: Lang) -> str:
    words = TEXT[lang]
    if not texts:
        return words["unstated"]
    shown = "; ".join(texts[:_NAMED])
    rest = len(texts) - _NAMED
    return words["and_more"].format(shown=shown, count=count_of(rest, lang)) if rest > 0 else shown


def _columns(subject: Subject) -> Sheet:
    """Say of every figure of the page which column it is, or by which formula it comes of which."""
    words, lang = TEXT[subject.lang], subject.lang

    def has(name: str) -> bool:
        return name in subject.owned

    shown = [name for name in SHOWN if name in subject.rows]
    routes = routes_of([name for name in shown if name in DERIVED], has)
    needed = dict.fromkeys(
        [*shown, *routes, *(name for route in routes.values() for name in route.columns)]
    )
    names = [name for name in needed if name != YEAR]
    sources = []
    for name in names:
        if has(name):
            sources.append(words["given_as"].format(name=subject.owned[name]))
        elif name in routes:
            sources.append(_computed(name, routes[name].call, {*subject.owned, *routes}, lang))
        else:
            sources.append("–")
    rows = [(label_of(name, lang), name, said) for name, said in zip(names, sources, strict=True)]
    return Sheet(of_texts(subject, words["provenance"], ("figure", "column", "from"), rows))


def _computed(name: str, call: str, there: Collection[str], lang: Lang) -> str:
    words = TEXT[lang]
    if call == DUE:
        return words["law"]
    if call == GAP or name == "ec29_gap_pp":
        return words["against_law"]
    if name == "ec29_gap_pc":
        return words["per_head"]
    return words["computed"].format(formula=formula_words(name, lang, there))
