"""Structural hypotheses tried on whole tables: accepted only where everything holds better."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.auditing._expected import expected_of
from sustenta.auditing._moves import Accepted, Exchanged, Move, Undo
from sustenta.auditing._pages import YEAR, Page, page_of
from sustenta.auditing._rearranged import Block, Explanation
from sustenta.auditing._rule import Check, Rule
from sustenta.auditing._violations import violated
from sustenta.auditing._whole import Asked, Permuted, permuted
from sustenta.auditing.rearrangement import rearrangements
from sustenta.auditing.rules import Rules

if TYPE_CHECKING:
    from sustenta.auditing._rearranged import Rearrangement
    from sustenta.auditing.confrontation import Confrontation
    from sustenta.registry import Lang

__all__ = ["Accepted", "Arranged", "Exchanged", "arrange", "binding"]

Tables = dict[str, pd.DataFrame]
Confront = Callable[[Mapping[str, pd.DataFrame], Rules], "Confrontation"]

#: Two cells at least: one that does not fit is a cell, not an order.
_FEWEST: Final = 2
#: A table of more rows is no page that somebody put in order.
_MOST_ROWS: Final = 200
#: Whole rows undone, one after the other, after which the tables are taken as they are.
_MOST_WHOLE: Final = 10
#: Moves of two rows that can be undone without losing a cell.
_PARTS: Final = ("rows", "labels")


def arrange(
    tables: Tables,
    keys: Mapping[str, tuple[str, ...]],
    rules: Rules,
    confronted: Confront,
    lang: Lang,
) -> Arranged:
    """Look for orders, exchanges and shifts that make the tables hold better.

    An order of all rows comes first, then rows that stand whole beside each other's labels, then
    what was moved in some columns.

    Parameters
    ----------
    tables
        The tables, pandas frames by name.
    keys
        What identifies their rows.
    rules
        Rules and checks. What is only unlikely makes no figure wrong; a sentence moves no row.
    confronted
        Confronts tables with rules.
    lang
        The language of texts.

    Returns
    -------
    Arranged
        With the tables as they are after every accepted move.
    """
    search = _Search(tables, keys, rules, confronted, lang)
    return search.arranged()


@dataclass(frozen=True)
class Arranged:
    """What was found of the order of tables.

    Attributes
    ----------
    tables
        The tables with every accepted move undone.
    rearrangements
        What was found of the order of each table that has cells which do not fit.
    accepted
        The moves: each removes every violation that it touches and makes none.
    confrontation
        Of `tables` with the rules that bind.
    """

    tables: Tables
    rearrangements: dict[str, Rearrangement]
    accepted: list[Accepted]
    confrontation: Confrontation


class _Search:
    """The search for moves; what is found is undone, and the rest is looked at anew."""

    def __init__(
        self,
        tables: Tables,
        keys: Mapping[str, tuple[str, ...]],
        rules: Rules,
        confronted: Confront,
        lang: Lang,
    ) -> None:
        self.printed, self.keys, self.rules, self.lang = tables, keys, rules, lang
        self.confronted = confronted
        self.binding = binding(rules)
        self.sorts = Rules(
            [r for r in rules if isinstance(r, Check) and r.function == "sorted"], rules.tables
        )
        # Whether lines are in order is asked of hypotheses apart: a line may stand out of order.
        self.unsorted = Rules(
            [rule for rule in self.binding if rule.id not in {r.id for r in self.sorts}],
            rules.tables,
        )
        self.looked: dict[str, Rearrangement] = {}

    def arranged(self) -> Arranged:
        """Undo whole rows until none is left, then what was moved in some columns."""
        given, whole = self.printed, list[Accepted]()
        round_ = _Round(self, given)
        for _ in range(_MOST_WHOLE):
            round_.order()
            found = permuted(round_.asked(), round_.tables, round_.c)
            if not found:
                break
            given, accepted = self._undone(given, self._likeliest(given, found))
            whole += accepted
            round_ = _Round(self, given)
        round_.exchange()
        accepted = [*whole, *self._merged(round_.accepted)]
        return Arranged(round_.tables, self.looked, accepted, round_.c)

    def _merged(self, accepted: list[tuple[Move, Accepted]]) -> list[Accepted]:
        """Give as one what was moved alike in several blocks of columns of a table."""
        found: list[Accepted] = []
        for _, one in accepted:
            place = next((n for n, other in enumerate(found) if one.is_like(other)), None)
            if place is None:
                found.append(one)
            else:
                order = list(map(str, self.printed[one.table].columns))
                found[place] = found[place].joined(one, order)
        return found

    def _likeliest(self, given: Tables, found: list[Permuted]) -> list[Permuted]:
        """Of moves that mend as much, put the one first of which the text says the same."""
        if len(found) == 1:
            return found
        claims = Rules([r for r in self.rules if r.severity == "error"], self.rules.tables)

        def false(one: Permuted) -> int:
            moved, _ = self._undone(given, [one])
            said = self.confronted(moved, claims).claims
            return int((said["verdict"] == "false").sum())

        return sorted(found, key=false)

    def _undone(self, given: Tables, found: list[Permuted]) -> tuple[Tables, list[Accepted]]:
        """Undo the first of moves, and say what else would have mended as much."""
        best = found[0]
        accepted = []
        moved = dict(given)
        for name in [best.table, *([] if best.beside is None else [best.beside])]:
            page = page_of(name, given[name], self.keys[name], self.binding)
            if page is None:  # pragma: no cover  it was one when it was found
                continue
            undone = _whole_undone(page, best)
            moved[name] = undone(given[name])
            shown = [column for column in page.columns if not column.endswith("_marker")]
            explanation, block = self._explained(name, best, tuple(shown))
            accepted.append(
                Accepted(
                    name,
                    explanation,
                    block,
                    best.whose,
                    best.settled,
                    page=best.table,
                    undone=undone,
                    rivals=tuple(_named(one, self.lang) for one in found[1:]),
                )
            )
        return moved, accepted

    def _explained(
        self, name: str, one: Permuted, columns: tuple[str, ...]
    ) -> tuple[Explanation, Block]:
        """Give what the table's own order says of a move, or else the move alone."""
        for block in self.looked[name].blocks if name in self.looked else ():
            for found in block.explanations:
                moved = one.kind == "labels" or set(found.columns) == set(columns)
                if moved and found.kind == one.kind and set(found.rows) == set(one.cycle):
                    return found, block
        cells = len(one.cycle) * len(columns)
        told = Explanation(one.kind, columns, one.cycle, {}, len(one.settled), 0, cells)
        return told, Block(columns, (), (told,), None, None)


def _whole_undone(page: Page, best: Permuted) -> Undo:
    def undone(table: pd.DataFrame) -> pd.DataFrame:
        there = replace(page, table=table)
        return (there.with_labels if best.kind == "labels" else there.with_cells)(best.whose)

    return undone


def _named(one: Permuted, lang: Lang) -> str:
    words = Explanation(one.kind, one.columns, one.cycle, {}, 0, 0, 0).text(lang)
    return f"{one.table}: {words}"


def binding(rules: Rules) -> Rules:
    """Give the rules by which moves are judged.

    What is only unlikely, or against a law, makes no figure wrong; a sentence moves no row.
    """
    chosen = [rule for rule in rules if rule.quote is None]
    chosen = [r for r in chosen if not isinstance(r, Rule) or r.severity == "error"]
    return Rules(chosen, rules.tables)


class _Round:
    """The orders of all tables, looked at once; moves are accepted from it."""

    def __init__(self, search: _Search, given: Tables) -> None:
        self.search, self.given, self.tables = search, given, given
        self.c = search.confronted(given, search.binding)
        self.accepted: list[tuple[Move, Accepted]] = []
        self.found: dict[str, Rearrangement] = {}
        kinds = {name: dict(declared.kinds) for name, declared in search.rules.tables.items()}
        expected, misfits = expected_of(self.c, given, search.keys)
        for name, columns in expected.items():
            key = search.keys[name]
            if misfits[name] < _FEWEST or not key or len(given[name]) > _MOST_ROWS:
                continue
            found = _look(given[name], key, columns, kinds.get(name, {}), search.lang)
            if found is not None and not found.fits:
                self.found[name] = found
        search.looked |= self.found

    def order(self) -> None:
        """Undo the orders of all rows that explain cells which do not fit.

        Columns that stand in one order are one move: it explains many times what it leaves, though
        one of them alone may not.
        """
        for name, found in self.found.items():
            orders: dict[tuple[str, ...], list[Accepted]] = {}
            for block in found.blocks:
                for explanation in block.explanations:
                    if explanation.kind == "order":
                        one = self._moved(name, explanation, block)
                        orders.setdefault(explanation.rows, []).append(one)
            columns = list(map(str, self.given[name].columns))
            for alike in orders.values():
                joint = alike[0]
                for other in alike[1:]:
                    joint = joint.joined(other, columns)
                if not self._accepted(joint) and len(alike) > 1:
                    for one in alike:
                        self._accepted(one)

    def exchange(self) -> None:
        """Undo exchanges of two rows, or of their labels, in some columns."""
        for name, found in self.found.items():
            for block in found.blocks:
                moved: set[str] = set()
                for explanation in block.explanations:
                    if explanation.kind in _PARTS and moved.isdisjoint(explanation.rows):
                        one = self._moved(name, explanation, block)
                        if self._accepted(one):
                            moved.update(explanation.rows)

    def _moved(self, name: str, explanation: Explanation, block: Block) -> Accepted:
        whose = self._move(name, explanation).whose()
        return Accepted(name, explanation, block, whose, (), name)

    def _move(self, name: str, explanation: Explanation) -> Move:
        return Move(name, self.search.keys[name], self.found[name], explanation)

    def _accepted(self, one: Accepted) -> bool:
        if one.explanation.settles < _FEWEST:
            return False
        move = self._move(one.table, one.explanation)
        changed = self.tables | {one.table: move.undone(self.tables[one.table])}
        after = self.search.confronted(changed, self.search.binding)
        before, left = violated(self.c).rows, violated(after).rows
        gone = before - left
        if len(gone) < _FEWEST or not move.is_plain(gone, left, before):
            return False
        self.tables, self.c = changed, after
        self.accepted.append((move, replace(one, settled=tuple(sorted(gone)), undone=move.undone)))
        return True

    def asked(self) -> Asked:
        """Give what hypotheses of whole rows are tried with, the orders of this round kept."""
        search = self.search
        return Asked(
            self.given,
            search.keys,
            search.unsorted,
            search.sorts,
            search.confronted,
            self._in_order,
            self._printed_at,
        )

    def _in_order(self, name: str, table: pd.DataFrame) -> pd.DataFrame:
        for move, _ in self.accepted:
            table = move.undone(table) if move.table == name else table
        return table

    def _printed_at(self, name: str, column: str, label: str) -> str:
        for move, _ in self.accepted:
            if move.table == name and column in move.explanation.columns:
                return {other: one for one, other in move.whose().items()}.get(label, label)
        return label


def _look(
    table: pd.DataFrame,
    key: tuple[str, ...],
    columns: Mapping[str, Mapping[tuple[str, ...], Any]],
    kinds: Mapping[str, str],
    lang: Lang,
) -> Rearrangement | None:
    """Lay a table out as its page does, a row a label, and look at its order."""
    names = [name for name in columns if name in table.columns]
    if len(table) < _FEWEST or not names:
        return None
    page = table[[*key, *names]].copy()
    page[list(key)] = page[list(key)].astype(str)
    labels = list(page[list(key)].itertuples(index=False, name=None))
    truth = page[list(key)].copy()
    for name in names:
        truth[name] = pd.Series(
            [columns[name].get(label) for label in labels], truth.index, dtype=object
        )
    wide_key = tuple(name for name in key if name != YEAR)
    chosen = {name: kinds.get(name, "exact") for name in names}
    if len(wide_key) < len(key) and wide_key:
        page, truth = _wide(page, wide_key), _wide(truth, wide_key)
        columns_now = [name for name in page.columns if name not in wide_key]
        chosen = {name: chosen[name.partition("|")[0]] for name in columns_now}
    else:
        wide_key = key
    return rearrangements(page, list(wide_key), list(chosen), truth, kinds=chosen, lang=lang)


def _wide(page: pd.DataFrame, key: tuple[str, ...]) -> pd.DataFrame:
    """Give each year its own columns."""
    parts = []
    for year, rows in page.groupby(YEAR, sort=True):
        names = {name: f"{name}|{year}" for name in rows.columns if name not in (*key, YEAR)}
        parts.append(rows.drop(columns=YEAR).rename(columns=names).set_index(list(key)))
    joined = pd.concat(parts, axis=1)
    order = page.drop_duplicates(list(key)).set_index(list(key)).index
    return joined.loc[order].astype(object).reset_index()
