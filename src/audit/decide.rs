//! The verdict on one rule at one place, exactly, with the intervals that decided it.
//!
//! Each cell is one unknown, wherever it stands in the rule. A linear rule is decided on the range of
//! left − right; a ratio y = c·a/b on the range of c·a/b, which is what lies between the least and the
//! greatest of its values, for it is continuous where b > 0 and the cells fill a box.

use std::collections::HashMap;

use num_traits::{Signed, Zero};

use super::expression::Source;
use super::ground::{Address, Laid};
use super::problem::Relation;
use super::sides::{GroundSide, linear_range, minus, range, side};
use super::tables::{Names, Table, Written};
use crate::figure::Interval;
use crate::number::BigRational;

/// What a confrontation says of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Some numbers behind the printed figures satisfy it.
    Satisfied,
    /// None do.
    Violated,
    /// A figure that it needs is missing, or may be zero where it divides.
    Undecided,
    /// It has no meaning for these figures.
    Failed,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Satisfied,
        Self::Violated,
        Self::Undecided,
        Self::Failed,
    ];

    /// The verdict's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::Violated => "violated",
            Self::Undecided => "undecided",
            Self::Failed => "failed",
        }
    }
}

/// Why a rule is not decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// A figure is missing.
    InputMissing,
    /// There is no row to sum, or all that there are were left out.
    NothingToSum,
    /// What divides is zero, or may be.
    WholeZero,
    /// What divides is negative.
    WholeNegative,
    /// A figure is infinite.
    AmountNotFinite,
    /// The cell compared with a ratio is also in the ratio.
    CellOnBothSides,
}

impl Why {
    /// The reason's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InputMissing => "input_missing",
            Self::NothingToSum => "nothing_to_sum",
            Self::WholeZero => "whole_zero",
            Self::WholeNegative => "whole_negative",
            Self::AmountNotFinite => "amount_not_finite",
            Self::CellOnBothSides => "cell_on_both_sides",
        }
    }

    /// What it makes of the verdict.
    #[must_use]
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::InputMissing | Self::NothingToSum | Self::WholeZero => Verdict::Undecided,
            _ => Verdict::Failed,
        }
    }
}

/// A verdict and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The verdict.
    pub verdict: Verdict,
    /// Why there is none.
    pub why: Option<Why>,
    /// Where the left side lies; `None` where it cannot be said.
    pub left: Option<Interval>,
    /// Where the right side lies.
    pub right: Option<Interval>,
    /// How far the sides are apart; nothing where the rule is not violated.
    pub gap: Option<BigRational>,
    /// The cells that the rule names, each once.
    pub cells: Vec<Address>,
    /// Those that are missing.
    pub missing: Vec<Address>,
    /// Those that were left out because they are missing.
    pub excluded: Vec<Address>,
}

/// A rule at a place: its sides over the cells that it names there.
#[derive(Clone, Debug, PartialEq)]
pub struct Grounded {
    /// The cells, each once.
    pub cells: Vec<Address>,
    /// What was left out.
    pub excluded: Vec<Address>,
    /// Whether a total has nothing to add.
    pub nothing_to_sum: bool,
    /// The left side.
    pub left: GroundSide,
    /// How it stands to the right side.
    pub relation: Relation,
    /// The right side.
    pub right: GroundSide,
}

/// What stands at an address.
#[must_use]
pub fn written(address: &Address, tables: &[Table]) -> Written {
    match address {
        Address::There(place) => tables
            .get(place.table)
            .and_then(|table| table.figures.get(place.figure))
            .map_or(Written::Missing, |figures| figures.at(place.row)),
        Address::Absent { .. } => Written::Missing,
    }
}

fn interval(address: &Address, tables: &[Table]) -> Option<Interval> {
    let Address::There(place) = address else {
        return None;
    };
    tables
        .get(place.table)?
        .figures
        .get(place.figure)?
        .interval(place.row)
}

impl Grounded {
    /// Grounds a rule at a row.
    #[must_use]
    pub fn of(laid: &Laid, row: usize, tables: &[Table], names: &Names) -> Self {
        let form = &laid.plan.form;
        let mut cells: Vec<Address> = Vec::new();
        let mut places: HashMap<Address, usize> = HashMap::new();
        let mut excluded = Vec::new();
        let mut nothing_to_sum = false;
        let mut taken = Vec::new();
        let mut sources: Vec<Vec<usize>> = Vec::new();
        for (source, what) in form.sources.iter().enumerate() {
            taken.clear();
            laid.cells(source, row, tables, names, &mut taken);
            let mut own = Vec::with_capacity(taken.len());
            for address in taken.drain(..) {
                if laid.excludes(source) && written(&address, tables) == Written::Missing {
                    excluded.push(address);
                    continue;
                }
                let place = *places.entry(address).or_insert_with_key(|address| {
                    cells.push(address.clone());
                    cells.len().saturating_sub(1)
                });
                own.push(place);
            }
            nothing_to_sum |= own.is_empty() && matches!(what, Source::Total(_));
            sources.push(own);
        }
        Self {
            left: side(&form.left, &sources),
            relation: form.relation,
            right: side(&form.right, &sources),
            cells,
            excluded,
            nothing_to_sum,
        }
    }

    /// Decides it.
    #[must_use]
    pub fn decide(self, tables: &[Table]) -> Decision {
        let intervals: Vec<Option<Interval>> = self
            .cells
            .iter()
            .map(|address| interval(address, tables))
            .collect();
        let missing: Vec<Address> = self
            .cells
            .iter()
            .filter(|address| written(address, tables) == Written::Missing)
            .cloned()
            .collect();
        let endless = self
            .cells
            .iter()
            .any(|address| written(address, tables) == Written::Endless);
        let left = range(&self.left, &intervals);
        let right = range(&self.right, &intervals);
        let why = if endless {
            Some(Why::AmountNotFinite)
        } else if self.nothing_to_sum {
            Some(Why::NothingToSum)
        } else if !missing.is_empty() {
            // A whole of zero settles the matter, whatever else is missing.
            [&left, &right]
                .into_iter()
                .find_map(|side| {
                    side.as_ref()
                        .err()
                        .copied()
                        .filter(|why| *why == Why::WholeZero)
                })
                .or(Some(Why::InputMissing))
        } else if self.shares_the_quotient() {
            Some(Why::CellOnBothSides)
        } else {
            [&left, &right]
                .into_iter()
                .find_map(|side| side.as_ref().err().copied())
        };
        let verdict_and_gap = match (&left, &right, why) {
            (_, _, Some(why)) => (why.verdict(), None),
            (Ok(left), Ok(right), None) => self.compare(left, right, &intervals),
            _ => (Verdict::Undecided, None),
        };
        let (verdict, gap) = verdict_and_gap;
        Decision {
            verdict,
            why,
            left: left.ok(),
            right: right.ok(),
            gap,
            cells: self.cells,
            missing,
            excluded: self.excluded,
        }
    }

    fn shares_the_quotient(&self) -> bool {
        match (&self.left, &self.right) {
            (GroundSide::Linear(plain), GroundSide::Quotient(ratio))
            | (GroundSide::Quotient(ratio), GroundSide::Linear(plain)) => {
                let mut within = ratio.numerator.terms.iter().chain(&ratio.denominator.terms);
                within.any(|(cell, _)| plain.terms.iter().any(|(other, _)| other == cell))
            }
            _ => false,
        }
    }

    fn compare(
        &self,
        left: &Interval,
        right: &Interval,
        intervals: &[Option<Interval>],
    ) -> (Verdict, Option<BigRational>) {
        let difference = match (&self.left, &self.right) {
            // A cell on both sides is one unknown.
            (GroundSide::Linear(left), GroundSide::Linear(right)) => {
                match linear_range(&minus(left, right), intervals) {
                    Some(range) => range,
                    None => return (Verdict::Undecided, None),
                }
            }
            _ => Interval {
                low: &left.low - &right.high,
                high: &left.high - &right.low,
                low_closed: left.low_closed && right.high_closed,
                high_closed: left.high_closed && right.low_closed,
            },
        };
        let zero = BigRational::zero();
        let reaches_down =
            difference.low < zero || (difference.low.is_zero() && difference.low_closed);
        let reaches_up =
            difference.high > zero || (difference.high.is_zero() && difference.high_closed);
        let (holds, gap) = match self.relation {
            Relation::AtMost => (reaches_down, difference.low),
            Relation::Equal if !reaches_down => (false, difference.low),
            Relation::AtLeast | Relation::Equal => (reaches_up, difference.high),
        };
        if holds {
            (Verdict::Satisfied, None)
        } else {
            (Verdict::Violated, Some(gap.abs()))
        }
    }
}
