"""Threads may call everything at once, and a long call lets the others run."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sustenta as st
from sustenta import _core
from sustenta.errors import SettingError

ROWS = 200_000
THREADS = 8
CHANCE = np.random.default_rng(29)
LINKED, SUS, SPENT = CHANCE.uniform(1, 500, (3, ROWS))
DUE = CHANCE.choice([10.2, 11.8, 15.0], ROWS)
YEARS = CHANCE.integers(2000, 2010, ROWS)
SHORT = slice(0, 300)
EXACT = [Decimal(str(round(value, 2))) for value in LINKED[SHORT]]
KEYS = np.arange(ROWS)


def compliance() -> Any:
    return st.classify_ec29_compliance(DUE[SHORT], YEARS[SHORT], KEYS[SHORT])["class"]


def refusal() -> str:
    with pytest.raises(ValueError, match="whole") as caught:
        st.share_pct(1.0, -LINKED)
    return str(caught.value)


CALLS: dict[str, Callable[[], Any]] = {
    "megpc": lambda: st.megpc(LINKED, SPENT),
    "dpspc_siops": lambda: st.dpspc_siops(LINKED, SPENT, SUS),
    "a Series": lambda: st.share_pct(pd.Series(SUS), pd.Series(LINKED)),
    "scenarios": lambda: np.stack(st.scenarios(LINKED, SUS, SPENT, DUE)),
    "exact": lambda: st.share_pct(EXACT, EXACT[::-1]).astype(float),
    "minimum_share_pct": lambda: st.minimum_share_pct(YEARS[SHORT]),
    "minimum_amount": lambda: st.minimum_amount(YEARS[SHORT], municipal_base=LINKED[SHORT]),
    "ec29_gap": lambda: st.ec29_gap(SPENT, LINKED, DUE).gap,
    "classify_execution": lambda: st.classify_execution(SPENT, LINKED).codes,
    "compliance": lambda: compliance().cat.codes,
    "a refusal": refusal,
}


def same(one: Any, two: Any) -> bool:
    return bool(one == two) if isinstance(one, str) else np.array_equal(one, two, equal_nan=True)


def test_eight_threads_call_everything_at_once_and_get_the_same_answers() -> None:
    alone = {name: call() for name, call in CALLS.items()}
    start = threading.Barrier(THREADS)

    def work(thread: int) -> list[str]:
        start.wait()
        names = [*CALLS][thread:] + [*CALLS][:thread]
        return [name for name in names * 2 if not same(CALLS[name](), alone[name])]

    with ThreadPoolExecutor(THREADS) as pool:
        assert [found for found in pool.map(work, range(THREADS)) if found] == []


def test_writing_to_an_array_that_others_read_crashes_nobody() -> None:
    shared = np.ones(ROWS)
    outs = tuple(np.empty(ROWS) for _ in range(4))
    start = threading.Barrier(THREADS)

    def work(thread: int) -> int:
        start.wait()
        refused = 0
        for turn in range(30):
            try:
                if thread % 4 == 0:
                    st.megpc(SPENT, 1.0, out=shared)
                elif thread % 4 == 1:
                    found = st.megpc(shared, 0.0)
                    # Each number is one that was there before or after, and none is lost.
                    assert (np.isin(found[::4999], SPENT[::4999] - 1) | (found[::4999] == 1)).all()
                elif thread % 4 == 2:
                    st.scenarios(shared, SUS, SPENT, DUE, out=outs)
                else:
                    shared[turn + 1] = float(outs[0][turn] > 0)
                    st.classify_execution(shared[:1000], outs[1][:1000])
            except SettingError as refusal:
                assert "no other call is using" in str(refusal)  # noqa: PT017  a refusal is allowed
                refused += 1
        return refused

    shared[:] = 1.0
    with ThreadPoolExecutor(THREADS) as pool:
        counts = list(pool.map(work, range(THREADS)))
    assert all(0 <= count <= 30 for count in counts)
    assert st.megpc(shared, 0.0, out=shared) is shared, "an array is free again after the calls"


BIG = np.full(4_000_000, 7.0)
MANY = EXACT * 60
LONG: dict[str, Callable[[], object]] = {
    "an indicator": lambda: st.dpspc_siops(BIG, BIG, BIG),
    "scenarios": lambda: st.scenarios(BIG, BIG, BIG, 10.2),
    "exact decimals": lambda: _core.evaluate_exact("share_pct", [MANY, MANY], "raise", arrow=False),
}


@pytest.mark.parametrize("call", LONG)
def test_a_long_call_lets_another_thread_run(call: str) -> None:
    """The other thread sleeps now and then: it can wake during the call only without its lock."""
    woken: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            woken.append(time.perf_counter())
            time.sleep(0.0005)

    other = threading.Thread(target=tick)
    other.start()
    try:
        longest = 0
        for _ in range(40):
            if longest > 1:
                break
            began = time.perf_counter()
            LONG[call]()
            ended = time.perf_counter()
            longest = max(longest, sum(began < moment < ended for moment in woken))
    finally:
        done.set()
        other.join()
    assert longest >= 2
