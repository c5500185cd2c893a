"""SICONFI's accounts: the real excerpts where they are, small ones in the same forms anywhere."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sustenta.errors import FileFormatError, SettingError
from sustenta.sources import siconfi

if TYPE_CHECKING:
    import pandas as pd

FIXTURES = Path(__file__).parent / "fixtures" / "sources"
ANNUAL = "siconfi_annual_accounts_{}_sample.csv"


def figures_of(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["note"].isna()]


def one(frame: pd.DataFrame, **wanted: Any) -> Any:
    found = figures_of(frame)
    for name, value in wanted.items():
        found = found[found[name] == value]
    assert len(found) == 1, found
    return found["value"].iloc[0]


# --- the real files ------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "rows"), [(2013, 660), (2022, 919)])
def test_every_row_of_the_annual_samples_is_read(samples: Path, year: int, rows: int) -> None:
    path = samples / "brmunipanel" / ANNUAL.format(year)
    read = siconfi.read_dca(path)
    with path.open(encoding="latin-1", newline="") as file:
        raw = list(csv.reader(file, delimiter=";"))[4:]
    accounts = read[read["indicator"].fillna("") != "population"]
    assert len(accounts) == len(raw) == rows
    assert accounts["value"].tolist() == [float(row[7].replace(",", ".")) for row in raw]
    assert accounts["code"].tolist() == [row[1] for row in raw]
    assert accounts["account"].tolist() == [row[5] for row in raw]
    assert set(accounts["year"]) == {year}
    # All functions are the sums of their sub-functions, all totals those of their functions.
    assert read["note"].isna().all()


def test_stages_and_population_of_the_annual_samples(samples: Path) -> None:
    old = siconfi.read_dca(samples / "brmunipanel" / ANNUAL.format(2013))
    new = siconfi.read_dca(samples / "brmunipanel" / ANNUAL.format(2022))
    assert set(old["stage"].dropna()) == set(new["stage"].dropna())
    assert one(old, code="4126652", item="10", stage="paga") == 2_255_970.63
    assert one(new, code="3550308", indicator="population") == 12_396_372
    assert one(old, code="1600279", indicator="population") == 43_832
    health = figures_of(new)[figures_of(new)["indicator"] == "health_expenditure"]
    assert len(health) == 9
    assert set(health["stage"]) == {"empenhada", "liquidada", "paga"}


def test_labels_that_drifted_have_one_item_in_the_samples(samples: Path) -> None:
    old = siconfi.read_dca(samples / "brmunipanel" / ANNUAL.format(2013))
    new = siconfi.read_dca(samples / "brmunipanel" / ANNUAL.format(2022))
    for read in (old, new):
        accounts = figures_of(read)[figures_of(read)["indicator"].fillna("") != "population"]
        assert accounts["item"].notna().all()
        assert {"total", "10", "10.301", "10.999"} <= set(accounts["item"])
    assert "10.999 - Demais Subfunções Saúde" in set(old["account"])
    assert "FU10 - Demais Subfunções" in set(new["account"])


def test_the_rreo_sample_is_read_from_json(samples: Path) -> None:
    path = samples / "siconfi-rreo-tceal" / "arapiraca_2025_rreo_anexo01_excerpt.json"
    read = siconfi.read_rreo(path)
    items = json.loads(path.read_text(encoding="utf-8"))["items"]
    accounts = read[read["indicator"].fillna("") != "population"]
    assert len(accounts) == len(items) == 33
    assert accounts["value"].tolist() == [item["valor"] for item in items]
    assert set(read["code"]) == {"2700300"}
    assert set(read["period"].dropna()) == {"6º bimestre"}
    to_date = {"group": "Até o Bimestre (c)", "account": "Taxas"}
    assert one(read, **to_date) == 16_636_844.11
    assert one(read, indicator="population") == 235_085
    balance = {"group": "SALDO (a-c)", "account": "Impostos"}
    assert one(read, **balance) == -12_311_243.91
    assert set(accounts["unit"]) == {"R$", "%"}


# --- the forms -----------------------------------------------------------------------------------


def test_the_sites_table_in_latin_1_is_read() -> None:
    read = siconfi.read_dca(FIXTURES / "dca_2019.csv")
    assert one(read, indicator="health_expenditure", stage="empenhada") == 1000.5
    assert one(read, item="10.999", stage="empenhada") == 400.25
    assert one(read, item="10", stage="restos_nao_processados") == 12.0
    assert one(read, indicator="population") == 286_211
    assert set(read["municipality"]) == {"Sumaré"}
    assert set(read["annex"].dropna()) == {"Despesas por Função (Anexo I-E)"}
    assert read["note"].isna().all()


@pytest.mark.parametrize("year", [2013, 2022])
def test_a_sample_is_scanned_as_it_is_read(samples: Path, year: int) -> None:
    path = samples / "brmunipanel" / ANNUAL.format(year)
    whole = siconfi.read_dca(path)
    wanted = whole[whole["item"].isin(["10", "10.301"]).fillna(value=False)]
    found = siconfi.scan_dca(path, items=["10", "10.301"])
    found = found[found["item"].notna()]
    columns = ["code", "year", "stage", "item", "value", "printed", "line", "source"]
    assert found[columns].to_dict("records") == wanted[columns].to_dict("records")


def test_a_scanned_table_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "finbra.csv"
    text = (FIXTURES / "dca_2019.csv").read_text(encoding="latin-1")
    path.write_text(text[:-20], encoding="latin-1")
    with pytest.raises(FileFormatError, match=r"cannot be read whole|truncated"):
        siconfi.scan_dca(path)
    path.write_text(text.replace(";Conta;", ";Rubrica;"), encoding="latin-1")
    with pytest.raises(FileFormatError, match="no column 'conta'"):
        siconfi.scan_dca(path)
    with pytest.raises(FileNotFoundError, match=r"finbra\.csv"):
        siconfi.scan_dca(tmp_path / "finbras.csv")


def test_sums_that_do_not_agree_are_reported() -> None:
    text = (FIXTURES / "dca_2019.csv").read_text(encoding="latin-1")
    read = siconfi.read_dca(text.replace("600,25", "590,25"))
    checks = read[read["note"] == "total_check"]
    assert checks["detail"].tolist() == [
        "Despesas Empenhadas: the parts of 10 add up to 990.50, not to 1000.50"
    ]
    # A line that is cut off whole is found by its sum, too.
    short = "\n".join(line for line in text.split("\n") if "12 - Educa" not in line)
    assert (siconfi.read_dca(short)["note"] == "total_check").sum() == 1


def test_an_answer_in_pages_says_that_it_is_not_whole() -> None:
    read = siconfi.read_rreo(FIXTURES / "rreo_anexo01.json")
    assert one(read, indicator="fpm") == 450.25
    assert read[read["indicator"] == "fpm"]["period"].tolist() == ["3º bimestre"]
    assert "not whole" in read[read["note"] == "file"]["detail"].iloc[0]
    missing = read[read["group"] == "% (c/a)"]
    assert missing["value"].isna().all()
    assert missing["note"].isna().all()


@pytest.mark.parametrize("answer", ['{"items": [], "hasMore": false}', "[]"])
def test_an_empty_answer_is_no_success(answer: str) -> None:
    with pytest.raises(FileFormatError, match="empty"):
        siconfi.read_rreo(answer)


def test_a_changed_header_is_named() -> None:
    text = (FIXTURES / "dca_2019.csv").read_text(encoding="latin-1")
    with pytest.raises(
        FileFormatError, match=r"line 4.*no column 'valor'.*'valor' may be"
    ) as trouble:
        siconfi.read_dca(text.replace(";Valor", ";Valores"))
    assert trouble.value.line == 4


def test_a_year_that_nobody_says_is_missing_and_reported() -> None:
    text = (FIXTURES / "dca_2019.csv").read_text(encoding="latin-1").replace("Exercício: 2019", "")
    read = siconfi.read_dca(text)
    assert read["year"].isna().all()
    assert read[read["note"] == "file"]["detail"].str.contains("give `year=`").any()
    assert set(siconfi.read_dca(text, year=2019)["year"].dropna()) == {2019}
    with pytest.raises(SettingError, match="says 2019"):
        siconfi.read_dca(FIXTURES / "dca_2019.csv", year=2020)


def test_a_line_that_stands_twice_is_reported() -> None:
    text = (FIXTURES / "dca_2019.csv").read_text(encoding="latin-1")
    last = text.strip().split("\n")[-1]
    read = siconfi.read_dca(text + last + "\n")
    again = read[read["note"] == "repeated"]
    assert again["line"].tolist() == [11]
    assert again["detail"].tolist() == ["stands in line 10, too"]


def test_a_name_of_another_municipality_is_reported() -> None:
    text = (FIXTURES / "dca_2019.csv").read_text(encoding="latin-1")
    read = siconfi.read_dca(text.replace("de Sumaré", "de Sorocaba"))
    assert "name_contradicts_code" in set(read["note"])


# --- whatever is declared is read back -----------------------------------------------------------

GROUPS = ["Despesas Empenhadas", "Despesas Liquidadas", "Despesas Pagas"]
ACCOUNTS = ["10.301 - Atenção Básica", "10.302 - Assistência Hospitalar e Ambulatorial"]
TOWNS = [("3552403", "Sumaré", "SP"), ("4126652", "Sulina", "PR"), ("2905206", "Caetité", "BA")]


@given(
    figures=st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=18),
    year=st.integers(2013, 2030),
    order=st.permutations(range(8)),
    encoding=st.sampled_from(["latin-1", "utf-8", "utf-8-sig"]),
)
def test_any_declaration_is_read_back(
    figures: list[int], year: int, order: list[int], encoding: str
) -> None:
    header = [
        "Instituição",
        "Cod.IBGE",
        "UF",
        "População",
        "Coluna",
        "Conta",
        "Identificador da Conta",
        "Valor",
    ]
    rows = [header]
    keys = [(town, group, account) for town in TOWNS for group in GROUPS for account in ACCOUNTS]
    for cents, (town, group, account) in zip(figures, keys, strict=False):
        code, name, uf = town
        sign, whole, rest = "-" if cents < 0 else "", *divmod(abs(cents), 100)
        amount = f"{sign}{whole},{rest:02d}"
        label = f"Prefeitura Municipal de {name} - {uf}"
        rows.append([label, code, uf, "1000", f'"{group}"', f'"{account}"', "x", amount])
    table = [";".join(row[place] for place in order) for row in rows]
    text = "\n".join([f"Exercício: {year}", "Escopo: Municípios", *table]) + "\n"
    read = figures_of(siconfi.read_dca(text.encode(encoding)))
    accounts = read[read["indicator"].fillna("") != "population"]
    assert accounts["value"].tolist() == [cents / 100 for cents in figures]
    said = list(zip(accounts["code"], accounts["group"], accounts["account"], strict=True))
    assert said == [(town[0], group, account) for town, group, account in keys[: len(figures)]]
    assert set(accounts["year"]) == {year}
