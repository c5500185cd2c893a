"""The noise that municipalities share: pooled only where the caller says so."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

from sustenta import _core
from sustenta._html import in_language
from sustenta.errors import ColumnTypeError, SettingError
from sustenta.projecting._given import check_model, given_of
from sustenta.projecting._history import History, Prices, open_history
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from sustenta.deflation import Basis


#: What messages call it.
_SAYS: Final = {"levels": "price index"}


@dataclass(frozen=True, eq=False)
class ResidualPool:
    """What is left around the lines of many municipalities, as large as the noise itself.

    Attributes
    ----------
    rows : numpy.ndarray of float64, shape (residuals, components)
        Each row is of one municipality and year, relative to its line.
    degrees : int
        The degrees of freedom of all lines together.
    municipalities : int
        How many gave residuals.
    components : tuple of str
        What the columns are of.
    model, damping
        Whose residuals they are.
    prices : str
        ``nominal``, or of which year.
    levels : str
        A digest of the price index's levels; empty where amounts are nominal.
    """

    rows: NDArray[np.float64]
    degrees: int
    municipalities: int
    components: tuple[str, ...]
    model: str
    damping: float
    prices: str
    levels: str = ""

    @property
    def for_core(self) -> tuple[NDArray[np.float64], int]:
        """The residuals, row after row, and their degrees of freedom."""
        return self.rows.ravel(), self.degrees

    def interpret(self, *, lang: Lang = "pt") -> str:
        """Say in plain words what is pooled, and on whose word.

        Parameters
        ----------
        lang : {"pt", "en"}
            The language.
        """
        from sustenta.projecting._interpretation import of_pool

        return of_pool(self, check_lang(lang))

    def _repr_html_(self) -> str:
        said = f"<p>{escape(self.interpret())}</p><pre>{escape(repr(self))}</pre>"
        return in_language("pt", said)

    def __repr__(self) -> str:
        return (
            f"ResidualPool({len(self.rows)} residuals of {self.municipalities} municipalities, "
            f"model={self.model!r}, prices={self.prices!r})"
        )


def residual_pool(
    panel: Any,
    *,
    model: str = "log-linear",
    damping: float = 0.9,
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
    price_year: int | None = None,
    index: Any = None,
    basis: Basis = "december",
) -> ResidualPool:
    """Pool what is left around the lines of all municipalities of a panel.

    With few years a municipality says little of its own noise. Whoever is ready to assume that the
    municipalities share it gives a pool to `project`; nothing is ever pooled on the quiet.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        As in `project`; the years of the municipalities may differ.
    model, damping, columns, key, price_year, index, basis
        As in `project`: a pool serves projections of the same model and the same prices alone.

    Returns
    -------
    ResidualPool
        The residuals of each municipality with more years than its line has parameters, each
        divided by the root of 1 − leverage, all brought to the variance over all degrees of
        freedom; those of one year stay together.

    Raises
    ------
    SettingError
        Where no municipality has enough years.
    NotComputableError, ColumnMissingError, DuplicateKeyError, UnknownNameError
        As in `project`.

    Examples
    --------
    >>> import sustenta as st
    >>> st.residual_pool(st.examples.panel())
    ResidualPool(308 residuals of 24 municipalities, model='log-linear', prices='nominal')
    """
    damping = check_model(model, damping)
    prices = prices_of(price_year, index, basis)
    return pool_of(open_history(panel, columns, key, prices), model, damping)


def pool_of(history: History, model: str, damping: float) -> ResidualPool:
    """Pool the residuals of a history."""
    given = given_of(history, model, damping, (int(history.years.max(initial=0)) + 1,))
    found = _core.project_pool(given)
    if found is None:
        raise SettingError(
            "no municipality has more years than its line has parameters: there is nothing to pool",
            argument="panel",
            problem="too few years",
        )
    rows, degrees, municipalities = found
    return ResidualPool(
        rows=rows.reshape(-1, len(history.names)),
        degrees=degrees,
        municipalities=municipalities,
        components=history.names,
        model=model,
        damping=damping,
        prices=history.prices.text,
        levels=history.prices.levels,
    )


def check_pool(pool: Any, history: History, model: str, damping: float) -> None:
    """Refuse a pool that is of something else."""
    if pool is None:
        return
    if not isinstance(pool, ResidualPool):
        raise ColumnTypeError(
            f"`pool` is {type(pool).__name__}; expected what `residual_pool` gives",
            argument="pool",
            found=type(pool).__name__,
        )
    wanted: dict[str, object] = {
        "model": model,
        "components": history.names,
        "prices": history.prices.text,
    }
    if model == "damped":
        wanted["damping"] = damping
    wanted["levels"] = history.prices.levels
    for name, value in wanted.items():
        if getattr(pool, name) != value:
            raise SettingError(
                f"`pool` is of {_SAYS.get(name, name)} {getattr(pool, name)!r}, the projection of "
                f"{value!r}; "
                "make the pool with the same settings",
                argument="pool",
                problem=f"another {_SAYS.get(name, name)}",
            )


def prices_of(price_year: int | None, index: Any, basis: Basis) -> Prices:
    """Read in whose prices the amounts shall be."""
    if price_year is None:
        if index is not None:
            raise SettingError(
                "`index` is given without `price_year`: name the year whose prices are wanted",
                argument="price_year",
                problem="not given",
            )
        return Prices()
    return Prices(price_year, index, basis)
