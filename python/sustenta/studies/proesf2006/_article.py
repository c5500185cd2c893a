"""The article's ten tables as its readers know them, printed or recreated."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from sustenta.errors import ColumnTypeError
from sustenta.figures import format_figures, parse_figures
from sustenta.registry import CLASSIFICATIONS, INDICATORS, QUANTITIES, REASON_LABELS, check_lang
from sustenta.studies import _tables
from sustenta.studies._recreation import Recreation
from sustenta.studies._wording import CANNOT, DISAGREES
from sustenta.studies.proesf2006 import _printed
from sustenta.studies.proesf2006._article_words import (
    ENTRY_GROUPS,
    FORMULAS,
    HEADS,
    MARKERS,
    NOTES,
    RECREATED,
    ROW_HEADS,
    SOURCES,
    STRONG,
    TITLES,
)
from sustenta.studies.proesf2006._recreate import recreate
from sustenta.tables import Column, Table, letter

if TYPE_CHECKING:
    import pandas as pd

    from sustenta.registry import Lang

__all__ = ["article_tables"]

#: The tables that print the State in a column of its own, and the one with a head over its rows.
_WITH_STATE: Final = frozenset({1, 2, 3, 6})
_SCENARIOS: Final = 9
_FIRST_YEAR: Final = 2003

#: Where a cell stands: State, municipality, year and column.
_Key = tuple[str | None, str | None, int | None, str]


def article_tables(*, recreated: bool | Recreation = False, lang: Lang = "pt") -> dict[int, Table]:
    """Give the article's tables as its readers know them: to be read, and written to files.

    Titles, heads, order, blank cells, marks of what is missing, sources and notes are the page's.

    Parameters
    ----------
    recreated : bool or Recreation, default False
        Whether what can be recomputed from the other printed cells stands in the place of what the
        page has. A cell that disagrees has a letter, and a note says what is printed. Or a
        recreation of other tables, as :func:`recreate` gives it.
    lang : {"pt", "en"}
        The language. In Portuguese all is as printed; in English words are translated and numbers
        written as in English, and the marks ``n.d`` and ``n.a`` stay.

    Returns
    -------
    dict of int to sustenta.tables.Table
        From the number of the table, 1 to 10.

    Raises
    ------
    UnknownNameError
        For another language.
    ColumnTypeError
        For a `recreated` that is neither a bool nor a recreation.

    See Also
    --------
    sustenta.tables.save : Write them into one document, page or workbook.

    Examples
    --------
    >>> import sustenta as st
    >>> example = st.studies.proesf2006.article_tables()[8]
    >>> example.columns[1].texts
    ('306.580', '69,80', '36,15', '93.870.085,00', '82,08', '12,28')
    >>> again = st.studies.proesf2006.article_tables(recreated=True, lang="en")[7]
    >>> again.notes
    ('(a) Disagrees; the page has: −7.3.', '(b) Disagrees; the page has: −10.2.')
    """
    lang = check_lang(lang)
    found = recreate() if recreated is True else recreated
    if found is not False and not isinstance(found, Recreation):
        raise ColumnTypeError(
            f"`recreated` is {type(found).__name__}; expected True, False or what `recreate` gives",
            argument="recreated",
            found=type(found).__name__,
        )
    cells = None if found is False else found
    made = {n: _Page(n, lang, cells).table() for n in _printed.NUMBERS if n != _printed.ENTRIES}
    made[_printed.ENTRIES] = _entries(lang)
    return {n: made[n] for n in _printed.NUMBERS}


@dataclass(slots=True)
class _Shown:
    """A cell of the page: what it shows, its number, and what is printed where that differs."""

    text: str
    value: Decimal | None = None
    instead_of: str | None = None


@dataclass(slots=True)
class _Page:
    """A table that is being laid out."""

    n: int
    lang: Lang
    recreation: Recreation | None
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    disagreeing: dict[tuple[int, int], str] = field(default_factory=dict)

    def table(self) -> Table:
        shipped = _printed.shipped(self.n)
        cells = _printed.read_cells(self.n, shipped).assign(
            label=shipped["label"], uf_printed=shipped["uf_printed"]
        )
        shown = self._shown(cells)
        columns = (
            self._example(cells, shown)
            if self.n == _printed.EXAMPLE
            else (self._laid(cells, shown))
        )
        notes = [NOTES[self.n][self.lang]] if self.n in NOTES else []
        strong = STRONG.get(self.n, frozenset())
        first = cells.drop_duplicates("row")
        return Table(
            columns=tuple(columns),
            title=TITLES[self.n][self.lang],
            subtitle=RECREATED["subtitle"][self.lang] if self.recreation else "",
            source=SOURCES[self.n][self.lang],
            notes=(*notes, *self._meanings(columns), *self._lettered()),
            lang=self.lang,
            strong=frozenset(
                place
                for place, (row, label) in enumerate(zip(first["row"], first["label"], strict=True))
                if label in strong or (self.n == _printed.EXAMPLE and row in strong)
            ),
            marks=self.marks,
        )

    def _shown(self, cells: pd.DataFrame) -> dict[tuple[int, str, int | None], _Shown]:
        """Give what each cell shows, by its row, column and year."""
        again = self._recreated()
        known = cells.astype(object).where(cells.notna(), None)
        shown = {}
        for row in known.to_dict("records"):
            key = (row["uf"], row["municipality"], row["year"], row["column"])
            printed, text = again.get(key, (row["printed"], None))
            cell = self._read(printed, row) if text is None else self._read(text, row)
            if text is not None:
                cell.instead_of = self._read(printed, row).text or RECREATED["blank"][self.lang]
            shown[row["row"], row["column"], row["year"]] = cell
        return shown

    def _recreated(self) -> dict[_Key, tuple[str, str | None]]:
        """Give what is printed in each cell and, where that disagrees, what it should be."""
        if self.recreation is None:
            return {}
        cells = self.recreation.cells.join(self.recreation.shown["recomputed_printed"])
        cells = cells[cells["table"] == self.n]
        known = cells.astype(object).where(cells.notna(), None)
        return {
            (row["uf"], row["municipality"], row["year"], row["column"]): (
                row["printed"],
                row["recomputed_printed"] if row["verdict"] == DISAGREES else None,
            )
            for row in known.to_dict("records")
        }

    def _read(self, text: str, row: dict[Any, Any]) -> _Shown:
        """Read a printed cell: its number, and what it shows in the table's language."""
        readings = _tables.readings(row["reads_as"])
        if row["kind"] == "text":
            return _Shown(text if self.lang == "pt" else _class(text, readings))
        if not text or text in _tables.MARKERS or text in readings:
            words = MARKERS["words"] if self.lang == "en" else {}
            return _Shown(words.get(text, text))
        value = parse_figures([text], exact=True)[0]
        if self.lang == "pt":
            return _Shown(text, value)
        decimals = max(-int(value.as_tuple().exponent), 0)
        written = format_figures(
            value, decimals=decimals, negative=row["negative"], lang="en"
        ).replace("-", "−")
        return _Shown(written, value)

    def _laid(
        self, cells: pd.DataFrame, shown: dict[tuple[int, str, int | None], _Shown]
    ) -> list[Column]:
        rows = cells.drop_duplicates("row")
        names = [self._word(label) for label in rows["label"]]
        heads = ROW_HEADS[self.n]
        if self.n in _WITH_STATE:
            columns = [
                self._words(heads[0], list(rows["uf_printed"])),
                self._words(heads[1], names),
            ]
        elif self.n == _SCENARIOS:
            columns = [self._words(heads[1], names, spanner=heads[0][self.lang])]
        else:
            columns = [self._words(heads[0], names)]
        known = cells.astype(object).where(cells.notna(), None)
        declared = {(row["column"], row["year"]): row for row in reversed(known.to_dict("records"))}
        for column, year in dict.fromkeys(zip(known["column"], known["year"], strict=True)):
            found = [shown[row, column, year] for row in rows["row"]]
            columns.append(self._figures(len(columns), declared[column, year], found))
        return columns

    def _example(
        self, cells: pd.DataFrame, shown: dict[tuple[int, str, int | None], _Shown]
    ) -> list[Column]:
        """Lay out Table 8: an item a row."""
        known = cells.astype(object).where(cells.notna(), None).to_dict("records")
        labels = [
            row["label"] if self.lang == "pt" else row["label_en"].removesuffix(" (R$)")
            for row in known
        ]
        names, values, formulas = ROW_HEADS[self.n]
        found = [shown[row["row"], row["column"], row["year"]] for row in known]
        figures = self._figures(1, known[0], found, label=values[self.lang])
        written = tuple(text.replace(",", ".") for text in FORMULAS)
        return [
            self._words(names, labels),
            figures,
            Column(
                label=formulas[self.lang],
                texts=FORMULAS if self.lang == "pt" else written,
                values=(None,) * len(FORMULAS),
            ),
        ]

    def _figures(
        self, place: int, declared: dict[Any, Any], found: list[_Shown], label: str | None = None
    ) -> Column:
        year, column = declared["year"], declared["column"]
        path = (
            [label]
            if label is not None
            else [
                words[self.lang].format(year=year, ordinal=(year or 0) - _FIRST_YEAR + 1)
                for words in HEADS[self.n, column]
            ]
        )
        for row, cell in enumerate(found):
            if cell.instead_of is not None:
                self.disagreeing[row, place] = cell.instead_of
        dated = f"_{year}" if year is not None and label is None else ""
        return Column(
            name=f"{column}{dated}" if label is None else "",
            label=path[-1],
            texts=tuple(cell.text for cell in found),
            values=tuple(cell.value for cell in found),
            spanners=tuple(path[:-1]),
            align="left" if declared["kind"] == "text" else "right",
            negative="parentheses" if declared["negative"] == "parentheses" else "minus",
        )

    def _words(self, head: dict[Lang, str], texts: list[str], *, spanner: str = "") -> Column:
        return Column(
            label=head[self.lang],
            texts=tuple(texts),
            values=(None,) * len(texts),
            spanners=(spanner,) if spanner else (),
            heads_rows=True,
        )

    def _word(self, label: str) -> str:
        return MARKERS["words"].get(label, label) if self.lang == "en" else label

    def _meanings(self, columns: list[Column]) -> list[str]:
        """Say in English what the marks that stay mean."""
        there = {text for column in columns for text in column.texts}
        means = MARKERS["means"].items() if self.lang == "en" else ()
        return [said for mark, said in means if mark in there]

    def _lettered(self) -> list[str]:
        """Give the cells that disagree their letters: one for each text that is printed."""
        if self.recreation is None:
            return []
        printed = list(dict.fromkeys(self.disagreeing[at] for at in sorted(self.disagreeing)))
        letters = {text: letter(place) for place, text in enumerate(printed)}
        self.marks.update({at: letters[text] for at, text in self.disagreeing.items()})
        said = RECREATED["printed"][self.lang]
        if printed:
            return [said.format(mark=letters[text], printed=text) for text in printed]
        cells = self.recreation.cells[self.recreation.cells["table"] == self.n]
        given = bool((cells["verdict"] == CANNOT).all())
        return [RECREATED["given" if given else "none"][self.lang]]


def _class(text: str, readings: dict[str, str]) -> str:
    """Say a printed class, or why there is none, in English."""
    spelt = readings.get(text, text)
    if spelt in REASON_LABELS:
        return REASON_LABELS[spelt]["en"]
    label, bracket, rest = spelt.partition(" (")
    classes = {
        each["label"]["pt"]: str(each["label"]["en"])
        for entry in CLASSIFICATIONS.values()
        for each in entry["classes"]
    }
    return classes.get(label, label) + bracket + rest


def _entries(lang: Lang) -> Table:
    """Lay out Table 4: a list in groups, of which each is named once."""
    entries = _printed.shipped(_printed.ENTRIES)
    groups, texts = list(entries["group"]), list(entries["entry"])
    if lang == "en":
        groups = [ENTRY_GROUPS[group] for group in groups]
        texts = [_meaning(name) for name in entries["maps_to"]]
    named = [
        "" if place and group == groups[place - 1] else group for place, group in enumerate(groups)
    ]
    kind, entry = ROW_HEADS[_printed.ENTRIES]
    strong = STRONG[_printed.ENTRIES]
    none = (None,) * len(texts)
    return Table(
        columns=(
            Column(label=kind[lang], texts=tuple(named), values=none, heads_rows=True),
            Column(label=entry[lang], texts=tuple(texts), values=none),
        ),
        title=TITLES[_printed.ENTRIES][lang],
        source=SOURCES[_printed.ENTRIES][lang],
        lang=lang,
        strong=frozenset(place for place in range(len(texts)) if place + 1 in strong),
    )


def _meaning(name: str) -> str:
    if name in INDICATORS:
        return str(INDICATORS[name]["name"]["en"])
    return str(QUANTITIES[name]["label"]["en"])
