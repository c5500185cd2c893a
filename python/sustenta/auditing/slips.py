"""Slips of the hand by name: how a number that the rules allow became the text on the page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from sustenta import _core
from sustenta._html import in_language
from sustenta._interpreted import Interpreted
from sustenta.errors import SettingError
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["NamedSlip", "Naming", "exact", "name_slips", "slips"]

_WORDS: Final = {
    "pt": {
        "fits": "{printed}: cabe no que as regras permitem.",
        "none": "{printed}: nenhum deslize conhecido leva a este texto.",
        "slip": "{printed} → {suggestion}: {label}",
    },
    "en": {
        "fits": "{printed}: fits what the rules allow.",
        "none": "{printed}: no slip that is known leads to this text.",
        "slip": "{printed} → {suggestion}: {label}",
    },
}


class NamedSlip(NamedTuple):
    """A slip that explains a printed text, and what the hand meant."""

    #: The name of the slip; :func:`slips` lists them.
    slip: str
    #: What the hand did, in words.
    label: str
    #: What a proof-reader would write in place of the text, in the page's own way.
    suggestion: str
    #: The number of the suggestion.
    value: Decimal


@dataclass(frozen=True, slots=True, repr=False)
class Naming(Interpreted):
    """What can be said of a printed text and of the range that the rules leave to its number.

    Attributes
    ----------
    printed : str
        The text.
    fits : bool
        Whether it may stand as it is; then no slip is named.
    slips : tuple of NamedSlip
        All slips that explain it, the most plausible first.
    printable : tuple of str or None
        All figures of the range with the page's decimals, from the lowest; None where there are
        more than 64.
    lang : {"pt", "en"}
        The language of the labels.
    """

    printed: str
    fits: bool
    slips: tuple[NamedSlip, ...]
    printable: tuple[str, ...] | None
    lang: Lang = "pt"

    @property
    def unique(self) -> NamedSlip | None:
        """The one number that the slips lead to, by the most plausible slip; None if several."""
        values = {found.value for found in self.slips}
        return self.slips[0] if len(values) == 1 else None

    def frame(self) -> pd.DataFrame:
        """Lay the slips out.

        Returns
        -------
        pandas.DataFrame
            One row a slip, the most plausible first: ``slip``, ``label``, ``suggestion`` and
            ``value``, a Decimal.
        """
        return pd.DataFrame(list(self.slips), columns=list(NamedSlip._fields))

    def text(self) -> str:
        """Write a line a slip."""
        words = _WORDS[self.lang]
        if self.fits or not self.slips:
            return words["fits" if self.fits else "none"].format(printed=self.printed)
        return "\n".join(
            words["slip"].format(printed=self.printed, suggestion=found[2], label=found.label)
            for found in self.slips
        )

    def _interpretation(self, lang: Lang) -> str:
        from sustenta.auditing._interpretation import of_naming

        return of_naming(self, lang)

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{escape(line)}</li>" for line in self.text().splitlines())
        return in_language(self.lang, f"<ul>{items}</ul>")


def name_slips(
    printed: str,
    low: Any,
    high: Any = None,
    *,
    style: str = "pt",
    kind: str = "rounded",
    decimals: int | None = None,
    negative: str = "minus",
    neighbours: Sequence[str] = (),
    lang: Lang = "pt",
) -> Naming:
    """Name the slips that turn a number which the rules allow into the text on the page.

    Parameters
    ----------
    printed : str
        The text. A missing marker, and a figure with an exponent, have no slips.
    low, high : Decimal, Fraction, int, float or str
        The ends of the range that the rules leave to the number, both included; without `high` it
        is one number. A float is the decimal that it prints; a text may be a fraction, ``"2/3"``.
    style : {"pt", "en", "plain", "mixed"}
        The marks of the page, as in :func:`sustenta.parse_figures`.
    kind : {"rounded", "exact", "truncated"}
        What a printed figure says of the number behind it.
    decimals : int, optional
        The decimals of the column. Without it a suggestion has those of the text, but where the
        decimal mark itself was moved.
    negative : {"minus", "parentheses"}
        How the page marks negative figures, for a text that has no sign to show it.
    neighbours : sequence of str
        The texts beside, above and below: a hand repeats them.
    lang : {"pt", "en"}
        The language of the labels.

    Returns
    -------
    Naming
        ``slips``, all that explain the text, the most plausible first; ``unique``; ``printable``.

    Raises
    ------
    UnreadableFigureError
        For a text that is no figure, whatever the marks.
    SettingError
        For ends that are no numbers or in the wrong order, or decimals that are no whole number
        from 0 to 28.
    UnknownNameError
        For an unknown style, kind, mark of negative figures or language.

    Notes
    -----
    The order of the slips of digits is that of their frequency in Verhoeff J. Error Detecting
    Decimal Codes, Mathematical Centre Tracts 29, Amsterdam 1969.

    Examples
    --------
    >>> from sustenta.auditing import name_slips
    >>> name_slips("56,34", "52.3417")
    56,34 → 52,34: um algarismo errado
    >>> name_slips("(1,68)", "1.68", lang="en").unique.suggestion
    '1,68'
    """
    lang = check_lang(lang)
    ends = exact("low", low), exact("high", low if high is None else high)
    if ends[0] > ends[1]:
        raise SettingError(
            f"`low` is {low} and `high` is {high}; the range is empty",
            argument="low",
            problem=f"above `high`, {high}",
        )
    most = 28
    whole = isinstance(decimals, int) and not isinstance(decimals, bool)
    if decimals is not None and not (whole and 0 <= decimals <= most):
        raise SettingError(
            f"`decimals` is {decimals!r}; expected a whole number from 0 to {most}",
            argument="decimals",
            problem=f"not a whole number from 0 to {most}",
        )
    fits, named, printable = _core.name_slips(
        printed,
        str(ends[0]),
        str(ends[1]),
        style,
        kind,
        decimals,
        negative,
        list(neighbours),
    )
    labels = _labels(lang)
    return Naming(
        printed=printed,
        fits=fits,
        slips=tuple(NamedSlip(slip, labels[slip], text, value) for slip, text, value in named),
        printable=None if printable is None else tuple(text for text, _ in printable),
        lang=lang,
    )


def slips(lang: Lang = "pt") -> pd.DataFrame:
    """List the slips that have a name, the most plausible first.

    Parameters
    ----------
    lang : {"pt", "en"}
        The language of the labels.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``slip``: ``label``.

    Examples
    --------
    >>> from sustenta.auditing import slips
    >>> slips("en").loc["exchange", "label"]
    'two adjacent digits exchanged'
    """
    labels = _labels(check_lang(lang))
    index = pd.Index(list(labels), name="slip")
    return pd.DataFrame({"label": list(labels.values())}, index=index)


@cache
def _labels(lang: Lang) -> dict[str, str]:
    return {slip: {"pt": pt, "en": en}[lang] for slip, pt, en in _core.slip_labels()}


def exact(argument: str, value: Any) -> Fraction:
    """Give the number as a fraction; a float is the decimal that it prints."""
    try:
        if isinstance(value, (Fraction, int, Decimal, str)) and not isinstance(value, bool):
            return Fraction(value)
        return Fraction(repr(float(value)))
    except (ValueError, TypeError, OverflowError, ZeroDivisionError, InvalidOperation) as error:
        raise SettingError(
            f"`{argument}` is {value!r}; expected a number",
            argument=argument,
            problem="not a finite number",
        ) from error
