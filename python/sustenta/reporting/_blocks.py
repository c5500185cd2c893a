"""What a section of a report is made of. Plain texts: the page escapes them, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from sustenta.tables import Table

__all__ = [
    "Block",
    "Facts",
    "Heading",
    "Lacking",
    "Picture",
    "Quote",
    "Section",
    "Sheet",
    "Tiles",
    "Words",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of what follows."""

    kind: ClassVar[str] = "heading"
    title: str


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs."""

    kind: ClassVar[str] = "words"
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a part of the report cannot show, and what it would need."""

    kind: ClassVar[str] = "lacking"
    what: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tiles:
    """The key figures: of each its name, the figure, and what it is counted in and from when."""

    kind: ClassVar[str] = "tiles"
    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms, and what holds for each."""

    kind: ClassVar[str] = "facts"
    title: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A reference to copy."""

    kind: ClassVar[str] = "quote"
    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: SVG that this package wrote, or a PNG; its words."""

    kind: ClassVar[str] = "picture"
    caption: str
    alt: str
    svg: str = ""
    png: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be read, under a heading if it has one of its own."""

    kind: ClassVar[str] = "sheet"
    table: Table


Block = Heading | Words | Lacking | Tiles | Facts | Quote | Picture | Sheet


@dataclass(slots=True)
class Section:
    """A part of the page, with its heading."""

    id: str
    title: str
    blocks: list[Block] = field(default_factory=list)
