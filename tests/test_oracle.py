"""Every public function that computes, against the literal oracle, on random inputs and borders.

`COMPARISONS` is the one list: a public function that stands neither there nor in `ELSEWHERE` fails
`test_no_public_function_lacks_a_comparison`, and a comparison that did not run both sides fails.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import sustenta as st
from compared_classes import (
    compare_compliance,
    compare_execution,
    compare_tax_effort,
    compare_trend,
)
from compared_indicators import WAYS, compare_indicator, compare_inverse, compare_scenarios
from compared_statute import compare_gap, compare_minimum_amount, compare_minimum_share
from comparison import RAN
from drawn import exact_decimal, stepped
from oracle.indicators import INDICATORS as ORACLE
from sustenta.errors import PrecisionError
from sustenta.registry import INDICATORS

FILE = Path(__file__)
HERE = FILE.parent

#: Public function → what holds it against the oracle.
COMPARISONS: dict[str, Callable[[], None]] = {
    "minimum_share_pct": compare_minimum_share,
    "minimum_amount": compare_minimum_amount,
    "ec29_gap": compare_gap,
    "classify_execution": compare_execution,
    "classify_tax_effort": compare_tax_effort,
    "classify_ec29_trend": compare_trend,
    "classify_ec29_compliance": compare_compliance,
    "scenarios": compare_scenarios,
}
#: Public names that compute nothing of their own, or that another file holds against its judge.
ELSEWHERE = {
    "Ec29Gap",
    "Parameter",
    "Rules",
    "Scenarios",
    "Schedule",
    "__version__",
    "aggregate",
    "assess",
    "audit",
    "auditing",
    "backtest",
    "capacity",
    "catalogue",
    "cite",
    "compare",
    "completeness",
    "compound_growth_pct",
    "computable",
    "confront",
    "deflate",
    "effort_and_base",
    "errors",
    "examples",
    "format_figures",
    "inequality",
    "interpret",
    "locate",
    "methods_text",
    "parse_figures",
    "permanence",
    "plan_teams",
    "plots",
    "price_levels",
    "profile",
    "project",
    "rank_margins",
    "rearrangements",
    "repair",
    "report",
    "residual_pool",
    "show_versions",
    "size_class",
    "sources",
    "stability",
    "studies",
    "sufficiency",
    "tables",
    "team_parameters",
    "text",
}


@pytest.mark.parametrize("id", ORACLE)
def test_an_indicator_is_what_the_oracle_says(id: str) -> None:
    compare_indicator(id)
    assert RAN[id] >= 300


@pytest.mark.parametrize("function", COMPARISONS)
def test_a_function_decides_as_the_oracle_does(function: str) -> None:
    COMPARISONS[function]()
    assert RAN[function] >= 200


def test_the_ways_back_from_both_scenarios_agree_with_the_oracles_other_route() -> None:
    compare_inverse()
    assert all(RAN[id] >= 200 for id in WAYS)


def test_no_public_function_lacks_a_comparison() -> None:
    judged = {*ORACLE, *COMPARISONS, *ELSEWHERE}
    problems = [f"{name}: no oracle, and not in ELSEWHERE" for name in set(st.__all__) - judged]
    problems += [f"{name}: judged, and not public" for name in judged - set(st.__all__)]
    others = [path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py") if path != FILE]
    problems += [
        f"{name}: no other test file names it"
        for name in ELSEWHERE
        if not any(re.search(rf"\b{name}\b", text) for text in others)
    ]
    assert not problems, "\n".join(["", *sorted(problems)])


def test_the_oracle_knows_the_same_indicators_with_the_same_arguments() -> None:
    ours = {
        id: [given["argument"] for given in entry["inputs"]] for id, entry in INDICATORS.items()
    }
    assert {id: list(entry.arguments) for id, entry in ORACLE.items()} == ours


def test_decimals_too_long_for_an_exact_result_are_refused_and_never_rounded() -> None:
    long = Decimal("0.1234567890123456789012345678")
    with pytest.raises(PrecisionError):
        st.megpc(Decimal(12345678901234567890), long)
    assert st.share_pct(long, Decimal(3)) == exact_decimal(100 * Fraction(long) / 3)


def test_the_steps_of_the_cases_are_single_units() -> None:
    assert stepped(1.0, 1) == math.nextafter(1.0, 2.0)
    assert stepped(0.0, -1) == -5e-324
    assert stepped(-1.0, 1) == math.nextafter(-1.0, 0.0)
