"""The audit on the table itself: the printed page, its wrong cells marked, what they should say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta._names import lacking, unknown
from sustenta.plots._frames import one_line
from sustenta.plots._frames import table as as_table
from sustenta.plots._style import (
    BLUE,
    FAINT,
    GREY,
    INK,
    SAND,
    VERMILION,
    canvas,
    finish,
    shortened,
    size_of,
    width_of,
    wrapped,
    written,
)
from sustenta.registry import INDICATORS, QUANTITIES, Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

__all__ = ["findings"]

#: The most rows of a page; beyond, those with findings alone.
_PAGE: Final = 40
#: The widest page, in inches.
_WIDE: Final = 11.0
_NEEDED: Final = ("table", "column", "printed", "suggested", "certainty", "severity")
#: The certainties, the surest first, and their marks.
_MARKS: Final = {"certain": "●", "likely": "◐", "ambiguous": "○", "contradiction": "×"}
_STATES: Final = "error", "rounding"

_TEXT: Final = {
    "pt": {
        "title": "Auditoria da tabela",
        "certain": "certa",
        "likely": "provável",
        "ambiguous": "ambígua",
        "contradiction": "em contradição",
        "error": "moldura cheia: erro",
        "rounding": "tracejada: arredondamento",
        "legend": "impresso → sugerido;",
        "rows": "Só as linhas com achados: {shown} de {all}",
        "more": "; outras {more} com achados não couberam",
        "columns": "; colunas sem achados omitidas: {count}",
        "none": "Nenhuma célula em questão.",
        "alt": "Tabela como impressa, com {count} células marcadas ({kinds}). {cells}",
        "cell": "{where}, {column}: {printed} → {suggested}, {certainty}.",
        "further": " E mais {more}.",
    },
    "en": {
        "title": "Audit of the table",
        "certain": "certain",
        "likely": "likely",
        "ambiguous": "ambiguous",
        "contradiction": "in contradiction",
        "error": "solid frame: error",
        "rounding": "dashed: rounding",
        "legend": "printed → suggested;",
        "rows": "Only the rows with findings: {shown} of {all}",
        "more": "; {more} more with findings found no room",
        "columns": "; columns without findings left out: {count}",
        "none": "No cell in question.",
        "alt": "Table as printed, with {count} cells marked ({kinds}). {cells}",
        "cell": "{where}, {column}: {printed} → {suggested}, {certainty}.",
        "further": " And {more} more.",
    },
}


#: Names of the key's columns; amounts, shares and indicators have theirs in the catalogue.
_OURS: Final = {
    "municipality": {"pt": "município", "en": "municipality"},
    "code": {"pt": "código", "en": "code"},
    "uf": {"pt": "UF", "en": "State"},
    "year": {"pt": "ano", "en": "year"},
}


@dataclass(slots=True)
class _Mark:
    suggested: str
    certainty: str
    severity: str


def findings(
    table: Any,
    found: Any,
    *,
    name: str | None = None,
    columns: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw a table as it is printed, with the cells that the audit doubts and what they should say.

    A doubted cell has a frame, its printed figure, an arrow to the suggestion and a mark for how
    sure that is. Up to 40 rows the whole page is drawn; of a longer one the rows with findings, and
    the chart says how many it leaves out. A page that is too wide loses columns without findings.

    Parameters
    ----------
    table : DataFrame
        The table that was audited; texts are drawn as printed.
    found : Found or DataFrame
        What `sustenta.locate` gives, or its ``cells``: ``table``, the key, ``column``,
        ``printed``, ``suggested``, ``certainty`` and ``severity``. The columns between ``table``
        and ``column`` are the key; ``row`` counts rows from 0 where the table has none.
    name : str, optional
        Which table, where the findings are of several.
    columns : mapping, optional
        From the table's columns to the headings that are written.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    MissingExtraError, ColumnMissingError
        As in `margins`.
    UnknownNameError
        For a name that no finding has, or for none where there are several.

    Examples
    --------
    >>> import pandas as pd
    >>> import sustenta as st
    >>> page = pd.DataFrame({"a": ["1", "1"], "b": ["2", "2"], "c": ["3", "50"]})
    >>> cells = pd.DataFrame(
    ...     {
    ...         "table": ["t"],
    ...         "row": [1],
    ...         "column": ["c"],
    ...         "printed": ["50"],
    ...         "suggested": ["3"],
    ...         "certainty": ["certain"],
    ...         "severity": ["error"],
    ...     }
    ... )
    >>> st.plots.alt_text(st.plots.findings(page, cells))
    'Tabela como impressa, com 1 célula marcada (certa: 1). 1, c: 50 → 3, certa.'
    """
    text = _TEXT[check_lang(lang)]
    page = as_table(table, [], chart="findings", keyed=False).reset_index(drop=True)
    cells = _cells(getattr(found, "cells", found), name)
    marks, words = _marked(page, cells, lang, columns or {})
    rows, note = _rows(page, marks, lang)
    shown = [str(column) for column in page.columns]
    heads = [(columns or {}).get(column, _name(column, lang)) for column in shown]
    texts = [[_printed(page.iloc[row, place], lang) for place in range(len(shown))] for row in rows]
    for line, row in enumerate(rows):
        for place, column in enumerate(shown):
            if (row, column) in marks:
                mark = marks[row, column]
                texts[line][place] += f" → {mark.suggested} {_MARKS[mark.certainty]}"
    keys = [column for column in _keys(cells) if column in shown]
    kept, letters = _fitting(
        texts, heads, shown, keys, marked={column for _, column in marks}, ax=ax
    )
    if len(kept) < len(shown):
        note += text["columns"].format(count=len(shown) - len(kept))
    note = note.lstrip("; ")
    ax = _page(ax, rows, [shown[place] for place in kept], letters=letters, note=note, text=text,
               texts=[[line[place] for place in kept] for line in texts],
               heads=[heads[place] for place in kept], marks=marks)  # fmt: skip
    title = text["title"] + (f": {cells['table'].iloc[0]}" if len(cells) else "")
    return finish(ax, title, "", words, 10.0)


def _name(column: str, lang: Lang) -> str:
    """Give the heading of a column that is ours in the chart's language; others keep their own."""
    if column in _OURS:
        return _OURS[column][lang]
    if column in INDICATORS:
        return str(INDICATORS[column]["name"][lang])
    if column not in QUANTITIES:
        return column
    # What it consists of, and its symbol, have no room in a heading.
    return re.split(r" \(|: ", str(QUANTITIES[column]["label"][lang]), maxsplit=1)[0]


def _keys(cells: pd.DataFrame) -> list[str]:
    names = [str(column) for column in cells.columns]
    return names[names.index("table") + 1 : names.index("column")]


def _cells(found: Any, name: str | None) -> pd.DataFrame:
    cells = as_table(found, list(_NEEDED), chart="findings", keyed=False)
    if not _keys(cells):
        raise lacking(
            "`found` lacks the key: its columns between `table` and `column` say which row",
            ["row"],
            list(cells.columns),
        )
    names = [str(each) for each in pd.unique(cells["table"])]
    if name is None and len(names) > 1:
        raise unknown("table (several have findings: name one)", "", names)
    if name is not None:
        if name not in names and len(cells):
            raise unknown("table with findings", name, names)
        cells = cells[cells["table"].astype(str) == name]
    return cells


def _marked(
    page: pd.DataFrame, cells: pd.DataFrame, lang: Lang, columns: Mapping[str, str]
) -> tuple[dict[tuple[int, str], _Mark], str]:
    """Find the row of each finding; say all of it in words."""
    text = _TEXT[lang]
    keys = _keys(cells)
    there = [key for key in keys if key in page.columns]
    places: dict[tuple[str, ...], int] = {}
    if there:
        for row, key in enumerate(page[there].astype(str).itertuples(index=False)):
            places.setdefault(tuple(key), row)
    marks: dict[tuple[int, str], _Mark] = {}
    said = []
    counts: dict[str, int] = {}
    for cell in cells.to_dict("records"):
        column = str(cell["column"])
        where = tuple(str(cell[key]) for key in there or keys)
        row = places.get(where, -1) if there else int(cell[keys[0]])
        if column not in page.columns or not 0 <= row < len(page):
            raise unknown("cell of the table", f"{'/'.join(where)}, {column}", list(page.columns))
        suggested = cell["suggested"]
        known = suggested is not None and suggested == suggested  # noqa: PLR0124
        certainty, severity = str(cell["certainty"]), str(cell["severity"])
        mark = _Mark(one_line(suggested) if known else "?", certainty, severity)
        marks[row, column] = mark
        counts[certainty] = counts.get(certainty, 0) + 1
        said.append(
            text["cell"].format(
                where="/".join(where),
                column=columns.get(column, _name(column, lang)),
                printed=cell["printed"],
                suggested=mark.suggested,
                certainty=text[certainty],
            )
        )
    if not said:
        return marks, text["none"]
    kinds = ", ".join(f"{text[kind]}: {counts[kind]}" for kind in _MARKS if kind in counts)
    words = " ".join(said[:20])
    if len(said) > 20:  # noqa: PLR2004
        words += text["further"].format(more=len(said) - 20)
    return marks, text["alt"].format(count=len(said), kinds=kinds, cells=words)


def _rows(
    page: pd.DataFrame, marks: dict[tuple[int, str], _Mark], lang: Lang
) -> tuple[list[int], str]:
    """Say which rows are drawn, and what is left out."""
    if len(page) <= _PAGE:
        return list(range(len(page))), ""
    text = _TEXT[lang]
    marked = sorted({row for row, _ in marks})
    rows = marked[:_PAGE] if marked else list(range(_PAGE))
    note = text["rows"].format(shown=written(len(rows), 0, lang), all=written(len(page), 0, lang))
    if len(marked) > len(rows):
        note += text["more"].format(more=written(len(marked) - len(rows), 0, lang))
    return rows, note


def _printed(value: Any, lang: Lang) -> str:
    """Write a cell: texts as they are, numbers with the decimals that they print."""
    if value is None or value != value:  # noqa: PLR0124
        return ""
    if isinstance(value, (bool, str)) or not isinstance(value, (int, float, np.number)):
        return one_line(value)
    if isinstance(value, (int, np.integer)):
        return str(value)
    _, _, decimals = f"{float(value):.10f}".rstrip("0").partition(".")
    return written(float(value), len(decimals), lang)


def _fitting(
    texts: Sequence[Sequence[str]],
    heads: Sequence[str],
    shown: Sequence[str],
    keys: Sequence[str],
    *,
    marked: set[str],
    ax: Axes | None,
) -> tuple[list[int], float]:
    """Say which columns are drawn, and how large the letters are: as large as fits the page."""
    room = (_WIDE - 0.3) * 72 if ax is None else size_of(ax)[0]
    kept = list(range(len(shown)))
    for letters in (8.5, 7.5, 6.5):
        widths = _widths(texts, heads, letters)
        if sum(widths) <= room:
            return kept, letters
    widths = _widths(texts, heads, 6.5)
    needed = {place for place in kept if shown[place] in marked or shown[place] in keys} or {0}
    left = room - sum(widths[place] for place in needed)
    for place in kept:
        if place not in needed and widths[place] <= left:
            needed.add(place)
            left -= widths[place]
    return sorted(needed), 6.5


def _widths(texts: Sequence[Sequence[str]], heads: Sequence[str], letters: float) -> list[float]:
    found = []
    for place, head in enumerate(heads):
        widest = max((line[place] for line in texts), key=len, default="")
        longest = sorted((line[place] for line in texts), key=len)[-5:]
        body = max((width_of(each, letters) for each in [widest, *longest] if each), default=0.0)
        halves = _broken(head)
        found.append(max(body, min(width_of(halves, letters), 90.0)) + 14.0)
    return found


def _broken(head: str) -> str:
    """Break a heading in two near its middle."""
    marks = [place for place, sign in enumerate(head) if sign in " _"]
    if not marks or len(head) < 9:  # noqa: PLR2004
        return head
    middle = min(marks, key=lambda place: abs(place - len(head) / 2))
    cut = middle + (head[middle] == "_")
    return f"{head[:cut]}\n{head[cut:].lstrip()}"


def _page(
    ax: Axes | None,
    rows: Sequence[int],
    shown: Sequence[str],
    *,
    texts: Sequence[Sequence[str]],
    heads: Sequence[str],
    marks: dict[tuple[int, str], _Mark],
    letters: float,
    note: str,
    text: dict[str, str],
) -> Axes:
    from matplotlib.patches import Rectangle

    widths = _widths(texts, heads, letters)
    row = letters * 1.9
    size = (
        max(min(sum(widths) / 72 + 0.3, _WIDE), 5.6),
        (row * (len(rows) + 2.4)) / 72 + 0.55 + 0.8,
    )
    ax = canvas(ax, size, left=0.15, right=0.15, bottom=0.8, top=0.55)
    ax.set_axis_off()
    wide, _ = size_of(ax)
    ax.set_xlim(0, wide)
    ax.set_ylim(len(rows), -2.4)
    stretch = wide / sum(widths)
    lefts = np.cumsum([0.0, *widths]) * stretch
    numeric = [_figures([line[place] for line in texts]) for place in range(len(heads))]
    for place, head in enumerate(heads):
        broken = "\n".join(
            shortened(line, widths[place] * stretch - 6, letters)
            for line in _broken(head).split("\n")
        )
        x, side = _side(lefts, place, right=numeric[place])
        ax.text(x, -0.25, broken, ha=side, va="bottom", fontsize=letters, color=GREY)
    ax.plot([0, wide], [-0.05, -0.05], color=INK, linewidth=1.0)
    for line, number in enumerate(rows):
        ax.plot([0, wide], [line + 1, line + 1], color=FAINT, linewidth=0.6, zorder=0)
        for place, column in enumerate(shown):
            mark = marks.get((number, column))
            x, side = _side(lefts, place, right=numeric[place])
            if mark is not None:
                ax.add_patch(
                    Rectangle(
                        (lefts[place] + 2, line + 0.08), widths[place] * stretch - 4, 0.84,
                        facecolor=SAND, edgecolor=VERMILION, linewidth=1.3, zorder=1,
                        linestyle="-" if mark.severity == _STATES[0] else (0, (3, 2)),
                    )
                )  # fmt: skip
            ax.text(
                x, line + 0.5, texts[line][place], ha=side, va="center", fontsize=letters,
                color=INK, zorder=3,
            )  # fmt: skip
    seen = [kind for kind in _MARKS if any(mark.certainty == kind for mark in marks.values())]
    legend = f"{text['legend']} " + ", ".join(f"{_MARKS[kind]} {text[kind]}" for kind in seen)
    legend += "; " + ", ".join(text[state] for state in _STATES)
    words = wrapped(legend if marks else text["none"], wide - 8, 8)
    ax.annotate(
        words + (f"\n{note}" if note else ""), (0.0, 0.0), xycoords="axes fraction",
        xytext=(2, -8), textcoords="offset points", va="top", fontsize=8, color=BLUE,
        annotation_clip=False,
    )  # fmt: skip
    return ax


def _figures(texts: Sequence[str]) -> bool:
    """Whether a column is of figures: they stand at the right."""
    filled = [each for each in texts if each]
    figures = sum(not any(sign.isalpha() for sign in each.replace("R$", "")) for each in filled)
    return 2 * figures > len(filled)


def _side(lefts: Any, place: int, *, right: bool) -> tuple[float, Any]:
    if right:
        return float(lefts[place + 1]) - 6, "right"
    return float(lefts[place]) + 6, "left"
