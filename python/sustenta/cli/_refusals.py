"""What the package refuses, said in Portuguese to who typed a command: which option, what to do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sustenta._names import closest, listed, shortened
from sustenta.errors import (
    AmbiguousFiguresError,
    ColumnMissingError,
    DomainError,
    DuplicateKeyError,
    FileFormatError,
    MissingExtraError,
    NotComputableError,
    SettingError,
    SustentaError,
    UnknownNameError,
    UnreadableFigureError,
)
from sustenta.reporting.reports import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sustenta.registry import Lang

__all__ = ["refusals", "refuse_target"]

_TARGET: Final = {
    "pt": {
        "input": "{path} é o próprio arquivo de entrada; dê outro em --out",
        "suffix": "{path}: a página é .html ou .htm; dê outro nome em --out",
        "no folder": "{path}: não há a pasta {folder}; crie-a, ou dê outro caminho em --out",
        "folder": "{path} é uma pasta; dê um arquivo em --out",
        "there": "{path} já existe, e --no-overwrite não deixa substituí-lo; dê outro em --out, ou "
        "tire --no-overwrite",
    },
    "en": {
        "input": "{path} is the input itself; give another file in --out",
        "suffix": "{path}: the page is .html or .htm; give another name in --out",
        "no folder": "{path}: there is no folder {folder}; make it, or give another path in --out",
        "folder": "{path} is a folder; give a file in --out",
        "there": "{path} is there already, and --no-overwrite keeps it; give another in --out, or "
        "leave --no-overwrite out",
    },
}
#: What a refused setting asks for, by the option that gives it.
_SETTINGS: Final = {
    "panel": "o arquivo não tem linhas; o relatório precisa de ao menos um município e ano",
    "municipality": "--municipality: há mais de um município com esse nome; dê o código, ou a UF e "
    "o nome, como PA/Acará",
    "cuts": "--cuts: dê números inteiros de habitantes, em ordem crescente, como 20000,100000",
    "years": "--years: dê de 1 a 100 anos",
    "draws": "--draws: dê de 1 a 1000000 sorteios",
    "rng": "--rng: dê um número inteiro, zero ou maior",
    "cost": "--cost: dê quanto custa uma equipe ao ano, em R$, acima de zero",
    "to": "--price-year: o IPCA do pacote não tem esse ano",
    "start_pct": "--start-pct: dê um percentual, como 12,5",
    "own_law_pct": "--own-law-pct: dê um percentual, como 12,5",
}


def refuse_target(out: Path, file: Path, lang: Lang, *, keep: bool) -> None:
    """Refuse a file that could not be written, or would be lost: before the work.

    Raises
    ------
    SettingError
        For the input itself; for a file that is there, with `keep`.
    FileFormatError
        For another suffix, a folder that is not there, or a folder.
    """
    problem = None
    if out.exists() and file.exists() and out.samefile(file):
        problem = "input"
    elif out.suffix.lower() not in SUFFIXES:
        problem = "suffix"
    elif not out.parent.is_dir():
        problem = "no folder"
    elif out.is_dir():
        problem = "folder"
    elif keep and out.exists():
        problem = "there"
    if problem is None:
        return
    said = _TARGET[lang][problem].format(path=out, folder=out.parent)
    if problem in ("input", "there"):
        raise SettingError(said, argument="out", problem=problem)
    raise FileFormatError(said, path=str(out))


@contextmanager
def refusals(lang: Lang) -> Iterator[None]:
    """Say what is refused within the block in the language of the command."""
    try:
        yield
    except (SustentaError, FileNotFoundError) as refusal:
        if lang != "pt":
            raise
        said = _said(refusal) or f"recusado, nas palavras do pacote: {refusal}"
        raise SustentaError(said) from refusal


def _said(refusal: Exception) -> str | None:  # noqa: PLR0911  a case, a sentence
    """Say a refusal from its facts; None of what has none that an option answers to."""
    match refusal:
        case FileNotFoundError():
            return str(refusal).replace("there is no file", "não há o arquivo")
        case AmbiguousFiguresError():
            readings = " ou ".join(reading for _, reading in refusal.readings)
            return (
                f"{_at(refusal.row)}{refusal.text!r} pode ser {readings}; diga qual em --style "
                "(pt, en ou plain)"
            )
        case UnreadableFigureError():
            return (
                f"{_at(refusal.row)}{refusal.text!r} não se lê como número; corrija o arquivo, "
                "ou diga em --style como se escrevem os números (pt, en ou plain)"
            )
        case UnknownNameError():
            return _unknown(refusal)
        case ColumnMissingError():
            return (
                f"falta a coluna {', '.join(map(shortened, refusal.missing))}; diga em --columns "
                f"como se chama no arquivo (nome=coluna). O arquivo tem: {listed(refusal.found)}"
            )
        case DuplicateKeyError():
            rows = [str(row + 1) for row in refusal.rows]
            return (
                f"um município tem mais de uma linha no mesmo ano (linhas de dados "
                f"{listed(rows)}); tire as repetidas, ou diga em --key o que identifica o município"
            )
        case NotComputableError():
            return f"o arquivo não permite o cálculo: faltam {', '.join(refusal.missing)}"
        case MissingExtraError():
            return f'falta a biblioteca {refusal.library}: pip install "sustenta[{refusal.extra}]"'
        case SettingError() | DomainError():
            return _SETTINGS.get(refusal.argument)
        case _:
            return None


def _at(row: int | None) -> str:
    return "" if row is None else f"linha de dados {row + 1}: "


def _unknown(refusal: UnknownNameError) -> str | None:
    if refusal.what != "municipality":
        return None
    near = closest(refusal.found, refusal.known)
    meant = f"; seria {shortened(near)!r}?" if near else ""
    return (
        f"--municipality: não há no arquivo o município {shortened(refusal.found)!r}{meant}"
        f" Há: {listed(refusal.known)}"
    )
