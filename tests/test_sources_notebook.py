"""The notebook from declarations to a panel: what it says with and without the samples."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import jupytext
from nbclient import NotebookClient

from conftest import SAMPLES

if TYPE_CHECKING:
    import pytest

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOK = NOTEBOOKS / "03-da-declaracao-ao-painel.ipynb"


def said_by_the_notebook() -> str:
    notebook = jupytext.read(NOTEBOOK)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}})
    client.execute()
    return "\n".join(
        output.get("text", "") or str(output.get("data", {}).get("text/plain", ""))
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )


def test_the_notebook_runs_on_files_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SAMPLES, raising=False)
    said = said_by_the_notebook()
    assert "arquivos inventados" in said
    assert "R = 100 × (1.400,00 − 400,00) / 25,00 = 4.000,00" in said
    assert "MEGPC = 1.000,00 − 1.400,00 = -400,00" in said
    assert "em 2000, de 3 municípios: 2 abaixo de 15 %,\n1 abaixo do devido no ano" in said


def test_the_notebook_runs_on_the_sample_files(
    samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SAMPLES, os.fspath(samples))
    said = said_by_the_notebook()
    assert "arquivos reais" in said
    assert "R = 100 × (1.473,79 − 431,50) / 25,44 = 4.097,05" in said
    assert "em 2000, de 56 municípios: 37 abaixo de 15 %" in said
