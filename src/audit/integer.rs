//! Integers of three widths behind one trait: machine words while they last, and then any width.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use super::interruption::Halt;

/// A result that needs more bits than there are: the same is computed again in wider integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Overflow;

/// What the tableau needs of an integer. Every operation is exact or [`Overflow`].
pub(super) trait Integer: Clone + Ord {
    /// The integer, where it fits.
    fn from_big(value: &BigInt) -> Result<Self, Overflow>;
    /// The integer in any width.
    fn to_big(&self) -> BigInt;
    /// Zero.
    fn nought() -> Self;
    /// Whether it is zero.
    fn is_nought(&self) -> bool;
    /// Whether it is below zero.
    fn is_below(&self) -> bool;
    /// Whether it is 1.
    fn is_unit(&self) -> bool;
    /// `self · other`
    fn times(&self, other: &Self) -> Result<Self, Overflow>;
    /// `self + other`
    fn plus(&self, other: &Self) -> Result<Self, Overflow>;
    /// `−self`
    fn negated(&self) -> Result<Self, Overflow>;
    /// `self ÷ divisor`, where that is known to be whole.
    fn over(&self, divisor: &Self) -> Self;
    /// The greatest common divisor, above zero where either is not zero.
    fn common_divisor(&self, other: &Self) -> Result<Self, Overflow>;
}

macro_rules! machine_integer {
    ($name:ty, $unsigned:ty, $convert:ident) => {
        impl Integer for $name {
            fn from_big(value: &BigInt) -> Result<Self, Overflow> {
                value.$convert().ok_or(Overflow)
            }
            fn to_big(&self) -> BigInt {
                BigInt::from(*self)
            }
            #[inline]
            fn nought() -> Self {
                0
            }
            #[inline]
            fn is_nought(&self) -> bool {
                *self == 0
            }
            #[inline]
            fn is_below(&self) -> bool {
                *self < 0
            }
            #[inline]
            fn is_unit(&self) -> bool {
                *self == 1
            }
            #[inline]
            fn times(&self, other: &Self) -> Result<Self, Overflow> {
                self.checked_mul(*other).ok_or(Overflow)
            }
            #[inline]
            fn plus(&self, other: &Self) -> Result<Self, Overflow> {
                self.checked_add(*other).ok_or(Overflow)
            }
            #[inline]
            fn negated(&self) -> Result<Self, Overflow> {
                self.checked_neg().ok_or(Overflow)
            }
            #[inline]
            fn over(&self, divisor: &Self) -> Self {
                self.checked_div(*divisor).unwrap_or(*self)
            }
            fn common_divisor(&self, other: &Self) -> Result<Self, Overflow> {
                let (mut one, mut two): ($unsigned, $unsigned) =
                    (self.unsigned_abs(), other.unsigned_abs());
                while two != 0 {
                    (one, two) = (two, one.checked_rem(two).unwrap_or(0));
                }
                Self::try_from(one).map_err(|_| Overflow)
            }
        }
    };
}

machine_integer!(i64, u64, to_i64);
machine_integer!(i128, u128, to_i128);

impl Integer for BigInt {
    fn from_big(value: &BigInt) -> Result<Self, Overflow> {
        Ok(value.clone())
    }
    fn to_big(&self) -> BigInt {
        self.clone()
    }
    fn nought() -> Self {
        <Self as Zero>::zero()
    }
    fn is_nought(&self) -> bool {
        <Self as Zero>::is_zero(self)
    }
    fn is_below(&self) -> bool {
        Signed::is_negative(self)
    }
    fn is_unit(&self) -> bool {
        num_traits::One::is_one(self)
    }
    fn times(&self, other: &Self) -> Result<Self, Overflow> {
        Ok(self * other)
    }
    fn plus(&self, other: &Self) -> Result<Self, Overflow> {
        Ok(self + other)
    }
    fn negated(&self) -> Result<Self, Overflow> {
        Ok(-self)
    }
    fn over(&self, divisor: &Self) -> Self {
        self / divisor
    }
    fn common_divisor(&self, other: &Self) -> Result<Self, Overflow> {
        let (mut one, mut two) = (self.abs(), other.abs());
        while !<Self as Zero>::is_zero(&two) {
            let rest = &one % &two;
            one = std::mem::replace(&mut two, rest);
        }
        Ok(one)
    }
}

/// The widths of integers, narrowest first.
#[derive(Clone, Copy)]
pub(super) enum Width {
    Word,
    Double,
    Any,
}

/// Does it again in wider integers until it fits. In integers of any width it always does; `None` where it
/// was interrupted.
pub(super) fn widening<T>(run: impl Fn(Width) -> Result<T, Halt>) -> Option<T> {
    for width in [Width::Word, Width::Double, Width::Any] {
        match run(width) {
            Ok(outcome) => return Some(outcome),
            Err(Halt::Overflow) => {}
            Err(Halt::Interrupted) => break,
        }
    }
    None
}
