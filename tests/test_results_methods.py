"""Paragraphs of methods, citations, what notebooks show, and progress."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import sustenta as st
from sustenta._progress import bar
from sustenta.errors import ColumnMissingError, UnknownNameError

PANEL = st.examples.panel()


def test_methods_state_formula_source_reading_rows_and_missing_values() -> None:
    found = st.assess(PANEL, indicators=["megpc_ec29", "ec29_due_pct"], reasons=True)
    said = st.methods_text(found, indicators=["megpc_ec29"])
    for part in (
        f"pacote sustenta, versão {st.__version__}, função assess",
        "MEGPC (megpc_ec29) = DPSPC − despesa total com saúde por habitante",
        "Pereira e outros, 2006, Indicador 2",
        "leitura da tabela única (uniform)",
        "24 municípios (310 linhas), de 2000 a 2012",
        "Faltam 2 valores (dado de entrada ausente: 1; população nula ou negativa: 1)",
    ):
        assert part in said, part


def test_methods_say_what_is_not_known_rather_than_guess() -> None:
    table = pd.DataFrame({"municipality": ["A"], "year": [2002], "megpc_ec29": [1.0]})
    said = st.methods_text(table, lang="en")
    assert "the call that made the table is not recorded" in said
    assert "the reading used for 2001 to 2003 is not recorded: state it" in said
    assert "The stage of the expenditure (committed, verified or paid) is not recorded" in said
    assert "amounts were taken as nominal" in said
    assert "None of the computed values is missing." in said


def test_methods_take_stage_and_prices_from_the_frame() -> None:
    name = "health_expenditure_pc_at_mean_2010_prices"
    table = pd.DataFrame({"municipality": ["A"], "year": [2002], "stage": ["paga"], name: [1.0]})
    said = st.methods_text(table)
    assert "As despesas são da fase paga." in said
    assert "a preços médios de 2010" in said
    assert "correntes" not in said


def test_a_result_remembers_the_stage_of_its_panel() -> None:
    panel = PANEL[PANEL["year"] == 2002].assign(stage="liquidada")
    assert "fase liquidada" in st.methods_text(st.plan_teams(panel, cost=200_000))
    assert "stage" not in PANEL.attrs.get("sustenta", {})


@pytest.mark.filterwarnings("ignore::sustenta.errors.NoIntervalWarning")
def test_methods_of_a_projection_name_model_draws_key_and_noise() -> None:
    outlook = st.project(PANEL, years=2, draws=50, rng=1)
    said = st.methods_text(outlook)
    for part in ("tendência log-linear", "50 sorteios", "chave ", "Philox", "15% da receita"):
        assert part in said, part
    short = st.project(PANEL[PANEL["year"] > 2007], years=1, draws=50, rng=1)
    assert "No municipality has an interval." in st.methods_text(short, lang="en")


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_every_class_of_results_has_words_methods_and_a_representation(lang: Any) -> None:
    table = pd.DataFrame({"a": [1], "b": [2], "c": [50]})
    rules = st.Rules.parse(["c == a + b"])
    confronted = st.confront(table, rules)
    results: list[Any] = [
        confronted,
        st.locate(confronted),
        st.audit(table, rules),
        st.project(PANEL, years=1, draws=50, rng=1),
        st.studies.tc61.recreate(lang=lang),
        st.inequality.decompose([1.0, 2.0], ["a", "b"]),
        st.inequality.gini([1.0, 2.0, 4.0], standard_error="jackknife"),
    ]
    for result in results:
        for said in (st.interpret(result, lang=lang), st.methods_text(result, lang=lang)):
            assert said.strip()
            assert "{" not in said
        assert result._repr_html_().startswith('<section lang="')
    others: list[Any] = [
        rules,
        st.scenarios(1.0, 2.0, 3.0, 10.2),
        st.ec29_gap(1.0, 10.0, 10.2),
        st.residual_pool(PANEL),
        st.auditing.name_slips("56,34", "52.34"),
    ]
    for shown in others:
        assert shown._repr_html_().startswith('<section lang="')


def test_hostile_names_are_escaped_wherever_a_notebook_shows_them() -> None:
    hostile = "<script>x</script>"
    table = pd.DataFrame({"municipality": [hostile], "a": [1], "b": [2], "c": [50]})
    rules = st.Rules.parse(["c == a + b"])
    confronted = st.confront(table, rules, key=["municipality"])
    outlook = st.project(
        PANEL[PANEL["code"] == 9900018].assign(code=hostile), years=1, draws=50, rng=1
    )
    split = st.inequality.decompose([1.0, 2.0], [hostile, "b"])
    for result in (confronted, st.locate(confronted), st.audit(table, rules), outlook, split):
        assert "<script>" not in result._repr_html_()


def test_an_indicator_that_is_no_column_is_refused() -> None:
    with pytest.raises(ColumnMissingError, match="megpc_15"):
        st.methods_text(pd.DataFrame({"megpc_15": [1.0]}), indicators=["megpc_51"])


def test_the_package_is_cited_without_invented_facts() -> None:
    assert st.cite() == (
        "sustenta contributors. sustenta: as finanças da saúde municipal no Brasil. Versão "
        f"{st.__version__} [software]. Disponível em: https://github.com/sustenta/sustenta"
    )
    for style in ("text", "apa", "abnt", "bibtex"):
        for lang in ("pt", "en"):
            said = st.cite(style, lang=lang)
            assert "sustenta contributors" in said.lower()
            assert st.__version__ in said
            assert "doi" not in said.lower()
            assert st.cite("sustenta", style, lang=lang) == said


def test_the_study_is_cited_as_it_was_published() -> None:
    assert st.cite("proesf2006") == (
        "Pereira ATS, Campelo ACFS, Cunha FS, Noronha J, Cordeiro H, Dain S, Pereira TR. A "
        "sustentabilidade econômico-financeira no Proesf em municípios do Amapá, Maranhão, Pará e "
        "Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620."
    )
    assert "v. 11, n. 3, p. 607-620, jul./set. 2006" in st.cite("proesf2006", "abnt")
    assert "pages = {607--620}" in st.cite("proesf2006", "bibtex")
    assert "2015" in st.cite("tc61", "apa")


def test_an_unknown_work_or_style_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'proesf2006'"):
        st.cite("proesf2005")
    with pytest.raises(UnknownNameError, match="did you mean 'bibtex'"):
        st.cite("sustenta", "bibtec")


def test_the_citation_file_says_the_same_authors_and_version() -> None:
    text = (Path(__file__).resolve().parents[1] / "CITATION.cff").read_text(encoding="utf-8")
    assert "sustenta contributors" in text
    assert st.__version__ in text
    assert "doi" not in text


def test_progress_is_silent_unless_somebody_watches(capfd: pytest.CaptureFixture[str]) -> None:
    for progress in (None, False):
        with bar(2, "x", progress=progress) as shown:
            shown.to(2)
    assert capfd.readouterr().err == ""
    with bar(2, "x", progress=True) as shown:
        shown.to(1)
        shown.to(2)
    assert "2/2" in capfd.readouterr().err
