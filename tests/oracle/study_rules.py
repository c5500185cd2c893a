"""The rules of the study of 2006 and of term 61, evaluated slowly and literally in fractions.

Nothing of the package is imported and its rule files are not read: each identity is written out
once more, from the pages. What is violated here is what an audit must find, by any road;
`study_checks` does the same for classes, orders and labels, and lists all of it when it is run.

A figure is an interval: amounts booked to the centavo and counts are points, rounded figures reach
half a unit of their last digit either way. An equation holds if some values inside the intervals of
its cells satisfy it, each cell taken once.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import NamedTuple

STUDIES = Path(__file__).parents[2] / "python" / "sustenta" / "studies"
TABLES = (1, 2, 3, 5, 6, 7, 8, 9, 10)
YEARS = (2002, 2003, 2004)
DUE = {2002: Fraction("10.2"), 2003: Fraction("11.8"), 2004: Fraction(15)}
EXACT = {"target", "ceiling", "transferred", "executed", "balance", "population", "linked_revenue"}

#: A cell: table, State (only in Tables 2 and 3), municipality, year, column.
Cell = tuple[int, str, str, int, str]
Range = tuple[Fraction, Fraction]


class Verdict(NamedTuple):
    """One rule on one row."""

    rule: str
    row: tuple[object, ...]
    verdict: str


class Page:
    """The printed cells of the study, as characters and as intervals."""

    def __init__(self, printed: Mapping[Cell, str], states: Mapping[tuple[int, str], str]) -> None:
        self.printed = dict(printed)
        self.states = dict(states)

    @classmethod
    def read(cls, folder: Path = STUDIES / "proesf2006" / "data") -> Page:
        printed: dict[Cell, str] = {}
        states: dict[tuple[int, str], str] = {}
        for n in TABLES:
            with (folder / f"table_{n:02d}.csv").open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    uf = row["uf"] if n in {2, 3} else ""
                    year = int(row["year"] or 0)
                    printed[n, uf, row["municipality"], year, row["column"]] = row["printed"]
                    states[n, row["municipality"]] = row["uf"]
        return cls(printed, states)

    def range(self, cell: Cell) -> Range | None:
        text = self.printed.get(cell)
        if text is None:
            return None
        table, column = cell[0], cell[4]
        if text in {"–", "—"} and table in {2, 3}:
            return Fraction(0), Fraction(0)
        return interval(text, exact=column in EXACT)

    def figure(self, cell: Cell) -> Fraction | None:
        """The printed figure as a point."""
        found = self.range(cell)
        return None if found is None else (found[0] + found[1]) / 2

    def rows(self, table: int) -> list[tuple[str, str, int]]:
        return list(dict.fromkeys(cell[1:4] for cell in self.printed if cell[0] == table))


def interval(text: str, *, exact: bool) -> Range | None:
    """The interval of a figure printed with a decimal comma; None for a marker."""
    bare = text.strip("()-")
    if not re.fullmatch(r"\d{1,3}(\.\d{3})*(,\d+)?|\d+(,\d+)?", bare):
        return None
    value = Fraction(bare.replace(".", "").replace(",", "."))
    if text[0] in "(-":
        value = -value
    decimals = len(bare.partition(",")[2])
    half = Fraction(0) if exact else Fraction(1, 2 * 10**decimals)
    return value - half, value + half


# --- the two forms of a rule ---------------------------------------------------------------------


def linear(
    page: Page, terms: Iterable[tuple[object, Cell]], relation: str, constant: object = 0
) -> str:
    """Whether the sum of the terms, and a constant, can stand in a relation to zero."""
    times: dict[Cell, Fraction] = {}
    for factor, cell in terms:
        times[cell] = times.get(cell, Fraction(0)) + Fraction(str(factor))
    low = high = Fraction(str(constant))
    for cell, factor in times.items():
        found = page.range(cell)
        if found is None:
            return "undecided"
        ends = (factor * found[0], factor * found[1])
        low, high = low + min(ends), high + max(ends)
    holds = {"==": low <= 0 <= high, "<=": low <= 0, ">=": high >= 0}[relation]
    return "satisfied" if holds else "violated"


def ratio(
    page: Page,
    cells: tuple[Cell, ...],
    difference: Callable[..., Fraction],
    whole: Callable[..., Fraction],
    relation: str = "==",
) -> str:
    """Whether `difference` (of the sides) can stand in a relation to zero; `whole` divides.

    Both sides are monotone in each cell while the others stand still, and a ratio of sums is
    greatest and least in the corners of the box.
    """
    found = [page.range(cell) for cell in cells]
    if None in found:
        return "undecided"
    corners = list(product(*(r for r in found if r is not None)))
    wholes = [whole(*corner) for corner in corners]
    if min(wholes) <= 0:
        return "undecided" if max(wholes) >= 0 else "failed"
    sides = [difference(*corner) for corner in corners]
    low, high = min(sides), max(sides)
    holds = {"==": low <= 0 <= high, "<=": low <= 0, ">=": high >= 0}[relation]
    return "satisfied" if holds else "violated"


def percentage(page: Page, result: Cell, part: Cell, whole: Cell) -> str:
    """Whether a printed percentage is that of a part in a whole."""
    return ratio(page, (result, part, whole), lambda y, a, b: y - 100 * a / b, lambda _y, _a, b: b)


# --- the algebra ---------------------------------------------------------------------------------


def rules(page: Page) -> list[Verdict]:
    """Every algebraic rule on every row."""
    found: list[Verdict] = []

    def add(rule: str, row: tuple[object, ...], verdict: str) -> None:
        found.append(Verdict(rule, row, verdict))

    for _, m, year in page.rows(1):
        add("t1-not-negative", (m, year), linear(page, [(1, (1, "", m, year, "target"))], ">="))
    _table_2(page, add)
    _table_3(page, add)
    for _, m, year in page.rows(6):
        if year:
            _table_6(page, add, m, year)
    for _, m, _year in page.rows(7):
        cells = ((7, "", m, 0, "change_pct"), *((6, "", m, y, "applied_pct") for y in (2004, 2002)))
        add(
            "t7-change",
            (m,),
            ratio(page, cells, lambda y, a, b: y + 100 - 100 * a / b, lambda _y, _a, b: b),
        )
    _table_8(page, add)
    for _, m, year in page.rows(9):
        _table_9(page, add, m, year)
    return found


Add = Callable[[str, tuple[object, ...], str], None]


def _table_2(page: Page, add: Add) -> None:
    rows = [(uf, m) for uf, m, _ in page.rows(2)]
    for uf, m in rows:
        at = {
            c: (2, uf, m, 0, c)
            for c in ("ceiling", "transferred", "executed", "balance", "executed_pct")
        }
        row = (uf, m)
        if m == "Geral":
            for c in ("ceiling", "transferred", "executed", "balance"):
                parts = [(2, uf, o, 0, c) for u, o in rows if u == uf and o != "Geral"]
                known = [(-1, p) for p in parts if page.range(p) is not None]
                add(f"t2-{c}-total", row, linear(page, [(1, at[c]), *known], "=="))
            shares = [(3, uf, o, 0, "ceiling_share_pct") for u, o, _ in page.rows(3) if u == uf]
            known = [(1, s) for s in shares if page.range(s) is not None]
            add("t3-ceiling-share-sum", row, linear(page, known, "<=", -100))
        balance = [(1, at["balance"]), (-1, at["ceiling"]), (1, at["transferred"])]
        add("t2-balance", row, linear(page, balance, "=="))
        add(
            "t2-executed-pct",
            row,
            percentage(page, at["executed_pct"], at["executed"], at["transferred"]),
        )
        for rule, less, more in (
            ("t2-transferred-within-ceiling", "transferred", "ceiling"),
            ("t2-executed-within-transferred", "executed", "transferred"),
        ):
            add(rule, row, linear(page, [(1, at[less]), (-1, at[more])], "<="))
        add("t2-executed-not-negative", row, linear(page, [(1, at["executed"])], ">="))


def _table_3(page: Page, add: Add) -> None:
    for uf, m, _ in page.rows(3):
        row = (uf, m)
        two = {c: (2, uf, m, 0, c) for c in ("ceiling", "transferred", "executed", "executed_pct")}
        share, moved, used = (
            (3, uf, m, 0, c) for c in ("ceiling_share_pct", "transferred_pct", "executed_pct")
        )
        general = (2, uf, "Geral", 0, "ceiling")
        add("t3-ceiling-share", row, percentage(page, share, two["ceiling"], general))
        add("t3-transferred-pct", row, percentage(page, moved, two["transferred"], two["ceiling"]))
        add("t3-executed-pct", row, percentage(page, used, two["executed"], two["transferred"]))
        same = [(1, used), (-1, two["executed_pct"])]
        add("t3-executed-pct-as-table-2", row, linear(page, same, "=="))


def _table_6(page: Page, add: Add, m: str, year: int) -> None:
    applied, gap = (6, "", m, year, "applied_pct"), (6, "", m, year, "gap_pp")
    add(
        f"t6-gap-{year}",
        (m, year),
        linear(page, [(1, gap), (-1, applied)], "==", DUE[year]),
    )
    add("t6-share-not-negative", (m, year), linear(page, [(1, applied)], ">="))
    add("t6-share-at-most-100", (m, year), linear(page, [(1, applied)], "<=", -100))


def _table_8(page: Page, add: Add) -> None:
    m, year = "A", 2002
    row = (m, year)
    names = ("population", "expenditure_pc", "sus_transfers_pc", "linked_revenue", "dpspc_15")
    people, spent, sus, linked, potential = ((8, "", m, year, c) for c in names)
    margin = (8, "", m, year, "megpc_15")
    nine = {c: (9, "", m, year, c) for c in ("dpspc_15", "megpc_15", "dpspc_ec29", "megpc_ec29")}
    for rule, share, dpspc in (
        ("t8-dpspc", Fraction(15, 100), potential),
        ("t9-as-table-8-ec29", Fraction(102, 1000), nine["dpspc_ec29"]),
    ):
        verdict = ratio(
            page,
            (dpspc, sus, linked, people),
            lambda d, t, r, p, share=share: d - t - share * r / p,
            lambda _d, _t, _r, p: p,
        )
        add(rule, row, verdict)
    add("t8-megpc", row, linear(page, [(1, margin), (-1, potential), (1, spent)], "=="))
    add(
        "t8-applied-share",
        row,
        ratio(
            page,
            ((6, "", m, year, "applied_pct"), spent, sus, potential),
            lambda a, d, t, p: a - 15 * (d - t) / (p - t),
            lambda _a, _d, t, p: p - t,
        ),
    )
    add("t8-transfers-within-expenditure", row, linear(page, [(1, sus), (-1, spent)], "<="))
    for rule, eight, cell in (
        ("t9-as-table-8-dpspc", potential, nine["dpspc_15"]),
        ("t9-as-table-8-megpc", margin, nine["megpc_15"]),
    ):
        add(rule, row, linear(page, [(1, eight), (-1, cell)], "=="))
    scenario = [(1, spent), (-1, nine["dpspc_ec29"]), (1, nine["megpc_ec29"])]
    add("t9-as-table-8-expenditure", row, linear(page, scenario, "=="))


def _table_9(page: Page, add: Add, m: str, year: int) -> None:
    row = (m, year)
    names = ("dpspc_15", "megpc_15", "dpspc_ec29", "megpc_ec29")
    d1, m1, d2, m2 = ((9, "", m, year, c) for c in names)
    applied, gap = (6, "", m, year, "applied_pct"), (6, "", m, year, "gap_pp")
    spent = [(1, d1), (-1, m1), (-1, d2), (1, m2)]
    add("t9-expenditure", row, linear(page, spent, "=="))
    add("t9-higher-rate", row, linear(page, [(1, d1), (-1, d2)], ">="))
    add("t9-expenditure-not-negative", row, linear(page, [(1, d1), (-1, m1)], ">="))
    if DUE[year] == 15:
        add("t9-2004-dpspc", row, linear(page, [(1, d1), (-1, d2)], "=="))
        add("t9-2004-megpc", row, linear(page, [(1, m1), (-1, m2)], "=="))
        return
    steps = 15 - DUE[year]
    for rule, margin, share, rate in (("applied", m1, applied, 15), ("gap", m2, gap, 0)):
        verdict = ratio(
            page,
            (share, margin, d1, d2),
            lambda a, g, p, q, rate=rate: rate - a - steps * g / (p - q),
            lambda _a, _g, p, q: p - q,
        )
        add(f"t9-{rule}-{year}", row, verdict)
    add(f"t9-scenarios-{year}", row, linear(page, [(15, d2), (-DUE[year], d1)], ">="))


# --- term 61 -------------------------------------------------------------------------------------


def term_61(folder: Path = STUDIES / "tc61" / "data") -> list[Verdict]:
    """The sums of term 61: the last mark of a figure in US$ is the decimal one."""
    with (folder / "table.csv").open(encoding="utf-8", newline="") as file:
        printed = {row["item"]: row["printed"] for row in csv.DictReader(file)}
    amounts = {}
    for item, text in printed.items():
        digits = re.fullmatch(r"([\d.,]+)[.,](\d\d)", text)
        if digits:
            whole = re.sub(r"[.,]", "", digits[1])
            amounts[item] = Fraction(f"{whole}.{digits[2]}")
    moved, spent, pending = (amounts[i] for i in ("transferred", "disbursed", "pending"))
    stands = {
        "tc61-total": amounts["total"] == amounts["agreement_1"] + amounts["agreement_2"],
        "tc61-balance": amounts["balance"] == moved - spent - pending,
        "tc61-disbursed-within-transferred": spent <= moved,
        "tc61-pending-within-undisbursed": spent + pending <= moved,
        "tc61-pending-not-negative": pending >= 0,
        "tc61-disbursed-not-negative": spent >= 0,
    }
    return [
        Verdict(rule, (), "satisfied" if holds else "violated") for rule, holds in stands.items()
    ]
