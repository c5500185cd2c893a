"""The four classifications of the study, decided exactly (docs/method.md, Classes and Borders).

No quotient is formed: 100·executed is set against 90·transferred, 100·last against 110·first.
Each function gives ``(class, reason)``, one of which is None.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from oracle.exact import Number, as_exact

Classed = tuple[str | None, str | None]

EXECUTION = ("good", "fair", "poor")
TAX_EFFORT = ("positive", "conservative", "negative")
EC29_TREND = ("positive", "stable", "negative")
EC29_COMPLIANCE = ("positive", "negative")


def execution(executed: Number | None, transferred: Number | None) -> Classed:
    """> 90 good; 70 to 90, both ends included, fair; < 70 poor."""
    spent, received = as_exact(executed), as_exact(transferred)
    if spent is None or received is None:
        return None, "input_missing"
    if received == 0:
        return None, "not_transferred"
    if spent < 0 or received < 0:
        return None, "amount_negative"
    if 100 * spent > 90 * received:
        return "good", None
    if 100 * spent >= 70 * received:
        return "fair", None
    return "poor", None


def executed_above_transferred(executed: Number | None, transferred: Number | None) -> bool:
    """The flag that goes with the class good."""
    spent, received = as_exact(executed), as_exact(transferred)
    return spent is not None and received is not None and spent > received


def _pair(
    first: Number | None, last: Number | None, upper: int, classes: tuple[str, str, str]
) -> Classed:
    before, after = as_exact(first), as_exact(last)
    if before is None or after is None:
        return None, "input_missing"
    if before <= 0:
        return None, "first_year_not_positive"
    if after < 0:
        return None, "amount_negative"
    if 100 * after > (100 + upper) * before:
        return classes[0], None
    if after >= before:
        return classes[1], None
    return classes[2], None


def _change(change_pct: Number | None, upper: int, classes: tuple[str, str, str]) -> Classed:
    change = as_exact(change_pct)
    if change is None:
        return None, "input_missing"
    if change > upper:
        return classes[0], None
    if change >= 0:
        return classes[1], None
    return classes[2], None


def tax_effort(first: Number | None, last: Number | None) -> Classed:
    """Change of the share of own taxes: > 10 positive; 0 to 10 conservative; < 0 negative."""
    return _pair(first, last, 10, TAX_EFFORT)


def tax_effort_from_change(change_pct: Number | None) -> Classed:
    """The same from a percentage of change, read as the decimal that it prints."""
    return _change(change_pct, 10, TAX_EFFORT)


def ec29_trend(first: Number | None, last: Number | None) -> Classed:
    """Change of the share applied: > 15 positive; 0 to 15 stable; < 0 negative."""
    return _pair(first, last, 15, EC29_TREND)


def ec29_trend_from_change(change_pct: Number | None) -> Classed:
    """The same from a percentage of change, read as the decimal that it prints."""
    return _change(change_pct, 15, EC29_TREND)


def ec29_compliance(
    years: Iterable[tuple[int, Number | None, Number | None]],
) -> tuple[str | None, list[int], str | None]:
    """Class, failing years ascending, reason, from (year, applied_pct, due_pct).

    A missing year leaves the class open, unless another year fails.
    """
    failing: list[int] = []
    known = 0
    missing = False
    for year, applied_pct, due_pct in years:
        applied, due = as_exact(applied_pct), as_exact(due_pct)
        if applied is None or due is None:
            missing = True
            continue
        known += 1
        if applied - due < Fraction(0):
            failing.append(year)
    if failing:
        return "negative", sorted(failing), None
    if missing or known == 0:
        return None, [], "input_missing"
    return "positive", [], None
