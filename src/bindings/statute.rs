//! The minimum share and amount, and the gap to them, over columns from Python.

use std::collections::HashMap;

use numpy::{PyArray1, PyReadonlyArray1};
use pyo3::prelude::*;
use rust_decimal::Decimal;

use super::arrays::{CodeOutput, FloatInput, FloatOutput, OutputArray};
use super::exact::{ExactInput, objects};
use crate::error::Error;
use crate::indicators::ec29::{exact_gap, float_gap};
use crate::metadata::Reason;
use crate::number::{BigRational, nearest_decimal, nearest_float, rational, shortest};
use crate::rows::{Column, Errors};
use crate::statute::{Bases, Rule, Sphere, minimum_amount, minimum_share};

/// A year that is missing, in a column of years.
const NO_YEAR: i32 = i32::MIN;

/// What the law asks, of whom, and how it is read; the own share of 2000 and the own law a row.
struct Law<'a> {
    sphere: Sphere,
    rule: Rule,
    start: Column<'a>,
    own_law: Column<'a>,
}

/// A memory of the shares already computed: a panel repeats few years, starts and own laws.
type Known = HashMap<(i32, u64, u64), Result<(f64, BigRational), Reason>>;

impl Law<'_> {
    fn due(&self, known: &mut Known, row: usize, year: i32) -> Result<(f64, BigRational), Reason> {
        let (start, own_law) = (self.start.at(row), self.own_law.at(row));
        if year == NO_YEAR {
            return Err(Reason::InputMissing);
        }
        let computed = known.entry((year, start.to_bits(), own_law.to_bits())).or_insert_with(|| {
            minimum_share(year, self.sphere, self.rule, shortest(start).as_ref(), shortest(own_law).as_ref()).map(|due| (nearest_float(&due), due))
        });
        computed.clone()
    }
}

fn settle<T>(outcome: Result<T, Reason>, errors: Errors, row: usize, year: i32, code: &mut u8) -> Result<Option<T>, Error> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(reason) if errors == Errors::Coerce || reason == Reason::InputMissing => {
            *code = reason.code();
            Ok(None)
        }
        Err(reason) => {
            let argument = if reason == Reason::StartMissing { "start_pct" } else { "year" };
            Err(Error::Domain { argument: argument.to_owned(), row: Some(row), found: year.to_string(), expected: reason.expected().to_owned(), reason: reason.name() })
        }
    }
}

/// The minimum share of each row in per cent, and the codes of the reasons.
#[pyfunction]
#[pyo3(signature = (years, sphere, reading, start, own_law, errors))]
pub(super) fn minimum_shares<'py>(
    py: Python<'py>,
    years: PyReadonlyArray1<'py, i32>,
    sphere: &str,
    reading: &str,
    start: FloatInput<'py>,
    own_law: FloatInput<'py>,
    errors: &str,
) -> PyResult<(FloatOutput<'py>, CodeOutput)> {
    let law = Law { sphere: Sphere::from_name(sphere)?, rule: Rule::from_name(reading)?, start: start.column()?, own_law: own_law.column()? };
    let errors = Errors::from_name(errors)?;
    let years = years.as_slice()?;
    let mut out = OutputArray::new(py, years.len())?;
    let mut codes = vec![0; years.len()];
    let mut known = Known::new();
    for (((row, year), place), code) in years.iter().enumerate().zip(out.as_slice()?).zip(&mut codes) {
        let due = settle(law.due(&mut known, row, *year), errors, row, *year, code)?;
        *place = due.map_or(f64::NAN, |(due, _)| due);
    }
    Ok((out.finish(), CodeOutput(codes)))
}

/// The minimum share of each row as a Decimal, with the own share of 2000 and the own law as Decimals.
#[pyfunction]
#[pyo3(signature = (years, sphere, reading, start, own_law, errors))]
pub(super) fn minimum_shares_exact<'py>(
    py: Python<'py>,
    years: PyReadonlyArray1<'py, i32>,
    sphere: &str,
    reading: &str,
    start: &Bound<'py, PyAny>,
    own_law: &Bound<'py, PyAny>,
    errors: &str,
) -> PyResult<(Bound<'py, PyAny>, CodeOutput)> {
    let (sphere, rule, errors) = (Sphere::from_name(sphere)?, Rule::from_name(reading)?, Errors::from_name(errors)?);
    let (start, own_law) = (ExactInput::read("start_pct", start)?, ExactInput::read("own_law_pct", own_law)?);
    let years = years.as_slice()?;
    let mut codes = vec![0; years.len()];
    let mut dues: Vec<Option<Decimal>> = Vec::with_capacity(years.len());
    for ((row, year), code) in years.iter().enumerate().zip(&mut codes) {
        let (start, own_law) = (start.column().at(row).map(rational), own_law.column().at(row).map(rational));
        let due = if *year == NO_YEAR { Err(Reason::InputMissing) } else { minimum_share(*year, sphere, rule, start.as_ref(), own_law.as_ref()) };
        let due = settle(due, errors, row, *year, code)?;
        dues.push(due.map(|due| decimal("minimum_share_pct", row, &due)).transpose()?);
    }
    Ok((objects(py, &dues)?.into_any(), CodeOutput(codes)))
}

fn decimal(argument: &str, row: usize, value: &BigRational) -> Result<Decimal, Error> {
    nearest_decimal(value).map_err(|_| Error::Precision { argument: argument.to_owned(), row: Some(row), found: value.to_string() })
}

/// The gap in points and in reais, and whether the minimum was met: 1 met, 2 not, 0 unknown; and the reasons.
type Gaps<'py> = (FloatOutput<'py>, FloatOutput<'py>, CodeOutput, CodeOutput);

/// The gap between own spending and what was due, the share due given.
#[pyfunction]
#[pyo3(signature = (spent, base, due, rows))]
pub(super) fn gaps<'py>(py: Python<'py>, spent: FloatInput<'py>, base: FloatInput<'py>, due: FloatInput<'py>, rows: usize) -> PyResult<Gaps<'py>> {
    let due = due.column()?;
    gaps_with(py, &spent, &base, rows, |row| Ok((due.at(row), None)))
}

/// The gap between own spending and the statute's minimum, which is compared exactly.
#[pyfunction]
#[pyo3(signature = (spent, base, years, sphere, reading, start, own_law))]
#[expect(clippy::too_many_arguments, reason = "the law's parameters, one to one")]
pub(super) fn gaps_by_law<'py>(
    py: Python<'py>,
    spent: FloatInput<'py>,
    base: FloatInput<'py>,
    years: PyReadonlyArray1<'py, i32>,
    sphere: &str,
    reading: &str,
    start: FloatInput<'py>,
    own_law: FloatInput<'py>,
) -> PyResult<Gaps<'py>> {
    let law = Law { sphere: Sphere::from_name(sphere)?, rule: Rule::from_name(reading)?, start: start.column()?, own_law: own_law.column()? };
    let years = years.as_slice()?;
    let mut known = Known::new();
    gaps_with(py, &spent, &base, years.len(), |row| {
        let year = years.get(row).copied().unwrap_or(NO_YEAR);
        law.due(&mut known, row, year).map(|(due, exact)| (due, Some(exact)))
    })
}

fn gaps_with<'py>(
    py: Python<'py>,
    spent: &FloatInput<'py>,
    base: &FloatInput<'py>,
    rows: usize,
    mut due: impl FnMut(usize) -> Result<(f64, Option<BigRational>), Reason>,
) -> PyResult<Gaps<'py>> {
    let (spent, base) = (spent.column()?, base.column()?);
    let (mut points, mut amounts) = (OutputArray::new(py, rows)?, OutputArray::new(py, rows)?);
    let (mut met, mut codes) = (vec![0_u8; rows], vec![0_u8; rows]);
    let places = points.as_slice()?.iter_mut().zip(amounts.as_slice()?).zip(&mut met).zip(&mut codes);
    for (row, (((point, amount), met), code)) in places.enumerate() {
        match due(row).and_then(|(due, exact)| float_gap(spent.at(row), base.at(row), due, || exact)) {
            Ok(gap) => {
                (*point, *amount) = (gap.pp, gap.amount);
                *met = if gap.met { 1 } else { 2 };
            }
            Err(reason) => {
                (*point, *amount) = (f64::NAN, f64::NAN);
                *code = reason.code();
            }
        }
    }
    Ok((points.finish(), amounts.finish(), CodeOutput(met), CodeOutput(codes)))
}

/// The gap over exact columns: points and reais as Decimals.
#[pyfunction]
#[pyo3(signature = (spent, base, due, rows))]
pub(super) fn gaps_exact<'py>(
    py: Python<'py>,
    spent: &Bound<'py, PyAny>,
    base: &Bound<'py, PyAny>,
    due: &Bound<'py, PyAny>,
    rows: usize,
) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>, CodeOutput, CodeOutput)> {
    let (spent, base, due) = (ExactInput::read("own_health_expenditure", spent)?, ExactInput::read("linked_revenue", base)?, ExactInput::read("due_pct", due)?);
    let (mut points, mut amounts) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
    let (mut met, mut codes) = (vec![0_u8; rows], vec![0_u8; rows]);
    for (row, (met, code)) in met.iter_mut().zip(&mut codes).enumerate() {
        let inputs = (spent.column().at(row), base.column().at(row), due.column().at(row));
        let gap = match inputs {
            (Some(spent), Some(base), Some(due)) => exact_gap(&rational(spent), &rational(base), &rational(due)),
            _ => Err(Reason::InputMissing),
        };
        match gap {
            Ok(gap) => {
                points.push(Some(decimal("gap_pp", row, &gap.pp)?));
                amounts.push(Some(decimal("gap", row, &gap.amount)?));
                *met = if gap.met { 1 } else { 2 };
            }
            Err(reason) => {
                points.push(None);
                amounts.push(None);
                *code = reason.code();
            }
        }
    }
    Ok((objects(py, &points)?.into_any(), objects(py, &amounts)?.into_any(), CodeOutput(met), CodeOutput(codes)))
}

/// A column of floats or of exact decimals, read row by row as rationals.
enum AnyInput<'py> {
    Floats(FloatInput<'py>),
    Exact(ExactInput),
}

impl<'py> AnyInput<'py> {
    fn read(argument: &str, given: &Bound<'py, PyAny>) -> PyResult<Self> {
        given.extract().map(Self::Floats).or_else(|_: PyErr| ExactInput::read(argument, given).map(Self::Exact))
    }

    fn at(&self, row: usize) -> PyResult<Option<BigRational>> {
        Ok(match self {
            Self::Floats(floats) => shortest(floats.column()?.at(row)),
            Self::Exact(exact) => exact.column().at(row).map(rational),
        })
    }
}

/// The minimum amount of each row in reais, from the bases given: Decimals, their nearest floats, and the reasons.
#[pyfunction]
#[pyo3(signature = (years, bases, reading, start, own_law, errors, exact))]
#[expect(clippy::too_many_arguments, reason = "the law's parameters, one to one")]
pub(super) fn minimum_amounts<'py>(
    py: Python<'py>,
    years: PyReadonlyArray1<'py, i32>,
    bases: [Option<Bound<'py, PyAny>>; 3],
    reading: &str,
    start: &Bound<'py, PyAny>,
    own_law: &Bound<'py, PyAny>,
    errors: &str,
    exact: bool,
) -> PyResult<(Bound<'py, PyAny>, CodeOutput)> {
    let (rule, errors) = (Rule::from_name(reading)?, Errors::from_name(errors)?);
    let read = |argument, given: &Option<Bound<'py, PyAny>>| given.as_ref().map(|given| AnyInput::read(argument, given)).transpose();
    let [municipal, state, unsegregated] = &bases;
    let bases = [read("municipal_base", municipal)?, read("state_base", state)?, read("unsegregated_base", unsegregated)?];
    let (start, own_law) = (AnyInput::read("start_pct", start)?, AnyInput::read("own_law_pct", own_law)?);
    let years = years.as_slice()?;
    let mut codes = vec![0; years.len()];
    let mut amounts = Vec::with_capacity(years.len());
    for ((row, year), code) in years.iter().enumerate().zip(&mut codes) {
        let mut missing = *year == NO_YEAR;
        let mut at = |base: &Option<AnyInput<'py>>| -> PyResult<Option<BigRational>> {
            let Some(base) = base else { return Ok(None) };
            let value = base.at(row)?;
            missing |= value.is_none();
            Ok(value)
        };
        let [municipal, state, unsegregated] = &bases;
        let bases = Bases { municipal: at(municipal)?, state: at(state)?, unsegregated: at(unsegregated)? };
        let (start, own_law) = (start.at(row)?, own_law.at(row)?);
        let owed = if missing { Err(Reason::InputMissing) } else { minimum_amount(*year, &bases, rule, start.as_ref(), own_law.as_ref()) };
        amounts.push(settle(owed, errors, row, *year, code)?);
    }
    let given = if exact {
        let rows = amounts.iter().enumerate();
        let decimals: Vec<Option<Decimal>> = rows.map(|(row, owed)| owed.as_ref().map(|owed| decimal("minimum_amount", row, owed)).transpose()).collect::<Result<_, _>>()?;
        objects(py, &decimals)?.into_any()
    } else {
        let floats = amounts.iter().map(|owed| owed.as_ref().map_or(f64::NAN, nearest_float));
        PyArray1::from_iter(py, floats).into_any()
    };
    Ok((given, CodeOutput(codes)))
}
