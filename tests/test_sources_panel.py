"""From what was read to a panel: what joins, what does not and why, what is derived."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sustenta import assess
from sustenta.cli import main
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    SettingError,
    UnjoinedRowsError,
    UnknownNameError,
)
from sustenta.sources import panel, rreo, siops
from sustenta.sources._periods import part_of_year
from sustenta.sources.ibge import read_population

TEXT = """Indicadores Municipais
UF: Ceará
Período:2019
"Munic";"População";"2.1_D.Total_Saúde/Hab";"3.2_%R.Próprios_em_Saúde-EC_29";"R.Transf.SUS/Hab"
"230630 Itapajé";100;500,00;25,00;250,00
"230440 Fortaleza";300;600,00;0,00;300,00
"230640 Itapipoca";200;700,00;-;300,00
"231290 Sobral";200;200,00;20,00;300,00
"230000 Município ignorado - CE";4;1,00;1,00;1,00
"Total";804;9,00;9,00;9,00
"""


def rows(**columns: Any) -> pd.DataFrame:
    """A tidy frame of the caller's own."""
    defaults = {"code": "2306306", "year": 2019, "indicator": "population", "value": 100.0}
    size = max((len(held) for held in columns.values() if isinstance(held, list)), default=1)
    held = {**defaults, **columns}
    return pd.DataFrame(
        {name: cells if isinstance(cells, list) else [cells] * size for name, cells in held.items()}
    )


# --- what joins ----------------------------------------------------------------------------------


def test_a_row_a_municipality_and_year() -> None:
    made = panel(siops.read_tabnet(TEXT))
    assert made["code"].tolist() == ["2304400", "2306306", "2306405", "2312908"]
    assert made["municipality"].tolist() == ["Fortaleza", "Itapajé", "Itapipoca", "Sobral"]
    assert made["population"].tolist() == [300, 100, 200, 200]
    assert set(made["stage"]) == {"not stated"}
    assert set(made["year"]) == {2019}


def test_what_did_not_join_says_why() -> None:
    joined = panel(siops.read_tabnet(TEXT), report=True)
    assert joined.apart["why"].value_counts().to_dict() == {
        "ignored": 4,
        "total": 2,
        "total_check": 2,
    }
    (missing,) = joined.missing.to_dict("records")
    assert (missing["municipality"], missing["marker"], missing["line"]) == ("Itapipoca", "-", 7)
    assert joined.panel.attrs["report"][0] == "4 rows"


def test_notes_are_joined_only_where_the_caller_accepts_them() -> None:
    text = '"Munic";"População"\n"530010 Brasília";3000000\n"Total";3000000\n'
    read = siops.read_tabnet(text, year=2019)
    assert len(panel(read)) == 0
    assert panel(read, accept=["federal_district"])["code"].tolist() == ["5300108"]


def test_codes_of_every_form_join() -> None:
    made = panel(rows(), rows(code="230630", indicator="linked_revenue", value=5.0))
    assert made[["population", "linked_revenue"]].to_numpy().tolist() == [[100, 5]]


def test_items_without_a_name_of_ours_join_by_the_callers() -> None:
    other = rows(indicator="Receita III", value=7.0)
    joined = panel(rows(), other, report=True)
    assert joined.apart["why"].tolist() == ["no column of a panel has this name"]
    made = panel(rows(), other, columns={"Receita III": "linked_revenue"})
    assert made["linked_revenue"].tolist() == [7]
    with pytest.raises(UnknownNameError, match="linked_revenue"):
        panel(rows(), other, columns={"Receita III": "linked_revenu"})


def test_the_base_makes_the_rows() -> None:
    people = rows(code=["2306306", "4100103"], value=[1.0, 2.0])
    money = rows(indicator="linked_revenue", value=9.0)
    assert len(panel(money, people)) == 2
    joined = panel(money, people, base=0, report=True)
    assert joined.panel["population"].tolist() == [1]
    assert joined.apart["why"].tolist() == ["not in the base"]
    with pytest.raises(SettingError, match="names frame 2"):
        panel(money, people, base=[2])


def test_cells_in_no_source_are_listed() -> None:
    joined = panel(rows(year=[2019, 2020]), rows(indicator="linked_revenue"), report=True)
    (missing,) = joined.missing.to_dict("records")
    assert (missing["year"], missing["indicator"], missing["detail"]) == (
        2020,
        "linked_revenue",
        "in no source",
    )


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("code", None, "no code"),
        ("year", pd.NA, "no year"),
        ("indicator", None, "no indicator"),
        ("code", "4100104", "no municipality's"),
        ("code", "110000", "no municipality's"),
    ],
)
def test_figures_without_a_key_are_refused_with_their_lines(
    column: str, cell: Any, problem: str
) -> None:
    bad = rows(**{column: [cell, cell]}, line=[3, 9], source="a.csv", value=[1.0, 2.0])
    with pytest.raises(
        UnjoinedRowsError, match=rf"a\.csv: 2 figures.*{problem}.*lines 3, 9"
    ) as why:
        panel(rows(), bad)
    assert why.value.lines == [3, 9]


def test_what_is_no_tidy_frame_is_refused() -> None:
    with pytest.raises(SettingError, match="needs a frame"):
        panel()
    with pytest.raises(ColumnTypeError, match="frame 0 is list"):
        panel([1])  # type: ignore[call-overload]
    with pytest.raises(ColumnMissingError, match="not tidy"):
        panel(pd.DataFrame({"code": ["2306306"], "ano": [2019]}))
    with pytest.raises(UnknownNameError, match="column to derive"):
        panel(rows(), derive=["linked_revenue"])


# --- two sources ---------------------------------------------------------------------------------


def test_sources_that_disagree_leave_the_cell_missing_and_say_so() -> None:
    joined = panel(rows(source="siops.csv"), rows(source="ibge.json", value=101.0), report=True)
    assert joined.panel["population"].isna().all()
    assert joined.panel["population_reason"].tolist() == ["sources_disagree"]
    assert joined.conflicts[["name", "value", "source", "used"]].to_numpy().tolist() == [
        ["population", 100, "siops.csv", False],
        ["population", 101, "ibge.json", False],
    ]


@pytest.mark.parametrize("prefer", ["*ibge*", 1, ["nobody", "ibge.json"], {"population": 1}])
def test_the_caller_chooses_whom_to_believe(prefer: Any) -> None:
    frames = rows(source="siops.csv"), rows(source="ibge.json", value=101.0)
    joined = panel(*frames, prefer=prefer, report=True)
    assert joined.panel["population"].tolist() == [101]
    assert "population_reason" not in joined.panel
    assert joined.conflicts["used"].tolist() == [False, True]


def test_a_preferred_source_that_contradicts_itself_settles_nothing() -> None:
    twice = rows(source="a", value=[1.0, 2.0])
    made = panel(twice, rows(source="b", value=3.0), prefer="a")
    assert made["population_reason"].tolist() == ["sources_disagree"]
    with pytest.raises(SettingError, match="expected a pattern"):
        panel(twice, prefer=[1.5])


def test_a_marker_is_no_disagreement() -> None:
    joined = panel(rows(value=None), rows(value=7.0), report=True)
    assert joined.panel["population"].tolist() == [7]
    assert len(joined.conflicts) == len(joined.missing) == 0


# --- stages and periods --------------------------------------------------------------------------


def test_several_stages_are_the_callers_choice() -> None:
    staged = rows(
        indicator="health_expenditure", stage=["empenhada", "liquidada"], value=[9.0, 8.0]
    )
    with pytest.raises(SettingError, match="empenhada, liquidada; choose with `stage=`"):
        panel(staged)
    joined = panel(staged, rows(), stage="liquidada", report=True)
    assert joined.panel[["health_expenditure", "stage"]].to_numpy().tolist() == [[8, "liquidada"]]
    assert joined.apart["why"].tolist() == ["another stage: empenhada"]
    with pytest.raises(UnknownNameError, match="stage in these frames"):
        panel(staged, stage="paga")


def test_part_of_a_year_does_not_pass_for_the_year() -> None:
    parts = rows(period=["1º bimestre", "6º bimestre"], value=[1.0, 6.0])
    joined = panel(parts, report=True)
    assert joined.panel["population"].tolist() == [6]
    assert joined.apart["why"].tolist() == ["part of the year: 1º bimestre"]
    assert panel(parts, period="1º bimestre")["population"].tolist() == [1]


@pytest.mark.parametrize(
    ("period", "part"),
    [
        ("Anual", False),
        ("2007 - Anual", False),
        ("2019", False),
        ("Dez/2019", False),
        ("Jan-Dez/2019", False),
        ("janeiro a dezembro de 2019", False),
        ("6º Bimestre", False),
        ("3º quadrimestre de 2024", False),
        ("2º semestre", False),
        ("4º trimestre", False),
        ("1º bimestre", True),
        ("5º Bimestre/2024", True),
        ("1º semestre", True),
        ("Jul/2006", True),
        ("bimestre", True),
        ("até abril", True),
    ],
)
def test_periods(period: str, part: bool) -> None:  # noqa: FBT001
    assert part_of_year(period) is part


# --- what is derived -----------------------------------------------------------------------------


def test_the_base_is_derived_from_the_declared_share_and_marked() -> None:
    made = panel(siops.read_tabnet(TEXT), derive=["linked_revenue_pc"]).set_index("municipality")
    told = made[["linked_revenue_pc", "linked_revenue_pc_origin", "linked_revenue_pc_reason"]]
    assert told.astype(object).where(told.notna(), None).to_dict("index") == {
        "Itapajé": dict(zip(told.columns, (1000.0, "derived", None), strict=True)),
        "Fortaleza": dict(zip(told.columns, (None, None, "whole_not_positive"), strict=True)),
        "Itapipoca": dict(zip(told.columns, (None, None, "input_missing"), strict=True)),
        # Transfers above the expenditure that includes them: no base can be below zero.
        "Sobral": dict(zip(told.columns, (None, None, "amount_negative"), strict=True)),
    }


def test_a_declared_base_is_never_replaced_by_a_derived_one() -> None:
    read = siops.read_tabnet(TEXT)
    declared = rows(indicator="linked_revenue_pc", value=990.0)
    total = rows(code="2304400", indicator="linked_revenue", value=300_000.0)
    made = panel(read, declared, total, derive=["linked_revenue_pc"]).set_index("code")
    assert made.loc["2306306", "linked_revenue_pc"] == 990
    assert made.loc["2304400", "linked_revenue_pc"] == 1000
    assert set(made.loc[["2306306", "2304400"], "linked_revenue_pc_origin"]) == {"declared"}


def test_what_sources_disagree_on_is_not_settled_by_deriving() -> None:
    two = [rows(indicator="linked_revenue_pc", value=value) for value in (990.0, 980.0)]
    made = panel(siops.read_tabnet(TEXT), *two, derive=["linked_revenue_pc"]).set_index("code")
    assert made["linked_revenue_pc"].isna()["2306306"]
    assert made.loc["2306306", "linked_revenue_pc_reason"] == "sources_disagree"


CENTAVOS = st.integers(0, 10**7)


@given(CENTAVOS, CENTAVOS, st.integers(-500, 10_000))
def test_what_is_derived_is_the_formula(spent: int, transfers: int, share: int) -> None:
    names = ["health_expenditure_pc", "sus_transfers_pc", "ec29_applied_pct"]
    values = [spent / 100, transfers / 100, share / 100]
    made = panel(rows(indicator=names, value=values), derive=["linked_revenue_pc"]).iloc[0]
    if share <= 0:
        assert made["linked_revenue_pc_reason"] == "whole_not_positive"
    elif spent < transfers:
        assert made["linked_revenue_pc_reason"] == "amount_negative"
    else:
        exact = 100 * (Fraction(spent, 100) - Fraction(transfers, 100)) / Fraction(share, 100)
        # The difference of two amounts in floats, then two roundings.
        assert made["linked_revenue_pc"] == pytest.approx(float(exact), rel=1e-9, abs=1e-9)


# --- real files ----------------------------------------------------------------------------------


def test_the_parana_sample_of_2024_goes_through_to_the_margins(samples: Path) -> None:
    read = siops.read_tabnet(samples / "saude-parana" / "siops_2024_excerpt.csv")
    made = panel(read, derive=["linked_revenue_pc"])
    assert len(made) == 80
    assert set(made["linked_revenue_pc_origin"]) == {"derived"}
    assessed = assess(made, reasons=True).set_index("municipality")
    # By hand: 100 × (1473,79 − 431,50) / 25,44 = 4097,05; 15 % of it + 431,50 − 1473,79.
    row = assessed.loc["Abatiá"]
    assert row["linked_revenue_pc"] == pytest.approx(4097.05, abs=0.005)
    assert row["dpspc_15"] == pytest.approx(1046.06, abs=0.005)
    assert row["megpc_15"] == pytest.approx(-427.73, abs=0.005)
    assert row["ec29_gap_pp"] == pytest.approx(10.44)
    assert assessed["megpc_15"].notna().all()
    assert set(assessed["stage"]) == {"not stated"}
    # The base was derived from the share: the two margins are one.
    assert assessed["megpc_15"].tolist() == pytest.approx(assessed["megpc_from_share_15"].tolist())


def test_the_sorocaba_samples_go_straight_from_their_base(samples: Path) -> None:
    folder = samples / "anatomia-do-gasto"
    names = ("receitas_base_saude", "rreo_receitas_sus", "rreo_despesas_saude")
    frames = [
        rreo.read_annex12(folder / f"{name}_sorocaba_{year}.csv", code="3552205")
        for year in range(2020, 2026)
        for name in names
    ]
    people = read_population(samples / "saude-publica-br" / "populacao_2015_2024.parquet")
    joined = panel(*frames, people, stage="liquidada", base=range(len(frames)), report=True)
    assert joined.panel["year"].tolist() == list(range(2020, 2026))
    assert set(joined.panel["stage"]) == {"liquidada"}
    assert joined.missing[["year", "indicator"]].to_numpy().tolist() == [[2025, "population"]]
    assessed = assess(joined.panel, reasons=True).set_index("year")
    # By hand: (15 % × 2.737.420.508,21 + 350.647.760,30) / 757.459.
    assert assessed.loc[2024, "dpspc_15"] == pytest.approx(1005.02, abs=0.005)
    assert assessed.loc[2020:2024, "megpc_15"].notna().all()
    assert assessed.loc[2025, "megpc_15_reason"] == "input_missing"


# --- the command ---------------------------------------------------------------------------------


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(main, ["read", *map(str, arguments)])


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".xlsx"])
def test_the_command_writes_a_panel(tmp_path: Path, suffix: str) -> None:
    file, out, held = tmp_path / "ce.csv", tmp_path / f"painel{suffix}", tmp_path / "linhas.csv"
    file.write_text(TEXT, encoding="latin-1")
    result = run(file, "-o", out, "--rows", held, "--derive", "linked_revenue_pc")
    assert result.exit_code == 0, result.output
    for said in ("16 valores, 8 linhas à parte", "Painel: 4 linhas", "4 à parte: ignored"):
        assert said in result.output
    assert "1 valores de linked_revenue_pc derivados" in result.output
    if suffix == ".xlsx":
        back = pd.read_excel(out, engine="calamine")
    else:
        back = pd.read_parquet(out) if suffix == ".parquet" else pd.read_csv(out)
    assert back["population"].tolist() == [300, 100, 200, 200]
    assert len(pd.read_csv(held)) == 24


def test_the_command_shows_where_sources_disagree(tmp_path: Path) -> None:
    for name, people in (("a.csv", "100;"), ("b.csv", "101;")):
        (tmp_path / name).write_text(TEXT.replace("100;", people), encoding="utf-8")
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    result = run(*files, "-o", tmp_path / "p.csv")
    assert "as fontes divergem em population, 2306306, 2019: 100.0 (" in result.output
    result = run(*files, "-o", tmp_path / "p.csv", "--prefer", "*b.csv", "--lang", "en")
    assert "the sources disagree on population" in result.output
    assert pd.read_csv(tmp_path / "p.csv")["population"].tolist() == [300, 101, 200, 200]


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("<H2>Nenhum registro selecionado</H2>\n", [], "empty answer"),
        (TEXT, ["--complete"], "total_check"),
        (TEXT, ["--year", "2018"], "the content says '2019'"),
        (TEXT, ["--reader", "sheet"], "no SIOPS indicator"),
        (TEXT, ["--reader", "sheet", "--complete"], "takes no `complete`"),
        (TEXT, ["-o", "painel.dta"], "is written as .parquet, .csv or .xlsx"),
        (TEXT, ["-o", "nenhuma/painel.csv"], "there is no folder nenhuma"),
        (TEXT, ["--rows", "linhas.txt"], "is written as .parquet, .csv or .xlsx"),
    ],
)
def test_the_command_refuses_in_one_line(
    tmp_path: Path, text: str, options: list[str], said: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    result = run(file, "-o", tmp_path / "p.csv", *options)
    assert result.exit_code == 2
    assert said in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert not (tmp_path / "p.csv").exists()


def test_the_command_that_finds_no_room_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, *_: object) -> None:
        raise OSError(28, "No space left on device", str(self))

    file, out = tmp_path / "a.csv", tmp_path / "p.csv"
    file.write_text(TEXT, encoding="utf-8")
    out.write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", full)
    result = run(file, "-o", out)
    assert result.exit_code == 1
    assert f"não foi possível gravar em {out}: No space left on device" in result.output
    assert out.read_text(encoding="utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "p.csv"}


def test_the_command_names_the_nearest_file(tmp_path: Path) -> None:
    (tmp_path / "siops_2024.csv").write_text(TEXT)
    result = run(tmp_path / "siops_2042.csv", "-o", tmp_path / "p.csv")
    assert result.exit_code == 2
    assert "did you mean 'siops_2024.csv'?" in result.output
