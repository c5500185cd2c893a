"""Slips by name: hand-made examples with known answers, and what is refused."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import sustenta as st
from sustenta.auditing import name_slips, slips
from sustenta.errors import SettingError, UnknownNameError, UnreadableFigureError

FILE = Path(__file__).parent / "fixtures" / "audit" / "slips.csv"
with FILE.open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


def named(row: dict[str, str], **changes: Any) -> Any:
    return name_slips(
        row["printed"],
        row["low"],
        row["high"],
        **{
            "style": row["style"],
            "kind": row["kind"],
            "decimals": int(row["decimals"]) if row["decimals"] else None,
            "negative": row["negative"],
            "neighbours": row["neighbours"].split("|") if row["neighbours"] else (),
            **changes,
        },
    )


@pytest.mark.parametrize("row", CASES, ids=[row["case"] for row in CASES])
def test_the_slip_is_named_and_the_suggestion_is_what_a_proof_reader_would_write(
    row: dict[str, str],
) -> None:
    found = named(row)
    assert found.fits == (row["slip"] == "fits")
    if row["slip"] in {"", "fits"}:
        assert found.slips == ()
        return
    pairs = [(slip.slip, slip.suggestion) for slip in found.slips]
    assert (row["slip"], row["suggestion"]) in pairs
    assert (found.unique is not None) == (row["unique"] == "yes")
    if found.unique is not None:
        assert found.unique.suggestion == row["suggestion"]


def test_every_slip_has_a_hand_made_example() -> None:
    assert set(slips().index) <= {row["slip"] for row in CASES}


def test_every_slip_has_a_label_in_both_languages() -> None:
    pt, en = slips("pt")["label"], slips("en")["label"]
    assert pt.is_unique
    assert en.is_unique
    assert not (pt == en).any()
    assert (pt.str.len() > 0).all()


def test_a_suggestion_fits_where_the_slip_did_not() -> None:
    for row in CASES:
        for slip in named(row).slips:
            assert named({**row, "printed": slip.suggestion}).fits, row["case"]
            if row["style"] != "mixed":
                assert st.parse_figures(slip.suggestion, style=row["style"], exact=True) == (
                    slip.value
                )


def test_without_the_columns_decimals_the_suggestion_has_those_of_the_text() -> None:
    found = name_slips("615,5", "61.5491")
    assert [slip.suggestion for slip in found.slips] == ["61,5", "61,5"]
    lost = name_slips("6155", "61.5491")
    assert lost.slips[0].suggestion == "61,55"


def test_all_slips_that_fit_are_given_the_most_plausible_first() -> None:
    found = name_slips("65,55", "61.31", "61.59")
    assert {slip.slip for slip in found.slips} == {"digit"}
    assert found.unique is not None
    assert found.printable is not None
    assert (found.printable[0], found.printable[-1]) == ("61,31", "61,59")
    assert name_slips("65,55", 60, 63).unique is None
    order = list(slips().index)
    both = [slip.slip for slip in name_slips("2,4", "2.346", kind="rounded").slips]
    assert both == sorted(both, key=order.index)
    assert both == ["rounded_twice", "rounded_other_way", "digit"]


def test_a_wide_range_prints_too_much_to_list() -> None:
    assert name_slips("65,55", 0, 60).printable is None


def test_the_range_may_be_any_exact_number() -> None:
    for low in ("61.5491", Decimal("61.5491"), Fraction(615491, 10_000), 61.5491):
        assert name_slips("65,55", low).unique is not None
    assert name_slips("61", 62).unique is not None


def test_the_texts_come_in_both_languages() -> None:
    assert repr(name_slips("65,55", "61.5491")) == "65,55 → 61,55: um algarismo errado"
    english = name_slips("65,55", "61.5491", lang="en")
    assert repr(english) == "65,55 → 61,55: one digit wrong"
    shown = "<ul><li>65,55 → 61,55: one digit wrong</li></ul>"
    assert english._repr_html_() == f'<section lang="en">{shown}</section>'
    assert english.frame().loc[0, "suggestion"] == "61,55"
    assert "cabe" in repr(name_slips("61,55", "61.5491"))
    assert "nenhum" in repr(name_slips("65,55", "11.11"))


def test_markers_and_exponents_have_no_slips() -> None:
    for text in ("n.d", "–", "", "1,5e+01"):
        found = name_slips(text, 16)
        assert (found.fits, found.slips) == (False, ())
    assert name_slips("1,5e+01", 15, kind="exact").fits


def test_bad_input_is_refused() -> None:
    with pytest.raises(UnreadableFigureError, match="ver nota"):
        name_slips("ver nota", 1)
    for low, high in (("a", None), (float("nan"), None), (2, 1), (None, None), ("1/0", None)):
        with pytest.raises(SettingError):
            name_slips("1,5", low, high)
    for decimals in (-1, 29, True, 1.5):
        with pytest.raises(SettingError, match="decimals"):
            name_slips("1,5", 1, decimals=decimals)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        name_slips("1,5", 1, style="fr")
    with pytest.raises(UnknownNameError):
        name_slips("1,5", 1, kind="round")
    with pytest.raises(UnknownNameError):
        name_slips("1,5", 1, negative="red")
    with pytest.raises(UnknownNameError):
        name_slips("1,5", 1, lang="es")  # type: ignore[arg-type]


def test_figures_of_any_length_are_looked_at_without_harm() -> None:
    long = "9" * 40
    with pytest.raises(UnreadableFigureError):
        name_slips(long, 1)
    edge = "9" * 28
    assert name_slips(edge, 10**28 - 2, kind="exact").slips[0].slip == "rounded_other_way"
    assert not name_slips("0", 10**40).slips
