"""The finances of municipal health care in Brazil.

What a municipality could spend on health (DPSPC), the margin left (MEGPC), the constitutional
minimum, the classes of the 2006 Proesf study and its recreation.

>>> import sustenta as st
>>> round(st.dpspc_siops(93870085, 306580, 36.15), 2)
82.08
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from sustenta import errors, indicators
from sustenta._core import __version__
from sustenta.both_scenarios import Scenarios, scenarios
from sustenta.classifications import (
    classify_ec29_compliance,
    classify_ec29_trend,
    classify_execution,
    classify_tax_effort,
)
from sustenta.figures import format_figures, parse_figures
from sustenta.indicators import *  # noqa: F403  the list is generated
from sustenta.panels import assess, completeness, computable, profile, rank_margins
from sustenta.registry import catalogue
from sustenta.statute import Ec29Gap, ec29_gap, minimum_amount, minimum_share_pct
from sustenta.versions import show_versions

if TYPE_CHECKING:
    from sustenta import examples, plots, sources, studies

__all__ = [
    "Ec29Gap",
    "Scenarios",
    "__version__",
    "assess",
    "catalogue",
    "classify_ec29_compliance",
    "classify_ec29_trend",
    "classify_execution",
    "classify_tax_effort",
    "completeness",
    "computable",
    "ec29_gap",
    "errors",
    "examples",
    "format_figures",
    "minimum_amount",
    "minimum_share_pct",
    "parse_figures",
    "plots",
    "profile",
    "rank_margins",
    "scenarios",
    "show_versions",
    "sources",
    "studies",
]
__all__ += indicators.__all__

#: Imported when first asked for: most calls need neither a study, a chart nor a reader.
_LAZY = frozenset({"examples", "plots", "sources", "studies"})


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return importlib.import_module(f"sustenta.{name}")
    raise AttributeError(f"module 'sustenta' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
