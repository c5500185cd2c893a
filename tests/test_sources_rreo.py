"""The RREO's health annex: Sorocaba's real tables where they are, small ones anywhere."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sustenta.errors import FileFormatError, SettingError
from sustenta.sources import rreo

if TYPE_CHECKING:
    import pandas as pd

FIXTURES = Path(__file__).parent / "fixtures" / "sources" / "anexo12"
SOROCABA = "3552205"
FILES = 20


def figures_of(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["note"].isna()]


def one(frame: pd.DataFrame, **wanted: Any) -> Any:
    found = figures_of(frame)
    for name, value in wanted.items():
        found = found[found[name].isna() if value is None else found[name] == value]
    assert len(found) == 1, found
    return found["value"].iloc[0]


# --- the real files ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sorocaba(samples: Path) -> pd.DataFrame:
    return rreo.read_annex12(samples / "anatomia-do-gasto", code=355220)


def raw(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "anatomia-do-gasto" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float:
    return float(text.replace(".", "").replace(",", ".")) if "," in text else float(text)


def test_the_sample_folder_is_read_whole(sorocaba: pd.DataFrame, samples: Path) -> None:
    assert sorocaba["source"].nunique() == FILES
    assert set(figures_of(sorocaba)["code"]) == {SOROCABA}
    assert sorted(sorocaba["year"].dropna().unique()) == list(range(2020, 2026))
    # Every figure of every file is a row: count the cells that are no key and no source.
    cells = 0
    for path in sorted((samples / "anatomia-do-gasto").iterdir()):
        rows = raw(samples, path.name)
        keys = {"Quadrimestre", "Fonte_PDF", "Fonte_URL", "Funcao", "Categoria", "Conta"}
        cells += sum(len(set(row) - keys) for row in rows)
    assert len(figures_of(sorocaba)) == cells == 1725


@pytest.mark.parametrize("year", range(2020, 2026))
def test_the_base_of_each_sample_year_is_that_of_its_file(
    sorocaba: pd.DataFrame, samples: Path, year: int
) -> None:
    rows = raw(samples, f"receitas_base_saude_sorocaba_{year}.csv")
    for row in rows:
        at = {"year": year, "period": f"{row['Quadrimestre']}º quadrimestre", "stage": None}
        base = one(sorocaba, indicator="linked_revenue", **at)
        assert base == number(row["Total_Base_Arrecadado"])
        assert one(sorocaba, indicator="own_revenue", **at) == number(row["Proprios_Arrecadado"])
        minimum = one(sorocaba, indicator="ec29_minimum", **at)
        assert minimum == pytest.approx(0.15 * base, abs=0.01)


def test_two_measures_of_one_sample_year_stay_two(sorocaba: pd.DataFrame) -> None:
    last = {"year": 2024, "period": "3º quadrimestre"}
    at: dict[str, Any] = {**last, "indicator": "ec29_applied_pct"}
    assert one(sorocaba, **at, stage="liquidada") == 26.69
    assert one(sorocaba, **at, stage="anexo_12") == 27.77
    # Each follows from the base and one of the stages of the same expenditure.
    base = 2_737_420_508.21
    spent = {**last, "indicator": "own_health_expenditure"}
    rows = figures_of(sorocaba)
    for name, value in spent.items():
        rows = rows[rows[name] == value]
    by_stage = rows.groupby("stage")["value"].unique()
    assert [round(100 * by_stage[stage][0] / base, 2) for stage in ("liquidada", "empenhada")] == [
        26.69,
        27.77,
    ]
    # Two tables of 2024 print the same totals, in two number styles.
    assert [len(values) for values in by_stage] == [1, 1, 1]


def test_expenditure_of_a_sample_by_subfunction_block_and_stage(sorocaba: pd.DataFrame) -> None:
    at = {"year": 2025, "period": "3º quadrimestre", "item": "10.301", "stage": "paga"}
    assert one(sorocaba, **at, group="asps") == 268_969_077.54
    assert one(sorocaba, **at, group="sus") == 46_684_410.47
    assert one(sorocaba, **at, group="total") == 315_653_488.01
    total = {**at, "item": "total", "indicator": "health_expenditure"}
    assert one(sorocaba, **total) == 1_056_439_158.75


def test_transfers_and_revenue_lines_of_a_sample(sorocaba: pd.DataFrame) -> None:
    at = {"year": 2020, "period": "3º quadrimestre"}
    assert one(sorocaba, **at, indicator="sus_transfers") == 202_029_247.05
    assert one(sorocaba, **at, indicator="union_health_transfers") == 187_668_865.97
    # Dot decimals, with code, year and period in the address of the source.
    assert one(sorocaba, year=2024, period="6º bimestre", indicator="fpm") == 142_739_181.39
    assert one(sorocaba, year=2024, period="6º bimestre", indicator="iptu") == 275_163_552.64


def test_the_sums_of_a_sample_that_do_not_agree_are_reported(sorocaba: pd.DataFrame) -> None:
    checks = sorocaba[sorocaba["note"] == "total_check"]
    assert len(checks) == 6
    assert set(checks["year"]) == {2020}
    assert set(checks["period"]) == {"1º quadrimestre"}
    assert set(checks["line"]) == {9}
    assert "not to 395889577.16" in checks["detail"].iloc[0]


def test_a_sample_file_says_its_code_or_has_none(samples: Path) -> None:
    folder = samples / "anatomia-do-gasto"
    said = rreo.read_annex12(folder / "receitas_detalhamento_sorocaba_2024.csv")
    assert set(said["code"]) == {SOROCABA}
    assert said["note"].isna().all()
    silent = rreo.read_annex12(folder / "receitas_base_saude_sorocaba_2024.csv")
    assert figures_of(silent)["code"].isna().all()
    assert silent[silent["note"] == "file"]["detail"].str.contains("give `code=`").any()
    with pytest.raises(SettingError, match="says 3552205"):
        rreo.read_annex12(folder / "receitas_detalhamento_sorocaba_2024.csv", code=410010)
    with pytest.raises(SettingError, match="says 2024"):
        rreo.read_annex12(folder / "receitas_base_saude_sorocaba_2024.csv", year=2023)


# --- the form itself -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def form() -> pd.DataFrame:
    return rreo.read_annex12(FIXTURES / "anexo12_formulario.csv", code="3552403")


def test_lines_are_found_by_their_labels(form: pd.DataFrame) -> None:
    assert one(form, indicator="own_revenue") == 1250.5
    assert one(form, indicator="constitutional_transfers") == 2750.0
    assert one(form, indicator="linked_revenue") == 4000.5
    assert one(form, indicator="fpm") == 1500.25
    assert one(form, indicator="iptu") == 700.5
    assert set(form["year"].dropna()) == {2021}
    assert set(form["period"].dropna()) == {"6º bimestre"}


def test_forecasts_have_a_stage_and_are_no_indicator(form: pd.DataFrame) -> None:
    assert one(form, item="linked_revenue", stage="previsao_atualizada") == 3000.0
    assert one(form, item="linked_revenue", stage="previsao_inicial") == 2900.0
    assert form.loc[form["stage"].notna(), "indicator"].isna().all()


def test_a_missing_line_stays_missing_with_its_marker(form: pd.DataFrame) -> None:
    fines = form[form["account"].str.startswith("Multas", na=False)]
    assert fines["marker"].dropna().tolist() == ["...", "-"]
    assert fines["indicator"].isna().all()
    assert fines["value"].isna().sum() == 2


def test_titles_of_sections_are_no_lines(form: pd.DataFrame) -> None:
    assert not form["account"].str.startswith("RECEITAS RESULTANTES", na=False).any()
    titles = form[form["detail"] == "above the table"]["printed"].tolist()
    assert titles == ["Município de Sumaré - SP", "RREO - Anexo 12, 6º bimestre de 2021"]


def test_a_section_says_which_block_its_lines_are() -> None:
    read = rreo.read_annex12(FIXTURES / "anexo12_despesas.csv", code="3552403")
    at = {"item": "10.301", "stage": "liquidada"}
    assert [one(read, **at, group=group) for group in ("asps", "sus", "total")] == [390, 50, 440]
    assert one(read, indicator="own_health_expenditure", stage="empenhada") == 700
    assert one(read, indicator="health_expenditure", stage="liquidada") == 740
    checks = read[read["note"] == "total_check"]
    # 50 + 10 is 60, not 61; and so 660 + 61 is not 720.
    assert checks["detail"].tolist() == [
        "the parts of sus (paga) add up to 60.00, not to 61.00",
        "the parts of total (paga) add up to 721.00, not to 720.00",
    ]


def test_columns_may_bear_the_labels() -> None:
    read = rreo.read_annex12(FIXTURES / "anexo12_colunas.csv", code="3552403")
    last = {"period": "3º quadrimestre"}
    assert one(read, **last, indicator="linked_revenue") == 4000.5
    assert one(read, **last, indicator="federal_transfers") == 1500.25
    assert one(read, **last, indicator="ec29_applied_pct", stage="liquidada") == 17.0
    assert not (read["note"] == "total_check").any()


def test_a_folder_is_read_whole_and_strangers_are_reported() -> None:
    read = rreo.read_annex12(FIXTURES, code="3552403")
    assert figures_of(read)["source"].nunique() == 3
    strangers = read[read["note"] == "unread"]
    assert strangers["source"].str.endswith("LEIAME.txt").all()
    assert len(strangers) == 1
    assert "holds no table" in strangers["detail"].iloc[0]


def test_a_folder_without_any_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFormatError, match="without any table"):
        rreo.read_annex12(tmp_path)


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(FileFormatError, match="no line of the RREO's Anexo 12"):
        rreo.read_annex12("Produto;Valor\nArroz;1,50\nFeijão;2,50\n")


def test_a_changed_minimum_is_reported() -> None:
    text = (FIXTURES / "anexo12_colunas.csv").read_text(encoding="utf-8")
    read = rreo.read_annex12(text.replace('"600,08"', '"480,06"'), code="3552403")
    checks = read[read["note"] == "total_check"]
    assert checks["detail"].tolist() == ["15 % of the linked revenue is 600.08"]
    assert checks["printed"].tolist() == ["480,06"]


# --- any table in the layout is read back equal --------------------------------------------------

LINES = {
    "RECEITA DE IMPOSTOS LÍQUIDA (I)": "own_revenue",
    "Cota-Parte FPM": "fpm",
    "Cota-Parte ITR": "itr",
    "Cota-Parte do IPVA": "ipva",
    "Cota-Parte do ICMS": "icms",
    "Cota-Parte do IPI - Exportação": "ipi_exports",
    "RECEITA DE TRANSFERÊNCIAS CONSTITUCIONAIS E LEGAIS (II)": "constitutional_transfers",
    "Proveniente da União": "union_health_transfers",
    "Proveniente dos Estados": "state_health_transfers",
}


def printed(cents: int) -> str:
    whole, rest = divmod(abs(cents), 100)
    groups = f"{whole:,}".replace(",", ".")
    return f"{'-' if cents < 0 else ''}{groups},{rest:02d}"


@given(
    lines=st.dictionaries(
        st.sampled_from(sorted(LINES)), st.integers(-(10**13), 10**13), min_size=1, max_size=9
    ),
    order=st.permutations(["INICIAL", "ATUALIZADA", "REALIZADAS"]),
    separator=st.sampled_from([";", "\t", "|"]),
)
def test_any_table_of_the_form_is_read_back(
    lines: dict[str, int], order: list[str], separator: str
) -> None:
    columns = {
        "INICIAL": "PREVISÃO INICIAL",
        "ATUALIZADA": "PREVISÃO ATUALIZADA (a)",
        "REALIZADAS": "RECEITAS REALIZADAS Até o Bimestre (b)",
    }
    table = [["RECEITAS", *(columns[name] for name in order)]]
    for label, cents in lines.items():
        shift = {"INICIAL": 1, "ATUALIZADA": 2, "REALIZADAS": 0}
        table.append([label, *(printed(cents + shift[name]) for name in order)])
    text = "\n".join(separator.join(cells) for cells in table) + "\n"
    read = figures_of(rreo.read_annex12(text, code="3552403", year=2021))
    assert len(read) == 3 * len(lines)
    found = read[read["indicator"].notna()].set_index("indicator")["value"].to_dict()
    assert found == {LINES[label]: cents / 100 for label, cents in lines.items()}
