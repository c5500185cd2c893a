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
from pictures import (
    beyond,
    boxes_of,
    figure_of,
    foreign_marks,
    foreign_words,
    outside,
    overlaps,
    unreadable,
)
from rough import ROUGH

if TYPE_CHECKING:
    from collections.abc import Callable

    from sustenta.registry import Lang

#: Letters are fitted to the dots: what fits at one size of dots may not at another.
DOTS: dict[Lang, int] = {"pt": 75, "en": 150}
#: What a chart says where a line leaves its scale.
BEYOND = ("fora do quadro", "outside the frame", "na moldura", "in the frame")
CASES = [
    pytest.param(charts[name], count, lang, id=f"{kind}{name}-{count}-{lang}")
    for kind, charts, languages in (("", CHARTS, ("pt", "en")), ("rough-", ROUGH, ("pt",)))
    for name in charts
    for count in COUNTS
    for lang in languages
]


@pytest.mark.parametrize(("chart", "count", "lang"), CASES)
def test_a_picture_is_fit_to_print(
    chart: Callable[[int, Lang], Axes], count: int, lang: Lang
) -> None:
    ax = chart(count, lang)
    assert isinstance(ax, Axes)
    figure = figure_of(ax)
    figure.set_dpi(DOTS[lang])
    boxes = boxes_of(figure)
    assert overlaps(boxes) == [], "texts cover each other"
    assert outside(figure, boxes) == [], "texts leave the page"
    assert unreadable(boxes) == [], "letters too near to their ground"
    said = "\n".join(text.get_text() for text, _ in boxes).replace("\n", " ")
    if not any(each in said for each in BEYOND):
        assert beyond(ax) == [], "lines leave their axes"
    alt = st.plots.alt_text(ax)
    assert len(alt) > 60
    words = [text.get_text() for text, _ in boxes]
    assert foreign_marks([*words, alt], lang) == []
    assert foreign_words([*words, alt], lang) == []
    assert min(float(text.get_fontsize()) for text, _ in boxes) >= 6
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
