"""Effort and base, capacity, sums of municipalities, size classes, the comparative matrix."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, Literal

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

Interaction = Literal["effort", "shown", "halved"]
INTERACTIONS: tuple[Interaction, ...] = ("effort", "shown", "halved")


def pair(spent: Any, base: Any, years: Any = (2002, 2004)) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "municipality": "X",
            "year": list(years),
            "own_health_expenditure": pd.Series(list(spent)),
            "linked_revenue": pd.Series(list(base)),
        }
    )


def amount(chance: Random) -> Decimal:
    return Decimal(chance.randrange(1, 10**11)) / 100


# --- effort and base -----------------------------------------------------------------------------


@pytest.mark.parametrize("interaction", INTERACTIONS)
def test_the_parts_add_up_to_the_growth_in_every_digit(interaction: Interaction) -> None:
    chance = Random(f"effort {interaction}")
    for _ in range(150):
        table = pair([amount(chance), amount(chance)], [amount(chance), amount(chance)])
        row = st.effort_and_base(table, 2002, 2004, interaction=interaction).iloc[0]
        parts = [row[name] for name in ("effort", "base", "interaction") if name in row.index]
        assert all(isinstance(part, Decimal) for part in parts)
        assert sum(map(Fraction, parts)) == Fraction(row["growth"])
        first, last = table["own_health_expenditure"]
        assert Fraction(row["growth"]) == Fraction(last) - Fraction(first)


def rounded(value: Fraction) -> Fraction:
    """Half-even to twelve decimals, literally."""
    return Fraction(round(value * 10**12), 10**12)


@pytest.mark.parametrize("interaction", INTERACTIONS)
def test_the_parts_are_those_of_the_definition(interaction: Interaction) -> None:
    chance = Random("definition")
    for _ in range(60):
        given = [amount(chance) for _ in range(4)]
        s0, s1, r0, r1 = map(Fraction, given)
        q, p = rounded(s0 * r1 / r0), rounded(s1 * r0 / r1)
        both = s1 - p - q + s0
        wanted = {
            "effort": (s1 - q, q - s0),
            "shown": (p - s0, q - s0),
            "halved": (p - s0 + both / 2, q - s0 + both / 2),
        }[interaction]
        table = pair(given[:2], given[2:])
        row = st.effort_and_base(table, 2002, 2004, interaction=interaction).iloc[0]
        assert (Fraction(row["effort"]), Fraction(row["base"])) == wanted
        floats = table.astype({"own_health_expenditure": float, "linked_revenue": float})
        near = st.effort_and_base(floats, 2002, 2004, interaction=interaction).iloc[0]
        scale = float(max(map(abs, (*wanted, s0, s1, p, q))))
        assert near["effort"] == pytest.approx(float(wanted[0]), abs=1e-14 * scale)
        assert near["growth"] == pytest.approx(near["effort"] + near["base"] + (
            near["interaction"] if interaction == "shown" else 0), abs=1e-14 * scale)  # fmt: skip


def test_a_share_and_a_revenue_are_spending_and_what_is_per_inhabitant_says_so() -> None:
    shares = pd.DataFrame(
        {
            "municipality": "X",
            "year": [2002, 2004],
            "ec29_applied_pct": [Decimal(10), Decimal(15)],
            "linked_revenue": [Decimal(1000), Decimal(1200)],
        }
    )
    row = st.effort_and_base(shares, 2002, 2004, interaction="shown").iloc[0]
    assert row[["effort", "base", "interaction"]].tolist() == [50, 20, 10]
    assert (row["own_spending_first"], row["own_spending_last"]) == (100, 180)
    each = shares.rename(columns={"linked_revenue": "linked_revenue_pc"})
    found = st.effort_and_base(each, 2002, 2004, interaction="shown").iloc[0]
    assert (row["basis"], found["basis"]) == ("total", "per_inhabitant")


def test_what_cannot_be_split_is_missing_with_its_reason() -> None:
    def reason(spent: Any, base: Any, years: Any = (2002, 2004)) -> Any:
        table = pair(spent, base, years)
        found = st.effort_and_base(table, 2002, 2004, interaction="effort").iloc[0]
        assert pd.isna(found["effort"])
        return found["reason"]

    assert reason([1.0, 2.0], [0.0, 5.0]) == "whole_not_positive"
    assert reason([1.0, 2.0], [5.0, -5.0]) == "whole_not_positive"
    assert reason([-1.0, 2.0], [5.0, 5.0]) == "amount_negative"
    assert reason([None, 2.0], [5.0, 5.0]) == "input_missing"
    assert reason([1.0, 2.0], [5.0, 5.0], [2002, 2003]) == "year_missing"
    assert reason([Decimal(1), None], [Decimal(5), Decimal(5)]) == "input_missing"


@pytest.mark.parametrize(
    ("call", "refusal"),
    [
        ((2004, 2002, "effort"), SettingError),
        ((2002, 2002, "effort"), SettingError),
        (("2002", 2004, "effort"), SettingError),
        ((True, 2004, "effort"), SettingError),
        ((2002, 2004, "mine"), UnknownNameError),
        ((2002, 2004, None), SustentaError),
    ],
)
def test_a_split_that_is_none_is_refused(call: Any, refusal: Any) -> None:
    first, last, interaction = call
    with pytest.raises((refusal, TypeError)):
        st.effort_and_base(pair([1.0, 2.0], [5.0, 6.0]), first, last, interaction=interaction)


def test_a_split_needs_its_columns_and_each_year_once() -> None:
    table = pair([1.0, 2.0], [5.0, 6.0])
    with pytest.raises(NotComputableError, match="own_health_expenditure"):
        st.effort_and_base(
            table.drop(columns="own_health_expenditure"), 2002, 2004, interaction="effort"
        )
    with pytest.raises(DuplicateKeyError):
        st.effort_and_base(pd.concat([table, table]), 2002, 2004, interaction="effort")
    with pytest.raises(ColumnMissingError):
        st.effort_and_base(table.drop(columns="year"), 2002, 2004, interaction="effort")


# --- capacity ------------------------------------------------------------------------------------


def test_the_shares_of_the_revenue_sum_to_a_hundred() -> None:
    panel = st.examples.panel(60)
    found = st.capacity(panel)
    shares = found.filter(like="_pct")
    assert list(shares.columns) == [
        "own_capacity_pct",
        "union_dependence_pct",
        "state_dependence_pct",
        "other_dependence_pct",
    ]
    assert np.abs(shares.sum(axis=1) - 100).max() < 1e-12
    parts = ["own_revenue", "constitutional_transfers", "fpm", "itr", "lc87", "icms",
             "ipi_exports", "ipva"]  # fmt: skip
    exact = panel[["code", "year", *parts]].head(200).copy()
    for name in parts:
        exact[name] = pd.Series([Decimal(str(cell)) for cell in exact[name]], dtype=object)
    rows: Any = st.capacity(exact).filter(like="_pct").to_numpy()
    sums = [sum(map(Fraction, row), Fraction(0)) for row in rows]
    # Four quotients, each rounded once to 28 digits.
    assert max(abs(total - 100) for total in sums) <= Fraction(2, 10**26)


def test_a_part_that_is_missing_makes_its_share_and_the_rest_missing() -> None:
    panel = st.examples.panel(1).head(2).assign(fpm=[np.nan, 1.0])
    found = st.capacity(panel)
    missing = found.filter(like="_pct").isna().iloc[0].tolist()
    assert missing == [False, True, False, True]
    assert found["reason"].tolist()[0] == "input_missing"
    with pytest.raises(NotComputableError, match="ipva"):
        st.capacity(panel.drop(columns="ipva"))


# --- sums ----------------------------------------------------------------------------------------


def states(**more: Any) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "uf": ["PA", "PA", "TO"],
            "municipality": ["H", "I", "P"],
            "year": 2004,
            "population": [100, 300, 50],
            "linked_revenue": [1000.0, 1000.0, 500.0],
            "ec29_applied_pct": [20.0, 10.0, 15.0],
            "health_expenditure_pc": [4.0, 8.0, 2.0],
            **more,
        }
    )


def test_each_figure_is_summed_by_its_own_weight() -> None:
    found = st.aggregate(states(), ["uf", "year"])
    row = found.loc[("PA", 2004)]
    assert (row["municipalities"], row["population"], row["linked_revenue"]) == (2, 400, 2000)
    assert row["ec29_applied_pct"] == 15.0  # by revenue; by population it would be 12.5
    assert row["health_expenditure_pc"] == 7.0  # by population


def test_the_states_of_table_2_are_summed_as_printed() -> None:
    cells = st.studies.proesf2006.table(2)
    wide = cells.pivot_table(
        index=["uf", "municipality"], columns="column", values="value"
    ).reset_index()
    own = wide[~wide["municipality"].isin(["Geral"])]
    found = st.aggregate(own, "uf", missing="leave_out")
    totals = wide[wide["municipality"] == "Geral"].set_index("uf")
    assert found["transferred"].to_dict() == totals["transferred"].to_dict()


def test_a_missing_figure_makes_its_sum_missing_or_is_left_out_by_name() -> None:
    table = states(ec29_applied_pct=[20.0, np.nan, 15.0])
    kept = st.aggregate(table, "uf")
    assert kept["ec29_applied_pct"].isna().tolist() == [True, False]
    assert kept["linked_revenue"].tolist() == [2000, 500]
    left = st.aggregate(table, "uf", missing="leave_out")
    assert left["ec29_applied_pct"].tolist() == [20, 15]
    assert left["left_out"].tolist() == ["PA/I (ec29_applied_pct)", ""]
    nobody = st.aggregate(states(linked_revenue=np.nan, ec29_applied_pct=np.nan), "uf",
                          missing="leave_out")  # fmt: skip
    assert nobody["linked_revenue"].isna().all()


def test_sums_of_decimals_are_exact_and_tables_stay_of_their_library() -> None:
    exact = states()
    for name in ("linked_revenue", "ec29_applied_pct"):
        exact[name] = pd.Series([Decimal(str(cell)) for cell in exact[name]], dtype=object)
    exact = exact.drop(columns="health_expenditure_pc")
    found = st.aggregate(exact, "uf")
    assert found.loc["PA", "ec29_applied_pct"] == Decimal(15)
    assert isinstance(found.loc["PA", "linked_revenue"], Decimal)
    for frame in (pl.from_pandas(states()), pa.Table.from_pandas(states())):
        summed: Any = st.aggregate(frame, "uf")
        assert type(summed) is type(frame)
        column: Any = summed["ec29_applied_pct"]
        listed = column.to_pylist() if isinstance(frame, pa.Table) else column.to_list()
        assert listed == [15.0, 15.0]


@pytest.mark.parametrize(
    ("table", "by", "refusal"),
    [
        (states(year=[2003, 2004, 2004]), "uf", SettingError),
        (states(), "state", ColumnMissingError),
        (states(), [], ColumnMissingError),
        (states().drop(columns="population"), "uf", NotComputableError),
        (states().drop(columns="linked_revenue"), "uf", NotComputableError),
        (states()[["uf", "municipality", "year"]], "uf", SettingError),
        (pd.concat([states(), states()]), "uf", DuplicateKeyError),
        (states(linked_revenue="much"), "uf", ColumnTypeError),
        (states(uf=["PA", None, "TO"]), "uf", DomainError),
        ({"uf": ["PA"]}, "uf", ColumnTypeError),
    ],
)
def test_a_sum_that_is_none_is_refused(table: Any, by: Any, refusal: Any) -> None:
    with pytest.raises(refusal):
        st.aggregate(table, by)
    with pytest.raises(UnknownNameError):
        st.aggregate(states(), "uf", missing="zero")  # type: ignore[arg-type]


# --- size classes --------------------------------------------------------------------------------


def test_a_size_class_ends_with_its_cut() -> None:
    people = pd.Series([1, 20_000, 20_001, 100_000, 100_001, None], dtype="Int64")
    found: Any = st.size_class(people, cuts=[20_000, 100_000])
    assert found.cat.codes.tolist() == [0, 0, 1, 1, 2, -1]
    assert found.cat.ordered
    assert list(found.cat.categories) == [
        "até 20.000", "20.001 a 100.000", "mais de 100.000"
    ]  # fmt: skip
    assert st.size_class(5, cuts=[100_000], lang="en") == "up to 100,000"
    assert st.size_class(Decimal(100_001), cuts=[100_000], lang="en") == "more than 100,000"
    assert st.size_class(pl.Series([5]), cuts=[4]).to_list() == ["mais de 4"]


@pytest.mark.parametrize(
    "cuts", [[], [0], [-5], [10, 10], [20, 10], [1.5], ["10"], "20000", None, 100_000, [True]]
)
def test_cuts_that_are_none_are_refused(cuts: Any) -> None:
    with pytest.raises(SettingError, match="Proesf"):
        st.size_class([5], cuts=cuts)


def test_a_population_that_is_none_is_refused_with_its_row_or_left_without_a_class() -> None:
    for people in (0, -3, float("inf")):
        with pytest.raises(DomainError) as caught:
            st.size_class([5, people], cuts=[10])
        assert caught.value.row == 1
        found: Any = st.size_class(pd.Series([5, people]), cuts=[10], errors="coerce")
        assert found.isna().tolist() == [False, True]


# --- the comparative matrix ----------------------------------------------------------------------


def test_the_matrix_has_ranks_distances_and_what_more_means() -> None:
    table = states(municipality=["H", "I", "P"], uf="PA")
    found = st.compare(table, "municipality", ["ec29_applied_pct", "health_expenditure_pc"])
    share = found[found["indicator"] == "ec29_applied_pct"]
    assert share["rank_from_highest"].tolist() == [1, 3, 2]
    assert share["median"].tolist() == [15, 15, 15]
    assert share["distance_to_median"].tolist() == [5, -5, 0]
    assert set(share["more"]) == {"effort"}
    assert share["more_label"].iloc[0] == "mais esforço próprio"
    matrix = found.pivot_table(index="indicator", columns="municipality", values="value")
    assert [*matrix.loc["health_expenditure_pc"]] == [4, 8, 2]


def test_equal_values_share_a_rank_and_a_missing_one_has_none() -> None:
    table = states(uf="PA", ec29_applied_pct=[10.0, 10.0, np.nan])
    found = st.compare(table, "municipality", ["ec29_applied_pct"], lang="en")
    assert found["rank_from_highest"].tolist() == [1, 1, pd.NA]
    assert found["of"].tolist() == [2, 2, 2]
    assert found["more_label"].iloc[0] == "more own effort"


def test_states_are_compared_by_what_they_sum_to() -> None:
    summed = st.aggregate(states(), ["uf", "year"]).reset_index()
    found = st.compare(summed, "uf", ["linked_revenue_pc"])
    assert found["value"].tolist() == [5, 10]
    assert found["rank_from_highest"].tolist() == [2, 1]


@pytest.mark.parametrize(
    ("by", "settings", "refusal"),
    [
        ("municipality", {"indicators": []}, SettingError),
        ("municipality", {"indicators": ["ec29_aplied_pct"]}, ColumnMissingError),
        ("municipality", {"indicators": ["tax_share_pct"]}, NotComputableError),
        ("state", {}, ColumnMissingError),
        ("uf", {}, DuplicateKeyError),
        ("municipality", {"year": 1999}, SettingError),
        ("municipality", {"year": "2004"}, SettingError),
        ("municipality", {"lang": "fr"}, UnknownNameError),
    ],
)
def test_a_comparison_that_is_none_is_refused(
    by: str, settings: dict[str, Any], refusal: Any
) -> None:
    with pytest.raises(refusal):
        st.compare(states(), by, **{"indicators": ["ec29_applied_pct"], **settings})


def test_several_years_are_compared_one_at_a_time() -> None:
    table = pd.concat([states(), states(year=2005, ec29_applied_pct=[1.0, 2.0, 3.0])])
    with pytest.raises(SettingError, match="2004 to 2005"):
        st.compare(table, "municipality", ["ec29_applied_pct"])
    found = st.compare(table, "municipality", ["ec29_applied_pct"], year=2005)
    assert found["value"].tolist() == [1, 2, 3]


# --- the targets of Table 1 --------------------------------------------------------------------


def test_the_targets_keep_their_gaps_and_cumulate_up_to_the_first() -> None:
    plan = st.studies.proesf2006.targets()
    printed = st.studies.proesf2006.table(1)
    assert len(plan) == len(printed) == 96
    assert plan["planned_cost"].notna().sum() == printed["value"].notna().sum()
    for _, rows in plan.groupby("municipality"):
        gaps = rows["planned_cost"].isna().cumsum() > 0
        assert rows["cumulated_cost"].isna().tolist() == gaps.tolist()
        known = rows[~gaps]
        assert known["cumulated_cost"].tolist() == pytest.approx(
            known["planned_cost"].cumsum().tolist()
        )
    reasons = plan.set_index(["municipality", "year"])["reason"]
    assert reasons["A", 2003] == "not_informed"
    assert reasons["I", 2008] == "input_missing"
    assert set(plan["municipality"]) <= set("ABCDEFGHIJLMNOPQ")


def test_the_targets_are_held_against_what_was_sent_and_spent() -> None:
    found = st.studies.proesf2006.targets_compared().set_index("municipality")
    assert found.loc["H", "target_2003_2005"] == 129_336.80 + 96_500 + 345_854
    assert found.loc["H", "executed_of_target_pct"] == pytest.approx(139_101 / 571_690.80 * 100)
    assert found["target_2003_2005"].isna().sum() == 8
    # A municipality of no target has its amounts all the same, and no share of nothing.
    assert found.loc["A", "transferred"] == 217_500
    assert found.isna().loc["A", "transferred_of_target_pct"]


def test_the_targets_are_a_plan_that_sufficiency_takes() -> None:
    plan = st.studies.proesf2006.targets()
    panel = pd.DataFrame(
        {
            "uf": "PA",
            "municipality": "H",
            "year": [2003, 2004],
            "potential_expenditure": [1_000_000.0, 1_000_000.0],
            "health_expenditure": [870_663.2, 950_000.0],
        }
    )
    found = st.sufficiency(panel, plan)
    assert found["sufficient"].tolist() == [True, False]
