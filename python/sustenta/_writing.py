"""Files that are whole, or not there at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from sustenta.errors import SettingError

__all__ = ["whole", "write_text"]


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


def write_text(path: Path, text: str, *, argument: str) -> None:
    """Write a text as the whole of a file, in UTF-8.

    Parameters
    ----------
    path : Path
        The file; on an error it is not there, or as it was.
    text : str
        What it will hold.
    argument : str
        What the caller calls the file.

    Raises
    ------
    SettingError
        Where the file cannot be written.
    """
    try:
        with whole(path) as part:
            part.write_text(text, encoding="utf-8", newline="\n")
    except OSError as trouble:
        raise SettingError(
            f"{path} cannot be written: {trouble.strerror}", argument=argument, problem=str(trouble)
        ) from trouble
