"""The one way that long work shows how far it is: in notebook and terminal, silent elsewhere."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from sustenta.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Bar", "bar"]

#: Seconds that work may take before it shows how far it is.
_PATIENCE: Final = 2


class Bar:
    """How far work is; drawn only when there is something to wait for."""

    def __init__(self, total: int | None, unit: str, *, progress: bool | None, scale: bool) -> None:
        self._settings = {
            "total": total,
            "unit": unit,
            "unit_scale": scale,
            "leave": bool(progress),
        }
        self._progress = progress
        self._begun = monotonic()
        self._shown: Any = None

    def to(self, done: int, total: int | None = None) -> None:
        """Say how much is done, and of how much where that is known only now."""
        if total is not None:
            self._settings["total"] = total
        if self._shown is None:
            early = monotonic() - self._begun < _PATIENCE
            if self._progress is False or (self._progress is None and early):
                return
            # None: not where the error stream is no terminal.
            hidden = False if self._progress else None
            self._shown = _drawn({**self._settings, "disable": hidden})
        self._shown.total = self._settings["total"]
        self._shown.update(done - self._shown.n)

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.close()


def _drawn(settings: dict[str, Any]) -> Any:
    with warnings.catch_warnings():
        from tqdm import TqdmExperimentalWarning, TqdmWarning

        # A notebook without its widgets gets a line of text, which is no trouble.
        warnings.simplefilter("ignore", TqdmWarning)
        warnings.simplefilter("ignore", TqdmExperimentalWarning)
        from tqdm.auto import tqdm

        return tqdm(**settings)


@contextmanager
def bar(
    total: int | None, unit: str, *, progress: bool | None = None, scale: bool = False
) -> Iterator[Bar]:
    """Show how far work is while the block runs.

    Parameters
    ----------
    total : int, optional
        How much there is to do, where it is known.
    unit : str
        What is counted.
    progress : bool, optional
        True shows it at once, False never; None where somebody watches (a terminal, a notebook)
        and it takes longer than two seconds.
    scale : bool
        Whether to write large counts short, as 12.3M.

    Raises
    ------
    SettingError
        For another `progress`.
    """
    if progress is not None and not isinstance(progress, bool):
        raise SettingError(
            f"`progress` is {progress!r}; expected True, False or None",
            argument="progress",
            problem="no flag",
        )
    shown = Bar(total, unit, progress=progress, scale=scale)
    try:
        yield shown
    finally:
        shown.close()
