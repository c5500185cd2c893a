"""Results with words of their own: how they are asked for, said once for all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from sustenta.registry import check_lang

if TYPE_CHECKING:
    from sustenta.registry import Lang

__all__ = ["Interpreted", "WithMethod"]


class Interpreted(ABC):
    """A result that says in plain words what was found."""

    __slots__ = ()

    def interpret(self, *, lang: Lang = "pt") -> str:
        """Say in plain words what was found, how sure that is, and what to do.

        Parameters
        ----------
        lang : {"pt", "en"}
            The language.

        Returns
        -------
        str
            A paragraph a finding.
        """
        return self._interpretation(check_lang(lang))

    @abstractmethod
    def _interpretation(self, lang: Lang) -> str:
        """Give the words, in a language that there is."""


class WithMethod(ABC):
    """A result that says how it was made."""

    __slots__ = ()

    def methods_text(self, *, lang: Lang = "pt") -> str:
        """Write how this was made, ready to paste.

        Parameters
        ----------
        lang : {"pt", "en"}
            The language.

        Returns
        -------
        str
            A paragraph.
        """
        return self._method(check_lang(lang))

    @abstractmethod
    def _method(self, lang: Lang) -> str:
        """Give the paragraph, in a language that there is."""
