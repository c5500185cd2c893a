"""What the lines and columns of the RREO's health annex mean, found by their words alone.

The numerals of the form change between its generations; towns that publish its figures as tables
name their columns by the same words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sustenta.sources._accounts import revenue_indicator, without_numerals
from sustenta.sources._labels import is_realised, plain, stage_of

__all__ = [
    "ASPS",
    "OWN_SHARE",
    "SUS",
    "WHOLE",
    "Meaning",
    "Source",
    "block_of",
    "meaning",
    "source_of",
]

#: The blocks of expenditure: what counts for the minimum, what the SUS pays for, both.
ASPS, SUS, WHOLE = "asps", "sus", "total"
#: The stage of a share that the form reckons itself, without saying on which expenditure.
OWN_SHARE: Final = "anexo_12"
APPLIED: Final = "ec29_applied_pct"

_SUBFUNCTIONS: Final = (
    (r"atencao basica|atencao primaria", "10.301"),
    (r"assistencia hospitalar", "10.302"),
    (r"suporte profilatico", "10.303"),
    (r"vigilancia sanitaria", "10.304"),
    (r"vigilancia epidemiologica", "10.305"),
    (r"alimentacao e nutricao", "10.306"),
    (r"administracao geral", "10.122"),
    (r"(?:outras|demais) subfuncoes", "10.999"),
)
_SUBFUNCTION_WORDS: Final = tuple((re.compile(words), item) for words, item in _SUBFUNCTIONS)

#: Lines of revenue and of the minimum, first match counts.
_LINES: Final = (
    (r"(?:percentual|%).*(?:aplicad|asps|saude|receita)", APPLIED),
    (r"\bminim[ao]\b", "ec29_minimum"),
    (r"total (?:da )?base|total das receitas (?:resultantes|para apuracao)", "linked_revenue"),
    (r"\bsus uniao\b|provenientes? da uniao", "union_health_transfers"),
    (r"\bsus estados?\b|provenientes? dos? estados?", "state_health_transfers"),
    (r"\bsus total\b|^receitas? de transferencias? para a saude", "sus_transfers"),
    (r"^transferencias? de recursos do (?:sus|sistema unico de saude)", "sus_transfers"),
    (r"transferencias? constitucionais", "constitutional_transfers"),
    (r"transferencias? federa", "federal_transfers"),
    (r"transferencias? estadua", "state_transfers"),
    (r"^propri[ao]s\b|^receitas? propri|^receitas? de impostos\b", "own_revenue"),
    (r"\biptu\b|predial e territorial urban", "iptu"),
    (r"\bitbi\b|transmissao (?:inter ?vivos|de bens)", "itbi"),
    (r"\biss(?:qn)?\b|impostos? sobre servicos", "iss"),
    (r"\birrf\b|renda retido", "irrf"),
)
#: Lines that bear the words of others and are none of them.
_OTHER_LINES = re.compile(
    r"multas|juros|divida ativa|renuncia|deducoes|^diferenca|limite nao cumprido"
    r"|^total das despesas com (?:asps|acoes)|restos a pagar"
)
_LINE_WORDS: Final = tuple((re.compile(words), found) for words, found in _LINES)

_TOTAL = re.compile(r"^total\b|^despesas liquidas da saude\b|^valor aplicado em asps\b")
#: The sum of what counts: the town's own health expenditure.
_NET = re.compile(r"^despesas liquidas da saude\b|^valor aplicado em asps\b")

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_IN_URL: Final = {
    "year": re.compile(r"[?&]an_exercicio=((?:19|20)\d\d)\b"),
    "code": re.compile(r"[?&]id_ente=(\d{7})\b"),
    "bimester": re.compile(r"[?&]nr_periodo=([1-6])\b"),
}
_BIMESTER = re.compile(r"(?<!\d)([1-6])[oaº_\s-]*bimestre")
_FOUR_MONTHS: Final = {"primeiro": "1", "segundo": "2", "terceiro": "3"}


class Meaning(NamedTuple):
    """What a figure is: indicator, item of expenditure, block, stage, unit; None where unknown."""

    indicator: str | None
    item: str | None
    block: str | None
    stage: str | None
    unit: str

    @property
    def known(self) -> bool:
        """Whether anything of the annex was recognised."""
        return bool(self.indicator or self.item)


class Source(NamedTuple):
    """What the name of a row's source says: year, code, period."""

    year: int | None
    code: str | None
    period: str | None


def block_of(words: str) -> str | None:
    """Give the block of expenditure that a label or the title of a section names."""
    if re.search(r"nao computad|\bsus\b|outros recursos|recursos vinculados", words):
        return SUS
    if re.search(r"\basps\b|computad|proprios", words):
        return ASPS
    return WHOLE if re.search(r"^tota(?:l|is)\b|despesas totais", words) else None


def meaning(line: str, column: str, section: str = "", *, alone: bool = True) -> Meaning:
    """Say what stands at a line and a column, by their labels.

    `section` is the title above the line. A column that is not `alone` is that of realised revenue
    only where its label says so.
    """
    stage = stage_of(column) or stage_of(line)
    unit = "%" if "%" in column or "percentual" in plain(f"{line} {column}") else "R$"
    words = without_numerals(line)
    if _OTHER_LINES.search(words):
        return Meaning(None, None, None, stage, unit)
    where = plain(column)
    item = next((item for pattern, item in _SUBFUNCTION_WORDS if pattern.search(words)), None)
    block = block_of(where) or block_of(plain(section))
    if item is not None:
        return Meaning(None, item, block, stage, unit)
    if _TOTAL.search(words) and stage is not None and not _indicator(words):
        return _of_total(words, block, stage, unit)
    indicator = _indicator(words) or revenue_indicator(line)
    if indicator == APPLIED:
        return Meaning(indicator, None, None, stage or OWN_SHARE, "%")
    realised = is_realised(column) or is_realised(line)
    if not realised and (not alone or stage is not None or "%" in column):
        return Meaning(None, indicator, None, stage, unit)
    return Meaning(indicator, None, None, None, unit)


def _of_total(words: str, block: str | None, stage: str, unit: str) -> Meaning:
    own = block == ASPS or (block is None and _NET.search(words) is not None)
    spent = stage in {"empenhada", "liquidada", "paga"}
    indicator = None
    if spent and own:
        indicator = "own_health_expenditure"
    elif spent and block == WHOLE:
        indicator = "health_expenditure"
    return Meaning(indicator, "total", ASPS if own else block, stage, unit)


def _indicator(words: str) -> str | None:
    return next((found for pattern, found in _LINE_WORDS if pattern.search(words)), None)


def source_of(texts: Sequence[Any]) -> Source:
    """Read year, code and period off the name or address of a row's source."""
    year = code = period = None
    for text in map(str, texts):
        found = {key: pattern.search(text) for key, pattern in _IN_URL.items()}
        if found["year"] is not None:
            year = year or int(found["year"].group(1))
        elif (in_name := _YEAR.search(text)) is not None:
            year = year or int(in_name.group(1))
        if found["code"] is not None:
            code = code or found["code"].group(1)
        period = period or _period_in(text, found["bimester"])
    return Source(year, code, period)


def _period_in(text: str, in_url: re.Match[str] | None) -> str | None:
    bimester = in_url or _BIMESTER.search(text.casefold())
    if bimester is not None:
        return f"{bimester.group(1)}º bimestre"
    words = plain(text)
    if "quadrimestre" in words:
        number = next((digit for name, digit in _FOUR_MONTHS.items() if name in words), None)
        return None if number is None else f"{number}º quadrimestre"
    return None
