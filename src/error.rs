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
    /// A key that stands in more than one row of a table.
    Repeated {
        /// The table.
        table: String,
        /// The columns of the key.
        key: Vec<String>,
        /// The labels that repeat.
        values: Vec<String>,
        /// The first rows in which they stand.
        rows: Vec<usize>,
    },
    /// A rule that cannot be read, or that says what no rule can.
    Expression {
        /// The rule's id; empty where it has none.
        rule: String,
        /// The text of the rule.
        text: String,
        /// The character that is wrong, counted from zero.
        position: usize,
        /// How many characters are wrong from there.
        length: usize,
        /// What is wrong there.
        problem: String,
        /// The name that is unknown, and what there is; `None` where no name is wrong.
        names: Option<Box<UnknownName>>,
    },
}

/// A name that a rule should not have used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// What kind of name: a table, a column, a key.
    pub what: &'static str,
    /// The name.
    pub found: String,
    /// The names known.
    pub known: Vec<String>,
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

    /// A rule that is wrong at some of its bytes.
    #[must_use]
    pub fn expression(text: &str, place: std::ops::Range<usize>, problem: &str) -> Self {
        let before = text.get(..place.start).unwrap_or(text);
        let wrong = text.get(place).unwrap_or("").trim_end();
        Self::Expression {
            rule: String::new(),
            text: text.to_owned(),
            position: before.chars().count(),
            length: wrong.chars().count(),
            problem: problem.to_owned(),
            names: None,
        }
    }

    /// The same error, of the rule of that id.
    #[must_use]
    pub fn of_rule(mut self, id: &str) -> Self {
        if let Self::Expression { rule, .. } = &mut self {
            id.clone_into(rule);
        }
        self
    }

    /// The same error, about a name that is not in a list.
    #[must_use]
    pub fn about<'a>(
        mut self,
        what: &'static str,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        if let Self::Expression { names, .. } = &mut self {
            *names = Some(Box::new(UnknownName {
                what,
                found: name.to_owned(),
                known: known.into_iter().map(str::to_owned).collect(),
            }));
        }
        self
    }

    /// The same error, in other words.
    #[must_use]
    pub fn saying(mut self, words: &str) -> Self {
        if let Self::Expression { problem, .. } = &mut self {
            words.clone_into(problem);
        }
        self
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

/// The line of a text that holds a character, and below it a mark under what is wrong.
fn pointed(text: &str, position: usize, length: usize) -> String {
    let mut start = 0_usize;
    for line in text.split('\n') {
        let letters = line.chars().count();
        if position <= start.saturating_add(letters) {
            let before = position.saturating_sub(start);
            let marks = length.clamp(1, letters.saturating_sub(before).max(1));
            return format!("  {line}\n  {}{}", " ".repeat(before), "^".repeat(marks));
        }
        start = start.saturating_add(letters).saturating_add(1);
    }
    format!("  {text}")
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
            Self::Repeated { .. } | Self::Expression { .. } => self.write_of_tables(out),
        }
    }
}

impl Error {
    /// What is said of tables and of the rules laid over them.
    fn write_of_tables(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeated {
                table,
                key,
                values,
                rows,
            } => {
                let pairs = key.iter().zip(values);
                let key: Vec<String> = pairs.map(|(key, value)| format!("{key} {value}")).collect();
                let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
                write!(
                    out,
                    "table '{table}' has {} in rows {}; its key must name each row once: drop the repeated rows, or name the key with `key=`",
                    key.join(", "),
                    rows.join(", ")
                )
            }
            Self::Expression {
                rule,
                text,
                position,
                length,
                problem,
                names,
            } => {
                if !rule.is_empty() {
                    write!(out, "rule '{rule}': ")?;
                }
                write!(out, "{problem}")?;
                if let Some(UnknownName { found, known, .. }) = names.as_deref() {
                    match closest(found, known) {
                        Some(closest) => write!(out, "; did you mean '{closest}'?")?,
                        None => write!(out, ".")?,
                    }
                    write!(out, " Known: {}", known.join(", "))?;
                }
                write!(
                    out,
                    " (character {position})\n{}",
                    pointed(text, *position, *length)
                )
            }
            _ => Ok(()),
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
