"""Which reader a file is for, from its content."""

from __future__ import annotations

import importlib
import inspect
import json
import re
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sustenta._names import unknown
from sustenta.errors import EmptyAnswerError, FileFormatError, SettingError
from sustenta.sources._content import HTML, JSON, TEXT, XLSX, Content, Given, open_content
from sustenta.sources._grid import cell_text
from sustenta.sources.siops.service import is_answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["READERS", "read_any"]

_TABNET_PAGE = re.compile(r"tabnet|<TABELA>|nenhum\s+registro\s+selecionado", re.IGNORECASE)
_TABNET_LINE = re.compile(
    r'^(?:"(?:Munic|Ano|Total)[^"\n]*"|"?\d{6} [^";\n]+"?)[;\t]', re.MULTILINE
)
#: TabNet's label of a row, which no other source has in one cell.
_CODE_AND_NAME = re.compile(r"\d{6} [^\W\d_]")
_SHEET = re.compile(r"indicadores municipais", re.IGNORECASE)
_SHEET_ITEM = re.compile(r"despesa\s+total\s+com\s+sa[úu]de|receita\s+pr[óo]pria", re.IGNORECASE)

#: The readers by name; those without a rule of their own are tried in this order.
READERS: Final = {
    "tabnet": ("sustenta.sources.siops.tabnet", "read_tabnet"),
    "sheet": ("sustenta.sources.siops.sheet", "read_sheet"),
    "siops-service": ("sustenta.sources.siops.service", "read_service"),
    "rreo": ("sustenta.sources.rreo", "read_annex12"),
    "siconfi-dca": ("sustenta.sources.siconfi", "read_dca"),
    "siconfi-rreo": ("sustenta.sources.siconfi", "read_rreo"),
    "finbra": ("sustenta.sources.finbra", "read"),
    "population": ("sustenta.sources.ibge", "read_population"),
    "table": ("sustenta.sources.tables", "read_table"),
}
_TRIED: Final = ("rreo", "siconfi-dca", "siconfi-rreo", "finbra", "population", "table")


def read_any(given: Given, *, reader: str | None = None, **options: Any) -> pd.DataFrame:
    """Read a file with the reader that its content asks for.

    Parameters
    ----------
    given : path, bytes or str
        The file.
    reader : str, optional
        One of `READERS`, where the content does not say enough.
    **options
        For the reader.

    Returns
    -------
    pandas.DataFrame
        Tidy rows.

    Raises
    ------
    FileFormatError
        Where no reader reads it; the refusal of the last that was tried is shown.
    """
    if reader is not None:
        if reader not in READERS:
            raise unknown("reader", reader, READERS)
        return _called(reader, given, options)
    if isinstance(given, (str, PathLike)) and Path(given).is_dir():
        return _called("rreo", given, options)
    content = open_content(given)
    own = _of_siops(content)
    if own is not None:
        return _called(own, given, options)
    refusals: list[FileFormatError | SettingError] = []
    for name in _TRIED:
        try:
            return _called(name, given, options)
        except EmptyAnswerError:
            raise
        except (FileFormatError, SettingError) as refusal:
            refusals.append(refusal)
    raise refusals[-1]


def _called(name: str, given: Given, options: dict[str, Any]) -> pd.DataFrame:
    module, function = READERS[name]
    read: Callable[..., pd.DataFrame] = getattr(importlib.import_module(module), function)
    taken = inspect.signature(read).parameters
    for option in options:
        if option not in taken:
            raise SettingError(
                f"the reader {name!r} takes no `{option}`",
                argument=option,
                problem="not taken by this reader",
            )
    return read(given, **options)


def _of_siops(content: Content) -> str | None:
    """Say which of SIOPS's forms a content has."""
    if content.form == JSON:
        # What is broken is refused by the readers that are tried, which say where.
        try:
            return "siops-service" if is_answer(json.loads(content.text)) else None
        except (ValueError, RecursionError):
            return None
    if content.form == XLSX:
        return _of_workbook(content)
    if _is_tabnet(content):
        return "tabnet"
    return "sheet" if _is_sheet(content) else None


def _of_workbook(content: Content) -> str | None:
    """Say which of SIOPS's forms the one full sheet of a workbook has."""
    from sustenta.sources._sheets import sheet_rows

    try:
        rows = sheet_rows(content, reader="read_any")
    except (FileFormatError, SettingError):
        return None
    texts = [[cell_text(cell) for cell in cells] for _, cells in rows]
    if any(_CODE_AND_NAME.match(cells[0]) and any(cells[1:]) for cells in texts if cells):
        return "tabnet"
    whole = "\n".join(cell for cells in texts for cell in cells)
    return "sheet" if _SHEET.search(whole) and _SHEET_ITEM.search(whole) else None


def _is_tabnet(content: Content) -> bool:
    if content.form == HTML:
        return bool(_TABNET_PAGE.search(content.text))
    return content.form == TEXT and bool(_TABNET_LINE.search(content.text))


def _is_sheet(content: Content) -> bool:
    if not content.is_text or content.form == JSON:
        return False
    return bool(_SHEET.search(content.text)) and bool(_SHEET_ITEM.search(content.text))
