"""SIOPS as people have it: real files where they are, small ones in the same forms everywhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from sustenta.errors import (
    EmptyAnswerError,
    FileFormatError,
    MissingExtraError,
    SettingError,
    UnknownNameError,
)
from sustenta.sources import siops

if TYPE_CHECKING:
    from pathlib import Path

#: What the columns of the Paraná files of 2015, 2020 and 2025 are: their rows have no header.
PARANA = [
    "População",
    "2.1_D.Total_Saúde/Hab",
    "3.2_%R.Próprios_em_Saúde-EC_29",
    "R.Transf.SUS/Hab",
]


def figures_of(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["note"].isna()]


def notes_of(frame: pd.DataFrame) -> dict[str, int]:
    return {str(note): int(count) for note, count in frame["note"].value_counts().items()}


def cell(frame: pd.DataFrame, code: str, year: int, indicator: str) -> pd.Series[Any]:
    found = frame[
        (frame["code"] == code) & (frame["year"] == year) & (frame["indicator"] == indicator)
    ]
    assert len(found) == 1
    return found.iloc[0]


# --- the real files ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ceara(samples: Path) -> pd.DataFrame:
    return siops.read_tabnet(samples / "painel-fiscal-ne" / "siops_ce_excerpt.html")


def test_the_ceara_sample_is_read_whole(ceara: pd.DataFrame) -> None:
    read = figures_of(ceara)
    assert len(read) == 57 * 26
    assert read["code"].nunique() == 57
    assert sorted(read["year"].unique()) == list(range(2000, 2026))
    assert set(read["indicator"]) == {"ec29_applied_pct"}
    assert set(read["uf"]) == {"CE"}
    assert set(read["stage"]) == {"not stated"}
    # The state's row, its 26 years and their Total; a Total for each municipality.
    assert notes_of(ceara) == {"total": 27 + 57}


@pytest.mark.parametrize(
    ("code", "year", "value"),
    [
        ("2300309", 2000, -0.97),
        ("2300754", 2002, -7.54),
        ("2303105", 2002, -5.03),
        ("2302602", 2001, -3.15),
        ("2302800", 2012, 9.42),
        ("2313708", 2012, 14.64),
        ("2300101", 2009, 15.00),
    ],
)
def test_facts_of_the_ceara_sample(ceara: pd.DataFrame, code: str, year: int, value: float) -> None:
    assert cell(figures_of(ceara), code, year, "ec29_applied_pct")["value"] == value


def test_the_one_missing_cell_of_the_ceara_sample(ceara: pd.DataFrame) -> None:
    read = figures_of(ceara)
    missing = read[read["value"].isna()]
    (row,) = missing.to_dict("records")
    assert (row["municipality"], row["year"], row["marker"]) == ("Antonina do Norte", 2000, "...")


def test_who_is_below_fifteen_in_the_ceara_sample(ceara: pd.DataFrame) -> None:
    read = figures_of(ceara)
    below = read[read["value"] < 15].groupby("year").size()
    assert {year: int(below.get(year, 0)) for year in (2000, 2003, 2004, 2005, 2012)} == {
        2000: 37,
        2003: 15,
        2004: 9,
        2005: 0,
        2012: 2,
    }
    assert read[read["year"] == 2000]["value"].notna().sum() == 56


def test_the_lines_of_the_ceara_sample_are_those_of_the_file(
    ceara: pd.DataFrame, samples: Path
) -> None:
    path = samples / "painel-fiscal-ne" / "siops_ce_excerpt.html"
    lines = path.read_text(encoding="latin-1").splitlines()
    rows = figures_of(ceara).drop_duplicates("code")
    for code, line in zip(rows["code"], rows["line"].tolist(), strict=True):
        assert code[:6] in lines[line - 1]


def test_the_parana_sample_of_2024(samples: Path) -> None:
    frame = siops.read_tabnet(samples / "saude-parana" / "siops_2024_excerpt.csv")
    read = figures_of(frame)
    assert len(read) == 80 * 4
    assert set(read["year"]) == {2024}
    assert set(read["uf"]) == {"PR"}
    assert cell(read, "4100103", 2024, "health_expenditure_pc")["value"] == 1473.79
    assert cell(read, "4106902", 2024, "population")["value"] == 1773718
    assert cell(read, "4128625", 2024, "ec29_applied_pct")["value"] == 17.84
    totals = frame[frame["note"].isin(["total", "total_check"])]
    # The Total is of 399 municipalities, of which 80 are here; nothing weighs the share.
    assert totals["note"].tolist() == ["total_check", "total_check", "total", "total_check"]
    assert totals["value"].tolist() == [11464501, 1689.57, 23.76, 635.29]
    assert totals["detail"].str.contains("PR has 399 municipalities").tolist() == [1, 1, 0, 1]
    with pytest.raises(FileFormatError, match="total_check"):
        siops.read_tabnet(samples / "saude-parana" / "siops_2024_excerpt.csv", complete=True)


@pytest.mark.parametrize("year", [2015, 2020, 2025])
def test_the_parana_samples_without_a_header(samples: Path, year: int) -> None:
    path = samples / "saude-parana" / f"siops_{year}_rows_excerpt.csv"
    bare = siops.read_tabnet(path)
    assert len(figures_of(bare)) == 49 * 4
    assert bare["year"].isna().all()
    assert bare["indicator"].isna().all()
    said = bare[bare["note"] == "file"]["detail"].tolist()
    assert said == [
        "no header: the columns have no names; give `columns=`",
        "no year; give `year=`",
    ]
    told = siops.read_tabnet(path, year=year, columns=PARANA)
    read = figures_of(told)
    assert set(read["year"]) == {year}
    assert "file" not in set(told["note"])
    assert cell(read, "4128500", year, "population")["value"] > 0


def test_a_real_breach_in_the_parana_sample_of_2015(samples: Path) -> None:
    path = samples / "saude-parana" / "siops_2015_rows_excerpt.csv"
    read = figures_of(siops.read_tabnet(path, year=2015, columns=PARANA))
    applied = read[read["indicator"] == "ec29_applied_pct"].set_index("municipality")["value"]
    assert applied[applied < 15].to_dict() == {"Saudade do Iguaçu": 6.17}


def test_two_independent_download_samples_agree_in_49_of_49(samples: Path) -> None:
    path = samples / "saude-parana" / "siops_2015_rows_excerpt.csv"
    read = figures_of(siops.read_tabnet(path, year=2015, columns=PARANA))
    ours = read.pivot_table(index="code", columns="indicator", values="value")
    other = []
    for name in ("spend", "pop"):
        rows = pd.read_csv(samples / "infant_mortality_br" / f"clean_data_df_{name}.csv")
        rows = rows[rows["year"] == 2015].astype({"mun_code": str}).set_index("mun_code")
        other.append(rows.loc[ours.index.str[:6]].iloc[:, -1].to_numpy())
    assert len(ours) == 49
    assert (np.trunc(ours["health_expenditure_pc"].to_numpy()) == other[0]).sum() == 49
    assert (ours["population"].to_numpy() == other[1]).sum() == 49


def test_the_prn_samples(samples: Path) -> None:
    frame = siops.read_tabnet(samples / "brmunipanel" / "tabnet_with_column_sample.html")
    read = figures_of(frame)
    assert len(read) == 10 * 16
    assert set(read["year"]) == {2006}
    assert set(read["period"]) == {"Jul/2006"}
    assert cell(read, "1100205", 2006, "UTI adulto")["value"] == 29
    # The page's legend says that its dash is a zero.
    assert read[read["marker"] == "-"]["value"].unique().tolist() == [0]
    rows = frame[frame["note"].isin(["total", "total_check"])]
    across = rows[rows["code"].notna()]
    assert across["detail"].unique().tolist() == ["checked: sum of the row of 16 columns"]
    assert len(across) == 10
    frame = siops.read_tabnet(samples / "brmunipanel" / "tabnet_without_column_sample.html")
    assert figures_of(frame)["value"].sum() == 975 + 628
    assert frame[frame["note"] == "total_check"]["value"].tolist() == [464355, 354993]
    # Capitals without accents are no other spelling.
    assert "name_spelling" not in set(frame["note"])


def test_the_empty_answer_sample_raises(samples: Path) -> None:
    with pytest.raises(EmptyAnswerError, match="Nenhum registro selecionado"):
        siops.read_tabnet(samples / "brmunipanel" / "tabnet_empty_sample.html")


def test_the_sheet_sample_of_petropolis(samples: Path) -> None:
    frame = siops.read_sheet(samples / "dadosmunicipais" / "petropolis_2007_indicadores.txt")
    assert len(frame) == 13
    assert frame["note"].isna().all()
    assert set(frame["code"]) == {"3303906"}
    assert set(frame["year"]) == {2007}
    assert set(frame["extracted_at"]) == {"2008-05-20"}
    values = frame.set_index("indicator")["value"].to_dict()
    assert values["tax_share_pct"] == 25.51
    assert values["health_expenditure_pc"] == 354.75
    assert values["medicines_share_pct"] == 0
    assert values["ec29_applied_pct"] == 25.63
    assert frame["value"].sum() == pytest.approx(827.38)


@pytest.mark.parametrize(
    "name",
    [
        "siconfi-rreo-tceal/arapiraca_2025_rreo_anexo01_excerpt.json",
        "saude-publica-br/municipios.parquet",
        "dados_SIOPS_estadual/Descricao Contas - Estadual 2018.xlsx",
        "infant_mortality_br/clean_data_df_spend.csv",
        "saude-parana/LICENSE.txt",
    ],
)
def test_another_sample_is_no_tabnet_answer(samples: Path, name: str) -> None:
    with pytest.raises(FileFormatError):
        siops.read_tabnet(samples / name)


# --- made by hand, in the same forms --------------------------------------------------------------

CSV = """Indicadores Municipais
População2.1 D.Total Saúde/Hab por Munic-BR
UF: Ceará
Período:2019
"Munic-BR";"População";"2.1_D.Total_Saúde/Hab";"R.Imp.Transf.Const.Legais"
"230630 Itapagé";100;10,00;2000,00
"230440 Fortaleza";300;30,00;-
"230000 Município ignorado - CE";4;...;
"Total";404;25,00;2000,00
Fonte: SIOPS
"""

PAGE = """<html><HEAD><TITLE>TabNet Win32 3.0</TITLE></HEAD><BODY>
<table><tr><td>layout</td></tr></table>
<b>D.Total Sa&uacute;de por Ano segundo Munic&iacute;pios</b><br>
<b>Per&iacute;odo:</b> 2003, 2002<P>
<TABLE BORDER>
<TR><TH ALIGN=LEFT>Munic&iacute;pios<TH>2002<TH>2003<TH>Total
<TR><TH ALIGN=LEFT> TOTAL
<TD>1.036.006,80<TD>5,00<TD>1.036.011,80
<TR><TH ALIGN=LEFT>230640 Itapipoca
<TD>1.036.006,80<TD>...<TD>1.036.006,80
<TR><TH ALIGN=LEFT>230440 Fortaleza
<TD>...<TD>5,00<TD>5,00
</TABLE>
<TABLE BORDER=0><TR><TD>...<TD> - Dado num&eacute;rico n&atilde;o dispon&iacute;vel.</TABLE>
<!--
<TABELA>
Def=SIOPS/serhist/municipio/indicCE.def
Incremento=D.Total_Saúde
</TABELA>
--></BODY></HTML>"""


def test_rows_that_are_no_municipality_stand_apart() -> None:
    frame = siops.read_tabnet(CSV)
    assert notes_of(frame) == {
        "ignored": 3,
        "total": 3,
        "name_spelling": 1,
    }
    assert frame[frame["note"] == "ignored"]["uf"].unique().tolist() == ["CE"]
    spelling = frame[frame["note"] == "name_spelling"].iloc[0]
    assert (spelling["code"], spelling["printed"]) == ("2306306", "230630 Itapagé")
    read = figures_of(frame)
    # Names come from the table, never from the join.
    assert read["municipality"].unique().tolist() == ["Itapajé", "Fortaleza"]


def test_a_total_is_checked_by_the_rule_of_its_indicator() -> None:
    totals = siops.read_tabnet(CSV)[lambda frame: frame["note"] == "total"]
    assert totals["detail"].tolist() == [
        "checked: sum of 3 rows",
        "checked: mean by population of 2 rows",
        "checked: sum of 1 rows",
    ]
    wrong = siops.read_tabnet(CSV.replace("404;25,00", "405;20,00"))
    assert wrong[wrong["note"] == "total_check"]["detail"].tolist() == [
        "the sum of 3 rows is 404.00; the Total is 405 (CE has 184 municipalities)",
        "the mean by population of 2 rows is 25.00; the Total is 20,00 (CE has 184 municipalities)",
    ]


def test_a_share_is_weighted_by_its_own_base_never_by_population() -> None:
    text = """Período:2019
"Munic";"População";"R.Imp.Transf.Const.Legais";"3.2_%R.Próprios_em_Saúde-EC_29"
"230640 Itapipoca";100;3000,00;20,00
"230440 Fortaleza";300;1000,00;40,00
"Total";400;4000,00;25,00
"""
    frame = siops.read_tabnet(text, complete=True)
    assert frame["detail"].iloc[-1] == "checked: mean by linked_revenue of 2 rows"
    with pytest.raises(FileFormatError, match="mean by linked_revenue"):
        # What a mean by population would give.
        siops.read_tabnet(text.replace("25,00\n", "35,00\n"), complete=True)


def test_a_page_with_thousands_dots_and_unclosed_cells() -> None:
    frame = siops.read_tabnet(PAGE, complete=True)
    read = figures_of(frame)
    assert set(read["indicator"]) == {"health_expenditure"}
    assert set(read["uf"]) == {"CE"}
    assert cell(read, "2306405", 2002, "health_expenditure")["value"] == 1036006.80
    assert cell(read, "2306405", 2003, "health_expenditure")["marker"] == "..."
    assert len(read) == 4
    assert len(frame) == 4 + 3 + 2


def test_a_page_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(MissingExtraError, match=r"sustenta\[html\]"):
        siops.read_tabnet(PAGE)


def test_a_code_beside_rows_that_have_codes_is_refused() -> None:
    with pytest.raises(SettingError, match="the rows name their municipalities"):
        siops.read_tabnet(CSV, code="230440")


def test_when_it_was_fetched_is_kept() -> None:
    frame = siops.read_tabnet(CSV, extracted_at="2025-12-27")
    assert set(frame["extracted_at"]) == {"2025-12-27"}
    assert set(siops.read_sheet(SHEET, extracted_at="2025-12-27")["extracted_at"]) == {"2025-12-27"}


def test_rows_of_years_that_repeat_are_no_tabnet_answer() -> None:
    with pytest.raises(FileFormatError, match="begin with years"):
        siops.read_tabnet("year;code;value\n2000;110001;88\n2000;110037;68\n")


def test_years_may_run_down_when_the_caller_names_the_municipality() -> None:
    text = '"Ano";"População"\n"2001";10\n"2002";11\n"Total";21\n'
    frame = siops.read_tabnet(text, code="410010")
    read = figures_of(frame)
    assert read["code"].tolist() == ["4100103", "4100103"]
    assert read["year"].tolist() == [2001, 2002]
    unnamed = siops.read_tabnet(text)
    assert "no municipality is named" in unnamed["detail"].iloc[-1]
    with pytest.raises(SettingError, match="no municipality's code"):
        siops.read_tabnet(text, code="110000")


def test_the_federal_district_and_whole_states_stand_apart() -> None:
    text = '"Munic";"População"\n"530010 Brasília";10\n"Paraná";5\n"35 São Paulo";7\n'
    frame = siops.read_tabnet(text + '"230440 Fortaleza";3\n"Total";20\n', year=2020)
    assert figures_of(frame)["value"].tolist() == [3]
    apart = frame[frame["note"].isin(["federal_district", "uf_total"])]
    assert apart["uf"].tolist() == ["DF", "PR", "SP"]


def test_a_name_of_another_municipality_contradicts_the_code() -> None:
    frame = siops.read_tabnet(CSV.replace("230440 Fortaleza", "230440 Sobral"))
    wrong = frame[frame["note"] == "name_contradicts_code"]
    assert len(wrong) == 3
    assert "'Sobral' is 2312908" in wrong["detail"].iloc[0]
    # Unlike any name there: the row stays, since names join nothing, and is reported.
    frame = siops.read_tabnet(CSV.replace("230440 Fortaleza", "230440 Xyz"))
    assert notes_of(frame)["name_contradicts_code"] == 1
    assert len(figures_of(frame)) == 6


def test_repeated_rows_are_reported_and_contradicting_ones_not_used() -> None:
    again = CSV.replace('"Total"', '"230440 Fortaleza";300;30,00;-\n"Total"')
    frame = siops.read_tabnet(again)
    assert notes_of(frame)["repeated"] == 3
    assert len(figures_of(frame)) == 6
    other = CSV.replace('"Total"', '"230440 Fortaleza";301;30,00;-\n"Total"')
    frame = siops.read_tabnet(other)
    assert notes_of(frame)["repeated"] == 6
    assert frame[frame["note"] == "repeated"]["detail"].iloc[0] == "line 9 has other figures"


def test_a_file_cut_short_does_not_pass_for_a_whole_one() -> None:
    rows = CSV.split('"230000', maxsplit=1)[0]
    cut = siops.read_tabnet(rows)
    assert cut[cut["note"] == "file"]["detail"].tolist() == ["no Total row: the table may be cut"]
    with pytest.raises(FileFormatError, match="may be cut"):
        siops.read_tabnet(rows, complete=True)
    broken = siops.read_tabnet(CSV.split("0,00;-", maxsplit=1)[0])
    unread = broken[broken["note"] == "unread"].iloc[0]
    assert (unread["line"], unread["printed"]) == (7, '"230440 Fortaleza";300;3')
    within = siops.read_tabnet(CSV.split('00,00\n"230440', maxsplit=1)[0] + "00,0")
    assert "unread" in set(within["note"]) or len(figures_of(within)) == 3
    page = siops.read_tabnet(PAGE.split("<TR><TH ALIGN=LEFT>230440", maxsplit=1)[0])
    assert "ends before its table" in page[page["note"] == "file"]["detail"].iloc[0]


def test_a_cell_that_is_no_figure_names_its_place() -> None:
    frame = siops.read_tabnet(CSV.replace("10,00", "1O,00"))
    row = frame[frame["note"] == "unread"].iloc[0]
    assert (row["line"], row["column"], row["printed"]) == (6, "2.1_D.Total_Saúde/Hab", "1O,00")
    with pytest.raises(FileFormatError, match=r"line 6, column 2\.1_D\.Total_Saúde/Hab"):
        siops.read_tabnet(CSV.replace("10,00", "1O,00"), complete=True)


def test_a_header_that_does_not_fit_its_rows_is_refused() -> None:
    with pytest.raises(FileFormatError, match="3 names in its header and 4 cells") as refusal:
        siops.read_tabnet(CSV.replace('"População";', ""))
    assert refusal.value.line == 5
    with pytest.raises(FileFormatError, match="two columns named 'População'"):
        siops.read_tabnet(CSV.replace("2.1_D.Total_Saúde/Hab", "População"))


def test_a_year_column_that_is_no_year_is_not_read() -> None:
    frame = siops.read_tabnet(PAGE.replace("<TH>2003", "<TH>2OO3"))
    wrong = frame[frame["note"] == "unread"]
    assert wrong["detail"].unique().tolist() == ["column '2OO3' is no year"]
    assert len(wrong) == 3


def test_an_answer_of_zeros_is_reported() -> None:
    zeros = (
        CSV.replace("100;", "0;").replace("300;", "0;").replace(";4;", ";0;").replace("404", "0")
    )
    said = siops.read_tabnet(zeros)[lambda frame: frame["note"] == "file"]["detail"].tolist()
    assert said == ["every figure of 'População' is zero"]


@pytest.mark.parametrize(
    "text",
    [
        "<H2>Nenhum registro selecionado</H2>",
        'Período:2019\n"Munic";"População"\n"Total";0\n',
    ],
)
def test_an_empty_answer_raises(text: str) -> None:
    with pytest.raises(EmptyAnswerError):
        siops.read_tabnet(text + "\n")


def test_what_contradicts_the_content_is_refused() -> None:
    with pytest.raises(SettingError, match="the content says '2019'"):
        siops.read_tabnet(CSV, year=2020)
    with pytest.raises(SettingError, match="years of its own"):
        siops.read_tabnet(PAGE, year=2020)
    with pytest.raises(SettingError, match="name them with `columns=`"):
        siops.read_tabnet(CSV, indicator="population")
    with pytest.raises(SettingError, match="3 columns behind its label"):
        siops.read_tabnet(CSV, columns=["population"])
    with pytest.raises(SettingError, match="four digits"):
        siops.read_tabnet(CSV, year=19)
    with pytest.raises(UnknownNameError, match="stage"):
        siops.read_tabnet(CSV, stage="gasta")


def test_the_stage_is_what_the_caller_knows() -> None:
    read = figures_of(siops.read_tabnet(CSV, stage="empenhada"))
    stages = read.drop_duplicates("indicator").set_index("indicator")["stage"]
    assert stages["health_expenditure_pc"] == "empenhada"
    assert stages.isna()[["population", "linked_revenue"]].all()


SHEET = """Município: Itapajé - CE
Código: 230630
Ano-Base: 2019 - Anual
1.9 | Participação da receita própria aplicada em Saúde conforme a LC 141/2012 | 25,63 %
2.1 | Despesa total com Saúde, sob a responsabilidade do Município, por habitante | R$ 1.354,75
2.3 | Participação da despesa com medicamentos na despesa total com Saúde | ...
"""


def test_a_sheets_rows_are_found_by_label_whatever_their_number() -> None:
    frame = siops.read_sheet(SHEET)
    assert frame.set_index("indicator")["value"].dropna().to_dict() == {
        "ec29_applied_pct": 25.63,
        "health_expenditure_pc": 1354.75,
    }
    assert frame["marker"].dropna().tolist() == ["..."]
    assert frame["note"].isna().all()


def test_a_sheet_in_other_forms_says_the_same() -> None:
    lines = [line.split(" | ") for line in SHEET.splitlines()]
    page = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in lines)
    stacked = "\n|\n".join("\n|\n".join(row) for row in lines)
    one_line = SHEET.replace(" | ", " ")
    keep = ["code", "year", "indicator", "value", "marker"]
    expected = siops.read_sheet(SHEET)[keep]
    for text in (f"<table>{page}</table>", stacked, one_line):
        pd.testing.assert_frame_equal(siops.read_sheet(text)[keep], expected)


def test_a_sheet_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "quadro.xlsx"
    rows = [line.split(" | ") for line in SHEET.splitlines()]
    cells: list[list[object]] = [list(row) for row in rows]
    cells[3][2], cells[4][2], cells[1] = 25.63, 1354.75, ["Código:", 230630]
    cells = [[*row, *[None] * (3 - len(row))] for row in cells]
    pd.DataFrame(cells).to_excel(path, index=False, header=False, engine="xlsxwriter")
    keep = ["code", "year", "indicator", "value"]
    pd.testing.assert_frame_equal(siops.read_sheet(path)[keep], siops.read_sheet(SHEET)[keep])


def test_a_sheet_without_code_or_year_takes_the_callers() -> None:
    bare = "\n".join(SHEET.splitlines()[3:])
    frame = siops.read_sheet(bare, code=230630, year=2019)
    assert set(frame["code"]) == {"2306306"}
    unsaid = siops.read_sheet(bare)
    assert unsaid[unsaid["note"] == "file"]["detail"].str.contains("give `").sum() == 2
    with pytest.raises(SettingError, match="the sheet is of 230630"):
        siops.read_sheet(SHEET, code="230440")
    with pytest.raises(SettingError, match="the sheet is of 2019"):
        siops.read_sheet(SHEET, year=2018)
    with pytest.raises(FileFormatError, match="no SIOPS indicator"):
        siops.read_sheet("a;b\n1;2\n")
