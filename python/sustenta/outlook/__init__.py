"""What the margin pays for, whether it suffices, what is behind a change, and who stands where."""

from __future__ import annotations

from sustenta.outlook.aggregations import aggregate, size_class
from sustenta.outlook.comparisons import compare
from sustenta.outlook.decompositions import capacity, effort_and_base
from sustenta.outlook.parameters import Parameter, Schedule, team_parameters
from sustenta.outlook.stabilities import stability
from sustenta.outlook.sufficiencies import sufficiency
from sustenta.outlook.teams import plan_teams

__all__ = [
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
]
