"""Back from two scenarios to the amounts behind them: docs/method.md, Scenarios and their inverse.

Scenario 1 takes ``rate`` percent of the linked revenue R in every year, scenario 2 the share due
in the year; T are the SUS transfers and D the actual expenditure, all per inhabitant:

    DPSPC1 = rate/100·R + T      DPSPC2 = due/100·R + T      MEGPC = DPSPC − D
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from oracle.intervals import Interval, Printed, image

Result = Fraction | str


@dataclass(frozen=True)
class Recovered:
    """The amount from the printed figures as points, and all that their intervals allow."""

    point: Fraction
    interval: Interval


def linked_revenue(rate: Fraction, due: Fraction) -> Callable[..., Result]:
    """R from DPSPC1 and DPSPC2."""

    def formula(dpspc: Fraction, dpspc_ec29: Fraction) -> Result:
        if rate == due:
            return "margin_not_identifiable"
        return (dpspc - dpspc_ec29) / ((rate - due) / 100)

    return formula


def sus_transfers(rate: Fraction, due: Fraction) -> Callable[..., Result]:
    """T from DPSPC1 and DPSPC2."""

    def formula(dpspc: Fraction, dpspc_ec29: Fraction) -> Result:
        revenue = linked_revenue(rate, due)(dpspc, dpspc_ec29)
        return revenue if isinstance(revenue, str) else dpspc - rate / 100 * revenue

    return formula


def expenditure(dpspc: Fraction, megpc: Fraction) -> Result:
    """D from either scenario's pair."""
    return dpspc - megpc


def applied_share(rate: Fraction, due: Fraction) -> Callable[..., Result]:
    """a = 100·(D − T)/R from DPSPC1, DPSPC2 and MEGPC1."""

    def formula(dpspc: Fraction, dpspc_ec29: Fraction, megpc: Fraction) -> Result:
        revenue = linked_revenue(rate, due)(dpspc, dpspc_ec29)
        transfers = sus_transfers(rate, due)(dpspc, dpspc_ec29)
        if isinstance(revenue, str) or isinstance(transfers, str):
            return "margin_not_identifiable"
        if revenue <= 0:
            return "whole_not_positive"
        return 100 * (dpspc - megpc - transfers) / revenue

    return formula


def recover(formula: Callable[..., Result], *figures: Printed) -> Recovered | str:
    """Point and interval of one amount, or the reason why it cannot be known."""
    point = formula(*(figure.value for figure in figures))
    if isinstance(point, str):
        return point
    interval = image(formula, [figure.interval for figure in figures])
    if isinstance(interval, str):
        return interval
    return Recovered(point, interval)


def both(first: Recovered, second: Recovered) -> Interval | None:
    """What two recoveries of one amount allow together; None where they contradict each other."""
    if not first.interval.meets(second.interval):
        return None
    return Interval(
        max(first.interval.low, second.interval.low),
        min(first.interval.high, second.interval.high),
    )
