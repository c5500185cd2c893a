"""What single charts show."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

import sustenta as st
from charts import assessed, classes, curve, efforts, key, page, projected, shapes, teams
from pictures import contrast, luminance, words
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DomainError,
    SettingError,
    UnjoinedRowsError,
    UnknownNameError,
)
from sustenta.plots import _style
from sustenta.plots._distribution import density

NAMED = "Município Sintético 050"


def test_letters_are_readable_and_areas_differ_in_grey() -> None:
    for colour in (_style.BLUE, _style.VERMILION, _style.INK, _style.GREY):
        assert contrast(colour, "white") >= 4.5
    greys = sorted(luminance(face) for face in ("#00588C", "#9CC4E0", "#FBE3D0"))
    assert min(np.diff(greys)) > 0.2


@pytest.mark.parametrize("count", [16, 100])
def test_each_municipality_is_a_line_up_to_where_they_become_bands(count: int) -> None:
    ax = st.plots.margins(assessed(count), scenario="15")
    assert len(ax.lines) == count
    assert len(ax.collections) == 2  # zero, and the lines across


def test_of_the_country_the_bands_and_the_share_below_zero_are_drawn() -> None:
    ax = st.plots.margins(assessed(5570), scenario="15", highlight=["Município Sintético 4000"])
    assert len(ax.lines) == 4 + 1 + 1  # the edges, the median, the one that was asked for
    said = words(ax)
    assert "mediana" in said
    assert "Município Sintético 4000" in said
    below = (assessed(5570).query("year == 2012")["megpc_15"].dropna() < 0).mean()
    assert f"2012\n{100 * below:.0f}%" in said


def test_small_charts_are_one_a_municipality_or_one_a_state() -> None:
    panel = assessed(100)
    assert len(st.plots.margins(panel, scenario="15", form="multiples").child_axes) == 100
    country = assessed(5570)
    country = country.assign(uf=np.where(country["code"] % 3 == 0, "XA", "XB"))
    ax = st.plots.margins(country, scenario="15", form="multiples")
    assert len(ax.child_axes) == 2
    tenths = st.plots.margins(assessed(5570), scenario="15", form="multiples")
    assert len(tenths.child_axes) == 10


def test_the_line_of_the_law_is_drawn_only_where_a_share_was_owed() -> None:
    panel = assessed(16).query("municipality == 'Município Sintético 001'").copy()
    panel.loc[panel["year"].isin([2000, 2001, 2006]), "ec29_due_pct"] = np.nan
    panel.loc[panel["year"] == 2009, "ec29_applied_pct"] = np.nan
    ax = st.plots.minimum_share(panel)
    law = ax.lines[-1]
    across = np.asarray(law.get_xdata(), dtype=float)
    up = np.asarray(law.get_ydata(), dtype=float)
    drawn = {int(x) for x in across[np.isfinite(up)] + 0.5}
    assert drawn.isdisjoint({2000, 2001})
    middle = (across > 2005.6) & (across < 2006.4)
    assert not middle.any()
    assert np.isnan(up[np.isclose(across, 2005.5) | np.isclose(across, 2006.5)]).any()
    applied = np.asarray(ax.lines[0].get_ydata(), dtype=float)
    assert np.isnan(applied).sum() == 1, "a year without a declaration is a gap"


def test_years_below_the_minimum_have_marks_of_their_own() -> None:
    panel = assessed(16)
    ax = st.plots.minimum_share(panel)
    hollow = sum(
        len(np.asarray(line.get_xdata()))
        for inset in ax.child_axes
        for line in inset.lines
        if line.get_marker() == "s"
    )
    assert hollow == int((panel["ec29_applied_pct"] < panel["ec29_due_pct"]).sum())


def test_the_profile_sorts_by_any_column_and_hatches_what_is_bad() -> None:
    ax = st.plots.profile(classes(16), sort="execution_class")
    cells = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert len(cells) == 4 * 16
    column = sorted(
        (patch for patch in cells if patch.get_x() == min(each.get_x() for each in cells)),
        key=lambda patch: patch.get_y(),
    )
    hatched = [patch.get_hatch() or "" for patch in column]
    bad = int((classes(16)["execution_class"] == "Ruim").sum())
    none = int(classes(16)["execution_class"].isna().sum())
    assert hatched == [""] * (16 - bad - none) + ["////"] * bad + [""] * none
    text = words(ax)
    assert text.count("n.d.") == int(
        classes(16)[[name for name in classes(16) if str(name).endswith("_class")]]
        .isna()
        .sum()
        .sum()
    )
    named = st.plots.profile(classes(16), names=dict(zip(*_names(16), strict=True)))
    assert "Município Sintético 016" in words(named)
    with pytest.raises(UnknownNameError, match="tax_effort_class"):
        st.plots.profile(classes(16), sort="tax_efort_class")


def _names(count: int) -> tuple[list[int], list[str]]:
    return key(count)["code"].tolist(), key(count)["municipality"].tolist()


def test_the_profile_of_the_study_is_drawn_with_all_its_classes() -> None:
    text = words(st.plots.profile(st.studies.proesf2006.recreate().profile))
    assert {"Execução", "Esforço fiscal", "EC 29", "Tend. EC 29"} <= set(text.split("\n"))


def test_the_classes_of_the_country_add_up_in_areas() -> None:
    ax = st.plots.profile(classes(5570), sort="ec29_trend_class")
    areas = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    for left in sorted({round(area.get_x()) for area in areas}):
        # What is left white around each is a twenty-fifth of a municipality.
        heights = [area.get_height() + 0.08 for area in areas if round(area.get_x()) == left]
        assert sum(heights) == pytest.approx(5570)


def test_both_readings_of_a_ranking_are_named_and_ties_share_the_better_rank() -> None:
    frame = pd.DataFrame(
        {"municipality": list("ABCD"), "megpc_15": [1.0, 1.0, -2.0, np.nan], "year": 2004}
    )
    text = words(st.plots.ranking(frame))
    assert "lugar em folga" in text
    assert "lugar em esforço" in text
    assert text.count("1º") == 3  # A and B by room, C by effort
    assert "2º" in text
    many = words(st.plots.ranking(assessed(5570), highlight=["Município Sintético 123"]))
    ranks = st.rank_margins(assessed(5570).query("year == 2012")["megpc_15"], reading="room")
    rank = ranks[assessed(5570).query("year == 2012")["municipality"] == "Município Sintético 123"]
    assert f"({rank.iloc[0]} / " in many
    assert "Mais folga" in many
    assert "Mais esforço" in many


def test_a_density_encloses_one_and_the_line_counts_exactly() -> None:
    chance = np.random.default_rng(0)
    values = chance.normal(15, 2, 5000)
    grid = np.linspace(0, 30, 512)
    assert np.trapezoid(density(values, grid), grid) == pytest.approx(1, abs=1e-3)
    # Against the definition, term by term.
    width = 0.9 * min(values.std(ddof=1), np.subtract(*np.percentile(values, (75, 25))) / 1.34)
    width *= len(values) ** -0.2
    terms = np.exp(-0.5 * ((grid[:, None] - values) / width) ** 2).sum(axis=1)
    literal = terms / (len(values) * width * np.sqrt(2 * np.pi))
    assert density(values, grid) == pytest.approx(literal, abs=2e-3 * literal.max())
    text = words(st.plots.distribution(assessed(100), year=2012))
    share = assessed(100).query("year == 2012")["ec29_applied_pct"]
    assert f"abaixo de 15%: {(share < 15).sum()} " in text


def test_a_distribution_of_one_value_is_drawn() -> None:
    frame = pd.DataFrame({"municipality": ["A"], "ec29_applied_pct": [15.0]})
    assert "15% ou mais: 1" in words(st.plots.distribution(frame))


def test_curves_are_told_apart_without_colour() -> None:
    named = {str(seed): curve(100, seed) for seed in range(4)}
    ax = st.plots.concentration(named)
    curves = [line for line in ax.lines if np.size(np.asarray(line.get_xdata())) > 2]
    assert len({line.get_marker() for line in curves}) == 4
    with pytest.raises(DomainError, match="5 curves"):
        st.plots.lorenz({str(n): curve(16) for n in range(5)})
    with pytest.raises(DomainError, match="row 1 is 150"):
        st.plots.lorenz(pd.DataFrame({"population_pct": [0, 150.0], "value_pct": [0, 1]}))


def test_the_fan_has_no_band_where_there_is_no_interval() -> None:
    ax = st.plots.fan(projected(16), assessed(16))
    bands = [len(inset.collections) for inset in ax.child_axes]
    drawn = [
        any(each.get_paths() for each in inset.collections if len(each.get_paths()))
        for inset in ax.child_axes
    ]
    without = projected(16).query("year == 2013")["megpc_low_80"].isna().tolist()
    assert bands == [3] * 16
    assert drawn == [not missing for missing in without]
    assert "sem faixa: sem intervalo" in words(ax).replace("sem\nint", "sem int")
    alone = st.plots.fan(projected(16)[["municipality", "year", "megpc"]])
    assert "sem intervalo" in words(alone)


def test_a_frame_that_has_only_the_key_takes_names_from_elsewhere() -> None:
    bare = projected(16).drop(columns=["uf", "municipality"])
    ax = st.plots.fan(bare, assessed(16))
    assert "Município Sintético 016" in words(ax)
    observed = [line for line in ax.child_axes[0].lines if line.get_color() == _style.INK]
    assert any(
        np.isfinite(np.asarray(line.get_ydata(), dtype=float)).sum() > 5 for line in observed
    )
    names = dict(zip(*_names(16), strict=True))
    for chart, made in ((st.plots.effort_and_base, efforts), (st.plots.coverage, teams)):
        indexed = made(16).drop(columns=["uf", "municipality"]).set_index("code")
        assert "9900018" in words(chart(indexed))
        assert "Município Sintético 001" in words(chart(indexed, names=names))


def test_the_page_of_findings_shows_what_is_printed_and_what_it_should_be() -> None:
    printed, cells = page(16)
    ax = st.plots.findings(printed, cells)
    frames = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert len(frames) == len(cells)
    assert [frame.get_linestyle() == "-" for frame in frames].count(True) == (
        cells["severity"] == "error"
    ).sum()
    text = words(ax)
    row = int(np.flatnonzero(printed["municipality"] == cells["municipality"][0])[0])
    assert f"{printed['total'][row]} → {cells['suggested'][0]} ●" in text
    long = words(st.plots.findings(*page(5570)))
    assert "Só as linhas com achados: 40 de 5.570; outras 424 com achados não couberam" in long


def test_a_page_that_is_too_wide_loses_columns_without_findings() -> None:
    printed, cells = page(16)
    wide = pd.concat(
        [printed, *[printed["total"].rename(f"column {n}") for n in range(30)]], axis=1
    )
    text = words(st.plots.findings(wide, cells))
    assert "colunas sem achados omitidas" in text
    assert "transfers" in text


def test_findings_that_point_nowhere_are_refused() -> None:
    printed, cells = page(16)
    with pytest.raises(UnknownNameError, match="cell of the table"):
        st.plots.findings(printed, cells.assign(municipality="Nowhere"))
    with pytest.raises(UnknownNameError, match="several"):
        st.plots.findings(printed, cells.assign(table=["a", "b", "a"]))
    with pytest.raises(ColumnMissingError, match="certainty"):
        st.plots.findings(printed, cells.drop(columns="certainty"))
    with pytest.raises(ColumnMissingError, match="key"):
        st.plots.findings(printed, cells.drop(columns="municipality"))
    none = st.plots.findings(printed, cells.iloc[:0])
    assert "Nenhuma célula em questão." in words(none)


def test_a_map_joins_six_and_seven_digits_and_crosses_what_has_no_data() -> None:
    grid, panel = shapes(16), assessed(16)
    ax = st.plots.map(grid, panel, year=2002)
    drawn = sum(len(each.get_paths()) for each in ax.collections)
    assert drawn == 16
    crossed = [each for each in ax.collections if each.get_hatch() == "xxxx"]
    missing = int(panel.query("year == 2002")["megpc_15"].isna().sum())
    assert [len(each.get_paths()) for each in crossed] == [missing] * bool(missing)
    below = sum(
        len(each.get_paths())
        for each in ax.collections
        if each.get_hatch() and each.get_hatch() != "xxxx"
    )
    assert below == int((panel.query("year == 2002")["megpc_15"] < 0).sum())
    fewer = st.plots.map(grid.head(10), panel, year=2012)
    assert "sem polígono: 6" in words(fewer)


def test_a_map_that_cannot_be_drawn_says_why() -> None:
    grid, panel = shapes(16), assessed(16)
    with pytest.raises(UnjoinedRowsError, match="no code"):
        st.plots.map(grid.assign(code_muni=range(16)), panel)
    with pytest.raises(ColumnMissingError, match="geometry"):
        st.plots.map(grid.drop(columns="geometry"), panel)
    with pytest.raises(ColumnTypeError, match="row 0 is str"):
        st.plots.map(grid.assign(geometry="POLYGON"), panel)
    with pytest.raises(SettingError, match="ascending"):
        st.plots.map(grid, panel, cuts=[3, 1])
    with pytest.raises(ColumnMissingError, match="'megpc_15'"):
        st.plots.map(grid, panel, "megpc_16")
