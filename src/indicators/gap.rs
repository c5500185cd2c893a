//! The gap between own health spending and what was due: the one place that decides 100·spent against due·base.

use crate::error::Error;
use crate::metadata::Reason;
use crate::number::{
    BigRational, Decimal, Number, doubt, nearest_decimal, nearest_float, rational, settled_decimal,
    shortest,
};
use crate::rows::ExactColumn;

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
pub fn exact_gap(
    spent: &BigRational,
    base: &BigRational,
    due: &BigRational,
) -> Result<Gap<BigRational>, Reason> {
    if *base <= BigRational::whole(0) {
        return Err(Reason::WholeNotPositive);
    }
    let hundred = BigRational::whole(100);
    let amount = spent - due * base / &hundred;
    let met = amount >= BigRational::whole(0);
    Ok(Gap {
        pp: spent * hundred / base - due,
        amount,
        met,
    })
}

/// The gap in floats alone, and whether that is enough: the inputs are numbers, the base is above zero, and no
/// rounding decides the sign. Without a branch, so that the loops vectorise.
#[inline]
#[must_use]
pub fn quick_gap(spent: f64, base: f64, due: f64) -> (Gap<f64>, bool) {
    let (spent_side, due_side) = (100.0 * spent, due * base);
    // One difference for both, so that points, reais and the decision never differ in sign.
    let difference = spent_side - due_side;
    // False for NaN, and for infinities, of which the doubt is infinite.
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "a branch would keep the loops from vectorising"
    )]
    let sure = (difference.abs() > doubt(spent_side, due_side)) & (base > 0.0);
    (
        Gap {
            pp: difference / base,
            amount: difference / 100.0,
            met: difference > 0.0,
        },
        sure,
    )
}

/// The gap in floats. Where rounding could decide its sign it is computed exactly, on the decimals that
/// the floats print and on `exact_due`, which a share due with more digits than a float gives.
///
/// # Errors
/// A missing or infinite input; a base of zero or less.
pub fn float_gap(
    spent: f64,
    base: f64,
    due: f64,
    exact_due: Option<&BigRational>,
) -> Result<Gap<f64>, Reason> {
    if spent.is_nan() || base.is_nan() || due.is_nan() {
        return Err(Reason::InputMissing);
    }
    if !(spent.is_finite() && base.is_finite() && due.is_finite()) {
        return Err(Reason::AmountNotFinite);
    }
    if base <= 0.0 {
        return Err(Reason::WholeNotPositive);
    }
    let (gap, sure) = quick_gap(spent, base, due);
    if sure {
        return Ok(gap);
    }
    match (
        shortest(spent),
        shortest(base),
        exact_due.cloned().or_else(|| shortest(due)),
    ) {
        (Some(spent), Some(base), Some(due)) => exact_gap(&spent, &base, &due).map(|gap| Gap {
            pp: nearest_float(&gap.pp),
            amount: nearest_float(&gap.amount),
            met: gap.met,
        }),
        _ => Err(Reason::AmountNotFinite),
    }
}

/// The gaps of columns of exact decimals: a gap a row, or its reason.
pub fn exact_gaps(
    spent: ExactColumn<'_>,
    base: ExactColumn<'_>,
    due: ExactColumn<'_>,
    rows: usize,
) -> Result<Vec<Result<Gap<Decimal>, Reason>>, Error> {
    let refused = |row, value: &BigRational| Error::Precision {
        argument: "gap".to_owned(),
        row: Some(row),
        found: value.to_string(),
    };
    (0..rows)
        .map(|row| {
            let (Some(spent), Some(base), Some(due)) = (spent.at(row), base.at(row), due.at(row))
            else {
                return Ok(Err(Reason::InputMissing));
            };
            match exact_gap(&rational(spent), &rational(base), &rational(due)) {
                Ok(gap) => Ok(Ok(Gap {
                    pp: nearest_decimal(&gap.pp).map_err(|_| refused(row, &gap.pp))?,
                    amount: settled_decimal(&gap.amount).map_err(|_| refused(row, &gap.amount))?,
                    met: gap.met,
                })),
                Err(reason) => Ok(Err(reason)),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_the_gap_is_that_of_the_decimals() {
        let gap = float_gap(11.8, 100.0, 11.8, None).unwrap();
        assert_eq!((gap.pp, gap.amount, gap.met), (0.0, 0.0, true));
        let gap = float_gap(0.3, 2.0, 15.0, None).unwrap();
        assert_eq!((gap.pp, gap.amount, gap.met), (0.0, 0.0, true));
        let gap = float_gap(0.299_999_999_999_999_9, 2.0, 15.0, None).unwrap();
        assert!(gap.pp < 0.0 && gap.amount < 0.0 && !gap.met);
        assert_eq!(
            float_gap(1.0, 0.0, 15.0, None),
            Err(Reason::WholeNotPositive)
        );
    }
}
