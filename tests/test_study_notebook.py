"""The notebook of the study: it runs, its two files say the same, and no output is kept."""

from __future__ import annotations

from pathlib import Path

import jupytext
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
STUDY = NOTEBOOKS / "01-o-estudo.ipynb"


def test_the_notebook_of_the_study_runs() -> None:
    notebook = jupytext.read(STUDY)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}})
    client.execute()
    said = "\n".join(
        output.get("text", "") or str(output.get("data", {}).get("text/plain", ""))
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )
    assert "cenário 1: DPSPC 82,08, MEGPC 12,28" in said
    assert "cenário 2: DPSPC 67,38, MEGPC -2,42" in said
    assert "na ordem A…Q" in said


def test_both_files_of_the_notebook_say_the_same() -> None:
    notebook = jupytext.read(STUDY)
    text = jupytext.read(STUDY.with_suffix(".md"))
    assert [(cell.cell_type, cell.source) for cell in notebook.cells] == [
        (cell.cell_type, cell.source) for cell in text.cells
    ]


def test_the_notebook_keeps_no_output() -> None:
    notebook = jupytext.read(STUDY)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert not any(cell.outputs or cell.execution_count for cell in code)
