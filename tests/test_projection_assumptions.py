"""What a caller assumes takes the place of the lines; what cannot be assumed is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta
from projected import NAMES, trended
from sustenta.errors import (
    SettingError,
    UnknownNameError,
)
from sustenta.projecting._given import MODELS

#: Wrong calls are part of the point: no type checker is asked.
st: Any = sustenta
PANEL = trended(4, 10, seed=1)


def project(panel: Any = PANEL, **settings: Any) -> Any:
    return st.project(panel, **{"years": 3, "draws": 500, "rng": 7, **settings})


def test_a_frozen_component_stays_at_its_last_amount_without_noise() -> None:
    frame = project(assumptions={"sus_transfers_pc": "frozen"}).frame
    last = PANEL[PANEL["year"] == 2009].set_index("code")[NAMES[1]]
    for column in (NAMES[1], f"{NAMES[1]}_low_95", f"{NAMES[1]}_high_95"):
        np.testing.assert_array_equal(frame[column], last.loc[frame["code"]])
    pd.testing.assert_series_equal(
        frame[f"{NAMES[0]}_low_80"], project().frame[f"{NAMES[0]}_low_80"]
    )


@pytest.mark.parametrize("model", MODELS)
def test_a_growth_assumed_of_a_year_takes_the_place_of_the_lines(model: str) -> None:
    plain = project(model=model).frame
    frame = project(model=model, assumptions={NAMES[0]: {"growth_pct": {2011: -3}}}).frame

    def by_year(table: pd.DataFrame, column: str = NAMES[0]) -> Any:
        return table[column].to_numpy().reshape(4, 3)

    given, line = by_year(frame), by_year(plain)
    np.testing.assert_allclose(given[:, 0], line[:, 0])
    np.testing.assert_allclose(given[:, 1] / given[:, 0], 0.97)
    np.testing.assert_allclose(given[:, 2] / given[:, 1], line[:, 2] / line[:, 1])
    np.testing.assert_array_equal(by_year(frame, NAMES[1]), by_year(plain, NAMES[1]))
    always = project(model=model, assumptions={NAMES[0]: {"growth_pct": 2}}).frame
    np.testing.assert_allclose(by_year(always)[:, 2] / by_year(always)[:, 0], 1.02**2)


def test_an_amount_given_is_that_amount() -> None:
    frame = project(assumptions={NAMES[2]: {"amount_pc": {2011: 812.5}}}).frame
    rows = frame[frame["year"] == 2011]
    assert (rows[NAMES[2]] == 812.5).all()
    assert (rows[f"{NAMES[2]}_low_95"] == 812.5).all()
    assert (frame.loc[frame["year"] != 2011, NAMES[2]] != 812.5).all()


@pytest.mark.parametrize("model", MODELS)
def test_growth_after_an_amount_given_is_growth_on_that_amount(model: str) -> None:
    given = {"amount_pc": {2010: 500}, "growth_pct": {2011: 2}}
    plain = project(model=model).frame
    frame = project(model=model, assumptions={NAMES[0]: given}).frame
    for end in ("", "_low_95", "_high_95"):
        assert frame.loc[frame["year"] == 2010, f"{NAMES[0]}{end}"].tolist() == [500] * 4
        after = frame.loc[frame["year"] == 2011, f"{NAMES[0]}{end}"]
        np.testing.assert_allclose(after, [510] * 4, rtol=1e-15)
    # Where nothing is assumed any more, the line is taken up again.
    last = frame["year"] == 2012
    np.testing.assert_array_equal(frame.loc[last, NAMES[0]], plain.loc[last, NAMES[0]])
    always = {"amount_pc": {2010: 500}, "growth_pct": 2}
    frame = project(model=model, assumptions={NAMES[0]: always}).frame
    np.testing.assert_allclose(frame[NAMES[0]], [500, 510, 520.2] * 4, rtol=1e-15)


def test_growth_of_the_first_year_is_on_the_lines_last_year() -> None:
    frame = project(assumptions={NAMES[0]: {"growth_pct": {2010: -3}}}).frame
    for code in (1, 2):
        rows = PANEL[PANEL["code"] == code]
        slope, level = np.polyfit(rows["year"] - 2009, np.log(rows[NAMES[0]]), 1)
        found = frame.loc[(frame["code"] == code) & (frame["year"] == 2010), NAMES[0]]
        np.testing.assert_allclose(found, 0.97 * np.exp(level))
        assert abs(slope) > 0


def test_a_minimum_share_holds_from_its_year_on() -> None:
    frame = project(assumptions={"minimum_share_pct": {2011: 20}}).frame
    assert frame["rate_pct"].tolist() == [15, 20, 20] * 4
    rate = frame["rate_pct"] / 100
    np.testing.assert_allclose(frame["dpspc"], rate * frame[NAMES[0]] + frame[NAMES[1]])
    assert (project(assumptions={"minimum_share_pct": 20}).frame["rate_pct"] == 20).all()


@pytest.mark.parametrize(
    ("given", "error", "says"),
    [
        ("frozen", SettingError, "mapping"),
        ({"sus_transfer_pc": "frozen"}, UnknownNameError, "sus_transfers_pc"),
        ({NAMES[0]: "frosen"}, SettingError, "frozen"),
        ({NAMES[0]: {"growth": 2}}, UnknownNameError, "growth_pct"),
        ({NAMES[0]: {"growth_pct": -100}}, SettingError, "above -100"),
        ({NAMES[0]: {"growth_pct": {2009: 1}}}, SettingError, "2010 to 2012"),
        ({NAMES[0]: {"growth_pct": {2013: 1}}}, SettingError, "2010 to 2012"),
        ({NAMES[0]: {"growth_pct": {"2011": 1}}}, SettingError, "2010 to 2012"),
        ({NAMES[0]: {"amount_pc": {2011: -1}}}, SettingError, "zero or more"),
        ({NAMES[0]: {"growth_pct": float("nan")}}, SettingError, "above"),
        ({NAMES[0]: {"growth_pct": True}}, SettingError, "number"),
        ({"minimum_share_pct": 120}, SettingError, "0 to 100"),
        ({"population": {"amount_pc": 5}}, SettingError, "growth_pct"),
    ],
)
def test_what_cannot_be_assumed_is_refused(given: Any, error: Any, says: str) -> None:
    with pytest.raises(error, match=says):
        project(assumptions=given)
