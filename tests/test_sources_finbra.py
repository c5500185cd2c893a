"""FINBRA's tables to 2012: the real excerpts where they are, small ones anywhere."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sustenta.errors import FileFormatError, UnknownNameError
from sustenta.sources import finbra

if TYPE_CHECKING:
    import pandas as pd

FIXTURES = Path(__file__).parent / "fixtures" / "sources"
CODES = {3505030: "3550308", 1100009: "1100098", 1100013: "1100130"}


def figures_of(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["note"].isna()]


def one(frame: pd.DataFrame, **wanted: Any) -> Any:
    found = figures_of(frame)
    for name, value in wanted.items():
        found = found[found[name] == value]
    assert len(found) == 1, found
    return found["value"].iloc[0]


# --- the real files ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "columns", "lost"),
    [
        ("receita_2006", 9, 0),
        ("receita_2012", 9, 0),
        ("dsubfuncao_2006", 166, 0),
        ("dsubfuncao_2010", 168, 51),
    ],
)
def test_every_cell_of_a_sample_is_read(samples: Path, name: str, columns: int, lost: int) -> None:
    path = samples / "brmunipanel" / f"finbra_{name}_sample.json"
    year = int(name[-4:])
    read = finbra.read(path, year=year)
    raw = json.loads(path.read_text(encoding="utf-8"))
    states, numbers, *amounts = raw.values()
    codes = [CODES[state * 100_000 + number] for state, number in zip(states, numbers, strict=True)]
    named = [name for name in list(raw)[2:] if any(cell is not None for cell in raw[name])]
    rows = figures_of(read)
    assert len(named) == columns
    assert len(amounts) == columns + lost
    assert len(rows) == 3 * columns
    assert rows["code"].tolist() == [code for code in codes for _ in named]
    expected = [abs(raw[name][row]) / 10_000 for row in range(3) for name in named if "Ded" in name]
    found = rows[rows["indicator"] == "current_revenue_deductions"]["value"].tolist()
    assert found == expected
    for account in ("Rec Correntes", "Saúde"):
        if account in raw:
            found = rows[rows["account"] == account]["value"].tolist()
            assert found == [cell / 10_000 for cell in raw[account]]
    assert set(rows["year"]) == {year}
    reports = read[read["note"].notna()]
    assert reports["detail"].str.contains(f"{lost} columns").tolist() == [True] * bool(lost)


def test_deductions_of_either_sign_in_a_sample(samples: Path) -> None:
    path = samples / "brmunipanel" / "finbra_receita_2006_sample.json"
    rows = figures_of(finbra.read(path, year=2006))
    found = rows[rows["indicator"] == "current_revenue_deductions"]
    assert found["value"].tolist() == [1_985_858.17, 1_504_980.77, 534_845_705.3]
    assert found["printed"].tolist() == ["19858581700", "-15049807700", "5348457053000"]


def test_a_sample_does_not_say_its_year(samples: Path) -> None:
    read = finbra.read(samples / "brmunipanel" / "finbra_receita_2012_sample.json")
    assert read["year"].isna().all()
    assert read[read["note"] == "file"]["detail"].str.contains("give `year=`").tolist() == [True]
    assert one(read, code="3550308", indicator="current_revenue") == 34_850_688_704.29


# --- the form ------------------------------------------------------------------------------------


def test_currency_signs_and_lost_names() -> None:
    read = finbra.read(FIXTURES / "finbra_receita.json", year=2005)
    assert one(read, code="3552403", indicator="iptu") == 1.0001
    assert one(read, code="4126652", indicator="fpm") == 600.0
    assert one(read, code="4126652", indicator="current_revenue_deductions") == 0.75
    missing = read[read["account"] == "Rec Tributária"]
    assert missing["value"].isna().tolist() == [False, True]
    # A column without a name that holds something is reported with what it holds.
    lost = read[read["note"] == "unread"]
    assert lost["printed"].tolist() == ["12"]
    assert lost["value"].isna().all()
    assert read[read["note"] == "file"]["detail"].str.startswith("1 columns").any()


def test_a_table_of_text_is_in_reais() -> None:
    read = finbra.read(FIXTURES / "finbra_despesa.csv", year=2004, stage="empenhada")
    assert one(read, code="3552403", indicator="health_expenditure") == 1000.5
    assert set(read["stage"].dropna()) == {"empenhada"}
    assert read[read["account"] == "Atenção Básica"]["marker"].tolist()[1] == "-"


def test_a_table_without_the_codes_columns_is_refused() -> None:
    with pytest.raises(FileFormatError, match="no table of FINBRA"):
        finbra.read("Município;IPTU\nSumaré;10,50\n")


@given(
    st.lists(
        st.tuples(
            st.sampled_from([("35", "5240"), ("41", "2665"), ("29", "0520"), ("11", "0001")]),
            st.lists(st.one_of(st.none(), st.integers(-(10**15), 10**15)), min_size=3, max_size=3),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["records", "columns"]),
)
def test_any_table_is_read_back(
    rows: list[tuple[tuple[str, str], list[int | None]]], form: str
) -> None:
    names = ["Rec Correntes", "Cota ICMS", "Taxas"]
    records = [
        {"UF": int(uf), "Cod Mun": int(number), **dict(zip(names, amounts, strict=True))}
        for (uf, number), amounts in rows
    ]
    document: Any = records
    if form == "columns":
        document = {name: [record[name] for record in records] for name in records[0]}
    read = finbra.read(json.dumps(document), year=2010)
    full = read[read["account"].notna()]
    expected = [None if cell is None else cell / 10_000 for _, cells in rows for cell in cells]
    assert [None if math.isnan(value) else value for value in full["value"]] == expected
    sixes = [f"{uf}{number}" for (uf, number), _ in rows for _ in names]
    assert [code[:6] for code in full["code"]] == sixes


def test_a_stage_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'empenhada'"):
        finbra.read('{"CD_UF": [11], "CD_MUN": [13], "IPTU": [1]}', year=2006, stage="empenhado")
