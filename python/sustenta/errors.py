"""The exceptions: each says what was found, where, what was expected and what to do.

All derive from `SustentaError` and from the builtin that they are, carry their facts as
attributes, and survive pickling.
"""

from __future__ import annotations

__all__ = [
    "AmbiguousFiguresError",
    "CodeError",
    "ColumnMissingError",
    "ColumnTypeError",
    "DomainError",
    "DuplicateKeyError",
    "EmptyAnswerError",
    "ExpressionError",
    "FileFormatError",
    "IncludeCycleError",
    "IndexMismatchError",
    "LengthError",
    "MissingExtraError",
    "NoIntervalWarning",
    "NotComputableError",
    "PrecisionError",
    "RuleFileError",
    "RuleNameError",
    "SettingError",
    "SustentaError",
    "UnjoinedRowsError",
    "UnknownNameError",
    "UnreadableFigureError",
]


class SustentaError(Exception):
    """The base of every exception of the package."""

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.facts = facts
        self.__dict__.update(facts)

    def __str__(self) -> str:
        return str(self.args[0])

    def __reduce__(self) -> tuple[object, tuple[type[SustentaError], str, dict[str, object]]]:
        return _rebuilt, (type(self), str(self), self.facts)


def _rebuilt(kind: type[SustentaError], message: str, facts: dict[str, object]) -> SustentaError:
    return kind(message, **facts)


class LengthError(SustentaError, ValueError):
    """A column has another length than the others."""

    argument: str
    found: int
    expected: int


class IndexMismatchError(SustentaError, ValueError):
    """Two Series do not carry the same index."""

    argument: str


class DomainError(SustentaError, ValueError):
    """A value lies outside the domain: a population of zero, a year without a rule, an infinity."""

    argument: str
    row: int | None
    found: str
    expected: str
    reason: str


class PrecisionError(SustentaError, ValueError):
    """An exact value needs more digits than exact decimals hold."""

    argument: str
    row: int | None
    found: str


class UnknownNameError(SustentaError, ValueError):
    """A name that is not in a list; the closest one is suggested."""

    what: str
    found: str
    known: list[str]


class SettingError(SustentaError, ValueError):
    """An argument that makes no sense, alone or beside the others."""

    argument: str
    problem: str


class UnreadableFigureError(SustentaError, ValueError):
    """A printed figure that the style cannot read."""

    row: int | None
    text: str
    style: str
    position: int
    problem: str
    hint: str | None


class AmbiguousFiguresError(SustentaError, ValueError):
    """A column that two styles read as different numbers."""

    row: int
    text: str
    readings: list[tuple[str, str]]


class ColumnTypeError(SustentaError, TypeError):
    """A column of a type that holds no amounts."""

    argument: str
    found: str


class ColumnMissingError(SustentaError, KeyError):
    """A column that a table lacks; the closest one is suggested."""

    missing: list[str]
    found: list[str]


class DuplicateKeyError(SustentaError, ValueError):
    """A key and year that stand in more than one row."""

    key: list[str]
    rows: list[int]


class NotComputableError(SustentaError, ValueError):
    """An indicator asked for by name that the panel's columns do not allow."""

    indicator: str
    missing: list[str]


class FileFormatError(SustentaError, ValueError):
    """A file that is not what its reader reads."""

    path: str
    line: int | None
    column: int | str | None
    text: str | None


class EmptyAnswerError(FileFormatError):
    """An answer that selects nothing, though the page looks like success."""


class RuleFileError(FileFormatError):
    """A file of rules that is no TOML, or does not say what rules need."""

    #: The key that is wrong, as ``rule.severity``; None where the file is no TOML.
    key: str | None


class IncludeCycleError(RuleFileError):
    """Files of rules that include each other in a circle."""

    #: The files, from the first to the one that comes back to it.
    chain: list[str]


class ExpressionError(SustentaError, ValueError):
    """A rule that cannot be read, or that says what no rule can.

    Attributes
    ----------
    rule : str
        The rule's id.
    expression : str
        Its text.
    position, length : int
        The first character that is wrong, counted from zero, and how many are.
    problem : str
        What is wrong there.
    path, line
        Where the rule stands, if it was read from a file; else None.
    """

    rule: str
    expression: str
    position: int
    length: int
    problem: str
    path: str | None
    line: int | None


class RuleNameError(ExpressionError):
    """A rule that names a table, column or key that is not there; the closest one is suggested."""

    what: str
    found: str
    known: list[str]


class CodeError(SustentaError, ValueError):
    """A code that is no municipality's."""

    argument: str
    row: int
    found: str
    status: str


class MissingExtraError(SustentaError, ImportError):
    """A library of an extra that is not installed."""

    extra: str
    library: str


class UnjoinedRowsError(SustentaError, ValueError):
    """Figures without the key, year or name that a panel joins by."""

    source: str
    lines: list[int]
    problem: str


class NoIntervalWarning(UserWarning):
    """Municipalities with too few years for an interval: they have a line alone."""
