"""`sustenta study`: the study of 2006, recomputed from its own printed tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from sustenta._sentences import listed
from sustenta.cli._options import lang_option
from sustenta.studies import proesf2006
from sustenta.studies.proesf2006._outputs import write_outputs

if TYPE_CHECKING:
    from sustenta.registry import Lang

__all__ = ["study"]

_TEXT: Final = {
    "pt": {
        "written": "Gravado em {directory}: {files}",
        "plots": "Os gráficos ficaram de fora, porque falta o {library}: {command}",
        "excel": "A planilha ficou de fora, porque falta o {library}: {command}",
        "tables": "As tabelas do artigo ficaram sem {formats}, por falta de {library}: {command}",
        "trouble": "não foi possível gravar em {directory}: {trouble}",
    },
    "en": {
        "written": "Written into {directory}: {files}",
        "plots": "The charts were left out, because {library} is missing: {command}",
        "excel": "The workbook was left out, because {library} is missing: {command}",
        "tables": "The article's tables were not written for {formats}, for want of {library}: "
        "{command}",
        "trouble": "cannot write into {directory}: {trouble}",
    },
}
#: What the libraries of the extra of tables write.
_FORMATS: Final = {"python-docx": "Word", "xlsxwriter": "Excel"}


@click.command()
@click.option(
    "--out",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    help="Pasta em que gravar tabelas, células, perfil e gráficos.",
)
@lang_option
def study(directory: Path | None, lang: Lang) -> None:
    """Refaz o estudo de 2006 a partir dos números que ele imprime.

    Mostra o resumo por tabela, cada célula que diverge do seu recálculo e os achados sobre tabelas
    inteiras. Com --out, grava as tabelas recalculadas (CSV; XLSX com o extra excel), as células, o
    perfil, a lista de classes que falta no artigo, os dois gráficos da margem de expansão (PNG e
    SVG; com o extra plots) e as dez tabelas do artigo para ler: como estão impressas
    (article_printed) e recriadas (article_recreated), em HTML e LaTeX; em Word e Excel com o extra
    tables.
    """
    recreation = proesf2006.recreate(lang=lang)
    click.echo(recreation.report())
    if directory is None:
        return
    text = _TEXT[lang]
    try:
        written = write_outputs(recreation, proesf2006.panel(), proesf2006.margins(), directory)
    except OSError as trouble:
        message = text["trouble"].format(directory=directory, trouble=trouble.strerror or trouble)
        raise click.ClickException(message) from trouble
    click.echo("\n" + text["written"].format(directory=directory, files=", ".join(written.files)))
    for extra in dict.fromkeys(missing.extra for missing in written.missing):
        libraries = [each.library for each in written.missing if each.extra == extra]
        said = text[extra].format(
            library=listed(libraries, lang),
            formats=listed([_FORMATS.get(library, library) for library in libraries], lang),
            command=f'pip install "sustenta[{extra}]"',
        )
        click.echo(said)
