"""The audit of tables: confrontation, order, wrong cells, sentences — and a report of all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta._html import in_language
from sustenta._interpreted import Interpreted, WithMethod
from sustenta.auditing._arrangement import Accepted, Exchanged, arrange, binding
from sustenta.auditing._audit_findings import AuditFindings
from sustenta.auditing._audit_report import html_text, text
from sustenta.auditing._exchanging import exchange
from sustenta.auditing._mended import Mended, Undoing, mended
from sustenta.auditing._rule import Check
from sustenta.auditing._tables import open_tables
from sustenta.auditing.confrontation import Confrontation, confront
from sustenta.auditing.localisation import Found, locate
from sustenta.auditing.rules import Rules
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from sustenta.auditing._rearranged import Rearrangement

__all__ = ["Audit", "audit"]

#: Beyond so many rows the tables are no printed pages, and no order or exchange is looked for.
_MOST_ROWS: Final = 5000


def audit(
    tables: Any,
    rules: Rules,
    *,
    key: Any = None,
    precision: Any = None,
    progress: bool | None = None,
    lang: Lang = "pt",
) -> Audit:
    """Audit tables: what does not hold, which order or cell explains it, what the text gets wrong.

    First the tables are confronted with the rules. Rules of severity ``warning`` (what is unlikely,
    or against a law) are listed, and make no cell wrong. Where cells do not fit beside their
    labels, the structural explanations come first (an order, an exchange): each is tried, and
    accepted only if it removes violations and makes none. Then the fewest cells are sought that
    must change for the rest to hold. What checks contradict and no algebra can place is listed as
    it is, and so is every sentence that is false or imprecise.

    Orders and exchanges are looked for in pandas frames of at most 5,000 rows in all.

    Parameters
    ----------
    tables : frame, or mapping of str to frame
        As :func:`sustenta.confront` takes them.
    rules : Rules
        Rules, checks and claims.
    key, precision
        As :func:`sustenta.confront` takes them.
    progress : bool, optional
        As :func:`sustenta.locate` takes it.
    lang : {"pt", "en"}
        The language of texts.

    Returns
    -------
    Audit

    Raises
    ------
    SustentaError
        As :func:`sustenta.confront` does.

    Examples
    --------
    >>> import pandas as pd, sustenta as st
    >>> from sustenta.auditing.audits import audit
    >>> table = pd.DataFrame({"a": [1, 1], "b": [2, 2], "c": [3, 50], "d": [4, 4], "e": [7, 7]})
    >>> report = audit(table, st.Rules.parse(["c == a + b", "e == c + d"]), lang="en")
    >>> report.findings[["kind", "where", "column", "suggested", "certainty"]]
       kind where column suggested certainty
    0  cell     1      c         3   certain
    """
    check_lang(lang)
    given = confront(tables, rules, key=key, precision=precision, lang=lang)
    tried = binding(rules)
    opened = open_tables(tables, rules, key, precision)
    lone = not isinstance(tables, Mapping)
    named = {opened[0].name: tables} if lone else {str(k): v for k, v in tables.items()}
    mended: dict[str, Any] = named
    looked: dict[str, Rearrangement] = {}
    accepted: list[Accepted] = []
    exchanged: list[Exchanged] = []
    after = confront(tables, tried, key=key, precision=precision, lang=lang)
    pages = all(isinstance(table, pd.DataFrame) for table in named.values())
    if pages and sum(map(len, named.values())) <= _MOST_ROWS:
        keys = {table.name: table.key for table in opened}

        def confronted(changed: Mapping[str, pd.DataFrame], asked: Rules) -> Confrontation:
            shown = next(iter(changed.values())) if lone else changed
            return confront(shown, asked, key=key, precision=precision, lang=lang)

        found = arrange(named, keys, rules, confronted, lang)
        looked, accepted = found.rearrangements, found.accepted
        mended, exchanged, after = exchange(
            found.tables, found.confrontation, lambda changed: confronted(changed, tried)
        )
    claims = given.claims
    if accepted:
        shown = next(iter(mended.values())) if lone else mended
        claims = _in_order(
            claims,
            rules,
            lambda asked: confront(shown, asked, key=key, precision=precision, lang=lang),
        )
    return Audit(
        given,
        after,
        mended,
        claims=claims,
        rearrangements=looked,
        arrangements=accepted,
        exchanged=exchanged,
        located=locate(after, progress=progress),
        given=tables,
    )


def _in_order(
    claims: pd.DataFrame, rules: Rules, confronted: Callable[[Rules], Confrontation]
) -> pd.DataFrame:
    """Say of sentences that rules hold whether they do once rows and labels stand in order."""
    false = set(claims.loc[claims["verdict"] == "false", "claim"])
    named = [
        rule
        for rule in rules
        if isinstance(rule, Check) and rule.function == "rules" and rule.id in false
    ]
    if not named:
        return claims
    stated = [rule for rule in rules if rule.quote is None]
    again = confronted(Rules([*stated, *named], rules.tables)).claims.set_index("claim")
    known = claims.copy()
    for row, name in claims["claim"].items():
        if name in again.index:
            known.loc[row, ["verdict", "why"]] = again.loc[name, ["verdict", "why"]].to_numpy()
    return known


class Audit(Interpreted, WithMethod):
    """What an audit found.

    Attributes
    ----------
    confrontation : Confrontation
        Of the tables as they were given.
    rearrangements : dict of str to Rearrangement
        For each table with cells that do not fit beside their labels: what was found of its order.
    arrangements : list of Accepted
        The moves that make the tables hold better; those of `tables` are undone.
    exchanged : list of Exchanged
        Cells that stood in each other's places.
    tables : dict of str to frame
        The tables with these moves undone, figures as they were given.
    remaining : Confrontation
        Of `tables`.
    located : Found
        The cells that must change in `tables`.
    lang : {"pt", "en"}
        The language of texts.
    """

    def __init__(
        self,
        confrontation: Confrontation,
        remaining: Confrontation,
        tables: Mapping[str, Any],
        *,
        claims: pd.DataFrame,
        rearrangements: Mapping[str, Rearrangement],
        arrangements: list[Accepted],
        exchanged: list[Exchanged],
        located: Found,
        given: Any,
    ) -> None:
        self.confrontation = confrontation
        self.remaining = remaining
        self.tables = dict(tables)
        self.rearrangements = dict(rearrangements)
        self.arrangements = list(arrangements)
        self.exchanged = list(exchanged)
        self.located = located
        self._given = given
        self.lang: Lang = confrontation.lang
        #: Every claim of the text, and whether it is so; see `Confrontation.claims`. What a claim
        #: says of rules is said of the tables in order: that they are out of order is said once.
        self.claims = claims
        #: Everything that was found; see `AuditFindings.frame` for the columns.
        self.findings = AuditFindings(
            confrontation=confrontation,
            remaining=remaining,
            located=located,
            arrangements=self.arrangements,
            exchanged=self.exchanged,
            rearrangements=self.rearrangements,
            claims=claims,
            lang=self.lang,
        ).frame()

    @property
    def cells(self) -> pd.DataFrame:
        """The cells that must change; see `Found.cells`."""
        return self.located.cells

    @property
    def holds(self) -> bool:
        """Whether something was decided and nothing found; what is undecided is no finding."""
        return self.findings.empty and self.decided > 0

    @property
    def decided(self) -> int:
        """How many verdicts could be given, on the tables as they were given."""
        counts = self.confrontation.counts
        return sum(counts.values()) - counts["undecided"]

    def repaired(self, only: str | Sequence[str] = "certain") -> tuple[Any, pd.DataFrame]:
        """Write what was found into new tables; the given ones stay as they are.

        Orders and exchanges are undone first. A cell is corrected where it stands then: beside
        another label, where the move that explains its place is not among `only`.

        Parameters
        ----------
        only : {"certain", "likely", "ambiguous"} or sequence of these
            Which moves to undo and which cells to correct.

        Returns
        -------
        tables : frame, or dict of str to frame
            New tables of the same kind as those that were audited.
        log : pandas.DataFrame
            A row a change: the moves first (``slip`` says which, without ``before`` and ``after``),
            then the cells as :func:`sustenta.repair` gives them.

        Raises
        ------
        UnknownNameError
            For a certainty that is none.

        Examples
        --------
        >>> import pandas as pd, sustenta as st
        >>> table = pd.DataFrame({"a": [1], "b": [2], "c": [50], "d": [4], "e": [7]})
        >>> report = st.audit(table, st.Rules.parse(["c == a + b", "e == c + d"]))
        >>> fixed, log = report.repaired()
        >>> int(fixed["c"][0])
        3
        """
        made = self._mended(only)
        moves = self._moves(only)
        rows = [
            {"table": one.table, "column": ", ".join(names), "slip": kind, "certainty": certainty}
            | {"severity": "error", "rules": rules}
            for one, kind, names, rules, certainty, wanted in moves
            if wanted
        ]
        log = made.log
        if rows:
            undone = pd.DataFrame(rows).reindex(columns=log.columns).astype(object)
            log = pd.concat([undone, log.astype(object)], ignore_index=True)
        lone = not isinstance(self._given, Mapping)
        return (next(iter(made.tables.values())) if lone else made.tables), log

    def _mended(self, only: str | Sequence[str] = "certain") -> Mended:
        """Give new tables, and where moved cells come from."""
        only = (only,) if isinstance(only, str) else tuple(only)
        lone = not isinstance(self._given, Mapping)
        keys = {table.name: table.key for table in self.located.tables}
        given = {next(iter(keys)): self._given} if lone else dict(self._given)
        moves = [Undoing(one.table, one.undone, wanted) for one, *_, wanted in self._moves(only)]
        return mended({str(k): v for k, v in given.items()}, keys, moves, self.located, only)

    def _moves(self, only: str | Sequence[str]) -> list[tuple[Any, ...]]:
        """Give the accepted moves in their order, what they are, and whether they are wanted."""
        only = (only,) if isinstance(only, str) else tuple(only)
        found: list[tuple[Any, ...]] = []
        for move in self.arrangements:
            rules = list(dict.fromkeys(rule for rule, _ in move.settled))
            found.append((move, move.explanation.kind, move.block.columns, rules, move.certainty))
        for swap in self.exchanged:
            names = tuple(dict.fromkeys(c for pair in swap.pairs for _, c in pair))
            found.append((swap, "exchange", names, list(swap.rules), swap.certainty))
        return [(*one, one[-1] in only) for one in found]

    def of(self, *kinds: str) -> pd.DataFrame:
        """Give the findings of some kinds.

        ``arrangement``, ``cell``, ``violated`` (rules whose repair was not looked for, or not
        found), ``failed`` (rules without a meaning on a row), ``warning`` (rules that are only
        warnings), ``check``, ``claim``.
        """
        return self.findings[self.findings["kind"].isin(kinds)]

    def report(self) -> str:
        """Write the audit as a letter: what was found, kind by kind, with its evidence.

        Returns
        -------
        str
            Plain text.
        """
        return text(self)

    def _interpretation(self, lang: Lang) -> str:
        from sustenta.auditing._interpretation import of_audit

        return of_audit(self, lang)

    def _method(self, lang: Lang) -> str:
        from sustenta.auditing._methods import method_of_audit

        return method_of_audit(self, lang)

    def __repr__(self) -> str:
        return text(self)

    def _repr_html_(self) -> str:
        return in_language(self.lang, html_text(self))
