"""What was read, from as many sources as there are, joined by code and year into a panel."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, overload

import numpy as np
import pandas as pd

from sustenta._names import lacking, listed, unknown
from sustenta.errors import ColumnTypeError, SettingError, UnjoinedRowsError
from sustenta.registry import INDICATORS, QUANTITIES
from sustenta.sources._codes import known, read_code
from sustenta.sources._derived import DERIVATIONS, derive_into
from sustenta.sources._periods import part_of_year
from sustenta.sources._record import COLUMNS, NOT_STATED, tidy
from sustenta.sources._sources import ranks

__all__ = ["Joined", "panel"]

_KEY: Final = ["code", "year"]
_CELL: Final = ["code", "year", "name"]
_NEEDED: Final = ("code", "year", "indicator", "value")
#: Why a cell is missing though two sources have it.
_DISAGREE: Final = "sources_disagree"
#: Lines named in a message before it is cut short.
_SHOWN: Final = 10

Names = str | Sequence[str]


class Joined(NamedTuple):
    """A panel, and what is to be known of it.

    Attributes
    ----------
    panel : DataFrame
        What `panel` gives without ``report=True``.
    conflicts : DataFrame
        The tidy rows of cells of which sources say different things, with ``name`` (the column) and
        ``used``.
    apart : DataFrame
        The tidy rows that did not join, with ``why``.
    missing : DataFrame
        The tidy rows without a value in cells that no other source fills: their ``marker`` says
        what stands there.
    """

    panel: pd.DataFrame
    conflicts: pd.DataFrame
    apart: pd.DataFrame
    missing: pd.DataFrame


@overload
def panel(
    *frames: pd.DataFrame,
    derive: Collection[str] = ...,
    prefer: Any = ...,
    stage: Names | None = ...,
    period: Names | None = ...,
    accept: Collection[str] = ...,
    columns: Mapping[str, str] | None = ...,
    report: Literal[False] = ...,
) -> pd.DataFrame: ...


@overload
def panel(
    *frames: pd.DataFrame,
    derive: Collection[str] = ...,
    prefer: Any = ...,
    stage: Names | None = ...,
    period: Names | None = ...,
    accept: Collection[str] = ...,
    columns: Mapping[str, str] | None = ...,
    report: Literal[True],
) -> Joined: ...


def panel(
    *frames: pd.DataFrame,
    derive: Collection[str] = (),
    prefer: Any = None,
    stage: Names | None = None,
    period: Names | None = None,
    accept: Collection[str] = (),
    columns: Mapping[str, str] | None = None,
    report: bool = False,
) -> pd.DataFrame | Joined:
    """Join what was read into the panel that `assess` takes: a row a municipality and year.

    Parameters
    ----------
    *frames : DataFrame
        Tidy frames, as the readers give them. Rows with a ``note`` (totals, "ignorado", what could
        not be read) are kept apart.
    derive : sequence of str
        ``"linked_revenue_pc"``: where a source lacks the base, compute it from the declared share,
        R = 100 · (D − T)/a. The column ``linked_revenue_pc_origin`` says ``declared`` or
        ``derived``, and ``linked_revenue_pc_reason`` why there is none: ``whole_not_positive``
        where a ≤ 0, ``input_missing``, ``amount_negative`` where D < T.
    prefer : str, int, sequence of them, or mapping from column to them, optional
        Which source to believe where two disagree on a cell: a pattern of `source`
        (``"*ibge*"``), or the position of the frame. Otherwise such a cell is missing, and
        ``<name>_reason`` says ``sources_disagree``.
    stage : str or sequence of str, optional
        The stages of expenditure to take, such as ``"liquidada"``. Needed where a source has
        several.
    period : str or sequence of str, optional
        The periods to take. By default those that end with the year: figures of part of a year are
        kept apart.
    accept : sequence of str
        Notes whose rows are joined all the same, such as ``"federal_district"``.
    columns : mapping, optional
        From a frame's ``indicator`` or ``account`` to the name of a panel's column, for items that
        are not recognised.
    report : bool, default False
        Whether to give a `Joined`: the panel, the conflicts, what did not join and what is missing.

    Returns
    -------
    DataFrame or Joined
        Sorted by code and year: ``code`` (7 digits), ``municipality``, ``uf``, ``year``, ``stage``
        (of the row's expenditure: ``not stated`` where the sources do not say), then a column an
        indicator.

    Raises
    ------
    UnjoinedRowsError
        For figures without code, year or name; it names source and lines.
    SettingError
        Where a source has several stages of a cell and none is chosen.
    UnknownNameError
        For a name that is no column of a panel, or cannot be derived.
    ColumnMissingError, ColumnTypeError
        For what is no tidy frame.

    See Also
    --------
    sustenta.assess : What to do with the panel.

    Examples
    --------
    >>> import sustenta as st
    >>> text = '''Período:2024
    ... "Munic-BR";"2.1_D.Total_Saúde/Hab";"3.2_%R.Próprios_em_Saúde-EC_29";"R.Transf.SUS/Hab"
    ... "410010 Abatiá";1473,79;25,44;431,50
    ... "Total";1473,79;25,44;431,50
    ... '''
    >>> read = st.sources.siops.read_tabnet(text)
    >>> panel = st.sources.panel(read, derive=["linked_revenue_pc"])
    >>> panel.round(2)[["code", "stage", "linked_revenue_pc", "linked_revenue_pc_origin"]]
          code       stage  linked_revenue_pc linked_revenue_pc_origin
    0  4100103  not stated            4097.05                  derived
    """
    for name in derive:
        if name not in DERIVATIONS:
            raise unknown("column to derive", name, DERIVATIONS)
    rows = _gathered(frames)
    rows, apart = _ordinary(rows, set(accept))
    rows = _keyed(_named(rows, columns))
    rows, more = _set_apart(rows, rows["name"].isna(), "no column of a panel has this name")
    apart += more
    rows, more = _of_stage(rows, stage)
    apart += more
    rows, more = _of_period(rows, period)
    apart += more
    _check_stages(rows)
    made, conflicts, missing = _cells(rows, prefer)
    derive_into(made, derive)
    joined = Joined(
        _ordered(made), conflicts, _reported(apart, rows), missing.drop(columns=["frame", "name"])
    )
    # A courtesy: the record stands in the columns and in `report=True`.
    joined.panel.attrs["report"] = _summary(joined)
    return joined if report else joined.panel


def _gathered(frames: Sequence[Any]) -> pd.DataFrame:
    if not frames:
        raise SettingError("`panel` needs a frame", argument="frames", problem="none given")
    gathered = []
    for at, frame in enumerate(frames):
        if not isinstance(frame, pd.DataFrame):
            raise ColumnTypeError(
                f"frame {at} is {type(frame).__name__}; expected a pandas DataFrame, "
                "as the readers give",
                argument="frames",
                found=type(frame).__name__,
            )
        absent = [name for name in _NEEDED if name not in frame.columns]
        if absent:
            raise lacking(f"frame {at} is not tidy", absent, list(frame.columns))
        given = {name: frame[name] for name in COLUMNS if name in frame.columns}
        gathered.append(tidy(given, rows=len(frame)).assign(frame=at))
    return pd.concat(gathered, ignore_index=True)


def _set_apart(rows: pd.DataFrame, mask: Any, why: Any) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    if not mask.any():
        return rows, []
    return rows[~mask], [rows[mask].assign(why=why)]


def _ordinary(rows: pd.DataFrame, accept: set[str]) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    noted = rows["note"].notna() & ~rows["note"].isin(accept)
    return _set_apart(rows, noted, rows.loc[noted, "note"])


def _named(rows: pd.DataFrame, columns: Mapping[str, str] | None) -> pd.DataFrame:
    """Give each row the name of its column in the panel; missing where there is none."""
    for given in (columns or {}).values():
        if given not in QUANTITIES and given not in INDICATORS:
            raise unknown("column of a panel", given, [*QUANTITIES, *INDICATORS])
    bare = rows["indicator"].isna() & rows["account"].isna()
    if bare.any():
        raise _refused(rows[bare], "no indicator", "give its reader `columns=` or `indicator=`")
    ours = rows["indicator"].isin([*QUANTITIES, *INDICATORS])
    name = rows["indicator"].where(ours)
    for own in ("indicator", "account"):
        name = name.where(~rows[own].isin(list(columns or ())), rows[own].map(columns or {}))
    return rows.assign(name=name.astype("string"))


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each row the code of 7 digits, and refuse rows without a key."""
    for column, reader in (("code", "`code=`"), ("year", "`year=`")):
        lacks = rows[column].isna()
        if lacks.any():
            raise _refused(rows[lacks], f"no {column}", f"give its reader {reader}")
    codes = {given: read_code(given).code7 for given in rows["code"].unique()}
    strange = rows["code"].map(codes).isna()
    if strange.any():
        first = rows.loc[strange, "code"].iloc[0]
        raise _refused(
            rows[strange], f"a code that is no municipality's ({first})", "see municipalities.check"
        )
    return rows.assign(code=rows["code"].map(codes).astype("string"))


def _refused(rows: pd.DataFrame, problem: str, advice: str) -> UnjoinedRowsError:
    source = rows["source"].iloc[0]
    same = rows[rows["source"].isna()] if pd.isna(source) else rows[rows["source"] == source]
    held = same["line"].dropna().unique()
    lines = [int(line) for line in held]
    where = f"frame {rows['frame'].iloc[0]}" if pd.isna(source) else str(source)
    shown = ", ".join(map(str, lines[:_SHOWN])) + (", …" if len(lines) > _SHOWN else "")
    at = f" (lines {shown})" if lines else ""
    return UnjoinedRowsError(
        f"{where}: {len(same)} figures have {problem}{at}; {advice}",
        source=where,
        lines=lines,
        problem=problem,
    )


def _of_stage(rows: pd.DataFrame, stage: Names | None) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    if stage is None:
        return rows, []
    wanted = [stage] if isinstance(stage, str) else list(stage)
    found = rows["stage"].dropna().unique().tolist()
    for name in wanted:
        if name not in found:
            raise unknown("stage in these frames", name, found)
    other = rows["stage"].notna() & ~rows["stage"].isin(wanted)
    return _set_apart(rows, other, "another stage: " + rows.loc[other, "stage"])


def _of_period(rows: pd.DataFrame, period: Names | None) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    if period is None:
        parts = {said: part_of_year(said) for said in rows["period"].dropna().unique()}
        other = rows["period"].map(parts).astype("boolean").fillna(value=False).astype(bool)
        return _set_apart(rows, other, "part of the year: " + rows.loc[other, "period"])
    wanted = [period] if isinstance(period, str) else list(period)
    other = rows["period"].notna() & ~rows["period"].isin(wanted)
    return _set_apart(rows, other, "another period: " + rows.loc[other, "period"])


def _check_stages(rows: pd.DataFrame) -> None:
    """Refuse two stages of one cell in one frame: which is meant, the caller says."""
    staged = rows[rows["stage"].notna()].drop_duplicates([*_CELL, "frame", "stage"])
    twice = staged.duplicated([*_CELL, "frame"], keep=False)
    if twice.any():
        stages = sorted(staged.loc[twice, "stage"].unique())
        name = staged.loc[twice, "name"].iloc[0]
        raise SettingError(
            f"there are several stages of {name!r}: {listed(stages)}; choose with `stage=`",
            argument="stage",
            problem="several stages",
        )


def _cells(rows: pd.DataFrame, prefer: Any) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Give the panel's cells, the rows that disagree on one, and those without a value."""
    valued = rows[rows["value"].notna()]
    different = valued.drop_duplicates([*_CELL, "value"])
    torn = pd.MultiIndex.from_frame(different.loc[different.duplicated(_CELL), _CELL])
    torn = torn.unique()
    at_odds = pd.MultiIndex.from_frame(valued[_CELL]).isin(torn)
    agreed = valued[~at_odds].drop_duplicates(_CELL)
    conflicts = valued[at_odds]
    used = _believed(conflicts, prefer)
    conflicts = conflicts.assign(used=used).sort_values([*_CELL, "frame"], ignore_index=True)
    taken = pd.concat([agreed, conflicts[conflicts["used"]].drop_duplicates(_CELL)])
    keys = rows[_KEY].drop_duplicates().sort_values(_KEY)
    wide = taken.set_index(_CELL)["value"].unstack("name")  # noqa: PD010  no cell stands twice
    made = wide.reindex(pd.MultiIndex.from_frame(keys))
    undecided = torn.difference(pd.MultiIndex.from_frame(taken[_CELL]))
    for name in dict.fromkeys(undecided.get_level_values("name")):
        of_name = undecided[undecided.get_level_values("name") == name].droplevel("name")
        why = pd.Series(pd.NA, index=made.index, dtype="string")
        why[made.index.isin(of_name)] = _DISAGREE
        if name not in made.columns:
            made[name] = np.nan
        made[f"{name}_reason"] = why
    made["stage"] = _stages(taken, made.index)
    filled = pd.MultiIndex.from_frame(valued[_CELL])
    empty = rows[rows["value"].isna()]
    missing = empty[~pd.MultiIndex.from_frame(empty[_CELL]).isin(filled)]
    return made, conflicts.drop(columns="frame"), missing.reset_index(drop=True)


def _believed(conflicts: pd.DataFrame, prefer: Any) -> Any:
    """Say of each row at odds whether it is the one to believe: the best source, if it is one."""
    if prefer is None or not len(conflicts):
        return np.zeros(len(conflicts), dtype=bool)
    rank = ranks(conflicts, prefer)
    best = rank.groupby([conflicts[name] for name in _CELL]).transform("min")
    first = rank.notna() & (rank == best)
    kept = conflicts[first]
    values = kept.groupby(_CELL)["value"].transform("nunique")
    return first & (values.reindex(conflicts.index) == 1)


def _stages(taken: pd.DataFrame, index: pd.Index[Any]) -> pd.Series[Any]:
    """Name the stage of each row's expenditure; several ones are all named."""
    staged = taken[taken["stage"].notna()].drop_duplicates([*_KEY, "stage"])
    named = staged.sort_values("stage").groupby(_KEY)["stage"].agg(", ".join)
    return named.reindex(index).fillna(NOT_STATED).astype("string")


def _ordered(made: pd.DataFrame) -> pd.DataFrame:
    """Put key, place and stage first, then the quantities in the catalogue's order."""
    frame = made.reset_index()
    places = known()
    frame["municipality"] = frame["code"].map(lambda code: places[code].municipality)
    frame["uf"] = frame["code"].map(lambda code: places[code].uf)
    names: list[str] = []
    for name in dict.fromkeys((*QUANTITIES, *INDICATORS)):
        names += [n for n in (name, f"{name}_origin", f"{name}_reason") if n in frame.columns]
    frame = frame[["code", "municipality", "uf", "year", "stage", *names]]
    frame.columns.name = None
    texts = dict.fromkeys(("code", "municipality", "uf"), "string")
    return frame.astype({**texts, "year": "int64"})


def _reported(apart: list[pd.DataFrame], rows: pd.DataFrame) -> pd.DataFrame:
    frame = pd.concat(apart) if apart else rows.iloc[:0].assign(why="")
    return frame.drop(columns=["frame", "name"], errors="ignore").reset_index(drop=True)


def _summary(joined: Joined) -> list[str]:
    counts = joined.apart["why"].value_counts()
    cells = joined.conflicts.drop_duplicates(_CELL)
    return [
        f"{len(joined.panel)} rows",
        *(f"{count} set apart: {why}" for why, count in counts.items()),
        *([f"{len(cells)} cells on which sources disagree"] if len(cells) else []),
        *([f"{len(joined.missing)} cells without a value"] if len(joined.missing) else []),
    ]
