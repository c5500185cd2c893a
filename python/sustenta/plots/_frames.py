"""What the charts read of a frame: who, when, how much; and what they refuse, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta._names import lacking, unknown
from sustenta._tabular import as_pandas
from sustenta.errors import ColumnTypeError, DomainError, DuplicateKeyError
from sustenta.plots._style import legible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from sustenta.registry import Lang

__all__ = [
    "ByYear",
    "Units",
    "by_year",
    "chosen",
    "end_in_words",
    "floats",
    "in_year",
    "last_known",
    "nothing",
    "one_line",
    "table",
    "units",
]

#: The names of a municipality, the surest first.
_KEYS: Final = ("code", "municipality")
_UNNAMED: Final = {"pt": "sem nome", "en": "unnamed"}
_EXPECTED: Final = "a DataFrame of pandas or polars, or a Table of pyarrow"


@dataclass(frozen=True, slots=True)
class Units:
    """The municipalities of a frame: their names, and whose each row is."""

    names: list[str]
    codes: NDArray[np.intp]
    keys: list[str]


@dataclass(frozen=True, slots=True)
class ByYear:
    """A column by municipality and year; every year from the first to the last, gaps as NaN."""

    names: list[str]
    years: list[int]
    matrix: NDArray[np.float64]
    keys: list[str]
    #: How many more there are of which nothing is known.
    without: int = 0


def table(
    frame: Any, columns: Sequence[str], *, chart: str, lang: Lang = "pt", keyed: bool = True
) -> pd.DataFrame:
    """Give the frame as pandas', with its key among the columns, and names fit to be written.

    Refused is a frame that lacks a column, or has it twice, and an infinite amount.
    """
    found = as_pandas(frame, "frame", _EXPECTED)
    if any(name is not None for name in found.index.names):
        named = [str(name) for name in found.index.names if name is not None]
        if not set(named) & set(found.columns):
            found = found.reset_index()
    missing = [name for name in columns if name not in found.columns]
    if keyed and not any(name in found.columns for name in _KEYS):
        missing.append("municipality")
    if missing:
        wanted = [*(["municipality or code"] if keyed else []), *columns]
        raise lacking(
            f"`frame` lacks {', '.join(missing)}: the chart `{chart}` draws {', '.join(wanted)}",
            missing,
            list(found.columns),
        )
    for name in dict.fromkeys((*_KEYS, "uf", "year", *columns)):
        _refuse_doubled(found, name)
    for name in columns:
        _refuse_infinite(found, name)
    return _named(found, lang) if keyed else found


def _refuse_doubled(frame: pd.DataFrame, column: str) -> None:
    count = int((frame.columns == column).sum())
    if count > 1:
        raise ColumnTypeError(
            f"`frame` has {count} columns called {column!r}; expected one: rename or drop the "
            "others",
            argument=column,
            found=f"{count} columns",
        )


def _refuse_infinite(frame: pd.DataFrame, column: str) -> None:
    try:
        values = frame[column].to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError):
        return  # what is no amount is refused where one is needed
    infinite = np.isinf(values)
    if infinite.any():
        row = int(infinite.argmax())
        raise DomainError(
            f"`{column}` is {values[row]} at row {row}; a chart shows numbers: take the row out, "
            "or make it missing",
            argument=column,
            row=row,
            found=str(values[row]),
            expected="a finite number",
            reason="amount_not_finite",
        )


def _named(frame: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Write names on one line each; where one is missing, the code stands, or that it has none."""
    known = [name for name in _KEYS if name in frame.columns]
    if known == ["code"] and frame["code"].notna().all():
        return frame
    given = frame[known[-1]]
    gone = given.isna().tolist()
    codes = frame["code"] if known == list(_KEYS) else pd.Series(None, frame.index, dtype=object)
    instead = zip(codes, codes.isna(), strict=True)
    said: list[str] = []
    for name, missing, (code, codeless) in zip(given, gone, instead, strict=True):
        line = "" if missing else one_line(name)
        said.append(line or (_UNNAMED[lang] if codeless else str(code)))
    return frame.assign(**{known[-1]: pd.Series(said, frame.index, dtype=object)})


def one_line(name: object) -> str:
    """Write a name on one line, what is no letter made visible."""
    return legible(" ".join(str(name).split()))


def units(frame: pd.DataFrame, called: Mapping[Any, str] | None = None) -> Units:
    """Say whose each row is; the State stands before the name where there is more than one.

    `called` gives names by key, for those of which the frame has only the key.
    """
    known = [name for name in _KEYS if name in frame.columns]
    label = frame[known[-1]].astype(str)
    states = "uf" in frame.columns and len(set(frame["uf"].dropna())) > 1
    if states and known[-1] == "municipality":
        label = (frame["uf"].astype(object) + "/" + label).where(frame["uf"].notna(), label)
    key = frame["code"].astype(str) if known[0] == "code" else label
    codes, keys = pd.factorize(key)
    first = pd.Series(np.arange(len(frame))).groupby(codes).first()
    names = label.to_numpy(dtype=object)[first.to_numpy()]
    given = {one_line(key): one_line(name) for key, name in (called or {}).items()}
    names = pd.Series(
        [given.get(str(key), name) for key, name in zip(keys, names, strict=True)], dtype=object
    )
    twice = names.duplicated(keep=False)
    if twice.any():
        names = names.where(~twice, names + " (" + pd.Series(list(keys), dtype=object) + ")")
    return Units([str(name) for name in names], codes, [str(key) for key in keys])


def floats(frame: pd.DataFrame, column: str) -> NDArray[np.float64]:
    """Give a column in floats, what is missing as NaN; refuse an infinite amount."""
    _refuse_doubled(frame, column)
    _refuse_infinite(frame, column)
    try:
        values = frame[column].to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError) as problem:
        raise ColumnTypeError(
            f"`{column}` is {frame[column].dtype}; expected amounts",
            argument=column,
            found=str(frame[column].dtype),
        ) from problem
    return np.asarray(values)


def nothing(column: str) -> DomainError:
    """Make the error for a chart of which nothing is known."""
    return DomainError(
        f"`frame` has no known {column}: there is nothing to draw",
        argument="frame",
        row=None,
        found=f"no {column}",
        expected=f"at least one {column}",
        reason="input_missing",
    )


def by_year(frame: pd.DataFrame, *columns: str) -> list[ByYear]:
    """Lay columns out by municipality and year; who is never known in the first has no line."""
    who = units(frame)
    when = floats(frame, "year")
    rows = np.flatnonzero(~np.isnan(when))
    found = [floats(frame, column) for column in columns]
    if not np.isfinite(found[0][rows]).any():
        raise nothing(columns[0])
    first, last = int(np.nanmin(when)), int(np.nanmax(when))
    places = (when[rows] - first).astype(np.intp)
    _refuse_twice(who, rows, when)
    shape = (len(who.names), last - first + 1)
    laid = []
    for values in found:
        matrix = np.full(shape, np.nan)
        matrix[who.codes[rows], places] = values[rows]
        laid.append(matrix)
    known = np.isfinite(laid[0]).any(axis=1)
    names = [name for name, there in zip(who.names, known, strict=True) if there]
    keys = [key for key, there in zip(who.keys, known, strict=True) if there]
    years = list(range(first, last + 1))
    without = int((~known).sum())
    return [ByYear(names, years, matrix[known], keys, without) for matrix in laid]


def _refuse_twice(who: Units, rows: NDArray[np.intp], when: NDArray[np.float64]) -> None:
    pairs = pd.DataFrame({"who": who.codes[rows], "year": when[rows]})
    twice = pairs.duplicated()
    if twice.any():
        code, year = pairs[twice].iloc[0]
        repeated = rows[((pairs["who"] == code) & (pairs["year"] == year)).to_numpy()].tolist()
        name = who.names[int(code)]
        raise DuplicateKeyError(
            f"{name} has more than one row for {int(year)}: rows {repeated}",
            key=[name, str(int(year))],
            rows=repeated,
        )


def in_year(frame: pd.DataFrame, year: int | None, column: str) -> tuple[pd.DataFrame, int | None]:
    """Give the rows of one year: the one asked for, or the last in which the column is known."""
    if "year" not in frame.columns:
        return _once(frame, None), None
    when = floats(frame, "year")
    if year is None:
        known = when[np.isfinite(floats(frame, column))]
        if not len(known):
            raise nothing(column)
        year = int(np.nanmax(known))
    there = when == year
    if not there.any():
        raise unknown("year", year, [str(int(each)) for each in np.unique(when[when == when])])  # noqa: PLR0124
    return _once(frame[there], year), year


def _once(frame: pd.DataFrame, year: int | None) -> pd.DataFrame:
    who = units(frame)
    _refuse_twice(who, np.arange(len(frame)), np.full(len(frame), float(year or 0)))
    return frame


def chosen(highlight: Iterable[str | int], names: Sequence[str]) -> list[int]:
    """Find the municipalities that the caller wants named, by their names."""
    places = {name: place for place, name in enumerate(names)}
    bare = {name.partition("/")[2] or name: place for name, place in places.items()}
    found = []
    for wanted in [highlight] if isinstance(highlight, (str, int)) else highlight:
        name = one_line(wanted)
        place = places.get(name, bare.get(name))
        if place is None:
            raise unknown("municipality", wanted, list(names))
        found.append(place)
    return found


def end_in_words(laid: ByYear, place: int, figure: str) -> str:
    """Name a municipality with what it reached; and when, where that is not the last year."""
    year = laid.years[int(np.flatnonzero(np.isfinite(laid.matrix[place]))[-1])]
    when = "" if year == laid.years[-1] else f", {year}"
    return f"{laid.names[place]} ({figure}{when})"


def last_known(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the last known value of each row."""
    places = values.shape[1] - 1 - np.isfinite(values[:, ::-1]).argmax(axis=1)
    return np.asarray(values[np.arange(len(values)), places])
