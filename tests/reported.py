"""Reports, parsed: what a reader finds in a page, and what holds for every page."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import html

import sustenta as st

__all__ = ["check_page", "made", "words"]

#: Citations alone lead out of the page.
CITED = "https://github.com/sustenta/sustenta"


def made(panel: Any, place: Path, **settings: Any) -> Any:
    """A report, parsed."""
    path = st.report(panel, place / "relatorio.html", **settings)
    assert path == place / "relatorio.html"
    return html.fromstring(path.read_bytes().decode("utf-8"))


def words(page: Any, section: str | None = None) -> str:
    found = page if section is None else page.get_element_by_id(section)
    return " ".join(found.text_content().split())


def check_page(page: Any, lang: str) -> None:
    """What holds for every page."""
    assert page.get("lang") == {"pt": "pt-BR", "en": "en"}[lang]
    check_outline(page)
    check_pictures(page)
    check_tables(page)
    check_addresses(page)
    assert not page.xpath("//script|//iframe|//object|//embed|//link|//form")
    assert not [name for tag in page.iter() for name in tag.attrib if name.startswith("on")]


def check_outline(page: Any) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.xpath(f"//body/{landmark}")) == 1, landmark
    assert page.xpath("//body/a[1]/@href") == ["#content"]
    for section in page.xpath("//main/section"):
        assert page.get_element_by_id(section.get("aria-labelledby")).tag == "h2"


def check_pictures(page: Any) -> None:
    for picture in page.xpath("//svg"):
        assert picture.get("role") == "img"
        for id in picture.get("aria-labelledby").split():
            assert words(page.get_element_by_id(id))
    assert all(picture.get("alt").strip() for picture in page.xpath("//img"))
    assert all(words(caption) for caption in page.xpath("//figure/figcaption"))
    assert len(page.xpath("//figure")) == len(page.xpath("//figure[figcaption]"))


def check_tables(page: Any) -> None:
    for table in page.xpath("//table"):
        assert table.xpath("caption[normalize-space()]"), "a table without a caption"
        assert all(head.get("scope") for head in table.xpath(".//th"))
        assert table.xpath("ancestor::*[@tabindex='0']"), "a wide table no keyboard can move"


def check_addresses(page: Any) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), "an id stands twice"
    for address in page.xpath("//@src|//@href"):
        if address.startswith("#"):
            assert address[1:] in ids, address
        else:
            assert address.startswith(("data:image/png;base64,", CITED)), address
    within = [str(text) for text in page.xpath("//style/text()|//@*[contains(., 'url(')]")]
    assert not [text for text in within if "@import" in text]
    for address in re.findall(r"url\(([^)]*)\)", " ".join(within)):
        assert address.strip("'\"").removeprefix("#") in ids, address
