"""Workbooks are archives, and an archive may be a bomb: looked at before anybody opens it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from sustenta.sources._refusals import file_error

__all__ = ["MOST_ENTRIES", "MOST_UNCOMPRESSED", "check_zip"]

#: Limits of a workbook before it is opened. The largest real one (states, 2018) has 14 entries and
#: 10 MB uncompressed.
MOST_ENTRIES: Final = 2_000
MOST_UNCOMPRESSED: Final = 1 << 29

_CHUNK: Final = 1 << 16
_LOCAL_FILE_HEADER: Final = 30
_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_zip(name: str, data: bytes) -> list[str]:
    """Refuse an archive that would swell, before anybody opens it; give its entries' names.

    The declared sizes are held against the limits, and then against what really comes out, a chunk
    at a time. An XML entry that declares a document type is refused: a workbook needs none.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, OverflowError) as trouble:
        raise file_error(name, f"is a truncated or broken zip archive ({trouble})") from None
    with archive:
        entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise file_error(name, f"has {len(entries)} entries; at most {MOST_ENTRIES} are opened")
    declared = sum(entry.file_size for entry in entries)
    if declared > MOST_UNCOMPRESSED:
        raise file_error(
            name, f"would swell to {declared:,} bytes; at most {MOST_UNCOMPRESSED:,} are opened"
        )
    for entry in entries:
        _check_entry(name, data, entry)
    return [entry.filename for entry in entries]


def _check_entry(name: str, data: bytes, entry: zipfile.ZipInfo) -> None:
    start = entry.header_offset
    header = data[start : start + _LOCAL_FILE_HEADER]
    if len(header) < _LOCAL_FILE_HEADER or header[:4] != b"PK\x03\x04":
        raise file_error(name, f"is a broken zip archive: {entry.filename!r} has no header")
    start += _LOCAL_FILE_HEADER + int.from_bytes(header[26:28], "little")
    start += int.from_bytes(header[28:30], "little")
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        found = len(packed)
        hostile = bool(_ENTITY.search(packed[:_CHUNK]))
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        found, hostile = _inflated(name, packed, entry)
    else:
        raise file_error(name, f"packs {entry.filename!r} in a way that workbooks do not use")
    if found != entry.file_size:
        raise file_error(
            name,
            f"declares {entry.file_size} bytes for {entry.filename!r}; {found} or more came out",
        )
    if hostile and entry.filename.endswith((".xml", ".rels")):
        raise file_error(name, f"declares a document type in {entry.filename!r}; refused")


def _inflated(name: str, packed: bytes, entry: zipfile.ZipInfo) -> tuple[int, bool]:
    """Inflate in chunks, counting, and stop one chunk after the declared size."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    found, hostile, waiting = 0, False, packed
    try:
        while waiting and not stream.eof and found <= entry.file_size:
            chunk = stream.decompress(waiting, _CHUNK)
            hostile = hostile or (found == 0 and bool(_ENTITY.search(chunk)))
            found += len(chunk)
            waiting = stream.unconsumed_tail
    except zlib.error as trouble:
        raise file_error(name, f"has a broken entry {entry.filename!r} ({trouble})") from None
    return found, hostile
