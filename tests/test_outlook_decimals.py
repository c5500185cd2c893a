"""Panels of Decimals in the outlook: projected as their floats are, in every library."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from click.testing import CliRunner

import sustenta
from projected import NAMES, trended
from sustenta.cli import main

st: Any = sustenta
MADE = trended(3, 10, seed=1).assign(population=40_000).round(2)
EXACT = MADE.copy()
for _name in (*NAMES, "population"):
    cells = [Decimal(f"{cell:.2f}") for cell in MADE[_name]]
    EXACT[_name] = pd.Series(cells, dtype=object)
ARROW = pa.Table.from_pandas(EXACT, preserve_index=False)
LIBRARIES = {"pandas": EXACT, "polars": pl.from_arrow(ARROW), "pyarrow": ARROW}
SETTINGS = {"years": 3, "draws": 200, "rng": 1}
FLOATS = st.project(MADE, **SETTINGS)


def as_pandas(table: Any) -> pd.DataFrame:
    return table if isinstance(table, pd.DataFrame) else pd.DataFrame(table.to_pandas())


@pytest.mark.parametrize("panel", LIBRARIES.values(), ids=LIBRARIES)
def test_a_panel_of_decimals_is_projected_as_its_floats_are(panel: Any) -> None:
    found = st.project(panel, **SETTINGS)
    frame = as_pandas(found.frame)
    for name in ("linked_revenue_pc", "megpc", "megpc_low_80", "population"):
        np.testing.assert_array_equal(frame[name].astype(float), FLOATS.frame[name])
    rows = st.residual_pool(panel).rows
    np.testing.assert_array_equal(rows, st.residual_pool(MADE).rows)
    wanted = st.backtest(MADE, ahead=1, draws=100, rng=1)
    pd.testing.assert_frame_equal(st.backtest(panel, ahead=1, draws=100, rng=1), wanted)


@pytest.mark.parametrize("panel", LIBRARIES.values(), ids=LIBRARIES)
def test_totals_in_decimals_are_projected_as_their_floats_are(panel: Any) -> None:
    amounts = ("linked_revenue", "sus_transfers", "health_expenditure")
    pairs = zip(amounts, NAMES, strict=True)
    totals = EXACT.assign(**{one: EXACT[two] * 40_000 for one, two in pairs})
    exact = totals.drop(columns=list(NAMES))
    floats = exact.astype(dict.fromkeys((*amounts, "population"), float))
    arrow = pa.Table.from_pandas(exact, preserve_index=False)
    of = {"DataFrame": exact, "Table": arrow}[type(panel).__name__]
    given = pl.from_arrow(arrow) if isinstance(panel, pl.DataFrame) else of
    found = as_pandas(st.project(given, **SETTINGS).frame)
    wanted = st.project(floats, **SETTINGS).frame
    np.testing.assert_allclose(found["megpc"].astype(float), wanted["megpc"], rtol=1e-9)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", ["planned_cost", "planned_cost_pc", "required_pc"])
def test_a_plan_of_decimals_is_read_as_its_floats_are(library: str, name: str) -> None:
    cost = Decimal("123456789012.50") if name == "planned_cost" else Decimal("12.5")
    exact = pd.DataFrame({"code": [1, 2, 3], name: [cost] * 3})
    arrow = pa.Table.from_pandas(exact, preserve_index=False)
    plan: Any = {"pandas": exact, "pyarrow": arrow, "polars": pl.from_arrow(arrow)}[library]
    wanted = st.permanence(FLOATS, exact.astype({name: float}))
    pd.testing.assert_frame_equal(st.permanence(FLOATS, plan), wanted)


def test_a_decimal_wider_than_a_word_is_its_float_and_not_infinite() -> None:
    wide = [Decimal("99999999999.999999999999"), Decimal("5e20"), Decimal("0.1"), None]
    column = pa.array(wide, type=pa.decimal128(38, 12))
    found = st.inequality.cv(column, missing="leave_out")
    plain = [float(cell) for cell in wide if cell is not None]
    np.testing.assert_allclose(found, st.inequality.cv(plain), rtol=1e-12)


def test_the_command_takes_a_parquet_of_decimals(tmp_path: Path) -> None:
    from pyarrow import parquet

    path = tmp_path / "painel.parquet"
    parquet.write_table(ARROW, path)
    settings = ["--years", "3", "--draws", "100", "--cost", "150000"]
    done = CliRunner().invoke(main, ["outlook", str(path), *settings])
    assert done.exit_code == 0, done.output
    assert "3 municípios" in done.output
