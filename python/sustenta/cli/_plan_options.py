"""The options of a look ahead, its draws and the teams that it plans, each worded once."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar

import click

from sustenta.errors import AmbiguousFiguresError, UnreadableFigureError
from sustenta.figures import typed_figure

FunctionT = TypeVar("FunctionT", bound=Callable[..., object])

__all__ = ["cost_option", "draws_option", "price_year_option", "rng_option", "teams_option"]


def _cost(_: click.Context, __: click.Parameter, given: str | None) -> float | None:
    if given is None:
        return None
    try:
        cost = math.nan if "%" in given else typed_figure(given)
    except AmbiguousFiguresError as error:
        (_pt, one), (_en, other) = error.readings[:2]
        raise click.BadParameter(
            f"{given!r} pode ser {one} ou {other}; escreva 300000 ou 300.000,00"
        ) from None
    except UnreadableFigureError:
        cost = math.nan
    if not 0 < cost < math.inf:
        raise click.BadParameter(
            f"{given!r}: escreva quanto custa uma equipe ao ano, em R$, acima de zero, "
            "como 300000 ou 300.000,00"
        )
    return cost


cost_option = click.option(
    "--cost",
    callback=_cost,
    metavar="R$",
    help="Custo de uma equipe ao ano, em R$ (com --price-year, nos preços desse ano), que nenhuma "
    "norma fixa; sem ele, não se planejam equipes.",
)

teams_option = click.option(
    "--teams",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Equipes que já existem.",
)

price_year_option = click.option(
    "--price-year", type=int, help="Preços deste ano, pelo IPCA (padrão: correntes)."
)


def draws_option(default: int) -> Callable[[FunctionT], FunctionT]:
    """Give the option of how many draws are made."""
    return click.option(
        "--draws", type=int, default=default, show_default=True, help="Quantos sorteios."
    )


def rng_option(default: int | None = None) -> Callable[[FunctionT], FunctionT]:
    """Give the option of what the draws start from; without a default they differ each time."""
    return click.option(
        "--rng",
        type=int,
        default=default,
        show_default=default is not None,
        help="Número inteiro que torna os sorteios repetíveis.",
    )
