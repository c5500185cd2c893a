"""Sufficiency and teams of a projection: at what was assumed in it, under its own key."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta
from projected import judged, trended

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
