"""Writing charts to files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["save"]


def save(ax: Axes, path: Path, *, alt: str) -> None:
    """Write a chart to a file, PNG or SVG by its name, with its text for those who do not see it.

    The same chart gives the same bytes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart.
    path : pathlib.Path
        Where to; ``.png`` or ``.svg``.
    alt : str
        The chart in words; it goes into the file's metadata.
    """
    import matplotlib as mpl

    figure = cast("Figure", ax.get_figure(root=True))
    metadata: dict[str, Any] = {"Title": ax.get_title(loc="left"), "Description": alt}
    if path.suffix == ".svg":
        metadata["Date"] = None
    with mpl.rc_context({"svg.hashsalt": "sustenta", "svg.fonttype": "none"}):
        figure.savefig(path, dpi=150, metadata=metadata)
