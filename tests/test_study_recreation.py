"""The recreation of the study of 2006, held against a literal computation over fractions.

The printed cells are read here again, from the files, by other means than the package's; which cell
follows from which is written down here again, too.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from oracle import classes
from oracle.intervals import Formula, Printed, verdict
from sustenta.studies import Recreation, proesf2006

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(proesf2006.__file__).parent / "data"
LETTERS = "ABCDEFGHIJLMNOPQ"
DUE = {2002: Fraction("10.2"), 2003: Fraction("11.8"), 2004: Fraction(15)}
EXACT = {
    (1, "target"),
    (2, "ceiling"),
    (2, "transferred"),
    (2, "executed"),
    (2, "balance"),
    (8, "population"),
    (8, "linked_revenue"),
}
FIGURE = re.compile(r"\(?-?[\d.]+(?:,(\d+))?\)?")
WORDS = {
    "good": "Bom",
    "fair": "Razoável",
    "poor": "Ruim",
    "positive": "Positiva",
    "conservative": "Conservadora",
    "stable": "Estável",
    "negative": "Negativa",
    "not_transferred": "Não recebeu recursos do MS",
    "input_missing": "Sem informação quanto ao teto",
}

#: Table, column, row (with the State for those of a State), year.
Place = tuple[int, str, str, int | None]
Judge = tuple[Formula, list[Place | Printed]]


def pages() -> dict[Place, str]:
    """Every printed cell, as its characters."""
    found = {}
    for number in (1, 2, 3, 5, 6, 7, 8, 9, 10):
        with (DATA / f"table_{number:02d}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                name = row["municipality"]
                if name in {"Geral", "Estado"}:
                    name = f"{name}/{row['uf']}"
                year = int(row["year"]) if row["year"] else None
                found[number, row["column"], name, year] = row["printed"]
    return found


PAGES = pages()


def at(table: int, column: str, row: str, year: int | None = None) -> Place:
    return table, column, row, year


def figure(place: Place) -> Printed | None:
    """The number that a cell prints; a dash is zero in Tables 2 and 3."""
    text = PAGES[place]
    kind = "exact" if place[:2] in EXACT else "rounded"
    if place[0] in {2, 3} and text in {"–", "—"}:
        return Printed(Fraction(0), 2, kind)
    match = FIGURE.fullmatch(text)
    if match is None:
        return None
    digits = text.strip("()").replace(".", "").replace(",", ".")
    value = Fraction(digits) * (-1 if text.startswith("(") else 1)
    return Printed(value, len(match.group(1) or ""), kind)


def known(value: Fraction) -> Printed:
    return Printed(value, 0, "exact")


def percentage(part: Fraction, whole: Fraction) -> Fraction | str:
    return "not_transferred" if whole == 0 else 100 * part / whole


def total(*parts: Fraction) -> Fraction:
    return sum(parts, Fraction(0))


def states() -> dict[str, str]:
    """The State of each municipality in Table 2, by the total above it."""
    with (DATA / "table_02.csv").open(encoding="utf-8") as file:
        return {row["municipality"]: row["uf"] for row in csv.DictReader(file)}


def relations() -> dict[Place, Judge]:
    """What each number follows from."""
    found: dict[Place, Judge] = {}
    state = states()
    members: dict[str, list[str]] = defaultdict(list)
    for letter in LETTERS:
        members[state[letter]].append(letter)
    names = [*LETTERS, *(f"{row}/{uf}" for uf in members for row in ("Geral", "Estado"))]
    for row in names:
        ceiling, transferred, executed = (
            at(2, column, row) for column in ("ceiling", "transferred", "executed")
        )
        found[2, "balance", row, None] = (lambda a, b: a - b, [ceiling, transferred])
        found[2, "executed_pct", row, None] = (percentage, [executed, transferred])
        if row in LETTERS:
            whole = (2, "ceiling", f"Geral/{state[row]}", None)
            found[3, "ceiling_share_pct", row, None] = (percentage, [ceiling, whole])
            found[3, "transferred_pct", row, None] = (percentage, [transferred, ceiling])
            found[3, "executed_pct", row, None] = (percentage, [executed, transferred])
    for uf, letters in members.items():
        for column in ("ceiling", "transferred", "executed"):
            parts: list[Place | Printed] = [
                (2, column, row, None)
                for row in (f"Estado/{uf}", *letters)
                if figure((2, column, row, None)) is not None
            ]
            found[2, column, f"Geral/{uf}", None] = (total, parts)
    for letter in LETTERS:
        share = {year: (6, "applied_pct", letter, year) for year in DUE}
        found[7, "change_pct", letter, None] = (
            lambda first, last: 100 * (last / first - 1),
            [share[2002], share[2004]],
        )
        for year, due in DUE.items():
            found[6, "gap_pp", letter, year] = (lambda a, b: a - b, [share[year], known(due)])
            found |= scenarios(letter, year, due)
    return found | example()


def scenarios(row: str, year: int, due: Fraction) -> dict[Place, Judge]:
    """What Table 9 says of itself and of Table 6."""
    one, margin, two, other = (
        (9, column, row, year) for column in ("dpspc_15", "megpc_15", "dpspc_ec29", "megpc_ec29")
    )
    share = (6, "applied_pct", row, year)
    if year == 2004:
        return {two: (total, [one]), other: (total, [margin])}

    def applied(first: Fraction, left: Fraction, second: Fraction) -> Fraction:
        revenue = (first - second) / (15 - due)
        transfers = first - 15 * revenue
        return (first - left - transfers) / revenue

    def implied(share: Fraction, first: Fraction, second: Fraction) -> Fraction:
        return (15 - share) * (first - second) / (15 - due)

    return {
        share: (applied, [one, margin, two]),
        margin: (implied, [share, one, two]),
        other: (lambda left, first, second: left - first + second, [margin, one, two]),
    }


def example() -> dict[Place, Judge]:
    """Table 8, municipality A in Table 9, and the row that is printed twice."""
    population, spent, transfers, revenue = (
        (8, column, "A", 2002)
        for column in ("population", "expenditure_pc", "sus_transfers_pc", "linked_revenue")
    )

    def potential(rate: Fraction) -> Judge:
        def formula(money: Fraction, heads: Fraction, sus: Fraction) -> Fraction:
            return rate / 100 * (money / heads) + sus

        return formula, [revenue, population, transfers]

    def left(place: Place) -> Judge:
        return (lambda a, b: a - b), [place, spent]

    found: dict[Place, Judge] = {
        (8, "dpspc_15", "A", 2002): potential(Fraction(15)),
        (8, "megpc_15", "A", 2002): left((8, "dpspc_15", "A", 2002)),
        (9, "dpspc_15", "A", 2002): potential(Fraction(15)),
        (9, "dpspc_ec29", "A", 2002): potential(DUE[2002]),
        (9, "megpc_15", "A", 2002): left((9, "dpspc_15", "A", 2002)),
        (9, "megpc_ec29", "A", 2002): left((9, "dpspc_ec29", "A", 2002)),
    }
    for year in DUE:
        for column in ("dpspc_15", "megpc_15", "dpspc_ec29", "megpc_ec29"):
            found[9, column, "MAE", year] = (total, [(9, column, "E", year)])
    return found


def expected_number(place: Place, judge: Judge) -> str:
    formula, sources = judge
    inputs = [source if isinstance(source, Printed) else figure(source) for source in sources]
    printed = figure(place)
    if printed is None and None not in inputs:
        reason = formula(*(each.value for each in inputs if each is not None))
        # The article's n.d. stands for it as well as n.a.
        return "agrees" if reason == "not_transferred" and PAGES[place] in {"n.a", "n.d"} else "?"
    return verdict(formula, inputs, printed)[0]


def expected_class(place: Place) -> str | None:
    table, column, letter, _ = place
    if table not in {5, 6, 7, 10}:
        return None
    applied = [(year, value(6, "applied_pct", letter, year), DUE[year]) for year in DUE]
    found: dict[str, Callable[[], str | None]] = {
        "execution_class": lambda: named(
            *classes.execution(value(2, "executed", letter), value(2, "transferred", letter))
        ),
        "tax_effort_class": lambda: named(
            *classes.tax_effort_from_change(value(5, "tax_share_change_pct", letter))
        ),
        "compliance_class": lambda: with_years(*classes.ec29_compliance(applied)),
        "trend_class": lambda: named(*classes.ec29_trend(applied[0][1], applied[-1][1])),
    }
    return found[column]() if column in found else None


def value(table: int, column: str, row: str, year: int | None = None) -> Fraction | None:
    printed = figure((table, column, row, year))
    return None if printed is None else printed.value


def named(name: str | None, reason: str | None) -> str | None:
    return WORDS[name or reason or ""]


def with_years(name: str | None, failing: list[int], _: str | None) -> str:
    years = f" ({', '.join(map(str, failing))})" if failing else ""
    return WORDS[name or ""] + years


def expected() -> dict[Place, str]:
    """The verdict of every cell."""
    judges = relations()
    found = {}
    for place, text in PAGES.items():
        recomputed = expected_class(place)
        if recomputed is not None:
            spelt = text.replace("Positivas", "Positiva")
            found[place] = "agrees" if spelt == recomputed else "disagrees"
        elif place in judges:
            found[place] = expected_number(place, judges[place])
        else:
            found[place] = "cannot_be_recomputed"
    return found


def verdicts(cells: pd.DataFrame) -> dict[Place, str]:
    found = {}
    for cell in rows(cells):
        row = cell["municipality"]
        row = f"{row}/{cell['uf']}" if row in {"Geral", "Estado"} else row
        year = None if pd.isna(cell["year"]) else int(cell["year"])
        found[int(cell["table"]), str(cell["column"]), str(row), year] = str(cell["verdict"])
    return found


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


@pytest.fixture(scope="module")
def study() -> Recreation:
    return proesf2006.recreate()


def test_every_verdict_is_that_of_a_literal_computation(study: Recreation) -> None:
    assert verdicts(study.cells) == expected()


def test_the_summary_counts_the_cells_by_verdict(study: Recreation) -> None:
    assert study.summary().to_dict("index") == {
        table: dict(
            zip(
                ("cells", "agrees", "agrees_by_rounding", "disagrees", "cannot_be_recomputed"),
                counts,
                strict=True,
            )
        )
        for table, counts in {
            1: (96, 0, 0, 0, 96),
            2: (120, 53, 0, 5, 62),
            3: (48, 43, 0, 2, 3),
            5: (32, 16, 0, 0, 16),
            6: (112, 96, 0, 0, 16),
            7: (32, 18, 12, 2, 0),
            8: (6, 2, 0, 0, 4),
            9: (204, 80, 30, 0, 94),
            10: (64, 33, 0, 31, 0),
        }.items()
    }


def test_numbers_and_ranges_are_those_of_the_fractions(study: Recreation) -> None:
    judges = relations()
    compared = 0
    for place, cell in zip(verdicts(study.cells), rows(study.cells), strict=True):
        if place not in judges or not isinstance(cell["recomputed"], float):
            continue
        formula, sources = judges[place]
        inputs = [source if isinstance(source, Printed) else figure(source) for source in sources]
        exact = formula(*(each.value for each in inputs if each is not None))
        assert cell["recomputed"] == pytest.approx(float(exact), rel=1e-15, abs=1e-15)
        assert cell["low"] <= cell["recomputed"] <= cell["high"]
        compared += 1
    assert compared == 307


def test_the_frame_has_the_columns_that_the_readme_shows(study: Recreation) -> None:
    assert list(study.cells.columns) == [
        "table",
        "uf",
        "municipality",
        "year",
        "column",
        "printed",
        "low",
        "high",
        "recomputed",
        "verdict",
        "why",
    ]
    assert study.cells["verdict"].dtype.name == "category"
    assert study.cells["why"].str.len().min() > 20


def test_table_8_and_municipality_a_come_back(study: Recreation) -> None:
    cells = study.cells[(study.cells["municipality"] == "A") & (study.cells["year"] == 2002)]
    nine = cells[cells["table"] == 9].set_index("column")["recomputed"].astype(float).round(2)
    assert nine.to_dict() == {
        "dpspc_15": 82.08,
        "megpc_15": 12.28,
        "dpspc_ec29": 67.38,
        "megpc_ec29": -2.42,
    }


def test_the_profile_has_one_row_a_municipality(study: Recreation) -> None:
    profile = study.profile
    assert profile is not None
    assert "".join(profile["municipality"]) == LETTERS
    for row in rows(profile):
        letter, execution = row["municipality"], row["execution_class"]
        execution = row["execution_reason"] if pd.isna(execution) else execution
        assert execution == expected_class((10, "execution_class", letter, None))
        assert row["tax_effort_class"] == expected_class((10, "tax_effort_class", letter, None))
        assert row["compliance_label"] == expected_class((10, "compliance_class", letter, None))
        assert row["trend_class"] == expected_class((10, "trend_class", letter, None))
    assert profile["trend_class"].cat.ordered


def test_table_10_agrees_in_the_order_of_the_letters(study: Recreation) -> None:
    ten = study.cells[study.cells["table"] == 10]
    by_column = ten[ten["verdict"] == "disagrees"].groupby("column").size()
    assert "execution_class" not in by_column
    notes = study.notes[study.notes["finding"] == "reading_order"]["text"].tolist()
    assert "«Execução financeira do Proesf»" in notes[0]
    assert "há 31 divergências" in notes[1]
    assert "na ordem A…Q, de cima para baixo, não há nenhuma" in notes[1]


def test_orders_exchanges_and_common_inputs_are_found(study: Recreation) -> None:
    notes = study.notes.set_index("finding")["text"]
    order = [text for text in notes["order"] if text.startswith(("Tabela 5", "Tabela 7"))]
    assert all("decrescente" in text for text in order)
    assert "L e P" in notes["exchanged"]
    assert "4 células" in notes["shared_input"]
    assert "12 de 12" in notes["repeated"]
