"""The text of `sustenta/indicators`: a module a family, one thin function an indicator."""

from __future__ import annotations

from typing import Any

HEADER = '''"""{title}. Written by `make gen` from the registry: do not edit."""

from __future__ import annotations

from typing import Any

from sustenta._evaluation import evaluate

__all__ = [
{names}
]
'''

PACKAGE = '''"""The indicators, one function each. Written by `make gen`: do not edit."""

{imports}

__all__ = [
{names}
]
'''

FUNCTION = '''

def {id}({signature}) -> Any:
    """{title}

    {meaning}

    .. math-free:: {formula}

    Parameters
    ----------
{parameters}

    Returns
    -------
    same container as the columns
        {unit}. A missing input gives a missing output.

    Raises
    ------
{raises}

    References
    ----------
    {citation}

    Examples
    --------
{example}
    """
    return evaluate({call})
'''


Examples = dict[str, tuple[dict[str, str], str] | None]


def modules(
    indicators: dict[str, Any], examples: Examples, titles: dict[str, tuple[str, str]]
) -> dict[str, str]:
    """Write the package: the text of each file by its name."""
    families: dict[str, dict[str, Any]] = {}
    for id, entry in indicators.items():
        families.setdefault(entry["family"], {})[id] = entry
    files = {
        f"{family}.py": HEADER.format(title=titles[family][1], names=listed(entries))
        + "".join(function(entry, examples[id]) for id, entry in entries.items())
        for family, entries in families.items()
    }
    imports = "\n".join(
        f"from sustenta.indicators.{family} import {', '.join(sorted(entries))}"
        for family, entries in families.items()
    )
    files["__init__.py"] = PACKAGE.format(imports=imports, names=listed(indicators))
    return files


def listed(indicators: dict[str, Any]) -> str:
    """Write the names of a list, one a line."""
    return "\n".join(f'    "{id}",' for id in sorted(indicators))


def function(entry: dict[str, Any], example: tuple[dict[str, str], str] | None) -> str:
    """Write one wrapper."""
    columns = [given for given in entry["inputs"] if given["default"] is None]
    keywords = [given for given in entry["inputs"] if given["default"] is not None]
    names = [given["argument"] for given in entry["inputs"]]
    signature = [f"{given['argument']}: Any" for given in columns]
    signature.append("*")
    signature += [f"{given['argument']}: Any = {given['default']}" for given in keywords]
    if entry["partial"]:
        signature.append('errors: str = "raise"')
    signature.append("out: Any = None")
    values = f"({', '.join(names)},)"
    call = f'"{entry["id"]}", {values}, out=out'
    if entry["partial"]:
        call += ", errors=errors"
    text = FUNCTION.format(
        id=entry["id"],
        signature=", ".join(signature),
        title=title(entry),
        meaning=wrapped(entry["meaning"]["en"]),
        formula=wrapped(entry["formula"], 4),
        parameters="\n".join(parameter(given) for given in entry["inputs"]) + extras(entry),
        unit=unit(entry),
        raises=raises(entry),
        citation=wrapped(f"{entry['citation']}: {entry['reference']['place']}."),
        example=doctest(entry, example),
        call=call,
    )
    return text.replace(".. math-free:: ", "``").replace(
        wrapped(entry["formula"], 4) + "\n\n    Parameters",
        wrapped(entry["formula"], 4) + "``\n\n    Parameters",
    )


def title(entry: dict[str, Any]) -> str:
    symbol = f"{entry['symbol']}: " if entry["symbol"] else ""
    name = entry["name"]["en"]
    return f"{symbol}{name[0].lower() if symbol else name[0]}{name[1:]}."


def unit(entry: dict[str, Any]) -> str:
    return f"In {entry['unit_label']['en']}" if entry["unit"] != "of_inputs" else "In their unit"


def parameter(given: dict[str, Any]) -> str:
    quantity = given["quantity"]
    label = wrapped(quantity["label"]["en"] + ".", 8)
    optional = "" if given["default"] is None else f", default {given['default']}"
    return f"    {given['argument']} : column or number{optional}\n        {label}"


def extras(entry: dict[str, Any]) -> str:
    text = ""
    if entry["partial"]:
        text += (
            '\n    errors : {"raise", "coerce"}\n'
            "        What to do with a value outside the domain: stop, or give a missing value."
        )
    return text + (
        "\n    out : numpy.ndarray of float64, optional\n"
        "        Where to put the result of a call with NumPy arrays."
    )


def raises(entry: dict[str, Any]) -> str:
    lines = []
    if entry["partial"]:
        lines += [
            "    DomainError",
            '        With ``errors="raise"``, for a value outside the domain; it names the row.',
        ]
    lines += [
        "    LengthError, IndexMismatchError, ColumnTypeError, PrecisionError",
        "        For columns that do not go together or hold no amounts.",
    ]
    return "\n".join(lines)


def doctest(entry: dict[str, Any], example: tuple[dict[str, str], str] | None) -> str:
    """Show a golden case."""
    if example is None:
        return "    No golden case yet."
    inputs, result = example
    defaults = {given["argument"]: given["default"] for given in entry["inputs"]}
    given = [
        value if defaults[name] is None else f"{name}={value}"
        for name, value in inputs.items()
        if defaults[name] != value
    ]
    call = f"st.{entry['id']}({', '.join(given)})"
    rounded = repr(round(float(result), 2))
    return f"    >>> import sustenta as st\n    >>> round({call}, 2)\n    {rounded}"


def wrapped(text: str, indent: int = 4, width: int = 96) -> str:
    """Break a text into lines under the given indent."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and len(line) + len(word) + 1 + indent > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines.append(line)
    return ("\n" + " " * indent).join(lines)
