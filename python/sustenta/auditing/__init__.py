"""The audit: do the numbers hold together, which ones are wrong, and what should they be.

`Rules` are data, `confront` lays them over tables, `locate` finds the cells that must change, and
`audit` does all of it.
"""

from __future__ import annotations

from sustenta.auditing._rearranged import Block, Explanation, Rearrangement, Unserved
from sustenta.auditing._rule import Check, Rule, TableRules
from sustenta.auditing.audits import Audit, audit
from sustenta.auditing.confrontation import Confrontation, confront
from sustenta.auditing.exchanges import exchanges
from sustenta.auditing.localisation import Found, locate, repair
from sustenta.auditing.rearrangement import rearrangements
from sustenta.auditing.rules import Rules
from sustenta.auditing.slips import NamedSlip, Naming, name_slips, slips

__all__ = [
    "Audit",
    "Block",
    "Check",
    "Confrontation",
    "Explanation",
    "Found",
    "NamedSlip",
    "Naming",
    "Rearrangement",
    "Rule",
    "Rules",
    "TableRules",
    "Unserved",
    "audit",
    "confront",
    "exchanges",
    "locate",
    "name_slips",
    "rearrangements",
    "repair",
    "slips",
]
