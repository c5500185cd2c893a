"""Lorenz and concentration curves: from a table's columns, and from curves."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta as st
from charts import SHARED, assessed
from pictures import boxes_of, figure_of
from sustenta.errors import (
    ColumnMissingError,
    DomainError,
    SettingError,
    UnknownNameError,
)


def words(ax: Any) -> str:
    return " ".join(text.get_text() for text, _ in boxes_of(figure_of(ax))).replace("\n", " ")


SMALL = pd.DataFrame(
    {
        "municipality": list("ABCD"),
        "income": [30.0, 10.0, 20.0, 20.0],
        "beds": [1.0, 4.0, 0.0, 3.0],
        "population": [1.0, 2.0, 3.0, 4.0],
    }
)


def test_a_concentration_curve_cumulates_in_the_order_of_the_other_column() -> None:
    curve = st.inequality.concentration_curve(SMALL["beds"], SMALL["income"], SMALL["population"])
    # By hand: B (2 of 10 people, 8 of 21 beds), then C and D together (7 people, 12 beds), then A.
    people = [Fraction(0), Fraction(2, 10), Fraction(9, 10), Fraction(1)]
    beds = [Fraction(0), Fraction(8, 21), Fraction(20, 21), Fraction(1)]
    assert curve["population_pct"].tolist() == pytest.approx([float(100 * each) for each in people])
    assert curve["value_pct"].tolist() == pytest.approx([float(100 * each) for each in beds])


def test_the_curve_encloses_the_index_and_the_order_of_rows_says_nothing() -> None:
    chance = np.random.default_rng(8)
    y, people = chance.exponential(5, 400), chance.integers(1, 90, 400).astype(float)
    rank = chance.integers(0, 40, 400).astype(float)  # many ties
    curve = st.inequality.concentration_curve(y, rank, people)
    area = np.trapezoid(curve["value_pct"], curve["population_pct"]) / 100**2
    index = st.inequality.concentration_index(y, rank, people)
    assert 1 - 2 * area == pytest.approx(index, abs=1e-12)
    mixed = chance.permutation(400)
    again = st.inequality.concentration_curve(y[mixed], rank[mixed], people[mixed])
    np.testing.assert_allclose(again, curve, rtol=1e-12)
    same = st.inequality.concentration_curve(y, y, people)
    index = st.inequality.gini(y, people)
    area = np.trapezoid(same["value_pct"], same["population_pct"]) / 100**2
    assert 1 - 2 * area == pytest.approx(index, abs=1e-12)


def test_curves_that_mean_nothing_are_refused() -> None:
    with pytest.raises(DomainError, match="`y` at row 1 is -1"):
        st.inequality.concentration_curve([1.0, -1.0], [1, 2])
    with pytest.raises(SettingError, match="mean of 0"):
        st.inequality.concentration_curve([0.0, 0.0], [1, 2])
    with pytest.raises(DomainError, match="row 0 is missing"):
        st.inequality.concentration_curve([np.nan, 1.0], [1, 2])
    left = st.inequality.concentration_curve([np.nan, 1.0], [1, 2], missing="leave_out")
    assert len(left) == 2


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_the_legend_has_the_index_that_the_measures_give(lang: Any) -> None:
    panel = assessed(100)
    shown = panel.query("year == 2012")
    ax = st.plots.concentration(
        panel, SHARED, rank_by="linked_revenue_pc", weights="population", lang=lang
    )
    for column in SHARED:
        index = st.inequality.concentration_index(
            shown[column], shown["linked_revenue_pc"], shown["population"], missing="leave_out"
        )
        figure = f"{index:.3f}".replace(".", "," if lang == "pt" else ".")
        assert figure in words(ax)
        assert figure in st.plots.alt_text(ax)
    ax = st.plots.lorenz(panel, "health_expenditure_pc", weights="population", year=2004, lang="en")
    then = panel.query("year == 2004").dropna(subset=["health_expenditure_pc"])
    assert f"Gini {st.inequality.gini(then['health_expenditure_pc'], then['population']):.3f}" in (
        words(ax)
    )
    assert "2004" in ax.get_title(loc="left")


def test_an_index_below_zero_has_a_true_minus_and_a_curve_above_the_diagonal() -> None:
    ax = st.plots.concentration(SMALL, "beds", rank_by="income", weights="population")
    curve = next(line for line in ax.lines if len(np.asarray(line.get_xdata())) == 4)
    assert (np.asarray(curve.get_ydata())[1:3] > np.asarray(curve.get_xdata())[1:3]).all()
    index = st.inequality.concentration_index(SMALL["beds"], SMALL["income"], SMALL["population"])
    assert f"índice de concentração {index:.3f}".replace(".", ",").replace("-", "−") in words(ax)
    assert "em ordem crescente de income" in words(ax)


def test_who_misses_a_column_is_left_out_and_counted() -> None:
    holes = SMALL.assign(beds=[1.0, np.nan, 0.0, 3.0])
    ax = st.plots.concentration(holes, "beds", rank_by="income")
    assert ax.get_title(loc="left") == "Curva de concentração\nsem dado: 1"
    with pytest.raises(DomainError, match="nothing to draw"):
        st.plots.concentration(holes.assign(beds=np.nan), "beds", rank_by="income")


def test_what_does_not_go_together_is_refused() -> None:
    with pytest.raises(SettingError, match="`y` is given without `rank_by`"):
        st.plots.concentration(SMALL, "beds")
    with pytest.raises(SettingError, match="`rank_by` is given without `y`"):
        st.plots.concentration(SMALL, rank_by="income")
    with pytest.raises(SettingError, match="`weights` is given without `y`"):
        st.plots.lorenz(SMALL, weights="population")
    with pytest.raises(ColumnMissingError, match="did you mean 'income'"):
        st.plots.concentration(SMALL, "beds", rank_by="incomes")
    with pytest.raises(DomainError, match="expected a value of zero or more"):
        st.plots.lorenz(SMALL.assign(beds=-SMALL["beds"]), "beds")
    with pytest.raises(UnknownNameError, match="year"):
        st.plots.lorenz(assessed(16), "health_expenditure_pc", year=1950)
    with pytest.raises(DomainError, match="5 curves"):
        st.plots.lorenz(
            assessed(16),
            [*SHARED, "own_revenue", "population"],
        )
