"""Writing charts to files."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from sustenta._names import unknown
from sustenta._writing import write_whole
from sustenta.errors import SettingError
from sustenta.plots._style import alt_text, legible, require_matplotlib, root

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["drawn", "save"]

#: Where each kind of file keeps the words, beside the title.
_WORDS: Final = {".png": "Description", ".svg": "Description", ".pdf": "Subject"}


def save(ax: Axes, path: Path | str, *, alt: str | None = None) -> None:
    """Write a chart to a file, PNG, SVG or PDF by its name, with the words that describe it.

    The same chart gives the same bytes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart.
    path : pathlib.Path or str
        Where to; ``.png``, ``.svg`` or ``.pdf``.
    alt : str, optional
        The chart in words; by default its `alt_text`. In a PNG it is the text chunk
        ``Description``, in an SVG the element ``desc`` that screen readers say, in a PDF the
        subject.

    Raises
    ------
    UnknownNameError
        For a file of another kind.
    FileFormatError, SettingError
        Where the folder is not there, or the file cannot be written; the second also for what is no
        axes, and no name of a file.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import sustenta as st
    >>> ax = st.plots.margins(st.studies.proesf2006.margins(), scenario="15")
    >>> with tempfile.TemporaryDirectory() as place:
    ...     st.plots.save(ax, Path(place) / "margins.svg")
    ...     (Path(place) / "margins.svg").read_text(encoding="utf-8").count("<desc")
    1
    """
    require_matplotlib()
    from matplotlib.axes import Axes

    if not isinstance(ax, Axes):
        raise SettingError(
            f"`ax` is {type(ax).__name__}; expected the axes that a chart gave; of a figure with "
            "several, `figure.axes[0]` writes the whole (`alt=alt_text(figure)` describes it)",
            argument="ax",
            problem="no axes",
        )
    try:
        path = Path(path)
    except TypeError as problem:
        raise SettingError(
            f"`path` is {path!r}; expected the name of a file, such as 'chart.svg'",
            argument="path",
            problem="no name of a file",
        ) from problem
    kind = path.suffix.lower()
    if kind not in _WORDS:
        raise unknown("kind of picture file", kind or path.name, list(_WORDS))
    picture = drawn(ax, kind, alt=alt_text(ax) if alt is None else alt)
    write_whole(path, lambda part: part.write_bytes(picture))


def drawn(ax: Axes, kind: str, *, alt: str) -> bytes:
    """Give what a file of a kind, such as ``.svg``, holds of a chart."""
    import matplotlib as mpl

    title, alt = legible(ax.get_title(loc="left")), legible(alt)
    metadata: dict[str, Any] = {"Title": title, _WORDS[kind]: alt}
    if kind == ".svg":
        metadata["Date"] = None
    if kind == ".pdf":
        metadata["CreationDate"] = None
    figure = root(ax)
    held = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "sustenta", "svg.fonttype": "none"}):
        figure.savefig(held, format=kind[1:], dpi=150, metadata=metadata)
    written = held.getvalue()
    if kind == ".svg":
        written = _spoken(written.decode("utf-8"), title, alt).encode("utf-8")
    return written


def _spoken(svg: str, title: str, alt: str) -> str:
    """Give an SVG the title and the description that screen readers say."""
    start = svg.index("<svg")
    end = svg.index(">", start)
    words = f'\n <title id="title">{escape(title)}</title>\n <desc id="desc">{escape(alt)}</desc>'
    return f'{svg[:end]} role="img" aria-labelledby="title desc">{words}{svg[end + 1 :]}'
