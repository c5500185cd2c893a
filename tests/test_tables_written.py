"""What is written of a table is read back by other programs, cell by cell."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import html
from python_calamine import CalamineWorkbook

import sustenta as st
from read_tables import cells, of_docx, of_html, of_xlsx
from sustenta.errors import (
    ColumnTypeError,
    FileFormatError,
    MissingExtraError,
    SettingError,
    UnknownNameError,
)
from sustenta.tables import STYLE, Column, Table, save, table

HOSTILE = [
    "<script>alert(1)</script>",
    "a & b_c % $ # { } ~ ^ \\ | \" '",
    "two\nlines",
    "=1+1",
    "[x] \\\\ ]]> &amp;",
    "\x00\x0b\ud800\ufffe",
    "",
]


@pytest.fixture
def hostile() -> Table:
    numbers = [-1.68, 1, 2.5, None, 1234.5, 0, -0.001]
    # As pandas' own texts cannot hold them all.
    frame = pd.DataFrame({"<b>_&": pd.Series(HOSTILE, dtype=object), "megpc": numbers})
    return table(
        frame,
        title="</caption><script> & 50% de $x_1$",
        subtitle="{sub} ~ ^",
        spanners={"<i>s & p</i>": ["<b>_&", "megpc"]},
        notes=["</p><script>", "100 % \\input{x}"],
        source="A & B",
        negative="parentheses",
        labels={"megpc": "Margem_% <x>"},
    )


@pytest.fixture(scope="module")
def country() -> Table:
    panel = st.assess(st.examples.panel())
    shown = ["code", "uf", "municipality", "year", "population", "dpspc_15", "megpc_15"]
    shown += ["dpspc_ec29", "megpc_ec29", "ec29_applied_pct", "ec29_gap_pp", "linked_revenue"]
    return table(pd.concat([panel] * 18, ignore_index=True)[shown][:5570], title="Brasil")


def test_html_shows_every_cell_and_names_what_heads_it(hostile: Table) -> None:
    written = hostile.to_html()
    assert written is not None
    assert of_html(written) == [cells(hostile)]
    page: Any = html.fromstring(written)
    assert not page.xpath("//script"), "a text is never an element"
    assert not page.xpath("//i|//table//b")
    assert page.xpath("//caption/div/text()")[0] == hostile.title
    assert [th.get("scope") for th in page.xpath("//thead//th")] == ["colgroup", "col", "col"]
    assert page.get("lang") == "pt-BR"
    assert page.xpath("//p/text()") == list(hostile.below)


def test_a_fragment_touches_nothing_but_itself(hostile: Table) -> None:
    bare = hostile.to_html(style=False)
    assert bare is not None
    assert "<style" not in bare
    assert not re.search(r"\bid=", bare), "two tables of one page have no id in common"
    for rule in re.findall(r"(?:^|\})\s*([^{}@]+)\{", STYLE):
        for selector in rule.split(","):
            assert selector.strip().startswith(".sustenta-table"), selector
    for address in ("http:", "https:", "url(", "@import"):
        assert address not in STYLE


def test_letters_of_a_table_can_be_read() -> None:
    def light(colour: str) -> float:
        long = colour if len(colour) == 6 else "".join(sign * 2 for sign in colour)
        parts = [int(long[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    letters = set(re.findall(r"[{;]color:#([0-9a-f]{3,6})", STYLE))
    assert letters
    for colour in letters:
        assert 1.05 / (light(colour) + 0.05) >= 4.5, colour


def test_a_page_is_whole_and_a_fragment_is_not(tmp_path: Path, hostile: Table) -> None:
    hostile.to_html(tmp_path / "a.html")
    hostile.to_html(tmp_path / "b.html", fragment=True)
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="pt-BR">' in page
    assert of_html(page) == [cells(hostile)]
    assert not (tmp_path / "b.html").read_text(encoding="utf-8").startswith("<!DOCTYPE")


def test_a_document_has_every_cell_its_head_on_each_page_and_its_words(
    tmp_path: Path, hostile: Table
) -> None:
    hostile.to_docx(tmp_path / "a.docx")
    assert of_docx(tmp_path / "a.docx", [hostile]) == [cells(hostile)]
    document = Document(str(tmp_path / "a.docx"))
    rows = document.tables[0].rows
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert repeated == [True, True] + [False] * 7
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert said == [hostile.title, hostile.subtitle, *hostile.below]
    assert rows[2].cells[1].paragraphs[0].alignment is not None
    assert document.sections[0].orientation == WD_ORIENT.PORTRAIT


def test_a_wide_table_lies_on_its_side_and_a_narrow_one_stands(tmp_path: Path) -> None:
    wide = table(pd.DataFrame({f"c{n}": ["nine signs"] for n in range(14)}), title="W")
    narrow = table(pd.DataFrame({"a": [1]}), title="N")
    save([narrow, wide, narrow], tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    of_docx(tmp_path / "a.docx", [narrow, wide, narrow])


def test_numbers_of_a_workbook_are_numbers_and_markers_stay(tmp_path: Path, hostile: Table) -> None:
    hostile.to_xlsx(tmp_path / "a.xlsx")
    rows = of_xlsx(tmp_path / "a.xlsx", hostile)
    assert [row[0] for row in rows] == list(hostile.columns[0].texts)
    assert [row[1] for row in rows] == [-1.68, 1, 2.5, "...", 1234.5, 0, -0.001]
    said = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    assert said[0][0] == " ".join(hostile.title.split())
    assert [row[0] for row in said[-len(hostile.below) :]] == list(hostile.below)


def test_a_workbook_keeps_dates_and_digits_that_a_float_would_lose(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"date": [dt.date(2004, 12, 31)], "code": [1234567890123456789], "year": [2004]}
    )
    made = table(frame)
    made.to_xlsx(tmp_path / "a.xlsx")
    assert of_xlsx(tmp_path / "a.xlsx", made) == [
        [dt.date(2004, 12, 31), "1234567890123456789", 2004]
    ]


def test_sheets_have_names_that_are_allowed_and_each_its_own(tmp_path: Path) -> None:
    made = table(pd.DataFrame({"a": [1]}))
    names = ["a/b:c", "A b c", "x" * 40, "x" * 41, "''", "History"]
    save(dict.fromkeys(names, made), tmp_path / "a.xlsx")
    sheets = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).sheet_names
    assert len({sheet.casefold() for sheet in sheets}) == len(names)
    assert max(map(len, sheets)) <= 31
    save([made, made], tmp_path / "b.xlsx")
    assert CalamineWorkbook.from_path(str(tmp_path / "b.xlsx")).sheet_names == [
        "Tabela 1",
        "Tabela 2",
    ]


def test_latex_escapes_every_sign_and_closes_what_it_opens(hostile: Table) -> None:
    for long in (False, True):
        written = hostile.to_latex(long=long)
        assert written is not None
        body = "\n".join(line for line in written.splitlines() if line[:1] != "%")
        bare = re.sub(r"\\[&%$#_{}\\]", "", body)
        assert bare.count("{") == bare.count("}")
        assert not re.search(r"(?<!\\)[$#~^_]", bare)
        assert "<" not in body
        assert r"\textbackslash{}input\{x\}" in body
        rows = [line for line in body.splitlines() if line.endswith(r" \\")]
        assert all(len(re.findall(r"(?<!\\)&", row)) <= 1 for row in rows)
        began = re.findall(r"\\begin\{(\w+)\}", body)
        assert sorted(began) == sorted(re.findall(r"\\end\{(\w+)\}", body))
        for rule in (r"\toprule", r"\midrule", r"\bottomrule", r"\cmidrule(lr){1-2}"):
            assert rule in body


def test_latex_compiles(tmp_path: Path, hostile: Table) -> None:
    engine = shutil.which("pdflatex") or shutil.which("tectonic")
    if engine is None:
        pytest.skip("neither pdflatex nor tectonic is installed")
    article = st.studies.proesf2006.article_tables(recreated=True)
    save([hostile, *article.values()], tmp_path / "tables.tex")
    packages = r"\usepackage[T1]{fontenc}\usepackage{booktabs,caption,graphicx,longtable}"
    (tmp_path / "all.tex").write_text(
        rf"\documentclass{{article}}{packages}\begin{{document}}\input{{tables.tex}}"
        r"\end{document}",
        encoding="utf-8",
    )
    options = ["-interaction=nonstopmode", "-halt-on-error"] if "pdflatex" in engine else []
    done = subprocess.run(
        [engine, *options, "all.tex"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert (tmp_path / "all.pdf").stat().st_size > 10_000


@pytest.mark.parametrize("kind", [".html", ".tex", ".docx", ".xlsx"])
def test_the_whole_country_is_written_within_seconds(
    country: Table, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"a{kind}"
    start = time.perf_counter()
    save(country, path)
    assert time.perf_counter() - start < 20, "some 2 seconds on a quiet machine"
    if kind == ".html":
        assert of_html(path.read_text(encoding="utf-8")) == [cells(country)]
    if kind == ".xlsx":
        rows = of_xlsx(path, country)
        assert [row[4] for row in rows] == [
            "..." if value is None else value
            for value in country.columns[4].values  # noqa: PD011
        ]
    if kind == ".docx":
        assert Document(str(path)).element.body.xpath("count(//w:tr)") == 5572
    if kind == ".tex":
        assert path.read_text(encoding="utf-8").count(r" \\") > 5570


@pytest.mark.parametrize("kind", ["a.html", "a.tex", "a.docx", "a.xlsx"])
def test_on_an_error_the_old_file_stays_and_nothing_lies_about(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / kind
    path.write_bytes(b"the old one")

    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(SettingError, match="disk is full"):
        save(table(pd.DataFrame({"a": [1]})), path)
    assert path.read_bytes() == b"the old one"
    assert [each.name for each in tmp_path.iterdir()] == [kind]


def test_what_no_format_holds_is_refused_rather_than_lost(tmp_path: Path) -> None:
    long = table(pd.DataFrame({"a": ["x" * 32_768]}))
    with pytest.raises(FileFormatError, match="32,768"):
        long.to_xlsx(tmp_path / "a.xlsx")
    many = table(pd.DataFrame([range(64)], columns=[f"c{n}" for n in range(64)]))
    with pytest.raises(FileFormatError, match="63 columns at most"):
        many.to_docx(tmp_path / "a.docx")
    one = Column(label="a", texts=("",) * 1_048_576, values=(None,) * 1_048_576)
    with pytest.raises(FileFormatError, match="1,048,576 rows"):
        Table(columns=(one,)).to_xlsx(tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path) -> None:
    made = table(pd.DataFrame({"a": [1]}))
    with pytest.raises(UnknownNameError, match=r"\.docx"):
        save(made, tmp_path / "a.doc")
    with pytest.raises(FileFormatError, match="there is no folder"):
        made.to_html(tmp_path / "nowhere" / "a.html")
    with pytest.raises(ColumnTypeError, match="holds DataFrame at 2"):
        save([made, pd.DataFrame()], tmp_path / "a.docx")  # type: ignore[list-item]
    with pytest.raises(SettingError, match="expected a Table at least"):
        save([], tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("method", "ending", "other"),
    [
        ("html", "pdf", ""),
        ("html", "tex", "to_latex"),
        ("latex", "html", "to_html"),
        ("docx", "pdf", ""),
        ("docx", "xlsx", "to_xlsx"),
        ("xlsx", "", ""),
    ],
)
def test_a_path_of_another_ending_is_refused_and_nothing_written(
    tmp_path: Path, method: str, ending: str, other: str
) -> None:
    made = table(pd.DataFrame({"a": [1]}))
    with pytest.raises(SettingError, match=rf"this writes \.\w+.*{other}"):
        getattr(made, f"to_{method}")(tmp_path / f"a.{ending}".rstrip("."))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("path", [5, None, "a\0.html"])
def test_what_is_no_path_is_refused(path: Any) -> None:
    made = table(pd.DataFrame({"a": [1]}))
    with pytest.raises(SettingError, match="expected the name of a file"):
        save(made, path)
    with pytest.raises(SettingError, match="expected the name of a file"):
        made.to_docx(path)


@pytest.mark.parametrize("ending", [".html", ".tex", ".docx", ".xlsx"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, ending: str) -> None:
    made = table(pd.DataFrame({"a": [1]}))
    taken = tmp_path / f"taken{ending}"
    taken.mkdir()
    with pytest.raises(SettingError, match=f"taken{ending} cannot be written"):
        save(made, taken)


@pytest.mark.parametrize(
    ("module", "kind"), [("docx", "a.docx"), ("xlsxwriter", "a.xlsx"), ("great_tables", "")]
)
def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, kind: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    made = table(pd.DataFrame({"a": [1]}))
    with pytest.raises(MissingExtraError, match=r'pip install "sustenta\[tables\]"'):
        save(made, tmp_path / kind) if kind else made.gt()


def test_great_tables_goes_on_from_our_texts(hostile: Table) -> None:
    gt = hostile.gt()
    written = gt.as_raw_html()
    assert "<script>" not in written
    assert "(1,68)" in written
    assert "None" not in gt.as_latex()
    twice = table(pd.DataFrame([[1, 2]], columns=["x", "x"]))
    assert twice.gt().as_raw_html().count(">x<") == 2


def test_groups_are_headings_in_every_format(tmp_path: Path) -> None:
    frame = pd.DataFrame({"uf": ["PA", "PA", "TO"], "municipality": list("ABC"), "x": [1, 2, 3]})
    made = table(frame, groups="uf")
    page: Any = html.fromstring(str(made.to_html()))
    assert page.xpath("//th[@scope='rowgroup']/text()") == ["PA", "TO"]
    assert of_html(str(made.to_html())) == [cells(made)]
    assert r"\textit{TO}" in str(made.to_latex())
    save(made, tmp_path / "a.docx")
    rows = Document(str(tmp_path / "a.docx")).tables[0].rows
    assert [row.cells[0].text for row in rows] == ["Município", "PA", "A", "B", "TO", "C"]
    save(made, tmp_path / "a.xlsx")
    sheet = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0)
    assert [row[0] for row in sheet.to_python()] == ["Município", "PA", "A", "B", "TO", "C"]
    assert made.gt().as_raw_html().count("gt_group_heading") > 2
