"""Municipality A in 2002, which the article's Table 8 works through."""

from __future__ import annotations

import pandas as pd

A_2002 = pd.DataFrame(
    {
        "municipality": ["A"],
        "year": [2002],
        "population": [306_580],
        "linked_revenue": [93_870_085.00],
        "sus_transfers_pc": [36.15],
        "health_expenditure_pc": [69.80],
    }
)
