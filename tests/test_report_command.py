"""`sustenta report`: the page of a panel's file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import sustenta as st
from sustenta.cli import main


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "painel.csv"
    st.examples.panel(3).to_csv(path, sep=";", decimal=",", index=False)
    return path


def ran(*words: Any) -> Any:
    return CliRunner().invoke(main, ["report", *map(str, words)])


def test_a_file_becomes_a_page(file: Path) -> None:
    target = file.with_name("relatorio.html")
    result = ran(file, "-o", target)
    assert result.exit_code == 0, result.output
    assert "3 municípios, 2000–2012" in result.output
    assert str(target) in result.output
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "3 municípios: o que gastam" in page


def test_settings_reach_the_page(file: Path) -> None:
    target = file.with_name("um.html")
    result = ran(
        *(file, "-o", target, "--municipality", "9900018", "--cost", 200000, "--years", 3),
        *("--price-year", 2012, "--stage", "paga", "--lang", "en", "--title", "<Mine>"),
    )
    assert result.exit_code == 0, result.output
    page = target.read_text(encoding="utf-8")
    assert "&lt;Mine&gt;" in page
    assert "paid expenditure" in page
    assert "Projection of 1" in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "{folder}/painel.csv"], "is the input itself"),
        (["-o", "{folder}/nowhere/a.html"], "there is no folder"),
        (["-o", "{folder}/a.pdf"], ".html"),
        (["-o", "{folder}/a.html", "--municipality", "Município Sintetico 1"], "did you mean"),
        (["-o", "{folder}/a.html", "--cuts", "20.000;x"], "números inteiros"),
        (["-o", "{folder}/a.html", "--stage", "gasta"], "paga"),
    ],
)
def test_a_wrong_call_ends_with_two_and_teaches(file: Path, words: list[str], said: str) -> None:
    before = file.read_bytes()
    result = ran(file, *(word.format(folder=file.parent) for word in words))
    assert result.exit_code == 2
    assert said in result.output
    assert file.read_bytes() == before
    assert not list(file.parent.glob("*.html"))


def test_a_cost_is_read_as_figures_are(file: Path) -> None:
    st.examples.panel(8).to_csv(file, index=False)
    target = file.with_name("a.html")
    pages = {}
    for typed in ("1.500,00", "1500", "R$ 1.500,00", "150000"):
        result = ran(file, "-o", target, "--cost", typed)
        assert result.exit_code == 0, result.output
        pages[typed] = target.read_text(encoding="utf-8")
    assert pages["1.500,00"] == pages["1500"] == pages["R$ 1.500,00"] != pages["150000"]


@pytest.mark.parametrize("command", ["report", "outlook"])
@pytest.mark.parametrize("typed", ["300.000", "300,000", "0", "-1", "nan", "inf", "3 %", "x", ""])
def test_a_cost_that_is_none_is_refused_alike_by_every_command(
    file: Path, typed: str, command: str
) -> None:
    result = CliRunner().invoke(main, [command, str(file), "--years", "1", "--cost", typed])
    assert result.exit_code == 2, result.output
    assert f"Invalid value for '--cost': {typed!r}" in result.output
    advice = "pode ser" if typed in {"300.000", "300,000"} else "acima de zero"
    assert advice in result.output
    assert "300000 ou 300.000,00" in result.output


def test_shares_of_the_law_are_numbers_with_a_comma_or_a_point(file: Path) -> None:
    pages = {}
    for typed in ("9,13", "9.13"):
        target = file.with_name("a.html")
        result = ran(file, "-o", target, "--reading", "own_path", "--start-pct", typed)
        assert result.exit_code == 0, result.output
        pages[typed] = target.read_text(encoding="utf-8")
    assert pages["9,13"] == pages["9.13"]
    for option in ("--start-pct", "--own-law-pct"):
        refused = ran(file, "-o", file.with_name("b.html"), option, "lei")
        assert refused.exit_code == 2
        assert "escreva um percentual, como 12,5" in refused.output
        assert not file.with_name("b.html").exists()


def test_a_page_is_replaced_unless_told_not_to(file: Path) -> None:
    target = file.with_name("a.html")
    target.write_text("old", encoding="utf-8")
    assert ran(file, "-o", target, "--no-overwrite").exit_code == 2
    assert target.read_text(encoding="utf-8") == "old"
    assert ran(file, "-o", target).exit_code == 0
    assert target.read_text(encoding="utf-8") != "old"


def test_help_is_in_portuguese_and_names_every_setting() -> None:
    result = ran("--help")
    assert "Faz de FILE uma página" in result.output
    for option in ("--municipality", "--cost", "--years", "--price-year", "--no-overwrite"):
        assert option in result.output
