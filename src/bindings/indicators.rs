//! The indicators over columns from Python.

use pyo3::prelude::*;

use super::arrays::{CodeOutput, FloatInput, FloatOutput, OutputArray, columns};
use super::exact::{ExactInput, objects, words};
use crate::classifications::{CLASSIFICATIONS, Classification};
use crate::indicators::{self, INDICATORS, scenarios as both};
use crate::metadata::{Bilingual, Indicator, Reason};
use crate::quantities;
use crate::rows::Errors;

/// The indicator `id` over columns of floats, and the code of the reason of each missing value.
#[pyfunction]
#[pyo3(signature = (id, inputs, out, errors, reasons))]
pub(super) fn evaluate<'py>(
    py: Python<'py>,
    id: &str,
    inputs: Vec<FloatInput<'py>>,
    out: Option<OutputArray<'py>>,
    errors: &str,
    reasons: bool,
) -> PyResult<(FloatOutput<'py>, Option<CodeOutput>)> {
    let entry = indicators::find(id)?;
    let errors = Errors::from_name(errors)?;
    let (columns, rows) = columns(&inputs)?;
    let mut out = out.map_or_else(|| OutputArray::new(py, rows), Ok)?;
    let mut codes = reasons.then(|| vec![0; rows]);
    let place = out.as_slice()?;
    py.detach(|| entry.floats(&columns, place, codes.as_deref_mut(), errors))?;
    Ok((out.finish(), codes.map(CodeOutput)))
}

/// The indicator `id` over exact columns: Decimals or Arrow words back, and the codes of the reasons.
#[pyfunction]
#[pyo3(signature = (id, inputs, errors, arrow))]
pub(super) fn evaluate_exact<'py>(
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
    let rows = columns
        .iter()
        .find_map(crate::rows::ExactColumn::length)
        .unwrap_or(1);
    let mut codes = vec![0; rows];
    let values = py.detach(|| entry.exact(&columns, Some(&mut codes), errors))?;
    Ok((
        give(py, &values, arrow, entry.indicator.partial)?,
        CodeOutput(codes),
    ))
}

pub(super) fn read<'a>(
    arguments: impl IntoIterator<Item = &'a str>,
    inputs: &[Bound<'_, PyAny>],
) -> PyResult<Vec<ExactInput>> {
    arguments
        .into_iter()
        .zip(inputs)
        .map(|(argument, given)| ExactInput::read(argument, given))
        .collect()
}

pub(super) fn give<'py>(
    py: Python<'py>,
    values: &[Option<rust_decimal::Decimal>],
    arrow: bool,
    quotients: bool,
) -> PyResult<Bound<'py, PyAny>> {
    Ok(if arrow {
        words(py, values, quotients)?.into_pyobject(py)?.into_any()
    } else {
        objects(py, values)?.into_any()
    })
}

/// Both scenarios in one pass over columns of floats.
#[pyfunction]
#[pyo3(signature = (inputs, outs))]
pub(super) fn scenarios<'py>(
    py: Python<'py>,
    inputs: [FloatInput<'py>; 5],
    outs: Option<[OutputArray<'py>; 4]>,
) -> PyResult<[FloatOutput<'py>; 4]> {
    let (_, rows) = columns(&inputs)?;
    let fresh = || {
        Ok([
            OutputArray::new(py, rows)?,
            OutputArray::new(py, rows)?,
            OutputArray::new(py, rows)?,
            OutputArray::new(py, rows)?,
        ])
    };
    let mut outs = outs.map_or_else(fresh, PyResult::Ok)?;
    let [linked, sus, expenditure, due, rate] = &inputs;
    let columns = [
        linked.column()?,
        sus.column()?,
        expenditure.column()?,
        due.column()?,
        rate.column()?,
    ];
    let [first, second, third, fourth] = &mut outs;
    let places = [
        first.as_slice()?,
        second.as_slice()?,
        third.as_slice()?,
        fourth.as_slice()?,
    ];
    py.detach(|| both::floats(columns, places))?;
    Ok(outs.map(OutputArray::finish))
}

/// Both scenarios over exact columns.
#[pyfunction]
#[pyo3(signature = (inputs, arrow))]
pub(super) fn scenarios_exact<'py>(
    py: Python<'py>,
    inputs: [Bound<'py, PyAny>; 5],
    arrow: bool,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let inputs = read(both::ARGUMENTS, &inputs)?;
    let [linked, sus, expenditure, due, rate] = inputs.as_slice() else {
        return Ok(Vec::new());
    };
    let columns = [
        linked.column(),
        sus.column(),
        expenditure.column(),
        due.column(),
        rate.column(),
    ];
    let outputs = py.detach(|| both::exact(columns))?;
    outputs
        .iter()
        .map(|values| give(py, values, arrow, false))
        .collect()
}

/// The registry as JSON: indicators, quantities, classifications, reasons.
#[pyfunction]
pub(super) fn catalogue() -> PyResult<String> {
    #[derive(serde::Serialize)]
    struct Line {
        #[serde(flatten)]
        indicator: Indicator,
        unit_label: Bilingual,
        citation: &'static str,
    }
    #[derive(serde::Serialize)]
    struct Why {
        code: u8,
        name: &'static str,
        label: Bilingual,
    }
    #[derive(serde::Serialize)]
    struct Catalogue {
        indicators: Vec<Line>,
        quantities: &'static [crate::metadata::Quantity],
        classifications: &'static [Classification],
        reasons: Vec<Why>,
    }
    let indicators = INDICATORS.iter().map(|entry| Line {
        indicator: entry.indicator,
        unit_label: entry.indicator.unit.label(),
        citation: entry.indicator.reference.work.citation(),
    });
    let reasons = Reason::ALL.iter().map(|reason| Why {
        code: reason.code(),
        name: reason.name(),
        label: reason.label(),
    });
    let catalogue = Catalogue {
        indicators: indicators.collect(),
        quantities: quantities::ALL,
        classifications: CLASSIFICATIONS,
        reasons: reasons.collect(),
    };
    serde_json::to_string(&catalogue)
        .map_err(|trouble| pyo3::exceptions::PyRuntimeError::new_err(trouble.to_string()))
}
