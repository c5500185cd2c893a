"""Whether the money suffices for what is spent and what is planned."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta as st
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DuplicateKeyError,
    NotComputableError,
    SettingError,
)
from worked import A_2002


def totals(**columns: Any) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "municipality": ["X", "X"],
            "year": [2004, 2005],
            "linked_revenue": [1000.0, 1000.0],
            "sus_transfers": [50.0, 50.0],
            "health_expenditure": [150.0, 190.0],
            **columns,
        }
    )


def costs(*amounts: Any, years: Any = (2004, 2005), **more: Any) -> pd.DataFrame:
    return pd.DataFrame(
        {"municipality": "X", "year": list(years), "planned_cost": list(amounts), **more}
    )


def test_the_potential_suffices_where_it_covers_expenditure_and_plan() -> None:
    found = st.sufficiency(totals(), costs(50.0, 20.0))
    assert found["potential_expenditure"].tolist() == [200, 200]
    assert found["sufficiency_ratio"].tolist() == pytest.approx([1.0, 200 / 210])
    assert found["sufficient"].tolist() == [True, False]
    assert found["basis"].tolist() == ["total", "total"]
    assert found["reason"].isna().all()


def test_the_border_is_decided_on_the_sums() -> None:
    # In floats 0.1 + 0.2 exceeds 0.3.
    table = totals(
        linked_revenue=[0.0, 0.0], sus_transfers=[0.3, 0.3], health_expenditure=[0.1, 0.1]
    )
    found = st.sufficiency(table, costs(0.2, 0.2000000000000001))
    assert found["sufficient"].tolist() == [True, False]


def test_a_year_without_a_planned_cost_is_missing_and_never_zero() -> None:
    found = st.sufficiency(totals(), costs(50.0, years=[2004]))
    assert found["sufficiency_ratio"].isna().tolist() == [False, True]
    assert found["reason"].tolist()[1] == "plan_missing"
    assert found["sufficient"].isna().tolist() == [False, True]
    gap = st.sufficiency(totals(), costs(50.0, np.nan))
    assert gap["reason"].tolist()[1] == "input_missing"


def test_a_plan_without_a_year_holds_for_every_year_and_none_for_nothing_new() -> None:
    found = st.sufficiency(totals(), costs(50.0, years=[0]).drop(columns="year"))
    assert found["planned_cost"].tolist() == [50, 50]
    nothing = st.sufficiency(totals(), None)
    assert nothing["sufficiency_ratio"].tolist() == pytest.approx([200 / 150, 200 / 190])
    assert nothing["planned_cost"].tolist() == [0, 0]


def test_the_plan_of_a_2002_leaves_just_enough() -> None:
    plan = st.plan_teams(A_2002, cost=200_000)
    found = st.sufficiency(A_2002, plan).iloc[0]
    assert found["basis"] == "per_inhabitant"
    ratio = Fraction("25163379.75") / (Fraction("21399284.00") + 3_600_000)
    assert found["sufficiency_ratio"] == pytest.approx(float(ratio), rel=1e-12)
    assert found["sufficient"]
    one_more = plan.assign(planned_cost=plan["planned_cost"] + 200_000)
    assert not st.sufficiency(A_2002, one_more).iloc[0]["sufficient"]


def test_a_projection_brings_its_own_potential() -> None:
    projected = totals(potential_expenditure=[300.0, 100.0]).drop(
        columns=["linked_revenue", "sus_transfers"]
    )
    found = st.sufficiency(projected, costs(50.0, 20.0))
    assert found["sufficient"].tolist() == [True, False]


def test_decimals_come_back_exact() -> None:
    exact = totals().astype({"linked_revenue": object})
    for name in ("linked_revenue", "sus_transfers", "health_expenditure"):
        exact[name] = pd.Series([Decimal(str(cell)) for cell in totals()[name]], dtype=object)
    found = st.sufficiency(exact, costs(Decimal("50.0"), Decimal("20.0")))
    assert found["sufficiency_ratio"].tolist() == [
        Decimal(1), Decimal("0.9523809523809523809523809524")
    ]  # fmt: skip
    assert found["sufficient"].tolist() == [True, False]


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        (costs(1.0, 1.0, years=[1998, 1999]), SettingError),  # a horizon in the past
        (costs(1.0, 1.0).drop(columns="planned_cost"), ColumnMissingError),
        (costs(1.0, 1.0, years=[2004, 2004]), DuplicateKeyError),
        (costs(1.0, 1.0).assign(municipality="Y"), SettingError),
        (costs(years=[]).astype({"year": int, "planned_cost": float}), SettingError),
        (costs("1", "1"), ColumnTypeError),
        (costs(Decimal(1), Decimal(1)), ColumnTypeError),
        (5.0, ColumnTypeError),
        ("plan", ColumnTypeError),
    ],
)
def test_a_plan_that_does_not_go_with_the_panel_is_refused(plan: Any, refusal: Any) -> None:
    with pytest.raises(refusal):
        st.sufficiency(totals(), plan)


def test_a_panel_that_says_too_little_is_refused() -> None:
    with pytest.raises(NotComputableError, match="health_expenditure"):
        st.sufficiency(totals().drop(columns="health_expenditure"), None)
    with pytest.raises(ColumnMissingError):
        st.sufficiency(totals(), None, potential="dpspc_20")
    per_inhabitant = A_2002.drop(columns=["population", "linked_revenue"])
    plan = costs(1.0, years=[2002]).assign(municipality="A")
    with pytest.raises(NotComputableError, match="population"):
        st.sufficiency(per_inhabitant.assign(linked_revenue_pc=300.0), plan)
