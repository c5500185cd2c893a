"""Made cases of the indicators: inputs only, the oracle gives the results.

Each case: name, inputs in the indicator's order (blank text = missing), and, where the result is
to be compared after rounding, the number of decimals.
"""

from __future__ import annotations

from random import Random

Case = tuple[str, tuple[str, ...]]

# Results below 0.1 that do not end: compared at ten decimals (see the README of the golden files).
ROUNDED_CASES: dict[str, list[tuple[str, tuple[str, ...], int]]] = {
    "share_pct": [("a_centavo_of_a_budget", ("0.01", "98765432.10"), 10)],
    "per_capita": [("a_real_among_thousands", ("1", "306580"), 10)],
}


def _amount(chance: Random, low: int, high: int) -> str:
    centavos = chance.randrange(low * 100, high * 100)
    return f"{centavos // 100}.{centavos % 100:02d}"


def share_cases(identifier: str) -> list[Case]:
    """A part and a whole: what every percentage has to survive."""
    chance = Random(f"shares of {identifier}")
    declared: list[Case] = []
    for number in (1, 2, 3):
        whole = _amount(chance, 40_000_000, 900_000_000)
        part = _amount(chance, 1_000_000, 39_000_000)
        declared.append((f"declared_amounts_{number}", (part, whole)))
    return [
        *declared,
        ("an_exact_eighth", ("12500000.00", "100000000.00")),
        ("a_third_never_ends", ("1", "3")),
        ("two_thirds_round_up_at_the_end", ("2", "3")),
        ("nothing_is_zero_not_missing", ("0", "84312450.17")),
        ("the_whole_is_100", ("84312450.17", "84312450.17")),
        ("part_above_the_whole", ("3", "2")),
        ("negative_part", ("-0.97", "100")),
        ("seventeen_digit_amounts", ("123456789012345.67", "999999999999999.99")),
        ("part_missing", ("", "84312450.17")),
        ("whole_missing", ("21093125.40", "")),
        ("whole_zero", ("21093125.40", "0")),
        ("whole_negative", ("21093125.40", "-84312450.17")),
        ("nothing_of_nothing", ("0", "0")),
        ("missing_comes_before_whole_zero", ("", "0")),
    ]


def per_inhabitant_cases(identifier: str) -> list[Case]:
    """An amount and a population."""
    chance = Random(f"amounts per inhabitant of {identifier}")
    declared: list[Case] = []
    for number in (1, 2, 3):
        population = str(chance.randrange(833, 900_000))
        declared.append(
            (f"declared_amount_{number}", (_amount(chance, 900_000, 400_000_000), population))
        )
    return [
        *declared,
        ("exact_to_the_centavo", ("21399284.00", "306580")),
        ("one_inhabitant", ("354.75", "1")),
        ("a_seventh_never_ends", ("1", "7")),
        ("nothing_is_zero_not_missing", ("0", "306580")),
        ("negative_amount", ("-1500.50", "8")),
        ("seventeen_digit_amount", ("999999999999999.99", "11451999")),
        ("amount_missing", ("", "306580")),
        ("population_missing", ("93870085.00", "")),
        ("population_zero", ("93870085.00", "0")),
        ("population_negative", ("93870085.00", "-1")),
        ("missing_comes_before_population_zero", ("", "0")),
    ]


LINKED = ("1000", "84312450.17", "999999999999999.99")
# own, FPM, ITR, LC 87, ICMS, IPI-Exp., IPVA of the municipality of each linked revenue above.
PARTS = (
    ("250", "300", "1.5", "3.5", "350", "5", "40"),
    (
        "19283746.55",
        "31415926.53",
        "12345.67",
        "98765.43",
        "27182818.28",
        "161803.39",
        "1414213.56",
    ),
    (
        "123456789012345.67",
        "234567890123456.78",
        "1234567890123.45",
        "2345678901234.56",
        "345678901234567.89",
        "3456789012345.67",
        "45678901234567.89",
    ),
)
PART_PLACES = {
    "own_capacity_pct": (0,),
    "union_dependence_pct": (1, 2, 3),
    "state_dependence_pct": (4, 5, 6),
    "other_dependence_pct": (0, 1, 2, 3, 4, 5, 6),
}


def capacity_cases(identifier: str) -> list[Case]:
    """The four shares of one linked revenue; the first three cases add up to 100 across them."""
    places = PART_PLACES[identifier]
    names = ("round_amounts", "declared_amounts", "seventeen_digit_amounts")
    rows = [
        (*(parts[place] for place in places), linked)
        for parts, linked in zip(PARTS, LINKED, strict=True)
    ]
    cases: list[Case] = list(zip(names, rows, strict=True))
    width = len(places)
    ones = ("1",) * width
    for place in range(width):
        row = list(rows[0])
        row[place] = ""
        cases.append((f"part_{place + 1}_missing", tuple(row)))
    cases += [
        ("linked_revenue_missing", (*ones, "")),
        ("nothing_declared_but_zeros", (("0",) * width) + ("1000",)),
        ("a_seventh_never_ends", (*ones, "7")),
        ("a_negative_part", (("-2.5",) + ("1",) * (width - 1)) + ("80",)),
        ("parts_above_the_whole", (("9",) * width) + ("8",)),
        ("linked_revenue_zero", (*ones, "0")),
        ("linked_revenue_negative", (*ones, "-1000")),
        ("missing_comes_before_linked_zero", ("", *ones[1:], "0")),
    ]
    return cases


OWN_CASES: dict[str, list[Case]] = {
    # The levels are the IPCA's of December 2002, 2004 and 2012 (December 1993 = 100).
    "deflated_amount": [
        ("round_levels", ("150", "100", "120")),
        ("reais_of_2002_in_those_of_2004", ("93870085.00", "2039.78", "2398.92")),
        ("reais_of_2012_in_those_of_2002", ("1234567.89", "3602.46", "2039.78")),
        ("the_same_year_is_the_amount_itself", ("93870085.07", "2039.78", "2039.78")),
        ("an_amount_that_no_float_holds", ("0.1", "3", "3")),
        ("a_negative_amount", ("-1500.50", "100", "200")),
        ("nothing_is_zero_not_missing", ("0", "2039.78", "2398.92")),
        ("seventeen_digit_amount", ("999999999999999.99", "100", "200")),
        ("amount_missing", ("", "2039.78", "2398.92")),
        ("level_missing", ("1", "", "2398.92")),
        ("level_zero", ("1", "0", "2398.92")),
        ("level_negative", ("1", "-2", "2398.92")),
        ("other_level_zero", ("1", "100", "0")),
        ("missing_comes_before_level_zero", ("", "0", "1")),
    ],
    "real_change_pct": [
        ("nothing_but_prices", ("100", "110", "100", "110")),
        ("no_change_but_prices", ("100", "100", "100", "125")),
        ("both_change", ("100", "121", "100", "110")),
        ("reais_of_2002_and_2004", ("306.25", "365.10", "2039.78", "2398.92")),
        ("prices_that_fall", ("80", "80", "100", "64")),
        ("nothing_at_the_end", ("80", "0", "100", "110")),
        ("a_negative_end", ("80", "-8", "100", "125")),
        ("first_missing", ("", "1", "100", "110")),
        ("level_missing", ("1", "1", "100", "")),
        ("first_zero", ("0", "1", "100", "110")),
        ("first_negative", ("-1", "1", "100", "110")),
        ("level_zero", ("1", "1", "0", "110")),
        ("last_level_negative", ("1", "1", "100", "-110")),
        ("missing_comes_before_first_zero", ("0", "1", "100", "")),
    ],
    "team_coverage_pct": [
        ("municipality_a_2002", ("18", "306580", "3450")),
        ("everybody", ("10", "34500", "3450")),
        ("more_than_everybody", ("12", "34500", "3450")),
        ("no_team", ("0", "306580", "3450")),
        ("the_most_persons_of_1997", ("18", "306580", "4500")),
        ("the_average_of_the_pnab", ("7", "20000", "3000")),
        ("teams_missing", ("", "306580", "3450")),
        ("population_missing", ("1", "", "3450")),
        ("teams_negative", ("-1", "306580", "3450")),
        ("population_zero", ("1", "0", "3450")),
        ("persons_negative", ("1", "306580", "-3450")),
        ("missing_comes_before_population_zero", ("", "0", "3450")),
    ],
    "sufficiency_ratio": [
        ("just_enough", ("100", "80", "20")),
        ("municipality_a_2002_without_a_plan", ("82.08", "69.80", "0")),
        ("municipality_a_2002_with_18_teams", ("25163379.75", "21399284.00", "3600000")),
        ("a_third_of_what_is_needed", ("1", "2", "1")),
        ("a_plan_that_brings_money", ("100", "120", "-20")),
        ("nothing_to_spend", ("0", "5", "5")),
        ("potential_missing", ("", "5", "5")),
        ("plan_missing", ("5", "5", "")),
        ("nothing_is_needed", ("5", "0", "0")),
        ("less_than_nothing_is_needed", ("5", "1", "-2")),
        ("missing_comes_before_nothing_needed", ("", "0", "0")),
    ],
    "applied_pct_from_scenarios": [
        ("round_amounts", ("100", "20", "90", "10", "15")),
        ("a_states_rate", ("90.10", "4.20", "81.70", "9", "12")),
        ("due_above_the_rate", ("80", "5", "86", "18", "15")),
        ("a_margin_of_zero_means_the_rate_itself", ("80", "0", "70", "10.2", "15")),
        (
            "seventeen_digit_amounts",
            ("999999999999999.99", "1.25", "888888888888888.88", "10", "15"),
        ),
        ("equal_potentials_mean_no_revenue", ("36.15", "1", "36.15", "10.2", "15")),
        ("potentials_in_the_wrong_order", ("67.38", "1", "82.08", "10.2", "15")),
        ("in_2004_the_scenarios_are_one", ("93.76", "-1.68", "93.76", "15", "15")),
        ("margin_missing", ("82.08", "", "67.38", "10.2", "15")),
        ("missing_comes_before_not_identifiable", ("", "1", "93.76", "15", "15")),
    ],
    "megpc_from_scenarios": [
        ("round_amounts", ("12", "100", "90", "10", "15")),
        ("municipality_a_2002", ("11.0", "82.08", "67.38", "10.2", "15")),
        ("municipality_q_2003", ("17.6", "188.96", "163.04", "11.8", "15")),
        ("a_states_rate", ("12.5", "90.10", "81.70", "9", "12")),
        ("applied_exactly_the_rate", ("15", "90.10", "81.70", "10.2", "15")),
        ("equal_potentials_mean_no_revenue", ("12", "36.15", "36.15", "10.2", "15")),
        ("in_2004_the_scenarios_are_one", ("15.5", "93.76", "93.76", "15", "15")),
        ("share_applied_missing", ("", "82.08", "67.38", "10.2", "15")),
        ("missing_comes_before_not_identifiable", ("", "1", "93.76", "15", "15")),
    ],
    "megpc_at_other_rate": [
        ("round_amounts", ("10", "100", "90")),
        ("no_difference_no_change", ("-1.68", "93.76", "93.76")),
        ("long_decimals", ("0.123456789", "1.987654321", "0.000000001")),
        ("margin_missing", ("", "82.08", "67.38")),
        ("other_potential_missing", ("12.28", "82.08", "")),
    ],
    "ec29_gap_pp": [
        ("exactly_the_share_due", ("15", "15")),
        ("a_long_share", ("15.0000000000001", "15")),
        ("a_negative_share_applied", ("-0.97", "7")),
        ("share_applied_missing", ("", "15")),
        ("share_due_missing", ("15", "")),
    ],
    "dpspc": [
        ("round_amounts", ("100", "200", "36.15", "15")),
        ("the_share_due_in_2002", ("100", "200", "36.15", "10.2")),
        ("the_share_due_in_2003", ("83.47", "222.71", "36.15", "11.8")),
        ("the_states_share", ("83.47", "222.71", "36.15", "12")),
        ("a_rate_of_zero_leaves_the_transfers", ("83.47", "222.71", "36.15", "0")),
        ("nothing_declared_but_zeros", ("0", "0", "0", "15")),
        ("no_own_revenue", ("0", "222.71", "36.15", "15")),
        ("a_negative_transfer", ("12.40", "-3.10", "8.75", "15")),
        ("a_result_below_zero", ("1", "1", "-5", "15")),
        ("seventeen_digit_amounts", ("123456789012345.67", "234567890123456.78", "9.99", "15")),
        ("long_decimals", ("1.234567890123", "2.345678901234", "3.456789012345", "15")),
        ("own_revenue_missing", ("", "222.71", "36.15", "15")),
        ("transfers_missing", ("83.47", "", "36.15", "15")),
        ("sus_transfers_missing", ("83.47", "222.71", "", "15")),
        ("everything_missing", ("", "", "", "15")),
    ],
    "dpspc_siops": [
        ("round_amounts", ("300000", "1000", "36.15", "15")),
        ("the_share_due_in_2003", ("93870085.00", "306580", "36.15", "11.8")),
        ("the_states_share", ("93870085.00", "306580", "36.15", "12")),
        ("one_inhabitant", ("354.75", "1", "0", "15")),
        ("a_quotient_that_never_ends", ("2000", "7", "1.25", "15")),
        ("nothing_declared_but_zeros", ("0", "306580", "0", "15")),
        ("a_rate_of_zero_leaves_the_transfers", ("93870085.00", "306580", "36.15", "0")),
        ("a_negative_transfer", ("93870085.00", "306580", "-1.25", "15")),
        ("linked_revenue_missing", ("", "306580", "36.15", "15")),
        ("population_missing", ("93870085.00", "", "36.15", "15")),
        ("sus_transfers_missing", ("93870085.00", "306580", "", "15")),
        ("population_zero", ("93870085.00", "0", "36.15", "15")),
        ("population_negative", ("93870085.00", "-306580", "36.15", "15")),
        ("missing_comes_before_population_zero", ("", "0", "36.15", "15")),
    ],
    "dpspc_from_linked_revenue": [
        ("round_amounts", ("300", "36.15", "15")),
        ("the_share_due_in_2002", ("300", "36.15", "10.2")),
        ("the_states_share", ("306.18", "36.15", "12")),
        ("a_rate_of_zero_leaves_the_transfers", ("306.18", "36.15", "0")),
        ("nothing_declared_but_zeros", ("0", "0", "15")),
        ("a_negative_transfer", ("9.30", "-8.75", "15")),
        ("seventeen_digit_amounts", ("123456789012345.67", "9.99", "15")),
        ("long_decimals", ("1.234567890123", "3.456789012345", "11.8")),
        ("linked_revenue_missing", ("", "36.15", "15")),
        ("sus_transfers_missing", ("306.18", "", "15")),
        ("everything_missing", ("", "", "15")),
    ],
    "linked_revenue": [
        ("round_amounts", ("100", "200")),
        ("to_the_centavo", ("19283746.55", "74586338.45")),
        ("three_tenths", ("0.1", "0.2")),
        ("no_own_revenue", ("0", "74586338.45")),
        ("a_negative_deduction", ("100.00", "-0.01")),
        ("seventeen_digit_amounts", ("123456789012345.67", "234567890123456.78")),
        ("nothing_declared_but_zeros", ("0", "0")),
        ("own_revenue_missing", ("", "74586338.45")),
        ("transfers_missing", ("19283746.55", "")),
    ],
    "megpc": [
        ("no_margin_left", ("69.80", "69.80")),
        ("nothing_spent", ("82.08", "0")),
        ("potential_below_zero", ("-1.5", "2.25")),
        ("seventeen_digit_amounts", ("999999999999999.99", "123456789012345.67")),
        ("long_decimals", ("82.077695251", "69.800000000001")),
        ("potential_missing", ("", "69.80")),
        ("expenditure_missing", ("82.08", "")),
    ],
    "linked_revenue_pc_from_share": [
        ("a_municipality_of_parana_2024", ("1473.79", "431.50", "25.44")),
        ("an_exact_quarter", ("750", "250", "25")),
        ("exactly_the_rate", ("69.80", "36.15", "15.0")),
        ("nothing_of_its_own", ("431.50", "431.50", "25.44")),
        ("transfers_above_the_expenditure", ("400", "431.50", "25.44")),
        ("a_share_above_100", ("900", "100", "160")),
        ("a_third_never_ends", ("1", "0", "3")),
        ("seventeen_digit_amount", ("999999999999999.99", "0.01", "12.345")),
        ("nothing_applied", ("1473.79", "431.50", "0")),
        ("a_negative_share", ("1473.79", "431.50", "-0.97")),
        ("expenditure_missing", ("", "431.50", "25.44")),
        ("transfers_missing", ("1473.79", "", "25.44")),
        ("share_missing", ("1473.79", "431.50", "")),
        ("missing_comes_before_nothing_applied", ("", "431.50", "0")),
    ],
    "megpc_from_share": [
        ("municipality_a_2002_from_rounded_figures", ("306.18", "11.0", "15")),
        ("exactly_the_rate", ("306.18", "15.0", "15")),
        ("above_the_rate", ("306.18", "25.4", "15")),
        ("the_share_due_in_2002", ("306.18", "11.0", "10.2")),
        ("nothing_applied", ("306.18", "0", "15")),
        ("a_negative_share", ("200", "-0.97", "15")),
        ("no_revenue", ("0", "11.0", "15")),
        ("seventeen_digit_amount", ("999999999999999.99", "12.345", "15")),
        ("long_decimals", ("306.184633701", "10.990098455", "15")),
        ("revenue_missing", ("", "11.0", "15")),
        ("share_missing", ("306.18", "", "15")),
        ("everything_missing", ("", "", "15")),
    ],
    "relative_change_pct": [
        ("twenty_to_twenty_two_is_ten", ("20", "22")),
        ("one_tenth_to_three_tenths", ("0.1", "0.3")),
        ("a_third_never_ends", ("3", "4")),
        ("down_to_nothing", ("12.5", "0")),
        ("no_change", ("17.9", "17.9")),
        ("below_zero_in_the_last_year", ("10", "-5")),
        ("seventeen_digit_amounts", ("123456789012345.67", "999999999999999.99")),
        ("first_missing", ("", "16.6")),
        ("last_missing", ("10.0", "")),
        ("first_zero", ("0", "16.6")),
        ("first_negative", ("-0.97", "16.6")),
        ("missing_comes_before_first_zero", ("0", "")),
    ],
    "executed_pct": [
        ("more_executed_than_received", ("120", "100")),
        ("a_third_never_ends", ("1", "3")),
        ("seventeen_digit_amounts", ("123456789012345.67", "999999999999999.99")),
        ("executed_missing", ("", "217500.00")),
        ("received_missing", ("154882.41", "")),
        ("nothing_received_nothing_executed", ("0", "0")),
        ("nothing_received", ("10.00", "0")),
        ("received_negative", ("10.00", "-100.00")),
        ("missing_comes_before_nothing_received", ("", "0")),
    ],
    "balance_to_transfer": [
        ("all_transferred", ("424000.00", "424000.00")),
        ("more_than_the_ceiling", ("100.00", "100.01")),
        ("nothing_agreed_nothing_sent", ("0", "0")),
        ("a_negative_transfer", ("100.00", "-0.01")),
        ("seventeen_digit_amounts", ("999999999999999.99", "123456789012345.67")),
        ("ceiling_missing", ("", "217500.00")),
        ("transferred_missing", ("561100.00", "")),
    ],
    "health_expenditure_pc_from_margin": [
        ("a_negative_margin_adds", ("133.43", "-15.58")),
        ("no_margin_left", ("69.80", "0")),
        ("spends_nothing", ("82.08", "82.08")),
        ("seventeen_digit_amounts", ("999999999999999.99", "-123456789012345.67")),
        ("long_decimals", ("82.077695251", "12.277695250999")),
        ("potential_missing", ("", "12.28")),
        ("margin_missing", ("82.08", "")),
        ("everything_missing", ("", "")),
    ],
}

FROM_SCENARIOS: list[Case] = [
    ("municipality_a_2002", ("82.08", "67.38", "10.2", "15")),
    ("municipality_a_2003", ("88.78", "78.75", "11.8", "15")),
    ("municipality_q_2002", ("175.45", "137.47", "10.2", "15")),
    ("a_states_rate", ("90.10", "81.70", "9", "12")),
    ("due_above_the_rate", ("80", "86", "18", "15")),
    ("a_quotient_that_never_ends", ("100", "99", "12", "15")),
    ("equal_potentials_mean_no_revenue", ("36.15", "36.15", "10.2", "15")),
    ("potentials_in_the_wrong_order", ("67.38", "82.08", "10.2", "15")),
    ("seventeen_digit_amounts", ("999999999999999.99", "888888888888888.88", "11.8", "15")),
    ("potential_missing", ("", "67.38", "10.2", "15")),
    ("potential_at_the_share_due_missing", ("82.08", "", "10.2", "15")),
    ("share_due_missing", ("82.08", "67.38", "", "15")),
    ("in_2004_the_scenarios_are_one", ("93.76", "93.76", "15", "15")),
    ("rate_equal_to_the_share_due", ("82.08", "67.38", "10.2", "10.2")),
    ("missing_comes_before_not_identifiable", ("", "93.76", "15", "15")),
]
# 100·part/whole has 29 significant digits, the last a five: the tie goes to the even digit.
SHARE_TIES: list[Case] = [
    ("a_tie_after_28_digits_goes_up_to_even", ("227856391", "536870912")),
    ("a_tie_after_28_digits_goes_down_to_even", ("265969249", "536870912")),
]
OF_MUNICIPALITY_A: dict[str, list[Case]] = {
    "per_capita": [("municipality_a_2002", ("93870085.00", "306580"))],
    "linked_revenue_pc": [("municipality_a_2002", ("93870085.00", "306580"))],
    "sus_share_of_expenditure_pct": [("municipality_a_2002_per_inhabitant", ("36.15", "69.80"))],
}
OF_THE_STUDY = {"municipality_a_2002", "municipality_a_2002_per_inhabitant"}


def cases(identifier: str, arguments: tuple[str, ...]) -> list[Case]:
    """All the made cases of one indicator."""
    extra = OF_MUNICIPALITY_A.get(identifier, [])
    if identifier in OWN_CASES:
        return extra + OWN_CASES[identifier]
    if identifier.endswith("_from_scenarios"):
        return extra + FROM_SCENARIOS
    if identifier in PART_PLACES:
        return extra + capacity_cases(identifier)
    if arguments[-1] == "population":
        return extra + per_inhabitant_cases(identifier)
    if identifier == "share_pct":
        return extra + SHARE_TIES + share_cases(identifier)[3:]
    if identifier in ("transferred_pct", "ceiling_share_pct"):
        return extra + share_cases(identifier)[4:]
    return extra + share_cases(identifier)
