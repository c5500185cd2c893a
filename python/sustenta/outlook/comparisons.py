"""The comparative matrix: indicators by municipalities, ranks, and the distance to the median."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta._columns import data_floats
from sustenta._names import lacking
from sustenta._provenance import remember
from sustenta.errors import DuplicateKeyError, SettingError
from sustenta.outlook._work import Work, year_given
from sustenta.panels._derivation import DERIVED, label
from sustenta.registry import INDICATORS, QUANTITIES, Lang, check_lang

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.panels._values import Value
    from sustenta.statute import Reading, Sphere

__all__ = ["compare", "direction_words", "labels_in"]

_Text = dict[Lang, str]

#: What more of an indicator says. It is no verdict: more is not always better.
_MORE: Final[dict[str, tuple[_Text, tuple[str, ...]]]] = {
    "room": (
        {
            "pt": "mais espaço para novas equipes; o mais negativo é o maior esforço",
            "en": "more room for new teams; the most negative is the most effort",
        },
        ("megpc_15", "megpc_ec29", "megpc_from_share_15"),
    ),
    "effort": (
        {"pt": "mais esforço próprio", "en": "more own effort"},
        (
            "ec29_applied_pct",
            "ec29_gap_pp",
            "ec29_gap",
            "ec29_gap_pc",
            "own_health_expenditure",
            "own_health_expenditure_pc",
        ),
    ),
    "capacity": (
        {"pt": "mais capacidade própria", "en": "more capacity of its own"},
        ("own_capacity_pct", "tax_share_pct", "own_revenue", "own_revenue_pc"),
    ),
    "dependence": (
        {"pt": "mais dependência de outros entes", "en": "more dependence on other governments"},
        (
            "union_dependence_pct",
            "state_dependence_pct",
            "other_dependence_pct",
            "intergovernmental_share_pct",
            "sus_share_of_expenditure_pct",
            "union_share_of_health_transfers_pct",
        ),
    ),
    "resources": (
        {"pt": "mais recursos", "en": "more resources"},
        (
            "linked_revenue",
            "linked_revenue_pc",
            "sus_transfers",
            "sus_transfers_pc",
            "dpspc_15",
            "dpspc_ec29",
            "linked_share_pct",
            "sus_share_of_transfers_pct",
            "health_share_of_union_transfers_pct",
            "constitutional_transfers_pc",
        ),
    ),
    "spending": (
        {"pt": "mais gasto, o que não é mais serviço", "en": "more spending, not more service"},
        ("health_expenditure", "health_expenditure_pc"),
    ),
    "execution": (
        {"pt": "mais do dinheiro repassado ou gasto", "en": "more of the money sent or spent"},
        ("transferred_pct", "executed_pct"),
    ),
    "weight": (
        {"pt": "mais peso do item na despesa", "en": "more weight of the item in expenditure"},
        (
            "personnel_share_pct",
            "medicines_share_pct",
            "third_party_services_share_pct",
            "investment_share_pct",
            "nonprofit_share_pct",
        ),
    ),
}
_NOWHERE: Final = "undirected"
_UNDIRECTED: Final[_Text] = {"pt": "sem direção definida", "en": "no direction of its own"}


def compare(
    panel: Any,
    by: Hashable | Sequence[Hashable],
    indicators: Iterable[str],
    *,
    year: int | None = None,
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
    sphere: Sphere = "municipality",
    reading: Reading = "uniform",
    start_pct: Any = None,
    own_law_pct: Any = None,
    lang: Lang = "pt",
) -> pd.DataFrame:
    """Compare entities by several indicators: values, ranks, and the distance to the median.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        One row an entity and year.
    by : column name or sequence of them
        What names the entities: ``"municipality"``, or ``"uf"`` of what `aggregate` gave.
    indicators : sequence of str
        What `computable` lists, or columns of the panel's own.
    year : int, optional
        The year compared; needed where the panel has several.
    columns, key, sphere, reading, start_pct, own_law_pct
        As in `assess`.
    lang : {"pt", "en"}
        The language of the labels.

    Returns
    -------
    pandas.DataFrame
        A row an indicator and entity: ``indicator``, the columns of `by`, ``value`` (float64),
        ``rank_from_highest`` (Int64; equal values share the better one; a missing value has none),
        ``of`` (how many have a value), ``median``, ``distance_to_median`` in the indicator's unit,
        ``more`` and ``more_label``: what a higher value says, which is no verdict; ``label`` and
        ``unit``. ``pivot(index="indicator", columns=by, values="value")`` makes the matrix.

    Raises
    ------
    SettingError
        For a panel of several years without `year`, or for no indicator.
    DomainError
        For a year that the panel does not have.
    DuplicateKeyError
        For an entity with several rows: `aggregate` makes one of them.
    NotComputableError, ColumnMissingError, ColumnTypeError, UnknownNameError
        As in `assess`.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> panel = pd.DataFrame(
    ...     {"municipality": list("ABC"), "year": 2004, "ec29_applied_pct": [15.5, 12.0, 19.0]}
    ... )
    >>> st.compare(panel, "municipality", ["ec29_applied_pct"])[
    ...     ["municipality", "value", "rank_from_highest", "distance_to_median"]
    ... ]
      municipality  value  rank_from_highest  distance_to_median
    0            A   15.5                  2                 0.0
    1            B   12.0                  3                -3.5
    2            C   19.0                  1                 3.5
    """
    lang = check_lang(lang)
    asked = [indicators] if isinstance(indicators, str) else list(indicators)
    if not asked:
        raise SettingError(
            "`indicators` is empty; name what is compared (`computable` lists what can be)",
            argument="indicators",
            problem="empty",
        )
    work = Work(
        panel,
        columns,
        key if key is not None else by,
        asked,
        sphere=sphere,
        reading=reading,
        start_pct=start_pct,
        own_law_pct=own_law_pct,
    )
    for name in asked:
        if not work.can(name):
            if name not in DERIVED and name not in QUANTITIES:
                known = [*DERIVED, *map(str, work.panel.frame.names)]
                raise lacking(f"there is nothing to compare called {name!r}", [name], known)
            raise work.refuse(name, [name])
    rows = _rows(work, year)
    names = _entities(work, by, rows)
    entities = {name: np.asarray(work.panel.frame.plain(name))[rows] for name in names}
    parts = [_compared(work.value(name), name, rows, entities, lang) for name in asked]
    compared = work.years[rows]
    result = pd.concat(parts, ignore_index=True)
    remember(
        result,
        "compare",
        panel,
        year_compared=int(compared[0]) if len(compared) else None,
        sphere=sphere,
        reading=reading,
        own_law=None if own_law_pct is None else True,
    )
    return result


def direction_words(indicator: str, lang: Lang) -> str | None:
    """Say what a higher value of an indicator says; None of one without a direction of its own."""
    more, text = _direction(indicator, lang)
    return None if more == _NOWHERE else text


def labels_in(lang: Lang) -> dict[str, str]:
    """Give every label that a comparison may have, in any language, with that in this one."""
    names = [*DERIVED, *QUANTITIES]
    texts: list[_Text] = [_UNDIRECTED, *(texts for texts, _ in _MORE.values())]
    texts += [{"pt": label(name, "pt"), "en": label(name, "en")} for name in names]
    texts += [{"pt": _unit(name, "pt"), "en": _unit(name, "en")} for name in names]
    return {text: each[lang] for each in texts for text in each.values()}


def _rows(work: Work, year: int | None) -> NDArray[np.intp]:
    years = work.years
    if year is None:
        if len(years) and (years != years[0]).any():
            raise SettingError(
                f"the panel has the years {years.min()} to {years.max()}; say which is compared: "
                "`year=`",
                argument="year",
                problem="not given for a panel of several years",
            )
        return np.arange(len(years))
    wanted = year_given("year", year)
    rows = np.flatnonzero(years == wanted)
    if not len(rows):
        known = f"{years.min()} to {years.max()}" if len(years) else "no year"
        raise SettingError(
            f"`year` is {wanted}, which the panel does not have; its years: {known}",
            argument="year",
            problem="not in the panel",
        )
    return rows


def _entities(work: Work, by: Any, rows: NDArray[np.intp]) -> list[Hashable]:
    plain = isinstance(by, (str, bytes)) or not isinstance(by, Sequence)
    names = [work.panel.own_name(name) for name in ([by] if plain else list(by))]
    absent = [str(name) for name in names if name not in work.panel.frame.names]
    if absent or not names:
        raise lacking(
            f"`by` names {', '.join(absent) or 'nothing'}, which the panel does not have",
            absent,
            work.panel.frame.names,
        )
    table = pd.DataFrame({str(name): np.asarray(work.panel.frame.plain(name)) for name in names})
    twice = table.iloc[rows].duplicated(keep=False)
    if twice.any():
        found = [int(row) for row in rows[twice.to_numpy()]]
        raise DuplicateKeyError(
            f"{', '.join(map(str, names))} {tuple(table.iloc[found[0]])} stands in several rows "
            f"({', '.join(map(str, found[:10]))}); each entity has one row: `aggregate` sums them",
            key=[str(name) for name in names],
            rows=found,
        )
    return names


def _compared(
    value: Value,
    name: str,
    rows: NDArray[np.intp],
    entities: Mapping[Hashable, NDArray[Any]],
    lang: Lang,
) -> pd.DataFrame:
    infinite = np.isinf(_floats(value)[rows])
    if infinite.any():
        raise SettingError(
            f"`{name}` is infinite at row {int(rows[int(infinite.argmax())])}; an infinite value "
            "has no distance to the others",
            argument="indicators",
            problem="infinite",
        )
    numbers = pd.Series(_floats(value)[rows])
    median = float(numbers.median()) if numbers.notna().any() else float("nan")
    more, text = _direction(name, lang)
    return pd.DataFrame(
        {
            "indicator": name,
            **{str(entity): column for entity, column in entities.items()},
            "value": numbers,
            "rank_from_highest": numbers.rank(method="min", ascending=False).astype("Int64"),
            "of": int(numbers.notna().sum()),
            "median": median,
            "distance_to_median": numbers - median,
            "more": more,
            "more_label": text,
            "label": label(name, lang) if name in DERIVED or name in QUANTITIES else name,
            "unit": _unit(name, lang),
        }
    )


def _direction(name: str, lang: Lang) -> tuple[str, str]:
    for direction, (texts, names) in _MORE.items():
        if name in names:
            return direction, texts[lang]
    return _NOWHERE, _UNDIRECTED[lang]


def _unit(name: str, lang: Lang) -> str:
    if name in INDICATORS:
        return str(INDICATORS[name]["unit_label"][lang])
    per_inhabitant = {"pt": "R$ por habitante", "en": "R$ per inhabitant"}
    points = {"pt": "pontos percentuais", "en": "percentage points"}
    if name.endswith(("_pc", "_15", "_ec29")):
        return per_inhabitant[lang]
    if name.endswith("_pp"):
        return points[lang]
    if name.endswith("_pct"):
        return "%"
    return "R$" if name in QUANTITIES or name == "ec29_gap" else ""


def _floats(value: Value) -> NDArray[np.float64]:
    return data_floats(str(value.name), value.of(exact=value.exact))
