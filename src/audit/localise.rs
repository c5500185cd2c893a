//! The fewest cells that must change for all rules of a group to hold: what is asked, and what is answered.

use num_bigint::BigInt;
use num_traits::Signed;

use super::feasible::Engine;
use super::integer::{Width, widening};
use super::interruption::Interruption;
use super::plain::holds_as_printed;
use super::problem::Problem;
use super::products::{Answer, Splits, holds, value};
use super::ranges::Change;
use super::search::search;
use super::system::System;
use crate::number::BigRational;

/// How far a search goes.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Repairs that weigh more are no small repairs.
    pub weight: u32,
    /// As many repairs of the least weight are listed.
    pub solutions: usize,
    /// As many questions of feasibility are asked of a group.
    pub checks: usize,
    /// Printable values are listed where there are no more than these.
    pub printable: usize,
    /// As many splits of a product of two unknowns are made a question.
    pub splits: usize,
    /// Whether to look where each cell of a repair may go.
    pub ranges: bool,
    /// What ends a search early, without an answer.
    pub interruption: Interruption,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            weight: 6,
            solutions: 100,
            checks: 20_000,
            printable: 20,
            splits: 24,
            ranges: true,
            interruption: Interruption::default(),
        }
    }
}

/// One repair: cells that must change, and to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// The cells, in order.
    pub cells: Vec<usize>,
    /// Where each may go while every cell outside the repair keeps to its interval.
    pub changes: Vec<Change>,
}

/// Cells that cannot all be right, and the rules that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradicted {
    /// The cells, in order.
    pub cells: Vec<usize>,
    /// The rules, in order.
    pub rules: Vec<usize>,
}

/// What is wrong in a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localisation {
    /// The least weight of a repair; `None` where there is no small one.
    pub weight: Option<u32>,
    /// The repairs of that weight; one without cells where all rules can hold.
    pub solutions: Vec<Solution>,
    /// Whether these are all of them.
    pub complete: bool,
    /// Candidates that the splits did not settle.
    pub undecided: Vec<Vec<usize>>,
    /// Rules whose denominator is not above zero as printed: not asked here.
    pub aside: Vec<usize>,
    /// The conflicts that the search met: the evidence.
    pub conflicts: Vec<Contradicted>,
}

impl Localisation {
    /// Nothing is wrong.
    #[must_use]
    pub fn clean(aside: Vec<usize>) -> Self {
        Self {
            weight: Some(0),
            solutions: vec![Solution {
                cells: Vec::new(),
                changes: Vec::new(),
            }],
            complete: true,
            aside,
            ..Self::default()
        }
    }
}

/// Finds every repair of the least weight of a group, exactly.
#[must_use]
pub fn localise(problem: &Problem, group: &[usize], limits: &Limits) -> Localisation {
    if holds_as_printed(problem, group) {
        return Localisation::clean(Vec::new());
    }
    let system = System::new(problem, group, &limits.interruption);
    widening(|width| match width {
        Width::Word => search(&system, &mut Engine::<i64>::of(&system, &[])?, limits),
        Width::Double => search(&system, &mut Engine::<i128>::of(&system, &[])?, limits),
        Width::Any => search(&system, &mut Engine::<BigInt>::of(&system, &[])?, limits),
    })
    .unwrap_or_default()
}

/// Numbers of the group's cells, in their order in the problem, with which all its rules hold while these
/// cells are free; `None` where there are none, or none were found.
#[must_use]
pub fn witness(
    problem: &Problem,
    group: &[usize],
    free: &[usize],
    limits: &Limits,
) -> Option<Vec<(usize, BigRational)>> {
    let system = System::new(problem, group, &limits.interruption);
    let freed: Vec<bool> = system
        .cells
        .iter()
        .map(|cell| free.contains(cell))
        .collect();
    let mut splits = Splits {
        system: &system,
        free: &freed,
        left: limits.splits,
    };
    let products = system.products(&freed);
    match splits.decide::<BigInt>(&[], &products) {
        Ok(Answer::Feasible(mut numbers)) => {
            complete(&system, &mut numbers);
            Some(system.cells.iter().copied().zip(numbers).collect())
        }
        _ => None,
    }
}

/// Gives the quotients that stand in one rule alone the numbers that their ratios have.
fn complete(system: &System<'_>, numbers: &mut [BigRational]) {
    for ratio in system.ratios.iter().filter(|ratio| !ratio.shared) {
        let below = value(&ratio.denominator, numbers);
        if let Some((cell, coefficient)) = &ratio.cell
            && below.is_positive()
            && !holds(ratio, numbers)
        {
            let quotient = value(&ratio.numerator, numbers) / below;
            if let Some(number) = numbers.get_mut(*cell) {
                *number = (quotient - &ratio.shift) / coefficient;
            }
        }
    }
}
