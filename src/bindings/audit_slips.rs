//! Slips by name, from and to Python.

use pyo3::prelude::*;

use super::exact::objects;
use crate::audit::slips::{SLIPS, Setting, Suggestion, name};
use crate::error::Error;
use crate::figure::{Interval, Kind, Negative, Style};
use crate::number::BigRational;

/// A text to write, and its number.
type Written<'py> = (String, Bound<'py, PyAny>);
/// Whether the text fits; slip, text and number of what explains it; what can be printed.
type Outcome<'py> = (
    bool,
    Vec<(&'static str, String, Bound<'py, PyAny>)>,
    Option<Vec<Written<'py>>>,
);

fn rational(argument: &str, text: &str) -> Result<BigRational, Error> {
    text.parse().map_err(|_| Error::Setting {
        argument: argument.to_owned(),
        problem: format!("{text:?} is no fraction"),
    })
}

fn written<'py>(py: Python<'py>, suggestion: &Suggestion) -> PyResult<Written<'py>> {
    let number = objects(py, &[Some(suggestion.figure.value)])?.get_item(0)?;
    Ok((suggestion.text.clone(), number))
}

/// Names the slips that turn a number from `low` to `high`, both fractions as text, into the text.
#[pyfunction]
#[pyo3(signature = (text, low, high, style, kind, decimals, negative, neighbours))]
#[allow(clippy::too_many_arguments, reason = "a page has as many habits")]
pub(super) fn name_slips<'py>(
    py: Python<'py>,
    text: &str,
    low: &str,
    high: &str,
    style: &str,
    kind: &str,
    decimals: Option<u32>,
    negative: &str,
    neighbours: Vec<String>,
) -> PyResult<Outcome<'py>> {
    let range = Interval {
        low: rational("low", low)?,
        high: rational("high", high)?,
        low_closed: true,
        high_closed: true,
    };
    let neighbours: Vec<&str> = neighbours.iter().map(String::as_str).collect();
    let setting = Setting {
        style: Style::from_name(style)?,
        kind: Kind::from_name(kind)?,
        decimals,
        negative: Negative::from_name(negative)?,
        neighbours: &neighbours,
    };
    let naming = name(text, &range, &setting)?;
    let mut named = Vec::with_capacity(naming.named.len());
    for found in &naming.named {
        let (text, number) = written(py, &found.suggestion)?;
        named.push((found.slip.id, text, number));
    }
    let printable = naming
        .printable
        .map(|all| all.iter().map(|one| written(py, one)).collect())
        .transpose()?;
    Ok((naming.fits, named, printable))
}

/// The list of slips: name, Portuguese and English label.
#[pyfunction]
pub(super) fn slip_labels() -> Vec<(&'static str, &'static str, &'static str)> {
    let labels = SLIPS.iter();
    labels
        .map(|slip| (slip.id, slip.label.pt, slip.label.en))
        .collect()
}
