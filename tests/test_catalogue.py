"""Whatever an indicator or a public function lacks is named here: one list of problems a test."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta as st
from golden_rows import indicator_rows, published, rows
from sustenta import _core
from sustenta.errors import UnknownNameError
from sustenta.registry import (
    ARGUMENTS,
    CLASSIFICATIONS,
    INDICATORS,
    QUANTITIES,
    REASON_LABELS,
    REASONS,
)

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "python" / "sustenta"
#: Signs, which are the same in both languages.
SAME_IN_BOTH = {"%", "R$"}
FUNCTIONS = {
    name: getattr(st, name) for name in st.__all__ if inspect.isfunction(getattr(st, name))
}


def texts(found: Any, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every bilingual text of the registry, with its place."""
    if isinstance(found, dict) and set(found) == {"pt", "en"}:
        yield path, found
    elif isinstance(found, dict):
        for name, value in found.items():
            yield from texts(value, f"{path}.{name}")
    elif isinstance(found, list):
        for place, value in enumerate(found):
            yield from texts(value, f"{path}[{place}]")


def all_texts() -> list[tuple[str, dict[str, str]]]:
    registry = {
        "indicators": INDICATORS,
        "quantities": QUANTITIES,
        "classifications": CLASSIFICATIONS,
        "reasons": REASON_LABELS,
    }
    return list(texts(registry, "registry"))


def nothing(problems: list[str], what: str = "") -> None:
    """Pass where there is nothing to name; else name each thing on a line of its own."""
    assert not problems, "\n".join([what, *problems])


# --- what every indicator has -----------------------------------------------------------------


def test_every_indicator_has_a_golden_row() -> None:
    assert [
        f"tests/golden/indicators/{id}.csv" for id in INDICATORS if not indicator_rows(id)
    ] == []


def test_no_golden_file_belongs_to_no_indicator() -> None:
    files = (ROOT / "tests/golden/indicators").glob("*.csv")
    nothing(sorted({file.stem for file in files} - set(INDICATORS)))


def test_every_golden_file_has_the_arguments_as_its_columns() -> None:
    wanted = {
        id: ["case", *ARGUMENTS[id], "expected", "decimals", "reason", "source"]
        for id in INDICATORS
    }
    assert {id: list(indicator_rows(id)[0]) for id in INDICATORS if indicator_rows(id)} == wanted


def expected_signature(entry: dict[str, Any]) -> list[tuple[str, str, object]]:
    """Name, kind and default of each parameter, in order."""
    columns = [(g["argument"], "column", "") for g in entry["inputs"] if g["default"] is None]
    keywords = [
        (g["argument"], "keyword", int(g["default"]))
        for g in entry["inputs"]
        if g["default"] is not None
    ]
    errors = [("errors", "keyword", "raise")] if entry["partial"] else []
    return [*columns, *keywords, *errors, ("out", "keyword", None)]


def found_signature(function: Any) -> list[tuple[str, str, object]]:
    empty = inspect.Parameter.empty
    return [
        (
            name,
            "keyword" if given.kind is inspect.Parameter.KEYWORD_ONLY else "column",
            "" if given.default is empty else given.default,
        )
        for name, given in inspect.signature(function).parameters.items()
    ]


def test_every_indicator_has_a_public_function_with_its_parameters() -> None:
    lacking = [id for id in INDICATORS if id not in st.__all__]
    nothing(lacking, "no public function")
    wanted = {id: expected_signature(entry) for id, entry in INDICATORS.items()}
    assert {id: found_signature(getattr(st, id)) for id in INDICATORS} == wanted


def test_every_indicator_has_a_section_of_its_own_in_the_documentation() -> None:
    headings = [
        line.removeprefix("## ").strip()
        for page in sorted((ROOT / "docs/indicators").glob("*.md"))
        for line in page.read_text(encoding="utf-8").splitlines()
        if line.startswith("## ")
    ]
    nothing(sorted(set(INDICATORS) - set(headings)), "no section")
    nothing(sorted(set(headings) - set(INDICATORS)), "a section of no indicator")
    nothing(sorted({id for id in headings if headings.count(id) > 1}), "two sections")


def test_every_section_stands_on_the_page_of_its_family() -> None:
    misplaced = [
        id
        for id, entry in INDICATORS.items()
        if f"\n## {id}\n"
        not in (ROOT / "docs/indicators" / f"{entry['family']}.md").read_text(encoding="utf-8")
    ]
    nothing(misplaced)


def test_every_example_of_an_indicator_calls_it() -> None:
    lacking = [
        id
        for id in INDICATORS
        if not re.search(rf">>> .*\bst\.{id}\(", inspect.getdoc(getattr(st, id)) or "")
    ]
    nothing(lacking)


def test_the_evidence_is_that_of_the_golden_rows() -> None:
    problems = []
    for id, entry in INDICATORS.items():
        said = entry["evidence"]["backing"] == "published"
        found = any(published(row) for row in indicator_rows(id))
        if said != found:
            problems.append(f"{id}: metadata says {entry['evidence']}, published rows: {found}")
    nothing(problems)


def test_every_published_row_names_its_page() -> None:
    files = [f"indicators/{id}.csv" for id in INDICATORS]
    files += ["statute.csv", *(f"classes/{id}.csv" for id in CLASSIFICATIONS)]
    sources = {row["source"] for file in files for row in rows(file) if published(row)}
    nothing([s for s in sorted(sources) if not s.startswith(("article-2006", "tc61-report"))])


def inherited(id: str) -> set[str]:
    """The arguments of other indicators that the formula names."""
    others = (other for other in INDICATORS if other != id and other in INDICATORS[id]["formula"])
    return {argument for other in others for argument in ARGUMENTS[other]}


def test_every_input_is_a_known_quantity_and_every_formula_names_its_inputs() -> None:
    problems = []
    for id, entry in INDICATORS.items():
        for given in entry["inputs"]:
            if given["quantity"] != QUANTITIES.get(given["quantity"]["name"]):
                problems.append(f"{id}: {given['quantity']['name']} is no quantity of the list")
            if given["argument"] not in inherited(id) and (
                given["argument"].removesuffix("_pct") not in entry["formula"]
            ):
                problems.append(f"{id}: the formula does not name {given['argument']}")
    nothing(problems)


def test_every_name_says_its_unit() -> None:
    suffixes = {"percent": "_pct", "percentage_points": "_pp", "reais_per_inhabitant": "_pc"}
    named = {**{q: entry["unit"] for q, entry in QUANTITIES.items()}}
    named |= {id: entry["unit"] for id, entry in INDICATORS.items()}
    # The article's own symbols, and the function whose name is the unit itself.
    symbols = ("dpspc", "megpc")
    problems = [
        f"{name} is in {unit}"
        for name, unit in named.items()
        for suffix in [suffixes.get(unit)]
        if suffix
        and not (name.endswith(suffix) or suffix + "_from_" in name)
        and not name.startswith(symbols)
        and name != "per_capita"
    ]
    problems += [
        f"{name} is in {unit}"
        for name, unit in named.items()
        for of, suffix in suffixes.items()
        if name.endswith(suffix) and unit != of
    ]
    nothing(problems)


# --- both languages -----------------------------------------------------------------------------


def test_every_text_stands_in_both_languages() -> None:
    assert len(all_texts()) > 200
    empty = [path for path, text in all_texts() if not (text["pt"].strip() and text["en"].strip())]
    nothing(empty)


def test_no_text_is_left_untranslated() -> None:
    same = [
        f"{path}: {text['pt']}"
        for path, text in all_texts()
        if text["pt"] == text["en"] and text["pt"] not in SAME_IN_BOTH
    ]
    nothing(same)


def test_meanings_are_sentences() -> None:
    wrong = [
        f"{id} {lang}"
        for id, entry in INDICATORS.items()
        for lang, text in entry["meaning"].items()
        if not (text.endswith(".") and text[0].isupper())
    ]
    nothing(wrong)


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_the_catalogue_lists_every_indicator_in_a_language(lang: Any) -> None:
    listed = st.catalogue(lang)
    assert list(listed.index) == list(INDICATORS)
    assert listed.index.name == "id"
    for id, entry in INDICATORS.items():
        row = listed.loc[id]
        assert (row["name"], row["meaning"]) == (entry["name"][lang], entry["meaning"][lang])
        assert row["arguments"] == ", ".join(ARGUMENTS[id])
        assert entry["reference"]["place"] in row["source"]
    assert not listed.drop(columns=["symbol", "evidence"]).isna().to_numpy().any()


def test_another_language_is_refused_by_name() -> None:
    with pytest.raises(UnknownNameError, match=r"'fr'.*pt, en"):
        st.catalogue("fr")  # type: ignore[arg-type]


# --- classifications and reasons --------------------------------------------------------------


def test_every_classification_has_a_function_and_a_golden_file() -> None:
    nothing([id for id in CLASSIFICATIONS if f"classify_{id}" not in st.__all__])
    nothing([id for id in CLASSIFICATIONS if not rows(f"classes/{id}.csv")])


def test_every_class_is_reached_by_a_golden_row() -> None:
    missing = [
        f"{id}: {entry['id']}"
        for id, classification in CLASSIFICATIONS.items()
        for entry in classification["classes"]
        if entry["id"] not in {row["expected"] for row in rows(f"classes/{id}.csv")}
    ]
    nothing(missing)


def test_reasons_are_numbered_from_one_and_known_by_name() -> None:
    assert list(REASON_LABELS) == REASONS
    _, codes = _core.evaluate("share_pct", [np.array([np.nan]), 1.0], None, "coerce", True)  # noqa: FBT003
    assert codes is not None
    assert REASONS[codes[0] - 1] == "input_missing"


# --- every public name ------------------------------------------------------------------------


def sections(doc: str) -> set[str]:
    """The headings of a numpydoc docstring."""
    lines = doc.splitlines()
    return {one for one, two in pairwise(lines) if set(two) == {"-"} and one}


def test_every_public_function_is_documented_with_an_example() -> None:
    problems = []
    for name, function in FUNCTIONS.items():
        doc = inspect.getdoc(function) or ""
        wanted = {"Examples"}
        if inspect.signature(function).return_annotation not in (None, "None"):
            wanted.add("Returns")
        if inspect.signature(function).parameters:
            wanted.add("Parameters")
        problems += [f"{name}: no {section}" for section in sorted(wanted - sections(doc))]
        if ">>> " not in doc:
            problems.append(f"{name}: no example that runs")
        if f"st.{name}(" not in doc and f"{name}(" not in doc:
            problems.append(f"{name}: its example does not call it")
    nothing(problems)


def test_every_parameter_of_a_public_function_is_documented() -> None:
    problems = []
    for name, function in FUNCTIONS.items():
        doc = inspect.getdoc(function) or ""
        body = re.split(r"\n\w+\n-+\n", doc.partition("Parameters\n----------\n")[2])[0]
        named = {
            word.strip().lstrip("*")
            for line in body.splitlines()
            if line and not line.startswith(" ")
            for word in line.split(":")[0].split(",")
        }
        missing = set(inspect.signature(function).parameters) - named
        problems += [f"{name}: {parameter}" for parameter in sorted(missing)]
    nothing(problems)


def test_every_public_class_documents_its_attributes() -> None:
    classes = [name for name in st.__all__ if inspect.isclass(getattr(st, name))]
    assert classes
    lacking = [
        name
        for name in classes
        if "Attributes" not in sections(inspect.getdoc(getattr(st, name)) or "")
    ]
    nothing(lacking)


def test_public_names_are_listed_once_and_exist() -> None:
    nothing(sorted({name for name in st.__all__ if list(st.__all__).count(name) > 1}))
    nothing([name for name in st.__all__ if not hasattr(st, name)])


def test_a_module_and_a_public_function_never_share_a_name() -> None:
    modules = {module.name.rsplit(".")[-1] for module in pkgutil.walk_packages([str(PACKAGE)])}
    assert {"errors", "indicators", "statute"} <= modules
    nothing(sorted(modules & set(FUNCTIONS)))


def test_the_stub_names_what_the_core_has() -> None:
    tree = ast.parse((PACKAGE / "_core.pyi").read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.ClassDef)
    stubbed = {node.name for node in tree.body if isinstance(node, kinds)}
    found = {name for name in dir(_core) if callable(getattr(_core, name)) and name[0] != "_"}
    assert stubbed == found, "run `make gen`"


def test_the_catalogue_is_a_table_of_the_users_own() -> None:
    found = st.catalogue()
    assert isinstance(found, pd.DataFrame)
    found["name"] = "changed"
    assert st.catalogue().loc["megpc", "name"] != "changed"
