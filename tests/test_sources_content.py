"""What is given to a reader: recognised by content, decoded without a guess in silence."""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sustenta.errors import FileFormatError, SettingError
from sustenta.sources._archives import MOST_ENTRIES
from sustenta.sources._content import open_content

if TYPE_CHECKING:
    from pathlib import Path

NAMES = "Abatiá;São Jorge d'Oeste;Ângulo\n"


def archive(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return held.getvalue()


def workbook(**more: bytes) -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", **more})


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("latin-1", "windows-1252"),
        ("cp1252", "windows-1252"),
        ("utf-16", "utf-16"),
    ],
)
def test_the_encoding_is_found_and_said(codec: str, said: str) -> None:
    content = open_content(NAMES.encode(codec))
    assert (content.text, content.encoding, content.form) == (NAMES, said, "text")


def test_the_callers_encoding_is_taken() -> None:
    assert open_content(NAMES.encode("mac-roman"), encoding="mac-roman").text == NAMES


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingError, match="no such encoding"):
        open_content(b"a;b\n", encoding="latim")


def test_bytes_that_are_no_text_name_line_and_column() -> None:
    with pytest.raises(FileFormatError, match="line 2, column 3") as refusal:
        open_content(b"a;b\nc;\x81\n")
    assert (refusal.value.line, refusal.value.column) == (2, 3)


def test_utf8_cut_within_a_character_is_not_read_as_windows_1252() -> None:
    with pytest.raises(FileFormatError, match="truncated UTF-8"):
        open_content("Abatiá;São João;Amp".encode() + b"\xc3")


def test_utf8_with_one_foreign_byte_is_not_garbled_in_silence() -> None:
    patched = "Abatiá;São João;Ampére".encode() + b";S\xe3o\n"
    with pytest.raises(FileFormatError, match="mostly UTF-8"):
        open_content(patched)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b'  {"a": 1}', "json"),
        (b"[1]", "json"),
        (b"<html><body><table>", "html"),
        (b"\n<TABLE BORDER>\n<TR><TD>1", "html"),
        (b"<?xml version='1.0'?><a/>", "xml"),
        (b"a;b\n1;2\n", "text"),
        (b"PAR1....", "parquet"),
        (b"%PDF-1.4\n%", "binary"),
        (b"\x1f\x8b\x08\x00", "binary"),
        (b"a;b\x00\x01\x02", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (workbook(), "xlsx"),
        (archive({"a.txt": b"a"}), "binary"),
    ],
)
def test_the_form_is_found_from_the_content(data: bytes, form: str) -> None:
    assert open_content(data).form == form


def test_the_name_says_nothing_of_the_form(tmp_path: Path) -> None:
    path = tmp_path / "tabela.xlsx"
    path.write_bytes(b"a;b\n1;2\n")
    assert open_content(path).form == "text"


def test_a_refusal_says_what_the_content_is() -> None:
    with pytest.raises(FileFormatError, match="PDF data; `read_tabnet` reads text or HTML"):
        open_content(b"%PDF-1.4").expect("text", "html", reader="read_tabnet")
    with pytest.raises(FileFormatError, match="is empty"):
        open_content(b"").expect("text", reader="read_tabnet")


def test_a_path_that_does_not_exist_names_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "siops_2024.csv").write_text("a")
    with pytest.raises(FileNotFoundError, match=r"did you mean 'siops_2024\.csv'"):
        open_content(tmp_path / "siops_2042.csv")
    with pytest.raises(FileNotFoundError, match="nor does its folder"):
        open_content(tmp_path / "nada" / "siops.csv")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFormatError, match="is a folder"):
        open_content(tmp_path)


def test_what_is_neither_path_bytes_nor_text_is_refused() -> None:
    with pytest.raises(SettingError, match="cannot read from int"):
        open_content(7)  # type: ignore[arg-type]


def test_text_is_told_from_a_path() -> None:
    assert open_content("a;b\n1;2").name == "<text>"
    assert open_content("<table>").form == "html"
    with pytest.raises(FileNotFoundError):
        open_content("a;b")


def test_lines_are_split_at_line_ends_alone() -> None:
    content = open_content("a\x0bb\r\nc\x85d\re\n")
    assert list(content.lines()) == [(1, "a\x0bb"), (2, "c\x85d"), (3, "e")]


# --- hostile archives ----------------------------------------------------------------------------


def test_an_archive_that_declares_too_much_is_not_opened() -> None:
    bomb = workbook(**{"xl/sheet.xml": bytes(600 << 20)})
    assert len(bomb) < 1 << 20
    with pytest.raises(FileFormatError, match="would swell to"):
        open_content(bomb)


def test_an_archive_that_declares_too_little_is_not_opened() -> None:
    data = bytearray(workbook(**{"xl/sheet.xml": bytes(1 << 20)}))
    true, lie = (1 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little")
    with pytest.raises(FileFormatError, match="declares 10 bytes"):
        open_content(bytes(data.replace(true, lie)))


def test_an_archive_of_too_many_entries_is_not_opened() -> None:
    many = {f"xl/{number}.xml": b"" for number in range(MOST_ENTRIES + 1)}
    with pytest.raises(FileFormatError, match="entries"):
        open_content(archive(many))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_workbook_that_declares_entities_is_refused(method: int) -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    hostile = archive({"[Content_Types].xml": b"", "xl/workbook.xml": entity}, method)
    with pytest.raises(FileFormatError, match="document type"):
        open_content(hostile)


def test_an_archive_packed_otherwise_is_refused() -> None:
    packed = archive({"xl/workbook.xml": b"<a/>"}, zipfile.ZIP_BZIP2)
    with pytest.raises(FileFormatError, match="workbooks do not use"):
        open_content(packed)


def test_a_truncated_workbook_is_refused() -> None:
    whole = workbook(**{"xl/sheet.xml": zlib.compress(bytes(9999))})
    with pytest.raises(FileFormatError, match="truncated or broken"):
        open_content(whole[: len(whole) // 2])


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"<html>", b"PAR1"])
)
def test_random_bytes_are_opened_or_refused(data: bytes, head: bytes) -> None:
    with contextlib.suppress(FileFormatError):
        assert open_content(head + data).name == "<bytes>"


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_a_patched_workbook_is_opened_or_refused(at: int, patch: bytes) -> None:
    data = bytearray(workbook(**{"xl/a.xml": b"<a>1</a>"}))
    at %= len(data)
    data[at : at + len(patch)] = patch
    with contextlib.suppress(FileFormatError):
        assert open_content(bytes(data)).name == "<bytes>"
