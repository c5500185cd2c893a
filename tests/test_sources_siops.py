"""TabNet's answers on SIOPS in all their forms, made by hand."""

from __future__ import annotations

import sys

import pytest

from sustenta.errors import (
    EmptyAnswerError,
    FileFormatError,
    MissingExtraError,
    SettingError,
    UnknownNameError,
)
from sustenta.sources import siops
from tidy_rows import cell, figures_of, notes_of

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
