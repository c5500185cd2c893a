//! What may lie behind a printed figure.

use num_bigint::BigInt;
use num_traits::Signed;
use serde::Serialize;

use super::Figure;
use crate::error::Error;
use crate::number::{BigRational, power_of_ten, rational};

/// What a printed figure says of the number behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The number itself: counts, years, statutory rates, amounts booked to the centavo.
    Exact,
    /// Rounded: half a unit of the last digit either way, both ends included.
    Rounded,
    /// Digits cut off: up to one unit of the last digit away from zero, that end excluded.
    Truncated,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Rounded, Self::Truncated];

    /// The kind's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Rounded => "rounded",
            Self::Truncated => "truncated",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| Error::unknown("kind of figure", name, Self::ALL.map(Self::name)))
    }
}

/// All the numbers from `low` to `high`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: BigRational,
    /// The upper end.
    pub high: BigRational,
    /// Whether the lower end belongs to it.
    pub low_closed: bool,
    /// Whether the upper end belongs to it.
    pub high_closed: bool,
}

impl Interval {
    /// One number, and no other.
    #[must_use]
    pub fn point(value: BigRational) -> Self {
        Self {
            low: value.clone(),
            high: value,
            low_closed: true,
            high_closed: true,
        }
    }

    /// The numbers that are printed as `figure`.
    #[must_use]
    pub fn of(figure: &Figure, kind: Kind) -> Self {
        Self::behind(rational(figure.value), figure.decimals, kind)
    }

    /// The numbers that are printed as `value` with that many decimals.
    #[must_use]
    pub fn behind(value: BigRational, decimals: i32, kind: Kind) -> Self {
        if kind == Kind::Exact {
            return Self::point(value);
        }
        let unit = power_of_ten(decimals.saturating_neg());
        if kind == Kind::Rounded {
            let half = unit / BigInt::from(2);
            return Self {
                low: &value - &half,
                high: value + half,
                low_closed: true,
                high_closed: true,
            };
        }
        // A printed zero does not say on which side of zero the digits were cut.
        let (above, below) = (!value.is_negative(), !value.is_positive());
        Self {
            low: if below { &value - &unit } else { value.clone() },
            low_closed: !below,
            high_closed: !above,
            high: if above { value + unit } else { value },
        }
    }

    /// Whether the number belongs to it.
    #[must_use]
    pub fn contains(&self, value: &BigRational) -> bool {
        let above = if self.low_closed {
            *value >= self.low
        } else {
            *value > self.low
        };
        let below = if self.high_closed {
            *value <= self.high
        } else {
            *value < self.high
        };
        above && below
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;
    use std::str::FromStr;

    fn interval(value: &str, decimals: i32, kind: Kind) -> Interval {
        Interval::of(
            &Figure {
                value: number(value),
                decimals,
            },
            kind,
        )
    }

    fn number(text: &str) -> Decimal {
        Decimal::from_str(text).unwrap()
    }

    fn holds(interval: &Interval, text: &str) -> bool {
        interval.contains(&rational(number(text)))
    }

    #[test]
    fn an_exact_figure_is_a_point() {
        let point = interval("306580", 0, Kind::Exact);
        assert!(holds(&point, "306580") && !holds(&point, "306580.1"));
        assert_eq!(point, Interval::point(rational(number("306580"))));
    }

    #[test]
    fn a_rounded_figure_reaches_half_a_unit_either_way_ends_included() {
        let share = interval("11.0", 1, Kind::Rounded);
        assert!(holds(&share, "10.95") && holds(&share, "11.05"));
        assert!(!holds(&share, "10.9499") && !holds(&share, "11.0501"));
        let thousands = interval("1500", -2, Kind::Rounded);
        assert!(
            holds(&thousands, "1450") && holds(&thousands, "1550") && !holds(&thousands, "1551")
        );
    }

    #[test]
    fn a_truncated_figure_reaches_one_unit_away_from_zero_that_end_excluded() {
        let above = interval("2.4", 1, Kind::Truncated);
        assert!(
            holds(&above, "2.4")
                && holds(&above, "2.4999")
                && !holds(&above, "2.5")
                && !holds(&above, "2.39")
        );
        let below = interval("-2.4", 1, Kind::Truncated);
        assert!(
            holds(&below, "-2.4")
                && holds(&below, "-2.4999")
                && !holds(&below, "-2.5")
                && !holds(&below, "-2.39")
        );
        for zero in ["0.00", "-0.00"] {
            let around = interval(zero, 2, Kind::Truncated);
            assert!(holds(&around, "0.0099") && holds(&around, "-0.0099") && holds(&around, "0"));
            assert!(!holds(&around, "0.01") && !holds(&around, "-0.01"));
        }
    }

    #[test]
    fn kinds_have_names() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Ok(kind));
        }
        assert!(Kind::from_name("round").is_err());
    }
}
