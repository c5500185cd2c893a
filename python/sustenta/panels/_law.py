"""What the law asks of a panel, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sustenta._columns import gather

if TYPE_CHECKING:
    from sustenta.statute import Reading, Sphere


@dataclass(frozen=True)
class Law:
    """What the law asks and how it is read; the share of 2000 and the own law as given."""

    sphere: Sphere = "municipality"
    reading: Reading = "uniform"
    start: Any = None
    own_law: Any = None

    def shares(self, *, exact: bool) -> tuple[Any, Any]:
        """Give the share of 2000 and the own law as the core takes them."""
        return (
            _share("start_pct", self.start, exact=exact),
            _share("own_law_pct", self.own_law, exact=exact),
        )

    @property
    def exact(self) -> bool:
        """Whether a share of its own is exact."""
        return any(gather(("share",), (share,)).exact for share in (self.start, self.own_law))


def _share(name: str, value: Any, *, exact: bool) -> Any:
    # A lone percentage is the decimal that it prints, in whichever kind of number it came.
    if exact and isinstance(value, float):
        value = Decimal(repr(float(value)))
    elif not exact and isinstance(value, Decimal):
        value = float(value)
    return gather((name,), (value,), exact=exact).inputs[0]
