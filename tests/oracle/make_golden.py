"""Write the golden files, or check that the committed ones are what this script writes.

    python tests/oracle/make_golden.py            writes tests/golden
    python tests/oracle/make_golden.py --check    changes nothing; fails where a file differs

The results of the made cases come from the oracle of this folder; the published rows are keyed in
(``published.py``, ``cases_classes.py``) and each is recomputed here before it is written.  Nothing
is drawn at random at run time: the few amounts without a meaning come from generators seeded
with the name of their indicator, so two runs give the same bytes.  README.md in tests/golden says
what each column means.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from oracle import cases_classes as made_classes
from oracle import cases_figures, cases_indicators, classes, figures, statute
from oracle.exact import decimal_text, exact_text, fixed_text
from oracle.indicators import INDICATORS, evaluate
from oracle.published import PUBLISHED

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
Row = list[str]
ORACLE = "oracle"
# No quotient in the formula: the result is exact or refused, so a golden one has to fit.
WITHOUT_QUOTIENT = (
    "dpspc",
    "dpspc_from_linked_revenue",
    "linked_revenue",
    "megpc",
    "megpc_from_share",
    "balance_to_transfer",
    "health_expenditure_pc_from_margin",
    "megpc_at_other_rate",
    "ec29_gap_pp",
)


def _number(*texts: str) -> str:
    """``any`` where a float64 prints the same decimals, ``decimal`` where only a Decimal does."""
    given = [text for text in texts if text]
    same = all(Decimal(repr(float(text))) == Decimal(text) for text in given)
    return "any" if same else "decimal"


# --- indicators ---------------------------------------------------------------------------------


def _expected(identifier: str, inputs: tuple[str, ...]) -> tuple[str, str]:
    """The exact or once rounded result, and the reason where there is none."""
    result = evaluate(identifier, *inputs)
    if isinstance(result, str):
        return "", result
    text = exact_text(result)
    if Fraction(text) != result:
        if identifier in WITHOUT_QUOTIENT:
            raise AssertionError(f"{identifier}{inputs}: more than 28 digits")
        if abs(result) < Fraction(1, 10):
            raise AssertionError(
                f"{identifier}{inputs}: 28 digits would need a scale above 28; "
                "are the arguments in the right order?"
            )
    return text, ""


def indicator_rows(identifier: str) -> list[Row]:
    indicator = INDICATORS[identifier]
    rows = [["case", *indicator.arguments, "expected", "decimals", "reason", "source"]]
    for case, inputs, printed, source in PUBLISHED.get(identifier, []):
        result = evaluate(identifier, *inputs)
        decimals = -int(Decimal(printed).as_tuple().exponent)
        if isinstance(result, str) or fixed_text(result, decimals) != printed:
            raise AssertionError(f"{identifier} {case}: the page is not given back")
        rows.append([case, *inputs, printed, str(decimals), "", source])
    for case, inputs in cases_indicators.cases(identifier, indicator.arguments):
        source = ORACLE
        if identifier.endswith("_from_scenarios") and case.startswith("municipality_"):
            source = "oracle (inputs: article-2006 Table 9)"
        elif case in cases_indicators.OF_THE_STUDY:
            source = "oracle (inputs: article-2006 Table 8)"
        expected, reason = _expected(identifier, inputs)
        rows.append([case, *inputs, expected, "", reason, source])
    for case, inputs, places in cases_indicators.ROUNDED_CASES.get(identifier, []):
        result = Fraction(evaluate(identifier, *inputs))
        rows.append([case, *inputs, fixed_text(result, places), str(places), "", ORACLE])
    return rows


# --- statute ------------------------------------------------------------------------------------

YEARS = (2000, 2001, 2002, 2003, 2004, 2005, 2006, 2012, 2024)
STARTS = ("", "3", "7", "9.13", "15", "20")
AWKWARD_STARTS = ("-0.97", "0", "6.999999", "7.000001", "11.999", "12", "12.001", "14.999999")
OWN_LAWS = ("", "10", "18")


def statute_rows() -> list[Row]:
    wanted: list[tuple[int, str, str, str, str]] = []
    for sphere in ("municipality", "state"):
        for year in YEARS:
            for own_law in OWN_LAWS:
                # The start is nothing to the uniform reading; one row says so.
                starts = ("", "9.13") if own_law == "" else ("",)
                wanted += [(year, sphere, "uniform", start, own_law) for start in starts]
        for start in STARTS:
            for year in YEARS:
                wanted += [(year, sphere, "own_path", start, own_law) for own_law in OWN_LAWS]
        for start in AWKWARD_STARTS:
            wanted += [(year, sphere, "own_path", start, "") for year in (2000, 2001, 2003, 2004)]
        for year in (1988, 1999):
            wanted += [(year, sphere, reading, "9.13", "10") for reading in ("uniform", "own_path")]
        for own_law in ("0", "7", "8.6", "9.999", "12", "15", "15.0", "15.01"):
            wanted += [(year, sphere, "uniform", "", own_law) for year in (2001, 2004)]
    rows = [
        [
            "year",
            "sphere",
            "reading",
            "start_pct",
            "own_law_pct",
            "expected",
            "reason",
            "source",
        ]
    ]
    study = {(2002, "10.2"), (2003, "11.8"), (2004, "15")}
    for year, sphere, reading, start, own_law in wanted:
        due = statute.minimum_share(year, sphere, reading, start, own_law)
        expected, reason = ("", due) if isinstance(due, str) else (exact_text(due), "")
        bare = sphere == "municipality" and reading == "uniform" and start == own_law == ""
        source = "article-2006, text on Table 6" if bare and (year, expected) in study else ""
        rows.append(
            [str(year), sphere, reading, start, own_law, expected, reason, source or ORACLE]
        )
    return rows


# --- classes ------------------------------------------------------------------------------------


def _printed_class(case: str, found: classes.Classed, printed: str) -> Row:
    if found != (printed, None):
        raise AssertionError(f"{case}: the page is not given back")
    return [printed, ""]


def _oracle_class(found: classes.Classed) -> Row:
    return [text or "" for text in found]


def execution_rows() -> list[Row]:
    rows = [["case", "executed", "transferred", "number", "expected", "reason", "source"]]
    for letter, executed, transferred, status in made_classes.EXECUTION_PRINTED:
        case = f"municipality_{letter}"
        found = classes.execution(executed, transferred)
        printed = _printed_class(case, found, made_classes.STATUS[status])
        rows.append([case, executed, transferred, "any", *printed, made_classes.T2_T10])
    for case, executed, transferred in made_classes.execution_cases():
        found = classes.execution(executed, transferred)
        source = ORACLE
        if case.startswith("tc61_"):
            source = "oracle (amounts: tc61-report-2015, section 6)"
        elif "municipality_" in case:
            source = "oracle (amounts: article-2006 Table 2)"
        said = _number(executed, transferred)
        rows.append([case, executed, transferred, said, *_oracle_class(found), source])
    return rows


def change_rows(
    upper: int,
    pair: Callable[[str, str], classes.Classed],
    change: Callable[[str], classes.Classed],
    printed_pairs: Iterable[tuple[str, str, str, str]],
    printed_changes: Iterable[tuple[str, str, str, str]],
) -> list[Row]:
    """The two forms of a class of evolution: from two years, or from the percentage itself."""
    rows = [
        [
            "case",
            "form",
            "first",
            "last",
            "change_pct",
            "number",
            "expected",
            "reason",
            "source",
        ]
    ]
    for letter, first, last, label in printed_pairs:
        case = f"municipality_{letter.lower()}_from_its_years"
        printed = _printed_class(case, pair(first, last), label)
        rows.append([case, "pair", first, last, "", "any", *printed, made_classes.T6_T7])
    for letter, percentage, label, source in printed_changes:
        case = f"municipality_{letter}_from_its_change"
        printed = _printed_class(case, change(percentage), label)
        rows.append([case, "change", "", "", percentage, "any", *printed, source])
    for case, first, last in made_classes.pair_cases(upper):
        found = _oracle_class(pair(first, last))
        said = _number(first, last)
        rows.append([case, "pair", first, last, "", said, *found, ORACLE])
    for case, percentage in made_classes.change_cases(upper):
        found = _oracle_class(change(percentage))
        said = _number(percentage)
        rows.append([case, "change", "", "", percentage, said, *found, ORACLE])
    return rows


def tax_effort_rows() -> list[Row]:
    printed = [
        (letter, change, made_classes.EFFORT[label], made_classes.T5)
        for letter, change, label in made_classes.TAX_EFFORT_PRINTED
    ]
    return change_rows(10, classes.tax_effort, classes.tax_effort_from_change, [], printed)


def ec29_trend_rows() -> list[Row]:
    pairs = [
        (row[0], row[1], row[3], made_classes.TREND[row[5]]) for row in made_classes.APPLIED_PRINTED
    ]
    changes = [
        (letter, change, made_classes.TREND[label], made_classes.T7)
        for letter, change, label in made_classes.TREND_PRINTED
    ]
    return change_rows(15, classes.ec29_trend, classes.ec29_trend_from_change, pairs, changes)


def ec29_compliance_rows() -> list[Row]:
    rows = [
        [
            "case",
            "key",
            "year",
            "applied_pct",
            "due_pct",
            "number",
            "expected",
            "failing_years",
            "reason",
            "source",
        ]
    ]

    def add(case: str, key: str, years: Iterable[tuple[str, str, str]], source: str) -> str:
        declared = list(years)
        found, failing, reason = classes.ec29_compliance(
            (int(year), applied, due) for year, applied, due in declared
        )
        listed = ", ".join(str(year) for year in failing)
        number = _number(*(text for _, *texts in declared for text in texts))
        for year, applied, due in declared:
            row = [case, key, year, applied, due, number, found or "", listed, reason or ""]
            rows.append([*row, source])
        return f"Negativa ({listed})" if failing else "Positiva"

    for letter, *applied, printed, _ in made_classes.APPLIED_PRINTED:
        dues = made_classes.DUE_PRINTED.items()
        years = tuple(
            (str(year), share, due) for (year, due), share in zip(dues, applied, strict=True)
        )
        if add(f"municipality_{letter.lower()}", letter, years, made_classes.T6) != printed:
            raise AssertionError(f"municipality {letter}: the page is not given back")
    for key, case, years in made_classes.COMPLIANCE_MADE:
        add(case, key, years, ORACLE)
    return rows


# --- figures ------------------------------------------------------------------------------------


def read_rows() -> list[Row]:
    rows = [["case", "text", "style", "expected", "decimals", "marker", "error"]]
    for case, text, styles in cases_figures.READ:
        for style in styles:
            found = figures.read(text, style)
            if isinstance(found, figures.Refused):
                rest = ["", "", "", found.error]
            elif isinstance(found, figures.Missing):
                rest = ["", "", found.marker, ""]
            else:
                rest = [format(found.value, "f"), str(found.decimals), "", ""]
            rows.append([case, text, style, *rest])
    return rows


def column_rows() -> list[Row]:
    rows = [["case", "texts", "expected", "error"]]
    for case, texts in cases_figures.COLUMNS:
        found = figures.read_column(list(texts))
        if isinstance(found, figures.Refused):
            rest = ["", found.error]
        else:
            rest = ["|".join("" if v is None else decimal_text(v) for v in found), ""]
        rows.append([case, "|".join(texts), *rest])
    return rows


def write_rows() -> list[Row]:
    rows = [["case", "value", "number", "decimals", "negative", "lang", "expected"]]
    for case, value, decimals, negative, lang in cases_figures.WRITE:
        text = figures.write(value, decimals, negative, lang)
        rows.append([case, value, _number(value), str(decimals), negative, lang, text])
    return rows


# --- files --------------------------------------------------------------------------------------


def golden() -> dict[str, list[Row]]:
    """Every file by its path under tests/golden."""
    files = {f"indicators/{name}.csv": indicator_rows(name) for name in INDICATORS}
    for name, rows in files.items():
        if not 6 <= len(rows) - 1 <= 20:
            raise AssertionError(f"{name}: {len(rows) - 1} rows")
    files["statute.csv"] = statute_rows()
    files["classes/execution.csv"] = execution_rows()
    files["classes/tax_effort.csv"] = tax_effort_rows()
    files["classes/ec29_trend.csv"] = ec29_trend_rows()
    files["classes/ec29_compliance.csv"] = ec29_compliance_rows()
    files["figures/read.csv"] = read_rows()
    files["figures/column.csv"] = column_rows()
    files["figures/write.csv"] = write_rows()
    return files


def _as_csv(rows: list[Row]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode("utf-8")


def main(arguments: list[str]) -> int:
    check = arguments == ["--check"]
    if arguments and not check:
        sys.stderr.write("usage: make_golden.py [--check]\n")
        return 2
    wanted = {name: _as_csv(rows) for name, rows in golden().items()}
    found = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.csv")}
    if not check:
        for name, content in wanted.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)
                sys.stdout.write(f"wrote tests/golden/{name}\n")
        for name in sorted(found - set(wanted)):
            (GOLDEN / name).unlink()
            sys.stdout.write(f"removed tests/golden/{name}\n")
        return 0
    wrong = sorted(found ^ set(wanted))
    wrong += [n for n in wanted if n in found and (GOLDEN / n).read_bytes() != wanted[n]]
    for name in wrong:
        sys.stderr.write(f"tests/golden/{name} is not what the oracle writes\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
