"""Rules confronted with tables: what holds, what does not, and which interval decided."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sustenta._html import in_language
from sustenta._interpreted import Interpreted, WithMethod
from sustenta.auditing._decided import Decided, objects
from sustenta.auditing._readings import Readings
from sustenta.auditing._report import html_text, short_text
from sustenta.auditing._rule import Check, Rule
from sustenta.auditing._tables import Opened, open_tables
from sustenta.auditing._wording import VERDICTS
from sustenta.auditing.checking import check_tables, claims_of
from sustenta.auditing.checks import questions, records
from sustenta.auditing.rules import Rules
from sustenta.errors import ColumnTypeError
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Confrontation", "confront"]

_ENDS = ("left_low", "left_high", "right_low", "right_high", "gap")
_ADDRESSES = ("cells", "missing", "excluded")
#: What the outcome of a check counts as. An imprecise sentence contradicts no figure.
_AS_VERDICT = {name: name for name in VERDICTS} | {"imprecise": "satisfied"}
_VERDICT = pd.CategoricalDtype(list(VERDICTS))


def confront(
    tables: Any,
    rules: Rules,
    *,
    key: Any = None,
    precision: Any = None,
    lang: Lang = "pt",
) -> Confrontation:
    """Confront tables with rules: say whether what should hold together does.

    A figure is a point or an interval. Decimals (and decimal128) keep their printed decimals, and
    are points, or what was rounded or truncated to them where the rules declare so. Floats are the
    points that they print, unless `precision` gives the unit to which they were rounded. All is
    decided exactly; there is no tolerance. A rule is satisfied where some numbers behind the
    printed figures satisfy it, each cell having one number.

    Parameters
    ----------
    tables : frame, or mapping of str to frame
        A pandas or polars DataFrame or a pyarrow Table, or several by the names that rules use.
    rules : Rules
        What should hold.
    key : str or sequence of str, optional
        The columns that identify a row; a mapping by table where there are several. By default as
        the rules declare, else ``code`` (or ``uf`` and ``municipality``) and ``year``. An empty
        list: rows are known by their place.
    precision : number, or mapping of str to number, optional
        The unit of the last digit to which columns were rounded: 0.01 for two decimals, 1000 for
        thousands; alone, that of all columns of floats. With several tables also by table.
    lang : {"pt", "en"}
        The language of texts.

    Returns
    -------
    Confrontation
        A missing figure leaves a rule undecided, and is named.

    Raises
    ------
    RuleNameError
        For a rule that names a table or column that is not there, with the nearest name.
    ColumnMissingError
        For a table without its key.
    DuplicateKeyError
        For a key in two rows.
    DomainError
        For a row without its key, and for a figure that is finer than its `precision`.
    ColumnTypeError
        For a column of texts: printed figures are read by ``parse_figures(…, exact=True)`` first.
    SettingError
        For `key` or `precision` that make no sense.

    Examples
    --------
    >>> import pandas as pd, sustenta as st
    >>> table = pd.DataFrame(
    ...     {"teto": [217500, 226000], "repassado": [217500, 139101], "saldo": [0, 86988]}
    ... )
    >>> c = st.confront(table, st.Rules.parse(["saldo == teto - repassado"]))
    >>> c.holds
    False
    >>> c.violations[["row", "left_low", "right_low", "gap"]]
       row left_low right_low gap
    1    1    86988     86899  89
    """
    check_lang(lang)
    if not isinstance(rules, Rules):
        raise ColumnTypeError(
            f"`rules` is {type(rules).__name__}; expected Rules: st.Rules.read(path) or "
            "st.Rules.parse([…])",
            argument="rules",
            found=type(rules).__name__,
        )
    opened = open_tables(tables, rules, key, precision)
    return Confrontation(opened, rules, lang)


class Confrontation(Interpreted, WithMethod):
    """Tables confronted with rules.

    Attributes
    ----------
    rules : Rules
        The rules.
    lang : str
        The language of texts.
    left_out : dict of str to str
        The optional rules that were left out, and the name of a table or column that each misses.
    """

    def __init__(self, tables: Sequence[Opened], rules: Rules, lang: Lang) -> None:
        self.rules = rules
        self.lang = lang
        self._tables = tables
        self._algebra = [rule for rule in rules if isinstance(rule, Rule)]
        self._decided = Decided(self._algebra, rules, tables)
        #: The rule of each plan, and what the core found.
        self._chosen, self._core = self._decided.chosen, self._decided.core
        self.left_out = dict(self._decided.left_out)

    @property
    def holds(self) -> bool:
        """Whether every rule and check is satisfied: what is undecided or failed does not hold."""
        return self.counts["satisfied"] == sum(self.counts.values())

    @property
    def counts(self) -> dict[str, int]:
        """How many verdicts of each kind there are."""
        totals = np.array(
            [[0] * len(VERDICTS), *self._decided.counts, *self._checked.values()]
        ).sum(axis=0)
        return dict(zip(VERDICTS, map(int, totals), strict=True))

    @cached_property
    def checks(self) -> pd.DataFrame:
        """What the checks found.

        A row an outcome: ``rule``, ``table``, ``row`` (the labels of the row, none for the whole
        table), ``verdict`` (satisfied, violated, undecided, imprecise, not_testable), ``columns``,
        ``why`` (what contradicts it), ``quote`` (missing where it is no claim), ``severity``,
        ``label``, ``origin``.
        """
        frames = {table.name: table.as_pandas() for table in self._tables}
        keys = {table.name: table.key for table in self._tables}
        asked = questions(rule for rule in self.rules if isinstance(rule, Check))
        answers = self._decided.answers() | Decided(asked, self.rules, self._tables).answers()
        return check_tables(frames, self.rules, keys, answers, lang=self.lang)

    @property
    def claims(self) -> pd.DataFrame:
        """What the claims are, each with its sentence.

        A row a claim: ``claim``, ``verdict`` (true, false, imprecise, undecided, not_testable),
        ``quote``, ``why``, ``severity``, ``label``, ``origin``.
        """
        rows = [*records(self.checks), *self._claimed()]
        order = {rule.id: place for place, rule in enumerate(self.rules)}
        return claims_of(sorted(rows, key=lambda row: order[row["rule"]]))

    def _claimed(self) -> list[dict[str, Any]]:
        """Give what was found of rules that quote a sentence, as checks give it."""
        found = []
        readings: Readings | None = None
        for place, rule in enumerate(self._chosen):
            if rule.quote is None:
                continue
            same: dict[str, Any] = {"rule": rule.id, "quote": rule.quote, "severity": rule.severity}
            same |= {"label": rule.label[self.lang], "origin": rule.origin}
            satisfied, violated, undecided, failed = self._decided.counts[place]
            if violated:
                readings = readings or Readings(self)
                broken = self.violations
                broken = broken[(broken["rule"] == rule.id) & (broken["verdict"] == "violated")]
                rows = broken.to_dict("records")
                found += [
                    same | {"verdict": "violated", "why": readings.reading(row, labelled=False)}
                    for row in rows
                ]
            open_ = undecided or failed or not satisfied
            found.append(same | {"verdict": "undecided" if open_ else "satisfied", "why": None})
        return found

    @cached_property
    def _checked(self) -> dict[str, list[int]]:
        """How many outcomes of each kind every check has; what no figure tests is not counted."""
        found: dict[str, list[int]] = {}
        if len(self._algebra) == len(self.rules):
            return found
        for rule, verdict in zip(self.checks["rule"], self.checks["verdict"], strict=True):
            counts = found.setdefault(rule, [0] * len(VERDICTS))
            if verdict in _AS_VERDICT:
                counts[VERDICTS.index(_AS_VERDICT[verdict])] += 1
        return found

    def summary(self) -> pd.DataFrame:
        """Count the verdicts rule by rule.

        Returns
        -------
        pandas.DataFrame
            A row a rule, by its id: ``items``, ``satisfied``, ``violated``, ``undecided``,
            ``failed``, ``severity``, ``says``, ``label``, ``origin``. A rule that was left out has
            no items.
        """
        counts = {
            rule.id: own for rule, own in zip(self._chosen, self._decided.counts, strict=True)
        }
        counts |= self._checked
        rows = [self._summed(rule, counts.get(rule.id, [0] * len(VERDICTS))) for rule in self.rules]
        columns = ["items", *VERDICTS, "severity", "says", "label", "origin"]
        index = pd.Index([rule.id for rule in self.rules], name="rule", dtype=object)
        return pd.DataFrame(rows, columns=columns, index=index)

    def _summed(self, rule: Rule | Check, counts: Sequence[int]) -> list[Any]:
        words = [rule.severity, rule.says, rule.label[self.lang], rule.origin]
        return [sum(counts), *counts, *words]

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """Every verdict, with what decided it.

        A row for each rule and each row (or group) on which it stands: ``rule``, ``table``, the key
        (or ``row``), ``verdict``, the ends of both sides (``left_low``, ``left_high``,
        ``right_low``, ``right_high``) and the ``gap`` between them as Decimals, ``cells``,
        ``missing`` and ``excluded`` (lists of addresses ``table.column[key]``), ``why``,
        ``severity``, ``label``, ``origin``. What cannot be said is missing.
        """
        return self._frame(np.arange(len(self._decided.outcomes[0])))

    @cached_property
    def violations(self) -> pd.DataFrame:
        """The verdicts that are not ``satisfied`` nor ``undecided``, in the shape of `verdicts`."""
        return self._frame(np.flatnonzero(np.isin(self._decided.outcomes[2], (1, 3))))

    def of(self, verdict: str) -> pd.DataFrame:
        """Give the rows of `verdicts` of one kind.

        Parameters
        ----------
        verdict : {"satisfied", "violated", "undecided", "failed"}

        Returns
        -------
        pandas.DataFrame
        """
        if verdict not in VERDICTS:
            from sustenta._names import unknown

            raise unknown("verdict", verdict, VERDICTS)
        return self._frame(np.flatnonzero(self._decided.outcomes[2] == VERDICTS.index(verdict)))

    def _frame(self, places: NDArray[np.intp]) -> pd.DataFrame:
        """Give some verdicts with what decided them."""
        rules, rows, verdicts = (column[places] for column in self._decided.outcomes)
        ends, why, addresses = self._core.details(places.tolist())
        own = [self._chosen[rule] for rule in rules.tolist()]
        columns: dict[str, Any] = {"rule": [rule.id for rule in own]}
        columns |= self._decided.keys(rules, rows)
        columns["verdict"] = pd.Categorical.from_codes(verdicts, dtype=_VERDICT)
        for name, texts in zip(_ENDS, ends, strict=True):
            columns[name] = objects(None if text is None else Decimal(text) for text in texts)
        for name, lists in zip(_ADDRESSES, addresses, strict=True):
            columns[name] = objects(lists)
        columns["why"] = pd.Series(why, index=places, dtype=object)
        columns["severity"] = [rule.severity for rule in own]
        columns["label"] = [rule.label[self.lang] for rule in own]
        columns["origin"] = [rule.origin for rule in own]
        return pd.DataFrame(columns, index=places)

    def _interpretation(self, lang: Lang) -> str:
        from sustenta.auditing._interpretation import of_confrontation

        return of_confrontation(self, lang)

    def _method(self, lang: Lang) -> str:
        from sustenta.auditing._methods import method_of_confrontation

        return method_of_confrontation(self, lang)

    def __repr__(self) -> str:
        return short_text(self)

    def _repr_html_(self) -> str:
        return in_language(self.lang, html_text(self))
