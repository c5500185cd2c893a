"""What a table's cells should be by the rules that speak of them: ranges of numbers, and labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from sustenta.auditing._rule import Check, Rule
from sustenta.auditing.checks import Laid, Records, records
from sustenta.auditing.row_checks import classes_of

if TYPE_CHECKING:
    import pandas as pd

    from sustenta.auditing.confrontation import Confrontation

__all__ = ["Expected", "expected_of"]

#: For each table, for each of its columns, by the labels of the row: a range or a label.
Expected = dict[str, dict[str, dict[tuple[str, ...], Any]]]

#: A rule whose left side is one column, up to a sign and a constant.
_LEFT: Final = re.compile(
    r"^(?:(?P<from>\d+(?:\.\d+)?) - )?(?:(?P<table>\w+)\.)?(?P<column>\w+)"
    r"(?: (?P<sign>[+-]) (?P<plus>\d+(?:\.\d+)?))? == "
)
_LABELS: Final = ("same_label", "class_of")


def expected_of(
    c: Confrontation, tables: Mapping[str, pd.DataFrame], keys: Mapping[str, tuple[str, ...]]
) -> tuple[Expected, Counter[str]]:
    """Say what cells should be by figures that stand elsewhere.

    Parameters
    ----------
    c : Confrontation
        The tables confronted with rules.
    tables : mapping of str to pandas.DataFrame
        The same tables.
    keys : mapping of str to tuple of str
        What identifies the rows of each.

    Returns
    -------
    expected : dict
        For each table and column that a rule gives on its left side alone, and for each column of
        labels that a check compares with another table, what each row should have.
    misfits : Counter
        How many cells of each table do not fit.
    """
    found: Expected = {}
    misfits: Counter[str] = Counter()
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for row in records(c.verdicts):
        by_rule.setdefault(row["rule"], []).append(row)
    chosen: dict[tuple[str, str], bool] = {}
    for rule in c.rules:
        if not isinstance(rule, Rule) or rule.id not in by_rule:
            continue
        said = _LEFT.match(rule.expression)
        if said is None:
            continue
        table = said["table"] or rule.table or next(iter(tables))
        # Figures of other tables say more of a row's place than the row's own figures do.
        elsewhere = f"{table}." not in rule.expression[said.end() :] and (
            rule.table != table or "." in rule.expression[said.end() :]
        )
        before = chosen.get((table, said["column"]))
        if before is not None and before and not elsewhere:
            continue
        cells = found.setdefault(table, {}).setdefault(said["column"], {})
        if before is False and elsewhere:
            cells.clear()
        chosen[table, said["column"]] = elsewhere
        cells |= _ranges(by_rule[rule.id], said, keys[table])
        misfits[table] += sum(row["verdict"] == "violated" for row in by_rule[rule.id])
    rows = {name: records(frame) for name, frame in tables.items()}
    for check in c.rules:
        if isinstance(check, Check) and check.function in _LABELS and check.quote is None:
            misfits[check.table or next(iter(tables))] += _labels(check, rows, keys, found)
    return found, misfits


def _ranges(
    rows: list[dict[str, Any]], said: re.Match[str], key: tuple[str, ...]
) -> dict[tuple[str, ...], tuple[Decimal, Decimal]]:
    constant = Decimal(said["plus"] or 0) * (-1 if said["sign"] == "-" else 1)
    ranges: dict[tuple[str, ...], tuple[Decimal, Decimal]] = {}
    for row in rows:
        low, high = row["right_low"], row["right_high"]
        if low is None or high is None or any(name not in row for name in key):
            continue
        if said["from"] is not None:
            low, high = Decimal(said["from"]) - high, Decimal(said["from"]) - low
        else:
            low, high = low - constant, high - constant
        ranges[tuple(str(row[name]) for name in key)] = (low, high)
    return ranges


def _labels(
    check: Check,
    tables: Mapping[str, Records],
    keys: Mapping[str, tuple[str, ...]],
    found: Expected,
) -> int:
    """Add the labels that a check expects from another table; count those that differ."""
    column = check.parameters["column"]
    table = check.table or next(iter(tables))
    # A State is the label of a group of rows, not of one; what is only unlikely moves no row.
    if column in keys[table] or column == "uf" or check.severity != "error":
        return 0
    laid = Laid(check, tables, keys, {})
    if check.function == "same_label":
        other, _, name = check.parameters["other"].partition(".")
        by = check.parameters["by"]
        there = {tuple(row[part] for part in by): row[name] for row in laid.tables[other]}
        labels = [there.get(tuple(row[part] for part in by)) for row in laid.rows]
    elif all("." in text for text in check.parameters["inputs"]):
        labels = classes_of(laid)
    else:
        return 0
    cells = found.setdefault(table, {}).setdefault(column, {})
    differing = 0
    for row, label in zip(laid.rows, labels, strict=True):
        if label is not None:
            cells[laid.key_of(row)] = label
            differing += row[column] != label
    return differing
