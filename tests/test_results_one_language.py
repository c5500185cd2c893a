"""Words of every result, in one language at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import sustenta as st

if TYPE_CHECKING:
    from sustenta.registry import Lang

#: Words that sentences of the other language have, and those of this one never.
FOREIGN: dict[Lang, re.Pattern[str]] = {
    "pt": re.compile(
        r"\b(the|of|and|is|are|was|not|stated|given|by|caller|with|from|which|value|values|year|"
        r"years|municipality|expenditure|missing|yes|over|per|good|fair|poor|positive|negative|"
        r"derived|declared|rounding|share|certain|likely|agrees|disagrees|certainly|line|draws)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(da|das|dos|que|não|uma|um|os|em|para|com|por|pelo|pela|são|é|está|ano|anos|despesa|"
        r"receita|margem|valor|valores|município|municípios|sem|entre|boa|ruim|positiva|negativa|"
        r"sim|ausente|célula|tabela|impresso|confere|diverge|liquidada|empenhada|paga|engano|"
        r"alfabética|dado|faz|conta|reprodução|estudo|ordem|fase|informada)\b",
        re.IGNORECASE,
    ),
}
#: What is the same in both: names, columns, works and what is quoted of them.
SAME = re.compile(
    r"Município Sintético \d+|«[^»]*»|“[^”]*”|\b\w+_\w+\b|\bt\d+-[\w-]+|Ciência & Saúde Coletiva|"
    r"Pereira e outros|Portaria[^;)]*|per capita|e per"
)

PANEL = st.examples.panel(4).assign(stage="not stated")
MIXED = PANEL.assign(stage=["liquidada", "not stated"] * (len(PANEL) // 2))
ONE = PANEL[PANEL["year"] == 2002]
PROJECTION = st.project(PANEL, years=2, draws=50, rng=1)
TABLE = pd.DataFrame({"municipality": list("ABC"), "a": 1, "b": 2, "c": [3, 50, 3]})
AUDIT = st.audit(TABLE, st.Rules.parse(["c == a + b"]), key="municipality")
ORDER = pd.DataFrame({"municipality": list("BDAC"), "class": list("1234")})
EXPECTED = pd.DataFrame({"municipality": list("ABCD"), "class": list("1234")})


def frames() -> dict[str, Any]:
    """Frames, some made in the other language."""
    return {
        "assess": st.assess(PANEL, reasons=True),
        "assess of mixed stages": st.assess(MIXED),
        "profile": st.profile(PANEL, st.examples.execution(), first=2002, last=2004, reasons=True),
        "profile in English": st.profile(PANEL, first=2002, last=2004, lang="en"),
        "stability": st.stability(PANEL, "ec29_compliance", precision=1),
        "stability in English": st.stability(PANEL, "ec29_trend", precision=0, lang="en"),
        "sufficiency": st.sufficiency(ONE, None),
        "teams": st.plan_teams(ONE, cost=200_000),
        "growth": st.effort_and_base(PANEL, 2000, 2005, interaction="shown"),
        "capacity": st.capacity(PANEL),
        "comparison": st.compare(ONE, "municipality", ["megpc_15", "population"]),
        "comparison in English": st.compare(ONE, "municipality", ["megpc_15"], lang="en"),
        "permanence": st.permanence(PROJECTION, 10.0),
        "permanence by key": st.permanence(PROJECTION, 10.0, by="key"),
        "panel": pd.DataFrame(
            {
                "municipality": ["A"],
                "stage": ["not stated"],
                "linked_revenue_pc": [1.0],
                "linked_revenue_pc_origin": ["derived"],
                "megpc_15": [2.0],
            }
        ),
    }


def results() -> dict[str, Any]:
    """Results with words of their own."""
    study = st.studies.proesf2006
    return {
        "projection": PROJECTION,
        "pool": st.residual_pool(st.examples.panel(12)),
        "audit": AUDIT,
        "audit of the study": study.audit(),
        "confrontation": AUDIT.confrontation,
        "located": AUDIT.located,
        "recreation": study.recreate(),
        "recreation in English": study.recreate(lang="en"),
        "report of 2015": st.studies.tc61.recreate(),
        "order": st.rearrangements(ORDER, "municipality", "class", EXPECTED),
        "slips": st.auditing.name_slips("56,34", "52.34"),
        "decomposition": st.inequality.decompose([1.0, 2.0, 5.0, 7.0], list("aabb")),
        "estimate": st.inequality.gini([1.0, 2.0, 4.0], standard_error="jackknife"),
    }


FRAMES, RESULTS = frames(), results()
LANGS: tuple[Lang, ...] = ("pt", "en")


def check(said: str, lang: Lang) -> None:
    found = FOREIGN[lang].findall(SAME.sub("", said))
    assert not found, f"{found} in {said}"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [*FRAMES, *RESULTS])
def test_a_result_is_put_into_words_of_one_language(name: str, lang: Lang) -> None:
    result = (FRAMES | RESULTS)[name]
    check(st.interpret(result, lang=lang), lang)
    if hasattr(result, "head"):
        for row in range(0, len(result), 7):
            check(st.interpret(result[row : row + 1], lang=lang), lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "name", [*FRAMES, *(name for name in RESULTS if name not in {"order", "slips", "pool"})]
)
def test_the_methods_of_a_result_are_in_one_language(name: str, lang: Lang) -> None:
    check(st.methods_text((FRAMES | RESULTS)[name], lang=lang), lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", FRAMES)
def test_each_cell_of_a_frame_is_said_in_one_language(name: str, lang: Lang) -> None:
    frame = FRAMES[name]
    for column in frame.columns:
        for row in range(0, len(frame), 11):
            check(st.text(frame[row : row + 1], str(column), lang=lang), lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", FRAMES)
def test_a_table_of_a_frame_is_in_one_language(name: str, lang: Lang) -> None:
    made = st.tables.table(FRAMES[name], lang=lang)
    for column in made.columns:
        for said in {column.label, *column.spanners, *column.texts, *made.notes}:
            check(said, lang)


@pytest.mark.parametrize(
    ("stages", "pt", "en"),
    [
        (["not stated"], "despesa de fase não informada", "expenditure of a stage not stated"),
        (
            ["liquidada", "not stated"],
            "despesa liquidada; parte dela de fase não informada",
            "verified expenditure; part of it of a stage not stated",
        ),
        (["paga"], "despesa paga", "paid expenditure"),
    ],
)
def test_a_stage_that_no_source_states_is_said_to_be_so(
    stages: list[str], pt: str, en: str
) -> None:
    panel = ONE.head(2).assign(stage=[stages[0], stages[-1]])
    found = st.assess(panel).drop(columns="stage")
    found.attrs["sustenta"]["stage"] = ", ".join(stages)
    assert pt in st.text(found.head(1), "megpc_15")
    assert en in st.text(found.head(1), "megpc_15", lang="en")
    said = st.methods_text(st.plan_teams(panel, cost=200_000))
    assert ("não informam a fase" in said) == ("not stated" in stages)
    assert ("fase liquidada" in said) == ("liquidada" in stages)


def test_an_order_of_the_alphabet_names_the_column_as_a_reader_does() -> None:
    for name, pt, en in [("municipality", "município", "municipality"), ("city", "city", "city")]:
        table, true = (frame.rename(columns={"municipality": name}) for frame in (ORDER, EXPECTED))
        found = st.rearrangements(table, name, "class", true)
        assert f"alfabética de {pt}" in found.text("pt")
        assert f"of the alphabet, by {en}" in found.text("en")
