"""The cells of a panel, and what to do where two sources say different things of one."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from sustenta._names import listed
from sustenta.errors import SettingError
from sustenta.sources._record import NOT_STATED, tidy
from sustenta.sources._sources import ranks

__all__ = ["CELL", "KEY", "cells_of", "check_stages"]

KEY: Final = ["code", "year"]
CELL: Final = ["code", "year", "name"]
#: Why a cell is missing though two sources have it.
_DISAGREE: Final = "sources_disagree"


def check_stages(rows: pd.DataFrame) -> None:
    """Refuse two stages of one cell in one frame: which is meant, the caller says."""
    staged = rows[rows["stage"].notna()].drop_duplicates([*CELL, "frame", "stage"])
    twice = staged.duplicated([*CELL, "frame"], keep=False)
    if twice.any():
        stages = sorted(staged.loc[twice, "stage"].unique())
        name = staged.loc[twice, "name"].iloc[0]
        raise SettingError(
            f"there are several stages of {name!r}: {listed(stages)}; choose with `stage=`",
            argument="stage",
            problem="several stages",
        )


def cells_of(rows: pd.DataFrame, prefer: Any) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Give the panel's cells, the rows that disagree on one, and those without a value."""
    valued = rows[rows["value"].notna()]
    different = valued.drop_duplicates([*CELL, "value"])
    torn = pd.MultiIndex.from_frame(different.loc[different.duplicated(CELL), CELL])
    torn = torn.unique()
    at_odds = pd.MultiIndex.from_frame(valued[CELL]).isin(torn)
    agreed = valued[~at_odds].drop_duplicates(CELL)
    conflicts = valued[at_odds]
    used = _believed(conflicts, prefer)
    conflicts = conflicts.assign(used=used).sort_values([*CELL, "frame"], ignore_index=True)
    taken = pd.concat([agreed, conflicts[conflicts["used"]].drop_duplicates(CELL)])
    keys = rows[KEY].drop_duplicates().sort_values(KEY)
    wide = taken.set_index(CELL)["value"].unstack("name")  # noqa: PD010  no cell stands twice
    made = wide.reindex(pd.MultiIndex.from_frame(keys))
    undecided = torn.difference(pd.MultiIndex.from_frame(taken[CELL]))
    for name in dict.fromkeys(undecided.get_level_values("name")):
        of_name = undecided[undecided.get_level_values("name") == name].droplevel("name")
        why = pd.Series(pd.NA, index=made.index, dtype="string")
        why[made.index.isin(of_name)] = _DISAGREE
        if name not in made.columns:
            made[name] = np.nan
        made[f"{name}_reason"] = why
    made["stage"] = _stages(taken, made.index)
    filled = pd.MultiIndex.from_frame(valued[CELL])
    empty = rows[rows["value"].isna()]
    missing = empty[~pd.MultiIndex.from_frame(empty[CELL]).isin(filled)]
    missing = pd.concat([missing, _nowhere(wide.reindex(made.index), rows)], ignore_index=True)
    return made, conflicts.drop(columns="frame"), missing


def _nowhere(wide: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """List the empty cells of the panel's columns that no source speaks of."""
    down, across = np.nonzero(wide.isna().to_numpy())
    names = wide.columns.to_numpy()[across]
    cells = wide.index[down].to_frame(index=False).assign(name=names)
    spoken = pd.MultiIndex.from_frame(rows[CELL])
    cells = cells[~pd.MultiIndex.from_frame(cells[CELL]).isin(spoken)]
    said = {"code": cells["code"], "year": cells["year"], "indicator": cells["name"]}
    return tidy({**said, "detail": "in no source"}, rows=len(cells)).assign(
        frame=-1, name=cells["name"].to_numpy()
    )


def _believed(conflicts: pd.DataFrame, prefer: Any) -> Any:
    """Say of each row at odds whether it is the one to believe: the best source, if it is one."""
    if prefer is None or not len(conflicts):
        return np.zeros(len(conflicts), dtype=bool)
    rank = ranks(conflicts, prefer)
    best = rank.groupby([conflicts[name] for name in CELL]).transform("min")
    first = rank.notna() & (rank == best)
    kept = conflicts[first]
    values = kept.groupby(CELL)["value"].transform("nunique")
    return first & (values.reindex(conflicts.index) == 1)


def _stages(taken: pd.DataFrame, index: pd.Index[Any]) -> pd.Series[Any]:
    """Name the stage of each row's expenditure; several ones are all named."""
    staged = taken[taken["stage"].notna()].drop_duplicates([*KEY, "stage"])
    several = staged.duplicated(KEY, keep=False)
    joined = staged[several].sort_values("stage").groupby(KEY)["stage"].agg(", ".join)
    named = pd.concat([staged[~several].set_index(KEY)["stage"], joined])
    whole: pd.Series[Any] = named.reindex(index).fillna(NOT_STATED).astype("string")
    return whole
