"""What an audit found, written into new tables: moves undone, then cells corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from sustenta.auditing._repairs import Change, changed_table

if TYPE_CHECKING:
    from sustenta.auditing.localisation import Found

__all__ = ["Mended", "Undoing", "mended"]

#: For each column, from which row and column of the given table every cell comes.
Sources = dict[str, list[tuple[int, str]]]


class Undoing(NamedTuple):
    """A move that was accepted: its table, how it is undone, and whether it shall be."""

    table: str
    undone: Callable[[pd.DataFrame], pd.DataFrame]
    wanted: bool


class Mended(NamedTuple):
    """New tables, the cells that were corrected, and where moved cells come from."""

    tables: dict[str, Any]
    log: pd.DataFrame
    sources: dict[str, Sources]


def mended(
    given: Mapping[str, Any],
    keys: Mapping[str, Sequence[str]],
    moves: Sequence[Undoing],
    located: Found,
    only: Sequence[str],
) -> Mended:
    """Undo the wanted moves of the given tables, and correct cells where they stand then.

    Parameters
    ----------
    given
        The tables as they were given.
    keys
        What identifies the rows of each.
    moves
        All accepted moves, in the order in which they were.
    located
        The cells that are wrong once all moves are undone.
    only
        The certainties of the cells to correct.
    """
    sources: dict[str, Sources] = {}
    whole: dict[str, Sources] = {}
    tables = dict(given)
    for name in dict.fromkeys(move.table for move in moves):
        own = [move for move in moves if move.table == name]
        whole[name] = _sources(given[name], keys[name], [move.undone for move in own])
        wanted = [move.undone for move in own if move.wanted]
        sources[name] = _sources(given[name], keys[name], wanted)
        tables[name] = _gathered(given[name], sources[name])
    changes, log = located.changes(only)
    for name, own_changes in changes.items():
        placed = own_changes
        if name in sources:
            placed = _placed(own_changes, whole[name], sources[name])
        tables[name] = changed_table(name, tables[name], placed)
    return Mended(tables, log, sources)


def _sources(
    table: pd.DataFrame,
    key: Sequence[str],
    moves: Sequence[Callable[[pd.DataFrame], pd.DataFrame]],
) -> Sources:
    """Follow every cell through moves, which find rows by their labels."""
    followed = table.copy()
    for name in table.columns:
        if name not in key:
            cells = [(row, str(name)) for row in range(len(table))]
            followed[name] = pd.Series(cells, table.index, dtype=object)
    for undone in moves:
        followed = undone(followed)
    found: Sources = {str(name): followed[name].tolist() for name in table.columns}
    for name in key:
        first = {value: row for row, value in reversed(list(enumerate(table[name].tolist())))}
        pairs = zip(table[name].tolist(), followed[name].tolist(), strict=True)
        found[name] = [
            (row if before == after else first[after], name)
            for row, (before, after) in enumerate(pairs)
        ]
    return found


def _gathered(table: pd.DataFrame, sources: Sources) -> pd.DataFrame:
    """Give a table with every cell from where it comes; columns without a move are shared."""
    gathered = table.copy(deep=False)
    cells = {str(name): table[name].tolist() for name in table.columns}
    for name in table.columns:
        origins = sources[str(name)]
        if origins != [(row, str(name)) for row in range(len(table))]:
            values = [cells[column][row] for row, column in origins]
            gathered[name] = pd.Series(values, table.index, dtype=table[name].dtype)
    return gathered


def _placed(changes: Sequence[Change], whole: Sources, kept: Sources) -> list[Change]:
    """Say where cells stand while some moves are not undone."""
    at = {origin: (row, name) for name, cells in kept.items() for row, origin in enumerate(cells)}
    placed = []
    for change in changes:
        row, column = at[whole[str(change.column)][change.row]]
        placed.append(change._replace(row=row, column=column))
    return placed
