//! Most groups hold with the very numbers that are printed: seen at a glance.

use num_traits::{Signed, Zero};

use super::problem::{Ground, Linear, Problem, Relation};
use crate::number::BigRational;

/// Whether all rules of the group hold with the numbers as printed.
///
/// A rule with a missing cell that no other rule names holds with some number of that cell, and need not
/// be asked; without it, the same may be so of another. `false` where this does not settle it.
pub(super) fn holds_as_printed(problem: &Problem, group: &[usize]) -> bool {
    let mut open = Vec::new();
    for rule in group {
        let Some(rule) = problem.rules.get(*rule) else {
            continue;
        };
        let cells = rule.cells();
        let missing: Vec<usize> = cells
            .into_iter()
            .filter(|cell| is_missing(problem, *cell))
            .collect();
        if missing.is_empty() {
            if !holds(problem, rule) {
                return false;
            }
        } else {
            open.push((rule, missing));
        }
    }
    while !open.is_empty() {
        let loose = open.iter().position(|(rule, missing)| {
            missing.iter().any(|cell| {
                let named = open.iter().filter(|(_, other)| other.contains(cell));
                named.count() == 1 && settles(problem, rule, *cell)
            })
        });
        match loose {
            Some(place) => drop(open.swap_remove(place)),
            None => return false,
        }
    }
    true
}

fn is_missing(problem: &Problem, cell: usize) -> bool {
    problem
        .cells
        .get(cell)
        .is_none_or(|cell| cell.interval.is_none())
}

/// Whether some number of that cell fulfils the rule, whatever the others are.
fn settles(problem: &Problem, rule: &Ground, cell: usize) -> bool {
    let stands_in = |side: &Linear| {
        let side = side.collected();
        side.terms.iter().any(|(other, _)| *other == cell)
    };
    match rule {
        Ground::Linear {
            left_minus_right, ..
        } => stands_in(left_minus_right),
        Ground::Ratio {
            quotient,
            factor,
            numerator,
            denominator,
            ..
        } => {
            let below = printed(problem, denominator).is_some_and(|below| below.is_positive());
            let places = (stands_in(quotient), stands_in(numerator));
            below && (places == (true, false) || (places == (false, true) && !factor.is_zero()))
        }
    }
}

fn holds(problem: &Problem, rule: &Ground) -> bool {
    let (difference, relation) = match rule {
        Ground::Linear {
            left_minus_right,
            relation,
        } => (printed(problem, left_minus_right), relation),
        Ground::Ratio {
            quotient,
            relation,
            factor,
            numerator,
            denominator,
        } => {
            let sides = (
                printed(problem, quotient),
                printed(problem, numerator),
                printed(problem, denominator),
            );
            let (Some(quotient), Some(above), Some(below)) = sides else {
                return false;
            };
            if !below.is_positive() {
                return false;
            }
            (Some(quotient * below - factor * above), relation)
        }
    };
    difference.is_some_and(|difference| match relation {
        Relation::Equal => difference.is_zero(),
        Relation::AtMost => !difference.is_positive(),
        Relation::AtLeast => !difference.is_negative(),
    })
}

/// The side with the numbers as printed; `None` where one is missing.
fn printed(problem: &Problem, side: &Linear) -> Option<BigRational> {
    side.terms
        .iter()
        .try_fold(side.constant.clone(), |sum, (cell, coefficient)| {
            Some(sum + coefficient * problem.cells.get(*cell)?.printed()?)
        })
}
