//! Localisation of errors over ground rules, without tables or names: what tests and benchmarks ask.

use num_bigint::BigInt;
use num_traits::Zero;
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;

use crate::audit::{
    Cell, Explanation, Ground, Limits, Linear, Localisation, Problem, Records, Relation, judge,
    localise, localise_records,
};
use crate::error::Error;
use crate::figure::{Interval, Kind};
use crate::number::{BigRational, power_of_ten};

/// Cells with their coefficients, and a constant; numbers as texts: `-1.5`, `2/3`.
type Side = (Vec<(usize, String)>, String);
/// A left side less a right one and how it compares with zero; or a quotient and how it compares with a
/// factor times a numerator over a denominator.
type Rule = (Side, String, Option<(String, Side, Side)>);
/// The ends of an interval (none: missing), whether each belongs to it, kind, decimals and weight.
type CellParts = (Option<(String, String, bool, bool)>, String, i32, u32);
/// A record, the least weight of a repair (none: there is no small one), whether all are listed, and those.
type WrongParts = (usize, Option<u32>, bool, Vec<Vec<usize>>);

fn number(text: &str) -> Result<BigRational, Error> {
    let decimal = |text: &str| -> Option<BigRational> {
        let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mantissa: BigInt = format!("{whole}{fraction}").parse().ok()?;
        let places = i32::try_from(fraction.len()).ok()?;
        let exponent = exponent.parse::<i32>().ok()?.checked_sub(places)?;
        Some(BigRational::from_integer(mantissa) * power_of_ten(exponent))
    };
    let found = match text.split_once('/') {
        None => decimal(text),
        Some((above, below)) => decimal(above)
            .zip(decimal(below).filter(|below| !below.is_zero()))
            .map(|(above, below)| above / below),
    };
    found.ok_or_else(|| Error::Setting {
        argument: "number".to_owned(),
        problem: format!("'{text}' is no number"),
    })
}

fn side((terms, constant): &Side, cells: usize) -> Result<Linear, Error> {
    let terms = terms.iter().map(|(cell, coefficient)| {
        if *cell < cells {
            Ok((*cell, number(coefficient)?))
        } else {
            Err(Error::Setting {
                argument: "rules".to_owned(),
                problem: format!("there is no cell {cell}: there are {cells}"),
            })
        }
    });
    Ok(Linear {
        terms: terms.collect::<Result<_, Error>>()?,
        constant: number(constant)?,
    })
}

fn relation(text: &str) -> Result<Relation, Error> {
    match text {
        "==" => Ok(Relation::Equal),
        "<=" => Ok(Relation::AtMost),
        ">=" => Ok(Relation::AtLeast),
        other => Err(Error::unknown("relation", other, ["==", "<=", ">="])),
    }
}

fn grounds(rules: &[Rule], cells: usize) -> Result<Vec<Ground>, Error> {
    rules
        .iter()
        .map(|(left, compared, ratio)| {
            let (left, relation) = (side(left, cells)?, relation(compared)?);
            Ok(match ratio {
                None => Ground::Linear {
                    left_minus_right: left,
                    relation,
                },
                Some((factor, numerator, denominator)) => Ground::Ratio {
                    quotient: left,
                    relation,
                    factor: number(factor)?,
                    numerator: side(numerator, cells)?,
                    denominator: side(denominator, cells)?,
                },
            })
        })
        .collect()
}

pub(super) fn limits(weight: u32, solutions: usize, ranges: bool) -> Limits {
    Limits {
        weight,
        solutions,
        ranges,
        ..Limits::default()
    }
}

/// The errors of many records under one set of rules: a column of lower and one of upper ends a cell, NaN
/// where it is missing; only the records with errors are given. A float is the decimal that it prints.
#[pyfunction]
#[pyo3(signature = (rules, lows, highs, weights, most_weight, most_solutions))]
pub(super) fn localise_ground<'py>(
    py: Python<'py>,
    rules: Vec<Rule>,
    lows: Vec<PyReadonlyArray1<'py, f64>>,
    highs: Vec<PyReadonlyArray1<'py, f64>>,
    weights: Vec<u32>,
    most_weight: u32,
    most_solutions: usize,
) -> PyResult<Vec<WrongParts>> {
    let cells = weights.into_iter().map(|weight| Cell {
        weight,
        ..Cell::missing(Kind::Exact, 0)
    });
    let problem = Problem {
        rules: grounds(&rules, cells.len())?,
        cells: cells.collect(),
    };
    let slices = |columns: &'_ [PyReadonlyArray1<'py, f64>]| -> PyResult<Vec<Vec<f64>>> {
        columns
            .iter()
            .map(|column| Ok(column.as_slice()?.to_vec()))
            .collect()
    };
    let (lows, highs) = (slices(&lows)?, slices(&highs)?);
    let limits = limits(most_weight, most_solutions, false);
    let wrong = py.detach(|| {
        let lows: Vec<&[f64]> = lows.iter().map(Vec::as_slice).collect();
        let highs: Vec<&[f64]> = highs.iter().map(Vec::as_slice).collect();
        let records = Records {
            lows: &lows,
            highs: &highs,
        };
        localise_records(&problem, records, &limits)
    })?;
    Ok(wrong
        .into_iter()
        .map(|wrong| {
            let found = wrong.found;
            let solutions = found.solutions.into_iter().map(|solution| solution.cells);
            (
                wrong.record,
                found.weight,
                found.complete,
                solutions.collect(),
            )
        })
        .collect())
}

/// One end of a range as text, and whether it belongs to it.
type EndParts = (Option<String>, bool);
/// A finding: cell, lower end, upper end, printable values, suggestion, slip, certainty, severity, rules.
type FindingParts = (
    usize,
    EndParts,
    EndParts,
    Option<Vec<String>>,
    Option<String>,
    Option<String>,
    &'static str,
    &'static str,
    Vec<usize>,
);
/// A group: rules, least weight, whether complete, repairs, candidates undecided, rules aside, findings.
type GroupParts = (
    Vec<usize>,
    Option<u32>,
    bool,
    Vec<Vec<usize>>,
    Vec<Vec<usize>>,
    Vec<usize>,
    Vec<FindingParts>,
);

/// The errors of one set of cells, group by group, at any magnitude: every number is a text.
#[pyfunction]
#[pyo3(signature = (cells, rules, slips, most_weight, most_solutions))]
pub(super) fn localise_cells(
    py: Python<'_>,
    cells: Vec<CellParts>,
    rules: Vec<Rule>,
    slips: Vec<(usize, String, String)>,
    most_weight: u32,
    most_solutions: usize,
) -> PyResult<Vec<GroupParts>> {
    let rules = grounds(&rules, cells.len())?;
    let cells = cells
        .into_iter()
        .map(|(interval, kind, decimals, weight)| {
            let interval = interval.map(|(low, high, low_closed, high_closed)| {
                Ok::<_, Error>(Interval {
                    low: number(&low)?,
                    high: number(&high)?,
                    low_closed,
                    high_closed,
                })
            });
            Ok(Cell {
                interval: interval.transpose()?,
                kind: Kind::from_name(&kind)?,
                decimals,
                weight,
            })
        })
        .collect::<Result<_, Error>>()?;
    let problem = Problem { cells, rules };
    let slips = slips.into_iter().map(|(cell, value, name)| {
        let value = number(&value)?;
        Ok(Explanation { cell, value, name })
    });
    let slips: Vec<Explanation> = slips.collect::<Result<_, Error>>()?;
    let limits = limits(most_weight, most_solutions, true);
    Ok(py.detach(|| {
        let groups = problem.groups().into_iter();
        groups
            .map(|group| {
                let found = localise(&problem, &group, &limits);
                parts(&problem, group, found, &slips, &limits)
            })
            .collect()
    }))
}

fn parts(
    problem: &Problem,
    group: Vec<usize>,
    found: Localisation,
    slips: &[Explanation],
    limits: &Limits,
) -> GroupParts {
    let text = |number: &BigRational| number.to_string();
    let findings = judge(problem, &group, &found, slips, limits).into_iter();
    let findings = findings.map(|finding| {
        let range = finding.range;
        (
            finding.cell,
            (range.low.as_ref().map(text), range.low_closed),
            (range.high.as_ref().map(text), range.high_closed),
            finding
                .printable
                .map(|values| values.iter().map(text).collect()),
            finding.suggested.as_ref().map(text),
            finding.slip,
            finding.certainty.name(),
            finding.severity.name(),
            finding.rules,
        )
    });
    (
        group,
        found.weight,
        found.complete,
        found
            .solutions
            .into_iter()
            .map(|solution| solution.cells)
            .collect(),
        found.undecided,
        found.aside,
        findings.collect(),
    )
}
