"""Bad input by the hundred: whatever holds no amounts is refused by name, with advice."""

from __future__ import annotations

import datetime as dt
import inspect
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import hypothesis.extra.numpy as arrays
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as draw

import sustenta as st
from sustenta.errors import ColumnTypeError, DomainError, SustentaError
from sustenta.registry import INDICATORS

DAYS = pd.to_datetime(["2002-01-01", "2003-01-01"])
DAY = dt.date(2004, 1, 1)


def generated() -> Any:
    yield 1.0


#: What is no column and no number, and a word of the advice that comes with the refusal.
LONE: dict[str, tuple[Callable[[], Any], str]] = {
    "text": (lambda: "82.08", "parse_figures"),
    "bytes": (lambda: b"82.08", "parse_figures"),
    "a truth value": (lambda: True, "truth value"),
    "NumPy's truth value": (lambda: np.False_, "truth value"),
    "a complex number": (lambda: 1j, "expected a number"),
    "a fraction": (lambda: Fraction(1, 3), "expected a number"),
    "a date": (lambda: DAY, "expected a number"),
    "a time": (lambda: pd.Timestamp(DAY), "expected a number"),
    "NumPy's date": (lambda: np.datetime64("2002"), "expected a number"),
    "a period": (lambda: pd.Period("2002"), "expected a number"),
    "not a time": (lambda: pd.NaT, "expected a number"),
    "a dict": (lambda: {"a": 1.0}, "expected a number"),
    "a set": (lambda: {1.0}, "expected a number"),
    "a generator": (generated, "expected a number"),
    "an iterator": (lambda: iter([1.0]), "expected a number"),
    "a function": (lambda: len, "expected a number"),
    "a type": (lambda: float, "expected a number"),
    "an object": (object, "expected a number"),
    "a slice": (lambda: slice(1), "expected a number"),
    "an Arrow scalar": (lambda: pa.scalar(1.0), "expected a number"),
    "a table of pandas": (lambda: pd.DataFrame({"a": [1.0]}), "take one column"),
    "a table of polars": (lambda: pl.DataFrame({"a": [1.0]}), "take one column"),
    "a table of Arrow": (lambda: pa.table({"a": [1.0]}), "take one column"),
    "a lazy table": (lambda: pl.LazyFrame({"a": [1.0]}), "collect()"),
    "an expression": (lambda: pl.col("a"), "expected a number"),
}
TEXT, AMOUNTS = "parse_figures", "expected amounts"
#: Columns of something else.
COLUMNS: dict[str, tuple[Callable[[], Any], str]] = {
    "texts": (lambda: ["1", "2"], TEXT),
    "a text among numbers": (lambda: [1.0, "2"], TEXT),
    "bytes among numbers": (lambda: [1.0, b"2"], TEXT),
    "truth values": (lambda: [True, False], AMOUNTS),
    "a truth value among numbers": (lambda: [1.0, True], AMOUNTS),
    "complex numbers": (lambda: [1.0, 1j], AMOUNTS),
    "lists": (lambda: [1.0, [2.0]], AMOUNTS),
    "rows of different lengths": (lambda: [[1.0], [1.0, 2.0]], AMOUNTS),
    "dates": (lambda: [DAY, DAY], AMOUNTS),
    "fractions": (lambda: [Fraction(1, 3), 2], AMOUNTS),
    "an array of texts": (lambda: np.array(["1", "2"]), TEXT),
    "an array of bytes": (lambda: np.array([b"1", b"2"]), AMOUNTS),
    "an array of truth values": (lambda: np.array([True, False]), AMOUNTS),
    "an array of complex numbers": (lambda: np.array([1j, 2j]), AMOUNTS),
    "an array of dates": (lambda: np.array(["2002", "2003"], dtype="M8[Y]"), AMOUNTS),
    "an array of times": (lambda: np.array([1, 2], dtype="m8[s]"), AMOUNTS),
    "an array of records": (lambda: np.zeros(2, dtype=[("a", float)]), AMOUNTS),
    "an array of nothing known": (lambda: np.zeros(2, dtype="V8"), AMOUNTS),
    "variable texts": (lambda: np.array(["1", "2"], dtype=np.dtypes.StringDType()), TEXT),
    "a Series of texts": (lambda: pd.Series(["1", "2"]), TEXT),
    "a Series of text objects": (lambda: pd.Series(["1", "2"], dtype=object), TEXT),
    "nullable texts": (lambda: pd.Series(["1", None], dtype="string"), TEXT),
    "a Series of truth values": (lambda: pd.Series([True, False]), AMOUNTS),
    "nullable truth values": (lambda: pd.Series([True, None], dtype="boolean"), AMOUNTS),
    "categories": (lambda: pd.Series([1.0, 2.0], dtype="category"), AMOUNTS),
    "a Series of dates": (lambda: pd.Series(DAYS), AMOUNTS),
    "dates of a zone": (lambda: pd.Series(DAYS.tz_localize("America/Belem")), AMOUNTS),
    "differences of dates": (lambda: pd.Series(DAYS - DAYS[0]), AMOUNTS),
    "periods": (lambda: pd.Series(DAYS.to_period("Y")), AMOUNTS),
    "intervals": (lambda: pd.Series(pd.interval_range(0, 2)), AMOUNTS),
    "a Series of complex numbers": (lambda: pd.Series([1j, 2j]), AMOUNTS),
    "Arrow texts in pandas": (lambda: pd.Series(["1"], dtype="string[pyarrow]"), TEXT),
    "Arrow truth values in pandas": (lambda: pd.Series([True], dtype="bool[pyarrow]"), AMOUNTS),
    "an index of texts": (lambda: pd.Index(["1", "2"]), TEXT),
    "an index of dates": (lambda: DAYS, AMOUNTS),
    "an index of two levels": (lambda: pd.MultiIndex.from_tuples([(1, 2)]), AMOUNTS),
    "a pandas array of texts": (lambda: pd.array(["1", None], dtype="string"), TEXT),
    "a categorical": (lambda: pd.Categorical([1, 2]), AMOUNTS),
    "polars texts": (lambda: pl.Series(["1", "2"]), TEXT),
    "polars truth values": (lambda: pl.Series([True, None]), AMOUNTS),
    "polars dates": (lambda: pl.Series([DAY]), AMOUNTS),
    "polars categories": (lambda: pl.Series(["a"], dtype=pl.Categorical), AMOUNTS),
    "polars lists": (lambda: pl.Series([[1.0], [2.0]]), AMOUNTS),
    "polars records": (lambda: pl.Series([{"a": 1.0}]), AMOUNTS),
    "polars objects": (lambda: pl.Series([object()], dtype=pl.Object), AMOUNTS),
    "Arrow texts": (lambda: pa.array(["1", None]), TEXT),
    "large Arrow texts": (lambda: pa.array(["1"], type=pa.large_string()), TEXT),
    "Arrow truth values": (lambda: pa.array([True, None]), AMOUNTS),
    "Arrow dates": (lambda: pa.array([DAY]), AMOUNTS),
    "Arrow times": (lambda: pa.array([1], type=pa.timestamp("s")), AMOUNTS),
    "Arrow lists": (lambda: pa.array([[1.0]]), AMOUNTS),
    "Arrow records": (lambda: pa.array([{"a": 1.0}]), AMOUNTS),
    "an Arrow dictionary": (lambda: pa.array(["a"]).dictionary_encode(), TEXT),
    "chunks of Arrow texts": (lambda: pa.chunked_array([["1"], ["2"]]), TEXT),
    "Arrow bytes": (lambda: pa.array([b"1"]), AMOUNTS),
}
BAD = LONE | COLUMNS

#: Every argument of a public function that is a column of amounts or years.
TARGETS: list[tuple[str, str]] = [
    *((id, given["argument"]) for id, entry in INDICATORS.items() for given in entry["inputs"]),
    *(("scenarios", name) for name in inspect.signature(st.scenarios).parameters if name != "out"),
    *(("ec29_gap", name) for name in inspect.signature(st.ec29_gap).parameters),
    *(("minimum_share_pct", name) for name in ("year", "start_pct", "own_law_pct")),
    *(("minimum_amount", name) for name in ("year", "municipal_base", "state_base", "own_law_pct")),
    ("classify_execution", "executed"),
    ("classify_execution", "transferred"),
    *(
        (f"classify_{id}", name)
        for id in ("tax_effort", "ec29_trend")
        for name in ("first", "last")
    ),
    *(("classify_ec29_compliance", name) for name in ("applied_pct", "year", "due_pct")),
]


def call(function: str, argument: str, value: Any) -> object:
    """Call a function with good numbers everywhere but in one argument."""
    parameters = inspect.signature(getattr(st, function)).parameters
    # No two alike: potentials and rates that are equal have a reason of their own.
    required: dict[str, Any] = {
        name: 2002 if name == "year" else 70.0 - place
        for place, (name, parameter) in enumerate(parameters.items())
        if parameter.default is inspect.Parameter.empty
    }
    if "first" in parameters and function.startswith("classify"):
        required |= {"first": 7.0, "last": 7.0}
    if function == "minimum_amount" and argument != "state_base":
        required |= {"municipal_base": 7.0}
    if function == "classify_ec29_compliance":
        required["key"] = ["a"]
    coerce = {"errors": "coerce"} if "errors" in parameters else {}
    return getattr(st, function)(**{**required, **coerce, argument: value})


def test_the_targets_are_every_argument_of_every_function() -> None:
    assert len(TARGETS) > 120
    assert len(BAD) > 75
    for function, argument in TARGETS:
        call(function, argument, 2003 if argument == "year" else 8.5)


@pytest.mark.parametrize("bad", BAD)
def test_what_holds_no_amounts_is_refused_by_name_with_advice(bad: str) -> None:
    make, advice = BAD[bad]
    for function, argument in TARGETS:
        with pytest.raises(ColumnTypeError) as caught:
            call(function, argument, make())
        error = caught.value
        assert error.argument == argument, (function, error)
        assert str(error).startswith(f"`{argument}` "), error
        assert advice in str(error), error
        assert error.found in str(error), error


def test_the_row_of_a_stranger_among_numbers_is_named() -> None:
    for stranger in ("2", True, 1j, [1], b"x", DAY):
        column = np.empty(3, dtype=object)
        column[:] = [1.0, None, stranger]
        with pytest.raises(ColumnTypeError, match="at row 2"):
            st.megpc(column, 1.0)


def test_infinities_are_refused_with_their_row_wherever_they_stand() -> None:
    rows = 300_000
    counted: Counter[str] = Counter()
    for row in (0, 1023, 5000, 131_072, 150_000, 299_999):
        for sign in (np.inf, -np.inf):
            for place in range(2):
                columns = [np.ones(rows), np.ones(rows)]
                columns[place][row] = sign
                for kind in (np.asarray, pd.Series):
                    with pytest.raises(DomainError) as caught:
                        st.share_pct(*map(kind, columns))
                    error = caught.value
                    assert (error.row, error.reason) == (row, "amount_not_finite")
                    assert error.argument == ("part", "whole")[place]
                    counted[error.argument] += 1
                coerced = st.share_pct(*columns, errors="coerce")
                assert np.flatnonzero(np.isnan(coerced)).tolist() == [row]
    assert counted == {"part": 24, "whole": 24}


def test_the_first_of_several_bad_rows_is_named() -> None:
    population = np.ones(300_000)
    population[[7, 5000, 299_999]] = [np.inf, 0, -1]
    with pytest.raises(DomainError) as caught:
        st.per_capita(1.0, population)
    assert caught.value.row == 7
    population[7] = np.nan
    with pytest.raises(DomainError) as caught:
        st.per_capita(1.0, population)
    assert (caught.value.row, caught.value.reason) == (5000, "population_not_positive")


def test_a_missing_input_comes_before_any_other_trouble_of_its_row() -> None:
    parts = [np.nan, np.nan, np.nan, np.inf, 0.0]
    wholes = [np.inf, 0.0, -1.0, np.nan, np.nan]
    for kind in (np.asarray, pd.Series, pl.Series):
        assert np.isnan(np.asarray(st.share_pct(kind(parts), kind(wholes)), dtype=float)).all()
    assert np.isnan(st.share_pct(np.nan, 0.0))
    assert st.share_pct([None], [Decimal(0)]).tolist() == [None]


def test_a_result_too_large_for_a_float_is_refused_or_missing() -> None:
    with pytest.raises(DomainError, match="too large for a float"):
        st.megpc([1.0, 1.7e308], [1.0, -1.7e308])
    assert np.isnan(st.share_pct([1e307], [1e-5], errors="coerce")).all()


# --- anything at all -----------------------------------------------------------------------------

NUMBERS = (
    draw.none()
    | draw.booleans()
    | draw.integers()
    | draw.floats()
    | draw.decimals(allow_nan=True)
    | draw.complex_numbers()
)
LEAVES = NUMBERS | draw.text(max_size=5) | draw.binary(max_size=5) | draw.dates() | draw.fractions()
ARRAYS = arrays.arrays(
    arrays.scalar_dtypes(), arrays.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=4)
)
ANYTHING = draw.recursive(
    LEAVES,
    lambda inner: (
        draw.lists(inner, max_size=4)
        | draw.tuples(inner, inner)
        | draw.dictionaries(draw.text(max_size=2), inner, max_size=2)
    ),
    max_leaves=6,
)
COLUMN = ANYTHING | draw.lists(NUMBERS, min_size=1, max_size=4) | ARRAYS
FUZZED = sorted({function for function, _ in TARGETS})


@given(draw.data())
@settings(max_examples=600)
def test_anything_at_all_gives_a_result_or_a_typed_refusal(data: draw.DataObject) -> None:
    function = data.draw(draw.sampled_from(FUZZED))
    names = [argument for of, argument in TARGETS if of == function]
    values = {name: data.draw(COLUMN) for name in names if name != "rate_pct"}
    if function == "classify_ec29_compliance":
        values["key"] = data.draw(COLUMN)
    try:
        getattr(st, function)(**values)
    except SustentaError as refusal:
        assert str(refusal)  # noqa: PT017  what else it may raise is what is tested


def test_long_integers_and_texts_are_shown_in_part_or_not_at_all() -> None:
    for column in ([10**5000], [Decimal(1), 10**5000], "x" * 10_000, ["x" * 10_000]):
        with pytest.raises(SustentaError) as caught:
            st.megpc(column, Decimal(1) if len(column) == 2 else 1.0)
        assert len(str(caught.value)) < 300
