//! Printed figures from and to Python: columns of objects, and Arrow's texts as views of their buffers.

#![allow(clippy::needless_pass_by_value, reason = "Python's arguments arrive as values")]

use numpy::{PyArray1, PyArrayMethods, PyReadonlyArray1};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyType};
use rust_decimal::Decimal;

use super::arrays::{CodeOutput, FloatInput, FloatOutput, OutputArray};
use super::decimals::decimals;
use super::exact::ExactInput;
use crate::error::Error;
use crate::figure::{self, ArrowTexts, Choice, Fate, Lang, Negative, Texts, Unread, read_figures, read_floats, read_words};
use crate::number::exact_from_text;
use crate::rows::{Column, Errors, ExactColumn};

/// What the messages call the column.
const ARGUMENT: &str = "values";

fn unread(errors: &str) -> Result<Unread, Error> {
    Errors::from_name(errors).map(|errors| match errors {
        Errors::Raise => Unread::Refuse,
        Errors::Coerce => Unread::Skip,
    })
}

/// The offsets of Arrow's texts: of a `string` or of a `large_string` column.
#[derive(FromPyObject)]
pub(super) enum Offsets<'py> {
    Narrow(PyReadonlyArray1<'py, i32>),
    Wide(PyReadonlyArray1<'py, i64>),
}

/// Arrow's texts: offsets, bytes, validity bits and the bit of the first row.
pub(super) type Buffers<'py> = (Offsets<'py>, PyReadonlyArray1<'py, u8>, Option<PyReadonlyArray1<'py, u8>>, usize);

fn texts<'a>((offsets, bytes, validity, first): &'a Buffers<'_>) -> PyResult<ArrowTexts<'a>> {
    let offsets = match offsets {
        Offsets::Narrow(offsets) => figure::Offsets::Narrow(offsets.as_slice()?),
        Offsets::Wide(offsets) => figure::Offsets::Wide(offsets.as_slice()?),
    };
    let validity = validity.as_ref().map(|bits| bits.as_slice()).transpose()?.map(|bits| (bits, *first));
    Ok(ArrowTexts { offsets, bytes: bytes.as_slice()?, validity })
}

/// Reads Arrow's texts into floats; and the fate of each row.
#[pyfunction]
pub(super) fn parse_texts<'py>(py: Python<'py>, buffers: Buffers<'py>, style: &str, errors: &str) -> PyResult<(FloatOutput<'py>, CodeOutput)> {
    let (choice, unread, texts) = (Choice::from_name(style)?, unread(errors)?, texts(&buffers)?);
    let mut out = OutputArray::new(py, texts.rows())?;
    let mut fates = vec![0; texts.rows()];
    let place = out.as_slice()?;
    py.detach(|| read_floats(&texts, choice.settle(&texts, unread)?, unread, place, &mut fates))?;
    Ok((out.finish(), CodeOutput(fates)))
}

/// Reads Arrow's texts into Decimals; and the fate of each row.
#[pyfunction]
pub(super) fn parse_texts_exact<'py>(py: Python<'py>, buffers: Buffers<'py>, style: &str, errors: &str) -> PyResult<(Bound<'py, PyList>, CodeOutput)> {
    let (choice, unread, texts) = (Choice::from_name(style)?, unread(errors)?, texts(&buffers)?);
    let mut fates = vec![0; texts.rows()];
    let figures = py.detach(|| read_figures(&texts, choice.settle(&texts, unread)?, unread, &mut fates))?;
    Ok((decimals(py, &figures.iter().map(|figure| figure.map(|figure| figure.value)).collect::<Vec<_>>())?, CodeOutput(fates)))
}

/// Reads Arrow's texts into Arrow's decimal words: the words, the fate of each row, and the scale.
#[pyfunction]
pub(super) fn parse_texts_words<'py>(
    py: Python<'py>,
    buffers: Buffers<'py>,
    style: &str,
    errors: &str,
) -> PyResult<(Bound<'py, PyArray1<u64>>, CodeOutput, u32)> {
    let (choice, unread, texts) = (Choice::from_name(style)?, unread(errors)?, texts(&buffers)?);
    let out = PyArray1::<u64>::zeros(py, texts.rows().saturating_mul(2), false);
    let mut fates = vec![0; texts.rows()];
    let mut place = out.readwrite();
    let words = place.as_slice_mut()?.as_chunks_mut().0;
    let scale = py.detach(|| read_words(&texts, choice.settle(&texts, unread)?, unread, words, &mut fates))?;
    Ok((out, CodeOutput(fates), scale))
}

/// Reads a column of objects, or a lone one, into floats; and the fate of each row.
#[pyfunction]
pub(super) fn parse_objects<'py>(
    py: Python<'py>,
    values: PyReadonlyArray1<'py, Py<PyAny>>,
    style: &str,
    errors: &str,
    lone: bool,
) -> PyResult<(FloatOutput<'py>, CodeOutput)> {
    let (choice, unread, cells) = (Choice::from_name(style)?, unread(errors)?, Cells::of(py, values.as_slice()?)?);
    let mut out = OutputArray::new(py, cells.texts.len())?;
    let mut fates = vec![0; cells.texts.len()];
    let place = out.as_slice()?;
    let texts = cells.texts.as_slice();
    let read = choice.settle(texts, unread).and_then(|style| read_floats(texts, style, unread, place, &mut fates));
    read.map_err(|error| placed(error, lone))?;
    for (row, cell) in cells.numbers {
        let (number, fate) = cell.float(py, (!lone).then_some(row), unread)?;
        if let (Some(value), Some(code)) = (place.get_mut(row), fates.get_mut(row)) {
            (*value, *code) = (number, fate.code());
        }
    }
    Ok((out.finish(), CodeOutput(fates)))
}

/// Reads a column of objects, or a lone one, into Decimals; and the fate of each row.
#[pyfunction]
pub(super) fn parse_objects_exact<'py>(
    py: Python<'py>,
    values: PyReadonlyArray1<'py, Py<PyAny>>,
    style: &str,
    errors: &str,
    lone: bool,
) -> PyResult<(Bound<'py, PyList>, CodeOutput)> {
    let (choice, unread, cells) = (Choice::from_name(style)?, unread(errors)?, Cells::of(py, values.as_slice()?)?);
    let mut fates = vec![0; cells.texts.len()];
    let texts = cells.texts.as_slice();
    let figures = choice.settle(texts, unread).and_then(|style| read_figures(texts, style, unread, &mut fates));
    let figures = figures.map_err(|error| placed(error, lone))?;
    let mut numbers: Vec<Option<Decimal>> = figures.iter().map(|figure| figure.map(|figure| figure.value)).collect();
    for (row, cell) in cells.numbers {
        let (number, fate) = cell.decimal(py, (!lone).then_some(row), unread)?;
        if let (Some(value), Some(code)) = (numbers.get_mut(row), fates.get_mut(row)) {
            (*value, *code) = (number, fate.code());
        }
    }
    Ok((decimals(py, &numbers)?, CodeOutput(fates)))
}

/// The error with no row where there is but a lone text.
fn placed(mut error: Error, lone: bool) -> Error {
    if let Error::Unreadable { row, .. } | Error::Precision { row, .. } = &mut error
        && lone
    {
        *row = None;
    }
    error
}

/// A column of objects: its texts, and the cells that are numbers already.
struct Cells<'a> {
    texts: Vec<Option<&'a str>>,
    numbers: Vec<(usize, Number)>,
}

/// A cell that is a number: a float, or any other kind.
enum Number {
    Float(f64),
    Other(Py<PyAny>),
}

impl<'a> Cells<'a> {
    /// Sorts the cells. Nothing of Python's runs here: the texts stay where they are.
    fn of(py: Python<'a>, values: &'a [Py<PyAny>]) -> PyResult<Self> {
        let kinds = Kinds::of(py)?;
        let mut cells = Self { texts: Vec::with_capacity(values.len()), numbers: Vec::new() };
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
                cells.numbers.push((row, Number::Other(value.clone().unbind())));
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
        let numbers = [DECIMAL.import(py, "decimal", "Decimal")?, INTEGER.import(py, "numpy", "integer")?, FLOATING.import(py, "numpy", "floating")?];
        Ok(Self { numbers, na: NA.import(py, "pandas", "NA")? })
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
        let (py, found) = (value.py(), value.get_type().fully_qualified_name()?.to_string());
        let message = format!("`{ARGUMENT}` at row {row} is {} ({found}); expected printed figures, numbers or missing values", value.repr()?);
        let facts = PyDict::new(py);
        facts.set_item("argument", ARGUMENT)?;
        facts.set_item("found", found)?;
        Ok(PyErr::from_value(py.import("sustenta.errors")?.getattr("ColumnTypeError")?.call((message,), Some(&facts))?))
    };
    refusal().unwrap_or_else(|trouble| trouble)
}

impl Number {
    fn float(self, py: Python<'_>, row: Option<usize>, unread: Unread) -> PyResult<(f64, Fate)> {
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
    fn decimal(self, py: Python<'_>, row: Option<usize>, unread: Unread) -> PyResult<(Option<Decimal>, Fate)> {
        let text = self.text(py)?;
        if text.to_ascii_lowercase().trim_start_matches('-').starts_with("nan") {
            return Ok((None, Fate::Missing));
        }
        match exact_from_text(&text) {
            Some(Ok(number)) => Ok((Some(number), Fate::Read)),
            _ if unread == Unread::Skip => Ok((None, Fate::Unreadable)),
            Some(Err(_)) => Err(Error::Precision { argument: ARGUMENT.to_owned(), row, found: text }.into()),
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

fn not_finite(row: Option<usize>, found: &str) -> Error {
    Error::Domain {
        argument: ARGUMENT.to_owned(),
        row,
        found: found.to_owned(),
        expected: "a finite amount, or None where it is missing".to_owned(),
        reason: "amount_not_finite",
    }
}

/// Writes floats; None where there is no number.
#[pyfunction]
pub(super) fn format_floats<'py>(
    py: Python<'py>,
    values: FloatInput<'py>,
    places: u32,
    negative: &str,
    lang: &str,
) -> PyResult<Bound<'py, PyList>> {
    let (negative, lang) = (Negative::from_name(negative)?, Lang::from_name(lang)?);
    let (values, lone) = match values.column()? {
        Column::Scalar(value) => (&[value][..], true),
        Column::Rows(values) => (values, false),
    };
    let written = values.iter().enumerate().map(|(row, value)| match figure::write_float(*value, places, negative, lang) {
        None if !value.is_nan() => Err(not_finite((!lone).then_some(row), &value.to_string())),
        text => Ok(text),
    });
    PyList::new(py, written.collect::<Result<Vec<_>, _>>()?)
}

/// Writes Decimals and whole numbers; None where there is none.
#[pyfunction]
pub(super) fn format_decimals<'py>(
    py: Python<'py>,
    values: &Bound<'py, PyAny>,
    places: u32,
    negative: &str,
    lang: &str,
) -> PyResult<Bound<'py, PyList>> {
    let (negative, lang) = (Negative::from_name(negative)?, Lang::from_name(lang)?);
    let values = ExactInput::read(ARGUMENT, values)?;
    let write = |value: &Option<Decimal>| value.map(|value| figure::write(value, places, negative, lang));
    match values.column() {
        ExactColumn::Scalar(value) => PyList::new(py, [write(&value)]),
        ExactColumn::Rows(values) => PyList::new(py, values.iter().map(write)),
    }
}
