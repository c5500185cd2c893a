"""Classes of printed figures: of the points, and of what their intervals allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from sustenta import _core
from sustenta.classifications import class_labels, classify_ec29_compliance
from sustenta.registry import REASONS

if TYPE_CHECKING:
    from sustenta.studies._cells import Given

__all__ = ["GAPS_ALLOWED", "Class", "classes_of"]

#: What is decided by one year that fails, whatever is not known of the others.
GAPS_ALLOWED: Final = frozenset({"ec29_compliance"})

#: The language of the page.
PAGE: Final = "pt"

#: How each classification takes its inputs.
_FORMS: Final = {"execution": "share", "tax_effort": "given", "ec29_trend": "change"}


@dataclass(frozen=True, slots=True)
class Class:
    """The class of figures as printed, and every class that their intervals allow.

    Attributes
    ----------
    label
        The class in Portuguese, with the failing years where there are any; None where there is
        no class.
    reason
        Why there is none.
    allowed
        The classes that some numbers behind the figures have.
    """

    label: str | None
    reason: str | None
    allowed: frozenset[str]


@lru_cache(maxsize=4096)
def classes_of(id: str, figures: tuple[Given | None, ...], years: tuple[int, ...]) -> Class:
    """Classify figures by their points, and by every corner of their intervals.

    Parameters
    ----------
    id
        The classification.
    figures
        Its inputs; None where one is missing, which only `GAPS_ALLOWED` take.
    years
        Their years, where it asks for them.

    Returns
    -------
    Class
        Classes are monotone in each input, so that corners bound what the intervals allow.
    """
    points = tuple(None if figure is None else figure[0] for figure in figures)
    corners = [points, *product(*map(_ends, figures))]
    if id == "ec29_compliance":
        return _compliance(corners, years)
    first = [corner[0] for corner in corners]
    second = [corner[1] for corner in corners] if len(figures) > 1 else None
    codes, reasons, _ = _core.classify_decimals(id, _FORMS[id], first, second, None)
    if codes[0] == 0:
        return Class(None, REASONS[int(reasons[0]) - 1], frozenset())
    labels = class_labels(id, PAGE)
    reached = [int(code) for code in codes if code]
    allowed = labels[min(reached) - 1 : max(reached)]
    return Class(labels[int(codes[0]) - 1], None, frozenset(allowed))


def _compliance(corners: Sequence[tuple[Decimal | None, ...]], years: tuple[int, ...]) -> Class:
    rows = [
        (share, year, corner)
        for corner, shares in enumerate(corners)
        for share, year in zip(shares, years, strict=True)
    ]
    shares, due_in, corner = (list(column) for column in zip(*rows, strict=True))
    frame = classify_ec29_compliance(shares, due_in, corner, lang=PAGE, reasons=True)
    point = frame.iloc[0]
    if point["label"] is None:
        return Class(None, str(point["reason"]), frozenset())
    return Class(str(point["label"]), None, frozenset(frame["label"].dropna()))


def _ends(figure: Given | None) -> tuple[Decimal | None, ...]:
    """Give the ends of what lies behind a figure; one for a point."""
    if figure is None:
        return (None,)
    _, low, high, _, _ = _core.recompute("sum", [figure], None)
    return tuple({Decimal(end): None for end in (low, high) if end is not None})
