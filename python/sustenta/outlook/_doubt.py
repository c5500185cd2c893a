"""What may be wrong with the figures that a class rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sustenta._names import unknown
from sustenta.errors import SettingError

if TYPE_CHECKING:
    from sustenta.panels._panel import Panel


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may be wrong with a column's figures."""

    precision: int | Mapping[str, int] | None
    percent: str | None

    @classmethod
    def of(cls, precision: Any, change_pct: Any) -> Doubt:
        """Check what the caller says of the figures."""
        if (precision is None) == (change_pct is None):
            raise SettingError(
                "give `precision` (the decimals to which the figures were rounded) or `change_pct` "
                "(by how many per cent they may be off), one of the two",
                argument="precision",
                problem="not given" if precision is None else "given beside change_pct",
            )
        listed = precision.values() if isinstance(precision, Mapping) else [precision]
        for decimals in listed:
            whole = isinstance(decimals, (int, np.integer)) and not isinstance(decimals, bool)
            if precision is not None and (not whole or not -15 <= decimals <= 15):  # noqa: PLR2004
                raise SettingError(
                    f"`precision` is {precision!r}; expected a number of decimals, such as 1, or "
                    "one by column",
                    argument="precision",
                    problem="no number of decimals",
                )
        truth = isinstance(change_pct, bool)
        if change_pct is not None and (truth or not _is_number(change_pct)):
            raise SettingError(
                f"`change_pct` is {change_pct!r}; expected per cent, zero or more",
                argument="change_pct",
                problem="no percentage",
            )
        return cls(precision, None if change_pct is None else str(change_pct))

    @property
    def decimals(self) -> int | dict[str, int] | None:
        """The decimals in plain numbers, by column where the caller said so."""
        if isinstance(self.precision, Mapping):
            return {str(name): int(decimals) for name, decimals in self.precision.items()}
        return None if self.precision is None else int(self.precision)

    def over(self, names: Sequence[str], panel: Panel) -> list[tuple[int | None, str | None]]:
        """Give the doubt of each column as the core takes it."""
        if isinstance(self.precision, Mapping):
            own = {str(name): decimals for name, decimals in self.precision.items()}
            for name in own:
                if name not in names and name not in [str(panel.own_name(each)) for each in names]:
                    raise unknown("column of this class", name, names)
            return [(own.get(name, own.get(str(panel.own_name(name)))), None) for name in names]
        return [(self.precision, self.percent)] * len(names)


def _is_number(value: Any) -> bool:
    try:
        return bool(0 <= float(value) < float("inf"))
    except (TypeError, ValueError):
        return False
