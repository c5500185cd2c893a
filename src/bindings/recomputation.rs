//! Printed figures held against their recomputation.

use pyo3::prelude::*;

use super::exact::ExactInput;
use crate::error::Error;
use crate::figure::{Figure, Kind};
use crate::indicators;
use crate::number::{nearest_decimal, negated};
use crate::recomputation::{Printed, Relation, recompute as recompute_figure, verdict};

/// A figure: its Decimal, its printed decimals, its kind; subtracted where the last is true.
type Given<'py> = (Bound<'py, PyAny>, i32, String, bool);
/// The recomputed point, the range behind it, the verdict where a figure was given, the reason where there is none.
type Outcome<'py> = (
    Option<Bound<'py, PyAny>>,
    Option<Bound<'py, PyAny>>,
    Option<Bound<'py, PyAny>>,
    Option<&'static str>,
    Option<&'static str>,
);

fn printed((value, decimals, kind, subtracted): &Given<'_>) -> PyResult<Printed> {
    let value = ExactInput::read("figure", value)?
        .column()
        .at(0)
        .ok_or_else(|| Error::Setting {
            argument: "figure".to_owned(),
            problem: "is missing".to_owned(),
        })?;
    let value = if *subtracted { negated(value) } else { value };
    Ok(Printed {
        figure: Figure {
            value,
            decimals: *decimals,
        },
        kind: Kind::from_name(kind)?,
    })
}

/// Recomputes a printed figure: `relation` is an indicator's id, or `sum`.
#[pyfunction]
#[pyo3(signature = (relation, inputs, figure))]
pub(super) fn recompute<'py>(
    py: Python<'py>,
    relation: &str,
    inputs: Vec<Given<'py>>,
    figure: Option<Given<'py>>,
) -> PyResult<Outcome<'py>> {
    let relation = if relation == "sum" {
        Relation::Sum
    } else {
        Relation::Indicator(indicators::find(relation)?)
    };
    let inputs: Vec<Printed> = inputs.iter().map(printed).collect::<PyResult<_>>()?;
    match recompute_figure(relation, &inputs)? {
        Ok(recomputed) => {
            let decimal = |value| -> PyResult<Bound<'py, PyAny>> {
                let value = nearest_decimal(value).map_err(|_| Error::Precision {
                    argument: "recomputed".to_owned(),
                    row: None,
                    found: value.to_string(),
                })?;
                super::exact::objects(py, &[Some(value)])?.get_item(0)
            };
            let verdict = figure
                .as_ref()
                .map(printed)
                .transpose()?
                .map(|page| verdict(&page, &recomputed).name());
            Ok((
                Some(decimal(&recomputed.point)?),
                Some(decimal(&recomputed.range.low)?),
                Some(decimal(&recomputed.range.high)?),
                verdict,
                None,
            ))
        }
        Err(reason) => Ok((None, None, None, None, Some(reason.name()))),
    }
}
