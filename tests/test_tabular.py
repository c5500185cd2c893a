"""Whatever reads a table or a column of any library reads the same, and refuses with advice."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from sustenta._tabular import as_pandas
from sustenta.errors import CodeError, ColumnTypeError
from sustenta.sources import municipalities

# --- tables ---------------------------------------------------------------------------------------

SIZES = ["small", "large", "vast"]
#: A column of every type that a panel may have, some of them with gaps.
COLUMNS: dict[str, Any] = {
    "year": pd.Series([2003, 2004], dtype="int64"),
    "teams": pd.array([3, None], dtype="Int64"),
    "complies": pd.array([True, None], dtype="boolean"),
    "megpc": [1.5, None],
    "amount": pd.Series([Decimal("1.10"), None], dtype=object),
    "size": pd.Categorical(["large", None], SIZES, ordered=True),
    "name": pd.Series(["Acará", "Bagre"]),
    "day": pd.Series([dt.date(2003, 12, 31), None], dtype=object),
    "years": pd.Series([[2002, 2003], None], dtype=object),
}


def of_pandas() -> pd.DataFrame:
    return pd.DataFrame(COLUMNS)


def of_polars() -> pl.DataFrame:
    cells: dict[str, Any] = {
        name: [None if cell is pd.NA else cell for cell in column]
        for name, column in COLUMNS.items()
    }
    cells["size"] = pl.Series(["large", None], dtype=pl.Enum(SIZES))
    return pl.DataFrame(cells)


def of_arrow() -> pa.Table:
    return pa.Table.from_pandas(of_pandas())


def batch() -> pa.RecordBatch:
    return pa.RecordBatch.from_pandas(of_pandas())


def test_a_table_of_pandas_is_given_as_it_is() -> None:
    table = of_pandas().set_axis(["a", "b"])
    table.attrs["source"] = "SIOPS"
    assert as_pandas(table, "frame") is table


@pytest.mark.parametrize("made", [of_polars, of_arrow, batch], ids=["polars", "arrow", "batch"])
def test_a_table_of_another_library_keeps_its_types(made: Callable[[], Any]) -> None:
    found = as_pandas(made(), "frame")
    assert list(found.columns) == list(COLUMNS)
    assert found["year"].dtype == "int64"
    assert found["teams"].dtype == "Int64"
    assert found["complies"].dtype == "boolean"
    assert found["megpc"].dtype == "float64"
    assert found["size"].dtype == pd.CategoricalDtype(SIZES, ordered=True)
    assert found["amount"][0] == Decimal("1.10")
    assert isinstance(found["amount"][0], Decimal)
    assert found["day"][0] == dt.date(2003, 12, 31)
    assert found["years"][0] == [2002, 2003]
    assert found.isna().sum(axis=1).tolist() == [0, 7]


def test_categories_without_an_order_get_none() -> None:
    table = pl.DataFrame({"uf": pl.Series(["TO", "PA", None, "TO"], dtype=pl.Categorical)})
    assert as_pandas(table, "frame")["uf"].dtype == pd.CategoricalDtype(["TO", "PA"])


def test_whole_numbers_too_wide_for_pandas_stay_whole() -> None:
    table = pl.DataFrame({"n": pl.Series([2**70, None], dtype=pl.Int128)})
    assert as_pandas(table, "frame")["n"].tolist() == [2**70, None]


def test_an_index_that_pandas_wrote_into_an_arrow_table_is_a_column() -> None:
    table = pa.Table.from_pandas(pd.DataFrame({"index": [80.0, 100.0]}, index=[2002, 2004]))
    renamed = table.rename_columns(["index", "year"])
    assert st.deflate([1.0], [2002], to=2004, index=renamed).tolist() == [1.25]


def test_polars_is_read_where_pyarrow_is_not_installed() -> None:
    program = """
import sys
sys.modules["pyarrow"] = None
import polars as pl, sustenta as st
print(st.tables.table(pl.DataFrame({"year": [2004, None], "name": ["a", "b"]})).columns[0].texts)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "('2004', '...')\n"


# --- what reads a table ---------------------------------------------------------------------------


def drawn(frame: Any) -> object:
    ax = st.plots.ranking(frame)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    plt.close("all")
    return labels


def printed(frame: Any) -> object:
    return st.tables.table(frame).to_html()


def deflated(index: Any) -> object:
    return st.deflate([1.0], [2002], to=2004, index=index).tolist()


def in_words(frame: Any) -> object:
    return st.interpret(frame)


def judged(key: Any) -> object:
    found = st.classify_ec29_compliance([20.0, 1.0], [2002, 2002], key)
    return found.index.to_list(), list(found.index.names), found["class"].tolist()


PANEL = pd.DataFrame(
    {"municipality": ["Acará", "Bagre"], "year": [2002, 2002], "megpc_15": [12.28, -3.0]}
)
PRICES = pd.DataFrame({"year": [2002, 2004], "index": [80.0, 100.0]})
KEYS = pd.DataFrame({"uf": ["PA", "PA"], "municipality": ["Acará", "Bagre"]})
#: What reads a table: a table for it, what the argument is called, and what stands in its refusals.
READERS: list[Any] = [
    pytest.param(drawn, PANEL, "frame", "expected a DataFrame", id="chart"),
    pytest.param(printed, PANEL, "frame", r"projection\.frame", id="table"),
    pytest.param(deflated, PRICES, "index", "`year`", id="deflate"),
    pytest.param(in_words, PANEL.head(1), "result", "a frame", id="interpret"),
    pytest.param(judged, KEYS, "key", "the municipality of each row", id="key"),
]


@pytest.mark.parametrize(("read", "frame", "argument", "advice"), READERS)
def test_tables_of_the_three_libraries_are_read_alike(
    read: Callable[[Any], object], frame: pd.DataFrame, argument: str, advice: str
) -> None:
    del argument, advice
    wanted = read(frame)
    assert wanted
    assert read(pl.from_pandas(frame)) == wanted
    assert read(pa.Table.from_pandas(frame)) == wanted


@pytest.mark.parametrize(("read", "frame", "argument", "advice"), READERS)
def test_what_is_no_table_is_refused_by_the_name_of_its_argument(
    read: Callable[[Any], object], frame: pd.DataFrame, argument: str, advice: str
) -> None:
    others: list[Any] = [3, pl.from_pandas(frame).lazy()]
    if read is not deflated:  # without an index, that of the package; a mapping is an index
        others += [None, frame.to_dict("list")]
    if read is not judged:  # a list is a column
        others.append(frame.to_dict("records"))
    for other in others:
        with pytest.raises(ColumnTypeError, match=f"^`{argument}` is ") as refused:
            read(other)
        assert refused.value.argument == argument
        assert refused.value.found
    with pytest.raises(ColumnTypeError, match=advice):
        read(3)


def test_the_refusal_says_how_to_make_a_table() -> None:
    with pytest.raises(ColumnTypeError, match=r"write `pandas\.DataFrame\(frame\)`"):
        drawn(PANEL.to_dict("list"))
    with pytest.raises(ColumnTypeError, match=r"write `frame\.collect\(\)` first"):
        printed(pl.from_pandas(PANEL).lazy())
    with pytest.raises(ColumnTypeError, match="read the file first"):
        printed("painel.csv")
    with pytest.raises(ColumnTypeError, match="`frame` is None; expected"):
        printed(None)


# --- what reads a column --------------------------------------------------------------------------

STATES = ["PA", "PA", "TO"]
CODES = ["410010", 4100103, None]


@pytest.mark.parametrize(
    "groups",
    [
        STATES,
        tuple(STATES),
        pd.Series(STATES),
        pd.Categorical(STATES),
        pl.Series(STATES),
        pl.Series(STATES, dtype=pl.Categorical),
        pa.array(STATES),
        pa.chunked_array([STATES]).dictionary_encode(),
    ],
    ids=["list", "tuple", "pandas", "categorical", "polars", "Categorical", "arrow", "dictionary"],
)
def test_groups_of_any_library_split_alike(groups: Any) -> None:
    found = st.inequality.decompose([1.0, 1.0, 3.0], groups)
    assert found.groups.index.to_list() == ["PA", "TO"]
    assert found.groups["mean"].tolist() == [1, 3]


@pytest.mark.parametrize(
    "groups",
    [None, "PA", 3, {"PA": 1, "TO": 2, "AP": 3}, KEYS, pl.from_pandas(KEYS)],
    ids=["None", "text", "number", "dict", "pandas", "polars"],
)
def test_groups_that_are_no_column_are_refused(groups: Any) -> None:
    with pytest.raises(ColumnTypeError, match=r"`groups` is .*; expected a column") as refused:
        st.inequality.decompose([1.0, 1.0, 3.0], groups)
    assert refused.value.argument == "groups"


def test_codes_come_back_in_their_container() -> None:
    texts = ["410010", "4100103", None]
    wanted = ["4100103", "4100103", None]
    assert municipalities.code7(CODES).tolist() == wanted
    pandas = municipalities.code7(pd.Series(texts, index=["a", "b", "c"], name="cod"))
    assert pandas.dtype == "string"
    assert (pandas.name, list(pandas.index)) == ("cod", ["a", "b", "c"])
    assert pandas.tolist() == [*wanted[:2], pd.NA]
    polars = municipalities.code7(pl.Series("cod", texts))
    assert (polars.name, polars.to_list()) == ("cod", wanted)
    for given in (pa.array(texts), pa.chunked_array([texts])):
        arrow = municipalities.code7(given)
        assert isinstance(arrow, pa.Array)
        assert arrow.to_pylist() == wanted
    assert municipalities.code7(None) is None
    assert municipalities.code7(410010) == "4100103"
    assert municipalities.check(pl.Series(texts))["status"].tolist() == [
        "municipality",
        "municipality",
        "missing",
    ]


@pytest.mark.parametrize(
    "codes",
    [{"code": ["410010"]}, KEYS, pl.from_pandas(KEYS), pa.Table.from_pandas(KEYS)],
    ids=["dict", "pandas", "polars", "arrow"],
)
@pytest.mark.parametrize("read", [municipalities.code7, municipalities.uf, municipalities.check])
def test_a_whole_table_is_no_column_of_codes(read: Callable[[Any], Any], codes: Any) -> None:
    with pytest.raises(ColumnTypeError, match=r"`codes` is .*: take one column of it"):
        read(codes)


def test_a_lone_value_that_is_no_code_is_said_to_be_none() -> None:
    with pytest.raises(CodeError, match="no code"):
        municipalities.code7(object())
