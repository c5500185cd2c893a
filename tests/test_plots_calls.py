"""What every chart takes, refuses and finds room for."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib.figure import Figure

import sustenta as st
from charts import assessed, classes, curve, efforts, key, page, projected, shapes, teams
from pictures import boxes_of, figure_of, outside, overlaps, words
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DomainError,
    DuplicateKeyError,
    MissingExtraError,
    UnknownNameError,
)

NAMED = "Município Sintético 050"


@pytest.mark.parametrize(
    ("chart", "frame", "column", "near"),
    [
        (st.plots.potential, assessed, "dpspc_15", "dpspc_15x"),
        (st.plots.minimum_share, assessed, "ec29_due_pct", "ec29_due"),
        (st.plots.execution, st.examples.execution, "transferred", "transfered"),
        (st.plots.ranking, assessed, "megpc_15", "megpc15"),
        (st.plots.distribution, assessed, "ec29_applied_pct", "ec29_aplied_pct"),
        (st.plots.effort_and_base, efforts, "effort", "efort"),
        (st.plots.coverage, teams, "new_teams", "newteams"),
        (st.plots.fan, projected, "megpc", "megcp"),
        (st.plots.lorenz, curve, "value_pct", "value_pc"),
    ],
)
def test_a_missing_column_is_named_with_the_nearest(
    chart: Any, frame: Any, column: str, near: str
) -> None:
    lacks = frame(16).rename(columns={column: near})
    with pytest.raises(ColumnMissingError) as refused:
        chart(lacks)
    assert column in refused.value.missing
    assert f"did you mean '{near}'" in str(refused.value)
    with pytest.raises(ColumnTypeError, match="expected a DataFrame"):
        chart(3)


@pytest.mark.parametrize("chart", [st.plots.potential, st.plots.ranking, st.plots.distribution])
def test_rows_that_repeat_years_that_are_not_there_and_other_names_are_refused(chart: Any) -> None:
    panel = assessed(16)
    with pytest.raises(DuplicateKeyError, match="more than one row"):
        chart(pd.concat([panel, panel.tail(1)]))
    with pytest.raises(UnknownNameError, match="year"):
        chart(panel, year=1950)
    with pytest.raises(UnknownNameError, match=r"did you mean 'Município Sintético 001'"):
        chart(panel, highlight=["Municipio Sintetico 001"])
    with pytest.raises(UnknownNameError, match="language"):
        chart(panel, lang="fr")
    empty = panel.assign(dpspc_15=np.nan, megpc_15=np.nan, ec29_applied_pct=np.nan)
    with pytest.raises(DomainError, match="nothing to draw"):
        chart(empty)


def test_frames_of_other_libraries_are_drawn() -> None:
    panel = assessed(16)
    ax = st.plots.margins(pl.from_pandas(panel), scenario="15")
    assert len(ax.lines) == 16
    assert len(st.plots.margins(pl.from_pandas(panel).to_arrow(), scenario="15").lines) == 16


ON_AXES: dict[str, Any] = {
    "potential": lambda ax: st.plots.potential(assessed(16), ax=ax),
    "minimum_share": lambda ax: st.plots.minimum_share(assessed(16), ax=ax),
    "profile": lambda ax: st.plots.profile(classes(16), ax=ax),
    "distribution": lambda ax: st.plots.distribution(assessed(100), ax=ax),
    "ranking": lambda ax: st.plots.ranking(assessed(16), ax=ax),
    "map": lambda ax: st.plots.map(shapes(16), assessed(16), ax=ax),
    "findings": lambda ax: st.plots.findings(*page(16), ax=ax),
    "fan": lambda ax: st.plots.fan(projected(100), ax=ax),
}


@pytest.mark.parametrize("name", ON_AXES)
def test_an_axes_of_the_callers_is_drawn_on(name: str) -> None:
    chart = ON_AXES[name]
    figure = Figure(figsize=(9, 7), layout="constrained")
    ax = figure.subplots()
    assert chart(ax) is ax
    assert st.plots.alt_text(figure) == st.plots.alt_text(ax) != ""


def test_what_is_highlighted_is_named() -> None:
    for ax in (
        st.plots.margins(assessed(100), scenario="15", highlight=[NAMED]),
        st.plots.minimum_share(assessed(100), highlight=[NAMED]),
        st.plots.potential(assessed(100), highlight=[NAMED]),
        st.plots.ranking(assessed(100), highlight=[NAMED]),
        st.plots.distribution(assessed(100), highlight=[NAMED]),
        st.plots.effort_and_base(efforts(100), highlight=[NAMED]),
        st.plots.coverage(teams(100), highlight=[NAMED]),
        st.plots.fan(projected(100), highlight=[NAMED]),
    ):
        assert NAMED in words(ax) + ax.get_title(loc="left")


def test_dollar_signs_in_names_are_letters() -> None:
    frame = pd.DataFrame({"municipality": ["A $x_1$ $", "R$ B$"], "megpc_15": [1.0, -2.0]})
    ax = st.plots.ranking(frame)
    assert "A $x_1$ $" in words(ax)
    figure_of(ax).draw_without_rendering()


def test_a_file_of_another_kind_is_refused(tmp_path: Any) -> None:
    ax = st.plots.lorenz(curve(16))
    with pytest.raises(UnknownNameError, match=r"\.png"):
        st.plots.save(ax, tmp_path / "chart.pgn")
    st.plots.save(ax, tmp_path / "chart.pdf")
    assert st.plots.alt_text(Figure()) == ""


LONG = ["Vila Bela da Santíssima Trindade", "São José do Vale do Rio Preto", "Presidente Castello"]
WIDE: dict[str, Any] = {
    "margins": lambda frame: st.plots.margins(frame(assessed), scenario="15"),
    "multiples": lambda frame: st.plots.margins(frame(assessed), scenario="15", form="multiples"),
    "potential": lambda frame: st.plots.potential(frame(assessed)),
    "ranking": lambda frame: st.plots.ranking(frame(assessed)),
    "execution": lambda frame: st.plots.execution(frame(st.examples.execution)),
    "coverage": lambda frame: st.plots.coverage(frame(teams)),
    "effort": lambda frame: st.plots.effort_and_base(frame(efforts)),
}


@pytest.mark.parametrize("count", [1, 2, 24, 25])
@pytest.mark.parametrize("name", WIDE)
def test_long_names_and_few_rows_find_room(name: str, count: int) -> None:
    def renamed(made: Any) -> pd.DataFrame:
        table: pd.DataFrame = made(count)
        names = {
            code: f"{LONG[place % 3]} {place}" for place, code in enumerate(key(count)["code"])
        }
        return table.assign(municipality=table["code"].map(names))

    figure = figure_of(WIDE[name](renamed))
    boxes = boxes_of(figure)
    assert overlaps(boxes) == []
    assert outside(figure, boxes) == []


WITHOUT: dict[str, Any] = {
    "ranking": lambda: st.plots.ranking(assessed(16)),
    "profile": lambda: st.plots.profile(classes(16)),
    "lorenz": lambda: st.plots.lorenz(curve(16)),
    "findings": lambda: st.plots.findings(*page(16)),
    "map": lambda: st.plots.map(shapes(16), assessed(16)),
}


@pytest.mark.parametrize("name", WITHOUT)
def test_without_matplotlib_the_extra_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"sustenta\[plots\]"):
        WITHOUT[name]()
