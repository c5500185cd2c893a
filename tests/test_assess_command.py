"""`sustenta assess`: files as Brazilian spreadsheets write them, in and out, and what it says."""

from __future__ import annotations

import importlib.util
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result

import sustenta as st
from sustenta import files
from sustenta.cli import main
from sustenta.errors import (
    AmbiguousFiguresError,
    FileFormatError,
    MissingExtraError,
    UnreadableFigureError,
)
from sustenta.files import DIALECTS, Dialect, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Callable

PANEL = st.examples.panel(3)
NAMES = ["year", "population", "own_revenue", "health_expenditure"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["assess", *map(str, arguments)])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


WRITERS: dict[str, tuple[str, Callable[[Path], Any]]] = {
    "Brazilian": (
        "painel.csv",
        lambda path: PANEL.to_csv(path, sep=";", decimal=",", index=False, encoding="utf-8-sig"),
    ),
    "Latin-1": (
        "painel.txt",
        lambda path: PANEL.to_csv(path, sep=";", decimal=",", index=False, encoding="latin-1"),
    ),
    "English": ("painel.csv", lambda path: PANEL.to_csv(path, index=False)),
    "tabs": (
        "painel.tsv",
        lambda path: PANEL.to_csv(path, sep="\t", decimal=",", index=False, encoding="utf-16"),
    ),
    "a sheet": ("painel.xlsx", lambda path: PANEL.to_excel(path, index=False)),
    "Parquet": ("painel.parquet", PANEL.to_parquet),
}


@pytest.mark.parametrize("kind", WRITERS)
def test_every_form_is_read_as_the_same_panel(tmp_path: Path, kind: str) -> None:
    name, write = WRITERS[kind]
    write(tmp_path / name)
    table = read_table(tmp_path / name)
    panel = table.with_figures(NAMES, "column")
    assert list(panel.columns) == list(PANEL.columns)
    assert panel["municipality"].tolist() == PANEL["municipality"].tolist()
    for column in NAMES:
        given = panel[column].astype(float)
        assert np.array_equal(given, PANEL[column].astype(float), equal_nan=True), column


@pytest.mark.parametrize("suffix", [".csv", ".txt", ".tsv", ".xlsx", ".parquet"])
def test_what_is_written_is_read_back(tmp_path: Path, suffix: str) -> None:
    assessed = st.assess(PANEL, reasons=True)
    out = tmp_path / f"resultado{suffix}"
    write_table(assessed, out)
    back = read_table(out).with_figures(["megpc_15", "ec29_gap"], "pt")
    assert list(back.columns) == list(assessed.columns)
    for column in ("megpc_15", "ec29_gap"):
        assert np.allclose(back[column].astype(float), assessed[column], equal_nan=True)
    assert names_in(tmp_path) == [out.name]


def test_the_command_says_what_it_did_and_writes_the_form_of_the_suffix(tmp_path: Path) -> None:
    WRITERS["Brazilian"][1](tmp_path / "painel.csv")
    out = tmp_path / "resultado.csv"
    result = run(tmp_path / "painel.csv", "-o", out)
    assert result.exit_code == 0, result.output
    assert "painel.csv: 37 linhas, 3 municípios, 2000–2012" in result.output
    assert "MEGPC, cenário 1" in result.output
    assert "população nula ou negativa (1)" in result.output
    assert "executed, transferred" in result.output
    first = out.read_bytes()
    assert first.startswith(b"\xef\xbb\xbfsource;code;uf")
    assert "Município Sintético 001;2001;" in first.decode("utf-8-sig").splitlines()[1]
    wanted = st.assess(PANEL)
    back = pd.read_csv(out, sep=";", decimal=",", encoding="utf-8-sig")
    assert list(back.columns) == list(wanted.columns)
    assert np.allclose(back["megpc_15"], wanted["megpc_15"], equal_nan=True)


def test_without_a_target_the_first_rows_are_shown(here: Path) -> None:
    PANEL.rename(columns={"population": "POP", "year": "ANO"}).to_csv("p.csv", index=False)
    result = run("p.csv", "--columns", "population=POP,year=ANO", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "37 rows, 3 municipalities, 2000–2012" in result.output
    assert "First rows" in result.output
    wanted = f"{st.assess(PANEL)['megpc_15'].iloc[0]:.2f}"
    assert wanted in result.output
    assert names_in(here) == ["p.csv"]


def test_options_reach_the_assessment(tmp_path: Path) -> None:
    source, out = tmp_path / "painel.csv", tmp_path / "resultado.parquet"
    PANEL.assign(lei=18.0).to_csv(source, index=False)
    options = ["--indicators", "ec29_due_pct,ec29_gap", "--own-law-pct", "lei", "--reasons"]
    result = run(source, "-o", out, *options)
    assert result.exit_code == 0, result.output
    back = pd.read_parquet(out)
    added = ["ec29_due_pct", "ec29_gap", "ec29_due_pct_reason", "ec29_gap_reason"]
    assert list(back.columns[-4:]) == added
    assert (back["ec29_due_pct"] == 18.0).all()
    result = run(source, "-o", out, "--reading", "own_path", "--start-pct", "9,13")
    assert result.exit_code == 0, result.output
    due = pd.read_parquet(out).set_index("year")["ec29_due_pct"]
    assert set(due[2001]) == {10.304}
    result = run(source, "-o", out, "--sphere", "state", "--key", "uf,municipality")
    assert result.exit_code == 0, result.output
    assert pd.read_parquet(out)["ec29_due_pct"].max() == 12.0


def test_exact_parquet_stays_exact(tmp_path: Path) -> None:
    source, out = tmp_path / "painel.parquet", tmp_path / "resultado.parquet"
    frame = pd.DataFrame(
        {
            "code": [1],
            "year": [2004],
            "own_revenue": pd.Series([Decimal("0.10")], dtype=object),
            "constitutional_transfers": pd.Series([Decimal("0.20")], dtype=object),
        }
    )
    frame.to_parquet(source)
    assert run(source, "-o", out).exit_code == 0
    assert pd.read_parquet(out)["linked_revenue"].tolist() == [Decimal("0.30")]


REFUSED: dict[str, tuple[str, str, list[str], str]] = {
    "no such file": ("", "nada.csv", [], "there is no file nada.csv"),
    "another suffix": ("x", "p.doc", [], "the suffix '.doc' is none of"),
    "title lines": (
        "Indicadores\ncode;year\n1;2004\n",
        "p.csv",
        [],
        "no header of several columns",
    ),
    "a note at the end": (
        "code;year;population\n1;2004;5\n\nFonte: SIOPS\n",
        "p.csv",
        [],
        "p.csv, line 4 has 1 of the header's 3 fields",
    ),
    "an unreadable figure": (
        "code;year;population\n1;2004;5\n2;2004;5x\n",
        "p.csv",
        [],
        "p.csv, column 'population', line 3",
    ),
    "figures of two readings": (
        "code;year;population\n1;2004;1.234\n",
        "p.csv",
        [],
        "1234 in style 'pt' but 1.234 in style 'en'",
    ),
    "a repeated row": ("code;year\n1;2004\n1;2004\n", "p.csv", [], "stands in rows 0, 1"),
    "no key": ("code;year\n1;2004\n;2004\n", "p.csv", [], "every row needs its municipality"),
    "an unknown name": ("code;year\n1;2004\n", "p.csv", ["--columns", "yeer=year"], "'year'?"),
    "a wrong pair": ("code;year\n1;2004\n", "p.csv", ["--columns", "year"], "nome=coluna"),
    "no such indicator": ("code;year\n1;2004\n", "p.csv", ["--indicators", "megpc_15"], "lacks"),
    "no folder": ("code;year\n1;2004\n", "p.csv", ["-o", "x/y.csv"], "there is no folder x"),
    "itself": ("code;year\n1;2004\n", "p.csv", ["-o", "p.csv"], "p.csv is the input itself"),
    "no workbook": ("code;year\n1;2004\n", "p.xlsx", [], "cannot be read as .xlsx"),
    "no Parquet": ("code;year\n1;2004\n", "p.parquet", [], "cannot be read as .parquet"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_said_in_a_line(
    here: Path, case: tuple[str, str, list[str], str]
) -> None:
    text, name, options, wanted = case
    if text:
        Path(name).write_text(text, encoding="utf-8")
    result = run(name, *options)
    assert result.exit_code == 2, result.output
    assert wanted in result.output
    assert "Traceback" not in result.output
    assert names_in(here) == ([name] if text else [])


@pytest.mark.usefixtures("here")
def test_a_style_settles_what_is_ambiguous() -> None:
    Path("p.csv").write_text("code;year;population\n1;2004;1.234\n", encoding="utf-8")
    table = read_table("p.csv")
    with pytest.raises(AmbiguousFiguresError):
        table.with_figures(["population"], "column")
    assert table.with_figures(["population"], "pt")["population"].tolist() == [1234.0]
    with pytest.raises(UnreadableFigureError) as refusal:
        read_table("p.csv").with_figures(["code", "year", "population"], "mixed")
    assert refusal.value.row == 0


def test_an_error_while_writing_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "resultado.csv"
    out.write_text("old", encoding="utf-8")

    def broken(self: pd.DataFrame, place: Path, **_: object) -> None:
        place.write_text(f"half of {len(self)}", encoding="utf-8")
        raise OSError("no space left")

    monkeypatch.setattr(pd.DataFrame, "to_csv", broken)
    with pytest.raises(OSError, match="no space"):
        write_table(PANEL, out)
    assert out.read_text(encoding="utf-8") == "old"
    assert names_in(tmp_path) == ["resultado.csv"]


@pytest.mark.parametrize(
    ("name", "extra", "library"),
    [("p.xlsx", "excel", "python-calamine"), ("p.parquet", "arrow", "pyarrow")],
)
def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, extra: str, library: str
) -> None:
    real = importlib.util.find_spec

    def without(module: str) -> object:
        return None if module == library.replace("-", "_") else real(module)

    (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr(files, "find_spec", without)
    with pytest.raises(MissingExtraError, match=rf"sustenta\[{extra}\]") as refusal:
        read_table(tmp_path / name)
    assert (refusal.value.extra, refusal.value.library) == (extra, library)


def test_sheets_are_chosen_by_name_or_place(tmp_path: Path) -> None:
    path = tmp_path / "pasta.xlsx"
    with pd.ExcelWriter(path, engine="xlsxwriter") as book:
        pd.DataFrame({"a": [1]}).to_excel(book, sheet_name="Notas", index=False)
        frame = pd.DataFrame({"code": [410010.0, 410020.0], "year": [2004, 2004]})
        frame.assign(population=pd.Series(["1.234,5", None], dtype=object)).to_excel(
            book, sheet_name="2004", index=False
        )
    table = read_table(path, sheet="2004")
    assert table.frame["code"].tolist() == [410010, 410020]
    population = table.with_figures(["population"], "pt")["population"]
    assert population.iloc[0] == 1234.5
    assert np.isnan(population.iloc[1])
    assert read_table(path, sheet=1).frame.equals(table.frame)
    for sheet in ("2005", 2, -1):
        with pytest.raises(FileFormatError, match="'Notas', '2004'"):
            read_table(path, sheet=sheet)
    assert run(path, "--sheet", "2004", "--style", "pt").exit_code == 0


def test_quoted_fields_idle_delimiters_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    text = (
        '"code";"municipality";"own_revenue";\n\n1;"São Jorge d\'Oeste; PR";"1.234,56";\n2;;n.d;\n'
    )
    path.write_bytes(text.encode("latin-1"))
    table = read_table(path)
    assert list(table.frame.columns) == ["code", "municipality", "own_revenue"]
    assert table.frame["municipality"].tolist() == ["São Jorge d'Oeste; PR", None]
    assert table.dialect == Dialect(";", ",", "cp1252")
    values = table.with_figures(["own_revenue"], "column")["own_revenue"]
    assert values.iloc[0] == 1234.56
    assert np.isnan(values.iloc[1])
    assert read_table(path, encoding="latin-1").frame.equals(table.frame)
    with pytest.raises(FileFormatError, match=r"cannot be read as \.csv"):
        read_table(path, encoding="utf-8")


def test_a_table_of_text_is_written_as_it_came_and_others_by_language(tmp_path: Path) -> None:
    source, out = tmp_path / "p.parquet", tmp_path / "o.csv"
    PANEL.to_parquet(source)
    assert run(source, "-o", out).exit_code == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfsource;code")
    assert run(source, "-o", out, "--lang", "en").exit_code == 0
    assert out.read_bytes().startswith(b"source,code")
    assert DIALECTS["en"].decimal == "."
