"""TabNet's answers copied into a workbook."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from xlsxwriter import Workbook

from sustenta.errors import EmptyAnswerError, FileFormatError, SettingError
from sustenta.sources._recognition import read_any
from sustenta.sources.siops import read_tabnet
from tidy_rows import figures_of

TITLES = [["Indicadores Municipais"], ["UF: Paraná"], ["Período:2024"]]
HEADER = ["Munic-BR", "População", "2.1_D.Total_Saúde/Hab", "3.2_%R.Próprios_em_Saúde-EC_29"]
ROWS = [
    ["410010 Abatiá", 7241, 1473.79, 24.54],
    ["410020 Adrianópolis", 6256, "-", "..."],
    ["410045 Altamira do Paraná", 3625, None, None],
]
TOTAL = ["Total", 17122, None, None]
FOOT = [["Fonte: SIOPS"]]


def workbook(*sheets: list[list[Any]]) -> bytes:
    held = io.BytesIO()
    with Workbook(held) as book:
        for cells in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(cells):
                for place, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(at, place, cell)
    return held.getvalue()


def test_a_copy_in_a_sheet_is_read_as_the_csv_is() -> None:
    read = read_tabnet(workbook([*TITLES, HEADER, *ROWS, TOTAL, *FOOT]))
    own = figures_of(read)
    table = own.pivot_table(index="code", columns="indicator", values="value", dropna=False)
    assert table.loc["4100103"].to_dict() == {
        "population": 7241,
        "health_expenditure_pc": 1473.79,
        "ec29_applied_pct": 24.54,
    }
    of = own[own["code"] == "4100202"].set_index("indicator")
    assert of["marker"].fillna("").to_dict() == {
        "population": "",
        "health_expenditure_pc": "-",
        "ec29_applied_pct": "...",
    }
    blank = own[own["code"] == "4100459"].set_index("indicator")
    assert np.isnan(blank["value"]["ec29_applied_pct"])
    assert blank["marker"]["ec29_applied_pct"] == ""
    assert set(own["year"]) == {2024}
    assert own["line"].tolist()[::3] == [5, 6, 7]
    assert (read["note"] == "total").sum() == 3
    assert set(own["stage"].dropna()) == {"not stated"}


def test_years_across_in_a_sheet_are_years_though_they_are_numbers() -> None:
    title = [["3.2_%R.Próprios_em_Saúde-EC_29 por Munic-BR segundo Ano"]]
    read = read_tabnet(workbook([*title, ["Munic-BR", 2023, 2024], ["410010 Abatiá", 20.5, 24.54]]))
    own = figures_of(read)
    assert own[["year", "indicator", "value"]].to_numpy().tolist() == [
        [2023, "ec29_applied_pct", 20.5],
        [2024, "ec29_applied_pct", 24.54],
    ]


def test_a_workbook_of_several_sheets_asks_which() -> None:
    book = workbook([["leia-me"]], [*TITLES, HEADER, *ROWS])
    with pytest.raises(SettingError, match="several sheets"):
        read_tabnet(book)
    assert len(figures_of(read_tabnet(book, sheet="Sheet2"))) == 9
    with pytest.raises(SettingError, match="no workbook"):
        read_tabnet("a;b\n410010 Abatiá;1\n", sheet=0)


def test_a_sheet_that_is_no_answer_says_what_was_looked_for() -> None:
    with pytest.raises(
        FileFormatError, match="holds no row that begins with a municipality's code"
    ):
        read_tabnet(workbook([["Município", "Valor"], ["Abatiá", 1.5]]))
    with pytest.raises(EmptyAnswerError, match="Nenhum registro selecionado"):
        read_tabnet(workbook([["Nenhum registro selecionado"]]))
    with pytest.raises(FileFormatError, match="names in its header"):
        read_tabnet(workbook([*TITLES, HEADER[:3], *ROWS]))


def test_the_content_of_a_workbook_says_which_reader_it_is_for() -> None:
    read = read_any(workbook([*TITLES, HEADER, *ROWS]))
    assert set(figures_of(read)["indicator"]) >= {"population", "ec29_applied_pct"}
    read = read_any(workbook([["codigo", "ano", "populacao"], [410010, 2024, 7241]]))
    assert figures_of(read)["value"].tolist() == [7241]
