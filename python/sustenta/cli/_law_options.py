"""The options that say which minimum the law asks for, each worded once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

FunctionT = TypeVar("FunctionT", bound=Callable[..., object])

__all__ = ["reading_option", "share_options", "sphere_option"]

sphere_option = click.option(
    "--sphere",
    type=click.Choice(["municipality", "state"]),
    default="municipality",
    show_default=True,
    help="De quem é o mínimo.",
)

reading_option = click.option(
    "--reading",
    type=click.Choice(["uniform", "own_path"]),
    default="uniform",
    show_default=True,
    help="Como se leem 2001 a 2003.",
)


def share_options(*, columns: bool) -> Callable[[FunctionT], FunctionT]:
    """Give the options of the shares that the law leaves open; `columns` may hold them, or not."""
    read = _number_or_column if columns else _number
    kinds, shape = (": número ou coluna", "%|COLUNA") if columns else ("", "%")
    start = click.option(
        "--start-pct", callback=read, metavar=shape, help=f"Percentual aplicado em 2000{kinds}."
    )
    law = click.option(
        "--own-law-pct", callback=read, metavar=shape, help=f"Percentual da lei orgânica{kinds}."
    )
    return lambda command: start(law(command))


def _number_or_column(
    _: click.Context, __: click.Parameter, given: str | None
) -> float | str | None:
    """Read a percentage, or the name of a column."""
    if given is None:
        return None
    try:
        return float(given.replace(",", "."))
    except ValueError:
        return given


def _number(context: click.Context, option: click.Parameter, given: str | None) -> float | None:
    """Read a percentage."""
    read = _number_or_column(context, option, given)
    if isinstance(read, str):
        raise click.BadParameter(f"{given!r}: escreva um percentual, como 12,5")
    return read
