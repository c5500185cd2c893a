"""The tidy shape of everything that is read: a row a figure, and reports as rows.

What is no municipality's figure is a row too, set apart by its `note`; so nothing is swallowed, and
frames can be put under one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta.figures import parse_figures
from sustenta.sources._codes import Code, compare_name, read_code

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.sources._content import Content

__all__ = ["COLUMNS", "Figures", "Places", "figures", "note_repeated", "ordinary", "stack", "tidy"]

#: The columns of the tidy shape, in order. A reader may add its own behind them.
COLUMNS: Final = (
    "code",
    "municipality",
    "uf",
    "year",
    "period",
    "stage",
    "indicator",
    "account",
    "value",
    "marker",
    "printed",
    "unit",
    "source",
    "extracted_at",
    "line",
    "column",
    "note",
    "detail",
)
_WHOLE: Final = ("year", "line")
_FLOAT: Final = ("value",)

# What a row's `note` may say; a municipality's figure has none.
#: A Total row or column that agrees with what was read, or that nothing here can check.
TOTAL: Final = "total"
#: A Total that does not agree with what was read; `detail` says by how much.
TOTAL_CHECK: Final = "total_check"
#: A printed share or amount per inhabitant that its own numerator and denominator do not give.
QUOTIENT_CHECK: Final = "quotient_check"
#: The figure of a whole state.
UF_TOTAL: Final = "uf_total"
#: The figure of the Federal District, which is state and municipality at once.
FEDERAL_DISTRICT: Final = "federal_district"
#: "Município ignorado": of the state, but of no municipality.
IGNORED: Final = "ignored"
#: A line or cell that could not be read; `printed` has its text.
UNREAD: Final = "unread"
#: A code that is no municipality's.
UNKNOWN_CODE: Final = "unknown_code"
#: A row whose municipality the content does not say.
NO_CODE: Final = "no_code"
#: The printed name is another municipality's, or like none.
NAME_CONTRADICTS: Final = "name_contradicts_code"
#: The printed name is spelt otherwise than in the table of municipalities.
NAME_SPELLING: Final = "name_spelling"
#: The same key, year and item stand twice.
REPEATED: Final = "repeated"
#: Something to know of the whole file, such as a missing year.
FILE: Final = "file"

#: The stages of expenditure, and the word where the source does not say.
NOT_STATED: Final = "not stated"
STAGES: Final = ("empenhada", "liquidada", "paga", NOT_STATED)


class Figures:
    """Printed figures, read: `value`, the `marker` in place of a number, and what is `unread`."""

    __slots__ = ("marker", "unread", "value")

    def __init__(
        self, value: NDArray[np.float64], marker: NDArray[np.object_], unread: NDArray[np.bool_]
    ) -> None:
        self.value = value
        self.marker = marker
        self.unread = unread


def figures(printed: Sequence[Any] | NDArray[Any] | pd.Series, *, style: str = "column") -> Figures:
    """Read a column of printed figures.

    Parameters
    ----------
    printed
        The texts; numbers, as in a spreadsheet, are taken as they are.
    style
        As in `sustenta.parse_figures`.

    Returns
    -------
    Figures
        A text that cannot be read is missing and `unread`; a marker or blank is missing and not
        `unread`.

    Raises
    ------
    AmbiguousFiguresError
        For a column that two styles read as different numbers.
    """
    texts = list(printed)
    if not texts:
        nothing = np.empty(0, dtype=np.object_)
        return Figures(np.empty(0), nothing, np.empty(0, dtype=np.bool_))
    read = parse_figures(texts, style=style, markers=True, errors="coerce")
    marker = read["marker"].astype(object).to_numpy(copy=True)
    unread = np.asarray(marker == "unreadable", dtype=np.bool_)
    marker[unread] = None
    value = read["value"].to_numpy(dtype=np.float64, copy=True)
    blank = np.isnan(value) & ~unread & pd.isna(marker)
    marker[blank] = ""
    marker[~blank & pd.isna(marker)] = None
    return Figures(value, marker, unread)


def tidy(
    columns: Mapping[str, Any],
    *,
    content: Content | None = None,
    rows: int | None = None,
) -> pd.DataFrame:
    """Make tidy rows of columns; what is not given is missing.

    Parameters
    ----------
    columns : mapping
        From the names of `COLUMNS` (or a reader's own) to a sequence, or to one value for all rows.
    content : Content, optional
        Where the rows come from: fills `source` and `extracted_at`.
    rows : int, optional
        How many rows there are, where no column is a sequence.

    Returns
    -------
    pandas.DataFrame
        `code`, `note` and the other texts as ``string``, `year` and `line` as ``Int64``, `value` as
        float64.
    """
    given = dict(columns)
    if content is not None:
        given.setdefault("source", content.name)
        given.setdefault("extracted_at", content.extracted_at)
    if rows is None:
        rows = next((len(held) for held in given.values() if _is_column(held)), 0)
    names = [*COLUMNS, *(name for name in given if name not in COLUMNS)]
    made = {name: _column(name, given.get(name), rows) for name in names}
    return pd.DataFrame(made, columns=names)


def _is_column(held: Any) -> bool:
    return isinstance(held, (list, tuple, np.ndarray, pd.Series, pd.api.extensions.ExtensionArray))


def _column(name: str, held: Any, rows: int) -> Any:
    if not _is_column(held):
        held = _repeated(name, held, rows)
    cells: Any = held.array if isinstance(held, pd.Series) else held
    dtype: Any = getattr(cells, "dtype", None)
    if name in _FLOAT:
        if not (isinstance(dtype, np.dtype) and dtype.kind == "f"):
            cells = [np.nan if pd.isna(cell) else cell for cell in cells]
        cells = np.array(cells, dtype=np.float64)
    elif name in _WHOLE and dtype != "Int64":
        if not set(map(type, cells)) <= {int, type(None)}:
            cells = [pd.NA if pd.isna(cell) else int(cell) for cell in cells]
        cells = pd.array(cells, dtype="Int64")
    elif name in COLUMNS and name not in _WHOLE and dtype != "string":
        if not set(map(type, cells)) <= {str, type(None)}:
            cells = [
                cell if isinstance(cell, str) else None if pd.isna(cell) else str(cell)
                for cell in cells
            ]
        cells = pd.array(cells, dtype="string")
    return cells


def _repeated(name: str, held: Any, rows: int) -> Any:
    """Give one cell for all rows."""
    if name not in COLUMNS:
        return [held] * rows
    if name in _FLOAT:
        return np.full(rows, np.nan if pd.isna(held) else held, dtype=np.float64)
    if name in _WHOLE:
        return pd.array([pd.NA if pd.isna(held) else int(held)], dtype="Int64").repeat(rows)
    return pd.array([None if pd.isna(held) else str(held)], dtype="string").repeat(rows)


def stack(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put tidy frames under one another, empty ones too, with a new index."""
    full = [frame for frame in frames if len(frame)]
    if not full:
        return tidy({}, rows=0)
    return pd.concat(full, ignore_index=True) if len(full) > 1 else full[0].reset_index(drop=True)


def note_repeated(frame: pd.DataFrame, keys: Sequence[str], *, counted: str = "line") -> None:
    """Note rows that say again what another row says; of two figures neither is the right one.

    Parameters
    ----------
    frame : DataFrame
        Tidy rows; those with a `note` are passed over.
    keys : sequence of str
        The columns by which two rows are of one thing.
    counted : str
        What `line` counts, for the words.
    """
    own = frame[frame["note"].isna()]
    own = own[own.duplicated(list(keys), keep=False)]
    details: dict[Any, str] = {}
    for _, part in own.groupby(list(keys), sort=False, dropna=False):
        lines, values = part["line"].tolist(), part["value"].fillna(np.inf).tolist()
        if len(set(values)) == 1:
            details |= dict.fromkeys(part.index[1:], f"stands in {counted} {lines[0]}, too")
            continue
        for row, value in zip(part.index, values, strict=True):
            other = next(at for at, one in zip(lines, values, strict=True) if one != value)
            details[row] = f"{counted} {other} has another value"
    rows = list(details)
    frame.loc[rows, "note"] = REPEATED
    frame.loc[rows, "detail"] = list(details.values())


def ordinary(frame: pd.DataFrame) -> pd.DataFrame:
    """Give the rows that are a municipality's figures, without the reports."""
    return frame[frame["note"].isna()]


class Places:
    """The places that codes and printed names speak of, a place a row.

    Attributes
    ----------
    code, municipality, uf, note, detail : list of str or None
        `note` is missing for municipalities, `federal_district`, `ignored`, `uf_total`,
        `unknown_code` or `no_code` for others, and `name_contradicts_code` where the printed name
        is another municipality's of that state.
    remarks : list of (row, note, detail)
        Names spelt otherwise (`name_spelling`), or like none (`name_contradicts_code`): the rows
        stay a municipality's, since names join nothing; each remark becomes a row of its own.
    """

    __slots__ = ("code", "detail", "municipality", "note", "remarks", "uf")

    def __init__(self, codes: Sequence[Any], names: Sequence[str | None] | None = None) -> None:
        self.code: list[str | None] = []
        self.municipality: list[str | None] = []
        self.uf: list[str | None] = []
        self.note: list[str | None] = []
        self.detail: list[str | None] = []
        self.remarks: list[tuple[int, str, str]] = []
        read: dict[tuple[str, str | None], tuple[Code, str | None, str | None, Any]] = {}
        for row, given in enumerate(codes):
            name = None if names is None else names[row]
            key = (repr(given), name)
            if key not in read:
                read[key] = _place(given, name)
            code, note, detail, remark = read[key]
            self.code.append(code.code7)
            self.municipality.append(code.municipality or name)
            self.uf.append(code.uf)
            self.note.append(note)
            self.detail.append(detail)
            if remark is not None:
                self.remarks.append((row, *remark))


def _place(
    given: Any, name: str | None
) -> tuple[Code, str | None, str | None, tuple[str, str] | None]:
    code = read_code(given)
    note = _NOTES.get(code.status)
    if code.code7 is None:
        detail = f"code {given!r}: {code.status}" if note == UNKNOWN_CODE else None
        return code, note, detail, None
    compared = None if name is None else compare_name(code.code7, name)
    if compared is None:
        return code, note, None, None
    kind, words = compared
    if kind == "other":
        return code, NAME_CONTRADICTS, words, None
    remark = NAME_SPELLING if kind == "spelling" else NAME_CONTRADICTS
    return code, note, None, (remark, words)


#: The note of a code that is no municipality's.
_NOTES: Final = {
    "federal_district": FEDERAL_DISTRICT,
    "ignored": IGNORED,
    "uf_total": UF_TOTAL,
    "wrong_check_digit": UNKNOWN_CODE,
    "unknown": UNKNOWN_CODE,
    "unreadable": NO_CODE,
    "missing": NO_CODE,
}
