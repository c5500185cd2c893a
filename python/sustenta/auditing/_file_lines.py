"""A file of TOML with its lines: whatever is wrong in it is said with file, line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sustenta._names import closest
from sustenta.errors import ExpressionError, RuleFileError

__all__ = ["FileLines", "at_line"]


class FileLines:
    """A file of TOML: what it says, and on which line.

    Attributes
    ----------
    path : Path
        The file.
    lines : list of str
        Its lines; they are counted from 1, and 0 stands for none.
    data : dict
        What it says.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as trouble:
            raise self.wrong(f"cannot be read: {trouble.strerror}", None, None) from trouble
        except UnicodeDecodeError as trouble:
            raise self.wrong(f"is not UTF-8 (byte {trouble.start})", None, None) from trouble
        self.lines = text.split("\n")
        try:
            self.data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as trouble:
            raise self.no_toml(str(trouble)) from trouble

    def no_toml(self, said: str) -> RuleFileError:
        """Say what is wrong where the file is no TOML."""
        at = re.search(r" \(at line (\d+), column (\d+)\)$", said)
        line = int(at[1]) if at else len(self.lines)
        problem = said[: at.start()] if at else said.removesuffix(" (at end of document)")
        error = self.wrong(f"is no TOML: {problem}", None, line)
        error.column = error.facts["column"] = int(at[2]) if at else None
        return error

    def wrong(
        self, problem: str, key: str | None, line: int | None, *, advice: str = ""
    ) -> RuleFileError:
        """Make the error for something wrong in the file."""
        where = str(self.path) if line is None else f"{self.path}, line {line}"
        text = self.lines[line - 1] if line is not None and self.lines[line - 1 : line] else None
        shown = f"\n  {text.strip()}" if text else ""
        return RuleFileError(
            f"{where}: {problem}{advice}{shown}",
            path=str(self.path),
            line=line,
            column=None,
            text=text,
            key=key,
        )

    def must(self, holds: bool, problem: str, key: str, line: int) -> None:  # noqa: FBT001
        if not holds:
            raise self.wrong(f"`{key}` {problem}", key, line or None)

    def among(self, value: Any, known: tuple[str, ...], key: str, line: int) -> None:
        if value not in known:
            near = closest(value, known)
            meant = f"; did you mean {near!r}?" if near else ""
            message = f"is {value!r}; expected one of: {', '.join(known)}{meant}"
            self.must(holds=False, problem=message, key=key, line=line)

    def known(self, table: Mapping[str, Any], known: tuple[str, ...], of: str, line: int) -> None:
        for key in table:
            if key not in known:
                near = closest(key, known)
                meant = f"; did you mean {near!r}?" if near else ""
                raise self.wrong(
                    f"there is no key `{key}`{f' in [[{of}]]' if of else ''}{meant}",
                    f"{of}.{key}" if of else key,
                    self.find(key, line) or line or None,
                    advice=f" Known: {', '.join(known)}" if not near else "",
                )

    def text_of(self, entry: Mapping[str, Any], key: str, of: str, line: int) -> str:
        value = entry.get(key)
        good = isinstance(value, str) and bool(value.strip())
        problem = "is missing" if value is None else f"is {value!r}, and no text"
        self.must(good, problem, f"{of}.{key}", self.find(key, line) or line)
        return str(value)

    def texts(self, entry: Mapping[str, Any], key: str, of: str, line: int) -> list[str]:
        values = entry.get(key, [])
        good = isinstance(values, list) and all(isinstance(value, str) for value in values)
        name = f"{of}.{key}" if of else key
        self.must(good, "is no list of texts", name, self.find(key, line) or line)
        return list(values)

    def holding(self, text: str, first: int) -> int:
        """Give the line on which a text stands, from another on; that one where there is none."""
        lines = enumerate(self.lines[first - 1 :], first)
        return next((number for number, line in lines if text in line), first)

    def header(self, name: str, place: int = 0) -> int:
        """Give the line of a heading, counted among those of its name; 0 where there is none."""
        wanted = re.compile(rf"\s*\[+\s*{re.escape(name)}\s*\]+\s*(#.*)?$")
        lines = (number for number, line in enumerate(self.lines, 1) if wanted.match(line))
        return next((line for nth, line in enumerate(lines) if nth == place), 0)

    def find(self, key: str, after: int) -> int:
        """Give the line of a key below a heading; that of the heading where there is none."""
        for number, line in enumerate(self.lines[after:], after + 1):
            if number > after + 1 and line.lstrip().startswith("[["):
                break
            beside = r"(?:\s*parameters\s*=.*[{,])?"
            if re.match(rf"{beside}\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line):
                return number
            if re.match(rf"\s*\[\w+\.{re.escape(key)}\]", line):
                return number
        return after


def at_line(
    refusal: ExpressionError, rule: str, path: str | None, line: int | None
) -> ExpressionError:
    """Say in which rule, file and line a refused expression stands."""
    facts = refusal.facts | {"rule": rule, "path": path, "line": line or None}
    message = str(refusal)
    if not refusal.rule:
        message = f"rule {rule!r}: {message}"
    if path is not None:
        message = f"{path}, line {line}: {message}" if line else f"{path}: {message}"
    return type(refusal)(message, **facts)
