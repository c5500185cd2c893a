"""A table of a frame: which columns, what heads them, what is missing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from sustenta._names import check_named, lacking
from sustenta._tabular import TABLES, as_pandas
from sustenta.errors import SettingError
from sustenta.registry import Lang, check_lang
from sustenta.tables._cells import Cells, Look, cells_of
from sustenta.tables._headings import heading, scenario_of
from sustenta.tables._model import Table
from sustenta.tables._names import SCENARIOS
from sustenta.tables._parts import Column, Negative

__all__ = ["table"]

Spanners = Mapping[str, "Sequence[Hashable] | Spanners"]

#: The columns that name the rows, where they come first.
_STUB: Final = frozenset(
    {"source", "code", "uf", "municipality", "year", "group", "row", "indicator", "rule", "table"}
)
#: What stands for a missing cell, and what it means (IBGE, Normas de apresentação tabular).
_MISSING: Final = "..."
_MEANS: Final = {"pt": "... dado não disponível.", "en": "... not available."}
_MOST_DECIMALS: Final = 28
_EXPECTED: Final = (
    f"{TABLES}; of a result, take its frame, such as `projection.frame` or `audit.cells`"
)


def table(
    frame: Any,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    columns: Sequence[Hashable] | None = None,
    spanners: Spanners | None = None,
    labels: Mapping[Hashable, str] | None = None,
    groups: Hashable | None = None,
    notes: str | Iterable[str] = (),
    source: str | None = None,
    decimals: int | Mapping[Hashable, int] | None = None,
    negative: Negative = "minus",
    missing: str | None = None,
    index: bool | None = None,
    lang: Lang = "pt",
) -> Table:
    """Make a table to be read of a frame.

    Columns that the package knows are headed by their names in print, with their units; its
    classes, reasons and verdicts are said in the language of the table. Neighbouring columns of the
    two scenarios stand under their scenario, and the levels of columns that have several become
    spanners.

    Parameters
    ----------
    frame : DataFrame or Series
        Of pandas; or a DataFrame of polars, or a Table of pyarrow.
    title, subtitle : str, optional
        What stands above it.
    columns : sequence, optional
        Which columns to show, in this order; by default all.
    spanners : mapping, optional
        From a spanner's text to the columns below it, which must be neighbours; or to a mapping of
        the same kind, for spanners over spanners. By default, those of the scenarios; an empty
        mapping is for none.
    labels : mapping, optional
        What heads columns, by their names.
    groups : column, optional
        A column whose texts become headings over their rows, which must stand together.
    notes : str or iterable of str
        What stands below it.
    source : str, optional
        Where the figures come from: the first line below it.
    decimals : int or mapping, optional
        How many decimals numbers show; of some columns, by their names. By default 2 for amounts
        and shares, none for counts, years and codes.
    negative : {"minus", "parentheses"}
        How negative numbers are marked.
    missing : str, optional
        What stands for a missing cell; by default ``...``, which a note explains.
    index : bool, optional
        Whether to show the index; by default where it has names, or texts.
    lang : {"pt", "en"}
        The language of labels, notes and numbers.

    Returns
    -------
    Table

    Raises
    ------
    ColumnMissingError
        For a column that the frame lacks; it suggests the closest one.
    ColumnTypeError
        For what is no frame.
    SettingError
        For spanners over columns that are no neighbours, rows of a group that stand apart, or
        decimals, notes, labels or columns that are none.
    DomainError
        For an infinite number.
    UnknownNameError
        For another language or mark of negatives.

    Examples
    --------
    >>> import sustenta as st
    >>> assessed = st.assess(st.studies.proesf2006.panel())
    >>> shown = ["municipality", "year", "dpspc_15", "megpc_15"]
    >>> st.tables.table(assessed[:3], columns=shown, negative="parentheses", title="Margens")
    Margens (3 linhas × 4 colunas)
    municipality  year  dpspc_15  megpc_15
    A             2002     82,08     12,28
    A             2003     88,78      4,91
    A             2004       ...       ...
    """
    lang = check_lang(lang)
    check_named("mark of negative numbers", negative, ["minus", "parentheses"])
    _check_kinds(columns, labels, spanners)
    every, stub = _opened(frame, index=index)
    names: list[Hashable] = list(every.columns)
    labels, digits = dict(labels or {}), _digits(decimals, names)
    _check_known("labels", labels, names)
    look = Look(lang, negative, _MISSING if missing is None else missing)
    headings: tuple[str, ...] = ()
    shown = list(range(len(names)))
    if columns is not None:
        _check_known("columns", columns, names)
        shown = [names.index(name) for name in _unique(columns)]
    if groups is not None:
        _check_known("groups", [groups], names)
        headings = _grouped(_series(every, names.index(groups)), groups, look)
        shown = [place for place in shown if names[place] != groups]
    paths = _paths([names[place] for place in shown], spanners, lang, set(labels))
    made, gaps, leading = [], False, True
    for place, path in zip(shown, paths, strict=True):
        name = names[place]
        leading = leading and (place < stub or str(name) in _STUB)
        column, cells = _column(
            _series(every, place),
            name,
            path=path,
            label=labels.get(name),
            look=replace(look, decimals=digits.get(name)),
            heads=leading,
        )
        made.append(column)
        gaps = gaps or cells.gaps
    said = _notes(notes)
    if gaps and missing is None:
        said.append(_MEANS[lang])
    return Table(
        columns=tuple(made),
        title=title or "",
        subtitle=subtitle or "",
        notes=tuple(said),
        source=source or "",
        lang=lang,
        groups=headings,
    )


def _check_kinds(columns: object, labels: object, spanners: object) -> None:
    """Refuse what is no list of columns, and no mapping where one is asked for."""
    wanted = {
        "columns": (columns, Iterable, "names of columns, in their order"),
        "labels": (labels, Mapping, "a mapping from columns to what heads them"),
        "spanners": (spanners, Mapping, "a mapping from a text to the columns below it"),
    }
    for argument, (given, kind, expected) in wanted.items():
        if given is not None and not isinstance(given, kind):
            raise SettingError(
                f"`{argument}` is {given!r}; expected {expected}",
                argument=argument,
                problem=f"not {expected}",
            )


def _notes(notes: object) -> list[str]:
    """Give what stands below a table, line by line; refuse what are no texts."""
    if isinstance(notes, str):
        return [notes]
    if isinstance(notes, Iterable):
        return list(notes)
    raise SettingError(
        f"`notes` is {notes!r}; expected a text, or several",
        argument="notes",
        problem="not a text",
    )


def _column(
    column: pd.Series[Any],
    name: Hashable,
    *,
    path: tuple[str, ...],
    label: str | None,
    look: Look,
    heads: bool,
) -> tuple[Column, Cells]:
    last = name[-1] if isinstance(name, tuple) else name
    known = heading("" if last is None else str(last), look.lang)
    scenario = scenario_of(str(last))
    if scenario is not None and path:
        # Its spanner says which scenario it is of.
        known = heading(scenario[0], look.lang)
    cells = cells_of(column, str(last), known.unit, look)
    return (
        Column(
            name=str(name),
            label=known.with_unit(look.lang) if label is None else label,
            texts=tuple(cells.texts),
            values=tuple(cells.values),
            spanners=path,
            align="right" if cells.numbers and not (heads and cells.plain) else "left",
            plain=cells.plain,
            negative=look.negative,
            heads_rows=heads,
        ),
        cells,
    )


def _opened(frame: Any, *, index: bool | None) -> tuple[pd.DataFrame, int]:
    """Give the frame as pandas', its index among the columns, and how many of those it makes."""
    if isinstance(frame, pd.Series):
        frame = frame.to_frame()
    else:
        frame = as_pandas(frame, "frame", _EXPECTED)
    levels = frame.index
    named = any(name is not None for name in levels.names)
    if index is None:
        index = named or levels.nlevels > 1 or levels.inferred_type in {"string", "mixed"}
    if not index:
        return frame.set_axis(range(len(frame))), 0
    parts = [pd.Series(levels.get_level_values(n)) for n in range(levels.nlevels)]
    keys = [
        name if name is not None else ("" if levels.nlevels == 1 else f"level_{n}")
        for n, name in enumerate(levels.names)
    ]
    flat = pd.concat([*parts, frame.set_axis(range(len(frame)))], axis=1)
    flat.columns = pd.Index([*keys, *frame.columns], tupleize_cols=False)
    return flat, len(keys)


def _paths(
    names: list[Hashable], spanners: Spanners | None, lang: Lang, labelled: set[Hashable]
) -> list[tuple[str, ...]]:
    """Give the spanners of each column, from the top down."""
    own = [
        tuple(str(level) for level in name[:-1]) if isinstance(name, tuple) else ()
        for name in names
    ]
    if spanners is None:
        for place, name in enumerate(names):
            scenario = scenario_of(str(name))
            if scenario is not None and name not in labelled:
                own[place] = (SCENARIOS[scenario[1]][lang],)
        return own
    given: dict[int, tuple[str, ...]] = {}
    _collect(spanners, (), names, given)
    return [(*given.get(place, ()), *path) for place, path in enumerate(own)]


def _collect(
    spanners: Spanners,
    above: tuple[str, ...],
    names: list[Hashable],
    given: dict[int, tuple[str, ...]],
) -> list[int]:
    """Say which spanners each column stands under; refuse those over columns that stand apart."""
    every: list[int] = []
    for text, below in spanners.items():
        path = (*above, str(text))
        if isinstance(below, Mapping):
            places = _collect(below, path, names, given)
        else:
            lone = isinstance(below, str) or not isinstance(below, Iterable)
            wanted = [below] if lone else list(below)
            _check_known("spanners", wanted, names)
            places = [place for place, name in enumerate(names) if name in wanted]
            twice = [place for place in places if place in given]
            if twice:
                raise SettingError(
                    f"`spanners` puts {names[twice[0]]!r} under {given[twice[0]][-1]!r} and under "
                    f"{text!r}; expected each column under one",
                    argument="spanners",
                    problem="a column under two spanners",
                )
            given.update(dict.fromkeys(places, path))
        places.sort()
        if places and places[-1] - places[0] >= len(places):
            raise SettingError(
                f"`spanners` puts {text!r} over columns that are no neighbours: "
                f"{', '.join(str(names[place]) for place in places)}; give `columns` in the order "
                "in which they are to stand",
                argument="spanners",
                problem="columns that are no neighbours",
            )
        every += places
    return every


def _grouped(column: pd.Series[Any], name: Hashable, look: Look) -> tuple[str, ...]:
    """Give each row's heading; refuse one that comes again after another."""
    texts = cells_of(column, str(name), "", look).texts
    seen: set[str] = set()
    for row, text in enumerate(texts):
        if row and text != texts[row - 1] and text in seen:
            raise SettingError(
                f"the rows of group {text!r} stand apart (row {row} is one); sort the frame by "
                f"{name!r} first",
                argument="groups",
                problem="rows of a group that stand apart",
            )
        seen.add(text)
    return tuple(texts)


def _check_known(argument: str, wanted: Iterable[Hashable], names: list[Hashable]) -> None:
    gone = [name for name in wanted if name not in names]
    if gone:
        raise lacking(
            f"`{argument}` names {', '.join(map(repr, gone))}, which the frame lacks",
            [str(name) for name in gone],
            names,
        )


def _digits(decimals: object, names: list[Hashable]) -> dict[Hashable, int | None]:
    """Give the decimals that were asked for by column; refuse what are none."""
    if isinstance(decimals, Mapping):
        _check_known("decimals", decimals, names)
        digits = dict(decimals)
    else:
        digits = dict.fromkeys(names, decimals)
    for number in digits.values():
        whole = isinstance(number, int) and not isinstance(number, bool)
        if number is not None and not (whole and 0 <= number <= _MOST_DECIMALS):
            raise SettingError(
                f"`decimals` is {number!r}; expected a whole number from 0 to {_MOST_DECIMALS}, or "
                "a mapping from columns to such numbers",
                argument="decimals",
                problem=f"not a whole number from 0 to {_MOST_DECIMALS}",
            )
    return digits


def _series(frame: pd.DataFrame, place: int) -> pd.Series[Any]:
    """Give a column by its place: names may repeat."""
    column: pd.Series[Any] = frame.iloc[:, place]
    return column


def _unique(columns: Sequence[Hashable]) -> list[Hashable]:
    twice = [name for place, name in enumerate(columns) if name in list(columns)[:place]]
    if twice:
        raise SettingError(
            f"`columns` names {twice[0]!r} more than once; expected each column once",
            argument="columns",
            problem="a column more than once",
        )
    return list(columns)
