"""An assessed panel beside the oracle: every derived column of every row, by literal chains."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

import sustenta as st
from oracle import statute
from oracle.exact import as_exact
from oracle.indicators import INDICATORS, evaluate

#: Floats: so many of the largest number in the chain, for a few roundings on the way.
NEAR = 2e-14
#: Decimals: 28 digits, each quotient rounded once.
NEARLY_EXACT = Fraction(1, 10**25)

PER_INHABITANT = (
    "linked_revenue_pc",
    "sus_transfers_pc",
    "health_expenditure_pc",
    "own_health_expenditure_pc",
)
#: The readings of the law that are compared.
LAW: dict[str, dict[str, Any]] = {
    "uniform": {},
    "state": {"sphere": "state"},
    "own law": {"own_law_pct": 18.5},
    "own path": {"reading": "own_path", "start_pct": 9.13},
    "own path without its start": {"reading": "own_path"},
}


Known = dict[str, Any]
"""What a row holds and gives rise to: a fraction, or the reason why there is none."""


def row_by_row(panel: pd.DataFrame, **law: Any) -> list[Known]:
    """Every derived column of every row, as exact fractions; or the reason, at its root."""
    return [_expected({str(name): row[name] for name in row}, law) for row in records(panel)]


def records(panel: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a panel, by column."""
    return [{str(name): value for name, value in row.items()} for row in panel.to_dict("records")]


def _expected(row: dict[str, Any], law: dict[str, Any]) -> Known:
    known: Known = {name: as_exact(row[name]) for name in row if _is_amount(row[name])}

    def put(name: str, identifier: str, *names: str | int) -> None:
        if name not in row:
            known[name] = _evaluated(known, identifier, names)

    put("linked_revenue", "linked_revenue", "own_revenue", "constitutional_transfers")
    for name in PER_INHABITANT:
        put(name, name, name.removesuffix("_pc"), "population")
    put("ec29_applied_pct", "ec29_applied_pct", "own_health_expenditure", "linked_revenue")
    known["ec29_due_pct"] = statute.minimum_share(
        int(row["year"]),
        law.get("sphere", "municipality"),
        law.get("reading", "uniform"),
        law.get("start_pct"),
        law.get("own_law_pct"),
    )
    known |= _gaps(known)
    put("ec29_gap_pc", "per_capita", "ec29_gap", "population")
    pair = ("linked_revenue_pc", "sus_transfers_pc")
    put("dpspc_15", "dpspc_from_linked_revenue", *pair, 15)
    put("dpspc_ec29", "dpspc_from_linked_revenue", *pair, "ec29_due_pct")
    put("megpc_15", "megpc", "dpspc_15", "health_expenditure_pc")
    put("megpc_ec29", "megpc", "dpspc_ec29", "health_expenditure_pc")
    put("megpc_from_share_15", "megpc_from_share", "linked_revenue_pc", "ec29_applied_pct", 15)
    for name, indicator in INDICATORS.items():
        if name in _PLAIN and all(column in known for column in indicator.arguments):
            put(name, name, *indicator.arguments)
    return {name: "input_missing" if value is None else value for name, value in known.items()}


def _evaluated(known: Known, identifier: str, names: tuple[str | int, ...]) -> Fraction | str:
    inputs = [known.get(name) if isinstance(name, str) else Fraction(name) for name in names]
    deeper = [value for value in inputs if isinstance(value, str)]
    if deeper:
        return next((reason for reason in deeper if reason != "input_missing"), deeper[0])
    return evaluate(identifier, *inputs)


def _gaps(known: Known) -> Known:
    spent, base, due = (
        known[name] for name in ("own_health_expenditure", "linked_revenue", "ec29_due_pct")
    )
    reason = next((value for value in (spent, base, due) if isinstance(value, str)), None)
    if reason is None and (spent is None or base is None):
        reason = "input_missing"
    if reason is None and base <= 0:
        reason = "whole_not_positive"
    if reason is not None:
        return {"ec29_gap": reason, "ec29_gap_pp": reason}
    return {"ec29_gap": spent - due * base / 100, "ec29_gap_pp": 100 * spent / base - due}


def _is_amount(value: object) -> bool:
    return value is None or (
        isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
    )


_PLAIN = {
    name
    for name in INDICATORS
    if name.endswith("_pct") and not name.endswith(("_from_scenarios", "share_pct", "change_pct"))
} | {name for name in INDICATORS if name.endswith(("_share_pct", "_capacity_pct"))}


def hold_against(assessed: pd.DataFrame, panel: pd.DataFrame, expected: list[Known]) -> None:
    """Compare every computed column with the oracle, values and reasons."""
    computed = [
        name
        for name in assessed.columns
        if name not in panel.columns and not name.endswith("_reason")
    ]
    assert len(computed) > 20
    for name in computed:
        reasons = assessed[f"{name}_reason"].astype(object).tolist()
        for place, (found, reason) in enumerate(zip(assessed[name], reasons, strict=True)):
            wanted: Any = expected[place][name]
            where = f"{name} at row {place}"
            if isinstance(wanted, str):
                assert found is None or pd.isna(found), where
                assert reason == wanted, where
                continue
            assert pd.isna(reason), where
            if isinstance(found, Decimal):
                assert abs(Fraction(found) - wanted) <= NEARLY_EXACT * max(1, abs(wanted)), where
            else:
                scale = max(
                    abs(value)
                    for key, value in expected[place].items()
                    if isinstance(value, Fraction) and _same_unit(key, name)
                )
                assert abs(Fraction(float(found)) - wanted) <= NEAR * float(scale), where


def _same_unit(one: str, other: str) -> bool:
    per_inhabitant = [
        name.endswith("_pc") or name.startswith(("dpspc", "megpc")) for name in (one, other)
    ]
    share = [name.endswith(("_pct", "_pp")) for name in (one, other)]
    return per_inhabitant[0] == per_inhabitant[1] and share[0] == share[1]


def awkward_panel() -> pd.DataFrame:
    """The synthetic panel with rows that cannot be computed, each in its own way."""
    panel = st.examples.panel(8)
    panel["population"] = panel["population"].astype(float)
    panel.loc[0, "population"] = -3
    panel.loc[1, "population"] = np.nan
    panel.loc[2, ["own_revenue", "constitutional_transfers"]] = [0.0, 0.0]
    panel.loc[3, "own_health_expenditure"] = np.nan
    panel.loc[4, "year"] = 1999
    panel.loc[5, "total_revenue"] = 0.0
    return panel


def exact(panel: pd.DataFrame) -> pd.DataFrame:
    """The same panel with its floats as the decimals that they print."""
    amounts = [name for name in panel.columns if panel[name].dtype == float]
    return panel.assign(**{name: decimals(panel[name]) for name in amounts})


def decimals(column: pd.Series) -> pd.Series:
    """Floats as the decimals that they print."""
    exact = [None if pd.isna(value) else Decimal(repr(float(value))) for value in column]
    return pd.Series(exact, index=column.index, dtype=object)
