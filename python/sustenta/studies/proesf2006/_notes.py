"""Findings about whole tables: orders, exchanges, what disagreements have in common.

Everything here is looked for in the pages that are given; no finding is known beforehand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final

from sustenta.studies._inputs import place
from sustenta.studies._recreation import Note
from sustenta.studies._wording import AGREES, BY_ROUNDING, DISAGREES
from sustenta.studies.proesf2006._pages import TABLES, letters
from sustenta.studies.proesf2006._reading import reading_notes
from sustenta.studies.proesf2006._rules import REPEATED, TOTAL

if TYPE_CHECKING:
    from sustenta.registry import Lang
    from sustenta.studies._cells import Address, Pages, Printed
    from sustenta.studies._recalculation import Outcome, Recalculation

__all__ = ["notes"]

#: The suggested profile, whose disagreements its own note explains.
_PROFILE: Final = 10

_TEXT: Final = {
    "pt": {
        "alphabetical": "Tabela {table}: linhas na ordem alfabética das letras.",
        "descending": "Tabela {table}: linhas na ordem decrescente de «{label}».",
        "as_table": "Tabela {table}: linhas na ordem da Tabela {other}.",
        "no_order": "Tabela {table}: linhas em nenhuma das ordens procuradas (alfabética, "
        "decrescente em uma coluna de números, a de outra tabela).",
        "shuffled": "Tabela {table}: as linhas vieram fora da ordem da página (coluna row); "
        "aqui vale a ordem da página.",
        "left_out": "Tabela {table}: fora das somas de {total}/{uf}, por falta de informação: "
        "{names}.",
        "shared": "{count} células que divergem têm em comum a entrada {label} ({place}): {cells}.",
        "exchanged": "Tabela {table}, «{label}»: os números impressos para {one} e {other} "
        "divergem, e confeririam se trocados entre si.",
        "repeated": "Tabela 9: a linha {name} é a linha {other} outra vez ({agree} de {count} "
        "células conferem) e fica fora do painel e dos gráficos.",
        "state": "Tabela {table}: pelas linhas impressas, a UF de {names} é {here}; na maioria das "
        "outras tabelas é {there}. Os municípios são identificados pela letra, nunca pela UF.",
    },
    "en": {
        "alphabetical": "Table {table}: rows in the alphabetical order of the letters.",
        "descending": "Table {table}: rows in descending order of “{label}”.",
        "as_table": "Table {table}: rows in the order of Table {other}.",
        "no_order": "Table {table}: rows in none of the orders looked for (alphabetical, "
        "descending in a column of numbers, that of another table).",
        "shuffled": "Table {table}: the rows came in another order than the page's (column row); "
        "the page's order is taken.",
        "left_out": "Table {table}: left out of the sums of {total}/{uf}, for want of "
        "information: {names}.",
        "shared": "{count} cells that disagree share the input {label} ({place}): {cells}.",
        "exchanged": "Table {table}, “{label}”: the numbers printed for {one} and {other} "
        "disagree, and would agree if exchanged.",
        "repeated": "Table 9: the row {name} is the row {other} once more ({agree} of {count} "
        "cells agree); panel and charts leave it out.",
        "state": "Table {table}: by the printed rows, the State of {names} is {here}; in most of "
        "the other tables it is {there}. Municipalities are matched by letter, never by State.",
    },
}


def notes(
    pages: Pages,
    recalculation: Recalculation,
    outcomes: Mapping[Address, Outcome],
    shuffled: Sequence[int],
    lang: Lang,
) -> list[Note]:
    """Look for findings about whole tables.

    Parameters
    ----------
    pages, recalculation, outcomes
        The printed cells, and what was made of them.
    shuffled
        The tables whose rows came in another order than the page's.
    lang : {"pt", "en"}
        The language of the texts.

    Returns
    -------
    list of Note
        In the order of the tables.
    """
    text = _TEXT[lang]
    found = [
        *_orders(pages, text, lang),
        *(Note(n, "shuffled", text["shuffled"].format(table=n)) for n in shuffled),
        *_left_out(pages, text),
        *_shared(pages, outcomes, text, lang),
        *_exchanged(pages, recalculation, outcomes, text, lang),
        *_states(pages, text),
        *_repeated(pages, outcomes, text),
        *reading_notes(pages, recalculation, lang),
    ]
    return sorted(found, key=lambda note: int(note.table))


def _orders(pages: Pages, text: Mapping[str, str], lang: Lang) -> Iterable[Note]:
    """Find the order in which each table's rows stand."""
    orders = {n: letters(pages, n) for n in TABLES}
    for n, names in orders.items():
        if len(names) < 2:  # noqa: PLR2004  one row is in no order
            continue
        falling = _falling(pages, n)
        alike = [other for other, order in orders.items() if other != n and order == names]
        if names == sorted(names):
            said = text["alphabetical"].format(table=n)
        elif falling is not None:
            said = text["descending"].format(table=n, label=falling.labels[lang])
        elif alike:
            said = text["as_table"].format(table=n, other=alike[0])
        else:
            said = text["no_order"].format(table=n)
        yield Note(n, "order", said)


def _falling(pages: Pages, n: int) -> Printed | None:
    """Find a column of numbers that falls from row to row; give one of its cells."""
    columns: dict[str, list[Printed]] = defaultdict(list)
    for cell in pages:
        if cell.address.table == n and cell.address.year is None and cell.kind != "text":
            columns[cell.address.column].append(cell)
    for cells in columns.values():
        cells.sort(key=lambda cell: cell.row)
        figures = [cell.figure for cell in cells if cell.figure is not None]
        if len(figures) == len(cells) and figures == sorted(figures, reverse=True):
            return cells[0]
    return None


def _left_out(pages: Pages, text: Mapping[str, str]) -> Iterable[Note]:
    """Name what the totals of Table 2 leave out."""
    missing: dict[str | None, set[str]] = defaultdict(set)
    for column in ("ceiling", "transferred", "executed"):
        for cell in pages.column(2, column):
            if cell.reasons and cell.address.municipality not in {None, TOTAL}:
                missing[cell.uf].add(str(cell.address.municipality))
    for state, names in missing.items():
        said = text["left_out"].format(table=2, names=_listed(names), total=TOTAL, uf=state)
        yield Note(2, "left_out", said)


def _shared(
    pages: Pages, outcomes: Mapping[Address, Outcome], text: Mapping[str, str], lang: Lang
) -> Iterable[Note]:
    """Find printed cells on which several disagreements depend."""
    dependents: dict[Address, set[Address]] = defaultdict(set)
    for address, outcome in outcomes.items():
        if outcome.verdict == DISAGREES and address.table != _PROFILE:
            for source in outcome.inputs:
                dependents[source].add(address)
    for source, cells in dependents.items():
        within = any(cells < others for others in dependents.values())
        named = pages.at(source)
        if len(cells) == 1 or within or named is None:
            continue
        places = (cell for address in sorted(cells, key=str) if (cell := pages.at(address)))
        said = text["shared"].format(
            count=len(cells),
            label=named.labels[lang],
            place=place(source, lang),
            cells="; ".join(
                f"{cell.labels[lang]} ({place(cell.address, lang)})" for cell in places
            ),
        )
        yield Note(source.table, "shared_input", said)


def _exchanged(
    pages: Pages,
    recalculation: Recalculation,
    outcomes: Mapping[Address, Outcome],
    text: Mapping[str, str],
    lang: Lang,
) -> Iterable[Note]:
    """Find pairs of numbers that agree in each other's row, and in their own do not."""
    wrong: dict[tuple[object, ...], list[Printed]] = defaultdict(list)
    for cell in pages:
        address = cell.address
        lone = address.uf is None and cell.kind != "text"
        if lone and outcomes[address].verdict == DISAGREES:
            wrong[address.table, address.column, address.year].append(cell)
    for cells in wrong.values():
        for one, other in combinations(sorted(cells, key=lambda cell: str(cell.address)), 2):
            crossed = (
                recalculation.judge(one, other.address.municipality),
                recalculation.judge(other, one.address.municipality),
            )
            if all(outcome.verdict in {AGREES, BY_ROUNDING} for outcome in crossed):
                said = text["exchanged"].format(
                    table=one.address.table,
                    label=one.labels[lang],
                    one=one.address.municipality,
                    other=other.address.municipality,
                )
                yield Note(one.address.table, "exchanged", said)


def _states(pages: Pages, text: Mapping[str, str]) -> Iterable[Note]:
    """Find municipalities that a table prints under another State than most tables do."""
    under = {n: {name: pages.state(n, name) for name in letters(pages, n)} for n in TABLES}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for states in under.values():
        for name, state in states.items():
            if state is not None:
                votes[name][state] += 1
    for n, states in under.items():
        odd: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, state in states.items():
            if state is not None and (most := votes[name].most_common(1)[0][0]) != state:
                odd[state, most].append(name)
        for (here, there), names in odd.items():
            said = text["state"].format(table=n, names=_listed(names), here=here, there=there)
            yield Note(n, "state", said)


def _repeated(
    pages: Pages, outcomes: Mapping[Address, Outcome], text: Mapping[str, str]
) -> Iterable[Note]:
    """Say of the row that is printed twice whether it is."""
    found = [outcomes[cell.address] for cell in pages if cell.address.municipality == REPEATED]
    others = {str(address.municipality) for outcome in found for address in outcome.inputs}
    if others:
        agree = sum(outcome.verdict == AGREES for outcome in found)
        said = text["repeated"].format(
            name=REPEATED, other=_listed(others), agree=agree, count=len(found)
        )
        yield Note(9, "repeated", said)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
