"""How it compares: ranks in both readings, places among the others, classes of size, everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from sustenta import plots, tables
from sustenta._sentences import listed
from sustenta.outlook import compare, size_class
from sustenta.panels import rank_margins
from sustenta.panels._derivation import YEAR
from sustenta.reporting._blocks import Block, Lacking, Section, Sheet, Words
from sustenta.reporting._pictures import picture
from sustenta.reporting._subject import NAME
from sustenta.reporting._wording import TEXT
from sustenta.reporting._words import SHOWN, count_of, label_of, of_texts, value

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from sustenta.reporting._subject import Subject

__all__ = ["compared", "everyone"]

_OF_CLASS: Final = ("ec29_applied_pct", "health_expenditure_pc", "dpspc_15", "megpc_15")
_OF_ALL: Final = (
    "population",
    "ec29_applied_pct",
    "ec29_gap_pp",
    "health_expenditure_pc",
    "megpc_15",
    "megpc_ec29",
)


def compared(subject: Subject, cuts: Sequence[int]) -> Section:
    """Write the section."""
    words, lang = TEXT[subject.lang], subject.lang
    section = Section("compared", words["compared"])
    if len(subject.names) == 1:
        section.blocks.append(Words((words["alone"],)))
        return section
    year = subject.last("megpc_15")
    if year is None:
        section.blocks.append(Lacking(label_of("megpc_15", lang), tuple(subject.lacks("megpc_15"))))
    else:
        frame = subject.rows[[NAME, YEAR, "megpc_15"]]
        marked = [] if subject.one is None else [subject.one]
        section.blocks.append(
            picture(
                lambda: plots.ranking(frame, year=year, highlight=marked, lang=lang),
                words["ranking"].format(year=year),
                "ranking",
                lang,
            )
        )
    if subject.one is not None:
        section.blocks += _place(subject)
    section.blocks.append(_classes(subject, cuts))
    return section


def _place(subject: Subject) -> list[Block]:
    """Give the place of one municipality among all, indicator by indicator."""
    words, lang = TEXT[subject.lang], subject.lang
    names = [name for name in SHOWN if subject.has(name) and name != "ec29_due_pct"]
    rows = []
    for name in names:
        year = subject.last(name)
        of_year = subject.in_year(year or subject.year)[[NAME, YEAR, name]]
        found = compare(of_year, NAME, [name], key=NAME, year=year, lang=lang)
        one = found[found[NAME] == subject.one].iloc[0]
        rows.append(
            (
                label_of(name, lang),
                value(name, one["value"], lang),
                count_of(int(one["rank_from_highest"]), lang),
                count_of(int(one["of"]), lang),
                value(name, one["median"], lang),
                str(one["more_label"]),
                str(year),
            )
        )
    heads = ("indicator", "value", "rank", "of", "median", "more", "year")
    title = words["standing_among"].format(name=subject.one, year=subject.year)
    return [Sheet(of_texts(subject, title, heads, rows))]


def _classes(subject: Subject, cuts: Sequence[int]) -> Block:
    """Give the medians of the classes of size."""
    words, lang = TEXT[subject.lang], subject.lang
    names = [name for name in _OF_CLASS if name in subject.rows]
    known = subject.rows["population"].gt(0) if "population" in subject.rows else None
    if known is None or not known.any() or not names:
        title = words["classes"].format(year=subject.year)
        return Lacking(title, (f"{label_of('population', lang)} (population)",))
    year = int(subject.rows.loc[known, YEAR].max())
    rows = subject.rows[known & (subject.rows[YEAR] == year)]
    classes = pd.Series(size_class(rows["population"], cuts=cuts, lang=lang), index=rows.index)
    groups = rows.groupby(classes.rename("size"), observed=True, sort=True)
    frame = groups[names].median()
    frame.insert(0, "municipalities", groups.size())
    shown = frame.reset_index()
    shown["size"] = shown["size"].astype(str)
    note = words["classes_note"].format(cuts=listed([count_of(cut, lang) for cut in cuts], lang))
    return Sheet(
        tables.table(
            shown,
            title=words["classes"].format(year=year),
            labels={"size": words["col_class"]},
            notes=note,
            lang=lang,
            index=False,
        )
    )


def everyone(subject: Subject) -> Section:
    """Write the section with a row a municipality: of the year of the page, or its own last one."""
    words, lang = TEXT[subject.lang], subject.lang
    section = Section("everyone", words["everyone"])
    names = [name for name in _OF_ALL if subject.has(name)]
    year = subject.last("megpc_15") or subject.last("ec29_gap_pp") or subject.year
    frame = _last_known(subject, names, year)
    earlier = int((frame[YEAR] < year).sum())
    if "megpc_15" in frame:
        of_year = frame["megpc_15"].where(frame[YEAR].eq(year).fillna(value=False).astype(bool))
        for reading in ("effort", "room"):
            frame[f"rank_{reading}"] = rank_margins(of_year, reading=reading)
    labels: dict[Hashable, str] = {
        f"rank_{reading}": words[f"rank_{reading}"]
        for reading in ("effort", "room")
        if f"rank_{reading}" in frame
    }
    if "population" in frame:
        frame["population"] = frame["population"].astype("Int64")
    notes = []
    if earlier:
        one, many = words["earlier_one"], words["earlier_many"]
        notes.append(
            (one if earlier == 1 else many).format(count=count_of(earlier, lang), year=year)
        )
    else:
        frame = frame.drop(columns=YEAR)
    section.blocks.append(
        Sheet(
            tables.table(
                frame,
                title=words["all_table"].format(year=year),
                labels=labels,
                notes=notes,
                lang=lang,
                index=False,
            )
        )
    )
    return section


def _last_known(subject: Subject, names: list[str], year: int) -> pd.DataFrame:
    """Give each municipality's row of a year, or its last with a figure where that has none."""
    rows = subject.rows.loc[subject.rows[YEAR] <= year, [NAME, YEAR, *names]]
    # Who lives there is known of years of which nothing is declared.
    figures = [name for name in names if name != "population"] or names
    known = rows[rows[figures].notna().any(axis=1)] if figures else rows
    last = known.sort_values(YEAR, kind="stable").drop_duplicates(NAME, keep="last")
    frame = last.set_index(NAME).reindex(list(subject.names))
    frame[YEAR] = frame[YEAR].astype("Int64")
    return frame.reset_index()
