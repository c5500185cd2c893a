//! The general forms: an amount per inhabitant, a share, a relative change.

use super::Formula;
use crate::figure::Kind;
use crate::metadata::{
    Bilingual, Evidence, Family, Indicator, Input, Reason, Reference, Unit, Work,
};
use crate::number::Number;
use crate::quantities as q;
use crate::rows::Fault;

/// Refuses the input at `position` unless it is above zero; a missing one (NaN) passes.
pub(super) fn positive<N: Number>(value: &N, position: usize, reason: Reason) -> Result<(), Fault> {
    if *value <= N::whole(0) {
        Err(Fault::Domain(reason, position))
    } else {
        Ok(())
    }
}

/// `100 · part / whole`; the whole is the input at `position`.
pub(super) fn share<N: Number>(part: N, whole: N, position: usize) -> Result<N, Fault> {
    positive(&whole, position, Reason::WholeNotPositive)?;
    Ok(part.times(N::whole(100))?.over(whole)?)
}

/// `amount / population`; the population is the input at position 1.
pub(super) fn per_inhabitant<N: Number>([amount, population]: [N; 2]) -> Result<N, Fault> {
    positive(&population, 1, Reason::PopulationNotPositive)?;
    Ok(amount.over(population)?)
}

/// An amount per inhabitant.
pub struct PerCapita;

impl Formula<2> for PerCapita {
    const INDICATOR: Indicator = Indicator {
        id: "per_capita",
        family: Family::Ratios,
        symbol: None,
        name: Bilingual {
            pt: "Valor por habitante",
            en: "Amount per inhabitant",
        },
        meaning: Bilingual {
            pt: "O valor dividido pela população do mesmo ano.",
            en: "The amount divided by the population of the same year.",
        },
        formula: "amount / population",
        unit: Unit::ReaisPerInhabitant,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::AMOUNT), Input::of(&q::POPULATION)],
        partial: true,
        reference: Reference {
            work: Work::Pereira2006,
            place: "Table 8: C21/C3",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>(inputs: [N; 2]) -> Result<N, Fault> {
        per_inhabitant(inputs)
    }
}

/// A share in per cent.
pub struct SharePct;

impl Formula<2> for SharePct {
    const INDICATOR: Indicator = Indicator {
        id: "share_pct",
        family: Family::Ratios,
        symbol: None,
        name: Bilingual {
            pt: "Participação percentual",
            en: "Share",
        },
        meaning: Bilingual {
            pt: "A parte em percentual do todo.",
            en: "The part as a percentage of the whole.",
        },
        formula: "100 · part / whole",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::PART), Input::of(&q::WHOLE)],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "the form of every share in SIOPS",
        },
        evidence: Evidence::Published("Table 3"),
    };
    fn value<N: Number>([part, whole]: [N; 2]) -> Result<N, Fault> {
        share(part, whole, 1)
    }
}

/// A relative change in per cent.
pub struct RelativeChangePct;

impl Formula<2> for RelativeChangePct {
    const INDICATOR: Indicator = Indicator {
        id: "relative_change_pct",
        family: Family::Ratios,
        symbol: None,
        name: Bilingual {
            pt: "Variação relativa",
            en: "Relative change",
        },
        meaning: Bilingual {
            pt: "A variação do primeiro ao último ano, em percentual do primeiro.",
            en: "The change from the first year to the last, as a percentage of the first.",
        },
        formula: "100 · (last − first) / first",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::FIRST), Input::of(&q::LAST)],
        partial: true,
        reference: Reference {
            work: Work::Pereira2006,
            place: "Tables 5 and 7",
        },
        evidence: Evidence::Published("Table 7"),
    };
    fn value<N: Number>([first, last]: [N; 2]) -> Result<N, Fault> {
        positive(&first, 0, Reason::FirstYearNotPositive)?;
        let change = last.minus(first.clone())?;
        Ok(change.times(N::whole(100))?.over(first)?)
    }
}
