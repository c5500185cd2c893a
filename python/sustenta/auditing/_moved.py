"""Findings about moved rows, labels and cells, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sustenta.auditing._audit_wording import AUDIT_TEXT as _TEXT

if TYPE_CHECKING:
    from sustenta.auditing._moves import Accepted, Exchanged
    from sustenta.auditing._rearranged import Rearrangement
    from sustenta.registry import Lang

__all__ = ["arrangement_rows", "printed_beside"]


def arrangement_rows(
    moves: Sequence[Accepted],
    exchanged: Sequence[Exchanged],
    looked: Mapping[str, Rearrangement],
    lang: Lang,
) -> list[dict[str, Any]]:
    """Give a row of findings for every move of rows or labels, and every exchange of cells.

    Parameters
    ----------
    moves, exchanged
        What was accepted.
    looked
        What was found of the order of each table.
    lang
        The language.

    Returns
    -------
    list of dict
    """
    rows = [
        {
            "kind": "arrangement",
            "table": one.table,
            "where": ", ".join(one.explanation.rows),
            "column": ", ".join(_columns(one, moves)),
            "suggested": one.explanation.kind,
            "certainty": one.certainty,
            "severity": "error",
            "rules": list(dict.fromkeys(rule for rule, _ in one.settled)),
            "evidence": _said(one, looked, lang),
        }
        for one in moves
        if one.page == one.table
    ]
    rows += [
        {
            "kind": "arrangement",
            "table": one.table,
            "column": ", ".join(dict.fromkeys(c for pair in one.pairs for _, c in pair)),
            "where": "",
            "suggested": "exchange",
            "certainty": one.certainty,
            "severity": "error",
            "rules": list(one.rules),
            "evidence": one.text,
        }
        for one in exchanged
    ]
    return rows


def _columns(move: Accepted, moves: Sequence[Accepted]) -> list[str]:
    """Give the columns of a move, and of the frame that went along."""
    own = [one for one in moves if one.page == move.table and one.is_alike(move)]
    return list(dict.fromkeys(name for one in own for name in one.block.columns))


def _said(move: Accepted, looked: Mapping[str, Rearrangement], lang: Lang) -> str:
    words = _TEXT[lang]
    text = move.explanation.text(lang)
    if move.block.fitting is not None and move.table in looked:
        form = "orders" if move.block.fitting else "none_fits"
        text = words[form].format(
            text=text,
            orders=looked[move.table].orders,
            fitting=move.block.fitting,
            left=move.explanation.remains,
        )
    if move.rivals:
        text = f"{text}; {words['alternatives'].format(others='; '.join(move.rivals))}"
    return text


def printed_beside(moves: Sequence[Accepted], lang: Lang) -> Callable[[Mapping[Any, Any]], str]:
    """Say of what was found after moves beside which label the page prints it.

    Parameters
    ----------
    moves
        What was accepted.
    lang
        The language.

    Returns
    -------
    callable
        Takes the row of a check, and gives what is to be added to its evidence.
    """

    def said(row: Mapping[Any, Any]) -> str:
        place = "/".join(row["row"])
        for move in reversed(moves):
            whole = not move.explanation.columns or move.explanation.kind == "labels"
            if move.table == row["table"] and (whole or _meets(row, move)):
                back = {other: one for one, other in move.whose.items()}
                found = next((name for name in back if place in {name, *_years(name, row)}), None)
                place = place if found is None else place.replace(found, back[found], 1)
        if place == "/".join(row["row"]):
            return ""
        return " " + _TEXT[lang]["beside"].format(label=place)

    return said


def _meets(row: Mapping[Any, Any], move: Accepted) -> bool:
    moved = {name.partition("|")[0] for name in move.explanation.columns}
    return bool(moved & {str(name).removesuffix("_marker") for name in row["columns"]})


def _years(label: str, row: Mapping[Any, Any]) -> list[str]:
    """Give a label as it stands in the rows of a table by year."""
    return [f"{label}/{row['row'][-1]}"]
