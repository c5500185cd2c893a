"""`import sustenta` is light, and what was imported is the build that is here."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import sustenta
from sustenta import _core

if TYPE_CHECKING:
    import pytest

#: Imported only by what needs them; pandas itself may bring some.
HEAVY = (
    "IPython",
    "babel",
    "click",
    "docx",
    "great_tables",
    "jinja2",
    "matplotlib",
    "narwhals",
    "polars",
    "pyarrow",
    "python_calamine",
    "scipy",
    "selectolax",
    "tqdm",
    "xlsxwriter",
)


def modules_after(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after a statement."""
    program = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in json.loads(result.stdout)}


def test_an_import_brings_nothing_heavy_that_pandas_does_not_bring() -> None:
    brought = modules_after("import sustenta") - modules_after("import pandas")
    assert "sustenta" in brought
    assert sorted(brought & set(HEAVY)) == []


def test_calls_with_numbers_arrays_and_series_bring_nothing_heavy() -> None:
    calls = """
import numpy as np, pandas as pd, sustenta as st
from decimal import Decimal
st.dpspc(1, 2, 3)
st.megpc(np.ones(3), 1.0)
st.share_pct(pd.Series([1.0, 2.0]), 3)
st.megpc(pd.Series([Decimal(1), None]), Decimal(2))
st.scenarios(pd.Series([1.0]), 2, 3, 10.2)
st.minimum_share_pct([2002, 2003])
st.ec29_gap(1.0, 2.0, 15)
st.classify_execution(pd.Series([1.0]), 2.0, reasons=True)
st.classify_ec29_compliance([1.0], [2002], ["a"])
st.catalogue()
"""
    brought = modules_after(calls) - modules_after("import pandas")
    assert sorted(brought & set(HEAVY)) == []


def test_the_version_is_that_of_the_installed_package_and_of_the_core() -> None:
    assert sustenta.__version__ == importlib.metadata.version("sustenta")
    assert _core.__version__ == sustenta.__version__


def test_the_version_is_that_of_the_sources() -> None:
    manifest = Path(__file__).resolve().parents[1] / "Cargo.toml"
    assert f'version = "{sustenta.__version__}"' in manifest.read_text(encoding="utf-8")


def test_the_core_was_built_with_optimisation() -> None:
    assert _core.optimised is True


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(sustenta.__file__).parent / "py.typed").is_file()


def test_the_versions_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    sustenta.show_versions()
    said = capsys.readouterr().out
    assert sustenta.__version__ in said
    for library in ("numpy", "pandas"):
        assert importlib.metadata.version(library) in said, library


def test_the_package_runs_as_its_command() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "sustenta", "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == f"sustenta, version {sustenta.__version__}\n"
