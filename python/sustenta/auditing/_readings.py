"""Rules that do not hold as a reader checks them: the rule, its figures put in, what they give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Protocol

import pandas as pd

from sustenta.auditing._figures import as_it_stands, interval
from sustenta.auditing._tables import label
from sustenta.auditing._wording import WHY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sustenta.auditing._tables import Opened
    from sustenta.auditing.rules import Rules
    from sustenta.registry import Lang

__all__ = ["Readings"]


class _Confronted(Protocol):
    """A confrontation, as far as its violations are read."""

    rules: Rules
    lang: Lang
    _tables: Sequence[Opened]

    @property
    def violations(self) -> pd.DataFrame: ...


_SIDES: Final = re.compile(r"\s*(==|<=|>=)\s*")
#: What each relation is not, where it does not hold.
_NOT: Final = {"==": "≠", "<=": ">", ">=": "<"}
_SIGNS: Final = ((" == ", " = "), ("<=", "≤"), (">=", "≥"), (" - ", " − "), (" * ", " × "))
_NAME: Final = r"(?:`[^`]+`|[^\W\d]\w*)"
#: A cell as an expression names it, a sum, or a sign between them.
_PART: Final = re.compile(rf"(?P<sum>\bsum\()|(?P<cell>{_NAME}(?:\.{_NAME})?(?:\[[^\]]*\])?)")
_ALONE: Final = re.compile(rf"(?:{_NAME}(?:\.{_NAME})?(?:\[[^\]]*\])?|-?\d+(?:\.\d+)?)")
_ONLY_SUM: Final = re.compile(r"sum\((?:[^()]|\([^()]*\)|\((?:[^()]|\([^()]*\))*\))*\)")
#: Addends that are written out.
_ADDENDS: Final = 8
#: Violations that are shown of what several cells are part of.
_SHOWN: Final = 4


class Readings:
    """The violations of a confrontation, each as a line to check by hand."""

    def __init__(self, c: _Confronted) -> None:
        self._c = c
        self._rows = c.violations.to_dict("records")
        self._rules = {rule.id: rule for rule in c.rules}
        self._places: dict[str, dict[str, int]] = {}
        self._columns: dict[tuple[str, str], list[Any]] = {}
        self._by_cell: dict[str, list[int]] = {}
        for n, row in enumerate(self._rows):
            for address in row["cells"]:
                self._by_cell.setdefault(address, []).append(n)

    def of(self, addresses: Iterable[str], rules: Iterable[str]) -> list[str]:
        """Give the violations of rules in which cells stand; of many, the first."""
        named = set(rules)
        at = sorted({n for address in addresses for n in self._by_cell.get(address, ())})
        found = [n for n in at if self._rows[n]["rule"] in named]
        rest = len(found) - _SHOWN
        said = [self.reading(self._rows[n]) for n in found[:_SHOWN]]
        return [*said, f"… (+{rest})"] if rest > 0 else said

    def reading(self, row: Mapping[Any, Any], *, labelled: bool = True) -> str:
        """Write a row of `Confrontation.violations`: label, rule, and the figures put in."""
        rule = self._rules[row["rule"]]
        words, text = rule.label[self._c.lang], rule.says
        said = _typeset(text) if words == text or not labelled else f"{words}; {_typeset(text)}"
        if row["why"]:
            return f"{said}: {WHY[self._c.lang].get(row['why'], row['why'])}"
        return f"{said}: {self._figures(text, row)}"

    def _figures(self, text: str, row: Mapping[Any, Any]) -> str:
        left, sign, right = _SIDES.split(text, maxsplit=1)
        cells = list(row["cells"])
        given = [(row["left_low"], row["left_high"]), (row["right_low"], row["right_high"])]
        values = self._values(left, right, cells)
        sides = [
            self._side(side, values, low, high)
            for side, (low, high) in zip((left, right), given, strict=True)
        ]
        return f"{sides[0]} {_NOT[sign]} {sides[1]}"

    def _side(self, side: str, values: Mapping[str, str], low: Any, high: Any) -> str:
        result = interval(low, high, self._c.lang)
        if side in values and _ALONE.fullmatch(side):
            shown = values[side]
            return shown if low == high else f"{shown} ({result})"
        if side in values:
            return f"{values[side]} = {result}"
        parts = [found["cell"] for found in _PART.finditer(side)]
        if not parts or any(part not in values for part in parts):
            return result
        put = _PART.sub(lambda found: _enclosed(values[found["cell"]]), side)
        return f"{_typeset(_numbers(put, side, self._c.lang))} = {result}"

    def _values(self, left: str, right: str, cells: list[str]) -> dict[str, str]:
        """Give what the cells that an expression names are; none where that cannot be said."""
        sums = [side for side in (left, right) if _ONLY_SUM.fullmatch(side)]
        plain = [side for side in (left, right) if side not in sums]
        if any("sum(" in side for side in plain) or len(sums) > 1:
            return {}
        named = dict.fromkeys(m["cell"] for side in plain for m in _PART.finditer(side))
        # The core names the cells of a rule in the order of the expression, each once.
        addends = len(cells) - len(named)
        if (addends and not sums) or addends < 0 or addends > _ADDENDS:
            return {}
        if sums and left in sums:
            cells = cells[addends:] + cells[:addends]
        shown = [self._printed(address) for address in cells]
        if None in shown:
            return {}
        texts = [str(text) for text in shown]
        values = dict(zip(named, texts[: len(named)], strict=True))
        return values | ({sums[0]: " + ".join(texts[len(named) :])} if sums else {})

    def _printed(self, address: str) -> str | None:
        """Write the figure that stands at an address."""
        for table in self._c._tables:  # noqa: SLF001  the tables that were confronted
            start = f"{table.name}."
            if not address.startswith(start):
                continue
            column, _, where = address[len(start) :].rstrip("]").partition("[")
            if table.name not in self._places:
                keys = [[label(value) for value in table.column(name)] for name in table.key]
                names = map(", ".join, zip(*keys, strict=True)) if keys else ()
                found = {name: row for row, name in enumerate(names)}
                self._places[table.name] = found
            row = self._places[table.name].get(where)
            if row is None and not table.key and where.isdecimal():
                row = int(where)
            if row is None or column not in table.columns:
                return None
            cells = self._columns.get((table.name, column))
            if cells is None:
                # A warning in each of thousands of rows asks for the same few columns.
                cells = self._columns[table.name, column] = list(pd.Series(table.column(column)))
            return as_it_stands(Decimal(str(cells[row])), self._c.lang)
        return None


def _enclosed(figure: str) -> str:
    return f"({figure})" if figure.startswith("-") else figure


def _numbers(put: str, side: str, lang: str) -> str:
    """Write the constants of an expression with the marks of the language."""
    if lang != "pt":
        return put
    for constant in re.findall(r"(?<![\w.])\d+\.\d+(?![\w.])", side):
        put = re.sub(
            rf"(?<![\w.,]){re.escape(constant)}(?![\w.,])", constant.replace(".", ","), put
        )
    return put


def _typeset(text: str) -> str:
    """Write an expression as a reader does."""
    for code, sign in _SIGNS:
        text = text.replace(code, sign)
    return " ".join(text.split())
