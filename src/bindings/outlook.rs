//! Teams, sufficiency, decomposition and sums over columns from Python.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};
use numpy::{PyArray1, PyReadonlyArray1};
use pyo3::prelude::*;
use rust_decimal::Decimal;

use super::arrays::{CodeOutput, FloatInput};
use super::exact::{ExactInput, objects};
use super::rationals::{Rationals, numbers, too_wide};
use crate::error::Error;
use crate::metadata::Reason;
use crate::number::nearest_float;
use crate::outlook::decomposition::{Carried, Interaction, split};
use crate::outlook::schedule::Schedule;
use crate::outlook::teams::{self, Plan, Situation};
use crate::outlook::{sufficiency, sums};
use crate::rows::Fault;

fn count(value: &BigInt, row: usize) -> Result<i64, Error> {
    value.to_i64().ok_or_else(|| too_wide(row))
}

/// Where the money of a team plan comes from: a margin per inhabitant, or rate, revenue, transfers and expenditure, each
/// total or per inhabitant.
type Money<'py> = (Vec<Bound<'py, PyAny>>, Vec<bool>);
/// Bands (coverage, incentive), scope, decimals and persons a team, as texts.
type GivenSchedule = (Vec<(String, String)>, String, Option<u32>, String);
/// Money, net cost, planned cost, incentives before and after, coverage.
type TeamAmounts<'py> = Vec<Bound<'py, PyAny>>;
/// New teams, affordable teams, teams for full coverage; the codes of the reasons.
type TeamCounts = (Vec<[Option<i64>; 3]>, CodeOutput);

/// The teams that each row's money pays for.
#[pyfunction]
#[pyo3(signature = (money, population, cost, teams, persons, schedule, rows, exact))]
#[expect(
    clippy::too_many_arguments,
    reason = "the arguments of the plan, one to one"
)]
pub(super) fn plan_teams<'py>(
    py: Python<'py>,
    money: Money<'py>,
    population: Bound<'py, PyAny>,
    cost: Bound<'py, PyAny>,
    teams: Bound<'py, PyAny>,
    persons: u32,
    schedule: Option<GivenSchedule>,
    rows: usize,
    exact: bool,
) -> PyResult<(TeamAmounts<'py>, TeamCounts)> {
    let schedule = schedule
        .map(|(bands, scope, decimals, persons)| Schedule::new(&bands, &scope, decimals, &persons))
        .transpose()?;
    let (columns, per_inhabitant) = money;
    let money: Vec<Rationals<'py>> = columns
        .iter()
        .map(|column| Rationals::read("margin", column))
        .collect::<PyResult<_>>()?;
    let population = Rationals::read("population", &population)?;
    let cost = Rationals::read("cost", &cost)?;
    let teams = Rationals::read("teams", &teams)?;
    let mut amounts: [Vec<Option<BigRational>>; 6] = Default::default();
    let mut counts = Vec::with_capacity(rows);
    let mut codes = vec![0_u8; rows];
    for (row, code) in codes.iter_mut().enumerate() {
        let inputs = [&population, &cost, &teams].map(|column| column.at(row));
        let [people, cost, there] = inputs;
        let (people, cost, there) = (people?, cost?, there?);
        refuse_plan(cost.as_ref().ok(), there.as_ref().ok(), row)?;
        let given: Vec<Result<BigRational, Reason>> = money
            .iter()
            .map(|column| column.at(row))
            .collect::<PyResult<_>>()?;
        let found =
            situation(people, cost, there, given, &per_inhabitant, persons).and_then(|situation| {
                let plan = teams::plan(&situation, schedule.as_ref()).map_err(reason_of)?;
                Ok((situation.money, plan))
            });
        match found {
            Ok((money, plan)) => {
                counts.push([
                    Some(count(&plan.new_teams, row)?),
                    plan.affordable
                        .as_ref()
                        .map(|teams| count(teams, row))
                        .transpose()?,
                    Some(count(&plan.full_coverage, row)?),
                ]);
                let Plan {
                    net_cost,
                    planned_cost,
                    incentive_before,
                    incentive_after,
                    coverage,
                    ..
                } = plan;
                let values = [
                    money,
                    net_cost,
                    planned_cost,
                    incentive_before,
                    incentive_after,
                    coverage,
                ];
                for (column, value) in amounts.iter_mut().zip(values) {
                    column.push(Some(value));
                }
            }
            Err(reason) => {
                *code = reason.code();
                counts.push([None; 3]);
                for column in &mut amounts {
                    column.push(None);
                }
            }
        }
    }
    let amounts = amounts.iter().map(|column| numbers(py, column, exact));
    Ok((
        amounts.collect::<PyResult<_>>()?,
        (counts, CodeOutput(codes)),
    ))
}

fn reason_of(fault: Fault) -> Reason {
    match fault {
        Fault::Domain(reason, _) => reason,
        Fault::Unrepresentable => Reason::InputMissing,
    }
}

/// A plan whose teams cost nothing, or whose teams are no whole number, is no plan.
fn refuse_plan(
    cost: Option<&BigRational>,
    teams: Option<&BigRational>,
    row: usize,
) -> Result<(), Error> {
    let refused = |argument: &str, found: &BigRational, expected: &str| Error::Domain {
        argument: argument.to_owned(),
        row: Some(row),
        found: nearest_float(found).to_string(),
        expected: expected.to_owned(),
        reason: "amount_negative",
    };
    if let Some(cost) = cost.filter(|cost| !cost.is_positive()) {
        return Err(refused(
            "cost",
            cost,
            "reais a team a year, above zero; what a programme pays back belongs in `schedule`",
        ));
    }
    if let Some(teams) = teams.filter(|teams| teams.is_negative() || !teams.is_integer()) {
        return Err(refused(
            "teams",
            teams,
            "a whole number of teams, zero or more",
        ));
    }
    Ok(())
}

fn situation(
    population: Result<BigRational, Reason>,
    cost: Result<BigRational, Reason>,
    teams: Result<BigRational, Reason>,
    given: Vec<Result<BigRational, Reason>>,
    per_inhabitant: &[bool],
    persons: u32,
) -> Result<Situation, Reason> {
    let population = population?;
    if !population.is_positive() {
        return Err(Reason::PopulationNotPositive);
    }
    let reais: Vec<BigRational> = given
        .into_iter()
        .zip(per_inhabitant)
        .map(|(term, each)| {
            let term = term?;
            Ok(if *each { term * &population } else { term })
        })
        .collect::<Result<_, Reason>>()?;
    let money = match <[BigRational; 4]>::try_from(reais) {
        Ok([rate, linked, sus, expenditure]) => {
            teams::money_of_totals(rate, linked, sus, expenditure).map_err(reason_of)?
        }
        Err(reais) => {
            let margin = reais.into_iter().next().ok_or(Reason::InputMissing)?;
            // It was multiplied by the population above.
            teams::money_of_margin(&margin, &BigRational::from_integer(BigInt::from(1)))
        }
    };
    Ok(Situation {
        money,
        population,
        cost: cost?,
        persons: BigRational::from_integer(BigInt::from(persons)),
        teams: teams?.to_integer(),
    })
}

/// Whether the potential suffices for expenditure and plan: 1 yes, 2 no, 0 not known.
#[pyfunction]
#[pyo3(signature = (potential, expenditure, planned, rows))]
pub(super) fn suffices<'py>(
    potential: Bound<'py, PyAny>,
    expenditure: Bound<'py, PyAny>,
    planned: Bound<'py, PyAny>,
    rows: usize,
) -> PyResult<CodeOutput> {
    let given = [
        Rationals::read("potential_expenditure", &potential)?,
        Rationals::read("health_expenditure", &expenditure)?,
        Rationals::read("planned_cost", &planned)?,
    ];
    let found = match &given {
        [
            Rationals::Floats(one),
            Rationals::Floats(two),
            Rationals::Floats(three),
        ] => sufficiency::suffices([one.column()?, two.column()?, three.column()?], rows),
        [
            Rationals::Exact(one),
            Rationals::Exact(two),
            Rationals::Exact(three),
        ] => sufficiency::suffices_exact([one.column(), two.column(), three.column()], rows),
        _ => {
            return Err(Error::Setting {
                argument: "planned_cost".to_owned(),
                problem: "floats beside exact decimals".to_owned(),
            }
            .into());
        }
    };
    let codes = found.iter().map(|found| match found {
        None => 0,
        Some(true) => 1,
        Some(false) => 2,
    });
    Ok(CodeOutput(codes.collect()))
}

/// Growth, effort, base, interaction and both spendings of each row, and the codes of the reasons. With `shares`, the first
/// two inputs are the shares applied.
#[pyfunction]
#[pyo3(signature = (inputs, interaction, shares, rows, exact))]
pub(super) fn effort_and_base<'py>(
    py: Python<'py>,
    inputs: Vec<Bound<'py, PyAny>>,
    interaction: &str,
    shares: bool,
    rows: usize,
    exact: bool,
) -> PyResult<(Vec<Bound<'py, PyAny>>, CodeOutput)> {
    let interaction = Interaction::from_name(interaction)?;
    let mut codes = vec![0_u8; rows];
    if exact {
        let read: Vec<ExactInput> = inputs
            .iter()
            .map(|column| ExactInput::read("spending", column))
            .collect::<PyResult<_>>()?;
        let row_of = |row| read.iter().map(|column| column.column().at(row)).collect();
        let columns = parts_of(rows, &mut codes, row_of, interaction, shares)?;
        let columns = columns
            .iter()
            .map(|column| Ok(objects(py, column)?.into_any()));
        return Ok((columns.collect::<PyResult<_>>()?, CodeOutput(codes)));
    }
    let read: Vec<FloatInput<'py>> = inputs
        .iter()
        .map(PyAnyMethods::extract)
        .collect::<PyResult<_>>()?;
    let read: Vec<_> = read
        .iter()
        .map(FloatInput::column)
        .collect::<PyResult<_>>()?;
    let row_of = |row| {
        let values = read.iter().map(|column| column.at(row));
        values
            .map(|value| value.is_finite().then_some(value))
            .collect()
    };
    let columns = parts_of(rows, &mut codes, row_of, interaction, shares)?;
    let columns = columns.iter().map(|column| {
        let floats = column.iter().map(|value| value.unwrap_or(f64::NAN));
        Ok(PyArray1::from_iter(py, floats).into_any())
    });
    Ok((columns.collect::<PyResult<_>>()?, CodeOutput(codes)))
}

fn parts_of<N: Carried>(
    rows: usize,
    codes: &mut [u8],
    row_of: impl Fn(usize) -> Vec<Option<N>>,
    interaction: Interaction,
    shares: bool,
) -> Result<[Vec<Option<N>>; 6], Error> {
    let mut columns: [Vec<Option<N>>; 6] = Default::default();
    for (row, code) in (0..rows).zip(codes) {
        let whole: Option<Vec<N>> = row_of(row).into_iter().collect();
        let found = match whole.map(<[N; 4]>::try_from) {
            Some(Ok([first, last, base, base_last])) => {
                spending([first, last], [&base, &base_last], shares).and_then(|spent| {
                    let parts = split(spent.clone(), [base, base_last], interaction)?;
                    Ok((parts, spent))
                })
            }
            _ => Err(Fault::Domain(Reason::InputMissing, 0)),
        };
        let values = match found {
            Ok((parts, [first, last])) => [
                Some(parts.growth),
                Some(parts.effort),
                Some(parts.base),
                parts.interaction,
                Some(first),
                Some(last),
            ],
            Err(Fault::Domain(reason, _)) => {
                *code = reason.code();
                [None, None, None, None, None, None]
            }
            Err(Fault::Unrepresentable) => return Err(too_wide(row)),
        };
        for (column, value) in columns.iter_mut().zip(values) {
            column.push(value);
        }
    }
    Ok(columns)
}

/// Own spending: as given, or the share applied of the revenue.
fn spending<N: Carried>(given: [N; 2], base: [&N; 2], shares: bool) -> Result<[N; 2], Fault> {
    if !shares {
        return Ok(given);
    }
    let ([first, last], [base, base_last]) = (given, base);
    Ok([
        N::percent_of(first, base.clone())?,
        N::percent_of(last, base_last.clone())?,
    ])
}

/// The sums of `values · factors` by group, and how many rows of each are missing.
#[pyfunction]
#[pyo3(signature = (groups, count, values, factors, exact))]
pub(super) fn sum_products<'py>(
    py: Python<'py>,
    groups: PyReadonlyArray1<'py, i32>,
    count: usize,
    values: Bound<'py, PyAny>,
    factors: Bound<'py, PyAny>,
    exact: bool,
) -> PyResult<(Bound<'py, PyAny>, Vec<u32>)> {
    let groups = groups.as_slice()?;
    if exact {
        let values = ExactInput::read("values", &values)?;
        let factors = ExactInput::read("factors", &factors)?;
        let (sums, missing) =
            sums::sum_products_exact(groups, count, values.column(), factors.column())?;
        let sums: Vec<Option<Decimal>> = sums.into_iter().map(Some).collect();
        return Ok((objects(py, &sums)?.into_any(), missing));
    }
    let (values, factors): (FloatInput<'py>, FloatInput<'py>) =
        (values.extract()?, factors.extract()?);
    let (sums, missing) = sums::sum_products(groups, count, values.column()?, factors.column()?);
    Ok((PyArray1::from_vec(py, sums).into_any(), missing))
}
