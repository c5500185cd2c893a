//! Columns read as rationals, whatever they hold, and numbers on their way back.

use num_rational::BigRational;
use numpy::PyArray1;
use pyo3::prelude::*;
use rust_decimal::Decimal;

use super::arrays::FloatInput;
use super::exact::{ExactInput, objects};
use crate::error::Error;
use crate::metadata::Reason;
use crate::number::{Unrepresentable, nearest_decimal, nearest_float, rational, shortest};

/// A column of floats or of exact decimals, read row by row as rationals.
pub(super) enum Rationals<'py> {
    Floats(FloatInput<'py>),
    Exact(ExactInput),
}

impl<'py> Rationals<'py> {
    pub(super) fn read(argument: &str, given: &Bound<'py, PyAny>) -> PyResult<Self> {
        given.extract::<FloatInput<'py>>().map_or_else(
            |_| ExactInput::read(argument, given).map(Self::Exact),
            |floats| Ok(Self::Floats(floats)),
        )
    }

    /// The number of a row, or the reason why there is none.
    pub(super) fn at(&self, row: usize) -> PyResult<Result<BigRational, Reason>> {
        Ok(match self {
            Self::Floats(floats) => {
                let value = floats.column()?.at(row);
                if value.is_nan() {
                    Err(Reason::InputMissing)
                } else {
                    shortest(value).ok_or(Reason::AmountNotFinite)
                }
            }
            Self::Exact(exact) => exact
                .column()
                .at(row)
                .map(rational)
                .ok_or(Reason::InputMissing),
        })
    }
}

/// Numbers on their way back: floats, or Decimals where the call is exact.
pub(super) fn numbers<'py>(
    py: Python<'py>,
    values: &[Option<BigRational>],
    exact: bool,
) -> PyResult<Bound<'py, PyAny>> {
    if !exact {
        let floats = values
            .iter()
            .map(|value| value.as_ref().map_or(f64::NAN, nearest_float));
        return Ok(PyArray1::from_iter(py, floats).into_any());
    }
    let decimals = values.iter().enumerate().map(|(row, value)| {
        let rounded = value.as_ref().map(nearest_decimal).transpose();
        rounded.map_err(|Unrepresentable| too_wide(row))
    });
    let decimals: Vec<Option<Decimal>> = decimals.collect::<Result<_, _>>()?;
    Ok(objects(py, &decimals)?.into_any())
}

pub(super) fn too_wide(row: usize) -> Error {
    Error::Precision {
        argument: "result".to_owned(),
        row: Some(row),
        found: "a number".to_owned(),
    }
}
