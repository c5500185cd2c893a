//! Classes over columns from Python.

use numpy::PyReadonlyArray1;
use pyo3::prelude::*;

use super::arrays::{CodeOutput, FloatInput};
use super::exact::ExactInput;
use super::statute::law_of;
use crate::classifications::{
    self, Bands, Compliance, Form, Judgement, classify_exact, classify_floats, classify_groups,
    exact_compliance, exact_compliance_by_law, float_compliance,
};
use crate::dues::Owed;
use crate::error::Error;
use crate::rows::Column;
use crate::statute::{Rule, Sphere};

/// Classes from 1, reasons, and whether a part exceeds its whole: a code a row each.
pub(super) type Judged = (CodeOutput, CodeOutput, CodeOutput);

pub(super) fn bands(id: &str, cuts: Option<Vec<String>>) -> Result<Bands, Error> {
    let classification = classifications::find(id)?;
    cuts.map_or_else(
        || Bands::of(classification),
        |cuts| Bands::replaced(classification, &cuts),
    )
}

pub(super) fn form(name: &str) -> Result<Form, Error> {
    match name {
        "share" => Ok(Form::Share),
        "change" => Ok(Form::Change),
        "given" => Ok(Form::Given),
        _ => Err(Error::unknown("form", name, ["share", "change", "given"])),
    }
}

pub(super) fn split(judgements: &[Judgement]) -> Judged {
    let code = |of: fn(&Judgement) -> u8| CodeOutput(judgements.iter().map(of).collect());
    (
        code(|row| row.class),
        code(|row| row.reason),
        code(|row| u8::from(row.exceeds)),
    )
}

/// Classifies floats; `second` is None where the percentage itself is given.
#[pyfunction]
#[pyo3(signature = (id, how, first, second, cuts))]
pub(super) fn classify<'py>(
    py: Python<'py>,
    id: &str,
    how: &str,
    first: FloatInput<'py>,
    second: Option<FloatInput<'py>>,
    cuts: Option<Vec<String>>,
) -> PyResult<Judged> {
    let (form, bands) = (form(how)?, bands(id, cuts)?);
    let first = first.column()?;
    let second = second
        .as_ref()
        .map_or(Ok(Column::Scalar(0.0)), FloatInput::column)?;
    Ok(split(
        &py.detach(|| classify_floats(form, first, second, &bands))?,
    ))
}

/// Classifies exact decimals.
#[pyfunction]
#[pyo3(signature = (id, how, first, second, cuts))]
pub(super) fn classify_decimals<'py>(
    id: &str,
    how: &str,
    first: &Bound<'py, PyAny>,
    second: Option<&Bound<'py, PyAny>>,
    cuts: Option<Vec<String>>,
) -> PyResult<Judged> {
    let (form, bands) = (form(how)?, bands(id, cuts)?);
    let first = ExactInput::read("first", first)?;
    let second = second.map_or(Ok(ExactInput::Scalar(None)), |second| {
        ExactInput::read("second", second)
    })?;
    Ok(split(&classify_exact(
        form,
        first.column(),
        second.column(),
        &bands,
    )?))
}

/// Classes from 1 and reasons a group, and the failing years of each.
type Grouped = (CodeOutput, CodeOutput, Vec<Vec<i32>>);

/// Classifies groups of rows by compliance in every year; `due` is None where the statute decides.
#[pyfunction]
#[pyo3(signature = (groups, count, years, applied, due, sphere, reading, start, own_law))]
#[expect(
    clippy::too_many_arguments,
    reason = "the law's parameters, one to one"
)]
pub(super) fn classify_compliance<'py>(
    groups: PyReadonlyArray1<'py, i64>,
    count: usize,
    years: PyReadonlyArray1<'py, i32>,
    applied: FloatInput<'py>,
    due: Option<FloatInput<'py>>,
    sphere: &str,
    reading: &str,
    start: FloatInput<'py>,
    own_law: FloatInput<'py>,
) -> PyResult<Grouped> {
    let law = law_of(sphere, reading, &start, &own_law)?;
    let (years, groups) = (years.as_slice()?, groups.as_slice()?);
    let owed = match &due {
        Some(due) => Owed::Given(due.column()?),
        None => Owed::ByLaw(law, years),
    };
    grouped(
        groups,
        years,
        &float_compliance(applied.column()?, owed, years.len()),
        count,
    )
}

/// The same over exact decimals.
#[pyfunction]
#[pyo3(signature = (groups, count, years, applied, due, sphere, reading, start, own_law))]
#[expect(
    clippy::too_many_arguments,
    reason = "the law's parameters, one to one"
)]
pub(super) fn classify_compliance_exact<'py>(
    groups: PyReadonlyArray1<'py, i64>,
    count: usize,
    years: PyReadonlyArray1<'py, i32>,
    applied: &Bound<'py, PyAny>,
    due: Option<&Bound<'py, PyAny>>,
    sphere: &str,
    reading: &str,
    start: &Bound<'py, PyAny>,
    own_law: &Bound<'py, PyAny>,
) -> PyResult<Grouped> {
    let applied = ExactInput::read("applied_pct", applied)?;
    let law = (Sphere::from_name(sphere)?, Rule::from_name(reading)?);
    let years = years.as_slice()?;
    let rows = if let Some(due) = due {
        exact_compliance(
            applied.column(),
            ExactInput::read("due_pct", due)?.column(),
            years.len(),
        )
    } else {
        let (start, own_law) = (
            ExactInput::read("start_pct", start)?,
            ExactInput::read("own_law_pct", own_law)?,
        );
        exact_compliance_by_law(
            applied.column(),
            years,
            law,
            [start.column(), own_law.column()],
        )
    };
    grouped(groups.as_slice()?, years, &rows, count)
}

fn grouped(groups: &[i64], years: &[i32], rows: &[Compliance], count: usize) -> PyResult<Grouped> {
    let groups: Vec<usize> = groups
        .iter()
        .map(|group| usize::try_from(*group).unwrap_or(usize::MAX))
        .collect();
    let classes = classify_groups(&groups, years, rows, count)?;
    Ok((
        CodeOutput(classes.iter().map(|group| group.class).collect()),
        CodeOutput(classes.iter().map(|group| group.reason).collect()),
        classes
            .into_iter()
            .map(|group| group.failing_years)
            .collect(),
    ))
}
