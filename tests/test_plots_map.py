"""The map on a real GeoDataFrame: codes in every form, holes in the data, and what is refused."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import (  # type: ignore[import-untyped]
    LineString,
    MultiPolygon,
    Point,
    Polygon,
    box,
)

import sustenta as st
from charts import assessed, key
from pictures import boxes_of, figure_of, outside, overlaps
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DomainError,
    DuplicateKeyError,
    UnjoinedRowsError,
)

COUNT = 16


def grid(count: int = COUNT, crs: str | None = "EPSG:4674") -> gpd.GeoDataFrame:
    """Squares of half a degree; one of two parts, one with a hole. SIRGAS 2000, as the IBGE's."""
    wide = int(np.ceil(np.sqrt(count)))
    squares: list[Any] = []
    for place in range(count):
        y, x = divmod(place, wide)
        squares.append(box(-50 + x / 2, -12 + y / 2, -49.5 + x / 2, -11.5 + y / 2))
    squares[1] = squares[1].difference(box(-49.4, -11.9, -49.2, -11.7))
    squares[2] = MultiPolygon([squares[2], box(-48.7, -12.3, -48.6, -12.2)])
    return gpd.GeoDataFrame({"code_muni": key(count)["code"]}, geometry=squares, crs=crs)


def drawn(ax: Any) -> dict[str, int]:
    """How many shapes are crossed (no data), hatched (below zero) or plain."""
    found = {"crossed": 0, "hatched": 0, "plain": 0}
    for each in ax.collections:
        kind = {"xxxx": "crossed", None: "plain"}.get(each.get_hatch(), "hatched")
        found[kind] += len(each.get_paths())
    return found


def words(ax: Any) -> str:
    return "\n".join(text.get_text() for text, _ in boxes_of(figure_of(ax)))


@pytest.mark.parametrize("count", [16, 100])
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_a_geodataframe_is_drawn_and_the_words_fit(count: int, lang: Any) -> None:
    ax = st.plots.map(grid(count), assessed(count), lang=lang)
    margins = assessed(count).query("year == 2012")["megpc_15"]
    assert drawn(ax) == {
        "crossed": int(margins.isna().sum()),
        "hatched": int((margins < 0).sum()),
        "plain": int((margins >= 0).sum()),
    }
    boxes = boxes_of(figure_of(ax))
    assert overlaps(boxes) == []
    assert outside(figure_of(ax), boxes) == []
    lowest = f"{margins.min():.2f}".replace("-", "−")
    assert (lowest.replace(".", ",") if lang == "pt" else lowest) in st.plots.alt_text(ax)
    assert ("R$ por habitante" if lang == "pt" else "R$ per inhabitant") in st.plots.alt_text(ax)


CODES: dict[str, Any] = {
    "seven digits, int": lambda codes: codes,
    "six digits, int": lambda codes: codes // 10,
    "seven digits, str": lambda codes: codes.astype(str),
    "six digits, str": lambda codes: (codes // 10).astype(str),
    "seven digits, float": lambda codes: codes.astype(float),
    "str with blanks": lambda codes: " " + codes.astype(str) + " ",
    "categories": lambda codes: codes.astype(str).astype("category"),
}


@pytest.mark.parametrize("of_shapes", CODES)
@pytest.mark.parametrize("of_frame", ["seven digits, int", "six digits, str"])
def test_codes_join_whatever_form_they_have(of_shapes: str, of_frame: str) -> None:
    shapes, panel = grid(), assessed(COUNT)
    shapes["code_muni"] = CODES[of_shapes](shapes["code_muni"])
    ax = st.plots.map(shapes, panel.assign(code=CODES[of_frame](panel["code"])))
    assert drawn(ax)["crossed"] == 0
    assert sum(drawn(ax).values()) == COUNT


def test_a_municipality_without_data_is_crossed_and_counted() -> None:
    panel = assessed(COUNT)
    gone = panel["code"].isin(panel["code"].unique()[:3])
    ax = st.plots.map(grid(), panel.assign(megpc_15=panel["megpc_15"].mask(gone)), year=2012)
    assert drawn(ax)["crossed"] == 3
    assert "sem dado (3)" in words(ax)
    assert "13 municípios com dado" in st.plots.alt_text(ax)
    # Not to have a row is not to have data, too.
    assert drawn(st.plots.map(grid(), panel[~gone]))["crossed"] == 3


def test_a_shape_without_geometry_is_counted_as_not_drawn() -> None:
    shapes = grid()
    shapes.loc[[0, 5], "geometry"] = [None, Polygon()]
    ax = st.plots.map(shapes, assessed(COUNT))
    assert sum(drawn(ax).values()) == COUNT - 2
    assert "sem polígono: 2" in words(ax)
    with pytest.raises(DomainError, match="geometry"):
        st.plots.map(shapes.assign(geometry=None), assessed(COUNT))


def test_a_missing_coordinate_system_is_no_hindrance_and_metres_keep_their_shape() -> None:
    degrees = st.plots.map(grid(), assessed(COUNT))
    bare = st.plots.map(grid(crs=None), assessed(COUNT))
    metres = st.plots.map(grid().to_crs("EPSG:5880"), assessed(COUNT))
    assert degrees.get_aspect() == bare.get_aspect()
    # At 11° south a degree of longitude is 2 % shorter than one of latitude.
    assert float(degrees.get_aspect()) == pytest.approx(1 / np.cos(np.radians(11.15)), rel=0.01)
    assert metres.get_aspect() == 1.0
    assert drawn(bare) == drawn(metres) == drawn(degrees)


def test_another_geometry_column_and_a_renamed_code_are_found() -> None:
    shapes = grid().rename_geometry("limites").rename(columns={"code_muni": "cod_ibge_do_mapa"})
    ax = st.plots.map(shapes, assessed(COUNT), code="cod_ibge_do_mapa")
    assert sum(drawn(ax).values()) == COUNT


def test_what_cannot_be_drawn_is_refused_with_the_reason() -> None:
    shapes, panel = grid(), assessed(COUNT)
    with pytest.raises(ColumnMissingError, match="did you mean 'code_muni'"):
        st.plots.map(shapes, panel, code="code_mun")
    with pytest.raises(ColumnMissingError, match="code"):
        st.plots.map(shapes.rename(columns={"code_muni": "id"}), panel)
    with pytest.raises(ColumnMissingError, match="geometry"):
        st.plots.map(pd.DataFrame(shapes.drop(columns="geometry")), panel)
    with pytest.raises(ColumnMissingError, match="'megpc_15'"):
        st.plots.map(shapes, panel, "megpc15")
    with pytest.raises(ColumnTypeError, match="amounts"):
        st.plots.map(shapes, panel, "municipality", year=2012)
    with pytest.raises(ColumnTypeError, match="row 3 is Point; expected polygons"):
        st.plots.map(_with(shapes, 3, Point(0, 0)), panel)
    with pytest.raises(ColumnTypeError, match="row 0 is LineString"):
        st.plots.map(_with(shapes, 0, LineString([(0, 0), (1, 1)])), panel)
    with pytest.raises(UnjoinedRowsError, match="no code of `frame` is one of `shapes`"):
        st.plots.map(shapes.assign(code_muni=range(COUNT)), panel)
    with pytest.raises(ColumnTypeError, match="`shapes` is int"):
        st.plots.map(3, panel)
    with pytest.raises(DuplicateKeyError, match="more than once, in rows"):
        st.plots.map(pd.concat([shapes, shapes.head(1)]), panel)


def _with(shapes: gpd.GeoDataFrame, row: int, geometry: Any) -> gpd.GeoDataFrame:
    changed = shapes.copy()
    changed.loc[row, "geometry"] = geometry
    return changed


@pytest.mark.parametrize(("wide", "high"), [(6, 2), (2, 6), (12, 1), (1, 9), (3, 3)])
def test_every_shape_stays_on_the_map(wide: int, high: int) -> None:
    count = wide * high
    squares = [box(n % wide, n // wide, n % wide + 1, n // wide + 1) for n in range(count)]
    shapes = gpd.GeoDataFrame({"code": [f"{9900000 + 10 * n}" for n in range(count)]},
                              geometry=squares)  # fmt: skip
    frame = pd.DataFrame({"code": shapes["code"], "megpc_15": np.arange(float(count))})
    ax = st.plots.map(shapes, frame)
    boxes = boxes_of(figure_of(ax))
    assert ax.get_xlim()[0] <= 0 <= wide <= ax.get_xlim()[1]
    assert ax.get_ylim()[0] <= 0 <= high <= ax.get_ylim()[1]
    assert overlaps(boxes) == []
    assert outside(figure_of(ax), boxes) == []
    figure = figure_of(ax)
    assert ax.get_window_extent().x1 <= figure.bbox.x1
    assert ax.get_window_extent().y0 >= figure.bbox.y0


def test_the_title_of_a_map_names_the_scenario() -> None:
    titles = [
        st.plots.map(grid(), assessed(COUNT), f"megpc_{scenario}").get_title(loc="left")
        for scenario in ("15", "ec29")
    ]
    assert "cenário 1: 15%" in titles[0]
    assert "cenário 2: EC 29" in titles[1]
    both = st.plots.lorenz(
        assessed(COUNT).assign(dpspc_ec29=lambda panel: panel["dpspc_15"] * 0.9),
        ["dpspc_15", "dpspc_ec29"],
        year=2012,
    )
    assert "cenário 2: EC 29" in words(both)
