"""SIOPS: what municipalities declare of revenue and expenditure on health."""

from sustenta.sources.siops.service import read_service
from sustenta.sources.siops.sheet import read_sheet
from sustenta.sources.siops.tabnet import read_tabnet

__all__ = ["read_service", "read_sheet", "read_tabnet"]
