"""The sums of declared accounts: functions of their sub-functions, totals of their functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from sustenta.sources._record import TOTAL_CHECK, tidy

if TYPE_CHECKING:
    import pandas as pd

    from sustenta.sources._content import Content

__all__ = ["check_sums"]

#: Half a centavo for each figure of a sum.
_CENT: Final = 0.005
_FUNCTION_LENGTH: Final = 2

#: From an item to its row and figure.
Items = dict[str, tuple[int, float]]


def check_sums(content: Content, frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Hold functions against their sub-functions, and totals against their functions."""
    reports: list[pd.DataFrame] = []
    items_of_all = set(frame["item"].dropna())
    if "total" not in items_of_all and not any("." in item for item in items_of_all):
        return reports  # no whole stands beside its parts
    for (*_, group), items in _declared(frame):
        functions = [item for item in items if len(item) == _FUNCTION_LENGTH]
        wholes: dict[str, list[str]] = {item: [] for item in functions}
        for item in items:
            if "." in item and item.partition(".")[0] in wholes:
                wholes[item.partition(".")[0]].append(item)
        if "total" in items:
            wholes["total"] = functions
        for whole, parts in wholes.items():
            row, printed = items[whole]
            total = sum(items[one][1] for one in parts)
            if parts and abs(total - printed) > _CENT * (len(parts) + 1):
                words = f"{group}: the parts of {whole} add up to {total:.2f}, not to {printed:.2f}"
                reports.append(_report(content, frame.loc[row], words))
    return reports


def _declared(frame: pd.DataFrame) -> Iterator[tuple[tuple[Any, ...], Items]]:
    """Give the items of each municipality, year and column of the file."""
    own = frame[frame["item"].notna() & frame["note"].isna() & frame["value"].notna()]
    names = ["code", "year", "period", "group", "item", "value"]
    declared: dict[tuple[Any, ...], Items] = defaultdict(dict)
    inner = set()
    cells = (own[name].astype(object).tolist() for name in names)
    for row, *place, item, value in zip(own.index, *cells, strict=True):
        key = tuple(map(str, place))
        if item == "intra":
            # Below the line of what happens within the government, the functions begin anew.
            inner.add(key)
        elif key not in inner:
            declared[key][item] = (row, value)
    yield from declared.items()


def _report(content: Content, row: Any, words: str) -> pd.DataFrame:
    names = ("code", "municipality", "uf", "year", "period", "stage", "account", "printed", "line")
    columns = {name: row[name] for name in names}
    return tidy({**columns, "note": TOTAL_CHECK, "detail": words}, content=content, rows=1)
