"""Printed figures: every golden row, every container, every refusal."""

from __future__ import annotations

import csv
import math
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from sustenta.errors import (
    AmbiguousFiguresError,
    ColumnTypeError,
    DomainError,
    PrecisionError,
    SettingError,
    UnknownNameError,
    UnreadableFigureError,
)
from sustenta.figures import format_figures, parse_figures

GOLDEN = Path(__file__).parent / "golden" / "figures"
ERRORS = {
    "unreadable": UnreadableFigureError,
    "ambiguous": AmbiguousFiguresError,
    "precision": PrecisionError,
}

#: One column as every container that holds texts, and the type of what comes back.
PRINTED = ["1.234,56", "(2,5)", None, "n.d", " 7 %"]
FLOATS = [1234.56, -2.5, None, None, 7.0]
CONTAINERS: dict[str, tuple[Any, str]] = {
    "list": (PRINTED, "float64"),
    "tuple": (tuple(PRINTED), "float64"),
    "NumPy objects": (np.array(PRINTED, dtype=object), "float64"),
    "NumPy objects, strided": (np.array(PRINTED, dtype=object).repeat(2)[::2], "float64"),
    "NumPy objects, reversed": (np.array(PRINTED[::-1], dtype=object)[::-1], "float64"),
    "pandas": (pd.Series(PRINTED, index=list("edcba"), name="x"), "float64"),
    "pandas, one label twice": (pd.Series(PRINTED, index=[1, 1, 2, 2, 3], name="x"), "float64"),
    "pandas objects": (pd.Series(PRINTED, dtype=object, name="x"), "float64"),
    "pandas string": (pd.Series(PRINTED, dtype="string", name="x"), "Float64"),
    "pandas string[python]": (pd.Series(PRINTED, dtype="string[python]", name="x"), "Float64"),
    "pandas string[pyarrow]": (pd.Series(PRINTED, dtype="string[pyarrow]", name="x"), "Float64"),
    "pandas categories": (pd.Series(PRINTED, dtype="category", name="x"), "float64"),
    "pandas Arrow": (
        pd.Series(PRINTED, dtype=pd.ArrowDtype(pa.string()), name="x"),
        "double[pyarrow]",
    ),
    "pandas index": (pd.Index(PRINTED), "float64"),
    "pandas array": (pd.Series(PRINTED).array, "float64"),
    "polars": (pl.Series("x", PRINTED), "Float64"),
    "polars categories": (pl.Series("x", PRINTED, dtype=pl.Categorical), "Float64"),
    "polars objects": (pl.Series("x", PRINTED, dtype=pl.Object), "Float64"),
    "pyarrow": (pa.array(PRINTED), "double"),
    "pyarrow large_string": (pa.array(PRINTED, pa.large_string()), "double"),
    "pyarrow string_view": (pa.array(PRINTED, pa.string_view()), "double"),
    "pyarrow dictionary": (pa.array(PRINTED).dictionary_encode(), "double"),
    "pyarrow slice": (pa.array(["x", "1,5", *PRINTED, "y"]).slice(2, 5), "double"),
    "pyarrow chunks": (pa.chunked_array([PRINTED[:2], [], PRINTED[2:]]), "double"),
    "pyarrow slice of chunks": (pa.chunked_array([["x", *PRINTED[:2]], PRINTED[2:]])[1:], "double"),
}


def golden(name: str) -> list[Any]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    labels = [f"{row['case']}-{row.get('style', '')}{row.get('lang', '')}" for row in rows]
    return [pytest.param(row, id=label) for row, label in zip(rows, labels, strict=True)]


def listed(column: Any) -> list[Any]:
    """A column as a list, its missing values as None."""
    give = next(
        getattr(column, name)
        for name in ("to_pylist", "tolist", "to_list")
        if hasattr(column, name)
    )
    return [None if pd.isna(value) else value for value in give()]


@pytest.mark.parametrize("row", golden("read.csv"))
def test_a_golden_figure_is_read(row: dict[str, str]) -> None:
    text, style = row["text"], row["style"]
    if row["error"] == "unreadable":
        for exact in (False, True):
            with pytest.raises(UnreadableFigureError):
                parse_figures(text, style=style, exact=exact)
        return
    number = parse_figures(text, style=style)
    column = parse_figures(pa.array([text, None, text]), style=style).to_pylist()
    if row["error"] == "precision":
        assert math.isfinite(number)
        with pytest.raises(PrecisionError):
            parse_figures(text, style=style, exact=True)
        return
    exact = parse_figures(text, style=style, exact=True)
    table = parse_figures([text], style=style, markers=True)
    if not row["expected"]:
        assert math.isnan(number)
        assert exact is None
        assert column == [None, None, None]
        assert table.loc[0, "marker"] == row["marker"]
        return
    assert number == float(row["expected"])
    assert column == [number, None, number]
    assert exact == Decimal(row["expected"])
    # The printed number of decimals, as far as a Decimal of 28 digits keeps it.
    assert -exact.as_tuple().exponent == min(max(int(row["decimals"]), 0), 28)
    assert pd.isna(table.loc[0, "marker"])


@pytest.mark.parametrize("row", golden("column.csv"))
@pytest.mark.parametrize("make", [list, pl.Series, pa.array], ids=["list", "polars", "pyarrow"])
def test_a_golden_column_finds_its_style(row: dict[str, str], make: Any) -> None:
    column = make(row["texts"].split("|"))
    if row["error"]:
        for exact in (False, True):
            with pytest.raises(ERRORS[row["error"]]):
                parse_figures(column, style="column", exact=exact)
        return
    expected = [Decimal(text) if text else None for text in row["expected"].split("|")]
    assert listed(parse_figures(column, style="column", exact=True)) == expected
    floats = [None if number is None else float(number) for number in expected]
    assert listed(parse_figures(column, style="column")) == floats


@pytest.mark.parametrize("row", golden("write.csv"))
def test_a_golden_figure_is_written(row: dict[str, str]) -> None:
    options: dict[str, Any] = {
        "decimals": int(row["decimals"]),
        "negative": row["negative"],
        "lang": row["lang"],
    }
    assert format_figures(Decimal(row["value"]), **options) == row["expected"]
    if row["number"] == "any":
        assert format_figures(float(row["value"]), **options) == row["expected"]
        assert listed(format_figures([float(row["value"])], **options)) == [row["expected"]]


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_column_comes_back_in_its_container(name: str) -> None:
    column, dtype = CONTAINERS[name]
    result = parse_figures(column)
    assert listed(result) == FLOATS
    assert str(getattr(result, "dtype", None) or result.type) == dtype
    if isinstance(column, (pd.Series, pl.Series, pa.Array)):
        assert type(result).__module__ == type(column).__module__
    if isinstance(column, (pd.Series, pl.Series)):
        assert result.name == column.name
    if isinstance(column, pd.Series):
        assert result.index.equals(column.index)


@pytest.mark.parametrize("name", CONTAINERS)
def test_exact_figures_come_back_as_decimals(name: str) -> None:
    column, dtype = CONTAINERS[name]
    result = parse_figures(column, exact=True)
    assert listed(result) == [Decimal("1234.56"), Decimal("-2.5"), None, None, Decimal(7)]
    if "polars" in name or "pyarrow" in dtype or dtype == "double":
        assert "38" in str(getattr(result, "dtype", None) or result.type)
    else:
        assert str(listed(result)[1]) == "-2.5"


@pytest.mark.parametrize("name", CONTAINERS)
def test_markers_stand_beside_the_values(name: str) -> None:
    column, _ = CONTAINERS[name]
    table = parse_figures(column, markers=True)
    columns = {field: table[field] for field in ("value", "marker", "printed")}
    assert listed(columns["value"]) == FLOATS
    assert listed(columns["marker"]) == [None, None, None, "n.d", None]
    assert listed(columns["printed"]) == PRINTED
    if isinstance(column, pd.Series):
        assert table.index.equals(column.index)


def test_what_cannot_be_read_is_marked_and_kept() -> None:
    texts = ["15,08", "N.D.", "ver nota", "", None, "9,785.867.36"]
    table = parse_figures(texts, markers=True, errors="coerce")
    assert listed(table["value"]) == [15.08, None, None, None, None, None]
    assert listed(table["marker"]) == [None, "N.D.", "unreadable", "", None, "unreadable"]
    assert listed(table["printed"]) == texts
    assert listed(parse_figures(texts, errors="coerce", exact=True))[:3] == [
        Decimal("15.08"),
        None,
        None,
    ]


def test_an_array_keeps_its_shape() -> None:
    table = np.array([["1,5", "2"], ["3", "n.d"]], dtype=object)
    assert parse_figures(table).shape == (2, 2)
    assert parse_figures(table, exact=True)[0, 0] == Decimal("1.5")
    assert format_figures(np.array([[1.5, 2], [3, 4]]), decimals=1)[1, 0] == "3,0"
    with pytest.raises(SettingError, match="shape"):
        parse_figures(table, markers=True)
    readonly = np.array(["1,5", "2"], dtype=object)
    readonly.flags.writeable = False
    assert parse_figures(readonly).tolist() == [1.5, 2.0]
    assert parse_figures(np.array("1,5", dtype=object)) == 1.5
    assert parse_figures(np.array(["1,5", "2"])).tolist() == [1.5, 2.0]
    masked = np.ma.array(["1,5", "x"], mask=[False, True])
    assert listed(parse_figures(masked)) == [1.5, None]


@pytest.mark.parametrize(
    "empty",
    [
        [],
        np.array([], dtype=object),
        pd.Series([], dtype=object),
        pd.Series([], dtype="str"),
        pl.Series([], dtype=pl.String),
        pa.array([], pa.string()),
        pa.chunked_array([], pa.string()),
        pa.chunked_array([], pa.large_string()),
    ],
)
@pytest.mark.parametrize("style", ["pt", "column"])
def test_a_column_of_no_rows_has_no_rows(empty: Any, style: str) -> None:
    assert len(parse_figures(empty, style=style)) == 0
    assert len(parse_figures(empty, style=style, exact=True)) == 0
    assert len(parse_figures(empty, style=style, markers=True)) == 0


def test_a_lone_text_gives_a_lone_number() -> None:
    assert parse_figures("R$ 1.036.006,80") == 1036006.8
    assert type(parse_figures("7")) is float
    assert parse_figures("7,50", exact=True) == Decimal("7.50")
    assert math.isnan(parse_figures("n.d"))
    assert math.isnan(parse_figures(None))
    assert parse_figures(pd.NA, exact=True) is None
    assert parse_figures("n.d", markers=True).to_dict("records")[0]["marker"] == "n.d"


def test_numbers_among_texts_are_taken_as_they_are() -> None:
    cells = ["1.234,5", 3, 2.5, Decimal("7.50"), np.float32(0.1), np.int64(4), float("nan")]
    floats = [1234.5, 3.0, 2.5, 7.5, float(np.float32(0.1)), 4.0, None]
    assert listed(parse_figures(cells)) == floats
    exact = parse_figures([*cells, Decimal("NaN"), 10**27, 0.1, 1e-7], exact=True)
    decimals = ["1234.5", "3", "2.5", "7.50", "0.1", "4", None, None, str(10**27), "0.1", "1E-7"]
    assert listed(exact) == [None if text is None else Decimal(text) for text in decimals]
    assert listed(parse_figures(["1,5", 2.5, "1.234"], style="column")) == [1.5, 2.5, 1234.0]


def test_a_column_of_numbers_comes_back_as_floats() -> None:
    assert parse_figures(np.array([1, 2])).tolist() == [1.0, 2.0]
    given_floats = np.array([1.5, math.nan])
    result = parse_figures(given_floats)
    assert listed(result) == [1.5, None]
    assert not np.shares_memory(result, given_floats)
    assert listed(parse_figures(pd.Series([1, None], dtype="Int64"))) == [1.0, None]
    assert listed(parse_figures(pl.Series([1.5, None]))) == [1.5, None]
    assert listed(parse_figures(pa.array([1, None]))) == [1.0, None]
    assert listed(parse_figures(pa.array([Decimal("1.50"), None]))) == [1.5, None]
    for column in (pd.Series([0.1, None]), pl.Series([0.1, None]), pa.array([0.1, None])):
        assert listed(parse_figures(column, exact=True)) == [Decimal("0.1"), None]


@pytest.mark.parametrize(
    "cell", [True, np.True_, b"1", 1j, pd.Timestamp("2004-01-01"), ["1"], object()]
)
def test_a_cell_that_is_no_figure_is_refused_with_its_row_and_type(cell: object) -> None:
    for errors in ("raise", "coerce"):
        for exact in (False, True):
            with pytest.raises(ColumnTypeError, match="row 1") as caught:
                parse_figures(["1,5", cell], errors=errors, exact=exact)
            assert type(cell).__name__ in caught.value.found


@pytest.mark.parametrize(
    "column",
    [
        True,
        {"a": "1"},
        object(),
        pd.DataFrame({"a": ["1"]}),
        pl.LazyFrame({"a": ["1"]}),
        np.array([True]),
        np.array(["2004"], dtype="datetime64[Y]"),
        pd.Series([True]),
        pl.Series([True]),
        pa.array([True]),
        pa.array([b"1"]),
    ],
)
def test_what_is_no_column_of_figures_is_refused(column: Any) -> None:
    with pytest.raises(ColumnTypeError):
        parse_figures(column)


@pytest.mark.parametrize("number", [math.inf, -math.inf, Decimal("Infinity"), 10**400])
def test_an_infinite_number_is_refused_or_missing(number: Any) -> None:
    with pytest.raises(DomainError, match="row 1"):
        parse_figures(["1", number])
    assert listed(parse_figures(["1", number], errors="coerce")) == [1.0, None]


def test_an_unreadable_figure_is_named_with_all_that_is_known() -> None:
    with pytest.raises(UnreadableFigureError) as caught:
        parse_figures(pd.Series(["1,5", "9,785.867.36"], index=["a", "b"]))
    error = caught.value
    assert (error.row, error.text, error.style, error.position, error.hint) == (
        1,
        "9,785.867.36",
        "pt",
        5,
        "mixed",
    )
    assert "style 'mixed' reads it" in str(error)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    assert (str(again), again.position) == (str(error), 5)
    with pytest.raises(UnreadableFigureError) as caught:
        parse_figures("\u00a0R$ 1,5a")
    assert (caught.value.row, caught.value.position) == (None, 7)
    with pytest.raises(UnreadableFigureError, match="row 0"):
        parse_figures(["\ud800"])


def test_an_ambiguous_column_shows_both_readings() -> None:
    with pytest.raises(AmbiguousFiguresError) as caught:
        parse_figures(pa.array(["n.d", "1.234"]), style="column", errors="coerce")
    assert caught.value.row == 1
    assert caught.value.readings == [("pt", "1234"), ("en", "1.234")]


def test_a_column_whose_rows_need_different_styles_is_always_refused() -> None:
    for texts in (["1.5", "1,5"], ["1,5", "1.5"]):
        for errors in ("raise", "coerce"):
            with pytest.raises(UnreadableFigureError):
                parse_figures(texts, style="column", errors=errors)
    assert listed(parse_figures(["Total", "1,5"], style="column", errors="coerce")) == [None, 1.5]


def test_names_that_are_unknown_are_answered_with_the_nearest() -> None:
    for values in ("1", np.array([1.0])):
        with pytest.raises(UnknownNameError, match="did you mean 'mixed'"):
            parse_figures(values, style="mixd")
        with pytest.raises(UnknownNameError, match="did you mean 'coerce'"):
            parse_figures(values, errors="coerc")
    with pytest.raises(UnknownNameError, match="parentheses"):
        format_figures(1.0, negative="parenthesis")
    with pytest.raises(UnknownNameError, match="pt"):
        format_figures(1.0, lang="pt-BR")
    for decimals in (-1, 29, 2.0, True, "2", None):
        with pytest.raises(SettingError, match="decimals"):
            format_figures(1.0, decimals=decimals)  # type: ignore[arg-type]


def test_a_decimal128_column_keeps_the_printed_decimals() -> None:
    column = parse_figures(pa.array(["1,5", "-2", "0,125", "n.d"]), exact=True)
    assert column.type == pa.decimal128(38, 3)
    assert column.to_pylist() == [Decimal("1.500"), Decimal("-2.000"), Decimal("0.125"), None]
    wide = "1234567890123456789012345678"
    with pytest.raises(PrecisionError, match="row 0"):
        parse_figures(pa.array([wide, "0,12345678901"]), exact=True)


@pytest.mark.parametrize(
    "column",
    [
        np.array([82.084, -2.42, math.nan]),
        pd.Series([82.084, -2.42, None], index=list("abc"), name="x"),
        pd.Series([82.084, -2.42, None], dtype="Float64"),
        pd.Series([82.084, -2.42, None], dtype=pd.ArrowDtype(pa.float64())),
        pd.Series([Decimal("82.084"), Decimal("-2.42"), None]),
        pl.Series("x", [82.084, -2.42, None]),
        pl.Series("x", [Decimal("82.084"), Decimal("-2.42"), None]),
        pa.array([82.084, -2.42, None]),
        pa.array([Decimal("82.084"), Decimal("-2.42"), None]),
        [82.084, -2.42, None],
    ],
)
def test_written_figures_come_back_in_their_container(column: Any) -> None:
    result = format_figures(column, negative="parentheses")
    assert listed(result) == ["82,08", "(2,42)", None]
    if isinstance(column, pd.Series):
        assert result.index.equals(column.index)
        assert result.name == column.name
    if isinstance(column, (pl.Series, pa.Array)):
        assert type(result).__module__ == type(column).__module__


def test_whole_numbers_are_written_with_all_their_digits() -> None:
    assert format_figures(2**60 + 1, decimals=0) == "1.152.921.504.606.846.977"
    assert format_figures(np.array([2**60 + 1]), decimals=1)[0] == "1.152.921.504.606.846.977,0"
    assert listed(format_figures(pd.Series([306580, 12]), decimals=0)) == ["306.580", "12"]


def test_what_is_missing_is_not_written() -> None:
    for missing in (None, math.nan, pd.NA, Decimal("NaN")):
        assert format_figures(missing) == ""
    with pytest.raises(DomainError, match="inf"):
        format_figures(math.inf)
    with pytest.raises(ColumnTypeError, match="parse_figures"):
        format_figures("1,5")
    with pytest.raises(ColumnTypeError):
        format_figures([True])
