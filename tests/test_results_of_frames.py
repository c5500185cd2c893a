"""Words for frames of `compare`, and for those that are parts of a result."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

import sustenta as st
from sustenta.errors import ColumnMissingError, UnknownNameError

COMPARED = st.compare(
    pd.DataFrame(
        {
            "municipality": list("ABCD"),
            "year": 2004,
            "ec29_applied_pct": [15.5, 12.0, 19.0, None],
            "population": [10, 30, 20, 40],
        }
    ),
    "municipality",
    ["ec29_applied_pct", "population"],
)


@pytest.mark.parametrize(
    ("keys", "pt", "en"),
    [
        (
            {"municipality": "B", "indicator": "ec29_applied_pct"},
            (
                "B em 2004: 12,00%, na posição 3 de 3, do maior valor ao menor; 3,50 p.p. abaixo "
                "da mediana (15,50%). Um valor maior diz: mais esforço próprio. A posição ordena"
            ),
            (
                "B in 2004: 12.00 %, at place 3 of 3, from the highest value to the lowest; 3.50 "
                "percentage points below the median (15.50 %). A higher value says: more own "
                "effort."
            ),
        ),
        (
            {"municipality": "D", "indicator": "ec29_applied_pct"},
            "D em 2004: sem valor, e por isso sem posição",
            "D in 2004: no value, and so no place",
        ),
        (
            {"indicator": "ec29_applied_pct"},
            (
                "3 casos com valor em 2004: mediana de 15,50%; o maior valor é de 19,00% (C), e o "
                "menor, de 12,00% (B). 1 caso não tem valor nem posição. Um valor maior diz: mais"
            ),
            (
                "3 cases with a value in 2004: median 15.50 %; the highest value is 19.00 % (C), "
                "and the lowest 12.00 % (B). 1 case has no value and no place."
            ),
        ),
        (
            {"indicator": "population"},
            "mediana de 25 habitantes; o maior valor é de 40 habitantes (D)",
            "A higher value says, by itself, neither good nor bad.",
        ),
        ({}, "não é um veredito", "it is no verdict"),
    ],
)
def test_a_comparison_says_places_and_what_a_higher_value_says(
    keys: dict[str, Any], pt: str, en: str
) -> None:
    assert pt in st.interpret(COMPARED, **keys)
    assert en in st.interpret(COMPARED, lang="en", **keys)


def test_methods_of_a_comparison_define_its_indicators() -> None:
    said = st.methods_text(COMPARED)
    assert "função compare" in said
    assert "(ec29_applied_pct) = 100 · despesa com saúde com recursos próprios" in said
    assert "1 caso não tem valor nem posição." in said


def audited() -> st.auditing.Audit:
    table = pd.DataFrame({"a": [1], "b": [2], "c": [50], "d": [4], "e": [7]})
    return st.audit(table, st.Rules.parse(["c == a + b", "e == c + d"]))


def test_the_frames_of_an_audit_say_which_result_has_the_words() -> None:
    found = audited()
    study = st.studies.proesf2006.recreate()
    frames = {
        "interpret(audit)": [found.findings, found.cells],
        "interpret(confrontation)": [found.confrontation.violations],
        "interpret(recreation)": [study.cells, study.disagreements()],
    }
    for call, parts in frames.items():
        for part in parts:
            with pytest.raises(ColumnMissingError, match=re.escape(call)):
                st.interpret(part)


def test_methods_count_no_cells_of_a_page_nor_states_as_municipalities() -> None:
    cells = st.studies.proesf2006.recreate().cells
    said = st.methods_text(cells)
    assert f"{len(cells)} células impressas de um estudo, de 2002 a 2008." in said
    assert "município" not in said
    assert f"{len(cells)} printed cells of a study" in st.methods_text(cells, lang="en")
    assert "1 achado de uma auditoria" in st.methods_text(audited().findings)
    states = pd.DataFrame({"uf": ["AP", "PA"], "year": 2004, "population": [1.0, 2.0]})
    assert "2 linhas" in st.methods_text(states)
    totals = pd.DataFrame({"municipality": ["A", None], "year": 2004, "population": [1.0, 2.0]})
    assert "1 município (2 linhas)" in st.methods_text(totals)


@pytest.mark.parametrize("kind", [int, str])
def test_a_code_of_six_digits_is_the_municipality_of_seven(kind: type) -> None:
    panel = pd.DataFrame({"code": [1100015, 1100023], "year": 2002, "megpc_15": [1.0, 2.0]})
    panel["code"] = panel["code"].map(kind)
    assert st.text(panel, "megpc_15", code=110002) == st.text(panel, "megpc_15", code="1100023")
    assert "R$ 2,00" in st.interpret(panel, code="110002")
    short = panel.assign(code=[110001, 110002])
    assert "R$ 1,00" in st.text(short, "megpc_15", code=1100015)
    for other in (11000, "11000A", 110003):
        with pytest.raises(UnknownNameError):
            st.text(panel, "megpc_15", code=other)
