"""Files that a command or a report writes are whole, or as they were."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from click.testing import CliRunner

import sustenta as st
from sustenta._writing import whole, write_text
from sustenta.cli import main
from sustenta.errors import FileFormatError, SettingError


def full(self: Path, *_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", str(self))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write_half(path: Path) -> None:
    with whole(path) as part:
        part.write_text("half", encoding="utf-8")
        raise ZeroDivisionError


def test_a_file_half_written_is_not_there_and_the_old_one_stays(tmp_path: Path) -> None:
    out = tmp_path / "a.txt"
    for old in (None, "old"):
        if old is not None:
            out.write_text(old, encoding="utf-8")
        with pytest.raises(ZeroDivisionError):
            write_half(out)
        assert names_in(tmp_path) == ([] if old is None else ["a.txt"])
    assert out.read_text(encoding="utf-8") == "old"


def test_a_text_is_written_the_same_on_every_system(tmp_path: Path) -> None:
    write_text(tmp_path / "a.html", "ação\nfim\n", argument="path")
    assert (tmp_path / "a.html").read_bytes() == "ação\nfim\n".encode()
    assert names_in(tmp_path) == ["a.html"]


def test_a_report_that_finds_no_room_is_refused_and_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.html"
    out.write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SettingError, match="cannot be written: No space left") as refusal:
        st.report(st.examples.panel(1), out)
    assert refusal.value.argument == "path"
    assert out.read_text(encoding="utf-8") == "old"
    assert names_in(tmp_path) == ["a.html"]


def test_a_page_of_an_audit_that_finds_no_room_is_refused_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules, table = tmp_path / "rules.toml", tmp_path / "table.csv"
    rules.write_text(
        '[[rule]]\nid = "sum"\ntable = "sums"\nexpression = "a + b == c"\n'
        'label = {pt = "soma", en = "sum"}\n',
        encoding="utf-8",
    )
    table.write_text("place;a;b;c\nx;1;2;3\n", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", full)
    done = CliRunner().invoke(
        main, ["audit", str(table), "--rules", str(rules), "--report", str(tmp_path / "a.html")]
    )
    assert done.exit_code == 2
    assert "a.html cannot be written: No space left on device" in done.output
    assert names_in(tmp_path) == ["rules.toml", "table.csv"]


@pytest.mark.parametrize("kind", [".png", ".svg", ".pdf"])
def test_a_picture_that_finds_no_room_is_refused_and_leaves_the_old_one(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / f"a{kind}"
    out.write_text("old", encoding="utf-8")
    ax = st.plots.margins(st.studies.proesf2006.margins(), scenario="15")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SettingError, match="cannot be written: No space left"):
        st.plots.save(ax, out)
    assert out.read_text(encoding="utf-8") == "old"
    assert names_in(tmp_path) == [out.name]


def test_a_picture_for_a_folder_that_is_not_there_is_refused_as_a_table_is(tmp_path: Path) -> None:
    ax = st.plots.margins(st.studies.proesf2006.margins(), scenario="15")
    with pytest.raises(FileFormatError, match="there is no folder"):
        st.plots.save(ax, tmp_path / "none" / "a.png")
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(SettingError, match="cannot be written"):
        st.plots.save(ax, tmp_path / "folder.png")
