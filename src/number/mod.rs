//! The numbers that a formula is written over: `f64`, exact decimals and rationals.
//!
//! A formula is written once, generic over [`Number`]. In `f64` no operation fails and the loops
//! vectorise; in [`Decimal`] sums and products are exact or refused and a quotient is rounded
//! once; in [`BigRational`] nothing is ever rounded, which is what borders and intervals need.

mod decimal;
mod rational;

pub use decimal::{
    exact_from_text, exact_sum, nearest_decimal, negated, settled_decimal, significant_digits,
};
pub use num_rational::BigRational;
pub use rational::{decimal_text, nearest_float, power_of_ten, rational, shortest};
pub use rust_decimal::Decimal;

use std::cmp::Ordering;

/// Floats nearer to each other than this many units in the last place are compared again as decimals.
const DOUBTFUL_ULPS: f64 = 8.0;

/// Products below this may come from floats too small to have all their digits.
const TINY: f64 = 1e-270;

/// The exact result needs more than 28 decimals or 96 bits of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unrepresentable;

/// What a formula needs of a number.
///
/// `over` expects a divisor that is not zero: the domain of a formula is checked in the formula.
pub trait Number: Clone + PartialOrd {
    /// A small whole number: the 100 of a percentage.
    fn whole(value: i32) -> Self;
    /// `self + other`, exact or refused.
    fn plus(self, other: Self) -> Result<Self, Unrepresentable>;
    /// `self − other`, exact or refused.
    fn minus(self, other: Self) -> Result<Self, Unrepresentable>;
    /// `self × other`, exact or refused.
    fn times(self, other: Self) -> Result<Self, Unrepresentable>;
    /// `self ÷ divisor`, in decimals rounded half-even once to 28 significant digits.
    fn over(self, divisor: Self) -> Result<Self, Unrepresentable>;

    /// `percentage` per cent of `base`; exact in decimals, as hundredths always are.
    #[inline]
    fn percent_of(percentage: Self, base: Self) -> Result<Self, Unrepresentable> {
        percentage.times(base)?.over(Self::whole(100))
    }
}

impl Number for f64 {
    #[inline]
    fn whole(value: i32) -> Self {
        Self::from(value)
    }
    #[inline]
    fn plus(self, other: Self) -> Result<Self, Unrepresentable> {
        Ok(self + other)
    }
    #[inline]
    fn minus(self, other: Self) -> Result<Self, Unrepresentable> {
        Ok(self - other)
    }
    #[inline]
    fn times(self, other: Self) -> Result<Self, Unrepresentable> {
        Ok(self * other)
    }
    #[inline]
    fn over(self, divisor: Self) -> Result<Self, Unrepresentable> {
        Ok(self / divisor)
    }
    /// A product where a division would cost more than everything else: 0.01 as a float is 0.01 to a
    /// fifth of a unit in the last place, so that a hundredth that is a float comes out as that float.
    #[inline]
    fn percent_of(percentage: Self, base: Self) -> Result<Self, Unrepresentable> {
        Ok(percentage * base * 0.01)
    }
}

/// How far apart two products of floats must be for their order to be that of the decimals.
#[inline]
#[must_use]
pub fn doubt(left: f64, right: f64) -> f64 {
    DOUBTFUL_ULPS * f64::EPSILON * left.abs().max(right.abs()).max(TINY)
}

/// How two products of floats compare; `None` where rounding could decide it.
#[must_use]
pub fn clearly(left: f64, right: f64) -> Option<Ordering> {
    let doubt = doubt(left, right);
    let difference = left - right;
    if difference > doubt {
        Some(Ordering::Greater)
    } else if difference < -doubt {
        Some(Ordering::Less)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_beside_each_other_are_doubtful_and_others_are_not() {
        assert_eq!(clearly(1.0, 1.0 + 4.0 * f64::EPSILON), None);
        assert_eq!(clearly(1.0, 1.1), Some(Ordering::Less));
        assert_eq!(clearly(-1.0, -1.1), Some(Ordering::Greater));
        assert_eq!(clearly(0.0, 0.0), None);
        assert_eq!(clearly(f64::INFINITY, f64::INFINITY), None);
    }
}
