"""Charts as parts of a page: SVG that stands in it, or a PNG where the SVG would be too large."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Final

from sustenta.errors import DomainError
from sustenta.plots._saving import drawn
from sustenta.plots._style import alt_text
from sustenta.reporting._blocks import Lacking, Picture
from sustenta.reporting._wording import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from sustenta.registry import Lang

__all__ = ["picture"]

#: Characters of an SVG beyond which a PNG is smaller, and drawn faster.
_MOST: Final = 400_000

_ID: Final = re.compile(r' id="([^"]*)"')
_POINTED: Final = re.compile(r'(?:xlink:href="#|url\(#)([^")]+)')
#: A sign that opens a tag is escaped wherever it is none.
_TAG: Final = re.compile(r"<[^>]*>")
#: What is of a file of its own, and no part of a page: who made it, with which vocabulary; a title
#: without an id, for there is one with it; the style of all that stands in it, which would be that
#: of the whole page.
_OF_A_FILE: Final = re.compile(
    r"<metadata>.*?</metadata>|<title>.*?</title>|<style[^>]*>.*?</style>", re.DOTALL
)
_OF_A_ROOT: Final = re.compile(r' (?:width|height|xmlns|xmlns:xlink|version)="[^"]*"')


def picture(draw: Callable[[], Axes], caption: str, name: str, lang: Lang) -> Picture | Lacking:
    """Draw a chart for a page.

    Parameters
    ----------
    draw
        What draws it.
    caption
        What stands below it.
    name
        What its parts are called by: no other chart of the page has it.
    lang
        The language of the page, in which it says that there is nothing to draw.

    Returns
    -------
    Picture or Lacking
        The latter where nothing is known of what it would show.
    """
    try:
        ax = draw()
    except DomainError:
        # Its message is for who calls a chart, and speaks of arguments.
        return Lacking(caption.rstrip("."), (TEXT[lang]["nothing_known"],))
    alt = alt_text(ax)
    svg = drawn(ax, ".svg", alt=alt).decode("utf-8")
    if len(svg) > _MOST:
        png = base64.b64encode(drawn(ax, ".png", alt=alt)).decode("ascii")
        return Picture(caption, alt, png=png)
    return Picture(caption, alt, svg=_part_of_page(svg, name))


def _part_of_page(svg: str, name: str) -> str:
    """Take from an SVG what is of a file, and make its ids those of this chart alone."""
    svg = _OF_A_FILE.sub("", svg[svg.index("<svg") :])
    pointed = {"title", "desc"}
    for tag in _TAG.findall(svg):
        pointed.update(_POINTED.findall(tag))

    def of_page(found: re.Match[str]) -> str:
        tag = found[0]
        if tag.startswith("<svg"):
            tag = _OF_A_ROOT.sub("", tag).replace("title desc", f"{name}-title {name}-desc")
        tag = _ID.sub(lambda id: f' id="{name}-{id[1]}"' if id[1] in pointed else "", tag)
        return tag.replace('xlink:href="#', f'href="#{name}-').replace("url(#", f"url(#{name}-")

    # Texts, which may say anything, stand between the tags.
    return _TAG.sub(of_page, svg)
