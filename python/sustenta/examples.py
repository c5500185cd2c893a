"""Synthetic tables to try things on. No municipality in them exists, and every row says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta.errors import SettingError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["execution", "panel"]

#: What the column `source` says of each row.
SOURCE: Final = "sintético"
#: No State has this code, nor these letters.
_STATE_CODE: Final = 99
_UF: Final = "ZZ"
_FIRST, _LAST = 2000, 2012
_MOST: Final = 9_999


def panel(municipalities: int = 24, *, seed: int = 2006) -> pd.DataFrame:
    """Make a synthetic panel: municipalities that do not exist, 2000 to 2012.

    The amounts have the magnitudes of small and middling Brazilian municipalities, in R$ of the
    year, to the centavo. As in declared data, a few cells are missing, two municipalities skip a
    year, and one has a year with a population of zero. Some spend less than the minimum in some
    years.

    Parameters
    ----------
    municipalities : int, default 24
        How many, up to 9,999.
    seed : int, default 2006
        The same seed gives the same panel.

    Returns
    -------
    pandas.DataFrame
        A row a municipality and year, with every column of amounts that `assess` knows. Codes begin
        with 99, which is no State's, and ``source`` is ``"sintético"``.

    Raises
    ------
    SettingError
        For a number of municipalities that is not from 1 to 9,999.

    Examples
    --------
    >>> import sustenta as st
    >>> panel = st.examples.panel()
    >>> panel["source"].unique().tolist(), panel["code"].nunique()
    (['sintético'], 24)
    >>> assessed = st.assess(panel)
    >>> assessed[["code", "year", "megpc_15"]].head(2).round(2)
          code  year  megpc_15
    0  9900018  2000     12.80
    1  9900018  2001      6.55
    """
    names = _names(municipalities)
    chance = np.random.default_rng(seed)
    years = np.arange(_FIRST, _LAST + 1)
    shape = (municipalities, len(years))
    elapsed = years - _FIRST

    def steady(low: float, high: float) -> Any:
        """Draw once a municipality."""
        return chance.uniform(low, high, (municipalities, 1))

    def wobble(spread: float) -> Any:
        """Draw each year anew, around 1."""
        return 1 + chance.normal(0, spread, shape)

    size = np.exp(chance.uniform(np.log(4_000), np.log(350_000), (municipalities, 1)))
    population = np.rint(size * steady(1.0, 1.03) ** elapsed).astype(np.int64)
    # Nominal revenue per inhabitant grew by a tenth a year, more or less.
    linked = population * steady(260, 620) * 1.10**elapsed * wobble(0.03)
    own_part = 0.05 + 0.25 * (np.log(size) - np.log(4_000)) / np.log(100) * steady(0.7, 1.3)
    own = linked * own_part * steady(0.985, 1.045) ** elapsed * wobble(0.06)
    transfers = linked - own
    before, after = steady(0.06, 0.14), steady(0.142, 0.215)
    applied = before + (after - before) * np.minimum(elapsed, 5) / 5
    own_health = linked * applied * wobble(0.04)
    sus = population * steady(25, 90) * 1.11**elapsed * wobble(0.05)
    union_health = sus * np.clip(steady(0.75, 0.97) * wobble(0.01), 0, 1)
    health = own_health + sus * np.clip(wobble(0.03), 0.8, 1.1)
    total = (linked + sus) * steady(1.10, 1.35)
    intergovernmental = transfers + sus + 0.6 * (total - linked - sus)
    parts = _parts(chance, transfers)
    amounts = {
        "own_revenue": own,
        "constitutional_transfers": transfers,
        **parts,
        "tax_revenue": own,
        "total_revenue": total,
        "intergovernmental_transfers": intergovernmental,
        "union_transfers": parts["fpm"] + parts["itr"] + parts["lc87"] + union_health,
        "sus_transfers": sus,
        "union_health_transfers": union_health,
        "own_health_expenditure": own_health,
        "health_expenditure": health,
        "personnel_expenditure": health * steady(0.38, 0.58) * wobble(0.03),
        "medicines_expenditure": health * steady(0.03, 0.09) * wobble(0.08),
        "third_party_services_expenditure": health * steady(0.08, 0.24) * wobble(0.05),
        "investment_expenditure": health * steady(0.01, 0.06) * wobble(0.25),
        "nonprofit_expenditure": health * steady(0.0, 0.05),
    }
    table = pd.DataFrame(
        {
            "source": SOURCE,
            "code": np.repeat(names["code"].to_numpy(), len(years)),
            "uf": _UF,
            "municipality": np.repeat(names["municipality"].to_numpy(), len(years)),
            "year": np.tile(years, municipalities),
            "population": population.reshape(-1),
            **{name: np.round(values, 2).reshape(-1) for name, values in amounts.items()},
        }
    )
    return _as_declared(table)


def execution(municipalities: int = 24, *, seed: int = 2006) -> pd.DataFrame:
    """Make a synthetic execution of a programme's money, for the municipalities of `panel`.

    Parameters
    ----------
    municipalities : int, default 24
        How many, up to 9,999.
    seed : int, default 2006
        The same seed gives the same table.

    Returns
    -------
    pandas.DataFrame
        A row a municipality: ``ceiling``, ``transferred`` and ``executed``, in R$. One received
        nothing, and of one nothing is known.

    Raises
    ------
    SettingError
        As in `panel`.

    Examples
    --------
    >>> import sustenta as st
    >>> classes = st.profile(st.examples.panel(), st.examples.execution())
    >>> classes["execution_class"].cat.categories.tolist()
    ['Ruim', 'Razoável', 'Bom']
    """
    names = _names(municipalities)
    chance = np.random.default_rng([seed, municipalities])
    ceiling = np.round(chance.uniform(150_000, 1_500_000, municipalities), -2)
    transferred = np.round(ceiling * chance.uniform(0.3, 1.0, municipalities), 2)
    executed = np.round(transferred * chance.uniform(0.35, 1.05, municipalities), 2)
    table = pd.DataFrame(
        {
            "source": SOURCE,
            **names,
            "ceiling": ceiling,
            "transferred": transferred,
            "executed": executed,
        }
    )
    amounts = ["ceiling", "transferred", "executed"]
    table.loc[table.index[2:3], ["transferred", "executed"]] = 0.0
    table.loc[table.index[5:6], amounts] = np.nan
    return table


def _names(municipalities: int) -> pd.DataFrame:
    if isinstance(municipalities, bool) or not 1 <= municipalities <= _MOST:
        raise SettingError(
            f"`municipalities` is {municipalities!r}; expected 1 to {_MOST}",
            argument="municipalities",
            problem="out of range",
        )
    numbers = np.arange(1, municipalities + 1)
    return pd.DataFrame(
        {
            # Seven digits, as the IBGE's; the last is no check digit.
            "code": _STATE_CODE * 100_000 + numbers * 10 + 8,
            "uf": _UF,
            "municipality": [f"Município Sintético {number:03d}" for number in numbers],
        }
    )


def _parts(
    chance: np.random.Generator, transfers: NDArray[np.float64]
) -> dict[str, NDArray[np.float64]]:
    """Split the constitutional transfers; what is left over is other compensations."""
    weights = {"fpm": 0.55, "itr": 0.004, "lc87": 0.006, "icms": 0.33, "ipi_exports": 0.01}
    weights["ipva"] = 0.06
    return {
        name: transfers * weight * (1 + chance.normal(0, 0.02, transfers.shape))
        for name, weight in weights.items()
    }


def _as_declared(table: pd.DataFrame) -> pd.DataFrame:
    """Leave out what declared data leave out: cells, years, once a population."""
    codes = table["code"].unique()

    def at(place: int, year: int) -> NDArray[np.bool_]:
        there = (table["code"] == codes[place % len(codes)]) & (table["year"] == year)
        return np.asarray(there, dtype=np.bool_)

    table.loc[at(1, 2003), "own_health_expenditure"] = np.nan
    table.loc[at(4, 2001), ["sus_transfers", "health_expenditure"]] = np.nan
    table.loc[at(7, 2005), "total_revenue"] = np.nan
    table.loc[at(9, 2002), "population"] = 0
    skipped = at(3, 2000) | at(11, 2008)
    return table[~skipped].reset_index(drop=True)
