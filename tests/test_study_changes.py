"""On a copy of the tables with one cell changed, or rows permuted, that shows and nothing else new.

The changes are drawn from the printed characters alone, and what may depend on a changed cell is
written down here once more, from the article.
"""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pandas as pd
import pytest

from sustenta.studies import Recreation, proesf2006

TABLES = (1, 2, 3, 5, 6, 7, 8, 9, 10)
AMOUNTS = ("ceiling", "transferred", "executed")
LETTERS = "ABCDEFGHIJLMNOPQ"
SCENARIOS = ("dpspc_15", "megpc_15", "dpspc_ec29", "megpc_ec29")
CLASSES = (
    "Positiva",
    "Negativa",
    "Conservadora",
    "Estável",
    "Bom",
    "Razoável",
    "Ruim",
    "Negativa (2002)",
    "Negativa (2003)",
    "Negativa (2004)",
    "Não recebeu recursos do MS",
)
FIGURE = re.compile(r"\(?-?[\d.]+(?:,\d+)?\)?")

#: Table, column, row (with the State for those of a State), year.
Place = tuple[int, str, str, int | None]


def dependents(place: Place, states: dict[str, str]) -> set[Place]:
    """The cells that the article computes from a cell."""
    table, column, row, year = place
    if table == 2 and column in AMOUNTS:
        return of_an_amount(column, row, states)
    if table == 5 and column == "tax_share_change_pct":
        return {(5, "tax_effort_class", row, None), (10, "tax_effort_class", row, None)}
    if table == 6 and column == "applied_pct":
        found: set[Place] = {(6, "gap_pp", row, year), (9, "megpc_15", row, year)}
        found |= {(6, "compliance_class", row, None), (10, "compliance_class", row, None)}
        if year != 2003:
            found |= {(7, "change_pct", row, None), (7, "trend_class", row, None)}
            found |= {(10, "trend_class", row, None)}
        return found
    if table == 8:
        return {(8, "dpspc_15", "A", 2002), (8, "megpc_15", "A", 2002)} | {
            (9, column, "A", 2002) for column in SCENARIOS
        }
    if table == 9:
        rows = (row, "MAE") if row == "E" else (row,)
        found = {(9, column, name, year) for column in SCENARIOS for name in rows}
        return found | {(6, "applied_pct", row, year)}
    return set()


def of_an_amount(column: str, row: str, states: dict[str, str]) -> set[Place]:
    """The cells that follow from an amount of Table 2."""
    state = row.partition("/")[2] or states[row]
    found: set[Place] = {(2, column, f"Geral/{state}", None)}
    if column != "executed":
        found |= {(2, "balance", row, None), (3, "transferred_pct", row, None)}
    if column != "ceiling":
        found |= {(2, "executed_pct", row, None), (3, "executed_pct", row, None)}
        found |= {(10, "execution_class", row, None)}
    if column == "ceiling":
        named = [letter for letter in LETTERS if states[letter] == state]
        letters = named if row.startswith("Geral") else [row]
        found |= {(3, "ceiling_share_pct", letter, None) for letter in letters}
    return found


def places(cells: pd.DataFrame) -> list[Place]:
    return [
        (
            int(cell["table"]),
            str(cell["column"]),
            f"{cell['municipality']}/{cell['uf']}"
            if cell["municipality"] in {"Geral", "Estado"}
            else str(cell["municipality"]),
            None if pd.isna(cell["year"]) else int(cell["year"]),
        )
        for cell in records(cells)
    ]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


def verdicts(study: Recreation) -> dict[Place, str]:
    return dict(zip(places(study.cells), study.cells["verdict"].astype(str), strict=True))


def another_digit(text: str, chance: Random) -> str:
    """Change the first digit that is not zero by three or more."""
    spot = next((spot for spot, sign in enumerate(text) if sign in "123456789"), None)
    if spot is None:  # a printed zero: its first digit
        spot = next(spot for spot, sign in enumerate(text) if sign == "0")
    digit = int(text[spot])
    other = chance.choice([new for new in range(1, 10) if abs(new - digit) >= 3])
    return f"{text[:spot]}{other}{text[spot + 1 :]}"


def changed(text: str, chance: Random) -> str:
    """Draw another text for a cell: another figure, a marker, another class."""
    if FIGURE.fullmatch(text):
        return "n.d" if chance.random() < 0.15 else another_digit(text, chance)
    if text in {"", "n.d", "n.a", "–", "—", "sem informação"}:
        return f"{chance.randint(1, 99)},{chance.randint(10, 99)}"
    return chance.choice(
        [name for name in CLASSES if name != text.replace("Positivas", "Positiva")]
    )


def can_show(place: Place, text: str) -> bool:
    """Whether something on the pages determines the cell, or is determined by it for certain."""
    table, column, row, _ = place
    if (table, column) in {(1, "target"), (5, "tax_share_change_pct")}:
        return False  # targets stand alone; a percentage may change within its class
    # N has no other figure to set against.
    return not (table in {2, 3} and row == "N" and text == "sem informação")


@pytest.fixture(scope="module")
def study() -> Recreation:
    return proesf2006.recreate()


@pytest.mark.parametrize("seed", range(12))
def test_one_changed_cell_shows_and_nothing_else_does(seed: int, study: Recreation) -> None:
    chance = Random(seed)
    before, two = verdicts(study), proesf2006.table(2)
    states = dict(zip(two["municipality"], two["uf"], strict=True))
    for _ in range(25):
        n = chance.choice(TABLES)
        table = proesf2006.table(n)
        spot = chance.randrange(len(table))
        place = places(table.assign(table=n))[spot]
        old = str(table["printed"].fillna("")[spot])
        new = changed(old, chance)
        table.loc[spot, "printed"] = new
        after = verdicts(proesf2006.recreate({n: table}))
        told = f"{place}: {old!r} -> {new!r}"

        allowed = {place} | dependents(place, states)
        differing = {other for other, verdict in after.items() if verdict != before[other]}
        assert differing <= allowed, told
        if can_show(place, old):
            assert differing or after[place] == "disagrees", told


@pytest.mark.parametrize("n", TABLES)
def test_permuted_rows_change_no_verdict_by_letter(n: int, study: Recreation) -> None:
    chance = Random(n)
    table = proesf2006.table(n)
    rows = sorted(set(table["row"]))
    numbers = dict(zip(rows, chance.sample(rows, len(rows)), strict=True))
    permuted = table.assign(row=table["row"].map(numbers)).sort_values("row", kind="stable")
    found = proesf2006.recreate({n: permuted})
    assert verdicts(found) == verdicts(study)
    about_order = {"order", "reading_order"}
    kept = [
        [tuple(note.values()) for note in records(each.notes) if note["finding"] not in about_order]
        for each in (study, found)
    ]
    assert kept[0] == kept[1]
    if n != 8:
        assert found.notes["text"].tolist() != study.notes["text"].tolist()


@pytest.mark.parametrize("n", TABLES)
def test_shuffled_rows_keep_the_order_of_the_page_and_are_named(n: int, study: Recreation) -> None:
    shuffled = proesf2006.table(n).sample(frac=1, random_state=n)
    found = proesf2006.recreate({n: shuffled})
    assert verdicts(found) == verdicts(study)
    new = set(found.notes["text"]) - set(study.notes["text"])
    assert set(found.notes.loc[found.notes["text"].isin(new), "finding"]) == {"shuffled"}


def test_a_changed_cell_of_table_10_is_named_in_its_reading_order() -> None:
    table = proesf2006.table(10)
    spot = table.index[(table["municipality"] == "H") & (table["column"] == "trend_class")][0]
    table.loc[spot, "printed"] = "Estável"
    notes = proesf2006.recreate({10: table}).notes
    found = notes.loc[notes["text"].str.contains("linha 1, onde estaria A"), "text"].tolist()
    assert len(found) == 1
    assert "impresso “Estável”, recalculado “Positiva”" in found[0]


def test_a_value_that_comes_along_is_not_read() -> None:
    tables = {n: proesf2006.table(n).assign(value=0.0, marker=None) for n in TABLES}
    assert verdicts(proesf2006.recreate(tables)) == verdicts(proesf2006.recreate())
