"""Long work in pieces: progress is shown, and an interruption takes effect between two of them."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Any, Final

from sustenta.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sustenta.projecting._given import Given

#: About what a draw of one year of one municipality takes, in seconds.
_EACH: Final = 40e-9
#: A piece takes about this long.
_PIECE: Final = 0.25
#: Progress is shown of work that takes longer than this.
_LONG: Final = 3.0


def pieces(given: Given, *, progress: bool | None) -> Iterator[tuple[int, int]]:
    """Give the municipalities in pieces: the first, and the one after the last.

    Between two pieces Python runs, and with it what an interruption raises; nothing is left behind.
    """
    count = len(given.starts) - 1
    each = _EACH * given.draws * max(len(given.horizon), 1)
    # Never fewer than there are threads to work on them.
    size = max(given.threads or os.cpu_count() or 1, int(_PIECE / each))
    if progress is not None and not isinstance(progress, bool):
        raise SettingError(
            f"`progress` is {progress!r}; expected True, False or None",
            argument="progress",
            problem="no flag",
        )
    shown = progress if progress is not None else each * count > _LONG
    bar = _bar(count, always=bool(progress)) if shown else None
    try:
        for first in range(0, count, size):
            end = min(first + size, count)
            yield first, end
            if bar is not None:
                bar.update(end - first)
    finally:
        if bar is not None:
            bar.close()


def _bar(count: int, *, always: bool) -> Any:
    from tqdm import TqdmExperimentalWarning, TqdmWarning

    with warnings.catch_warnings():
        # A notebook without its widgets gets a line of text, which is no trouble.
        warnings.simplefilter("ignore", TqdmWarning)
        warnings.simplefilter("ignore", TqdmExperimentalWarning)
        from tqdm.auto import tqdm

        # Without a terminal nobody watches.
        return tqdm(total=count, unit="mun.", disable=False if always else None)
