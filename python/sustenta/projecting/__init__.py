"""The years to come: lines and draws of a panel's amounts, and whether its margins last."""

from __future__ import annotations

from sustenta.projecting._pools import ResidualPool, residual_pool
from sustenta.projecting._projection import Projection
from sustenta.projecting.backtests import backtest
from sustenta.projecting.permanences import permanence
from sustenta.projecting.projections import project

__all__ = ["Projection", "ResidualPool", "backtest", "permanence", "project", "residual_pool"]
