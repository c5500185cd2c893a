"""Names as they come: long, missing, broken over lines; and frames that no chart can draw."""

from __future__ import annotations

from typing import Any
from xml.dom import minidom

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import sustenta as st
from charts import assessed, classes, efforts, key, projected, shapes, teams
from pictures import boxes_of, figure_of, outside, words
from sustenta.errors import ColumnTypeError, DomainError, SettingError, UnknownNameError
from sustenta.plots._distribution import density

LONG = "São " + "Muito Longo Nome " * 8
NAMED: dict[str, Any] = {
    "margins": (assessed, lambda frame, **k: st.plots.margins(frame, scenario="15", **k)),
    "multiples": (
        assessed,
        lambda frame, **k: st.plots.margins(frame, scenario="15", form="multiples", **k),
    ),
    "potential": (assessed, st.plots.potential),
    "ranking": (assessed, st.plots.ranking),
    "distribution": (assessed, st.plots.distribution),
    "effort_and_base": (efforts, st.plots.effort_and_base),
    "coverage": (teams, st.plots.coverage),
    "fan": (projected, st.plots.fan),
    "execution": (st.examples.execution, st.plots.execution),
    "map": (assessed, lambda frame, **k: st.plots.map(shapes(frame["code"].nunique()), frame, **k)),
}


def renamed(frame: pd.DataFrame, *names: Any) -> pd.DataFrame:
    """Give other names to the first municipalities."""
    codes = key(frame["code"].nunique())["code"].tolist()
    called = frame["municipality"].astype(object)
    for code, name in zip(codes, names, strict=False):
        called = called.where(frame["code"] != code, name)
    return frame.assign(municipality=called)


@pytest.mark.parametrize("count", [60, 300])
@pytest.mark.parametrize("name", ["potential", "ranking", "effort_and_base", "coverage"])
def test_long_names_that_were_asked_for_are_shown(name: str, count: int) -> None:
    made, chart = NAMED[name]
    ends = [f"Comprido número {place:02}" for place in range(8)]
    called = [LONG, *[f"Nome de município bastante {end}" for end in ends]]
    frame = renamed(made(count), *called)
    ax = chart(frame, highlight=[LONG, *called[1:]])
    shown = words(ax)
    # What is cut loses its middle: the ends are what tells them apart.
    assert all(end[-4:] in shown for end in ends)
    assert "…" in shown
    figure = figure_of(ax)
    assert outside(figure, boxes_of(figure)) == []


def test_who_was_asked_for_is_named_on_a_map_of_small_shapes() -> None:
    ax = st.plots.map(shapes(900), assessed(900), highlight=["Município Sintético 456"])
    assert any("456" in text.get_text() for text in ax.texts)


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_a_missing_name_is_its_code_and_else_said_to_be_missing(name: str, lang: Any) -> None:
    made, chart = NAMED[name]
    frame = made(16)
    for gone in (None, np.nan, "", " \n"):
        frame = renamed(made(16), gone)
        ax = chart(frame, lang=lang)
        said = words(ax) + st.plots.alt_text(ax)
        assert "9900018" in said
        assert "nan" not in said.split()
        assert "None" not in said
    if name == "map":
        return
    alone = chart(frame.drop(columns=["code", "uf"], errors="ignore"), lang=lang)
    assert ("sem nome" if lang == "pt" else "unnamed") in words(alone)


@pytest.mark.parametrize("name", NAMED)
def test_a_name_stands_on_one_line_and_a_file_holds_every_sign(name: str, tmp_path: Any) -> None:
    made, chart = NAMED[name]
    frame = renamed(made(16), "Vila\nQuebra\tTab", "Co\x00mum\x0bno", "Se\ud800m\x1b")
    ax = chart(frame, highlight=[] if name == "multiples" else ["Vila\nQuebra\tTab"])
    said = words(ax) + ax.get_title(loc="left")
    assert "Vila Quebra Tab" in said or "Vila" not in said
    assert "Quebra\tTab" not in said
    assert "\x00" not in said + st.plots.alt_text(ax)
    st.plots.save(ax, tmp_path / "chart.svg", alt="a\x00b\x0b")
    drawn = minidom.parse(str(tmp_path / "chart.svg"))  # noqa: S318  our own file
    assert drawn.documentElement is not None
    for ending in ("png", "pdf"):
        st.plots.save(ax, tmp_path / f"chart.{ending}")


@pytest.mark.parametrize("name", NAMED)
def test_an_infinite_amount_is_refused_with_its_row_and_column(name: str) -> None:
    made, chart = NAMED[name]
    column = {
        "margins": "megpc_15", "multiples": "megpc_15", "potential": "dpspc_15", "map": "megpc_15",
        "ranking": "megpc_15", "distribution": "ec29_applied_pct", "effort_and_base": "effort",
        "coverage": "coverage_uncapped_pct", "fan": "megpc", "execution": "executed",
    }[name]  # fmt: skip
    frame = made(16).reset_index(drop=True)
    row = len(frame) - 3
    for infinite in (np.inf, -np.inf):
        values = frame[column].astype(float).to_numpy().copy()
        values[row] = infinite
        with pytest.raises(DomainError, match=f"`{column}` is {infinite} at row {row}") as refused:
            chart(frame.assign(**{column: values}))
        assert (refused.value.argument, refused.value.row) == (column, row)
        assert refused.value.reason == "amount_not_finite"


@pytest.mark.parametrize("name", NAMED)
def test_a_column_that_is_there_twice_is_refused(name: str) -> None:
    made, chart = NAMED[name]
    frame = made(16)
    last = "executed" if name == "execution" else "municipality"
    with pytest.raises(ColumnTypeError, match=f"2 columns called '{last}'; expected one"):
        chart(pd.concat([frame, frame[[last]]], axis=1))


@pytest.mark.parametrize("name", NAMED)
def test_what_is_no_axes_is_refused(name: str) -> None:
    made, chart = NAMED[name]
    for wrong, said in (
        ("x", "`ax` is str; expected an Axes"),
        (Figure(), r"Figure; expected an Axes of matplotlib: give one of the figure"),
        (Figure().subplots(2, 2), r"ndarray; expected an Axes of matplotlib: give one of them"),
    ):
        with pytest.raises(SettingError, match=said) as refused:
            chart(made(16), ax=wrong)
        assert refused.value.argument == "ax"


def test_a_figure_and_no_path_are_refused_by_save(tmp_path: Any) -> None:
    ax = st.plots.ranking(assessed(16))
    with pytest.raises(SettingError, match=r"figure\.axes\[0\]") as refused:
        st.plots.save(figure_of(ax), tmp_path / "chart.svg")  # type: ignore[arg-type]
    assert refused.value.argument == "ax"
    for wrong in (None, 3):
        with pytest.raises(SettingError, match=r"expected the name of a file") as refused:
            st.plots.save(ax, wrong)  # type: ignore[arg-type]
        assert refused.value.argument == "path"


@pytest.mark.parametrize(
    "chart",
    [
        st.plots.margins,
        st.plots.margins_alt_text,
        st.plots.ranking,
        st.plots.potential,
    ],
)
def test_the_number_15_is_the_first_scenario(chart: Any) -> None:
    drawn = chart(assessed(16), scenario=15)
    said = drawn if isinstance(drawn, str) else st.plots.alt_text(drawn)
    assert said == (
        chart(assessed(16), scenario="15")
        if isinstance(drawn, str)
        else st.plots.alt_text(chart(assessed(16), scenario="15"))
    )
    for wrong in (12, "16", None, 15.5):
        with pytest.raises(UnknownNameError, match="Known: 15, ec29"):
            chart(assessed(16), scenario=wrong)


def test_names_that_the_frame_has_are_shown() -> None:
    names = key(16).set_index("code")["municipality"]
    for chart, frame in (
        (st.plots.profile, classes(16)),
        (st.plots.effort_and_base, efforts(16).drop(columns=["municipality", "uf"])),
        (st.plots.coverage, teams(16).drop(columns=["municipality", "uf"])),
    ):
        indexed = frame.reset_index() if "code" not in frame.columns else frame
        shown = words(chart(indexed.assign(municipality=indexed["code"].map(names))))
        assert "Município Sintético 016" in shown
        assert "9900018" not in shown


@pytest.mark.parametrize("count", [2, 6, 100, 3500])
def test_the_density_is_the_sum_of_its_kernels(count: int) -> None:
    values = np.random.default_rng(count).normal(17, 2, count)
    grid = np.linspace(values.min() - 1, values.max() + 1, 200)
    width = 0.9 * min(values.std(ddof=1), np.subtract(*np.percentile(values, (75, 25))) / 1.34)
    width *= count**-0.2
    terms = np.exp(-0.5 * ((grid[:, None] - values) / width) ** 2).sum(axis=1)
    literal = terms / (count * width * np.sqrt(2 * np.pi))
    assert density(values, grid) == pytest.approx(literal, rel=1e-12)
