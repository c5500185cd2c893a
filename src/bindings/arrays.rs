//! Columns of floats from and to NumPy: read in place where they are contiguous and aligned.

use numpy::{
    Element, PyArray1, PyArrayMethods, PyReadonlyArray1, PyReadwriteArray1, PyUntypedArrayMethods,
    dtype,
};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyFloat;

use crate::error::Error;
use crate::rows::Column;

#[cfg(feature = "stubs")]
use pyo3::{inspect::PyStaticExpr, type_hint_identifier, type_hint_subscript, type_hint_union};

/// A column of floats: one-dimensional, contiguous, aligned, native float64; or one float.
pub(super) enum FloatInput<'py> {
    Scalar(f64),
    Array(PyReadonlyArray1<'py, f64>),
}

impl<'py> FromPyObject<'_, 'py> for FloatInput<'py> {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = FLOATS;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(number) = given.cast::<PyFloat>() {
            return Ok(Self::Scalar(number.value()));
        }
        let array = given.cast::<PyArray1<f64>>().map_err(|_| not_floats())?;
        if !(array.is_contiguous() && array.is_aligned()) {
            return Err(not_floats());
        }
        // Another call may be writing to this array: then a copy is read instead.
        let readable = match array.try_readonly() {
            Ok(readable) => readable,
            Err(_) => given
                .call_method0("copy")?
                .cast::<PyArray1<f64>>()
                .map_err(|_| not_floats())?
                .readonly(),
        };
        Ok(Self::Array(readable))
    }
}

fn not_floats() -> PyErr {
    PyTypeError::new_err(
        "the core takes one-dimensional, contiguous, aligned float64 arrays and floats",
    )
}

impl FloatInput<'_> {
    pub(super) fn column(&self) -> PyResult<Column<'_>> {
        Ok(match self {
            Self::Scalar(value) => Column::Scalar(*value),
            Self::Array(array) => Column::Rows(array.as_slice()?),
        })
    }
}

/// The columns of a call, and the number of rows of its result.
pub(super) fn columns<'a>(inputs: &'a [FloatInput<'_>]) -> PyResult<(Vec<Column<'a>>, usize)> {
    let columns: Vec<Column<'a>> = inputs
        .iter()
        .map(FloatInput::column)
        .collect::<PyResult<_>>()?;
    let rows = columns.iter().find_map(Column::length).unwrap_or(1);
    Ok((columns, rows))
}

/// Rows from which an array spans huge pages.
const MANY_ROWS: usize = 524_288;

/// A fresh array, every row of which the caller writes.
pub(super) fn unwritten<T: Element>(
    py: Python<'_>,
    rows: usize,
) -> PyResult<Bound<'_, PyArray1<T>>> {
    // NumPy asks for huge pages here, and not for zeros: touching the pages costs half as much.
    static EMPTY: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    if rows < MANY_ROWS {
        return Ok(PyArray1::zeros(py, rows, false));
    }
    let empty = EMPTY.import(py, "numpy", "empty")?;
    Ok(empty.call1((rows, dtype::<T>(py)))?.cast_into()?)
}

/// An array that the caller gave for the results.
pub(super) struct OutputArray<'py>(PyReadwriteArray1<'py, f64>);

impl<'py> FromPyObject<'_, 'py> for OutputArray<'py> {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = ARRAY;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let array = given.cast::<PyArray1<f64>>().map_err(|_| not_floats())?;
        array.try_readwrite().map(Self).map_err(|trouble| {
            let problem = format!("cannot be written to: {trouble}; give a writable array that no other call is using, and no array twice");
            Error::Setting { argument: "out".to_owned(), problem }.into()
        })
    }
}

impl<'py> OutputArray<'py> {
    /// A fresh array, every row of which the caller writes.
    pub(super) fn new(py: Python<'py>, rows: usize) -> PyResult<Self> {
        Ok(Self(unwritten(py, rows)?.readwrite()))
    }

    pub(super) fn as_slice(&mut self) -> PyResult<&mut [f64]> {
        Ok(self.0.as_slice_mut()?)
    }

    pub(super) fn finish(self) -> FloatOutput<'py> {
        FloatOutput(self.0.as_any().clone())
    }
}

/// A float64 array on its way back.
pub(super) struct FloatOutput<'py>(Bound<'py, PyAny>);

impl<'py> IntoPyObject<'py> for FloatOutput<'py> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = std::convert::Infallible;

    #[cfg(feature = "stubs")]
    const OUTPUT_TYPE: PyStaticExpr = ARRAY;

    fn into_pyobject(self, _: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(self.0)
    }
}

/// A column of small codes on its way back.
pub(super) struct CodeOutput(pub(super) Vec<u8>);

impl<'py> IntoPyObject<'py> for CodeOutput {
    type Target = PyArray1<u8>;
    type Output = Bound<'py, PyArray1<u8>>;
    type Error = std::convert::Infallible;

    #[cfg(feature = "stubs")]
    const OUTPUT_TYPE: PyStaticExpr = CODES;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(PyArray1::from_vec(py, self.0))
    }
}

#[cfg(feature = "stubs")]
const ARRAY: PyStaticExpr = type_hint_subscript!(
    type_hint_identifier!("numpy.typing", "NDArray"),
    type_hint_identifier!("numpy", "float64")
);
#[cfg(feature = "stubs")]
const CODES: PyStaticExpr = type_hint_subscript!(
    type_hint_identifier!("numpy.typing", "NDArray"),
    type_hint_identifier!("numpy", "uint8")
);
#[cfg(feature = "stubs")]
const FLOATS: PyStaticExpr = type_hint_union!(type_hint_identifier!("builtins", "float"), ARRAY);
