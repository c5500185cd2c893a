"""Capacity and dependence. Written by `make gen` from the registry: do not edit."""

from __future__ import annotations

from typing import Any

from sustenta._evaluation import evaluate

__all__ = [
    "other_dependence_pct",
    "own_capacity_pct",
    "state_dependence_pct",
    "union_dependence_pct",
]


def own_capacity_pct(
    own_revenue: Any, linked_revenue: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """Own capacity.

    How much of the linked revenue comes from own taxes.

    ``100 · own_revenue / linked_revenue``

    Parameters
    ----------
    own_revenue : column or number
        Own revenue: taxes collected directly.
    linked_revenue : column or number
        Linked revenue: taxes and constitutional and legal transfers.
    errors : {"raise", "coerce"}
        What to do with a value outside the domain: stop, or give a missing value.
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In %. A missing input gives a missing output.

    Raises
    ------
    DomainError
        With ``errors="raise"``, for a value outside the domain; it names the row.
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    derived: RREO Anexo 12: I / III.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.own_capacity_pct(250, 1000), 2)
    25.0
    """
    return evaluate(
        "own_capacity_pct",
        (
            own_revenue,
            linked_revenue,
        ),
        out=out,
        errors=errors,
    )


def union_dependence_pct(
    fpm: Any, itr: Any, lc87: Any, linked_revenue: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """Dependence on the Union.

    How much of the linked revenue is transferred by the Union (FPM, ITR and LC 87/96).

    ``100 · (fpm + itr + lc87) / linked_revenue``

    Parameters
    ----------
    fpm : column or number
        Municipalities' Participation Fund (FPM).
    itr : column or number
        Rural land tax (ITR).
    lc87 : column or number
        Compensation of LC 87/96.
    linked_revenue : column or number
        Linked revenue: taxes and constitutional and legal transfers.
    errors : {"raise", "coerce"}
        What to do with a value outside the domain: stop, or give a missing value.
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In %. A missing input gives a missing output.

    Raises
    ------
    DomainError
        With ``errors="raise"``, for a value outside the domain; it names the row.
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    derived: RREO Anexo 12: (FPM + ITR + LC 87/96) / III.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.union_dependence_pct(300, 1.5, 3.5, 1000), 2)
    30.5
    """
    return evaluate(
        "union_dependence_pct",
        (
            fpm,
            itr,
            lc87,
            linked_revenue,
        ),
        out=out,
        errors=errors,
    )


def state_dependence_pct(
    icms: Any,
    ipi_exports: Any,
    ipva: Any,
    linked_revenue: Any,
    *,
    errors: str = "raise",
    out: Any = None,
) -> Any:
    """Dependence on the State.

    How much of the linked revenue is transferred by the State (ICMS, IPI on exports and IPVA).

    ``100 · (icms + ipi_exports + ipva) / linked_revenue``

    Parameters
    ----------
    icms : column or number
        Share of the ICMS.
    ipi_exports : column or number
        Share of the IPI on exports.
    ipva : column or number
        Share of the IPVA.
    linked_revenue : column or number
        Linked revenue: taxes and constitutional and legal transfers.
    errors : {"raise", "coerce"}
        What to do with a value outside the domain: stop, or give a missing value.
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In %. A missing input gives a missing output.

    Raises
    ------
    DomainError
        With ``errors="raise"``, for a value outside the domain; it names the row.
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    derived: RREO Anexo 12: (ICMS + IPI-Exportação + IPVA) / III.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.state_dependence_pct(350, 5, 40, 1000), 2)
    39.5
    """
    return evaluate(
        "state_dependence_pct",
        (
            icms,
            ipi_exports,
            ipva,
            linked_revenue,
        ),
        out=out,
        errors=errors,
    )


def other_dependence_pct(
    own_revenue: Any,
    fpm: Any,
    itr: Any,
    lc87: Any,
    icms: Any,
    ipi_exports: Any,
    ipva: Any,
    linked_revenue: Any,
    *,
    errors: str = "raise",
    out: Any = None,
) -> Any:
    """Other sources.

    What remains of the linked revenue: with the other three it sums to 100 %.

    ``100 · (linked_revenue − own_revenue − fpm − itr − lc87 − icms − ipi_exports − ipva) /
    linked_revenue``

    Parameters
    ----------
    own_revenue : column or number
        Own revenue: taxes collected directly.
    fpm : column or number
        Municipalities' Participation Fund (FPM).
    itr : column or number
        Rural land tax (ITR).
    lc87 : column or number
        Compensation of LC 87/96.
    icms : column or number
        Share of the ICMS.
    ipi_exports : column or number
        Share of the IPI on exports.
    ipva : column or number
        Share of the IPVA.
    linked_revenue : column or number
        Linked revenue: taxes and constitutional and legal transfers.
    errors : {"raise", "coerce"}
        What to do with a value outside the domain: stop, or give a missing value.
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In %. A missing input gives a missing output.

    Raises
    ------
    DomainError
        With ``errors="raise"``, for a value outside the domain; it names the row.
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    derived: 100 % minus the other three.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.other_dependence_pct(250, 300, 1.5, 3.5, 350, 5, 40, 1000), 2)
    5.0
    """
    return evaluate(
        "other_dependence_pct",
        (
            own_revenue,
            fpm,
            itr,
            lc87,
            icms,
            ipi_exports,
            ipva,
            linked_revenue,
        ),
        out=out,
        errors=errors,
    )
