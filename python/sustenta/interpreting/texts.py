"""The number for a sentence: value, unit, year, stage, prices, interval; or why there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sustenta._cell_words import translated
from sustenta._names import lacking
from sustenta._provenance import facts_of
from sustenta._sentences import PERCENT, listed, lowered, missing, reason_words
from sustenta.interpreting._measures import Measure, known, measure_of, spends, value_words
from sustenta.interpreting._rows import Row, one_row, opened
from sustenta.registry import Lang, check_lang
from sustenta.sources._record import NOT_STATED
from sustenta.sources._record import STAGES as _STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping


__all__ = ["STAGES", "prices_words", "stage_words", "stages_of", "text"]

#: The stages that a source may state, by their names in each language.
STAGES: Final[Mapping[Lang, Mapping[str, str]]] = {
    "pt": {one: translated(one, "stage", "pt") for one in _STAGES if one != NOT_STATED},
    "en": {one: translated(one, "stage", "en") for one in _STAGES if one != NOT_STATED},
}
_WORDS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "year": "{value} em {year}",
        "none": "sem valor",
        "none_year": "sem valor em {year}",
        "because": "{said}: {reason}",
        "unknown": "o motivo não consta da tabela",
        "stage": "despesa {stages}",
        "no_stage": "despesa de fase não informada",
        "some_stage": "despesa {stages}; parte dela de fase não informada",
        "december": "a preços de dezembro de {year}",
        "mean": "a preços médios de {year}",
        "nominal": "valores correntes",
        "interval": "entre {low} e {high} em {level}% dos sorteios",
        "no_interval": "sem intervalo: {reason}",
        "projected": "projeção",
    },
    "en": {
        "year": "{value} in {year}",
        "none": "no value",
        "none_year": "no value in {year}",
        "because": "{said}: {reason}",
        "unknown": "the table does not say why",
        "stage": "{stages} expenditure",
        "no_stage": "expenditure of a stage not stated",
        "some_stage": "{stages} expenditure; part of it of a stage not stated",
        "december": "in prices of December {year}",
        "mean": "in mean prices of {year}",
        "nominal": "nominal",
        "interval": "between {low} and {high} in {level} % of the draws",
        "no_interval": "no interval: {reason}",
        "projected": "projected",
    },
}
_LEVEL: Final = re.compile(r"_low_([\d.]+)$")


def text(
    result: Any,
    indicator: str,
    *,
    lang: Lang = "pt",
    decimals: int | None = None,
    **row: Any,
) -> str:
    """Write one number of a result as a sentence has it, or say why there is none.

    Parameters
    ----------
    result : DataFrame of pandas or polars, pyarrow.Table, row of a DataFrame, or Projection
        What a function of the package gave, or any frame with the columns of the catalogue.
    indicator : str
        The column.
    lang : {"pt", "en"}
        The language.
    decimals : int, optional
        How many decimals to write, 0 to 28; by default two, and none of what is counted.
    **row
        Which row: ``municipality="A"``, ``year=2002``, any column; a code has six or seven
        digits. A frame of one row needs none.

    Returns
    -------
    str
        The value with its unit and year; in parentheses, where the frame says so, the stage of the
        expenditure, the year of the prices, and the widest interval. A missing value is stated with
        its reason, where the frame has it (``reasons=True``).

    Raises
    ------
    ColumnMissingError
        For a column that is not there; the closest is suggested.
    UnknownNameError
        For a label that no row has, and for another language.
    SettingError
        Where several rows are left.
    DomainError
        For an infinite amount.

    See Also
    --------
    interpret : What the number means, the doubt included.

    Examples
    --------
    >>> import pandas as pd, sustenta as st
    >>> panel = pd.DataFrame(
    ...     {
    ...         "municipality": ["A", "B"],
    ...         "year": 2002,
    ...         "stage": "liquidada",
    ...         "megpc_15": [12.284, None],
    ...         "megpc_15_reason": [None, "input_missing"],
    ...     }
    ... )
    >>> st.text(panel, "megpc_15", municipality="A")
    'R$ 12,28 por habitante em 2002 (despesa liquidada)'
    >>> st.text(panel, "megpc_15", municipality="B", lang="en")
    'no value in 2002: an input is missing'
    """
    lang = check_lang(lang)
    table = opened(result)
    if indicator not in table.columns:
        raise lacking(f"`result` has no column {indicator!r}", [indicator], list(table.columns))
    cells = one_row(table, row)
    return words_of(cells, indicator, lang, decimals, facts_of(result))


def words_of(
    cells: Row,
    indicator: str,
    lang: Lang,
    decimals: int | None,
    facts: Mapping[str, Any],
) -> str:
    """Write one cell of a row."""
    words, measure = _WORDS[lang], measure_of(indicator)
    year: Any = cells.get("year")
    dated = "" if missing(year) or indicator == "year" else f"{int(year)}"
    value = cells[indicator]
    if not known(value):
        said = words["none_year"].format(year=dated) if dated else words["none"]
        return str(words["because"]).format(said=said, reason=_reason(cells, indicator, lang))
    said = value_words(measure, value, lang, decimals, basis=cells.get("basis"))
    if dated:
        said = words["year"].format(value=said, year=dated)
    beside = _beside(cells, measure, lang, decimals, facts)
    return f"{said} ({'; '.join(beside)})" if beside else said


def stage_words(stages: Any, lang: Lang) -> str | None:
    """Name the stage of an expenditure; what a source calls otherwise stays as it is."""
    if not isinstance(stages, str):
        return None
    named, unstated = stages_of(stages, lang)
    form = ("some_stage" if named else "no_stage") if unstated else "stage"
    return str(_WORDS[lang][form]).format(stages=named)


def stages_of(stages: str, lang: Lang) -> tuple[str, bool]:
    """Name the stages of an expenditure, and say whether the stage of some of it is not stated."""
    given = [one.strip() for one in stages.split(",")]
    known = [translated(one, "stage", lang) for one in given if one != NOT_STATED]
    return listed(known, lang), NOT_STATED in given


def prices_words(prices: str, lang: Lang) -> str:
    """Say in whose prices amounts are: ``nominal``, ``december_2010``, ``mean_2010``."""
    basis, _, year = prices.partition("_")
    template = _WORDS[lang].get(basis)
    return prices if template is None else template.format(year=year)


def _beside(
    cells: Row,
    measure: Measure,
    lang: Lang,
    decimals: int | None,
    facts: Mapping[str, Any],
) -> list[str]:
    """Say of a number its interval, stage and prices, where they are known."""
    words, found = _WORDS[lang], []
    if "projected_from" in cells:
        found += [words["projected"], *_interval(cells, measure, lang, decimals)]
    elif spends(measure.name):
        stage = stage_words(cells.get("stage", facts.get("stage")), lang)
        found += [stage] if stage else []
    if measure.prices is not None:
        basis, year = measure.prices
        found.append(words[basis].format(year=year))
    elif isinstance(cells.get("prices"), str) and (measure.unit or "").startswith("reais"):
        found.append(prices_words(cells["prices"], lang))
    return found


def _interval(cells: Row, measure: Measure, lang: Lang, decimals: int | None) -> list[str]:
    """Say the widest interval of a projected amount, or why there is none."""
    levels = sorted(
        (float(found[1]), found[1])
        for name in cells
        if (found := _LEVEL.search(str(name))) and str(name).startswith(f"{measure.name}_low_")
    )
    if not levels:
        return []
    level = levels[-1][1]
    ends = [cells[f"{measure.name}_{side}_{level}"] for side in ("low", "high")]
    if any(missing(end) for end in ends):
        reason = cells.get("interval_reason")
        said = _WORDS[lang]["unknown"] if missing(reason) else reason_words(reason, lang)
        return [_WORDS[lang]["no_interval"].format(reason=said)]
    low, high = (_bare(value_words(measure, end, lang, decimals), lang) for end in ends)
    shown = level.replace(".", ",") if lang == "pt" else level
    return [_WORDS[lang]["interval"].format(low=low, high=high, level=shown)]


def _bare(words: str, lang: Lang) -> str:
    """Leave the unit to the value that stands before."""
    return words.removesuffix({"pt": " por habitante", "en": " per inhabitant"}[lang]).removesuffix(
        PERCENT[lang]
    )


def _reason(cells: Row, indicator: str, lang: Lang) -> str:
    """Say why a cell is missing: its own reason, else that of its row."""
    base = indicator.removesuffix("_label")
    own = [f"{indicator}_reason", f"{base}_class_reason", "reason", "projection_reason"]
    for name in own:
        if name in cells and not missing(cells[name]):
            return reason_words(cells[name], lang)
    return lowered(_WORDS[lang]["unknown"])
