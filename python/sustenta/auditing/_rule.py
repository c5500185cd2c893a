"""Rules and checks as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["Check", "Rule", "Statement", "TableRules", "Where", "joined"]

#: Columns, and the labels of which each must have one.
Where = Mapping[str, tuple[str, ...]]

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class TableRules:
    """What is declared of a table.

    Attributes
    ----------
    key
        The columns that identify a row; None where the file leaves that open.
    kinds
        The kind of figure in a column: ``exact``, ``rounded`` or ``truncated``.
    weights
        What it costs to change a cell of a column.
    lenient
        Whether it may speak of columns that the table lacks.
    """

    key: tuple[str, ...] | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    lenient: bool = False


def joined(first: TableRules, second: TableRules) -> TableRules:
    """Put together what two files or sets declare of a table; what the second says goes."""
    return TableRules(
        second.key if second.key is not None else first.key,
        {**first.kinds, **second.kinds},
        {**first.weights, **second.weights},
        first.lenient or second.lenient,
    )


@dataclass(frozen=True, slots=True)
class Statement:
    """What rules and checks have in common.

    Attributes
    ----------
    id
        Its name, once in a set.
    label
        What it says in words, by language.
    table
        Whose columns bare names are; None where a lone table is meant, or the expression says it.
    where
        The rows on which it stands.
    origin
        Where it comes from: a law, a page, a column's heading.
    severity
        ``error``: not all figures can be right; ``warning``: it is unlikely, or may be lawful.
    reason
        Why a missing addend may be left out.
    quote
        The sentence of a text that asserts it; None where it is no claim.
    weight
        How much it counts where the set is summed up.
    makes_missing
        The columns that a published cleaning rule sets to missing where it is broken.
    optional
        Whether it is left out where a table or column that it names is not there.
    path, line
        The file and line in which it stands; None where it was given as text.
    lines
        The lines of some of its keys: ``expression``, ``where``, ``parameters`` and so on.
    """

    id: str
    label: Mapping[str, str]
    table: str | None = None
    where: Where = field(default_factory=dict)
    origin: str = ""
    severity: Severity = "error"
    reason: str | None = None
    quote: str | None = None
    weight: int = 1
    makes_missing: tuple[str, ...] = ()
    optional: bool = False
    path: str | None = None
    line: int | None = None
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Rule(Statement):
    """Algebra over cells: see `Rules` for the language."""

    expression: str = ""

    @property
    def says(self) -> str:
        """The rule as it is written."""
        return self.expression


@dataclass(frozen=True, slots=True)
class Check(Statement):
    """A named function with its parameters."""

    function: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def says(self) -> str:
        """The function and its parameters."""
        given = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"{self.function}({given})"
