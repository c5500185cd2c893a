//! Cells and rules in whole numbers, for problems that fit a line.

use num_bigint::BigInt;
use sustenta::audit::{Cell, Limits, Linear};
use sustenta::figure::{Interval, Kind};
use sustenta::number::BigRational;

pub(crate) fn whole(value: i64) -> BigRational {
    BigRational::from_integer(BigInt::from(value))
}

/// A cell printed without decimals; `None`: missing.
pub(crate) fn cell(value: Option<i64>, kind: Kind, weight: u32) -> Cell {
    Cell {
        interval: value.map(|value| Interval::behind(whole(value), 0, kind)),
        kind,
        decimals: 0,
        weight,
    }
}

pub(crate) fn linear(terms: &[(usize, i64)], constant: i64) -> Linear {
    Linear {
        terms: terms
            .iter()
            .map(|(cell, coefficient)| (*cell, whole(*coefficient)))
            .collect(),
        constant: whole(constant),
    }
}

/// Every repair of a small problem is a small one.
pub(crate) fn limits() -> Limits {
    Limits {
        weight: 20,
        splits: 8,
        ..Limits::default()
    }
}
