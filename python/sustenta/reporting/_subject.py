"""What a report is about: the panel by our names, assessed, and one of its municipalities or all.

Each municipality has one name, which tables, charts and findings share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta._names import check_named, shortened, unknown
from sustenta.deflation import deflate
from sustenta.errors import SettingError
from sustenta.interpreting.texts import STAGES
from sustenta.panels._derivation import DERIVED, GIVEN, NAMES, YEAR
from sustenta.panels._panel import Panel
from sustenta.panels.assessments import assess
from sustenta.reporting._wording import TEXT
from sustenta.sources._record import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from sustenta.registry import Lang

__all__ = ["NAME", "Subject", "opened"]

#: What names a municipality in every frame of a report.
NAME: Final = "municipality"
#: Columns of texts that say of each row where it is from.
_ORIGINS: Final = ("source", "stage", "extracted", "file")
#: The reason of a gap in a column that came without reasons.
_MISSING: Final = "input_missing"
_CODE_DIGITS: Final = (6, 7)


@dataclass(frozen=True, eq=False)
class Subject:
    """A panel, and whom the report is about.

    Attributes
    ----------
    given : pandas.DataFrame
        The figures as they came, by our names: the name, the year, amounts and shares.
    rows : pandas.DataFrame
        The same with every indicator that they allow, in floats, and the reasons for gaps; amounts
        in the prices of `price_year`, if there is one.
    names : tuple of str
        The municipalities, in order of appearance.
    one : str or None
        Whom it is about; None for all.
    year : int
        The last year.
    price_year : int or None
        In whose prices amounts are; None for those of each year.
    owned : dict
        From our names of columns to the panel's own, as it came.
    origins : dict
        What columns of texts say of where the rows are from: up to a few different texts each.
    lang : {"pt", "en"}
        The language.
    """

    given: pd.DataFrame
    rows: pd.DataFrame
    names: tuple[str, ...]
    one: str | None
    year: int
    price_year: int | None
    owned: dict[str, str]
    origins: dict[str, tuple[str, ...]]
    lang: Lang

    @property
    def mine(self) -> pd.DataFrame:
        """The rows of whom it is about."""
        return self.rows if self.one is None else self.rows[self.rows[NAME] == self.one]

    @property
    def years(self) -> list[int]:
        """The years in which whom it is about has a row."""
        return sorted({int(year) for year in self.mine[YEAR]})

    def has(self, *names: str) -> bool:
        """Say whether each of some columns has a value in the rows of whom it is about."""
        rows = self.mine
        return all(name in rows and bool(rows[name].notna().any()) for name in names)

    def last(self, *names: str) -> int | None:
        """Give the last year in which whom it is about has all of some columns."""
        if not self.has(*names):
            return None
        known = self.mine[list(names)].notna().all(axis=1)
        years = self.mine.loc[known, YEAR]
        return int(years.max()) if len(years) else None

    def in_year(self, year: int) -> pd.DataFrame:
        """Give the rows of all municipalities in a year."""
        return self.rows[self.rows[YEAR] == year]

    def lacks(self, name: str) -> list[str]:
        """Name, as the catalogue does, the columns that would make a column computable."""
        from sustenta.panels._derivation import label, missing_for

        found = missing_for(name, lambda column: column in self.given.columns)
        return [f"{label(column, self.lang)} ({column})" for column in found or (name,)]


def opened(
    panel: Any,
    *,
    municipality: Any,
    columns: Mapping[str, Hashable] | None,
    key: Hashable | Sequence[Hashable] | None,
    price_year: int | None,
    settings: Mapping[str, Any],
    stated: Mapping[str, str | None],
    lang: Lang,
) -> Subject:
    """Open a panel for a report.

    Raises
    ------
    SettingError
        For a panel without rows, a municipality's name that two have, or a stage that is none.
    UnknownNameError
        For a municipality that the panel does not have; the closest is suggested.
    SustentaError
        As `assess` does, and `deflate` for `price_year`.
    """
    if stated.get("stage") is not None:
        check_named("stage of expenditure", stated["stage"], STAGES[lang])
    view = Panel(panel, columns, key)
    years = view.years()
    view.check_unique(years)
    if not len(years):
        raise SettingError(
            "`panel` has no rows; a report needs at least one municipality and year",
            argument="panel",
            problem="no rows",
        )
    groups = view.groups()
    labels, found = _labels(view, groups.first, municipality, TEXT[lang]["unnamed"])
    owned = {name: str(view.own_name(name)) for name in NAMES if view.has(name)}
    figures = {
        name: _plain(view.frame.plain(view.own_name(name)))
        for name in dict.fromkeys((*GIVEN, *DERIVED))
        if view.has(name)
    }
    named = [labels[code] for code in groups.codes]
    given = pd.DataFrame({NAME: pd.Series(named, dtype=object), YEAR: years.astype(np.int64)})
    given = given.assign(**figures)
    rows = _with_reasons(_assessed(_at_prices(given, price_year), settings), view)
    origins = _origins(view) | {name: (text,) for name, text in stated.items() if text is not None}
    stages = origins.get("stage", ())
    if len(stages) == 1 and stages[0] != NOT_STATED:
        rows["stage"] = stages[0]
    return Subject(
        given,
        rows,
        tuple(labels),
        found,
        int(years.max() if found is None else rows.loc[rows[NAME] == found, YEAR].max()),
        price_year,
        owned,
        origins,
        lang,
    )


def _plain(column: Any) -> Any:
    """Give a column without the index of its table, numbers as they are."""
    return column.reset_index(drop=True) if isinstance(column, pd.Series) else pd.Series(column)


def _assessed(given: pd.DataFrame, settings: Mapping[str, Any]) -> pd.DataFrame:
    rows: pd.DataFrame = assess(given, key=NAME, reasons=True, **settings)
    floats = {
        name: pd.to_numeric(rows[name], errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
        for name in dict.fromkeys((*GIVEN, *DERIVED))
        if name in rows
    }
    return rows.assign(**{name: np.where(np.isfinite(v), v, np.nan) for name, v in floats.items()})


def _with_reasons(rows: pd.DataFrame, view: Panel) -> pd.DataFrame:
    """Say of what is missing in the panel's own columns why: what the panel says, or that it is."""
    told = {}
    for name in dict.fromkeys((*GIVEN, *DERIVED)):
        if name in rows and f"{name}_reason" not in rows:
            own = f"{view.own_name(name)}_reason" if view.has(name) else ""
            said = pd.Series(_MISSING, index=rows.index, dtype=object)
            if own in view.frame.names:
                column = pd.Series(np.asarray(view.frame.plain(own), dtype=object), rows.index)
                said = column.where(column.notna(), _MISSING)
            told[f"{name}_reason"] = said.where(rows[name].isna(), None)
    return rows.assign(**told)


def _at_prices(given: pd.DataFrame, price_year: int | None) -> pd.DataFrame:
    """Bring amounts to the prices of a year; shares are the same in any."""
    if price_year is None:
        return given
    moved = {
        name: np.asarray(deflate(given[name], given[YEAR], to=price_year))
        for name in _amounts_of(given)
    }
    return given.assign(**moved)


def _amounts_of(given: pd.DataFrame) -> list[str]:
    """Name the columns that hold reais."""
    return [
        str(name)
        for name in given.columns
        if name not in (NAME, YEAR, "population") and not str(name).endswith(("_pct", "_pp"))
    ]


def _labels(view: Panel, first: Any, wanted: Any, unnamed: str) -> tuple[list[str], str | None]:
    """Give each municipality its name, and find whom is asked for by name or code."""

    def texts(own: Hashable) -> list[str]:
        return [_text(each) for each in np.asarray(view.frame.plain(own), dtype=object)[first]]

    parts = {name: texts(own) for name, own in _naming(view).items()}
    shown = [name for name in parts if name not in ("uf", "code")]
    bare = [_joined(part) for part in zip(*(parts[name] for name in shown or parts), strict=True)]
    states = parts.get("uf", [])
    labels = bare
    if shown and len({state for state in states if state}) > 1:
        labels = [
            _joined((state, name)) if name else "" for state, name in zip(states, bare, strict=True)
        ]
    codes = parts.get("code", [])
    if not all(bare):
        # Who has no name is called by its code, or by what the panel is keyed by.
        keys = codes or [_joined(key) for key in zip(*map(texts, view.keys()), strict=True)]
        called = [key or f"{unnamed} {place + 1}" for place, key in enumerate(keys)]
        labels = [label or name for label, name in zip(labels, called, strict=True)]
    if codes:
        twice = {name for name in labels if labels.count(name) > 1} if _repeats(labels) else set()
        labels = [
            f"{name} ({code})" if name in twice else name
            for name, code in zip(labels, codes, strict=True)
        ]
    if wanted is None:
        return labels, None
    return labels, _found(_text(wanted), labels, bare, codes or [""] * len(labels))


def _naming(view: Panel) -> dict[str, Hashable]:
    """Name the columns that a municipality's name is made of."""
    keys = view.keys()
    ours = {view.own_name(name): name for name in ("code", "uf", "municipality") if view.has(name)}
    naming = {name: own for own, name in ours.items()}
    # A key of the caller's own is shown as it is, where there is no name.
    naming.update(
        {str(own): own for own in keys if own not in ours and "municipality" not in naming}
    )
    return naming


def _repeats(names: list[str]) -> bool:
    return len(set(names)) < len(names)


def _joined(parts: Iterable[str]) -> str:
    return "/".join(filter(None, parts))


def _text(value: Any) -> str:
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124  NaN alone differs
        return ""
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    return str(value)


def _found(wanted: str, labels: list[str], bare: list[str], codes: list[str]) -> str:
    if wanted in labels:
        return wanted
    by_name = [label for label, name in zip(labels, bare, strict=True) if name == wanted]
    by_code = [label for label, code in zip(labels, codes, strict=True) if _same(code, wanted)]
    matched = by_name or by_code
    if len(matched) == 1:
        return matched[0]
    if matched:
        shown = ", ".join(map(shortened, matched[:10]))
        raise SettingError(
            f"`municipality` is {shortened(wanted)!r}, and {len(matched)} are called so: {shown}; "
            "give one of these",
            argument="municipality",
            problem="not the only one of its name",
        )
    raise unknown("municipality", wanted, labels)


def _same(code: str, wanted: str) -> bool:
    """Say whether two codes are of one municipality; the seventh digit is a check digit."""
    if code == wanted:
        return True
    digits = {len(code), len(wanted)}
    return digits == set(_CODE_DIGITS) and code[:6] == wanted[:6] and wanted.isdigit()


def _origins(view: Panel) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in _ORIGINS:
        if name in view.frame.names:
            texts = pd.Series(np.asarray(view.frame.plain(name), dtype=object)).dropna()
            found[name] = tuple(dict.fromkeys(map(str, texts)))
    return found
