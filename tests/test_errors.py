"""Every refusal is typed, says what, where and what was expected, and survives a pickle."""

from __future__ import annotations

import copy
import inspect
import math
import pickle
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta
from sustenta import errors
from sustenta.errors import (
    AmbiguousFiguresError,
    CodeError,
    ColumnMissingError,
    ColumnTypeError,
    DomainError,
    DuplicateKeyError,
    EmptyAnswerError,
    ExpressionError,
    FileFormatError,
    IncludeCycleError,
    IndexMismatchError,
    LengthError,
    MissingExtraError,
    NotComputableError,
    PrecisionError,
    RuleFileError,
    RuleNameError,
    SettingError,
    SustentaError,
    UnjoinedRowsError,
    UnknownNameError,
    UnreadableFigureError,
)

#: Wrong calls are the point here: no type checker is asked.
st: Any = sustenta
ROOT = Path(__file__).resolve().parents[1]
MILLION = np.ones(400_000)


def changed(column: np.ndarray[Any, Any], row: int, value: float) -> np.ndarray[Any, Any]:
    """A copy of a column with one other value."""
    other = column.copy()
    other[row] = value
    return other


#: Exception → calls that produce it, with the facts that it must carry.
Case = tuple[Callable[[], object], dict[str, Any]]
PRODUCED: dict[type[SustentaError], list[Case]] = {
    ExpressionError: [
        (
            lambda: st.Rules.parse({"r": "a == b * c"}),
            {"rule": "r", "expression": "a == b * c", "position": 9, "length": 1, "path": None},
        ),
    ],
    RuleNameError: [
        (
            lambda: st.confront(pd.DataFrame({"aa": [1]}), st.Rules.parse({"r": "ab >= 0"})),
            {"what": "column", "found": "ab", "known": ["aa"], "position": 0, "line": None},
        ),
    ],
    LengthError: [
        (
            lambda: st.megpc([1, 2], [1, 2, 3]),
            {"argument": "expenditure_pc", "found": 3, "expected": 2},
        ),
        (lambda: st.megpc(pd.Series([1.0]), np.ones(2)), {"argument": "expenditure_pc"}),
        (
            lambda: st.classify_ec29_compliance([1.0, 2.0], [2002, 2003], ["a"]),
            {"argument": "key", "found": 1, "expected": 2},
        ),
        (
            lambda: st.megpc(np.ones(3), 1.0, out=np.ones(2)),
            {"argument": "out", "found": 2, "expected": 3},
        ),
    ],
    IndexMismatchError: [
        (
            lambda: st.megpc(pd.Series([1.0, 2.0], [1, 2]), pd.Series([1.0, 2.0], [2, 1])),
            {"argument": "expenditure_pc"},
        ),
    ],
    DomainError: [
        (
            lambda: st.per_capita(5, 0),
            {
                "argument": "population",
                "row": None,
                "found": "0",
                "expected": "a population above zero",
                "reason": "population_not_positive",
            },
        ),
        (
            lambda: st.per_capita(MILLION, changed(MILLION, 300_007, -2.0)),
            {"argument": "population", "row": 300_007, "found": "-2"},
        ),
        (
            lambda: st.per_capita(Decimal(5), [Decimal(1), Decimal("-2.50")]),
            {"argument": "population", "row": 1, "found": "-2.50"},
        ),
        (
            lambda: st.megpc(MILLION, changed(MILLION, 5000, math.inf)),
            {
                "argument": "expenditure_pc",
                "row": 5000,
                "found": "inf",
                "reason": "amount_not_finite",
            },
        ),
        (lambda: st.executed_pct(1, 0), {"reason": "not_transferred"}),
        (lambda: st.relative_change_pct(-1.0, 2.0), {"reason": "first_year_not_positive"}),
        (lambda: st.share_pct(1, [2, 0]), {"row": 1, "reason": "whole_not_positive"}),
        (
            lambda: st.minimum_share_pct(1999),
            {"argument": "year", "row": None, "found": "1999", "reason": "no_rule_for_year"},
        ),
        (lambda: st.minimum_share_pct([2002, 1999]), {"argument": "year", "row": 1}),
        (
            lambda: st.minimum_share_pct([2002, 2002.5]),
            {"argument": "year", "row": 1, "found": "2002.5"},
        ),
        (
            lambda: st.minimum_share_pct(2002, reading="own_path"),
            {"argument": "start_pct", "reason": "start_missing"},
        ),
        (lambda: st.minimum_share_pct(2002, own_law_pct=math.inf), {"argument": "own_law_pct"}),
        (
            lambda: st.minimum_amount([2002], municipal_base=-math.inf),
            {"argument": "municipal_base", "row": 0},
        ),
        (
            lambda: st.linked_revenue_pc_from_scenarios(82.08, 82.08, 15.0),
            {"reason": "margin_not_identifiable"},
        ),
        (lambda: st.megpc(Decimal("Infinity"), 1), {"argument": "dpspc", "found": "Infinity"}),
    ],
    PrecisionError: [
        (
            lambda: st.megpc([Decimal(1), Decimal("1e-30")], Decimal(1)),
            {"argument": "dpspc", "row": 1, "found": "1E-30"},
        ),
        (
            lambda: st.megpc([1, 2**53 + 1], 1.0),
            {"argument": "dpspc", "row": 1, "found": str(2**53 + 1)},
        ),
        (
            lambda: st.megpc([Decimal(0), Decimal("1e25")], [Decimal(0), Decimal("1e-25")]),
            {"argument": "result", "row": 1},
        ),
    ],
    UnknownNameError: [
        (
            lambda: st.share_pct(1, 2, errors="corce"),
            {"what": "errors policy", "found": "corce", "known": ["raise", "coerce"]},
        ),
        (lambda: st.minimum_share_pct(2002, sphere="municipalty"), {"what": "sphere"}),
        (lambda: st.minimum_share_pct(2002, reading="ownpath"), {"what": "reading"}),
        (lambda: st.catalogue("es"), {"what": "language", "found": "es"}),
        (lambda: st.parse_figures("1", style="ptt"), {"what": "style"}),
    ],
    SettingError: [
        (lambda: st.classify_execution(1, 2, bands=[90, 70]), {"argument": "bands"}),
        (lambda: st.minimum_amount(2002), {"argument": "municipal_base"}),
        (lambda: st.minimum_share_pct(2002, sphere="federal_district"), {"argument": "sphere"}),
        (st.classify_tax_effort, {"argument": "first"}),
        (lambda: st.megpc(Decimal(1), Decimal(2), out=np.ones(())), {"argument": "out"}),
    ],
    UnreadableFigureError: [
        (
            lambda: st.parse_figures(["1,5", "1.5"]),
            {"row": 1, "text": "1.5", "style": "pt", "hint": "en"},
        ),
        (lambda: st.parse_figures("abc"), {"row": None, "position": 0}),
    ],
    AmbiguousFiguresError: [
        (lambda: st.parse_figures(["1,234", "5,678"], style="column"), {"row": 0, "text": "1,234"}),
    ],
    ColumnTypeError: [
        (lambda: st.megpc("82.08", 1.0), {"argument": "dpspc", "found": "builtins.str"}),
        (lambda: st.megpc(pl.Series([1.0]), pa.array([1.0])), {"argument": "expenditure_pc"}),
        (lambda: st.megpc([1.0, True], 1.0), {"argument": "dpspc"}),
        (lambda: st.classify_ec29_compliance([1.0], [2002], "a"), {"argument": "key"}),
    ],
    DuplicateKeyError: [
        (
            lambda: st.confront(pd.DataFrame({"code": [1, 1]}), st.Rules()),
            {"key": ["code"], "rows": [0, 1]},
        ),
        (
            lambda: st.classify_ec29_compliance(
                [1.0, 2.0, 3.0], [2002, 2003, 2002], ["a", "a", "a"]
            ),
            {"key": ["key"], "rows": [0, 2]},
        ),
    ],
}
#: Exceptions of the functions on tables and files, whose own tests produce them: constructed here.
CONSTRUCTED: dict[type[SustentaError], dict[str, Any]] = {
    ColumnMissingError: {"missing": ["populaton"], "found": ["population"]},
    NotComputableError: {"indicator": "megpc", "missing": ["population"]},
    FileFormatError: {"path": "a.csv", "line": 3, "column": "2.1", "text": "1O,00"},
    EmptyAnswerError: {},
    RuleFileError: {"key": "rule.severity"},
    IncludeCycleError: {"chain": ["a.toml", "b.toml", "a.toml"]},
    CodeError: {"argument": "codes", "row": 1, "found": "110000", "status": "ignored"},
    UnjoinedRowsError: {"source": "a.csv", "lines": [3, 9], "problem": "no year"},
    MissingExtraError: {"extra": "plots", "library": "matplotlib"},
}
EVERY = [
    kind
    for kind in (getattr(errors, name) for name in errors.__all__)
    if kind is not SustentaError and not issubclass(kind, Warning)
]
CASES = [
    pytest.param(kind, *case, id=f"{kind.__name__}-{place}")
    for kind, cases in PRODUCED.items()
    for place, case in enumerate(cases)
]


def produced(call: Callable[[], object]) -> SustentaError:
    with pytest.raises(SustentaError) as caught:
        call()
    return caught.value


def assert_same(one: SustentaError, two: SustentaError) -> None:
    assert type(one) is type(two)
    assert (str(one), one.facts, one.args) == (str(two), two.facts, two.args)
    assert all(getattr(one, name) == value for name, value in two.facts.items())


def test_every_exception_is_produced_or_constructed_here() -> None:
    assert {*PRODUCED, *CONSTRUCTED} == set(EVERY)


def test_every_exception_of_the_module_is_listed() -> None:
    found = [
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value)
        and issubclass(value, Exception)
        and value.__module__ == errors.__name__
    ]
    assert sorted(found) == sorted(errors.__all__)


def test_every_refusal_of_the_core_becomes_an_exception_here() -> None:
    """The variants of the core's error are the classes that its calls produce."""
    source = (ROOT / "src/error.rs").read_text(encoding="utf-8")
    enum = source.partition("pub enum Error {")[2].partition("\n}")[0]
    variants = [
        line.split()[0]
        for line in enum.splitlines()
        if line.startswith("    ") and line.endswith("{")
    ]
    classes = (ROOT / "src/bindings/errors.rs").read_text(encoding="utf-8")
    named = {kind.__name__ for kind in PRODUCED if f'"{kind.__name__}"' in classes}
    # A rule is refused for what it says, or for a name in it.
    assert len(variants) + 1 == len(named) >= 10


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_an_exception_is_also_the_builtin_that_it_is(kind: type[SustentaError]) -> None:
    builtins = {ValueError, TypeError, KeyError, ImportError} & set(kind.__mro__)
    assert len(builtins) == 1
    assert issubclass(kind, SustentaError)
    assert kind.__doc__


@pytest.mark.parametrize(("kind", "call", "facts"), CASES)
def test_a_refusal_carries_its_facts(
    kind: type[SustentaError], call: Callable[[], object], facts: dict[str, Any]
) -> None:
    error = produced(call)
    assert type(error) is kind
    assert {name: getattr(error, name) for name in facts} == facts
    declared = {name for base in kind.__mro__ for name in inspect.get_annotations(base)}
    assert set(error.facts) == set(declared), "facts and annotations differ"


@pytest.mark.parametrize(("kind", "call", "facts"), CASES)
def test_a_refusal_says_what_it_found_where(
    kind: type[SustentaError], call: Callable[[], object], facts: dict[str, Any]
) -> None:
    error = produced(call)
    said: str = str(error)
    assert said[0] in "`'\"tgcr" or said.split(maxsplit=1)[0] == "there", said
    for name in ("argument", "found", "expected", "text"):
        value: Any = error.facts.get(name)
        if isinstance(value, str) and name != "argument":
            assert value in said or value.strip("'") in said, (name, said)
        elif name == "argument":
            assert value is None or f"`{value}`" in said or value in said, said
    row = error.facts.get("row")
    assert (f"row {row}" in said) == (row is not None), said
    assert kind.__name__ not in said
    assert len(said) < 400, said
    assert facts is not None


@pytest.mark.parametrize(("kind", "call", "facts"), CASES)
def test_a_refusal_survives_pickling_and_copying(
    kind: type[SustentaError], call: Callable[[], object], facts: dict[str, Any]
) -> None:
    error = produced(call)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert_same(pickle.loads(pickle.dumps(error, protocol)), error)  # noqa: S301  our own bytes
    assert_same(copy.copy(error), error)
    assert_same(copy.deepcopy(error), error)
    assert {**facts, **error.facts} == error.facts
    assert isinstance(error, kind)


@pytest.mark.parametrize("kind", CONSTRUCTED, ids=lambda kind: kind.__name__)
def test_a_constructed_exception_survives_pickling(kind: type[SustentaError]) -> None:
    facts = CONSTRUCTED[kind]
    assert set(facts) == set(inspect.get_annotations(kind))
    error = kind("a message with 'quotes'", **facts)
    assert_same(pickle.loads(pickle.dumps(error)), error)  # noqa: S301  our own bytes
    assert str(error) == "a message with 'quotes'", "a KeyError would quote it once more"


@pytest.mark.parametrize(
    ("call", "closest"),
    [
        (lambda: st.share_pct(1, 2, errors="Coerce"), "coerce"),
        (lambda: st.share_pct(1, 2, errors="rase"), "raise"),
        (lambda: st.minimum_share_pct(2002, sphere="municipalities"), "municipality"),
        (lambda: st.minimum_share_pct(2002, sphere="State"), "state"),
        (lambda: st.minimum_share_pct(2002, reading="own-path"), "own_path"),
        (lambda: st.minimum_amount(2002, state_base=1.0, reading="unifrom"), "uniform"),
        (lambda: st.parse_figures("1", style="mixd"), "mixed"),
    ],
)
def test_an_unknown_name_suggests_the_closest_one(call: Callable[[], object], closest: str) -> None:
    assert f"did you mean '{closest}'?" in str(produced(call))


def test_a_name_far_from_all_others_suggests_nothing() -> None:
    said = str(produced(lambda: st.share_pct(1, 2, errors="whatever")))
    assert "did you mean" not in said
    assert "raise, coerce" in said


def test_the_federal_district_is_sent_to_the_function_that_serves_it() -> None:
    said = str(produced(lambda: st.minimum_share_pct(2002, sphere="df")))
    assert "minimum_amount" in said


def test_an_error_is_caught_as_the_builtin_by_those_who_do_not_know_us() -> None:
    with pytest.raises(ValueError, match="population"):
        st.per_capita(1, 0)
    with pytest.raises(TypeError, match="parse_figures"):
        st.per_capita("1", 1)
