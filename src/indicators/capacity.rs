//! Fiscal capacity and dependence: whose money the linked revenue is. The four shares sum to 100 %.

use super::Formula;
use super::ratios::share;
use crate::figure::Kind;
use crate::metadata::{Bilingual, Evidence, Family, Indicator, Input, Reference, Unit, Work};
use crate::number::Number;
use crate::quantities as q;
use crate::rows::Fault;

/// The own taxes' share of the linked revenue.
pub struct OwnCapacityPct;

impl Formula<2> for OwnCapacityPct {
    const INDICATOR: Indicator = Indicator {
        id: "own_capacity_pct",
        family: Family::Capacity,
        symbol: None,
        name: Bilingual {
            pt: "Capacidade própria",
            en: "Own capacity",
        },
        meaning: Bilingual {
            pt: "Quanto da receita vinculável vem de impostos próprios.",
            en: "How much of the linked revenue comes from own taxes.",
        },
        formula: "100 · own_revenue / linked_revenue",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::OWN_REVENUE), Input::of(&q::LINKED_REVENUE)],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "RREO Anexo 12: I / III",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([own, linked]: [N; 2]) -> Result<N, Fault> {
        share(own, linked, 1)
    }
}

/// The Union's share of the linked revenue.
pub struct UnionDependencePct;

impl Formula<4> for UnionDependencePct {
    const INDICATOR: Indicator = Indicator {
        id: "union_dependence_pct",
        family: Family::Capacity,
        symbol: None,
        name: Bilingual {
            pt: "Dependência da União",
            en: "Dependence on the Union",
        },
        meaning: Bilingual {
            pt: "Quanto da receita vinculável é transferido pela União (FPM, ITR e LC 87/96).",
            en: "How much of the linked revenue is transferred by the Union (FPM, ITR and LC 87/96).",
        },
        formula: "100 · (fpm + itr + lc87) / linked_revenue",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::FPM),
            Input::of(&q::ITR),
            Input::of(&q::LC87),
            Input::of(&q::LINKED_REVENUE),
        ],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "RREO Anexo 12: (FPM + ITR + LC 87/96) / III",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([fpm, itr, lc87, linked]: [N; 4]) -> Result<N, Fault> {
        share(fpm.plus(itr)?.plus(lc87)?, linked, 3)
    }
}

/// The State's share of the linked revenue.
pub struct StateDependencePct;

impl Formula<4> for StateDependencePct {
    const INDICATOR: Indicator = Indicator {
        id: "state_dependence_pct",
        family: Family::Capacity,
        symbol: None,
        name: Bilingual {
            pt: "Dependência do Estado",
            en: "Dependence on the State",
        },
        meaning: Bilingual {
            pt: "Quanto da receita vinculável é transferido pelo Estado (ICMS, IPI-Exportação e IPVA).",
            en: "How much of the linked revenue is transferred by the State (ICMS, IPI on exports and IPVA).",
        },
        formula: "100 · (icms + ipi_exports + ipva) / linked_revenue",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::ICMS),
            Input::of(&q::IPI_EXPORTS),
            Input::of(&q::IPVA),
            Input::of(&q::LINKED_REVENUE),
        ],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "RREO Anexo 12: (ICMS + IPI-Exportação + IPVA) / III",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([icms, ipi, ipva, linked]: [N; 4]) -> Result<N, Fault> {
        share(icms.plus(ipi)?.plus(ipva)?, linked, 3)
    }
}

/// What is neither own, nor of the Union, nor of the State.
pub struct OtherDependencePct;

impl Formula<8> for OtherDependencePct {
    const INDICATOR: Indicator = Indicator {
        id: "other_dependence_pct",
        family: Family::Capacity,
        symbol: None,
        name: Bilingual {
            pt: "Outras origens",
            en: "Other sources",
        },
        meaning: Bilingual {
            pt: "O que resta da receita vinculável: com as outras três, soma 100 %.",
            en: "What remains of the linked revenue: with the other three it sums to 100 %.",
        },
        formula: "100 · (linked_revenue − own_revenue − fpm − itr − lc87 − icms − ipi_exports − ipva) / linked_revenue",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::OWN_REVENUE),
            Input::of(&q::FPM),
            Input::of(&q::ITR),
            Input::of(&q::LC87),
            Input::of(&q::ICMS),
            Input::of(&q::IPI_EXPORTS),
            Input::of(&q::IPVA),
            Input::of(&q::LINKED_REVENUE),
        ],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "100 % minus the other three",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>(
        [own, fpm, itr, lc87, icms, ipi, ipva, linked]: [N; 8],
    ) -> Result<N, Fault> {
        let named = own
            .plus(fpm)?
            .plus(itr)?
            .plus(lc87)?
            .plus(icms)?
            .plus(ipi)?
            .plus(ipva)?;
        share(linked.clone().minus(named)?, linked, 7)
    }
}
