"""Any table with printed figures: the real files where they are, small ones anywhere."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from sustenta.errors import (
    AmbiguousFiguresError,
    CodeError,
    ColumnMissingError,
    SettingError,
    UnknownNameError,
    UnreadableFigureError,
)
from sustenta.sources import read_table

STATES = "dados_SIOPS_estadual"


def figures_of(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["note"].isna()]


def notes_of(frame: pd.DataFrame) -> dict[str, int]:
    return {str(note): int(count) for note, count in frame["note"].value_counts().items()}


def one(frame: pd.DataFrame, **wanted: Any) -> Any:
    found = frame
    for name, value in wanted.items():
        found = found[found[name] == value]
    assert len(found) == 1, found
    return found["value"].iloc[0]


def workbook(rows: list[list[Any]], *, merged: tuple[tuple[int, ...], ...] = ()) -> bytes:
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True})
    sheet = book.add_worksheet("Dados")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, place, cell)
    for top, left, bottom, right in merged:
        sheet.merge_range(top, left, bottom, right, rows[top][left])
    book.close()
    return sink.getvalue()


# --- the real files ------------------------------------------------------------------------------


def test_the_states_revenue_sample_with_its_two_row_header(samples: Path) -> None:
    read = read_table(samples / STATES / "Estadual - Receitas de 2018.xlsx", year=2018)
    assert notes_of(read) == {"uf_total": 27 * 4323}
    assert read["uf"].nunique() == 27
    assert read["group"].nunique() == 11
    assert read["account"].nunique() == 393
    initial = "Previsão Inicial das Receitas Brutas (a)"
    at = {"uf": "AC", "account": "1.0.00.00.00.00", "group": initial}
    assert one(read, **at) == 6_126_671_139.92
    assert set(read[read["group"] == initial]["stage"]) == {"previsao_inicial"}
    # The no-break space behind Amapá is none of its name; an empty cell is missing, not zero.
    assert "Amapá" in set(read["Estado"])
    blank = read[(read["uf"] == "AC") & (read["account"] == "1.1.12.01.00.00")]
    assert blank["value"].isna().all()
    assert set(blank["marker"]) == {""}


def test_the_states_revenue_samples_agree_as_csv_and_xlsx(samples: Path) -> None:
    book = read_table(samples / STATES / "Estadual - Receitas de 2018.xlsx")
    text = read_table(samples / STATES / "Estadual - Receitas de 2018.csv")
    assert notes_of(text) == {"uf_total": 297 * 394, "file": 1}
    first = "Previsão Inicial das Receitas Brutas (a)"
    of_book = book[book["group"] == first].set_index(["uf", "account"])["value"].dropna()
    of_text = text[text["Categoria"] == first]
    of_text = of_text.assign(account=of_text["account"].str.removeprefix("c"))
    other = of_text.set_index(["uf", "account"])["value"].dropna()
    both = of_book.index.intersection(other.index)
    assert len(both) > 2_000
    assert (of_book[both].round(2) == other[both].round(2)).all()


def test_the_states_expenditure_sample(samples: Path) -> None:
    path = samples / STATES / "2019 Despesa fonte2 301 - Atencao Basica.xlsx"
    read = read_table(path, year=2019)
    assert notes_of(read) == {"uf_total": 27 * 2345}
    assert read["stage"].value_counts().to_dict() == {
        "dotacao_atualizada": 2 * 27 * 335,
        **dict.fromkeys(
            ("dotacao_inicial", "empenhada", "liquidada", "paga", "restos_nao_processados"),
            27 * 335,
        ),
    }
    at = {"account": "3.0.00.00.00.00", "stage": "dotacao_inicial"}
    assert one(read, uf="AP", **at) == 172_220_661.0
    # What a state leaves empty is missing: Sergipe declares 7 cells of 2,345.
    assert read[read["uf"] == "SE"]["value"].notna().sum() == 7


@pytest.mark.parametrize(
    ("name", "rows", "texts"),
    [
        ("Descricao Contas - Estadual 2018.xlsx", 347, ["Código", "Descrição"]),
        ("Estadual - Legenda da Receitas de 2018.xlsx", 361, ["Descrição", "Código"]),
    ],
)
def test_a_legend_sample_is_a_table_of_texts(
    samples: Path, name: str, rows: int, texts: list[str]
) -> None:
    read = read_table(samples / STATES / name)
    legend = read[read["note"] == "no_code"]
    assert len(legend) == rows
    assert list(legend.columns[-2:]) == texts
    assert legend["value"].isna().all()
    by_code = legend.set_index("Código")["Descrição"]
    assert by_code.str.contains("PESSOAL E ENCARGOS|Receita Tributária").any()


def test_odd_numbers_of_the_hospital_sample(samples: Path) -> None:
    folder = samples / "siconfi_atendimento_hospitalar"
    read = read_table(folder / "gastos_hospitalares_municipios_2021.csv", year=2021)
    rows = read[read["account"].notna()]
    assert len(rows) == 3 * 5_545
    assert one(rows, code="5200050", account="perc") == 14.3299636720125
    assert one(rows, code="3304557", account="valor_total") == 28_750_832_881.95
    missing = rows[(rows["code"] == "5200100") & (rows["account"] != "valor_total")]
    assert missing["marker"].tolist() == ["NA", "NA"]
    # Names never join; those spelt otherwise are reported.
    assert {"name_spelling", "name_contradicts_code"} >= set(read["note"].dropna())


def test_the_long_sample_of_expenditure_per_inhabitant(samples: Path) -> None:
    path = samples / "infant_mortality_br" / "clean_data_df_spend.csv"
    read = read_table(path)
    with path.open(encoding="utf-8", newline="") as file:
        raw = list(csv.DictReader(file))
    assert len(read) == len(raw) == 110_363
    assert read["note"].isna().all()
    assert read["code"].nunique() == 5_568
    assert read["value"].tolist() == [float(row["pc_spend"]) for row in raw]
    zero = read[read["value"] == 0]
    assert zero["year"].tolist() == [2005]
    assert (read["year"] == 2000).sum() == 5_336


def test_code_tables_among_the_samples(samples: Path) -> None:
    towns = read_table(samples / "saude-publica-br" / "municipios.parquet")
    assert towns["code"].notna().sum() == 5_571
    assert towns["value"].isna().all()
    assert notes_of(towns) == {"federal_district": 1, "file": 1}
    assert towns["regiao"].value_counts().to_dict()["Nordeste"] == 1_794
    old = read_table(samples / "infant_mortality_br" / "raw_data_municipios.csv")
    flags = old[old["account"] == "existia_1991"]
    assert len(flags) == 5_570
    assert one(flags, code="1200013") == 0
    bodies = read_table(samples / "siconfipy" / "br_cods.csv")
    people = bodies[bodies["account"] == "populacao"]
    assert one(people, code="1718659") == 2_171
    # A tax number with zeros in front is a text.
    assert "00000729000168" in set(bodies["cnpj"])


def test_derived_tables_among_the_samples(samples: Path) -> None:
    places = read_table(samples / "OFBSaude" / "Agregacao.csv")
    rows = places[places["note"] == "no_code"]
    assert len(rows) == 184
    assert rows["Porte"].iloc[0] == "De 10.001 a 20.000 hab."
    index = read_table(samples / "OFBSaude" / "Indicador_IDH.csv")
    at = index[(index["year"] == 2013) & (index["IDH"].fillna("") == "Alto")]
    assert one(at, account="capacidade") == 0.18550191172676112


def test_the_health_regions_sample(samples: Path) -> None:
    read = read_table(samples / "brmunipanel" / "health_regions_sample.json")
    rows = figures_of(read)
    assert rows["code"].tolist() == ["1200013", "1200054", "1200104", "1200138", "1200179"]
    assert rows["codigo_regiao_saude"].tolist()[0] == "12002"
    assert rows["value"].sum() == 69_267


# --- keys, styles, reports -----------------------------------------------------------------------


def test_columns_and_arguments_supply_what_the_table_does_not_say() -> None:
    text = "mun;xp;gasto\n355240;1;1.234.567,89\n412665;2;-\n"
    read = read_table(text, columns={"code": "mun", "health_expenditure": "gasto"}, year=2020)
    rows = read[read["indicator"] == "health_expenditure"]
    assert rows["code"].tolist() == ["3552403", "4126652"]
    assert rows["value"].iloc[0] == 1_234_567.89
    assert rows["marker"].iloc[1] == "-"
    assert set(rows["year"]) == {2020}
    with pytest.raises(ColumnMissingError, match="did you mean"):
        read_table(text, columns={"code": "muni"})
    alone = read_table("conta;valor\nA;1,50\nB;2,50\n", code=355240, year=2020)
    assert set(alone["code"]) == {"3552403"}
    with pytest.raises(CodeError, match="ignorado"):
        read_table(text, code=110000)
    with pytest.raises(SettingError, match="expected a year"):
        read_table(text, year="20")


def test_a_table_without_names_can_be_given_some() -> None:
    text = "355240;2019;1,5\n412665;2019;2,5\n"
    bare = read_table(text)
    assert "does not name its columns" in " ".join(bare["detail"].dropna())
    named = read_table(text, header=0, columns=["code", "year", "gasto"])
    assert figures_of(named)["code"].tolist() == ["3552403", "4126652"]
    assert figures_of(named)["account"].tolist() == ["gasto", "gasto"]
    with pytest.raises(SettingError, match="2 names"):
        read_table(text, columns=["code", "year"])


def test_an_ambiguous_column_shows_both_readings_until_a_style_is_named() -> None:
    text = "codigo;ano;valor\n355240;2019;1.234\n412665;2019;5.678\n"
    both = r"line 2, column 'valor'.*1234.*1\.234"
    with pytest.raises(AmbiguousFiguresError, match=both) as said:
        read_table(text)
    assert (said.value.facts["line"], said.value.facts["column"]) == (2, "valor")
    assert figures_of(read_table(text, style="pt"))["value"].tolist() == [1234.0, 5678.0]
    by_column = read_table(text, style={"valor": "en"})
    assert figures_of(by_column)["value"].tolist() == [1.234, 5.678]


def test_a_column_in_two_styles_is_refused() -> None:
    text = "codigo;ano;valor\n355240;2019;1,50\n412665;2019;2.50\n"
    with pytest.raises(UnreadableFigureError, match="line 3, column 'valor'"):
        read_table(text)


def test_a_cell_that_cannot_be_read_is_a_reported_row() -> None:
    text = "codigo;ano;valor\n355240;2019;1,5\n412665;2019;ver nota\n290520;2019;2,5\n"
    read = read_table(text)
    unread = read[read["note"] == "unread"]
    assert unread[["line", "column", "printed"]].to_numpy().tolist() == [[3, "valor", "ver nota"]]
    assert unread["value"].isna().all()


def test_rows_that_are_no_municipalitys_are_kept_apart() -> None:
    text = (
        "codigo;municipio;ano;valor\n355240;Sumaré;2019;1,5\n"
        "350000;Município ignorado - SP;2019;2,5\n"
        "35;São Paulo;2019;4,0\n530010;Brasília;2019;1,0\n355241;;2019;1,0\n;Total;2019;4,0\n"
    )
    read = read_table(text)
    assert read["note"].fillna("").tolist() == [
        "",
        "ignored",
        "uf_total",
        "federal_district",
        "unknown_code",
        "total_check",
    ]
    assert "add up to 6.0, not to 4.0" in read["detail"].iloc[-1]


def test_repeated_rows_are_reported() -> None:
    text = "codigo;ano;valor\n355240;2019;1,5\n355240;2019;1,5\n355240;2019;2,5\n412665;2019;1,5\n"
    read = read_table(text)
    again = read[read["note"] == "repeated"]
    # Neither of two contradicting rows is taken for the right one.
    assert again["line"].tolist() == [2, 3, 4]
    assert again["detail"].tolist() == [
        "line 4 has another value",
        "line 4 has another value",
        "line 2 has another value",
    ]
    again = read_table(text.replace("2,5", "1,5"))
    again = again[again["note"] == "repeated"]
    assert again["line"].tolist() == [3, 4]
    assert set(again["detail"]) == {"stands in line 2, too"}


def test_a_year_column_that_is_no_year_is_reported() -> None:
    text = "codigo;ano;valor\n355240;MMXIX;1,5\n412665;2019;2,5\n"
    read = read_table(text)
    assert read["year"].iloc[0] is not None
    report = read[read["note"] == "file"]
    assert report["printed"].tolist() == ["MMXIX"]
    assert report["line"].tolist() == [2]
    assert "holds no year in 1 row" in report["detail"].iloc[0]


def test_an_answer_of_zeros_is_reported() -> None:
    rows = "".join(f"355240;2019;conta {number};0,00\n" for number in range(50))
    read = read_table("codigo;ano;conta;valor\n" + rows)
    assert "every one of the 50 figures is zero" in set(read["detail"].dropna())


def test_sheets_are_chosen_by_name() -> None:
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True})
    for name, value in (("2019", 1.5), ("2020", 2.5)):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["codigo", "valor"])
        sheet.write_row(1, 0, [355240, value])
    book.close()
    with pytest.raises(SettingError, match="several sheets: '2019', '2020'"):
        read_table(sink.getvalue())
    assert figures_of(read_table(sink.getvalue(), sheet="2020"))["value"].tolist() == [2.5]
    assert figures_of(read_table(sink.getvalue(), sheet=0))["value"].tolist() == [1.5]
    with pytest.raises(UnknownNameError, match="did you mean '2019'"):
        read_table(sink.getvalue(), sheet="2018")
    with pytest.raises(SettingError, match="no workbook"):
        read_table("a;b\nx;1\n", sheet="2018")


def test_a_sheet_with_a_title_and_a_header_in_two_rows() -> None:
    rows: list[list[Any]] = [
        ["Despesas por estágio", None, None, None],
        ["Código", "Empenhadas", None, "Liquidadas"],
        [None, "301", "302", "301"],
        [3552403, 1.5, "2,5", None],
        [4126652, 3, "...", 4.25],
    ]
    merged = ((1, 1, 1, 2), (1, 0, 2, 0))
    read = figures_of(read_table(workbook(rows, merged=merged), year=2019))
    assert read["group"].tolist() == ["Empenhadas", "Empenhadas", "Liquidadas"] * 2
    assert read["stage"].tolist() == ["empenhada", "empenhada", "liquidada"] * 2
    assert read["account"].tolist() == ["301", "302", "301"] * 2
    assert read["value"].fillna(-1).tolist() == [1.5, 2.5, -1, 3, -1, 4.25]
    assert read["marker"].fillna("figure").tolist()[4] == "..."


# --- any table is read back equal ----------------------------------------------------------------

TOWNS = ["3552403", "4126652", "2905206", "3550308", "1200013"]
NAMES = ["Receita total", "Despesa com saúde", "Transferências do SUS", "Aplicado (%)"]
CENTS = st.one_of(st.none(), st.integers(-(10**13), 10**13))


def pt(cents: int) -> str:
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{f'{whole:,}'.replace(',', '.')},{rest:02d}"


def plain(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


@given(
    rows=st.dictionaries(
        st.tuples(st.sampled_from(TOWNS), st.integers(2000, 2030)),
        st.lists(CENTS, min_size=4, max_size=4),
        min_size=1,
        max_size=8,
    ),
    form=st.sampled_from(["pt;", "pt\t", "pt|", "plain,", "xlsx", "parquet", "json", "columns"]),
    digits=st.sampled_from([6, 7]),
    order=st.permutations(range(6)),
)
def test_any_table_is_read_back(
    rows: dict[tuple[str, int], list[int | None]], form: str, digits: int, order: list[int]
) -> None:
    header = ["cod_ibge", "ano", *NAMES]
    style = pt if form.startswith("pt") else plain
    table: list[list[Any]] = []
    for (code, year), cells in rows.items():
        if form in {"xlsx", "parquet", "json", "columns"}:
            figures: list[Any] = [None if cell is None else cell / 100 for cell in cells]
        else:
            figures = ["..." if cell is None else style(cell) for cell in cells]
        table.append([code[:digits], year, *figures])
    placed = [[row[place] for place in order] for row in [header, *table]]
    read = figures_of(read_table(encoded(placed, form)))
    found = {
        (row["code"], row["year"], row["account"]): row["value"] for row in read.to_dict("records")
    }
    expected = {
        (code, year, name): None if cell is None else cell / 100
        for (code, year), cells in rows.items()
        for name, cell in zip(NAMES, cells, strict=True)
    }
    assert len(read) == len(expected)
    assert {key: None if pd.isna(value) else value for key, value in found.items()} == expected


def encoded(table: list[list[Any]], form: str) -> bytes | str:
    if form == "xlsx":
        return workbook(table)
    names, *rows = table
    columns = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    if form == "parquet":
        sink = io.BytesIO()
        pq.write_table(pa.table(columns), sink)
        return sink.getvalue()
    if form == "json":
        return json.dumps([dict(zip(names, row, strict=True)) for row in rows])
    if form == "columns":
        return json.dumps(columns)
    sink_text = io.StringIO()
    csv.writer(sink_text, delimiter=form[-1]).writerows(table)
    return sink_text.getvalue().encode("latin-1")
