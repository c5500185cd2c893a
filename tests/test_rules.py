"""Files of rules and rules in lines: what they say, and where they are wrong."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

import sustenta as st
from sustenta import errors
from sustenta.auditing import Check, Rule

GOOD = """\
[tables.t]
key = ["code"]
kinds = {pct = "rounded", x = "truncated"}
weights = {x = 2}

[[rule]]
id = "share"
table = "t"
where = {level = ["a", "b"], year = 2002, yes = true}
expression = "pct == 100 * x / y"
label = {pt = "Parte", en = "Share"}
origin = "p. 3"
severity = "warning"
weight = 3

[[check]]
id = "order"
table = "t"
function = "sorted"
parameters = {column = "x", direction = "descending"}
label = {pt = "Ordem", en = "Order"}
quote = "do maior ao menor"

[[rule]]
id = "sum"
expression = '''
  sum(t.x, missing = "exclude") ==
  t.y[code = "all"]'''
label = {pt = "Soma", en = "Sum"}
reason = "sem informação"
"""


def written(folder: Path, text: str, name: str = "rules.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def rule(**changes: str) -> str:
    """A rule of one line a key, some of them changed or (as "") left out."""
    keys = {
        "id": '"r"',
        "expression": '"a == b"',
        "label": '{pt = "A", en = "A"}',
    } | changes
    return "[[rule]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items() if value)


# ---- what files say


def test_a_file_is_read_in_its_order(tmp_path: Path) -> None:
    rules = st.Rules.read(written(tmp_path, GOOD))
    assert [rule.id for rule in rules] == ["share", "order", "sum"]
    share, order, total = rules
    assert isinstance(share, Rule)
    assert share.where == {"level": ("a", "b"), "year": ("2002",), "yes": ("yes",)}
    assert (share.severity, share.weight, share.origin, share.line) == ("warning", 3, "p. 3", 6)
    assert isinstance(order, Check)
    assert order.parameters == {"column": "x", "direction": "descending"}
    assert (order.quote, order.severity, order.weight) == ("do maior ao menor", "error", 1)
    assert total.reason == "sem informação"
    table = rules.tables["t"]
    assert (table.key, table.kinds["x"], table.weights) == (("code",), "truncated", {"x": 2})


def test_files_include_files_relative_to_themselves(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    written(tmp_path / "deeper", 'include = ["c.toml"]\n' + rule(id='"b"'), "b.toml")
    written(tmp_path / "deeper", rule(id='"c"'), "c.toml")
    top = written(tmp_path, 'include = ["deeper/b.toml"]\n' + rule(id='"a"'))
    assert [r.id for r in st.Rules.read(top)] == ["c", "b", "a"]
    assert st.Rules.read(str(top))["c"].path == str((tmp_path / "deeper" / "c.toml").resolve())


def test_a_circle_of_includes_is_named(tmp_path: Path) -> None:
    written(tmp_path, 'include = ["b.toml"]', "a.toml")
    written(tmp_path, 'include = ["c.toml"]', "b.toml")
    written(tmp_path, 'include = ["b.toml"]', "c.toml")
    with pytest.raises(errors.IncludeCycleError, match=r"b\.toml → .*c\.toml → .*b\.toml") as e:
        st.Rules.read(tmp_path / "a.toml")
    assert [Path(name).name for name in e.value.chain] == ["b.toml", "c.toml", "b.toml"]
    assert isinstance(e.value, errors.RuleFileError)


def test_a_file_that_includes_itself_is_a_circle(tmp_path: Path) -> None:
    with pytest.raises(errors.IncludeCycleError):
        st.Rules.read(written(tmp_path, 'include = ["rules.toml"]'))


def test_a_file_included_twice_says_everything_twice(tmp_path: Path) -> None:
    written(tmp_path, rule(), "b.toml")
    with pytest.raises(errors.RuleFileError, match=r"two rules are called 'r'"):
        st.Rules.read(written(tmp_path, 'include = ["b.toml", "b.toml"]'))


def test_tables_of_several_files_are_put_together(tmp_path: Path) -> None:
    written(tmp_path, '[tables.t]\nkey = ["code"]\nkinds = {x = "rounded"}', "b.toml")
    rules = st.Rules.read(
        written(tmp_path, 'include = ["b.toml"]\n[tables.t]\nkinds = {y = "rounded"}')
    )
    assert rules.tables["t"].key == ("code",)
    assert rules.tables["t"].kinds == {"x": "rounded", "y": "rounded"}
    with pytest.raises(errors.RuleFileError, match="the key of table 't'"):
        st.Rules.read(written(tmp_path, 'include = ["b.toml"]\n[tables.t]\nkey = ["uf"]'))


def test_parameters_stand_in_braces_and_can_be_replaced(tmp_path: Path) -> None:
    text = "[parameters]\nmost = 1.50\n" + rule(expression='"a <= {most} * b"')
    path = written(tmp_path, text)
    (one,) = st.Rules.read(path)
    assert one.says == "a <= 1.5 * b"
    (other,) = st.Rules.read(path, parameters={"most": 3})
    assert other.says == "a <= 3 * b"
    with pytest.raises(errors.UnknownNameError, match="did you mean 'most'"):
        st.Rules.read(path, parameters={"mots": 3})


def test_rules_of_a_file_that_skips_are_left_out_where_columns_are_absent(tmp_path: Path) -> None:
    import pandas as pd

    text = 'absent = "skip"\n[tables.t]\nkinds = {zz = "rounded"}\n' + rule()
    rules = st.Rules.read(written(tmp_path, text + rule(id='"s"', expression='"a >= 0"')))
    c = st.confront(pd.DataFrame({"a": [1]}), rules)
    assert c.holds
    assert c.left_out == {"r": "b"}
    assert c.summary()["items"].tolist() == [0, 1]
    assert "Regras deixadas de fora, por falta de coluna: r" in repr(c)


def test_claims_quote(tmp_path: Path) -> None:
    text = 'kind = "claim"\n'
    assert st.Rules.read(written(tmp_path, text + rule(quote='"a é b"')))["r"].quote == "a é b"
    with pytest.raises(errors.RuleFileError, match="quotes no sentence"):
        st.Rules.read(written(tmp_path, text + rule()))


# ---- where files are wrong

WRONG: list[tuple[str, int | None, str]] = [
    ("[[rule]", 1, "is no TOML"),
    ("a = ", 1, "is no TOML"),
    ("x = 1\nx = 2", 2, "is no TOML"),
    ('[[rule]]\nid = "a\nlabel = 3', 2, "is no TOML"),
    ("rules = 3", 1, "there is no key `rules`; did you mean 'rule'"),
    ("[rule]\nid = 'a'", 1, r"write each under \[\[rule\]\]"),
    ("rule = 3", 1, r"write each under \[\[rule\]\]"),
    ("include = 'a.toml'", 1, "`include` is no list of texts"),
    ("include = [3]", 1, "`include` is no list of texts"),
    ("absent = 'maybe'", 1, "`absent` is 'maybe'; expected one of: skip, refuse"),
    ("kind = 'claims'", 1, "did you mean 'claim'"),
    ("parameters = 3", None, "`parameters` is no table"),
    ("[parameters]\na = 'x'", 2, "`parameters.a` 'x' is no number"),
    ("[parameters]\na = true", 2, "is no number"),
    ("tables = 3", None, "`tables` is no table"),
    ("[tables.t]\nkeys = ['a']", 2, "there is no key `keys` in .*did you mean 'key'"),
    ("[tables.t]\nkey = 'a'", 2, "`tables.t.key` is no list of texts"),
    ("[tables.t]\nkinds = {a = 'round'}", 1, "did you mean 'rounded'"),
    ("[tables.t.kinds]\na = 'precise'", 1, "expected one of: exact, rounded, truncated"),
    ("[tables.t]\nweights = {a = 0}", 1, "0 is no whole number from 1 up"),
    ("[tables.t]\nweights = {a = 1.5}", 1, "1.5 is no whole number from 1 up"),
    (rule(id=""), 1, "`rule.id` is missing"),
    (rule(id="3"), 2, "`rule.id` is 3, and no text"),
    (rule(id='" "'), 2, "`rule.id`"),
    (rule(expression=""), 1, "`rule.expression` is missing"),
    (rule(expression="3"), 3, "`rule.expression` is 3, and no text"),
    (rule(label=""), 1, "no label in Portuguese"),
    (rule(label='"A"'), 4, "no label in Portuguese"),
    (rule(label='{pt = "A"}'), 4, "no label in English"),
    (rule(label='{en = "A"}'), 4, "no label in Portuguese"),
    (rule(label='{pt = "A", en = ""}'), 4, "no label in English"),
    (rule(label='{pt = "A", en = "A", fr = "A"}'), 4, "there is no key `fr`"),
    (rule(severity='"fatal"'), 5, "expected one of: error, warning"),
    (rule(severity='"warnin"'), 5, "did you mean 'warning'"),
    (rule(weight="0"), 5, "0 is no whole number"),
    (rule(weight="true"), 5, "True is no whole number"),
    (rule(where='"x"'), 5, "`rule.where` is no table"),
    (rule(where="{a = 1.5}"), 5, "holds neither texts nor whole numbers"),
    (rule(where="{a = []}"), 5, "holds neither texts nor whole numbers"),
    (rule(where="{a = [[1]]}"), 5, "holds neither texts nor whole numbers"),
    (rule(table="3"), 5, "`rule.table` is 3, and no text"),
    (rule(quote="3"), 5, "`rule.quote` is 3"),
    (rule(origin="3"), 5, "`rule.origin` is 3"),
    (rule(makes_missing='"a"'), 5, "`rule.makes_missing` is no list of texts"),
    (rule(expresion='"a"'), 5, "there is no key `expresion` in .*did you mean 'expression'"),
    (rule(function='"sorted"'), 5, "there is no key `function`"),
    (rule(expression="'sum(a, missing = \"exclude\") == b'"), 1, "does not say why"),
    (rule(expression='"a <= {most} * b"'), 3, "no parameter called 'most'"),
    (rule() + rule(), 5, "two rules are called 'r'"),
    (rule() + rule(id='"s"', severity='"x"'), 9, "`rule.severity`"),
    ("[[check]]\nid = 'c'\nlabel = {pt = 'a', en = 'a'}", 1, "`check.function` is missing"),
    (
        "[[check]]\nid = 'c'\nlabel = {pt = 'a', en = 'a'}\nfunction = 'sorted'\nparameters = 3",
        1,
        "`check.parameters` is no table",
    ),
    (
        "[[check]]\nid = 'c'\nlabel = {pt = 'a', en = 'a'}\nfunction = 'f'\nexpression = 'a'",
        5,
        "there is no key `expression`",
    ),
]


@pytest.mark.parametrize(("text", "line", "match"), WRONG)
def test_what_is_wrong_is_said_with_file_and_line(
    tmp_path: Path, text: str, line: int | None, match: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(errors.RuleFileError, match=match) as e:
        st.Rules.read(path)
    assert e.value.path == str(path.resolve())
    assert e.value.line == line
    assert str(path.resolve()) in str(e.value)
    if line is not None:
        assert f"line {line}" in str(e.value)
    again = pickle.loads(pickle.dumps(e.value))  # noqa: S301  our own
    assert (again.line, str(again)) == (line, str(e.value))


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.RuleFileError, match=r"nowhere\.toml: cannot be read"):
        st.Rules.read(tmp_path / "nowhere.toml")
    with pytest.raises(errors.RuleFileError, match=r"gone\.toml: cannot be read"):
        st.Rules.read(written(tmp_path, 'include = ["gone.toml"]'))
    (tmp_path / "latin.toml").write_bytes("# ação".encode("latin-1"))
    with pytest.raises(errors.RuleFileError, match="is not UTF-8"):
        st.Rules.read(tmp_path / "latin.toml")


def test_a_wrong_expression_is_said_with_file_line_and_character(tmp_path: Path) -> None:
    path = written(tmp_path, rule() + rule(id='"s"', expression='"a == b / 0"'))
    with pytest.raises(errors.ExpressionError, match=r"line 7: rule 's': divides by zero") as e:
        st.Rules.read(path)
    found = e.value
    assert (found.rule, found.position, found.line) == ("s", 9, 7)
    assert found.path == str(path.resolve())
    assert str(found).endswith("\n  a == b / 0\n           ^")


def test_an_unknown_column_is_said_with_file_and_line(tmp_path: Path) -> None:
    import pandas as pd

    path = written(tmp_path, "\n\n" + rule(expression='"a == balanc"'))
    with pytest.raises(errors.RuleNameError, match=r"line 5: rule 'r'.*mean 'balance'") as e:
        st.confront(pd.DataFrame({"a": [1], "balance": [1]}), st.Rules.read(path))
    assert (e.value.line, e.value.found) == (5, "balanc")


def test_a_table_without_the_key_that_its_file_declares(tmp_path: Path) -> None:
    import pandas as pd

    rules = st.Rules.read(written(tmp_path, '[tables.t]\nkey = ["code"]\n' + rule()))
    with pytest.raises(
        errors.ColumnMissingError, match="table 't' lacks its key code: 'code'; did"
    ):
        st.confront(pd.DataFrame({"a": [1], "b": [1], "cod": [1]}), rules)
    assert st.confront(pd.DataFrame({"a": [1], "b": [1], "cod": [1]}), rules, key="cod").holds


def test_kinds_of_columns_that_are_not_there_are_refused(tmp_path: Path) -> None:
    import pandas as pd

    rules = st.Rules.read(written(tmp_path, '[tables.t]\nkinds = {aa = "rounded"}\n' + rule()))
    with pytest.raises(errors.ColumnMissingError, match="kinds are declared: 'aa'"):
        st.confront(pd.DataFrame({"a": [1], "b": [1]}), rules)


# ---- rules in lines

WRONG_LINES = [
    ("", 0, "expected a column"),
    ("a", 1, "expected an operator or a comparison"),
    ("a = b", 2, "equality is '=='"),
    ("a == b == c", 7, "expected an operator or the end"),
    ("a ==", 4, "found the end"),
    ("== b", 0, "expected a column"),
    ("a == b +", 8, "found the end"),
    ("a == 1,5", 6, "decimals stand behind a point"),
    ("a == b / 0", 9, "divides by zero"),
    ("a == b / -0", 9, "expected a column, a number"),
    ("a == b / (1 - 1)", 9, "divides by zero"),
    ("a == b * c", 9, "is not linear"),
    ("a * b == c", 4, "is not linear"),
    ("a == (b + 1) * (c + 1)", 15, "is not linear"),
    ("a == b / c / d", 13, "ratio of ratios"),
    ("a == b / (c / d)", 9, "ratio of ratios"),
    ("a / b == c / d", 9, "one ratio at most"),
    ("a + b == c / d", 0, "compared with one column"),
    ("c / d == sum(a)", 9, "compared with one column"),
    ("a == c / d + b", 5, "stands alone on its side"),
    ("2 == 2", 0, "names no column"),
    ("a == 'b'", 5, "expected a column"),
    ("a.b.c == 1", 3, "expected an operator or a comparison"),
    ("a == sum(b, by)", 14, "expected '='"),
    ("a == sum(b c)", 11, "expected ',' or '\\)'"),
    ("a == sum(b, missing = exclude)", 22, 'expected "exclude"'),
    ("a == max(b)", 8, "expected an operator or the end"),
    ("a == b[uf == 'x']", 11, "expected a text in quotes"),
    ("a == b[]", 7, "expected the name of a key"),
    ("a == b[uf = 'x'", 15, "expected ',' or ']'"),
    ("a ≤ b", 2, "comparisons are"),
    ("á == 3 %", 7, "percentages are plain numbers"),
]


@pytest.mark.parametrize(("text", "position", "match"), WRONG_LINES)
def test_a_wrong_rule_points_at_the_character(text: str, position: int, match: str) -> None:
    with pytest.raises(errors.ExpressionError, match=match) as e:
        st.Rules.parse({"r": text})
    assert e.value.position == position
    assert e.value.expression == text
    assert e.value.rule == "r"
    assert str(e.value).splitlines()[-1].index("^") == position + 2
    assert pickle.loads(pickle.dumps(e.value)).position == position  # noqa: S301  our own


@pytest.mark.parametrize("wrong", [[3], {"a": None}, [b"a == b"]])
def test_a_rule_is_a_text(wrong: Any) -> None:
    with pytest.raises(errors.SettingError, match="expected rules as texts"):
        st.Rules.parse(wrong)


def test_rules_are_called_by_their_place_or_their_name() -> None:
    assert [rule.id for rule in st.Rules.parse(["a == b", "a <= c"])] == ["rule-1", "rule-2"]
    assert [rule.id for rule in st.Rules.parse("a == b")] == ["rule-1"]
    assert st.Rules.parse({"x": "a == b"})["x"].says == "a == b"


# ---- sets


def test_sets_are_put_together_and_chosen_from() -> None:
    one = st.Rules.parse({"a": "x == y"}, table="t", kinds={"x": "rounded"})
    two = st.Rules.parse({"b": "x == z"}, table="u")
    both = one + two
    assert [rule.id for rule in both] == ["a", "b"]
    assert "a" in both
    assert "c" not in both
    assert [rule.id for rule in both.select("b")] == ["b"]
    assert [rule.id for rule in both.select(table="t")] == ["a"]
    assert len(both.select(severity="warning")) == 0
    assert len(both.select(claims=True)) == 0
    assert both.select("a").tables == both.tables
    with pytest.raises(errors.SettingError, match="two rules are called 'a'"):
        _ = one + one
    with pytest.raises(errors.UnknownNameError, match="no rule called 'aa'; did you mean 'a'"):
        both.select("aa")
    with pytest.raises(errors.UnknownNameError):
        both["zzz"]
    with pytest.raises(TypeError):
        _ = one + "x == y"  # type: ignore[operator]


def test_a_set_shows_itself_and_escapes_what_it_shows() -> None:
    rules = st.Rules.parse({"r<b>": "a <= b"})
    assert repr(rules) == "1 rule\n  r<b>  a <= b"
    assert "<td>r&lt;b&gt;</td><td><code>a &lt;= b</code>" in rules._repr_html_()
    many = st.Rules.parse(["a == b"] * 40)
    assert repr(many).endswith("… and 10 more")
    assert repr(st.Rules()) == "0 rules"
