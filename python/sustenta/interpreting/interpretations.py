"""What a result means in plain words, the doubt included."""

from __future__ import annotations

from inspect import signature
from typing import TYPE_CHECKING, Any

from sustenta._names import lacking
from sustenta._provenance import facts_of
from sustenta.errors import ColumnTypeError, SettingError
from sustenta.inequality import Decomposition, Estimate
from sustenta.interpreting._classes import (
    CLASSES,
    classes_of_many,
    classes_of_one,
    stabilities_of_many,
    stability_of_one,
)
from sustenta.interpreting._comparisons import (
    COMPARED,
    comparisons_of_many,
    comparisons_of_one,
    is_comparison,
)
from sustenta.interpreting._inequalities import decomposition_words, estimate_words
from sustenta.interpreting._margins import (
    MARGINS,
    gap_of_many,
    gap_of_one,
    margins_of_many,
    margins_of_one,
)
from sustenta.interpreting._numbers import check_finite
from sustenta.interpreting._outlooks import OUTLOOKS, outlooks_of_many, outlooks_of_one
from sustenta.interpreting._parts import part_of, refused_part
from sustenta.interpreting._rows import Row, first_of, opened, selected
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

__all__ = ["interpret"]

#: A frame with one of these can be put into words.
_TOLD = (*MARGINS, "ec29_gap_pp", *CLASSES, "may_change", *OUTLOOKS, COMPARED)


def interpret(result: Any, *, lang: Lang = "pt", **row: Any) -> str:
    """Say in plain words what a result means, the doubt included.

    Parameters
    ----------
    result
        What a function of the package gave: a frame of `assess`, `profile`, `stability`,
        `sufficiency`, `permanence`, `plan_teams`, `effort_and_base` or `compare`; a
        confrontation, what `locate`, `rearrangements` or `audit` found, a projection, a recreation
        of a study, an inequality decomposed or estimated.
    lang : {"pt", "en"}
        The language.
    **row
        Which rows of a frame: ``municipality="A"``, ``year=2002``; a code has six or seven digits.
        Of one row it is said what the figures mean; of many, what they are like together. A
        projection takes ``municipality``.

    Returns
    -------
    str
        Sentences, a paragraph a subject. Never more certain than the result.

    Raises
    ------
    ColumnTypeError
        For what is no result.
    ColumnMissingError
        For a frame without a column that this function knows, or with the cells, verdicts or
        findings of a result that has words of its own: it says which.
    UnknownNameError
        For a label that no row has, and for another language.
    DomainError
        For an infinite number of which it would speak.

    See Also
    --------
    text : One number, for a sentence.
    methods_text : How the result was made.

    Examples
    --------
    >>> import pandas as pd, sustenta as st
    >>> row = pd.DataFrame(
    ...     {"municipality": ["A"], "year": [2002], "population": [306_580], "megpc_15": [-2.5]}
    ... )
    >>> print(st.interpret(row, lang="en").split(". ")[0])
    The margin left for expansion (MEGPC) of A in 2002, at 15 % of the linked revenue, is −R$ 2.50
    per inhabitant: A already spent R$ 2.50 per inhabitant on health beyond its potential, or
    R$ 766,450.00 a year for its 306,580 inhabitants
    """
    lang = check_lang(lang)
    own = getattr(type(result), "interpret", None)
    if own is not None:
        _check_choice(result, row, signature(own).parameters)
        return str(own(result, lang=lang, **row))
    if isinstance(result, (Decomposition, Estimate)):
        _check_choice(result, row, ())
        if isinstance(result, Decomposition):
            return decomposition_words(result, lang)
        return estimate_words(result, lang)
    if isinstance(result, (int, float, complex, str, bytes, bool, type(None), list, tuple, dict)):
        raise ColumnTypeError(
            f"`result` is {type(result).__name__}; expected what a function of the package gives: "
            "a frame, an audit, a projection. A lone number does not say what it is of",
            argument="result",
            found=type(result).__name__,
        )
    table = opened(result)
    part = part_of(table.columns)
    if part is not None:
        raise refused_part(part, table.columns)
    if not set(_TOLD) & set(table.columns):
        raise lacking(
            "`result` has no column that can be put into words: a margin, a class, a sufficiency",
            ["megpc_15"],
            list(table.columns),
            advice=f"Known: {', '.join(_TOLD)}.",
        )
    rows = selected(table, row)
    if rows.empty:
        raise SettingError(
            "`result` has no rows: there is nothing to say", argument="result", problem="no rows"
        )
    check_finite(rows)
    facts = facts_of(result)
    paragraphs = _of_one(first_of(rows), lang, facts) if len(rows) == 1 else None
    if paragraphs is None:
        paragraphs = _of_many(rows, lang, facts)
    return "\n\n".join(" ".join(said) for said in paragraphs if said)


def _check_choice(result: Any, row: Mapping[str, Any], known: Collection[str]) -> None:
    """Refuse to choose a row of what has none."""
    for name in row:
        if name not in known:
            raise SettingError(
                f"`{name}` chooses a row; {type(result).__name__} is not chosen from by it",
                argument=name,
                problem=f"given with {type(result).__name__}",
            )


def _of_one(row: Row, lang: Lang, facts: Mapping[str, Any]) -> list[list[str]]:
    return [
        [] if _is_permanence(row) else margins_of_one(row, lang, facts),
        gap_of_one(row, lang, facts),
        classes_of_one(row, lang, facts),
        stability_of_one(row, lang) if "may_change" in row else [],
        *outlooks_of_one(row, lang, facts),
        comparisons_of_one(row, lang, facts) if is_comparison(row) else [],
    ]


def _of_many(table: pd.DataFrame, lang: Lang, facts: Mapping[str, Any]) -> list[list[str]]:
    return [
        [] if _is_permanence(table.columns) else margins_of_many(table, lang, facts),
        gap_of_many(table, lang),
        classes_of_many(table, lang, facts),
        stabilities_of_many(table, lang) if "may_change" in table else [],
        *outlooks_of_many(table, lang, facts),
        *(comparisons_of_many(table, lang, facts) if is_comparison(table.columns) else []),
    ]


def _is_permanence(columns: Any) -> bool:
    """Say whether the margin of a frame is the line of a projection, held against a plan."""
    return "permanence_pct" in columns
