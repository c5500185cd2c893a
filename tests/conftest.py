"""What holds for the whole run: the same cases each time, and no skip that nobody allowed."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

SAMPLES = "SUSTENTA_SAMPLES"
ALLOWED_SKIPS = Path(__file__).with_name("skips.txt")

# A failure here is a failure everywhere: the examples are those of the code, not of the clock.
hypothesis.settings.register_profile(
    "sustenta", derandomize=True, deadline=None, max_examples=60, database=None
)
hypothesis.settings.load_profile("sustenta")


def allowed_skips() -> list[str]:
    """Read the patterns of the tests that may skip."""
    lines = ALLOWED_SKIPS.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def refusal(nodeid: str, *, sample: bool) -> str | None:
    """Say why a test may not skip; None where it may."""
    if sample and os.environ.get(SAMPLES):
        return f"{SAMPLES} is set, so that no sample test may skip"
    if any(fnmatch(nodeid, pattern) for pattern in allowed_skips()):
        return None
    return f"{ALLOWED_SKIPS.name} does not allow this skip"


class NoSilentSkips:
    """Makes a failure of a skip that is not in the committed list."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.skipped and not hasattr(report, "wasxfail"):
            sample = "samples" in getattr(item, "fixturenames", ())
            fail(report, refusal(item.nodeid, sample=sample))
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        report = yield
        if report.skipped:
            fail(report, refusal(collector.nodeid, sample=False))
        return report


def fail(report: pytest.TestReport | pytest.CollectReport, why: str | None) -> None:
    """Turn a skip into a failure that says why."""
    if why is not None:
        said = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: {why} ({said})"


def pytest_configure(config: pytest.Config) -> None:
    # A plugin, so that it holds for doctests outside this folder, too.
    config.pluginmanager.register(NoSilentSkips(), "no-silent-skips")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample files that are not ours to commit."""
    given: Any = os.environ.get(SAMPLES)
    if not given:
        pytest.skip(f"{SAMPLES} is not set")
    folder = Path(given)
    if not folder.is_dir():
        pytest.fail(f"{SAMPLES} is {given}, which is no folder")
    return folder
