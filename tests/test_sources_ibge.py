"""Population: the real files where they are, small ones in the same forms anywhere."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sustenta.errors import FileFormatError
from sustenta.sources import ibge

if TYPE_CHECKING:
    import pandas as pd

FIXTURES = Path(__file__).parent / "fixtures" / "sources"
ESTIMATED = "População residente estimada"


def figures_of(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["note"].isna()]


def one(frame: pd.DataFrame, code: str, year: int) -> Any:
    found = frame[(frame["code"] == code) & (frame["year"] == year)]
    assert len(found) == 1, found
    return found["value"].iloc[0]


# --- the real files ------------------------------------------------------------------------------


def test_the_aggregates_sample_with_its_missing_markers(samples: Path) -> None:
    read = ibge.read_population(samples / "brmunipanel" / "sidra_t6579_sample.json")
    assert len(read) == 60
    assert read["note"].isna().all()
    assert set(read["basis"]) == {ESTIMATED}
    assert set(read["code"]) == {"1100015", "1200328", "3550308", "4220000"}
    missing = read[read["value"].isna()]
    # Balneário Rincão was installed in 2013: no estimate before 2012.
    assert set(missing["code"]) == {"4220000"}
    assert missing["marker"].tolist() == ["..."] * 4
    assert missing["year"].tolist() == [2006, 2008, 2009, 2011]
    assert one(read, "3550308", 2024) == 11_895_578
    assert 2022 not in set(read["year"])


def test_the_flat_sample_of_parana(samples: Path) -> None:
    path = samples / "saude-parana" / "populacao_anos_pr.json"
    read = ibge.read_population(path)
    raw = json.loads(path.read_text(encoding="utf-8"))
    assert len(read) == len(raw) == 8_379 == 399 * 21
    assert read["value"].tolist() == [float(record["V"]) for record in raw]
    assert read["code"].tolist() == [record["D1C"] for record in raw]
    assert set(read["basis"]) == {ESTIMATED}
    assert read["note"].isna().all()


def test_a_sample_whose_year_column_holds_no_year(samples: Path) -> None:
    path = samples / "saude-parana" / "populacao_municipios_pr.csv"
    read = ibge.read_population(path)
    assert len(figures_of(read)) == 399
    assert figures_of(read)["year"].isna().all()
    report = read[read["note"] == "file"]
    assert report["printed"].tolist() == [ESTIMATED]
    assert "399 rows" in report["detail"].iloc[0]
    # Given the year, it is that of the other file of the same repository.
    given_year = figures_of(ibge.read_population(path, year=2025, basis=ESTIMATED))
    assert given_year["value"].sum() == 11_890_517
    of_years = ibge.read_population(samples / "saude-parana" / "populacao_anos_pr.json")
    last = of_years[of_years["year"] == 2025].set_index("code")["value"]
    assert last.to_dict() == given_year.set_index("code")["value"].to_dict()


def test_the_parquet_sample_states_the_basis_of_each_figure(samples: Path) -> None:
    read = ibge.read_population(samples / "saude-publica-br" / "populacao_2015_2024.parquet")
    assert len(read) == 55_700
    assert read["basis"].value_counts().to_dict() == {
        "Interpolação Censo 2022 / Estimativas 2024": 5_570,
        "IBGE Censo 2022": 5_570,
        **{f"IBGE Estimativas {year}": 5_570 for year in (*range(2015, 2022), 2024)},
    }
    census = read[read["basis"] == "IBGE Censo 2022"]
    assert set(census["year"]) == {2022}
    assert one(read, "3552205", 2024) == 757_459
    capital = read[read["note"] == "federal_district"]
    assert capital["code"].tolist() == ["5300108"] * 10
    assert set(read["note"].dropna()) == {"federal_district"}


def test_the_long_sample_of_the_whole_country(samples: Path) -> None:
    path = samples / "infant_mortality_br" / "clean_data_df_pop.csv"
    read = ibge.read_population(path)
    with path.open(encoding="utf-8", newline="") as file:
        raw = list(csv.DictReader(file))
    assert len(read) == len(raw) == 110_364
    assert read["value"].sum() == sum(int(row["pop"]) for row in raw)
    assert [code[:6] for code in read["code"]] == [row["mun_code"] for row in raw]
    assert read["note"].isna().all()


def test_a_sample_with_the_year_in_the_columns_name(samples: Path) -> None:
    read = ibge.read_population(samples / "brmunipanel" / "health_regions_sample.json")
    assert read["code"].tolist() == ["1200013", "1200054", "1200104", "1200138", "1200179"]
    assert set(read["year"]) == {2022}
    assert read["value"].tolist() == [14_021, 7_678, 23_640, 13_346, 10_582]


def test_states_and_the_country_are_kept_apart_in_a_sample(samples: Path) -> None:
    read = ibge.read_population(samples / "siconfipy" / "br_cods.csv")
    assert len(figures_of(read)) == 5_568
    assert (read["note"] == "uf_total").sum() == 27
    assert (read["note"] == "total").sum() == 1


# --- the forms -----------------------------------------------------------------------------------


def test_a_flat_answer_with_its_header_record() -> None:
    read = ibge.read_population(FIXTURES / "sidra_plano.json")
    assert one(read, "3552403", 2019) == 286_211
    assert read["marker"].dropna().tolist() == ["..."]
    assert read["note"].fillna("").tolist() == ["", "", "uf_total", "total"]
    assert set(read["basis"]) == {ESTIMATED}
    assert read["line"].tolist() == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("[]", "no records"),
        ('[{"NC": "Nível Territorial (Código)", "V": "Valor", "D1C": "x"}]', "empty"),
        ('{"2006": [{"resultados": []}]}', "empty"),
        ('[{"resultados": [{"series": 3}]}]', "no list of 'series'"),
        ("cod_ibge;ano;area\n3552403;2019;153,50\n", "no column of population"),
    ],
)
def test_an_answer_without_population_is_refused(answer: str, said: str) -> None:
    with pytest.raises(FileFormatError, match=said):
        ibge.read_population(answer)


def test_a_truncated_answer_is_refused() -> None:
    text = (FIXTURES / "sidra_plano.json").read_text(encoding="utf-8")
    with pytest.raises(FileFormatError, match="truncated") as trouble:
        ibge.read_population(text[: len(text) // 2])
    assert trouble.value.line is not None


CODES = [("3552403", "Sumaré - SP"), ("4126652", "Sulina - PR"), ("2905206", "Caetité - BA")]
CELLS = st.one_of(st.integers(0, 13_000_000).map(str), st.sampled_from(["...", "-"]))


@given(
    figures=st.dictionaries(
        st.tuples(st.sampled_from(CODES), st.integers(2001, 2030)), CELLS, min_size=1
    ),
    form=st.sampled_from(["flat", "headed", "aggregates", "csv", "wide", "parquet"]),
    order=st.permutations([1, 2, 3]),
)
def test_any_population_is_read_back(
    figures: dict[tuple[tuple[str, str], int], str], form: str, order: list[int]
) -> None:
    read = ibge.read_population(written(figures, form, order))
    expected = {
        (code, year): (float(cell), None) if cell.isdigit() else (None, cell)
        for ((code, _), year), cell in figures.items()
    }
    rows = read[read["value"].notna() | read["marker"].isin(["...", "-"])]
    found = {
        (row["code"], row["year"]): (
            (row["value"], None) if row["value"] == row["value"] else (None, row["marker"])
        )
        for row in rows.to_dict("records")
    }
    assert found == expected
    assert len(rows) == len(expected)


def written(
    figures: dict[tuple[tuple[str, str], int], str], form: str, order: list[int]
) -> bytes | str:
    if form in {"flat", "headed"}:
        place, year, variable = order
        names = {place: "Município", year: "Ano", variable: "Variável"}
        head = {"NC": "Nível Territorial (Código)", "V": "Valor"}
        head |= {f"D{at}C": f"{name} (Código)" for at, name in names.items()}
        head |= {f"D{at}N": name for at, name in names.items()}
        records = [head] if form == "headed" else []
        for ((code, name), when), cell in figures.items():
            record = {"NC": "6", "V": cell, f"D{place}C": code, f"D{place}N": name}
            record |= {f"D{year}C": str(when), f"D{year}N": str(when)}
            records.append({**record, f"D{variable}C": "9324", f"D{variable}N": ESTIMATED})
        return json.dumps(records, ensure_ascii=False)
    if form == "aggregates":
        series = [
            {"localidade": {"id": code, "nome": name}, "serie": {str(year): cell}}
            for ((code, name), year), cell in figures.items()
        ]
        answer = {"id": "9324", "variavel": ESTIMATED, "resultados": [{"series": series}]}
        return json.dumps([answer], ensure_ascii=False)
    if form == "parquet":
        rows = [(code[:6], year, cell) for ((code, _), year), cell in figures.items()]
        columns = dict(
            zip(("municipio_cod", "ano", "populacao"), zip(*rows, strict=True), strict=True)
        )
        sink = io.BytesIO()
        pq.write_table(pa.table({name: list(cells) for name, cells in columns.items()}), sink)
        return sink.getvalue()
    if form == "csv":
        lines = [f"{code};{name};{year};{cell}" for ((code, name), year), cell in figures.items()]
        return "\n".join(["cod_ibge;municipio;ano;populacao", *lines]) + "\n"
    years = sorted({year for _, year in figures})
    lines = []
    for code, name in dict.fromkeys(place for place, _ in figures):
        cells = [figures.get(((code, name), year), "") for year in years]
        lines.append(";".join([code, name, *cells]))
    return "\n".join([";".join(["codigo", "municipio", *map(str, years)]), *lines]) + "\n"
