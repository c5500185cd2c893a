"""The study with one thing spoilt: it is found where it stands, and nothing else is accused.

Whether a change contradicts anything at all is asked of an evaluation that knows nothing of the
package: where it finds the same as before, the audit must stay silent too.
"""

from __future__ import annotations

import random
import re
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import sustenta as st
from oracle.study_checks import checks
from oracle.study_claims import claims
from oracle.study_rules import Page, Verdict, rules
from sustenta.studies import proesf2006

if TYPE_CHECKING:
    from sustenta.auditing.audits import Audit

TABLES = (1, 2, 3, 5, 6, 7, 8, 9, 10)
LETTERS = "ABCDEFGHIJLMNOPQ"
#: What tells findings apart, whatever they say.
FINDING = ("kind", "table", "where", "column")


@pytest.fixture(scope="module")
def study() -> Audit:
    return proesf2006.audit()


def places(report: Audit) -> set[tuple[str, ...]]:
    """Where findings are; sentences of the text apart."""
    found = report.findings[report.findings["kind"] != "claim"]
    return set(found[list(FINDING)].astype(str).itertuples(index=False, name=None))


@cache
def as_printed() -> frozenset[object]:
    """What the independent evaluation says of the study itself."""
    return frozenset(contradicted(1, proesf2006.table(1)))


def number(table: str) -> int:
    return int(table.split("_")[1])


def contradicted(n: int, table: pd.DataFrame) -> set[object]:
    """What the independent evaluation says of the tables with one replaced."""
    page = spoilt_page(n, table)
    broken = {v for v in (*rules(page), *checks(page)) if v.verdict == "violated"}
    return broken | {(name, said) for name, said in claims(page).items() if said != "true"}


def spoilt_page(n: int, table: pd.DataFrame) -> Page:
    page = Page.read()
    cells = {}
    for place in page.printed:
        of, uf, name, year, column = place
        if of != n:
            continue
        at = (table["municipality"] == name) & (table["column"] == column)
        if uf:
            at &= table["uf"] == uf
        if year:
            at &= table["year"] == year
        cells[place] = table.loc[at, "printed"].iloc[0]
    page.printed.update(cells)
    return page


# --- one cell ------------------------------------------------------------------------------------


def one_cell(seed: int) -> tuple[int, int, str]:
    """Draw a figure and another digit in it, or a class and another class."""
    draw = random.Random(seed)
    n = draw.choice(TABLES)
    table = proesf2006.table(n)
    texts = table["printed"].astype(str)
    figures = texts.str.contains(r"\d") & ~texts.str.contains("Neg|Pos")
    row = draw.choice(table.index[figures | (n == 10)].tolist())
    before = str(table.loc[row, "printed"])
    if n == 10:
        own = texts[table["column"] == table.loc[row, "column"]]
        return n, row, draw.choice(sorted(set(own) - {before}))
    digits = [m.start() for m in re.finditer(r"\d", before)]
    at = draw.choice(digits)
    first = "123456789" if at == digits[0] else "0123456789"
    digit = draw.choice([d for d in first if d != before[at]])
    return n, row, before[:at] + digit + before[at + 1 :]


@pytest.mark.parametrize("seed", range(72))
def test_one_changed_cell_is_found_in_its_table_or_contradicts_nothing(
    study: Audit, seed: int
) -> None:
    n, row, after = one_cell(seed)
    table = proesf2006.table(n)
    told = table.loc[row]
    table.loc[row, "printed"] = after
    report = proesf2006.audit({n: table})
    new, gone = places(report) - places(study), places(study) - places(report)
    letter = str(told["municipality"])
    # Table 10 is read in another order than it is printed in: each class of it is compared.
    if n != 10 and contradicted(n, table) == as_printed():
        # No rule contradicts it alone; several together may, and then they name this cell.
        assert not gone
        assert {one[:2] + one[3:] for one in new} <= {
            ("cell", f"table_{n:02d}", str(told["column"]))
        }
        named = report.findings[report.findings["where"].astype(str).str.contains(letter)]
        assert not new or named["rules"].map(len).max() > 1
        return
    cells = {one for one in new if one[0] == "cell"}
    moves = {one for one in new | gone if one[0] == "arrangement"}
    assert not moves
    if cells:
        # Where figures bind each other alone, either may be the wrong one: all are listed.
        listed = report.cells[report.cells["municipality"].astype(str) == letter]
        assert str(told["column"]) in set(listed["column"].astype(str))
        groups = listed["alternatives"].map(len)
        assert len(cells) == 1 or groups.max() > 0
    for _, where, label, _ in {one for one in new if one[0] == "check"}:
        # What a check says of the cell, of its neighbour in the order, or of who reads the cell.
        assert letter in label or number(where) == n or where == "table_10"


# --- rows ----------------------------------------------------------------------------------------


def turned(n: int, around: dict[str, str]) -> pd.DataFrame:
    """The table with the cells of each row beside the label of another."""
    table, moved = proesf2006.table(n), proesf2006.table(n)
    for label, source in around.items():
        rows = [table.index[table["municipality"] == name] for name in (label, source)]
        moved.loc[rows[0], "printed"] = table.loc[rows[1], "printed"].tolist()
    return moved


#: Rows that are seen to below, or have no figures by which they could be told: two of Table 7's
#: labels are exchanged as it is, and of some municipalities Tables 2 and 3 print next to nothing.
APART = {2: "N", 3: "CMN", 7: "LP"}
EXCHANGED = [
    (n, *pair)
    for n in (2, 3, 6, 7, 9)
    for pair in random.Random(n).sample(
        list(combinations([m for m in LETTERS if m not in APART.get(n, "")], 2)), 6
    )
]


@pytest.mark.parametrize(("n", "one", "other"), EXCHANGED)
def test_two_exchanged_rows_are_one_finding_in_their_table(
    study: Audit, n: int, one: str, other: str
) -> None:
    table = turned(n, {one: other, other: one})
    report = proesf2006.audit({n: table})
    new, gone = places(report) - places(study), places(study) - places(report)
    changed = contradicted(n, table) ^ as_printed()
    if not changed:
        assert not new
        return
    assert not gone
    refuted = [v for v in changed if isinstance(v, Verdict) and not v.rule.endswith("-order")]
    if len(refuted) < 2:
        # Figures so near each other that one rule at most refutes one of them: an exchange needs
        # two. Cells and lines of the table itself are named, and nothing outside it.
        assert {number(found) for _, found, _, _ in new} == {n}
        return
    ((kind, named, where, _),) = new
    assert kind == "arrangement"
    assert {label.split("/")[-1] for label in where.split(", ")} == {one, other}
    (move,) = [
        one_move
        for one_move in report.arrangements
        if one_move.table == named and ", ".join(one_move.explanation.rows) == where
    ]
    told = [named, *(text.split(":")[0] for text in move.rivals)]
    assert f"table_{n:02d}" in told
    assert move.sole or len(told) > 1


@pytest.mark.parametrize(
    ("n", "around"), [(2, "ADE"), (3, "AFG"), (6, "ACDE"), (9, "ABC"), (9, "FHQO")]
)
def test_rows_that_went_round_are_one_finding(study: Audit, n: int, around: str) -> None:
    table = turned(n, dict(zip(around, around[1:] + around[:1], strict=True)))
    report = proesf2006.audit({n: table})
    ((kind, named, where, _),) = places(report) - places(study)
    assert (kind, named) == ("arrangement", f"table_{n:02d}")
    assert {label.split("/")[-1] for label in where.split(", ")} == set(around)
    assert not places(study) - places(report)
    again = proesf2006.audit(proesf2006.repaired(report, {n: table}))
    assert not again.arrangements
    assert again.remaining.violations.empty


def test_a_third_row_in_an_exchange_that_the_page_has_goes_round_with_it(study: Audit) -> None:
    (known,) = [set(m.explanation.rows) for m in study.arrangements if m.table == "table_07"]
    report = proesf2006.audit({7: turned(7, {"A": max(known), max(known): "A"})})
    (move,) = [m for m in report.arrangements if m.table == "table_07"]
    assert set(move.explanation.rows) == known | {"A"}
    assert not [cell for cell in report.cells["table"] if cell == "table_07"]


@pytest.mark.parametrize(("one", "other"), [("P", "H"), ("C", "O"), ("C", "A")])
def test_rows_exchanged_in_a_block_of_another_order_are_named_as_the_page_prints_them(
    study: Audit, one: str, other: str
) -> None:
    report = proesf2006.audit({10: turned(10, {one: other, other: one})})
    ((kind, named, where, _),) = places(report) - places(study)
    assert (kind, named, set(where.split(", "))) == ("arrangement", "table_10", {one, other})
    assert not places(study) - places(report)


# --- an order that leaves cells ------------------------------------------------------------------


def test_one_wrong_class_in_a_block_leaves_its_order_one_finding(study: Audit) -> None:
    table = proesf2006.table(10)
    chosen = (table["municipality"] == "E") & (table["column"] == "tax_effort_class")
    table.loc[chosen, "printed"] = "Negativa"
    report = proesf2006.audit({10: table})
    moves = [
        row for row in report.of("arrangement").to_dict("records") if row["table"] == "table_10"
    ]
    assert len(moves) == 1
    assert "nenhuma acerta todas as células; esta deixa 1 fora" in moves[0]["evidence"]
    ((_, _, label, column),) = places(report) - places(study)
    assert column == "tax_effort_class"
    (check,) = [
        row
        for row in report.of("check").to_dict("records")
        if row["where"] == label and row["column"] == column
    ]
    assert check["evidence"].endswith("(impresso na linha de E)")


def test_a_contradiction_of_one_group_of_cells_is_said_once() -> None:
    report = proesf2006.audit({2: turned(2, {"A": "N", "N": "A"})})
    cells = report.of("cell")
    said = cells[cells["certainty"] == "contradiction"]
    sizes = iter(report.located.sizes)
    certainties = iter(report.cells["certainty"].astype(str))
    groups = [[next(certainties) for _ in range(size)] for size in sizes]
    assert len(said) == sum("contradiction" in group for group in groups)


def test_a_name_with_a_stroke_is_one_name() -> None:
    table = pd.DataFrame({"municipality": ["A/B", "C"], "a": [1, 5], "b": [2, 6], "c": [50, 11]})
    report = st.audit(table, st.Rules.parse(["c == a + b"]), key=["municipality"])
    assert set(report.cells["municipality"]) == {"A/B"}
