"""Whether the margin lasts, and how well the past would have been projected."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta
from projected import NAMES, trended
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DuplicateKeyError,
    NotComputableError,
    SettingError,
    UnknownNameError,
)

st: Any = sustenta
PANEL = trended(5, 12, seed=4)
OUTLOOK = st.project(PANEL, years=4, draws=1_500, rng=3)
NEED = 10.0


def draws(code: int) -> Any:
    return OUTLOOK.draws_of(code)["megpc"]


def test_permanence_counts_the_draws_that_cover_the_plan() -> None:
    found = st.permanence(OUTLOOK, NEED).set_index("code")
    for code in range(1, 6):
        covered = draws(code) >= NEED
        rows = found.loc[code]
        np.testing.assert_allclose(rows["permanence_pct"], 100 * covered.mean(axis=1))
        lasting = np.logical_and.accumulate(covered, axis=0)
        np.testing.assert_allclose(rows["permanence_so_far_pct"], 100 * lasting.mean(axis=1))
        assert (rows["covered"] == (rows["megpc"] >= NEED)).all()
    assert (found["required_pc"] == NEED).all()


def test_by_key_permanence_is_that_of_all_years() -> None:
    by_year, by_key = st.permanence(OUTLOOK, NEED), st.permanence(OUTLOOK, NEED, by="key")
    last = by_year[by_year["year"] == 2015]
    np.testing.assert_array_equal(by_key["permanence_pct"], last["permanence_so_far_pct"])
    shares = 100 * by_year.groupby("code")["covered"].mean()
    np.testing.assert_allclose(by_key["years_covered_pct"], shares)
    for code, first in zip(by_key["code"], by_key["first_shortfall"], strict=True):
        rows = by_year[(by_year["code"] == code) & ~by_year["covered"]]
        assert (pd.isna(first) and rows.empty) or first == rows["year"].iloc[0]


def test_a_plan_may_be_a_number_a_mapping_or_a_table() -> None:
    costs = {2012: 5.0, 2013: 6.0, 2014: 7.0, 2015: 8.0}
    wanted = st.permanence(OUTLOOK, costs)
    years = pd.DataFrame({"year": list(costs), "required_pc": list(costs.values())})
    whole = years.merge(pd.DataFrame({"code": range(1, 6)}), how="cross").sample(
        frac=1, random_state=1
    )
    for plan in (years, whole, whole.assign(code=whole["code"].astype(str))):
        pd.testing.assert_frame_equal(st.permanence(OUTLOOK, plan), wanted)
    named = years.rename(columns={"required_pc": "custo"})
    pd.testing.assert_frame_equal(st.permanence(OUTLOOK, named, required="custo"), wanted)
    one = pd.DataFrame({"code": [3, 99], "required_pc": [1.0, 2.0]})
    found = st.permanence(OUTLOOK, one).set_index("code")["permanence_pct"]
    assert found[3].notna().all()
    assert found.drop(3).isna().all()


def test_a_plan_in_reais_a_year_is_shared_by_the_projected_population() -> None:
    peopled = PANEL.assign(population=2_000)
    outlook = st.project(
        peopled, years=4, draws=1_500, rng=3, assumptions={"population": {"growth_pct": 25}}
    )
    plan = pd.DataFrame({"code": range(1, 6), "planned_cost": 50_000.0})
    found = st.permanence(outlook, plan)
    np.testing.assert_allclose(found["required_pc"].head(4), 25 * 0.8 ** np.arange(1, 5))
    by_year = {2012 + place: 25 * 0.8 ** (place + 1) for place in range(4)}
    pd.testing.assert_frame_equal(found, st.permanence(OUTLOOK, by_year))
    with pytest.raises(NotComputableError, match="population"):
        st.permanence(OUTLOOK, plan)
    with pytest.raises(SettingError, match="no municipality and year"):
        st.permanence(outlook, plan.assign(year=2003))


def test_a_projection_serves_as_a_panel_and_the_teams_it_pays_for_as_a_plan() -> None:
    peopled = PANEL.assign(population=40_000)
    outlook = st.project(peopled, years=4, draws=1_500, rng=3)
    teams = st.plan_teams(peopled[peopled["year"] == 2011], cost=150_000)
    plan = teams.drop(columns="year")
    enough = st.sufficiency(outlook, plan)
    pd.testing.assert_frame_equal(enough, st.sufficiency(outlook.frame, plan))
    found = st.permanence(outlook, plan)
    assert (found["covered"].to_numpy() == enough["sufficient"].to_numpy()).all()
    np.testing.assert_allclose(found["required_pc"], enough["planned_cost"])
    assert len(st.plan_teams(outlook, cost=150_000)) == 20


def test_a_year_without_a_plan_is_a_gap() -> None:
    found = st.permanence(OUTLOOK, {2012: 5.0, 2014: 5.0, 2015: 5.0})
    rows = found[found["code"] == 1]
    assert rows["permanence_pct"].isna().tolist() == [False, True, False, False]
    assert rows["permanence_so_far_pct"].isna().tolist() == [False, True, True, True]
    assert rows["covered"].isna().tolist() == [False, True, False, False]
    by_key = st.permanence(OUTLOOK, {2012: 5.0, 2014: 5.0, 2015: 5.0}, by="key")
    assert by_key["permanence_pct"].isna().all()
    assert by_key["years_covered_pct"].isna().all()


def test_without_an_interval_the_line_alone_is_judged() -> None:
    few = PANEL[PANEL["year"] > 2006]
    with pytest.warns(sustenta.errors.NoIntervalWarning):
        outlook = st.project(few, years=2, rng=1)
    found = st.permanence(outlook, NEED)
    assert found["permanence_pct"].isna().all()
    assert (found["covered"] == (found["megpc"] >= NEED)).all()


def test_the_first_shortfall_is_not_known_after_a_year_without_a_plan() -> None:
    beyond = 1e6
    gap = st.permanence(OUTLOOK, {2012: -beyond, 2014: beyond, 2015: beyond}, by="key")
    assert gap["first_shortfall"].isna().all()
    early = st.permanence(OUTLOOK, {2012: beyond, 2014: beyond}, by="key")
    assert (early["first_shortfall"] == 2012).all()
    none = st.permanence(OUTLOOK, {2012: -beyond, 2013: -beyond, 2014: beyond}, by="key")
    assert (none["first_shortfall"] == 2014).all()


def test_the_border_is_decided_on_the_sums_as_in_sufficiency() -> None:
    # 0.15·100 + 0.1 covers 15 and 0.1; their difference, rounded, would not.
    level = {"linked_revenue_pc": 100.0, "sus_transfers_pc": 0.1, "health_expenditure_pc": 15.0}
    panel = pd.DataFrame({"municipality": "K", "year": range(2000, 2010), **level})
    outlook = st.project(panel, years=1, model="last-value", draws=10, rng=1)
    assert outlook.frame["megpc"].iloc[0] < 0.1
    plan = pd.DataFrame({"municipality": ["K"], "planned_cost_pc": [0.1]})
    assert st.sufficiency(outlook, plan)["sufficient"].tolist() == [True]
    assert st.permanence(outlook, plan)["covered"].tolist() == [True]
    assert st.permanence(outlook, 0.1, by="key")["years_covered_pct"].tolist() == [100]


def test_a_number_of_a_plan_may_be_a_decimal() -> None:
    wanted = st.permanence(OUTLOOK, NEED)
    pd.testing.assert_frame_equal(st.permanence(OUTLOOK, Decimal(10)), wanted)
    by_year = dict.fromkeys(range(2012, 2016), Decimal("10.0"))
    pd.testing.assert_frame_equal(st.permanence(OUTLOOK, by_year), wanted)


@pytest.mark.parametrize(
    ("plan", "settings", "error"),
    [
        ({}, {}, SettingError),
        ({1999: 10.0}, {}, SettingError),
        ({2012: None}, {}, SettingError),
        ({2012: Decimal("NaN")}, {}, SettingError),
        ({2012: Decimal("sNaN")}, {}, SettingError),
        ({2012: [5.0]}, {}, SettingError),
        (Decimal("Infinity"), {}, SettingError),
        (float("nan"), {}, SettingError),
        (float("inf"), {}, SettingError),
        ({"2012": 5.0}, {}, SettingError),
        ({2012: "5"}, {}, SettingError),
        ("5", {}, ColumnTypeError),
        (pd.DataFrame({"year": [2012], "cost": [5.0]}), {}, ColumnMissingError),
        (pd.DataFrame({"required_pc": [5.0]}), {}, ColumnMissingError),
        (pd.DataFrame({"year": [2012, 2012], "required_pc": [5.0, 6.0]}), {}, DuplicateKeyError),
        (pd.DataFrame({"year": [2012], "required_pc": ["a"]}), {}, ColumnTypeError),
        (pd.DataFrame({"year": [2012], "required_pc": [np.inf]}), {}, SettingError),
        (NEED, {"by": "month"}, UnknownNameError),
    ],
)
def test_what_is_no_plan_is_refused(plan: Any, settings: Any, error: Any) -> None:
    with pytest.raises(error):
        st.permanence(OUTLOOK, plan, **settings)


def test_what_is_no_projection_is_refused() -> None:
    with pytest.raises(ColumnTypeError, match="what `project` gives"):
        st.permanence(OUTLOOK.frame, NEED)


# --- the past -------------------------------------------------------------------------------------


def test_a_backtest_holds_projections_from_each_year_against_what_came() -> None:
    made = trended(300, 14, seed=5)
    found = st.backtest(made, ahead=2, draws=500, rng=1)
    assert found["years_ahead"].tolist() == [1] * 5 + [2] * 5
    assert found["quantity"].tolist() == [*NAMES, "dpspc", "megpc"] * 2
    # From the ends of 2007 to 2012, and to 2011 for two years ahead.
    assert found["forecasts"].tolist() == [300 * 6] * 5 + [300 * 5] * 5
    for level in (50, 80, 95):
        assert (found[f"coverage_{level}_pct"] - level).abs().max() < 5
    assert found["mean_error_pct"].abs().max() < 1
    assert found.loc[found["quantity"] == "megpc", "mean_error_pct"].isna().all()
    assert (found["mean_absolute_error"] > found["mean_error"].abs()).all()


def test_a_backtest_is_what_projecting_from_each_year_gives() -> None:
    origin = st.project(PANEL[PANEL["year"] <= 2010], years=1, draws=50, rng=1).frame
    came = PANEL[PANEL["year"] == 2011]
    errors = origin[NAMES[0]].to_numpy() - came[NAMES[0]].to_numpy()
    found = st.backtest(PANEL, ahead=1, first_origin=2010, draws=50, rng=1)
    row = found[found["quantity"] == NAMES[0]].iloc[0]
    assert row["forecasts"] == 5
    np.testing.assert_allclose(row["mean_error"], errors.mean())
    np.testing.assert_allclose(row["mean_absolute_error"], np.abs(errors).mean())
    relative = 100 * errors / came[NAMES[0]].to_numpy()
    np.testing.assert_allclose(row["mean_error_pct"], relative.mean())


@pytest.mark.parametrize("pooled", [False, True])
def test_a_year_ahead_is_the_year_after_the_last_one_known(pooled: bool) -> None:  # noqa: FBT001
    gap = PANEL[(PANEL["code"] != 1) | ~PANEL["year"].isin([2009, 2010])]
    settings = {"ahead": 1, "first_origin": 2010, "draws": 50, "rng": 1, "pooled": pooled}
    found = st.backtest(gap, **settings)
    # From 2010 the line of municipality 1 would be three years ahead, and no forecast of one.
    assert set(found["forecasts"]) == {4}
    rest = st.backtest(PANEL[PANEL["code"] != 1], **settings)
    if not pooled:
        names = ["mean_error", "mean_absolute_error"]
        np.testing.assert_array_equal(found[names], rest[names])


def test_with_a_pool_a_backtest_begins_with_three_years() -> None:
    made = trended(300, 6, seed=6)
    found = st.backtest(made, ahead=1, pooled=True, draws=500, rng=1)
    assert set(found["forecasts"]) == {300 * 3}
    assert (found["coverage_80_pct"] - 80).abs().max() < 5
    with pytest.raises(SettingError, match="pooled=True"):
        st.backtest(made, ahead=1)


@pytest.mark.parametrize("settings", [{"ahead": 0}, {"ahead": True}, {"first_origin": 1990}])
def test_wrong_settings_of_a_backtest_are_refused(settings: Any) -> None:
    with pytest.raises(SettingError):
        st.backtest(PANEL, **settings)
