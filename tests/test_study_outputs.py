"""`sustenta study` and the two charts."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from lxml import html
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from sustenta import plots
from sustenta.cli import main
from sustenta.errors import (
    ColumnMissingError,
    DomainError,
    DuplicateKeyError,
    MissingExtraError,
    UnknownNameError,
)
from sustenta.plots._lines import spread
from sustenta.studies import proesf2006

if TYPE_CHECKING:
    from pathlib import Path

CHARTS = {f"margins_{name}" for name in ("15.png", "15.svg", "ec29.png", "ec29.svg")}
TABLES = {f"table_{n:02d}.csv" for n in (1, 2, 3, 5, 6, 7, 8, 9, 10)}
#: The article's tables to be read: in what needs no library, and in what needs one.
ARTICLE = {
    f"article_{name}.{kind}" for name in ("printed", "recreated") for kind in ("html", "tex")
}
WORD = {"article_printed.docx", "article_recreated.docx"}
EXCEL = {"study.xlsx", "article_printed.xlsx", "article_recreated.xlsx"}
FRAMES = {
    f"{name}.csv" for name in ("summary", "cells", "notes", "profile", "execution_classes", "panel")
}


@pytest.fixture(scope="module")
def margins() -> pd.DataFrame:
    return proesf2006.margins()


def run(*arguments: str) -> str:
    outcome = CliRunner().invoke(main, ["study", *arguments], catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.output
    return str(outcome.output)


def test_the_command_prints_summary_disagreements_and_notes() -> None:
    text = " ".join(run().split())
    for expected in ("confere por arredondamento", "PA/H", "65,55", "61,55", "na ordem A…Q"):
        assert expected in text
    assert "40 células divergem" in text
    assert "cells disagree" in run("--lang", "en")


def test_the_command_writes_every_file(tmp_path: Path) -> None:
    place = tmp_path / "new" / "folder"
    text = run("--out", str(place))
    assert {path.name for path in place.iterdir()} == (
        CHARTS | TABLES | FRAMES | ARTICLE | WORD | EXCEL
    )
    assert "margins_ec29.svg" in text
    cells = pd.read_csv(place / "cells.csv", keep_default_na=False, dtype=str)
    assert len(cells) == 714
    assert set(cells["verdict"]) == {
        "agrees",
        "agrees_by_rounding",
        "disagrees",
        "cannot_be_recomputed",
    }
    two = pd.read_csv(place / "table_02.csv")
    assert two.loc[two["municipality"] == "H", "executed_pct"].tolist() == [
        pytest.approx(139101 / 2260, rel=1e-12)
    ]
    assert len(pd.read_csv(place / "profile.csv")) == 16


def test_the_workbook_has_a_sheet_a_table_headed_in_portuguese(tmp_path: Path) -> None:
    run("--out", str(tmp_path))
    book = pd.read_excel(tmp_path / "study.xlsx", sheet_name=None, engine="calamine")
    assert {"Resumo", "Células", "Achados", "Perfil", "Tabela 2", "Tabela 10"} <= set(book)
    assert "Teto da fase 1 (R$)" in book["Tabela 2"].columns
    headers = [header for sheet in book.values() for header in sheet.columns]
    assert not [header for header in headers if "_" in header], "a header that is an identifier"
    assert set(book["Células"]["Veredito"]) >= {"confere", "diverge"}


def test_without_the_extras_the_rest_is_written_and_the_pip_lines_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    text = run("--out", str(tmp_path))
    assert 'pip install "sustenta[plots]"' in text
    assert 'pip install "sustenta[excel]"' in text
    assert {path.name for path in tmp_path.iterdir()} == TABLES | FRAMES | ARTICLE | WORD


def test_the_article_is_written_to_be_read_as_printed_and_recreated(tmp_path: Path) -> None:
    run("--out", str(tmp_path))
    read: dict[str, list[Any]] = {}
    for name in ("printed", "recreated"):
        page = html.parse(tmp_path / f"article_{name}.html").getroot()
        read[name] = page.findall(".//table")
        titles = [table.find("caption").text_content() for table in read[name]]
        assert [title.split(".")[0] for title in titles] == [f"Tabela {n}" for n in range(1, 11)]
        recreated = [n for n, title in enumerate(titles, 1) if "Recriada: " in title]
        as_printed = [n for n, title in enumerate(titles, 1) if "Como está impressa" in title]
        # Table 4 is a list: nothing of it can be recreated.
        assert recreated == ([] if name == "printed" else [1, 2, 3, 5, 6, 7, 8, 9, 10])
        assert sorted(recreated + as_printed) == list(range(1, 11))
        latex = (tmp_path / f"article_{name}.tex").read_text(encoding="utf-8")
        assert latex.count(r"\toprule") == 10
        assert latex.count("Recriada: ") == len(recreated)
        book = pd.read_excel(
            tmp_path / f"article_{name}.xlsx", sheet_name=None, engine="calamine", header=None
        )
        assert list(book) == [f"Tabela {n}" for n in range(1, 11)]
    two = {name: tables[1].text_content() for name, tables in read.items()}
    assert "65,55" in two["printed"]
    assert "61,55" in two["recreated"]


def test_the_articles_tables_are_in_the_language_asked_for(tmp_path: Path) -> None:
    run("--out", str(tmp_path), "--lang", "en")
    printed = (tmp_path / "article_printed.html").read_text(encoding="utf-8")
    assert "As printed in the article." in printed
    assert "Recreated: " in (tmp_path / "article_recreated.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("absent", "lang", "said"),
    [
        (["docx"], "pt", "sem Word, por falta de python-docx: "),
        (["docx", "xlsxwriter"], "pt", "sem Word e Excel, por falta de python-docx e xlsxwriter: "),
        (["docx"], "en", "not written for Word, for want of python-docx: "),
    ],
)
def test_one_line_says_which_formats_of_the_article_lack_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absent: list[str], lang: str, said: str
) -> None:
    for module in absent:
        monkeypatch.setitem(sys.modules, module, None)
    lines = run("--out", str(tmp_path), "--lang", lang).splitlines()
    (line,) = (line for line in lines if "sustenta[tables]" in line)
    assert line.endswith(f'{said}pip install "sustenta[tables]"')
    assert not ARTICLE - {path.name for path in tmp_path.iterdir()}


def test_pages_and_latex_need_no_library_of_an_extra(tmp_path: Path) -> None:
    absent = ("babel", "docx", "great_tables", "jinja2", "matplotlib", "xlsxwriter")
    program = f"""
import sys
sys.modules.update(dict.fromkeys({absent}, None))
from sustenta.cli import main
main(["study", "--out", {str(tmp_path)!r}])
"""
    subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert {path.name for path in tmp_path.iterdir()} == TABLES | FRAMES | ARTICLE


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outcome = CliRunner().invoke(main, ["study", "--out", str(tmp_path / "file" / "folder")])
    assert outcome.exit_code == 1
    assert "não foi possível gravar" in outcome.output


@pytest.mark.parametrize("lang", ["pt", "en"])
@pytest.mark.parametrize("scenario", ["15", "ec29"])
def test_no_text_of_a_chart_overlaps_another_or_leaves_the_page(
    margins: pd.DataFrame, scenario: Any, lang: Any
) -> None:
    ax = plots.margins(margins, scenario=scenario, lang=lang)
    figure = ax.figure
    assert isinstance(figure, Figure)
    figure.draw_without_rendering()
    legend = ax.get_legend()
    assert legend is not None
    texts: list[Text] = [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels(), *legend.texts]
    texts += [ax.title, ax.yaxis.label, ax._left_title]  # type: ignore[attr-defined]
    # Asked of Text itself: the leader line is no part of its label.
    written = {text: Text.get_window_extent(text) for text in texts if text.get_text()}
    for (text, box), (other, near) in combinations(written.items(), 2):
        assert not box.overlaps(near), f"{text.get_text()!r} and {other.get_text()!r}"
    for text, box in written.items():
        assert figure.bbox.x0 <= box.x0 < box.x1 <= figure.bbox.x1, text
        assert figure.bbox.y0 <= box.y0 < box.y1 <= figure.bbox.y1, text


def test_every_municipality_is_a_line_that_can_be_told_in_grey(margins: pd.DataFrame) -> None:
    ax = plots.margins(margins, scenario="15")
    assert len(ax.lines) == 16
    for line in ax.lines:
        above = np.asarray(line.get_ydata(), dtype=float)[-1] >= 0
        assert (line.get_linestyle() == "-") == above
        assert (line.get_markerfacecolor() == "white") != above
    assert {text.get_text() for text in ax.texts} >= {"TO/Q", "MA/E", "−18,08", "20,50"}
    assert ax.get_ylim()[0] < 0 < ax.get_ylim()[1]


def test_a_chart_carries_its_text_and_is_the_same_each_time(
    margins: pd.DataFrame, tmp_path: Path
) -> None:
    alt = plots.margins_alt_text(margins, scenario="15")
    for name in ("a", "b"):
        ax = plots.margins(margins, scenario="15")
        for ending in ("png", "svg"):
            plots.save(ax, tmp_path / f"{name}.{ending}", alt=alt)
    with Image.open(tmp_path / "a.png") as image:
        assert image.info["Description"] == alt
    assert alt in (tmp_path / "a.svg").read_text(encoding="utf-8")
    for ending in ("png", "svg"):
        same = (tmp_path / f"{name}.{ending}" for name in ("a", "b"))
        assert len({path.read_bytes() for path in same}) == 1


def test_an_axes_of_the_callers_is_drawn_on(margins: pd.DataFrame) -> None:
    ax = Figure(layout="constrained").subplots()
    assert plots.margins(margins, scenario="ec29", ax=ax) is ax
    by_code = margins.drop(columns=["uf"]).rename(columns={"municipality": "code"})
    assert len(plots.margins(by_code, scenario="15").lines) == 16


def test_what_cannot_be_drawn_is_refused(margins: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match="scenario"):
        plots.margins(margins, scenario="12")  # type: ignore[arg-type]
    with pytest.raises(ColumnMissingError, match="megpc_15"):
        plots.margins(margins.drop(columns="megpc_15"), scenario="15")
    with pytest.raises(DuplicateKeyError, match="AP/A has more than one row for 2002"):
        plots.margins(pd.concat([margins, margins.head(1)]), scenario="15")
    with pytest.raises(DomainError, match="nothing to draw"):
        plots.margins(margins.assign(megpc_15=np.nan), scenario="15")


def test_without_matplotlib_the_extra_is_named(
    margins: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r'pip install "sustenta\[plots\]"') as refused:
        plots.margins(margins, scenario="15")
    assert refused.value.extra == "plots"


def test_labels_move_no_more_than_they_must() -> None:
    chance = np.random.default_rng(7)
    for count in (1, 2, 5, 16):
        wanted = np.sort(chance.normal(0, 3, count))
        places = spread(wanted, 1.0, -50.0, 50.0)
        assert (np.diff(places) >= 1.0 - 1e-9).all()
        if (np.diff(wanted) >= 1.0).all():
            assert places == pytest.approx(wanted)
        # What is moved is moved around its own middle.
        assert places.mean() == pytest.approx(wanted.mean())
