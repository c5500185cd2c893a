"""What a study is audited by: the files of rules that stand beside its printed tables."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import Final

from sustenta.auditing.rules import Rules

__all__ = ["rules_of"]

#: The identities inside and between the tables, and what the running text says of them.
_FILES: Final = ("rules.toml", "claims.toml")


@cache
def rules_of(package: str) -> Rules:
    """Give the identities of a study's tables, and the claims of its text.

    Parameters
    ----------
    package : str
        The study's package; the files stand in its ``data``.

    Returns
    -------
    Rules
    """
    rules = Rules()
    for name in _FILES:
        with as_file(files(package).joinpath("data", name)) as path:
            rules += Rules.read(path)
    return rules
