"""What a projection means in plain words: where it points, and how much doubt it carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta._names import unknown
from sustenta._sentences import (
    PERCENT,
    amount,
    begun,
    counted,
    few,
    missing,
    money,
    reason_words,
)
from sustenta.panels._frames import open_table
from sustenta.panels._keys import spoken as as_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.projecting._pools import ResidualPool
    from sustenta.projecting._projection import Projection
    from sustenta.registry import Lang

__all__ = ["method_of", "of_pool", "of_projection"]

_WORDS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "one": "Pela linha, a margem de {name} {course}, de {first} por habitante em {y0} a {last} "
        "em {y1}.",
        "single": "Pela linha, a margem de {name} em {y1} é de {last} por habitante.",
        "rises": "sobe",
        "falls": "cai",
        "same": "não muda",
        "interval": "No último ano, {level} dos sorteios ficam entre {low} e {high}: {sign}.",
        "below": "todo o intervalo está abaixo de zero, isto é, a despesa passaria do potencial",
        "above": "todo o intervalo está acima de zero, isto é, ainda haveria o que gastar",
        "across": "o intervalo contém o zero, e nem o sinal da margem se pode afirmar",
        "years": "A linha se apoia em {years}.",
        "year_words": ("ano", "anos"),
        "no_interval": "Não há intervalo ({reason}): com menos de 8 anos, só um conjunto de "
        "resíduos de vários municípios (pool=) o permitiria. A linha sozinha não diz quanto pode "
        "errar.",
        "no_line": "Não há projeção de {name}: {reason}.",
        "many": "Pela linha, em {year}: margem negativa em {negative} e positiva em {positive}; "
        "mediana de {median} por habitante.",
        "none": "De nenhum município há projeção.",
        "places": ("município", "municípios"),
        "signs": "No intervalo de {level}: {below} só com valores negativos, {above} só com "
        "positivos, {across} com o zero dentro, de que nem o sinal se pode afirmar.",
        "no_intervals": "{count} só com a linha, sem intervalo (menos de 8 anos e nenhum conjunto "
        "de resíduos comuns): {names}.",
        "no_lines": "{count} sem projeção: {names}.",
        "pool": "O ruído é comum a {count}, por conta de quem afirma que o partilham.",
        "assumed": "As hipóteses dadas valem como certas nos sorteios: o que nelas é duvidoso não "
        "está no intervalo.",
        "doubt": "O intervalo é dos sorteios, não uma garantia: supõe que os próximos anos variem "
        "em torno da linha como os que passaram; mudança de lei, crise ou pandemia não está nele. "
        "st.backtest diz como o modelo se saiu com o passado.",
        "residuals": "São {rows} de {places}, que dizem quanto os anos se afastam das suas linhas. "
        "Usá-los em st.project é afirmar que os municípios partilham o mesmo ruído, e quem o "
        "afirma é quem chama.",
        "residual": ("resíduo", "resíduos"),
        "unknown": "o motivo não consta",
    },
    "en": {
        "one": "On the line, the margin of {name} {course}, from {first} per inhabitant in {y0} to "
        "{last} in {y1}.",
        "single": "On the line, the margin of {name} in {y1} is {last} per inhabitant.",
        "rises": "rises",
        "falls": "falls",
        "same": "does not change",
        "interval": "In the last year, {level} of the draws lie between {low} and {high}: {sign}.",
        "below": "the whole interval is below zero, that is, expenditure would go beyond the "
        "potential",
        "above": "the whole interval is above zero, that is, there would still be something to "
        "spend",
        "across": "the interval contains zero, and not even the sign of the margin can be stated",
        "years": "The line rests on {years}.",
        "year_words": ("year", "years"),
        "no_interval": "There is no interval ({reason}): with fewer than 8 years, only a pool of "
        "residuals of several municipalities (pool=) would allow one. The line alone does not say "
        "how far it may be wrong.",
        "no_line": "There is no projection of {name}: {reason}.",
        "many": "On the line, in {year}: margin negative in {negative} and positive in {positive}; "
        "median {median} per inhabitant.",
        "none": "There is no projection of any municipality.",
        "places": ("municipality", "municipalities"),
        "signs": "In the interval of {level}: {below} with negative values alone, {above} with "
        "positive values alone, {across} with zero inside, of which not even the sign can be "
        "stated.",
        "no_intervals": "{count} with the line alone, no interval (fewer than 8 years and no "
        "pooled residuals): {names}.",
        "no_lines": "{count} not projected: {names}.",
        "pool": "The noise is shared by {count}, on the word of whoever states that they share it.",
        "assumed": "What was assumed counts as certain in the draws: what is doubtful in it is not "
        "in the interval.",
        "doubt": "The interval is of the draws, no guarantee: it supposes that the years to come "
        "vary around the line as those past did; a change of law, a crisis or a pandemic is not in "
        "it. st.backtest says how the model did on the past.",
        "residuals": "These are {rows} of {places}, which say how far the years stray from their "
        "lines. To use them in st.project is to state that the municipalities share one noise; "
        "whoever calls states it.",
        "residual": ("residual", "residuals"),
        "unknown": "the reason is not recorded",
    },
}


def of_projection(found: Projection, lang: Lang, municipality: Any = None) -> str:
    """Say where the margin points, of one municipality or of all."""
    labels = list(found._history.labels)  # noqa: SLF001  its other half
    columns = _columns(found, len(labels))
    if municipality is None:
        said = _all(found, columns, lang)
    else:
        parts = municipality if isinstance(municipality, tuple) else (municipality,)
        name = "/".join(map(str, parts))
        spoken = [as_text(label) for label in labels]
        if name not in spoken:
            raise unknown("municipality", name, spoken)
        said = _one(found, name, spoken.index(name), columns, lang)
    return "\n\n".join(said)


def _columns(found: Projection, rows: int) -> dict[str, NDArray[Any]]:
    """Give the columns that words are made of, a row a municipality and a column a year."""
    frame = open_table(found.frame, "projection")
    level = f"{max(found.intervals_pct):g}" if found.intervals_pct else ""
    names = {
        "line": "megpc",
        "low": f"megpc_low_{level}",
        "high": f"megpc_high_{level}",
        "years": "years_used",
        "no_line": "projection_reason",
        "no_interval": "interval_reason",
    }
    shape = (rows, len(found.years))
    return {
        role: np.asarray(frame.plain(name), dtype=object).reshape(shape)
        for role, name in names.items()
        if name in frame.names
    }


def _one(
    found: Projection, name: str, row: int, columns: Mapping[str, NDArray[Any]], lang: Lang
) -> list[str]:
    words = _WORDS[lang]
    line = columns["line"][row]
    if missing(line[-1]):
        reason = _reason(columns, "no_line", row, lang)
        return [words["no_line"].format(name=name, reason=reason)]
    first, last = float(line[0]), float(line[-1])
    course = "same" if first == last else "rises" if last > first else "falls"
    form = "single" if len(line) == 1 else "one"
    said = [
        words[form].format(
            name=name,
            course=words[course],
            first=money(first, lang),
            last=money(last, lang),
            y0=found.years[0],
            y1=found.years[-1],
        )
    ]
    years = columns["years"][row, -1]
    if not missing(years):
        said.append(words["years"].format(years=counted(int(years), lang, *words["year_words"])))
    low: Any = columns["low"][row, -1] if "low" in columns else None
    high: Any = columns["high"][row, -1] if "high" in columns else None
    if missing(low) or missing(high):
        said.append(words["no_interval"].format(reason=_reason(columns, "no_interval", row, lang)))
        return [" ".join(said)]
    sign = "below" if high < 0 else "above" if low > 0 else "across"
    said.append(
        words["interval"].format(
            level=_level(found, lang),
            low=money(low, lang),
            high=money(high, lang),
            sign=words[sign],
        )
    )
    return [" ".join(said), " ".join(_beside(found, lang))]


def _reason(columns: Mapping[str, NDArray[Any]], role: str, row: int, lang: Lang) -> str:
    reason = columns[role][row, -1] if role in columns else None
    return str(_WORDS[lang]["unknown"]) if missing(reason) else reason_words(reason, lang)


def _level(found: Projection, lang: Lang) -> str:
    return amount(max(found.intervals_pct), lang, 4) + PERCENT[lang]


def _all(found: Projection, columns: Mapping[str, NDArray[Any]], lang: Lang) -> list[str]:
    words = _WORDS[lang]
    last = np.array([np.nan if missing(cell) else float(cell) for cell in columns["line"][:, -1]])
    known = last[~np.isnan(last)]
    said = [words["none"]]
    if len(known):
        said = [
            words["many"].format(
                year=found.years[-1],
                negative=counted(int((known < 0).sum()), lang, *words["places"]),
                positive=counted(int((known > 0).sum()), lang, *words["places"]),
                median=money(float(np.median(known)), lang),
            )
        ]
    bounded = False
    if "low" in columns:
        ends = [(a, b) for a, b in zip(columns["low"][:, -1], columns["high"][:, -1], strict=True)]
        ends = [pair for pair in ends if not (missing(pair[0]) or missing(pair[1]))]
        bounded = bool(ends)
        if bounded:
            below = sum(high < 0 for _, high in ends)
            above = sum(low > 0 for low, _ in ends)
            tallies = {"below": below, "above": above, "across": len(ends) - below - above}
            shown = {
                name: counted(count, lang, *words["places"]) for name, count in tallies.items()
            }
            said.append(words["signs"].format(level=_level(found, lang), **shown))
    for key, names in (
        ("no_intervals", found.without_interval),
        ("no_lines", found.without_line),
    ):
        if names:
            count = counted(len(names), lang, *words["places"])
            said.append(begun(words[key].format(count=count, names=few(names, lang))))
    return [" ".join(said), " ".join(_beside(found, lang))] if bounded else [" ".join(said)]


def _beside(found: Projection, lang: Lang) -> list[str]:
    """Say on what the intervals rest."""
    words, said = _WORDS[lang], []
    if found.pool is not None:
        count = counted(found.pool.municipalities, lang, *words["places"])
        said.append(words["pool"].format(count=count))
    if found.assumptions:
        said.append(words["assumed"])
    return [*said, words["doubt"]]


def of_pool(found: ResidualPool, lang: Lang) -> str:
    """Say what pooled residuals are, and whose word they rest on."""
    words = _WORDS[lang]
    return str(
        words["residuals"].format(
            rows=counted(len(found.rows), lang, *words["residual"]),
            places=counted(found.municipalities, lang, *words["places"]),
        )
    )


_METHOD: Final[Mapping[Lang, Mapping[str, str]]] = {
    "pt": {
        "intervals": "Os intervalos são quantis de {draws}, com a variância e os parâmetros "
        "também incertos, por Philox4x64-10 (Salmon e outros, 2011), chave {key}.",
        "none": "Não há intervalo de nenhum município.",
        "years": "Município com menos de 8 anos não tem intervalo sem resíduos comuns.",
        "margin": "Potencial e margem decorrem dos componentes projetados, com {rate} da receita "
        "vinculável.",
        "rate_missing": "Potencial e margem decorrem dos componentes projetados; o percentual da "
        "receita vinculável não consta do resultado.",
        "stage": "A fase da despesa não consta da projeção: informe a do painel.",
        "derived": "Os modelos são escolhas do pacote, não do artigo de 2006.",
    },
    "en": {
        "intervals": "The intervals are quantiles of {draws}, with the variance and the parameters "
        "uncertain, too, by Philox4x64-10 (Salmon et al., 2011), key {key}.",
        "none": "No municipality has an interval.",
        "years": "A municipality with fewer than 8 years has no interval without pooled residuals.",
        "margin": "Potential and margin follow from the projected components, at {rate} of the "
        "linked revenue.",
        "rate_missing": "Potential and margin follow from the projected components; the share of "
        "the linked revenue is not recorded in the result.",
        "stage": "The stage of the expenditure is not recorded in the projection: state the "
        "panel's.",
        "derived": "The models are the package's choice, not the article's of 2006.",
    },
}
_DRAWS: Final = {"pt": ("sorteio", "sorteios"), "en": ("draw", "draws")}


def method_of(found: Projection, lang: Lang) -> str:
    """Write how a projection was made."""
    words = _METHOD[lang]
    return " ".join([drawn_words(found, lang), words["stage"], words["derived"]])


def drawn_words(found: Projection, lang: Lang) -> str:
    """Write what its lines and draws are, as results that are made of it say it again."""
    words = _METHOD[lang]
    said = found.text(lang).splitlines()
    count = len(found._history.labels)  # noqa: SLF001  its other half
    if len(found.without_interval) + len(found.without_line) < count:
        key = "-".join(f"{int(word):016x}" for word in found.key)
        draws = counted(found.draws, lang, *_DRAWS[lang])
        said.append(words["intervals"].format(draws=draws, key=key))
    else:
        said.append(words["none"])
    said.append(words["years"])
    frame = open_table(found.frame, "projection")
    rates = set()
    if "rate_pct" in frame.names:
        rates = {float(rate) for rate in frame.plain("rate_pct") if not missing(rate)}
    if len(rates) == 1:
        rate = amount(rates.pop(), lang, 4) + PERCENT[lang]
        said.append(words["margin"].format(rate=rate))
    else:
        said.append(words["rate_missing"])
    return " ".join(said)
