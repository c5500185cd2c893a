//! Price levels and compound growth over columns from Python.

use numpy::{PyArray1, PyReadonlyArray1};
use pyo3::prelude::*;

use super::arrays::{FloatInput, columns};
use super::exact::ExactInput;
use super::indicators::{give, read};
use crate::error::Error;
use crate::prices::{self, Basis, GROWTH, Level, YearLevel};
use crate::rows::Errors;

/// The level of each year as an exact text, or why there is none.
type Levels = Vec<(i32, Option<String>, String)>;

/// The level of each year, from levels of months (0: of the year as a whole).
#[pyfunction]
#[pyo3(signature = (years, months, levels, basis))]
pub(super) fn yearly_levels<'py>(
    years: PyReadonlyArray1<'py, i32>,
    months: PyReadonlyArray1<'py, u8>,
    levels: PyReadonlyArray1<'py, f64>,
    basis: &str,
) -> PyResult<Levels> {
    let basis = Basis::from_name(basis)?;
    let rows = years.as_slice()?.iter().zip(months.as_slice()?);
    let given: Vec<Level> = rows
        .zip(levels.as_slice()?)
        .map(|((year, month), level)| Level {
            year: *year,
            month: (*month > 0).then_some(*month),
            level: *level,
        })
        .collect();
    let found = prices::yearly_levels(&given, basis)?.into_iter();
    Ok(found
        .map(|(year, level)| match level {
            YearLevel::Known(level) => (year, Some(level.to_string()), String::new()),
            YearLevel::Missing(why) => (year, None, why),
        })
        .collect())
}

/// Compound growth a year, in per cent.
#[pyfunction]
#[pyo3(signature = (inputs, errors))]
pub(super) fn compound_growth<'py>(
    py: Python<'py>,
    inputs: Vec<FloatInput<'py>>,
    errors: &str,
) -> PyResult<Bound<'py, PyArray1<f64>>> {
    let errors = Errors::from_name(errors)?;
    let (columns, _) = columns(&inputs)?;
    let columns = three(columns)?;
    let values = py.detach(|| prices::compound_growth(columns, errors))?;
    Ok(PyArray1::from_vec(py, values))
}

/// Compound growth a year over exact columns.
#[pyfunction]
#[pyo3(signature = (inputs, errors, arrow))]
pub(super) fn compound_growth_exact<'py>(
    py: Python<'py>,
    inputs: Vec<Bound<'py, PyAny>>,
    errors: &str,
    arrow: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let errors = Errors::from_name(errors)?;
    let inputs = read(GROWTH, &inputs)?;
    let columns = three(inputs.iter().map(ExactInput::column).collect())?;
    let values = py.detach(|| prices::compound_growth_exact(columns, errors))?;
    give(py, &values, arrow, true)
}

pub(super) fn three<T>(given: Vec<T>) -> PyResult<[T; 3]> {
    let found = given.len();
    given.try_into().map_err(|_| {
        Error::Length {
            argument: "inputs".to_owned(),
            found,
            expected: 3,
        }
        .into()
    })
}
