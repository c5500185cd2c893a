//! Rows of a tableau: dependencies of variables in whole numbers.

use std::cmp::Ordering;

use super::integer::{Integer, Overflow};
use super::point::Point;

/// `Σ coefficient · variable = 0`, in the order of the variables; that of the basic one is below zero.
#[derive(Clone, Debug)]
pub(super) struct Row<I> {
    pub(super) basic: usize,
    /// The basic variable's coefficient without its sign.
    pub(super) divisor: I,
    pub(super) terms: Vec<(usize, I)>,
    /// What the other variables add up to: the basic one times the divisor.
    pub(super) sum: Point<I>,
}

pub(super) fn coefficient_of<I>(terms: &[(usize, I)], variable: usize) -> Option<&I> {
    let place = terms
        .binary_search_by_key(&variable, |(variable, _)| *variable)
        .ok()?;
    terms.get(place).map(|(_, coefficient)| coefficient)
}

/// `times · one + plus · two`, without the variables that cancel out.
pub(super) fn combined<I: Integer>(
    one: &[(usize, I)],
    times: &I,
    two: &[(usize, I)],
    plus: &I,
) -> Result<Vec<(usize, I)>, Overflow> {
    let mut sum = Vec::with_capacity(one.len().saturating_add(two.len()));
    let (mut left, mut right) = (one.iter().peekable(), two.iter().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return Ok(sum),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((one, _)), Some((two, _))) => one.cmp(two),
        };
        let first = if order == Ordering::Greater {
            None
        } else {
            left.next()
        };
        let second = if order == Ordering::Less {
            None
        } else {
            right.next()
        };
        match (first, second) {
            (Some((variable, a)), Some((_, b))) => {
                let both = a.times(times)?.plus(&b.times(plus)?)?;
                if !both.is_nought() {
                    sum.push((*variable, both));
                }
            }
            (Some((variable, a)), None) => sum.push((*variable, a.times(times)?)),
            (None, Some((variable, b))) => sum.push((*variable, b.times(plus)?)),
            (None, None) => {}
        }
    }
}

pub(super) fn without_common_divisor<I: Integer>(row: &mut Row<I>) -> Result<(), Overflow> {
    let mut shared = row.divisor.clone();
    for (_, coefficient) in &row.terms {
        if shared.is_unit() {
            return Ok(());
        }
        shared = shared.common_divisor(coefficient)?;
    }
    if !shared.is_unit() {
        for (_, coefficient) in &mut row.terms {
            *coefficient = coefficient.over(&shared);
        }
        row.divisor = row.divisor.over(&shared);
    }
    Ok(())
}
