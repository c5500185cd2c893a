"""What was read, from as many sources as there are, joined by code and year into a panel."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, overload

import pandas as pd

from sustenta._html import fields
from sustenta._names import lacking, unknown
from sustenta.errors import ColumnTypeError, SettingError, UnjoinedRowsError
from sustenta.registry import INDICATORS, QUANTITIES
from sustenta.sources._codes import known, read_code
from sustenta.sources._conflicts import CELL, KEY, cells_of, check_stages
from sustenta.sources._derived import DERIVATIONS, derive_into
from sustenta.sources._periods import part_of_year
from sustenta.sources._record import COLUMNS, tidy

__all__ = ["Joined", "panel"]

_NEEDED: Final = ("code", "year", "indicator", "value")
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

    def __repr__(self) -> str:
        apart = f"{len(self.apart)} rows apart, {len(self.conflicts)} in conflict"
        return f"Joined({len(self.panel)} rows; {apart}, {len(self.missing)} missing)"

    def _repr_html_(self) -> str:
        return fields("pt", "Painel juntado de fontes", self._asdict())


@overload
def panel(
    *frames: pd.DataFrame,
    derive: Collection[str] = ...,
    prefer: Any = ...,
    stage: Names | None = ...,
    period: Names | None = ...,
    accept: Collection[str] = ...,
    columns: Mapping[str, str] | None = ...,
    base: int | Collection[int] | None = ...,
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
    base: int | Collection[int] | None = ...,
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
    base: int | Collection[int] | None = None,
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
    base : int or sequence of int, optional
        The positions of the frames whose municipalities and years make the panel's rows; the others
        only add columns to them. By default every frame's rows are there.
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
    rows, more = _of_base(rows, base, len(frames))
    apart += more
    rows, more = _of_stage(rows, stage)
    apart += more
    rows, more = _of_period(rows, period)
    apart += more
    check_stages(rows)
    made, conflicts, missing = cells_of(rows, prefer)
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


def _of_base(
    rows: pd.DataFrame, base: int | Collection[int] | None, count: int
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    if base is None:
        return rows, []
    wanted = {base} if isinstance(base, int) else set(base)
    strange = [at for at in wanted if at not in range(count)]
    if strange:
        raise SettingError(
            f"`base` names frame {strange[0]}; there are {count}, from 0",
            argument="base",
            problem="no such frame",
        )
    keys = pd.MultiIndex.from_frame(rows.loc[rows["frame"].isin(wanted), KEY])
    other = ~pd.MultiIndex.from_frame(rows[KEY]).isin(keys)
    return _set_apart(rows, other, "not in the base")


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


def _ordered(made: pd.DataFrame) -> pd.DataFrame:
    """Put key, place and stage first, then the quantities in the catalogue's order."""
    frame = made.reset_index()
    places = known()
    codes = frame["code"].unique()
    frame["municipality"] = frame["code"].map({code: places[code].municipality for code in codes})
    frame["uf"] = frame["code"].map({code: places[code].uf for code in codes})
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
    cells = joined.conflicts.drop_duplicates(CELL)
    return [
        f"{len(joined.panel)} rows",
        *(f"{count} set apart: {why}" for why, count in counts.items()),
        *([f"{len(cells)} cells on which sources disagree"] if len(cells) else []),
        *([f"{len(joined.missing)} cells without a value"] if len(joined.missing) else []),
    ]
