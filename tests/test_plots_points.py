"""No point of a panel is lost, and what is said of the last year is said of that year."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta as st
from pictures import figure_of, words


def isolated(count: int, years: tuple[int, ...] = (2000, 2002)) -> pd.DataFrame:
    """A panel in which no year has a neighbour."""
    return pd.DataFrame(
        {
            "municipality": [f"M{place}" for place in range(count)] * len(years),
            "year": np.repeat(years, count),
            "megpc_15": np.tile(np.arange(count) - count / 2, len(years)),
        }
    )


def marked(ax: Any) -> set[tuple[float, float]]:
    """The points at which a mark is drawn."""
    found: set[tuple[float, float]] = set()
    for line in ax.lines:
        if line.get_marker() in ("", "None", None) or not line.get_markersize():
            continue
        every = line.get_markevery()
        x, y = (np.asarray(data, dtype=float) for data in (line.get_xdata(), line.get_ydata()))
        places = range(len(x)) if every is None else every
        found |= {(float(x[n]), float(y[n])) for n in places if np.isfinite(y[n])}
    return found


@pytest.mark.parametrize("count", [24, 30, 250])
def test_a_year_without_neighbours_has_a_mark(count: int) -> None:
    frame = isolated(count)
    ax = st.plots.margins(frame, scenario="15")
    assert set(zip(frame["year"], frame["megpc_15"], strict=True)) <= marked(ax)


def test_a_year_without_neighbours_has_bands() -> None:
    ax = st.plots.margins(isolated(300), scenario="15")
    for each in ax.collections[:2]:
        areas = each.get_paths()
        assert len(areas) == 2
        assert all(area.get_extents().width > 0 for area in areas)


def test_a_projection_of_one_year_has_a_mark_and_a_band() -> None:
    ahead = st.project(st.examples.panel(4), years=1, rng=1, draws=200)
    for inset in st.plots.fan(ahead).child_axes:
        assert marked(inset)
        assert all(each.get_paths()[0].get_extents().width > 0 for each in inset.collections)


def test_the_highest_mark_of_small_charts_does_not_touch_their_names() -> None:
    ax = st.plots.margins(isolated(80), scenario="15", form="multiples")
    figure_of(ax).draw_without_rendering()
    for inset in ax.child_axes:
        assert inset.texts[0].get_window_extent().y0 > inset.get_window_extent().y1 + 2


MIXED = pd.DataFrame(
    {"municipality": ["A", "A", "B"], "year": [2004, 2005, 2004], "megpc_15": [1.0, 2.0, -3.0]}
)


@pytest.mark.parametrize(
    ("lang", "ends", "legend"),
    [
        ("pt", "Menor margem no último ano de cada um: B (", "negativa no último ano conhecido"),
        ("en", "Lowest margin in the last year of each: B (", "negative in the last known year"),
    ],
)
def test_margins_that_end_in_different_years_say_so(lang: Any, ends: str, legend: str) -> None:
    said = st.plots.margins_alt_text(MIXED, scenario="15", lang=lang)
    assert ends in said
    assert "2004)" in said
    shown = words(st.plots.margins(MIXED, scenario="15", lang=lang))
    assert legend in shown
    assert f"{legend.split(maxsplit=1)[0]} {'em' if lang == 'pt' else 'in'} 2005" not in shown


def test_margins_that_end_together_name_the_year() -> None:
    frame = MIXED.assign(year=[2004, 2005, 2005])
    assert "negativa em 2005" in words(st.plots.margins(frame, scenario="15"))
    assert "Menor margem no último ano: B (" in st.plots.margins_alt_text(frame, scenario="15")
