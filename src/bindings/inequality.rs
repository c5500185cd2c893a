//! Measures of inequality over columns from Python: finite floats, and weights above zero.

use numpy::{PyArray1, PyReadonlyArray1};
use pyo3::prelude::*;

use crate::error::Error;
use crate::inequality::{self, Concentration, Measure, Units};

/// A column of finite floats.
type Floats<'py> = PyReadonlyArray1<'py, f64>;

fn units(
    statistic: &str,
    columns: &[Floats<'_>],
    weights: &Floats<'_>,
    settings: &[f64],
) -> PyResult<Units> {
    let weights = weights.as_slice()?;
    let lacking = || Error::Setting {
        argument: "columns".to_owned(),
        problem: format!("'{statistic}' needs more columns"),
    };
    let column = |place: usize| -> PyResult<&[f64]> {
        Ok(columns.get(place).ok_or_else(lacking)?.as_slice()?)
    };
    let concentrated = |kind| -> PyResult<Units> {
        Ok(Units::concentrated(kind, column(0)?, column(1)?, weights))
    };
    Ok(match (statistic, settings) {
        ("concentration_index", _) => concentrated(Concentration::Index)?,
        ("generalised", _) => concentrated(Concentration::Generalised)?,
        ("erreygers", [low, high]) => concentrated(Concentration::Erreygers(*low, *high))?,
        ("kakwani", _) => Units::kakwani(column(0)?, column(1)?, weights),
        _ => {
            let measure = Measure::from_name(statistic, settings.first().copied())?;
            Units::measured(measure, column(0)?, weights)
        }
    })
}

/// A measure, and its standard error by the jackknife where that is asked for.
#[pyfunction]
#[pyo3(signature = (statistic, columns, weights, settings, jackknife))]
pub(super) fn inequality_measure<'py>(
    py: Python<'py>,
    statistic: &str,
    columns: Vec<Floats<'py>>,
    weights: Floats<'py>,
    settings: Vec<f64>,
    jackknife: bool,
) -> PyResult<(f64, Option<f64>)> {
    let units = units(statistic, &columns, &weights, &settings)?;
    py.detach(|| {
        let error = if jackknife {
            Some(units.jackknife()?)
        } else {
            None
        };
        Ok((units.value(), error))
    })
}

/// A measure where each unit is there so often; as many counts a replicate as there are units.
#[pyfunction]
#[pyo3(signature = (statistic, columns, weights, settings, counts))]
pub(super) fn inequality_replicates<'py>(
    py: Python<'py>,
    statistic: &str,
    columns: Vec<Floats<'py>>,
    weights: Floats<'py>,
    settings: Vec<f64>,
    counts: PyReadonlyArray1<'py, i64>,
) -> PyResult<Bound<'py, PyArray1<f64>>> {
    let units = units(statistic, &columns, &weights, &settings)?;
    let counts = counts.as_slice()?;
    let values = py.detach(|| units.replicates(counts))?;
    Ok(PyArray1::from_vec(py, values))
}

/// The points of a Lorenz curve, in per cent.
#[pyfunction]
#[pyo3(signature = (values, weights))]
pub(super) fn lorenz_points<'py>(
    values: Floats<'py>,
    weights: Floats<'py>,
) -> PyResult<Vec<(f64, f64)>> {
    Ok(inequality::lorenz(values.as_slice()?, weights.as_slice()?))
}

/// The points of a concentration curve, in per cent.
#[pyfunction]
#[pyo3(signature = (values, ranks, weights))]
pub(super) fn concentration_points<'py>(
    values: Floats<'py>,
    ranks: Floats<'py>,
    weights: Floats<'py>,
) -> PyResult<Vec<(f64, f64)>> {
    let (values, ranks) = (values.as_slice()?, ranks.as_slice()?);
    Ok(inequality::concentration_curve(
        values,
        ranks,
        weights.as_slice()?,
    ))
}

/// A group's parts of the people and of the total, its mean, its index, and what it contributes within and between.
type GroupRow = (f64, f64, f64, f64, f64, f64);

/// A Theil index by groups.
#[pyfunction]
#[pyo3(signature = (measure, values, weights, groups))]
pub(super) fn decompose_inequality<'py>(
    measure: &str,
    values: Floats<'py>,
    weights: Floats<'py>,
    groups: PyReadonlyArray1<'py, i32>,
) -> PyResult<Vec<GroupRow>> {
    let measure = Measure::from_name(measure, None)?;
    let (values, weights) = (values.as_slice()?, weights.as_slice()?);
    let parts = inequality::decompose(measure, values, weights, groups.as_slice()?)?;
    let rows = parts.iter().map(|part| {
        (
            part.population_pct,
            part.value_pct,
            part.mean,
            part.index,
            part.within,
            part.between,
        )
    });
    Ok(rows.collect())
}
