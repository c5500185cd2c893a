"""Teams, their coverage and their bands."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from sustenta.errors import (
    ColumnMissingError,
    ColumnTypeError,
    DomainError,
    DuplicateKeyError,
    NotComputableError,
    SettingError,
    SustentaError,
    UnknownNameError,
)
from worked import A_2002


def panel(population: Any, margin: Any, **more: Any) -> pd.DataFrame:
    """One municipality with a margin of its own."""
    return pd.DataFrame(
        {"municipality": ["X"], "year": [2004], "population": [population], "own": [margin], **more}
    )


def plan(population: Any, margin: Any, **settings: Any) -> dict[str, Any]:
    """The plan of one municipality, as a row."""
    found: pd.DataFrame = st.plan_teams(panel(population, margin), margin="own", **settings)
    return dict(found.iloc[0])


def schedule(*bands: tuple[Any, Any], scope: str = "all_teams", **more: Any) -> st.Schedule:
    settings: dict[str, Any] = {"persons_per_team": 100, "source": "made up", **more}
    return st.Schedule(bands, scope=scope, **settings)


# --- the example of the method ----------------------------------------------------------------


def test_municipality_a_of_2002_could_pay_for_18_teams_and_a_fifth_of_its_people() -> None:
    found = st.plan_teams(A_2002, cost=200_000).iloc[0]
    assert found["annual_money"] == 3_764_095.75
    assert (found["new_teams"], found["teams_total"], found["affordable_teams"]) == (18, 18, 18)
    assert round(found["coverage_pct"], 1) == 20.3
    assert (found["full_coverage_teams"], found["planned_cost"]) == (89, 3_600_000)
    exact = A_2002.astype(object).map(lambda cell: Decimal(str(cell)) if cell != "A" else cell)
    exact["year"] = 2002
    row = st.plan_teams(exact, cost=Decimal(200_000)).iloc[0]
    assert row["annual_money"] == Decimal("3764095.75")
    assert row["coverage_pct"] == st.team_coverage_pct(Decimal(18), 306_580)


def test_the_money_comes_from_totals_and_is_exactly_enough_at_the_border() -> None:
    # A margin of 400,000/306,580 is no finite decimal; times the population it misses 400,000.
    table = A_2002.assign(
        linked_revenue=1_000_000.00, sus_transfers=250_000.00, health_expenditure=0.00
    ).drop(columns=["sus_transfers_pc", "health_expenditure_pc"])
    assert st.plan_teams(table, cost=200_000).loc[0, "new_teams"] == 2
    assert st.plan_teams(table, cost=200_000.01).loc[0, "new_teams"] == 1


def test_each_parameter_carries_its_source() -> None:
    found = st.plan_teams(A_2002, cost=st.Parameter(200_000, "estudo de custos, p. 7")).iloc[0]
    assert found["cost_source"] == "estudo de custos, p. 7"
    assert found["persons_per_team_source"] == "Portaria GM/MS 1.329/1999"
    own = st.plan_teams(A_2002, cost=200_000, persons_per_team=3000).iloc[0]
    assert (own["cost_source"], own["persons_per_team"]) == ("given by the caller", 3000)
    assert own["full_coverage_teams"] == ceil(306_580 / 3000)
    listed = st.team_parameters()
    assert listed.loc[~listed["confirmed"], "value"].isna().all()
    assert listed.loc[listed["confirmed"], "source"].str.len().gt(0).all()
    assert st.team_parameters("en").loc["team_cost_2001", "name"] == "Full cost of a team in 2001"


def test_a_negative_margin_is_no_money_and_teams_that_are_there_are_kept() -> None:
    found = plan(1000, -5.0, cost=10, teams=3, persons_per_team=100)
    assert (found["annual_money"], found["new_teams"], found["teams_total"]) == (0, 0, 3)
    assert found["coverage_pct"] == 30


def test_new_teams_end_where_everybody_is_reached_and_coverage_is_shown_twice() -> None:
    found = plan(1001, 100.0, cost=10, teams=8, persons_per_team=100)
    assert (found["full_coverage_teams"], found["new_teams"], found["teams_total"]) == (11, 3, 11)
    assert found["coverage_pct"] == 100
    assert found["coverage_uncapped_pct"] == pytest.approx(1100 / 10.01)
    assert found["affordable_teams"] == floor(100_100 / 10)
    more = plan(1000, 100.0, cost=10, teams=15, persons_per_team=100)
    assert (more["new_teams"], more["coverage_uncapped_pct"]) == (0, 150)


# --- bands of coverage at their borders --------------------------------------------------------

# 10,000 people and 100 a team: a team is one per cent. 20 teams are there; a team costs 10.


def test_a_band_begins_at_its_border_itself() -> None:
    bands = schedule((0, 1), (25, 6))
    # Up to 24 teams a new one costs 9 net; from 25 on all 25 and more bring 6 instead of 1.
    money = {"a": 4 * 9 - 0.01, "b": 4 * 9, "c": 5 * 10 - (25 * 6 - 20 * 1) - 0.01}
    assert plan(10_000, money["a"] / 10_000, cost=10, teams=20, schedule=bands,
                persons_per_team=100)["new_teams"] >= 25 - 20  # fmt: skip
    # Reaching the band pays for itself: 5·10 − (25·6 − 20·1) = −80 ≤ 0.
    none = plan(10_000, 0.0, cost=10, teams=20, schedule=bands, persons_per_team=100)
    assert none["incentive_before"] == 1
    assert none["incentive_after"] == 6
    # n·10 − ((20+n)·6 − 20) ≤ 0 up to n = 25.
    assert none["new_teams"] == 25
    assert none["planned_cost"] == 0


def test_the_same_bands_for_new_teams_alone_bring_less() -> None:
    bands = schedule((0, 1), (25, 6), scope="new_teams")
    assert (
        plan(10_000, 0.0, cost=10, teams=20, schedule=bands, persons_per_team=100)["new_teams"] == 0
    )
    # Five reach 25 %: 5·(10 − 6) = 20; four below it would cost 4·9 = 36.
    five = plan(10_000, 0.0020, cost=10, teams=20, schedule=bands, persons_per_team=100)
    assert (five["new_teams"], five["planned_cost"]) == (5, 20)
    less = plan(10_000, 0.0019, cost=10, teams=20, schedule=bands, persons_per_team=100)
    assert (less["new_teams"], less["planned_cost"]) == (2, 18)


@pytest.mark.parametrize(
    ("decimals", "teams", "incentive"),
    [
        (None, 49, 1),  # 4.9 %
        (None, 50, 2),  # 5.0 %, the border itself
        (1, 49, 1),
        (1, 50, 2),
        (0, 44, 1),  # 4.4 % is 4 %
        (0, 45, 2),  # 4.5 % rounds half up to 5 %
    ],
)
def test_a_coverage_chooses_its_band_rounded_half_up(
    decimals: int | None, teams: int, incentive: int
) -> None:
    bands = schedule((0, 1), (5, 2), decimals=decimals)
    found = plan(100_000, 0.0, cost=10, teams=teams, schedule=bands, persons_per_team=100)
    assert found["incentive_before"] == incentive


def test_a_tenth_is_rounded_at_exactly_half() -> None:
    # 495 of 10,000 hundredths are 4.95 %, which is 5.0 % to one decimal; 494 are 4.94 %.
    bands = schedule((0, 1), (5, 2), decimals=1)
    for teams, incentive in ((494, 1), (495, 2)):
        found = plan(1_000_000, 0.0, cost=10, teams=teams, schedule=bands, persons_per_team=100)
        assert found["incentive_before"] == incentive, teams


def test_the_bands_have_persons_of_their_own() -> None:
    bands = schedule((0, 1), (5, 2), persons_per_team=50)
    for teams, incentive in ((9, 1), (10, 2)):
        found = plan(10_000, 0.0, cost=10, teams=teams, schedule=bands, persons_per_team=100)
        assert found["incentive_before"] == incentive


def test_a_team_that_brings_more_than_it_costs_is_flagged() -> None:
    bands = schedule((0, 12), scope="new_teams")
    found = plan(1000, 0.0, cost=10, schedule=bands, persons_per_team=100)
    assert (found["net_cost"], found["net_cost_not_positive"]) == (-2, True)
    assert pd.isna(found["affordable_teams"])
    assert (found["new_teams"], found["planned_cost"]) == (10, -20)


def literal(
    money: Fraction, people: int, cost: int, persons: int, *, present: int, bands: Any
) -> int:
    """The scan as the method says it, over fractions."""
    pairs, scope, decimals, own = bands

    def incentive(total: int) -> Fraction:
        coverage = Fraction(100 * total * own, people)
        if decimals is not None:
            unit = 10**decimals
            coverage = Fraction(floor(coverage * unit + Fraction(1, 2)), unit)
        return Fraction(max((start, pay) for start, pay in pairs if start <= coverage)[1])

    def cost_of(new: int) -> Fraction:
        total = present + new
        if scope == "all_teams":
            gain = total * incentive(total) - present * incentive(present)
        else:
            gain = new * incentive(total)
        return new * cost - gain

    most = max(ceil(Fraction(people, persons)) - present, 0)
    return max(new for new in range(most + 1) if new == 0 or cost_of(new) <= money)


def test_the_teams_are_those_of_a_literal_scan() -> None:
    chance = Random("teams")
    for _ in range(300):
        people, present = chance.randrange(1, 40_000), chance.randrange(0, 30)
        cost, persons = chance.randrange(1, 60), chance.choice([100, 345, 1000])
        own = chance.choice([100, 345])
        starts = sorted(chance.sample(range(1, 90), 3))
        pairs = [(0, chance.randrange(40)), *((start, chance.randrange(60)) for start in starts)]
        scope, decimals = chance.choice(["all_teams", "new_teams"]), chance.choice([None, 0, 1])
        money = Decimal(chance.randrange(0, 300_000)) / 100
        bands = schedule(*pairs, scope=scope, decimals=decimals, persons_per_team=own)
        table = pd.DataFrame(
            {
                "municipality": ["X"],
                "year": [2004],
                "population": [people],
                "linked_revenue": [0.0],
                "sus_transfers": [float(money)],
                "health_expenditure": [0.0],
            }
        )
        found = st.plan_teams(
            table, cost=cost, teams=present, persons_per_team=persons, schedule=bands
        )
        wanted = literal(
            Fraction(money),
            people,
            cost,
            persons,
            present=present,
            bands=(pairs, scope, decimals, own),
        )
        assert found.loc[0, "new_teams"] == wanted


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "refusal"),
    [
        ({"cost": None}, SettingError),
        ({"cost": float("nan")}, SettingError),
        ({"cost": 0}, DomainError),
        ({"cost": -5.0}, DomainError),
        ({"cost": Decimal("-0.01")}, DomainError),
        ({"cost": "price"}, ColumnMissingError),
        ({"cost": True}, ColumnTypeError),
        ({"cost": st.Parameter(5, "")}, SettingError),
        ({"cost": 5, "teams": -1}, DomainError),
        ({"cost": 5, "teams": 1.5}, DomainError),
        ({"cost": 5, "teams": None}, SettingError),
        ({"cost": 5, "persons_per_team": 0}, SettingError),
        ({"cost": 5, "persons_per_team": -3450}, SettingError),
        ({"cost": 5, "persons_per_team": 3450.5}, SettingError),
        ({"cost": 5, "persons_per_team": True}, SettingError),
        ({"cost": 5, "persons_per_team": "3450"}, SettingError),
        ({"cost": 5, "margin": "megpc_20"}, ColumnMissingError),
        ({"cost": 5, "schedule": [(0, 5)]}, ColumnTypeError),
        ({"cost": pd.Series([1.0, 2.0])}, SustentaError),
        ({"cost": 5, "sphere": "town"}, UnknownNameError),
    ],
)
def test_a_plan_that_is_none_is_refused(settings: dict[str, Any], refusal: Any) -> None:
    with pytest.raises(refusal):
        st.plan_teams(panel(1000, 5.0), **{"margin": "own", **settings})


def test_a_plan_without_a_cost_says_that_none_is_confirmed() -> None:
    with pytest.raises(TypeError):
        st.plan_teams(A_2002)  # type: ignore[call-arg]
    with pytest.raises(SettingError, match="no figure is confirmed"):
        st.plan_teams(A_2002, cost=None)


@pytest.mark.parametrize(
    ("bands", "settings"),
    [
        ([], {}),
        ([(5, 1)], {}),
        ([(0, 1), (0, 2)], {}),
        ([(0, 1), (50, 2), (20, 3)], {}),
        ([(0, -1)], {}),
        ([(0, float("nan"))], {}),
        ([(0, "much")], {}),
        ([0, 5], {}),
        ([(0, 1)], {"scope": "everybody"}),
        ([(0, 1)], {"persons_per_team": 0}),
        ([(0, 1)], {"persons_per_team": 3450.5}),
        ([(0, 1)], {"decimals": 7}),
        ([(0, 1)], {"decimals": -1}),
        ([(0, 1)], {"decimals": 0.5}),
        ([(0, 1)], {"source": ""}),
    ],
)
def test_a_schedule_that_is_none_is_refused(bands: Any, settings: dict[str, Any]) -> None:
    given: dict[str, Any] = {
        "scope": "all_teams", "persons_per_team": 100, "source": "x", **settings
    }  # fmt: skip
    with pytest.raises(SustentaError):
        st.Schedule(bands, **given)


def test_a_row_that_cannot_be_planned_is_missing_with_its_reason() -> None:
    table = pd.DataFrame(
        {
            "municipality": list("ABCD"),
            "year": 2004,
            "population": [0, -5, np.nan, 1000],
            "own": [1.0, 1.0, 1.0, np.nan],
        }
    )
    found = st.plan_teams(table, cost=5, margin="own")
    assert found["reason"].tolist() == [
        *["population_not_positive"] * 2,
        *["input_missing"] * 2,
    ]
    assert found[["new_teams", "coverage_pct", "planned_cost"]].isna().all(axis=None)
    assert found["net_cost_not_positive"].isna().all()
    with pytest.raises(NotComputableError, match="population"):
        st.plan_teams(table.drop(columns="population"), cost=5, margin="own")
    with pytest.raises(NotComputableError, match="sus_transfers"):
        st.plan_teams(A_2002.drop(columns="sus_transfers_pc"), cost=5)
    with pytest.raises(DuplicateKeyError):
        st.plan_teams(pd.concat([A_2002, A_2002]), cost=5)


def test_costs_and_teams_may_be_columns_and_tables_of_any_library() -> None:
    table = pd.DataFrame(
        {
            "code": [1, 2],
            "year": [2004, 2004],
            "population": [1000, 1000],
            "own": [1.0, 1.0],
            "price": [100.0, 300.0],
            "there": [0, 2],
        }
    )
    wanted = [10, 3]
    for frame in (table, pl.from_pandas(table), pa.Table.from_pandas(table)):
        found = st.plan_teams(
            frame, cost="price", teams="there", margin="own", persons_per_team=100
        )
        assert type(found) is type(frame)
        column: Any = found["new_teams"]
        assert (column.to_pylist() if isinstance(found, pa.Table) else column.to_list()) == wanted
    series = st.plan_teams(table, cost=table["price"], margin="own", persons_per_team=100)
    assert series["new_teams"].tolist() == wanted
