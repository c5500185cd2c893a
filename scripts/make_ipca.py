"""Write the IPCA number index that the package ships, from the folder of samples.

`SUSTENTA_SAMPLES=… python scripts/make_ipca.py` rewrites the file; with `--check` it only says
whether the shipped file is the one that the samples give. `data/ipca.md` says what is in it.
"""

from __future__ import annotations

import csv
import os
import sys
from decimal import Decimal
from pathlib import Path

TARGET = Path(__file__).parents[1] / "python" / "sustenta" / "sources" / "data" / "ipca.csv"
INDEX = "ipca/ipca_number_index_1993_2023.csv"
RATES = "ipca/ipca_monthly_rate_2015_2025.csv"

#: The continued index is rounded once, from the product of all rates, never month by month.
PLACES = Decimal("0.0001")


def series(path: Path) -> list[tuple[str, str]]:
    """Read months and what is printed for them, in the order of the file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))[1:]
    return [(day[:7], text) for day, text in lines]


def rows(samples: Path) -> list[tuple[str, str, str, str]]:
    """Give month, level, origin and the printed rate."""
    levels = series(samples / INDEX)
    given = [(month, text, "index", "") for month, text in levels]
    last = levels[-1][0]
    level = Decimal(levels[-1][1])
    for month, rate in series(samples / RATES):
        if month > last:
            level *= 1 + Decimal(rate) / 100
            given.append((month, str(level.quantize(PLACES)), "rate", rate))
    return given


def text_of(samples: Path) -> str:
    """Give the whole file."""
    lines = ["month,index,origin,rate_pct", *map(",".join, rows(samples))]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the file, or check it."""
    given = os.environ.get("SUSTENTA_SAMPLES")
    if not given:
        print("SUSTENTA_SAMPLES is not set: the folder of samples is needed")
        return 2
    text = text_of(Path(given))
    if "--check" in sys.argv[1:]:
        same = TARGET.read_text(encoding="utf-8") == text
        print(f"{TARGET.name}: {'as the samples give it' if same else 'differs from the samples'}")
        return int(not same)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
