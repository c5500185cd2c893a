"""Where it stands: key figures, what they mean, and every figure with its unit and year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sustenta import plots
from sustenta._sentences import money, percent, points
from sustenta.interpreting import interpret
from sustenta.interpreting._missing import reason_of
from sustenta.interpreting.texts import prices_words, stage_words
from sustenta.panels._derivation import YEAR
from sustenta.reporting._blocks import Block, Lacking, Section, Sheet, Tiles, Words
from sustenta.reporting._pictures import picture
from sustenta.reporting._subject import NAME
from sustenta.reporting._wording import TEXT
from sustenta.reporting._words import SHOWN, count_of, label_of, of_texts, paragraphs, value
from sustenta.sources._record import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Hashable

    from sustenta.reporting._subject import Subject

__all__ = ["standing"]

#: What the words of the section are about.
_TOLD = ("megpc_15", "megpc_ec29", "ec29_gap_pp")


def standing(subject: Subject) -> Section:
    """Write the section."""
    words = TEXT[subject.lang]
    one = subject.one is not None
    section = Section("standing", words["standing" if one else "standing_all"])
    tiles = (_of_one if one else _of_all)(subject)
    if tiles:
        section.blocks.append(Tiles(tuple(tiles)))
    section.blocks += _told(subject)
    if not one and subject.has("ec29_applied_pct"):
        year = subject.last("ec29_applied_pct")
        frame = subject.rows[[NAME, YEAR, "ec29_applied_pct"]]
        section.blocks.append(
            picture(
                lambda: plots.distribution(frame, year=year, lang=subject.lang),
                words["of_shares"].format(year=year),
                "shares",
                subject.lang,
            )
        )
    section.blocks += [_figures(subject) if one else _spread(subject)]
    section.blocks += [
        Lacking(label_of(name, subject.lang), tuple(subject.lacks(name)))
        for name in ("ec29_gap_pp", "megpc_15")
        if not subject.has(name)
    ]
    return section


def _beside(subject: Subject, year: int, *more: str) -> str:
    """Say of a figure its year and, of an amount, of which expenditure and prices it is."""
    return ", ".join([TEXT[subject.lang]["in_year"].format(year=year), *filter(None, more)])


def _of_one(subject: Subject) -> list[tuple[str, str, str]]:
    words, lang = TEXT[subject.lang], subject.lang
    stages = subject.origins.get("stage", ())
    stage = None
    if len(stages) == 1 and stages[0] != NOT_STATED:
        stage = stage_words(stages[0], lang)
    prices = None
    if subject.price_year is not None:
        prices = prices_words(f"december_{subject.price_year}", lang)
    found = []
    year = subject.last("ec29_applied_pct")
    if year is not None:
        row = _row(subject, year)
        due = row.get("ec29_due_pct")
        owed = "" if _unknown(due) else words["due"].format(due=percent(due, lang, 1))
        shown = percent(row["ec29_applied_pct"], lang)
        found.append((words["applied"], shown, _beside(subject, year, owed, stage or "")))
    year = subject.last("ec29_gap_pp")
    if year is not None:
        row = _row(subject, year)
        reais = "" if _unknown(row.get("ec29_gap")) else money(row["ec29_gap"], lang)
        shown = points(row["ec29_gap_pp"], lang)
        found.append((words["gap"], shown, _beside(subject, year, reais, prices or "")))
    for name, called in (("megpc_15", "margin"), ("health_expenditure_pc", "spending")):
        year = subject.last(name)
        if year is not None:
            shown = money(_row(subject, year)[name], lang)
            beside = (_beside(subject, year, stage or "", prices or ""),)
            found.append((words[called], shown, " ".join((words["per_inhabitant"], *beside))))
    return found


def _of_all(subject: Subject) -> list[tuple[str, str, str]]:
    words, lang = TEXT[subject.lang], subject.lang
    count = len(subject.names)
    years = subject.years
    found = [(words["municipalities"], count_of(count, lang), f"{years[0]}–{years[-1]}")]
    for name, counted, middle in (
        ("ec29_gap_pp", "met", "median_applied"),
        ("megpc_15", "room", "median_margin"),
    ):
        year = subject.last(name)
        if year is None:
            continue
        rows = subject.in_year(year)
        known = rows[name].dropna()
        good = int((known >= 0).sum() if counted == "met" else (known > 0).sum())
        unknown = count - len(known)
        beside = "" if not unknown else words["unknown"].format(count=count_of(unknown, lang))
        shown = words["of"].format(count=count_of(good, lang), known=count_of(len(known), lang))
        found.append((words[counted], shown, _beside(subject, year, beside)))
        if name == "megpc_15":
            shown = money(float(known.median()), lang)
            beside = f"{words['per_inhabitant']} {_beside(subject, year)}"
        else:
            shown = percent(float(rows["ec29_applied_pct"].median()), lang)
            beside = _beside(subject, year)
        found.append((words[middle], shown, beside))
    return found


def _row(subject: Subject, year: int) -> dict[Hashable, Any]:
    mine = subject.mine
    return mine[mine[YEAR] == year].iloc[0].to_dict()


def _unknown(number: Any) -> bool:
    return number is None or bool(number != number)  # noqa: PLR0124  NaN alone differs from itself


def _told(subject: Subject) -> list[Block]:
    """Say in words what margin and gap mean, in the last year in which they are known."""
    told: list[str] = []
    names = [name for name in _TOLD if subject.has(name)]
    for year in sorted({subject.last(name) or 0 for name in names}, reverse=True):
        mine = subject.mine
        rows = mine[mine[YEAR] == year]
        of_year = [name for name in names if subject.last(name) == year]
        # Of the others there is no value in this year, and another year is told of.
        told += paragraphs(
            interpret(
                rows.drop(columns=[one for one in _ALL_TOLD if one in rows and one not in of_year]),
                lang=subject.lang,
            )
        )
    return [Words(tuple(told))] if told else []


#: What `interpret` has words for, of an assessed panel.
_ALL_TOLD = (*_TOLD, "megpc_from_share_15")


def _figures(subject: Subject) -> Sheet:
    """Give every figure of a municipality: of the last year in which it is known."""
    words, lang = TEXT[subject.lang], subject.lang
    rows = []
    for name in SHOWN:
        if name not in subject.rows:
            continue
        year = subject.last(name)
        why = ""
        if year != subject.year:
            reason = reason_of(_row(subject, subject.year), name, lang)
            why = f"{subject.year}: {words['no_value']} ({reason})"
        shown = words["no_value"] if year is None else value(name, _row(subject, year)[name], lang)
        rows.append((label_of(name, lang), shown, str(year or "–"), why))
    heads = ["indicator", "value", "year"]
    if any(row[-1] for row in rows):
        heads.append("note")
    same = {row[2] for row in rows} == {str(subject.year)}
    title = words["figures"].format(year=subject.year) if same else words["figures_last"]
    return Sheet(of_texts(subject, title, heads, rows))


def _spread(subject: Subject) -> Sheet:
    """Give how every figure is distributed over the municipalities."""
    lang = subject.lang
    rows = []
    for name in SHOWN:
        year = subject.last(name)
        if year is None:
            continue
        known = subject.in_year(year)[name].dropna().to_numpy()
        marks = np.quantile(known, [0, 0.25, 0.5, 0.75, 1])
        shown = [value(name, mark, lang) for mark in marks]
        rows.append((label_of(name, lang), str(year), count_of(len(known), lang), *shown))
    heads = ("indicator", "year", "known", "lowest", "q1", "median", "q3", "highest")
    return Sheet(of_texts(subject, TEXT[lang]["spread"], heads, rows))
