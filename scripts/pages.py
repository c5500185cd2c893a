"""The indicator pages and the table of evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TITLES = {
    "sustainability": ("Sustentabilidade", "Sustainability"),
    "ratios": ("Formas gerais", "General forms"),
    "ec29": ("Mínimo constitucional", "The constitutional minimum"),
    "execution": ("Execução financeira", "Financial execution"),
    "siops": ("Indicadores do Siops", "SIOPS's indicators"),
    "capacity": ("Capacidade e dependência", "Capacity and dependence"),
    "prices": ("Preços de um mesmo ano", "The prices of one year"),
    "outlook": ("Perspectivas", "Outlook"),
}
START, END = "<!-- generated: evidence -->", "<!-- end of generated -->"

Rows = Callable[[str], list[dict[str, str]]]


def families(
    indicators: dict[str, Any], examples: dict[str, tuple[dict[str, str], str] | None]
) -> dict[str, str]:
    """Give a page a family, each indicator under its id."""
    pages: dict[str, list[str]] = {}
    for id, entry in indicators.items():
        page = pages.setdefault(entry["family"], [])
        page.append(section(entry, examples[id]))
    return {family: "\n".join([heading(family), *sections]) for family, sections in pages.items()}


def heading(family: str) -> str:
    pt, en = TITLES[family]
    return f"# {pt} · {en}\n\n<!-- Written by `make gen` from the registry: do not edit. -->\n"


def section(entry: dict[str, Any], example: tuple[dict[str, str], str] | None) -> str:
    symbol = f" ({entry['symbol']})" if entry["symbol"] else ""
    lines = [
        f"## {entry['id']}\n",
        f"**{entry['name']['pt']}**{symbol} — {entry['meaning']['pt']}\n",
        f"*{entry['name']['en']}* — {entry['meaning']['en']}\n",
        f"    {entry['formula']}\n",
        "| argumento · argument | o que é | what it is | unidade · unit |",
        "|---|---|---|---|",
    ]
    for given in entry["inputs"]:
        quantity = given["quantity"]
        default = "" if given["default"] is None else f" = {given['default']}"
        lines.append(
            f"| `{given['argument']}{default}` | {quantity['label']['pt']} "
            f"| {quantity['label']['en']} | {quantity['unit']} |"
        )
    lines += [
        "",
        provenance(entry),
    ]
    if example is not None:
        inputs, result = example
        given = ", ".join(f"{name} = {value}" for name, value in inputs.items())
        lines.append(f"\nExemplo · example: {given} → {result}.")
    return "\n".join(lines) + "\n"


def provenance(entry: dict[str, Any]) -> str:
    return (
        f"Unidade · unit: {entry['unit_label']['pt']} · {entry['unit_label']['en']}. "
        f"Fonte · source: {entry['citation']} — {entry['reference']['place']}. "
        f"Evidência · evidence: {backing(entry)}."
    )


def backing(entry: dict[str, Any]) -> str:
    evidence = entry["evidence"]
    if evidence["backing"] == "published":
        return f"published figure, {evidence['place']}"
    return "no published figure known; oracle"


def with_table(text: str, indicators: dict[str, Any], golden: Rows) -> str:
    """Replace the generated table of a page."""
    lines = [
        "| indicator | published figure that it gives back | golden cases: published, oracle |",
        "|---|---|---|",
    ]
    for id, entry in indicators.items():
        rows = golden(id)
        published = sum(not row["source"].startswith("oracle") for row in rows)
        evidence = entry["evidence"].get("place", "none known")
        lines.append(f"| `{id}` | {evidence} | {published}, {len(rows) - published} |")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n" + "\n".join(lines) + f"\n\n{END}{after}"
