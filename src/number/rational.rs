//! Rationals of any width, and the ways into them and out of them.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::{Number, Unrepresentable};

impl Number for BigRational {
    fn whole(value: i32) -> Self {
        Self::from_integer(BigInt::from(value))
    }
    fn plus(self, other: Self) -> Result<Self, Unrepresentable> {
        Ok(self + other)
    }
    fn minus(self, other: Self) -> Result<Self, Unrepresentable> {
        Ok(self - other)
    }
    fn times(self, other: Self) -> Result<Self, Unrepresentable> {
        Ok(self * other)
    }
    fn over(self, divisor: Self) -> Result<Self, Unrepresentable> {
        Ok(self / divisor)
    }
}

/// 10 to the power `exponent`, which may be negative.
#[must_use]
pub fn power_of_ten(exponent: i32) -> BigRational {
    let power: BigInt = Pow::pow(BigInt::from(10), exponent.unsigned_abs());
    if exponent < 0 {
        BigRational::new(BigInt::from(1), power)
    } else {
        BigRational::from_integer(power)
    }
}

/// The decimal as a rational: nothing is lost.
#[must_use]
pub fn rational(value: Decimal) -> BigRational {
    let scale = i32::try_from(value.scale()).unwrap_or(0);
    BigRational::from_integer(BigInt::from(value.mantissa())) * power_of_ten(scale.saturating_neg())
}

/// The shortest decimal that denotes the float: what Python's `repr` prints. `None` for NaN and infinities.
///
/// A float read from a file that says `11.8` is taken for 11.8, not for the binary fraction beside it.
#[must_use]
pub fn shortest(value: f64) -> Option<BigRational> {
    if !value.is_finite() {
        return None;
    }
    let text = format!("{value:e}");
    let (digits, exponent) = text.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mantissa: BigInt = format!("{integer}{fraction}").parse().ok()?;
    let places = i32::try_from(fraction.len()).ok()?;
    Some(BigRational::from_integer(mantissa) * power_of_ten(exponent.saturating_sub(places)))
}

/// The float nearest to a rational.
#[must_use]
pub fn nearest_float(value: &BigRational) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

/// A rational as a decimal: all its digits where they end, else some 28 significant ones.
#[must_use]
pub fn decimal_text(value: &BigRational) -> String {
    const SIGNIFICANT: u64 = 28;
    if value.is_integer() {
        return value.numer().to_string();
    }
    let (mut rest, mut twos, mut fives) = (value.denom().clone(), 0_u32, 0_u32);
    for (prime, count) in [(2, &mut twos), (5, &mut fives)] {
        let prime = BigInt::from(prime);
        while (&rest % &prime).is_zero() {
            rest /= &prime;
            *count = count.saturating_add(1);
        }
    }
    if rest.is_one() {
        let places = twos.max(fives);
        // Whole, and no common divisor is looked for.
        let digits = value.numer() * Pow::pow(BigInt::from(10), places) / value.denom();
        return with_point(&digits, places);
    }
    // As many places as leave so many digits: a bit is worth 0.30103 of one.
    let whole_digits = value.to_integer().bits().saturating_mul(30103) / 100_000;
    let leading = value
        .denom()
        .bits()
        .saturating_sub(value.numer().bits())
        .saturating_mul(30103)
        / 100_000;
    let places = SIGNIFICANT
        .saturating_sub(whole_digits)
        .saturating_add(leading);
    let places = u32::try_from(places).unwrap_or(u32::MAX);
    let scaled = value * BigRational::from_integer(Pow::pow(BigInt::from(10), places));
    with_point(&scaled.round().to_integer(), places)
}

fn with_point(digits: &BigInt, places: u32) -> String {
    let places = usize::try_from(places).unwrap_or(0);
    let sign = if digits.is_negative() { "-" } else { "" };
    let digits = format!(
        "{:0>width$}",
        digits.abs().to_string(),
        width = places.saturating_add(1)
    );
    let (whole, decimals) = digits.split_at(digits.len().saturating_sub(places));
    if decimals.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{decimals}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_float_is_read_as_the_decimal_that_it_prints() {
        assert_eq!(
            shortest(11.8),
            Some(BigRational::new(BigInt::from(118), BigInt::from(10)))
        );
        assert_eq!(
            shortest(-0.1),
            Some(BigRational::new(BigInt::from(-1), BigInt::from(10)))
        );
        assert_eq!(shortest(1e22), Some(power_of_ten(22)));
        assert_eq!(shortest(f64::NAN), None);
    }

    #[test]
    fn a_rational_is_written_with_the_digits_that_it_has() {
        let ratio = |numer: i64, denom: i64| BigRational::new(numer.into(), denom.into());
        for (value, text) in [
            (ratio(0, 1), "0"),
            (ratio(-5, 2), "-2.5"),
            (ratio(1, 400), "0.0025"),
            (ratio(306_580, 1), "306580"),
            (ratio(2, 3), "0.6666666666666666666666666667"),
            (ratio(200, 3), "66.66666666666666666666666667"),
            (ratio(-1, 3000), "-0.0003333333333333333333333333333"),
        ] {
            assert_eq!(decimal_text(&value), text);
        }
    }

    #[test]
    fn the_nearest_float_of_a_shortest_decimal_is_the_float() {
        for value in [
            0.1,
            11.8,
            1e-300,
            1.797e308,
            5e-324,
            -123_456_789.012_345_67,
        ] {
            assert_eq!(
                shortest(value).map(|exact| nearest_float(&exact)),
                Some(value)
            );
        }
    }
}
