"""The audit of the report's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sustenta.auditing.audits import Audit
from sustenta.auditing.audits import audit as audit_tables
from sustenta.registry import Lang, check_lang
from sustenta.studies._audited import rules_of
from sustenta.studies.tc61 import _layout, _printed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["audit"]


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
    return audit_tables(_layout.frames(table), rules_of(_printed.PACKAGE), lang=lang)
