"""Tables of one municipality, for sentences."""

from __future__ import annotations

from typing import Any

import pandas as pd


def frame(**columns: Any) -> pd.DataFrame:
    """A table with a municipality A in 2002, unless it says otherwise."""
    return pd.DataFrame({"municipality": ["A"], "year": [2002], **columns})
