"""Structural hypotheses tried on whole tables: accepted only where everything holds better."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.auditing._expected import expected_of
from sustenta.auditing.checking import answers_of
from sustenta.auditing.checks import records
from sustenta.auditing.exchanges import exchanges
from sustenta.auditing.rearrangement import rearrangements

if TYPE_CHECKING:
    from sustenta.auditing._rearranged import Block, Explanation, Rearrangement
    from sustenta.auditing.confrontation import Confrontation
    from sustenta.registry import Lang

__all__ = ["Accepted", "Exchanged", "arrange", "exchange", "undoing"]

Tables = dict[str, pd.DataFrame]
_Violations = set[tuple[str, tuple[str, ...]]]
_YEAR: Final = "year"
#: Two cells at least: one that does not fit is a cell, not an order.
_FEWEST: Final = 2
#: What goes with a label where labels are exchanged.
_BESIDE: Final = ("uf", "label", "level")
#: A table of more rows is no page that somebody put in order.
_MOST_ROWS: Final = 200
#: Exchanges after which a table is taken as it is.
_MOST_EXCHANGES: Final = 20
#: An order explains so many times what it leaves.
_MUCH: Final = 4
#: Moves that can be undone without losing a cell.
_TRIED: Final = ("order", "rows", "labels")


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
    """

    table: str
    explanation: Explanation
    block: Block
    whose: Mapping[str, str]
    settled: tuple[tuple[str, tuple[str, ...]], ...]


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
    """

    table: str
    pairs: tuple[tuple[tuple[int, str], tuple[int, str]], ...]
    text: str
    rules: tuple[str, ...]
    sole: bool


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
        if _violated(after) - _violated(c):
            refused.add(best["text"])
            continue
        rivals = [
            row
            for row in found[1:]
            if row["settles"] == best["settles"] and set(row["rules"]) & set(best["rules"])
        ]
        tables, c = changed, after
        accepted.append(
            Exchanged(best["table"], pairs, best["text"], best["rules"], sole=not rivals)
        )
    return tables, accepted, c


def undoing(
    moved: Accepted | Exchanged, key: tuple[str, ...], looked: Mapping[str, Rearrangement]
) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Give what undoes an accepted move in a table with its labels.

    Parameters
    ----------
    moved
        The move.
    key
        What identifies the rows of its table.
    looked
        What was found of the order of each table.
    """
    if isinstance(moved, Exchanged):
        return lambda table: _swapped(table, moved.pairs)
    return _Move(moved.table, key, looked[moved.table], moved.explanation).undone


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


def arrange(
    tables: Tables,
    keys: Mapping[str, tuple[str, ...]],
    kinds: Mapping[str, Mapping[str, str]],
    confronted: Callable[[Tables], Confrontation],
    lang: Lang,
) -> tuple[Tables, dict[str, Rearrangement], list[Accepted], Confrontation]:
    """Look for orders, exchanges and shifts that make the tables hold better.

    Parameters
    ----------
    tables
        The tables, pandas frames by name.
    keys, kinds
        What identifies their rows, and the kinds of their figures.
    confronted
        Confronts tables with the rules.
    lang
        The language of texts.

    Returns
    -------
    tables
        The tables with every accepted move undone.
    rearrangements
        What was found of the order of each table that has cells which do not fit.
    accepted
        The moves: each removes every violation that it touches and makes none.
    confrontation
        Of the tables returned.
    """
    c = confronted(tables)
    looked: dict[str, Rearrangement] = {}
    accepted: list[Accepted] = []
    expected, misfits = expected_of(c, tables, keys)
    for name, columns in expected.items():
        if misfits[name] < _FEWEST or not keys[name] or len(tables[name]) > _MOST_ROWS:
            continue
        found = _look(tables[name], keys[name], columns, kinds.get(name, {}), lang)
        if found is None or found.fits:
            continue
        looked[name] = found
        for block in found.blocks:
            for explanation in block.explanations:
                if explanation.kind not in _TRIED or explanation.settles < _FEWEST:
                    continue
                move = _Move(name, keys[name], found, explanation)
                changed = tables | {name: move.undone(tables[name])}
                after = confronted(changed)
                before, left = _violated(c), _violated(after)
                gone = before - left
                if len(gone) < _FEWEST or not move.is_plain(gone, left, before):
                    continue
                tables, c = changed, after
                settled = tuple(sorted(gone))
                accepted.append(Accepted(name, explanation, block, move.whose(), settled))
                break
    return tables, looked, accepted, c


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
    wide_key = tuple(name for name in key if name != _YEAR)
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
    for year, rows in page.groupby(_YEAR, sort=True):
        names = {name: f"{name}|{year}" for name in rows.columns if name not in (*key, _YEAR)}
        parts.append(rows.drop(columns=_YEAR).rename(columns=names).set_index(list(key)))
    joined = pd.concat(parts, axis=1)
    order = page.drop_duplicates(list(key)).set_index(list(key)).index
    return joined.loc[order].astype(object).reset_index()


@dataclass(frozen=True, slots=True)
class _Move:
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

    def is_plain(self, gone: _Violations, left: _Violations, before: _Violations) -> bool:
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
        if _YEAR in self.key:
            years = table[_YEAR].astype(str).tolist()
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
        named = [name for name in (*self.found.key, *_BESIDE) if name in table.columns]
        first = dict(zip(reversed(labels), reversed(range(len(labels))), strict=True))
        sources = [first.get(whose.get(label, label), row) for row, label in enumerate(labels)]
        moved = table.copy()
        for name in dict.fromkeys(named):
            cells = table[name].tolist()
            values = [cells[source] for source in sources]
            moved[name] = pd.Series(values, moved.index, dtype=moved[name].dtype)
        return moved


def _with_markers(table: pd.DataFrame, columns: tuple[str, ...]) -> list[str]:
    """Give columns, and those in which their markers stand."""
    found = list(columns)
    for full in columns:
        name, mark, year = full.partition("|")
        if f"{name}_marker" in table.columns:
            found.append(f"{name}_marker{mark}{year}")
    return found


def _violated(c: Confrontation) -> _Violations:
    """Give every violation of a rule or of a check that is no sentence of a text."""
    found = {
        (rule, key)
        for rule, answer in answers_of(c).items()
        for key, verdict in answer.verdicts.items()
        if verdict in {"violated", "failed"}
    }
    checks = c.checks
    broken = checks[(checks["verdict"] == "violated") & checks["quote"].isna()]
    found |= set(zip(broken["rule"], broken["row"], strict=True))
    return found
