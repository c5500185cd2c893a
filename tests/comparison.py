"""What every comparison with the oracle needs: a count of the answers of both sides."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from sustenta.registry import CLASSIFICATIONS

#: How often the package and the oracle have both answered, by public function.
RAN: Counter[str] = Counter()


def both(function: str, ours: object, judge: object) -> None:
    """Count that the package and the oracle have both answered."""
    assert ours is not NotImplemented
    assert judge is not NotImplemented
    RAN[function] += 1


def missing(value: Any) -> bool:
    """Whether a result is missing."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def tell(value: Any) -> Any:
    """A value as the oracle takes it."""
    return None if missing(value) else value


def label(id: str, found: str | None) -> str | None:
    labels = {entry["id"]: entry["label"]["pt"] for entry in CLASSIFICATIONS[id]["classes"]}
    return labels[found] if found else None
