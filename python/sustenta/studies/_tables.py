"""Printed tables kept as package data: loading them, checking their shape, reading their figures.

A study ships what its pages print, character by character, and for each column what kind of figure
stands in it. Numbers are never stored: they are read from ``printed``, here, every time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pandas as pd

from sustenta.errors import ColumnTypeError, SustentaError
from sustenta.figures import parse_figures

__all__ = [
    "Shape",
    "StudyTableError",
    "as_integers",
    "as_text",
    "check_shape",
    "read_csv",
    "read_figures",
    "readings",
    "wide",
]

MARKERS = frozenset({"n.d", "n.a", "–", "—", "-", "...", "sem informação"})
"""What the pages print where there is no number; each is kept beside the missing value."""

BLANK = "(em branco)"
"""The marker of a cell that the page leaves blank."""

REASONS = frozenset({"input_missing", "not_transferred", "not_informed"})
"""What a marker may be read as, besides zero."""


class StudyTableError(SustentaError, ValueError):
    """A table does not have the shape of the study's own, or holds a figure that cannot be read."""

    #: Which study, ``"proesf2006"`` or ``"tc61"``.
    study: str
    #: Which of its tables.
    table: str
    #: What is wrong, in one sentence.
    problem: str
    #: The columns that the table lacks.
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Shape:
    """What a table must be like to stand in for a printed one.

    Attributes
    ----------
    study, table : str
        Whose table it stands for.
    required : tuple of str
        The columns that it must have.
    names : str
        The column in which only known names may stand.
    known : tuple of str
        Those names.
    unique : tuple of str
        The columns that together name each cell once.
    """

    study: str
    table: str
    required: tuple[str, ...]
    names: str
    known: tuple[str, ...]
    unique: tuple[str, ...]

    def wrong(self, problem: str, missing: tuple[str, ...] = ()) -> StudyTableError:
        """Give the error that says what is wrong with a table."""
        return StudyTableError(
            f"{self.study}, table {self.table}: {problem}",
            study=self.study,
            table=self.table,
            problem=problem,
            missing=missing,
        )


def read_csv(package: str, name: str) -> pd.DataFrame:
    """Read a data file of a study, every cell as the text that stands in it.

    Parameters
    ----------
    package : str
        The study's package, e.g. ``"sustenta.studies.tc61"``.
    name : str
        The file's name in the package's ``data`` folder.

    Returns
    -------
    pandas.DataFrame
        Text columns; a blank cell is the empty text, and no text is taken for a missing value.
    """
    return _read_csv(package, name).copy()


@cache
def _read_csv(package: str, name: str) -> pd.DataFrame:
    with files(package).joinpath("data", name).open(encoding="utf-8") as file:
        return pd.read_csv(file, dtype=str, keep_default_na=False)


def check_shape(frame: object, shape: Shape) -> pd.DataFrame:
    """Refuse a table that cannot stand in for the printed one.

    Parameters
    ----------
    frame : object
        What was given as the table.
    shape : Shape
        What it must be like.

    Returns
    -------
    pandas.DataFrame
        The same table, its rows numbered from 0.

    Raises
    ------
    ColumnTypeError
        When it is no pandas DataFrame.
    StudyTableError
        When it lacks a column, has a cell with an unknown name, or names a cell twice.
    """
    if not isinstance(frame, pd.DataFrame):
        raise ColumnTypeError(
            f"{shape.study}, table {shape.table}: expected a pandas DataFrame, "
            f"not {type(frame).__name__}",
            argument="tables",
            found=type(frame).__name__,
        )
    missing = tuple(name for name in shape.required if name not in frame.columns)
    if missing:
        problem = f"lacks {_listed(missing)}; it needs {_listed(shape.required)}"
        raise shape.wrong(problem, missing)
    strange = [name for name in frame[shape.names].unique() if name not in shape.known]
    if strange:
        problem = f"has unknown names in {shape.names!r}: {_listed(strange)}; known are "
        raise shape.wrong(problem + _listed(shape.known))
    keys = list(shape.unique)
    repeated = frame.loc[frame.duplicated(keys), keys]
    if len(repeated):
        raise shape.wrong(f"names a cell more than once: {_spelt(repeated.iloc[0])}")
    return frame.reset_index(drop=True)


def readings(reads_as: str) -> dict[str, str]:
    """Split the field that says how texts that are no figures are read.

    Parameters
    ----------
    reads_as : str
        The field of ``columns.csv``: ``"–=0;sem informação=not_informed"``.

    Returns
    -------
    dict of str to str
        From the text to ``"0"``, to reasons joined by ``|``, or to the class that it spells.
    """
    pairs = (pair.partition("=") for pair in reads_as.split(";") if pair)
    return {text: reading for text, _, reading in pairs}


def read_figures(frame: pd.DataFrame, described: pd.DataFrame, shape: Shape) -> pd.DataFrame:
    """Read the printed texts into numbers and markers.

    Parameters
    ----------
    frame : pandas.DataFrame
        A table with the column ``printed``.
    described : pandas.DataFrame
        For each row of `frame`, in its order, the ``kind``, ``style``, ``unit`` and ``reads_as`` of
        its column.
    shape : Shape
        Whose table it is, for the message about a cell that cannot be read.

    Returns
    -------
    pandas.DataFrame
        On the index of `frame`: ``printed``, ``figure`` (Decimal with the printed decimals, None
        where no number stands), ``value`` (float64, missing likewise), ``marker`` (text, missing
        where none stands) and ``kind``.

    Raises
    ------
    StudyTableError
        When a figure cannot be read in the style of its column.
    """
    printed = _filled_text(frame["printed"])
    marker = _markers(printed, described)
    figure = pd.Series([None] * len(frame), index=frame.index, dtype=object)
    numeric = marker.isna().to_numpy() & (described["kind"] != "text").to_numpy()
    figures = _without_unit(printed, described)
    for style in described.loc[numeric, "style"].unique():
        chosen = numeric & (described["style"] == style).to_numpy()
        try:
            read = parse_figures(figures[chosen].tolist(), style=style, exact=True, markers=True)
        except SustentaError as refusal:
            row = refusal.facts.get("row")
            cell = frame.loc[chosen, list(shape.unique)].iloc[row if isinstance(row, int) else 0]
            # The row that the message counts is one of the cells of this style.
            problem = str(refusal).replace(f" at row {row}", "")
            raise shape.wrong(f"{_spelt(cell)}: {problem}") from refusal
        figure[chosen] = read["value"].to_numpy()
        marker[chosen] = as_text(read["marker"]).to_numpy()
    return pd.DataFrame(
        {
            "printed": printed,
            "figure": figure,
            "value": figure.map(float, na_action="ignore").astype("float64"),
            "marker": marker,
            "kind": described["kind"].to_numpy(),
        },
        index=frame.index,
    )


def wide(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Lay a tidy table out as the page does: a row a printed row, a column a printed column.

    Parameters
    ----------
    frame : pandas.DataFrame
        A tidy table with the columns ``column``, ``year``, ``value``, ``printed`` and ``kind``.
    keys : list of str
        The columns that name a row.

    Returns
    -------
    pandas.DataFrame
        One row for each combination of the keys, in the order of its first cell: the values of
        the columns of figures, the printed text of the columns of classes. Where the page has more
        than one year, the year ends the column's name: ``applied_pct_2002``.
    """
    groups = frame.groupby(keys, sort=False, dropna=False).ngroup()
    names = frame["column"].astype(str)
    if len(frame["year"].dropna().unique()) > 1:
        dated = frame["year"].notna()
        names = names.mask(dated, names + "_" + frame["year"].astype(str))
    cells = frame.set_index(groups)
    rows = cells.loc[~cells.index.duplicated(), keys]
    columns: dict[str, pd.Series[float] | pd.Series[str]] = {}
    for name, part in cells.groupby(names.to_numpy(), sort=False):
        columns[str(name)] = part["printed" if (part["kind"] == "text").all() else "value"]
    return rows.join(pd.DataFrame(columns)).reset_index(drop=True)


def as_text(column: pd.Series[str]) -> pd.Series[str]:
    """Make a column text, blank cells missing.

    Parameters
    ----------
    column : pandas.Series
        Any column; a missing value counts as blank.

    Returns
    -------
    pandas.Series
        The same cells as text.
    """
    text = _filled_text(column)
    return text.mask(text == "")


def as_integers(column: pd.Series[str]) -> pd.Series[int]:
    """Make a column whole numbers (Int64), blank cells missing.

    Parameters
    ----------
    column : pandas.Series
        Texts or numbers; a missing value counts as blank.

    Returns
    -------
    pandas.Series
        The same cells as whole numbers.
    """
    numbers: pd.Series[int] = pd.to_numeric(as_text(column)).astype("Int64")
    return numbers


def _markers(printed: pd.Series[str], described: pd.DataFrame) -> pd.Series[str]:
    """Find the cells where a missing marker stands instead of a figure or a class."""
    marker = printed.where(printed.isin(MARKERS))
    for reads_as in described["reads_as"].unique():
        texts = readings(reads_as)
        own = [text for text, reading in texts.items() if _is_missing(reading)]
        here = (described["reads_as"] == reads_as).to_numpy() & printed.isin(own).to_numpy()
        marker = marker.mask(here, printed)
    return marker.mask(printed == "", BLANK)


def _is_missing(reading: str) -> bool:
    """Tell a marker, read as zero or as a reason, from another spelling of a class."""
    return reading == "0" or REASONS.issuperset(reading.split("|"))


def _without_unit(printed: pd.Series[str], described: pd.DataFrame) -> pd.Series[str]:
    """Take off a unit that is printed with the figure, as in ``1 TA``."""
    texts = [
        text.removesuffix(f" {unit}") if unit else text
        for text, unit in zip(printed, described["unit"], strict=True)
    ]
    return pd.Series(texts, index=printed.index)


def _filled_text(column: pd.Series[str]) -> pd.Series[str]:
    return column.astype(object).where(column.notna(), "").astype(str)


def _listed(names: Iterable[object]) -> str:
    return ", ".join(str(name) for name in names)


def _spelt(cell: pd.Series[str]) -> str:
    """Name a cell by what is not missing of its keys."""
    return ", ".join(f"{name} {value}" for name, value in cell.dropna().items())
