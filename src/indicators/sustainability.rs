//! DPSPC, MEGPC and what follows from them.

use super::Formula;
use super::ratios::{per_inhabitant, share};
use crate::figure::Kind;
use crate::metadata::{
    Bilingual, Evidence, Family, Indicator, Input, Reason, Reference, Unit, Work,
};
use crate::number::Number;
use crate::quantities as q;
use crate::rows::Fault;

const RATE: Input = Input::keyword("rate_pct", &q::RATE_PCT, "15");
const DPSPC_EC29: Input = Input::named("dpspc_ec29", &q::DPSPC);
const DUE: Input = Input::named("due_pct", &q::EC29_DUE_PCT);
const EXPENDITURE: Input = Input::named("expenditure_pc", &q::HEALTH_EXPENDITURE_PC);
const APPLIED: Input = Input::named("applied_pct", &q::EC29_APPLIED_PCT);

/// The rate's share of the linked revenue, plus the SUS transfers.
pub(super) fn potential<N: Number>(linked: N, sus: N, rate: N) -> Result<N, Fault> {
    Ok(N::percent_of(rate, linked)?.plus(sus)?)
}

/// What the potential leaves above the expenditure.
pub(super) fn margin<N: Number>(potential: N, expenditure: N) -> Result<N, Fault> {
    Ok(potential.minus(expenditure)?)
}

/// `rate − due`, refused where it is zero: two scenarios of one rate say nothing of the revenue.
fn apart<N: Number>(rate: N, due: N, position: usize) -> Result<N, Fault> {
    if rate == due {
        Err(Fault::Domain(Reason::MarginNotIdentifiable, position))
    } else {
        Ok(rate.minus(due)?)
    }
}

/// Potential health expenditure per inhabitant.
pub struct Dpspc;

impl Formula<4> for Dpspc {
    const INDICATOR: Indicator = Indicator {
        id: "dpspc",
        family: Family::Sustainability,
        symbol: Some("DPSPC"),
        name: Bilingual {
            pt: "Despesa potencial em saúde per capita",
            en: "Potential health expenditure per inhabitant",
        },
        meaning: Bilingual {
            pt: "Quanto o município poderia gastar com saúde por habitante: o percentual da receita própria e das transferências constitucionais, mais as transferências do SUS.",
            en: "How much the municipality could spend on health per inhabitant: the rate on own revenue and constitutional transfers, plus the SUS transfers.",
        },
        formula: "rate/100 · own_revenue_pc + rate/100 · constitutional_transfers_pc + sus_transfers_pc",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::OWN_REVENUE_PC),
            Input::of(&q::CONSTITUTIONAL_TRANSFERS_PC),
            Input::of(&q::SUS_TRANSFERS_PC),
            RATE,
        ],
        partial: false,
        reference: Reference {
            work: Work::Pereira2006,
            place: "Indicador 1",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([own, transfers, sus, rate]: [N; 4]) -> Result<N, Fault> {
        potential(own.plus(transfers)?, sus, rate)
    }
}

/// Potential health expenditure per inhabitant, from SIOPS's cells.
pub struct DpspcSiops;

impl Formula<4> for DpspcSiops {
    const INDICATOR: Indicator = Indicator {
        id: "dpspc_siops",
        family: Family::Sustainability,
        symbol: Some("DPSPC"),
        name: Bilingual {
            pt: "Despesa potencial em saúde per capita (planilha do Siops)",
            en: "Potential health expenditure per inhabitant (SIOPS sheet)",
        },
        meaning: Bilingual {
            pt: "A DPSPC calculada com as células da planilha do Siops: 0,15 × (C21/C3) + C12.",
            en: "DPSPC computed from the cells of SIOPS's sheet: 0.15 × (C21/C3) + C12.",
        },
        formula: "rate/100 · (linked_revenue / population) + sus_transfers_pc",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::LINKED_REVENUE),
            Input::of(&q::POPULATION),
            Input::of(&q::SUS_TRANSFERS_PC),
            RATE,
        ],
        partial: true,
        reference: Reference {
            work: Work::Pereira2006,
            place: "Table 8",
        },
        evidence: Evidence::Published("Table 8"),
    };
    fn value<N: Number>([revenue, population, sus, rate]: [N; 4]) -> Result<N, Fault> {
        // Everything goes over the population together, so that decimals are rounded once, at the end.
        let transfers = sus.times(population.clone())?;
        per_inhabitant([N::percent_of(rate, revenue)?.plus(transfers)?, population])
    }
}

/// Potential health expenditure per inhabitant, own revenue and transfers taken together.
pub struct DpspcFromLinkedRevenue;

impl Formula<3> for DpspcFromLinkedRevenue {
    const INDICATOR: Indicator = Indicator {
        id: "dpspc_from_linked_revenue",
        family: Family::Sustainability,
        symbol: Some("DPSPC"),
        name: Bilingual {
            pt: "Despesa potencial em saúde per capita (pela receita vinculável)",
            en: "Potential health expenditure per inhabitant (from the linked revenue)",
        },
        meaning: Bilingual {
            pt: "A DPSPC a partir da receita vinculável por habitante, que soma a receita própria e as transferências constitucionais.",
            en: "DPSPC from the linked revenue per inhabitant, which is own revenue and constitutional transfers together.",
        },
        formula: "rate/100 · linked_revenue_pc + sus_transfers_pc",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::LINKED_REVENUE_PC),
            Input::of(&q::SUS_TRANSFERS_PC),
            RATE,
        ],
        partial: false,
        reference: Reference {
            work: Work::Pereira2006,
            place: "Indicador 1; Table 9",
        },
        evidence: Evidence::NoneKnown,
    };

    fn value<N: Number>([linked, sus, rate]: [N; 3]) -> Result<N, Fault> {
        potential(linked, sus, rate)
    }
}

/// Margin left for expansion per inhabitant.
pub struct Megpc;

impl Formula<2> for Megpc {
    const INDICATOR: Indicator = Indicator {
        id: "megpc",
        family: Family::Sustainability,
        symbol: Some("MEGPC"),
        name: Bilingual {
            pt: "Margem de expansão do gasto per capita",
            en: "Margin left for expansion per inhabitant",
        },
        meaning: Bilingual {
            pt: "A despesa potencial menos a atual: positiva, há margem; negativa, já se gasta além do potencial.",
            en: "Potential minus actual expenditure: positive, there is room; negative, spending is already above the potential.",
        },
        formula: "dpspc − expenditure_pc",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::DPSPC), EXPENDITURE],
        partial: false,
        reference: Reference {
            work: Work::Pereira2006,
            place: "Indicador 2",
        },
        evidence: Evidence::Published("Table 8"),
    };
    fn value<N: Number>([potential, expenditure]: [N; 2]) -> Result<N, Fault> {
        margin(potential, expenditure)
    }
}

/// The margin that the declared share implies.
pub struct MegpcFromShare;

impl Formula<3> for MegpcFromShare {
    const INDICATOR: Indicator = Indicator {
        id: "megpc_from_share",
        family: Family::Sustainability,
        symbol: Some("MEGPC"),
        name: Bilingual {
            pt: "Margem de expansão do gasto per capita pelo percentual declarado",
            en: "Margin left for expansion per inhabitant, from the declared share",
        },
        meaning: Bilingual {
            pt: "A margem que o percentual aplicado declarado implica; onde difere da margem pela definição, as duas são mostradas.",
            en: "The margin that the declared share applied implies; where it differs from the margin by definition, both are shown.",
        },
        formula: "(rate − applied_pct)/100 · linked_revenue_pc",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::LINKED_REVENUE_PC), APPLIED, RATE],
        partial: false,
        reference: Reference {
            work: Work::Derived,
            place: "MEGPC(rate) = (rate − a)/100 · R, with a = 100 · (D − T)/R",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([revenue, applied, rate]: [N; 3]) -> Result<N, Fault> {
        Ok(N::percent_of(rate.minus(applied)?, revenue)?)
    }
}

/// The linked revenue that the declared share implies.
pub struct LinkedRevenuePcFromShare;

impl Formula<3> for LinkedRevenuePcFromShare {
    const INDICATOR: Indicator = Indicator {
        id: "linked_revenue_pc_from_share",
        family: Family::Sustainability,
        symbol: None,
        name: Bilingual {
            pt: "Receita vinculável por habitante implícita no percentual declarado",
            en: "Linked revenue per inhabitant implied by the declared share",
        },
        meaning: Bilingual {
            pt: "A receita da qual a despesa com recursos próprios (a total menos as transferências do SUS) é o percentual aplicado declarado; serve onde a fonte não traz a base.",
            en: "The revenue of which own-resource expenditure (the total minus the SUS transfers) is the declared share applied; for sources that lack the base.",
        },
        formula: "100 · (health_expenditure_pc − sus_transfers_pc) / applied_pct",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::HEALTH_EXPENDITURE_PC),
            Input::of(&q::SUS_TRANSFERS_PC),
            APPLIED,
        ],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "R = 100 · (D − T)/a, from a = 100 · (D − T)/R",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([expenditure, sus, applied]: [N; 3]) -> Result<N, Fault> {
        share(expenditure.minus(sus)?, applied, 2)
    }
}

/// The linked revenue that both scenarios imply.
pub struct LinkedRevenuePcFromScenarios;

impl Formula<4> for LinkedRevenuePcFromScenarios {
    const INDICATOR: Indicator = Indicator {
        id: "linked_revenue_pc_from_scenarios",
        family: Family::Sustainability,
        symbol: None,
        name: Bilingual {
            pt: "Receita vinculável por habitante implícita nos dois cenários",
            en: "Linked revenue per inhabitant implied by both scenarios",
        },
        meaning: Bilingual {
            pt: "A receita que explica a diferença entre as duas despesas potenciais; não existe quando os percentuais são iguais.",
            en: "The revenue that explains the difference between the two potentials; it does not exist where the rates are equal.",
        },
        formula: "(dpspc − dpspc_ec29) / ((rate − due_pct)/100)",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::DPSPC), DPSPC_EC29, DUE, RATE],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "the inverse of both scenarios of Table 9",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([first, second, due, rate]: [N; 4]) -> Result<N, Fault> {
        let apart = apart(rate, due, 2)?;
        Ok(first.minus(second)?.times(N::whole(100))?.over(apart)?)
    }
}

/// The SUS transfers that both scenarios imply.
pub struct SusTransfersPcFromScenarios;

impl Formula<4> for SusTransfersPcFromScenarios {
    const INDICATOR: Indicator = Indicator {
        id: "sus_transfers_pc_from_scenarios",
        family: Family::Sustainability,
        symbol: None,
        name: Bilingual {
            pt: "Transferências SUS por habitante implícitas nos dois cenários",
            en: "SUS transfers per inhabitant implied by both scenarios",
        },
        meaning: Bilingual {
            pt: "O que resta da despesa potencial depois do percentual da receita implícita.",
            en: "What remains of the potential after the rate on the implied revenue.",
        },
        formula: "dpspc − rate/100 · linked_revenue_pc_from_scenarios",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::DPSPC), DPSPC_EC29, DUE, RATE],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "the inverse of both scenarios of Table 9",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([first, second, due, rate]: [N; 4]) -> Result<N, Fault> {
        let apart = apart(rate.clone(), due.clone(), 2)?;
        // dpspc − rate·(dpspc − dpspc_ec29)/(rate − due), over one denominator so that it is rounded once.
        Ok(rate.times(second)?.minus(due.times(first)?)?.over(apart)?)
    }
}

/// The expenditure that a potential and its margin imply.
pub struct HealthExpenditurePcFromMargin;

impl Formula<2> for HealthExpenditurePcFromMargin {
    const INDICATOR: Indicator = Indicator {
        id: "health_expenditure_pc_from_margin",
        family: Family::Sustainability,
        symbol: None,
        name: Bilingual {
            pt: "Despesa com saúde por habitante implícita na margem",
            en: "Health expenditure per inhabitant implied by the margin",
        },
        meaning: Bilingual {
            pt: "A despesa potencial menos a margem.",
            en: "The potential minus the margin.",
        },
        formula: "dpspc − megpc",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::DPSPC), Input::of(&q::MEGPC)],
        partial: false,
        reference: Reference {
            work: Work::Derived,
            place: "the inverse of MEGPC",
        },
        evidence: Evidence::Published("Table 9 for A 2002, against Table 8"),
    };
    fn value<N: Number>([potential, margin]: [N; 2]) -> Result<N, Fault> {
        Ok(potential.minus(margin)?)
    }
}

/// The share applied that both scenarios imply.
pub struct AppliedPctFromScenarios;

impl Formula<5> for AppliedPctFromScenarios {
    const INDICATOR: Indicator = Indicator {
        id: "applied_pct_from_scenarios",
        family: Family::Sustainability,
        symbol: None,
        name: Bilingual {
            pt: "Percentual aplicado implícito nos dois cenários",
            en: "Share applied implied by both scenarios",
        },
        meaning: Bilingual {
            pt: "O percentual da receita vinculável que as duas despesas potenciais e uma margem implicam: 100 · (D − T)/R.",
            en: "The share of the linked revenue that both potentials and a margin imply: 100 · (D − T)/R.",
        },
        formula: "rate − (rate − due_pct) · megpc / (dpspc − dpspc_ec29)",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::DPSPC),
            Input::of(&q::MEGPC),
            DPSPC_EC29,
            DUE,
            RATE,
        ],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "the inverse of both scenarios of Table 9, held against Table 6",
        },
        evidence: Evidence::Published("Table 6 from Table 9"),
    };
    fn value<N: Number>([first, margin, second, due, rate]: [N; 5]) -> Result<N, Fault> {
        let apart = apart(rate.clone(), due, 3)?;
        let difference = first.minus(second)?;
        same_side(&difference, &apart)?;
        // rate·difference − apart·margin, over one denominator so that it is rounded once.
        Ok(rate
            .times(difference.clone())?
            .minus(apart.times(margin)?)?
            .over(difference)?)
    }
}

/// Refuses scenarios that imply a revenue of zero or less.
fn same_side<N: Number>(difference: &N, apart: &N) -> Result<(), Fault> {
    let zero = N::whole(0);
    let positive = (*difference > zero && *apart > zero) || (*difference < zero && *apart < zero);
    // A missing difference (NaN) is neither above nor below: it flows through.
    let opposite = *difference == zero
        || (*difference < zero && *apart > zero)
        || (*difference > zero && *apart < zero);
    if opposite && !positive {
        Err(Fault::Domain(Reason::MarginNotIdentifiable, 2))
    } else {
        Ok(())
    }
}

/// The margin that the share applied and both potentials imply.
pub struct MegpcFromScenarios;

impl Formula<5> for MegpcFromScenarios {
    const INDICATOR: Indicator = Indicator {
        id: "megpc_from_scenarios",
        family: Family::Sustainability,
        symbol: Some("MEGPC"),
        name: Bilingual {
            pt: "Margem de expansão implícita no percentual aplicado e nos dois cenários",
            en: "Margin implied by the share applied and both scenarios",
        },
        meaning: Bilingual {
            pt: "A margem que o percentual aplicado implica, com a receita que explica a diferença entre as duas despesas potenciais.",
            en: "The margin that the share applied implies, with the revenue that explains the difference between the two potentials.",
        },
        formula: "(rate − applied_pct) · (dpspc − dpspc_ec29) / (rate − due_pct)",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[APPLIED, Input::of(&q::DPSPC), DPSPC_EC29, DUE, RATE],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "MEGPC(rate) = (rate − a)/100 · R with the R of both scenarios",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([applied, first, second, due, rate]: [N; 5]) -> Result<N, Fault> {
        let apart = apart(rate.clone(), due, 3)?;
        Ok(rate
            .minus(applied)?
            .times(first.minus(second)?)?
            .over(apart)?)
    }
}

/// The margin at another rate.
pub struct MegpcAtOtherRate;

impl Formula<3> for MegpcAtOtherRate {
    const INDICATOR: Indicator = Indicator {
        id: "megpc_at_other_rate",
        family: Family::Sustainability,
        symbol: Some("MEGPC"),
        name: Bilingual {
            pt: "Margem de expansão no outro cenário",
            en: "Margin in the other scenario",
        },
        meaning: Bilingual {
            pt: "A margem do outro cenário: a despesa é a mesma, muda só a despesa potencial.",
            en: "The margin in the other scenario: the expenditure is the same, only the potential changes.",
        },
        formula: "megpc − dpspc + dpspc_ec29",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::MEGPC), Input::of(&q::DPSPC), DPSPC_EC29],
        partial: false,
        reference: Reference {
            work: Work::Derived,
            place: "one expenditure in both scenarios of Table 9",
        },
        evidence: Evidence::Published("Table 9"),
    };
    fn value<N: Number>([margin, potential, other]: [N; 3]) -> Result<N, Fault> {
        Ok(margin.minus(potential)?.plus(other)?)
    }
}
