"""The frames of `charts`, made as rough as real ones: long names, gaps, one that lies far out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import charts
import sustenta as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from sustenta.registry import Lang

#: Parts of names as they are found in Brazil; put together at random, they name nobody.
_HEADS = (
    "São José do Vale", "Santo Antônio", "Vila Bela da Santíssima Trindade", "Nossa Senhora",
    "Bom Jesus", "Itaú", "Presidente Médici", "Sant'Ana", "Xique-Xique", "Águas Lindas",
)  # fmt: skip
_TAILS = (
    "do Rio Preto", "d'Oeste", "das Missões", "", "dos Remédios do Norte", "de Goiás",
    "do Jequitinhonha", "da Serra",
)  # fmt: skip
_STATES = ("RJ", "MT", "RS", "BA")


@cache
def called(count: int) -> dict[int, tuple[str, str]]:
    """For each code a name, that some share in another State, and a State."""
    codes = charts.key(count)["code"].tolist()
    pairs = [f"{head} {tail}".strip() for tail in _TAILS for head in _HEADS]
    found = {}
    for place, code in enumerate(codes):
        turn, pair = divmod(place, len(pairs) * len(_STATES))
        name = pairs[pair // len(_STATES)] + (f" {turn + 1}" if turn else "")
        found[code] = (_STATES[pair % len(_STATES)], name)
    return found


def rough(frame: pd.DataFrame, count: int, column: str, *others: str) -> pd.DataFrame:
    """Give long names; every ninth has a gap in the column, and one is twelve times as large."""
    names = called(count)
    who = frame["code"].map(names)
    given = frame.assign(uf=who.str[0], municipality=who.str[1]).reset_index(drop=True)
    codes = list(names)
    years = given["year"] if "year" in given else pd.Series(0, index=given.index)
    gap = given["code"].isin(codes[4::9]) & (years % 4 == 0)
    given.loc[gap, [column, *others]] = np.nan
    far = given["code"] == codes[1]
    given.loc[far, [column, *others]] *= 12.0
    return given


@cache
def panel(count: int) -> pd.DataFrame:
    """A panel with margins on both sides of zero."""
    raised = charts.assessed(count).copy()
    middle = raised.groupby("code")["megpc_15"].transform("median").median()
    for margin in ("megpc_15", "megpc_ec29"):
        raised[margin] -= middle
    raised["dpspc_15"] = raised["health_expenditure_pc"] + raised["megpc_15"]
    return rough(raised, count, "megpc_15", "megpc_ec29", "ec29_applied_pct", "dpspc_15")


@cache
def money(count: int) -> pd.DataFrame:
    return rough(st.examples.execution(count), count, "ceiling", "transferred", "executed")


def _printed(count: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    printed, cells = charts.page(count)
    plain = dict(
        zip(charts.key(count)["municipality"], (n for _, n in called(count).values()), strict=True)
    )
    state = dict(
        zip(charts.key(count)["municipality"], (s for s, _ in called(count).values()), strict=True)
    )
    return tuple(  # type: ignore[return-value]
        each.assign(
            municipality=each["municipality"].map(plain) + " " + each["municipality"].map(state)
        )
        for each in (printed, cells)
    )


#: The same charts as `charts.CHARTS`.
ROUGH: dict[str, Callable[[int, Lang], Axes]] = {
    "margins": lambda n, lang: st.plots.margins(panel(n), scenario="15", lang=lang),
    "margins_multiples": lambda n, lang: st.plots.margins(
        panel(n), scenario="ec29", form="multiples", lang=lang
    ),
    "potential": lambda n, lang: st.plots.potential(panel(n), lang=lang),
    "minimum_share": lambda n, lang: st.plots.minimum_share(panel(n), lang=lang),
    "profile": lambda n, lang: st.plots.profile(
        charts.classes(n),
        names={code: f"{uf}/{name}" for code, (uf, name) in called(n).items()},
        sort="ec29_trend_class",
        lang=lang,
    ),
    "execution": lambda n, lang: st.plots.execution(money(n), lang=lang),
    "ranking": lambda n, lang: st.plots.ranking(panel(n), scenario="15", lang=lang),
    "distribution": lambda n, lang: st.plots.distribution(panel(n), lang=lang),
    "effort_and_base": lambda n, lang: st.plots.effort_and_base(
        rough(charts.efforts(n), n, "effort", "growth"), lang=lang
    ),
    "coverage": lambda n, lang: st.plots.coverage(
        rough(charts.teams(n), n, "new_teams", "teams_total", "coverage_uncapped_pct"), lang=lang
    ),
    "fan": lambda n, lang: st.plots.fan(
        rough(charts.projected(n), n, "megpc_low_80", "megpc_high_80"), panel(n), lang=lang
    ),
    "findings": lambda n, lang: st.plots.findings(*_printed(n), lang=lang),
    "map": lambda n, lang: st.plots.map(charts.shapes(n), panel(n), "megpc_15", lang=lang),
}
