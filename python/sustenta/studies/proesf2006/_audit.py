"""The audit of the study's tables and of what its text says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.auditing.audits import Audit
from sustenta.auditing.audits import audit as audit_tables
from sustenta.figures import format_figures
from sustenta.registry import Lang, check_lang
from sustenta.studies._audited import rules_of
from sustenta.studies.proesf2006 import _layout, _printed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sustenta.auditing._arrangement import Accepted, Exchanged

__all__ = ["audit", "repaired"]

#: The tables in which two rows may bear one name, in different States.
_BY_STATE: Final = (2, 3)


def audit(tables: Mapping[int, pd.DataFrame] | None = None, *, lang: Lang = "pt") -> Audit:
    """Audit the study: what does not hold together, which cells are wrong, where its text errs.

    Nothing is known beforehand: the rules are identities of the tables as they should be, the
    claims are sentences of the article, and what is found is found by confronting them with what
    the pages print.

    Parameters
    ----------
    tables : mapping of int to pandas.DataFrame, optional
        Tables that stand in for the shipped ones, by number, in the shape of
        :func:`sustenta.studies.proesf2006.table`.
    lang : {"pt", "en"}
        The language of texts.

    Returns
    -------
    Audit
        Its tables are called ``table_01`` … ``table_10`` and ``table_06_classes``; `repaired`
        writes suggestions into the tables as they were given.

    Raises
    ------
    StudyTableError
        When a table has another shape, or a figure cannot be read.

    Examples
    --------
    >>> import sustenta as st
    >>> report = st.studies.proesf2006.audit(lang="en")
    >>> sorted(report.findings["kind"].unique())
    ['arrangement', 'cell', 'check', 'claim']
    >>> report.holds
    False
    """
    check_lang(lang)
    return audit_tables(_layout.frames(tables), rules_of(_printed.PACKAGE), lang=lang)


def repaired(
    report: Audit,
    tables: Mapping[int, pd.DataFrame] | None = None,
    *,
    only: tuple[str, ...] = ("certain",),
) -> dict[int, pd.DataFrame]:
    """Write what was found into new tables, as a proof-reader would print them.

    Parameters
    ----------
    report : Audit
        What :func:`audit` gave for the tables.
    tables : mapping of int to pandas.DataFrame, optional
        The tables that were audited; the shipped ones where none are given.
    only : tuple of str
        The certainties of the findings to write: orders and exchanges of rows, and cells.

    Returns
    -------
    dict of int to pandas.DataFrame
        All ten tables; those given are not changed.
    """
    given = _printed.tables() | {n: frame.copy() for n, frame in (tables or {}).items()}
    for move in report.arrangements:
        if ("certain" if move.sole else "likely") in only:
            n = _layout.table_of(move.table)
            given[n] = _in_order(given[n], move, by_state=n in _BY_STATE)
    for swap in report.exchanged:
        if ("certain" if swap.sole else "likely") in only:
            n = _layout.table_of(swap.table)
            given[n] = _exchanged(given[n], report.tables[swap.table], swap)
    chosen = report.located.of(*only)
    for cell in chosen[chosen["suggested"].notna()].to_dict("records"):
        n = _layout.table_of(cell["table"])
        table = given[n]
        at = (table["municipality"] == cell["municipality"]) & (table["column"] == cell["column"])
        if n in _BY_STATE:
            at &= table["uf"] == cell["uf"]
        if pd.notna(cell.get("year")):
            at &= table["year"] == int(cell["year"])
        described = _printed.described_columns(n).loc[cell["column"]]
        table.loc[at, "printed"] = format_figures(
            cell["suggested"],
            decimals=int(described["decimals"]),
            negative=described["negative"],
            lang="pt",
        )
    return given


def _in_order(table: pd.DataFrame, move: Accepted, *, by_state: bool) -> pd.DataFrame:
    """Give a tidy table with a move undone: cells at their labels, or labels at their lines."""
    labels = table["municipality"].astype(str)
    if by_state:
        labels = table["uf"].astype(str) + "/" + labels
    owner = labels.map(lambda name: move.whose.get(name, name))
    moved = table.copy()
    if move.explanation.kind == "labels":
        first = dict(zip(reversed(labels), reversed(range(len(table))), strict=True))
        rows = [first[name] for name in owner]
        for name in ("uf", "municipality"):
            moved[name] = table[name].iloc[rows].to_numpy()
        return moved
    names = {name.partition("|")[0] for name in move.explanation.columns}
    cells = table["column"].isin(names)
    years = table["year"].astype(str)
    printed = dict(
        zip(zip(owner, years, table["column"], strict=True), table["printed"], strict=True)
    )
    places = zip(labels, years, table["column"], strict=True)
    values = [printed.get(place) for place in places]
    moved["printed"] = table["printed"].where(~cells, pd.Series(values, table.index))
    return moved


def _exchanged(table: pd.DataFrame, laid: pd.DataFrame, swap: Exchanged) -> pd.DataFrame:
    """Give a tidy table with cells exchanged."""
    moved = table.copy()
    for one, other in swap.pairs:
        rows = [_place(table, laid.iloc[row], column) for row, column in (one, other)]
        moved.loc[rows, "printed"] = table.loc[rows[::-1], "printed"].tolist()
    return moved


def _place(table: pd.DataFrame, row: pd.Series[Any], column: str) -> int:
    """Find the row of a tidy table in which a cell stands."""
    at = (table["municipality"] == row["municipality"]) & (table["column"] == column)
    if pd.notna(row["uf"]):
        at &= table["uf"] == row["uf"]
    if "year" in row.index:
        at &= table["year"] == int(row["year"])
    return int(table.index[at][0])
