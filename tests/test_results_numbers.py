"""A number for a sentence: value, unit, year, stage, prices, interval; or why there is none."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, cast

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from sustenta import _core
from sustenta.errors import (
    ColumnMissingError,
    DomainError,
    SettingError,
    UnknownNameError,
)
from told import frame

CATALOGUE = json.loads(_core.catalogue())
REASONS = {one["name"]: one["label"] for one in CATALOGUE["reasons"]}


@pytest.mark.parametrize(
    ("column", "value", "pt", "en"),
    [
        ("megpc_15", 12.284, "R$ 12,28 por habitante", "R$ 12.28 per inhabitant"),
        ("megpc_15", -2.425, "−R$ 2,42 por habitante", "−R$ 2.42 per inhabitant"),
        ("ec29_applied_pct", 25.5, "25,50%", "25.50 %"),
        ("ec29_gap_pp", -0.8, "−0,80 p.p.", "−0.80 percentage points"),
        ("population", 306580, "306.580 habitantes", "306,580 inhabitants"),
        ("population", 1, "1 habitante", "1 inhabitant"),
        ("new_teams", 1, "1 equipe", "1 team"),
        ("new_teams", 18, "18 equipes", "18 teams"),
        ("linked_revenue", 93870085.0, "R$ 93.870.085,00", "R$ 93,870,085.00"),
        ("sufficiency_ratio", 1.16, "1,16", "1.16"),
    ],
)
def test_a_number_has_its_unit_and_its_year(column: str, value: Any, pt: str, en: str) -> None:
    table = frame(**{column: [value]})
    assert st.text(table, column) == f"{pt} em 2002"
    assert st.text(table, column, lang="en") == f"{en} in 2002"


def test_a_number_names_its_stage_and_the_year_of_its_prices() -> None:
    name = "health_expenditure_pc_at_december_2010_prices"
    table = frame(stage=["liquidada"], **{name: [69.8]})
    assert st.text(table, name) == (
        "R$ 69,80 por habitante em 2002 (despesa liquidada; a preços de dezembro de 2010)"
    )
    assert st.text(table, name, lang="en") == (
        "R$ 69.80 per inhabitant in 2002 (verified expenditure; in prices of December 2010)"
    )


def test_revenue_has_no_stage() -> None:
    table = frame(stage=["paga"], linked_revenue_pc=[10.0])
    assert st.text(table, "linked_revenue_pc") == "R$ 10,00 por habitante em 2002"


def test_a_projected_number_has_its_widest_interval() -> None:
    table = frame(
        megpc=[100.0],
        megpc_low_80=[90.0],
        megpc_high_80=[110.0],
        megpc_low_95=[80.0],
        megpc_high_95=[120.0],
        projected_from=["x"],
        prices=["nominal"],
    )
    assert st.text(table, "megpc") == (
        "R$ 100,00 por habitante em 2002 (projeção; entre R$ 80,00 e R$ 120,00 em 95% dos "
        "sorteios; valores correntes)"
    )


@pytest.mark.filterwarnings("ignore::sustenta.errors.NoIntervalWarning")
def test_a_projected_number_without_an_interval_says_why() -> None:
    panel = st.examples.panel()
    outlook = st.project(panel[panel["year"] > 2007], years=1, draws=50, rng=1)
    said = st.text(outlook, "megpc", code=9900018, lang="en")
    assert said.endswith("(projected; no interval: too few years; nominal)")


@pytest.mark.parametrize("reason", sorted(REASONS))
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_a_missing_number_states_each_reason(reason: str, lang: Any) -> None:
    table = frame(megpc_15=[None], megpc_15_reason=[reason])
    said = st.text(table, "megpc_15", lang=lang)
    assert said.startswith({"pt": "sem valor em 2002: ", "en": "no value in 2002: "}[lang])
    assert said.split(": ", 1)[1].lower() == REASONS[reason][lang].lower()


def test_a_missing_number_without_a_reason_says_that_the_table_has_none() -> None:
    table = frame(megpc_15=[float("nan")])
    assert st.text(table, "megpc_15") == "sem valor em 2002: o motivo não consta da tabela"
    assert st.text(table, "megpc_15", lang="en") == ("no value in 2002: the table does not say why")


def test_the_row_is_chosen_by_any_key_whatever_its_type() -> None:
    table = pd.DataFrame(
        {"code": [150140.0, 150140.0], "year": [2002, 2003], "megpc_15": [1.0, 2.0]}
    )
    assert st.text(table, "megpc_15", code="150140", year=2003).startswith("R$ 2,00")
    with pytest.raises(SettingError, match="give `year=`"):
        st.text(table, "megpc_15")
    with pytest.raises(UnknownNameError, match="2004"):
        st.text(table, "megpc_15", year=2004)
    with pytest.raises(ColumnMissingError, match="did you mean 'year'"):
        st.text(table, "megpc_15", yaer=2002)


def test_an_unknown_column_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(ColumnMissingError, match="did you mean 'megpc_15'"):
        st.text(frame(megpc_15=[1.0]), "megpc15")


def test_an_unknown_language_is_refused() -> None:
    table, spanish = frame(megpc_15=[1.0]), cast("Any", "es")
    with pytest.raises(UnknownNameError, match="'es'"):
        st.text(table, "megpc_15", lang=spanish)
    for call in (st.interpret, st.methods_text):
        with pytest.raises(UnknownNameError, match="'es'"):
            call(table, lang=spanish)


INFINITE: list[tuple[dict[str, Any], str]] = [
    ({"megpc_15": [float("inf"), 1.0]}, "megpc_15"),
    ({"megpc_15": [Decimal("-Infinity"), Decimal(1)]}, "megpc_15"),
    ({"megpc_15": [2.0, 1.0], "population": [float("inf"), 1.0]}, "population"),
    ({"megpc_ec29": [2.0, 1.0], "ec29_due_pct": [float("inf"), 1.0]}, "ec29_due_pct"),
    ({"ec29_gap_pp": [2.0, 1.0], "ec29_gap": [float("-inf"), 1.0]}, "ec29_gap"),
    ({"own_spending_first": [1.0, 1.0], "growth": [float("inf"), 1.0]}, "growth"),
    ({"permanence_pct": [float("inf"), 1.0]}, "permanence_pct"),
    ({"new_teams": [float("inf"), 1.0]}, "new_teams"),
]


@pytest.mark.parametrize(("columns", "name"), INFINITE)
def test_words_and_tables_refuse_an_infinite_number_by_its_column(
    columns: dict[str, Any], name: str
) -> None:
    many = pd.DataFrame({"municipality": ["A", "B"], "year": 2002, **columns})
    for call in (
        lambda: st.interpret(many),
        lambda: st.interpret(many.head(1)),
        lambda: st.text(many.head(1), name),
        lambda: st.tables.table(many),
    ):
        with pytest.raises(DomainError, match=name):
            call()


def test_no_sentence_is_made_of_an_infinite_amount() -> None:
    table = frame(megpc_15=[float("inf")])
    with pytest.raises(DomainError, match="infinite"):
        st.text(table, "megpc_15")
    with pytest.raises(DomainError, match="infinite"):
        st.interpret(table)


def test_decimals_are_the_callers() -> None:
    assert st.text(frame(megpc_15=[12.284]), "megpc_15", decimals=0) == (
        "R$ 12 por habitante em 2002"
    )
    with pytest.raises(SettingError, match="decimals"):
        st.text(frame(megpc_15=[1.0]), "megpc_15", decimals=99)


@pytest.mark.parametrize("made", [pl.from_pandas, pa.Table.from_pandas], ids=["polars", "arrow"])
def test_frames_of_other_libraries_speak_the_same(made: Any) -> None:
    table = frame(megpc_15=[12.284])
    assert st.text(made(table), "megpc_15") == st.text(table, "megpc_15")
    assert st.interpret(made(table)) == st.interpret(table)


def test_a_frame_of_pandas_speaks_by_itself() -> None:
    table = frame(megpc_15=[12.284])
    assert table.sustenta.text("megpc_15") == "R$ 12,28 por habitante em 2002"
    assert table.sustenta.interpret(lang="en") == st.interpret(table, lang="en")
    assert table.sustenta.methods_text() == st.methods_text(table)


def test_a_column_called_interpret_is_a_column() -> None:
    assert "MEGPC" in st.interpret(frame(megpc_15=[1.0], interpret=["x"]))
