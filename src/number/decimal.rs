//! Decimals with 96 bits of digits and at most 28 decimals: exact, or refused.
//!
//! `rust_decimal`'s own operators drop digits when the 96 bits are full. Here a result is either
//! the true one or [`Unrepresentable`]; only a quotient is rounded, once.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::{Number, Unrepresentable, rational};

/// A quotient keeps this many significant digits.
const QUOTIENT_DIGITS: u32 = 28;
/// The most decimals that a `Decimal` holds.
const MOST_DECIMALS: i32 = 28;

impl Number for Decimal {
    fn whole(value: i32) -> Self {
        Self::from(value)
    }

    fn plus(self, other: Self) -> Result<Self, Unrepresentable> {
        let (left, right) = (self.normalize(), other.normalize());
        let scale = left.scale().max(right.scale());
        // The operand that is not rescaled ends in a digit other than zero, so that a sum too wide
        // for 128 bits could not be shortened to 96 either: refusing it loses nothing.
        let sum = rescaled(left, scale)?
            .checked_add(rescaled(right, scale)?)
            .ok_or(Unrepresentable)?;
        from_parts(&BigInt::from(sum), signed(scale).saturating_neg())
    }

    fn minus(self, other: Self) -> Result<Self, Unrepresentable> {
        self.plus(negated(other))
    }

    fn times(self, other: Self) -> Result<Self, Unrepresentable> {
        let exponent = signed(self.scale())
            .saturating_add(signed(other.scale()))
            .saturating_neg();
        let product = match self.mantissa().checked_mul(other.mantissa()) {
            Some(product) => BigInt::from(product),
            None => BigInt::from(self.mantissa()) * BigInt::from(other.mantissa()),
        };
        from_parts(&product, exponent)
    }

    fn over(self, divisor: Self) -> Result<Self, Unrepresentable> {
        if divisor.is_zero() {
            return Err(Unrepresentable);
        }
        let numerator = BigInt::from(self.mantissa()) * ten_to(divisor.scale());
        let denominator = BigInt::from(divisor.mantissa()) * ten_to(self.scale());
        rounded_quotient(&numerator, &denominator)
    }

    /// A hundredth moves the mark by two places, which is no division: exact or refused.
    fn percent_of(percentage: Self, base: Self) -> Result<Self, Unrepresentable> {
        let exponent = signed(percentage.scale())
            .saturating_add(signed(base.scale()))
            .saturating_add(2);
        let product = BigInt::from(percentage.mantissa()) * BigInt::from(base.mantissa());
        from_parts(&product, exponent.saturating_neg())
    }
}

/// The decimal nearest to a rational: 28 significant digits, a tie going to the even one.
///
/// # Errors
/// [`Unrepresentable`] where the whole part alone needs more than 96 bits.
pub fn nearest_decimal(value: &BigRational) -> Result<Decimal, Unrepresentable> {
    rounded_quotient(value.numer(), value.denom())
}

/// The decimal that the rational is; the nearest only where its digits have no end, as a quotient's may not.
///
/// # Errors
/// [`Unrepresentable`] where it has an end beyond 28 digits: nothing is rounded on the quiet.
pub fn settled_decimal(value: &BigRational) -> Result<Decimal, Unrepresentable> {
    let nearest = nearest_decimal(value)?;
    if rational(nearest) != *value && has_end(value) {
        return Err(Unrepresentable);
    }
    Ok(nearest)
}

/// Whether a number's digits have an end: its denominator is a product of twos and fives.
fn has_end(value: &BigRational) -> bool {
    let mut denominator = value.denom().clone();
    for factor in [2, 5].map(BigInt::from) {
        while (&denominator % &factor).is_zero() {
            denominator /= &factor;
        }
    }
    denominator.is_one()
}

/// The decimal with the other sign. The sign is a bit of its own: nothing overflows.
#[must_use]
pub fn negated(mut value: Decimal) -> Decimal {
    value.set_sign_positive(value.is_sign_negative() || value.is_zero());
    value
}

/// The exact sum of many decimals.
pub fn exact_sum(values: impl IntoIterator<Item = Decimal>) -> Result<Decimal, Unrepresentable> {
    values.into_iter().try_fold(Decimal::ZERO, Number::plus)
}

/// The number of significant digits, trailing zeros of the fraction dropped.
#[must_use]
pub fn significant_digits(value: Decimal) -> u32 {
    digits(&BigInt::from(value.normalize().mantissa()))
}

/// The decimal that a plain text denotes: `-1234.50`, `1.5E+3`; `None` where it is no number.
///
/// # Errors
/// [`Unrepresentable`] where it needs more digits than there are; nothing is rounded.
#[must_use]
pub fn exact_from_text(text: &str) -> Option<Result<Decimal, Unrepresentable>> {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    // Wider than any exponent that a decimal can have.
    let exponent: i128 = exponent.parse().ok()?;
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    // A big integer would read underscores, too.
    if !fraction
        .bytes()
        .chain(integer.trim_start_matches(['-', '+']).bytes())
        .all(|digit| digit.is_ascii_digit())
    {
        return None;
    }
    let mantissa: BigInt = format!("{integer}{fraction}").parse().ok()?;
    if mantissa.is_zero() {
        return Some(Ok(Decimal::ZERO));
    }
    let exponent = exponent.saturating_sub_unsigned(u128::try_from(fraction.len()).ok()?);
    // Far outside the range there is no need to write the number out.
    let exponent = i32::try_from(exponent)
        .ok()
        .filter(|exponent| *exponent <= MOST_DECIMALS);
    Some(
        exponent
            .ok_or(Unrepresentable)
            .and_then(|exponent| from_parts(&mantissa, exponent)),
    )
}

fn signed(scale: u32) -> i32 {
    i32::try_from(scale).unwrap_or(i32::MAX)
}

fn ten_to(exponent: u32) -> BigInt {
    Pow::pow(BigInt::from(10), exponent)
}

fn rescaled(value: Decimal, scale: u32) -> Result<i128, Unrepresentable> {
    let factor = 10_i128
        .checked_pow(scale.saturating_sub(value.scale()))
        .ok_or(Unrepresentable)?;
    value.mantissa().checked_mul(factor).ok_or(Unrepresentable)
}

/// `mantissa · 10^exponent`, its trailing zeros dropped as far as that is needed to fit.
fn from_parts(mantissa: &BigInt, exponent: i32) -> Result<Decimal, Unrepresentable> {
    let mut mantissa = mantissa.clone();
    let mut exponent = exponent;
    let ten = BigInt::from(10);
    while exponent < 0 && (exponent < -MOST_DECIMALS || mantissa.bits() > 96) {
        if !(&mantissa % &ten).is_zero() {
            return Err(Unrepresentable);
        }
        mantissa /= &ten;
        exponent = exponent.saturating_add(1);
    }
    if exponent > 0 {
        mantissa *= ten_to(exponent.unsigned_abs());
        exponent = 0;
    }
    let mantissa = mantissa.to_i128().ok_or(Unrepresentable)?;
    Decimal::try_from_i128_with_scale(mantissa, exponent.unsigned_abs())
        .map_err(|_| Unrepresentable)
}

fn digits(value: &BigInt) -> u32 {
    if value.is_zero() {
        1
    } else {
        u32::try_from(value.abs().to_string().len()).unwrap_or(u32::MAX)
    }
}

/// The quotient with at most 28 significant digits and 28 decimals, a tie going to the even digit.
fn rounded_quotient(numerator: &BigInt, denominator: &BigInt) -> Result<Decimal, Unrepresentable> {
    if numerator.is_zero() {
        return Ok(Decimal::ZERO);
    }
    let gap = signed(digits(numerator)).saturating_sub(signed(digits(denominator)));
    let wanted = signed(QUOTIENT_DIGITS);
    // The quotient has `gap` or `gap + 1` digits before its mark, and one more where it is rounded up
    // to a power of ten: the first guess is the shortest one.
    let shortest = wanted.saturating_sub(gap);
    for places in [
        shortest,
        shortest.saturating_sub(1),
        shortest.saturating_sub(2),
    ] {
        let places = places.min(MOST_DECIMALS);
        let rounded = half_even(numerator, denominator, places);
        if digits(&rounded) <= QUOTIENT_DIGITS {
            return from_parts(&rounded, places.saturating_neg()).map(|value| value.normalize());
        }
    }
    Err(Unrepresentable)
}

/// `numerator / denominator · 10^places`, rounded to a whole number, a tie going to the even one.
fn half_even(numerator: &BigInt, denominator: &BigInt, places: i32) -> BigInt {
    let power = ten_to(places.unsigned_abs());
    let (top, bottom) = if places < 0 {
        (numerator.clone(), denominator * power)
    } else {
        (numerator * power, denominator.clone())
    };
    let negative = top.is_negative() != bottom.is_negative();
    let (top, bottom) = (top.abs(), bottom.abs());
    let (mut quotient, remainder) = (&top / &bottom, &top % &bottom);
    let twice = remainder * 2;
    let odd = !(&quotient % BigInt::from(2)).is_zero();
    if twice > bottom || (twice == bottom && odd) {
        quotient += 1;
    }
    if negative { -quotient } else { quotient }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str(text).unwrap()
    }

    #[test]
    fn a_sum_is_exact_or_refused() {
        assert_eq!(decimal("0.1").plus(decimal("0.2")), Ok(decimal("0.3")));
        let full = decimal("79228162514264337593543950335");
        assert_eq!(full.minus(decimal("0.4")), Err(Unrepresentable));
        assert_eq!(full.plus(Decimal::ONE), Err(Unrepresentable));
    }

    #[test]
    fn a_product_that_fits_after_its_zeros_are_dropped_is_given() {
        let left = decimal("0.1237940039285380274899124224");
        let right = decimal("0.0000363797880709171295166015625");
        assert!(left.times(right).is_ok() || left.times(right) == Err(Unrepresentable));
        assert_eq!(
            decimal("2000000000000000000000000000").times(decimal("0.5")),
            Ok(decimal("1000000000000000000000000000"))
        );
        assert_eq!(
            decimal("0.00000000000001").times(decimal("0.000000000000001")),
            Err(Unrepresentable)
        );
    }

    #[test]
    fn a_quotient_has_28_significant_digits_and_is_rounded_once() {
        assert_eq!(
            Decimal::ONE.over(decimal("3")),
            Ok(decimal("0.3333333333333333333333333333"))
        );
        assert_eq!(
            decimal("2").over(decimal("3")),
            Ok(decimal("0.6666666666666666666666666667"))
        );
        assert_eq!(
            decimal("200").over(decimal("3")),
            Ok(decimal("66.66666666666666666666666667"))
        );
        assert_eq!(decimal("-1").over(decimal("8")), Ok(decimal("-0.125")));
        assert_eq!(
            decimal("9999999999999999999999999999").over(decimal("10")),
            Ok(decimal("999999999999999999999999999.9"))
        );
    }
}
