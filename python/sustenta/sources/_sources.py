"""Which source is believed where two disagree: patterns of names, or positions of frames."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

import numpy as np
import pandas as pd

from sustenta.errors import SettingError

__all__ = ["ranks"]


def ranks(rows: pd.DataFrame, prefer: Any) -> pd.Series[float]:
    """Rank each row by the caller's preference, from 0; missing where it names none."""
    rank = pd.Series(np.nan, index=rows.index)
    if isinstance(prefer, Mapping):
        for name, wanted in prefer.items():
            of_name = rows["name"] == name
            rank[of_name] = _ranked(rows[of_name], wanted)
        return rank
    return _ranked(rows, prefer)


def _ranked(rows: pd.DataFrame, prefer: Any) -> pd.Series[float]:
    wanted = [prefer] if isinstance(prefer, (str, int)) else list(prefer)
    rank = pd.Series(np.nan, index=rows.index)
    for place, one in reversed(list(enumerate(wanted))):
        if isinstance(one, bool) or not isinstance(one, (str, int)):
            raise SettingError(
                f"`prefer` has {one!r}; expected a pattern of sources or a frame's position",
                argument="prefer",
                problem="neither pattern nor position",
            )
        if isinstance(one, int):
            chosen = rows["frame"] == one
        else:
            names = rows["source"].fillna("")
            chosen = names.map(lambda name, one=one: name == one or fnmatchcase(name, one))
        rank[chosen.astype(bool)] = place
    return rank
