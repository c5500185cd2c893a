"""Which of our indicators an account's label means; numerals and letters of a form never count."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sustenta.sources._labels import plain

__all__ = ["function_item", "revenue_indicator", "without_numerals"]

#: "(III) = (I) + (II)", "(b/a) x 100", "(a-c)": what a form adds behind its labels.
_NUMERALS = re.compile(
    r"\(\s*[ivxlc]{1,7}\s*\)|\(\s*[a-z]\s*(?:[-+/]\s*[a-z]\s*)*\)|=.*$|\bx\s*\d+\s*%?",
    re.IGNORECASE,
)

#: Revenue by its label, first match counts: quotas before the taxes whose names they hold.
_REVENUE: Final = (
    (r"\bcota extra\b|1 cota entregue|um por cento|\b1%", None),
    (r"\bfundeb\b|\bfundef\b", None),
    (r"cota (?:parte )?(?:do )?(?:fpm|fundo de participacao dos municipios)", "fpm"),
    (r"cota (?:parte )?(?:do )?itr\b|cota parte do imposto sobre a propriedade territorial", "itr"),
    (r"cota (?:parte )?(?:do )?ipva\b", "ipva"),
    (r"cota (?:parte )?(?:do )?icms\b", "icms"),
    (r"\bipi\b.*exporta", "ipi_exports"),
    (r"(?:lc|lei complementar) (?:n o? ?)?87\b|desoneracao (?:do )?icms", "lc87"),
)
_REVENUE_WORDS: Final = tuple((re.compile(words), found) for words, found in _REVENUE)

_FUNCTION = re.compile(r"(\d\d)(?:\.(\d{3}))? - ")
_OTHERS = re.compile(r"FU(\d\d) - ")


def without_numerals(label: str) -> str:
    """Give a label as it is compared, without the numerals and formulas of its form."""
    return plain(_NUMERALS.sub(" ", label[:1_000]))


def revenue_indicator(label: str) -> str | None:
    """Give the transfer of the linked revenue that a label names."""
    words = without_numerals(label)
    return next((found for pattern, found in _REVENUE_WORDS if pattern.search(words)), None)


@lru_cache(maxsize=4096)
def function_item(label: str) -> str | None:
    """Give the function or sub-function of an account, by one name over all years' labels.

    ``10`` and ``10.301``; ``10.999`` for the other sub-functions of a function ("10.999 - Demais
    Subfunções Saúde" to 2013 and on, "FU10 - Demais Subfunções" later); ``total`` and ``intra``.
    """
    if found := _FUNCTION.match(label):
        return found.group(1) + (f".{found.group(2)}" if found.group(2) else "")
    if found := _OTHERS.match(label):
        return f"{found.group(1)}.999"
    words = plain(label).replace("intra orcamentaria", "intraorcamentaria")
    if words in {"despesas exceto intraorcamentarias", "despesas exceto intra orcamentarias"}:
        return "total"
    return "intra" if words == "despesas intraorcamentarias" else None
