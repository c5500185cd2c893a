//! From a numeral to its number.

use std::io::Write;

use rust_decimal::Decimal;

use super::Figure;

/// The digits of a figure, its marks understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral<'a> {
    pub(super) negative: bool,
    /// Digits, and marks between groups of them.
    pub(super) integer: &'a [u8],
    pub(super) fraction: &'a [u8],
    pub(super) exponent: i32,
}

/// As many decimal digits always fit into 64 bits.
const WORD_DIGITS: usize = 19;
/// Whole numbers up to here are floats.
const WHOLE_FLOATS: u64 = 1 << 53;
/// The powers of ten that are floats.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];
/// The most decimals that a `Decimal` holds.
const MOST_DECIMALS: i32 = 28;
/// The first whole number of more than 28 digits.
const TOO_LONG: u128 = 10_u128.pow(28);

impl Numeral<'_> {
    /// The digits, from zero to nine, without marks.
    fn digits(&self) -> impl Iterator<Item = u8> {
        let digits = self
            .integer
            .iter()
            .chain(self.fraction)
            .filter(|byte| byte.is_ascii_digit());
        digits.map(|digit| digit.wrapping_sub(b'0'))
    }

    /// How many decimals are printed.
    fn decimals(&self) -> i32 {
        i32::try_from(self.fraction.len())
            .unwrap_or(i32::MAX)
            .saturating_sub(self.exponent)
    }

    /// The nearest float; `None` beyond the largest one.
    pub(super) fn float(&self) -> Option<f64> {
        let mut mantissa: u64 = 0;
        let mut length: usize = 0;
        for digit in self.digits().skip_while(|digit| *digit == 0) {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
            length = length.saturating_add(1);
        }
        let size = if length <= WORD_DIGITS {
            nearest(mantissa, self.decimals().saturating_neg())?
        } else {
            self.long_float()?
        };
        Some(if self.negative { -size } else { size })
    }

    /// The nearest float of a numeral whose digits fit into no word.
    fn long_float(&self) -> Option<f64> {
        let mut text: String = self
            .digits()
            .map(|digit| char::from(digit.wrapping_add(b'0')))
            .collect();
        text.push('e');
        text.push_str(&self.decimals().saturating_neg().to_string());
        text.parse().ok().filter(|size: &f64| size.is_finite())
    }

    /// The exact decimal; `None` where it needs more than 28 digits or 28 decimals.
    pub(super) fn figure(&self) -> Option<Figure> {
        let decimals = self.decimals();
        let mut mantissa: u128 = 0;
        let mut zeros: u32 = 0;
        for digit in self.digits() {
            if digit == 0 {
                zeros = if mantissa == 0 {
                    0
                } else {
                    zeros.saturating_add(1)
                };
                continue;
            }
            let shift = 10_u128.checked_pow(zeros.checked_add(1)?)?;
            mantissa = mantissa
                .checked_mul(shift)?
                .checked_add(u128::from(digit))?;
            zeros = 0;
        }
        // A zero keeps its printed precision, which has to stay within what can be computed with.
        let longest = i32::try_from(self.fraction.len())
            .unwrap_or(i32::MAX)
            .saturating_add(MOST_DECIMALS);
        if decimals > longest || decimals < -MOST_DECIMALS {
            return None;
        }
        // Zeros at the end are kept as far as they are printed and as there is room for them.
        let idle = if mantissa == 0 {
            decimals
        } else {
            i32::try_from(zeros).unwrap_or(i32::MAX)
        };
        let needed = decimals.saturating_sub(idle);
        if mantissa >= TOO_LONG || needed > MOST_DECIMALS {
            return None;
        }
        let value = (needed.max(0)..=decimals.clamp(0, MOST_DECIMALS))
            .rev()
            .find_map(|scale| {
                let shift = 10_u128.checked_pow(scale.checked_sub(needed)?.try_into().ok()?)?;
                fixed(
                    self.negative,
                    mantissa.checked_mul(shift)?,
                    scale.try_into().ok()?,
                )
            })?;
        Some(Figure { value, decimals })
    }
}

/// The decimal `mantissa / 10^scale`, where there is room for it; a zero has no sign.
pub(super) fn fixed(negative: bool, mantissa: u128, scale: u32) -> Option<Decimal> {
    let size = i128::try_from(mantissa).ok()?;
    Decimal::try_from_i128_with_scale(if negative { size.wrapping_neg() } else { size }, scale).ok()
}

/// The float nearest to `mantissa · 10^exponent`; `None` beyond the largest one.
fn nearest(mantissa: u64, exponent: i32) -> Option<f64> {
    if mantissa < WHOLE_FLOATS
        && let Some(power) = usize::try_from(exponent.unsigned_abs())
            .ok()
            .and_then(|exponent| POWERS.get(exponent))
    {
        // Both are floats: one rounding, as in the true quotient or product.
        #[expect(clippy::cast_precision_loss, reason = "below 2^53 nothing is lost")]
        let mantissa = mantissa as f64;
        return Some(if exponent < 0 {
            mantissa / power
        } else {
            mantissa * power
        });
    }
    nearest_of_any(mantissa, exponent)
}

/// The float nearest to `mantissa / 10^decimals`.
#[inline]
pub(super) fn nearest_with(mantissa: u64, decimals: u32) -> Option<f64> {
    match usize::try_from(decimals)
        .ok()
        .and_then(|decimals| POWERS.get(decimals))
    {
        #[expect(clippy::cast_precision_loss, reason = "below 2^53 nothing is lost")]
        // The processor converts signed numbers in one step.
        Some(power) if mantissa < WHOLE_FLOATS => Some(mantissa.cast_signed() as f64 / power),
        _ => nearest_of_any(mantissa, i32::try_from(decimals).ok()?.wrapping_neg()),
    }
}

#[cold]
fn nearest_of_any(mantissa: u64, exponent: i32) -> Option<f64> {
    let mut text = [0_u8; 40];
    let mut room = text.as_mut_slice();
    write!(room, "{mantissa}e{exponent}").ok()?;
    let unused = room.len();
    let written = text.get(..text.len().saturating_sub(unused))?;
    std::str::from_utf8(written)
        .ok()?
        .parse()
        .ok()
        .filter(|size: &f64| size.is_finite())
}
