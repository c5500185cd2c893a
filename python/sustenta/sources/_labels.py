"""What the labels of the sources say: which column is a key, which stage and period is meant.

Labels are compared without accents, case and punctuation; the numerals of a form, such as "(XVII)",
are no part of a label.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, Final

from sustenta.sources._grid import cell_text

__all__ = [
    "is_realised",
    "key_of",
    "longer_code",
    "names_codes",
    "period_of",
    "plain",
    "stage_of",
    "without_prefix",
    "year_of",
]

CODE, NAME, UF, UF_CODE = "code", "municipality", "uf", "uf_code"
YEAR, PERIOD, STAGE, BASIS = "year", "period", "stage", "basis"

_KEYS: Final[dict[str, frozenset[str]]] = {
    CODE: frozenset(
        {
            "code", "codigo", "cod ibge", "codibge", "codigo ibge", "ibge", "id municipio",
            "mun code", "cod mun", "codmun", "cod municipio", "codigo municipio", "municipio cod",
            "municipio cod7", "municipio cod6", "cd mun", "id munic 7", "id munic 6", "code muni",
            "code6", "code7", "ibge6", "ibge7", "id ente", "codigo municipio completo",
            "codigo do municipio", "cod ibge 7", "geocodigo", "co municipio ibge", "co municipio",
        }
    ),
    NAME: frozenset(
        {
            "municipio", "municipality", "nome municipio", "nome do municipio", "municipio nome",
            "instituicao", "ente", "nome ente", "name muni", "no municipio", "munic br",
        }
    ),
    UF: frozenset({"uf", "uf sigla", "sigla uf", "estado abrev", "sg uf", "abbrev state"}),
    UF_CODE: frozenset(
        {
            "cod uf", "cod estado", "codigo uf", "uf cod", "cd uf", "id estado", "co uf",
            "codigo estado",
        }
    ),
    YEAR: frozenset({"ano", "year", "exercicio", "an exercicio", "ano exercicio", "nu ano"}),
    PERIOD: frozenset(
        {
            "periodo", "period", "bimestre", "quadrimestre", "semestre", "trimestre", "mes",
            "month", "nr periodo", "periodo referencia",
        }
    ),
    STAGE: frozenset({"estagio", "stage", "fase"}),
    BASIS: frozenset({"fonte", "basis", "source", "base", "origem"}),
}  # fmt: skip

#: Which of a table's code columns is taken: the longer code first.
_LONGER = re.compile(r"7|completo")

#: What the sources call the stages of expenditure and the forecasts of revenue; the first counts.
#: Realised revenue is a fact without a stage.
_STAGES: Final = (
    (r"restos a pagar nao processados|\brp nao processados", "restos_nao_processados"),
    (r"restos a pagar processados|\brp processados", "restos_processados"),
    (r"previsao inicial", "previsao_inicial"),
    (r"previsao atualizada", "previsao_atualizada"),
    (r"dotacao inicial", "dotacao_inicial"),
    (r"dotacao atualizada|despesas? orcadas?", "dotacao_atualizada"),
    (r"receitas? orcadas?", "previsao_atualizada"),
    (r"\bprevis(?:ao|ta)\b", "previsao"),
    (r"\bempenhad[ao]s?\b", "empenhada"),
    (r"\bliquidad[ao]s?\b", "liquidada"),
    (r"\bpag[ao]s?\b", "paga"),
)
_STAGE_WORDS: Final = tuple((re.compile(words), stage) for words, stage in _STAGES)

#: A period's length by the name of its column, or by the letter that SICONFI gives it.
_LENGTHS: Final = {
    "bimestre": "bimestre", "trimestre": "trimestre", "quadrimestre": "quadrimestre",
    "semestre": "semestre", "mes": "mês", "month": "mês",
    "b": "bimestre", "t": "trimestre", "q": "quadrimestre", "s": "semestre", "m": "mês",
}  # fmt: skip
_REALISED = re.compile(r"\b(?:arrecadad[ao]s?|realizad[ao]s?|ate o (?:bi|quadri|se)mestre)\b")

#: No label is longer; what is said beyond does not count.
_LONGEST: Final = 1_000
_NOT_LETTERS = re.compile(r"[^0-9a-z%]+")
_PREFIX = re.compile(
    r"^(?:prefeitura|governo|municipio|camara)\b(?:\s+municipal)?\s+d[aeo]s?\s+", re.IGNORECASE
)
_UF_BEFORE = re.compile(r"^([A-Z]{2})\s+-\s+")
_CODE_NAME = re.compile(r"(?:codigo|cod|cd|co|id|cnpj|cpf|geocodigo)\b")
_UF_BEHIND = re.compile(r"\s+-\s+([A-Z]{2})$")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0+)?")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Give what is compared: letters, digits and % alone, without accents and case."""
    letters = unicodedata.normalize("NFKD", text[:_LONGEST])
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return _NOT_LETTERS.sub(" ", bare).strip()


def key_of(name: str) -> str | None:
    """Say which key a column is by its name; None for all others."""
    words = plain(name)
    return next((key for key, names in _KEYS.items() if words in names), None)


def names_codes(name: str) -> bool:
    """Say whether a column's name announces codes, which are no amounts."""
    return key_of(name) == CODE or bool(_CODE_NAME.match(plain(name)))


def longer_code(name: str) -> bool:
    """Say whether a code column announces seven digits."""
    return bool(_LONGER.search(plain(name)))


@lru_cache(maxsize=4096)
def stage_of(label: str) -> str | None:
    """Give the stage of expenditure, or the forecast of revenue, that a label names."""
    words = plain(label)
    return next((stage for pattern, stage in _STAGE_WORDS if pattern.search(words)), None)


def without_prefix(name: str) -> tuple[str, str | None]:
    """Give a municipality's name without "Prefeitura Municipal de", and the state beside it."""
    text = _PREFIX.sub("", " ".join(name.split()))
    before = _UF_BEFORE.search(text)
    if before:
        return text[before.end() :], before.group(1)
    behind = _UF_BEHIND.search(text)
    return (text[: behind.start()], behind.group(1)) if behind else (text, None)


def year_of(cell: Any) -> int | None:
    """Give a year; None for what is none."""
    found = _YEAR.fullmatch(cell_text(cell))
    return int(found.group(1)) if found else None


def period_of(number: Any, length: str) -> str | None:
    """Name a period by its number and its column or letter: ``6º bimestre``."""
    text = cell_text(number)
    words = plain(length).split(" ")
    named = _LENGTHS.get(words[0])
    return f"{text}º {named}" if named and text.isdigit() else text or None


def is_realised(label: str) -> bool:
    """Say whether a label is that of realised revenue."""
    return bool(_REALISED.search(plain(label)))
