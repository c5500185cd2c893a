"""Which cells are wrong, and what they should be: the fewest changes with which all rules hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sustenta import _core
from sustenta._html import in_language
from sustenta._interpreted import Interpreted, WithMethod
from sustenta._names import unknown
from sustenta._progress import bar
from sustenta.auditing._decided import objects
from sustenta.auditing._finding import CERTAINTIES, SEVERITIES, Finding
from sustenta.auditing._findings import html_text, short_text
from sustenta.auditing._repairs import Change, changed_table
from sustenta.auditing.confrontation import Confrontation
from sustenta.errors import ColumnTypeError, SettingError
from sustenta.panels._frames import open_table

if TYPE_CHECKING:
    from sustenta.auditing._tables import Opened
    from sustenta.registry import Lang

__all__ = ["Found", "locate", "repair"]


def locate(
    confrontation: Confrontation,
    *,
    most_changes: int = 6,
    most_alternatives: int = 100,
    progress: bool | None = None,
) -> Found:
    """Find the fewest cells that must change for all rules to hold, and what they should be.

    The rules that hang together through their cells are looked at together. A repair is a set of
    cells of the least weight with which every rule can hold while each other cell stays inside its
    own interval; all repairs of that weight are found, exactly, at any magnitude (Fellegi and Holt,
    JASA 71, 1976). A missing cell is free at no cost and never a finding.

    Parameters
    ----------
    confrontation : Confrontation
        What :func:`sustenta.confront` gave. Its checks and claims take no part.
    most_changes : int
        Repairs of a greater weight are not looked for: the cells are then a contradiction.
    most_alternatives : int
        At most so many repairs of a group are listed; `Found.groups` says where there are more.
    progress : bool, optional
        Whether to show a bar; by default on a terminal, where it takes longer than two seconds.

    Returns
    -------
    Found

    Raises
    ------
    ColumnTypeError
        Where `confrontation` is something else.
    SettingError
        For a limit below 1.

    Notes
    -----
    A cell is *certain* where every smallest repair changes it, one printable value fits with all
    other cells free inside their intervals, and either two rules that share no other cell each
    refute what is printed, or one does and a named slip gives exactly that value. Else it is
    *likely* (every smallest repair changes it, or a named slip singles one repair out), *ambiguous*
    (others are as small: the alternatives), or part of a *contradiction* that no small repair
    mends. Severity is *rounding* where printed and implied differ by at most one unit of the last
    digit.

    Examples
    --------
    >>> import pandas as pd, sustenta as st
    >>> table = pd.DataFrame({"a": [1, 1], "b": [2, 2], "c": [3, 50], "d": [4, 4], "e": [7, 7]})
    >>> c = st.confront(table, st.Rules.parse(["c == a + b", "e == c + d"]))
    >>> st.locate(c).cells[["row", "column", "printed", "suggested", "certainty"]]
       row column printed suggested certainty
    0    1      c      50         3   certain
    """
    if not isinstance(confrontation, Confrontation):
        raise ColumnTypeError(
            f"`confrontation` is {type(confrontation).__name__}; expected what "
            "st.confront(tables, rules) gives",
            argument="confrontation",
            found=type(confrontation).__name__,
        )
    limits = {"most_changes": most_changes, "most_alternatives": most_alternatives}
    for argument, limit in limits.items():
        if limit < 1:
            raise SettingError(
                f"`{argument}` is {limit}; give 1 or more", argument=argument, problem=str(limit)
            )
    with bar(None, "group", progress=progress) as shown:
        groups = _core.locate(confrontation._core, most_changes, most_alternatives, shown.to)  # noqa: SLF001
    return Found(confrontation, groups)


class Found(Interpreted, WithMethod):
    """What is wrong in confronted tables.

    Attributes
    ----------
    confrontation : Confrontation
        What was asked.
    lang : str
        The language of texts.
    """

    def __init__(self, confrontation: Confrontation, groups: Sequence[Any]) -> None:
        self.confrontation = confrontation
        self.lang = confrontation.lang
        self._groups = groups
        self.findings = [
            Finding(*address, *rest) for group in groups for address, *rest in group[-1]
        ]

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def sizes(self) -> list[int]:
        """How many findings each group of `groups` has, in the order of `findings`."""
        return [len(group[-1]) for group in self._groups]

    @property
    def tables(self) -> Sequence[Opened]:
        """The tables that were confronted."""
        return self.confrontation._tables  # noqa: SLF001

    def rule_ids(self, rules: Sequence[int]) -> list[str]:
        """Give the ids of rules, each once."""
        ids = [self.confrontation._chosen[rule].id for rule in rules]  # noqa: SLF001
        return list(dict.fromkeys(ids))

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The cells that must change, or may have to.

        A row a cell: ``table``, the key (or ``row``), ``column``, what is ``printed`` as a Decimal,
        ``low`` and ``high`` (where its number must lie; None: anywhere on that side),
        ``suggested`` (the one value that fits, or that a slip explains; else None), the name of the
        ``slip`` or None, ``certainty``, ``severity``, the ids of the ``rules`` that refute it, and
        ``alternatives``: the repairs that are as small and leave it, each a list of addresses.
        """
        found = self.findings
        columns: dict[str, Any] = {"table": [self.tables[one.table].name for one in found]}
        columns |= self._keys()
        columns["column"] = [one.column for one in found]
        for name in ("printed", "low", "high", "suggested"):
            texts = [getattr(one, name) for one in found]
            columns[name] = objects([None if text is None else Decimal(text) for text in texts])
        columns["slip"] = objects([one.slip for one in found])
        columns["certainty"] = pd.Categorical([one.certainty for one in found], list(CERTAINTIES))
        columns["severity"] = pd.Categorical([one.severity for one in found], list(SEVERITIES))
        columns["rules"] = objects([self.rule_ids(one.rules) for one in found])
        columns["alternatives"] = objects([one.alternatives for one in found])
        return pd.DataFrame(columns)

    def _keys(self) -> dict[str, Any]:
        names: dict[str, None] = {}
        for one in self.findings:
            names |= dict.fromkeys(self.tables[one.table].key or ("row",))
        keys: dict[str, list[Any]] = {name: [] for name in names}
        for one in self.findings:
            table = self.tables[one.table]
            for name, column in keys.items():
                if name in table.key and one.row is not None:
                    column.append(pd.Series(table.column(name)).iloc[one.row])
                else:
                    column.append(one.row if name == "row" and not table.key else None)
        return {name: _labels(values) for name, values in keys.items()}

    @cached_property
    def groups(self) -> pd.DataFrame:
        """The groups of rules that cannot hold as they stand.

        A row a group: the ids of the ``rules`` in conflict, the least ``weight`` of a repair (None:
        there is no small one), the ``repairs`` of that weight (lists of addresses), whether these
        are all (``complete``), and the candidates that were left ``undecided``.
        """
        columns = {
            "rules": objects([self.rule_ids(group[0]) for group in self._groups]),
            "weight": pd.array([group[1] for group in self._groups], dtype="Int64"),
            "repairs": objects([group[3] for group in self._groups]),
            "complete": np.array([group[2] for group in self._groups], dtype=bool),
            "undecided": objects([group[4] for group in self._groups]),
        }
        return pd.DataFrame(columns)

    def of(self, *certainties: str) -> pd.DataFrame:
        """Give the rows of `cells` of some certainties.

        Parameters
        ----------
        *certainties : {"certain", "likely", "ambiguous", "contradiction"}

        Returns
        -------
        pandas.DataFrame
        """
        return self.cells[self.cells["certainty"].isin(_known(certainties))]

    def _interpretation(self, lang: Lang) -> str:
        from sustenta.auditing._interpretation import of_found

        return of_found(self, lang)

    def _method(self, lang: Lang) -> str:
        from sustenta.auditing._methods import method_of_found

        return method_of_found(self, lang)

    def changes(self, only: Sequence[str]) -> tuple[dict[str, list[Change]], pd.DataFrame]:
        """Give what has to be written for the findings of some certainties, and a log of it.

        Parameters
        ----------
        only : sequence of {"certain", "likely", "ambiguous"}

        Returns
        -------
        changes : dict of str to list of Change
            For each table. A finding without a suggestion is never written.
        log : pandas.DataFrame
            As `repair` gives it.
        """
        chosen = _known(only)
        changes: dict[str, list[Change]] = {table.name: [] for table in self.tables}
        rows = []
        for place, one in enumerate(self.findings):
            if one.certainty not in chosen or one.suggested is None or one.row is None:
                continue
            opened = self.tables[one.table]
            before, after = Decimal(one.printed or 0), Decimal(one.suggested)
            changes[opened.name].append(Change(opened.columns[one.column], one.row, before, after))
            rows.append(place)
        log = self.cells.loc[rows].drop(columns=["low", "high", "alternatives"])
        log = log.rename(columns={"printed": "before", "suggested": "after"})
        return changes, log.reset_index(drop=True)

    def __repr__(self) -> str:
        return short_text(self.findings, self.rule_ids, self.lang)

    def _repr_html_(self) -> str:
        return in_language(self.lang, html_text(self.findings, self.rule_ids, self.lang))


def repair(
    tables: Any, found: Found, only: str | Sequence[str] = "certain"
) -> tuple[Any, pd.DataFrame]:
    """Write the suggested values into new tables; the given ones stay as they are.

    Parameters
    ----------
    tables : frame, or mapping of str to frame
        What was given to :func:`sustenta.confront`.
    found : Found
        What :func:`sustenta.locate` gave for them.
    only : {"certain", "likely", "ambiguous"} or sequence of these
        Which findings to write; a finding without a suggestion is never written.

    Returns
    -------
    tables : frame, or dict of str to frame
        New tables of the same kind, with the columns and types of the given ones.
    log : pandas.DataFrame
        A row a change: table, key, column, ``before``, ``after``, slip, certainty, severity, rules.

    Raises
    ------
    SettingError
        For tables that are not those in which the errors were found.
    UnknownNameError
        For a certainty that is none.

    Examples
    --------
    >>> import pandas as pd, sustenta as st
    >>> table = pd.DataFrame({"a": [1], "b": [2], "c": [50], "d": [4], "e": [7]})
    >>> rules = st.Rules.parse(["c == a + b", "e == c + d"])
    >>> fixed, log = st.repair(table, st.locate(st.confront(table, rules)))
    >>> int(fixed["c"][0]), log[["column", "before", "after"]].values.tolist()
    (3, [['c', Decimal('50'), Decimal('3')]])
    """
    chosen = _known((only,) if isinstance(only, str) else only)
    lone = not isinstance(tables, Mapping)
    given = {found.tables[0].name: tables} if lone else {str(k): v for k, v in tables.items()}
    names = [table.name for table in found.tables]
    if list(given) != names:
        raise SettingError(
            f"`tables` are {', '.join(given)}; the errors were found in {', '.join(names)}",
            argument="tables",
            problem="other tables",
        )
    _check_given(given, found)
    changes, log = found.changes(chosen)
    fixed = {name: changed_table(name, given[name], changes[name]) for name in names}
    return (next(iter(fixed.values())) if lone else fixed), log


def _check_given(given: Mapping[str, Any], found: Found) -> None:
    """Refuse tables that are not those in which the errors were found."""
    for opened in found.tables:
        frame = open_table(given[opened.name], f"tables[{opened.name!r}]")
        there = {str(name): name for name in frame.names}
        same = frame.rows == opened.frame.rows
        for name in opened.columns if same else ():
            same = name in there and pd.Series(frame.plain(there[name])).equals(
                pd.Series(opened.column(name))
            )
            if not same:
                break
        if not same:
            where = f"; its column {name!r} differs" if frame.rows == opened.frame.rows else ""
            raise SettingError(
                f"`tables`: the errors were found in another table {opened.name!r}{where}. Give "
                "the tables that were confronted; an audit that undid an order or an exchange "
                "found them in its own `.tables`: audit.repaired() writes both",
                argument="tables",
                problem=f"another table {opened.name!r}",
            )


def _labels(values: Sequence[Any]) -> Any:
    """Give labels a column of whole numbers where all that there are are such: 2004, not 2004.0."""
    whole = (int, np.integer)
    if values and all(value is None or isinstance(value, whole) for value in values):
        return pd.array(values, dtype="Int64" if None in values else "int64")
    return pd.Series(values).infer_objects()


def _known(certainties: Sequence[str]) -> tuple[str, ...]:
    for name in certainties:
        if name not in CERTAINTIES:
            raise unknown("certainty", name, CERTAINTIES)
    return tuple(certainties)
