"""What the caller assumes of the years to come, in place of what the lines say."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sustenta._names import unknown
from sustenta.errors import AmbiguousFiguresError, SettingError, UnreadableFigureError
from sustenta.figures import typed_figure
from sustenta.panels._derivation import RATE

#: What may be assumed of a component besides its being frozen.
FORMS: Final = ("growth_pct", "amount_pc")
SHARE: Final = "minimum_share_pct"
PEOPLE: Final = "population"
_FROZEN: Final = "frozen"
#: A share of revenue, and a fall of it, end here.
_WHOLE: Final = 100
_TEXT: Final = re.compile(r"\+?([-\u2212]?[\d.,]+)\s*(%?)(?:@(\d{4}))?")


@dataclass(frozen=True)
class Path:
    """What is assumed of one component: what the core takes."""

    first_year: int
    frozen: bool = False
    growth_pct: list[float] = field(default_factory=list)
    amounts: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Assumptions:
    """What is assumed, year by year.

    Attributes
    ----------
    paths : list of Path
        For each component.
    rates_pct : list of float
        For each year projected, the share of the linked revenue that counts as potential.
    people : list of float
        For each year projected, the population, as a multiple of the last one known.
    given : dict
        As the caller gave it.
    """

    paths: list[Path]
    rates_pct: list[float]
    people: list[float]
    given: dict[str, Any]


def read_assumptions(
    given: Mapping[str, Any] | None,
    components: tuple[str, ...],
    years: tuple[int, ...],
    since: int,
) -> Assumptions:
    """Read what is assumed of each year after `since`.

    Raises
    ------
    UnknownNameError
        For a name that is no component.
    SettingError
        For what cannot be assumed.
    """
    if given is not None and not isinstance(given, Mapping):
        raise _wrong("assumptions", given, "a mapping, such as {'sus_transfers_pc': 'frozen'}")
    found = dict(given or {})
    allowed = (*components, *((SHARE,) if "linked_revenue_pc" in components else ()), PEOPLE)
    for name in found:
        if name == SHARE and name not in allowed:
            raise SettingError(
                f"`assumptions` gives `{SHARE}`, but this panel has no linked revenue to take a "
                "share of: only potential and expenditure are projected",
                argument="assumptions",
                problem="no linked revenue",
            )
        if name not in allowed:
            raise unknown("part of a projection to assume", name, allowed)
    span = range(since + 1, years[-1] + 1)
    people = _path(PEOPLE, found.get(PEOPLE, _FROZEN), span)
    if people.amounts:
        raise _wrong(PEOPLE, found[PEOPLE], "'frozen' or {'growth_pct': …}")
    return Assumptions(
        paths=[_path(name, found.get(name, {}), span) for name in components],
        rates_pct=[_shares(found.get(SHARE, RATE), span)[year - span.start] for year in years],
        people=[_people(people, span)[year - span.start] for year in years],
        given=found,
    )


def _path(name: str, given: Any, span: range) -> Path:
    if given == _FROZEN:
        return Path(span.start, frozen=True)
    if not isinstance(given, Mapping):
        raise _wrong(name, given, "'frozen', {'growth_pct': …} or {'amount_pc': …}")
    for form in given:
        if form not in FORMS:
            raise unknown(f"way to assume `{name}`", form, FORMS)
    return Path(
        span.start,
        growth_pct=_by_year(name, given.get("growth_pct"), span, least=-_WHOLE),
        amounts=_by_year(name, given.get("amount_pc"), span, least=0),
    )


def _by_year(name: str, given: Any, span: range, *, least: float) -> list[float]:
    """Give a number for each year: one for all, or those of some years; NaN for the others."""
    if given is None:
        return []
    if not isinstance(given, Mapping):
        return [_number(name, given, least=least)] * len(span)
    listed = [math.nan] * len(span)
    for year, number in given.items():
        listed[_place(name, year, span)] = _number(name, number, least=least)
    return listed


def _shares(given: Any, span: range) -> list[float]:
    """Give the share of each year: one assumed of a year holds from then on."""
    if not isinstance(given, Mapping):
        return [_share(given)] * len(span)
    starts = {_place(SHARE, year, span): _share(share) for year, share in given.items()}
    shares, share = [], float(RATE)
    for place in range(len(span)):
        share = starts.get(place, share)
        shares.append(share)
    return shares


def _share(given: Any) -> float:
    share = _number(SHARE, given, least=0)
    if share > _WHOLE:
        raise _wrong(SHARE, given, "a percentage from 0 to 100")
    return share


def _people(path: Path, span: range) -> list[float]:
    factor, factors = 1.0, []
    for place in range(len(span)):
        growth = path.growth_pct[place] if path.growth_pct else math.nan
        factor *= 1 if math.isnan(growth) else 1 + growth / 100
        factors.append(factor)
    return factors


def _place(name: str, year: Any, span: range) -> int:
    if isinstance(year, bool) or not hasattr(year, "__index__") or int(year) not in span:
        raise _wrong(name, year, f"a year from {span.start} to {span.stop - 1}", what="the year ")
    return int(year) - span.start


def _number(name: str, given: Any, *, least: float) -> float:
    try:
        number = math.nan if isinstance(given, (bool, str)) else float(given)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number) or number < least or (number == least and least < 0):
        bound = "of zero or more" if least == 0 else f"above {least:g}"
        raise _wrong(name, given, f"a number {bound}")
    return number


def _wrong(name: str, given: object, expected: str, *, what: str = "") -> SettingError:
    place = "`assumptions`" if name == "assumptions" else f"`assumptions`, `{name}`"
    return SettingError(
        f"{place}: {what}{given!r} is none; expected {expected}"
        if what
        else f"{place} is {given!r}; expected {expected}",
        argument="assumptions",
        problem=f"{name}: expected {expected}",
    )


def assumptions_from_texts(texts: Iterable[str]) -> dict[str, Any]:
    """Read assumptions as the command line takes them.

    ``sus_transfers_pc=frozen``, ``linked_revenue_pc=-3%@2027``, ``health_expenditure_pc=2%``,
    ``health_expenditure_pc=812.5@2027``, ``minimum_share_pct=20``.
    """
    found: dict[str, Any] = {}
    for text in texts:
        name, _, said = (part.strip() for part in text.partition("="))
        if said == _FROZEN:
            if name in found:
                raise _twice(text)
            found[name] = _FROZEN
            continue
        match = _TEXT.fullmatch(said)
        number, year = _typed(match[1] if match else "", text), match[3] if match else None
        if name == SHARE:
            _add(found, name, number, year, text)
            continue
        form = "growth_pct" if match and match[2] else "amount_pc"
        forms = found.setdefault(name, {})
        if forms == _FROZEN:
            raise _twice(text)
        _add(forms, form, number, year, text)
    return found


def _typed(figure: str, text: str) -> float:
    """Read the figure of an assumption; one that may be two numbers is refused."""
    try:
        number = typed_figure(figure)
    except AmbiguousFiguresError as error:
        (_, one), (_, other) = error.readings[:2]
        raise SettingError(
            f"the assumption {text!r} can be read in two ways: {figure} is {one} or {other}; write "
            "it without groups, or with its decimals",
            argument="assumptions",
            problem=f"{text!r} can be read in two ways",
        ) from None
    except UnreadableFigureError:
        number = math.nan
    if math.isnan(number):
        raise SettingError(
            f"the assumption {text!r} cannot be read; write it as 'sus_transfers_pc=frozen', "
            "'linked_revenue_pc=-3%@2027' or 'minimum_share_pct=20'",
            argument="assumptions",
            problem=f"{text!r} cannot be read",
        )
    return number


def _add(forms: dict[str, Any], form: str, number: float, year: str | None, text: str) -> None:
    if year is None:
        if form in forms:
            raise _twice(text)
        forms[form] = number
        return
    years = forms.setdefault(form, {})
    if not isinstance(years, dict) or int(year) in years:
        raise _twice(text)
    years[int(year)] = number


def _twice(text: str) -> SettingError:
    return SettingError(
        f"the assumption {text!r} contradicts an earlier one",
        argument="assumptions",
        problem=f"{text!r} contradicts an earlier one",
    )
