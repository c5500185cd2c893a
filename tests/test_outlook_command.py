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
    plan = st.plan_teams(PANEL[PANEL["year"] == 2009], cost=150_000).drop(columns="year")
    lasts = st.permanence(outlook, plan)
    np.testing.assert_allclose(found["permanence_pct"], lasts["permanence_pct"])
    enough = st.sufficiency(outlook, plan, potential="dpspc")
    np.testing.assert_allclose(found["sufficiency_ratio"], enough["sufficiency_ratio"], rtol=1e-9)


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
        ["x="],
    ],
)
def test_assumptions_that_contradict_each_other_are_refused(texts: list[str]) -> None:
    with pytest.raises(st.errors.SettingError):
        assumptions_from_texts(texts)
