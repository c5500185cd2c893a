"""Figures in an audit: as the page prints them, or with six decimals where they were computed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sustenta.auditing._figures import as_it_stands, figure, interval


@pytest.mark.parametrize(
    ("number", "printed", "computed"),
    [
        ("1600.50", "1.600,50", "1.600,5"),
        ("-25.000000", "-25,000000", "-25"),
        ("12345678901234567", "12.345.678.901.234.567", "12.345.678.901.234.567"),
        ("33.33333333333333333333333333", "33,333333", "33,333333"),
        ("1E+3", "1.000", "1.000"),
    ],
)
def test_a_printed_figure_keeps_its_decimals_and_a_computed_one_has_six_at_most(
    number: str, printed: str, computed: str
) -> None:
    assert as_it_stands(Decimal(number), "pt") == printed
    assert figure(Decimal(number), "pt") == computed
    english = str.maketrans(",.", ".,")
    assert as_it_stands(Decimal(number), "en") == printed.translate(english)
    assert figure(Decimal(number), "en") == computed.translate(english)


def test_an_interval_of_one_number_is_that_number_and_none_is_a_dash() -> None:
    assert interval(Decimal(1), Decimal("2.5"), "pt") == "1 … 2,5"
    assert interval(Decimal("2.50"), Decimal("2.5"), "pt") == "2,5"
    assert interval(None, Decimal(1), "pt") == figure(None, "pt") == "–"
