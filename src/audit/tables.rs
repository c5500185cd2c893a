//! The tables that rules are laid over: labels by which rows are found, and figures.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::rules::Part;
use crate::error::Error;
use crate::figure::{Interval, Kind};
use crate::number::{BigRational, Unrepresentable, power_of_ten};

/// A label that is not there.
pub const NO_LABEL: u32 = u32::MAX;
/// Rows of a repeated key that a message shows.
const SHOWN: usize = 10;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// `mantissa · 10^−decimals`.
    Number {
        /// The digits.
        mantissa: i128,
        /// How many of them are decimals; negative where the last digit is left of the units.
        decimals: i32,
    },
    /// Nothing.
    Missing,
    /// An infinity.
    Endless,
}

/// Decimals beyond these are no figure's: floats have 324 at most.
const MOST_DECIMALS: i32 = 400;

impl Written {
    /// The number that a plain text denotes, with its decimals: what Python prints of a Decimal or an integer.
    ///
    /// # Errors
    /// [`Unrepresentable`] where it has more digits than a figure may have, or is no number.
    pub fn from_text(text: &str) -> Result<Self, Unrepresentable> {
        let bare = text.trim_start_matches('-');
        if bare.starts_with("NaN") {
            return Ok(Self::Missing);
        }
        if bare.starts_with("Inf") {
            return Ok(Self::Endless);
        }
        let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let exponent: i32 = exponent.parse().map_err(|_| Unrepresentable)?;
        let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mantissa = format!("{integer}{fraction}")
            .parse()
            .map_err(|_| Unrepresentable)?;
        let decimals = i32::try_from(fraction.len())
            .ok()
            .and_then(|places| places.checked_sub(exponent))
            .filter(|decimals| (-MOST_DECIMALS..=MOST_DECIMALS).contains(decimals));
        Ok(Self::Number {
            mantissa,
            decimals: decimals.ok_or(Unrepresentable)?,
        })
    }

    /// The shortest decimal that denotes the float: what `repr` prints.
    #[must_use]
    pub fn from_float(value: f64) -> Self {
        /// Numbers of so many digits are their own shortest decimals.
        const CERTAIN: f64 = 1e15;
        if value.is_nan() {
            return Self::Missing;
        }
        if value.is_infinite() {
            return Self::Endless;
        }
        for (decimals, unit) in [(0, 1.0), (1, 10.0), (2, 100.0)] {
            let digits = (value * unit).round();
            // No two numbers of at most fifteen digits are the same float.
            if digits.abs() < CERTAIN && same(digits / unit, value) {
                #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
                let mantissa = i128::from(digits as i64);
                return Self::Number { mantissa, decimals };
            }
        }
        Self::from_text(&format!("{value:e}")).unwrap_or(Self::Endless)
    }

    /// The same number on the grid of so many decimals; `None` where it is not on it.
    #[must_use]
    pub fn on_grid(self, wanted: i32) -> Option<Self> {
        let Self::Number { mantissa, decimals } = self else {
            return Some(self);
        };
        let by = 10_i128.checked_pow(wanted.abs_diff(decimals));
        let mantissa = match by {
            _ if mantissa == 0 => 0,
            Some(by) if wanted >= decimals => mantissa.checked_mul(by)?,
            Some(by) if mantissa.checked_rem(by) == Some(0) => mantissa.checked_div(by)?,
            _ => return None,
        };
        Some(Self::Number {
            mantissa,
            decimals: wanted,
        })
    }
}

/// Whether two floats are the same number; zero has one sign only.
#[expect(clippy::float_cmp, reason = "the very same float is meant")]
fn same(one: f64, other: f64) -> bool {
    one == other
}

/// A column of figures.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The column's name.
    pub name: String,
    /// Its cells.
    pub cells: Vec<Written>,
    /// What each says of the number behind it.
    pub kind: Kind,
    /// What it costs to change one.
    pub weight: u32,
    /// The decimals of the column, where a cell has none of its own: floats.
    pub grid: Option<i32>,
}

impl Figures {
    /// What stands in a row.
    #[must_use]
    pub fn at(&self, row: usize) -> Written {
        self.cells.get(row).copied().unwrap_or(Written::Missing)
    }

    /// Where the number of a row lies; `None` where there is none.
    #[must_use]
    pub fn interval(&self, row: usize) -> Option<Interval> {
        let Written::Number { mantissa, decimals } = self.at(row) else {
            return None;
        };
        let unit = power_of_ten(decimals.saturating_neg());
        Some(interval(mantissa, &unit, self.kind))
    }
}

fn interval(mantissa: i128, unit: &BigRational, kind: Kind) -> Interval {
    let value = BigRational::from_integer(mantissa.into()) * unit;
    match kind {
        Kind::Exact => Interval::point(value),
        Kind::Rounded => {
            let half = unit / num_bigint::BigInt::from(2);
            Interval {
                low: &value - &half,
                high: value + half,
                low_closed: true,
                high_closed: true,
            }
        }
        Kind::Truncated => Interval {
            low: if mantissa <= 0 {
                &value - unit
            } else {
                value.clone()
            },
            high: if mantissa >= 0 { &value + unit } else { value },
            low_closed: mantissa > 0,
            high_closed: mantissa < 0,
        },
    }
}

/// A column of labels.
#[derive(Clone, Debug)]
pub struct Labels {
    /// The column's name.
    pub name: String,
    /// The label of each row, as [`Names`] numbers it.
    pub codes: Vec<u32>,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it is called.
    pub name: String,
    /// Its rows.
    pub rows: usize,
    /// How many of its first columns of labels identify a row.
    pub keys: usize,
    /// Its labels, the key first.
    pub labels: Vec<Labels>,
    /// Its figures.
    pub figures: Vec<Figures>,
    index: HashMap<Box<[u32]>, u32>,
}

impl Table {
    /// A table whose keys are checked.
    ///
    /// # Errors
    /// [`Error::Domain`] for a row without its key, [`Error::Repeated`] for a key in two rows.
    pub fn new(
        name: String,
        rows: usize,
        keys: usize,
        labels: Vec<Labels>,
        figures: Vec<Figures>,
        names: &Names,
    ) -> Result<Self, Error> {
        let mut table = Self {
            name,
            rows,
            keys,
            labels,
            figures,
            index: HashMap::new(),
        };
        table.build_index(names)?;
        Ok(table)
    }

    fn build_index(&mut self, names: &Names) -> Result<(), Error> {
        if self.keys == 0 {
            return Ok(());
        }
        let key: Vec<&Labels> = self.labels.iter().take(self.keys).collect();
        let mut index = HashMap::with_capacity(self.rows);
        for row in 0..self.rows {
            let codes: Box<[u32]> = key.iter().map(|labels| code(labels, row)).collect();
            if let Some((labels, _)) = key.iter().zip(&codes).find(|(_, code)| **code == NO_LABEL) {
                return Err(Error::Domain {
                    argument: format!("{}.{}", self.name, labels.name),
                    row: Some(row),
                    found: "missing".to_owned(),
                    expected: "a key in every row: name what identifies a row by `key=`, or drop the rows of notes".to_owned(),
                    reason: "input_missing",
                });
            }
            match index.entry(codes) {
                Entry::Vacant(entry) => {
                    entry.insert(u32::try_from(row).unwrap_or(u32::MAX));
                }
                Entry::Occupied(entry) => return Err(self.repeated(entry.key(), names)),
            }
        }
        self.index = index;
        Ok(())
    }

    fn repeated(&self, codes: &[u32], names: &Names) -> Error {
        let same = |row: &usize| {
            let key = self.labels.iter().zip(codes);
            key.into_iter()
                .all(|(labels, wanted)| code(labels, *row) == *wanted)
        };
        Error::Repeated {
            table: self.name.clone(),
            key: self
                .labels
                .iter()
                .take(self.keys)
                .map(|labels| labels.name.clone())
                .collect(),
            values: codes
                .iter()
                .map(|code| names.text(*code).to_owned())
                .collect(),
            rows: (0..self.rows).filter(same).take(SHOWN).collect(),
        }
    }

    /// The label of a row.
    #[must_use]
    pub fn label(&self, column: usize, row: usize) -> u32 {
        self.labels
            .get(column)
            .map_or(NO_LABEL, |labels| code(labels, row))
    }

    /// The labels that identify a row.
    #[must_use]
    pub fn key(&self, row: usize) -> Vec<u32> {
        self.labels
            .iter()
            .take(self.keys)
            .map(|labels| code(labels, row))
            .collect()
    }

    /// The row with that key.
    #[must_use]
    pub fn find(&self, key: &[u32]) -> Option<usize> {
        self.index
            .get(key)
            .and_then(|row| usize::try_from(*row).ok())
    }
}

fn code(labels: &Labels, row: usize) -> u32 {
    labels.codes.get(row).copied().unwrap_or(NO_LABEL)
}

fn place(number: u32) -> Option<usize> {
    usize::try_from(number).ok()
}

/// Every label of all tables, numbered: the same text has one number everywhere.
#[derive(Clone, Debug, Default)]
pub struct Names {
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
    wholes: Vec<Option<i64>>,
}

impl Names {
    /// The number of a text, given now where it has none.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(NO_LABEL);
        self.texts.push(text.to_owned());
        self.wholes.push(text.parse().ok());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// The number of a text; none where no table has it.
    #[must_use]
    pub fn known(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The text of a number.
    #[must_use]
    pub fn text(&self, number: u32) -> &str {
        place(number).map_or("", |place| self.texts.get(place).map_or("", String::as_str))
    }

    /// The label that a part of a key asks for, at a row of a table: its number where a table has it, and its text.
    #[must_use]
    pub fn wanted(&self, part: &Part, table: &Table, row: usize) -> (Option<u32>, String) {
        match part {
            Part::Own(column) => {
                let code = table.label(*column, row);
                (Some(code), self.text(code).to_owned())
            }
            Part::Fixed(text) => (self.known(text), text.clone()),
            Part::Shifted(column, by) => {
                let code = table.label(*column, row);
                let whole = place(code).and_then(|place| self.wholes.get(place).copied().flatten());
                match whole.and_then(|whole| whole.checked_add(*by)) {
                    Some(shifted) => {
                        let text = shifted.to_string();
                        (self.known(&text), text)
                    }
                    None => (None, format!("{} {by:+}", self.text(code))),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::shortest;
    use proptest::prelude::*;

    fn number(mantissa: i128, decimals: i32) -> Written {
        Written::Number { mantissa, decimals }
    }

    #[test]
    fn a_text_keeps_its_printed_decimals() {
        for (text, expected) in [
            ("0.00", number(0, 2)),
            ("-12.50", number(-1250, 2)),
            ("1.5E+3", number(15, -2)),
            ("0E-10", number(0, 10)),
            ("306580", number(306_580, 0)),
            ("NaN", Written::Missing),
            ("-Infinity", Written::Endless),
        ] {
            assert_eq!(Written::from_text(text), Ok(expected), "{text}");
        }
        for text in [
            "",
            "1e999999999",
            "12345678901234567890123456789012345678901",
            "sNaN",
            "x",
        ] {
            assert_eq!(Written::from_text(text), Err(Unrepresentable), "{text}");
        }
    }

    #[test]
    fn a_number_is_on_a_grid_or_not() {
        assert_eq!(number(125, 1).on_grid(2), Some(number(1250, 2)));
        assert_eq!(number(1250, 2).on_grid(1), Some(number(125, 1)));
        assert_eq!(number(125, 2).on_grid(1), None);
        assert_eq!(number(15000, 0).on_grid(-3), Some(number(15, -3)));
        assert_eq!(number(0, 0).on_grid(300), Some(number(0, 300)));
    }

    proptest! {
        #[test]
        fn a_float_is_its_shortest_decimal(value in prop_oneof![any::<f64>(), (-1e12..1e12_f64).prop_map(|value| (value * 100.0).round() / 100.0)]) {
            let expected = shortest(value);
            let found = match Written::from_float(value) {
                Written::Number { mantissa, decimals } => Some(BigRational::from_integer(mantissa.into()) * power_of_ten(decimals.saturating_neg())),
                _ => None,
            };
            prop_assert_eq!(found, expected);
        }
    }
}
