"""In which order the columns of Table 10 stand: by the letters beside them, or by another.

A column whose cells disagree with the letters beside them may agree with the same municipalities in
another order. The orders that the study itself uses are tried: the alphabet, and each table's rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sustenta.studies._recreation import Note
from sustenta.studies._wording import DISAGREES
from sustenta.studies.proesf2006._pages import TABLES, letters

if TYPE_CHECKING:
    from sustenta.registry import Lang
    from sustenta.studies._cells import Pages, Printed
    from sustenta.studies._recalculation import Recalculation

__all__ = ["reading_notes"]

_PROFILE: Final = 10
#: So many cells are named one by one.
_NAMED: Final = 3

_TEXT: Final = {
    "pt": {
        "table": "a da Tabela {n}",
        "and": " e ",
        "quote": "«{}»",
        "by_letter": "Tabela 10: nada diverge pela letra impressa ao lado em {columns}.",
        "explained": "Tabela 10: pela letra impressa ao lado, há {count} divergências em "
        "{columns}. Lidas na ordem {order}, de cima para baixo, não há nenhuma: o que está nessa "
        "ordem não é da letra ao lado, e cada linha impressa mistura municípios. O perfil "
        "recalculado tem uma linha por município.",
        "nearly": "Tabela 10: {column} diverge em {count} células pela letra impressa ao lado; a "
        "ordem que menos diverge é {order}, com {left}{cells}.",
        "unexplained": "Tabela 10: {column} diverge em {count} células, e nenhuma das ordens "
        "procuradas diverge menos.",
        "cell": "linha {row}, onde estaria {municipality}: impresso “{printed}”, recalculado "
        "“{recomputed}”",
    },
    "en": {
        "table": "that of Table {n}",
        "and": " and ",
        "quote": "“{}”",
        "by_letter": "Table 10: nothing disagrees by the letter printed beside it in {columns}.",
        "explained": "Table 10: by the letter printed beside it, {count} cells disagree in "
        "{columns}. By the order {order}, from top to bottom, none does: what stands in that order "
        "is not of the letter beside it, and each printed row mixes municipalities. The recomputed "
        "profile has one row a municipality.",
        "nearly": "Table 10: {column} disagrees in {count} cells by the letter printed beside it; "
        "the order that disagrees least is {order}, with {left}{cells}.",
        "unexplained": "Table 10: {column} disagrees in {count} cells, and none of the orders "
        "looked for disagrees less.",
        "cell": "row {row}, where {municipality} would stand: printed “{printed}”, recomputed "
        "“{recomputed}”",
    },
}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of Table 10: its cells from top to bottom, and where each order disagrees."""

    cells: Sequence[Printed]
    by_letter: int
    #: For each order: row, municipality and recomputed class where it disagrees.
    orders: Mapping[str, Sequence[tuple[Printed, str, str | None]]]

    @property
    def best(self) -> str | None:
        """The order that disagrees least, if it does so less than the letters."""
        best = min(self.orders, key=lambda name: len(self.orders[name]), default=None)
        return best if best is not None and len(self.orders[best]) < self.by_letter else None


def reading_notes(pages: Pages, recalculation: Recalculation, lang: Lang) -> list[Note]:
    """Find the order in which each column of Table 10 agrees with its recomputation.

    Parameters
    ----------
    pages, recalculation
        The printed cells, and the relations that hold between them.
    lang : {"pt", "en"}
        The language of the texts.

    Returns
    -------
    list of Note
        One for the columns that stand beside their letters, one for each order that explains
        others, and one for each column that none explains.
    """
    text = _TEXT[lang]
    columns = _columns(pages, recalculation, _orders(pages, text))
    explained: dict[str, list[_Column]] = defaultdict(list)
    straight: list[_Column] = []
    found: list[Note] = []
    for column in columns:
        best = column.best
        if column.by_letter == 0:
            straight.append(column)
        elif best is not None and not column.orders[best]:
            explained[best].append(column)
        else:
            found.append(Note(_PROFILE, "reading_order", _unexplained(column, best, text, lang)))
    for order, group in explained.items():
        said = text["explained"].format(
            count=sum(column.by_letter for column in group),
            columns=_named(group, text, lang),
            order=order,
        )
        found.insert(0, Note(_PROFILE, "reading_order", said))
    if straight:
        said = text["by_letter"].format(columns=_named(straight, text, lang))
        found.insert(0, Note(_PROFILE, "reading_order", said))
    return found


def _orders(pages: Pages, text: Mapping[str, str]) -> dict[str, list[str]]:
    """Give the orders to try, each once, under the name by which a reader knows it."""
    names = sorted(letters(pages, _PROFILE))
    if not names:
        return {}
    orders = {f"{names[0]}…{names[-1]}": names}
    for n in TABLES:
        order = letters(pages, n)
        if n != _PROFILE and sorted(order) == names and order not in orders.values():
            orders[text["table"].format(n=n)] = order
    return orders


def _columns(
    pages: Pages, recalculation: Recalculation, orders: Mapping[str, Sequence[str]]
) -> list[_Column]:
    cells: dict[str, list[Printed]] = defaultdict(list)
    for cell in pages:
        if cell.address.table == _PROFILE:
            cells[cell.address.column].append(cell)
    return [
        _tried(sorted(column, key=lambda cell: cell.row), recalculation, orders)
        for column in cells.values()
    ]


def _tried(
    cells: Sequence[Printed], recalculation: Recalculation, orders: Mapping[str, Sequence[str]]
) -> _Column:
    by_letter = sum(recalculation.judge(cell).verdict == DISAGREES for cell in cells)
    tried: dict[str, list[tuple[Printed, str, str | None]]] = {}
    for name, order in orders.items():
        if len(order) != len(cells):
            continue
        judged = [
            (cell, municipality, recalculation.judge(cell, municipality))
            for cell, municipality in zip(cells, order, strict=True)
        ]
        tried[name] = [
            (cell, municipality, outcome.text)
            for cell, municipality, outcome in judged
            if outcome.verdict == DISAGREES
        ]
    return _Column(cells, by_letter, tried)


def _unexplained(column: _Column, best: str | None, text: Mapping[str, str], lang: Lang) -> str:
    name = _named([column], text, lang)
    if best is None:
        return text["unexplained"].format(column=name, count=column.by_letter)
    wrong = column.orders[best]
    cells = "; ".join(
        text["cell"].format(
            row=cell.row, municipality=municipality, printed=cell.text, recomputed=recomputed
        )
        for cell, municipality, recomputed in wrong
    )
    return text["nearly"].format(
        column=name,
        count=column.by_letter,
        order=best,
        left=len(wrong),
        cells=f" ({cells})" if len(wrong) <= _NAMED else "",
    )


def _named(columns: Sequence[_Column], text: Mapping[str, str], lang: Lang) -> str:
    names = [text["quote"].format(column.cells[0].labels[lang]) for column in columns]
    return text["and"].join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
