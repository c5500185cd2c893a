"""The page itself: sections through the template, with everything that it shows escaped."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from sustenta._core import __version__
from sustenta.errors import MissingExtraError
from sustenta.reporting._blocks import Picture, Sheet
from sustenta.reporting._wording import TEXT
from sustenta.tables import STYLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sustenta.registry import Lang
    from sustenta.reporting._blocks import Block, Section

__all__ = ["page", "require_jinja"]

_TEMPLATES: Final = "templates"
#: A table of so many rows stands on one sheet when it is printed.
_SHORT: Final = 24
#: More columns than this are wider than a phone.
_NARROW: Final = 3


def require_jinja() -> None:
    """Name the extra where Jinja is not installed."""
    try:
        import jinja2  # noqa: F401
    except ImportError as missing:
        raise MissingExtraError(
            'a report needs Jinja: pip install "sustenta[report]"',
            extra="report",
            library="jinja2",
        ) from missing


def page(sections: Sequence[Section], *, title: str, lead: str, date: str, lang: Lang) -> str:
    """Write the page.

    Parameters
    ----------
    sections
        Its sections, in order.
    title, lead
        Its heading, and the sentence below it.
    date
        When it was made.
    lang
        Its language.

    Returns
    -------
    str
        HTML with nothing to fetch: no script, no font, no picture from elsewhere.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    folder = files("sustenta.reporting").joinpath(_TEMPLATES)
    read = {name: folder.joinpath(name).read_text("utf-8") for name in ("page.html", "page.css")}
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(read["page.html"]).render(
        sections=[(section, [_ready(block) for block in section.blocks]) for section in sections],
        # Written by the package: the style of the page, and that of its tables.
        style=Markup(STYLE + read["page.css"]),  # noqa: S704
        title=title,
        lead=lead,
        date=date,
        version=__version__,
        text=TEXT[lang],
    )


def _ready(block: Block) -> dict[str, Any]:
    """Give a block to the template, with what is HTML already marked as that."""
    from markupsafe import Markup

    if isinstance(block, Sheet):
        # `to_html` escapes every cell.
        html = block.table.to_html(fragment=True, style=False)
        sizes = {"short": block.table.rows <= _SHORT, "wide": len(block.table.columns) > _NARROW}
        return {"kind": block.kind, "html": Markup(html), **sizes}  # noqa: S704
    ready = {"kind": block.kind, "block": block, "svg": ""}
    if isinstance(block, Picture) and block.svg:
        # matplotlib escapes every text of an SVG.
        ready["svg"] = Markup(block.svg)  # noqa: S704
    return ready
