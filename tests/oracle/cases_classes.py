"""Cases of the four classifications: the study's rows as printed, and the borders.

The rows of 28 digits are for exact decimals only; the generator marks them.
"""

from __future__ import annotations

import math

T2_T10 = "article-2006 Table 2 (amounts) and Table 10 (status)"
T5, T6, T6_T7 = "article-2006 Table 5", "article-2006 Table 6", "article-2006 Tables 6 and 7"
T7 = "article-2006 Table 7"

STATUS = {"Bom": "good", "Razoável": "fair", "Ruim": "poor"}
EFFORT = {"Positiva": "positive", "Conservadora": "conservative", "Negativa": "negative"}
TREND = {"Positiva": "positive", "Estável": "stable", "Negativa": "negative"}

# municipality, executed, transferred (Table 2), status (Table 10, beside the letter)
EXECUTION_PRINTED = [
    ("a", "154882.41", "217500.00", "Razoável"),
    ("b", "150679.68", "152600.00", "Bom"),
    ("d", "344054.73", "424000.00", "Razoável"),
    ("e", "186075.01", "212000.00", "Razoável"),
    ("f", "1142639.97", "1188000.00", "Bom"),
    ("g", "183991.68", "230950.00", "Razoável"),
    ("h", "139101.00", "226000.00", "Ruim"),
    ("i", "534321.57", "623500.00", "Razoável"),
    ("j", "355094.40", "847300.00", "Ruim"),
    ("l", "65800.00", "71800.00", "Bom"),
    ("o", "14960.50", "488400.00", "Ruim"),
    ("p", "216923.00", "217000.00", "Bom"),
    ("q", "144743.56", "296000.00", "Ruim"),
]

# municipality, change of the share of own taxes 2002 to 2004, type (Table 5)
TAX_EFFORT_PRINTED = [
    ("h", "57.86", "Positiva"),
    ("a", "46.06", "Positiva"),
    ("e", "29.34", "Positiva"),
    ("n", "22.16", "Positiva"),
    ("p", "12.34", "Positiva"),
    ("i", "9.57", "Conservadora"),
    ("j", "7.99", "Conservadora"),
    ("o", "4.70", "Conservadora"),
    ("f", "4.11", "Conservadora"),
    ("c", "0.84", "Conservadora"),
    ("b", "-7.31", "Negativa"),
    ("l", "-13.98", "Negativa"),
    ("m", "-15.19", "Negativa"),
    ("q", "-16.06", "Negativa"),
    ("d", "-19.82", "Negativa"),
    ("g", "-41.19", "Negativa"),
]

# municipality, share applied in 2002, 2003, 2004, "apresenta diferença" (Table 6), and
# class of the evolution (Table 7)
APPLIED_PRINTED = [
    ("A", "11.0", "13.4", "15.5", "Positiva", "Positiva"),
    ("B", "10.4", "25.4", "18.2", "Positiva", "Positiva"),
    ("C", "20.1", "15.8", "10.5", "Negativa (2004)", "Negativa"),
    ("D", "15.4", "11.8", "12.7", "Negativa (2004)", "Negativa"),
    ("E", "10.0", "19.1", "16.6", "Negativa (2002)", "Positiva"),
    ("F", "11.9", "15.8", "15.3", "Positiva", "Positiva"),
    ("G", "20.6", "13.0", "9.0", "Negativa (2004)", "Negativa"),
    ("H", "10.7", "12.2", "15.2", "Positiva", "Positiva"),
    ("I", "12.9", "20.6", "19.3", "Positiva", "Positiva"),
    ("J", "12.9", "16.0", "15.8", "Positiva", "Positiva"),
    ("L", "14.1", "11.9", "12.6", "Negativa (2004)", "Negativa"),
    ("M", "11.9", "23.2", "15.5", "Positiva", "Positiva"),
    ("N", "17.1", "20.1", "17.6", "Positiva", "Estável"),
    ("O", "11.8", "15.6", "16.1", "Positiva", "Positiva"),
    ("P", "17.9", "20.1", "16.5", "Positiva", "Negativa"),
    ("Q", "17.5", "17.6", "17.9", "Positiva", "Estável"),
]

# municipality, printed percentage, class (Table 7)
TREND_PRINTED = [
    ("b", "75.7", "Positiva"),
    ("e", "66.0", "Positiva"),
    ("i", "49.3", "Positiva"),
    ("h", "41.8", "Positiva"),
    ("a", "40.7", "Positiva"),
    ("o", "37.3", "Positiva"),
    ("m", "30.7", "Positiva"),
    ("f", "28.5", "Positiva"),
    ("j", "22.7", "Positiva"),
    ("n", "3.0", "Estável"),
    ("q", "2.4", "Estável"),
    ("l", "-7.3", "Negativa"),
    ("p", "-10.2", "Negativa"),
    ("d", "-17.3", "Negativa"),
    ("c", "-48.0", "Negativa"),
    ("g", "-56.3", "Negativa"),
]
DUE_PRINTED = {2002: "10.2", 2003: "11.8", 2004: "15"}


def above(text: str) -> str:
    """What the next float64 upwards prints."""
    return repr(math.nextafter(float(text), math.inf))


def below(text: str) -> str:
    """What the next float64 downwards prints."""
    return repr(math.nextafter(float(text), -math.inf))


# Decimals whose quotient in float64 falls on the wrong side of the border, in one order of the
# operations or another: found by search, each exactly on the border.
AT_90 = [("0.27", "0.3"), ("0.54", "0.6"), ("3.69", "4.1"), ("4.32", "4.8"), ("269.91", "299.9")]
AT_70 = [("2.03", "2.9"), ("5.81", "8.3"), ("9.03", "12.9"), ("18.9", "27"), ("198.17", "283.1")]
AT_10 = [("20", "22"), ("0.3", "0.33"), ("0.1", "0.11"), ("2.1", "2.31"), ("4.1", "4.51")]
AT_15 = [("20", "23"), ("0.7", "0.805"), ("1.3", "1.495"), ("3.4", "3.91"), ("4.7", "5.405")]


def _around(pairs: list[tuple[str, str]], border: str) -> list[tuple[str, str, str]]:
    """Each pair on its border, and with its second figure one float64 off, both ways."""
    rows = []
    for number, (steady, moved) in enumerate(pairs, start=1):
        rows.append((f"exactly_{border}_awkwardly_{number}", steady, moved))
        rows.append((f"one_ulp_above_{border}_{number}", steady, above(moved)))
        rows.append((f"one_ulp_below_{border}_{number}", steady, below(moved)))
    return rows


# Amounts of 28 digits: the last digit decides, and 100 times them no longer fits in 96 bits.
HUGE = "9999999999999999999999999990"
LONG_90, LONG_70 = "8999999999999999999999999991", "6999999999999999999999999993"
LONG_FIRST = "99999999999999999999999998.0"
LONG_LAST = {10: "109999999999999999999999997.8", 15: "114999999999999999999999997.7"}
LONG_ABOVE = {10: "109999999999999999999999997.9", 15: "114999999999999999999999997.8"}
LONG_BELOW = "99999999999999999999999997.9"


def execution_cases() -> list[tuple[str, str, str]]:
    """case, executed, transferred."""
    rows = [
        ("exactly_90_pct", "90", "100"),
        ("exactly_70_pct", "70", "100"),
        ("one_centavo_above_90_pct", "900000.01", "1000000.00"),
        ("one_centavo_below_70_pct", "699999.99", "1000000.00"),
        ("one_ulp_above_90", above("90"), "100"),
        ("one_ulp_below_90", below("90"), "100"),
        ("one_ulp_above_70", above("70"), "100"),
        ("one_ulp_below_70", below("70"), "100"),
        ("exactly_90_pct_of_fifteen_digits", "899999999999991.0", "999999999999990.0"),
        ("would_round_to_70_pct", "69.995", "100"),
        ("executed_everything", "488400.00", "488400.00"),
        ("executed_more_than_received", "120.00", "100.00"),
        ("executed_nothing", "0", "65000.00"),
        ("tc61_disbursed_of_received", "6835703.34", "9785867.36"),
        ("tc61_with_the_pending_payments", "8493130.24", "9785867.36"),
        ("nothing_received_municipality_c", "0", "0"),
        ("nothing_received_but_something_executed", "10.00", "0"),
        ("executed_missing", "", "217500.00"),
        ("received_missing", "154882.41", ""),
        ("not_in_the_ministrys_sheets_municipality_n", "", ""),
        ("missing_comes_before_nothing_received", "", "0"),
        ("executed_negative", "-0.01", "100.00"),
        ("received_negative", "50.00", "-100.00"),
        ("both_negative", "-90.00", "-100.00"),
    ]
    rows += [(case, e, t) for case, t, e in _around([(t, e) for e, t in AT_90], "90_pct")]
    rows += [(case, e, t) for case, t, e in _around([(t, e) for e, t in AT_70], "70_pct")]
    rows += [
        ("exactly_90_pct_in_28_digits", LONG_90, HUGE),
        ("one_unit_above_90_pct_in_28_digits", LONG_90[:-1] + "2", HUGE),
        ("one_unit_below_90_pct_in_28_digits", LONG_90[:-1] + "0", HUGE),
        ("exactly_70_pct_in_28_digits", LONG_70, HUGE),
        ("one_unit_below_70_pct_in_28_digits", LONG_70[:-1] + "2", HUGE),
    ]
    return rows


def pair_cases(upper: int) -> list[tuple[str, str, str]]:
    """case, first, last; ``upper`` is the border above, 10 or 15."""
    rows = [
        ("no_change", "17.9", "17.9"),
        ("one_ulp_above_no_change", "20", above("20")),
        ("one_ulp_below_no_change", "20", below("20")),
        ("three_tenths_against_their_sum", "0.3", repr(0.1 + 0.2)),
        ("a_tenth_against_a_float_difference", "0.1", repr(1 - 0.9)),
        ("down_to_nothing", "12.5", "0"),
        ("first_missing", "", "16.6"),
        ("last_missing", "10.0", ""),
        ("both_missing", "", ""),
        ("first_zero", "0", "16.6"),
        ("first_zero_and_last_zero", "0", "0"),
        ("first_negative", "-0.97", "16.6"),
        ("last_negative", "10.0", "-0.97"),
        ("missing_comes_before_first_zero", "0", ""),
    ]
    rows += _around({10: AT_10, 15: AT_15}[upper], f"{upper}_pct")
    rows += [
        (f"exactly_{upper}_pct_in_28_digits", LONG_FIRST, LONG_LAST[upper]),
        (f"one_unit_above_{upper}_pct_in_28_digits", LONG_FIRST, LONG_ABOVE[upper]),
        ("one_unit_below_no_change_in_28_digits", LONG_FIRST, LONG_BELOW),
    ]
    return rows


def change_cases(upper: int) -> list[tuple[str, str]]:
    """case, change_pct; ``upper`` is the border above, 10 or 15."""
    border = str(upper)
    return [
        ("change_at_the_upper_border", border),
        ("change_one_ulp_above_the_upper_border", above(border)),
        ("change_one_ulp_below_the_upper_border", below(border)),
        ("change_that_a_float_quotient_prints", repr((1 + upper / 100 - 1) * 100)),
        ("change_above_the_border_by_a_hundredth", f"{border}.01"),
        ("change_printed_with_idle_zeros", f"{border}.000"),
        ("change_of_nothing", "0"),
        ("change_of_nothing_printed_with_decimals", "0.00"),
        ("change_just_above_zero", "0.00000000000000000001"),
        ("change_just_below_zero", "-0.00000000000000000001"),
        ("change_that_would_round_to_zero", "-0.004"),
        ("change_missing", ""),
        ("change_above_the_border_in_28_digits", f"{border}.00000000000000000000000001"),
        ("change_below_zero_in_28_decimals", "-0.0000000000000000000000000001"),
    ]


# key, what the case shows, (year, share applied, share due) in the order of the rows
COMPLIANCE_MADE = [
    (
        "on_border",
        "every_year_exactly_on_the_minimum",
        (("2002", "10.2", "10.2"), ("2003", "11.8", "11.8"), ("2004", "15.0", "15")),
    ),
    (
        "ulp_below",
        "one_ulp_below_in_one_year",
        (("2002", below("10.2"), "10.2"), ("2003", "11.8", "11.8"), ("2004", "15", "15")),
    ),
    (
        "ulp_above",
        "one_ulp_above_in_every_year",
        (
            ("2002", above("10.2"), "10.2"),
            ("2003", above("11.8"), "11.8"),
            ("2004", above("15"), "15"),
        ),
    ),
    (
        "two_fail",
        "two_years_fail",
        (("2002", "9.9", "10.2"), ("2003", "12.0", "11.8"), ("2004", "14.9", "15")),
    ),
    (
        "all_fail",
        "every_year_fails",
        (("2002", "9.9", "10.2"), ("2003", "11.7", "11.8"), ("2004", "0", "15")),
    ),
    (
        "unsorted",
        "rows_out_of_order_failing_years_ascending",
        (("2004", "14.9", "15"), ("2002", "9.9", "10.2"), ("2003", "12.0", "11.8")),
    ),
    ("one_year", "a_single_year_that_complies", (("2012", "15.08", "15"),)),
    ("one_bad", "a_single_year_that_fails", (("2024", "14.64", "15"),)),
    ("near_due", "would_round_to_the_minimum", (("2004", "14.995", "15"), ("2005", "15.00", "15"))),
    ("float_sum", "a_float_sum_below_the_minimum", (("2004", repr(15.1 + 0.2), "15.3"),)),
    ("float_less", "a_float_difference_above_the_minimum", (("2004", repr(15.3 - 0.2), "15.1"),)),
    (
        "own_path",
        "minimum_of_its_own_path",
        (("2001", "10.304", "10.304"), ("2002", "11.478", "11.478"), ("2003", "12.652", "12.652")),
    ),
    (
        "own_low",
        "below_its_own_path_by_a_thousandth",
        (("2001", "10.303", "10.304"), ("2002", "11.478", "11.478")),
    ),
    ("organic", "organic_law_asks_for_more", (("2004", "15.5", "18"), ("2005", "18.0", "18"))),
    (
        "gap_ok",
        "a_missing_year_leaves_it_open",
        (("2002", "10.4", "10.2"), ("2003", "", "11.8"), ("2004", "15.5", "15")),
    ),
    (
        "gap_bad",
        "a_missing_year_but_another_fails",
        (("2002", "10.4", "10.2"), ("2003", "", "11.8"), ("2004", "14.5", "15")),
    ),
    ("no_due", "a_year_whose_minimum_is_missing", (("2002", "10.4", ""), ("2003", "12.0", "11.8"))),
    (
        "no_due_bad",
        "a_year_whose_minimum_is_missing_but_another_fails",
        (("2002", "10.4", ""), ("2003", "11.0", "11.8")),
    ),
    ("all_gone", "every_year_missing", (("2002", "", "10.2"), ("2003", "", "11.8"))),
]
