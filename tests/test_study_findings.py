"""What the recreation of the study says and refuses, and the frames beside its cells."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from sustenta.errors import ColumnTypeError, SustentaError, UnknownNameError
from sustenta.studies import Recreation, StudyTableError, proesf2006, tc61

if TYPE_CHECKING:
    from sustenta.registry import Lang


@pytest.fixture(scope="module")
def study() -> Recreation:
    return proesf2006.recreate()


def test_english_texts_are_english(study: Recreation) -> None:
    english = proesf2006.recreate(lang="en")
    assert (english.cells["verdict"] == study.cells["verdict"]).all()
    assert english.cells["why"].str.contains("Table|Given|change|page|input").all()
    assert "disagree" in english.report()
    assert "divergem" in study.report()


def test_what_is_printed_is_escaped_in_html() -> None:
    table = proesf2006.table(10)
    table.loc[1, "printed"] = "<script>alert(1)</script>"
    html = proesf2006.recreate({10: table})._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_class_within_the_intervals_agrees_by_rounding() -> None:
    table = proesf2006.table(6)
    chosen = (table["municipality"] == "D") & (table["column"] == "compliance_class")
    table.loc[chosen, "printed"] = "Negativa (2003, 2004)"  # 11,8 may stand for 11,79
    cells = proesf2006.recreate({6: table}).cells
    found = cells[(cells["municipality"] == "D") & (cells["column"] == "compliance_class")]
    assert found["verdict"].tolist() == ["agrees_by_rounding", "disagrees"]


def test_a_year_that_is_not_known_hides_no_failure_and_makes_no_success() -> None:
    table = proesf2006.table(6)
    unknown = (table["column"] == "applied_pct") & (table["year"] == 2003)
    table.loc[unknown & table["municipality"].isin(["C", "A"]), "printed"] = "n.d"
    cells = proesf2006.recreate({6: table}).cells
    six = cells[(cells["table"] == 6) & (cells["column"] == "compliance_class")]
    verdicts = six.set_index("municipality")["verdict"]
    assert verdicts["C"] == "agrees"  # 2004 fails all the same
    assert verdicts["A"] == "cannot_be_recomputed"


def test_recomputed_tables_are_laid_out_as_the_page(study: Recreation) -> None:
    assert set(study.tables) == {1, 2, 3, 5, 6, 7, 8, 9, 10}
    two = study.tables[2].set_index(["uf", "municipality"])
    assert two.loc[("PA", "H"), "executed_pct"] == pytest.approx(13910100 / 226000)
    assert two.loc[("AP", "Geral"), "ceiling"] == 551200 + 561100
    assert list(study.tables[6].columns[3:5]) == ["applied_pct_2002", "gap_pp_2002"]
    assert len(study.tables[10]) == 16


def test_the_panel_brackets_what_table_8_prints() -> None:
    panel = proesf2006.panel()
    assert len(panel) == 48
    assert not panel["municipality"].eq("MAE").any()
    first = panel.iloc[0]
    for name, truth in (
        ("linked_revenue_pc", 93870085 / 306580),
        ("sus_transfers_pc", 36.15),
        ("health_expenditure_pc", 69.80),
    ):
        assert first[f"{name}_low"] <= truth <= first[f"{name}_high"]
        assert first[f"{name}_low"] <= first[name] <= first[f"{name}_high"]
    last = panel[panel["year"] == 2004]
    assert last["linked_revenue_pc"].isna().all()
    assert last["health_expenditure_pc"].notna().all()
    assert panel["tax_share_change_pct"].notna().sum() == 16


def test_tables_of_another_shape_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="no table 11"):
        proesf2006.recreate({11: proesf2006.table(1)})
    with pytest.raises(UnknownNameError):
        proesf2006.table(0)
    with pytest.raises(ColumnTypeError, match="tables by number"):
        proesf2006.recreate([proesf2006.table(1)])  # type: ignore[arg-type]
    with pytest.raises(ColumnTypeError, match="DataFrame"):
        proesf2006.recreate({1: "text"})  # type: ignore[dict-item]
    with pytest.raises(StudyTableError, match="lacks printed") as refused:
        proesf2006.recreate({1: proesf2006.table(1).drop(columns="printed")})
    assert refused.value.missing == ("printed",)
    assert isinstance(refused.value, SustentaError)
    with pytest.raises(UnknownNameError, match="language"):
        proesf2006.recreate(lang="es")  # type: ignore[arg-type]


def test_a_figure_that_cannot_be_read_is_named_with_its_cell() -> None:
    table = proesf2006.table(6)
    table.loc[3, "printed"] = "1.5"
    with pytest.raises(StudyTableError, match=r"municipality A, year 2003.*'pt'"):
        proesf2006.recreate({6: table})


def test_a_letter_that_stands_twice_is_refused() -> None:
    table = proesf2006.table(7)
    table.loc[table["municipality"] == "B", "municipality"] = "E"
    with pytest.raises(StudyTableError, match="municipality E in more than one row"):
        proesf2006.recreate({7: table})


def test_a_table_given_is_not_written_to() -> None:
    table = proesf2006.table(6)
    before = table.copy(deep=True)
    proesf2006.recreate({6: table})
    pd.testing.assert_frame_equal(table, before)


def test_a_missing_row_makes_what_needs_it_impossible_to_recompute() -> None:
    table = proesf2006.table(2)
    cells = proesf2006.recreate({2: table[table["municipality"] != "H"]}).cells
    three = cells[(cells["table"] == 3) & (cells["municipality"] == "H")]
    assert (three["verdict"] == "cannot_be_recomputed").all()


ARITHMETIC = re.compile(r"^[^=]+= (?P<formula>[^=]+) = (?P<result>[-(\d][\d.,()-]*): ")


def reckoned(formula: str, lang: str) -> Fraction:
    """The value of a formula as a sentence writes it, in exact arithmetic."""
    thousands, mark = (".", ",") if lang == "pt" else (",", ".")

    def plain(figure: re.Match[str]) -> str:
        return f"Fraction('{figure[0].replace(thousands, '').replace(mark, '.')}')"

    spelt = re.sub(r"\d[\d.,]*", plain, formula.replace("·", "*").replace("−", "-"))
    return Fraction(eval(spelt, {"Fraction": Fraction}))  # noqa: S307


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_every_sum_that_a_sentence_shows_comes_to_what_it_says(lang: Lang) -> None:
    cells = pd.concat(
        recreate(lang=lang).cells for recreate in (proesf2006.recreate, tc61.recreate)
    )
    said = [found for why in cells["why"] if (found := ARITHMETIC.match(why))]
    assert len(said) > 250
    for found in said:
        text = found["result"] if lang == "pt" else found["result"].replace(",", "")
        result = text.replace(".", "").replace(",", ".") if lang == "pt" else text
        decimals = len(result.partition(".")[2])
        half_a_unit = Fraction(1, 2 * 10**decimals)
        assert abs(reckoned(found["formula"], lang) - Fraction(result)) <= half_a_unit, found[0]


def test_a_dash_that_counts_as_zero_is_said_to(study: Recreation) -> None:
    cells = study.cells[study.cells["table"] == 2]
    chosen = (cells["municipality"] == "Estado") & (cells["column"] == "executed_pct")
    dashed = "Valor executado (R$) – lido como zero"
    assert cells.loc[chosen, "why"].str.contains(dashed, regex=False).tolist() == [True] * 4
