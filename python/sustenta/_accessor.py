"""`frame.sustenta`: what a frame of pandas says of itself in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from sustenta.registry import Lang

__all__ = ["Words"]


@pd.api.extensions.register_dataframe_accessor("sustenta")
class Words:
    """The words of a frame: `sustenta.text`, `sustenta.interpret`.

    Examples
    --------
    >>> import pandas as pd, sustenta as st
    >>> frame = pd.DataFrame({"municipality": ["A"], "year": [2002], "megpc_15": [12.284]})
    >>> frame.sustenta.text("megpc_15")
    'R$ 12,28 por habitante em 2002'
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def text(
        self, indicator: str, *, lang: Lang = "pt", decimals: int | None = None, **row: Any
    ) -> str:
        """Write one number as a sentence has it; see `sustenta.text`."""
        from sustenta.interpreting import text

        return text(self._frame, indicator, lang=lang, decimals=decimals, **row)

    def interpret(self, *, lang: Lang = "pt", **row: Any) -> str:
        """Say what the frame means, the doubt included; see `sustenta.interpret`."""
        from sustenta.interpreting import interpret

        return interpret(self._frame, lang=lang, **row)

    def methods_text(self, *, lang: Lang = "pt") -> str:
        """Write the paragraph of methods; see `sustenta.methods_text`."""
        from sustenta.interpreting import methods_text

        return methods_text(self._frame, lang=lang)
