"""A study recomputed from its own printed tables: every printed cell with its verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from sustenta._html import in_language
from sustenta._interpreted import WithMethod
from sustenta.registry import check_lang
from sustenta.studies import _report
from sustenta.studies._wording import DISAGREES, VERDICTS

if TYPE_CHECKING:
    from sustenta.registry import Lang
    from sustenta.studies._cells import Address, Pages
    from sustenta.studies._recalculation import Outcome

__all__ = ["Note", "Recreation", "cells_frame", "notes_frame"]


class Note(NamedTuple):
    """A finding about a table, not about a lone cell."""

    table: int | str
    finding: str
    text: str


@dataclass(frozen=True, eq=False, repr=False)
class Recreation(WithMethod):
    """A study recomputed from its own printed tables.

    Attributes
    ----------
    title : str
        Which study.
    cells : pandas.DataFrame
        One row a printed cell: ``table``, ``uf``, ``municipality``, ``year``, ``column``;
        ``printed``, the characters on the page; ``low`` and ``high``, the range of the
        recomputation while its inputs lie anywhere in their intervals; ``recomputed``, from the
        inputs as printed: a float, or the class as text; ``verdict``, a categorical of ``agrees``,
        ``agrees_by_rounding``, ``disagrees`` and ``cannot_be_recomputed``; ``why``, in words.
    notes : pandas.DataFrame
        Findings about whole tables: ``table``, ``finding``, ``text``.
    profile : pandas.DataFrame or None
        The recomputed Table 10, one row a municipality.
    execution_classes : pandas.DataFrame or None
        The list of classes that the article announces after Table 3 and does not print.
    lang : {"pt", "en"}
        The language of ``why`` and of the notes.
    """

    title: str
    cells: pd.DataFrame
    notes: pd.DataFrame
    lang: Lang
    #: Lays the recomputed tables out.
    layout: Callable[[], Mapping[int | str, pd.DataFrame]]
    profile: pd.DataFrame | None = None
    execution_classes: pd.DataFrame | None = None
    #: Beside each cell: the column's label, and the recomputation as the page would print it.
    shown: pd.DataFrame = field(default_factory=pd.DataFrame)
    #: The title in each language; `title` is that of `lang`.
    titles: Mapping[Lang, str] = field(default_factory=dict)

    @cached_property
    def tables(self) -> Mapping[int | str, pd.DataFrame]:
        """The recomputed tables by number, laid out as the page.

        What was recomputed stands in the place of what is printed; the data stand as printed, and
        so does what agrees only by rounding: it was made of inputs with more digits than the page
        prints.

        Examples
        --------
        >>> import sustenta as st
        >>> st.studies.proesf2006.recreate().tables[8][["dpspc_15", "megpc_15"]].round(2)
           dpspc_15  megpc_15
        0     82.08     12.28
        """
        return self.layout()

    def summary(self) -> pd.DataFrame:
        """Count the cells of each table by verdict.

        Returns
        -------
        pandas.DataFrame
            Indexed by ``table``: ``cells`` and a column a verdict.

        Examples
        --------
        >>> import sustenta as st
        >>> summary = st.studies.proesf2006.recreate().summary()
        >>> summary.loc[7, ["cells", "agrees", "agrees_by_rounding", "disagrees"]].tolist()
        [32, 18, 12, 2]
        """
        tables = self.cells["table"]
        counts = {
            verdict: (self.cells["verdict"] == verdict).groupby(tables, sort=False).sum()
            for verdict in VERDICTS
        }
        cells = tables.groupby(tables, sort=False).size()
        return pd.DataFrame({"cells": cells, **counts}).astype("int64")

    def disagreements(self) -> pd.DataFrame:
        """List the cells that disagree with their recomputation.

        Returns
        -------
        pandas.DataFrame
            The rows of ``cells``, with ``column_label`` and ``recomputed_printed``: the
            recomputation as the page would print it.

        Examples
        --------
        >>> import sustenta as st
        >>> found = st.studies.tc61.recreate().disagreements()
        >>> found[["column", "printed", "recomputed_printed"]]
               column printed recomputed_printed
        0  agreements    1 TA                  3
        """
        chosen = self.cells["verdict"] == DISAGREES
        return self.cells[chosen].join(self.shown[chosen])

    def report(self) -> str:
        """Write summary, disagreements and notes as plain text.

        Returns
        -------
        str
            In the language of the recreation.
        """
        return _report.full_text(self)

    def interpret(self, *, lang: Lang = "pt") -> str:
        """Say in plain words what the verdicts mean, and what they do not.

        Parameters
        ----------
        lang : {"pt", "en"}
            The language.

        Returns
        -------
        str
            A paragraph.
        """
        from sustenta.studies._interpretation import of_recreation

        return of_recreation(self, check_lang(lang))

    def _method(self, lang: Lang) -> str:
        from sustenta.studies._interpretation import method_of_recreation

        return method_of_recreation(self, lang)

    def __repr__(self) -> str:
        return _report.short_text(self)

    def _repr_html_(self) -> str:
        return in_language(self.lang, _report.html_text(self))


def cells_frame(
    pages: Pages, outcomes: Mapping[Address, Outcome], lang: Lang
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lay the outcomes out, one row a printed cell; and beside it what a report shows of it."""
    rows, shown = [], []
    for cell in pages:
        address, outcome = cell.address, outcomes[cell.address]
        point = outcome.point
        rows.append(
            {
                "table": address.table,
                "uf": cell.uf,
                "municipality": address.municipality,
                "year": address.year,
                "column": address.column,
                "printed": cell.text,
                "low": outcome.low,
                "high": outcome.high,
                "recomputed": outcome.text if point is None else float(point),
                "verdict": outcome.verdict,
                "why": outcome.why,
            }
        )
        shown.append({"column_label": cell.labels[lang], "recomputed_printed": outcome.text})
    frame = pd.DataFrame(rows)
    for name in ("low", "high"):
        frame[name] = frame[name].map(float, na_action="ignore").astype("float64")
    frame["year"] = frame["year"].astype("Int64")
    frame["recomputed"] = frame["recomputed"].astype(object)
    frame["verdict"] = pd.Categorical(frame["verdict"], categories=list(VERDICTS))
    return frame, pd.DataFrame(shown, index=frame.index)


def notes_frame(notes: Sequence[Note]) -> pd.DataFrame:
    """Lay the notes out, in the order of the tables."""
    return pd.DataFrame(list(notes), columns=list(Note._fields))
