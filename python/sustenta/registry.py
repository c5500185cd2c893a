"""The catalogue: every indicator and quantity, in Portuguese and English."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final, Literal

import pandas as pd

from sustenta import _core
from sustenta.errors import UnknownNameError

Lang = Literal["pt", "en"]

_CATALOGUE: Final[dict[str, Any]] = json.loads(_core.catalogue())

#: The indicators as the core describes them, by id.
INDICATORS: Final[dict[str, dict[str, Any]]] = {
    entry["id"]: entry for entry in _CATALOGUE["indicators"]
}
#: The argument names of each indicator, in the order of the core's inputs.
ARGUMENTS: Final[dict[str, tuple[str, ...]]] = {
    id: tuple(given["argument"] for given in entry["inputs"]) for id, entry in INDICATORS.items()
}
#: The quantities: the vocabulary of a panel's columns, by name.
QUANTITIES: Final[dict[str, dict[str, Any]]] = {
    entry["name"]: entry for entry in _CATALOGUE["quantities"]
}
#: The classifications: classes in both languages and their borders, by id.
CLASSIFICATIONS: Final[dict[str, dict[str, Any]]] = {
    entry["id"]: entry for entry in _CATALOGUE["classifications"]
}
#: The names of the reasons, by code; zero stands for no reason.
REASONS: Final[list[str]] = [entry["name"] for entry in _CATALOGUE["reasons"]]
#: The reasons in words, by name.
REASON_LABELS: Final[dict[str, dict[str, str]]] = {
    entry["name"]: entry["label"] for entry in _CATALOGUE["reasons"]
}

_NAME: Final = re.compile(r"[a-z_][a-z0-9_]*")


def formula_with(indicator: str, term: Callable[[str], str]) -> str:
    """Write an indicator's formula with what `term` gives in the place of each argument."""

    def written(name: re.Match[str]) -> str:
        # The formulas call the rate so; the argument says that it is in per cent.
        return term("rate_pct" if name[0] == "rate" else name[0])

    return _NAME.sub(written, str(INDICATORS[indicator]["formula"]))


def check_lang(lang: str) -> Lang:
    """Refuse a language other than Portuguese and English."""
    if lang == "pt":
        return "pt"
    if lang == "en":
        return "en"
    raise UnknownNameError(
        f"there is no language called {lang!r}; known: pt, en",
        what="language",
        found=lang,
        known=["pt", "en"],
    )


def catalogue(lang: Lang = "pt") -> pd.DataFrame:
    """List every indicator: name, meaning, formula, unit, arguments, source and evidence.

    Parameters
    ----------
    lang : {"pt", "en"}
        The language of the texts.

    Returns
    -------
    pandas.DataFrame
        A row an indicator, indexed by `id`.

    Raises
    ------
    UnknownNameError
        For another language.

    Examples
    --------
    >>> import sustenta as st
    >>> st.catalogue().loc["megpc", "name"]
    'Margem de expansão do gasto per capita'
    """
    lang = check_lang(lang)
    rows = []
    for entry in INDICATORS.values():
        evidence = entry["evidence"]
        rows.append(
            {
                "id": entry["id"],
                "family": entry["family"],
                "symbol": entry["symbol"],
                "name": entry["name"][lang],
                "meaning": entry["meaning"][lang],
                "formula": entry["formula"],
                "unit": entry["unit_label"][lang],
                "kind": entry["kind"],
                "arguments": ", ".join(ARGUMENTS[entry["id"]]),
                "source": f"{entry['citation']} ({entry['reference']['place']})",
                "evidence": evidence.get("place", ""),
            }
        )
    return pd.DataFrame(rows).set_index("id")
