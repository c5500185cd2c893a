//! One structure of rules and many records: columns of numbers, of which nearly all hold.

use std::convert::Infallible;

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::ToPrimitive;

use super::feasible::Engine;
use super::localise::{Limits, Localisation, localise};
use super::problem::{Ground, Linear, Problem, Relation};
use super::search::search;
use super::system::System;
use crate::error::Error;
use crate::figure::Interval;
use crate::number::{BigRational, shortest};
use crate::parts::{available, spread_in};

/// Records of a piece of work: a thread takes a piece at a time.
const PIECE: usize = 2048;
/// Decimals that are tried for a column of floats.
const MOST_DECIMALS: i32 = 6;
/// Whole numbers below this, divided by a power of ten, are the shortest decimals of the floats nearest to them.
const MOST_DIGITS: f64 = 1e15;

/// The cells of records: a column a cell, a row a record. NaN is missing.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    /// The lower ends, which belong to the intervals.
    pub lows: &'a [&'a [f64]],
    /// The upper ends, which belong to the intervals.
    pub highs: &'a [&'a [f64]],
}

/// A record with a group of rules that cannot hold as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The record.
    pub record: usize,
    /// What is wrong in it; cells are columns.
    pub found: Localisation,
}

/// Localises the errors of each record; a float is the shortest decimal that denotes it. What is given are
/// the records with errors, in order.
///
/// The problem has the rules, and a cell a column; the intervals of its cells are not looked at.
pub fn localise_records(
    problem: &Problem,
    records: Records<'_>,
    limits: &Limits,
) -> Result<Vec<Wrong>, Error> {
    let rows = length(problem, records)?;
    let groups = problem.groups();
    let quick = Quick::new(problem, records);
    let room = || {
        let prepared = quick
            .as_ref()
            .and_then(|quick| Prepared::new(problem, &groups, quick.unit, limits));
        (problem.clone(), prepared)
    };
    let pieces = (0..rows).step_by(PIECE);
    let pieces: Vec<_> = pieces
        .map(|first| first..first.saturating_add(PIECE).min(rows))
        .collect();
    let threads = if pieces.len() < 2 { 1 } else { available() };
    let Ok(wrong) = spread_in(threads, pieces, room, |(own, prepared), piece| {
        let mut wrong = Vec::new();
        for record in piece {
            if quick.as_ref().is_some_and(|quick| quick.holds(record)) {
                continue;
            }
            let known = prepared
                .as_mut()
                .and_then(|prepared| prepared.localise(records, record, limits));
            let found = known.unwrap_or_else(|| {
                fill(own, records, record);
                let groups = groups.iter();
                groups.map(|group| localise(own, group, limits)).collect()
            });
            let found = found.into_iter();
            wrong.extend(
                found
                    .filter(|found| found.weight != Some(0))
                    .map(|found| Wrong { record, found }),
            );
        }
        Ok::<_, Infallible>(wrong)
    });
    Ok(wrong.into_iter().flatten().collect())
}

fn length(problem: &Problem, records: Records<'_>) -> Result<usize, Error> {
    let rows = records.lows.first().map_or(0, |column| column.len());
    for (argument, columns) in [("lows", records.lows), ("highs", records.highs)] {
        if columns.len() != problem.cells.len() {
            return Err(Error::Length {
                argument: argument.to_owned(),
                found: columns.len(),
                expected: problem.cells.len(),
            });
        }
        if let Some(column) = columns.iter().find(|column| column.len() != rows) {
            return Err(Error::Length {
                argument: argument.to_owned(),
                found: column.len(),
                expected: rows,
            });
        }
    }
    Ok(rows)
}

fn fill(problem: &mut Problem, records: Records<'_>, record: usize) {
    let columns = records.lows.iter().zip(records.highs);
    for (cell, (lows, highs)) in problem.cells.iter_mut().zip(columns) {
        let ends = (lows.get(record), highs.get(record));
        cell.interval = match ends {
            (Some(low), Some(high)) => shortest(*low).zip(shortest(*high)),
            _ => None,
        }
        .map(|(low, high)| Interval {
            low,
            high,
            low_closed: true,
            high_closed: true,
        });
    }
}

/// Cells and coefficients, the constant, and how the sum compares with zero.
type Whole = (Vec<(usize, i64)>, i128, Relation);

/// Linear rules over whole numbers: twice the middle of each cell, in units of the last decimal.
struct Quick<'a> {
    records: Records<'a>,
    rules: Vec<Whole>,
    unit: f64,
}

impl<'a> Quick<'a> {
    /// `None` where a rule is a ratio, or the numbers are too long.
    fn new(problem: &Problem, records: Records<'a>) -> Option<Self> {
        let mut quick = Self {
            records,
            rules: Vec::new(),
            unit: power(common_decimals(records)?),
        };
        let unit = BigRational::from_integer(BigInt::from(quick.unit.to_i64()?));
        for rule in &problem.rules {
            let Ground::Linear {
                left_minus_right,
                relation,
            } = rule
            else {
                return None;
            };
            quick.rules.push(whole(left_minus_right, *relation, &unit)?);
        }
        Some(quick)
    }

    /// Whether all cells are there and all rules hold with the middles of their intervals.
    fn holds(&self, record: usize) -> bool {
        self.rules.iter().all(|(terms, constant, relation)| {
            let sum = terms
                .iter()
                .try_fold(*constant, |sum, (cell, coefficient)| {
                    let (low, high) = (
                        *self.records.lows.get(*cell)?.get(record)?,
                        *self.records.highs.get(*cell)?.get(record)?,
                    );
                    let twice = units(low, self.unit)?.checked_add(units(high, self.unit)?)?;
                    sum.checked_add(i128::from(twice).checked_mul(i128::from(*coefficient))?)
                });
            sum.is_some_and(|sum| match relation {
                Relation::Equal => sum == 0,
                Relation::AtMost => sum <= 0,
                Relation::AtLeast => sum >= 0,
            })
        })
    }
}

/// The groups of linear rules, each in one tableau for all records.
struct Prepared<'a> {
    groups: Vec<(System<'a>, Engine<i64>)>,
    unit: f64,
}

impl<'a> Prepared<'a> {
    fn new(
        problem: &'a Problem,
        groups: &[Vec<usize>],
        unit: f64,
        limits: &'a Limits,
    ) -> Option<Self> {
        let scale = BigInt::from(unit.to_i64()?);
        let groups = groups.iter().map(|group| {
            let system = System::new(problem, group, &limits.interruption);
            let engine = empty(&system, &scale)?;
            Some((system, engine))
        });
        Some(Self {
            groups: groups.collect::<Option<_>>()?,
            unit,
        })
    }

    /// What is wrong in a record; `None` where its numbers are too long.
    fn localise(
        &mut self,
        records: Records<'_>,
        record: usize,
        limits: &Limits,
    ) -> Option<Vec<Localisation>> {
        let mut found = Vec::with_capacity(self.groups.len());
        for (system, engine) in &mut self.groups {
            let times = (engine.scale() / BigInt::from(self.unit.to_i64()?)).to_i64()?;
            for (place, cell) in system.cells.iter().enumerate() {
                let low = *records.lows.get(*cell)?.get(record)?;
                let high = *records.highs.get(*cell)?.get(record)?;
                let ends = if low.is_nan() || high.is_nan() {
                    None
                } else {
                    Some((
                        units(low, self.unit)?.checked_mul(times)?,
                        units(high, self.unit)?.checked_mul(times)?,
                    ))
                };
                engine.place(place, ends);
            }
            if let Ok(localisation) = search(system, engine, limits) {
                found.push(localisation);
            } else {
                // What overflowed stopped half way.
                let scale = engine.scale().clone();
                *engine = empty(system, &scale)?;
                return None;
            }
        }
        Some(found)
    }
}

/// A tableau whose cells are still missing.
fn empty(system: &System<'_>, scale: &BigInt) -> Option<Engine<i64>> {
    let nowhere = vec![None; system.printed.len()];
    Engine::new(
        &nowhere,
        system.constraints.iter(),
        scale.clone(),
        system.interruption,
    )
    .ok()
}

/// The rule in whole coefficients, its constant in halves of a unit.
fn whole(form: &Linear, relation: Relation, unit: &BigRational) -> Option<Whole> {
    let form = form.collected();
    let constant = form.constant * unit * BigInt::from(2);
    let denominators = form
        .terms
        .iter()
        .map(|(_, coefficient)| coefficient.denom());
    let shared = denominators.fold(constant.denom().clone(), |shared, other| shared.lcm(other));
    let terms = form.terms.iter().map(|(cell, coefficient)| {
        let whole = coefficient * &shared;
        Some((*cell, whole.to_integer().to_i64()?))
    });
    let constant = (constant * &shared).to_integer().to_i128()?;
    Some((terms.collect::<Option<_>>()?, constant, relation))
}

fn power(decimals: i32) -> f64 {
    10_f64.powi(decimals)
}

/// The number in units, where it is so many of them exactly, and not too many to be sure.
fn units(value: f64, unit: f64) -> Option<i64> {
    let units = (value * unit).round();
    #[expect(
        clippy::float_cmp,
        reason = "the quotient is rounded to the very float, or it is another decimal"
    )]
    let same = units / unit == value;
    // A decimal of at most 15 digits is the only one that its float stands for.
    if units.abs() < MOST_DIGITS && same {
        units.to_i64()
    } else {
        None
    }
}

/// The decimals with which nearly all of the first records are written; the others are decided one by one.
fn common_decimals(records: Records<'_>) -> Option<i32> {
    let firsts = records.lows.iter().chain(records.highs);
    let values: Vec<f64> = firsts
        .flat_map(|column| column.iter().take(PIECE))
        .copied()
        .filter(|value| value.is_finite())
        .collect();
    (0..=MOST_DECIMALS).find(|decimals| {
        let unit = power(*decimals);
        let written = values.iter().filter(|value| units(**value, unit).is_some());
        written.count().saturating_mul(10) >= values.len().saturating_mul(9)
    })
}
