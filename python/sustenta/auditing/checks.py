"""The named functions of rule files: what is said of rows, labels, orders and figures in the text.

A check takes no part in the algebra: it is confronted and reported. Conditions and expressions are
those of rules; they are decided as rules are, by whoever confronts them (:func:`questions`), and
come back as answers row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sustenta import _core
from sustenta._names import closest, listed
from sustenta.auditing._parameters import OPERAND, flaw
from sustenta.auditing._quoted import bounds
from sustenta.auditing._rule import Check, Rule, Where
from sustenta.auditing._tables import label
from sustenta.errors import SettingError, UnknownNameError

if TYPE_CHECKING:
    import pandas as pd

    from sustenta.auditing.rules import Rules

__all__ = [
    "FUNCTIONS",
    "Answer",
    "Answers",
    "Laid",
    "Outcome",
    "check",
    "decide",
    "figures_named",
    "questions",
]

Key = tuple[str, ...]
#: A table, row by row.
Records = list[dict[str, Any]]

#: Under what a row has its place; no column is called so.
PLACE: Final = "\0place"
SATISFIED, VIOLATED, UNDECIDED = "satisfied", "violated", "undecided"
IMPRECISE, NOT_TESTABLE = "imprecise", "not_testable"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found on one row, or on the whole of its rows (no key).

    Attributes
    ----------
    verdict
        ``satisfied``, ``violated``, ``undecided``, ``imprecise`` or ``not_testable``.
    key
        The labels of the row.
    columns
        The columns whose cells were looked at.
    why
        What contradicts or is missing, by language.
    """

    verdict: str
    key: Key = ()
    columns: tuple[str, ...] = ()
    why: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdicts on one rule: the columns that name its rows or groups, and that of each.

    Where rows go by their place, `placed`, that is their one label.
    """

    names: tuple[str, ...]
    verdicts: Mapping[Key, str]
    placed: bool = False


#: The answers to all rules and questions, by id.
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Laid:
    """A check laid over its tables.

    Attributes
    ----------
    check
        The check.
    tables, keys
        All tables by name, and what identifies their rows.
    answers
        The verdicts on all rules and questions.
    """

    check: Check
    tables: Mapping[str, Records]
    keys: Mapping[str, Sequence[str]]
    answers: Answers

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What the file gives the function."""
        return self.check.parameters

    @property
    def table(self) -> str:
        """The table that it is about."""
        return next(iter(self.tables)) if self.check.table is None else self.check.table

    @property
    def rows(self) -> Records:
        """The rows on which it stands, in their order."""
        return chosen(self.tables[self.table], self.check.where)

    def key_of(self, row: Mapping[str, Any]) -> Key:
        """Give the labels that identify a row."""
        names = self.keys[self.table]
        return tuple(label(row[name]) for name in names) if names else (str(row[PLACE]),)

    def passing(self, *, also_undecided: bool = False) -> Iterator[dict[str, Any]]:
        """Give the rows on which every condition holds, or none is given."""
        wanted = {SATISFIED, UNDECIDED} if also_undecided else {SATISFIED}
        names = [f"{self.check.id}/when/{n}" for n in range(len(self.parameters.get("when", ())))]
        markers = self.parameters.get("markers") if self.parameters.get("of") == "marker" else None
        target = f"{self.parameters.get('target', self.parameters.get('column'))}_marker"
        for row in self.rows:
            marked = markers is None or row.get(target) in markers
            if marked and all(self.answer(name, row) in wanted for name in names):
                yield row

    def answer(self, name: str, row: Mapping[str, Any]) -> str:
        """Give the verdict on a rule or question at a row."""
        answer = self.answers.get(name)
        if answer is None:
            return UNDECIDED
        names = answer.names
        key = (str(row[PLACE]),) if answer.placed else tuple(label(row[name]) for name in names)
        return answer.verdicts.get(key, UNDECIDED)

    def outcome(
        self,
        *,
        holds: bool | None,
        row: Mapping[str, Any] | None = None,
        pt: str = "",
        en: str = "",
    ) -> Outcome:
        """Give what was found on a row, or on all."""
        verdict = UNDECIDED if holds is None else SATISFIED if holds else VIOLATED
        column = self.parameters.get("column")
        columns = (
            (str(column),) if column is not None else tuple(self.parameters.get("columns", ()))
        )
        why = {} if holds or not pt else {"pt": pt, "en": en}
        return Outcome(verdict, () if row is None else self.key_of(row), columns, why)


def records(frame: pd.DataFrame) -> Records:
    """Give the rows of a frame, missing values as None; each has its place, from 0, too."""
    columns = [
        [None if _is_missing(value) else value for value in frame[name].tolist()]
        for name in frame.columns
    ]
    names = [str(name) for name in frame.columns]
    rows = zip(*columns, strict=True)
    return [{PLACE: n} | dict(zip(names, row, strict=True)) for n, row in enumerate(rows)]


def _is_missing(value: Any) -> bool:
    # What differs from itself is no number; NA neither differs from itself nor equals itself.
    return value is None or type(value).__name__ == "NAType" or bool(value != value)  # noqa: PLR0124


def chosen(rows: Records, where: Where) -> Records:
    """Give the rows whose labels are among those wanted."""
    for name, wanted in where.items():
        rows = [row for row in rows if label(row[name]) in wanted]
    return rows


def check(function: Callable[[Laid], Iterable[Outcome]]) -> Callable[[Laid], Iterable[Outcome]]:
    """Make a function known by its name, without the underscores that Python wants."""
    FUNCTIONS[function.__name__.rstrip("_")] = function
    return function


#: The functions by the names that rule files use.
FUNCTIONS: Final[dict[str, Callable[[Laid], Iterable[Outcome]]]] = {}


def questions(checks: Iterable[Check]) -> list[Rule]:
    """Give the conditions and expressions of checks as rules.

    Parameters
    ----------
    checks : iterable of Check
        The checks.

    Returns
    -------
    list of Rule
        The id is the check's, then ``/when/0`` and so on, ``/expression``, or ``/low``, ``/high``,
        ``/cut_low``, ``/cut_high`` for a figure that a text quotes.
    """
    found: list[Rule] = []
    for one in checks:
        asked = {f"when/{n}": text for n, text in enumerate(one.parameters.get("when", ()))}
        if one.function == "quoted_figure":
            asked |= _around(one.parameters)
        elif "expression" in one.parameters:
            asked["expression"] = one.parameters["expression"]
        found += [
            Rule(
                id=f"{one.id}/{name}",
                label=one.label,
                table=one.table,
                where=one.where,
                optional=one.optional,
                path=one.path,
                line=one.line,
                lines={**one.lines} | {"expression": _line_of(one, name)},
                expression=text,
            )
            for name, text in asked.items()
        ]
    return found


def figures_named(rules: Rules, columns: Sequence[str]) -> list[str]:
    """Give the columns of a lone table that rules and checks read as figures.

    Parameters
    ----------
    rules
        The rules.
    columns
        The columns of the table.

    Returns
    -------
    list of str
        Those that an expression names as figures, in order; and columns with a declared kind.
    """
    algebra = [rule for rule in rules if isinstance(rule, Rule)]
    asked = questions(rule for rule in rules if isinstance(rule, Check))
    named: dict[str, None] = {}
    for rule in [*algebra, *asked]:
        named |= dict.fromkeys(_core.expression_columns(rule.expression))
    declared = [name for table in rules.tables.values() for name in table.kinds]
    named |= dict.fromkeys(declared)
    return [name for name in columns if name in named]


def _line_of(one: Check, name: str) -> int:
    """Give the line of a question: that of ``when``, or of the expression."""
    key = "when" if name.startswith("when/") else "expression"
    return one.lines.get(key, one.line or 0)


def _around(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Ask whether an expression rounds to a printed figure, or is cut off to it."""
    low, high, cut_low, cut_high = bounds(parameters["printed"])
    side = parameters["expression"]
    return {
        "low": f"{side} >= {low}",
        "high": f"{side} <= {high}",
        "cut_low": f"{side} >= {cut_low}",
        "cut_high": f"{side} <= {cut_high}",
    }


def decide(
    checks: Iterable[Check],
    tables: Mapping[str, pd.DataFrame],
    keys: Mapping[str, Sequence[str]],
    answers: Answers,
    known: Collection[str],
) -> Iterator[tuple[Check, list[Outcome]]]:
    """Decide checks, one after the other.

    Parameters
    ----------
    checks : iterable of Check
        The checks.
    tables : mapping of str to pandas.DataFrame
        All tables by name.
    keys : mapping of str to sequence of str
        The columns that identify the rows of each.
    answers : mapping of str to Answer
        The verdicts on all rules and on the :func:`questions`, by id.
    known : collection of str
        The ids that checks may name.

    Yields
    ------
    (check, list of Outcome)
        In the order given. A check that names others finds them in `answers` where whoever iterates
        has put them.

    Raises
    ------
    SettingError
        Where a parameter of a check is missing, or is not what the function needs.
    UnknownNameError
        Where a check names a function that there is not, or a table, column or rule.
    """
    rows = {name: records(table) for name, table in tables.items()}
    for one in checks:
        wrong = flaw(one.function, one.parameters)
        if wrong is not None and not wrong.key:
            raise _unknown(one, "function", one.function, FUNCTIONS, "function")
        if wrong is not None:
            raise SettingError(
                f"{_place(one)}parameter `{wrong.key}` {wrong.problem}",
                argument="rules",
                problem=wrong.problem,
            )
        laid = Laid(one, rows, keys, answers)
        _check_names(laid, tables, known)
        yield one, list(FUNCTIONS[one.function](laid))


def _check_names(laid: Laid, tables: Mapping[str, pd.DataFrame], rules: Collection[str]) -> None:
    """Refuse a table, column or rule that is not there."""
    one, given = laid.check, laid.parameters
    if laid.table not in tables:
        raise _unknown(one, "table", laid.table, tables, "table")
    named = _named(laid)
    for name, table, key in named:
        if table not in tables:
            raise _unknown(one, "table", table, tables, key)
        if name not in tables[table].columns:
            raise _unknown(one, f"column in table {table!r} called", name, tables[table], key)
    for name in given.get("ids", ()):
        if name not in rules:
            raise _unknown(one, "rule", name, rules, "ids")


def _named(laid: Laid) -> list[tuple[str, str, str]]:
    """Give the columns that a check names: column, table, and the parameter that names it."""
    here, given = laid.table, laid.parameters
    named = [(name, here, "where") for name in laid.check.where]
    named += [(given[key], here, key) for key in ("column", "label") if key in given]
    named += [(name, here, key) for key in ("columns", "by") for name in given.get(key, ())]
    if "target" in given:
        named.append((f"{given['target']}_marker", here, "target"))
    for entry in given.get("entries", ()):
        named += [(name, here, "entries") for name in entry if name != "printed"]
    if "other" in given:
        table, _, column = given["other"].partition(".")
        named += [(column, table, "other"), *((name, table, "by") for name in given.get("by", ()))]
    for text in given.get("inputs", ()):
        found = OPERAND.match(text)
        table, *columns, _ = found.groups() if found else ("", "")
        named += [(name, table or here, "inputs") for name in columns if name]
    return named


def _place(one: Check, key: str = "parameters") -> str:
    """Say in which check, file and line something stands."""
    line = one.lines.get(key, one.line)
    where = f"{one.path}, line {line}: " if one.path is not None and line else ""
    return f"{where}check {one.id!r}: "


def _unknown(one: Check, what: str, name: str, known: Iterable[Any], key: str) -> UnknownNameError:
    names = [str(other) for other in known]
    near = closest(name, names)
    meant = f"; did you mean {near!r}?" if near else "."
    return UnknownNameError(
        f"{_place(one, key)}there is no {what} {name!r}{meant} Known: {listed(names)}",
        what=what.partition(" ")[0],
        found=str(name),
        known=names,
    )
