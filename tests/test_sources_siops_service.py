"""The answers of SIOPS's own service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta as st
from sustenta.errors import CodeError, EmptyAnswerError, FileFormatError, SettingError
from sustenta.sources._recognition import read_any
from sustenta.sources.siops import read_service
from tidy_rows import figures_of


def record(number: str, label: str, part: Any, whole: Any, printed: Any) -> dict[str, Any]:
    return {
        "numero_indicador": number,
        "ds_indicador": label,
        "numerador": part,
        "denominador": whole,
        "indicador_calculado": printed,
    }


OWN = "Participação da receita própria aplicada em Saúde conforme a LC141/2012"
TAXES = "Participação da receita de impostos na receita total do Município"
TRANSFERS = "Participação das transferências intergovernamentais na receita total do Município"
SPENT = "Despesa total com Saúde, sob a responsabilidade do Município, por habitante"
ANSWER = [
    record("1.1", TAXES, 3_000.0, 20_000.0, "15,00 %"),
    record("1.2", TRANSFERS, "12.000,00", "20.000,00", "60,00 %"),
    record("2.1", SPENT, 7_087.5, 20.0, "R$ 354,38"),
    record("3.2", OWN, 2_222.0, 10_000.0, "22,22 %"),
]
ASKED: dict[str, Any] = {"code": 355220, "year": 2024, "period": 2}


def test_an_answer_of_the_service_gives_indicators_and_what_they_are_made_of() -> None:
    read = read_service(json.dumps(ANSWER), **ASKED, stage="liquidada")
    own = figures_of(read)
    assert own.set_index("indicator")["value"].to_dict() == {
        "tax_share_pct": 15.0,
        "tax_revenue": 3_000.0,
        "total_revenue": 20_000.0,
        "intergovernmental_share_pct": 60.0,
        "intergovernmental_transfers": 12_000.0,
        "health_expenditure_pc": 354.38,
        "health_expenditure": 7_087.5,
        "population": 20.0,
        "ec29_applied_pct": 22.22,
        "own_health_expenditure": 2_222.0,
        "linked_revenue": 10_000.0,
    }
    assert set(own["code"]) == {"3552205"}
    assert set(own["period"]) == {"6º bimestre"}
    stages = own.set_index("indicator")["stage"]
    assert stages["health_expenditure_pc"] == "liquidada"
    assert pd.isna(stages["tax_revenue"])
    again = read[read["note"] == "repeated"]
    assert again["detail"].tolist() == ["stands in record 1, too"]


def test_an_answer_goes_into_a_panel_and_is_assessed() -> None:
    sus = "code;year;sus_transfers_pc\n3552205;2024;100,5\n"
    panel = st.sources.panel(
        read_service(json.dumps(ANSWER), **ASKED),
        st.sources.read_table(sus, columns={"sus_transfers_pc": "sus_transfers_pc"}),
    )
    row = st.assess(panel).iloc[0]
    assert row["dpspc_15"] == pytest.approx(0.15 * 10_000 / 20 + 100.5)


def test_what_the_answer_does_not_say_is_missing_and_reported() -> None:
    read = read_service(json.dumps(ANSWER))
    assert read.loc[read["note"] == "file", "detail"].tolist() == [
        "the answer does not say the municipality; give `code=`",
        "the answer does not say the year; give `year=`",
        "the answer does not say the period; give `period=`",
    ]
    assert figures_of(read)[["code", "year", "period"]].dropna(subset=["code"]).empty


def test_a_figure_that_its_own_parts_do_not_give_is_reported() -> None:
    broken = [*ANSWER[:3], record("3.2", OWN, 2_222.0, 10_000.0, "12,22 %")]
    read = read_service(json.dumps(broken), **ASKED)
    checks = read[read["note"] == "quotient_check"]
    assert checks["indicator"].tolist() == ["ec29_applied_pct"]
    assert "2222.00 and 10000.00 give 22.2200, not 12.22" in checks["detail"].iloc[0]
    other = [ANSWER[0], record("1.2", TRANSFERS, 1_200.0, 2_000.0, "60,00 %")]
    read = read_service(json.dumps(other), **ASKED)
    assert set(read.loc[read["note"] == "repeated", "indicator"]) == {"total_revenue"}
    assert (read["note"] == "repeated").sum() == 2


def test_a_number_with_another_label_is_no_indicator_of_ours() -> None:
    read = read_service(json.dumps([record("3.2", "Outra coisa", 1, 2, "50,00 %")]), **ASKED)
    assert read["indicator"].tolist() == ["3.2 Outra coisa"]
    read = read_service(json.dumps([record("3.2", OWN, None, None, "...")]), **ASKED)
    assert read["marker"].tolist() == ["..."]
    assert np.isnan(read["value"]).all()


def test_the_services_refusal_is_no_proof_that_nothing_was_declared() -> None:
    refusal = json.dumps([{"error": "msg03", "message": "Dados não homologado(s)."}])
    for read in (read_service, read_any):
        with pytest.raises(EmptyAnswerError, match=r"Dados não homologado.*wrong code, year or"):
            read(refusal)
    with pytest.raises(EmptyAnswerError, match="a list without a record"):
        read_service("[]")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[{"coItem": 1, "dsItem": "x", "vl_coluna1": 2}]', "holds no list of indicators"),
        ('[{"numero_indicador": "3.2"', "truncated"),
        ("a;b\n1;2\n", "reads JSON"),
        (json.dumps([*ANSWER, {"numero_indicador": "3.3"}]), "line 5 has a record without"),
        (json.dumps([record("3.2", OWN, {"a": 1}, 2, "1,00 %")]), "holds no plain value"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_place(text: str, problem: str) -> None:
    with pytest.raises(FileFormatError, match=problem):
        read_service(text)


def test_arguments_that_are_none_are_refused() -> None:
    answer = json.dumps(ANSWER)
    with pytest.raises(CodeError, match="code"):
        read_service(answer, code=999999)
    with pytest.raises(SettingError, match="expected a year of four digits"):
        read_service(answer, year=24)
    with pytest.raises(SettingError, match=r"periods are 12 \(1º bimestre\)"):
        read_service(answer, period=7)


def test_the_content_of_an_answer_says_which_reader_it_is_for(tmp_path: Path) -> None:
    path = tmp_path / "3552205.json"
    path.write_text(json.dumps(ANSWER, ensure_ascii=False), encoding="utf-8")
    read = read_any(path, code=355220, year=2024)
    assert "linked_revenue" in set(read["indicator"])
    with pytest.raises(SettingError, match="takes no `columns`"):
        read_any(path, columns=["a"])
