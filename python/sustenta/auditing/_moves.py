"""Moves of cells and labels that were accepted, and how each is undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from sustenta.auditing._pages import BESIDE, YEAR
from sustenta.auditing._rearranged import Block

if TYPE_CHECKING:
    from sustenta.auditing._rearranged import Explanation, Rearrangement
    from sustenta.auditing._violations import Violation, Violations

__all__ = ["Accepted", "Exchanged", "Move", "Undo", "as_it_is"]

#: Gives a table with a move undone; rows are found by their labels, whatever stands in the cells.
Undo = Callable[[pd.DataFrame], pd.DataFrame]

#: An order explains so many times what it leaves.
_MUCH: Final = 4


def as_it_is(table: pd.DataFrame) -> pd.DataFrame:
    """Give the table back: nothing is undone."""
    return table


@dataclass(frozen=True, slots=True)
class Accepted:
    """An explanation that was tried on its table and holds.

    Attributes
    ----------
    table
        The table.
    explanation, block
        What was moved, and the columns that did not fit.
    whose
        To which label the cells printed beside a label belong.
    settled
        The rules and checks that hold after it where they did not, with the labels of the row.
    page
        The table of which it was found; another where a table is printed in two frames.
    rivals
        Other moves, in words, that would have mended as much.
    undone
        Undoes it.
    """

    table: str
    explanation: Explanation
    block: Block
    whose: Mapping[str, str]
    settled: tuple[Violation, ...]
    page: str = ""
    rivals: tuple[str, ...] = ()
    undone: Undo = field(default=as_it_is, compare=False, repr=False)

    @property
    def sole(self) -> bool:
        """Whether nothing else mends as much."""
        least = self.explanation.remains
        alike = [one for one in self.block.explanations if one.remains <= least]
        return len(alike) == 1 and not self.rivals

    def is_alike(self, other: Accepted) -> bool:
        """Say whether it moves the rows of its table to the same places."""
        return (self.explanation.kind, dict(self.whose)) == (
            other.explanation.kind,
            dict(other.whose),
        )

    def is_like(self, other: Accepted) -> bool:
        """Say whether it moves the same rows of the same table to the same places."""
        return self.table == other.table and self.is_alike(other)

    def joined(self, other: Accepted, order: Sequence[str]) -> Accepted:
        """Give both as one move, its columns in the order of the page."""
        places = {name: place for place, name in enumerate(order)}

        def together(one: tuple[str, ...], another: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(sorted({*one, *another}, key=lambda name: places.get(name, len(places))))

        first, second = self.explanation, other.explanation
        moved = replace(
            first,
            columns=together(first.columns, second.columns),
            settles=first.settles + second.settles,
            remains=first.remains + second.remains,
            moves=first.moves + second.moves,
        )
        block = Block(
            together(self.block.columns, other.block.columns),
            (*self.block.misfits, *other.block.misfits),
            (moved,),
            0 if 0 in (self.block.fitting, other.block.fitting) else None,
            self.block.unserved or other.block.unserved,
        )
        settled = tuple(sorted({*self.settled, *other.settled}))
        undone = _one_after_the_other(self.undone, other.undone)
        return replace(self, explanation=moved, block=block, settled=settled, undone=undone)

    @property
    def certainty(self) -> str:
        """How sure it is: something else mends as much, or nothing does."""
        return "certain" if self.sole else "likely"


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Cells that stood in each other's places.

    Attributes
    ----------
    table
        The table.
    pairs
        The two cells of each pair: their rows (places from 0) and columns.
    text
        What was exchanged, in words.
    rules
        The rules that hold after it where they did not.
    sole
        Whether no other exchange mends as many of the same rules.
    undone
        Undoes it.
    """

    table: str
    pairs: tuple[tuple[tuple[int, str], tuple[int, str]], ...]
    text: str
    rules: tuple[str, ...]
    sole: bool
    undone: Undo = field(default=as_it_is, compare=False, repr=False)

    @property
    def certainty(self) -> str:
        """How sure it is: another exchange mends as much, or none does."""
        return "certain" if self.sole else "likely"


@dataclass(frozen=True, slots=True)
class Move:
    """An explanation as a move of cells that can be undone."""

    table: str
    key: tuple[str, ...]
    found: Rearrangement
    explanation: Explanation

    def whose(self) -> dict[str, str]:
        """Say to which label the cells printed beside a label belong."""
        rows = self.explanation.rows
        if self.explanation.kind == "order":
            lines = self.found.order.drop_duplicates("line")["printed"].tolist()
            return dict(zip(lines, rows, strict=True))
        return {rows[0]: rows[-1], rows[-1]: rows[0]}

    def is_plain(self, gone: Violations, left: Violations, before: Violations) -> bool:
        """Say whether it removes what it touches and breaks nothing.

        An order of all rows may leave single cells that are wrong besides: a few of what it
        settles.
        """
        rules = {rule for rule, _ in gone}
        touched = {label for label, other in self.whose().items() if label != other}
        remaining = {
            (rule, key) for rule, key in left if rule in rules and self._label(key) in touched
        }
        worse = remaining | (left - before)
        if self.explanation.kind == "order":
            return _MUCH * len(worse) <= len(gone)
        return not worse

    def _label(self, key: tuple[str, ...]) -> str:
        return "/".join(key[: len(self.found.key)])

    def undone(self, table: pd.DataFrame) -> pd.DataFrame:
        """Give the table with the cells at the labels to which they belong."""
        whose = self.whose()
        labels = ["/".join(map(str, label)) for label in table[list(self.found.key)].to_numpy()]
        years = [""] * len(table)
        if YEAR in self.key:
            years = table[YEAR].astype(str).tolist()
        if self.explanation.kind == "labels":
            return self._relabelled(table, labels)
        at = {pair: row for row, pair in enumerate(zip(labels, years, strict=True))}
        moved = table.copy()
        for full in _with_markers(table, self.explanation.columns):
            name, _, year = full.partition("|")
            cells = moved[name].tolist()
            values = list(cells)
            for row, (label, own) in enumerate(zip(labels, years, strict=True)):
                target = at.get((whose.get(label, label), own))
                if target is not None and (not year or year == own):
                    values[target] = cells[row]
            moved[name] = pd.Series(values, moved.index, dtype=moved[name].dtype)
        return moved

    def _relabelled(self, table: pd.DataFrame, labels: list[str]) -> pd.DataFrame:
        """Give the lines the labels to which their cells belong; the lines stay where they are."""
        whose = self.whose()
        named = [name for name in (*self.found.key, *BESIDE) if name in table.columns]
        first = dict(zip(reversed(labels), reversed(range(len(labels))), strict=True))
        sources = [first.get(whose.get(label, label), row) for row, label in enumerate(labels)]
        moved = table.copy()
        for name in dict.fromkeys(named):
            cells = table[name].tolist()
            values = [cells[source] for source in sources]
            moved[name] = pd.Series(values, moved.index, dtype=moved[name].dtype)
        return moved


def _one_after_the_other(first: Undo, second: Undo) -> Undo:
    return lambda table: second(first(table))


def _with_markers(table: pd.DataFrame, columns: tuple[str, ...]) -> list[str]:
    """Give columns, and those in which their markers stand."""
    found = list(columns)
    for full in columns:
        name, mark, year = full.partition("|")
        if f"{name}_marker" in table.columns:
            found.append(f"{name}_marker{mark}{year}")
    return found
