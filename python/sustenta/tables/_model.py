"""The table that every format is written from: its words, its columns, and what stands in a cell.

A cell is a text, as a reader sees it, and, where it is a number or a date, its value, as a
spreadsheet needs it. Whoever writes a format decides nothing about either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from sustenta.errors import LengthError, SettingError
from sustenta.registry import Lang, check_lang
from sustenta.tables._parts import Align, Column, Head, clean
from sustenta.tables._text import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from great_tables import GT

__all__ = ["Table"]

#: Rows that a notebook shows of a long table.
_SHOWN: Final = 60


@dataclass(frozen=True, kw_only=True, repr=False)
class Table:
    """A table to be read: words, columns and cells, in the order in which they are printed.

    Nothing in it changes; `dataclasses.replace` gives another one. `table` makes one of a frame.

    Attributes
    ----------
    columns : tuple of Column
        From left to right; all of one length.
    title, subtitle : str
        What stands above it; empty for none.
    source : str
        Where the figures come from; the first line below it, after ``Fonte:`` or ``Source:`` if it
        does not begin so itself.
    notes : tuple of str
        What stands below that, in this order.
    lang : {"pt", "en"}
        The language of its words.
    groups : tuple of str
        Of each row, the heading under which it stands; empty for a table without groups.
    strong : frozenset of int
        The rows in bold.
    marks : mapping of (int, int) to str
        Row and column of the cells with a mark, such as ``a``, that a note explains.

    Examples
    --------
    >>> import sustenta as st
    >>> st.studies.proesf2006.article_tables()[7]
    Tabela 7. Evolução dos indicadores EC 29 – 2002 a 2004 – e indicação para a classificação dos
    municípios. (16 linhas × 3 colunas)
    ...
    """

    columns: tuple[Column, ...]
    title: str = ""
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""
    lang: Lang = "pt"
    groups: tuple[str, ...] = ()
    strong: frozenset[int] = frozenset()
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_lang(self.lang)
        lengths = {len(column.texts) for column in self.columns}
        if self.groups:
            lengths.add(len(self.groups))
        if len(lengths) > 1:
            raise LengthError(
                f"the columns of one table have {sorted(lengths)} rows; expected as many in each",
                argument="columns",
                found=max(lengths),
                expected=min(lengths),
            )
        outside = [at for at in self.marks if not self._holds(*at)]
        if outside:
            raise SettingError(
                f"`marks` names row {outside[0][0]}, column {outside[0][1]}, and the table has "
                f"{self.rows} rows and {len(self.columns)} columns, counted from 0",
                argument="marks",
                problem="a cell that is not there",
            )
        for name in ("title", "subtitle", "source"):
            object.__setattr__(self, name, clean(getattr(self, name)).strip())
        object.__setattr__(self, "notes", tuple(clean(note) for note in self.notes))
        object.__setattr__(self, "groups", tuple(clean(group) for group in self.groups))
        object.__setattr__(self, "marks", MappingProxyType(dict(self.marks)))

    def __reduce__(self) -> tuple[Any, ...]:
        facts = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return _rebuilt, ({**facts, "marks": dict(self.marks)},)

    @property
    def rows(self) -> int:
        """How many rows it has, its head and the headings of groups not counted."""
        return len(self.columns[0].texts) if self.columns else 0

    @property
    def depth(self) -> int:
        """How many rows its head has."""
        return 1 + max((len(column.spanners) for column in self.columns), default=0)

    @property
    def below(self) -> tuple[str, ...]:
        """The lines below it: the source, then the notes (IBGE, Normas de apresentação tabular)."""
        if not self.source:
            return self.notes
        named = self.source.startswith(_SOURCES)
        return (self.source if named else f"{_SOURCE[self.lang]}: {self.source}", *self.notes)

    def heads(self) -> list[Head]:
        """Lay its head out.

        Returns
        -------
        list of Head
            From the top down, and from left to right; they fill every row of the head.
        """
        found = []
        for level in range(self.depth):
            start = 0
            while start < len(self.columns):
                column = self.columns[start]
                path = column.spanners[: level + 1]
                if len(column.spanners) > level:
                    end = self._end(start, path)
                    align: Align = "left" if column.heads_rows else "center"
                    found.append(Head(path[-1], level, start, 1, end - start, align))
                    start = end
                    continue
                if len(column.spanners) == level:
                    rows = self.depth - level
                    found.append(Head(column.label, level, start, rows, 1, column.align))
                start += 1
        return found

    def body(self) -> Iterator[tuple[str, range]]:
        """Walk over its rows, by group.

        Yields
        ------
        heading : str
            That of the group; empty where there is none.
        rows : range
            The rows that stand below it.
        """
        start = 0
        for row in range(1, self.rows + 1):
            if row == self.rows or (self.groups and self.groups[row] != self.groups[start]):
                yield (self.groups[start] if self.groups else ""), range(start, row)
                start = row

    def widths(self, *, most: int = 40) -> list[int]:
        """Judge how wide each column must be, in characters of its cells and of its label."""
        found = []
        for column in self.columns:
            cells = max(
                (len(line) for text in column.texts for line in text.split("\n")), default=0
            )
            word = max((len(word) for word in column.label.split()), default=0)
            found.append(min(max(cells, word, min(len(column.label), 14), 3), most))
        return found

    def first(self, count: int) -> Table:
        """Give the same table with its first rows alone, and a note that says so."""
        if self.rows <= count:
            return self
        columns = tuple(
            replace(each, texts=each.texts[:count], values=each.values[:count])
            for each in self.columns
        )
        said = _MORE[self.lang].format(more=_counted(self.rows - count, self.lang))
        return replace(
            self,
            columns=columns,
            groups=self.groups[:count],
            strong=frozenset(row for row in self.strong if row < count),
            marks={at: mark for at, mark in self.marks.items() if at[0] < count},
            notes=(said, *self.notes),
        )

    def gt(self) -> GT:
        """Give it as a great_tables object, to go on from.

        Returns
        -------
        great_tables.GT
            Its cells are this table's texts, so that nothing is formatted again; its columns are
            called ``c0``, ``c1`` and so on, for labels may repeat.

        Raises
        ------
        MissingExtraError
            Where great_tables is not installed.
        """
        from sustenta.tables._gt import gt

        return gt(self)

    def to_html(
        self, path: Path | str | None = None, *, fragment: bool | None = None, style: bool = True
    ) -> str | None:
        """Write it as HTML: a caption, heads with their scope, its language, everything escaped.

        Parameters
        ----------
        path : path, optional
            The file; without it the text is given back.
        fragment : bool, optional
            Whether to write what can stand inside another page, rather than a whole page; by
            default where there is no `path`.
        style : bool, default True
            Whether a fragment brings its style, which touches nothing but itself. A page with
            several tables needs it once: `sustenta.tables.STYLE`.

        Returns
        -------
        str or None
            The HTML, where no `path` is given.

        Raises
        ------
        FileFormatError, SettingError
            For a folder that is not there, a path of another ending, or a file that cannot be
            written.
        """
        from sustenta.tables._html import html_fragment, html_page
        from sustenta.tables._saving import given_or_written

        part = path is None if fragment is None else fragment
        text = html_fragment(self, style=style) if part else html_page([self])
        return given_or_written(text, path, ".html", ".htm")

    def to_latex(self, path: Path | str | None = None, *, long: bool | None = None) -> str | None:
        r"""Write it as LaTeX, for ``\input``; it needs the packages that its first line names.

        Parameters
        ----------
        path : path, optional
            The file; without it the text is given back.
        long : bool, optional
            Whether it may go over several pages, its head repeated (``longtable``), rather than
            float (``table``); by default from 36 rows on.

        Returns
        -------
        str or None
            The LaTeX, where no `path` is given.

        Raises
        ------
        FileFormatError, SettingError
            For a folder that is not there, a path of another ending, or a file that cannot be
            written.
        """
        from sustenta.tables._latex import latex
        from sustenta.tables._saving import given_or_written

        return given_or_written(latex(self, long=long), path, ".tex")

    def to_docx(self, path: Path | str) -> None:
        """Write it as a Word document: a table of Word's, its head repeated on every page.

        Parameters
        ----------
        path : path
            The file.

        Raises
        ------
        FileFormatError, SettingError
            For a folder that is not there, a path of another ending, or a file that cannot be
            written.
        MissingExtraError
            Where python-docx is not installed.
        """
        from sustenta.tables._saving import check_ending, save

        save(self, check_ending(path, ".docx"))

    def to_xlsx(self, path: Path | str) -> None:
        """Write it as a workbook: numbers are numbers, shown as this table shows them.

        Parameters
        ----------
        path : path
            The file.

        Raises
        ------
        FileFormatError, SettingError
            For a folder that is not there, more than a sheet holds, a path of another ending, or a
            file that cannot be written.
        MissingExtraError
            Where xlsxwriter is not installed.
        """
        from sustenta.tables._saving import check_ending, save

        save(self, check_ending(path, ".xlsx"))

    def __repr__(self) -> str:
        return text_of(self)

    def _repr_html_(self) -> str:
        return str(self.first(_SHOWN).to_html())

    def _holds(self, row: int, column: int) -> bool:
        return 0 <= row < self.rows and 0 <= column < len(self.columns)

    def _end(self, start: int, path: tuple[str, ...]) -> int:
        """Find where a spanner ends: at the first neighbour that has not the same ones."""
        end = start
        while end < len(self.columns) and self.columns[end].spanners[: len(path)] == path:
            end += 1
        return end


_SOURCE: Final = {"pt": "Fonte", "en": "Source"}
_SOURCES: Final = ("Fonte:", "Fontes:", "Source:", "Sources:")
_MORE: Final = {"pt": "… e mais {more} linhas.", "en": "… and {more} more rows."}


def _counted(count: int, lang: Lang) -> str:
    return f"{count:,}".replace(",", "." if lang == "pt" else ",")


def _rebuilt(facts: dict[str, Any]) -> Table:
    return Table(**facts)
