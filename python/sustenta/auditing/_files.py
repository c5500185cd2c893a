"""Files of rules: TOML, with what is wrong said of a file and a line."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sustenta import _core
from sustenta._names import closest, listed
from sustenta.auditing._file_lines import FileLines, at_line
from sustenta.auditing._parameters import flaw
from sustenta.auditing._rule import Check, Rule, TableRules, joined
from sustenta.errors import ExpressionError, IncludeCycleError

__all__ = ["Read", "read_file"]

_TOP: Final = ("include", "absent", "kind", "parameters", "tables", "rule", "check")
_TABLE: Final = ("key", "kinds", "weights")
_STATEMENT: Final = (
    "id",
    "label",
    "table",
    "where",
    "origin",
    "severity",
    "reason",
    "quote",
    "weight",
    "makes_missing",
)
_RULE: Final = (*_STATEMENT, "expression")
_CHECK: Final = (*_STATEMENT, "function", "parameters")
#: Keys whose lines are kept, for what only a table shows to be wrong.
_OWN: Final = ("expression", "where", "table", "function", "parameters")
_GIVEN: Final = (
    *("expression", "when", "column", "columns", "label", "by", "other", "ids", "inputs"),
    *("entries", "target"),
)
_KINDS: Final = ("exact", "rounded", "truncated")
_SEVERITIES: Final = ("error", "warning")
_EXCLUDES: Final = re.compile(r"missing\s*=\s*[\"']exclude[\"']")
_HOLE: Final = re.compile(r"\{(\w+)\}")


@dataclass(slots=True)
class Read:
    """What files of rules say, one after the other."""

    tables: dict[str, TableRules] = field(default_factory=dict)
    rules: list[Rule | Check] = field(default_factory=list)
    parameters: dict[str, int | float] = field(default_factory=dict)


def read_file(
    path: Path,
    given: Mapping[str, Any],
    chain: tuple[Path, ...] = (),
    line: int | None = None,
) -> Read:
    """Read a file of rules and the files that it includes.

    Parameters
    ----------
    path
        The file.
    given
        Values that replace those of its parameters.
    chain
        The files that led to this one.
    line
        The line of the last of them that includes it.

    Raises
    ------
    RuleFileError, IncludeCycleError, ExpressionError
    """
    path = path.resolve()
    if path in chain:
        names = [str(step) for step in (*chain[chain.index(path) :], path)]
        place = f"{names[-2]}, line {line}: " if line else ""
        raise IncludeCycleError(
            f"{place}files of rules include each other in a circle: {' → '.join(names)}",
            path=names[-2],
            line=line,
            column=None,
            text=None,
            key="include",
            chain=names,
        )
    return _File(path, given).read((*chain, path))


class _File(FileLines):
    """One file under reading."""

    def __init__(self, path: Path, given: Mapping[str, Any]) -> None:
        super().__init__(path)
        self.given = given

    def read(self, chain: tuple[Path, ...]) -> Read:
        """Read what the file says, after what it includes says."""
        self.known(self.data, _TOP, "", 0)
        read = Read()
        for name in self.texts(self.data, "include", "", 0):
            line = self.holding(name, self.find("include", 0))
            if not (self.path.parent / name).is_file():
                problem = f"`include` names {name}: cannot be read: there is no such file"
                raise self.wrong(problem, "include", line)
            included = read_file(self.path.parent / name, self.given, chain, line)
            self.join(read, included, line)
        own = self.data.get("parameters", {})
        self.must(isinstance(own, dict), "is no table of numbers", "parameters", 0)
        for name, value in own.items():
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            at = self.find(name, self.header("parameters"))
            good = number and math.isfinite(value)
            self.must(good, f"{value!r} is no number", f"parameters.{name}", at)
        read.parameters |= own
        self.join(read, Read(tables=self.tables()))
        self.join(read, Read(rules=self.statements({**read.parameters, **self.given})))
        return read

    def join(self, read: Read, more: Read, line: int | None = None) -> None:
        """Add what another file says; nothing may be said twice."""
        ids = {rule.id: rule for rule in read.rules}
        for rule in more.rules:
            if rule.id in ids:
                first = ids[rule.id]
                place = "" if first.line is None else f" ({first.path}, line {first.line})"
                raise self.wrong(
                    f"two rules are called {rule.id!r}{place}",
                    "id",
                    rule.line if rule.path == str(self.path) else line,
                )
            ids[rule.id] = rule
            read.rules.append(rule)
        for name, table in more.tables.items():
            before = read.tables.get(name)
            if before is not None and None not in (before.key, table.key):
                self.must(
                    before.key == table.key,
                    f"the key of table {name!r} is {list(before.key or ())} in a file that this "
                    f"one includes, and {list(table.key or ())} here",
                    f"tables.{name}.key",
                    self.header(f"tables.{name}"),
                )
            read.tables[name] = table if before is None else joined(before, table)
        read.parameters |= more.parameters

    def tables(self) -> dict[str, TableRules]:
        """Read what is declared of tables."""
        found = {}
        tables = self.data.get("tables", {})
        self.must(isinstance(tables, dict), "is no table", "tables", 0)
        for name, table in tables.items():
            line = self.header(f"tables.{name}")
            self.must(isinstance(table, dict), "is no table", f"tables.{name}", line)
            self.known(table, _TABLE, f"tables.{name}", line)
            kinds, weights = table.get("kinds", {}), table.get("weights", {})
            for key, spoken in (("kinds", kinds), ("weights", weights)):
                message = f"is {spoken!r}; expected a table: {{column = …}}"
                at = self.find(key, line)
                self.must(isinstance(spoken, dict), message, f"tables.{name}.{key}", at)
            for column, kind in kinds.items():
                at = self.header(f"tables.{name}.kinds") or line
                self.among(kind, _KINDS, f"tables.{name}.kinds.{column}", at)
            for column, weight in weights.items():
                whole = isinstance(weight, int) and not isinstance(weight, bool) and weight >= 1
                message = f"{weight!r} is no whole number from 1 up"
                self.must(whole, message, f"tables.{name}.weights.{column}", line)
            found[name] = TableRules(
                tuple(self.texts(table, "key", f"tables.{name}", line)) if "key" in table else None,
                kinds,
                weights,
                self.data.get("absent") == "skip",
            )
        return found

    def statements(self, parameters: Mapping[str, Any]) -> list[Rule | Check]:
        """Read rules and checks, in the order in which they stand."""
        if "absent" in self.data:
            self.among(self.data["absent"], ("skip", "refuse"), "absent", self.find("absent", 0))
        if "kind" in self.data:
            self.among(self.data["kind"], ("rule", "claim"), "kind", self.find("kind", 0))
        found: list[Rule | Check] = []
        for what, known, make in (("rule", _RULE, self.rule), ("check", _CHECK, self.check)):
            entries = self.data.get(what, [])
            listed_well = isinstance(entries, list) and all(isinstance(e, dict) for e in entries)
            at = self.find(what, 0) or self.header(what)
            self.must(listed_well, f"is no list: write each under [[{what}]]", what, at)
            for place, entry in enumerate(entries):
                line = self.header(what, place)
                self.known(entry, known, what, line)
                found.append(make(entry, line, parameters))
        return sorted(found, key=lambda rule: rule.line or 0)

    def rule(self, entry: Mapping[str, Any], line: int, parameters: Mapping[str, Any]) -> Rule:
        """Read one rule."""
        common = self.common(entry, "rule", line)
        text = self.text_of(entry, "expression", "rule", line)
        at = self.find("expression", line)
        expression = self.filled(text, parameters, "rule.expression", at)
        try:
            _core.normal_expression(expression)
        except ExpressionError as refusal:
            raise at_line(refusal, common["id"], str(self.path), at) from None
        if _EXCLUDES.search(expression) and not common["reason"]:
            raise self.wrong(
                'leaves missing figures out (missing = "exclude") and does not say why',
                "rule.reason",
                line,
                advice=": give the rule a `reason`",
            )
        return Rule(**common, expression=expression)

    def check(self, entry: Mapping[str, Any], line: int, parameters: Mapping[str, Any]) -> Check:
        """Read one check."""
        common = self.common(entry, "check", line)
        given = entry.get("parameters", {})
        self.must(isinstance(given, dict), "is no table", "check.parameters", line)
        function = self.text_of(entry, "function", "check", line)
        wrong = flaw(function, given)
        if wrong is not None and wrong.key:
            at = self.find(wrong.key, self.find("parameters", line) - 1)
            self.must(
                holds=False, problem=wrong.problem, key=f"check.parameters.{wrong.key}", line=at
            )
        if wrong is not None:
            raise self.wrong(wrong.problem, "check.function", self.find("function", line))
        filled = self.filled_all(given, parameters, line)
        return Check(**common, function=function, parameters=filled)

    def common(self, entry: Mapping[str, Any], what: str, line: int) -> dict[str, Any]:
        """Read what rules and checks have in common."""
        id = self.text_of(entry, "id", what, line)
        label = entry.get("label")
        for lang in ("pt", "en"):
            there = isinstance(label, dict) and isinstance(label.get(lang), str) and label[lang]
            self.must(
                bool(there),
                f"is missing: {what} {id!r} has no label in "
                f"{'Portuguese' if lang == 'pt' else 'English'}; "
                'write label = {pt = "…", en = "…"}',
                f"{what}.label.{lang}",
                self.find("label", line) or line,
            )
        self.known(label or {}, ("pt", "en"), f"{what}.label", self.find("label", line) or line)
        severity = entry.get("severity", "error")
        self.among(severity, _SEVERITIES, f"{what}.severity", self.find("severity", line))
        weight = entry.get("weight", 1)
        whole = isinstance(weight, int) and not isinstance(weight, bool) and weight >= 1
        message = f"{weight!r} is no whole number from 1 up"
        self.must(whole, message, f"{what}.weight", self.find("weight", line))
        texts = {
            key: self.text_of(entry, key, what, line) if key in entry else None
            for key in ("table", "reason", "quote", "origin")
        }
        claim = self.data.get("kind") == "claim"
        self.must(
            not claim or bool(texts["quote"]),
            f"is missing: {what} {id!r} is a claim and quotes no sentence; write quote = …",
            f"{what}.quote",
            line,
        )
        return {
            "id": id,
            "label": dict(label or {}),
            "table": texts["table"],
            "where": self.conditions(entry, what, line),
            "origin": texts["origin"] or "",
            "severity": severity,
            "reason": texts["reason"],
            "quote": texts["quote"],
            "weight": weight,
            "makes_missing": tuple(self.texts(entry, "makes_missing", what, line)),
            "optional": self.data.get("absent") == "skip",
            "path": str(self.path),
            "line": line or None,
            "lines": self.places(line),
        }

    def conditions(self, entry: Mapping[str, Any], what: str, line: int) -> dict[str, Any]:
        """Read the rows on which a rule stands."""
        where = entry.get("where", {})
        at = self.find("where", line) or line
        self.must(isinstance(where, dict), "is no table: {column = value}", f"{what}.where", at)
        found = {}
        for column, given in where.items():
            values = given if isinstance(given, list) else [given]
            plain = all(isinstance(value, (str, int)) for value in values)
            self.must(
                plain and bool(values),
                "holds neither texts nor whole numbers",
                f"{what}.where.{column}",
                at,
            )
            found[column] = tuple(
                ("yes" if value else "no") if isinstance(value, bool) else str(value)
                for value in values
            )
        return found

    def filled(self, text: str, parameters: Mapping[str, Any], key: str, line: int) -> str:
        """Put the values of parameters where their names stand in braces."""

        def value(hole: re.Match[str]) -> str:
            name = hole[1]
            if name not in parameters:
                near = closest(name, parameters)
                advice = (
                    f"; did you mean {near!r}?" if near else f"; known: {listed([*parameters])}"
                )
                raise self.wrong(f"there is no parameter called {name!r}", key, line, advice=advice)
            return (
                format(parameters[name], "f").rstrip("0").rstrip(".")
                if isinstance(parameters[name], float)
                else str(parameters[name])
            )

        return _HOLE.sub(value, text)

    def filled_all(self, given: Any, parameters: Mapping[str, Any], line: int) -> Any:
        """Fill the expressions among a check's parameters."""
        filled = dict(given)
        for key in ("expression", "when"):
            if key in filled:
                texts = filled[key] if isinstance(filled[key], list) else [filled[key]]
                for text in texts:
                    self.must(isinstance(text, str), "is no text", f"check.parameters.{key}", line)
                done = [
                    self.filled(text, parameters, f"check.parameters.{key}", line) for text in texts
                ]
                filled[key] = done if isinstance(filled[key], list) else done[0]
        return filled

    def places(self, line: int) -> dict[str, int]:
        """Give the lines of some keys of a rule or check."""
        own = {key: self.find(key, line) for key in _OWN}
        # A parameter stands below its heading, or beside it.
        first = own["parameters"]
        return own | {key: self.find(key, first - 1) for key in _GIVEN if first > line}
