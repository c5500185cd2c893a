"""Write what follows from the registry: wrappers, stub, indicator pages, the evidence table.

`make gen` runs this; with `--check` nothing is written and a difference is a failure that names it.
Every mirror of the list of indicators is made here or is compared with it in
`tests/test_catalogue.py`.
"""

from __future__ import annotations

import csv
import difflib
import importlib.machinery
import importlib.util
import json
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import pages  # noqa: E402
import wrappers  # noqa: E402

PACKAGE = ROOT / "python" / "sustenta"


def registry() -> dict[str, dict[str, Any]]:
    """Read the registry from the extension alone: the package may not import before this ran."""
    (library,) = [*PACKAGE.glob("_core*.so"), *PACKAGE.glob("_core*.pyd")]
    loader = importlib.machinery.ExtensionFileLoader("_core", str(library))
    spec = importlib.util.spec_from_loader("_core", loader)
    assert spec is not None
    core = importlib.util.module_from_spec(spec)
    loader.exec_module(core)
    return {entry["id"]: entry for entry in json.loads(core.catalogue())["indicators"]}


INDICATORS = registry()
GOLDEN = ROOT / "tests" / "golden" / "indicators"


def main() -> int:
    check = "--check" in sys.argv[1:]
    files = generated()
    stale = [path for path, text in files.items() if current(path) != text]
    folders = [(ROOT / "docs" / "indicators", "*.md"), (PACKAGE / "indicators", "*.py")]
    present = {path for folder, names in folders for path in folder.glob(names)}
    unknown = sorted(present - set(files))
    if check:
        for path in stale:
            show(path, files[path])
        for path in unknown:
            print(f"{path.relative_to(ROOT)} belongs to no indicator; remove it (`make gen`)")
        print(f"{len(files)} generated files, {len(stale)} stale, {len(unknown)} left over")
        return bool(stale or unknown)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    for path in unknown:
        path.unlink()
        print(f"removed {path.relative_to(ROOT)}")
    return 0


def generated() -> dict[Path, str]:
    """Give every generated file and its text."""
    examples = {id: golden_example(id) for id in INDICATORS}
    files = {
        PACKAGE / "_core.pyi": formatted(stub(), "_core.pyi"),
        ROOT / "VALIDATION.md": pages.with_table(
            (ROOT / "VALIDATION.md").read_text(encoding="utf-8"), INDICATORS, golden_rows
        ),
    }
    for name, text in wrappers.modules(INDICATORS, examples, pages.TITLES).items():
        files[PACKAGE / "indicators" / name] = formatted(text)
    for family, text in pages.families(INDICATORS, examples).items():
        files[ROOT / "docs" / "indicators" / f"{family}.md"] = text
    return files


def golden_rows(id: str) -> list[dict[str, str]]:
    """Give the golden cases of an indicator; none where the file is missing."""
    path = GOLDEN / f"{id}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def golden_example(id: str) -> tuple[dict[str, str], str] | None:
    """Give the inputs and the result, to two decimals, of the case that a docstring shows."""
    arguments = [given["argument"] for given in INDICATORS[id]["inputs"]]
    rows = golden_rows(id)
    name = f"tests/golden/indicators/{id}.csv"
    remedy = f"see the line of {id} in tests/oracle/indicators.py (CONTRIBUTING.md, step 3)"
    if not rows:
        sys.exit(f"{name} is missing: {remedy} and run `make gen`")
    if lacking := [argument for argument in arguments if argument not in rows[0]]:
        sys.exit(f"{name} has no column {', '.join(lacking)}: {remedy}")
    for row in rows:
        inputs = {name: row[name] for name in arguments}
        # A figure printed to one decimal says nothing of the second.
        precise = row["decimals"] == "" or int(row["decimals"]) > 1
        if row["expected"] and precise and all(inputs.values()):
            return inputs, str(Decimal(row["expected"]).quantize(Decimal("0.01")))
    return None


def stub() -> str:
    """Ask the compiler for the types of the extension."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            # The profile and features of the installed build, so that nothing is compiled again.
            [
                "maturin",
                "generate-stubs",
                "--locked",
                "--profile=release",
                "--features=stubs",
                "--out",
                folder,
            ],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (written,) = Path(folder).rglob("*.pyi")
        return written.read_text(encoding="utf-8")


def formatted(source: str, name: str = "generated.py") -> str:
    """Format Python as `make fmt` does a file of that name in the package."""
    for command in (
        ["ruff", "check", "--fix-only", "--quiet", "--select", "I", "-"],
        ["ruff", "format", "-"],
    ):
        result = subprocess.run(
            [*command, "--stdin-filename", f"python/sustenta/{name}"],
            cwd=ROOT,
            input=source,
            capture_output=True,
            text=True,
            check=True,
        )
        source = result.stdout
    return source


def current(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def show(path: Path, wanted: str) -> None:
    name = str(path.relative_to(ROOT))
    before = (current(path) or "").splitlines(keepends=True)
    difference = difflib.unified_diff(
        before, wanted.splitlines(keepends=True), name, f"{name} (generated)", n=1
    )
    print("".join(list(difference)[:40]))


if __name__ == "__main__":
    sys.exit(main())
