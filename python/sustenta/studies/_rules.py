"""How one printed cell follows from others: the vocabulary in which a study lists its relations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Cell", "Due", "One", "Parts", "Rate", "Rule", "Source", "StateTotal", "Unfounded"]


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell of a column, at the recomputed cell's own municipality and year unless named."""

    table: int | str
    column: str
    municipality: str | None = None
    year: int | None = None
    subtracted: bool = False


@dataclass(frozen=True, slots=True)
class StateTotal:
    """The cell of a column in the total of the municipality's State, as that table groups them."""

    table: int | str
    column: str
    total: str


@dataclass(frozen=True, slots=True)
class Parts:
    """Every cell of a column under the recomputed total's State, but the total itself."""

    table: int | str
    column: str


@dataclass(frozen=True, slots=True)
class One:
    """One, for a cell that stands on the page."""

    table: int | str
    column: str


@dataclass(frozen=True, slots=True)
class Due:
    """The share due in the year, by the statute."""


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate of the first scenario."""


Source = Cell | StateTotal | Parts | One | Due | Rate


@dataclass(frozen=True, slots=True)
class Rule:
    """A column that follows from others.

    Attributes
    ----------
    table, column
        What is recomputed.
    formula
        The id of an indicator or of a classification of the core, or ``"sum"``; the sum of one
        cell repeats it.
    sources
        What the formula takes, in its order.
    municipalities, years
        The only rows and years that it holds for; all where none is named.
    leaves_out
        The reasons for which a part without a number is left out of a sum, and named.
    """

    table: int | str
    column: str
    formula: str
    sources: tuple[Source, ...]
    municipalities: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    leaves_out: frozenset[str] = field(default=frozenset())

    def holds_for(self, municipality: str | None, year: int | None) -> bool:
        """Say whether it is a relation of that row and year."""
        return (not self.municipalities or municipality in self.municipalities) and (
            not self.years or year in self.years
        )


@dataclass(frozen=True, slots=True)
class Unfounded:
    """A column that follows from no other, and why, by language."""

    table: int | str
    column: str
    why: Mapping[str, str]
