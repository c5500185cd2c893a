//! The loops: a scalar function over columns of floats or of exact decimals.
//!
//! Nothing here knows a formula. A missing input gives a missing output; a value outside the
//! domain is an error, or missing with its reason, as the caller says.

mod exact;
mod float;

pub use exact::{ExactColumn, exact_rows};
pub use float::{Column, FloatRows, float_rows};

use crate::error::Error;
use crate::metadata::Reason;
use crate::number::{Number, Unrepresentable};

/// Why a scalar function gave no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The input at this position lies outside the domain.
    Domain(Reason, usize),
    /// The exact result needs more digits than there are.
    Unrepresentable,
}

impl From<Unrepresentable> for Fault {
    fn from(_: Unrepresentable) -> Self {
        Self::Unrepresentable
    }
}

/// A function of `A` numbers that gives `M`: what the loops run.
pub trait RowFunction<const A: usize, const M: usize> {
    /// Whether it divides, so that an infinite input may give a finite result.
    const DIVIDES: bool;
    /// The names of the arguments, for messages.
    fn arguments() -> [&'static str; A];
    /// The function. Inputs are never missing, except as NaN, which must flow through.
    fn values<N: Number>(inputs: [N; A]) -> Result<[N; M], Fault>;
}

/// What to do with a value outside the domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errors {
    /// Stop with an error that names the argument and the row.
    Raise,
    /// Give a missing value, and its reason where a column of reasons is wanted.
    Coerce,
}

impl Errors {
    /// The policy of that name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "raise" => Ok(Self::Raise),
            "coerce" => Ok(Self::Coerce),
            _ => Err(Error::unknown("errors policy", name, ["raise", "coerce"])),
        }
    }

    /// The domain error, or its reason, as the policy says.
    pub(crate) fn settle(
        self,
        reason: Reason,
        argument: &str,
        row: Option<usize>,
        found: &dyn std::fmt::Display,
    ) -> Result<Reason, Error> {
        match self {
            Self::Coerce => Ok(reason),
            Self::Raise => Err(Error::Domain {
                argument: argument.to_owned(),
                row,
                found: found.to_string(),
                expected: reason.expected().to_owned(),
                reason: reason.name(),
            }),
        }
    }
}

/// The length that the columns have in common: `None` when all are lone values.
pub(crate) fn common_length(
    lengths: impl IntoIterator<Item = (&'static str, Option<usize>)>,
) -> Result<Option<usize>, Error> {
    let mut common = None;
    for (argument, length) in lengths {
        match (common, length) {
            (None, _) => common = length,
            (Some(expected), Some(found)) if found != expected => {
                return Err(Error::Length {
                    argument: argument.to_owned(),
                    found,
                    expected,
                });
            }
            _ => {}
        }
    }
    Ok(common)
}
