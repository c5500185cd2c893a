//! What a panel's classes need beyond those of columns: groups of rows already judged, shares by their amounts.

use numpy::{PyArray1, PyReadonlyArray1};
use pyo3::prelude::*;

use super::arrays::{CodeOutput, FloatInput};
use super::classifications::{Judged, bands, split};
use super::exact::ExactInput;
use super::indicators::{give, read};
use crate::classifications::{
    JudgedRows, classify_panel, classify_share_changes, classify_share_changes_exact,
};
use crate::indicators;
use crate::rows::{Errors, ExactColumn};

/// The indicator `id` over exact columns some of which are quotients: what needs more digits than there are is rounded.
#[pyfunction]
#[pyo3(signature = (id, inputs, errors, arrow))]
pub(super) fn evaluate_of_quotients<'py>(
    py: Python<'py>,
    id: &str,
    inputs: Vec<Bound<'py, PyAny>>,
    errors: &str,
    arrow: bool,
) -> PyResult<(Bound<'py, PyAny>, CodeOutput)> {
    let entry = indicators::find(id)?;
    let errors = Errors::from_name(errors)?;
    let inputs = read(
        entry.indicator.inputs.iter().map(|input| input.argument),
        &inputs,
    )?;
    let columns: Vec<_> = inputs.iter().map(ExactInput::column).collect();
    let mut codes = vec![0; columns.iter().find_map(ExactColumn::length).unwrap_or(1)];
    let values = py.detach(|| entry.of_quotients(&columns, Some(&mut codes), errors))?;
    Ok((give(py, &values, arrow, true)?, CodeOutput(codes)))
}

/// Classes from 1, reasons, the number of each one's set of failing years, and those sets.
type Grouped<'py> = (
    CodeOutput,
    CodeOutput,
    Bound<'py, PyArray1<u32>>,
    Vec<Vec<i32>>,
);

/// Classifies municipalities by compliance in every year of a panel, given what `gaps` says of each row: met (1), not
/// met (2), or not known, with the code of the reason.
#[pyfunction]
#[pyo3(signature = (groups, count, years, met, reasons, first, last))]
#[expect(
    clippy::too_many_arguments,
    reason = "the columns of the panel, one to one"
)]
pub(super) fn classify_panel_compliance<'py>(
    py: Python<'py>,
    groups: PyReadonlyArray1<'py, i32>,
    count: usize,
    years: PyReadonlyArray1<'py, i32>,
    met: PyReadonlyArray1<'py, u8>,
    reasons: PyReadonlyArray1<'py, u8>,
    first: i32,
    last: i32,
) -> PyResult<Grouped<'py>> {
    let rows = JudgedRows {
        groups: groups.as_slice()?,
        years: years.as_slice()?,
        met: met.as_slice()?,
        reasons: reasons.as_slice()?,
    };
    let found = py.detach(|| classify_panel(rows, count, first, last))?;
    Ok((
        CodeOutput(found.classes),
        CodeOutput(found.reasons),
        PyArray1::from_vec(py, found.failing),
        found.sets,
    ))
}

/// Classifies the change between two shares from their amounts: part and whole of the first year, and of the last.
#[pyfunction]
#[pyo3(signature = (id, amounts, cuts))]
pub(super) fn classify_share_change<'py>(
    py: Python<'py>,
    id: &str,
    amounts: [FloatInput<'py>; 4],
    cuts: Option<Vec<String>>,
) -> PyResult<Judged> {
    let bands = bands(id, cuts)?;
    let [part, whole, last_part, last_whole] = &amounts;
    let columns = [
        part.column()?,
        whole.column()?,
        last_part.column()?,
        last_whole.column()?,
    ];
    Ok(split(
        &py.detach(|| classify_share_changes(columns, &bands))?,
    ))
}

/// The same over exact decimals.
#[pyfunction]
#[pyo3(signature = (id, amounts, cuts))]
pub(super) fn classify_share_change_decimals(
    id: &str,
    amounts: [Bound<'_, PyAny>; 4],
    cuts: Option<Vec<String>>,
) -> PyResult<Judged> {
    let bands = bands(id, cuts)?;
    let read = |place: usize, name: &str| {
        amounts.get(place).map_or_else(
            || Ok(ExactInput::Scalar(None)),
            |given| ExactInput::read(name, given),
        )
    };
    let inputs = [
        read(0, "first_part")?,
        read(1, "first_whole")?,
        read(2, "last_part")?,
        read(3, "last_whole")?,
    ];
    let [part, whole, last_part, last_whole] = &inputs;
    Ok(split(&classify_share_changes_exact(
        [
            part.column(),
            whole.column(),
            last_part.column(),
            last_whole.column(),
        ],
        &bands,
    )?))
}
