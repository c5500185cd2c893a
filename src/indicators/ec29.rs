//! The share of own resources applied in health, as EC 29 and LC 141 define it.

use super::Formula;
use super::ratios::share;
use crate::figure::Kind;
use crate::metadata::{Bilingual, Evidence, Family, Indicator, Input, Reason, Reference, Unit, Work};
use crate::number::{BigRational, Number, clearly, nearest_float, shortest};
use crate::quantities as q;
use crate::rows::Fault;

/// Share of own resources applied in health.
pub struct Ec29AppliedPct;

impl Formula<2> for Ec29AppliedPct {
    const INDICATOR: Indicator = Indicator {
        id: "ec29_applied_pct",
        family: Family::Ec29,
        symbol: Some("3.2"),
        name: Bilingual { pt: "Participação da receita própria aplicada em saúde (EC 29 / LC 141)", en: "Share of own resources applied in health (EC 29 / LC 141)" },
        meaning: Bilingual {
            pt: "Quanto da receita de impostos e transferências constitucionais e legais o município aplicou em saúde; compara-se ao mínimo do ano.",
            en: "How much of the linked revenue the municipality applied in health; held against the minimum of the year.",
        },
        formula: "100 · own_health_expenditure / linked_revenue",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[Input::of(&q::OWN_HEALTH_EXPENDITURE), Input::of(&q::LINKED_REVENUE)],
        partial: true,
        reference: Reference { work: Work::Lc141, place: "RREO Anexo 12: 100 · XVI / III; SIOPS 3.2" },
        evidence: Evidence::NoneKnown,
    };

    #[inline(always)]
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
        name: Bilingual { pt: "Diferença em relação ao devido (EC 29)", en: "Difference from the share due (EC 29)" },
        meaning: Bilingual {
            pt: "O percentual aplicado menos o devido no ano, em pontos percentuais.",
            en: "The share applied minus the share due in the year, in percentage points.",
        },
        formula: "applied_pct − due_pct",
        unit: Unit::PercentagePoints,
        kind: Kind::Rounded,
        inputs: &[Input::named("applied_pct", &q::EC29_APPLIED_PCT), Input::named("due_pct", &q::EC29_DUE_PCT)],
        partial: false,
        reference: Reference { work: Work::Pereira2006, place: "Table 6, Dif. EC 29" },
        evidence: Evidence::Published("Table 6"),
    };

    #[inline(always)]
    fn value<N: Number>([applied, due]: [N; 2]) -> Result<N, Fault> {
        Ok(applied.minus(due)?)
    }
}

/// Own spending against what was owed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap<N> {
    /// Percentage points above or below the share due.
    pub pp: N,
    /// Reais above or below the amount due.
    pub amount: N,
    /// Whether the minimum was met.
    pub met: bool,
}

/// The gap in rationals, which decides: 100·spent against due·base.
///
/// # Errors
/// A base of zero or less owes nothing and has no share.
pub fn exact_gap(spent: &BigRational, base: &BigRational, due: &BigRational) -> Result<Gap<BigRational>, Reason> {
    if *base <= BigRational::whole(0) {
        return Err(Reason::WholeNotPositive);
    }
    let hundred = BigRational::whole(100);
    let amount = spent - due * base / &hundred;
    let met = amount >= BigRational::whole(0);
    Ok(Gap { pp: spent * hundred / base - due, amount, met })
}

/// The gap in floats. Where rounding could decide its sign it is computed exactly, on the decimals that
/// the floats print and on `exact_due`, which a share due with more digits than a float gives.
///
/// # Errors
/// A missing or infinite input; a base of zero or less.
pub fn float_gap(spent: f64, base: f64, due: f64, exact_due: impl FnOnce() -> Option<BigRational>) -> Result<Gap<f64>, Reason> {
    if spent.is_nan() || base.is_nan() || due.is_nan() {
        return Err(Reason::InputMissing);
    }
    if !(spent.is_finite() && base.is_finite() && due.is_finite()) {
        return Err(Reason::AmountNotFinite);
    }
    if base <= 0.0 {
        return Err(Reason::WholeNotPositive);
    }
    let (spent_side, due_side) = (100.0 * spent, due * base);
    if let Some(order) = clearly(spent_side, due_side) {
        return Ok(Gap { pp: spent_side / base - due, amount: spent - due_side / 100.0, met: order.is_gt() });
    }
    match (shortest(spent), shortest(base), exact_due().or_else(|| shortest(due))) {
        (Some(spent), Some(base), Some(due)) => {
            exact_gap(&spent, &base, &due).map(|gap| Gap { pp: nearest_float(&gap.pp), amount: nearest_float(&gap.amount), met: gap.met })
        }
        _ => Err(Reason::AmountNotFinite),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_the_gap_is_that_of_the_decimals() {
        let gap = float_gap(11.8, 100.0, 11.8, || None).unwrap();
        assert_eq!((gap.pp, gap.amount, gap.met), (0.0, 0.0, true));
        let gap = float_gap(0.3, 2.0, 15.0, || None).unwrap();
        assert_eq!((gap.pp, gap.amount, gap.met), (0.0, 0.0, true));
        let gap = float_gap(0.299_999_999_999_999_9, 2.0, 15.0, || None).unwrap();
        assert!(gap.pp < 0.0 && gap.amount < 0.0 && !gap.met);
        assert_eq!(float_gap(1.0, 0.0, 15.0, || None), Err(Reason::WholeNotPositive));
    }
}
