"""Write docs/gallery.md and its pictures: every chart, for 16 municipalities and for the country.

The pictures are of made-up data (`examples.panel`), small, and carry their words. Run it after a
chart has changed its look, and look at what it wrote.
"""

from __future__ import annotations

import io
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image, PngImagePlugin

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import sustenta as st  # noqa: E402
from charts import CHARTS  # noqa: E402  the tests draw the same pictures

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sustenta.registry import Lang

#: No picture is larger than so many bytes.
MOST: Final = 60_000
COLOURS: Final = 48
DPI: Final = 80

#: Each chart: its title in both languages, and the call that draws it.
PAGES: Final = {
    "margins": (
        "Margem de expansão, em linhas",
        "Margins, as slopes",
        'st.plots.margins(assessed, scenario="15")',
    ),
    "margins_multiples": (
        "Margem de expansão, em gráficos pequenos",
        "Margins, as small multiples",
        'st.plots.margins(assessed, scenario="ec29", form="multiples")',
    ),
    "potential": (
        "Despesa potencial e realizada",
        "Potential and actual expenditure",
        "st.plots.potential(assessed, year=2012)",
    ),
    "minimum_share": (
        "Mínimo devido e percentual aplicado",
        "Minimum due and share applied",
        "st.plots.minimum_share(assessed)",
    ),
    "profile": (
        "Perfil dos municípios",
        "Profile of the municipalities",
        'st.plots.profile(st.profile(panel, execution), sort="execution_class")',
    ),
    "execution": (
        "Execução financeira",
        "Financial execution",
        "st.plots.execution(st.examples.execution(16))",
    ),
    "ranking": (
        "Ordem das margens, nas duas leituras",
        "Margins in order, in both readings",
        'st.plots.ranking(assessed, scenario="15")',
    ),
    "distribution": (
        "Distribuição, com a linha de 15%",
        "Distribution, with the 15 % line",
        "st.plots.distribution(assessed, year=2012)",
    ),
    "lorenz": ("Curva de Lorenz", "Lorenz curve", "st.plots.lorenz(curve)"),
    "concentration": (
        "Curvas de concentração",
        "Concentration curves",
        (
            'columns = ["health_expenditure_pc", "sus_transfers_pc", "linked_revenue_pc"]\n'
            'st.plots.concentration(assessed, columns, rank_by="linked_revenue_pc", '
            'weights="population")'
        ),
    ),
    "effort_and_base": (
        "Esforço e base",
        "Effort and base",
        "st.plots.effort_and_base(parts)",
    ),
    "coverage": ("Cobertura por equipes", "Coverage by teams", "st.plots.coverage(plan)"),
    "fan": ("Projeção, com intervalos", "Projection, with intervals", "st.plots.fan(p, assessed)"),
    "fan_one": (
        "Projeção de um município",
        "Projection of one municipality",
        'st.plots.fan(p, assessed, highlight=["Município Sintético 001"])',
    ),
    "findings": (
        "A auditoria sobre a própria tabela",
        "The audit on the table itself",
        "st.plots.findings(table, found)",
    ),
    "map": ("Mapa", "Map", 'st.plots.map(shapes, assessed, "megpc_15")'),
    "map_classes": (
        "Mapa de classes",
        "Map of classes",
        'st.plots.map(shapes, classes, "execution_class")',
    ),
}

HEAD: Final = """\
# Galeria · Gallery

Todos os gráficos de `st.plots`, desenhados com dados sintéticos: nenhum destes municípios existe. À
esquerda 16 municípios, em português; à direita 5.570 (num mapa, 100), em inglês. O desenho muda com
o número: cada um com seu nome, alguns com nome, ou o conjunto. `lang=` escolhe a língua, `ax=` onde
desenhar, `st.plots.alt_text(ax)` dá a figura em palavras, e `st.plots.save(ax, "figura.svg")`
grava-a com elas.

Every chart of `st.plots`, drawn from made-up data: none of these municipalities exists. On the left
16 municipalities, in Portuguese; on the right 5,570 (on a map, 100), in English. The design changes
with the number: each named, some named, or all of them together. `lang=` chooses the language,
`ax=` where to draw, `st.plots.alt_text(ax)` gives the picture in words, and
`st.plots.save(ax, "figure.svg")` writes it with them.

This page is written by `scripts/gallery.py`.
"""


def small(ax: Axes, path: Path) -> int:
    """Write a picture with few colours; give its size in bytes."""
    figure = ax.get_figure(root=True)
    held = io.BytesIO()
    figure.savefig(held, format="png", dpi=DPI)  # type: ignore[union-attr]
    words = PngImagePlugin.PngInfo()
    words.add_itxt("Title", ax.get_title(loc="left"))
    words.add_itxt("Description", st.plots.alt_text(ax))
    with Image.open(held) as image:
        few = image.convert("RGB").quantize(COLOURS)
        few.save(path, optimize=True, pnginfo=words)
    return path.stat().st_size


def section(name: str, folder: Path) -> str:
    """Draw a chart twice, and write its section."""
    pt, en, call = PAGES[name]
    drawn: list[tuple[str, str]] = []
    sizes: tuple[tuple[tuple[int, ...], Lang], ...] = (((16,), "pt"), ((5570, 100), "en"))
    for counts, lang in sizes:
        for count in counts:
            ax = CHARTS[name](count, lang)
            path = folder / f"{name}-{count}.png"
            if small(ax, path) <= MOST:
                alt = st.plots.alt_text(ax)
                shown = f'<img src="gallery/{path.name}" width="49%" alt="{escape(alt)}">'
                drawn.append((shown, alt))
                break
            path.unlink()
            print(f"{path.name} is larger than {MOST} bytes: left out")
    pictures = "\n".join(shown for shown, _ in drawn)
    captions = "\n\n".join(alt for _, alt in drawn)
    return f"## {pt} · {en}\n\n```python\n{call}\n```\n\n{pictures}\n\n{captions}\n"


def main() -> None:
    """Write the page and its pictures."""
    folder = ROOT / "docs" / "gallery"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    parts = [HEAD, *(section(name, folder) for name in CHARTS)]
    (ROOT / "docs" / "gallery.md").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
