"""Sufficiency and teams of a projection: at what was assumed in it, under its own key."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta
from projected import judged, trended
from sustenta.errors import DuplicateKeyError, SettingError, UnknownNameError
from sustenta.projecting._running import pieces

st: Any = sustenta
PANEL = trended(3, 10, seed=1).assign(population=50_000)
SETTINGS = {"years": 2, "draws": 50, "rng": 1}
TWENTY = st.project(PANEL, **SETTINGS, assumptions={"minimum_share_pct": 20})


def test_sufficiency_of_a_projection_is_at_the_share_assumed() -> None:
    found = st.sufficiency(TWENTY, None)
    np.testing.assert_array_equal(found["potential_expenditure"], TWENTY.frame["dpspc"])
    revenue, sus = TWENTY.frame["linked_revenue_pc"], TWENTY.frame["sus_transfers_pc"]
    np.testing.assert_allclose(found["potential_expenditure"], 0.2 * revenue + sus)
    asked = st.sufficiency(TWENTY, None, potential="dpspc_15")
    np.testing.assert_allclose(asked["potential_expenditure"], 0.15 * revenue + sus)


def test_teams_of_a_projection_are_paid_by_its_own_margin() -> None:
    found = st.plan_teams(TWENTY, cost=100_000)
    assert set(found["margin"]) == {"megpc"}
    money = TWENTY.frame["megpc"].clip(lower=0) * 50_000
    np.testing.assert_allclose(found["annual_money"], money)
    np.testing.assert_array_equal(found["affordable_teams"], np.floor(money / 100_000))
    assert set(st.plan_teams(PANEL, cost=100_000)["margin"]) == {"megpc_15"}


def test_a_projection_of_the_potential_alone_suffices_and_pays_for_teams() -> None:
    few = judged(PANEL)[["code", "year", "population", "dpspc", "health_expenditure_pc"]]
    outlook = st.project(few.rename(columns={"dpspc": "dpspc_15"}), **SETTINGS)
    plan = st.plan_teams(outlook, cost=100_000)
    money = outlook.frame["megpc"].clip(lower=0) * 50_000
    np.testing.assert_allclose(plan["annual_money"], money)
    found = st.sufficiency(outlook, plan)
    ratio = outlook.frame["dpspc"] / (
        outlook.frame["health_expenditure_pc"] + plan["planned_cost"] / 50_000
    )
    np.testing.assert_allclose(found["sufficiency_ratio"], ratio)


@pytest.mark.parametrize("key", ["ibge", ["uf", "ibge"]])
def test_the_key_of_a_projection_is_known_to_what_takes_it(key: Any) -> None:
    panel = PANEL.rename(columns={"code": "ibge"}).assign(uf="SP")
    outlook = st.project(panel, **SETTINGS, key=key)
    plan = st.plan_teams(outlook, cost=100_000)
    found = st.sufficiency(outlook, plan)
    names = [key] if isinstance(key, str) else key
    assert found.columns[: len(names) + 1].tolist() == [*names, "year"]
    assert found["ibge"].tolist() == outlook.frame["ibge"].tolist()


def test_a_plan_of_decimals_stands_beside_a_projection() -> None:
    plan = pd.DataFrame({"code": [1, 2, 3], "planned_cost": [Decimal(500_000)] * 3})
    wanted = st.sufficiency(TWENTY, plan.astype({"planned_cost": float}))
    pd.testing.assert_frame_equal(st.sufficiency(TWENTY, plan), wanted)


@pytest.mark.parametrize("other", ["3", 3.0, "3.0"], ids=["text", "float", "other"])
def test_keys_are_matched_in_one_way_everywhere(other: Any) -> None:
    plan = pd.DataFrame({"code": pd.Series([other], dtype=object), "planned_cost_pc": [1.0]})
    known = other != "3.0"
    if not known:
        for judge in (st.permanence, st.sufficiency):
            with pytest.raises(SettingError):
                judge(TWENTY, plan)
        return
    lasts, enough = st.permanence(TWENTY, plan), st.sufficiency(TWENTY, plan)
    assert lasts["required_pc"].notna().tolist() == [False] * 4 + [True] * 2
    assert enough["sufficient"].notna().tolist() == [False] * 4 + [True] * 2
    observed = st.sufficiency(PANEL, plan)
    assert observed.loc[observed["sufficient"].notna(), "code"].unique().tolist() == [3]


def test_two_forms_of_one_key_in_a_plan_are_refused() -> None:
    both = pd.DataFrame({"code": pd.Series([3, "3"], dtype=object), "planned_cost_pc": [1.0, 2.0]})
    for judge in (st.permanence, st.sufficiency):
        with pytest.raises(DuplicateKeyError):
            judge(TWENTY, both)


def test_a_plan_of_nobody_shows_both_keys_as_people_write_them() -> None:
    nobody = pd.DataFrame({"code": [99], "year": [2010], "planned_cost_pc": [1.0]})
    with pytest.raises(SettingError, match="its first is 99 of 2010, and the panel's 1 of 2010"):
        st.sufficiency(TWENTY, nobody)


def test_draws_are_found_by_a_key_in_whichever_form() -> None:
    wanted = TWENTY.draws_of(2)["megpc"]
    for key in ("2", 2.0, np.int64(2)):
        np.testing.assert_array_equal(TWENTY.draws_of(key)["megpc"], wanted)
    with pytest.raises(UnknownNameError):
        TWENTY.draws_of(2.5)


def test_levels_next_to_each_other_have_columns_of_their_own() -> None:
    levels = (80, 80.0000001, 99.99999, 90.5)
    made = st.project(PANEL, **SETTINGS, intervals_pct=levels)
    names = ("80", "80_0000001", "90_5", "99_99999")
    assert [f"megpc_{end}_{name}" in made.frame for name in names for end in ("low", "high")] == [
        True
    ] * 8
    assert "sorteios" in st.project(PANEL, **SETTINGS, intervals_pct=90.5).text()
    tested = st.backtest(PANEL, ahead=1, draws=20, rng=1, intervals_pct=levels)
    assert [f"coverage_{name}_pct" in tested for name in names] == [True] * 4


@pytest.mark.parametrize(
    "settings", [{"rng": "x"}, {"rng": -1}, {"rng": 1.5}, {"progress": "x"}, {"progress": 1}]
)
def test_what_is_no_generator_and_no_flag_is_refused(settings: Any) -> None:
    name = next(iter(settings))
    with pytest.raises(SettingError, match=name):
        st.project(PANEL, **{**SETTINGS, **settings})
    with pytest.raises(SettingError, match=name):
        st.backtest(PANEL, ahead=1, draws=20, **{"rng": 1, **settings})
    if name == "rng":
        with pytest.raises(SettingError, match=name):
            st.inequality.gini([1.0, 2.0], standard_error="bootstrap", **settings)


def test_a_pool_of_another_index_is_refused() -> None:
    steep = {year: 100 * 1.1 ** (year - 2000) for year in range(2000, 2010)}
    flat = {year: 100 * 1.01 ** (year - 2000) for year in range(2000, 2010)}
    pool = st.residual_pool(PANEL, price_year=2009, index=flat)
    with pytest.raises(SettingError, match="price index"):
        st.project(PANEL, **SETTINGS, price_year=2009, index=steep, pool=pool)
    same = pd.Series(flat)
    made = st.project(PANEL, **SETTINGS, price_year=2009, index=same, pool=pool)
    assert made.prices == "december_2009"


def test_pieces_hold_work_for_all_threads() -> None:
    many = st.project(PANEL, **{**SETTINGS, "draws": 10}, threads=3)
    given = replace(many._given, draws=100_000_000)
    assert list(pieces(given, progress=False)) == [(0, 3)]
    one = replace(given, threads=1)
    assert list(pieces(one, progress=False)) == [(0, 1), (1, 2), (2, 3)]
