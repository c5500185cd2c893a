"""The report: one page that says what a panel says, for who reads and for who prints."""

from sustenta.reporting.reports import report

__all__ = ["report"]
