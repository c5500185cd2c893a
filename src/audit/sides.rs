//! Where the sides of a rule lie: exactly, each cell being one unknown.

use std::collections::BTreeMap;

use num_traits::{Signed, Zero};

use super::decide::Why;
use super::expression::Side;
use super::problem::Linear;
use crate::figure::Interval;
use crate::number::BigRational;

/// One side over the cells at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum GroundSide {
    /// Linear in the cells.
    Linear(Linear),
    /// The ratio.
    Quotient(Box<GroundQuotient>),
}

/// `constant + factor · numerator / denominator`.
#[derive(Clone, Debug, PartialEq)]
pub struct GroundQuotient {
    /// What is added.
    pub constant: BigRational,
    /// The 100 of a percentage.
    pub factor: BigRational,
    /// What is divided.
    pub numerator: Linear,
    /// What divides.
    pub denominator: Linear,
}

/// A side over the cells that its sources take.
#[must_use]
pub(super) fn side(side: &Side, sources: &[Vec<usize>]) -> GroundSide {
    let over = |linear: &super::expression::Linear| {
        let terms = linear.terms.iter().flat_map(|(number, source)| {
            let cells = sources.get(*source).map(Vec::as_slice).unwrap_or_default();
            cells.iter().map(|cell| (*cell, number.clone()))
        });
        Linear {
            terms: terms.collect(),
            constant: linear.constant.clone(),
        }
        .collected()
    };
    match side {
        Side::Linear(linear) => GroundSide::Linear(over(linear)),
        Side::Quotient(quotient) => GroundSide::Quotient(Box::new(GroundQuotient {
            constant: quotient.constant.clone(),
            factor: quotient.factor.clone(),
            numerator: over(&quotient.numerator),
            denominator: over(&quotient.denominator),
        })),
    }
}

/// `left − right`.
#[must_use]
pub fn minus(left: &Linear, right: &Linear) -> Linear {
    let negative = right
        .terms
        .iter()
        .map(|(cell, number)| (*cell, -number.clone()));
    Linear {
        terms: left.terms.iter().cloned().chain(negative).collect(),
        constant: &left.constant - &right.constant,
    }
    .collected()
}

/// Where a side lies, or why that cannot be said.
pub fn range(side: &GroundSide, intervals: &[Option<Interval>]) -> Result<Interval, Why> {
    match side {
        GroundSide::Linear(linear) => linear_range(linear, intervals).ok_or(Why::InputMissing),
        GroundSide::Quotient(ratio) => {
            let GroundQuotient {
                constant,
                factor,
                numerator,
                denominator,
            } = ratio.as_ref();
            let whole = linear_range(denominator, intervals).ok_or(Why::InputMissing)?;
            if whole.high.is_negative() {
                return Err(Why::WholeNegative);
            }
            if whole.low.is_negative() || (whole.low.is_zero() && whole.low_closed) {
                return Err(Why::WholeZero);
            }
            linear_range(numerator, intervals).ok_or(Why::InputMissing)?;
            // An open end at zero: the quotient has no bound there, and none is invented.
            if whole.low.is_zero() {
                return Err(Why::WholeZero);
            }
            let (one, one_closed) = extreme(numerator, denominator, intervals, false);
            let (two, two_closed) = extreme(numerator, denominator, intervals, true);
            let (one, two) = (constant + factor * one, constant + factor * two);
            Ok(if factor.is_negative() {
                Interval {
                    low: two,
                    high: one,
                    low_closed: two_closed,
                    high_closed: one_closed,
                }
            } else {
                Interval {
                    low: one,
                    high: two,
                    low_closed: one_closed,
                    high_closed: two_closed,
                }
            })
        }
    }
}

/// Where a linear side lies; `None` where a cell is missing.
#[must_use]
pub fn linear_range(linear: &Linear, intervals: &[Option<Interval>]) -> Option<Interval> {
    let mut sum = Interval::point(linear.constant.clone());
    for (cell, number) in &linear.terms {
        let interval = intervals.get(*cell)?.as_ref()?;
        let (low, high) = if number.is_negative() {
            (
                (&interval.high, interval.high_closed),
                (&interval.low, interval.low_closed),
            )
        } else {
            (
                (&interval.low, interval.low_closed),
                (&interval.high, interval.high_closed),
            )
        };
        sum.low += number * low.0;
        sum.high += number * high.0;
        sum.low_closed &= low.1;
        sum.high_closed &= high.1;
    }
    Some(sum)
}

/// The least or the greatest value of numerator / denominator over the box of intervals, and whether it is reached.
///
/// The quotient of two linear functions is greatest at a corner. From any corner, the one at which
/// numerator − t·denominator is greatest, t the quotient so far, is a better one until none is
/// (Dinkelbach, "On nonlinear fractional programming", Management Science 13, 1967).
fn extreme(
    numerator: &Linear,
    denominator: &Linear,
    intervals: &[Option<Interval>],
    highest: bool,
) -> (BigRational, bool) {
    let mut coefficients = BTreeMap::<usize, (BigRational, BigRational)>::new();
    for (cell, number) in &numerator.terms {
        coefficients.entry(*cell).or_default().0 += number;
    }
    for (cell, number) in &denominator.terms {
        coefficients.entry(*cell).or_default().1 += number;
    }
    let both: Vec<(BigRational, BigRational, &Interval)> = coefficients
        .into_iter()
        .filter_map(|(cell, (above, below))| Some((above, below, intervals.get(cell)?.as_ref()?)))
        .collect();
    let value = |corner: &[bool]| {
        let mut quotient = (numerator.constant.clone(), denominator.constant.clone());
        for ((above, below, interval), up) in both.iter().zip(corner) {
            let end = if *up { &interval.high } else { &interval.low };
            quotient.0 += above * end;
            quotient.1 += below * end;
        }
        quotient.0 / quotient.1
    };
    let mut corner = vec![false; both.len()];
    let mut best = value(&corner);
    loop {
        let slopes: Vec<BigRational> = both
            .iter()
            .map(|(above, below, _)| above - &best * below)
            .collect();
        corner = slopes
            .iter()
            .map(|slope| slope.is_positive() == highest)
            .collect();
        let next = value(&corner);
        let better = if highest { next > best } else { next < best };
        if !better {
            // A cell without influence at the end may take any of its values.
            let reached =
                slopes
                    .iter()
                    .zip(&both)
                    .zip(&corner)
                    .all(|((slope, (_, _, interval)), up)| {
                        slope.is_zero()
                            || if *up {
                                interval.high_closed
                            } else {
                                interval.low_closed
                            }
                    });
            return (best, reached);
        }
        best = next;
    }
}
