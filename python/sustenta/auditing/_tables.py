"""Tables as the core takes them: labels by which rows are found, and figures."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta._arrow import ExactColumn, WholeColumn
from sustenta._containers import container_of
from sustenta._names import closest, lacking, listed
from sustenta.errors import ColumnTypeError, SettingError
from sustenta.panels._frames import Frame, PandasFrame, open_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sustenta.auditing.rules import Rules

__all__ = ["Opened", "label", "open_tables", "unmarked"]

#: What a lone table is called where no rule says it.
_LONE: Final = "table"
_YEAR: Final = "year"
_MARKER: Final = "_marker"


@dataclass(slots=True)
class Opened:
    """A table, its key, and to how many decimals its columns were rounded.

    Attributes
    ----------
    name
        What rules call it.
    frame
        The table itself.
    columns
        Its columns, by the names that rules use.
    key
        The columns that identify a row; none where rows are known by their place.
    precision
        The decimals of columns whose unit the caller gives; under None that of all floats.
    """

    name: str
    frame: Frame
    columns: dict[str, Hashable]
    key: tuple[str, ...]
    precision: dict[str | None, int]

    def labels(self, name: str) -> tuple[NDArray[np.int64], list[str]]:
        """Give a column as codes (-1 is missing) and the text of each."""
        codes, uniques = pd.factorize(pd.Series(self.column(name)))
        return codes.astype(np.int64, copy=False), [label(value) for value in uniques]

    def column(self, name: str) -> Any:
        """Give a column as pandas or NumPy knows it."""
        return self.frame.plain(self.columns[name])

    def as_pandas(self) -> pd.DataFrame:
        """Give the table as a DataFrame, whatever it came as."""
        if isinstance(self.frame, PandasFrame):
            return self.frame.table
        return pd.DataFrame({name: pd.Series(self.column(name)) for name in self.columns})

    def figures(self, name: str) -> tuple[Any, int | None]:
        """Give a column of figures as the core reads it, and the decimals that the caller says."""
        argument = f"{self.name}.{name}"
        column = self.frame.column(self.columns[name])
        try:
            found = container_of((argument,), (column,)).column(argument, column)
        except ColumnTypeError as refusal:
            raise _no_figures(self.name, name, refusal) from None
        decimals = self.precision.get(name)
        if isinstance(found, ExactColumn):
            return found.values, decimals  # noqa: PD011  no pandas column
        if isinstance(found, WholeColumn):
            whole, missing = found.values.tolist(), found.missing.tolist()  # noqa: PD011
            return [None if gone else n for n, gone in zip(whole, missing, strict=True)], decimals
        if found.dtype.kind in "iu":
            wide = found.dtype.kind == "u" and found.dtype.itemsize == 8  # noqa: PLR2004
            return (found.tolist() if wide else _contiguous(found, np.int64)), decimals
        if found.dtype.itemsize < 8:  # noqa: PLR2004  narrow floats print fewer digits
            found = np.array([float(str(value)) for value in found])
        decimals = self.precision.get(None) if decimals is None else decimals
        return _contiguous(found, np.float64), decimals


def _contiguous(column: NDArray[Any], kind: Any) -> NDArray[Any]:
    return np.require(column, dtype=kind, requirements=["C", "A"])


def label(value: Any) -> str:
    """Write a key or label as rules name it: 2002 and 2002.0 are ``2002``."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (float, np.floating, Decimal)):
        whole = value == value.__class__(int(value)) if _finite(value) else False
        return str(int(value)) if whole else str(value)
    return str(value)


def _finite(value: Any) -> bool:
    return bool(np.isfinite(float(value)))


def open_tables(tables: Any, rules: Rules, key: Any, precision: Any) -> list[Opened]:
    """Open the tables of a confrontation.

    Parameters
    ----------
    tables
        A frame, or a mapping of names to frames.
    rules
        What the tables are confronted with.
    key, precision
        As `confront` takes them.

    Raises
    ------
    ColumnTypeError, ColumnMissingError, SettingError, UnknownNameError
    """
    if not isinstance(tables, Mapping):
        name = _lone_name(rules)
        key = {} if key is None else {name: key}
        precision = precision if precision is None else {name: precision}
        tables = {name: tables}
    else:
        if not tables:
            raise SettingError("`tables` is empty", argument="tables", problem="empty")
        key = _by_table("key", key, tables)
        precision = _by_table("precision", precision, tables)
    return [
        _open(str(name), table, rules, key.get(name), (precision or {}).get(name))
        for name, table in tables.items()
    ]


def _lone_name(rules: Rules) -> str:
    """Give the one name that the rules have for a table."""
    names = {name: None for name in rules.tables if name}
    names |= {rule.table: None for rule in rules if rule.table}
    if len(names) > 1:
        raise SettingError(
            f"the rules speak of the tables {listed([*names])}; "
            "give a dict of frames by these names",
            argument="tables",
            problem="one frame for rules about several tables",
        )
    return next(iter(names), _LONE)


def _by_table(argument: str, given: Any, tables: Mapping[Any, Any]) -> dict[Any, Any]:
    """Give what is set for each table, where one setting may be for all."""
    if given is None:
        return {}
    nested = isinstance(given, Mapping) and (
        argument == "key" or all(isinstance(value, Mapping) for value in given.values())
    )
    if not nested:
        if argument == "key":
            advice = "give a dict: the key of each table"
            raise SettingError(
                f"`key` is {given!r} for several tables; {advice}", argument="key", problem=advice
            )
        return dict.fromkeys(tables, given)
    for name in given:
        if name not in tables:
            near = closest(name, tables)
            meant = f"; did you mean {near!r}?" if near else ""
            raise SettingError(
                f"`{argument}` names the table {name!r}, which is not given{meant} "
                f"Tables: {listed([*tables])}",
                argument=argument,
                problem=f"names the table {name!r}",
            )
    return dict(given)


def _open(name: str, table: Any, rules: Rules, key: Any, precision: Any) -> Opened:
    frame = open_table(table, f"tables[{name!r}]")
    columns = {str(column): column for column in frame.names}
    declared = rules.tables.get(name) or rules.tables.get("")
    if key is not None:
        keys = (key,) if isinstance(key, str) else tuple(map(str, key))
        _check(columns, keys, f"table {name!r} lacks columns of `key`")
    elif declared is not None and declared.key is not None:
        keys = declared.key
        advice = "Name what identifies a row by `key=`, or rename the columns."
        _check(columns, keys, f"table {name!r} lacks its key {', '.join(keys)}", advice)
    else:
        keys = _usual_key(columns)
    if declared is not None and not declared.lenient:
        spoken = dict.fromkeys([*declared.kinds, *declared.weights])
        _check(columns, tuple(spoken), f"table {name!r} lacks columns whose kinds are declared")
    return Opened(name, frame, columns, keys, _decimals(name, precision, columns))


def _check(
    columns: Mapping[str, Any], names: Sequence[str], problem: str, advice: str = ""
) -> None:
    missing = [name for name in names if name not in columns]
    if missing:
        problem = f"{problem}: {', '.join(map(repr, missing))}"
        raise lacking(problem, missing, unmarked(columns), advice=advice)


def unmarked(columns: Iterable[str]) -> list[str]:
    """Give columns without those in which the markers of others stand."""
    names = list(columns)
    return [name for name in names if name.removesuffix(_MARKER) not in {*names} - {name}]


def _usual_key(columns: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the key of a panel: code, or uf and municipality, and the year."""
    for key in (("code",), ("uf", "municipality"), ("municipality",)):
        if all(name in columns for name in key):
            return (*key, _YEAR) if _YEAR in columns else key
    return ()


def _decimals(table: str, precision: Any, columns: Mapping[str, Any]) -> dict[str | None, int]:
    if precision is None:
        return {}
    if not isinstance(precision, Mapping):
        return {None: _places(precision, "precision")}
    _check(columns, [str(name) for name in precision], f"`precision`: table {table!r} lacks")
    return {str(name): _places(unit, f"precision[{name!r}]") for name, unit in precision.items()}


def _places(unit: Any, argument: str) -> int:
    """Give the decimals of a unit: 2 of 0.01, -3 of 1000."""
    try:
        number = Decimal(str(unit))
    except InvalidOperation:
        number = Decimal(0)
    shape = number.normalize().as_tuple() if number.is_finite() else None
    if shape is None or shape.digits != (1,) or shape.sign or isinstance(unit, bool):
        raise SettingError(
            f"`{argument}` is {unit!r}; expected the unit of the last printed digit, a power of "
            "ten: 0.01 for two decimals, 1000 for thousands",
            argument=argument,
            problem=f"{unit!r} is no power of ten",
        )
    return -int(shape.exponent)


def _no_figures(table: str, name: str, refusal: ColumnTypeError) -> ColumnTypeError:
    text = "parse_figures" in str(refusal)
    advice = (
        "printed figures are not read on the quiet, for a lost digit is a lost unit: "
        f"table[{name!r}] = st.parse_figures(table[{name!r}], exact=True)"
        if text
        else "expected figures: Decimals, integers or floats"
    )
    return ColumnTypeError(
        f"`{name}` of table {table!r} holds {refusal.found}; {advice}",
        argument=f"{table}.{name}",
        found=refusal.found,
    )
