"""The report of cooperation term 61: its printed amounts and their sums."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from sustenta.errors import UnknownNameError
from sustenta.studies import StudyTableError, tc61

#: Keyed in from the report's sections 1.8 and 6, as they stand there.
AGREED = (Decimal("9975000.00"), Decimal("10000000.00"))
SPENT = {
    "transferred": Decimal("9785867.36"),
    "disbursed": Decimal("6835703.34"),
    "pending": Decimal("1657426.90"),
}


def verdicts(table: object = None) -> dict[str, str]:
    cells = tc61.recreate(table).cells  # type: ignore[arg-type]
    return dict(zip(cells["column"], cells["verdict"].astype(str), strict=True))


def test_the_printed_amounts_are_read_in_their_own_styles() -> None:
    values = tc61.table().set_index("item")["value"]
    assert values["total"] == float(sum(AGREED))
    assert {name: values[name] for name in SPENT} == {
        name: float(amount) for name, amount in SPENT.items()
    }
    assert values.isna().sum() == 1


def test_total_and_balance_come_back_and_the_count_does_not() -> None:
    cells = tc61.recreate().cells.set_index("column")
    balance = SPENT["transferred"] - SPENT["disbursed"] - SPENT["pending"]
    assert cells.loc["balance", "recomputed"] == float(balance)
    assert cells.loc["total", "recomputed"] == float(sum(AGREED))
    assert verdicts() == {
        "agreements": "disagrees",
        "agreement_1": "cannot_be_recomputed",
        "agreement_2": "cannot_be_recomputed",
        "agreement_3": "cannot_be_recomputed",
        "total": "agrees",
        "transferred": "cannot_be_recomputed",
        "disbursed": "cannot_be_recomputed",
        "pending": "cannot_be_recomputed",
        "balance": "agrees",
    }


def test_the_agreement_without_an_amount_is_left_out_and_named() -> None:
    cells = tc61.recreate().cells.set_index("column")
    assert "fora da soma" in str(cells.loc["total", "why"])
    assert "Prorrogação de vigência" in str(cells.loc["total", "why"])
    assert "Prorrogação de vigência" in str(cells.loc["agreement_3", "why"])


@pytest.mark.parametrize("item", ["agreement_1", "total", "transferred", "pending", "balance"])
def test_a_changed_amount_shows_in_its_sum_alone(item: str) -> None:
    chance = Random(item)
    table = tc61.table()
    row = table.index[table["item"] == item][0]
    printed = str(table["printed"][row])
    digit = chance.choice([new for new in "123456789" if new != printed[0]])
    table.loc[row, "printed"] = digit + printed[1:]
    sum_of = "total" if item in {"agreement_1", "total"} else "balance"
    assert verdicts(table) == verdicts() | {sum_of: "disagrees"}


def test_reais_and_dollars_are_never_summed() -> None:
    cells = tc61.recreate().cells.set_index("column")
    for column, currency in (("total", "US$"), ("balance", "(R$)")):
        assert currency not in str(cells.loc[column, "why"])


def test_a_table_of_another_shape_is_refused() -> None:
    table = tc61.table()
    with pytest.raises(StudyTableError, match="lacks printed"):
        tc61.recreate(table.drop(columns="printed"))
    table.loc[5, "printed"] = "9.785"
    with pytest.raises(StudyTableError, match=r"item transferred.*'mixed'"):
        tc61.recreate(table)
    with pytest.raises(UnknownNameError):
        tc61.table(lang="fr")  # type: ignore[arg-type]
