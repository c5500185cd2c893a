"""What an audit and its parts mean in plain words: how sure, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from sustenta._sentences import begun, counted, few, listed, written
from sustenta.auditing._figures import figure
from sustenta.auditing._wording import VERDICTS
from sustenta.auditing.slips import slips

if TYPE_CHECKING:
    from sustenta.auditing._finding import Finding
    from sustenta.auditing._rearranged import Rearrangement
    from sustenta.auditing.audits import Audit
    from sustenta.auditing.confrontation import Confrontation
    from sustenta.auditing.localisation import Found
    from sustenta.auditing.slips import Naming
    from sustenta.registry import Lang

__all__ = [
    "CERTAINTY",
    "CLAIM",
    "SEVERITY",
    "VERDICT",
    "of_audit",
    "of_confrontation",
    "of_found",
    "of_naming",
    "of_rearrangement",
]

_Words = Mapping["Lang", Mapping[str, Any]]

#: How sure a finding is, and what to do with it.
CERTAINTY: Final[_Words] = {
    "pt": {
        "certain": "É certo, se as regras valem: todo conserto mínimo muda esta célula, e um só "
        "valor serve. Confira na fonte e, confirmado, use o sugerido; st.repair o escreve em "
        "tabelas novas.",
        "likely": "É provável, não certo: os números ou um deslize conhecido apontam esta célula, "
        "mas não provam qual era o valor. Confira na fonte antes de usar qualquer dos dois.",
        "ambiguous": "É ambíguo: outros consertos igualmente pequenos deixam esta célula como "
        "está, e com os números da página não se decide. Procure outra fonte; não troque nada.",
        "contradiction": "É uma contradição: nenhum conserto pequeno concilia estas células, e "
        "nenhuma é apontada como a errada. Reveja-as na fonte, e reveja as próprias regras.",
    },
    "en": {
        "certain": "It is certain, if the rules hold: every smallest repair changes this cell, and "
        "one value alone fits. Check the source and, once confirmed, use the suggestion; st.repair "
        "writes it into new tables.",
        "likely": "It is likely, not certain: the figures or a known slip point to this cell, but "
        "do not prove what the value was. Check the source before using either of the two.",
        "ambiguous": "It is ambiguous: other repairs as small leave this cell as it is, and the "
        "figures on the page do not decide. Look for another source; replace nothing.",
        "contradiction": "It is a contradiction: no small repair reconciles these cells, and none "
        "of them is pointed out as the wrong one. Look at them again in the source, and at the "
        "rules themselves.",
    },
}
SEVERITY: Final[_Words] = {
    "pt": {
        "error": "A diferença passa de uma unidade da última casa: não é só arredondamento.",
        "rounding": "A diferença é de no máximo uma unidade da última casa: pode ser só "
        "arredondamento.",
        "warning": "É um aviso: a regra diz o que é improvável, não o que é impossível; um número "
        "certo também pode violá-la.",
    },
    "en": {
        "error": "The difference exceeds one unit of the last digit: it is not rounding alone.",
        "rounding": "The difference is of one unit of the last digit at most: it may be rounding "
        "alone.",
        "warning": "It is a warning: the rule says what is unlikely, not what is impossible; a "
        "right figure may violate it, too.",
    },
}
VERDICT: Final[_Words] = {
    "pt": {
        "satisfied": "satisfeita: há números que dariam o que está impresso e cumprem a regra – o "
        "que não prova que sejam aqueles",
        "violated": "violada: nenhum número dentro dos arredondamentos impressos cumpre a regra; "
        "algum dos que ela junta está errado, ou a regra não vale ali",
        "undecided": "indecidida: falta um valor, e nada se afirma",
        "failed": "sem sentido: a regra não se aplica a esses números, como um divisor negativo",
    },
    "en": {
        "satisfied": "satisfied: there are numbers that would print as these figures and keep the "
        "rule – which does not prove that they are the ones",
        "violated": "violated: no numbers within the printed roundings keep the rule; one of those "
        "that it ties together is wrong, or the rule does not hold there",
        "undecided": "undecided: a figure is missing, and nothing is stated",
        "failed": "failed: the rule has no meaning for these figures, as with a negative divisor",
    },
}
CLAIM: Final[_Words] = {
    "pt": {
        "true": "é verdadeira pelos números impressos",
        "false": "não é o que os números impressos dizem",
        "imprecise": "só é verdadeira por aproximação",
        "undecided": "não se decide: falta um número",
        "not_testable": "nada do que foi impresso a testa",
    },
    "en": {
        "true": "is true by the printed figures",
        "false": "is not what the printed figures say",
        "imprecise": "is true only roughly",
        "undecided": "is not decided: a figure is missing",
        "not_testable": "is tested by nothing that was printed",
    },
}
_WORDS: Final[_Words] = {
    "pt": {
        "holds": "Tudo o que as regras testam se sustenta. Isso não prova que os números estejam "
        "certos: um engano que nenhuma regra alcança não aparece.",
        "judged": "As regras deram {counts}.",
        "verdicts": ("veredito", "vereditos"),
        "worst": "Mais violada{s}: {rules}.",
        "next": "st.locate diz quais células podem estar erradas.",
        "none": "Nenhuma célula precisa mudar para que as regras valham. Isso não prova que os "
        "números estejam certos.",
        "cell": "{address}: a página imprime {printed}; pelas regras {rules}, {implied}.{slip}",
        "cell_one": "{address}: a página imprime {printed}; pela regra {rules}, {implied}.{slip}",
        "should": "deveria ser {suggested}",
        "between": "deveria estar entre {low} e {high}",
        "at_least": "deveria ser ao menos {low}",
        "at_most": "deveria ser no máximo {high}",
        "other": "deveria ser outro número",
        "slip": " O que se explica por: {slip}.",
        "others": "Em vez dela, podem estar erradas: {others}.",
        "tangled": "{cells}: pelas regras {rules}, não podem estar todas certas.",
        "or": " ou ",
        "more": ("E mais {count} achado.", "E mais {count} achados."),
        "order": "Tabela {table}: {text}. Uma explicação da ordem não é prova dela: confira na "
        "fonte.",
        "order_certain": "Nenhuma outra explicação tão simples foi achada.",
        "order_likely": "Há outra explicação tão simples: é provável, não certa.",
        "exchanged": "Tabela {table}: valores trocados de lugar entre si ({cells}). Confira na "
        "fonte.",
        "warning": "{place}: {label}. {severity}",
        "violated": "{place}: {label}, o que não vale; não se procurou, ou não se achou, que "
        "número mudar. Confira na fonte.",
        "failed": "{place}: {label}, o que não tem sentido para esses números, como com um divisor "
        "negativo. Confira na fonte.",
        "check": "{place}: {label}, o que não confere. Confira o rótulo e os números na fonte.",
        "claim": "A afirmação “{quote}” {verdict} ({label}). Pode estar errada a frase ou a "
        "tabela.",
        "head": "A auditoria tem {count}.",
        "findings": ("achado", "achados"),
        "open": "Ficou indecidido, por falta de números: {count}; sem eles nada se afirma.",
        "fits": "{printed} já é um dos valores que as regras permitem: não há deslize a explicar.",
        "no_slip": "Nenhum deslize conhecido leva de um valor permitido a {printed}; isso não quer "
        "dizer que {printed} esteja certo.",
        "slip_line": "{printed} pode ser {suggestion}: {label}",
        "sole_one": "O deslize leva a um só valor: é uma explicação, não uma prova.",
        "sole": "Todos os deslizes levam ao mesmo valor: é uma explicação, não uma prova.",
        "several": "Há mais de um valor possível: os deslizes explicam, não decidem.",
        "printable": "As regras permitem {count} com as casas da página.",
        "numbers": ("número", "números"),
        "arranged": "Explicar a ordem não prova como a página foi composta: confira na fonte antes "
        "de mover linhas.",
    },
    "en": {
        "holds": "All that the rules test holds. That does not prove the figures right: a slip "
        "that no rule reaches does not show.",
        "judged": "The rules gave {counts}.",
        "verdicts": ("verdict", "verdicts"),
        "worst": "Violated most{s}: {rules}.",
        "next": "st.locate says which cells may be wrong.",
        "none": "No cell has to change for the rules to hold. That does not prove the figures "
        "right.",
        "cell": "{address}: the page prints {printed}; by the rules {rules}, {implied}.{slip}",
        "cell_one": "{address}: the page prints {printed}; by the rule {rules}, {implied}.{slip}",
        "should": "it should be {suggested}",
        "between": "it should lie between {low} and {high}",
        "at_least": "it should be at least {low}",
        "at_most": "it should be at most {high}",
        "other": "it should be another number",
        "slip": " What would explain it: {slip}.",
        "others": "Instead of it, these may be wrong: {others}.",
        "tangled": "{cells}: by the rules {rules}, they cannot all be right.",
        "or": " or ",
        "more": ("And {count} more finding.", "And {count} more findings."),
        "order": "Table {table}: {text}. An explanation of the order does not prove it: check the "
        "source.",
        "order_certain": "No other explanation as simple was found.",
        "order_likely": "There is another explanation as simple: it is likely, not certain.",
        "exchanged": "Table {table}: values in each other's places ({cells}). Check the source.",
        "warning": "{place}: {label}. {severity}",
        "violated": "{place}: {label}, which does not hold; which figure to change was not looked "
        "for, or not found. Check the source.",
        "failed": "{place}: {label}, which has no meaning for these figures, as with a negative "
        "divisor. Check the source.",
        "check": "{place}: {label}, which does not agree. Check the label and the figures in the "
        "source.",
        "claim": "The claim “{quote}” {verdict} ({label}). The sentence may be wrong, or the "
        "table.",
        "head": "The audit has {count}.",
        "findings": ("finding", "findings"),
        "open": "Undecided, for want of figures: {count}; without these figures nothing is stated.",
        "fits": "{printed} is already one of the values that the rules allow: there is no slip to "
        "explain.",
        "no_slip": "No known slip leads from an allowed value to {printed}; that does not mean "
        "that {printed} is right.",
        "slip_line": "{printed} may be {suggestion}: {label}",
        "sole_one": "The slip leads to one value: that is an explanation, not a proof.",
        "sole": "All slips lead to the same value: that is an explanation, not a proof.",
        "several": "More than one value is possible: the slips explain, they do not decide.",
        "printable": "The rules allow {count} with the decimals of the page.",
        "numbers": ("number", "numbers"),
        "arranged": "To explain the order does not prove how the page was set: check the source "
        "before moving rows.",
    },
}
#: Findings put into words before the rest is counted.
_SHOWN: Final = 10
_LABELS: Final = {
    "pt": {
        "satisfied": ("satisfeito", "satisfeitos"),
        "violated": ("de violação", "de violação"),
        "undecided": ("indecidido", "indecididos"),
        "failed": ("sem sentido", "sem sentido"),
    },
    "en": {name: (name, name) for name in VERDICTS},
}


def of_confrontation(found: Confrontation, lang: Lang) -> str:
    """Say what the verdicts of a confrontation mean."""
    words, counts = _WORDS[lang], found.counts
    named = []
    for name in VERDICTS:
        if count := counts[name]:
            one, many = _LABELS[lang][name]
            noun = words["verdicts"][count != 1]
            label = one if count == 1 else many
            order = f"{noun} {label}" if lang == "pt" else f"{label} {noun}"
            named.append(f"{written(count, lang, 0)} {order}")
    said = [words["judged"].format(counts=listed(named, lang))] if named else []
    if found.holds:
        return " ".join([*said, words["holds"]])
    open_ones = [name for name in VERDICTS[1:] if counts[name]]
    said += [begun(VERDICT[lang][name]) + "." for name in open_ones]
    broken = found.summary()
    broken = broken[broken["violated"] > 0].sort_values("violated", ascending=False, kind="stable")
    if len(broken):
        rules = [f"{id} ({written(int(n), lang, 0)})" for id, n in broken["violated"].items()]
        plural = "s" if lang == "pt" and len(rules) > 1 else ""
        said += [words["worst"].format(rules=few(rules, lang), s=plural), words["next"]]
    return " ".join(said)


def of_found(found: Found, lang: Lang) -> str:
    """Say what each cell in question is, how sure that is, and what to do."""
    if not len(found):
        return str(_WORDS[lang]["none"])
    return "\n\n".join(_shortened(_cells(found, lang), lang))


def _shortened(said: Sequence[str], lang: Lang) -> list[str]:
    left = len(said) - _SHOWN
    if left <= 0:
        return list(said)
    more = _WORDS[lang]["more"][left != 1].format(count=written(left, lang, 0))
    return [*said[:_SHOWN], more]


def _cells(found: Found, lang: Lang) -> list[str]:
    said, tangled = [], dict[tuple[str, ...], list[str]]()
    for one in found.findings:
        rules = found.rule_ids(one.rules)
        if one.certainty == "contradiction":
            tangled.setdefault(tuple(rules), []).append(one.address)
        else:
            said.append(_cell(one, rules, lang))
    words = _WORDS[lang]
    for rules_of, cells in tangled.items():
        text = words["tangled"].format(cells=few(cells, lang), rules=few(rules_of, lang))
        said.append(f"{text} {CERTAINTY[lang]['contradiction']}")
    return said


def _cell(one: Finding, rules: Sequence[str], lang: Lang) -> str:
    words = _WORDS[lang]
    ends = {
        name: None if text is None else figure(Decimal(text), lang)
        for name, text in (("low", one.low), ("high", one.high), ("suggested", one.suggested))
    }
    form = "other"
    if ends["suggested"] is not None:
        form = "should"
    elif ends["low"] is not None and ends["high"] is not None:
        form = "between"
    elif ends["low"] is not None or ends["high"] is not None:
        form = "at_least" if ends["high"] is None else "at_most"
    slip = "" if one.slip is None else words["slip"].format(slip=slip_label(one.slip, lang))
    text = words["cell_one" if len(rules) == 1 else "cell"].format(
        address=one.address,
        printed="–" if one.printed is None else figure(Decimal(one.printed), lang),
        rules=few(rules, lang),
        implied=words[form].format(**ends),
        slip=slip,
    )
    said = [text, SEVERITY[lang][one.severity], CERTAINTY[lang][one.certainty]]
    if one.alternatives:
        others = [" + ".join(repair) for repair in one.alternatives]
        said.append(words["others"].format(others=words["or"].join(others[:_SHOWN])))
    return " ".join(said)


def slip_label(slip: str, lang: Lang) -> str:
    """Give the words of a slip; what has none is its own word."""
    labels = slips(lang)["label"]
    return str(labels[slip]) if slip in labels.index else slip


def of_audit(found: Audit, lang: Lang) -> str:
    """Say what each finding is, how sure that is, and what to do."""
    words = _WORDS[lang]
    said = [*_orders(found, lang), *_cells(found.located, lang), *_rules(found, lang)]
    lines = [words["holds"]]
    if said:
        count = counted(len(said), lang, *words["findings"])
        lines = [words["head"].format(count=count), *_shortened(said, lang)]
    undecided = found.confrontation.counts["undecided"]
    if undecided:
        lines.append(words["open"].format(count=written(undecided, lang, 0)))
    return "\n\n".join(lines)


def _orders(found: Audit, lang: Lang) -> list[str]:
    words, said = _WORDS[lang], []
    for one in found.arrangements:
        if one.page != one.table:  # the other frame of a page goes along
            continue
        text = words["order"].format(table=one.table, text=one.explanation.text(lang).rstrip("."))
        said.append(f"{text} {words['order_certain' if one.sole else 'order_likely']}")
    for swap in found.exchanged:
        names = list(dict.fromkeys(column for pair in swap.pairs for _, column in pair))
        text = words["exchanged"].format(table=swap.table, cells=few(names, lang))
        said.append(f"{text} {words['order_certain' if swap.sole else 'order_likely']}")
    return said


def _rules(found: Audit, lang: Lang) -> list[str]:
    """Say what breaks warnings and checks, and which claims are not so."""
    words, said = _WORDS[lang], []
    for row in found.of("violated", "failed", "warning", "check", "claim").to_dict("records"):
        rule = found.confrontation.rules[row["rules"][0]]
        label = rule.label[lang].rstrip(".")
        if row["kind"] == "claim":
            verdict = CLAIM[lang][row["certainty"]]
            said.append(words["claim"].format(quote=rule.quote, verdict=verdict, label=label))
            continue
        place = " ".join(str(row[name]) for name in ("table", "where") if row[name])
        severity = SEVERITY[lang]["warning"]
        said.append(words[row["kind"]].format(place=place, label=label, severity=severity))
    return said


def of_rearrangement(found: Rearrangement, lang: Lang) -> str:
    """Say what was found of a table's order, and that it is no proof."""
    text = found.text(lang)
    return text if found.fits else f"{text}\n{_WORDS[lang]['arranged']}"


def of_naming(found: Naming, lang: Lang) -> str:
    """Say which slips explain a text, and what that does not prove."""
    words = _WORDS[lang]
    if found.fits or not found.slips:
        said = [words["fits" if found.fits else "no_slip"].format(printed=found.printed)]
    else:
        lines = [
            words["slip_line"].format(
                printed=found.printed,
                suggestion=one.suggestion,
                label=slip_label(one.slip, lang),
            )
            for one in found.slips
        ]
        sole = "sole_one" if len(found.slips) == 1 else "sole"
        last = words[sole if found.unique is not None else "several"]
        said = ["; ".join(lines) + ".", last]
    if found.printable is not None:
        count = counted(len(found.printable), lang, *words["numbers"])
        said.append(words["printable"].format(count=count))
    return " ".join(said)
