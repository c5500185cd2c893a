//! Numbers beside numbers: an open end is a closed one moved by an infinitely small amount.

use super::integer::{Integer, Overflow};

/// A number and a multiple of the infinitely small.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Point<I> {
    pub(super) at: I,
    pub(super) beside: I,
}

impl<I: Integer> Point<I> {
    pub(super) fn new(at: I, beside: I) -> Self {
        Self { at, beside }
    }

    pub(super) fn nought() -> Self {
        Self::new(I::nought(), I::nought())
    }

    pub(super) fn times(&self, factor: &I) -> Result<Self, Overflow> {
        let beside = if self.beside.is_nought() {
            I::nought()
        } else {
            self.beside.times(factor)?
        };
        Ok(Self::new(self.at.times(factor)?, beside))
    }

    pub(super) fn plus(&self, other: &Self) -> Result<Self, Overflow> {
        Ok(Self::new(
            self.at.plus(&other.at)?,
            self.beside.plus(&other.beside)?,
        ))
    }

    pub(super) fn negated(&self) -> Result<Self, Overflow> {
        Ok(Self::new(self.at.negated()?, self.beside.negated()?))
    }
}
