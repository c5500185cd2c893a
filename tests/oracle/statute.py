"""The minimum share of linked revenue that the law asks for (docs/method.md, Minimum share)."""

from __future__ import annotations

from fractions import Fraction

from oracle.exact import Number, as_exact

Result = Fraction | str

UNIFORM: dict[str, dict[int, Fraction]] = {
    "municipality": {
        2000: Fraction("7"),
        2001: Fraction("8.6"),
        2002: Fraction("10.2"),
        2003: Fraction("11.8"),
    },
    "state": {
        2000: Fraction("7"),
        2001: Fraction("8"),
        2002: Fraction("9"),
        2003: Fraction("10"),
    },
}
TARGET: dict[str, Fraction] = {"municipality": Fraction(15), "state": Fraction(12)}


def minimum_share(
    year: int,
    sphere: str,
    reading: str,
    start: Number | None = None,
    own_law: Number | None = None,
) -> Result:
    """The share due in ``year``, in percent, or the reason why the law gives none."""
    target = TARGET[sphere]
    if reading not in ("uniform", "own_path"):
        raise ValueError(reading)
    if year < 2000:
        return "no_rule_for_year"
    if year >= 2004:
        due = target
    elif reading == "uniform":
        due = UNIFORM[sphere][year]
    elif year == 2000:
        due = Fraction(7)
    else:
        applied_in_2000 = as_exact(start)
        if applied_in_2000 is None:
            return "start_missing"
        first = min(max(applied_in_2000, Fraction(7)), target)
        due = first + Fraction(year - 2000) * (target - first) / 5
    organic_law = as_exact(own_law)
    if organic_law is not None and organic_law > due:
        due = organic_law
    return due


def complies(spent: Number, base: Number, due: Fraction) -> bool:
    """Whether the minimum is met, decided without a quotient: 100·spent against due·base."""
    amount, linked = as_exact(spent), as_exact(base)
    if amount is None or linked is None:
        raise ValueError("both amounts are needed")
    return 100 * amount >= due * linked
