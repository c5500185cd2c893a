"""A frame with a row for each municipality and year: its indicators, classes, gaps and ranks."""

from __future__ import annotations

from sustenta.panels.assessments import assess, computable
from sustenta.panels.declarations import completeness
from sustenta.panels.profiles import profile
from sustenta.panels.rankings import rank_margins

__all__ = ["assess", "completeness", "computable", "profile", "rank_margins"]
