"""A panel as its owner names it: which column is which of ours, its key and its years."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sustenta import _core
from sustenta._containers import SCALAR, container_of, kind_of
from sustenta._names import lacking, unknown
from sustenta.errors import ColumnTypeError, SettingError
from sustenta.panels._derivation import KEYS, NAMES, YEAR
from sustenta.panels._frames import open_table
from sustenta.panels._keys import Groups, check_unique, group_rows, read_years
from sustenta.panels._law import Law

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from sustenta.statute import Reading, Sphere

_NO_YEARS = np.empty(0, dtype=np.int32)

#: What names a municipality, in the order in which it is looked for.
_CANDIDATES = (("code",), ("uf", "municipality"), ("municipality",))


class Panel:
    """A table with our names for its columns.

    Parameters
    ----------
    table
        A pandas or polars DataFrame, or a pyarrow Table.
    columns
        From our names to the table's.
    key
        The column or columns that name a municipality; by default a projection's own, else those of
        `_CANDIDATES`.
    argument
        What the caller calls the table, for messages.

    Attributes
    ----------
    frame : Frame
        The table.
    """

    def __init__(
        self,
        table: Any,
        columns: Mapping[str, Hashable] | None = None,
        key: Hashable | Sequence[Hashable] | None = None,
        argument: str = "panel",
    ) -> None:
        self.frame = open_table(table, argument)
        self.argument = argument
        self._mapped = self._checked(columns)
        if key is None:
            key = getattr(table, "__sustenta_key__", None)
        self._key = key
        self._present = set(self.frame.names)

    def _checked(self, columns: Mapping[str, Hashable] | None) -> dict[str, Hashable]:
        if columns is None:
            return {}
        if not isinstance(columns, Mapping):
            raise SettingError(
                f"`columns` is {columns!r}; expected our names with yours, "
                "such as {'population': 'POP'}",
                argument="columns",
                problem="not a mapping",
            )
        for name in columns:
            if name not in NAMES:
                raise unknown("column of a panel", name, NAMES)
        mapped = dict(columns)
        absent = [str(own) for own in mapped.values() if own not in self.frame.names]
        if absent:
            wanted = ", ".join(f"`{name}`" for name in absent)
            raise lacking(
                f"`columns` names {wanted}, which `{self.argument}` does not have",
                absent,
                self.frame.names,
            )
        return mapped

    def has(self, name: str) -> bool:
        """Say whether the panel has the column of that name, of ours."""
        return name in self._mapped or name in self._present

    def own_name(self, name: str) -> Hashable:
        """Give the table's own name of a column."""
        return self._mapped.get(name, name)

    def column(self, name: str) -> Any:
        """Give the column of that name, of ours, as the table's library holds it."""
        return self.frame.column(self.own_name(name))

    def keys(self) -> list[Hashable]:
        """Give the table's own names of the columns that name a municipality.

        Raises
        ------
        ColumnMissingError
            Where there are none.
        """
        if self._key is not None:
            return self._keys_given()
        for names in _CANDIDATES:
            if all(self.has(name) for name in names):
                return [self.own_name(name) for name in names]
        raise lacking(
            f"`{self.argument}` has no column that names the municipality: "
            "`code`, or `uf` and `municipality`, or `municipality`",
            KEYS,
            self.frame.names,
            advice="Map yours with columns={'code': …}, or name it with key=….",
        )

    def _keys_given(self) -> list[Hashable]:
        plain = isinstance(self._key, (str, bytes)) or not isinstance(self._key, Sequence)
        given: list[Any] = [self._key] if plain else list(self._key)  # type: ignore[arg-type]
        names = [self._mapped.get(name, name) for name in given]
        absent = [str(name) for name in names if name not in self._present]
        if absent or not names:
            raise lacking(
                f"`key` names {', '.join(absent) or 'nothing'}, "
                f"which `{self.argument}` does not have",
                absent,
                self.frame.names,
            )
        return names

    def years(self) -> NDArray[np.int32]:
        """Give the year of each row."""
        if not self.has(YEAR):
            raise lacking(
                f"`{self.argument}` has no column `{YEAR}`",
                [YEAR],
                self.frame.names,
                advice=f"Map yours with columns={{'{YEAR}': …}}.",
            )
        return read_years(self.own_name(YEAR), self.column(YEAR))

    def check_unique(self, years: NDArray[np.int32] | None) -> None:
        """Refuse a key and year (without years: a key) that stand in more than one row."""
        keys = self.keys()
        check_unique(keys, [self.frame.plain(name) for name in keys], years)

    def groups(self) -> Groups:
        """Number the municipalities in order of appearance."""
        keys = self.keys()
        return group_rows(keys, [self.frame.plain(name) for name in keys])

    def law(self, sphere: Sphere, reading: Reading, start_pct: Any, own_law_pct: Any) -> Law:
        """Read what the law asks of this panel; a share of its own may be a column, by name too."""
        # The core knows the names; with no row it only checks them.
        _core.minimum_shares(_NO_YEARS, sphere, reading, math.nan, math.nan, "coerce")
        shares = {"start_pct": start_pct, "own_law_pct": own_law_pct}
        read = {name: self._setting(name, share) for name, share in shares.items()}
        for name, share in read.items():
            if kind_of(share) != SCALAR:
                # Of the panel's library, length and index.
                container_of((YEAR, name), (self.column(YEAR), share))
        return Law(sphere, reading, read["start_pct"], read["own_law_pct"])

    def _setting(self, argument: str, given: Any) -> Any:
        if not isinstance(given, str):
            if isinstance(given, bool):
                raise ColumnTypeError(
                    f"`{argument}` is {given}; a truth value is no percentage",
                    argument=argument,
                    found="bool",
                )
            return given
        name = self._mapped.get(given, given)
        if name not in self._present:
            raise lacking(
                f"`{argument}` names a column {given!r}, which `{self.argument}` does not have",
                [given],
                self.frame.names,
            )
        return self.frame.column(name)
