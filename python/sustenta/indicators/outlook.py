"""Outlook. Written by `make gen` from the registry: do not edit."""

from __future__ import annotations

from typing import Any

from sustenta._evaluation import evaluate

__all__ = [
    "sufficiency_ratio",
    "team_coverage_pct",
]


def team_coverage_pct(
    teams: Any,
    population: Any,
    *,
    persons_per_team: Any = 3450,
    errors: str = "raise",
    out: Any = None,
) -> Any:
    """Population covered by the teams.

    The persons that the teams answer for, as a percentage of the population; not capped at 100
    %. The default of 3,450 persons a team is that of Portaria GM/MS 1.329/1999.

    ``100 · teams · persons_per_team / population``

    Parameters
    ----------
    teams : column or number
        Family health teams.
    population : column or number
        Population.
    persons_per_team : column or number, default 3450
        Persons per team.
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
    derived: teams times the persons a team of Portaria GM/MS 1.329/1999.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.team_coverage_pct(18, 306580), 2)
    20.26
    """
    return evaluate(
        "team_coverage_pct",
        (
            teams,
            population,
            persons_per_team,
        ),
        out=out,
        errors=errors,
    )


def sufficiency_ratio(
    potential_expenditure: Any,
    health_expenditure: Any,
    planned_cost: Any,
    *,
    errors: str = "raise",
    out: Any = None,
) -> Any:
    """Sufficiency of the resources.

    Potential expenditure over actual expenditure plus the planned cost of the targets, of one
    year and on one basis; 1 or more: own and transferred resources suffice.

    ``potential_expenditure / (health_expenditure + planned_cost)``

    Parameters
    ----------
    potential_expenditure : column or number
        Potential health expenditure.
    health_expenditure : column or number
        Health expenditure.
    planned_cost : column or number
        Planned cost of the targets in the year.
    errors : {"raise", "coerce"}
        What to do with a value outside the domain: stop, or give a missing value.
    out : numpy.ndarray of float64, optional
        Where to put the result of a call with NumPy arrays.

    Returns
    -------
    same container as the columns
        In ratio. A missing input gives a missing output.

    Raises
    ------
    DomainError
        With ``errors="raise"``, for a value outside the domain; it names the row.
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError
        For columns that do not go together or hold no amounts.

    References
    ----------
    derived: the article's sufficiency of own and transferred resources against the targets,
    made a ratio.

    Examples
    --------
    >>> import sustenta as st
    >>> round(st.sufficiency_ratio(100, 80, 20), 2)
    1.0
    """
    return evaluate(
        "sufficiency_ratio",
        (
            potential_expenditure,
            health_expenditure,
            planned_cost,
        ),
        out=out,
        errors=errors,
    )
