"""The indicators, one function each. Written by `make gen` from the registry: do not edit."""

from __future__ import annotations

from typing import Any

from sustenta._evaluation import evaluate

__all__ = [
    "applied_pct_from_scenarios",
    "balance_to_transfer",
    "ceiling_share_pct",
    "dpspc",
    "dpspc_siops",
    "ec29_applied_pct",
    "ec29_gap_pp",
    "executed_pct",
    "health_expenditure_pc",
    "health_expenditure_pc_from_margin",
    "health_share_of_union_transfers_pct",
    "intergovernmental_share_pct",
    "investment_share_pct",
    "linked_revenue_pc",
    "linked_revenue_pc_from_scenarios",
    "linked_share_pct",
    "medicines_share_pct",
    "megpc",
    "megpc_at_other_rate",
    "megpc_from_scenarios",
    "megpc_from_share",
    "nonprofit_share_pct",
    "other_dependence_pct",
    "own_capacity_pct",
    "own_health_expenditure_pc",
    "per_capita",
    "personnel_share_pct",
    "relative_change_pct",
    "share_pct",
    "state_dependence_pct",
    "sus_share_of_expenditure_pct",
    "sus_share_of_transfers_pct",
    "sus_transfers_pc",
    "sus_transfers_pc_from_scenarios",
    "tax_share_pct",
    "third_party_services_share_pct",
    "transferred_pct",
    "union_dependence_pct",
    "union_share_of_health_transfers_pct",
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
    >>> round(st.applied_pct_from_scenarios(82.08, 12.28, 67.38, 10.2), 2)
    11.0
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
    >>> round(st.relative_change_pct(10.0, 16.6), 2)
    66.0
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
    >>> round(st.ec29_applied_pct(10316417.00, 93870085.00), 2)
    11.0
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
    >>> round(st.ec29_gap_pp(11.0, 10.2), 2)
    0.8
    """
    return evaluate(
        "ec29_gap_pp",
        (
            applied_pct,
            due_pct,
        ),
        out=out,
    )


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


def tax_share_pct(
    tax_revenue: Any, total_revenue: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """1.1: share of taxes in total revenue.

    How much of total revenue comes from taxes that the municipality collects itself.

    ``100 · tax_revenue / total_revenue``

    Parameters
    ----------
    tax_revenue : column or number
        Taxes collected directly.
    total_revenue : column or number
        Total revenue.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 1.1.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.tax_share_pct(6930088.36, 494781812.69), 2)
    1.4
    """
    return evaluate(
        "tax_share_pct",
        (
            tax_revenue,
            total_revenue,
        ),
        out=out,
        errors=errors,
    )


def intergovernmental_share_pct(
    intergovernmental_transfers: Any, total_revenue: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """1.2: share of intergovernmental transfers in total revenue.

    How much of total revenue is transferred by other spheres.

    ``100 · intergovernmental_transfers / total_revenue``

    Parameters
    ----------
    intergovernmental_transfers : column or number
        Intergovernmental transfers.
    total_revenue : column or number
        Total revenue.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 1.2.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.intergovernmental_share_pct(14215200.10, 633558288.99), 2)
    2.24
    """
    return evaluate(
        "intergovernmental_share_pct",
        (
            intergovernmental_transfers,
            total_revenue,
        ),
        out=out,
        errors=errors,
    )


def sus_share_of_transfers_pct(
    sus_transfers: Any, intergovernmental_transfers: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """1.3: share of health (SUS) transfers in all transfers.

    How much of what is transferred to the municipality is for health.

    ``100 · sus_transfers / intergovernmental_transfers``

    Parameters
    ----------
    sus_transfers : column or number
        Intergovernmental health transfers (SUS).
    intergovernmental_transfers : column or number
        Intergovernmental transfers.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 1.3.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.sus_share_of_transfers_pct(37012840.58, 547628452.15), 2)
    6.76
    """
    return evaluate(
        "sus_share_of_transfers_pct",
        (
            sus_transfers,
            intergovernmental_transfers,
        ),
        out=out,
        errors=errors,
    )


def union_share_of_health_transfers_pct(
    union_health_transfers: Any, sus_transfers: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """1.4: share of the Union in all health transfers.

    How much of the health transfers comes from the Union.

    ``100 · union_health_transfers / sus_transfers``

    Parameters
    ----------
    union_health_transfers : column or number
        Health transfers from the Union.
    sus_transfers : column or number
        Intergovernmental health transfers (SUS).
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 1.4.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.union_share_of_health_transfers_pct(16466220.41, 625323215.95), 2)
    2.63
    """
    return evaluate(
        "union_share_of_health_transfers_pct",
        (
            union_health_transfers,
            sus_transfers,
        ),
        out=out,
        errors=errors,
    )


def health_share_of_union_transfers_pct(
    union_health_transfers: Any, union_transfers: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """1.5: share of health in all transfers from the Union.

    How much of what the Union transfers to the municipality is for health.

    ``100 · union_health_transfers / union_transfers``

    Parameters
    ----------
    union_health_transfers : column or number
        Health transfers from the Union.
    union_transfers : column or number
        All transfers from the Union.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 1.5.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.health_share_of_union_transfers_pct(8646518.09, 74750388.49), 2)
    11.57
    """
    return evaluate(
        "health_share_of_union_transfers_pct",
        (
            union_health_transfers,
            union_transfers,
        ),
        out=out,
        errors=errors,
    )


def linked_share_pct(
    linked_revenue: Any, total_revenue: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """1.6: share of the linked revenue in total revenue.

    How much of total revenue is the base of the health minimum.

    ``100 · linked_revenue / total_revenue``

    Parameters
    ----------
    linked_revenue : column or number
        Linked revenue: taxes and constitutional and legal transfers.
    total_revenue : column or number
        Total revenue.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 1.6.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.linked_share_pct(16769793.91, 617549509.16), 2)
    2.72
    """
    return evaluate(
        "linked_share_pct",
        (
            linked_revenue,
            total_revenue,
        ),
        out=out,
        errors=errors,
    )


def health_expenditure_pc(
    health_expenditure: Any, population: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """2.1: health expenditure per inhabitant.

    Health spending per inhabitant, all sources together.

    ``health_expenditure / population``

    Parameters
    ----------
    health_expenditure : column or number
        Health expenditure.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 2.1.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.health_expenditure_pc(291576146.95, 494740), 2)
    589.35
    """
    return evaluate(
        "health_expenditure_pc",
        (
            health_expenditure,
            population,
        ),
        out=out,
        errors=errors,
    )


def personnel_share_pct(
    personnel_expenditure: Any, health_expenditure: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """2.2: share of personnel in health expenditure.

    How much of health expenditure goes to personnel.

    ``100 · personnel_expenditure / health_expenditure``

    Parameters
    ----------
    personnel_expenditure : column or number
        Health personnel expenditure.
    health_expenditure : column or number
        Health expenditure.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 2.2.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.personnel_share_pct(5311913.69, 662768664.14), 2)
    0.8
    """
    return evaluate(
        "personnel_share_pct",
        (
            personnel_expenditure,
            health_expenditure,
        ),
        out=out,
        errors=errors,
    )


def medicines_share_pct(
    medicines_expenditure: Any, health_expenditure: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """2.3: share of medicines in health expenditure.

    How much of health expenditure goes to medicines.

    ``100 · medicines_expenditure / health_expenditure``

    Parameters
    ----------
    medicines_expenditure : column or number
        Medicines expenditure.
    health_expenditure : column or number
        Health expenditure.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 2.3.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.medicines_share_pct(16599504.93, 765136759.49), 2)
    2.17
    """
    return evaluate(
        "medicines_share_pct",
        (
            medicines_expenditure,
            health_expenditure,
        ),
        out=out,
        errors=errors,
    )


def third_party_services_share_pct(
    third_party_services_expenditure: Any,
    health_expenditure: Any,
    *,
    errors: str = "raise",
    out: Any = None,
) -> Any:
    """2.4: share of third-party services (companies) in health expenditure.

    How much of health expenditure goes to services of companies.

    ``100 · third_party_services_expenditure / health_expenditure``

    Parameters
    ----------
    third_party_services_expenditure : column or number
        Third-party services expenditure (companies).
    health_expenditure : column or number
        Health expenditure.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 2.4.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.third_party_services_share_pct(30058180.21, 454276565.61), 2)
    6.62
    """
    return evaluate(
        "third_party_services_share_pct",
        (
            third_party_services_expenditure,
            health_expenditure,
        ),
        out=out,
        errors=errors,
    )


def investment_share_pct(
    investment_expenditure: Any, health_expenditure: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """2.5: share of investment in health expenditure.

    How much of health expenditure is investment.

    ``100 · investment_expenditure / health_expenditure``

    Parameters
    ----------
    investment_expenditure : column or number
        Health investment expenditure.
    health_expenditure : column or number
        Health expenditure.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 2.5.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.investment_share_pct(35121294.48, 188464847.90), 2)
    18.64
    """
    return evaluate(
        "investment_share_pct",
        (
            investment_expenditure,
            health_expenditure,
        ),
        out=out,
        errors=errors,
    )


def nonprofit_share_pct(
    nonprofit_expenditure: Any, health_expenditure: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """2.6: share of transfers to private non-profit institutions in health expenditure.

    How much of health expenditure goes to private non-profit institutions; found in the later
    forms.

    ``100 · nonprofit_expenditure / health_expenditure``

    Parameters
    ----------
    nonprofit_expenditure : column or number
        Transfers to private non-profit institutions.
    health_expenditure : column or number
        Health expenditure.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 2.6.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.nonprofit_share_pct(23378465.88, 619660187.96), 2)
    3.77
    """
    return evaluate(
        "nonprofit_share_pct",
        (
            nonprofit_expenditure,
            health_expenditure,
        ),
        out=out,
        errors=errors,
    )


def sus_share_of_expenditure_pct(
    sus_transfers: Any, health_expenditure: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """3.1: share of health transfers in health expenditure.

    How much of health expenditure the SUS transfers cover.

    ``100 · sus_transfers / health_expenditure``

    Parameters
    ----------
    sus_transfers : column or number
        Intergovernmental health transfers (SUS).
    health_expenditure : column or number
        Health expenditure.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: indicator 3.1.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.sus_share_of_expenditure_pct(36.15, 69.80), 2)
    51.79
    """
    return evaluate(
        "sus_share_of_expenditure_pct",
        (
            sus_transfers,
            health_expenditure,
        ),
        out=out,
        errors=errors,
    )


def own_health_expenditure_pc(
    own_health_expenditure: Any, population: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """Own-resource health expenditure per inhabitant.

    Health spending from own resources, per inhabitant.

    ``own_health_expenditure / population``

    Parameters
    ----------
    own_health_expenditure : column or number
        Own-resource health expenditure.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: D.R.Próprios_em_Saúde/Hab; the article's Table 4.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.own_health_expenditure_pc(108209244.07, 379338), 2)
    285.26
    """
    return evaluate(
        "own_health_expenditure_pc",
        (
            own_health_expenditure,
            population,
        ),
        out=out,
        errors=errors,
    )


def sus_transfers_pc(
    sus_transfers: Any, population: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """Intergovernmental health transfers per inhabitant.

    What the municipality receives for health from the Union and the State, per inhabitant.

    ``sus_transfers / population``

    Parameters
    ----------
    sus_transfers : column or number
        Intergovernmental health transfers (SUS).
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: R.Transf.SUS/Hab; the article's Table 4.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.sus_transfers_pc(24077618.68, 275059), 2)
    87.54
    """
    return evaluate(
        "sus_transfers_pc",
        (
            sus_transfers,
            population,
        ),
        out=out,
        errors=errors,
    )


def linked_revenue_pc(
    linked_revenue: Any, population: Any, *, errors: str = "raise", out: Any = None
) -> Any:
    """Linked revenue per inhabitant.

    The base of the health minimum, per inhabitant.

    ``linked_revenue / population``

    Parameters
    ----------
    linked_revenue : column or number
        Linked revenue: taxes and constitutional and legal transfers.
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
    Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS):
    indicadores municipais: the article's Table 8: C21/C3.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.linked_revenue_pc(93870085.00, 306580), 2)
    306.18
    """
    return evaluate(
        "linked_revenue_pc",
        (
            linked_revenue,
            population,
        ),
        out=out,
        errors=errors,
    )


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
