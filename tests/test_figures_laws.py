"""Printed figures: what holds for all of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from sustenta.errors import AmbiguousFiguresError, UnreadableFigureError
from sustenta.figures import format_figures, parse_figures


@given(
    st.integers(-(10**20), 10**20),
    st.integers(0, 12),
    st.sampled_from([("pt", ".", ","), ("en", ",", ".")]),
    st.sampled_from(["grouped", "in one"]),
)
def test_a_figure_is_the_float_of_its_plain_text(
    number: int, decimals: int, marks: tuple[str, str, str], whole_part: str
) -> None:
    style, group, decimal = marks
    digits = str(abs(number)).rjust(decimals + 1, "0")
    whole, fraction = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    sign = "-" if number < 0 else ""
    plain = sign + whole + ("." + fraction if decimals else "")
    text = f"{int(whole):,}".replace(",", group) if whole_part == "grouped" else whole
    text = sign + text + (decimal + fraction if decimals else "")
    assert parse_figures(text, style=style) == float(plain)
    assert parse_figures(plain, style="plain") == float(plain)
    assert parse_figures(text, style=style, exact=True) == Decimal(plain)
    assert parse_figures(pa.array([text]), style=style)[0].as_py() == float(plain)


@given(st.lists(st.floats(-1e15, 1e15), max_size=50), st.sampled_from(["pt", "en"]))
def test_what_is_written_is_read_again(numbers: list[float], lang: str) -> None:
    column = np.array(numbers)
    written = format_figures(column, decimals=28, lang=lang)
    again = parse_figures(written, style=lang)
    small = np.abs(column) < 1e-12
    assert (again[~small] == column[~small]).all()
    rounded = format_figures(column, decimals=2, lang=lang)
    expected = [float(round(Decimal(repr(number)), 2)) for number in numbers]
    assert parse_figures(rounded, style=lang).tolist() == expected


@given(st.text(max_size=20), st.sampled_from(["pt", "en", "plain", "mixed", "column"]))
def test_any_text_is_read_or_missing_or_refused(text: str, style: str) -> None:
    position, readings, number = 0, 2, 0.0
    try:
        number = parse_figures(text, style=style)
    except UnreadableFigureError as error:
        position = error.position
    except AmbiguousFiguresError as error:
        readings = len(error.readings)
    assert 0 <= position <= len(text)
    assert readings == 2
    assert isinstance(number, float)


def test_many_threads_may_read_at_once() -> None:
    numbers = np.round(np.random.default_rng(1).lognormal(12, 2, 100_000), 2)
    objects = format_figures(numbers)
    arrow = pa.array(objects)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(parse_figures, [objects, arrow] * 8))
    for result in results:
        assert (np.asarray(result) == numbers).all()
