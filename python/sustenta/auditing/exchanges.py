"""Cells that stand in each other's places: one change that mends several rules at once."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from sustenta import _core
from sustenta.auditing.confrontation import Confrontation
from sustenta.errors import ColumnTypeError
from sustenta.registry import Lang, check_lang

__all__ = ["exchanges"]

_TEXT: Final = {
    "pt": {
        "cells": "{one} e {other} estão trocadas entre si",
        "columns": "{one} e {other} estão trocadas entre si",
        "rows": "as linhas {one} e {other} estão trocadas entre si em {columns}",
    },
    "en": {
        "cells": "{one} and {other} stand in each other's place",
        "columns": "{one} and {other} stand in each other's place",
        "rows": "the rows {one} and {other} stand in each other's place in {columns}",
    },
}


def exchanges(confrontation: Confrontation, *, lang: Lang | None = None) -> pd.DataFrame:
    """Find the exchanges of cells that mend confronted tables.

    Two cells that were exchanged are one slip, not two. A hypothesis is accepted only if every rule
    that it touches holds afterwards, all of them together, and at least two did not before. Tried
    are two cells of a column, two of a row, and several or all columns of two rows, among the cells
    that stand in a violated rule.

    Where more than 24 cells of a column, or rows of a table, stand in violated rules, only those
    next to each other are tried.

    Parameters
    ----------
    confrontation : Confrontation
        What :func:`sustenta.confront` gave. Its checks and claims take no part.
    lang : {"pt", "en"}, optional
        The language of ``text``; that of the confrontation otherwise.

    Returns
    -------
    pandas.DataFrame
        One row an exchange, those that mend the most rules first, and of those the ones that move
        the fewest cells: ``kind`` (``cells`` of a column, ``columns`` of a row, ``rows``),
        ``table``, ``rows`` (places from 0) and ``columns`` as tuples, ``cells``: pairs of
        addresses, ``settles``: how many rules hold after it that did not, their ids as ``rules``,
        ``remains``: how many violated rules it leaves, and ``text``.

    Raises
    ------
    ColumnTypeError
        Where `confrontation` is something else.

    Examples
    --------
    >>> import pandas as pd, sustenta as st
    >>> table = pd.DataFrame(
    ...     {"city": ["A", "B", "C"], "a": [1, 2, 3], "b": [10, 20, 30], "c": [22, 11, 33]}
    ... )
    >>> c = st.confront(table, st.Rules.parse(["c == a + b"]), key="city")
    >>> st.auditing.exchanges(c, lang="en")["text"].tolist()
    ["table.c[A] and table.c[B] stand in each other's place"]
    """
    if not isinstance(confrontation, Confrontation):
        raise ColumnTypeError(
            f"`confrontation` is {type(confrontation).__name__}; expected what "
            "st.confront(tables, rules) gives",
            argument="confrontation",
            found=type(confrontation).__name__,
        )
    texts = _TEXT[check_lang(confrontation.lang if lang is None else lang)]
    names = [rule.id for rule in confrontation._chosen]  # noqa: SLF001
    tables = [table.name for table in confrontation._tables]  # noqa: SLF001
    rows: list[dict[str, Any]] = []
    for kind, pairs, rules, remains in _core.exchanges(confrontation._core):  # noqa: SLF001
        places = [cell for pair in pairs for cell in pair]
        columns = tuple(dict.fromkeys(column for _, column, _, _ in places))
        cells = tuple((one[3], other[3]) for one, other in pairs)
        one, other = cells[0]
        if kind == "rows":
            one, other = (address[address.find("[") :] for address in (one, other))
        rows.append(
            {
                "kind": kind,
                "table": tables[places[0][0]],
                "rows": tuple(dict.fromkeys(row for _, _, row, _ in places)),
                "columns": columns,
                "cells": cells,
                "settles": len(rules),
                "rules": tuple(dict.fromkeys(names[rule] for rule in rules)),
                "remains": remains,
                "text": texts[kind].format(one=one, other=other, columns=", ".join(columns)),
            }
        )
    columns_of = ["kind", "table", "rows", "columns", "cells"]
    return pd.DataFrame(rows, columns=[*columns_of, "settles", "rules", "remains", "text"])
