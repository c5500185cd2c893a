"""Computing the columns of an assessed panel: each once, by the routes that `_derivation` names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sustenta import _core
from sustenta._containers import container_of
from sustenta.errors import DomainError, NotComputableError
from sustenta.panels._derivation import DUE, GAP, SPENT, YEAR, Route, route_to, routes_of, starts_of
from sustenta.panels._values import INPUT_MISSING, Value, given, inherited, lone, shared_flavour
from sustenta.registry import ARGUMENTS, INDICATORS, REASONS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from sustenta.panels._law import Law
    from sustenta.panels._panel import Panel

#: Whether the minimum was met (1), not met (2) or not known (0) in each row; the reasons.
Met = tuple["NDArray[np.uint8]", "NDArray[np.uint8]"]


class Assessment:
    """The columns that a panel gives rise to.

    Parameters
    ----------
    panel
        The panel.
    years
        The year of each row.
    law
        The law; its shares are columns of the panel's library or lone numbers.
    wanted
        The columns that will be asked for.
    errors
        ``"raise"`` or ``"coerce"``.
    reasons
        Whether reasons are wanted.
    places
        Where to put computed columns of floats, by name.
    """

    def __init__(
        self,
        panel: Panel,
        years: NDArray[np.int32],
        law: Law,
        wanted: Iterable[str],
        errors: str = "coerce",
        *,
        reasons: bool = False,
        places: Mapping[str, NDArray[np.float64]] | None = None,
    ) -> None:
        self.panel = panel
        self.years = years
        self.law = law
        self.errors = errors
        self.reasons = reasons
        #: The columns of the panel that all this starts from.
        self.starts = starts_of(wanted, panel.has)
        self._places = places or {}
        self._values: dict[str, Value] = {}

    def value(self, name: str) -> Value:
        """Give a column, computed once.

        Raises
        ------
        NotComputableError
            Where there is no way to it.
        """
        if name not in self._values:
            self._values.update(self._found(name))
        return self._values[name]

    def prepare(self, names: Iterable[str]) -> None:
        """Compute columns of floats together, in one pass over the panel.

        What is exact, and what may be refused, is left to `value`.
        """
        if self.errors == "raise" or not len(self.years):
            return
        routes = routes_of(names, self.panel.has)
        for name, route in routes.items():
            if route.call in (DUE, GAP):
                self.value(name)
        steps: list[tuple[str, list[Any]]] = []
        batch: dict[str, Value] = {}
        inputs_of: dict[str, list[Value]] = {}
        for name, route in routes.items():
            inputs = self._at_hand(route, batch)
            if name in self._values or inputs is None:
                continue
            out = self._place(name)
            numbers = {id(value): number for number, value in enumerate(batch.values())}
            steps.append((route.call, [numbers.get(id(v), v.floats()) for v in inputs]))
            batch[name] = Value(name, flavour=shared_flavour(inputs), forms={False: out})
            inputs_of[name] = inputs
        outs = [value.floats() for value in batch.values()]
        codes = _core.evaluate_steps(steps, outs, self.reasons)
        for (name, value), why in zip(batch.items(), codes, strict=False):
            value.reasons = inherited(why, inputs_of[name])
        self._values.update(batch)

    def _at_hand(self, route: Route, batch: Mapping[str, Value]) -> list[Value] | None:
        """Give the inputs of a step over floats; None where one is not there yet, or is exact."""
        inputs = []
        for start in route.inputs:
            if not isinstance(start, str):
                value = lone(start)
            elif start in batch:
                value = batch[start]
            elif start in self._values or self.panel.has(start):
                value = self.value(start)
            else:
                return None
            if value.decides:
                return None
            inputs.append(value)
        return inputs

    def column(self, name: str) -> Any:
        """Give a computed column in the panel's container."""
        value = self.value(name)
        container = self.panel.frame.container(value.flavour)
        if not value.exact:
            return container.floats(value.floats(), name)
        data = value.exacts()
        give = container.decimals if isinstance(data, tuple) else container.objects
        return give(data, name)

    def is_plain(self, name: str) -> bool:
        """Say whether a computed column is one of NumPy's floats, where `places` put it."""
        value = self.value(name)
        if value.exact or value.flavour != "numpy":
            return False
        return value.floats() is self._places.get(name)

    def _place(self, name: str) -> NDArray[np.float64]:
        """Give the place of a computed column, or make one."""
        place = self._places.get(name)
        return np.empty(len(self.years)) if place is None else place

    def reasons_of(self, name: str) -> NDArray[np.uint8]:
        """Give the code of the reason of each missing value of a computed column."""
        codes = self.value(name).reasons
        return np.zeros(len(self.years), dtype=np.uint8) if codes is None else codes

    def met(self) -> Met:
        """Say of each row whether its amounts met the minimum."""
        spent, base = (self.value(name) for name in SPENT)
        met, codes = self.held_against_due(spent, base)
        return met, inherited(codes, (spent, base))

    def held_against_due(self, spent: Value, base: Value) -> Met:
        """Say of each row whether what was spent of the base met the minimum."""
        law, own = self.law, self.panel.has("ec29_due_pct")
        if spent.exact or base.exact or (own and self.value("ec29_due_pct").exact):
            due = self.value("ec29_due_pct")
            rows = len(self.years)
            _, _, met, codes = _core.gaps_exact(spent.exacts(), base.exacts(), due.exacts(), rows)
            return met, inherited(codes, (due,))
        met, codes = _core.met_by_law(
            spent.floats(),
            base.floats(),
            self.years,
            self.value("ec29_due_pct").floats() if own else None,
            law.sphere,
            law.reading,
            *law.shares(exact=False),
        )
        return met, codes

    def _found(self, name: str) -> dict[str, Value]:
        if self.panel.has(name):
            return {name: given(self.panel.own_name(name), self.panel.column(name))}
        route = route_to(name, self.panel.has)
        if route is None:
            raise NotComputableError(
                f"`{name}` cannot be computed from the panel's columns", indicator=name, missing=[]
            )
        if route.call == DUE:
            return {name: self._due()}
        if route.call == GAP:
            return self._gaps()
        return {name: self._computed(name, route)}

    def _computed(self, name: str, route: Route) -> Value:
        inputs = [
            self.value(start) if isinstance(start, str) else lone(start) for start in route.inputs
        ]
        exact = any(value.decides for value in inputs)
        quotients = any(value.quotient for value in inputs)
        flavour = shared_flavour(inputs)
        try:
            data = [value.of(exact=exact) for value in inputs]
            if exact:
                compute = _core.evaluate_of_quotients if quotients else _core.evaluate_exact
                arrow = self.panel.frame.container(flavour).arrow
                result, codes = compute(route.call, data, self.errors, arrow)
            else:
                out = self._places.get(name)
                result, found = _core.evaluate(route.call, data, out, self.errors, self.reasons)
                codes = np.empty(0, dtype=np.uint8) if found is None else found
        except DomainError as refusal:
            raise _named(refusal, ARGUMENTS[route.call], [value.name for value in inputs]) from None
        return Value(
            name,
            exact,
            quotient=quotients or INDICATORS[route.call]["partial"],
            flavour=flavour,
            reasons=inherited(codes, inputs) if self.reasons else None,
            forms={exact: result},
        )

    def _due(self) -> Value:
        """Give the share due: exact where the panel is, and at hand in floats where they are."""
        codes: dict[bool, NDArray[np.uint8]] = {}
        law, years, errors = self.law, self.years, self.errors
        out = self._places.get("ec29_due_pct")

        # It knows nothing of this assessment, which would keep itself and all its columns alive.
        def compute(exact: bool) -> Any:  # noqa: FBT001  a function of one thing
            asked = (years, law.sphere, law.reading, *law.shares(exact=exact), errors)
            if exact:
                due, codes[exact] = _core.minimum_shares_exact(*asked)
            else:
                due, codes[exact] = _core.minimum_shares(*asked, out=out)
            return due

        exact = self.law.exact or any(
            self.value(name).exact for name in self.starts if name != YEAR
        )
        flavour = container_of((YEAR,), (self.panel.column(YEAR),)).flavour
        result = Value("ec29_due_pct", exact, flavour=flavour, adapts=compute)
        result.of(exact=exact)
        result.reasons = codes[exact] if self.reasons else None
        return result

    def _gaps(self) -> dict[str, Value]:
        """Give the gap in points and in reais, from the amounts."""
        law = self.law
        spent, base = (self.value(name) for name in SPENT)
        due = self.value("ec29_due_pct")
        inputs = (spent, base, due)
        exact = any(value.decides for value in inputs)
        data = [value.of(exact=exact) for value in inputs]
        spends, bases, dues = data
        names = ("ec29_gap_pp", "ec29_gap")
        outs = [self._place(name) for name in names]
        if exact:
            results = _core.gaps_exact(spends, bases, dues, len(self.years))
        elif due.adapts is None:
            results = _core.gaps(spends, bases, dues, len(self.years), outs)
        else:
            # On a path of its own a share may have more digits than the float of its column.
            shares = law.shares(exact=False)
            results = _core.gaps_by_law(
                spends, bases, self.years, law.sphere, law.reading, *shares, outs
            )
        points, amounts, _, codes = results
        if self.errors == "raise":
            _refuse(codes, inputs)
        codes = inherited(codes, inputs)
        flavour = shared_flavour(inputs)
        return {
            name: Value(
                name, exact, quotient=True, flavour=flavour, reasons=codes, forms={exact: result}
            )
            for name, result in zip(names, (points, amounts), strict=True)
        }


def _named(
    refusal: DomainError, arguments: Sequence[str], names: Sequence[Hashable]
) -> DomainError:
    """Name the panel's column in a refusal that names the formula's argument."""
    own = dict(zip(arguments, map(str, names), strict=True)).get(refusal.argument, refusal.argument)
    place = "" if refusal.row is None else f" at row {refusal.row}"
    return DomainError(
        f"`{own}`{place} is {refusal.found}; expected {refusal.expected}",
        **{**refusal.facts, "argument": own},
    )


def _refuse(codes: NDArray[np.uint8], inputs: tuple[Value, Value, Value]) -> None:
    """Refuse the first row that is not merely missing."""
    wrong = codes > INPUT_MISSING
    if not wrong.any():
        return
    row = int(wrong.argmax())
    reason = REASONS[codes[row] - 1]
    _, culprit, _ = inputs
    expected = "a denominator above zero"
    if reason == "amount_not_finite":
        columns = [value for value in inputs if isinstance(value.floats(), np.ndarray)]
        culprit = next((value for value in columns if np.isinf(value.floats()[row])), culprit)
        expected = "a finite amount, or NaN where it is missing"
    found = "zero or negative" if culprit.exact else f"{culprit.floats()[row]:g}"
    raise DomainError(
        f"`{culprit.name}` at row {row} is {found}; expected {expected}",
        argument=str(culprit.name),
        row=row,
        found=found,
        expected=expected,
        reason=reason,
    )
