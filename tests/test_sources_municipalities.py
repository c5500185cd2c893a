"""Codes of municipalities: 6 and 7 digits, text and numbers, and what is none of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sustenta.errors import CodeError, UnknownNameError
from sustenta.sources import municipalities
from sustenta.sources._codes import check_digit, compare_name, read_code

if TYPE_CHECKING:
    from pathlib import Path

#: The codes that IBGE published with another seventh digit than its rule gives.
EXCEPTIONS = [
    "2201919",
    "2201988",
    "2202251",
    "2611533",
    "3117836",
    "3152131",
    "4305871",
    "5203939",
    "5203962",
]


WAYS: list[Any] = ["410010", "4100103", 410010, 4100103, 410010.0, "410010.0", "4100103,0"]
WAYS += [" 410010 ", '"410010"', np.int64(410010), np.float64(4100103), "\u00a0410010"]


@pytest.mark.parametrize("given_code", [*WAYS, Decimal(410010)], ids=repr)
def test_every_way_to_write_a_code_gives_seven_digits(given_code: Any) -> None:
    assert municipalities.code7(given_code) == "4100103"
    assert municipalities.code6(given_code) == "410010"
    assert municipalities.uf(given_code) == "PR"


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, "", "  ", Decimal("NaN")])
def test_a_missing_code_stays_missing(nothing: Any) -> None:
    assert municipalities.code7(nothing) is None
    assert read_code(nothing).status == "missing"


@pytest.mark.parametrize(
    ("code", "status", "uf"),
    [
        ("110000", "ignored", "RO"),
        ("1100000", "ignored", "RO"),
        ("419999", "ignored", "PR"),
        ("000000", "ignored", None),
        ("999999", "ignored", None),
        ("41", "uf_total", "PR"),
        (53, "uf_total", "DF"),
        ("530010.0", "federal_district", "DF"),
        ("4100104", "wrong_check_digit", "PR"),
        ("419998", "unknown", "PR"),
        ("990010", "unknown", None),
        ("12345", "unknown", None),
        ("Abatiá", "unreadable", None),
        ("4.100.103", "unreadable", None),
        (-410010, "unreadable", None),
        (410010.5, "unreadable", None),
        (True, "unreadable", None),
        (float("inf"), "unreadable", None),
        ("٤١٠٠١٠", "unreadable", None),
    ],
)
def test_what_is_no_municipality_is_told_apart(code: Any, status: str, uf: str | None) -> None:
    found = municipalities.check([code]).iloc[0]
    assert found["status"] == status
    assert (None if pd.isna(found["uf"]) else found["uf"]) == uf


def test_a_code_that_is_none_is_refused_with_its_row() -> None:
    with pytest.raises(
        CodeError, match=r'"110000" at row 1 is "município ignorado" of RO'
    ) as found:
        municipalities.code7(["410010", "110000"])
    assert (found.value.row, found.value.status) == (1, "ignored")


def test_coercing_leaves_it_missing() -> None:
    given_codes = ["410010", "110000", "x", None]
    assert municipalities.code7(given_codes, errors="coerce").tolist() == [
        "4100103",
        None,
        None,
        None,
    ]
    assert municipalities.uf(given_codes, errors="coerce").tolist() == ["PR", "RO", None, None]
    with pytest.raises(UnknownNameError, match="errors policy"):
        municipalities.code7("410010", errors="ignore")  # type: ignore[arg-type]


def test_a_series_comes_back_with_its_index_and_name() -> None:
    codes = pd.Series([410010.0, np.nan], index=["a", "b"], name="cod")
    back = municipalities.code7(codes)
    assert (back.name, list(back.index)) == ("cod", ["a", "b"])
    assert back["a"] == "4100103"
    assert pd.isna(back["b"])
    assert list(municipalities.check(codes).index) == ["a", "b"]


def test_a_polars_series_comes_back() -> None:
    back = municipalities.code6(pl.Series("cod", [4100103, None]))
    assert back.to_list() == ["410010", None]
    assert back.name == "cod"


def test_the_rule_and_its_nine_exceptions_give_every_code() -> None:
    codes = municipalities.table()["code"]
    assert len(codes) == codes.nunique() == codes.str[:6].nunique() == 5571
    breaking = [code for code in codes if check_digit(code) != code[-1]]
    assert breaking == EXCEPTIONS
    assert municipalities.code7(EXCEPTIONS).tolist() == EXCEPTIONS


def test_the_table_knows_which_municipalities_are_young() -> None:
    table = municipalities.table().set_index("code")
    assert table["first_census"].value_counts().to_dict() == {1991: 4491, 2000: 1016, 2010: 58}
    late = table.index[table["first_census"].isna()].tolist()
    assert late == ["1504752", "4212650", "4220000", "4314548", "5006275", "5101837"]


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("2306306", "Itapajé", None),
        ("2306306", "ITAPAJE", None),
        ("2306306", "Itapagé", "spelling"),
        ("1100098", "ESPIGAO D'OESTE", None),
        ("1100098", "Espigão d’Oeste", None),
        ("4100103", "Abatiá - PR", None),
        ("4100103", "Abatia (PR)", None),
        ("4100103", "Abatiá Novo", "spelling"),
        ("2410306", "Presidente Juscelino", "spelling"),
        ("4100103", "Curitiba", "other"),
        ("4100103", "Rio de Janeiro", "unlike"),
    ],
)
def test_names_are_compared_and_never_joined_by(code: str, name: str, kind: str | None) -> None:
    compared = compare_name(code, name)
    assert (compared and compared[0]) == kind


def test_the_table_is_that_of_the_sample(samples: Path) -> None:
    source = pd.read_parquet(samples / "saude-publica-br" / "municipios.parquet")
    own = municipalities.table().set_index("code")
    assert set(own.index) == set(source["municipio_cod7"])
    assert own.loc[source["municipio_cod7"], "uf"].tolist() == source["uf_sigla"].tolist()
    assert municipalities.code7(source["municipio_cod"]).tolist() == list(source["municipio_cod7"])


def test_every_code_of_the_other_sample_tables_is_known(samples: Path) -> None:
    other = pd.read_csv(samples / "infant_mortality_br" / "raw_data_municipios.csv")
    assert set(municipalities.check(other["id_munic_7"])["status"]) == {
        "municipality",
        "federal_district",
    }
    entities = pd.read_csv(samples / "siconfipy" / "br_cods.csv")
    statuses = municipalities.check(entities["cod_ibge"])["status"].value_counts().to_dict()
    assert statuses == {
        "municipality": 5568,
        "federal_district": 1,
        "uf_total": 27,
        "unknown": 1,
    }


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.booleans(), st.binary()))
def test_whatever_is_given_is_told_apart_or_missing(anything: Any) -> None:
    code = read_code(anything)
    assert (code.code7 is not None) == (code.status in {"municipality", "federal_district"})


@given(st.sampled_from(municipalities.table()["code"].tolist()), st.integers(0, 9))
def test_a_wrong_seventh_digit_is_never_taken(code: str, digit: int) -> None:
    found = read_code(code[:6] + str(digit))
    assert (found.code7 == code) == (str(digit) == code[-1])
