"""The options that several commands take, each worded once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from sustenta.errors import SettingError

FunctionT = TypeVar("FunctionT", bound=Callable[..., object])

__all__ = [
    "columns_option",
    "encoding_option",
    "file_argument",
    "key_option",
    "lang_option",
    "names_of",
    "out_option",
    "pairs_of",
    "refuse_the_input",
    "sheet_option",
    "style_option",
]


def names_of(_: click.Context, __: click.Parameter, given: str | None) -> list[str] | None:
    """Read names that commas part."""
    return None if given is None else [name.strip() for name in given.split(",") if name.strip()]


def pairs_of(
    words: str,
) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], dict[str, str]]:
    """Read pairs, several in one text or one a time; `words` say what one looks like."""

    def read(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
        pairs = {}
        for text in ",".join(given).split(",") if given else ():
            name, equals, value = text.partition("=")
            if not equals or not name.strip() or not value.strip():
                raise click.BadParameter(f"{text!r}: escreva {words}")
            pairs[name.strip()] = value.strip()
        return pairs

    return read


file_argument = click.argument("file", type=click.Path(path_type=Path))

out_option = click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="Onde gravar: .csv, .xlsx ou .parquet."
)

columns_option = click.option(
    "--columns",
    multiple=True,
    callback=pairs_of("nome=coluna, como population=POP"),
    metavar="NOME=COLUNA,…",
    help="As colunas que têm outro nome no arquivo: population=POP,year=ANO.",
)

key_option = click.option(
    "--key", callback=names_of, metavar="COLUNA,…", help="O que identifica o município."
)

encoding_option = click.option(
    "--encoding", help="Codificação de um arquivo de texto (padrão: descobre)."
)

sheet_option = click.option(
    "--sheet", help="Planilha de uma pasta de trabalho (padrão: a primeira)."
)

lang_option = click.option(
    "--lang",
    type=click.Choice(["pt", "en"]),
    default="pt",
    show_default=True,
    help="Idioma dos textos (language of the texts).",
)


def style_option(*more: str) -> Callable[[FunctionT], FunctionT]:
    """Give the option of how figures are read; a command may take more styles."""
    return click.option(
        "--style",
        type=click.Choice(["column", "pt", "en", "plain", *more]),
        default="column",
        show_default=True,
        help="Como se leem os números; column descobre em cada coluna, e recusa as ambíguas.",
    )


def refuse_the_input(target: Path, file: Path, argument: str) -> None:
    """Refuse to write over what is read."""
    if target.exists() and file.exists() and target.samefile(file):
        raise SettingError(
            f"{target} is the input itself; give another file",
            argument=argument,
            problem="the input",
        )
