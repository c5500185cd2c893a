"""The article's tables as its readers know them, printed and recreated."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import sustenta as st
from read_tables import cells, of_docx, of_html, of_xlsx
from sustenta.errors import ColumnTypeError, UnknownNameError
from sustenta.studies import proesf2006
from sustenta.tables import Table, save


@pytest.fixture(scope="module")
def printed() -> dict[int, Table]:
    return proesf2006.article_tables()


@pytest.fixture(scope="module")
def recreated() -> dict[int, Table]:
    return proesf2006.article_tables(recreated=True)


@pytest.mark.parametrize("n", [n for n in range(1, 11) if n != 4])
def test_every_printed_cell_stands_where_the_page_has_it(printed: dict[int, Table], n: int) -> None:
    tidy = proesf2006.table(n)
    shown = [text for row in cells(printed[n]) for text in row]
    for text, count in tidy["printed"].value_counts().items():
        assert shown.count(str(text)) >= count, text
    figures = [v for column in printed[n].columns for v in column.values if v is not None]
    assert sorted(map(float, figures)) == sorted(tidy["value"].dropna())
    first = tidy[tidy["row"] == 1]["printed"].tolist()
    assert (cells(printed[n])[0])[-len(first) - (n == 8) :][: len(first)] == first


def test_table_9_is_laid_out_as_on_the_page(printed: dict[int, Table]) -> None:
    nine = printed[9]
    assert nine.depth == 3
    top = [(head.text, head.columns) for head in nine.heads() if head.row == 0]
    assert top == [
        ("Cenários", 1),
        ("1. Considera 15% da receita vinculável", 6),
        ("2. Considera a progressão (%) da receita vinculável conforme a EC 29/00", 6),
    ]
    assert [head.text for head in nine.heads() if head.row == 2] == ["2002", "2003", "2004"] * 4
    assert cells(nine)[0][4:7] == ["12,28", "4,91", "(1,68)"]
    assert nine.columns[6].values[0] == Decimal("-1.68")
    assert [row[0] for row in cells(nine)][-2:] == ["TO/Q", "MAE"]
    assert nine.below[0].startswith("Fonte: http://siops.datasus.gov.br/, acesso em 27/12/05")
    assert nine.below[1].startswith("Notas: (1) Todos os indicadores")


def test_blanks_markers_and_bold_rows_are_the_pages(printed: dict[int, Table]) -> None:
    assert [row[0] for row in cells(printed[1])][:4] == ["AP", "MA", "", ""]
    assert cells(printed[1])[2][5] == ""
    assert cells(printed[2])[0][:2] == ["AP", "Geral"]
    assert printed[2].strong == {0, 1, 3, 4, 11, 12, 20, 21}
    assert [row[0] for row in cells(printed[4])][:3] == [
        "Geral",
        "Indicadores de receita (Geral e Saúde)",
        "",
    ]
    assert [row[2] for row in cells(printed[8])][-1] == "DPSCP – C10"


def test_a_recreated_cell_that_disagrees_has_a_letter_and_a_note(
    recreated: dict[int, Table],
) -> None:
    found = proesf2006.recreate()
    counts = found.summary()["disagrees"]
    for n, made in recreated.items():
        assert len(made.marks) == (counts[n] if n in counts.index else 0)
        for letter in made.marks.values():
            assert any(note.startswith(f"({letter}) ") for note in made.notes)
    seven = recreated[7]
    (row, place), _ = min(seven.marks.items())
    assert cells(seven)[row][place] == "-10,6a"
    assert "(a) Diverge; a página traz: -7,3." in seven.notes
    assert "Nenhuma célula desta tabela se recalcula de outras." in recreated[1].notes


def test_another_recreation_brings_its_own_cells() -> None:
    changed = proesf2006.table(6)
    changed.loc[changed["printed"] == "13,6", "printed"] = "15,6"
    made = proesf2006.article_tables(recreated=proesf2006.recreate({6: changed}))[6]
    assert made.notes[-1] == "(a) Diverge; a página traz: 15,6."
    assert cells(made)[1][5] == "13,6a"


def test_the_english_tables_have_no_portuguese_number_word_or_class() -> None:
    for made in proesf2006.article_tables(recreated=True, lang="en").values():
        said = " ".join(
            [made.title, made.subtitle, *made.below, *(head.text for head in made.heads())]
            + [text for row in cells(made) for text in row]
        )
        assert not re.search(r"\d,\d\d(?!\d)", said), "a decimal comma"
        words = r"\b(Positiva|Negativa|Ruim|Bom|município|sem informação|Fontes?|Geral)\b"
        assert not re.search(words, said), re.search(words, said)


@pytest.mark.parametrize("which", ["printed", "recreated"])
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_all_formats_read_back_cell_by_cell(tmp_path: Path, which: str, lang: Any) -> None:
    made = proesf2006.article_tables(recreated=which == "recreated", lang=lang)
    tables = list(made.values())
    for kind in ("html", "docx", "xlsx", "tex"):
        save(made, tmp_path / f"a.{kind}")
    wanted = [cells(each) for each in tables]
    assert of_html((tmp_path / "a.html").read_text(encoding="utf-8")) == wanted
    assert of_docx(tmp_path / "a.docx", tables) == wanted
    for sheet, each in enumerate(tables):
        read = of_xlsx(tmp_path / "a.xlsx", each, sheet)
        for row, shown in enumerate(cells(each)):
            for place, column in enumerate(each.columns):
                value = column.values[row]
                if value is None:
                    mark = each.marks.get((row, place))
                    text = column.texts[row] + (f" ({mark})" if mark else "")
                    assert read[row][place] == text, shown
                else:
                    assert read[row][place] == float(value)
    assert (tmp_path / "a.tex").read_text(encoding="utf-8").count(r"\bottomrule") == 10


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ColumnTypeError, match="what `recreate` gives"):
        proesf2006.article_tables(recreated="yes")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="pt, en"):
        proesf2006.article_tables(lang="fr")  # type: ignore[arg-type]
    assert list(st.studies.proesf2006.article_tables()) == list(range(1, 11))
