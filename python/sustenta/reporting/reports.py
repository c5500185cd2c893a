"""A report: one page about a municipality, or about all of a panel."""

from __future__ import annotations

import datetime as dt
import math
import os
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta._core import __version__
from sustenta._sentences import counted
from sustenta._writing import write_text
from sustenta.errors import DomainError, FileFormatError, SettingError
from sustenta.interpreting.texts import prices_words
from sustenta.outlook.parameters import Parameter
from sustenta.plots._style import require_matplotlib
from sustenta.registry import Lang, check_lang
from sustenta.reporting._affordable import Plans, affordable
from sustenta.reporting._audited import audited
from sustenta.reporting._compared import compared, everyone
from sustenta.reporting._history import history
from sustenta.reporting._method import method
from sustenta.reporting._page import page, require_jinja
from sustenta.reporting._standing import standing
from sustenta.reporting._subject import opened
from sustenta.reporting._wording import TEXT
from sustenta.reporting._words import span

if TYPE_CHECKING:
    from sustenta.reporting._subject import Subject
    from sustenta.statute import Reading, Sphere

__all__ = ["SUFFIXES", "check_report_target", "report"]

#: What a page may be called.
SUFFIXES: Final = (".html", ".htm")
#: Where no cuts are given: Proesf's border of 100 thousand inhabitants, and one below it.
_CUTS: Final = (20_000, 100_000)


def report(
    panel: Any,
    path: str | os.PathLike[str],
    *,
    municipality: Any = None,
    title: str | None = None,
    columns: Mapping[str, Hashable] | None = None,
    key: Hashable | Sequence[Hashable] | None = None,
    cost: Any = None,
    teams: Any = 0,
    years: int | None = None,
    draws: int = 2_000,
    rng: Any = 0,
    price_year: int | None = None,
    stage: str | None = None,
    source: str | None = None,
    extracted: str | None = None,
    precision: Mapping[str, Any] | None = None,
    cuts: Sequence[int] = _CUTS,
    sphere: Sphere = "municipality",
    reading: Reading = "uniform",
    start_pct: float | None = None,
    own_law_pct: float | None = None,
    overwrite: bool = True,
    lang: Lang = "pt",
) -> Path:
    """Write a page about a municipality, or about a whole panel: one HTML file, whole in itself.

    The page says where it stands, how it got here, what the audit found, what the margin pays for,
    how it compares, and how every figure was made. Its charts stand in it; it fetches nothing and
    runs no script. What the panel's columns do not allow is named, with the columns that it needs.

    Parameters
    ----------
    panel : DataFrame of pandas or polars, or pyarrow.Table
        One row a municipality and year, as in `assess`.
    path : path
        The file: ``.html`` or ``.htm``.
    municipality : str or int, optional
        Whom it is about, by name (``"A"``, or ``"PA/A"`` where two States have one), or by code;
        the others are who it is compared with. By default it is about all of them.
    title : str, optional
        The heading.
    columns, key
        As in `assess`.
    cost : number or Parameter, optional
        What a team costs a year, in R$. Without it no teams are planned: no cost is a default.
    teams : int, optional
        The teams that each municipality has already.
    years : int, optional
        How many years to project; without it nothing is projected.
    draws : int
        As in `project`; fewer than there, for a page of a State is to take no minute.
    rng : numpy.random.Generator, int or None
        As in `project`; the same page comes of the same number.
    price_year : int, optional
        Give amounts in the prices of December of this year, by the IPCA; `cost` is in them, too. By
        default amounts are those of each year.
    stage : {"empenhada", "liquidada", "paga"}, optional
        The stage of the expenditure, which the page states; by default the panel's column
        ``stage``.
    source, extracted : str, optional
        Where the figures come from, and when they were taken from there; by default the panel's
        columns of these names.
    precision : mapping, optional
        As in `audit`, by our names of columns.
    cuts : sequence of int
        The borders of the classes of size, as in `size_class`.
    sphere, reading, start_pct, own_law_pct
        As in `minimum_share_pct`; here both shares are single numbers.
    overwrite : bool, default True
        Whether to replace a file that is there.
    lang : {"pt", "en"}
        The language of the page.

    Returns
    -------
    pathlib.Path
        The file. It is complete, or as it was.

    Raises
    ------
    FileFormatError
        For another suffix, a folder that is not there, or, with ``overwrite=False``, a file that
        is.
    SettingError
        For a path that is none; for a panel without rows; for a stage that is none; for a name that
        two municipalities have.
    DomainError
        For a cost that is no finite amount above zero.
    UnknownNameError
        For a municipality that the panel does not have, and for another language.
    MissingExtraError
        Where matplotlib or Jinja is not installed.
    SustentaError
        As `assess` does.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import sustenta as st
    >>> with tempfile.TemporaryDirectory() as place:
    ...     made = st.report(st.examples.panel(3), Path(place) / "relatorio.html")
    ...     made.read_text(encoding="utf-8")[:15]
    '<!DOCTYPE html>'
    """
    lang = check_lang(lang)
    target = check_report_target(path, overwrite=overwrite)
    _check_cost(cost)
    require_jinja()
    require_matplotlib()
    law: dict[str, Any] = {"sphere": sphere, "reading": reading}
    law |= {"start_pct": start_pct, "own_law_pct": own_law_pct}
    subject = opened(
        panel,
        municipality=municipality,
        columns=columns,
        key=key,
        price_year=price_year,
        settings=law,
        stated={"stage": stage, "source": source, "extracted": extracted},
        lang=lang,
    )
    date = _today(lang)
    plans = Plans(cost, teams, years, draws, rng)
    sections = [
        standing(subject),
        history(subject),
        audited(subject, precision),
        affordable(subject, plans, law),
        compared(subject, cuts),
        *([everyone(subject)] if subject.one is None else []),
        method(subject, law, date),
    ]
    made = page(
        sections,
        title=_title(subject) if title is None else title,
        lead=_lead(subject, date),
        date=date,
        lang=lang,
    )
    write_text(target, made, argument="path")
    return target


def check_report_target(path: str | os.PathLike[str], *, overwrite: bool = True) -> Path:
    """Refuse a file that could not be written: before the work, not after it.

    Parameters
    ----------
    path : path
        The file.
    overwrite : bool
        Whether it may be there already.

    Raises
    ------
    FileFormatError, SettingError
        As `report`.
    """
    try:
        target = Path(path)
    except TypeError:
        raise SettingError(
            f"`path` is {type(path).__name__}; expected the path of a file of "
            f"{' or '.join(SUFFIXES)}",
            argument="path",
            problem="no path",
        ) from None
    if target.suffix.lower() not in SUFFIXES:
        raise FileFormatError(
            f"{target.name}: the suffix {target.suffix!r} is none of {', '.join(SUFFIXES)}",
            path=str(target),
        )
    if not target.parent.is_dir():
        raise FileFormatError(f"{target}: there is no folder {target.parent}", path=str(target))
    if target.is_dir():
        raise FileFormatError(f"{target} is a folder; give a file", path=str(target))
    if not overwrite and target.exists():
        raise FileFormatError(
            f"{target} is there already; give another file, or overwrite=True", path=str(target)
        )
    return target


def _check_cost(cost: Any) -> None:
    """Refuse a cost that no plan could be made of, whether or not one is."""
    value = cost.value if isinstance(cost, Parameter) else cost
    if isinstance(value, (int, float, Decimal, np.number)) and not (0 < float(value) < math.inf):
        raise DomainError(
            f"`cost` is {value}; expected what a team costs a year in R$: a finite amount above "
            "zero",
            argument="cost",
            row=None,
            found=str(value),
            expected="a finite amount above zero",
            reason="amount_not_positive",
        )


def _title(subject: Subject) -> str:
    words = TEXT[subject.lang]
    if subject.one is not None:
        return words["title_one"].format(name=subject.one)
    many = counted(len(subject.names), subject.lang, words["one"], words["many"])
    return words["title_all"].format(count=many)


def _lead(subject: Subject, date: str) -> str:
    words = TEXT[subject.lang]
    who = counted(len(subject.names), subject.lang, words["one"], words["many"])
    if subject.one is not None:
        who = words["among"].format(name=subject.one, count=who)
    years = span(subject.years)
    if subject.price_year is not None:
        years = f"{years}, {prices_words(f'december_{subject.price_year}', subject.lang)}"
    return words["lead"].format(who=who, years=years, version=__version__, date=date)


def _today(lang: Lang) -> str:
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    return f"{today:%d/%m/%Y}" if lang == "pt" else today.isoformat()
