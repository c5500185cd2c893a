"""Rules laid over opened tables and decided by the core: verdicts, and by whose labels they go."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sustenta import _core
from sustenta.auditing._file_lines import at_line
from sustenta.auditing._tables import label, unmarked
from sustenta.auditing._wording import VERDICTS
from sustenta.auditing.checks import Answer
from sustenta.errors import ExpressionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sustenta.auditing._rule import Rule
    from sustenta.auditing._tables import Opened
    from sustenta.auditing.rules import Rules

__all__ = ["Decided"]


class Decided:
    """Rules decided on every row or group on which they stand.

    Attributes
    ----------
    chosen : list of Rule
        The rule of each plan.
    left_out : dict of str to str
        The optional rules that were left out, and the name of a table or column that each misses.
    core
        What the core found.
    needs
        The columns that are asked of each table: as figures, and as labels.
    """

    def __init__(self, algebra: Sequence[Rule], rules: Rules, tables: Sequence[Opened]) -> None:
        self._tables = tables
        self._plan = _planned(algebra, rules, tables)
        self.needs = self._plan.needs()
        chosen, left_out = self._plan.chosen()
        self.chosen = [algebra[place] for place in chosen]
        self.left_out = {algebra[place].id: name for place, name in left_out}
        self.core = self._plan.confront(
            [
                (
                    table.frame.rows,
                    [table.labels(name) for name in labels],
                    [table.figures(name) for name in figures],
                )
                for table, (figures, labels) in zip(tables, self.needs, strict=True)
            ]
        )

    @cached_property
    def outcomes(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Rules, rows and verdicts, an entry a verdict."""
        rules, rows, verdicts = self.core.outcomes()
        return rules, rows, verdicts

    @cached_property
    def counts(self) -> list[list[int]]:
        """How many verdicts of each kind every rule has."""
        return [list(counts) for counts in self.core.counts()]

    @cached_property
    def ranges(self) -> list[tuple[int, str, tuple[str, ...]]]:
        """On what each rule stands: table, kind of items, and the columns by which they go."""
        found = []
        for table, kind, labels in self._plan.ranges():
            named = [self.needs[table][1][n] for n in labels]
            names = {"rows": self._tables[table].key, "once": ()}.get(kind, tuple(named))
            found.append((table, kind, tuple(names)))
        return found

    def answers(self) -> dict[str, Answer]:
        """Give the verdicts, by rule and by the labels of rows or groups.

        The rows of a table without a key go by their place.
        """
        rules, rows, verdicts = self.outcomes
        texts: dict[tuple[int, str], list[str]] = {}
        answers: dict[str, Answer] = {}
        for place, rule in enumerate(self.chosen):
            table, kind, names = self.ranges[place]
            mine = rules == place
            for name in names:
                if (table, name) not in texts:
                    column = self._tables[table].column(name)
                    texts[table, name] = [label(value) for value in column]
            at = rows[mine].tolist()
            placed = kind == "rows" and not names
            keys = [
                (str(row),) if placed else tuple(texts[table, name][row] for name in names)
                for row in at
            ]
            words = [VERDICTS[verdict] for verdict in verdicts[mine].tolist()]
            answers[rule.id] = Answer(names, dict(zip(keys, words, strict=True)), placed=placed)
        return answers

    def keys(self, rules: NDArray[np.int64], rows: NDArray[np.int64]) -> dict[str, Any]:
        """Give the table and the key of verdicts; a group has the columns by which it is one."""
        found: dict[str, Any] = {"table": objects([None] * len(rules))}
        for place, (table, kind, names) in enumerate(self.ranges):
            mine = np.flatnonzero(rules == place)
            opened = self._tables[table]
            found["table"][mine] = opened.name
            if kind == "once" or not len(mine):
                continue
            if not names:
                found.setdefault("row", objects([None] * len(rules)))[mine] = rows[mine]
            for name in names:
                values = pd.Series(opened.column(name)).take(rows[mine]).to_numpy(dtype=object)
                found.setdefault(name, objects([None] * len(rules)))[mine] = values
        return {name: _plain(values) for name, values in found.items()}


def _planned(algebra: Sequence[Rule], rules: Rules, tables: Sequence[Opened]) -> _core.RulePlan:
    # Columns of markers are named to nobody who has not named one.
    marked = any("_marker" in f"{rule.expression} {[*rule.where]}" for rule in algebra)
    schemas = [
        {
            "name": table.name,
            "columns": list(table.columns) if marked else unmarked(table.columns),
            "key": list(table.key),
        }
        for table in tables
    ]
    everywhere = rules.tables.get("")
    declared = {
        table.name: (rules.tables.get(table.name) or everywhere)
        for table in tables
        if table.name in rules.tables or everywhere is not None
    }
    described = {
        "tables": {
            name: {"kinds": dict(table.kinds), "weights": dict(table.weights)}
            for name, table in declared.items()
            if table is not None
        },
        "rules": [
            {
                "id": rule.id,
                "expression": rule.expression,
                "table": rule.table,
                "where": {column: list(values) for column, values in rule.where.items()},
                "optional": rule.optional,
            }
            for rule in algebra
        ],
    }
    try:
        return _core.RulePlan(json.dumps(described), json.dumps(schemas))
    except ExpressionError as refusal:
        wrong = next((rule for rule in algebra if rule.id == refusal.rule), None)
        if wrong is None or wrong.path is None:
            raise
        of_where = "`where`" in str(refusal)
        line = wrong.lines.get("where" if of_where else "expression", wrong.line)
        if of_where:
            # The expression that the core shows is not what is wrong.
            said = str(refusal).partition("\n")[0]
            refusal = type(refusal)(said.removesuffix(" (character 0)"), **refusal.facts)
        raise at_line(refusal, wrong.id, wrong.path, line) from None


def objects(values: Any) -> NDArray[np.object_]:
    """Give values as an array of objects, lists among them as they are."""
    values = list(values)
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _plain(values: NDArray[np.object_]) -> Any:
    """Give a column of keys its own type where all rows have one."""
    kinds = {type(value) for value in values}
    whole = bool(kinds) and all(issubclass(kind, (int, np.integer)) for kind in kinds)
    return values.astype(np.int64) if whole and bool not in kinds else values
