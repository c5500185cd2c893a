"""Seeded slips: how many are found and named, and whether clean tables raise an alarm.

`python benchmarks/slips.py [tables of each kind and family] [clean tables]`. The tables, the slips
and the enumeration of who could find them come from `tests/oracle/slip_generator.py` and
`slip_rules.py`, which know nothing of the package. A slip is *identifiable* where one change of one
cell satisfies all rules.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from timing import Target

import sustenta as st
from oracle import slip_generator as oracle
from oracle import slip_rules

#: The rules of each family, as a user would write them.
_SUMS = '{0} == sum({0}, by = (sheet), where = (level = "m"))'
_ROW = "all == c0 + c1 + c2 + c3"
_TOTALS = [_SUMS.format(name) for name in ("c0", "c1", "c2", "c3", "all")]
_RULES: dict[str, tuple[list[str], list[str]]] = {
    "execution": (
        ["balance == ceiling - transferred", "executed_pct == 100 * executed / transferred"],
        [_SUMS.format(name) for name in ("ceiling", "transferred", "executed", "balance")],
    ),
    "totals": ([_ROW], _TOTALS),
    "rounded_totals": ([_ROW], _TOTALS),
    "siops": (
        [
            "linked == taxes + transfers",
            "expenditure == own_expenditure + sus_transfers",
            "applied_pct == 100 * own_expenditure / linked",
            "sus_pct == 100 * sus_transfers / expenditure",
            "tax_pct == 100 * taxes / linked",
            "expenditure_pc == expenditure / population",
            "linked_pc == linked / population",
        ],
        [],
    ),
    "changes": (
        [
            *(f"gap_{year} == share_{year} - {due / 10}" for year, due in oracle.DUE.items()),
            "change_pct + 100 == 100 * share_2004 / share_2002",
        ],
        [],
    ),
}


@dataclass
class Score:
    """What became of the seeded slips of one kind."""

    seeded: int = 0
    silent: int = 0
    identifiable: int = 0
    found: int = 0
    named: int = 0
    certain: int = 0
    as_seeded: int = 0
    missed: list[str] = field(default_factory=list)

    def judge(self, made: slip_rules.Made, truth: oracle.Seeded, right: list[Any]) -> None:
        """Count a slip by who could find it, and what was found of it."""
        if not slip_rules.violated(made):
            self.silent += 1
        elif slip_rules.repairs(made) == [(truth.address, truth.meant)]:
            self.identifiable += 1
            self.found += len(right)
            self.named += sum(cell.slip is not None for cell in right)
            self.certain += sum(cell.certainty == "certain" for cell in right)
            self.as_seeded += sum(cell.slip == truth.slip for cell in right)
            if not right or right[0].slip is None:
                self.missed.append(f"{made.family}: {truth.meant.text} as {truth.printed.text}")

    def add(self, other: Score) -> None:
        """Add what another family gave."""
        for name in ("seeded", "silent", "identifiable", "found", "named", "certain", "as_seeded"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.missed += other.missed


def rules(family: str, kinds: dict[str, str]) -> st.auditing.Rules:
    """The rules of a family over one frame of many tables, and the kinds of its columns."""
    every, of_totals = _RULES[family]
    declared = ", ".join(f'{name} = "{kind}"' for name, kind in kinds.items())
    lines = ["[tables.t]", 'key = ["sheet", "place"]', f"kinds = {{{declared}}}"]
    for number, expression in enumerate([*every, *of_totals]):
        lines += ["[[rule]]", f'id = "r{number}"', 'table = "t"']
        if expression in of_totals:
            lines.append('where = {level = "total"}')
        lines += [f"expression = '{expression}'", 'label = {pt = "regra", en = "rule"}']
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rules.toml")
        path.write_text("\n".join(lines), encoding="utf-8")
        return st.Rules.read(path)


def frame(tables: list[slip_rules.Made]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Many tables of a family in one frame, a row a place."""
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    kinds: dict[str, str] = {}
    for sheet, made in enumerate(tables):
        for (place, name), cell in made.cells.items():
            level = "total" if place == "total" else "m"
            row = rows.setdefault((sheet, place), {"sheet": sheet, "place": place, "level": level})
            row[name] = Decimal(cell.units).scaleb(-cell.decimals)
            kinds[name] = cell.kind
    return pd.DataFrame(list(rows.values())), kinds


def confronted(tables: list[slip_rules.Made]) -> st.auditing.Confrontation:
    """The tables of one family, confronted with its rules."""
    table, kinds = frame(tables)
    return st.confront({"t": table}, rules(tables[0].family, kinds))


def alarms(clean: int, draw: random.Random) -> tuple[int, int]:
    """How many clean tables raise an alarm, of how many."""
    share, many = -(-clean // len(oracle.FAMILIES)), 5_000
    wrong = 0
    for make in oracle.FAMILIES.values():
        for first in range(0, share, many):
            tables = [make(draw) for _ in range(min(many, share - first))]
            broken = confronted(tables).violations
            wrong += broken["sheet"].nunique() if len(broken) else 0
    return wrong, share * len(oracle.FAMILIES)


def seeded(family: str, slip: str, count: int, draw: random.Random) -> tuple[Score, Counter[str]]:
    """Seed so many slips of a kind in tables of a family, and look for them."""
    score, listed = Score(), Counter[str]()
    spoilt = [oracle.seed(oracle.FAMILIES[family](draw), slip, draw) for _ in range(count)]
    pairs = [pair for pair in spoilt if pair is not None]
    if not pairs:
        return score, listed
    score.seeded = len(pairs)
    found = st.locate(confronted([made for made, _ in pairs]), progress=False).cells
    by_sheet: dict[int, list[Any]] = defaultdict(list)
    for cell in found.itertuples():
        by_sheet[_sheet(cell)].append(cell)
    for sheet, (made, truth) in enumerate(pairs):
        here = by_sheet[sheet]
        right = [cell for cell in here if _is(cell, truth)]
        for cell in here:
            listed[f"{cell.certainty} {'right' if cell in right else 'wrong'}"] += 1
        score.judge(made, truth, right)
    return score, listed


def _sheet(cell: Any) -> int:
    return int(cell.sheet)


def _is(cell: Any, truth: oracle.Seeded) -> bool:
    """Whether the finding is the spoilt cell, and its suggestion what was meant."""
    return (cell.place, cell.column) == truth.address and cell.suggested == _decimal(truth.meant)


def _decimal(cell: slip_rules.Cell) -> Decimal:
    return Decimal(cell.units).scaleb(-cell.decimals)


def main(count: int = 40, clean: int = 100_000) -> list[Target]:
    """Measure, print a table, and hold it against the goals."""
    draw = random.Random(2006)
    start = time.perf_counter()
    wrong, tables = alarms(clean, draw)
    took = time.perf_counter() - start
    print(f"\nClean tables: {tables}, false alarms: {wrong} ({took:.0f} s with making them)\n")
    start = time.perf_counter()
    print("| slip | seeded | no rule broken | identifiable | found | named | certain | precision |")
    print("|---|---|---|---|---|---|---|---|")
    total, all_listed = Score(), Counter[str]()
    for slip in oracle.SLIPS:
        score, listed = Score(), Counter[str]()
        for family in oracle.FAMILIES:
            of_family, found = seeded(family, slip, count, draw)
            score.add(of_family)
            listed += found
        total.add(score)
        all_listed += listed
        print(_row(f"`{slip}`", score, listed))
    print(_row("all", total, all_listed))
    print(f"\n{time.perf_counter() - start:.0f} s; findings: {dict(sorted(all_listed.items()))}")
    print(f"first named as seeded: {total.as_seeded} of {total.named}")
    for missed in total.missed[:20]:
        print("not named:", missed)
    could, were = exchanged(max(count // 2, 1), draw)
    named = 100 * total.named / total.identifiable
    return [
        Target("slips: % of identifiable single slips named", named, 99),
        Target("slips: % of identifiable exchanges explained", 100 * were / could, 99),
        Target(f"slips: 1 − false alarms in {tables} clean tables", 1 - wrong, 1),
    ]


def exchanged(count: int, draw: random.Random) -> tuple[int, int]:
    """Exchange two cells; how often that could be found, and how often it was."""
    print("\n| exchange of two | seeded | identifiable | found as the only whole explanation |")
    print("|---|---|---|---|")
    could, were = 0, 0
    for sort in ("cells", "columns"):
        known, right = 0, 0
        for make in oracle.FAMILIES.values():
            for _ in range(count):
                made, truth = oracle.seed_swap(make(draw), sort, draw)
                if len(slip_rules.violated(made)) > 1 and oracle.swaps(made) == [truth]:
                    known += 1
                    right += _explained(made, truth)
        print(
            f"| {sort} of a {'column' if sort == 'cells' else 'row'} | "
            f"{count * len(oracle.FAMILIES)} | {known} | {right} |"
        )
        could, were = could + known, were + right
    return could, were


def _explained(made: slip_rules.Made, truth: frozenset[slip_rules.Address]) -> bool:
    found = st.auditing.exchanges(confronted([made]))
    whole = found[(found["remains"] == 0) & (found["kind"] != "rows")]
    table, _ = frame([made])
    pairs = [
        frozenset((table["place"].iloc[row], column) for row in rows for column in columns)
        for rows, columns in zip(whole["rows"], whole["columns"], strict=True)
    ]
    return pairs == [truth]


def _row(name: str, score: Score, listed: Counter[str]) -> str:
    right, wrong = listed["certain right"], listed["certain wrong"]
    precision = f"{100 * right / (right + wrong):.1f} %" if right + wrong else "–"
    parts = [score.seeded, score.silent, score.identifiable, score.found, score.named]
    return f"| {name} | " + " | ".join(map(str, [*parts, score.certain, precision])) + " |"


if __name__ == "__main__":
    print(*main(*map(int, sys.argv[1:])), sep="\n")
