"""From a table as it stands to tidy rows: keys, columns of figures, columns of texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta.sources import _labels as labels
from sustenta.sources import _record as record
from sustenta.sources._cells import holds_figures, read_column
from sustenta.sources._grid import Grid, cell_text, is_blank
from sustenta.sources._places import file_row, letters_of, of_many, places, years
from sustenta.sources._totals import is_total, total_notes

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Plan", "melt"]

_KEYS: Final = (
    labels.CODE,
    labels.NAME,
    labels.UF,
    labels.UF_CODE,
    labels.YEAR,
    labels.PERIOD,
    labels.STAGE,
    labels.BASIS,
)
#: Columns whose names say what they hold.
_INDICATORS: Final = {"populacao": "population", "population": "population", "pop": "population"}
#: From so many figures on, an answer of zeros alone is worth a word.
_MANY: Final = 20


@dataclass(slots=True)
class Plan:
    """What the caller says of a table.

    Attributes
    ----------
    roles : mapping
        From the place of a column to the key or indicator that it holds.
    styles : mapping
        From the place of a column to the number style.
    code, year
        Of all rows that do not say.
    """

    roles: Mapping[int, str] = field(default_factory=dict)
    styles: Mapping[int, str] = field(default_factory=dict)
    code: str | None = None
    year: int | None = None


def melt(grid: Grid, plan: Plan, beside: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """Give a row for each cell of each column of figures, and the reports."""
    keys = _keys(grid, plan)
    key_columns, reports = _key_columns(grid, plan, keys)
    others = [
        place
        for place in range(len(grid.names))
        if place not in keys.values() and not _is_nothing(grid, place)
    ]
    held = [
        place
        for place in others
        if place in plan.roles
        or (not labels.names_codes(grid.names[place]) and holds_figures(grid.column(place)))
    ]
    texts = {
        _text_name(grid, place): [cell_text(cell) or None for cell in grid.column(place)]
        for place in others
        if place not in held
    }
    basis = keys.get(labels.BASIS)
    if basis is not None:
        texts["basis"] = [cell_text(cell) or None for cell in grid.column(basis)]
    reports += _beside(grid, beside or {})
    if not held:
        frame = _stand(grid, key_columns, texts, None, {})
        return record.stack([frame, *reports])
    parts = _figures(grid, plan, held)
    count = len(held)
    repeated_keys = {name: _spread(column, count) for name, column in key_columns.items()}
    repeated_texts = {name: _spread(column, count) for name, column in texts.items()}
    if "stage" in repeated_keys and any(parts["stage"]):
        parts["stage"] = [
            own or of_row
            for own, of_row in zip(parts["stage"], repeated_keys["stage"], strict=True)
        ]
    repeated_keys = {name: held for name, held in repeated_keys.items() if name not in parts}
    frame = _stand(grid, repeated_keys, repeated_texts, count, parts)
    total_notes(frame, _totals(grid, keys, texts), count)
    _note_repeated(frame, texts)
    if len(frame) >= _MANY and bool((frame["value"] == 0).all()):
        words = f"every one of the {len(frame)} figures is zero"
        reports.append(file_row(grid.content, words))
    return record.stack([frame, *reports])


def _is_nothing(grid: Grid, place: int) -> bool:
    """Say whether a column has neither a name nor cells: a separator at the end of each line."""
    unnamed = grid.names[place] == f"column_{place + 1}"
    return unnamed and all(map(is_blank, grid.column(place)))


def _keys(grid: Grid, plan: Plan) -> dict[str, int]:
    """Find the columns that are keys: those that the caller names, then those known by name."""
    keys = {role: place for place, role in plan.roles.items() if role in _KEYS}
    for place, name in enumerate(grid.names):
        key = labels.key_of(name)
        if key is None or place in plan.roles or not _may_be(key, grid, place):
            continue
        if key not in keys or (
            key == labels.CODE and labels.longer_code(name) and keys[key] not in plan.roles
        ):
            keys[key] = place
    return keys


def _may_be(key: str, grid: Grid, place: int) -> bool:
    """Hold a column's name against what it holds: "fonte" and "codigo" may be anything."""
    if key != labels.CODE:
        return True
    texts = [cell_text(cell) for cell in grid.column(place)[:_MANY]]
    codes = [text for text in texts if text.replace(".0", "").isdigit()]
    return not texts or 2 * len(codes) >= len(texts)


def _key_columns(
    grid: Grid, plan: Plan, keys: Mapping[str, int]
) -> tuple[dict[str, list[Any]], list[pd.DataFrame]]:
    rows, numbers = len(grid.lines), grid.numbers
    reports: list[pd.DataFrame] = []

    def cells(key: str) -> list[Any] | None:
        return grid.column(keys[key]) if key in keys else None

    names, ufs = cells(labels.NAME), cells(labels.UF)
    ufs = cells(labels.UF_CODE) if ufs is None else ufs
    codes = cells(labels.CODE)
    if codes is not None:
        columns, reports = places(grid.content, codes, names, cells(labels.UF), numbers)
    elif plan.code is not None:
        columns = {**of_many([plan.code] * rows), "detail": [None] * rows}
    else:
        columns = _without_codes(names, ufs, rows)
        if names is not None or ufs is None:
            words = "no column holds codes; give `code=` or `columns=`"
            reports.append(file_row(grid.content, words))
    if labels.YEAR in keys:
        label = grid.names[keys[labels.YEAR]]
        found, wrong = years(
            grid.content, grid.column(keys[labels.YEAR]), numbers, label, plan.year
        )
        columns["year"], reports = found, reports + wrong
    else:
        columns["year"] = [plan.year] * rows
        if plan.year is None:
            words = "no column holds years; give `year=` or `columns=`"
            reports.append(file_row(grid.content, words))
    if labels.PERIOD in keys:
        label = grid.names[keys[labels.PERIOD]]
        periods = grid.column(keys[labels.PERIOD])
        columns["period"] = [labels.period_of(cell, label) for cell in periods]
    if labels.STAGE in keys:
        texts = [cell_text(cell) for cell in grid.column(keys[labels.STAGE])]
        columns["stage"] = [labels.stage_of(text) or text or None for text in texts]
    return columns, reports


def _without_codes(
    names: list[Any] | None, ufs: list[Any] | None, rows: int
) -> dict[str, list[Any]]:
    """Give the places of rows without codes: of a state, of a name that joins nothing, of none."""
    states = [None] * rows if ufs is None else letters_of(ufs)
    note = record.NO_CODE if names is not None or ufs is None else record.UF_TOTAL
    return {
        "code": [None] * rows,
        "municipality": [None] * rows
        if names is None
        else [cell_text(name) or None for name in names],
        "uf": states,
        "note": [note] * rows,
        "detail": [None] * rows,
    }


def _text_name(grid: Grid, place: int) -> str:
    name = grid.names[place]
    return f"{name}_" if name in record.COLUMNS else name


def _figures(grid: Grid, plan: Plan, held: list[int]) -> dict[str, list[Any]]:
    """Read the columns of figures, and lay them out row by row."""
    read = [read_column(grid, place, style=plan.styles.get(place, "column")) for place in held]
    stages = [labels.stage_of(grid.outer[place]) for place in held]
    accounts = [grid.names[place] for place in held]
    indicators = [
        plan.roles.get(place) or _INDICATORS.get(labels.plain(grid.names[place])) for place in held
    ]
    rows = len(grid.lines)
    groups = {"group": [grid.outer[place] or None for place in held] * rows}
    unread = _across([column.unread for column in read])
    return {
        "value": list(_across([column.value for column in read])),
        "marker": list(_across([column.marker for column in read])),
        "printed": list(_across([np.array(column.printed, dtype=object) for column in read])),
        "unread": list(unread),
        "account": accounts * rows,
        "indicator": indicators * rows,
        "stage": stages * rows,
        "column": [column.label for column in read] * rows,
        "line": [number for number in grid.numbers for _ in held],
        **(groups if any(grid.outer) else {}),
    }


def _across(columns: list[NDArray[Any]]) -> NDArray[Any]:
    return np.column_stack(columns).ravel()


def _spread(column: list[Any], count: int) -> list[Any]:
    return [cell for cell in column for _ in range(count)]


def _stand(
    grid: Grid,
    keys: Mapping[str, list[Any]],
    texts: Mapping[str, list[Any]],
    count: int | None,
    parts: Mapping[str, list[Any]],
) -> pd.DataFrame:
    columns: dict[str, Any] = {**keys, **{k: v for k, v in parts.items() if k != "unread"}}
    if count is None:
        columns["line"] = grid.numbers
    if "group" in parts:
        columns["group"] = pd.array(parts["group"], dtype="string")
    for name, cells in texts.items():
        columns[name] = pd.array(cells, dtype="string")
    frame = record.tidy(columns, content=grid.content, rows=len(grid.lines) * (count or 1))
    if "unread" in parts:
        unread = np.array(parts["unread"], dtype=np.bool_)
        frame.loc[unread & frame["note"].isna().to_numpy(), "note"] = record.UNREAD
    return frame


def _totals(grid: Grid, keys: Mapping[str, int], texts: Mapping[str, list[Any]]) -> list[bool]:
    """Say of each row whether a key or a text of it is "Total"."""
    named = [grid.column(keys[key]) for key in (labels.CODE, labels.NAME) if key in keys]
    named += texts.values()
    return [
        any(is_total(cell_text(cells[row])) for cells in named) for row in range(len(grid.lines))
    ]


def _note_repeated(frame: pd.DataFrame, texts: Mapping[str, list[Any]]) -> None:
    """Note rows whose municipality, year, texts and column are those of another."""
    if frame["code"].isna().all():
        return
    coded = frame["code"].notna() & frame["note"].isna()
    own = frame[coded]
    record.note_repeated(own, ["code", "year", "period", "stage", *texts, "column"])
    frame.loc[own.index, ["note", "detail"]] = own[["note", "detail"]]


def _beside(grid: Grid, beside: Mapping[str, Any]) -> list[pd.DataFrame]:
    """Report titles, notes, names that the file lacks, and an answer that is not whole."""
    content = grid.content
    reports = [
        file_row(content, "above the table", printed=title.text, line=title.number)
        for title in grid.titles
    ]
    reports += [
        file_row(
            content, "below the table", note=record.UNREAD, printed=foot.text, line=foot.number
        )
        for foot in grid.feet
    ]
    if not grid.named:
        words = "the table does not name its columns; give `columns=`"
        reports.append(file_row(content, words))
    if not grid.lines:
        reports.append(file_row(content, "the table has a header and no rows"))
    if beside.get("hasMore") is True:
        words = "the answer is not whole: it says that more records follow (hasMore)"
        reports.append(file_row(content, words))
    return reports
