"""Financial execution. Written by `make gen` from the registry: do not edit."""

from __future__ import annotations

from typing import Any

from sustenta._evaluation import evaluate

__all__ = [
    "balance_to_transfer",
    "ceiling_share_pct",
    "executed_pct",
    "transferred_pct",
]


def transferred_pct(
    transferred: Any, ceiling: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """Amount transferred as a share of the ceiling.

    How much of the financial ceiling was transferred.

    ``100 · transferred / ceiling``

    Parameters
    ----------
    transferred : column or number
        Amount transferred.
    ceiling : column or number
        Financial ceiling.
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
    Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620: Table 3, column 2.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.transferred_pct(152600.00, 259000.00), 2)
    58.92
    """
    return evaluate(
        "transferred_pct",
        (
            transferred,
            ceiling,
        ),
        out=out,
        errors=errors,
    )


def executed_pct(executed: Any, transferred: Any, *, errors: str = "raise", out: Any = None) -> Any:
    """Amount executed as a share of the amount transferred.

    How much of the amount transferred was executed.

    ``100 · executed / transferred``

    Parameters
    ----------
    executed : column or number
        Amount executed.
    transferred : column or number
        Amount transferred.
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
    Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620: Table 2, last column; Table 3, column
    3.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.executed_pct(0, 65000.00), 2)
    0.0
    """
    return evaluate(
        "executed_pct",
        (
            executed,
            transferred,
        ),
        out=out,
        errors=errors,
    )


def balance_to_transfer(ceiling: Any, transferred: Any, *, out: Any = None) -> Any:
    """Balance to be transferred.

    What remains of the ceiling to be transferred.

    ``ceiling − transferred``

    Parameters
    ----------
    ceiling : column or number
        Financial ceiling.
    transferred : column or number
        Amount transferred.
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
    Pereira ATS, Campelo ACFS, Cunha FS, Noronha J, Cordeiro H, Dain S, Pereira TR. A
    sustentabilidade econômico-financeira no Proesf em municípios do Amapá, Maranhão, Pará e
    Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620: Table 2, Saldo a repassar.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.balance_to_transfer(1112200.00, 282500.00), 2)
    829700.0
    """
    return evaluate(
        "balance_to_transfer",
        (
            ceiling,
            transferred,
        ),
        out=out,
    )


def ceiling_share_pct(
    ceiling: Any, state_ceiling: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """The municipality's share of the ceiling of the whole State.

    How much of the ceiling of the whole State, its own part included, falls to the
    municipality.

    ``100 · ceiling / state_ceiling``

    Parameters
    ----------
    ceiling : column or number
        Financial ceiling.
    state_ceiling : column or number
        Ceiling of the whole State.
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
    Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620: Table 3, column 1.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.ceiling_share_pct(259000.00, 3334000.00), 2)
    7.77
    """
    return evaluate(
        "ceiling_share_pct",
        (
            ceiling,
            state_ceiling,
        ),
        out=out,
        errors=errors,
    )
