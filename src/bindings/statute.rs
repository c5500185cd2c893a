//! The minimum share and amount over columns from Python.

use numpy::{PyArray1, PyReadonlyArray1};
use pyo3::prelude::*;
use rust_decimal::Decimal;

use super::arrays::{CodeOutput, FloatInput, FloatOutput, OutputArray};
use super::exact::{ExactInput, objects};
use crate::dues::{Dues, Law, NO_YEAR};
use crate::error::Error;
use crate::metadata::Reason;
use crate::number::{
    BigRational, nearest_decimal, nearest_float, rational, settled_decimal, shortest,
};
use crate::rows::Errors;
use crate::statute::{Bases, Rule, Sphere, minimum_amount, minimum_share};

/// The reading of the law that a caller names, with its columns.
pub(super) fn law_of<'a>(
    sphere: &str,
    reading: &str,
    start: &'a FloatInput<'_>,
    own_law: &'a FloatInput<'_>,
) -> PyResult<Law<'a>> {
    Ok(Law {
        sphere: Sphere::from_name(sphere)?,
        rule: Rule::from_name(reading)?,
        start: start.column()?,
        own_law: own_law.column()?,
    })
}

/// What to do with a row that has no rule, and whether there is a row to name: a lone year has none.
#[derive(Clone, Copy)]
struct Policy {
    errors: Errors,
    lone: bool,
}

impl Policy {
    fn new(errors: &str, lone: bool) -> Result<Self, Error> {
        Ok(Self {
            errors: Errors::from_name(errors)?,
            lone,
        })
    }

    /// The value, or the code of the reason why there is none, or the error that says so; `infinite` is asked
    /// for the input that is.
    fn settle<T>(
        self,
        outcome: Result<T, Reason>,
        row: usize,
        year: i32,
        infinite: impl FnOnce() -> Option<(&'static str, f64)>,
        code: &mut u8,
    ) -> Result<Option<T>, Error> {
        let reason = match outcome {
            Ok(value) => return Ok(Some(value)),
            Err(reason) => reason,
        };
        if self.errors == Errors::Coerce || reason == Reason::InputMissing {
            *code = reason.code();
            return Ok(None);
        }
        let (argument, found) = match (reason, infinite()) {
            (Reason::AmountNotFinite, Some((argument, amount))) => (argument, amount.to_string()),
            (Reason::StartMissing, _) => ("start_pct", format!("missing in {year}")),
            _ => ("year", year.to_string()),
        };
        let row = (!self.lone).then_some(row);
        Err(Error::Domain {
            argument: argument.to_owned(),
            row,
            found,
            expected: reason.expected().to_owned(),
            reason: reason.name(),
        })
    }
}

/// The minimum share of each row in per cent, and the codes of the reasons.
#[pyfunction]
#[pyo3(signature = (years, sphere, reading, start, own_law, errors, lone=false, out=None))]
#[expect(
    clippy::too_many_arguments,
    reason = "the law's parameters, one to one"
)]
pub(super) fn minimum_shares<'py>(
    py: Python<'py>,
    years: PyReadonlyArray1<'py, i32>,
    sphere: &str,
    reading: &str,
    start: FloatInput<'py>,
    own_law: FloatInput<'py>,
    errors: &str,
    lone: bool,
    out: Option<OutputArray<'py>>,
) -> PyResult<(FloatOutput<'py>, CodeOutput)> {
    let law = law_of(sphere, reading, &start, &own_law)?;
    let policy = Policy::new(errors, lone)?;
    let years = years.as_slice()?;
    let mut out = out.map_or_else(|| OutputArray::new(py, years.len()), Ok)?;
    let mut codes = vec![0; years.len()];
    let places = out.as_slice()?;
    if places.len() != years.len() {
        return Err(Error::Length {
            argument: "out".to_owned(),
            found: places.len(),
            expected: years.len(),
        }
        .into());
    }
    py.detach(|| {
        let mut dues = Dues::of(law);
        if let Some(table) = dues.table() {
            for ((year, place), code) in years.iter().zip(places.iter_mut()).zip(&mut codes) {
                (*place, *code) = table
                    .get(Dues::place(*year))
                    .copied()
                    .unwrap_or((f64::NAN, 0));
            }
            if policy.errors == Errors::Coerce
                || codes
                    .iter()
                    .all(|code| *code <= Reason::InputMissing.code())
            {
                return Ok(());
            }
        }
        for (((row, year), place), code) in years.iter().enumerate().zip(places).zip(&mut codes) {
            let due = dues
                .at(row, *year)
                .as_ref()
                .map(|(due, _)| *due)
                .map_err(|reason| *reason);
            *place = policy
                .settle(due, row, *year, || law.infinite(row), code)?
                .unwrap_or(f64::NAN);
        }
        Ok::<_, Error>(())
    })?;
    Ok((out.finish(), CodeOutput(codes)))
}

/// The minimum share of each row as a Decimal, with the own share of 2000 and the own law as Decimals.
#[pyfunction]
#[pyo3(signature = (years, sphere, reading, start, own_law, errors, lone=false))]
#[expect(
    clippy::too_many_arguments,
    reason = "the law's parameters, one to one"
)]
pub(super) fn minimum_shares_exact<'py>(
    py: Python<'py>,
    years: PyReadonlyArray1<'py, i32>,
    sphere: &str,
    reading: &str,
    start: &Bound<'py, PyAny>,
    own_law: &Bound<'py, PyAny>,
    errors: &str,
    lone: bool,
) -> PyResult<(Bound<'py, PyAny>, CodeOutput)> {
    let (sphere, rule, policy) = (
        Sphere::from_name(sphere)?,
        Rule::from_name(reading)?,
        Policy::new(errors, lone)?,
    );
    let (start, own_law) = (
        ExactInput::read("start_pct", start)?,
        ExactInput::read("own_law_pct", own_law)?,
    );
    let years = years.as_slice()?;
    let mut codes = vec![0; years.len()];
    let mut dues: Vec<Option<Decimal>> = Vec::with_capacity(years.len());
    for ((row, year), code) in years.iter().enumerate().zip(&mut codes) {
        let (start, own_law) = (
            start.column().at(row).map(rational),
            own_law.column().at(row).map(rational),
        );
        let due = if *year == NO_YEAR {
            Err(Reason::InputMissing)
        } else {
            minimum_share(*year, sphere, rule, start.as_ref(), own_law.as_ref())
        };
        let due = policy.settle(due, row, *year, || None, code)?;
        // A share on the way to the full one is a quotient.
        let rounded = due
            .map(|due| nearest_decimal(&due).map_err(|_| too_long("minimum_share_pct", row, &due)));
        dues.push(rounded.transpose()?);
    }
    Ok((objects(py, &dues)?.into_any(), CodeOutput(codes)))
}

fn too_long(argument: &str, row: usize, value: &BigRational) -> Error {
    Error::Precision {
        argument: argument.to_owned(),
        row: Some(row),
        found: value.to_string(),
    }
}

/// A column of floats or of exact decimals, read row by row as rationals.
enum AnyInput<'py> {
    Floats(FloatInput<'py>),
    Exact(ExactInput),
}

impl<'py> AnyInput<'py> {
    fn read(argument: &str, given: &Bound<'py, PyAny>) -> PyResult<Self> {
        given
            .extract()
            .map(Self::Floats)
            .or_else(|_: PyErr| ExactInput::read(argument, given).map(Self::Exact))
    }

    fn at(&self, row: usize) -> PyResult<Option<BigRational>> {
        Ok(match self {
            Self::Floats(floats) => shortest(floats.column()?.at(row)),
            Self::Exact(exact) => exact.column().at(row).map(rational),
        })
    }

    /// The value of the row where it is infinite, which only a float can be.
    fn infinite(&self, row: usize) -> Option<f64> {
        match self {
            Self::Floats(floats) => floats
                .column()
                .ok()
                .map(|column| column.at(row))
                .filter(|amount| amount.is_infinite()),
            Self::Exact(_) => None,
        }
    }
}

/// The minimum amount of each row in reais, from the bases given: Decimals, their nearest floats, and the reasons.
#[pyfunction]
#[pyo3(signature = (years, bases, reading, start, own_law, errors, exact, lone=false))]
#[expect(
    clippy::too_many_arguments,
    reason = "the law's parameters, one to one"
)]
pub(super) fn minimum_amounts<'py>(
    py: Python<'py>,
    years: PyReadonlyArray1<'py, i32>,
    bases: [Option<Bound<'py, PyAny>>; 3],
    reading: &str,
    start: &Bound<'py, PyAny>,
    own_law: &Bound<'py, PyAny>,
    errors: &str,
    exact: bool,
    lone: bool,
) -> PyResult<(Bound<'py, PyAny>, CodeOutput)> {
    let (rule, policy) = (Rule::from_name(reading)?, Policy::new(errors, lone)?);
    let read = |argument, given: &Option<Bound<'py, PyAny>>| {
        given
            .as_ref()
            .map(|given| AnyInput::read(argument, given))
            .transpose()
    };
    let [municipal, state, unsegregated] = &bases;
    let bases = [
        read("municipal_base", municipal)?,
        read("state_base", state)?,
        read("unsegregated_base", unsegregated)?,
    ];
    let (start_pct, own_law_pct) = (
        AnyInput::read("start_pct", start)?,
        AnyInput::read("own_law_pct", own_law)?,
    );
    let [municipal, state, unsegregated] = &bases;
    let named = [
        ("municipal_base", municipal.as_ref()),
        ("state_base", state.as_ref()),
        ("unsegregated_base", unsegregated.as_ref()),
    ];
    let named = named.into_iter().chain([
        ("start_pct", Some(&start_pct)),
        ("own_law_pct", Some(&own_law_pct)),
    ]);
    let infinite = |row| {
        named
            .clone()
            .find_map(|(name, input)| input?.infinite(row).map(|amount| (name, amount)))
    };
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
        let bases = Bases {
            municipal: at(municipal)?,
            state: at(state)?,
            unsegregated: at(unsegregated)?,
        };
        let (start, own_law) = (start_pct.at(row)?, own_law_pct.at(row)?);
        let owed = if infinite(row).is_some() {
            Err(Reason::AmountNotFinite)
        } else if missing {
            Err(Reason::InputMissing)
        } else {
            minimum_amount(*year, &bases, rule, start.as_ref(), own_law.as_ref())
        };
        amounts.push(policy.settle(owed, row, *year, || infinite(row), code)?);
    }
    let given = if exact {
        let rows = amounts.iter().enumerate();
        let decimals: Vec<Option<Decimal>> = rows
            .map(|(row, owed)| {
                let settled = owed.as_ref().map(|owed| {
                    settled_decimal(owed).map_err(|_| too_long("minimum_amount", row, owed))
                });
                settled.transpose()
            })
            .collect::<Result<_, _>>()?;
        objects(py, &decimals)?.into_any()
    } else {
        let floats = amounts
            .iter()
            .map(|owed| owed.as_ref().map_or(f64::NAN, nearest_float));
        PyArray1::from_iter(py, floats).into_any()
    };
    Ok((given, CodeOutput(codes)))
}
