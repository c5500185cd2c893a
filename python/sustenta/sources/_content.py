"""What a reader is given: a path, bytes or text, recognised by its content, not by its name."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Final, NoReturn, TypeAlias

from sustenta.errors import FileFormatError, SettingError
from sustenta.sources._archives import check_zip
from sustenta.sources._refusals import file_error

__all__ = ["Content", "Given", "open_content"]

#: What every reader takes.
Given: TypeAlias = str | PathLike[str] | bytes | bytearray | memoryview

#: The forms a content may have.
TEXT, HTML, JSON, XML = "text", "html", "json", "xml"
XLSX, XLS, PARQUET, BINARY, EMPTY = "xlsx", "xls", "parquet", "binary", "empty"

_LONGEST_PATH: Final = 4_096
_HEAD: Final = 8_192

_MAGIC: Final = (
    (b"PAR1", PARQUET, "Parquet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", XLS, "XLS"),
    (b"%PDF-", BINARY, "PDF"),
    (b"\x1f\x8b", BINARY, "gzip"),
    (b"7z\xbc\xaf\x27\x1c", BINARY, "7z"),
    (b"Rar!", BINARY, "RAR"),
    (b"\x89PNG", BINARY, "PNG"),
    (b"\xff\xd8\xff", BINARY, "JPEG"),
    (b"SQLite format 3", BINARY, "SQLite"),
    (b"\x00\x01\x00\x00Standard Jet DB", BINARY, "Access"),
)
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HTML_TAG = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|table|tr|td|th|pre|center|h[1-6])\b", re.IGNORECASE
)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Content:
    """What was given, and what it turned out to be.

    Attributes
    ----------
    name : str
        The path as given; ``<bytes>`` or ``<text>`` where there is none. The tidy rows' ``source``.
    form : str
        ``text``, ``html``, ``json``, ``xml``, ``xlsx``, ``xls``, ``parquet``, ``binary`` or
        ``empty``.
    data : bytes
        The bytes; those of a text are its UTF-8.
    text : str
        The decoded text, without a byte-order mark; empty where the form is none of text.
    encoding : str or None
        What the text was decoded with: ``utf-8``, ``utf-8-sig``, ``utf-16``, ``windows-1252``, or
        what the caller gave; None where the form is none of text or text was given.
    extracted_at : str or None
        When the source gave it, where the caller or the content says so.
    path : Path or None
        The file, where there is one.
    """

    name: str
    form: str
    data: bytes
    text: str
    encoding: str | None
    extracted_at: str | None = None
    path: Path | None = None

    @property
    def is_text(self) -> bool:
        """Whether there is text to read."""
        return self.form in {TEXT, HTML, JSON, XML}

    def lines(self) -> Iterator[tuple[int, str]]:
        """Give the lines with their numbers, from 1, without their ends."""
        # `str.splitlines` would also split at form feeds and the like, within a cell.
        lines = self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if lines[-1] == "":
            lines.pop()
        return enumerate(lines, start=1)

    def stream(self) -> io.BytesIO:
        """Give the bytes as a file, for the libraries that read one."""
        return io.BytesIO(self.data)

    def expect(self, *forms: str, reader: str) -> None:
        """Refuse a form that the reader does not read, empty content first.

        Raises
        ------
        FileFormatError
            It says what the content is, and what was expected.
        """
        if self.form == EMPTY:
            self.refuse(f"is empty; `{reader}` reads {_listed(forms)}")
        if self.form not in forms:
            found = _kind_of_binary(self.data) if self.form == BINARY else self.form
            self.refuse(f"holds {found}; `{reader}` reads {_listed(forms)}", found=found)

    def refuse(
        self,
        problem: str,
        *,
        line: int | None = None,
        column: int | str | None = None,
        text: str | None = None,
        **facts: Any,
    ) -> NoReturn:
        """Raise the error that names file, line, column and text."""
        raise file_error(self.name, problem, line=line, column=column, text=text, **facts)


def open_content(
    given: Given, *, encoding: str | None = None, extracted_at: str | None = None
) -> Content:
    """Take what a reader is given and say what it is.

    Parameters
    ----------
    given : path, bytes or str
        A str is a path, unless it has a line end or begins as a document does (``<``, ``{``,
        ``[``): then it is the content itself.
    encoding : str, optional
        What to decode with; nothing is then guessed.
    extracted_at : str, optional
        When the source gave it.

    Returns
    -------
    Content

    Raises
    ------
    FileNotFoundError
        With the nearest names in the folder.
    FileFormatError
        For a folder, a text that is neither UTF-8 nor Windows-1252, a workbook that is a bomb.
    SettingError
        For an encoding that does not exist.
    """
    path: Path | None = None
    if isinstance(given, str) and _is_document(given):
        return _of_text(given, extracted_at)
    if isinstance(given, (bytes, bytearray, memoryview)):
        name, data = "<bytes>", bytes(given)
    elif isinstance(given, (str, PathLike)):
        path = Path(fspath(given))
        name, data = str(path), _bytes_of(path)
    else:
        raise SettingError(
            f"cannot read from {type(given).__name__}; expected a path, bytes or text",
            argument="path",
            problem="neither path, bytes nor text",
        )
    form = _binary_form(name, data, encoding)
    if form is not None:
        return Content(name, form, data, "", None, extracted_at, path)
    text, used = _decoded(name, data, encoding)
    return Content(name, _text_form(text), data, text, used, extracted_at, path)


def _of_text(text: str, extracted_at: str | None) -> Content:
    bare = text.removeprefix("\ufeff")
    data = bare.encode("utf-8", "surrogatepass")
    return Content("<text>", _text_form(bare), data, bare, None, extracted_at)


def _is_document(given: str) -> bool:
    return (
        "\n" in given
        or "\r" in given
        or len(given) > _LONGEST_PATH
        or given.lstrip("\ufeff \t")[:1] in {"<", "{", "["}
        or "\0" in given
    )


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise file_error(str(path), "is a folder; expected a file")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(_absent(path)) from None


def _absent(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"{path} does not exist, nor does its folder"
    names = sorted(entry.name for entry in folder.iterdir())
    near = get_close_matches(path.name, names, n=3)
    if near:
        return f"{path} does not exist; did you mean {', '.join(map(repr, near))}?"
    shown = ", ".join(names[:10]) or "nothing"
    return f"{path} does not exist; the folder has {shown}{', …' if len(names) > 10 else ''}"  # noqa: PLR2004


def _binary_form(name: str, data: bytes, encoding: str | None) -> str | None:
    """Recognise what is no text; None for text."""
    if not data.strip(b"\x00 \t\r\n\x1a") or data in {bom for bom, _ in _BOMS}:
        return EMPTY
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return _zip_form(name, data)
    known = next((form for magic, form, _ in _MAGIC if data.startswith(magic)), None)
    if known is not None:
        return known
    if encoding is None and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        # Text has no control characters but its white space; DOS ends a file with 0x1A.
        head = data[:_HEAD]
        if _CONTROLS.search(head) or b"\x00" in data:
            return BINARY
    return None


def _kind_of_binary(data: bytes) -> str:
    known = next((kind for magic, _, kind in _MAGIC if data.startswith(magic)), None)
    if known is None and data[:2] == b"PK":
        return "a zip archive that is no workbook"
    return f"{known} data" if known else "binary data"


def _zip_form(name: str, data: bytes) -> str:
    names = check_zip(name, data)
    return (
        XLSX
        if "[Content_Types].xml" in names and any(n.startswith("xl/") for n in names)
        else BINARY
    )


def _decoded(name: str, data: bytes, encoding: str | None) -> tuple[str, str]:
    """Decode: what the caller names; else byte-order mark, strict UTF-8, Windows-1252."""
    if encoding is not None:
        try:
            return data.decode(encoding).removeprefix("\ufeff"), encoding
        except LookupError:
            raise SettingError(
                f"`encoding` is {encoding!r}; there is no such encoding",
                argument="encoding",
                problem="no such encoding",
            ) from None
        except UnicodeDecodeError as trouble:
            raise _undecodable(name, data, trouble, f"cannot be read as {encoding}") from None
    for bom, used in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(used), used
            except UnicodeDecodeError as trouble:
                raise _undecodable(
                    name, data, trouble, f"breaks the {used} that it announces"
                ) from None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as trouble:
        # Of a Latin-1 text hardly two bytes in a row look like UTF-8: where most do, the text is
        # UTF-8 that was cut or patched, and Windows-1252 would garble its names in silence.
        multibyte = sum(len(found) for found in _MULTIBYTE.findall(data))
        if multibyte * 2 > len(_HIGH.findall(data)):
            cut = trouble.reason == "unexpected end of data"
            raise _undecodable(
                name,
                data,
                trouble,
                "ends within a character: it is truncated UTF-8"
                if cut
                else "is mostly UTF-8, but not here; give `encoding=`",
            ) from None
    try:
        return data.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError as trouble:
        raise _undecodable(
            name, data, trouble, "is neither UTF-8 nor Windows-1252; give `encoding=`"
        ) from None


def _undecodable(
    name: str, data: bytes, trouble: UnicodeDecodeError, problem: str
) -> FileFormatError:
    before = data[: trouble.start]
    line = before.count(b"\n") + 1
    column = trouble.start - (before.rfind(b"\n") + 1) + 1
    shown = data[max(trouble.start - 20, 0) : trouble.end + 20].decode("latin-1")
    return file_error(name, problem, line=line, column=column, text=shown)


def _text_form(text: str) -> str:
    bare = text.lstrip("\ufeff \t\r\n\x1a")
    if not bare:
        return EMPTY
    if bare[0] in "{[":
        return JSON
    if bare[0] == "<":
        if _HTML_TAG.search(bare[:_HEAD]):
            return HTML
        return XML if bare.startswith("<?xml") else HTML
    # TabNet's page may be kept from its title on; a table of text has its tags nowhere.
    return HTML if len(_HTML_TAG.findall(bare[:_HEAD])) > 1 else TEXT


def _listed(forms: tuple[str, ...]) -> str:
    names = {TEXT: "text", HTML: "HTML", JSON: "JSON", XML: "XML", XLSX: "XLSX", XLS: "XLS"}
    shown = [names.get(form, form.capitalize()) for form in forms]
    return ", ".join(shown[:-1]) + (" or " if len(shown) > 1 else "") + shown[-1]
