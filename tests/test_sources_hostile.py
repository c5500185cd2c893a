"""Bad input, of every kind that the readers may meet: an error or a reported row, never silence."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from sustenta._names import lacking, unknown
from sustenta.errors import FileFormatError, SustentaError
from sustenta.sources import finbra, ibge, prices, read_table, rreo, siconfi, siops

Reader = Callable[[bytes], pd.DataFrame]

FIXTURES = Path(__file__).parent / "fixtures" / "sources"
READERS: dict[str, Reader] = {
    "read_table": read_table,
    "rreo.read_annex12": rreo.read_annex12,
    "siconfi.read_dca": siconfi.read_dca,
    "siconfi.read_rreo": siconfi.read_rreo,
    "finbra.read": finbra.read,
    "ibge.read_population": ibge.read_population,
    "prices.read_index": prices.read_index,
    "siops.read_service": siops.read_service,
}
TEXTS = [
    "anexo12/anexo12_formulario.csv",
    "anexo12/anexo12_despesas.csv",
    "anexo12/anexo12_colunas.csv",
    "dca_2019.csv",
    "rreo_anexo01.json",
    "finbra_receita.json",
    "finbra_despesa.csv",
    "sidra_plano.json",
    "indice_mensal.csv",
]


def read_or_refuse(content: bytes) -> dict[str, pd.DataFrame]:
    """Read with all readers; what is refused is refused by an error of ours."""
    read = {}
    for name, reader in READERS.items():
        try:
            read[name] = reader(content)
        except SustentaError:
            continue
        assert isinstance(read[name], pd.DataFrame)
    return read


def workbook(*cells: tuple[int, int, Any]) -> bytes:
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, column, cell in cells:
        sheet.write(row, column, cell)
    book.close()
    return sink.getvalue()


def changed(archive: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Give a workbook with one of its entries changed."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(sink, "w") as new:
        for entry in old.namelist():
            held = old.read(entry)
            new.writestr(entry, change(held) if entry == name else held, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


BOOK = workbook((0, 0, "codigo"), (0, 1, "valor"), (1, 0, 355240), (1, 1, 1.5))
SHEET = "xl/worksheets/sheet1.xml"


def parquet() -> bytes:
    sink = io.BytesIO()
    table = pa.table({"municipio_cod": ["355240"], "ano": [2019], "populacao": [286_211]})
    pq.write_table(table, sink)
    return sink.getvalue()


# --- random bytes --------------------------------------------------------------------------------


@given(st.binary(max_size=400))
def test_random_bytes_crash_no_reader(content: bytes) -> None:
    read_or_refuse(content)


@given(st.text(alphabet='0123456789;,.\n\t"-aç %()|{}[]:º', max_size=300))
def test_random_tables_crash_no_reader(content: str) -> None:
    read_or_refuse(content.encode())


FIELDS = [
    "V",
    "D1C",
    "D1N",
    "D2C",
    "D2N",
    "items",
    "resultados",
    "series",
    "serie",
    "localidade",
    "id",
    "cod_ibge",
    "conta",
    "coluna",
    "valor",
    "UF",
    "CD_MUN",
    "ano",
    "populacao",
    "x",
]
JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.sampled_from(["...", "-", "1,5", "1.234", "2019", "355240", "Total", "\ud800", ""]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(FIELDS),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=20,
)


@given(JSON)
def test_random_json_crashes_no_reader(document: Any) -> None:
    # In front stands a bracket: a lone number would be taken for the name of a file.
    read_or_refuse(json.dumps([document]).encode())
    read_or_refuse(json.dumps({"items": document}).encode())


@given(
    st.sampled_from(TEXTS),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=6)),
        min_size=1,
        max_size=4,
    ),
)
def test_changed_files_crash_no_reader(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    content = (FIXTURES / name).read_bytes()
    for share, length, put in cuts:
        at = int(share * len(content))
        content = content[:at] + put + content[at + length :]
    read_or_refuse(content)


@given(st.floats(0, 1), st.binary(min_size=1, max_size=4))
def test_changed_workbooks_and_parquet_crash_no_reader(share: float, put: bytes) -> None:
    for whole in (BOOK, parquet()):
        at = int(share * len(whole))
        read_or_refuse(whole[:at] + put + whole[at + len(put) :])
        read_or_refuse(whole[:at])
    sheet = changed(BOOK, SHEET, lambda held: held[: int(share * len(held))] + put)
    read_or_refuse(sheet)


# --- truncated files -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith(".json")])
def test_json_that_breaks_off_is_refused_wherever_it_does(name: str) -> None:
    whole = (FIXTURES / name).read_text(encoding="utf-8").rstrip()
    for end in range(1, len(whole), 7):
        with pytest.raises(FileFormatError):
            siconfi.read_rreo(whole[:end].encode())


def test_a_table_that_breaks_off_within_a_line_is_refused_or_reported() -> None:
    whole = (FIXTURES / "dca_2019.csv").read_bytes()
    lines = whole.splitlines(keepends=True)
    start = sum(map(len, lines[:-1]))
    last = lines[-1].rstrip(b"\n")
    refused = 0
    for end in range(1, len(last)):
        read = read_or_refuse(whole[: start + end]).get("siconfi.read_dca")
        if read is None:
            refused += 1
            continue
        # Nothing of the last line was taken for a figure.
        of_last = read[read["line"] == len(lines)]
        assert of_last["value"].isna().all(), end
    assert refused > len(last) // 2
    with pytest.raises(FileFormatError, match="truncated") as trouble:
        siconfi.read_dca(whole[: start + len(last) - 1])
    assert trouble.value.line == len(lines)
    assert siconfi.read_dca(whole.rstrip(b"\n"))["value"].notna().sum() == 7


def test_a_quotation_that_is_never_closed_is_refused() -> None:
    text = 'cod_ibge;ano;valor\n355240;2019;"1,5\n412665;2019;2,5\n'
    with pytest.raises(FileFormatError, match="never closed: it is truncated") as trouble:
        read_table(text)
    assert trouble.value.line == 2
    assert trouble.value.text == '355240;2019;"1,5'


def test_a_line_with_other_cells_names_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "tabela.csv"
    path.write_text("cod_ibge;ano;valor\n355240;2019;1,5\n412665;2019\n290520;2019;2,5\n", "utf-8")
    with pytest.raises(FileFormatError, match=r"tabela.csv, line 3 has 2 cells") as trouble:
        read_table(path)
    assert (trouble.value.line, trouble.value.text) == (3, "412665 2019")
    assert trouble.value.path == str(path)


def test_a_workbook_or_parquet_that_breaks_off_is_refused() -> None:
    for whole in (BOOK, parquet()):
        for end in range(4, len(whole), 97):
            with pytest.raises(FileFormatError):
                read_table(whole[:end])


# --- what is something else ----------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(READERS))
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"<html><body><table><tr><td>1</table>", "HTML|html"),
        (b"um texto qualquer\nsem tabela\n", "no table|reads JSON"),
        (b"[" * 100_000, "cannot be read|broken|truncated"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "5000 digits"),
    ],
    ids=["nothing", "blanks", "pdf", "png", "bytes", "html", "prose", "nested", "digits"],
)
def test_what_is_no_table_is_refused_by_every_reader(name: str, content: bytes, said: str) -> None:
    with pytest.raises(FileFormatError, match=said):
        READERS[name](content)


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_path_that_does_not_exist_names_the_nearest(name: str, tmp_path: Path) -> None:
    (tmp_path / "receitas_2024.csv").write_text("a;b\n", encoding="utf-8")
    reader: Any = READERS[name]
    with pytest.raises(FileNotFoundError, match=r"receitas_2024\.csv"):
        reader(tmp_path / "receitas_2042.csv")


def test_json_that_is_no_list_of_records_is_refused() -> None:
    with pytest.raises(FileFormatError, match="without a list of records"):
        read_table('{"a": 1}')
    with pytest.raises(FileFormatError, match="several lists of records: a, b"):
        read_table('{"a": [{"x": 1}], "b": [{"x": 2}]}')


def test_half_a_character_is_refused() -> None:
    with pytest.raises(FileFormatError, match="half of a character"):
        read_table('[{"cod_ibge": "355240", "nome": "\\ud800"}]')
    with pytest.raises(FileFormatError, match="half of a character"):
        read_table("a;b\n\ud800;1\n")


def test_long_labels_take_no_time() -> None:
    for sign in ("%", "(", "( ", "\u0316\u0301", "a", "=", "1 cota "):
        label = (sign * 60_000)[:100_000]
        text = f"cod_ibge;municipio;{label};ano\n355240;{label};1,5;2019\n412665;x;2,5;2019\n"
        read_or_refuse(text.encode())


def test_long_names_are_compared_and_shown_no_further_than_a_person_types() -> None:
    known = [f"{'coluna ' * 20_000}{place}" for place in range(20)]
    message = str(lacking("no such column", ["coluna " * 20_000], known))
    assert len(message) < 6_000
    assert "did you mean 'coluna coluna" in message
    assert len(str(unknown("reader", "tabnet" * 20_000, ["tabnet"]))) < 1_000


# --- workbooks that would fill the memory --------------------------------------------------------


def test_cells_at_both_ends_of_a_sheet_are_refused() -> None:
    content = workbook((0, 0, "codigo"), (0, 1, "valor"), (1_048_575, 16_383, 1.5))
    with pytest.raises(FileFormatError, match=r"spreads .* over 1,048,576 rows and 16,384 columns"):
        read_table(content)


def test_a_place_beyond_all_sheets_is_refused() -> None:
    content = changed(BOOK, SHEET, lambda held: held.replace(b'r="B2"', b'r="ZZZZ999999999"'))
    with pytest.raises(FileFormatError, match="spreads"):
        read_table(content)


def test_merged_cells_over_a_whole_sheet_are_harmless() -> None:
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    content = changed(BOOK, SHEET, lambda held: held.replace(b"</worksheet>", merged))
    read_or_refuse(content)


def test_a_bomb_is_refused_by_its_declared_size() -> None:
    content = changed(BOOK, SHEET, lambda _: b"<c/>" * (150 << 20))
    assert len(content) < 1 << 20
    with pytest.raises(FileFormatError, match="would swell to"):
        read_table(content)


def test_a_bomb_that_declares_less_is_refused() -> None:
    content = bytearray(changed(BOOK, SHEET, lambda _: b"<c/>" * (1 << 20)))
    # The sizes stand in the directory at the end and before each entry.
    true = struct.pack("<I", 4 << 20)
    assert content.count(true) >= 1
    with pytest.raises(FileFormatError, match=r"declares|broken"):
        read_table(bytes(content.replace(true, struct.pack("<I", 100))))


def test_too_many_entries_are_refused() -> None:
    sink = io.BytesIO(BOOK)
    with zipfile.ZipFile(sink, "a") as archive:
        for number in range(2_500):
            archive.writestr(f"xl/media/{number}", b"")
    with pytest.raises(FileFormatError, match="entries"):
        read_table(sink.getvalue())


def test_entities_are_refused() -> None:
    doctype = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b"<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
    )
    with pytest.raises(FileFormatError, match="declares a document type"):
        read_table(changed(BOOK, SHEET, lambda _: doctype))


def test_a_parquet_file_that_promises_too_much_is_refused() -> None:
    sink = io.BytesIO()
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 26_000_000, pa.int8()), ["1,5"])
    pq.write_table(pa.table({"a": column, "b": column}), sink)
    assert len(sink.getvalue()) < 1 << 20
    with pytest.raises(FileFormatError, match="promises 52,000,000 cells"):
        read_table(sink.getvalue())
