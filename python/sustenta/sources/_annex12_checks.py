"""The sums of the RREO's health annex, and its minimum: what does not agree becomes a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sustenta.sources._annex12 import ASPS, SUS, WHOLE
from sustenta.sources._record import TOTAL_CHECK, tidy

if TYPE_CHECKING:
    import pandas as pd

    from sustenta.sources._content import Content

__all__ = ["check"]

#: Half a centavo for each figure of a sum.
_CENT: Final = 0.005
#: LC 141/2012, article 7: the share that the form's minimum is reckoned at.
_MINIMUM_PCT: Final = 15
_KEYS: Final = ["code", "year", "period"]
_PARTS: Final = (
    ("linked_revenue", ("own_revenue", "constitutional_transfers")),
    ("linked_revenue", ("own_revenue", "federal_transfers", "state_transfers")),
)


def check(content: Content, frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Report sums that are not those of their parts, in what was read of one file."""
    own = frame[frame["note"].isna() & frame["value"].notna()]
    reports: list[pd.DataFrame] = []
    for _, part in own.groupby(_KEYS, sort=False, dropna=False):
        for row, words in [*_of_revenue(part), *_of_expenditure(part)]:
            names = ("code", "municipality", "uf", "year", "period", "stage", "account")
            found = part.loc[row]
            columns = {name: found[name] for name in (*names, "printed", "line", "column")}
            detail = {**columns, "note": TOTAL_CHECK, "detail": words}
            reports.append(tidy(detail, content=content, rows=1))
    return reports


def _of_revenue(part: pd.DataFrame) -> Iterator[tuple[int, str]]:
    # A forecast has its line as `item`, beside its stage; what is realised is an indicator.
    named = part.assign(line_name=part["indicator"].fillna(part["item"]))
    for _, of_stage in named.groupby("stage", sort=False, dropna=False):
        once = of_stage.drop_duplicates("line_name", keep=False).set_index("line_name")
        values = {str(name): float(value) for name, value in once["value"].items()}
        rows = dict(zip(once.index, _rows_of(of_stage, once.index), strict=True))
        for whole, parts in _PARTS:
            if whole in values and all(name in values for name in parts):
                yield from _compared(rows[whole], values[whole], [values[n] for n in parts], whole)
        if {"linked_revenue", "ec29_minimum"} <= values.keys():
            due = _MINIMUM_PCT * values["linked_revenue"] / 100
            if abs(due - values["ec29_minimum"]) > 2 * _CENT:
                words = f"{_MINIMUM_PCT} % of the linked revenue is {due:.2f}"
                yield rows["ec29_minimum"], words
        health = [values.get(f"{level}_health_transfers") for level in ("union", "state")]
        whole_sus = values.get("sus_transfers")
        if whole_sus is not None and None not in health:
            total = sum(amount for amount in health if amount is not None)
            if total > whole_sus + 3 * _CENT:
                words = f"the Union's and the State's add up to {total:.2f}, more than the total"
                yield rows["sus_transfers"], words


def _rows_of(frame: pd.DataFrame, names: pd.Index) -> list[int]:
    first = frame.reset_index().drop_duplicates("line_name").set_index("line_name")["index"]
    return [first[name] for name in names]


def _compared(row: int, whole: float, parts: list[float], name: str) -> Iterator[tuple[int, str]]:
    total = sum(parts)
    if abs(total - whole) > _CENT * (len(parts) + 1) + 1e-12 * abs(whole):
        yield row, f"the parts of {name} add up to {total:.2f}, not to {whole:.2f}"


def _of_expenditure(part: pd.DataFrame) -> Iterator[tuple[int, str]]:
    spent = part[part["item"].notna() & part["item"].str.match(r"10\.|total$")]
    for (group, stage), block in spent.groupby(["group", "stage"], sort=False, dropna=False):
        totals = block[block["item"] == "total"]
        items = block[block["item"] != "total"]
        if len(totals) == 1 and len(items) and not items["item"].duplicated().any():
            name = f"{group if isinstance(group, str) else 'expenditure'} ({stage})"
            row, value = totals.index[0], float(totals["value"].iloc[0])
            yield from _compared(row, value, items["value"].tolist(), name)
    for (item, stage), line in spent.groupby(["item", "stage"], sort=False, dropna=False):
        by_group = line.dropna(subset="group").drop_duplicates("group", keep=False)
        values = dict(zip(by_group["group"], by_group["value"], strict=True))
        if {ASPS, SUS, WHOLE} <= values.keys():
            row = by_group.index[(by_group["group"] == WHOLE).to_numpy()][0]
            name = f"{item} ({stage})"
            yield from _compared(row, values[WHOLE], [values[ASPS], values[SUS]], name)
