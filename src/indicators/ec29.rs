//! The share of own resources applied in health, as EC 29 and LC 141 define it.

use super::Formula;
use super::ratios::share;
use crate::figure::Kind;
use crate::metadata::{Bilingual, Evidence, Family, Indicator, Input, Reference, Unit, Work};
use crate::number::Number;
use crate::quantities as q;
use crate::rows::Fault;

/// What the minimum share is a share of.
pub struct LinkedRevenue;

impl Formula<2> for LinkedRevenue {
    const INDICATOR: Indicator = Indicator {
        id: "linked_revenue",
        family: Family::Ec29,
        symbol: Some("III"),
        name: Bilingual {
            pt: "Receita de impostos e transferências constitucionais e legais",
            en: "Linked revenue",
        },
        meaning: Bilingual {
            pt: "A base de cálculo do mínimo: a receita de impostos do próprio município mais as transferências constitucionais e legais.",
            en: "What the minimum is a share of: the municipality's own taxes plus the constitutional and legal transfers.",
        },
        formula: "own_revenue + constitutional_transfers",
        unit: Unit::Reais,
        kind: Kind::Exact,
        inputs: &[
            Input::of(&q::OWN_REVENUE),
            Input::of(&q::CONSTITUTIONAL_TRANSFERS),
        ],
        partial: false,
        reference: Reference {
            work: Work::Lc141,
            place: "RREO Anexo 12: III = I + II",
        },
        evidence: Evidence::NoneKnown,
    };

    fn value<N: Number>([own, transfers]: [N; 2]) -> Result<N, Fault> {
        Ok(own.plus(transfers)?)
    }
}

/// Share of own resources applied in health.
pub struct Ec29AppliedPct;

impl Formula<2> for Ec29AppliedPct {
    const INDICATOR: Indicator = Indicator {
        id: "ec29_applied_pct",
        family: Family::Ec29,
        symbol: Some("3.2"),
        name: Bilingual {
            pt: "Participação da receita própria aplicada em saúde (EC 29 / LC 141)",
            en: "Share of own resources applied in health (EC 29 / LC 141)",
        },
        meaning: Bilingual {
            pt: "Quanto da receita de impostos e transferências constitucionais e legais o município aplicou em saúde; compara-se ao mínimo do ano.",
            en: "How much of the linked revenue the municipality applied in health; held against the minimum of the year.",
        },
        formula: "100 · own_health_expenditure / linked_revenue",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::OWN_HEALTH_EXPENDITURE),
            Input::of(&q::LINKED_REVENUE),
        ],
        partial: true,
        reference: Reference {
            work: Work::Lc141,
            place: "RREO Anexo 12: 100 · XVI / III; SIOPS 3.2",
        },
        evidence: Evidence::Published("Table 6 (A 2002) from Table 8"),
    };
    fn value<N: Number>([spent, revenue]: [N; 2]) -> Result<N, Fault> {
        share(spent, revenue, 1)
    }
}

/// Percentage points above or below the share due.
pub struct Ec29GapPp;

impl Formula<2> for Ec29GapPp {
    const INDICATOR: Indicator = Indicator {
        id: "ec29_gap_pp",
        family: Family::Ec29,
        symbol: None,
        name: Bilingual {
            pt: "Diferença em relação ao devido (EC 29)",
            en: "Difference from the share due (EC 29)",
        },
        meaning: Bilingual {
            pt: "O percentual aplicado menos o devido no ano, em pontos percentuais.",
            en: "The share applied minus the share due in the year, in percentage points.",
        },
        formula: "applied_pct − due_pct",
        unit: Unit::PercentagePoints,
        kind: Kind::Rounded,
        inputs: &[
            Input::named("applied_pct", &q::EC29_APPLIED_PCT),
            Input::named("due_pct", &q::EC29_DUE_PCT),
        ],
        partial: false,
        reference: Reference {
            work: Work::Pereira2006,
            place: "Table 6, Dif. EC 29",
        },
        evidence: Evidence::Published("Table 6"),
    };
    fn value<N: Number>([applied, due]: [N; 2]) -> Result<N, Fault> {
        Ok(applied.minus(due)?)
    }
}
