"""Cells that stand in each other's places: one change, found before any digit is doubted."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

import sustenta as st
from sustenta.auditing import exchanges
from sustenta.errors import ColumnTypeError

RULES = st.Rules.parse(
    {"balance": "balance == ceiling - transferred", "share": "pct == 100 * executed / transferred"},
    kinds={"pct": "rounded"},
)
COLUMNS = ["ceiling", "transferred", "executed", "balance", "pct"]


def table() -> pd.DataFrame:
    """Municipalities of the study's second table, made to hold together."""
    rows = {
        "A": ("561100.00", "217500.00", "154882.41", "343600.00", "71.21"),
        "B": ("259000.00", "152600.00", "150679.68", "106400.00", "98.74"),
        "G": ("247000.00", "230950.00", "183991.68", "16050.00", "79.67"),
        "H": ("226000.00", "226000.00", "139101.00", "0.00", "61.55"),
        "P": ("217000.00", "217000.00", "216923.00", "0.00", "99.96"),
    }
    columns = zip(*rows.values(), strict=True)
    cells = {name: list(map(Decimal, own)) for name, own in zip(COLUMNS, columns, strict=True)}
    return pd.DataFrame({"city": list(rows), **cells})


def found(spoilt: pd.DataFrame, rules: st.auditing.Rules = RULES) -> pd.DataFrame:
    return exchanges(st.confront(spoilt, rules, key="city"), lang="en")


def exchanged(one: tuple[int, str], other: tuple[int, str]) -> pd.DataFrame:
    cells: dict[str, list[Any]] = {str(name): list(own) for name, own in table().items()}
    (row, name), (other_row, other_name) = one, other
    first, second = cells[name][row], cells[other_name][other_row]
    cells[name][row], cells[other_name][other_row] = second, first
    return pd.DataFrame(cells)


def test_a_table_that_holds_has_none() -> None:
    assert found(table()).empty


def test_two_cells_of_a_column_are_found_and_named() -> None:
    best = found(exchanged((1, "pct"), (2, "pct"))).iloc[0]
    assert (best["kind"], best["rows"], best["columns"]) == ("cells", (1, 2), ("pct",))
    assert (best["settles"], best["rules"], best["remains"]) == (2, ("share",), 0)
    assert best["text"] == "table.pct[B] and table.pct[G] stand in each other's place"


def test_two_cells_of_a_row_are_found() -> None:
    best = found(exchanged((0, "transferred"), (0, "executed"))).iloc[0]
    assert (best["kind"], best["rows"]) == ("columns", (0,))
    assert set(best["columns"]) == {"transferred", "executed"}


def test_rows_whose_labels_were_exchanged_are_found_by_another_table() -> None:
    rules = st.Rules.parse(["other.ceiling == t.ceiling", "other.pct == t.pct"])
    spoilt = table()
    spoilt["city"] = ["A", "G", "B", "H", "P"]
    key = {"t": "city", "other": "city"}
    confrontation = st.confront({"t": spoilt, "other": table()}, rules, key=key)
    best = exchanges(confrontation, lang="pt").iloc[0]
    assert (best["kind"], best["rows"], best["settles"]) == ("rows", (1, 2), 4)
    assert "trocadas entre si em" in best["text"]


def test_one_wrong_digit_is_no_exchange() -> None:
    spoilt = table()
    spoilt["pct"] = spoilt["pct"].replace(Decimal("61.55"), Decimal("65.55"))
    assert found(spoilt).empty


def test_every_exchange_of_two_different_cells_of_a_column_is_found() -> None:
    draw = random.Random(2006)
    for _ in range(30):
        column = draw.choice(COLUMNS)
        one, other = sorted(draw.sample(range(5), 2))
        spoilt = exchanged((one, column), (other, column))
        if len(set(spoilt[column].iloc[[one, other]])) == 1:
            continue
        verdicts = st.confront(spoilt, RULES, key="city")
        listed: list[Any] = list(zip(*(found(spoilt)[n] for n in ("rows", "columns")), strict=True))
        assert ((one, other), (column,)) in listed or len(verdicts.violations) < 2


def test_what_is_no_confrontation_is_refused() -> None:
    with pytest.raises(ColumnTypeError):
        exchanges(table())  # type: ignore[arg-type]
