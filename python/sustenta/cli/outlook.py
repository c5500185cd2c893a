"""`sustenta outlook`: the years to come, the teams that a margin pays for, and if it lasts."""

from __future__ import annotations

import warnings
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sustenta.cli._options import (
    columns_option,
    encoding_option,
    file_argument,
    key_option,
    lang_option,
    out_option,
    refuse_the_input,
    sheet_option,
    style_option,
)
from sustenta.cli._panel_files import dialect_of, first_rows, opening, read_panel
from sustenta.cli._plan_options import (
    cost_option,
    draws_option,
    price_year_option,
    rng_option,
    teams_option,
)
from sustenta.errors import NoIntervalWarning, SettingError
from sustenta.figures import format_figures
from sustenta.files import check_target, write_table
from sustenta.outlook import plan_teams, sufficiency
from sustenta.panels._derivation import YEAR
from sustenta.panels._panel import Panel
from sustenta.projecting import Projection, permanence, project, residual_pool
from sustenta.projecting._assumptions import assumptions_from_texts
from sustenta.projecting._given import MODELS, level_name

if TYPE_CHECKING:
    import pandas as pd

    from sustenta.registry import Lang

__all__ = ["outlook"]

#: What a plan adds to the projection.
_OF_PLAN: Final = ("required_pc", "covered", "permanence_pct", "permanence_so_far_pct")

_TEXT: Final = {
    "pt": {
        "plan": "Equipes que a margem projetada de {year} paga, a R$ {cost} por equipe ao ano "
        "(valores {prices}): {teams} em {payers} de {count} município(s). O custo fica o mesmo nos "
        "anos projetados.",
        "lasting": "A linha cobre o plano em todos os anos: {lasting} de {known} município(s) com "
        "equipes novas.",
        "first": "Primeiras linhas (com -o, o resultado inteiro é gravado):",
        "written": "Gravado em {file}: {rows} linhas, {columns} colunas",
    },
    "en": {
        "plan": "Teams that the projected margin of {year} pays for, at R$ {cost} a team a year "
        "({prices}): {teams} in {payers} of {count} municipality(ies). The cost stays the same in "
        "the years projected.",
        "lasting": "The line covers the plan in all years: {lasting} of {known} municipality(ies) "
        "with new teams.",
        "first": "First rows (-o writes the whole result):",
        "written": "Written to {file}: {rows} rows, {columns} columns",
    },
}


def _levels(_: click.Context, __: click.Parameter, given: str) -> list[float]:
    try:
        return [
            float(level.replace(",", ".")) for level in given.split(";" if ";" in given else ",")
        ]
    except ValueError:
        raise click.BadParameter(f"{given!r}: escreva percentuais, como 50,80,95") from None


@click.command()
@file_argument
@click.option("--years", type=int, required=True, help="Quantos anos projetar.")
@out_option
@cost_option
@teams_option
@click.option(
    "--model",
    type=click.Choice(MODELS),
    default="log-linear",
    show_default=True,
    help="Como a linha segue.",
)
@click.option(
    "--damping", type=float, default=0.9, show_default=True, help="Do modelo damped, por ano."
)
@click.option(
    "--pool",
    is_flag=True,
    help="Os municípios do painel têm o mesmo ruído: dá intervalo a quem tem menos de 8 anos.",
)
@click.option(
    "--assume",
    "assumed",
    multiple=True,
    metavar="HIPÓTESE",
    help="sus_transfers_pc=frozen, linked_revenue_pc=-3%@2027, minimum_share_pct=20; "
    "pode repetir-se.",
)
@click.option(
    "--intervals",
    callback=_levels,
    default="50,80,95",
    show_default=True,
    help="Intervalos, em % dos sorteios.",
)
@draws_option(10_000)
@rng_option()
@price_year_option
@columns_option
@key_option
@style_option()
@encoding_option
@sheet_option
@lang_option
def outlook(
    *,
    file: Path,
    years: int,
    out: Path | None,
    cost: float | None,
    teams: int,
    model: str,
    damping: float,
    pool: bool,
    assumed: tuple[str, ...],
    intervals: list[float],
    draws: int,
    rng: int | None,
    price_year: int | None,
    columns: dict[str, str],
    key: list[str] | None,
    style: str,
    encoding: str | None,
    sheet: str | None,
    lang: Lang,
) -> None:
    """Projeta receita, transferências, despesa e margem de FILE, por município e ano.

    FILE é um painel com uma linha por município e ano (CSV, XLSX ou Parquet). Com --cost diz também
    quantas equipes a margem do primeiro ano projetado paga, e com que probabilidade a margem as
    sustenta.
    """
    if out is not None:
        refuse_the_input(out, file, "out")
        check_target(out)
    table, panel = read_panel(file, columns, style=style, encoding=encoding, sheet=sheet)
    settings: dict[str, Any] = {"columns": columns, "key": key}
    how: dict[str, Any] = {**settings, "model": model, "damping": damping, "price_year": price_year}
    with warnings.catch_warnings():
        # The text names them.
        warnings.simplefilter("ignore", NoIntervalWarning)
        made = project(
            panel,
            years=years,
            pool=residual_pool(panel, **how) if pool else None,
            assumptions=assumptions_from_texts(assumed),
            intervals_pct=intervals,
            draws=draws,
            rng=rng,
            **how,
        )
    opened = Panel(panel, columns, key)
    click.echo(opening(file.name, opened, lang) + "\n\n" + made.text(lang))
    result = made.frame
    if cost is not None:
        plan = _plan(made, cost=cost, teams=teams)
        result = _with_plan(made, plan)
        click.echo("\n" + _said(made, result, cost, lang))
    if out is None:
        click.echo("\n" + _TEXT[lang]["first"] + "\n" + _first_rows(made, result, lang))
        return
    write_table(result, out, dialect=dialect_of(table, lang))
    click.echo(
        "\n"
        + _TEXT[lang]["written"].format(file=out, rows=len(result), columns=len(result.columns))
    )


def _plan(made: Projection, *, cost: float, teams: int) -> pd.DataFrame:
    """Give the teams that the margin of each municipality's first projected year pays for."""
    plan: pd.DataFrame = plan_teams(made, cost=cost, teams=teams)
    first = plan[plan[YEAR] == made.years[0]].drop(columns=YEAR)
    if first["planned_cost"].isna().all():
        raise SettingError(
            "no municipality has a margin and a population to plan teams with",
            argument="cost",
            problem="no plan",
        )
    return first


def _with_plan(made: Projection, plan: pd.DataFrame) -> pd.DataFrame:
    """Add to a projection the teams planned, and whether its margins cover them."""
    frame: pd.DataFrame = made.frame
    lasts = permanence(made, plan)
    enough = sufficiency(made, plan)
    added = {name: lasts[name].to_numpy() for name in _OF_PLAN}
    new = plan["new_teams"].repeat(len(made.years)).array
    return frame.assign(
        new_teams=new, **added, sufficiency_ratio=enough["sufficiency_ratio"].to_numpy()
    )


def _said(made: Projection, result: pd.DataFrame, cost: float, lang: Lang) -> str:
    groups = [result[name] for name in _keys(result)]
    new = result["new_teams"].groupby(groups).first().dropna()
    covered = result["covered"].astype("boolean").groupby(groups)
    # Where there is no team to pay for there is nothing to last.
    known = (covered.count() == covered.size()) & (new.reindex(covered.size().index) > 0)
    lasting = known & covered.all()
    text = _TEXT[lang]

    def counted(number: int) -> str:
        return str(format_figures(number, decimals=0, lang=lang))

    return "\n".join(
        (
            text["plan"].format(
                year=made.years[0],
                cost=format_figures(cost, decimals=2, lang=lang),
                prices=made.prices_in_words(lang),
                teams=counted(int(new.sum())),
                payers=counted(int((new > 0).sum())),
                count=counted(len(new)),
            ),
            text["lasting"].format(
                lasting=counted(int(lasting.sum())), known=counted(int(known.sum()))
            ),
        )
    )


def _keys(frame: pd.DataFrame) -> list[str]:
    """Name the columns of the key: those before the year."""
    return list(takewhile(lambda name: name != YEAR, frame.columns))


def _first_rows(made: Projection, result: pd.DataFrame, lang: Lang) -> str:
    names = [*_keys(result), YEAR]
    shown = ["dpspc", "health_expenditure_pc", "megpc"]
    if made.intervals_pct:
        level = level_name(made.intervals_pct[len(made.intervals_pct) // 2])
        shown += [f"megpc_low_{level}", f"megpc_high_{level}"]
    shown += [name for name in ("sufficiency_ratio", "permanence_pct") if name in result]
    return first_rows(result, names, shown, lang)
