"""One municipality's sheet of indicators, in the forms in which people keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from sustenta.errors import (
    FileFormatError,
    SettingError,
)
from sustenta.sources import siops

if TYPE_CHECKING:
    from pathlib import Path

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


def test_when_a_sheet_was_fetched_is_kept() -> None:
    assert set(siops.read_sheet(SHEET, extracted_at="2025-12-27")["extracted_at"]) == {"2025-12-27"}
