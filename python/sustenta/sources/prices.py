"""Price indices: the IPCA's number index that ships with the package, and series read from files.

Deflating takes a ratio of index levels, never one of rates; so a level and a rate are told apart
when a series is read.
"""

from __future__ import annotations

import io
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from sustenta._names import unknown
from sustenta.sources._cells import Read, holds_figures, read_column
from sustenta.sources._content import Content, Given, open_content
from sustenta.sources._grid import Grid, cell_text, is_blank
from sustenta.sources._labels import plain
from sustenta.sources._months import month_of, next_month
from sustenta.sources._places import file_row
from sustenta.sources._record import REPEATED, UNREAD, stack, tidy
from sustenta.sources._refusals import file_error
from sustenta.sources.tables import open_grid

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["compare", "ipca", "read_index"]

Kind = Literal["index", "rate"]
Month = tuple[int, int | None]

_READER: Final = "prices.read_index"
_KINDS: Final = ("index", "rate")
#: What a column of an index or of its rates is called; all others may be anything.
_RATE_WORDS: Final = ("taxa", "variacao", "rate", "% a m", "% a a", "%")
_INDEX_WORDS: Final = ("numero indice", "indice", "index", "nivel")
_PRICE_WORDS: Final = ("ipca", "inpc", "igp", "ipc", "preco", "deflator", *_INDEX_WORDS)
_MONEY: Final = ("r$", "us$", "reais")
#: In one month, and in one year, the IPCA never fell by a tenth; its rates do so all the time.
_LEAST_STEP: Final = 0.9
#: Rates are published to two decimals of a per cent, the index to two decimals.
_HALF: Final = 0.005


def ipca() -> pd.DataFrame:
    """Give the IPCA's number index by month, December 1993 = 100.

    Returns
    -------
    pandas.DataFrame
        ``month`` (``1993-12`` to ``2025-03``), ``year``, ``index``, ``origin`` and ``rate_pct``.
        The origin is ``index`` where IBGE prints the level (to May 2023), and ``rate`` where the
        level is continued with the printed monthly rate.

    Examples
    --------
    >>> from sustenta.sources import prices
    >>> prices.ipca().iloc[[0, 353, 354]]
           month  year       index origin  rate_pct
    0    1993-12  1993    100.0000  index       NaN
    353  2023-05  2023   6665.2800  index       NaN
    354  2023-06  2023   6659.9478   rate     -0.08
    """
    text = files("sustenta.sources").joinpath("data/ipca.csv").read_text("utf-8")
    frame = pd.read_csv(io.StringIO(text), dtype={"month": "string", "origin": "string"})
    frame.insert(1, "year", frame["month"].str.slice(0, 4).astype("Int64"))
    return frame


def read_index(
    path: Given,
    *,
    kind: Kind | None = None,
    encoding: str | None = None,
    extracted_at: str | None = None,
) -> pd.DataFrame:
    r"""Read a price index, or its rates of change, by month or by year.

    Parameters
    ----------
    path : path, bytes or text
        A table with a column of months or years. Columns that stand beside the series, such as
        amounts of money, are left out, with a note.
    kind : {"index", "rate"}, optional
        Whether the figures are levels or rates in per cent. Without it: from the column's name;
        else rates are what falls by a tenth from one period to the next.
    encoding, extracted_at : str, optional
        As in `read_table`.

    Returns
    -------
    pandas.DataFrame
        Tidy rows with ``year``, ``period`` (``2º mês``; missing for a whole year),
        ``month`` (``1998-02``), ``indicator`` (``price_index`` or ``price_rate_pct``), ``value``
        and ``unit``. A line that repeats its neighbour in all its cells, and a month that stands
        twice, have the ``note`` ``repeated``; months that are not there are reported.

    Raises
    ------
    FileFormatError
        For a file without a column of months or years, or without a series, or with several.

    See Also
    --------
    compare : Hold an index and rates against each other.

    Examples
    --------
    >>> from sustenta.sources import prices
    >>> series = prices.read_index("Data;Índice\n1994.01;141,31\n1994.02;198,22\n")
    >>> series[["month", "indicator", "value"]]
         month    indicator   value
    0  1994-01  price_index  141.31
    1  1994-02  price_index  198.22
    """
    if kind is not None and kind not in _KINDS:
        raise unknown("kind of series", kind, _KINDS)
    content = open_content(path, encoding=encoding, extracted_at=extracted_at)
    grid, _ = open_grid(content, reader=_READER)
    dates = _date_column(content, grid)
    series, others = _series_column(content, grid, dates)
    read = read_column(grid, series)
    months = [month_of(cell) for cell in grid.column(dates)]
    found = kind or _kind_of(content, read)
    frame = _rows(grid, months, read, found)
    _note_copies(frame, grid, months, dates)
    reports = [
        file_row(content, "stands beside the series and is left out", column=grid.names[place])
        for place in others
    ]
    reports += _gaps(content, [month for month in months if month is not None])
    return stack([frame, *reports])


def _date_column(content: Content, grid: Grid) -> int:
    rows = len(grid.lines)
    for place in range(len(grid.names)):
        dated = sum(1 for cell in grid.column(place) if month_of(cell) is not None)
        if rows and 2 * dated > rows:
            return place
    raise file_error(content.name, "has no column of months or years", columns=grid.names)


def _series_column(content: Content, grid: Grid, dates: int) -> tuple[int, list[int]]:
    """Find the series among the columns; give the others that hold something, too."""
    full = [
        place
        for place in range(len(grid.names))
        if place != dates and not all(map(is_blank, grid.column(place)))
    ]
    held = [place for place in full if holds_figures(grid.column(place))]
    if len(held) > 1:
        named = [place for place in held if _is_price(grid.names[place])]
        if len(named) != 1:
            shown = ", ".join(repr(grid.names[place]) for place in held)
            content.refuse(f"has several columns of figures, and no name says which: {shown}")
        held = named
    if not held:
        content.refuse("has no column of figures beside its months")
    return held[0], [place for place in full if place != held[0]]


def _is_price(name: str) -> bool:
    bare = name.casefold()
    words = plain(name)
    return any(word in words for word in _PRICE_WORDS) and not any(m in bare for m in _MONEY)


def _kind_of(content: Content, read: Read) -> Kind:
    """Tell levels from rates: by the column's name, else by how they move."""
    words = plain(read.label)
    if any(word in words for word in _RATE_WORDS):
        return "rate"
    if any(word in words for word in _INDEX_WORDS):
        return "index"
    values = read.value[~np.isnan(read.value)]
    if len(values) < 2:  # noqa: PLR2004 - nothing moves
        content.refuse(
            "does not say whether it holds levels or rates; give `kind=`", column=read.label
        )
    if bool((values <= 0).any()) or bool((values[1:] < _LEAST_STEP * values[:-1]).any()):
        return "rate"
    return "index"


def _rows(grid: Grid, months: Sequence[Month | None], read: Read, kind: Kind) -> pd.DataFrame:
    dated = [month is not None for month in months]
    yearly = all(month is None or month[1] is None for month in months)
    seen: dict[Month, int] = {}
    notes: list[str | None] = []
    details: list[str | None] = []
    for at, (month, number) in enumerate(zip(months, grid.numbers, strict=True)):
        note = detail = None
        if month is None:
            note, detail = UNREAD, "neither a month nor a year"
        elif read.unread[at]:
            note = UNREAD
        elif month in seen:
            note, detail = REPEATED, f"{_shown(month)} stands in line {seen[month]}, too"
        if month is not None:
            seen.setdefault(month, number)
        notes.append(note)
        details.append(detail)
    printed = [
        text if good else " ".join(filter(None, map(cell_text, line.cells)))
        for text, good, line in zip(read.printed, dated, grid.lines, strict=True)
    ]
    columns = {
        "year": [None if month is None else month[0] for month in months],
        "period": [None if month is None else _period(month) for month in months],
        "indicator": "price_index" if kind == "index" else "price_rate_pct",
        "account": read.label,
        "value": np.where(dated, read.value, np.nan),
        "marker": read.marker,
        "printed": printed,
        "unit": "index" if kind == "index" else ("% a year" if yearly else "% a month"),
        "line": grid.numbers,
        "column": read.label,
        "note": notes,
        "detail": details,
        "month": pd.array(
            [None if month is None else _shown(month) for month in months], dtype="string"
        ),
    }
    return tidy(columns, content=grid.content, rows=len(grid.lines))


def _period(month: Month) -> str | None:
    return None if month[1] is None else f"{month[1]}º mês"


def _shown(month: Month) -> str:
    return f"{month[0]}" if month[1] is None else f"{month[0]}-{month[1]:02d}"


def _note_copies(
    frame: pd.DataFrame, grid: Grid, months: Sequence[Month | None], dates: int
) -> None:
    """Note two lines in a row that are equal in all cells but the month."""
    rests = [
        tuple(cell_text(cell) for place, cell in enumerate(line.cells) if place != dates)
        for line in grid.lines
    ]
    for at in range(1, len(rests)):
        before, after = months[at - 1], months[at]
        # One figure may well repeat itself; a whole line does not.
        if rests[at] != rests[at - 1] or sum(map(bool, rests[at])) < 2:  # noqa: PLR2004
            continue
        if before is None or after is None:
            continue
        for row, other in ((at - 1, after), (at, before)):
            frame.loc[row, "note"] = REPEATED
            frame.loc[row, "detail"] = (
                f"the line is that of {_shown(other)} in every cell: one of the two is a copy"
            )


def _gaps(content: Content, months: Sequence[Month]) -> list[pd.DataFrame]:
    """Report the periods between the first and the last that have no line."""
    there = set(months)
    absent: list[str] = []
    if there and len({month is None for _, month in there}) == 1:
        at, last = min(there), max(there)
        while at < last:
            at = next_month(at)
            if at not in there:
                absent.append(_shown(at))
    if not absent:
        return []
    shown = ", ".join(absent[:12]) + (f" and {len(absent) - 12} more" if len(absent) > 12 else "")  # noqa: PLR2004
    return [file_row(content, f"no line for {shown}")]


def compare(index: Any, rates: Any) -> pd.DataFrame:
    r"""Hold the levels of an index against monthly rates.

    Parameters
    ----------
    index : DataFrame
        From `ipca` or `read_index`.
    rates : DataFrame
        Rates, from `read_index`.

    Returns
    -------
    pandas.DataFrame
        A row for each month with both: ``month``, ``rate_pct`` (printed), ``implied_pct`` (from
        two levels), ``low_pct`` and ``high_pct`` (what the levels allow, being rounded to two
        decimals, and the rate, likewise), and ``agrees``.

    Examples
    --------
    >>> from sustenta.sources import prices
    >>> rates = prices.read_index("Data;IPCA % a.m.\n1994.01;41,31\n1994.02;40,27\n1994.03;47,00\n")
    >>> prices.compare(prices.ipca(), rates)[["month", "rate_pct", "agrees"]]
         month  rate_pct  agrees
    0  1994-01     41.31    True
    1  1994-02     40.27    True
    2  1994-03     47.00   False
    """
    levels = _levels(index)
    before = {_after(month): level for month, level in levels.items()}
    rows = []
    given = rates[rates["indicator"] == "price_rate_pct"]
    for month, rate in zip(given["month"], given["value"], strict=True):
        if pd.isna(rate) or month not in levels or month not in before:
            continue
        level, base = levels[month], before[month]
        low = 100 * ((level - _HALF) / (base + _HALF) - 1) - _HALF
        high = 100 * ((level + _HALF) / (base - _HALF) - 1) + _HALF
        implied = 100 * (level / base - 1)
        rows.append((month, float(rate), implied, low, high, bool(low <= rate <= high)))
    names = ["month", "rate_pct", "implied_pct", "low_pct", "high_pct", "agrees"]
    return pd.DataFrame(rows, columns=names).astype({"month": "string", "agrees": bool})


def _levels(index: pd.DataFrame) -> dict[str, float]:
    if "index" in index:
        return dict(zip(index["month"], index["index"], strict=True))
    own = index[(index["indicator"] == "price_index") & index["note"].isna()]
    return dict(zip(own["month"], own["value"], strict=True))


def _after(month: str) -> str:
    year, _, number = month.partition("-")
    return _shown(next_month((int(year), int(number) if number else None)))
