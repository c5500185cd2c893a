"""Random inputs for comparisons: plausible, awkward, missing, and about borders.

Nothing here knows the package; every draw comes from a generator that the caller seeds.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from random import Random
from typing import Any

from oracle.exact import as_exact, round_to_digits

Kind = type[float] | type[Decimal]

#: One number in so many is missing, zero, or negative.
SELDOM = 0.05
MOST_DECIMALS = 28
_WIDE = Context(prec=80, rounding=ROUND_HALF_EVEN)


def _text(chance: Random, name: str) -> str:
    if name.endswith("_pct"):
        return chance.choice(
            ["15", "10.2", "11.8", "12", f"{chance.uniform(0, 40):.{chance.randrange(9)}f}"]
        )
    if name == "population":
        return str(chance.randrange(1, 12_000_000))
    size = chance.choice([1e2, 1e4, 1e7, 1e12])
    return f"{chance.uniform(0, size):.{chance.choice([0, 1, 2, 2, 2, 6])}f}"


def amounts(chance: Random, name: str, rows: int, kind: Kind) -> list[Any]:
    """Amounts, or percentages where the name says so; None or NaN where one is missing."""
    column: list[Any] = []
    for _ in range(rows):
        seldom = chance.random()
        if seldom < SELDOM:
            column.append(math.nan if kind is float else None)
        elif seldom < 2 * SELDOM:
            column.append(kind("0"))
        elif seldom < 3 * SELDOM:
            column.append(kind("-" + _text(chance, name)))
        else:
            column.append(kind(_text(chance, name)))
    return column


def percentages(chance: Random, rows: int, kind: Kind) -> list[Any]:
    """Percentages, some of them negative."""
    return [kind(chance.choice(["", "-"]) + _text(chance, "any_pct")) for _ in range(rows)]


def shares_due(chance: Random, rows: int, kind: Kind) -> list[Any]:
    """Shares about the statute's, with few or very many decimals, or missing."""
    column: list[Any] = []
    for _ in range(rows):
        whole, places = chance.randrange(4, 20), chance.choice([0, 1, 2, 6, 15, 26])
        text = f"{whole}.{chance.randrange(10**places):0{places}d}" if places else str(whole)
        absent: Any = math.nan if kind is float else None
        column.append(absent if chance.random() < 4 * SELDOM else kind(text))
    return column


def stepped(value: float, ulps: int) -> float:
    """The float so many steps up, or down."""
    for _ in range(abs(ulps)):
        value = math.nextafter(value, math.inf if ulps > 0 else -math.inf)
    return value


def near(chance: Random, border: Fraction, kind: Kind) -> Any:
    """The number nearest to a border, or one or two units beside it."""
    steps = chance.choice([-2, -1, 0, 0, 1, 2])
    if kind is float:
        return stepped(float(border), steps)
    places = chance.randrange(2, 10)
    unit = Decimal(1).scaleb(-places)
    middle = _WIDE.divide(Decimal(border.numerator), Decimal(border.denominator))
    return middle.quantize(unit, context=_WIDE) + steps * unit


def exact_decimal(value: Fraction) -> Decimal:
    """The value rounded once, half-even: to 28 digits, or 28 decimals where they end first."""
    rounded = round_to_digits(value)
    if -int(rounded.as_tuple().exponent) <= MOST_DECIMALS:
        return rounded
    middle = _WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return middle.quantize(Decimal(1).scaleb(-MOST_DECIMALS), context=_WIDE)


def error_of_floats(formula: Callable[..., Any], inputs: list[Any], result: Fraction) -> Fraction:
    """What a float result may miss: as much as moving each input by a few units would move it.

    Every operation is rounded to half a unit, which is as if its operands were a little off; eight
    units of each input are more than any formula here adds up to, and its own last unit on top.
    """
    exact = [as_exact(value) for value in inputs]
    relative = Fraction(8, 2**52)
    allowed = relative * abs(result)
    for place, value in enumerate(exact):
        if not value:
            continue
        moved = [*exact[:place], value * (1 + relative), *exact[place + 1 :]]
        found = formula(*moved)
        if not isinstance(found, str):
            allowed += abs(found - result)
    return allowed + Fraction(5e-324)
