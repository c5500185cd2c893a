"""Projections as tables: their columns, reasons, warnings and refusals."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
import warnings
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta
from projected import NAMES, trended
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DomainError,
    DuplicateKeyError,
    NoIntervalWarning,
    NotComputableError,
    SettingError,
    UnknownNameError,
)

#: Wrong calls are part of the point: no type checker is asked.
st: Any = sustenta
PANEL = trended(4, 10, seed=1)


def project(panel: Any = PANEL, **settings: Any) -> Any:
    return st.project(panel, **{"years": 3, "draws": 500, "rng": 7, **settings})


def without(panel: pd.DataFrame, code: int, years: Any) -> pd.DataFrame:
    """A panel in which a municipality has these years alone."""
    return panel[(panel["code"] != code) | panel["year"].isin(years)]


# --- the table ------------------------------------------------------------------------------------


def test_there_is_a_row_for_each_municipality_and_year_in_the_order_of_the_panel() -> None:
    frame = project(PANEL[::-1]).frame
    assert frame["code"].tolist() == [4, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1]
    assert frame["year"].tolist() == [2010, 2011, 2012] * 4
    assert (frame["years_used"] == 10).all()
    assert (frame["rate_pct"] == 15).all()
    assert set(frame["prices"]) == {"nominal"}
    assert set(frame["projected_from"]) == {", ".join(NAMES)}
    for name in (*NAMES, "dpspc", "megpc"):
        ends = [f"{name}_{end}" for end in ("low_95", "low_80", "low_50", "high_50", "high_80")]
        assert (np.diff(frame[[*ends, f"{name}_high_95"]].to_numpy(), axis=1) > 0).all()
        assert frame[name].between(frame[f"{name}_low_95"], frame[f"{name}_high_95"]).all()
    np.testing.assert_allclose(
        frame["dpspc"], st.dpspc_from_linked_revenue(frame[NAMES[0]], frame[NAMES[1]])
    )
    np.testing.assert_allclose(frame["megpc"], st.megpc(frame["dpspc"], frame[NAMES[2]]))


@pytest.mark.parametrize("convert", [pl.from_pandas, pa.Table.from_pandas], ids=["pl", "pa"])
def test_the_table_is_of_the_panels_library(convert: Any) -> None:
    few = without(PANEL, 2, [2009])
    frame = project(convert(few)).frame
    assert type(frame) is type(convert(few))
    found = frame.to_pandas()
    wanted = project(few).frame
    for name in ("code", "year", "megpc", "megpc_low_80", "population"):
        if name in wanted:
            np.testing.assert_array_equal(found[name], wanted[name])
    assert found["projection_reason"].dropna().tolist() == ["too_few_years"] * 3
    outlook = project(convert(PANEL))
    covered = st.permanence(outlook, 10.0)
    assert type(covered) is type(convert(few))
    assert len(st.permanence(outlook, 10.0, by="key")) == 4


def test_amounts_and_populations_become_amounts_per_inhabitant() -> None:
    panel = PANEL.assign(population=1000 + PANEL["year"])
    amounts = panel.assign(
        linked_revenue=panel["linked_revenue_pc"] * panel["population"],
        sus_transfers=panel["sus_transfers_pc"] * panel["population"],
        health_expenditure=panel["health_expenditure_pc"] * panel["population"],
    ).drop(columns=list(NAMES))
    found = project(amounts, assumptions={"population": {"growth_pct": 10}}).frame
    np.testing.assert_allclose(found["megpc_low_80"], project().frame["megpc_low_80"], rtol=1e-9)
    assert found["population"].tolist()[:3] == pytest.approx([3309.9, 3640.89, 4004.979])
    still = project(amounts).frame["population"]
    assert (still == 3009).all()


def test_a_panel_of_potential_and_expenditure_alone_is_projected_and_says_so() -> None:
    potential = 0.15 * PANEL[NAMES[0]] + PANEL[NAMES[1]]
    alone = PANEL[["code", "year", NAMES[2]]].assign(dpspc_15=potential)
    outlook = project(alone)
    assert outlook.components == ("dpspc", "health_expenditure_pc")
    assert "só tem potencial e despesa" in outlook.text()
    assert "only potential and expenditure" in outlook.text("en")
    assert set(outlook.frame["projected_from"]) == {"dpspc, health_expenditure_pc"}
    assert "rate_pct" not in outlook.frame
    np.testing.assert_allclose(
        outlook.frame["megpc"], outlook.frame["dpspc"] - outlook.frame[NAMES[2]]
    )
    margins = alone.assign(megpc_15=potential - alone[NAMES[2]]).drop(columns=NAMES[2])
    np.testing.assert_allclose(project(margins).frame["megpc"], outlook.frame["megpc"])
    with pytest.raises(SettingError, match="no linked revenue"):
        project(alone, assumptions={"minimum_share_pct": 20})


def test_real_terms_are_those_of_the_year_named() -> None:
    index: Any = {2000 + place: 100 * 1.05**place for place in range(10)}
    outlook = project(price_year=2009, index=index)
    assert outlook.prices == "december_2009"
    assert set(outlook.frame["prices"]) == {"december_2009"}
    real = PANEL.assign(**{n: PANEL[n] * 1.05 ** (2009 - PANEL["year"]) for n in NAMES})
    np.testing.assert_allclose(outlook.frame["megpc"], project(real).frame["megpc"], rtol=1e-9)
    assert set(project(price_year=2004).frame["prices"]) == {"december_2004"}
    with pytest.raises(SettingError, match="price_year"):
        project(index=index)
    with pytest.raises(DomainError, match="2009"):
        project(price_year=2004, index={2000 + place: 100.0 for place in range(9)})


def test_a_projection_speaks_and_shows_itself() -> None:
    outlook = project(without(PANEL, 3, [2009]), assumptions={"sus_transfers_pc": "frozen"})
    text = outlook.text("en")
    for part in ("4 municipalities", "2010–2012", "log-linear", "500 draws", "Not projected: 3"):
        assert part in text
    assert "Sem projeção: 3" in outlook.text()
    assert "frozen" in repr(outlook)
    assert "<table" in outlook._repr_html_()
    with pytest.raises(UnknownNameError):
        outlook.text("fr")
    with pytest.raises(UnknownNameError, match="municipality"):
        outlook.draws_of(99)
    assert np.isnan(outlook.draws_of(3)["megpc"]).all()


# --- who has a line, and who an interval ----------------------------------------------------------


def test_fewer_than_eight_years_give_a_line_a_warning_by_name_and_no_interval() -> None:
    few = without(PANEL, 2, range(2003, 2010))
    with pytest.warns(NoIntervalWarning, match=r"no interval for 2;") as said:
        outlook = project(few)
    assert said[0].filename == __file__
    rows = outlook.frame[outlook.frame["code"] == 2]
    assert rows["megpc"].notna().all()
    assert rows.filter(regex="_(low|high)_").isna().all(axis=None)
    assert rows["interval_reason"].tolist() == ["too_few_years"] * 3
    assert rows["projection_reason"].isna().all()
    others = outlook.frame[outlook.frame["code"] != 2]
    assert others.filter(regex="_(low|high)_").notna().all(axis=None)
    assert outlook.without_interval == ("2",)


def test_a_pool_gives_everyone_an_interval() -> None:
    few = without(PANEL, 2, [2000, 2004, 2009])
    pool = st.residual_pool(few)
    assert (pool.municipalities, pool.degrees, len(pool.rows)) == (4, 3 * 8 + 1, 33)
    frame = project(few, pool=pool).frame
    assert frame.filter(regex="_(low|high)_").notna().all(axis=None)
    assert frame["interval_reason"].isna().all()
    assert "33 residuals of 4" in repr(pool)
    assert "comum a 4 municípios" in project(few, pool=pool).text()


def test_one_year_gives_no_line_but_to_models_that_need_no_growth() -> None:
    one = without(PANEL, 2, [2009])
    reasons = project(one).frame.set_index("code")["projection_reason"]
    assert set(reasons[2]) == {"too_few_years"}
    assert reasons.drop(2).isna().all()
    for model in ("constant", "last-value"):
        with pytest.warns(NoIntervalWarning):
            frame = project(one, model=model).frame
        last = PANEL[(PANEL["code"] == 2) & (PANEL["year"] == 2009)]
        np.testing.assert_allclose(frame.loc[frame["code"] == 2, NAMES[0]], last[NAMES[0]].iloc[0])


@pytest.mark.parametrize(
    ("value", "reason"),
    [(0.0, "amount_zero"), (-1.0, "amount_negative"), (np.nan, None)],
)
def test_amounts_that_have_no_logarithm_give_a_reason_and_missing_ones_leave_the_year_out(
    value: float, reason: str | None
) -> None:
    panel = PANEL.copy()
    panel.loc[3, NAMES[1]] = value
    frame = project(panel).frame
    rows = frame[frame["code"] == 1]
    if reason is None:
        assert (rows["years_used"] == 9).all()
        assert rows["megpc_low_80"].notna().all()
        return
    assert set(rows["projection_reason"]) == {reason}
    assert set(rows["interval_reason"]) == {reason}
    assert rows["megpc"].isna().all()
    with pytest.raises(DomainError, match="row 0") as refused:
        project(panel, errors="raise")
    assert refused.value.reason == reason


def test_zeros_are_amounts_to_models_of_amounts_and_no_draw_is_below_zero() -> None:
    panel = PANEL.copy()
    panel.loc[panel["code"] == 1, NAMES[1]] = [0, 3] * 5
    for model in ("constant", "last-value"):
        outlook = project(panel, model=model)
        assert (outlook.draws_of(1)[NAMES[1]] >= 0).all()
        assert outlook.frame["megpc_low_95"].notna().all()
    nothing = panel.copy()
    nothing.loc[nothing["code"] == 1, NAMES[1]] = 0
    assert (project(nothing, model="constant").draws_of(1)[NAMES[1]] == 0).all()


def test_years_may_differ_and_be_missing() -> None:
    panel = without(PANEL, 2, range(2000, 2009))
    panel = panel[~((panel["code"] == 3) & panel["year"].isin([2002, 2005]))]
    frame = project(panel).frame
    assert frame.groupby("code")["years_used"].first().tolist() == [10, 9, 8, 10]
    assert set(frame["year"]) == {2010, 2011, 2012}
    assert frame.filter(regex="_(low|high)_").notna().all(axis=None)


# --- wrong calls ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "error", "says"),
    [
        ({"years": [2009, 2010]}, SettingError, "after the panel's last, 2009"),
        ({"years": [2010, 2010]}, SettingError, "each year once"),
        ({"years": []}, SettingError, "at least one"),
        ({"years": 0}, SettingError, "1 to 100"),
        ({"years": -3}, SettingError, "1 to 100"),
        ({"years": True}, SettingError, "number of years"),
        ({"years": "2010"}, SettingError, "number of years"),
        ({"years": [2010.5]}, SettingError, "whole years"),
        ({"years": [3010]}, SettingError, "years up to"),
        ({"model": "log-linea"}, UnknownNameError, "did you mean 'log-linear'"),
        ({"damping": 1.5}, SettingError, "between 0 and 1"),
        ({"draws": 0}, SettingError, "1 to 1000000"),
        ({"draws": 10.0}, SettingError, "draws"),
        ({"intervals_pct": (0,)}, SettingError, "between 0 and 100"),
        ({"intervals_pct": (80, 80)}, SettingError, "once"),
        ({"intervals_pct": "80"}, ColumnTypeError, "percentages"),
        ({"pool": PANEL}, ColumnTypeError, "residual_pool"),
        ({"threads": 0}, SettingError, "thread"),
        ({"errors": "ignore"}, UnknownNameError, "errors policy"),
        ({"columns": {"populatio": "x"}}, UnknownNameError, "population"),
    ],
)
def test_wrong_settings_are_refused(settings: Any, error: Any, says: str) -> None:
    with pytest.raises(error, match=says):
        project(**settings)


def test_wrong_panels_are_refused() -> None:
    with pytest.raises(DuplicateKeyError, match="in 2003"):
        project(pd.concat([PANEL, PANEL[PANEL["year"] == 2003]]))
    with pytest.raises(NotComputableError, match="health_expenditure_pc"):
        project(PANEL.drop(columns=NAMES[2]))
    with pytest.raises(ColumnMissingError, match="year"):
        project(PANEL.drop(columns="year"))
    with pytest.raises(SettingError, match="no row"):
        project(PANEL[:0])
    with pytest.raises(SettingError, match="column of its own"):
        project(PANEL, key=NAMES[0])
    with pytest.raises(ColumnTypeError, match="lazy"):
        project(pl.from_pandas(PANEL).lazy())
    with pytest.raises(DomainError, match="missing at row 2"):
        project(PANEL.assign(code=PANEL["code"].where(PANEL.index != 2)))


def test_rng_is_a_keyword_and_there_is_no_global_state() -> None:
    with pytest.raises(TypeError):
        st.project(PANEL, 3)

    def state() -> Any:
        return np.random.get_state(legacy=False)["state"]["key"]  # noqa: NPY002  the point

    before = state().copy()
    project(rng=None)
    assert (state() == before).all()


def test_a_pool_of_other_settings_is_refused() -> None:
    pool = st.residual_pool(PANEL)
    for settings in ({"model": "constant"}, {"price_year": 2004}):
        with pytest.raises(SettingError, match="same settings"):
            project(pool=pool, **settings)
    with pytest.raises(SettingError, match="damping"):
        project(model="damped", pool=st.residual_pool(PANEL, model="damped", damping=0.5))
    with pytest.raises(SettingError, match="nothing to pool"):
        st.residual_pool(PANEL[PANEL["year"] > 2007])


# --- long work ------------------------------------------------------------------------------------


def test_an_interruption_stops_the_work_and_harms_nothing() -> None:
    many = trended(400, 10, seed=2)
    wanted = project(many[many["code"] < 9]).frame
    timer = threading.Timer(0.4, signal.raise_signal, [signal.SIGINT])
    timer.start()
    start = time.perf_counter()
    with pytest.raises(KeyboardInterrupt):
        project(many, years=10, draws=200_000)
    assert time.perf_counter() - start < 20
    timer.join()
    pd.testing.assert_frame_equal(project(many[many["code"] < 9]).frame, wanted)


def test_progress_is_shown_when_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    project()
    assert capfd.readouterr().err == ""
    project(progress=True)
    assert "4/4" in capfd.readouterr().err


def test_a_short_projection_imports_no_progress_bar() -> None:
    program = (
        "import sys, pandas as pd, sustenta as st\n"
        "before = 'sustenta.projecting' in sys.modules\n"
        "st.project(st.examples.panel(3), years=2, draws=50)\n"
        "assert not before and 'tqdm' not in sys.modules and 'scipy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_nothing_is_warned_of_where_all_have_an_interval() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        project()
