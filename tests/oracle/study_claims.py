"""What the article's running text says of its tables, tested once more, sentence by sentence.

Nothing of the package is imported and its claims are not read: each is written out from the text
and decided on the printed cells. The names are those of the package's claims, for the comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from oracle.study_checks import LETTERS, checks, letters
from oracle.study_rules import YEARS, Page, interval, rules

TRUE, FALSE, IMPRECISE, OPEN = "true", "false", "imprecise", "not_testable"

#: The two lists behind Table 9, as the text prints them.
NEGATIVE = (
    *(("TO", "Q", "(18,08)"), ("MA", "F", "(14,58)"), ("PA", "N", "(8,64)"), ("PA", "I", "(6,55)")),
    *(("PA", "M", "(5,06)"), ("MA", "B", "(4,79)"), ("TO", "P", "(3,82)"), ("PA", "O", "(3,48)")),
    *(("AP", "A", "(1,68)"), ("MA", "F", "(1,34)"), ("PA", "H", "(0,23)")),
)
POSITIVE = (
    *(("MA", "G", "20,50"), ("MA", "D", "15,35"), ("MA", "C", "14,84")),
    *(("PA", "J", "3,96"), ("PA", "L", "2,93")),
)
ACCEPTABLE = (
    *(("AP", "A", "71"), ("MA", "D", "81"), ("MA", "E", "88")),
    *(("MA", "G", "80"), ("PA", "H", "62"), ("PA", "I", "86")),
)
ALMOST = (("MA", "B", "99"), ("MA", "F", "96"), ("PA", "L", "92"), ("TO", "P", "99,9"))


def said(holds: object) -> str:
    return TRUE if holds else FALSE


def quoted(figure: Fraction, text: str) -> str:
    """A figure as the text quotes it: rounded, or at least cut off."""
    bounds = interval(text, exact=False)
    assert bounds is not None
    if bounds[0] <= figure <= bounds[1]:
        return TRUE
    printed, unit = (bounds[0] + bounds[1]) / 2, bounds[1] - bounds[0]
    return IMPRECISE if 0 <= abs(figure) - abs(printed) < unit else FALSE


def worst(answers: Iterable[str]) -> str:
    found = set(answers)
    return FALSE if FALSE in found else IMPRECISE if IMPRECISE in found else TRUE


def claims(page: Page) -> dict[str, str]:
    """Every claim of the text, and whether it is so."""
    found = _of_execution(page) | _of_margins(page) | _of_rules(page)
    markers = {m: {page.printed[1, "", m, y, "target"] for y in range(2003, 2009)} for m in LETTERS}
    without = {m for m, texts in markers.items() if texts == {"n.d"}}
    applied = {m: page.figure((6, "", m, 2004, "applied_pct")) for m in LETTERS}
    below = {m for m, share in applied.items() if share is not None and share <= 15}
    population = page.figure((8, "", "A", 2002, "population"))
    figures = (page.range(cell) for cell in page.printed if cell[0] in {6, 9} and cell[3])
    subtracted = {
        year: [v for v in rules(page) if v.rule == f"t6-gap-{year}" and v.verdict == "satisfied"]
        for year in YEARS
    }
    heading = [
        page.range((7, "", m, 0, "change_pct")) == page.range((6, "", m, 2004, "gap_pp"))
        for m in LETTERS
    ]
    return found | {
        "c-16-municipalities": said(len(letters(page, 3)) == 16),
        "c-over-100-thousand": said(population is not None and population > 100_000),
        "c-no-report-count": said(len(without) == 8),
        "c-no-report-list": said(without == set("ABDELMOF")),
        "c-class-list": OPEN,
        "c-all-declared": said(all(figures)),
        "c-both-scenarios": said(all(page.range(cell) for cell in page.printed if cell[0] == 9)),
        "c-capitals-tax-share": OPEN,
        "c-four-capitals": said(len([m for _, m, _ in page.rows(2) if m == "Geral"]) == 4),
        "c-table-7-heading": said(all(heading)),
        "c-charts": OPEN,
        "c-heterogeneity": OPEN,
        **{f"c-shares-due-{year}": said(2 * len(rows) > 16) for year, rows in subtracted.items()},
        "c-below-15": said(below == set("GDCJL")),
    }


def in_order(page: Page) -> Page:
    """Give the page with the last three columns of Table 10 beside the letters they belong to."""
    printed = dict(page.printed)
    for line, letter in zip(letters(page, 10), LETTERS, strict=True):
        for column in ("tax_effort_class", "compliance_class", "trend_class"):
            printed[10, "", letter, 0, column] = page.printed[10, "", line, 0, column]
    return Page(printed, page.states)


def _of_execution(page: Page) -> dict[str, str]:
    """The text on Table 3."""
    states = {m: page.states[2, m] for m in LETTERS}

    def column(name: str) -> dict[str, Fraction]:
        cells = {m: page.figure((3, states[m], m, 0, name)) for m in LETTERS}
        return {m: figure for m, figure in cells.items() if figure is not None}

    share, moved, used = (
        column(name) for name in ("ceiling_share_pct", "transferred_pct", "executed_pct")
    )
    sums = {
        uf: sum((v for m, v in share.items() if states[m] == uf), Fraction(0))
        for uf in ("AP", "MA", "PA", "TO")
    }
    greatest = {uf: max(v for m, v in share.items() if states[m] == uf) for uf in sums}
    partly = {m: v for m, v in moved.items() if 0 < v < 100}
    paid = {m: page.figure((2, states[m], m, 0, "transferred")) for m in LETTERS}
    fair = {m for m, v in used.items() if 50 < v < 90}
    return {
        "c-ceiling-AP": quoted(sums["AP"], "50,44"),
        "c-ceiling-MA": quoted(sums["MA"], "76"),
        "c-ceiling-PA": quoted(sums["PA"], "81"),
        "c-ceiling-TO": quoted(sums["TO"], "45"),
        "c-greater-part-except-TO": said(
            {uf for uf, v in sums.items() if v > 50} == {*sums} - {"TO"}
        ),
        "c-capitals-more-than-half": said(all(2 * greatest[uf] > sums[uf] for uf in sums)),
        "c-no-transfer": said({m for m, v in paid.items() if v == 0} == {"C", "M"}),
        "c-with-information": said(len(moved) == 15),
        "c-whole-ceiling-count": said(len([v for v in moved.values() if v == 100]) == 6),
        "c-whole-ceiling-list": said({m for m, v in moved.items() if v == 100} == set("DEFHPQ")),
        "c-part-of-ceiling-count": said(len(partly) == 7),
        "c-part-of-ceiling-least": said(min(partly, key=partly.__getitem__) == "A"),
        "c-part-of-ceiling-greatest": said(max(partly, key=partly.__getitem__) == "O"),
        "c-part-of-ceiling-figures": worst(
            [quoted(moved["A"], "38,77"), quoted(moved["O"], "99,88")]
        ),
        "c-left-out": said(set(LETTERS) - set(used) == set("CMN")),
        "c-analysed": said(len(used) == 13),
        "c-least-executed": said(min(used, key=used.__getitem__) == "O"),
        "c-least-executed-figure": quoted(used["O"], "3,06"),
        "c-below-half": said({m for m, v in used.items() if v < 50} == set("JOQ")),
        "c-almost-whole-list": said({m for m, v in used.items() if v > 90} == set("BFLP")),
        "c-almost-whole-figures": worst(quoted(used[m], text) for _, m, text in ALMOST),
        "c-acceptable-figures": worst(quoted(used[m], text) for _, m, text in ACCEPTABLE),
        "c-acceptable-count": said(len(fair) == 6),
        "c-acceptable-class": said({m for m, v in used.items() if 70 <= v <= 90} == set("ADEGHI")),
    }


def _of_margins(page: Page) -> dict[str, str]:
    """The text on Table 9."""

    def column(name: str, year: int) -> dict[str, Fraction]:
        cells = {m: page.figure((9, "", m, year, name)) for m in LETTERS}
        return {m: figure for m, figure in cells.items() if figure is not None}

    def place(values: dict[str, Fraction], rank: int = 1, *, greatest: bool = False) -> str:
        return sorted(values, key=values.__getitem__, reverse=greatest)[rank - 1]

    found: dict[str, str] = {}
    for year in YEARS:
        potential, other = column("dpspc_15", year), column("dpspc_ec29", year)
        found[f"c-least-{year}"] = said(place(potential) == "E")
        found[f"c-least-{year}-ec29"] = said(place(other) == "E")
        for name in ("15", "ec29"):
            margin = column(f"megpc_{name}", year)
            found[f"c-first-{year}-{name}"] = said(place(margin) == "Q")
            found[f"c-second-{year}-{name}"] = said(place(margin, 2) == "E")
    first, last = column("dpspc_15", 2002), column("dpspc_15", 2004)
    margin, scenario = column("megpc_15", 2004), column("megpc_ec29", 2004)
    negative = {m for m, v in margin.items() if v < 0}
    states = {m: page.states[9, m] for m in LETTERS}

    def listed(entries: Iterable[tuple[str, str, str]]) -> str:
        return worst(
            quoted(margin[m], text) if states[m] == uf else FALSE for uf, m, text in entries
        )

    return found | {
        "c-greatest-2002": said(place(first, greatest=True) == "F"),
        "c-extremes-2002-figures": worst(
            [quoted(first["E"], "56,32"), quoted(first["F"], "182,54")]
        ),
        "c-greatest-2004": said(place(last, greatest=True) == "Q"),
        "c-greatest-2004-figure": quoted(last["Q"], "238,95"),
        "c-not-before-2004": said(place(column("dpspc_15", 2003), greatest=True) == "F"),
        "c-greatest-2004-scenario-2": said(place(column("dpspc_ec29", 2004), greatest=True) == "Q"),
        "c-spends-above-potential-15": said(margin["E"] < 0),
        "c-spends-above-potential-ec29": said(scenario["E"] < 0),
        "c-negative-set": said(negative == {m for _, m, _ in NEGATIVE}),
        "c-negative-count": said(len(negative) == len(NEGATIVE)),
        "c-negative-once": said(len({m for _, m, _ in NEGATIVE}) == len(NEGATIVE)),
        "c-negative-figures": listed(NEGATIVE),
        "c-positive-set": said(
            {m for m, v in margin.items() if v > 0} == {m for _, m, _ in POSITIVE}
        ),
        "c-positive-figures": listed(POSITIVE),
    }


def _of_rules(page: Page) -> dict[str, str]:
    """The sentences that say what rules say."""
    broken = {v.rule for v in (*rules(page), *checks(page)) if v.verdict == "violated"}

    def stand(*names: str) -> str:
        return said(not broken.intersection(names))

    table_10 = ("t10-execution", "t10-tax-effort", "t10-compliance", "t10-trend")
    return {
        "c-tax-classes": stand("t5-class"),
        "c-table-6-classes": stand("t6-class"),
        "c-table-7-classes": stand("t7-class"),
        "c-example": stand("t8-dpspc", "t8-megpc"),
        "c-same-in-2004": stand("t9-2004-dpspc", "t9-2004-megpc"),
        "c-table-10": stand(*table_10),
    }


def main(show: Callable[[str], object] = print) -> None:
    """List the claims that are not plainly true."""
    for name, answer in claims(Page.read()).items():
        if answer != TRUE:
            show(f"{name}: {answer}")


if __name__ == "__main__":
    main()
