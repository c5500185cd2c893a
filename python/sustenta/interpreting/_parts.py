"""Frames that are parts of a result: what they are of, and where the words on them stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sustenta._names import lacking

if TYPE_CHECKING:
    from sustenta.errors import ColumnMissingError
    from sustenta.registry import Lang

__all__ = ["Part", "part_of", "refused_part"]


@dataclass(frozen=True, slots=True)
class Part:
    """A frame that a result has: by which columns it is known, what its rows are, and of what."""

    columns: frozenset[str]
    rows: Mapping[Lang, tuple[str, str]]
    #: What it is, and how the result that has it is put into words.
    what: str
    write: str


_PARTS: Final = (
    Part(
        frozenset({"printed", "recomputed", "verdict"}),
        {
            "pt": ("célula impressa de um estudo", "células impressas de um estudo"),
            "en": ("printed cell of a study", "printed cells of a study"),
        },
        "the cells of a recreation",
        "interpret(recreation)` or `recreation.methods_text()",
    ),
    Part(
        frozenset({"kind", "evidence", "certainty"}),
        {
            "pt": ("achado de uma auditoria", "achados de uma auditoria"),
            "en": ("finding of an audit", "findings of an audit"),
        },
        "the findings of an audit",
        "interpret(audit)` or `audit.methods_text()",
    ),
    Part(
        frozenset({"printed", "certainty", "alternatives"}),
        {
            "pt": ("célula que talvez deva mudar", "células que talvez devam mudar"),
            "en": ("cell that may have to change", "cells that may have to change"),
        },
        "the cells that an audit or `locate` found",
        "interpret(audit)` or `interpret(located)",
    ),
    Part(
        frozenset({"rule", "verdict"}),
        {
            "pt": ("veredito de uma regra", "vereditos de regras"),
            "en": ("verdict of a rule", "verdicts of rules"),
        },
        "the verdicts of a confrontation",
        "interpret(confrontation)` or `confrontation.methods_text()",
    ),
    Part(
        frozenset({"claim", "verdict"}),
        {
            "pt": ("afirmação de um texto", "afirmações de um texto"),
            "en": ("claim of a text", "claims of a text"),
        },
        "the claims of a text",
        "interpret(audit)` or `audit.methods_text()",
    ),
)


def part_of(columns: Collection[object]) -> Part | None:
    """Say of which result a frame with these columns is a part; None where it is of none."""
    return next((part for part in _PARTS if part.columns <= set(columns)), None)


def refused_part(part: Part, columns: Collection[object]) -> ColumnMissingError:
    """Make the error for a part whose words stand with its result; it says what to call."""
    return lacking(
        f"`result` is a frame with {part.what}, which is put into words as a whole: write "
        f"`{part.write}`, of the result that has this frame; a row has its own words in its "
        "columns",
        [],
        list(map(str, columns)),
    )
