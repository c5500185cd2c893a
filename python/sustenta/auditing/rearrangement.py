"""Printed order: is it possible, which exchange or other order explains it, and how many do."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from numbers import Number
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta import _core
from sustenta.auditing._rearranged import Block, Explanation, Rearrangement, Unserved
from sustenta.auditing.slips import exact
from sustenta.errors import ColumnMissingError, DuplicateKeyError, SettingError
from sustenta.panels._frames import open_table
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Hashable

    from sustenta.panels._frames import Frame

__all__ = ["rearrangements"]

_ALPHABETICAL: Final = {"pt": "alfabética de {}", "en": "of the alphabet, by {}"}
#: What a column of the key is called; of another one, its own name.
_KEYS: Final = {
    "pt": {"municipality": "município", "code": "código", "uf": "UF"},
    "en": {"municipality": "municipality", "code": "code", "uf": "State"},
}
_REVERSE: Final = {"pt": "inversa", "en": "reversed"}

#: The ends of a range.
_ENDS: Final = 2

_Key = tuple[str, ...]
_Name = Mapping[str, str]
_Column = tuple[str, str, list[str | None], list[list[str] | None]]


def rearrangements(
    table: Any,
    key: str | Sequence[str],
    columns: str | Sequence[str],
    expected: Any,
    *,
    orders: Mapping[str, Iterable[Any]] | None = None,
    kinds: Mapping[str, str] | None = None,
    same: Mapping[str, str] | None = None,
    style: str = "pt",
    lang: Lang = "pt",
) -> Rearrangement:
    """Look for what explains the printed order of a table.

    A cell that is not what other figures make of it need not be wrong: its row, its column or a
    block of the page may stand in another place. Each such hypothesis costs one change, and is
    accepted only if it explains at least two cells and leaves none wrong where it touches: two rows
    or two labels exchanged, two columns exchanged in a row, a run of cells one line too low or too
    high, a row or a column repeated, a block of columns in another order.

    Parameters
    ----------
    table : pandas or polars DataFrame, or pyarrow Table
        The table as printed, one row a printed line, in the order of the page.
    key : str or sequence of str
        The columns that label a row.
    columns : str or sequence of str
        The columns in question.
    expected : pandas or polars DataFrame, or pyarrow Table
        What each row should have, recomputed from other figures: the columns of `key`, and those of
        `columns` that are known, in any order of rows. A cell is a label, several labels of which
        any fits (a list, tuple or set), a number, or a range of numbers (a pair, or a
        `pandas.Interval`). A missing cell, row or column is unknown, and anything fits it.
    orders : mapping of str to iterable, optional
        Orders to try beside those of the alphabet and the reverse of the page: a name, and the keys
        from top to bottom (tuples where `key` is more than one column). Keys that the table lacks
        are passed over.
    kinds : mapping of str to str, optional
        What the printed figures of a column say of the number behind them: ``"exact"``, which is
        assumed, ``"rounded"`` or ``"truncated"``.
    same : mapping of str to str, optional
        Printed labels that stand for others: ``{"Positivas": "Positiva"}``. Labels are compared
        without regard to capitals and spaces.
    style : {"pt", "en", "plain", "mixed"}
        The marks of printed figures; columns of numbers are taken as they are.
    lang : {"pt", "en"}
        The language of the result.

    Returns
    -------
    Rearrangement
        ``fits``, ``straight``, ``blocks``, ``explanations`` and ``order`` as frames, ``text()``.
        The number of orders that fit is exact; it is left out where counting would take too long,
        which takes some twenty rows that can each have most lines.

    Raises
    ------
    ColumnMissingError
        For a column that `table` lacks, or a key that `expected` lacks.
    DuplicateKeyError
        For a key that stands in more than one row.
    SettingError
        For an order that lacks a key of the table, or an expected cell that cannot be read.
    UnreadableFigureError
        For a printed figure that the style cannot read, with its row.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> page = pd.DataFrame({"city": list("ABCD"), "class": ["Bom", "Ruim", "Bom", "Bom"]})
    >>> truth = pd.DataFrame({"city": list("ABCD"), "class": ["Bom", "Bom", "Ruim", "Bom"]})
    >>> found = st.rearrangements(page, "city", "class", truth, lang="en")
    >>> found
    4 rows by “city”.
    “class”: 2 of 4 cells do not fit beside the printed labels. This explains all of them: the
    labels B and C exchanged. 1 more in .explanations. Of 24 possible orders of the rows, 6 fit.
    Exchanging the labels of whole rows mends the table: 6 fit.
    >>> found.explanations[["kind", "rows", "settles", "moves"]]
         kind        rows settles moves
    0  labels        B, C       2     2
    1   order  D, C, B, A       2     4
    """
    lang = check_lang(lang)
    key_names, names = _names(key), _names(columns)
    page, truth = open_table(table, "table"), open_table(expected, "expected")
    _present(page, [*key_names, *names], "table")
    _present(truth, key_names, "expected")
    keys, found_keys = _keys(page, key_names), _keys(truth, key_names)
    places = {found: row for row, found in enumerate(found_keys)}
    rows = [places.get(found) for found in keys]
    synonyms = {_folded(text): _folded(other) for text, other in (same or {}).items()}
    given = [
        _column(
            page.plain(name),
            truth.plain(name) if name in truth.names else None,
            rows,
            (name, style, (kinds or {}).get(name, "exact")),
            synonyms,
        )
        for name in names
    ]
    tried = _orders(page, key_names, keys, orders or {})
    lines = [[order.index(found) for found in keys] for _, order in tried]
    answer = json.loads(_core.rearrangements(given, lines))
    return _Reader(["/".join(found) for found in keys], names, tried, lines).result(
        answer, tuple(key_names), lang
    )


def _names(given: str | Sequence[str]) -> list[str]:
    return [given] if isinstance(given, str) else list(given)


def _present(frame: Frame, names: Sequence[str], argument: str) -> None:
    missing = [name for name in names if name not in frame.names]
    if missing:
        found = [str(name) for name in frame.names]
        raise ColumnMissingError(
            f"`{argument}` has no column {', '.join(missing)}; it has {', '.join(found)}",
            missing=missing,
            found=found,
        )


def _keys(frame: Frame, names: Sequence[str]) -> list[_Key]:
    columns = [["" if pd.isna(cell) else str(cell) for cell in frame.plain(n)] for n in names]
    keys = list(zip(*columns, strict=True))
    first: dict[_Key, int] = {}
    for row, key in enumerate(keys):
        if key in first:
            raise DuplicateKeyError(
                f"rows {first[key]} and {row} have the same key, {', '.join(key)}",
                key=list(key),
                rows=[first[key], row],
            )
        first[key] = row
    return keys


def _folded(text: Any) -> str:
    return " ".join(str(text).split()).casefold()


def _unknown(cell: Any) -> bool:
    if isinstance(cell, (list, tuple, set, frozenset, pd.Interval)):
        return False
    return cell is None or bool(pd.isna(cell))


def _column(
    printed: Any,
    expected: Any,
    rows: Sequence[int | None],
    about: tuple[str, str, str],
    synonyms: Mapping[str, str],
) -> _Column:
    """Give a column as the core takes it: labels or figures, by what is expected."""
    name, style, kind = about
    cells = [] if expected is None else list(expected)
    wanted = [None if row is None or row >= len(cells) else cells[row] for row in rows]
    wanted = [None if _unknown(cell) else cell for cell in wanted]
    texts = [None if _unknown(cell) else cell for cell in printed]
    if any(_is_range(cell) for cell in wanted):
        numbers = not any(isinstance(text, str) for text in texts)
        shown = [None if text is None else str(text) for text in texts]
        return "plain" if numbers else style, kind, shown, [_range(cell, name) for cell in wanted]
    labels = [None if text is None else _folded(text) for text in texts]
    said = [None if text is None else synonyms.get(text, text) for text in labels]
    return "labels", kind, said, [_labels(cell, synonyms) for cell in wanted]


def _is_range(cell: Any) -> bool:
    if isinstance(cell, (tuple, list)):
        return len(cell) == _ENDS and all(_is_range(end) for end in cell)
    return isinstance(cell, (Number, pd.Interval)) and not isinstance(cell, bool)


def _range(cell: Any, name: str) -> list[str] | None:
    if cell is None:
        return None
    if isinstance(cell, pd.Interval):
        cell = (cell.left, cell.right)
    ends = cell if isinstance(cell, (tuple, list)) else (cell, cell)
    if len(ends) != _ENDS:
        raise SettingError(
            f"`expected` has {cell!r} in column {name!r}; expected a number, or both ends of a "
            "range",
            argument="expected",
            problem=f"{cell!r} is no range",
        )
    return [str(exact("expected", end)) for end in ends]


def _labels(cell: Any, synonyms: Mapping[str, str]) -> list[str] | None:
    if cell is None:
        return None
    several = cell if isinstance(cell, (list, tuple, set, frozenset)) else [cell]
    folded = [_folded(label) for label in several]
    return sorted({synonyms.get(label, label) for label in folded})


def _orders(
    page: Frame, key_names: Sequence[str], keys: Sequence[_Key], given: Mapping[str, Iterable[Any]]
) -> list[tuple[_Name, list[_Key]]]:
    """Give the orders to try, each once and none that is the page's."""
    tried: list[tuple[_Name, list[_Key]]] = []
    for place, name in enumerate(key_names):
        cells: list[Hashable] = list(page.plain(name))
        alphabet = sorted(range(len(keys)), key=lambda row: _rank(cells[row], keys[row][place]))
        title = {
            lang: text.format(_KEYS[lang].get(str(name), name))
            for lang, text in _ALPHABETICAL.items()
        }
        tried.append((title, [keys[row] for row in alphabet]))
    for name, order in given.items():
        listed = [_key(found, len(key_names)) for found in order]
        known = [found for found in dict.fromkeys(listed) if found in set(keys)]
        missing = ["/".join(found) for found in keys if found not in set(known)]
        if missing:
            raise SettingError(
                f"`orders` has an order {name!r} without {', '.join(missing)}; an order names "
                "every row of the table",
                argument="orders",
                problem=f"{name!r} lacks {', '.join(missing)}",
            )
        tried.append(({"pt": name, "en": name}, known))
    tried.append((_REVERSE, list(reversed(keys))))
    once: list[tuple[_Name, list[_Key]]] = []
    for called, order in tried:
        if order != list(keys) and all(order != other for _, other in once):
            once.append((called, order))
    return once


def _key(found: Any, columns: int) -> _Key:
    if columns == 1 and not isinstance(found, tuple):
        return (str(found),)
    return tuple(str(part) for part in found)


def _rank(cell: Any, text: str) -> tuple[int, Any]:
    """Order numbers by size and words by the alphabet, in which accents do not count."""
    if isinstance(cell, Number) and not pd.isna(cell):  # type: ignore[call-overload]
        return 0, cell
    plain = unicodedata.normalize("NFKD", text.casefold())
    return 1, ("".join(mark for mark in plain if not unicodedata.combining(mark)), text)


class _Reader:
    """Turns the core's row and column numbers into the table's own names."""

    def __init__(
        self,
        keys: Sequence[str],
        names: Sequence[str],
        tried: Sequence[tuple[_Name, list[_Key]]],
        lines: Sequence[Sequence[int]],
    ) -> None:
        self.keys, self.names, self.tried, self.lines = keys, names, tried, lines

    def result(self, answer: dict[str, Any], key: _Key, lang: Lang) -> Rearrangement:
        groups = answer["groups"]
        frames = [self.order(group) for group in groups]
        names = ["columns", "line", "printed", "belongs_to", "only"]
        order = pd.DataFrame([row for frame in frames for row in frame], columns=names)
        whole = answer["whole"]
        return Rearrangement(
            key=key,
            rows=len(self.keys),
            orders=int(answer["orders"], 16),
            straight=self.columns(answer["straight"]),
            blocks=tuple(self.block(group) for group in groups),
            whole=self.unserved(whole),
            whole_fitting=_whole(whole["count"]),
            order=order,
            lang=lang,
        )

    def columns(self, numbers: Iterable[int]) -> _Key:
        return tuple(self.names[number] for number in numbers)

    def rows(self, numbers: Iterable[int]) -> _Key:
        return tuple(self.keys[number] for number in numbers)

    def unserved(self, fit: dict[str, Any]) -> Unserved | None:
        if fit["violator"] is None:
            return None
        rows, lines = fit["violator"]
        return Unserved(self.rows(rows), self.rows(lines))

    def block(self, group: dict[str, Any]) -> Block:
        return Block(
            columns=self.columns(group["columns"]),
            misfits=tuple((self.keys[row], self.names[column]) for row, column in group["misfits"]),
            explanations=tuple(self.explanation(found) for found in group["explanations"]),
            fitting=_whole(group["fit"]["count"]),
            unserved=self.unserved(group["fit"]),
        )

    def explanation(self, found: dict[str, Any]) -> Explanation:
        step = found["step"]
        columns = self.columns(found["columns"])
        name: _Name = self.tried[step["order"]][0] if step["kind"] == "order" else {}
        if step["kind"] == "order":
            rows: _Key = tuple("/".join(key) for key in self.tried[step["order"]][1])
        elif step["kind"] == "repeated_column":
            rows = (self.names[step["exchanged"][1]],)
        else:
            rows = self.rows(step["rows"])
        return Explanation(
            kind=step["kind"],
            columns=columns,
            rows=rows,
            name=name,
            settles=found["settles"],
            remains=found["remains"],
            moves=found["moves"],
        )

    def order(self, group: dict[str, Any]) -> list[tuple[str, int, str, str | None, bool]]:
        """Whose cells stand in each line, by the best explanation or any order that fits."""
        fit = group["fit"]
        lines: Sequence[int | None] = fit["line"]
        for found in group["explanations"][:1]:
            step = found["step"]
            if step["kind"] == "order" and not found["remains"]:
                lines = self.lines[step["order"]]
            elif step["kind"] in {"rows", "labels"} and not found["remains"]:
                one, other = step["rows"]
                own = range(len(self.keys))
                lines = [{one: other, other: one}.get(row, row) for row in own]
        owners = {line: row for row, line in enumerate(lines) if line is not None}
        forced = set(fit["forced"])
        columns = ", ".join(self.columns(group["columns"]))
        return [
            (
                columns,
                line + 1,
                printed,
                self.keys[owners[line]] if line in owners else None,
                owners.get(line) in forced,
            )
            for line, printed in enumerate(self.keys)
        ]


def _whole(count: str | None) -> int | None:
    return None if count is None else int(count, 16)
