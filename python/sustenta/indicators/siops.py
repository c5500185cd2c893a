"""SIOPS's indicators. Written by `make gen` from the registry: do not edit."""

from __future__ import annotations

from typing import Any

from sustenta._evaluation import evaluate

__all__ = [
    "health_expenditure_pc",
    "health_share_of_union_transfers_pct",
    "intergovernmental_share_pct",
    "investment_share_pct",
    "linked_revenue_pc",
    "linked_share_pct",
    "medicines_share_pct",
    "nonprofit_share_pct",
    "own_health_expenditure_pc",
    "personnel_share_pct",
    "sus_share_of_expenditure_pct",
    "sus_share_of_transfers_pct",
    "sus_transfers_pc",
    "tax_share_pct",
    "third_party_services_share_pct",
    "union_share_of_health_transfers_pct",
]


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
