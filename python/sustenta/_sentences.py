"""Numbers, counts and lists as they stand in a sentence, in Portuguese and in English."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from sustenta.errors import DomainError, SettingError
from sustenta.figures import format_figures
from sustenta.registry import REASON_LABELS

if TYPE_CHECKING:
    from sustenta.registry import Lang

__all__ = [
    "PERCENT",
    "amount",
    "begun",
    "counted",
    "few",
    "finite",
    "listed",
    "lowered",
    "missing",
    "money",
    "percent",
    "points",
    "reason_words",
    "written",
]

#: The sign of a percentage, as the language sets it.
PERCENT: Final = {"pt": "%", "en": " %"}
#: Of a list so many are named before it is cut short.
_NAMED: Final = 10

#: How the labels begin that are names of a fund or a tax.
_PROPER: Final = ("Fundo de Participação", "Imposto Territorial", "Municipalities' Participation")
_AND: Final = {"pt": " e ", "en": " and "}
_MORE: Final = {
    "pt": ("e mais {count}", "e mais {count}"),
    "en": ("and {count} more", "and {count} more"),
}
_POINTS: Final = {"pt": ("p.p.", "p.p."), "en": ("percentage point", "percentage points")}


def missing(value: Any) -> bool:
    """Say whether there is no value."""
    if value is None:
        return True
    try:
        return bool(value != value)  # noqa: PLR0124  NaN alone differs from itself
    except TypeError:  # pandas' NA is neither
        return True


def finite(value: Any, argument: str) -> Any:
    """Give a number back; refuse an infinite one, which no sentence should carry."""
    infinite = (
        value.is_infinite()
        if isinstance(value, Decimal)
        else math.isinf(_as_float(value, argument))
    )
    if infinite:
        raise DomainError(
            f"`{argument}` is {value}; no sentence is made of an infinite amount",
            argument=argument,
            row=None,
            found=str(value),
            expected="a finite number",
            reason="amount_not_finite",
        )
    return value


def _as_float(value: Any, argument: str) -> float:
    try:
        return float(value)
    except (TypeError, ValueError) as problem:
        raise SettingError(
            f"`{argument}` is {value!r}; expected a number",
            argument=argument,
            problem="not a number",
        ) from problem


def written(value: Any, lang: Lang, decimals: int = 2) -> str:
    """Write a number with a true minus."""
    number = value if isinstance(value, (Decimal, int)) else float(value)
    return str(format_figures(number, decimals=decimals, lang=lang)).replace("-", "−")


def money(value: Any, lang: Lang, decimals: int = 2) -> str:
    """Write an amount in reais, the sign in front."""
    text = written(value, lang, decimals)
    return f"−R$ {text[1:]}" if text.startswith("−") else f"R$ {text}"


def percent(value: Any, lang: Lang, decimals: int = 2) -> str:
    """Write a percentage."""
    return written(value, lang, decimals) + PERCENT[lang]


def points(value: Any, lang: Lang, decimals: int = 2) -> str:
    """Write a difference of percentages."""
    text = written(value, lang, decimals)
    return f"{text} {_POINTS[lang][text.lstrip('−') != '1']}"


def amount(value: Any, lang: Lang, most: int = 2) -> str:
    """Write a number with the decimals that it has, up to so many: 15, 10,2, 8,63."""
    exact = Decimal(str(value))
    rounded = round(exact, most).normalize()
    return written(rounded, lang, max(0, -int(rounded.as_tuple().exponent)))


def counted(count: int, lang: Lang, one: str, many: str) -> str:
    """Write how many there are: ``1 município``, ``2 municípios``."""
    return f"{written(count, lang, 0)} {one if count == 1 else many}"


def listed(items: Iterable[str], lang: Lang) -> str:
    """Write a list as a sentence has it: ``a, b e c``."""
    names = list(items)
    return _AND[lang].join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def few(names: Sequence[str], lang: Lang) -> str:
    """Write a list, and of a long one its beginning."""
    left = len(names) - _NAMED
    if left <= 0:
        return listed(names, lang)
    rest = _MORE[lang][left != 1].format(count=written(left, lang, 0))
    return f"{', '.join(names[:_NAMED])} {rest}"


def begun(text: str) -> str:
    """Write a text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """Write a label within a sentence; abbreviations and proper names keep their capitals."""
    second = text[1:2]
    kept = second.isupper() or second == "$" or text.startswith(_PROPER)
    return text if kept else text[:1].lower() + text[1:]


def reason_words(reason: Any, lang: Lang) -> str:
    """Write a reason of the closed list within a sentence; a word that is none, as it is."""
    label = REASON_LABELS.get(str(reason))
    return str(reason) if label is None else lowered(label[lang])
