"""Writes tables as TabNet does, in each of its layouts. It knows nothing of the package."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

MISSING = {"csv": "-", "html": "...", "prn": "-"}
TITLE = "Indicadores Municipais"


@dataclass
class Table:
    """A table: municipalities down; the columns are items of one year, or years of one item."""

    rows: list[tuple[str, str]]
    columns: list[str]
    cells: list[list[str | None]]
    uf: str
    year: int | None = None
    item: str | None = None
    total: list[str | None] = field(default_factory=list)

    @property
    def across(self) -> bool:
        return self.year is None

    @property
    def period(self) -> str:
        if self.year is not None:
            return str(self.year)
        return ", ".join(sorted((name for name in self.columns if name.isdigit()), reverse=True))


def figure(centavos: int, *, groups: bool) -> str:
    """A figure with two decimals, as printed in Brazil."""
    whole, rest = divmod(abs(centavos), 100)
    shown = f"{whole:,}".replace(",", ".") if groups else str(whole)
    return f"{'-' if centavos < 0 else ''}{shown},{rest:02d}"


def as_csv(table: Table, *, titles: bool = True, end: str = "\n", foot: bool = False) -> str:
    head = "Munic-BR" if table.year is not None else "Municípios"
    lines = []
    if titles:
        said = "".join(name.replace("_", " ") for name in table.columns)
        lines.append(TITLE)
        if table.across:
            lines.append(f"{table.item} por Ano segundo {head}")
        else:
            lines += [f"{said} por {head}", f"UF: {table.uf}"]
        lines.append(f"Período:{table.period}")
        lines.append(";".join(f'"{name}"' for name in (head, *table.columns)))
    lines += _rows(table, "csv")
    if foot:
        lines += ["Fonte: Prefeituras Municipais", "Nota:", "- valores nominais"]
    return end.join(lines) + end


def _rows(table: Table, form: str) -> list[str]:
    lines = []
    for (code, name), cells in zip(table.rows, table.cells, strict=True):
        shown = [MISSING[form] if cell is None else cell for cell in cells]
        lines.append(";".join([f'"{code} {name}"', *shown]))
    if table.total:
        shown = [MISSING[form] if cell is None else cell for cell in table.total]
        lines.append(";".join(['"Total"', *shown]))
    return lines


def as_html(table: Table) -> str:
    head = "Munic&iacute;pios"
    said = "".join(table.columns) if table.item is None else table.item
    lines = [
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
        f"<html><HEAD><TITLE>TabNet Win32 3.0: {TITLE}</TITLE></HEAD><BODY>",
        "<table width=100%><tr><td width=45%><p><img src=a.gif></p></td></tr></table>",
        f"<H2>{TITLE}</H2>",
        f"<b>{_entities(said)} por Ano segundo {head}</b><br>",
        f"<b>Per&iacute;odo:</b> {table.period}<P>",
        "<TABLE BORDER>",
        "<TR ALIGN=RIGHT>",
        f"<TH ALIGN=LEFT>{head}" + "".join(f"<TH>{_entities(name)}" for name in table.columns),
    ]
    body = list(zip([f"{code} {name}" for code, name in table.rows], table.cells, strict=True))
    if table.total:
        body.insert(0, (" TOTAL", table.total))
    for label, cells in body:
        shown = "".join(f"<TD>{MISSING['html'] if cell is None else cell}" for cell in cells)
        lines += ["<TR ALIGN=RIGHT>", f"<TH ALIGN=LEFT>{_entities(label)}", shown]
    lines += [
        "</TABLE>",
        "<P ALIGN=left>Legenda:</P>",
        "<TABLE BORDER=0>",
        "<TR><TD>...<TD> - Dado numérico não disponível.",
        "</TABLE>",
        "<b>Fonte</b>: Prefeituras Municipais",
        "</BODY><!--",
        "<TABELA>",
        f"Def=SIOPS/serhist/municipio/indic{table.uf}.def",
        f"Incremento={table.item or ''}",
        "</TABELA>",
        "--></HTML>",
    ]
    return "\n".join(lines)


def as_prn(table: Table) -> str:
    head = "Município"
    lines = [";".join(f'"{name}"' for name in (head, *table.columns)), *_rows(table, "prn"), "&"]
    body = "\n".join(map(_entities, lines)).replace("&quot;", '"')
    return (
        "<html><HEAD><TITLE>TabNet Win32 3.3</TITLE></HEAD><BODY>\n"
        f"<H1>{TITLE}</H1>\n<b>{_entities(table.item or 'x')} por Ano segundo {head}</b><br>\n"
        f"<b>Per&iacute;odo:</b> {table.period}<PRE>\n{body}\n</PRE>\n"
        "<div class=rodape>Fonte: SIOPS</div></BODY></HTML>"
    )


def _entities(text: str) -> str:
    named = {"á": "&aacute;", "é": "&eacute;", "í": "&iacute;", "ç": "&ccedil;", "ú": "&uacute;"}
    escaped = html.escape(text, quote=False).replace("&amp;", "&") if text == "&" else text
    return "".join(named.get(letter, letter) for letter in escaped)
