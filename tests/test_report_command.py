"""`sustenta report`: the page of a panel's file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
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
    ("words", "pt", "en"),
    [
        (["-o", "{folder}/painel.csv"], "é o próprio arquivo de entrada", "is the input itself"),
        (["-o", "{folder}/nowhere/a.html"], "não há a pasta", "there is no folder"),
        (["-o", "{folder}/a.pdf"], ".html", ".html"),
        (["-o", "{folder}"], "a página é .html", "the page is .html"),
        (
            ["-o", "{folder}/a.html", "--municipality", "Município Sintetico 1"],
            "seria 'Município Sintético 001'?",
            "did you mean",
        ),
        (["-o", "{folder}/a.html", "--cuts", "20.000;x"], "números inteiros", "números inteiros"),
        (["-o", "{folder}/a.html", "--cuts", "5,3"], "--cuts: dê números inteiros", "cuts"),
        (["-o", "{folder}/a.html", "--stage", "gasta"], "paga", "paga"),
        (["-o", "{folder}/a.html", "--years", "0"], "--years: dê de 1 a 100 anos", "1 to 100"),
        (["-o", "{folder}/a.html", "--price-year", "1800"], "--price-year: o IPCA", "1800"),
        (["-o", "{folder}/a.html", "--key", "foo"], "falta a coluna foo", "no column|foo"),
    ],
)
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_a_wrong_call_ends_with_two_and_teaches_in_its_language(
    file: Path, words: list[str], pt: str, en: str, lang: str
) -> None:
    before = file.read_bytes()
    given = [word.format(folder=file.parent) for word in words]
    result = ran(file, "--lang", lang, *given)
    assert result.exit_code == 2
    said = {"pt": pt, "en": en}[lang]
    assert any(one in result.output for one in said.split("|"))
    assert "=True" not in result.output
    assert file.read_bytes() == before
    assert not list(file.parent.glob("*.html"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda panel: panel[:0], "o arquivo não tem linhas"),
        (lambda panel: pd.concat([panel, panel[:1]]), "mais de uma linha no mesmo ano (linhas de"),
        (lambda panel: panel.drop(columns="year"), "falta a coluna year; diga em --columns"),
        (
            lambda panel: panel.assign(population="abc"),
            "linha de dados 1: 'abc' não se lê como número",
        ),
        (lambda panel: panel.assign(own_revenue="1.234"), "pode ser 1234 ou 1.234; diga qual em"),
    ],
)
def test_a_file_that_makes_no_page_is_refused_in_portuguese(
    file: Path, change: Any, said: str
) -> None:
    change(st.examples.panel(3)).to_csv(file, sep=";", decimal=",", index=False)
    result = ran(file, "-o", file.with_name("a.html"))
    assert result.exit_code == 2
    assert said in result.output
    assert not file.with_name("a.html").exists()
    result = ran(file.with_name("outro.csv"), "-o", file.with_name("a.html"))
    assert result.exit_code == 2
    assert "não há o arquivo" in result.output


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
    for lang, said in (("pt", "tire --no-overwrite"), ("en", "leave --no-overwrite out")):
        refused = ran(file, "-o", target, "--no-overwrite", "--lang", lang)
        assert refused.exit_code == 2
        assert said in refused.output
    assert target.read_text(encoding="utf-8") == "old"
    assert ran(file, "-o", target).exit_code == 0
    assert target.read_text(encoding="utf-8") != "old"


def test_help_is_in_portuguese_and_names_every_setting() -> None:
    result = ran("--help")
    assert "Faz de FILE uma página" in result.output
    for option in ("--municipality", "--cost", "--years", "--price-year", "--no-overwrite"):
        assert option in result.output
