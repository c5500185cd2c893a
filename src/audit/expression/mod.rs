//! The language of rules: two sides and a comparison, linear in the cells or one ratio.
//!
//! ```text
//! comparison = side ("==" | "<=" | ">=") side
//! side       = ["-"] product (("+" | "-") product)*
//! product    = factor (("*" | "/") factor)*
//! factor     = number | operand | total | "(" side ")"
//! operand    = [table "."] column ["[" key "=" place ("," key "=" place)* "]"]
//! place      = text | whole number | key [("+" | "-") whole number]
//! total      = "sum" "(" operand ["," "by" "=" names] ["," "where" "=" "(" conditions ")"] ["," "missing" "=" "exclude"] ")"
//! ```
//!
//! What is written keeps its place, so that a refusal can point at the character; two expressions are
//! equal wherever they stand. [`form`] says whether an expression is linear or a ratio.

mod form;
#[cfg(test)]
mod laws;
mod parse;
mod print;
mod trouble;

pub use form::{Form, Linear, Quotient, Side, Source};
pub use parse::{parse, parse_side};

use std::ops::Range;

pub use super::Relation;
use crate::number::BigRational;

/// The bytes from which something was read. Where something stands is no part of what it is.
#[derive(Clone, Debug, Default)]
pub struct Span(pub Range<usize>);

impl PartialEq for Span {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Relation {
    /// The sign.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
        }
    }

    /// The same relation, its sides exchanged.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::AtMost => Self::AtLeast,
            Self::AtLeast => Self::AtMost,
        }
    }
}

/// A whole rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What stands before the sign.
    pub left: Sum,
    /// The sign.
    pub relation: Relation,
    /// What stands behind it.
    pub right: Sum,
}

/// Products, added or subtracted.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// Whether each is subtracted, and what it is; at least one.
    pub parts: Vec<(bool, Product)>,
    /// Where it stands.
    pub span: Span,
}

/// Factors, multiplied or dividing.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// Whether each divides, and what it is; at least one, and the first does not divide.
    pub factors: Vec<(bool, Factor)>,
}

/// What can be multiplied.
#[derive(Clone, Debug, PartialEq)]
pub enum Factor {
    /// A number, as it is written.
    Number(Number),
    /// A cell.
    Operand(Operand),
    /// The sum of many cells.
    Total(Total),
    /// A side in parentheses.
    Group(Sum),
}

impl Factor {
    pub(super) fn span(&self) -> &Span {
        match self {
            Self::Number(number) => &number.span,
            Self::Operand(operand) => &operand.span,
            Self::Total(total) => &total.span,
            Self::Group(sum) => &sum.span,
        }
    }
}

/// A number as it is written: digits, and decimals behind a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The digits.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Number {
    /// The number itself.
    #[must_use]
    pub fn value(&self) -> BigRational {
        let (whole, decimals) = self.text.split_once('.').unwrap_or((&self.text, ""));
        let digits = format!("{whole}{decimals}").parse().unwrap_or_default();
        let places = i32::try_from(decimals.len()).unwrap_or(i32::MAX);
        BigRational::from_integer(digits) * crate::number::power_of_ten(places.saturating_neg())
    }
}

/// A cell: of the row at hand, or of another one that differs in the keys named.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// Its table, where one is named.
    pub table: Option<String>,
    /// Its column.
    pub column: String,
    /// The keys that differ from those of the row at hand.
    pub keys: Vec<(String, Place)>,
    /// Where it stands.
    pub span: Span,
}

/// What a key is replaced with.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// This text.
    Text(String),
    /// This whole number.
    Whole(i64),
    /// A key of the row at hand, so much further on.
    Shifted(String, i64),
}

/// The sum of the cells of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// The column; its keys are conditions.
    pub operand: Operand,
    /// The columns that must agree with the row at hand.
    pub by: Vec<String>,
    /// The values that columns must have: one of each list.
    pub conditions: Vec<(String, Vec<Place>)>,
    /// Whether a missing addend is left out, and named.
    pub excludes: bool,
    /// Where it stands.
    pub span: Span,
}
