"""Printed cells with their exact figures, found by where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from sustenta.studies import _tables

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Address", "Given", "Pages", "Printed", "printed_cells"]

#: A figure as the core takes it: number, printed decimals, kind, whether it is subtracted.
Given = tuple[Decimal, int, str, bool]


class Address(NamedTuple):
    """Where a cell stands; the order of a page's rows has no part in it."""

    table: int | str
    column: str
    municipality: str | None = None
    year: int | None = None
    #: For the rows of a State itself, which bear one name in every State.
    uf: str | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed cell: what stands there, and what it is read as.

    Attributes
    ----------
    address
        Where it stands.
    row, uf
        The printed row, and the State that the page gives it.
    text
        The characters on the page.
    figure, decimals, kind
        The number, how many decimals are printed, and what kind of figure it is; no number stands
        in a cell of text, nor where a marker stands that is not read as zero.
    reasons
        Why no number or class stands there; none where one does.
    spelling
        The class that the text spells.
    negative
        How the column marks negative figures.
    marks
        How the reasons that the column knows are printed.
    labels
        The column's label by language.
    """

    address: Address
    row: int
    uf: str | None
    text: str
    figure: Decimal | None
    decimals: int
    kind: str
    reasons: frozenset[str]
    spelling: str
    negative: str
    marks: dict[str, str]
    labels: dict[str, str]

    @property
    def given(self) -> Given | None:
        """The figure as the core takes it."""
        if self.figure is None:
            return None
        return self.figure, self.decimals, self.kind, False


class Pages:
    """All printed cells of a study."""

    def __init__(self, cells: Iterable[Printed]) -> None:
        self._cells: dict[Address, Printed] = {}
        self._states: dict[tuple[int | str, str | None], str | None] = {}
        for cell in cells:
            self._cells[cell.address] = cell
            self._states[cell.address.table, cell.address.municipality] = cell.uf

    def __iter__(self) -> Iterator[Printed]:
        return iter(self._cells.values())

    def at(self, address: Address) -> Printed | None:
        """Give the cell that stands there, if one does."""
        return self._cells.get(address)

    def state(self, table: int | str, municipality: str | None) -> str | None:
        """Give the State under which a table prints a municipality."""
        return self._states.get((table, municipality))

    def column(self, table: int | str, column: str) -> list[Printed]:
        """Give the cells of a column."""
        return [cell for cell in self if cell.address[:2] == (table, column)]

    def rows(self, table: int | str) -> list[str]:
        """Give the names in a table's rows, in the order of the page, each once."""
        cells = [cell for cell in self if cell.address.table == table]
        names = (cell.address.municipality for cell in sorted(cells, key=lambda cell: cell.row))
        return list(dict.fromkeys(name for name in names if name is not None))


def printed_cells(
    frame: pd.DataFrame, address: Callable[[Mapping[str, Any]], Address]
) -> list[Printed]:
    """Make the cells of a table that was read with all that is declared of its columns.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table, with ``figure``, ``decimals``, ``negative``, ``reads_as`` and the labels.
    address : callable
        From a row of the frame (a missing value is None) to where its cell stands.

    Returns
    -------
    list of Printed
        In the order of the frame.
    """
    known = frame.astype(object).where(frame.notna(), None)
    names = [str(name) for name in frame.columns]
    rows = (dict(zip(names, row, strict=True)) for row in known.to_numpy())
    return [_printed(row, address(row)) for row in rows]


def _printed(row: Mapping[str, Any], address: Address) -> Printed:
    texts = _tables.readings(row["reads_as"])
    marker, figure = row["marker"], row["figure"]
    reading = None if marker is None else texts.get(marker, "input_missing")
    declared = int(row["decimals"] or 0)
    if reading == "0":
        figure, reading = Decimal(0).scaleb(-declared), None
    return Printed(
        address=address,
        row=row["row"],
        uf=row.get("uf"),
        text=row["printed"],
        figure=figure,
        decimals=declared if figure is None else -int(figure.as_tuple().exponent),
        kind=row["kind"],
        reasons=frozenset(reading.split("|")) if reading else frozenset(),
        spelling=texts.get(row["printed"].strip(), row["printed"].strip()),
        negative=row["negative"],
        marks={
            reason: text
            for text, read in reversed(texts.items())
            if text != _tables.BLANK
            for reason in read.split("|")
        },
        labels={"pt": row["label_pt"], "en": row["label_en"]},
    )
