"""What charts say is so: every year's share, who has room, where a projection begins."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta as st
from charts import assessed, projected
from pictures import boxes_of, figure_of, outside, overlaps, words


def shares(years: int, count: int = 30) -> pd.DataFrame:
    """Shares of so many years; in each year another number of municipalities is below 15 %."""
    return pd.DataFrame(
        {
            "municipality": np.repeat([f"M{place}" for place in range(count)], years),
            "year": np.tile(np.arange(1990, 1990 + years), count),
            "ec29_due_pct": 15.0,
            "ec29_applied_pct": [
                14.0 if place < (year % count) else 16.0 + place / 10
                for place in range(count)
                for year in range(years)
            ],
        }
    )


@pytest.mark.parametrize("years", [2, 13, 26, 45, 80])
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_the_share_of_every_year_is_written(years: int, lang: Any) -> None:
    ax = st.plots.minimum_share(shares(years), lang=lang)
    shown = words(ax)
    for year in range(years):
        share = f"{100 * (year % 30) / 30:.0f}"
        assert f"{1990 + year}\n{share}" in shown
    figure = figure_of(ax)
    boxes = boxes_of(figure)
    assert overlaps(boxes) == []
    assert outside(figure, boxes) == []


def test_only_positive_margins_are_listed_as_room_and_negative_ones_as_effort() -> None:
    panel = assessed(60)
    panel = panel[panel["year"] == 2012]
    above = panel[panel["megpc_15"] > 0]
    listed = words(st.plots.ranking(panel)).split("Mais folga para novas equipes\n")[1]
    assert len(above) < 8, "the case needs fewer than are listed"
    assert listed.split("\n")[len(above) - 1].startswith(f"{len(above)}º")
    assert not any(line.startswith(f"{len(above) + 1}º") for line in listed.split("\n")[:8])


@pytest.mark.parametrize(
    ("lang", "sign", "gone", "said", "nobody"),
    [
        ("pt", -1, "Mais folga", "nenhuma margem é positiva", "folga, primeiros: ninguém"),
        ("en", -1, "Most room", "no margin is positive", "By room, the first are: nobody"),
        ("pt", 1, "Mais esforço", "nenhuma margem é negativa", "esforço, primeiros: ninguém"),
        ("en", 1, "Most effort", "no margin is negative", "By effort, the first are: nobody"),
    ],
)
def test_where_nobody_has_room_or_makes_an_effort_that_is_said(
    lang: Any, sign: int, gone: str, said: str, nobody: str
) -> None:
    panel = assessed(60)
    ax = st.plots.ranking(panel.assign(megpc_15=sign * panel["megpc_15"].abs()), lang=lang)
    assert gone not in words(ax)
    assert said in words(ax)
    assert nobody in st.plots.alt_text(ax)


def test_the_projected_median_is_dashed_and_the_observed_one_solid() -> None:
    medians = st.plots.fan(projected(100), assessed(100)).lines[4:6]
    solid, dashed = (line.get_linestyle() for line in medians)
    assert (solid, dashed) == ("-", "--")
    assert np.asarray(medians[0].get_xdata())[-1] == 2012
    assert np.asarray(medians[1].get_xdata())[[0, -1]].tolist() == [2012, 2020]
    alone = st.plots.fan(projected(100)).lines[4]
    assert alone.get_linestyle() == "--"
    assert np.asarray(alone.get_xdata())[0] == 2013


@pytest.mark.parametrize("factor", [1, 30, 3000, 3e6])
def test_the_label_of_the_axis_stays_on_the_page(factor: float) -> None:
    panel = assessed(100)
    raised = panel.assign(megpc_15=panel["megpc_15"] * factor)
    ahead = projected(100)
    columns = [name for name in ahead.columns if str(name).startswith("megpc")]
    for ax in (
        st.plots.margins(raised, scenario="15"),
        st.plots.ranking(raised),
        st.plots.fan(ahead.assign(**{name: ahead[name] * factor for name in columns})),
    ):
        figure = figure_of(ax)
        boxes = boxes_of(figure)
        assert outside(figure, boxes) == []
        assert overlaps(boxes) == []


def test_negative_money_has_one_spelling() -> None:
    panel = assessed(60)
    for ax in (st.plots.ranking(panel), st.plots.margins(panel, scenario="15")):
        said = words(ax) + st.plots.alt_text(ax)
        assert "R$ −" not in said
        assert "−R$ " in said
