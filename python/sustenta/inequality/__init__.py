"""Inequality between municipalities: each weighted by its population, or alike.

A weight of three is that municipality three times. Every measure says what zeros and negative
values mean for it, and refuses those for which it has no meaning.

>>> import sustenta as st
>>> st.inequality.gini([0.0, 1.0])
0.5
"""

from __future__ import annotations

from sustenta.inequality._concentrations import (
    concentration_curve,
    concentration_index,
    erreygers,
    kakwani,
)
from sustenta.inequality._decompositions import Decomposition, decompose
from sustenta.inequality._measures import atkinson, cv, gini, lorenz, theil_l, theil_t
from sustenta.inequality._units import Estimate

__all__ = [
    "Decomposition",
    "Estimate",
    "atkinson",
    "concentration_curve",
    "concentration_index",
    "cv",
    "decompose",
    "erreygers",
    "gini",
    "kakwani",
    "lorenz",
    "theil_l",
    "theil_t",
]
