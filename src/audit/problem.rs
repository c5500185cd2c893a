//! Cells and ground rules: what the language of rules hands to the solver.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_traits::Zero;

use crate::figure::{Interval, Kind};
use crate::number::BigRational;

/// A printed cell: one unknown, however many rules name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Where its number lies. `None`: missing, which is free at no cost and never a finding.
    pub interval: Option<Interval>,
    /// What its print says of the number behind it.
    pub kind: Kind,
    /// The decimals of its printed grid.
    pub decimals: i32,
    /// What it costs to change it; nothing is changed for less than 1.
    pub weight: u32,
}

impl Cell {
    /// A cell that is not there.
    #[must_use]
    pub const fn missing(kind: Kind, decimals: i32) -> Self {
        Self {
            interval: None,
            kind,
            decimals,
            weight: 1,
        }
    }

    /// The number as printed; `None` where it is missing.
    #[must_use]
    pub fn printed(&self) -> Option<BigRational> {
        let interval = self.interval.as_ref()?;
        Some(match (interval.low_closed, interval.high_closed) {
            // Truncated: the end that belongs to it is what is printed.
            (true, false) => interval.low.clone(),
            (false, true) => interval.high.clone(),
            _ => (&interval.low + &interval.high) / BigInt::from(2),
        })
    }
}

/// `Σ coefficient · cell + constant`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linear {
    /// Cells and their coefficients. A cell may stand more than once.
    pub terms: Vec<(usize, BigRational)>,
    /// What is added.
    pub constant: BigRational,
}

impl Linear {
    /// A number alone.
    #[must_use]
    pub const fn constant(constant: BigRational) -> Self {
        Self {
            terms: Vec::new(),
            constant,
        }
    }

    /// The same with each cell once, in order, and no coefficient of zero.
    #[must_use]
    pub fn collected(&self) -> Self {
        let mut sums = BTreeMap::<usize, BigRational>::new();
        for (cell, coefficient) in &self.terms {
            *sums.entry(*cell).or_insert_with(BigRational::zero) += coefficient;
        }
        Self {
            terms: sums
                .into_iter()
                .filter(|(_, coefficient)| !coefficient.is_zero())
                .collect(),
            constant: self.constant.clone(),
        }
    }
}

/// How two sides compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The left side is the right side.
    Equal,
    /// The left side is at most the right side.
    AtMost,
    /// The left side is at least the right side.
    AtLeast,
}

/// A rule over cells.
#[expect(
    clippy::large_enum_variant,
    reason = "a ratio has three sides; there are few rules beside their cells"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// `left_minus_right (relation) 0`.
    Linear {
        /// The left side less the right side.
        left_minus_right: Linear,
        /// How it compares with zero.
        relation: Relation,
    },
    /// `quotient (relation) factor · numerator / denominator`, where the denominator is above zero.
    Ratio {
        /// One cell with a coefficient, and a constant.
        quotient: Linear,
        /// How it compares with the ratio.
        relation: Relation,
        /// The 100 of a percentage.
        factor: BigRational,
        /// What is divided.
        numerator: Linear,
        /// What divides: above zero wherever the rule holds.
        denominator: Linear,
    },
}

impl Ground {
    /// The cells that it names, each once, in order.
    #[must_use]
    pub fn cells(&self) -> Vec<usize> {
        let sides: Vec<&Linear> = match self {
            Self::Linear {
                left_minus_right, ..
            } => vec![left_minus_right],
            Self::Ratio {
                quotient,
                numerator,
                denominator,
                ..
            } => vec![quotient, numerator, denominator],
        };
        let mut cells: Vec<usize> = sides
            .iter()
            .flat_map(|side| side.terms.iter().map(|(cell, _)| *cell))
            .collect();
        cells.sort_unstable();
        cells.dedup();
        cells
    }
}

/// Cells, and the ground rules over them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// The cells that rules name by their place here.
    pub cells: Vec<Cell>,
    /// The rules.
    pub rules: Vec<Ground>,
}

impl Problem {
    /// The rules that hang together through cells, each group in order, in the order of their first rules.
    ///
    /// Two rules that share a missing cell hang together: the cell has one number, which both ask for.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut parents: Vec<usize> = (0..self.rules.len()).collect();
        let mut owners: Vec<Option<usize>> = vec![None; self.cells.len()];
        for (rule, ground) in self.rules.iter().enumerate() {
            for cell in ground.cells() {
                let Some(owner) = owners.get_mut(cell) else {
                    continue;
                };
                match *owner {
                    None => *owner = Some(rule),
                    Some(other) => {
                        let (one, two) = (root(&mut parents, other), root(&mut parents, rule));
                        if let Some(parent) = parents.get_mut(one.max(two)) {
                            *parent = one.min(two);
                        }
                    }
                }
            }
        }
        let mut groups = BTreeMap::<usize, Vec<usize>>::new();
        for rule in 0..self.rules.len() {
            groups
                .entry(root(&mut parents, rule))
                .or_default()
                .push(rule);
        }
        groups.into_values().collect()
    }
}

/// The first rule of the group, with every other path to it halved on the way.
fn root(parents: &mut [usize], mut rule: usize) -> usize {
    while let Some(parent) = parents.get(rule).copied()
        && parent != rule
    {
        let above = parents.get(parent).copied().unwrap_or(parent);
        if let Some(place) = parents.get_mut(rule) {
            *place = above;
        }
        rule = above;
    }
    rule
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(cells: &[usize]) -> Ground {
        Ground::Linear {
            left_minus_right: Linear {
                terms: cells
                    .iter()
                    .map(|cell| (*cell, BigRational::from_integer(BigInt::from(1))))
                    .collect(),
                constant: BigRational::zero(),
            },
            relation: Relation::Equal,
        }
    }

    #[test]
    fn rules_hang_together_through_cells_missing_or_not() {
        let problem = Problem {
            cells: vec![Cell::missing(Kind::Exact, 0); 8],
            rules: vec![
                sum(&[0, 1]),
                sum(&[2, 3]),
                sum(&[4]),
                sum(&[3, 1]),
                sum(&[5, 6, 7]),
            ],
        };
        assert_eq!(problem.groups(), [vec![0, 1, 3], vec![2], vec![4]]);
    }
}
