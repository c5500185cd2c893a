"""Paragraphs of methods, citations, what notebooks show, and progress."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
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


def test_methods_of_a_frame_without_a_memory_say_that_the_call_is_not_recorded() -> None:
    asked = ["megpc_ec29", "ec29_due_pct"]
    for made in (pl.from_pandas, pa.Table.from_pandas):
        given: Any = made
        found = st.assess(given(PANEL), indicators=asked)
        said = st.methods_text(found, lang="en")
        assert "the call that made the table is not recorded" in said
        assert "the reading used for 2001 to 2003 is not recorded: state it" in said


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


PARTS = ("own_revenue", "fpm", "itr", "lc87", "icms", "ipi_exports", "ipva", "linked_revenue")


def test_methods_of_capacity_give_each_share_its_formula() -> None:
    row = {"municipality": "A", "year": 2012, **dict.fromkeys(PARTS, 100.0)}
    panel = pd.DataFrame([row])
    said = st.methods_text(st.capacity(panel))
    for part in (
        "função capacity",
        "capacidade própria (own_capacity_pct) = 100 · receita própria",
        "dependência da União (union_dependence_pct) = 100 · (Fundo de Participação",
        "outras origens (other_dependence_pct) = 100 · (receita de impostos",
        "1 município, de 2012",
    ):
        assert part in said, part
    assert "não ficou registrada" not in said


STABILITIES: list[Any] = [
    (
        {
            "classification": "ec29_compliance",
            "precision": 1,
            "reading": "own_path",
            "start_pct": 10.0,
        },
        (
            "Classes: Cumprimento da EC 29",
            "(até 0,05 para cada lado, por estar arredondado a 0,1)",
            "(value_pct): participação da receita própria aplicada em saúde (EC 29 / LC 141) = 100",
            "pela leitura da trajetória própria",
        ),
    ),
    (
        {"classification": "ec29_compliance", "change_pct": 2.5, "over": "years"},
        ("(até 2,5% do valor para cada lado)", "ano a ano", "tabela única"),
    ),
    (
        {"classification": "tax_effort", "precision": {"tax_revenue": -3}, "bands": [0, 10]},
        (
            "(tax_revenue, até 500 para cada lado, por estar arredondado a 1.000; as outras",
            "(value_pct), de 2000 a 2012: 100 · (valor no último ano − valor no primeiro ano)",
            "participação da receita de impostos na receita total = 100",
            "com limites próprios: tax_effort 0, 10",
        ),
    ),
    (
        {"classification": "ec29_trend", "precision": 0, "first": 2002, "last": 2004},
        ("Classes: Evolução do indicador EC 29", "até 0,5 para cada lado", "de 2002 a 2004"),
    ),
]


@pytest.mark.parametrize(("asked", "parts"), STABILITIES)
def test_methods_of_stability_name_class_doubt_and_formula(
    asked: dict[str, Any], parts: tuple[str, ...]
) -> None:
    found = st.stability(PANEL, **asked)
    said = st.methods_text(found)
    for part in ("função stability", *parts):
        assert part in said, f"{part} in {said}"
    assert found.attrs["sustenta"]["classification"] == asked["classification"]
    # Taxes are of no stage of expenditure.
    assert ("fase da despesa" in said) == (asked["classification"] != "tax_effort")
    assert "{" not in st.methods_text(found, lang="en")


def test_methods_of_the_stability_of_execution_take_its_own_table() -> None:
    found = st.stability(st.examples.execution(), "execution", precision=2)
    said = st.methods_text(found, lang="en")
    assert "up to 0.005 either way, being rounded to 0.01" in said
    assert "amount executed as a share of the amount transferred = 100" in said
    assert "2 values are missing" in said


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (10.0, "um plano de R$ 10,00 por habitante e ano"),
        ({2013: 10.0, 2014: 12.0}, "um plano com um custo por habitante para cada ano"),
        (pd.DataFrame({"year": [2013], "required_pc": [5.0]}), "o plano da coluna required_pc"),
    ],
    ids=["number", "by year", "table"],
)
def test_methods_of_permanence_give_margin_plan_draws_and_projection(plan: Any, words: str) -> None:
    outlook = st.project(PANEL.assign(stage="paga"), years=2, draws=50, rng=1)
    ways: tuple[Any, ...] = ("year", "key")
    for by in ways:
        found = st.permanence(outlook, plan, by=by)
        said = st.methods_text(found)
        for part in (
            "função permanence",
            "MEGPC = DPSPC − despesa total com saúde por habitante",
            f"a parte dos sorteios em que a margem projetada cobre {words}",
            "tendência log-linear",
            "50 sorteios",
            "chave ",
            "com 15% da receita vinculável",
        ):
            assert part in said, f"{part} in {said}"
        assert "first_shortfall" in said if by == "key" else "permanence_so_far_pct" in said
        assert "correntes" not in said
        assert "log-linear trend" in st.methods_text(found, lang="en")
    assert "As despesas são da fase paga." in st.methods_text(st.permanence(outlook, plan))


def test_methods_of_an_outlook_without_its_record_ask_for_it() -> None:
    for found, asked in (
        (st.stability(PANEL, "ec29_trend", precision=1), ("a largura", "A classificação")),
        (
            st.permanence(st.project(PANEL, years=1, draws=50, rng=1), 1.0),
            ("um plano que não consta", "A projeção em que se baseia"),
        ),
    ):
        found.attrs = {}
        said = st.methods_text(found)
        assert "não ficou registrada" in said
        for part in asked:
            assert part in said, part


def test_what_a_result_remembers_survives_a_file(tmp_path: Path) -> None:
    decimals: Any = {"linked_revenue": np.int64(0)}
    found = st.stability(PANEL, "ec29_trend", precision=decimals)
    found.to_parquet(tmp_path / "found.parquet")
    back = pd.read_parquet(tmp_path / "found.parquet")
    assert st.methods_text(back) == st.methods_text(found)


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
        st.Parameter(200_000, "made up"),
        st.Schedule(
            [(0, 28_000), (5, 30_660)], scope="new_teams", persons_per_team=3450, source="made up"
        ),
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
    given = st.Parameter(hostile, hostile)
    schedule = st.Schedule([(0, 1)], scope="all_teams", persons_per_team=3450, source=hostile)
    results = (confronted, st.locate(confronted), st.audit(table, rules), outlook, split)
    for result in (*results, given, schedule):
        assert "<script>" not in result._repr_html_()


def test_parameters_of_teams_are_shown_with_their_numbers_and_source() -> None:
    shown = st.Parameter(3450, "Portaria GM/MS 1.329/1999")._repr_html_()
    assert "3.450" in shown
    assert "Portaria GM/MS 1.329/1999" in shown
    for decimals, said in ((None, "sem arredondar"), (1, "<td>1</td>")):
        schedule = st.Schedule(
            [(0, 28_000), (Decimal("5.5"), "30660.25")],
            scope="all_teams",
            persons_per_team=3450,
            source="Portaria",
            decimals=decimals,
        )._repr_html_()
        for part in ("todas as equipes", "28.000", "5,5", "30.660,25", "3.450", "Portaria", said):
            assert part in schedule, part
    assert "not known" in st.Parameter("not known", "nobody")._repr_html_()


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
