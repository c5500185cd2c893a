"""Exchanges of single cells tried on whole tables, the one that mends the most first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.auditing._moves import Exchanged
from sustenta.auditing._violations import violated
from sustenta.auditing.checks import records
from sustenta.auditing.exchanges import exchanges

if TYPE_CHECKING:
    from sustenta.auditing.confrontation import Confrontation

__all__ = ["exchange"]

Tables = dict[str, pd.DataFrame]
#: Exchanges after which a table is taken as it is.
_MOST_EXCHANGES: Final = 20


def exchange(
    tables: Tables, c: Confrontation, confronted: Callable[[Tables], Confrontation]
) -> tuple[Tables, list[Exchanged], Confrontation]:
    """Undo exchanges of single cells, the one that mends the most first.

    Parameters
    ----------
    tables, c
        The tables, and their confrontation.
    confronted
        Confronts tables with the rules.

    Returns
    -------
    tables
        The tables with every accepted exchange undone.
    exchanged
        These exchanges: none breaks a rule or check.
    confrontation
        Of the tables returned.
    """
    accepted: list[Exchanged] = []
    refused: set[str] = set()
    for _ in range(_MOST_EXCHANGES):
        found = [row for row in records(exchanges(c)) if row["text"] not in refused]
        if not found:
            break
        best = found[0]
        pairs = _pairs(best)
        changed = tables | {best["table"]: _swapped(tables[best["table"]], pairs)}
        after = confronted(changed)
        if violated(after).rows - violated(c).rows:
            refused.add(best["text"])
            continue
        rivals = [
            row
            for row in found[1:]
            if row["settles"] == best["settles"] and set(row["rules"]) & set(best["rules"])
        ]
        tables, c = changed, after
        accepted.append(
            Exchanged(
                best["table"],
                pairs,
                best["text"],
                best["rules"],
                sole=not rivals,
                undone=partial(_swapped, pairs=pairs),
            )
        )
    return tables, accepted, c


def _pairs(found: Mapping[str, Any]) -> tuple[tuple[tuple[int, str], tuple[int, str]], ...]:
    rows, columns = found["rows"], found["columns"]
    if found["kind"] == "columns":
        return (((rows[0], columns[0]), (rows[0], columns[1])),)
    return tuple(((rows[0], column), (rows[1], column)) for column in columns)


def _swapped(
    table: pd.DataFrame, pairs: tuple[tuple[tuple[int, str], tuple[int, str]], ...]
) -> pd.DataFrame:
    swapped = table.copy()
    for (row, column), (other_row, other_column) in pairs:
        one, other = table[column].iloc[row], table[other_column].iloc[other_row]
        for place, name, value in ((row, column, other), (other_row, other_column, one)):
            cells = swapped[name].tolist()
            cells[place] = value
            swapped[name] = pd.Series(cells, swapped.index, dtype=swapped[name].dtype)
    return swapped
