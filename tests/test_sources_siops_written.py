"""Any table in any of TabNet's layouts is read back equal; random bytes hang and crash nothing."""

from __future__ import annotations

import contextlib
import csv
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import assume, given, settings

from sustenta.errors import FileFormatError, SustentaError
from sustenta.sources import siops
from tabnet_writer import Table, as_csv, as_html, as_prn, figure

#: SIOPS's items and what they are to be called.
ITEMS = {
    "População": "population",
    "2.1_D.Total_Saúde/Hab": "health_expenditure_pc",
    "3.2_%R.Próprios_em_Saúde-EC_29": "ec29_applied_pct",
    "R.Transf.SUS/Hab": "sus_transfers_pc",
    "D.R.Próprios_em_Saúde/Hab": "own_health_expenditure_pc",
    "D.Total_Saúde": "health_expenditure",
    "1.3_%Transf._para_a_Saúde_(SUS)": "sus_share_of_transfers_pct",
    "1.4_%Transf._União_p/_Saúde": "union_share_of_health_transfers_pct",
    "1.5_%Transf._da_União_p/_(SUS)": "health_share_of_union_transfers_pct",
    "1.6_%R.Imp._Transf.Const.Legais": "linked_share_pct",
    "2.2_%D.Pessoal/D.Total": "personnel_share_pct",
    "2.3_%D.com_Medicamentos": "medicines_share_pct",
    "2.4_%D.Serv.Terc/D.Total": "third_party_services_share_pct",
    "2.5_%D.Invest/D.Total": "investment_share_pct",
    "3.1_%Transf.SUS/D.Total": "sus_share_of_expenditure_pct",
    "Item que ninguém conhece": "Item que ninguém conhece",
}
MUNICIPALITIES = Path(siops.__file__).parents[1] / "data" / "municipalities.csv"


def municipalities() -> dict[str, list[tuple[str, str]]]:
    by_uf: dict[str, list[tuple[str, str]]] = {}
    with MUNICIPALITIES.open(encoding="utf-8") as held:
        for row in csv.DictReader(held):
            if row["uf"] != "DF":
                by_uf.setdefault(row["uf"], []).append((row["code"], row["municipality"]))
    return by_uf


BY_UF = municipalities()
CENTAVOS = st.one_of(st.none(), st.integers(-99_999, 10**11))


@st.composite
def tables(draw: st.DrawFn, *, groups: bool) -> tuple[Table, list[list[int | None]]]:
    uf = draw(st.sampled_from(sorted(BY_UF)))
    places = draw(st.lists(st.sampled_from(BY_UF[uf]), min_size=1, max_size=6, unique=True))
    across = draw(st.booleans())
    if across:
        years = draw(st.lists(st.integers(2000, 2030), min_size=1, max_size=5, unique=True))
        columns = [str(year) for year in years]
        item, year = draw(st.sampled_from(sorted(ITEMS))), None
    else:
        columns = draw(
            st.lists(st.sampled_from(sorted(ITEMS)), min_size=1, max_size=5, unique=True)
        )
        item, year = None, draw(st.integers(2000, 2030))
    row = st.lists(CENTAVOS, min_size=len(columns), max_size=len(columns))
    numbers = draw(st.lists(row, min_size=len(places), max_size=len(places)))
    shown = [[None if n is None else figure(n, groups=groups) for n in cells] for cells in numbers]
    table = Table([(code[:6], name) for code, name in places], columns, shown, uf, year, item)
    table.total = [figure(draw(st.integers(0, 10**9)), groups=groups) for _ in columns]
    return table, numbers


def check(frame: pd.DataFrame, table: Table, numbers: list[list[int | None]], marker: str) -> None:
    read = frame[frame["note"].isna()].reset_index(drop=True)
    codes = {code[:6]: code for code, _ in BY_UF[table.uf]}
    expected: list[tuple[Any, ...]] = []
    for (code, name), cells in zip(table.rows, numbers, strict=True):
        for column, number in zip(table.columns, cells, strict=True):
            year = int(column) if table.across else table.year
            item = table.item if table.across else column
            value = None if number is None else number / 100
            held = marker if number is None else None
            expected.append((codes[code], name, table.uf, year, ITEMS[str(item)], value, held))
    got = [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in read[
            ["code", "municipality", "uf", "year", "indicator", "value", "marker"]
        ].itertuples(index=False)
    ]
    assert got == expected
    apart = set(frame["note"].dropna())
    assert apart <= {"total", "total_check", "file"}
    said = frame.loc[frame["note"] == "file", "detail"]
    assert said.empty or said.str.contains("is zero").all()


ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "latin-1"])


@given(tables(groups=False), ENCODINGS, st.sampled_from(["\n", "\r\n"]), st.data())
def test_any_table_as_csv_is_read_back(
    drawn: tuple[Table, list[list[int | None]]], codec: str, end: str, data: st.DataObject
) -> None:
    table, numbers = drawn
    text = as_csv(table, end=end, foot=data.draw(st.booleans()))
    check(siops.read_tabnet(text.encode(codec)), table, numbers, "-")


@given(tables(groups=False))
def test_rows_alone_are_read_back_with_what_the_caller_says(
    drawn: tuple[Table, list[list[int | None]]],
) -> None:
    table, numbers = drawn
    assume(not table.across)
    text = as_csv(table, titles=False)
    frame = siops.read_tabnet(text, year=table.year, columns=table.columns)
    check(frame, table, numbers, "-")


@given(tables(groups=True), ENCODINGS)
def test_any_table_as_a_page_is_read_back(
    drawn: tuple[Table, list[list[int | None]]], codec: str
) -> None:
    table, numbers = drawn
    check(siops.read_tabnet(as_html(table).encode(codec)), table, numbers, "...")


@given(tables(groups=False), ENCODINGS)
def test_any_table_as_prn_is_read_back(
    drawn: tuple[Table, list[list[int | None]]], codec: str
) -> None:
    table, numbers = drawn
    assume(len(table.columns) > 0)
    frame = siops.read_tabnet(as_prn(table).encode(codec))
    frame = frame.assign(uf=table.uf)
    check(frame, table, numbers, "-")


def test_the_layouts_say_the_same_by_a_second_html_parser() -> None:
    html: Any = import_module("lxml.html")  # too wide a type for a table

    table = Table(
        [("230010", "Abaiara"), ("230015", "Acarape")],
        ["2000", "2001"],
        [["1.008,67", None], ["-0,97", "15,00"]],
        "CE",
        item="3.2_%R.Próprios_em_Saúde-EC_29",
        total=["11,20", "14,84"],
    )
    page = as_html(table)
    cells = [
        [cell.text_content().strip() for cell in row.xpath("./th|./td")]
        for row in html.fromstring(page).xpath("//table[@border][.//th]//tr")
    ]
    frame = siops.read_tabnet(page)
    own = frame["printed"].dropna().tolist()
    assert [cell for row in cells[1:] for cell in row[1:]] == own


# --- what is no table -----------------------------------------------------------------------------

HEADS = [
    b"",
    b"<html><PRE>\n",
    b"<TABLE><TR><TH>410010 A<TD>1",
    b'"Munic";"A"\n"410010 X";',
    b"<!-- <TABELA>",
    b"2.1 | Despesa total com Saude por habitante | ",
]


@given(st.binary(max_size=500), st.sampled_from(HEADS))
def test_random_bytes_are_read_or_refused(data: bytes, head: bytes) -> None:
    for read in (siops.read_tabnet, siops.read_sheet):
        with contextlib.suppress(SustentaError):
            assert isinstance(read(head + data), pd.DataFrame)


PIECES = [
    *('"410010 A"', ";", "\n", "Total", "2001", "1,5", "...", "410010", " ", "Período:", "&", '"'),
    *("<TR>", "<TD>", "<TH>", "<PRE>", "</PRE>", "<TABLE>", "</TABLE>", "<b>", "<!--", "-->"),
    *(
        "2.1",
        "|",
        "Código:",
        "R$ 3,00 %",
        "Despesa total com saúde por habitante",
        "Ano-Base: 2007",
    ),
    *("\x0b", "\u2028", "&nbsp;"),
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_pieces_of_answers_are_read_or_refused(text: str) -> None:
    for read in (siops.read_tabnet, siops.read_sheet):
        with contextlib.suppress(SustentaError):
            assert isinstance(read(text.encode()), pd.DataFrame)


@given(tables(groups=True), st.floats(0, 1))
def test_a_truncated_page_never_passes_for_a_whole_one(
    drawn: tuple[Table, list[list[int | None]]], share: float
) -> None:
    page = as_html(drawn[0])
    cut = page[: int(share * page.index("</TABLE>", page.index("BORDER")))]
    with pytest.raises((FileFormatError, FileNotFoundError)):
        siops.read_tabnet(cut.encode(), complete=True)


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<table>",
        "<b>",
        "<pre>",
        "<td",
        "<TR><TH>410010 A<TD>1",
        "</",
        "&nbsp;",
        "<!--",
        "<t",
    ],
)
def test_a_long_hostile_page_takes_no_long_time(piece: str) -> None:
    page = ("<html>tabnet" + piece * (600_000 // len(piece))).encode()
    start = time.perf_counter()
    for read in (siops.read_tabnet, siops.read_sheet):
        with contextlib.suppress(SustentaError):
            read(page)
    assert time.perf_counter() - start < 30


@pytest.mark.parametrize(
    "line",
    [
        '"410010 A";1,5\n',
        "410010 " * 20 + "\n",
        ";" * 500 + "\n",
        '"' * 99 + "\n",
        "data " * 99 + "\n",
    ],
)
def test_a_long_hostile_text_takes_no_long_time(line: str) -> None:
    text = (line * (400_000 // len(line))).encode()
    start = time.perf_counter()
    for read in (siops.read_tabnet, siops.read_sheet):
        with contextlib.suppress(SustentaError):
            read(text)
    assert time.perf_counter() - start < 30
