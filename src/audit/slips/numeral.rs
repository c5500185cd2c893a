//! The digits of a figure, as a hand writes them.

use num_bigint::{BigInt, Sign};
use num_traits::{Signed, Zero};
use rust_decimal::Decimal;

use crate::figure::{Figure, Interval, Kind};
use crate::number::{BigRational, power_of_ten};

/// A sign, digits and where the decimals begin. Before the decimals stands at least one digit, and no
/// zero before other digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) negative: bool,
    /// From zero to nine, the first one first.
    pub(super) digits: Vec<u8>,
    pub(super) decimals: usize,
}

impl Numeral {
    /// These digits as they stand; `None` where nobody would print them: with idle zeros in front.
    pub(super) fn strict(negative: bool, digits: Vec<u8>, decimals: usize) -> Option<Self> {
        let shortest = decimals.saturating_add(1);
        let idle = digits.len() > shortest && digits.first() == Some(&0);
        (digits.len() >= shortest && !idle).then(|| Self::lenient(negative, digits, decimals))
    }

    /// The same with zeros in front added or dropped as needed.
    pub(super) fn lenient(negative: bool, digits: Vec<u8>, decimals: usize) -> Self {
        let shortest = decimals.saturating_add(1);
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        let idle = zeros.min(digits.len().saturating_sub(shortest));
        let mut kept = vec![0; shortest.saturating_sub(digits.len())];
        kept.extend(digits.into_iter().skip(idle));
        let zero = kept.iter().all(|digit| *digit == 0);
        Self {
            negative: negative && !zero,
            digits: kept,
            decimals,
        }
    }

    /// So many units of the last decimal.
    pub(super) fn of_units(units: &BigInt, decimals: usize) -> Self {
        let digits = units.magnitude().to_radix_be(10);
        Self::lenient(units.is_negative(), digits, decimals)
    }

    /// The units of the last decimal.
    pub(super) fn units(&self) -> BigInt {
        let sign = if self.negative {
            Sign::Minus
        } else {
            Sign::Plus
        };
        BigInt::from_radix_be(sign, &self.digits, 10).unwrap_or_else(BigInt::zero)
    }

    /// The number.
    pub(super) fn value(&self) -> BigRational {
        BigRational::from_integer(self.units()) * unit(self.decimals)
    }

    /// The figure; `None` where it has more digits than exact decimals.
    pub(super) fn figure(&self) -> Option<Figure> {
        let units = i128::try_from(self.units()).ok()?;
        let scale = u32::try_from(self.decimals).ok()?;
        Some(Figure {
            value: Decimal::try_from_i128_with_scale(units, scale).ok()?,
            decimals: i32::try_from(self.decimals).ok()?,
        })
    }

    /// The numbers that are printed so.
    pub(super) fn interval(&self, kind: Kind) -> Option<Interval> {
        Some(Interval::of(&self.figure()?, kind))
    }

    /// The digit that stands `place` places left of the last decimal; zero beyond the first.
    pub(super) fn at(&self, place: usize) -> u8 {
        let digit = self.digits.len().checked_sub(place.saturating_add(1));
        digit
            .and_then(|index| self.digits.get(index))
            .copied()
            .unwrap_or(0)
    }

    /// The same number with more or fewer decimals, if only zeros come or go.
    pub(super) fn with_decimals(&self, decimals: usize) -> Option<Self> {
        let mut digits = self.digits.clone();
        for _ in decimals..self.decimals {
            if digits.pop() != Some(0) {
                return None;
            }
        }
        digits.extend((self.decimals..decimals).map(|_| 0));
        Some(Self::lenient(self.negative, digits, decimals))
    }
}

/// One unit of the last of so many decimals.
pub(super) fn unit(decimals: usize) -> BigRational {
    power_of_ten(i32::try_from(decimals).unwrap_or(i32::MAX).saturating_neg())
}

/// What belongs to both; `None` where nothing does.
pub(super) fn common(one: &Interval, other: &Interval) -> Option<Interval> {
    let (low, low_closed) = match one.low.cmp(&other.low) {
        std::cmp::Ordering::Less => (&other.low, other.low_closed),
        std::cmp::Ordering::Greater => (&one.low, one.low_closed),
        std::cmp::Ordering::Equal => (&one.low, one.low_closed && other.low_closed),
    };
    let (high, high_closed) = match one.high.cmp(&other.high) {
        std::cmp::Ordering::Less => (&one.high, one.high_closed),
        std::cmp::Ordering::Greater => (&other.high, other.high_closed),
        std::cmp::Ordering::Equal => (&one.high, one.high_closed && other.high_closed),
    };
    let some = low < high || (low == high && low_closed && high_closed);
    some.then(|| Interval {
        low: low.clone(),
        high: high.clone(),
        low_closed,
        high_closed,
    })
}

/// All numbers of the interval, times the factor, which is positive.
pub(super) fn scaled(interval: &Interval, factor: &BigRational) -> Interval {
    Interval {
        low: &interval.low * factor,
        high: &interval.high * factor,
        ..interval.clone()
    }
}

/// The figures of so many decimals that may stand for a number of the range, from the lowest; `None`
/// where there are more than `most`.
pub(super) fn printable(
    range: &Interval,
    kind: Kind,
    decimals: usize,
    most: usize,
) -> Option<Vec<Numeral>> {
    let unit = unit(decimals);
    let one = BigInt::from(1);
    let mut units = (&range.low / &unit).floor().to_integer() - &one;
    let last = (&range.high / &unit).ceil().to_integer() + &one;
    // Beyond the range itself, a figure may stand for a number up to a unit away at either end.
    if &last - &units > BigInt::from(most.saturating_add(4)) {
        return None;
    }
    let mut found = Vec::new();
    while units <= last {
        let numeral = Numeral::of_units(&units, decimals);
        if let Some(interval) = numeral.interval(kind)
            && common(&interval, range).is_some()
        {
            found.push(numeral);
        }
        units += &one;
    }
    (found.len() <= most).then_some(found)
}
