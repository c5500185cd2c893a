//! Writing an expression so that reading it gives the same one.

use std::fmt;

use super::{Comparison, Factor, Operand, Place, Product, Sum, Total};

impl fmt::Display for Comparison {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} {}", self.left, self.relation.sign(), self.right)
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (subtracted, product)) in self.parts.iter().enumerate() {
            let sign = match (place, subtracted) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            };
            write!(out, "{sign}{product}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Product {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (divides, factor)) in self.factors.iter().enumerate() {
            let sign = match (place, divides) {
                (0, _) => "",
                (_, false) => " * ",
                (_, true) => " / ",
            };
            write!(out, "{sign}{factor}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(out, "{}", number.text),
            Self::Operand(operand) => write!(out, "{operand}"),
            Self::Total(total) => write!(out, "{total}"),
            Self::Group(sum) => write!(out, "({sum})"),
        }
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(table) = &self.table {
            write!(out, "{}.", name(table))?;
        }
        write!(out, "{}", name(&self.column))?;
        if self.keys.is_empty() {
            return Ok(());
        }
        let keys: Vec<String> = self
            .keys
            .iter()
            .map(|(key, place)| format!("{} = {place}", name(key)))
            .collect();
        write!(out, "[{}]", keys.join(", "))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(out, "{}", quoted(text)),
            Self::Whole(whole) => write!(out, "{whole}"),
            Self::Shifted(key, 0) => write!(out, "{}", name(key)),
            Self::Shifted(key, by) if *by < 0 => {
                write!(out, "{} - {}", name(key), by.unsigned_abs())
            }
            Self::Shifted(key, by) => write!(out, "{} + {by}", name(key)),
        }
    }
}

impl fmt::Display for Total {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "sum({}", self.operand)?;
        if !self.by.is_empty() {
            write!(
                out,
                ", by = {}",
                listed(self.by.iter().map(|key| name(key)))
            )?;
        }
        if !self.conditions.is_empty() {
            let conditions: Vec<String> = self
                .conditions
                .iter()
                .map(|(key, values)| {
                    format!(
                        "{} = {}",
                        name(key),
                        listed(values.iter().map(Place::to_string))
                    )
                })
                .collect();
            write!(out, ", where = ({})", conditions.join(", "))?;
        }
        if self.excludes {
            write!(out, ", missing = \"exclude\"")?;
        }
        write!(out, ")")
    }
}

/// One alone, or several in parentheses.
fn listed(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    match items.as_slice() {
        [one] => one.clone(),
        _ => format!("({})", items.join(", ")),
    }
}

/// A name that could be read as anything else stands between backquotes.
fn name(text: &str) -> String {
    let mut letters = text.chars();
    let plain = letters.next().is_some_and(super::parse::begins_name)
        && letters.all(super::parse::continues_name)
        && text != super::parse::SUM;
    if plain {
        text.to_owned()
    } else {
        format!("`{text}`")
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
