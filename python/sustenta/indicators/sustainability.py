"""Sustainability. Written by `make gen` from the registry: do not edit."""

from __future__ import annotations

from typing import Any

from sustenta._evaluation import evaluate

__all__ = [
    "applied_pct_from_scenarios",
    "dpspc",
    "dpspc_from_linked_revenue",
    "dpspc_siops",
    "health_expenditure_pc_from_margin",
    "linked_revenue_pc_from_scenarios",
    "linked_revenue_pc_from_share",
    "megpc",
    "megpc_at_other_rate",
    "megpc_from_scenarios",
    "megpc_from_share",
    "sus_transfers_pc_from_scenarios",
]


def dpspc(
    own_revenue_pc: Any,
    constitutional_transfers_pc: Any,
    sus_transfers_pc: Any,
    *,
    rate_pct: Any = 15,
    out: Any = None,
) -> Any:
    """DPSPC: potential health expenditure per inhabitant.

    How much the municipality could spend on health per inhabitant: the rate on own revenue and
    constitutional transfers, plus the SUS transfers.

    ``rate/100 · own_revenue_pc + rate/100 · constitutional_transfers_pc + sus_transfers_pc``

    Parameters
    ----------
    own_revenue_pc : column or number
        Own revenue per inhabitant (RPPC).
    constitutional_transfers_pc : column or number
        Constitutional and legal transfers per inhabitant (TCPC).
    sus_transfers_pc : column or number
        SUS transfers per inhabitant (TSUSPC).
    rate_pct : column or number, default 15
        Rate on the linked revenue.
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In R$ per inhabitant. A missing input gives a missing output.

    Raises
    ------
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    Pereira ATS, Campelo ACFS, Cunha FS, Noronha J, Cordeiro H, Dain S, Pereira TR. A
    sustentabilidade econômico-financeira no Proesf em municípios do Amapá, Maranhão, Pará e
    Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620: Indicador 1.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.dpspc(100, 200, 36.15), 2)
    81.15
    """
    return evaluate(
        "dpspc",
        (
            own_revenue_pc,
            constitutional_transfers_pc,
            sus_transfers_pc,
            rate_pct,
        ),
        out=out,
    )


def dpspc_siops(
    linked_revenue: Any,
    population: Any,
    sus_transfers_pc: Any,
    *,
    rate_pct: Any = 15,
    errors: str = "raise",
    out: Any = None,
) -> Any:
    """DPSPC: potential health expenditure per inhabitant (SIOPS sheet).

    DPSPC computed from the cells of SIOPS's sheet: 0.15 × (C21/C3) + C12.

    ``rate/100 · (linked_revenue / population) + sus_transfers_pc``

    Parameters
    ----------
    linked_revenue : column or number
        Linked revenue: taxes and constitutional and legal transfers.
    population : column or number
        Population.
    sus_transfers_pc : column or number
        SUS transfers per inhabitant (TSUSPC).
    rate_pct : column or number, default 15
        Rate on the linked revenue.
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
    Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620: Table 8.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.dpspc_siops(93870085.00, 306580, 36.15), 2)
    82.08
    """
    return evaluate(
        "dpspc_siops",
        (
            linked_revenue,
            population,
            sus_transfers_pc,
            rate_pct,
        ),
        out=out,
        errors=errors,
    )


def dpspc_from_linked_revenue(
    linked_revenue_pc: Any, sus_transfers_pc: Any, *, rate_pct: Any = 15, out: Any = None
) -> Any:
    """DPSPC: potential health expenditure per inhabitant (from the linked revenue).

    DPSPC from the linked revenue per inhabitant, which is own revenue and constitutional
    transfers together.

    ``rate/100 · linked_revenue_pc + sus_transfers_pc``

    Parameters
    ----------
    linked_revenue_pc : column or number
        Linked revenue per inhabitant.
    sus_transfers_pc : column or number
        SUS transfers per inhabitant (TSUSPC).
    rate_pct : column or number, default 15
        Rate on the linked revenue.
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In R$ per inhabitant. A missing input gives a missing output.

    Raises
    ------
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    Pereira ATS, Campelo ACFS, Cunha FS, Noronha J, Cordeiro H, Dain S, Pereira TR. A
    sustentabilidade econômico-financeira no Proesf em municípios do Amapá, Maranhão, Pará e
    Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620: Indicador 1; Table 9.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.dpspc_from_linked_revenue(300, 36.15), 2)
    81.15
    """
    return evaluate(
        "dpspc_from_linked_revenue",
        (
            linked_revenue_pc,
            sus_transfers_pc,
            rate_pct,
        ),
        out=out,
    )


def megpc(dpspc: Any, expenditure_pc: Any, *, out: Any = None) -> Any:
    """MEGPC: margin left for expansion per inhabitant.

    Potential minus actual expenditure: positive, there is room; negative, spending is already
    above the potential.

    ``dpspc − expenditure_pc``

    Parameters
    ----------
    dpspc : column or number
        Potential health expenditure per inhabitant (DPSPC).
    expenditure_pc : column or number
        Health expenditure per inhabitant (DAPC).
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In R$ per inhabitant. A missing input gives a missing output.

    Raises
    ------
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    Pereira ATS, Campelo ACFS, Cunha FS, Noronha J, Cordeiro H, Dain S, Pereira TR. A
    sustentabilidade econômico-financeira no Proesf em municípios do Amapá, Maranhão, Pará e
    Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620: Indicador 2.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.megpc(82.08, 69.80), 2)
    12.28
    """
    return evaluate(
        "megpc",
        (
            dpspc,
            expenditure_pc,
        ),
        out=out,
    )


def megpc_from_share(
    linked_revenue_pc: Any, applied_pct: Any, *, rate_pct: Any = 15, out: Any = None
) -> Any:
    """MEGPC: margin left for expansion per inhabitant, from the declared share.

    The margin that the declared share applied implies; where it differs from the margin by
    definition, both are shown.

    ``(rate − applied_pct)/100 · linked_revenue_pc``

    Parameters
    ----------
    linked_revenue_pc : column or number
        Linked revenue per inhabitant.
    applied_pct : column or number
        Share of own resources applied in health (EC 29).
    rate_pct : column or number, default 15
        Rate on the linked revenue.
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In R$ per inhabitant. A missing input gives a missing output.

    Raises
    ------
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    derived: MEGPC(rate) = (rate − a)/100 · R, with a = 100 · (D − T)/R.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.megpc_from_share(306.18, 11.0), 2)
    12.25
    """
    return evaluate(
        "megpc_from_share",
        (
            linked_revenue_pc,
            applied_pct,
            rate_pct,
        ),
        out=out,
    )


def linked_revenue_pc_from_share(
    health_expenditure_pc: Any,
    sus_transfers_pc: Any,
    applied_pct: Any,
    *,
    errors: str = "raise",
    out: Any = None,
) -> Any:
    """Linked revenue per inhabitant implied by the declared share.

    The revenue of which own-resource expenditure (the total minus the SUS transfers) is the
    declared share applied; for sources that lack the base.

    ``100 · (health_expenditure_pc − sus_transfers_pc) / applied_pct``

    Parameters
    ----------
    health_expenditure_pc : column or number
        Health expenditure per inhabitant (DAPC).
    sus_transfers_pc : column or number
        SUS transfers per inhabitant (TSUSPC).
    applied_pct : column or number
        Share of own resources applied in health (EC 29).
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
    derived: R = 100 · (D − T)/a, from a = 100 · (D − T)/R.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.linked_revenue_pc_from_share(1473.79, 431.50, 25.44), 2)
    4097.05
    """
    return evaluate(
        "linked_revenue_pc_from_share",
        (
            health_expenditure_pc,
            sus_transfers_pc,
            applied_pct,
        ),
        out=out,
        errors=errors,
    )


def linked_revenue_pc_from_scenarios(
    dpspc: Any,
    dpspc_ec29: Any,
    due_pct: Any,
    *,
    rate_pct: Any = 15,
    errors: str = "raise",
    out: Any = None,
) -> Any:
    """Linked revenue per inhabitant implied by both scenarios.

    The revenue that explains the difference between the two potentials; it does not exist where
    the rates are equal.

    ``(dpspc − dpspc_ec29) / ((rate − due_pct)/100)``

    Parameters
    ----------
    dpspc : column or number
        Potential health expenditure per inhabitant (DPSPC).
    dpspc_ec29 : column or number
        Potential health expenditure per inhabitant (DPSPC).
    due_pct : column or number
        Minimum share due (EC 29).
    rate_pct : column or number, default 15
        Rate on the linked revenue.
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
    derived: the inverse of both scenarios of Table 9.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.linked_revenue_pc_from_scenarios(82.08, 67.38, 10.2), 2)
    306.25
    """
    return evaluate(
        "linked_revenue_pc_from_scenarios",
        (
            dpspc,
            dpspc_ec29,
            due_pct,
            rate_pct,
        ),
        out=out,
        errors=errors,
    )


def sus_transfers_pc_from_scenarios(
    dpspc: Any,
    dpspc_ec29: Any,
    due_pct: Any,
    *,
    rate_pct: Any = 15,
    errors: str = "raise",
    out: Any = None,
) -> Any:
    """SUS transfers per inhabitant implied by both scenarios.

    What remains of the potential after the rate on the implied revenue.

    ``dpspc − rate/100 · linked_revenue_pc_from_scenarios``

    Parameters
    ----------
    dpspc : column or number
        Potential health expenditure per inhabitant (DPSPC).
    dpspc_ec29 : column or number
        Potential health expenditure per inhabitant (DPSPC).
    due_pct : column or number
        Minimum share due (EC 29).
    rate_pct : column or number, default 15
        Rate on the linked revenue.
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
    derived: the inverse of both scenarios of Table 9.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.sus_transfers_pc_from_scenarios(82.08, 67.38, 10.2), 2)
    36.14
    """
    return evaluate(
        "sus_transfers_pc_from_scenarios",
        (
            dpspc,
            dpspc_ec29,
            due_pct,
            rate_pct,
        ),
        out=out,
        errors=errors,
    )


def health_expenditure_pc_from_margin(dpspc: Any, megpc: Any, *, out: Any = None) -> Any:
    """Health expenditure per inhabitant implied by the margin.

    The potential minus the margin.

    ``dpspc − megpc``

    Parameters
    ----------
    dpspc : column or number
        Potential health expenditure per inhabitant (DPSPC).
    megpc : column or number
        Margin left for expansion per inhabitant (MEGPC).
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In R$ per inhabitant. A missing input gives a missing output.

    Raises
    ------
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    derived: the inverse of MEGPC.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.health_expenditure_pc_from_margin(82.08, 12.28), 2)
    69.8
    """
    return evaluate(
        "health_expenditure_pc_from_margin",
        (
            dpspc,
            megpc,
        ),
        out=out,
    )


def applied_pct_from_scenarios(
    dpspc: Any,
    megpc: Any,
    dpspc_ec29: Any,
    due_pct: Any,
    *,
    rate_pct: Any = 15,
    errors: str = "raise",
    out: Any = None,
) -> Any:
    """Share applied implied by both scenarios.

    The share of the linked revenue that both potentials and a margin imply: 100 · (D − T)/R.

    ``rate − (rate − due_pct) · megpc / (dpspc − dpspc_ec29)``

    Parameters
    ----------
    dpspc : column or number
        Potential health expenditure per inhabitant (DPSPC).
    megpc : column or number
        Margin left for expansion per inhabitant (MEGPC).
    dpspc_ec29 : column or number
        Potential health expenditure per inhabitant (DPSPC).
    due_pct : column or number
        Minimum share due (EC 29).
    rate_pct : column or number, default 15
        Rate on the linked revenue.
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
    derived: the inverse of both scenarios of Table 9, held against Table 6.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.applied_pct_from_scenarios(100, 20, 90, 10), 2)
    5.0
    """
    return evaluate(
        "applied_pct_from_scenarios",
        (
            dpspc,
            megpc,
            dpspc_ec29,
            due_pct,
            rate_pct,
        ),
        out=out,
        errors=errors,
    )


def megpc_from_scenarios(
    applied_pct: Any,
    dpspc: Any,
    dpspc_ec29: Any,
    due_pct: Any,
    *,
    rate_pct: Any = 15,
    errors: str = "raise",
    out: Any = None,
) -> Any:
    """MEGPC: margin implied by the share applied and both scenarios.

    The margin that the share applied implies, with the revenue that explains the difference
    between the two potentials.

    ``(rate − applied_pct) · (dpspc − dpspc_ec29) / (rate − due_pct)``

    Parameters
    ----------
    applied_pct : column or number
        Share of own resources applied in health (EC 29).
    dpspc : column or number
        Potential health expenditure per inhabitant (DPSPC).
    dpspc_ec29 : column or number
        Potential health expenditure per inhabitant (DPSPC).
    due_pct : column or number
        Minimum share due (EC 29).
    rate_pct : column or number, default 15
        Rate on the linked revenue.
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
    derived: MEGPC(rate) = (rate − a)/100 · R with the R of both scenarios.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.megpc_from_scenarios(12, 100, 90, 10), 2)
    6.0
    """
    return evaluate(
        "megpc_from_scenarios",
        (
            applied_pct,
            dpspc,
            dpspc_ec29,
            due_pct,
            rate_pct,
        ),
        out=out,
        errors=errors,
    )


def megpc_at_other_rate(megpc: Any, dpspc: Any, dpspc_ec29: Any, *, out: Any = None) -> Any:
    """MEGPC: margin in the other scenario.

    The margin in the other scenario: the expenditure is the same, only the potential changes.

    ``megpc − dpspc + dpspc_ec29``

    Parameters
    ----------
    megpc : column or number
        Margin left for expansion per inhabitant (MEGPC).
    dpspc : column or number
        Potential health expenditure per inhabitant (DPSPC).
    dpspc_ec29 : column or number
        Potential health expenditure per inhabitant (DPSPC).
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In R$ per inhabitant. A missing input gives a missing output.

    Raises
    ------
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    derived: one expenditure in both scenarios of Table 9.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.megpc_at_other_rate(12.28, 82.08, 67.38), 2)
    -2.42
    """
    return evaluate(
        "megpc_at_other_rate",
        (
            megpc,
            dpspc,
            dpspc_ec29,
        ),
        out=out,
    )
