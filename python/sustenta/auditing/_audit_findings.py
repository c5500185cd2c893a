"""What an audit found, kind by kind, as the rows of one frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sustenta.auditing._audit_wording import AUDIT_TEXT as _TEXT
from sustenta.auditing._figures import as_it_stands
from sustenta.auditing._moved import arrangement_rows, printed_beside
from sustenta.auditing._readings import Readings
from sustenta.auditing._tables import label
from sustenta.auditing.slips import slips

if TYPE_CHECKING:
    from decimal import Decimal

    from sustenta.auditing._moves import Accepted, Exchanged
    from sustenta.auditing._rearranged import Rearrangement
    from sustenta.auditing.confrontation import Confrontation
    from sustenta.auditing.localisation import Found
    from sustenta.registry import Lang

__all__ = ["AuditFindings"]

_COLUMNS: Final = (
    *("kind", "table", "where", "column", "printed", "suggested", "low", "high", "slip"),
    *("certainty", "severity", "rules", "evidence", "tests"),
)
#: Cells of a contradiction that are named in words; all of them are in `Found.cells`.
_SHOWN: Final = 8
#: Other repairs that are named in words.
_ALTERNATIVES: Final = 2


@dataclass(frozen=True)
class AuditFindings:
    """What the findings rest on; the attributes are those of `Audit`."""

    confrontation: Confrontation
    remaining: Confrontation
    located: Found
    arrangements: Sequence[Accepted]
    exchanged: Sequence[Exchanged]
    rearrangements: Mapping[str, Rearrangement]
    claims: pd.DataFrame
    lang: Lang

    def frame(self) -> pd.DataFrame:
        """Put all findings into one frame.

        ``kind``, ``table``, ``where`` (the labels of the row), ``column``, ``printed``,
        ``suggested``, ``low``, ``high``, ``slip``, ``certainty``, ``severity``, ``rules`` (those
        that refute what is printed, or that a move settles), ``evidence`` (in words), ``tests``
        (of a cell: each of the rules with the figures put in, and what they give).
        """
        cells = self._of_cells()
        readings = Readings(self.remaining)
        for row in cells:
            row["tests"] = readings.of(row.pop("at"), row["rules"])
        rows = [
            *arrangement_rows(self.arrangements, self.exchanged, self.rearrangements, self.lang),
            *cells,
            *self._of_unexplained(),
            *self._of_failed(),
            *self._of_warnings(),
            *self._of_checks(),
            *self._of_claims(),
        ]
        rows = [{"tests": []} | row for row in rows]
        return pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object)

    def _of_unexplained(self) -> list[dict[str, Any]]:
        """List violations of which no cell is a finding: their group was too large to search."""
        broken = self.remaining.violations
        broken = broken[broken["verdict"] == "violated"]
        found = {one.address for one in self.located.findings}
        readings = Readings(self.remaining)
        return [
            self._of_rule("violated", row, readings.reading(row))
            for row in _rows_of(broken)
            if found.isdisjoint(row["cells"])
        ]

    def _of_failed(self) -> list[dict[str, Any]]:
        """List the rules that have no meaning where they stand: a divisor below zero."""
        given = self.confrontation.violations
        given = given[
            (given["severity"] == "warning") & ~given["rule"].map(self._said).astype(bool)
        ]
        rows = []
        for c, found in ((self.remaining, self.remaining.violations), (self.confrontation, given)):
            readings = Readings(c)
            failed = _rows_of(found[found["verdict"] == "failed"])
            rows += [self._of_rule("failed", row, readings.reading(row)) for row in failed]
        return rows

    def _said(self, rule: str) -> bool:
        """Say whether a rule is a sentence of the text."""
        return self.confrontation.rules[rule].quote is not None

    def _of_rule(self, kind: str, row: Mapping[str, Any], evidence: str) -> dict[str, Any]:
        where = {"kind": kind, "table": row["table"], "where": row["where"], "column": ""}
        judged = {"severity": row["severity"], "rules": [row["rule"]], "evidence": evidence}
        return where | judged

    def _of_cells(self) -> list[dict[str, Any]]:
        words = _TEXT[self.lang]
        cells = self.located.cells
        names = list(cells.columns)
        keys = names[names.index("table") + 1 : names.index("column")]
        called = slips(self.lang)["label"].to_dict()
        rows: list[dict[str, Any]] = []
        # Cells that cannot all be right are one finding for each group that rules hold together.
        groups = [n for n, group in enumerate(self.located.sizes) for _ in range(group)]
        tangled: dict[int, tuple[str, dict[str, None], list[str], list[str]]] = {}
        addresses = [one.address for one in self.located.findings]
        for group, cell, address in zip(groups, cells.to_dict("records"), addresses, strict=True):
            where = " ".join(label(cell[key]) for key in keys if not _missing(cell[key]))
            if cell["certainty"] == "contradiction":
                _, rules, places, at = tangled.setdefault(group, (cell["table"], {}, [], []))
                rules.update(dict.fromkeys(cell["rules"]))
                places.append(f"{cell['column']} [{where}]")
                at.append(address)
                continue
            form = "reads"
            if cell["suggested"] is not None:
                form = "should"
            elif cell["low"] is not None and cell["high"] is not None:
                form = "between"
            figures = ("printed", "suggested", "low", "high")
            said = words[form].format(**{name: _shown(cell[name], self.lang) for name in figures})
            if not _missing(cell["slip"]):
                said = f"{said} ({called.get(cell['slip'], cell['slip'])})"
            if cell["alternatives"]:
                repairs = [" + ".join(repair) for repair in cell["alternatives"][:_ALTERNATIVES]]
                others = "; ".join(repairs)
                if len(cell["alternatives"]) > _ALTERNATIVES:
                    others += "; …"
                said = f"{said}; {words['alternatives'].format(others=others)}"
            same = ("table", "column", "printed", "suggested", "low", "high", "slip", "rules")
            judged = {name: str(cell[name]) for name in ("certainty", "severity")}
            found = {"kind": "cell", "where": where, "evidence": said, "at": [address]} | judged
            rows.append({name: cell[name] for name in same} | found)
        for table, rules, places, at in tangled.values():
            shown = ", ".join(places[:_SHOWN])
            count = {"count": len(places), "cells": shown}
            rows.append(
                {
                    "kind": "cell",
                    "table": table,
                    "where": "",
                    "column": "",
                    "certainty": "contradiction",
                    "severity": "error",
                    "rules": list(rules),
                    "at": at,
                    "evidence": words["tangled" if len(places) <= _SHOWN else "many"].format(
                        **count
                    ),
                }
            )
        return rows

    def _of_warnings(self) -> list[dict[str, Any]]:
        """List what breaks rules that are only warnings, as the tables were given."""
        broken = self.confrontation.violations
        broken = broken[(broken["severity"] == "warning") & (broken["verdict"] == "violated")]
        broken = broken[~broken["rule"].map(self._said).astype(bool)]
        readings = Readings(self.confrontation)
        return [self._of_rule("warning", row, readings.reading(row)) for row in _rows_of(broken)]

    def _of_checks(self) -> list[dict[str, Any]]:
        """List what checks contradict once the tables stand in order."""
        checks = self.remaining.checks
        broken = checks[(checks["verdict"] == "violated") & checks["quote"].isna()]
        beside = printed_beside(self.arrangements, self.lang)
        return [
            {
                "kind": "check",
                "table": row["table"],
                "where": " ".join(row["row"]),
                "column": ", ".join(row["columns"]),
                "severity": row["severity"],
                "rules": [row["rule"]],
                "evidence": f"{row['label']}: {row['why']}{beside(row)}",
            }
            for row in broken.to_dict("records")
        ]

    def _of_claims(self) -> list[dict[str, Any]]:
        words = _TEXT[self.lang]
        wrong = self.claims[self.claims["verdict"].isin(["false", "imprecise"])]
        return [
            {
                "kind": "claim",
                "certainty": row["verdict"],
                "severity": row["severity"],
                "rules": [row["claim"]],
                "evidence": f"«{row['quote']}» — {words[row['verdict']]}: {row['label']}. "
                f"{row['why']}.",
            }
            for row in wrong.to_dict("records")
        ]


def _rows_of(verdicts: pd.DataFrame) -> list[dict[str, Any]]:
    """Give verdicts as rows, each with the labels by which it goes as one text."""
    columns = list(verdicts.columns)
    keys = columns[columns.index("table") + 1 : columns.index("verdict")]
    rows = []
    for row in verdicts.to_dict("records"):
        where = " ".join(label(row[key]) for key in keys if not _missing(row[key]))
        rows.append({str(name): value for name, value in row.items()} | {"where": where})
    return rows


def _missing(value: Any) -> bool:
    return value is None or (not isinstance(value, list) and bool(pd.isna(value)))


def _shown(number: Decimal | None, lang: Lang) -> str:
    return "–" if _missing(number) or number is None else as_it_stands(number, lang)
