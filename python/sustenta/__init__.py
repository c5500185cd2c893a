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

from sustenta import (
    _accessor,  # noqa: F401  it registers itself
    errors,
    indicators,
)
from sustenta._core import __version__
from sustenta.both_scenarios import Scenarios, scenarios
from sustenta.classifications import (
    classify_ec29_compliance,
    classify_ec29_trend,
    classify_execution,
    classify_tax_effort,
)
from sustenta.deflation import compound_growth_pct, deflate, price_levels
from sustenta.figures import format_figures, parse_figures
from sustenta.indicators import *  # noqa: F403  the list is generated
from sustenta.panels import assess, completeness, computable, profile, rank_margins
from sustenta.registry import catalogue
from sustenta.statute import Ec29Gap, ec29_gap, minimum_amount, minimum_share_pct
from sustenta.versions import show_versions

if TYPE_CHECKING:
    from sustenta import auditing, examples, inequality, plots, sources, studies, tables
    from sustenta.auditing import Rules, audit, confront, locate, rearrangements, repair
    from sustenta.interpreting import cite, interpret, methods_text, text
    from sustenta.outlook import (
        Parameter,
        Schedule,
        aggregate,
        capacity,
        compare,
        effort_and_base,
        plan_teams,
        size_class,
        stability,
        sufficiency,
        team_parameters,
    )
    from sustenta.projecting import backtest, permanence, project, residual_pool
    from sustenta.reporting import report

__all__ = [
    "Ec29Gap",
    "Parameter",
    "Rules",
    "Scenarios",
    "Schedule",
    "__version__",
    "aggregate",
    "assess",
    "audit",
    "auditing",
    "backtest",
    "capacity",
    "catalogue",
    "cite",
    "classify_ec29_compliance",
    "classify_ec29_trend",
    "classify_execution",
    "classify_tax_effort",
    "compare",
    "completeness",
    "compound_growth_pct",
    "computable",
    "confront",
    "deflate",
    "ec29_gap",
    "effort_and_base",
    "errors",
    "examples",
    "format_figures",
    "inequality",
    "interpret",
    "locate",
    "methods_text",
    "minimum_amount",
    "minimum_share_pct",
    "parse_figures",
    "permanence",
    "plan_teams",
    "plots",
    "price_levels",
    "profile",
    "project",
    "rank_margins",
    "rearrangements",
    "repair",
    "report",
    "residual_pool",
    "scenarios",
    "show_versions",
    "size_class",
    "sources",
    "stability",
    "studies",
    "sufficiency",
    "tables",
    "team_parameters",
    "text",
]
__all__ += indicators.__all__

#: Imported when first asked for: most calls need neither an audit, a study, a chart, a
#: table to be read nor a reader.
_LAZY = frozenset({"auditing", "examples", "inequality", "plots", "sources", "studies", "tables"})
#: The same of functions and classes, with the module that has them.
_LAZY_NAMES = {
    name: module
    for module, names in {
        "sustenta.auditing": ("Rules", "audit", "confront", "locate", "rearrangements", "repair"),
        "sustenta.interpreting": ("cite", "interpret", "methods_text", "text"),
        "sustenta.outlook": (
            "Parameter",
            "Schedule",
            "aggregate",
            "capacity",
            "compare",
            "effort_and_base",
            "plan_teams",
            "size_class",
            "stability",
            "sufficiency",
            "team_parameters",
        ),
        "sustenta.projecting": ("backtest", "permanence", "project", "residual_pool"),
        "sustenta.reporting": ("report",),
    }.items()
    for name in names
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return importlib.import_module(f"sustenta.{name}")
    if name in _LAZY_NAMES:
        return getattr(importlib.import_module(_LAZY_NAMES[name]), name)
    raise AttributeError(f"module 'sustenta' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
