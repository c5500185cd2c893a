"""The constitutional minimum. Written by `make gen` from the registry: do not edit."""

from __future__ import annotations

from typing import Any

from sustenta._evaluation import evaluate

__all__ = [
    "ec29_applied_pct",
    "ec29_gap_pp",
    "linked_revenue",
]


def linked_revenue(own_revenue: Any, constitutional_transfers: Any, *, out: Any = None) -> Any:
    """III: linked revenue.

    What the minimum is a share of: the municipality's own taxes plus the constitutional and
    legal transfers.

    ``own_revenue + constitutional_transfers``

    Parameters
    ----------
    own_revenue : column or number
        Own revenue: taxes collected directly.
    constitutional_transfers : column or number
        Constitutional and legal transfers.
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In R$. A missing input gives a missing output.

    Raises
    ------
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    Brasil. Lei Complementar nº 141, de 13 de janeiro de 2012; RREO, Anexo 12: RREO Anexo 12:
    III = I + II.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.linked_revenue(100, 200), 2)
    300.0
    """
    return evaluate(
        "linked_revenue",
        (
            own_revenue,
            constitutional_transfers,
        ),
        out=out,
    )


def ec29_applied_pct(
    own_health_expenditure: Any, linked_revenue: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """3.2: share of own resources applied in health (EC 29 / LC 141).

    How much of the linked revenue the municipality applied in health; held against the minimum
    of the year.

    ``100 · own_health_expenditure / linked_revenue``

    Parameters
    ----------
    own_health_expenditure : column or number
        Own-resource health expenditure.
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
    Brasil. Lei Complementar nº 141, de 13 de janeiro de 2012; RREO, Anexo 12: RREO Anexo 12:
    100 · XVI / III; SIOPS 3.2.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.ec29_applied_pct(21915266.76, 165001468.16), 2)
    13.28
    """
    return evaluate(
        "ec29_applied_pct",
        (
            own_health_expenditure,
            linked_revenue,
        ),
        out=out,
        errors=errors,
    )


def ec29_gap_pp(applied_pct: Any, due_pct: Any, *, out: Any = None) -> Any:
    """Difference from the share due (EC 29).

    The share applied minus the share due in the year, in percentage points.

    ``applied_pct − due_pct``

    Parameters
    ----------
    applied_pct : column or number
        Share of own resources applied in health (EC 29).
    due_pct : column or number
        Minimum share due (EC 29).
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In percentage points. A missing input gives a missing output.

    Raises
    ------
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    Pereira ATS, Campelo ACFS, Cunha FS, Noronha J, Cordeiro H, Dain S, Pereira TR. A
    sustentabilidade econômico-financeira no Proesf em municípios do Amapá, Maranhão, Pará e
    Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620: Table 6, Dif. EC 29.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.ec29_gap_pp(15, 15), 2)
    0.0
    """
    return evaluate(
        "ec29_gap_pp",
        (
            applied_pct,
            due_pct,
        ),
        out=out,
    )
