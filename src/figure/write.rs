//! Writing figures: groups of three, a fixed number of decimals, ties to the even digit.
//!
//! A float is rounded on the decimal that it prints, not on the binary fraction beside it: 0.125 and
//! 2.675 both end in a 5 that is there to be seen (ABNT NBR 5891 rounds such a tie to the even digit).

use rust_decimal::Decimal;

use crate::error::Error;

/// How a negative figure is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Negative {
    /// `-1,5`.
    Minus,
    /// `(1,5)`, as accountants do.
    Parentheses,
}

impl Negative {
    /// The way of that name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "minus" => Ok(Self::Minus),
            "parentheses" => Ok(Self::Parentheses),
            _ => Err(Error::unknown(
                "mark of negative figures",
                name,
                ["minus", "parentheses"],
            )),
        }
    }
}

/// The language whose marks are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// `1.234,56`.
    Pt,
    /// `1,234.56`.
    En,
}

impl Lang {
    /// The language of that name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "pt" => Ok(Self::Pt),
            "en" => Ok(Self::En),
            _ => Err(Error::unknown("language", name, ["pt", "en"])),
        }
    }

    const fn marks(self) -> (char, char) {
        match self {
            Self::Pt => ('.', ','),
            Self::En => (',', '.'),
        }
    }
}

/// Writes a decimal.
#[must_use]
pub fn write(value: Decimal, decimals: u32, negative: Negative, lang: Lang) -> String {
    let digits = value.mantissa().unsigned_abs().to_string();
    Digits {
        significand: digits.into_bytes(),
        exponent: i64::from(value.scale()).saturating_neg(),
        negative: value.is_sign_negative(),
    }
    .written(decimals, negative, lang)
}

/// Writes a float; `None` for NaN and infinities.
#[must_use]
pub fn write_float(value: f64, decimals: u32, negative: Negative, lang: Lang) -> Option<String> {
    if !value.is_finite() {
        return None;
    }
    let text = format!("{:e}", value.abs());
    let (mantissa, exponent) = text.split_once('e')?;
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: i64 = exponent.parse().ok()?;
    let digits = Digits {
        significand: [integer, fraction].concat().into_bytes(),
        exponent: exponent.saturating_sub(i64::try_from(fraction.len()).ok()?),
        negative: value.is_sign_negative(),
    };
    Some(digits.written(decimals, negative, lang))
}

/// A number as its digits: `significand · 10^exponent`.
struct Digits {
    significand: Vec<u8>,
    exponent: i64,
    negative: bool,
}

impl Digits {
    /// Keeps `decimals` decimals; afterwards the digits are those of a whole number of last places.
    fn round(&mut self, decimals: u32) {
        let surplus = self.exponent.saturating_add(i64::from(decimals));
        self.exponent = i64::from(decimals).saturating_neg();
        if surplus >= 0 {
            let zeros = usize::try_from(surplus).unwrap_or(usize::MAX);
            self.significand
                .resize(self.significand.len().saturating_add(zeros), b'0');
            return;
        }
        let cut = usize::try_from(surplus.unsigned_abs()).unwrap_or(usize::MAX);
        let Some(keep) = self.significand.len().checked_sub(cut) else {
            // Less than a tenth of the last place.
            self.significand.clear();
            return;
        };
        let tail = self.significand.split_off(keep);
        let odd = self.significand.last().is_some_and(|digit| digit & 1 == 1);
        let up = match tail.split_first() {
            Some((b'5', rest)) => odd || rest.iter().any(|digit| *digit != b'0'),
            Some((first, _)) => *first > b'5',
            None => false,
        };
        if up {
            self.raise();
        }
    }

    /// Adds one last place.
    fn raise(&mut self) {
        for digit in self.significand.iter_mut().rev() {
            if *digit != b'9' {
                *digit = digit.saturating_add(1);
                return;
            }
            *digit = b'0';
        }
        self.significand.insert(0, b'1');
    }

    fn written(mut self, decimals: u32, negative: Negative, lang: Lang) -> String {
        self.round(decimals);
        let zeros = self
            .significand
            .iter()
            .take_while(|digit| **digit == b'0')
            .count();
        self.significand.drain(..zeros);
        // What rounds to zero has no sign.
        let negative = (self.negative && !self.significand.is_empty()).then_some(negative);
        let places = usize::try_from(decimals).unwrap_or(usize::MAX);
        let missing = places
            .saturating_add(1)
            .saturating_sub(self.significand.len());
        self.significand
            .splice(0..0, std::iter::repeat_n(b'0', missing));
        let (integer, fraction) = self
            .significand
            .split_at(self.significand.len().saturating_sub(places));
        let (group, decimal) = lang.marks();
        let mut text = String::with_capacity(
            self.significand
                .len()
                .saturating_add(integer.len() / 3)
                .saturating_add(3),
        );
        match negative {
            Some(Negative::Minus) => text.push('-'),
            Some(Negative::Parentheses) => text.push('('),
            None => {}
        }
        for (place, digit) in integer.iter().enumerate() {
            if place > 0 && integer.len().saturating_sub(place).is_multiple_of(3) {
                text.push(group);
            }
            text.push(char::from(*digit));
        }
        if !fraction.is_empty() {
            text.push(decimal);
            text.extend(fraction.iter().copied().map(char::from));
        }
        if negative == Some(Negative::Parentheses) {
            text.push(')');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pt(value: f64, decimals: u32) -> String {
        write_float(value, decimals, Negative::Minus, Lang::Pt).unwrap()
    }

    #[test]
    fn floats_of_any_size_are_written() {
        assert_eq!(pt(5e-324, 2), "0,00");
        assert_eq!(pt(1e300, 0), format!("1{}", ".000".repeat(100)));
        assert_eq!(pt(f64::MAX, 1).len(), "179.".len() + 102 * 4 + 1);
        assert_eq!(pt(-1.5e-10, 12), "-0,000000000150");
    }

    #[test]
    fn a_carry_runs_through_all_nines() {
        assert_eq!(pt(999_999.995, 2), "1.000.000,00");
        assert_eq!(pt(0.995, 2), "1,00");
        assert_eq!(pt(0.99, 1), "1,0");
        assert_eq!(pt(0.06, 1), "0,1");
        assert_eq!(pt(0.05, 1), "0,0");
        assert_eq!(pt(0.051, 1), "0,1");
        assert_eq!(pt(0.004, 1), "0,0");
    }

    #[test]
    fn what_is_no_number_is_not_written() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(write_float(value, 2, Negative::Minus, Lang::Pt), None);
        }
    }

    #[test]
    fn names_are_known_or_refused() {
        assert_eq!(
            Negative::from_name("parentheses"),
            Ok(Negative::Parentheses)
        );
        assert_eq!(Lang::from_name("en"), Ok(Lang::En));
        assert!(Negative::from_name("red").is_err() && Lang::from_name("es").is_err());
    }
}
