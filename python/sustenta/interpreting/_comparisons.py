"""What a comparison of several indicators means: where one stands, and who stands at the ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sustenta._sentences import begun, counted, missing
from sustenta.interpreting._measures import measure_of, value_words
from sustenta.interpreting._tallies import total_of
from sustenta.outlook.comparisons import direction_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from sustenta.interpreting._rows import Row
    from sustenta.registry import Lang

__all__ = [
    "COMPARED",
    "comparisons_of_many",
    "comparisons_of_one",
    "is_comparison",
    "without_value",
]

#: What tells a comparison from other frames.
COMPARED: Final = "rank_from_highest"
_NEEDED: Final = frozenset({"indicator", "value", COMPARED, "of", "median", "distance_to_median"})
#: What the frame has beside those whom it compares.
_OWN: Final = _NEEDED | {"more", "more_label", "label", "unit"}

_WORDS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "one": "{indicator} – {who}{year}: {value}, na posição {rank} de {of}, do maior valor ao "
        "menor; {distance} ({median}).",
        "above": "{gap} acima da mediana",
        "below": "{gap} abaixo da mediana",
        "equal": "é a própria mediana",
        "missing": "{indicator} – {who}{year}: sem valor, e por isso sem posição.",
        "many": "{indicator} – {cases}{year}: mediana de {median}; o maior valor é de {highest} "
        "({high}), e o menor, de {lowest} ({low}).",
        "cases": ("caso com valor", "casos com valor"),
        "none": "{indicator} – ninguém tem valor{year}.",
        "gone": (
            "{count} caso não tem valor nem posição.",
            "{count} casos não têm valor nem posição.",
        ),
        "several": "{first} e mais {count}",
        "says": "Um valor maior diz: {says}.",
        "undirected": "Um valor maior não diz, por si, nem bem nem mal.",
        "doubt": "A posição ordena valores declarados; não é um veredito, e diferença pequena pode "
        "ser só de declaração.",
        "year": " em {year}",
        "nobody": "sem nome",
    },
    "en": {
        "one": "{indicator} – {who}{year}: {value}, at place {rank} of {of}, from the highest "
        "value to the lowest; {distance} ({median}).",
        "above": "{gap} above the median",
        "below": "{gap} below the median",
        "equal": "it is the median itself",
        "missing": "{indicator} – {who}{year}: no value, and so no place.",
        "many": "{indicator} – {cases}{year}: median {median}; the highest value is {highest} "
        "({high}), and the lowest {lowest} ({low}).",
        "cases": ("case with a value", "cases with a value"),
        "none": "{indicator} – nobody has a value{year}.",
        "gone": (
            "{count} case has no value and no place.",
            "{count} cases have no value and no place.",
        ),
        "several": "{first} and {count} more",
        "says": "A higher value says: {says}.",
        "undirected": "A higher value says, by itself, neither good nor bad.",
        "doubt": "A place orders declared values; it is no verdict, and a small difference may be "
        "of declaration alone.",
        "year": " in {year}",
        "nobody": "without a name",
    },
}


def is_comparison(columns: Any) -> bool:
    """Say whether a frame with these columns is one of `compare`."""
    return set(columns) >= _NEEDED


def comparisons_of_one(row: Row, lang: Lang, facts: Mapping[str, Any]) -> list[str]:
    """Say where one stands by an indicator."""
    words, name = _WORDS[lang], str(row["indicator"])
    place = {
        "indicator": begun(measure_of(name).label(lang)),
        "who": _who(row, _entities(list(row)), lang),
        "year": _year(facts, lang),
    }
    if missing(row["value"]) or missing(row[COMPARED]):
        return [words["missing"].format(**place), words["doubt"]]
    distance: Any = row["distance_to_median"]
    side = "equal" if distance == 0 else "above" if distance > 0 else "below"
    said = words["one"].format(
        value=_value(name, row["value"], lang),
        rank=total_of(int(row[COMPARED]), lang),
        of=total_of(int(row["of"]), lang),
        distance=words[side].format(gap=_value(name, abs(distance), lang, apart=True)),
        median=_value(name, row["median"], lang),
        **place,
    )
    return [said, _direction(name, lang), words["doubt"]]


def comparisons_of_many(
    table: pd.DataFrame, lang: Lang, facts: Mapping[str, Any]
) -> list[list[str]]:
    """Say of each indicator its median and who stands at its ends, a paragraph an indicator."""
    words, entities = _WORDS[lang], _entities(list(table.columns))
    paragraphs = []
    for indicator, rows in table.groupby("indicator", sort=False):
        name = str(indicator)
        place = {"indicator": begun(measure_of(name).label(lang)), "year": _year(facts, lang)}
        known = rows[rows["value"].notna()]
        if known.empty:
            said = words["none"].format(**place)
        else:
            high, low = known["value"].max(), known["value"].min()
            said = words["many"].format(
                cases=counted(len(known), lang, *words["cases"]),
                median=_value(name, known["value"].median(), lang),
                highest=_value(name, high, lang),
                lowest=_value(name, low, lang),
                high=_those(known[known["value"] == high], entities, lang),
                low=_those(known[known["value"] == low], entities, lang),
                **place,
            )
        paragraphs.append([said, *without_value(rows, lang), _direction(name, lang)])
    return [*paragraphs, [words["doubt"]]]


def without_value(table: pd.DataFrame, lang: Lang) -> list[str]:
    """Say how many have no value; nothing where all have one."""
    gone = int(table["value"].isna().sum())
    words = _WORDS[lang]["gone"][gone != 1]
    return [words.format(count=total_of(gone, lang))] if gone else []


def _entities(columns: Sequence[Any]) -> list[Any]:
    return [name for name in columns if name not in _OWN]


def _who(row: Row, entities: Sequence[Any], lang: Lang) -> str:
    named = [str(row[name]) for name in entities if not missing(row[name])]
    return ", ".join(named) or str(_WORDS[lang]["nobody"])


def _those(rows: pd.DataFrame, entities: Sequence[Any], lang: Lang) -> str:
    first = _who(rows.head(1).to_dict("records")[0], entities, lang)
    if len(rows) == 1:
        return first
    return str(_WORDS[lang]["several"]).format(first=first, count=total_of(len(rows) - 1, lang))


def _value(name: str, value: Any, lang: Lang, *, apart: bool = False) -> str:
    """Write a value of an indicator; apart, as a distance: of percentages, in points."""
    measure = measure_of(f"{name}_pp" if apart and measure_of(name).unit == "percent" else name)
    return value_words(measure, value, lang)


def _direction(name: str, lang: Lang) -> str:
    says = direction_words(name, lang)
    words = _WORDS[lang]
    return str(words["undirected"]) if says is None else str(words["says"]).format(says=says)


def _year(facts: Mapping[str, Any], lang: Lang) -> str:
    year = facts.get("year_compared")
    return "" if year is None else str(_WORDS[lang]["year"]).format(year=year)
