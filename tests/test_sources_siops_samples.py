"""SIOPS as people have it: the real files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from sustenta.errors import (
    EmptyAnswerError,
    FileFormatError,
)
from sustenta.sources import siops
from tidy_rows import cell, figures_of, notes_of

if TYPE_CHECKING:
    from pathlib import Path

#: What the columns of the Paraná files of 2015, 2020 and 2025 are: their rows have no header.
PARANA = [
    "População",
    "2.1_D.Total_Saúde/Hab",
    "3.2_%R.Próprios_em_Saúde-EC_29",
    "R.Transf.SUS/Hab",
]


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
