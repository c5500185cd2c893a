"""Random figures under random rules, against fractions at every corner of their intervals."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest

import sustenta as st
from oracle.confrontation import Printed, decide, span

KINDS = ("exact", "rounded", "truncated")
NAMES = ("a", "b", "c", "y")

Side = Callable[..., Fraction]
#: Rule, left − right (times what divides), what divides.
RULES: dict[str, tuple[Side, Side | None]] = {
    "y == a + b - c": (lambda a, b, c, y: y - a - b + c, None),
    "y <= 2 * a - b / 3": (lambda a, b, _, y: y - 2 * a + b / 3, None),
    "y + a >= a - 0.5 * (b - c)": (lambda _, b, c, y: y + (b - c) / 2, None),
    "y == 100 * a / b": (lambda a, b, _, y: y * b - 100 * a, lambda _, b, *__: b),
    "y <= 100 * a / (a + b)": (
        lambda a, b, _, y: y * (a + b) - 100 * a,
        lambda a, b, *__: a + b,
    ),
    "y + 100 == 100 * (a - c) / b": (
        lambda a, b, c, y: (y + 100) * b - 100 * (a - c),
        lambda _, b, *__: b,
    ),
    "3 - y >= 4.8 * c / (a - b)": (
        lambda a, b, c, y: (3 - y) * (a - b) - Fraction("4.8") * c,
        lambda a, b, *__: a - b,
    ),
}


def figure(draw: random.Random) -> str:
    decimals = draw.choice([0, 0, 1, 2])
    digits = draw.randint(-40, 400) if draw.random() < 0.8 else draw.randint(-1, 1)
    return f"{Decimal(digits).scaleb(-decimals):f}"


def near(draw: random.Random, expression: str, texts: dict[str, str]) -> str:
    """A `y` at which the rule is close to its border."""
    sides, divisor = RULES[expression]
    others = [Fraction(texts[name]) for name in "abc"]
    if divisor is not None and divisor(*others, 0) <= 0:
        return figure(draw)
    zero, one = (sides(*others, Fraction(y)) for y in (0, 1))
    decimals = draw.choice([0, 1, 2])
    exact = Decimal(0) if one == zero else None
    if exact is None:
        root = -zero / (one - zero)
        exact = Decimal(round(root * 10**decimals) + draw.randint(-1, 1)).scaleb(-decimals)
    return f"{exact:f}"


@pytest.mark.parametrize("expression", RULES)
@pytest.mark.parametrize("kinds", range(3))
def test_verdicts_are_those_of_every_corner(expression: str, kinds: int) -> None:
    draw = random.Random(f"{expression}{kinds}")
    kind = dict(zip(NAMES, [draw.choice(KINDS[: kinds + 1]) for _ in NAMES], strict=True))
    rows = []
    for _ in range(150):
        texts = {name: figure(draw) for name in "abc"}
        rows.append(texts | {"y": near(draw, expression, texts)})
    frame = pd.DataFrame([{name: Decimal(row[name]) for name in NAMES} for row in rows])
    c = st.confront(frame, st.Rules.parse([expression], kinds=kind))
    sides, divisor = RULES[expression]
    relation = next(sign for sign in ("==", "<=", ">=") if sign in expression)
    for row, found in zip(rows, c.verdicts.to_dict("records"), strict=True):
        cells = [Printed(row[name], kind[name]) for name in NAMES]
        expected = decide(
            lambda v: sides(*v), cells, relation, None if divisor is None else lambda v: divisor(*v)
        )
        assert found["verdict"] == expected, (expression, kind, row, found)


def test_the_ends_of_a_share_of_a_whole_with_the_part_in_it_are_reached() -> None:
    frame = pd.DataFrame({"y": [Decimal("40.0")], "a": [Decimal("2.0")], "b": [Decimal("3.0")]})
    kinds = dict.fromkeys("yab", "rounded")
    row = st.confront(frame, st.Rules.parse(["y == 100 * a / (a + b)"], kinds=kinds)).verdicts
    cells = [Printed("2.0", "rounded"), Printed("3.0", "rounded")]
    low, high, _, _ = span(lambda v: 100 * v[0] / (v[0] + v[1]), cells)
    assert abs(Fraction(row["right_low"][0]) - low) < Fraction(1, 10**20)
    assert abs(Fraction(row["right_high"][0]) - high) < Fraction(1, 10**20)


def test_magnitudes_do_not_matter() -> None:
    for exponent in range(0, 30, 3):
        whole = 10**exponent * 987_654_321
        frame = pd.DataFrame({"a": [Decimal(whole)] * 2, "b": [Decimal(whole), Decimal(whole + 1)]})
        c = st.confront(frame, st.Rules.parse(["a == b", "100 == 100 * a / b"]))
        assert c.verdicts["verdict"].tolist() == ["satisfied", "violated"] * 2
