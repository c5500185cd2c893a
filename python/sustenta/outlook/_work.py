"""A panel opened for the outlook: its columns, and results beside its key and year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sustenta import _core
from sustenta.errors import NotComputableError, SettingError
from sustenta.panels._assessment import Assessment
from sustenta.panels._derivation import YEAR, available, missing_for
from sustenta.panels._keys import check_unique, labels_of, spoken
from sustenta.panels._panel import Panel
from sustenta.panels._values import Value, inherited, reasons_in, shared_flavour
from sustenta.registry import INDICATORS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from sustenta._containers import Container
    from sustenta.statute import Reading, Sphere

    Columns = Mapping[str, Hashable]
    Key = Hashable | Sequence[Hashable]


class Work:
    """A panel, its years, and the columns that it gives rise to.

    Parameters
    ----------
    panel, columns, key
        As in `assess`.
    wanted
        The columns that will be asked for.
    sphere, reading, start_pct, own_law_pct
        As in `assess`.
    argument
        What the caller calls the panel, for messages.
    """

    def __init__(
        self,
        panel: Any,
        columns: Columns | None,
        key: Key | None,
        wanted: Iterable[str],
        *,
        sphere: Sphere = "municipality",
        reading: Reading = "uniform",
        start_pct: Any = None,
        own_law_pct: Any = None,
        argument: str = "panel",
    ) -> None:
        self.panel = Panel(panel, columns, key, argument)
        self.years = self.panel.years()
        self.panel.check_unique(self.years)
        law = self.panel.law(sphere, reading, start_pct, own_law_pct)
        there = [name for name in wanted if self.can(name)]
        self._assessment = Assessment(self.panel, self.years, law, there, reasons=True)

    def can(self, name: str) -> bool:
        """Say whether a column is there or can be computed."""
        return available(name, self.panel.has)

    def value(self, name: str) -> Value:
        """Give a column, computed once."""
        return self._assessment.value(name)

    def refuse(self, what: str, lacking: Sequence[str]) -> NotComputableError:
        """Make the error for what the panel's columns do not allow."""
        missing = list(
            dict.fromkeys(
                lack
                for name in lacking
                if not self.can(name)
                for lack in (missing_for(name, self.panel.has) or (name,))
            )
        )
        shown = ", ".join(f"`{name}`" for name in missing)
        return NotComputableError(
            f"`{what}` cannot be computed: the {self.panel.argument} lacks {shown}. "
            f"Columns found: {', '.join(map(str, self.panel.frame.names)) or 'none'}",
            indicator=what,
            missing=missing,
        )

    def container(self, flavour: str = "numpy") -> Container:
        """Give what results go into to become columns beside the panel's."""
        return self.panel.frame.container(flavour)

    def beside_key(self, columns: Mapping[str, Any]) -> Any:
        """Give a table of the panel's library: its key, its year, and these columns."""
        names = [*self.panel.keys(), self.panel.own_name(YEAR)]
        own = self.panel.frame.selected(list(dict.fromkeys(names)))
        return own.joined({name: column for name, column in columns.items() if name not in names})


def is_projection(table: Any) -> bool:
    """Say whether it is what `project` gives: its margin and potential follow what was assumed."""
    return hasattr(table, "__sustenta_key__")


def computed(id: str, name: str, inputs: Sequence[Value]) -> Value:
    """Compute an indicator over columns; what is outside its domain is missing, with a reason."""
    exact = any(value.decides for value in inputs)
    data = [value.of(exact=exact) for value in inputs]
    quotients = any(value.quotient for value in inputs)
    if exact:
        compute = _core.evaluate_of_quotients if quotients else _core.evaluate_exact
        result, codes = compute(id, data, "coerce", arrow=False)
    else:
        result, found = _core.evaluate(id, data, None, "coerce", reasons=True)
        codes = np.empty(0, dtype=np.uint8) if found is None else found
    return Value(
        name,
        exact,
        quotient=quotients or INDICATORS[id]["partial"],
        flavour=shared_flavour(inputs),
        reasons=inherited(codes, inputs),
        forms={exact: result},
    )


def numbers_in(container: Container, data: Any, name: str) -> Any:
    """Put numbers as the core has them, floats, Decimals or Arrow's words, into a container."""
    if isinstance(data, np.ndarray):
        return container.floats(data, name)
    if isinstance(data, tuple):
        return container.decimals(data, name)
    return container.objects(data, name, quotients=True)


def reason_in(container: Container, codes: NDArray[np.uint8], name: str = "reason") -> Any:
    """Put codes of reasons into a container."""
    return reasons_in(container, codes, name)


def texts(text: str, rows: int) -> NDArray[np.object_]:
    """Give one text for all rows."""
    return np.full(rows, text, dtype=object)


def places_of(ours: Panel, theirs: Panel, years: bool) -> NDArray[np.int64]:  # noqa: FBT001
    """Find another table's row for each of a panel, by key and, if wanted, year; -1 for none."""
    one, two = (_labels(panel) for panel in (ours, theirs))
    dates = [
        panel.years().tolist() if years else [0] * len(own)
        for panel, own in zip((ours, theirs), (one, two), strict=True)
    ]
    # By the text that they are matched by: of 3 and "3" only one can be meant.
    name = "/".join(map(str, theirs.keys()))
    check_unique([name], [np.array(two, dtype=object)], theirs.years() if years else None)
    row_of = {pair: row for row, pair in enumerate(zip(two, dates[1], strict=True))}
    places = [row_of.get(pair, -1) for pair in zip(one, dates[0], strict=True)]
    if one and two and max(places) < 0:
        what = "municipality and year" if years else "municipality"
        first, own = (
            _spoken(labels[0], dated[0]) for labels, dated in ((two, dates[1]), (one, dates[0]))
        )
        raise SettingError(
            f"no {what} of `{theirs.argument}` is in the panel: its first is {first}, and the "
            f"panel's {own}; give the key as the panel has it, and years that it has",
            argument=theirs.argument,
            problem=f"no {what} in common with the panel",
        )
    return np.array(places, dtype=np.int64)


def _labels(panel: Panel) -> list[str]:
    return labels_of([panel.frame.plain(name) for name in panel.keys()])  # noqa: SIM118  a method


def _spoken(label: str, year: int) -> str:
    return f"{spoken(label)} of {year}" if year else spoken(label)


def year_given(argument: str, year: Any) -> int:
    """Refuse what is no year."""
    if isinstance(year, bool) or not isinstance(year, (int, np.integer)):
        raise SettingError(
            f"`{argument}` is {year!r}; expected a year, such as 2004",
            argument=argument,
            problem="not a year",
        )
    return int(year)
