"""A table of any frame: what heads its columns, what its cells show, what it refuses."""

from __future__ import annotations

import datetime as dt
import pickle
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import sustenta as st
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DomainError,
    LengthError,
    SettingError,
    UnknownNameError,
)
from sustenta.tables import Column, Table, table


def texts(made: Table, label: str) -> tuple[str, ...]:
    return next(column.texts for column in made.columns if column.label == label)


def numbers(made: Table, place: int) -> tuple[Any, ...]:
    return made.columns[place].values  # noqa: PD011  no pandas column


@pytest.fixture(scope="module")
def assessed() -> pd.DataFrame:
    frame: pd.DataFrame = st.assess(st.examples.panel())
    return frame


def test_both_scenarios_stand_under_their_names_and_margins_keep_their_symbol(
    assessed: pd.DataFrame,
) -> None:
    shown = ["municipality", "year", "dpspc_15", "megpc_15", "dpspc_ec29", "megpc_ec29"]
    made = table(assessed[:3], columns=shown)
    heads = [(head.text, head.row, head.column, head.columns) for head in made.heads()]
    assert ("Cenário 1: 15% da receita vinculável", 0, 2, 2) in heads
    assert ("Cenário 2: percentual devido em cada ano (EC 29)", 0, 4, 2) in heads
    assert made.columns[3].label == "Margem de expansão do gasto per capita (MEGPC), R$"
    assert made.columns[3].texts == ("12,80", "6,55", "5,49")
    assert made.columns[5].texts == ("−12,48", "−15,13", "−13,54")
    assert [column.heads_rows for column in made.columns] == [True, True] + [False] * 4


def test_negatives_may_stand_in_parentheses_and_english_has_its_own_marks(
    assessed: pd.DataFrame,
) -> None:
    made = table(
        assessed[:1], columns=["population", "megpc_ec29"], negative="parentheses", lang="en"
    )
    assert made.columns[0].texts == ("197,445",)
    assert made.columns[1].texts == ("(12.48)",)
    assert numbers(made, 1)[0] == assessed["megpc_ec29"].iloc[0]


def test_years_and_codes_have_no_groups_and_counts_have_no_decimals() -> None:
    frame = pd.DataFrame({"code": [1100015], "year": [2004.0], "population": [22945.0]})
    made = table(frame)
    assert [column.texts for column in made.columns] == [("1100015",), ("2004",), ("22.945",)]


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([1.5, np.nan]),
        pd.Series([1, None], dtype="Int64"),
        pd.Series([Decimal("1.50"), None], dtype=object),
        pd.Series(pd.Categorical(["a", None])),
        pd.Series(["a", None], dtype=object),
        pd.Series(["a", None], dtype="string"),
        pd.Series([True, None], dtype="boolean"),
        pd.Series(["2004-12-31", None], dtype="datetime64[ns]"),
        pd.Series([dt.date(2004, 12, 31), None], dtype=object),
        pd.Series([Decimal("1.5"), Decimal("NaN")], dtype=object),
    ],
    ids=[
        "floats",
        "whole",
        "decimals",
        "classes",
        "objects",
        "texts",
        "truths",
        "times",
        "dates",
        "no number",
    ],
)
def test_what_is_missing_is_never_none_nor_nan_nor_zero(column: Any) -> None:
    made = table(pd.DataFrame({"x": column}))
    assert made.columns[0].texts[1] == "..."
    assert numbers(made, 0)[1] is None
    assert made.notes == ("... dado não disponível.",)
    assert table(pd.DataFrame({"x": column}), missing="n.d").columns[0].texts[1] == "n.d"
    for written in (made.to_html(), made.to_latex()):
        assert written is not None
        assert not {"None", "nan", "NaN", "<NA>", "NaT"} & set(written.replace("<", " ").split())


def test_dates_truths_lists_and_exact_numbers_are_shown_as_people_write_them() -> None:
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime(["2004-12-31", "2005-01-02"]),
            "sufficient": [True, False],
            "failing_years": [(2003, 2004), ()],
            "low": [Decimal(561000), Decimal("61.549115044247787610619469027")],
            "mixed": [1.5, "n.d"],
        }
    )
    made = table(frame)
    assert texts(made, "date") == ("31/12/2004", "02/01/2005")
    assert texts(made, "Suficiente") == ("sim", "não")
    assert texts(made, "Anos de descumprimento") == ("2003, 2004", "")
    assert texts(made, "Mínimo") == ("561.000", "61,549115")
    assert texts(made, "mixed") == ("1,50", "n.d")
    assert numbers(made, 4) == (1.5, None)
    assert texts(table(frame, lang="en"), "date") == ("2004-12-31", "2005-01-02")


def test_a_reason_that_is_not_needed_is_blank_and_no_missing_datum() -> None:
    listed = st.studies.proesf2006.recreate().execution_classes
    assert listed is not None
    shown = st.tables.table(listed[listed["execution_class"].notna()])
    reasons = next(column for column in shown.columns if column.name == "execution_reason")
    assert set(reasons.texts) == {""}
    assert shown.notes == ()
    whole = st.tables.table(listed)
    reasons = next(column for column in whole.columns if column.name == "execution_reason")
    assert [text for text in reasons.texts if text] == [
        "Não recebeu recursos do MS",
        "Não recebeu recursos do MS",
        "Sem informação quanto ao teto",
    ]


def test_classes_and_reasons_are_said_in_the_language_of_the_table() -> None:
    profile = st.profile(st.studies.proesf2006.panel(), reasons=True)
    made = table(profile, lang="en")
    assert texts(made, "Compliance with EC 29, with the years")[2] == "Negative (2004)"
    assert texts(made, "Trend of the EC 29 indicator")[2] == "Negative"
    assert texts(made, "Why missing: Financial execution")[0] == "An input is missing"
    assert made.columns[0].texts[:2] == ("AP", "MA")
    assert made.columns[1].heads_rows, "the index names the rows"


def test_every_frame_of_the_package_has_its_columns_headed_in_print() -> None:
    study, panel = st.studies.proesf2006, st.examples.panel()
    audit = study.audit()
    projection = st.project(panel, years=1, draws=20, rng=1, progress=False)
    targets = pd.DataFrame({"year": [2013], "planned_cost": [1e6]})
    frames = [
        st.assess(panel, reasons=True),
        st.assess(study.panel(), reasons=True),
        st.profile(study.panel(), reasons=True),
        st.completeness(panel, range(2000, 2013)),
        st.completeness(panel, range(2000, 2013), by="year"),
        st.computable(panel),
        st.compare(panel, "code", ["megpc_15"], year=2004),
        st.aggregate(panel, ["uf", "year"]),
        st.capacity(panel),
        st.effort_and_base(panel, 2002, 2004, interaction="shown"),
        st.plan_teams(panel, cost=400000),
        st.stability(panel, "tax_effort", precision=2),
        st.sufficiency(panel, panel.assign(planned_cost=1e6)[["code", "year", "planned_cost"]]),
        projection.frame,
        st.permanence(projection, targets, progress=False),
        st.permanence(projection, targets, by="key", progress=False),
        audit.claims,
        audit.cells,
        audit.findings,
        audit.confrontation.summary(),
        audit.confrontation.verdicts[:5],
        audit.located.cells,
        audit.located.groups,
        study.recreate().cells[:5],
        study.recreate().summary(),
        study.recreate().disagreements(),
        study.recreate().profile,
        study.recreate().notes,
        *study.recreate().tables.values(),
        study.margins(),
        study.targets(),
        study.targets_compared(),
        st.examples.execution(4),
        st.catalogue()[:3],
        st.team_parameters(),
    ]
    bare = set()
    for frame in frames:
        for column in table(frame).columns:
            if column.label == column.name and "_" in column.label:
                bare.add(column.label)
    assert bare == set(), "columns headed by their ids"


def test_given_labels_spanners_decimals_and_groups_are_kept() -> None:
    frame = pd.DataFrame(
        {
            "uf": ["PA", "PA", "TO"],
            "municipality": ["A", "B", "C"],
            "first": [1.0, 2.0, 3.0],
            "last": [4.25, 5.0, 6.0],
        }
    )
    made = table(
        frame,
        groups="uf",
        spanners={"Valores": {"Dois anos": ["first", "last"]}},
        labels={"first": "2002", "last": "2004"},
        decimals={"last": 1},
        notes="Uma nota.",
        source="SIOPS",
    )
    assert list(made.body()) == [("PA", range(2)), ("TO", range(2, 3))]
    assert [(head.text, head.row, head.columns) for head in made.heads()] == [
        ("Município", 0, 1),
        ("Valores", 0, 2),
        ("Dois anos", 1, 2),
        ("2002", 2, 1),
        ("2004", 2, 1),
    ]
    assert made.columns[2].texts == ("4,2", "5,0", "6,0")
    assert made.below == ("Fonte: SIOPS", "Uma nota.")


def test_levels_of_columns_become_spanners_and_an_index_names_the_rows() -> None:
    frame = pd.DataFrame(
        [[1.5, 2.5, 3.5]],
        index=pd.Index(["A"], name="municipality"),
        columns=pd.MultiIndex.from_tuples(
            [("2002", "dpspc"), ("2002", "megpc"), ("2003", "megpc")]
        ),
    )
    made = table(frame)
    assert [column.spanners for column in made.columns] == [(), ("2002",), ("2002",), ("2003",)]
    assert made.columns[0].texts == ("A",)
    assert len(table(frame, index=False).columns) == 3


def test_columns_of_one_name_stay_two() -> None:
    frame = pd.DataFrame([[1, 2], [3, 4]], columns=["x", "x"])
    assert [column.texts for column in table(frame).columns] == [("1", "3"), ("2", "4")]


def test_an_empty_frame_and_one_row_are_tables() -> None:
    assert table(pd.DataFrame({"a": []})).rows == 0
    assert table(pd.DataFrame()).rows == 0
    assert table(pd.DataFrame({"a": [1]})).rows == 1
    for made in (table(pd.DataFrame({"a": []})), table(pd.DataFrame())):
        assert made.to_html()
        assert made.to_latex()
        assert repr(made)


def test_polars_and_a_series_are_frames_too() -> None:
    assert table(pl.DataFrame({"year": [2004]})).columns[0].texts == ("2004",)
    assert table(pd.Series([1.25], name="megpc")).columns[0].texts == ("1,25",)


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"columns": ["popolation"]}, ColumnMissingError, "did you mean 'population'"),
        ({"labels": {"popolation": "x"}}, ColumnMissingError, "`labels` names 'popolation'"),
        ({"spanners": {"s": ["popolation"]}}, ColumnMissingError, "did you mean 'population'"),
        ({"decimals": {"popolation": 1}}, ColumnMissingError, "`decimals`"),
        ({"groups": "oof"}, ColumnMissingError, "`groups`"),
        ({"spanners": {"s": ["uf", "population"]}}, SettingError, "no neighbours"),
        ({"spanners": {"s": ["uf"], "t": ["uf"]}}, SettingError, "each column under one"),
        ({"columns": ["uf", "uf"]}, SettingError, "more than once"),
        ({"decimals": -1}, SettingError, "from 0 to 28"),
        ({"decimals": True}, SettingError, "from 0 to 28"),
        ({"groups": "uf"}, SettingError, "sort the frame"),
        ({"negative": "red"}, UnknownNameError, "parentheses"),
        ({"lang": "fr"}, UnknownNameError, "pt, en"),
    ],
)
def test_a_wrong_argument_is_named(given: Any, error: type[Exception], said: str) -> None:
    frame = pd.DataFrame({"uf": ["PA", "TO", "PA"], "year": [1, 2, 3], "population": [4, 5, 6]})
    with pytest.raises(error, match=said):
        table(frame, **given)


def test_what_is_no_frame_says_what_to_take() -> None:
    with pytest.raises(ColumnTypeError, match=r"projection\.frame"):
        table([1, 2])


@pytest.mark.parametrize("endless", [np.inf, -np.inf, Decimal("Infinity")], ids=str)
def test_an_infinite_number_is_refused_with_its_column_and_row(endless: Any) -> None:
    with pytest.raises(DomainError, match=r"'megpc' is .* at row 1") as caught:
        table(pd.DataFrame({"megpc": pd.Series([type(endless)(1), endless])}))
    assert caught.value.row == 1


def test_a_table_does_not_change_and_can_be_pickled() -> None:
    made = table(pd.DataFrame({"x": [1]}), title="T")
    with pytest.raises(AttributeError):
        made.title = "U"  # type: ignore[misc]
    with pytest.raises(TypeError):
        made.marks[0, 0] = "a"  # type: ignore[index]
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301


def test_a_table_whose_parts_do_not_fit_is_refused() -> None:
    one = Column(label="a", texts=("1",), values=(1,))
    with pytest.raises(LengthError, match="expected as many in each"):
        Table(columns=(one, Column(label="b", texts=(), values=())))
    with pytest.raises(LengthError, match="2 texts and 1 values"):
        Column(label="a", texts=("1", "2"), values=(1,))
    with pytest.raises(SettingError, match="row 3, column 0"):
        Table(columns=(one,), marks={(3, 0): "a"})


def test_a_long_table_is_cut_in_a_notebook_and_says_so() -> None:
    made = table(pd.DataFrame({"x": range(5570)}))
    shown = made._repr_html_()
    assert "… e mais 5.510 linhas." in shown
    assert shown.count("<tr>") == 61
    assert repr(made).splitlines()[0] == "(5570 linhas × 1 colunas)"
    assert len(repr(made).splitlines()) == 15


def test_whole_numbers_of_any_size_are_shown_digit_by_digit() -> None:
    huge = 10**40 + 1
    made = table(pd.DataFrame({"x": pd.Series([huge, -huge], dtype=object)}), decimals=0)
    assert made.columns[0].texts[0].replace(".", "") == str(huge)
    assert made.columns[0].texts[1].startswith("−10.000")


@pytest.mark.parametrize(
    "given", [{"notes": 5}, {"columns": 5}, {"labels": 5}, {"labels": ["a"]}, {"spanners": ["a"]}]
)
def test_an_argument_of_another_kind_is_refused_by_its_name(given: dict[str, Any]) -> None:
    with pytest.raises(SettingError, match=f"`{next(iter(given))}` is .*; expected"):
        table(pd.DataFrame({"a": [1]}), **given)
