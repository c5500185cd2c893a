"""Numbers, years and texts of a report, as its sections share them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sustenta._sentences import begun, money, written
from sustenta.interpreting._measures import measure_of, value_words
from sustenta.reporting._wording import TEXT
from sustenta.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sustenta.registry import Lang
    from sustenta.reporting._subject import Subject
    from sustenta.tables._parts import Align

__all__ = [
    "SHOWN",
    "count_of",
    "label_of",
    "of_texts",
    "paragraphs",
    "span",
    "value",
]

#: The indicators that a page shows of a municipality, in this order, where they are known.
SHOWN: Final = (
    "ec29_applied_pct",
    "ec29_due_pct",
    "ec29_gap_pp",
    "ec29_gap",
    "ec29_gap_pc",
    "health_expenditure_pc",
    "dpspc_15",
    "megpc_15",
    "dpspc_ec29",
    "megpc_ec29",
    "megpc_from_share_15",
    "linked_revenue_pc",
    "sus_transfers_pc",
    "own_health_expenditure_pc",
    "own_capacity_pct",
    "union_dependence_pct",
    "state_dependence_pct",
    "sus_share_of_expenditure_pct",
    "personnel_share_pct",
    "population",
)

#: The columns of tables that hold numbers.
_NUMBERS: Final = frozenset(
    {"value", "known", "lowest", "q1", "median", "q3", "highest", "rank", "of", "count"}
)


def value(name: str, number: Any, lang: Lang) -> str:
    """Write a value for a table, where the label says per whom; what is missing, as that."""
    if number is None or number != number:  # noqa: PLR0124  NaN alone differs from itself
        return TEXT[lang]["no_value"]
    measure = measure_of(name)
    if measure.unit == "reais_per_inhabitant":
        return money(float(number), lang)
    if measure.unit == "inhabitants":
        return count_of(round(float(number)), lang)
    return value_words(measure, float(number), lang)


def label_of(name: str, lang: Lang) -> str:
    """Give a column's name in print, as a heading has it; it says what is per inhabitant."""
    measure = measure_of(name)
    label = begun(measure.label(lang))
    per = TEXT[lang]["per_inhabitant"]
    said = any(words in label for words in (per, "per capita"))
    return label if said or measure.unit != "reais_per_inhabitant" else f"{label}, {per}"


def count_of(count: int, lang: Lang) -> str:
    """Write a whole number."""
    return written(count, lang, 0)


def span(years: Sequence[int]) -> str:
    """Write the first and the last of some years."""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"


def paragraphs(text: str) -> tuple[str, ...]:
    """Part a text where it has empty lines."""
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def of_texts(
    subject: Subject,
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    notes: Sequence[str] = (),
) -> Table:
    """Make a table of texts; the first column names the rows.

    `heads` are the words' names of the columns, without ``col_``.
    """
    words = TEXT[subject.lang]
    columns = []
    for place, head in enumerate(heads):
        texts = tuple(row[place] for row in rows)
        align: Align = "right" if head in _NUMBERS else "left"
        columns.append(
            Column(
                label=words[f"col_{head}"],
                texts=texts,
                values=(None,) * len(texts),
                align=align,
                heads_rows=place == 0,
            )
        )
    return Table(columns=tuple(columns), title=title, notes=tuple(notes), lang=subject.lang)
