//! One exhaustive match from the core's errors to the exceptions that `sustenta.errors` defines.

use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error::Error;

impl From<Error> for PyErr {
    fn from(error: Error) -> Self {
        Python::attach(|py| exception(py, &error).unwrap_or_else(|trouble| trouble))
    }
}

fn exception(py: Python<'_>, error: &Error) -> PyResult<PyErr> {
    let facts = PyDict::new(py);
    let class = match error {
        Error::Length {
            argument,
            found,
            expected,
        } => {
            facts.set_item("argument", argument)?;
            facts.set_item("found", found)?;
            facts.set_item("expected", expected)?;
            "LengthError"
        }
        Error::Domain {
            argument,
            row,
            found,
            expected,
            reason,
        } => {
            facts.set_item("argument", argument)?;
            facts.set_item("row", row)?;
            facts.set_item("found", found)?;
            facts.set_item("expected", expected)?;
            facts.set_item("reason", reason)?;
            "DomainError"
        }
        Error::Precision {
            argument,
            row,
            found,
        } => {
            facts.set_item("argument", argument)?;
            facts.set_item("row", row)?;
            facts.set_item("found", found)?;
            "PrecisionError"
        }
        Error::UnknownName { what, found, known } => {
            facts.set_item("what", what)?;
            facts.set_item("found", found)?;
            facts.set_item("known", known)?;
            "UnknownNameError"
        }
        Error::Unreadable {
            row,
            text,
            style,
            position,
            problem,
            hint,
        } => {
            facts.set_item("row", row)?;
            facts.set_item("text", text)?;
            facts.set_item("style", style)?;
            facts.set_item("position", position)?;
            facts.set_item("problem", problem)?;
            facts.set_item("hint", hint)?;
            "UnreadableFigureError"
        }
        Error::Ambiguous {
            row,
            text,
            readings,
        } => {
            facts.set_item("row", row)?;
            facts.set_item("text", text)?;
            facts.set_item("readings", readings)?;
            "AmbiguousFiguresError"
        }
        Error::Setting { argument, problem } => {
            facts.set_item("argument", argument)?;
            facts.set_item("problem", problem)?;
            "SettingError"
        }
        Error::Repeated { .. } | Error::Expression { .. } => facts_of_tables(&facts, error)?,
    };
    let class = py.import("sustenta.errors")?.getattr(class)?;
    Ok(PyErr::from_value(
        class.call((error.to_string(),), Some(&facts))?,
    ))
}

/// The facts of refusals that are about tables and the rules laid over them.
fn facts_of_tables(facts: &Bound<'_, PyDict>, error: &Error) -> PyResult<&'static str> {
    Ok(match error {
        Error::Repeated { key, rows, .. } => {
            facts.set_item("key", key)?;
            facts.set_item("rows", rows)?;
            "DuplicateKeyError"
        }
        Error::Expression {
            rule,
            text,
            position,
            length,
            problem,
            names,
        } => {
            facts.set_item("rule", rule)?;
            facts.set_item("expression", text)?;
            facts.set_item("position", position)?;
            facts.set_item("length", length)?;
            facts.set_item("problem", problem)?;
            // Known where the rule was read from a file.
            facts.set_item("path", None::<&str>)?;
            facts.set_item("line", None::<usize>)?;
            match names {
                None => "ExpressionError",
                Some(name) => {
                    facts.set_item("what", name.what)?;
                    facts.set_item("found", &name.found)?;
                    facts.set_item("known", &name.known)?;
                    "RuleNameError"
                }
            }
        }
        _ => "SustentaError",
    })
}
