"""Sums of municipalities, each figure by its own weight; and classes of size."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from sustenta import _core
from sustenta._columns import data_floats, gather
from sustenta._names import check_named, lacking
from sustenta.errors import DomainError, NotComputableError, SettingError
from sustenta.outlook._work import numbers_in
from sustenta.panels._derivation import YEAR
from sustenta.panels._keys import group_rows
from sustenta.panels._panel import Panel
from sustenta.panels._values import Value, given
from sustenta.registry import ARGUMENTS, INDICATORS, QUANTITIES, Lang, check_lang

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.panels._keys import Groups

__all__ = ["aggregate", "size_class"]

#: Quantities that are no amount of a municipality's own, and do not add up.
_NO_SUMS: Final = ("state_ceiling", "amount", "part", "whole", "first", "last", "persons_per_team")


def aggregate(
    panel: Any,
    by: Hashable | Sequence[Hashable],
    *,
    missing: Literal["keep", "leave_out"] = "keep",
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
) -> Any:
    """Sum municipalities by state, size class, year: amounts added up, the rest by its own weight.

    Amounts in reais and inhabitants are added up. R$ per inhabitant are weighted by the population.
    A percentage is weighted by its own denominator, never by the population: the share applied by
    the linked revenue, the share executed by the amount transferred.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        One row a municipality, or one a municipality and year.
    by : column name or sequence of them
        What makes a group: ``["uf", "year"]``. A panel of several years needs ``year`` among them.
    missing : {"keep", "leave_out"}
        What a missing figure does: it makes the sum missing, or it is left out and named.
    columns, key
        As in `assess`.

    Returns
    -------
    table of the panel's library
        A row a group, in order of appearance (in pandas, indexed by the groups):
        ``municipalities``, how many rows it has; then each column of the panel that the package
        knows as an amount, an amount per inhabitant or a share, under its own name. With
        ``missing="leave_out"`` also ``left_out``: which municipality lacks what, as text, empty
        where nobody does. Columns that the package does not know are not summed.

    Raises
    ------
    ColumnMissingError
        For a column of `by` that is not there.
    NotComputableError
        For R$ per inhabitant without the population, or a percentage without its denominator.
    SettingError
        For a panel of several years without ``year`` in `by`; for no column to sum.
    DuplicateKeyError, ColumnTypeError, DomainError, UnknownNameError
        As in `assess`.

    References
    ----------
    Derived from what each figure is a share of. The article's Table 2 sums by state in this way.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> panel = pd.DataFrame(
    ...     {
    ...         "uf": ["PA", "PA"],
    ...         "municipality": ["H", "I"],
    ...         "year": [2004, 2004],
    ...         "linked_revenue": [100.0, 300.0],
    ...         "ec29_applied_pct": [20.0, 16.0],
    ...     }
    ... )
    >>> st.aggregate(panel, "uf")
        municipalities  linked_revenue  ec29_applied_pct
    uf
    PA               2           400.0              17.0
    """
    check_named("treatment of missing figures", missing, ("keep", "leave_out"))
    opened = Panel(panel, columns, key)
    names = _group_names(opened, by)
    groups = group_rows(names, [opened.frame.plain(name) for name in names])
    sums = _Sums(opened, groups)
    found = {name: sums.of(name) for name in _known(opened, names)}
    if not found:
        raise SettingError(
            "the panel has no column to sum: none is an amount, an amount per inhabitant or a "
            f"share that the package knows. Columns found: {', '.join(map(str, sums.names))}",
            argument="panel",
            problem="nothing to sum",
        )
    summary = opened.frame.summary(names, groups.first)
    result: dict[str, Any] = {
        "municipalities": np.bincount(groups.codes, minlength=len(groups.first))
    }
    for name, (data, absent) in found.items():
        if missing == "keep":
            data = _without(data, absent)  # noqa: PLW2901  the same column, less what is not known
        # Nobody at all is no sum of nothing.
        else:
            data = _without(data, absent == result["municipalities"])  # noqa: PLW2901
        result[str(opened.own_name(name))] = numbers_in(summary.container, data, name)
    if missing == "leave_out":
        result["left_out"] = np.array(sums.left_out(list(found)), dtype=object)
    return summary.of(result)


def _group_names(panel: Panel, by: Any) -> list[Hashable]:
    plain = isinstance(by, (str, bytes)) or not isinstance(by, Sequence)
    asked = [by] if plain else list(by)
    names = [panel.own_name(name) for name in asked]
    absent = [str(name) for name in names if name not in panel.frame.names]
    if absent or not names:
        raise lacking(
            f"`by` names {', '.join(absent) or 'nothing'}, which the panel does not have",
            absent,
            panel.frame.names,
        )
    if panel.has(YEAR):
        years = panel.years()
        panel.check_unique(years)
        if panel.own_name(YEAR) not in names and len(years) and (years != years[0]).any():
            raise SettingError(
                f"the panel has the years {years.min()} to {years.max()}, which do not add up: "
                "put 'year' in `by`, or take one year first",
                argument="by",
                problem="several years in one group",
            )
    else:
        panel.check_unique(None)
    return names


def _known(panel: Panel, groups: Sequence[Hashable]) -> list[str]:
    """Name the panel's columns that have a way to be summed."""
    names = [*QUANTITIES, *(id for id in INDICATORS if id not in QUANTITIES)]
    there = [
        name
        for name in names
        if panel.has(name) and panel.own_name(name) not in groups and _unit(name) is not None
    ]
    return sorted(there, key=lambda name: panel.frame.names.index(panel.own_name(name)))


def _unit(name: str) -> str | None:
    """Say how a column is summed: as an amount, per inhabitant, or as a share; None where not."""
    unit = QUANTITIES[name]["unit"] if name in QUANTITIES else INDICATORS[name]["unit"]
    if unit in ("reais", "inhabitants", "teams"):
        return None if name in _NO_SUMS else "amount"
    if unit == "reais_per_inhabitant":
        return "per_inhabitant"
    return "share" if unit == "percent" and _whole(name) is not None else None


def _whole(name: str) -> str | None:
    """Name the column that a share is a share of."""
    if name not in INDICATORS or not INDICATORS[name]["formula"].startswith("100 · "):
        return None
    whole = str(INDICATORS[name]["formula"].rpartition("/ ")[2])
    return whole if whole in ARGUMENTS[name] and whole not in _NO_SUMS else None


class _Sums:
    """The sums of a panel's columns by group."""

    def __init__(self, panel: Panel, groups: Groups) -> None:
        self.panel = panel
        self.groups = groups
        self.names = panel.frame.names

    def of(self, name: str) -> tuple[Any, NDArray[np.int64]]:
        """Give a column's sum, or weighted mean, by group, and how many rows of each lack it."""
        value = self._value(name)
        kind = _unit(name)
        if kind == "amount":
            return self._sum(value, None)
        weight = "population" if kind == "per_inhabitant" else _whole(name)
        if weight is None or not self.panel.has(weight):
            raise NotComputableError(
                f"`{name}` is weighted by `{weight}`, which the panel lacks; give it, or drop "
                f"`{name}`. Columns found: {', '.join(map(str, self.names))}",
                indicator=name,
                missing=[str(weight)],
            )
        by = self._value(weight)
        total, absent = self._sum(value, by)
        weights, _ = self._sum(_where(by, value), None)
        exact = not isinstance(total, np.ndarray)
        if exact:
            mean, _ = _core.evaluate_of_quotients(
                "per_capita", [total, weights], "coerce", arrow=False
            )
            return mean, absent
        return _core.evaluate("per_capita", [total, weights], None, "coerce", reasons=False)[
            0
        ], absent

    def left_out(self, names: Sequence[str]) -> list[str]:
        """Name, for each group, who lacks what."""
        keys = self.panel.keys()
        titles = [self.panel.frame.plain(name) for name in keys]
        lacks: dict[int, list[str]] = {}
        for name in names:
            for row in np.flatnonzero(np.isnan(_floats(self._value(name)))).tolist():
                lacks.setdefault(row, []).append(name)
        found: list[list[str]] = [[] for _ in self.groups.first]
        for row, names_of in sorted(lacks.items()):
            who = "/".join(str(np.asarray(title)[row]) for title in titles)
            found[int(self.groups.codes[row])].append(f"{who} ({', '.join(names_of)})")
        return ["; ".join(each) for each in found]

    def _value(self, name: str) -> Value:
        return given(self.panel.own_name(name), self.panel.column(name))

    def _sum(self, value: Value, factor: Value | None) -> tuple[Any, NDArray[np.int64]]:
        exact = value.exact or (factor is not None and factor.exact)
        one: Any = 1 if exact else 1.0
        sums, absent = _core.sum_products(
            self.groups.codes,
            len(self.groups.first),
            value.of(exact=exact),
            one if factor is None else factor.of(exact=exact),
            exact,
        )
        return sums, np.array(absent, dtype=np.int64)


def _where(weight: Value, value: Value) -> Value:
    """Give a weight, missing where its figure is."""
    gone = np.isnan(_floats(value))
    if weight.exact:
        kept = [
            None if lacks else each
            for each, lacks in zip(_decimals(weight.exacts()), gone, strict=True)
        ]
        return Value(weight.name, exact=True, forms={True: kept})
    return Value(weight.name, forms={False: np.where(gone, np.nan, weight.floats())})


def _decimals(data: Any) -> list[Decimal | None]:
    """Give an exact column as Decimals, whatever it came in."""
    if not isinstance(data, tuple):
        return list(data)
    words, valid, scale = data
    with localcontext(prec=40):
        return [
            Decimal((int(high) << 64) + int(low)).scaleb(-scale) if known else None
            for low, high, known in zip(
                words[::2], words[1::2].astype(np.int64), valid, strict=True
            )
        ]


def _floats(value: Value) -> NDArray[np.float64]:
    return data_floats(str(value.name), value.of(exact=value.exact))


def _without(data: Any, absent: NDArray[Any]) -> Any:
    if isinstance(data, np.ndarray):
        return np.where(absent > 0, np.nan, data)
    return [None if gone else each for each, gone in zip(data, absent, strict=True)]


def size_class(
    population: Any,
    *,
    cuts: Sequence[int],
    lang: Lang = "pt",
    errors: Literal["raise", "coerce"] = "raise",
) -> Any:
    """Classify municipalities by size; the cut points have no standard, and are the caller's.

    Parameters
    ----------
    population : column or number
        Inhabitants.
    cuts : sequence of int
        The largest population of each class but the last, ascending: ``[100_000]`` is Proesf's.
    lang : {"pt", "en"}
        The language of the classes.
    errors : {"raise", "coerce"}
        What to do with a population of zero or less: stop, or leave the class missing.

    Returns
    -------
    ordered categorical, in the container of the column
        ``até 100.000``, ``mais de 100.000``. A lone number gives the class as text, or None.

    Raises
    ------
    SettingError
        For cuts that are none, or no ascending whole numbers above zero.
    DomainError
        For a population that is zero, negative or infinite; with its row.
    UnknownNameError, ColumnTypeError
        For another language or policy, and what holds no amounts.

    References
    ----------
    Proesf's border of 100 thousand inhabitants: Pereira et al. 2006.

    Examples
    --------
    >>> import sustenta as st
    >>> st.size_class([100_000, 100_001], cuts=[20_000, 100_000]).tolist()
    ['20.001 a 100.000', 'mais de 100.000']
    """
    lang = check_lang(lang)
    check_named("errors policy", errors, ("coerce", "raise"))
    borders = _cuts(cuts)
    call = gather(("population",), (population,))
    people = np.atleast_1d(data_floats("population", call.inputs[0]))
    wrong = (people <= 0) | np.isinf(people)
    if wrong.any() and errors == "raise":
        row = None if not call.container.shape else int(wrong.argmax())
        place = "" if row is None else f" at row {row}"
        found = f"{people[wrong.argmax()]:g}"
        raise DomainError(
            f"`population`{place} is {found}; expected a population above zero",
            argument="population",
            row=row,
            found=found,
            expected="a population above zero",
            reason="population_not_positive",
        )
    codes = np.searchsorted(np.array(borders, dtype=np.float64), people, side="left") + 1
    codes[wrong | np.isnan(people)] = 0
    return call.container.labels(codes.astype(np.uint8), _labels(borders, lang), "size_class")


def _cuts(cuts: Any) -> list[int]:
    try:
        listed = list(cuts)
    except TypeError:
        raise _no_cuts(cuts) from None
    whole = all(
        isinstance(cut, (int, np.integer)) and not isinstance(cut, bool) and cut > 0
        for cut in listed
    )
    ascend = whole and all(one < two for one, two in pairwise(listed))
    if isinstance(cuts, (str, bytes)) or not listed or not ascend or len(listed) > 200:  # noqa: PLR2004
        raise _no_cuts(cuts)
    return [int(cut) for cut in listed]


def _no_cuts(cuts: Any) -> SettingError:
    return SettingError(
        f"`cuts` is {cuts!r}; expected the largest population of each class but the last, as "
        "ascending whole numbers: [100_000] is Proesf's",
        argument="cuts",
        problem="no ascending whole numbers above zero",
    )


def _labels(cuts: list[int], lang: Lang) -> list[str]:
    def people(number: int) -> str:
        return f"{number:,}".replace(",", ".") if lang == "pt" else f"{number:,}"

    up_to, to, above = ("até", "a", "mais de") if lang == "pt" else ("up to", "to", "more than")
    between = [f"{people(low + 1)} {to} {people(high)}" for low, high in pairwise(cuts)]
    return [f"{up_to} {people(cuts[0])}", *between, f"{above} {people(cuts[-1])}"]
