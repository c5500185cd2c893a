"""A cell that must change, as the core gives it, and how sure that is."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["CERTAINTIES", "SEVERITIES", "Finding"]

#: From the surest.
CERTAINTIES: Final = ("certain", "likely", "ambiguous", "contradiction")
SEVERITIES: Final = ("error", "rounding")


class Finding(NamedTuple):
    """A finding as the core gives it; numbers are texts."""

    table: int
    column: str
    row: int | None
    address: str
    printed: str | None
    low: str | None
    high: str | None
    suggested: str | None
    slip: str | None
    certainty: str
    severity: str
    rules: list[int]
    alternatives: list[list[str]]
