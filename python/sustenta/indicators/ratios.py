"""General forms. Written by `make gen` from the registry: do not edit."""

from __future__ import annotations

from typing import Any

from sustenta._evaluation import evaluate

__all__ = [
    "per_capita",
    "relative_change_pct",
    "share_pct",
]


def per_capita(amount: Any, population: Any, *, errors: str = "raise", out: Any = None) -> Any:
    """Amount per inhabitant.

    The amount divided by the population of the same year.

    ``amount / population``

    Parameters
    ----------
    amount : column or number
        Amount.
    population : column or number
        Population.
    errors : {"raise", "coerce"}
        What to do with a value outside the domain: stop, or give a missing value.
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In R$ per inhabitant. A missing input gives a missing output.

    Raises
    ------
    DomainError
        With ``errors="raise"``, for a value outside the domain; it names the row.
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    Pereira ATS, Campelo ACFS, Cunha FS, Noronha J, Cordeiro H, Dain S, Pereira TR. A
    sustentabilidade econômico-financeira no Proesf em municípios do Amapá, Maranhão, Pará e
    Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620: Table 8: C21/C3.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.per_capita(93870085.00, 306580), 2)
    306.18
    """
    return evaluate(
        "per_capita",
        (
            amount,
            population,
        ),
        out=out,
        errors=errors,
    )


def share_pct(part: Any, whole: Any, *, errors: str = "raise", out: Any = None) -> Any:
    """Share.

    The part as a percentage of the whole.

    ``100 · part / whole``

    Parameters
    ----------
    part : column or number
        Part.
    whole : column or number
        Whole.
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
    derived: the form of every share in SIOPS.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.share_pct(154882.41, 282500.00), 2)
    54.83
    """
    return evaluate(
        "share_pct",
        (
            part,
            whole,
        ),
        out=out,
        errors=errors,
    )


def relative_change_pct(first: Any, last: Any, *, errors: str = "raise", out: Any = None) -> Any:
    """Relative change.

    The change from the first year to the last, as a percentage of the first.

    ``100 · (last − first) / first``

    Parameters
    ----------
    first : column or number
        Value in the first year.
    last : column or number
        Value in the last year.
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
    Pereira ATS, Campelo ACFS, Cunha FS, Noronha J, Cordeiro H, Dain S, Pereira TR. A
    sustentabilidade econômico-financeira no Proesf em municípios do Amapá, Maranhão, Pará e
    Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620: Tables 5 and 7.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.relative_change_pct(20, 22), 2)
    10.0
    """
    return evaluate(
        "relative_change_pct",
        (
            first,
            last,
        ),
        out=out,
        errors=errors,
    )
