//! Projections: what Python gives of a panel and of the years to come, and the columns of numbers back.

use numpy::{PyArray1, PyReadonlyArray1};
use pyo3::prelude::*;

use super::arrays::CodeOutput;
use crate::error::Error;
use crate::projection::{
    self, Cover, Fit, Model, Noise, Panel, Path, Run, Scenario, Stream, quantities,
};

/// What is assumed of a component: a Python object with these attributes.
#[derive(FromPyObject)]
struct GivenPath {
    frozen: bool,
    first_year: i32,
    growth_pct: Vec<f64>,
    amounts: Vec<f64>,
}

/// Everything that the numbers of a projection are a function of: a Python object with these attributes.
#[derive(FromPyObject)]
pub(super) struct Given<'py> {
    starts: Vec<usize>,
    years: PyReadonlyArray1<'py, i32>,
    components: Vec<PyReadonlyArray1<'py, f64>>,
    names: PyReadonlyArray1<'py, u64>,
    model: String,
    damping: f64,
    horizon: Vec<i32>,
    paths: Vec<GivenPath>,
    rates_pct: Vec<f64>,
    pool: Option<(PyReadonlyArray1<'py, f64>, usize)>,
    least_years: usize,
    key: [u64; 2],
    draws: usize,
    threads: usize,
}

/// What is done with a projection, whatever the number of its components.
trait Job: Send {
    type Out: Send;
    fn on<const K: usize>(self, run: &Run<'_, K>) -> Self::Out;
}

impl Given<'_> {
    fn with<J: Job>(&self, py: Python<'_>, job: J) -> PyResult<J::Out> {
        match self.components.len() {
            2 => self.run::<J, 2>(py, job),
            3 => self.run::<J, 3>(py, job),
            found => Err(Error::Length {
                argument: "components".to_owned(),
                found,
                expected: 3,
            }
            .into()),
        }
    }

    fn run<J: Job, const K: usize>(&self, py: Python<'_>, job: J) -> PyResult<J::Out> {
        let mut components: [&[f64]; K] = [&[]; K];
        for (place, column) in components.iter_mut().zip(&self.components) {
            *place = column.as_slice()?;
        }
        let panel = Panel {
            starts: &self.starts,
            years: self.years.as_slice()?,
            components,
        };
        panel.check()?;
        let paths = std::array::from_fn(|component| {
            self.paths
                .get(component)
                .map_or_else(Path::default, |given| Path {
                    frozen: given.frozen,
                    first_year: given.first_year,
                    growth_pct: given.growth_pct.clone(),
                    amounts: given.amounts.clone(),
                })
        });
        let scenario = Scenario {
            years: self.horizon.clone(),
            paths,
            rates_pct: self.rates_pct.clone(),
        };
        let pool = match &self.pool {
            Some((rows, degrees)) => {
                let (rows, _) = rows.as_slice()?.as_chunks::<K>();
                Noise::of(rows.to_vec(), *degrees)
            }
            None => None,
        };
        let run = Run {
            panel,
            model: Model::from_name(&self.model, self.damping)?,
            scenario: &scenario,
            pool: pool.as_ref(),
            least_years: self.least_years,
            key: self.key,
            names: self.names.as_slice()?,
            draws: self.draws,
            threads: self.threads,
        };
        Ok(py.detach(|| job.on(&run)))
    }
}

/// Why a municipality has no line (0: it has one), how many years its line rests on, and the last of them.
type Fitted<'py> = (
    CodeOutput,
    Bound<'py, PyArray1<i64>>,
    Bound<'py, PyArray1<i64>>,
);

struct FitAll;

impl Job for FitAll {
    type Out = (Vec<u8>, Vec<i64>, Vec<i64>);

    fn on<const K: usize>(self, run: &Run<'_, K>) -> Self::Out {
        let mut out = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..run.panel.len() {
            let (code, years, last) = match run.panel.fit(run.model, number) {
                Ok(fit) => (
                    0,
                    i64::try_from(fit.years).unwrap_or(i64::MAX),
                    i64::from(fit.last_year),
                ),
                Err(reason) => (reason.code(), 0, 0),
            };
            out.0.push(code);
            out.1.push(years);
            out.2.push(last);
        }
        out
    }
}

/// Says of each municipality whether it has a line.
#[pyfunction]
pub(super) fn project_fits<'py>(py: Python<'py>, given: Given<'py>) -> PyResult<Fitted<'py>> {
    let (codes, years, last) = given.with(py, FitAll)?;
    Ok((
        CodeOutput(codes),
        PyArray1::from_vec(py, years),
        PyArray1::from_vec(py, last),
    ))
}

struct Pooled;

impl Job for Pooled {
    type Out = Option<(Vec<f64>, usize, usize)>;

    fn on<const K: usize>(self, run: &Run<'_, K>) -> Self::Out {
        let fits: Vec<Fit<K>> = (0..run.panel.len())
            .filter_map(|number| run.panel.fit(run.model, number).ok())
            .collect();
        let noise = Noise::pooled(&fits)?;
        let with = fits.iter().filter(|fit| fit.degrees > 0).count();
        Some((noise.rows.as_flattened().to_vec(), noise.degrees, with))
    }
}

/// The residuals of a pool, its degrees of freedom, and how many municipalities gave them.
type Pool<'py> = (Bound<'py, PyArray1<f64>>, usize, usize);

/// Gives the residuals of all municipalities that have any, row after row; none where nobody has.
#[pyfunction]
pub(super) fn project_pool<'py>(py: Python<'py>, given: Given<'py>) -> PyResult<Option<Pool<'py>>> {
    let pooled = given.with(py, Pooled)?;
    Ok(pooled.map(|(rows, degrees, with)| (PyArray1::from_vec(py, rows), degrees, with)))
}

struct Lines;

impl Job for Lines {
    type Out = Vec<f64>;

    fn on<const K: usize>(self, run: &Run<'_, K>) -> Self::Out {
        let each = run.scenario.years.len().saturating_mul(quantities(K));
        let mut out = vec![f64::NAN; each.saturating_mul(run.panel.len())];
        projection::lines(run, &mut out);
        out
    }
}

/// The amounts on the lines: municipality after municipality, year after year, every quantity.
#[pyfunction]
pub(super) fn project_lines<'py>(
    py: Python<'py>,
    given: Given<'py>,
) -> PyResult<Bound<'py, PyArray1<f64>>> {
    Ok(PyArray1::from_vec(py, given.with(py, Lines)?))
}

struct Ranges {
    first: usize,
    end: usize,
    probabilities: Vec<f64>,
}

impl Job for Ranges {
    type Out = Vec<f64>;

    fn on<const K: usize>(self, run: &Run<'_, K>) -> Self::Out {
        let each = run
            .scenario
            .years
            .len()
            .saturating_mul(quantities(K))
            .saturating_mul(self.probabilities.len());
        let count = self.end.saturating_sub(self.first);
        let mut out = vec![f64::NAN; each.saturating_mul(count)];
        projection::ranges(run, self.first..self.end, &self.probabilities, &mut out);
        out
    }
}

/// The quantiles of the draws of the municipalities from `first` to before `end`: for each and each year every quantity's, for
/// ascending probabilities.
#[pyfunction]
pub(super) fn project_ranges<'py>(
    py: Python<'py>,
    given: Given<'py>,
    first: usize,
    end: usize,
    probabilities: Vec<f64>,
) -> PyResult<Bound<'py, PyArray1<f64>>> {
    let job = Ranges {
        first,
        end,
        probabilities,
    };
    Ok(PyArray1::from_vec(py, given.with(py, job)?))
}

struct Covered<'a> {
    first: usize,
    end: usize,
    required_pc: &'a [f64],
}

impl Job for Covered<'_> {
    type Out = Vec<f64>;

    fn on<const K: usize>(self, run: &Run<'_, K>) -> Self::Out {
        let each = run.scenario.years.len().saturating_mul(Cover::EACH);
        let count = self.end.saturating_sub(self.first);
        let mut out = vec![f64::NAN; each.saturating_mul(count)];
        projection::cover(run, self.first..self.end, self.required_pc, &mut out);
        out
    }
}

/// How often the margin covers what is required, in per cent of the draws: for each municipality from `first` to before `end`
/// and each year, in that year and in all years up to it.
#[pyfunction]
pub(super) fn project_cover<'py>(
    py: Python<'py>,
    given: Given<'py>,
    first: usize,
    end: usize,
    required_pc: PyReadonlyArray1<'py, f64>,
) -> PyResult<Bound<'py, PyArray1<f64>>> {
    let job = Covered {
        first,
        end,
        required_pc: required_pc.as_slice()?,
    };
    Ok(PyArray1::from_vec(py, given.with(py, job)?))
}

struct Draws(usize);

impl Job for Draws {
    type Out = Option<Vec<f64>>;

    fn on<const K: usize>(self, run: &Run<'_, K>) -> Self::Out {
        let each = run.scenario.years.len().saturating_mul(quantities(K));
        let mut out = vec![f64::NAN; each.saturating_mul(run.draws)];
        projection::draws(run, self.0, &mut out).then_some(out)
    }
}

/// The draws themselves of one municipality: year after year every quantity's; none where it has no noise to draw from.
#[pyfunction]
pub(super) fn project_draws<'py>(
    py: Python<'py>,
    given: Given<'py>,
    number: usize,
) -> PyResult<Option<Bound<'py, PyArray1<f64>>>> {
    let drawn = given.with(py, Draws(number))?;
    Ok(drawn.map(|draws| PyArray1::from_vec(py, draws)))
}

/// The first words of a stream, as `numpy.random.Philox(key=key, counter=[0, block, component, municipality])` draws them.
#[pyfunction]
pub(super) fn philox_words(
    py: Python<'_>,
    key: [u64; 2],
    municipality: u64,
    component: u64,
    block: u64,
    count: usize,
) -> Bound<'_, PyArray1<u64>> {
    let stream = Stream {
        key,
        municipality,
        component,
        block,
    };
    let mut words = vec![0; count];
    stream.fill(0, &mut words);
    PyArray1::from_vec(py, words)
}
