"""What every chart keeps, at 16, 100 and 5,570 municipalities, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text
from PIL import Image

import sustenta as st
from charts import CHARTS, COUNTS
from pictures import beyond, boxes_of, figure_of, foreign_marks, outside, overlaps, unreadable

if TYPE_CHECKING:
    from sustenta.registry import Lang

CASES = [
    pytest.param(name, count, lang, id=f"{name}-{count}-{lang}")
    for name in CHARTS
    for count in COUNTS
    for lang in ("pt", "en")
]


@pytest.mark.parametrize(("name", "count", "lang"), CASES)
def test_a_picture_is_fit_to_print(name: str, count: int, lang: Lang) -> None:
    ax = CHARTS[name](count, lang)
    assert isinstance(ax, Axes)
    figure = figure_of(ax)
    assert overlaps(figure) == [], "texts cover each other"
    assert outside(figure) == [], "texts leave the page"
    assert unreadable(figure) == [], "letters too near to their ground"
    assert beyond(ax) == [], "lines leave their axes"
    alt = st.plots.alt_text(ax)
    assert len(alt) > 60
    words = [text.get_text() for text, _ in boxes_of(figure)]
    assert foreign_marks([*words, alt], lang) == []
    assert min(float(text.get_fontsize()) for text, _ in boxes_of(figure)) >= 6
    assert not any(text.get_parse_math() for text in ax.findobj(Text))


@pytest.mark.parametrize("name", CHARTS)
def test_a_file_carries_the_words(name: str, tmp_path: Path) -> None:
    ax = CHARTS[name](16, "pt")
    alt = st.plots.alt_text(ax)
    for ending in ("png", "svg"):
        st.plots.save(ax, tmp_path / f"chart.{ending}")
    with Image.open(tmp_path / "chart.png") as image:
        assert image.info["Description"] == alt
        assert image.info["Title"] == ax.get_title(loc="left")
    drawn = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert '<desc id="desc">' in drawn
    assert 'role="img" aria-labelledby="title desc"' in drawn
