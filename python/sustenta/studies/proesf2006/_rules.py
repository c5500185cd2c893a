"""Which cell of the study follows from which others."""

from __future__ import annotations

from typing import Final

from sustenta.studies._rules import Cell, Due, Parts, Rate, Rule, StateTotal, Unfounded

__all__ = ["FIRST", "LAST", "REPEATED", "RULES", "STATE", "TOTAL", "YEARS"]

#: Table 2's rows of a State: the total, and the State's own part.
TOTAL: Final = "Geral"
STATE: Final = "Estado"

#: Table 9's last row, labelled as its row MA/E without the stroke.
REPEATED: Final = "MAE"

YEARS: Final = (2002, 2003, 2004)
FIRST: Final = YEARS[0]
LAST: Final = YEARS[-1]

_GIVEN = {
    "pt": "Dado: nenhuma outra célula do estudo o determina.",
    "en": "Given: no other cell of the study determines it.",
}
_LEVELS = {
    "pt": "O artigo não imprime a participação dos impostos em cada ano, só a sua variação.",
    "en": "The article does not print the share of taxes in each year, only its change.",
}
_SPENT = {
    "pt": (
        "Dado: a diferença entre as duas despesas potenciais do mesmo ano é o que revela a receita "
        "vinculável; em 2004, com 15% nos dois cenários, nem isso."
    ),
    "en": (
        "Given: the difference between the two potentials of a year is what reveals the linked "
        "revenue; in 2004, with 15 % in both scenarios, not even that."
    ),
}

_APPLIED = tuple(Cell(6, "applied_pct", year=year) for year in YEARS)
_EVOLUTION = (Cell(6, "applied_pct", year=FIRST), Cell(6, "applied_pct", year=LAST))
_EXECUTION = (Cell(2, "executed"), Cell(2, "transferred"))
_EXAMPLE = (Cell(8, "linked_revenue"), Cell(8, "population"), Cell(8, "sus_transfers_pc"))
_AMOUNTS = ("ceiling", "transferred", "executed")
_INDICATORS = ("dpspc_15", "megpc_15", "dpspc_ec29", "megpc_ec29")

#: For each column, the relations in the order in which they are tried: the first one holds whose
#: row and year it is, and whose cells all stand on the pages.
RULES: Final[tuple[Rule | Unfounded, ...]] = (
    Unfounded(1, "target", _GIVEN),
    # Table 2: its totals, and two columns from the row's own amounts.
    *(
        Rule(
            2,
            column,
            "sum",
            (Parts(2, column),),
            municipalities=frozenset({TOTAL}),
            leaves_out=frozenset({"not_informed"}),
        )
        for column in _AMOUNTS
    ),
    *(Unfounded(2, column, _GIVEN) for column in _AMOUNTS),
    Rule(2, "balance", "balance_to_transfer", (Cell(2, "ceiling"), Cell(2, "transferred"))),
    Rule(2, "executed_pct", "executed_pct", _EXECUTION),
    # Table 3: Table 2, by letter.
    Rule(
        3,
        "ceiling_share_pct",
        "ceiling_share_pct",
        (Cell(2, "ceiling"), StateTotal(2, "ceiling", TOTAL)),
    ),
    Rule(3, "transferred_pct", "transferred_pct", (Cell(2, "transferred"), Cell(2, "ceiling"))),
    Rule(3, "executed_pct", "executed_pct", _EXECUTION),
    # Table 5: its own percentages.
    Rule(5, "tax_effort_class", "tax_effort", (Cell(5, "tax_share_change_pct"),)),
    Unfounded(5, "tax_share_change_pct", _LEVELS),
    # Table 6: the law's shares; and the shares applied, from both scenarios of Table 9.
    Rule(6, "gap_pp", "ec29_gap_pp", (Cell(6, "applied_pct"), Due())),
    Rule(6, "compliance_class", "ec29_compliance", _APPLIED),
    Rule(
        6,
        "applied_pct",
        "applied_pct_from_scenarios",
        (Cell(9, "dpspc_15"), Cell(9, "megpc_15"), Cell(9, "dpspc_ec29"), Due(), Rate()),
    ),
    # Table 7: Table 6.
    Rule(7, "change_pct", "relative_change_pct", _EVOLUTION),
    Rule(7, "trend_class", "ec29_trend", _EVOLUTION),
    # Table 8: its four data.
    *(
        Unfounded(8, column, _GIVEN)
        for column in ("population", "expenditure_pc", "sus_transfers_pc", "linked_revenue")
    ),
    Rule(8, "dpspc_15", "dpspc_siops", (*_EXAMPLE, Rate())),
    Rule(8, "megpc_15", "megpc", (Cell(8, "dpspc_15"), Cell(8, "expenditure_pc"))),
    # Table 9, the row that is printed twice.
    *(
        Rule(
            9,
            column,
            "sum",
            (Cell(9, column, municipality="E"),),
            municipalities=frozenset({REPEATED}),
        )
        for column in _INDICATORS
    ),
    # Table 9, the municipality and year of Table 8's example.
    Rule(9, "dpspc_15", "dpspc_siops", (*_EXAMPLE, Rate())),
    Rule(9, "dpspc_ec29", "dpspc_siops", (*_EXAMPLE, Due())),
    Rule(9, "megpc_15", "megpc", (Cell(9, "dpspc_15"), Cell(8, "expenditure_pc"))),
    Rule(9, "megpc_ec29", "megpc", (Cell(9, "dpspc_ec29"), Cell(8, "expenditure_pc"))),
    # Table 9, the year in which 15 % is what is due: both scenarios are one.
    Rule(9, "dpspc_ec29", "sum", (Cell(9, "dpspc_15"),), years=frozenset({LAST})),
    Rule(9, "megpc_ec29", "sum", (Cell(9, "megpc_15"),), years=frozenset({LAST})),
    # Table 9, the other rows and years: what the scenarios say of each other.
    Rule(
        9,
        "megpc_ec29",
        "megpc_at_other_rate",
        (Cell(9, "megpc_15"), Cell(9, "dpspc_15"), Cell(9, "dpspc_ec29")),
    ),
    Rule(
        9,
        "megpc_15",
        "megpc_from_scenarios",
        (Cell(6, "applied_pct"), Cell(9, "dpspc_15"), Cell(9, "dpspc_ec29"), Due(), Rate()),
    ),
    Unfounded(9, "dpspc_15", _SPENT),
    Unfounded(9, "dpspc_ec29", _SPENT),
    # Table 10: the four classifications, by letter.
    Rule(10, "execution_class", "execution", _EXECUTION),
    Rule(10, "tax_effort_class", "tax_effort", (Cell(5, "tax_share_change_pct"),)),
    Rule(10, "compliance_class", "ec29_compliance", _APPLIED),
    Rule(10, "trend_class", "ec29_trend", _EVOLUTION),
)
