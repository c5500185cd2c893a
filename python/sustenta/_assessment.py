"""Computing the columns of an assessed panel: each once, over the routes that `_derivation` names."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from sustenta import _core
from sustenta._columns import gather
from sustenta._containers import Container, container_of
from sustenta._derivation import DUE, GAP, YEAR, Route, route_to, starts_of
from sustenta.errors import DomainError
from sustenta.registry import ARGUMENTS, INDICATORS, REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from sustenta._panel import Panel
    from sustenta.statute import Reading, Sphere

INPUT_MISSING = REASONS.index("input_missing") + 1

_FLAVOURS = ("arrow", "nullable")


@dataclass(frozen=True)
class Law:
    """What the law asks and how it is read; the share of 2000 and the own law as given."""

    sphere: Sphere = "municipality"
    reading: Reading = "uniform"
    start: Any = None
    own_law: Any = None

    def shares(self, *, exact: bool) -> list[Any]:
        """Give the share of 2000 and the own law as the core takes them."""
        given = (("start_pct", self.start), ("own_law_pct", self.own_law))
        return [_share(name, value, exact=exact) for name, value in given]

    @property
    def exact(self) -> bool:
        """Whether a share of its own is exact."""
        given = (("start_pct", self.start), ("own_law_pct", self.own_law))
        return any(gather((name,), (value,)).exact for name, value in given)


def _share(name: str, value: Any, *, exact: bool) -> Any:
    # A lone percentage is the decimal that it prints, in whichever kind of number it came.
    if exact and isinstance(value, float):
        value = Decimal(repr(float(value)))
    elif not exact and isinstance(value, Decimal):
        value = float(value)
    return gather((name,), (value,), exact=exact).inputs[0]


@dataclass(eq=False)
class Value:
    """A column on its way: given or computed, in floats or exact.

    Attributes
    ----------
    name : hashable
        What the table calls it, or would.
    source
        The column as given; None for a computed one.
    exact : bool
        Whether it holds exact decimals.
    quotient : bool
        Whether it was rounded, being a quotient.
    flavour : str
        Of a pandas column: numpy, nullable or arrow.
    reasons : numpy.ndarray of uint8, optional
        The code of the reason of each missing value of a computed column.
    adapts : callable, optional
        How to compute a column that is exact where the others are, and in floats where they are.
    """

    name: Hashable
    source: Any = None
    exact: bool = False
    quotient: bool = False
    flavour: str = "numpy"
    reasons: NDArray[np.uint8] | None = None
    adapts: Callable[[bool], Any] | None = None
    _floats: Any = field(default=None, repr=False)
    _exacts: Any = field(default=None, repr=False)

    def floats(self) -> Any:
        """Give it as the core's float64 loops take it."""
        if self._floats is None:
            self._floats = self._read(exact=False)
        return self._floats

    def exacts(self) -> Any:
        """Give it as the core's exact loops take it; refused where it holds floats."""
        if self._exacts is None:
            self._exacts = self._read(exact=True)
        return self._exacts

    def _read(self, *, exact: bool) -> Any:
        if self.adapts is not None:
            return self.adapts(exact)
        source = self._floats if self.source is None else self.source
        return gather((str(self.name),), (source,), exact=exact).inputs[0]


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
    ) -> None:
        self.panel = panel
        self.years = years
        self.law = law
        self.errors = errors
        self.reasons = reasons
        #: The columns of the panel that all this starts from.
        self.starts = starts_of(wanted, panel.has)
        self._values: dict[str, Value] = {}
        self._gaps: dict[str, Value] = {}
        self._met: NDArray[np.uint8] | None = None

    def value(self, name: str) -> Value:
        """Give a column, computed once."""
        found = self._values.get(name)
        if found is None:
            found = self._values[name] = self._found(name)
        return found

    def column(self, name: str) -> Any:
        """Give a computed column in the panel's container."""
        value = self.value(name)
        container = self.panel.frame.container(value.flavour)
        if not value.exact:
            return container.floats(value.floats(), name)
        data = value.exacts()
        give = container.decimals if isinstance(data, tuple) else container.objects
        return give(data, name)

    def _found(self, name: str) -> Value:
        if self.panel.has(name):
            return given(self.panel, name)
        route = route_to(name, self.panel.has)
        assert route is not None
        if route.call == DUE:
            return self._due()
        if route.call == GAP:
            return self._gap(name)
        return self._computed(name, route)

    def _computed(self, name: str, route: Route) -> Value:
        inputs = [
            self.value(start) if isinstance(start, str) else lone(start) for start in route.inputs
        ]
        exact = any(value.exact for value in inputs if value.adapts is None)
        flavour = _flavour(inputs)
        quotients = any(value.quotient for value in inputs)
        result = Value(
            name, exact=exact, flavour=flavour, quotient=quotients or INDICATORS[route.call]["partial"]
        )
        try:
            if exact:
                data = [value.exacts() for value in inputs]
                compute = _core.evaluate_of_quotients if quotients else _core.evaluate_exact
                arrow = self.panel.frame.container(flavour).arrow
                result._exacts, codes = compute(route.call, data, self.errors, arrow)
            else:
                data = [value.floats() for value in inputs]
                result._floats, codes = _core.evaluate(
                    route.call, data, None, self.errors, self.reasons
                )
        except DomainError as refusal:
            raise _named(refusal, ARGUMENTS[route.call], [value.name for value in inputs]) from None
        if self.reasons:
            result.reasons = inherited(codes, inputs)
        return result

    def _due(self) -> Value:
        """Give the share due: exact where the panel is, and at hand in floats where they are."""
        codes: dict[bool, NDArray[np.uint8]] = {}

        def compute(exact: bool) -> Any:  # noqa: FBT001  called by position
            law = self.law
            shares = _core.minimum_shares_exact if exact else _core.minimum_shares
            data, codes[exact] = shares(
                self.years, law.sphere, law.reading, *law.shares(exact=exact), self.errors
            )
            return data

        year = self.panel.column(YEAR)
        exact = self.law.exact or any(
            self.value(name).exact for name in self.starts if name != YEAR
        )
        flavour = container_of((YEAR,), (year,)).flavour
        result = Value("ec29_due_pct", exact=exact, flavour=flavour, adapts=compute)
        if exact:
            result.exacts()
        else:
            result.floats()
        result.reasons = codes[exact] if self.reasons else None
        return result

    def _gap(self, name: str) -> Value:
        if not self._gaps:
            self._compute_gaps()
        return self._gaps[name]

    def met(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Give whether the minimum was met, from the amounts: 1 yes, 2 no, 0 with a reason."""
        self._gap("ec29_gap")
        assert self._met is not None
        codes = self._gaps["ec29_gap"].reasons
        assert codes is not None
        return self._met, codes

    def _compute_gaps(self) -> None:
        spent, base, due = (
            self.value(name) for name in ("own_health_expenditure", "linked_revenue", "ec29_due_pct")
        )
        points, amounts, self._met, codes = gaps(spent, base, due, self)
        if self.errors == "raise":
            _refuse(codes, (spent, base, due))
        codes = inherited(codes, (spent, base, due))
        exact = spent.exact or base.exact or (due.exact and due.adapts is None)
        for name, data in (("ec29_gap_pp", points), ("ec29_gap", amounts)):
            value = Value(name, exact=exact, quotient=True, flavour=_flavour((spent, base, due)))
            value._exacts, value._floats = (data, None) if exact else (None, data)
            value.reasons = codes
            self._gaps[name] = value


def given(panel: Panel, name: str) -> Value:
    """Open a column that the panel has."""
    source = panel.column(name)
    call = gather((str(panel.own_name(name)),), (source,))
    value = Value(panel.own_name(name), source, call.exact, flavour=call.container.flavour)
    value._exacts, value._floats = (call.inputs[0], None) if call.exact else (None, call.inputs[0])
    return value


def gaps(spent: Value, base: Value, due: Value, work: Assessment) -> Any:
    """Hold what was spent against what was due: points, reais, whether it was met, reasons."""
    law, rows = work.law, len(work.years)
    if spent.exact or base.exact or (due.exact and due.adapts is None):
        return _core.gaps_exact(spent.exacts(), base.exacts(), due.exacts(), rows)
    if law.reading == "own_path" and due.adapts is not None:
        # A share on a path of its own may have more digits than the float of its column.
        return _core.gaps_by_law(
            spent.floats(),
            base.floats(),
            work.years,
            law.sphere,
            law.reading,
            *law.shares(exact=False),
        )
    return _core.gaps(spent.floats(), base.floats(), due.floats(), rows)


def inherited(codes: NDArray[np.uint8], inputs: Sequence[Value]) -> NDArray[np.uint8]:
    """Say why a value is missing: where an input is, because of what made that one missing."""
    for value in inputs:
        if value.reasons is not None:
            deeper = (codes == INPUT_MISSING) & (value.reasons > 0)
            if deeper.any():
                codes = np.where(deeper, value.reasons, codes)
    return codes


def reasons_in(container: Container, codes: NDArray[np.uint8], name: str) -> Any:
    """Put codes of reasons into a container, as a categorical of the reasons that occur."""
    present = [code for code in range(1, len(REASONS) + 1) if (codes == code).any()]
    places = np.zeros(len(REASONS) + 1, dtype=np.uint8)
    places[present] = np.arange(1, len(present) + 1)
    names = [REASONS[code - 1] for code in present]
    return container.labels(places[codes], names, name, ordered=False)


def exact_values(data: Any) -> list[Any]:
    """Give an exact column as numbers that compare as its values do, None where one is missing."""
    if not isinstance(data, tuple):
        return list(data)
    words, valid, _ = data
    high = words[1::2].astype(np.int64).tolist()
    return [
        (top << 64) + low if known else None
        for top, low, known in zip(high, words[::2].tolist(), valid.tolist(), strict=True)
    ]


def lone(number: int) -> Value:
    value = Value(str(number))
    value._floats, value._exacts = float(number), number
    return value


def _flavour(inputs: Sequence[Value]) -> str:
    found = {value.flavour for value in inputs}
    return next((flavour for flavour in _FLAVOURS if flavour in found), "numpy")


def _named(
    refusal: DomainError, arguments: Sequence[str], names: Sequence[Hashable]
) -> DomainError:
    """Name the panel's column in a refusal that names the formula's argument."""
    own = dict(zip(arguments, map(str, names), strict=True)).get(
        refusal.argument, refusal.argument
    )
    place = "" if refusal.row is None else f" at row {refusal.row}"
    return DomainError(
        f"`{own}`{place} is {refusal.found}; expected {refusal.expected}",
        **{**refusal.facts, "argument": own},
    )


def _refuse(codes: NDArray[np.uint8], inputs: Sequence[Value]) -> None:
    """Refuse the first row that is not merely missing."""
    wrong = codes > INPUT_MISSING
    if not wrong.any():
        return
    row = int(wrong.argmax())
    reason = REASONS[codes[row] - 1]
    _, base, _ = inputs
    culprit, expected = base, "a denominator above zero"
    if reason == "amount_not_finite":
        culprit = next((value for value in inputs if np.isinf(value.floats()[row])), base)
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
