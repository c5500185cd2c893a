"""The inputs of a rule, found on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from sustenta import _core
from sustenta.figures import format_figures
from sustenta.studies._cells import Address, Given, Pages, Printed
from sustenta.studies._rules import Cell, Due, One, Parts, Rate, Rule, Source, StateTotal
from sustenta.studies._wording import WHY

if TYPE_CHECKING:
    from sustenta.registry import Lang

__all__ = ["Operand", "operands"]

#: The rate of the article's first scenario, in per cent.
SCENARIO_1 = Decimal(15)


@dataclass(frozen=True, slots=True)
class Operand:
    """One input: a printed cell, or a number of the law or of the scenario."""

    given: Given | None
    #: Where a printed cell stands; None for a number that no page prints.
    cell: Printed | None = None
    #: What the number is, by language, where no page prints it.
    constant: dict[str, str] | None = None
    minus: bool = False

    @property
    def reasons(self) -> frozenset[str]:
        """Why there is no number."""
        if self.given is not None:
            return frozenset()
        return self.cell.reasons if self.cell is not None else frozenset({"input_missing"})

    @property
    def sign(self) -> str:
        """The sign before it in a sum."""
        return "−" if self.minus else "+"

    def written(self, lang: Lang) -> str:
        """Write the number as it stands in a formula, a negative one in brackets with its sign."""
        if self.given is None:
            return ""
        number, decimals, *_ = self.given
        text = format_figures(number, decimals=max(decimals, 0), lang=lang)
        return f"({text})" if number < 0 else text

    def named(self, lang: Lang) -> str:
        """Say in words what the input is and where it stands."""
        if self.cell is not None:
            sign = WHY[lang]["minus"] if self.minus else ""
            cell = self.cell
            dashed = cell.figure == 0 and not any(map(str.isdigit, cell.text))
            text = WHY[lang]["as_zero"].format(text=cell.text) if dashed else cell.text
            return f"{sign}{cell.labels[lang]} {text} ({place(cell.address, lang)})"
        return (self.constant or {}).get(lang, "")


def place(address: Address, lang: Lang) -> str:
    """Say in words where a cell stands."""
    kind = "table" if isinstance(address.table, int) else "section"
    parts = [WHY[lang][kind].format(table=address.table)]
    if address.municipality is not None:
        state = "" if address.uf is None else f"/{address.uf}"
        parts.append(f"{address.municipality}{state}")
    if address.year is not None:
        parts.append(str(address.year))
    return ", ".join(parts)


def operands(rule: Rule, address: Address, pages: Pages) -> list[Operand] | None:
    """Find a rule's inputs for a cell.

    Returns
    -------
    list of Operand, or None
        None where a cell that the rule names stands on no page: it is no relation of this cell.
    """
    found: list[Operand] = []
    for source in rule.sources:
        for operand in _resolved(source, address, pages):
            if operand is None:
                return None
            found.append(operand)
    return found or None


def _resolved(source: Source, address: Address, pages: Pages) -> Iterator[Operand | None]:
    match source:
        case Cell(table, column, municipality, year, subtracted):
            own = municipality is None and table == address.table
            where = Address(
                table,
                column,
                municipality or address.municipality,
                year or address.year,
                address.uf if own else None,
            )
            yield _printed(pages.at(where), minus=subtracted)
        case StateTotal(table, column, total):
            state = pages.state(table, address.municipality)
            yield _printed(pages.at(Address(table, column, total, None, state)))
        case Parts(table, column):
            for cell in pages.column(table, column):
                if cell.uf == address.uf and cell.address != address:
                    yield _printed(cell)
        case One(table, column):
            listed = pages.at(Address(table, column))
            if listed is not None:
                one = {lang: f"{label}: 1" for lang, label in listed.labels.items()}
                yield Operand((Decimal(1), 0, "exact", False), constant=one)
        case Due():
            due = _due(address.year)
            yield Operand(due, constant=_worded("due", due, year=address.year))
        case Rate():
            rate = (SCENARIO_1, 0, "exact", False)
            yield Operand(rate, constant=_worded("rate", rate))


def _worded(key: str, given: Given | None, **facts: object) -> dict[str, str]:
    """Say what a number is that no page prints, and how much."""
    value = "" if given is None else f" {given[0].normalize():f} %"
    marks = {"pt": value.replace(".", ",").replace(" %", "%"), "en": value}
    return {lang: WHY[lang][key].format(**facts) + marks[lang] for lang in WHY}


def _printed(cell: Printed | None, *, minus: bool = False) -> Operand | None:
    if cell is None:
        return None
    given = cell.given
    return Operand(given and (*given[:3], minus), cell=cell, minus=minus)


@cache
def _due(year: int | None) -> Given | None:
    if year is None:
        return None
    years = np.array([year], dtype=np.int32)
    shares, _ = _core.minimum_shares_exact(years, "municipality", "uniform", None, None, "coerce")
    share: Decimal | None = shares[0]
    return None if share is None else (share, 1, "exact", False)
