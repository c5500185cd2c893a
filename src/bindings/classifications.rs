//! Classes over columns from Python.

use numpy::PyReadonlyArray1;
use pyo3::prelude::*;

use super::arrays::{CodeOutput, FloatInput};
use super::exact::ExactInput;
use crate::classifications::{self, Bands, Compliance, Form, Judgement, classify_exact, classify_floats, classify_groups, meets};
use crate::error::Error;
use crate::metadata::Reason;
use crate::number::{rational, shortest};
use crate::rows::Column;
use crate::statute::{Rule, Sphere, minimum_share};

/// Classes from 1, reasons, and whether a part exceeds its whole: a code a row each.
type Judged = (CodeOutput, CodeOutput, CodeOutput);

fn bands(id: &str, cuts: Option<Vec<String>>) -> Result<Bands, Error> {
    let classification = classifications::find(id)?;
    cuts.map_or_else(|| Bands::of(classification), |cuts| Bands::replaced(classification, &cuts))
}

fn form(name: &str) -> Result<Form, Error> {
    match name {
        "share" => Ok(Form::Share),
        "change" => Ok(Form::Change),
        "given" => Ok(Form::Given),
        _ => Err(Error::unknown("form", name, ["share", "change", "given"])),
    }
}

fn split(judgements: &[Judgement]) -> Judged {
    let code = |of: fn(&Judgement) -> u8| CodeOutput(judgements.iter().map(of).collect());
    (code(|row| row.class), code(|row| row.reason), code(|row| u8::from(row.exceeds)))
}

/// Classifies floats; `second` is None where the percentage itself is given.
#[pyfunction]
#[pyo3(signature = (id, how, first, second, cuts))]
pub(super) fn classify<'py>(py: Python<'py>, id: &str, how: &str, first: FloatInput<'py>, second: Option<FloatInput<'py>>, cuts: Option<Vec<String>>) -> PyResult<Judged> {
    let (form, bands) = (form(how)?, bands(id, cuts)?);
    let first = first.column()?;
    let second = second.as_ref().map_or(Ok(Column::Scalar(0.0)), FloatInput::column)?;
    Ok(split(&py.detach(|| classify_floats(form, first, second, &bands))?))
}

/// Classifies exact decimals.
#[pyfunction]
#[pyo3(signature = (id, how, first, second, cuts))]
pub(super) fn classify_decimals<'py>(id: &str, how: &str, first: &Bound<'py, PyAny>, second: Option<&Bound<'py, PyAny>>, cuts: Option<Vec<String>>) -> PyResult<Judged> {
    let (form, bands) = (form(how)?, bands(id, cuts)?);
    let first = ExactInput::read("first", first)?;
    let second = second.map_or(Ok(ExactInput::Scalar(None)), |second| ExactInput::read("second", second))?;
    Ok(split(&classify_exact(form, first.column(), second.column(), &bands)?))
}

/// Classes from 1 and reasons a group, and the failing years of each.
type Grouped = (CodeOutput, CodeOutput, Vec<Vec<i32>>);

/// Classifies groups of rows by compliance in every year; `due` is None where the statute decides.
#[pyfunction]
#[pyo3(signature = (groups, count, years, applied, due, sphere, reading, start, own_law))]
#[expect(clippy::too_many_arguments, reason = "the law's parameters, one to one")]
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
    let (sphere, rule) = (Sphere::from_name(sphere)?, Rule::from_name(reading)?);
    let (years, groups) = (years.as_slice()?, groups.as_slice()?);
    let due = due.as_ref().map(FloatInput::column).transpose()?;
    let (applied, start, own_law) = (applied.column()?, start.column()?, own_law.column()?);
    let mut rows = Vec::with_capacity(years.len());
    for (row, year) in years.iter().enumerate() {
        let share = applied.at(row);
        rows.push(match due {
            Some(due) => meets(share, due.at(row), || None),
            None if *year == i32::MIN => Compliance::Unknown(Reason::InputMissing),
            None => match minimum_share(*year, sphere, rule, shortest(start.at(row)).as_ref(), shortest(own_law.at(row)).as_ref()) {
                Ok(exact) => meets(share, crate::number::nearest_float(&exact), || Some(exact)),
                Err(reason) => Compliance::Unknown(reason),
            },
        });
    }
    grouped(groups, years, &rows, count)
}

/// The same over exact decimals, the share due given.
#[pyfunction]
#[pyo3(signature = (groups, count, years, applied, due))]
pub(super) fn classify_compliance_exact<'py>(
    groups: PyReadonlyArray1<'py, i64>,
    count: usize,
    years: PyReadonlyArray1<'py, i32>,
    applied: &Bound<'py, PyAny>,
    due: &Bound<'py, PyAny>,
) -> PyResult<Grouped> {
    let (applied, due) = (ExactInput::read("applied_pct", applied)?, ExactInput::read("due_pct", due)?);
    let years = years.as_slice()?;
    let rows: Vec<Compliance> = (0..years.len())
        .map(|row| match (applied.column().at(row), due.column().at(row)) {
            (Some(applied), Some(due)) if rational(applied) >= rational(due) => Compliance::Met,
            (Some(_), Some(_)) => Compliance::Failed,
            _ => Compliance::Unknown(Reason::InputMissing),
        })
        .collect();
    grouped(groups.as_slice()?, years, &rows, count)
}

fn grouped(groups: &[i64], years: &[i32], rows: &[Compliance], count: usize) -> PyResult<Grouped> {
    let groups: Vec<usize> = groups.iter().map(|group| usize::try_from(*group).unwrap_or(usize::MAX)).collect();
    let classes = classify_groups(&groups, years, rows, count)?;
    Ok((
        CodeOutput(classes.iter().map(|group| group.class).collect()),
        CodeOutput(classes.iter().map(|group| group.reason).collect()),
        classes.into_iter().map(|group| group.failing_years).collect(),
    ))
}
