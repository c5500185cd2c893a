//! Rationals of any width, and the ways into them and out of them.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Pow, ToPrimitive};
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
