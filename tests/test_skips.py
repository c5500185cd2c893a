"""A skip that nobody allowed fails the run, and so does a sample that is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent

TESTS = """
import pytest

def test_allowed():
    pytest.skip("for a good reason")

def test_not_allowed():
    pytest.skip("for no reason")

def test_of_a_sample(samples):
    if not (samples / "a.csv").is_file():
        pytest.skip("a.csv is not there")

@pytest.mark.xfail(reason="known", strict=True)
def test_known_to_fail():
    raise AssertionError
"""
MODULE = 'import pytest\npytest.skip("as a whole", allow_module_level=True)\n'


def run(folder: Path, samples: Path | None, *more: str) -> str:
    """Run the tests under the committed rule, and give what pytest says of each."""
    shutil.copy(HERE / "conftest.py", folder)
    (folder / "skips.txt").write_text("*::test_allowed\n*::test_of_a_sample\n", encoding="utf-8")
    (folder / "test_a.py").write_text(TESTS, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SUSTENTA", "PYTEST"))}
    if samples is not None:
        environment["SUSTENTA_SAMPLES"] = str(samples)
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", *more]
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode != 0, result.stdout
    return result.stdout


@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["alone", "two_workers"])
def test_a_skip_that_is_not_in_the_list_fails_the_run(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    said = run(tmp_path, None, *more)
    assert "FAILED test_a.py::test_not_allowed" in said
    assert "skips.txt does not allow this skip" in said
    assert "for no reason" in said
    assert "FAILED test_a.py::test_allowed" not in said
    assert "FAILED test_a.py::test_of_a_sample" not in said
    assert "XFAIL test_a.py::test_known_to_fail" in said


def test_a_module_that_skips_as_a_whole_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / "test_module.py").write_text(MODULE, encoding="utf-8")
    assert "ERROR test_module.py" in run(tmp_path, None)


def test_no_sample_test_may_skip_where_samples_are_given(tmp_path: Path) -> None:
    samples = tmp_path / "samples"
    samples.mkdir()
    said = run(tmp_path, samples)
    assert "FAILED test_a.py::test_of_a_sample" in said
    assert "SUSTENTA_SAMPLES is set, so that no sample test may skip" in said


def test_samples_that_are_named_and_absent_are_a_failure(tmp_path: Path) -> None:
    said = run(tmp_path, tmp_path / "nowhere")
    assert "ERROR test_a.py::test_of_a_sample" in said
    assert "which is no folder" in said
