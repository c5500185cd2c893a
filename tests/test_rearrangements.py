"""The printed order of a table: what explains it, how many orders fit, and what no order mends."""

from __future__ import annotations

import math
import random
from collections import Counter
from itertools import permutations
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from sustenta.auditing import Rearrangement, Unserved
from sustenta.errors import (
    ColumnMissingError,
    DuplicateKeyError,
    SettingError,
    UnreadableFigureError,
)

CLASSES = ["execution_class", "tax_effort_class", "compliance_class", "trend_class"]
MOVED = ("tax_effort_class", "compliance_class", "trend_class")


def study() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Table 10 as printed, and as its own tables give it."""
    table = st.studies.proesf2006.table(10)
    cells = table.set_index(["row", "municipality", "column"])["printed"]
    page = cells.unstack("column").reset_index().sort_values("row", ignore_index=True)  # noqa: PD010
    profile = st.studies.proesf2006.recreate().profile
    assert profile is not None
    truth = profile.drop(columns="compliance_class")
    truth = truth.rename(columns={"compliance_label": "compliance_class"})
    judged = truth["execution_class"].astype(object)
    truth["execution_class"] = judged.where(judged.notna(), truth["execution_reason"])
    return page, truth


def read_study(page: pd.DataFrame, truth: pd.DataFrame) -> Rearrangement:
    return st.rearrangements(
        page, "municipality", CLASSES, truth, same={"Positivas": "Positiva"}, lang="en"
    )


def test_the_last_columns_of_table_10_stand_in_another_order_than_its_letters() -> None:
    page, truth = study()
    found = read_study(page, truth)
    assert not found.fits
    assert found.straight == ("execution_class",)
    (block,) = found.blocks
    assert block.columns == MOVED
    assert len(block.misfits) == 31
    best = block.explanations[0]
    assert (best.kind, "".join(best.rows)) == ("order", "ABCDEFGHIJLMNOPQ")
    assert (best.settles, best.remains) == (31, 0)
    # Lines that print the same three classes change places freely.
    lines = page[list(MOVED)].replace("Positivas", "Positiva")
    alike = Counter(lines.itertuples(index=False, name=None))
    assert block.fitting == math.prod(map(math.factorial, alike.values())) == 576
    assert found.orders == math.factorial(16)
    assert found.whole is not None
    assert found.whole_fitting == 0


def test_the_order_says_whose_cells_stand_in_each_line() -> None:
    found = read_study(*study())
    order = found.order
    assert "".join(order["printed"]) == "HIPJLMBCDANQOEFG"
    assert "".join(order["belongs_to"]) == "ABCDEFGHIJLMNOPQ"
    # C, E, N, P and Q have classes that nobody else has.
    assert "".join(order.loc[order["only"], "belongs_to"]) == "CENPQ"


def test_a_table_in_the_order_of_its_letters_has_nothing_to_explain() -> None:
    page, truth = study()
    letters = sorted(page["municipality"])
    again = page.copy()
    for name in MOVED:
        mended = dict(zip(letters, page[name], strict=True))
        again[name] = page["municipality"].map(mended)
    found = read_study(again, truth)
    assert found.fits
    assert found.blocks == ()
    assert found.explanations.empty
    assert found.whole is None
    assert "is possible" in found.text()


def test_the_text_names_columns_order_and_count_in_both_languages() -> None:
    found = read_study(*study())
    english, portuguese = found.text(), found.text("pt")
    for part in ("31 of 48 cells", "(A, B, C, …, Q)", "20,922,789,888,000", "576 fit"):
        assert part in english
    for part in ("31 de 48 células", "ordem alfabética", "20.922.789.888.000", "cabem 576"):
        assert part in portuguese
    assert repr(found) == english
    assert found._repr_html_().count("<p>") == english.count("\n") + 1


def frame(**columns: Any) -> pd.DataFrame:
    return pd.DataFrame({"city": list("ABCDEF"), **columns})


TRUTH = frame(amount=[10, 20, 30, 40, 50, 60], share=[1.5, 2.5, 3.5, 4.5, 5.5, 6.5])


def kinds(found: Rearrangement) -> list[tuple[str, str]]:
    return list(zip(found.explanations["kind"], found.explanations["rows"], strict=True))


def test_two_labels_exchanged_are_found() -> None:
    page = frame(amount=[10, 30, 20, 40, 50, 60], share=[1.5, 3.5, 2.5, 4.5, 5.5, 6.5])
    found = st.rearrangements(page, "city", ["amount", "share"], TRUTH)
    assert kinds(found) == [("labels", "B, C")]
    assert found.whole is None
    assert found.whole_fitting == 1
    assert list(found.order["belongs_to"]) == list("ACBDEF")


def test_two_cells_exchanged_are_found_and_labels_are_not_blamed() -> None:
    page = frame(amount=[10, 30, 20, 40, 50, 60], share=[1.5, 2.5, 3.5, 4.5, 5.5, 6.5])
    found = st.rearrangements(page, "city", ["amount", "share"], TRUTH)
    assert found.straight == ("share",)
    assert kinds(found) == [("rows", "B, C")]
    assert found.whole == Unserved(("B",), ())


def test_cells_of_two_columns_exchanged_in_a_row_are_found() -> None:
    page = frame(amount=[10, 20, 3.5, 40, 50, 60], share=[1.5, 2.5, 30, 4.5, 5.5, 6.5])
    found = st.rearrangements(page, "city", ["amount", "share"], TRUTH)
    assert kinds(found) == [("columns", "C")]


def test_a_run_of_cells_one_line_off_is_found() -> None:
    page = frame(amount=[10, 10, 20, 30, 40, 50])
    found = st.rearrangements(page, "city", "amount", TRUTH)
    assert kinds(found) == [("shift_down", "B, E")]
    page = frame(amount=[20, 30, 40, 50, 60, 7])
    found = st.rearrangements(page, "city", "amount", TRUTH)
    assert kinds(found) == [("shift_up", "B, F")]


def test_a_row_repeated_and_a_column_repeated_are_found() -> None:
    page = frame(amount=[10, 20, 20, 40, 50, 60], share=[1.5, 2.5, 2.5, 4.5, 5.5, 6.5])
    found = st.rearrangements(page, "city", ["amount", "share"], TRUTH)
    assert kinds(found) == [("repeated_row", "C, B")]
    page = frame(amount=TRUTH["amount"], share=TRUTH["amount"])
    found = st.rearrangements(page, "city", ["amount", "share"], TRUTH)
    assert kinds(found) == [("repeated_column", "amount")]


def test_an_order_that_the_caller_knows_is_tried() -> None:
    rank = list("CAFBED")
    values = TRUTH.set_index("city")["amount"]
    page = frame(amount=[values[city] for city in rank])
    found = st.rearrangements(
        page, "city", "amount", TRUTH, orders={"Tabela 7": [*rank, "Z"]}, lang="pt"
    )
    assert kinds(found) == [("order", ", ".join(rank))]
    assert "na ordem Tabela 7" in found.text()
    assert found.blocks[0].fitting == 1


def test_an_order_that_nobody_named_is_still_counted_and_shown() -> None:
    page = frame(amount=[30, 10, 60, 20, 50, 40])
    found = st.rearrangements(page, "city", "amount", TRUTH)
    assert found.explanations.empty
    assert found.blocks[0].fitting == 1
    assert list(found.order["belongs_to"]) == list("CAFBED")
    assert found.order["only"].all()


def test_where_no_order_mends_the_rows_that_cannot_be_served_are_named() -> None:
    page = frame(amount=[10, 21, 30, 40, 50, 60])
    found = st.rearrangements(page, "city", "amount", TRUTH, lang="en")
    assert found.blocks[0].unserved == Unserved(("B",), ())
    assert found.blocks[0].fitting == 0
    assert "no printed line serves B" in found.text()
    truth = frame(label=["x", "y", "y", "x", "x", "z"])
    page = frame(label=["x", "y", "x", "x", "x", "z"])
    found = st.rearrangements(page, "city", "label", truth)
    assert found.blocks[0].unserved == Unserved(("B", "C"), ("B",))
    assert "serve só a linha impressa de B" in found.text()


def test_what_is_unknown_fits_anything() -> None:
    page = frame(amount=[10, 99, 30, 40, 50, 60])
    amounts: list[Any] = [10, None, 30, 40, 50, 60]
    truth = TRUTH.assign(amount=amounts)
    assert st.rearrangements(page, "city", "amount", truth).fits
    assert st.rearrangements(page, "city", "amount", TRUTH[["city"]]).fits
    assert st.rearrangements(page, "city", "amount", TRUTH.drop(index=1)).fits


def test_printed_figures_meet_ranges_by_their_kind() -> None:
    texts = ["10,0", "20,0", "30,0", "40,0", "50,0", "n.d"]
    amounts: list[Any] = [10.04, 20, (29.9, 29.96), pd.Interval(40.05, 41), 50, 60]
    near = TRUTH.assign(amount=amounts)
    page = frame(amount=texts)
    rounded = st.rearrangements(page, "city", "amount", near, kinds={"amount": "rounded"})
    assert rounded.fits
    exact = st.rearrangements(page, "city", "amount", near)
    assert [key for key, _ in exact.blocks[0].misfits] == ["A", "C", "D"]


def test_labels_may_have_several_names() -> None:
    truth = frame(label=[["Bom", "Good"], "Ruim", {"x"}, ("y", "z"), None, "BOM"])
    page = frame(label=["good", " ruim ", "x", "z", "?", "bom"])
    assert st.rearrangements(page, "city", "label", truth).fits


def test_rows_may_have_keys_of_several_columns_and_frames_of_any_library() -> None:
    page = pd.DataFrame({"uf": ["MA", "MA", "PA"], "year": [1, 2, 1], "x": [1, 3, 2]})
    truth = pd.DataFrame({"uf": ["PA", "MA", "MA"], "year": [1, 2, 1], "x": [3, 2, 1]})
    tables: list[tuple[Any, Any]] = [
        (page, truth),
        (pl.from_pandas(page), pl.from_pandas(truth)),
        (pa.Table.from_pandas(page), pa.Table.from_pandas(truth)),
    ]
    for given, expected in tables:
        found = st.rearrangements(given, ["uf", "year"], "x", expected)
        assert kinds(found) == [("labels", "MA/2, PA/1"), ("order", "MA/1, PA/1, MA/2")]


def test_orders_are_counted_as_by_trying_them_all() -> None:
    draw = random.Random(2006)
    for _ in range(60):
        rows = draw.randint(2, 6)
        wide = [sorted(draw.sample(range(8), 2)) for _ in range(rows)]
        printed = [draw.randrange(8) for _ in range(rows)]
        keys = list("ABCDEF"[:rows])
        page = pd.DataFrame({"city": keys, "x": printed})
        truth = pd.DataFrame({"city": keys, "x": [tuple(ends) for ends in wide]})
        found = st.rearrangements(page, "city", "x", truth)
        fits = [
            all(low <= value <= high for value, (low, high) in zip(order, wide, strict=True))
            for order in permutations(printed)
        ]
        counted = found.whole_fitting
        assert counted == sum(fits)
        assert found.fits == fits[0]
        assert (found.whole is None) == any(fits)
        if found.whole is not None:
            lines = [printed[keys.index(key)] for key in found.whole.lines]
            ends = [wide[keys.index(key)] for key in found.whole.rows]
            served = [x for x in printed if any(low <= x <= high for low, high in ends)]
            assert sorted(lines) == sorted(served)
            assert len(lines) < len(ends)


def test_bad_input_is_refused() -> None:
    with pytest.raises(ColumnMissingError, match="share"):
        st.rearrangements(frame(amount=range(6)), "city", ["amount", "share"], TRUTH)
    with pytest.raises(ColumnMissingError, match="town"):
        st.rearrangements(frame(town=range(6)), "town", "town", TRUTH)
    with pytest.raises(DuplicateKeyError, match="rows 0 and 1"):
        st.rearrangements(pd.DataFrame({"city": ["A", "A"], "amount": 1}), "city", "amount", TRUTH)
    with pytest.raises(SettingError, match="without B"):
        st.rearrangements(TRUTH, "city", "amount", TRUTH, orders={"x": "ACDEF"})
    with pytest.raises(UnreadableFigureError) as refused:
        st.rearrangements(frame(amount=["1", "x", "3", "4", "5", "6"]), "city", "amount", TRUTH)
    assert refused.value.row == 1
    mixed = TRUTH.assign(amount=[1, 2, 3, 4, 5, "six"])
    with pytest.raises(SettingError, match="expected"):
        st.rearrangements(TRUTH, "city", "amount", mixed)
