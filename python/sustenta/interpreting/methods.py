"""The paragraph of methods that a paper needs of a result."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final

from sustenta._core import __version__
from sustenta._names import lacking
from sustenta._provenance import facts_of
from sustenta._sentences import begun, counted, few, lowered, missing
from sustenta.errors import ColumnTypeError
from sustenta.inequality import Decomposition, Estimate
from sustenta.interpreting._classes import CLASSES
from sustenta.interpreting._comparisons import is_comparison, without_value
from sustenta.interpreting._formulas import formula_words, source_words
from sustenta.interpreting._measures import measure_of, spends
from sustenta.interpreting._missing import missing_words
from sustenta.interpreting._outlook_methods import DRAWN, judged, outlook_methods
from sustenta.interpreting._parts import part_of
from sustenta.interpreting._rows import opened, years_of
from sustenta.interpreting._tallies import municipalities
from sustenta.interpreting.texts import prices_words, stages_of
from sustenta.panels._derivation import DERIVED
from sustenta.registry import CLASSIFICATIONS, INDICATORS, Lang, check_lang

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["methods_text"]

#: Written out with their formulas; of the others the names suffice.
_SPELT: Final = ("sustainability", "ec29", "outlook")
_OUTLOOK: Final = ("sufficiency_ratio", "real_change_pct", "deflated_amount")
_WORDS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "head": "Os cálculos foram feitos com o pacote sustenta, versão {version}{how}.",
        "how": {
            "assess": ", função assess",
            "profile": ", função profile",
            "sufficiency": ", função sufficiency",
            "plan_teams": ", função plan_teams",
            "effort_and_base": ", função effort_and_base",
            "capacity": ", função capacity",
            "stability": ", função stability",
            "permanence": ", função permanence",
            "compare": ", função compare",
        },
        "unknown_how": " (a chamada que fez a tabela não ficou registrada nela; definições e "
        "fontes abaixo são as do pacote para colunas desses nomes)",
        "formulas": "Definições: {formulas}.",
        "formula": "{name} ({column}) = {formula} ({source})",
        "symbolless": "{name} ({column})",
        "others": "Também: {names}.",
        "classes": "Classes: {classes} (Pereira e outros, 2006){bands}, decididas por "
        "multiplicação em cruz, sem arredondar antes.",
        "own_bands": ", com limites próprios: {bands}",
        "law": "O percentual mínimo é o da EC 29/2000 (ADCT, art. 77) e da LC 141/2012{reading}.",
        "uniform": ", pela leitura da tabela única (uniform)",
        "own_path": ", pela leitura da trajetória própria, a partir do percentual aplicado em 2000 "
        "(own_path)",
        "no_reading": "; a leitura usada para 2001 a 2003 não ficou registrada: informe-a",
        "own_law": " A lei própria do ente foi considerada onde pede mais",
        "stage": "As despesas são da fase {stage}.",
        "no_stage": "A fase da despesa (empenhada, liquidada ou paga) não consta do resultado: "
        "informe-a.",
        "unstated": "As fontes não informam a fase da despesa (empenhada, liquidada ou paga): "
        "informe-a.",
        "some_unstated": "De parte das despesas as fontes não informam a fase: informe-a.",
        "nominal": "Nenhuma coluna se declara deflacionada: os valores foram tomados como "
        "correntes.",
        "real": "{names}: {prices}; o índice não consta do resultado (o padrão do pacote é o IPCA, "
        "IBGE).",
        "sources": "Fonte dos dados, como consta da tabela: {names}.",
        "rows": "A tabela tem {units}{years}.",
        "from_to": ", de {first} a {last}",
        "in": ", de {first}",
        "missing": "{said} em {names}.",
        "complete": "Nenhum dos valores calculados está ausente.",
        "none_filled": "O pacote não imputa valores.",
        "theil": "O índice de Theil foi dividido em parte dentro dos grupos e entre as suas médias "
        "(Theil, 1967), em {groups}.",
        "groups": ("grupo", "grupos"),
        "measure_unknown": "Se é o T ou o L, e com quais pesos, não consta do resultado: "
        "informe-o.",
        "estimate": "O erro-padrão é de {method}. A medida e os pesos não constam do resultado: "
        "informe-os.",
    },
    "en": {
        "head": "Computations were made with the package sustenta, version {version}{how}.",
        "how": {
            "assess": ", function assess",
            "profile": ", function profile",
            "sufficiency": ", function sufficiency",
            "plan_teams": ", function plan_teams",
            "effort_and_base": ", function effort_and_base",
            "capacity": ", function capacity",
            "stability": ", function stability",
            "permanence": ", function permanence",
            "compare": ", function compare",
        },
        "unknown_how": " (the call that made the table is not recorded in it; definitions and "
        "sources below are the package's for columns of these names)",
        "formulas": "Definitions: {formulas}.",
        "formula": "{name} ({column}) = {formula} ({source})",
        "symbolless": "{name} ({column})",
        "others": "Also: {names}.",
        "classes": "Classes: {classes} (Pereira et al., 2006){bands}, decided by "
        "cross-multiplication, with nothing rounded before.",
        "own_bands": ", with borders of our own: {bands}",
        "law": "The minimum share is that of EC 29/2000 (ADCT, art. 77) and LC 141/2012{reading}.",
        "uniform": ", read as one table for all (uniform)",
        "own_path": ", read as each one's own path from the share applied in 2000 (own_path)",
        "no_reading": "; the reading used for 2001 to 2003 is not recorded: state it",
        "own_law": " Higher minimums of the municipality's own law were considered",
        "stage": "Expenditure is of this stage: {stage}.",
        "no_stage": "The stage of the expenditure (committed, verified or paid) is not recorded in "
        "the result: state it.",
        "unstated": "The sources do not state the stage of the expenditure (committed, verified or "
        "paid): state it.",
        "some_unstated": "The sources do not state the stage of some of the expenditure: state it.",
        "nominal": "No column says that it is deflated: amounts were taken as nominal.",
        "real": "{names}: {prices}; the index is not recorded in the result (the package's default "
        "is the IPCA of IBGE).",
        "sources": "Source of the data, as the table has it: {names}.",
        "rows": "The table has {units}{years}.",
        "from_to": ", from {first} to {last}",
        "in": ", of {first}",
        "missing": "{said} in {names}.",
        "complete": "None of the computed values is missing.",
        "none_filled": "The package imputes no values.",
        "theil": "The Theil index was split into a part within the groups and one between their "
        "means (Theil, 1967), over {groups}.",
        "groups": ("group", "groups"),
        "measure_unknown": "Whether it is T or L, and with which weights, is not recorded in the "
        "result: state it.",
        "estimate": "The standard error is that of the {method}. The measure and the weights are "
        "not recorded in the result: state them.",
    },
}


def methods_text(
    result: Any, *, lang: Lang = "pt", indicators: Collection[str] | None = None
) -> str:
    """Write how a result was made: a paragraph ready to paste, which says what is not known.

    Parameters
    ----------
    result
        As in `interpret`; any frame with columns of the catalogue.
    lang : {"pt", "en"}
        The language.
    indicators : collection of str, optional
        The columns of a frame to write of; by default all that the catalogue knows.

    Returns
    -------
    str
        The package and its version; the formulas and their sources; the reading of the law; the
        stage of the expenditure and the prices; rows, and missing values with their reasons. What
        the result does not record is said to be unknown, for the author to complete. A frame of
        pandas remembers the call that made it; one of polars or Arrow has no place for that, so
        that of it the call and the reading of the law are always said not to be recorded.

    Raises
    ------
    ColumnTypeError
        For what is no result.
    ColumnMissingError
        For an indicator that is no column of the frame.
    UnknownNameError
        For another language.

    See Also
    --------
    cite : The references.

    Examples
    --------
    >>> import sustenta as st
    >>> panel = st.assess(st.examples.panel(), indicators=["megpc_15"], reasons=True)
    >>> print(st.methods_text(panel, lang="en").split(". ")[1])
    Definitions: margin left for expansion per inhabitant, MEGPC (megpc_15) = DPSPC − health
    expenditure per inhabitant (Pereira et al., 2006, Indicador 2)
    """
    lang = check_lang(lang)
    words = _WORDS[lang]
    own = getattr(type(result), "methods_text", None)
    if own is not None:
        return f"{_head({'made_by': ''}, lang)} {own(result, lang=lang)}"
    if isinstance(result, Decomposition):
        groups = counted(len(result.groups), lang, *words["groups"])
        said = [words["theil"].format(groups=groups), words["measure_unknown"]]
        return " ".join([_head({"made_by": ""}, lang), *said])
    if isinstance(result, Estimate):
        said = [words["estimate"].format(method=result.method)]
        return " ".join([_head({"made_by": ""}, lang), *said])
    if isinstance(result, (int, float, complex, str, bytes, type(None), list, tuple, dict)):
        raise ColumnTypeError(
            f"`result` is {type(result).__name__}; expected what a function of the package gives: "
            "a frame, an audit, a projection",
            argument="result",
            found=type(result).__name__,
        )
    table = opened(result)
    if indicators is not None:
        wanted = [indicators] if isinstance(indicators, str) else list(indicators)
        missed = [name for name in wanted if name not in table.columns]
        if missed:
            raise lacking("`result` lacks columns of `indicators`", missed, list(table.columns))
    return " ".join(_of_frame(table, facts_of(result), indicators, lang))


def _head(facts: Mapping[str, Any], lang: Lang) -> str:
    words = _WORDS[lang]
    made_by = facts.get("made_by")
    how = words["unknown_how"] if made_by is None else words["how"].get(made_by, "")
    return str(words["head"].format(version=facts.get("version", __version__), how=how))


def _of_frame(
    table: pd.DataFrame,
    facts: Mapping[str, Any],
    wanted: Collection[str] | None,
    lang: Lang,
) -> list[str]:
    words = _WORDS[lang]
    there = [str(name) for name in table.columns]
    chosen = [wanted] if isinstance(wanted, str) else wanted
    if is_comparison(there):
        # Its indicators stand in its rows.
        there += [str(name) for name in table["indicator"].unique() if str(name) not in there]
    names = there if chosen is None else [name for name in there if name in chosen]
    told = [name for name in names if name in DERIVED or name in _OUTLOOK or name in CLASSES]
    # A frame of `assess` may have every column; what one function gives is spelt out.
    spelt = (*_SPELT, str(facts.get("made_by")))
    formulas, others = _definitions(told, there, lang, spelt)
    # What part of which result it is, its rows say.
    said = [_head(facts if part_of(there) is None else {"made_by": ""}, lang)]
    if formulas:
        said.append(words["formulas"].format(formulas="; ".join(formulas)))
    if others:
        said.append(words["others"].format(names="; ".join(others)))
    of = judged(table, facts)
    classed = [name for name in names if name in CLASSES] + ([] if of is None else [f"{of}_class"])
    said += _classes(classed, facts, lang)
    said += outlook_methods(table, facts, lang)
    said += _law([*names, *classed], facts, lang)
    said += _money(table, names, classed, facts, lang)
    if is_comparison(there):
        told = []
        said += without_value(table, lang)
    said += _rows(table, told if of is None else [*told, "class"], lang)
    return said


def _definitions(
    told: list[str], there: list[str], lang: Lang, spelt: Collection[str]
) -> tuple[list[str], list[str]]:
    """Give the definitions that are written out, and the names of the others."""
    words, formulas, others = _WORDS[lang], [], []
    for column in told:
        measure = measure_of(column)
        entry = INDICATORS.get(measure.base) or INDICATORS.get(column)
        family = None if entry is None else entry["family"]
        formula, source = formula_words(column, lang, there), source_words(column, lang, there)
        name = measure.label(lang) if entry is None else _named(entry, lang)
        if column in CLASSES or column == "ec29_due_pct":
            continue  # the sentences on classes and on the law speak of them
        if formula is not None and source is not None and (family is None or family in spelt):
            formulas.append(
                words["formula"].format(name=name, column=column, formula=formula, source=source)
            )
        else:
            others.append(words["symbolless"].format(name=name, column=column))
    return formulas, others


def _named(entry: Mapping[str, Any], lang: Lang) -> str:
    name = lowered(str(entry["name"][lang]))
    symbol = entry["symbol"]
    return f"{name}, {symbol}" if symbol in ("DPSPC", "MEGPC") else name


def _classes(classed: Collection[str], facts: Mapping[str, Any], lang: Lang) -> list[str]:
    words = _WORDS[lang]
    ids = [name.removesuffix("_class") for name in classed]
    if not ids:
        return []
    labels = [str(CLASSIFICATIONS[id]["name"][lang]) for id in ids]
    given = facts.get("bands") or {}
    own = "; ".join(f"{id} {', '.join(map(str, cuts))}" for id, cuts in given.items())
    bands = words["own_bands"].format(bands=own) if own else ""
    return [words["classes"].format(classes="; ".join(labels), bands=bands)]


def _law(names: Collection[str], facts: Mapping[str, Any], lang: Lang) -> list[str]:
    words = _WORDS[lang]
    asked = ("ec29_due_pct", "ec29_gap_pp", "ec29_gap", "megpc_ec29", "dpspc_ec29")
    if not {*asked, "ec29_compliance_class"} & set(names):
        return []
    reading = words.get(str(facts.get("reading")), words["no_reading"])
    own = f"{words['own_law'].strip()}." if facts.get("own_law") else ""
    text = words["law"].format(reading=reading)
    return [text, own] if own else [text]


def _money(
    table: pd.DataFrame,
    names: Collection[str],
    classed: Collection[str],
    facts: Mapping[str, Any],
    lang: Lang,
) -> list[str]:
    """Say of which stage expenditure is, and in whose prices."""
    words, said = _WORDS[lang], []
    # Taxes are no expenditure.
    if any(map(spends, names)) or set(classed) - {"tax_effort_class"}:
        stages = _unique(table, "stage") or facts.get("stage")
        stage, unstated = stages_of(stages, lang) if isinstance(stages, str) else ("", False)
        if stage:
            said.append(words["stage"].format(stage=stage))
        if unstated:
            said.append(words["some_unstated" if stage else "unstated"])
        elif not stage:
            said.append(words["no_stage"])
    real: dict[tuple[str, int], list[str]] = {}
    for name in names:
        prices = measure_of(name).prices
        if prices is not None:
            real.setdefault(prices, []).append(name)
    for (basis, year), columns in real.items():
        prices_said = prices_words(f"{basis}_{year}", lang)
        said.append(begun(words["real"].format(names=few(columns, lang), prices=prices_said)))
    # A projection's own words say in whose prices it is.
    said_of = DRAWN in table and "projection" in facts
    if (
        not real
        and not said_of
        and any((measure_of(name).unit or "").startswith("reais") for name in names)
    ):
        said.append(words["nominal"])
    sources = _unique(table, "source")
    return [*said, words["sources"].format(names=sources)] if sources else said


#: Of a column of labels so many are named.
_FEW: Final = 5


def _unique(table: pd.DataFrame, name: str) -> str | None:
    """Give what a column of labels says, where it says few things."""
    if name not in table.columns:
        return None
    found = [str(each) for each in table[name].dropna().unique() if not missing(each)]
    return ", ".join(found) if 0 < len(found) <= _FEW else None


def _rows(table: pd.DataFrame, told: list[str], lang: Lang) -> list[str]:
    words, years = _WORDS[lang], years_of(table)
    span = ""
    if years:
        span = words["in" if len(years) == 1 else "from_to"].format(first=years[0], last=years[-1])
    said = [words["rows"].format(units=municipalities(table, lang), years=span)]
    alike: dict[str, list[str]] = {}
    for name in told:
        for text in missing_words(table, name, lang, caution=False):
            alike.setdefault(text, []).append(name)
    gone = [
        words["missing"].format(said=text, names=few(names, lang)) for text, names in alike.items()
    ]
    if told:
        said += gone or [words["complete"]]
    return [*said, words["none_filled"]]
