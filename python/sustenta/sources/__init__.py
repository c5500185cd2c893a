"""Readers of what the public sources give: SIOPS, RREO, SICONFI, FINBRA, IBGE, prices, any table.

Each gives tidy rows: a row a figure, with code, year, stage, what was printed and where. What is no
municipality's figure is a row too, set apart by its ``note``.
"""

from sustenta.sources import finbra, ibge, municipalities, prices, rreo, siconfi, siops
from sustenta.sources._joining import Joined, panel
from sustenta.sources.tables import read_table

__all__ = [
    "Joined",
    "finbra",
    "ibge",
    "municipalities",
    "panel",
    "prices",
    "read_table",
    "rreo",
    "siconfi",
    "siops",
]
