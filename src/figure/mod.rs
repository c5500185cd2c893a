//! Figures as they stand on a page: the exact decimal, its printed precision, and what lies behind it.
//!
//! Reading never guesses. A mark that a style does not know in its place is an error that names the
//! character, and the style that reads the text where one does; a missing marker is missing, never zero.

mod choice;
mod column;
mod interval;
#[cfg(test)]
mod laws;
mod marker;
mod numeral;
mod quick;
mod read;
mod scan;
mod style;
mod texts;
mod words;
mod write;

use rust_decimal::Decimal;

pub use choice::{Choice, choose};
pub use column::{Fate, Unread, read_figures, read_floats};
pub use interval::{Interval, Kind};
pub use read::{Problem, ProblemKind, Reading, hint, read, read_float};
pub use style::Style;
pub use texts::{ArrowTexts, Cell, Offsets, Texts};
pub use words::{Fixed, fixed_rows, read_words};
pub use write::{Lang, Negative, write, write_float};

/// A figure as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number, exactly.
    pub value: Decimal,
    /// How many decimals are printed; negative when an exponent moves the last digit left of the units.
    pub decimals: i32,
}
