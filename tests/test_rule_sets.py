"""The study's rules and claims say of its tables what an independent evaluation says."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import sustenta as st
from oracle.study_checks import checks as expected_checks
from oracle.study_claims import claims as expected_claims
from oracle.study_rules import Page, Verdict, term_61
from oracle.study_rules import rules as expected_rules
from sustenta.auditing.rules import Rules
from sustenta.studies import proesf2006
from sustenta.studies.proesf2006 import _layout
from sustenta.studies.tc61 import _layout as tc61_layout

if TYPE_CHECKING:
    from sustenta.auditing.confrontation import Confrontation

PACKAGE = Path(st.__file__).parent
STUDY = PACKAGE / "studies" / "proesf2006" / "data"
TERM = PACKAGE / "studies" / "tc61" / "data"
SETS = PACKAGE / "auditing" / "rule_sets"

Judged = set[tuple[str, tuple[str, ...], str]]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.read(STUDY / "rules.toml")


@pytest.fixture(scope="module")
def claims() -> Rules:
    return Rules.read(STUDY / "claims.toml")


def of_oracle(verdicts: Iterable[Verdict]) -> Judged:
    return {(v.rule, tuple(str(part) for part in v.row), v.verdict) for v in verdicts}


def of_package(c: Confrontation) -> Judged:
    """The verdicts of a confrontation, rows named as the oracle names them."""
    keys = {"table_02": ["uf", "municipality"], "table_03": ["uf", "municipality"]}
    found: Judged = set()
    for row in c.verdicts.to_dict("records"):
        names = keys.get(row["table"], ["municipality", "year"])
        labels = [str(row[name]) for name in names if row[name] is not None]
        if row["rule"] == "t3-ceiling-share-sum":  # it stands once a State
            labels = [str(row["uf"]), "Geral"]
        found.add((str(row["rule"]), tuple(labels), str(row["verdict"])))
    return found


# --- the files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", [*STUDY.glob("*.toml"), *TERM.glob("*.toml"), *SETS.glob("*.toml")], ids=str
)
def test_every_file_can_be_read(path: Path) -> None:
    assert len(Rules.read(path))


def test_the_kinds_are_those_that_the_study_declares(rules: Rules) -> None:
    columns = pd.read_csv(STUDY / "columns.csv", dtype=str, keep_default_na=False)
    figures = columns[columns["kind"] != "text"]
    declared = {
        (_layout.table_of(name), column): kind
        for name, table in rules.tables.items()
        for column, kind in table.kinds.items()
    }
    assert declared == {
        (int(row["table"]), row["column"]): row["kind"] for row in figures.to_dict("records")
    }


def test_no_rule_of_the_study_bears_the_name_of_a_row(rules: Rules) -> None:
    # A rule is an identity of a table: it stands on kinds of rows and years, not on a municipality.
    assert not [rule.id for rule in rules if "municipality" in rule.where]


# --- the printed tables --------------------------------------------------------------------------


def test_each_rule_on_each_row_is_decided_as_the_oracle_decides_it(rules: Rules) -> None:
    c = st.confront(_layout.frames(), rules)
    assert of_package(c) == of_oracle(expected_rules(Page.read()))


def test_the_known_slip_of_the_study_violates_two_rules(rules: Rules) -> None:
    violated = st.confront(_layout.frames(), rules).violations
    rows = violated[violated["municipality"] == "H"]
    assert set(rows["rule"]) == {"t2-executed-pct", "t3-executed-pct-as-table-2"}


def test_checks_are_decided_as_the_oracle_decides_them(rules: Rules) -> None:
    found = st.confront(_layout.frames(), rules, lang="pt").checks
    page = Page.read()
    expected = of_oracle(expected_checks(page))
    named = {rule for rule, _, _ in expected}
    mine = found[found["rule"].isin(named)]
    assert named <= set(found["rule"])
    assert judged_checks(mine) == {(rule, _row(rule, row), v) for rule, row, v in expected}


def judged_checks(found: pd.DataFrame) -> Judged:
    rows = zip(found["rule"], found["row"], found["verdict"], strict=True)
    return {(rule, _row(rule, row), verdict) for rule, row, verdict in rows}


def _row(rule: str, row: tuple[str, ...]) -> tuple[str, ...]:
    """Name a row by its municipality, and by its year where a rule looks at several."""
    if rule.endswith("-order"):
        return ()
    if rule in {"t2-state", "t3-state"}:
        return row[-1:]
    if rule.endswith(("-state", "-rows-differ")):
        return row[:1]
    return row


def test_what_no_oracle_repeats_of_markers_and_labels(rules: Rules) -> None:
    found = st.confront(_layout.frames(), rules, lang="pt").checks
    broken = found[found["verdict"] == "violated"].groupby("rule")["row"].agg(list).to_dict()
    assert broken["t1-markers"] == [("C", "2006")]  # a blank cell
    assert broken["t3-marker"] == [("PA", "M")]  # n.d where the same case is n.a in row C
    assert broken["t9-labels"] == [("C", "2002"), ("MAE", "2002")]  # MA//C and MAE
    assert broken["t10-compliance-labels"] == [("H",), ("I",)]  # Positivas
    satisfied = {"t2-marker", "t5-labels", "t6-complete", "t9-complete"}
    assert not satisfied & set(broken)


# --- the text ------------------------------------------------------------------------------------


def test_claims_are_true_or_false_as_the_oracle_says(rules: Rules, claims: Rules) -> None:
    found = st.confront(_layout.frames(), rules + claims, lang="pt").claims
    assert dict(zip(found["claim"], found["verdict"], strict=True)) == expected_claims(Page.read())
    assert found["quote"].str.len().min() > 0
    false = found[found["verdict"] == "false"]
    assert false["why"].str.len().min() > 0


def test_a_false_claim_comes_with_its_counter_example(rules: Rules, claims: Rules) -> None:
    found = st.confront(_layout.frames(), rules + claims, lang="en").claims
    why = dict(zip(found["claim"], found["why"], strict=True))
    assert why["c-least-2003"] == "H (66.08), not E (68.33)"
    assert why["c-negative-figures"] == "MA/F: (14,58) in the text, -1.34 in the table"
    assert why["c-below-15"] == "missing: J"
    assert (
        why["c-capitals-more-than-half"] == "MA: 0 rows, not at least 1; PA: 0 rows, not at least 1"
    )


# --- other tables --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(25))
def test_a_changed_cell_is_judged_as_the_oracle_judges_it(seed: int, rules: Rules) -> None:
    rng = random.Random(seed)
    page, tables = Page.read(), {}
    n = rng.choice([2, 3, 6, 7, 8, 9])
    table = proesf2006.table(n)
    digits = table["printed"].str.contains(r"^[(-]?\d", regex=True)
    row = rng.choice(table.index[digits].tolist())
    printed = table.loc[row, "printed"]
    place = rng.choice([i for i, sign in enumerate(printed) if sign.isdigit()])
    other = rng.choice([digit for digit in "123456789" if digit != printed[place]])
    changed = printed[:place] + other + printed[place + 1 :]
    table.loc[row, "printed"] = changed
    tables[n] = table
    at = table.loc[row]
    state = str(at["uf"]) if n in {2, 3} else ""
    year = 0 if pd.isna(at["year"]) else int(at["year"])
    page.printed[n, state, str(at["municipality"]), year, str(at["column"])] = changed
    c = st.confront(_layout.frames(tables), rules)
    assert of_package(c) == of_oracle(expected_rules(page))


def test_term_61_holds_as_the_oracle_says() -> None:
    rules, claims = Rules.read(TERM / "rules.toml"), Rules.read(TERM / "claims.toml")
    frames = tc61_layout.frames()
    c = st.confront(frames, rules)
    assert c.violations.empty
    assert {(v.rule, v.verdict) for v in term_61()} == set(
        zip(c.verdicts["rule"], c.verdicts["verdict"].astype(str), strict=True)
    )
    confronted = st.confront(frames, rules + claims, lang="pt")
    checked = confronted.checks
    style = checked[(checked["rule"] == "tc61-style-usd") & (checked["verdict"] == "violated")]
    assert style["row"].tolist() == [("transferred",), ("disbursed",), ("balance",)]
    verdicts = confronted.claims.set_index("claim")["verdict"].to_dict()
    assert verdicts == {
        "c-number-of-agreements": "false",  # 1 TA in section 1.7, three in section 1.8
        "c-total": "true",
        "c-balance": "true",
        "c-greater-part": "not_testable",
    }
