"""`sustenta report`: a page about a municipality, or about all of a panel."""

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
    sheet_option,
    style_option,
)
from sustenta.cli._panel_files import opening, read_panel
from sustenta.cli._plan_options import (
    cost_option,
    draws_option,
    price_year_option,
    rng_option,
    teams_option,
)
from sustenta.cli._refusals import refusals, refuse_target
from sustenta.figures import format_figures
from sustenta.interpreting.texts import STAGES
from sustenta.panels._panel import Panel
from sustenta.reporting.reports import report as report_panel

if TYPE_CHECKING:
    from sustenta.registry import Lang
    from sustenta.statute import Reading, Sphere

__all__ = ["report"]

_TEXT: Final = {
    "pt": "Relatório em {file} ({size} kB): uma página só, que não busca nada na rede",
    "en": "Report in {file} ({size} kB): a single page that fetches nothing from the network",
}


def _cuts(_: click.Context, __: click.Parameter, given: str) -> list[int]:
    try:
        return [int(cut) for cut in given.split(",")]
    except ValueError:
        raise click.BadParameter(
            f"{given!r}: escreva números inteiros sem pontos, como 20000,100000"
        ) from None


@click.command()
@file_argument
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("relatorio.html"),
    show_default=True,
    help="Onde gravar: .html.",
)
@click.option(
    "--municipality",
    metavar="NOME|CÓDIGO",
    help="De quem é o relatório (padrão: de todos os municípios do painel).",
)
@click.option("--title", help="O título da página.")
@cost_option
@teams_option
@click.option("--years", type=int, help="Quantos anos projetar (padrão: não projeta).")
@draws_option(2_000)
@rng_option(0)
@price_year_option
@click.option(
    "--stage",
    type=click.Choice(list(STAGES["pt"])),
    help="Estágio da despesa (padrão: o que diz a coluna stage, se houver).",
)
@click.option("--source", help="De onde vêm os números.")
@click.option("--extracted", help="Quando foram extraídos de lá.")
@click.option(
    "--cuts",
    callback=_cuts,
    default="20000,100000",
    show_default=True,
    metavar="N,…",
    help="Até quantos habitantes vai cada porte.",
)
@sphere_option
@reading_option
@share_options(columns=False)
@click.option("--no-overwrite", is_flag=True, help="Recusa-se a substituir um arquivo que existe.")
@columns_option
@key_option
@style_option()
@encoding_option
@sheet_option
@lang_option
def report(
    *,
    file: Path,
    out: Path,
    municipality: str | None,
    title: str | None,
    cost: float | None,
    teams: int,
    years: int | None,
    draws: int,
    rng: int,
    price_year: int | None,
    stage: str | None,
    source: str | None,
    extracted: str | None,
    cuts: list[int],
    sphere: Sphere,
    reading: Reading,
    start_pct: float | None,
    own_law_pct: float | None,
    no_overwrite: bool,
    columns: dict[str, str],
    key: list[str] | None,
    style: str,
    encoding: str | None,
    sheet: str | None,
    lang: Lang,
) -> None:
    """Faz de FILE uma página: onde está, como chegou aqui, o que a margem paga, como se compara.

    FILE é um painel com uma linha por município e ano (CSV, XLSX ou Parquet). A página é um só
    arquivo HTML, para o celular, a tela e o papel A4, com o método e a procedência de cada número.
    O que as colunas não permitem é dito, com o que falta.
    """
    refuse_target(out, file, lang, keep=no_overwrite)
    with refusals(lang):
        _, panel = read_panel(file, columns, style=style, encoding=encoding, sheet=sheet)
        click.echo(opening(file.name, Panel(panel, columns, key), lang))
        made = report_panel(
            panel,
            out,
            municipality=municipality,
            title=title,
            columns=columns,
            key=key,
            cost=cost,
            teams=teams,
            years=years,
            draws=draws,
            rng=rng,
            price_year=price_year,
            stage=stage,
            source=file.name if source is None and "source" not in panel else source,
            extracted=extracted,
            cuts=cuts,
            sphere=sphere,
            reading=reading,
            start_pct=start_pct,
            own_law_pct=own_law_pct,
            overwrite=not no_overwrite,
            lang=lang,
        )
    size = format_figures(made.stat().st_size / 1000, decimals=0, lang=lang)
    click.echo(_TEXT[lang].format(file=made, size=size))
