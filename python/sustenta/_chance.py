"""The one door for `rng`: what NumPy makes a generator of, or a refusal."""

from __future__ import annotations

from typing import Any

import numpy as np

from sustenta.errors import SettingError


def chance_of(rng: Any) -> np.random.Generator:
    """Give the generator that `numpy.random.default_rng` makes.

    Raises
    ------
    SettingError
        For what it makes none of.
    """
    try:
        return np.random.default_rng(rng)
    except (TypeError, ValueError):
        raise SettingError(
            f"`rng` is {rng!r}; expected None, a whole number of zero or more, or a generator of "
            "NumPy's",
            argument="rng",
            problem="no generator",
        ) from None
