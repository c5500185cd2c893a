"""A small table, and rules that stand on some of its rows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    import sustenta as st


def table_02() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "uf": ["PA", "PA", "PA", "TO", "TO"],
            "municipality": ["Geral", "H", "I", "Geral", "P"],
            "level": ["total", "municipality", "municipality", "total", "municipality"],
            "ceiling": [Decimal(300), Decimal(100), Decimal(200), Decimal(50), None],
            "transferred": [Decimal(150), Decimal(100), Decimal(50), Decimal(0), Decimal(0)],
            "pct": [Decimal("50.0"), Decimal("100.0"), Decimal("25.0"), None, Decimal("0.0")],
        }
    )


def standing_on(rules: st.Rules, **where: tuple[str, ...]) -> Any:
    """The lone rule of a set, on the rows with these labels."""
    (rule,) = rules
    return replace(rule, where=where)
