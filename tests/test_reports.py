"""A report is one page, whole in itself, for who reads, listens or prints; its names are names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import sustenta as st
from reported import check_page, made, words
from sustenta.errors import (
    ColumnMissingError,
    DuplicateKeyError,
    FileFormatError,
    MissingExtraError,
    SettingError,
    UnknownNameError,
)
from sustenta.reporting._wording import TEXT

SECTIONS = ["standing", "history", "audited", "affords", "compared", "everyone", "method"]
HOSTILE = "<script>alert(1)</script>"
NAMED = ("rounding", "certain", "likely", "ambiguous", "contradiction", "own_path", "state")


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_the_study_has_a_page(lang: Any, tmp_path: Path) -> None:
    page = made(st.studies.proesf2006.panel(), tmp_path, lang=lang)
    check_page(page, lang)
    assert page.xpath("//main/section/@id") == SECTIONS
    # Table 6 of 2004: the shares of all sixteen are known; Table 9 has no margin of 2004 here.
    applied = st.studies.proesf2006.panel().query("year == 2004")["ec29_applied_pct"]
    met = {"pt": f"{(applied >= 15).sum()} de 16", "en": f"{(applied >= 15).sum()} of 16"}[lang]
    assert met in words(page, "standing")
    assert {"pt": "em 2003", "en": "in 2003"}[lang] in words(page, "standing")


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_a_state_of_399_has_a_page_below_five_megabytes(lang: Any, tmp_path: Path) -> None:
    page = made(st.examples.panel(399), tmp_path, lang=lang, cost=200_000, years=3, draws=200)
    check_page(page, lang)
    (table,) = page.get_element_by_id("everyone").xpath(".//table")
    assert len(table.xpath("tbody/tr")) == 399
    assert (tmp_path / "relatorio.html").stat().st_size < 5_000_000


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_one_municipality_has_a_page_beside_the_others(lang: Any, tmp_path: Path) -> None:
    panel = st.examples.panel(30)
    page = made(panel, tmp_path, municipality=9900078, lang=lang, cost=150_000.0, years=3)
    check_page(page, lang)
    assert page.xpath("//main/section/@id") == [name for name in SECTIONS if name != "everyone"]
    assert "Município Sintético 007" in page.xpath("//h1")[0].text_content()
    row = st.assess(panel).query("code == 9900078 and year == 2012").iloc[0]
    figure = st.format_figures(row["ec29_applied_pct"], decimals=2, lang=lang)
    assert str(figure) in words(page, "standing")
    ranks = st.assess(panel).query("year == 2012").set_index("code")["ec29_applied_pct"]
    place = int(ranks.rank(ascending=False)[9900078])
    compared = page.get_element_by_id("compared").xpath(".//table")[0].xpath(".//tbody/tr")[0]
    assert [cell.text_content() for cell in compared][2:4] == [str(place), "30"]


def test_a_municipality_is_found_by_name_by_state_and_name_and_by_either_code(
    tmp_path: Path,
) -> None:
    panel = st.examples.panel(4)
    for wanted in (9900028, "9900028", 990002, "Município Sintético 002"):
        page = made(panel, tmp_path, municipality=wanted)
        assert page.xpath("//h1")[0].text_content().startswith("Município Sintético 002:")


def test_a_name_that_two_states_have_must_say_of_which(tmp_path: Path) -> None:
    panel = pd.DataFrame(
        {
            "uf": ["PA", "PA", "MA"],
            "municipality": ["Bom Jardim", "Acará", "Bom Jardim"],
            "year": 2004,
            "ec29_applied_pct": [16.0, 14.0, 15.0],
        }
    )
    with pytest.raises(SettingError, match="PA/Bom Jardim, MA/Bom Jardim"):
        st.report(panel, tmp_path / "a.html", municipality="Bom Jardim")
    page = made(panel, tmp_path, municipality="MA/Bom Jardim")
    assert "MA/Bom Jardim" in page.xpath("//h1")[0].text_content()


def test_a_municipality_called_script_is_a_name(tmp_path: Path) -> None:
    names = [HOSTILE, '"><img src=x onerror=alert(1)>', "</title></svg></table>", "{{ 7*7 }} & co"]
    panel = st.examples.panel(4)
    panel["municipality"] = panel["code"].map(dict(zip(panel["code"].unique(), names, strict=True)))
    panel["source"] = "<b>fonte</b>"
    panel = panel.rename(columns={"population": "<i>POP</i>"})
    settings = {"columns": {"population": "<i>POP</i>"}, "title": f"</title>{HOSTILE}"}
    page = made(panel, tmp_path, **settings)
    check_page(page, "pt")
    for name in names:
        assert name in words(page, "everyone")
    assert words(page, "method").count("<i>POP</i>") == 1
    assert "<b>fonte</b>" in words(page, "method")
    assert page.xpath("//title")[0].text == f"</title>{HOSTILE}"
    assert made(panel, tmp_path, municipality=HOSTILE, **settings).xpath("//h1")
    raw = (tmp_path / "relatorio.html").read_text(encoding="utf-8")
    assert "<script" not in raw
    assert "<img src=x" not in raw


def test_a_name_that_looks_like_an_attribute_stays_as_it_is(tmp_path: Path) -> None:
    panel = st.examples.panel(2)
    name = 'Rio id="x" href="#y" url(#z)'
    panel["municipality"] = panel["municipality"].replace("Município Sintético 001", name)
    page = made(panel, tmp_path)
    check_page(page, "pt")
    assert all(name in words(svg) for svg in page.xpath("//svg[.//desc[contains(., 'Rio')]]"))


def test_what_columns_lack_is_said_and_not_left_out(tmp_path: Path) -> None:
    panel = pd.DataFrame(
        {"municipality": ["A", "B"], "year": [2004, 2004], "ec29_applied_pct": [16.0, 14.0]}
    )
    page = made(panel, tmp_path)
    check_page(page, "pt")
    assert page.xpath("//main/section/@id") == SECTIONS
    for section in ("standing", "history", "affords", "compared"):
        assert page.get_element_by_id(section).find_class("lacking"), section
    assert "(health_expenditure_pc)" in words(page, "standing")
    assert "(population)" in words(page, "compared")
    assert "o custo de uma equipe ao ano" in words(page, "affords")
    assert "quantos anos projetar" in words(page, "affords")
    assert "1 de 2" in words(page, "standing")


def test_a_panel_with_nothing_but_population_still_has_its_sections(tmp_path: Path) -> None:
    panel = pd.DataFrame({"municipality": ["A"], "year": [2004], "population": [5000]})
    page = made(panel, tmp_path, cost=100_000, years=2)
    check_page(page, "pt")
    assert page.xpath("//main/section/@id") == SECTIONS
    assert "um só município" in words(page, "compared")


def test_an_audit_that_finds_nothing_says_so_and_one_that_does_names_the_cell(
    tmp_path: Path,
) -> None:
    clean = pd.DataFrame(
        {
            "municipality": ["A", "A"],
            "year": [2004, 2005],
            "own_revenue": [100.0, 110.0],
            "constitutional_transfers": [300.0, 310.0],
            "linked_revenue": [400.0, 420.0],
            "own_health_expenditure": [64.0, 70.0],
            "ec29_applied_pct": [16.0, 16.666667],
        }
    )
    settings: dict[str, Any] = {"precision": {"ec29_applied_pct": "0.000001"}, "lang": "en"}
    assert "Nothing was found" in words(made(clean, tmp_path, **settings), "audited")
    wrong = clean.assign(linked_revenue=[400.0, 4200.0])
    said = words(made(wrong, tmp_path, **settings), "audited")
    assert "A 2005" in said
    assert "siops-linked" in said


def test_what_was_computed_is_not_taken_for_printed(tmp_path: Path) -> None:
    panel = st.examples.panel(3)[["code", "year", "own_health_expenditure", "own_revenue"]]
    panel = panel.assign(own_revenue_pc=panel["own_revenue"] / 7)
    said = words(made(panel, tmp_path), "audited")
    assert "(own_revenue_pc)" in said
    assert "(own_revenue)" not in said


def test_an_assessed_panel_is_reported_as_the_panel_is(tmp_path: Path) -> None:
    panel = st.examples.panel(5)
    plain = words(made(panel, tmp_path), "standing")
    assert words(made(st.assess(panel, reasons=True), tmp_path), "standing") == plain


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "pt",
            "calculado: 100 · (Fundo de Participação dos Municípios (FPM) + Imposto Territorial",
        ),
        ("en", "computed: 100 · (Municipalities' Participation Fund (FPM) + rural land tax (ITR)"),
    ],
)
def test_every_computed_figure_says_its_formula_in_the_language_of_the_page(
    lang: Any, expected: str, tmp_path: Path
) -> None:
    assert expected in words(made(st.examples.panel(16), tmp_path, lang=lang))


def test_polars_and_arrow_have_the_same_page(tmp_path: Path) -> None:
    polars, pyarrow = pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    panel = st.examples.panel(5)
    st.report(panel, tmp_path / "pandas.html")
    st.report(polars.from_pandas(panel), tmp_path / "polars.html")
    st.report(pyarrow.Table.from_pandas(panel), tmp_path / "arrow.html")
    pages = {path.read_bytes() for path in tmp_path.glob("*.html")}
    assert len(pages) == 1


def test_prices_stage_source_and_date_of_extraction_are_stated(tmp_path: Path) -> None:
    page = made(
        st.examples.panel(5),
        tmp_path,
        municipality="Município Sintético 001",
        price_year=2010,
        stage="liquidada",
        source="SIOPS",
        extracted="27/12/2005",
    )
    said = words(page, "method")
    for fact in ("SIOPS", "liquidada", "27/12/2005", "de dezembro de 2010 (IPCA)", st.__version__):
        assert fact in said
    tiles = words(page.find_class("tiles")[0])
    assert "despesa liquidada" in tiles
    assert "a preços de dezembro de 2010" in tiles
    # 2010 is in its own prices, and 2009 dearer than it was.
    panel = st.assess(st.examples.panel(5))
    spent = panel.query("code == 9900018 and year == 2010")["health_expenditure_pc"].iloc[0]
    assert str(st.format_figures(spent, decimals=2)) in words(page, "history")


def test_a_plan_pays_for_the_teams_that_plan_teams_says(tmp_path: Path) -> None:
    panel = st.studies.proesf2006.panel().query("municipality == 'A'")
    panel = panel.assign(population=306_580)
    page = made(panel, tmp_path, municipality="A", cost=200_000.0)
    plan = st.plan_teams(panel, cost=200_000.0).query("year == 2003")
    (table,) = page.get_element_by_id("affords").xpath(".//table")
    cells = [cell.text_content() for cell in table.xpath(".//tbody/tr")[0]]
    assert cells[0] == "2003"
    assert cells[2] == str(int(plan["new_teams"].iloc[0]))


@pytest.mark.parametrize(
    ("settings", "error", "said"),
    [
        ({"municipality": "Município Sintetico 02"}, UnknownNameError, "Município Sintético 002"),
        ({"lang": "es"}, UnknownNameError, "es"),
        ({"stage": "gasta"}, UnknownNameError, "paga"),
        ({"columns": {"population": "POP"}}, ColumnMissingError, "population"),
        ({"cuts": [5, 3]}, SettingError, "cuts"),
    ],
)
def test_what_makes_no_report_is_refused_and_leaves_no_file(
    settings: dict[str, Any], error: type[Exception], said: str, tmp_path: Path
) -> None:
    with pytest.raises(error, match=said):
        st.report(st.examples.panel(3), tmp_path / "a.html", **settings)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_panel_and_a_repeated_row_are_refused(tmp_path: Path) -> None:
    panel = st.examples.panel(2)
    with pytest.raises(SettingError, match="no rows"):
        st.report(panel[:0], tmp_path / "a.html")
    with pytest.raises(DuplicateKeyError):
        st.report(pd.concat([panel, panel[:1]]), tmp_path / "a.html")


def test_a_target_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path) -> None:
    panel = st.examples.panel(1)
    for name in ("a.pdf", "nowhere/a.html"):
        with pytest.raises(FileFormatError, match=r"\.html|no folder"):
            st.report(panel, tmp_path / name)
    (tmp_path / "b.html").mkdir()
    with pytest.raises(FileFormatError, match="is a folder"):
        st.report(panel, tmp_path / "b.html")
    kept = tmp_path / "c.html"
    kept.write_text("mine", encoding="utf-8")
    with pytest.raises(FileFormatError, match="is there already"):
        st.report(panel, kept, overwrite=False)
    with pytest.raises(UnknownNameError):
        st.report(panel, kept, municipality="Nobody")
    assert kept.read_text(encoding="utf-8") == "mine"


def test_without_jinja_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    with pytest.raises(MissingExtraError, match=r"sustenta\[report\]"):
        st.report(st.examples.panel(1), tmp_path / "a.html")


def test_both_languages_have_the_same_words_and_each_is_used() -> None:
    assert TEXT["pt"].keys() == TEXT["en"].keys()
    folder = Path(st.__file__).parent / "reporting"
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in [*folder.glob("*.py"), *folder.glob("templates/*")]
        if path.name != "_wording.py"
    )
    # What the audit, the law and the prices are called in the code of the package.
    built = ("col_", "fact_", "rank_", *NAMED)
    idle = [
        name
        for name in TEXT["pt"]
        if not name.startswith(built) and f'"{name}"' not in code and f"text.{name}" not in code
    ]
    assert idle == []
