//! Printed figures from and to Python: columns of objects, and Arrow's texts as views of their buffers.

#![allow(
    clippy::needless_pass_by_value,
    reason = "Python's arguments arrive as values"
)]

use numpy::{PyArray1, PyArrayMethods, PyReadonlyArray1};
use pyo3::prelude::*;
use rust_decimal::Decimal;

use super::arrays::{CodeOutput, FloatInput, FloatOutput, OutputArray, unwritten};
use super::cells::{ARGUMENT, Cells, not_finite};
use super::exact::{ExactInput, Objects, object_array};
use crate::error::Error;
use crate::figure::{
    self, ArrowTexts, Choice, Fixed, Lang, Negative, Texts, Unread, fixed_rows, read_floats,
    read_words,
};
use crate::rows::{Column, Errors, ExactColumn};

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
pub(super) type Buffers<'py> = (
    Offsets<'py>,
    PyReadonlyArray1<'py, u8>,
    Option<PyReadonlyArray1<'py, u8>>,
    usize,
);

fn texts<'a>((offsets, bytes, validity, first): &'a Buffers<'_>) -> PyResult<ArrowTexts<'a>> {
    let offsets = match offsets {
        Offsets::Narrow(offsets) => figure::Offsets::Narrow(offsets.as_slice()?),
        Offsets::Wide(offsets) => figure::Offsets::Wide(offsets.as_slice()?),
    };
    let validity = validity
        .as_ref()
        .map(|bits| bits.as_slice())
        .transpose()?
        .map(|bits| (bits, *first));
    Ok(ArrowTexts {
        offsets,
        bytes: bytes.as_slice()?,
        validity,
    })
}

/// Reads Arrow's texts into floats; and the fate of each row.
#[pyfunction]
pub(super) fn parse_texts<'py>(
    py: Python<'py>,
    buffers: Buffers<'py>,
    style: &str,
    errors: &str,
) -> PyResult<(FloatOutput<'py>, CodeOutput)> {
    let (choice, unread, texts) = (Choice::from_name(style)?, unread(errors)?, texts(&buffers)?);
    let mut out = OutputArray::new(py, texts.rows())?;
    let mut fates = vec![0; texts.rows()];
    let place = out.as_slice()?;
    py.detach(|| {
        read_floats(
            &texts,
            choice.settle(&texts, unread)?,
            unread,
            place,
            &mut fates,
        )
    })?;
    Ok((out.finish(), CodeOutput(fates)))
}

/// Reads Arrow's texts into Decimals; and the fate of each row.
#[pyfunction]
pub(super) fn parse_texts_exact<'py>(
    py: Python<'py>,
    buffers: Buffers<'py>,
    style: &str,
    errors: &str,
) -> PyResult<(Objects<'py>, CodeOutput)> {
    let (choice, unread, texts) = (Choice::from_name(style)?, unread(errors)?, texts(&buffers)?);
    let mut fates = Vec::with_capacity(texts.rows());
    let style = py.detach(|| choice.settle(&texts, unread))?;
    let rows = fixed_rows(&texts, style, unread).map(|row| {
        let (number, fate) = row?;
        fates.push(fate.code());
        Ok(number)
    });
    let numbers = object_array(py, texts.rows(), rows)?;
    Ok((numbers, CodeOutput(fates)))
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
    let out = unwritten::<u64>(py, texts.rows().saturating_mul(2))?;
    let mut fates = vec![0; texts.rows()];
    let mut place = out.readwrite();
    let words = place.as_slice_mut()?.as_chunks_mut().0;
    let scale = py.detach(|| {
        read_words(
            &texts,
            choice.settle(&texts, unread)?,
            unread,
            words,
            &mut fates,
        )
    })?;
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
    let (choice, unread, cells) = (
        Choice::from_name(style)?,
        unread(errors)?,
        Cells::of(py, values.as_slice()?)?,
    );
    let mut out = OutputArray::new(py, cells.texts.len())?;
    let mut fates = vec![0; cells.texts.len()];
    let place = out.as_slice()?;
    let texts = cells.texts.as_slice();
    let read = choice
        .settle(texts, unread)
        .and_then(|style| read_floats(texts, style, unread, place, &mut fates));
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
) -> PyResult<(Objects<'py>, CodeOutput)> {
    let (choice, unread, cells) = (
        Choice::from_name(style)?,
        unread(errors)?,
        Cells::of(py, values.as_slice()?)?,
    );
    let texts = cells.texts.as_slice();
    let mut fates = Vec::with_capacity(texts.len());
    let mut others = cells.numbers.into_iter().peekable();
    let style = choice
        .settle(texts, unread)
        .map_err(|error| placed(error, lone))?;
    let rows = fixed_rows(texts, style, unread)
        .enumerate()
        .map(|(row, read)| {
            let (number, fate) = match others.next_if(|(place, _)| *place == row) {
                Some((row, cell)) => {
                    let (number, fate) = cell.decimal(py, (!lone).then_some(row), unread)?;
                    (number.map(Fixed::from), fate)
                }
                None => read.map_err(|error| placed(error, lone))?,
            };
            fates.push(fate.code());
            Ok(number)
        });
    let numbers = object_array(py, texts.len(), rows)?;
    Ok((numbers, CodeOutput(fates)))
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

/// Writes floats; None where there is no number.
#[pyfunction]
pub(super) fn format_floats(
    values: FloatInput<'_>,
    decimals: u32,
    negative: &str,
    lang: &str,
) -> PyResult<Vec<Option<String>>> {
    let (negative, lang) = (Negative::from_name(negative)?, Lang::from_name(lang)?);
    let (values, lone) = match values.column()? {
        Column::Scalar(value) => (&[value][..], true),
        Column::Rows(values) => (values, false),
    };
    let written = values.iter().enumerate().map(|(row, value)| {
        match figure::write_float(*value, decimals, negative, lang) {
            None if !value.is_nan() => Err(not_finite((!lone).then_some(row), &value.to_string())),
            text => Ok(text),
        }
    });
    Ok(written.collect::<Result<_, _>>()?)
}

/// Writes Decimals and whole numbers; None where there is none.
#[pyfunction]
pub(super) fn format_decimals(
    values: &Bound<'_, PyAny>,
    decimals: u32,
    negative: &str,
    lang: &str,
) -> PyResult<Vec<Option<String>>> {
    let (negative, lang) = (Negative::from_name(negative)?, Lang::from_name(lang)?);
    let values = ExactInput::read(ARGUMENT, values)?;
    let write =
        |value: &Option<Decimal>| value.map(|value| figure::write(value, decimals, negative, lang));
    match values.column() {
        ExactColumn::Scalar(value) => Ok(vec![write(&value)]),
        ExactColumn::Rows(values) => Ok(values.iter().map(write).collect()),
    }
}
