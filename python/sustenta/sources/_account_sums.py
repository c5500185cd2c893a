"""The sums of declared accounts: functions of their sub-functions, totals of their functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sustenta.sources._record import TOTAL_CHECK, tidy

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

    from sustenta.sources._content import Content

__all__ = ["check_sums"]

#: Half a centavo for each figure of a sum.
_CENT: Final = 0.005
_FUNCTION_LENGTH: Final = 2


def check_sums(content: Content, frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Hold functions against their sub-functions, and totals against their functions."""
    own = frame[frame["item"].notna() & frame["note"].isna() & frame["value"].notna()]
    reports = []
    # Below the line of what happens within the government, the functions begin anew.
    inner = own["item"].eq("intra").groupby([own["code"], own["year"], own["group"]]).cumsum()
    own = own[inner == 0]
    for keys, part in own.groupby(["code", "year", "group"], sort=False, dropna=False):
        items = dict(zip(part["item"], part["value"], strict=True))
        functions = [item for item in items if len(item) == _FUNCTION_LENGTH]
        wholes = {item: [sub for sub in items if sub.startswith(f"{item}.")] for item in functions}
        if "total" in items:
            wholes["total"] = functions
        for whole, parts in wholes.items():
            total = sum(items[one] for one in parts)
            if parts and abs(total - items[whole]) > _CENT * (len(parts) + 1):
                row = part[part["item"] == whole].iloc[0]
                reports.append(_sum_report(content, keys[2], row, whole, total))
    return reports


def _sum_report(
    content: Content, group: Hashable, row: pd.Series, whole: str, total: float
) -> pd.DataFrame:
    names = ("code", "municipality", "uf", "year", "period", "stage", "account", "printed", "line")
    detail = f"{group}: the parts of {whole} add up to {total:.2f}, not to {row['value']:.2f}"
    columns = {name: row[name] for name in names}
    return tidy({**columns, "note": TOTAL_CHECK, "detail": detail}, content=content, rows=1)
