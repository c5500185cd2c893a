"""The audit of the report's figures."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from sustenta.auditing.audits import Audit
from sustenta.auditing.audits import audit as audit_tables
from sustenta.auditing.rules import Rules
from sustenta.registry import Lang, check_lang
from sustenta.studies.tc61 import _layout, _printed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["audit", "claims", "rules"]


@cache
def rules() -> Rules:
    """Give the identities among the report's figures.

    Returns
    -------
    Rules
    """
    return _read("rules.toml")


@cache
def claims() -> Rules:
    """Give what the report says of its figures.

    Returns
    -------
    Rules
    """
    return _read("claims.toml")


def _read(name: str) -> Rules:
    with as_file(files(_printed.PACKAGE).joinpath("data", name)) as path:
        return Rules.read(path)


def audit(table: pd.DataFrame | None = None, *, lang: Lang = "pt") -> Audit:
    """Audit the report's figures: its sums, the style of its figures, what it says of them.

    Parameters
    ----------
    table : pandas.DataFrame, optional
        A table that stands in for the shipped one, in the shape of
        :func:`sustenta.studies.tc61.table`.
    lang : {"pt", "en"}
        The language of texts.

    Returns
    -------
    Audit
        Its table is called ``table``.

    Raises
    ------
    StudyTableError
        When the table has another shape, or a figure cannot be read.

    Examples
    --------
    >>> import sustenta as st
    >>> report = st.studies.tc61.audit(lang="en")
    >>> report.cells.empty, report.holds
    (True, False)
    """
    check_lang(lang)
    return audit_tables(_layout.frames(table), rules() + claims(), lang=lang)
