"""The recreation as files: tables, cells, profile, workbook and charts."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sustenta import plots
from sustenta.errors import MissingExtraError
from sustenta.studies.proesf2006._article import article_tables
from sustenta.studies.proesf2006._article_words import PRINTED, TABLE
from sustenta.studies.proesf2006._workbook import write_workbook
from sustenta.tables import save

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from sustenta.registry import Lang
    from sustenta.studies._recreation import Recreation

__all__ = ["Written", "write_outputs"]


@dataclass(slots=True)
class Written:
    """What was written, and what was not for want of a library.

    Attributes
    ----------
    files
        The names of the files, in the order in which they were written.
    missing
        The libraries that are not installed, each once, with their extras.
    """

    files: list[str] = field(default_factory=list)
    missing: list[MissingExtraError] = field(default_factory=list)

    @contextmanager
    def as_far_as_installed(self) -> Iterator[None]:
        """Note an extra that is missing, and go on."""
        try:
            yield
        except MissingExtraError as missing:
            if missing.library not in [
                each.library for each in self.missing if each.extra == missing.extra
            ]:
                self.missing.append(missing)


def write_outputs(
    recreation: Recreation, panel: pd.DataFrame, margins: pd.DataFrame, directory: Path
) -> Written:
    """Write a recreation into a directory.

    Parameters
    ----------
    recreation : Recreation
        The recreated study.
    panel, margins : pandas.DataFrame
        Its panel, and the margins that the charts show.
    directory : pathlib.Path
        Where to; it is made if need be.

    Returns
    -------
    Written
        Always CSV (UTF-8, comma, decimal point) and the article's tables as HTML and LaTeX, printed
        and recreated; those as documents and workbooks, the study's workbook and its charts where
        their libraries are installed.
    """
    directory.mkdir(parents=True, exist_ok=True)
    frames = {
        "summary": recreation.summary().reset_index(),
        "cells": recreation.cells,
        "notes": recreation.notes,
        "profile": recreation.profile,
        "execution_classes": recreation.execution_classes,
        "panel": panel,
        **{f"table_{n:02d}": table for n, table in recreation.tables.items()},
    }
    present = {name: frame for name, frame in frames.items() if frame is not None}
    written = Written()
    for name, frame in present.items():
        path = directory / f"{name}.csv"
        frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
        written.files.append(path.name)
    _article(recreation, directory, written)
    with written.as_far_as_installed():
        written.files += write_workbook(recreation, panel, directory / "study.xlsx")
    with written.as_far_as_installed():
        written.files += _charts(recreation.lang, margins, directory)
    return written


def _article(recreation: Recreation, directory: Path, written: Written) -> None:
    """Write the article's ten tables to be read: as printed, and recreated."""
    lang = recreation.lang
    for name, given in (("printed", False), ("recreated", recreation)):
        found = article_tables(recreated=given, lang=lang)
        # What is not recreated, the list of Table 4 included, says so.
        tables = {
            TABLE[lang].format(n=n): table
            if table.subtitle
            else replace(table, subtitle=PRINTED[lang])
            for n, table in found.items()
        }
        for ending in ("html", "tex", "docx", "xlsx"):
            path = directory / f"article_{name}.{ending}"
            with written.as_far_as_installed():
                save(tables, path)
                written.files.append(path.name)


def _charts(lang: Lang, margins: pd.DataFrame, directory: Path) -> list[str]:
    """Draw both charts, each as PNG and SVG."""
    names = []
    for scenario in ("15", "ec29"):
        ax = plots.margins(margins, scenario=scenario, lang=lang)
        alt = plots.margins_alt_text(margins, scenario=scenario, lang=lang)
        for ending in ("png", "svg"):
            path = directory / f"margins_{scenario}.{ending}"
            plots.save(ax, path, alt=alt)
            names.append(path.name)
    return names
