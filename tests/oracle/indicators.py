"""Every indicator as its formula reads (docs/method.md).

A formula takes exact numbers and gives an exact number, or the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from oracle.exact import Number, as_exact

Result = Fraction | str


@dataclass(frozen=True)
class Indicator:
    """A formula, its arguments in order, and the parameters that have a usual value."""

    arguments: tuple[str, ...]
    formula: Callable[..., Result]
    usual: dict[str, str] = field(default_factory=dict)


# --- the two shapes that most indicators have -------------------------------------------------


def _percentage(part: Fraction, whole: Fraction) -> Result:
    if whole <= 0:
        return "whole_not_positive"
    return 100 * part / whole


def _per_inhabitant(amount: Fraction, population: Fraction) -> Result:
    if population <= 0:
        return "population_not_positive"
    return amount / population


# --- sustainability ----------------------------------------------------------------------------


def _dpspc(own: Fraction, transfers: Fraction, sus: Fraction, rate: Fraction) -> Result:
    return rate / 100 * own + rate / 100 * transfers + sus


def _dpspc_siops(linked: Fraction, population: Fraction, sus: Fraction, rate: Fraction) -> Result:
    if population <= 0:
        return "population_not_positive"
    return rate / 100 * (linked / population) + sus


def _dpspc_from_linked_revenue(linked: Fraction, sus: Fraction, rate: Fraction) -> Result:
    return rate / 100 * linked + sus


def _megpc(dpspc: Fraction, expenditure: Fraction) -> Result:
    return dpspc - expenditure


def _megpc_from_share(linked: Fraction, applied: Fraction, rate: Fraction) -> Result:
    return (rate - applied) / 100 * linked


def _linked_revenue_from_share(expenditure: Fraction, sus: Fraction, applied: Fraction) -> Result:
    return _percentage(expenditure - sus, applied)


def _linked_revenue_from_scenarios(
    dpspc: Fraction, dpspc_ec29: Fraction, due: Fraction, rate: Fraction
) -> Result:
    if rate == due:
        return "margin_not_identifiable"
    return (dpspc - dpspc_ec29) / ((rate - due) / 100)


def _sus_transfers_from_scenarios(
    dpspc: Fraction, dpspc_ec29: Fraction, due: Fraction, rate: Fraction
) -> Result:
    linked = _linked_revenue_from_scenarios(dpspc, dpspc_ec29, due, rate)
    if isinstance(linked, str):
        return linked
    return dpspc - rate / 100 * linked


def _expenditure_from_margin(dpspc: Fraction, megpc: Fraction) -> Result:
    return dpspc - megpc


def _applied_from_scenarios(
    dpspc: Fraction, megpc: Fraction, dpspc_ec29: Fraction, due: Fraction, rate: Fraction
) -> Result:
    linked = _linked_revenue_from_scenarios(dpspc, dpspc_ec29, due, rate)
    if isinstance(linked, str):
        return linked
    if linked <= 0:
        return "margin_not_identifiable"
    # 100·(D − T)/R, with D = DPSPC − MEGPC and T = DPSPC − rate·R
    expenditure = dpspc - megpc
    sus = dpspc - rate / 100 * linked
    return 100 * (expenditure - sus) / linked


def _margin_from_scenarios(
    applied: Fraction, dpspc: Fraction, dpspc_ec29: Fraction, due: Fraction, rate: Fraction
) -> Result:
    linked = _linked_revenue_from_scenarios(dpspc, dpspc_ec29, due, rate)
    if isinstance(linked, str):
        return linked
    return (rate - applied) / 100 * linked


def _margin_at_other_rate(megpc: Fraction, dpspc: Fraction, dpspc_ec29: Fraction) -> Result:
    return dpspc_ec29 - (dpspc - megpc)


def _gap(applied: Fraction, due: Fraction) -> Result:
    return applied - due


# --- ratios and execution ----------------------------------------------------------------------


def _relative_change(first: Fraction, last: Fraction) -> Result:
    if first <= 0:
        return "first_year_not_positive"
    return 100 * (last - first) / first


def _executed(executed: Fraction, transferred: Fraction) -> Result:
    if transferred == 0:
        return "not_transferred"
    if transferred < 0:
        return "amount_negative"
    return 100 * executed / transferred


def _linked(own: Fraction, transfers: Fraction) -> Result:
    return own + transfers


def _balance(ceiling: Fraction, transferred: Fraction) -> Result:
    return ceiling - transferred


# --- capacity and dependence: the parts of the linked revenue ------------------------------------


def _parts_of_linked(*amounts: Fraction) -> Result:
    *parts, linked = amounts
    return _percentage(sum(parts, Fraction(0)), linked)


def _rest_of_linked(*amounts: Fraction) -> Result:
    *parts, linked = amounts
    return _percentage(linked - sum(parts, Fraction(0)), linked)


# --- prices and outlook ---------------------------------------------------------------------------


def _deflated(amount: Fraction, level: Fraction, to: Fraction) -> Result:
    if level <= 0 or to <= 0:
        return "price_level_not_positive"
    return amount * to / level


def _real_change(first: Fraction, last: Fraction, before: Fraction, after: Fraction) -> Result:
    if first <= 0:
        return "first_year_not_positive"
    if before <= 0 or after <= 0:
        return "price_level_not_positive"
    # Both amounts in the prices of the last year.
    return _relative_change(first * after / before, last)


def _coverage(teams: Fraction, population: Fraction, persons: Fraction) -> Result:
    if teams < 0 or (population > 0 and persons < 0):
        return "amount_negative"
    if population <= 0:
        return "population_not_positive"
    return 100 * (teams * persons) / population


def _sufficiency(potential: Fraction, expenditure: Fraction, planned: Fraction) -> Result:
    if expenditure + planned <= 0:
        return "whole_not_positive"
    return potential / (expenditure + planned)


RATE = {"rate_pct": "15"}

INDICATORS: dict[str, Indicator] = {
    "dpspc": Indicator(
        ("own_revenue_pc", "constitutional_transfers_pc", "sus_transfers_pc", "rate_pct"),
        _dpspc,
        RATE,
    ),
    "dpspc_siops": Indicator(
        ("linked_revenue", "population", "sus_transfers_pc", "rate_pct"), _dpspc_siops, RATE
    ),
    "dpspc_from_linked_revenue": Indicator(
        ("linked_revenue_pc", "sus_transfers_pc", "rate_pct"), _dpspc_from_linked_revenue, RATE
    ),
    "megpc": Indicator(("dpspc", "expenditure_pc"), _megpc),
    "megpc_from_share": Indicator(
        ("linked_revenue_pc", "applied_pct", "rate_pct"), _megpc_from_share, RATE
    ),
    "linked_revenue_pc_from_share": Indicator(
        ("health_expenditure_pc", "sus_transfers_pc", "applied_pct"), _linked_revenue_from_share
    ),
    "linked_revenue_pc_from_scenarios": Indicator(
        ("dpspc", "dpspc_ec29", "due_pct", "rate_pct"), _linked_revenue_from_scenarios, RATE
    ),
    "sus_transfers_pc_from_scenarios": Indicator(
        ("dpspc", "dpspc_ec29", "due_pct", "rate_pct"), _sus_transfers_from_scenarios, RATE
    ),
    "health_expenditure_pc_from_margin": Indicator(("dpspc", "megpc"), _expenditure_from_margin),
    "applied_pct_from_scenarios": Indicator(
        ("dpspc", "megpc", "dpspc_ec29", "due_pct", "rate_pct"), _applied_from_scenarios, RATE
    ),
    "megpc_from_scenarios": Indicator(
        ("applied_pct", "dpspc", "dpspc_ec29", "due_pct", "rate_pct"),
        _margin_from_scenarios,
        RATE,
    ),
    "megpc_at_other_rate": Indicator(("megpc", "dpspc", "dpspc_ec29"), _margin_at_other_rate),
    "ec29_gap_pp": Indicator(("applied_pct", "due_pct"), _gap),
    "per_capita": Indicator(("amount", "population"), _per_inhabitant),
    "share_pct": Indicator(("part", "whole"), _percentage),
    "relative_change_pct": Indicator(("first", "last"), _relative_change),
    "linked_revenue": Indicator(("own_revenue", "constitutional_transfers"), _linked),
    "ec29_applied_pct": Indicator(("own_health_expenditure", "linked_revenue"), _percentage),
    "transferred_pct": Indicator(("transferred", "ceiling"), _percentage),
    "executed_pct": Indicator(("executed", "transferred"), _executed),
    "balance_to_transfer": Indicator(("ceiling", "transferred"), _balance),
    "ceiling_share_pct": Indicator(("ceiling", "state_ceiling"), _percentage),
    "tax_share_pct": Indicator(("tax_revenue", "total_revenue"), _percentage),
    "intergovernmental_share_pct": Indicator(
        ("intergovernmental_transfers", "total_revenue"), _percentage
    ),
    "sus_share_of_transfers_pct": Indicator(
        ("sus_transfers", "intergovernmental_transfers"), _percentage
    ),
    "union_share_of_health_transfers_pct": Indicator(
        ("union_health_transfers", "sus_transfers"), _percentage
    ),
    "health_share_of_union_transfers_pct": Indicator(
        ("union_health_transfers", "union_transfers"), _percentage
    ),
    "linked_share_pct": Indicator(("linked_revenue", "total_revenue"), _percentage),
    "health_expenditure_pc": Indicator(("health_expenditure", "population"), _per_inhabitant),
    "personnel_share_pct": Indicator(("personnel_expenditure", "health_expenditure"), _percentage),
    "medicines_share_pct": Indicator(("medicines_expenditure", "health_expenditure"), _percentage),
    "third_party_services_share_pct": Indicator(
        ("third_party_services_expenditure", "health_expenditure"), _percentage
    ),
    "investment_share_pct": Indicator(
        ("investment_expenditure", "health_expenditure"), _percentage
    ),
    "nonprofit_share_pct": Indicator(("nonprofit_expenditure", "health_expenditure"), _percentage),
    "sus_share_of_expenditure_pct": Indicator(("sus_transfers", "health_expenditure"), _percentage),
    "own_health_expenditure_pc": Indicator(
        ("own_health_expenditure", "population"), _per_inhabitant
    ),
    "sus_transfers_pc": Indicator(("sus_transfers", "population"), _per_inhabitant),
    "linked_revenue_pc": Indicator(("linked_revenue", "population"), _per_inhabitant),
    "own_capacity_pct": Indicator(("own_revenue", "linked_revenue"), _parts_of_linked),
    "union_dependence_pct": Indicator(("fpm", "itr", "lc87", "linked_revenue"), _parts_of_linked),
    "state_dependence_pct": Indicator(
        ("icms", "ipi_exports", "ipva", "linked_revenue"), _parts_of_linked
    ),
    "other_dependence_pct": Indicator(
        ("own_revenue", "fpm", "itr", "lc87", "icms", "ipi_exports", "ipva", "linked_revenue"),
        _rest_of_linked,
    ),
    "deflated_amount": Indicator(("amount", "price_level", "price_level_to"), _deflated),
    "real_change_pct": Indicator(
        ("first", "last", "first_price_level", "last_price_level"), _real_change
    ),
    "team_coverage_pct": Indicator(
        ("teams", "population", "persons_per_team"), _coverage, {"persons_per_team": "3450"}
    ),
    "sufficiency_ratio": Indicator(
        ("potential_expenditure", "health_expenditure", "planned_cost"), _sufficiency
    ),
}


def evaluate(identifier: str, *values: Number | None) -> Result:
    """The indicator on these inputs; a missing input comes before any other reason."""
    indicator = INDICATORS[identifier]
    if len(values) != len(indicator.arguments):
        raise TypeError(f"{identifier} takes {len(indicator.arguments)} values")
    numbers = [as_exact(value) for value in values]
    if any(number is None for number in numbers):
        return "input_missing"
    return indicator.formula(*numbers)
