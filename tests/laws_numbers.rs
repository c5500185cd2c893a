//! What holds for all numbers: exact or refused, rounded once, read as the decimal that is printed.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop, and chooses its numbers"
)]

mod seeded;

use num_bigint::BigInt;
use proptest::prelude::*;
use rust_decimal::Decimal;
use seeded::seeded;
use sustenta::number::{
    BigRational, Number, clearly, exact_from_text, nearest_decimal, nearest_float, rational,
    shortest,
};

const DIGITS: usize = 28;
const DECIMALS: u32 = 28;

/// Decimals of all sizes, full ones among them.
fn decimals() -> impl Strategy<Value = Decimal> {
    let full = 0..79_228_162_514_264_337_593_543_950_336_i128;
    let mantissa = (full, 0_u32..29).prop_map(|(mantissa, cut)| mantissa / 10_i128.pow(cut));
    (mantissa, 0_u32..=DECIMALS, any::<bool>()).prop_map(|(mantissa, scale, negative)| {
        Decimal::from_i128_with_scale(if negative { -mantissa } else { mantissa }, scale)
    })
}

/// Pairs, and pairs of which one is a short multiple of the other, so that some quotients end.
fn pairs() -> impl Strategy<Value = (Decimal, Decimal)> {
    let multiples = (0_i64..1_000_000, 0_u32..8, -5000_i32..5000, 0_u32..4).prop_map(
        |(whole, scale, factor, places)| {
            let unit = Decimal::new(whole, scale);
            (unit * Decimal::new(factor.into(), places), unit)
        },
    );
    prop_oneof![3 => (decimals(), decimals()), 1 => multiples]
}

fn power(exponent: u32) -> BigRational {
    BigRational::from_integer(BigInt::from(10).pow(exponent))
}

/// Whether some decimal with 96 bits of digits and at most 28 decimals is this number.
fn fits(value: &BigRational) -> bool {
    (0..=DECIMALS)
        .map(|scale| value * power(scale))
        .any(|scaled| scaled.is_integer() && scaled.numer().magnitude().bits() <= 96)
}

/// Half a unit of the 28th significant digit, or of the 28th decimal where that comes first.
fn half_unit(value: &BigRational) -> BigRational {
    let whole = value.trunc().numer().magnitude().to_string();
    // Zeros behind the mark are not significant, but there are only 28 decimals.
    let digits = if whole == "0" { 0 } else { whole.len() };
    let unit = if digits <= DIGITS {
        power((DIGITS - digits).try_into().unwrap()).recip()
    } else {
        power((digits - DIGITS).try_into().unwrap())
    };
    unit / BigRational::from_integer(2.into())
}

fn is_exact_or_refused(
    found: Option<Decimal>,
    expected: &BigRational,
) -> Result<(), TestCaseError> {
    match found {
        Some(found) => prop_assert_eq!(&rational(found), expected),
        None => prop_assert!(!fits(expected), "{} fits and was refused", expected),
    }
    Ok(())
}

proptest! {
    #![proptest_config(seeded(800, 2006))]

    #[test]
    fn sums_differences_and_products_are_exact_or_refused((one, two) in pairs()) {
        let (left, right) = (rational(one), rational(two));
        is_exact_or_refused(one.plus(two).ok(), &(&left + &right))?;
        is_exact_or_refused(one.minus(two).ok(), &(&left - &right))?;
        is_exact_or_refused(Number::times(one, two).ok(), &(&left * &right))?;
    }

    #[test]
    fn a_percentage_of_an_amount_is_exact_or_refused((percentage, base) in pairs()) {
        let expected = rational(percentage) * rational(base) / power(2);
        is_exact_or_refused(Decimal::percent_of(percentage, base).ok(), &expected)?;
    }

    #[test]
    fn a_quotient_is_rounded_once_to_28_digits((one, two) in pairs()) {
        prop_assume!(!two.is_zero());
        let exact = rational(one) / rational(two);
        match one.over(two) {
            Ok(found) => {
                let found = rational(found);
                let error = if found > exact { &found - &exact } else { &exact - &found };
                prop_assert!(error <= half_unit(&exact), "{} for {}", found, exact);
                // Where the digits end in time, nothing was rounded.
                let unit = half_unit(&exact) * BigRational::from_integer(2.into());
                prop_assert!(!(&exact / unit).is_integer() || found == exact);
            }
            Err(_) => prop_assert!(exact.trunc().numer().magnitude().bits() > 96),
        }
    }

    #[test]
    fn a_quotient_is_the_nearest_decimal_of_the_rational((one, two) in pairs()) {
        prop_assume!(!two.is_zero());
        prop_assert_eq!(one.over(two), nearest_decimal(&(rational(one) / rational(two))));
    }

    #[test]
    fn a_decimal_is_read_back_from_what_it_prints(number in decimals(), exponent in -40_i32..40) {
        prop_assert_eq!(exact_from_text(&number.to_string()), Some(Ok(number)));
        let moved = format!("{}E{exponent:+}", number.mantissa());
        let expected = rational(Decimal::from_i128_with_scale(number.mantissa(), 0)) * if exponent < 0 { power(exponent.unsigned_abs()).recip() } else { power(exponent.unsigned_abs()) };
        is_exact_or_refused(exact_from_text(&moved).and_then(Result::ok), &expected)?;
    }

    #[test]
    fn the_nearest_float_of_what_a_float_prints_is_that_float(bits: u64) {
        let number = f64::from_bits(bits);
        prop_assert_eq!(shortest(number).map(|exact| nearest_float(&exact)), Some(number).filter(|number| number.is_finite()));
    }

    #[test]
    fn floats_that_compare_clearly_compare_so_as_the_decimals_that_they_print(one: f64, ulps in -20_i64..20) {
        prop_assume!(one.is_finite());
        let two = f64::from_bits(one.to_bits().saturating_add_signed(ulps));
        prop_assume!(two.is_finite());
        if let (Some(order), Some(one), Some(two)) = (clearly(one, two), shortest(one), shortest(two)) {
            prop_assert_eq!(order, one.cmp(&two));
        }
    }
}

#[test]
fn a_quotient_that_rounds_up_to_a_power_of_ten_is_that_power() {
    let almost = BigRational::new(BigInt::from(10).pow(30) - 1, BigInt::from(10).pow(29));
    assert_eq!(nearest_decimal(&almost), Ok(Decimal::TEN));
    assert_eq!(nearest_decimal(&(almost / power(1))), Ok(Decimal::ONE));
}

#[test]
fn texts_that_are_no_plain_numbers_are_no_decimals() {
    for text in [
        "",
        ".",
        "-",
        "+",
        "1_000",
        "_1",
        "1e",
        "1e5.5",
        "e5",
        "1.-5",
        "1.+5",
        "--1",
        "NaN",
        "sNaN",
        "Infinity",
        "-Infinity",
        "0x10",
        "1,5",
        " 1",
        "1 ",
        "١",
    ] {
        assert_eq!(exact_from_text(text), None, "{text:?}");
    }
}

#[test]
fn exponents_far_outside_the_range_are_refused_and_zero_is_zero_with_any() {
    for text in [
        "1E+99999999999",
        "-1E+999999999999999999",
        "1E-99999999999",
        "1E-999999999999999999",
        "123E+28",
        "79228162514264337593543950336",
    ] {
        assert!(matches!(exact_from_text(text), Some(Err(_))), "{text}");
    }
    for text in ["0E+99999999999", "-0E-99999999999", "0.00", "-0"] {
        assert_eq!(exact_from_text(text), Some(Ok(Decimal::ZERO)), "{text}");
    }
    assert_eq!(
        exact_from_text("79228162514264337593543950335"),
        Some(Ok(Decimal::MAX))
    );
}
