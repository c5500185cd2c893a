"""A national table in blocks: what is kept is what the whole reading gives, and no line is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from sustenta.errors import FileFormatError
from sustenta.sources import _dump, siconfi

HEAD = (
    "Exercício: 2022\nTabela: Despesas por Função\n"
    "Instituição;Cod.IBGE;UF;População;Coluna;Conta;Identificador da Conta;Valor\n"
)
CODES = ("4126652", "4100103", "4113700")


def line(code: str, account: str, value: str) -> str:
    return f'Prefeitura;{code};PR;3366;"Despesas Pagas";"{account}";"cor_Despesas";{value}\n'


def table(often: int = 60) -> str:
    return HEAD + "".join(
        line(code, f"{account}{', outras' * (time > 0)}", f"{time + place},5{place}")
        for time in range(often)
        for code in CODES
        for place, account in enumerate(("10 - Saúde", "10.301 - Atenção Básica", "12 - Educação"))
    )


def written(folder: Path, text: str, encoding: str = "latin-1") -> Path:
    path = folder / "finbra.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("block", [1 << 10, 4001, 8 << 20])
@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-8-sig"])
def test_blocks_of_any_size_give_what_the_whole_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, encoding: str
) -> None:
    monkeypatch.setattr(_dump, "_BLOCK", block)
    text = table().replace("\n", "\r\n", 9)
    path = written(tmp_path, text, encoding)
    found = siconfi.scan_dca(path, items=("10",))
    whole = siconfi.read_dca(path)
    wanted = whole[(whole["item"] == "10").fillna(value=False)]
    found = found[found["item"].notna()]
    columns = ["code", "year", "stage", "item", "account", "value", "printed", "line"]
    assert found[columns].to_dict("records") == wanted[columns].to_dict("records")
    assert len(found) == 60 * len(CODES)


def test_a_line_with_other_cells_is_named_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_dump, "_BLOCK", 1 << 10)
    lines = table().splitlines(keepends=True)
    for at in (10, 100, 400):
        broken = [*lines]
        broken[at] = broken[at].replace(";PR;", ";PR;;")
        with pytest.raises(
            FileFormatError, match=rf"line {at + 1} has 9 cells where the table has 8"
        ):
            siconfi.scan_dca(written(tmp_path, "".join(broken)))
        broken[at] = lines[at].replace('"Despesas', '"Despesas;\n')
        with pytest.raises(FileFormatError, match=rf"line {at + 1} has a quotation mark"):
            siconfi.scan_dca(written(tmp_path, "".join(broken)))


def test_notes_below_the_table_are_rows_and_notes_within_it_are_refused(tmp_path: Path) -> None:
    text = table() + "\n;;;;;;;\nFonte: SICONFI\n"
    read = siconfi.scan_dca(written(tmp_path, text))
    foot = read[read["detail"] == "below the table"]
    assert foot["printed"].tolist() == ["Fonte: SICONFI"]
    assert foot["line"].tolist() == [text.count("\n")]
    with pytest.raises(FileFormatError, match=rf"line {text.count(chr(10))} has 1 cell"):
        siconfi.scan_dca(written(tmp_path, text + line(CODES[0], "10 - Saúde", "1,00")))


def test_a_file_that_breaks_off_is_no_table(tmp_path: Path) -> None:
    text = table()
    for cut in (2, 3, 12, 40):
        with pytest.raises(FileFormatError, match="truncated"):
            siconfi.scan_dca(written(tmp_path, text[:-cut]))


def test_what_is_no_text_of_its_encoding_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, table(9000).replace("ú", "u").replace("ç", "c"), "utf-8")
    path.write_bytes(path.read_bytes() + line(CODES[0], "10 - Saúde", "1,00").encode("latin-1"))
    with pytest.raises(FileFormatError, match=r"line 81004 is utf-8 at its beginning"):
        siconfi.scan_dca(path)
    path = written(tmp_path, table(), "utf-16")
    with pytest.raises(FileFormatError, match="reads UTF-8 and Windows-1252"):
        siconfi.scan_dca(path)
