"""What is wrong in a file of rules is said with its file and line, before and beside a table."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import sustenta as st
from sustenta import errors

TABLE = pd.DataFrame({"m": ["A", "B"], "x": [1, 2], "y": [1, 2], "z": [1, 2]})


def written(folder: Path, text: str, name: str = "rules.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def check(function: str, *parameters: str) -> str:
    """A check whose parameters stand from line 6 on."""
    head = f'[[check]]\nid = "c"\nlabel = {{pt = "x", en = "x"}}\nfunction = "{function}"\n'
    return head + "\n".join(["[check.parameters]", *parameters]) + "\n"


PARAMETERS = [
    (check("sortd", 'column = "x"'), 4, "no function 'sortd'; did you mean 'sorted'"),
    (check("sorted"), 4, "`check.parameters.column` is missing: 'sorted' needs it"),
    (check("sorted", 'column = "x"', 'directoin = "descending"'), 7, "did you mean 'direction'"),
    (check("sorted", 'column = "x"', 'direction = "down"'), 7, "expected one of: ascending, desc"),
    (check("sorted", "column = 3"), 6, "`check.parameters.column` is 3; expected a text"),
    (check("argmin", 'column = "x"', 'label = "m"'), 4, "parameters.is` is missing"),
    (check("argmin", 'column = "x"', 'label = "m"', 'is = "A"', "rank = 0"), 9, "from 1 up"),
    (check("matches", 'column = "m"', 'pattern = "("'), 7, "no regular expression: missing"),
    (check("quoted_figure", 'expression = "sum(x)"', 'printed = "abc"'), 7, "as the text prints"),
    (check("same_label", 'column = "x"', 'other = "x"', 'by = ["m"]'), 7, '"table.column"'),
    (check("count", 'when = ["x >= 1"]'), 4, "equals or at_least or at_most"),
    (check("count", 'when = "x >= 1"', "equals = 1"), 6, "expected a list of texts"),
    (
        check("class_of", 'column = "m"', 'classification = "execucao"', 'inputs = ["x"]'),
        7,
        "expected one of: ec29_compliance",
    ),
    (
        check("class_of", 'column = "m"', 'classification = "execution"', 'inputs = ["x + y"]'),
        8,
        "holds 'x \\+ y'; expected a column",
    ),
    ('[tables.t]\nkinds = "rounded"\n', 2, "`tables.t.kinds` is 'rounded'; expected a table"),
    ('[tables.t]\nweights = ["x"]\n', 2, "`tables.t.weights` is"),
    ("[parameters]\nfoo = nan\n", 2, "`parameters.foo` nan is no number"),
    ('\n\ninclude = [\n  "none.toml",\n]\n', 4, "none.toml: cannot be read"),
]


@pytest.mark.parametrize(("text", "line", "match"), PARAMETERS)
def test_a_file_that_no_table_could_fit_is_refused_when_it_is_read(
    text: str, line: int, match: str, tmp_path: Path
) -> None:
    with pytest.raises(errors.RuleFileError, match=match) as e:
        st.Rules.read(written(tmp_path, text))
    assert e.value.line == line
    assert f"rules.toml, line {line}: " in str(e.value)


NAMES = [
    (check("sorted", 'column = "xx"'), 6, "column in table 't' called 'xx'; did you mean 'x'"),
    (check("argmin", 'column = "x"', 'label = "n"', 'is = "A"'), 7, "called 'n'"),
    (check("same_label", 'column = "x"', 'other = "u.x"', 'by = ["m"]'), 7, "no table 'u'"),
    (check("same_label", 'column = "x"', 'other = "t.w"', 'by = ["m"]'), 7, "called 'w'"),
    (check("same_label", 'column = "x"', 'other = "t.x"', 'by = ["q"]'), 8, "called 'q'"),
    (check("rules", 'ids = ["nope"]'), 6, "there is no rule 'nope'"),
    (
        check("class_of", 'column = "m"', 'classification = "execution"', 'inputs = ["w"]'),
        8,
        "called 'w'",
    ),
]


@pytest.mark.parametrize(("text", "line", "match"), NAMES)
def test_a_name_that_the_table_lacks_is_refused_with_file_and_line(
    text: str, line: int, match: str, tmp_path: Path
) -> None:
    rules = st.Rules.read(written(tmp_path, text))
    with pytest.raises(errors.UnknownNameError, match=match) as e:
        _ = st.confront({"t": TABLE}, rules).checks
    assert f"rules.toml, line {line}: check 'c': " in str(e.value)


def test_a_check_may_name_a_rule_that_was_not_chosen(tmp_path: Path) -> None:
    rule = '[[rule]]\nid = "r"\nlabel = {pt = "x", en = "x"}\nexpression = "x == y"\n'
    rules = st.Rules.read(written(tmp_path, rule + check("rules", 'ids = ["r"]')))
    assert st.confront({"t": TABLE}, rules).holds
    assert st.confront({"t": TABLE}, rules.select("c")).counts["undecided"] == 1


def test_the_caret_is_under_what_is_wrong_and_nowhere_else(tmp_path: Path) -> None:
    text = '[[rule]]\nid = "a"\nlabel = {pt = "x", en = "x"}\nwhere = {zz = 1}\n'
    rules = st.Rules.read(written(tmp_path, text + 'expression = "x == y"\n'))
    with pytest.raises(errors.RuleNameError, match="line 4: rule 'a': `where` names") as e:
        st.confront({"t": TABLE}, rules)
    assert "^" not in str(e.value)
    assert e.value.line == 4


def test_a_condition_that_cannot_be_read_is_said_with_its_line(tmp_path: Path) -> None:
    rules = st.Rules.read(written(tmp_path, check("count", 'when = ["x == "]', "equals = 2")))
    with pytest.raises(errors.ExpressionError, match=r"line 6: rule 'c/when/0'"):
        _ = st.confront({"t": TABLE}, rules).checks


def test_a_circle_and_a_repeated_id_are_said_with_the_line_that_includes(tmp_path: Path) -> None:
    written(tmp_path, '\ninclude = ["two.toml"]\n', "one.toml")
    written(tmp_path, 'include = ["one.toml"]\n', "two.toml")
    with pytest.raises(errors.IncludeCycleError, match=r"two\.toml, line 1: ") as e:
        st.Rules.read(tmp_path / "one.toml")
    assert e.value.line == 1
    rule = '[[rule]]\nid = "a"\nlabel = {pt = "x", en = "x"}\nexpression = "x == y"\n'
    written(tmp_path, rule, "a.toml")
    written(tmp_path, rule, "b.toml")
    with pytest.raises(errors.RuleFileError, match="two rules are called 'a'") as twice:
        st.Rules.read(written(tmp_path, 'include = [\n "a.toml",\n "b.toml",\n]\n'))
    assert twice.value.line == 3


def test_a_mark_of_the_byte_order_is_read_over(tmp_path: Path) -> None:
    rule = '\ufeff[[rule]]\nid = "a"\nlabel = {pt = "x", en = "x"}\nexpression = "x == y"\n'
    assert st.confront(TABLE, st.Rules.read(written(tmp_path, rule))).holds
