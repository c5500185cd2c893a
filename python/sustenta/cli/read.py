"""`sustenta read`: from the files that people have to the panel that `assess` takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sustenta.cli._options import lang_option
from sustenta.errors import SettingError
from sustenta.files import DIALECTS, check_target, write_table
from sustenta.sources import panel
from sustenta.sources._derived import DERIVATIONS
from sustenta.sources._recognition import READERS, read_any

if TYPE_CHECKING:
    from sustenta.registry import Lang

__all__ = ["read"]

_TEXT: Final = {
    "pt": {
        "file": "{file}: {figures} valores, {reports} linhas à parte",
        "panel": "Painel: {rows} linhas (município e ano), {columns} colunas",
        "apart": "  {count} à parte: {why}",
        "conflict": "  as fontes divergem em {name}, {code}, {year}: {values}",
        "more": "  … e mais {count}",
        "missing": "  {count} células sem valor",
        "derived": "  {count} valores de {name} derivados",
        "written": "Gravado em {path}",
        "trouble": "não foi possível gravar em {path}: {trouble}",
    },
    "en": {
        "file": "{file}: {figures} values, {reports} rows set apart",
        "panel": "Panel: {rows} rows (municipality and year), {columns} columns",
        "apart": "  {count} set apart: {why}",
        "conflict": "  the sources disagree on {name}, {code}, {year}: {values}",
        "more": "  … and {count} more",
        "missing": "  {count} cells without a value",
        "derived": "  {count} values of {name} derived",
        "written": "Written into {path}",
        "trouble": "cannot write into {path}: {trouble}",
    },
}
_SUFFIXES: Final = (".parquet", ".csv", ".xlsx")
#: Conflicts shown before the list is cut short.
_SHOWN: Final = 10


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Onde gravar o painel: .parquet, .csv ou .xlsx.",
)
@click.option(
    "--rows",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Onde gravar também as linhas lidas, com totais, avisos e o que ficou de fora.",
)
@click.option(
    "--reader",
    type=click.Choice(list(READERS)),
    help="Leitor de todos os arquivos; sem ele, o conteúdo decide.",
)
@click.option("--code", help="Código do município, quando o arquivo não o traz.")
@click.option("--year", type=int, help="Ano, quando o arquivo não o traz.")
@click.option(
    "--columns", help="Nomes das colunas, separados por vírgula, quando o arquivo não os traz."
)
@click.option(
    "--derive",
    multiple=True,
    type=click.Choice(list(DERIVATIONS)),
    help="Coluna a derivar do percentual declarado onde a fonte não traz a base.",
)
@click.option(
    "--prefer",
    multiple=True,
    help="Fonte que vale quando duas divergem: parte do caminho, com * (em ordem de preferência).",
)
@click.option("--stage", multiple=True, help="Estágio da despesa: empenhada, liquidada ou paga.")
@click.option("--complete", is_flag=True, help="Recusar o que não confere com o seu Total.")
@lang_option
def read(  # noqa: PLR0917  click fills them by name
    files: tuple[Path, ...],
    out: Path,
    rows: Path | None,
    reader: str | None,
    code: str | None,
    year: int | None,
    columns: str | None,
    derive: tuple[str, ...],
    prefer: tuple[str, ...],
    stage: tuple[str, ...],
    lang: Lang,
    *,
    complete: bool,
) -> None:
    """Lê declarações (SIOPS, RREO, SICONFI, FINBRA, IBGE, tabelas) e grava um painel.

    Uma linha por município e ano, pronta para `sustenta assess`. Mostra o que ficou à parte e por
    quê, onde as fontes divergem e o que falta.
    """
    import pandas as pd

    text = _TEXT[lang]
    for path in (out, rows):
        if path is not None:
            _check(path)
    given: dict[str, Any] = {"code": code, "year": year}
    given["columns"] = [name.strip() for name in columns.split(",")] if columns else None
    options = {name: value for name, value in given.items() if value is not None}
    if complete:
        options["complete"] = True
    frames = []
    for file in files:
        frame = read_any(file, reader=reader, **options)
        kept = int(frame["note"].isna().sum())
        click.echo(text["file"].format(file=file, figures=kept, reports=len(frame) - kept))
        frames.append(frame)
    joined = panel(
        *frames,
        derive=derive,
        prefer=list(prefer) or None,
        stage=list(stage) or None,
        report=True,
    )
    _say(joined, derive, text)
    made = [(joined.panel, out)]
    if rows is not None:
        made.append((pd.concat(frames, ignore_index=True), rows))
    for frame, path in made:
        try:
            write_table(frame, path, dialect=DIALECTS["en"])
        except OSError as trouble:
            reason = trouble.strerror or trouble
            message = text["trouble"].format(path=path, trouble=reason)
            raise click.ClickException(message) from trouble
        click.echo(text["written"].format(path=path))


def _say(joined: Any, derive: tuple[str, ...], text: dict[str, str]) -> None:
    frame = joined.panel
    click.echo(text["panel"].format(rows=len(frame), columns=len(frame.columns)))
    for why, count in joined.apart["why"].value_counts().items():
        click.echo(text["apart"].format(count=count, why=why))
    cells = list(joined.conflicts.groupby(["code", "year", "name"]))
    for (code, year, name), rows in cells[:_SHOWN]:
        values = ", ".join(f"{row.value} ({row.source})" for row in rows.itertuples())
        click.echo(text["conflict"].format(name=name, code=code, year=year, values=values))
    if len(cells) > _SHOWN:
        click.echo(text["more"].format(count=len(cells) - _SHOWN))
    for name in derive:
        derived = int((frame[f"{name}_origin"] == "derived").sum())
        click.echo(text["derived"].format(count=derived, name=name))
    if len(joined.missing):
        click.echo(text["missing"].format(count=len(joined.missing)))


def _check(path: Path) -> None:
    """Refuse a file that could not be written: before anything is read."""
    if path.suffix.lower() not in _SUFFIXES:
        raise SettingError(
            f"{path} ends in {path.suffix!r}; a panel is written as .parquet, .csv or .xlsx",
            argument="out",
            problem="no such form",
        )
    check_target(path)
