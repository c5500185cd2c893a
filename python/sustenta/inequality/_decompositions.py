"""A Theil index split by groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from sustenta import _core
from sustenta._html import fields
from sustenta._names import check_named
from sustenta._tabular import cells_of
from sustenta.errors import ColumnTypeError, DomainError, IndexMismatchError, LengthError
from sustenta.inequality._units import Units

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.inequality._units import Missing


class Decomposition(NamedTuple):
    """A Theil index, split by groups.

    Attributes
    ----------
    total : float
        The index over all; within and between add up to it.
    within, between : float
        What lies within the groups, and between their means.
    groups : pandas.DataFrame
        A row a group: ``population_pct``, ``value_pct``, ``mean``, ``index`` (within the group),
        ``within`` and ``between`` (what it contributes to each), ``contribution_pct``.
    """

    total: float
    within: float
    between: float
    groups: pd.DataFrame

    def _repr_html_(self) -> str:
        return fields("pt", "Índice de Theil, dividido por grupos", self._asdict())


def decompose(
    x: Any,
    groups: Any,
    weights: Any = None,
    *,
    measure: Literal["theil_t", "theil_l"] = "theil_t",
    missing: Missing = "raise",
) -> Decomposition:
    """Split a Theil index into inequality within groups and between their means.

    Parameters
    ----------
    x : column
        As in `theil_t` and `theil_l`.
    groups : column
        The group of each: its state, its size class.
    weights, missing
        As in `gini`.
    measure : {"theil_t", "theil_l"}
        The Gini index has no such split where groups overlap.

    Returns
    -------
    Decomposition
        ``total``, ``within``, ``between`` and the table ``groups``, in order of appearance.

    Raises
    ------
    SettingError
        For a measure that is no sum of the two; else as in `gini`.
    DomainError, UnknownNameError, ColumnTypeError, LengthError, IndexMismatchError
        As in `gini`; for a unit without a group.

    Examples
    --------
    >>> import sustenta as st
    >>> split = st.inequality.decompose([1.0, 1.0, 3.0, 3.0], ["PA", "PA", "TO", "TO"])
    >>> split.within, round(split.between, 6), split.groups["mean"].tolist()
    (0.0, 0.130812, [1.0, 3.0])
    """
    check_named("measure of inequality", measure, ("theil_t", "theil_l", "gini", "atkinson", "cv"))
    labels, codes, names = _groups(x, groups)
    units = Units.of({"x": x}, weights, missing)
    units.refuse_below("x", zero=measure == "theil_l")
    rows = _core.decompose_inequality(
        measure, units.columns["x"], units.weights, codes[units.kept].astype(np.int32)
    )
    total = units.measured(measure, None, 0, None)
    assert isinstance(total, float)  # noqa: S101  no standard error was asked for
    present = np.unique(codes[units.kept])
    table = pd.DataFrame(
        rows,
        columns=["population_pct", "value_pct", "mean", "index", "within", "between"],
        index=pd.Index([labels[code] for code in present], name=names),
    )
    parts = table["within"] + table["between"]
    table["contribution_pct"] = 100 * parts / total if total > 0 else np.nan
    return Decomposition(total, float(table["within"].sum()), float(table["between"].sum()), table)


def _groups(x: Any, groups: Any) -> tuple[list[Any], NDArray[np.int64], Any]:
    """Number the groups in order of appearance."""
    labelled = isinstance(groups, pd.Series) and isinstance(x, pd.Series)
    if labelled and not groups.index.equals(x.index):
        raise IndexMismatchError(
            "`groups` and `x` have different indexes; bring them to one first (`.reindex`, or take "
            "them from one DataFrame)",
            argument="groups",
        )
    column = cells_of(groups, "groups", "a column with the group of each")
    try:
        codes, labels = pd.factorize(pd.Series(column, dtype=object))
    except TypeError:  # a list, or a signalling NaN
        raise ColumnTypeError(
            "`groups` holds cells that cannot be told apart; expected texts or numbers",
            argument="groups",
            found="cells that have no hash",
        ) from None
    rows = len(x) if hasattr(x, "__len__") else len(codes)
    if len(codes) != rows:
        raise LengthError(
            f"`groups` has {len(codes)} rows, where `x` has {rows}; give columns of one length",
            argument="groups",
            found=len(codes),
            expected=rows,
        )
    if (codes < 0).any():
        row = int((codes < 0).argmax())
        raise DomainError(
            f"`groups` at row {row} is missing; expected a group for each",
            argument="groups",
            row=row,
            found="missing",
            expected="a group for each",
            reason="input_missing",
        )
    return list(labels), codes.astype(np.int64), getattr(groups, "name", None)
