"""What has no inequality is refused, whatever container it comes in."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sustenta as st
from measures import MEASURES
from sustenta.errors import (
    ColumnTypeError,
    DomainError,
    IndexMismatchError,
    LengthError,
    SettingError,
    SustentaError,
    UnknownNameError,
)

ineq = st.inequality


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize(
    ("x", "weights", "refusal"),
    [
        ([1.0, None], None, DomainError),
        ([1.0, float("nan")], None, DomainError),
        ([1.0, float("inf")], None, DomainError),
        ([0.0, 0.0], None, SustentaError),
        ([1.0, 1e200], None, DomainError),
        ([Decimal(1), Decimal("sNaN")], None, DomainError),
        ([1.0, 2.0], Decimal("sNaN"), DomainError),
        ([1.0, 5e-324], None, DomainError),
        ([1.0, 2.0], [1, 1e308], DomainError),
        ([], None, SettingError),
        (5.0, None, ColumnTypeError),
        ("12", None, ColumnTypeError),
        ([True, False], None, ColumnTypeError),
        (["1", "2"], None, ColumnTypeError),
        ([1.0, 2.0], [1, 0], DomainError),
        ([1.0, 2.0], [1, -1], DomainError),
        ([1.0, 2.0], [1, float("nan")], DomainError),
        ([1.0, 2.0], [1, float("inf")], DomainError),
        ([1.0, 2.0], [1, 2, 3], LengthError),
        ([1.0, 2.0], "people", ColumnTypeError),
        (pd.Series([1.0, 2.0]), pd.Series([1, 2], index=[1, 2]), IndexMismatchError),
    ],
    ids=str,
)
def test_columns_that_have_no_inequality_are_refused(
    name: str, x: Any, weights: Any, refusal: Any
) -> None:
    with pytest.raises(refusal):
        MEASURES[name](x, weights)


def test_negative_values_and_zeros_are_refused_as_each_definition_says() -> None:
    for name in set(MEASURES) - {"cv"}:
        with pytest.raises(DomainError, match="row 1") as caught:
            MEASURES[name]([1.0, -0.5, 3.0])
        assert caught.value.row == 1
    assert isinstance(ineq.cv([1.0, -0.5, 3.0]), float)
    with pytest.raises(SettingError, match="mean"):
        ineq.cv([1.0, -1.0])
    with pytest.raises(DomainError, match="above zero"):
        ineq.theil_l([0.0, 1.0])
    with pytest.raises(DomainError):
        ineq.concentration_index([1.0, -1.0], [1, 2])
    # Generalised, it needs no mean to be relative to.
    assert ineq.concentration_index([1.0, -1.0], [1, 2], generalised=True) == -0.5
    for bounds in ((0, 1), (2, 5)):
        with pytest.raises(DomainError, match="from"):
            ineq.erreygers([1.0, 1.5], [1, 2], bounds)


@pytest.mark.parametrize(
    "call",
    [
        lambda: ineq.atkinson([1.0, 2.0], 0),
        lambda: ineq.atkinson([1.0, 2.0], -1),
        lambda: ineq.atkinson([1.0, 2.0], float("nan")),
        lambda: ineq.atkinson([1.0, 2.0], float("inf")),
        lambda: ineq.atkinson([1.0, 2.0], "1"),  # type: ignore[arg-type]
        lambda: ineq.atkinson([1.0, 2.0], True),  # noqa: FBT003
        lambda: ineq.erreygers([1.0, 2.0], [1, 2], (5, 0)),
        lambda: ineq.erreygers([1.0, 2.0], [1, 2], (0, float("inf"))),
        lambda: ineq.erreygers([1.0, 2.0], [1, 2], None),  # type: ignore[arg-type]
        lambda: ineq.erreygers([1.0, 2.0], [1, 2], (1, 2, 3)),  # type: ignore[arg-type]
        lambda: ineq.gini([1.0, 2.0], standard_error="analytic"),  # type: ignore[arg-type]
        lambda: ineq.gini([1.0, 2.0], missing="zero"),  # type: ignore[arg-type]
        lambda: ineq.gini([1.0], standard_error="jackknife"),
        lambda: ineq.gini([1.0], standard_error="bootstrap"),
        lambda: ineq.gini([1.0, 2.0], standard_error="bootstrap", draws=1),
        lambda: ineq.gini([1.0, 2.0], standard_error="bootstrap", draws=2.5),  # type: ignore[arg-type]
        lambda: ineq.gini([1.0, 2.0], standard_error="bootstrap", draws=True),
        lambda: ineq.decompose([1.0, 2.0], ["a", "b"], measure="gini"),  # type: ignore[arg-type]
        lambda: ineq.decompose([1.0, 2.0], ["a", "b"], measure="cv"),  # type: ignore[arg-type]
        lambda: ineq.decompose([1.0, 2.0], ["a", None]),
        lambda: ineq.decompose([1.0, 2.0], ["a"]),
        lambda: ineq.decompose([1.0, 2.0], "ab"),
        lambda: ineq.kakwani([1.0, 2.0], [1.0, -2.0]),
        lambda: ineq.concentration_index([1.0, 2.0], [1, None]),
    ],
    ids=map(str, range(24)),
)
def test_a_question_that_is_none_is_refused(call: Callable[[], Any]) -> None:
    with pytest.raises(SustentaError) as caught:
        call()
    assert len(str(caught.value)) > 20


@pytest.mark.parametrize("group", [Decimal("sNaN"), ["a"]], ids=["nan", "list"])
def test_groups_that_cannot_be_told_apart_are_refused(group: Any) -> None:
    with pytest.raises(ColumnTypeError, match="told apart"):
        ineq.decompose([1.0, 2.0], [group, "b"])


def test_missing_rows_are_left_out_where_that_is_said() -> None:
    x, weights = [1.0, None, 3.0, 4.0], [1, 2, None, 5]
    left = ineq.gini(x, weights, missing="leave_out")
    assert left == ineq.gini([1.0, 4.0], [1, 5])
    split = ineq.decompose(x, list("abca"), weights, missing="leave_out")
    assert split.groups.index.tolist() == ["a"]
    with pytest.raises(SettingError):
        ineq.gini([None, float("nan")], missing="leave_out")


def test_columns_may_come_in_any_container() -> None:
    wanted = ineq.gini([1.0, 2.0, 5.0], [1, 2, 3])
    numbers = [Decimal(1), Decimal(2), Decimal(5)]
    forms: list[tuple[Any, Any]] = [
        (np.array([1, 2, 5]), np.array([1, 2, 3])),
        (pd.Series([1.0, 2.0, 5.0]), pd.Series([1, 2, 3])),
        (pd.Series(numbers), pd.Series([1, 2, 3])),
        (pl.Series([1.0, 2.0, 5.0]), pl.Series([1, 2, 3])),
        (pa.array(numbers), pa.array([1, 2, 3])),
        (numbers, [1, 2, 3]),
    ]
    for x, weights in forms:
        assert ineq.gini(x, weights) == wanted


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="jackknife"):
        ineq.gini([1.0, 2.0], standard_error="jacknife")  # type: ignore[arg-type]
