"""Both scenarios of the article in one pass."""

from __future__ import annotations

from typing import Any, NamedTuple

from sustenta import _core
from sustenta._columns import check_out, gather, plain_arrays
from sustenta._evaluation import refuse_out
from sustenta.errors import SettingError

__all__ = ["Scenarios", "scenarios"]

_ARGUMENTS = ("linked_revenue_pc", "sus_transfers_pc", "expenditure_pc", "due_pct", "rate_pct")


class Scenarios(NamedTuple):
    """DPSPC and MEGPC in both scenarios, in R$ per inhabitant, in the container of the columns.

    Attributes
    ----------
    dpspc, megpc
        At ``rate_pct``: 15 % in every year.
    dpspc_ec29, megpc_ec29
        At the share due in the year.
    """

    dpspc: Any
    megpc: Any
    dpspc_ec29: Any
    megpc_ec29: Any

    def _repr_html_(self) -> str:
        from sustenta._html import fields

        return fields("pt", "DPSPC e MEGPC nos dois cenários, R$ por habitante", self._asdict())


def scenarios(
    linked_revenue_pc: Any,
    sus_transfers_pc: Any,
    expenditure_pc: Any,
    due_pct: Any,
    *,
    rate_pct: Any = 15,
    out: Any = None,
) -> Scenarios:
    """Compute DPSPC and MEGPC in both scenarios of the article in one pass over the data.

    Parameters
    ----------
    linked_revenue_pc : column or number
        Taxes and constitutional and legal transfers, in R$ per inhabitant.
    sus_transfers_pc : column or number
        Intergovernmental health transfers, in R$ per inhabitant.
    expenditure_pc : column or number
        Health expenditure, in R$ per inhabitant.
    due_pct : column or number
        The share due in the year, in %: `minimum_share_pct`.
    rate_pct : column or number, default 15
        The rate of the first scenario, in %.
    out : tuple of four numpy.ndarray of float64, optional
        Where to put the results of a call with NumPy arrays.

    Returns
    -------
    Scenarios
        ``dpspc``, ``megpc``, ``dpspc_ec29``, ``megpc_ec29``, each in the container of the columns.
        A missing input makes the outputs missing that need it.

    Raises
    ------
    DomainError
        For an infinite amount; it names the argument and the row.
    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError, SettingError
        For columns that do not go together or hold no amounts, and for an unfit `out`.

    References
    ----------
    Pereira et al. 2006, Table 9.

    Examples
    --------
    >>> import sustenta as st
    >>> both = st.scenarios(93870085 / 306580, 36.15, 69.80, 10.2)
    >>> [round(value, 2) for value in both]
    [82.08, 12.28, 67.38, -2.42]
    """
    values = (linked_revenue_pc, sus_transfers_pc, expenditure_pc, due_pct, rate_pct)
    plain = plain_arrays(values) if out is None else None
    if plain is not None:
        return Scenarios(*_core.scenarios(plain, None))
    call = gather(_ARGUMENTS, values)
    if call.exact:
        refuse_out(out)
        results = _core.scenarios_exact(call.inputs, call.arrow)
        return Scenarios(*map(call.decimals, results, Scenarios._fields))
    if out is None:
        results = _core.scenarios(call.inputs, None)
        return Scenarios(*map(call.floats, results, Scenarios._fields))
    if not isinstance(out, tuple) or len(out) != len(Scenarios._fields):
        raise SettingError(
            "`out` must be a tuple of four arrays: dpspc, megpc, dpspc_ec29, megpc_ec29",
            argument="out",
            problem="not four arrays",
        )
    places = [
        check_out(place, call.container, call.inputs, f"out[{number}]")
        for number, place in enumerate(out)
    ]
    _core.scenarios(call.inputs, places)
    return Scenarios(*out)
