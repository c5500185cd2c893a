"""Figures that the study prints and that its own printed inputs give back.

Keyed in from the page.  A row is here only when the exact recomputation from printed inputs,
rounded half-even to the printed decimals, is the printed figure; the generator checks it.
An amount that the page prints as a dash in Table 2 is zero (docs/method.md, Execution).

Each row: case, inputs in the indicator's order, printed figure (decimal point), source.
"""

from __future__ import annotations

Row = tuple[str, tuple[str, ...], str, str]

T2, T3, T6 = "article-2006 Table 2", "article-2006 Table 3", "article-2006 Table 6"
T7, T8, T9 = "article-2006 Table 7", "article-2006 Table 8", "article-2006 Table 9"

PUBLISHED: dict[str, list[Row]] = {
    "dpspc_siops": [
        ("municipality_a_2002_at_15_pct", ("93870085.00", "306580", "36.15", "15"), "82.08", T8),
        (
            "municipality_a_2002_at_the_share_due",
            ("93870085.00", "306580", "36.15", "10.2"),
            "67.38",
            f"{T8} (inputs) and Table 9 (AP/A 2002, scenario 2)",
        ),
    ],
    "megpc": [
        ("municipality_a_2002_at_15_pct", ("82.08", "69.80"), "12.28", T8),
        (
            "municipality_a_2002_at_the_share_due",
            ("67.38", "69.80"),
            "-2.42",
            f"{T9} (AP/A 2002, scenario 2) and Table 8 (expenditure)",
        ),
        # The expenditure of scenario 1, DPSPC − MEGPC, is also the one of scenario 2.
        ("municipality_b_2002_at_the_share_due", ("125.80", "126.05"), "-0.25", f"{T9} (MA/B)"),
        ("municipality_b_2003_at_the_share_due", ("133.03", "153.42"), "-20.39", f"{T9} (MA/B)"),
        ("municipality_d_2003_at_the_share_due", ("158.23", "158.25"), "-0.02", f"{T9} (MA/D)"),
        ("municipality_e_2002_at_the_share_due", ("50.94", "50.74"), "0.20", f"{T9} (MA/E)"),
        ("municipality_g_2003_at_the_share_due", ("99.63", "101.20"), "-1.57", f"{T9} (MA/G)"),
        ("municipality_q_2002_at_the_share_due", ("137.47", "195.06"), "-57.59", f"{T9} (TO/Q)"),
    ],
    "health_expenditure_pc_from_margin": [
        (
            "municipality_a_2002_from_scenario_1",
            ("82.08", "12.28"),
            "69.80",
            f"{T9} (AP/A 2002, scenario 1) and Table 8 (expenditure)",
        ),
        (
            "municipality_a_2002_from_scenario_2",
            ("67.38", "-2.42"),
            "69.80",
            f"{T9} (AP/A 2002, scenario 2) and Table 8 (expenditure)",
        ),
    ],
    "applied_pct_from_scenarios": [
        (
            "municipality_a_2002",
            ("82.08", "12.28", "67.38", "10.2", "15"),
            "11.0",
            f"{T9} (AP/A 2002) and Table 6 (A 2002)",
        ),
        (
            "municipality_a_2003",
            ("88.78", "4.91", "78.75", "11.8", "15"),
            "13.4",
            f"{T9} (AP/A 2003) and Table 6 (A 2003)",
        ),
        (
            "municipality_q_2002",
            ("175.45", "-19.61", "137.47", "10.2", "15"),
            "17.5",
            f"{T9} (TO/Q 2002) and Table 6 (Q 2002)",
        ),
    ],
    "megpc_at_other_rate": [
        ("municipality_a_2002", ("12.28", "82.08", "67.38"), "-2.42", f"{T9} (AP/A 2002)"),
        ("municipality_c_2003", ("-1.04", "98.11", "94.06"), "-5.09", f"{T9} (MA/C 2003)"),
    ],
    "ec29_gap_pp": [
        ("municipality_a_2002", ("11.0", "10.2"), "0.8", "article-2006 Table 6 (A 2002)"),
        ("municipality_d_2003", ("11.8", "11.8"), "0.0", "article-2006 Table 6 (D 2003)"),
        ("municipality_g_2004", ("9.0", "15"), "-6.0", "article-2006 Table 6 (G 2004)"),
    ],
    "share_pct": [
        ("executed_of_received_amapa", ("154882.41", "282500.00"), "54.83", f"{T2} (AP, Geral)"),
    ],
    "relative_change_pct": [
        ("share_applied_municipality_e", ("10.0", "16.6"), "66.0", f"{T6} (E) and Table 7"),
        ("share_applied_municipality_g", ("20.6", "9.0"), "-56.3", f"{T6} (G) and Table 7"),
    ],
    "ec29_applied_pct": [
        # (69.80 − 36.15) × 306,580 inhabitants of own resources.
        (
            "municipality_a_2002",
            ("10316417.00", "93870085.00"),
            "11.0",
            f"{T8} (expenditure less transfers, by population) and Table 6 (A 2002)",
        ),
    ],
    "transferred_pct": [
        ("municipality_b", ("152600.00", "259000.00"), "58.92", f"{T2} (amounts) and Table 3 (B)"),
        ("municipality_d", ("424000.00", "424000.00"), "100.00", f"{T2} (amounts) and Table 3 (D)"),
        ("municipality_g", ("230950.00", "247000.00"), "93.50", f"{T2} (amounts) and Table 3 (G)"),
        ("municipality_i", ("623500.00", "777000.00"), "80.24", f"{T2} (amounts) and Table 3 (I)"),
        ("municipality_j", ("847300.00", "1732000.00"), "48.92", f"{T2} (amounts) and Table 3 (J)"),
        ("municipality_l", ("71800.00", "184000.00"), "39.02", f"{T2} (amounts) and Table 3 (L)"),
        ("municipality_o", ("488400.00", "489000.00"), "99.88", f"{T2} (amounts) and Table 3 (O)"),
    ],
    "executed_pct": [
        ("state_government_amapa", ("0", "65000.00"), "0.00", f"{T2} (AP, Estado)"),
        ("municipality_a", ("154882.41", "217500.00"), "71.21", f"{T2} and Table 3 (A)"),
        ("municipality_b", ("150679.68", "152600.00"), "98.74", f"{T2} and Table 3 (B)"),
        ("municipality_d", ("344054.73", "424000.00"), "81.14", f"{T2} and Table 3 (D)"),
        ("municipality_j", ("355094.40", "847300.00"), "41.91", f"{T2} and Table 3 (J)"),
        ("municipality_o", ("14960.50", "488400.00"), "3.06", f"{T2} and Table 3 (O)"),
        ("municipality_p", ("216923.00", "217000.00"), "99.96", f"{T2} and Table 3 (P)"),
        ("municipality_q", ("144743.56", "296000.00"), "48.90", f"{T2} and Table 3 (Q)"),
        ("all_of_maranhao", ("2007441.07", "2272550.00"), "88.33", f"{T2} (MA, Geral)"),
        ("all_of_tocantins", ("361666.56", "578000.00"), "62.57", f"{T2} (TO, Geral)"),
    ],
    "balance_to_transfer": [
        ("all_of_amapa", ("1112200.00", "282500.00"), "829700.00", f"{T2} (AP, Geral)"),
        ("all_of_maranhao", ("3334000.00", "2272550.00"), "1061450.00", f"{T2} (MA, Geral)"),
        ("all_of_para", ("4529200.00", "2322000.00"), "2207200.00", f"{T2} (PA, Geral)"),
        ("municipality_c", ("206000.00", "0"), "206000.00", f"{T2} (C)"),
        ("municipality_g", ("247000.00", "230950.00"), "16050.00", f"{T2} (G)"),
        ("municipality_j", ("1732000.00", "847300.00"), "884700.00", f"{T2} (J)"),
        ("municipality_o", ("489000.00", "488400.00"), "600.00", f"{T2} (O)"),
    ],
    "ceiling_share_pct": [
        ("municipality_b", ("259000.00", "3334000.00"), "7.77", f"{T2} (amounts) and Table 3 (B)"),
        (
            "municipality_f",
            ("1188000.00", "3334000.00"),
            "35.63",
            f"{T2} (amounts) and Table 3 (F)",
        ),
        ("municipality_h", ("226000.00", "4529200.00"), "4.99", f"{T2} (amounts) and Table 3 (H)"),
        (
            "municipality_j",
            ("1732000.00", "4529200.00"),
            "38.24",
            f"{T2} (amounts) and Table 3 (J)",
        ),
        ("municipality_o", ("489000.00", "4529200.00"), "10.80", f"{T2} (amounts) and Table 3 (O)"),
        ("municipality_p", ("217000.00", "1145000.00"), "18.95", f"{T2} (amounts) and Table 3 (P)"),
        ("municipality_q", ("296000.00", "1145000.00"), "25.85", f"{T2} (amounts) and Table 3 (Q)"),
    ],
}
