"""Price indices: the shipped series derived anew, the real files, small ones anywhere."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sustenta.errors import FileFormatError, UnknownNameError
from sustenta.sources import prices

FIXTURES = Path(__file__).parent / "fixtures" / "sources"
INDEX = "ipca/ipca_number_index_1993_2023.csv"
RATES = "ipca/ipca_monthly_rate_2015_2025.csv"
IPEADATA = "ipca/ipea_monthly_1980_2023.csv"


# --- the shipped series --------------------------------------------------------------------------


def test_the_shipped_index_is_whole() -> None:
    shipped = prices.ipca()
    months = [f"{year}-{month:02d}" for year in range(1993, 2026) for month in range(1, 13)]
    assert shipped["month"].tolist() == months[11:-9]
    assert shipped["index"].notna().all()
    assert shipped["origin"].value_counts().to_dict() == {"index": 354, "rate": 22}
    assert shipped["rate_pct"].notna().sum() == 22
    assert shipped["year"].tolist() == [int(month[:4]) for month in shipped["month"]]


def test_the_shipped_index_is_that_of_the_samples(samples: Path) -> None:
    with (samples / INDEX).open(encoding="utf-8-sig", newline="") as file:
        printed = {row["Data"][:7]: row["Valor"] for row in csv.DictReader(file)}
    with (samples / RATES).open(encoding="utf-8", newline="") as file:
        rates = {row["Date"][:7]: row["ipca"] for row in csv.DictReader(file)}
    expected: list[tuple[str, Decimal, str]] = [
        (month, Decimal(text), "index") for month, text in printed.items()
    ]
    level = Fraction(printed["2023-05"])
    for month in sorted(set(rates) - set(printed)):
        if month > "2023-05":
            level *= 1 + Fraction(rates[month]) / 100
            expected.append((month, Decimal(round(level * 10_000)) / 10_000, "rate"))
    shipped = prices.ipca()
    found = list(zip(shipped["month"], shipped["index"], shipped["origin"], strict=True))
    assert found == [(month, float(number), origin) for month, number, origin in expected]


def test_changing_the_shipped_index_changes_no_later_call() -> None:
    taken = prices.ipca()
    taken["index"] = 0.0
    assert prices.ipca()["index"].iloc[0] == 100


# --- the real files ------------------------------------------------------------------------------


def test_the_index_sample(samples: Path) -> None:
    read = prices.read_index(samples / INDEX)
    assert len(read) == 354
    assert read["note"].isna().all()
    assert set(read["indicator"]) == {"price_index"}
    assert read["month"].iloc[[0, -1]].tolist() == ["1993-12", "2023-05"]
    assert read["value"].iloc[[0, 1, -1]].tolist() == [100.0, 141.31, 6665.28]
    assert read["period"].iloc[0] == "12º mês"


def test_the_rates_sample(samples: Path) -> None:
    read = prices.read_index(samples / RATES)
    assert len(read) == 120
    assert read["note"].isna().all()
    assert set(read["indicator"]) == {"price_rate_pct"}
    assert set(read["unit"]) == {"% a month"}
    assert read["value"].iloc[[0, -1]].tolist() == [0.71, 0.56]


def test_the_repeated_month_and_the_money_beside_it_in_a_sample(samples: Path) -> None:
    read = prices.read_index(samples / IPEADATA)
    rates = read[read["indicator"] == "price_rate_pct"]
    assert len(rates) == 525
    assert rates["month"].iloc[[0, -1]].tolist() == ["1980-01", "2023-09"]
    copies = read[read["note"] == "repeated"]
    assert copies["month"].tolist() == ["1998-02", "1998-03"]
    assert copies["value"].tolist() == [0.34, 0.34]
    left_out = read[read["note"] == "file"]
    assert left_out["column"].str.startswith("Meio de pagamento ampliado - M2").tolist() == [True]
    # The shipped index says which of the two is the copy.
    compared = prices.compare(prices.ipca(), read)
    assert compared[~compared["agrees"]]["month"].tolist() == ["1998-02"]
    assert len(compared) == 357


def test_450_of_451_comparisons_of_the_samples_agree(samples: Path) -> None:
    index = prices.read_index(samples / INDEX)
    own = prices.compare(index, prices.read_index(samples / RATES))
    other = prices.compare(index, prices.read_index(samples / IPEADATA))
    assert (len(own), len(other)) == (98, 353)
    assert int(own["agrees"].sum()) + int(other["agrees"].sum()) == 450


def test_yearly_samples(samples: Path) -> None:
    rates = prices.read_index(samples / "infant_mortality_br" / "raw_data_ipca.csv")
    index = prices.read_index(samples / "infant_mortality_br" / "clean_data_df_ipca.csv")
    assert set(rates["indicator"]) == {"price_rate_pct"}
    assert set(rates["unit"]) == {"% a year"}
    assert set(index["indicator"]) == {"price_index"}
    assert rates["year"].tolist() == index["year"].tolist() == list(range(2000, 2020))
    # The index follows from the rates: 2019 = 1, and each year is the one before times its rate.
    level = 1.0
    for rate, number in zip(rates["value"][::-1], index["value"][::-1], strict=True):
        assert number == pytest.approx(level, rel=1e-9)
        level /= 1 + rate / 100


# --- the forms -----------------------------------------------------------------------------------


def test_named_months_and_a_money_column() -> None:
    read = prices.read_index(FIXTURES / "indice_mensal.csv")
    series = read[read["note"].isna()]
    assert series["month"].tolist() == ["1999-11", "1999-12", "2000-01", "2000-02"]
    assert series["value"].tolist() == [1596.40, 1605.98, 1615.94, 1618.04]
    assert read[read["note"] == "file"]["column"].tolist() == ["M2 (R$ milhões)"]


@pytest.mark.parametrize(
    "dates",
    [
        ["1994-09-01", "1994-10-01", "1994-11-01"],
        ["1994.09", "1994.10", "1994.11"],
        ["1994.09", "1994.1", "1994.11"],
        ["09/1994", "10/1994", "11/1994"],
        ["01/09/1994", "01/10/1994", "01/11/1994"],
        ["199409", "199410", "199411"],
        ["setembro de 1994", "outubro de 1994", "novembro de 1994"],
        ["set/94", "out/94", "nov/94"],
    ],
)
def test_months_in_all_spellings(dates: list[str]) -> None:
    lines = [f"{date};{level}" for date, level in zip(dates, ("100", "101,5", "103"), strict=True)]
    read = prices.read_index("\n".join(["data;índice", *lines]) + "\n")
    assert read["month"].tolist() == ["1994-09", "1994-10", "1994-11"]
    assert read["note"].isna().all()


def test_levels_and_rates_are_told_apart_or_asked_for() -> None:
    falling = "data;valor\n2020-01;0,21\n2020-02;0,25\n2020-03;0,07\n"
    assert set(prices.read_index(falling)["indicator"]) == {"price_rate_pct"}
    assert set(prices.read_index(falling, kind="index")["indicator"]) == {"price_index"}
    with pytest.raises(FileFormatError, match="give `kind=`"):
        prices.read_index("data;valor\n2020-01;0,21\n")
    with pytest.raises(UnknownNameError, match="kind of series"):
        prices.read_index(falling, kind="level")  # type: ignore[arg-type]


def test_months_that_are_twice_or_not_there_are_reported() -> None:
    read = prices.read_index(
        "data;índice\n2020-01;100\n2020-02;101\n2020-02;102\n2020-05;103\nx;1\n"
    )
    notes = read[read["note"].notna()][["note", "detail"]].to_numpy().tolist()
    assert notes == [
        ["repeated", "2020-02 stands in line 3, too"],
        ["unread", "neither a month nor a year"],
        ["file", "no line for 2020-03, 2020-04"],
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a;b\n1;2\n3;4\n", "no column of months"),
        ("data;nota\n2020-01;x\n2020-02;y\n", "no column of figures"),
        ("data;a;b\n2020-01;1;2\n2020-02;3;4\n", "several columns of figures"),
    ],
)
def test_what_is_no_series_is_refused(text: str, said: str) -> None:
    with pytest.raises(FileFormatError, match=said):
        prices.read_index(text)


@given(
    start=st.integers(1980 * 12, 2040 * 12),
    steps=st.lists(st.integers(-50, 500), min_size=2, max_size=40),
    separator=st.sampled_from([";", "\t"]),
)
def test_an_index_and_its_own_rates_agree(start: int, steps: list[int], separator: str) -> None:
    levels = [Decimal(1000)]
    for step in steps:
        levels.append((levels[-1] * (1 + Decimal(step) / 10_000)).quantize(Decimal("0.01")))
    months = [f"{at // 12}-{at % 12 + 1:02d}" for at in range(start, start + len(levels))]
    lines = [
        f"{month}{separator}{str(level).replace('.', ',')}"
        for month, level in zip(months, levels, strict=True)
    ]
    index = prices.read_index("\n".join([f"data{separator}índice", *lines]) + "\n")
    assert index["value"].tolist() == [float(level) for level in levels]
    ratios = [100 * (after / before - 1) for before, after in pairwise(levels)]
    printed = [str(ratio.quantize(Decimal("0.01"))).replace(".", ",") for ratio in ratios]
    rows = [f"{month}{separator}{rate}" for month, rate in zip(months[1:], printed, strict=True)]
    rates = prices.read_index("\n".join([f"data{separator}taxa % a.m.", *rows]) + "\n")
    compared = prices.compare(index, rates)
    assert len(compared) == len(steps)
    assert compared["agrees"].all()
    assert isinstance(compared, pd.DataFrame)
