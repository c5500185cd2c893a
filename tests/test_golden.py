"""Every golden row through the public functions, in every container."""

from __future__ import annotations

import inspect
import math
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta as st
from container_kinds import DECIMALS, EXACT_ARROW, FLOATS, Kind
from golden_rows import Row, column, indicator_rows, lone, rows
from sustenta.errors import DomainError
from sustenta.registry import ARGUMENTS, CLASSIFICATIONS, INDICATORS, REASONS

RELATIVE, OF_ZERO = 1e-12, 1e-9
WIDE = Context(prec=80, rounding=ROUND_HALF_EVEN)
FUNCTIONS: dict[str, Any] = {id: getattr(st, id, None) for id in INDICATORS}
KEYWORDS = ("rate_pct", "persons_per_team")


def call(id: str, values: dict[str, Any], **options: Any) -> Any:
    """Call an indicator with its parameters by keyword."""
    columns = [value for name, value in values.items() if name not in KEYWORDS]
    keywords = {name: value for name, value in values.items() if name in KEYWORDS}
    return FUNCTIONS[id](*columns, **keywords, **options)


def coerced(id: str) -> dict[str, str]:
    """The option that gives missing values where a function has a domain."""
    return {"errors": "coerce"} if INDICATORS[id]["partial"] else {}


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), context=WIDE)


def agrees(found: Any, row: Row, id: str) -> bool:
    """Whether a result is the golden one: exactly, as the nearest float, or as it is printed."""
    expected = Decimal(row["expected"])
    if row["decimals"]:
        return rounded(Decimal(repr(float(found))), int(row["decimals"])) == expected
    if isinstance(found, Decimal):
        return found == expected
    if expected == 0:
        return bool(abs(found) <= OF_ZERO)
    widest = max(abs(float(row[name] or 0)) for name in ARGUMENTS[id])
    # A difference cannot be nearer than the floats nearest to what is subtracted.
    of_inputs = 0.0 if INDICATORS[id]["partial"] else np.finfo(float).eps * widest
    return bool(abs(found - float(expected)) <= RELATIVE * abs(float(expected)) + of_inputs)


def in_columns(id: str, kind: Kind) -> tuple[list[Row], list[Any]]:
    found = indicator_rows(id)
    given = {name: kind.fill(column(found, name)) for name in ARGUMENTS[id]}
    return found, kind.read(call(id, given, **coerced(id)))


@pytest.mark.parametrize("container", FLOATS)
@pytest.mark.parametrize("id", INDICATORS)
def test_golden_rows_come_back_from_floats(id: str, container: str) -> None:
    for row, result in zip(*in_columns(id, FLOATS[container]), strict=True):
        assert (result is None) == (row["expected"] == ""), row
        assert result is None or agrees(result, row, id), (result, row)


@pytest.mark.parametrize("container", DECIMALS)
@pytest.mark.parametrize("id", INDICATORS)
def test_golden_rows_come_back_from_decimals(id: str, container: str) -> None:
    golden, results = in_columns(id, DECIMALS[container])
    for row, result in zip(golden, results, strict=True):
        assert (result is None) == (row["expected"] == ""), row
        if result is None:
            continue
        if container in EXACT_ARROW and INDICATORS[id]["partial"] and not row["decimals"]:
            # One scale for the column: a quotient has as many decimals as leave room for all.
            places = -int(result.as_tuple().exponent)
            assert result == rounded(Decimal(row["expected"]), places), row
            assert places >= min(12, 38 - len(row["expected"].partition(".")[0])), places
        else:
            assert agrees(result, row, id), (result, row)


@pytest.mark.parametrize("kind", [float, Decimal])
@pytest.mark.parametrize("id", INDICATORS)
def test_golden_rows_come_back_from_lone_numbers(id: str, kind: type[Any]) -> None:
    for row in indicator_rows(id):
        given = {name: lone(row[name], kind) for name in ARGUMENTS[id]}
        result = call(id, given, **coerced(id))
        if row["expected"]:
            assert type(result) is kind
            assert agrees(result, row, id), (result, row)
        else:
            assert result is None or math.isnan(result), row


@pytest.mark.parametrize("kind", [float, Decimal])
@pytest.mark.parametrize("id", [id for id, entry in INDICATORS.items() if entry["partial"]])
def test_a_golden_row_outside_the_domain_is_an_error_that_says_why(
    id: str, kind: type[Any]
) -> None:
    outside = [row for row in indicator_rows(id) if row["reason"] not in ("", "input_missing")]
    assert outside
    for row in outside:
        given = {name: lone(row[name], kind) for name in ARGUMENTS[id]}
        with pytest.raises(DomainError) as caught:
            call(id, given)
        assert caught.value.reason == row["reason"]
        assert caught.value.row is None
        assert Decimal(caught.value.found) == Decimal(row[caught.value.argument])


def test_every_reason_of_the_golden_files_is_one_that_the_package_knows() -> None:
    found = {row["reason"] for id in INDICATORS for row in indicator_rows(id)}
    found |= {row["reason"] for row in rows("statute.csv")}
    found |= {row["reason"] for id in CLASSIFICATIONS for row in rows(f"classes/{id}.csv")}
    assert found - {""} <= set(REASONS)


def statute_arguments(row: Row, kind: type[Any]) -> dict[str, Any]:
    shares = {name: lone(row[name], kind) for name in ("start_pct", "own_law_pct")}
    return {"sphere": row["sphere"], "reading": row["reading"], **shares}


@pytest.mark.parametrize("kind", [float, Decimal])
def test_the_statute_gives_every_golden_share(kind: type[Any]) -> None:
    golden = rows("statute.csv")
    assert golden
    for row in golden:
        given = statute_arguments(row, kind)
        result = st.minimum_share_pct(int(row["year"]), errors="coerce", **given)
        if row["expected"]:
            assert float(result) == float(row["expected"]), row
            exact = isinstance(result, Decimal)
            assert exact == any(isinstance(share, Decimal) for share in given.values())
            assert not exact or result == Decimal(row["expected"])
        else:
            assert result is None or math.isnan(result), row
            with pytest.raises(DomainError) as caught:
                st.minimum_share_pct(int(row["year"]), **given)
            assert caught.value.reason == row["reason"]


@pytest.mark.parametrize("container", [*FLOATS, *DECIMALS])
def test_the_statute_gives_every_golden_share_in_columns(container: str) -> None:
    kind = (FLOATS | DECIMALS)[container]
    golden = rows("statute.csv")
    spheres: list[Any] = ["municipality", "state"]
    readings: list[Any] = ["uniform", "own_path"]
    for sphere in spheres:
        for reading in readings:
            some = [row for row in golden if (row["sphere"], row["reading"]) == (sphere, reading)]
            shares = {name: kind.fill(column(some, name)) for name in ("start_pct", "own_law_pct")}
            result = st.minimum_share_pct(
                kind.fill(column(some, "year")),
                sphere=sphere,
                reading=reading,
                errors="coerce",
                **shares,
            )
            for row, found in zip(some, kind.read(result), strict=True):
                assert (found is None) == (row["expected"] == ""), row
                assert found is None or found == type(found)(row["expected"]), row


def label(id: str, class_id: str, lang: str) -> str | None:
    labels = {entry["id"]: entry["label"][lang] for entry in CLASSIFICATIONS[id]["classes"]}
    return labels[class_id] if class_id else None


FORMS = {
    "execution": (("executed", "transferred"),),
    "tax_effort": (("first", "last"), ("change_pct",)),
    "ec29_trend": (("first", "last"), ("change_pct",)),
}


def of_one_scale(golden: list[Row], form: tuple[str, ...]) -> list[list[Row]]:
    """The rows apart that hold 28 digits before the mark: Arrow's columns have one scale."""
    wide = [any(len(row[name].partition(".")[0]) > 20 for name in form) for row in golden]
    parts = [
        [row for row, one in zip(golden, wide, strict=True) if one == of] for of in (False, True)
    ]
    return [part for part in parts if part]


def classes_of(result: Any) -> list[str | None]:
    return [None if pd.isna(value) else str(value) for value in result]


@pytest.mark.parametrize("container", [*FLOATS, *DECIMALS])
@pytest.mark.parametrize("id", FORMS)
def test_amounts_and_changes_fall_into_their_golden_classes(id: str, container: str) -> None:
    kind = (FLOATS | DECIMALS)[container]
    function = getattr(st, f"classify_{id}")
    for form in FORMS[id]:
        golden = [
            row
            for row in rows(f"classes/{id}.csv")
            if (container in DECIMALS or row["number"] == "any")
            and row.get("form", "pair") == ("pair" if len(form) == 2 else "change")
        ]
        assert golden
        for some in of_one_scale(golden, form):
            given = {name: kind.fill(column(some, name)) for name in form}
            reasons = list(function(**given, reasons=True)[f"{id}_class_reason"])
            for lang in ("pt", "en"):
                result = function(**given, lang=lang)
                found = result.to_pylist() if hasattr(result, "to_pylist") else classes_of(result)
                for row, name, reason in zip(some, found, reasons, strict=True):
                    assert name == label(id, row["expected"], lang), row
                    assert ("" if pd.isna(reason) else reason) == row["reason"], row


@pytest.mark.parametrize("kind", [float, Decimal])
@pytest.mark.parametrize("id", FORMS)
def test_lone_amounts_fall_into_their_golden_classes(id: str, kind: type[Any]) -> None:
    for row in rows(f"classes/{id}.csv"):
        form = FORMS[id][0 if row.get("form", "pair") == "pair" else 1]
        blank = any(row[name] == "" for name in form)
        if blank or (kind is float and row["number"] != "any"):
            continue
        given = {name: kind(row[name]) for name in form}
        assert getattr(st, f"classify_{id}")(**given) == label(id, row["expected"], "pt"), row


@pytest.mark.parametrize("container", [*FLOATS, *DECIMALS])
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_municipalities_comply_or_fail_as_the_golden_file_says(container: str, lang: Any) -> None:
    kind = (FLOATS | DECIMALS)[container]
    golden = rows("classes/ec29_compliance.csv")
    if container in FLOATS:
        golden = [row for row in golden if row["number"] == "any"]
    result = st.classify_ec29_compliance(
        kind.fill(column(golden, "applied_pct")),
        kind.fill(column(golden, "year")),
        [row["case"] for row in golden],
        due_pct=kind.fill(column(golden, "due_pct")),
        lang=lang,
        reasons=True,
    )
    assert len(result) == len({row["case"] for row in golden})
    for row in golden:
        found: Any = result.loc[row["case"]]
        name = label("ec29_compliance", row["expected"], lang)
        years = row["failing_years"]
        assert (None if pd.isna(found["class"]) else found["class"]) == name, row
        assert ", ".join(map(str, found["failing_years"])) == years, row
        assert ("" if pd.isna(found["reason"]) else found["reason"]) == row["reason"], row
        expected = f"{name} ({years})" if years else name
        assert (None if pd.isna(found["label"]) else found["label"]) == expected, row


def test_every_indicator_has_a_function_with_its_arguments() -> None:
    missing = [id for id, function in FUNCTIONS.items() if function is None]
    assert missing == []
    for id, function in FUNCTIONS.items():
        names = list(inspect.signature(function).parameters)
        assert names[: len(ARGUMENTS[id])] == list(ARGUMENTS[id]), id


def test_a_rounding_of_the_test_is_half_even() -> None:
    with localcontext(WIDE):
        assert [rounded(Decimal(text), 1) for text in ("0.25", "0.35", "-0.25")] == [
            Decimal(text) for text in ("0.2", "0.4", "-0.2")
        ]
