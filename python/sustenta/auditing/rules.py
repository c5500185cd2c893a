"""Sets of rules: read from files, written in a line, chosen from and put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sustenta import _core
from sustenta._html import in_language
from sustenta._names import unknown
from sustenta.auditing._file_lines import at_line
from sustenta.auditing._files import read_file
from sustenta.auditing._rule import Check, Rule, TableRules, joined
from sustenta.errors import ExpressionError, SettingError

if TYPE_CHECKING:
    import os

__all__ = ["SHIPPED", "Rules"]

#: The sets that come with the package.
SHIPPED = ("siops", "rreo", "cleaning")

#: Rules shown before a representation is cut short.
_SHOWN = 30


class Rules:
    """Rules about the figures of tables, as data.

    A *rule* is algebra over cells: two sides and ``==``, ``<=`` or ``>=``, each side linear in the
    cells, or one ratio against one cell. A *check* is a named function with parameters; it takes no
    part in the algebra. A rule or check that quotes a sentence is a *claim*.

    =========================================  ====================================================
    ``balance == ceiling - transferred``       bare names are columns of the row at hand
    ``pct == 100 * executed / transferred``    a ratio; what divides must be positive
    ``change_pct + 100 == 100 * last / first`` up to a constant
    ``table_02.ceiling``                       another table's row with the same key
    ``x[municipality = "Geral"]``              another row: the named keys differ
    ``x[year = year - 1]``                     the year before
    ``sum(x, by = (uf))``                      all rows that agree with the row at hand in `uf`
    ``sum(x, where = (level = ("a", "b")))``   all rows with one of these labels
    ``sum(x, missing = "exclude")``            missing addends are left out, and named
    =========================================  ====================================================

    A name with other signs than letters, digits and ``_`` stands between backquotes.

    Parameters
    ----------
    rules : iterable of Rule and Check
    tables : mapping of str to TableRules, optional
        What is declared of tables: key, kinds of figures, weights.

    Attributes
    ----------
    tables : mapping of str to TableRules
        What is declared of tables.

    See Also
    --------
    Rules.read : Read a file of rules.
    Rules.parse : Write rules in lines.

    Examples
    --------
    >>> import sustenta as st
    >>> rules = st.Rules.parse(["saldo == teto - repassado", "pct == 100 * executado / repassado"])
    >>> rules
    2 rules
      rule-1  saldo == teto - repassado
      rule-2  pct == 100 * executado / repassado
    """

    def __init__(
        self,
        rules: Iterable[Rule | Check] = (),
        tables: Mapping[str, TableRules] | None = None,
    ) -> None:
        self._rules = tuple(rules)
        self.tables: Mapping[str, TableRules] = dict(tables or {})
        seen: set[str] = set()
        for rule in self._rules:
            if rule.id in seen:
                raise SettingError(
                    f"two rules are called {rule.id!r}; rename one",
                    argument="rules",
                    problem=f"two rules called {rule.id!r}",
                )
            seen.add(rule.id)
        #: The ids that its checks may name: also those of rules that were not chosen.
        self.known: frozenset[str] = frozenset(seen)

    @classmethod
    def read(
        cls,
        path: str | os.PathLike[str],
        *,
        parameters: Mapping[str, float] | None = None,
    ) -> Self:
        """Read a file of rules (TOML) and the files that it includes.

        Parameters
        ----------
        path : str or path
            The file. ``include = ["other.toml"]`` in it is relative to it.
        parameters : mapping of str to number, optional
            Values that replace those under ``[parameters]``; a rule names them in braces.

        Returns
        -------
        Rules

        Raises
        ------
        RuleFileError
            For a file that is no TOML, an unknown key, a rule without an id, expression or label in
            both languages, an id given twice, ``missing = "exclude"`` without a reason: file and
            line are named.
        IncludeCycleError
            For files that include each other; the chain is named.
        ExpressionError
            For a rule that cannot be read, with the character.

        Examples
        --------
        >>> import sustenta as st, tempfile, pathlib
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "rules.toml"
        >>> _ = path.write_text('''
        ... [tables.table_02]
        ... key = ["municipality"]
        ... kinds = {pct = "rounded"}
        ... [[rule]]
        ... id = "balance"
        ... table = "table_02"
        ... expression = "balance == ceiling - transferred"
        ... label = {pt = "Saldo = teto - repassado", en = "Balance = ceiling - transferred"}
        ... ''')
        >>> st.Rules.read(path)
        1 rule
          balance  balance == ceiling - transferred
        """
        read = read_file(Path(path), parameters or {})
        for name in parameters or {}:
            if name not in read.parameters:
                raise unknown("parameter", name, read.parameters)
        return cls(read.rules, read.tables)

    @classmethod
    def shipped(cls, name: str, *, parameters: Mapping[str, float] | None = None) -> Self:
        """Give a set of rules that comes with the package.

        Parameters
        ----------
        name : {"siops", "rreo", "cleaning"}
            Panels of SIOPS, the RREO's health annex, or the published rules of cleaning.
        parameters
            As in `read`.

        Returns
        -------
        Rules

        Raises
        ------
        UnknownNameError
            For another name.

        Examples
        --------
        >>> import sustenta as st
        >>> len(st.Rules.shipped("cleaning"))
        14
        """
        if name not in SHIPPED:
            raise unknown("shipped set of rules", name, SHIPPED)
        folder = files("sustenta.auditing").joinpath("rule_sets")
        with as_file(folder.joinpath(f"{name}.toml")) as path:
            return cls.read(path, parameters=parameters)

    @classmethod
    def parse(
        cls,
        expressions: str | Sequence[str] | Mapping[str, str],
        *,
        table: str | None = None,
        kinds: Mapping[str, str] | None = None,
    ) -> Self:
        """Make rules of expressions.

        Parameters
        ----------
        expressions : str, sequence of str, or mapping of str to str
            The rules; as a mapping, by their ids. Else they are called ``rule-1``, ``rule-2``, ….
        table : str, optional
            Whose columns bare names are.
        kinds : mapping of str to str, optional
            The kinds of figures in columns (``exact``, ``rounded``, ``truncated``); exact where
            none is given.

        Returns
        -------
        Rules

        Raises
        ------
        ExpressionError
            For a rule that cannot be read, with the character.

        Examples
        --------
        >>> import sustenta as st
        >>> st.Rules.parse({"own": "own <= total / 0"})
        Traceback (most recent call last):
        sustenta.errors.ExpressionError: rule 'own': divides by zero (character 15)
          own <= total / 0
                         ^
        """
        if isinstance(expressions, str):
            expressions = [expressions]
        if not isinstance(expressions, Mapping):
            expressions = {f"rule-{n}": text for n, text in enumerate(expressions, 1)}
        rules = []
        for id, text in expressions.items():
            if not isinstance(text, str):
                raise SettingError(
                    f"`expressions` holds {text!r} for {id!r}; expected rules as texts",
                    argument="expressions",
                    problem=f"holds a {type(text).__name__}",
                )
            try:
                _core.normal_expression(text)
            except ExpressionError as refusal:
                raise at_line(refusal, id, None, None) from None
            rules.append(Rule(id, {"pt": text, "en": text}, table, expression=text))
        tables = {table or "": TableRules(kinds=dict(kinds))} if kinds else {}
        return cls(rules, tables)

    def __len__(self) -> int:
        return len(self._rules)

    def __iter__(self) -> Iterator[Rule | Check]:
        return iter(self._rules)

    def __getitem__(self, id: str) -> Rule | Check:
        for rule in self._rules:
            if rule.id == id:
                return rule
        raise unknown("rule", id, [rule.id for rule in self._rules])

    def __contains__(self, id: object) -> bool:
        return any(rule.id == id for rule in self._rules)

    def __add__(self, other: Rules) -> Rules:
        """Put two sets together; an id stands once."""
        if not isinstance(other, Rules):
            return NotImplemented
        tables = dict(self.tables)
        for name, table in other.tables.items():
            mine = tables.get(name)
            if mine is None:
                tables[name] = table
                continue
            if None not in (mine.key, table.key) and mine.key != table.key:
                raise SettingError(
                    f"the key of table {name!r} is {list(mine.key or ())} in one set and "
                    f"{list(table.key or ())} in the other",
                    argument="rules",
                    problem=f"two keys for table {name!r}",
                )
            tables[name] = joined(mine, table)
        joined_rules = Rules([*self, *other], tables)
        joined_rules.known |= self.known | other.known
        return joined_rules

    def select(
        self,
        *ids: str,
        table: str | None = None,
        severity: str | None = None,
        claims: bool | None = None,
    ) -> Rules:
        """Choose some of the rules.

        Parameters
        ----------
        *ids
            The rules to keep; all where none is named.
        table, severity
            Only those of that table or severity.
        claims
            Only claims, or only what is none.

        Returns
        -------
        Rules

        Raises
        ------
        UnknownNameError
            For an id that no rule has.
        """
        for id in ids:
            self[id]
        kept = [
            rule
            for rule in self
            if (not ids or rule.id in ids)
            and (table is None or rule.table == table)
            and (severity is None or rule.severity == severity)
            and (claims is None or claims == (rule.quote is not None))
        ]
        return self.keeping(kept)

    def keeping(self, kept: Iterable[Rule | Check]) -> Rules:
        """Give some of the rules as a set; checks may still name the others."""
        chosen = Rules(kept, self.tables)
        chosen.known |= self.known
        return chosen

    def __repr__(self) -> str:
        width = max((len(rule.id) for rule in self._rules[:_SHOWN]), default=0)
        lines = [f"  {rule.id:{width}}  {rule.says}" for rule in self._rules[:_SHOWN]]
        if len(self) > _SHOWN:
            lines.append(f"  … and {len(self) - _SHOWN} more")
        return "\n".join([self._counted(), *lines])

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(rule.id)}</td><td><code>{escape(rule.says)}</code></td>"
            f"<td>{escape(rule.label['pt'])}</td><td>{escape(rule.origin)}</td></tr>"
            for rule in self._rules
        )
        names = ("id", "regra", "descrição", "origem")
        head = "".join(f'<th scope="col">{name}</th>' for name in names)
        head = f"<tr>{head}</tr>"
        return in_language(
            "pt",
            f"<p><strong>{self._counted()}</strong></p>"
            f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>",
        )

    def _counted(self) -> str:
        rules = sum(isinstance(rule, Rule) for rule in self)
        checks = len(self) - rules
        parts = [f"{rules} rule{'' if rules == 1 else 's'}"] if rules or not checks else []
        if checks:
            parts.append(f"{checks} check{'' if checks == 1 else 's'}")
        return ", ".join(parts)
