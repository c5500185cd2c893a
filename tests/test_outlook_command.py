"""`sustenta outlook`: a panel's file in, its projection and its plan out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result

import sustenta as st
from projected import trended
from sustenta.cli import main
from sustenta.projecting._assumptions import assumptions_from_texts

PANEL = trended(5, 10, seed=1).assign(population=50_000)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["outlook", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "painel.csv"
    PANEL.to_csv(path, index=False, sep=";", decimal=",")
    return path


def test_the_file_written_is_the_projection_and_its_plan(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "perspectiva.csv"
    settings = ["--years", "4", "--rng", "3", "--draws", "400", "--assume", "minimum_share_pct=20"]
    done = run(file, *settings, "--cost", "150000", "-o", out)
    assert done.exit_code == 0, done.output
    for part in ("5 municípios", "2010–2013", "minimum_share_pct", "150.000,00", "Gravado em"):
        assert part in done.output
    found = pd.read_csv(out, sep=";", decimal=",")
    outlook = st.project(PANEL, years=4, draws=400, rng=3, assumptions={"minimum_share_pct": 20.0})
    np.testing.assert_allclose(found["megpc_low_80"], outlook.frame["megpc_low_80"], rtol=1e-4)
    teams = st.plan_teams(outlook, cost=150_000)
    assert set(teams["margin"]) == {"megpc"}
    plan = teams[teams["year"] == 2010].drop(columns="year")
    assert found["new_teams"].tolist() == plan["new_teams"].repeat(4).tolist()
    lasts = st.permanence(outlook, plan)
    np.testing.assert_allclose(found["permanence_pct"], lasts["permanence_pct"])
    enough = st.sufficiency(outlook, plan)
    np.testing.assert_allclose(found["sufficiency_ratio"], enough["sufficiency_ratio"], rtol=1e-9)


def test_the_plan_is_that_of_the_first_projected_year_and_its_prices(tmp_path: Path) -> None:
    # As notebook 05 does it, on the same panel.
    file, out = tmp_path / "painel.csv", tmp_path / "saida.csv"
    panel = st.examples.panel()
    panel.to_csv(file, index=False)
    settings = ["--years", "10", "--draws", "400", "--rng", "2006", "-o", str(out)]
    settings += ["--cost", "300000"]
    share = ["--assume", "minimum_share_pct=20"]
    outlook = st.project(
        panel, years=10, draws=400, rng=2006, assumptions={"minimum_share_pct": 20}
    )
    first = outlook.frame[outlook.frame["year"] == 2013]
    plan = st.plan_teams(first, cost=300_000, margin="megpc").drop(columns="year")
    paying = plan[plan["new_teams"] > 0]
    lasts = st.permanence(outlook, paying, by="key")
    lasting = int((lasts["years_covered_pct"] == 100).sum())
    done = run(file, *settings, *share)
    assert done.exit_code == 0, done.output
    assert 0 < len(paying) < 24
    assert "margem projetada de 2013" in done.output
    assert "por equipe ao ano (valores nominais)" in done.output
    assert f"{int(paying['new_teams'].sum())} em {len(paying)} de 24" in done.output
    says = f"todos os anos: {lasting} de {len(paying)} município(s) com equipes novas"
    assert says in done.output
    found = pd.read_csv(out).groupby("code", sort=False)["new_teams"].first()
    assert found.tolist() == plan["new_teams"].tolist()
    real = run(file, *settings, *share, "--price-year", "2012")
    assert real.exit_code == 0, real.output
    assert "300.000,00 por equipe ao ano (valores em preços de dezembro de 2012)" in real.output
    deflated = st.project(
        panel,
        years=10,
        draws=50,
        rng=2006,
        price_year=2012,
        assumptions={"minimum_share_pct": 20},
    ).frame
    plan = st.plan_teams(deflated, cost=300_000, margin="megpc")
    rows = pd.read_csv(out)
    wanted = plan.loc[plan["year"] == 2013, "new_teams"].tolist()
    assert rows.loc[rows["year"] == 2013, "new_teams"].tolist() == wanted


@pytest.mark.parametrize(
    ("typed", "cost"),
    [("300.000,00", "300.000,00"), ("300000", "300.000,00"), ("R$ 1.300.000", "1.300.000,00")],
)
def test_a_cost_is_read_as_figures_are(file: Path, typed: str, cost: str) -> None:
    done = run(file, "--years", "1", "--draws", "10", "--cost", typed)
    assert done.exit_code == 0, done.output
    assert f"a R$ {cost} por equipe" in done.output


@pytest.mark.parametrize("typed", ["300.000", "300,000", "0", "-1", "nan", "inf", "3 %", "x", ""])
def test_a_cost_that_is_none_is_refused_at_the_door(
    file: Path, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("projected before the cost was read")

    monkeypatch.setattr("sustenta.cli.outlook.project", never)
    done = run(file, "--years", "1", "--cost", typed)
    assert done.exit_code == 2, done.output
    assert "--cost" in done.output
    if typed in {"300.000", "300,000"}:
        assert "pode ser" in done.output
        assert "300.000,00" in done.output


def test_the_text_is_written_as_its_language_writes_figures() -> None:
    assumed = {
        "linked_revenue_pc": {"growth_pct": {2010: -3, 2011: 2.5}},
        "sus_transfers_pc": "frozen",
        "health_expenditure_pc": {"growth_pct": 1.0, "amount_pc": {2010: 1812.5}},
        "minimum_share_pct": {2011: 18},
        "population": {"growth_pct": 0.5},
    }
    made = st.project(
        PANEL, years=2, draws=12_000, rng=1, assumptions=assumed, intervals_pct=(80, 90.5)
    )
    pt, en = made.text("pt"), made.text("en")
    assert "Intervalos de 80 e 90,5 %: 12.000 sorteios" in pt
    assert (
        "Hipóteses: linked_revenue_pc: crescimento de -3 % em 2010, crescimento de 2,5 % em 2011; "
        "sus_transfers_pc: no último valor; health_expenditure_pc: crescimento de 1 % ao ano, "
        "R$ 1.812,50 por habitante em 2010; minimum_share_pct: 18 % a partir de 2011; "
        "population: crescimento de 0,5 % ao ano." in pt
    )
    assert "Intervals of 80 and 90.5 %: 12,000 draws" in en
    assert "health_expenditure_pc: growth of 1 % a year, R$ 1,812.50 per inhabitant in 2010" in en


def test_without_a_cost_there_is_the_projection_alone(file: Path) -> None:
    done = run(file, "--years", "2", "--draws", "100", "--lang", "en", "--intervals", "90")
    assert done.exit_code == 0, done.output
    assert "megpc_low_90" in done.output
    assert "permanence" not in done.output
    assert "First rows" in done.output


def test_few_years_are_named_and_a_pool_serves_them(file: Path) -> None:
    few = PANEL[(PANEL["code"] != 2) | (PANEL["year"] > 2006)]
    few.rename(columns={"code": "COD", "year": "ANO"}).to_csv(file, index=False)
    names = ["--columns", "code=COD,year=ANO", "--years", "2", "--draws", "100"]
    alone = run(file, *names, "--cost", "90000", "--model", "damped")
    assert alone.exit_code == 0, alone.output
    assert "Sem intervalo (só a linha): 2." in alone.output
    pooled = run(file, *names, "--pool", "--price-year", "2009")
    assert pooled.exit_code == 0, pooled.output
    assert "comum a 5 municípios" in pooled.output
    assert "em preços de dezembro de 2009" in pooled.output


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (["--years", "0"], "1 to 100"),
        (["--years", "2", "--assume", "sus_transfers_pc"], "cannot be read"),
        (["--years", "2", "--assume", "sus=frozen"], "no part of a projection"),
        (["--years", "2", "--draws", "0"], "draws"),
        (["--years", "2", "--cost", "-1"], "cost"),
        (["--years", "2", "--intervals", "x"], "percentuais"),
        (["--years", "2", "--key", "nada"], "nada"),
    ],
)
def test_wrong_calls_are_refused_in_a_line(file: Path, settings: list[str], says: str) -> None:
    done = run(file, *settings)
    assert done.exit_code == 2
    assert says in done.output
    assert "Traceback" not in done.output


def test_a_target_that_is_the_input_is_refused(file: Path) -> None:
    done = run(file, "--years", "2", "-o", file)
    assert done.exit_code == 2
    assert "itself" in done.output


TEXTS: list[tuple[list[str], dict[str, Any]]] = [
    (["sus_transfers_pc=frozen"], {"sus_transfers_pc": "frozen"}),
    (
        ["linked_revenue_pc=-3%@2027", "linked_revenue_pc = 2,5%@2028"],
        {"linked_revenue_pc": {"growth_pct": {2027: -3.0, 2028: 2.5}}},
    ),
    (["health_expenditure_pc=2%"], {"health_expenditure_pc": {"growth_pct": 2.0}}),
    (["dpspc=812.5@2027"], {"dpspc": {"amount_pc": {2027: 812.5}}}),
    (["dpspc=1.812,50@2027"], {"dpspc": {"amount_pc": {2027: 1812.5}}}),
    (["dpspc=\u22123%"], {"dpspc": {"growth_pct": -3.0}}),
    (["dpspc=+2,5 %"], {"dpspc": {"growth_pct": 2.5}}),
    (["minimum_share_pct=20"], {"minimum_share_pct": 20.0}),
    (["minimum_share_pct=18@2028"], {"minimum_share_pct": {2028: 18.0}}),
]


@pytest.mark.parametrize(("texts", "expected"), TEXTS, ids=[texts[0] for texts, _ in TEXTS])
def test_assumptions_are_read_from_texts(texts: list[str], expected: dict[str, Any]) -> None:
    assert assumptions_from_texts(texts) == expected


@pytest.mark.parametrize(
    "texts",
    [
        ["x=2%", "x=3%"],
        ["x=2%@2027", "x=3%"],
        ["x=2%@2027", "x=3%@2027"],
        ["x=frozen", "x=3%"],
        ["x=3%", "x=frozen"],
        ["x=2%%"],
        ["x=1.812@2027"],
        ["x=1,812"],
        ["x=.."],
        ["x=-"],
        ["x="],
    ],
)
def test_assumptions_that_contradict_each_other_are_refused(texts: list[str]) -> None:
    with pytest.raises(st.errors.SettingError):
        assumptions_from_texts(texts)
