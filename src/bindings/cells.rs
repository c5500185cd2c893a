//! A column of objects: the texts among them, and the cells that are numbers already.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyString, PyType};
use rust_decimal::Decimal;

use crate::error::Error;
use crate::figure::{Fate, Unread};
use crate::number::exact_from_text;

/// What the messages call the column.
pub(super) const ARGUMENT: &str = "values";

/// A column of objects: its texts, and the cells that are numbers already.
pub(super) struct Cells<'a> {
    pub(super) texts: Vec<Option<&'a str>>,
    pub(super) numbers: Vec<(usize, Number)>,
}

/// A cell that is a number: a float, or any other kind.
pub(super) enum Number {
    Float(f64),
    Other(Py<PyAny>),
}

impl<'a> Cells<'a> {
    /// Sorts the cells. Nothing of Python's runs here: the texts stay where they are.
    pub(super) fn of(py: Python<'a>, values: &'a [Py<PyAny>]) -> PyResult<Self> {
        let kinds = Kinds::of(py)?;
        let mut cells = Self {
            texts: Vec::with_capacity(values.len()),
            numbers: Vec::new(),
        };
        for (row, value) in values.iter().enumerate() {
            let value = value.bind(py);
            let mut text = None;
            if let Ok(found) = value.cast::<PyString>() {
                // A text that is no Unicode is read as one that no style reads.
                text = Some(found.to_str().unwrap_or("\u{fffd}"));
            } else if let Ok(number) = value.cast::<PyFloat>() {
                if !number.value().is_nan() {
                    cells.numbers.push((row, Number::Float(number.value())));
                }
            } else if kinds.is_number(value)? {
                cells
                    .numbers
                    .push((row, Number::Other(value.clone().unbind())));
            } else if !(value.is_none() || value.is(kinds.na)) {
                return Err(no_figure(value, row));
            }
            cells.texts.push(text);
        }
        Ok(cells)
    }
}

/// The types of numbers that cells may have, and pandas' mark of a missing value.
struct Kinds<'py> {
    numbers: [&'py Bound<'py, PyType>; 3],
    na: &'py Bound<'py, PyAny>,
}

impl<'py> Kinds<'py> {
    fn of(py: Python<'py>) -> PyResult<Self> {
        static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        static INTEGER: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        static FLOATING: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        static NA: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let numbers = [
            DECIMAL.import(py, "decimal", "Decimal")?,
            INTEGER.import(py, "numpy", "integer")?,
            FLOATING.import(py, "numpy", "floating")?,
        ];
        Ok(Self {
            numbers,
            na: NA.import(py, "pandas", "NA")?,
        })
    }

    fn is_number(&self, value: &Bound<'py, PyAny>) -> PyResult<bool> {
        if value.is_instance_of::<PyInt>() {
            return Ok(!value.is_instance_of::<PyBool>());
        }
        for kind in self.numbers {
            if value.is_instance(kind)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn no_figure(value: &Bound<'_, PyAny>, row: usize) -> PyErr {
    let refusal = || -> PyResult<PyErr> {
        let (py, found) = (
            value.py(),
            value.get_type().fully_qualified_name()?.to_string(),
        );
        let message = format!(
            "`{ARGUMENT}` at row {row} is {} ({found}); expected printed figures, numbers or missing values",
            value.repr()?
        );
        let facts = PyDict::new(py);
        facts.set_item("argument", ARGUMENT)?;
        facts.set_item("found", found)?;
        Ok(PyErr::from_value(
            py.import("sustenta.errors")?
                .getattr("ColumnTypeError")?
                .call((message,), Some(&facts))?,
        ))
    };
    refusal().unwrap_or_else(|trouble| trouble)
}

impl Number {
    pub(super) fn float(
        self,
        py: Python<'_>,
        row: Option<usize>,
        unread: Unread,
    ) -> PyResult<(f64, Fate)> {
        let number = match &self {
            Self::Float(number) => *number,
            // A whole number beyond all floats is as little of one as an infinity.
            Self::Other(number) => number.bind(py).extract().unwrap_or(f64::INFINITY),
        };
        match (number.is_finite(), unread) {
            (true, _) => Ok((number, Fate::Read)),
            (false, _) if number.is_nan() => Ok((f64::NAN, Fate::Missing)),
            (false, Unread::Skip) => Ok((f64::NAN, Fate::Unreadable)),
            (false, Unread::Refuse) => Err(not_finite(row, &self.text(py)?).into()),
        }
    }

    /// A float is read as the decimal that it prints.
    pub(super) fn decimal(
        self,
        py: Python<'_>,
        row: Option<usize>,
        unread: Unread,
    ) -> PyResult<(Option<Decimal>, Fate)> {
        let text = self.text(py)?;
        if text
            .to_ascii_lowercase()
            .trim_start_matches('-')
            .starts_with("nan")
        {
            return Ok((None, Fate::Missing));
        }
        match exact_from_text(&text) {
            Some(Ok(number)) => Ok((Some(number), Fate::Read)),
            _ if unread == Unread::Skip => Ok((None, Fate::Unreadable)),
            Some(Err(_)) => Err(Error::Precision {
                argument: ARGUMENT.to_owned(),
                row,
                found: text,
            }
            .into()),
            None => Err(not_finite(row, &text).into()),
        }
    }

    fn text(&self, py: Python<'_>) -> PyResult<String> {
        match self {
            Self::Float(number) => Ok(format!("{number:e}")),
            Self::Other(number) => number.bind(py).str()?.extract(),
        }
    }
}

pub(super) fn not_finite(row: Option<usize>, found: &str) -> Error {
    Error::Domain {
        argument: ARGUMENT.to_owned(),
        row,
        found: found.to_owned(),
        expected: "a finite amount, or None where it is missing".to_owned(),
        reason: "amount_not_finite",
    }
}
