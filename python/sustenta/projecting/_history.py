"""A panel's past as the projection needs it: municipality after municipality, year after year."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta._columns import floats_of
from sustenta.deflation import deflate, price_levels
from sustenta.errors import NotComputableError, SettingError
from sustenta.indicators import health_expenditure_pc_from_margin
from sustenta.panels import assess
from sustenta.panels._derivation import available
from sustenta.panels._keys import labels_of
from sustenta.panels._panel import Panel

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from numpy.typing import NDArray

    from sustenta.deflation import Basis

#: What is projected where the panel has it: together, so that their correlation is kept.
LINKED: Final = ("linked_revenue_pc", "sus_transfers_pc", "health_expenditure_pc")
#: What is projected where a panel has only the potential and the expenditure.
ALONE: Final = ("dpspc", "health_expenditure_pc")
#: The panel's names of the potential and of the margin that is left of it.
_POTENTIAL: Final = "dpspc_15"
_MARGIN: Final = "megpc_15"


@dataclass(frozen=True)
class Prices:
    """In whose prices the amounts are: those of each year, or those of one."""

    year: int | None = None
    index: Any = None
    basis: Basis = "december"

    @property
    def text(self) -> str:
        """Say it, as a column of the result does."""
        return "nominal" if self.year is None else f"{self.basis}_{self.year}"

    @property
    def levels(self) -> str:
        """A digest of the index's levels: another one for another index. Nominal has none."""
        if self.year is None:
            return ""
        known = price_levels(self.index, basis=self.basis)["level"].dropna()
        listed = repr(list(zip(known.index.tolist(), known.tolist(), strict=True)))
        return hashlib.blake2b(listed.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class History:
    """The years so far of many municipalities.

    Attributes
    ----------
    panel : Panel
        Where they come from.
    rows : numpy.ndarray of int64
        A row of the panel for each municipality: there its key stands.
    starts : list of int
        Where the years of each begin, and where the last ones end.
    years : numpy.ndarray of int32
        Ascending for each municipality.
    names : tuple of str
        What is projected.
    components : list of numpy.ndarray of float64
        Its amounts in R$ per inhabitant, NaN where one is missing.
    population : numpy.ndarray of float64
        The last population of each municipality that is known; NaN where none is.
    labels : list of str
        Each municipality in words.
    prices : Prices
        In whose prices the amounts are.
    """

    panel: Panel
    rows: NDArray[np.int64]
    starts: list[int]
    years: NDArray[np.int32]
    names: tuple[str, ...]
    components: list[NDArray[np.float64]]
    population: NDArray[np.float64]
    labels: list[str]
    prices: Prices

    @property
    def numbers(self) -> NDArray[np.uint64]:
        """A number for each municipality, made of its key and not of its place in the panel."""
        digests = (hashlib.blake2b(label.encode(), digest_size=8).digest() for label in self.labels)
        return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)

    @property
    def last_year(self) -> int:
        """The last year of the panel."""
        return int(self.years.max())

    def until(self, year: int) -> History:
        """Give the same municipalities as they were known at the end of a year."""
        kept = self.years <= year
        counts = np.concatenate(([0], np.cumsum(kept)))
        return replace(
            self,
            starts=counts[self.starts].tolist(),
            years=np.ascontiguousarray(self.years[kept]),
            components=[np.ascontiguousarray(column[kept]) for column in self.components],
        )


def open_history(
    panel: Any,
    columns: Mapping[str, Hashable] | None,
    key: Hashable | Sequence[Hashable] | None,
    prices: Prices,
) -> History:
    """Read from a panel what is projected, in order of municipality and year.

    Raises
    ------
    NotComputableError
        Where neither the three components nor the potential and the expenditure can be had.
    DuplicateKeyError
        For a municipality with two rows of one year.
    """
    opened = Panel(panel, columns, key)
    years = opened.years()
    opened.check_unique(years)
    if not len(years):
        raise SettingError(
            "`panel` has no row; there is nothing to project", argument="panel", problem="no row"
        )
    groups = opened.groups()
    order = np.lexsort((years, groups.codes))
    names, amounts = _amounts(opened, panel, columns, key)
    if prices.year is not None:
        amounts = [
            np.asarray(
                deflate(column, years, to=prices.year, index=prices.index, basis=prices.basis),
                dtype=np.float64,
            )
            for column in amounts
        ]
    counts = np.bincount(groups.codes, minlength=len(groups.first))
    starts = np.concatenate(([0], np.cumsum(counts)))
    return History(
        panel=opened,
        rows=groups.first,
        starts=starts.tolist(),
        years=np.ascontiguousarray(years[order]),
        names=names,
        components=[np.ascontiguousarray(column[order]) for column in amounts],
        population=_last_known(opened, order, starts),
        labels=_labels(opened, groups.first),
        prices=prices,
    )


def _amounts(
    opened: Panel, panel: Any, columns: Any, key: Any
) -> tuple[tuple[str, ...], list[NDArray[np.float64]]]:
    """Find or compute the components, as floats in the order of the panel's rows."""

    def had(names: tuple[str, ...]) -> dict[str, NDArray[np.float64]]:
        asked = [name for name in names if not opened.has(name)]
        table = assess(panel, columns=columns, key=key, indicators=asked) if asked else panel
        computed = Panel(table, columns, key)
        return {name: floats_of(name, computed.column(name)) for name in names}

    if all(available(name, opened.has) for name in LINKED):
        return LINKED, list(had(LINKED).values())
    for second in ("health_expenditure_pc", _MARGIN):
        if available(_POTENTIAL, opened.has) and available(second, opened.has):
            potential, other = had((_POTENTIAL, second)).values()
            if second == _MARGIN:
                other = np.asarray(health_expenditure_pc_from_margin(potential, other))
            return ALONE, [potential, other]
    lacks = [name for name in LINKED if not available(name, opened.has)]
    raise NotComputableError(
        f"`{opened.argument}` cannot be projected: it lacks {', '.join(lacks)}; give the linked "
        "revenue, the SUS transfers and the health expenditure per inhabitant (or what they follow "
        f"from), or `{_POTENTIAL}` and the health expenditure per inhabitant",
        indicator="projection",
        missing=lacks,
    )


def _last_known(
    opened: Panel, order: NDArray[np.int64], starts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Give the last population above zero of each municipality."""
    count = len(starts) - 1
    last = np.full(count, np.nan)
    if opened.has("population"):
        people = floats_of("population", opened.column("population"))[order]
        known = np.flatnonzero(people > 0)
        # Later rows of a municipality overwrite the earlier ones.
        last[np.searchsorted(starts, known, side="right") - 1] = people[known]
    return last


def _labels(opened: Panel, rows: NDArray[np.int64]) -> list[str]:
    keys = opened.keys()
    return labels_of([pd.Series(opened.frame.plain(name)).iloc[rows] for name in keys])
