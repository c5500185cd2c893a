"""Files that are whole, or not there at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sustenta.errors import FileFormatError, SettingError

__all__ = ["whole", "write_text", "write_whole"]


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give the name of a file to write, which takes the place of another once it is whole.

    Parameters
    ----------
    path : Path
        The file; on an error it is not there, or as it was.

    Yields
    ------
    Path
        Where to write: beside it, with its suffix.
    """
    part = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, write: Callable[[Path], object], *, argument: str = "path") -> None:
    """Write the whole of a file.

    Parameters
    ----------
    path : Path
        The file; on an error it is not there, or as it was.
    write : callable
        Writes it where it is told to.
    argument : str
        What the caller calls the file.

    Raises
    ------
    FileFormatError
        Where its folder is not there.
    SettingError
        Where the file cannot be written.
    """
    if not path.parent.is_dir():
        raise FileFormatError(f"{path}: there is no folder {path.parent}", path=str(path))
    try:
        with whole(path) as part:
            write(part)
    except OSError as trouble:
        raise SettingError(
            f"{path} cannot be written: {trouble.strerror or trouble}",
            argument=argument,
            problem=str(trouble),
        ) from trouble


def write_text(path: Path, text: str, *, argument: str = "path") -> None:
    """Write a text as the whole of a file, in UTF-8, as `write_whole`."""
    write_whole(
        path,
        lambda part: part.write_text(text, encoding="utf-8", newline="\n"),
        argument=argument,
    )
