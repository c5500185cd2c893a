"""The execution of a programme's money, one row a municipality, beside a panel."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sustenta import _core
from sustenta._names import lacking
from sustenta.errors import SettingError
from sustenta.panels._panel import Panel
from sustenta.panels._values import INPUT_MISSING, given
from sustenta.registry import REASONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.panels._keys import Groups

_NOT_INFORMED = REASONS.index("not_informed") + 1


@dataclass
class Judged:
    """Codes of classes (zero is none) and of reasons, one each a municipality."""

    classes: NDArray[np.uint8]
    reasons: NDArray[np.uint8]

    @classmethod
    def none(cls, count: int) -> Judged:
        """Give no class to anybody, for want of inputs."""
        return cls(np.zeros(count, dtype=np.uint8), np.full(count, INPUT_MISSING, dtype=np.uint8))

    def withdraw(self, rows: NDArray[np.bool_], reason: int) -> None:
        """Take the class of some away, for a reason."""
        self.classes[rows] = 0
        self.reasons[rows] = reason


def judge_execution(
    panel: Panel,
    execution: Any,
    columns: Mapping[str, Hashable] | None,
    groups: Groups,
    borders: list[str] | None,
) -> tuple[Judged, NDArray[np.bool_]]:
    """Classify the execution, and find each municipality of the panel in it."""
    keys = panel.keys()
    plain = Panel(execution, argument="execution")
    own = {name: other for name, other in (columns or {}).items() if other in plain.frame.names}
    table = Panel(execution, own, keys, argument="execution")
    missing = [name for name in ("transferred", "executed") if not table.has(name)]
    if missing:
        raise lacking(
            f"`execution` has no column {' and no '.join(f'`{name}`' for name in missing)}",
            missing,
            table.frame.names,
        )
    table.check_unique(None)
    values = {
        name: given(table.own_name(name), table.column(name))
        for name in ("executed", "transferred", "ceiling")
        if table.has(name)
    }
    exact = values["executed"].exact or values["transferred"].exact
    classify = _core.classify_decimals if exact else _core.classify
    pair = [values[name] for name in ("executed", "transferred")]
    executed, transferred = (value.of(exact=exact) for value in pair)
    judged = Judged.none(len(groups.first))
    above = np.zeros(len(groups.first), dtype=np.bool_)
    if not table.frame.rows:
        return judged, above
    classes, why, exceeds = classify("execution", "share", executed, transferred, borders)
    found = Judged(classes, why)
    if "ceiling" in values:
        uninformed = pd.isna(np.asarray(table.frame.plain(table.own_name("ceiling"))))
        found.withdraw(uninformed, _NOT_INFORMED)
        exceeds[uninformed] = 0
    places = _places(panel, table, groups)
    there = places >= 0
    judged.classes[there] = found.classes[places[there]]
    judged.reasons[there] = found.reasons[places[there]]
    above[there] = exceeds[places[there]] == 1
    return judged, above


def _places(panel: Panel, table: Panel, groups: Groups) -> NDArray[np.int64]:
    """Find the row of the execution of each municipality of the panel, -1 where there is none."""
    ours = _key_index(panel, groups.first)
    theirs = _key_index(table, np.arange(table.frame.rows))
    places = np.asarray(theirs.get_indexer(ours), dtype=np.int64)
    if len(ours) and not (places >= 0).any():
        raise SettingError(
            f"no municipality of `execution` is in the panel: its first is {theirs[0]!r}, "
            f"and the panel's {ours[0]!r}; give the key in one form",
            argument="execution",
            problem="no key in common with the panel",
        )
    return places


def _key_index(panel: Panel, rows: NDArray[np.int64]) -> pd.Index:
    keys = panel.keys()
    levels = [pd.Index(np.asarray(panel.frame.plain(name))[rows], name=name) for name in keys]
    return levels[0] if len(levels) == 1 else pd.MultiIndex.from_arrays(levels)
