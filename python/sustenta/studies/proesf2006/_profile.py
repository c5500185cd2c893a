"""The recomputed Table 10, and the list of classes that the page announces and lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sustenta.classifications import (
    classify_ec29_compliance,
    classify_ec29_trend,
    classify_execution,
    classify_tax_effort,
)
from sustenta.indicators import executed_pct
from sustenta.registry import REASON_LABELS
from sustenta.studies._cells import Address
from sustenta.studies.proesf2006._pages import letters
from sustenta.studies.proesf2006._rules import FIRST, LAST, YEARS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from sustenta.registry import Lang
    from sustenta.studies._cells import Pages

__all__ = ["execution_classes", "profile"]


def profile(pages: Pages, lang: Lang) -> pd.DataFrame:
    """Classify every municipality by the article's four classifications.

    Parameters
    ----------
    pages : Pages
        The printed cells.
    lang : {"pt", "en"}
        The language of the classes.

    Returns
    -------
    pandas.DataFrame
        One row a municipality, in the order of the letters: ``uf``, ``municipality``; the classes,
        ordered categoricals; ``execution_reason``, why there is none; ``compliance_label``, the
        class with the failing years.
    """
    names = _names(pages)
    applied = [_figures(pages, 6, "applied_pct", names, year) for year in YEARS]
    compliance = classify_ec29_compliance(
        [share for shares in applied for share in shares],
        [year for year in YEARS for _ in names],
        [name for _ in YEARS for name in names],
        lang=lang,
    )
    execution = execution_classes(pages, lang)
    change = _figures(pages, 5, "tax_share_change_pct", names)
    return pd.DataFrame(
        {
            "uf": execution["uf"],
            "municipality": names,
            "execution_class": execution["execution_class"],
            "execution_reason": execution["execution_reason"],
            "tax_effort_class": classify_tax_effort(change_pct=change, lang=lang),
            "compliance_class": compliance["class"].array,
            "compliance_label": compliance["label"].array,
            "trend_class": classify_ec29_trend(
                applied[YEARS.index(FIRST)], applied[YEARS.index(LAST)], lang=lang
            ),
        }
    )


def execution_classes(pages: Pages, lang: Lang) -> pd.DataFrame:
    """Classify every municipality by the execution of the money received.

    Parameters
    ----------
    pages : Pages
        The printed cells.
    lang : {"pt", "en"}
        The language of the classes.

    Returns
    -------
    pandas.DataFrame
        One row a municipality, in the order of the letters: ``uf``, ``municipality``,
        ``transferred``, ``executed``, ``executed_pct``, ``execution_class`` and
        ``execution_reason``, why there is none.
    """
    names = _names(pages)
    executed, transferred = (
        _figures(pages, 2, name, names) for name in ("executed", "transferred")
    )
    judged = classify_execution(executed, transferred, lang=lang, reasons=True)
    reasons = [
        None if pd.isna(reason) else _missing(pages, name) or str(reason)
        for name, reason in zip(names, judged["execution_class_reason"], strict=True)
    ]
    share = executed_pct(executed, transferred, errors="coerce")
    return pd.DataFrame(
        {
            "uf": [pages.state(9, name) for name in names],
            "municipality": names,
            "transferred": _floats(transferred),
            "executed": _floats(executed),
            "executed_pct": _floats(share),
            "execution_class": judged["execution_class"],
            "execution_reason": [
                None if reason is None else REASON_LABELS[reason][lang] for reason in reasons
            ],
        }
    )


def _names(pages: Pages) -> list[str]:
    return sorted({name for table in (2, 5, 6, 10) for name in letters(pages, table)})


def _figures(
    pages: Pages, table: int, column: str, names: Sequence[str], year: int | None = None
) -> list[Decimal | None]:
    cells = (pages.at(Address(table, column, name, year)) for name in names)
    return [None if cell is None else cell.figure for cell in cells]


def _floats(figures: Sequence[Decimal | None]) -> pd.Series[float]:
    return pd.Series([None if figure is None else float(figure) for figure in figures], dtype=float)


def _missing(pages: Pages, name: str) -> str | None:
    """Give the page's own reason where an amount is missing."""
    cells = (pages.at(Address(2, column, name)) for column in ("executed", "transferred"))
    reasons = (reason for cell in cells if cell is not None for reason in sorted(cell.reasons))
    return next(reasons, None)
