"""A chart on an axes of the caller's grid keeps to its cell."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import sustenta as st
from charts import assessed, classes, curve, efforts, projected, shapes, teams
from pictures import boxes_of

ON_AXES: dict[str, Any] = {
    "margins": lambda n, ax: st.plots.margins(assessed(n), scenario="15", ax=ax),
    "potential": lambda n, ax: st.plots.potential(assessed(n), ax=ax),
    "ranking": lambda n, ax: st.plots.ranking(assessed(n), ax=ax),
    "minimum_share": lambda n, ax: st.plots.minimum_share(assessed(n), ax=ax),
    "distribution": lambda n, ax: st.plots.distribution(assessed(n), ax=ax),
    "effort_and_base": lambda n, ax: st.plots.effort_and_base(efforts(n), ax=ax),
    "coverage": lambda n, ax: st.plots.coverage(teams(n), ax=ax),
    "fan": lambda n, ax: st.plots.fan(projected(n), assessed(n), ax=ax),
    "execution": lambda n, ax: st.plots.execution(st.examples.execution(n), ax=ax),
    "profile": lambda n, ax: st.plots.profile(classes(n), ax=ax),
    "map": lambda n, ax: st.plots.map(shapes(n), assessed(n), ax=ax),
    "lorenz": lambda n, ax: st.plots.lorenz(curve(n), ax=ax),
}


def cell(axes: Any, place: tuple[int, int]) -> tuple[float, float, float, float]:
    """The quarter of the page that is an axes': half of each gap is its own."""
    middle = (axes[0, 0].get_window_extent().x1 + axes[0, 1].get_window_extent().x0) / 2
    half = (axes[0, 0].get_window_extent().y0 + axes[1, 0].get_window_extent().y1) / 2
    page = axes[0, 0].figure.bbox
    row, column = place
    return (
        middle if column else page.x0,
        page.y0 if row else half,
        page.x1 if column else middle,
        half if row else page.y1,
    )


@pytest.mark.parametrize("place", [(0, 0), (0, 1), (1, 0), (1, 1)])
@pytest.mark.parametrize("name", ON_AXES)
@pytest.mark.parametrize("count", [16, 100])
def test_a_chart_writes_nothing_over_its_neighbours(
    name: str, count: int, place: tuple[int, int]
) -> None:
    figure = Figure(figsize=(11, 8))
    axes = figure.subplots(2, 2)
    x0, y0, x1, y1 = cell(axes, place)
    ax = ON_AXES[name](count, axes[place])
    own = {id(text) for text in ax.findobj(Text)}
    boxes = [(text.get_text(), box) for text, box in boxes_of(figure) if id(text) in own]
    assert len(boxes) > 4
    touch = 4.0
    assert [
        words
        for words, box in boxes
        if box.x0 < x0 - touch or box.x1 > x1 + touch or box.y0 < y0 - touch or box.y1 > y1 + touch
    ] == []


def test_an_axes_that_was_placed_by_hand_stays_where_it_is() -> None:
    figure = Figure(figsize=(9, 7))
    ax = figure.subplots()
    ax.set_position((0.3, 0.3, 0.4, 0.4))
    st.plots.ranking(assessed(16), ax=ax)
    assert ax.get_position().bounds == pytest.approx((0.3, 0.3, 0.4, 0.4))
    free = figure.add_axes((0.1, 0.1, 0.2, 0.2))
    st.plots.lorenz(curve(16), ax=free)
    assert free.get_position().bounds == pytest.approx((0.1, 0.1, 0.2, 0.2))


@pytest.mark.parametrize("layout", ["constrained", "compressed", "tight"])
def test_a_figure_that_makes_room_by_itself_has_letters_as_large_as_ours(layout: Any) -> None:
    own = st.plots.margins(assessed(16), scenario="15")
    given = Figure(figsize=(8.4, 6.6), layout=layout).subplots()
    st.plots.margins(assessed(16), scenario="15", ax=given)
    sizes = []
    for ax in (own, given):
        words = [ax.get_title(loc="left"), *(text.get_text() for text in legend_of(ax))]
        sizes.append([text.get_fontsize() for text in ax.findobj(Text) if text.get_text() in words])
    assert sizes[0] == sizes[1]


def legend_of(ax: Any) -> Any:
    return ax.get_legend().get_texts()
