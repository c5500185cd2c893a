"""The checks of the study of 2006 written out once more: margins, classes, orders, labels.

Nothing of the package is imported. Run as a script (``python -m oracle.study_checks`` in the tests'
folder), it lists every rule and check that the printed tables do not satisfy.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from oracle.study_rules import YEARS, Page, Range, Verdict, ratio, rules, term_61

LETTERS = tuple("ABCDEFGHIJLMNOPQ")
CENTAVO = Fraction(1, 100)


def checks(page: Page) -> list[Verdict]:
    """Every check of the study, row by row; a row that a check does not look at is not listed."""
    found: list[Verdict] = []

    def add(rule: str, row: tuple[object, ...], *, holds: bool | None) -> None:
        words = {True: "satisfied", False: "violated", None: "undecided"}
        found.append(Verdict(rule, row, words[holds]))

    for _, m, year in page.rows(9):
        _margins(page, add, m, year)
    _classes(page, add)
    for n, where in ((1, 1), (2, 2), (3, 3), (5, 5), (6, 6)):
        for m in letters(page, n):
            add(f"t{n}-state", (m,), holds=page.states[where, m] == page.states[9, m])
    _digits(page, add)
    _orders(page, add)
    for n in (1, 2, 5, 6, 7, 9, 10):
        names = set(letters(page, n)) if n == 2 else {m for _, m, _ in page.rows(n)}
        add(f"t{n}-municipalities", (), holds=names == set(letters(page, 3)))
    figures = {
        m: tuple(
            page.printed[9, "", m, y, c]
            for y in YEARS
            for c in ("dpspc_15", "megpc_15", "dpspc_ec29", "megpc_ec29")
        )
        for _, m, _ in page.rows(9)
    }
    before: list[tuple[str, ...]] = []
    for m, row in figures.items():
        add("t9-rows-differ", (m,), holds=row not in before)
        before.append(row)
    return found


def letters(page: Page, table: int) -> list[str]:
    """The municipalities of a table, in the order of the page."""
    names = (m for _, m, _ in page.rows(table) if len(m) == 1)
    return list(dict.fromkeys(names))


def _margins(page: Page, add: Callable[..., None], m: str, year: int) -> None:
    row = (m, year)
    cells = {c: (9, "", m, year, c) for c in ("dpspc_15", "megpc_15", "megpc_ec29")}
    margin = page.range(cells["megpc_ec29"])
    applied, gap = (6, "", m, year, "applied_pct"), (6, "", m, year, "gap_pp")
    sign = page.range(gap)
    if margin is None:
        return
    if margin[0] <= -CENTAVO:
        holds = None if sign is None else sign[1] >= 0
        add("t9-negative-margin-complies", row, holds=holds)
    if margin[1] >= CENTAVO:
        add("t9-positive-margin-fails", row, holds=None if sign is None else sign[0] <= 0)
    bounds = page.range(cells["megpc_15"])
    if bounds is None:
        return
    for rule, looks, relation in (
        ("t9-negative-margin-bound", bounds[0] <= -CENTAVO, ">="),
        ("t9-positive-margin-bound", bounds[1] >= CENTAVO, "<="),
    ):
        if looks:
            verdict = ratio(
                page,
                (applied, cells["dpspc_15"], cells["megpc_15"]),
                lambda a, d, g: a - 15 * (d - g) / d,
                lambda _a, d, _g: d,
                relation,
            )
            add(rule, row, holds={"satisfied": True, "violated": False}.get(verdict))
    if year == YEARS[-1]:
        _jump(page, add, m, margin)


def _jump(page: Page, add: Callable[..., None], m: str, margin: Range) -> None:
    """Whether the linked revenue of 2004 can be at most twice that of 2003."""
    cells = (
        (6, "", m, 2004, "gap_pp"),
        (9, "", m, 2004, "megpc_ec29"),
        (9, "", m, 2003, "dpspc_15"),
        (9, "", m, 2003, "dpspc_ec29"),
    )
    half = Fraction("3.2") / 2
    for rule, looks, relation in (
        ("t9-revenue-jump-negative-margin", margin[0] <= -CENTAVO, "<="),
        ("t9-revenue-jump-positive-margin", margin[1] >= CENTAVO, ">="),
    ):
        if looks:
            verdict = ratio(
                page,
                cells,
                lambda g, n, p, q: -g - half * n / (p - q),
                lambda _g, _n, p, q: p - q,
                relation,
            )
            holds = {"satisfied": True, "violated": False}.get(verdict)
            add(rule, (m, 2004), holds=holds)


def _digits(page: Page, add: Callable[..., None]) -> None:
    """Whether a figure that is printed twice has the same digits."""
    for name in ("dpspc", "megpc"):
        for _, m, year in page.rows(9):
            if year == YEARS[-1]:
                pair = [page.figure((9, "", m, year, f"{name}_{of}")) for of in ("15", "ec29")]
                add(f"t9-2004-{name}-digits", (m, year), holds=pair[0] == pair[1])
        for _, m, year in page.rows(8):
            pair = [page.figure((n, "", m, year, f"{name}_15")) for n in (8, 9)]
            add(f"t9-as-table-8-{name}-digits", (m, year), holds=pair[0] == pair[1])


def execution_class(page: Page, m: str) -> str | None:
    """The class of execution: Table 2's amounts, cross-multiplied."""
    uf = page.states[2, m]
    executed = page.figure((2, uf, m, 0, "executed"))
    transferred = page.figure((2, uf, m, 0, "transferred"))
    if executed is None or transferred is None:
        return "Sem informação quanto ao teto"
    if transferred == 0:
        return "Não recebeu recursos do MS"
    if 100 * executed > 90 * transferred:
        return "Bom"
    return "Razoável" if 100 * executed >= 70 * transferred else "Ruim"


def class_by(value: Fraction | None, border: int, names: tuple[str, str, str]) -> str | None:
    """Above the border, from zero to it, below zero."""
    if value is None:
        return None
    return names[0] if value > border else names[1] if value >= 0 else names[2]


def compliance_class(page: Page, m: str) -> str | None:
    """Positive, or negative with the failing years, by the printed differences."""
    gaps = {year: page.figure((6, "", m, year, "gap_pp")) for year in YEARS}
    failing = [str(year) for year, gap in gaps.items() if gap is not None and gap < 0]
    if failing:
        return f"Negativa ({', '.join(failing)})"
    return None if None in gaps.values() else "Positiva"


def _classes(page: Page, add: Callable[..., None]) -> None:
    effort = ("Positiva", "Conservadora", "Negativa")
    trend = ("Positiva", "Estável", "Negativa")
    own = {
        m: {
            "t5-class": (
                page.printed[5, "", m, 0, "tax_effort_class"],
                class_by(page.figure((5, "", m, 0, "tax_share_change_pct")), 10, effort),
            ),
            "t6-class": (
                page.printed[6, "", m, 0, "compliance_class"],
                compliance_class(page, m),
            ),
            "t7-class": (
                page.printed[7, "", m, 0, "trend_class"],
                class_by(page.figure((7, "", m, 0, "change_pct")), 15, trend),
            ),
            "t10-execution": (
                page.printed[10, "", m, 0, "execution_class"],
                execution_class(page, m),
            ),
            "t10-tax-effort": (
                page.printed[10, "", m, 0, "tax_effort_class"],
                page.printed[5, "", m, 0, "tax_effort_class"],
            ),
            "t10-compliance": (
                page.printed[10, "", m, 0, "compliance_class"].replace("Positivas", "Positiva"),
                page.printed[6, "", m, 0, "compliance_class"],
            ),
            "t10-trend": (
                page.printed[10, "", m, 0, "trend_class"],
                page.printed[7, "", m, 0, "trend_class"],
            ),
        }
        for m in LETTERS
    }
    for m, pairs in own.items():
        for rule, (printed, expected) in pairs.items():
            add(rule, (m,), holds=printed == expected)
        label = page.printed[10, "", m, 0, "compliance_class"]
        add("t10-compliance-labels", (m,), holds=label != "Positivas")


def _orders(page: Page, add: Callable[..., None]) -> None:
    for n in (1, 2, 3, 6):
        names = letters(page, n)
        add(f"t{n}-order", (), holds=names == sorted(names))
    names = list(dict.fromkeys(m for _, m, _ in page.rows(9)))
    add("t9-order", (), holds=names == sorted(names))
    for n, column in ((5, "tax_share_change_pct"), (7, "change_pct")):
        figures = [page.figure((n, "", m, 0, column)) for m in letters(page, n)]
        known = [figure for figure in figures if figure is not None]
        add(f"t{n}-order", (), holds=known == sorted(known, reverse=True))


if __name__ == "__main__":
    study = Page.read()
    for verdict in (*rules(study), *checks(study), *term_61()):
        if verdict.verdict != "satisfied":
            print(*verdict)
