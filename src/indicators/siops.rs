//! SIOPS's own indicators. Numerators and denominators are read off SIOPS's names.

use super::Formula;
use super::ratios::{per_inhabitant, share};
use crate::figure::Kind;
use crate::metadata::{Bilingual, Evidence, Family, Indicator, Input, Reference, Unit, Work};
use crate::number::Number;
use crate::quantities as q;
use crate::rows::Fault;

/// SIOPS 1.1.
pub struct TaxSharePct;

impl Formula<2> for TaxSharePct {
    const INDICATOR: Indicator = Indicator {
        id: "tax_share_pct",
        family: Family::Siops,
        symbol: Some("1.1"),
        name: Bilingual {
            pt: "Participação da receita de impostos na receita total",
            en: "Share of taxes in total revenue",
        },
        meaning: Bilingual {
            pt: "Quanto da receita total vem de impostos que o próprio município arrecada.",
            en: "How much of total revenue comes from taxes that the municipality collects itself.",
        },
        formula: "100 · tax_revenue / total_revenue",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::TAX_REVENUE), Input::of(&q::TOTAL_REVENUE)],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 1.1",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// SIOPS 1.2.
pub struct IntergovernmentalSharePct;

impl Formula<2> for IntergovernmentalSharePct {
    const INDICATOR: Indicator = Indicator {
        id: "intergovernmental_share_pct",
        family: Family::Siops,
        symbol: Some("1.2"),
        name: Bilingual {
            pt: "Participação das transferências intergovernamentais na receita total",
            en: "Share of intergovernmental transfers in total revenue",
        },
        meaning: Bilingual {
            pt: "Quanto da receita total é transferido por outras esferas.",
            en: "How much of total revenue is transferred by other spheres.",
        },
        formula: "100 · intergovernmental_transfers / total_revenue",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::INTERGOVERNMENTAL_TRANSFERS),
            Input::of(&q::TOTAL_REVENUE),
        ],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 1.2",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// SIOPS 1.3.
pub struct SusShareOfTransfersPct;

impl Formula<2> for SusShareOfTransfersPct {
    const INDICATOR: Indicator = Indicator {
        id: "sus_share_of_transfers_pct",
        family: Family::Siops,
        symbol: Some("1.3"),
        name: Bilingual {
            pt: "Participação das transferências para a saúde (SUS) no total de recursos transferidos",
            en: "Share of health (SUS) transfers in all transfers",
        },
        meaning: Bilingual {
            pt: "Quanto do que é transferido ao município se destina à saúde.",
            en: "How much of what is transferred to the municipality is for health.",
        },
        formula: "100 · sus_transfers / intergovernmental_transfers",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::SUS_TRANSFERS),
            Input::of(&q::INTERGOVERNMENTAL_TRANSFERS),
        ],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 1.3",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// SIOPS 1.4.
pub struct UnionShareOfHealthTransfersPct;

impl Formula<2> for UnionShareOfHealthTransfersPct {
    const INDICATOR: Indicator = Indicator {
        id: "union_share_of_health_transfers_pct",
        family: Family::Siops,
        symbol: Some("1.4"),
        name: Bilingual {
            pt: "Participação das transferências da União para a saúde no total transferido para a saúde",
            en: "Share of the Union in all health transfers",
        },
        meaning: Bilingual {
            pt: "Quanto das transferências para a saúde vem da União.",
            en: "How much of the health transfers comes from the Union.",
        },
        formula: "100 · union_health_transfers / sus_transfers",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::UNION_HEALTH_TRANSFERS),
            Input::of(&q::SUS_TRANSFERS),
        ],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 1.4",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// SIOPS 1.5.
pub struct HealthShareOfUnionTransfersPct;

impl Formula<2> for HealthShareOfUnionTransfersPct {
    const INDICATOR: Indicator = Indicator {
        id: "health_share_of_union_transfers_pct",
        family: Family::Siops,
        symbol: Some("1.5"),
        name: Bilingual {
            pt: "Participação das transferências da União para a saúde no total de transferências da União",
            en: "Share of health in all transfers from the Union",
        },
        meaning: Bilingual {
            pt: "Quanto do que a União transfere ao município se destina à saúde.",
            en: "How much of what the Union transfers to the municipality is for health.",
        },
        formula: "100 · union_health_transfers / union_transfers",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::UNION_HEALTH_TRANSFERS),
            Input::of(&q::UNION_TRANSFERS),
        ],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 1.5",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// SIOPS 1.6.
pub struct LinkedSharePct;

impl Formula<2> for LinkedSharePct {
    const INDICATOR: Indicator = Indicator {
        id: "linked_share_pct",
        family: Family::Siops,
        symbol: Some("1.6"),
        name: Bilingual {
            pt: "Participação da receita de impostos e transferências constitucionais e legais na receita total",
            en: "Share of the linked revenue in total revenue",
        },
        meaning: Bilingual {
            pt: "Quanto da receita total é base do mínimo da saúde.",
            en: "How much of total revenue is the base of the health minimum.",
        },
        formula: "100 · linked_revenue / total_revenue",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::LINKED_REVENUE), Input::of(&q::TOTAL_REVENUE)],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 1.6",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// SIOPS 2.1.
pub struct HealthExpenditurePc;

impl Formula<2> for HealthExpenditurePc {
    const INDICATOR: Indicator = Indicator {
        id: "health_expenditure_pc",
        family: Family::Siops,
        symbol: Some("2.1"),
        name: Bilingual {
            pt: "Despesa total com saúde por habitante",
            en: "Health expenditure per inhabitant",
        },
        meaning: Bilingual {
            pt: "Quanto se gasta com saúde por habitante, somadas todas as fontes.",
            en: "Health spending per inhabitant, all sources together.",
        },
        formula: "health_expenditure / population",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::HEALTH_EXPENDITURE), Input::of(&q::POPULATION)],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 2.1",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>(inputs: [N; 2]) -> Result<N, Fault> {
        per_inhabitant(inputs)
    }
}

/// SIOPS 2.2.
pub struct PersonnelSharePct;

impl Formula<2> for PersonnelSharePct {
    const INDICATOR: Indicator = Indicator {
        id: "personnel_share_pct",
        family: Family::Siops,
        symbol: Some("2.2"),
        name: Bilingual {
            pt: "Participação da despesa com pessoal na despesa total com saúde",
            en: "Share of personnel in health expenditure",
        },
        meaning: Bilingual {
            pt: "Quanto da despesa com saúde é gasto com pessoal.",
            en: "How much of health expenditure goes to personnel.",
        },
        formula: "100 · personnel_expenditure / health_expenditure",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::PERSONNEL_EXPENDITURE),
            Input::of(&q::HEALTH_EXPENDITURE),
        ],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 2.2",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// SIOPS 2.3.
pub struct MedicinesSharePct;

impl Formula<2> for MedicinesSharePct {
    const INDICATOR: Indicator = Indicator {
        id: "medicines_share_pct",
        family: Family::Siops,
        symbol: Some("2.3"),
        name: Bilingual {
            pt: "Participação da despesa com medicamentos na despesa total com saúde",
            en: "Share of medicines in health expenditure",
        },
        meaning: Bilingual {
            pt: "Quanto da despesa com saúde é gasto com medicamentos.",
            en: "How much of health expenditure goes to medicines.",
        },
        formula: "100 · medicines_expenditure / health_expenditure",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::MEDICINES_EXPENDITURE),
            Input::of(&q::HEALTH_EXPENDITURE),
        ],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 2.3",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// SIOPS 2.4.
pub struct ThirdPartyServicesSharePct;

impl Formula<2> for ThirdPartyServicesSharePct {
    const INDICATOR: Indicator = Indicator {
        id: "third_party_services_share_pct",
        family: Family::Siops,
        symbol: Some("2.4"),
        name: Bilingual {
            pt: "Participação da despesa com serviços de terceiros – pessoa jurídica na despesa total com saúde",
            en: "Share of third-party services (companies) in health expenditure",
        },
        meaning: Bilingual {
            pt: "Quanto da despesa com saúde é gasto com serviços de empresas.",
            en: "How much of health expenditure goes to services of companies.",
        },
        formula: "100 · third_party_services_expenditure / health_expenditure",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::THIRD_PARTY_SERVICES_EXPENDITURE),
            Input::of(&q::HEALTH_EXPENDITURE),
        ],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 2.4",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// SIOPS 2.5.
pub struct InvestmentSharePct;

impl Formula<2> for InvestmentSharePct {
    const INDICATOR: Indicator = Indicator {
        id: "investment_share_pct",
        family: Family::Siops,
        symbol: Some("2.5"),
        name: Bilingual {
            pt: "Participação da despesa com investimentos na despesa total com saúde",
            en: "Share of investment in health expenditure",
        },
        meaning: Bilingual {
            pt: "Quanto da despesa com saúde é investimento.",
            en: "How much of health expenditure is investment.",
        },
        formula: "100 · investment_expenditure / health_expenditure",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::INVESTMENT_EXPENDITURE),
            Input::of(&q::HEALTH_EXPENDITURE),
        ],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 2.5",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// SIOPS 2.6.
pub struct NonprofitSharePct;

impl Formula<2> for NonprofitSharePct {
    const INDICATOR: Indicator = Indicator {
        id: "nonprofit_share_pct",
        family: Family::Siops,
        symbol: Some("2.6"),
        name: Bilingual {
            pt: "Participação das transferências a instituições privadas sem fins lucrativos na despesa total com saúde",
            en: "Share of transfers to private non-profit institutions in health expenditure",
        },
        meaning: Bilingual {
            pt: "Quanto da despesa com saúde vai para instituições privadas sem fins lucrativos; existe nas fichas mais recentes.",
            en: "How much of health expenditure goes to private non-profit institutions; found in the later forms.",
        },
        formula: "100 · nonprofit_expenditure / health_expenditure",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::NONPROFIT_EXPENDITURE),
            Input::of(&q::HEALTH_EXPENDITURE),
        ],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 2.6",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// SIOPS 3.1.
pub struct SusShareOfExpenditurePct;

impl Formula<2> for SusShareOfExpenditurePct {
    const INDICATOR: Indicator = Indicator {
        id: "sus_share_of_expenditure_pct",
        family: Family::Siops,
        symbol: Some("3.1"),
        name: Bilingual {
            pt: "Participação das transferências para a saúde na despesa total com saúde",
            en: "Share of health transfers in health expenditure",
        },
        meaning: Bilingual {
            pt: "Quanto da despesa com saúde as transferências do SUS cobrem.",
            en: "How much of health expenditure the SUS transfers cover.",
        },
        formula: "100 · sus_transfers / health_expenditure",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::SUS_TRANSFERS),
            Input::of(&q::HEALTH_EXPENDITURE),
        ],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "indicator 3.1",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// Own-resource health expenditure per inhabitant.
pub struct OwnHealthExpenditurePc;

impl Formula<2> for OwnHealthExpenditurePc {
    const INDICATOR: Indicator = Indicator {
        id: "own_health_expenditure_pc",
        family: Family::Siops,
        symbol: None,
        name: Bilingual {
            pt: "Despesa com saúde com recursos próprios por habitante",
            en: "Own-resource health expenditure per inhabitant",
        },
        meaning: Bilingual {
            pt: "Quanto o município gasta com saúde de recursos próprios, por habitante.",
            en: "Health spending from own resources, per inhabitant.",
        },
        formula: "own_health_expenditure / population",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::OWN_HEALTH_EXPENDITURE),
            Input::of(&q::POPULATION),
        ],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "D.R.Próprios_em_Saúde/Hab; the article's Table 4",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>(inputs: [N; 2]) -> Result<N, Fault> {
        per_inhabitant(inputs)
    }
}

/// Health transfers per inhabitant.
pub struct SusTransfersPc;

impl Formula<2> for SusTransfersPc {
    const INDICATOR: Indicator = Indicator {
        id: "sus_transfers_pc",
        family: Family::Siops,
        symbol: None,
        name: Bilingual {
            pt: "Transferências intergovernamentais para a saúde por habitante",
            en: "Intergovernmental health transfers per inhabitant",
        },
        meaning: Bilingual {
            pt: "Quanto o município recebe para a saúde da União e do Estado, por habitante.",
            en: "What the municipality receives for health from the Union and the State, per inhabitant.",
        },
        formula: "sus_transfers / population",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::SUS_TRANSFERS), Input::of(&q::POPULATION)],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "R.Transf.SUS/Hab; the article's Table 4",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>(inputs: [N; 2]) -> Result<N, Fault> {
        per_inhabitant(inputs)
    }
}

/// Linked revenue per inhabitant.
pub struct LinkedRevenuePc;

impl Formula<2> for LinkedRevenuePc {
    const INDICATOR: Indicator = Indicator {
        id: "linked_revenue_pc",
        family: Family::Siops,
        symbol: None,
        name: Bilingual {
            pt: "Receita de impostos e transferências constitucionais e legais por habitante",
            en: "Linked revenue per inhabitant",
        },
        meaning: Bilingual {
            pt: "A base do mínimo da saúde, por habitante.",
            en: "The base of the health minimum, per inhabitant.",
        },
        formula: "linked_revenue / population",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::LINKED_REVENUE), Input::of(&q::POPULATION)],
        partial: true,
        reference: Reference {
            work: Work::Siops,
            place: "the article's Table 8: C21/C3",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>(inputs: [N; 2]) -> Result<N, Fault> {
        per_inhabitant(inputs)
    }
}
