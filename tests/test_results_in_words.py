"""Results in words: what they mean, in both languages, made by hand."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

import sustenta as st
from sustenta import _core
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    SettingError,
    UnknownNameError,
)
from told import frame

CATALOGUE = json.loads(_core.catalogue())
HOSTILE = '<script>alert("x")</script>'


# --- margins and the minimum ----------------------------------------------------------------------

DOUBT = (
    "A margem compara a despesa com um potencial calculado de valores declarados; não diz se o "
    "gasto basta, nem se é bem feito."
)


def test_a_positive_margin_is_what_could_still_be_spent() -> None:
    assert st.interpret(frame(population=[1000], megpc_15=[12.28])) == (
        "A margem de expansão do gasto per capita (MEGPC) de A em 2002, a 15% da receita "
        "vinculável, é de R$ 12,28 por habitante: dentro do seu potencial, A ainda poderia gastar "
        "esse valor a mais com saúde, ou R$ 12.280,00 no ano para os seus 1.000 habitantes. "
        + DOUBT
    )


def test_a_negative_margin_is_what_was_spent_beyond_the_potential() -> None:
    said = st.interpret(frame(population=[1], megpc_15=[-2.5]), lang="en")
    assert said.startswith(
        "The margin left for expansion (MEGPC) of A in 2002, at 15 % of the linked revenue, is "
        "−R$ 2.50 per inhabitant: A already spent R$ 2.50 per inhabitant on health beyond its "
        "potential, or R$ 2.50 a year for its 1 inhabitant. "
    )


@pytest.mark.parametrize(
    ("value", "pt"),
    [
        (0.0, "é de R$ 0,00 por habitante: a despesa é igual ao potencial."),
        (0.004, "é de R$ 0,00 por habitante, menos de um centavo acima de zero: na prática,"),
        (-0.004, "é de R$ 0,00 por habitante, menos de um centavo abaixo de zero: na prática,"),
    ],
)
def test_a_margin_of_next_to_nothing_is_called_so(value: float, pt: str) -> None:
    assert pt in st.interpret(frame(megpc_15=[value]))


def test_a_municipality_without_a_name_is_the_municipality() -> None:
    said = st.interpret(pd.DataFrame({"megpc_15": [1.0]}))
    assert "(MEGPC) do município, a 15%" in said
    assert "o município ainda poderia gastar" in said


def test_scenarios_of_opposite_signs_are_said_to_be_so() -> None:
    said = st.interpret(frame(megpc_15=[1.0], megpc_ec29=[-1.0], ec29_due_pct=[10.2]))
    assert "pelo mínimo devido no ano, 10,2% da receita vinculável" in said
    assert "se há margem depende do percentual que se considera" in said


def test_a_share_is_called_declared_where_the_panel_gave_it_and_nowhere_else() -> None:
    amounts = {"linked_revenue_pc": [100.0], "population": [10]}
    given = st.assess(frame(ec29_applied_pct=[12.0], **amounts))
    own = {"linked_revenue": [1000.0], "own_health_expenditure": [120.0]}
    made = st.assess(frame(**own, **amounts), indicators=["ec29_applied_pct"])
    again = st.assess(made, indicators=["megpc_from_share_15"])
    at_once = st.assess(frame(**own, **amounts))
    told = {
        "pelo percentual aplicado declarado,": [given],
        "pelo percentual aplicado calculado da despesa própria e da receita": [at_once, again],
        "pelo percentual aplicado, ": [pd.DataFrame(given.to_dict("list"))],
    }
    for words, frames in told.items():
        for one in frames:
            assert words in st.interpret(one)
            assert ("as declared" in st.interpret(one, lang="en")) == ("declarado" in words)
            assert words.rstrip(",") in st.interpret(pd.concat([one, one]))


def test_a_missing_margin_is_no_margin_of_zero() -> None:
    said = st.interpret(frame(megpc_15=[None], megpc_15_reason=["population_not_positive"]))
    assert said == (
        "A margem de expansão do gasto per capita (MEGPC) de A em 2002, a 15% da receita "
        "vinculável, não pôde ser calculada: população nula ou negativa. Ausente não é zero."
    )


def test_a_gap_says_how_far_and_under_which_reading() -> None:
    table = frame(ec29_applied_pct=[9.4], ec29_due_pct=[10.2], ec29_gap_pp=[-0.8])
    assert st.interpret(table) == (
        "Em 2002, A aplicou em saúde 9,40% da receita vinculável: 0,80 p.p. abaixo do mínimo "
        "devido de 10,2%. De 2001 a 2003 o mínimo depende da leitura da lei, que esta tabela não "
        "registra."
    )
    assert "como" not in st.interpret(frame(ec29_gap_pp=[0.0]))
    assert "a igualdade cumpre" in st.interpret(frame(ec29_gap_pp=[0.0]))
    assert "st.stability" in st.interpret(frame(ec29_gap_pp=[0.01]))


def test_not_declaring_is_not_failing_to_comply() -> None:
    said = st.interpret(frame(ec29_gap_pp=[None], ec29_gap_pp_reason=["input_missing"]), lang="en")
    assert said == (
        "In 2002, it is not known whether A applied the minimum to health: an input is missing. "
        "Not declaring is not failing to comply."
    )


def test_the_reading_of_the_law_that_was_used_is_remembered() -> None:
    panel = st.examples.panel()
    found = st.assess(panel, reading="uniform")
    said = st.interpret(found, code=9900018, year=2002)
    assert "leitura da tabela única da lei" in said
    assert "não registra" not in said


def test_many_rows_are_told_together() -> None:
    table = pd.DataFrame(
        {
            "municipality": ["A", "B", "C", "D"],
            "year": 2002,
            "megpc_15": [1.0, -2.0, -4.0, None],
            "megpc_15_reason": [None, None, None, "input_missing"],
        }
    )
    assert st.interpret(table).startswith(
        "Margem de expansão do gasto per capita (MEGPC), a 15% da receita vinculável, em 4 "
        "municípios em 2002: mediana de −R$ 2,00 por habitante; 2 negativas (a despesa passou do "
        "potencial) e 1 positiva (ainda havia o que gastar). Falta 1 valor (dado de entrada "
        "ausente); ausente não é zero."
    )
    two = pd.concat([table, table.assign(year=2003)])
    said = st.interpret(two, lang="en")
    assert "over 4 municipalities (8 rows) from 2002 to 2003" in said
    assert "2 values are missing (an input is missing); missing is not zero." in said


# --- classes --------------------------------------------------------------------------------------


def classes() -> list[Any]:
    return [
        pytest.param(entry["id"], one["label"], id=f"{entry['id']}-{one['id']}")
        for entry in CATALOGUE["classifications"]
        for one in entry["classes"]
    ]


@pytest.mark.parametrize(("classification", "label"), classes())
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_every_class_has_words(classification: str, label: dict[str, str], lang: Any) -> None:
    other = {"pt": "en", "en": "pt"}[lang]
    for given in (label[lang], label[other]):
        said = st.interpret(frame(**{f"{classification}_class": [given]}), lang=lang)
        assert f" {label[lang]} – " in said
        assert "{" not in said


def test_a_class_says_its_borders_and_what_it_does_not_say() -> None:
    assert st.interpret(frame(execution_class=["Razoável"])) == (
        "Execução financeira de A: Razoável – executou de 70% a 90% do que o Ministério repassou, "
        "extremos incluídos. Os limites são os do artigo de 2006. Diz quanto do repasse foi gasto, "
        "não se foi bem gasto. A tabela não traz o valor classificado: st.stability diz a que "
        "distância do limite ele está."
    )


def test_borders_of_the_callers_own_are_said() -> None:
    panel = st.examples.panel()
    found = st.profile(panel, st.examples.execution(), bands={"execution": [60, 80]})
    said = st.interpret(found.head(1), lang="en")
    assert "60 %" in said or "80 %" in said
    assert "not those of the article" in said


def test_no_class_is_not_a_class() -> None:
    table = frame(execution_class=[None], execution_class_reason=["not_transferred"])
    assert "sem classe (n.d.): não recebeu recursos do MS. Não é uma classe" in st.interpret(table)


def test_nearness_to_a_border_is_said_with_what_doubt_could_change() -> None:
    panel = pd.DataFrame(
        {"municipality": ["X", "Y"], "year": 2004, "ec29_applied_pct": [15.0, 15.4]}
    )
    found = st.stability(panel, "ec29_compliance", precision=1)
    assert st.interpret(found, municipality="X") == (
        "Classe Positiva de X em 2004: o valor é 15,00%, e o limite mais próximo, 15%; a distância "
        "é de 0,00 p.p. Dentro da dúvida considerada nos números, a classe poderia ser outra: "
        "Negativa ou Positiva. Não a afirme sem essa ressalva."
    )
    assert st.interpret(found, municipality="Y", lang="en").endswith(
        "No value within the doubt considered changes the class."
    )
    assert st.interpret(found).startswith("1 caso pode mudar de classe")


# --- the audit, projections, inequality -----------------------------------------------------------


def test_every_certainty_severity_verdict_and_slip_has_words_in_both_languages() -> None:
    from sustenta.auditing import _interpretation as words
    from sustenta.auditing._finding import CERTAINTIES, SEVERITIES
    from sustenta.auditing._wording import CLAIMS, VERDICTS

    for lang in ("pt", "en"):
        assert set(words.CERTAINTY[lang]) == set(CERTAINTIES)
        assert set(words.SEVERITY[lang]) == {*SEVERITIES, "warning"}
        assert set(words.VERDICT[lang]) == set(VERDICTS)
        assert set(words.CLAIM[lang]) >= set(CLAIMS)
        for slip, pt, en in _core.slip_labels():
            assert words.slip_label(slip, lang) == {"pt": pt, "en": en}[lang]


def test_a_certain_finding_says_what_to_do_and_on_what_it_rests() -> None:
    table = pd.DataFrame({"a": [1], "b": [2], "c": [50], "d": [4], "e": [7]})
    found = st.locate(st.confront(table, st.Rules.parse(["c == a + b", "e == c + d"])))
    said = st.interpret(found)
    assert said.startswith(
        "table.c[0]: a página imprime 50; pelas regras rule-1 e rule-2, deveria ser 3. A diferença "
        "passa de uma unidade da última casa: não é só arredondamento. É certo, se as regras valem"
    )
    assert found.interpret(lang="en") == st.interpret(found, lang="en")


def test_an_ambiguous_finding_replaces_nothing() -> None:
    table = pd.DataFrame({"a": [1], "b": [2], "c": [50]})
    said = st.interpret(st.locate(st.confront(table, st.Rules.parse(["c == a + b"]))), lang="en")
    assert "It is ambiguous" in said
    assert "Instead of it, these may be wrong: table.a[0] or table.b[0]." in said
    assert "certain, if" not in said


def test_what_holds_is_not_proved_right() -> None:
    table = pd.DataFrame({"a": [1], "b": [2], "c": [3]})
    found = st.confront(table, st.Rules.parse(["c == a + b"]))
    assert "não prova" in st.interpret(found)
    assert "não prova" in st.interpret(st.locate(found))
    assert "1 veredito satisfeito" in st.interpret(found)


def test_a_projection_says_its_direction_its_interval_and_what_it_rests_on() -> None:
    panel = st.examples.panel()
    outlook = st.project(panel, years=3, draws=500, rng=1)
    said = st.interpret(outlook, municipality=9900018)
    assert "a margem de 9900018 cai" in said
    assert "A linha se apoia em 13 anos." in said
    assert "95% dos sorteios ficam entre" in said
    assert "não uma garantia" in said
    assert "24 municípios" in st.interpret(outlook)
    with pytest.raises(UnknownNameError, match="municipality"):
        st.interpret(outlook, municipality="nobody")
    with pytest.raises(SettingError, match="year"):
        st.interpret(outlook, year=2013)


@pytest.mark.filterwarnings("ignore::sustenta.errors.NoIntervalWarning")
def test_a_projection_of_few_years_has_no_interval_and_says_why() -> None:
    panel = st.examples.panel()
    outlook = st.project(panel[panel["year"] > 2007], years=1, draws=50, rng=1)
    said = st.interpret(outlook, municipality=9900018, lang="en")
    assert "There is no interval (too few years)" in said
    assert "draws lie between" not in said


def test_a_split_of_inequality_is_between_municipalities_not_persons() -> None:
    split = st.inequality.decompose([1.0, 2.0, 3.0, 9.0], list("aabb"))
    said = st.interpret(split, lang="en")
    assert "between municipalities" in said
    assert "2 groups" in said
    alone = st.interpret(st.inequality.decompose([1.0, 2.0], list("aa")))
    assert "Com um grupo só, nada pode estar entre grupos." in alone
    assert "(1 grupo)" in alone


def test_a_recreation_accuses_nobody() -> None:
    said = st.interpret(st.studies.tc61.recreate())
    assert "1 diverge" in said
    assert "não que as conclusões do estudo estejam erradas" in said


def test_sufficiency_permanence_teams_and_growth_have_words() -> None:
    panel = st.examples.panel()
    outlook = st.project(panel, years=2, draws=100, rng=1)
    results: list[tuple[Any, str, str]] = [
        (st.sufficiency(panel, None), "não diz se os recursos bastam nos seguintes", "later ones"),
        (st.permanence(outlook, 10.0), "não é a probabilidade", "not the probability"),
        (st.permanence(outlook, 10.0, by="key"), "não é a probabilidade", "not the probability"),
        (st.plan_teams(panel[panel["year"] == 2002], cost=200_000), "equipe", "team"),
        (
            st.effort_and_base(panel, 2000, 2005, interaction="effort"),
            "não uma causa",
            "not a cause",
        ),
        (st.capacity(panel), "impostos próprios", "own taxes"),
    ]
    for result, pt, en in results:
        for part in (result, result.head(1)):
            assert pt in st.interpret(part)
            assert en in st.interpret(part, lang="en")


def test_what_is_no_result_is_refused() -> None:
    wrongs: list[Any] = [3.0, "x", None, [1], {}]
    for wrong in wrongs:
        with pytest.raises(ColumnTypeError, match="result"):
            st.interpret(wrong)
        with pytest.raises(ColumnTypeError, match="result"):
            st.methods_text(wrong)
    with pytest.raises(ColumnMissingError, match="megpc_15"):
        st.interpret(pd.DataFrame({"megpc_51": [1]}))
    with pytest.raises(SettingError, match="no rows"):
        st.interpret(frame(megpc_15=[1.0]).head(0))


def test_a_hostile_name_is_a_name() -> None:
    table = frame(megpc_15=[1.0]).assign(municipality=HOSTILE)
    assert HOSTILE in st.interpret(table)
    split = st.inequality.decompose([1.0, 2.0], [HOSTILE, "b"])
    assert "<script>" not in split._repr_html_()
