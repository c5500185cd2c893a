"""`sustenta audit`: what it says, writes and ends with."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from sustenta.cli import main
from sustenta.files import read_table

RULES = """\
[tables.execution]
key = ["municipality"]
kinds = {pct = "rounded"}

[[rule]]
id = "balance"
table = "execution"
expression = "balance == ceiling - transferred"
label = {pt = "Saldo = teto - repassado", en = "Balance = ceiling - transferred"}

[[rule]]
id = "pct"
table = "execution"
expression = "pct == 100 * transferred / ceiling"
label = {pt = "% repassado", en = "Transferred %"}

[[rule]]
id = "rest"
table = "execution"
expression = "rest_pct == 100 * balance / ceiling"
label = {pt = "% a repassar", en = "% to transfer"}
"""
GOOD = """\
municipality;ceiling;transferred;balance;pct;rest_pct
A;1.000,00;250,00;750,00;25,0;75
B;2.000,00;500,00;1.500,00;25,0;75
"""
WRONG = GOOD.replace("1.500,00", "1.600,00")
MISSING = GOOD.replace("1.500,00", "n.d")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rules, to work in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.toml").write_text(RULES, encoding="utf-8")
    return tmp_path


def run(text: str, *arguments: str, rules: str = "rules.toml") -> Result:
    Path("table.csv").write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["audit", "table.csv", "--rules", rules, *arguments])


@pytest.mark.usefixtures("here")
def test_what_holds_ends_with_zero() -> None:
    result = run(GOOD)
    assert result.exit_code == 0, result.output
    assert "Tudo se sustenta." in result.output
    assert "Everything holds." in run(GOOD, "--lang", "en").output


@pytest.mark.usefixtures("here")
def test_a_violation_ends_with_one_and_is_shown() -> None:
    result = run(WRONG)
    assert result.exit_code == 1, result.output
    assert "balance" in result.output
    assert "1.600,00" in result.output or "1.600" in result.output


@pytest.mark.usefixtures("here")
def test_what_is_undecided_is_shown_and_counts_where_it_is_asked_to() -> None:
    result = run(MISSING)
    assert result.exit_code == 0, result.output
    assert "Indecididas (2):" in result.output
    assert "balance [B]: falta execution.balance[B]" in result.output
    assert run(MISSING, "--strict").exit_code == 1


@pytest.mark.usefixtures("here")
def test_a_repaired_table_differs_in_the_wrong_cell_alone() -> None:
    result = run(WRONG, "--repair", "fixed.csv")
    assert "fixed.csv: 1" in result.output, result.output
    fixed = read_table("fixed.csv").frame
    expected = read_table(written("good.csv", GOOD)).frame
    pd.testing.assert_frame_equal(fixed, expected)
    again = Path("fixed.csv").read_text(encoding="utf-8-sig")
    assert run(again).exit_code == 0


def written(name: str, text: str) -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("here")
def test_the_report_is_a_page_and_escapes_what_it_shows() -> None:
    text = WRONG.replace("\nB;", "\n<script>alert(1)</script>;")
    result = run(text, "--report", "out.html", "--lang", "en")
    assert result.exit_code == 1
    page = Path("out.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="en">' in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.usefixtures("here")
def test_a_wrong_command_or_wrong_rules_end_with_two() -> None:
    assert run(GOOD, rules="none.toml").exit_code == 2
    written("broken.toml", "[[rule]")
    result = run(GOOD, rules="broken.toml")
    assert result.exit_code == 2
    assert "broken.toml, line 1" in result.output
    assert run(GOOD.replace("ceiling", "cieling")).exit_code == 2
    assert run(GOOD, "--report", "out.pdf").exit_code == 2
    assert run(GOOD, "--repair", "out.docx").exit_code == 2
    assert run(GOOD, "--repair", "table.csv").exit_code == 2
    assert run(GOOD, "--precision", "pct").exit_code == 2
    assert CliRunner().invoke(main, ["audit", "table.csv"]).exit_code == 2
    twice = GOOD.replace("\nB;", "\nA;")
    assert "municipality A in rows 0, 1" in run(twice).output


@pytest.mark.usefixtures("here")
def test_what_cannot_be_read_ends_with_three() -> None:
    result = CliRunner().invoke(main, ["audit", "gone.csv", "--rules", "rules.toml"])
    assert result.exit_code == 3
    assert "gone.csv" in result.output
    result = run(GOOD.replace("1.000,00", "abc"))
    assert result.exit_code == 3
    assert "table.csv, column 'ceiling', line 2" in result.output
    assert run(GOOD.replace("A;1.000,00;", "A;")).exit_code == 3


@pytest.mark.usefixtures("here")
def test_shipped_rules_have_names() -> None:
    panel = "code;year;ec29_applied_pct\n355220;2012;26,40\n355220;2013;126,40\n"
    result = run(panel, rules="cleaning")
    assert result.exit_code == 1, result.output
    assert "126,40" in result.output or "126,4" in result.output
    assert run(panel.replace("126", "26"), rules="cleaning").exit_code == 0


# --- what was not looked at, and what has no meaning ---------------------------------------------


@pytest.mark.usefixtures("here")
def test_a_table_of_which_no_rule_speaks_is_not_said_to_hold() -> None:
    result = run("code;year;ec29_aplicado_pct\n1;2020;5\n", "--strict", rules="cleaning")
    assert result.exit_code == 2, result.output
    assert "Nada foi verificado." in result.output
    assert "Tudo se sustenta" not in result.output
    assert "ec29_applied_pct (seria 'ec29_aplicado_pct'?): " in result.stderr
    assert run(GOOD.partition("\n")[0] + "\n").exit_code == 2


@pytest.mark.usefixtures("here")
def test_rules_that_were_left_out_are_named_where_others_hold() -> None:
    panel = "code;year;ec29_applied_pct;nonprofit_shar_pct\n355220;2012;26,40;1\n"
    result = run(panel, "--report", "out.html", rules="cleaning")
    assert result.exit_code == 0, result.output
    for said in (result.output, Path("out.html").read_text(encoding="utf-8")):
        assert "Regras deixadas de fora" in said
        assert "Itens verificados: " in said
    assert "nonprofit_share_pct (seria 'nonprofit_shar_pct'?)" in result.output


@pytest.mark.usefixtures("here")
def test_a_divisor_below_zero_is_a_finding() -> None:
    result = run(GOOD.replace("A;1.000,00;250,00;750,00", "A;-1.000,00;250,00;-1.250,00"))
    assert result.exit_code == 1, result.output
    assert "Regras sem sentido nesta linha (2)" in result.output
    assert "o divisor é negativo" in result.output


@pytest.mark.usefixtures("here")
def test_a_sentence_written_as_a_rule_is_shown_where_it_is_false() -> None:
    claim = RULES + (
        '\n[[rule]]\nid = "all"\ntable = "execution"\nexpression = "ceiling >= 1500"\n'
        'quote = "todos têm mais de 1.500"\nlabel = {pt = "Teto mínimo", en = "Least ceiling"}\n'
    )
    written("claim.toml", claim)
    result = run(GOOD, rules="claim.toml")
    assert result.exit_code == 1, result.output
    assert "«todos têm mais de 1.500» — falsa" in result.output
    assert "ceiling ≥ 1500: 1.000,00 < 1.500" in result.output


@pytest.mark.usefixtures("here")
def test_checks_that_could_not_be_decided_are_shown() -> None:
    check = RULES + (
        '\n[[check]]\nid = "higher"\ntable = "execution"\nfunction = "holds"\n'
        'label = {pt = "Mais", en = "More"}\nparameters = {expression = "balance >= rest_pct"}\n'
    )
    written("check.toml", check)
    result = run(MISSING, rules="check.toml")
    assert "Indecididas (3):" in result.output
    assert "higher [B]: falta com que decidir" in result.output


@pytest.mark.usefixtures("here")
def test_a_finding_shows_the_rule_with_its_figures_put_in() -> None:
    result = run(WRONG, "--report", "out.html")
    line = "Saldo = teto - repassado; balance = ceiling − transferred: "
    line += "1.600,00 ≠ 2.000,00 − 500,00 = 1.500"
    assert line in result.output
    page = Path("out.html").read_text(encoding="utf-8")
    assert f"<small>{line}</small>" in page
    assert page.index("<h1>") < page.index("<h2>") < page.index("<h3>")


@pytest.mark.usefixtures("here")
def test_a_refused_row_is_said_with_its_line_in_the_file() -> None:
    twice = run(GOOD.replace("\nB;", "\nA;"))
    assert "table.csv, lines 2, 3: " in twice.output
    nameless = run(GOOD.replace("\nB;", "\n;"))
    assert nameless.exit_code == 2
    assert "table.csv, line 3: " in nameless.output


@pytest.mark.usefixtures("here")
def test_the_columns_that_are_listed_are_those_of_the_file() -> None:
    other = RULES.replace('"pct == 100 * transferred / ceiling"', '"pct == 100 * transfered"')
    written("other.toml", other)
    result = run(GOOD, rules="other.toml")
    assert result.exit_code == 2
    assert "did you mean 'transferred'" in result.output
    assert "_marker" not in result.output


@pytest.mark.usefixtures("here")
def test_a_header_that_names_a_column_twice_cannot_be_read() -> None:
    result = run(GOOD.replace("rest_pct", "pct"))
    assert result.exit_code == 3
    assert "table.csv: the header names 'pct' more than once" in result.output


@pytest.mark.usefixtures("here")
def test_no_page_is_left_where_the_table_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sustenta.cli.audit.write_table", full)
    result = run(WRONG, "--report", "out.html", "--repair", "fixed.csv")
    assert result.exit_code != 0
    assert {path.name for path in Path().iterdir()} == {"rules.toml", "table.csv"}
