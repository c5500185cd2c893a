"""What a result remembers of the call that made it, for the words that are made of it later.

A courtesy: pandas keeps it through copies and selections, and drops it elsewhere; polars and Arrow
have no place for it. Reasons and values never depend on it.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from sustenta._core import __version__

__all__ = ["facts_of", "remember"]

_NAME: Final = "sustenta"


#: Stages named of a panel; one with more is of none that could be named.
_STAGES: Final = 3


def remember(result: Any, made_by: str, given: Any = None, **facts: Any) -> Any:
    """Note on a result which function made it, from what, and how; give the result back."""
    if isinstance(result, pd.DataFrame):
        kept = {name: value for name, value in facts.items() if value is not None}
        earlier = {**_of_panel(given), **facts_of(given), **facts_of(result)}
        own = {**earlier, **kept, "made_by": made_by, "version": __version__}
        # A new mapping: the one that the panel carries stays as it is.
        result.attrs = {**result.attrs, _NAME: own}
    return result


def _of_panel(given: Any) -> dict[str, Any]:
    """Give what a panel says of itself in a column that the result does not take along."""
    if not isinstance(given, pd.DataFrame) or "stage" not in given.columns:
        return {}
    stages = sorted({stage for stage in given["stage"].dropna() if isinstance(stage, str)})
    return {"stage": ", ".join(stages)} if 0 < len(stages) <= _STAGES else {}


def facts_of(result: Any) -> dict[str, Any]:
    """Give what a result remembers; nothing where it remembers nothing."""
    found = getattr(result, "attrs", {}).get(_NAME, {})
    return dict(found) if isinstance(found, dict) else {}
