"""Every notebook runs from anywhere, keeps no output, and says the same as the text beside it."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
FOUND = sorted(NOTEBOOKS.glob("*.ipynb"))
NAMES = [path.stem for path in FOUND]
#: Seconds for the slowest cell.
TIMEOUT = 120
#: What a notebook must say, known from the printed page.
SAID = {
    "01-o-estudo": (
        "cenário 1, 15,0%: DPSPC 82,08, MEGPC 12,28",
        "cenário 2, 10,2%: DPSPC 67,38, MEGPC -2,42",
        "na ordem A…Q",
    ),
    "04-auditoria": ("65,55 impresso; 61,55 sugerido", "na ordem alfabética"),
}


def read(path: Path) -> Any:
    """A notebook, or the text beside one."""
    library: Any = importlib.import_module("nbformat" if path.suffix == ".ipynb" else "jupytext")
    return library.read(path, **({"as_version": 4} if path.suffix == ".ipynb" else {}))


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_study_and_the_readers_own_data_have_a_notebook() -> None:
    for start in ("01-", "02-"):
        assert any(name.startswith(start) for name in NAMES), start


def test_every_notebook_has_its_text_and_every_text_its_notebook() -> None:
    texts = {path.stem for path in NOTEBOOKS.iterdir() if path.suffix in (".md", ".py")}
    assert texts - {"README"} == set(NAMES)


@pytest.mark.parametrize("path", FOUND, ids=NAMES)
def test_a_notebook_runs_in_an_empty_folder(path: Path, tmp_path: Path) -> None:
    notebook = read(path)
    resources = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=TIMEOUT, kernel_name="python3", resources=resources).execute()
    complaints = [
        output.text
        for cell in code_cells(notebook)
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stderr"
    ]
    assert complaints == []
    said = "\n".join(
        output.get("text", "") or str(output.get("data", {}).get("text/plain", ""))
        for cell in code_cells(notebook)
        for output in cell.outputs
    )
    for sentence in SAID.get(path.stem, ()):
        assert sentence in said


@pytest.mark.parametrize("path", FOUND, ids=NAMES)
def test_a_notebook_says_the_same_as_the_text_beside_it(path: Path) -> None:
    (text,) = (other for other in path.parent.glob(f"{path.stem}.*") if other != path)
    notebook, paired = read(path), read(text)
    assert [(cell.cell_type, cell.source) for cell in notebook.cells] == [
        (cell.cell_type, cell.source) for cell in paired.cells
    ], "run `jupytext --sync`"
    assert text.suffix.removeprefix(".") in notebook.metadata["jupytext"]["formats"]


@pytest.mark.parametrize("path", FOUND, ids=NAMES)
def test_a_notebook_keeps_no_output(path: Path) -> None:
    notebook = read(path)
    assert code_cells(notebook)
    for cell in code_cells(notebook):
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize("path", FOUND, ids=NAMES)
def test_a_notebook_is_valid_and_opens_with_its_title(path: Path) -> None:
    notebook = read(path)
    checks: Any = importlib.import_module("nbformat")
    checks.validate(notebook)
    first = notebook.cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    assert notebook.metadata["kernelspec"]["name"] == "python3"
