"""Shapes of municipalities: codes that join, and outlines that can be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sustenta._names import lacking
from sustenta.errors import (
    ColumnTypeError,
    DomainError,
    DuplicateKeyError,
    UnjoinedRowsError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.path import Path
    from numpy.typing import NDArray

__all__ = ["columns_of", "joined", "path_of", "paths_of"]

#: Under which names files of shapes keep the municipality's code.
_CODES: Final = ("code", "code_muni", "CD_MUN", "CD_GEOCMU", "CD_GEOCODM", "cod_mun", "codigo_ibge")
_LONG: Final = 7


def columns_of(shapes: Any, code: str | None) -> tuple[str, str]:
    """Find the columns of geometry and of codes in the caller's shapes."""
    if not hasattr(shapes, "columns"):
        raise ColumnTypeError(
            f"`shapes` is {type(shapes).__name__}; expected a GeoDataFrame, or a DataFrame with a "
            "column `geometry`",
            argument="shapes",
            found=type(shapes).__name__,
        )
    found = [str(name) for name in shapes.columns]
    # A GeoDataFrame says which of its columns is the geometry.
    geometry = str(getattr(shapes, "active_geometry_name", None) or "geometry")
    wanted = [code] if code is not None else [name for name in _CODES if name in found]
    missing = [] if geometry in found else [geometry]
    if not wanted or wanted[0] not in found:
        missing.append(code or "code")
    if missing:
        raise lacking(
            f"`shapes` lacks {', '.join(missing)}: a map needs `geometry` and the municipality's "
            f"code (`code=` names its column; known: {', '.join(_CODES)})",
            missing,
            found,
        )
    return geometry, wanted[0]


def _short(codes: pd.Series) -> pd.Series:
    """Give codes as texts of six digits: the seventh of the IBGE is a check digit."""
    texts = codes.astype(str).str.strip().str.removesuffix(".0")
    return texts.where(texts.str.len() != _LONG, texts.str[:-1])


def joined(codes: Any, frame: pd.DataFrame) -> list[int]:
    """Give for each shape its row of the frame, -1 where there is none.

    Six and seven digits are the same municipality.
    """
    rows = {key: row for row, key in enumerate(_short(frame["code"]))}
    keys = _short(pd.Series(list(codes), dtype=object))
    places = [rows.get(key, -1) for key in keys]
    if not any(place >= 0 for place in places):
        raise UnjoinedRowsError(
            f"no code of `frame` is one of `shapes`: {list(rows)[:3]} against {list(keys[:3])}",
            source="shapes",
            lines=list(range(len(frame))),
            problem="no code joins",
        )
    there = pd.Series([place >= 0 for place in places])
    twice = keys[there & keys.duplicated(keep=False)]
    if len(twice):
        key = str(twice.iloc[0])
        found = keys.index[keys == key].tolist()
        raise DuplicateKeyError(
            f"`shapes` has code {key} more than once, in rows {found}; one row a municipality is "
            "expected (`dissolve` joins its parts)",
            key=[key],
            rows=found,
        )
    return places


def paths_of(geometries: Any) -> list[Path | None]:
    """Make the outlines of all shapes; refuse them if none has one."""
    paths = [path_of(each, row) for row, each in enumerate(list(geometries))]
    if not any(path is not None for path in paths):
        raise DomainError(
            "`shapes` has no geometry: there is nothing to draw",
            argument="shapes",
            row=None,
            found="no geometry",
            expected="at least one polygon",
            reason="input_missing",
        )
    return paths


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
