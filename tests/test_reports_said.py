"""A report speaks its reader's language: of what lacks, of who has no name, and of no argument."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import sustenta as st
from reported import check_page, made, words
from sustenta.errors import DomainError, SettingError
from sustenta.reporting import _pictures
from sustenta.sources._record import NOT_STATED

#: A name of an argument, as messages for callers write it.
ARGUMENT = re.compile(r"`|\b\w+=(?!\w*/)|\bst\.\w|\((?:precision|start_pct|own_law_pct)\)")
#: What each language says that the other does not.
FOREIGN = {
    "pt": ("not stated", "nothing to draw", "the table does not say"),
    "en": ("não informad", "nada a desenhar", "não consta"),
}


def short(years: tuple[int, ...] = (2024,)) -> pd.DataFrame:
    """A panel of two municipalities that a source gave, of a stage that it does not say."""
    rows = [
        {
            "code": code,
            "municipality": name,
            "year": year,
            "stage": NOT_STATED,
            "population": population,
            "linked_revenue_pc": 4_000.0,
            "sus_transfers_pc": 400.0,
            "health_expenditure_pc": spent + year - 2024,
            "ec29_applied_pct": 25.0,
        }
        for code, name, population, spent in (
            ("4100103", "Abatiá", 7_241, 1_400.0),
            ("4106902", "Curitiba", 1_800_000, 1_600.0),
        )
        for year in years
    ]
    return pd.DataFrame(rows)


def test_a_chart_too_large_for_svg_is_a_picture_with_its_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(_pictures, "_MOST", 1)
    page = made(st.examples.panel(3), tmp_path, cost=1_000.0)
    check_page(page, "pt")
    pictures = page.xpath("//figure//img")
    assert pictures
    assert not page.xpath("//svg")
    assert all(len(picture.get("alt")) > 40 for picture in pictures)


@pytest.mark.parametrize("lang", ["pt", "en"])
@pytest.mark.parametrize("municipality", [None, 4100103])
@pytest.mark.parametrize("years", [(2024,), (2020, 2021, 2022, 2023, 2024)])
def test_what_a_page_cannot_show_it_says_in_its_language_and_without_arguments(
    lang: Any, municipality: int | None, years: tuple[int, ...], tmp_path: Path
) -> None:
    settings = {"lang": lang, "municipality": municipality, "cost": 300_000, "years": 3}
    page = made(short(years), tmp_path, **settings)
    check_page(page, lang)
    for name in ("style", "table"):
        for element in page.xpath(f"//{name}"):
            element.drop_tree()
    said = words(page.xpath("//main")[0])
    assert not ARGUMENT.search(said), ARGUMENT.search(said)
    assert not re.search(r"(?<!\.)\.\.(?!\.)", said)
    assert not [phrase for phrase in FOREIGN[lang] if phrase in said and phrase != "não informad"]


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_what_is_missing_in_the_panel_itself_has_a_reason_and_asks_for_none(
    lang: Any, tmp_path: Path
) -> None:
    panel = short((2022, 2023, 2024))
    panel.loc[panel["year"] > 2022, ["ec29_applied_pct", "sus_transfers_pc"]] = None
    for settings in ({}, {"municipality": 4100103}):
        said = words(made(panel, tmp_path, lang=lang, **settings))
        assert "reasons" not in said
        assert {"pt": "dado de entrada ausente", "en": "an input is missing"}[lang] in said
    study = words(made(st.studies.proesf2006.panel(), tmp_path, lang=lang))
    assert "reasons" not in study


def test_a_stage_that_the_source_does_not_say_is_said_so_in_the_language_of_the_page(
    tmp_path: Path,
) -> None:
    panel = short()
    said = words(made(panel, tmp_path, municipality=4100103))
    assert "não informado: o painel não diz se a despesa é empenhada, liquidada ou paga" in said
    assert NOT_STATED not in said
    said = words(made(panel, tmp_path, municipality=4100103, lang="en"))
    assert "not stated: the panel does not say whether expenditure is committed" in said
    assert "not stated expenditure" not in said
    mixed = panel.assign(stage=["paga", NOT_STATED])
    said = words(made(mixed, tmp_path), "method")
    assert "paga; não informado em parte das linhas" in said


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_who_has_no_name_is_called_by_its_code(missing: Any, tmp_path: Path) -> None:
    panel = short()
    panel["municipality"] = pd.Series([missing, "Curitiba"], dtype=object)
    page = made(panel, tmp_path)
    check_page(page, "pt")
    names = [cell.text_content() for cell in page.xpath("//section[@id='everyone']//tbody/tr/th")]
    assert names == ["4100103", "Curitiba"]
    assert not re.search(r"\b(None|nan|<NA>)\b", words(page))
    one = made(panel, tmp_path, municipality=4100103)
    assert one.xpath("//h1")[0].text_content().startswith("4100103:")


def test_a_municipality_without_the_last_year_shows_its_own_last_with_its_date(
    tmp_path: Path,
) -> None:
    panel = short((2023, 2024))
    panel = panel.drop(panel.query("code == '4106902' and year == 2024").index)
    page = made(panel, tmp_path)
    (table,) = page.get_element_by_id("everyone").xpath(".//table")
    rows = [[cell.text_content() for cell in row] for row in table.xpath("tbody/tr")]
    assert [row[:3] for row in rows] == [
        ["Abatiá", "2024", "7.241"],
        ["Curitiba", "2023", "1.800.000"],
    ]
    assert rows[0][-2:] == ["1", "1"]
    assert rows[1][-2:] == ["...", "..."]
    assert "1 município não tem dados de 2024" in words(page, "everyone")
    whole = made(short((2023, 2024)), tmp_path)
    assert "não tem dados" not in words(whole, "everyone")


@pytest.mark.parametrize(("count", "years"), [(30, 13), (3, 13), (3, 5)])
def test_the_caption_of_a_projection_says_what_its_band_is(
    count: int, years: int, tmp_path: Path
) -> None:
    panel = st.examples.panel(count)
    panel = panel[panel["year"] > panel["year"].max() - years]
    page = made(panel, tmp_path, years=2, draws=100)
    captions = [words(caption) for caption in page.xpath("//section[@id='affords']//figcaption")]
    expected = {
        (30, 13): "percentis entre os municípios",
        (3, 13): "a faixa é a dos sorteios",
        (3, 5): "só a linha, sem faixa",
    }[count, years]
    assert expected in captions[-1]


def test_a_page_states_the_cost_where_no_team_can_be_paid(tmp_path: Path) -> None:
    poor = short().assign(health_expenditure_pc=9_000.0)
    for settings in ({}, {"municipality": 4100103}):
        said = words(made(poor, tmp_path, cost=321_000, **settings), "affords")
        assert "R$ 321.000,00" in said
        assert "3.450" in said
    sourced = st.outlook.Parameter(321_000, "Lei 1")
    assert "R$ 321.000,00 (Lei 1)" in words(made(poor, tmp_path, cost=sourced), "affords")


def test_warnings_that_are_not_listed_are_said_to_be_counted(tmp_path: Path) -> None:
    page = made(st.examples.panel(60), tmp_path)
    assert re.search(r"Os \d+ avisos não vão um a um aqui", words(page, "audited"))


@pytest.mark.parametrize(
    "cost", [float("inf"), float("nan"), -float("inf"), 0, -1, Decimal("NaN"), Decimal("Infinity")]
)
def test_a_cost_that_is_no_amount_is_refused_before_the_work(cost: Any, tmp_path: Path) -> None:
    for given in (cost, st.outlook.Parameter(cost, "Lei 1")):
        with pytest.raises(DomainError, match=r"`cost` is .*finite amount above zero") as refused:
            st.report(short()[["code", "year"]], tmp_path / "a.html", cost=given)
        assert refused.value.argument == "cost"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", [None, 3, ["a.html"]])
def test_a_path_that_is_none_is_refused_by_type(path: Any) -> None:
    with pytest.raises(SettingError, match=f"`path` is {type(path).__name__}") as refused:
        st.report(short(), path)
    assert refused.value.argument == "path"
