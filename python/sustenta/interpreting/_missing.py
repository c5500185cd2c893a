"""Why values are missing, of one row and of many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sustenta._sentences import counted, missing, reason_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from sustenta.interpreting._rows import Row
    from sustenta.registry import Lang

__all__ = ["missing_words", "reason_of"]

_WORDS: Final[Mapping[Lang, Mapping[str, Any]]] = {
    "pt": {
        "one": "Falta {count} ({why}){caution}",
        "many": "Faltam {count} ({why}){caution}",
        "caution": "; ausente não é zero.",
        "values": ("valor", "valores"),
        "unknown": "o motivo não consta da tabela; peça-o com reasons=True",
        "each": "{reason}: {count}",
    },
    "en": {
        "one": "{count} is missing ({why}){caution}",
        "many": "{count} are missing ({why}){caution}",
        "caution": "; missing is not zero.",
        "values": ("value", "values"),
        "unknown": "the table does not say why; ask for it with reasons=True",
        "each": "{reason}: {count}",
    },
}


def _reason_columns(name: str) -> tuple[str, ...]:
    base = name.removesuffix("_label")
    return (f"{name}_reason", f"{base}_class_reason", "reason", "projection_reason")


def reason_of(row: Row, name: str, lang: Lang) -> str:
    """Say why a value of a row is missing, as far as the row knows."""
    for column in _reason_columns(name):
        if column in row and not missing(row[column]):
            return reason_words(row[column], lang)
    return str(_WORDS[lang]["unknown"])


def missing_words(table: pd.DataFrame, name: str, lang: Lang, *, caution: bool = True) -> list[str]:
    """Say how many values of a column are missing, and why; nothing where none is."""
    words = _WORDS[lang]
    gone = table[name].isna()
    count = int(gone.sum())
    if not count:
        return []
    column = next((one for one in _reason_columns(name) if one in table), None)
    why = words["unknown"]
    if column is not None:
        told = table.loc[gone, column].value_counts(dropna=True)
        told = told[told > 0]
        reasons = [
            reason_words(reason, lang)
            if len(told) == 1 and int(of) == count
            else words["each"].format(reason=reason_words(reason, lang), count=int(of))
            for reason, of in told.items()
        ]
        why = "; ".join(reasons) or why
    one, many = words["values"]
    text = words["one" if count == 1 else "many"]
    said = counted(count, lang, one, many)
    return [text.format(count=said, why=why, caution=words["caution"] if caution else "")]
