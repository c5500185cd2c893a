"""The numbers of a projection: NumPy's words, draws written out, known parameters, coverage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta as st
from oracle import projection as oracle
from projected import FIRST, GROWTH, LEVELS, NAMES, judged, trended
from sustenta import _core

#: Percentage points that a coverage may lie off.
OFF = 4
QUANTITIES = (*NAMES, "dpspc", "megpc")


def project(panel: Any, **settings: Any) -> Any:
    return st.project(panel, **{"draws": 2_000, "rng": 7, **settings})


# --- the words ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2])
def test_words_are_those_of_numpys_own_test_set(number: int) -> None:
    path = Path(np.random.__file__).parent / f"tests/data/philox-testset-{number}.csv"
    lines = path.read_text(encoding="utf-8").split()
    seed = int(lines[1], 0)
    words = [int(line, 0) for line in lines[3::2]]
    key: Any = np.random.Philox(seed).state["state"]
    found = _core.philox_words([int(word) for word in key["key"]], 0, 0, 0, len(words))
    assert len(words) == 1000
    assert found.tolist() == words


def test_a_stream_is_numpys_for_its_key_block_component_and_municipality() -> None:
    key, municipality = [2**64 - 1, 12345], 2**63 + 11
    found = _core.philox_words(key, municipality, 3, 9, 50)
    assert found.tolist() == oracle.words(key, municipality, 3, 9, 50)


# --- the draws ------------------------------------------------------------------------------------


def test_draws_are_those_written_out_over_numpys_words() -> None:
    panel = trended(1, 11, seed=5)
    panel = panel[panel["year"] != 2004]
    outlook = project(panel, years=[2011, 2014], draws=1_030)
    # Some of the first block of draws and some of the next.
    numbers = [0, 1, 2, 1023, 1024, 1029]
    expected = np.array(
        oracle.log_linear_draws(
            panel["year"].tolist(),
            [panel[name].tolist() for name in NAMES],
            [2011, 2014],
            (list(outlook.key), int(outlook._given.names[0])),
            numbers,
        )
    )
    found = outlook.draws_of(1)
    for place, name in enumerate(NAMES):
        np.testing.assert_allclose(found[name][:, numbers], expected[:, place], rtol=1e-11)


def test_ends_of_intervals_are_numpys_quantiles_of_the_draws() -> None:
    outlook = project(trended(3, 12, seed=2), years=2, intervals_pct=(80, 97.5), draws=1_777)
    rows = outlook.frame[outlook.frame["code"] == 2]
    for name, drawn in outlook.draws_of(2).items():
        for column, probability in {
            "low_80": 0.1,
            "high_80": 0.9,
            "low_97_5": 0.0125,
            "high_97_5": 0.9875,
        }.items():
            np.testing.assert_allclose(
                rows[f"{name}_{column}"], np.quantile(drawn, probability, axis=1), rtol=1e-14
            )


def test_components_keep_the_correlation_of_their_years() -> None:
    panel = trended(1, 25, seed=3)
    logs = np.log(panel[list(NAMES)].to_numpy())
    time = np.vander(np.arange(25.0), 2)
    left = logs - time @ np.linalg.lstsq(time, logs, rcond=None)[0]
    found = project(panel, years=1, draws=50_000).draws_of(1)
    drawn = np.log(np.stack([found[name][0] for name in NAMES]))
    np.testing.assert_allclose(np.corrcoef(drawn), np.corrcoef(left.T), atol=0.05)


def test_potential_and_margin_follow_draw_by_draw() -> None:
    found = project(trended(1, 10, seed=3), years=2).draws_of(1)
    revenue, transfers, expenditure = (found[name] for name in NAMES)
    np.testing.assert_allclose(found["dpspc"], 0.15 * revenue + transfers, rtol=1e-14)
    np.testing.assert_allclose(found["megpc"], found["dpspc"] - expenditure, atol=1e-9)


# --- known parameters -----------------------------------------------------------------------------


def exact(years: int = 9) -> pd.DataFrame:
    """One municipality without any noise."""
    return trended(1, years, seed=1, sizes=(0.0, 0.0, 0.0))


def growth_of(panel: pd.DataFrame, name: str) -> float:
    column = panel[name].to_numpy()
    return float(column[1] / column[0])


@pytest.mark.parametrize("model", ["log-linear", "compound-growth"])
def test_growth_without_noise_goes_on_as_it_was(model: str) -> None:
    panel = exact()
    rows = project(panel, years=5, model=model).frame
    for name in NAMES:
        expected = panel[name].iloc[-1] * growth_of(panel, name) ** np.arange(1, 6)
        np.testing.assert_allclose(rows[name], expected, rtol=1e-12)
        np.testing.assert_allclose(rows[f"{name}_low_95"], expected, rtol=1e-9)
        np.testing.assert_allclose(rows[f"{name}_high_95"], expected, rtol=1e-9)


def test_a_damped_line_grows_less_each_year() -> None:
    panel = exact()
    rows = project(panel, years=4, model="damped", damping=0.8).frame
    powers = np.cumsum(0.8 ** np.arange(1, 5))
    for name in NAMES:
        expected = panel[name].iloc[-1] * growth_of(panel, name) ** powers
        np.testing.assert_allclose(rows[name], expected, rtol=1e-12)


def test_a_constant_is_the_mean_and_a_last_value_the_last() -> None:
    panel = trended(1, 10, seed=8)
    for name in NAMES:
        constant = project(panel, years=3, model="constant").frame[name]
        np.testing.assert_allclose(constant, panel[name].mean(), rtol=1e-12)
        last = project(panel, years=3, model="last-value").frame[name]
        np.testing.assert_allclose(last, panel[name].iloc[-1], rtol=1e-12)


def test_known_parameters_are_recovered() -> None:
    outlook = project(trended(400, 25, seed=4), years=[2025, 2034], draws=200)
    frame = outlook.frame
    for name, level, growth in zip(NAMES, LEVELS, GROWTH, strict=True):
        late = np.log(frame.loc[frame["year"] == 2034, name].to_numpy())
        early = np.log(frame.loc[frame["year"] == 2025, name].to_numpy())
        # Levels and growth differ between the municipalities by 0.3 and 0.01.
        assert abs((late - early).mean() / 9 - growth) < 4 * 0.011 / 20
        assert abs(early.mean() - np.log(level) - 25 * growth) < 4 * 0.42 / 20


def test_growth_over_a_gap_is_counted_by_the_year() -> None:
    panel = exact(12)
    uneven = panel[~panel["year"].isin([FIRST + 3, FIRST + 7, FIRST + 8])]
    for model in ("log-linear", "compound-growth"):
        whole, gappy = (project(table, years=3, model=model).frame for table in (panel, uneven))
        np.testing.assert_allclose(whole["megpc"], gappy["megpc"], rtol=1e-10)


# --- coverage -------------------------------------------------------------------------------------


def coverage(
    municipalities: int, years: int, ahead: int, *, pooled: bool = False, **settings: Any
) -> pd.DataFrame:
    """In how many municipalities the intervals hold what came, by year ahead and quantity."""
    made = trended(
        municipalities,
        years + ahead,
        seed=settings.pop("seed"),
        walks=settings.get("model") == "compound-growth",
    )
    known = made[made["year"] < FIRST + years]
    if pooled:
        settings["pool"] = st.residual_pool(known, model=settings.get("model", "log-linear"))
    frame = project(known, years=ahead, draws=1_000, **settings).frame
    came = judged(made[made["year"] >= FIRST + years]).reset_index(drop=True)
    assert (came["code"].to_numpy() == frame["code"].to_numpy()).all()
    rows = []
    for name in QUANTITIES:
        for level in (80, 95):
            held = (frame[f"{name}_low_{level}"] <= came[name]) & (
                came[name] <= frame[f"{name}_high_{level}"]
            )
            shares = 100 * held.groupby(came["year"]).mean()
            rows += [(name, level, year, share) for year, share in shares.items()]
    return pd.DataFrame(rows, columns=["quantity", "level", "year", "covered"])


@pytest.mark.parametrize("years", [15, 25])
@pytest.mark.parametrize("model", ["log-linear", "compound-growth"])
def test_intervals_hold_as_often_as_they_say(years: int, model: str) -> None:
    found = coverage(1_500, years, 5, model=model, seed=years)
    assert (found["covered"] - found["level"]).abs().max() < OFF, found


def test_at_three_years_a_pool_holds_as_often_as_it_says() -> None:
    found = coverage(1_500, 3, 3, pooled=True, seed=3)
    assert (found["covered"] - found["level"]).abs().max() < OFF, found


def test_without_inflation_and_parameter_errors_intervals_would_be_too_narrow() -> None:
    # What the plain residuals would give: the ends that the draws must go beyond.
    panel = trended(300, 15, seed=6)
    frame = project(panel, years=[2024], draws=1_000).frame
    logs = np.log(panel["linked_revenue_pc"].to_numpy()).reshape(300, 15)
    time = np.vander(np.arange(15.0), 2)
    left = logs.T - time @ np.linalg.lstsq(time, logs.T, rcond=None)[0]
    plain = np.quantile(left, 0.9, axis=0) - np.quantile(left, 0.1, axis=0)
    wide = np.log(frame["linked_revenue_pc_high_80"] / frame["linked_revenue_pc_low_80"])
    assert (wide.to_numpy() / plain).mean() > 1.3


# --- the same for any threads and any split -------------------------------------------------------


@pytest.mark.parametrize("model", ["log-linear", "last-value"])
def test_numbers_are_the_same_for_any_threads_and_any_split(model: str) -> None:
    panel = trended(40, 12, seed=9)
    whole = project(panel, years=4, model=model).frame
    for threads in (1, 2, 5):
        pd.testing.assert_frame_equal(
            whole, project(panel, years=4, model=model, threads=threads).frame
        )
    shuffled = panel.sample(frac=1, random_state=1)
    for part in (panel[panel["code"] > 31], shuffled[shuffled["code"] % 3 == 0]):
        frame = project(part, years=4, model=model).frame
        wanted = whole[whole["code"].isin(part["code"])].reset_index(drop=True)
        frame = frame.sort_values(["code", "year"]).reset_index(drop=True)
        pd.testing.assert_frame_equal(frame, wanted)


def test_nearer_years_do_not_depend_on_farther_ones() -> None:
    panel = trended(5, 12, seed=9)
    for model in ("log-linear", "compound-growth"):
        long = project(panel, years=8, model=model).frame
        short = project(panel, years=[2012, 2015], model=model).frame
        wanted = long[long["year"].isin([2012, 2015])].reset_index(drop=True)
        pd.testing.assert_frame_equal(short, wanted)


def test_a_code_is_one_municipality_as_number_float_and_text() -> None:
    panel = trended(2, 10, seed=9)
    wanted = project(panel, years=2).frame.drop(columns="code")
    for kind in (float, str):
        other = panel.assign(code=panel["code"].astype(kind))
        found = project(other, years=2).frame.drop(columns="code")
        pd.testing.assert_frame_equal(found, wanted)


def test_the_key_comes_from_default_rng_and_nothing_else_does() -> None:
    panel = trended(2, 10, seed=9)
    key = np.random.default_rng(11).integers(0, 2**64, size=2, dtype=np.uint64)
    outlook = project(panel, years=2, rng=11)
    assert outlook.key == tuple(int(word) for word in key)
    same = project(panel, years=2, rng=np.random.default_rng(11))
    pd.testing.assert_frame_equal(outlook.frame, same.frame)
    assert project(panel, years=2, rng=None).key != project(panel, years=2, rng=None).key
