"""Which column of an assessed panel follows from which others. It names formulas and holds none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from sustenta.registry import ARGUMENTS, INDICATORS, QUANTITIES, Lang

#: The columns that name a row.
KEYS: Final = ("code", "uf", "municipality")
YEAR: Final = "year"
#: The rate of the first scenario, in per cent.
RATE: Final = 15

#: What is no indicator of the registry: the statute's share due, and the gap to it.
DUE: Final = "minimum_share_pct"
GAP: Final = "ec29_gap"
#: The share applied to health, declared in some panels and computed from amounts in others; and the
#: margin that is made of it.
APPLIED: Final = "ec29_applied_pct"
FROM_SHARE: Final = "megpc_from_share_15"

#: The families whose indicators take a panel's columns as they are.
_FAMILIES: Final = ("siops", "capacity", "execution")


@dataclass(frozen=True)
class Route:
    """One way to a column: an indicator over other columns and lone numbers."""

    call: str
    inputs: tuple[str | int, ...]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that the way starts from."""
        return tuple(name for name in self.inputs if isinstance(name, str))


#: What is held against the minimum: what was spent, and the base of which it is owed.
SPENT: Final = ("own_health_expenditure", "linked_revenue")
_HELD: Final = (*SPENT, "ec29_due_pct")


def _of_registry(id: str) -> tuple[Route, ...]:
    return (Route(id, ARGUMENTS[id]),)


def _derived() -> dict[str, tuple[Route, ...]]:
    amounts_per_inhabitant = ("linked_revenue_pc", "sus_transfers_pc")
    routes: dict[str, tuple[Route, ...]] = {
        "linked_revenue": _of_registry("linked_revenue"),
        "linked_revenue_pc": (
            *_of_registry("linked_revenue_pc"),
            Route("linked_revenue", ("own_revenue_pc", "constitutional_transfers_pc")),
        ),
        "sus_transfers_pc": _of_registry("sus_transfers_pc"),
        "health_expenditure_pc": _of_registry("health_expenditure_pc"),
        "own_health_expenditure_pc": _of_registry("own_health_expenditure_pc"),
        APPLIED: _of_registry(APPLIED),
        "ec29_due_pct": (Route(DUE, (YEAR,)),),
        # The amounts decide where they are there; a declared share alone gives points only.
        "ec29_gap_pp": (
            Route(GAP, _HELD),
            Route("ec29_gap_pp", (APPLIED, "ec29_due_pct")),
        ),
        "ec29_gap": (Route(GAP, _HELD),),
        "ec29_gap_pc": (Route("per_capita", ("ec29_gap", "population")),),
        "dpspc_15": (Route("dpspc_from_linked_revenue", (*amounts_per_inhabitant, RATE)),),
        "megpc_15": (Route("megpc", ("dpspc_15", "health_expenditure_pc")),),
        "dpspc_ec29": (
            Route("dpspc_from_linked_revenue", (*amounts_per_inhabitant, "ec29_due_pct")),
        ),
        "megpc_ec29": (Route("megpc", ("dpspc_ec29", "health_expenditure_pc")),),
        FROM_SHARE: (Route("megpc_from_share", ("linked_revenue_pc", APPLIED, RATE)),),
    }
    for id, entry in INDICATORS.items():
        if entry["family"] in _FAMILIES:
            routes.setdefault(id, _of_registry(id))
    return routes


#: Every column that an assessment can add, in the order in which it adds them.
DERIVED: Final[dict[str, tuple[Route, ...]]] = _derived()

#: What a panel may hold in the first place: what the routes start from, by the registry's names.
GIVEN: Final[tuple[str, ...]] = tuple(
    name
    for name in QUANTITIES
    if any(name in route.columns for routes in DERIVED.values() for route in routes)
)

#: Every name that `columns=` may map: keys, year, what a panel may hold, what is added to it.
NAMES: Final[tuple[str, ...]] = tuple(dict.fromkeys((*KEYS, YEAR, *GIVEN, *DERIVED)))


def route_to(name: str, has: Callable[[str], bool]) -> Route | None:
    """Find the first way to a column over what there is; None where there is none."""
    return next(
        (
            route
            for route in DERIVED.get(name, ())
            if all(available(column, has) for column in route.columns)
        ),
        None,
    )


def available(name: str, has: Callable[[str], bool]) -> bool:
    """Say whether a column is there or can be computed."""
    return has(name) or route_to(name, has) is not None


def routes_of(names: Iterable[str], has: Callable[[str], bool]) -> dict[str, Route]:
    """Give the ways to columns and to all that they are computed from, in an order to go them."""
    found: dict[str, Route] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        route = None if has(name) or name in found else route_to(name, has)
        if route is not None:
            found[name] = route
            waiting += route.columns
    # A column stands in DERIVED after those that it is computed from.
    return {name: found[name] for name in DERIVED if name in found}


def starts_of(names: Iterable[str], has: Callable[[str], bool]) -> tuple[str, ...]:
    """Name the columns that are there and that these columns are computed from."""
    names = tuple(names)
    needed = [*names, *(c for route in routes_of(names, has).values() for c in route.columns)]
    return tuple(dict.fromkeys(name for name in needed if has(name)))


def missing_for(name: str, has: Callable[[str], bool]) -> tuple[str, ...]:
    """Name the fewest columns that would make a column computable."""

    @cache
    def without(column: str, *, itself: bool) -> tuple[str, ...]:
        if has(column):
            return ()
        ways = [
            tuple(
                dict.fromkeys(
                    lack for start in route.columns for lack in without(start, itself=True)
                )
            )
            for route in DERIVED.get(column, ())
        ]
        if (itself and column in GIVEN) or not ways:
            ways.append((column,))
        return min(ways, key=len)

    return without(name, itself=False)


def label(name: str, lang: Lang) -> str:
    """Give a derived column's name in print."""
    if name in INDICATORS:
        return str(INDICATORS[name]["name"][lang])
    if name in QUANTITIES:
        return str(QUANTITIES[name]["label"][lang])
    return _LABELS[name][lang]


_LABELS: Final[dict[str, dict[Lang, str]]] = {
    "ec29_gap": {
        "pt": "Diferença em relação ao devido (EC 29), em R$",
        "en": "Difference from the amount due (EC 29), in R$",
    },
    "ec29_gap_pc": {
        "pt": "Diferença em relação ao devido (EC 29), em R$ por habitante",
        "en": "Difference from the amount due (EC 29), in R$ per inhabitant",
    },
    "dpspc_15": {
        "pt": "DPSPC, cenário 1: 15% da receita vinculável",
        "en": "DPSPC, scenario 1: 15 % of the linked revenue",
    },
    "megpc_15": {
        "pt": "MEGPC, cenário 1: 15% da receita vinculável",
        "en": "MEGPC, scenario 1: 15 % of the linked revenue",
    },
    "dpspc_ec29": {
        "pt": "DPSPC, cenário 2: o percentual devido no ano",
        "en": "DPSPC, scenario 2: the share due in the year",
    },
    "megpc_ec29": {
        "pt": "MEGPC, cenário 2: o percentual devido no ano",
        "en": "MEGPC, scenario 2: the share due in the year",
    },
    "megpc_from_share_15": {
        "pt": "MEGPC a 15%, pelo percentual aplicado",
        "en": "MEGPC at 15 %, from the share applied",
    },
}
