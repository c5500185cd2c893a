//! The execution of a programme's money: Tables 1 to 3 of the article.

use super::Formula;
use super::ratios::share;
use crate::figure::Kind;
use crate::metadata::{
    Bilingual, Evidence, Family, Indicator, Input, Reason, Reference, Unit, Work,
};
use crate::number::Number;
use crate::quantities as q;
use crate::rows::Fault;

/// Share of the ceiling that was transferred.
pub struct TransferredPct;

impl Formula<2> for TransferredPct {
    const INDICATOR: Indicator = Indicator {
        id: "transferred_pct",
        family: Family::Execution,
        symbol: None,
        name: Bilingual {
            pt: "Percentual do repasse em relação ao teto",
            en: "Amount transferred as a share of the ceiling",
        },
        meaning: Bilingual {
            pt: "Quanto do teto financeiro foi repassado.",
            en: "How much of the financial ceiling was transferred.",
        },
        formula: "100 · transferred / ceiling",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::TRANSFERRED), Input::of(&q::CEILING)],
        partial: true,
        reference: Reference {
            work: Work::Pereira2006,
            place: "Table 3, column 2",
        },
        evidence: Evidence::Published("Table 3"),
    };
    fn value<N: Number>([transferred, ceiling]: [N; 2]) -> Result<N, Fault> {
        share(transferred, ceiling, 1)
    }
}

/// Share of the amount transferred that was executed.
pub struct ExecutedPct;

impl Formula<2> for ExecutedPct {
    const INDICATOR: Indicator = Indicator {
        id: "executed_pct",
        family: Family::Execution,
        symbol: None,
        name: Bilingual {
            pt: "Percentual executado em relação ao repasse",
            en: "Amount executed as a share of the amount transferred",
        },
        meaning: Bilingual {
            pt: "Quanto do valor repassado foi executado.",
            en: "How much of the amount transferred was executed.",
        },
        formula: "100 · executed / transferred",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::EXECUTED), Input::of(&q::TRANSFERRED)],
        partial: true,
        reference: Reference {
            work: Work::Pereira2006,
            place: "Table 2, last column; Table 3, column 3",
        },
        evidence: Evidence::Published("Tables 2 and 3"),
    };
    fn value<N: Number>([executed, transferred]: [N; 2]) -> Result<N, Fault> {
        if transferred == N::whole(0) {
            return Err(Fault::Domain(Reason::NotTransferred, 1));
        }
        if transferred < N::whole(0) {
            return Err(Fault::Domain(Reason::AmountNegative, 1));
        }
        share(executed, transferred, 1)
    }
}

/// What remains to be transferred.
pub struct BalanceToTransfer;

impl Formula<2> for BalanceToTransfer {
    const INDICATOR: Indicator = Indicator {
        id: "balance_to_transfer",
        family: Family::Execution,
        symbol: None,
        name: Bilingual {
            pt: "Saldo a repassar",
            en: "Balance to be transferred",
        },
        meaning: Bilingual {
            pt: "O que falta repassar do teto.",
            en: "What remains of the ceiling to be transferred.",
        },
        formula: "ceiling − transferred",
        unit: Unit::Reais,
        kind: Kind::Exact,
        inputs: &[Input::of(&q::CEILING), Input::of(&q::TRANSFERRED)],
        partial: false,
        reference: Reference {
            work: Work::Pereira2006,
            place: "Table 2, Saldo a repassar",
        },
        evidence: Evidence::Published("Table 2"),
    };
    fn value<N: Number>([ceiling, transferred]: [N; 2]) -> Result<N, Fault> {
        Ok(ceiling.minus(transferred)?)
    }
}

/// The municipality's share of the State's ceiling.
pub struct CeilingSharePct;

impl Formula<2> for CeilingSharePct {
    const INDICATOR: Indicator = Indicator {
        id: "ceiling_share_pct",
        family: Family::Execution,
        symbol: None,
        name: Bilingual {
            pt: "Percentual do teto do município no teto geral",
            en: "The municipality's share of the ceiling of the whole State",
        },
        meaning: Bilingual {
            pt: "Quanto do teto geral do Estado, que inclui a parte do próprio Estado, cabe ao município.",
            en: "How much of the ceiling of the whole State, its own part included, falls to the municipality.",
        },
        formula: "100 · ceiling / state_ceiling",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::CEILING), Input::of(&q::STATE_CEILING)],
        partial: true,
        reference: Reference {
            work: Work::Pereira2006,
            place: "Table 3, column 1",
        },
        evidence: Evidence::Published("Table 3"),
    };
    fn value<N: Number>([ceiling, state]: [N; 2]) -> Result<N, Fault> {
        share(ceiling, state, 1)
    }
}
