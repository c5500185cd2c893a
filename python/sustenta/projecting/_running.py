"""Long work in pieces: progress is shown, and an interruption takes effect between two of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from sustenta._progress import bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sustenta.projecting._given import Given

#: About what a draw of one year of one municipality takes, in seconds.
_EACH: Final = 40e-9
#: A piece takes about this long.
_PIECE: Final = 0.25


def pieces(given: Given, *, progress: bool | None) -> Iterator[tuple[int, int]]:
    """Give the municipalities in pieces: the first, and the one after the last.

    Between two pieces Python runs, and with it what an interruption raises; nothing is left behind.
    """
    count = len(given.starts) - 1
    each = _EACH * given.draws * max(len(given.horizon), 1)
    # Never fewer than there are threads to work on them.
    size = max(given.threads or os.cpu_count() or 1, int(_PIECE / each))
    with bar(count, "mun.", progress=progress) as shown:
        for first in range(0, count, size):
            end = min(first + size, count)
            yield first, end
            shown.to(end)
