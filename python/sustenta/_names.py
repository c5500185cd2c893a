"""Names that are not where they were looked for, and the one that was probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from sustenta.errors import ColumnMissingError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

#: Columns shown in a message before it is cut short.
_SHOWN = 20
#: Of a name that no person typed, so much is compared and shown.
_LONGEST = 200


def closest(found: object, known: Iterable[object]) -> str | None:
    """Find the name that was probably meant."""
    # Comparing takes the product of the lengths.
    folded = {str(name)[:_LONGEST].casefold(): str(name) for name in known}
    near = get_close_matches(str(found)[:_LONGEST].casefold(), folded, n=1)
    return folded[near[0]] if near else None


def unknown(what: str, found: object, known: Iterable[str]) -> UnknownNameError:
    """Make the error for a name that is not in a list."""
    known = list(known)
    near = closest(found, known)
    suggestion = f"; did you mean {shortened(near)!r}?" if near else "."
    return UnknownNameError(
        f"there is no {what} called {shortened(found)!r}{suggestion} Known: {listed(known)}",
        what=what,
        found=str(found),
        known=known,
    )


def check_named(what: str, found: object, known: Iterable[str]) -> str:
    """Give back a name that is in a list; refuse what is not, whatever it is."""
    known = list(known)
    if isinstance(found, str) and found in known:
        return found
    raise unknown(what, found, known)


def lacking(
    problem: str, missing: Sequence[str], found: Sequence[Hashable], *, advice: str = ""
) -> ColumnMissingError:
    """Make the error for columns that a table lacks; `advice` says what else would do."""
    near = dict.fromkeys(filter(None, (closest(name, found) for name in missing)))
    meant = " and ".join(repr(shortened(name)) for name in near)
    suggestion = f"; did you mean {meant}?" if meant else "."
    return ColumnMissingError(
        f"{problem}{suggestion}{f' {advice}' if advice else ''} Columns found: {listed(found)}",
        missing=list(missing),
        found=[str(name) for name in found],
    )


def shortened(name: object) -> str:
    """Show a name, and of an endless one its beginning."""
    text = str(name)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def listed(names: Sequence[Hashable]) -> str:
    """List column names for a message."""
    shown = ", ".join(map(shortened, names[:_SHOWN])) or "none"
    rest = len(names) - _SHOWN
    return f"{shown}, and {rest} more" if rest > 0 else shown
