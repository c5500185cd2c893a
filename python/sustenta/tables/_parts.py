"""The parts of a table: a column with its cells, a cell of its head, the mark of a note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from sustenta.errors import LengthError

__all__ = ["Align", "Column", "Head", "Negative", "clean", "letter"]

Align = Literal["left", "right", "center"]
Negative = Literal["minus", "parentheses"]

#: Signs that no document holds: they would make a file that cannot be opened.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: object) -> str:
    """Give a text that every format can hold: lines end in one way, each sign can be written."""
    return _UNPRINTABLE.sub("\ufffd", str(text).replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    label : str
        What heads it.
    texts : tuple of str
        What each cell shows.
    values : tuple
        The number or the date of each cell; None where the text is all there is.
    name : str
        What the frame calls it; empty where it comes from none.
    spanners : tuple of str
        What spans it and its neighbours, from the top down. Neighbours with the same spanners
        share them.
    align : {"left", "right", "center"}
        Where the cells stand.
    plain : bool
        Whether a spreadsheet writes its numbers without groups, as years and codes.
    negative : {"minus", "parentheses"}
        How a spreadsheet marks negative numbers.
    heads_rows : bool
        Whether its cells name their rows.
    """

    label: str
    texts: tuple[str, ...]
    values: tuple[Any, ...]
    name: str = ""
    spanners: tuple[str, ...] = ()
    align: Align = "left"
    plain: bool = False
    negative: Negative = "minus"
    heads_rows: bool = False

    def __post_init__(self) -> None:
        if len(self.texts) != len(self.values):
            raise LengthError(
                f"column {self.label!r} has {len(self.texts)} texts and {len(self.values)} values; "
                "expected a value, or None, for each text",
                argument="values",
                found=len(self.values),
                expected=len(self.texts),
            )
        object.__setattr__(self, "label", clean(self.label))
        object.__setattr__(self, "spanners", tuple(clean(text) for text in self.spanners))
        object.__setattr__(self, "texts", tuple(clean(text) for text in self.texts))


class Head(NamedTuple):
    """A cell of a table's head: its text, and the rows and columns over which it stands."""

    text: str
    row: int
    column: int
    rows: int
    columns: int
    align: Align


def letter(place: int) -> str:
    """Give the mark of a note by its place: a to z, then aa, ab and so on."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
