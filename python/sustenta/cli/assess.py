"""`sustenta assess`: every indicator that the columns of a table allow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from sustenta.cli._law_options import reading_option, share_options, sphere_option
from sustenta.cli._options import (
    columns_option,
    encoding_option,
    file_argument,
    key_option,
    lang_option,
    names_of,
    out_option,
    refuse_the_input,
    sheet_option,
    style_option,
)
from sustenta.cli._panel_files import (
    counted,
    dialect_of,
    first_rows,
    opening,
    read_panel,
)
from sustenta.files import check_target, write_table
from sustenta.panels import assess as assess_panel
from sustenta.panels import computable
from sustenta.panels._derivation import DERIVED, KEYS, YEAR, label
from sustenta.panels._panel import Panel
from sustenta.registry import REASON_LABELS

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

    from sustenta.registry import Lang
    from sustenta.statute import Reading, Sphere

__all__ = ["assess"]

_WIDTH: Final = max(map(len, DERIVED))
#: What the first rows show, where it was computed.
_SHOWN: Final = ("ec29_applied_pct", "ec29_due_pct", "ec29_gap_pp", "megpc_15", "megpc_ec29")

_TEXT: Final = {
    "pt": {
        "computed": "Calculados ({count}):",
        "none": "Nada a calcular: as colunas já estão no painel, ou falta de onde tirá-las.",
        "missing": "sem valor: {reasons}",
        "left_out": "Deixados de fora ({count}), e as colunas que faltam:",
        "first": "Primeiras linhas (com -o, o resultado inteiro é gravado):",
        "written": "Gravado em {file}: {rows}, {columns} colunas",
    },
    "en": {
        "computed": "Computed ({count}):",
        "none": "Nothing to compute: the columns are there, or nothing to compute them from.",
        "missing": "missing: {reasons}",
        "left_out": "Left out ({count}), and the columns they lack:",
        "first": "First rows (-o writes the whole result):",
        "written": "Written to {file}: {rows}, {columns} columns",
    },
}


@click.command()
@file_argument
@out_option
@columns_option
@key_option
@click.option(
    "--indicators",
    callback=names_of,
    metavar="NOME,…",
    help="Só estes indicadores (padrão: todos).",
)
@sphere_option
@reading_option
@share_options(columns=True)
@click.option("--reasons", is_flag=True, help="Grava também por que falta cada valor que falta.")
@style_option()
@encoding_option
@sheet_option
@lang_option
def assess(
    *,
    file: Path,
    out: Path | None,
    columns: dict[str, str],
    key: list[str] | None,
    indicators: list[str] | None,
    sphere: Sphere,
    reading: Reading,
    start_pct: float | str | None,
    own_law_pct: float | str | None,
    style: str,
    encoding: str | None,
    sheet: str | None,
    lang: Lang,
    reasons: bool,
) -> None:
    """Calcula os indicadores que as colunas de FILE permitem (CSV, XLSX ou Parquet).

    Uma linha por município e ano. Mostra o que foi calculado, por que faltam valores e o que ficou
    de fora; com -o grava o painel com as novas colunas, senão mostra as primeiras linhas.
    """
    if out is not None:
        refuse_the_input(out, file, "out")
        check_target(out)
    shares = [share for share in (start_pct, own_law_pct) if isinstance(share, str)]
    table, panel = read_panel(
        file, columns, style=style, encoding=encoding, sheet=sheet, shares=shares
    )
    assessed = assess_panel(
        panel,
        columns=columns,
        key=key,
        indicators=indicators,
        sphere=sphere,
        reading=reading,
        start_pct=start_pct,
        own_law_pct=own_law_pct,
        reasons=True,
    )
    opened = Panel(panel, columns, key)
    click.echo(opening(file.name, opened, lang))
    click.echo("\n" + _computed(opened, assessed, lang))
    if indicators is None:
        click.echo(_left_out(panel, columns, lang))
    result = assessed if reasons else _without_reasons(panel, assessed)
    if out is None:
        click.echo("\n" + _TEXT[lang]["first"] + "\n" + _first_rows(opened, result, lang))
        return
    write_table(result, out, dialect=dialect_of(table, lang))
    written = _TEXT[lang]["written"].format(
        file=out, rows=counted(len(result), "rows", lang), columns=len(result.columns)
    )
    click.echo("\n" + written)


def _without_reasons(panel: pd.DataFrame, assessed: pd.DataFrame) -> pd.DataFrame:
    own = set(panel.columns)
    kept = [
        name
        for name in assessed.columns
        if name in own or str(name).removesuffix("_reason") not in DERIVED or name in DERIVED
    ]
    return assessed[kept]


def _computed(panel: Panel, assessed: pd.DataFrame, lang: Lang) -> str:
    """Say what was computed, and why values are missing."""
    text = _TEXT[lang]
    computed = [name for name in DERIVED if name in assessed and not panel.has(name)]
    lines = [text["computed"].format(count=len(computed)) if computed else text["none"]]
    for name in computed:
        lines.append(f"  {name:{_WIDTH}}  {label(name, lang)}")
        missing = _missing(assessed[f"{name}_reason"], lang)
        if missing:
            lines.append(f"  {'':{_WIDTH}}  {text['missing'].format(reasons=missing)}")
    return "\n".join(lines)


def _left_out(panel: pd.DataFrame, columns: dict[str, str], lang: Lang) -> str:
    """Say what was left out, and which columns it lacks."""
    lacks = computable(panel, columns)
    lacks = lacks[~lacks["computable"]]
    if lacks.empty:
        return ""
    lines = ["", _TEXT[lang]["left_out"].format(count=len(lacks))]
    lines += [
        f"  {name:{_WIDTH}}  {', '.join(lack)}"
        for name, lack in zip(lacks["indicator"], lacks["missing_columns"], strict=True)
    ]
    return "\n".join(lines)


def _missing(reasons: pd.Series, lang: Lang) -> str:
    counts = reasons.value_counts()
    return "; ".join(
        f"{REASON_LABELS[str(name)][lang].lower()} ({count})"
        for name, count in counts.items()
        if count
    )


def _first_rows(panel: Panel, result: pd.DataFrame, lang: Lang) -> str:
    keys: list[Hashable] = [name for name in KEYS if panel.has(name)]
    names = [*(panel.own_name(str(name)) for name in keys), panel.own_name(YEAR)]
    shown = [name for name in _SHOWN if name in result]
    shown = shown or [name for name in DERIVED if name in result and not panel.has(name)][:5]
    return first_rows(result, names, shown, lang)
