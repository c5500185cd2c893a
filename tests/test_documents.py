"""What people read holds together: links lead somewhere, both READMEs show the same code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import sustenta as st

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = [".ci", ".github", "benchmarks", "docs", "notebooks", "python", "requirements", "scripts"]
FOLDERS += ["src", "tests"]
#: Made by tools, or declarations as their sources write them: Latin-1, CRLF, no last newline.
NOT_OURS = {"__pycache__", "fixtures"}
NOT_TEXT = {".so", ".pyd", ".pyc", ".png", ".ico"}
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "tests/golden/README.md"]
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def committed() -> list[Path]:
    """The files of the project that hold text."""
    found = [path for path in ROOT.iterdir() if path.is_file()]
    found += [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [
        path
        for path in found
        if path.suffix not in NOT_TEXT and NOT_OURS.isdisjoint(path.parts) and path.name[0] != "."
    ]


def anchor(heading: str) -> str:
    """The anchor that a heading of a page has."""
    text = re.sub(r"[^\w\- ]", "", heading.strip().lower().replace("`", ""))
    return text.replace(" ", "-")


def anchors(page: Path) -> set[str]:
    lines = page.read_text(encoding="utf-8").splitlines()
    return {anchor(line.lstrip("#")) for line in lines if line.startswith("#")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    broken = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, place = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (place and file.suffix == ".md" and place not in anchors(file)):
            broken.append(target)
    assert broken == []


def called(page: str) -> list[str]:
    """The functions and commands that a page shows, in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    code = "".join(re.findall(r"```\w*\n(.*?)```", text, flags=re.DOTALL))
    return re.findall(
        r"st\.[\w.]+\(|^\$? ?(?:sustenta|make|pip|cargo|git) \S+", code, flags=re.MULTILINE
    )


def test_both_readmes_call_the_same_functions_in_the_same_order() -> None:
    assert len(called("README.md")) > 5
    assert called("README.md") == called("README.pt-BR.md")


def test_every_public_name_in_a_page_exists() -> None:
    named = set()
    for page in PAGES:
        named |= set(re.findall(r"\bst\.(\w+)", page.read_text(encoding="utf-8")))
    assert sorted(name for name in named if not hasattr(st, name)) == []


def test_the_changelog_opens_with_what_changed_in_the_results() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[:3] == ["# Changelog", "## Unreleased", "### Results changed"]
    for place, heading in enumerate(headings):
        if heading.startswith("## "):
            assert headings[place + 1] == "### Results changed", heading


def test_one_version_stands_everywhere() -> None:
    with (ROOT / "Cargo.toml").open("rb") as file:
        version = tomllib.load(file)["package"]["version"]
    assert version == st.__version__
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    cited = re.search(r"^version: [\"']?([\w.]+)", citation, flags=re.MULTILINE)
    assert cited is None or cited[1] == version


def test_no_file_names_a_machine_a_registry_or_a_place_outside_the_project() -> None:
    # Spelt in parts, so that this file does not name them either.
    words = ["/" + "work/", "/" + "tmp/plan", "/" + "root/", "/home/" + "[a-z]", "pypi" + r"\.org"]
    words += ["pythonhosted" + r"\.org", "crates" + r"\.io", "index-" + "url"]
    pattern = re.compile("|".join(words))
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in committed()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line) and path.name != "Cargo.lock"
    ]
    assert found == []


def test_files_are_plain_utf_8_with_one_newline_at_the_end() -> None:
    wrong = []
    for path in committed():
        content = path.read_bytes()
        text = content.decode("utf-8")
        if content.startswith(b"\xef\xbb\xbf") or "\r" in text:
            wrong.append(f"{path.relative_to(ROOT)}: a byte-order mark or a carriage return")
        if text and (not text.endswith("\n") or text.endswith("\n\n")):
            wrong.append(f"{path.relative_to(ROOT)}: not one newline at the end")
    assert wrong == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "core_utils"}
    names = {
        path.stem.lstrip("_")
        for path in committed()
        if path.suffix in (".py", ".rs") and path.name != "mod.rs"
    }
    assert sorted(names & empty) == []
    assert not (ROOT / "tests/common").exists()
