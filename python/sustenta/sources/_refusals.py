"""The error of a file that is not what its reader reads: it names file, line, column and text."""

from __future__ import annotations

from typing import Any, Final

from sustenta.errors import FileFormatError

__all__ = ["file_error"]

#: Shown of a text in a message.
_SHOWN: Final = 80


def file_error(
    name: str,
    problem: str,
    *,
    line: int | None = None,
    column: int | str | None = None,
    text: str | None = None,
    **facts: Any,
) -> FileFormatError:
    """Make the error for a file that is not what its reader reads."""
    where = "" if line is None else f", line {line}"
    where += "" if column is None else f", column {column}"
    shown = "" if text is None else f": {text[:_SHOWN]!r}{'…' if len(text) > _SHOWN else ''}"
    return FileFormatError(
        f"{name}{where} {problem}{shown}", path=name, line=line, column=column, text=text, **facts
    )
