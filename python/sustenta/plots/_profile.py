"""The chart of the profile: the classes of each municipality as a table of colours and words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta._names import unknown
from sustenta.plots._frames import table, units
from sustenta.plots._style import (
    BLUE,
    FEW,
    GREY,
    INK,
    canvas,
    finish,
    make_room,
    percent,
    shortened,
    size_of,
    width_of,
    wrapped,
    written,
)
from sustenta.registry import CLASSIFICATIONS, Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["profile"]

_COLUMNS: Final = (
    "execution_class",
    "tax_effort_class",
    "ec29_compliance_class",
    "ec29_trend_class",
)
#: What a study's recreation calls two of them.
_SHORT: Final = {"compliance_class": _COLUMNS[2], "trend_class": _COLUMNS[3]}
#: Face, letters and hatch of the classes, worst first, and of what has none; in grey as in colour,
#: worse is lighter.
_LOOKS: Final = {
    "worst": ("#FBE3D0", INK, "////"),
    "middle": ("#9CC4E0", INK, ""),
    "best": ("#00588C", "white", ""),
    "none": ("white", GREY, ""),
}
#: Up to so many municipalities each has a row with its name.
_NAMED: Final = 120
#: The most rows in one block, before a second stands beside the first.
_BLOCK: Final = 40
#: The smallest letters of a heading.
_LEAST: Final = 6.0

_TEXT: Final = {
    "pt": {
        "title": "Perfil dos municípios",
        "sorted": "em ordem de: {name}",
        "execution_class": "Execução",
        "tax_effort_class": "Esforço fiscal",
        "ec29_compliance_class": "EC 29",
        "ec29_trend_class": "Tend. EC 29",
        "none": "n.d.",
        "all": "{count} municípios; dentro de cada classe de {name}, as demais colunas somam os "
        "mesmos municípios",
        "thin": "; finas demais para um nome: {classes}",
        "rows": "Quadro de classes, um município por linha",
        "shares": "Quadro de classes com altura proporcional ao número de municípios",
        "alt": "{kind}. {title}, {sorted}. {count} municípios. {classes}.",
    },
    "en": {
        "title": "Profile of the municipalities",
        "sorted": "sorted by: {name}",
        "execution_class": "Execution",
        "tax_effort_class": "Tax effort",
        "ec29_compliance_class": "EC 29",
        "ec29_trend_class": "EC 29 trend",
        "none": "n.a.",
        "all": "{count} municipalities; within each class of {name} the other columns add up to "
        "the same municipalities",
        "thin": "; too thin for a name: {classes}",
        "rows": "Table of classes, a row a municipality",
        "shares": "Table of classes, their height in proportion to the number of municipalities",
        "alt": "{kind}. {title}, {sorted}. {count} municipalities. {classes}.",
    },
}


def profile(
    frame: Any,
    *,
    sort: str | None = None,
    names: Mapping[Any, str] | None = None,
    ax: Axes | None = None,
    lang: Lang = "pt",
) -> Axes:
    """Draw the four classes of each municipality, sorted by any of them.

    Up to 120 municipalities each has a row, in as many blocks as fit beside each other, with the
    class written in its cell where it fits (else its first letters). More are drawn as areas: their
    height is the number of municipalities, divided by the class that the chart is sorted by, and
    within it by each of the others.

    Parameters
    ----------
    frame : DataFrame
        As `sustenta.profile` gives it: the key (as a column or the index) and
        ``execution_class``, ``tax_effort_class``, ``ec29_compliance_class``, ``ec29_trend_class``;
        those that it lacks, or of which nothing is known, are left out.
    sort : str, optional
        The column to sort by, best class first; by default the first that is drawn. Its ties are
        sorted by the columns to its right. ``"municipality"`` sorts by name.
    names : mapping, optional
        From the key to the name that is written; by default the key, or the municipality's name
        where the frame has it.
    ax, lang
        As in `margins`.

    Returns
    -------
    matplotlib.axes.Axes
        Good classes are dark, middle ones light, bad ones pale and hatched; what has no class is
        white and says n.d.

    Raises
    ------
    MissingExtraError, ColumnMissingError, UnknownNameError
        As in `margins`; the second where no column of classes is there.

    Examples
    --------
    >>> import sustenta as st
    >>> classes = st.profile(st.examples.panel(16), st.examples.execution(16))
    >>> ax = st.plots.profile(classes, sort="ec29_trend_class")
    >>> st.plots.alt_text(ax)[:41]
    'Quadro de classes, um município por linha'
    """
    text = _TEXT[check_lang(lang)]
    given = table(frame, [], chart="profile", lang=lang)
    given = given.rename(
        columns={short: name for short, name in _SHORT.items() if name not in given}
    )
    found = [name for name in _COLUMNS if name in given.columns and given[name].notna().any()]
    if not found:
        given = table(given, list(_COLUMNS), chart="profile", lang=lang)
        found = list(_COLUMNS)
    sort = found[0] if sort is None else sort
    if sort not in (*found, "municipality"):
        raise unknown("column of classes", sort, [*found, "municipality"])
    who = units(given, names)
    shown = [who.names[code] for code in who.codes]
    codes = np.column_stack([_codes(given[name], name) for name in found])
    labels = [_labels(name, lang) for name in found]
    order = _order(codes, shown, found, sort)
    codes, shown = codes[order], [shown[place] for place in order]
    by = text["sorted"].format(name=text.get(sort, {"pt": "nome", "en": "name"}[lang]))
    heads = [text[name] for name in found]
    if len(shown) <= (_NAMED if ax is None else FEW):
        kind = "rows"
        ax = _cells(ax, codes, shown, heads, labels=labels, none=text["none"])
    else:
        kind = "shares"
        first = found.index(sort) if sort in found else 0
        ax = _areas(ax, codes, first, heads, labels, lang=lang)
    counted = [
        f"{head}: "
        + ", ".join(
            f"{[*label, text['none']][code]} {written(count, 0, lang)}"
            for code, count in _counts(column, len(label))
        )
        for head, label, column in zip(heads, labels, codes.T, strict=True)
    ]
    alt = text["alt"].format(
        kind=text[kind],
        title=text["title"],
        sorted=by,
        count=written(len(shown), 0, lang),
        classes=". ".join(counted),
    )
    return finish(ax, text["title"], by, alt, 30.0)


def _codes(column: pd.Series, name: str) -> NDArray[np.int64]:
    """Number the classes, 0 the worst, whatever language they came in; -1 where there is none."""
    entry = CLASSIFICATIONS[name.removesuffix("_class")]["classes"]
    places = {label: place for place, each in enumerate(entry) for label in each["label"].values()}
    found = column.astype(object).map(lambda value: places.get(value, -1))
    return found.fillna(-1).to_numpy(dtype=np.int64)


def _labels(name: str, lang: Lang) -> list[str]:
    classes = CLASSIFICATIONS[name.removesuffix("_class")]["classes"]
    return [str(each["label"][lang]) for each in classes]


def _order(
    codes: NDArray[np.int64], names: Sequence[str], found: Sequence[str], sort: str
) -> NDArray[np.intp]:
    """Sort by a column, then by those to its right, then to its left; names last."""
    by_name = np.argsort(np.argsort(np.array(names, dtype=object), kind="stable"), kind="stable")
    if sort == "municipality":
        return np.argsort(by_name, kind="stable")
    first = found.index(sort)
    columns = [*range(first, len(found)), *range(first)]
    keys = [-codes[:, place] for place in columns]
    return np.lexsort([by_name, *reversed(keys)])


def _counts(column: NDArray[np.int64], classes: int) -> list[tuple[int, int]]:
    """Count the classes, best first, those without one last; none that nobody has."""
    counts = [(code, int((column == code).sum())) for code in [*range(classes - 1, -1, -1), -1]]
    return [(code, count) for code, count in counts if count]


def _look(code: int, classes: int) -> tuple[str, str, str]:
    if code < 0:
        return _LOOKS["none"]
    if code == classes - 1:
        return _LOOKS["best"]
    return _LOOKS["worst" if code == 0 else "middle"]


def _box(ax: Axes, corner: tuple[float, float], width: float, height: float, look: Any) -> None:
    from matplotlib.patches import Rectangle

    (x, y), (face, _, hatch) = corner, look
    hollow = face == "white"
    gap = (0.8 * width / max(width, 1), 0.04 * min(height, 1))
    ax.add_patch(
        Rectangle(
            (x + gap[0], y + gap[1]),
            width - 2 * gap[0],
            height - 2 * gap[1],
            facecolor=face,
            edgecolor="#BBBBBB" if hollow else "#C98A5E",
            hatch=hatch,
            linewidth=0.6 if hollow else 0.0,
            zorder=1,
        )
    )


def _word(ax: Axes, spot: tuple[float, float], words: str, look: Any, letters: float) -> None:
    """Write in a cell; on a hatch the word has a plain ground of its own."""
    (x, y), (face, ink, hatch) = spot, look
    ground = {"facecolor": face, "edgecolor": "none", "pad": 1.0} if hatch else None
    ax.text(
        x, y, words, ha="center", va="center", fontsize=letters, color=ink, zorder=4, bbox=ground,
    )  # fmt: skip


def _cells(
    ax: Axes | None,
    codes: NDArray[np.int64],
    names: Sequence[str],
    heads: Sequence[str],
    *,
    labels: Sequence[Sequence[str]],
    none: str,
) -> Axes:
    """Draw a row a municipality, in blocks beside each other."""
    count = len(names)
    blocks = math.ceil(count / _BLOCK)
    rows = math.ceil(count / blocks)
    letters = 8.5 if blocks == 1 else 6.5
    size = (8.4 if blocks == 1 else 11.0, 1.45 + rows * (0.27 if blocks == 1 else 0.205))
    ax = canvas(ax, size, left=0.2, right=0.15, bottom=0.2, top=1.2)
    ax.set_axis_off()
    wide, high = size_of(ax)
    ax.set_xlim(0, wide)
    ax.set_ylim(rows, 0)
    block = wide / blocks
    named = min(max(width_of(name, letters) for name in names) + 8, 0.42 * block)
    cell = (block - named - 10) / len(heads)
    over = letters
    while over > _LEAST and max(width_of(_head(head), over) for head in heads) > cell - 1:
        over -= 0.25
    for start in range(blocks):
        left = start * block + named
        for place, head in enumerate(heads):
            broken = head if width_of(head, over) <= cell - 1 else _head(head)
            ax.text(
                left + (place + 0.5) * cell, -4 * rows / high, broken,
                ha="center", va="bottom", fontsize=over, color=GREY,
            )  # fmt: skip
    for number, name in enumerate(names):
        start, row = divmod(number, rows)
        left = start * block + named
        ax.text(
            left - 5, row + 0.5, shortened(name, named - 6, letters), ha="right", va="center",
            fontsize=letters, color=INK,
        )  # fmt: skip
        for place, label in enumerate(labels):
            code = int(codes[number, place])
            look = _look(code, len(label))
            x = left + place * cell
            _box(ax, (x, row), cell, 1, look)
            word = _fitting(label, code, none, cell - 2, letters)
            _word(ax, (x + cell / 2, row + 0.5), word, look, letters)
    return ax


def _head(head: str) -> str:
    """Break a heading in two."""
    return head.replace(" ", "\n", 1)


def _fitting(labels: Sequence[str], code: int, none: str, room: float, letters: float) -> str:
    """Give the word of a class, or as many of its letters as fit and tell it from the others."""
    if code < 0:
        return none
    word = labels[code]
    if width_of(word, letters) <= room:
        return word
    for kept in range(len(word) - 1, 1, -1):
        if width_of(f"{word[:kept]}.", letters) <= room:
            return f"{word[:kept]}."
    return word[:1]


def _areas(
    ax: Axes | None,
    codes: NDArray[np.int64],
    first: int,
    heads: Sequence[str],
    labels: Sequence[Sequence[str]],
    *,
    lang: Lang,
) -> Axes:
    """Draw areas: the bands of the class sorted by, and in each what the other classes are."""
    text = _TEXT[lang]
    ax = canvas(ax, (8.4, 7.4), left=0.3, right=0.15, bottom=0.6, top=1.1)
    ax.set_axis_off()
    wide, high = size_of(ax)
    total = len(codes)
    order = [first, *(place for place in range(len(heads)) if place != first)]
    bands = _counts(codes[:, first], len(labels[first]))
    apart = 0.018 * total if len(bands) > 1 else 0.0
    ax.set_ylim(total + apart * (len(bands) - 1), 0)
    ax.set_xlim(0, wide)
    cell = wide / len(heads)
    line = 11.0 * (total + apart * (len(bands) - 1)) / high
    top = 0.0
    for column, place in enumerate(order):
        ax.text(
            (column + 0.5) * cell, -0.5 * line, heads[place], ha="center", va="bottom", fontsize=9,
            color=INK if column else BLUE, weight="normal" if column else "bold",
        )  # fmt: skip
    for band, height in bands:
        inside = codes[codes[:, first] == band]
        for column, place in enumerate(order):
            at = top
            for code, count in _counts(inside[:, place], len(labels[place])):
                look = _look(code, len(labels[place]))
                _box(ax, (column * cell + 1, at), cell - 4, count, look)
                word = labels[place][code] if code >= 0 else text["none"]
                share = percent(100 * count / (total if not column else height), lang)
                full = f"{word}: {written(count, 0, lang)} ({share})"
                if count >= line:
                    words = full if width_of(full, 8) <= cell - 10 else f"{word}: {share}"
                    _word(ax, ((column + 0.5) * cell, at + count / 2), words, look, 8.0)
                at += count
        top += height + apart
    note = text["all"].format(count=written(total, 0, lang), name=heads[first])
    named = [*labels[first], text["none"]]
    thin = [f"{named[band]} {written(count, 0, lang)}" for band, count in bands if count < line]
    if thin:
        note += text["thin"].format(classes=", ".join(thin))
    note = wrapped(note, wide, 8.5)
    make_room(ax, under=12 + 8.5 * 1.25 * (note.count("\n") + 1))
    ax.annotate(
        note, (0.0, 0.0), xycoords="axes fraction", xytext=(0, -8), textcoords="offset points",
        va="top", fontsize=8.5, color=GREY, annotation_clip=False,
    )  # fmt: skip
    return ax
