//! How near classes are to their borders, over columns from Python.

use num_rational::BigRational;
use num_traits::Signed;
use pyo3::prelude::*;

use super::arrays::CodeOutput;
use super::rationals::{Rationals, numbers};
use crate::classifications::{self, Bands, Form};
use crate::error::Error;
use crate::metadata::Reason;
use crate::number::rational;
use crate::outlook::stability::{Doubt, Range, standing};

/// Classes (given, lowest, highest; counted from 1, zero is none) and the codes of the reasons.
type Standings<'py> = (Vec<CodeOutput>, CodeOutput, Vec<Bound<'py, PyAny>>);

/// Where each row stands: its class and those that are possible, its value and the nearest border.
///
/// `inputs` are the figures of the form; two of them a share where it is one of amounts. `dues` replaces the borders.
#[pyfunction]
#[pyo3(signature = (id, form, inputs, doubts, bands, dues, rows, exact))]
#[expect(
    clippy::too_many_arguments,
    reason = "the arguments of stability, one to one"
)]
pub(super) fn class_standings<'py>(
    py: Python<'py>,
    id: &str,
    form: &str,
    inputs: Vec<Bound<'py, PyAny>>,
    doubts: Vec<(Option<i32>, Option<String>)>,
    bands: Option<Vec<String>>,
    dues: Option<Bound<'py, PyAny>>,
    rows: usize,
    exact: bool,
) -> PyResult<Standings<'py>> {
    let classification = classifications::find(id)?;
    let form = super::classifications::form(form)?;
    let bands = match bands {
        Some(cuts) => Bands::replaced(classification, &cuts)?,
        None => Bands::of(classification)?,
    };
    let doubts: Vec<Doubt> = doubts
        .iter()
        .map(|(decimals, percent)| doubt(*decimals, percent.as_deref()))
        .collect::<Result<_, _>>()?;
    let read: Vec<Rationals<'py>> = inputs
        .iter()
        .map(|column| Rationals::read("panel", column))
        .collect::<PyResult<_>>()?;
    let dues = dues
        .map(|dues| Rationals::read("due_pct", &dues))
        .transpose()?;
    let mut classes: [Vec<u8>; 3] = Default::default();
    let mut codes = Vec::with_capacity(rows);
    let mut values: [Vec<Option<BigRational>>; 2] = Default::default();
    for row in 0..rows {
        let given: Vec<Result<BigRational, Reason>> = read
            .iter()
            .map(|column| column.at(row))
            .collect::<PyResult<_>>()?;
        let due = dues.as_ref().map(|dues| dues.at(row)).transpose()?;
        let found = ranges(given, &doubts).and_then(|ranges| {
            let own = due.transpose()?.map(Bands::due);
            let bands = own.as_ref().unwrap_or(&bands);
            let [one, two] = pair(form, ranges)?;
            standing(form, &one, &two, bands)
        });
        let (found, code) = match found {
            Ok(found) => (Some(found), 0),
            Err(reason) => (None, reason.code()),
        };
        codes.push(code);
        let own = found.as_ref().map_or([0; 3], |found| found.classes);
        for (column, class) in classes.iter_mut().zip(own) {
            column.push(class);
        }
        let [value, border] = found.map_or([None, None], |found| {
            [Some(found.value), Some(found.border)]
        });
        let [first, second] = &mut values;
        first.push(value);
        second.push(border);
    }
    let distances: Vec<Option<BigRational>> = {
        let [first, second] = &values;
        let pairs = first.iter().zip(second);
        pairs
            .map(|(value, border)| Some(value.as_ref()? - border.as_ref()?))
            .collect()
    };
    let [value, border] = &values;
    let columns = [value, border, &distances].map(|column| numbers(py, column, exact));
    Ok((
        classes.into_iter().map(CodeOutput).collect(),
        CodeOutput(codes),
        columns.into_iter().collect::<PyResult<_>>()?,
    ))
}

fn doubt(decimals: Option<i32>, percent: Option<&str>) -> Result<Doubt, Error> {
    match (decimals, percent) {
        (Some(decimals), _) => Ok(Doubt::Rounded(decimals)),
        (None, None) => Ok(Doubt::None),
        (None, Some(text)) => crate::number::exact_from_text(text)
            .and_then(Result::ok)
            .map(rational)
            .filter(|percent| !percent.is_negative())
            .map(Doubt::Percent)
            .ok_or_else(|| Error::Setting {
                argument: "change_pct".to_owned(),
                problem: format!("{text} is no percentage of zero or more"),
            }),
    }
}

fn ranges(given: Vec<Result<BigRational, Reason>>, doubts: &[Doubt]) -> Result<Vec<Range>, Reason> {
    given
        .into_iter()
        .zip(doubts)
        .map(|(value, doubt)| Ok(Range::of(value?, doubt)))
        .collect()
}

/// The two ranges of a form: four amounts are two shares, two of which a percentage is asked are one.
fn pair(form: Form, ranges: Vec<Range>) -> Result<[Range; 2], Reason> {
    let share =
        |part: &Range, whole: &Range| Range::share(part, whole).ok_or(Reason::WholeNotPositive);
    match (form, ranges.as_slice()) {
        (_, [part, whole, last_part, last_whole]) => {
            Ok([share(part, whole)?, share(last_part, last_whole)?])
        }
        (Form::Given, [part, whole]) => {
            let share = share(part, whole)?;
            Ok([share.clone(), share])
        }
        (_, [one, two]) => Ok([one.clone(), two.clone()]),
        (_, [one]) => Ok([one.clone(), one.clone()]),
        _ => Err(Reason::InputMissing),
    }
}
