"""What the functions of checks are given: the name and kind of each parameter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sustenta._names import closest

__all__ = ["CELL", "OPERAND", "PRINTED", "Flaw", "flaw"]

#: An input of a classification: a column, of a table, of the row with a label.
OPERAND: Final = re.compile(r"^(?:(\w+)\.)?(\w+)(?:\[(\w+) = (\w+)\])?$")
#: A table and its column.
CELL: Final = re.compile(r"^[^.]+\.[^.]+$")
#: A figure as a Brazilian text prints it.
PRINTED: Final = re.compile(r"^[(-]?\d{1,3}(?:\.?\d{3})*(?:,\d+)?\)?$|^[(-]?\d+(?:,\d+)?\)?$")

_CLASSIFICATIONS: Final = ("ec29_compliance", "ec29_trend", "execution", "tax_effort")

#: The parameters of each function: those that it needs, and (with ?) those that it may have.
_PARAMETERS: Final[Mapping[str, str]] = {
    "holds": "expression when?",
    "rules": "ids",
    "count": "when? by? equals? at_least? at_most? of? column? markers?",
    "same_set": "column other? labels? when? of? target? markers?",
    "argmin": "column label is rank? when?",
    "argmax": "column label is rank? when?",
    "sorted": "column direction?",
    "unique": "columns? values?",
    "complete": "columns",
    "labels": "column allowed of?",
    "matches": "column pattern",
    "marker": "column marker when?",
    "same_label": "column other by",
    "class_of": "column classification inputs years? by? marks?",
    "quoted_figure": "expression printed",
    "quoted_list": "column entries order? negative?",
    "not_testable": "why",
}
#: Of which one must be there.
_ONE_OF: Final = {"same_set": ("other", "labels"), "unique": ("columns", "values")}
_ONE_OF_COUNT: Final = ("equals", "at_least", "at_most")
_TEXT: Final = ("column", "label", "is", "marker", "target", "negative", "expression")
_TEXTS: Final = ("when", "by", "ids", "columns", "values", "allowed", "labels", "markers", "inputs")
_AMONG: Final = {
    "of": ("marker",),
    "direction": ("ascending", "descending"),
    "order": ("ascending", "descending"),
    "classification": _CLASSIFICATIONS,
}


class Flaw(NamedTuple):
    """A parameter that is wrong, and why; no key where it is the function."""

    key: str
    problem: str


def flaw(function: str, given: Mapping[str, Any]) -> Flaw | None:
    """Say what is wrong with the parameters of a check; None where nothing is."""
    if function not in _PARAMETERS:
        near = closest(function, _PARAMETERS)
        meant = f"did you mean {near!r}?" if near else f"known: {', '.join(_PARAMETERS)}"
        return Flaw("", f"there is no function {function!r}; {meant}")
    names = _PARAMETERS[function].split()
    known = [name.rstrip("?") for name in names]
    for name in given:
        if name not in known:
            near = closest(name, known)
            meant = f"; did you mean {near!r}?" if near else ""
            said = f"is no parameter of {function!r}{meant} Known: {', '.join(known)}"
            return Flaw(name, said)
    for name in names:
        if not name.endswith("?") and name not in given:
            return Flaw(name, f"is missing: {function!r} needs it")
    needed = _ONE_OF_COUNT if function == "count" else _ONE_OF.get(function, ())
    if needed and not any(name in given for name in needed):
        return Flaw(needed[0], f"is missing: {function!r} needs {' or '.join(needed)}")
    for name, value in given.items():
        problem = _problem(name, value)
        if problem:
            return Flaw(name, problem)
    return None


def _problem(name: str, value: Any) -> str:
    """Say why a value cannot be that of a parameter; nothing where it can."""
    if name in _TEXT and not (isinstance(value, str) and value.strip()):
        return f"is {value!r}; expected a text"
    if name in _TEXTS and not _texts(value):
        return f"is {value!r}; expected a list of texts"
    if name in _AMONG and value not in _AMONG[name]:
        near = closest(value, _AMONG[name])
        meant = f"; did you mean {near!r}?" if near else ""
        return f"is {value!r}; expected one of: {', '.join(_AMONG[name])}{meant}"
    check = _CHECKS.get(name)
    return "" if check is None else check(value)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _whole(value: Any) -> str:
    good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return "" if good else f"is {value!r}; expected a whole number"


def _rank(value: Any) -> str:
    good = isinstance(value, int) and not isinstance(value, bool) and value >= 1
    return "" if good else f"is {value!r}; expected a whole number from 1 up"


def _other(value: Any) -> str:
    good = isinstance(value, str) and CELL.match(value)
    return "" if good else f'is {value!r}; expected a table and its column: "table.column"'


def _pattern(value: Any) -> str:
    try:
        re.compile(value)
    except (re.error, TypeError) as trouble:
        return f"is {value!r}, and no regular expression: {trouble}"
    return ""


def _printed(value: Any) -> str:
    good = isinstance(value, str) and PRINTED.match(value)
    return "" if good else f'is {value!r}; expected a figure as the text prints it: "1.234,5"'


def _inputs(value: list[str]) -> str:
    wrong = [text for text in value if not OPERAND.match(text)]
    advice = "a column, table.column or table.column[key = label]"
    return f"holds {wrong[0]!r}; expected {advice}" if wrong else "" if value else "is empty"


def _years(value: Any) -> str:
    good = isinstance(value, list) and not any(_whole(one) for one in value)
    return "" if good else f"is {value!r}; expected a list of years"


def _entries(value: Any) -> str:
    if not (isinstance(value, list) and all(isinstance(entry, dict) for entry in value)):
        return 'is no list of {column = label, printed = "1,5"}'
    for entry in value:
        problem = _printed(entry.get("printed"))
        if problem:
            return f"holds {entry!r}, whose `printed` {problem}"
    return ""


def _both(value: Any) -> str:
    good = isinstance(value, dict) and all(
        isinstance(value.get(lang), str) for lang in ("pt", "en")
    )
    return "" if good else 'is no text in both languages: {pt = "…", en = "…"}'


def _marks(value: Any) -> str:
    good = isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    return "" if good else 'is no table of texts: {not_informed = "n.d"}'


_CHECKS: Final = {
    "equals": _whole,
    "at_least": _whole,
    "at_most": _whole,
    "rank": _rank,
    "other": _other,
    "pattern": _pattern,
    "printed": _printed,
    "inputs": _inputs,
    "years": _years,
    "entries": _entries,
    "why": _both,
    "marks": _marks,
}
