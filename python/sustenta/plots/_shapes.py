"""Shapes of municipalities: codes that join, and outlines that can be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta._names import lacking
from sustenta.errors import ColumnTypeError, UnjoinedRowsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.path import Path
    from numpy.typing import NDArray

__all__ = ["code_column", "joined", "path_of"]

#: Under which names files of shapes keep the municipality's code.
_CODES: Final = ("code", "code_muni", "CD_MUN", "CD_GEOCMU", "CD_GEOCODM", "cod_mun", "codigo_ibge")
_LONG: Final = 7


def code_column(shapes: Any, code: str | None) -> str:
    """Find the column of codes in the caller's shapes."""
    found = [str(name) for name in shapes.columns]
    wanted = [code] if code is not None else [name for name in _CODES if name in found]
    if "geometry" not in found or not wanted or wanted[0] not in found:
        missing = [] if "geometry" in found else ["geometry"]
        if not wanted or wanted[0] not in found:
            missing.append(code or "code")
        raise lacking(
            f"`shapes` lacks {', '.join(missing)}: a map needs `geometry` and the municipality's "
            f"code (`code=` names its column; known: {', '.join(_CODES)})",
            missing,
            found,
        )
    return wanted[0]


def _short(codes: pd.Series) -> pd.Series:
    """Give codes as texts of six digits: the seventh of the IBGE is a check digit."""
    texts = codes.astype(str).str.strip().str.removesuffix(".0")
    return texts.where(texts.str.len() != _LONG, texts.str[:-1])


def joined(shapes: Any, code: str, frame: pd.DataFrame) -> tuple[list[int], int]:
    """Give for each shape its row of the frame, -1 where there is none; and how many rows joined.

    Six and seven digits are the same municipality.
    """
    rows = {key: row for row, key in enumerate(_short(frame["code"]))}
    places = [rows.get(key, -1) for key in _short(pd.Series(list(shapes[code])))]
    there = {place for place in places if place >= 0}
    if not there:
        raise UnjoinedRowsError(
            f"no code of `frame` is one of `shapes`: {list(rows)[:3]} against "
            f"{list(_short(pd.Series(list(shapes[code])))[:3])}",
            source="shapes",
            lines=list(range(len(frame))),
            problem="no code joins",
        )
    return places, len(there)


def path_of(geometry: Any, row: int) -> Path | None:
    """Make the outline of a polygon or of several, holes included; None of an empty one."""
    from matplotlib.path import Path

    if geometry is None or geometry != geometry:  # noqa: PLR0124
        return None
    shape = geometry if isinstance(geometry, dict) else getattr(geometry, "__geo_interface__", None)
    kind = shape.get("type") if isinstance(shape, dict) else None
    if not isinstance(shape, dict) or kind not in {"Polygon", "MultiPolygon"}:
        raise ColumnTypeError(
            f"`geometry` at row {row} is {kind or type(geometry).__name__}; expected polygons "
            "that tell their points (`__geo_interface__`)",
            argument="geometry",
            found=str(kind or type(geometry).__name__),
        )
    polygons = [shape["coordinates"]] if kind == "Polygon" else shape["coordinates"]
    corners: list[NDArray[np.float64]] = []
    moves: list[Any] = []
    for ring in _rings(polygons):
        corners.append(ring)
        moves += [Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY]
    return Path(np.concatenate(corners), moves) if corners else None


def _rings(polygons: Sequence[Any]) -> Iterator[NDArray[np.float64]]:
    for polygon in polygons:
        for ring in polygon:
            yield np.array([point[:2] for point in ring], dtype=np.float64)
