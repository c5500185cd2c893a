"""Pictures stay as they were looked at: from afar, with all words hidden.

After a change of look that was meant: look at the pictures, then `make gen` writes them anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest

import charts
import sustenta as st
from charts import CHARTS, COUNTS
from fingerprints import APART, distance, fingerprint, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

KNOWN = read()


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_is_as_it_was_looked_at(name: str, count: int) -> None:
    seen = distance(KNOWN[f"{name}-{count}"], fingerprint(CHARTS[name](count, "pt")))
    assert seen < APART, f"{name} at {count}: {seen:.1f}; look at it, then `make gen`"


def test_no_fingerprint_is_of_a_chart_that_is_gone() -> None:
    assert set(KNOWN) == {f"{name}-{count}" for name in CHARTS for count in COUNTS}


@pytest.mark.parametrize("name", ["margins", "distribution", "ranking", "coverage", "fan_one"])
def test_letters_of_another_font_are_the_same_picture(name: str) -> None:
    with mpl.rc_context({"font.family": "DejaVu Serif"}):
        other = fingerprint(CHARTS[name](16, "en"))
    assert distance(KNOWN[f"{name}-16"], other) < APART


def _later(count: int, column: str, by: float) -> Axes:
    panel = charts.assessed(count)
    moved = panel.assign(**{column: panel[column] + by * (panel["year"] >= 2006)})
    if column == "ec29_applied_pct":
        return st.plots.minimum_share(moved)
    return st.plots.margins(moved, scenario="15")


def _spent(count: int) -> Axes:
    panel = charts.assessed(count)
    return st.plots.potential(
        panel.assign(health_expenditure_pc=panel["health_expenditure_pc"] * 1.1)
    )


def _executed(count: int) -> Axes:
    money = st.examples.execution(count)
    return st.plots.execution(money.assign(transferred=money["transferred"] * 0.5))


def _efforts(count: int) -> Axes:
    parts = charts.efforts(count)
    return st.plots.effort_and_base(parts.assign(effort=parts["effort"] * 1.3))


def _teams(count: int) -> Axes:
    plan = charts.teams(count)
    return st.plots.coverage(plan.assign(teams=plan["teams"] * 0.8))


def _fan(count: int) -> Axes:
    ahead = charts.projected(count)
    moved = ahead.assign(megpc=ahead["megpc"] - 20.0)
    one = charts.assessed(count)
    return st.plots.fan(moved, one, highlight=["Município Sintético 001"])


def _audit(count: int) -> Axes:
    printed, cells = charts.page(count)
    return st.plots.findings(printed, cells.iloc[1:])


def _ranked(count: int) -> Axes:
    panel = charts.assessed(count)
    return st.plots.ranking(panel.assign(megpc_15=panel["megpc_15"] + 15.0))


def _mapped(count: int) -> Axes:
    panel = charts.assessed(count)
    return st.plots.map(charts.shapes(count), panel.assign(megpc_15=panel["megpc_15"] + 15.0))


def _shares(count: int) -> Axes:
    panel = charts.assessed(count)
    return st.plots.distribution(panel.assign(ec29_applied_pct=panel["ec29_applied_pct"] + 1.0))


#: What must not pass: a series that moved, by about what a reader would see.
MOVED: dict[str, tuple[str, Callable[[int], Axes]]] = {
    "lines that rise": ("margins", lambda n: _later(n, "megpc_15", 15.0)),
    "shares two points lower": (
        "minimum_share",
        lambda n: _later(n, "ec29_applied_pct", -2.0),
    ),
    "spending a tenth higher": ("potential", _spent),
    "half transferred": ("execution", _executed),
    "more effort": ("effort_and_base", _efforts),
    "fewer teams": ("coverage", _teams),
    "a lower projection": ("fan_one", _fan),
    "a finding that is gone": ("findings", _audit),
    "margins R$ 15 higher": ("ranking", _ranked),
    "other classes": ("map", _mapped),
    "shares a point higher": ("distribution", _shares),
    "less inequality": ("lorenz", lambda n: st.plots.lorenz(charts.curve(n, 0, 0.25))),
    "another order": (
        "profile",
        lambda n: st.plots.profile(charts.classes(n), sort="ec29_compliance_class"),
    ),
}


@pytest.mark.parametrize("what", MOVED)
def test_a_series_that_moves_is_another_picture(what: str) -> None:
    name, chart = MOVED[what]
    assert distance(KNOWN[f"{name}-16"], fingerprint(chart(16))) > APART
