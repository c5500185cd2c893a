"""Figures as printed: reading them into numbers, and writing numbers as figures.

A mark that the style does not know in its place is an error, never a guess, and a missing marker is
a missing value, never zero.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import numpy as np

from sustenta import _core
from sustenta._columns import gather
from sustenta._containers import ARRAY, SCALAR, Container
from sustenta._texts import TextColumn, objects_of, plain_texts, text_column, texts_into
from sustenta.errors import PrecisionError, SettingError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["format_figures", "parse_figures"]

_ARGUMENT = "values"

#: What `markers` shows where a text could not be read.
_UNREADABLE = "unreadable"

#: The fates of a row: read, missing, unreadable.
_READ, _MISSING = 0, 1

#: The most decimals that exact decimals hold.
_MOST_DECIMALS = 28


def parse_figures(
    values: Any,
    *,
    style: str = "pt",
    exact: bool = False,
    markers: bool = False,
    errors: str = "raise",
) -> Any:
    """Read printed figures into numbers.

    Parameters
    ----------
    values : str, sequence of str, NumPy array, pandas or polars Series, or pyarrow array
        The printed figures. Around a figure may stand white space, ``R$`` or ``%`` (the number
        stays as it is printed: per cent), and one sign: a minus (``-`` or U+2212) in front or
        behind, or parentheses. Missing are None, NaN and the markers ``...``, ``-``, ``–``, ``—``,
        ``n.d``, ``n.a``, ``nd``, ``na``, ``nan``, ``sem informação`` and blank, in capitals or
        not. Numbers among the texts, as in a spreadsheet's column, are taken as they are.
    style : {"pt", "en", "plain", "mixed", "column"}, default "pt"
        Which marks the figures have.

        - ``"pt"``: ``1.234,56``. A dot must split groups of three digits; it is never decimal.
        - ``"en"``: ``1,234.56``, the mirror of it.
        - ``"plain"``: ``1234.56``, as programs print; no groups.
        - ``"mixed"``: both marks are present, the last one is decimal and all others split groups
          of three: ``9,785.867.36``. A text with one kind of mark is refused.
        - ``"column"``: the style of the whole column is found. All those that read every row must
          give the same numbers, else the column is ambiguous.

        Exponents (``1,5e+01``) are read in all styles but ``"mixed"``.
    exact : bool, default False
        Whether to read into exact decimals rather than floats: `decimal.Decimal` with the printed
        number of decimals, of at most 28 digits; a float among the texts is the decimal that it
        prints. Arrow's texts are read into decimal128.
    markers : bool, default False
        Whether to give a table: ``value``, the ``marker`` that stands in place of a number, and
        what is ``printed``.
    errors : {"raise", "coerce"}, default "raise"
        What to do with a text that the style cannot read: stop, or leave the value missing. With
        `markers`, its marker is then ``unreadable``. A column that is ambiguous, or whose rows need
        different styles, is always refused.

    Returns
    -------
    float, Decimal, array, Series or table
        The container of `values`, with its index and name: floats, or with `exact` Decimals. A lone
        text that is missing is NaN, or None with `exact`. A list gives a NumPy array. A column that
        is numeric already comes back as float64. With `markers`, a pandas DataFrame on the index of
        `values`, a polars DataFrame or a pyarrow Table.

    Raises
    ------
    UnreadableFigureError
        When a text cannot be read; it names row, character and the style that reads the text.
    AmbiguousFiguresError
        When a column can be read in two ways; it shows both readings.
    PrecisionError
        When an exact figure has more than 28 digits.
    ColumnTypeError
        When a cell is neither a text nor a number nor missing, or the column is no column.
    UnknownNameError
        When there is no such style or errors policy.

    See Also
    --------
    format_figures : Write numbers as figures.

    Examples
    --------
    >>> import sustenta as st
    >>> st.parse_figures("R$ 1.036.006,80")
    1036006.8
    >>> st.parse_figures(["82,08", "(2,42)", "n.d", "25,51 %"])
    array([82.08, -2.42,   nan, 25.51])

    A dot never becomes a decimal mark by accident:

    >>> st.parse_figures("9,785.867.36")
    Traceback (most recent call last):
    sustenta.errors.UnreadableFigureError: "9,785.867.36" cannot be read in style 'pt': '.' cannot
    stand after the decimal mark (character 5); style 'mixed' reads it
    >>> st.parse_figures("9,785.867.36", style="mixed", exact=True)
    Decimal('9785867.36')

    A column says by itself how it is to be read, or both readings are shown:

    >>> st.parse_figures(["1.234", "7,5"], style="column")
    array([1234. ,    7.5])
    >>> st.parse_figures(["1.234", "5.678"], style="column")
    Traceback (most recent call last):
    sustenta.errors.AmbiguousFiguresError: the column can be read in more than one way: "1.234" at
    row 0 is 1234 in style 'pt' but 1.234 in style 'en'; name the style

    What stands in place of a number is kept beside it:

    >>> st.parse_figures(["15,08", "n.d", "ver nota"], markers=True, errors="coerce")
       value      marker   printed
    0  15.08         NaN     15,08
    1    NaN         n.d       n.d
    2    NaN  unreadable  ver nota
    """
    _core.parse_objects(objects_of(()), style, errors, lone=False)  # are the names known?
    column = text_column(_ARGUMENT, values)
    container = column.container
    if markers and container.kind == SCALAR:
        column.container = container = Container(ARRAY, (1,))
        column.given = [values]
    parsed, fates = _parsed(column, style, exact=exact, errors=errors)
    if markers:
        return column.frame(parsed, _markers(column, fates))
    return parsed


def _parsed(
    column: TextColumn, style: str, *, exact: bool, errors: str
) -> tuple[Any, NDArray[np.uint8]]:
    """Read a column: the result in its container, and the fate of each row."""
    container = column.container
    lone = container.kind == SCALAR
    if exact:
        if column.array is not None and container.arrow:
            words, fates, scale = _core.parse_texts_words(column.buffers, style, errors)
            return container.decimals((words, fates == _READ, scale)), fates
        if column.array is not None:
            numbers, fates = _core.parse_texts_exact(column.buffers, style, errors)
        else:
            objects = column.as_objects() if column.objects is None else column.objects
            numbers, fates = _core.parse_objects_exact(objects, style, errors, lone)
        if container.arrow:
            words, _, scale = _core.parse_texts_words(plain_texts(numbers), "plain", "raise")
            return container.decimals((words, fates == _READ, scale)), fates
        return container.decimals(numbers), fates
    if column.numeric:
        floats = np.array(gather((_ARGUMENT,), (column.given,)).inputs[0])
        fates = np.where(np.isnan(floats), _MISSING, _READ).astype(np.uint8)
    elif column.array is not None:
        floats, fates = _core.parse_texts(column.buffers, style, errors)
    else:
        floats, fates = _core.parse_objects(column.objects, style, errors, lone)
    return container.floats(floats), fates


def _markers(column: TextColumn, fates: NDArray[np.uint8]) -> list[str | None]:
    """Give the marker of each row that is no figure."""
    markers: list[str | None] = [None] * len(fates)
    rows = np.flatnonzero(fates)
    for row, cell in zip(rows.tolist(), column.cells(rows), strict=False):
        if fates[row] != _MISSING:
            markers[row] = _UNREADABLE
        elif isinstance(cell, str):
            markers[row] = cell.strip()
    return markers


def typed_figure(text: str) -> float:
    """Read one figure that somebody typed, in whichever style; NaN where it is missing.

    Raises
    ------
    AmbiguousFiguresError
        Where two styles read it as different numbers: ``300.000``.
    UnreadableFigureError
        Where none reads it.
    """
    return float(parse_figures([text], style="column")[0])


def format_figures(
    values: Any, *, decimals: int = 2, negative: str = "minus", lang: str = "pt"
) -> Any:
    """Write numbers as figures: groups of three, a fixed number of decimals.

    Parameters
    ----------
    values : number, NumPy array, pandas or polars Series, or pyarrow array
        Floats, whole numbers or Decimals.
    decimals : int, default 2
        How many decimals to write, 0 to 28. A tie goes to the even digit (ABNT NBR 5891), and a
        float is rounded on the decimal that it prints: 2.675 is a tie, and becomes 2,68.
    negative : {"minus", "parentheses"}, default "minus"
        How to mark negative figures. What rounds to zero has no sign.
    lang : {"pt", "en"}, default "pt"
        Whose marks to use: ``1.234,56`` or ``1,234.56``.

    Returns
    -------
    str, array or Series of str
        The container of `values`, with its index and name. A missing number is a missing text; a
        lone one is the empty text.

    Raises
    ------
    DomainError
        When a number is infinite.
    SettingError
        When `decimals` is no whole number from 0 to 28.
    ColumnTypeError
        When `values` holds no numbers.
    UnknownNameError
        When there is no such `negative` or `lang`.

    See Also
    --------
    parse_figures : Read figures into numbers.

    Examples
    --------
    >>> import sustenta as st
    >>> st.format_figures(1036006.8)
    '1.036.006,80'
    >>> st.format_figures([82.084, -2.42, float("nan")], negative="parentheses")
    array(['82,08', '(2,42)', None], dtype=object)
    >>> st.format_figures(306580, decimals=0, lang="en")
    '306,580'
    """
    places = -1 if isinstance(decimals, bool) else _whole(decimals)
    if not 0 <= places <= _MOST_DECIMALS:
        raise SettingError(
            f"`decimals` is {decimals!r}; expected a whole number from 0 to {_MOST_DECIMALS}",
            argument="decimals",
            problem=f"not a whole number from 0 to {_MOST_DECIMALS}",
        )
    try:
        call = gather((_ARGUMENT,), (values,))
    except PrecisionError:  # whole numbers with more digits than a float
        call = gather((_ARGUMENT,), (values,), exact=True)
    write = _core.format_decimals if call.exact else _core.format_floats
    texts = write(call.inputs[0], places, negative, lang)
    if call.container.kind == SCALAR:
        return texts[0] or ""
    return texts_into(call.container, texts)


def _whole(number: Any) -> int:
    """Give a whole number; -1 for anything else."""
    try:
        return operator.index(number)
    except TypeError:
        return -1
