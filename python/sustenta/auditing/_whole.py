"""Rows of a page that stand beside each other's labels, whole: all columns, all years at once.

A row that was set beside another's label breaks rules of several tables. Doubting the figures of
each of these tables in turn would accuse the wrong ones; so this is asked before anything smaller.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.auditing._pages import BESIDE, Page, column_of, page_of
from sustenta.auditing._rule import Check, Rule
from sustenta.auditing._violations import Violation, Violations, violated
from sustenta.auditing.rules import Rules

if TYPE_CHECKING:
    from sustenta.auditing.confrontation import Confrontation

__all__ = ["Asked", "Permuted", "permuted"]

Tables = Mapping[str, pd.DataFrame]
Confront = Callable[[Tables, Rules], "Confrontation"]

_LEVEL: Final = "level"
#: With more rows at fault than these, no row is compared with every other.
_MOST_SUSPECTS: Final = 16
#: Rows that may have gone round in a circle, and steps in which circles are looked for.
_LONGEST: Final = 8
_MOST_STEPS: Final = 3_000
#: Circles of a table that are tried on all rules.
_TRIED: Final = 3
#: Violations that must go; so many times those that stay with the rows moved, and those that the
#: move has made.
_FEWEST: Final = 2
_MUCH: Final = 2
_MANY: Final = 4


@dataclass(frozen=True, slots=True)
class Permuted:
    """Rows of a table that have each other's cells.

    Attributes
    ----------
    table
        The table.
    beside
        Another table of the same rows that went along; mostly there is none.
    kind
        ``labels`` where the lines stand in order and their labels do not, else ``rows``.
    whose
        To which label the cells printed beside a label belong.
    columns
        What was moved.
    settled
        The violations that are no more.
    score
        How many there are fewer, lines out of order included.
    """

    table: str
    beside: str | None
    kind: str
    whose: Mapping[str, str]
    columns: tuple[str, ...]
    settled: tuple[Violation, ...]
    score: int

    @property
    def cycle(self) -> tuple[str, ...]:
        """The labels, each followed by the one to which its cells belong."""
        start = next(iter(self.whose))
        found = [start]
        while self.whose[found[-1]] != start:
            found.append(self.whose[found[-1]])
        return tuple(found)


class _Linked:
    """Which rules speak of which table, and of which of its rows a violation is."""

    def __init__(
        self, pages: Mapping[str, Page], c: Confrontation, keys: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.pages = pages
        lone = next(iter(keys))
        self.names: dict[str, tuple[str, ...]] = {}
        self.tables: dict[str, frozenset[str]] = {}
        answers = violated(c).names
        for rule in c.rules:
            own = rule.table or lone
            text = rule.says
            spoken = {name for name in keys if f"{name}." in text} | {own}
            if isinstance(rule, Check):
                of_label = column_of(rule) in (*BESIDE, *keys.get(own, ()))
                self.names[rule.id] = tuple(keys.get(own, ()))
                self.tables[rule.id] = frozenset() if of_label else frozenset(spoken)
            elif rule.id in answers:
                self.names[rule.id] = answers[rule.id]
                self.tables[rule.id] = frozenset(spoken)
        self._index: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], str | None]] = {}

    def label(self, table: str, violation: Violation) -> str | None:
        """Give the one label of a table of which a violation is."""
        rule, key = violation
        if table not in self.tables.get(rule, ()) or len(key) != len(self.names[rule]):
            return None
        named = dict(zip(self.names[rule], key, strict=True))
        shared = tuple(name for name in self.pages[table].wide if name in named)
        index = self._index.get((table, shared))
        if index is None:
            index = self._index[table, shared] = self._labels(self.pages[table], shared)
        return index.get(tuple(named[name] for name in shared)) if shared else None

    @staticmethod
    def _labels(page: Page, shared: tuple[str, ...]) -> dict[tuple[str, ...], str | None]:
        found: dict[tuple[str, ...], str | None] = {}
        for name in page.rows:
            parts = page.parts[name]
            key = tuple(parts[one] for one in shared)
            found[key] = None if key in found else name
        return found

    def carried(self, table: str, violation: Violation, whose: Mapping[str, str]) -> Violation:
        """Give a violation as it was where the cells stood before they were moved."""
        rule, key = violation
        name = self.label(table, violation)
        back = {other: one for one, other in whose.items()}
        if name not in back:
            return violation
        parts = self.pages[table].parts[back[name]]
        named = zip(self.names[rule], key, strict=True)
        return rule, tuple(parts.get(one, part) for one, part in named)


@dataclass(frozen=True)
class Asked:
    """What hypotheses are tried with.

    Attributes
    ----------
    given
        The tables as printed.
    keys
        What identifies their rows.
    rules
        The rules that bind, without those of the order of lines.
    sorts
        The checks of the order of lines.
    confront
        Confronts tables with rules.
    undone
        Puts a table in the order that was found for it.
    printed_at
        Gives the label beside which a column of a table prints the cells of a label.
    """

    given: Tables
    keys: Mapping[str, tuple[str, ...]]
    rules: Rules
    sorts: Rules
    confront: Confront
    undone: Callable[[str, pd.DataFrame], pd.DataFrame]
    printed_at: Callable[[str, str, str], str]

    def at(self, linked: _Linked, table: str, violations: Violations) -> Counter[str]:
        """Count violations by the label beside which the cells of a table are printed."""
        columns = {r.id: column_of(r) for r in self.rules if isinstance(r, Check)}
        found: Counter[str] = Counter()
        for one in violations:
            name = linked.label(table, one)
            if name is not None:
                found[self.printed_at(table, columns.get(one[0], ""), name)] += 1
        return found


def permuted(asked: Asked, tables: Tables, c: Confrontation) -> list[Permuted]:
    """Find the rows that stand beside each other's labels.

    Parameters
    ----------
    asked : Asked
        What to try them with.
    tables : mapping of str to pandas.DataFrame
        The tables with the orders undone that were found.
    c : Confrontation
        Of these tables with `asked.rules`.

    Returns
    -------
    list of Permuted
        The best first; more than one where several are as good. Each makes at least two violations
        go, and none that was not there.
    """
    # Lines out of order weigh in, but a line may well stand out of order.
    bound = {rule.id for rule in asked.rules}
    before = {one for one in violated(c).rows if one[0] in bound}
    pages = {
        name: page
        for name, table in asked.given.items()
        if (page := page_of(name, table, asked.keys[name], asked.rules)) is not None
    }
    linked = _Linked(pages, c, asked.keys)
    algebra = [rule for rule in asked.rules if isinstance(rule, Rule)]
    errors = {rule.id for rule in asked.rules if rule.severity == "error"}
    found: list[Permuted] = []
    for name, page in pages.items():
        ids = {rule.id for rule in algebra if name in linked.tables.get(rule.id, ())}
        own = Rules(algebra, asked.rules.tables) if ids else asked.rules
        considered = {one for one in before if one[0] in (ids or errors)}
        search = _Search(asked, linked, page, tables)
        for suspects in search.suspects(considered):
            costs = search.costs(suspects, own, considered)
            for cycle in _cycles(costs)[:_TRIED]:
                whose = {suspects[i]: suspects[j] for i, j in cycle}
                tried = search.tried(whose, before)
                if tried is not None:
                    found.append(tried)
    found.sort(key=lambda one: (-one.score, len(one.whose)))
    best = found[:1]
    # What mends other rules is no rival: its turn comes.
    return best + [
        one
        for one in found[1:]
        if one.score == best[0].score and set(one.settled) & set(best[0].settled)
    ]


@dataclass(frozen=True)
class _Search:
    """The search in one table."""

    asked: Asked
    linked: _Linked
    page: Page
    tables: Tables

    def suspects(self, before: Violations) -> list[list[str]]:
        """Give the labels beside which cells are printed that a rule contradicts.

        In groups: those of the same years and, where the table says it, the same level. A total is
        not tried in another row's place: all shares of it would move.
        """
        page, groups = self.page, dict[tuple[Any, ...], list[str]]()
        levels = dict.fromkeys(page.rows, "")
        if _LEVEL in page.table.columns:
            levels |= dict(zip(page.labels, page.table[_LEVEL].astype(str), strict=True))
        found = self.asked.at(self.linked, page.name, before)
        for name in page.rows:
            if name in found:
                groups.setdefault((levels[name], *page.rows[name]), []).append(name)
        return [names for names in groups.values() if _FEWEST <= len(names) <= _MOST_SUSPECTS]

    def costs(self, suspects: Sequence[str], rules: Rules, before: Violations) -> list[list[int]]:
        """Count what is violated at each label with the cells of each: all are turned once."""
        count, name = len(suspects), self.page.name
        costs = [[0] * count for _ in suspects]
        for turn in range(count):
            violations = before
            if turn:
                whose = {suspects[(j + turn) % count]: suspects[j] for j in range(count)}
                turned = self.asked.undone(name, self.page.with_cells(whose))
                c = self.asked.confront({**self.tables, name: turned}, rules)
                violations = violated(c).rows
            at = self.asked.at(self.linked, name, violations)
            for j, label in enumerate(suspects):
                costs[j][(j + turn) % count] = at[label]
        return costs

    def tried(self, whose: Mapping[str, str], before: Violations) -> Permuted | None:
        """Give what is accepted: it mends, and breaks next to nothing in any table."""
        page, linked = self.page, self.linked
        whose = {label: whose[label] for label in page.rows if label in whose}
        moved = {page.name: page.with_cells(whose)}
        after, new = self._after(moved, whose, before)
        beside = self._beside(new, whose) if new else None
        if beside is not None:
            joint = moved | {beside: linked.pages[beside].with_cells(whose)}
            changed, created = self._after(joint, whose, before)
            if len(created) < len(new) and len(changed) < len(after):
                moved, after, new = joint, changed, created
            else:
                beside = None
        # An error within a row that was moved may show only where the row belongs.
        stay = [one for one in after & before if linked.label(page.name, one) in whose]
        gone = len(before) - len(after)
        if gone < _FEWEST or gone < _MUCH * len(stay) or gone < _MANY * len(new):
            return None
        relabelled = {name: linked.pages[name].with_labels(whose) for name in moved}
        rows, labels = (self._unsorted(changed) for changed in (moved, relabelled))
        kind = "labels" if labels < rows else "rows"
        score = gone - len(new) + self._unsorted({}) - min(rows, labels)
        settled = tuple(sorted(before - after))
        columns = tuple(dict.fromkeys(c for name in moved for c in linked.pages[name].columns))
        return Permuted(page.name, beside, kind, whose, columns, settled, score)

    def _beside(self, new: Violations, whose: Mapping[str, str]) -> str | None:
        """Find the other frame of a table of two: with the same rows, and broken by the move."""
        pages = self.linked.pages
        named = Counter(name for rule, _ in new for name in self.linked.tables[rule])
        return next(
            (
                name
                for name, _ in named.most_common()
                if name != self.page.name
                and name in pages
                and list(pages[name].rows) == list(self.page.rows)
                and all(label in pages[name].rows for label in whose)
            ),
            None,
        )

    def _after(
        self, moved: Tables, whose: Mapping[str, str], before: Violations
    ) -> tuple[Violations, Violations]:
        """Give what is violated after a move, and what of it the move has made."""
        asked = self.asked
        changed = {name: asked.undone(name, table) for name, table in moved.items()}
        after = violated(asked.confront({**self.tables, **changed}, asked.rules)).rows
        new = {
            one
            for one in after - before
            if all(self.linked.carried(name, one, whose) not in before for name in moved)
        }
        return after, new

    def _unsorted(self, changed: Tables) -> int:
        """Count the lines that are out of order."""
        asked = self.asked
        if not len(asked.sorts):
            return 0
        return len(violated(asked.confront({**asked.given, **changed}, asked.sorts)).rows)


def _cycles(costs: Sequence[Sequence[int]]) -> list[list[tuple[int, int]]]:
    """Give the circles in which each label gets cells that fit it better; the best first.

    A circle is pairs of a row and the label to which its cells go.
    """
    count = len(costs)
    # What is wrong within a row goes with it.
    own = [min(costs[j][i] for j in range(count)) for i in range(count)]
    better: list[list[int]] = []
    for j, at in enumerate(costs):
        fits = [at[i] <= at[j] or at[i] - own[i] < at[j] - own[j] for i in range(count)]
        better.append([i for i in range(count) if i != j and fits[i]])
    found: list[tuple[int, list[tuple[int, int]]]] = []
    for cycle in _circles(better):
        pairs = list(zip([*cycle[1:], cycle[0]], cycle, strict=True))
        gain = sum(costs[j][j] - costs[j][i] for i, j in pairs)
        if gain > 0:
            found.append((gain, pairs))
    found.sort(key=lambda one: (-one[0], len(one[1])))
    return [pairs for _, pairs in found]


def _circles(better: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Follow every circle once, from its least member; short ones first where there are many."""
    paths = deque([start] for start in range(len(better)))
    for _ in range(_MOST_STEPS):
        if not paths:
            break
        path = paths.popleft()
        for other in better[path[-1]]:
            if other == path[0] and len(path) > 1:
                yield path
            elif other > path[0] and other not in path and len(path) < _LONGEST:
                paths.append([*path, other])
