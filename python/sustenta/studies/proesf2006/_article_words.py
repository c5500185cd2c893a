"""What stands around the figures of the article's tables: titles, heads, sources and notes.

The Portuguese is the page's own, spelt as it is there; the English is a translation of it.
"""

from __future__ import annotations

from typing import Final

from sustenta.registry import Lang

__all__ = [
    "ENTRY_GROUPS",
    "FORMULAS",
    "HEADS",
    "MARKERS",
    "NOTES",
    "PRINTED",
    "RECREATED",
    "ROW_HEADS",
    "SOURCES",
    "STRONG",
    "TABLE",
    "TITLES",
]

Words = dict[Lang, str]

TITLES: Final[dict[int, Words]] = {
    1: {
        "pt": "Tabela 1. Resumo das metas financeiras anuais dos municípios – 2003 a 2008.",
        "en": "Table 1. Summary of the municipalities' annual financial targets – 2003 to 2008.",
    },
    2: {
        "pt": "Tabela 2. Resumo da execução financeira de Estados e municípios (1º/01/2003 a "
        "31/12/2005).",
        "en": "Table 2. Summary of the financial execution of States and municipalities "
        "(2003-01-01 to 2005-12-31).",
    },
    3: {
        "pt": "Tabela 3. Indicadores de execução financeira de municípios (1º/01/2003 a "
        "31/12/2005).",
        "en": "Table 3. Indicators of the municipalities' financial execution (2003-01-01 to "
        "2005-12-31).",
    },
    4: {
        "pt": "Tabela 4. Lista de dados e indicadores do Siops.",
        "en": "Table 4. List of data and indicators of SIOPS.",
    },
    5: {
        "pt": "Tabela 5. Sugestão de classificação segundo a evolução do % de impostos diretamente "
        "arrecadados – 2002-2004.",
        "en": "Table 5. Suggested classification by the evolution of the share of directly "
        "collected taxes – 2002-2004.",
    },
    6: {
        "pt": "Tabela 6. Indicadores EC 29 (realizado e diferença em relação ao devido) e "
        "indicação para a classificação dos municípios – 2002 a 2004.",
        "en": "Table 6. EC 29 indicators (applied, and difference from the share due) and what "
        "they say for the classification of the municipalities – 2002 to 2004.",
    },
    7: {
        "pt": "Tabela 7. Evolução dos indicadores EC 29 – 2002 a 2004 – e indicação para a "
        "classificação dos municípios.",
        "en": "Table 7. Evolution of the EC 29 indicators – 2002 to 2004 – and what it says for "
        "the classification of the municipalities.",
    },
    8: {
        "pt": "Tabela 8. Dados e indicadores utilizados no cálculo da sustentabilidade.",
        "en": "Table 8. Data and indicators used in the computation of sustainability.",
    },
    9: {
        "pt": "Tabela 9. Indicadores de sustentabilidade econômico-financeira dos municípios "
        "selecionados (dois cenários).",
        "en": "Table 9. Indicators of economic and financial sustainability of the selected "
        "municipalities (two scenarios).",
    },
    10: {
        "pt": "Tabela 10. Sugestão de classificação dos municípios segundo a situação "
        "econômico-financeira.",
        "en": "Table 10. Suggested classification of the municipalities by their economic and "
        "financial situation.",
    },
}

_SIOPS: Final[Words] = {
    "pt": "Fonte: http://siops.datasus.gov.br/, acesso em 27/12/05. Elaboração própria.",
    "en": "Source: http://siops.datasus.gov.br/, read on 2005-12-27. The authors' own work.",
}
SOURCES: Final[dict[int, Words]] = {
    1: {
        "pt": "Fontes: Relatórios das Secretarias Municipais de Saúde. Elaboração própria.",
        "en": "Sources: reports of the municipal health departments. The authors' own work.",
    },
    2: {
        "pt": "Fontes: Relatórios do Proesf/Ministério da Saúde. Elaboração própria.",
        "en": "Sources: reports of Proesf/Ministry of Health. The authors' own work.",
    },
    3: {
        "pt": "Fontes: Relatórios do Proesp/Ministério da Saúde. Elaboração própria",
        "en": "Sources: reports of Proesp/Ministry of Health. The authors' own work.",
    },
    4: _SIOPS,
    5: _SIOPS,
    6: _SIOPS,
    7: _SIOPS,
    8: _SIOPS,
    9: {
        "pt": "Fonte: http://siops.datasus.gov.br/, acesso em 27/12/05.",
        "en": "Source: http://siops.datasus.gov.br/, read on 2005-12-27.",
    },
    10: {
        "pt": "Fonte: MS – Ministério da Saúde. Elaboração Própria",
        "en": "Source: MS – Ministry of Health. The authors' own work.",
    },
}
NOTES: Final[dict[int, Words]] = {
    9: {
        "pt": "Notas: (1) Todos os indicadores utilizam a receita realizada e a despesa liquidada. "
        "Elaboração própria.",
        "en": "Notes: (1) All indicators use realised revenue and liquidated expenditure. The "
        "authors' own work.",
    }
}

_STATE: Final[Words] = {"pt": "UF", "en": "State"}
_NAME: Final[Words] = {"pt": "Município", "en": "Municipality"}
#: What heads the names of the rows, and over it what spans them; Table 4 and 8 have their own.
ROW_HEADS: Final[dict[int, tuple[Words, ...]]] = {
    1: (_STATE, _NAME),
    2: (_STATE, _NAME),
    3: (_STATE, _NAME),
    4: (
        {"pt": "Tipo", "en": "Kind"},
        {"pt": "Dados e indicadores", "en": "Data and indicators"},
    ),
    5: (_NAME,),
    6: (_STATE, _NAME),
    7: ({"pt": "Municípios", "en": "Municipalities"},),
    8: (
        {"pt": "Dados e Indicadores", "en": "Data and indicators"},
        {"pt": "Município A", "en": "Municipality A"},
        {"pt": "Células/fórmula", "en": "Cells/formula"},
    ),
    9: (
        {"pt": "Cenários", "en": "Scenarios"},
        {"pt": "Estados/ Municípios", "en": "States/ Municipalities"},
    ),
    10: (_NAME,),
}

_FIRST: Final[Words] = {
    "pt": "1. Considera 15% da receita vinculável",
    "en": "1. Takes 15 % of the linked revenue",
}
_SECOND: Final[Words] = {
    "pt": "2. Considera a progressão (%) da receita vinculável conforme a EC 29/00",
    "en": "2. Takes the progression (%) of the linked revenue under EC 29/00",
}
_POTENTIAL: Final[Words] = {
    "pt": "Despesa potencial em saúde per capita (DPSPC)",
    "en": "Potential health expenditure per inhabitant (DPSPC)",
}
_MARGIN: Final[Words] = {
    "pt": "Margem de expansão do gasto per capita (MEGPC)",
    "en": "Margin left for expansion per inhabitant (MEGPC)",
}
_YEAR: Final[Words] = {"pt": "{year}", "en": "{year}"}
#: What heads a column of figures, from the top down; the year of a column stands for ``{year}``.
HEADS: Final[dict[tuple[int, str], tuple[Words, ...]]] = {
    (1, "target"): ({"pt": "Ano {ordinal} ({year})", "en": "Year {ordinal} ({year})"},),
    (2, "ceiling"): ({"pt": "Teto fase 1", "en": "Phase 1 ceiling"},),
    (2, "transferred"): ({"pt": "Repassado", "en": "Transferred"},),
    (2, "executed"): ({"pt": "Executado", "en": "Executed"},),
    (2, "balance"): ({"pt": "Saldo a repassar", "en": "Balance to transfer"},),
    (2, "executed_pct"): (
        {"pt": "% Executado em relação ao repasse", "en": "% executed of the transfer"},
    ),
    (3, "ceiling_share_pct"): (
        {
            "pt": "% do teto do município no teto geral",
            "en": "% of the municipality's ceiling in the general ceiling",
        },
    ),
    (3, "transferred_pct"): (
        {
            "pt": "% do repasse do MS em relação ao teto",
            "en": "% of the ceiling that the Ministry transferred",
        },
    ),
    (3, "executed_pct"): (
        {
            "pt": "% execução pelo município do repasse do MS",
            "en": "% of the Ministry's transfer that the municipality executed",
        },
    ),
    (5, "tax_effort_class"): ({"pt": "Tipo de evolução", "en": "Kind of evolution"},),
    (5, "tax_share_change_pct"): (
        {
            "pt": "Evolução % dos impostos diretamente arrecadados",
            "en": "Evolution (%) of directly collected taxes",
        },
    ),
    (6, "applied_pct"): (_YEAR, {"pt": "Aplicação", "en": "Applied"}),
    (6, "gap_pp"): (_YEAR, {"pt": "Dif. EC 29", "en": "EC 29 diff."}),
    (6, "compliance_class"): ({"pt": "Apresenta diferença", "en": "Shows a difference"},),
    (7, "change_pct"): (
        {
            "pt": "Diferença (%) entre o realizado e o devido (EC 29)",
            "en": "Difference (%) between applied and due (EC 29)",
        },
    ),
    (7, "trend_class"): (
        {
            "pt": "Situação da evolução do indicador EC 29",
            "en": "Evolution of the EC 29 indicator",
        },
    ),
    (9, "dpspc_15"): (_FIRST, _POTENTIAL, _YEAR),
    (9, "megpc_15"): (_FIRST, _MARGIN, _YEAR),
    (9, "dpspc_ec29"): (_SECOND, _POTENTIAL, _YEAR),
    (9, "megpc_ec29"): (_SECOND, _MARGIN, _YEAR),
    (10, "execution_class"): (
        {
            "pt": "Status quanto à execução financeira do PROESF",
            "en": "Status as to the financial execution of Proesf",
        },
    ),
    (10, "tax_effort_class"): (
        {
            "pt": "Tipo de evolução % dos impostos diretamente arrecadados",
            "en": "Kind of evolution (%) of directly collected taxes",
        },
    ),
    (10, "compliance_class"): (
        {
            "pt": "Diferenças no Indicador EC 29 em relação ao devido",
            "en": "Differences of the EC 29 indicator from the share due",
        },
    ),
    (10, "trend_class"): (
        {
            "pt": "Situação da evolução do indicador EC29",
            "en": "Evolution of the EC 29 indicator",
        },
    ),
}

#: The third column of Table 8: the cells and formulas, as they are printed.
FORMULAS: Final = ("C3", "C10", "C12", "C21", "(0,15 x (C21/C3)) + C12", "DPSCP – C10")

#: The rows in bold, by their labels or, in Tables 4 and 8, by their places.
STRONG: Final[dict[int, frozenset[object]]] = {
    2: frozenset({"Geral", "Estado"}),
    4: frozenset({1}),
    8: frozenset({5, 6}),
}

ENTRY_GROUPS: Final[dict[str, str]] = {
    "Geral": "General",
    "Indicadores de receita (Geral e Saúde)": "Revenue indicators (general and health)",
    "Indicadores per capita (Saúde)": "Indicators per inhabitant (health)",
    "Indicadores de perfil de gasto (Saúde)": "Indicators of the spending profile (health)",
    "Indicadores relativos à Receita (Saúde)": "Indicators relative to revenue (health)",
    "Alguns dados de Receita e Despesa (Geral e Saúde)": (
        "Some data of revenue and expenditure (general and health)"
    ),
}

#: What the page's words say in English, and what its marks mean: those stay as they are.
MARKERS: Final[dict[str, dict[str, str]]] = {
    "words": {"sem informação": "no information", "Geral": "All", "Estado": "State"},
    "means": {
        "n.d": "n.d: not available, or nothing received from the Ministry of Health.",
        "n.a": "n.a: not applicable.",
    },
}

#: What stands under the title of a table that lies beside its recreation.
PRINTED: Final[Words] = {
    "pt": "Como está impressa no artigo.",
    "en": "As printed in the article.",
}
#: What a sheet of a workbook is called.
TABLE: Final[Words] = {"pt": "Tabela {n}", "en": "Table {n}"}
RECREATED: Final[dict[str, Words]] = {
    "subtitle": {
        "pt": "Recriada: onde o recálculo pelas outras células impressas diverge, está no lugar do "
        "que a página traz.",
        "en": "Recreated: where what the other printed cells give disagrees, it stands in the "
        "place of what the page has.",
    },
    "printed": {
        "pt": "({mark}) Diverge; a página traz: {printed}.",
        "en": "({mark}) Disagrees; the page has: {printed}.",
    },
    "blank": {"pt": "célula em branco", "en": "a blank cell"},
    "given": {
        "pt": "Nenhuma célula desta tabela se recalcula de outras.",
        "en": "No cell of this table can be recomputed from others.",
    },
    "none": {
        "pt": "Nenhuma célula que se recalcula diverge do que está impresso.",
        "en": "No cell that can be recomputed disagrees with what is printed.",
    },
}
