//! Repairs keep what no choice of words may change, and each is verified without the solver.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop, and chooses its numbers"
)]

mod seeded;
mod small_problems;

use num_traits::{Signed, Zero};
use proptest::prelude::*;
use seeded::seeded;
use small_problems::{cell, limits, linear, whole};
use sustenta::audit::{
    Cell, Ground, Linear, Localisation, Problem, Range, Relation, localise, witness,
};
use sustenta::figure::{Interval, Kind};
use sustenta::number::BigRational;

const CELLS: usize = 6;

fn relations() -> impl Strategy<Value = Relation> {
    prop::sample::select(vec![
        Relation::Equal,
        Relation::Equal,
        Relation::AtMost,
        Relation::AtLeast,
    ])
}

fn terms() -> impl Strategy<Value = Vec<(usize, i64)>> {
    prop::collection::btree_map(
        0..CELLS,
        prop::sample::select(vec![-2, -1, -1, 1, 1, 3]),
        2..4,
    )
    .prop_map(|terms| terms.into_iter().collect())
}

/// Linear rules, and ratios whose quotient may stand in other rules, too.
fn rules() -> impl Strategy<Value = Vec<Ground>> {
    let one = prop_oneof![
        7 => (terms(), -4_i64..5, relations()).prop_map(|(terms, constant, relation)| {
            Ground::Linear { left_minus_right: linear(&terms, constant), relation }
        }),
        1 => (0..CELLS, 0..CELLS, 0..CELLS, relations()).prop_map(|(y, a, b, relation)| {
            Ground::Ratio {
                quotient: linear(&[(y, 1)], 0),
                relation,
                factor: whole(2),
                numerator: linear(&[(a, 1)], 0),
                denominator: linear(&[(b, 1)], 0),
            }
        }),
    ];
    prop::collection::vec(one, 1..5)
}

fn cells() -> impl Strategy<Value = Vec<Cell>> {
    let one = (
        prop::option::weighted(0.85, -3_i64..12),
        prop::sample::select(Kind::ALL.to_vec()),
        1_u32..3,
    );
    prop::collection::vec(
        one.prop_map(|(value, kind, weight)| cell(value, kind, weight)),
        CELLS,
    )
}

fn problems() -> impl Strategy<Value = Problem> {
    (cells(), rules()).prop_map(|(cells, rules)| Problem { cells, rules })
}

fn localised(problem: &Problem) -> Vec<Localisation> {
    let groups = problem.groups();
    groups
        .iter()
        .map(|group| localise(problem, group, &limits()))
        .collect()
}

fn at(form: &Linear, numbers: &[BigRational]) -> BigRational {
    let terms = form.terms.iter();
    terms.fold(form.constant.clone(), |sum, (cell, coefficient)| {
        sum + coefficient * &numbers[*cell]
    })
}

fn compares(difference: &BigRational, relation: Relation) -> bool {
    match relation {
        Relation::Equal => difference.is_zero(),
        Relation::AtMost => !difference.is_positive(),
        Relation::AtLeast => !difference.is_negative(),
    }
}

/// Whether the rule holds, by its definition. A freed quotient that no other rule names says nothing.
fn holds(problem: &Problem, rule: &Ground, numbers: &[BigRational], freed: &[usize]) -> bool {
    match rule {
        Ground::Linear {
            left_minus_right,
            relation,
        } => compares(&at(left_minus_right, numbers), *relation),
        Ground::Ratio {
            quotient,
            relation,
            factor,
            numerator,
            denominator,
        } => {
            let printed = quotient.terms[0].0;
            let free = freed.contains(&printed) || problem.cells[printed].interval.is_none();
            let below = at(denominator, numbers);
            free || (below.is_positive()
                && compares(
                    &(at(quotient, numbers) - factor * at(numerator, numbers) / below),
                    *relation,
                ))
        }
    }
}

/// Sorted weights and repairs of all groups: what does not depend on the order of cells and rules.
fn summary(found: &[Localisation]) -> Vec<(Option<u32>, bool, Vec<Vec<usize>>)> {
    let mut summary: Vec<_> = found
        .iter()
        .map(|found| {
            let mut sets: Vec<Vec<usize>> = found
                .solutions
                .iter()
                .map(|solution| solution.cells.clone())
                .collect();
            sets.sort();
            (found.weight, found.complete, sets)
        })
        .collect();
    summary.sort();
    summary
}

fn scaled(problem: &Problem, factor: &BigRational) -> Problem {
    let mut scaled = problem.clone();
    for cell in &mut scaled.cells {
        if let Some(interval) = &mut cell.interval {
            interval.low *= factor;
            interval.high *= factor;
        }
    }
    for rule in &mut scaled.rules {
        match rule {
            Ground::Linear {
                left_minus_right, ..
            } => left_minus_right.constant *= factor,
            // The quotient grows with the cells; the ratio of two of them does not.
            Ground::Ratio { factor: own, .. } => *own *= factor,
        }
    }
    scaled
}

fn turned(problem: &Problem) -> Problem {
    let new = |cell: usize| CELLS - 1 - cell;
    let side = |form: &Linear| Linear {
        terms: form
            .terms
            .iter()
            .rev()
            .map(|(cell, coefficient)| (new(*cell), coefficient.clone()))
            .collect(),
        constant: form.constant.clone(),
    };
    Problem {
        cells: problem.cells.iter().rev().cloned().collect(),
        rules: problem
            .rules
            .iter()
            .rev()
            .map(|rule| match rule {
                Ground::Linear {
                    left_minus_right,
                    relation,
                } => Ground::Linear {
                    left_minus_right: side(left_minus_right),
                    relation: *relation,
                },
                Ground::Ratio {
                    quotient,
                    relation,
                    factor,
                    numerator,
                    denominator,
                } => Ground::Ratio {
                    quotient: side(quotient),
                    relation: *relation,
                    factor: factor.clone(),
                    numerator: side(numerator),
                    denominator: side(denominator),
                },
            })
            .collect(),
    }
}

fn within(range: &Range, number: &BigRational) -> bool {
    range.meets(&Interval::point(number.clone()))
}

proptest! {
    #![proptest_config(seeded(64, 2006))]

    /// With the cells of a repair free, and no others, there are numbers with which every rule holds, and
    /// the ranges hold them; with all but one of them free there are none.
    #[test]
    fn a_repair_is_enough_and_no_part_of_it_is(problem in problems()) {
        for (group, found) in problem.groups().iter().zip(localised(&problem)) {
            for solution in &found.solutions {
                let free = &solution.cells;
                let known = witness(&problem, group, free, &limits()).expect("a repair has numbers");
                let mut numbers = vec![BigRational::zero(); problem.cells.len()];
                for (cell, number) in &known {
                    numbers[*cell] = number.clone();
                    let interval = problem.cells[*cell].interval.as_ref();
                    prop_assert!(free.contains(cell) || interval.is_none_or(|kept| kept.contains(number)));
                }
                for rule in group.iter().filter(|rule| !found.aside.contains(rule)) {
                    prop_assert!(holds(&problem, &problem.rules[*rule], &numbers, free));
                }
                for change in &solution.changes {
                    let quotient = group.iter().any(|rule| matches!(&problem.rules[*rule],
                        Ground::Ratio { quotient, .. } if quotient.terms[0].0 == change.cell));
                    prop_assert!(quotient || within(&change.range, &numbers[change.cell]));
                }
                for left in free {
                    let rest: Vec<usize> = free.iter().copied().filter(|cell| cell != left).collect();
                    prop_assert!(witness(&problem, group, &rest, &limits()).is_none());
                }
                let weight: u32 = free.iter().map(|cell| problem.cells[*cell].weight).sum();
                prop_assert_eq!(Some(weight), found.weight);
            }
        }
    }

    #[test]
    fn the_order_of_cells_and_rules_changes_nothing(problem in problems()) {
        let mut back = localised(&turned(&problem));
        prop_assume!(back.iter().all(|found| found.undecided.is_empty()));
        for solution in back.iter_mut().flat_map(|found| &mut found.solutions) {
            for cell in &mut solution.cells {
                *cell = CELLS - 1 - *cell;
            }
            solution.cells.sort_unstable();
        }
        let found = localised(&problem);
        prop_assume!(found.iter().all(|found| found.undecided.is_empty()));
        prop_assert_eq!(summary(&back), summary(&found));
    }

    /// Thousandths and quadrillions: the integers get wider, the answer stays.
    #[test]
    fn the_magnitude_of_the_numbers_changes_nothing(problem in problems(), power in -30_i32..40) {
        let found = localised(&problem);
        let large = localised(&scaled(&problem, &sustenta::number::power_of_ten(power)));
        prop_assume!(found.iter().chain(&large).all(|found| found.undecided.is_empty()));
        prop_assert_eq!(summary(&large), summary(&found));
    }
}
