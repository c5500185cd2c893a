"""The cells of a frame's column: what each shows, and the number or date behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta._cell_words import translated
from sustenta.errors import DomainError, SustentaError
from sustenta.figures import format_figures
from sustenta.tables._headings import heading
from sustenta.tables._names import UNITS
from sustenta.tables._parts import Negative, clean

if TYPE_CHECKING:
    from sustenta.registry import Lang

__all__ = ["Cells", "Look", "cells_of", "written"]

#: Whole numbers that name and do not count: they are written without groups.
_PLAIN: Final = ("year", "code", "table", "first_shortfall", "first_census")
#: Decimals of a unit; of what has none, at most.
_DECIMALS: Final = {"inhabitants": 0, "teams": 0, "count": 0, "ratio": 2}
_MOST: Final = 6
#: Units of which two decimals are shown.
_UNITS: Final = frozenset(UNITS)
_YES: Final = {"pt": ("não", "sim"), "en": ("no", "yes")}
_DATE: Final = {"pt": "%d/%m/%Y", "en": "%Y-%m-%d"}
#: Columns whose words are names of columns.
_NAMING: Final = frozenset({"column", "indicator", "quantity", "margin", "projected_from"})


@dataclass(frozen=True, slots=True)
class Look:
    """How cells are written: language, negatives, what stands for a missing one, decimals."""

    lang: Lang
    negative: Negative
    missing: str
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a column: texts, values, what they are, and whether one is missing."""

    texts: list[str]
    values: list[Any]
    gaps: bool
    #: Whether all that are there are numbers; whether those are written without groups.
    numbers: bool = False
    plain: bool = False


def cells_of(column: pd.Series[Any], name: str, unit: str, look: Look) -> Cells:
    """Write the cells of a column, as its type asks.

    Where a column of reasons has none nothing is missing: the cell stays blank.
    """
    if name.endswith("reason") and look.missing:
        return replace(cells_of(column, name, unit, replace(look, missing="")), gaps=False)
    gone = column.isna().to_numpy(dtype=bool)
    if isinstance(column.dtype, pd.CategoricalDtype):
        return _texts([None if g else v for v, g in zip(column, gone, strict=True)], name, look)
    if pd.api.types.is_bool_dtype(column.dtype):
        said = _YES[look.lang]
        found = [None if g else said[bool(v)] for v, g in zip(column, gone, strict=True)]
        return _filled(found, [None] * len(found), look)
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        dates = [None if g else v.to_pydatetime() for v, g in zip(column, gone, strict=True)]
        return _dates(dates, look)
    if pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_complex_dtype(
        column.dtype
    ):
        return _numbers(
            [None if g else _plain(v) for v, g in zip(column, gone, strict=True)], name, unit, look
        )
    return _objects([_bare(value) for value in column], name, unit, look)


def written(numbers: Iterable[Any], decimals: int, look: Look, *, name: str = "") -> list[str]:
    """Write numbers, missing ones as the look says."""
    given = list(numbers)
    known = [number for number in given if number is not None]
    for row, number in enumerate(given):
        if isinstance(number, (float, Decimal)) and not np.isfinite(float(number)):
            raise DomainError(
                f"column {name!r} is {number} at row {row}; a table shows numbers: take the row "
                "out, or make it missing",
                argument=name,
                row=row,
                found=str(number),
                expected="a finite number",
                reason="amount_not_finite",
            )
    try:
        texts = iter(
            format_figures(known, decimals=decimals, negative=look.negative, lang=look.lang)
            if known
            else ()
        )
    except SustentaError:
        # Whole numbers of more digits than exact decimals hold.
        texts = iter([_grouped(number, decimals, look) for number in known])
    return [
        look.missing if number is None else str(next(texts)).replace("-", "−") for number in given
    ]


def _grouped(number: Any, decimals: int, look: Look) -> str:
    text = f"{number:,.{decimals}f}" if not isinstance(number, int) else f"{number:,}"
    if isinstance(number, int) and decimals:
        text += "." + "0" * decimals
    text = text.translate(str.maketrans(",.", ".,")) if look.lang == "pt" else text
    negative = look.negative == "parentheses" and text.startswith("-")
    return f"({text[1:]})" if negative else text


def _numbers(numbers: list[Any], name: str, unit: str, look: Look) -> Cells:
    known = [number for number in numbers if number is not None]
    if (
        look.decimals is None
        and _names(name)
        and all(number == int(number) for number in known if np.isfinite(float(number)))
    ):
        whole = [None if n is None else int(n) for n in numbers]
        texts = [look.missing if n is None else str(n) for n in whole]
        return Cells(texts, whole, len(known) < len(numbers), numbers=True, plain=True)
    gaps = len(known) < len(numbers)
    exact = known and all(isinstance(number, Decimal) for number in known)
    if exact and look.decimals is None and unit not in _UNITS:
        # Each as it was given: what was printed with two decimals is shown with two.
        texts = [written([n], _digits(n), look, name=name)[0] for n in numbers]
    else:
        decimals = _decimals(known, unit) if look.decimals is None else look.decimals
        texts = written(numbers, decimals, look, name=name)
    return Cells(texts, numbers, gaps, numbers=True)


def _decimals(known: list[Any], unit: str) -> int:
    """Judge how many decimals a column needs: those of its unit, or of its numbers."""
    if unit in _DECIMALS:
        return _DECIMALS[unit]
    if all(isinstance(number, int) for number in known):
        return 0
    if unit in _UNITS:
        return 2
    finite = [number for number in known if np.isfinite(float(number))]
    if all(float(number).is_integer() for number in finite):
        return 0
    # A column of small numbers shows some of their digits.
    return 4 if all(abs(number) < 1 for number in finite) else 2


def _digits(number: Decimal | None) -> int:
    """Count the decimals that an exact number has, up to those that a reader follows."""
    if number is None or not number.is_finite():
        return 0
    return min(max(0, -int(number.as_tuple().exponent)), _MOST)


def _names(name: str) -> bool:
    return name in _PLAIN or name.endswith(("_year", "_code", "ano"))


def _objects(values: list[Any], name: str, unit: str, look: Look) -> Cells:
    """Write a column of objects: of one kind as that kind, of several each as its own."""
    known = [value for value in values if value is not None]
    if known and all(_is_number(value) for value in known):
        return _numbers(values, name, unit, look)
    if known and all(isinstance(value, dt.date) for value in known):
        return _dates(values, look)
    if not any(_is_number(value) or isinstance(value, dt.date) for value in known):
        return _texts(values, name, look)
    parts = [_objects([value], name, unit, look) for value in values]
    texts = [part.texts[0] for part in parts]
    numbers = [part.values[0] for part in parts]  # noqa: PD011  no pandas column
    return Cells(texts, numbers, len(known) < len(values))


def _texts(values: list[Any], name: str, look: Look) -> Cells:
    found = [None if value is None else _said(value, name, look) for value in values]
    return _filled(found, [None] * len(found), look)


def _dates(dates: list[Any], look: Look) -> Cells:
    midnight = dt.time()
    hours = any(isinstance(d, dt.datetime) and d.time() != midnight for d in dates)
    form = _DATE[look.lang] + (" %H:%M" if hours else "")
    # A workbook knows no time zones.
    kept = [d.replace(tzinfo=None) if isinstance(d, dt.datetime) else d for d in dates]
    kept = kept if hours else [d.date() if isinstance(d, dt.datetime) else d for d in kept]
    return _filled([None if d is None else d.strftime(form) for d in dates], kept, look)


def _filled(texts: list[str | None], values: list[Any], look: Look) -> Cells:
    shown = [look.missing if text is None else text for text in texts]
    return Cells(shown, values, None in texts)


def _said(value: Any, name: str, look: Look) -> str:
    """Write a value that is no number: words of the package in the table's language."""
    if isinstance(value, (bool, np.bool_)):
        return _YES[look.lang][bool(value)]
    if isinstance(value, (list, tuple, set, frozenset, np.ndarray)):
        return ", ".join(_said(each, name, look) for each in value)
    text = clean(value)
    if name in _NAMING:
        return ", ".join(heading(part, look.lang).label for part in text.split(", "))
    return translated(text, name, look.lang)


def _is_number(value: Any) -> bool:
    return isinstance(value, (Real, Decimal)) and not isinstance(value, (bool, np.bool_))


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def _bare(value: Any) -> Any:
    """Give a value without its wrapping; None for everything that is missing."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    value = _plain(value)
    if isinstance(value, float) and np.isnan(value):
        return None
    if isinstance(value, Decimal) and value.is_nan():
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if _is_number(value) and not isinstance(value, (int, float, Decimal)):
        return float(value)
    return value
