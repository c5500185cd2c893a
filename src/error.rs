//! Every refusal, with its facts. The bindings turn each into one Python exception.

use std::fmt;

/// Why a call was refused. Rows count from zero.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// A column has another length than the first one.
    Length {
        /// The argument.
        argument: String,
        /// Its length.
        found: usize,
        /// The length of the others.
        expected: usize,
    },
    /// A value lies outside the domain of the function.
    Domain {
        /// The argument, or the output, that is out of its domain.
        argument: String,
        /// The row; `None` for a lone value.
        row: Option<usize>,
        /// What was found, as text.
        found: String,
        /// What is accepted.
        expected: String,
        /// The reason that `errors="coerce"` would give.
        reason: &'static str,
    },
    /// An exact result or value needs more digits than 28.
    Precision {
        /// The argument or the result.
        argument: String,
        /// The row; `None` for a lone value.
        row: Option<usize>,
        /// What was found, as text.
        found: String,
    },
    /// A name that is not in a list.
    UnknownName {
        /// What kind of name: an indicator, a sphere, a style.
        what: &'static str,
        /// The name given.
        found: String,
        /// The names known.
        known: Vec<String>,
    },
    /// A printed figure that the style cannot read.
    Unreadable {
        /// The row; `None` for a lone text.
        row: Option<usize>,
        /// The text.
        text: String,
        /// The style that was asked for.
        style: &'static str,
        /// The character at which reading stopped, counted from zero.
        position: usize,
        /// What is wrong there.
        problem: String,
        /// The style that reads it, where one does.
        hint: Option<&'static str>,
    },
    /// A column that two styles read as different numbers.
    Ambiguous {
        /// The first row that differs.
        row: usize,
        /// Its text.
        text: String,
        /// The readings: style and number.
        readings: Vec<(&'static str, String)>,
    },
    /// A setting, such as class borders, that makes no sense.
    Setting {
        /// The argument.
        argument: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl Error {
    /// A name that is not in a list of names.
    pub fn unknown<'a>(
        what: &'static str,
        found: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self::UnknownName {
            what,
            found: found.to_owned(),
            known: known.into_iter().map(str::to_owned).collect(),
        }
    }

    /// The same error, `rows` further down: for a block of a longer column.
    #[must_use]
    pub fn moved_down(mut self, rows: usize) -> Self {
        if let Self::Domain { row: Some(row), .. }
        | Self::Precision { row: Some(row), .. }
        | Self::Unreadable { row: Some(row), .. } = &mut self
        {
            *row = row.saturating_add(rows);
        }
        self
    }
}

/// Not by the page: the facts have it all.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 200;
    if text.chars().count() <= SHOWN {
        text.to_owned()
    } else {
        text.chars().take(SHOWN).chain(['…']).collect()
    }
}

fn at(row: Option<usize>) -> String {
    row.map_or_else(String::new, |row| format!(" at row {row}"))
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length {
                argument,
                found,
                expected,
            } => {
                write!(
                    out,
                    "`{argument}` has {found} rows, where the other columns have {expected}; give columns of one length, or a lone number"
                )
            }
            Self::Domain {
                argument,
                row,
                found,
                expected,
                ..
            } => {
                write!(
                    out,
                    "`{argument}`{} is {found}; expected {expected}",
                    at(*row)
                )
            }
            Self::Precision {
                argument,
                row,
                found,
            } => {
                let found = shortened(found);
                write!(
                    out,
                    "`{argument}`{} is {found}, which needs more than the 28 digits that exact decimals hold; round it, or give floats",
                    at(*row)
                )
            }
            Self::UnknownName { what, found, known } => {
                write!(out, "there is no {what} called '{found}'")?;
                if let Some(closest) = closest(found, known) {
                    write!(out, "; did you mean '{closest}'?")?;
                }
                write!(out, " Known: {}", known.join(", "))
            }
            Self::Unreadable {
                row,
                text,
                style,
                position,
                problem,
                hint,
            } => {
                write!(
                    out,
                    "{text:?}{} cannot be read in style '{style}': {problem} (character {position})",
                    at(*row)
                )?;
                hint.map_or(Ok(()), |hint| write!(out, "; style '{hint}' reads it"))
            }
            Self::Ambiguous {
                row,
                text,
                readings,
            } => {
                let both: Vec<String> = readings
                    .iter()
                    .map(|(style, number)| format!("{number} in style '{style}'"))
                    .collect();
                write!(
                    out,
                    "the column can be read in more than one way: {text:?} at row {row} is {}; name the style",
                    both.join(" but ")
                )
            }
            Self::Setting { argument, problem } => write!(out, "`{argument}`: {problem}"),
        }
    }
}

impl std::error::Error for Error {}

/// The known name nearest to the one given, if one is near enough to be a slip of the hand.
#[must_use]
pub fn closest<'a>(found: &str, known: &'a [String]) -> Option<&'a str> {
    known
        .iter()
        .map(|name| (edits(&found.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(edits, name)| *edits <= name.chars().count().div_ceil(3))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, name)| name.as_str())
}

/// How many letters must be added, dropped or changed to make one word the other.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut costs: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.chars().enumerate() {
        let mut diagonal = row;
        let mut left = row.saturating_add(1);
        let mut next = vec![left];
        for (above, other) in costs.iter().skip(1).zip(&to) {
            let change = diagonal.saturating_add(usize::from(letter != *other));
            left = change
                .min(above.saturating_add(1))
                .min(left.saturating_add(1));
            diagonal = *above;
            next.push(left);
        }
        costs = next;
    }
    costs.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_name_is_found_and_a_far_one_is_not() {
        let known = vec![
            "dpspc".to_owned(),
            "megpc".to_owned(),
            "per_capita".to_owned(),
        ];
        assert_eq!(closest("dpsc", &known), Some("dpspc"));
        assert_eq!(closest("per_capta", &known), Some("per_capita"));
        assert_eq!(closest("xylophone", &known), None);
        assert_eq!(edits("kitten", "sitting"), 3);
    }
}
