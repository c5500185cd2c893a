"""`sustenta audit`: whether the figures of a table hold together, and which ones are wrong."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import pandas as pd

from sustenta._writing import write_text
from sustenta.auditing import Rules
from sustenta.auditing._audit_report import unfitting
from sustenta.auditing._wording import WHY
from sustenta.auditing.audits import audit as audit_tables
from sustenta.auditing.checks import figures_named
from sustenta.auditing.rules import SHIPPED
from sustenta.cli._options import (
    encoding_option,
    file_argument,
    lang_option,
    names_of,
    pairs_of,
    refuse_the_input,
    sheet_option,
    style_option,
)
from sustenta.errors import (
    AmbiguousFiguresError,
    ColumnTypeError,
    DomainError,
    DuplicateKeyError,
    FileFormatError,
    RuleFileError,
    SettingError,
    UnreadableFigureError,
)
from sustenta.figures import format_figures, parse_figures
from sustenta.files import DIALECTS, Table, check_target, read_table, write_table

if TYPE_CHECKING:
    from decimal import Decimal

    from sustenta.auditing.audits import Audit
    from sustenta.registry import Lang

__all__ = ["audit"]

#: What the command ends with.
HOLDS, VIOLATED, USAGE, UNREADABLE = range(4)
_MARKER: Final = "_marker"
#: Undecided rules shown before the list is cut short.
_SHOWN: Final = 20

_TEXT: Final = {
    "pt": {
        "undecided": "Indecididas ({count}):",
        "item": "  {rule} [{where}]: falta {missing}",
        "open": "  {rule} [{where}]: {why}",
        "lacking": "falta com que decidir",
        "nothing": "nada foi verificado: as regras não tratam do que há em {file}",
        "unfitting": ". Procuradas em vão — {names}",
        "more": "  … e mais {count}",
        "repaired": "Gravado em {file}: {said}",
        "one_cell": "1 célula corrigida",
        "cells": "{count} células corrigidas",
        "one_move": "1 troca ou ordem desfeita",
        "moves": "{count} trocas ou ordens desfeitas",
        "reported": "Relatório em {file}",
        "title": "Auditoria de {file}",
    },
    "en": {
        "undecided": "Undecided ({count}):",
        "item": "  {rule} [{where}]: {missing} missing",
        "open": "  {rule} [{where}]: {why}",
        "lacking": "not enough to decide",
        "nothing": "nothing was verified: the rules do not speak of what is in {file}",
        "unfitting": ". Looked for in vain: {names}",
        "more": "  … and {count} more",
        "repaired": "Written to {file}: {said}",
        "one_cell": "1 cell corrected",
        "cells": "{count} cells corrected",
        "one_move": "1 exchange or order undone",
        "moves": "{count} exchanges or orders undone",
        "reported": "Report in {file}",
        "title": "Audit of {file}",
    },
}


@click.command()
@file_argument
@click.option(
    "--rules",
    "names",
    multiple=True,
    required=True,
    metavar="REGRAS",
    help=f"Arquivo de regras (TOML), ou um conjunto que acompanha o pacote: {', '.join(SHIPPED)}.",
)
@click.option("--report", type=click.Path(path_type=Path), help="Onde gravar o relatório: .html.")
@click.option(
    "--repair",
    type=click.Path(path_type=Path),
    help="Onde gravar a tabela com as correções certas: .csv, .xlsx ou .parquet.",
)
@click.option("--strict", is_flag=True, help="Regras indecididas também contam como erro.")
@click.option("--key", callback=names_of, metavar="COLUNA,…", help="O que identifica uma linha.")
@click.option(
    "--precision",
    multiple=True,
    callback=pairs_of("coluna=unidade, como pct=0.01"),
    metavar="COLUNA=UNIDADE,…",
    help="A unidade a que uma coluna foi arredondada: pct=0.01.",
)
@style_option("mixed")
@encoding_option
@sheet_option
@lang_option
def audit(
    *,
    file: Path,
    names: tuple[str, ...],
    report: Path | None,
    repair: Path | None,
    strict: bool,
    key: list[str] | None,
    precision: dict[str, str],
    style: str,
    encoding: str | None,
    sheet: str | None,
    lang: Lang,
) -> None:
    """Audita os números de FILE (CSV, XLSX ou Parquet) segundo regras.

    Sai com 0 se tudo se sustenta (o que falta para decidir é mostrado), 1 se algo não se sustenta,
    2 se o comando ou as regras estão errados ou nada do arquivo pôde ser verificado, 3 se o arquivo
    não pode ser lido.
    """
    _check_targets(file, report, repair)
    rules = _rules(names)
    table, frame = _read(file, rules, style, encoding, sheet)
    try:
        found = audit_tables(frame, rules, key=key, precision=precision or None, lang=lang)
    except (DomainError, DuplicateKeyError) as refusal:
        raise _at_lines(refusal, file, table) from None
    text = _TEXT[lang]
    click.echo(found.report())
    undecided = _undecided(found, lang)
    if undecided:
        click.echo("\n" + "\n".join(undecided))
    # Both are made before either is written.
    title = text["title"].format(file=file.name)
    page = _page(title, found._repr_html_(), undecided, lang)
    if repair is not None:
        fixed, cells, moves = _repaired(table, frame, found)
        dialect = table.dialect if table.dialect is not None else DIALECTS["pt"]
        write_table(fixed, repair, dialect=dialect)
        said = [text["one_cell" if cells == 1 else "cells"].format(count=cells)]
        if moves:
            said.append(text["one_move" if moves == 1 else "moves"].format(count=moves))
        click.echo("\n" + text["repaired"].format(file=repair, said=", ".join(said)))
    if report is not None:
        write_text(report, page, argument="report")
        click.echo("\n" + text["reported"].format(file=report))
    if len(found.findings) or (strict and undecided):
        sys.exit(VIOLATED)
    if not found.decided:
        names_looked_for = "; ".join(unfitting(found))
        why = text["unfitting"].format(names=names_looked_for) if names_looked_for else ""
        click.echo(f"sustenta: {text['nothing'].format(file=file.name)}{why}", err=True)
        sys.exit(USAGE)
    sys.exit(HOLDS)


def _check_targets(file: Path, report: Path | None, repair: Path | None) -> None:
    """Refuse what could not be written: before the work, not after it."""
    if repair is not None:
        refuse_the_input(repair, file, "repair")
        check_target(repair)
    if report is not None:
        refuse_the_input(report, file, "report")
    if report is not None and (report.suffix.lower() != ".html" or not report.parent.is_dir()):
        raise SettingError(
            f"--report {report}: expected a .html file in a folder that is there",
            argument="report",
            problem="no .html file",
        )


def _rules(names: tuple[str, ...]) -> Rules:
    rules = Rules()
    for name in names:
        shipped = name in SHIPPED and not Path(name).exists()
        rules += Rules.shipped(name) if shipped else Rules.read(name)
    return rules


def _read(
    file: Path, rules: Rules, style: str, encoding: str | None, sheet: str | None
) -> tuple[Table, pd.DataFrame]:
    """Read the file, and the columns that rules take for figures with their printed digits."""
    try:
        table = read_table(file, encoding=encoding, sheet=sheet if sheet is not None else 0)
        frame = table.frame
        _check_header(file, frame)
        for name in figures_named(rules, [str(column) for column in frame.columns]):
            if not pd.api.types.is_numeric_dtype(frame[name]):
                frame = _with_figures(table, frame, name, style)
    except (
        AmbiguousFiguresError,
        ColumnTypeError,
        FileFormatError,
        FileNotFoundError,
        UnreadableFigureError,
    ) as refusal:
        if isinstance(refusal, RuleFileError):
            raise
        click.echo(f"sustenta: {refusal}", err=True)
        sys.exit(UNREADABLE)
    return table, frame


def _check_header(file: Path, frame: pd.DataFrame) -> None:
    """Refuse a column that is named twice: no rule could say which is meant."""
    twice = frame.columns[frame.columns.duplicated()].tolist()
    if twice:
        names = ", ".join(map(repr, dict.fromkeys(twice)))
        raise FileFormatError(
            f"{file.name}: the header names {names} more than once; rename one of them",
            path=str(file),
        )


def _with_figures(table: Table, frame: pd.DataFrame, name: str, style: str) -> pd.DataFrame:
    try:
        read = parse_figures(frame[name], style=style, exact=True, markers=True)
    except (AmbiguousFiguresError, ColumnTypeError, UnreadableFigureError) as refusal:
        table.refuse(name, refusal)
    return frame.assign(**{name: read["value"], name + _MARKER: read["marker"]})


def _undecided(found: Audit, lang: Lang) -> list[str]:
    """List what could not be decided, and what it lacks."""
    text = _TEXT[lang]
    lines = []
    rows = found.confrontation.of("undecided")
    names = list(rows.columns)
    keys = names[names.index("table") + 1 : names.index("verdict")]
    for row in rows.to_dict("records"):
        where = ", ".join(str(row[key]) for key in keys if row[key] is not None)
        lacks = ", ".join(row["missing"])
        form = "item" if lacks else "open"
        why = WHY[lang].get(row["why"], row["why"])
        lines.append(text[form].format(rule=row["rule"], where=where, missing=lacks, why=why))
    checks = found.confrontation.checks
    for row in checks[checks["verdict"] == "undecided"].to_dict("records"):
        where = ", ".join(row["row"])
        why = row["why"] if isinstance(row["why"], str) else text["lacking"]
        lines.append(text["open"].format(rule=row["rule"], where=where, why=why))
    if not lines:
        return []
    rest = len(lines) - _SHOWN
    head = text["undecided"].format(count=len(lines))
    more = [text["more"].format(count=rest)] if rest > 0 else []
    return [head, *lines[:_SHOWN], *more]


def _page(title: str, body: str, undecided: list[str], lang: Lang) -> str:
    """Give the report as a page of its own; what is shown of the file is escaped."""
    rest = f"<pre>{escape(chr(10).join(undecided))}</pre>" if undecided else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{"pt-BR" if lang == "pt" else "en"}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        "<style>body{font-family:sans-serif;max-width:60em;margin:2em auto;color:#111}"
        "table{border-collapse:collapse}td,th{border:1px solid #767676;padding:.2em .5em;"
        "text-align:left}</style>\n</head>\n"
        f"<body>\n<h1>{escape(title)}</h1>\n{body}\n{rest}\n</body>\n</html>\n"
    )


def _at_lines(
    refusal: DomainError | DuplicateKeyError, file: Path, table: Table
) -> DomainError | DuplicateKeyError:
    """Say on which lines of the file refused rows stand."""
    row: Any = refusal.facts.get("row")
    rows: Any = refusal.facts.get("rows") or ([row] if isinstance(row, int) else [])
    if not table.lines or not rows:
        return refusal
    lines = ", ".join(str(table.lines[row]) for row in rows)
    word = "line" if len(rows) == 1 else "lines"
    return type(refusal)(f"{file.name}, {word} {lines}: {refusal}", **refusal.facts)


def _repaired(table: Table, frame: pd.DataFrame, found: Audit) -> tuple[pd.DataFrame, int, int]:
    """Give the file's table with nothing changed but what is certainly wrong.

    Texts that stood in another's place are moved as they are printed. Gives how many cells were
    corrected, and how many moves undone, too.
    """
    made = found._mended()  # noqa: SLF001  with where every cell comes from
    (name,) = made.tables
    fixed = made.tables[name]
    moved = made.sources.get(name, {})
    repaired = table.frame.copy()
    for column in repaired.columns:
        cells = table.frame[column].tolist()
        origins = moved.get(str(column)) or [(row, str(column)) for row in range(len(cells))]
        texts = [table.frame[source].iloc[row] for row, source in origins]
        if column in made.log["column"].tolist():
            was = [frame[source].iloc[row] for row, source in origins]
            for row, (before, after) in enumerate(zip(was, fixed[column].tolist(), strict=True)):
                if before is not None and after is not None and before != after:
                    texts[row] = _as_printed(texts[row], after)
        if texts != cells:
            repaired[column] = pd.Series(texts, repaired.index, dtype=repaired[column].dtype)
    return repaired, len(made.log), len(found.repaired()[1]) - len(made.log)


def _as_printed(text: Any, value: Decimal) -> Any:
    """Write a figure as its neighbour before it stood there: same marks, same decimals."""
    if not isinstance(text, str):
        return type(text)(value)
    marks = [mark for mark in text if mark in ".,"]
    places = max(0, -int(value.as_tuple().exponent))
    lang: Lang = "pt" if (marks[-1:] == [","]) == bool(places) else "en"
    grouped = len(marks) > bool(places)
    said = str(format_figures(value, decimals=places, lang=lang))
    return said if grouped else said.replace("." if lang == "pt" else ",", "")
