"""Printed tables kept as package data: loading them, checking their shape, reading their figures.

A study ships what its pages print, character by character, and for each column what kind of figure
stands in it. Numbers are never stored: they are read from ``printed``, here, every time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

import pandas as pd

__all__ = [
    "Shape",
    "StudyTableError",
    "as_integers",
    "as_text",
    "check_language",
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


class StudyTableError(ValueError):
    """A table does not have the shape of the study's printed table.

    Attributes
    ----------
    study : str
        Which study, ``"proesf2006"`` or ``"tc61"``.
    table : str
        Which of its tables.
    problem : str
        What is wrong, in one sentence.
    missing : tuple of str
        The columns that the table lacks.
    """

    def __init__(self, study: str, table: str, problem: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(study, table, problem, missing)
        self.study = study
        self.table = table
        self.problem = problem
        self.missing = missing

    def __str__(self) -> str:
        return f"{self.study}, table {self.table}: {self.problem}"


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


def check_language(lang: str) -> None:
    """Refuse a language in which there are no labels."""
    if lang not in ("pt", "en"):
        raise ValueError(f"lang must be 'pt' or 'en', not {lang!r}")


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
    TypeError
        When it is no pandas DataFrame.
    StudyTableError
        When it lacks a column, has a cell with an unknown name, or names a cell twice.
    """
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(
            f"{shape.study}, table {shape.table}: expected a pandas DataFrame, "
            f"not {type(frame).__name__}"
        )
    missing = tuple(name for name in shape.required if name not in frame.columns)
    if missing:
        problem = f"lacks {_listed(missing)}; it needs {_listed(shape.required)}"
        raise StudyTableError(shape.study, shape.table, problem, missing)
    strange = [name for name in frame[shape.names].unique() if name not in shape.known]
    if strange:
        problem = f"has unknown names in {shape.names!r}: {_listed(strange)}; known are "
        raise StudyTableError(shape.study, shape.table, problem + _listed(shape.known))
    keys = list(shape.unique)
    repeated = frame.loc[frame.duplicated(keys), keys]
    if len(repeated):
        cell = ", ".join(f"{name} {value}" for name, value in repeated.iloc[0].items())
        problem = f"names a cell more than once: {cell}"
        raise StudyTableError(shape.study, shape.table, problem)
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


def read_figures(frame: pd.DataFrame, described: pd.DataFrame) -> pd.DataFrame:
    """Read the printed texts into numbers and markers.

    Parameters
    ----------
    frame : pandas.DataFrame
        A table with the column ``printed``.
    described : pandas.DataFrame
        For each row of `frame`, in its order, the ``kind``, ``style``, ``unit`` and ``reads_as`` of
        its column.

    Returns
    -------
    pandas.DataFrame
        On the index of `frame`: ``printed``, ``value`` (float64, missing where no number stands),
        ``marker`` (text, missing where none stands) and ``kind``.
    """
    # Imported here: reading figures needs the compiled core, listing the tables does not.
    from sustenta.figures import parse_figures

    printed = _filled_text(frame["printed"])
    marker = _markers(printed, described)
    value = pd.Series(float("nan"), index=frame.index, dtype="float64")
    numeric = marker.isna().to_numpy() & (described["kind"] != "text").to_numpy()
    figures = _without_unit(printed, described)
    for style in described.loc[numeric, "style"].unique():
        chosen = numeric & (described["style"] == style).to_numpy()
        read = parse_figures(figures[chosen], style=style, markers=True)
        value[chosen] = read["value"].to_numpy(dtype="float64", na_value=float("nan"))
        marker[chosen] = as_text(read["marker"]).to_numpy()
    return pd.DataFrame(
        {
            "printed": printed,
            "value": value,
            "marker": marker,
            "kind": described["kind"].to_numpy(),
        },
        index=frame.index,
    )


def wide(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Lay a tidy table out as the page does, one column a column of the page.

    Parameters
    ----------
    frame : pandas.DataFrame
        A tidy table with the columns ``column``, ``value``, ``printed`` and ``kind``.
    keys : list of str
        The columns that name a row.

    Returns
    -------
    pandas.DataFrame
        One row for each combination of the keys, in the order of its first cell: the values of
        the columns of figures, the printed text of the columns of classes.
    """
    groups = frame.groupby(keys, sort=False, dropna=False).ngroup()
    cells = frame.set_index(groups)
    rows = cells.loc[~cells.index.duplicated(), keys]
    columns: dict[str, pd.Series[float] | pd.Series[str]] = {}
    for name, part in cells.groupby("column", sort=False):
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
