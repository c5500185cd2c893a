"""Consistent tables, printed and rounded, with one slip of the hand each.

Nothing here knows the package.  A table is made from whole centavos, its ratios are rounded in
whole numbers, and then one text is spoilt as a hand would.  ``slip_rules`` says who could find it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from oracle.slip_rules import Address, Cell, Made, Ratio, Sum, addresses, violated


@dataclass(frozen=True)
class Seeded:
    """A slip: where, what it is called, what stood there and what stands there now."""

    address: Address
    slip: str
    meant: Cell
    printed: Cell


# --- tables ---------------------------------------------------------------------------------------


def _money(units: int) -> Cell:
    return Cell(units, 2)


def printed(above: int, below: int, decimals: int, draw: random.Random) -> Cell:
    """A quotient, rounded; a tie goes either way."""
    twice, rest = divmod(2 * above * 10**decimals + below, 2 * below)
    tie = rest == 0
    return Cell(twice - (tie and draw.random() < 1 / 2), decimals, "rounded")


def execution(draw: random.Random) -> Made:
    """Ceiling, transferred, executed, balance and share executed, with the state's sums."""
    made = Made("execution", {})
    places = [f"m{number}" for number in range(draw.randint(3, 7))]
    for place in places:
        ceiling = draw.randint(1_500, 20_000) * 10_000
        # More than the ceiling may be transferred: the balance is then negative.
        transferred = ceiling * draw.randint(30, 130) // 100 // 5_000 * 5_000
        executed = draw.randint(transferred // 4, transferred)
        _row(made, place, (ceiling, transferred, executed), draw)
    amounts = [
        [made.cells[place, name].units for place in places]
        for name in ("ceiling", "transferred", "executed")
    ]
    ceiling, transferred, executed = map(sum, amounts)
    _row(made, "total", (ceiling, transferred, executed), draw)
    for name in ("ceiling", "transferred", "executed", "balance"):
        terms = ((1, (place, name)) for place in places)
        made.rules.append(Sum(((-1, ("total", name)), *terms)))
    return made


def _row(made: Made, place: str, units: tuple[int, int, int], draw: random.Random) -> None:
    ceiling, transferred, executed = units
    share = printed(100 * executed, transferred, 2, draw)
    amounts = [ceiling, transferred, executed, ceiling - transferred]
    names = ["ceiling", "transferred", "executed", "balance"]
    for name, amount in zip(names, amounts, strict=True):
        made.cells[place, name] = _money(amount)
    made.cells[place, "executed_pct"] = share
    made.rules += [
        Sum(((1, (place, "balance")), (-1, (place, "ceiling")), (1, (place, "transferred")))),
        Ratio((place, "executed_pct"), (place, "executed"), (place, "transferred")),
    ]


def totals(draw: random.Random) -> Made:
    """Whole numbers with the sums of rows and columns."""
    return _grid("totals", draw, lambda value: Cell(value, 0))


def rounded_totals(draw: random.Random) -> Made:
    """Amounts in thousands: each rounded by itself, the sums too."""

    def thousands(value: int) -> Cell:
        return printed(value, 1000, 1, draw)

    return _grid("rounded_totals", draw, thousands)


def _grid(family: str, draw: random.Random, show: Callable[[int], Cell]) -> Made:
    made = Made(family, {})
    rows = [f"m{number}" for number in range(draw.randint(3, 6))]
    columns = ["c0", "c1", "c2", "c3"]
    values = {(row, name): draw.randint(100, 2_000_000) for row in rows for name in columns}
    for row in rows:
        values[row, "all"] = sum(values[row, name] for name in columns)
    for name in [*columns, "all"]:
        values["total", name] = sum(values[row, name] for row in rows)
    made.cells = {address: show(value) for address, value in values.items()}
    for row in [*rows, "total"]:
        terms = ((1, (row, name)) for name in columns)
        made.rules.append(Sum(((-1, (row, "all")), *terms)))
    for name in [*columns, "all"]:
        terms = ((1, (row, name)) for row in rows)
        made.rules.append(Sum(((-1, ("total", name)), *terms)))
    return made


def siops(draw: random.Random) -> Made:
    """A municipality's years: revenue by source, expenditure by source, indicators of SIOPS."""
    made = Made("siops", {})
    for year in ("2002", "2003", "2004"):
        population = draw.randint(20_000, 900_000)
        amounts = {
            name: population * draw.randint(low, high) + draw.randint(0, 9_999)
            for name, low, high in (
                ("taxes", 3_000, 20_000),
                ("transfers", 15_000, 60_000),
                ("own_expenditure", 2_000, 15_000),
                ("sus_transfers", 1_000, 9_000),
            )
        }
        linked = amounts["taxes"] + amounts["transfers"]
        total = amounts["own_expenditure"] + amounts["sus_transfers"]
        amounts |= {"linked": linked, "expenditure": total}
        made.cells |= {(year, name): _money(units) for name, units in amounts.items()}
        made.cells[year, "population"] = Cell(population, 0)
        made.rules += [
            Sum(((-1, (year, "linked")), (1, (year, "taxes")), (1, (year, "transfers")))),
            Sum(
                (
                    (-1, (year, "expenditure")),
                    (1, (year, "own_expenditure")),
                    (1, (year, "sus_transfers")),
                )
            ),
        ]
        for name, part, whole, factor in (
            ("applied_pct", "own_expenditure", "linked", 100),
            ("sus_pct", "sus_transfers", "expenditure", 100),
            ("tax_pct", "taxes", "linked", 100),
            ("expenditure_pc", "expenditure", "population", 1),
            ("linked_pc", "linked", "population", 1),
        ):
            cells = made.cells[year, part], made.cells[year, whole]
            of, by = (cell.units * 100 // 10**cell.decimals for cell in cells)
            made.cells[year, name] = printed(factor * of, by, 2, draw)
            made.rules.append(Ratio((year, name), (year, part), (year, whole), factor))
    return made


#: The shares due, in tenths of a percent.
DUE = {"2002": 102, "2003": 118, "2004": 150}


def changes(draw: random.Random) -> Made:
    """Shares applied, their differences from what is due, the change from first to last year."""
    made = Made("changes", {})
    for number in range(draw.randint(3, 6)):
        place = f"m{number}"
        shares = {year: draw.randint(6_000, 26_000) for year in DUE}
        for year, share in shares.items():
            made.cells[place, f"share_{year}"] = printed(share, 1_000, 1, draw)
            gap = printed(share - 100 * DUE[year], 1_000, 1, draw)
            made.cells[place, f"gap_{year}"] = gap
            terms = ((1, (place, f"gap_{year}")), (-1, (place, f"share_{year}")))
            made.rules.append(Sum(terms, Fraction(DUE[year], 10)))
        first, last = shares["2002"], shares["2004"]
        change = printed(100 * (last - first), first, 1, draw)
        made.cells[place, "change_pct"] = change
        ends = (place, "share_2004"), (place, "share_2002")
        made.rules.append(Ratio((place, "change_pct"), *ends, constant=100))
    return made


FAMILIES: dict[str, Callable[[random.Random], Made]] = {
    "execution": execution,
    "totals": totals,
    "rounded_totals": rounded_totals,
    "siops": siops,
    "changes": changes,
}


# --- slips ----------------------------------------------------------------------------------------


def _digits(cell: Cell) -> str:
    return str(abs(cell.units)).rjust(cell.decimals + 1, "0")


def _of_digits(cell: Cell, digits: str) -> Cell | None:
    """The digits re-read; None where a page would not print them so."""
    if len(digits) <= cell.decimals or (len(digits) > cell.decimals + 1 and digits[0] == "0"):
        return None
    return replace(cell, units=int(digits) * (-1 if cell.units < 0 else 1))


def _each(cell: Cell, texts: Iterator[str]) -> Iterator[Cell]:
    for digits in texts:
        spoilt = _of_digits(cell, digits)
        if spoilt is not None:
            yield spoilt


def _one_wrong(digits: str) -> Iterator[str]:
    for place, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                yield digits[:place] + other + digits[place + 1 :]


def _swapped(digits: str, apart: int) -> Iterator[str]:
    for one in range(len(digits) - apart):
        changed = list(digits)
        changed[one], changed[one + apart] = changed[one + apart], changed[one]
        yield "".join(changed)


def _twins(digits: str) -> Iterator[str]:
    for place in range(len(digits) - 1):
        if digits[place] == digits[place + 1]:
            for other in "0123456789":
                yield digits[:place] + other * 2 + digits[place + 2 :]


def _double(digits: str, place: int) -> bool:
    return place > 0 and digits[place - 1] == digits[place]


def _lost(digits: str, *, double: bool) -> Iterator[str]:
    for place in range(len(digits)):
        beside = _double(digits, place) or _double(digits, min(place + 1, len(digits) - 1))
        if beside == double:
            yield digits[:place] + digits[place + 1 :]


def _added(digits: str, *, double: bool) -> Iterator[str]:
    for place in range(len(digits) + 1):
        around = digits[max(place - 1, 0) : place + 1]
        for other in "0123456789":
            if (other in around) == double:
                yield digits[:place] + other + digits[place:]


def _rounded_away(cell: Cell) -> Iterator[Cell]:
    if cell.kind == "rounded":
        yield replace(cell, units=cell.units - 1)
        yield replace(cell, units=cell.units + 1)


def _scaled(cell: Cell, places: int) -> Iterator[Cell]:
    """The number times a power of ten, printed anew with the decimals of its column."""
    units = cell.units * Fraction(10) ** places
    if places > 0 or units.denominator == 1 or cell.kind == "rounded":
        yield replace(cell, units=math.floor(units + Fraction(1, 2)))


def _turned(cell: Cell, *, negative: bool) -> Iterator[Cell]:
    if (cell.units < 0) == negative:
        yield replace(cell, units=-cell.units)


SLIPS: dict[str, Callable[[Cell], Iterator[Cell]]] = {
    "digit": lambda cell: _each(cell, _one_wrong(_digits(cell))),
    "exchange": lambda cell: _each(cell, _swapped(_digits(cell), 1)),
    "far_exchange": lambda cell: _each(cell, _swapped(_digits(cell), 2)),
    "twin": lambda cell: _each(cell, _twins(_digits(cell))),
    "dropped": lambda cell: _each(cell, _lost(_digits(cell), double=False)),
    "single": lambda cell: _each(cell, _lost(_digits(cell), double=True)),
    "inserted": lambda cell: _each(cell, _added(_digits(cell), double=False)),
    "doubled": lambda cell: _each(cell, _added(_digits(cell), double=True)),
    "sign_lost": lambda cell: _turned(cell, negative=True),
    "sign_added": lambda cell: _turned(cell, negative=False),
    "mark_shifted": lambda cell: (s for places in (1, -1) for s in _scaled(cell, places)),
    "percent_as_fraction": lambda cell: _scaled(cell, -2),
    "fraction_as_percent": lambda cell: _scaled(cell, 2),
    "in_thousands": lambda cell: _scaled(cell, -3),
    "times_thousand": lambda cell: _scaled(cell, 3),
    "in_millions": lambda cell: _scaled(cell, -6),
    "times_million": lambda cell: _scaled(cell, 6),
    "rounded_other_way": _rounded_away,
}


def seed(made: Made, slip: str, draw: random.Random) -> tuple[Made, Seeded] | None:
    """The table with one slip of a kind in it; None where no cell drawn allows it."""
    spots = list(made.cells)
    for address in draw.sample(spots, min(len(spots), 8)):
        meant = made.cells[address]
        spoilt = [cell for cell in SLIPS[slip](meant) if cell.units != meant.units]
        if spoilt:
            printed_cell = draw.choice(spoilt)
            cells = {**made.cells, address: printed_cell}
            return replace(made, cells=cells), Seeded(address, slip, meant, printed_cell)
    return None


# --- cells in each other's places -----------------------------------------------------------------

Pair = frozenset[Address]


def _pairs(made: Made) -> Iterator[tuple[str, Address, Address]]:
    """Cells of a column, or of a row, that print different figures."""
    for one, other in combinations(sorted(made.cells), 2):
        same = made.cells[one].units == made.cells[other].units
        if not same and (one[0] == other[0]) != (one[1] == other[1]):
            yield ("columns" if one[0] == other[0] else "cells"), one, other


def swapped(made: Made, one: Address, other: Address) -> Made:
    """The table with two printed figures in each other's place; a kind is its column's."""
    first, second = made.cells[one], made.cells[other]
    moved = {one: replace(second, kind=first.kind), other: replace(first, kind=second.kind)}
    return replace(made, cells={**made.cells, **moved})


def seed_swap(made: Made, sort: str, draw: random.Random) -> tuple[Made, Pair]:
    """The table with two cells of a column, or of a row, in each other's place."""
    pairs = [(one, other) for kind, one, other in _pairs(made) if kind == sort]
    one, other = draw.choice(pairs)
    return swapped(made, one, other), frozenset((one, other))


def swaps(made: Made) -> list[Pair]:
    """Every exchange of two cells of a column or of a row after which all rules hold."""
    wrong = {address for rule in violated(made) for address in addresses(rule)}
    return [
        frozenset((one, other))
        for _, one, other in _pairs(made)
        if {one, other} <= wrong and not violated(swapped(made, one, other))
    ]
